/* SPDX-License-Identifier: MIT */
/* Units: duties of every period, owed ones, standing ones; findings; what the reader answers to wrong calls. */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

typedef struct unit_row {
    const char *name;
    const char *rules;
    const char *events; /* of the unit a */
    const char *now;
    const char *duties;
    const char *findings;
} unit_row;

static void run(const unit_row *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        casebook b;
        casebook_open(&b, rows[i].rules);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, rows[i].now);
        casebook_fold_unit(&b, "a");
        wrong += !casebook_same(rows[i].name, "duties", casebook_unit_duties(&b), rows[i].duties);
        wrong += !casebook_same(rows[i].name, "findings", casebook_unit_findings(&b), rows[i].findings);
        casebook_close(&b);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define RUN(rows) run(rows, sizeof rows / sizeof rows[0])
#define EVERY(span, more) "'duties':{'x':{'of':'unit','every':'" span "','met':'visit'" more "}}"

/* (8) A period's instance that was not met stays open and late; the first period is that of the unit's first event. */
static void test_periods(void **state) {
    static const unit_row rows[] = {
        {"the first period", EVERY("month", ""), "f about 03-10T09:00 t=- u=a", NULL, "x open due=03-31T24:00", ""},
        {"at its last moment", EVERY("month", ""), "f about 03-10T09:00 t=- u=a", "03-31T23:59:59", "x open due=03-31T24:00", ""},
        {"the next has begun", EVERY("month", ""), "f about 03-10T09:00 t=- u=a", "04-01T00:00",
         "x open late due=03-31T24:00; x#2 open due=04-30T24:00", ""},
        {"met", EVERY("month", ""), "f about 03-10T09:00 t=- u=a; v visit 03-31T23:59:59 t=- u=a", "04-20T00:00",
         "x met due=03-31T24:00 met=03-31T23:59:59; x#2 open due=04-30T24:00", ""},
        {"met by the first event itself", EVERY("month", ""), "v visit 03-10T09:00 t=- u=a", "04-01T00:00",
         "x met due=03-31T24:00 met=03-10T09:00; x#2 open due=04-30T24:00", ""},
        {"half-open: the first moment of the next is the next's", EVERY("month", ""),
         "f about 03-10T09:00 t=- u=a; v visit 04-01T00:00 t=- u=a", NULL,
         "x open late due=03-31T24:00; x#2 met due=04-30T24:00 met=04-01T00:00", ""},
        {"not met later: it stays open and late", EVERY("month", ""), "f about 03-10T09:00 t=- u=a; v visit 04-10T09:00 t=- u=a",
         "05-02T00:00", "x open late due=03-31T24:00; x#2 met due=04-30T24:00 met=04-10T09:00; x#3 open due=05-31T24:00", ""},
        {"once is enough", EVERY("month", ""), "v visit 03-10T09:00 t=- u=a; w visit 03-11T09:00 t=- u=a", NULL,
         "x met due=03-31T24:00 met=03-10T09:00", ""},
        {"periods without any event", EVERY("month", ""), "f about 01-10T09:00 t=- u=a", "03-10T00:00",
         "x open late due=01-31T24:00; x#2 open late due=02-28T24:00; x#3 open due=03-31T24:00", ""},
        {"weeks from Monday", EVERY("week", ""), "f about 04-18T09:00 t=- u=a; v visit 04-19T00:00 t=- u=a", NULL,
         "x open late due=04-18T24:00; x#2 met due=04-25T24:00 met=04-19T00:00", ""},
        {"days", EVERY("day", ""), "f about 04-18T09:00 t=- u=a; v visit 04-19T09:00 t=- u=a", NULL,
         "x open late due=04-18T24:00; x#2 met due=04-19T24:00 met=04-19T09:00", ""},
        {"days from noon", "'periods':{'day':{'from':'12:00'}}," EVERY("day", ""),
         "f about 04-18T11:59 t=- u=a; v visit 04-18T12:00 t=- u=a", NULL,
         "x open late due=04-18T12:00; x#2 met due=04-19T12:00 met=04-18T12:00", ""},
        {"quarters", EVERY("quarter", ""), "f about 03-31T09:00 t=- u=a; v visit 04-01T09:00 t=- u=a", NULL,
         "x open late due=03-31T24:00; x#2 met due=06-30T24:00 met=04-01T09:00", ""},
        {"years", EVERY("year", ""), "f about 2020-12-31T09:00 t=- u=a; v visit 2021-01-01T00:00 t=- u=a", NULL,
         "x open late due=2020-12-31T24:00; x#2 met due=12-31T24:00 met=01-01T00:00", ""},
        {"months from the 19th", "'periods':{'month':{'from_day':19}}," EVERY("month", ""),
         "f about 04-18T09:00 t=- u=a; v visit 04-19T00:00 t=- u=a", NULL,
         "x open late due=04-18T24:00; x#2 met due=05-18T24:00 met=04-19T00:00", ""},
        {"undefined how often", EVERY("undefined", ""), "f about 03-10T09:00 t=- u=a", NULL, "x undefined late?", ""},
        {"undefined when the period begins", "'periods':{'month':'undefined'}," EVERY("month", ""), "f about 03-10T09:00 t=- u=a", NULL,
         "x undefined late?", ""},
        {"no event of its own: no duties yet", EVERY("month", ""), "r receive 03-10T09:00; d dispatch 03-10T09:00 u=a", NULL, "", ""},
    };
    (void)state;
    RUN(rows);
}

/* (8) `if` is judged at the period's end; (14) count() counts in this period. */
static void test_conditions(void **state) {
    static const unit_row rows[] = {
        {"`if` at the end: it held", EVERY("month", ",'if':'kind = street'"),
         "f about 03-10T09:00 t=- u=a {'kind':'street'}; g about 04-02T09:00 t=- u=a {'kind':'zone'}", NULL,
         "x open late due=03-31T24:00; x#2 not_owed", ""},
        {"`if` at the end: it held no more", EVERY("month", ",'if':'kind = street'"),
         "f about 03-10T09:00 t=- u=a {'kind':'street'}; g about 03-31T09:00 t=- u=a {'kind':'zone'}; h about 04-02T09:00 t=- u=a "
         "{'kind':'street'}",
         NULL, "x not_owed; x#2 open due=04-30T24:00", ""},
        {"`if` when met", EVERY("month", ",'if':'kind = street'"),
         "f about 03-10T09:00 t=- u=a {'kind':'street'}; v visit 03-11T09:00 t=- u=a; g about 03-31T09:00 t=- u=a {'kind':'zone'}",
         "04-01T00:00", "x met due=03-31T24:00 met=03-11T09:00; x#2 not_owed", ""},
        {"`if` is not known", EVERY("month", ",'if':'kind = street'"), "f about 03-10T09:00 t=- u=a", "04-01T00:00",
         "x possible late? due=03-31T24:00; x#2 possible due=04-30T24:00", ""},
        {"count() in this period", "'duties':{'x':{'of':'unit','every':'month','met':'count(visit) >= 2'}}",
         "v1 visit 03-10T09:00 t=- u=a; v2 visit 04-10T09:00 t=- u=a; v3 visit 04-11T09:00 t=- u=a", NULL,
         "x open late due=03-31T24:00; x#2 met due=04-30T24:00 met=04-11T09:00", ""},
        {"a fact that holds already meets each period", "'duties':{'x':{'of':'unit','every':'month','met':'staff >= 3'}}",
         "f about 03-10T09:00 t=- u=a {'staff':3}", "04-01T00:00",
         "x met due=03-31T24:00 met=03-10T09:00; x#2 met due=04-30T24:00 met=04-01T00:00", ""},
        {"waived already when a period begins", EVERY("month", ",'waive':'kind = zone'"), "f about 03-10T09:00 t=- u=a {'kind':'zone'}",
         "04-10T00:00", "x waived due=03-31T24:00; x#2 waived due=04-30T24:00", ""},
        {"waived in one period", EVERY("month", ",'waive':'kind = zone'"),
         "f about 03-10T09:00 t=- u=a {'kind':'zone'}; g about 03-31T09:00 t=- u=a {'kind':'street'}", "04-01T09:00",
         "x waived due=03-31T24:00; x#2 open due=04-30T24:00", ""},
        {"owed by an event", "'duties':{'x':{'of':'unit','owed':'about(kind = street)','met':'visit','within':'4 workdays'}}",
         "f about 04-12T09:00 t=- u=a {'kind':'street'}; v visit 04-16T09:00 t=- u=a; g about 04-17T09:00 t=- u=a {'kind':'zone'}", NULL,
         "x met due=04-16T24:00 met=04-16T09:00", ""},
        {"standing", "'duties':{'x':{'of':'unit','met':'staff >= 4 and staff <= 6','severity':'warning'}}",
         "f about 04-12T09:00 t=- u=a {'staff':7}", NULL, "x open", ""},
        {"standing, a table", "'duties':{'x':{'of':'unit','if':{'kind = street':'yes','else':'undefined'},'met':'staff >= 4'}}",
         "f about 04-12T09:00 t=- u=a {'staff':7,'kind':'zone'}", NULL, "x undefined late?", ""},
        {"another unit's events are not seen", EVERY("month", ""), "f about 03-10T09:00 t=- u=a; v visit 03-11T09:00 t=- u=b", NULL,
         "x open due=03-31T24:00", ""},
        {"findings", "'events':{'visit':{'by':['centre'],'clause':'3','if':'kind = street','facts':{'staff':'always'}}}",
         "f about 03-10T09:00 t=- u=a {'kind':'zone','zz':1}; v visit 03-11T09:00 t=- u=a r=handler", NULL, "",
         "unknown_fact~ f; role! v (3); missing_fact! v (3); guard! v (3)"},
    };
    (void)state;
    RUN(rows);
}

/* Duties of every period that tickets and assignments have. */
static void test_tickets(void **state) {
    static const casebook_row rows[] = {
        {"of a ticket", "'duties':{'x':{'of':'ticket','every':'week','met':'update'}}",
         "r receive 04-12T09:00; w update 04-14T09:00; k close 04-20T09:00", "04-30T00:00",
         "x met due=04-18T24:00 met=04-14T09:00; x#2 cancelled due=04-25T24:00", ""},
        {"of an assignment", "'duties':{'x':{'of':'assignment','every':'week','met':'contact'}}",
         "r receive 04-12T09:00; d dispatch 04-14T09:00 u=a; c contact 04-20T09:00 u=a", NULL,
         "x@d open late due=04-18T24:00; x@d#2 met due=04-25T24:00 met=04-20T09:00", ""},
        {"of an assignment that nothing touches in its first period", "'duties':{'x':{'of':'assignment','every':'month','met':'report'}}",
         "r receive 04-01T09:00; d dispatch 04-05T09:00 u=a; h hold 05-03T09:00", NULL,
         "x@d open late due=04-30T24:00; x@d#2 open due=05-31T24:00", ""},
        {"the opening event meets it, with its own facts",
         "'events':{'sub':{'facts':{'note':'optional'}}},"
         "'duties':{'x':{'of':'assignment','every':'month','met':'sub','if':'known(note)'}}",
         "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; p sub 04-13T10:00 on=d u=b {'note':'x'}", NULL,
         "x@d not_owed; x@p met due=04-30T24:00 met=04-13T10:00", ""},
        {"an ended assignment has no further periods", "'duties':{'x':{'of':'assignment','every':'week','met':'contact'}}",
         "r receive 04-12T09:00; d dispatch 04-14T09:00 u=a; k back 04-15T09:00 u=a", "04-30T00:00", "x@d cancelled due=04-18T24:00", ""},
    };
    (void)state;
    casebook_run(rows, sizeof rows / sizeof rows[0]);
}

/* A transition speaks of tickets: what a unit owed under the old policy it still owes, and the next period follows the new one. */
static void test_change_of_policy(void **state) {
    static const char *const documents[] = {
        casebook_base,
        "{'hotline':1,'id':'one','title':'t','source':'s','issued':'2020-01-01','effective':'2021-01-01','transition':'switch','extends':'"
        "base',"
        "'duties':{'x':{'of':'unit','every':'month','met':'visit'},'y':{'of':'unit','owed':'about','met':'visit','within':'4 workdays'}}}",
        "{'hotline':1,'id':'two','title':'t','source':'s','issued':'2020-01-01','effective':'2021-04-15','transition':'switch','extends':'"
        "one',"
        "'duties':{'x':{'every':'week'},'y':{'within':'2 workdays'}}}",
        NULL};
    casebook b;
    hotline_duty d;
    (void)state;
    casebook_open_documents(&b, documents);
    casebook_add(&b, "f about 04-13T09:00 t=- u=a");
    casebook_settle(&b, "04-16T09:00");
    casebook_fold_unit(&b, "a");
    assert_non_null(strstr(casebook_unit_duties(&b), "x open due=04-30T24:00"));
    assert_non_null(strstr(casebook_unit_duties(&b), "y open due=04-19T24:00"));
    casebook_settle(&b, "05-01T00:00");
    casebook_fold_unit(&b, "a");
    assert_non_null(strstr(casebook_unit_duties(&b), "x open late due=04-30T24:00"));
    assert_non_null(strstr(casebook_unit_duties(&b), "x#2 open due=05-02T24:00"));
    d.struct_size = sizeof d;
    assert_int_equal(hotline_unit_duty(b.unit, 0, &d), HOTLINE_OK);
    assert_string_equal(d.policy, "one");
    assert_int_equal(hotline_unit_duty(b.unit, hotline_unit_duty_count(b.unit) - 1, &d), HOTLINE_OK);
    assert_string_equal(d.policy, "two");
    casebook_close(&b);
}

static void test_lines(void **state) {
    static const char want[] = "{\"type\":\"duty\",\"ticket\":null,\"assignment\":null,\"unit\":\"a\",\"duty\":\"x\",\"instance\":1,"
                               "\"state\":\"met\",\"late\":false,"
                               "\"owed_at\":\"2021-03-01T00:00:00+08:00\",\"due\":\"2021-04-01T00:00:00+08:00\",\"due_day\":\"2021-03-31\","
                               "\"met_at\":\"2021-03-11T09:00:00+08:00\",\"clause\":\"2\",\"policy\":\"rule\"}\n"
                               "{\"type\":\"finding\",\"code\":\"unknown_fact\",\"severity\":\"warning\",\"ticket\":null,\"assignment\":"
                               "null,\"event\":\"v\",\"clause\":null,"
                               "\"message\":\"The policy in force declares no fact named zz; it was dropped\"}\n";
    casebook b;
    const char *lines = NULL;
    size_t len = 0;
    (void)state;
    casebook_open(&b, EVERY("month", ",'clause':'2'"));
    casebook_add(&b, "v visit 03-11T09:00 t=- u=a {'zz':1}");
    casebook_settle(&b, NULL);
    casebook_fold_unit(&b, "a");
    assert_int_equal(hotline_unit_lines(b.unit, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    assert_string_equal(lines, want);
    assert_int_equal(len, sizeof want - 1);
    assert_int_equal(hotline_unit_lines(b.unit, HOTLINE_LANGUAGE_ZH, &lines, &len), HOTLINE_OK);
    assert_non_null(strstr(lines, "已舍去"));
    casebook_close(&b);
}

static void test_arguments(void **state) {
    casebook b;
    hotline_unit *other = NULL;
    hotline_duty d;
    hotline_finding f;
    const char *lines = NULL;
    size_t len = 0;
    (void)state;
    memset(&d, 0, sizeof d);
    memset(&f, 0, sizeof f);
    d.struct_size = sizeof d;
    f.struct_size = sizeof f;
    casebook_open(&b, EVERY("month", ""));
    assert_int_equal(hotline_unit_new(NULL, &other), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_new(b.log, NULL), HOTLINE_ERROR_ARGUMENT);
    casebook_add(&b, "v visit 03-11T09:00 t=- u=a {'zz':1}");
    assert_int_equal(hotline_unit_fold(b.unit, "a", 1), HOTLINE_ERROR_ARGUMENT); /* not settled */
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_unit_fold(NULL, "a", 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_fold(b.unit, NULL, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_lines(b.unit, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_unit_duty_count(NULL), 0);
    assert_int_equal(hotline_unit_finding_count(NULL), 0);
    assert_int_equal(hotline_unit_duty_count(b.unit), 0);
    casebook_fold_unit(&b, "a");
    assert_int_equal(hotline_unit_duty_count(b.unit), 1);
    assert_int_equal(hotline_unit_finding_count(b.unit), 1);
    assert_int_equal(hotline_unit_duty(NULL, 0, &d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_duty(b.unit, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_duty(b.unit, 1, &d), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_unit_duty(b.unit, 0, &d), HOTLINE_OK);
    assert_string_equal(d.unit, "a");
    d.struct_size--;
    assert_int_equal(hotline_unit_duty(b.unit, 0, &d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_finding(NULL, 0, 0, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_finding(b.unit, 0, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_finding(b.unit, 1, 0, &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_unit_finding(b.unit, 0, 0, &f), HOTLINE_OK);
    assert_null(f.ticket);
    f.struct_size--;
    assert_int_equal(hotline_unit_finding(b.unit, 0, 0, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_lines(NULL, 0, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_lines(b.unit, 0, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_lines(b.unit, 0, &lines, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_fold(b.unit, "zz", 2), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_unit_duty_count(b.unit), 0); /* what was read before is gone */
    hotline_unit_free(NULL);
    casebook_close(&b);
}

/* More than 40,000 periods are a mistyped year: told, and no reason to give up the rest. */
static void test_limit(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, EVERY("day", ""));
    assert_int_equal(hotline_rulebook_assume_in_force(b.rulebook, 1), HOTLINE_OK);
    casebook_add(&b, "v visit 1211-03-11T09:00 t=- u=a");
    casebook_settle(&b, "2021-03-11T09:00");
    assert_int_equal(hotline_unit_fold(b.unit, "a", 1), HOTLINE_OK);
    assert_int_equal(hotline_unit_duty_count(b.unit), 40000);
    assert_string_equal(casebook_unit_findings(&b), "too_many_periods!");
    casebook_settle(&b, "1311-03-11T09:00");
    assert_int_equal(hotline_unit_fold(b.unit, "a", 1), HOTLINE_OK);
    assert_true(hotline_unit_duty_count(b.unit) > 36000);
    assert_int_equal(hotline_unit_finding_count(b.unit), 0);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_periods), cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_tickets), cmocka_unit_test(test_change_of_policy),
        cmocka_unit_test(test_lines),   cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
