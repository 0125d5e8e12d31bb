/* SPDX-License-Identifier: MIT */
/*
 * What events make of a ticket: assignments, parts and rounds, facts, states; what a change of policy in between means. Every case is
 * also folded from events that arrive backward and twice (casebook_run).
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define RUN(rows) casebook_run(rows, sizeof rows / sizeof rows[0])
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "

/* The assignments of the folded ticket: ID UNIT ROUND, from its lines. */
static void show_assignments(casebook *b, char *out, size_t size) {
    const char *line = casebook_lines(b);
    out[0] = '\0';
    while ((line = strstr(line, "{\"type\":\"assignment\"")) != NULL) {
        char id[32] = "";
        char unit[32] = "";
        int round = 0;
        sscanf(strstr(line, "\"assignment\":") + 13, "\"%31[^\"]\"", id);
        sscanf(strstr(line, "\"unit\":") + 7, "\"%31[^\"]\"", unit);
        sscanf(strstr(line, "\"round\":") + 8, "%d", &round);
        snprintf(out + strlen(out), size - strlen(out), "%s%s %s %d", out[0] != '\0' ? "; " : "", id, unit[0] != '\0' ? unit : "-", round);
        line++;
    }
}

static void test_assignments(void **state) {
    static const struct {
        const char *name, *events, *assignments, *findings;
    } rows[] = {
        {"one each time a unit is given the matter", START "d2 dispatch 04-12T11:00 u=b", "d a 1; d2 b 1", ""},
        {"the same unit twice", START "d2 dispatch 04-12T11:00 u=a", "d a 1; d2 a 1", ""},
        {"a new round opens its assignment", START "k redo 04-13T10:00 u=b", "d a 1; k b 2", ""},
        {"a new round is opened by one event; further opening events add to it", START "k redo 04-13T10:00 u=b; e dispatch 04-13T11:00 u=c",
         "d a 1; k b 2; e c 2", ""},
        {"two rounds", START "k redo 04-13T10:00 u=b; l redo 04-14T10:00 u=b", "d a 1; k b 2; l b 3", ""},
        {"a round without any before it", "r receive 04-12T09:00; k redo 04-13T10:00 u=b", "k b 2", ""},
        {"a part, in the round of its whole", START "p sub 04-13T10:00 on=d u=c", "d a 1; p c 1", ""},
        {"a part of the unit's only assignment", START "p sub 04-13T10:00 u=a", "d a 1; p a 1", ""},
        {"a part of an earlier round's", START "k redo 04-13T10:00 u=b; p sub 04-13T11:00 on=d u=c", "d a 1; k b 2; p c 1", ""},
        {"a part of nothing stands on the ticket alone", START "p sub 04-13T10:00 on=zz u=c", "d a 1", "unknown_assignment! p"},
        {"an opening event without a unit", "r receive 04-12T09:00; d dispatch 04-12T10:00", "d - 1", "no_unit! d"},
        {"an opening event before the ticket", "d dispatch 04-12T08:00 u=a; r receive 04-12T09:00", "d a 1", "before_ticket~ d"},
        {"never opened", "d dispatch 04-12T08:00 u=a; c report 04-12T09:00 u=a", "d a 1", "unknown_ticket! d; unknown_ticket! c"},
        {"opened twice", START "s receive 04-13T09:00", "d a 1", "reopened~ s"},
        {"an event that no policy knows", START "z zap 04-13T09:00", "d a 1", ""},
        {"(an event after now does not exist)", START "k redo 06-13T10:00 u=b", "d a 1", ""},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char got[256];
        casebook b;
        casebook_open(&b, NULL);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, "05-31T00:00");
        casebook_fold(&b, "T1");
        show_assignments(&b, got, sizeof got);
        wrong += !casebook_same(rows[i].name, "assignments", got, rows[i].assignments);
        wrong += !casebook_same(rows[i].name, "findings", casebook_findings(&b), rows[i].findings);
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* SCOPE 2, seen by where an event's fact lands. */
static void test_place(void **state) {
    static const struct {
        const char *name, *events, *first, *second;
    } rows[] = {
        {"named", START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 on=e {'note':'x'}", "{}", "{\"note\":\"x\"}"},
        {"unnamed, the unit's only live one", START "e dispatch 04-12T11:00 u=b; c report 04-13T09:00 u=b {'note':'x'}", "{}",
         "{\"note\":\"x\"}"},
        {"unnamed, the other has ended", START "e dispatch 04-12T11:00 u=a; k back 04-12T12:00 on=d; c report 04-13T09:00 u=a {'note':'x'}",
         "{}", "{\"note\":\"x\"}"},
        {"unnamed and ambiguous: on none", START "e dispatch 04-12T11:00 u=a; c report 04-13T09:00 u=a {'note':'x'}", "{}", "{}"},
        {"an ended one is named", START "e dispatch 04-12T11:00 u=b; k back 04-12T12:00 on=d; c report 04-13T09:00 on=d {'note':'x'}",
         "{\"note\":\"x\"}", "{}"},
        {"facts that come with the opening event are the new assignment's", START "e dispatch 04-12T11:00 u=b {'note':'x'}", "{}",
         "{\"note\":\"x\"}"},
        {"the latest by happened-at",
         START "e dispatch 04-12T11:00 u=b; c2 report 04-14T09:00 on=e {'note':'y'}; "
               "c1 report 04-13T09:00 on=e {'note':'x'}",
         "{}", "{\"note\":\"y\"}"},
        {"a fact that an event leaves out stays", START "e dispatch 04-12T11:00 u=b {'note':'x'}; c report 04-13T09:00 on=e", "{}",
         "{\"note\":\"x\"}"},
        {"null does not clear", START "e dispatch 04-12T11:00 u=b {'note':'x'}; c report 04-13T09:00 on=e {'note':null}", "{}",
         "{\"note\":\"x\"}"},
        {"event facts do not stay", START "e dispatch 04-12T11:00 u=b {'until':'2021-05-01'}", "{}", "{}"},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        casebook b;
        casebook_open(&b, NULL);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        assert_int_equal(hotline_ticket_assignment_count(b.ticket), 2);
        wrong += !casebook_same(rows[i].name, "first", casebook_member(&b, 0, "facts"), rows[i].first);
        wrong += !casebook_same(rows[i].name, "second", casebook_member(&b, 1, "facts"), rows[i].second);
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_states(void **state) {
#define M                                                                                                                                  \
  "'machines':{'m':{'of':'ticket','start':'a','states':{'a':'A','b':'B','c':'C'}},"                                                        \
  "'h':{'of':'assignment','start':'p','states':{'p':'P','q':'Q'}}},'events':{'hold':{'moves':{'m':{'a':'b','b':'c'}}},"                    \
  "'report':{'moves':{'h':{'p':'q'},'m':{'c':'a'}}},'dispatch':{'moves':{'m':{'c':'a'}}}}"
    static const struct {
        const char *name, *events, *ticket, *assignment, *findings;
    } rows[] = {
        {"the start", START, "a", "p", "no_row! d"},
        {"one row at a time", START "h hold 04-12T11:00", "b", "p", "no_row! d"},
        {"twice", START "h hold 04-12T11:00; i hold 04-12T12:00", "c", "p", "no_row! d"},
        {"no row: kept", START "h hold 04-12T11:00; i hold 04-12T12:00; j hold 04-12T13:00", "c", "p", "no_row! d; no_row! j"},
        {"both machines", START "h hold 04-12T11:00; i hold 04-12T12:00; c report 04-12T13:00 u=a", "a", "q", "no_row! d"},
        {"one of both", START "c report 04-12T13:00 u=a", "a", "q", "no_row! d; no_row! c@d"},
        {"lost: the ticket's machine only", START "h hold 04-12T11:00; i hold 04-12T12:00; c report 04-12T13:00 on=zz", "a", "p",
         "no_row! d; unknown_assignment! c"},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        casebook b;
        casebook_open(&b, M);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        wrong += !casebook_same(rows[i].name, "ticket", hotline_ticket_state(b.ticket, SIZE_MAX, "m", 1, NULL), rows[i].ticket);
        wrong += !casebook_same(rows[i].name, "assignment", hotline_ticket_state(b.ticket, 0, "h", 1, NULL), rows[i].assignment);
        wrong += !casebook_same(rows[i].name, "findings", casebook_findings(&b), rows[i].findings);
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* An event of an assignment moves its own, also when it opens a part; an event of the ticket moves the assignment that it opens. */
static void test_opening_moves(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, "'machines':{'h':{'of':'assignment','start':'p','states':{'p':'P','q':'Q','s':'S'}}},"
                      "'events':{'sub':{'moves':{'h':{'p':'q'}}},'redo':{'moves':{'h':{'p':'s'}}}}");
    casebook_add(&b, START "p sub 04-12T11:00 on=d u=b; k redo 04-12T12:00 u=c");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(hotline_ticket_state(b.ticket, 0, "h", 1, NULL), "q");
    assert_string_equal(hotline_ticket_state(b.ticket, 1, "h", 1, NULL), "p");
    assert_string_equal(hotline_ticket_state(b.ticket, 2, "h", 1, NULL), "s");
    assert_string_equal(casebook_findings(&b), "");
    casebook_close(&b);
}

static void test_rounds(void **state) {
    static const casebook_row rows[] = {
        {"round counts in rules", "'duties':{'x':{'of':'assignment','owed':'dispatch or redo','if':'round >= 2','met':'report'}}",
         START "k redo 04-13T10:00 u=b", NULL, "x@d not_owed; x@k open", ""},
        {"any() and all() range over the current round",
         "'duties':{'x':{'of':'ticket','met':'any(result = done)'},"
         "'y':{'of':'ticket','met':'all(result = refused)'}}",
         START "c report 04-12T11:00 u=a {'result':'done'}; k redo 04-13T10:00 u=b; e report 04-13T11:00 u=b {'result':'refused'}", NULL,
         "x open; y met", ""},
        {"all() of none is true, any() of none is false",
         "'duties':{'x':{'of':'ticket','met':'any(result = done)'},"
         "'y':{'of':'ticket','met':'all(result = done)'}}",
         "r receive 04-12T09:00", NULL, "x open; y met", ""},
        {"all() of one unknown is unknown", "'duties':{'x':{'of':'ticket','if':'all(result = done)','met':'hold'}}", START, NULL,
         "x possible", ""},
        {"any() of one true and one unknown is true", "'duties':{'x':{'of':'ticket','if':'any(result = done)','met':'hold'}}",
         START "d2 dispatch 04-12T10:30 u=b; c report 04-12T11:00 u=b {'result':'done'}", NULL, "x open", ""},
        {"any() of a duty", "'duties':{'x':{'of':'ticket','met':'any(met(y))'},'y':{'of':'assignment','owed':'dispatch','met':'report'}}",
         START "d2 dispatch 04-12T10:30 u=b; c report 04-12T11:00 u=b", NULL, "y@d open; y@d2 met met=04-12T11:00; x met", ""},
        {"all() of a state",
         "'machines':{'h':{'of':'assignment','start':'p','states':{'p':'P','q':'Q'}}},"
         "'events':{'report':{'moves':{'h':{'p':'q'}}}},'duties':{'x':{'of':'ticket','met':'all(state(h) = q)'}}",
         START "d2 dispatch 04-12T10:30 u=b; c report 04-12T11:00 u=b; e report 04-12T11:00 u=a", NULL, "x met", ""},
    };
    (void)state;
    RUN(rows);
}

/* ---- a change of policy ---- */

#define DOCUMENT(id, from, more)                                                                                                           \
  "{'hotline':1,'id':'" id "','title':'t','source':'s','issued':'2020-01-01','effective':'" from "'," more "}"

typedef struct change {
    const char *name;
    const char *first;  /* head and body of the document `one`, from 2021-01-01 */
    const char *second; /* of the document `two`, from 2021-04-15, which extends the first */
    const char *events;
    const char *now;
    const char *duties;
    const char *findings;
} change;

static void run_changes(const change *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        char one[2048];
        char two[2048];
        const char *documents[] = {casebook_base, one, two, NULL};
        casebook b;
        snprintf(one, sizeof one,
                 "{'hotline':1,'id':'one','title':'t','source':'s','issued':'2020-01-01','effective':'2021-01-01',"
                 "'extends':'base',%s}",
                 rows[i].first);
        snprintf(two, sizeof two,
                 "{'hotline':1,'id':'two','title':'t','source':'s','issued':'2020-01-01','effective':'2021-04-15',"
                 "'extends':'one',%s}",
                 rows[i].second != NULL ? rows[i].second : "");
        documents[2] = rows[i].second != NULL ? two : NULL;
        casebook_open_documents(&b, documents);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, rows[i].now);
        casebook_fold(&b, "T1");
        wrong += !casebook_same(rows[i].name, "duties", casebook_duties(&b), rows[i].duties);
        wrong += !casebook_same(rows[i].name, "findings", casebook_findings(&b), rows[i].findings);
        casebook_close(&b);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define CHANGES(rows) run_changes(rows, sizeof rows / sizeof rows[0])
#define FOUR "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}}"
#define FOUR_SURVIVING "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','survives':'ticket'}}"
#define TWO "'duties':{'x':{'within':'2 workdays'}}"
#define SIX "'duties':{'x':{'within':'6 workdays'}}"
#define OTHER "'duties':{'x':{'of':'ticket','owed':'update','met':'hold','within':null}}"
#define OWED "'duties':{'x':{'of':'ticket','owed':'receive','met':'hold'}}"
#define RIGHT "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 workday','expiry':'shut'}}"
#define MOVED                                                                                                                              \
  "'machines':{'m':{'of':'ticket','start':'a','states':{'a':'A','b':'B'}}},"                                                               \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','waive':'state(m) = b'}}"
#define PAUSED                                                                                                                             \
  "'machines':{'m':{'of':'ticket','start':'a','states':{'a':'A','b':'B'}}},'events':{'hold':{'moves':{'m':{'a':'b'}}}},"                   \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','pause':'state(m) = b'}}"
#define ASKED(pending)                                                                                                                     \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays',"                                               \
  "'extend':{'grant':{'add':'2 workdays','asked':'ask','pending':'" pending "'}}}}"
#define LATER_D "; e dispatch 04-15T09:00 u=b"

/* ticket: whole with the old policy. clock: each instance with the policy in which it was owed. switch: everything new, clocks keep their
   start. later, earlier: the later or earlier due moment of both. */
static void test_transition_in(void **state) {
    static const change rows[] = {
        {"ticket", "'transition':'switch'," FOUR, "'transition':'ticket'," TWO, START LATER_D, NULL,
         "x@d open due=04-16T24:00; x@e open due=04-21T24:00", ""},
        {"clock", "'transition':'switch'," FOUR, "'transition':'clock'," TWO, START LATER_D, NULL,
         "x@d open due=04-16T24:00; x@e open due=04-19T24:00", ""},
        {"switch", "'transition':'switch'," FOUR, "'transition':'switch'," TWO, START LATER_D, NULL,
         "x@d open late due=04-14T24:00; x@e open due=04-19T24:00", ""},
        {"later: the old one", "'transition':'switch'," FOUR, "'transition':'later'," TWO, START LATER_D, NULL,
         "x@d open due=04-16T24:00; x@e open due=04-19T24:00", ""},
        {"later: the new one", "'transition':'switch'," FOUR, "'transition':'later'," SIX, START, "04-15T10:00", "x@d open due=04-20T24:00",
         ""},
        {"earlier: the new one", "'transition':'switch'," FOUR, "'transition':'earlier'," TWO, START, "04-15T10:00",
         "x@d open late due=04-14T24:00", ""},
        {"earlier: the old one", "'transition':'switch'," FOUR, "'transition':'earlier'," SIX, START, "04-15T10:00",
         "x@d open due=04-16T24:00", ""},
        {"as an object", "'transition':'switch'," FOUR, "'transition':{'in':'clock'}," TWO, START, "04-15T10:00",
         "x@d open due=04-16T24:00", ""},
        {"undefined", "'transition':'switch'," FOUR, "'transition':'undefined'," TWO, START, "04-15T10:00", "x@d undefined late?",
         "transition_undefined~"},
        {"undefined: not yet", "'transition':'switch'," FOUR, "'transition':'undefined'," TWO, START, "04-14T24:00:00",
         "x@d undefined late?", "transition_undefined~"},
        {"undefined: the moment before", "'transition':'switch'," FOUR, "'transition':'undefined'," TWO, START, "04-14T23:59:59",
         "x@d open due=04-16T24:00", ""},
        {"undefined: a ticket that begins later", "'transition':'switch'," FOUR, "'transition':'undefined'," TWO,
         "r receive 04-15T09:00; d dispatch 04-15T10:00 u=a", NULL, "x@d open due=04-19T24:00", ""},
        {"undefined: what was over stays judged", "'transition':'switch'," FOUR, "'transition':'undefined'," TWO,
         START "c report 04-13T10:00 u=a", "04-20T10:00", "x@d met due=04-16T24:00 met=04-13T10:00", "transition_undefined~"},
        {"undefined: nothing of a closed ticket is under way", "'transition':'switch'," FOUR, "'transition':'undefined'," TWO,
         START "c report 04-13T10:00 u=a; z close 04-13T11:00", "04-20T10:00", "x@d met due=04-16T24:00 met=04-13T10:00", ""},
        {"undefined: but what outlives it", "'transition':'switch'," FOUR_SURVIVING, "'transition':'undefined'," TWO,
         START "z close 04-13T11:00", "04-20T10:00", "x@d undefined late?", "transition_undefined~"},
        {"at its first moment the new one is in force", "'transition':'switch'," FOUR, "'transition':'clock'," TWO,
         "r receive 04-12T09:00; d dispatch 04-15T00:00 u=a", NULL, "x@d open due=04-19T24:00", ""},
        {"what was over stays as it was", "'transition':'switch'," FOUR, "'transition':'switch'," TWO, START "c report 04-14T10:00 u=a",
         "04-20T10:00", "x@d met due=04-16T24:00 met=04-14T10:00", ""},
        {"met under the new one", "'transition':'switch'," FOUR, "'transition':'clock'," TWO, START "c report 04-16T10:00 u=a", NULL,
         "x@d met due=04-16T24:00 met=04-16T10:00", ""},
        {"switch: a duty that is no more", "'transition':'switch'," FOUR, "'transition':'switch','duties':{'x':null}", START, "04-15T10:00",
         "x@d cancelled due=04-16T24:00", ""},
        {"clock: a duty that is no more stays for what was owed", "'transition':'switch'," FOUR, "'transition':'clock','duties':{'x':null}",
         START LATER_D, NULL, "x@d open due=04-16T24:00", ""},
        {"switch: another way to meet it", "'transition':'switch'," FOUR, "'transition':'switch','duties':{'x':{'met':'contact'}}",
         START "c contact 04-15T10:00 u=a", NULL, "x@d met due=04-16T24:00 met=04-15T10:00", ""},
        {"clock: the old way to meet it", "'transition':'switch'," FOUR, "'transition':'clock','duties':{'x':{'met':'contact'}}",
         START LATER_D "; c contact 04-15T10:00 u=a; g contact 04-15T11:00 u=b; h report 04-15T12:00 u=a", NULL,
         "x@d met due=04-16T24:00 met=04-15T12:00; x@e met due=04-21T24:00 met=04-15T11:00", ""},
        {"switch: another duty of that name", "'transition':'switch'," FOUR, "'transition':'switch'," OTHER, START "w update 04-16T09:00",
         NULL, "x@d cancelled due=04-16T24:00; x open", ""},
        {"later: another duty of that name", "'transition':'switch'," FOUR, "'transition':'later'," OTHER, START "w update 04-16T09:00",
         NULL, "x@d cancelled due=04-16T24:00; x open", ""},
        {"clock: another duty of that name", "'transition':'switch'," FOUR, "'transition':'clock'," OTHER,
         START "c report 04-13T09:00 u=a; w update 04-16T09:00; e dispatch 04-16T10:00 u=b", NULL,
         "x@d met due=04-16T24:00 met=04-13T09:00; x open", ""},
        {"clock: what was owed of the ticket is owed of assignments now",
         "'transition':'switch','duties':{'x':{'of':'ticket','owed':'receive','met':'hold'},'y':{'of':'ticket','owed':'receive','met':'"
         "resume'}}",
         "'transition':'clock','duties':{'x':{'of':'assignment','owed':'dispatch'}}",
         "r receive 04-12T09:00; h hold 04-13T09:00; d dispatch 04-16T09:00 u=a", NULL, "x met met=04-13T09:00; y open; x@d open", ""},
        {"a right that was shut before stays shut", "'transition':'switch'," RIGHT, "'transition':'switch'," SIX, START, "04-16T09:00",
         "x@d shut due=04-13T24:00", ""},
        {"waived by the state that the change gives, at the next event", "'transition':'switch'," MOVED,
         "'transition':{'in':'switch','states':{'m':{'a':'b'}}}", START "h hold 04-16T09:00", NULL, "x@d waived", ""},
        {"a clock that stood goes on where the new rules know no pause", "'transition':'switch'," PAUSED,
         "'transition':'switch','duties':{'x':{'pause':null}}", START "h hold 04-13T10:00", "04-16T10:00", "x@d open due=04-19T24:00", ""},
        {"under clock it stands on", "'transition':'switch'," PAUSED, "'transition':'clock','duties':{'x':{'pause':null}}",
         START "h hold 04-13T10:00", "04-16T10:00", "x@d open", ""},
        {"a request that the new rules do not know holds no clock", "'transition':'switch'," ASKED("pauses"),
         "'transition':'switch','duties':{'x':{'extend':null}}", START "k ask 04-13T10:00 u=a", "04-16T10:00", "x@d open due=04-19T24:00",
         ""},
        {"a request that held no clock holds it under the new rules", "'transition':'switch'," ASKED("runs"),
         "'transition':'switch'," ASKED("pauses"), START "k ask 04-13T10:00 u=a; g grant 04-16T10:00 u=a", "04-19T10:00",
         "x@d open due=04-22T24:00", ""},
        {"a duty that is new is not owed by what was before", "'transition':'switch','facts':{'size':{'label':'n'}}",
         "'transition':'switch'," FOUR, START LATER_D, NULL, "x@e open due=04-21T24:00", ""},
    };
    (void)state;
    CHANGES(rows);
}

/* A period ends under the rules under which it began; a periodic duty that is new begins with the period of the change. */
static void test_transition_periods(void **state) {
#define WEEKLY "'duties':{'x':{'of':'ticket','every':'week','met':'hold'}}"
    static const change rows[] = {
        {"begun before", "'transition':'switch'," WEEKLY, "'transition':'switch','duties':{'x':{'met':'resume'}}",
         "r receive 03-31T09:00; s resume 04-16T09:00; t resume 04-20T09:00", NULL,
         "x open late due=04-04T24:00; x#2 open late due=04-11T24:00; x#3 open late due=04-18T24:00; "
         "x#4 met due=04-25T24:00 met=04-20T09:00",
         ""},
        {"begun before, though nothing happened between", "'transition':'switch'," WEEKLY,
         "'transition':'switch','duties':{'x':{'if':'anonymous'}}", "r receive 03-31T09:00", "04-27T09:00",
         "x open late due=04-04T24:00; x#2 open late due=04-11T24:00; x#3 open late due=04-18T24:00; x#4 not_owed; x#5 not_owed", ""},
        {"new: what was done before in that period counts", "'transition':'switch','facts':{'size':{'label':'n'}}",
         "'transition':'switch'," WEEKLY, "r receive 04-07T09:00; h hold 04-13T09:00", "04-20T09:00",
         "x met due=04-18T24:00 met=04-15T00:00; x#2 open due=04-25T24:00", ""},
        {"new: what was done in the period before does not", "'transition':'switch','facts':{'size':{'label':'n'}}",
         "'transition':'switch'," WEEKLY, "r receive 04-07T09:00; h hold 04-11T09:00", "04-15T09:00", "x open due=04-18T24:00", ""},
        {"no more: the last one ends", "'transition':'switch'," WEEKLY, "'transition':'switch','duties':{'x':null}",
         "r receive 04-07T09:00", "04-27T09:00", "x open late due=04-11T24:00; x#2 open late due=04-18T24:00", ""},
        {"no more: it may still be met", "'transition':'switch'," WEEKLY, "'transition':'switch','duties':{'x':null}",
         "r receive 04-14T09:00; h hold 04-16T09:00", "04-27T09:00", "x met due=04-18T24:00 met=04-16T09:00", ""},
        {"no more, and again when those rules expire", "'transition':'clock'," WEEKLY,
         "'transition':'clock','expires':'2021-05-05','duties':{'x':null}", "r receive 04-14T09:00", "05-10T09:00",
         "x open late due=04-18T24:00; x#2 open late due=05-09T24:00; x#3 open due=05-16T24:00", ""},
        {"no more, and again: what was met is not owed again", "'transition':'clock'," WEEKLY,
         "'transition':'clock','expires':'2021-05-05','duties':{'x':null}", "r receive 04-14T09:00; h hold 04-14T10:00", "05-05T09:00",
         "x met due=04-18T24:00 met=04-14T10:00; x#2 open due=05-09T24:00", ""},
        {"owed before, periodic now: once what was owed is over", "'transition':'switch'," OWED,
         "'transition':'clock','duties':{'x':{'owed':null,'every':'week'}}", "r receive 04-12T09:00; h hold 04-16T09:00", "04-20T09:00",
         "x met met=04-16T09:00; x#2 met due=04-18T24:00 met=04-16T09:00; x#3 open due=04-25T24:00", ""},
        {"owed before and over before, periodic now: no period from before the change", "'transition':'switch'," OWED,
         "'transition':'clock','duties':{'x':{'owed':null,'every':'week'}}", "r receive 03-02T09:00; h hold 03-03T09:00", "04-20T09:00",
         "x met met=03-03T09:00; x#2 open late due=04-18T24:00; x#3 open due=04-25T24:00", ""},
    };
    (void)state;
    CHANGES(rows);
}

/* `out` overrules the successor's `in`; a duty's own word overrules the policy's. */
static void test_transition_out(void **state) {
    static const change rows[] = {
        {"out overrules in", "'transition':{'in':'switch','out':'clock'}," FOUR, "'transition':'switch'," TWO, START, "04-15T10:00",
         "x@d open due=04-16T24:00", ""},
        {"out: ticket", "'transition':{'in':'switch','out':'ticket'}," FOUR, "'transition':'switch'," TWO, START LATER_D, NULL,
         "x@d open due=04-16T24:00; x@e open due=04-21T24:00", ""},
        {"out: ticket, of a ticket that began under other rules", "'transition':'switch'," FOUR,
         "'transition':{'in':'clock','out':'ticket'},'expires':'2021-04-20'," TWO,
         START "; e dispatch 04-16T09:00 u=b; f dispatch 04-20T09:00 u=c", NULL,
         "x@d open late due=04-16T24:00; x@e open due=04-20T24:00; x@f open due=04-25T24:00", ""},
        {"out: undefined", "'transition':{'in':'switch','out':'undefined'}," FOUR, "'transition':'switch'," TWO, START, "04-15T10:00",
         "x@d undefined late?", "transition_undefined~"},
        {"a duty's own in", "'transition':'switch'," FOUR,
         "'transition':'switch','duties':{'x':{'within':'2 workdays','transition':'later'}}", START, "04-15T10:00",
         "x@d open due=04-16T24:00", ""},
        {"a duty's own clock", "'transition':'switch'," FOUR,
         "'transition':'switch','duties':{'x':{'within':'2 workdays','transition':'clock'}}", START, "04-15T10:00",
         "x@d open due=04-16T24:00", ""},
        {"a duty's own out",
         "'transition':'switch','duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays',"
         "'transition':{'in':'switch','out':'clock'}}}",
         "'transition':'switch'," TWO, START, "04-15T10:00", "x@d open due=04-16T24:00", ""},
        {"a duty's own undefined", "'transition':'switch'," FOUR,
         "'transition':'switch','duties':{'x':{'within':'2 workdays','transition':'undefined'}}", START, "04-15T10:00",
         "x@d undefined late?", ""},
    };
    (void)state;
    CHANGES(rows);
}

/* A document that lapses without a successor. SCOPE 7: none in force: undefined. */
static void test_expiry(void **state) {
#define LAPSE "{'hotline':1,'id':'p','title':'t','source':'s','issued':'2020-01-01','effective':'2021-01-01','expires':'2021-04-15',"
#define BODY BODY_WITH("")
#define BODY_OUT(out) BODY_WITH(",'transition':{'in':'switch','out':'" out "'}")
#define BODY_WITH(more)                                                                                                                    \
  "'calendar':'cn','counting':{'start':'next-day','end':'24:00'},'facts':{'size':{'of':'ticket','type':'integer'}},"                       \
  "'events':{'receive':{'of':'ticket','opens':'ticket','facts':{'size':'optional'}},'hold':{'of':'ticket'},'resume':{'of':'ticket'}},"     \
  "'duties':{'x':{'of':'ticket','owed':'receive or hold','met':'resume','within':'4 workdays'" more "}}}"
    static const struct {
        const char *name, *document, *events, *now, *duties, *findings;
    } rows[] = {
        {"out: ticket: goes on", LAPSE "'transition':{'in':'switch','out':'ticket'}," BODY, "r receive 04-12T09:00; s resume 04-16T09:00",
         NULL, "x met due=04-16T24:00 met=04-16T09:00", ""},
        {"out: clock: goes on", LAPSE "'transition':{'in':'switch','out':'clock'}," BODY, "r receive 04-12T09:00; s resume 04-16T09:00",
         NULL, "x met due=04-16T24:00 met=04-16T09:00", ""},
        {"the day before", LAPSE "'transition':'switch'," BODY, "r receive 04-12T09:00", "04-14T23:59:59", "x open due=04-16T24:00", ""},
        {"no word on it: undefined", LAPSE "'transition':'switch'," BODY, "r receive 04-12T09:00", "04-15T00:00", "x undefined late?",
         "transition_undefined~"},
        {"no word on it, but a duty's own: clock", LAPSE "'transition':'switch'," BODY_OUT("clock"), "r receive 04-12T09:00", "04-15T00:00",
         "x open due=04-16T24:00", "transition_undefined~"},
        {"no word on it, but a duty's own: no rules that it could follow", LAPSE "'transition':'switch'," BODY_OUT("later"),
         "r receive 04-12T09:00", "04-15T00:00", "x cancelled due=04-16T24:00", "transition_undefined~"},
        {"begun after it lapsed", LAPSE "'transition':'switch'," BODY, "r receive 04-16T09:00", NULL, "", "no_policy~ r"},
        {"begun before it applied, and judged then", LAPSE "'transition':'switch'," BODY, "r receive 2020-12-31T09:00", NULL, "",
         "no_policy~ r"},
        {"begun before it applied: switch: clocks keep their start", LAPSE "'transition':'switch'," BODY, "r receive 2020-12-31T09:00",
         "01-01T00:00", "x open due=01-07T24:00", "no_policy~ r"},
        {"begun before it applied: clock: nothing was owed", LAPSE "'transition':'clock'," BODY, "r receive 2020-12-31T09:00",
         "01-01T00:00", "", "no_policy~ r"},
        {"begun before it applied: ticket: stays without rules", LAPSE "'transition':'ticket'," BODY,
         "r receive 2020-12-31T09:00; h hold 01-04T09:00", NULL, "", "no_policy~ r; no_policy~ h"},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *documents[] = {NULL, NULL};
        casebook b;
        documents[0] = rows[i].document;
        casebook_open_documents(&b, documents);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, rows[i].now);
        casebook_fold(&b, "T1");
        wrong += !casebook_same(rows[i].name, "duties", casebook_duties(&b), rows[i].duties);
        wrong += !casebook_same(rows[i].name, "findings", casebook_findings(&b), rows[i].findings);
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* The lapse of a policy says nothing of tickets that stayed with an earlier one. */
static void test_expiry_of_another(void **state) {
    static const char *const documents[] = {
        LAPSE "'transition':'switch'," BODY,
        "{'hotline':1,'id':'q','title':'t','source':'s','issued':'2020-01-01','effective':'2021-04-15','expires':'2021-05-01',"
        "'transition':{'in':'ticket','out':'undefined'}," BODY,
        NULL};
    casebook b;
    (void)state;
    casebook_open_documents(&b, (const char **)documents);
    casebook_add(&b, "r receive 04-12T09:00");
    casebook_settle(&b, "05-02T00:00");
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x open late due=04-16T24:00");
    assert_string_equal(casebook_findings(&b), "");
    casebook_close(&b);
    casebook_open_documents(&b, (const char **)documents);
    casebook_add(&b, "r receive 04-15T09:00");
    casebook_settle(&b, "05-02T00:00");
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x undefined late?");
    assert_string_equal(casebook_findings(&b), "transition_undefined~");
    casebook_close(&b);
}

/* transition.states maps the states of what is under way. */
static void test_state_mapping(void **state) {
#define OLD                                                                                                                                \
  "'transition':'switch','machines':{'m':{'of':'ticket','start':'a','states':{'a':'A','b':'B'}}},"                                         \
  "'events':{'hold':{'moves':{'m':{'a':'b'}}}}"
#define MAPPED(how)                                                                                                                        \
  "'transition':{'in':'" how "','states':{'m':{'b':'c'}}},'machines':{'m':{'states':{'b':null,'c':'C'}}},"                                 \
  "'events':{'hold':{'moves':{'m':{'a':'c'}}}}"
    static const struct {
        const char *name, *second, *events, *now, *want;
    } rows[] = {
        {"mapped", MAPPED("switch"), "r receive 04-12T09:00; h hold 04-13T09:00", "04-15T00:00", "c"},
        {"not yet", MAPPED("switch"), "r receive 04-12T09:00; h hold 04-13T09:00", "04-14T23:59:59", "b"},
        {"maps are not chained", "'transition':{'in':'switch','states':{'m':{'a':'b','b':'c'}}},'machines':{'m':{'states':{'c':'C'}}}",
         "r receive 04-12T09:00", "04-15T00:00", "b"},
        {"maps are not chained, in the other order", "'transition':{'in':'switch','states':{'m':{'b':'a','a':'b'}}}",
         "r receive 04-12T09:00; h hold 04-13T09:00", "04-15T00:00", "a"},
        {"another state", MAPPED("switch"), "r receive 04-12T09:00", "04-15T00:00", "a"},
        {"clock: all else follows the new one", MAPPED("clock"), "r receive 04-12T09:00; h hold 04-13T09:00", "04-15T00:00", "c"},
        {"ticket: stays whole with the old one", MAPPED("ticket"), "r receive 04-12T09:00; h hold 04-13T09:00", "04-15T00:00", "b"},
        {"ticket: moves by the old one", MAPPED("ticket"), "r receive 04-12T09:00; h hold 04-16T09:00", NULL, "b"},
        {"switch: moves by the new one", MAPPED("switch"), "r receive 04-12T09:00; h hold 04-16T09:00", NULL, "c"},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char two[1024];
        const char *documents[] = {casebook_base, DOCUMENT("one", "2021-01-01", "'extends':'base'," OLD), two, NULL};
        casebook b;
        snprintf(two, sizeof two, DOCUMENT("two", "2021-04-15", "'extends':'one',%s"), rows[i].second);
        casebook_open_documents(&b, documents);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, rows[i].now);
        casebook_fold(&b, "T1");
        wrong += !casebook_same(rows[i].name, "state", hotline_ticket_state(b.ticket, SIZE_MAX, "m", 1, NULL), rows[i].want);
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* Each value remembers its document: a duty's line names the policy that judged it. */
static void test_policy_named(void **state) {
    static const struct {
        const char *transition, *first, *second;
    } rows[] = {{"ticket", "one", "one"}, {"clock", "one", "two"}, {"switch", "two", "two"}, {"later", "two", "two"}};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char two[1024];
        const char *documents[] = {casebook_base, DOCUMENT("one", "2021-01-01", "'extends':'base','transition':'switch'," FOUR), two, NULL};
        casebook b;
        hotline_duty d;
        snprintf(two, sizeof two, DOCUMENT("two", "2021-04-15", "'extends':'one','transition':'%s'," TWO), rows[i].transition);
        casebook_open_documents(&b, documents);
        casebook_add(&b, START "e dispatch 04-15T09:00 u=b");
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        d.struct_size = sizeof d;
        assert_int_equal(hotline_ticket_duty(b.ticket, 0, &d), HOTLINE_OK);
        assert_string_equal(d.policy, rows[i].first);
        assert_int_equal(hotline_ticket_duty(b.ticket, 1, &d), HOTLINE_OK);
        assert_string_equal(d.policy, rows[i].second);
        casebook_close(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_assignments),        cmocka_unit_test(test_place),          cmocka_unit_test(test_states),
        cmocka_unit_test(test_opening_moves),      cmocka_unit_test(test_rounds),         cmocka_unit_test(test_transition_in),
        cmocka_unit_test(test_transition_periods), cmocka_unit_test(test_transition_out), cmocka_unit_test(test_expiry),
        cmocka_unit_test(test_expiry_of_another),  cmocka_unit_test(test_state_mapping),  cmocka_unit_test(test_policy_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
