/* SPDX-License-Identifier: MIT */
/*
 * Trials of ids that a careless column takes for one: of subjects, of commands and of notices. It refuses to know what else is kept under
 * them.
 */
#include "store_check_impl.h"

enum { ID_LONG = 200 };

static int id_two_subjects(store_check *c, const char *one, const char *other) {
    store_subject a = hotline__trial_ticket(c, one);
    store_subject b = hotline__trial_ticket(c, other);
    return hotline__trial_put(c, a, 0, "one", 0, 0) && hotline__trial_subject(c, 0, b, "0:") && hotline__trial_put(c, b, 0, "two", 0, 0) &&
           hotline__trial_subject(c, 0, a, "1: one") && hotline__trial_subject(c, 0, b, "1: two");
}

static int id_two_commands(store_check *c, const char *one, const char *other) {
    store_subject t = hotline__trial_ticket(c, "subject of commands");
    return hotline__trial_tell(c, t, 0, one, NULL) && hotline__trial_answer(c, 0, other, "none") &&
           hotline__trial_tell(c, t, 0, other, NULL) && hotline__trial_answer(c, 0, other, "done");
}

static int id_notice(store_check *c, const char *tail) {
    store_draft d;
    hotline__draft_begin(&d, hotline__trial_ticket(c, "subject of notices"), 0);
    hotline__draft_notice(c, &d, tail, "told");
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

static int id_two_notices(store_check *c, const char *one, const char *other) {
    return id_notice(c, one) && id_notice(c, other) && hotline__trial_deliver(c, 0, one) &&
           hotline__trial_notice(c, hotline__trial_id(c, other)) != NULL && hotline__trial_deliver(c, 0, other);
}

/* Pairs of ids, one after the other. */
static int id_pairs(store_check *c, const char *const *pairs, size_t count) {
    for (size_t i = 0; i + 1 < count; i += 2) {
        if (!id_two_subjects(c, pairs[i], pairs[i + 1]) || !id_two_commands(c, pairs[i], pairs[i + 1]) ||
            !id_two_notices(c, pairs[i], pairs[i + 1])) {
            return 0;
        }
    }
    return 1;
}

static int id_case(store_check *c) {
    static const char *const pairs[] = {"a", "A", "é", "É"};
    return id_pairs(c, pairs, sizeof pairs / sizeof pairs[0]);
}

static int id_blank(store_check *c) {
    static const char *const pairs[] = {"a", "a ", "b  ", "b "};
    return id_pairs(c, pairs, sizeof pairs / sizeof pairs[0]);
}

/* Accents, the same letter in two spellings, letters in two widths. */
static int id_letter(store_check *c) {
    static const char *const pairs[] = {"e", "é", "o\xCC\x81", "ó", "b", "ｂ", "ss", "ß"};
    return id_pairs(c, pairs, sizeof pairs / sizeof pairs[0]);
}

static int id_sign(store_check *c) {
    static const char *const pairs[] = {"a%", "ab", "c_", "cd", "e'", "e''", "f\\", "f\\\\", "g/h", "g_h"};
    return id_pairs(c, pairs, sizeof pairs / sizeof pairs[0]);
}

static int id_long(store_check *c) {
    char one[ID_LONG], other[ID_LONG];
    const char *pair[2];
    size_t len = ID_LONG - hotline__trial_id(c, "").len; /* of what follows the trial's own beginning */
    memset(one, 'x', sizeof one);
    one[len] = '\0';
    memcpy(other, one, sizeof other);
    other[len - 1] = 'y';
    pair[0] = one;
    pair[1] = other;
    return c->status >= 0 && id_pairs(c, pair, 2);
}

const store_trial hotline__trials_id[] = {
    {"id_case", id_case, "Ids that differ in case only are different.", "仅大小写不同的编号互不相同。"},
    {"id_blank", id_blank, "Ids that differ in trailing blanks only are different.", "仅末尾空格不同的编号互不相同。"},
    {"id_letter", id_letter, "Ids that differ in accents, in the spelling or the width of letters are different.",
     "仅重音、字母编码形式或全半角不同的编号互不相同。"},
    {"id_sign", id_sign, "Signs in ids stand for themselves.", "编号中的符号只代表其本身。"},
    {"id_long", id_long, "Ids of 200 bytes that differ in the last one are different.", "仅末字节不同的200字节编号互不相同。"},
    {NULL, NULL, NULL, NULL},
};
