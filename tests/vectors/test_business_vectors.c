/* SPDX-License-Identifier: MIT */
/*
 * Cases of other projects' calendar suites against this calendar. Every row ends in one of: the same answer; the same answer after the
 * conversion of a convention (which is counted); listed with the reason why the calendar has no such notion; wrong, which fails.
 * All dates are moved on by 36,526 days (5,218 weeks), so that no Chinese holiday lies among them; the weekdays stay.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../lib/base/json_read.h"
#include "../../lib/rules/calendar_impl.h"
#include "../support/shared_files.h"

enum { SHIFT_DAYS = 36526, DOCUMENT_SIZE = 16384, NO_OFFSET = INT32_MIN };
typedef enum verdict { SAME, CONVERTED, LISTED, WRONG, VERDICTS } verdict;

static const char *const verdict_names[VERDICTS] = {"same", "converted", "listed", "wrong"};
static const char *const weekday_keys[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
static const char *const weekday_names[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

static hotline_context *context;
static int skipped; /* a file was not there */

typedef struct row {
    const json *at;       /* the case */
    const json *schedule; /* NULL: none */
    const json *holidays;
    hotline_calendar *calendar;
    int32_t offset;
    const char *reason;
} row;

/* ---- reading ---- */

static const json *need(const json *object, const char *name) {
    const json *at = hotline__json_member(object, name);
    if (at == NULL) {
        fail_msg("a row without %s", name);
    }
    return at;
}

static hotline_instant moment_of(const json *at) {
    hotline_instant instant = HOTLINE_NO_INSTANT;
    assert_int_equal(hotline_instant_parse(at->value.at, at->value.len, 0, &instant), HOTLINE_OK);
    return instant + SHIFT_DAYS * HOTLINE_DAY_MS;
}

static hotline_instant moment(const row *r, const char *name) {
    return moment_of(need(r->at, name));
}

static hotline_day date_of(const json *at) {
    hotline_day day = HOTLINE_DAY_NONE;
    assert_int_equal(hotline_day_parse(at->value.at, 10, &day), HOTLINE_OK);
    return day + SHIFT_DAYS;
}

static hotline_day date(const row *r, const char *name) {
    return date_of(need(r->at, name));
}

static int is(const row *r, const char *name, const char *word) {
    return hotline__text_is(need(r->at, name)->value, word);
}

static int truth(const row *r) {
    return need(r->at, "expect")->kind == JSON_TRUE;
}

static verdict equal(int64_t ours, int64_t theirs, int64_t expected) {
    return theirs != expected ? WRONG : ours == expected ? SAME : CONVERTED;
}

static verdict listed(row *r, const char *reason) {
    r->reason = reason;
    return LISTED;
}

/* ---- a schedule as a calendar document ---- */

static char document[DOCUMENT_SIZE];
static size_t written;

static void put(const char *piece) {
    size_t len = strlen(piece);
    assert_true(written + len < sizeof document);
    memcpy(document + written, piece, len + 1);
    written += len;
}

static void put_date(hotline_day day) {
    char bytes[HOTLINE_DATE_SIZE];
    assert_int_equal(hotline_day_write(day, bytes), HOTLINE_OK);
    put("\"");
    put(bytes);
    put("\":");
}

static void put_minutes(int64_t minutes) {
    char bytes[32];
    snprintf(bytes, sizeof bytes, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
    put(bytes);
}

/* Minutes of a day, 1 where open. */
static void mark(uint8_t *minutes, const json *periods, uint8_t value) {
    for (const json *p = periods != NULL ? periods->first : NULL; p != NULL; p = p->next) {
        for (int64_t m = p->first->number; m < p->first->next->number; m++) {
            minutes[m] = value;
        }
    }
}

static void put_open(const uint8_t *minutes) {
    const char *comma = "";
    put("\"open\":[");
    for (int32_t m = 0; m < 1440; m++) {
        int32_t from = m;
        while (m < 1440 && minutes[m]) {
            m++;
        }
        if (m > from) {
            put(comma);
            put("\"");
            put_minutes(from);
            put("-");
            put_minutes(m);
            put("\"");
            comma = ",";
        }
    }
    put("]");
}

static const json *member_of(const json *object, const char *name) {
    return object != NULL ? hotline__json_member(object, name) : NULL;
}

/* The name of a weekday's row stays valid JSON even for lists that are empty or go backward: those are for the reader to refuse. */
static void put_weekly(const json *weekly) {
    const char *comma = "";
    put("\"week\":[");
    for (int i = 0; i < 7; i++) {
        if (member_of(weekly, weekday_keys[i]) != NULL) {
            put(comma);
            put("\"");
            put(weekday_names[i]);
            put("\"");
            comma = ",";
        }
    }
    put("],\"hours\":{");
    comma = "";
    for (int i = 0; i < 7; i++) {
        const json *periods = member_of(weekly, weekday_keys[i]);
        if (periods == NULL) {
            continue;
        }
        put(comma);
        put("\"");
        put(weekday_names[i]);
        put("\":{\"on\":[\"");
        put(weekday_names[i]);
        put("\"],\"open\":[");
        for (const json *p = periods->first; p != NULL; p = p->next) {
            put(p == periods->first ? "\"" : ",\"");
            put_minutes(p->first->number);
            put("-");
            put_minutes(p->first->next->number);
            put("\"");
        }
        put("]}");
        comma = ",";
    }
    put("}");
}

static int lists_date(const json *dates, hotline_day day) {
    for (const json *d = dates != NULL ? dates->first : NULL; d != NULL; d = d->next) {
        if (date_of(d) == day) {
            return 1;
        }
    }
    return 0;
}

static const json *dated(const json *object, hotline_day day) {
    for (const json *d = object != NULL ? object->first : NULL; d != NULL; d = d->next) {
        json name = *d;
        name.value = d->key;
        if (date_of(&name) == day) {
            return d;
        }
    }
    return NULL;
}

/* Shifts replace the weekly hours of a date, breaks are cut out of both, holidays close it. */
static void put_day(const row *r, hotline_day day, const char **comma) {
    const json *shift = dated(member_of(r->schedule, "shifts"), day);
    const json *breaks = dated(member_of(r->schedule, "breaks"), day);
    int holiday = lists_date(r->holidays, day);
    uint8_t minutes[1440] = {0};
    if (shift == NULL && breaks == NULL && !holiday) {
        return;
    }
    if (!holiday) {
        mark(minutes, shift != NULL ? shift : member_of(need(r->schedule, "weekly"), weekday_keys[hotline__weekday(day)]), 1);
        mark(minutes, breaks, 0);
    }
    put(*comma);
    put_date(day);
    put(holiday ? "{\"class\":\"closure\"," : "{");
    put_open(minutes);
    put("}");
    *comma = ",";
}

static void put_document(const row *r, const json *weekly) {
    const char *comma = "";
    char offset[64];
    written = 0;
    snprintf(offset, sizeof offset, "{\"calendar\":1,\"id\":\"vector\",\"offset\":%d,", (int)r->offset);
    put(offset);
    put_weekly(weekly);
    put(",\"days\":{");
    for (hotline_day day = hotline_day_of(2000, 1, 1) + SHIFT_DAYS; r->schedule != NULL && day < hotline_day_of(2030, 1, 1) + SHIFT_DAYS;
         day++) {
        put_day(r, day, &comma);
    }
    put("}}");
}

static hotline_status read_document(hotline_calendar **out) {
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    status = hotline_calendar_parse(context, NULL, document, written, out, &error);
    if (status < 0 && strstr(document, "\"hours\":{}") == NULL) {
        printf("  %s: %s\n", error.path, error.message);
    }
    return status;
}

/* ---- what a calendar offers, in the words of the cases ---- */

static int open_at(const row *r, hotline_instant at) {
    int32_t open = 0;
    assert_true(hotline_calendar_is_open(r->calendar, at, &open) >= 0);
    return open;
}

static hotline_instant next_opening(const row *r, hotline_instant at) {
    return open_at(r, at) ? at : hotline__calendar_add_work(r->calendar, at, 1) - 1;
}

static hotline_instant last_closing(const row *r, hotline_instant at) {
    return hotline__calendar_add_work(r->calendar, at, -1) + 1;
}

static hotline_instant rolled(const row *r, hotline_instant at, int forward) {
    return open_at(r, at) ? at : forward ? next_opening(r, at) : last_closing(r, at);
}

/* End of the working period that begins or goes on at `at`: the last moment up to which every millisecond is worked; midnight splits. */
static hotline_instant period_end(const row *r, hotline_instant at) {
    hotline_instant good = at;
    hotline_instant bad = hotline__midnight(hotline__day_at(at, r->offset) + 1, r->offset) + 1;
    while (bad - good > 1) {
        hotline_instant middle = good + (bad - good) / 2;
        if (hotline__calendar_count_work(r->calendar, at, middle) == middle - at) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    return good;
}

static hotline_instant period_start(const row *r, hotline_instant at) {
    hotline_instant good = at;
    hotline_instant bad = hotline__midnight(hotline__day_at(at - 1, r->offset), r->offset) - 1;
    while (good - bad > 1) {
        hotline_instant middle = good - (good - bad) / 2;
        if (hotline__calendar_count_work(r->calendar, middle, at) == at - middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    return good;
}

/* ---- rows of biz ---- */

static verdict biz_add_days(const row *r, hotline_instant start, int64_t n) {
    int64_t ms = hotline__ms_of_day(start, r->offset);
    int forward = is(r, "direction", "forward");
    hotline_day to = hotline__calendar_add(r->calendar, hotline__day_at(start, r->offset), forward ? n : -n);
    hotline_instant ours = hotline__midnight(to, r->offset) + ms;
    return equal(ours, rolled(r, ours, forward), moment(r, "expect"));
}

static verdict biz_add(row *r) {
    int64_t n = need(r->at, "amount")->number;
    hotline_instant start = moment(r, "start");
    int forward = is(r, "direction", "forward");
    int64_t unit = is(r, "unit", "second") ? 1000 : is(r, "unit", "minute") ? 60000 : 3600000;
    hotline_instant ours;
    if (is(r, "unit", "day")) {
        return biz_add_days(r, start, n);
    }
    ours = hotline__calendar_add_work(r->calendar, start, (forward ? n : -n) * unit);
    return equal(ours, n == 0 || forward ? rolled(r, ours, forward) : ours, moment(r, "expect"));
}

static verdict biz_elapsed(row *r) {
    int64_t ours = hotline__calendar_count_work(r->calendar, moment(r, "from"), moment(r, "to")) / 1000;
    return equal(ours, ours, need(r->at, "expect")->number);
}

static verdict biz_active(row *r) {
    return equal(open_at(r, moment(r, "at")), open_at(r, moment(r, "at")), truth(r));
}

static verdict biz_on_holiday(row *r) {
    hotline_day_info info = {.struct_size = sizeof info};
    assert_true(hotline_calendar_classify(r->calendar, hotline__day_at(moment(r, "at"), r->offset), &info) >= 0);
    return equal(info.day_class == HOTLINE_DAY_CLOSURE, info.day_class == HOTLINE_DAY_CLOSURE, truth(r));
}

static verdict biz_business_day(row *r) {
    int ours = hotline__calendar_worked(r->calendar, date(r, "date"));
    return equal(ours, ours, truth(r));
}

static verdict biz_dates_after(row *r) {
    hotline_day day = date(r, "date") - 1;
    for (const json *e = need(r->at, "expect")->first; e != NULL; e = e->next) {
        day = hotline__calendar_add(r->calendar, day, 1);
        if (day != date_of(e)) {
            return WRONG;
        }
    }
    return SAME;
}

static int is_period(const json *e, hotline_instant from, hotline_instant to) {
    return moment_of(e->first) == from && moment_of(e->first->next) == to;
}

static verdict periods_forward(const row *r, hotline_instant at, hotline_instant until) {
    const json *e = need(r->at, "expect")->first;
    for (; e != NULL; e = e->next) {
        hotline_instant from = next_opening(r, at);
        hotline_instant to = period_end(r, from);
        if (!is_period(e, from, to < until ? to : until)) {
            return WRONG;
        }
        at = to;
    }
    return until == INT64_MAX || next_opening(r, at) >= until ? SAME : WRONG;
}

static verdict periods_backward(const row *r, hotline_instant at, hotline_instant until) {
    const json *e = need(r->at, "expect")->first;
    for (; e != NULL; e = e->next) {
        hotline_instant to = last_closing(r, at);
        hotline_instant from = period_start(r, to);
        if (!is_period(e, from > until ? from : until, to)) {
            return WRONG;
        }
        at = from;
    }
    return until == INT64_MIN || last_closing(r, at) <= until ? SAME : WRONG;
}

static verdict biz_periods(row *r) {
    int forward = is(r, "direction", "forward");
    const json *until = hotline__json_member(r->at, "until");
    hotline_instant end = until != NULL ? moment_of(until) : forward ? INT64_MAX : INT64_MIN;
    return forward ? periods_forward(r, moment(r, "origin"), end) : periods_backward(r, moment(r, "origin"), end);
}

static verdict biz_periods_on(row *r) {
    hotline_day day = date(r, "date");
    return periods_forward(r, hotline__midnight(day, r->offset), hotline__midnight(day + 1, r->offset));
}

static verdict biz_validate(row *r) {
    hotline_calendar *made = NULL;
    int ours;
    put_document(r, need(r->at, "weekly"));
    ours = hotline_calendar_parse(context, NULL, document, written, &made, NULL) >= 0;
    hotline_calendar_free(made);
    if (ours && is(r, "expect", "error")) {
        return listed(r, "a day that is declared without hours is a closed day here, not an error");
    }
    return equal(ours, ours, is(r, "expect", "ok"));
}

static verdict no_break(row *r) {
    return listed(r, "the calendar knows hours, not breaks in them as a thing of their own");
}

static verdict no_zone(row *r) {
    return listed(r, "there is no time-zone database: the offset is given");
}

static verdict no_intervals(row *r) {
    return listed(r, "interval algebra on explicit periods is not a calendar's");
}

static verdict no_intersection(row *r) {
    return listed(r, "two schedules are not intersected; a document on another one replaces its hours");
}

/* ---- rows of business_time ---- */

static verdict bt_add_hours(row *r) {
    int64_t n = need(r->at, "amount")->number;
    int after = is(r, "call", "after");
    hotline_instant ours = hotline__calendar_add_work(r->calendar, moment(r, "start"), (after ? n : -n) * 3600000);
    return equal(ours, n == 0 ? rolled(r, ours, after) : ours, moment(r, "expect"));
}

static hotline_instant opening_of(const row *r, hotline_day day) {
    return hotline__calendar_add_work(r->calendar, hotline__midnight(day, 0), 1) - 1;
}

/* Dates alone: the first working day in that direction, which is then not counted. */
static verdict bt_add_dates(const row *r, int after, int64_t step) {
    hotline_day start = date(r, "start");
    hotline_day first = hotline__calendar_worked(r->calendar, start) ? start : hotline__calendar_add(r->calendar, start, after ? 1 : -1);
    return equal(hotline__calendar_add(r->calendar, start, step), hotline__calendar_add(r->calendar, first, step), date(r, "expect"));
}

static int forward_of(const row *r, int64_t n) {
    return is(r, "call", "after") ? n >= 0 : n < 0;
}

/* A start on a day off becomes 09:00 of the first working day in that direction, which is then not counted. */
static verdict bt_add_days(row *r) {
    int64_t n = need(r->at, "amount")->number;
    int after = forward_of(r, n);
    int64_t step = is(r, "call", "after") ? n : -n;
    hotline_instant start;
    hotline_instant ours;
    hotline_instant theirs;
    hotline_day day;
    int64_t ms;
    if (need(r->at, "start")->value.len == HOTLINE_DATE_SIZE - 1) {
        return bt_add_dates(r, after, step);
    }
    start = moment(r, "start");
    day = hotline__day_at(start, 0);
    ms = hotline__ms_of_day(start, 0);
    ours = hotline__midnight(hotline__calendar_add(r->calendar, day, step), 0) + ms;
    if (!hotline__calendar_worked(r->calendar, day)) {
        day = hotline__calendar_add(r->calendar, day, after ? 1 : -1);
        ms = 9 * 3600000;
    }
    day = hotline__calendar_add(r->calendar, day, step);
    theirs = hotline__midnight(day, 0) + ms;
    if (!open_at(r, theirs)) {
        hotline_day last = theirs < opening_of(r, day) && !after ? hotline__calendar_add(r->calendar, day, -1) : day;
        theirs = after ? next_opening(r, theirs) : opening_of(r, last);
    }
    return equal(ours, theirs, moment(r, "expect"));
}

static verdict bt_elapsed(row *r) {
    hotline_instant from = moment(r, "from");
    hotline_instant to = moment(r, "to");
    int64_t ours = hotline__calendar_count_work(r->calendar, from, to) - hotline__calendar_count_work(r->calendar, to, from);
    return equal(ours / 1000, ours / 1000, need(r->at, "expect")->number);
}

static int inclusive(const row *r) {
    return need(r->at, "inclusive")->kind == JSON_TRUE;
}

/* Counted from `from` itself up to, or up to and with, `to`: half a convention away. */
static verdict bt_count_days(row *r) {
    hotline_day from = date(r, "from");
    hotline_day to = date(r, "to");
    int64_t theirs = hotline__calendar_count(r->calendar, from - 1, inclusive(r) ? to : to - 1);
    return equal(hotline__calendar_count(r->calendar, from, to), theirs, need(r->at, "expect")->number);
}

static verdict bt_business_dates(row *r) {
    hotline_day day = date(r, "from") - 1;
    hotline_day end = inclusive(r) ? date(r, "to") : date(r, "to") - 1;
    for (const json *e = need(r->at, "expect")->first; e != NULL; e = e->next) {
        day = hotline__calendar_add(r->calendar, day, 1);
        if (day != date_of(e)) {
            return WRONG;
        }
    }
    return hotline__calendar_add(r->calendar, day, 1) > end ? CONVERTED : WRONG;
}

static verdict bt_workday(row *r) {
    int ours = hotline__calendar_worked(r->calendar, date(r, "at"));
    return equal(ours, ours, truth(r));
}

static verdict bt_first_day(row *r) {
    hotline_instant at = moment(r, "at");
    hotline_instant ours = hotline__midnight(hotline__calendar_next(r->calendar, hotline__day_at(at, 0)), 0) + hotline__ms_of_day(at, 0);
    return equal(ours, ours, moment(r, "expect"));
}

static verdict bt_previous_day(row *r) {
    hotline_instant at = moment(r, "at");
    hotline_instant ours =
        hotline__midnight(hotline__calendar_add(r->calendar, hotline__day_at(at, 0) + 1, -1), 0) + hotline__ms_of_day(at, 0);
    return equal(ours, ours, moment(r, "expect"));
}

static verdict bt_roll_forward(row *r) {
    hotline_instant ours = next_opening(r, moment(r, "at"));
    return equal(ours, ours, moment(r, "expect"));
}

static verdict bt_roll_backward(row *r) {
    hotline_instant ours = rolled(r, moment(r, "at"), 0);
    return equal(ours, ours, moment(r, "expect"));
}

static verdict bt_during_hours(row *r) {
    hotline_instant at = moment(r, "at");
    return equal(open_at(r, at), open_at(r, at) || open_at(r, at - 1), truth(r));
}

static verdict bt_beginning(row *r) {
    hotline_instant ours = opening_of(r, date(r, "at"));
    return equal(ours, ours, moment(r, "expect"));
}

static verdict bt_end(row *r) {
    hotline_day day = date(r, "at");
    hotline_instant ours = hotline__midnight(day, 0) + hotline__calendar_close(r->calendar, day) * HOTLINE_MINUTE_MS;
    return equal(ours, ours, moment(r, "expect"));
}

static verdict bt_run(row *r) {
    int worked = is(r, "op", "consecutive_workdays");
    hotline_day last = date(r, "at");
    hotline_day first = last;
    while (hotline__calendar_worked(r->calendar, last) == worked) {
        last++;
    }
    while (last > first && hotline__calendar_worked(r->calendar, first - 1) == worked) {
        first--;
    }
    for (const json *e = need(r->at, "expect")->first; e != NULL; e = e->next) {
        if (date_of(e) != first++) {
            return WRONG;
        }
    }
    return first == last ? SAME : WRONG;
}

/* ---- running ---- */

typedef struct operation {
    const char *name;
    verdict (*run)(row *r);
} operation;

static const operation biz_operations[] = {
    {"add", biz_add},
    {"elapsed", biz_elapsed},
    {"active", biz_active},
    {"on_holiday", biz_on_holiday},
    {"on_break", no_break},
    {"business_day", biz_business_day},
    {"dates_after", biz_dates_after},
    {"periods", biz_periods},
    {"periods_on", biz_periods_on},
    {"intersect_periods", no_intersection},
    {"validate", biz_validate},
    {"wall_to_utc", no_zone},
    {"segment_contains", no_intervals},
    {"segment_intersect", no_intervals},
    {"segment_subtract", no_intervals},
    {"timeline_until", no_intervals},
    {"timeline_for", no_intervals},
    {NULL, NULL},
};

static const operation bt_operations[] = {
    {"add_hours", bt_add_hours},
    {"add_days", bt_add_days},
    {"elapsed", bt_elapsed},
    {"count_days", bt_count_days},
    {"business_dates", bt_business_dates},
    {"workday", bt_workday},
    {"first_business_day", bt_first_day},
    {"previous_business_day", bt_previous_day},
    {"roll_forward", bt_roll_forward},
    {"roll_backward", bt_roll_backward},
    {"during_hours", bt_during_hours},
    {"beginning_of_workday", bt_beginning},
    {"end_of_workday", bt_end},
    {"consecutive_workdays", bt_run},
    {"consecutive_non_working_days", bt_run},
    {NULL, NULL},
};

/* Offset of a zone in the month of a moment; NO_OFFSET near a clock change. Only the zones that occur. */
static int32_t zone_offset(text zone, int32_t month) {
    if (!hotline__text_is(zone, "America/Los_Angeles")) {
        return hotline__text_is(zone, "Asia/Brunei") ? 480 : 0;
    }
    return month <= 2 || month == 12 ? -480 : month >= 5 && month <= 9 ? -420 : NO_OFFSET;
}

/* One offset for all moments of a case, or NO_OFFSET. */
static int32_t case_offset(const json *at, text zone, int32_t offset) {
    for (const json *v = at->first; v != NULL && offset != NO_OFFSET; v = v->next) {
        if (v->kind == JSON_TEXT && v->value.len == 20 && v->value.at[19] == 'Z') {
            int32_t month = (v->value.at[5] - '0') * 10 + (v->value.at[6] - '0');
            int32_t here = zone_offset(zone, month);
            offset = offset == INT32_MAX || offset == here ? here : NO_OFFSET;
        } else if (v->kind == JSON_ARRAY) {
            offset = case_offset(v, zone, offset);
        }
    }
    return offset;
}

static verdict run_row(row *r, const operation *o, int utc) {
    verdict v;
    if (r->schedule == NULL) {
        r->offset = 0;
        return o->run(r);
    }
    r->offset = utc ? case_offset(r->at, need(r->schedule, "zone")->value, INT32_MAX) : 0;
    if (r->offset == NO_OFFSET) {
        return listed(r, "crosses a clock change, and there is no time-zone database");
    }
    r->offset = r->offset == INT32_MAX ? 0 : r->offset;
    put_document(r, need(r->schedule, "weekly"));
    if (read_document(&r->calendar) < 0) {
        return WRONG;
    }
    v = o->run(r);
    hotline_calendar_free(r->calendar);
    return v;
}

static verdict run_case(const json *root, const json *at, const operation *operations, int utc) {
    row r = {at, NULL, NULL, NULL, 0, NULL};
    const json *name = hotline__json_member(at, "schedule");
    const json *op = need(at, "op");
    const json *id = need(at, "id");
    verdict v = WRONG;
    r.schedule = name != NULL ? hotline__json_find(need(root, "schedules"), name->value) : NULL;
    r.holidays = utc ? member_of(r.schedule, "holidays") : hotline__json_member(at, "holidays");
    for (const operation *o = operations; o->name != NULL; o++) {
        v = hotline__text_is(op->value, o->name) ? run_row(&r, o, utc) : v;
    }
    if (v == LISTED || v == WRONG) {
        printf("  %s %.*s %.*s: %s\n", verdict_names[v], (int)id->value.len, id->value.at, (int)op->value.len, op->value.at,
               r.reason != NULL ? r.reason : "another answer");
    }
    return v;
}

/* `expected`: how many rows end in each verdict, so that a row that goes over to another list is seen. */
static void run_file(const char *name, const operation *operations, int utc, const int expected[VERDICTS]) {
    size_t len = 0;
    char *bytes = shared_read(name, &len);
    arena nodes;
    json *root = NULL;
    int tally[VERDICTS] = {0};
    if (bytes == NULL) {
        skipped = 1;
        return;
    }
    hotline__arena_init(&nodes, context);
    assert_int_equal(hotline__json_read(&nodes, bytes, len, &root, NULL), HOTLINE_OK);
    for (const json *at = need(root, "cases")->first; at != NULL; at = at->next) {
        tally[run_case(root, at, operations, utc)]++;
    }
    printf("%s: %d same, %d converted, %d listed, %d wrong\n", name, tally[SAME], tally[CONVERTED], tally[LISTED], tally[WRONG]);
    hotline__arena_free(&nodes);
    free(bytes);
    assert_memory_equal(tally, expected, sizeof tally);
}

static void biz(void **state) {
    static const int expected[VERDICTS] = {102, 11, 62, 0};
    (void)state;
    run_file("data/vectors/biz.json", biz_operations, 1, expected);
}

static void business_time(void **state) {
    static const int expected[VERDICTS] = {234, 29, 0, 0};
    (void)state;
    run_file("data/vectors/business_time.json", bt_operations, 0, expected);
}

static int set_up(void **state) {
    (void)state;
    return hotline_context_new(NULL, &context);
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

int main(void) {
    int failed;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(biz),
        cmocka_unit_test(business_time),
    };
    failed = cmocka_run_group_tests(tests, set_up, tear_down);
    return failed == 0 && skipped ? 77 : failed;
}
