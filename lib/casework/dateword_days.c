/* SPDX-License-Identifier: MIT */
/*
 * The days that a date, a month, a quarter, a half or a year stands for, seen from today. It refuses to know letters and which days are
 * worked.
 */
#include "dateword_parts.h"

#include "../base/instant_impl.h"

/* 0: the goal's own month or day; a last day 0: the month's last. */
typedef struct stretch_row {
    uint8_t first_month, last_month, first_day, last_day;
} stretch_row;

static const stretch_row stretch_rows[] = {
    {0, 0, 0, 0},   /* DATEPART_DAY: its own day */
    {0, 0, 1, 0},   /* DATEPART_MONTH */
    {0, 0, 1, 10},  /* DATEPART_MONTH_EARLY */
    {0, 0, 1, 10},  /* DATEPART_FIRST_TEN */
    {0, 0, 11, 20}, /* DATEPART_SECOND_TEN */
    {0, 0, 21, 0},  /* DATEPART_LAST_TEN */
    {0, 0, 0, 0},   /* DATEPART_MONTH_END: the last day */
    {1, 12, 1, 0},  /* DATEPART_YEAR */
    {1, 1, 1, 0},   /* DATEPART_YEAR_EARLY */
    {6, 6, 1, 0},   /* DATEPART_YEAR_MIDDLE */
    {12, 12, 0, 0}, /* DATEPART_YEAR_END: the last day */
    {1, 6, 1, 0},   /* DATEPART_FIRST_HALF */
    {7, 12, 1, 0},  /* DATEPART_SECOND_HALF */
    {1, 3, 1, 0},   /* DATEPART_QUARTER_1 */
    {4, 6, 1, 0},   {7, 9, 1, 0}, {10, 12, 1, 0},
};

static const dateword_stretch stretch_none = {HOTLINE_DAY_NONE, HOTLINE_DAY_NONE};

static hotline_day stretch_of_month(const dateword_goal *goal, int32_t month, int32_t day) {
    if (month < 1 || month > 12 || goal->year < 1 || goal->year > 9999) {
        return HOTLINE_DAY_NONE;
    }
    return hotline_day_of(goal->year, month, day == 0 ? hotline__month_days(goal->year, month) : day);
}

/* Of a goal whose year and month are known. */
static int stretch_known(const dateword_goal *goal, dateword_stretch *out) {
    const stretch_row *row = &stretch_rows[goal->part];
    int32_t own = goal->part == DATEPART_DAY ? goal->day : 0;
    if (goal->part == DATEPART_DAY && own == 0) {
        return 0;
    }
    out->from = stretch_of_month(goal, row->first_month == 0 ? goal->month : row->first_month, own == 0 ? row->first_day : own);
    out->to = stretch_of_month(goal, row->last_month == 0 ? goal->month : row->last_month, own == 0 ? row->last_day : own);
    return out->from != HOTLINE_DAY_NONE && out->to != HOTLINE_DAY_NONE;
}

static int32_t stretch_away(const dateword_stretch *days, hotline_day today) {
    return today < days->from ? days->from - today : today > days->to ? today - days->to : 0;
}

/* The year within `reach` of today's that brings the goal nearest. */
static int stretch_nearest(const dateword_goal *goal, hotline_day today, int32_t reach, dateword_stretch *out) {
    int32_t year = hotline__civil_of(today).year;
    dateword_goal g = *goal;
    dateword_stretch days;
    int found = 0;
    for (g.year = year - reach; g.year <= year + reach; g.year++) {
        if (stretch_known(&g, &days) && (!found || stretch_away(&days, today) <= stretch_away(out, today))) {
            *out = days;
            found = 1;
        }
    }
    return found;
}

/* The next month, this one included, that has the day and has it not behind it: at most two on. */
static int stretch_next(int32_t day, hotline_day today, dateword_stretch *out) {
    civil c = hotline__civil_of(today);
    dateword_goal g = {c.year, c.month, day, DATEPART_DAY};
    for (int i = 0; i < 3; i++) {
        if (stretch_known(&g, out) && out->from >= today) {
            return 1;
        }
        g.year += g.month == 12;
        g.month = g.month == 12 ? 1 : g.month + 1;
    }
    return 0;
}

/* Without today: whether there is such a day in a leap year. */
static int stretch_possible(const dateword_goal *goal) {
    dateword_goal g = *goal;
    dateword_stretch days;
    g.year = 2000;
    g.month = g.month == 0 ? 1 : g.month;
    return stretch_known(&g, &days);
}

int hotline__dateword_place(const dateword_goal *goal, hotline_day today, dateword_stretch *out) {
    dateword_goal g = *goal;
    civil c;
    if (g.year != 0) {
        return stretch_known(&g, out);
    }
    if (today == HOTLINE_DAY_NONE) {
        *out = stretch_none;
        return stretch_possible(&g);
    }
    if (g.part == DATEPART_DAY && g.month == 0) {
        return stretch_next(g.day, today, out);
    }
    if (g.part < DATEPART_YEAR && g.month != 0) {
        return stretch_nearest(&g, today, 1, out) || stretch_nearest(&g, today, 8, out);
    }
    c = hotline__civil_of(today);
    g.year = c.year;
    g.month = c.month;
    return stretch_known(&g, out);
}

static hotline_day stretch_fit(int64_t day) {
    return day < HOTLINE_DAY_FIRST || day > HOTLINE_DAY_LAST ? HOTLINE_DAY_NONE : (hotline_day)day;
}

dateword_stretch hotline__dateword_week(hotline_day today, int32_t n) {
    dateword_stretch week = stretch_none;
    if (today != HOTLINE_DAY_NONE) {
        week.from = stretch_fit(today - hotline__weekday(today) + 7 * n);
        week.to = stretch_fit((int64_t)today - hotline__weekday(today) + 7 * n + 6);
    }
    return week.from == HOTLINE_DAY_NONE || week.to == HOTLINE_DAY_NONE ? stretch_none : week;
}

hotline_day hotline__dateword_after(hotline_day today, int64_t days, int64_t months) {
    hotline_day day = today;
    if (day != HOTLINE_DAY_NONE && months != 0) {
        day = hotline__add_months(day, months);
    }
    return day == HOTLINE_DAY_NONE ? HOTLINE_DAY_NONE : stretch_fit(day + days);
}
