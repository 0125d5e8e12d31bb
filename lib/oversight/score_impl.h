/* SPDX-License-Identifier: MIT */
/* Scores: what a formula gives for a unit in a period, part by part. */
#ifndef HOTLINE_OVERSIGHT_SCORE_IMPL_H
#define HOTLINE_OVERSIGHT_SCORE_IMPL_H

#include "../../include/hotline/ranking.h"

#include "../base/fraction.h"
#include "tally_impl.h"

/* Whose figures: of a unit in a period. */
typedef struct score_reading {
    const hotline_tally *tally;
    const hotline_policy *policy;
    const tally_counts *totals; /* of the whole group, by measure */
    text unit;
    hotline_day first;
    uint8_t span;
} score_reading;

/* state: HOTLINE_PART_*. value is set when it is _KNOWN or _GIVEN; cause, when _UNDEFINED, is the path of the item. */
typedef struct score_value {
    fraction value;
    const char *cause;
    int32_t state;
} score_value;

/* Room for working one out. */
typedef struct score_stack {
    fraction values[FORMULA_STACK];
} score_stack;

/* A measure of the unit: a rate as a fraction, or a count. */
void hotline__score_measure(const score_reading *s, int32_t measure, score_value *out);
/* A part, rounded. */
void hotline__score_part(const score_reading *s, score_stack *stack, const score_rule *rule, const score_part *part, score_value *out);
/* Does some part read the measure; with in_total, the group's total of it? rule may be NULL. */
int hotline__score_reads(const score_rule *rule, int32_t measure, int in_total);
/* The sum of its parts (part_count of them), rounded to hotline__score_places(). The worst of their states is its own. */
void hotline__score_sum(const score_rule *rule, const score_value *parts, score_value *out);
uint32_t hotline__score_places(const score_rule *rule);
/* The band that a score falls into; NULL: it has none. */
const score_band *hotline__score_band(const score_rule *rule, const fraction *score);

#endif
