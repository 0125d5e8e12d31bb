/* SPDX-License-Identifier: MIT */
/*
 * What a publish event holds, and what is said of it: a ranking that is none, facts that are missing, of another kind or not its own, an
 * order that names a unit twice or one that no event names. Whatever is found, the event is taken.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct publish_row {
    const char *name;
    const char *events;
    const char *found;
} publish_row;

#define RULES                                                                                                                              \
  "'measures':{'n':{'of':'dispatch','count':'always'}},'rankings':{'towns':{'units':'always','every':'month','by':'n','ties':'all',"       \
  "'absent':'breaks'},'weekly':{'units':'always','every':'week','by':'n','ties':'all','absent':'breaks'},'unsaid':{'units':'always',"      \
  "'every':'undefined','by':'n','ties':'all','absent':'breaks'}}"
#define AB "x visit 04-01T08:00 t=- u=a; y visit 04-01T08:00 t=- u=b; z visit 04-01T08:00 t=- u=c; "
#define P(facts) AB "p publish 05-02T09:00 t=- {" facts "}"
#define TOWNS "'ranking':'towns','period':'2021-04'"
#define ORDER(order) P(TOWNS ",'version':1,'order':" order)

static void run(const publish_row *rows, size_t count) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        casebook b;
        casebook_open(&b, RULES);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, NULL);
        wrong += !casebook_same(rows[i].name, "findings", casebook_log_findings(&b), rows[i].found);
        casebook_settle(&b, NULL); /* told once, however often it is settled */
        wrong += !casebook_same(rows[i].name, "findings again", casebook_log_findings(&b), rows[i].found);
        casebook_close(&b);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define RUN(rows) run(rows, sizeof rows / sizeof rows[0])

static void test_which(void **state) {
    static const publish_row rows[] = {
        {"nothing wrong", ORDER("['a',['b','c']]"), ""},
        {"no version", P(TOWNS ",'order':['a']"), ""},
        {"nobody was ranked", ORDER("[]"), ""},
        {"an empty tie", ORDER("[[],'a']"), ""},
        {"no such ranking", P("'ranking':'town','period':'2021-04','order':['a']"), "unknown_ranking! p"},
        {"no ranking", P("'period':'2021-04','order':['a']"), "missing_fact! p"},
        {"an empty ranking", P("'ranking':'','period':'2021-04','order':['a']"), "missing_fact! p"},
        {"a ranking that is a number", P("'ranking':7,'period':'2021-04','order':['a']"), "bad_value! p"},
        {"no period", P("'ranking':'towns','order':['a']"), "missing_fact! p"},
        {"a period of another kind", P("'ranking':'towns','period':'2021-Q1','order':['a']"), "bad_value! p"},
        {"a week by one of its dates", P("'ranking':'weekly','period':'2021-04-13','order':['a']"), ""},
        {"a week by a month", P("'ranking':'weekly','period':'2021-04','order':['a']"), "bad_value! p"},
        {"a period that nobody can name", P("'ranking':'unsaid','period':'April','order':['a']"), ""},
        {"a version that is none", P(TOWNS ",'version':'two','order':['a']"), "bad_value! p"},
        {"a version in digits", P(TOWNS ",'version':'12','order':['a']"), ""},
        {"a version that is a flag", P(TOWNS ",'version':true,'order':['a']"), "bad_value! p"},
        {"a fact that it does not carry", P(TOWNS ",'verison':2,'order':['a']"), "unexpected_fact~ p"},
        {"before any policy", AB "p publish 2019-05-02T09:00 t=- {" TOWNS ",'order':['a']}", "no_policy~ p"},
        {"voided", ORDER("'a'") "; v void 05-03T09:00 t=- {'voids':'p'}", ""},
        {"replaced", ORDER("'a'") "; v replace 05-03T09:00 t=- {'replaces':'p'," TOWNS ",'order':['a']}", ""},
        {"replaced by nonsense", ORDER("['a']") "; v replace 05-03T09:00 t=- {'replaces':'p'," TOWNS ",'order':['a','a']}",
         "repeated_unit~ p"},
        {"nothing at all", AB "p publish 05-02T09:00 t=-", "missing_fact! p; missing_fact! p; missing_fact! p"},
    };
    (void)state;
    RUN(rows);
}

static void test_order(void **state) {
    static const publish_row rows[] = {
        {"no order", P(TOWNS), "missing_fact! p"},
        {"a text", ORDER("'a'"), "bad_value! p"},
        {"an object", ORDER("{'a':1}"), "bad_value! p"},
        {"a unit that no event names", ORDER("['a','zz']"), "unknown_unit~ p"},
        {"named later", ORDER("['a','d']") "; w visit 05-03T09:00 t=- u=d", ""},
        {"twice", ORDER("['a','b','a']"), "repeated_unit~ p"},
        {"twice in one tie", ORDER("[['a','a'],'b']"), "repeated_unit~ p"},
        {"three times, in ties", ORDER("['a',['b','a'],['a','c']]"), "repeated_unit~ p; repeated_unit~ p"},
        {"unknown and twice", ORDER("['zz','zz']"), "unknown_unit~ p; repeated_unit~ p"},
        {"a number", ORDER("[1,'a']"), "bad_place~ p"},
        {"an empty name", ORDER("['','a']"), "bad_place~ p"},
        {"a tie in a tie", ORDER("['a',['b',['c']]]"), "bad_place~ p"},
        {"an object among the names", ORDER("['a',{'b':1},null]"), "bad_place~ p; bad_place~ p"},
    };
    (void)state;
    RUN(rows);
}

static const char *message(casebook *b, int32_t language) {
    static hotline_finding f;
    f.struct_size = sizeof f;
    assert_int_equal(hotline_log_finding(b->log, 0, language, &f), HOTLINE_OK);
    return f.message;
}

static void test_messages(void **state) {
    static const char *const rows[][2] = {
        {P("'ranking':'twons','period':'2021-04','order':['a']"), "The policy in force has no ranking named twons; did you mean towns?"},
        {P("'ranking':'towns','period':'April','order':['a']"),
         "The value of period on publish is not of its type (2021-05); it was dropped"},
        {ORDER("['a','zz']"), "The published order names the unit zz, which no event names"},
        {ORDER("['a','b','a']"), "The published order names a more than once; its first place counts"},
        {ORDER("['a',['b',['c']]]"), "Entry 2 of the published order holds something that is no unit's name"},
        {ORDER("'a'"), "The value of order on publish is not of its type ([\"a\", [\"b\", \"c\"]]); it was dropped"},
        {P(TOWNS), "The event publish must carry order"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        casebook b;
        casebook_open(&b, RULES);
        casebook_add(&b, rows[i][0]);
        casebook_settle(&b, NULL);
        assert_string_equal(message(&b, HOTLINE_LANGUAGE_EN), rows[i][1]);
        casebook_close(&b);
    }
}

/* A unit that only a later event names is not named yet. */
static void test_moment(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, ORDER("['a','d']") "; w visit 05-03T09:00 t=- u=d");
    casebook_settle(&b, "05-02T10:00");
    assert_string_equal(casebook_log_findings(&b), "unknown_unit~ p");
    casebook_settle(&b, "05-02T08:00");
    assert_string_equal(casebook_log_findings(&b), "");
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_which), cmocka_unit_test(test_order), cmocka_unit_test(test_messages),
                                       cmocka_unit_test(test_moment)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
