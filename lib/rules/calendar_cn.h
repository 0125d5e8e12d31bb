/* SPDX-License-Identifier: MIT */
/* The built-in national arrangement, as it stands in the notices: 2007-01-01 to 2026-12-31. Dates are numbers such as 20260214. */
#ifndef HOTLINE_RULES_CALENDAR_CN_H
#define HOTLINE_RULES_CALENDAR_CN_H

#include "../../include/hotline/calendar.h"

enum { CALENDAR_CN_FIRST = 20070101, CALENDAR_CN_OFFSET = 480 };

typedef struct calendar_cn_notice {
    const char *text;
    uint32_t known; /* date from which it counts as known */
    uint32_t until; /* last date that it arranges; 0: it changes another notice */
} calendar_cn_notice;

typedef struct calendar_cn_span {
    uint32_t date;
    uint8_t days;
    uint8_t day_class; /* HOTLINE_DAY_... */
    uint8_t name;
    uint8_t notice;
} calendar_cn_span;

extern const char *const hotline__calendar_cn_names[];
extern const calendar_cn_notice hotline__calendar_cn_notices[];
extern const calendar_cn_span hotline__calendar_cn_spans[];
extern const uint32_t hotline__calendar_cn_notice_count;
extern const uint32_t hotline__calendar_cn_span_count;

#endif
