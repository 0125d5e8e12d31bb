/* SPDX-License-Identifier: MIT */
/*
 * What events do to the instances of a duty: begin, extend, restart, pause, meet, release, cancel. It refuses to know which event
 * belongs to which object (ticket_fold.c) and how an instance is judged (duty_judge.c).
 */
#include "duty_impl.h"

#include <string.h>

/* More periods than this in one matter are a mistyped year, not work to do: 109 years of days. */
enum { DUTY_PERIODS_MAX = 40000 };

static void duty_fail(matter *m) {
    m->status = HOTLINE_ERROR_MEMORY;
}

static instance *duty_current(const matter *m, uint32_t object_number, int32_t duty) {
    uint32_t current = m->objects[object_number].current[duty];
    return current != 0 ? &m->instances[current - 1] : NULL;
}

static instance *duty_new(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule) {
    instance *before = duty_current(m, object_number, duty);
    uint32_t ordinal = before != NULL ? before->ordinal + 1 : 1;
    instance *in;
    if (m->instance_count == m->instance_capacity &&
        !hotline__arena_grow(m->arena, &m->instances, m->instance_count, &m->instance_capacity, sizeof *in)) {
        duty_fail(m);
        return NULL;
    }
    in = &m->instances[m->instance_count++];
    memset(in, 0, sizeof *in);
    in->rule = rule;
    in->policy = m->policy;
    in->owed_at = in->start = in->ended_at = in->period_to = in->asked_at = in->paused_at = HOTLINE_NO_INSTANT;
    in->object = object_number;
    in->owing = MATTER_NONE;
    in->until = MATTER_NONE;
    in->ordinal = ordinal;
    in->duty = duty;
    in->unsettled = m->unsettled != 0;
    m->objects[object_number].current[duty] = m->instance_count;
    return in;
}

/* ---- tables that do not decide ---- */

enum { TOLD_IF = 1, TOLD_WITHIN = 2, TOLD_MET = 4, TOLD_WAIVE = 8, TOLD_PAUSE = 16 };

/* A gap or an overlap is told once for each instance and table, with the event at which it showed. */
static void duty_tell_fault(matter *m, instance *in, uint8_t which, const char *path, table_fault fault, uint32_t event_number) {
    finding *f;
    if (fault == TABLE_FINE || (in->told & which) != 0) {
        return;
    }
    in->told |= which;
    f = hotline__matter_find(m, fault == TABLE_GAP ? FINDING_TABLE_GAP : FINDING_TABLE_OVERLAP, HOTLINE_SEVERITY_ERROR,
                             event_number != MATTER_NONE ? m->events[event_number].e : NULL, in->object);
    if (f != NULL) {
        f->a = hotline__text(path);
        f->clause = in->rule->cites.clause;
    }
}

/* Whether and until when it is owed are read when it is judged: no event shows a fault of theirs, so the owing one stands for it. */
static void duty_tell_tables(matter *m, instance *in, hotline_instant at) {
    frame f = hotline__matter_frame(m, in->policy, in->object, at);
    table_fault fault = TABLE_FINE;
    term t;
    if (in->rule->when.form == RULE_TABLE) {
        hotline__matter_rule(&f, &in->rule->when, VERDICT_TRUE, &fault);
        duty_tell_fault(m, in, TOLD_IF, in->rule->when.path, fault, in->owing);
    }
    if (in->rule->within.form == RULE_TABLE) {
        hotline__matter_term(&f, &in->rule->within, &t, &fault);
        duty_tell_fault(m, in, TOLD_WITHIN, in->rule->within.path, fault, in->owing);
    }
}

void hotline__duty_tell(matter *m, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->instance_count; i++) {
        if (!m->instances[i].frozen && !m->instances[i].unsettled) {
            duty_tell_tables(m, &m->instances[i], at);
        }
    }
}

/* The judgement that stands once the instance is over: verdict of `if`, due moment. The end itself is not part of it. */
static void duty_note_judgement(matter *m, instance *in, hotline_instant at) {
    judgement j;
    frame f = hotline__matter_frame(m, in->policy, in->object, at);
    table_fault fault = TABLE_FINE;
    in->applies = (uint8_t)hotline__matter_rule(&f, &in->rule->when, VERDICT_TRUE, &fault);
    in->applies_undefined = f.undefined || fault != TABLE_FINE;
    hotline__duty_judge(m, in, at, &j);
    duty_tell_tables(m, in, at);
    in->noted = 1;
    in->form = j.form;
    in->frozen_due = j.when;
    if (in->applies == VERDICT_FALSE) {
        in->form = DUE_NONE;
    }
}

static void duty_close_pause(matter *m, instance *in, hotline_instant at) {
    clock_pause *p;
    if (in->paused_at == HOTLINE_NO_INSTANT) {
        return;
    }
    if (in->pause_count == in->pause_capacity &&
        !hotline__arena_grow(m->arena, &in->pauses, in->pause_count, &in->pause_capacity, sizeof *p)) {
        duty_fail(m);
        return;
    }
    p = &in->pauses[in->pause_count++];
    p->from = in->paused_at;
    p->to = at;
    in->paused_at = HOTLINE_NO_INSTANT;
}

static void duty_end(matter *m, instance *in, uint8_t end, hotline_instant at) {
    duty_close_pause(m, in, at);
    duty_note_judgement(m, in, at);
    in->end = end;
    in->ended_at = at;
    in->frozen = 1;
    m->ended_some = 1;
}

/* ---- extensions ---- */

static void duty_find_extension(matter *m, finding_code code, const instance *in, const extension_rule *rule, uint32_t event_number) {
    finding *f = hotline__matter_find(m, code, HOTLINE_SEVERITY_WARNING, m->events[event_number].e, in->object);
    if (f != NULL) {
        f->b = in->rule->name;
        f->clause = rule->clause.at != NULL ? rule->clause : in->rule->cites.clause;
    }
}

/* The latest request before the grant since the clock began, as a moment. */
static hotline_instant duty_asked_at(const matter *m, const instance *in, int32_t asked) {
    const object *o = &m->objects[in->object];
    const event_rule *rule = hotline__policy_event(in->policy, asked);
    uint32_t next = rule != NULL && rule->subject == OF_TICKET ? m->objects[MATTER_ROOT].last_own[asked] : o->last_own[asked];
    return next != 0 && next - 1 >= in->since ? m->events[next - 1].e->at : HOTLINE_NO_INSTANT;
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

/* Does the grant come too late? A pending request keeps the clock from running out where the rule says so. */
static int duty_grant_late(const instance *in, const extension_rule *rule, const judgement *before, hotline_instant at) {
    int held = in->asked_at != HOTLINE_NO_INSTANT && rule->pending != PENDING_RUNS;
    return before->form == DUE_KNOWN && at > before->when.at && !held;
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

static void duty_grant(matter *m, instance *in, const extension_rule *rule, uint32_t event_number, int unclear) {
    frame f = hotline__matter_frame(m, in->policy, in->object, m->events[event_number].e->at);
    table_fault fault = TABLE_FINE;
    uint64_t grants = duty_grants(in, rule);
    granted *g;
    if (in->extension_count == in->extension_capacity &&
        !hotline__arena_grow(m->arena, &in->extensions, in->extension_count, &in->extension_capacity, sizeof *g)) {
        duty_fail(m);
        return;
    }
    f.facts = m->events[event_number].facts;
    f.fact_count = m->events[event_number].fact_count;
    g = &in->extensions[in->extension_count++];
    memset(g, 0, sizeof *g);
    g->rule = rule;
    g->undefined = (uint8_t)(hotline__matter_term(&f, &rule->add, &g->add, &fault) != TERM_FOUND || unclear);
    g->undefined |= rule->times.form == RULE_UNDEFINED && grants > 0;
    duty_cap(m, in, rule, g, event_number);
}

static void duty_extend(matter *m, instance *in, const extension_rule *rule, uint32_t event_number) {
    hotline_instant at = m->events[event_number].e->at;
    judgement before;
    verdict asked;
    if (rule->pending == PENDING_PAUSES && in->asked_at != HOTLINE_NO_INSTANT) {
        duty_close_pause(m, in, at);
    }
    hotline__duty_judge(m, in, at, &before);
    asked = duty_asked_in_time(m, in, rule, &before);
    if (asked == VERDICT_FALSE) {
        duty_find_extension(m, FINDING_EXTENSION_UNASKED, in, rule, event_number);
    } else if (duty_grant_late(in, rule, &before, at)) {
        duty_find_extension(m, FINDING_EXTENSION_LATE, in, rule, event_number);
    } else if (duty_times_over(in, rule)) {
        duty_find_extension(m, FINDING_EXTENSION_TIMES, in, rule, event_number);
    } else {
        duty_grant(m, in, rule, event_number, asked == VERDICT_UNKNOWN);
    }
    in->asked_at = HOTLINE_NO_INSTANT;
}

/* A request made while the clock runs: from now on the rule says what the waiting does. */
static void duty_ask(instance *in, const extension_rule *rule, const judgement *before, hotline_instant at) {
    if (before->form == DUE_KNOWN && at > before->when.at) {
        return;
    }
    in->asked_at = at;
    if (rule->pending == PENDING_PAUSES && in->paused_at == HOTLINE_NO_INSTANT) {
        in->paused_at = at;
    }
}

static void duty_extensions(matter *m, instance *in, uint32_t event_number) {
    int32_t kind = m->events[event_number].e->kind;
    judgement before;
    uint32_t i;
    for (i = 0; i < in->rule->extension_count; i++) {
        const extension_rule *rule = &in->rule->extensions[i];
        if (rule->grant == kind) {
            duty_extend(m, in, rule, event_number);
        } else if (rule->asked == kind && in->asked_at == HOTLINE_NO_INSTANT) {
            hotline__duty_judge(m, in, m->events[event_number].e->at, &before);
            duty_ask(in, rule, &before, m->events[event_number].e->at);
        }
    }
}

/* ---- restart, pause, end ---- */

static void duty_restart(matter *m, instance *in, uint32_t event_number) {
    in->late = in->late_before || in->late;
    in->start = m->events[event_number].e->at;
    in->since = event_number; /* the restarting event itself may meet it: restart comes before met */
    in->owing = event_number;
    in->pause_count = 0;
    in->extension_count = 0;
    in->asked_at = HOTLINE_NO_INSTANT;
    in->paused_at = HOTLINE_NO_INSTANT;
}

/* An unknown pause does not stop the clock. A pending request that holds the clock is not lifted by the pause rule. */
static void duty_pause(matter *m, instance *in, uint32_t event_number) {
    hotline_instant at = m->events[event_number].e->at;
    frame f = hotline__matter_frame(m, in->policy, in->object, at);
    table_fault fault = TABLE_FINE;
    int stands;
    if (in->rule->pause.form == RULE_ABSENT || in->asked_at != HOTLINE_NO_INSTANT) {
        return;
    }
    stands = hotline__matter_rule(&f, &in->rule->pause, VERDICT_FALSE, &fault) == VERDICT_TRUE;
    duty_tell_fault(m, in, TOLD_PAUSE, in->rule->pause.path, fault, event_number);
    if (stands && in->paused_at == HOTLINE_NO_INSTANT) {
        in->paused_at = at;
    } else if (!stands) {
        duty_close_pause(m, in, at);
    }
}

/* The first moment at which met or waive holds ends the instance: 1 when it ended. */
static int duty_try_end(matter *m, instance *in, uint32_t event_number) {
    hotline_instant at = m->events[event_number].e->at;
    frame f = hotline__matter_frame(m, in->policy, in->object, at);
    table_fault fault = TABLE_FINE;
    verdict met;
    f.since = in->since;
    f.own_openings = 1;
    met = hotline__matter_rule(&f, &in->rule->met, VERDICT_FALSE, &fault);
    duty_tell_fault(m, in, TOLD_MET, in->rule->met.path, fault, event_number);
    if (met == VERDICT_TRUE) {
        duty_end(m, in, END_BY_MET, at);
        return 1;
    }
    if (in->rule->waive.form == RULE_ABSENT) {
        return 0;
    }
    f = hotline__matter_frame(m, in->policy, in->object, at);
    if (hotline__matter_rule(&f, &in->rule->waive, VERDICT_FALSE, &fault) == VERDICT_TRUE) {
        duty_end(m, in, END_BY_WAIVER, at);
        return 1;
    }
    duty_tell_fault(m, in, TOLD_WAIVE, in->rule->waive.path, fault, event_number);
    return 0;
}

static int duty_pattern(const matter *m, const hotline_policy *policy, uint32_t object_number, const condition *pattern,
                        uint32_t event_number) {
    frame f = hotline__matter_frame(m, policy, object_number, m->events[event_number].e->at);
    return pattern != NULL && hotline__matter_matches(&f, pattern, event_number);
}

static void duty_begin(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule, uint32_t event_number) {
    instance *in = duty_new(m, object_number, duty, rule);
    if (in == NULL) {
        return;
    }
    in->owed_at = in->start = m->events[event_number].e->at;
    in->owing = event_number;
    in->since = event_number + 1;
    duty_pause(m, in, event_number);
    duty_try_end(m, in, event_number);
}

void hotline__duty_before(matter *m, uint32_t object_number, int32_t duty, hotline_instant at) {
    instance *in = duty_current(m, object_number, duty);
    judgement j;
    if (in != NULL && in->rule->restart != NULL && in->end == END_NOT && !in->frozen) {
        hotline__duty_judge(m, in, at, &j);
        in->late_before = j.late == HOTLINE_YES;
    }
}

void hotline__duty_event(matter *m, uint32_t object_number, int32_t duty, uint32_t event_number) {
    hotline_instant at = m->events[event_number].e->at;
    instance *in = duty_current(m, object_number, duty);
    const duty_rule *rule = hotline__policy_duty(m->policy, duty);
    int pending = in != NULL && hotline__duty_pending(m, in, at);
    if (pending) {
        duty_extensions(m, in, event_number);
        if (duty_pattern(m, in->policy, object_number, in->rule->restart, event_number)) {
            duty_restart(m, in, event_number);
        }
        duty_pause(m, in, event_number);
        pending = !duty_try_end(m, in, event_number);
    }
    if (!pending && rule != NULL && rule->owed != NULL && m->objects[object_number].ended == HOTLINE_NO_INSTANT &&
        duty_pattern(m, m->policy, object_number, rule->owed, event_number)) {
        duty_begin(m, object_number, duty, rule, event_number);
    }
}

int hotline__duty_settle(matter *m, uint32_t object_number, int32_t duty, uint32_t event_number) {
    instance *in = duty_current(m, object_number, duty);
    if (in == NULL || !hotline__duty_pending(m, in, m->events[event_number].e->at)) {
        return 0;
    }
    return duty_try_end(m, in, event_number);
}

/* ---- the end of objects ---- */

void hotline__duty_prejudge(matter *m, uint32_t object_number, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->rulebook->names.duties.count; i++) {
        instance *in = duty_current(m, object_number, (int32_t)i);
        if (in != NULL && in->end == END_NOT && !in->frozen) {
            duty_note_judgement(m, in, at);
        }
    }
}

void hotline__duty_cancel(matter *m, uint32_t object_number, hotline_instant at, uint8_t survivors) {
    uint32_t i;
    for (i = 0; i < m->rulebook->names.duties.count; i++) {
        instance *in = duty_current(m, object_number, (int32_t)i);
        if (in != NULL && in->end == END_NOT && !in->frozen && in->owed_at != HOTLINE_NO_INSTANT &&
            (survivors == SURVIVES_NOTHING || in->rule->survives < survivors)) {
            if (!in->noted) { /* owed by the very event that ends the object */
                duty_note_judgement(m, in, at);
            }
            in->end = END_BY_CANCEL;
            in->ended_at = at;
            in->frozen = 1;
        }
    }
}

/* ---- standing and periodic duties ---- */

static void duty_stand_one(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule, hotline_instant at) {
    instance *in = duty_new(m, object_number, duty, rule);
    frame f;
    table_fault fault = TABLE_FINE;
    if (in == NULL) {
        return;
    }
    f = hotline__matter_frame(m, in->policy, object_number, at);
    f.own_openings = 1;
    if (hotline__matter_rule(&f, &rule->met, VERDICT_FALSE, &fault) == VERDICT_TRUE) {
        duty_end(m, in, END_BY_MET, at);
        return;
    }
    duty_tell_fault(m, in, TOLD_MET, rule->met.path, fault, MATTER_NONE);
    f = hotline__matter_frame(m, in->policy, object_number, at);
    if (hotline__matter_rule(&f, &rule->waive, VERDICT_FALSE, &fault) == VERDICT_TRUE) {
        duty_end(m, in, END_BY_WAIVER, at);
    }
    duty_tell_fault(m, in, TOLD_WAIVE, rule->waive.path, fault, MATTER_NONE);
}

/* The duties of a policy that an object of its subject has, of one kind. */
static const duty_rule *duty_declared(const matter *m, uint32_t i, uint8_t subject, int periodic) {
    const duty_rule *rule = hotline__policy_duty(m->policy, m->policy->duty_order[i]);
    if (rule->subject != subject || rule->owed != NULL || (rule->every != SPAN_NONE) != periodic) {
        return NULL;
    }
    return rule;
}

void hotline__duty_stand(matter *m, uint32_t object_number, hotline_instant at) {
    uint32_t i;
    for (i = 0; m->policy != NULL && i < m->policy->duties_declared; i++) {
        int32_t duty = m->policy->duty_order[i];
        const duty_rule *rule = duty_declared(m, i, m->objects[object_number].subject, 0);
        if (rule != NULL && m->objects[object_number].current[duty] == 0) {
            duty_stand_one(m, object_number, duty, rule, at);
        }
    }
}

/* The period is over: judged at its end, open and late for good unless it was met. */
static void duty_close_period(matter *m, instance *in) {
    judgement j;
    if (in->end == END_NOT && !in->frozen) {
        hotline__duty_judge(m, in, in->period_to - 1, &j);
        in->end_undefined = j.state == HOTLINE_DUTY_UNDEFINED;
        duty_note_judgement(m, in, in->period_to - 1);
        in->frozen = 1;
    }
}

static instance *duty_open_period(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule, hotline_instant at,
                                  uint32_t since) {
    const char *undefined = NULL;
    period p;
    hotline_status status = rule->every == SPAN_UNDEFINED
                                ? HOTLINE_UNDEFINED
                                : hotline__period_at(&m->policy->periods, rule->every, at,
                                                     hotline__calendar_offset(m->rulebook->calendar), &p, &undefined);
    instance *in = duty_new(m, object_number, duty, rule);
    if (in == NULL) {
        return NULL;
    }
    in->since = since;
    if (status != HOTLINE_OK) {
        in->unsettled = 1;
        return NULL;
    }
    in->owed_at = in->start = p.from;
    in->period_to = p.to;
    in->period_last = p.last;
    return in;
}

/* A condition on facts alone may hold as soon as the period begins. */
static void duty_try_period(matter *m, instance *in, hotline_instant at) {
    frame f = hotline__matter_frame(m, in->policy, in->object, at);
    table_fault fault = TABLE_FINE;
    f.since = in->since;
    if (hotline__matter_rule(&f, &in->rule->met, VERDICT_FALSE, &fault) == VERDICT_TRUE) {
        duty_end(m, in, END_BY_MET, at);
    }
}

static void duty_roll_one(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule, hotline_instant at, uint32_t since) {
    instance *in = duty_current(m, object_number, duty);
    if (in == NULL) {
        duty_open_period(m, object_number, duty, rule, at, since);
        return;
    }
    while (!in->unsettled && in->period_to != HOTLINE_NO_INSTANT && at >= in->period_to) {
        hotline_instant next = in->period_to;
        duty_close_period(m, in);
        if (in->ordinal >= DUTY_PERIODS_MAX) {
            m->status = HOTLINE_ERROR_LIMIT;
            return;
        }
        in = duty_open_period(m, object_number, duty, rule, next, since);
        if (in == NULL) {
            return;
        }
        duty_try_period(m, in, next);
    }
}

void hotline__duty_roll(matter *m, uint32_t object_number, hotline_instant at, uint32_t since) {
    uint32_t i;
    for (i = 0; m->policy != NULL && i < m->policy->duties_declared; i++) {
        const duty_rule *rule = duty_declared(m, i, m->objects[object_number].subject, 1);
        if (rule != NULL) {
            duty_roll_one(m, object_number, m->policy->duty_order[i], rule, at, since);
        }
    }
}

/* ---- a change of policy ---- */

/* What the change means for one instance: its own rule's word, or the policies'. */
static uint8_t duty_mode(const instance *in, const duty_rule *next, uint8_t mode) {
    if (in->rule->transition_out != TRANSITION_ABSENT) {
        return in->rule->transition_out;
    }
    return next != NULL && next->transition_in != TRANSITION_ABSENT ? next->transition_in : mode;
}

static void duty_cross_one(matter *m, instance *in, const hotline_policy *to, uint8_t mode, hotline_instant at) {
    const duty_rule *next = hotline__policy_duty(to, in->duty);
    uint8_t own = duty_mode(in, next, mode);
    if (own == TRANSITION_TICKET || own == TRANSITION_CLOCK) {
        m->mixed = 1;
        return;
    }
    if (own == TRANSITION_UNDEFINED || own == TRANSITION_ABSENT) {
        in->unsettled = 1;
        return;
    }
    if (next == NULL) { /* the new rules know no such duty */
        duty_note_judgement(m, in, at);
        in->end = END_BY_CANCEL;
        in->ended_at = at;
        in->frozen = 1;
        return;
    }
    in->old_rule = own == TRANSITION_SWITCH ? NULL : in->rule;
    in->old_policy = own == TRANSITION_SWITCH ? NULL : in->policy;
    in->blend = own;
    in->rule = next;
    in->policy = to;
}

void hotline__duty_cross(matter *m, const hotline_policy *to, uint8_t mode, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->instance_count; i++) {
        instance *in = &m->instances[i];
        if (in->end == END_NOT && !in->frozen && in->rule->every == SPAN_NONE) {
            duty_cross_one(m, in, to, mode, at);
        }
    }
}
