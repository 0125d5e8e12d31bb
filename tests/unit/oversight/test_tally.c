/* SPDX-License-Identifier: MIT */
/*
 * Measures as exact counts: which subjects, in which period, of which unit; unknown as the third count, exceptions, weights; what the tally
 * answers to wrong calls. Figures are shown as UNIT PERIOD MEASURE NUM[/DEN] [?UNKNOWN] [-EXCEPTED].
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct tally_row {
    const char *name;
    const char *rules; /* members of the measure m */
    const char *more;  /* the rest of the body, or "" */
    const char *events;
    const char *now;
    const char *figures;
} tally_row;

static void run(const tally_row *rows, size_t count, const char *periods) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        char rules[2048];
        casebook b;
        snprintf(rules, sizeof rules, "%s'measures':{'m':{%s}}%s", periods, rows[i].rules, rows[i].more);
        casebook_open(&b, rules);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, rows[i].now);
        wrong += !casebook_same(rows[i].name, "figures", casebook_figures(&b), rows[i].figures);
        casebook_close(&b);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define MONTHS(rows) run(rows, sizeof rows / sizeof rows[0], "'periods':{'week':'undefined'},")
#define WEEKS(rows) run(rows, sizeof rows / sizeof rows[0], "'periods':{'month':'undefined'},")
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "
#define OF_A "'of':'assignment','at':'report',"

/* num, den, unknown, excepted. */
static void test_counts(void **state) {
    static const tally_row rows[] = {
        {"a plain count", OF_A "'count':'result = done'", "", START "c report 04-13T09:00 u=a {'result':'done'}", NULL, "a 2021-04 m 1"},
        {"a plain count of none", OF_A "'count':'result = done'", "", START "c report 04-13T09:00 u=a {'result':'refused'}", NULL,
         "a 2021-04 m 0"},
        {"a rate", OF_A "'count':'result = done','per':'always'", "",
         START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 on=d {'result':'done'}; f report 04-13T09:00 on=e {'result':'refused'}",
         NULL, "a 2021-04 m 1/2"},
        {"not in the denominator", OF_A "'count':'result = done','per':'note = \\\"x\\\"'", "",
         START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 on=d {'result':'done','note':'x'}; "
               "f report 04-13T09:00 on=e {'result':'done','note':'y'}",
         NULL, "a 2021-04 m 1/1"},
        {"`count` is read only where `per` holds", OF_A "'count':'result = done','per':'known(result)'", "",
         START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 on=d {'result':'done'}; f report 04-13T09:00 on=e", NULL,
         "a 2021-04 m 1/1"},
        {"the numerator is unknown: in neither", OF_A "'count':'result = done','per':'always'", "",
         START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 on=d {'result':'done'}; f report 04-13T09:00 on=e", NULL,
         "a 2021-04 m 1/1 ?1"},
        {"the denominator is unknown", OF_A "'count':'always','per':'result = done'", "", START "c report 04-13T09:00 u=a", NULL,
         "a 2021-04 m 0/0 ?1"},
        {"the exception is unknown", OF_A "'count':'always','except':'result = refused'", "", START "c report 04-13T09:00 u=a", NULL,
         "a 2021-04 m 0 ?1"},
        {"a plain count that is unknown", OF_A "'count':'result = done'", "", START "c report 04-13T09:00 u=a", NULL, "a 2021-04 m 0 ?1"},
        {"an exception: in neither, counted apart", OF_A "'count':'result = done','per':'always','except':'result = refused'", "",
         START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 on=d {'result':'done'}; f report 04-13T09:00 on=e {'result':'refused'}",
         NULL, "a 2021-04 m 1/1 -1"},
        {"`count` is read only where `except` does not hold", OF_A "'count':'note = \\\"x\\\"','per':'always','except':'result = refused'",
         "", START "f report 04-13T09:00 on=d {'result':'refused'}", NULL, "a 2021-04 m 0/0 -1"},
        {"an exception outside the denominator is none", OF_A "'count':'always','per':'result = done','except':'always'", "",
         START "f report 04-13T09:00 on=d {'result':'refused'}", NULL, ""},
        {"excepted, and whether it is in the denominator is unknown: surely not in the rate, perhaps no exception",
         OF_A "'count':'always','per':'result = done','except':'always'", "", START "f report 04-13T09:00 on=d", NULL, ""},
        {"not in the denominator, and whether it is excepted is unknown",
         OF_A "'count':'always','per':'not report','except':'result = done'", "", START "f report 04-13T09:00 on=d", NULL, ""},
        {"on time: met and not late", OF_A "'count':'met(x) and not late(x)','per':'met(x)'",
         ",'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}}",
         START "e dispatch 04-12T10:00 u=b; c report 04-16T09:00 u=a; f report 04-19T09:00 u=b", NULL, "a 2021-04 m 1/1; b 2021-04 m 0/1"},
        {"on time: the term is undefined", OF_A "'count':'met(x) and not late(x)','per':'met(x)'",
         ",'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'undefined'}}", START "c report 04-16T09:00 u=a",
         NULL, "a 2021-04 m 0/0 ?1"},
        {"judged now, not at the moment of counting", OF_A "'count':'result = done','per':'always'", "",
         START "c report 04-13T09:00 u=a {'result':'refused'}; f report 05-20T09:00 u=a {'result':'done'}", NULL, "a 2021-04 m 1/1"},
    };
    (void)state;
    MONTHS(rows);
}

/* Weights are exact decimals; no row: 0. */
static void test_weights(void **state) {
#define WEIGHTS OF_A "'count':{'result = done':'1','result = promised':'0.5','result = refused':'0.25'},'per':'always'"
    static const tally_row rows[] = {
        {"in units of the finest weight", WEIGHTS, "", START "c report 04-13T09:00 u=a {'result':'done'}", NULL, "a 2021-04 m 100/1"},
        {"added up", WEIGHTS, "",
         START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 on=d {'result':'promised'}; "
               "f report 04-13T09:00 on=e {'result':'refused'}",
         NULL, "a 2021-04 m 75/2"},
        {"unknown which", WEIGHTS, "", START "c report 04-13T09:00 u=a", NULL, "a 2021-04 m 0/0 ?1"},
        {"no row: 0", OF_A "'count':{'result = done':'0.5'},'per':'always'", "", START "c report 04-13T09:00 u=a {'result':'refused'}",
         NULL, "a 2021-04 m 0/1"},
        {"else", OF_A "'count':{'result = done':'0.5','else':'2'},'per':'always'", "",
         START "c report 04-13T09:00 u=a {'result':'refused'}", NULL, "a 2021-04 m 20/1"},
        {"a row that is true decides though others are unknown", OF_A "'count':{'report':'0.5','size > 3':'2'},'per':'always'", "",
         START "c report 04-13T09:00 u=a", NULL, "a 2021-04 m 5/1"},
        {"two rows at once cannot be told", OF_A "'count':{'report':'0.5','dispatch':'2'},'per':'always'", "",
         START "c report 04-13T09:00 u=a", NULL, "a 2021-04 m 0/0 ?1"},
        {"whole weights", OF_A "'count':{'result = done':'3'}", "", START "c report 04-13T09:00 u=a {'result':'done'}", NULL,
         "a 2021-04 m 3"},
        {"a negative weight", OF_A "'count':{'result = done':'-1.5'}", "", START "c report 04-13T09:00 u=a {'result':'done'}", NULL,
         "a 2021-04 m -15"},
    };
    (void)state;
    MONTHS(rows);
}

static void test_subjects(void **state) {
    static const tally_row rows[] = {
        {"a ticket's figure has no unit", "'of':'ticket','at':'receive','count':'always'", "", START, NULL, "- 2021-04 m 1"},
        {"several tickets", "'of':'ticket','at':'receive','count':'category = urgent','per':'always'", "",
         "r receive 04-12T09:00 {'category':'urgent'}; s receive 04-12T09:00 t=T2 {'category':'consult'}; u receive 05-12T09:00 t=T3", NULL,
         "- 2021-04 m 1/2; - 2021-05 m 0/0 ?1"},
        {"an assignment's is of its unit", "'of':'assignment','at':'dispatch','count':'always'", "",
         START "e dispatch 04-12T11:00 u=b; f dispatch 04-12T12:00 u=b", NULL, "a 2021-04 m 1; b 2021-04 m 2"},
        {"each assignment by its own opening", "'of':'assignment','at':'dispatch','count':'always'", "", START "e dispatch 05-12T11:00 u=a",
         NULL, "a 2021-04 m 1; a 2021-05 m 1"},
        {"rounds", "'of':'assignment','at':'dispatch or redo','count':'round = 2','per':'always'", "",
         START "k redo 04-13T11:00 u=a; l redo 05-13T11:00 u=a", NULL, "a 2021-04 m 1/2; a 2021-05 m 0/1"},
        {"parts", "'of':'assignment','at':'sub','count':'always'", "", START "p sub 04-13T11:00 on=d u=b", NULL, "b 2021-04 m 1"},
        {"ended ones count", OF_A "'count':'always'", "", START "c report 04-13T09:00 u=a; k back 04-14T09:00 u=a", NULL, "a 2021-04 m 1"},
        {"an event: one per occurrence", "'of':'contact','count':'outcome = reached','per':'always'", "",
         START "c1 contact 04-13T09:00 u=a {'outcome':'reached'}; c2 contact 04-13T10:00 u=a {'outcome':'missed'}; "
               "c3 contact 05-13T10:00 u=a {'outcome':'reached'}",
         NULL, "a 2021-04 m 1/2; a 2021-05 m 1/1"},
        {"an event: its facts are its own", "'of':'contact','count':'outcome = reached','per':'always'", "",
         START "c1 contact 04-13T09:00 u=a {'outcome':'reached'}; c2 contact 04-13T10:00 u=a", NULL, "a 2021-04 m 1/1 ?1"},
        {"an event of the ticket has no unit", "'of':'hold','count':'always'", "", START "h hold 04-13T09:00; i hold 04-14T09:00", NULL,
         "- 2021-04 m 2"},
        {"an opening event counts for the unit that it opens for", "'of':'dispatch','count':'always'", "",
         START "e dispatch 04-12T11:00 u=b", NULL, "a 2021-04 m 1; b 2021-04 m 1"},
        {"a voided event does not count", "'of':'hold','count':'always'", "",
         START "h hold 04-13T09:00; i hold 04-14T09:00; v void 04-15T09:00 {'voids':'h'}", NULL, "- 2021-04 m 1"},
        {"an event after now does not count", "'of':'hold','count':'always'", "", START "h hold 04-13T09:00; i hold 04-14T09:00",
         "04-13T10:00", "- 2021-04 m 1"},
    };
    (void)state;
    MONTHS(rows);
}

/* The moment that decides the period. */
static void test_moments(void **state) {
#define DUE ",'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}}"
    static const tally_row rows[] = {
        {"a bare event is its first", "'of':'assignment','at':'report','count':'always'", "",
         START "c report 04-30T09:00 u=a; e report 05-06T09:00 u=a", NULL, "a 2021-04 m 1"},
        {"first()", "'of':'assignment','at':'first(report)','count':'always'", "",
         START "c report 04-30T09:00 u=a; e report 05-06T09:00 u=a", NULL, "a 2021-04 m 1"},
        {"last()", "'of':'assignment','at':'last(report)','count':'always'", "", START "c report 04-30T09:00 u=a; e report 05-06T09:00 u=a",
         NULL, "a 2021-05 m 1"},
        {"an event with a filter", "'of':'assignment','at':'report(result = done)','count':'always'", "",
         START "c report 04-30T09:00 u=a {'result':'refused'}; e report 05-06T09:00 u=a {'result':'done'}", NULL, "a 2021-05 m 1"},
        {"it never happened", "'of':'assignment','at':'report','count':'always'", "", START, NULL, ""},
        {"a sibling's does not count", "'of':'assignment','at':'report','count':'always'", "",
         START "e dispatch 04-12T11:00 u=b; "
               "c report 04-30T09:00 u=a",
         NULL, "a 2021-04 m 1"},
        {"a sibling's opening does not count", "'of':'assignment','at':'last(dispatch)','count':'always'", "",
         START "e dispatch 05-12T11:00 u=b", NULL, "a 2021-04 m 1; b 2021-05 m 1"},
        {"the ticket's events count", "'of':'assignment','at':'hold','count':'always'", "", START "h hold 05-12T11:00", NULL,
         "a 2021-05 m 1"},
        {"what is lost does not", "'of':'assignment','at':'report','count':'always'", "", START "c report 04-13T09:00 on=zz", NULL, ""},
        {"a ticket sees its assignments' events", "'of':'ticket','at':'report','count':'always'", "", START "c report 05-06T09:00 u=a",
         NULL, "- 2021-05 m 1"},
        {"due(): once it has come", "'of':'assignment','at':'due(x)','count':'met(x)','per':'always'", DUE, START, "04-17T00:00",
         "a 2021-04 m 0/1"},
        {"due(): not before", "'of':'assignment','at':'due(x)','count':'met(x)','per':'always'", DUE, START, "04-16T23:59:59", ""},
        {"due(): 24:00 belongs to the day it ends", "'of':'assignment','at':'due(x)','count':'met(x)','per':'always'", DUE,
         "r receive 04-25T09:00; d dispatch 04-26T10:00 u=a", "05-20T00:00", "a 2021-04 m 0/1"},
        {"due(): the next month", "'of':'assignment','at':'due(x)','count':'met(x)','per':'always'", DUE,
         "r receive 04-25T09:00; d dispatch 04-27T10:00 u=a", "05-20T00:00", "a 2021-05 m 0/1"},
        {"due(): undefined", "'of':'assignment','at':'due(x)','count':'met(x)','per':'always'",
         ",'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'undefined'}}", START, "05-20T00:00", ""},
        {"the first moment of a month", "'of':'hold','count':'always'", "", START "h hold 05-01T00:00", NULL, "- 2021-05 m 1"},
        {"the last moment of a month", "'of':'hold','count':'always'", "", START "h hold 04-30T23:59:59", NULL, "- 2021-04 m 1"},
        {"the calendar's zone decides", "'of':'hold','count':'always'", "", START "h hold 2021-04-30T16:00:00Z", NULL, "- 2021-05 m 1"},
    };
    (void)state;
    MONTHS(rows);
}

static void test_weeks(void **state) {
    static const tally_row rows[] = {
        {"the last moment of a week", "'of':'hold','count':'always'", "", START "h hold 04-18T23:59:59", NULL, "- 2021-04-12 m 1"},
        {"the first moment of a week", "'of':'hold','count':'always'", "", START "h hold 04-19T00:00", NULL, "- 2021-04-19 m 1"},
        {"due(): 24:00 of a Sunday", "'of':'assignment','at':'due(x)','count':'always'",
         ",'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'6 days'}}", START, "05-20T00:00",
         "a 2021-04-12 m 1"},
        {"over the turn of the year", "'of':'hold','count':'always'", "", START "h hold 2022-01-02T23:59:59", NULL, "- 2021-12-27 m 1"},
    };
    static const tally_row fridays[] = {
        {"weeks from Friday", "'of':'hold','count':'always'", "", START "h hold 04-15T23:59; i hold 04-16T00:00", NULL,
         "- 2021-04-09 m 1; - 2021-04-16 m 1"},
    };
    static const tally_row months[] = {
        {"months from the 19th, named by their start", "'of':'hold','count':'always'", "", START "h hold 04-18T23:59; i hold 04-19T00:00",
         NULL, "- 2021-03 m 1; - 2021-04 m 1"},
    };
    static const tally_row named[] = {
        {"months from the 19th, named by their end", "'of':'hold','count':'always'", "", START "h hold 04-18T23:59; i hold 04-19T00:00",
         NULL, "- 2021-04 m 1; - 2021-05 m 1"},
    };
    static const tally_row both[] = {
        {"months before weeks, periods in order", "'of':'hold','count':'always'", "", START "h hold 04-13T09:00; i hold 05-13T09:00", NULL,
         "- 2021-04 m 1; - 2021-05 m 1; - 2021-04-12 m 1; - 2021-05-10 m 1"},
    };
    (void)state;
    WEEKS(rows);
    run(fridays, 1, "'periods':{'month':'undefined','week':{'from':'friday'}},");
    run(months, 1, "'periods':{'week':'undefined','month':{'from_day':19,'named_by':'start'}},");
    run(named, 1, "'periods':{'week':'undefined','month':{'from_day':19,'named_by':'end'}},");
    run(both, 1, "");
}

/* Days, quarters and years only where they are asked for; a day begins when the policy says. */
static void test_spans(void **state) {
    static const struct {
        const char *periods;
        uint32_t mask;
        const char *figures;
    } rows[] = {
        {"", 0, "- 2021-04 m 2; - 2021-05 m 1; - 2021-04-26 m 3"},
        {"", 1u << HOTLINE_PERIOD_DAY, "- 2021-04-30 m 2; - 2021-05-01 m 1"},
        {"", 1u << HOTLINE_PERIOD_QUARTER, "- 2021-Q2 m 3"},
        {"", 1u << HOTLINE_PERIOD_YEAR, "- 2021 m 3"},
        {"", CASEBOOK_EVERY_PERIOD,
         "- 2021 m 3; - 2021-Q2 m 3; - 2021-04 m 2; - 2021-05 m 1; - 2021-04-26 m 3; - 2021-04-30 m 2; - 2021-05-01 m 1"},
        {"'periods':{'day':{'from':'12:00'}},", 1u << HOTLINE_PERIOD_DAY, "- 2021-04-29 m 1; - 2021-04-30 m 2"},
        {"'periods':{'day':'undefined'},", 1u << HOTLINE_PERIOD_DAY, ""},
        {"'periods':{'month':'undefined'},", CASEBOOK_EVERY_PERIOD, "- 2021-04-26 m 3; - 2021-04-30 m 2; - 2021-05-01 m 1"},
        {"'periods':{'month':{'from_day':26,'named_by':'end'}},", 1u << HOTLINE_PERIOD_QUARTER | 1u << HOTLINE_PERIOD_MONTH,
         "- 2021-Q2 m 3; - 2021-05 m 3"},
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char rules[512];
        casebook b;
        snprintf(rules, sizeof rules, "%s'measures':{'m':{'of':'hold','count':'always'}}", rows[i].periods);
        casebook_open(&b, rules);
        casebook_add(&b, START "h hold 04-30T09:00; i hold 04-30T23:59; j hold 05-01T00:00");
        casebook_settle(&b, NULL);
        if (!casebook_same("spans", rows[i].periods, casebook_figures_of(&b, rows[i].mask), rows[i].figures)) {
            fail_msg("row %lu", (unsigned long)i);
        }
        casebook_close(&b);
    }
}

/* A due moment is on the day in which it lies, as any other; but 24:00 on the day that it ends. */
static void test_due_days(void **state) {
    static const struct {
        const char *within, *events, *figures;
    } rows[] = {
        {"24 hours", "r receive 04-29T08:00; d dispatch 04-29T09:00 u=a", "a 2021-04-29 m 1"},
        {"24 hours", "r receive 04-29T08:00; d dispatch 04-29T12:00 u=a", "a 2021-04-30 m 1"},
        {"24 hours", "r receive 04-29T08:00; d dispatch 04-29T11:59 u=a", "a 2021-04-29 m 1"},
        {"1 days", "r receive 04-29T08:00; d dispatch 04-29T09:00 u=a", "a 2021-04-30 m 1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char rules[512];
        casebook b;
        snprintf(rules, sizeof rules,
                 "'periods':{'day':{'from':'12:00'}},'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'%s'}},"
                 "'measures':{'m':{'of':'assignment','at':'due(x)','count':'always'}}",
                 rows[i].within);
        casebook_open(&b, rules);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, "05-20T00:00");
        if (!casebook_same("due days", rows[i].events, casebook_figures_of(&b, 1u << HOTLINE_PERIOD_DAY), rows[i].figures)) {
            fail_msg("row %lu", (unsigned long)i);
        }
        casebook_close(&b);
    }
}

/* What kinds are counted is settled before the first count. */
static void test_spans_late(void **state) {
    casebook b;
    hotline_tally *tally = NULL;
    (void)state;
    casebook_open(&b, "'measures':{'m':{'of':'hold','count':'always'}}");
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_spans(NULL, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_spans(tally, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_spans(tally, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_spans(tally, 3), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_spans(tally, 64), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_spans(tally, 0x80000002u), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_spans(tally, 62), HOTLINE_OK);
    assert_int_equal(hotline_tally_spans(tally, 2), HOTLINE_OK);
    assert_int_equal(hotline_tally_add(tally, b.ticket), HOTLINE_OK); /* although nothing falls into anything */
    assert_int_equal(hotline_tally_spans(tally, 2), HOTLINE_ERROR_ARGUMENT);
    hotline_tally_free(tally);
    casebook_close(&b);
}

/* A unit's own events, with its facts as they stood then. */
static void test_units(void **state) {
    static const tally_row rows[] = {
        {"an event of a unit", "'of':'visit','count':'always'", "",
         "a about 04-01T09:00 t=- u=x; v visit 04-12T09:00 t=- u=x; "
         "w visit 04-13T09:00 t=- u=x; y visit 05-13T09:00 t=- u=y",
         NULL, "x 2021-04 m 2; y 2021-05 m 1"},
        {"its facts at that moment", "'of':'visit','count':'staff > 4','per':'known(kind)'", "",
         "a about 04-01T09:00 t=- u=x {'kind':'zone','staff':5}; v visit 04-12T09:00 t=- u=x; b about 04-12T10:00 t=- u=x {'staff':4}; "
         "w visit 04-13T09:00 t=- u=x; y visit 04-13T09:00 t=- u=y; c about 04-14T09:00 t=- u=y {'kind':'zone','staff':9}",
         NULL, "x 2021-04 m 1/2"},
        {"the first of its facts", "'of':'visit','count':'first(staff) = 5'", "",
         "v visit 04-01T08:00 t=- u=x; a about 04-01T09:00 t=- u=x {'staff':5}; b about 04-12T10:00 t=- u=x {'staff':4}; "
         "w visit 04-13T09:00 t=- u=x",
         NULL, "x 2021-04 m 1 ?1"},
        {"what the event itself carries", "'of':'about','count':'staff = 5','per':'kind = zone'", "",
         "a about 04-01T09:00 t=- u=x {'kind':'zone','staff':5}; b about 04-12T10:00 t=- u=x {'staff':4}", NULL, "x 2021-04 m 1/2"},
        {"tickets have none", "'of':'visit','count':'always'", "", START, NULL, ""},
    };
    (void)state;
    MONTHS(rows);
}

/* What the policy leaves open is not counted. */
static void test_undefined(void **state) {
    static const char *const rules[] = {
        "'measures':{'m':'undefined'}",
        "'periods':{'week':'undefined','month':'undefined'},'measures':{'m':{'of':'hold','count':'always'}}",
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        casebook b;
        casebook_open(&b, rules[i]);
        casebook_add(&b, START "h hold 04-13T09:00");
        casebook_settle(&b, NULL);
        assert_string_equal(casebook_figures(&b), "");
        casebook_close(&b);
    }
}

/* The policy of a period is the one in force at its beginning. */
static void test_policies(void **state) {
    static const char two[] = "{'hotline':1,'id':'two','title':'t','source':'s','issued':'2020-01-01','effective':'2021-04-15','transition'"
                              ":'switch','extends':'one',"
                              "'measures':{'m':{'count':'size > 3'}}}";
    static const char one[] =
        "{'hotline':1,'id':'one','title':'t','source':'s','issued':'2020-01-01','effective':'2021-01-01','transition':'switch','extends':'"
        "base',"
        "'periods':{'week':'undefined'},'measures':{'m':{'of':'ticket','at':'hold','count':'size <= 3','per':'always','label':'figure'}}}";
    static const char *const documents[] = {casebook_base, one, two, NULL};
    casebook b;
    hotline_tally *tally = NULL;
    hotline_figure f;
    (void)state;
    casebook_open_documents(&b, documents);
    casebook_add(&b,
                 "r receive 04-12T09:00 {'size':3}; h hold 04-30T09:00; s receive 04-12T09:00 t=T2 {'size':3}; i hold 05-06T09:00 t=T2");
    casebook_settle(&b, NULL);
    assert_string_equal(casebook_figures(&b), "- 2021-04 m 1/1; - 2021-05 m 0/1");
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_add(tally, b.ticket), HOTLINE_OK);
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    memset(&f, 0, sizeof f);
    f.struct_size = sizeof f;
    assert_int_equal(hotline_tally_at(tally, 0, &f), HOTLINE_OK);
    assert_string_equal(f.policy, "one");
    assert_int_equal(f.kind, HOTLINE_PERIOD_MONTH);
    assert_int_equal(f.first, hotline_day_of(2021, 4, 1));
    assert_int_equal(f.last, hotline_day_of(2021, 4, 30));
    assert_int_equal(f.places, 0);
    assert_int_equal(f.has_den, 1);
    assert_null(f.unit);
    assert_int_equal(f.unit_len, 0);
    assert_string_equal(f.period, "2021-04");
    assert_int_equal(f.period_len, 7);
    assert_string_equal(f.measure, "m");
    assert_string_equal(f.label, "figure");
    assert_int_equal(f.label_len, 6);
    hotline_tally_free(tally);
    casebook_close(&b);
}

static void lines(hotline_tally *tally, const char *want) {
    const char *got = NULL;
    size_t len = 0;
    assert_int_equal(hotline_tally_lines(tally, &got, &len), HOTLINE_OK);
    assert_string_equal(got, want);
    assert_int_equal(len, strlen(want));
}

#define TWO_MEASURES                                                                                                                       \
  "'periods':{'week':'undefined'},'measures':{'z':{'of':'assignment','at':'report','count':{'result = done':'1','result = "                \
  "promised':'0.05'},"                                                                                                                     \
  "'per':'always'},'b':{'of':'hold','count':'always'}}"
#define EVENTS                                                                                                                             \
  "r receive 04-12T09:00; d dispatch 04-12T10:00 u=b; c report 04-13T09:00 u=b {'result':'promised'}; h hold 04-13T09:00; "                \
  "s receive 04-12T09:00 t=T2; e dispatch 04-12T10:00 t=T2 u=a; f report 04-13T09:00 t=T2 u=a {'result':'done'}; g report 04-13T09:00 "    \
  "t=T3 u=a"
#define LINES                                                                                                                              \
  "{\"type\":\"figure\",\"unit\":null,\"period\":\"2021-04\",\"measure\":\"b\",\"num\":1,\"den\":null,\"unknown\":0}\n"                    \
  "{\"type\":\"figure\",\"unit\":\"a\",\"period\":\"2021-04\",\"measure\":\"z\",\"num\":1.00,\"den\":1,\"unknown\":0}\n"                   \
  "{\"type\":\"figure\",\"unit\":\"b\",\"period\":\"2021-04\",\"measure\":\"z\",\"num\":0.05,\"den\":1,\"unknown\":0}\n"

/* In any order; more may be added after reading; exact decimals in the lines. */
static void test_adding(void **state) {
    casebook b;
    hotline_tally *one = NULL;
    hotline_tally *other = NULL;
    (void)state;
    casebook_open(&b, TWO_MEASURES);
    casebook_add(&b, EVENTS);
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_tally_new(b.rulebook, &one), HOTLINE_OK);
    assert_int_equal(hotline_tally_new(b.rulebook, &other), HOTLINE_OK);
    lines(one, "");
    casebook_count(&b, one, "T1");
    assert_int_equal(hotline_tally_count(one), 0); /* not yet in order */
    assert_int_equal(hotline_tally_sort(one), HOTLINE_OK);
    assert_int_equal(hotline_tally_count(one), 2);
    casebook_count(&b, one, "T2");
    casebook_count(&b, one, "T3");
    assert_int_equal(hotline_tally_sort(one), HOTLINE_OK);
    lines(one, LINES);
    casebook_count(&b, other, "T3");
    casebook_count(&b, other, "T2");
    casebook_count(&b, other, "T1");
    assert_int_equal(hotline_tally_sort(other), HOTLINE_OK);
    lines(other, LINES);
    hotline_tally_free(one);
    hotline_tally_free(other);
    casebook_close(&b);
}

/* Measures stand in the policy's order, which is not that of their names. */
static void test_order(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, "'periods':{'week':'undefined'},'measures':{'z':{'of':'hold','count':'always'},'b':{'of':'hold','count':'never'},"
                      "'k':{'of':'assignment','at':'dispatch','count':'always'}}");
    casebook_add(&b,
                 "r receive 04-12T09:00; h hold 04-13T09:00; i hold 03-13T09:00; d dispatch 04-12T10:00 u=b; e dispatch 04-12T10:00 u=B");
    casebook_settle(&b, NULL);
    assert_string_equal(casebook_figures(&b), "- 2021-03 z 1; - 2021-03 b 0; - 2021-04 z 1; - 2021-04 b 0; B 2021-04 k 1; b 2021-04 k 1");
    casebook_close(&b);
}

/* A reader folded again and again: cells add up over hundreds of units and periods. */
static void test_many(void **state) {
    casebook b;
    hotline_tally *tally = NULL;
    size_t i;
    (void)state;
    casebook_open(&b, "'measures':{'m':{'of':'assignment','at':'dispatch','count':'always','per':'always'}}");
    for (i = 0; i < 400; i++) {
        char events[256];
        snprintf(events, sizeof events, "r%lu receive 04-12T09:00 t=K%lu; d%lu dispatch 2021-%02lu-12T10:00 t=K%lu u=u%03lu",
                 (unsigned long)i, (unsigned long)i, (unsigned long)i, (unsigned long)(i % 12 + 1), (unsigned long)i,
                 (unsigned long)(i % 100));
        casebook_add(&b, events);
    }
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    for (i = 0; i < 400; i++) {
        size_t len = 0;
        const char *id = hotline_log_ticket(b.log, i, &len);
        assert_int_equal(hotline_ticket_fold(b.ticket, id, len), HOTLINE_OK);
        assert_int_equal(hotline_tally_add(tally, b.ticket), HOTLINE_OK);
    }
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    /* i and i + 300 share unit and month (300 = 3 * 100 = 25 * 12): 100 pairs, so 300 cells, each by month and by week */
    assert_int_equal(hotline_tally_count(tally), 600);
    hotline_tally_free(tally);
    casebook_close(&b);
}

/* ---- drill ---- */

static hotline_fall fall_of(casebook *b, const hotline_tally *tally, const char *unit, const char *measure, hotline_status wanted) {
    hotline_fall f = {.struct_size = sizeof f};
    assert_int_equal(hotline_tally_falls(tally, b->ticket, unit, unit != NULL ? strlen(unit) : 0, HOTLINE_PERIOD_MONTH,
                                         hotline_day_of(2021, 4, 1), measure, strlen(measure), &f),
                     wanted);
    return f;
}

static void test_falls(void **state) {
    casebook b;
    hotline_tally *tally = NULL;
    hotline_fall f;
    (void)state;
    casebook_open(&b, "'periods':{'week':'undefined'},'measures':{"
                      "'m':{'of':'assignment','at':'report','count':'result = done','per':'always','except':'note = \\\"x\\\"'},"
                      "'z':{'of':'assignment','at':'report','count':{'result = done':'1','result = promised':'0.25'}},"
                      "'h':{'of':'hold','count':'always'},'u':'undefined'}");
    casebook_add(&b, "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; e dispatch 04-12T10:00 u=a; f dispatch 04-12T10:00 u=a; "
                     "g dispatch 04-12T10:00 u=b; c report 04-13T09:00 on=d {'result':'done','note':'y'}; "
                     "j report 04-13T09:00 on=e {'result':'promised','note':'x'}; k report 04-13T09:00 on=f {'note':'y'}; "
                     "l report 05-13T09:00 on=g {'result':'done'}; h hold 04-13T10:00");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    fall_of(&b, tally, "a", "m", HOTLINE_ERROR_NOT_FOUND); /* holds no ticket */
    casebook_fold(&b, "T1");
    f = fall_of(&b, tally, "a", "m", HOTLINE_OK);
    assert_int_equal(f.subjects, 3);
    assert_int_equal(f.num, 1);
    assert_int_equal(f.den, 1);
    assert_int_equal(f.unknown, 1);
    assert_int_equal(f.excepted, 1);
    assert_int_equal(f.places, 0);
    assert_int_equal(f.struct_size, sizeof f);
    f = fall_of(&b, tally, "a", "z", HOTLINE_OK);
    assert_int_equal(f.subjects, 3);
    assert_int_equal(f.num, 125);
    assert_int_equal(f.den, 0);
    assert_int_equal(f.unknown, 1);
    assert_int_equal(f.places, 2);
    assert_int_equal(fall_of(&b, tally, "b", "m", HOTLINE_OK).subjects, 0); /* in May */
    assert_int_equal(fall_of(&b, tally, "c", "m", HOTLINE_OK).subjects, 0);
    assert_int_equal(fall_of(&b, tally, NULL, "m", HOTLINE_OK).subjects, 0);
    assert_int_equal(fall_of(&b, tally, NULL, "h", HOTLINE_OK).subjects, 1);
    assert_int_equal(fall_of(&b, tally, "", "h", HOTLINE_OK).subjects, 0);
    fall_of(&b, tally, "a", "mm", HOTLINE_ERROR_NOT_FOUND);
    fall_of(&b, tally, "a", "u", HOTLINE_ERROR_NOT_FOUND);
    hotline_tally_free(tally);
    casebook_close(&b);
}

static void test_falls_of_units(void **state) {
    casebook b;
    hotline_tally *tally = NULL;
    hotline_fall f = {.struct_size = sizeof f};
    hotline_day april = hotline_day_of(2021, 4, 1);
    (void)state;
    casebook_open(&b, "'measures':{'m':{'of':'visit','count':'staff > 4','per':'always'}}");
    casebook_add(
        &b, "a about 04-01T09:00 t=- u=x {'staff':5}; v visit 04-12T09:00 t=- u=x; w visit 05-13T09:00 t=- u=x; r receive 04-01T09:00");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
#define FALLS(t, reader, kind, first, name, out) hotline_tally_unit_falls(t, reader, "x", 1, kind, first, name, 1, out)
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_MONTH, april, "m", &f), HOTLINE_ERROR_NOT_FOUND);
    casebook_fold_unit(&b, "x");
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_MONTH, april, "m", &f), HOTLINE_OK);
    assert_int_equal(f.subjects, 1);
    assert_int_equal(f.num, 1);
    assert_int_equal(f.den, 1);
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_MONTH, april + 1, "m", &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_MONTH, HOTLINE_DAY_NONE, "m", &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_DAY, april, "m", &f), HOTLINE_ERROR_NOT_FOUND); /* not counted */
    assert_int_equal(FALLS(tally, b.unit, 0, april, "m", &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(FALLS(tally, b.unit, 99, april, "m", &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(FALLS(NULL, b.unit, HOTLINE_PERIOD_MONTH, april, "m", &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(FALLS(tally, NULL, HOTLINE_PERIOD_MONTH, april, "m", &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_MONTH, april, NULL, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_MONTH, april, "m", NULL), HOTLINE_ERROR_ARGUMENT);
    f.struct_size--;
    assert_int_equal(FALLS(tally, b.unit, HOTLINE_PERIOD_MONTH, april, "m", &f), HOTLINE_ERROR_ARGUMENT);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_tally_falls(tally, b.ticket, "x", 1, HOTLINE_PERIOD_MONTH, april, "m", 1, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_falls(NULL, b.ticket, "x", 1, HOTLINE_PERIOD_MONTH, april, "m", 1, &f), HOTLINE_ERROR_ARGUMENT);
    f.struct_size++;
    assert_int_equal(hotline_tally_falls(tally, NULL, "x", 1, HOTLINE_PERIOD_MONTH, april, "m", 1, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_falls(tally, b.ticket, "x", 1, HOTLINE_PERIOD_MONTH, april, "m", 1, &f), HOTLINE_OK);
    assert_int_equal(f.subjects, 0);
    hotline_tally_free(tally);
    casebook_close(&b);
}

static void test_arguments(void **state) {
    casebook b;
    casebook c;
    hotline_tally *tally = NULL;
    hotline_figure f;
    const char *all = NULL;
    size_t len = 0;
    (void)state;
    casebook_open(&b, TWO_MEASURES);
    casebook_open(&c, TWO_MEASURES);
    casebook_add(&b, EVENTS);
    casebook_add(&c, EVENTS);
    casebook_settle(&b, NULL);
    casebook_settle(&c, NULL);
    assert_int_equal(hotline_tally_new(NULL, &tally), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_new(b.rulebook, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(tally);
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_add(tally, b.ticket), HOTLINE_ERROR_NOT_FOUND); /* holds none */
    casebook_fold(&b, "T1");
    casebook_fold(&c, "T1");
    assert_int_equal(hotline_tally_add(NULL, b.ticket), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_add(tally, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_add(tally, c.ticket), HOTLINE_ERROR_ARGUMENT); /* of another rulebook */
    assert_int_equal(hotline_tally_sort(NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_count(NULL), 0);
    assert_int_equal(hotline_tally_count(tally), 0);
    assert_int_equal(hotline_tally_add(tally, b.ticket), HOTLINE_OK);
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    f.struct_size = sizeof f;
    assert_int_equal(hotline_tally_at(NULL, 0, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_at(tally, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_at(tally, 2, &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_tally_at(tally, 1, &f), HOTLINE_OK);
    assert_string_equal(f.unit, "b");
    assert_int_equal(f.places, 2);
    assert_int_equal(f.num, 5);
    assert_null(f.label);
    f.struct_size--;
    assert_int_equal(hotline_tally_at(tally, 0, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_lines(NULL, &all, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_lines(tally, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_lines(tally, &all, NULL), HOTLINE_ERROR_ARGUMENT);
    hotline_tally_free(tally);
    hotline_tally_free(NULL);
    casebook_close(&c);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),   cmocka_unit_test(test_weights),        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_moments),  cmocka_unit_test(test_weeks),          cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_policies), cmocka_unit_test(test_adding),         cmocka_unit_test(test_order),
        cmocka_unit_test(test_many),     cmocka_unit_test(test_arguments),      cmocka_unit_test(test_spans),
        cmocka_unit_test(test_due_days), cmocka_unit_test(test_spans_late),     cmocka_unit_test(test_units),
        cmocka_unit_test(test_falls),    cmocka_unit_test(test_falls_of_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
