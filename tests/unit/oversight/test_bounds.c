/* SPDX-License-Identifier: MIT */
/* Between which values a figure lies. Bounds are compared with fractions made of two integers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../include/hotline.h"
#include "../../../lib/oversight/bounds_impl.h"

static const weight_row halves[] = {{NULL, {5, 1}}, {NULL, {10, 1}}};
static const weight_row minus[] = {{NULL, {-3, 0}}, {NULL, {2, 0}}};
static const weight_row plain[] = {{NULL, {1, 0}}};

static measure_rule rule(uint8_t per, const weight_row *weights, uint32_t count, uint32_t places) {
    measure_rule r;
    memset(&r, 0, sizeof r);
    r.per_form = per;
    r.count_form = weights == plain ? RULE_PLAIN : RULE_TABLE;
    r.weights = weights;
    r.weight_count = count;
    r.places = places;
    return r;
}

static void assert_bound(const fraction *f, int64_t num, int64_t den) {
    fraction want;
    fraction by;
    hotline__fraction_set(&want, num, 0);
    hotline__fraction_set(&by, den, 0);
    assert_true(hotline__fraction_divide(&want, &want, &by));
    assert_int_equal(hotline__fraction_compare(f, &want), 0);
}

static void test_rate(void **state) {
    measure_rule r = rule(RULE_PLAIN, plain, 1, 0);
    tally_counts exact = {3, 4, 0, 9};
    tally_counts blurred = {3, 4, 2, 0};
    bounds b;
    (void)state;
    assert_true(hotline__bounds_of(&r, &exact, &b));
    assert_bound(&b.least, 3, 4);
    assert_true(hotline__bounds_are_exact(&b));
    assert_true(hotline__bounds_of(&r, &blurred, &b));
    assert_bound(&b.least, 3, 6);
    assert_bound(&b.most, 5, 6);
    assert_false(hotline__bounds_are_exact(&b));
}

/* 0 of 0 has no value; of one that could not be told it lies between 0 and 1. */
static void test_of_nothing(void **state) {
    measure_rule rate = rule(RULE_PLAIN, plain, 1, 0);
    measure_rule count = rule(RULE_ABSENT, plain, 1, 0);
    tally_counts one = {0, 0, 1, 0};
    bounds b;
    (void)state;
    assert_false(hotline__bounds_of(&rate, NULL, &b));
    assert_true(hotline__bounds_of(&count, NULL, &b));
    assert_bound(&b.most, 0, 1);
    assert_true(hotline__bounds_of(&rate, &one, &b));
    assert_bound(&b.least, 0, 1);
    assert_bound(&b.most, 1, 1);
}

/* Each of the unknown may have any weight of the table, or none: also one below zero. */
static void test_weights(void **state) {
    measure_rule half = rule(RULE_PLAIN, halves, 2, 1);
    measure_rule below = rule(RULE_ABSENT, minus, 2, 0);
    tally_counts counts = {15, 2, 2, 0}; /* 1.5 of 2 */
    tally_counts points = {4, 4, 3, 0};
    bounds b;
    (void)state;
    assert_true(hotline__bounds_of(&half, &counts, &b));
    assert_bound(&b.least, 15, 40);
    assert_bound(&b.most, 35, 40);
    assert_true(hotline__bounds_of(&below, &points, &b));
    assert_bound(&b.least, -5, 1);
    assert_bound(&b.most, 10, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rate), cmocka_unit_test(test_of_nothing), cmocka_unit_test(test_weights)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
