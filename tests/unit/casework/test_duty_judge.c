/* SPDX-License-Identifier: MIT */
/*
 * How an instance is judged: in time or late, shut, possible, undefined. Due days: four working days after Monday 12 April 2021 end on
 * Friday 16 April at 24:00.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define X(body) "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report'," body "}}"
#define RUN(rows) casebook_run(rows, sizeof rows / sizeof rows[0])
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "

/* (1) At the due moment is in time; late and shut begin after it. */
static void test_late(void **state) {
#define FOUR X("'within':'4 workdays'")
    static const casebook_row rows[] = {
        {"open before", FOUR, START, "04-14T10:00", "x@d open due=04-16T24:00", ""},
        {"open at the due moment", FOUR, START, "04-17T00:00", "x@d open due=04-16T24:00", ""},
        {"late a second after", FOUR, START, "04-17T00:00:01", "x@d open late due=04-16T24:00", ""},
        {"met at the due moment", FOUR, START "c report 04-17T00:00 u=a", NULL, "x@d met due=04-16T24:00 met=04-17T00:00", ""},
        {"met a second after", FOUR, START "c report 04-17T00:00:01 u=a", NULL, "x@d met late due=04-16T24:00 met=04-17T00:00:01", ""},
        {"late after a late meeting, for ever", FOUR, START "c report 04-19T10:00 u=a", "2022-01-01T00:00",
         "x@d met late due=04-16T24:00 met=04-19T10:00", ""},
        {"waived late", X("'within':'4 workdays','waive':'anonymous'"), START "w update 04-19T10:00 {'anonymous':true}", NULL,
         "x@d waived late due=04-16T24:00", ""},
        {"waived in time", X("'within':'4 workdays','waive':'anonymous'"), START "w update 04-16T10:00 {'anonymous':true}", "04-30T10:00",
         "x@d waived due=04-16T24:00", ""},
        {"(11) neither late nor unmet is a finding", X("'within':'4 workdays','severity':'error'"), START, "04-30T10:00",
         "x@d open late due=04-16T24:00", ""},
        {"a `due` date ends at 24:00", "'duties':{'x':{'of':'assignment','owed':'report','met':'fulfil','due':'promised_for'}}",
         START "c report 04-12T12:00 u=a {'promised_for':'2021-04-14'}; f fulfil 04-15T00:00 u=a", NULL,
         "x@d met due=04-14T24:00 met=04-15T00:00", ""},
        {"a `due` time", "'duties':{'x':{'of':'assignment','owed':'report','met':'fulfil','due':'appointed'}}",
         START "c report 04-12T12:00 u=a {'appointed':'2021-04-14 09:30:00'}; f fulfil 04-14T09:30:01 u=a", NULL,
         "x@d met late due=04-14T09:30 met=04-14T09:30:01", ""},
        {"a `due` fact that is not known", "'duties':{'x':{'of':'assignment','owed':'report','met':'fulfil','due':'promised_for'}}",
         START "c report 04-12T12:00 u=a", NULL, "x@d open late?", ""},
        {"no term: never late", X("'severity':'info'"), START, "2025-01-01T00:00", "x@d open", ""},
        {"two clocks beside each other",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'},"
         "'y':{'of':'assignment','owed':'dispatch','met':'report','within':'5 days','source':'province','clause':'7'}}",
         START "c report 04-17T10:00 u=a", NULL, "x@d met late due=04-16T24:00 met=04-17T10:00; y@d met due=04-17T24:00 met=04-17T10:00",
         ""},
    };
    (void)state;
    RUN(rows);
}

/* SCOPE 5: judged with the facts at met, or now while open. */
static void test_facts(void **state) {
#define BY_CATEGORY                                                                                                                        \
  "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume',"                                                                          \
  "'within':{'category = urgent':'1 workday','category in (consult, complaint)':'4 workdays'}}}"
    static const casebook_row rows[] = {
        {"now while open", BY_CATEGORY, "r receive 04-12T09:00 {'category':'urgent'}; w update 04-13T09:00 {'category':'consult'}",
         "04-14T10:00", "x open due=04-16T24:00", ""},
        {"now while open, the other way", BY_CATEGORY,
         "r receive 04-12T09:00 {'category':'consult'}; w update 04-14T09:00 {'category':'urgent'}", NULL, "x open late due=04-13T24:00",
         ""},
        {"at met", BY_CATEGORY,
         "r receive 04-12T09:00 {'category':'urgent'}; s resume 04-14T09:00; w update 04-15T09:00 {'category':'consult'}", NULL,
         "x met late due=04-13T24:00 met=04-14T09:00", ""},
        {"the facts of the term are not known", BY_CATEGORY, "r receive 04-12T09:00", NULL, "x open late?", ""},
        {"met while they are not known", BY_CATEGORY,
         "r receive 04-12T09:00; s resume 04-14T09:00; w update 04-15T09:00 {'category':'urgent'}", NULL, "x met late? met=04-14T09:00",
         ""},
        {"a number that is a fact", "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','within':'size workdays'}}",
         "r receive 04-12T09:00 {'size':2}", NULL, "x open due=04-14T24:00", ""},
        {"the term runs from a fact", "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','within':'2 hours','from':'seen_at'}}",
         "r receive 04-12T09:00 {'seen_at':'2021-04-12 11:00'}", NULL, "x open due=04-12T13:00", ""},
        {"the term runs from a fact that is not known",
         "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','within':'2 hours','from':'seen_at'}}", "r receive 04-12T09:00",
         NULL, "x open late?", ""},
        {"a due fact lives on the owing event", X("'due':'until'"),
         "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a {'until':'2021-04-14'}; d2 dispatch 04-12T11:00 u=b {'until':'2021-04-20'}",
         NULL, "x@d open due=04-14T24:00; x@d2 open due=04-20T24:00", ""},
    };
    (void)state;
    RUN(rows);
}

/* Possible: whether it is owed hangs on facts that are not known. */
static void test_possible(void **state) {
    static const casebook_row rows[] = {
        {"possible", X("'if':'size > 3','within':'4 workdays'"), START, NULL, "x@d possible due=04-16T24:00", ""},
        {"possible, and the due moment passed", X("'if':'size > 3','within':'4 workdays'"), START, "04-30T10:00",
         "x@d possible late? due=04-16T24:00", ""},
        {"met, and it is not known whether it was owed", X("'if':'size > 3'"), START "c report 04-13T10:00 u=a", NULL, "x@d possible", ""},
        {"it was not", X("'if':'size > 3'"), START "w update 04-13T10:00 {'size':3}", NULL, "x@d not_owed", ""},
        {"it was", X("'if':'size > 3'"), START "w update 04-13T10:00 {'size':4}", NULL, "x@d open", ""},
        {"a fact with a default is never unknown", X("'if':'anonymous'"), START, NULL, "x@d not_owed", ""},
        {"false decides though the rest is unknown", X("'if':'anonymous and size > 3'"), START, NULL, "x@d not_owed", ""},
        {"true decides though the rest is unknown", X("'if':'not anonymous or size > 3'"), START, NULL, "x@d open", ""},
        {"not of unknown is unknown", X("'if':'not size > 3'"), START, NULL, "x@d possible", ""},
    };
    (void)state;
    RUN(rows);
}

/* (2) Only the term undefined: the state stands. Undefined: it cannot be told whether it is owed or how it ends. */
static void test_undefined(void **state) {
#define UNCLEAR                                                                                                                            \
  "'duties':{'x':{'of':'assignment','met':'not open(y)'},"                                                                                 \
  "'y':{'of':'assignment','owed':'dispatch','met':'report','if':'undefined','waive':'anonymous'}}"
    static const casebook_row rows[] = {
        {"term: open", X("'within':'undefined'"), START, NULL, "x@d open late?", ""},
        {"term: met", X("'within':'undefined'"), START "c report 04-13T10:00 u=a", NULL, "x@d met late? met=04-13T10:00", ""},
        {"term: cancelled", X("'within':'undefined'"), START "k close 04-13T10:00", NULL, "x@d cancelled late?", ""},
        {"term: not owed", X("'within':'undefined','if':'anonymous'"), START, NULL, "x@d not_owed", ""},
        {"counting", X("'within':'4 workdays','counting':'undefined'"), START, NULL, "x@d open late?", ""},
        {"the row of a table", X("'within':{'anonymous':'1 workday','else':'undefined'}"), START, NULL, "x@d open late?", ""},
        {"another row of that table", X("'within':{'anonymous':'1 workday','else':'undefined'}"),
         START "w update 04-12T11:00 {'anonymous':true}", NULL, "x@d open due=04-13T24:00", ""},
        {"if: open", X("'if':'undefined'"), START, NULL, "x@d undefined late?", ""},
        {"if: the row of a table", X("'if':{'anonymous':'yes','else':'undefined'}"), START, NULL, "x@d undefined late?", ""},
        {"if: another row", X("'if':{'anonymous':'no','else':'undefined'}"), START "w update 04-12T11:00 {'anonymous':true}", NULL,
         "x@d not_owed", ""},
        {"met: open", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'undefined'}}", START, NULL, "x@d undefined late?", ""},
        {"met: cancelled", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'undefined'}}", START "k back 04-13T10:00 u=a", NULL,
         "x@d undefined late?", ""},
        {"met: of a period that is over", "'duties':{'x':{'of':'ticket','every':'week','met':'undefined'}}", "r receive 04-12T09:00",
         "04-19T00:00", "x undefined late? due=04-18T24:00; x#2 undefined late? due=04-25T24:00", ""},
        {"term: while the clock stands", X("'within':'undefined','pause':'hold'"), START "h hold 04-13T10:00", NULL, "x@d open late?", ""},
        {"no term at all: while the clock stands", X("'pause':'always'"), START "k back 04-13T10:00 u=a", NULL, "x@d cancelled", ""},
        {"waive: open", X("'waive':'undefined'"), START, NULL, "x@d undefined late?", ""},
        {"waive: met all the same", X("'waive':'undefined'"), START "c report 04-13T10:00 u=a", NULL, "x@d met met=04-13T10:00", ""},
        {"expiry: before", X("'within':'4 workdays','expiry':'undefined'"), START, NULL, "x@d open due=04-16T24:00", ""},
        {"expiry: met in time", X("'within':'4 workdays','expiry':'undefined'"), START "c report 04-13T10:00 u=a", "04-30T10:00",
         "x@d met due=04-16T24:00 met=04-13T10:00", ""},
        {"expiry: after", X("'within':'4 workdays','expiry':'undefined'"), START, "04-30T10:00", "x@d undefined late? due=04-16T24:00", ""},
        {"what a decided `or` hung on is no cause",
         "'duties':{'x':{'of':'ticket','met':'hold','if':'(not anonymous or met(y)) and size > 3'},"
         "'y':{'of':'ticket','owed':'receive','met':'undefined'}}",
         "r receive 04-12T09:00", NULL, "y undefined late?; x possible", ""},
        {"what a decided `and` hung on is no cause",
         "'duties':{'x':{'of':'ticket','met':'hold','if':'(anonymous and met(y)) or size > 3'},"
         "'y':{'of':'ticket','owed':'receive','met':'undefined'}}",
         "r receive 04-12T09:00", NULL, "y undefined late?; x possible", ""},
        {"open() of what was met is no, whether it was owed or not", UNCLEAR, START "c report 04-13T10:00 u=a", NULL,
         "y@d undefined late?; x@d met", ""},
        {"open() of what was waived is no", UNCLEAR, START "w update 04-13T10:00 {'anonymous':true}", NULL, "y@d undefined late?; x@d met",
         ""},
        {"open() of what was cancelled is no", UNCLEAR, START "k back 04-13T10:00 u=a", NULL, "y@d undefined late?; x@d met", ""},
        {"open() of what goes on cannot be told", UNCLEAR, START, NULL, "y@d undefined late?; x@d undefined late?", ""},
        {"a duty that reads an undefined one",
         "'duties':{'x':{'of':'ticket','met':'hold','if':'met(y)'},"
         "'y':{'of':'ticket','owed':'receive','met':'undefined'}}",
         "r receive 04-12T09:00", NULL, "y undefined late?; x undefined late?", ""},
    };
    (void)state;
    RUN(rows);
}

/* A right, not a debt: never late, never owed; (10) used too late it stays shut, with a finding. */
static void test_shut(void **state) {
#define RIGHT X("'within':'4 workdays','expiry':'shut','clause':'5','waive':'anonymous'")
#define RIGHT_MET(met) "'duties':{'x':{'of':'assignment','owed':'dispatch','met':" met ",'within':'4 workdays','expiry':'shut'}}"
#define APPOINTED(more)                                                                                                                    \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report(result = done)','due':'appointed','expiry':'shut'" more "},"           \
  "'y':{'of':'assignment','met':'met(x)'}}"
    static const casebook_row rows[] = {
        {"open", RIGHT, START, "04-17T00:00", "x@d open due=04-16T24:00", ""},
        {"used in time", RIGHT, START "c report 04-17T00:00 u=a", "04-30T10:00", "x@d met due=04-16T24:00 met=04-17T00:00", ""},
        {"lapsed", RIGHT, START, "04-17T00:00:01", "x@d shut due=04-16T24:00", ""},
        {"used too late", RIGHT, START "c report 04-19T10:00 u=a", NULL, "x@d shut due=04-16T24:00", "shut! c@d (5)"},
        {"used too late, twice", RIGHT, START "c report 04-19T10:00 u=a; e report 04-20T10:00 u=a", NULL, "x@d shut due=04-16T24:00",
         "shut! c@d (5); shut! e@d (5)"},
        {"waived in time", RIGHT, START "w update 04-13T10:00 {'anonymous':true}", "04-30T10:00", "x@d waived due=04-16T24:00", ""},
        {"the assignment ended in time", RIGHT, START "k back 04-13T10:00 u=a", "04-30T10:00", "x@d cancelled due=04-16T24:00", ""},
        {"the assignment ended after it lapsed", RIGHT, START "k back 04-19T10:00 u=a", "04-30T10:00", "x@d shut due=04-16T24:00", ""},
        {"only its event is refused", RIGHT, START "c contact 04-19T10:00 u=a", NULL, "x@d shut due=04-16T24:00", ""},
        {"a filter of its event",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report(result = refused)','within':'4 workdays',"
         "'expiry':'shut'}}",
         START "c report 04-19T10:00 u=a {'result':'done'}; e report 04-19T11:00 u=a {'result':'refused'}", NULL,
         "x@d shut due=04-16T24:00", "shut! e@d"},
        {"not owed: its event is free", X("'if':'anonymous','within':'4 workdays','expiry':'shut'"), START "c report 04-19T10:00 u=a", NULL,
         "x@d not_owed", ""},
        {"shut for good, whatever its due fact becomes",
         "'duties':{'x':{'of':'assignment','owed':'contact','met':'ask','due':'appointed','expiry':'shut'}}",
         START "a1 report 04-12T11:00 u=a {'appointed':'2021-04-13T09:00'}; c1 contact 04-12T12:00 u=a; c2 contact 04-14T09:00 u=a; "
               "a2 report 04-15T09:00 u=a {'appointed':'2021-04-20T09:00'}",
         NULL, "x@d shut due=04-13T09:00; x@d#2 shut due=04-13T09:00", ""},
        {"used too late: the row of a table", RIGHT_MET("{'hold':'contact','else':'report'}"),
         START "c contact 04-19T10:00 u=a; e report 04-19T11:00 u=a", NULL, "x@d shut due=04-16T24:00", "shut! e@d"},
        {"used too late: another row", RIGHT_MET("{'hold':'contact','else':'report'}"),
         START "h hold 04-13T10:00; c contact 04-19T10:00 u=a; e report 04-19T11:00 u=a", NULL, "x@d shut due=04-16T24:00", "shut! c@d"},
        {"used too late: counted", RIGHT_MET("'count(report) >= 2'"), START "c report 04-19T10:00 u=a", NULL, "x@d shut due=04-16T24:00",
         "shut! c@d"},
        {"used too late: another filter of the same event", RIGHT_MET("'report(result = done) or report(result = refused)'"),
         START "c report 04-19T10:00 u=a {'result':'refused'}", NULL, "x@d shut due=04-16T24:00", "shut! c@d"},
        {"used too late by an event of the ticket", RIGHT_MET("'resume'"), START "s resume 04-19T10:00", NULL, "x@d shut due=04-16T24:00",
         "shut! s@d"},
        {"an event whose own facts move the due moment into the past", APPOINTED(""),
         START "p report 04-12T11:00 u=a {'appointed':'2021-04-20T09:00'}; q report 04-14T09:00 u=a {'appointed':'2021-04-13T09:00'}; "
               "s report 04-15T09:00 u=a {'appointed':'2021-04-20T09:00'}",
         NULL, "x@d shut due=04-13T09:00; y@d open", ""},
        {"the same, and it meets it: met() is no", APPOINTED(""),
         START "p report 04-12T11:00 u=a {'appointed':'2021-04-20T09:00'}; "
               "q report 04-14T09:00 u=a {'appointed':'2021-04-13T09:00','result':'done'}",
         NULL, "x@d shut due=04-13T09:00; y@d open", ""},
        {"the same in time", APPOINTED(""),
         START "p report 04-12T11:00 u=a {'appointed':'2021-04-20T09:00'}; q report 04-14T09:00 u=a {'result':'done'}", NULL,
         "x@d met due=04-20T09:00 met=04-14T09:00; y@d met", ""},
        {"what is over does not stand: the due moment passed before the clock stopped", APPOINTED(",'pause':'known(appointed)'"),
         START "p report 04-12T11:00 u=a {'appointed':'2021-04-20T09:00'}; q report 04-13T11:00 u=a {'appointed':'2021-04-12T09:00'}", NULL,
         "x@d shut due=04-12T09:00; y@d open", ""},
        {"how it ends was undefined when the due moment passed: then it is waived",
         X("'within':'4 workdays','expiry':'shut','waive':{'anonymous':'hold','else':'undefined'}"),
         START "h hold 04-13T10:00; w update 04-19T10:00 {'anonymous':true}", NULL, "x@d waived due=04-16T24:00", ""},
        {"looked at before an event, which is not seen", X("'if':'not contact','within':'4 workdays','expiry':'shut'"),
         START "c contact 04-19T10:00 u=a", NULL, "x@d shut due=04-16T24:00", ""},
        {"it lapses by itself: `if` is read then", X("'if':'not time > seen_at','within':'4 workdays','expiry':'shut'"),
         START "w update 04-13T10:00 {'seen_at':'2021-04-18T09:00'}", "04-30T10:00", "x@d shut due=04-16T24:00", ""},
        {"late() of a right is no, also where it is not known whether it is owed",
         "'duties':{'x':{'of':'ticket','met':'not late(y)'},"
         "'y':{'of':'ticket','owed':'receive','met':'hold','if':'size > 3','within':'4 workdays','expiry':'shut'}}",
         "r receive 04-12T09:00", "04-30T10:00", "y possible due=04-16T24:00; x met", ""},
        {"nor while the clock stands that it had run out before",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'ask','if':'size > 3','due':'appointed','pause':'known(appointed)',"
         "'expiry':'shut'}}",
         START "p report 04-13T11:00 u=a {'appointed':'2021-04-12T09:00'}", NULL, "x@d possible", ""},
        {"either of two events",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'ask or report','within':'4 workdays','expiry':'shut'}}",
         START "c report 04-19T10:00 u=a", NULL, "x@d shut due=04-16T24:00", "shut! c@d"},
    };
    (void)state;
    RUN(rows);
}

/* A gap without else, or an overlap, is a finding when it occurs; a row that is true decides though others are unknown. */
static void test_tables(void **state) {
#define ONE "h hold 04-12T11:00"
#define BOTH "h hold 04-12T11:00; s resume 04-12T12:00"
    static const struct {
        const char *name, *rules, *events, *duties, *code;
    } rows[] = {
        {"term: gap", X("'within':{'hold':'1 workday','resume':'2 workdays'}"), "", "x@d open late?", "table_gap!"},
        {"term: overlap", X("'within':{'hold':'1 workday','resume':'2 workdays'}"), BOTH, "x@d open late?", "table_overlap!"},
        {"term: a row", X("'within':{'hold':'1 workday','resume':'2 workdays'}"), ONE, "x@d open due=04-13T24:00", NULL},
        {"if: gap", X("'if':{'hold':'yes','resume':'no'}"), "", "x@d undefined late?", "table_gap!"},
        {"if: overlap", X("'if':{'hold':'yes','resume':'no'}"), BOTH, "x@d undefined late?", "table_overlap!"},
        {"waive: gap", X("'waive':{'hold':'no','resume':'yes'}"), "", NULL, "table_gap!"},
        {"pause: gap", X("'within':'4 workdays','pause':{'hold':'yes','resume':'no'}"), "", NULL, "table_gap!"},
        {"met: gap", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':{'hold':'report','resume':'contact'}}}", "", NULL,
         "table_gap!"},
        {"met: overlap", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':{'hold':'report','resume':'contact','else':'fulfil'}}}",
         BOTH, NULL, "table_overlap!"},
        {"a row that is true decides", X("'within':{'hold':'1 workday','size > 3':'2 workdays'}"), ONE, "x@d open due=04-13T24:00", NULL},
        {"none is true, one is unknown: not told", X("'within':{'hold':'1 workday','size > 3':'2 workdays'}"), "", "x@d open late?", NULL},
        {"else waits for the unknown", X("'within':{'category = urgent':'2 workdays','else':'1 workday'}"), "", "x@d open late?", NULL},
    };
    char events[256];
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        casebook b;
        casebook_open(&b, rows[i].rules);
        strcpy(events, START);
        strcat(events, rows[i].events);
        casebook_add(&b, events);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        if (rows[i].duties != NULL) {
            wrong += !casebook_same(rows[i].name, "duties", casebook_duties(&b), rows[i].duties);
        }
        if (rows[i].code == NULL) {
            wrong += !casebook_same(rows[i].name, "findings", casebook_findings(&b), "");
        } else if (strstr(casebook_findings(&b), rows[i].code) == NULL) {
            wrong += !casebook_same(rows[i].name, "findings", casebook_findings(&b), rows[i].code);
        }
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_late),      cmocka_unit_test(test_facts), cmocka_unit_test(test_possible),
        cmocka_unit_test(test_undefined), cmocka_unit_test(test_shut),  cmocka_unit_test(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
