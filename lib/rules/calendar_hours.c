/* SPDX-License-Identifier: MIT */
/*
 * Working hours: for every day the minutes before it, in the table's years as an array, outside them by year and by the 400-year cycle
 * of the civil calendar. Adding is a search over those sums, so its time does not grow with the distance. It refuses to know how hours
 * are written in a document, and which policy counts by them.
 */
#include "calendar_parts.h"

#define CALENDAR_MOST_MS ((int64_t)400000000000000)

/* Does a month and day (both as month * 100 + day) lie in the row's season? */
int hotline__calendar_in_season(const calendar_hours_row *row, int32_t date) {
    if (row->from <= row->until) {
        return date >= row->from && date <= row->until;
    }
    return date >= row->from || date <= row->until;
}

static int32_t calendar_row_schedule(const calendar_hours *h, int32_t day_class, int32_t weekday, int32_t date) {
    for (uint32_t i = 0; i < h->row_count; i++) {
        const calendar_hours_row *row = &h->rows[i];
        if ((row->classes >> day_class & 1) != 0 && (row->weekdays >> weekday & 1) != 0 && hotline__calendar_in_season(row, date)) {
            return (int32_t)row->schedule;
        }
    }
    return CALENDAR_CLOSED;
}

static int32_t calendar_schedule_by_rows(const hotline_calendar *c, hotline_day day, int32_t day_class) {
    civil date = hotline__civil_of(day);
    return calendar_row_schedule(c->hours, day_class, hotline__weekday(day), date.month * 100 + date.day);
}

static const calendar_schedule *calendar_schedule_of(const hotline_calendar *c, hotline_day day) {
    const calendar_table *t = &c->table;
    if (day >= t->first && day <= t->last) {
        return &c->schedules[t->schedules[day - t->first]];
    }
    return &c->schedules[calendar_schedule_by_rows(c, day, hotline__calendar_week_class(c, day))];
}

static int calendar_year_leaps(int32_t year) {
    return hotline__month_days(year, 2) == 29;
}

static int32_t calendar_year_kind(int32_t year, hotline_day new_year) {
    return hotline__weekday(new_year) * 2 + calendar_year_leaps(year);
}

/* Working minutes before a day and since 0001-01-01, as if no exception had ever been declared. day may be the one after the last. */
static int64_t calendar_plain_before(const hotline_calendar *c, hotline_day day) {
    const calendar_hours *h = c->hours;
    int32_t year = day > HOTLINE_DAY_LAST ? 9999 : hotline__civil_of(day).year;
    hotline_day new_year = hotline_day_of(year, 1, 1);
    int32_t cycles = (year - 1) / CALENDAR_CYCLE_YEARS;
    return cycles * h->cycle_before[CALENDAR_CYCLE_YEARS] + h->cycle_before[(year - 1) % CALENDAR_CYCLE_YEARS] +
           h->year_before[calendar_year_kind(year, new_year)][day - new_year];
}

static void calendar_year_fill(const hotline_calendar *c, hotline_day new_year, int32_t *before) {
    int32_t sum = 0;
    for (int32_t i = 0; i < 366; i++) {
        hotline_day day = new_year + i;
        before[i] = sum;
        sum += c->schedules[calendar_schedule_by_rows(c, day, hotline__calendar_week_class(c, day))].minutes;
    }
    before[366] = sum;
}

static void calendar_cycle_fill(hotline_calendar *c) {
    calendar_hours *h = c->hours;
    uint32_t done = 0;
    for (int32_t i = 0; i < CALENDAR_CYCLE_YEARS; i++) {
        hotline_day new_year = hotline_day_of(i + 1, 1, 1);
        int32_t kind = calendar_year_kind(i + 1, new_year);
        if ((done >> kind & 1) == 0) {
            calendar_year_fill(c, new_year, h->year_before[kind]);
            done |= (uint32_t)1 << kind;
        }
        h->cycle_before[i + 1] = h->cycle_before[i] + h->year_before[kind][calendar_year_leaps(i + 1) ? 366 : 365];
    }
}

static void calendar_hours_fill(hotline_calendar *c) {
    calendar_table *t = &c->table;
    calendar_hours *h = c->hours;
    int32_t days = t->last - t->first + 1;
    int32_t sum = 0;
    for (int32_t i = 0; i < days; i++) {
        if (t->schedules[i] == CALENDAR_HOURS_UNSAID) {
            t->schedules[i] = calendar_schedule_by_rows(c, t->first + i, t->classes[i]);
        }
        h->before[i] = sum;
        sum += c->schedules[t->schedules[i]].minutes;
    }
    h->before[days] = sum;
    h->year_first = calendar_plain_before(c, t->first);
    h->year_end = calendar_plain_before(c, t->last + 1);
}

hotline_status hotline__calendar_hours_build(hotline_calendar *calendar) {
    const calendar_layer *layer = NULL;
    calendar_hours *h;
    for (uint32_t i = 0; i < calendar->layer_count; i++) {
        layer = calendar->layers[i].has_hours ? &calendar->layers[i] : layer;
    }
    if (layer == NULL) {
        return HOTLINE_OK;
    }
    h = hotline__arena_take_zeroed(&calendar->memory, 1, sizeof *h);
    if (h == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    h->rows = layer->rows;
    h->row_count = layer->row_count;
    h->before = hotline__arena_take(&calendar->memory, (size_t)(calendar->table.last - calendar->table.first + 2) * sizeof *h->before);
    if (h->before == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    calendar->hours = h;
    calendar_cycle_fill(calendar);
    calendar_hours_fill(calendar);
    return HOTLINE_OK;
}

/* Working minutes before `day`, from the first day of the table. */
static int64_t calendar_minutes_before(const hotline_calendar *c, hotline_day day) {
    const calendar_table *t = &c->table;
    const calendar_hours *h = c->hours;
    if (day < t->first) {
        return calendar_plain_before(c, day) - h->year_first;
    }
    if (day > t->last + 1) {
        return h->before[t->last + 1 - t->first] + calendar_plain_before(c, day) - h->year_end;
    }
    return h->before[day - t->first];
}

static int64_t calendar_ms_in_day(const hotline_calendar *c, hotline_day day, int64_t ms) {
    const calendar_schedule *s = calendar_schedule_of(c, day);
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        const calendar_period *p = &c->periods[s->first + i];
        int64_t from = p->from * HOTLINE_MINUTE_MS;
        int64_t to = p->to * HOTLINE_MINUTE_MS;
        sum += ms <= from ? 0 : (ms < to ? ms : to) - from;
    }
    return sum;
}

static int64_t calendar_ms_before(const hotline_calendar *c, hotline_instant at) {
    hotline_day day = hotline__day_at(at, c->offset);
    return calendar_minutes_before(c, day) * HOTLINE_MINUTE_MS + calendar_ms_in_day(c, day, hotline__ms_of_day(at, c->offset));
}

int hotline__calendar_instant_valid(const hotline_calendar *c, hotline_instant at) {
    return at >= hotline__midnight(HOTLINE_DAY_FIRST, c->offset) && at <= hotline__midnight(HOTLINE_DAY_LAST + 1, c->offset);
}

/* Is more than `ms` of working time used up when `day` ends? */
static int calendar_day_passes(const hotline_calendar *c, int64_t day, int64_t ms) {
    return calendar_minutes_before(c, (hotline_day)day + 1) * HOTLINE_MINUTE_MS > ms;
}

/* Steps back from a day that passes, ever wider: *above still passes, *below does not or precedes the first day. */
static void calendar_days_back(const hotline_calendar *c, int64_t ms, int64_t *below, int64_t *above) {
    int64_t step = 1;
    *below = *above - 1;
    while (*below >= HOTLINE_DAY_FIRST && calendar_day_passes(c, *below, ms)) {
        *above = *below;
        *below -= step;
        step *= 2;
    }
    *below = *below >= HOTLINE_DAY_FIRST ? *below : HOTLINE_DAY_FIRST - 1;
}

/* The same onward from a day that does not pass; *above passes or follows the last day. */
static void calendar_days_on(const hotline_calendar *c, int64_t ms, int64_t *below, int64_t *above) {
    int64_t step = 1;
    *above = *below + 1;
    while (*above <= HOTLINE_DAY_LAST && !calendar_day_passes(c, *above, ms)) {
        *below = *above;
        *above += step;
        step *= 2;
    }
    *above = *above <= HOTLINE_DAY_LAST ? *above : HOTLINE_DAY_LAST + 1;
}

/* First day at whose end more than `ms` are used up; one past the last day when there is none. Looks round `near` first. */
static hotline_day calendar_day_of_ms(const hotline_calendar *c, hotline_day near, int64_t ms) {
    int64_t below = near <= HOTLINE_DAY_LAST ? near : HOTLINE_DAY_LAST;
    int64_t above = below;
    if (calendar_day_passes(c, below, ms)) {
        calendar_days_back(c, ms, &below, &above);
    } else {
        calendar_days_on(c, ms, &below, &above);
    }
    while (above - below > 1) {
        int64_t middle = below + (above - below) / 2;
        if (calendar_day_passes(c, middle, ms)) {
            above = middle;
        } else {
            below = middle;
        }
    }
    return (hotline_day)above;
}

/* The moment of a day at which `ms` of its working time are used up; `slack` 1: at the end of a period rather than the next start. */
static hotline_instant calendar_moment_of_ms(const hotline_calendar *c, hotline_day day, int64_t ms, int64_t slack) {
    const calendar_schedule *s = calendar_schedule_of(c, day);
    for (uint32_t i = 0; i < s->count; i++) {
        const calendar_period *p = &c->periods[s->first + i];
        int64_t length = (p->to - p->from) * HOTLINE_MINUTE_MS;
        if (length > ms - slack) {
            return hotline__midnight(day, c->offset) + p->from * HOTLINE_MINUTE_MS + ms;
        }
        ms -= length;
    }
    return HOTLINE_NO_INSTANT;
}

hotline_instant hotline__calendar_add_work(const hotline_calendar *calendar, hotline_instant from, int64_t ms) {
    /* Forward the earliest moment is wanted, backward the latest: in whole milliseconds, "at least" is "more than one less". */
    int64_t slack = ms > 0 ? 1 : 0;
    int64_t target;
    hotline_day day;
    if (calendar->hours == NULL || !hotline__calendar_instant_valid(calendar, from) || ms > CALENDAR_MOST_MS || ms < -CALENDAR_MOST_MS) {
        return HOTLINE_NO_INSTANT;
    }
    if (ms == 0) {
        return from;
    }
    target = calendar_ms_before(calendar, from) + ms;
    if (target < calendar_minutes_before(calendar, HOTLINE_DAY_FIRST) * HOTLINE_MINUTE_MS) {
        return HOTLINE_NO_INSTANT;
    }
    day = calendar_day_of_ms(calendar, hotline__day_at(from, calendar->offset), target - slack);
    if (day > HOTLINE_DAY_LAST) {
        return HOTLINE_NO_INSTANT;
    }
    return calendar_moment_of_ms(calendar, day, target - calendar_minutes_before(calendar, day) * HOTLINE_MINUTE_MS, slack);
}

int64_t hotline__calendar_count_work(const hotline_calendar *calendar, hotline_instant from, hotline_instant to) {
    if (calendar->hours == NULL || to <= from || !hotline__calendar_instant_valid(calendar, from) ||
        !hotline__calendar_instant_valid(calendar, to)) {
        return 0;
    }
    return calendar_ms_before(calendar, to) - calendar_ms_before(calendar, from);
}

int hotline__calendar_has_hours(const hotline_calendar *calendar) {
    return calendar->hours != NULL;
}

int hotline__calendar_open_at(const hotline_calendar *calendar, hotline_instant at) {
    const calendar_schedule *s = calendar_schedule_of(calendar, hotline__day_at(at, calendar->offset));
    int64_t ms = hotline__ms_of_day(at, calendar->offset);
    for (uint32_t i = 0; i < s->count; i++) {
        const calendar_period *p = &calendar->periods[s->first + i];
        if (ms >= p->from * HOTLINE_MINUTE_MS && ms < p->to * HOTLINE_MINUTE_MS) {
            return 1;
        }
    }
    return 0;
}

int32_t hotline__calendar_close(const hotline_calendar *calendar, hotline_day day) {
    const calendar_schedule *s;
    if (calendar->hours == NULL || !hotline__calendar_day_valid(day)) {
        return 1440;
    }
    s = calendar_schedule_of(calendar, day);
    return s->count == 0 ? 1440 : calendar->periods[s->first + s->count - 1].to;
}
