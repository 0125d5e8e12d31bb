/* SPDX-License-Identifier: MIT */
/*
 * Durations counted, taken back, merged, saved; quantiles and the product-limit curve on examples worked by hand. Rows are shown as
 * MINUTES FINISHED+CENSORED /AT-RISK SURVIVAL.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../lib/oversight/distribution_impl.h"
#include "../../support/random.h"
#include "../../support/saved_bytes.h"

enum { BYTES = 1 << 17, WORDS = 4096, MOST_ROWS = 2000 };

static hotline_context *context;
static const int64_t largest = INT64_C(1000000000000000000);

static int set_up(void **state) {
    hotline_distribution *d = NULL;
    if (hotline_context_new(NULL, &context) < 0 || hotline_distribution_new(context, &d) < 0) {
        return -1;
    }
    *state = d;
    return 0;
}

static int tear_down(void **state) {
    hotline_distribution_free(*state);
    hotline_context_free(context);
    return 0;
}

/* "3 5 5+ 9": durations, with + where they were seen so long and no longer. */
static void add_all(hotline_distribution *d, const char *durations) {
    while (*durations != '\0') {
        char *end = NULL;
        int64_t minutes = (int64_t)strtoll(durations, &end, 10);
        assert_true(end != durations);
        assert_int_equal(hotline_distribution_add(d, minutes, *end == '+'), HOTLINE_OK);
        durations = end + (*end == '+');
        durations += strspn(durations, " ");
    }
}

static const char *shown(hotline_distribution *d) {
    static char words[WORDS];
    hotline_distribution_row row;
    size_t used = 0;
    words[0] = '\0';
    row.struct_size = sizeof row;
    for (size_t i = 0; i < hotline_distribution_count(d); i++) {
        assert_int_equal(hotline_distribution_at(d, i, &row), HOTLINE_OK);
        used += (size_t)snprintf(words + used, WORDS - used, "%s%lld %lld+%lld /%lld .%09lld", i > 0 ? "; " : "", (long long)row.minutes,
                                 (long long)row.finished, (long long)row.censored, (long long)row.at_risk, (long long)row.survival);
        assert_true(used < WORDS);
    }
    return words;
}

/* -1: undefined. */
static int64_t quantile(const hotline_distribution *d, int64_t num, int64_t den) {
    int64_t minutes = -7;
    hotline_status status = hotline_distribution_quantile(d, num, den, &minutes);
    assert_true(status == HOTLINE_OK || (status == HOTLINE_UNDEFINED && minutes == -7));
    return status == HOTLINE_OK ? minutes : -1;
}

static int64_t survival_quantile(const hotline_distribution *d, int64_t num, int64_t den) {
    int64_t minutes = -7;
    hotline_status status = hotline_distribution_survival_quantile(d, num, den, &minutes);
    assert_true(status == HOTLINE_OK || (status == HOTLINE_UNDEFINED && minutes == -7));
    return status == HOTLINE_OK ? minutes : -1;
}

/* ---- counts ---- */

static void test_empty(void **state) {
    hotline_distribution *d = *state;
    assert_int_equal(hotline_distribution_count(d), 0);
    assert_int_equal(hotline_distribution_finished(d), 0);
    assert_int_equal(hotline_distribution_censored(d), 0);
    assert_int_equal(quantile(d, 1, 2), -1);
    assert_int_equal(survival_quantile(d, 1, 2), -1);
    assert_int_equal(survival_quantile(d, 0, 1), -1);
    assert_int_equal(hotline_distribution_remove(d, 0, 0), HOTLINE_ERROR_NOT_FOUND);
}

static void test_counts(void **state) {
    hotline_distribution *d = *state;
    add_all(d, "9 3 5+ 5 3 0 9+ 9+");
    assert_string_equal(shown(d), "0 1+0 /8 .875000000; 3 2+0 /7 .625000000; 5 1+1 /5 .500000000; 9 1+2 /3 .333333333");
    assert_int_equal(hotline_distribution_finished(d), 5);
    assert_int_equal(hotline_distribution_censored(d), 3);
}

static void test_removing(void **state) {
    hotline_distribution *d = *state;
    add_all(d, "3 5 5+ 7+");
    assert_int_equal(hotline_distribution_remove(d, 4, 0), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_distribution_remove(d, 3, 1), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_distribution_remove(d, 7, 0), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(shown(d), "3 1+0 /4 .750000000; 5 1+1 /3 .500000000; 7 0+1 /1 .500000000");
    assert_int_equal(hotline_distribution_remove(d, 5, 0), HOTLINE_OK);
    assert_int_equal(hotline_distribution_remove(d, 5, 0), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_distribution_remove(d, 7, 1), HOTLINE_OK);
    assert_string_equal(shown(d), "3 1+0 /2 .500000000; 5 0+1 /1 .500000000");
}

static void test_many_at_once(void **state) {
    static const int64_t minutes[] = {4, 2, 4, INT64_MAX};
    static const int64_t bad[] = {4, -1};
    static const uint8_t censored[] = {0, 1, 1, 0};
    static const uint8_t neither[] = {0, 2};
    hotline_distribution *d = *state;
    assert_int_equal(hotline_distribution_add_many(d, minutes, censored, 4), HOTLINE_OK);
    assert_int_equal(hotline_distribution_add_many(d, minutes, NULL, 2), HOTLINE_OK);
    assert_int_equal(hotline_distribution_add_many(d, NULL, NULL, 0), HOTLINE_OK);
    assert_int_equal(hotline_distribution_add_many(d, bad, NULL, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add_many(d, minutes, neither, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add_many(d, NULL, NULL, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add_many(NULL, minutes, NULL, 1), HOTLINE_ERROR_ARGUMENT);
    assert_string_equal(shown(d), "2 1+1 /6 .833333333; 4 2+1 /4 .416666666; 9223372036854775807 1+0 /1 .000000000");
}

/* ---- the curve ---- */

/* Weeks of remission under 6-mercaptopurine, the textbook example (Freireich and others 1963). */
static void test_curve_of_the_textbook(void **state) {
    hotline_distribution *d = *state;
    add_all(d, "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");
    assert_string_equal(shown(d), "6 3+1 /21 .857142857; 7 1+0 /17 .806722689; 9 0+1 /16 .806722689; 10 1+1 /15 .752941176; "
                                  "11 0+1 /13 .752941176; 13 1+0 /12 .690196078; 16 1+0 /11 .627450980; 17 0+1 /10 .627450980; "
                                  "19 0+1 /9 .627450980; 20 0+1 /8 .627450980; 22 1+0 /7 .537815126; 23 1+0 /6 .448179271; "
                                  "25 0+1 /5 .448179271; 32 0+2 /4 .448179271; 34 0+1 /2 .448179271; 35 0+1 /1 .448179271");
    assert_int_equal(survival_quantile(d, 1, 2), 23);
    assert_int_equal(survival_quantile(d, 1, 4), 13);
    assert_int_equal(survival_quantile(d, 6, 10), -1); /* never told: too many go on */
    assert_int_equal(quantile(d, 1, 2), 10);           /* of the finished alone: far too good */
}

/* Among the same minutes the finished come first: those censored then were still at risk. */
static void test_ties(void **state) {
    hotline_distribution *d = *state;
    add_all(d, "5+ 5 5+ 5");
    assert_string_equal(shown(d), "5 2+2 /4 .500000000");
    assert_int_equal(survival_quantile(d, 1, 2), 5);
    assert_int_equal(survival_quantile(d, 50000001, 100000000), -1);
}

static void test_quantiles_without_censoring(void **state) {
    hotline_distribution *d = *state;
    add_all(d, "10 20 30 40");
    static const int64_t rows[][3] = {{0, 1, 10}, {1, 4, 10}, {2501, 10000, 20}, {1, 2, 20}, {3, 4, 30}, {751, 1000, 40}, {1, 1, 40}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(quantile(d, rows[i][0], rows[i][1]), rows[i][2]);
        assert_int_equal(survival_quantile(d, rows[i][0], rows[i][1]), rows[i][2]);
    }
    assert_int_equal(quantile(d, INT64_MAX - 1, INT64_MAX), 40);
    assert_int_equal(quantile(d, 1, INT64_MAX), 10);
    assert_int_equal(survival_quantile(d, INT64_MAX - 1, INT64_MAX), 40);
}

static void test_only_censored(void **state) {
    hotline_distribution *d = *state;
    add_all(d, "5+ 8+");
    assert_string_equal(shown(d), "5 0+1 /2 .1000000000; 8 0+1 /1 .1000000000"); /* all of them last longer: one */
    assert_int_equal(quantile(d, 1, 2), -1);
    assert_int_equal(survival_quantile(d, 0, 1), -1);
}

static void test_reading_back(void **state) {
    static const size_t order[] = {3, 1, 1, 2, 0, 3, 3};
    static const int64_t survival[] = {800000000, 600000000, 400000000, 400000000};
    hotline_distribution *d = *state;
    hotline_distribution_row row;
    row.struct_size = sizeof row;
    add_all(d, "1 2 3 4+ 4+");
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        assert_int_equal(hotline_distribution_at(d, order[i], &row), HOTLINE_OK);
        assert_int_equal(row.minutes, (int64_t)order[i] + 1);
        assert_int_equal(row.survival, survival[order[i]]);
    }
    add_all(d, "0"); /* what was read before is not remembered */
    assert_int_equal(hotline_distribution_at(d, 3, &row), HOTLINE_OK);
    assert_int_equal(row.minutes, 3);
    assert_int_equal(row.at_risk, 3);
    assert_int_equal(row.survival, 333333333);
}

/* The bounds leave open whether 1/2 is reached, and the product says that it is: 9/10 * 8/9 * ... in groups. */
static void test_exactly_on_a_step(void **state) {
    hotline_distribution *d = *state;
    add_all(d, "1 2+ 3 4+ 5 5 5 6+"); /* 7/8 * 5/6 * 1/4 = 35/192 */
    assert_int_equal(survival_quantile(d, 192 - 35, 192), 5);
    assert_int_equal(survival_quantile(d, 192 * INT64_C(1000000000000) - 35 * INT64_C(1000000000000) + 1, 192 * INT64_C(1000000000000)),
                     -1);
    assert_int_equal(survival_quantile(d, 192 * INT64_C(1000000000000) - 35 * INT64_C(1000000000000) - 1, 192 * INT64_C(1000000000000)), 5);
    assert_int_equal(survival_quantile(d, 48 - 35, 48), 3); /* 7/8 * 5/6 */
    assert_int_equal(survival_quantile(d, 4801 - 3500, 4801), 5);
}

/* The product says what the bounds say, wherever these say anything, and as often as it is asked. */
static void test_product(void **state) {
    hotline_distribution *d = *state;
    uint64_t seed = 3;
    distribution_curve c;
    int asked = 0;
    for (int i = 0; i < 3000; i++) {
        uint64_t any = random_next(&seed);
        assert_int_equal(hotline_distribution_add(d, (int64_t)(any >> 40) % 700, (any >> 33) % 3 == 0), HOTLINE_OK);
    }
    hotline__distribution_curve(d, &c);
    while (hotline__distribution_step(&c) && c.open > 0) {
        uint64_t den = UINT64_C(1) << 50;
        uint64_t near = hotline__distribution_share(den, c.low, DISTRIBUTION_UNIT);
        for (uint64_t num = near < 2 ? 0 : near - 2; num <= near + 2 && num <= den; num++) {
            int quick = 7;
            int slow = 8;
            assert_int_equal(hotline__distribution_compare(&c, num, den, &quick), HOTLINE_OK);
            assert_int_equal(hotline__distribution_product(&c, num, den, &slow), HOTLINE_OK);
            assert_int_equal(quick, slow);
            asked += num == near;
        }
        assert_true(c.low <= c.high && c.high - c.low <= 2 * c.read);
    }
    assert_true(asked > 600);
}

static void test_shares(void **state) {
    static const uint64_t rows[][4] = {{0, 5, 7, 0},          {7, 5, 7, 5},          {10, 1, 3, 3}, {UINT64_MAX, 1, 1, UINT64_MAX},
                                       {UINT64_MAX, 0, 9, 0}, {1000, 999, 1000, 999}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(hotline__distribution_share(rows[i][0], rows[i][1], rows[i][2]) == rows[i][3]);
    }
    assert_true(hotline__distribution_share_up(10, 1, 3) == 4);
    assert_true(hotline__distribution_share_up(9, 1, 3) == 3);
    assert_true(hotline__distribution_share(INT64_MAX, INT64_MAX - 1, INT64_MAX) == INT64_MAX - 1);
    assert_true(hotline__distribution_share_up(INT64_MAX - 1, INT64_MAX - 1, INT64_MAX) == INT64_MAX - 1);
}

/* value = share * whole / part, give and take the rest, on both sides of the 32 bits that are divided another way. */
static void test_share_laws(void **state) {
    uint64_t seed = 17;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        uint64_t whole = (random_next(&seed) >> 2 >> (random_next(&seed) >> 58) % 61) + 1;
        uint64_t part = (random_next(&seed) >> 1) % (whole + 1);
        uint64_t amount = random_next(&seed) >> (random_next(&seed) >> 58);
        uint64_t down = hotline__distribution_share(amount, part, whole);
        uint64_t up = hotline__distribution_share_up(amount, part, whole);
        /* In arithmetic modulo 2^64: amount * part - down * whole is the rest, which is below whole. */
        assert_true(amount * part - down * whole < whole);
        assert_true(up == down + (amount * part != down * whole));
        assert_true(down <= amount);
    }
    for (uint64_t whole = UINT32_MAX - 2; whole <= (uint64_t)UINT32_MAX + 2; whole++) {
        assert_true(hotline__distribution_share(UINT64_MAX, whole, whole) == UINT64_MAX);
        assert_true(hotline__distribution_share(UINT64_MAX, whole - 1, whole) ==
                    UINT64_MAX - UINT64_MAX / whole - (UINT64_MAX % whole != 0));
    }
}

/* ---- bins ---- */

static void test_bins(void **state) {
    static const int64_t edges[] = {0, 10, 20};
    static const int64_t same[] = {5, 5};
    static const int64_t below[] = {-10, 0};
    hotline_distribution *d = *state;
    int64_t finished[4];
    int64_t censored[4];
    add_all(d, "0 5 9+ 10 19 20 20+ 1000");
    assert_int_equal(hotline_distribution_bins(d, edges, 3, finished, censored), HOTLINE_OK);
    assert_memory_equal(finished, ((const int64_t[]){0, 2, 2, 2}), sizeof finished);
    assert_memory_equal(censored, ((const int64_t[]){0, 1, 0, 1}), sizeof censored);
    assert_int_equal(hotline_distribution_bins(d, below, 2, finished, NULL), HOTLINE_OK);
    assert_memory_equal(finished, ((const int64_t[]){0, 0, 6}), 3 * sizeof finished[0]);
    assert_int_equal(hotline_distribution_bins(d, NULL, 0, finished, NULL), HOTLINE_OK);
    assert_int_equal(finished[0], 6);
    finished[0] = -3;
    assert_int_equal(hotline_distribution_bins(d, same, 2, finished, censored), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_bins(d, NULL, 1, finished, censored), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_bins(d, edges, 3, NULL, censored), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_bins(NULL, edges, 3, finished, censored), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(finished[0], -3);
}

/* ---- one and another ---- */

static size_t save(const hotline_distribution *d, uint8_t *bytes) {
    size_t len = 0;
    assert_int_equal(hotline_distribution_save(d, bytes, BYTES, &len), HOTLINE_OK);
    return len;
}

static void assert_same(const hotline_distribution *a, const hotline_distribution *b) {
    static uint8_t one[BYTES];
    static uint8_t other[BYTES];
    size_t len = save(a, one);
    assert_int_equal(save(b, other), len);
    assert_memory_equal(one, other, len);
}

static void test_merging(void **state) {
    hotline_distribution *d = *state;
    hotline_distribution *e = NULL;
    hotline_distribution *both = NULL;
    assert_int_equal(hotline_distribution_new(context, &e), HOTLINE_OK);
    assert_int_equal(hotline_distribution_new(context, &both), HOTLINE_OK);
    add_all(d, "3 5+ 7");
    add_all(e, "5 5+ 9 3");
    add_all(both, "3 3 5 5+ 5+ 7 9");
    assert_int_equal(hotline_distribution_merge(d, e), HOTLINE_OK);
    assert_same(d, both);
    assert_int_equal(hotline_distribution_subtract(e, d), HOTLINE_ERROR_NOT_FOUND); /* more than it holds */
    assert_string_equal(shown(e), "3 1+0 /4 .750000000; 5 1+1 /3 .500000000; 9 1+0 /1 .000000000");
    assert_int_equal(hotline_distribution_subtract(d, e), HOTLINE_OK);
    assert_string_equal(shown(d), "3 1+0 /3 .666666666; 5 0+1 /2 .666666666; 7 1+0 /1 .000000000");
    assert_int_equal(hotline_distribution_merge(d, d), HOTLINE_OK);
    assert_string_equal(shown(d), "3 2+0 /6 .666666666; 5 0+2 /4 .666666666; 7 2+0 /2 .000000000");
    assert_int_equal(hotline_distribution_finished(d), 4);
    assert_int_equal(hotline_distribution_subtract(d, d), HOTLINE_OK);
    assert_int_equal(hotline_distribution_count(d), 0);
    assert_int_equal(hotline_distribution_censored(d), 0);
    hotline_distribution_free(e);
    hotline_distribution_free(both);
}

/* Thousands of rows, put in a row, backward and anyhow, and taken out again: as a plain table counts them. */
static void test_many_rows(void **state) {
    hotline_distribution *d = *state;
    hotline_distribution *e = NULL;
    static int64_t table[MOST_ROWS][2];
    uint64_t seed = 11;
    hotline_distribution_row row;
    row.struct_size = sizeof row;
    memset(table, 0, sizeof table);
    assert_int_equal(hotline_distribution_new(context, &e), HOTLINE_OK);
    for (int64_t i = 0; i < MOST_ROWS; i++) {
        assert_int_equal(hotline_distribution_add(d, i, 0), HOTLINE_OK);
        assert_int_equal(hotline_distribution_add(e, MOST_ROWS - 1 - i, 0), HOTLINE_OK);
    }
    assert_same(d, e);
    assert_int_equal(hotline_distribution_subtract(d, e), HOTLINE_OK);
    assert_int_equal(hotline_distribution_count(d), 0);
    for (int i = 0; i < 40000; i++) {
        uint64_t any = random_next(&seed) >> 20;
        int64_t minutes = (int64_t)(any % MOST_ROWS);
        int32_t censored = (int32_t)(any / MOST_ROWS % 2);
        if (any / MOST_ROWS / 2 % 5 < (i < 20000 ? 3 : 2)) {
            assert_int_equal(hotline_distribution_add(d, minutes, censored), HOTLINE_OK);
            table[minutes][censored]++;
        } else {
            assert_int_equal(hotline_distribution_remove(d, minutes, censored),
                             table[minutes][censored] > 0 ? HOTLINE_OK : HOTLINE_ERROR_NOT_FOUND);
            table[minutes][censored] -= table[minutes][censored] > 0;
        }
    }
    for (size_t i = 0, k = 0; i < MOST_ROWS; i++) {
        if (table[i][0] + table[i][1] > 0) {
            assert_int_equal(hotline_distribution_at(d, k++, &row), HOTLINE_OK);
            assert_true(row.minutes == (int64_t)i && row.finished == table[i][0] && row.censored == table[i][1]);
        }
        assert_true(i + 1 < MOST_ROWS || k == hotline_distribution_count(d));
    }
    hotline_distribution_free(e);
}

/* ---- saving ---- */

static void put(uint8_t *bytes, size_t word, uint64_t number) {
    (void)saved_write(bytes + 8 * word, number, 8);
}

/* Ours, with these rows, signed. */
static size_t forge(uint8_t *bytes, uint64_t rows, const int64_t (*row)[3], size_t count) {
    size_t len = 8 * (7 + 3 * count);
    memcpy(bytes, "HLSPREAD", 8);
    put(bytes, 1, 1);
    put(bytes, 2, rows);
    put(bytes, 3, 7);
    put(bytes, 4, 8);
    put(bytes, 5, 9);
    for (size_t i = 0; i < 3 * count; i++) {
        put(bytes, 6 + i, (uint64_t)row[i / 3][i % 3]);
    }
    saved_sign(bytes, len);
    return len;
}

static void test_saved(void **state) {
    static const int64_t rows[][3] = {{0, 1, 2}, {5, 3, 0}, {INT64_MAX, 0, 4}};
    uint8_t bytes[400];
    uint8_t again[400];
    size_t len = forge(bytes, 3, rows, 3);
    size_t needed = 0;
    hotline_distribution *d = NULL;
    (void)state;
    assert_int_equal(hotline_distribution_load(context, bytes, len, &d), HOTLINE_OK);
    assert_string_equal(shown(d), "0 1+2 /10 .900000000; 5 3+0 /7 .514285714; 9223372036854775807 0+4 /4 .514285714");
    assert_int_equal(hotline_distribution_apart(d, HOTLINE_DUTY_NOT_OWED), 7);
    assert_int_equal(hotline_distribution_apart(d, HOTLINE_DUTY_POSSIBLE), 8);
    assert_int_equal(hotline_distribution_apart(d, HOTLINE_DUTY_UNDEFINED), 9);
    assert_int_equal(hotline_distribution_apart(d, HOTLINE_DUTY_MET), 0);
    assert_int_equal(hotline_distribution_apart(d, -1), 0);
    assert_int_equal(hotline_distribution_save(d, again, len - 1, &needed), HOTLINE_ERROR_BUFFER);
    assert_int_equal(needed, len);
    assert_int_equal(hotline_distribution_save(d, again, len, &needed), HOTLINE_OK);
    assert_memory_equal(again, bytes, len);
    assert_int_equal(hotline_distribution_save(NULL, again, len, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_save(d, NULL, len, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_save(d, again, len, NULL), HOTLINE_ERROR_ARGUMENT);
    hotline_distribution_free(d);
}

static void test_damaged(void **state) {
    static const int64_t rows[][3] = {{1, 1, 2}, {5, 3, 0}};
    uint8_t bytes[400];
    size_t len = forge(bytes, 2, rows, 2);
    hotline_distribution *d = NULL;
    (void)state;
    for (size_t i = 0; i < len; i++) {
        assert_int_equal(hotline_distribution_load(context, bytes, i, &d), HOTLINE_ERROR_SYNTAX);
        bytes[i] ^= 0x10;
        assert_int_equal(hotline_distribution_load(context, bytes, len, &d), HOTLINE_ERROR_SYNTAX);
        bytes[i] ^= 0x10;
    }
    assert_int_equal(hotline_distribution_load(NULL, bytes, len, &d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_load(context, NULL, len, &d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_load(context, bytes, len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(d);
}

static void test_forged(void **state) {
    static const struct {
        uint64_t rows;
        int64_t row[2][3];
    } forged[] = {
        {1, {{1, 1, 0}, {2, 1, 0}}},
        {3, {{1, 1, 0}, {2, 1, 0}}},
        {UINT64_MAX, {{1, 1, 0}, {2, 1, 0}}},
        {2, {{2, 1, 0}, {1, 1, 0}}},
        {2, {{1, 1, 0}, {1, 0, 1}}},
        {2, {{1, 1, 0}, {2, 0, 0}}},
        {2, {{-1, 1, 0}, {2, 1, 0}}},
        {2, {{1, -1, 0}, {2, 1, 0}}},
        {2, {{1, 1, 0}, {2, INT64_C(1000000000000000000), 0}}},
        {2, {{1, INT64_MAX, INT64_MAX}, {2, 1, 0}}},
    };
    uint8_t bytes[400];
    hotline_distribution *d = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof forged / sizeof forged[0]; i++) {
        size_t len = forge(bytes, forged[i].rows, forged[i].row, 2);
        assert_int_equal(hotline_distribution_load(context, bytes, len, &d), HOTLINE_ERROR_DOCUMENT);
    }
    assert_null(d);
}

/* ---- edges ---- */

/* Up to 10^18, and not one more: the sums are refused, and nothing has changed. */
static void test_most(void **state) {
    const int64_t rows[][3] = {{1, largest / 4, largest / 4}, {INT64_MAX, largest / 2 - 1, 0}};
    uint8_t bytes[400];
    size_t len = forge(bytes, 2, rows, 2);
    hotline_distribution *d = NULL;
    hotline_distribution *one = *state;
    assert_int_equal(hotline_distribution_load(context, bytes, len, &d), HOTLINE_OK);
    assert_int_equal(quantile(d, 1, 3), 1);
    assert_int_equal(quantile(d, 1, 2), INT64_MAX);
    assert_int_equal(survival_quantile(d, 1, 4), 1); /* the share of 1 is a hair above 1/4 */
    assert_int_equal(survival_quantile(d, largest / 4 + 1, largest), INT64_MAX);
    assert_int_equal(hotline_distribution_merge(d, d), HOTLINE_ERROR_RANGE);
    add_all(one, "2 3+");
    assert_int_equal(hotline_distribution_merge(d, one), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_distribution_count(d), 2);
    assert_int_equal(hotline_distribution_add(d, 5, 1), HOTLINE_OK);
    assert_int_equal(hotline_distribution_add(d, 5, 1), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_distribution_add(d, 6, 0), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_distribution_add_many(d, ((const int64_t[]){6, 7}), NULL, 2), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_distribution_count(d), 3);
    assert_int_equal(hotline_distribution_finished(d) + hotline_distribution_censored(d), largest);
    hotline_distribution_free(d);
}

static void test_apart_most(void **state) {
    uint8_t bytes[400];
    size_t len = forge(bytes, 0, NULL, 0);
    hotline_distribution *d = NULL;
    (void)state;
    for (int round = 0; round < 2; round++) {
        put(bytes, 4, (uint64_t)largest + (uint64_t)round);
        saved_sign(bytes, len);
        assert_int_equal(hotline_distribution_load(context, bytes, len, &d), round == 0 ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT);
    }
    assert_int_equal(hotline_distribution_merge(d, d), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_distribution_apart(d, HOTLINE_DUTY_POSSIBLE), largest);
    hotline_distribution_free(d);
}

static void test_arguments(void **state) {
    hotline_distribution *d = *state;
    hotline_distribution_row row;
    int64_t minutes = -7;
    static const int64_t shares[][2] = {{-1, 2}, {3, 2}, {0, 0}, {1, 0}, {0, -1}, {-2, -1}};
    add_all(d, "1");
    row.struct_size = sizeof row;
    assert_int_equal(hotline_distribution_new(NULL, &d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_new(context, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add(NULL, 1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add(d, -1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_add(d, 1, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_remove(NULL, 1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_remove(d, -1, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_remove(d, 1, -1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_merge(NULL, d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_merge(d, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_subtract(NULL, d), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_subtract(d, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_at(NULL, 0, &row), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_at(d, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_at(d, 1, &row), HOTLINE_ERROR_NOT_FOUND);
    row.struct_size--;
    assert_int_equal(hotline_distribution_at(d, 0, &row), HOTLINE_ERROR_ARGUMENT);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        assert_int_equal(hotline_distribution_quantile(d, shares[i][0], shares[i][1], &minutes), HOTLINE_ERROR_ARGUMENT);
        assert_int_equal(hotline_distribution_survival_quantile(d, shares[i][0], shares[i][1], &minutes), HOTLINE_ERROR_ARGUMENT);
    }
    assert_int_equal(hotline_distribution_quantile(NULL, 1, 2, &minutes), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_quantile(d, 1, 2, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_survival_quantile(NULL, 1, 2, &minutes), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_distribution_survival_quantile(d, 1, 2, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(minutes, -7);
    assert_int_equal(hotline_distribution_count(NULL), 0);
    assert_int_equal(hotline_distribution_finished(NULL), 0);
    assert_int_equal(hotline_distribution_censored(NULL), 0);
    assert_int_equal(hotline_distribution_apart(NULL, HOTLINE_DUTY_POSSIBLE), 0);
    hotline_distribution_free(NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_empty),
        TEST(test_counts),
        TEST(test_removing),
        TEST(test_many_at_once),
        TEST(test_curve_of_the_textbook),
        TEST(test_ties),
        TEST(test_quantiles_without_censoring),
        TEST(test_only_censored),
        TEST(test_reading_back),
        TEST(test_exactly_on_a_step),
        TEST(test_product),
        TEST(test_shares),
        TEST(test_share_laws),
        TEST(test_bins),
        TEST(test_merging),
        TEST(test_many_rows),
        TEST(test_saved),
        TEST(test_damaged),
        TEST(test_forged),
        TEST(test_most),
        TEST(test_apart_most),
        TEST(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
