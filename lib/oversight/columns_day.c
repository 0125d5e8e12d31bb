/* SPDX-License-Identifier: MIT */
/*
 * Which day each row's moment falls on, and which periods a day lies in. Days are found by multiplying, periods once for each day that is
 * met. It refuses to know what is counted.
 */
#include "columns_impl.h"

#include <string.h>

/*
 * Dividing n by a day without a division: N = n >> before, quotient = N * factor >> after, which fits 64 bits. Two ways, with b the bits of
 * the largest n:
 *
 * - Exact. The day is d times 2^before. N has b - before bits, at most 31; after = bits of N + bits of d; factor = 2^after / d rounded down,
 *   plus one. So factor * d - 2^after is e, 0 < e <= d, and N * e < 2^after: the quotient is that of N / d.
 * - Else N keeps the upper 30 bits, after = 34, factor = 2^(34 + before) / day rounded down. What the shift cuts off is less than
 *   2^before / day of the quotient, what the factor lacks less than N / 2^34, together less than one: the quotient is right or one less,
 *   and a comparison with the remainder makes it right.
 */
enum { DAY_BITS = 30, DAY_BITS_EXACT = 31, DAY_FACTOR = 34 };

/* Days by which a moment is moved to be positive; nanoseconds do not reach as far, seconds of 32 bits need not. */
enum {
    DAY_ORIGIN = 719164,
    DAY_ORIGIN_NS = 106752,
    DAY_ORIGIN_SMALL = 24860,
    DAY_MOST = DAY_ORIGIN + HOTLINE_DAY_LAST + 4,
    DAY_MOST_SMALL = DAY_ORIGIN_SMALL + 49720,
    DAY_SPARE = 64
};

static uint64_t day_units(uint8_t time) {
    static const uint64_t units[] = {1, 1, 86400, 86400000, UINT64_C(86400000000), UINT64_C(86400000000000), 86400000};
    return units[time];
}

static int day_is_small(const column_view *v) {
    return v->from->time == HOTLINE_COLUMN_SECONDS && v->from->width <= 4;
}

static uint32_t day_origin(const column_view *v) {
    if (v->from->time == HOTLINE_COLUMN_NANOSECONDS) {
        return DAY_ORIGIN_NS;
    }
    return day_is_small(v) ? DAY_ORIGIN_SMALL : DAY_ORIGIN;
}

static uint32_t day_bits(uint64_t number) {
    uint32_t bits = 0;
    while (bits < 64 && number >> bits != 0) {
        bits++;
    }
    return bits;
}

/* 2^power / by, rounded down; by < 2^63. */
static uint64_t day_power_over(uint32_t power, uint64_t by) {
    uint64_t quotient = 0;
    uint64_t rest = 1;
    for (uint32_t i = 0; i < power; i++) {
        rest *= 2;
        quotient = quotient * 2 + (rest >= by);
        rest -= rest >= by ? by : 0;
    }
    return by == 1 ? UINT64_C(1) << power : quotient;
}

/* Milliseconds in a column's own units, rounded down. */
static int64_t day_moved(uint8_t time, int64_t ms) {
    int64_t unit = (int64_t)day_units(time);
    return unit >= HOTLINE_DAY_MS ? ms * (unit / HOTLINE_DAY_MS) : hotline__floor64(ms, HOTLINE_DAY_MS / unit);
}

static void day_factor(uint64_t most, day_divider *out) {
    uint32_t bits = day_bits(most);
    uint32_t zeros = 0;
    while ((out->day >> zeros & 1) == 0) {
        zeros++;
    }
    out->exact = bits <= DAY_BITS_EXACT + zeros;
    if (out->exact) {
        out->before = zeros;
        out->after = (bits > zeros ? bits - zeros : 0) + day_bits(out->day >> zeros);
        out->factor = day_power_over(out->after, out->day >> zeros) + 1;
    } else {
        out->before = bits - DAY_BITS;
        out->after = DAY_FACTOR;
        out->factor = day_power_over(DAY_FACTOR + out->before, out->day);
    }
}

/* ahead: milliseconds by which moments are moved before. */
static void day_divider_for(const column_view *v, int64_t ahead, day_divider *out) {
    uint8_t time = v->from->time;
    uint64_t most = day_is_small(v) ? DAY_MOST_SMALL : DAY_MOST;
    out->day = day_units(time);
    out->bias = out->day * day_origin(v) + (uint64_t)day_moved(time, ahead);
    day_factor(time == HOTLINE_COLUMN_NANOSECONDS ? UINT64_MAX : out->day * most, out);
}

void hotline__columns_divider(const columns_plan *p, column_sheet *s) {
    const table_column *c = s->moment->from;
    int dates = hotline__columns_is_date(c);
    int64_t zone = dates || c->local ? 0 : p->offset * HOTLINE_MINUTE_MS;
    const periods_rule *periods = &s->policy->periods;
    int counts_days = (p->tally->spans >> SPAN_DAY & 1) != 0 && periods->day_form == RULE_PLAIN;
    s->halves = counts_days && periods->day_from != 0 && !(s->due && dates); /* a due date is its end */
    /* Midnight belongs to the day that it ends, where something is due then. */
    day_divider_for(s->moment, s->due && !dates ? zone - 1 : zone, &s->midnight);
    day_divider_for(s->moment, zone - periods->day_from * HOTLINE_MINUTE_MS, &s->morning);
}

#define COLUMNS_DAYS(NAME, T)                                                                                                              \
  static void NAME(const day_divider *d, const void *from, uint32_t *restrict out) {                                                       \
    const T *restrict a = from;                                                                                                            \
    uint64_t bias = d->bias;                                                                                                               \
    uint64_t day = d->day;                                                                                                                 \
    uint64_t factor = d->factor;                                                                                                           \
    uint32_t before = d->before;                                                                                                           \
    uint32_t after = d->after;                                                                                                             \
    if (d->exact) {                                                                                                                        \
      for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                         \
        out[j] = (uint32_t)((((uint64_t)(int64_t)a[j] + bias) >> before) * factor >> after);                                               \
      }                                                                                                                                    \
      return;                                                                                                                              \
    }                                                                                                                                      \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      uint64_t n = (uint64_t)(int64_t)a[j] + bias;                                                                                         \
      uint64_t q = (n >> before) * factor >> after;                                                                                        \
      out[j] = (uint32_t)(q + (n - q * day >= day));                                                                                       \
    }                                                                                                                                      \
  }

COLUMNS_DAYS(day_of_i8, int8_t)
COLUMNS_DAYS(day_of_i16, int16_t)
COLUMNS_DAYS(day_of_i32, int32_t)
COLUMNS_DAYS(day_of_i64, int64_t)
COLUMNS_DAYS(day_of_u8, uint8_t)
COLUMNS_DAYS(day_of_u16, uint16_t)
COLUMNS_DAYS(day_of_u32, uint32_t)
COLUMNS_DAYS(day_of_u64, uint64_t)

/* Seconds of 32 bits, where the bias is a whole number of the units that are shifted out: nothing leaves 32 bits before the product. */
static void day_of_seconds(const day_divider *d, const uint32_t *restrict a, uint32_t *restrict out) {
    uint32_t bias = (uint32_t)(d->bias >> d->before);
    uint32_t factor = (uint32_t)d->factor;
    uint32_t before = d->before;
    uint32_t after = d->after;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        out[j] = (uint32_t)((uint64_t)((a[j] >> before) + bias) * factor >> after);
    }
}

static int day_is_narrow(const column_view *v, const day_divider *d) {
    return d->exact && v->width == 4 && !v->is_signed && d->before > 0 && d->bias >> d->before << d->before == d->bias &&
           d->bias >> d->before <= UINT32_MAX / 2 && d->factor <= UINT32_MAX;
}

static void day_divide(const column_view *v, const day_divider *d, uint32_t *out) {
    static void (*const loops[2][4])(const day_divider *, const void *, uint32_t *restrict) = {
        {day_of_u8, day_of_u16, day_of_u32, day_of_u64},
        {day_of_i8, day_of_i16, day_of_i32, day_of_i64},
    };
    if (day_is_narrow(v, d)) {
        day_of_seconds(d, v->data, out);
        return;
    }
    uint32_t width = v->width == 1 ? 0 : v->width == 2 ? 1 : v->width == 4 ? 2 : 3;
    loops[v->is_signed != 0][width](d, v->data, out);
}

static void day_add(const uint32_t *restrict more, uint32_t *restrict days) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        days[j] += more[j];
    }
}

/* Places in the table; 1 when a place lies beyond it. */
static int day_all_places(const uint32_t *restrict days, uint32_t first, uint32_t most, uint32_t *restrict out) {
    uint32_t beyond = 0;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        uint32_t place = days[j] - first;
        beyond |= place >= most;
        out[j] = place + 1;
    }
    return beyond != 0;
}

/* The same, with place 0 for rows that do not count. */
static int day_some_places(const uint32_t *restrict days, const uint8_t *restrict counts, uint32_t first, uint32_t most,
                           uint32_t *restrict out) {
    uint32_t beyond = 0;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        uint32_t yes = counts[j] != SAYS_NO;
        uint32_t place = days[j] - first;
        beyond |= yes & (place >= most);
        out[j] = yes ? place + 1 : 0;
    }
    return beyond != 0;
}

static int day_places(const column_sheet *s, const uint32_t *days, const uint8_t *counts, uint32_t *out) {
    uint8_t all = SAYS_YES;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        all &= counts[j];
    }
    return all == SAYS_YES ? day_all_places(days, s->first, s->day_count, out) : day_some_places(days, counts, s->first, s->day_count, out);
}

/* Makes the table reach over all days of the block that count. */
static hotline_status day_reach(columns_plan *p, column_sheet *s, const uint32_t *days, const uint8_t *counts) {
    uint32_t least = s->day_count > 0 ? s->first : UINT32_MAX;
    uint32_t most = s->day_count > 0 ? s->first + s->day_count - 1 : 0;
    uint32_t count;
    uint32_t *table;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        if (counts[j] != SAYS_NO) {
            least = days[j] < least ? days[j] : least;
            most = days[j] > most ? days[j] : most;
        }
    }
    least -= least > DAY_SPARE ? DAY_SPARE : least;
    count = most - least + DAY_SPARE + s->day_count;
    table = hotline__arena_take(&p->keep, ((size_t)count + 1) * sizeof *table);
    if (table == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    for (uint32_t i = 1; i <= count; i++) {
        table[i] = SEGMENT_UNSEEN;
    }
    table[0] = SEGMENT_NONE;
    if (s->day_count > 0) {
        memcpy(table + 1 + (s->first - least), s->segment_of + 1, s->day_count * sizeof *table);
    }
    s->segment_of = table;
    s->first = least;
    s->day_count = count;
    return HOTLINE_OK;
}

hotline_status hotline__columns_days(columns_plan *p, column_sheet *s) {
    uint32_t days[COLUMNS_BLOCK];
    column_test *happened = p->tests[s->happened];
    HOTLINE_TRY(hotline__columns_test(p, happened));
    day_divide(s->moment, &s->midnight, days);
    if (s->halves) {
        day_divide(s->moment, &s->morning, p->day_of);
        day_add(p->day_of, days);
    }
    if (p->block_rows < COLUMNS_BLOCK) { /* the last row again does not count again */
        memset(happened->says + p->block_rows, SAYS_NO, COLUMNS_BLOCK - p->block_rows);
    }
    if (day_places(s, days, happened->says, p->day_of)) {
        HOTLINE_TRY(day_reach(p, s, days, happened->says));
        (void)day_places(s, days, happened->says, p->day_of);
    }
    return HOTLINE_OK;
}

/* ---- periods ---- */

/* The number of a period in the sheet. */
static hotline_status day_period(columns_plan *p, column_sheet *s, uint8_t every, const period *when, uint32_t *out) {
    for (uint32_t i = s->period_count[every]; i > 0; i--) {
        if (s->periods[every][i - 1].first == when->first) {
            *out = i - 1;
            return HOTLINE_OK;
        }
    }
    if (!hotline__arena_grow(&p->keep, &s->periods[every], s->period_count[every], &s->period_capacity[every], sizeof *when)) {
        return hotline__columns_no_memory(p->error);
    }
    s->periods[every][s->period_count[every]] = *when;
    *out = s->period_count[every]++;
    return HOTLINE_OK;
}

/* The period of a kind that a (half-)day lies in; 0: none, or another policy's. */
static int day_period_of(const columns_plan *p, const column_sheet *s, uint8_t every, hotline_day day, int32_t minute, period *out) {
    const char *undefined = NULL;
    const periods_rule *rule = &s->policy->periods;
    hotline_instant at = hotline__midnight(day, p->offset) + minute * HOTLINE_MINUTE_MS;
    hotline_status status = s->due && !s->halves ? hotline__period_of_day(rule, every, day, p->offset, out, &undefined)
                                                 : hotline__period_at(rule, every, at, p->offset, out, &undefined);
    return status == HOTLINE_OK && hotline__rulebook_at(p->rulebook, out->from) == s->policy;
}

static hotline_status day_new_segment(columns_plan *p, column_sheet *s, const column_segment *made, uint32_t *out) {
    for (uint32_t i = s->segment_count; i > 0; i--) {
        if (memcmp(&s->segments[i - 1], made, sizeof *made) == 0) {
            *out = SEGMENT_FIRST + i - 1;
            return HOTLINE_OK;
        }
    }
    if (!hotline__arena_grow(&p->keep, &s->segments, s->segment_count, &s->segment_capacity, sizeof *made)) {
        return hotline__columns_no_memory(p->error);
    }
    s->segments[s->segment_count] = *made;
    *out = SEGMENT_FIRST + s->segment_count++;
    return HOTLINE_OK;
}

/* The day of a place, and the minute of it from which on the place holds. */
static hotline_day day_of_place(const column_sheet *s, uint32_t place, int32_t *minute) {
    uint32_t sum = s->first + place - 1;
    *minute = s->halves && sum % 2 == 0 ? s->policy->periods.day_from : 0;
    return (hotline_day)((s->halves ? (sum + 1) / 2 : sum) - day_origin(s->moment));
}

hotline_status hotline__columns_segment(columns_plan *p, column_sheet *s, uint32_t place, uint32_t *out) {
    column_segment made;
    int32_t minute = 0;
    hotline_day day = day_of_place(s, place, &minute);
    int some = 0;
    for (uint8_t every = 0; every < COLUMNS_SPANS; every++) {
        period when;
        made.periods[every] = PERIOD_NONE;
        if (every >= SPAN_DAY && (p->tally->spans >> every & 1) != 0 && day_period_of(p, s, every, day, minute, &when)) {
            HOTLINE_TRY(day_period(p, s, every, &when, &made.periods[every]));
            some = 1;
        }
    }
    *out = SEGMENT_NONE;
    return some ? day_new_segment(p, s, &made, out) : HOTLINE_OK;
}
