/* SPDX-License-Identifier: MIT */
/*
 * Counting for whole arrays. Extremes are taken first: when they show that every item lies within the certain part of the table, the
 * loop that writes is two look-ups an item and nothing else; otherwise every item is proved before the first one is written. It
 * refuses to know what the days are for.
 */
#include "calendar_parts.h"

typedef struct calendar_extremes {
    int32_t least;
    int32_t most;
} calendar_extremes;

static calendar_extremes calendar_extremes_of(const int32_t *values, size_t count) {
    int32_t least = values[0];
    int32_t most = values[0];
    calendar_extremes out;
    for (size_t i = 1; i < count; i++) {
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    out.least = least;
    out.most = most;
    return out;
}

/* The days that are both certain and in the table; empty (least > most) when there are none. */
static calendar_extremes calendar_certain_table(const hotline_calendar *c) {
    calendar_extremes out;
    out.least = c->certain_first > c->table.first ? c->certain_first : c->table.first;
    out.most = c->certain_last < c->table.last ? c->certain_last : c->table.last;
    return out;
}

static int calendar_extremes_within(calendar_extremes inner, calendar_extremes outer) {
    return inner.least >= outer.least && inner.most <= outer.most;
}

/* Rank is monotone: the extremes of days and numbers bound every position that adding can reach. */
static int calendar_add_fits(const hotline_calendar *c, const hotline_day *days, const int32_t *n, size_t count) {
    const calendar_table *t = &c->table;
    calendar_extremes sure = calendar_certain_table(c);
    calendar_extremes d = calendar_extremes_of(days, count);
    calendar_extremes m = calendar_extremes_of(n, count);
    if (!calendar_extremes_within(d, sure)) {
        return 0;
    }
    return (int64_t)t->rank[d.least - t->first] + m.least >= t->rank[sure.least - t->first] &&
           (int64_t)t->rank[d.most + 1 - t->first] + m.most < t->rank[sure.most + 1 - t->first];
}

static void calendar_add_each(const calendar_table *t, const hotline_day *days, const int32_t *n, size_t count, hotline_day *out) {
    const int32_t *rank = t->rank;
    const hotline_day *nth = t->nth;
    hotline_day first = t->first;
    for (size_t i = 0; i < count; i++) {
        int32_t by = n[i];
        hotline_day day = days[i];
        int32_t forward = by > 0;
        hotline_day to = nth[rank[day - first + forward] + by - forward];
        out[i] = by == 0 ? day : to;
    }
}

static hotline_status calendar_add_one(const hotline_calendar *c, hotline_day day, int32_t n, uint32_t flags, hotline_day *out) {
    *out = hotline__calendar_add(c, day, n);
    if (*out == HOTLINE_DAY_NONE) {
        return HOTLINE_ERROR_RANGE;
    }
    return n >= 0 ? hotline__calendar_standing(c, day + 1, *out, flags) : hotline__calendar_standing(c, *out, day - 1, flags);
}

static hotline_status calendar_add_proved(const hotline_calendar *c, const hotline_day *days, const int32_t *n, size_t count,
                                          uint32_t flags, hotline_day *out) {
    hotline_status worst = HOTLINE_OK;
    hotline_day to;
    for (size_t i = 0; i < count; i++) {
        hotline_status status = calendar_add_one(c, days[i], n[i], flags, &to);
        HOTLINE_TRY(status);
        worst = status > worst ? status : worst;
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = hotline__calendar_add(c, days[i], n[i]);
    }
    return worst;
}

static int calendar_many_bad(const hotline_calendar *c, const void *a, const void *b, const void *out, size_t count, uint32_t flags) {
    return c == NULL || (flags & ~(uint32_t)HOTLINE_CALENDAR_CERTAIN) != 0 || (count > 0 && (a == NULL || b == NULL || out == NULL));
}

hotline_status hotline_calendar_add_many(const hotline_calendar *calendar, const hotline_day *days, const int32_t *n, size_t count,
                                         uint32_t flags, hotline_day *out) {
    if (calendar_many_bad(calendar, days, n, out, count, flags)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (count == 0) {
        return HOTLINE_OK;
    }
    if (!calendar_add_fits(calendar, days, n, count)) {
        return calendar_add_proved(calendar, days, n, count, flags, out);
    }
    calendar_add_each(&calendar->table, days, n, count, out);
    return HOTLINE_OK;
}

static hotline_status calendar_count_one(const hotline_calendar *c, hotline_day from, hotline_day to, uint32_t flags) {
    if (!hotline__calendar_day_valid(from) || !hotline__calendar_day_valid(to)) {
        return HOTLINE_ERROR_RANGE;
    }
    return from <= to ? hotline__calendar_standing(c, from + 1, to, flags) : hotline__calendar_standing(c, to + 1, from, flags);
}

static hotline_status calendar_count_proved(const hotline_calendar *c, const hotline_day *from, const hotline_day *to, size_t count,
                                            uint32_t flags, int32_t *out) {
    hotline_status worst = HOTLINE_OK;
    for (size_t i = 0; i < count; i++) {
        hotline_status status = calendar_count_one(c, from[i], to[i], flags);
        HOTLINE_TRY(status);
        worst = status > worst ? status : worst;
    }
    for (size_t i = 0; i < count; i++) {
        out[i] = (int32_t)hotline__calendar_count(c, from[i], to[i]);
    }
    return worst;
}

static void calendar_count_each(const calendar_table *t, const hotline_day *from, const hotline_day *to, size_t count, int32_t *out) {
    const int32_t *through = t->rank + 1;
    hotline_day first = t->first;
    for (size_t i = 0; i < count; i++) {
        out[i] = through[to[i] - first] - through[from[i] - first];
    }
}

hotline_status hotline_calendar_count_many(const hotline_calendar *calendar, const hotline_day *from, const hotline_day *to, size_t count,
                                           uint32_t flags, int32_t *out) {
    calendar_extremes sure;
    if (calendar_many_bad(calendar, from, to, out, count, flags)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (count == 0) {
        return HOTLINE_OK;
    }
    sure = calendar_certain_table(calendar);
    if (!calendar_extremes_within(calendar_extremes_of(from, count), sure) ||
        !calendar_extremes_within(calendar_extremes_of(to, count), sure)) {
        return calendar_count_proved(calendar, from, to, count, flags, out);
    }
    calendar_count_each(&calendar->table, from, to, count, out);
    return HOTLINE_OK;
}
