/* SPDX-License-Identifier: MIT */
/*
 * What events do to the instances of a duty: begin, restart, meet, release, cancel. It refuses to know which event belongs to which
 * object (ticket_fold.c) and how an instance is judged (duty_judge.c).
 */
#include "duty_impl.h"

#include <string.h>

/* More periods than this in one matter, whatever its duties and assignments, are a mistyped year, not work to do: 109 years of days. */
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
    in->owed_at = in->start = in->ended_at = in->period_to = in->paused_at = HOTLINE_NO_INSTANT;
    in->object = object_number;
    in->owing = MATTER_NONE;
    in->ordinal = ordinal;
    in->duty = duty;
    in->unsettled = m->unsettled != 0;
    m->objects[object_number].current[duty] = m->instance_count;
    return in;
}

/* Whether it is owed, unless the judgement has read that at this moment. */
static void duty_note_applies(const matter *m, instance *in, hotline_instant at, const judgement *j) {
    frame f;
    table_fault fault = TABLE_FINE;
    if (j->applies_at == at) {
        in->applies = j->applies;
        in->applies_undefined = j->applies_undefined;
        return;
    }
    f = hotline__matter_frame(m, in->policy, in->object, at);
    in->applies = (uint8_t)hotline__matter_rule(&f, &in->rule->when, VERDICT_TRUE, &fault);
    in->applies_undefined = f.undefined || fault != TABLE_FINE;
}

/* What stands once the instance is over: verdict of `if`, due moment. */
static void duty_note(matter *m, instance *in, hotline_instant at, const judgement *j) {
    duty_note_applies(m, in, at, j);
    hotline__duty_tell_tables(m, in, at);
    in->form = in->applies == VERDICT_FALSE ? (uint8_t)DUE_NONE : j->form;
    in->frozen_due = j->when;
}

/* The same where nothing met or released it: it may be that this cannot be told. */
static void duty_note_judgement(matter *m, instance *in, hotline_instant at) {
    judgement j;
    hotline__duty_judge(m, in, at, &j);
    duty_note(m, in, at, &j);
    in->end_undefined = in->end == END_NOT && in->applies == VERDICT_TRUE && j.state == HOTLINE_DUTY_UNDEFINED;
}

static void duty_end(matter *m, instance *in, uint8_t end, hotline_instant at) {
    judgement j;
    hotline__duty_start_clock(m, in, at);
    hotline__duty_measure(m, in, at, &j);
    duty_note(m, in, at, &j);
    in->end_undefined = 0;
    in->end = end;
    in->ended_at = at;
    in->frozen = 1;
    m->ended_some = 1;
}

/* ---- restart and end ---- */

static void duty_restart(matter *m, instance *in, uint32_t event_number) {
    in->late = in->late_before || in->late;
    in->start = m->events[event_number].e->at;
    in->since = event_number; /* the restarting event itself may meet it: restart comes before met */
    in->owing = event_number;
    in->pause_count = 0;
    in->extension_count = 0;
    in->asks = NULL;
    in->paused_at = HOTLINE_NO_INSTANT;
}

/* Does the met or waive rule of an instance hold? A table that does not decide is told of. event_number MATTER_NONE: no event shows it. */
static int duty_holds(matter *m, instance *in, uint8_t which, hotline_instant at, uint32_t event_number) {
    const condition_rule *rule = which == TOLD_MET ? &in->rule->met : &in->rule->waive;
    table_fault fault = TABLE_FINE;
    frame f;
    if (rule->form == RULE_ABSENT) {
        return 0;
    }
    f = hotline__matter_frame(m, in->policy, in->object, at);
    if (which == TOLD_MET) {
        f.since = in->since;
        f.own_openings = 1;
    }
    if (hotline__matter_rule(&f, rule, VERDICT_FALSE, &fault) == VERDICT_TRUE) {
        return 1;
    }
    hotline__duty_tell_fault(m, in, which, rule->path, fault, event_number);
    return 0;
}

/* The first moment at which met or waive holds ends the instance: 1 when it ended. parts: which of them may have changed. */
static int duty_try_end(matter *m, instance *in, uint8_t parts, hotline_instant at, uint32_t event_number) {
    if (in->unsettled) { /* of that nothing can be told, so neither that it ended */
        return 0;
    }
    if ((parts & TOUCHES_MET) != 0 && duty_holds(m, in, TOLD_MET, at, event_number)) {
        duty_end(m, in, END_BY_MET, at);
        return 1;
    }
    if ((parts & TOUCHES_WAIVE) != 0 && duty_holds(m, in, TOLD_WAIVE, at, event_number)) {
        duty_end(m, in, END_BY_WAIVER, at);
        return 1;
    }
    return 0;
}

static int duty_pattern(const matter *m, const hotline_policy *policy, uint32_t object_number, const condition *pattern,
                        uint32_t event_number) {
    frame f = hotline__matter_frame(m, policy, object_number, m->events[event_number].e->at);
    return pattern != NULL && hotline__matter_matches(&f, pattern, event_number);
}

/* Shut is an end: what comes later does not open it again. 1 when the due moment of a right has passed. */
static int duty_try_shut(matter *m, instance *in, hotline_instant at) {
    judgement j;
    if (in->rule->expiry != EXPIRY_SHUT || in->end != END_NOT || in->frozen) {
        return 0;
    }
    hotline__duty_judge(m, in, at, &j);
    if (j.state != HOTLINE_DUTY_SHUT) {
        return 0;
    }
    duty_note_judgement(m, in, j.form == DUE_KNOWN ? j.when.at + 1 : at);
    in->frozen = 1;
    return 1;
}

static void duty_begin(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule, uint32_t event_number) {
    instance *in = duty_new(m, object_number, duty, rule);
    if (in == NULL) {
        return;
    }
    in->owed_at = in->start = m->events[event_number].e->at;
    in->owing = event_number;
    in->since = event_number + 1;
    if (!duty_try_end(m, in, rule->met.needs_event ? TOUCHES_WAIVE : TOUCHES_ALL, in->start, event_number) &&
        !duty_try_shut(m, in, in->start)) {
        hotline__duty_pause(m, in, event_number);
    }
}

void hotline__duty_before(matter *m, uint32_t object_number, int32_t duty, hotline_instant at) {
    instance *in = duty_current(m, object_number, duty);
    judgement j;
    if (in == NULL || in->end != END_NOT || in->frozen || in->unsettled) {
        return;
    }
    hotline__duty_judge(m, in, at, &j);
    in->late_before = j.late == HOTLINE_YES;
    duty_try_shut(m, in, at);
}

/* Does the event owe the duty, which is one of such objects and of one that goes on? */
static int duty_owes(const matter *m, uint32_t object_number, const duty_rule *rule, uint32_t event_number) {
    const object *o = &m->objects[object_number];
    return rule->subject == o->subject && o->ended == HOTLINE_NO_INSTANT &&
           duty_pattern(m, m->policy, object_number, rule->owed, event_number);
}

/* 1 while the instance goes on. A clock that a request held, or that begins anew, may stand by the pause rule. */
static int duty_go_on(matter *m, instance *in, uint8_t parts, uint32_t event_number) {
    hotline_instant at = m->events[event_number].e->at;
    if ((parts & TOUCHES_EXTENSION) != 0) {
        hotline__duty_extensions(m, in, event_number);
    }
    if ((parts & TOUCHES_RESTART) != 0 && duty_pattern(m, in->policy, in->object, in->rule->restart, event_number)) {
        duty_restart(m, in, event_number);
        parts |= TOUCHES_MET | TOUCHES_PAUSE;
    }
    if (duty_try_end(m, in, parts, at, event_number) || duty_try_shut(m, in, at)) {
        return 0;
    }
    if ((parts & (TOUCHES_PAUSE | TOUCHES_EXTENSION)) != 0) {
        hotline__duty_pause(m, in, event_number);
    }
    return 1;
}

void hotline__duty_event(matter *m, uint32_t object_number, const touched_duty *touched, uint32_t event_number) {
    instance *in = duty_current(m, object_number, touched->duty);
    const duty_rule *rule;
    if (in != NULL && in->unsettled) { /* nor whether another begins */
        return;
    }
    if (in != NULL && in->end == END_NOT && !in->frozen && duty_go_on(m, in, touched->parts, event_number)) {
        return;
    }
    rule = (touched->parts & TOUCHES_OWED) != 0 ? hotline__policy_duty(m->policy, touched->duty) : NULL;
    if (rule != NULL && duty_owes(m, object_number, rule, event_number)) {
        duty_begin(m, object_number, touched->duty, rule, event_number);
    }
}

int hotline__duty_settle(matter *m, uint32_t object_number, int32_t duty, uint32_t event_number) {
    instance *in = duty_current(m, object_number, duty);
    if (in == NULL || !(in->rule->met.reads_duties || in->rule->waive.reads_duties) ||
        !hotline__duty_pending(m, in, m->events[event_number].e->at)) {
        return 0;
    }
    return duty_try_end(m, in, TOUCHES_ALL, m->events[event_number].e->at, event_number);
}

/* ---- the end of objects ---- */

/* Does the end of its object cancel it? survivors: what survives at least this goes on; SURVIVES_NOTHING: nothing does. */
static int duty_perishes(const instance *in, uint8_t survivors) {
    return in->end == END_NOT && !in->frozen && in->owed_at != HOTLINE_NO_INSTANT &&
           (survivors == SURVIVES_NOTHING || in->rule->survives < survivors);
}

void hotline__duty_prejudge(matter *m, uint32_t object_number, hotline_instant at, uint8_t survivors) {
    const uint32_t *current = m->objects[object_number].current;
    uint32_t count = m->rulebook->names.duties.count;
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (current[i] != 0 && duty_perishes(&m->instances[current[i] - 1], survivors)) {
            duty_note_judgement(m, &m->instances[current[i] - 1], at);
            m->instances[current[i] - 1].perishing = 1;
        }
    }
}

void hotline__duty_cancel(matter *m, uint32_t object_number, hotline_instant at, uint8_t survivors) {
    const uint32_t *current = m->objects[object_number].current;
    uint32_t count = m->rulebook->names.duties.count;
    uint32_t i;
    for (i = 0; i < count; i++) {
        instance *in = current[i] != 0 ? &m->instances[current[i] - 1] : NULL;
        if (in != NULL && duty_perishes(in, survivors)) {
            if (!in->perishing) { /* owed by the very event that ends the object */
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
    if (in != NULL) {
        duty_try_end(m, in, TOUCHES_ALL, at, MATTER_NONE);
    }
}

void hotline__duty_stand(matter *m, uint32_t object_number, hotline_instant at) {
    uint32_t i;
    for (i = 0; m->policy != NULL && i < m->policy->standing_count; i++) {
        int32_t duty = m->policy->standing[i];
        const duty_rule *rule = hotline__policy_duty(m->policy, duty);
        if (rule->subject == m->objects[object_number].subject && m->objects[object_number].current[duty] == 0) {
            duty_stand_one(m, object_number, duty, rule, at);
        }
    }
}

/* The period is over: judged at its end, open and late for good unless it was met. */
static void duty_close_period(matter *m, instance *in) {
    if (in->end == END_NOT && !in->frozen) {
        duty_note_judgement(m, in, in->period_to - 1);
        in->frozen = 1;
    }
}

/* A mistyped year must not stop the judging of a log: the periods end here, and a finding says so. */
static int duty_periods_over(matter *m, uint32_t object_number, const duty_rule *rule) {
    finding *f;
    if (m->period_count < DUTY_PERIODS_MAX) {
        return 0;
    }
    if (!m->periods_told) {
        m->periods_told = 1;
        f = hotline__matter_find(m, FINDING_TOO_MANY_PERIODS, HOTLINE_SEVERITY_ERROR, NULL, object_number);
        if (f != NULL) {
            hotline__finding_a(f, rule->name, rule->label);
            f->clause = rule->cites.clause;
        }
    }
    return 1;
}

/* Where a period begins among what happened: a rule that comes into force in the middle of one finds what was done before in it. */
static uint32_t duty_first_in(const matter *m, uint32_t object_number, hotline_instant from, uint32_t since) {
    uint32_t opener = m->objects[object_number].opened_by;
    uint32_t least = opener != MATTER_NONE ? opener : 0;
    while (since > least && m->events[since - 1].e->at >= from) {
        since--;
    }
    return since;
}

static instance *duty_open_period(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule, hotline_instant at,
                                  uint32_t since) {
    const char *undefined = NULL;
    period p;
    hotline_status status =
        rule->every == SPAN_UNDEFINED
            ? HOTLINE_UNDEFINED
            : hotline__period_at(&m->policy->periods, rule->every, at, hotline__calendar_offset(m->rulebook->calendar), &p, &undefined);
    instance *in = duty_periods_over(m, object_number, rule) ? NULL : duty_new(m, object_number, duty, rule);
    if (in == NULL) {
        return NULL;
    }
    m->period_count++;
    in->since = since;
    if (status != HOTLINE_OK) {
        in->unsettled = 1;
        return NULL;
    }
    in->owed_at = in->start = p.from;
    in->since = duty_first_in(m, object_number, p.from, since);
    in->period_to = p.to;
    in->period_last = p.last;
    return in;
}

/* Is it from before a change of rules, and over, so that the periods begin anew? */
static int duty_is_past(const instance *in) {
    return !in->unsettled && in->period_to == HOTLINE_NO_INSTANT && (in->end != END_NOT || in->frozen);
}

/* A moment of the first period: that in which what was owed ends, but none from before the rules that want it. */
static hotline_instant duty_first_period(const matter *m, const instance *in, hotline_instant at) {
    if (in == NULL || in->rule->every != SPAN_NONE || in->end == END_NOT) {
        return at;
    }
    return in->ended_at > m->since ? in->ended_at : m->since;
}

static void duty_roll_one(matter *m, uint32_t object_number, int32_t duty, const duty_rule *rule, hotline_instant at, uint32_t since) {
    instance *in = duty_current(m, object_number, duty);
    if (in == NULL || duty_is_past(in)) {
        hotline_instant first = duty_first_period(m, in, at);
        in = duty_open_period(m, object_number, duty, rule, first, since);
        if (in == NULL) {
            return;
        }
        duty_try_end(m, in, TOUCHES_ALL, first,
                     since < m->event_count ? since : MATTER_NONE); /* facts alone may meet or waive it from the start */
    }
    while (!in->unsettled && in->period_to != HOTLINE_NO_INSTANT && at >= in->period_to) {
        hotline_instant next = in->period_to;
        duty_close_period(m, in);
        in->period_to = HOTLINE_NO_INSTANT; /* it is over: none follows when the next cannot be opened */
        in = duty_open_period(m, object_number, duty, rule, next, since);
        if (in == NULL) {
            return;
        }
        duty_try_end(m, in, TOUCHES_ALL, next, MATTER_NONE);
    }
}

/* Periods of duties that the rules of now do not have any more. */
static void duty_close_left(matter *m, uint32_t object_number, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->instance_count; i++) {
        instance *in = &m->instances[i];
        const duty_rule *now = hotline__policy_duty(m->policy, in->duty);
        int kept = now != NULL && now->subject == in->rule->subject && now->every != SPAN_NONE;
        if (in->object == object_number && !in->unsettled && in->period_to != HOTLINE_NO_INSTANT && at >= in->period_to && !kept) {
            duty_close_period(m, in);
            in->period_to = HOTLINE_NO_INSTANT; /* none follows, unless rules come that have it */
        }
    }
}

void hotline__duty_roll(matter *m, uint32_t object_number, hotline_instant at, uint32_t since) {
    uint32_t i;
    if (m->mixed && m->policy != NULL) {
        duty_close_left(m, object_number, at);
    }
    for (i = 0; m->policy != NULL && i < m->policy->periodic_count; i++) {
        const duty_rule *rule = hotline__policy_duty(m->policy, m->policy->periodic[i]);
        if (rule->subject == m->objects[object_number].subject) {
            duty_roll_one(m, object_number, m->policy->periodic[i], rule, at, since);
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

/* The duty as the new rules have it. One of the same name that others owe, or that no event owes, is another; NULL: there is none. */
static const duty_rule *duty_next(const instance *in, const hotline_policy *to) {
    const duty_rule *next = to != NULL ? hotline__policy_duty(to, in->duty) : NULL;
    return next != NULL && next->subject == in->rule->subject && next->owed != NULL ? next : NULL;
}

/* What stopped the clock under the old rules stops it no more where the new ones do not know it. Their own pause is read at the next event. */
static void duty_cross_clock(matter *m, instance *in, hotline_instant at) {
    if (hotline__duty_held(in)) {
        hotline__duty_stop_clock(in, at);
    } else if (in->rule->pause.form == RULE_ABSENT) {
        hotline__duty_start_clock(m, in, at);
    }
}

static void duty_cross_one(matter *m, instance *in, const hotline_policy *to, uint8_t mode, hotline_instant at) {
    const duty_rule *next = duty_next(in, to);
    uint8_t own = duty_mode(in, next, mode);
    if (own == TRANSITION_TICKET || own == TRANSITION_CLOCK) {
        m->mixed |= mode != TRANSITION_TICKET;
        return;
    }
    m->mixed = 1;
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
    hotline__duty_carry_asks(m, in, next);
    in->old_rule = own == TRANSITION_SWITCH ? NULL : in->rule;
    in->old_policy = own == TRANSITION_SWITCH ? NULL : in->policy;
    in->blend = own;
    in->rule = next;
    in->policy = to;
    duty_cross_clock(m, in, at);
}

void hotline__duty_cross(matter *m, const hotline_policy *to, uint8_t mode, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->instance_count; i++) {
        instance *in = &m->instances[i];
        if (in->end != END_NOT || in->frozen || in->unsettled || duty_try_shut(m, in, at)) { /* shut under the old rules stays shut */
            continue;
        }
        if (in->rule->every == SPAN_NONE) {
            duty_cross_one(m, in, to, mode, at);
        } else {
            m->mixed |= mode != TRANSITION_TICKET; /* a period that has begun ends under the rules under which it began */
        }
    }
}
