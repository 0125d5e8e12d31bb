/* SPDX-License-Identifier: MIT */
/* Random starts, terms and pauses against a reference that walks day by day and minute by minute and is too slow to be wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../lib/rules/term_impl.h"

enum { OFFSET = 480, PAUSES = 4, DAY_TRIALS = 40000, TIME_TRIALS = 3000 };

static const char open_document[] = "{\"calendar\":1,\"id\":\"open\",\"hours\":{\"all\":{\"open\":[\"08:30-12:00\",\"14:00-17:30\"]}}}";

static hotline_calendar *open_calendar;

static int set_up(void **state) {
    hotline_context *context = NULL;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    assert_int_equal(hotline_calendar_parse(context, NULL, open_document, strlen(open_document), &open_calendar, NULL), HOTLINE_OK);
    *state = context;
    return 0;
}

static int tear_down(void **state) {
    hotline_calendar_free(open_calendar);
    hotline_context_free(*state);
    return 0;
}

/* ---- chance, the same on every machine ---- */

static uint64_t chance = 88172645463325252u;

static int64_t below(int64_t most) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (int64_t)(chance >> 11) % most;
}

/* ---- one trial ---- */

typedef struct trial {
    counting c;
    term t;
    hotline_instant start;
    clock_pause pauses[PAUSES];
    uint32_t pause_count;
} trial;

/* Whole minutes from 2025-06-01 on, for a year and a half; often on the hour, so that midnights and closings are met. */
static hotline_instant some_moment(void) {
    hotline_instant from = hotline__midnight(hotline_day_of(2025, 6, 1), OFFSET);
    int64_t minute = below(540 * 1440);
    if (below(3) == 0) {
        minute -= minute % 60;
    }
    return from + (below(8) == 0 ? minute - minute % 1440 : minute) * HOTLINE_MINUTE_MS;
}

/* Sorted, disjoint, some touching midnight, around the start. */
static void some_pauses(trial *t, int64_t spread) {
    hotline_instant at = t->start - below(spread) * HOTLINE_MINUTE_MS;
    t->pause_count = (uint32_t)below(PAUSES + 1);
    for (uint32_t i = 0; i < t->pause_count; i++) {
        at += (1 + below(spread)) * HOTLINE_MINUTE_MS;
        if (below(4) == 0) {
            at = hotline__midnight(hotline__day_at(at, OFFSET) + 1, OFFSET);
        }
        t->pauses[i].from = at;
        at += (1 + below(spread)) * HOTLINE_MINUTE_MS;
        if (below(4) == 0) {
            at = hotline__midnight(hotline__day_at(at, OFFSET) + 1, OFFSET);
        }
        t->pauses[i].to = at;
    }
}

static int stands(const trial *t, hotline_instant at) {
    for (uint32_t i = 0; i < t->pause_count; i++) {
        if (at >= t->pauses[i].from && at < t->pauses[i].to) {
            return 1;
        }
    }
    return 0;
}

/* ---- the reference, days ---- */

static int runs_at_end(const trial *t, hotline_day day) {
    return !stands(t, hotline__midnight(day + 1, OFFSET));
}

/* Calendar days from a date to the corresponding one, found by walking over it. */
static int64_t month_length(hotline_day from, int64_t months) {
    civil c = hotline__civil_of(from);
    int32_t year = c.year;
    int32_t month = c.month;
    hotline_day day = from;
    for (int64_t i = 0; i < months; i++) {
        month++;
        if (month == 13) {
            month = 1;
            year++;
        }
    }
    while (hotline__civil_of(day).year != year || hotline__civil_of(day).month != month) {
        day++;
    }
    day += (months == 0 ? 0 : 1) * (hotline__month_days(year, month) < c.day ? hotline__month_days(year, month) - 1 : c.day - 1);
    return (int64_t)day - from;
}

/* Steps from a day that is not counted until n days were. */
static hotline_day walk(const trial *t, hotline_day day, int64_t n) {
    while (n > 0) {
        day++;
        if (runs_at_end(t, day) && (t->t.unit != TERM_WORKDAY || hotline__calendar_worked(open_calendar, day))) {
            n--;
        }
    }
    return day;
}

static hotline_day roll(const trial *t, hotline_day day) {
    hotline_day counted = day;
    if (t->c.roll == ROLL_NEXT_WORKDAY && (t->t.unit != TERM_WORKDAY || t->t.n == 0)) {
        while (!hotline__calendar_worked(open_calendar, day) || (day != counted && !runs_at_end(t, day))) {
            day++;
        }
    }
    return day;
}

static hotline_day reference_day(const trial *t) {
    hotline_day day = hotline__day_at(t->start, OFFSET);
    int64_t n = t->t.n;
    if (t->c.cutoff == CUTOFF_AT && hotline__ms_of_day(t->start, OFFSET) >= t->c.cutoff_minute * HOTLINE_MINUTE_MS) {
        day++;
    }
    while (t->c.start == START_NEXT_WORKDAY && !hotline__calendar_worked(open_calendar, day)) {
        day++;
    }
    if (t->t.unit == TERM_SAME_DAY) {
        return roll(t, walk(t, day - 1, 1));
    }
    if (n == 0) {
        return roll(t, day);
    }
    if (t->c.start == START_SAME_DAY) {
        day--;
    }
    return roll(t, walk(t, day, t->t.unit == TERM_MONTH ? month_length(day, n) : n));
}

static hotline_instant reference_end(const trial *t, hotline_day day) {
    if (t->c.end == END_MIDNIGHT) {
        return hotline__midnight(day + 1, OFFSET);
    }
    if (t->c.end == END_SAME_TIME) {
        return hotline__midnight(day, OFFSET) + hotline__ms_of_day(t->start, OFFSET);
    }
    return hotline__midnight(day, OFFSET) + (hotline__calendar_worked(open_calendar, day) ? 1050 : 1440) * HOTLINE_MINUTE_MS;
}

/* ---- the reference, time ---- */

static int is_open(hotline_instant at) {
    int64_t minute = hotline__ms_of_day(at, OFFSET) / HOTLINE_MINUTE_MS;
    return hotline__calendar_worked(open_calendar, hotline__day_at(at, OFFSET)) &&
           ((minute >= 510 && minute < 720) || (minute >= 840 && minute < 1050));
}

static hotline_instant reference_time(const trial *t) {
    int64_t left = t->t.n * (t->t.unit == TERM_MINUTE ? 1 : 60);
    hotline_instant at = t->start;
    while (left > 0) {
        if (!stands(t, at) && (t->t.unit != TERM_WORKHOUR || is_open(at))) {
            left--;
        }
        at += HOTLINE_MINUTE_MS;
    }
    return at;
}

/* ---- the comparison ---- */

static void check(const trial *t, hotline_instant at, hotline_day day, int number) {
    due got;
    const char *undefined = NULL;
    hotline_status status = hotline__term_due(open_calendar, &t->c, &t->t, t->start, t->pauses, t->pause_count, &got, &undefined);
    if (status != HOTLINE_OK || got.at != at || got.day != day) {
        char start[HOTLINE_INSTANT_SIZE] = "";
        char is[HOTLINE_INSTANT_SIZE] = "";
        char should[HOTLINE_INSTANT_SIZE] = "";
        (void)hotline_instant_write(t->start, OFFSET, start);
        (void)hotline_instant_write(got.at, OFFSET, is);
        (void)hotline_instant_write(at, OFFSET, should);
        fail_msg("trial %d: start %s, %d of unit %d, counting start %d end %d cutoff %d roll %d, %u pauses: %s, expected %s (status %d)",
                 number, start, (int)t->t.n, t->t.unit, t->c.start, t->c.end, t->c.cutoff, t->c.roll, t->pause_count, is, should, status);
    }
}

static void test_days(void **state) {
    static const uint8_t units[] = {TERM_DAY, TERM_WORKDAY, TERM_WORKDAY, TERM_MONTH, TERM_SAME_DAY};
    (void)state;
    for (int i = 0; i < DAY_TRIALS; i++) {
        trial t;
        memset(&t, 0, sizeof t);
        t.start = some_moment();
        t.c.start = (uint8_t)(START_NEXT_DAY + below(3));
        t.c.end = (uint8_t)(END_MIDNIGHT + below(3));
        t.c.cutoff = (uint8_t)(below(2) == 0 ? CUTOFF_AT : below(2) == 0 ? CUTOFF_NONE : CUTOFF_ABSENT);
        t.c.cutoff_minute = (int32_t)below(1441);
        t.c.roll = (uint8_t)(below(2) == 0 ? ROLL_NEXT_WORKDAY : ROLL_NONE);
        t.t.unit = units[below(5)];
        t.t.fact = TERM_NUMBER;
        t.t.n = t.t.unit == TERM_SAME_DAY ? 0 : below(t.t.unit == TERM_MONTH ? 4 : 20);
        some_pauses(&t, 1 + below(8000));
        hotline_day day = reference_day(&t);
        check(&t, reference_end(&t, day), day, i);
    }
}

static void test_time(void **state) {
    (void)state;
    for (int i = 0; i < TIME_TRIALS; i++) {
        trial t;
        memset(&t, 0, sizeof t);
        t.start = some_moment();
        t.t.unit = (uint8_t)(TERM_MINUTE + below(3));
        t.t.fact = TERM_NUMBER;
        t.t.n = below(t.t.unit == TERM_MINUTE ? 3000 : 60);
        some_pauses(&t, 1 + below(3000));
        hotline_instant at = reference_time(&t);
        check(&t, at, hotline__day_at(at - 1, OFFSET), i);
    }
}

/* A day more in two steps is a day more in one: extension by a then b is extension by a + b, where nothing rolls. */
static void test_extension_adds(void **state) {
    static const uint8_t units[] = {TERM_DAY, TERM_WORKDAY, TERM_HOUR, TERM_WORKHOUR};
    (void)state;
    for (int i = 0; i < DAY_TRIALS / 4; i++) {
        trial t;
        due once;
        due twice;
        const char *undefined = NULL;
        int64_t a = 1 + below(10);
        memset(&t, 0, sizeof t);
        t.start = some_moment();
        t.c.start = START_NEXT_DAY;
        t.c.end = END_MIDNIGHT;
        t.t.unit = units[below(4)];
        t.t.fact = TERM_NUMBER;
        some_pauses(&t, 1 + below(3000));
        t.t.n = a;
        assert_int_equal(hotline__term_due(open_calendar, &t.c, &t.t, t.start, t.pauses, t.pause_count, &twice, &undefined), HOTLINE_OK);
        t.t.n = 1 + below(10);
        assert_int_equal(hotline__term_extend(open_calendar, &t.c, &t.t, t.pauses, t.pause_count, &twice, &undefined), HOTLINE_OK);
        t.t.n += a;
        assert_int_equal(hotline__term_due(open_calendar, &t.c, &t.t, t.start, t.pauses, t.pause_count, &once, &undefined), HOTLINE_OK);
        assert_int_equal(once.at, twice.at);
        assert_int_equal(once.day, twice.day);
    }
}

/* What lies n ahead of a due day that is n after a worked day is that day. */
static void test_ahead_goes_back(void **state) {
    (void)state;
    for (int i = 0; i < DAY_TRIALS / 4; i++) {
        counting c = {0, START_NEXT_DAY, END_MIDNIGHT, CUTOFF_ABSENT, ROLL_ABSENT};
        term t = {0, TERM_NUMBER, TERM_WORKDAY};
        hotline_instant start = some_moment();
        due there;
        due back;
        const char *undefined = NULL;
        t.n = below(30);
        if (!hotline__calendar_worked(open_calendar, hotline__day_at(start, OFFSET))) {
            continue;
        }
        assert_int_equal(hotline__term_due(open_calendar, &c, &t, start, NULL, 0, &there, &undefined), HOTLINE_OK);
        assert_int_equal(hotline__term_ahead(open_calendar, &c, &t, &there, &back, &undefined), HOTLINE_OK);
        assert_int_equal(back.day, hotline__day_at(start, OFFSET));
        assert_int_equal(back.at, hotline__midnight(back.day + 1, OFFSET));
    }
}

/* ---- what cannot make a due moment earlier ---- */

static void some_trial(trial *t) {
    static const uint8_t units[] = {TERM_DAY, TERM_WORKDAY, TERM_MONTH, TERM_HOUR, TERM_MINUTE, TERM_WORKHOUR};
    memset(t, 0, sizeof *t);
    t->start = some_moment();
    t->c.start = (uint8_t)(START_NEXT_DAY + below(3));
    t->c.end = (uint8_t)(END_MIDNIGHT + below(3));
    t->c.cutoff = (uint8_t)(below(2) == 0 ? CUTOFF_AT : CUTOFF_NONE);
    t->c.cutoff_minute = (int32_t)below(1441);
    t->c.roll = (uint8_t)(below(2) == 0 ? ROLL_NEXT_WORKDAY : ROLL_NONE);
    t->t.unit = units[below(6)];
    t->t.fact = TERM_NUMBER;
    t->t.n = below(t->t.unit == TERM_MONTH ? 4 : 25);
    some_pauses(t, 1 + below(4000));
}

static hotline_instant due_by(const hotline_calendar *calendar, const trial *t) {
    due got;
    const char *undefined = NULL;
    assert_int_equal(hotline__term_due(calendar, &t->c, &t->t, t->start, t->pauses, t->pause_count, &got, &undefined), HOTLINE_OK);
    return got.at;
}

static void test_longer_is_not_earlier(void **state) {
    (void)state;
    for (int i = 0; i < DAY_TRIALS; i++) {
        trial t;
        some_trial(&t);
        hotline_instant before = due_by(open_calendar, &t);
        t.t.n += 1 + below(3);
        assert_true(due_by(open_calendar, &t) >= before);
    }
}

/* A pause more, or one that lasts longer. */
static void test_more_pause_is_not_earlier(void **state) {
    (void)state;
    for (int i = 0; i < DAY_TRIALS; i++) {
        trial t;
        some_trial(&t);
        if (t.pause_count == 0) {
            continue;
        }
        trial less = t;
        uint32_t last = t.pause_count - 1;
        if (below(2) == 0) {
            less.pause_count--;
        } else {
            less.pauses[last].to =
                less.pauses[last].from + below((less.pauses[last].to - less.pauses[last].from) / HOTLINE_MINUTE_MS + 1) * HOTLINE_MINUTE_MS;
        }
        assert_true(due_by(open_calendar, &t) >= due_by(open_calendar, &less));
    }
}

static hotline_calendar *with_a_day_off(const hotline_context *context, hotline_day day) {
    char document[128] = "{\"calendar\":1,\"id\":\"off\",\"days\":{\"YYYY-MM-DD\":{\"class\":\"closure\"}}}";
    char date[HOTLINE_DATE_SIZE];
    hotline_calendar *out = NULL;
    assert_int_equal(hotline_day_write(day, date), HOTLINE_OK);
    memcpy(strstr(document, "YYYY"), date, 10);
    assert_int_equal(hotline_calendar_parse(context, open_calendar, document, strlen(document), &out, NULL), HOTLINE_OK);
    return out;
}

static void test_one_more_day_off_is_not_earlier(void **state) {
    for (int i = 0; i < DAY_TRIALS / 20; i++) {
        hotline_day day = hotline_day_of(2025, 6, 1) + (hotline_day)below(560);
        hotline_calendar *off = with_a_day_off(*state, day);
        for (int k = 0; k < 20; k++) {
            trial t;
            some_trial(&t);
            t.start = hotline__midnight(day - (hotline_day)below(30), OFFSET) + below(1440) * HOTLINE_MINUTE_MS;
            some_pauses(&t, 1 + below(4000));
            assert_true(due_by(off, &t) >= due_by(open_calendar, &t));
        }
        hotline_calendar_free(off);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_days),
                                       cmocka_unit_test(test_time),
                                       cmocka_unit_test(test_extension_adds),
                                       cmocka_unit_test(test_ahead_goes_back),
                                       cmocka_unit_test(test_longer_is_not_earlier),
                                       cmocka_unit_test(test_more_pause_is_not_earlier),
                                       cmocka_unit_test(test_one_more_day_off_is_not_earlier)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
