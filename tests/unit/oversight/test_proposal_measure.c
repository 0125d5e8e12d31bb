/* SPDX-License-Identifier: MIT */
/*
 * Conditions of proposals on a unit's figures: of the period that ended or was published, exact at the bound, unknown where facts are missing.
 * Shown as OCCURRENCE STATE [(causes)].
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct sight_row {
    const char *name;
    const char *measure; /* members of the measure m */
    const char *on;      /* members of the proposal p, of a unit */
    const char *events;
    const char *shown;
} sight_row;

static void show(hotline_proposals *p, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < hotline_proposals_count(p); i++) {
        hotline_proposal one;
        one.struct_size = sizeof one;
        assert_int_equal(hotline_proposals_at(p, i, &one), HOTLINE_OK);
        if (one.state == HOTLINE_PROPOSAL_AHEAD) {
            continue;
        }
        used += (size_t)snprintf(out + used, size - used, "%s%s %s", used > 0 ? "; " : "", one.occurrence,
                                 hotline_proposal_state_name(one.state));
        for (size_t c = 0; c < one.cause_count; c++) {
            used += (size_t)snprintf(out + used, size - used, " (%s)", hotline_proposals_cause(p, i, c, NULL));
        }
    }
}

/* Instead of spans: the reader counts by itself. */
#define RECOUNTED UINT32_MAX

/* spans 0: the reader is given no figures. */
static int shows(const sight_row *row, uint32_t spans) {
    char rules[2048];
    char shown[1024];
    casebook b;
    hotline_tally *tally;
    hotline_proposals *p = NULL;
    int same;
    snprintf(rules, sizeof rules,
             "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'18 "
             "days'}},'measures':{'m':%s},'rankings':{'k':{'units':'always','every':'month','by':'m','ties':'all','absent':'breaks'}},"
             "'proposals':{'p':{'of':'unit','propose':'look',%s}}",
             row->measure, row->on);
    casebook_open(&b, rules);
    casebook_add(&b, row->events);
    casebook_settle(&b, "07-10T00:00");
    tally = casebook_tally(&b, spans != 0 && spans != RECOUNTED ? spans : CASEBOOK_EVERY_PERIOD);
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(spans == RECOUNTED ? hotline_proposals_recount(p) : hotline_proposals_figures(p, spans != 0 ? tally : NULL),
                     HOTLINE_OK);
    assert_int_equal(hotline_proposals_unit(p, "a", 1), HOTLINE_OK);
    show(p, shown, sizeof shown);
    same = casebook_same(row->name, "proposals", shown, row->shown);
    hotline_proposals_free(p);
    hotline_tally_free(tally);
    casebook_close(&b);
    return same;
}

static void run(const sight_row *rows, size_t count, uint32_t spans) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        wrong += !shows(&rows[i], spans);
    }
    assert_int_equal(wrong, 0);
}

#define DONE "{'of':'assignment','at':'dispatch','count':'result = done','per':'report'}"
#define UNIT "u about 04-12T09:00 u=a; r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; e dispatch 04-12T11:00 u=a; "
#define TWO UNIT "f report 04-13T09:00 on=d {'result':'done'}; g report 04-13T09:00 on=e {'result':'refused'}"
#define END(condition) "'on':'end(month)','if':'" condition "'"
#define RUN(rows, spans) run(rows, sizeof rows / sizeof rows[0], spans)

static void test_ends(void **state) {
    static const sight_row rows[] = {
        {"below", DONE, END("m < 60%"), TWO, "2021-04 fired; 2021-05 unknown; 2021-06 unknown"},
        {"not below its own value", DONE, END("m < 50%"), TWO, "2021-05 unknown; 2021-06 unknown"},
        {"at most", DONE, END("m <= 0.5"), TWO, "2021-04 fired; 2021-05 unknown; 2021-06 unknown"},
        {"equal, exactly", DONE, END("m = 0.500"), TWO, "2021-04 fired; 2021-05 unknown; 2021-06 unknown"},
        {"not equal", DONE, END("m != 50%"), TWO, "2021-05 unknown; 2021-06 unknown"},
        {"a count: none is a number", "{'of':'assignment','at':'dispatch','count':'always'}", END("m < 1"), TWO,
         "2021-05 fired; 2021-06 fired"},
        {"of tickets: one figure for all", "{'of':'ticket','at':'receive','count':'always'}", END("m >= 1"), TWO, "2021-04 fired"},
        {"of tickets' events: one figure for all", "{'of':'receive','count':'always'}", END("m >= 1"), TWO, "2021-04 fired"},
        {"of a quarter", DONE, "'on':'end(quarter)','if':'m < 60%'", TWO, "2021-Q2 fired"},
        {"undefined", "'undefined'", END("m < 60%"), TWO,
         "2021-04 undefined (measures.m); 2021-05 undefined (measures.m); 2021-06 undefined (measures.m)"},
        {"or what can be told", "'undefined'", END("m < 60% or kind = zone"), "u about 04-12T09:00 u=a {'kind':'zone'}",
         "2021-04 fired; 2021-05 fired; 2021-06 fired"},
    };
    (void)state;
    RUN(rows, CASEBOOK_EVERY_PERIOD);
    RUN(rows, RECOUNTED); /* nothing happened later */
}

/* One of two is done, a third could not be told: between 1/3 and 2/3. */
static void test_unknown(void **state) {
#define THREE TWO "; h dispatch 04-12T12:00 u=a; i report 04-13T09:00 on=h"
    static const sight_row rows[] = {
        {"below in any case", DONE, END("m < 70%"), THREE, "2021-04 fired; 2021-05 unknown; 2021-06 unknown"},
        {"perhaps below", DONE, END("m < 50%"), THREE, "2021-04 unknown; 2021-05 unknown; 2021-06 unknown"},
        {"in no case", DONE, END("m < 30%"), THREE, "2021-05 unknown; 2021-06 unknown"},
        {"perhaps equal to what lies between", DONE, END("m = 50%"), THREE, "2021-04 unknown; 2021-05 unknown; 2021-06 unknown"},
        {"equal in no case", DONE, END("m = 90%"), THREE, "2021-05 unknown; 2021-06 unknown"},
    };
    (void)state;
    RUN(rows, CASEBOOK_EVERY_PERIOD);
    RUN(rows, RECOUNTED); /* nothing happened later */
}

static void test_published(void **state) {
    static const sight_row rows[] = {
        {"of the period that was published", DONE, "'on':'publish(k)','if':'rank_from_last = 1 and m < 60%'",
         TWO "; p4 publish 05-05T09:00 t=- {'ranking':'k','period':'2021-04','version':1,'order':['b','a']}", "k 2021-04 fired"},
        {"that one, and no other", DONE, "'on':'publish(k)','if':'m < 60%'",
         TWO "; p5 publish 06-05T09:00 t=- {'ranking':'k','period':'2021-05','version':1,'order':['b','a']}", "k 2021-05 unknown"},
    };
    (void)state;
    RUN(rows, CASEBOOK_EVERY_PERIOD);
    RUN(rows, RECOUNTED); /* nothing happened later */
}

/* Without figures, or with figures of other kinds of periods, nothing is guessed. */
static void test_without(void **state) {
    static const sight_row rows[] = {
        {"no figures", DONE, END("m < 60%"), TWO,
         "2021-04 undefined (proposals.p.if); 2021-05 undefined (proposals.p.if); 2021-06 undefined (proposals.p.if)"}};
    (void)state;
    RUN(rows, 0);
    RUN(rows, 1u << HOTLINE_PERIOD_WEEK);
}

/* Figures as they were known at the period's end: what happens later changes nothing, a correction and a late line do. */
static void test_as_known_then(void **state) {
#define ONE UNIT "f report 04-13T09:00 on=d {'result':'done'}"
#define NONE UNIT "f report 04-13T09:00 on=d {'result':'refused'}"
#define MAYBE "; 2021-05 unknown; 2021-06 unknown"
    static const sight_row rows[] = {
        {"a report that came later does not make it worse", DONE, END("m < 60%"), ONE "; g report 05-03T09:00 on=e {'result':'refused'}",
         "2021-05 unknown; 2021-06 unknown"},
        {"nor better", DONE, END("m < 60%"), NONE "; g report 05-03T09:00 on=e {'result':'done'}", "2021-04 fired" MAYBE},
        {"a fact that changed later", DONE, END("m < 60%"), NONE "; g report 05-03T09:00 on=d {'result':'done'}", "2021-04 fired" MAYBE},
        {"at the last moment", DONE, END("m < 60%"),
         ONE "; g report 04-30T23:59:59 on=e {'result':'refused'}; h dispatch 04-30T23:59:59 "
             "u=a; i report 04-30T23:59:59 on=h {'result':'refused'}",
         "2021-04 fired" MAYBE},
        {"at the end itself", DONE, END("m < 60%"),
         ONE "; g report 05-01T00:00 on=e {'result':'refused'}; h report 05-01T00:00 on=d "
             "{'result':'refused'}",
         "2021-05 unknown; 2021-06 unknown"},
        {"known later", DONE, END("m < 60%"),
         ONE "; g report 04-14T09:00 on=e known=06-01T09:00 {'result':'refused'}; "
             "h dispatch 04-15T09:00 u=a; i report 04-16T09:00 on=h {'result':'refused'}",
         "2021-04 fired" MAYBE},
        {"voided later", DONE, END("m < 60%"), NONE "; g report 04-14T09:00 on=e {'result':'done'}; v void 06-01T09:00 {'voids':'f'}",
         "2021-05 unknown; 2021-06 unknown"},
        {"replaced later", DONE, END("m < 60%"), NONE "; v replace 06-01T09:00 {'replaces':'f','result':'done'}",
         "2021-05 unknown; 2021-06 unknown"},
        {"after a term: what happened up to there", DONE, "'on':'end(month)','after':'3 days','if':'m < 60%'",
         ONE "; g report 05-03T09:00 on=e {'result':'refused'}; h report 05-03T09:00 on=d {'result':'refused'}", "2021-04 fired" MAYBE},
        {"of two moments each", DONE,
         "'on':'end(month)','after':'1 day','if':'m < 60%'},'q':{'of':'unit','propose':'look','on':'end(month)',"
         "'if':'m < 60%'",
         ONE "; g report 05-01T09:00 on=d {'result':'refused'}",
         "2021-04 fired; 2021-05 unknown; 2021-05 unknown; 2021-06 unknown; 2021-06 unknown"},
        {"of a month and its quarter", DONE,
         "'on':'end(quarter)','if':'m < 60%'},'q':{'of':'unit','propose':'look','on':'end(month)','if':'m < 60%'",
         NONE "; g report 05-03T09:00 on=d {'result':'done'}", "2021-04 fired; 2021-05 unknown; 2021-06 unknown"},
        {"when it was published", DONE, "'on':'publish(k)','if':'m < 60%'",
         NONE "; p publish 05-05T09:00 t=- {'ranking':'k','period':'2021-04','version':1,'order':['b','a']}; g report 05-05T09:01 on=d "
              "{'result':'done'}",
         "k 2021-04 fired"},
        {"of a later version, then", DONE, "'on':'publish(k)','if':'m < 60%'",
         NONE "; p publish 05-05T09:00 t=- {'ranking':'k','period':'2021-04','version':1,'order':['b','a']}; g report 05-05T09:01 on=d "
              "{'result':'done'}; q publish 05-06T09:00 t=- {'ranking':'k','period':'2021-04','version':2,'order':['b','a']}",
         ""},
        {"a due moment of 24:00 has come", "{'of':'assignment','at':'due(x)','count':'met(x)','per':'always'}",
         "'on':'end(month)','if':'m < 60%'},'look':{'of':'unit','propose':'look','on':'end(year)'", NONE, "2021-04 fired" MAYBE},
        {"a unit's own events", "{'of':'visit','count':'kind = zone'}", END("m = 1"),
         UNIT
         "w about 04-12T09:00 u=a {'kind':'zone'}; x visit 04-13T09:00 t=- u=a; y visit 05-01T00:00 t=- u=a; z about 05-02T09:00 t=- u=a "
         "{'kind':'street'}",
         "2021-04 fired; 2021-05 fired"},
    };
    (void)state;
    RUN(rows, RECOUNTED);
}

/* Of an assignment the figures are its unit's; a ticket has none, but those of tickets. */
static void test_other_subjects(void **state) {
    static const char rules[] = "'measures':{'m':" DONE ",'n':{'of':'ticket','at':'receive','count':'always'}},'proposals':{"
                                "'a':{'of':'assignment','propose':'look','on':'end(month)','if':'m < 60%'},"
                                "'t':{'of':'ticket','propose':'look','on':'end(month)','if':'m < 60%'},"
                                "'u':{'of':'ticket','propose':'look','on':'end(month)','if':'n >= 1'}}";
    char shown[1024];
    casebook b;
    hotline_proposals *p = NULL;
    (void)state;
    casebook_open(&b, rules);
    casebook_add(&b, UNIT "f report 04-13T09:00 on=d {'result':'refused'}");
    casebook_settle(&b, "05-10T00:00");
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_recount(p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_ticket(p, "T1", 2), HOTLINE_OK);
    show(p, shown, sizeof shown);
    assert_string_equal(shown, "2021-04 undefined (proposals.t.if); 2021-04 fired; 2021-04 fired; 2021-04 fired");
    hotline_proposals_free(p);
    casebook_close(&b);
}

/* A log that has grown is counted anew; figures that are given take the place of those that are counted, and the other way round. */
static void test_in_turn(void **state) {
    char shown[1024];
    casebook b;
    hotline_proposals *p = NULL;
    (void)state;
    casebook_open(&b, "'measures':{'m':" DONE "},'proposals':{'p':{'of':'unit','propose':'look','on':'end(month)','if':'m < 60%'}}");
    casebook_add(&b, NONE);
    casebook_settle(&b, "05-10T00:00");
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_recount(p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_unit(p, "a", 1), HOTLINE_OK);
    show(p, shown, sizeof shown);
    assert_string_equal(shown, "2021-04 fired");
    casebook_add(&b, "g report 04-14T09:00 on=d {'result':'done'}");
    casebook_settle(&b, "05-10T00:00");
    assert_int_equal(hotline_proposals_unit(p, "a", 1), HOTLINE_OK);
    show(p, shown, sizeof shown);
    assert_string_equal(shown, "");
    assert_int_equal(hotline_proposals_figures(p, NULL), HOTLINE_OK);
    assert_int_equal(hotline_proposals_unit(p, "a", 1), HOTLINE_OK);
    show(p, shown, sizeof shown);
    assert_string_equal(shown, "2021-04 undefined (proposals.p.if)");
    assert_int_equal(hotline_proposals_recount(NULL), HOTLINE_ERROR_ARGUMENT);
    hotline_proposals_free(p);
    casebook_close(&b);
}

static void test_arguments(void **state) {
    casebook b;
    casebook other;
    hotline_proposals *p = NULL;
    hotline_tally *tally;
    (void)state;
    casebook_open(&b, NULL);
    casebook_open(&other, NULL);
    casebook_settle(&b, "07-10T00:00");
    casebook_settle(&other, "07-10T00:00");
    tally = casebook_tally(&other, CASEBOOK_EVERY_PERIOD);
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_figures(NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_figures(p, tally), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_proposals_figures(p, NULL), HOTLINE_OK);
    hotline_proposals_free(p);
    hotline_tally_free(tally);
    casebook_close(&other);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),    cmocka_unit_test(test_unknown),       cmocka_unit_test(test_published),
        cmocka_unit_test(test_without), cmocka_unit_test(test_as_known_then), cmocka_unit_test(test_other_subjects),
        cmocka_unit_test(test_in_turn), cmocka_unit_test(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
