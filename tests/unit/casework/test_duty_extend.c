/* SPDX-License-Identifier: MIT */
/*
 * Clocks that stand and clocks that are given more: `pause` and every key of `extend`. Four working days after Monday 12 April 2021 end
 * on Friday 16 April; Sunday 25 April is worked, 1 to 5 May are not.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define RUN(rows) casebook_run(rows, sizeof rows / sizeof rows[0])
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "
#define E(keys)                                                                                                                            \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','clause':'3','extend':{'grant':{" keys "}}}}"

/* (13) Days are added to the due day, which never counts again. */
static void test_add(void **state) {
    static const casebook_row rows[] = {
        {"days added to the due day", E("'add':'2 workdays'"), START "g grant 04-15T10:00 u=a", NULL, "x@d open due=04-20T24:00", ""},
        {"twice", E("'add':'2 workdays'"), START "g grant 04-15T10:00 u=a; h grant 04-16T10:00 u=a", NULL, "x@d open due=04-22T24:00", ""},
        {"the due day never counts again, also in same-day counting",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','counting':{'start':'same-day'},"
         "'extend':{'grant':{'add':'2 workdays'}}}}",
         START "g grant 04-14T10:00 u=a", NULL, "x@d open due=04-19T24:00", ""},
        {"over days off", E("'add':'10 workdays'"), START "g grant 04-15T10:00 u=a", NULL, "x@d open due=04-29T24:00", ""},
        {"as many as the grant says", E("'add':'days workdays'"), START "g grant 04-15T10:00 u=a {'days':3}", NULL,
         "x@d open due=04-21T24:00", ""},
        {"as many as the grant does not say", E("'add':'days workdays'"), START "g grant 04-15T10:00 u=a", NULL, "x@d open late?", ""},
        {"by a table", E("'add':{'anonymous':'1 workday','else':'3 workdays'}"), START "g grant 04-15T10:00 u=a", NULL,
         "x@d open due=04-21T24:00", ""},
        {"undefined", E("'add':'undefined'"), START "g grant 04-15T10:00 u=a", NULL, "x@d open late?", ""},
        {"calendar days on working days", E("'add':'3 days'"), START "g grant 04-15T10:00 u=a", NULL, "x@d open due=04-19T24:00", ""},
        {"hours on days", E("'add':'3 hours'"), START "g grant 04-15T10:00 u=a", NULL, "x@d open due=04-17T03:00", ""},
        {"hours on hours",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'2 hours',"
         "'extend':{'grant':{'add':'3 hours'}}}}",
         START "g grant 04-12T11:00 u=a", NULL, "x@d open due=04-12T15:00", ""},
        {"on a date that is a fact",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','due':'until',"
         "'extend':{'grant':{'add':'2 workdays'}}}}",
         "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a {'until':'2021-04-16'}; g grant 04-13T10:00 u=a", NULL,
         "x@d open due=04-20T24:00", ""},
        {"met in the longer time", E("'add':'2 workdays'"), START "g grant 04-15T10:00 u=a; c report 04-20T10:00 u=a", NULL,
         "x@d met due=04-20T24:00 met=04-20T10:00", ""},
        {"at the due moment", E("'add':'2 workdays'"), START "g grant 04-17T00:00 u=a", NULL, "x@d open due=04-20T24:00", ""},
        {"after the due moment: no effect, and a finding", E("'add':'2 workdays'"), START "g grant 04-17T00:00:01 u=a", NULL,
         "x@d open late due=04-16T24:00", "extension_late~ g@d (3)"},
        {"with its own clause", E("'add':'2 workdays','clause':'9'"), START "g grant 04-19T10:00 u=a", NULL,
         "x@d open late due=04-16T24:00", "extension_late~ g@d (9)"},
        {"two granting events",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays',"
         "'extend':{'grant':{'add':'2 workdays'},'hold':{'add':'1 workday'}}}}",
         START "g grant 04-15T10:00 u=a; h hold 04-16T10:00", NULL, "x@d open due=04-21T24:00", ""},
        {"of an ended assignment it reaches no other", E("'add':'2 workdays'"),
         START "k back 04-12T11:00 on=d; e dispatch 04-12T12:00 u=b; g grant 04-15T10:00 on=d", NULL,
         "x@d cancelled due=04-16T24:00; x@e open due=04-16T24:00", ""},
        {"on the ticket alone it reaches none", E("'add':'2 workdays'"), START "g grant 04-15T10:00", NULL, "x@d open due=04-16T24:00",
         "no_unit! g"},
        {"a sibling's grant does not reach it", E("'add':'2 workdays'"), START "d2 dispatch 04-12T10:00 u=b; g grant 04-15T10:00 u=b", NULL,
         "x@d open due=04-16T24:00; x@d2 open due=04-20T24:00", ""},
    };
    (void)state;
    RUN(rows);
}

/* `most` caps each grant; `times` counts grants. */
static void test_limits(void **state) {
    static const casebook_row rows[] = {
        {"within the most", E("'add':'days workdays','most':5"), START "g grant 04-15T10:00 u=a {'days':5}", NULL,
         "x@d open due=04-23T24:00", ""},
        {"beyond the most: cut", E("'add':'days workdays','most':5"), START "g grant 04-15T10:00 u=a {'days':7}", NULL,
         "x@d open due=04-23T24:00", "extension_most~ g@d (3)"},
        {"each grant by itself", E("'add':'days workdays','most':5"),
         START "g grant 04-15T10:00 u=a {'days':5}; h grant 04-16T10:00 u=a {'days':5}", NULL, "x@d open due=04-29T24:00", ""},
        {"the most is undefined", E("'add':'days workdays','most':'undefined'"), START "g grant 04-15T10:00 u=a {'days':5}", NULL,
         "x@d open late?", ""},
        {"by a negative number", E("'add':'days workdays','times':1"),
         START "g grant 04-15T10:00 u=a {'days':-3}; h grant 04-15T11:00 u=a {'days':1}", NULL, "x@d open due=04-19T24:00",
         "extension_amount~ g@d (3)"},
        {"once", E("'add':'2 workdays','times':1"), START "g grant 04-15T10:00 u=a", NULL, "x@d open due=04-20T24:00", ""},
        {"once more than allowed", E("'add':'2 workdays','times':1"), START "g grant 04-15T10:00 u=a; h grant 04-16T10:00 u=a", NULL,
         "x@d open due=04-20T24:00", "extension_times~ h@d (3)"},
        {"twice", E("'add':'2 workdays','times':2"), START "g grant 04-15T10:00 u=a; h grant 04-16T10:00 u=a; i grant 04-16T11:00 u=a",
         NULL, "x@d open due=04-22T24:00", "extension_times~ i@d (3)"},
        {"of each granting event by itself",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays',"
         "'extend':{'grant':{'add':'2 workdays','times':1},'hold':{'add':'1 workday','times':1}}}}",
         START "g grant 04-15T10:00 u=a; h hold 04-15T11:00; i hold 04-15T12:00", NULL, "x@d open due=04-21T24:00", "extension_times~ i@d"},
        {"a grant without effect is not counted", E("'add':'2 workdays','times':1,'asked':'ask'"),
         START "g grant 04-15T10:00 u=a; k ask 04-15T11:00 u=a; h grant 04-15T12:00 u=a", NULL, "x@d open due=04-20T24:00",
         "extension_unasked~ g@d (3)"},
        {"the times are undefined: the first is told", E("'add':'2 workdays','times':'undefined'"), START "g grant 04-15T10:00 u=a", NULL,
         "x@d open due=04-20T24:00", ""},
        {"the times are undefined: the second is not", E("'add':'2 workdays','times':'undefined'"),
         START "g grant 04-15T10:00 u=a; h grant 04-16T10:00 u=a", NULL, "x@d open late?", ""},
    };
    (void)state;
    RUN(rows);
}

static void test_asked(void **state) {
    static const casebook_row rows[] = {
        {"not asked", E("'add':'2 workdays','asked':'ask'"), START "g grant 04-15T10:00 u=a", NULL, "x@d open due=04-16T24:00",
         "extension_unasked~ g@d (3)"},
        {"asked", E("'add':'2 workdays','asked':'ask'"), START "k ask 04-14T10:00 u=a; g grant 04-15T10:00 u=a", NULL,
         "x@d open due=04-20T24:00", ""},
        {"asked by the grant itself of a sibling", E("'add':'2 workdays','asked':'ask'"),
         START "d2 dispatch 04-12T10:00 u=b; k ask 04-14T10:00 u=b; g grant 04-15T10:00 u=a", NULL,
         "x@d open due=04-16T24:00; x@d2 open due=04-16T24:00", "extension_unasked~ g@d (3)"},
        {"asked by an event of the ticket", E("'add':'2 workdays','asked':'hold'"), START "k hold 04-14T10:00; g grant 04-15T10:00 u=a",
         NULL, "x@d open due=04-20T24:00", ""},
        {"of a ticket, until when is undefined",
         "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':'4 workdays',"
         "'extend':{'update':{'add':'2 workdays','asked':'hold','asked_before':'undefined'}}}}",
         START "k hold 04-14T10:00; g update 04-15T10:00", NULL, "x open late?", ""},
        {"in time, and again too late", E("'add':'2 workdays','asked':'ask','asked_before':'due'"),
         START "k ask 04-14T10:00 u=a; l ask 04-17T09:00 u=a; g grant 04-17T10:00 u=a", NULL, "x@d open late due=04-16T24:00",
         "extension_late~ g@d (3)"},
        {"before the due moment", E("'add':'2 workdays','asked':'ask','asked_before':'due'"),
         START "k ask 04-17T00:00 u=a seq=1; g grant 04-17T00:00 u=a seq=2", NULL, "x@d open due=04-20T24:00", ""},
        {"a day before it, at the last moment", E("'add':'2 workdays','asked':'ask','asked_before':'1 workday'"),
         START "k ask 04-16T00:00 u=a; g grant 04-16T10:00 u=a", NULL, "x@d open due=04-20T24:00", ""},
        {"a day before it, too late", E("'add':'2 workdays','asked':'ask','asked_before':'1 workday'"),
         START "k ask 04-16T00:00:01 u=a; g grant 04-16T10:00 u=a", NULL, "x@d open due=04-16T24:00", "extension_unasked~ g@d (3)"},
        {"until when is undefined", E("'add':'2 workdays','asked':'ask','asked_before':'undefined'"),
         START "k ask 04-14T10:00 u=a; g grant 04-15T10:00 u=a", NULL, "x@d open late?", ""},
        {"until when is undefined, and not asked at all", E("'add':'2 workdays','asked':'ask','asked_before':'undefined'"),
         START "g grant 04-15T10:00 u=a", NULL, "x@d open due=04-16T24:00", "extension_unasked~ g@d (3)"},
        {"asked before it was owed",
         "'duties':{'x':{'of':'assignment','owed':'contact','met':'report','within':'4 workdays',"
         "'extend':{'grant':{'add':'2 workdays','asked':'ask'}}}}",
         START "k ask 04-12T10:30 u=a; c contact 04-12T11:00 u=a; g grant 04-15T10:00 u=a", NULL, "x@d open due=04-16T24:00",
         "extension_unasked~ g@d"},
    };
    (void)state;
    RUN(rows);
}

/* While a request is pending the clock runs on, stands, or its verdict waits. */
static void test_pending(void **state) {
#define PENDING(how) E("'add':'2 workdays','asked':'ask','pending':'" how "'")
    static const casebook_row rows[] = {
        {"runs: by default", E("'add':'2 workdays','asked':'ask'"), START "k ask 04-16T10:00 u=a", "04-19T10:00",
         "x@d open late due=04-16T24:00", ""},
        {"runs: granted too late", PENDING("runs"), START "k ask 04-16T10:00 u=a; g grant 04-19T10:00 u=a", NULL,
         "x@d open late due=04-16T24:00", "extension_late~ g@d (3)"},
        {"pauses: the clock stands", PENDING("pauses"), START "k ask 04-14T10:00 u=a", "04-30T10:00", "x@d open", ""},
        {"pauses: goes on at the grant", PENDING("pauses"), START "k ask 04-14T10:00 u=a; g grant 04-16T10:00 u=a", NULL,
         "x@d open due=04-22T24:00", ""},
        {"pauses: granted after what would have been the due moment", PENDING("pauses"),
         START "k ask 04-16T10:00 u=a; g grant 04-19T10:00 u=a", NULL, "x@d open due=04-21T24:00", ""},
        {"pauses: asked too late", PENDING("pauses"), START "k ask 04-19T10:00 u=a; g grant 04-20T10:00 u=a", NULL,
         "x@d open late due=04-16T24:00", "extension_late~ g@d (3)"},
        {"provisional: before the due moment", PENDING("provisional"), START "k ask 04-15T10:00 u=a", "04-16T10:00",
         "x@d open due=04-16T24:00", ""},
        {"provisional: the verdict waits", PENDING("provisional"), START "k ask 04-15T10:00 u=a", "04-19T10:00",
         "x@d open late? due=04-16T24:00", ""},
        {"provisional: granted after the due moment", PENDING("provisional"), START "k ask 04-15T10:00 u=a; g grant 04-19T10:00 u=a", NULL,
         "x@d open due=04-20T24:00", ""},
        {"of each granting event by itself",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 workday',"
         "'extend':{'hold':{'add':'1 workday','pending':'provisional'},'grant':{'add':'1 workday','asked':'ask'}}}}",
         START "k ask 04-12T11:00 u=a", "04-19T10:00", "x@d open late due=04-13T24:00", ""},
        {"undefined: before the due moment", PENDING("undefined"), START "k ask 04-15T10:00 u=a", "04-16T10:00", "x@d open due=04-16T24:00",
         ""},
        {"undefined: granted before the due moment", PENDING("undefined"), START "k ask 04-15T10:00 u=a; g grant 04-16T10:00 u=a", NULL,
         "x@d open due=04-20T24:00", ""},
        {"undefined: granted after it, which may be too late or not", PENDING("undefined"),
         START "k ask 04-15T10:00 u=a; g grant 04-19T10:00 u=a", NULL, "x@d open late?", ""},
        {"one request to two: whoever answers lets the clock go on",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','extend':{"
         "'grant':{'add':'2 workdays','times':1,'asked':'ask','pending':'pauses'},"
         "'contact':{'add':'3 workdays','times':1,'asked':'ask','pending':'pauses'}}}}",
         START "k ask 04-14T10:00 u=a; g grant 04-16T10:00 u=a", NULL, "x@d open due=04-22T24:00", ""},
        {"one request to two: refused by an extension of nothing",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','extend':{"
         "'grant':{'add':'2 workdays','asked':'ask','pending':'provisional'},"
         "'contact':{'add':'0 workdays','asked':'ask','pending':'provisional'}}}}",
         START "k ask 04-14T10:00 u=a; g contact 04-19T10:00 u=a", NULL, "x@d open late due=04-16T24:00", ""},
        {"undefined: after it", PENDING("undefined"), START "k ask 04-15T10:00 u=a", "04-19T10:00", "x@d open late? due=04-16T24:00", ""},
    };
    (void)state;
    RUN(rows);
}

#define HELD                                                                                                                               \
  "'machines':{'clock':{'of':'ticket','start':'running','states':{'running':'r','held':'h'}}},"                                            \
  "'events':{'hold':{'moves':{'clock':{'running':'held'}}},'resume':{'moves':{'clock':{'held':'running'}}}},"
#define P(term) HELD "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':'" term "','pause':'state(clock) = held'}}"

/* PAUSE: hours and minutes: the paused span is added. Day terms: a day counts if the clock runs at its end. */
static void test_pause(void **state) {
    static const casebook_row rows[] = {
        {"hours", P("10 hours"), "r receive 04-12T09:00; h hold 04-12T10:00; s resume 04-12T12:00", NULL, "x open due=04-12T21:00", ""},
        {"minutes, twice", P("30 minutes"),
         "r receive 04-12T09:00; h hold 04-12T09:10; s resume 04-12T09:20; h2 hold 04-12T09:35; s2 resume 04-12T10:35", NULL,
         "x open due=04-12T10:40", ""},
        {"(12) while the clock stands due is null", P("10 hours"), "r receive 04-12T09:00; h hold 04-12T10:00", "04-30T10:00", "x open",
         ""},
        {"late before it stood", P("10 hours"), "r receive 04-12T09:00; h hold 04-12T20:00", "04-30T10:00", "x open late", ""},
        {"late before it stood, and after it goes on", P("10 hours"), "r receive 04-12T09:00; h hold 04-12T20:00; s resume 04-13T10:00",
         NULL, "x open late due=04-12T19:00", ""},
        {"days: those at whose end it stands", P("2 workdays"), "r receive 04-12T09:00; h hold 04-13T10:00; s resume 04-15T10:00", NULL,
         "x open due=04-16T24:00", ""},
        {"days: a pause within a day costs nothing", P("2 workdays"), "r receive 04-12T09:00; h hold 04-13T10:00; s resume 04-13T18:00",
         NULL, "x open due=04-14T24:00", ""},
        {"days: it runs again at 24:00 exactly", P("2 workdays"), "r receive 04-12T09:00; h hold 04-13T10:00; s resume 04-14T00:00", NULL,
         "x open due=04-14T24:00", ""},
        {"days: it runs again a second after 24:00", P("2 workdays"), "r receive 04-12T09:00; h hold 04-13T10:00; s resume 04-14T00:00:01",
         NULL, "x open due=04-15T24:00", ""},
        {"days: it stands from 24:00 exactly", P("2 workdays"), "r receive 04-12T09:00; h hold 04-14T00:00; s resume 04-15T09:00", NULL,
         "x open due=04-16T24:00", ""},
        {"working days over a holiday", P("2 workdays"), "r receive 04-29T09:00; h hold 04-30T10:00; s resume 05-06T09:00", NULL,
         "x open due=05-07T24:00", ""},
        {"working days: a pause inside the holiday costs nothing", P("2 workdays"),
         "r receive 04-29T09:00; h hold 05-01T10:00; s resume 05-03T10:00", NULL, "x open due=05-06T24:00", ""},
        {"calendar days over a holiday", P("2 days"), "r receive 04-29T09:00; h hold 04-30T10:00; s resume 05-06T09:00", NULL,
         "x open due=05-07T24:00", ""},
        {"calendar days: a pause inside the holiday costs two", P("3 days"),
         "r receive 04-29T09:00; h hold 05-01T10:00; s resume 05-03T10:00", NULL, "x open due=05-04T24:00", ""},
        {"it stands from the first", P("1 hour"), "q update 04-12T07:00; h hold 04-12T08:00; r receive 04-12T09:00; s resume 04-12T10:00",
         NULL, "x open due=04-12T11:00", "before_ticket~ q; before_ticket~ h"},
        {"it ends while it stands", P("2 workdays"), "r receive 04-12T09:00; h hold 04-13T10:00; k close 04-14T10:00", NULL,
         "x met due=04-15T24:00 met=04-14T10:00", ""},
        {"(12) an unknown pause does not stop the clock",
         "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':'2 workdays','pause':'size > 3'}}", "r receive 04-12T09:00",
         "04-13T10:00", "x open due=04-14T24:00", ""},
        {"an undefined pause neither",
         "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':'2 workdays','pause':'undefined'}}", "r receive 04-12T09:00",
         "04-13T10:00", "x open due=04-14T24:00", ""},
        {"an extension counts the days at whose end it runs",
         HELD "'duties':{'x':{'of':'ticket','owed':'receive','met':'close',"
              "'within':'2 workdays','pause':'state(clock) = held','extend':{'update':{'add':'2 workdays'}}}}",
         "r receive 04-12T09:00; g update 04-13T09:00; h hold 04-15T10:00; s resume 04-16T10:00", NULL, "x open due=04-19T24:00", ""},
        {"an extension after the due moment, while it stands",
         HELD "'duties':{'x':{'of':'ticket','owed':'receive','met':'close',"
              "'within':'3 hours','pause':'state(clock) = held','extend':{'update':{'add':'2 days'}}}}",
         "r receive 04-12T09:00; h hold 04-13T10:00; g update 04-14T10:00", NULL, "x open late", "extension_late~ g"},
        {"a pause of an assignment by the ticket's state",
         HELD "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report',"
              "'within':'10 hours','pause':'state(clock) = held'}}",
         START "h hold 04-12T11:00; s resume 04-12T12:00", NULL, "x@d open due=04-12T21:00", ""},
        {"a restart forgets the pauses before it",
         HELD "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':'10 hours',"
              "'pause':'state(clock) = held','restart':'update'}}",
         "r receive 04-12T09:00; h hold 04-12T10:00; s resume 04-12T12:00; w update 04-12T13:00", NULL, "x open due=04-12T23:00", ""},
    };
    (void)state;
    RUN(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add),     cmocka_unit_test(test_limits), cmocka_unit_test(test_asked),
        cmocka_unit_test(test_pending), cmocka_unit_test(test_pause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
