/* SPDX-License-Identifier: MIT */
/* A batch as a store reads it: all of it, nothing past its ends, nothing of no batch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/desk/store_impl.h"

typedef const char *(*give_fn)(const hotline_batch *batch, size_t *len);
typedef const char *(*give_at_fn)(const hotline_batch *batch, size_t index, size_t *len);

static const give_fn gives[] = {hotline_batch_subject, hotline_batch_command, hotline_batch_answer, hotline_batch_answer_personal};
static const give_at_fn gives_at[] = {hotline_batch_entry, hotline_batch_entry_personal, hotline_batch_notice_id, hotline_batch_notice,
                                      hotline_batch_woken};
enum { GIVES = sizeof gives / sizeof gives[0], GIVES_AT = sizeof gives_at / sizeof gives_at[0] };

/* NULL: there is none. */
static void check(give_fn give, const hotline_batch *batch, const char *wanted) {
    size_t len = 77;
    const char *got = give(batch, &len);
    if (wanted == NULL) {
        assert_null(got);
        assert_int_equal(len, 0);
        return;
    }
    assert_string_equal(got, wanted);
    assert_int_equal(len, strlen(wanted));
    assert_ptr_equal(give(batch, NULL), got);
}

static void check_at(give_at_fn give, const hotline_batch *batch, size_t index, const char *wanted) {
    size_t len = 77;
    const char *got = give(batch, index, &len);
    if (wanted == NULL) {
        assert_null(got);
        assert_int_equal(len, 0);
        return;
    }
    assert_string_equal(got, wanted);
    assert_int_equal(len, strlen(wanted));
    assert_ptr_equal(give(batch, index, NULL), got);
}

static store_parts parts(const char *plain, const char *personal) {
    store_parts p = {{NULL, 0}, {NULL, 0}};
    p.plain = hotline__text(plain);
    if (personal != NULL) {
        p.personal = hotline__text(personal);
    }
    return p;
}

static void test_full(void **state) {
    store_parts entries[2];
    store_notice notices[2] = {{{"n", 1}, {"{}", 2}, 0}, {{"m", 1}, {"{\"a\":1}", 7}, 0}};
    store_subject woken[2] = {{HOTLINE_SUBJECT_UNIT, {"u", 1}}, {HOTLINE_SUBJECT_TICKET, {"v", 1}}};
    hotline_batch b;
    (void)state;
    memset(&b, 0, sizeof b);
    entries[0] = parts("one", NULL);
    entries[1] = parts("two", "p");
    b.about.kind = HOTLINE_SUBJECT_TICKET;
    b.about.id = hotline__text("T1");
    b.expected = UINT64_MAX;
    b.entries = entries;
    b.entry_count = 2;
    b.erases = 1;
    b.command = hotline__text("c");
    b.answer = parts("done", "q");
    b.notices = notices;
    b.notice_count = 2;
    b.wake = -1;
    b.due = 5;
    b.woken = woken;
    b.woken_count = 2;
    b.woken_at = 7;
    assert_int_equal(hotline_batch_kind(&b), HOTLINE_SUBJECT_TICKET);
    assert_true(hotline_batch_expected(&b) == UINT64_MAX);
    assert_int_equal(hotline_batch_erases(&b), 1);
    assert_int_equal(hotline_batch_wake(&b), -1);
    assert_int_equal(hotline_batch_due(&b), 5);
    assert_int_equal(hotline_batch_woken_at(&b), 7);
    check(hotline_batch_subject, &b, "T1");
    check(hotline_batch_command, &b, "c");
    check(hotline_batch_answer, &b, "done");
    check(hotline_batch_answer_personal, &b, "q");
    assert_int_equal(hotline_batch_entry_count(&b), 2);
    check_at(hotline_batch_entry, &b, 0, "one");
    check_at(hotline_batch_entry, &b, 1, "two");
    check_at(hotline_batch_entry_personal, &b, 0, NULL);
    check_at(hotline_batch_entry_personal, &b, 1, "p");
    assert_int_equal(hotline_batch_notice_count(&b), 2);
    check_at(hotline_batch_notice_id, &b, 1, "m");
    check_at(hotline_batch_notice, &b, 1, "{\"a\":1}");
    assert_int_equal(hotline_batch_woken_count(&b), 2);
    assert_int_equal(hotline_batch_woken_kind(&b, 0), HOTLINE_SUBJECT_UNIT);
    check_at(hotline_batch_woken, &b, 0, "u");
    check_at(hotline_batch_woken, &b, 1, "v");
    assert_int_equal(hotline_batch_woken_kind(&b, 2), 0);
    for (size_t i = 0; i < GIVES_AT; i++) {
        check_at(gives_at[i], &b, 2, NULL);
        check_at(gives_at[i], &b, SIZE_MAX, NULL);
    }
}

static void check_empty(const hotline_batch *b) {
    assert_int_equal(hotline_batch_entry_count(b), 0);
    assert_int_equal(hotline_batch_notice_count(b), 0);
    assert_int_equal(hotline_batch_woken_count(b), 0);
    assert_int_equal(hotline_batch_expected(b), 0);
    assert_int_equal(hotline_batch_erases(b), 0);
    for (size_t i = 1; i < GIVES; i++) {
        check(gives[i], b, NULL);
    }
    for (size_t i = 0; i < GIVES_AT; i++) {
        check_at(gives_at[i], b, 0, NULL);
    }
}

static void test_empty(void **state) {
    hotline_batch b;
    (void)state;
    memset(&b, 0, sizeof b);
    b.about.id = hotline__text("T1");
    check_empty(&b);
    check_empty(NULL);
    check(hotline_batch_subject, NULL, NULL);
    assert_int_equal(hotline_batch_kind(NULL), 0);
    assert_int_equal(hotline_batch_woken_kind(NULL, 0), 0);
    assert_true(hotline_batch_wake(NULL) == hotline_instant_none());
    assert_true(hotline_batch_due(NULL) == hotline_instant_none());
    assert_true(hotline_batch_woken_at(NULL) == hotline_instant_none());
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_full), cmocka_unit_test(test_empty)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
