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

/* spans 0: the reader is given no figures. */
static int shows(const sight_row *row, uint32_t spans) {
    char rules[2048];
    char shown[1024];
    casebook b;
    hotline_tally *tally;
    hotline_proposals *p = NULL;
    int same;
    snprintf(rules, sizeof rules,
             "'measures':{'m':%s},'rankings':{'k':{'units':'always','every':'month','by':'m','ties':'all','absent':'breaks'}},"
             "'proposals':{'p':{'of':'unit','propose':'look',%s}}",
             row->measure, row->on);
    casebook_open(&b, rules);
    casebook_add(&b, row->events);
    casebook_settle(&b, "07-10T00:00");
    tally = casebook_tally(&b, spans != 0 ? spans : CASEBOOK_EVERY_PERIOD);
    assert_int_equal(hotline_proposals_new(b.log, &p), HOTLINE_OK);
    assert_int_equal(hotline_proposals_figures(p, spans != 0 ? tally : NULL), HOTLINE_OK);
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
        cmocka_unit_test(test_ends),    cmocka_unit_test(test_unknown),   cmocka_unit_test(test_published),
        cmocka_unit_test(test_without), cmocka_unit_test(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
