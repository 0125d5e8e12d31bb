/* SPDX-License-Identifier: MIT */
/*
 * Trials of erasing: the personal parts of a subject go, all of them, and nothing else. It refuses to know why they are erased.
 */
#include "store_check_impl.h"

static int erase_put(store_check *c, store_subject of, uint64_t expected, const char *word, const char *apart) {
    store_draft d;
    hotline__draft_begin(&d, of, expected);
    hotline__draft_entry(c, &d, word, apart);
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

static int erase_answer(store_check *c, store_subject of, uint64_t expected, const char *tail, const char *apart) {
    store_draft d;
    hotline__draft_begin(&d, of, expected);
    hotline__draft_command(c, &d, tail, "done", apart);
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

/* By a batch with nothing of its own to erase. */
static int erase_now(store_check *c, store_subject of, uint64_t expected) {
    store_draft d;
    hotline__draft_begin(&d, of, expected);
    d.batch.erases = 1;
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

static int erase_entries(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return erase_put(c, t, 0, "one", "p") && erase_put(c, t, 1, "two", NULL) && erase_put(c, t, 2, "three", "q") && erase_now(c, t, 3) &&
           hotline__trial_subject(c, 0, t, "3: one two three");
}

static int erase_answers(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return erase_answer(c, t, 0, "c", "p") && erase_put(c, t, 0, "one", NULL) && erase_answer(c, t, 1, "d", "q") && erase_now(c, t, 1) &&
           hotline__trial_answer(c, 0, "c", "done") && hotline__trial_answer(c, 0, "d", "done");
}

/* A command about a ticket that is not there was refused, and said something personal. */
static int erase_alone(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return erase_answer(c, t, 0, "c", "p") && erase_now(c, t, 0) && hotline__trial_answer(c, 0, "c", "done") &&
           hotline__trial_subject(c, 0, t, "0:");
}

static int erase_batch(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    hotline__draft_entry(c, &d, "one", "p");
    hotline__draft_entry(c, &d, "two", "q");
    hotline__draft_command(c, &d, "c", "done", "r");
    d.batch.erases = 1;
    return hotline__trial_append(c, 0, &d, HOTLINE_OK) && hotline__trial_subject(c, 0, t, "2: one two") &&
           hotline__trial_answer(c, 0, "c", "done");
}

static int erase_others(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    store_subject u = hotline__trial_unit(c, "a");
    store_subject b = hotline__trial_ticket(c, "b");
    return erase_put(c, t, 0, "one", "p") && erase_put(c, u, 0, "two", "q") && erase_put(c, b, 0, "three", "r") &&
           erase_answer(c, u, 1, "u", "s") && erase_answer(c, b, 1, "b", "t") && erase_now(c, t, 1) &&
           hotline__trial_subject(c, 0, u, "1: two+q") && hotline__trial_subject(c, 0, b, "1: three+r") &&
           hotline__trial_answer(c, 0, "u", "done+s") && hotline__trial_answer(c, 0, "b", "done+t");
}

static int erase_later(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return erase_put(c, t, 0, "one", NULL) && erase_now(c, t, 1) && erase_put(c, t, 1, "two", "p") && erase_answer(c, t, 2, "c", "q") &&
           hotline__trial_subject(c, 0, t, "2: one two+p") && hotline__trial_answer(c, 0, "c", "done+q");
}

const store_trial hotline__trials_erase[] = {
    {"erase_entries", erase_entries, "Erasing drops the personal parts of the subject's entries, and the entries stay as they are.",
     "抹除时，该对象各分录的个人信息部分删除，分录本身不变。"},
    {"erase_answers", erase_answers, "Erasing drops the personal parts of the answers to commands about the subject, and the answers stay.",
     "抹除时，有关该对象的命令回执的个人信息部分删除，回执本身不变。"},
    {"erase_alone", erase_alone, "Erasing drops the personal parts of answers also when the subject is not there.",
     "对象不存在时，抹除同样删除回执的个人信息部分。"},
    {"erase_batch", erase_batch, "Erasing drops the personal parts of the same batch, too.", "抹除时，同一批次的个人信息部分也不保存。"},
    {"erase_others", erase_others, "Erasing leaves the personal parts of other subjects.", "抹除不影响其他对象的个人信息部分。"},
    {"erase_later", erase_later, "Personal parts that come after the erasing are kept.", "抹除之后追加的个人信息部分照常保存。"},
    {NULL, NULL, NULL, NULL},
};
