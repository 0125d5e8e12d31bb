/* SPDX-License-Identifier: MIT */
/*
 * Durations from folded tickets: what is finished and what censored, from when to when, in working minutes and in all, of which unit and
 * span, what is counted apart. Shown as MINUTES, with + where censored and xN where several; then what was counted apart.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "hotline/distribution.h"

/* 9 to 12 and 14 to 18 on workdays. */
static const char hours[] = "{\"calendar\":1,\"id\":\"city\",\"hours\":{\"all\":{\"open\":[\"09:00-12:00\",\"14:00-18:00\"]}}}";

#define X(body) "'duties':{'x':{" body "}}"
#define OF_A "'of':'assignment','owed':'dispatch','met':'report'"
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "

typedef struct duty_row {
    const char *name;
    const char *rules;
    const char *events;
    const char *now;
    const char *working; /* T1 in working minutes */
    const char *plain;   /* and in all */
} duty_row;

static void say(char *words, size_t size, const char *form, long long number) {
    size_t used = strlen(words);
    (void)snprintf(words + used, size - used, form, number);
}

static const char *shown(hotline_distribution *d) {
    static char words[1024];
    static const struct {
        int32_t state;
        const char *form;
    } apart[] = {{HOTLINE_DUTY_NOT_OWED, " no=%lld"}, {HOTLINE_DUTY_POSSIBLE, " maybe=%lld"}, {HOTLINE_DUTY_UNDEFINED, " undefined=%lld"}};
    hotline_distribution_row row;
    row.struct_size = sizeof row;
    words[0] = '\0';
    for (size_t i = 0; i < hotline_distribution_count(d); i++) {
        assert_int_equal(hotline_distribution_at(d, i, &row), HOTLINE_OK);
        if (row.finished > 0) {
            say(words, sizeof words, " %lld", (long long)row.minutes);
            say(words, sizeof words, row.finished > 1 ? "x%lld" : "", (long long)row.finished);
        }
        if (row.censored > 0) {
            say(words, sizeof words, " %lld+", (long long)row.minutes);
            say(words, sizeof words, row.censored > 1 ? "x%lld" : "", (long long)row.censored);
        }
    }
    for (size_t i = 0; i < 3; i++) {
        if (hotline_distribution_apart(d, apart[i].state) > 0) {
            say(words, sizeof words, apart[i].form, (long long)hotline_distribution_apart(d, apart[i].state));
        }
    }
    return words[0] != '\0' ? words + 1 : words;
}

static hotline_status add(hotline_distribution *d, casebook *b, const char *duty, const char *unit, const char *from, const char *to,
                          uint32_t flags) {
    return hotline_distribution_add_duty(d, b->ticket, duty, strlen(duty), unit, unit != NULL ? strlen(unit) : 0,
                                         from != NULL ? casebook_instant(from) : hotline_instant_none(),
                                         to != NULL ? casebook_instant(to) : hotline_instant_none(), flags, &b->error);
}

static const char *durations(casebook *b, const char *unit, const char *from, const char *to, uint32_t flags) {
    static char words[1024];
    hotline_distribution *d = NULL;
    assert_int_equal(hotline_distribution_new(b->context, &d), HOTLINE_OK);
    assert_int_equal(add(d, b, "x", unit, from, to, flags), HOTLINE_OK);
    (void)snprintf(words, sizeof words, "%s", shown(d));
    hotline_distribution_free(d);
    return words;
}

static void open_case(casebook *b, const char *rules, const char *events, const char *now) {
    casebook_open_calendar(b, hours, rules);
    casebook_add(b, events);
    casebook_settle(b, now);
    casebook_fold(b, "T1");
}

static void run(const duty_row *rows, size_t count) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        casebook b;
        open_case(&b, rows[i].rules, rows[i].events, rows[i].now);
        wrong += !casebook_same(rows[i].name, "working", durations(&b, NULL, NULL, NULL, 0), rows[i].working);
        wrong += !casebook_same(rows[i].name, "plain", durations(&b, NULL, NULL, NULL, HOTLINE_DISTRIBUTION_PLAIN), rows[i].plain);
        casebook_close(&b);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)(2 * count));
    }
}

#define RUN(rows) run(rows, sizeof rows / sizeof rows[0])

static void test_ends(void **state) {
    static const duty_row rows[] = {
        {"met", X(OF_A), START "p report 04-13T15:00 u=a", NULL, "600", "1740"},
        {"owed just now", X("'of':'assignment','owed':'dispatch','met':'dispatch'"), START, NULL, "0+", "0+"},
        {"met within a minute: seconds are cut off", X(OF_A), START "p report 04-12T10:00:59 u=a", NULL, "0", "0"},
        {"met over a weekend", X(OF_A), "r receive 04-16T09:00; d dispatch 04-16T17:00 u=a; p report 04-19T09:30 u=a", NULL, "90", "3870"},
        {"open at the log's moment", X(OF_A), START, "04-13T15:00", "600+", "1740+"},
        {"open and late", X(OF_A ",'within':'4 hours'"), START, "04-13T15:00", "600+", "1740+"},
        {"met too late is met", X(OF_A ",'within':'4 hours'"), START "p report 04-13T15:00 u=a", NULL, "600", "1740"},
        {"waived", X(OF_A ",'waive':'hold'"), START "h hold 04-12T11:00", "04-13T15:00", "60+", "60+"},
        {"cancelled with its assignment", X(OF_A), START "k back 04-12T15:00 u=a", "04-13T15:00", "180+", "300+"},
        {"a right that lapsed", X(OF_A ",'within':'4 hours','expiry':'shut'"), START, "04-13T15:00", "120+", "240+"},
        {"a right used too late lapsed before", X(OF_A ",'within':'4 hours','expiry':'shut'"), START "p report 04-13T15:00 u=a", NULL,
         "120+", "240+"},
        {"a right used in time", X(OF_A ",'within':'4 hours','expiry':'shut'"), START "p report 04-12T11:00 u=a", NULL, "60", "60"},
        {"a right still open", X(OF_A ",'within':'4 hours','expiry':'shut'"), START, "04-12T11:00", "60+", "60+"},
        {"the clock stands: the time counts", X(OF_A ",'within':'4 workdays','pause':'hold and not resume'"),
         START "h hold 04-12T11:00; s resume 04-12T15:00; p report 04-12T16:00 u=a", NULL, "240", "360"},
        {"a restart does not shorten it", X(OF_A ",'restart':'ask'"), START "k ask 04-12T11:00 u=a; p report 04-12T12:00 u=a", NULL, "120",
         "120"},
    };
    (void)state;
    RUN(rows);
}

static void test_apart(void **state) {
    static const duty_row rows[] = {
        {"not owed", X(OF_A ",'if':'category = urgent'"), START "w update 04-12T11:00 {'category':'consult'}", NULL, "no=1", "no=1"},
        {"possibly owed", X(OF_A ",'if':'category = urgent'"), START, NULL, "maybe=1", "maybe=1"},
        {"undefined", X(OF_A ",'if':'undefined'"), START, NULL, "undefined=1", "undefined=1"},
        {"it cannot be told how it ends", X("'of':'assignment','owed':'dispatch','met':'undefined'"), START, NULL, "undefined=1",
         "undefined=1"},
        {"each by itself", X(OF_A ",'if':'known(note)'"),
         START "e dispatch 04-12T10:00 u=b {'note':'n'}; f dispatch 04-12T10:00 u=c; p report 04-12T11:00 on=e; q report 04-12T12:00 on=d",
         NULL, "60 no=2", "60 no=2"},
        {"a standing duty has no beginning", X("'of':'ticket','met':'close'"), START "z close 04-12T11:00", NULL, "", ""},
        {"never owed", X("'of':'ticket','owed':'hold','met':'resume'"), START, NULL, "", ""},
    };
    (void)state;
    RUN(rows);
}

static void test_instances(void **state) {
    static const duty_row rows[] = {
        {"all assignments", X(OF_A), START "e dispatch 04-12T10:30 u=b; p report 04-12T11:00 on=d; q report 04-12T11:30 on=e", NULL, "60x2",
         "60x2"},
        {"all rounds", X(OF_A), START "p report 04-12T11:00 u=a; o redo 04-12T14:00 u=a; d2 dispatch 04-12T14:05 u=b", "04-12T15:00",
         "55+ 60", "55+ 60"},
        {"owed again and again", X("'of':'ticket','owed':'hold','met':'resume'"),
         START "h hold 04-12T10:00; s resume 04-12T10:10; h2 hold 04-12T11:00; s2 resume 04-12T11:20; h3 hold 04-12T11:50", "04-12T11:55",
         "5+ 10 20", "5+ 10 20"},
        {"every day, and what passed unmet ends with its day", X("'of':'assignment','every':'day','met':'contact'"),
         START "c contact 04-13T09:30 u=a", "04-14T10:00", "30 60+ 420+", "570 600+ 1440+"},
    };
    (void)state;
    RUN(rows);
}

static void test_units_and_spans(void **state) {
    casebook b;
    (void)state;
    open_case(&b, X(OF_A),
              START "e dispatch 04-12T11:00 u=b; f dispatch 04-13T10:00 u=a; p report 04-12T10:10 on=d; q report 04-12T11:20 on=e; "
                    "s report 04-13T10:40 on=f; o dispatch 04-13T11:00 u=c",
              "04-13T11:05");
    assert_string_equal(durations(&b, NULL, NULL, NULL, 0), "5+ 10 20 40");
    assert_string_equal(durations(&b, "a", NULL, NULL, 0), "10 40");
    assert_string_equal(durations(&b, "b", NULL, NULL, 0), "20");
    assert_string_equal(durations(&b, NULL, "04-12T11:00", NULL, 0), "5+ 20 40"); /* from on: with it */
    assert_string_equal(durations(&b, NULL, NULL, "04-12T11:00", 0), "10");       /* up to: without it */
    assert_string_equal(durations(&b, NULL, "04-12T11:00", "04-13T10:00", 0), "20");
    assert_string_equal(durations(&b, "a", "04-12T11:00", "04-13T11:00", 0), "40");
    assert_string_equal(durations(&b, "a", "04-13T11:00", "04-12T11:00", 0), "");
    casebook_close(&b);
    open_case(&b, X("'of':'ticket','owed':'hold','met':'resume'"), START "h hold 04-12T11:00 u=a; s resume 04-12T11:20", NULL);
    assert_string_equal(durations(&b, NULL, NULL, NULL, 0), "20");
    assert_string_equal(durations(&b, "a", NULL, NULL, 0), ""); /* nobody owes what is the ticket's own */
    casebook_close(&b);
}

static void test_taking_back(void **state) {
    casebook b;
    hotline_distribution *d = NULL;
    hotline_distribution *part = NULL;
    (void)state;
    open_case(&b, X(OF_A ",'if':'not known(note)'"), START "e dispatch 04-12T10:30 u=b {'note':'n'}; p report 04-12T11:00 on=d",
              "04-12T12:00");
    assert_int_equal(hotline_distribution_new(b.context, &d), HOTLINE_OK);
    assert_int_equal(hotline_distribution_new(b.context, &part), HOTLINE_OK);
    assert_int_equal(hotline_distribution_add(d, 60, 0), HOTLINE_OK);
    assert_int_equal(add(d, &b, "x", NULL, NULL, NULL, 0), HOTLINE_OK);
    assert_string_equal(shown(d), "60x2 no=1");
    assert_int_equal(add(part, &b, "x", NULL, NULL, NULL, 0), HOTLINE_OK);
    assert_int_equal(hotline_distribution_subtract(d, part), HOTLINE_OK);
    assert_string_equal(shown(d), "60");
    assert_int_equal(hotline_distribution_subtract(d, part), HOTLINE_ERROR_NOT_FOUND); /* it holds what is apart no more */
    assert_string_equal(shown(d), "60");
    hotline_distribution_free(part);
    hotline_distribution_free(d);
    casebook_close(&b);
}

static void test_beyond_the_horizon(void **state) {
    casebook b;
    hotline_distribution *d = NULL;
    (void)state;
    open_case(&b, X(OF_A), "r receive 2026-12-31T09:00; d dispatch 2026-12-31T10:00 u=a; p report 2027-01-04T10:00 u=a", NULL);
    assert_int_equal(hotline_distribution_new(b.context, &d), HOTLINE_OK);
    assert_int_equal(add(d, &b, "x", NULL, NULL, NULL, 0), HOTLINE_PROVISIONAL);
    assert_int_equal(hotline_distribution_finished(d), 1);
    assert_int_equal(add(d, &b, "x", NULL, NULL, NULL, HOTLINE_DISTRIBUTION_PLAIN), HOTLINE_OK);
    hotline_distribution_free(d);
    casebook_close(&b);
}

static void test_no_hours(void **state) {
    casebook b;
    hotline_distribution *d = NULL;
    (void)state;
    casebook_open(&b, X(OF_A));
    casebook_add(&b, START "p report 04-12T11:00 u=a");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_distribution_new(b.context, &d), HOTLINE_OK);
    assert_int_equal(add(d, &b, "x", NULL, NULL, NULL, 0), HOTLINE_UNDEFINED);
    assert_string_equal(b.error.path, "calendar.hours");
    assert_string_equal(b.error.message, "no calendar document defines working hours");
    assert_int_equal(hotline_distribution_count(d), 0);
    assert_int_equal(add(d, &b, "x", NULL, NULL, NULL, HOTLINE_DISTRIBUTION_PLAIN), HOTLINE_OK);
    assert_string_equal(shown(d), "60");
    hotline_distribution_free(d);
    casebook_close(&b);
}

static void test_names_and_arguments(void **state) {
    casebook b;
    hotline_distribution *d = NULL;
    (void)state;
    open_case(&b, "'duties':{'answer':{" OF_A "}}", START "e dispatch 04-12T10:30 u=bureau", NULL);
    assert_int_equal(hotline_distribution_new(b.context, &d), HOTLINE_OK);
    assert_int_equal(add(d, &b, "anser", NULL, NULL, NULL, 0), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(b.error.message, "no duty is named \"anser\"; did you mean \"answer\"?");
    assert_int_equal(add(d, &b, "answer", "bureua", NULL, NULL, 0), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(b.error.message, "the log names no unit \"bureua\"; did you mean \"bureau\"?");
    assert_int_equal(add(d, &b, "q", "bureua", NULL, NULL, 0), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(b.error.message, "no duty is named \"q\"");
    assert_int_equal(add(d, &b, "answer", NULL, NULL, NULL, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(add(NULL, &b, "answer", NULL, NULL, NULL, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add_duty(d, NULL, "answer", 6, NULL, 0, 0, 0, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add_duty(d, b.ticket, NULL, 0, NULL, 0, 0, 0, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_count(d), 0);
    hotline_ticket_free(b.ticket);
    assert_int_equal(hotline_ticket_new(b.log, &b.ticket), HOTLINE_OK);
    assert_int_equal(add(d, &b, "answer", NULL, NULL, NULL, 0), HOTLINE_ERROR_NOT_FOUND); /* it holds none */
    assert_string_equal(b.error.message, "the reader holds no ticket");
    hotline_distribution_free(d);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),        cmocka_unit_test(test_apart),
        cmocka_unit_test(test_instances),   cmocka_unit_test(test_units_and_spans),
        cmocka_unit_test(test_taking_back), cmocka_unit_test(test_beyond_the_horizon),
        cmocka_unit_test(test_no_hours),    cmocka_unit_test(test_names_and_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
