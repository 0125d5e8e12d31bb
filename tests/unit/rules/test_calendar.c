/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../lib/rules/calendar_impl.h"
#include "../../support/shared_files.h"

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *cn;
} fixture;

static int set_up(void **state) {
    static fixture f;
    assert_int_equal(hotline_context_new(NULL, &f.context), HOTLINE_OK);
    assert_int_equal(hotline_calendar_new(f.context, &f.cn), HOTLINE_OK);
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    hotline_calendar_free(f->cn);
    hotline_context_free(f->context);
    return 0;
}

static hotline_day day_of(const char *date) {
    hotline_day day = HOTLINE_DAY_NONE;
    assert_int_equal(hotline_day_parse(date, strlen(date), &day), HOTLINE_OK);
    return day;
}

static int32_t class_on(const hotline_calendar *calendar, const char *date) {
    hotline_day_info info = {.struct_size = sizeof info};
    assert_true(hotline_calendar_classify(calendar, day_of(date), &info) >= 0);
    return info.day_class;
}

static void built_in_days(void **state) {
    fixture *f = *state;
    assert_int_equal(class_on(f->cn, "2026-02-13"), HOTLINE_DAY_WORKDAY);
    assert_int_equal(class_on(f->cn, "2026-02-14"), HOTLINE_DAY_MAKEUP);
    assert_int_equal(class_on(f->cn, "2026-02-15"), HOTLINE_DAY_WEEKEND);
    assert_int_equal(class_on(f->cn, "2026-02-17"), HOTLINE_DAY_FESTIVAL);
    assert_int_equal(class_on(f->cn, "2026-02-20"), HOTLINE_DAY_LIEU);
    assert_int_equal(class_on(f->cn, "2015-09-03"), HOTLINE_DAY_LIEU);
    assert_int_equal(class_on(f->cn, "2007-12-29"), HOTLINE_DAY_MAKEUP);
    assert_int_equal(class_on(f->cn, "2024-02-09"), HOTLINE_DAY_WORKDAY);
    assert_int_equal(class_on(f->cn, "2027-10-01"), HOTLINE_DAY_WORKDAY);
}

static void day_says_what_it_rests_on(void **state) {
    fixture *f = *state;
    hotline_day_info info = {.struct_size = sizeof info};
    assert_int_equal(hotline_calendar_classify(f->cn, day_of("2020-02-01"), &info), HOTLINE_OK);
    assert_int_equal(info.day_class, HOTLINE_DAY_WEEKEND);
    assert_string_equal(info.name, "春节");
    assert_string_equal(info.notice, "国办发明电〔2020〕1号");
    assert_int_equal(info.notice_len, strlen(info.notice));
    assert_string_equal(info.document, "cn");
    assert_int_equal(info.known, day_of("2020-01-26"));
    assert_int_equal(info.worked, 0);
    assert_int_equal(info.certain, 1);
    assert_int_equal(hotline_calendar_classify(f->cn, day_of("2027-01-01"), &info), HOTLINE_PROVISIONAL);
    assert_int_equal(info.worked, 1);
    assert_int_equal(info.certain, 0);
    assert_string_equal(info.name, "");
    assert_string_equal(info.document, "");
    assert_int_equal(info.known, HOTLINE_DAY_NONE);
}

static void refuses_bad_arguments(void **state) {
    fixture *f = *state;
    hotline_day_info info = {.struct_size = 4};
    hotline_calendar *made = NULL;
    hotline_day day = 7;
    int64_t count = 7;
    int32_t flag = 7;
    assert_int_equal(hotline_calendar_classify(f->cn, 0, &info), HOTLINE_ERROR_ARGUMENT);
    info.struct_size = sizeof info;
    assert_int_equal(hotline_calendar_classify(f->cn, HOTLINE_DAY_LAST + 1, &info), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_classify(NULL, 0, &info), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_new(NULL, &made), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_new(f->context, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_as_known_on(f->cn, HOTLINE_DAY_NONE, &made), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_as_known_on(NULL, 0, &made), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_add(f->cn, 0, 1, 2, &day), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_add(f->cn, 0, 1, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_add(f->cn, HOTLINE_DAY_NONE, 0, 0, &day), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add(f->cn, 0, INT64_MAX, 0, &day), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add(f->cn, 0, INT64_MIN, 0, &day), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_add(f->cn, HOTLINE_DAY_LAST, 1, 0, &day), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_count(f->cn, 0, HOTLINE_DAY_NONE, 0, &count), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_count(NULL, 0, 1, 0, &count), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_is_open(f->cn, INT64_MIN, &flag), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_is_open(f->cn, 0, &flag), HOTLINE_UNDEFINED);
    assert_int_equal(hotline_calendar_range(NULL, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_classify(f->cn, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_as_known_on(f->cn, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_add(NULL, 0, 1, 0, &day), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_count(f->cn, HOTLINE_DAY_NONE, 0, 0, &count), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_count(f->cn, 0, 1, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_count_minutes(NULL, 0, 1, 0, &count), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_count_minutes(f->cn, 0, 1, 2, &count), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_count_minutes(f->cn, INT64_MIN, 0, 0, &count), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_count_minutes(f->cn, 0, INT64_MAX, 0, &count), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_is_open(NULL, 0, &flag), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_is_open(f->cn, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(hotline_calendar_name(NULL, 0, NULL));
    assert_null(hotline_calendar_name(f->cn, 1, NULL));
    assert_int_equal(hotline_calendar_range(f->cn, &day, NULL), HOTLINE_OK);
    assert_int_equal(day, day_of("2007-01-01"));
    day = 7;
    assert_int_equal(day, 7);
    assert_int_equal(count, 7);
    assert_int_equal(flag, 7);
    assert_null(made);
    assert_int_equal(hotline_calendar_name_count(NULL), 0);
    assert_null(hotline_calendar_name(f->cn, 1, NULL));
    assert_int_equal(hotline_calendar_offset(NULL), 0);
    assert_int_equal(hotline_calendar_fingerprint(NULL), 0);
    hotline_calendar_free(NULL);
}

static void names_and_range(void **state) {
    fixture *f = *state;
    size_t len = 0;
    hotline_day first;
    hotline_day last;
    assert_int_equal(hotline_calendar_name_count(f->cn), 1);
    assert_string_equal(hotline_calendar_name(f->cn, 0, &len), "cn");
    assert_int_equal(len, 2);
    assert_int_equal(hotline_calendar_offset(f->cn), 480);
    assert_int_equal(hotline_calendar_range(f->cn, &first, &last), HOTLINE_OK);
    assert_int_equal(first, day_of("2007-01-01"));
    assert_int_equal(last, day_of("2026-12-31"));
    assert_string_equal(hotline_day_class_name(HOTLINE_DAY_MAKEUP), "makeup");
    assert_null(hotline_day_class_name(HOTLINE_DAY_CLASSES));
    assert_null(hotline_day_class_name(-1));
}

static void horizon(void **state) {
    fixture *f = *state;
    hotline_day day = 7;
    int64_t count = 7;
    hotline_day last = day_of("2026-12-31");
    assert_int_equal(hotline_calendar_add(f->cn, day_of("2026-12-30"), 1, HOTLINE_CALENDAR_CERTAIN, &day), HOTLINE_OK);
    assert_int_equal(day, last);
    day = 7;
    assert_int_equal(hotline_calendar_add(f->cn, last, 1, HOTLINE_CALENDAR_CERTAIN, &day), HOTLINE_ERROR_HORIZON);
    assert_int_equal(day, 7);
    assert_int_equal(hotline_calendar_add(f->cn, last, 1, 0, &day), HOTLINE_PROVISIONAL);
    assert_int_equal(day, day_of("2027-01-01"));
    assert_int_equal(hotline_calendar_add(f->cn, last, 0, HOTLINE_CALENDAR_CERTAIN, &day), HOTLINE_OK);
    assert_int_equal(hotline_calendar_add(f->cn, last + 1, -1, HOTLINE_CALENDAR_CERTAIN, &day), HOTLINE_OK);
    assert_int_equal(day, last);
    assert_int_equal(hotline_calendar_count(f->cn, last, last + 1, HOTLINE_CALENDAR_CERTAIN, &count), HOTLINE_ERROR_HORIZON);
    assert_int_equal(count, 7);
    assert_int_equal(hotline_calendar_count(f->cn, last, last + 1, 0, &count), HOTLINE_PROVISIONAL);
    assert_int_equal(count, 1);
    assert_int_equal(hotline_calendar_count(f->cn, day_of("2006-12-31"), last, HOTLINE_CALENDAR_CERTAIN, &count), HOTLINE_OK);
    assert_int_equal(hotline_calendar_count(f->cn, day_of("2006-12-30"), last, HOTLINE_CALENDAR_CERTAIN, &count), HOTLINE_ERROR_HORIZON);
}

static void as_known_on(void **state) {
    fixture *f = *state;
    hotline_calendar *then = NULL;
    hotline_calendar *both = NULL;
    hotline_day day;
    hotline_day last;
    assert_int_equal(hotline_calendar_as_known_on(f->cn, day_of("2020-01-25"), &then), HOTLINE_OK);
    assert_int_equal(class_on(then, "2020-02-01"), HOTLINE_DAY_MAKEUP);
    assert_int_equal(class_on(then, "2020-01-31"), HOTLINE_DAY_WORKDAY);
    assert_int_equal(hotline_calendar_add(then, day_of("2020-01-23"), 1, 0, &day), HOTLINE_OK);
    assert_int_equal(day, day_of("2020-01-31"));
    hotline_calendar_range(then, NULL, &last);
    assert_int_equal(last, day_of("2020-12-31"));
    assert_true(hotline_calendar_fingerprint(then) != hotline_calendar_fingerprint(f->cn));
    /* Of two days the earlier one holds. */
    assert_int_equal(hotline_calendar_as_known_on(then, day_of("2026-01-01"), &both), HOTLINE_OK);
    assert_true(hotline_calendar_fingerprint(then) == hotline_calendar_fingerprint(both));
    hotline_calendar_free(both);
    hotline_calendar_free(then);
    assert_int_equal(hotline_calendar_as_known_on(f->cn, day_of("2020-01-26"), &then), HOTLINE_OK);
    assert_int_equal(hotline_calendar_add(then, day_of("2020-01-23"), 1, 0, &day), HOTLINE_OK);
    assert_int_equal(day, day_of("2020-02-03"));
    hotline_calendar_free(then);
}

static void earlier_changes(void **state) {
    fixture *f = *state;
    hotline_calendar *then = NULL;
    hotline_day first;
    hotline_day last;
    assert_int_equal(hotline_calendar_as_known_on(f->cn, day_of("2019-03-21"), &then), HOTLINE_OK);
    assert_int_equal(class_on(then, "2019-05-01"), HOTLINE_DAY_FESTIVAL);
    assert_int_equal(class_on(then, "2019-05-02"), HOTLINE_DAY_WORKDAY);
    assert_int_equal(class_on(then, "2019-05-05"), HOTLINE_DAY_WEEKEND);
    hotline_calendar_free(then);
    assert_int_equal(hotline_calendar_as_known_on(f->cn, day_of("2015-05-12"), &then), HOTLINE_OK);
    assert_int_equal(class_on(then, "2015-09-03"), HOTLINE_DAY_WORKDAY);
    hotline_calendar_free(then);
    assert_int_equal(hotline_calendar_as_known_on(f->cn, day_of("2015-05-13"), &then), HOTLINE_OK);
    assert_int_equal(class_on(then, "2015-09-03"), HOTLINE_DAY_LIEU);
    hotline_calendar_free(then);
    assert_int_equal(hotline_calendar_as_known_on(f->cn, day_of("2006-01-01"), &then), HOTLINE_OK);
    hotline_calendar_range(then, &first, &last);
    assert_true(last < first);
    assert_int_equal(class_on(then, "2007-10-01"), HOTLINE_DAY_WORKDAY);
    hotline_calendar_free(then);
}

static void ledger_forward(void **state) {
    fixture *f = *state;
    hotline_ledger *ledger = NULL;
    hotline_ledger_line line = {.struct_size = sizeof line};
    assert_int_equal(hotline_calendar_ledger(f->cn, day_of("2026-02-12"), day_of("2026-02-25"), &ledger), HOTLINE_OK);
    assert_int_equal(hotline_ledger_count(ledger), 13);
    assert_int_equal(hotline_ledger_at(ledger, 0, &line), HOTLINE_OK);
    assert_int_equal(line.day, day_of("2026-02-13"));
    assert_int_equal(line.counted, 1);
    assert_int_equal(line.number, 1);
    assert_int_equal(hotline_ledger_at(ledger, 1, &line), HOTLINE_OK);
    assert_int_equal(line.day_class, HOTLINE_DAY_MAKEUP);
    assert_string_equal(line.name, "春节");
    assert_int_equal(line.number, 2);
    assert_int_equal(hotline_ledger_at(ledger, 4, &line), HOTLINE_OK);
    assert_int_equal(line.counted, 0);
    assert_int_equal(line.number, 2);
    assert_int_equal(hotline_ledger_at(ledger, 12, &line), HOTLINE_OK);
    assert_int_equal(line.number, 4);
    assert_int_equal(hotline_ledger_at(ledger, 13, &line), HOTLINE_ERROR_NOT_FOUND);
    line.struct_size = 4;
    assert_int_equal(hotline_ledger_at(ledger, 0, &line), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ledger_at(ledger, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ledger_at(NULL, 0, &line), HOTLINE_ERROR_ARGUMENT);
    hotline_ledger_free(ledger);
    hotline_ledger_free(NULL);
    assert_int_equal(hotline_ledger_count(NULL), 0);
}

static void ledger_backward(void **state) {
    fixture *f = *state;
    hotline_ledger *ledger = NULL;
    hotline_ledger_line line = {.struct_size = sizeof line};
    hotline_day to;
    assert_int_equal(hotline_calendar_add(f->cn, day_of("2026-02-15"), -3, 0, &to), HOTLINE_OK);
    assert_int_equal(to, day_of("2026-02-12"));
    assert_int_equal(hotline_calendar_ledger(f->cn, day_of("2026-02-15"), to, &ledger), HOTLINE_OK);
    assert_int_equal(hotline_ledger_count(ledger), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(hotline_ledger_at(ledger, i, &line), HOTLINE_OK);
        assert_int_equal(line.day, day_of("2026-02-14") - (hotline_day)i);
        assert_int_equal(line.number, -1 - (int64_t)i);
    }
    hotline_ledger_free(ledger);
    assert_int_equal(hotline_calendar_ledger(f->cn, day_of("2026-12-31"), day_of("2027-01-02"), &ledger), HOTLINE_PROVISIONAL);
    hotline_ledger_free(ledger);
    ledger = NULL;
    assert_int_equal(hotline_calendar_ledger(NULL, to, to, &ledger), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_ledger(f->cn, to, to, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_ledger(f->cn, HOTLINE_DAY_NONE, to, &ledger), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline_calendar_ledger(f->cn, to, HOTLINE_DAY_NONE, &ledger), HOTLINE_ERROR_RANGE);
    assert_null(ledger);
}

/* Every row of an exported list: start,add_workdays,result,"why". */
static void deadline_rows(void **state) {
    fixture *f = *state;
    FILE *file = shared_open("data/calendar/deadline-vectors.csv");
    char line[512];
    char start[11];
    char result[11];
    int n;
    int rows = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        hotline_day to = 0;
        int64_t count = 0;
        if (sscanf(line, "%10[0-9-],%d,%10[0-9-],", start, &n, result) != 3) {
            continue;
        }
        rows++;
        assert_int_equal(hotline_calendar_add(f->cn, day_of(start), n, HOTLINE_CALENDAR_CERTAIN, &to), HOTLINE_OK);
        if (to != day_of(result)) {
            fail_msg("%s", line);
        }
        assert_int_equal(hotline_calendar_count(f->cn, day_of(start), to, 0, &count), HOTLINE_OK);
        assert_int_equal(count, n);
    }
    if (file != NULL) {
        fclose(file);
        assert_true(rows >= 24);
        printf("deadline-vectors.csv: %d rows\n", rows);
    }
}

/* Working days = weekdays - statutory days + d: validates a year without a second source. */
static void years_add_up(void **state) {
    fixture *f = *state;
    for (int32_t year = 2007; year <= 2026; year++) {
        static const int32_t statutory_by_law[] = {10, 11, 13};
        int32_t statutory = statutory_by_law[(year >= 2008) + (year >= 2025)];
        int32_t moved = year == 2007 ? -2 : year == 2011 ? 1 : year == 2012 ? -1 : year == 2015 ? -1 : year == 2020 ? -2 : 0;
        int64_t weekdays = 0;
        int64_t count = 0;
        for (hotline_day day = hotline_day_of(year, 1, 1); day <= hotline_day_of(year, 12, 31); day++) {
            weekdays += hotline__weekday(day) < 5;
        }
        assert_int_equal(hotline_calendar_count(f->cn, hotline_day_of(year, 1, 1) - 1, hotline_day_of(year, 12, 31), 0, &count),
                         HOTLINE_OK);
        assert_int_equal(count, weekdays - statutory + moved);
    }
}

static void year_totals(void **state) {
    fixture *f = *state;
    FILE *file = shared_open("data/calendar/cn-year-totals.csv");
    char line[256];
    int year;
    int days;
    int working;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        int64_t count = 0;
        if (sscanf(line, "%d,%d,%d,", &year, &days, &working) == 3 && year >= 2007) {
            hotline_calendar_count(f->cn, hotline_day_of(year, 1, 1) - 1, hotline_day_of(year, 12, 31), 0, &count);
            assert_int_equal(count, working);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
}

static void inner_functions(void **state) {
    fixture *f = *state;
    assert_int_equal(hotline__calendar_next(f->cn, day_of("2026-02-15")), day_of("2026-02-24"));
    assert_int_equal(hotline__calendar_next(f->cn, day_of("2026-02-14")), day_of("2026-02-14"));
    assert_int_equal(hotline__calendar_next(f->cn, HOTLINE_DAY_FIRST), HOTLINE_DAY_FIRST);
    assert_int_equal(hotline__calendar_close(f->cn, 0), 1440);
    assert_int_equal(hotline__calendar_has_hours(f->cn), 0);
    assert_int_equal(hotline__calendar_count_work(f->cn, 0, 1), 0);
    assert_true(hotline__calendar_add_work(f->cn, 0, 1) == HOTLINE_NO_INSTANT);
    assert_int_equal(hotline__calendar_is_named(f->cn, hotline__text("cn")), 1);
    assert_int_equal(hotline__calendar_is_named(f->cn, hotline__text("us")), 0);
    assert_int_equal(hotline__calendar_name(f->cn, 1).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(built_in_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(day_says_what_it_rests_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_bad_arguments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_and_range, set_up, tear_down),
        cmocka_unit_test_setup_teardown(horizon, set_up, tear_down),
        cmocka_unit_test_setup_teardown(as_known_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(earlier_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ledger_forward, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ledger_backward, set_up, tear_down),
        cmocka_unit_test_setup_teardown(deadline_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(years_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(year_totals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(inner_functions, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
