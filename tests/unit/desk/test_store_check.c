/* SPDX-License-Identifier: MIT */
/*
 * The trials of stores, tried themselves: a store that keeps the contract passes all, and each mistake that a store could make fails the trials
 * that look for it and no others. Every trial must be failed by some mistake.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../../include/hotline/store_check.h"
#include "../../support/faulty_store.h"
#include "../../support/memory_defect.h"

enum { TRIALS = 65 };

static hotline_store_trial trial_at(const hotline_store_report *report, size_t index) {
    hotline_store_trial t;
    memset(&t, 0, sizeof t);
    t.struct_size = sizeof t;
    assert_int_equal(hotline_store_report_at(report, index, &t), HOTLINE_OK);
    return t;
}

static hotline_store_report *check(const hotline_context *context, memory_data *data, int32_t language, hotline_status wanted) {
    hotline_store_report *report = NULL;
    assert_int_equal(hotline_store_check(context, memory_store_open, data, language, &report), wanted);
    assert_int_equal(hotline_store_report_count(report), TRIALS);
    return report;
}

static void test_kept(void **state) {
    hotline_context *context = NULL;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    for (int32_t language = 0; language < 2; language++) {
        memory_data *data = memory_data_new();
        hotline_store_report *report = check(context, data, language, HOTLINE_OK);
        for (size_t i = 0; i < TRIALS; i++) {
            hotline_store_trial t = trial_at(report, i);
            assert_int_equal(t.passed, 1);
            assert_int_equal(t.seen_len, 0);
            assert_string_equal(t.seen, "");
            assert_int_equal(t.name_len, strlen(t.name));
            assert_int_equal(t.promise_len, strlen(t.promise));
            assert_true(t.promise_len > 10);
            for (size_t k = 0; k < i; k++) {
                assert_string_not_equal(trial_at(report, k).name, t.name);
                assert_string_not_equal(trial_at(report, k).promise, t.promise);
            }
        }
        hotline_store_report_free(report);
        memory_data_free(data);
    }
    hotline_context_free(context);
}

/* ---- each mistake ---- */

typedef struct mistake {
    int32_t defect;
    int32_t parts;      /* one run for each bit; 0: one run */
    int32_t which;      /* and for each of so many DEFECT_WHICH() */
    const char *failed; /* the trials, in order, with a blank after each */
} mistake;

#define LISTS "list_by_wake list_by_due list_by_id "

static const mistake mistakes[] = {
    {DEFECT_LOAD_INVENTS, 0, 1, "load_nothing append_kinds conflict_nothing duplicate_nothing "},
    {DEFECT_LOAD_NEWEST_FIRST, 0, 1,
     "append_order append_personal append_bytes append_many append_version append_kinds erase_entries erase_batch erase_later wake_version "
     "shared_conflict "},
    {DEFECT_LOAD_SOME, 0, 1, "append_many "},
    {DEFECT_LOAD_IMPERSONAL, 0, 1,
     "append_personal append_bytes append_big conflict_nothing duplicate_nothing erase_others erase_later shared_seen durable "},
    {DEFECT_LOAD_PERSONAL_ALIKE, 0, 1, "append_personal append_bytes erase_later "},
    {DEFECT_LOAD_REFUSES_KIND, 0, 1, "append_kinds "},
    {DEFECT_ANSWER_INVENTS, 0, 1,
     "answer_nothing id_case id_blank id_letter id_sign id_long conflict_nothing duplicate_nothing shared_seen shared_duplicate "},
    {DEFECT_ANSWER_IMPERSONAL, 0, 1,
     "answer_kept answer_bytes conflict_nothing duplicate_nothing erase_others erase_later shared_seen durable "},
    {DEFECT_ID_CASE, DEFECT_OF_SUBJECTS, 1, "id_case " LISTS},
    {DEFECT_ID_CASE, DEFECT_OF_COMMANDS | DEFECT_OF_NOTICES, 1, "id_case "},
    {DEFECT_ID_CASE_OTHERS, DEFECT_OF_SUBJECTS | DEFECT_OF_COMMANDS | DEFECT_OF_NOTICES, 1, "id_case "},
    {DEFECT_ID_BLANK, DEFECT_OF_SUBJECTS | DEFECT_OF_COMMANDS | DEFECT_OF_NOTICES, 1, "id_blank "},
    {DEFECT_ID_LETTER, DEFECT_OF_SUBJECTS | DEFECT_OF_COMMANDS | DEFECT_OF_NOTICES, DEFECT_LETTERS, "id_letter "},
    {DEFECT_ID_SIGN, DEFECT_OF_SUBJECTS | DEFECT_OF_COMMANDS | DEFECT_OF_NOTICES, DEFECT_SIGNS, "id_sign "},
    {DEFECT_ID_LONG, DEFECT_OF_SUBJECTS | DEFECT_OF_COMMANDS | DEFECT_OF_NOTICES, 1, "id_long "},
    {DEFECT_KIND_IGNORED, 0, 1, "append_kinds erase_others " LISTS "list_pages list_after "},
    {DEFECT_TEXT_TRIMMED, DEFECT_OF_ENTRIES | DEFECT_OF_PERSONAL, 1, "append_bytes "},
    {DEFECT_TEXT_TRIMMED, DEFECT_OF_ANSWERS | DEFECT_OF_ANSWERS_PERSONAL, 1, "answer_bytes "},
    {DEFECT_TEXT_TRIMMED, DEFECT_OF_NOTICES, 1, "notice_bytes "},
    {DEFECT_TEXT_SHORT, DEFECT_OF_ENTRIES | DEFECT_OF_PERSONAL, 1, "append_big "},
    {DEFECT_TEXT_REWRITTEN, DEFECT_OF_ENTRIES | DEFECT_OF_PERSONAL, 1, "append_bytes "},
    {DEFECT_TEXT_REWRITTEN, DEFECT_OF_ANSWERS | DEFECT_OF_ANSWERS_PERSONAL, 1, "answer_bytes "},
    {DEFECT_TEXT_REWRITTEN, DEFECT_OF_NOTICES, 1, "notice_bytes "},
    {DEFECT_TEXT_WITHOUT, DEFECT_OF_ENTRIES | DEFECT_OF_PERSONAL, DEFECT_TEXTS, "append_bytes "},
    {DEFECT_TEXT_WITHOUT, DEFECT_OF_ANSWERS | DEFECT_OF_ANSWERS_PERSONAL, DEFECT_TEXTS, "answer_bytes "},
    {DEFECT_TEXT_WITHOUT, DEFECT_OF_NOTICES, DEFECT_TEXTS, "notice_bytes "},
    {DEFECT_VERSION_BY_BATCH, 0, 1, "append_order append_personal append_many append_version erase_batch "},
    {DEFECT_VERSION_ALWAYS, 0, 1,
     "append_without_entries erase_entries erase_answers erase_others erase_later moment_none durable_erased "},
    {DEFECT_EMPTY_IGNORED, 0, 1,
     "append_without_entries append_answer_alone answer_kept answer_bytes notice_bytes id_case id_blank id_letter id_sign id_long "
     "duplicate duplicate_first duplicate_subject erase_entries erase_answers erase_alone erase_others erase_later notice_order "
     "notice_known notice_known_delivered notice_twice notice_delivered notice_delivered_again notice_delivered_unknown notice_pages "
     "notice_numbers moment_replaced moment_none durable_erased "},
    {DEFECT_ALONE_LISTED, 0, 1, "append_answer_alone "},
    {DEFECT_ALONE_LOADED, 0, 1, "append_answer_alone erase_alone "},
    {DEFECT_CONFLICT_LOW_UNSEEN, 0, 1,
     "conflict_low conflict_without_entries conflict_nothing wake_version wake_version_earlier shared_conflict "},
    {DEFECT_CONFLICT_HIGH_UNSEEN, 0, 1, "conflict_high "},
    {DEFECT_CONFLICT_NEW_UNSEEN, 0, 1, "conflict_new "},
    {DEFECT_CONFLICT_EMPTY_UNSEEN, 0, 1, "conflict_without_entries wake_version wake_version_earlier "},
    {DEFECT_CONFLICT_KEEPS, DEFECT_OF_ENTRIES, 1, "conflict_nothing shared_conflict "},
    {DEFECT_CONFLICT_KEEPS, DEFECT_OF_ANSWERS | DEFECT_OF_NOTICES | DEFECT_OF_WAKE | DEFECT_OF_DUE | DEFECT_OF_WAKING | DEFECT_OF_ERASING,
     1, "conflict_nothing "},
    {DEFECT_DUPLICATE_UNSEEN, 0, 1, "duplicate duplicate_first duplicate_subject duplicate_nothing shared_duplicate "},
    {DEFECT_DUPLICATE_LATE, 0, 1, "duplicate_first shared_duplicate "},
    {DEFECT_DUPLICATE_OF_SUBJECT, 0, 1, "duplicate_subject "},
    {DEFECT_DUPLICATE_KEEPS, DEFECT_OF_ENTRIES | DEFECT_OF_NOTICES | DEFECT_OF_WAKE | DEFECT_OF_DUE | DEFECT_OF_WAKING | DEFECT_OF_ERASING,
     1, "duplicate_nothing "},
    {DEFECT_DUPLICATE_KEEPS, DEFECT_OF_ANSWERS, 1, "duplicate duplicate_nothing "},
    {DEFECT_ERASE_NOT_ENTRIES, 0, 1, "erase_entries erase_batch durable_erased "},
    {DEFECT_ERASE_NOT_ANSWERS, 0, 1, "erase_answers erase_alone erase_batch durable_erased "},
    {DEFECT_ERASE_BEFORE, 0, 1, "erase_batch "},
    {DEFECT_ERASE_LAST, 0, 1, "erase_entries erase_batch "},
    {DEFECT_ERASE_ALONE_NOT, 0, 1, "erase_alone "},
    {DEFECT_ERASE_EVERY_KIND, 0, 1, "erase_others "},
    {DEFECT_ERASE_EVERYTHING, 0, 1, "erase_others "},
    {DEFECT_ERASE_ENTRIES_TOO, 0, 1, "erase_entries erase_batch erase_later durable_erased "},
    {DEFECT_ERASE_FOR_EVER, 0, 1, "erase_later "},
    {DEFECT_NOTICE_NEWEST_FIRST, 0, 1, "notice_order notice_known notice_delivered notice_delivered_unknown notice_pages shared_seen "},
    {DEFECT_NOTICE_REPLACED, 0, 1, "notice_known notice_twice "},
    {DEFECT_NOTICE_FORGOTTEN, 0, 1, "notice_known_delivered "},
    {DEFECT_NOTICE_TWICE, 0, 1, "notice_twice "},
    {DEFECT_NOTICE_DELIVERED_GIVEN, 0, 1,
     "notice_known_delivered notice_delivered notice_delivered_again notice_pages shared_seen durable "},
    {DEFECT_NOTICE_AGAIN_FAILS, 0, 1, "notice_delivered_again "},
    {DEFECT_NOTICE_UNKNOWN_FAILS, 0, 1, "notice_delivered_unknown "},
    {DEFECT_NOTICE_UNKNOWN_KEPT, 0, 1, "notice_delivered_unknown "},
    {DEFECT_NOTICE_AFTER_INCLUDED, 0, 1, "notice_pages "},
    {DEFECT_NOTICE_LIMIT_IGNORED, 0, 1, "notice_pages "},
    {DEFECT_NOTICE_LIMIT_BEFORE, 0, 1, "notice_pages "},
    {DEFECT_NOTICE_RENUMBERED, 0, 1, "notice_pages notice_numbers "},
    {DEFECT_MOMENT_EARLIEST, 0, 1, "moment_replaced "},
    {DEFECT_MOMENT_NONE_KEPT, 0, 1, "moment_none "},
    {DEFECT_MOMENT_NEEDS_ENTRIES, 0, 1, "moment_replaced moment_none "},
    {DEFECT_MOMENT_SECONDS, 0, 1, "moment_replaced moment_exact moment_far list_until list_by_wake list_by_due list_pages "},
    {DEFECT_MOMENT_POSITIVE, 0, 1, "moment_far list_pages "},
    {DEFECT_MOMENT_2038, 0, 1, "moment_far "},
    {DEFECT_LIST_NONE, 0, 1,
     "conflict_nothing duplicate_nothing moment_none wake_earlier wake_later wake_none wake_new wake_due shared_seen durable "},
    {DEFECT_LIST_UNTIL_EXCLUDED, 0, 1, "moment_far list_until "},
    {DEFECT_LIST_UNTIL_IGNORED, 0, 1, "moment_far list_until "},
    {DEFECT_LIST_DUE_BY_WAKE, 0, 1,
     "conflict_nothing duplicate_nothing moment_replaced moment_none moment_exact moment_far list_until list_by_due wake_new wake_due "
     "shared_seen durable "},
    {DEFECT_LIST_UNSORTED, 0, 1, "moment_far " LISTS "list_pages shared_seen durable "},
    {DEFECT_LIST_CASE, 0, 1, LISTS},
    {DEFECT_LIST_NUMBERS, 0, 1, LISTS},
    {DEFECT_LIST_KIND_LAST, 0, 1, LISTS "list_pages list_after wake_new "},
    {DEFECT_LIST_ID_MOMENT, 0, 1, "moment_none list_by_id list_pages list_after wake_new durable "},
    {DEFECT_LIST_ID_WAKING, 0, 1, "list_by_id wake_new "},
    {DEFECT_LIST_AFTER_INCLUDED, 0, 1, "list_pages "},
    {DEFECT_LIST_AFTER_MOMENT, 0, 1, "list_pages list_after "},
    {DEFECT_LIST_AFTER_FOUND, 0, 1, "list_after "},
    {DEFECT_LIST_LIMIT_IGNORED, 0, 1, "list_pages "},
    {DEFECT_WAKE_REPLACES, 0, 1, "wake_earlier "},
    {DEFECT_WAKE_NOT_EARLIER, 0, 1, "wake_later "},
    {DEFECT_WAKE_NOT_NONE, 0, 1, "wake_none "},
    {DEFECT_WAKE_NOT_NEW, 0, 1, "wake_new shared_seen durable "},
    {DEFECT_WAKE_FIRST, 0, 1, "wake_new "},
    {DEFECT_WAKE_VERSION_SAME, 0, 1, "wake_version wake_version_earlier "},
    {DEFECT_WAKE_VERSION_SAME_EARLIER, 0, 1, "wake_version_earlier "},
    {DEFECT_WAKE_DUE, 0, 1, "wake_new wake_due shared_seen durable "},
    {DEFECT_SHARED_BLIND, DEFECT_OF_ENTRIES, 1, "shared_seen shared_conflict "},
    {DEFECT_SHARED_BLIND, DEFECT_OF_ANSWERS | DEFECT_OF_NOTICES | DEFECT_OF_WAKE | DEFECT_OF_DELIVERED, 1, "shared_seen "},
    {DEFECT_SHARED_CONFLICT_UNSEEN, 0, 1, "shared_conflict "},
    {DEFECT_SHARED_DUPLICATE_UNSEEN, 0, 1, "shared_duplicate "},
    {DEFECT_CLOSED_LOSES, DEFECT_OF_ENTRIES | DEFECT_OF_ANSWERS, 1, "durable durable_erased "},
    {DEFECT_CLOSED_LOSES,
     DEFECT_OF_PERSONAL | DEFECT_OF_ANSWERS_PERSONAL | DEFECT_OF_NOTICES | DEFECT_OF_DELIVERED | DEFECT_OF_WAKE | DEFECT_OF_DUE |
         DEFECT_OF_WAKING,
     1, "durable "},
    {DEFECT_CLOSED_RECALLS, 0, 1, "durable_erased "},
};

enum { MISTAKES = sizeof mistakes / sizeof mistakes[0] };

static int failed_by_some[TRIALS];

static void failed_trials(const hotline_store_report *report, char *names, size_t size) {
    size_t len = 0;
    names[0] = '\0';
    for (size_t i = 0; i < TRIALS; i++) {
        hotline_store_trial t = trial_at(report, i);
        assert_int_equal(t.passed, t.seen_len == 0);
        assert_int_equal(t.seen_len, strlen(t.seen));
        if (!t.passed) {
            failed_by_some[i] = 1;
            len += (size_t)snprintf(names + len, size - len, "%s ", t.name);
            assert_true(len < size);
        }
    }
}

static int make_mistake(const hotline_context *context, const mistake *m, int32_t detail) {
    char names[4096];
    memory_data *data = memory_data_new();
    hotline_store_report *report;
    int same;
    memory_data_break(data, m->defect, detail);
    report = check(context, data, HOTLINE_LANGUAGE_EN, HOTLINE_REFUSED);
    failed_trials(report, names, sizeof names);
    same = strcmp(names, m->failed) == 0;
    if (!same) {
        printf("defect %d, %d:\n    want %s\n    got  %s\n", m->defect, detail, m->failed, names);
    }
    hotline_store_report_free(report);
    memory_data_free(data);
    return same;
}

static int make_each(const hotline_context *context, const mistake *m) {
    int same = 1;
    for (int32_t which = 0; which < m->which; which++) {
        for (int32_t part = 1; part <= m->parts; part <<= 1) {
            if (m->parts & part) {
                same &= make_mistake(context, m, part | DEFECT_WHICH(which));
            }
        }
    }
    return m->parts == 0 ? make_mistake(context, m, 0) : same;
}

static void test_mistakes(void **state) {
    hotline_context *context = NULL;
    int same = 1;
    int made[DEFECT_COUNT] = {0};
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    for (size_t i = 0; i < MISTAKES; i++) {
        made[mistakes[i].defect] = 1;
        same &= make_each(context, &mistakes[i]);
    }
    assert_true(same);
    for (size_t i = 1; i < DEFECT_COUNT; i++) {
        assert_true(made[i]);
    }
    for (size_t i = 0; i < TRIALS; i++) {
        assert_true(failed_by_some[i]);
    }
    hotline_context_free(context);
}

/* ---- what is said of one ---- */

static void say(int32_t defect, int32_t detail, int32_t language, const char *name, const char *promise, const char *seen) {
    hotline_context *context = NULL;
    memory_data *data = memory_data_new();
    hotline_store_report *report;
    int found = 0;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    memory_data_break(data, defect, detail);
    report = check(context, data, language, HOTLINE_REFUSED);
    for (size_t i = 0; i < TRIALS; i++) {
        hotline_store_trial t = trial_at(report, i);
        if (strcmp(t.name, name) == 0) {
            found = 1;
            assert_string_equal(t.promise, promise);
            assert_string_equal(t.seen, seen);
        }
    }
    assert_true(found);
    hotline_store_report_free(report);
    memory_data_free(data);
    hotline_context_free(context);
}

/* The large entry has the digits 0 to 6 in turn. */
#define TURN "6012345"
#define MANY_TURNS TURN TURN TURN TURN TURN TURN TURN TURN

static void test_said(void **state) {
    (void)state;
    say(DEFECT_CONFLICT_LOW_UNSEEN, 0, HOTLINE_LANGUAGE_EN, "conflict_low",
        "A batch that expects a lower version than there is meets a conflict.", "append answered HOTLINE_OK, not HOTLINE_CONFLICT");
    say(DEFECT_CONFLICT_LOW_UNSEEN, 0, HOTLINE_LANGUAGE_ZH, "conflict_low", "预期版本低于实际版本的批次应报冲突。",
        "append返回HOTLINE_OK，应为HOTLINE_CONFLICT");
    say(DEFECT_VERSION_ALWAYS, 0, HOTLINE_LANGUAGE_EN, "append_without_entries",
        "A batch without entries leaves the version as it is, and its answer and notices are kept.",
        "append answered HOTLINE_CONFLICT, not HOTLINE_OK");
    say(DEFECT_MOMENT_SECONDS, 0, HOTLINE_LANGUAGE_ZH, "moment_exact", "时刻精确到毫秒。",
        "list (HOTLINE_ORDER_WAKE)给出“ticket/a@1620000000000”，应为“ticket/a@1620000000123”");
    say(DEFECT_NOTICE_AGAIN_FAILS, 0, HOTLINE_LANGUAGE_EN, "notice_delivered_again", "A notice may be noted as delivered twice.",
        "delivered failed: it returned -1");
    say(DEFECT_NOTICE_AGAIN_FAILS, 0, HOTLINE_LANGUAGE_ZH, "notice_delivered_again", "通知可以重复记为已送达。", "delivered失败，返回-1");
    say(DEFECT_ALONE_LOADED, 0, HOTLINE_LANGUAGE_EN, "append_answer_alone", "An answer alone does not make a subject that is not there.",
        "load gave its sink what it does not take: HOTLINE_ERROR_ARGUMENT");
    say(DEFECT_ALONE_LOADED, 0, HOTLINE_LANGUAGE_ZH, "append_answer_alone", "只有回执而没有分录时，不产生原不存在的对象。",
        "load向接收器给出了不被接受的内容：HOTLINE_ERROR_ARGUMENT");
    say(DEFECT_TEXT_SHORT, DEFECT_OF_ENTRIES, HOTLINE_LANGUAGE_EN, "append_big", "An entry of 1 MiB comes back whole.",
        "load gave \"…" TURN TURN TURN TURN "60\" (65535 bytes), not \"…" MANY_TURNS MANY_TURNS MANY_TURNS MANY_TURNS TURN TURN
        "60…\" (1048576 bytes)");
}

/* ---- stores that go wrong ---- */

enum { SLOTS = 2 };

/* Opens a store in memory behind another that goes wrong, or does not open. */
typedef struct opener {
    memory_data *data;
    faulty_store faulty[SLOTS];
    int used[SLOTS];
    int32_t mode;
    uint32_t opened, fail_at; /* fail_at 0: never */
    int32_t missing;          /* which function is left out, from 1 */
    uint32_t closed;
} opener;

static void leave_out(hotline_store *out, int32_t missing) {
    out->load = missing == 1 ? NULL : out->load;
    out->append = missing == 2 ? NULL : out->append;
    out->answer = missing == 3 ? NULL : out->answer;
    out->list = missing == 4 ? NULL : out->list;
    out->notices = missing == 5 ? NULL : out->notices;
    out->delivered = missing == 6 ? NULL : out->delivered;
    out->struct_size = missing == 7 ? 8 : out->struct_size;
}

static int32_t open_faulty(void *user, hotline_store *out) {
    opener *o = user;
    hotline_store inner;
    size_t slot = o->opened > 0 && o->faulty[0].destroyed == 0 && o->used[0];
    if (++o->opened == o->fail_at) {
        return -5;
    }
    o->used[slot] = 1;
    o->closed += o->faulty[slot].destroyed;
    assert_int_equal(memory_store_open(o->data, &inner), 0);
    faulty_wrap(&o->faulty[slot], &inner, out);
    if (o->mode >= 0) {
        faulty_arm(&o->faulty[slot], o->mode, 1);
        o->faulty[slot].always = 1;
    }
    leave_out(out, o->missing);
    return 0;
}

static opener opener_new(void) {
    opener o;
    memset(&o, 0, sizeof o);
    o.data = memory_data_new();
    o.mode = -1;
    return o;
}

/* Every connection that was opened was closed, once. */
static void opener_end(opener *o) {
    uint32_t failed = o->fail_at != 0 && o->opened >= o->fail_at;
    o->closed += o->faulty[0].destroyed + o->faulty[1].destroyed;
    assert_int_equal(o->closed, o->opened - failed);
    memory_data_free(o->data);
}

static hotline_status check_faulty(opener *o, int32_t language) {
    hotline_context *context = NULL;
    hotline_store_report *report = NULL;
    hotline_status status;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    status = hotline_store_check(context, open_faulty, o, language, &report);
    assert_int_equal(hotline_store_report_count(report), status < 0 ? 0 : TRIALS);
    for (size_t i = 0; i < hotline_store_report_count(report); i++) {
        hotline_store_trial t = trial_at(report, i);
        assert_int_equal(t.passed, t.seen_len == 0);
    }
    hotline_store_report_free(report);
    hotline_context_free(context);
    return status;
}

/* Whatever a store does, each trial comes to an end and tells of it. */
static void test_goes_wrong(void **state) {
    (void)state;
    for (int32_t mode = -1; mode < FAULTY_MODES; mode++) {
        for (int32_t language = 0; language < 2; language++) {
            opener o = opener_new();
            o.mode = mode;
            assert_int_equal(check_faulty(&o, language), mode < 0 ? HOTLINE_OK : HOTLINE_REFUSED);
            opener_end(&o);
        }
    }
}

static void test_does_not_open(void **state) {
    uint32_t opens;
    opener o = opener_new();
    (void)state;
    assert_int_equal(check_faulty(&o, 0), HOTLINE_OK);
    opens = o.opened;
    opener_end(&o);
    assert_true(opens > TRIALS);
    for (uint32_t i = 1; i <= opens; i++) {
        o = opener_new();
        o.fail_at = i;
        assert_int_equal(check_faulty(&o, 0), HOTLINE_ERROR_CALLBACK);
        opener_end(&o);
    }
    for (int32_t missing = 1; missing <= 7; missing++) {
        o = opener_new();
        o.missing = missing;
        assert_int_equal(check_faulty(&o, 0), HOTLINE_ERROR_CALLBACK);
        assert_int_equal(o.opened, 1);
        opener_end(&o);
    }
}

/* ---- arguments and limits ---- */

static void test_arguments(void **state) {
    hotline_context *context = NULL;
    hotline_store_report *report = NULL;
    hotline_store_trial t;
    memory_data *data = memory_data_new();
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    assert_int_equal(hotline_store_check(NULL, memory_store_open, data, 0, &report), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_store_check(context, NULL, data, 0, &report), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_store_check(context, memory_store_open, data, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    report = check(context, data, 77, HOTLINE_OK); /* a language that there is not: English */
    memset(&t, 0, sizeof t);
    assert_int_equal(hotline_store_report_at(report, 0, &t), HOTLINE_ERROR_ARGUMENT);
    t.struct_size = sizeof t;
    assert_int_equal(hotline_store_report_at(NULL, 0, &t), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_store_report_at(report, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_store_report_at(report, TRIALS, &t), HOTLINE_ERROR_NOT_FOUND);
    assert_null(t.name);
    assert_string_equal(trial_at(report, 0).promise, "A subject that is not there gives neither a version nor entries.");
    assert_int_equal(hotline_store_report_count(NULL), 0);
    hotline_store_report_free(NULL);
    hotline_store_report_free(report);
    memory_data_free(data);
    hotline_context_free(context);
}

/* With documents of at most 4096 bytes the large entry is as large as that. */
static void test_small_documents(void **state) {
    hotline_context *context = NULL;
    hotline_context_options options;
    memory_data *data = memory_data_new();
    (void)state;
    hotline_context_options_init(&options, sizeof options);
    options.max_document = 4096;
    assert_int_equal(hotline_context_new(&options, &context), HOTLINE_OK);
    hotline_store_report_free(check(context, data, 0, HOTLINE_OK));
    assert_int_equal(strlen(memory_entry(data, HOTLINE_SUBJECT_TICKET, "check-append_big-a", 0)), 4096);
    memory_data_free(data);
    hotline_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kept),           cmocka_unit_test(test_mistakes),
                                       cmocka_unit_test(test_said),           cmocka_unit_test(test_goes_wrong),
                                       cmocka_unit_test(test_does_not_open),  cmocka_unit_test(test_arguments),
                                       cmocka_unit_test(test_small_documents)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
