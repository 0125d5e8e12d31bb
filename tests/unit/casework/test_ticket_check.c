/* SPDX-License-Identifier: MIT */
/*
 * May an event happen now, and what speaks against it: all reasons at once, each with its clause. Each case is decided and then folded:
 * what deciding refuses, folding tells as an error, and nothing else.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct decision {
    const char *name;
    const char *rules;
    const char *events;
    const char *event; /* its id is `n` */
    const char *reasons;
    hotline_status status;
} decision;

#define OK HOTLINE_OK
#define NO HOTLINE_REFUSED
#define OPEN HOTLINE_UNDEFINED
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "

/* Is there a finding of severity error about the event n? */
static int told_as_error(casebook *b) {
    size_t i;
    for (i = 0; i < hotline_ticket_finding_count(b->ticket); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        assert_int_equal(hotline_ticket_finding(b->ticket, i, HOTLINE_LANGUAGE_ZH, &f), HOTLINE_OK);
        if (f.severity == HOTLINE_SEVERITY_ERROR && f.event != NULL && strcmp(f.event, "n") == 0) {
            return 1;
        }
    }
    return 0;
}

static char *copy_lines(casebook *b) {
    const char *lines = casebook_lines(b);
    char *copy = malloc(strlen(lines) + 1);
    assert_non_null(copy);
    memcpy(copy, lines, strlen(lines) + 1);
    return copy;
}

static int decide_one(const decision *row) {
    casebook b;
    hotline_status status;
    char *before;
    int same;
    casebook_open(&b, row->rules);
    casebook_add(&b, row->events);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    before = copy_lines(&b);
    status = casebook_decide(&b, row->event);
    same = casebook_same(row->name, "status", hotline_status_name(status), hotline_status_name(row->status));
    same &= casebook_same(row->name, "reasons", casebook_reasons(&b), row->reasons);
    same &= casebook_same(row->name, "the ticket after deciding", casebook_lines(&b), before);
    free(before);
    casebook_add(&b, row->event);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    same &= casebook_same(row->name, "an error when folded", told_as_error(&b) ? "yes" : "no", row->status == NO ? "yes" : "no");
    casebook_close(&b);
    return same;
}

static void decide(const decision *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        wrong += !decide_one(&rows[i]);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu cases differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define DECIDE(rows) decide(rows, sizeof rows / sizeof rows[0])

static void test_role(void **state) {
#define BY "'events':{'hold':{'by':['centre','handler'],'clause':'2'}}"
    static const decision rows[] = {
        {"anyone", NULL, START, "n hold 04-13T09:00", "", OK},
        {"one of them", BY, START, "n hold 04-13T09:00 r=handler", "", OK},
        {"another", BY, START, "n hold 04-13T09:00 r=caller", "role! n (2)", NO},
        {"a role that no policy knows", BY, START, "n hold 04-13T09:00 r=mayor", "role! n (2)", NO},
        {"none is named", BY, START, "n hold 04-13T09:00", "role! n (2)", NO},
        {"severity warning", "'events':{'hold':{'by':['centre'],'severity':'warning'}}", START, "n hold 04-13T09:00 r=caller", "role~ n",
         OK},
    };
    (void)state;
    DECIDE(rows);
}

/* When a fact must be carried: SCOPE 4, with the event's own facts applied. */
static void test_facts(void **state) {
#define CARRY(how) "'events':{'report':{'clause':'3','facts':{'note':" how "}}}"
    static const decision rows[] = {
        {"optional", CARRY("'optional'"), START, "n report 04-13T09:00 u=a", "", OK},
        {"always: carried", CARRY("'always'"), START, "n report 04-13T09:00 u=a {'note':'x'}", "", OK},
        {"always: missing", CARRY("'always'"), START, "n report 04-13T09:00 u=a", "missing_fact! n@d (3)", NO},
        {"null is missing", CARRY("'always'"), START, "n report 04-13T09:00 u=a {'note':null}", "missing_fact! n@d (3)", NO},
        {"empty text is missing", CARRY("'always'"), START, "n report 04-13T09:00 u=a {'note':''}", "missing_fact! n@d (3)", NO},
        {"carried earlier is not carried now", CARRY("'always'"), START "c report 04-12T11:00 u=a {'note':'x'}", "n report 04-13T09:00 u=a",
         "missing_fact! n@d (3)", NO},
        {"a condition on what it carries: holds", CARRY("'result = refused'"), START, "n report 04-13T09:00 u=a {'result':'refused'}",
         "missing_fact! n@d (3)", NO},
        {"a condition on what it carries: does not hold", CARRY("'result = refused'"), START, "n report 04-13T09:00 u=a {'result':'done'}",
         "", OK},
        {"a condition on what was known before", CARRY("'category = urgent'"),
         "r receive 04-12T09:00 {'category':'urgent'}; d dispatch 04-12T10:00 u=a", "n report 04-13T09:00 u=a", "missing_fact! n@d (3)",
         NO},
        {"a condition with its own clause", CARRY("{'if':'result = refused','clause':'9'}"), START,
         "n report 04-13T09:00 u=a {'result':'refused'}", "missing_fact! n@d (9)", NO},
        {"always, with its own clause", CARRY("{'if':'always','clause':'9'}"), START, "n report 04-13T09:00 u=a", "missing_fact! n@d (9)",
         NO},
        {"an unknown condition, carried", CARRY("'size > 3'"), START, "n report 04-13T09:00 u=a {'note':'x'}", "", OK},
        {"severity warning", "'events':{'report':{'severity':'warning','facts':{'note':'always'}}}", START, "n report 04-13T09:00 u=a",
         "missing_fact~ n@d", OK},
        {"a fact of the wrong type", NULL, START, "n update 04-13T09:00 {'size':'7'}", "bad_value! n", NO},
        {"a value that is not declared", NULL, START, "n update 04-13T09:00 {'category':'praise'}", "bad_value! n", NO},
        {"a date that is none", NULL, START, "n update 04-13T09:00 {'seen_on':'2021-02-29'}", "bad_value! n", NO},
        {"a time that is none", NULL, START, "n update 04-13T09:00 {'seen_at':'2021-04-12T25:00'}", "bad_value! n", NO},
        {"of a set, one that is not declared", NULL, START, "n update 04-13T09:00 {'wish':['call','fax']}", "bad_value! n", NO},
        {"a set that is a text", NULL, START, "n update 04-13T09:00 {'wish':'call'}", "bad_value! n", NO},
        {"a flag that is a number", NULL, START, "n update 04-13T09:00 {'anonymous':1}", "bad_value! n", NO},
        {"a dropped value is not carried", CARRY("'always'"), START, "n report 04-13T09:00 u=a {'note':7}",
         "bad_value! n@d; missing_fact! n@d (3)", NO},
        {"a fact that no policy knows", NULL, START, "n update 04-13T09:00 {'zise':3}", "unknown_fact~ n", OK},
        {"a fact of other events", NULL, START, "n update 04-13T09:00 {'result':'done'}", "unexpected_fact~ n", OK},
        {"every type as it should be", NULL, START,
         "n update 04-13T09:00 {'size':3,'anonymous':true,'topic':'01.02','wish':['visit','call'],'seen_on':'2021-04-12',"
         "'seen_at':'2021-04-12 08:00','matter':'','category':'consult'}",
         "", OK},
    };
    (void)state;
    DECIDE(rows);
}

static void test_guard(void **state) {
#define IF(guard) "'events':{'report':{'if':" guard ",'clause':'4'}}"
    static const decision rows[] = {
        {"holds", IF("'contact'"), START "c contact 04-12T11:00 u=a", "n report 04-13T09:00 u=a", "", OK},
        {"does not hold", IF("'contact'"), START, "n report 04-13T09:00 u=a", "guard! n@d (4)", NO},
        {"the event's facts are applied", IF("'result = done'"), START, "n report 04-13T09:00 u=a {'result':'done'}", "", OK},
        {"over what was known before", IF("'result = done'"), START "c report 04-12T11:00 u=a {'result':'done'}",
         "n report 04-13T09:00 u=a {'result':'refused'}", "guard! n@d (4)", NO},
        {"first() of a fact is the earliest", IF("'first(result) = done'"), START "c report 04-12T11:00 u=a {'result':'done'}",
         "n report 04-13T09:00 u=a {'result':'refused'}", "", OK},
        {"first() of a fact may be the one that comes", IF("'first(result) = done'"), START, "n report 04-13T09:00 u=a {'result':'done'}",
         "", OK},
        {"everything else as before it: the event itself has not happened", IF("'count(report) = 0'"), START, "n report 04-13T09:00 u=a",
         "", OK},
        {"everything else as before it: once is enough", IF("'count(report) = 0'"), START "c report 04-12T11:00 u=a",
         "n report 04-13T09:00 u=a", "guard! n@d (4)", NO},
        {"a fact of the event", "'events':{'contact':{'if':'outcome = reached'}}", START, "n contact 04-13T09:00 u=a {'outcome':'missed'}",
         "guard! n@d", NO},
        {"an earlier event's fact is not the event's", "'events':{'contact':{'if':'outcome = reached'}}",
         START "c contact 04-12T11:00 u=a {'outcome':'reached'}", "n contact 04-13T09:00 u=a", "guard_unknown~ n@d", OPEN},
        {"unknown for want of a fact", IF("'size > 3'"), START, "n report 04-13T09:00 u=a", "guard_unknown~ n@d (4)", OPEN},
        {"undefined", IF("'undefined'"), START, "n report 04-13T09:00 u=a", "guard_unknown~ n@d (4)", OPEN},
        {"unknown, and something else refuses", "'events':{'report':{'if':'size > 3','facts':{'note':'always'}}}", START,
         "n report 04-13T09:00 u=a", "missing_fact! n@d; guard_unknown~ n@d", NO},
        {"severity warning", "'events':{'report':{'if':'contact','severity':'warning'}}", START, "n report 04-13T09:00 u=a", "guard~ n@d",
         OK},
        {"a table: the row that holds", IF("{'anonymous':'contact','else':'yes'}"), START, "n report 04-13T09:00 u=a", "", OK},
        {"a table: another row", IF("{'anonymous':'contact','else':'yes'}"), START "w update 04-12T11:00 {'anonymous':true}",
         "n report 04-13T09:00 u=a", "guard! n@d (4)", NO},
        {"a table: undefined in its row", IF("{'anonymous':'undefined','else':'yes'}"), START "w update 04-12T11:00 {'anonymous':true}",
         "n report 04-13T09:00 u=a", "guard_unknown~ n@d (4)", OPEN},
        {"a table: a gap", IF("{'hold':'yes','resume':'no'}"), START, "n report 04-13T09:00 u=a", "table_gap! n@d (4)", NO},
        {"a table: an overlap", IF("{'hold':'yes','resume':'no'}"), START "h hold 04-12T11:00; s resume 04-12T12:00",
         "n report 04-13T09:00 u=a", "table_overlap! n@d (4)", NO},
        {"the moment", "'events':{'update':{'if':'time < seen_at'}}", START, "n update 04-13T09:00 {'seen_at':'2021-04-13T09:00:01'}", "",
         OK},
        {"the moment has come", "'events':{'update':{'if':'time < seen_at'}}", START, "n update 04-13T09:00 {'seen_at':'2021-04-13T09:00'}",
         "guard! n", NO},
        {"any() of the assignments", "'events':{'close':{'if':'any(result = done)'}}", START "c report 04-12T11:00 u=a {'result':'done'}",
         "n close 04-13T09:00", "", OK},
        {"none of them", "'events':{'close':{'if':'any(result = done)'}}", START "c report 04-12T11:00 u=a {'result':'refused'}",
         "n close 04-13T09:00", "guard! n", NO},
        {"an opening event, of the ticket", "'events':{'redo':{'if':'any(result = refused)'}}",
         START "c report 04-12T11:00 u=a {'result':'refused'}", "n redo 04-13T09:00 u=b", "", OK},
    };
    (void)state;
    DECIDE(rows);
}

/* An unmet duty of severity error with `before: E` is the refusal of E, with its own clause. */
static void test_before(void **state) {
#define B(more) "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'contact','clause':'6'," more "}}"
    static const decision rows[] = {
        {"unmet", B("'before':'report'"), START, "n report 04-13T09:00 u=a", "before_unmet! n@d (6)", NO},
        {"met", B("'before':'report'"), START "c contact 04-12T11:00 u=a", "n report 04-13T09:00 u=a", "", OK},
        {"waived: no longer blocks", B("'before':'report','waive':'anonymous'"), START "w update 04-12T11:00 {'anonymous':true}",
         "n report 04-13T09:00 u=a", "", OK},
        {"late is still unmet", B("'before':'report','within':'1 hour'"), START, "n report 04-13T09:00 u=a", "before_unmet! n@d (6)", NO},
        {"met late is met", B("'before':'report','within':'1 hour'"), START "c contact 04-13T08:00 u=a", "n report 04-13T09:00 u=a", "",
         OK},
        {"shut does not block", B("'before':'report','within':'1 hour','expiry':'shut'"), START, "n report 04-13T09:00 u=a", "", OK},
        {"severity warning", B("'before':'report','severity':'warning'"), START, "n report 04-13T09:00 u=a", "before_unmet~ n@d (6)", OK},
        {"severity info", B("'before':'report','severity':'info'"), START, "n report 04-13T09:00 u=a", "before_unmet. n@d (6)", OK},
        {"not owed: its condition does not hold", B("'before':'report','if':'anonymous'"), START, "n report 04-13T09:00 u=a", "", OK},
        {"never owed", "'duties':{'x':{'of':'assignment','owed':'ask','met':'contact','before':'report'}}", START,
         "n report 04-13T09:00 u=a", "", OK},
        {"before nothing that is defined", B("'before':'undefined'"), START, "n report 04-13T09:00 u=a", "", OK},
        {"another's instance", B("'before':'report'"), START "d2 dispatch 04-12T11:00 u=b; c contact 04-12T12:00 u=a",
         "n report 04-13T09:00 u=a", "", OK},
        {"a ticket's event: any live assignment's", B("'before':'close'"), START "d2 dispatch 04-12T11:00 u=b; c contact 04-12T12:00 u=a",
         "n close 04-13T09:00", "before_unmet! n@d2 (6)", NO},
        {"a ticket's event: every one of them is told", B("'before':'close'"), START "d2 dispatch 04-12T11:00 u=b", "n close 04-13T09:00",
         "before_unmet! n@d (6); before_unmet! n@d2 (6)", NO},
        {"a ticket's event: ended ones do not block", B("'before':'close'"), START "k back 04-12T11:00 u=a", "n close 04-13T09:00", "", OK},
        {"a ticket's event: of earlier rounds neither",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'contact','before':'close'}}", START "k redo 04-12T11:00 u=b",
         "n close 04-13T09:00", "", OK},
        {"a ticket's duty before an assignment's event", "'duties':{'x':{'of':'ticket','owed':'receive','met':'hold','before':'report'}}",
         START, "n report 04-13T09:00 u=a", "before_unmet! n", NO},
        {"a standing duty", "'duties':{'x':{'of':'ticket','met':'known(category)','before':'close','clause':'8'}}", START,
         "n close 04-13T09:00", "before_unmet! n (8)", NO},
        {"a standing duty, met", "'duties':{'x':{'of':'ticket','met':'known(category)','before':'close'}}",
         START "w update 04-12T11:00 {'category':'urgent'}", "n close 04-13T09:00", "", OK},
        {"everything else as before it: the event's facts do not meet a duty",
         "'events':{'close':{'facts':{'category':'optional'}}},'duties':{'x':{'of':'ticket','met':'known(category)','before':'close'}}",
         START, "n close 04-13T09:00 {'category':'urgent'}", "before_unmet! n", NO},
        {"an event that meets it as well as waits for it", B("'before':'contact'"), START, "n contact 04-13T09:00 u=a",
         "before_unmet! n@d (6)", NO},
        {"a part's own", B("'before':'report'"), START "c contact 04-12T11:00 u=a; p sub 04-12T12:00 on=d u=c", "n report 04-13T09:00 u=c",
         "", OK},
    };
    (void)state;
    DECIDE(rows);
}

/* Whether it blocks cannot be told: neither allowed nor refused. */
static void test_unknown(void **state) {
    static const struct {
        const char *name, *rules, *event, *code;
    } rows[] = {
        {"possibly owed", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'contact','if':'size > 3','before':'report'}}",
         "n report 04-13T09:00 u=a", "before_unknown"},
        {"undefined whether it is owed",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'contact','if':'undefined','before':'report'}}",
         "n report 04-13T09:00 u=a", "before_unknown"},
        {"undefined how it is met", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'undefined','before':'report'}}",
         "n report 04-13T09:00 u=a", "before_unknown"},
        {"unknown whether a fact is required", "'events':{'report':{'facts':{'note':'size > 3'}}}", "n report 04-13T09:00 u=a",
         "required_unknown"},
        {"no policy was in force", NULL, "n update 2019-12-31T23:59", "no_policy"},
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        casebook b;
        casebook_open(&b, rows[i].rules);
        casebook_add(&b, START);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        if (casebook_decide(&b, rows[i].event) != HOTLINE_UNDEFINED || strstr(casebook_reasons(&b), rows[i].code) == NULL) {
            fail_msg("%s: %s", rows[i].name, casebook_reasons(&b));
        }
        casebook_add(&b, rows[i].event);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        assert_non_null(strstr(casebook_findings(&b), rows[i].code));
        casebook_close(&b);
    }
}

static void test_moves(void **state) {
#define M                                                                                                                                  \
  "'machines':{'m':{'of':'ticket','start':'a','states':{'a':'A','b':'B','c':'C'}},"                                                        \
  "'h':{'of':'assignment','start':'p','states':{'p':'P','q':'Q'}}},'events':{'hold':{'clause':'1','moves':{'m':{'a':'b','b':'c'}}},"       \
  "'resume':{'severity':'warning','moves':{'m':{'c':'a'}}},'report':{'moves':{'h':{'p':'q'}}}}"
    static const decision rows[] = {
        {"a row for the state", M, START, "n hold 04-13T09:00", "", OK},
        {"no row for the state", M, START "h1 hold 04-12T11:00; h2 hold 04-12T12:00", "n hold 04-13T09:00", "no_row! n (1)", NO},
        {"severity warning", M, START, "n resume 04-13T09:00", "no_row~ n", OK},
        {"of the assignment", M, START, "n report 04-13T09:00 u=a", "", OK},
        {"of the assignment, twice", M, START "c report 04-12T11:00 u=a", "n report 04-13T09:00 u=a", "no_row! n@d", NO},
        {"of a sibling", M, START "d2 dispatch 04-12T10:30 u=b; c report 04-12T11:00 u=a", "n report 04-13T09:00 u=b", "", OK},
    };
    (void)state;
    DECIDE(rows);
}

static void test_place(void **state) {
    static const decision rows[] = {
        {"by its name", NULL, START, "n report 04-13T09:00 on=d", "", OK},
        {"by its unit", NULL, START, "n report 04-13T09:00 u=a", "", OK},
        {"by its name, whatever the unit", NULL, START, "n report 04-13T09:00 on=d u=b", "", OK},
        {"a name that is none", NULL, START, "n report 04-13T09:00 on=r u=a", "unknown_assignment! n", NO},
        {"a unit without any", NULL, START, "n report 04-13T09:00 u=b", "unknown_assignment! n", NO},
        {"a unit whose only one has ended", NULL, START "k back 04-12T11:00 u=a", "n report 04-13T09:00 u=a", "unknown_assignment! n", NO},
        {"an ended one, by its name", NULL, START "k back 04-12T11:00 u=a", "n report 04-13T09:00 on=d", "", OK},
        {"a unit with two", NULL, START "d2 dispatch 04-12T11:00 u=a", "n report 04-13T09:00 u=a", "ambiguous_assignment! n", NO},
        {"a unit with two, one of them ended", NULL, START "d2 dispatch 04-12T11:00 u=a; k back 04-12T12:00 on=d",
         "n report 04-13T09:00 u=a", "", OK},
        {"neither name nor unit", NULL, START, "n report 04-13T09:00", "no_unit! n", NO},
        {"an opening event without a unit", NULL, START, "n dispatch 04-13T09:00", "no_unit! n", NO},
        {"an opening event of a unit that the log does not know", NULL, START, "n dispatch 04-13T09:00 u=new", "", OK},
        {"a part of no assignment", NULL, START, "n sub 04-13T09:00 on=zz u=c", "unknown_assignment! n", NO},
        {"before the ticket was opened", NULL, START, "n update 04-11T09:00", "before_ticket~ n", OK},
    };
    (void)state;
    DECIDE(rows);
}

/* A right that lapsed: its event is refused. */
static void test_shut(void **state) {
#define RIGHT "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 workday','expiry':'shut','clause':'5'}}"
    static const decision rows[] = {
        {"in time", RIGHT, START, "n report 04-14T00:00 u=a", "", OK},
        {"too late", RIGHT, START, "n report 04-14T00:00:01 u=a", "shut! n@d (5)", NO},
        {"another event", RIGHT, START, "n contact 04-15T00:00 u=a", "", OK},
        {"used in time, and again", RIGHT, START "c report 04-13T09:00 u=a", "n report 04-15T00:00 u=a", "", OK},
    };
    (void)state;
    DECIDE(rows);
}

/* Every refusal gives all its reasons. */
static void test_all_reasons(void **state) {
    static const decision rows[] = {
        {"all of them",
         "'machines':{'h':{'of':'assignment','start':'p','states':{'p':'P','q':'Q'}}},"
         "'events':{'report':{'by':['handler'],'if':'contact','clause':'1','facts':{'note':'always','result':{'if':'always','clause':'2'}},"
         "'moves':{'h':{'q':'p'}}}},"
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'fulfil','before':'report','clause':'3'},"
         "'y':{'of':'assignment','owed':'dispatch','met':'report','within':'1 workday','expiry':'shut','clause':'4'}}",
         START, "n report 04-19T09:00 u=a r=caller {'zz':1,'size':3,'result':'well'}",
         "unknown_fact~ n@d; unexpected_fact~ n@d; bad_value! n@d; role! n@d (1); missing_fact! n@d (2); missing_fact! n@d (1); "
         "guard! n@d (1); before_unmet! n@d (3); shut! n@d (4); no_row! n@d (1)",
         NO},
    };
    (void)state;
    DECIDE(rows);
}

#define EXTENDED                                                                                                                           \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','clause':'3',"                                  \
  "'extend':{'grant':{'add':'2 workdays','times':1}}}}"

/* An event that would have no effect is allowed, with the reason. */
static void test_without_effect(void **state) {
    static const decision rows[] = {
        {"an extension", EXTENDED, START, "n grant 04-15T09:00 u=a", "", OK},
        {"once more", EXTENDED, START "g grant 04-14T09:00 u=a", "n grant 04-15T09:00 u=a", "extension_times~ n@d (3)", OK},
        {"too late", EXTENDED, START, "n grant 04-25T09:00 u=a", "extension_late~ n@d (3)", OK},
    };
    (void)state;
    DECIDE(rows);
}

/* Decided as of its own moment: what was logged later does not count. */
static void test_moment(void **state) {
#define ONCE "'events':{'hold':{'if':'count(hold) = 0'},'resume':{'if':'hold'}}"
    static const decision rows[] = {
        {"before what came later", "'events':{'resume':{'if':'hold'}}", START "h hold 04-14T09:00", "n resume 04-13T09:00", "guard! n", NO},
        {"after it", "'events':{'resume':{'if':'hold'}}", START "h hold 04-14T09:00", "n resume 04-15T09:00", "", OK},
        {"at the same moment, by seq before it", "'events':{'resume':{'if':'hold'}}", START "h hold 04-14T09:00 seq=2",
         "n resume 04-14T09:00 seq=1", "guard! n", NO},
        {"at the same moment, by seq after it", "'events':{'resume':{'if':'hold'}}", START "h hold 04-14T09:00 seq=2",
         "n resume 04-14T09:00 seq=3", "", OK},
        {"at the same moment and seq, by id", "'events':{'resume':{'if':'hold'}}", START "h hold 04-14T09:00", "n resume 04-14T09:00", "",
         OK},
        {"at the same moment and seq, by id before it", "'events':{'resume':{'if':'hold'}}", START "o hold 04-14T09:00",
         "n resume 04-14T09:00", "guard! n", NO},
        {"after the log's latest moment",
         "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','within':'1 workday','expiry':'shut'}}", START,
         "n resume 05-20T09:00", "shut! n", NO},
        {"an assignment that opens later", NULL, START "d2 dispatch 04-14T09:00 u=b", "n report 04-13T09:00 on=d2", "unknown_assignment! n",
         NO},
    };
    (void)state;
    DECIDE(rows);
}

/* ---- what is not a plain event ---- */

static void expect(casebook *b, const char *event, hotline_status status, const char *reasons) {
    assert_string_equal(hotline_status_name(casebook_decide(b, event)), hotline_status_name(status));
    assert_string_equal(casebook_reasons(b), reasons);
}

static void test_known_ids(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    casebook_add(&b, START "q hold 04-12T11:00 t=T2");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    expect(&b, "d dispatch 04-12T10:00 u=a", HOTLINE_DUPLICATE, "");
    expect(&b, "d dispatch 04-12T10:00 u=b", HOTLINE_REFUSED, "reused_id! d");
    expect(&b, "q hold 04-12T11:00", HOTLINE_REFUSED, "reused_id! q");
    casebook_close(&b);
}

static void test_corrections(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, "'events':{'hold':{'by':['centre']}}");
    casebook_add(&b, START "h hold 04-12T11:00 r=centre");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    expect(&b, "v void 04-13T09:00 {'voids':'h'}", HOTLINE_OK, "");
    expect(&b, "v void 04-13T09:00 {'voids':'zz'}", HOTLINE_REFUSED, "void_unknown! v");
    expect(&b, "v void 04-13T09:00 {'voids':7}", HOTLINE_REFUSED, "void_unknown! v");
    expect(&b, "v void 04-13T09:00 {}", HOTLINE_REFUSED, "void_unknown! v");
    expect(&b, "v void 04-13T09:00 {'voids':'v'}", HOTLINE_REFUSED, "void_unknown! v");
    expect(&b, "p replace 04-13T09:00 {'replaces':'r','size':3}", HOTLINE_OK, "");
    expect(&b, "p replace 04-13T09:00 {'replaces':'zz','size':3}", HOTLINE_REFUSED, "void_unknown! p");
    expect(&b, "p replace 04-13T09:00 {'size':3}", HOTLINE_REFUSED, "void_unknown! p");
    expect(&b, "g merge 04-13T09:00 {'into':'T2'}", HOTLINE_OK, "");
    expect(&b, "g merge 04-13T09:00", HOTLINE_REFUSED, "missing_fact! g");
    expect(&b, "g merge 04-13T09:00 {'into':''}", HOTLINE_REFUSED, "missing_fact! g");
    expect(&b, "g merge 04-13T09:00 {'into':7}", HOTLINE_REFUSED, "missing_fact! g");
    expect(&b, "g merge 04-13T09:00 {'into':'T1'}", HOTLINE_REFUSED, "missing_fact! g");
    assert_string_equal(casebook_duties(&b), "");
    casebook_close(&b);
}

static void test_other_tickets(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    casebook_add(&b, START "q hold 04-12T11:00 t=T2");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(casebook_decide(&b, "n hold 04-13T09:00 t=T2"), HOTLINE_ERROR_DOCUMENT);
    assert_non_null(strstr(b.error.message, "T2"));
    assert_int_equal(casebook_decide(&b, "n hold 04-13T09:00 t=-"), HOTLINE_ERROR_DOCUMENT);
    expect(&b, "n huld 04-13T09:00", HOTLINE_REFUSED, "unknown_event! n");
    expect(&b, "n receive 04-13T09:00", HOTLINE_REFUSED, "reopened! n");
    casebook_fold(&b, "T2"); /* which nothing opens */
    expect(&b, "n update 04-13T09:00 t=T2", HOTLINE_REFUSED, "unknown_ticket! n");
    expect(&b, "n receive 04-13T09:00 t=T2", HOTLINE_OK, "");
    casebook_close(&b);
}

static void test_failures(void **state) {
    static const char line[] = "{\"id\":\"n\",\"event\":\"hold\",\"at\":\"2021-04-13T09:00\",\"ticket\":\"T1\"}";
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_ticket_decide(b.ticket, line, sizeof line - 1, &b.error), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ticket_reason_count(b.ticket), 0);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_decide(b.ticket, line, sizeof line - 1, NULL), HOTLINE_OK);
    assert_int_equal(hotline_ticket_decide(NULL, line, sizeof line - 1, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_decide(b.ticket, NULL, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_decide(b.ticket, line, sizeof line - 2, &b.error), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(b.error.status, HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_ticket_decide(b.ticket, "", 0, &b.error), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_ticket_decide(b.ticket, "[]", 2, &b.error), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(hotline_ticket_decide(b.ticket, "{}", 2, &b.error), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(hotline_ticket_reason_count(NULL), 0);
    casebook_close(&b);
}

static void test_reasons(void **state) {
    casebook b;
    hotline_finding f;
    (void)state;
    casebook_open(&b, "'events':{'report':{'if':'contact and known(size)','clause':'3.2'}}");
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(casebook_decide(&b, "n report 04-13T09:00 u=a"), HOTLINE_REFUSED);
    memset(&f, 0, sizeof f);
    f.struct_size = sizeof f - 1;
    assert_int_equal(hotline_ticket_reason(b.ticket, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT);
    f.struct_size = sizeof f;
    assert_int_equal(hotline_ticket_reason(b.ticket, 1, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ticket_reason(NULL, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_reason(b.ticket, 0, HOTLINE_LANGUAGE_EN, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_reason(b.ticket, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    assert_string_equal(f.code, "guard");
    assert_int_equal(f.severity, HOTLINE_SEVERITY_ERROR);
    assert_string_equal(f.ticket, "T1");
    assert_string_equal(f.assignment, "d");
    assert_string_equal(f.event, "n");
    assert_string_equal(f.clause, "3.2");
    assert_string_equal(f.message, "The event report is not allowed now; it needs: contact and known(size)");
    assert_int_equal(hotline_ticket_reason(b.ticket, 0, HOTLINE_LANGUAGE_ZH, &f), HOTLINE_OK);
    assert_string_equal(f.message, "现在不允许report，条件是：contact and known(size)");
    casebook_fold(&b, "T1"); /* forgets them */
    assert_int_equal(hotline_ticket_reason_count(b.ticket), 0);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_role),           cmocka_unit_test(test_facts),         cmocka_unit_test(test_guard),
        cmocka_unit_test(test_before),         cmocka_unit_test(test_unknown),       cmocka_unit_test(test_moves),
        cmocka_unit_test(test_place),          cmocka_unit_test(test_shut),          cmocka_unit_test(test_all_reasons),
        cmocka_unit_test(test_without_effect), cmocka_unit_test(test_moment),        cmocka_unit_test(test_known_ids),
        cmocka_unit_test(test_corrections),    cmocka_unit_test(test_other_tickets), cmocka_unit_test(test_failures),
        cmocka_unit_test(test_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
