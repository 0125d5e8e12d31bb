/* SPDX-License-Identifier: MIT */
/*
 * What can happen at all under a policy: grows the sets of events, states, facts and duties until nothing is added. The work is bounded;
 * beyond it everything is taken to be possible. It refuses to tell anybody: policy_check.c does.
 */
#include "policy_possible.h"

#include <string.h>

int hotline__possible_finds(const event_rule *event, const machine_rule *machine) {
    if (machine->subject == event->subject) {
        return 1;
    }
    return event->subject == OF_ASSIGNMENT && machine->subject == OF_TICKET;
}

uint32_t hotline__possible_rows_end(const event_rule *event, uint32_t first) {
    uint32_t end = first;
    while (end < event->move_count && event->moves[end].machine == event->moves[first].machine) {
        end++;
    }
    return end;
}

/* ---- room ---- */

static hotline_status possible_take_states(possible *p) {
    policy_item item;
    p->states = hotline__policy_take(p->r, (size_t)p->r->names->machines.count + 1, sizeof *p->states);
    if (p->states == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(p->r, KIND_MACHINE, i)).at != NULL; i++) {
        p->states[item.number] = hotline__policy_take(p->r, (size_t)p->r->machines[item.number]->state_count + 1, 1);
        if (p->states[item.number] == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
    }
    return HOTLINE_OK;
}

static hotline_status possible_take(possible *p) {
    const names *n = p->r->names;
    p->events = hotline__policy_take(p->r, (size_t)n->events.count + 1, 1);
    p->happened = hotline__policy_take(p->r, (size_t)n->events.count + 1, 1);
    p->facts = hotline__policy_take(p->r, (size_t)n->facts.count + 1, 1);
    p->owed = hotline__policy_take(p->r, (size_t)n->duties.count + 1, 1);
    p->met = hotline__policy_take(p->r, (size_t)n->duties.count + 1, 1);
    p->waived = hotline__policy_take(p->r, (size_t)n->duties.count + 1, 1);
    if (p->events == NULL || p->happened == NULL || p->facts == NULL || p->owed == NULL || p->met == NULL || p->waived == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    return possible_take_states(p);
}

/* ---- what there is to begin with ---- */

/* Nothing of a kind that no event opens would ever happen: that is told once, and not of each. */
static void possible_begin_objects(possible *p) {
    policy_item item;
    int opens_ticket = 0;
    int opens_assignment = 0;
    int of_assignments = 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(p->r, KIND_EVENT, i)).at != NULL; i++) {
        opens_ticket |= p->r->event_opens[item.number] == OPENS_TICKET;
        opens_assignment |= p->r->event_opens[item.number] == OPENS_ASSIGNMENT || p->r->event_opens[item.number] == OPENS_ROUND;
        of_assignments |= p->r->event_subjects[item.number] == OF_ASSIGNMENT;
    }
    p->no_assignment = (uint8_t)(of_assignments && !opens_assignment);
    p->tickets = !opens_ticket;
    p->assignments = !opens_assignment;
}

static void possible_begin_states(possible *p) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(p->r, KIND_MACHINE, i)).at != NULL; i++) {
        p->states[item.number][p->r->machines[item.number]->start] = 1;
    }
    for (uint32_t i = 0; i < p->r->policy->state_change_count; i++) {
        const move *change = &p->r->policy->state_changes[i];
        p->states[change->machine][change->to] = 1;
    }
}

/* States into which an event of the base leads. */
static void possible_inherit_moves(possible *p, const event_rule *event) {
    for (uint32_t i = 0; i < event->move_count; i++) {
        const move *m = &event->moves[i];
        const machine_rule *machine = p->r->machines[m->machine];
        if (machine != NULL && (uint32_t)m->to < machine->state_count && machine->state_labels[m->to].at != NULL) {
            p->states[m->machine][m->to] = 1;
        }
    }
}

/* Tickets begun under the base bring along what it declares, unless they keep it. */
static void possible_inherit(possible *p) {
    const hotline_policy *base = p->r->document->base;
    p->inherits = base != NULL && p->r->policy->transition_in != TRANSITION_TICKET;
    for (uint32_t i = 0; p->inherits && i < base->events_declared; i++) {
        const event_rule *event = base->events[base->event_order[i]];
        p->happened[base->event_order[i]] = 1;
        p->tickets |= event->opens == OPENS_TICKET;
        p->assignments |= event->opens == OPENS_ASSIGNMENT || event->opens == OPENS_ROUND;
        p->rounds |= event->opens == OPENS_ROUND;
        possible_inherit_moves(p, event);
    }
    for (uint32_t i = 0; p->inherits && i < base->facts_declared; i++) {
        p->facts[base->fact_order[i]] = 1;
    }
    for (uint32_t i = 0; p->inherits && i < base->duties_declared; i++) {
        int32_t duty = base->duty_order[i];
        p->owed[duty] = p->met[duty] = p->waived[duty] = 1;
    }
}

/* ---- growing ---- */

static int possible_has_row(possible *p, const event_rule *event, uint32_t first, uint32_t end) {
    const machine_rule *machine = p->r->machines[event->moves[first].machine];
    if (!hotline__possible_finds(event, machine)) {
        return 1;
    }
    for (uint32_t i = first; i < end; i++) {
        if (p->states[event->moves[i].machine][event->moves[i].from]) {
            return 1;
        }
    }
    return 0;
}

static int possible_event_moves(possible *p, const event_rule *event) {
    uint32_t end = 0;
    for (uint32_t first = 0; first < event->move_count; first = end) {
        end = hotline__possible_rows_end(event, first);
        if (!possible_has_row(p, event, first, end)) {
            return 0;
        }
    }
    return 1;
}

static int possible_event(possible *p, int32_t number) {
    const event_rule *event = p->r->events[number];
    if (event->subject == OF_TICKET && event->opens != OPENS_TICKET && !p->tickets) {
        return 0;
    }
    if (event->subject == OF_ASSIGNMENT && !p->assignments) {
        return 0;
    }
    return hotline__possible_spend(p, event->move_count + 1u) && possible_event_moves(p, event) &&
           (hotline__possible_rule(p, &event->guard, number) & CAN_BE_TRUE) != 0;
}

static int possible_note_event(possible *p, int32_t number) {
    const event_rule *event = p->r->events[number];
    p->events[number] = 1;
    p->happened[number] = 1;
    for (uint32_t i = 0; i < event->fact_count; i++) {
        p->facts[event->facts[i].fact] = 1;
    }
    p->tickets |= event->opens == OPENS_TICKET;
    p->assignments |= event->opens == OPENS_ASSIGNMENT || event->opens == OPENS_ROUND;
    p->rounds |= event->opens == OPENS_ROUND;
    return 1;
}

/* Does an event that can happen lead on to a new state? */
static int possible_move(possible *p, const event_rule *event, int forward) {
    int grown = 0;
    for (uint32_t i = 0; i < event->move_count; i++) {
        const move *m = &event->moves[forward ? i : event->move_count - 1 - i];
        if (p->states[m->machine][m->from] && !p->states[m->machine][m->to]) {
            p->states[m->machine][m->to] = 1;
            grown = 1;
        }
    }
    (void)hotline__possible_spend(p, event->move_count);
    return grown;
}

static int possible_grow(uint8_t *known, int now) {
    int grown = now && !*known;
    *known |= (uint8_t)now;
    return grown;
}

static int possible_duty(possible *p, int32_t number) {
    const duty_rule *duty = p->r->duties[number];
    int grown = 0;
    if (!p->owed[number]) {
        int begins = duty->owed == NULL || (hotline__possible_condition(p, duty->owed, NAME_NONE) & CAN_BE_TRUE) != 0;
        grown |= possible_grow(&p->owed[number], begins && hotline__possible_rule(p, &duty->when, NAME_NONE) != CAN_BE_FALSE);
    }
    if (!p->met[number]) {
        grown |= possible_grow(&p->met[number], (hotline__possible_rule(p, &duty->met, NAME_NONE) & CAN_BE_TRUE) != 0);
    }
    if (!p->waived[number] && duty->waive.form != RULE_ABSENT) {
        grown |= possible_grow(&p->waived[number], (hotline__possible_rule(p, &duty->waive, NAME_NONE) & CAN_BE_TRUE) != 0);
    }
    return grown;
}

/* Forward and backward in turn: what is written in either order is seen at once. */
static int possible_sweep(possible *p, int forward) {
    policy_item item;
    uint32_t events = p->r->counts[KIND_EVENT];
    int grown = 0;
    for (uint32_t i = 0; i < events && !p->exhausted; i++) {
        int32_t number = p->r->order[KIND_EVENT][forward ? i : events - 1 - i];
        if (!p->events[number] && possible_event(p, number)) {
            grown |= possible_note_event(p, number);
        }
        if (p->events[number]) {
            grown |= possible_move(p, p->r->events[number], forward);
        }
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(p->r, KIND_DUTY, i)).at != NULL; i++) {
        grown |= possible_duty(p, item.number);
    }
    return grown;
}

/* The work ran out: nothing may be called impossible. */
static void possible_give_up(possible *p) {
    policy_item item;
    memset(p->events, 1, p->r->names->events.count);
    memset(p->happened, 1, p->r->names->events.count);
    memset(p->facts, 1, p->r->names->facts.count);
    memset(p->owed, 1, p->r->names->duties.count);
    memset(p->met, 1, p->r->names->duties.count);
    memset(p->waived, 1, p->r->names->duties.count);
    p->tickets = p->assignments = p->rounds = 1;
    for (uint32_t i = 0; (item = hotline__policy_item_at(p->r, KIND_MACHINE, i)).at != NULL; i++) {
        memset(p->states[item.number], 1, p->r->machines[item.number]->state_count);
    }
}

hotline_status hotline__possible_learn(policy_reader *r, possible *p) {
    memset(p, 0, sizeof *p);
    p->r = r;
    HOTLINE_TRY(possible_take(p));
    possible_begin_objects(p);
    possible_begin_states(p);
    p->events[EVENT_VOID] = p->events[EVENT_REPLACE] = p->events[EVENT_MERGE] = 1;
    p->happened[EVENT_VOID] = p->happened[EVENT_REPLACE] = p->happened[EVENT_MERGE] = 1;
    possible_inherit(p);
    for (int forward = 1, grown = 1; grown && !p->exhausted; forward = !forward) {
        grown = possible_sweep(p, forward);
    }
    if (p->exhausted) {
        possible_give_up(p);
    }
    return HOTLINE_OK;
}
