/* SPDX-License-Identifier: MIT */
/*
 * Wilson's limits against published and hand-worked ones, widened by unknown subjects; which rates are told apart, by Newcombe's own
 * examples; which places units may have. tests/binding/test_distribution.py compares thousands with decimals of fifty digits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../include/hotline/interval.h"
#include "../../support/poor_context.h"
#include "../../support/random.h"

enum { UNITS = 6 };

typedef struct interval_row {
    int64_t num, den, unknown;
    int32_t confidence;
    int64_t low, high;
} interval_row;

static void run(const interval_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int64_t low = -7;
        int64_t high = -7;
        assert_int_equal(hotline_interval_wilson(rows[i].num, rows[i].den, rows[i].unknown, rows[i].confidence, &low, &high), HOTLINE_OK);
        assert_int_equal(low, rows[i].low);
        assert_int_equal(high, rows[i].high);
    }
}

#define RUN(rows) run(rows, sizeof rows / sizeof rows[0])

/* In four places as Newcombe 1998 (two-sided intervals for the single proportion, table I, method 3) prints them. */
static void test_published(void **state) {
    static const struct {
        int64_t num, den, low, high;
    } rows[] = {{81, 263, 2553, 3662}, {15, 148, 624, 1605}, {0, 20, 0, 1611}, {1, 29, 61, 1718}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t low = 0;
        int64_t high = 0;
        assert_int_equal(hotline_interval_wilson(rows[i].num, rows[i].den, 0, 950, &low, &high), HOTLINE_OK);
        assert_int_equal((low + 50000) / 100000, rows[i].low);
        assert_int_equal((high + 50000) / 100000, rows[i].high);
    }
}

static void test_ends(void **state) {
    static const interval_row rows[] = {
        {0, 1, 0, 950, 0, 793450686},
        {1, 1, 0, 950, 206549314, 1000000000},
        {1, 2, 0, 950, 94531205, 905468795},
        {2, 3, 0, 950, 207659600, 938508056},
        {200, 300, 0, 950, 611512456, 717606553},
        {0, INT64_C(1000000000000), 0, 950, 0, 1},
        {INT64_C(1000000000000), INT64_C(1000000000000), 0, 950, 999999999, 1000000000},
        {0, INT64_MAX, 0, 990, 0, 1},
        {INT64_MAX, INT64_MAX, 0, 990, 999999999, 1000000000},
        {INT64_C(500000000000), INT64_C(1000000000000), 0, 950, 499999020, 500000980},
    };
    (void)state;
    RUN(rows);
}

static void test_unknown(void **state) {
    static const interval_row rows[] = {
        {0, 0, 1, 950, 0, 1000000000},
        {1, 1, 1, 950, 94531205, 1000000000}, /* from the lower limit of 1/2 to the upper of 2/2 */
        {5, 5, INT64_MAX - 5, 950, 0, 1000000000},
    };
    int64_t low = 0;
    int64_t high = 0;
    int64_t least;
    int64_t most;
    (void)state;
    RUN(rows);
    assert_int_equal(hotline_interval_wilson(2, 300, 0, 950, &low, &high), HOTLINE_OK);
    least = low;
    assert_int_equal(hotline_interval_wilson(299, 300, 0, 950, &low, &high), HOTLINE_OK);
    most = high;
    assert_int_equal(hotline_interval_wilson(2, 3, 297, 950, &low, &high), HOTLINE_OK);
    assert_int_equal(low, least);
    assert_int_equal(high, most);
}

/* More confidence, fewer subjects, more unknown ones: never a narrower interval. The other way about is the mirror image. */
static void test_laws(void **state) {
    uint64_t seed = 5;
    (void)state;
    for (int i = 0; i < 500; i++) {
        int64_t den = 1 + (int64_t)(random_next(&seed) >> (24 + (random_next(&seed) >> 59)));
        int64_t num = (int64_t)(random_next(&seed) >> 1) % (den + 1);
        int64_t low[5];
        int64_t high[5];
        assert_int_equal(hotline_interval_wilson(num, den, 0, 900, &low[0], &high[0]), HOTLINE_OK);
        assert_int_equal(hotline_interval_wilson(num, den, 0, 950, &low[1], &high[1]), HOTLINE_OK);
        assert_int_equal(hotline_interval_wilson(num, den, 0, 990, &low[2], &high[2]), HOTLINE_OK);
        assert_true(low[2] <= low[1] && low[1] <= low[0] && high[0] <= high[1] && high[1] <= high[2]);
        assert_true(low[0] >= 0 && high[2] <= HOTLINE_INTERVAL_ONE);
        assert_int_equal(hotline_interval_wilson(den - num, den, 0, 950, &low[3], &high[3]), HOTLINE_OK);
        assert_true(low[3] == HOTLINE_INTERVAL_ONE - high[1] && high[3] == HOTLINE_INTERVAL_ONE - low[1]);
        assert_int_equal(hotline_interval_wilson(num, den, 1 + i, 950, &low[4], &high[4]), HOTLINE_OK);
        assert_true(low[4] <= low[1]);
        assert_true(high[4] >= high[1]);
    }
}

static void test_wrong_rates(void **state) {
    static const struct {
        int64_t num, den, unknown;
        int32_t confidence;
        hotline_status status;
    } rows[] = {
        {0, 0, 0, 950, HOTLINE_UNDEFINED},        {2, 1, 0, 950, HOTLINE_ERROR_ARGUMENT},      {-1, 1, 0, 950, HOTLINE_ERROR_ARGUMENT},
        {-2, -1, 0, 950, HOTLINE_ERROR_ARGUMENT}, {1, 1, -1, 950, HOTLINE_ERROR_ARGUMENT},     {1, 1, 0, 951, HOTLINE_ERROR_ARGUMENT},
        {1, 1, 0, 0, HOTLINE_ERROR_ARGUMENT},     {1, INT64_MAX, 1, 950, HOTLINE_ERROR_RANGE}, {1, 1, INT64_MAX, 950, HOTLINE_ERROR_RANGE},
    };
    int64_t low = -7;
    int64_t high = -7;
    int32_t order = -7;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(hotline_interval_wilson(rows[i].num, rows[i].den, rows[i].unknown, rows[i].confidence, &low, &high),
                         rows[i].status);
        assert_int_equal(hotline_interval_apart(rows[i].num, rows[i].den, rows[i].unknown, 1, 2, 0, rows[i].confidence, &order),
                         rows[i].status);
        assert_int_equal(hotline_interval_apart(1, 2, 0, rows[i].num, rows[i].den, rows[i].unknown, rows[i].confidence, &order),
                         rows[i].status);
    }
    assert_int_equal(hotline_interval_wilson(1, 2, 0, 950, NULL, &high), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_interval_wilson(1, 2, 0, 950, &low, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_interval_apart(1, 2, 0, 1, 2, 0, 950, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_true(low == -7 && high == -7 && order == -7);
}

/* ---- apart ---- */

/* The first four: intervals of the difference that Newcombe 1998 (independent proportions, table II, method 10) prints. */
static void test_apart(void **state) {
    static const struct {
        int64_t rate[6];
        int32_t confidence;
        int32_t order;
    } rows[] = {
        {{56, 70, 0, 48, 80, 0}, 950, 1},       /* 0.0524 to 0.3339 */
        {{9, 10, 0, 3, 10, 0}, 950, 1},         /* 0.1705 to 0.8090 */
        {{5, 56, 0, 0, 29, 0}, 950, 0},         /* -0.0381 to 0.1926 */
        {{10, 10, 0, 0, 10, 0}, 950, 1},        /* 0.6075 to 1.0000 */
        {{48, 80, 0, 56, 70, 0}, 950, -1},      /* the other way about */
        {{56, 70, 0, 48, 80, 0}, 990, 1},       /* 0.0054 to 0.3718 */
        {{2, 3, 0, 1, 3, 0}, 900, 0},           /* one of three more says nothing */
        {{1, 2, 0, 1, 2, 0}, 950, 0},           /* the same */
        {{1, 1, 0, 0, 1, 0}, 950, 0},           /* one each */
        {{56, 70, 10, 48, 80, 0}, 950, 0},      /* ten unknown: perhaps 56 of 80 */
        {{56, 70, 10, 8, 80, 0}, 950, 1},       /* whatever they are */
        {{56, 70, 0, 8, 80, 30}, 950, 1},       /* perhaps 38 of 110 */
        {{56, 70, 0, 8, 80, 200}, 950, 0},      /* perhaps 208 of 280 */
        {{600, 1000, 0, 540, 1000, 0}, 950, 1}, /* their own intervals meet: 569 to 630, 509 to 571 */
        {{INT64_MAX, INT64_MAX, 0, 0, INT64_MAX, 0}, 990, 1},
        {{INT64_C(500002000000), INT64_C(1000000000000), 0, INT64_C(500000000000), INT64_C(1000000000000), 0}, 950, 1},
        {{INT64_C(500001000000), INT64_C(1000000000000), 0, INT64_C(500000000000), INT64_C(1000000000000), 0}, 950, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const int64_t *r = rows[i].rate;
        int32_t order = -7;
        assert_int_equal(hotline_interval_apart(r[0], r[1], r[2], r[3], r[4], r[5], rows[i].confidence, &order), HOTLINE_OK);
        assert_int_equal(order, rows[i].order);
        assert_int_equal(hotline_interval_apart(r[3], r[4], r[5], r[0], r[1], r[2], rows[i].confidence, &order), HOTLINE_OK);
        assert_int_equal(order, -rows[i].order);
    }
}

/* ---- places ---- */

typedef struct list {
    hotline_context *context;
    int64_t num[UNITS], den[UNITS], unknown[UNITS], first[UNITS], last[UNITS];
} list;

static const list streets = {
    NULL, {95, 88, 2, 60, 0, 20}, {100, 100, 3, 100, 0, 100}, {0, 0, 0, 0, 0, 0}, {-7, -7, -7, -7, -7, -7}, {-7, -7, -7, -7, -7, -7}};

static int make_list(void **state) {
    static list l;
    l = streets;
    *state = &l;
    return hotline_context_new(NULL, &l.context) < 0;
}

static int end_list(void **state) {
    hotline_context_free(((list *)*state)->context);
    return 0;
}

static hotline_status places(list *l, int32_t order) {
    return hotline_interval_places(l->context, l->num, l->den, l->unknown, UNITS, 950, order, l->first, l->last);
}

/* 95, 88, 2 of 3, 60, none, 20: the first two cannot be told apart, and 2 of 3 may have any place but the first. */
static void test_places(void **state) {
    static const int64_t first[] = {1, 1, 2, 3, 0, 4};
    static const int64_t last[] = {2, 3, 5, 4, 0, 5};
    list *l = *state;
    assert_int_equal(places(l, HOTLINE_INTERVAL_HIGH_FIRST), HOTLINE_OK);
    assert_memory_equal(l->first, first, sizeof first);
    assert_memory_equal(l->last, last, sizeof last);
    assert_int_equal(places(l, HOTLINE_INTERVAL_LOW_FIRST), HOTLINE_OK);
    for (size_t i = 0; i < UNITS; i++) {
        assert_int_equal(l->first[i], last[i] != 0 ? 6 - last[i] : 0);
        assert_int_equal(l->last[i], first[i] != 0 ? 6 - first[i] : 0);
    }
}

static void test_places_of_unknown(void **state) {
    list *l = *state;
    l->den[4] = 0;
    l->unknown[4] = 50; /* may be anything */
    assert_int_equal(places(l, HOTLINE_INTERVAL_HIGH_FIRST), HOTLINE_OK);
    assert_int_equal(l->first[4], 1);
    assert_int_equal(l->last[4], 6);
    assert_int_equal(l->last[0], 3);
    assert_int_equal(hotline_interval_places(l->context, l->num, l->den, NULL, UNITS, 950, 0, l->first, l->last), HOTLINE_OK);
    assert_int_equal(l->first[4], 0);
    assert_int_equal(l->last[4], 0);
}

static void test_wrong_lists(void **state) {
    list *l = *state;
    size_t left = 4096;
    hotline_context *poor = poor_context(&left);
    assert_int_equal(hotline_interval_places(NULL, l->num, l->den, NULL, UNITS, 950, 0, l->first, l->last), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_interval_places(l->context, NULL, l->den, NULL, UNITS, 950, 0, l->first, l->last), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_interval_places(l->context, l->num, NULL, NULL, UNITS, 950, 0, l->first, l->last), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_interval_places(l->context, l->num, l->den, NULL, UNITS, 950, 0, NULL, l->last), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_interval_places(l->context, l->num, l->den, NULL, UNITS, 950, 0, l->first, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_interval_places(l->context, l->num, l->den, NULL, UNITS, 949, 0, l->first, l->last), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(places(l, 2), HOTLINE_ERROR_ARGUMENT);
    l->num[5] = 101;
    assert_int_equal(places(l, 0), HOTLINE_ERROR_ARGUMENT);
    l->num[5] = 1;
    l->unknown[5] = INT64_MAX;
    assert_int_equal(places(l, 0), HOTLINE_ERROR_RANGE);
    left = 0;
    assert_int_equal(hotline_interval_places(poor, l->num, l->den, NULL, UNITS, 950, 0, l->first, l->last), HOTLINE_ERROR_MEMORY);
    assert_memory_equal(l->first, streets.first, sizeof l->first);
    assert_memory_equal(l->last, streets.last, sizeof l->last);
    assert_int_equal(hotline_interval_places(l->context, NULL, NULL, NULL, 0, 950, 0, NULL, NULL), HOTLINE_OK);
    hotline_context_free(poor);
}

#define LIST(f) cmocka_unit_test_setup_teardown(f, make_list, end_list)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_published),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_laws),
        cmocka_unit_test(test_wrong_rates),
        cmocka_unit_test(test_apart),
        LIST(test_places),
        LIST(test_places_of_unknown),
        LIST(test_wrong_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
