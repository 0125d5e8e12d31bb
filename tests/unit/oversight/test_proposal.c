/* SPDX-License-Identifier: MIT */
/*
 * Proposals: at which moment each fires, once per subject and occurrence, with what had happened by then; what they show; published
 * rankings; what the reader answers to wrong calls. Shown as NAME[@ASSIGNMENT] OCCURRENCE [MOMENT] [STATE if not fired] [(causes)].
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct proposal_row {
    const char *name;
    const char *rules; /* the rest of the body */
    const char *events;
    const char *now;
    const char *shown;
} proposal_row;

static void show_one(const hotline_proposals *p, size_t i, const hotline_proposal *one, char *out, size_t size) {
    char at[HOTLINE_INSTANT_SIZE] = "";
    size_t used = strlen(out);
    size_t cause;
    if (one->at != hotline_instant_none()) {
        assert_int_equal(hotline_instant_write(one->at, 480, at), HOTLINE_OK);
        at[16] = '\0';
    }
    used += (size_t)snprintf(out + used, size - used, "%s%s%s%s %s%s%s%s%s", used > 0 ? "; " : "", one->proposal,
                             one->assignment != NULL ? "@" : "", one->assignment != NULL ? one->assignment : "",
                             one->occurrence != NULL ? one->occurrence : "-", at[0] != '\0' ? " " : "", at[0] != '\0' ? at + 5 : "",
                             one->state != HOTLINE_PROPOSAL_FIRED ? " " : "",
                             one->state != HOTLINE_PROPOSAL_FIRED ? hotline_proposal_state_name(one->state) : "");
    for (cause = 0; cause < one->cause_count; cause++) {
        used += (size_t)snprintf(out + used, size - used, " (%s)", hotline_proposals_cause(p, i, cause, NULL));
    }
    assert_true(used < size);
}

static void show(hotline_proposals *p, char *out, size_t size) {
    size_t i;
    out[0] = '\0';
    for (i = 0; i < hotline_proposals_count(p); i++) {
        hotline_proposal one;
        memset(&one, 0, sizeof one);
        one.struct_size = sizeof one;
        assert_int_equal(hotline_proposals_at(p, i, &one), HOTLINE_OK);
        show_one(p, i, &one, out, size);
    }
}

static void work_out(casebook *b, hotline_proposals *p, const char *unit) {
    if (unit != NULL) {
        assert_int_equal(hotline_proposals_unit(p, unit, strlen(unit)), HOTLINE_OK);
    } else {
        assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_OK);
    }
    (void)b;
}

static void run(const proposal_row *rows, size_t count, const char *unit) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        char shown[1024];
        casebook b;
        hotline_proposals *p = NULL;
        casebook_open(&b, rows[i].rules);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, rows[i].now);
        assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
        work_out(&b, p, unit);
        show(p, shown, sizeof shown);
        wrong += !casebook_same(rows[i].name, "proposals", shown, rows[i].shown);
        hotline_proposals_free(p);
        casebook_close(&b);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define TICKET(rows) run(rows, sizeof rows / sizeof rows[0], NULL)
#define UNIT(rows) run(rows, sizeof rows / sizeof rows[0], "a")
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "
#define P(subject, members) "'proposals':{'p':{'of':'" subject "','propose':'look'," members "}}"
#define REPORT "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}},"

static void test_events(void **state) {
    static const proposal_row rows[] = {
        {"each occurrence", P("ticket", "'on':'hold'"), START "h hold 04-13T09:00; i hold 04-14T09:00", NULL,
         "p h 04-13T09:00; p i 04-14T09:00"},
        {"the first", P("ticket", "'on':'first(hold)'"), START "h hold 04-13T09:00; i hold 04-14T09:00", NULL, "p h 04-13T09:00"},
        {"last() with a term begins anew", P("ticket", "'on':'last(hold)','after':'2 days'"),
         START "h hold 04-13T09:00; i hold 04-14T09:00", "04-30T00:00", "p i 04-17T00:00"},
        {"last() that fired stays", P("ticket", "'on':'last(hold)','after':'2 days'"), START "h hold 04-13T09:00; i hold 04-20T09:00",
         "04-30T00:00", "p h 04-16T00:00; p i 04-23T00:00"},
        {"a filter", P("assignment", "'on':'contact(outcome = missed)'"),
         START "c contact 04-13T09:00 on=d {'outcome':'missed'}; e contact 04-13T10:00 on=d {'outcome':'reached'}", NULL,
         "p@d c 04-13T09:00"},
        {"of the ticket: the events of its assignments", P("ticket", "'on':'contact'"), START "c contact 04-13T09:00 on=d", NULL,
         "p c 04-13T09:00"},
        {"of an assignment: its own", P("assignment", "'on':'contact'"), START "e dispatch 04-12T11:00 u=b; c contact 04-13T09:00 on=e",
         NULL, "p@e c 04-13T09:00"},
        {"opening an assignment concerns that one", P("assignment", "'on':'dispatch'"), START "e dispatch 04-12T11:00 u=b", NULL,
         "p@d d 04-12T10:00; p@e e 04-12T11:00"},
        {"the ticket's: every live assignment", P("assignment", "'on':'hold'"),
         START "e dispatch 04-12T11:00 u=b; k back 04-12T12:00 on=e; h hold 04-13T09:00", NULL, "p@d h 04-13T09:00"},
        {"the event that ends it is its own", P("assignment", "'on':'back'"), START "k back 04-12T12:00 on=d", NULL, "p@d k 04-12T12:00"},
        {"the condition sees the event", P("assignment", "'on':'report','if':'result = done'"),
         START "c report 04-13T09:00 on=d {'result':'refused'}; e report 04-14T09:00 on=d {'result':'done'}", NULL, "p@d e 04-14T09:00"},
        {"what was proposed stays when it is put right later", P("assignment", "'on':'report','if':'result = refused'"),
         START "c report 04-13T09:00 on=d {'result':'refused'}; e report 04-14T09:00 on=d {'result':'done'}", NULL, "p@d c 04-13T09:00"},
        {"a correction takes it back", P("assignment", "'on':'report','if':'result = refused'"),
         START "c report 04-13T09:00 on=d {'result':'refused'}; v void 04-14T09:00 {'voids':'c'}", NULL, ""},
        {"unknown", P("assignment", "'on':'report','if':'result = refused'"), START "c report 04-13T09:00 on=d", NULL,
         "p@d c 04-13T09:00 unknown (result)"},
        {"undefined", P("assignment", "'on':'report','if':'undefined'"), START "c report 04-13T09:00 on=d", NULL,
         "p@d c 04-13T09:00 undefined (proposals.p.if)"},
        {"a table of conditions", P("assignment", "'on':'report','if':{'result = done':'no','else':'undefined'}"),
         START "c report 04-13T09:00 on=d {'result':'done'}; e report 04-14T09:00 on=d {'result':'refused'}", NULL,
         "p@d e 04-14T09:00 undefined (proposals.p.if[else])"},
        {"`on` is undefined: of every subject", P("ticket", "'on':'undefined'"), START, NULL, "p - undefined (proposals.p.on)"},
        {"`on` is undefined, but the condition says no", P("ticket", "'on':'undefined','if':'hold'"), START, NULL, ""},
        {"in the order of moments",
         "'proposals':{'p':{'of':'ticket','propose':'look','on':'hold','after':'5 "
         "days'},'q':{'of':'ticket','propose':'look','on':'resume'}}",
         START "h hold 04-13T09:00; i resume 04-14T09:00", "04-30T00:00", "q i 04-14T09:00; p h 04-19T00:00"},
    };
    (void)state;
    TICKET(rows);
}

static void test_terms(void **state) {
    static const proposal_row rows[] = {
        {"it has not come", P("ticket", "'on':'hold','after':'5 workdays'"), START "h hold 04-13T09:00", "04-20T23:00",
         "p h 04-21T00:00 ahead"},
        {"it has come", P("ticket", "'on':'hold','after':'5 workdays'"), START "h hold 04-13T09:00", "04-21T00:00", "p h 04-21T00:00"},
        {"the condition is read then", P("ticket", "'on':'hold','after':'5 workdays','if':'not resume'"),
         START "h hold 04-13T09:00; i resume 04-20T09:00", "05-01T00:00", ""},
        {"at the very moment is in time", P("ticket", "'on':'hold','after':'2 hours','if':'not resume'"),
         START "h hold 04-13T09:00; i resume 04-13T11:00", "05-01T00:00", ""},
        {"after it is not", P("ticket", "'on':'hold','after':'2 hours','if':'not resume'"),
         START "h hold 04-13T09:00; i resume 04-13T11:00:01", "05-01T00:00", "p h 04-13T11:00"},
        {"an undefined term", P("ticket", "'on':'hold','after':'undefined'"), START "h hold 04-13T09:00", NULL,
         "p h undefined (proposals.p.after)"},
        {"an undefined term, and the condition says no", P("ticket", "'on':'hold','after':'undefined','if':'resume'"),
         START "h hold 04-13T09:00", NULL, ""},
        {"a term in a table", P("ticket", "'on':'hold','after':{'category = urgent':'1 hour','else':'2 hours'}"),
         "r receive 04-12T09:00 {'category':'urgent'}; h hold 04-13T09:00", "04-14T00:00", "p h 04-13T10:00"},
        {"a term by a fact that is missing", P("ticket", "'on':'hold','after':'size days'"), START "h hold 04-13T09:00", NULL,
         "p h unknown (size)"},
        {"an undefined counting", "'counting':'undefined'," P("ticket", "'on':'hold','after':'2 days'"), START "h hold 04-13T09:00", NULL,
         "p h undefined (counting.start)"},
        {"working hours, of which the calendar knows none", P("ticket", "'on':'hold','after':'2 workhours'"), START "h hold 04-13T09:00",
         NULL, "p h undefined (calendar.hours)"},
        {"a negative term is none", P("ticket", "'on':'hold','after':'size days'"), "r receive 04-12T09:00 {'size':-1}; h hold 04-13T09:00",
         NULL, ""},
        {"an event cannot be known ahead", P("ticket", "'on':'hold','ahead':'1 day'"), START "h hold 04-13T09:00", NULL, "p h 04-13T09:00"},
    };
    (void)state;
    TICKET(rows);
}

static void test_due(void **state) {
    static const proposal_row rows[] = {
        {"the moment has passed: late holds", REPORT P("assignment", "'on':'due(x)','if':'open(x) and late(x)'"), START, "05-01T00:00",
         "p@d d 04-17T00:00"},
        {"met in time", REPORT P("assignment", "'on':'due(x)','if':'open(x)'"), START "c report 04-16T09:00 on=d", "05-01T00:00", ""},
        {"met afterwards: it stays", REPORT P("assignment", "'on':'due(x)','if':'open(x)'"), START "c report 04-17T00:00:01 on=d",
         "05-01T00:00", "p@d d 04-17T00:00"},
        {"after the due day", REPORT P("assignment", "'on':'due(x)','after':'1 workday','if':'open(x)'"), START, "05-01T00:00",
         "p@d d 04-20T00:00"},
        {"not yet", REPORT P("assignment", "'on':'due(x)','after':'1 workday','if':'open(x)'"), START, "04-19T00:00",
         "p@d d 04-20T00:00 ahead"},
        {"not yet, and met: never", REPORT P("assignment", "'on':'due(x)','after':'1 workday','if':'open(x)'"),
         START "c report 04-14T00:00 on=d", "04-19T00:00", ""},
        {"ahead", REPORT P("assignment", "'on':'due(x)','ahead':'1 workday'"), START, "04-16T00:00", "p@d d 04-16T00:00"},
        {"ahead, not yet", REPORT P("assignment", "'on':'due(x)','ahead':'1 workday'"), START, "04-15T23:59", "p@d d 04-16T00:00 ahead"},
        {"ahead, but the duty ended before", REPORT P("assignment", "'on':'due(x)','ahead':'1 workday'"), START "c report 04-15T09:00 on=d",
         "05-01T00:00", ""},
        {"ahead, met between: it stays", REPORT P("assignment", "'on':'due(x)','ahead':'1 workday'"), START "c report 04-16T09:00 on=d",
         "05-01T00:00", "p@d d 04-16T00:00"},
        {"ahead of what is due at once: not before it is owed",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'2 hours'}}," P("assignment",
                                                                                                     "'on':'due(x)','ahead':'1 workday'"),
         START, "04-12T10:00", "p@d d 04-12T10:00"},
        {"a due moment that is extended moves it",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','extend':{'grant':{'add':'days "
         "workdays'}}}}," P("assignment", "'on':'due(x)','ahead':'1 workday'"),
         START "g grant 04-16T09:00 on=d {'days':2}", "04-16T10:00", "p@d d 04-20T00:00 ahead"},
        {"a clock that stands: no moment",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','pause':'hold and not resume'}}," P(
             "assignment", "'on':'due(x)','if':'open(x)'"),
         START "h hold 04-13T09:00", "05-01T00:00", "p@d d ahead"},
        {"a clock that went on",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','pause':'hold and not resume'}}," P(
             "assignment", "'on':'due(x)','if':'open(x)'"),
         START "h hold 04-13T09:00; i resume 04-15T09:00", "05-01T00:00", "p@d d 04-21T00:00"},
        {"a clock that begins anew is another occasion",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 workday','restart':'contact'}}," P(
             "assignment", "'on':'due(x)','if':'open(x)'"),
         START "c contact 04-14T09:00 on=d", "05-01T00:00", "p@d d 04-14T00:00; p@d c 04-16T00:00"},
        {"of what is not owed there is none",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','if':'size > 1','met':'report','within':'1 workday'}}," P("assignment",
                                                                                                                       "'on':'due(x)'"),
         "r receive 04-12T09:00 {'size':1}; d dispatch 04-12T10:00 u=a", "05-01T00:00", ""},
        {"an undefined due moment",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'undefined'}}," P("assignment",
                                                                                                       "'on':'due(x)','if':'open(x)'"),
         START, "05-01T00:00", "p@d d undefined (duties.x.within)"},
        {"an undefined due moment, by the counting", "'counting':'undefined'," REPORT P("assignment", "'on':'due(x)','if':'open(x)'"),
         START, "05-01T00:00", "p@d d undefined (counting.start)"},
        {"an undefined due moment of what was met",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'undefined'}}," P("assignment",
                                                                                                       "'on':'due(x)','if':'open(x)'"),
         START "c report 04-15T09:00 on=d", "05-01T00:00", ""},
        {"a due moment by a fact that is missing",
         "'duties':{'x':{'of':'assignment','owed':'report','met':'fulfil','due':'promised_for'}}," P("assignment", "'on':'due(x)'"),
         START "c report 04-15T09:00 on=d", "05-01T00:00", "p@d c unknown (promised_for)"},
        {"each round's own", REPORT P("assignment", "'on':'due(x)','after':'1 workday','if':'open(x)'"),
         START "e dispatch 04-12T11:00 u=b; c report 04-13T09:00 on=e", "05-01T00:00", "p@d d 04-20T00:00"},
        {"the condition speaks of the instance that was due",
         "'duties':{'x':{'of':'ticket','owed':'hold','met':'resume','within':'1 workday'}}," P(
             "ticket", "'on':'due(x)','after':'1 workday','if':'open(x)'"),
         "r receive 04-12T09:00; h hold 04-12T10:00; i resume 04-13T09:00; j hold 04-13T10:00", "04-15T00:00", "p j 04-16T00:00 ahead"},
        {"a duty of the ticket, a proposal of its assignments",
         "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','within':'1 workday'}}," P("assignment",
                                                                                                  "'on':'due(x)','if':'open(x)'"),
         START "e dispatch 04-12T11:00 u=b", "05-01T00:00", "p@d r 04-14T00:00; p@e r 04-14T00:00"},
        {"cancelled with its assignment", REPORT P("assignment", "'on':'due(x)','if':'open(x)'"), START "k back 04-13T09:00 on=d",
         "05-01T00:00", ""},
    };
    (void)state;
    TICKET(rows);
}

static void test_periods(void **state) {
#define STUDY "'duties':{'x':{'of':'unit','every':'month','met':'visit'}},"
    static const proposal_row rows[] = {
        {"each end", P("unit", "'on':'end(month)'"), "u about 04-12T09:00 u=a", "06-10T00:00",
         "p 2021-04 05-01T00:00; p 2021-05 06-01T00:00; p 2021-06 07-01T00:00 ahead"},
        {"of the months in which nothing was done", STUDY P("unit", "'on':'end(month)','if':'open(x)'"),
         "u about 04-12T09:00 u=a; v visit 05-20T09:00 u=a", "07-01T00:00",
         "p 2021-04 05-01T00:00; p 2021-06 07-01T00:00; p 2021-07 08-01T00:00 ahead"},
        {"some days after it: still of that month", STUDY P("unit", "'on':'end(month)','after':'3 days','if':'open(x)'"),
         "u about 04-12T09:00 u=a; v visit 05-02T09:00 u=a", "06-20T00:00", "p 2021-04 05-04T00:00; p 2021-06 07-04T00:00 ahead"},
        {"ahead of it", STUDY P("unit", "'on':'end(month)','ahead':'5 days','if':'open(x)'"),
         "u about 04-12T09:00 u=a; v visit 05-30T09:00 u=a", "06-01T00:00",
         "p 2021-04 04-26T00:00; p 2021-05 05-27T00:00; p 2021-06 06-26T00:00 ahead"},
        {"what comes at the end belongs to the next", P("unit", "'on':'end(month)','if':'visit'"),
         "u about 04-12T09:00 u=a; v visit 05-01T00:00 u=a", "05-31T00:00", "p 2021-05 06-01T00:00 ahead"},
        {"due by the period", STUDY P("unit", "'on':'due(x)','if':'open(x) and late(x)'"),
         "u about 04-12T09:00 u=a; v visit 05-20T09:00 u=a", "06-10T00:00", "p 2021-04 05-01T00:00; p 2021-06 07-01T00:00 ahead"},
        {"periods that are undefined", "'periods':{'month':'undefined'}," P("unit", "'on':'end(month)'"), "u about 04-12T09:00 u=a",
         "06-10T00:00", "p - undefined (periods.month)"},
        {"the unit's facts of that day", P("unit", "'on':'end(month)','if':'kind = street'"),
         "u about 04-12T09:00 u=a {'kind':'street'}; v about 05-20T09:00 u=a {'kind':'zone'}", "06-10T00:00",
         "p 2021-04 05-01T00:00; p 2021-06 07-01T00:00 ahead"},
        {"an event of the unit", P("unit", "'on':'visit','if':'staff > 3'"),
         "u about 04-12T09:00 u=a {'staff':4}; v visit 04-13T09:00 u=a; w about 04-14T09:00 u=a {'staff':3}; y visit 04-15T09:00 u=a", NULL,
         "p v 04-13T09:00"},
    };
    (void)state;
    UNIT(rows);
}

#define RANK(ties, absent) RANK_EVERY("month", ties, absent)
#define RANK_EVERY(every, ties, absent)                                                                                                    \
  "'measures':{'m':{'of':'assignment','at':'dispatch','count':'always'}},"                                                                 \
  "'rankings':{'k':{'units':'always','every':'" every "','by':'m','ties':" ties ",'absent':'" absent "'}},"
#define PUBLISH(id, month, at, order) id " publish " at " t=- {'ranking':'k','period':'2021-" month "','version':1,'order':" order "}; "

static void test_rankings(void **state) {
    static const proposal_row rows[] = {
        {"last", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'streak >= 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") PUBLISH("p5", "05", "06-05T09:00", "['a','b']"), NULL,
         "p k 2021-04 05-05T09:00"},
        {"twice in a row", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'streak = 2'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") PUBLISH("p5", "05", "06-05T09:00", "['b','a']")
             PUBLISH("p6", "06", "07-05T09:00", "['b','a']"),
         NULL, "p k 2021-05 06-05T09:00"},
        {"a later version takes the place of the earlier", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'streak >= 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']")
             PUBLISH("p5", "05", "06-05T09:00",
                     "['b','a']") "p9 publish 06-20T09:00 t=- {'ranking':'k','period':'2021-04','version':2,'order':['a','b']}",
         NULL, "p k 2021-05 06-05T09:00"},
        {"a month is missing: breaks", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'streak = 2'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") PUBLISH("p6", "06", "07-05T09:00", "['b','a']"), NULL,
         ""},
        {"a month is missing: holds", RANK("'all'", "holds") P("unit", "'on':'publish(k)','if':'streak = 2'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") PUBLISH("p6", "06", "07-05T09:00", "['b','a']"), NULL,
         "p k 2021-06 07-05T09:00"},
        {"a month is missing: undefined", RANK("'all'", "undefined") P("unit", "'on':'publish(k)','if':'streak = 2'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") PUBLISH("p6", "06", "07-05T09:00", "['b','a']"), NULL,
         "p k 2021-06 07-05T09:00 undefined (rankings.k.absent)"},
        {"undefined, but last in any case", RANK("'all'", "undefined") P("unit", "'on':'publish(k)','if':'streak >= 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") PUBLISH("p6", "06", "07-05T09:00", "['b','a']"), NULL,
         "p k 2021-04 05-05T09:00; p k 2021-06 07-05T09:00"},
        {"the unit is missing", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'streak >= 2'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") PUBLISH("p5", "05", "06-05T09:00", "['b','c']")
             PUBLISH("p6", "06", "07-05T09:00", "['b','a']"),
         NULL, ""},
        {"tied last: all", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'streak >= 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b',['c','a']]"), NULL, "p k 2021-04 05-05T09:00"},
        {"tied last: none", RANK("'none'", "breaks") P("unit", "'on':'publish(k)','if':'streak >= 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b',['c','a']]"), NULL, ""},
        {"tied last: undefined", RANK("'undefined'", "breaks") P("unit", "'on':'publish(k)','if':'streak >= 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b',['c','a']]"), NULL,
         "p k 2021-04 05-05T09:00 undefined (rankings.k.ties)"},
        {"rank", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'rank = 2 and rank_from_last = 3'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b',['c','a'],'d','e']"), NULL, "p k 2021-04 05-05T09:00"},
        {"after a term", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','after':'2 days','if':'streak >= 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']"), NULL, "p k 2021-04 05-08T00:00 ahead"},
        {"a measure is not told yet", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'m > 1'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']"), NULL,
         "p k 2021-04 05-05T09:00 undefined (proposals.p.if)"},
        {"voided", RANK("'all'", "breaks") P("unit", "'on':'publish(k)'"),
         "u about 04-12T09:00 u=a; " PUBLISH("p4", "04", "05-05T09:00", "['b','a']") "v void 05-06T09:00 t=- {'voids':'p4'}", NULL, ""},
        {"names that are none", RANK("'all'", "breaks") P("unit", "'on':'publish(k)'"),
         "u about 04-12T09:00 u=a; p4 publish 05-05T09:00 t=- {'ranking':'j','period':'2021-04','order':['a']}; "
         "p5 publish 05-05T09:00 t=- {'ranking':'k','period':'2021/04','order':['a']}; p6 publish 05-05T09:00 t=- "
         "{'ranking':'k','period':'2021-04'}",
         NULL, ""},
    };
    (void)state;
    UNIT(rows);
}

#define ABOUT "u about 04-12T09:00 u=a; "
#define PERIOD(id, when, period) id " publish " when " t=- {'ranking':'k','period':" period ",'order':['b','a']}; "
#define ORDER(id, when, order) id " publish " when " t=- {'ranking':'k','period':'2021-04','order':" order "}; "
#define VERSION(id, when, version, order)                                                                                                  \
  id " publish " when " t=- {'ranking':'k','period':'2021-04','version':" version ",'order':" order "}; "

/* A period is known by its name alone: what is no name of such a period is no ranking of it. */
static void test_names_of_periods(void **state) {
#define LAST P("unit", "'on':'publish(k)','if':'streak >= 1'")
#define TWICE P("unit", "'on':'publish(k)','if':'streak >= 2'")
    static const proposal_row rows[] = {
        {"no months", RANK("'all'", "breaks") LAST,
         ABOUT PERIOD("q0", "05-05T09:00", "'2021-00'") PERIOD("q1", "05-05T09:01", "'2021-13'") PERIOD("q2", "05-05T09:02", "'2021-4'")
             PERIOD("q3", "05-05T09:03", "'2021-Q4'") PERIOD("q4", "05-05T09:04", "'202x-04'") PERIOD("q5", "05-05T09:05", "'2021-0x'")
                 PERIOD("q6", "05-05T09:06", "'2021-/4'") PERIOD("q7", "05-05T09:07", "'2021-004'") PERIOD("q8", "05-05T09:08", "''")
                     PERIOD("q9", "05-05T09:09", "'2021_04'") PERIOD("qa", "05-05T09:10", "'2021004'"),
         NULL, ""},
        {"facts of another type", RANK("'all'", "breaks") LAST,
         ABOUT PERIOD("q0", "05-05T09:00", "202104") PERIOD("q1", "05-05T09:01", "['2021-04']")
             PERIOD("q2", "05-05T09:02", "null") "q3 publish 05-05T09:03 t=- {'ranking':7,'period':'2021-04','order':['b','a']}; "
                                                 "q4 publish 05-05T09:04 t=- {'ranking':['k'],'period':'2021-04','order':['b','a']}; "
                                                 "q5 publish 05-05T09:05 t=- {'ranking':'k','order':['b','a']}; q6 publish 05-05T09:06 t=- "
                                                 "{'period':'2021-04','order':['b','a']}",
         NULL, ""},
        {"before any policy", RANK("'all'", "breaks") LAST, ABOUT PERIOD("q0", "2019-05-05T09:00", "'2019-04'"), NULL, ""},
        {"a ranking that the overlay declares, not the policy of that day", RANK("'all'", "breaks") LAST,
         ABOUT PERIOD("q0", "2019-12-31T09:00", "'2019-04'") PERIOD("q1", "05-05T09:00", "'2021-04'"), NULL, "p k 2021-04 05-05T09:00"},
        {"years", RANK_EVERY("year", "'all'", "breaks") TWICE,
         ABOUT PERIOD("q0", "05-05T09:00", "'2019'") PERIOD("q1", "05-05T09:01", "'2020'") PERIOD("q2", "05-05T09:02", "'20211'")
             PERIOD("q3", "05-05T09:03", "'202x'") PERIOD("q4", "05-05T09:04", "'2021-04'"),
         NULL, "p k 2020 05-05T09:01"},
        {"quarters, over the end of a year", RANK_EVERY("quarter", "'all'", "breaks") TWICE,
         ABOUT PERIOD("q0", "05-05T09:00", "'2020-Q4'") PERIOD("q1", "05-05T09:01", "'2021-Q1'") PERIOD("q2", "05-05T09:02", "'2021-Q0'")
             PERIOD("q3", "05-05T09:03", "'2021-Q5'") PERIOD("q4", "05-05T09:04", "'2021-02'") PERIOD("q5", "05-05T09:05", "'2021-q2'")
                 PERIOD("q6", "05-05T09:06", "'2021 Q2'"),
         NULL, "p k 2021-Q1 05-05T09:01"},
        {"weeks: a day in each, seven days apart", RANK_EVERY("week", "'all'", "breaks") TWICE,
         ABOUT PERIOD("q0", "05-05T09:00", "'2021-04-05'") PERIOD("q1", "05-05T09:01", "'2021-04-12'") PERIOD(
             "q2", "05-05T09:02", "'2021-W17'") PERIOD("q3", "05-05T09:03", "'2021-04-31'") PERIOD("q4", "05-05T09:04", "'2021-04-26'"),
         NULL, "p k 2021-04-12 05-05T09:01"},
        {"days, over the end of a month", RANK_EVERY("day", "'all'", "breaks") TWICE,
         ABOUT PERIOD("q0", "05-05T09:00", "'2021-04-30'") PERIOD("q1", "05-05T09:01", "'2021-05-01'")
             PERIOD("q2", "05-05T09:02", "'2021-05-03'") PERIOD("q3", "05-05T09:03", "'2021-04'"),
         NULL, "p k 2021-05-01 05-05T09:01"},
    };
    (void)state;
    UNIT(rows);
}

/* What came as an order, and as a version. */
static void test_orders_and_versions(void **state) {
    static const proposal_row rows[] = {
        {"no list", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "'a'"), NULL, ""},
        {"a number", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "7"), NULL, ""},
        {"a number that is not whole", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "7.5"), NULL, ""},
        {"an object", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "{'a':1}"), NULL, ""},
        {"nothing", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "null"), NULL, ""},
        {"an empty list", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "[]"), NULL, ""},
        {"an empty list takes the place of one", RANK("'all'", "breaks") LAST,
         ABOUT ORDER("q0", "05-05T09:00", "['b','a']") VERSION("q1", "05-06T09:00", "2", "[]"), NULL, ""},
        {"an empty group", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "[[],['a']]"), NULL, "p k 2021-04 05-05T09:00"},
        {"numbers, in the list and in a group", RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'rank = 4'"),
         ABOUT ORDER("q0", "05-05T09:00", "[7,[7.5,{'a':1}],[null,'a',['a']]]"), NULL, "p k 2021-04 05-05T09:00"},
        {"a group deeper than groups go", RANK("'all'", "breaks") LAST, ABOUT ORDER("q0", "05-05T09:00", "['b',[['a']]]"), NULL, ""},
        {"the unit twice: it has one place, the first",
         RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'rank = 1 and rank_from_last = 2'"),
         ABOUT ORDER("q0", "05-05T09:00", "['a','b','a']"), NULL, "p k 2021-04 05-05T09:00"},
        {"the unit twice in one group is tied with nobody", RANK("'none'", "breaks") LAST,
         ABOUT ORDER("q0", "05-05T09:00", "['b',['a','a']]"), NULL, "p k 2021-04 05-05T09:00"},
        {"a version as text", RANK("'all'", "breaks") LAST,
         ABOUT VERSION("q0", "05-06T09:00", "'10'", "['b','a']") VERSION("q1", "05-07T09:00", "9", "['a','b']"), NULL,
         "p k 2021-04 05-06T09:00"},
        {"a version as text is at most nine digits", RANK("'all'", "breaks") LAST,
         ABOUT VERSION("q0", "05-06T09:00", "'999999999'", "['b','a']") VERSION("q1", "05-07T09:00", "'1000000000'", "['a','b']"), NULL,
         "p k 2021-04 05-06T09:00"},
        {"versions that are none count as not said", RANK("'all'", "breaks") LAST,
         ABOUT VERSION("q0", "05-06T09:00", "1", "['b','a']") VERSION("q1", "05-07T09:00", "'2a'", "['a','b']")
             VERSION("q2", "05-08T09:00", "['2']", "['a','b']") VERSION("q3", "05-09T09:00", "null", "['a','b']")
                 VERSION("q4", "05-09T09:00", "true", "['a','b']"),
         NULL, "p k 2021-04 05-06T09:00"},
        {"the same version twice: the later", RANK("'all'", "breaks") LAST,
         ABOUT VERSION("q0", "05-06T09:00", "1", "['b','a']") VERSION("q1", "05-07T09:00", "1", "['a','b']"), NULL, ""},
        {"an earlier version that comes later", RANK("'all'", "breaks") LAST,
         ABOUT VERSION("q0", "05-07T09:00", "1", "['a','b']") VERSION("q1", "05-06T09:00", "2", "['b','a']"), NULL,
         "p k 2021-04 05-06T09:00"},
    };
    (void)state;
    UNIT(rows);
}

/* What is shown: no personal facts; roles once; the id is the same whatever came in between. */
static void test_shown(void **state) {
    casebook b;
    hotline_proposals *p = NULL;
    hotline_proposal one;
    const char *lines = NULL;
    size_t len = 0;
    (void)state;
    casebook_open(&b, "'facts':{'matter':{'personal':true},'note':{'personal':true}},"
                      "'proposals':{'p':{'of':'assignment','on':'hold','if':'matter != \\\"x\\\" and kind = street','propose':'look',"
                      "'to':['handler','centre'],'by':'centre','label':'l','clause':'7'}}");
    casebook_add(&b, "r receive 04-12T09:00 t=A/1 {'size':3,'matter':'secret'}; d dispatch 04-12T10:00 t=A/1 u=a {'note':'secret'}; "
                     "u about 04-12T08:00 u=a {'kind':'street','staff':2}; h%1 hold 04-13T09:00 t=A/1");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_ticket(p, "A/1", 3), HOTLINE_OK);
    assert_int_equal(hotline_proposals_lines(p, &lines, &len), HOTLINE_OK);
    assert_string_equal(lines,
                        "{\"type\":\"proposal\",\"id\":\"p/assignment/A%2F1/d/h%251\",\"proposal\":\"p\",\"propose\":\"look\","
                        "\"state\":\"fired\",\"ticket\":\"A/1\",\"assignment\":\"d\",\"unit\":\"a\",\"round\":1,\"occurrence\":\"h%1\","
                        "\"at\":\"2021-04-13T09:00:00+08:00\",\"to\":[\"handler\",\"centre\"],\"by\":[\"centre\"],\"causes\":[],"
                        "\"facts\":{\"size\":3,\"anonymous\":false,\"kind\":\"street\"},\"clause\":\"7\",\"policy\":\"rule\"}\n");
    assert_int_equal(len, strlen(lines));
    one.struct_size = sizeof one;
    assert_int_equal(hotline_proposals_at(p, 0, &one), HOTLINE_OK);
    assert_int_equal(one.role_count, 2);
    assert_string_equal(hotline_proposals_role(p, 0, 0, &len), "handler");
    assert_int_equal(len, 7);
    assert_string_equal(hotline_proposals_role(p, 0, 1, NULL), "centre");
    assert_null(hotline_proposals_role(p, 0, 2, &len));
    assert_string_equal(one.label, "l");
    assert_string_equal(one.facts, "{\"size\":3,\"anonymous\":false,\"kind\":\"street\"}");
    hotline_proposals_free(p);
    casebook_close(&b);
}

/* The policy in force does not call the matter personal, but one to come does: what is shown now is kept for good. */
static void test_shown_to_come(void **state) {
    static const char later[] = "{\"hotline\":1,\"id\":\"later\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":"
                                "\"2021-06-01\",\"transition\":\"switch\",\"extends\":\"base\",\"facts\":{\"matter\":{\"personal\":true}}}";
    casebook b;
    hotline_proposals *p = NULL;
    hotline_proposal one;
    (void)state;
    casebook_open(&b, "'proposals':{'p':{'of':'ticket','on':'receive','propose':'look'}}");
    assert_int_equal(hotline_rulebook_add(b.rulebook, later, strlen(later), &b.error), HOTLINE_OK);
    casebook_add(&b, "r receive 04-12T09:00 {'size':3,'matter':'secret'}");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_OK);
    one.struct_size = sizeof one;
    assert_int_equal(hotline_proposals_at(p, 0, &one), HOTLINE_OK);
    assert_string_equal(one.facts, "{\"size\":3,\"anonymous\":false}");
    hotline_proposals_free(p);
    casebook_close(&b);
}

/* Of the unit's facts those are shown that the condition reads, in whatever form. */
static void test_shown_facts(void **state) {
    static const char *const rows[][2] = {
        {"'if':'size > 0'", "{\"size\":3,\"anonymous\":false}"},
        {"'if':'staff > 1'", "{\"size\":3,\"anonymous\":false,\"staff\":2}"},
        {"'if':'known(kind) and first(size) = 3'", "{\"size\":3,\"anonymous\":false,\"kind\":\"street\"}"},
        {"'if':'kind in (street, zone)'", "{\"size\":3,\"anonymous\":false,\"kind\":\"street\"}"},
        {"'if':'staff < size'", "{\"size\":3,\"anonymous\":false,\"staff\":2}"},
        {"'if':'size > staff'", "{\"size\":3,\"anonymous\":false,\"staff\":2}"},
        {"'if':'time > since'", "{\"size\":3,\"anonymous\":false,\"since\":\"2021-04-01\"}"},
        {"'if':'time < since or size = 3'", "{\"size\":3,\"anonymous\":false,\"since\":\"2021-04-01\"}"},
        {"'if':{'kind = street':'size = 3','else':'staff = 9'}", "{\"size\":3,\"anonymous\":false,\"kind\":\"street\",\"staff\":2}"},
        {"'if':{'kind = zone':'undefined','else':'size = 3'}", "{\"size\":3,\"anonymous\":false,\"kind\":\"street\"}"},
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        casebook b;
        char rules[1024];
        hotline_proposals *p = NULL;
        hotline_proposal one;
        memset(&one, 0, sizeof one);
        snprintf(rules, sizeof rules,
                 "'facts':{'since':{'of':'unit','type':'date'}},'events':{'about':{'facts':{'since':'optional'}}},"
                 "'proposals':{'p':{'of':'assignment','propose':'look','on':'hold',%s}}",
                 rows[i][0]);
        casebook_open(&b, rules);
        casebook_add(&b, "u about 04-12T08:00 t=- u=a {'kind':'street','staff':2,'since':'2021-04-01'}; r receive 04-12T09:00 {'size':3}; "
                         "d dispatch 04-12T10:00 u=a; h hold 04-13T09:00");
        casebook_settle(&b, NULL);
        assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
        assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_OK);
        assert_int_equal(hotline_proposals_count(p), 1);
        one.struct_size = sizeof one;
        assert_int_equal(hotline_proposals_at(p, 0, &one), HOTLINE_OK);
        assert_int_equal(one.state, HOTLINE_PROPOSAL_FIRED);
        assert_true(casebook_same(rows[i][0], "facts", one.facts, rows[i][1]));
        hotline_proposals_free(p);
        casebook_close(&b);
    }
}

/* What lies ahead is told by the reader, not by its lines. */
static void test_ahead_lines(void **state) {
    casebook b;
    hotline_proposals *p = NULL;
    const char *lines = NULL;
    size_t len = 1;
    (void)state;
    casebook_open(&b, P("ticket", "'on':'hold','after':'5 days'"));
    casebook_add(&b, START "h hold 04-13T09:00");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_OK);
    assert_int_equal(hotline_proposals_count(p), 1);
    assert_int_equal(hotline_proposals_lines(p, &lines, &len), HOTLINE_OK);
    assert_string_equal(lines, "");
    assert_int_equal(len, 0);
    casebook_settle(&b, "05-01T00:00"); /* the log goes on under the reader */
    assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_OK);
    assert_int_equal(hotline_proposals_lines(p, &lines, &len), HOTLINE_OK);
    assert_non_null(strstr(lines, "\"id\":\"p/ticket/T1/h\""));
    hotline_proposals_free(p);
    casebook_close(&b);
}

/* What was known then: a ranking that was recorded later does not count, however the log is settled under the reader. */
static void test_rankings_known_later(void **state) {
    static const char *const knowing[] = {"2021-06-10T00:00:00+08:00", "2021-06-30T00:00:00+08:00", "2021-06-10T00:00:00+08:00"};
    static const size_t fired[] = {0, 1, 0};
    casebook b;
    hotline_proposals *p = NULL;
    size_t i;
    (void)state;
    casebook_open(&b, RANK("'all'", "breaks") P("unit", "'on':'publish(k)','if':'streak >= 1'"));
    casebook_add(&b, "u about 04-12T09:00 u=b; p1 publish 06-05T09:00 known=06-20T09:00 t=- "
                     "{'ranking':'k','period':'2021-05','version':1,'order':['a','b']}");
    casebook_settle(&b, "06-30T00:00");
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    for (i = 0; i < 3; i++) {
        hotline_instant now = hotline_log_now(b.log);
        hotline_instant known = hotline_instant_none();
        assert_int_equal(hotline_instant_parse(knowing[i], strlen(knowing[i]), 480, &known), HOTLINE_OK);
        assert_int_equal(hotline_log_settle_known(b.log, now, known), HOTLINE_OK);
        assert_int_equal(hotline_proposals_unit(p, "b", 1), HOTLINE_OK);
        assert_int_equal(hotline_proposals_count(p), fired[i]);
    }
    hotline_proposals_free(p);
    casebook_close(&b);
}

/* A mistyped year ends in a bounded number of periods. */
static void test_many_periods(void **state) {
    casebook b;
    hotline_proposals *p = NULL;
    size_t i;
    static const char *const rules[] = {
        P("unit", "'on':'end(day)','if':'always'"),
        "'duties':{'w':{'of':'unit','owed':'about','met':'visit','within':'1 day'},'x':{'of':'unit','every':'day','met':'visit'}}," P(
            "unit", "'on':'due(x)','if':'open(x)'"),
        "'duties':{'w':{'of':'unit','owed':'about','met':'visit','within':'1 day'},'x':{'of':'unit','every':'day','met':'visit'}}," P(
            "unit", "'on':'end(day)','ahead':'1 hour','if':'open(x)'"),
    };
    (void)state;
    for (i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        casebook_open(&b, rules[i]);
        casebook_add(&b, "u about 04-12T09:00 u=a; v about 9021-04-12T09:00 u=a");
        casebook_settle(&b, NULL);
        assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
        assert_int_equal(hotline_proposals_unit(p, "a", 1), HOTLINE_OK);
        assert_int_equal(hotline_proposals_count(p), 40000);
        hotline_proposals_free(p);
        casebook_close(&b);
    }
}

static void test_arguments(void **state) {
    casebook b;
    hotline_proposals *p = NULL;
    hotline_proposal one;
    const char *lines = NULL;
    size_t len = 0;
    (void)state;
    casebook_open(&b, P("ticket", "'on':'hold'"));
    casebook_add(&b, START "h hold 04-13T09:00");
    assert_int_equal(hotline_proposals_new(NULL, &p), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_new(b.log, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_ERROR_ARGUMENT); /* not settled */
    assert_int_equal(hotline_proposals_unit(p, "a", 1), HOTLINE_ERROR_ARGUMENT);
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_proposals_count(p), 0);
    assert_int_equal(hotline_proposals_lines(p, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_proposals_ticket(p, "T2", 2), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_proposals_unit(p, "b", 1), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_proposals_unit(p, "a", 1), HOTLINE_OK);
    assert_int_equal(hotline_proposals_count(p), 0);
    assert_int_equal(hotline_proposals_ticket(NULL, "T1", 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_ticket(p, NULL, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_unit(NULL, "a", 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_unit(p, NULL, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_OK);
    assert_int_equal(hotline_proposals_count(NULL), 0);
    one.struct_size = sizeof one - 1;
    assert_int_equal(hotline_proposals_at(p, 0, &one), HOTLINE_ERROR_ARGUMENT);
    one.struct_size = sizeof one;
    assert_int_equal(hotline_proposals_at(NULL, 0, &one), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_at(p, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_at(p, 1, &one), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_proposals_at(p, 0, &one), HOTLINE_OK);
    assert_int_equal(one.role_count, 0);
    assert_null(hotline_proposals_role(p, 0, 0, NULL));
    assert_null(hotline_proposals_role(p, 1, 0, NULL));
    assert_null(hotline_proposals_cause(p, 0, 0, NULL));
    assert_null(hotline_proposals_cause(p, 1, 0, NULL));
    assert_int_equal(hotline_proposals_lines(NULL, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_lines(p, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_lines(p, &lines, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_string_equal(hotline_proposal_state_name(HOTLINE_PROPOSAL_AHEAD), "ahead");
    assert_string_equal(hotline_proposal_state_name(-1), "unknown");
    assert_string_equal(hotline_proposal_state_name(HOTLINE_PROPOSAL_UNKNOWN + 1), "unknown");
    hotline_proposals_free(p);
    hotline_proposals_free(NULL);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_due),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_rankings),
        cmocka_unit_test(test_shown),
        cmocka_unit_test(test_shown_to_come),
        cmocka_unit_test(test_shown_facts),
        cmocka_unit_test(test_names_of_periods),
        cmocka_unit_test(test_orders_and_versions),
        cmocka_unit_test(test_ahead_lines),
        cmocka_unit_test(test_many_periods),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_rankings_known_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
