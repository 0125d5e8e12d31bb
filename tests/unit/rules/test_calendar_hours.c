/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/rules/calendar_impl.h"
#include "../../support/random.h"

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *unit;  /* summer and winter hours, a short duty on days off, one short eve */
    hotline_calendar *night; /* 00:00-06:00 and 22:00-24:00 every day */
} fixture;

static const char unit_document[] =
    "{\"calendar\":1,\"id\":\"unit\",\"hours\":{"
    "\"summer\":{\"from\":\"05-01\",\"until\":\"09-30\",\"open\":[\"08:30-12:00\",\"14:30-18:00\"]},"
    "\"winter\":{\"from\":\"10-01\",\"until\":\"04-30\",\"open\":[\"08:30-12:00\",\"14:00-17:30\"]},"
    "\"duty\":{\"on\":[\"weekend\",\"festival\",\"lieu\",\"closure\"],\"open\":[\"09:00-11:00\"]}},"
    "\"days\":{\"2026-02-14\":{\"open\":[\"09:00-12:00\"]},\"2026-03-02\":{\"class\":\"closure\",\"open\":[]}}}";

static const char night_document[] = "{\"calendar\":1,\"id\":\"night\",\"hours\":{\"all\":{"
                                     "\"on\":[\"workday\",\"weekend\",\"festival\",\"lieu\",\"makeup\",\"closure\",\"extra\"],"
                                     "\"open\":[\"00:00-06:00\",\"22:00-24:00\"]}}}";

static hotline_calendar *read_document(hotline_context *context, const char *document) {
    hotline_calendar *made = NULL;
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    if (hotline_calendar_parse(context, NULL, document, strlen(document), &made, &error) != HOTLINE_OK) {
        fail_msg("%u:%u %s: %s", error.line, error.column, error.path, error.message);
    }
    return made;
}

static int set_up(void **state) {
    static fixture f;
    assert_int_equal(hotline_context_new(NULL, &f.context), HOTLINE_OK);
    f.unit = read_document(f.context, unit_document);
    f.night = read_document(f.context, night_document);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    hotline_calendar_free(f->unit);
    hotline_calendar_free(f->night);
    hotline_context_free(f->context);
    return 0;
}

static hotline_instant at(const char *moment) {
    hotline_instant instant = HOTLINE_NO_INSTANT;
    assert_int_equal(hotline_instant_parse(moment, strlen(moment), 480, &instant), HOTLINE_OK);
    return instant;
}

static void check_add(const hotline_calendar *calendar, const char *from, int64_t minutes, const char *expected) {
    hotline_instant to = 0;
    char got[HOTLINE_INSTANT_SIZE];
    assert_true(hotline_calendar_add_minutes(calendar, at(from), minutes, 0, &to) >= 0);
    if (to != at(expected)) {
        hotline_instant_write(to, 480, got);
        fail_msg("%s and %ld minutes: %s, expected %s", from, (long)minutes, got, expected);
    }
}

static void several_periods(void **state) {
    fixture *f = *state;
    check_add(f->unit, "2026-01-05 08:30", 60, "2026-01-05 09:30");
    check_add(f->unit, "2026-01-05 07:00", 60, "2026-01-05 09:30");
    check_add(f->unit, "2026-01-05 11:30", 60, "2026-01-05 14:30");
    check_add(f->unit, "2026-01-05 12:30", 1, "2026-01-05 14:01");
    check_add(f->unit, "2026-01-05 17:30", 1, "2026-01-06 08:31");
    check_add(f->unit, "2026-01-05 08:30:30", 60, "2026-01-05 09:30:30");
}

static void used_up_at_closing_ends_there(void **state) {
    fixture *f = *state;
    check_add(f->unit, "2026-01-05 08:30", 210, "2026-01-05 12:00");
    check_add(f->unit, "2026-01-05 08:30", 420, "2026-01-05 17:30");
    check_add(f->unit, "2026-01-06 09:30", -60, "2026-01-06 08:30");
    check_add(f->unit, "2026-01-06 09:30", -61, "2026-01-05 17:29");
    check_add(f->unit, "2026-01-05 17:30", -420, "2026-01-05 08:30");
    check_add(f->unit, "2026-01-05 13:00", -210, "2026-01-05 08:30");
    check_add(f->unit, "2026-01-05 13:00", 0, "2026-01-05 13:00");
}

static void seasons(void **state) {
    fixture *f = *state;
    check_add(f->unit, "2026-04-30 17:00", 60, "2026-05-01 09:30"); /* a festival: the duty's hours */
    check_add(f->unit, "2026-09-30 17:30", 30, "2026-09-30 18:00");
    assert_int_equal(hotline__calendar_close(f->unit, hotline_day_of(2026, 4, 30)), 1050);
    assert_int_equal(hotline__calendar_close(f->unit, hotline_day_of(2026, 9, 30)), 1080);
    assert_int_equal(hotline__calendar_close(f->unit, hotline_day_of(2026, 10, 1)), 660);
    assert_int_equal(hotline__calendar_close(f->unit, hotline_day_of(2099, 7, 1)), 1080);
}

static void own_hours_of_a_day(void **state) {
    fixture *f = *state;
    assert_int_equal(hotline__calendar_close(f->unit, hotline_day_of(2026, 2, 14)), 720);
    assert_int_equal(hotline__calendar_close(f->unit, hotline_day_of(2026, 3, 2)), 1440);
    assert_int_equal(hotline__calendar_worked(f->unit, hotline_day_of(2026, 2, 14)), 1);
    check_add(f->unit, "2026-02-14 11:30", 60, "2026-02-15 09:30");
    check_add(f->unit, "2026-03-01 10:30", 60, "2026-03-03 09:00");
}

static void midnight_is_an_end_and_a_beginning(void **state) {
    fixture *f = *state;
    check_add(f->night, "2026-01-05 22:00", 120, "2026-01-05 24:00");
    check_add(f->night, "2026-01-05 22:00", 121, "2026-01-06 00:01");
    check_add(f->night, "2026-01-06 00:00", -120, "2026-01-05 22:00");
    check_add(f->night, "2026-01-06 06:00", -360, "2026-01-06 00:00");
    assert_int_equal(hotline__calendar_close(f->night, 0), 1440);
}

static void open_is_half_open(void **state) {
    fixture *f = *state;
    static const struct {
        const char *moment;
        int32_t open;
    } rows[] = {{"2026-01-05 08:29:59.999", 0}, {"2026-01-05 08:30", 1}, {"2026-01-05 11:59:59.999", 1},
                {"2026-01-05 12:00", 0},        {"2026-01-04 10:00", 1}, {"2026-03-02 10:00", 0}};
    int32_t open = -1;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(hotline_calendar_is_open(f->unit, at(rows[i].moment), &open), HOTLINE_OK);
        assert_int_equal(open, rows[i].open);
    }
    assert_int_equal(hotline_calendar_is_open(f->unit, at("2027-01-05 09:00"), &open), HOTLINE_PROVISIONAL);
    assert_int_equal(hotline_calendar_is_open(f->unit, INT64_MAX, &open), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_is_open(f->night, at("2026-01-05 24:00"), &open), HOTLINE_OK);
    assert_int_equal(open, 1);
}

static void counting_minutes(void **state) {
    fixture *f = *state;
    int64_t n = 0;
    assert_int_equal(hotline_calendar_count_minutes(f->unit, at("2026-01-05 00:00"), at("2026-01-06 00:00"), 0, &n), HOTLINE_OK);
    assert_int_equal(n, 420);
    assert_int_equal(hotline_calendar_count_minutes(f->unit, at("2026-01-06 00:00"), at("2026-01-05 00:00"), 0, &n), HOTLINE_OK);
    assert_int_equal(n, -420);
    assert_int_equal(hotline_calendar_count_minutes(f->unit, at("2026-01-05 11:59:30"), at("2026-01-05 14:00:59"), 0, &n), HOTLINE_OK);
    assert_int_equal(n, 1);
    assert_int_equal(hotline__calendar_count_work(f->unit, at("2026-01-05 11:59:30"), at("2026-01-05 14:00:59")), 89000);
    assert_int_equal(hotline__calendar_count_work(f->unit, at("2026-01-06 00:00"), at("2026-01-05 00:00")), 0);
}

static void certainty_of_minutes(void **state) {
    fixture *f = *state;
    hotline_instant to = 7;
    int64_t n = 7;
    hotline_instant eve = at("2026-12-31 17:00");
    uint32_t certain = HOTLINE_CALENDAR_CERTAIN;
    assert_int_equal(hotline_calendar_add_minutes(f->unit, eve, 30, certain, &to), HOTLINE_OK);
    assert_int_equal(hotline_calendar_add_minutes(f->night, at("2026-12-31 22:00"), 120, certain, &to), HOTLINE_OK);
    to = 7;
    assert_int_equal(hotline_calendar_add_minutes(f->unit, eve, 31, certain, &to), HOTLINE_ERROR_HORIZON);
    assert_int_equal(to, 7);
    assert_int_equal(hotline_calendar_add_minutes(f->unit, eve, 31, 0, &to), HOTLINE_PROVISIONAL);
    assert_int_equal(to, at("2027-01-01 08:31"));
    assert_int_equal(hotline_calendar_count_minutes(f->unit, eve, at("2027-01-01 00:00:01"), certain, &n), HOTLINE_ERROR_HORIZON);
    assert_int_equal(n, 7);
    assert_int_equal(hotline_calendar_add_minutes(f->unit, eve, INT64_MAX, 0, &to), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add_minutes(f->unit, eve, 100000000000, 0, &to), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add_minutes(f->unit, eve, -100000000000, 0, &to), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add_minutes(f->unit, INT64_MIN, 1, 0, &to), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add_minutes(f->unit, eve, 1, 2, &to), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_count_minutes(f->unit, eve, INT64_MAX, 0, &n), HOTLINE_ERROR_RANGE);
}

static void without_hours(void **state) {
    fixture *f = *state;
    hotline_calendar *cn = NULL;
    hotline_instant to = 7;
    int64_t n = 7;
    assert_int_equal(hotline_calendar_new(f->context, &cn), HOTLINE_OK);
    assert_int_equal(hotline_calendar_add_minutes(cn, 0, 1, 0, &to), HOTLINE_UNDEFINED);
    assert_int_equal(hotline_calendar_count_minutes(cn, 0, 1, 0, &n), HOTLINE_UNDEFINED);
    assert_int_equal(to, 7);
    hotline_calendar_free(cn);
}

static void hours_that_never_come(void **state) {
    fixture *f = *state;
    hotline_calendar *c = read_document(f->context, "{\"calendar\":1,\"id\":\"shut\",\"hours\":{\"none\":{\"open\":[]}}}");
    hotline_instant to = 7;
    assert_int_equal(hotline_calendar_add_minutes(c, 0, 1, 0, &to), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add_minutes(c, 0, -1, 0, &to), HOTLINE_ERROR_RANGE);
    hotline_calendar_free(c);
}

/* Fourteen kinds of years and the 400-year cycle against a walk over every day. */
static void far_years_by_walking(void **state) {
    fixture *f = *state;
    int64_t sum = 0;
    hotline_instant start = hotline__midnight(hotline_day_of(1580, 1, 1), 480);
    for (hotline_day day = hotline_day_of(1580, 1, 1); day < hotline_day_of(2420, 1, 1); day++) {
        hotline_instant midnight = hotline__midnight(day, 480);
        if (hotline__calendar_count_work(f->unit, start, midnight) != sum) {
            fail_msg("day %d", day);
        }
        for (int32_t minute = 0; minute < 1440; minute += 30) {
            int32_t open = 0;
            hotline_calendar_is_open(f->unit, midnight + minute * HOTLINE_MINUTE_MS, &open);
            sum += open * 30 * HOTLINE_MINUTE_MS;
        }
    }
    assert_int_equal(
        hotline__calendar_count_work(f->unit, hotline__midnight(HOTLINE_DAY_FIRST, 480), hotline__midnight(HOTLINE_DAY_LAST + 1, 480)),
        hotline__calendar_count_work(f->unit, hotline__midnight(HOTLINE_DAY_FIRST, 480), at("2026-01-05 10:00")) +
            hotline__calendar_count_work(f->unit, at("2026-01-05 10:00"), hotline__midnight(HOTLINE_DAY_LAST + 1, 480)));
}

static void add_and_count_are_inverse(void **state) {
    fixture *f = *state;
    uint64_t seed = 12345;
    for (int i = 0; i < 20000; i++) {
        const hotline_calendar *c = i % 2 == 0 ? f->unit : f->night;
        hotline_instant from;
        hotline_instant to;
        int64_t ms;
        from = (int64_t)(random_next(&seed) >> 33) * 1000 + (i % 3 == 0 ? -(int64_t)50000000000000 : 0);
        ms = (int64_t)(random_next(&seed) >> (33 + i % 24)) * 60 + 1;
        to = hotline__calendar_add_work(c, from, ms);
        assert_true(to != HOTLINE_NO_INSTANT);
        assert_int_equal(hotline__calendar_count_work(c, from, to), ms);
        assert_int_equal(hotline__calendar_count_work(c, from, to - 1), ms - 1); /* the earliest such moment */
        to = hotline__calendar_add_work(c, from, -ms);
        assert_true(to != HOTLINE_NO_INSTANT);
        assert_int_equal(hotline__calendar_count_work(c, to, from), ms);
        assert_int_equal(hotline__calendar_count_work(c, to + 1, from), ms - 1); /* the latest such moment */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_periods),
        cmocka_unit_test(used_up_at_closing_ends_there),
        cmocka_unit_test(seasons),
        cmocka_unit_test(own_hours_of_a_day),
        cmocka_unit_test(midnight_is_an_end_and_a_beginning),
        cmocka_unit_test(open_is_half_open),
        cmocka_unit_test(counting_minutes),
        cmocka_unit_test(certainty_of_minutes),
        cmocka_unit_test(without_hours),
        cmocka_unit_test(hours_that_never_come),
        cmocka_unit_test(far_years_by_walking),
        cmocka_unit_test(add_and_count_are_inverse),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
