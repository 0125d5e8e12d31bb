/* SPDX-License-Identifier: MIT */
/*
 * The dates and periods that a text names, and the whole numbers it names. What needs a calendar (working days), a table of festivals or
 * an event of the matter is found and left open.
 */
#ifndef HOTLINE_CASEWORK_DATEWORD_IMPL_H
#define HOTLINE_CASEWORK_DATEWORD_IMPL_H

#include "../../include/hotline/instant.h"

#include "passage_impl.h"

typedef enum dateword_kind {
    DATEWORD_ABSOLUTE,  /* one day of a year or month: 2021年5月28日, 5月28日, 本月28日, 28日 */
    DATEWORD_RELATIVE,  /* reckoned from today: 明天, 本周五, 3日内, 两周后 */
    DATEWORD_PERIOD,    /* a week, month or year, or part of one: 下周, 5月底, 三季度, 年内 */
    DATEWORD_WORKDAYS,  /* a count of working days */
    DATEWORD_UNRESOLVED /* a festival or a season */
} dateword_kind;

typedef struct dateword {
    span where;        /* with 内 or 后, without 前 */
    hotline_day from;  /* both HOTLINE_DAY_NONE when it cannot be told; of one day: both that day */
    hotline_day to;    /* within n days: from today to today + n */
    uint32_t workdays; /* DATEWORD_WORKDAYS: how many, else 0 */
    uint8_t kind;      /* dateword_kind */
    uint8_t bounded;   /* 前 or 内 follows: by `to`. 前 leaves the days as they are: 6月前 is 1 to 30 June. */
} dateword;

/*
 * The next date at or after *cursor (0 to begin): 1 and *out, and *cursor behind it; or 0, *out untouched, *cursor p->count. A date
 * without a year takes the year that brings it nearest to today, the later one of two; without a month the next such day, today
 * included; a half or a quarter is of this year. 月内, 周内 and 年内 begin today at the earliest. The end of a range (5月20日至28日)
 * takes what it lacks from the beginning. today HOTLINE_DAY_NONE: what needs it is told by kind and span only. A reading takes time
 * linear in the text. Not read: 6.18日, the third of 5月1日、2日、3日, names of other calendars.
 */
int hotline__dateword_next(const passage *p, hotline_day today, uint32_t *cursor, dateword *out);

typedef struct dateword_number {
    span where;
    int64_t value; /* of a decimal the whole part; DATEWORD_NUMBER_MOST for that and more */
    uint8_t whole; /* no part was left out */
} dateword_number;

#define DATEWORD_NUMBER_MOST ((int64_t)1000000000000000)

/*
 * The number that begins at a letter: 30, 1,000, 3.5, 3万, 1.2万, 三, 两, 十五, 一百二十, 二〇二一, 两万三. 两三 and 三五 are the larger one.
 * 0 when none begins there; the inside of a number is no beginning.
 */
int hotline__dateword_number(const passage *p, uint32_t at, dateword_number *out);

#endif
