/* SPDX-License-Identifier: MIT */
/*
 * When is a duty due, owed at a moment, without any ticket (hotline_duty_due): counting, terms, tables, facts, and every status. Days of
 * 2021: Monday 12 April is an ordinary day, 25 April and 8 May are Sundays and Saturdays worked for 1 to 5 May, which are off.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct due_row {
    const char *name;
    const char *rules; /* the body of the duty x */
    const char *owed;
    const char *facts; /* NULL: none */
    const char *want;  /* "MOMENT DUE_DAY", "none", or the path of what is undefined */
    hotline_status status;
} due_row;

static hotline_status ask(casebook *b, const char *duty, const char *owed, const char *facts, hotline_duty *d) {
    char json[512];
    size_t i;
    memset(d, 0, sizeof *d);
    d->struct_size = sizeof *d;
    if (facts == NULL) {
        return hotline_duty_due(b->rulebook, duty, strlen(duty), casebook_instant(owed), NULL, 0, d, &b->error);
    }
    for (i = 0; facts[i] != '\0'; i++) {
        json[i] = (char)(facts[i] == '\'' ? '"' : facts[i]);
    }
    return hotline_duty_due(b->rulebook, duty, strlen(duty), casebook_instant(owed), json, i, d, &b->error);
}

static void show(const hotline_duty *d, char *out, size_t size) {
    char at[HOTLINE_INSTANT_SIZE];
    char day[HOTLINE_DATE_SIZE];
    if (d->due == hotline_instant_none()) {
        assert_int_equal(d->due_day, HOTLINE_DAY_NONE);
        snprintf(out, size, "none");
        return;
    }
    assert_int_equal(hotline_instant_write(d->due, 480, at), HOTLINE_OK);
    assert_int_equal(hotline_day_write(d->due_day, day), HOTLINE_OK);
    snprintf(out, size, "%.11s%.*s %s", at, strncmp(at + 16, ":00", 3) == 0 ? 5 : 8, at + 11, day);
}

static int run_one(const due_row *row) {
    char rules[1024];
    char got[64];
    casebook b;
    hotline_duty d;
    hotline_status status;
    int same;
    snprintf(rules, sizeof rules, "'duties':{'x':{%s}}", row->rules);
    casebook_open(&b, rules);
    status = ask(&b, "x", row->owed, row->facts, &d);
    same = casebook_same(row->name, "status", hotline_status_name(status), hotline_status_name(row->status));
    if (status == HOTLINE_UNDEFINED) {
        show(&d, got, sizeof got);
        same &= casebook_same(row->name, "due", got, "none");
        assert_string_not_equal(b.error.message, "");
        same &= casebook_same(row->name, "path", b.error.path, row->want);
    } else if (status >= 0) {
        show(&d, got, sizeof got);
        same &= casebook_same(row->name, "due", got, row->want);
    }
    casebook_close(&b);
    return same;
}

static void run(const due_row *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        wrong += !run_one(&rows[i]);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu cases differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define RUN(rows) run(rows, sizeof rows / sizeof rows[0])
#define T "'of':'ticket','owed':'receive','met':'resume',"
#define COUNT(start, end) "'counting':{'start':'" start "','end':'" end "'}"

/* A duty's counting overrides key by key. */
static void test_counting(void **state) {
    static const due_row rows[] = {
        {"the policy's: next-day, 24:00", T "'within':'4 workdays'", "04-12T10:00", NULL, "2021-04-17T00:00 2021-04-16", HOTLINE_OK},
        {"over a weekend", T "'within':'4 workdays'", "04-14T10:00", NULL, "2021-04-21T00:00 2021-04-20", HOTLINE_OK},
        {"from a rest day", T "'within':'1 workday'", "04-17T10:00", NULL, "2021-04-20T00:00 2021-04-19", HOTLINE_OK},
        {"over days off and make-up days", T "'within':'5 workdays'", "04-29T10:00", NULL, "2021-05-11T00:00 2021-05-10", HOTLINE_OK},
        {"a Sunday that is worked", T "'within':'1 workday'", "04-24T10:00", NULL, "2021-04-26T00:00 2021-04-25", HOTLINE_OK},
        {"only the end is overridden", T "'within':'1 workday','counting':{'end':'same-time'}", "04-12T10:20", NULL,
         "2021-04-13T10:20 2021-04-13", HOTLINE_OK},
        {"only the start is overridden", T "'within':'1 workday','counting':{'start':'same-day'}", "04-12T10:20", NULL,
         "2021-04-13T00:00 2021-04-12", HOTLINE_OK},
        {"same-day from a rest day: the first working day is day one", T "'within':'2 workdays','counting':{'start':'same-day'}",
         "04-17T10:20", NULL, "2021-04-21T00:00 2021-04-20", HOTLINE_OK},
        {"next-day from a rest day", T "'within':'2 workdays'", "04-17T10:20", NULL, "2021-04-21T00:00 2021-04-20", HOTLINE_OK},
        {"next-workday from a rest day: counts after it", T "'within':'2 workdays','counting':{'start':'next-workday'}", "04-17T10:20",
         NULL, "2021-04-22T00:00 2021-04-21", HOTLINE_OK},
        {"next-workday from a working day", T "'within':'2 workdays','counting':{'start':'next-workday'}", "04-12T10:20", NULL,
         "2021-04-15T00:00 2021-04-14", HOTLINE_OK},
        {"before the cut-off", T "'within':'1 workday','counting':{'cutoff':'17:30'}", "04-12T17:29:59", NULL,
         "2021-04-14T00:00 2021-04-13", HOTLINE_OK},
        {"at the cut-off exactly is after it", T "'within':'1 workday','counting':{'cutoff':'17:30'}", "04-12T17:30", NULL,
         "2021-04-15T00:00 2021-04-14", HOTLINE_OK},
        {"cut-off on a Friday, next workday", T "'within':'1 workday','counting':{'cutoff':'17:30','start':'next-workday'}", "04-16T17:30",
         NULL, "2021-04-21T00:00 2021-04-20", HOTLINE_OK},
        {"calendar days end on a rest day", T "'within':'5 days'", "04-12T10:00", NULL, "2021-04-18T00:00 2021-04-17", HOTLINE_OK},
        {"and roll where so said", T "'within':'5 days','counting':{'roll':'next-workday'}", "04-12T10:00", NULL,
         "2021-04-20T00:00 2021-04-19", HOTLINE_OK},
        {"`close` on a day without hours is 24:00", T "'within':'1 workday','counting':{'end':'close'}", "04-12T10:00", NULL,
         "2021-04-14T00:00 2021-04-13", HOTLINE_OK},
        {"same day", T "'within':'same day'", "04-12T10:00", NULL, "2021-04-13T00:00 2021-04-12", HOTLINE_OK},
        {"months: the corresponding day", T "'within':'1 month'", "04-12T10:00", NULL, "2021-05-13T00:00 2021-05-12", HOTLINE_OK},
        {"months: else the month's last", T "'within':'1 month'", "01-31T10:00", NULL, "2021-03-01T00:00 2021-02-28", HOTLINE_OK},
        {"months: over a leap day", T "'within':'1 month'", "2024-01-31T10:00", NULL, "2024-03-01T00:00 2024-02-29", HOTLINE_OK},
        {"hours", T "'within':'2 hours'", "04-12T23:30", NULL, "2021-04-13T01:30 2021-04-13", HOTLINE_OK},
        {"hours: 24:00 belongs to the day it ends", T "'within':'2 hours'", "04-12T22:00", NULL, "2021-04-13T00:00 2021-04-12", HOTLINE_OK},
        {"minutes", T "'within':'30 minutes'", "04-12T22:10", NULL, "2021-04-12T22:40 2021-04-12", HOTLINE_OK},
        {"no term", T "'severity':'info'", "04-12T22:10", NULL, "none", HOTLINE_OK},
    };
    (void)state;
    RUN(rows);
}

/* (2) What the policy leaves open is named. */
static void test_undefined(void **state) {
    static const due_row rows[] = {
        {"the term", T "'within':'undefined'", "04-12T10:00", NULL, "duties.x.within", HOTLINE_UNDEFINED},
        {"the row that holds", T "'within':{'category = urgent':'undefined','else':'4 workdays'}", "04-12T10:00", "{'category':'urgent'}",
         "duties.x.within[category = urgent]", HOTLINE_UNDEFINED},
        {"another row holds", T "'within':{'category = urgent':'undefined','else':'4 workdays'}", "04-12T10:00", "{'category':'consult'}",
         "2021-04-17T00:00 2021-04-16", HOTLINE_OK},
        {"the start of counting", T "'within':'1 workday','counting':{'start':'undefined'}", "04-12T10:00", NULL, "counting",
         HOTLINE_UNDEFINED},
        {"the end of counting", T "'within':'1 workday','counting':{'end':'undefined'}", "04-12T10:00", NULL, "counting",
         HOTLINE_UNDEFINED},
        {"the cut-off", T "'within':'1 workday','counting':{'cutoff':'undefined'}", "04-12T10:00", NULL, "counting", HOTLINE_UNDEFINED},
        {"the roll of calendar days", T "'within':'1 day','counting':{'roll':'undefined'}", "04-12T10:00", NULL, "counting",
         HOTLINE_UNDEFINED},
        {"the roll of working days does not matter", T "'within':'1 workday','counting':{'roll':'undefined'}", "04-12T10:00", NULL,
         "2021-04-14T00:00 2021-04-13", HOTLINE_OK},
        {"hours do not hang on the counting of days", T "'within':'1 hour','counting':'undefined'", "04-12T10:00", NULL,
         "2021-04-12T11:00 2021-04-12", HOTLINE_OK},
        {"whether it is owed", T "'within':'1 workday','if':'undefined'", "04-12T10:00", NULL, "duties.x.if", HOTLINE_UNDEFINED},
        {"working hours of a calendar without any", T "'within':'1 workhour'", "04-12T10:00", NULL, "hours", HOTLINE_UNDEFINED},
        {"a period", "'of':'unit','every':'undefined','met':'visit'", "04-12T10:00", NULL, "periods", HOTLINE_UNDEFINED},
    };
    (void)state;
    RUN(rows);
}

/* Facts: a table of terms, the numbers of terms, dates and times that are facts. */
static void test_facts(void **state) {
#define TABLE T "'within':{'category = urgent':'1 workday','category = consult':'2 workdays','category = complaint':'4 workdays'}"
    static const due_row rows[] = {
        {"a row", TABLE, "04-12T10:00", "{'category':'consult'}", "2021-04-15T00:00 2021-04-14", HOTLINE_OK},
        {"another row", TABLE, "04-12T10:00", "{'category':'urgent'}", "2021-04-14T00:00 2021-04-13", HOTLINE_OK},
        {"hangs on a fact that was not given", TABLE, "04-12T10:00", NULL, "none", HOTLINE_OK},
        {"no facts at all", TABLE, "04-12T10:00", "{}", "none", HOTLINE_OK},
        {"a number that is a fact", T "'within':'size workdays'", "04-12T10:00", "{'size':2}", "2021-04-15T00:00 2021-04-14", HOTLINE_OK},
        {"a number that is not given", T "'within':'size workdays'", "04-12T10:00", NULL, "none", HOTLINE_OK},
        {"a number of days that cannot be", T "'within':'size workdays'", "04-12T10:00", "{'size':-1}", "none", HOTLINE_ERROR_RANGE},
        {"a `due` date ends at 24:00", T "'due':'seen_on'", "04-12T10:00", "{'seen_on':'2021-04-30'}", "2021-05-01T00:00 2021-04-30",
         HOTLINE_OK},
        {"a `due` time is that moment", T "'due':'seen_at'", "04-12T10:00", "{'seen_at':'2021-04-30 09:15:30'}",
         "2021-04-30T09:15:30 2021-04-30", HOTLINE_OK},
        {"a `due` time of midnight belongs to the day it ends", T "'due':'seen_at'", "04-12T10:00", "{'seen_at':'2021-04-30 24:00'}",
         "2021-05-01T00:00 2021-04-30", HOTLINE_OK},
        {"a `due` fact that is not given", T "'due':'seen_on'", "04-12T10:00", NULL, "none", HOTLINE_OK},
        {"a `due` fact of the owing event", "'of':'assignment','owed':'dispatch','met':'report','due':'until'", "04-12T10:00",
         "{'until':'2021-04-15'}", "2021-04-16T00:00 2021-04-15", HOTLINE_OK},
        {"a fact of the assignment", "'of':'assignment','owed':'report','met':'fulfil','due':'promised_for'", "04-12T10:00",
         "{'promised_for':'2021-04-15'}", "2021-04-16T00:00 2021-04-15", HOTLINE_OK},
        {"`from` is a time", T "'within':'1 workday','from':'seen_at'", "04-12T10:00", "{'seen_at':'2021-04-14 09:00'}",
         "2021-04-16T00:00 2021-04-15", HOTLINE_OK},
        {"`from` is not given", T "'within':'1 workday','from':'seen_at'", "04-12T10:00", NULL, "none", HOTLINE_OK},
        {"a period", "'of':'unit','every':'month','met':'visit'", "04-12T10:00", NULL, "2021-05-01T00:00 2021-04-30", HOTLINE_OK},
        {"a week", "'of':'unit','every':'week','met':'visit'", "04-18T10:00", NULL, "2021-04-19T00:00 2021-04-18", HOTLINE_OK},
    };
    (void)state;
    RUN(rows);
}

/* Beyond the last notice the answer is provisional. */
static void test_horizon(void **state) {
    static const due_row rows[] = {
        {"across the horizon", T "'within':'4 workdays'", "2026-12-30T10:00", NULL, "2027-01-06T00:00 2027-01-05", HOTLINE_PROVISIONAL},
        {"calendar days do not hang on notices", T "'within':'4 days'", "2026-12-30T10:00", NULL, "2027-01-04T00:00 2027-01-03",
         HOTLINE_OK},
        {"the last certain day", T "'within':'1 workday'", "2026-12-30T10:00", NULL, "2027-01-01T00:00 2026-12-31", HOTLINE_OK},
    };
    (void)state;
    RUN(rows);
}

static void test_records(void **state) {
    casebook b;
    hotline_duty d;
    (void)state;
    casebook_open(&b,
                  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','if':'anonymous','within':'4 workdays','clause':'3.1',"
                  "'severity':'warning'},'p':{'of':'ticket','owed':'receive','if':'size > 3','met':'resume'},"
                  "'s':{'of':'ticket','met':'hold'}}");
    assert_int_equal(ask(&b, "x", "04-12T10:00", NULL, &d), HOTLINE_OK);
    assert_int_equal(d.state, HOTLINE_DUTY_NOT_OWED);
    assert_true(d.due == hotline_instant_none());
    assert_int_equal(ask(&b, "x", "04-12T10:00", "{'anonymous':true}", &d), HOTLINE_OK);
    assert_int_equal(d.state, HOTLINE_DUTY_OPEN);
    assert_int_equal(d.late, HOTLINE_NO);
    assert_int_equal(d.severity, HOTLINE_SEVERITY_WARNING);
    assert_int_equal(d.certain, 1);
    assert_true(d.owed_at == casebook_instant("04-12T10:00"));
    assert_true(d.met_at == hotline_instant_none());
    assert_string_equal(d.duty, "x");
    assert_string_equal(d.clause, "3.1");
    assert_string_equal(d.policy, "rule");
    assert_null(d.assignment);
    assert_null(d.unit);
    assert_int_equal(ask(&b, "p", "04-12T10:00", NULL, &d), HOTLINE_OK);
    assert_int_equal(d.state, HOTLINE_DUTY_POSSIBLE);
    assert_int_equal(ask(&b, "s", "04-12T10:00", NULL, &d), HOTLINE_OK);
    assert_true(d.due == hotline_instant_none());
    casebook_close(&b);
}

/* A due moment that hangs on a fact that was not given: the record names the fact. */
static void test_missing(void **state) {
    casebook b;
    hotline_duty d;
    (void)state;
    casebook_open(
        &b, "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','within':{'category = urgent':'1 workday','else':'4 workdays'}},"
            "'y':{'of':'ticket','owed':'receive','met':'resume','due':'seen_on'}}");
    assert_int_equal(ask(&b, "x", "04-12T10:00", NULL, &d), HOTLINE_OK);
    assert_true(d.due == hotline_instant_none());
    assert_string_equal(b.error.path, "category");
    assert_non_null(strstr(b.error.message, "category"));
    assert_int_equal(ask(&b, "y", "04-12T10:00", NULL, &d), HOTLINE_OK);
    assert_string_equal(b.error.path, "seen_on");
    casebook_close(&b);
}

/* Beyond the year 9999 there are no moments; that is not the policy's silence. */
static void test_beyond(void **state) {
    casebook b;
    hotline_duty d;
    (void)state;
    casebook_open(&b, "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','within':'size workdays'}}");
    assert_int_equal(ask(&b, "x", "9999-12-30T10:00", "{'size':9}", &d), HOTLINE_ERROR_RANGE);
    assert_int_equal(ask(&b, "x", "04-12T10:00", "{'size':9223372036854775807}", &d), HOTLINE_ERROR_RANGE);
    casebook_close(&b);
}

static void test_failures(void **state) {
    casebook b;
    hotline_duty d;
    (void)state;
    casebook_open(&b, "'duties':{'report':{'of':'ticket','owed':'receive','met':'resume','within':'4 workdays'}}");
    assert_int_equal(ask(&b, "repotr", "04-12T10:00", NULL, &d), HOTLINE_ERROR_NOT_FOUND);
    assert_non_null(strstr(b.error.message, "report"));
    assert_int_equal(ask(&b, "report", "2019-12-31T10:00", NULL, &d), HOTLINE_UNDEFINED);
    assert_non_null(strstr(b.error.message, "no policy"));
    assert_int_equal(ask(&b, "report", "04-12T10:00", "{'categoty':'urgent'}", &d), HOTLINE_ERROR_DOCUMENT);
    assert_non_null(strstr(b.error.message, "category"));
    assert_string_equal(b.error.path, "categoty");
    assert_int_equal(ask(&b, "report", "04-12T10:00", "{'category':'urgant'}", &d), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(ask(&b, "report", "04-12T10:00", "{'category':3}", &d), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(ask(&b, "report", "04-12T10:00", "{'size':'3'}", &d), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(ask(&b, "report", "04-12T10:00", "[]", &d), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(ask(&b, "report", "04-12T10:00", "{'size':", &d), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(ask(&b, "report", "04-12T10:00", "", &d), HOTLINE_ERROR_SYNTAX);
    d.struct_size = sizeof d - 1;
    assert_int_equal(hotline_duty_due(b.rulebook, "report", 6, 0, NULL, 0, &d, NULL), HOTLINE_ERROR_ARGUMENT);
    d.struct_size = sizeof d;
    assert_int_equal(hotline_duty_due(NULL, "report", 6, 0, NULL, 0, &d, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_duty_due(b.rulebook, NULL, 6, 0, NULL, 0, &d, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_duty_due(b.rulebook, "report", 6, 0, NULL, 0, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_duty_due(b.rulebook, "report", 6, hotline_instant_none(), NULL, 0, &d, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_duty_due(b.rulebook, "report", 6, casebook_instant("04-12T10:00"), "{}", SIZE_MAX, &d, NULL),
                     HOTLINE_ERROR_LIMIT); /* a length that a caller got wrong */
    assert_int_equal(hotline_duty_due(b.rulebook, "", 0, casebook_instant("04-12T10:00"), NULL, 0, &d, NULL), HOTLINE_ERROR_NOT_FOUND);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counting), cmocka_unit_test(test_undefined), cmocka_unit_test(test_facts),   cmocka_unit_test(test_horizon),
        cmocka_unit_test(test_records),  cmocka_unit_test(test_failures),  cmocka_unit_test(test_missing), cmocka_unit_test(test_beyond),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
