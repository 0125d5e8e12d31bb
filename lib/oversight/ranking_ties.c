/* SPDX-License-Identifier: MIT */
/*
 * Which figures of a ranking's chain (`ties` as a set of measures) its units need: those who are level, or may be, in the value and in every
 * figure before. It refuses to order anybody, and to miss a figure where nobody is level.
 */
#include "ranking_impl.h"

#include "bounds_impl.h"

score_reading hotline__ranking_reading(const hotline_ranking *r, const standing *s) {
    score_reading figures = {r->tally, r->policy, r->totals, s->unit, r->when.first, r->rule->every};
    return figures;
}

hotline_status hotline__ranking_chain(hotline_ranking *r, standing *s) {
    score_reading figures = hotline__ranking_reading(r, s);
    score_value *chain = hotline__arena_take(&r->keep, ((size_t)r->rule->chain_count + 1) * sizeof *chain);
    uint32_t i;
    if (chain == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < r->rule->chain_count; i++) {
        hotline__score_measure(&figures, r->rule->chain[i], &chain[i]);
        s->blurred |= chain[i].state == HOTLINE_PART_UNKNOWN;
    }
    s->chain = chain;
    return HOTLINE_OK;
}

/* Between which values the figure lies. *nothing: it may be 0 of 0. 0: it has no value at all. */
static int ties_bounds(const hotline_ranking *r, const standing *s, uint32_t index, bounds *out, int *nothing) {
    int32_t measure = r->rule->chain[index];
    const measure_rule *rule = hotline__policy_measure(r->policy, measure);
    const tally_counts *counts = hotline__tally_figure(r->tally, rule, s->unit, measure, r->rule->every, r->when.first);
    *nothing = rule->per_form != RULE_ABSENT && counts->den == 0;
    return hotline__bounds_of(rule, counts, out);
}

/* An undefined figure is the same for all. */
static int ties_may_equal(const hotline_ranking *r, const standing *a, const standing *b, uint32_t index) {
    const score_value *x = &a->chain[index];
    const score_value *y = &b->chain[index];
    bounds one;
    bounds other;
    int nothing_one;
    int nothing_other;
    int both;
    if (x->state != HOTLINE_PART_UNKNOWN && y->state != HOTLINE_PART_UNKNOWN) {
        return x->state == y->state && (x->state != HOTLINE_PART_KNOWN || hotline__fraction_compare(&x->value, &y->value) == 0);
    }
    both = ties_bounds(r, a, index, &one, &nothing_one);
    both = ties_bounds(r, b, index, &other, &nothing_other) && both;
    return (nothing_one && nothing_other) ||
           (both && hotline__fraction_compare(&one.least, &other.most) <= 0 && hotline__fraction_compare(&other.least, &one.most) <= 0);
}

static void ties_pair(const hotline_ranking *r, standing *a, standing *b) {
    uint32_t needed = 0;
    while (needed < r->rule->chain_count && (needed == 0 || ties_may_equal(r, a, b, needed - 1))) {
        needed++;
    }
    a->needed = needed > a->needed ? needed : a->needed;
    b->needed = needed > b->needed ? needed : b->needed;
}

/* All from one place to another are level in the value. Where all is known, nobody is closer than who is next. */
static void ties_group(hotline_ranking *r, uint32_t from, uint32_t to) {
    uint32_t k;
    for (; from < to; from++) {
        for (k = from + 1; k < to; k++) {
            if (k == from + 1 || r->order[from]->blurred || r->order[k]->blurred) {
                ties_pair(r, r->order[from], r->order[k]);
            }
        }
    }
}

static void ties_settle(hotline_ranking *r, standing *s) {
    uint32_t i;
    for (i = 0; i < s->needed; i++) {
        if (s->chain[i].state == HOTLINE_PART_UNKNOWN) {
            s->state = HOTLINE_STANDING_UNKNOWN;
        } else if (s->chain[i].state == HOTLINE_PART_UNDEFINED) {
            hotline__ranking_open_item(r, s->chain[i].cause);
        }
    }
}

void hotline__ranking_ties(hotline_ranking *r) {
    uint32_t from;
    uint32_t to;
    for (from = 0; from < r->ranked_count; from = to) {
        to = from + 1;
        while (to < r->ranked_count && hotline__fraction_compare(&r->order[from]->value, &r->order[to]->value) == 0) {
            to++;
        }
        ties_group(r, from, to);
    }
    for (from = 0; from < r->ranked_count; from++) {
        ties_settle(r, r->order[from]);
    }
}
