/* SPDX-License-Identifier: MIT */
/*
 * Tells what cannot be meant in a policy that was read: events that can never happen, measures of nothing, facts and roles that nobody asks
 * for; machines, duties and the calendar have files of their own. It errs to one side: what is told is so. It refuses to change anything.
 */
#include "policy_check.h"

static const text whole_nothing = {NULL, 0};

/* ---- events ---- */

/* Told of the first such event of tickets, and of assignments: the opening event has a finding of its own. */
static hotline_status event_never_opened(policy_checker *c, policy_item item, const event_rule *event) {
    uint8_t kind = event->subject == OF_TICKET || !c->can.tickets ? 1 : 2;
    if ((c->unopened & kind) != 0) {
        return HOTLINE_OK;
    }
    c->unopened |= kind;
    return hotline__check_tell(c, item.at, "object_never", SEVERITY_WARNING,
                               kind == 1 ? "the event can never happen: no event that opens a ticket can"
                                         : "the event can never happen: no event that opens an assignment can",
                               whole_nothing, whole_nothing);
}

/* A machine whose states all refuse the event; NULL: none. *from: the state from which it would lead. */
static const json *event_stuck_machine(policy_checker *c, policy_item item, const event_rule *event, text *from) {
    const json *moves = hotline__json_member(item.at, "moves");
    uint32_t end = 0;
    for (uint32_t first = 0; first < event->move_count; first = end) {
        int32_t machine = event->moves[first].machine;
        int found = !hotline__possible_finds(event, c->r->machines[machine]);
        end = hotline__possible_rows_end(event, first);
        for (uint32_t i = first; i < end; i++) {
            found |= c->can.states[machine][event->moves[i].from];
        }
        if (!found) {
            *from = c->r->names->states[machine].keys[event->moves[first].from];
            return hotline__json_find(moves, c->r->names->machines.keys[machine]);
        }
    }
    return NULL;
}

static hotline_status event_guard_never(policy_checker *c, const json *guard, const event_rule *event) {
    const condition *needs = event->guard.form == RULE_PLAIN ? event->guard.rows[0].then : NULL;
    uint8_t severity = needs != NULL && hotline__check_is_literal(needs) ? SEVERITY_INFO : SEVERITY_WARNING;
    if (needs == NULL) {
        return hotline__check_tell(c, guard, "guard_never", severity, "the event can never happen: no row of its guard allows it",
                                   whole_nothing, whole_nothing);
    }
    return hotline__check_tell(c, guard, "guard_never", severity,
                               "the event can never happen: its guard can never hold: {a}[ ({b} cannot happen)]", needs->source,
                               hotline__possible_culprit(&c->can, needs));
}

static hotline_status event_never(policy_checker *c, policy_item item, const event_rule *event) {
    const json *guard = hotline__json_member(item.at, "if");
    text from = {NULL, 0};
    const json *stuck = event_stuck_machine(c, item, event, &from);
    if (stuck != NULL) {
        return hotline__check_tell(c, stuck, "moves_never", SEVERITY_WARNING,
                                   "the event can never happen: it leads on only from states that are never reached, such as {a}", from,
                                   whole_nothing);
    }
    if (guard != NULL && (hotline__possible_rule(&c->can, &event->guard, item.number) & CAN_BE_TRUE) == 0) {
        return event_guard_never(c, guard, event);
    }
    return event_never_opened(c, item, event);
}

static hotline_status event_check_facts(policy_checker *c, policy_item item, const event_rule *event) {
    const json *facts = hotline__json_member(item.at, "facts");
    const json *at = facts == NULL ? NULL : facts->first;
    for (uint32_t i = 0; at != NULL && i < event->fact_count; i++, at = at->next) {
        if (event->facts[i].form == CARRY_IF && !hotline__check_is_literal(event->facts[i].when)) {
            HOTLINE_TRY(hotline__check_condition(c, at, event->facts[i].when, item.number));
        }
    }
    return HOTLINE_OK;
}

static hotline_status whole_check_events(policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = c->r->events[item.number];
        if (!c->can.events[item.number]) {
            HOTLINE_TRY(event_never(c, item, event));
            continue;
        }
        HOTLINE_TRY(hotline__check_rule(c, hotline__json_member(item.at, "if"), &event->guard, item.number));
        HOTLINE_TRY(event_check_facts(c, item, event));
    }
    return HOTLINE_OK;
}

/* Does the document tell the course of a ticket? Not every rule does, and then it need not say how one ends. */
static int whole_has_course(const policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_MACHINE, i)).at != NULL; i++) {
        if (c->r->machines[item.number]->subject == OF_TICKET) {
            return 1;
        }
    }
    return 0;
}

/* Events of tickets that are opened and never end; events of assignments that nothing opens. */
static hotline_status whole_check_life(policy_checker *c) {
    const json *events = hotline__json_member(c->r->root, "events");
    policy_item item;
    int opens = 0;
    int ends = 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_EVENT, i)).at != NULL; i++) {
        opens |= c->r->events[item.number]->opens == OPENS_TICKET;
        ends |= c->r->events[item.number]->ends == ENDS_TICKET;
    }
    if (c->can.no_assignment) {
        HOTLINE_TRY(hotline__check_tell(c, events, "no_assignment", SEVERITY_WARNING,
                                        "no event opens an assignment, so that none of its events belongs anywhere", whole_nothing,
                                        whole_nothing));
    }
    return !opens || ends || !whole_has_course(c)
               ? HOTLINE_OK
               : hotline__check_tell(c, events, "never_ends", SEVERITY_INFO,
                                     "no event ends a ticket: what is owed stays open until it is met", whole_nothing, whole_nothing);
}

/* ---- measures, rankings, proposals ---- */

static hotline_status measure_check_count(policy_checker *c, const json *at, const measure_rule *m) {
    if (m->count_form == RULE_PLAIN) {
        return hotline__check_is_literal(m->weights[0].when) ? HOTLINE_OK : hotline__check_condition(c, at, m->weights[0].when, m->event);
    }
    const condition **rows = hotline__policy_take(c->r, (size_t)m->weight_count + 1, sizeof *rows);
    if (rows == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < m->weight_count; i++) {
        rows[i] = m->weights[i].when;
    }
    return hotline__check_rows(c, at, rows, m->weight_count, m->event);
}

/* An event that cannot happen, or the due moment of a duty that has none. */
static hotline_status whole_check_moment(policy_checker *c, const json *at, const moment *m) {
    const duty_rule *duty = m->kind == MOMENT_DUE ? c->r->duties[m->duty] : NULL;
    if (duty != NULL && duty->within.form == RULE_ABSENT && duty->due_form == RULE_ABSENT && duty->every == SPAN_NONE) {
        return hotline__check_tell(c, at, "moment_never", SEVERITY_WARNING, "this moment never comes: the duty {a} has no due moment",
                                   duty->name, whole_nothing);
    }
    if (duty != NULL && !c->can.owed[m->duty]) {
        return hotline__check_tell(c, at, "moment_never", SEVERITY_WARNING, "this moment never comes: the duty {a} is never owed",
                                   duty->name, whole_nothing);
    }
    return hotline__check_condition(c, at, m->pattern, NAME_NONE);
}

static hotline_status whole_check_measures(policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_MEASURE, i)).at != NULL; i++) {
        const measure_rule *m = c->r->measures[item.number];
        if (m->undefined) {
            continue;
        }
        HOTLINE_TRY(whole_check_moment(c, hotline__json_member(item.at, "at"), &m->at));
        HOTLINE_TRY(measure_check_count(c, hotline__json_member(item.at, "count"), m));
        HOTLINE_TRY(hotline__check_condition(c, hotline__json_member(item.at, "per"), m->per, m->event));
        HOTLINE_TRY(hotline__check_condition(c, hotline__json_member(item.at, "except"), m->except, m->event));
    }
    return HOTLINE_OK;
}

static hotline_status whole_check_rankings(policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_RANKING, i)).at != NULL; i++) {
        const ranking_rule *ranking = c->r->rankings[item.number];
        HOTLINE_TRY(hotline__check_rule(c, hotline__json_member(item.at, "units"), &ranking->units, NAME_NONE));
    }
    return HOTLINE_OK;
}

static hotline_status whole_check_proposals(policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_PROPOSAL, i)).at != NULL; i++) {
        const proposal_rule *proposal = c->r->proposals[item.number];
        HOTLINE_TRY(whole_check_moment(c, hotline__json_member(item.at, "on"), &proposal->on));
        HOTLINE_TRY(hotline__check_rule(c, hotline__json_member(item.at, "if"), &proposal->when, NAME_NONE));
    }
    return HOTLINE_OK;
}

/* ---- names that nobody asks for ---- */

/* That an event must carry a fact is a rule of its own: only what may be carried, and is never read, is told. */
static hotline_status whole_check_facts(policy_checker *c) {
    policy_item item;
    uint8_t *asked = hotline__policy_take(c->r, (size_t)c->r->names->facts.count + 1, 1);
    if (asked == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = c->r->events[item.number];
        for (uint32_t k = 0; k < event->fact_count; k++) {
            asked[event->facts[k].fact] |= event->facts[k].form != CARRY_OPTIONAL;
        }
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_FACT, i)).at != NULL; i++) {
        if (!asked[item.number] && !c->r->read[KIND_FACT][item.number] && !c->r->facts[item.number]->personal) {
            HOTLINE_TRY(hotline__check_tell(c, item.at, "fact_unread", SEVERITY_INFO, "no rule reads this fact, and no event must carry it",
                                            whole_nothing, whole_nothing));
        }
    }
    return HOTLINE_OK;
}

static hotline_status whole_check_roles(policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_ROLE, i)).at != NULL; i++) {
        if (!c->r->read[KIND_ROLE][item.number]) {
            HOTLINE_TRY(
                hotline__check_tell(c, item.at, "role_unused", SEVERITY_INFO, "no rule names this role", whole_nothing, whole_nothing));
        }
    }
    return HOTLINE_OK;
}

/* ---- the whole ---- */

static hotline_status whole_learn_edges(policy_checker *c) {
    policy_item item;
    c->edges = hotline__policy_take(c->r, (size_t)c->r->names->machines.count + 1, sizeof *c->edges);
    for (uint32_t i = 0; c->edges != NULL && (item = hotline__policy_item_at(c->r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *event = c->r->events[item.number];
        check_edge *edges = hotline__policy_take(c->r, (size_t)event->move_count + 1, sizeof *edges);
        if (edges == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        for (uint32_t k = 0; c->can.events[item.number] && k < event->move_count; k++) {
            const move *m = &event->moves[k];
            if (c->can.states[m->machine][m->from]) {
                edges[k].event = item.number;
                edges[k].from = m->from;
                edges[k].to = m->to;
                edges[k].next = c->edges[m->machine];
                c->edges[m->machine] = &edges[k];
            }
        }
    }
    return c->edges == NULL ? HOTLINE_ERROR_MEMORY : HOTLINE_OK;
}

static hotline_status whole_check_bound(policy_checker *c) {
    return !c->can.exhausted ? HOTLINE_OK
                             : hotline__policy_finding_add(c->r, hotline__json_member(c->r->root, "id"), "check_bounded", SEVERITY_INFO,
                                                           "the document is too large to be checked for what can never happen");
}

hotline_status hotline__policy_check(policy_reader *r) {
    static hotline_status (*const parts[])(policy_checker *) = {whole_learn_edges,       whole_check_life,      whole_check_events,
                                                                hotline__check_machines, hotline__check_duties, whole_check_measures,
                                                                whole_check_rankings,    whole_check_proposals, hotline__check_calendar,
                                                                whole_check_facts,       whole_check_roles,     whole_check_bound};
    policy_checker c = {r, {0}, NULL, 0, 0};
    HOTLINE_TRY(hotline__possible_learn(r, &c.can));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        HOTLINE_TRY(parts[i](&c));
    }
    return HOTLINE_OK;
}
