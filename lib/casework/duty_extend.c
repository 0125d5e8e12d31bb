/* SPDX-License-Identifier: MIT */
/*
 * Extensions of an instance: requests, grants, and what the rule holds against a grant. It refuses to know how far a grant moves the
 * due moment: that is read when the instance is judged (duty_judge.c).
 */
#include "duty_impl.h"

#include <string.h>

static void duty_find_extension(matter *m, finding_code code, const instance *in, const extension_rule *rule, uint32_t event_number) {
    finding *f = hotline__matter_find(m, code, HOTLINE_SEVERITY_WARNING, m->events[event_number].e, in->object);
    if (f != NULL) {
        hotline__finding_b(f, in->rule->name, in->rule->label);
        f->clause = rule->clause.at != NULL ? rule->clause : in->rule->cites.clause;
    }
}

/* The first request since the clock began, as a moment: who asks again has asked already. */
static hotline_instant duty_asked_at(const matter *m, const instance *in, int32_t asked) {
    const event_rule *rule = hotline__policy_event(in->policy, asked);
    uint32_t whose = rule != NULL && rule->subject == OF_TICKET ? (uint32_t)MATTER_ROOT : in->object;
    uint32_t next = in->object == MATTER_ROOT ? m->last_any[asked] : m->objects[whose].last_own[asked];
    hotline_instant first = HOTLINE_NO_INSTANT;
    while (next != 0 && next - 1 >= in->since) {
        const occurrence *o = &m->events[next - 1];
        first = o->e->at;
        next = in->object == MATTER_ROOT ? o->prev_any : o->prev_own;
    }
    return first;
}

/* Was it asked for in time? VERDICT_UNKNOWN: the rule leaves open until when. */
static verdict duty_asked_in_time(const matter *m, const instance *in, const extension_rule *rule, const judgement *before) {
    hotline_instant asked = rule->asked == NAME_NONE ? HOTLINE_NO_INSTANT : duty_asked_at(m, in, rule->asked);
    due limit_due = before->when;
    const char *undefined = NULL;
    if (rule->asked == NAME_NONE) {
        return VERDICT_TRUE;
    }
    if (asked == HOTLINE_NO_INSTANT) {
        return VERDICT_FALSE;
    }
    if (rule->asked_before == RULE_UNDEFINED) {
        return VERDICT_UNKNOWN;
    }
    if (rule->asked_before == RULE_ABSENT || before->form != DUE_KNOWN) {
        return VERDICT_TRUE;
    }
    if (!rule->before_due && hotline__term_ahead(m->rulebook->calendar, &in->rule->counts, &rule->before, &before->when, &limit_due,
                                                 &undefined) == HOTLINE_UNDEFINED) {
        return VERDICT_UNKNOWN;
    }
    return asked <= limit_due.at ? VERDICT_TRUE : VERDICT_FALSE;
}

/* Has the due moment passed, be it before the clock stopped? */
static int duty_passed(const instance *in, const judgement *j, hotline_instant at) {
    return (j->form == DUE_KNOWN && at > j->when.at) || (j->form == DUE_STANDS && in->paused_at > j->when.at);
}

/* Does the grant come too late? A pending request keeps the clock from running out where the rule says so. */
static int duty_grant_late(const instance *in, uint32_t extension, const judgement *before, hotline_instant at) {
    int held = hotline__duty_asked(in, extension) && in->rule->extensions[extension].pending != PENDING_RUNS;
    return duty_passed(in, before, at) && !held;
}

/* Grants by the same event so far: `times` is a key of the granting event, so a higher body's grant is counted apart. */
static uint64_t duty_grants(const instance *in, const extension_rule *rule) {
    uint64_t grants = 0;
    uint32_t i;
    for (i = 0; i < in->extension_count; i++) {
        grants += in->extensions[i].rule->grant == rule->grant;
    }
    return grants;
}

static int duty_times_over(const instance *in, const extension_rule *rule) {
    return rule->times.form == RULE_PLAIN && duty_grants(in, rule) >= (uint64_t)rule->times.n;
}

static void duty_cap(matter *m, instance *in, const extension_rule *rule, granted *g, uint32_t event_number) {
    if (rule->most.form == RULE_UNDEFINED) {
        g->undefined = 1;
    } else if (rule->most.form == RULE_PLAIN && g->add.n > rule->most.n) {
        g->add.n = rule->most.n;
        duty_find_extension(m, FINDING_EXTENSION_MOST, in, rule, event_number);
    }
}

static void duty_add_grant(matter *m, instance *in, const extension_rule *rule, const granted *made, uint32_t event_number) {
    granted *g;
    if (in->extension_count == in->extension_capacity &&
        !hotline__arena_grow(m->arena, &in->extensions, in->extension_count, &in->extension_capacity, sizeof *g)) {
        m->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    g = &in->extensions[in->extension_count++];
    *g = *made;
    g->by = event_number;
    duty_cap(m, in, rule, g, event_number);
}

static void duty_grant(matter *m, instance *in, const extension_rule *rule, uint32_t event_number, int unclear) {
    frame f = hotline__matter_frame(m, in->policy, in->object, m->events[event_number].e->at);
    table_fault fault = TABLE_FINE;
    term_answer answer;
    granted g;
    memset(&g, 0, sizeof g);
    f.facts = m->events[event_number].facts;
    f.fact_count = m->events[event_number].fact_count;
    answer = hotline__matter_term(&f, &rule->add, &g.add, &fault);
    if (answer == TERM_NEGATIVE) {
        duty_find_extension(m, FINDING_EXTENSION_AMOUNT, in, rule, event_number);
        return;
    }
    g.rule = rule;
    g.undefined = (uint8_t)(answer != TERM_FOUND || unclear);
    g.undefined |= rule->times.form == RULE_UNDEFINED && duty_grants(in, rule) > 0;
    duty_add_grant(m, in, rule, &g, event_number);
}

/* A request is answered, whoever of those it was put to answers it: the clock goes on, unless another request holds it. */
static void duty_answer_request(matter *m, instance *in, uint32_t extension, hotline_instant at) {
    int held = hotline__duty_held(in);
    uint32_t i;
    for (i = 0; in->asks != NULL && i < in->rule->extension_count; i++) {
        if (in->rule->extensions[i].asked == in->rule->extensions[extension].asked) {
            in->asks[i] = HOTLINE_NO_INSTANT;
        }
    }
    if (held && !hotline__duty_held(in)) {
        hotline__duty_start_clock(m, in, at);
    }
}

/* Granted after the due moment to a request in time, where the rule is silent on what the waiting does: it may be too late or not. */
static int duty_wait_unclear(const instance *in, uint32_t extension, const judgement *before, hotline_instant at) {
    return hotline__duty_asked(in, extension) && in->rule->extensions[extension].pending == PENDING_UNDEFINED &&
           duty_passed(in, before, at);
}

static void duty_extend(matter *m, instance *in, uint32_t extension, uint32_t event_number) {
    const extension_rule *rule = &in->rule->extensions[extension];
    hotline_instant at = m->events[event_number].e->at;
    judgement before;
    verdict asked;
    int late;
    int unclear;
    hotline__duty_judge(m, in, at, &before);
    late = duty_grant_late(in, extension, &before, at);
    unclear = duty_wait_unclear(in, extension, &before, at);
    asked = duty_asked_in_time(m, in, rule, &before);
    duty_answer_request(m, in, extension, at);
    if (asked == VERDICT_FALSE) {
        duty_find_extension(m, FINDING_EXTENSION_UNASKED, in, rule, event_number);
    } else if (late) {
        duty_find_extension(m, FINDING_EXTENSION_LATE, in, rule, event_number);
    } else if (duty_times_over(in, rule)) {
        duty_find_extension(m, FINDING_EXTENSION_TIMES, in, rule, event_number);
    } else {
        duty_grant(m, in, rule, event_number, unclear || asked == VERDICT_UNKNOWN);
    }
}

static int duty_make_asks(matter *m, instance *in) {
    uint32_t i;
    if (in->asks != NULL) {
        return 1;
    }
    in->asks = hotline__arena_take(m->arena, in->rule->extension_count * sizeof *in->asks);
    if (in->asks == NULL) {
        m->status = HOTLINE_ERROR_MEMORY;
        return 0;
    }
    for (i = 0; i < in->rule->extension_count; i++) {
        in->asks[i] = HOTLINE_NO_INSTANT;
    }
    return 1;
}

/* A request made while the clock runs: from now on the rule says what the waiting does. */
static void duty_ask(matter *m, instance *in, uint32_t extension, hotline_instant at) {
    judgement before;
    hotline__duty_judge(m, in, at, &before);
    if (duty_passed(in, &before, at) || !duty_make_asks(m, in)) {
        return;
    }
    in->asks[extension] = at;
    if (in->rule->extensions[extension].pending == PENDING_PAUSES) {
        hotline__duty_stop_clock(in, at);
    }
}

void hotline__duty_extensions(matter *m, instance *in, uint32_t event_number) {
    int32_t kind = m->events[event_number].e->kind;
    uint32_t i;
    for (i = 0; i < in->rule->extension_count && hotline__matter_sees(m, in->object, event_number); i++) {
        if (in->rule->extensions[i].grant == kind) {
            duty_extend(m, in, i, event_number);
        } else if (in->rule->extensions[i].asked == kind && !hotline__duty_asked(in, i)) {
            duty_ask(m, in, i, m->events[event_number].e->at);
        }
    }
}

void hotline__duty_carry_asks(matter *m, instance *in, const duty_rule *to) {
    instance next = *in;
    uint32_t i;
    uint32_t k;
    next.rule = to;
    next.asks = NULL;
    for (i = 0; i < in->rule->extension_count; i++) {
        for (k = 0; hotline__duty_asked(in, i) && k < to->extension_count; k++) {
            if (to->extensions[k].grant == in->rule->extensions[i].grant && duty_make_asks(m, &next)) {
                next.asks[k] = in->asks[i];
            }
        }
    }
    in->asks = next.asks;
}
