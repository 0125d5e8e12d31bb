/* SPDX-License-Identifier: MIT */
/*
 * Tells of state machines: states that nothing leads to, and states from which the object can never end. It looks at one machine at a time,
 * and at events that can happen; it refuses to know guards and duties.
 */
#include "policy_check.h"

#include "../base/buffer.h"

int hotline__check_ends(const event_rule *event, uint8_t subject) {
    if (subject == OF_TICKET) {
        return event->ends == ENDS_TICKET;
    }
    return subject == OF_ASSIGNMENT && (event->ends != ENDS_NONE || event->opens == OPENS_ROUND);
}

enum { PATH_STATES = 12 };

/* One machine, and what is known of each of its states. */
typedef struct machine_walk {
    policy_checker *c;
    const json *at; /* its states */
    const machine_rule *rule;
    int32_t machine;
    uint8_t *alive;   /* reached, and the object not ended by getting there */
    uint8_t *saved;   /* from here the object can end, or a final state be reached */
    uint8_t *left;    /* an event leads on to another state */
    int32_t *parents; /* the state from which it is reached first, or NAME_NONE */
} machine_walk;

static const text walk_nothing = {NULL, 0};

static hotline_status walk_begin(machine_walk *w) {
    size_t count = (size_t)w->rule->state_count + 1;
    w->alive = hotline__policy_take(w->c->r, count, 1);
    w->saved = hotline__policy_take(w->c->r, count, 1);
    w->left = hotline__policy_take(w->c->r, count, 1);
    w->parents = hotline__policy_take(w->c->r, count, sizeof *w->parents);
    if (w->alive == NULL || w->saved == NULL || w->left == NULL || w->parents == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < w->rule->state_count; i++) {
        w->parents[i] = NAME_NONE;
    }
    return HOTLINE_OK;
}

static text walk_name(const machine_walk *w, int32_t state) {
    return w->c->r->names->states[w->machine].keys[state];
}

static int walk_ends(const machine_walk *w, const check_edge *edge) {
    return hotline__check_ends(w->c->r->events[edge->event], w->rule->subject);
}

/* ---- states that nothing leads to ---- */

/* An event that would lead there, if it or the state it leads from were possible. */
static text walk_wanted_event(const machine_walk *w, int32_t state) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(w->c->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = w->c->r->events[item.number];
        for (uint32_t k = 0; k < event->move_count; k++) {
            if (event->moves[k].machine == w->machine && event->moves[k].to == state && event->moves[k].from != state) {
                return event->name;
            }
        }
        (void)hotline__possible_spend(&w->c->can, event->move_count);
    }
    return walk_nothing;
}

static hotline_status walk_tell_unreached(machine_walk *w) {
    for (const json *state = w->at->first; state != NULL; state = state->next) {
        int32_t number = hotline__map_find(&w->c->r->names->states[w->machine], state->key);
        if (number != MAP_NONE && !w->c->can.states[w->machine][number]) {
            HOTLINE_TRY(hotline__check_tell(w->c, state, "state_unreachable", SEVERITY_WARNING,
                                            "nothing leads to the state {a}[: where {b} would lead there, it cannot happen]", state->key,
                                            walk_wanted_event(w, number)));
        }
    }
    return HOTLINE_OK;
}

/* ---- states from which nothing ends ---- */

/* Does an event that can happen end the object whatever the machine's state? *any: does one end it at all? */
static int walk_ends_anywhere(const machine_walk *w, int *any) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(w->c->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = w->c->r->events[item.number];
        int moves = 0;
        if (!w->c->can.events[item.number] || !hotline__check_ends(event, w->rule->subject)) {
            continue;
        }
        *any = 1;
        for (uint32_t k = 0; k < event->move_count; k++) {
            moves |= event->moves[k].machine == w->machine && hotline__possible_finds(event, w->rule);
        }
        if (!moves) {
            return 1;
        }
    }
    return 0;
}

static void walk_begin_alive(machine_walk *w) {
    const hotline_policy *policy = w->c->r->policy;
    w->alive[w->rule->start] = 1;
    for (uint32_t i = 0; i < policy->state_change_count; i++) {
        if (policy->state_changes[i].machine == w->machine) {
            w->alive[policy->state_changes[i].to] = 1;
        }
    }
}

/* States that are reached while the object lives, each with the one before it. */
static void walk_spread(machine_walk *w) {
    int grown = 1;
    walk_begin_alive(w);
    while (grown) {
        grown = 0;
        for (const check_edge *e = w->c->edges[w->machine]; e != NULL && hotline__possible_spend(&w->c->can, 1); e = e->next) {
            if (w->alive[e->from] && !w->alive[e->to] && !walk_ends(w, e)) {
                w->alive[e->to] = 1;
                w->parents[e->to] = e->from;
                grown = 1;
            }
        }
    }
}

/* From a saved state back to whatever leads to it. */
static void walk_save(machine_walk *w) {
    int grown = 1;
    while (grown) {
        grown = 0;
        for (const check_edge *e = w->c->edges[w->machine]; e != NULL && hotline__possible_spend(&w->c->can, 1); e = e->next) {
            if (!w->saved[e->from] && w->saved[e->to]) {
                w->saved[e->from] = 1;
                grown = 1;
            }
        }
    }
}

/* "received > accepted > lost": how the object gets there, the beginning left out where it is long. */
static hotline_status walk_path(const machine_walk *w, int32_t state, buffer *out) {
    int32_t states[PATH_STATES];
    uint32_t count = 0;
    while (state != NAME_NONE && count < PATH_STATES) {
        states[count++] = state;
        state = w->parents[state];
    }
    hotline__buffer_puts(out, state != NAME_NONE ? "... > " : "");
    while (count > 0) {
        hotline__buffer_add_text(out, walk_name(w, states[--count]));
        hotline__buffer_puts(out, count > 0 ? " > " : "");
    }
    return out->status < 0 ? hotline__policy_no_memory(w->c->r) : HOTLINE_OK;
}

static hotline_status walk_tell_trap(machine_walk *w, const json *state, int32_t number, int ends) {
    buffer path;
    hotline__buffer_init(&path, w->c->r->arena->context);
    hotline_status status = walk_path(w, number, &path);
    if (status >= 0 && ends) {
        status = hotline__check_tell(w->c, state, "no_way_out", SEVERITY_WARNING,
                                     w->rule->subject == OF_TICKET ? "a ticket in the state {a} can never end: {b}"
                                                                   : "an assignment in the state {a} can never end: {b}",
                                     walk_name(w, number), hotline__buffer_text(&path));
    } else if (status >= 0) {
        status = hotline__check_tell(w->c, state, "no_final", SEVERITY_INFO, "from the state {a} no final state can be reached: {b}",
                                     walk_name(w, number), hotline__buffer_text(&path));
    }
    hotline__buffer_free(&path);
    return status;
}

/* Of states that hang together the one by which they are entered is told. */
static int walk_is_entry(const machine_walk *w, int32_t state) {
    return w->alive[state] && !w->saved[state] && (w->parents[state] == NAME_NONE || w->saved[w->parents[state]]);
}

static hotline_status walk_tell_traps(machine_walk *w, int ends) {
    for (const json *state = w->at->first; state != NULL; state = state->next) {
        int32_t number = hotline__map_find(&w->c->r->names->states[w->machine], state->key);
        if (number != MAP_NONE && walk_is_entry(w, number)) {
            HOTLINE_TRY(walk_tell_trap(w, state, number, ends));
        }
    }
    return HOTLINE_OK;
}

/* Where something ends the object, every state must lead to it; where nothing does, every state to a final one, if there is any. */
static hotline_status walk_check_ends(machine_walk *w) {
    int ends = 0;
    int finals = 0;
    if (walk_ends_anywhere(w, &ends)) {
        return HOTLINE_OK;
    }
    walk_spread(w);
    for (const check_edge *e = w->c->edges[w->machine]; e != NULL; e = e->next) {
        w->saved[e->from] |= ends && walk_ends(w, e);
        w->left[e->from] |= e->to != e->from;
    }
    for (uint32_t i = 0; !ends && i < w->rule->state_count; i++) {
        w->saved[i] = w->alive[i] && !w->left[i];
        finals |= w->saved[i];
    }
    walk_save(w);
    return (ends || finals) && !w->c->can.exhausted ? walk_tell_traps(w, ends) : HOTLINE_OK;
}

hotline_status hotline__check_machines(policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_MACHINE, i)).at != NULL; i++) {
        machine_walk w = {c, hotline__json_member(item.at, "states"), c->r->machines[item.number], item.number, NULL, NULL, NULL, NULL};
        if (c->can.exhausted) {
            return HOTLINE_OK;
        }
        HOTLINE_TRY(walk_begin(&w));
        HOTLINE_TRY(walk_tell_unreached(&w));
        HOTLINE_TRY(walk_check_ends(&w));
    }
    return HOTLINE_OK;
}
