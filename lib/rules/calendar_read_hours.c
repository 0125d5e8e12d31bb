/* SPDX-License-Identifier: MIT */
/*
 * Reads working hours: rows with a season, the kinds of days they are for, and periods. Two rows that could fit the same day are an
 * error, found here once rather than on some day in autumn. It refuses to know how minutes are counted.
 */
#include "calendar_read.h"

#include <string.h>

enum { CALENDAR_ROWS_MOST = 64, CALENDAR_DAY_MINUTES = 1440, CALENDAR_PERIOD_LEN = 11 };

static const text calendar_nothing = {"", 0};

static hotline_status calendar_period_add(calendar_reader *r, const calendar_period *period) {
    hotline_calendar *c = r->calendar;
    if (c->period_count == c->period_capacity &&
        !hotline__arena_grow(&c->memory, &c->periods, c->period_count, &c->period_capacity, sizeof *c->periods)) {
        return hotline__calendar_no_memory(r);
    }
    c->periods[c->period_count++] = *period;
    return HOTLINE_OK;
}

static int calendar_period_parse(text t, calendar_period *out) {
    text from = {t.at, 5};
    text to = {t.at, 5};
    if (t.len != CALENDAR_PERIOD_LEN || t.at[5] != '-') {
        return 0;
    }
    to.at += 6;
    out->from = hotline__minutes_parse(from);
    out->to = hotline__minutes_parse(to);
    return out->from >= 0 && out->to >= 0;
}

static hotline_status calendar_period_take(calendar_reader *r, const json *at, int32_t *closed, calendar_schedule *schedule) {
    calendar_period period;
    if (at->kind != JSON_TEXT) {
        return hotline__calendar_fail(r, at, "expected a period such as 09:00-12:00, found ",
                                      hotline__text(hotline__json_kind_name(at->kind)));
    }
    if (!calendar_period_parse(at->value, &period)) {
        return hotline__calendar_fail(r, at, "expected a period such as 09:00-12:00, found ", at->value);
    }
    if (period.from >= period.to) {
        return hotline__calendar_fail(r, at, "a period ends after it begins; split it at 24:00: ", at->value);
    }
    if (period.from < *closed) {
        return hotline__calendar_fail(r, at, "periods stand in order and do not overlap: ", at->value);
    }
    *closed = period.to;
    schedule->count++;
    schedule->minutes += period.to - period.from;
    return calendar_period_add(r, &period);
}

hotline_status hotline__calendar_take_open(calendar_reader *r, const json *at, void *target) {
    hotline_calendar *c = r->calendar;
    int32_t *out = target;
    int32_t closed = 0;
    calendar_schedule schedule = {c->period_count, 0, 0};
    for (const json *p = at->first; p != NULL; p = p->next) {
        HOTLINE_TRY(calendar_period_take(r, p, &closed, &schedule));
    }
    if (c->schedule_count == c->schedule_capacity &&
        !hotline__arena_grow(&c->memory, &c->schedules, c->schedule_count, &c->schedule_capacity, sizeof *c->schedules)) {
        return hotline__calendar_no_memory(r);
    }
    *out = (int32_t)c->schedule_count;
    c->schedules[c->schedule_count++] = schedule;
    return HOTLINE_OK;
}

typedef struct calendar_row_draft {
    uint32_t classes;
    uint32_t weekdays;
    int32_t from; /* 0: not said */
    int32_t until;
    int32_t schedule;
} calendar_row_draft;

/* "05-01" as 501; a leap day is a day like any other. */
static int32_t calendar_season_parse(text t) {
    char whole[] = "2000-00-00";
    hotline_day day;
    civil date;
    if (t.len != 5) {
        return 0;
    }
    memcpy(whole + 5, t.at, 5);
    if (hotline_day_parse(whole, sizeof whole - 1, &day) < 0) {
        return 0;
    }
    date = hotline__civil_of(day);
    return date.month * 100 + date.day;
}

static hotline_status calendar_season_take(calendar_reader *r, const json *at, int32_t *out) {
    *out = calendar_season_parse(at->value);
    return *out != 0 ? HOTLINE_OK : hotline__calendar_fail(r, at, "expected month and day such as 05-01, found ", at->value);
}

static hotline_status calendar_row_from(calendar_reader *r, const json *at, void *target) {
    return calendar_season_take(r, at, &((calendar_row_draft *)target)->from);
}

static hotline_status calendar_row_until(calendar_reader *r, const json *at, void *target) {
    return calendar_season_take(r, at, &((calendar_row_draft *)target)->until);
}

static hotline_status calendar_row_open(calendar_reader *r, const json *at, void *target) {
    return hotline__calendar_take_open(r, at, &((calendar_row_draft *)target)->schedule);
}

static hotline_status calendar_row_on(calendar_reader *r, const json *at, void *target) {
    calendar_row_draft *row = target;
    const char *words[HOTLINE_DAY_CLASSES + 7];
    uint32_t seen = 0;
    memcpy(words, hotline__calendar_class_names, sizeof hotline__calendar_class_names);
    memcpy(words + HOTLINE_DAY_CLASSES, hotline__calendar_weekday_names, sizeof hotline__calendar_weekday_names);
    for (const json *item = at->first; item != NULL; item = item->next) {
        int32_t word = hotline__calendar_word(r, item, "no class of day and no weekday: ", words, HOTLINE_DAY_CLASSES + 7);
        if (word < 0) {
            return HOTLINE_ERROR_DOCUMENT;
        }
        if ((seen >> word & 1) != 0) {
            return hotline__calendar_fail(r, item, "named twice: ", item->value);
        }
        seen |= (uint32_t)1 << word;
    }
    if (seen == 0) {
        return hotline__calendar_fail(r, at, "names no day", calendar_nothing);
    }
    row->classes = (seen & CALENDAR_ANY_CLASS) != 0 ? seen & CALENDAR_ANY_CLASS : CALENDAR_WORKED;
    row->weekdays = seen >> HOTLINE_DAY_CLASSES != 0 ? seen >> HOTLINE_DAY_CLASSES : CALENDAR_ANY_WEEKDAY;
    return HOTLINE_OK;
}

static int calendar_rows_meet(const calendar_hours_row *a, const calendar_hours_row *b) {
    return (a->classes & b->classes) != 0 && (a->weekdays & b->weekdays) != 0 &&
           (hotline__calendar_in_season(a, b->from) || hotline__calendar_in_season(b, a->from));
}

static hotline_status calendar_row_keep(calendar_reader *r, const json *at, const calendar_hours_row *row) {
    uint32_t count = r->layer->row_count;
    for (uint32_t i = 0; i < count; i++) {
        if (calendar_rows_meet(&r->rows[i], row)) {
            return hotline__calendar_fail_key(r, at, "fits days that an earlier row fits too: ", at->key);
        }
    }
    if (count == CALENDAR_ROWS_MOST) {
        return hotline__calendar_fail_key(r, at, "more than 64 rows of hours", calendar_nothing);
    }
    if (count == r->row_capacity && !hotline__arena_grow(&r->calendar->memory, &r->rows, count, &r->row_capacity, sizeof *r->rows)) {
        return hotline__calendar_no_memory(r);
    }
    r->rows[count] = *row;
    r->layer->row_count = count + 1;
    return HOTLINE_OK;
}

static hotline_status calendar_row_take(calendar_reader *r, const json *at, void *target) {
    static const calendar_member members[] = {
        {"label", CALENDAR_TAKES_TEXT, hotline__calendar_take_remark},
        {"from", CALENDAR_TAKES_TEXT, calendar_row_from},
        {"until", CALENDAR_TAKES_TEXT, calendar_row_until},
        {"on", CALENDAR_TAKES_ARRAY, calendar_row_on},
        {"open", CALENDAR_TAKES_ARRAY | CALENDAR_REQUIRED, calendar_row_open},
    };
    calendar_row_draft draft = {CALENDAR_WORKED, CALENDAR_ANY_WEEKDAY, 0, 0, 0};
    calendar_hours_row row;
    (void)target;
    HOTLINE_TRY(hotline__calendar_members(r, at, members, sizeof members / sizeof members[0], &draft));
    if ((draft.from == 0) != (draft.until == 0)) {
        return hotline__calendar_fail(r, at, "a season has both from and until", calendar_nothing);
    }
    row.classes = draft.classes;
    row.weekdays = draft.weekdays;
    row.from = draft.from != 0 ? draft.from : 101;
    row.until = draft.until != 0 ? draft.until : 1231;
    row.schedule = (uint32_t)draft.schedule;
    return calendar_row_keep(r, at, &row);
}

hotline_status hotline__calendar_take_hours(calendar_reader *r, const json *at, void *target) {
    (void)target;
    if (at->count == 0) {
        return hotline__calendar_fail(r, at, "names no hours", calendar_nothing);
    }
    r->layer->has_hours = 1;
    HOTLINE_TRY(hotline__calendar_items(r, at, calendar_row_take));
    r->layer->rows = r->rows;
    return HOTLINE_OK;
}
