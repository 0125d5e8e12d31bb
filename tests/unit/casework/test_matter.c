/* SPDX-License-Identifier: MIT */
/*
 * What an object sees of facts: the latest and the earliest, defaults, types, and a unit's facts as its assignments see them.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define RUN(rows) casebook_run(rows, sizeof rows / sizeof rows[0])
#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "
#define MET(condition) "'duties':{'x':{'of':'ticket','met':'" condition "'}}"
#define OF_ONE(condition) "'duties':{'x':{'of':'assignment','met':'" condition "'}}"

/* A fact's value is the latest by happened-at; first(fact) the earliest. */
static void test_latest(void **state) {
#define TWICE "r receive 04-12T09:00 {'size':1}; w2 update 04-14T09:00 {'size':3}; w1 update 04-13T09:00 {'size':2}"
    static const casebook_row rows[] = {
        {"the latest", MET("size = 3"), TWICE, NULL, "x met", ""},
        {"not the one that arrived last", MET("size = 2"), TWICE, NULL, "x open", ""},
        {"the earliest", MET("first(size) = 1"), TWICE, NULL, "x met", ""},
        {"the earliest, though it came to be known later", MET("first(size) = 0"),
         TWICE "; z update 04-11T09:00 known=04-20T09:00 {'size':0}", NULL, "x met", "before_ticket~ z"},
        {"a default", MET("not anonymous"), "r receive 04-12T09:00", NULL, "x met", ""},
        {"a default is known", MET("known(anonymous)"), "r receive 04-12T09:00", NULL, "x met", ""},
        {"a default yields", MET("anonymous"), "r receive 04-12T09:00 {'anonymous':true}", NULL, "x met", ""},
        {"known", MET("known(size)"), "r receive 04-12T09:00 {'size':0}", NULL, "x met", ""},
        {"not known", MET("not known(size)"), "r receive 04-12T09:00", NULL, "x met", ""},
        {"null is not known", MET("not known(size)"), "r receive 04-12T09:00 {'size':null}", NULL, "x met", ""},
        {"empty text is not known", MET("not known(matter)"), "r receive 04-12T09:00 {'matter':''}", NULL, "x met", ""},
        {"what was dropped is not known", MET("not known(size)"), "r receive 04-12T09:00 {'size':'3'}", NULL, "x met", "bad_value! r"},
        {"what was dropped does not hide what was there", MET("size = 3"),
         "r receive 04-12T09:00 {'size':3}; w update 04-13T09:00 {'size':'4'}", NULL, "x met", "bad_value! w"},
        {"a fact of another event's declaration is dropped", MET("not known(size)"), "r receive 04-12T09:00; h hold 04-13T09:00 {'size':3}",
         NULL, "x met", "unexpected_fact~ h"},
    };
    (void)state;
    RUN(rows);
}

/* SCOPE 3: an assignment reads its own facts and the ticket's. */
static void test_own(void **state) {
    static const casebook_row rows[] = {
        {"its own", OF_ONE("note = \\\"x\\\""), START "e dispatch 04-12T11:00 u=b; c report 04-13T09:00 u=b {'note':'x'}", NULL,
         "x@d open; x@e met", ""},
        {"the ticket's", OF_ONE("size = 3"), START "w update 04-13T09:00 {'size':3}", NULL, "x@d met", ""},
        {"a part has its own", OF_ONE("note = \\\"x\\\""), START "c report 04-13T09:00 u=a {'note':'x'}; p sub 04-13T10:00 on=d u=b", NULL,
         "x@d met; x@p open", ""},
        {"a new round has its own", OF_ONE("note = \\\"x\\\""), START "c report 04-13T09:00 u=a {'note':'x'}; k redo 04-13T10:00 u=a", NULL,
         "x@d met; x@k open", ""},
        {"lost facts are on none", OF_ONE("known(note)"), START "c report 04-13T09:00 on=zz {'note':'x'}", NULL, "x@d open",
         "unknown_assignment! c"},
        {"a ticket's fact that an assignment's event carries", "'events':{'report':{'facts':{'size':'optional'}}}," MET("size = 3"),
         START "c report 04-13T09:00 u=a {'size':3}", NULL, "x met", ""},
    };
    (void)state;
    RUN(rows);
}

/* A unit's facts are dated; its assignments see those of the judging moment. */
static void test_unit_facts(void **state) {
#define STREET "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','if':'kind = street'}}"
    static const casebook_row rows[] = {
        {"of its unit", STREET,
         "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; z about 2021-01-01T00:00 t=- u=b {'kind':'zone'}; " START
         "e dispatch 04-12T11:00 u=b",
         NULL, "x@d open; x@e not_owed", ""},
        {"not known", STREET, START, NULL, "x@d possible", ""},
        {"the latest", STREET,
         "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; t about 2021-02-01T00:00 t=- u=a {'kind':'zone'}; " START, NULL,
         "x@d not_owed", ""},
        {"at the judging moment: while open, now", STREET,
         "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; t about 04-20T00:00 t=- u=a {'kind':'zone'}; " START, "04-20T00:00",
         "x@d not_owed", ""},
        {"at the judging moment: when met", STREET,
         "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; t about 04-20T00:00 t=- u=a {'kind':'zone'}; " START
         "c report 04-19T00:00 u=a",
         "04-30T00:00", "x@d met met=04-19T00:00", ""},
        {"after now", STREET, "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; t about 04-20T00:00 t=- u=a {'kind':'zone'}; " START,
         "04-19T00:00", "x@d open", ""},
        {"corrected", STREET,
         "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; v replace 04-12T00:00 t=- {'replaces':'s','kind':'zone'}; " START, NULL,
         "x@d not_owed", ""},
        {"voided", STREET, "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; v void 04-12T00:00 t=- {'voids':'s'}; " START, NULL,
         "x@d possible", ""},
        {"another fact later does not hide it", STREET,
         "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; t about 2021-02-01T00:00 t=- u=a {'staff':5}; " START, NULL, "x@d open", ""},
        {"of a wrong type: dropped, the one before stands", STREET,
         "s about 2021-01-01T00:00 t=- u=a {'kind':'street'}; t about 2021-02-01T00:00 t=- u=a {'kind':'palace'}; " START, NULL, "x@d open",
         ""},
        {"a term by a unit's fact", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'staff workdays'}}",
         "s about 2021-01-01T00:00 t=- u=a {'staff':3}; " START, NULL, "x@d open due=04-15T24:00", ""},
        {"through any()", "'duties':{'x':{'of':'ticket','met':'any(kind = zone)'}}",
         "z about 2021-01-01T00:00 t=- u=b {'kind':'zone'}; " START "e dispatch 04-12T11:00 u=b", NULL, "x met", ""},
        {"a duty that waits for a unit's fact is met as soon as an event shows it",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'staff >= 3'}}",
         START "s about 04-13T00:00 t=- u=a {'staff':3}; h hold 04-14T09:00", NULL, "x@d met met=04-14T09:00", ""},
    };
    (void)state;
    RUN(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_latest), cmocka_unit_test(test_own), cmocka_unit_test(test_unit_facts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
