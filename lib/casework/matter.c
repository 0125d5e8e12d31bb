/* SPDX-License-Identifier: MIT */
/*
 * The store of a matter under judgement: its objects, what happened to them, and the values of their facts. It refuses to know rules:
 * what a condition says is in matter_condition.c, what is owed in duty.c.
 */
#include "matter_impl.h"

#include <string.h>

static void matter_learn(matter *m, const hotline_policy *policy) {
    uint32_t i;
    for (i = 0; i < policy->duties_declared; i++) {
        const duty_rule *rule = hotline__policy_duty(policy, policy->duty_order[i]);
        m->linked |= (uint32_t)(rule->met.reads_duties || rule->waive.reads_duties);
        m->periodic |= rule->every != SPAN_NONE ? 1u << rule->subject : 0;
    }
}

void hotline__matter_init(matter *m, const hotline_rulebook *rulebook, const hotline_log *log, arena *a, duty_answer_fn answer) {
    uint32_t i;
    memset(m, 0, sizeof *m);
    m->rulebook = rulebook;
    m->log = log;
    m->arena = a;
    m->answer = answer;
    for (i = 0; i < rulebook->policy_count; i++) {
        matter_learn(m, rulebook->policies[i]);
    }
}

void hotline__matter_begin(matter *m, text id) {
    matter kept = *m;
    memset(m, 0, sizeof *m);
    m->rulebook = kept.rulebook;
    m->log = kept.log;
    m->arena = kept.arena;
    m->answer = kept.answer;
    m->replies = kept.replies;
    m->linked = kept.linked;
    m->periodic = kept.periodic;
    m->id = id;
    m->round = 1;
    m->now = m->clock = m->since = HOTLINE_NO_INSTANT;
    m->until = MATTER_NONE;
    hotline__arena_reset(m->arena);
    hotline__findings_begin(&m->findings, m->arena);
    m->last_any = hotline__arena_take_zeroed(m->arena, (size_t)m->rulebook->names.events.count + 1, sizeof *m->last_any);
    if (m->last_any == NULL) {
        m->status = HOTLINE_ERROR_MEMORY;
    }
}

/* The object's arrays in one block: facts twice, event kinds, duties, machines. */
static int matter_lay_out(matter *m, object *o) {
    const names *n = &m->rulebook->names;
    size_t facts = n->facts.count;
    size_t words = (size_t)n->events.count + n->duties.count + n->machines.count;
    char *block = hotline__arena_take_zeroed(m->arena, 1, 2 * facts * sizeof(value *) + (words + 1) * sizeof(uint32_t));
    uint32_t i;
    if (block == NULL) {
        return 0;
    }
    o->latest = (const value **)(void *)block;
    o->earliest = o->latest + facts;
    o->last_own = (uint32_t *)(void *)(o->earliest + facts);
    o->current = o->last_own + n->events.count;
    o->states = (int32_t *)(o->current + n->duties.count);
    for (i = 0; i < n->machines.count; i++) {
        o->states[i] = NAME_NONE;
    }
    return 1;
}

uint32_t hotline__matter_open(matter *m, uint8_t subject, uint32_t opened_by, int32_t unit, hotline_instant at) {
    object *o;
    if (m->object_count == m->object_capacity &&
        !hotline__arena_grow(m->arena, &m->objects, m->object_count, &m->object_capacity, sizeof *o)) {
        m->status = HOTLINE_ERROR_MEMORY;
        return MATTER_NONE;
    }
    o = &m->objects[m->object_count];
    memset(o, 0, sizeof *o);
    if (!matter_lay_out(m, o)) {
        m->status = HOTLINE_ERROR_MEMORY;
        return MATTER_NONE;
    }
    o->began = at;
    o->ended = HOTLINE_NO_INSTANT;
    o->opened_by = opened_by;
    o->parent = MATTER_NONE;
    o->round = m->round;
    o->unit = unit;
    o->subject = subject;
    return m->object_count++;
}

uint32_t hotline__matter_record(matter *m, const occurrence *o) {
    uint32_t number = m->event_count;
    occurrence *slot;
    if (number == m->event_capacity && !hotline__arena_grow(m->arena, &m->events, number, &m->event_capacity, sizeof *slot)) {
        m->status = HOTLINE_ERROR_MEMORY;
        return MATTER_NONE;
    }
    slot = &m->events[number];
    *slot = *o;
    slot->prev_own = m->objects[o->object].last_own[o->e->kind];
    slot->prev_any = m->last_any[o->e->kind];
    m->objects[o->object].last_own[o->e->kind] = number + 1;
    m->last_any[o->e->kind] = number + 1;
    m->event_count++;
    return number;
}

void hotline__matter_start_states(matter *m, uint32_t object_number, const hotline_policy *policy) {
    object *o = &m->objects[object_number];
    uint32_t i;
    for (i = 0; i < policy->machines_declared; i++) {
        const machine_rule *rule = hotline__policy_machine(policy, policy->machine_order[i]);
        if (rule->subject == o->subject && o->states[policy->machine_order[i]] == NAME_NONE) {
            o->states[policy->machine_order[i]] = rule->start;
        }
    }
}

void hotline__matter_apply(matter *m, uint32_t object_number, const fact_rule *rule, const carried *c) {
    object *o;
    if (rule->subject == OF_EVENT || (rule->subject == OF_ASSIGNMENT && object_number == MATTER_ROOT)) {
        return; /* lives on its event; or its assignment is not known */
    }
    o = &m->objects[rule->subject == OF_ASSIGNMENT ? object_number : MATTER_ROOT];
    if (o->subject != rule->subject) {
        return;
    }
    o->latest[c->fact] = &c->held;
    if (o->earliest[c->fact] == NULL) {
        o->earliest[c->fact] = &c->held;
    }
}

/* A unit's fact as an assignment sees it: the latest event of the unit that carries it, up to the judging moment. */
static const value *matter_unit_fact(const frame *f, const fact_rule *rule, int32_t fact, int32_t unit, value *room) {
    const unit_fact *first;
    hotline_instant then = f->unit_at != HOTLINE_NO_INSTANT ? f->unit_at : f->at;
    const unit_fact *at = unit != NAME_NONE ? hotline__log_unit_fact(f->m->log, unit, fact, then, &first) : NULL;
    for (; at != NULL && at->raw->fact == fact; at = at > first ? at - 1 : NULL) {
        if (hotline__event_value(f->m->rulebook, rule, at->raw, room)) {
            return room;
        }
    }
    return NULL;
}

static const value *matter_carried(const frame *f, int32_t fact) {
    uint32_t i;
    for (i = 0; i < f->fact_count; i++) {
        if (f->facts[i].fact == fact) {
            return &f->facts[i].held;
        }
    }
    return NULL;
}

static const value *matter_stored(const frame *f, const fact_rule *rule, int32_t fact, int first, value *room) {
    const object *o = &f->m->objects[rule->subject == OF_ASSIGNMENT ? f->object : (uint32_t)MATTER_ROOT];
    const value *then;
    if (o->subject == rule->subject && (o->subject != OF_UNIT || f->unit_at == HOTLINE_NO_INSTANT)) {
        return first ? o->earliest[fact] : o->latest[fact];
    }
    if (rule->subject != OF_UNIT) {
        return NULL;
    }
    then = matter_unit_fact(f, rule, fact, f->m->objects[f->object].unit, room);
    return first && o->subject == OF_UNIT && then != NULL ? o->earliest[fact] : then;
}

const value *hotline__matter_see_fact(const frame *f, int32_t fact, int first, value *room) {
    const fact_rule *rule = hotline__policy_fact(f->policy, fact);
    const value *applied;
    const value *found;
    if (rule == NULL) {
        return NULL;
    }
    applied = f->elsewhere && rule->subject == OF_ASSIGNMENT ? NULL : matter_carried(f, fact);
    found = first ? NULL : applied;
    if (found == NULL && !f->filter && rule->subject != OF_EVENT) {
        found = matter_stored(f, rule, fact, first, room);
    }
    if (found == NULL) {
        found = applied; /* its first value is the one being applied */
    }
    if (found != NULL && found->kind == (uint32_t)rule->type + 1) {
        return found;
    }
    return rule->default_value.kind != 0 ? &rule->default_value : NULL; /* also for one given under another policy, as another type */
}

value hotline__matter_fact(const frame *f, int32_t fact, int first) {
    static const value none = {0};
    value room;
    const value *found = hotline__matter_see_fact(f, fact, first, &room);
    return found != NULL ? *found : none;
}

text hotline__matter_object_id(const matter *m, uint32_t object_number) {
    static const text none = {0};
    if (object_number >= m->object_count || m->objects[object_number].opened_by == MATTER_NONE) {
        return none;
    }
    return m->objects[object_number].subject == OF_ASSIGNMENT ? m->events[m->objects[object_number].opened_by].e->id : none;
}

finding *hotline__matter_find(matter *m, finding_code code, int32_t severity, const event *e, uint32_t object_number) {
    finding *f = hotline__findings_add(&m->findings, code, severity);
    if (f == NULL) {
        m->status = HOTLINE_ERROR_MEMORY;
        return NULL;
    }
    if (m->object_count == 0 || m->objects[MATTER_ROOT].subject == OF_TICKET) {
        f->ticket = m->id;
    }
    f->assignment = hotline__matter_object_id(m, object_number);
    if (e != NULL) {
        const event_rule *rule = m->policy != NULL && e->kind >= 0 ? hotline__policy_event(m->policy, e->kind) : NULL;
        f->event = e->id;
        f->a = e->kind_name;
        f->a_label = rule != NULL ? rule->label : f->a_label;
    }
    return f;
}

/* Member by member: frames are made so often that clearing the whole record first would show. */
frame hotline__matter_frame(const matter *m, const hotline_policy *policy, uint32_t object_number, hotline_instant at) {
    frame f = {.m = m,
               .policy = policy,
               .object = object_number,
               .until = m->until,
               .role = NAME_NONE,
               .at = at,
               .unit_at = HOTLINE_NO_INSTANT,
               .cause_fact = NAME_NONE}; /* all else is nothing */
    return f;
}
