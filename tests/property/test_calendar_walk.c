/* SPDX-License-Identifier: MIT */
/* Every answer of the calendar against the plainest reference there is: walking day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../lib/rules/calendar_impl.h"
#include "../support/random.h"
#include "../support/shared_files.h"

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *cn;
    hotline_calendar *city; /* overlaid far out on both sides, a six-day week */
} fixture;

static const char city_document[] =
    "{\"calendar\":1,\"id\":\"city\",\"week\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\","
    "\"saturday\"],\"days\":{\"1950-03-01..1950-03-20\":{\"class\":\"closure\"},"
    "\"2026-10-01..2026-12-24\":{\"class\":\"closure\"},\"2040-01-01..2040-01-31\":{\"class\":\"extra\"}}}";

static int set_up(void **state) {
    static fixture f;
    assert_int_equal(hotline_context_new(NULL, &f.context), HOTLINE_OK);
    assert_int_equal(hotline_calendar_new(f.context, &f.cn), HOTLINE_OK);
    assert_int_equal(hotline_calendar_parse(f.context, f.cn, city_document, sizeof city_document - 1, &f.city, NULL), HOTLINE_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    hotline_calendar_free(f->city);
    hotline_calendar_free(f->cn);
    hotline_context_free(f->context);
    return 0;
}

static uint64_t seed = 20260214;

static int32_t random_below(int32_t bound) {
    return (int32_t)((random_next(&seed) >> 33) % (uint64_t)bound);
}

static int worked_on(const hotline_calendar *calendar, hotline_day day) {
    hotline_day_info info = {.struct_size = sizeof info};
    assert_true(hotline_calendar_classify(calendar, day, &info) >= 0);
    return info.worked;
}

static hotline_day walk_add(const hotline_calendar *calendar, hotline_day day, int32_t n) {
    int32_t step = n > 0 ? 1 : -1;
    for (int32_t left = n * step; left > 0; left -= worked_on(calendar, day)) {
        day += step;
    }
    return day;
}

static int64_t walk_count(const hotline_calendar *calendar, hotline_day from, hotline_day to) {
    int64_t n = 0;
    if (to < from) {
        return -walk_count(calendar, to, from);
    }
    for (hotline_day day = from + 1; day <= to; day++) {
        n += worked_on(calendar, day);
    }
    return n;
}

/* The work or rest of every day is compared with the list of days itself, not with the table made from it. */
static void every_listed_day(void **state) {
    fixture *f = *state;
    static int8_t listed[20 * 366 + 10];
    FILE *file = shared_open("data/calendar/cn-workdays.csv");
    char line[512];
    char date[11];
    char kind[16];
    hotline_day first = hotline_day_of(2007, 1, 1);
    hotline_day last = hotline_day_of(2026, 12, 31);
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        hotline_day day;
        if (sscanf(line, "%10[0-9-],%15[a-z],", date, kind) == 2 && hotline_day_parse(date, 10, &day) == HOTLINE_OK && day >= first) {
            listed[day - first] = strcmp(kind, "workday") == 0 ? 1 : -1;
        }
    }
    if (file == NULL) {
        return;
    }
    fclose(file);
    for (hotline_day day = first; day <= last; day++) {
        int worked = listed[day - first] != 0 ? listed[day - first] > 0 : hotline__weekday(day) < 5;
        assert_int_equal(worked_on(f->cn, day), worked);
    }
    printf("cn-workdays.csv: %d days compared\n", last - first + 1);
}

static void statutory_days(void **state) {
    fixture *f = *state;
    FILE *file = shared_open("data/calendar/cn-statutory-days.csv");
    char line[512];
    char date[11];
    int rows = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        hotline_day_info info = {.struct_size = sizeof info};
        hotline_day day;
        if (sscanf(line, "%10[0-9-],", date) == 1 && hotline_day_parse(date, 10, &day) == HOTLINE_OK &&
            hotline_calendar_classify(f->cn, day, &info) == HOTLINE_OK) {
            assert_int_equal(info.day_class, HOTLINE_DAY_FESTIVAL);
            rows++;
        }
    }
    if (file != NULL) {
        fclose(file);
        assert_true(rows >= 220);
    }
}

static void add_from_every_day(void **state) {
    fixture *f = *state;
    static const int32_t numbers[] = {-61, -10, -5, -2, -1, 0, 1, 2, 3, 5, 7, 15, 60};
    hotline_day last = hotline_day_of(2026, 12, 31);
    for (hotline_day day = hotline_day_of(2007, 1, 1); day <= last; day++) {
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            hotline_day to = HOTLINE_DAY_NONE;
            assert_true(hotline_calendar_add(f->cn, day, numbers[i], 0, &to) >= 0);
            assert_int_equal(to, walk_add(f->cn, day, numbers[i]));
        }
    }
}

static void count_over_random_spans(void **state) {
    fixture *f = *state;
    hotline_day base = hotline_day_of(1940, 1, 1);
    for (int i = 0; i < 2000; i++) {
        const hotline_calendar *c = i % 2 == 0 ? f->cn : f->city;
        hotline_day from = base + random_below(40000);
        hotline_day to = from + random_below(1200) - 600;
        int64_t n = INT64_MIN;
        assert_true(hotline_calendar_count(c, from, to, 0, &n) >= 0);
        assert_int_equal(n, walk_count(c, from, to));
    }
}

static void add_over_random_spans(void **state) {
    fixture *f = *state;
    hotline_day base = hotline_day_of(1940, 1, 1);
    for (int i = 0; i < 2000; i++) {
        const hotline_calendar *c = i % 2 == 0 ? f->cn : f->city;
        hotline_day from = base + random_below(40000);
        int32_t n = random_below(1200) - 600;
        hotline_day to = HOTLINE_DAY_NONE;
        assert_true(hotline_calendar_add(c, from, n, 0, &to) >= 0);
        assert_int_equal(to, walk_add(c, from, n));
    }
}

/* add(a, n) = b exactly if b is worked and count(a, b) = n; for n < 0 where a is worked. */
static void add_and_count_are_inverse(void **state) {
    fixture *f = *state;
    for (int i = 0; i < 200000; i++) {
        const hotline_calendar *c = i % 2 == 0 ? f->cn : f->city;
        hotline_day from = HOTLINE_DAY_FIRST + 1000000 + random_below(1500000);
        int32_t n = random_below(20001) - 10000;
        hotline_day to = HOTLINE_DAY_NONE;
        int64_t count = INT64_MIN;
        if (n <= 0) {
            from = hotline__calendar_next(c, from);
        }
        assert_true(hotline_calendar_add(c, from, n, 0, &to) >= 0);
        assert_true(hotline_calendar_count(c, from, to, 0, &count) >= 0);
        assert_int_equal(count, n);
        assert_true(worked_on(c, to));
        assert_int_equal(hotline__calendar_add(c, to, -n), n > 0 && !worked_on(c, from) ? hotline__calendar_add(c, from + 1, -1) : from);
    }
}

static void ends_of_time(void **state) {
    fixture *f = *state;
    int64_t all = 0;
    hotline_day to = 0;
    hotline_day first = hotline__calendar_next(f->cn, HOTLINE_DAY_FIRST);
    assert_int_equal(hotline_calendar_count(f->cn, HOTLINE_DAY_FIRST, HOTLINE_DAY_LAST, 0, &all), HOTLINE_PROVISIONAL);
    assert_int_equal(hotline_calendar_add(f->cn, first, all, 0, &to), HOTLINE_PROVISIONAL);
    assert_int_equal(to, HOTLINE_DAY_LAST); /* 9999-12-31 is a Friday */
    assert_int_equal(hotline_calendar_add(f->cn, to, -all, 0, &to), HOTLINE_PROVISIONAL);
    assert_int_equal(to, first);
    assert_int_equal(hotline_calendar_add(f->cn, first, -1, 0, &to), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add(f->cn, HOTLINE_DAY_LAST, 1, 0, &to), HOTLINE_ERROR_RANGE);
}

enum { MANY = 4096 };

static hotline_day many_from[MANY];
static hotline_day many_to[MANY];
static hotline_day many_out[MANY];
static int32_t many_n[MANY];
static int32_t many_count[MANY];

static hotline_status worse(hotline_status a, hotline_status b) {
    return a > b ? a : b;
}

static void compare_arrays(const hotline_calendar *c, size_t count) {
    hotline_status worst_add = HOTLINE_OK;
    hotline_status worst_count = HOTLINE_OK;
    hotline_status add = hotline_calendar_add_many(c, many_from, many_n, count, 0, many_out);
    hotline_status counted = hotline_calendar_count_many(c, many_from, many_to, count, 0, many_count);
    for (size_t i = 0; i < count; i++) {
        hotline_day to = HOTLINE_DAY_NONE;
        int64_t n = INT64_MIN;
        worst_add = worse(worst_add, hotline_calendar_add(c, many_from[i], many_n[i], 0, &to));
        worst_count = worse(worst_count, hotline_calendar_count(c, many_from[i], many_to[i], 0, &n));
        assert_int_equal(many_out[i], to);
        assert_int_equal(many_count[i], n);
    }
    assert_int_equal(add, worst_add);
    assert_int_equal(counted, worst_count);
}

/* Within the table (the quick loop), reaching over its edge, and far out. */
static void arrays_are_like_singles(void **state) {
    fixture *f = *state;
    static const struct {
        int32_t year;
        int32_t days;
        int32_t most;
    } spans[] = {{2008, 6000, 200}, {2007, 7305, 300}, {2007, 7305, 0}, {2005, 9000, 100}, {1, 3000000, 5000}};
    for (size_t s = 0; s < sizeof spans / sizeof spans[0]; s++) {
        hotline_day base = hotline_day_of(spans[s].year, 1, 1) + (s == 4 ? 20000 : 0);
        for (size_t i = 0; i < MANY; i++) {
            many_from[i] = base + random_below(spans[s].days);
            many_to[i] = base + random_below(spans[s].days);
            many_n[i] = random_below(2 * spans[s].most + 1) - spans[s].most;
        }
        compare_arrays(f->cn, MANY);
        compare_arrays(f->city, MANY);
        compare_arrays(f->cn, 1);
    }
}

static void arrays_refuse_whole(void **state) {
    fixture *f = *state;
    hotline_day days[3] = {hotline_day_of(2026, 12, 29), hotline_day_of(2026, 12, 30), hotline_day_of(2026, 12, 31)};
    int32_t n[3] = {1, 1, 1};
    hotline_day out[3] = {7, 7, 7};
    assert_int_equal(hotline_calendar_add_many(f->cn, days, n, 3, HOTLINE_CALENDAR_CERTAIN, out), HOTLINE_ERROR_HORIZON);
    assert_int_equal(out[0], 7);
    assert_int_equal(hotline_calendar_add_many(f->cn, days, n, 2, HOTLINE_CALENDAR_CERTAIN, out), HOTLINE_OK);
    assert_int_equal(out[1], days[2]);
    days[1] = HOTLINE_DAY_NONE;
    assert_int_equal(hotline_calendar_add_many(f->cn, days, n, 3, 0, out), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_count_many(f->cn, days, days, 3, 0, out), HOTLINE_ERROR_RANGE);
    n[0] = INT32_MIN;
    n[1] = INT32_MAX;
    days[1] = days[0];
    assert_int_equal(hotline_calendar_add_many(f->cn, days, n, 3, 0, out), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add_many(f->cn, NULL, NULL, 0, 0, NULL), HOTLINE_OK);
    assert_int_equal(hotline_calendar_add_many(f->cn, NULL, n, 1, 0, out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_add_many(NULL, days, n, 1, 0, out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_add_many(f->cn, days, n, 1, 8, out), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_count_many(f->cn, NULL, NULL, 0, 0, NULL), HOTLINE_OK);
    assert_int_equal(hotline_calendar_count_many(f->cn, days, NULL, 1, 0, out), HOTLINE_ERROR_ARGUMENT);
}

static void arrays_in_place(void **state) {
    fixture *f = *state;
    hotline_day days[2] = {hotline_day_of(2026, 2, 13), hotline_day_of(2026, 2, 14)};
    int32_t n[2] = {1, 1};
    assert_int_equal(hotline_calendar_add_many(f->cn, days, n, 2, 0, days), HOTLINE_OK);
    assert_int_equal(days[0], hotline_day_of(2026, 2, 14));
    assert_int_equal(days[1], hotline_day_of(2026, 2, 24));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_listed_day),      cmocka_unit_test(statutory_days),
        cmocka_unit_test(add_from_every_day),    cmocka_unit_test(count_over_random_spans),
        cmocka_unit_test(add_over_random_spans), cmocka_unit_test(add_and_count_are_inverse),
        cmocka_unit_test(ends_of_time),          cmocka_unit_test(arrays_are_like_singles),
        cmocka_unit_test(arrays_refuse_whole),   cmocka_unit_test(arrays_in_place),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
