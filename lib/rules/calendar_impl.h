/* SPDX-License-Identifier: MIT */
/* What the layers above may ask a calendar without going through the public door: no argument checks, no error records. */
#ifndef HOTLINE_RULES_CALENDAR_IMPL_H
#define HOTLINE_RULES_CALENDAR_IMPL_H

#include "../../include/hotline/calendar.h"

#include "../base/instant_impl.h"

int32_t hotline__calendar_offset(const hotline_calendar *calendar); /* minutes east of UTC */
int hotline__calendar_worked(const hotline_calendar *calendar, hotline_day day);
int hotline__calendar_certain(const hotline_calendar *calendar, hotline_day day);
/* n-th worked day after day (before it when n < 0; itself when 0). HOTLINE_DAY_NONE out of range. Constant time. */
hotline_day hotline__calendar_add(const hotline_calendar *calendar, hotline_day day, int64_t n);
/* Worked days in (from, to]; negative when to < from. Constant time. */
int64_t hotline__calendar_count(const hotline_calendar *calendar, hotline_day from, hotline_day to);
/* First worked day at or after day. */
hotline_day hotline__calendar_next(const hotline_calendar *calendar, hotline_day day);
/* Minute of closing on that day, 1440 when the day has no hours or the calendar has none. */
int32_t hotline__calendar_close(const hotline_calendar *calendar, hotline_day day);
/* The moment at which `ms` of working time are used up, counted from `from` (backward when negative); used up at closing ends at that
   closing. HOTLINE_NO_INSTANT when the calendar has no working hours, or out of range. */
hotline_instant hotline__calendar_add_work(const hotline_calendar *calendar, hotline_instant from, int64_t ms);
/* Working milliseconds in [from, to); 0 when to <= from. */
int64_t hotline__calendar_count_work(const hotline_calendar *calendar, hotline_instant from, hotline_instant to);
/* 1 when the documents define working hours. */
int hotline__calendar_has_hours(const hotline_calendar *calendar);
/* Is `name` "cn" or the id of a document in the stack? */
int hotline__calendar_is_named(const hotline_calendar *calendar, text name);
/* Names of the stack, for hints: i from 0, empty text past the end. */
text hotline__calendar_name(const hotline_calendar *calendar, uint32_t i);

#endif
