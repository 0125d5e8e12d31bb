/* SPDX-License-Identifier: MIT */
/*
 * The life of a duty's instance: owed, met, waived, restarted, cancelled, surviving, standing. Each group names the sentence of the
 * policy grammar that it holds to. It refuses to test clocks (test_duty_due.c, test_duty_extend.c).
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define X(body) "'duties':{'x':{" body "}}"
#define RUN(rows) casebook_run(rows, sizeof rows / sizeof rows[0])
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "

/* An owing event starts an instance, unless one is pending, whatever its `if` says now. */
static void test_owed(void **state) {
    static const casebook_row rows[] = {
        {"owed by an event", X("'of':'assignment','owed':'dispatch','met':'report'"), START, NULL, "x@d open", ""},
        {"not owed without it", X("'of':'ticket','owed':'hold','met':'resume'"), START, NULL, "", ""},
        {"owed again while pending", X("'of':'ticket','owed':'hold','met':'resume'"), START "h1 hold 04-13T09:00; h2 hold 04-14T09:00",
         NULL, "x open", ""},
        {"owed again once met", X("'of':'ticket','owed':'hold','met':'resume'"),
         START "h1 hold 04-13T09:00; s1 resume 04-13T10:00; h2 hold 04-14T09:00", NULL, "x met met=04-13T10:00; x#2 open", ""},
        {"owed again once waived", X("'of':'ticket','owed':'hold','met':'resume','waive':'count(update) = 1'"),
         START "h1 hold 04-13T09:00; w1 update 04-13T10:00; w2 update 04-13T11:00; h2 hold 04-14T09:00", NULL, "x waived; x#2 open", ""},
        {"pending although its condition does not hold now", X("'of':'ticket','owed':'hold','if':'category = urgent','met':'resume'"),
         START "h1 hold 04-13T09:00; w update 04-13T10:00 {'category':'consult'}; h2 hold 04-14T09:00; "
               "w2 update 04-14T10:00 {'category':'urgent'}; s resume 04-15T10:00",
         NULL, "x met met=04-15T10:00", ""},
        {"owed again once shut", X("'of':'ticket','owed':'hold','met':'resume','within':'1 workday','expiry':'shut'"),
         START "h1 hold 04-13T09:00; h2 hold 04-16T09:00", NULL, "x shut due=04-14T24:00; x#2 open due=04-19T24:00", ""},
        {"late is still pending", X("'of':'ticket','owed':'hold','met':'resume','within':'1 workday'"),
         START "h1 hold 04-13T09:00; h2 hold 04-16T09:00", NULL, "x open late due=04-14T24:00", ""},
        {"either of two patterns", X("'of':'ticket','owed':'hold or update(size > 3)','met':'resume'"),
         START "w update 04-13T10:00 {'size':4}", NULL, "x open", ""},
        {"a pattern matches only where its filter is true", X("'of':'assignment','owed':'contact(outcome = reached)','met':'report'"),
         START "c1 contact 04-13T10:00 u=a {'outcome':'missed'}; c2 contact 04-13T11:00 u=a", NULL, "", ""},
        {"by a role", X("'of':'ticket','owed':'hold(by centre)','met':'resume'"),
         START "h1 hold 04-13T09:00 r=handler; h2 hold 04-13T10:00; h3 hold 04-13T11:00 r=centre; s resume 04-13T12:00", NULL,
         "x met met=04-13T12:00", ""},
    };
    (void)state;
    RUN(rows);
}

/* (3) One event that answers several parts of a duty does so in the order restart, met, waive, owed. */
static void test_several_parts(void **state) {
    static const casebook_row rows[] = {
        {"restart, then met", X("'of':'assignment','owed':'dispatch','restart':'report','met':'report','within':'4 workdays'"),
         START "c report 04-14T10:00 u=a", NULL, "x@d met due=04-20T24:00 met=04-14T10:00", ""},
        {"met, then waive", X("'of':'assignment','owed':'dispatch','met':'report','waive':'report'"), START "c report 04-14T10:00 u=a",
         NULL, "x@d met met=04-14T10:00", ""},
        {"restart, then waive", X("'of':'assignment','owed':'dispatch','restart':'ask','met':'report','waive':'ask','within':'1 workday'"),
         START "c ask 04-20T10:00 u=a", NULL, "x@d waived late due=04-21T24:00", ""},
        {"met, then owed", X("'of':'assignment','owed':'report','met':'report'"),
         START "c1 report 04-14T10:00 u=a; c2 report 04-15T10:00 u=a", NULL, "x@d met met=04-15T10:00; x@d#2 open", ""},
        {"waive, then owed", X("'of':'ticket','owed':'receive or hold','met':'resume','waive':'hold'"), START "h hold 04-13T10:00", NULL,
         "x waived; x#2 waived", ""},
    };
    (void)state;
    RUN(rows);
}

/* (4) The first moment at which met or waive holds ends the instance; `if` is read then. (14) count() in `met` counts since owed. */
static void test_end(void **state) {
    static const casebook_row rows[] = {
        {"both of two events, in any order", X("'of':'assignment','owed':'dispatch','met':'contact and report'"),
         START "c report 04-13T10:00 u=a; e contact 04-14T10:00 u=a", NULL, "x@d met met=04-14T10:00", ""},
        {"what was before it was owed does not meet it", X("'of':'assignment','owed':'ask','met':'report'"),
         START "c report 04-13T10:00 u=a; e ask 04-14T10:00 u=a", NULL, "x@d open", ""},
        {"once met it stays met", X("'of':'assignment','owed':'dispatch','met':'result = done'"),
         START "c1 report 04-13T10:00 u=a {'result':'done'}; c2 report 04-14T10:00 u=a {'result':'refused'}", NULL,
         "x@d met met=04-13T10:00", ""},
        {"met by a fact that held already", X("'of':'assignment','owed':'ask','met':'result = done'"),
         START "c1 report 04-13T10:00 u=a {'result':'done'}; k ask 04-14T10:00 u=a", NULL, "x@d met met=04-14T10:00", ""},
        {"once waived it stays waived", X("'of':'ticket','owed':'receive','met':'resume','waive':'anonymous'"),
         START "w1 update 04-13T10:00 {'anonymous':true}; w2 update 04-13T11:00 {'anonymous':false}; s resume 04-14T10:00", NULL,
         "x waived", ""},
        {"waived by what was before", X("'of':'ticket','owed':'hold','met':'resume','waive':'update'"),
         START "w update 04-13T10:00; h hold 04-14T10:00", NULL, "x waived", ""},
        {"`if` is read when met: it did not hold", X("'of':'ticket','owed':'receive','if':'category = urgent','met':'resume'"),
         "r receive 04-12T09:00 {'category':'consult'}; s resume 04-13T10:00; w update 04-14T10:00 {'category':'urgent'}", NULL,
         "x not_owed", ""},
        {"`if` is read when met: it held", X("'of':'ticket','owed':'receive','if':'category = urgent','met':'resume'"),
         "r receive 04-12T09:00 {'category':'urgent'}; s resume 04-13T10:00; w update 04-14T10:00 {'category':'consult'}", NULL,
         "x met met=04-13T10:00", ""},
        {"with the facts of the meeting event", X("'of':'assignment','owed':'dispatch','if':'result = done','met':'report'"),
         START "c report 04-13T10:00 u=a {'result':'done'}", NULL, "x@d met met=04-13T10:00", ""},
        {"while open, with the facts now", X("'of':'ticket','owed':'receive','if':'category = urgent','met':'resume'"),
         "r receive 04-12T09:00 {'category':'urgent'}; w update 04-14T10:00 {'category':'consult'}", NULL, "x not_owed", ""},
        {"count() counts since owed", X("'of':'assignment','owed':'ask','met':'count(contact) >= 2'"),
         START "c1 contact 04-13T08:00 u=a; k ask 04-13T09:00 u=a; c2 contact 04-13T10:00 u=a", NULL, "x@d open", ""},
        {"count() is enough since owed", X("'of':'assignment','owed':'ask','met':'count(contact) >= 2'"),
         START "k ask 04-13T09:00 u=a; c2 contact 04-13T10:00 u=a; c3 contact 04-13T11:00 u=a", NULL, "x@d met met=04-13T11:00", ""},
        {"count() since the second owing", X("'of':'assignment','owed':'ask','met':'count(contact) >= 2'"),
         START "k1 ask 04-13T09:00 u=a; c1 contact 04-13T10:00 u=a; c2 contact 04-13T11:00 u=a; k2 ask 04-13T12:00 u=a; "
               "c3 contact 04-13T13:00 u=a",
         NULL, "x@d met met=04-13T11:00; x@d#2 open", ""},
        {"at one moment, in the order of seq", X("'of':'ticket','owed':'hold','met':'resume'"),
         START "s resume 04-13T10:00 seq=1; h hold 04-13T10:00 seq=2", NULL, "x open", ""},
        {"at one moment, met after it was owed", X("'of':'ticket','owed':'hold','met':'resume'"),
         START "s resume 04-13T10:00 seq=2; h hold 04-13T10:00 seq=1", NULL, "x met met=04-13T10:00", ""},
        {"a met that reads another duty",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'met(y)'},'y':{'of':'assignment','owed':'dispatch','met':'report'}}",
         START "c report 04-14T10:00 u=a", NULL, "x@d met met=04-14T10:00; y@d met met=04-14T10:00", ""},
        {"a waiver that reads another duty",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'fulfil','waive':'waived(y)'},"
         "'y':{'of':'assignment','owed':'dispatch','met':'report','waive':'anonymous'}}",
         START "w update 04-14T10:00 {'anonymous':true}", NULL, "x@d waived; y@d waived", ""},
    };
    (void)state;
    RUN(rows);
}

/* (5) Late, once true at a restart, stays true of the instance. */
static void test_restart(void **state) {
#define RESTARTED X("'of':'assignment','owed':'dispatch','restart':'ask','met':'report','within':'1 workday'")
    static const casebook_row rows[] = {
        {"in time: the clock begins anew", RESTARTED, START "k ask 04-13T10:00 u=a; c report 04-14T10:00 u=a", NULL,
         "x@d met due=04-14T24:00 met=04-14T10:00", ""},
        {"late at the restart: late for good", RESTARTED, START "k ask 04-15T10:00 u=a; c report 04-16T10:00 u=a", NULL,
         "x@d met late due=04-16T24:00 met=04-16T10:00", ""},
        {"late at the restart: late while open", RESTARTED, START "k ask 04-15T10:00 u=a", NULL, "x@d open late due=04-16T24:00", ""},
        {"late at the restart: late when waived",
         X("'of':'assignment','owed':'dispatch','restart':'ask','met':'report','within':'1 workday','waive':'anonymous'"),
         START "k ask 04-15T10:00 u=a; w update 04-16T10:00 {'anonymous':true}", NULL, "x@d waived late due=04-16T24:00", ""},
        {"nothing restarts what is over", RESTARTED, START "c report 04-13T10:00 u=a; k ask 04-15T10:00 u=a", NULL,
         "x@d met due=04-13T24:00 met=04-13T10:00", ""},
        {"met sees what came since the restart only", X("'of':'assignment','owed':'dispatch','restart':'ask','met':'contact and report'"),
         START "c contact 04-13T10:00 u=a; k ask 04-13T11:00 u=a; e report 04-13T12:00 u=a", NULL, "x@d open", ""},
        {"a date promised anew",
         X("'of':'assignment','owed':'report(result = promised)','restart':'report(result = "
           "promised)','met':'fulfil','due':'promised_for'"),
         START "c1 report 04-13T10:00 u=a {'result':'promised','promised_for':'2021-04-20'}; "
               "c2 report 04-19T10:00 u=a {'result':'promised','promised_for':'2021-04-23'}; f fulfil 04-22T10:00 u=a",
         NULL, "x@d met due=04-23T24:00 met=04-22T10:00", ""},
        {"a date promised anew when it had passed",
         X("'of':'assignment','owed':'report(result = promised)','restart':'report(result = "
           "promised)','met':'fulfil','due':'promised_for'"),
         START "c1 report 04-13T10:00 u=a {'result':'promised','promised_for':'2021-04-15'}; "
               "c2 report 04-17T10:00 u=a {'result':'promised','promised_for':'2021-04-23'}; f fulfil 04-22T10:00 u=a",
         NULL, "x@d met late due=04-23T24:00 met=04-22T10:00", ""},
        {"a date promised anew and too late",
         X("'of':'assignment','owed':'report(result = promised)','restart':'ask','met':'fulfil','due':'promised_for'"),
         START "c1 report 04-13T10:00 u=a {'result':'promised','promised_for':'2021-04-20'}; k ask 04-21T10:00 u=a; "
               "c2 report 04-21T11:00 u=a {'result':'promised','promised_for':'2021-04-23'}; f fulfil 04-22T10:00 u=a",
         NULL, "x@d met late due=04-23T24:00 met=04-22T10:00", ""},
    };
    (void)state;
    RUN(rows);
}

/* (6) An instance ended by an event is judged as before it; `ends` comes after the event's other effects. */
static void test_ends(void **state) {
    static const casebook_row rows[] = {
        {"an assignment ends", X("'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'"),
         START "k back 04-13T10:00 u=a", "04-30T10:00", "x@d cancelled due=04-16T24:00", ""},
        {"its clock is left alone by the event that ends it",
         X("'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','pause':'back'"), START "k back 04-13T10:00 u=a", NULL,
         "x@d cancelled due=04-16T24:00", ""},
        {"a pause that ran goes on standing",
         X("'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','pause':'hold and not back'"),
         START "h hold 04-12T11:00; k back 04-13T10:00 u=a", NULL, "x@d cancelled", ""},
        {"the pause of what the event has met is not read",
         X("'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','pause':{'not report':'never'}"),
         START "c report 04-13T10:00 u=a", NULL, "x@d met due=04-16T24:00 met=04-13T10:00", ""},
        {"late ones stay late", X("'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'"),
         START "k back 04-19T10:00 u=a", NULL, "x@d cancelled late due=04-16T24:00", ""},
        {"the ticket ends, and its assignments",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report'},"
         "'y':{'of':'ticket','owed':'receive','met':'resume'}}",
         START "k close 04-13T10:00", NULL, "y cancelled; x@d cancelled", ""},
        {"what was over stays as it was", X("'of':'assignment','owed':'dispatch','met':'report'"),
         START "c report 04-13T09:00 u=a; k close 04-13T10:00", NULL, "x@d met met=04-13T09:00", ""},
        {"judged as before the event",
         "'events':{'close':{'facts':{'category':'optional'}}}," X("'of':'ticket','owed':'receive','met':'resume',"
                                                                   "'if':'category = urgent'"),
         "r receive 04-12T09:00 {'category':'urgent'}; k close 04-13T10:00 {'category':'consult'}", NULL, "x cancelled", ""},
        {"judged as before the event: it was not owed",
         "'events':{'close':{'facts':{'category':'optional'}}}," X(
             "'of':'ticket','owed':'receive','met':'resume','if':'category = urgent'"),
         "r receive 04-12T09:00 {'category':'consult'}; k close 04-13T10:00 {'category':'urgent'}", NULL, "x not_owed", ""},
        {"judged as before an event that also makes the clock stand",
         X("'of':'assignment','owed':'dispatch','met':'report','within':'1 workday','pause':'back'"), START "k back 04-15T10:00 u=a", NULL,
         "x@d cancelled late due=04-13T24:00", ""},
        {"the ending event may meet it", X("'of':'assignment','owed':'dispatch','met':'back'"), START "k back 04-13T10:00 u=a", NULL,
         "x@d met met=04-13T10:00", ""},
        {"the ending event may owe it, for nothing", X("'of':'assignment','owed':'back','met':'report'"), START "k back 04-13T10:00 u=a",
         NULL, "x@d cancelled", ""},
        {"only the assignment that the event names", X("'of':'assignment','owed':'dispatch','met':'report'"),
         START "d2 dispatch 04-12T11:00 u=b; k back 04-13T10:00 u=b", NULL, "x@d open; x@d2 cancelled", ""},
        {"a new round ends the earlier one's assignments", X("'of':'assignment','owed':'dispatch or redo','met':'report'"),
         START "d2 dispatch 04-12T11:00 u=b; k redo 04-13T10:00 u=c", NULL, "x@d cancelled; x@d2 cancelled; x@k open", ""},
        {"a new round does not end the ticket's", X("'of':'ticket','owed':'receive','met':'resume'"), START "k redo 04-13T10:00 u=c", NULL,
         "x open", ""},
    };
    (void)state;
    RUN(rows);
}

/* (7) On ended assignments and tickets no new instance begins; survivors go on and take events by name. */
static void test_survivors(void **state) {
#define ROUND X("'of':'assignment','owed':'dispatch or redo','met':'fulfil','survives':'round'")
#define TICKET X("'of':'assignment','owed':'dispatch or redo','met':'fulfil','survives':'ticket'")
    static const casebook_row rows[] = {
        {"nothing begins on an ended assignment", X("'of':'assignment','owed':'report','met':'fulfil'"),
         START "k back 04-13T10:00 u=a; c report 04-13T11:00 on=d", NULL, "", ""},
        {"nothing begins on an ended ticket", X("'of':'ticket','owed':'hold','met':'resume'"),
         START "k close 04-13T10:00; h hold 04-13T11:00", NULL, "", ""},
        {"nothing of an ended ticket's assignment", X("'of':'assignment','owed':'report','met':'fulfil'"),
         START "k close 04-13T10:00; c report 04-13T11:00 on=d", NULL, "", ""},
        {"a new round leaves survivors", ROUND, START "k redo 04-13T10:00 u=c", NULL, "x@d open; x@k open", ""},
        {"a survivor takes events by name", ROUND, START "k redo 04-13T10:00 u=c; f fulfil 04-14T10:00 on=d", NULL,
         "x@d met met=04-14T10:00; x@k open", ""},
        {"unnamed, the live one takes it", ROUND, START "k redo 04-13T10:00 u=a; f fulfil 04-14T10:00 u=a", NULL,
         "x@d open; x@k met met=04-14T10:00", ""},
        {"round: not the end of the ticket", ROUND, START "k redo 04-13T10:00 u=c; e close 04-14T10:00", NULL,
         "x@d cancelled; x@k cancelled", ""},
        {"ticket: a new round and the end of the ticket", TICKET, START "k redo 04-13T10:00 u=c; e close 04-14T10:00", NULL,
         "x@d open; x@k open", ""},
        {"ticket: met after the ticket's end", TICKET, START "e close 04-14T10:00; f fulfil 04-15T10:00 on=d", NULL,
         "x@d met met=04-15T10:00", ""},
        {"of a ticket", X("'of':'ticket','owed':'receive','met':'resume','survives':'ticket'"),
         START "e close 04-14T10:00; f resume 04-15T10:00", NULL, "x met met=04-15T10:00", ""},
        {"an assignment that ends by itself has no survivors", TICKET, START "k back 04-13T10:00 u=a", NULL, "x@d cancelled", ""},
        {"a survivor's clock goes on", X("'of':'assignment','owed':'dispatch','met':'fulfil','survives':'ticket','within':'1 workday'"),
         START "e close 04-12T11:00", "04-15T10:00", "x@d open late due=04-13T24:00", ""},
        {"restarted after the round",
         X("'of':'assignment','owed':'dispatch','met':'fulfil','restart':'ask','survives':'round',"
           "'within':'1 workday'"),
         START "k redo 04-13T10:00 u=c; q ask 04-13T11:00 on=d", NULL, "x@d open due=04-14T24:00", ""},
    };
    (void)state;
    RUN(rows);
}

/* (9) Standing duties (neither owed nor every) have one instance, judged now. */
static void test_standing(void **state) {
    static const casebook_row rows[] = {
        {"open", X("'of':'ticket','met':'known(category)'"), "r receive 04-12T09:00", NULL, "x open", ""},
        {"met", X("'of':'ticket','met':'known(category)'"), "r receive 04-12T09:00 {'category':'urgent'}", NULL, "x met", ""},
        {"judged now: not met any more", X("'of':'ticket','met':'category = urgent'"),
         "r receive 04-12T09:00 {'category':'urgent'}; w update 04-13T09:00 {'category':'consult'}", NULL, "x open", ""},
        {"not owed", X("'of':'ticket','if':'anonymous','met':'category = urgent'"), "r receive 04-12T09:00", NULL, "x not_owed", ""},
        {"possible", X("'of':'ticket','if':'size > 3','met':'category = urgent'"), "r receive 04-12T09:00", NULL, "x possible", ""},
        {"waived", X("'of':'ticket','met':'category = urgent','waive':'anonymous'"), "r receive 04-12T09:00 {'anonymous':true}", NULL,
         "x waived", ""},
        {"by an event that ever happened", X("'of':'ticket','met':'hold'"), "r receive 04-12T09:00; h hold 04-13T09:00", NULL, "x met", ""},
        {"one for each assignment", X("'of':'assignment','met':'result = done'"),
         START "d2 dispatch 04-12T11:00 u=b; c report 04-13T10:00 u=b {'result':'done'}", NULL, "x@d open; x@d2 met", ""},
        {"unknown how it ends, for want of a fact: open", X("'of':'ticket','met':'size > 3'"), "r receive 04-12T09:00", NULL, "x open", ""},
        {"undefined how it ends", X("'of':'ticket','met':'undefined'"), "r receive 04-12T09:00", NULL, "x undefined late?", ""},
        {"judged now, also after the ticket's end",
         X("'of':'ticket','met':'report','if':{'category = urgent':'redo','category = consult':'always',"
           "'category = complaint':'undefined'}"),
         START "k close 04-13T10:00; c report 04-14T10:00 on=d; w update 04-15T10:00 {'category':'consult'}", NULL, "x met", ""},
        {"a right is never late", X("'of':'ticket','met':'hold','waive':'always','within':'2 workdays','from':'seen_at','expiry':'shut'"),
         "r receive 04-12T09:00 {'seen_at':'2021-04-01T09:00'}", NULL, "x waived due=04-06T24:00", ""},
        {"they come last", "'duties':{'x':{'of':'ticket','met':'hold'},'y':{'of':'ticket','owed':'receive','met':'hold'}}",
         "r receive 04-12T09:00", NULL, "y open; x open", ""},
    };
    (void)state;
    RUN(rows);
}

/* SCOPE 3: an event that opens an assignment counts, in owed, met and restart, only for the assignment it opens; count() sees all. */
static void test_openings(void **state) {
#define TWO START "d2 dispatch 04-13T10:00 u=b"
    static const casebook_row rows[] = {
        {"owed", X("'of':'assignment','owed':'dispatch','met':'report'"), TWO, NULL, "x@d open; x@d2 open", ""},
        {"met: not by a sibling's opening", X("'of':'assignment','owed':'receive or dispatch','met':'dispatch'"), TWO, NULL,
         "x@d open; x@d2 open", ""},
        {"restart: not by a sibling's opening",
         X("'of':'assignment','owed':'dispatch','restart':'dispatch','met':'report','within':'1 workday'"), TWO, NULL,
         "x@d open due=04-13T24:00; x@d2 open due=04-14T24:00", ""},
        {"count() sees all", X("'of':'assignment','owed':'dispatch','met':'count(dispatch) >= 1'"), TWO, NULL,
         "x@d met met=04-13T10:00; x@d2 open", ""},
        {"count() sees all in `if` too", X("'of':'assignment','owed':'dispatch','met':'report','if':'count(dispatch) >= 2'"), TWO, NULL,
         "x@d open; x@d2 open", ""},
        {"count(): one only", X("'of':'assignment','owed':'dispatch','met':'report','if':'count(dispatch) >= 2'"), START, NULL,
         "x@d not_owed", ""},
        {"a sibling's own events are not seen", X("'of':'assignment','owed':'dispatch','met':'report'"), TWO "; c report 04-14T10:00 u=b",
         NULL, "x@d open; x@d2 met met=04-14T10:00", ""},
        {"count() of a sibling's own events", X("'of':'assignment','owed':'dispatch','met':'count(report) >= 1'"),
         TWO "; c report 04-14T10:00 u=b", NULL, "x@d open; x@d2 met met=04-14T10:00", ""},
        {"the ticket's events are seen", X("'of':'assignment','owed':'dispatch','met':'hold'"), TWO "; c hold 04-14T10:00", NULL,
         "x@d met met=04-14T10:00; x@d2 met met=04-14T10:00", ""},
        {"owed by an event of the ticket, to all that are live", X("'of':'assignment','owed':'hold','met':'report'"),
         TWO "; k back 04-13T11:00 u=b; c hold 04-14T10:00", NULL, "x@d open", ""},
        {"the ticket sees the events of all its assignments", X("'of':'ticket','owed':'receive','met':'report'"),
         TWO "; c report 04-14T10:00 u=b", NULL, "x met met=04-14T10:00", ""},
        {"the ticket is owed by an assignment's event", X("'of':'ticket','owed':'report(result = refused)','met':'hold'"),
         TWO "; c report 04-14T10:00 u=b {'result':'refused'}", NULL, "x open", ""},
        {"sub-dispatch: the part only", X("'of':'assignment','owed':'sub','met':'report'"), TWO "; c sub 04-14T10:00 on=d u=c", NULL,
         "x@c open", ""},
        {"sub-dispatch: also by a pattern with the others", X("'of':'assignment','owed':'dispatch or sub','met':'report'"),
         START "c sub 04-14T10:00 on=d u=c; e report 04-15T10:00 u=c", NULL, "x@d open; x@c met met=04-15T10:00", ""},
    };
    (void)state;
    RUN(rows);
}

/* What stands on the ticket alone is not seen by assignments. */
static void test_lost_events(void **state) {
    static const casebook_row rows[] = {
        {"by owed and met", X("'of':'assignment','owed':'dispatch','met':'report'"), START "c report 04-13T10:00 on=zz", NULL, "x@d open",
         "unknown_assignment! c"},
        {"by count()", X("'of':'assignment','owed':'dispatch','met':'count(report) = 1'"), START "c report 04-13T10:00 u=zz", NULL,
         "x@d open", "unknown_assignment! c"},
        {"but by the ticket", X("'of':'ticket','owed':'receive','met':'report'"), START "c report 04-13T10:00 on=zz", NULL,
         "x met met=04-13T10:00", "unknown_assignment! c"},
    };
    (void)state;
    RUN(rows);
}

static void test_records(void **state) {
    casebook b;
    hotline_duty d;
    (void)state;
    casebook_open(&b, "'duties':{'x':{'of':'assignment','owed':'dispatch','restart':'ask','met':'report','within':'1 workday',"
                      "'severity':'warning','clause':'3.1'},'y':{'of':'ticket','met':'hold','severity':'info'}}");
    casebook_add(&b, START "k ask 04-13T09:00 u=a");
    casebook_settle(&b, NULL);
    memset(&d, 0, sizeof d);
    d.struct_size = sizeof d;
    assert_int_equal(hotline_ticket_duty(b.ticket, 0, &d), HOTLINE_ERROR_NOT_FOUND);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_duty(b.ticket, 0, &d), HOTLINE_OK);
    assert_int_equal(d.state, HOTLINE_DUTY_OPEN);
    assert_int_equal(d.late, HOTLINE_NO);
    assert_int_equal(d.severity, HOTLINE_SEVERITY_WARNING);
    assert_int_equal(d.instance, 1);
    assert_int_equal(d.due_day, hotline_day_of(2021, 4, 14));
    assert_int_equal(d.certain, 1);
    assert_int_equal(d.reserved, 0);
    assert_true(d.owed_at == casebook_instant("04-12T10:00"));
    assert_true(d.due == casebook_instant("04-15T00:00"));
    assert_true(d.met_at == hotline_instant_none());
    assert_string_equal(d.duty, "x");
    assert_int_equal(d.duty_len, 1);
    assert_string_equal(d.assignment, "d");
    assert_string_equal(d.unit, "a");
    assert_string_equal(d.clause, "3.1");
    assert_string_equal(d.policy, "rule");
    assert_int_equal(d.policy_len, 4);
    assert_int_equal(hotline_ticket_duty(b.ticket, 1, &d), HOTLINE_OK);
    assert_int_equal(d.severity, HOTLINE_SEVERITY_INFO);
    assert_true(d.owed_at == hotline_instant_none());
    assert_true(d.due == hotline_instant_none());
    assert_int_equal(d.due_day, HOTLINE_DAY_NONE);
    assert_null(d.assignment);
    assert_int_equal(d.assignment_len, 0);
    assert_null(d.unit);
    assert_null(d.clause);
    assert_int_equal(hotline_ticket_duty(b.ticket, 2, &d), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ticket_duty(NULL, 0, &d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_duty(b.ticket, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    d.struct_size = sizeof d - 1;
    assert_int_equal(hotline_ticket_duty(b.ticket, 0, &d), HOTLINE_ERROR_ARGUMENT);
    casebook_close(&b);
}

static void test_state_names(void **state) {
    static const char *const names[] = {"not_owed", "possible", "open", "met", "waived", "cancelled", "shut", "undefined"};
    int32_t i;
    (void)state;
    for (i = 0; i < 8; i++) {
        assert_string_equal(hotline_duty_state_name(i), names[i]);
    }
    assert_string_equal(hotline_duty_state_name(-1), "unknown");
    assert_string_equal(hotline_duty_state_name(8), "unknown");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_owed),     cmocka_unit_test(test_several_parts), cmocka_unit_test(test_end),
        cmocka_unit_test(test_restart),  cmocka_unit_test(test_ends),          cmocka_unit_test(test_survivors),
        cmocka_unit_test(test_standing), cmocka_unit_test(test_openings),      cmocka_unit_test(test_lost_events),
        cmocka_unit_test(test_records),  cmocka_unit_test(test_state_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
