/* SPDX-License-Identifier: MIT */
/*
 * Trials of what was appended: it comes back, all of it, in order, byte for byte, with the version that it must have. It refuses to know of
 * two who append at once.
 */
#include "store_check_impl.h"

enum { APPEND_BIG = 1 << 20, APPEND_BATCHES = 3 };

/* JSON as a store might take it apart and put it together again otherwise. */
static const char *const append_texts[] = {
    "{\"z\":1,\"a\":2,\"z\":3}",
    "{ \"a\" :\t[1,\r\n2] }",
    "{\"a\":1.0e2,\"b\":12345678901234567890.10}",
    "{\"a\":\"\\u00e9\\/\\n\\\\\\\"\"}",
    "{\"a\":\"it's 100% -- ; $1 ?1 :a %s\"}",
    "{\"a\":\"长丰街道，𠮷家，e\xCC\x81\"}",
    "{\"a\":\" b \"}  ",
};
enum { APPEND_TEXTS = sizeof append_texts / sizeof append_texts[0] };

static int append_load_nothing(store_check *c) {
    return hotline__trial_subject(c, 0, hotline__trial_ticket(c, "a"), "0:") &&
           hotline__trial_subject(c, 0, hotline__trial_unit(c, "a"), "0:");
}

static int append_order(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    hotline__draft_entry(c, &d, "one", NULL);
    hotline__draft_entry(c, &d, "two", NULL);
    return hotline__trial_append(c, 0, &d, HOTLINE_OK) && hotline__trial_put(c, t, 2, "three", 0, 0) &&
           hotline__trial_put(c, t, 3, "four", 0, 0) && hotline__trial_subject(c, 0, t, "4: one two three four");
}

static int append_personal(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    hotline__draft_entry(c, &d, "one", "p");
    hotline__draft_entry(c, &d, "two", NULL);
    hotline__draft_entry(c, &d, "three", "q");
    return hotline__trial_append(c, 0, &d, HOTLINE_OK) && hotline__trial_subject(c, 0, t, "3: one+p two three+q");
}

static int append_bytes(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    const hotline_sink *sink;
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    for (size_t i = 0; i < APPEND_TEXTS; i++) {
        d.entries[i].plain = hotline__text(append_texts[i]);
        d.entries[i].personal = hotline__text(append_texts[APPEND_TEXTS - 1 - i]);
    }
    d.batch.entry_count = APPEND_TEXTS;
    sink = hotline__trial_append(c, 0, &d, HOTLINE_OK) ? hotline__trial_load(c, 0, t) : NULL;
    if (sink == NULL || !hotline__trial_same_number(c, "load", sink->count, APPEND_TEXTS)) {
        return 0;
    }
    for (size_t i = 0; i < APPEND_TEXTS; i++) {
        if (!hotline__trial_same(c, "load", sink->entries[i].plain, d.entries[i].plain) ||
            !hotline__trial_same(c, "load", sink->entries[i].personal, d.entries[i].personal)) {
            return 0;
        }
    }
    return 1;
}

/* Digits in turn, so that a piece that is missing shows wherever it is. */
static text append_big_text(store_check *c, char first) {
    uint64_t most = c->context->max_document;
    text big = {"", 0};
    size_t len = most < APPEND_BIG ? (size_t)most : APPEND_BIG;
    char *bytes = hotline__arena_take(&c->work, len + 1);
    if (bytes == NULL) {
        c->status = HOTLINE_ERROR_MEMORY;
        return big;
    }
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (char)(i == 0 || i == len - 1 ? '"' : first + (char)(i % 7));
    }
    bytes[len] = '\0';
    big.at = bytes;
    big.len = len;
    return big;
}

static int append_big(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    const hotline_sink *sink;
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    d.entries[0].plain = append_big_text(c, '0');
    d.entries[0].personal = append_big_text(c, 'a');
    d.batch.entry_count = 1;
    sink = hotline__trial_append(c, 0, &d, HOTLINE_OK) ? hotline__trial_load(c, 0, t) : NULL;
    return sink != NULL && hotline__trial_same_number(c, "load", sink->count, 1) &&
           hotline__trial_same(c, "load", sink->entries[0].plain, d.entries[0].plain) &&
           hotline__trial_same(c, "load", sink->entries[0].personal, d.entries[0].personal);
}

static void append_number(char *word, uint32_t number) {
    word[0] = (char)('0' + number / 100);
    word[1] = (char)('0' + number / 10 % 10);
    word[2] = (char)('0' + number % 10);
    word[3] = '\0';
}

static int append_many_put(store_check *c, store_subject t, uint32_t from) {
    store_draft d;
    char word[4];
    hotline__draft_begin(&d, t, from);
    for (uint32_t i = 0; i < CHECK_ENTRIES; i++) {
        append_number(word, from + i);
        hotline__draft_entry(c, &d, word, NULL);
    }
    return hotline__trial_append(c, 0, &d, HOTLINE_OK);
}

static int append_many(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    const hotline_sink *sink;
    char word[4];
    for (uint32_t i = 0; i < APPEND_BATCHES; i++) {
        if (!append_many_put(c, t, i * CHECK_ENTRIES)) {
            return 0;
        }
    }
    sink = hotline__trial_load(c, 0, t);
    if (sink == NULL || !hotline__trial_same_number(c, "load", sink->count, APPEND_BATCHES * CHECK_ENTRIES)) {
        return 0;
    }
    for (uint32_t i = 0; i < sink->count; i++) {
        append_number(word, i);
        if (!hotline__trial_same(c, "load", sink->entries[i].plain, hotline__trial_word(c, word))) {
            return 0;
        }
    }
    return 1;
}

static int append_version(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    store_draft d;
    if (!hotline__trial_put(c, t, 0, "one", 0, 0)) {
        return 0;
    }
    hotline__draft_begin(&d, t, 1);
    hotline__draft_entry(c, &d, "two", NULL);
    hotline__draft_entry(c, &d, "three", NULL);
    return hotline__trial_append(c, 0, &d, HOTLINE_OK) && hotline__trial_subject(c, 0, t, "3: one two three");
}

static int append_without_entries(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_put(c, t, 0, "one", 0, 0) && hotline__trial_tell(c, t, 1, "c", "n") && hotline__trial_tell(c, t, 1, "d", NULL) &&
           hotline__trial_subject(c, 0, t, "1: one") && hotline__trial_answer(c, 0, "c", "done") &&
           hotline__trial_notices(c, 0, CHECK_ALL, "n=told") && hotline__trial_deliver(c, 0, "n");
}

static int append_answer_alone(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    return hotline__trial_tell(c, t, 0, "c", NULL) && hotline__trial_answer(c, 0, "c", "done") && hotline__trial_subject(c, 0, t, "0:") &&
           hotline__trial_list(c, 0, HOTLINE_ORDER_ID, 0, CHECK_ALL, "") && hotline__trial_tell(c, t, 0, "d", NULL) &&
           hotline__trial_put(c, t, 0, "one", 0, 0) && hotline__trial_subject(c, 0, t, "1: one");
}

static int append_kinds(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    store_subject u = hotline__trial_unit(c, "a");
    store_subject published;
    published.kind = HOTLINE_SUBJECT_PUBLISHED;
    published.id = hotline__text("published");
    return hotline__trial_put(c, t, 0, "one", 0, 0) && hotline__trial_subject(c, 0, u, "0:") && hotline__trial_put(c, u, 0, "two", 0, 0) &&
           hotline__trial_put(c, t, 1, "three", 0, 0) && hotline__trial_put(c, published, 0, "four", 0, 0) &&
           hotline__trial_subject(c, 0, t, "2: one three") && hotline__trial_subject(c, 0, u, "1: two") &&
           hotline__trial_subject(c, 0, published, "1: four");
}

static int append_answer_nothing(store_check *c) {
    return hotline__trial_answer(c, 0, "c", "none");
}

static int append_answer_kept(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    hotline__draft_command(c, &d, "c", "one", "p");
    return hotline__trial_append(c, 0, &d, HOTLINE_OK) && hotline__trial_tell(c, t, 0, "d", NULL) &&
           hotline__trial_answer(c, 0, "c", "one+p") && hotline__trial_answer(c, 0, "d", "done");
}

static int append_answer_byte(store_check *c, store_subject t, size_t i) {
    const char tail[2] = {(char)('a' + (char)i), '\0'};
    const hotline_sink *sink;
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    d.batch.command = hotline__trial_id(c, tail);
    d.batch.answer.plain = hotline__text(append_texts[i]);
    d.batch.answer.personal = hotline__text(append_texts[APPEND_TEXTS - 1 - i]);
    sink = hotline__trial_append(c, 0, &d, HOTLINE_OK) ? hotline__trial_answered(c, 0, d.batch.command) : NULL;
    return sink != NULL && hotline__trial_same_number(c, "answer", sink->count, 1) &&
           hotline__trial_same(c, "answer", sink->answer.plain, d.batch.answer.plain) &&
           hotline__trial_same(c, "answer", sink->answer.personal, d.batch.answer.personal);
}

static int append_answer_bytes(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    for (size_t i = 0; i < APPEND_TEXTS; i++) {
        if (!append_answer_byte(c, t, i)) {
            return 0;
        }
    }
    return 1;
}

static int append_notice_byte(store_check *c, store_subject t, size_t i) {
    const char tail[2] = {(char)('a' + (char)i), '\0'};
    const store_notice *n;
    store_draft d;
    hotline__draft_begin(&d, t, 0);
    d.notices[0].id = hotline__trial_id(c, tail);
    d.notices[0].body = hotline__text(append_texts[i]);
    d.batch.notice_count = 1;
    n = hotline__trial_append(c, 0, &d, HOTLINE_OK) ? hotline__trial_notice(c, d.notices[0].id) : NULL;
    return n != NULL && hotline__trial_same(c, "notices", n->body, d.notices[0].body) && hotline__trial_deliver(c, 0, tail);
}

static int append_notice_bytes(store_check *c) {
    store_subject t = hotline__trial_ticket(c, "a");
    for (size_t i = 0; i < APPEND_TEXTS; i++) {
        if (!append_notice_byte(c, t, i)) {
            return 0;
        }
    }
    return 1;
}

const store_trial hotline__trials_append[] = {
    {"load_nothing", append_load_nothing, "A subject that is not there gives neither a version nor entries.",
     "不存在的对象既不给出版本，也不给出分录。"},
    {"append_order", append_order, "Entries come back in the order in which they were appended.", "分录按追加的先后给出。"},
    {"append_personal", append_personal, "An entry has its own personal part, or none.", "每条分录有自己的个人信息部分，或没有。"},
    {"append_bytes", append_bytes, "Entries and their personal parts come back byte for byte.", "分录及其个人信息部分逐字节原样给出。"},
    {"append_big", append_big, "An entry of 1 MiB comes back whole.", "1 MiB的分录完整给出。"},
    {"append_many", append_many, "All entries of a subject come back, however many.", "一个对象的分录无论多少，全部给出。"},
    {"append_version", append_version, "The version grows by the number of entries.", "版本按分录条数增加。"},
    {"append_without_entries", append_without_entries,
     "A batch without entries leaves the version as it is, and its answer and notices are kept.",
     "没有分录的批次不改变版本，其回执与通知照样保存。"},
    {"append_answer_alone", append_answer_alone, "An answer alone does not make a subject that is not there.",
     "只有回执而没有分录时，不产生原不存在的对象。"},
    {"append_kinds", append_kinds, "Subjects of different kinds are different, also with the same id.",
     "种类不同的对象互不相同，编号相同亦然。"},
    {"answer_nothing", append_answer_nothing, "A command that is not known has no answer.", "未知的命令没有回执。"},
    {"answer_kept", append_answer_kept, "An answer comes back with its own personal part, or none.",
     "回执连同其个人信息部分给出，没有的则没有。"},
    {"answer_bytes", append_answer_bytes, "Answers and their personal parts come back byte for byte.",
     "回执及其个人信息部分逐字节原样给出。"},
    {"notice_bytes", append_notice_bytes, "Notices come back byte for byte.", "通知逐字节原样给出。"},
    {NULL, NULL, NULL, NULL},
};
