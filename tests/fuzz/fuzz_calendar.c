/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a calendar document on top of a city's. What is refused has a place in the text; what is read says the same when it is
 * read twice, and its counts are the inverses of its sums.
 */
#include "require.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static hotline_day days_tried[] = {HOTLINE_DAY_FIRST, -1, 0, 13510, 18718, 18800, 20454, 20700, 21000, HOTLINE_DAY_LAST};

enum { DAYS_TRIED = sizeof days_tried / sizeof days_tried[0] };

static void check_days(const hotline_calendar *c, hotline_day from) {
    static const int64_t steps[] = {1, 2, 30, 400, -1, -7, -300};
    hotline_day_info info = {.struct_size = sizeof info};
    size_t i;
    REQUIRE(hotline_calendar_classify(c, from, &info) >= 0);
    REQUIRE(info.day_class >= 0 && info.day_class < HOTLINE_DAY_CLASSES);
    for (i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        hotline_day to = HOTLINE_DAY_NONE;
        int64_t n = 0;
        hotline_status status = hotline_calendar_add(c, from, steps[i], 0, &to);
        REQUIRE(status >= 0 || status == HOTLINE_ERROR_RANGE);
        if (status >= 0 && (steps[i] > 0 || info.worked)) {
            REQUIRE(hotline_calendar_count(c, from, to, 0, &n) >= 0 && n == steps[i]);
        }
    }
}

static void check_minutes(const hotline_calendar *c, hotline_day day) {
    static const int64_t minutes[] = {1, 59, 480, 10000, -1, -480};
    hotline_instant from = day * (int64_t)86400000 + 7 * 3600000;
    size_t i;
    int32_t open = 0;
    REQUIRE(hotline_calendar_is_open(c, from, &open) >= 0);
    for (i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        hotline_instant to = 0;
        int64_t n = 0;
        hotline_status status = hotline_calendar_add_minutes(c, from, minutes[i], 0, &to);
        REQUIRE(status >= 0 || status == HOTLINE_ERROR_RANGE);
        if (status >= 0 && status != HOTLINE_UNDEFINED) {
            REQUIRE(hotline_calendar_count_minutes(c, from, to, 0, &n) >= 0 && n == minutes[i]);
        }
    }
}

static void check_ledger(const hotline_calendar *c, hotline_day day) {
    hotline_ledger *ledger = NULL;
    hotline_ledger_line line = {.struct_size = sizeof line};
    int64_t n = 0;
    REQUIRE(hotline_calendar_ledger(c, day, day + 40, &ledger) >= 0);
    REQUIRE(hotline_ledger_count(ledger) == 40);
    REQUIRE(hotline_ledger_at(ledger, 39, &line) == HOTLINE_OK);
    REQUIRE(hotline_calendar_count(c, day, day + 40, 0, &n) >= 0 && n == line.number);
    hotline_ledger_free(ledger);
}

static void check_calendar(const hotline_calendar *c) {
    size_t i;
    for (i = 0; i < DAYS_TRIED; i++) {
        check_days(c, days_tried[i]);
    }
    for (i = 1; i + 1 < DAYS_TRIED; i++) {
        check_minutes(c, days_tried[i]);
        check_ledger(c, days_tried[i]);
    }
}

static void check_views(const hotline_calendar *c) {
    size_t i;
    for (i = 3; i < DAYS_TRIED; i += 2) {
        hotline_calendar *then = NULL;
        hotline_calendar *later = NULL;
        REQUIRE(hotline_calendar_as_known_on(c, days_tried[i], &then) == HOTLINE_OK);
        REQUIRE(hotline_calendar_as_known_on(then, HOTLINE_DAY_LAST, &later) == HOTLINE_OK);
        REQUIRE(hotline_calendar_fingerprint(then) == hotline_calendar_fingerprint(later)); /* the earlier day holds */
        check_days(then, days_tried[i]);
        hotline_calendar_free(then);
        hotline_calendar_free(later);
    }
}

static void check_on(const hotline_context *context, const hotline_calendar *base, const char *bytes, size_t len) {
    hotline_calendar *made = NULL;
    hotline_calendar *again = NULL;
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    status = hotline_calendar_parse(context, base, bytes, len, &made, &error);
    REQUIRE(hotline_calendar_parse(context, base, bytes, len, &again, NULL) == status);
    if (status == HOTLINE_OK) {
        REQUIRE(hotline_calendar_fingerprint(made) == hotline_calendar_fingerprint(again));
        check_calendar(made);
        check_views(made);
    } else {
        REQUIRE(status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT || status == HOTLINE_ERROR_LIMIT);
        REQUIRE(made == NULL && again == NULL && error.message[0] != '\0');
        REQUIRE(place_is_inside(bytes, len, &error));
    }
    hotline_calendar_free(made);
    hotline_calendar_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static hotline_context *context;
    static hotline_calendar *city;
    if (context == NULL) {
        char *document = document_read("city.json");
        REQUIRE(hotline_context_new(NULL, &context) == HOTLINE_OK);
        REQUIRE(hotline_calendar_parse(context, NULL, document, strlen(document), &city, NULL) == HOTLINE_OK);
        free(document);
    }
    check_on(context, NULL, (const char *)data, size);
    check_on(context, city, (const char *)data, size);
    return 0;
}
