/* SPDX-License-Identifier: MIT */
/*
 * A log in order: happened-at, then seq, then id; now; corrections; whose event is whose. Seen through what a ticket holds, so that nothing
 * of the log's inside is asked. Events arrive in the order written, and again backward.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct settled {
    const char *name;
    const char *events;
    const char *now;
    const char *facts;    /* of the ticket */
    const char *findings; /* of the log */
} settled;

static int settle_one(const settled *row, int backward) {
    const char *starts[64];
    const char *at = row->events;
    char one[1024];
    size_t count = 0;
    size_t i;
    casebook b;
    int same;
    while (*at != '\0') {
        starts[count++] = at;
        at += strcspn(at, ";");
        at += strspn(at, "; ");
    }
    casebook_open(&b, NULL);
    for (i = 0; i < count; i++) {
        const char *event = starts[backward ? count - 1 - i : i];
        snprintf(one, sizeof one, "%.*s", (int)strcspn(event, ";"), event);
        casebook_add(&b, one);
    }
    casebook_settle(&b, row->now);
    casebook_fold(&b, "T1");
    same = casebook_same(row->name, backward ? "facts, backward" : "facts", casebook_member(&b, -1, "facts"), row->facts);
    same &= casebook_same(row->name, backward ? "findings, backward" : "findings", casebook_log_findings(&b), row->findings);
    casebook_close(&b);
    return same;
}

static void settle(const settled *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        wrong += !settle_one(&rows[i], 0);
        wrong += !settle_one(&rows[i], 1);
    }
    assert_int_equal(wrong, 0);
}

#define SETTLE(rows) settle(rows, sizeof rows / sizeof rows[0])
#define SIZE(n) "{\"size\":" #n ",\"anonymous\":false}"
#define NONE "{\"anonymous\":false}"
#define R "r receive 04-12T09:00 {'size':1}; "

static void test_order(void **state) {
    static const settled rows[] = {
        {"by moment", R "b update 04-14T09:00 {'size':3}; a update 04-13T09:00 {'size':2}", NULL, SIZE(3), ""},
        {"by moment, across offsets", R "b update 2021-04-13T09:00:00+09:00 {'size':2}; a update 2021-04-13T08:30:00+08:00 {'size':3}",
         NULL, SIZE(3), ""},
        {"then by seq", R "a update 04-13T09:00 seq=2 {'size':3}; b update 04-13T09:00 seq=1 {'size':2}", NULL, SIZE(3), ""},
        {"a missing seq is 0", R "a update 04-13T09:00 {'size':3}; b update 04-13T09:00 seq=-1 {'size':2}", NULL, SIZE(3), ""},
        {"then by id", R "a update 04-13T09:00 {'size':2}; b update 04-13T09:00 {'size':3}", NULL, SIZE(3), ""},
        {"ids compare by bytes", R "B update 04-13T09:00 {'size':2}; a update 04-13T09:00 {'size':3}", NULL, SIZE(3), ""},
        {"ids compare by bytes, not as numbers", R "10 update 04-13T09:00 {'size':2}; 9 update 04-13T09:00 {'size':3}", NULL, SIZE(3), ""},
        {"a prefix is before", R "a update 04-13T09:00 {'size':2}; aa update 04-13T09:00 {'size':3}", NULL, SIZE(3), ""},
        {"when it became known does not order", R "a update 04-13T09:00 known=04-20T09:00 {'size':2}; b update 04-14T09:00 {'size':3}",
         NULL, SIZE(3), ""},
        {"a second counts", R "a update 04-13T09:00:01 {'size':3}; b update 04-13T09:00:00 {'size':2}", NULL, SIZE(3), ""},
    };
    (void)state;
    SETTLE(rows);
}

/* Events after now do not exist. */
static void test_now(void **state) {
    static const settled rows[] = {
        {"after now", R "a update 04-13T09:00 {'size':2}", "04-13T08:59:59", SIZE(1), ""},
        {"at now", R "a update 04-13T09:00 {'size':2}", "04-13T09:00", SIZE(2), ""},
        {"before all: nothing has begun", R, "04-12T08:00", "{}", ""},
        {"a void after now", R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'a'}", "04-13T10:00", SIZE(2), ""},
        {"a void at now", R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'a'}", "04-14T09:00", SIZE(1), ""},
        {"a replacement after now", R "p replace 04-14T09:00 {'replaces':'r','size':5}", "04-13T10:00", SIZE(1), ""},
        {"an unknown event after now is no finding", R "z zap 04-14T09:00", "04-13T10:00", SIZE(1), ""},
        {"a void of what is after now", R "v void 04-13T09:00 {'voids':'a'}; a update 04-14T09:00 {'size':2}", "04-13T10:00", SIZE(1),
         "void_unknown! v"},
    };
    (void)state;
    SETTLE(rows);
}

static void test_void(void **state) {
    static const settled rows[] = {
        {"as if it had never been", R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'a'}", NULL, SIZE(1), ""},
        {"a voided void is nothing",
         R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'a'}; w void 04-15T09:00 {'voids':'v'}", NULL, SIZE(2), ""},
        {"a voided void of a void",
         R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'a'}; w void 04-15T09:00 {'voids':'v'}; "
           "x void 04-16T09:00 {'voids':'w'}",
         NULL, SIZE(1), ""},
        {"twice", R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'a'}; w void 04-15T09:00 {'voids':'a'}", NULL, SIZE(1),
         ""},
        {"a void dated before what it voids", R "v void 04-12T10:00 {'voids':'a'}; a update 04-13T09:00 {'size':2}", NULL, SIZE(1), ""},
        {"no such event", R "v void 04-14T09:00 {'voids':'zz'}", NULL, SIZE(1), "void_unknown! v"},
        {"itself", R "v void 04-14T09:00 {'voids':'v'}", NULL, SIZE(1), "void_unknown! v"},
        {"a later correction", R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'w'}; w void 04-15T09:00 {'voids':'a'}",
         NULL, SIZE(1), "void_unknown! v"},
        {"all that there is", R "v void 04-14T09:00 {'voids':'r'}", NULL, "{}", ""},
        {"a circle", R "v void 04-14T09:00 {'voids':'w'}; w void 04-15T09:00 {'voids':'v'}", NULL, SIZE(1), ""},
        {"without a fact", R "v void 04-14T09:00", NULL, SIZE(1), "void_unknown! v"},
        {"with a fact that is no text", R "v void 04-14T09:00 {'voids':7}", NULL, SIZE(1), "void_unknown! v"},
        {"the opening event", R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 {'voids':'r'}", NULL, SIZE(2), ""},
        {"without a ticket", R "a update 04-13T09:00 {'size':2}; v void 04-14T09:00 t=- {'voids':'a'}", NULL, SIZE(1), ""},
    };
    (void)state;
    SETTLE(rows);
}

/* Every fact whole; kind, time and unit stay. */
static void test_replace(void **state) {
    static const settled rows[] = {
        {"its facts", R "p replace 04-14T09:00 {'replaces':'r','size':5}", NULL, SIZE(5), ""},
        {"every fact whole: what is left out is gone", R "p replace 04-14T09:00 {'replaces':'r'}", NULL, NONE, ""},
        {"its time stays", R "a update 04-13T09:00 {'size':2}; p replace 04-14T09:00 {'replaces':'r','size':5}", NULL, SIZE(2), ""},
        {"the latest replacement stands",
         R "p replace 04-14T09:00 {'replaces':'r','size':5}; q replace 04-15T09:00 {'replaces':'r','size':6}", NULL, SIZE(6), ""},
        {"the latest, by seq",
         R "p replace 04-14T09:00 seq=2 {'replaces':'r','size':5}; q replace 04-14T09:00 seq=1 {'replaces':'r','size':6}", NULL, SIZE(5),
         ""},
        {"a voided replacement", R "p replace 04-14T09:00 {'replaces':'r','size':5}; v void 04-15T09:00 {'voids':'p'}", NULL, SIZE(1), ""},
        {"a voided replacement before another",
         R "p replace 04-14T09:00 {'replaces':'r','size':5}; "
           "q replace 04-15T09:00 {'replaces':'r','size':6}; v void 04-16T09:00 {'voids':'q'}",
         NULL, SIZE(5), ""},
        {"a replaced replacement", R "p replace 04-14T09:00 {'replaces':'r','size':5}; q replace 04-15T09:00 {'replaces':'p','size':6}",
         NULL, SIZE(6), ""},
        {"a replaced void voids another",
         R "a update 04-13T09:00 {'size':2}; b update 04-13T10:00 {'size':3}; v void 04-14T09:00 {'voids':'a'}; "
           "q replace 04-15T09:00 {'replaces':'v','voids':'b'}",
         NULL, SIZE(2), ""},
        {"replaced, then voided",
         R "a update 04-13T09:00 {'size':2}; p replace 04-14T09:00 {'replaces':'a','size':5}; "
           "v void 04-15T09:00 {'voids':'a'}",
         NULL, SIZE(1), ""},
        {"no such event", R "p replace 04-14T09:00 {'replaces':'zz','size':5}", NULL, SIZE(1), "void_unknown! p"},
        {"without naming one", R "p replace 04-14T09:00 {'size':5}", NULL, SIZE(1), "void_unknown! p"},
    };
    (void)state;
    SETTLE(rows);
}

/* A replaced event keeps its kind, unit and role, and its facts are checked like any. */
static void test_replaced_event(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, "'events':{'report':{'by':['handler'],'facts':{'note':'always'}}},"
                      "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report(result = done)'}}");
    casebook_add(&b, "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; c report 04-13T09:00 u=a r=handler {'note':'x'}; "
                     "p replace 04-14T09:00 {'replaces':'c','result':'done','zz':1}");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x@d met met=04-13T09:00");
    assert_string_equal(casebook_findings(&b), "unknown_fact~ c@d; missing_fact! c@d");
    casebook_settle(&b, "04-13T10:00");
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x@d open");
    assert_string_equal(casebook_findings(&b), "");
    casebook_close(&b);
}

static void test_findings(void **state) {
    static const settled rows[] = {
        {"an event that no policy declares", R "z zap 04-13T09:00", NULL, SIZE(1), "unknown_event! z"},
        {"an event of a ticket without one", R "z update 04-13T09:00 t=- {'size':2}", NULL, SIZE(1), "no_ticket! z"},
        {"an event of a unit without one", R "z visit 04-13T09:00", NULL, SIZE(1), "no_unit! z"},
        {"a voided event is nobody's finding", R "z zap 04-13T09:00; v void 04-14T09:00 {'voids':'z'}", NULL, SIZE(1), ""},
        {"published rankings belong to no ticket", R "p publish 04-13T09:00 t=- {'ranking':'x','period':'2021-03','version':1,'order':[]}",
         NULL, SIZE(1), "unknown_ranking! p"},
    };
    (void)state;
    SETTLE(rows);
}

/* Tickets and units that only later events name do not exist yet either. */
static void test_owners(void **state) {
    casebook b;
    hotline_log_summary s;
    (void)state;
    casebook_open(&b, NULL);
    casebook_add(&b, "r receive 04-12T09:00; s receive 04-14T09:00 t=T2 u=a; v visit 04-13T09:00 t=- u=b");
    casebook_settle(&b, "04-13T12:00");
    assert_string_equal(hotline_log_ticket(b.log, 0, NULL), "T1");
    assert_null(hotline_log_ticket(b.log, 1, NULL));
    assert_string_equal(hotline_log_unit(b.log, 0, NULL), "b");
    assert_null(hotline_log_unit(b.log, 1, NULL));
    s.struct_size = sizeof s;
    assert_int_equal(hotline_log_summarize(b.log, &s), HOTLINE_OK);
    assert_int_equal(s.lines, 3);
    assert_int_equal(s.events, 2);
    assert_int_equal(s.tickets, 1);
    assert_int_equal(s.units, 1);
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_log_summarize(b.log, &s), HOTLINE_OK);
    assert_int_equal(s.events, 3);
    assert_int_equal(s.tickets, 2);
    assert_int_equal(s.units, 2);
    casebook_close(&b);
}

static void test_moments(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    assert_true(hotline_log_now(b.log) == hotline_instant_none());
    casebook_settle(&b, NULL);
    assert_true(hotline_log_now(b.log) == hotline_instant_none()); /* without any event */
    casebook_add(&b, "r receive 04-12T09:00; v void 04-20T09:00 {'voids':'zz'}; a update 04-13T09:00");
    assert_true(hotline_log_now(b.log) == hotline_instant_none()); /* unsettled again */
    casebook_settle(&b, NULL);
    assert_true(hotline_log_now(b.log) == casebook_instant("04-20T09:00")); /* the latest at which any happened */
    assert_string_equal(casebook_log_findings(&b), "void_unknown! v");
    casebook_settle(&b, "04-13T09:00");
    assert_true(hotline_log_now(b.log) == casebook_instant("04-13T09:00"));
    assert_string_equal(casebook_log_findings(&b), ""); /* findings of settling are those of the last one */
    casebook_settle(&b, "2030-01-01T00:00");
    assert_true(hotline_log_now(b.log) == casebook_instant("2030-01-01T00:00"));
    casebook_settle(&b, NULL);
    casebook_settle(&b, NULL);
    assert_string_equal(casebook_log_findings(&b), "void_unknown! v");
    casebook_close(&b);
}

/* What did we know then? A late entry, a correction, a correction of a correction: each exists from the moment it was recorded on. */
static void test_known(void **state) {
    static const struct {
        const char *known;
        const char *facts;
    } rows[] = {
        {"04-12T08:59", "{}"}, /* no ticket yet */
        {"04-12T09:00", "{\"category\":\"consult\",\"anonymous\":false}"},
        {"04-14T11:59", "{\"category\":\"consult\",\"anonymous\":false}"},
        {"04-14T12:00", "{\"category\":\"consult\",\"size\":3,\"anonymous\":false}"}, /* happened on the 13th */
        {"04-15T09:00", "{\"category\":\"urgent\",\"size\":3,\"anonymous\":false}"},
        {"04-16T09:00", "{\"category\":\"consult\",\"size\":3,\"anonymous\":false}"},
    };
    casebook b;
    size_t i;
    (void)state;
    casebook_open(&b, NULL);
    casebook_add(&b, "r receive 04-12T09:00 {'category':'consult'}; a update 04-13T09:00 known=04-14T12:00 {'size':3};"
                     "x replace 04-15T09:00 {'replaces':'r','category':'urgent'}; v void 04-16T09:00 {'voids':'x'}");
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hotline_instant known = casebook_instant(rows[i].known);
        assert_int_equal(hotline_log_settle_known(b.log, hotline_instant_none(), known), HOTLINE_OK);
        assert_true(hotline_log_now(b.log) == known);
        casebook_fold(&b, "T1");
        assert_true(casebook_same(rows[i].known, "facts", casebook_member(&b, -1, "facts"), rows[i].facts));
    }
    assert_int_equal(hotline_log_settle_known(b.log, casebook_instant("04-20T00:00"), casebook_instant("04-14T00:00")), HOTLINE_OK);
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_member(&b, -1, "facts"), rows[1].facts); /* judged later, by what was known then */
    assert_int_equal(hotline_log_settle_known(b.log, hotline_instant_none(), hotline_instant_none()), HOTLINE_OK);
    assert_true(hotline_log_now(b.log) == casebook_instant("04-16T09:00"));
    assert_int_equal(hotline_log_settle_known(NULL, 0, 0), HOTLINE_ERROR_ARGUMENT);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),          cmocka_unit_test(test_now),
        cmocka_unit_test(test_void),           cmocka_unit_test(test_replace),
        cmocka_unit_test(test_replaced_event), cmocka_unit_test(test_findings),
        cmocka_unit_test(test_moments),        cmocka_unit_test(test_owners),
        cmocka_unit_test(test_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
