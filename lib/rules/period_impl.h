/* SPDX-License-Identifier: MIT */
/* Days, weeks, months, quarters and years as a policy cuts them. */
#ifndef HOTLINE_RULES_PERIOD_IMPL_H
#define HOTLINE_RULES_PERIOD_IMPL_H

#include "policy_impl.h"

#include "../../include/hotline/period.h"

/* PERIOD_KINDS: numbers of HOTLINE_PERIOD_*, from 0: none. */
enum { PERIOD_NAME_SIZE = HOTLINE_PERIOD_NAME_SIZE, PERIOD_KINDS = HOTLINE_PERIOD_YEAR + 1 };

/* A period, half-open: [from, to). */
typedef struct period {
    hotline_instant from;
    hotline_instant to;
    hotline_day first;           /* the local date on which it begins */
    hotline_day last;            /* the local date on which it ends: `to` lies at or before this day's 24:00 */
    char name[PERIOD_NAME_SIZE]; /* 2021-04, 2021-Q2, 2021; weeks and days by their first date */
} period;

/*
 * The period of a span (duty_span) that a moment falls into. HOTLINE_OK; HOTLINE_UNDEFINED with *undefined naming the key ("day",
 * "week", "month") that the policy leaves open; HOTLINE_ERROR_RANGE.
 */
hotline_status hotline__period_at(const periods_rule *rule, uint8_t span, hotline_instant at, int32_t offset_minutes, period *out,
                                  const char **undefined);
/* The same for a date: 24:00 belongs to the day that it ends, so a due day and not its moment decides a period. */
hotline_status hotline__period_of_day(const periods_rule *rule, uint8_t span, hotline_day day, int32_t offset_minutes, period *out,
                                      const char **undefined);
/* The period of that name; HOTLINE_ERROR_SYNTAX: no period of the span has such a name. Weeks and days by any of their dates. */
hotline_status hotline__period_named(const periods_rule *rule, uint8_t span, text name, int32_t offset_minutes, period *out,
                                     const char **undefined);
/* HOTLINE_PERIOD_* and duty_span; 0 and SPAN_NONE for none such. */
int32_t hotline__period_kind(uint8_t span);
uint8_t hotline__period_span(int32_t kind);
/* The item of a policy that says how periods of a span begin. */
const char *hotline__period_path(uint8_t span);
/* The number of a period by its name: 0 when it is none; those of two in a row differ by 1, of weeks by 7. */
int hotline__period_number(uint8_t span, text name, int64_t *out);

#endif
