/* SPDX-License-Identifier: MIT */
/*
 * What can happen at all under a policy, on documents that take much work: the work is bounded, and what is told then is still so. What is
 * told of ordinary documents is in test_policy_check.c.
 */
#include "policy_events.h"

/* 4000 events, each allowed by another: told as far as there is room, or, where the work runs out, not at all. */
static uint32_t chained(const char *guard_of_last, const char *code) {
    enum { CHAIN = 3000 };
    char *events = malloc(DOCUMENT_CAPACITY / 2);
    const document_change change = {"events", events, REPLY("'owed':'dispatch','met':'answer'")};
    size_t used;
    book b;
    assert_non_null(events);
    used = (size_t)snprintf(events, DOCUMENT_CAPACITY / 2, "%s", TICKETS ASSIGNMENTS WORK CLOSE);
    for (int i = 0; i < CHAIN; i++) {
        if (i + 1 < CHAIN) {
            used +=
                (size_t)snprintf(events + used, DOCUMENT_CAPACITY / 2 - used, ",'c%d':{'of':'ticket','if':'c%d'}", i, (i * 7 + 7) % CHAIN);
        } else {
            used += (size_t)snprintf(events + used, DOCUMENT_CAPACITY / 2 - used, ",'c%d':{'of':'ticket','if':'%s'}}", i, guard_of_last);
        }
    }
    book_open(&b);
    uint32_t count = book_findings(book_read(&b, &change), code, NULL);
    book_close(&b);
    free(events);
    return count;
}

static void bounds(void **state) {
    (void)state;
    assert_int_equal(chained("c0", "guard_never"), 256);
    assert_int_equal(chained("c0", "check_bounded"), 1);
}

/* Conditions that take much work each: the rest is not told, and nothing that is not so. */
static void exhausted(void **state) {
    static char events[1 << 18];
    const document_change change = {"events", events, REPLY("'owed':'dispatch','met':'answer'")};
    size_t used = (size_t)snprintf(events, sizeof events, "%s", TICKETS ASSIGNMENTS WORK CLOSE);
    book b;
    (void)state;
    for (int i = 0; i < 1000; i++) {
        used += (size_t)snprintf(
            events + used, sizeof events - used,
            ",'c%d':{'of':'assignment','if':'amount = 3 and amount = 4 and kind = help and urgent and ready and count(ask) = 5 "
            "and result = finished'}",
            i);
    }
    (void)snprintf(events + used, sizeof events - used, "}");
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    assert_int_equal(book_findings(p, "check_bounded", NULL), 1);
    assert_int_equal(book_findings(p, "guard_never", NULL), 0);
    book_close(&b);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds),
        cmocka_unit_test(exhausted),
    };
    return cmocka_run_group_tests_name("policy_possible", tests, NULL, NULL);
}
