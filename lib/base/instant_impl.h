/* SPDX-License-Identifier: MIT */
/* Civil dates, and arithmetic that says when it overflows. */
#ifndef HOTLINE_BASE_INSTANT_IMPL_H
#define HOTLINE_BASE_INSTANT_IMPL_H

#include "../../include/hotline/instant.h"

#include "error_impl.h"

#define HOTLINE_MINUTE_MS ((int64_t)60000)
#define HOTLINE_DAY_MS ((int64_t)86400000)
#define HOTLINE_NO_INSTANT INT64_MIN

typedef struct civil {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
} civil;

civil hotline__civil_of(hotline_day day);
int32_t hotline__month_days(int32_t year, int32_t month);
/* 0 Monday ... 6 Sunday. */
int32_t hotline__weekday(hotline_day day);
/* Floor division: the day that an instant falls on at an offset, and its milliseconds since that midnight. */
hotline_day hotline__day_at(hotline_instant instant, int32_t offset_minutes);
int64_t hotline__ms_of_day(hotline_instant instant, int32_t offset_minutes);
hotline_instant hotline__midnight(hotline_day day, int32_t offset_minutes);
/* 1 and *out, or 0 when the result does not fit. */
int hotline__add64(int64_t a, int64_t b, int64_t *out);
int hotline__multiply64(int64_t a, int64_t b, int64_t *out);
/* a / b rounded down; b > 0. In loops over many. */
static inline int64_t hotline__floor64(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}
/* Same day n months on (n may be negative); the month's last day where there is none. HOTLINE_DAY_NONE out of range. */
hotline_day hotline__add_months(hotline_day day, int64_t n);
/* "HH:MM", 00:00 to 24:00, as minutes since midnight; -1 for anything else. */
int32_t hotline__minutes_parse(text t);

#endif
