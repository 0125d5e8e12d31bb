/* SPDX-License-Identifier: MIT */
/*
 * Every day of the years 1 to 9999 against a reference that counts day by day, and moments against one that counts seconds. The
 * reference knows only how long months are and that 0001-01-01 was a Monday.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/instant_impl.h"
#include "../support/random.h"

/* A civil date that walks. */
typedef struct walker {
    int year, month, day, weekday;
} walker;

static int walker_month_days(const walker *w) {
    if (w->month == 2) {
        return w->year % 400 == 0 || (w->year % 4 == 0 && w->year % 100 != 0) ? 29 : 28;
    }
    return w->month == 4 || w->month == 6 || w->month == 9 || w->month == 11 ? 30 : 31;
}

static void walker_step(walker *w) {
    w->weekday = w->weekday == 6 ? 0 : w->weekday + 1;
    if (++w->day > walker_month_days(w)) {
        w->day = 1;
        w->month++;
    }
    if (w->month > 12) {
        w->month = 1;
        w->year++;
    }
}

static void check_day(const walker *w, hotline_day day) {
    char expected[40];
    char written[HOTLINE_DATE_SIZE];
    hotline_day read = HOTLINE_DAY_NONE;
    civil c = hotline__civil_of(day);
    (void)snprintf(expected, sizeof expected, "%04d-%02d-%02d", w->year, w->month, w->day);
    if (hotline_day_write(day, written) != HOTLINE_OK || strcmp(written, expected) != 0) {
        fail_msg("day %d is %s, not %s", day, expected, written);
    }
    if (hotline_day_parse(written, 10, &read) != HOTLINE_OK || read != day || hotline_day_of(w->year, w->month, w->day) != day ||
        hotline__weekday(day) != w->weekday || c.year != w->year || c.month != w->month || c.day != w->day ||
        hotline__month_days(w->year, w->month) != walker_month_days(w)) {
        fail_msg("%s", expected);
    }
}

static void every_day(void **state) {
    walker w = {1, 1, 1, 0};
    hotline_day day;
    (void)state;
    for (day = HOTLINE_DAY_FIRST; day <= HOTLINE_DAY_LAST; day++) {
        check_day(&w, day);
        walker_step(&w);
    }
    assert_int_equal(w.year, 10000);
    assert_int_equal(w.month, 1);
    assert_int_equal(w.day, 1);
}

/* Three digits of days and months, and years around the ends, hold exactly the days that the walker met. */
static void every_number_that_is_no_day(void **state) {
    static const int years[] = {1, 4, 100, 400, 1900, 2000, 2021, 2024, 9996, 9999};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof years / sizeof years[0]; i++) {
        walker w = {years[i], 0, 0, 0};
        for (w.month = -1; w.month <= 14; w.month++) {
            for (w.day = -1; w.day <= 33; w.day++) {
                int there = w.month >= 1 && w.month <= 12 && w.day >= 1 && w.day <= walker_month_days(&w);
                assert_int_equal(hotline_day_of(w.year, w.month, w.day) != HOTLINE_DAY_NONE, there);
            }
        }
    }
}

/* n months on, one month at a time: the walker clamps only at the end, from the day it began with. */
static void months_one_by_one(void **state) {
    static const int from_days[] = {1, 28, 29, 30, 31};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof from_days / sizeof from_days[0]; i++) {
        walker w = {2019, 1, from_days[i], 0};
        hotline_day from = hotline_day_of(2019, 1, from_days[i]);
        int n;
        for (n = 0; n < 1200; n++) {
            int last = walker_month_days(&w);
            hotline_day to = hotline_day_of(w.year, w.month, from_days[i] < last ? from_days[i] : last);
            assert_int_equal(hotline__add_months(from, n), to);
            if (from_days[i] <= 28) {
                assert_int_equal(hotline__add_months(to, -n), from);
            }
            w.year += w.month == 12;
            w.month = w.month == 12 ? 1 : w.month + 1;
        }
    }
}

static uint64_t seed = 20210429;

static uint64_t random_number(void) {
    return random_next(&seed) >> 20;
}

/* Written and read again, at any offset; what is shown is the day and the time of that place. */
static void check_moment(hotline_instant instant, int32_t offset) {
    char written[HOTLINE_INSTANT_SIZE];
    char date[HOTLINE_DATE_SIZE];
    char clock[16];
    hotline_instant read = 0;
    hotline_day day = hotline__day_at(instant, offset);
    int64_t ms = hotline__ms_of_day(instant, offset);
    assert_int_equal(hotline_instant_write(instant, offset, written), HOTLINE_OK);
    assert_int_equal(hotline_instant_parse(written, strlen(written), 0, &read), HOTLINE_OK);
    assert_true(read == instant);
    assert_true(hotline__midnight(day, offset) + ms == instant && ms >= 0 && ms < HOTLINE_DAY_MS);
    assert_int_equal(hotline_day_write(day, date), HOTLINE_OK);
    assert_memory_equal(written, date, 10);
    (void)snprintf(clock, sizeof clock, "T%02d:%02d:%02d", (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60));
    assert_memory_equal(written + 10, clock, 9);
    assert_int_equal(written[19] == '.', ms % 1000 != 0);
}

static void moments_at_any_offset(void **state) {
    const int64_t span = (int64_t)(HOTLINE_DAY_LAST - HOTLINE_DAY_FIRST - 2) * HOTLINE_DAY_MS;
    int i;
    (void)state;
    for (i = 0; i < 200000; i++) {
        hotline_instant instant = (HOTLINE_DAY_FIRST + 1) * HOTLINE_DAY_MS + (int64_t)(random_number() * 4096 % (uint64_t)span);
        int32_t offset = (int32_t)(random_number() % 2879) - 1439;
        if (i % 3 == 0) {
            instant -= hotline__ms_of_day(instant, 0) % 1000;
        }
        check_moment(instant, offset);
    }
}

/* Sums and products against arithmetic in halves, which cannot overflow. */
static int fits_sum(int64_t a, int64_t b) {
    int64_t half = a / 2 + b / 2;
    int64_t rest = a % 2 + b % 2;
    half += rest / 2;
    rest %= 2;
    return !(half > INT64_MAX / 2 || (half == INT64_MAX / 2 && rest > 1) || half < INT64_MIN / 2 || (half == INT64_MIN / 2 && rest < 0));
}

static void sums_that_fit(void **state) {
    static const int64_t edges[] = {INT64_MIN,     INT64_MIN + 1,     INT64_MIN / 2, -2,       -1, 0, 1, 2,
                                    INT64_MAX / 2, INT64_MAX / 2 + 1, INT64_MAX - 1, INT64_MAX};
    enum { EDGES = sizeof edges / sizeof edges[0] };
    size_t i;
    (void)state;
    for (i = 0; i < 100000; i++) {
        int64_t a = i < EDGES * EDGES ? edges[i / EDGES] : (int64_t)(random_number() << 21 ^ random_number());
        int64_t b = i < EDGES * EDGES ? edges[i % EDGES] : (int64_t)(random_number() << 21 ^ random_number());
        int64_t out = 0;
        assert_int_equal(hotline__add64(a, b, &out), fits_sum(a, b));
        if (fits_sum(a, b)) {
            assert_true(out == a + b);
        }
        if (hotline__multiply64(a, b, &out)) {
            assert_true(b == 0 ? out == 0 : (b == -1 ? out == -a : out / b == a && out % b == 0));
        } else {
            assert_true(a != 0 && b != 0 && a != 1 && b != 1);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day),         cmocka_unit_test(every_number_that_is_no_day),
        cmocka_unit_test(months_one_by_one), cmocka_unit_test(moments_at_any_offset),
        cmocka_unit_test(sums_that_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
