/* SPDX-License-Identifier: MIT */
/*
 * What the figures of a unit say to a proposal's condition: `satisfaction < 70%` at a period's end or when a ranking was published. It
 * refuses to count: the figures are given.
 */
#include "proposal_impl.h"

#include "bounds_impl.h"

/* A measure of tickets has one figure for all. */
static int measure_bounds_of(const measure_sight *sight, const measure_rule *rule, int32_t measure, bounds *out) {
    return hotline__bounds_of(rule, hotline__tally_figure(sight->tally, rule, sight->unit, measure, sight->span, sight->first), out);
}

static verdict measure_between(const bounds *b, const fraction *bound, uint8_t compare) {
    int low = hotline__fraction_compare(&b->least, bound);
    int high = hotline__fraction_compare(&b->most, bound);
    int one = hotline__compare(low, 0, compare);
    int other = hotline__compare(high, 0, compare);
    int crosses = low < 0 && high > 0; /* for = and != the ends may agree and what lies between not */
    return one != other || crosses ? VERDICT_UNKNOWN : one ? VERDICT_TRUE : VERDICT_FALSE;
}

static verdict measure_answer(frame *f, const op *o) {
    const measure_sight *sight = f->figures;
    const measure_rule *rule = hotline__policy_measure(f->policy, o->a);
    bounds range;
    decimal written = {0, 0};
    fraction bound;
    verdict v;
    if (rule->undefined) {
        return hotline__matter_undefined(f, rule->path);
    }
    if (!measure_bounds_of(sight, rule, o->a, &range)) {
        return hotline__matter_missing(f, NAME_NONE);
    }
    (void)hotline__decimal_read(f->policy->texts[o->b], &written);
    hotline__fraction_set(&bound, written.units, written.places);
    v = measure_between(&range, &bound, o->compare);
    return v == VERDICT_UNKNOWN ? hotline__matter_missing(f, NAME_NONE) : v;
}

/* ---- whose figures, of which period ---- */

void hotline__proposal_look(const hotline_proposals *p, const rung *r, measure_sight *out, frame *f) {
    if (p->tally == NULL || (p->tally->spans >> r->span & 1) == 0) {
        return;
    }
    out->tally = p->tally;
    out->unit = p->m.id;
    out->first = r->first;
    out->span = r->span;
    f->measure = measure_answer;
    f->figures = out;
}

hotline_status hotline_proposals_figures(hotline_proposals *proposals, const hotline_tally *tally) {
    if (proposals == NULL || (tally != NULL && tally->rulebook != proposals->log->rulebook)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    proposals->tally = tally;
    return HOTLINE_OK;
}
