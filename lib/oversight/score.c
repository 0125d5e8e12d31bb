/* SPDX-License-Identifier: MIT */
/*
 * What a score's formula gives for one unit in one period, as exact fractions. It refuses to know who else there is, but for the group's
 * totals, and to order anything: that is ranking.c.
 */
#include "score_impl.h"

static void score_set(score_value *out, int32_t state, const char *cause) {
    out->state = state;
    out->cause = cause;
    hotline__fraction_set(&out->value, 0, 0);
}

/* What cannot be told for want of a rule weighs more than what cannot be told for want of a fact, and that more than 0 of 0. */
static int score_weight(int32_t state) {
    static const int weights[] = {0, 1, 2, 3, 0}; /* by HOTLINE_PART_* */
    return weights[state];
}

static void score_worsen(score_value *to, int32_t state, const char *cause) {
    if (score_weight(state) > score_weight(to->state)) {
        to->state = state;
        to->cause = cause;
    }
}

static void score_read(const measure_rule *rule, const tally_counts *counts, score_value *out) {
    fraction den;
    score_set(out, HOTLINE_PART_KNOWN, NULL);
    if (counts->unknown != 0) {
        out->state = HOTLINE_PART_UNKNOWN;
        return;
    }
    hotline__fraction_set(&out->value, counts->num, rule->places);
    if (rule->per_form != RULE_ABSENT) {
        hotline__fraction_set(&den, counts->den, 0);
        if (!hotline__fraction_divide(&out->value, &out->value, &den)) {
            out->state = HOTLINE_PART_NO_RATE;
        }
    }
}

static void score_measure(const score_reading *s, int32_t measure, int total, score_value *out) {
    const measure_rule *rule = hotline__policy_measure(s->policy, measure);
    const tally_counts *counts =
        total && !rule->unitless ? &s->totals[measure] : hotline__tally_figure(s->tally, rule, s->unit, measure, s->span, s->first);
    if (rule->undefined) {
        score_set(out, HOTLINE_PART_UNDEFINED, rule->path);
        return;
    }
    score_read(rule, counts, out);
}

void hotline__score_measure(const score_reading *s, int32_t measure, score_value *out) {
    score_measure(s, measure, 0, out);
}

/* ---- formulas ---- */

static int score_join(uint32_t code, fraction *a, const fraction *b) {
    fraction turned;
    int order;
    switch (code) {
    case FORMULA_ADD:
        return hotline__fraction_add(a, a, b);
    case FORMULA_SUBTRACT:
        hotline__fraction_negate(&turned, b);
        return hotline__fraction_add(a, a, &turned);
    case FORMULA_MULTIPLY:
        return hotline__fraction_multiply(a, a, b);
    case FORMULA_DIVIDE:
        return hotline__fraction_divide(a, a, b);
    default: /* FORMULA_MIN, FORMULA_MAX */
        order = hotline__fraction_compare(b, a);
        if (code == FORMULA_MIN ? order < 0 : order > 0) {
            *a = *b;
        }
        return 1;
    }
}

/* One step. What is no number stands as zero; `out` remembers the worst. */
static void score_step(const score_reading *s, fraction *values, uint32_t *height, const formula_op *step, score_value *out) {
    switch (step->code) {
    case FORMULA_NUMBER:
        hotline__fraction_set(&values[(*height)++], step->number.units, step->number.places);
        break;
    case FORMULA_MEASURE:
    case FORMULA_TOTAL: {
        score_value read;
        score_measure(s, step->measure, step->code == FORMULA_TOTAL, &read);
        score_worsen(out, read.state, read.cause);
        values[(*height)++] = read.value;
        break;
    }
    case FORMULA_NEGATE:
        hotline__fraction_negate(&values[*height - 1], &values[*height - 1]);
        break;
    default:
        --*height;
        if (!score_join(step->code, &values[*height - 1], &values[*height])) { /* by zero: that it fits was seen when the policy was read */
            score_worsen(out, HOTLINE_PART_NO_RATE, NULL);
            hotline__fraction_set(&values[*height - 1], 0, 0);
        }
    }
}

void hotline__score_part(const score_reading *s, score_stack *stack, const score_rule *rule, const score_part *part, score_value *out) {
    uint32_t height = 0;
    uint32_t i;
    score_set(out, HOTLINE_PART_KNOWN, NULL);
    if (part->undefined != NULL || !part->rounded) {
        score_worsen(out, HOTLINE_PART_UNDEFINED, part->undefined != NULL ? part->undefined : rule->places_path);
        return;
    }
    for (i = 0; i < part->is.count; i++) {
        score_step(s, stack->values, &height, &part->is.ops[i], out);
    }
    out->value = stack->values[0];
    if (out->state == HOTLINE_PART_NO_RATE && part->has_otherwise) {
        out->state = HOTLINE_PART_GIVEN;
        hotline__fraction_set(&out->value, part->otherwise.units, part->otherwise.places);
    }
    (void)hotline__fraction_round(&out->value, &out->value, part->places);
}

int hotline__score_reads(const score_rule *rule, int32_t measure, int in_total) {
    uint32_t part;
    uint32_t i;
    for (part = 0; rule != NULL && part < rule->part_count; part++) {
        const formula *f = &rule->parts[part].is;
        for (i = 0; i < f->count; i++) {
            uint32_t code = f->ops[i].code;
            if (f->ops[i].measure == measure && (code == FORMULA_TOTAL || (code == FORMULA_MEASURE && !in_total))) {
                return 1;
            }
        }
    }
    return 0;
}

/* ---- sums ---- */

uint32_t hotline__score_places(const score_rule *rule) {
    uint32_t places = 0;
    uint32_t i;
    for (i = 0; i < rule->part_count && !rule->rounded; i++) {
        places = rule->parts[i].places > places ? rule->parts[i].places : places;
    }
    return rule->rounded ? rule->places : places;
}

void hotline__score_sum(const score_rule *rule, const score_value *parts, score_value *out) {
    uint32_t i;
    score_set(out, HOTLINE_PART_KNOWN, NULL);
    for (i = 0; i < rule->part_count; i++) {
        score_worsen(out, parts[i].state, parts[i].cause);
        if (score_weight(parts[i].state) == 0) {
            (void)hotline__fraction_add(&out->value, &out->value, &parts[i].value);
        }
    }
    (void)hotline__fraction_round(&out->value, &out->value, hotline__score_places(rule));
}

const score_band *hotline__score_band(const score_rule *rule, const fraction *score) {
    uint32_t i = rule->band_count;
    for (; i > 0; i--) {
        fraction from;
        hotline__fraction_set(&from, rule->bands[i - 1].from.units, rule->bands[i - 1].from.places);
        if (rule->bands[i - 1].lowest || hotline__fraction_compare(score, &from) >= 0) {
            return &rule->bands[i - 1];
        }
    }
    return NULL;
}
