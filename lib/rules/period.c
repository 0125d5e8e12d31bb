/* SPDX-License-Identifier: MIT */
/*
 * Which day, week, month, quarter or year a moment falls into, as the policy cuts them: a day may begin at noon, a week on a Friday, a
 * month on the 19th. It refuses to know who asks, and it defaults nothing: what the policy leaves open is HOTLINE_UNDEFINED.
 */
#include "period_impl.h"

#include <string.h>

typedef struct period_month {
    int32_t year;
    int32_t month; /* by which it is named, 1 to 12 */
} period_month;

static hotline_status period_bounds(hotline_day first, hotline_day next, int32_t from_minute, int32_t offset, period *out) {
    if (first < HOTLINE_DAY_FIRST || next > HOTLINE_DAY_LAST) {
        return HOTLINE_ERROR_RANGE;
    }
    out->first = first;
    out->last = from_minute > 0 ? next : next - 1;
    out->from = hotline__midnight(first, offset) + from_minute * HOTLINE_MINUTE_MS;
    out->to = hotline__midnight(next, offset) + from_minute * HOTLINE_MINUTE_MS;
    return hotline_day_write(first, out->name);
}

static hotline_status period_day(const periods_rule *rule, hotline_day day, int32_t offset, period *out) {
    return period_bounds(day, day + 1, rule->day_from, offset, out);
}

static hotline_status period_week(const periods_rule *rule, hotline_day day, int32_t offset, period *out) {
    int32_t into = (hotline__weekday(day) - rule->week_from + 7) % 7;
    return period_bounds(day - into, day - into + 7, 0, offset, out);
}

/* The month that a date falls into, by the name it has; months that begin after the 1st are named by their first or last month. */
static period_month period_month_of(const periods_rule *rule, hotline_day day) {
    civil c = hotline__civil_of(day);
    int32_t index = c.year * 12 + c.month - 1;
    period_month m;
    index -= c.day < rule->month_from;
    index += rule->month_from > 1 && rule->month_named_by_end;
    m.year = index / 12;
    m.month = index % 12 + 1;
    return m;
}

/* First day of the month with that name. */
static hotline_day period_month_first(const periods_rule *rule, int32_t year, int32_t month) {
    int32_t index = year * 12 + month - 1 - (rule->month_from > 1 && rule->month_named_by_end);
    return hotline_day_of(index / 12, index % 12 + 1, rule->month_from);
}

static void period_digits(char *at, int32_t number, int32_t count) {
    while (count-- > 0) {
        at[count] = (char)('0' + number % 10);
        number /= 10;
    }
}

/* Months, quarters and years are runs of 1, 3 or 12 months, counted from January. */
static hotline_status period_months(const periods_rule *rule, hotline_day day, int32_t run, int32_t offset, period *out) {
    period_month m = period_month_of(rule, day);
    int32_t first = (m.month - 1) / run * run + 1;
    int32_t next = first + run;
    hotline_day from = period_month_first(rule, m.year, first);
    hotline_day to = period_month_first(rule, m.year + (next > 12), next > 12 ? next - 12 : next);
    if (from == HOTLINE_DAY_NONE || to == HOTLINE_DAY_NONE) {
        return HOTLINE_ERROR_RANGE;
    }
    HOTLINE_TRY(period_bounds(from, to, 0, offset, out));
    memset(out->name, 0, sizeof out->name);
    period_digits(out->name, m.year, 4);
    if (run == 1) {
        out->name[4] = '-';
        period_digits(out->name + 5, m.month, 2);
    } else if (run == 3) {
        memcpy(out->name + 4, "-Q", 2);
        period_digits(out->name + 6, (first - 1) / 3 + 1, 1);
    }
    return HOTLINE_OK;
}

static const char *period_undefined(const periods_rule *rule, uint8_t span) {
    if (span == SPAN_DAY) {
        return rule->day_form == RULE_PLAIN ? NULL : "day";
    }
    if (span == SPAN_WEEK) {
        return rule->week_form == RULE_PLAIN ? NULL : "week";
    }
    if (rule->month_form != RULE_PLAIN) {
        return "month";
    }
    return rule->month_from > 1 && rule->named_form != RULE_PLAIN ? "month.named_by" : NULL;
}

hotline_status hotline__period_of_day(const periods_rule *rule, uint8_t span, hotline_day day, int32_t offset_minutes, period *out,
                                      const char **undefined) {
    static const int32_t runs[] = {0, 0, 0, 0, 1, 3, 12}; /* by duty_span */
    *undefined = period_undefined(rule, span);
    if (*undefined != NULL) {
        return HOTLINE_UNDEFINED;
    }
    if (span == SPAN_DAY) {
        return period_day(rule, day, offset_minutes, out);
    }
    return span == SPAN_WEEK ? period_week(rule, day, offset_minutes, out) : period_months(rule, day, runs[span], offset_minutes, out);
}

hotline_status hotline__period_at(const periods_rule *rule, uint8_t span, hotline_instant at, int32_t offset_minutes, period *out,
                                  const char **undefined) {
    hotline_day day = hotline__day_at(at, offset_minutes);
    if (span == SPAN_DAY && rule->day_form == RULE_PLAIN && hotline__ms_of_day(at, offset_minutes) < rule->day_from * HOTLINE_MINUTE_MS) {
        day--; /* before noon, say, it is still yesterday's day */
    }
    return hotline__period_of_day(rule, span, day, offset_minutes, out, undefined);
}

/* ---- by name ---- */

/* 2021-05, 2021-Q2: `parts` of which make a year, numbered in `digits` digits after the sign. */
static int period_read_part(text name, char sign, size_t digits, int64_t parts, int64_t *year, int64_t *part) {
    size_t at = name.len - digits;
    return name.len == 7 && name.at[4] == '-' && name.at[at - 1] == sign && hotline__text_digits(name, 0, 4, year) &&
           hotline__text_digits(name, at, digits, part) && *part >= 1 && *part <= parts;
}

/* The year and, counted from 1, the part of it. */
static int period_read_name(uint8_t span, text name, int64_t *year, int64_t *part) {
    *part = 1;
    if (span == SPAN_YEAR) {
        return name.len == 4 && hotline__text_digits(name, 0, 4, year);
    }
    return span == SPAN_QUARTER ? period_read_part(name, 'Q', 1, 4, year, part) : period_read_part(name, '-', 2, 12, year, part);
}

/* By duty_span: how many such periods make a year. */
static const int32_t period_parts[] = {0, 0, 0, 0, 12, 4, 1};

int hotline__period_number(uint8_t span, text name, int64_t *out) {
    hotline_day day = 0;
    int64_t year = 0;
    int64_t part = 0;
    if (span == SPAN_DAY || span == SPAN_WEEK) {
        int good = hotline_day_parse(name.at, name.len, &day) == HOTLINE_OK;
        *out = day;
        return good;
    }
    if (period_parts[span] == 0 || !period_read_name(span, name, &year, &part)) {
        return 0;
    }
    *out = year * period_parts[span] + part;
    return 1;
}

hotline_status hotline__period_named(const periods_rule *rule, uint8_t span, text name, int32_t offset_minutes, period *out,
                                     const char **undefined) {
    hotline_day day;
    int64_t number = 0;
    int32_t parts = period_parts[span];
    *undefined = NULL;
    if (!hotline__period_number(span, name, &number)) { /* whatever the policy says of such periods, that is none */
        return HOTLINE_ERROR_SYNTAX;
    }
    *undefined = period_undefined(rule, span);
    if (*undefined != NULL) {
        return HOTLINE_UNDEFINED;
    }
    if (span == SPAN_DAY || span == SPAN_WEEK) {
        return hotline__period_of_day(rule, span, (hotline_day)number, offset_minutes, out, undefined);
    }
    number--; /* from 0 on */
    day = period_month_first(rule, (int32_t)(number / parts), (int32_t)(number % parts) * (12 / parts) + 1);
    return day != HOTLINE_DAY_NONE ? hotline__period_of_day(rule, span, day, offset_minutes, out, undefined) : HOTLINE_ERROR_RANGE;
}
