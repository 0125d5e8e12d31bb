/* SPDX-License-Identifier: MIT */
/*
 * Tells of duties: never owed, never met, ended by what owes them, clocks that never stop or never run on. It looks at what can happen once
 * a duty is owed, machine by machine; it refuses to count days.
 */
#include "policy_check.h"

#include <string.h>

/* One duty, and what can happen once it is owed. */
typedef struct duty_walk {
    policy_checker *c;
    const json *at;
    const duty_rule *rule;
    uint8_t **after; /* by machine, by state: may be the state once it is owed; lent by the check */
    uint8_t *since;  /* by event: SINCE_... */
    int32_t number;
} duty_walk;

static const text duty_nothing = {NULL, 0};

/* ---- what can happen once it is owed ---- */

static int duty_walk_reads(const duty_walk *d, int32_t machine) {
    uint8_t subject = d->c->r->machines[machine]->subject;
    return subject == d->rule->subject || (subject == OF_TICKET && d->rule->subject == OF_ASSIGNMENT);
}

/* The states of a machine right after an event that owes the duty. */
static void duty_after_event(duty_walk *d, int32_t machine, const event_rule *event) {
    const uint8_t *reached = d->c->can.states[machine];
    const machine_rule *rule = d->c->r->machines[machine];
    int moved = 0;
    for (uint32_t i = 0; i < event->move_count; i++) {
        const move *m = &event->moves[i];
        if (m->machine == machine && reached[m->from]) {
            d->after[machine][m->to] = 1;
            moved |= hotline__possible_finds(event, rule);
        }
    }
    if (!moved && rule->subject == OF_ASSIGNMENT && event->opens >= OPENS_ASSIGNMENT) {
        d->after[machine][rule->start] = 1;
        return;
    }
    for (uint32_t i = 0; !moved && i < rule->state_count; i++) {
        d->after[machine][i] |= reached[i];
    }
}

/* Where the machine can go from there; what a change of policy brings is among it. */
static void duty_after_spread(duty_walk *d, int32_t machine) {
    const hotline_policy *policy = d->c->r->policy;
    int grown = 1;
    for (uint32_t i = 0; i < policy->state_change_count; i++) {
        if (policy->state_changes[i].machine == machine) {
            d->after[machine][policy->state_changes[i].to] = 1;
        }
    }
    while (grown) {
        grown = 0;
        for (const check_edge *e = d->c->edges[machine]; e != NULL && hotline__possible_spend(&d->c->can, 1); e = e->next) {
            if (d->after[machine][e->from] && !d->after[machine][e->to]) {
                d->after[machine][e->to] = 1;
                grown = 1;
            }
        }
    }
}

static void duty_after_pattern(duty_walk *d, int32_t machine, const condition *pattern) {
    for (uint32_t i = 0; pattern != NULL && i < pattern->count; i += 1 + pattern->ops[i].length) {
        if (pattern->ops[i].code == OP_HAPPENED && d->c->can.events[pattern->ops[i].a]) {
            duty_after_event(d, machine, d->c->r->events[pattern->ops[i].a]);
        }
    }
}

static void duty_learn_states(duty_walk *d) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(d->c->r, KIND_MACHINE, i)).at != NULL; i++) {
        uint32_t states = d->c->r->machines[item.number]->state_count;
        if (duty_walk_reads(d, item.number) && hotline__possible_spend(&d->c->can, states)) {
            memset(d->after[item.number], 0, states);
            duty_after_pattern(d, item.number, d->rule->owed);
            duty_after_pattern(d, item.number, d->rule->restart);
            duty_after_spread(d, item.number);
        }
    }
}

/* Can every machine that the event moves be in one of its rows? */
static int duty_event_moves(const duty_walk *d, const event_rule *event) {
    uint32_t end = 0;
    for (uint32_t first = 0; first < event->move_count; first = end) {
        int32_t machine = event->moves[first].machine;
        const machine_rule *rule = d->c->r->machines[machine];
        int found = !hotline__possible_finds(event, rule) || !duty_walk_reads(d, machine);
        end = hotline__possible_rows_end(event, first);
        for (uint32_t i = first; !found && i < end; i++) {
            found = d->after[machine][event->moves[i].from];
        }
        if (!found) {
            return 0;
        }
    }
    (void)hotline__possible_spend(&d->c->can, event->move_count + 1u);
    return 1;
}

/* The events that owe it are taken as answers too; an event that opens an assignment answers only for that one. */
static void duty_note_patterns(duty_walk *d, const condition *pattern) {
    for (uint32_t i = 0; pattern != NULL && i < pattern->count; i += 1 + pattern->ops[i].length) {
        if (pattern->ops[i].code == OP_HAPPENED) {
            d->since[pattern->ops[i].a] = SINCE_HAPPENED | SINCE_COUNTED;
        }
    }
}

static void duty_learn_since(duty_walk *d) {
    policy_item item;
    memset(d->since, 0, d->c->r->names->events.count);
    for (int32_t i = 0; i < EVENT_BUILT_IN; i++) {
        d->since[i] = SINCE_HAPPENED | SINCE_COUNTED;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(d->c->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = d->c->r->events[item.number];
        int opens = d->rule->subject == OF_ASSIGNMENT && event->opens >= OPENS_ASSIGNMENT;
        if (d->c->can.happened[item.number] && duty_event_moves(d, event)) {
            d->since[item.number] = opens ? SINCE_COUNTED : SINCE_HAPPENED | SINCE_COUNTED;
        }
    }
    duty_note_patterns(d, d->rule->owed);
    duty_note_patterns(d, d->rule->restart);
}

/* ---- what is told ---- */

static hotline_status duty_tell_never_owed(const duty_walk *d) {
    const json *owed = hotline__json_member(d->at, "owed");
    const json *when = hotline__json_member(d->at, "if");
    const condition *pattern = d->rule->owed;
    const condition *needs = d->rule->when.form == RULE_PLAIN ? d->rule->when.rows[0].then : NULL;
    if (pattern != NULL && (hotline__possible_condition(&d->c->can, pattern, NAME_NONE) & CAN_BE_TRUE) == 0) {
        return hotline__check_tell(d->c, owed, "duty_never_owed", SEVERITY_WARNING, "the duty is never owed: {a}[ ({b} cannot happen)]",
                                   pattern->source, hotline__possible_culprit(&d->c->can, pattern));
    }
    if (needs == NULL) {
        return hotline__check_tell(d->c, when, "duty_never_owed", SEVERITY_WARNING, "the duty is never owed: no row of its `if` can hold",
                                   duty_nothing, duty_nothing);
    }
    return hotline__check_tell(d->c, when, "duty_never_owed", hotline__check_is_literal(needs) ? SEVERITY_INFO : SEVERITY_WARNING,
                               "the duty is never owed: {a}[ ({b} cannot happen)]", needs->source,
                               hotline__possible_culprit(&d->c->can, needs));
}

/* Does nothing end an instance that is never met or waived? */
static int duty_never_ends(const duty_walk *d) {
    policy_item item;
    uint8_t survives = d->rule->survives;
    for (uint32_t i = 0; d->rule->subject != OF_UNIT && (item = hotline__policy_item_at(d->c->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = d->c->r->events[item.number];
        int of_ticket = event->ends == ENDS_TICKET;
        if (d->c->can.events[item.number] && hotline__check_ends(event, d->rule->subject) &&
            survives < (of_ticket ? SURVIVES_TICKET : SURVIVES_ROUND)) {
            return 0;
        }
    }
    return 1;
}

/* A clock that was started and that nothing stops. */
static hotline_status duty_tell_endless(const duty_walk *d) {
    static const char *const keys[] = {"within", "due", "every"};
    const json *clock = NULL;
    for (size_t i = 0; clock == NULL && i < sizeof keys / sizeof keys[0]; i++) {
        clock = hotline__json_member(d->at, keys[i]);
    }
    if (clock == NULL || d->rule->expiry == EXPIRY_SHUT || d->c->can.waived[d->number] || !duty_never_ends(d)) {
        return HOTLINE_OK;
    }
    return hotline__check_tell(d->c, clock, "clock_never_stops", SEVERITY_WARNING,
                               "the clock never stops: nothing can meet the duty, waive it or end it", duty_nothing, duty_nothing);
}

static hotline_status duty_tell_never_met(const duty_walk *d) {
    const json *met = hotline__json_member(d->at, "met");
    const condition *needs = d->rule->met.form == RULE_PLAIN ? d->rule->met.rows[0].then : NULL;
    if (needs == NULL) {
        return hotline__check_tell(d->c, met, "duty_never_met", SEVERITY_WARNING, "the duty can never be met: no row of the table can hold",
                                   duty_nothing, duty_nothing);
    }
    return hotline__check_tell(d->c, met, "duty_never_met", hotline__check_is_literal(needs) ? SEVERITY_INFO : SEVERITY_WARNING,
                               "the duty can never be met: {a}[ ({b} cannot happen once it is owed)]", needs->source,
                               hotline__possible_culprit(&d->c->can, needs));
}

/* Is every event that owes it one that ends its object, so that it is cancelled at once? */
static int duty_is_cut_off(const duty_walk *d) {
    const condition *pattern = d->rule->owed;
    for (uint32_t i = 0; i < pattern->count; i += 1 + pattern->ops[i].length) {
        const event_rule *event = pattern->ops[i].code == OP_HAPPENED ? d->c->r->events[pattern->ops[i].a] : NULL;
        uint8_t needed = event != NULL && event->ends == ENDS_TICKET ? SURVIVES_TICKET : SURVIVES_ROUND;
        if (event != NULL && (!hotline__check_ends(event, d->rule->subject) || event->opens != OPENS_NONE || d->rule->survives >= needed)) {
            return 0;
        }
    }
    return 1;
}

/* With nothing but what holds already. */
static int duty_met_at_once(duty_walk *d) {
    memset(d->since, 0, d->c->r->names->events.count);
    d->c->can.since = d->since;
    uint8_t can = hotline__possible_rule(&d->c->can, &d->rule->met, NAME_NONE);
    d->c->can.since = NULL;
    return (can & CAN_BE_TRUE) != 0;
}

static int duty_can_be_met(duty_walk *d) {
    if (d->rule->owed == NULL || d->c->can.inherits || !d->c->can.met[d->number]) {
        return d->c->can.met[d->number];
    }
    duty_learn_states(d);
    duty_learn_since(d);
    d->c->can.since = d->since;
    uint8_t can = hotline__possible_rule(&d->c->can, &d->rule->met, NAME_NONE);
    return (can & CAN_BE_TRUE) != 0;
}

static hotline_status duty_check_met(duty_walk *d) {
    if (d->rule->owed != NULL && duty_is_cut_off(d) && !duty_met_at_once(d)) {
        return hotline__check_tell(d->c, hotline__json_member(d->at, "owed"), "duty_cut_off", SEVERITY_WARNING,
                                   "the event that owes the duty also ends its object: it is cancelled at once: {a}", d->rule->owed->source,
                                   duty_nothing);
    }
    if (duty_can_be_met(d)) {
        d->c->can.since = NULL;
        return HOTLINE_OK;
    }
    hotline_status status = duty_tell_never_met(d);
    d->c->can.since = NULL;
    return status < 0 ? status : duty_tell_endless(d);
}

/* ---- pauses ---- */

enum { KEEPS_TRUE = 1, KEEPS_FALSE = 2 };

static int pause_state_is_left(const duty_walk *d, const op *o) {
    for (const check_edge *e = d->c->edges[o->a]; e != NULL; e = e->next) {
        if (e->from == (int32_t)o->b && e->to != e->from) {
            return 1;
        }
    }
    return 0;
}

/* What a test keeps once it comes to it. What is not named here may change at any time. */
static uint8_t pause_keeps(const duty_walk *d, const op *o) {
    switch (o->code) {
    case OP_CONSTANT:
        return KEEPS_TRUE | KEEPS_FALSE;
    case OP_HAPPENED:
    case OP_KNOWN:
        return KEEPS_TRUE;
    case OP_COUNT:
        return o->compare == IS_MORE || o->compare == IS_AT_LEAST  ? KEEPS_TRUE
               : o->compare == IS_LESS || o->compare == IS_AT_MOST ? KEEPS_FALSE
                                                                   : 0;
    case OP_STATE:
        return o->compare != IS_EQUAL || pause_state_is_left(d, o) ? 0 : KEEPS_TRUE;
    default:
        return 0;
    }
}

static int pause_stays(const duty_walk *d, const condition *c) {
    uint8_t stack[CONDITION_STACK + 2];
    uint32_t top = 0;
    for (uint32_t i = 0; i < c->count; i += 1 + c->ops[i].length) {
        const op *o = &c->ops[i];
        if (o->code == OP_NOT) {
            stack[top - 1] = (uint8_t)((stack[top - 1] & KEEPS_TRUE ? KEEPS_FALSE : 0) | (stack[top - 1] & KEEPS_FALSE ? KEEPS_TRUE : 0));
        } else if (o->code == OP_AND || o->code == OP_OR) {
            top--;
            stack[top - 1] &= stack[top];
        } else {
            stack[top++] = pause_keeps(d, o);
        }
    }
    return top > 0 && (stack[0] & KEEPS_TRUE) != 0;
}

/* A new instance looks at what has happened since it began: with `restart` a clock may run on. */
static hotline_status duty_check_pause(const duty_walk *d) {
    const condition *pause = d->rule->pause.form == RULE_PLAIN ? d->rule->pause.rows[0].then : NULL;
    if (pause == NULL || d->rule->restart != NULL || hotline__check_is_literal(pause) || !pause_stays(d, pause)) {
        return HOTLINE_OK;
    }
    return hotline__check_tell(d->c, hotline__json_member(d->at, "pause"), "pause_endless", SEVERITY_INFO,
                               "once the clock stands it never runs on: {a}", pause->source, duty_nothing);
}

/* ---- one duty ---- */

static hotline_status duty_check_conditions(const duty_walk *d) {
    HOTLINE_TRY(hotline__check_rule(d->c, hotline__json_member(d->at, "if"), &d->rule->when, NAME_NONE));
    HOTLINE_TRY(hotline__check_rule(d->c, hotline__json_member(d->at, "waive"), &d->rule->waive, NAME_NONE));
    HOTLINE_TRY(hotline__check_rule(d->c, hotline__json_member(d->at, "pause"), &d->rule->pause, NAME_NONE));
    HOTLINE_TRY(hotline__check_condition(d->c, hotline__json_member(d->at, "restart"), d->rule->restart, NAME_NONE));
    return duty_check_pause(d);
}

static hotline_status duty_check_terms(const duty_walk *d) {
    const json *within = hotline__json_member(d->at, "within");
    const condition **rows;
    if (d->rule->within.form != RULE_TABLE) {
        return HOTLINE_OK;
    }
    rows = hotline__policy_take(d->c->r, d->rule->within.count, sizeof *rows);
    if (rows == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < d->rule->within.count; i++) {
        rows[i] = d->rule->within.rows[i].when;
    }
    return hotline__check_rows(d->c, within, rows, d->rule->within.count, NAME_NONE);
}

static hotline_status duty_check_one(duty_walk *d) {
    if (!d->c->can.owed[d->number] || (hotline__possible_rule(&d->c->can, &d->rule->when, NAME_NONE) & CAN_BE_TRUE) == 0) {
        return duty_tell_never_owed(d); /* at most possibly */
    }
    HOTLINE_TRY(duty_check_conditions(d));
    HOTLINE_TRY(duty_check_terms(d));
    return duty_check_met(d);
}

static hotline_status duty_take_room(duty_walk *d) {
    policy_reader *r = d->c->r;
    policy_item item;
    d->since = hotline__policy_take(r, (size_t)r->names->events.count + 1, 1);
    d->after = hotline__policy_take(r, (size_t)r->names->machines.count + 1, sizeof *d->after);
    if (d->since == NULL || d->after == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_MACHINE, i)).at != NULL; i++) {
        d->after[item.number] = hotline__policy_take(r, (size_t)r->machines[item.number]->state_count + 1, 1);
        if (d->after[item.number] == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__check_duties(policy_checker *c) {
    duty_walk d = {c, NULL, NULL, NULL, NULL, 0};
    policy_item item;
    HOTLINE_TRY(duty_take_room(&d));
    for (uint32_t i = 0; !c->can.exhausted && (item = hotline__policy_item_at(c->r, KIND_DUTY, i)).at != NULL; i++) {
        d.at = item.at;
        d.rule = c->r->duties[item.number];
        d.number = item.number;
        HOTLINE_TRY(duty_check_one(&d));
    }
    return HOTLINE_OK;
}
