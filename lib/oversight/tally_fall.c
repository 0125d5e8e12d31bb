/* SPDX-License-Identifier: MIT */
/*
 * Into which figures a folded ticket or unit falls: itself, its assignments and its events, by every measure of every policy, in each kind
 * of period that is counted; and what it is in one figure. It refuses to add up over tickets; that is tally.c.
 */
#include "tally_impl.h"

#include <string.h>

/* Where the falls of a matter go, and whether to go on. */
typedef struct tally_falling {
    const hotline_tally *t;
    const matter *m;
    tally_fall_fn tell;
    void *with;
    hotline_status status;
    uint32_t spans;     /* which are asked for: a bit for each duty_span */
    tally_found *found; /* by duty_span */
} tally_falling;

/* ---- which periods, under which policy ---- */

/* A due moment of 24:00 belongs to the day that it ends: its day decides. Where days begin at noon, say, any other moment decides by itself. */
static hotline_status tally_period(const hotline_tally *t, const tally_fall *fall, hotline_instant at, hotline_day day, period *out) {
    const char *undefined = NULL;
    int32_t offset = hotline__calendar_offset(t->rulebook->calendar);
    int ends_day = fall->rule->at.kind == MOMENT_DUE && (fall->span != SPAN_DAY || hotline__day_at(at, offset) != day);
    if (ends_day) {
        return hotline__period_of_day(&fall->policy->periods, fall->span, day, offset, out, &undefined);
    }
    return hotline__period_at(&fall->policy->periods, fall->span, at, offset, out, &undefined);
}

/* Is it the period that was found before? Those of a day may begin at noon, so that the date alone does not decide. */
static int tally_is_found(const tally_found *known, const tally_fall *fall, hotline_day day) {
    return fall->span != SPAN_DAY && known->policy == fall->policy && day >= known->when.first && day <= known->when.last;
}

/* Is there such a period, and is the policy in force when it begins? */
static int tally_belongs(const tally_falling *f, tally_fall *fall, hotline_instant at, hotline_day day) {
    tally_found *known = &f->found[fall->span];
    if (!tally_is_found(known, fall, day)) {
        known->policy = NULL;
        if (tally_period(f->t, fall, at, day, &known->when) != HOTLINE_OK) {
            return 0;
        }
        known->policy = fall->policy;
        known->belongs = hotline__rulebook_at(f->t->rulebook, known->when.from) == fall->policy;
    }
    fall->when = known->when;
    return known->belongs;
}

/* Conditions are read once, and only where the subject belongs to some period. */
static void tally_fall_subject(tally_falling *f, const tally_subject *s, tally_fall *fall) {
    hotline_instant at = 0;
    hotline_day day = 0;
    int weighed = 0;
    if (!hotline__measure_moment(s, fall->policy, fall->rule, &at, &day)) {
        return;
    }
    for (fall->span = SPAN_YEAR; fall->span >= SPAN_DAY && f->status >= 0; fall->span--) {
        if ((f->spans >> fall->span & 1) == 0 || !tally_belongs(f, fall, at, day)) {
            continue;
        }
        if (!weighed) {
            fall->counts = hotline__measure_weigh(s, fall->policy, fall->rule);
            weighed = 1;
        }
        if (fall->counts.den == 0 && fall->counts.unknown == 0 && fall->counts.excepted == 0) {
            return;
        }
        f->status = f->tell(f->with, fall);
    }
}

/* ---- subjects ---- */

static text tally_unit_of(const matter *m, uint32_t object_number) {
    static const text nobody = {0};
    int32_t unit = m->objects[object_number].unit;
    return unit != NAME_NONE ? m->log->units[unit].id : nobody;
}

static void tally_fall_objects(tally_falling *f, tally_fall *fall) {
    uint32_t i;
    for (i = 0; i < f->m->object_count && f->status >= 0; i++) {
        if (f->m->objects[i].subject == fall->rule->subject) {
            tally_subject s = {f->m, i, MATTER_NONE};
            fall->unit = tally_unit_of(f->m, i);
            tally_fall_subject(f, &s, fall);
        }
    }
}

/* An occurrence counts for the assignment that it opened, else for its own; where the measure's policy takes it for a ticket's, for nobody. */
static void tally_fall_events(tally_falling *f, tally_fall *fall) {
    static const text nobody = {0};
    uint32_t next = f->m->last_any[fall->rule->event];
    while (next != 0 && f->status >= 0) {
        const occurrence *o = &f->m->events[next - 1];
        tally_subject s = {f->m, o->opened != MATTER_NONE ? o->opened : o->object, next - 1};
        fall->unit = fall->rule->unitless ? nobody : tally_unit_of(f->m, s.object);
        tally_fall_subject(f, &s, fall);
        next = o->prev_any;
    }
}

static void tally_fall_measure(tally_falling *f, const hotline_policy *policy, int32_t measure) {
    tally_fall fall = {.policy = policy, .measure = measure};
    fall.rule = hotline__policy_measure(policy, measure);
    if (fall.rule == NULL || !hotline__measure_may_count(f->m, fall.rule)) {
        return;
    }
    if (fall.rule->subject == OF_EVENT) {
        tally_fall_events(f, &fall);
    } else {
        tally_fall_objects(f, &fall);
    }
}

/* A document that was added since may be in force where another was. */
static void tally_forget_periods(hotline_tally *t) {
    const hotline_rulebook *r = t->rulebook;
    if (t->found_among != r->policy_count || t->found_as_if != r->as_if_in_force) {
        memset(t->found, 0, sizeof t->found);
        t->found_among = r->policy_count;
        t->found_as_if = r->as_if_in_force;
    }
}

hotline_status hotline__tally_fall(hotline_tally *t, const matter *m, tally_fall_fn tell, void *with) {
    tally_falling f = {t, m, tell, with, HOTLINE_OK, t->spans, t->found};
    uint32_t i;
    uint32_t k;
    tally_forget_periods(t);
    for (i = 0; i < t->rulebook->policy_count; i++) {
        const hotline_policy *policy = t->rulebook->policies[i];
        for (k = 0; !policy->replaced && k < policy->measures_declared && f.status >= 0; k++) {
            tally_fall_measure(&f, policy, policy->measure_order[k]);
        }
    }
    return f.status;
}

/* ---- drill: what one ticket or unit is in one figure ---- */

int hotline__tally_place(const hotline_tally *t, uint8_t every, hotline_day first, const hotline_policy **policy, period *when) {
    const char *undefined = NULL;
    int32_t offset = hotline__calendar_offset(t->rulebook->calendar);
    if ((t->spans >> every & 1) == 0 || first < HOTLINE_DAY_FIRST || first > HOTLINE_DAY_LAST) {
        return 0;
    }
    *policy = hotline__rulebook_at(t->rulebook, hotline__midnight(first, offset)); /* in force for the whole day */
    return *policy != NULL && hotline__period_of_day(&(*policy)->periods, every, first, offset, when, &undefined) == HOTLINE_OK &&
           when->first == first;
}

/* The figure that is asked about, and what fell into it so far. */
typedef struct tally_drill {
    text unit;
    hotline_day first;
    hotline_fall *out;
} tally_drill;

static hotline_status tally_drill_add(void *with, const tally_fall *fall) {
    const tally_drill *d = with;
    if (fall->when.first != d->first || (fall->unit.at == NULL) != (d->unit.at == NULL) || !hotline__text_equal(fall->unit, d->unit)) {
        return HOTLINE_OK;
    }
    d->out->den += fall->rule->per_form != RULE_ABSENT ? fall->counts.den : 0;
    d->out->unknown += fall->counts.unknown;
    d->out->excepted += fall->counts.excepted;
    d->out->subjects += fall->counts.den + fall->counts.unknown + fall->counts.excepted;
    return hotline__add64(d->out->num, fall->counts.num, &d->out->num) ? HOTLINE_OK : HOTLINE_ERROR_RANGE;
}

/* Only the one measure and the one kind of period are looked at. */
static hotline_status tally_drill_into(const hotline_tally *t, const matter *m, text unit, int32_t kind, hotline_day first, text measure,
                                       hotline_fall *out) {
    uint8_t every = hotline__period_span(kind);
    int32_t number = hotline__map_find(&t->rulebook->names.measures, measure);
    hotline_fall sum = {.struct_size = out->struct_size};
    tally_drill d = {unit, first, &sum};
    tally_found found[TALLY_SPANS] = {{0}};
    tally_falling f = {t, m, tally_drill_add, &d, HOTLINE_OK, 1u << every, found};
    const hotline_policy *policy = NULL;
    const measure_rule *rule;
    period when;
    if (m == NULL || !hotline__tally_place(t, every, first, &policy, &when)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    rule = hotline__policy_measure(policy, number);
    if (rule == NULL || rule->undefined) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    sum.places = rule->places;
    tally_fall_measure(&f, policy, number);
    HOTLINE_TRY(f.status);
    *out = sum;
    return HOTLINE_OK;
}

/* Are the arguments of a drill good? */
static int tally_drill_asked(const hotline_tally *tally, const hotline_log *log, const char *measure, const hotline_fall *out) {
    return log->rulebook == tally->rulebook && measure != NULL && out != NULL && out->struct_size >= sizeof *out;
}

hotline_status hotline_tally_falls(const hotline_tally *tally, const hotline_ticket *ticket, const char *unit, size_t unit_len,
                                   int32_t kind, hotline_day first, const char *measure, size_t measure_len, hotline_fall *out) {
    text of = {unit, unit != NULL ? unit_len : 0};
    text by = {measure, measure_len};
    if (tally == NULL || ticket == NULL || !tally_drill_asked(tally, hotline__ticket_log(ticket), measure, out)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return tally_drill_into(tally, hotline__ticket_matter(ticket), of, kind, first, by, out);
}

hotline_status hotline_tally_unit_falls(const hotline_tally *tally, const hotline_unit *reader, const char *unit, size_t unit_len,
                                        int32_t kind, hotline_day first, const char *measure, size_t measure_len, hotline_fall *out) {
    text of = {unit, unit != NULL ? unit_len : 0};
    text by = {measure, measure_len};
    if (tally == NULL || reader == NULL || !tally_drill_asked(tally, hotline__unit_log(reader), measure, out)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return tally_drill_into(tally, hotline__unit_matter(reader), of, kind, first, by, out);
}
