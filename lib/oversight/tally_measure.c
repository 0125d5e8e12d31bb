/* SPDX-License-Identifier: MIT */
/*
 * How one subject falls under one measure: counted, weighed, unknown, excepted, and in which moment's period. It refuses to know
 * which subjects there are; that is tally_fall.c.
 */
#include "tally_impl.h"

static frame measure_frame(const tally_subject *s, const hotline_policy *policy) {
    frame f = hotline__matter_frame(s->m, policy, s->object, s->m->now);
    if (s->event != MATTER_NONE) {
        f.unit_at = s->m->objects[s->object].subject == OF_UNIT ? s->m->events[s->event].e->at : f.unit_at;
        f.facts = s->m->events[s->event].facts;
        f.fact_count = s->m->events[s->event].fact_count;
        f.role = s->m->events[s->event].e->role;
    }
    return f;
}

/* One frame serves all conditions of a subject: why something is unknown is nobody's question here. */
static verdict measure_test(frame *f, const condition *c, verdict absent_is) {
    return c != NULL ? hotline__matter_test(f, c) : absent_is;
}

static int64_t measure_scale(decimal weight, uint32_t places) {
    int64_t units = weight.units;
    uint32_t i;
    for (i = weight.places; i < places; i++) {
        units *= 10; /* fits: checked when the policy was read */
    }
    return units;
}

/* The row that holds decides though others are unknown; two that hold cannot be told apart. */
static void measure_weigh_rows(frame *f, const measure_rule *rule, tally_counts *out) {
    uint32_t found = 0;
    uint32_t unknown = 0;
    uint32_t i;
    int64_t weight = 0;
    int64_t otherwise = 0;
    for (i = 0; i < rule->weight_count; i++) {
        verdict v = rule->weights[i].when != NULL ? measure_test(f, rule->weights[i].when, VERDICT_TRUE) : VERDICT_FALSE;
        if (rule->weights[i].when == NULL) {
            otherwise = measure_scale(rule->weights[i].weight, rule->places);
        } else if (v == VERDICT_TRUE) {
            weight = measure_scale(rule->weights[i].weight, rule->places);
            found++;
        }
        unknown += v == VERDICT_UNKNOWN;
    }
    out->unknown = found > 1 || (found == 0 && unknown > 0);
    out->den = !out->unknown;
    out->num = out->unknown ? 0 : found == 0 ? otherwise : weight;
}

/* ---- sums of weights ---- */

/* Of a measure's weights, scaled: between which they lie, and what each is a multiple of above the least; 0: they are all alike. */
typedef struct measure_weights {
    int64_t least, most;
    uint64_t step;
} measure_weights;

static uint64_t measure_divisor(uint64_t a, uint64_t b) {
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static measure_weights measure_weights_of(const measure_rule *rule) {
    measure_weights w = {0, 0, 0};
    uint32_t i;
    int begun = 0;
    int has_else = 0;
    for (i = 0; i <= rule->weight_count; i++) { /* after them all: what no row takes weighs nothing */
        int64_t weight = i < rule->weight_count ? measure_scale(rule->weights[i].weight, rule->places) : 0;
        has_else |= i < rule->weight_count && rule->weights[i].when == NULL;
        if (i == rule->weight_count && has_else) {
            break;
        }
        w.least = begun && w.least < weight ? w.least : weight;
        w.most = begun && w.most > weight ? w.most : weight;
        begun = 1;
    }
    for (i = 0; i < rule->weight_count; i++) {
        w.step = measure_divisor(w.step, (uint64_t)measure_scale(rule->weights[i].weight, rule->places) - (uint64_t)w.least);
    }
    w.step = has_else ? w.step : measure_divisor(w.step, 0 - (uint64_t)w.least);
    return w;
}

static uint64_t measure_residue(int64_t n, uint64_t of) {
    return n >= 0 ? (uint64_t)n % of : of - 1 - (uint64_t)(-(n + 1)) % of;
}

int hotline__measure_reaches(const measure_rule *rule, const tally_counts *counts) {
    measure_weights w = measure_weights_of(rule);
    int64_t low;
    int64_t high;
    if (counts->den <= 0) {
        return counts->num == 0;
    }
    low = counts->num / counts->den - (counts->num % counts->den < 0);
    high = counts->num / counts->den + (counts->num % counts->den > 0);
    if (low < w.least || high > w.most) {
        return 0;
    }
    return w.step <= 1 || w.step > UINT32_MAX || /* what is larger is left: products of two residues must fit */
           measure_residue(counts->num, w.step) == (uint64_t)counts->den % w.step * measure_residue(w.least, w.step) % w.step;
}

/* ---- a subject ---- */

tally_counts hotline__measure_weigh(const tally_subject *s, const hotline_policy *policy, const measure_rule *rule) {
    tally_counts out = {0, 0, 0, 0};
    frame f = measure_frame(s, policy);
    verdict per = measure_test(&f, rule->per, VERDICT_TRUE);
    verdict except = measure_test(&f, rule->except, VERDICT_FALSE);
    if (per == VERDICT_FALSE) {
        return out;
    }
    if (except == VERDICT_TRUE) {
        out.excepted = per == VERDICT_TRUE;
        return out;
    }
    if (per == VERDICT_UNKNOWN || except == VERDICT_UNKNOWN) {
        out.unknown = 1;
        return out;
    }
    measure_weigh_rows(&f, rule, &out);
    return out;
}

/* Has any event of the pattern happened in the matter? Most patterns are of events that did not. */
static int measure_is_near(const matter *m, const condition *pattern) {
    uint32_t i;
    for (i = 0; i < pattern->count; i++) {
        const op *o = &pattern->ops[i];
        if (o->code == OP_HAPPENED) {
            if (m->last_any[o->a] != 0) {
                return 1;
            }
            i += o->length;
        }
    }
    return 0;
}

int hotline__measure_may_count(const matter *m, const measure_rule *rule) {
    if (rule->undefined || m->object_count == 0) {
        return 0;
    }
    if (rule->subject == OF_EVENT) {
        return m->last_any[rule->event] != 0;
    }
    return rule->at.pattern == NULL || measure_is_near(m, rule->at.pattern);
}

static int measure_moment_of_event(const tally_subject *s, uint32_t event_number, hotline_instant *at, hotline_day *day) {
    *at = s->m->events[event_number].e->at;
    /* A moment belongs to the day on which it falls; but 24:00, midnight, to the day that it ends, also here. */
    *day = hotline__day_at(*at, hotline__calendar_offset(s->m->rulebook->calendar));
    return 1;
}

/* The first or last event of a kind that matches the pattern, `found` where that is so already; they are chained backward. */
static uint32_t measure_search(frame *f, const moment *at_rule, int32_t kind, uint32_t found) {
    const matter *m = f->m;
    uint32_t next;
    for (next = m->last_any[kind]; next != 0; next = m->events[next - 1].prev_any) {
        uint32_t number = next - 1;
        if (found != MATTER_NONE && (at_rule->kind == MOMENT_LAST ? number < found : number > found)) {
            continue;
        }
        if (hotline__matter_matches(f, at_rule->pattern, number)) {
            found = number;
        }
    }
    return found;
}

static int measure_moment_of_pattern(const tally_subject *s, const hotline_policy *policy, const moment *at_rule, hotline_instant *at,
                                     hotline_day *day) {
    frame f = hotline__matter_frame(s->m, policy, s->object, s->m->now);
    uint32_t found = MATTER_NONE;
    uint32_t i;
    for (i = 0; i < at_rule->pattern->count; i++) {
        const op *o = &at_rule->pattern->ops[i];
        if (o->code == OP_HAPPENED) {
            found = measure_search(&f, at_rule, o->a, found);
            i += o->length;
        }
    }
    return found != MATTER_NONE && measure_moment_of_event(s, found, at, day);
}

static int measure_moment_of_due(const tally_subject *s, const moment *at_rule, hotline_instant *at, hotline_day *day) {
    uint32_t current = s->m->objects[s->object].current[at_rule->duty];
    judgement j;
    if (current == 0) {
        return 0;
    }
    hotline__duty_judge(s->m, &s->m->instances[current - 1], s->m->now, &j);
    *at = j.when.at;
    *day = j.when.day;
    return j.form == DUE_KNOWN && j.when.at <= s->m->now;
}

int hotline__measure_moment(const tally_subject *s, const hotline_policy *policy, const measure_rule *rule, hotline_instant *at,
                            hotline_day *day) {
    switch (rule->at.kind) {
    case MOMENT_NONE:
        return s->event != MATTER_NONE && measure_moment_of_event(s, s->event, at, day);
    case MOMENT_FIRST:
    case MOMENT_LAST:
        return measure_moment_of_pattern(s, policy, &rule->at, at, day);
    case MOMENT_DUE:
        return measure_moment_of_due(s, &rule->at, at, day);
    default:
        return 0;
    }
}
