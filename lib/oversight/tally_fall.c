/* SPDX-License-Identifier: MIT */
/*
 * Into which figures a folded ticket falls: itself, its assignments and its events, by every measure of every policy, in each kind of
 * period that is counted. It refuses to add up; that is tally.c.
 */
#include "tally_impl.h"

/* Where the falls of a matter go, and whether to go on. */
typedef struct tally_falling {
    const hotline_tally *t;
    const matter *m;
    tally_fall_fn tell;
    void *with;
    hotline_status status;
} tally_falling;

/* ---- which periods, under which policy ---- */

/* A due moment of 24:00 belongs to the day that it ends: its day decides. Any other moment decides by itself. */
static hotline_status tally_period(const hotline_tally *t, const tally_fall *fall, hotline_instant at, hotline_day day, period *out) {
    const char *undefined = NULL;
    int32_t offset = hotline__calendar_offset(t->rulebook->calendar);
    if (fall->rule->at.kind == MOMENT_DUE) {
        return hotline__period_of_day(&fall->policy->periods, fall->span, day, offset, out, &undefined);
    }
    return hotline__period_at(&fall->policy->periods, fall->span, at, offset, out, &undefined);
}

/* Is there such a period, and is the policy in force when it begins? */
static int tally_belongs(const hotline_tally *t, tally_fall *fall, hotline_instant at, hotline_day day) {
    return tally_period(t, fall, at, day, &fall->when) == HOTLINE_OK && hotline__rulebook_at(t->rulebook, fall->when.from) == fall->policy;
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
        if ((f->t->spans >> fall->span & 1) == 0 || !tally_belongs(f->t, fall, at, day)) {
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

/* An occurrence counts for the assignment that it opened, else for its own. */
static void tally_fall_events(tally_falling *f, tally_fall *fall) {
    uint32_t i;
    for (i = 0; i < f->m->event_count && f->status >= 0; i++) {
        const occurrence *o = &f->m->events[i];
        if (o->e->kind == fall->rule->event) {
            tally_subject s = {f->m, o->opened != MATTER_NONE ? o->opened : o->object, i};
            fall->unit = tally_unit_of(f->m, s.object);
            tally_fall_subject(f, &s, fall);
        }
    }
}

static void tally_fall_measures(tally_falling *f, const hotline_policy *policy) {
    uint32_t i;
    for (i = 0; i < policy->measures_declared && f->status >= 0; i++) {
        tally_fall fall = {.policy = policy, .measure = policy->measure_order[i]};
        fall.rule = hotline__policy_measure(policy, fall.measure);
        if (fall.rule->undefined) {
            continue;
        }
        if (fall.rule->subject == OF_EVENT) {
            tally_fall_events(f, &fall);
        } else {
            tally_fall_objects(f, &fall);
        }
    }
}

hotline_status hotline__tally_fall(const hotline_tally *t, const matter *m, tally_fall_fn tell, void *with) {
    tally_falling f = {t, m, tell, with, HOTLINE_OK};
    uint32_t i;
    for (i = 0; i < t->rulebook->policy_count; i++) {
        tally_fall_measures(&f, t->rulebook->policies[i]);
    }
    return f.status;
}
