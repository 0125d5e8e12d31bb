/* SPDX-License-Identifier: MIT */
/*
 * What comes to a tally and goes from it at once or not at all: tickets and units taken back, other tallies, counts up to the edge of 64 bits.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "oversight/tally_impl.h"

#define TWO_MEASURES                                                                                                                       \
  "'periods':{'week':'undefined'},'measures':{'z':{'of':'assignment','at':'report','count':{'result = done':'1','result = "                \
  "promised':'0.05'},"                                                                                                                     \
  "'per':'always'},'b':{'of':'hold','count':'always','except':'never'}}"
#define EVENTS                                                                                                                             \
  "r receive 04-12T09:00; d dispatch 04-12T10:00 u=b; c report 04-13T09:00 u=b {'result':'promised'}; h hold 04-13T09:00; "                \
  "s receive 04-12T09:00 t=T2; e dispatch 04-12T10:00 t=T2 u=a; f report 04-13T09:00 t=T2 u=a {'result':'done'}; g report 04-13T09:00 "    \
  "t=T3 u=a"

/* ---- taking back ---- */

enum { SAVED_SIZE = 1 << 14 };

typedef struct copy {
    uint8_t bytes[SAVED_SIZE];
    size_t len;
} copy;

static copy keep(const hotline_tally *tally) {
    copy c;
    memset(&c, 0, sizeof c);
    assert_int_equal(hotline_tally_save(tally, c.bytes, SAVED_SIZE, &c.len), HOTLINE_OK);
    return c;
}

static void is_still(const hotline_tally *tally, const copy *before) {
    copy now = keep(tally);
    assert_int_equal(now.len, before->len);
    assert_memory_equal(now.bytes, before->bytes, now.len);
}

static void without(casebook *b, hotline_tally *tally, const char *ticket, hotline_status wanted) {
    casebook_fold(b, ticket);
    assert_int_equal(hotline_tally_remove(tally, b->ticket), wanted);
}

static void test_removing(void **state) {
    casebook b;
    hotline_tally *tally = NULL;
    copy none;
    copy first;
    copy second;
    (void)state;
    casebook_open(&b, TWO_MEASURES);
    casebook_add(&b, EVENTS);
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    none = keep(tally);
    without(&b, tally, "T1", HOTLINE_ERROR_ARGUMENT);
    casebook_count(&b, tally, "T1");
    first = keep(tally);
    without(&b, tally, "T2", HOTLINE_ERROR_ARGUMENT); /* of another unit */
    is_still(tally, &first);
    casebook_count(&b, tally, "T2");
    second = keep(tally);
    without(&b, tally, "T1", HOTLINE_OK);
    without(&b, tally, "T1", HOTLINE_ERROR_ARGUMENT);
    casebook_count(&b, tally, "T1");
    is_still(tally, &second);
    without(&b, tally, "T2", HOTLINE_OK);
    is_still(tally, &first);
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_count(tally), 2);
    without(&b, tally, "T1", HOTLINE_OK);
    assert_int_equal(hotline_tally_count(tally), 0); /* the order is gone */
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_count(tally), 0);
    is_still(tally, &none);
    hotline_tally_free(tally);
    casebook_close(&b);
}

/* What fits in part, and what would leave more done than there were: nothing is taken. */
static void test_removing_others(void **state) {
    casebook b;
    hotline_tally *tally = NULL;
    copy before;
    (void)state;
    casebook_open(&b, "'periods':{'week':'undefined'},'measures':{'m':{'of':'assignment','at':'report','count':'result = done',"
                      "'per':'always'},'h':{'of':'hold','count':'always'}}");
    casebook_add(&b,
                 "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; c report 04-13T09:00 u=a {'result':'refused'}; h hold 04-13T09:00; "
                 "r2 receive 04-12T09:00 t=T2; d2 dispatch 04-12T10:00 u=a t=T2; c2 report 04-13T09:00 u=a t=T2 {'result':'done'}; "
                 "r3 receive 04-12T09:00 t=T3; h3 hold 04-13T09:00 t=T3; i3 hold 04-13T10:00 t=T3; "
                 "r4 receive 04-12T09:00 t=T4; h4 hold 04-13T09:00 t=T4; i4 hold 05-13T10:00 t=T4");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    casebook_count(&b, tally, "T1");
    before = keep(tally);
    without(&b, tally, "T2", HOTLINE_ERROR_ARGUMENT); /* its denominator is there, its numerator is not */
    is_still(tally, &before);
    without(&b, tally, "T3", HOTLINE_ERROR_ARGUMENT); /* the first of its holds is there */
    is_still(tally, &before);
    without(&b, tally, "T4", HOTLINE_ERROR_ARGUMENT); /* one of its months is there */
    is_still(tally, &before);
    without(&b, tally, "T1", HOTLINE_OK);
    hotline_tally_free(tally);
    casebook_close(&b);
}

static void test_removing_units(void **state) {
    casebook b;
    hotline_tally *tally = NULL;
    copy none;
    (void)state;
    casebook_open(&b, "'measures':{'m':{'of':'visit','count':'always'}}");
    casebook_add(&b, "v visit 04-12T09:00 t=- u=x; w visit 04-13T09:00 t=- u=x; y visit 04-13T09:00 t=- u=y");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_tally_new(b.rulebook, &tally), HOTLINE_OK);
    none = keep(tally);
    assert_int_equal(hotline_tally_add_unit(tally, b.unit), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_tally_remove_unit(tally, b.unit), HOTLINE_ERROR_NOT_FOUND);
    casebook_fold_unit(&b, "x");
    assert_int_equal(hotline_tally_add_unit(tally, b.unit), HOTLINE_OK);
    casebook_fold_unit(&b, "y");
    assert_int_equal(hotline_tally_remove_unit(tally, b.unit), HOTLINE_ERROR_ARGUMENT);
    casebook_fold_unit(&b, "x");
    assert_int_equal(hotline_tally_remove_unit(tally, b.unit), HOTLINE_OK);
    is_still(tally, &none);
    assert_int_equal(hotline_tally_add_unit(NULL, b.unit), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_add_unit(tally, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_remove_unit(NULL, b.unit), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_remove_unit(tally, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_remove(NULL, b.ticket), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_remove(tally, NULL), HOTLINE_ERROR_ARGUMENT);
    hotline_tally_free(tally);
    casebook_close(&b);
}

/* ---- edges of the counts ---- */

#define BILLION INT64_C(1000000000)

/* A tally of b.rulebook and what hotline__tally_put() needs for the month of April and the measure of a name. */
typedef struct edge {
    casebook b;
    hotline_tally *tally;
    const hotline_policy *policy;
    period when;
} edge;

static void edge_open(edge *e, const char *rules) {
    memset(e, 0, sizeof *e);
    casebook_open(&e->b, rules);
    assert_int_equal(hotline_tally_new(e->b.rulebook, &e->tally), HOTLINE_OK);
    assert_true(hotline__tally_place(e->tally, SPAN_MONTH, hotline_day_of(2021, 4, 1), &e->policy, &e->when));
}

static void edge_close(edge *e) {
    hotline_tally_free(e->tally);
    casebook_close(&e->b);
}

static int32_t measure_number(const edge *e, const char *name) {
    return hotline__map_find(&e->b.rulebook->names.measures, hotline__text(name));
}

static hotline_status put(edge *e, const char *measure, int64_t num, int64_t den, int64_t unknown, int64_t excepted) {
    tally_counts c;
    c.num = num;
    c.den = den;
    c.unknown = unknown;
    c.excepted = excepted;
    return hotline__tally_put(e->tally, hotline__text("a"), e->policy, measure_number(e, measure), SPAN_MONTH, &e->when, &c);
}

static void holds(edge *e, const char *measure, int64_t num, int64_t den, int64_t unknown, int64_t excepted) {
    const tally_counts *c = hotline__tally_find(e->tally, hotline__text("a"), measure_number(e, measure), SPAN_MONTH, e->when.first);
    assert_non_null(c);
    assert_int_equal(c->num, num);
    assert_int_equal(c->den, den);
    assert_int_equal(c->unknown, unknown);
    assert_int_equal(c->excepted, excepted);
}

static void test_edges(void **state) {
    edge e;
    text nobody = {NULL, 0};
    size_t i;
    (void)state;
    edge_open(&e, TWO_MEASURES);
    assert_null(hotline__tally_find(e.tally, hotline__text("a"), measure_number(&e, "b"), SPAN_MONTH, e.when.first));
    for (i = 0; i < 1000; i++) {
        assert_int_equal(put(&e, "b", BILLION, BILLION, BILLION, BILLION), HOTLINE_OK);
        assert_int_equal(put(&e, "z", -100 * BILLION, BILLION, 0, 0), HOTLINE_OK);
    }
    holds(&e, "b", 1000 * BILLION, 1000 * BILLION, 1000 * BILLION, 1000 * BILLION);
    holds(&e, "z", -100000 * BILLION, 1000 * BILLION, 0, 0);
    assert_null(hotline__tally_find(e.tally, nobody, measure_number(&e, "b"), SPAN_MONTH, e.when.first));
    assert_null(hotline__tally_find(e.tally, hotline__text("a"), measure_number(&e, "b"), SPAN_WEEK, e.when.first));
    assert_int_equal(put(&e, "b", 0, INT64_MAX - 1000 * BILLION, 0, 0), HOTLINE_OK);
    assert_int_equal(put(&e, "b", 0, 1, 0, 0), HOTLINE_ERROR_RANGE);
    assert_int_equal(put(&e, "b", 0, 0, INT64_MAX, 0), HOTLINE_ERROR_RANGE);
    assert_int_equal(put(&e, "b", 0, 0, 0, INT64_MAX), HOTLINE_ERROR_RANGE);
    assert_int_equal(put(&e, "z", INT64_MIN, 0, 0, 0), HOTLINE_ERROR_RANGE);
    assert_int_equal(put(&e, "b", 0, -INT64_MAX, 0, 0), HOTLINE_ERROR_ARGUMENT); /* fewer than those done */
    assert_int_equal(put(&e, "b", 0, 0, -1000 * BILLION - 1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(put(&e, "b", 0, 0, 0, -1000 * BILLION - 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(put(&e, "b", -1000 * BILLION - 1, 0, 0, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(put(&e, "z", 0, -1000 * BILLION, 0, 0), HOTLINE_ERROR_ARGUMENT); /* weights of nobody */
    holds(&e, "b", 1000 * BILLION, INT64_MAX, 1000 * BILLION, 1000 * BILLION);
    holds(&e, "z", -100000 * BILLION, 1000 * BILLION, 0, 0);
    assert_int_equal(put(&e, "b", -1000 * BILLION, -INT64_MAX, -1000 * BILLION, -1000 * BILLION), HOTLINE_OK);
    assert_null(hotline__tally_find(e.tally, hotline__text("a"), measure_number(&e, "b"), SPAN_MONTH, e.when.first));
    assert_int_equal(put(&e, "none", 0, 1, 0, 0), HOTLINE_ERROR_ARGUMENT);
    e.tally->spans = 1u << SPAN_DAY;
    assert_int_equal(put(&e, "b", 0, 1, 0, 0), HOTLINE_ERROR_ARGUMENT);
    edge_close(&e);
}

/* A ticket that one of its figures has no room for is not counted in the others either; nor is another tally. */
static void test_full(void **state) {
    edge e;
    edge f;
    copy before;
    (void)state;
    edge_open(&e, TWO_MEASURES);
    edge_open(&f, TWO_MEASURES);
    casebook_add(&e.b, "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; c report 04-13T09:00 u=a {'result':'done'}; h hold 04-13T09:00");
    casebook_settle(&e.b, NULL);
    casebook_fold(&e.b, "T1");
    assert_int_equal(put(&e, "z", INT64_MAX - 99, BILLION, 0, 0), HOTLINE_OK);
    before = keep(e.tally);
    assert_int_equal(hotline_tally_add(e.tally, e.b.ticket), HOTLINE_ERROR_RANGE);
    is_still(e.tally, &before);
    assert_int_equal(hotline_tally_add(f.tally, e.b.ticket), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(put(&f, "b", 5, 5, 0, 0), HOTLINE_OK);
    assert_int_equal(put(&f, "z", 100, 1, 0, 0), HOTLINE_OK);
    assert_int_equal(hotline_tally_merge(e.tally, f.tally), HOTLINE_ERROR_RANGE);
    is_still(e.tally, &before);
    assert_int_equal(put(&f, "z", -1, 0, 0, 0), HOTLINE_OK);
    assert_int_equal(hotline_tally_merge(e.tally, f.tally), HOTLINE_OK); /* of a rulebook that was read apart */
    holds(&e, "z", INT64_MAX, BILLION + 1, 0, 0);
    holds(&e, "b", 5, 5, 0, 0);
    edge_close(&f);
    edge_close(&e);
}

static void test_merging_others(void **state) {
    edge e;
    edge other;
    hotline_tally *days = NULL;
    (void)state;
    edge_open(&e, TWO_MEASURES);
    edge_open(&other, "'measures':{'b':{'of':'hold','count':'always'}}");
    assert_int_equal(hotline_tally_new(e.b.rulebook, &days), HOTLINE_OK);
    assert_int_equal(hotline_tally_merge(e.tally, days), HOTLINE_OK);
    assert_int_equal(hotline_tally_spans(days, 1u << HOTLINE_PERIOD_DAY), HOTLINE_OK);
    assert_int_equal(hotline_tally_merge(e.tally, days), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_merge(e.tally, other.tally), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_merge(e.tally, e.tally), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_merge(e.tally, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_merge(NULL, e.tally), HOTLINE_ERROR_ARGUMENT);
    hotline_tally_free(days);
    edge_close(&other);
    edge_close(&e);
}

/* Numbers of measures and units are a rulebook's and a tally's own. */
static void test_merging_numbers(void **state) {
    static const char *const measures[] = {"'u':{'of':'hold','count':'always'},'v':{'of':'close','count':'always'}",
                                           "'v':{'of':'close','count':'always'},'u':{'of':'hold','count':'always'}"};
    casebook b[2];
    hotline_tally *tally[2] = {NULL, NULL};
    copy one;
    size_t i;
    (void)state;
    for (i = 0; i < 2; i++) {
        char rules[512];
        snprintf(rules, sizeof rules, "'measures':{%s}", measures[i]);
        casebook_open(&b[i], rules);
        casebook_add(&b[i], "r receive 04-12T09:00; h hold 04-12T10:00; i hold 04-12T11:00; c close 04-12T12:00");
        casebook_settle(&b[i], NULL);
        casebook_fold(&b[i], "T1");
        assert_int_equal(hotline_tally_new(b[i].rulebook, &tally[i]), HOTLINE_OK);
        assert_int_equal(hotline_tally_add(tally[i], b[i].ticket), HOTLINE_OK);
    }
    one = keep(tally[0]);
    is_still(tally[1], &one);
    assert_int_equal(hotline_tally_merge(tally[0], tally[1]), HOTLINE_OK);
    assert_int_equal(hotline_tally_remove(tally[0], b[0].ticket), HOTLINE_OK);
    is_still(tally[0], &one);
    for (i = 0; i < 2; i++) {
        hotline_tally_free(tally[i]);
        casebook_close(&b[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_removing),
        cmocka_unit_test(test_removing_others),
        cmocka_unit_test(test_removing_units),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_merging_others),
        cmocka_unit_test(test_merging_numbers),
    };
    return cmocka_run_group_tests_name("tally_merge", tests, NULL, NULL);
}
