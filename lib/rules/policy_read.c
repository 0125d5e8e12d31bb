/* SPDX-License-Identifier: MIT */
/*
 * Reads a policy document in the one order in which its sections can be understood: merged with its base, all names declared, then what
 * depends on them. It refuses to know what any section means, and to touch the rulebook beyond its names.
 */
#include "policy_read.h"

#include <string.h>

/* By name_kind: the section that declares such names. */
static const char *const read_sections[KIND_COUNT] = {"facts",    "events", "roles",    "machines", "duties",
                                                      "measures", "scores", "rankings", "proposals"};

static map *read_map(names *n, name_kind kind) {
    map *const maps[KIND_COUNT] = {&n->facts,    &n->events, &n->roles,    &n->machines, &n->duties,
                                   &n->measures, &n->scores, &n->rankings, &n->proposals};
    return maps[kind];
}

/* ---- the names ---- */

static hotline_status read_intern(policy_reader *r, name_kind kind, const json *at, int32_t *out) {
    uint32_t number = 0;
    HOTLINE_TRY(hotline__policy_check_name(r, at, 1));
    hotline_status status = hotline__names_add(r->names, read_map(r->names, kind), at->key, &number);
    if (status == HOTLINE_ERROR_LIMIT) {
        (void)hotline__policy_fail_key(r, at, "too many names of this kind in one rulebook");
        r->error->status = status;
    }
    *out = (int32_t)number;
    return status == HOTLINE_ERROR_MEMORY ? hotline__policy_no_memory(r) : status;
}

/* Numbers a section's names in the document's order. */
static hotline_status read_number_section(policy_reader *r, name_kind kind) {
    const json *section = hotline__json_member(r->root, read_sections[kind]);
    uint32_t n = 0;
    int32_t *order = hotline__policy_take(r, section == NULL ? 1 : (size_t)section->count + 1, sizeof *order);
    if (order == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = section == NULL ? NULL : section->first; at != NULL; at = at->next) {
        HOTLINE_TRY(read_intern(r, kind, at, &order[n]));
        n++;
    }
    r->order[kind] = order;
    r->counts[kind] = n;
    return HOTLINE_OK;
}

/* Notes by number what is declared here, once all names of the kind have one. */
static hotline_status read_note_section(policy_reader *r, name_kind kind) {
    const json *section = hotline__json_member(r->root, read_sections[kind]);
    uint32_t count = read_map(r->names, kind)->count;
    uint32_t i = 0;
    r->declared[kind] = hotline__policy_take(r, (size_t)count + 1, sizeof *r->declared[kind]);
    r->items[kind] = hotline__policy_take(r, (size_t)count + 1, sizeof *r->items[kind]);
    r->read[kind] = hotline__policy_take(r, (size_t)count + 1, sizeof *r->read[kind]);
    if (r->declared[kind] == NULL || r->items[kind] == NULL || r->read[kind] == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = section == NULL ? NULL : section->first; at != NULL; at = at->next, i++) {
        r->declared[kind][r->order[kind][i]] = 1;
        r->items[kind][r->order[kind][i]] = at;
    }
    return HOTLINE_OK;
}

static int read_is_built_in(const policy_reader *r, text name) {
    int32_t number = hotline__map_find(&r->names->events, name);
    return number != MAP_NONE && number < EVENT_BUILT_IN;
}

static hotline_status read_name_taken(policy_reader *r, const json *at, const char *why) {
    hotline_status status = hotline__policy_fail_key(r, at, why);
    hotline__error_add_quoted(r->error, at->key);
    return status;
}

/* Facts and events share one namespace: a condition names both alike. */
static hotline_status read_check_namespace(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_EVENT, i)).at != NULL; i++) {
        if (item.number < EVENT_BUILT_IN) {
            return read_name_taken(r, item.at, "the event is built in and cannot be declared: ");
        }
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_FACT, i)).at != NULL; i++) {
        int32_t event = hotline__map_find(&r->names->events, item.at->key);
        if (read_is_built_in(r, item.at->key) || (event != MAP_NONE && r->declared[KIND_EVENT][event])) {
            return read_name_taken(r, item.at, "facts and events share their names, and this is also an event: ");
        }
    }
    /* `publish` belongs to no ticket: only publish(ranking) may name it. */
    r->declared[KIND_EVENT][EVENT_VOID] = 1;
    r->declared[KIND_EVENT][EVENT_REPLACE] = 1;
    r->declared[KIND_EVENT][EVENT_MERGE] = 1;
    return HOTLINE_OK;
}

static hotline_status read_declare(policy_reader *r) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        HOTLINE_TRY(read_number_section(r, (name_kind)kind));
    }
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        HOTLINE_TRY(read_note_section(r, (name_kind)kind));
    }
    return read_check_namespace(r);
}

/* ---- room for what will be read ---- */

static hotline_status read_room_for_rules(policy_reader *r) {
    const names *n = r->names;
    r->facts = hotline__policy_take(r, (size_t)n->facts.count + 1, sizeof *r->facts);
    r->events = hotline__policy_take(r, (size_t)n->events.count + 1, sizeof *r->events);
    r->machines = hotline__policy_take(r, (size_t)n->machines.count + 1, sizeof *r->machines);
    r->duties = hotline__policy_take(r, (size_t)n->duties.count + 1, sizeof *r->duties);
    r->measures = hotline__policy_take(r, (size_t)n->measures.count + 1, sizeof *r->measures);
    r->scores = hotline__policy_take(r, (size_t)n->scores.count + 1, sizeof *r->scores);
    r->rankings = hotline__policy_take(r, (size_t)n->rankings.count + 1, sizeof *r->rankings);
    r->proposals = hotline__policy_take(r, (size_t)n->proposals.count + 1, sizeof *r->proposals);
    return r->facts != NULL && r->events != NULL && r->machines != NULL && r->duties != NULL && r->measures != NULL && r->scores != NULL &&
                   r->rankings != NULL && r->proposals != NULL
               ? HOTLINE_OK
               : HOTLINE_ERROR_MEMORY;
}

static hotline_status read_room_for_sketches(policy_reader *r) {
    const names *n = r->names;
    r->event_subjects = hotline__policy_take(r, (size_t)n->events.count + 1, 1);
    r->event_opens = hotline__policy_take(r, (size_t)n->events.count + 1, 1);
    r->duty_subjects = hotline__policy_take(r, (size_t)n->duties.count + 1, 1);
    r->machine_subjects = hotline__policy_take(r, (size_t)n->machines.count + 1, 1);
    return r->event_subjects != NULL && r->event_opens != NULL && r->duty_subjects != NULL && r->machine_subjects != NULL
               ? HOTLINE_OK
               : HOTLINE_ERROR_MEMORY;
}

/* What conditions may see. carried and states are filled in by their sections. */
static void read_lend_words(policy_reader *r) {
    vocabulary *v = &r->words;
    v->arena = r->arena;
    v->names = r->names;
    v->facts = r->facts;
    v->event_subjects = r->event_subjects;
    v->event_opens = r->event_opens;
    v->duty_subjects = r->duty_subjects;
    v->machine_subjects = r->machine_subjects;
    v->roles = r->declared[KIND_ROLE];
    v->measures = r->declared[KIND_MEASURE];
    v->offset_minutes = hotline__calendar_offset(r->calendar);
}

/* ---- small sections ---- */

static hotline_status read_roles(policy_reader *r) {
    policy_item item;
    uint32_t count = r->names->roles.count;
    text *labels = hotline__policy_take(r, (size_t)count + 1, sizeof *labels);
    if (labels == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_ROLE, i)).at != NULL; i++) {
        if (item.at->kind != JSON_TEXT) {
            return hotline__policy_fail(r, item.at, "a role has a label: {role: label}");
        }
        labels[item.number] = item.at->value;
    }
    r->policy->role_labels = labels;
    r->policy->role_count = count;
    return HOTLINE_OK;
}

/* `transition.states` may name states that only earlier policies have: the lists of states grow to hold their numbers. */
static hotline_status read_widen_states(policy_reader *r) {
    policy_item item;
    const uint8_t **states = hotline__policy_take(r, (size_t)r->names->machines.count + 1, sizeof *states);
    if (states == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_MACHINE, i)).at != NULL; i++) {
        uint8_t *wide = hotline__policy_take(r, (size_t)r->names->states[item.number].count + 1, 1);
        if (wide == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        memcpy(wide, r->words.states[item.number], r->machines[item.number]->state_count);
        states[item.number] = wide;
    }
    r->words.states = states;
    return HOTLINE_OK;
}

/* ---- the whole ---- */

static hotline_status read_sections_in_order(policy_reader *r) {
    static hotline_status (*const steps[])(policy_reader *) = {
        hotline__policy_read_members,
        read_declare,
        read_room_for_rules,
        read_room_for_sketches,
    };
    static hotline_status (*const sections[])(policy_reader *) = {
        hotline__policy_read_facts,
        hotline__policy_read_machines,
        hotline__policy_read_head,
        read_widen_states,
        read_roles,
        hotline__policy_sketch_events,
        hotline__policy_sketch_duties,
        hotline__policy_read_events,
        hotline__policy_read_duties,
        hotline__policy_read_measures,
        hotline__policy_read_scores,
        hotline__policy_read_rankings,
        hotline__policy_read_proposals,
        hotline__policy_read_reply,
        hotline__policy_touch,
        hotline__policy_list_undefined,
        hotline__policy_check,
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        HOTLINE_TRY(steps[i](r));
    }
    read_lend_words(r);
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        HOTLINE_TRY(sections[i](r));
    }
    return HOTLINE_OK;
}

static void read_hand_over(policy_reader *r) {
    hotline_policy *p = r->policy;
    const names *n = r->names;
    p->facts = r->facts;
    p->events = r->events;
    p->machines = r->machines;
    p->duties = r->duties;
    p->measures = r->measures;
    p->scores = r->scores;
    p->rankings = r->rankings;
    p->proposals = r->proposals;
    p->fact_count = n->facts.count;
    p->event_count = n->events.count;
    p->machine_count = n->machines.count;
    p->duty_count = n->duties.count;
    p->measure_count = n->measures.count;
    p->score_count = n->scores.count;
    p->ranking_count = n->rankings.count;
    p->proposal_count = n->proposals.count;
    p->texts = r->words.texts;
    p->text_count = r->words.text_count;
}

static void read_hand_over_order(policy_reader *r) {
    hotline_policy *p = r->policy;
    p->duty_order = r->order[KIND_DUTY];
    p->machine_order = r->order[KIND_MACHINE];
    p->measure_order = r->order[KIND_MEASURE];
    p->event_order = r->order[KIND_EVENT];
    p->fact_order = r->order[KIND_FACT];
    p->ranking_order = r->order[KIND_RANKING];
    p->proposal_order = r->order[KIND_PROPOSAL];
    p->duties_declared = r->counts[KIND_DUTY];
    p->machines_declared = r->counts[KIND_MACHINE];
    p->measures_declared = r->counts[KIND_MEASURE];
    p->events_declared = r->counts[KIND_EVENT];
    p->facts_declared = r->counts[KIND_FACT];
    p->rankings_declared = r->counts[KIND_RANKING];
    p->proposals_declared = r->counts[KIND_PROPOSAL];
}

static hotline_status read_merged(policy_reader *r, const json *raw) {
    const hotline_policy *base = r->document->base;
    json *patch = NULL;
    json *merged = NULL;
    HOTLINE_TRY(hotline__policy_adopt(r, raw, &patch));
    merged = patch;
    if (patch->kind != JSON_OBJECT) {
        return hotline__policy_fail(r, patch, "a policy is an object");
    }
    if (base != NULL) {
        HOTLINE_TRY(hotline__policy_merge(r, base->document, patch, &merged));
    }
    r->root = merged;
    r->policy->document = merged;
    HOTLINE_TRY(read_sections_in_order(r));
    return hotline__policy_check_reasons(r, base == NULL ? NULL : base->document, patch);
}

hotline_status hotline__policy_read(arena *a, names *n, const policy_document *document, const json *raw, const hotline_calendar *calendar,
                                    hotline_policy **out, hotline_error *error) {
    policy_reader r;
    hotline_error own;
    memset(&r, 0, sizeof r);
    r.arena = a;
    r.names = n;
    r.calendar = calendar;
    r.document = document;
    r.error = error != NULL ? error : &own;
    if (error == NULL) {
        hotline_error_init(&own, sizeof own);
    }
    r.policy = hotline__policy_take(&r, 1, sizeof *r.policy);
    if (r.policy == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r.policy->names = n;
    r.policy->own = document;
    HOTLINE_TRY(read_merged(&r, raw));
    r.policy->fingerprint = hotline__policy_fingerprint(r.policy->document);
    read_hand_over(&r);
    read_hand_over_order(&r);
    *out = r.policy;
    return HOTLINE_OK;
}
