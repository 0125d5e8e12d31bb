/* SPDX-License-Identifier: MIT */
/* Sinks take what they are open for, copy it, and refuse the rest; what was refused first is remembered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/desk/store_impl.h"
#include "../../support/poor_context.h"

enum { LONGEST = 16, MANY = 1000 };

static hotline_context *context;
static arena memory;

static int begin(void **state) {
    hotline_context_options options;
    (void)state;
    hotline_context_options_init(&options, sizeof options);
    options.max_document = LONGEST;
    assert_int_equal(hotline_context_new(&options, &context), HOTLINE_OK);
    hotline__arena_init(&memory, context);
    return 0;
}

static int end(void **state) {
    (void)state;
    hotline__arena_free(&memory);
    hotline_context_free(context);
    return 0;
}

static hotline_sink open_sink(sink_kind kind, uint32_t limit) {
    hotline_sink s;
    memset(&s, 0, sizeof s);
    s.arena = &memory;
    s.kind = kind;
    s.limit = limit;
    return s;
}

/* One call of each function, as it should be. */
static hotline_status give(hotline_sink *s, sink_kind kind) {
    switch (kind) {
    case SINK_ENTRIES:
        return hotline_sink_entry(s, "e", 1, NULL, 0);
    case SINK_ANSWER:
        return hotline_sink_answer(s, "a", 1, NULL, 0);
    case SINK_SUBJECTS:
        return hotline_sink_subject(s, HOTLINE_SUBJECT_UNIT, "u", 1, 5);
    case SINK_NOTICES:
        return hotline_sink_notice(s, 3, "n", 1, "b", 1);
    default:
        return hotline_sink_version(s, 9);
    }
}

static void test_kinds(void **state) {
    (void)state;
    for (int open = SINK_CLOSED; open <= SINK_NOTICES; open++) {
        for (int given = SINK_CLOSED; given <= SINK_NOTICES; given++) {
            hotline_sink s = open_sink((sink_kind)open, 0);
            int fits = (open == given && open != SINK_CLOSED) || (open == SINK_ENTRIES && given == SINK_CLOSED);
            assert_int_equal(give(&s, (sink_kind)given), fits ? HOTLINE_OK : HOTLINE_ERROR_ARGUMENT);
            /* A closed sink is nobody's: nothing is noted. */
            assert_int_equal(s.status, fits || open == SINK_CLOSED ? HOTLINE_OK : HOTLINE_ERROR_ARGUMENT);
            assert_int_equal(give(NULL, (sink_kind)given), HOTLINE_ERROR_ARGUMENT);
        }
    }
}

static void test_copies(void **state) {
    char bytes[] = "one+p";
    hotline_sink s = open_sink(SINK_ENTRIES, 0);
    (void)state;
    assert_int_equal(hotline_sink_version(&s, UINT64_MAX), HOTLINE_OK);
    for (int i = 0; i < MANY; i++) {
        bytes[0] = (char)('a' + i % 26);
        assert_int_equal(hotline_sink_entry(&s, bytes, 3, i % 2 ? bytes + 4 : NULL, i % 2 ? 1 : 0), HOTLINE_OK);
    }
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(s.count, MANY);
    assert_true(s.version == UINT64_MAX);
    for (int i = 0; i < MANY; i++) {
        const store_parts *e = &s.entries[i];
        assert_int_equal(e->plain.len, 3);
        assert_int_equal(e->plain.at[0], 'a' + i % 26);
        assert_string_equal(e->plain.at + 1, "ne");
        assert_int_equal(e->personal.at != NULL, i % 2);
        assert_int_equal(e->personal.len, i % 2);
        assert_true(i % 2 == 0 || strcmp(e->personal.at, "p") == 0);
    }
}

static void test_values(void **state) {
    hotline_sink s = open_sink(SINK_SUBJECTS, 0);
    hotline_sink n = open_sink(SINK_NOTICES, 0);
    hotline_sink a = open_sink(SINK_ANSWER, 1);
    (void)state;
    assert_int_equal(hotline_sink_subject(&s, HOTLINE_SUBJECT_PUBLISHED, "published", 9, INT64_MIN), HOTLINE_OK);
    assert_int_equal(s.subjects[0].of.kind, HOTLINE_SUBJECT_PUBLISHED);
    assert_string_equal(s.subjects[0].of.id.at, "published");
    assert_true(s.subjects[0].moment == INT64_MIN);
    assert_int_equal(hotline_sink_notice(&n, UINT64_MAX, "id", 2, "body", 4), HOTLINE_OK);
    assert_true(n.notices[0].number == UINT64_MAX);
    assert_string_equal(n.notices[0].id.at, "id");
    assert_string_equal(n.notices[0].body.at, "body");
    assert_int_equal(hotline_sink_answer(&a, "done", 4, "", 0), HOTLINE_OK);
    assert_string_equal(a.answer.plain.at, "done");
    assert_string_equal(a.answer.personal.at, "");
    assert_int_equal(a.count, 1);
}

static void test_refuses(void **state) {
    hotline_sink s = open_sink(SINK_ENTRIES, 0);
    hotline_sink a = open_sink(SINK_ANSWER, 1);
    hotline_sink l = open_sink(SINK_SUBJECTS, 0);
    hotline_sink n = open_sink(SINK_NOTICES, 0);
    (void)state;
    assert_int_equal(hotline_sink_version(&s, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_version(&s, 1), HOTLINE_OK);
    assert_int_equal(hotline_sink_version(&s, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_entry(&s, NULL, 1, NULL, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_answer(&a, NULL, 0, NULL, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_answer(&a, "a", 1, NULL, 0), HOTLINE_OK);
    assert_int_equal(hotline_sink_answer(&a, "a", 1, NULL, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_subject(&l, 0, "a", 1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_subject(&l, 4, "a", 1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_subject(&l, 1, NULL, 1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_notice(&n, 0, "a", 1, "b", 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_notice(&n, 1, NULL, 1, "b", 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_notice(&n, 1, "a", 1, NULL, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(s.count + l.count + n.count, 0);
    assert_int_equal(s.status, HOTLINE_ERROR_ARGUMENT);
}

static void test_limits(void **state) {
    static const char longer[LONGEST + 2] = "0123456789abcdef!";
    hotline_sink s = open_sink(SINK_ENTRIES, 0);
    hotline_sink l = open_sink(SINK_SUBJECTS, 2);
    hotline_sink n = open_sink(SINK_NOTICES, 1);
    (void)state;
    assert_int_equal(hotline_sink_entry(&s, longer, LONGEST, longer, LONGEST), HOTLINE_OK);
    assert_int_equal(hotline_sink_entry(&s, longer, LONGEST + 1, NULL, 0), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_sink_entry(&s, longer, 1, longer, SIZE_MAX), HOTLINE_ERROR_LIMIT);
    assert_int_equal(s.status, HOTLINE_ERROR_LIMIT);
    assert_int_equal(s.count, 1);
    assert_int_equal(hotline_sink_subject(&l, 1, "a", 1, 0), HOTLINE_OK);
    assert_int_equal(hotline_sink_subject(&l, 1, "b", 1, 0), HOTLINE_OK);
    assert_int_equal(hotline_sink_subject(&l, 1, "c", 1, 0), HOTLINE_ERROR_LIMIT);
    assert_int_equal(l.count, 2);
    assert_int_equal(hotline_sink_notice(&n, 1, "a", 1, longer, LONGEST + 1), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_sink_notice(&n, 1, longer, LONGEST + 1, "b", 1), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_sink_notice(&n, 1, "a", 1, "b", 1), HOTLINE_OK);
    assert_int_equal(hotline_sink_notice(&n, 2, "a", 1, "b", 1), HOTLINE_ERROR_LIMIT);
}

/* The first failure is the one that is told, whatever comes after it. */
static void test_first_failure(void **state) {
    hotline_sink s = open_sink(SINK_SUBJECTS, 1);
    (void)state;
    assert_int_equal(hotline_sink_subject(&s, 0, "a", 1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_sink_subject(&s, 1, "a", SIZE_MAX, 0), HOTLINE_ERROR_LIMIT);
    assert_int_equal(s.status, HOTLINE_ERROR_ARGUMENT);
}

static void test_memory(void **state) {
    (void)state;
    for (int kind = SINK_ENTRIES; kind <= SINK_NOTICES; kind++) {
        for (size_t room = 0; room < 2; room++) {
            size_t left = 4096;
            hotline_context *poor = poor_context(&left);
            hotline_sink s = open_sink((sink_kind)kind, 0);
            arena own;
            hotline__arena_init(&own, poor);
            s.arena = &own;
            left = room * 4224; /* not even a first block, or one but no second */
            while (kind == SINK_ANSWER && room == 1 && hotline__arena_take(&own, 16) != NULL) {
            }
            while (give(&s, (sink_kind)kind) == HOTLINE_OK) {
            }
            assert_int_equal(s.status, HOTLINE_ERROR_MEMORY);
            hotline__arena_free(&own);
            hotline_context_free(poor);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kinds),   cmocka_unit_test(test_copies), cmocka_unit_test(test_values),
                                       cmocka_unit_test(test_refuses), cmocka_unit_test(test_limits), cmocka_unit_test(test_first_failure),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, begin, end);
}
