/* SPDX-License-Identifier: MIT */
/* A tally's cells, and how a subject falls into them. */
#ifndef HOTLINE_OVERSIGHT_TALLY_IMPL_H
#define HOTLINE_OVERSIGHT_TALLY_IMPL_H

#include "../../include/hotline/tally.h"

#include "../casework/ticket_impl.h"

/* One measure of one unit in one period. The key tells cells apart. */
typedef struct tally_key {
    int32_t unit; /* in the log, or NAME_NONE */
    int32_t kind; /* HOTLINE_PERIOD_* */
    hotline_day first;
    int32_t measure;
} tally_key;

typedef struct tally_cell {
    tally_key key;
    const hotline_policy *policy;
    const measure_rule *rule;
    period when;
    int64_t num, den, unknown, excepted;
} tally_cell;

struct hotline_tally {
    const hotline_log *log;
    arena keep;
    map keys; /* bytes of tally_key -> number of the cell */
    tally_cell **cells;
    uint32_t cell_capacity;
    uint32_t *order; /* of reading; order_count of them */
    uint32_t order_size;
    uint32_t order_count;
    buffer lines;
    hotline_status status;
};

/* A subject of a measure: where its conditions are read, and when it counts. */
typedef struct tally_subject {
    const matter *m;
    uint32_t object;
    uint32_t event; /* occurrence, or MATTER_NONE */
    int32_t unit;
} tally_subject;

/* How a subject falls: in the denominator, the numerator (with which weight), among the unknown or the excepted; or not at all. */
typedef struct tally_fall {
    int64_t weight;
    uint8_t counted, unknown, excepted;
} tally_fall;

tally_fall hotline__measure_weigh(const tally_subject *s, const hotline_policy *policy, const measure_rule *rule);
/* The moment that decides the period: 1 and *at, with the day it belongs to; 0 when it has not come. */
int hotline__measure_moment(const tally_subject *s, const hotline_policy *policy, const measure_rule *rule, hotline_instant *at,
                            hotline_day *day);

#endif
