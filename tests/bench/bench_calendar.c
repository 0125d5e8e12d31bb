/* SPDX-License-Identifier: MIT */
/* Time per item of adding and counting, one by one and in arrays. Every figure is the best of several rounds. */
#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "../../include/hotline/calendar.h"
#include "../support/random.h"

enum { ITEMS = 1000000, ROUNDS = 15, SMALL = 10000 };

static hotline_day from[ITEMS];
static hotline_day to[ITEMS];
static hotline_day out[ITEMS];
static int32_t numbers[ITEMS];
static hotline_instant moments[ITEMS];
static int64_t check; /* keeps the compiler from leaving the work out */

static uint64_t seed = 20260214;

static uint32_t random_below(uint32_t bound) {
    return (uint32_t)((random_next(&seed) >> 33) % bound);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Days of 2008 to 2025, 1 to 60 worked days on; far: over the years 1900 to 2200. */
static void fill(void) {
    hotline_day first = hotline_day_of(2008, 1, 1);
    for (size_t i = 0; i < ITEMS; i++) {
        from[i] = first + (hotline_day)random_below(6500);
        to[i] = first + (hotline_day)random_below(6500);
        numbers[i] = (int32_t)random_below(60) + 1;
        moments[i] = ((int64_t)from[i] * 1440 + random_below(1440)) * 60000;
    }
}

typedef void (*work)(const hotline_calendar *calendar, size_t count);

static void add_single(const hotline_calendar *calendar, size_t count) {
    for (size_t i = 0; i < count; i++) {
        check += hotline_calendar_add(calendar, from[i], numbers[i], HOTLINE_CALENDAR_CERTAIN, &out[i]);
    }
}

static void count_single(const hotline_calendar *calendar, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int64_t n = 0;
        check += hotline_calendar_count(calendar, from[i], to[i], HOTLINE_CALENDAR_CERTAIN, &n);
        out[i] = (int32_t)n;
    }
}

static void add_array(const hotline_calendar *calendar, size_t count) {
    check += hotline_calendar_add_many(calendar, from, numbers, count, HOTLINE_CALENDAR_CERTAIN, out);
}

static void count_array(const hotline_calendar *calendar, size_t count) {
    check += hotline_calendar_count_many(calendar, from, to, count, HOTLINE_CALENDAR_CERTAIN, out);
}

static void add_minutes(const hotline_calendar *calendar, size_t count) {
    for (size_t i = 0; i < count; i++) {
        hotline_instant at = 0;
        check += hotline_calendar_add_minutes(calendar, moments[i], numbers[i] * 60, 0, &at);
        check += at;
    }
}

static void count_minutes(const hotline_calendar *calendar, size_t count) {
    for (size_t i = 1; i < count; i++) {
        int64_t n = 0;
        check += hotline_calendar_count_minutes(calendar, moments[i - 1], moments[i], 0, &n) + n;
    }
}

static void measure(const char *name, const hotline_calendar *calendar, work run, size_t count) {
    double best = 1e30;
    size_t repeats = ITEMS / count;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (size_t i = 0; i < repeats; i++) {
            run(calendar, count);
        }
        start = now() - start;
        best = start < best ? start : best;
    }
    printf("%-14s %8zu items  %7.2f ns per item\n", name, count, best / (double)(repeats * count));
    for (size_t i = 0; i < count; i++) {
        check += out[i];
    }
}

/* The days off of 2007 to 2026, one a line, for a comparison with the same facts. */
static void list_days_off(const hotline_calendar *calendar) {
    for (hotline_day day = hotline_day_of(2007, 1, 1); day <= hotline_day_of(2026, 12, 31); day++) {
        hotline_day_info info = {.struct_size = sizeof info};
        char date[HOTLINE_DATE_SIZE];
        if (hotline_calendar_classify(calendar, day, &info) == HOTLINE_OK && !info.worked && hotline_day_write(day, date) == HOTLINE_OK) {
            printf("%s\n", date);
        }
    }
}

/* start, number, result: for comparing answers before comparing times. */
static void list_answers(const hotline_calendar *calendar) {
    for (size_t i = 0; i < SMALL; i++) {
        int64_t n = 0;
        hotline_calendar_add(calendar, from[i], numbers[i], 0, &out[i]);
        hotline_calendar_count(calendar, from[i], to[i], 0, &n);
        printf("%d %d %d %d %d\n", from[i], numbers[i], out[i], to[i], (int)n);
    }
}

static void measure_all(const hotline_calendar *cn, const hotline_calendar *hours) {
    measure("add", cn, add_single, ITEMS);
    measure("count", cn, count_single, ITEMS);
    measure("add_many", cn, add_array, ITEMS);
    measure("count_many", cn, count_array, ITEMS);
    measure("add_many", cn, add_array, SMALL);
    measure("count_many", cn, count_array, SMALL);
    measure("add_minutes", hours, add_minutes, ITEMS);
    measure("count_minutes", hours, count_minutes, ITEMS);
    printf("(%lld)\n", (long long)(check & 7));
}

int main(int argc, char **argv) {
    static const char document[] = "{\"calendar\":1,\"id\":\"unit\",\"hours\":{\"day\":{\"open\":[\"08:30-12:00\",\"14:00-17:30\"]}}}";
    hotline_context *context = NULL;
    hotline_calendar *cn = NULL;
    hotline_calendar *hours = NULL;
    if (hotline_context_new(NULL, &context) < 0 || hotline_calendar_new(context, &cn) < 0 ||
        hotline_calendar_parse(context, cn, document, sizeof document - 1, &hours, NULL) < 0) {
        return 1;
    }
    fill();
    if (argc > 1 && strcmp(argv[1], "--days-off") == 0) {
        list_days_off(cn);
    } else if (argc > 1 && strcmp(argv[1], "--answers") == 0) {
        list_answers(cn);
    } else {
        measure_all(cn, hours);
    }
    hotline_calendar_free(hours);
    hotline_calendar_free(cn);
    hotline_context_free(context);
    return 0;
}
