/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/instant_impl.h"

#define NOON_2021 INT64_C(1619712000000) /* 2021-04-29T16:00:00Z */

static void refuse_day(const char *t) {
    hotline_day day = 77;
    if (hotline_day_parse(t, strlen(t), &day) != HOTLINE_ERROR_SYNTAX || day != 77) {
        fail_msg("\"%s\" was read as a day", t);
    }
}

static hotline_day day(const char *t) {
    hotline_day read = 77;
    if (hotline_day_parse(t, strlen(t), &read) != HOTLINE_OK) {
        fail_msg("\"%s\" is a day", t);
    }
    return read;
}

static void days(void **state) {
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(day("1969-12-31"), -1);
    assert_int_equal(day("0001-01-01"), HOTLINE_DAY_FIRST);
    assert_int_equal(day("9999-12-31"), HOTLINE_DAY_LAST);
    assert_int_equal(day("2000-02-29"), 11016);
    assert_int_equal(day("2024-02-29") + 1, day("2024-03-01"));
    assert_int_equal(day("1900-02-28") + 1, day("1900-03-01"));
    assert_int_equal(day("2021-04-29"), 18746);
}

static void no_days(void **state) {
    static const char *const texts[] = {
        "",           "2021",        "2021-04",      "2021-4-29",   "2021-04-9",  "2021-04-2",  "2021-04-29 ", " 2021-04-29", "2021-04-291",
        "2021/04/29", "20210429",    "2021-02-29",   "1900-02-29",  "2100-02-29", "2021-04-31", "2021-06-31",  "2021-00-10",  "2021-13-01",
        "2021-01-00", "2021-01-32",  "0000-01-01",   "10000-01-01", "-001-01-01", "+021-01-01", "2021-04-2x",  "2021-o4-29",  "2021-04-29T",
        "2021--4-29", "２021-04-29", "2021-04-29\n",
    };
    size_t i;
    hotline_day out = 5;
    (void)state;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        refuse_day(texts[i]);
    }
    assert_int_equal(hotline_day_parse("2021-04-29\0", 11, &out), HOTLINE_ERROR_SYNTAX); /* NUL is a byte like others */
    assert_int_equal(hotline_day_parse("2021-04\0 29", 10, &out), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_day_parse("2021-04-299999", 10, &out), HOTLINE_OK); /* nothing is read past the length */
    assert_int_equal(hotline_day_parse(NULL, 0, &out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_day_parse("2021-04-29", 10, NULL), HOTLINE_ERROR_ARGUMENT);
}

static void days_of_numbers(void **state) {
    (void)state;
    assert_int_equal(hotline_day_of(1970, 1, 1), 0);
    assert_int_equal(hotline_day_of(1, 1, 1), HOTLINE_DAY_FIRST);
    assert_int_equal(hotline_day_of(9999, 12, 31), HOTLINE_DAY_LAST);
    assert_int_equal(hotline_day_of(0, 12, 31), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_of(10000, 1, 1), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_of(2021, 0, 1), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_of(2021, 13, 1), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_of(2021, 2, 29), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_of(2021, 2, 0), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_of(INT32_MAX, INT32_MAX, INT32_MAX), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_of(INT32_MIN, INT32_MIN, INT32_MIN), HOTLINE_DAY_NONE);
}

static void days_written(void **state) {
    char bytes[HOTLINE_DATE_SIZE];
    (void)state;
    assert_int_equal(hotline_day_write(HOTLINE_DAY_FIRST, bytes), HOTLINE_OK);
    assert_string_equal(bytes, "0001-01-01");
    assert_int_equal(hotline_day_write(HOTLINE_DAY_LAST, bytes), HOTLINE_OK);
    assert_string_equal(bytes, "9999-12-31");
    assert_int_equal(hotline_day_write(HOTLINE_DAY_FIRST - 1, bytes), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_day_write(HOTLINE_DAY_LAST + 1, bytes), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_day_write(HOTLINE_DAY_NONE, bytes), HOTLINE_ERROR_RANGE);
    assert_string_equal(bytes, "9999-12-31");
    assert_int_equal(hotline_day_write(0, NULL), HOTLINE_ERROR_ARGUMENT);
}

static hotline_instant at(const char *t, int32_t offset) {
    hotline_instant read = 77;
    if (hotline_instant_parse(t, strlen(t), offset, &read) != HOTLINE_OK) {
        fail_msg("\"%s\" is a moment", t);
    }
    return read;
}

static void forms_of_one_moment(void **state) {
    static const char *const texts[] = {
        "2021-04-30T00:00:00+08:00", "2021-04-29T24:00:00+08:00", "2021-04-29T24:00+08:00", "2021-04-29T16:00:00Z",
        "2021-04-29T16:00Z",         "2021-04-29 16:00:00Z",      "2021-04-29T16:00:00.0Z", "2021-04-29T16:00:00.0009Z",
        "2021-04-29T16:00:00+00:00", "2021-04-29T16:00:00-00:00", "2021-04-30T00:00",       "2021-04-30 00:00:00",
        "2021-04-29T24:00:00.000",   "2021-04-28T16:01:00-23:59", "2021-04-30T15:59+23:59",
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (at(texts[i], 480) != NOON_2021) {
            fail_msg("\"%s\" is another moment", texts[i]);
        }
    }
}

static void fractions_and_offsets(void **state) {
    (void)state;
    assert_int_equal(at("2021-04-29T16:00:00.1Z", 0), NOON_2021 + 100);
    assert_int_equal(at("2021-04-29T16:00:00.12Z", 0), NOON_2021 + 120);
    assert_int_equal(at("2021-04-29T16:00:00.123Z", 0), NOON_2021 + 123);
    assert_int_equal(at("2021-04-29T16:00:00.123999999999999999999999Z", 0), NOON_2021 + 123); /* cut off, not rounded */
    assert_int_equal(at("2021-04-29T16:00:59.999Z", 0), NOON_2021 + 59999);
    assert_int_equal(at("2021-04-29T16:00", -1439), NOON_2021 + INT64_C(1439) * 60000);
    assert_int_equal(at("2021-04-29T16:00", 1439), NOON_2021 - INT64_C(1439) * 60000);
    assert_int_equal(at("2021-04-29T16:00Z", 480), NOON_2021); /* its own offset holds */
    assert_int_equal(at("1970-01-01T00:00Z", 480), 0);
    assert_int_equal(at("0001-01-01T00:00+23:59", 0), HOTLINE_DAY_FIRST * HOTLINE_DAY_MS - 1439 * HOTLINE_MINUTE_MS);
    assert_int_equal(at("9999-12-31T24:00-23:59", 0), (HOTLINE_DAY_LAST + 1) * HOTLINE_DAY_MS + 1439 * HOTLINE_MINUTE_MS);
}

static void no_moments(void **state) {
    static const char *const texts[] = {
        "",
        "2021-04-29",
        "2021-04-29T",
        "2021-04-29T16",
        "2021-04-29T16:5",
        "2021-04-29T6:50",
        "2021-04-29T16:50:",
        "2021-04-29T16:50:0",
        "2021-04-29T16:50:00.",
        "2021-04-29T16:50:00.Z",
        "2021-04-29T16:50:00,5Z",
        "2021-04-29T16:60:00Z",
        "2021-04-29T25:00:00Z",
        "2021-04-29T24:00:01Z",
        "2021-04-29T24:01Z",
        "2021-04-29T24:00:00.001Z",
        "2021-04-29T23:59:60Z", /* a leap second */
        "2016-12-31T23:59:60Z",
        "2021-04-29t16:50:00Z",
        "2021-04-29T16:50:00z",
        "2021-04-29  16:50:00",
        "2021-04-29T16:50:00 Z",
        "2021-04-29T16:50:00+8:00",
        "2021-04-29T16:50:00+0800",
        "2021-04-29T16:50:00+08",
        "2021-04-29T16:50:00+08:60",
        "2021-04-29T16:50:00+24:00",
        "2021-04-29T16:50:00-24:00",
        "2021-04-29T16:50:00+08:00 ",
        "2021-04-29T16:50:00+08:00x",
        ("2021-04-29T16:50:00\xe2\x88\x92"
         "08:00"), /* a minus sign, not a hyphen */
        "2021-02-29T16:50:00Z",
        "0000-12-31T16:50:00Z",
        " 2021-04-29T16:50:00Z",
        "-2021-04-29T16:50:00Z",
        "20210429T165000Z",
        "2021-04-29T-1:00Z",
        "1619712000",
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        hotline_instant out = 77;
        if (hotline_instant_parse(texts[i], strlen(texts[i]), 480, &out) != HOTLINE_ERROR_SYNTAX || out != 77) {
            fail_msg("\"%s\" was read as a moment", texts[i]);
        }
    }
}

static void arguments(void **state) {
    static const char t[] = "2021-04-29T16:00";
    char bytes[HOTLINE_INSTANT_SIZE];
    hotline_instant out = 77;
    (void)state;
    assert_int_equal(hotline_instant_parse(NULL, 0, 0, &out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_instant_parse(t, 16, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_instant_parse(t, 16, 1440, &out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_instant_parse(t, 16, -1440, &out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_instant_parse(t, 16, INT32_MIN, &out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(out, 77);
    assert_int_equal(hotline_instant_write(0, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_instant_write(0, 1440, bytes), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_instant_write(0, -1440, bytes), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_instant_write(0, INT32_MIN, bytes), HOTLINE_ERROR_ARGUMENT);
    assert_true(hotline_instant_none() == INT64_MIN);
}

static void written_as(hotline_instant instant, int32_t offset, const char *expected) {
    char bytes[HOTLINE_INSTANT_SIZE];
    memset(bytes, 'x', sizeof bytes);
    assert_int_equal(hotline_instant_write(instant, offset, bytes), HOTLINE_OK);
    assert_string_equal(bytes, expected);
    assert_int_equal(at(bytes, 0), instant);
}

static void moments_written(void **state) {
    (void)state;
    written_as(0, 0, "1970-01-01T00:00:00+00:00");
    written_as(0, 480, "1970-01-01T08:00:00+08:00");
    written_as(0, -1, "1969-12-31T23:59:00-00:01");
    written_as(-1, 0, "1969-12-31T23:59:59.999+00:00");
    written_as(NOON_2021 + 7, 345, "2021-04-29T21:45:00.007+05:45");
    written_as(NOON_2021, -1439, "2021-04-28T16:01:00-23:59");
    written_as(HOTLINE_DAY_FIRST * HOTLINE_DAY_MS, 0, "0001-01-01T00:00:00+00:00");
    written_as((HOTLINE_DAY_LAST + 1) * HOTLINE_DAY_MS - 1, 0, "9999-12-31T23:59:59.999+00:00");
    written_as(HOTLINE_DAY_FIRST * HOTLINE_DAY_MS - 480 * HOTLINE_MINUTE_MS, 480, "0001-01-01T00:00:00+08:00");
}

static void moments_outside_the_years(void **state) {
    static const hotline_instant outside[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1};
    char bytes[HOTLINE_INSTANT_SIZE] = "kept";
    size_t i;
    (void)state;
    for (i = 0; i < 4; i++) {
        assert_int_equal(hotline_instant_write(outside[i], 1439, bytes), HOTLINE_ERROR_RANGE);
        assert_int_equal(hotline_instant_write(outside[i], -1439, bytes), HOTLINE_ERROR_RANGE);
    }
    assert_int_equal(hotline_instant_write(HOTLINE_DAY_FIRST * HOTLINE_DAY_MS - 1, 0, bytes), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_instant_write((HOTLINE_DAY_LAST + 1) * HOTLINE_DAY_MS, 0, bytes), HOTLINE_ERROR_RANGE);
    assert_string_equal(bytes, "kept");
}

static void days_and_midnights(void **state) {
    (void)state;
    assert_int_equal(hotline__day_at(-1, 0), -1);
    assert_int_equal(hotline__ms_of_day(-1, 0), 86399999);
    assert_int_equal(hotline__day_at(NOON_2021, 480), 18747);
    assert_int_equal(hotline__day_at(NOON_2021 - 1, 480), 18746);
    assert_int_equal(hotline__ms_of_day(NOON_2021, 480), 0);
    assert_int_equal(hotline__midnight(18747, 480), NOON_2021);
    assert_int_equal(hotline__weekday(0), 3);
    assert_int_equal(hotline__weekday(18746), 3); /* a Thursday, too */
    assert_int_equal(hotline__weekday(HOTLINE_DAY_FIRST), 0);
    assert_int_equal(hotline__weekday(HOTLINE_DAY_LAST), 4);
    assert_int_equal(hotline__weekday(-3), 0);
    assert_int_equal(hotline__weekday(-4), 6);
    assert_int_equal(hotline__month_days(2024, 2), 29);
    assert_int_equal(hotline__month_days(1900, 2), 28);
    assert_int_equal(hotline__month_days(2000, 2), 29);
    assert_int_equal(hotline__month_days(2021, 12), 31);
}

static void add64(int64_t a, int64_t b, int fits, int64_t sum) {
    int64_t out = 77;
    assert_int_equal(hotline__add64(a, b, &out), fits);
    assert_int_equal(out, fits ? sum : 77);
}

static void sums(void **state) {
    (void)state;
    add64(2, -5, 1, -3);
    add64(INT64_MAX, 0, 1, INT64_MAX);
    add64(INT64_MAX, 1, 0, 0);
    add64(INT64_MAX - 1, 1, 1, INT64_MAX);
    add64(INT64_MIN, -1, 0, 0);
    add64(INT64_MIN, 0, 1, INT64_MIN);
    add64(INT64_MIN, INT64_MAX, 1, -1);
    add64(INT64_MIN, INT64_MIN, 0, 0);
    add64(-1, INT64_MIN, 0, 0);
    add64(1, INT64_MAX, 0, 0);
}

static void times64(int64_t a, int64_t b, int fits, int64_t product) {
    int64_t out = 77;
    assert_int_equal(hotline__multiply64(a, b, &out), fits);
    assert_int_equal(out, fits ? product : 77);
    assert_int_equal(hotline__multiply64(b, a, &out), fits);
}

static void products(void **state) {
    (void)state;
    times64(0, INT64_MIN, 1, 0);
    times64(0, INT64_MAX, 1, 0);
    times64(1, INT64_MIN, 1, INT64_MIN);
    times64(-1, INT64_MIN, 0, 0);
    times64(-1, INT64_MAX, 1, -INT64_MAX);
    times64(2, INT64_MIN / 2, 1, INT64_MIN);
    times64(-2, INT64_MIN / 2, 0, 0);
    times64(2, INT64_MAX / 2, 1, INT64_MAX - 1);
    times64(2, INT64_MAX / 2 + 1, 0, 0);
    times64(-2, INT64_MAX / 2 + 1, 1, INT64_MIN);
    times64(INT64_C(3037000499), INT64_C(3037000499), 1, INT64_C(9223372030926249001));
    times64(INT64_C(3037000500), INT64_C(3037000500), 0, 0);
    times64(INT64_MIN, INT64_MIN, 0, 0);
    times64(-7, 6, 1, -42);
    times64(-7, -6, 1, 42);
}

static void months(void **state) {
    (void)state;
    assert_int_equal(hotline__add_months(day("2021-01-31"), 1), day("2021-02-28"));
    assert_int_equal(hotline__add_months(day("2024-01-31"), 1), day("2024-02-29"));
    assert_int_equal(hotline__add_months(day("2024-02-29"), 12), day("2025-02-28"));
    assert_int_equal(hotline__add_months(day("2024-02-29"), -12), day("2023-02-28"));
    assert_int_equal(hotline__add_months(day("2021-03-31"), -1), day("2021-02-28"));
    assert_int_equal(hotline__add_months(day("2021-05-15"), 0), day("2021-05-15"));
    assert_int_equal(hotline__add_months(day("2021-12-15"), 1), day("2022-01-15"));
    assert_int_equal(hotline__add_months(day("2021-01-15"), -1), day("2020-12-15"));
    assert_int_equal(hotline__add_months(day("0001-01-31"), -1), HOTLINE_DAY_NONE);
    assert_int_equal(hotline__add_months(day("9999-12-01"), 1), HOTLINE_DAY_NONE);
    assert_int_equal(hotline__add_months(day("9999-11-30"), 1), day("9999-12-30"));
    assert_int_equal(hotline__add_months(day("0001-01-31"), 12 * 9999 - 1), day("9999-12-31"));
    assert_int_equal(hotline__add_months(day("2021-01-01"), INT64_MAX), HOTLINE_DAY_NONE);
    assert_int_equal(hotline__add_months(day("2021-01-01"), INT64_MIN), HOTLINE_DAY_NONE);
}

static void minutes(void **state) {
    static const char *const none[] = {"",       "8:30",  "08:3",  "08:60", "24:01",    "25:00",
                                       "08:30 ", "08-30", "ab:cd", "-8:30", "08:30:00", "0830x"};
    size_t i;
    (void)state;
    assert_int_equal(hotline__minutes_parse(hotline__text("00:00")), 0);
    assert_int_equal(hotline__minutes_parse(hotline__text("08:30")), 510);
    assert_int_equal(hotline__minutes_parse(hotline__text("23:59")), 1439);
    assert_int_equal(hotline__minutes_parse(hotline__text("24:00")), 1440);
    for (i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_int_equal(hotline__minutes_parse(hotline__text(none[i])), -1);
    }
}

static void days_of_moments(void **state) {
    hotline_instant midnight = (hotline_instant)86400000 * 18747; /* 2021-04-30, UTC */
    (void)state;
    assert_int_equal(hotline_day_at(0, 0), 0);
    assert_int_equal(hotline_day_at(-1, 0), -1);
    assert_int_equal(hotline_day_at(midnight, 0), 18747);
    assert_int_equal(hotline_day_at(midnight - 1, 0), 18746);
    assert_int_equal(hotline_day_at(midnight - 1, 480), 18747);
    assert_int_equal(hotline_day_at(hotline_instant_none(), 480), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_at(INT64_MAX, 480), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_at(0, 1440), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_at((hotline_instant)86400000 * HOTLINE_DAY_LAST, 0), HOTLINE_DAY_LAST);
    assert_int_equal(hotline_day_at((hotline_instant)86400000 * HOTLINE_DAY_LAST, 1439), HOTLINE_DAY_LAST);
    assert_int_equal(hotline_day_at((hotline_instant)86400000 * (HOTLINE_DAY_LAST + 1), 0), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_day_at((hotline_instant)86400000 * HOTLINE_DAY_FIRST, 0), HOTLINE_DAY_FIRST);
    assert_int_equal(hotline_day_at((hotline_instant)86400000 * HOTLINE_DAY_FIRST, -1), HOTLINE_DAY_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days),
        cmocka_unit_test(no_days),
        cmocka_unit_test(days_of_numbers),
        cmocka_unit_test(days_written),
        cmocka_unit_test(forms_of_one_moment),
        cmocka_unit_test(fractions_and_offsets),
        cmocka_unit_test(no_moments),
        cmocka_unit_test(arguments),
        cmocka_unit_test(moments_written),
        cmocka_unit_test(moments_outside_the_years),
        cmocka_unit_test(days_and_midnights),
        cmocka_unit_test(days_of_moments),
        cmocka_unit_test(sums),
        cmocka_unit_test(products),
        cmocka_unit_test(months),
        cmocka_unit_test(minutes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
