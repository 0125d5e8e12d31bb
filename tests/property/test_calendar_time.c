/* SPDX-License-Identifier: MIT */
/*
 * What the calendar says about minutes, about ledgers and about earlier days of knowledge, against walks: minute by minute over hours
 * that are written down here once more, day by day, and over every day on which something could have been known.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../lib/rules/calendar_impl.h"
#include "../support/random.h"

enum { MINUTES = 1440 };

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *cn;
    hotline_calendar *unit;
} fixture;

/* Two seasons, a short Saturday in a six-day week, a duty on days off up to 24:00, days with hours of their own. */
static const char unit_document[] =
    "{\"calendar\":1,\"id\":\"unit\","
    "\"week\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"saturday\"],\"hours\":{"
    "\"summer\":{\"from\":\"05-01\",\"until\":\"09-30\",\"on\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"sunday\"],"
    "\"open\":[\"08:30-12:00\",\"14:30-18:00\"]},"
    "\"winter\":{\"from\":\"10-01\",\"until\":\"04-30\",\"on\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"sunday\"],"
    "\"open\":[\"08:30-12:00\",\"13:30-17:00\"]},"
    "\"saturday\":{\"on\":[\"saturday\"],\"open\":[\"09:00-11:30\"]},"
    "\"duty\":{\"on\":[\"weekend\",\"festival\",\"lieu\",\"closure\"],\"open\":[\"10:00-10:45\",\"23:15-24:00\"]}},"
    "\"days\":{\"2026-02-17\":{\"open\":[]},\"2026-03-02..2026-03-07\":{\"class\":\"closure\"},"
    "\"2025-12-31\":{\"open\":[\"00:00-00:01\",\"09:00-12:00\"]}}}";

static int set_up(void **state) {
    static fixture f;
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline_context_new(NULL, &f.context), HOTLINE_OK);
    assert_int_equal(hotline_calendar_new(f.context, &f.cn), HOTLINE_OK);
    if (hotline_calendar_parse(f.context, f.cn, unit_document, sizeof unit_document - 1, &f.unit, &error) != HOTLINE_OK) {
        fail_msg("%s: %s", error.path, error.message);
    }
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    hotline_calendar_free(f->unit);
    hotline_calendar_free(f->cn);
    hotline_context_free(f->context);
    return 0;
}

static uint64_t seed = 20261125;

static int32_t random_below(int32_t bound) {
    return (int32_t)((random_next(&seed) >> 33) % (uint64_t)bound);
}

static hotline_day_info info_on(const hotline_calendar *calendar, hotline_day day) {
    hotline_day_info info = {.struct_size = sizeof info};
    assert_true(hotline_calendar_classify(calendar, day, &info) >= 0);
    return info;
}

/* ---- minutes ---- */

static int within(int32_t minute, int32_t from, int32_t to) {
    return minute >= from && minute < to;
}

/* The document above, in another language. */
static int open_on_workday(int32_t month, int saturday, int32_t minute) {
    int summer = month >= 5 && month <= 9;
    if (saturday) {
        return within(minute, 540, 690);
    }
    return within(minute, 510, 720) || (summer ? within(minute, 870, 1080) : within(minute, 810, 1020));
}

static int open_at(const hotline_calendar *unit, int64_t minute_of_time) {
    int64_t day_number = minute_of_time / MINUTES - (minute_of_time % MINUTES < 0);
    hotline_day day = (hotline_day)day_number;
    int32_t minute = (int32_t)(minute_of_time - day_number * MINUTES);
    if (day == hotline_day_of(2026, 2, 17)) {
        return 0;
    }
    if (day == hotline_day_of(2025, 12, 31)) {
        return minute == 0 || within(minute, 540, 720);
    }
    if (!info_on(unit, day).worked) {
        return within(minute, 600, 645) || within(minute, 1395, 1440);
    }
    return open_on_workday(hotline__civil_of(day).month, hotline__weekday(day) == 5, minute);
}

static hotline_instant instant_of(int64_t minute_of_time) {
    return minute_of_time * HOTLINE_MINUTE_MS - 480 * HOTLINE_MINUTE_MS;
}

/* The moment after the last of n open minutes; backward, before the first of them. */
static int64_t walk_minutes(const hotline_calendar *unit, int64_t at, int32_t n) {
    for (; n > 0; at++) {
        n -= open_at(unit, at);
    }
    for (; n < 0; at--) {
        n += open_at(unit, at - 1);
    }
    return at;
}

static void minutes_by_walking(void **state) {
    fixture *f = *state;
    int64_t base = (int64_t)hotline_day_of(2024, 12, 1) * MINUTES;
    for (int i = 0; i < 1500; i++) {
        int64_t from = base + random_below(800 * MINUTES);
        int32_t n = random_below(4001) - 2000;
        int64_t expected = walk_minutes(f->unit, from, n);
        hotline_instant to = HOTLINE_NO_INSTANT;
        int64_t count = INT64_MIN;
        assert_true(hotline_calendar_add_minutes(f->unit, instant_of(from), n, 0, &to) >= 0);
        if (to != instant_of(expected)) {
            fail_msg("minute %ld and %d: %ld, expected %ld", (long)from, n, (long)to, (long)instant_of(expected));
        }
        assert_true(hotline_calendar_count_minutes(f->unit, instant_of(from), to, 0, &count) >= 0);
        assert_int_equal(count, n);
    }
}

static void every_minute_of_three_months(void **state) {
    fixture *f = *state;
    int64_t first = (int64_t)hotline_day_of(2025, 12, 15) * MINUTES;
    int64_t count = 0;
    int64_t ours = INT64_MIN;
    for (int64_t at = first; at < first + 90 * MINUTES; at++) {
        int32_t open = -1;
        assert_int_equal(hotline_calendar_is_open(f->unit, instant_of(at), &open), HOTLINE_OK);
        if (open != open_at(f->unit, at)) {
            fail_msg("minute %ld", (long)(at % MINUTES));
        }
        count += open;
    }
    assert_int_equal(hotline_calendar_count_minutes(f->unit, instant_of(first), instant_of(first + 90 * MINUTES), 0, &ours), HOTLINE_OK);
    assert_int_equal(ours, count);
    assert_true(count > 20000);
}

/* ---- ledgers ---- */

static void check_ledger(const hotline_calendar *calendar, hotline_day from, hotline_day to) {
    hotline_ledger *ledger = NULL;
    hotline_day step = to >= from ? 1 : -1;
    int64_t number = 0;
    hotline_day end = HOTLINE_DAY_NONE;
    assert_true(hotline_calendar_ledger(calendar, from, to, &ledger) >= 0);
    assert_int_equal(hotline_ledger_count(ledger), (to - from) * step);
    for (size_t i = 0; i < hotline_ledger_count(ledger); i++) {
        hotline_ledger_line line = {.struct_size = sizeof line};
        hotline_day day = from + step * (hotline_day)(i + 1);
        hotline_day_info info = info_on(calendar, day);
        assert_int_equal(hotline_ledger_at(ledger, i, &line), HOTLINE_OK);
        number += step * info.worked;
        assert_int_equal(line.day, day);
        assert_int_equal(line.day_class, info.day_class);
        assert_int_equal(line.counted, info.worked);
        assert_int_equal(line.certain, info.certain);
        assert_int_equal(line.number, number);
        assert_string_equal(line.name, info.name);
        assert_string_equal(line.notice, info.notice);
    }
    assert_true(hotline_calendar_add(calendar, from, number, 0, &end) >= 0);
    assert_true(number == 0 || !info_on(calendar, to).worked || end == to);
    hotline_ledger_free(ledger);
}

static void ledgers_by_walking(void **state) {
    fixture *f = *state;
    for (int i = 0; i < 600; i++) {
        hotline_day from = hotline_day_of(2005, 1, 1) + random_below(8400);
        check_ledger(i % 2 == 0 ? f->cn : f->unit, from, from + random_below(161) - 80);
    }
}

/* ---- known on ---- */

/* Whatever day it is: of the days up to it everything is known already, and the horizon only moves on. */
static void the_past_is_always_known(void **state) {
    fixture *f = *state;
    hotline_day horizon = HOTLINE_DAY_FIRST;
    for (hotline_day known = hotline_day_of(2007, 1, 1); known <= hotline_day_of(2026, 12, 31); known += 11) {
        hotline_calendar *then = NULL;
        hotline_day last = HOTLINE_DAY_NONE;
        assert_int_equal(hotline_calendar_as_known_on(f->cn, known, &then), HOTLINE_OK);
        assert_int_equal(hotline_calendar_range(then, NULL, &last), HOTLINE_OK);
        assert_true(last >= known && last >= horizon);
        horizon = last;
        for (hotline_day day = hotline_day_of(2006, 12, 25); day <= known; day++) {
            if (info_on(then, day).day_class != info_on(f->cn, day).day_class) {
                fail_msg("as known on day %d, day %d is something else", known, day);
            }
        }
        hotline_calendar_free(then);
    }
    assert_int_equal(horizon, hotline_day_of(2026, 12, 31));
}

/* The exceptions that a calendar of then does not have are those that say they became known later. */
static void what_is_not_known_says_so(void **state) {
    fixture *f = *state;
    int hidden = 0;
    for (int32_t year = 2007; year <= 2026; year++) {
        hotline_calendar *then = NULL;
        hotline_day known = hotline_day_of(year, 1, 15);
        assert_int_equal(hotline_calendar_as_known_on(f->cn, known, &then), HOTLINE_OK);
        for (hotline_day day = hotline_day_of(2007, 1, 1); day <= hotline_day_of(2026, 12, 31); day++) {
            hotline_day_info now = info_on(f->cn, day);
            hotline_day_info before = info_on(then, day);
            int later = now.known != HOTLINE_DAY_NONE && now.known > known;
            if (!later) {
                assert_int_equal(before.day_class, now.day_class);
            }
            assert_true(before.known == HOTLINE_DAY_NONE || before.known <= known);
            hidden += later;
        }
        hotline_calendar_free(then);
    }
    assert_true(hidden > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_by_walking),       cmocka_unit_test(every_minute_of_three_months), cmocka_unit_test(ledgers_by_walking),
        cmocka_unit_test(the_past_is_always_known), cmocka_unit_test(what_is_not_known_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
