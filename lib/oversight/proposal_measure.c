/* SPDX-License-Identifier: MIT */
/*
 * What the figures of a unit say to a proposal's condition: `satisfaction < 70%` at a period's end or when a ranking was published. It
 * refuses to count: the figures are given, or counted by proposal_recount.c.
 */
#include "proposal_impl.h"

#include "bounds_impl.h"

static verdict measure_between(const bounds *b, const fraction *bound, uint8_t compare) {
    int low = hotline__fraction_compare(&b->least, bound);
    int high = hotline__fraction_compare(&b->most, bound);
    int one = hotline__compare(low, 0, compare);
    int other = hotline__compare(high, 0, compare);
    int crosses = low < 0 && high > 0; /* for = and != the ends may agree and what lies between not */
    return one != other || crosses ? VERDICT_UNKNOWN : one ? VERDICT_TRUE : VERDICT_FALSE;
}

/* A measure of tickets has one figure for all. NULL without memory: the reader is told. */
static const tally_counts *measure_counts(const measure_sight *sight, const measure_rule *rule, int32_t measure) {
    hotline_proposals *p = sight->reader;
    const hotline_tally *tally = p->tally;
    hotline_status status = p->counts ? hotline__recount(&p->counted, &sight->of, &tally) : HOTLINE_OK;
    if (status < 0) {
        p->m.status = status;
        return NULL;
    }
    return hotline__tally_figure(tally, rule, sight->unit, measure, (uint8_t)sight->of.span, sight->of.first);
}

static verdict measure_answer(frame *f, const op *o) {
    const measure_sight *sight = f->figures;
    const measure_rule *rule = hotline__policy_measure(f->policy, o->a);
    const tally_counts *counts;
    bounds range;
    decimal written = {0, 0};
    fraction bound;
    verdict v;
    if (rule->undefined || (sight->unit.at == NULL && !rule->unitless)) {
        return hotline__matter_undefined(f, rule->undefined ? rule->path : NULL);
    }
    counts = measure_counts(sight, rule, o->a);
    if (counts == NULL || !hotline__bounds_of(rule, counts, &range)) {
        return hotline__matter_missing(f, NAME_NONE);
    }
    (void)hotline__decimal_read(f->policy->texts[o->b], &written);
    hotline__fraction_set(&bound, written.units, written.places);
    v = measure_between(&range, &bound, o->compare);
    return v == VERDICT_UNKNOWN ? hotline__matter_missing(f, NAME_NONE) : v;
}

/* ---- whose figures, of which period ---- */

/* A unit's own, and of an assignment its unit's. */
static text measure_unit(const hotline_proposals *p, const rung *r) {
    const object *o = &p->m.objects[r->object];
    text none = {NULL, 0};
    return o->subject == OF_TICKET || o->unit == NAME_NONE ? none : p->log->units[o->unit].id;
}

/* What is read before its moment has come is read as of now. */
static void measure_moment(const hotline_proposals *p, const rung *r, recount_key *out) {
    hotline_instant now = p->log->now;
    int come = r->until != HOTLINE_NO_INSTANT && r->until <= now;
    out->until = come ? r->until : now;
    out->read = come ? r->read : now;
    out->first = r->first;
    out->span = r->span;
}

void hotline__proposal_look(hotline_proposals *p, const rung *r, measure_sight *out, frame *f) {
    if (r->span == SPAN_NONE || (!p->counts && (p->tally == NULL || (p->tally->spans >> r->span & 1) == 0))) {
        return;
    }
    out->reader = p;
    out->unit = measure_unit(p, r);
    measure_moment(p, r, &out->of);
    f->measure = measure_answer;
    f->figures = out;
}

hotline_status hotline_proposals_figures(hotline_proposals *proposals, const hotline_tally *tally) {
    if (proposals == NULL || (tally != NULL && tally->rulebook != proposals->log->rulebook)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    proposals->tally = tally;
    proposals->counts = 0;
    return HOTLINE_OK;
}

hotline_status hotline_proposals_recount(hotline_proposals *proposals) {
    if (proposals == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    proposals->tally = NULL;
    proposals->counts = 1;
    return HOTLINE_OK;
}
