/* SPDX-License-Identifier: MIT */
/*
 * The merged calendar as flat arrays: for every day its class and how many worked days lie before it, for every worked day its date.
 * Counting is then one subtraction and adding one look-up, for any distance; outside the arrays the week alone decides, by arithmetic.
 * It refuses to know documents, hours and moments.
 */
#include "calendar_parts.h"

enum { CALENDAR_MONDAY = -3, /* 1969-12-29 */ CALENDAR_MOST_DAYS = 4000000 };

int hotline__calendar_day_valid(hotline_day day) {
    return day >= HOTLINE_DAY_FIRST && day <= HOTLINE_DAY_LAST;
}

int hotline__calendar_known(const hotline_calendar *calendar, hotline_day known) {
    return known <= calendar->known_on;
}

/* Worked days by the week alone, before `day` and since a Monday long ago. */
static int64_t calendar_week_before(const hotline_calendar *c, int64_t day) {
    int64_t since = day - CALENDAR_MONDAY;
    int64_t weeks = since >= 0 ? since / 7 : -((6 - since) / 7);
    return weeks * c->week_count + c->week_rank[since - weeks * 7];
}

static int64_t calendar_week_select(const hotline_calendar *c, int64_t rank) {
    int64_t n = c->week_count;
    int64_t weeks = rank >= 0 ? rank / n : -((n - 1 - rank) / n);
    return CALENDAR_MONDAY + weeks * 7 + c->week_nth[rank - weeks * n];
}

/* Worked days before `day`, counted from the first day of the table: negative ahead of it. */
static int64_t calendar_rank(const hotline_calendar *c, int64_t day) {
    const calendar_table *t = &c->table;
    if (day < t->first) {
        return calendar_week_before(c, day) - t->week_first;
    }
    if (day > t->last) {
        return t->worked + calendar_week_before(c, day) - t->week_end;
    }
    return t->rank[day - t->first];
}

static int64_t calendar_select(const hotline_calendar *c, int64_t rank) {
    const calendar_table *t = &c->table;
    if (rank < 0) {
        return calendar_week_select(c, rank + t->week_first);
    }
    if (rank >= t->worked) {
        return calendar_week_select(c, rank - t->worked + t->week_end);
    }
    return t->nth[rank];
}

int32_t hotline__calendar_week_class(const hotline_calendar *calendar, hotline_day day) {
    return (calendar->week >> hotline__weekday(day) & 1) != 0 ? HOTLINE_DAY_WORKDAY : HOTLINE_DAY_WEEKEND;
}

static int calendar_table_holds(const calendar_table *t, hotline_day day) {
    return day >= t->first && day <= t->last;
}

int32_t hotline__calendar_class(const hotline_calendar *calendar, hotline_day day) {
    const calendar_table *t = &calendar->table;
    return calendar_table_holds(t, day) ? t->classes[day - t->first] : hotline__calendar_week_class(calendar, day);
}

const calendar_say *hotline__calendar_say(const hotline_calendar *calendar, hotline_day day) {
    const calendar_table *t = &calendar->table;
    return calendar_table_holds(t, day) ? t->says[day - t->first] : NULL;
}

int hotline__calendar_worked(const hotline_calendar *calendar, hotline_day day) {
    return (CALENDAR_WORKED >> hotline__calendar_class(calendar, day) & 1) != 0;
}

int hotline__calendar_certain(const hotline_calendar *calendar, hotline_day day) {
    return day >= calendar->certain_first && day <= calendar->certain_last;
}

int hotline__calendar_span_certain(const hotline_calendar *calendar, hotline_day first, hotline_day last) {
    return first > last || (first >= calendar->certain_first && last <= calendar->certain_last);
}

hotline_day hotline__calendar_add(const hotline_calendar *calendar, hotline_day day, int64_t n) {
    int64_t to;
    if (!hotline__calendar_day_valid(day) || n > CALENDAR_MOST_DAYS || n < -CALENDAR_MOST_DAYS) {
        return HOTLINE_DAY_NONE;
    }
    if (n == 0) {
        return day;
    }
    to = calendar_select(calendar, n > 0 ? calendar_rank(calendar, (int64_t)day + 1) + n - 1 : calendar_rank(calendar, day) + n);
    return to >= HOTLINE_DAY_FIRST && to <= HOTLINE_DAY_LAST ? (hotline_day)to : HOTLINE_DAY_NONE;
}

int64_t hotline__calendar_count(const hotline_calendar *calendar, hotline_day from, hotline_day to) {
    return calendar_rank(calendar, (int64_t)to + 1) - calendar_rank(calendar, (int64_t)from + 1);
}

hotline_day hotline__calendar_next(const hotline_calendar *calendar, hotline_day day) {
    int64_t to = calendar_select(calendar, calendar_rank(calendar, day));
    return to >= HOTLINE_DAY_FIRST && to <= HOTLINE_DAY_LAST ? (hotline_day)to : HOTLINE_DAY_NONE;
}

static void calendar_table_week(hotline_calendar *c) {
    c->week_count = 0;
    for (int32_t i = 0; i < 7; i++) {
        c->week_rank[i] = c->week_count;
        if ((c->week >> i & 1) != 0) {
            c->week_nth[c->week_count++] = i;
        }
    }
    c->week_rank[7] = c->week_count;
}

/* Whole years round everything that any layer says, known or not, so that views of one stack are alike. */
static void calendar_table_span(hotline_calendar *c) {
    hotline_day first = CALENDAR_DAY_LAST;
    hotline_day last = CALENDAR_DAY_FIRST;
    for (uint32_t i = 0; i < c->layer_count; i++) {
        for (uint32_t k = 0; k < c->layers[i].say_count; k++) {
            const calendar_say *say = &c->layers[i].says[k];
            first = say->first < first ? say->first : first;
            last = say->last > last ? say->last : last;
        }
    }
    c->table.first = hotline_day_of(hotline__civil_of(first).year, 1, 1);
    c->table.last = hotline_day_of(hotline__civil_of(last).year, 12, 31);
}

static hotline_status calendar_table_take(hotline_calendar *c, size_t days) {
    calendar_table *t = &c->table;
    t->classes = hotline__arena_take(&c->memory, days);
    t->says = hotline__arena_take_zeroed(&c->memory, days, sizeof *t->says);
    t->schedules = hotline__arena_take(&c->memory, days * sizeof *t->schedules);
    t->rank = hotline__arena_take(&c->memory, (days + 1) * sizeof *t->rank);
    t->nth = hotline__arena_take(&c->memory, (days + 1) * sizeof *t->nth);
    return t->classes != NULL && t->says != NULL && t->schedules != NULL && t->rank != NULL && t->nth != NULL ? HOTLINE_OK
                                                                                                              : HOTLINE_ERROR_MEMORY;
}

static void calendar_table_say(calendar_table *t, const calendar_say *say) {
    for (hotline_day day = say->first; day <= say->last; day++) {
        int32_t i = day - t->first;
        if (say->day_class != CALENDAR_CLASS_UNSAID) {
            t->classes[i] = (uint8_t)say->day_class;
            t->says[i] = say;
        }
        if (say->schedule != CALENDAR_HOURS_UNSAID) {
            t->schedules[i] = say->schedule;
        }
    }
}

static void calendar_table_layer(hotline_calendar *c, const calendar_layer *layer, int32_t days) {
    calendar_table *t = &c->table;
    for (int32_t i = 0; layer->has_hours && i < days; i++) {
        t->schedules[i] = CALENDAR_HOURS_UNSAID; /* new hours forget the days' own hours below them */
    }
    for (uint32_t k = 0; k < layer->say_count; k++) {
        if (hotline__calendar_known(c, layer->says[k].known)) {
            calendar_table_say(t, &layer->says[k]);
        }
    }
}

static void calendar_table_number(hotline_calendar *c, int32_t days) {
    calendar_table *t = &c->table;
    t->worked = 0;
    for (int32_t i = 0; i < days; i++) {
        t->rank[i] = t->worked;
        t->nth[t->worked] = t->first + i;
        t->worked += CALENDAR_WORKED >> t->classes[i] & 1;
    }
    t->rank[days] = t->worked;
    t->week_first = calendar_week_before(c, t->first);
    t->week_end = calendar_week_before(c, (int64_t)t->last + 1);
    t->nth[t->worked] = (hotline_day)calendar_week_select(c, t->week_end);
}

hotline_status hotline__calendar_table_build(hotline_calendar *calendar) {
    calendar_table *t = &calendar->table;
    int32_t days;
    calendar_table_week(calendar);
    calendar_table_span(calendar);
    days = t->last - t->first + 1;
    HOTLINE_TRY(calendar_table_take(calendar, (size_t)days));
    for (int32_t i = 0; i < days; i++) {
        t->classes[i] = (uint8_t)hotline__calendar_week_class(calendar, t->first + i);
        t->schedules[i] = CALENDAR_HOURS_UNSAID;
    }
    for (uint32_t i = 0; i < calendar->layer_count; i++) {
        calendar_table_layer(calendar, &calendar->layers[i], days);
    }
    calendar_table_number(calendar, days);
    return HOTLINE_OK;
}
