/* SPDX-License-Identifier: MIT */
/*
 * Trials of batches that a store must not take: those that expect another version, and those whose command was answered before. Nothing of
 * them may be kept. It refuses to know who was faster.
 */
#include "store_check_impl.h"

#define CONFLICT_FAR INT64_C(1000000)

static int conflict_try(store_check *c, store_subject of, uint64_t expected, const char *word, int32_t wanted) {
    store_draft d;
    hotline__draft_begin(&d, of, expected);
    if (word != NULL) {
        hotline__draft_entry(c, &d, word, NULL);
    }
    return hotline__trial_append(c, 0, &d, wanted);
}

static int conflict_low(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_put(c, t, 0, "one", 0, 0) && hotline__trial_put(c, t, 1, "two", 0, 0) &&
           conflict_try(c, t, 1, "three", HOTLINE_CONFLICT) && conflict_try(c, t, 0, "three", HOTLINE_CONFLICT);
}

static int conflict_high(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_put(c, t, 0, "one", 0, 0) && conflict_try(c, t, 2, "two", HOTLINE_CONFLICT);
}

static int conflict_new(store_check *c) {
    return conflict_try(c, hotline__trial_ticket(c, "a"), 1, "one", HOTLINE_CONFLICT);
}

/* A decision to do nothing rests on what was seen, too. */
static int conflict_without_entries(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_put(c, t, 0, "one", 0, 0) && hotline__trial_put(c, t, 1, "two", 0, 0) &&
           conflict_try(c, t, 1, NULL, HOTLINE_CONFLICT) && conflict_try(c, t, 0, NULL, HOTLINE_CONFLICT) &&
           conflict_try(c, t, 2, NULL, HOTLINE_OK);
}

/* ---- nothing is kept ---- */

static int conflict_prepare(store_check *c) {
    store_subject w = hotline__trial_unit(c, "woken");
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "a"), 0);
    hotline__draft_entry(c, &d, "one", "p");
    hotline__draft_command(c, &d, "first", "done", "q");
    d.batch.wake = 1000;
    d.batch.due = 2000;
    return hotline__trial_append(c, 0, &d, HOTLINE_OK) && hotline__trial_put(c, w, 0, "w", 9000, HOTLINE_NO_INSTANT);
}

/* All that a batch can hold. */
static int conflict_full(store_check *c, const char *command, uint64_t expected, int32_t wanted) {
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "a"), expected);
    hotline__draft_entry(c, &d, "two", "r");
    hotline__draft_command(c, &d, command, "again", NULL);
    hotline__draft_notice(c, &d, "n", "told");
    hotline__draft_wake(&d, hotline__trial_unit(c, "woken"), 500);
    hotline__draft_wake(&d, hotline__trial_unit(c, "new"), 500);
    d.batch.erases = 1;
    d.batch.wake = 3000;
    d.batch.due = 4000;
    return hotline__trial_append(c, 0, &d, wanted);
}

static int conflict_unchanged(store_check *c) {
    return hotline__trial_subject(c, 0, hotline__trial_ticket(c, "a"), "1: one+p") && hotline__trial_answer(c, 0, "first", "done+q") &&
           hotline__trial_answer(c, 0, "second", "none") && hotline__trial_notices(c, 0, CHECK_ALL, "") &&
           hotline__trial_subject(c, 0, hotline__trial_unit(c, "woken"), "1: w") &&
           hotline__trial_subject(c, 0, hotline__trial_unit(c, "new"), "0:") &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_WAKE, CONFLICT_FAR, CHECK_ALL, "ticket/a@1000 unit/woken@9000") &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_DUE, CONFLICT_FAR, CHECK_ALL, "ticket/a@2000");
}

static int conflict_nothing(store_check *c) {
    return conflict_prepare(c) && conflict_full(c, "second", 0, HOTLINE_CONFLICT) && conflict_unchanged(c);
}

static int conflict_duplicate_nothing(store_check *c) {
    return conflict_prepare(c) && conflict_full(c, "first", 1, HOTLINE_DUPLICATE) && conflict_unchanged(c);
}

/* ---- duplicates ---- */

static int conflict_again(store_check *c, store_subject of, uint64_t expected) {
    store_draft d;
    hotline__draft_begin(&d, of, expected);
    hotline__draft_command(c, &d, "c", "again", NULL);
    return hotline__trial_append(c, 0, &d, HOTLINE_DUPLICATE);
}

static int conflict_duplicate(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_tell(c, t, 0, "c", NULL) && conflict_again(c, t, 0) && hotline__trial_answer(c, 0, "c", "done");
}

static int conflict_duplicate_first(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_tell(c, t, 0, "c", NULL) && hotline__trial_put(c, t, 0, "one", 0, 0) && conflict_again(c, t, 0);
}

static int conflict_duplicate_subject(store_check *c) {
    return hotline__trial_tell(c, hotline__trial_ticket(c, "a"), 0, "c", NULL) && conflict_again(c, hotline__trial_ticket(c, "b"), 0) &&
           conflict_again(c, hotline__trial_unit(c, "a"), 0);
}

const store_trial hotline__trials_conflict[] = {
    {"conflict_low", conflict_low, "A batch that expects a lower version than there is meets a conflict.",
     "预期版本低于实际版本的批次应报冲突。"},
    {"conflict_high", conflict_high, "A batch that expects a higher version than there is meets a conflict.",
     "预期版本高于实际版本的批次应报冲突。"},
    {"conflict_new", conflict_new, "A batch that expects a version of a subject that is not there meets a conflict.",
     "对象不存在而批次预期其有版本时应报冲突。"},
    {"conflict_without_entries", conflict_without_entries, "A batch without entries meets a conflict as any other.",
     "没有分录的批次同样应报冲突。"},
    {"conflict_nothing", conflict_nothing, "Of a batch that meets a conflict nothing is kept.", "报冲突的批次，任何内容都不保存。"},
    {"duplicate", conflict_duplicate, "A command that was answered before is a duplicate, and keeps its first answer.",
     "已有回执的命令再次提交应报重复，且保留最初的回执。"},
    {"duplicate_first", conflict_duplicate_first, "A command that was answered before is a duplicate also when the version is another.",
     "已有回执的命令再次提交，即使版本不符，也应报重复。"},
    {"duplicate_subject", conflict_duplicate_subject, "A command that was answered before is a duplicate also about another subject.",
     "已有回执的命令再次提交，即使对象不同，也应报重复。"},
    {"duplicate_nothing", conflict_duplicate_nothing, "Of a batch that is a duplicate nothing is kept.",
     "报重复的批次，任何内容都不保存。"},
    {NULL, NULL, NULL, NULL},
};
