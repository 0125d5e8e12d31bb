/* SPDX-License-Identifier: MIT */
/*
 * Reads the events: of whom, by whom, what they carry, open, end and move, and their guards. First a sketch of all (so that conditions may
 * name any), then the rest. It refuses to know the duties.
 */
#include "policy_read.h"

#include <string.h>

static const member_rule event_members[] = {
    {"of", MEMBER_TEXT | MEMBER_REQUIRED},
    {"label", MEMBER_TEXT},
    {"by", MEMBER_ARRAY},
    {"facts", MEMBER_OBJECT},
    {"if", MEMBER_TEXT | MEMBER_OBJECT},
    {"severity", MEMBER_TEXT},
    {"opens", MEMBER_TEXT},
    {"ends", MEMBER_TEXT},
    {"moves", MEMBER_OBJECT},
    {"clause", MEMBER_TEXT},
    {"quote", MEMBER_TEXT},
};

static hotline_status event_sketch_facts(policy_reader *r, const json *facts, const int32_t **carried, uint32_t *count) {
    uint32_t n = 0;
    if (facts == NULL) {
        return HOTLINE_OK;
    }
    int32_t *numbers = hotline__policy_take(r, (size_t)facts->count + 1, sizeof *numbers);
    if (numbers == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = facts->first; at != NULL; at = at->next) {
        hotline_status status = hotline__policy_lookup(r, KIND_FACT, at, at->key, &numbers[n]);
        HOTLINE_TRY(status);
        n++;
    }
    *carried = numbers;
    *count = n;
    return HOTLINE_OK;
}

static hotline_status event_sketch_opens(policy_reader *r, const json *event, int32_t number) {
    static const char *const openings[] = {"ticket", "assignment", "part", "round"};
    const json *opens = hotline__json_member(event, "opens");
    uint8_t choice = 0;
    if (opens == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_choice(r, opens, openings, 4, &choice));
    uint8_t opening = (uint8_t)(choice + OPENS_TICKET);
    r->event_opens[number] = opening;
    if (r->event_subjects[number] != (opening == OPENS_PART ? OF_ASSIGNMENT : OF_TICKET)) {
        return hotline__policy_fail(r, opens,
                                    opening == OPENS_PART ? "only an event of an assignment opens a part of it"
                                                          : "only an event of the ticket opens this");
    }
    return HOTLINE_OK;
}

static hotline_status event_sketch_one(policy_reader *r, policy_item item, const int32_t **carried, uint32_t *count) {
    static const char *const subjects[] = {"ticket", "assignment", "unit"};
    uint8_t subject = 0;
    HOTLINE_TRY(hotline__policy_members(r, item.at, event_members, sizeof event_members / sizeof event_members[0]));
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(item.at, "of"), subjects, 3, &subject));
    r->event_subjects[item.number] = (uint8_t)(subject + OF_TICKET);
    HOTLINE_TRY(event_sketch_opens(r, item.at, item.number));
    return event_sketch_facts(r, hotline__json_member(item.at, "facts"), carried, count);
}

static hotline_status event_all_facts_carried(policy_reader *r, const uint8_t *given) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_FACT, i)).at != NULL; i++) {
        if (!given[item.number]) {
            return hotline__policy_fail_key(r, item.at, "no event carries this fact: it could never be known");
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__policy_sketch_events(policy_reader *r) {
    uint32_t events = r->names->events.count;
    const int32_t **carried = hotline__policy_take(r, events, sizeof *carried);
    uint32_t *counts = hotline__policy_take(r, events, sizeof *counts);
    uint8_t *given = hotline__policy_take(r, (size_t)r->names->facts.count + 1, 1);
    policy_item item;
    if (carried == NULL || counts == NULL || given == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->words.carried = carried;
    r->words.carried_counts = counts;
    r->event_subjects[EVENT_VOID] = r->event_subjects[EVENT_REPLACE] = r->event_subjects[EVENT_MERGE] = OF_TICKET;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_EVENT, i)).at != NULL; i++) {
        HOTLINE_TRY(event_sketch_one(r, item, &carried[item.number], &counts[item.number]));
        for (uint32_t k = 0; k < counts[item.number]; k++) {
            given[carried[item.number][k]] = 1;
        }
    }
    memset(r->read[KIND_FACT], 0, r->names->facts.count); /* to carry a fact is not to read it */
    return event_all_facts_carried(r, given);
}

/* ---- the rest ---- */

/* Does an event of this subject and opening name an object of the wanted kind? */
static int event_names_object(uint8_t event_subject, uint8_t opens, uint8_t wanted) {
    if (wanted == OF_EVENT || wanted == event_subject) {
        return 1;
    }
    if (event_subject == OF_ASSIGNMENT) {
        return wanted == OF_TICKET;
    }
    return event_subject == OF_TICKET && wanted == OF_ASSIGNMENT && (opens == OPENS_ASSIGNMENT || opens == OPENS_ROUND);
}

static hotline_status event_check_reach(policy_reader *r, const json *at, const event_rule *event, uint8_t wanted) {
    if (event_names_object(event->subject, event->opens, wanted)) {
        return HOTLINE_OK;
    }
    return hotline__policy_finding_add(r, at, "out_of_reach", SEVERITY_WARNING, "the event does not name the object that this belongs to");
}

static hotline_status carried_form(policy_reader *r, condition_place place, const json *at, carried_fact *out) {
    if (at->kind != JSON_TEXT) {
        return hotline__policy_fail(r, at, "expected \"always\", \"optional\", a condition, or {if, clause}");
    }
    if (hotline__text_is(at->value, "always") || hotline__text_is(at->value, "optional")) {
        out->form = hotline__text_is(at->value, "always") ? CARRY_ALWAYS : CARRY_OPTIONAL;
        return HOTLINE_OK;
    }
    if (hotline__policy_is_undefined(at)) {
        out->form = CARRY_UNDEFINED;
        return hotline__policy_note_path(r, at, &out->undefined);
    }
    out->form = CARRY_IF;
    return hotline__policy_condition(r, place, at, &out->when);
}

static hotline_status carried_read(policy_reader *r, condition_place place, const json *at, carried_fact *out) {
    static const member_rule members[] = {
        {"if", MEMBER_TEXT | MEMBER_REQUIRED}, {"clause", MEMBER_TEXT}, {"quote", MEMBER_TEXT}, {"label", MEMBER_TEXT}};
    if (at->kind != JSON_OBJECT) {
        return carried_form(r, place, at, out);
    }
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    out->clause = hotline__policy_text(at, "clause");
    return carried_form(r, place, hotline__json_member(at, "if"), out);
}

static hotline_status carried_read_all(policy_reader *r, condition_place place, const json *event, event_rule *out) {
    const json *facts = hotline__json_member(event, "facts");
    uint32_t n = 0;
    if (facts == NULL) {
        return HOTLINE_OK;
    }
    carried_fact *list = hotline__policy_take(r, (size_t)facts->count + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = facts->first; at != NULL; at = at->next, n++) {
        list[n].fact = r->words.carried[place.event][n];
        HOTLINE_TRY(carried_read(r, place, at, &list[n]));
        HOTLINE_TRY(event_check_reach(r, at, out, r->facts[list[n].fact]->subject));
    }
    out->facts = list;
    out->fact_count = n;
    return HOTLINE_OK;
}

static hotline_status event_read_move(policy_reader *r, const json *row, int32_t machine, move *out) {
    if (row->kind != JSON_TEXT) {
        return hotline__policy_fail(r, row, "expected the name of a state");
    }
    out->machine = machine;
    HOTLINE_TRY(hotline__policy_state(r, machine, row, row->key, &out->from));
    return hotline__policy_state(r, machine, row, row->value, &out->to);
}

static hotline_status event_read_machine(policy_reader *r, const json *machine, const event_rule *event, move *list, uint32_t *n) {
    int32_t number = NAME_NONE;
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_MACHINE, machine, machine->key, &number));
    if (machine->kind != JSON_OBJECT || machine->first == NULL) {
        return hotline__policy_fail(r, machine, "expected an object {from state: to state}");
    }
    HOTLINE_TRY(event_check_reach(r, machine, event, r->machines[number]->subject));
    for (const json *row = machine->first; row != NULL; row = row->next) {
        HOTLINE_TRY(event_read_move(r, row, number, &list[*n]));
        ++*n;
    }
    return HOTLINE_OK;
}

static hotline_status event_read_moves(policy_reader *r, const json *event, event_rule *out) {
    const json *moves = hotline__json_member(event, "moves");
    uint32_t most = 0;
    for (const json *at = moves == NULL ? NULL : moves->first; at != NULL; at = at->next) {
        most += at->count;
    }
    move *list = hotline__policy_take(r, (size_t)most + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    out->moves = list;
    for (const json *at = moves == NULL ? NULL : moves->first; at != NULL; at = at->next) {
        HOTLINE_TRY(event_read_machine(r, at, out, list, &out->move_count));
    }
    return HOTLINE_OK;
}

static hotline_status event_read_ends(policy_reader *r, const json *event, event_rule *out) {
    static const char *const endings[] = {"assignment", "ticket"};
    const json *ends = hotline__json_member(event, "ends");
    uint8_t choice = 0;
    if (ends == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_choice(r, ends, endings, 2, &choice));
    out->ends = (uint8_t)(choice + ENDS_ASSIGNMENT);
    if (out->subject == OF_UNIT || (out->ends == ENDS_ASSIGNMENT && out->subject != OF_ASSIGNMENT)) {
        return hotline__policy_fail(r, ends, "this event names no object that it could end");
    }
    return HOTLINE_OK;
}

/* An event out of order is an error or a warning: what comes before `info`. */
static hotline_status event_read_severity(policy_reader *r, const json *event, event_rule *out) {
    const json *severity = hotline__json_member(event, "severity");
    return severity == NULL ? HOTLINE_OK : hotline__policy_choice(r, severity, hotline__severities, SEVERITY_INFO, &out->severity);
}

static hotline_status event_read_one(policy_reader *r, policy_item item) {
    event_rule *out = hotline__policy_take(r, 1, sizeof *out);
    const json *by = hotline__json_member(item.at, "by");
    condition_place place = {r->event_subjects[item.number], 1, 0, RANKING_NONE, item.number};
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->events[item.number] = out;
    out->name = item.at->key;
    out->label = hotline__policy_text(item.at, "label");
    out->subject = r->event_subjects[item.number];
    out->opens = r->event_opens[item.number];
    hotline__policy_cite(item.at, &out->cites);
    if (by != NULL) {
        HOTLINE_TRY(hotline__policy_name_set(r, KIND_ROLE, by, &out->by, &out->by_count));
    }
    HOTLINE_TRY(event_read_severity(r, item.at, out));
    HOTLINE_TRY(event_read_ends(r, item.at, out));
    HOTLINE_TRY(carried_read_all(r, place, item.at, out));
    HOTLINE_TRY(event_read_moves(r, item.at, out));
    return hotline__policy_condition_rule(r, place, hotline__json_member(item.at, "if"), &out->guard);
}

static hotline_status event_add_built_in(policy_reader *r, int32_t number) {
    event_rule *out = hotline__policy_take(r, 1, sizeof *out);
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    out->name = r->names->events.keys[number];
    out->subject = number == EVENT_PUBLISH ? OF_NONE : OF_TICKET;
    r->events[number] = out;
    return HOTLINE_OK;
}

/* Events of tickets, and none that opens one: every ticket would be unknown. */
static hotline_status event_check_opening(policy_reader *r) {
    policy_item item;
    int of_tickets = 0;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_EVENT, i)).at != NULL; i++) {
        const event_rule *rule = r->events[item.number];
        if (rule->opens == OPENS_TICKET) {
            return HOTLINE_OK;
        }
        of_tickets |= rule->subject != OF_UNIT;
    }
    return !of_tickets ? HOTLINE_OK
                       : hotline__policy_finding_add(r, hotline__json_member(r->root, "events"), "no_opening", SEVERITY_WARNING,
                                                     "no event opens a ticket, so that every ticket will be unknown");
}

hotline_status hotline__policy_read_events(policy_reader *r) {
    policy_item item;
    for (int32_t i = 0; i < EVENT_BUILT_IN; i++) {
        HOTLINE_TRY(event_add_built_in(r, i));
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_EVENT, i)).at != NULL; i++) {
        HOTLINE_TRY(event_read_one(r, item));
    }
    return event_check_opening(r);
}
