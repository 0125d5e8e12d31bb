/* SPDX-License-Identifier: MIT */
/*
 * What the rules have against an event: role, facts, guard, duties that must come before, states, lapsed rights. Deciding refuses by
 * it, folding reports by it. What cannot be told is a warning, whatever severity the breach would have: nobody has been shown to have
 * broken a rule. It refuses to change the matter.
 */
#include "reply_impl.h"
#include "ticket_impl.h"

#include <string.h>

/* ---- which assignment, which facts ---- */

static uint32_t ticket_named_assignment(const matter *m, text name) {
    uint32_t i;
    for (i = m->object_count; i-- > 1;) {
        if (hotline__text_equal(hotline__matter_object_id(m, i), name)) {
            return i;
        }
    }
    return MATTER_NONE;
}

/* Live assignments of the unit; *found the last of them. */
static uint32_t ticket_unit_assignments(const matter *m, int32_t unit, uint32_t *found) {
    uint32_t count = 0;
    uint32_t i;
    for (i = 1; i < m->object_count; i++) {
        if (m->objects[i].ended == HOTLINE_NO_INSTANT && unit != NAME_NONE && m->objects[i].unit == unit) {
            *found = i;
            count++;
        }
    }
    return count;
}

static void ticket_find_lost(matter *m, finding_code code, const event *e, text why) {
    finding *f = hotline__matter_find(m, code, HOTLINE_SEVERITY_ERROR, e, MATTER_ROOT);
    if (f != NULL) {
        f->b = why;
    }
}

/* An event of an assignment that cannot be placed stands on the ticket alone. */
static uint32_t ticket_find_object(matter *m, const event *e) {
    uint32_t found = MATTER_NONE;
    uint32_t count;
    if (e->assignment.at != NULL) {
        found = ticket_named_assignment(m, e->assignment);
        if (found == MATTER_NONE) {
            ticket_find_lost(m, FINDING_UNKNOWN_ASSIGNMENT, e, e->assignment);
        }
        return found != MATTER_NONE ? found : (uint32_t)MATTER_ROOT;
    }
    if (e->unit_name.at == NULL) {
        ticket_find_lost(m, FINDING_NO_UNIT, e, e->kind_name);
        return MATTER_ROOT;
    }
    count = ticket_unit_assignments(m, e->unit, &found);
    if (count == 1) {
        return found;
    }
    ticket_find_lost(m, count == 0 ? FINDING_UNKNOWN_ASSIGNMENT : FINDING_AMBIGUOUS_ASSIGNMENT, e, e->unit_name);
    return MATTER_ROOT;
}

static const carried_fact *ticket_declared_fact(const event_rule *rule, int32_t fact) {
    uint32_t i;
    for (i = 0; i < rule->fact_count; i++) {
        if (rule->facts[i].fact == fact) {
            return &rule->facts[i];
        }
    }
    return NULL;
}

static finding *ticket_find_fact(matter *m, finding_code code, int32_t severity, const occurrence *draft, text fact, int32_t number) {
    finding *f = hotline__matter_find(m, code, severity, draft->e, draft->object);
    if (f != NULL) {
        const fact_rule *rule = number != NAME_NONE ? hotline__policy_fact(draft->policy, number) : NULL;
        hotline__finding_a(f, fact, rule != NULL ? rule->label : (text){NULL, 0});
        hotline__finding_b(f, draft->e->kind_name, draft->rule->label);
    }
    return f;
}

static void ticket_find_bad_value(matter *m, const occurrence *draft, const fact_rule *rule, const raw_fact *raw) {
    finding *f = ticket_find_fact(m, FINDING_BAD_VALUE, HOTLINE_SEVERITY_ERROR, draft, raw->key, raw->fact);
    buffer words;
    hotline__buffer_init(&words, m->rulebook->context);
    hotline__event_expected(m->rulebook, rule, raw->fact, &words);
    if (f != NULL && words.status >= 0) {
        f->c = hotline__arena_text(m->arena, hotline__buffer_text(&words));
    }
    if (f == NULL || f->c.at == NULL) {
        m->status = HOTLINE_ERROR_MEMORY;
    }
    hotline__buffer_free(&words);
}

/* Of the facts that the event may carry. */
static text ticket_nearest_fact(const occurrence *draft, text word) {
    nearest near;
    uint32_t i;
    hotline__nearest_begin(&near, word);
    for (i = 0; i < draft->rule->fact_count; i++) {
        hotline__nearest_try(&near, hotline__policy_fact(draft->policy, draft->rule->facts[i].fact)->name);
    }
    return near.best;
}

/* 1 and *out, or 0 and a finding: the fact is dropped. */
static int ticket_take_fact(matter *m, const occurrence *draft, const raw_fact *raw, carried *out) {
    const fact_rule *rule = raw->fact == NAME_NONE ? NULL : hotline__policy_fact(draft->policy, raw->fact);
    if (hotline__event_is_nothing(raw) || (draft->e->replaced_by != NULL && hotline__text_is(raw->key, "replaces"))) {
        return 0; /* what a correction replaces is no fact of the event */
    }
    if (rule == NULL) {
        finding *f = ticket_find_fact(m, FINDING_UNKNOWN_FACT, HOTLINE_SEVERITY_WARNING, draft, raw->key, raw->fact);
        if (f != NULL) {
            f->c = ticket_nearest_fact(draft, raw->key);
        }
        return 0;
    }
    if (ticket_declared_fact(draft->rule, raw->fact) == NULL) {
        ticket_find_fact(m, FINDING_UNEXPECTED_FACT, HOTLINE_SEVERITY_WARNING, draft, raw->key, raw->fact);
        return 0;
    }
    if (!hotline__event_value(m->rulebook, rule, raw, &out->held)) {
        ticket_find_bad_value(m, draft, rule, raw);
        return 0;
    }
    out->fact = raw->fact;
    return 1;
}

static void ticket_take_facts(matter *m, occurrence *draft) {
    uint32_t count = 0;
    uint32_t i;
    const raw_fact *raw = hotline__event_facts(draft->e, &count);
    carried *facts;
    if (count == 0 || draft->e->kind < EVENT_BUILT_IN) {
        return;
    }
    facts = hotline__arena_take(m->arena, count * sizeof *facts);
    if (facts == NULL) {
        m->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    for (i = 0; i < count; i++) {
        draft->fact_count += (uint32_t)ticket_take_fact(m, draft, &raw[i], &facts[draft->fact_count]);
    }
    draft->facts = facts;
}

void hotline__ticket_draft(matter *m, const event *e, const event_rule *rule, occurrence *draft) {
    memset(draft, 0, sizeof *draft);
    draft->e = e;
    draft->rule = rule;
    draft->policy = m->policy;
    draft->opened = MATTER_NONE;
    draft->object = rule->subject == OF_ASSIGNMENT ? ticket_find_object(m, e) : (uint32_t)MATTER_ROOT;
    ticket_take_facts(m, draft);
}

/* ---- the checks ---- */

static frame ticket_draft_frame(const matter *m, const occurrence *draft) {
    frame f = hotline__matter_frame(m, draft->policy, draft->object, draft->e->at);
    f.facts = draft->facts;
    f.fact_count = draft->fact_count;
    f.role = draft->e->role;
    return f;
}

static finding *ticket_find_event(matter *m, finding_code code, int32_t severity, const occurrence *draft, text clause) {
    finding *f = hotline__matter_find(m, code, severity, draft->e, draft->object);
    if (f != NULL) {
        f->clause = clause;
    }
    return f;
}

static void ticket_check_role(matter *m, const occurrence *draft) {
    const event_rule *rule = draft->rule;
    finding *f;
    uint32_t i;
    for (i = 0; i < rule->by_count; i++) {
        if (rule->by[i] == draft->e->role) {
            return;
        }
    }
    if (rule->by_count == 0) {
        return;
    }
    f = ticket_find_event(m, FINDING_ROLE, rule->severity, draft, rule->cites.clause);
    if (f != NULL) {
        int32_t role = draft->e->role;
        const hotline_policy *p = draft->policy;
        int known = role != NAME_NONE && (uint32_t)role < p->role_count;
        hotline__finding_b(f, draft->e->role_name, known ? p->role_labels[role] : (text){NULL, 0});
        f->reason = draft->e->role_name.at == NULL ? REASON_NO_ROLE : REASON_NONE;
        f->c = !known ? hotline__map_nearest(&m->rulebook->names.roles, draft->e->role_name) : f->c;
    }
}

/* "rating, duties.report.within": what an unknown hangs on, in the arena; `otherwise` where nothing more is known. */
static text ticket_causes(matter *m, const causes *told, text otherwise) {
    buffer words;
    text kept;
    uint32_t i;
    hotline__buffer_init(&words, m->rulebook->context);
    for (i = 0; i < told->fact_count; i++) {
        hotline__buffer_puts(&words, words.len != 0 ? ", " : "");
        hotline__buffer_add_text(&words, m->rulebook->names.facts.keys[told->facts[i]]);
    }
    for (i = 0; i < told->item_count; i++) {
        hotline__buffer_puts(&words, words.len != 0 ? ", " : "");
        hotline__buffer_puts(&words, told->items[i]);
    }
    if (words.len == 0) {
        hotline__buffer_add_text(&words, otherwise);
    }
    kept = words.status < 0 ? (text){NULL, 0} : hotline__arena_text(m->arena, hotline__buffer_text(&words));
    if (kept.at == NULL) {
        m->status = HOTLINE_ERROR_MEMORY;
    }
    hotline__buffer_free(&words);
    return kept;
}

static int ticket_carries(const occurrence *draft, int32_t fact) {
    uint32_t i;
    for (i = 0; i < draft->fact_count; i++) {
        if (draft->facts[i].fact == fact) {
            return 1;
        }
    }
    return 0;
}

verdict hotline__ticket_must_carry(const matter *m, const occurrence *draft, const carried_fact *c, causes *told) {
    frame f = ticket_draft_frame(m, draft);
    f.told = told;
    if (c->form == CARRY_OPTIONAL) {
        return VERDICT_FALSE;
    }
    if (c->form == CARRY_UNDEFINED) {
        return hotline__matter_undefined(&f, c->undefined);
    }
    return c->form == CARRY_ALWAYS ? VERDICT_TRUE : hotline__matter_test(&f, c->when);
}

static void ticket_check_fact(matter *m, const occurrence *draft, const carried_fact *c) {
    causes told;
    verdict must;
    finding *f;
    if (c->form == CARRY_OPTIONAL || ticket_carries(draft, c->fact)) {
        return;
    }
    told.item_count = told.fact_count = 0;
    must = hotline__ticket_must_carry(m, draft, c, &told);
    if (must == VERDICT_FALSE) {
        return;
    }
    f = must == VERDICT_TRUE ? ticket_find_event(m, FINDING_MISSING_FACT, draft->rule->severity, draft, draft->rule->cites.clause)
                             : ticket_find_event(m, FINDING_REQUIRED_UNKNOWN, HOTLINE_SEVERITY_WARNING, draft, draft->rule->cites.clause);
    if (f != NULL) {
        f->clause = c->clause.at != NULL ? c->clause : f->clause;
        const fact_rule *rule = hotline__policy_fact(draft->policy, c->fact);
        hotline__finding_a(f, rule->name, rule->label);
        hotline__finding_b(f, draft->e->kind_name, draft->rule->label);
        f->c = must == VERDICT_UNKNOWN ? ticket_causes(m, &told, f->a) : f->c;
    }
}

static text ticket_guard_text(const condition_rule *rule) {
    text t = {0};
    if (rule->form == RULE_PLAIN && rule->rows[0].then != NULL) {
        return rule->rows[0].then->source;
    }
    return rule->path != NULL ? hotline__text(rule->path) : t;
}

static void ticket_check_guard(matter *m, const occurrence *draft) {
    frame f = ticket_draft_frame(m, draft);
    causes told;
    table_fault fault = TABLE_FINE;
    verdict v;
    finding *found;
    if (draft->rule->guard.form == RULE_ABSENT) {
        return;
    }
    told.item_count = told.fact_count = 0;
    f.told = &told;
    v = hotline__matter_rule(&f, &draft->rule->guard, VERDICT_TRUE, &fault);
    if (v == VERDICT_TRUE) {
        return;
    }
    if (fault != TABLE_FINE) {
        found = ticket_find_event(m, fault == TABLE_GAP ? FINDING_TABLE_GAP : FINDING_TABLE_OVERLAP, HOTLINE_SEVERITY_ERROR, draft,
                                  draft->rule->cites.clause);
        if (found != NULL) {
            hotline__finding_a(found, hotline__text(draft->rule->guard.path), (text){NULL, 0});
        }
        return;
    }
    found = v == VERDICT_FALSE ? ticket_find_event(m, FINDING_GUARD, draft->rule->severity, draft, draft->rule->cites.clause)
                               : ticket_find_event(m, FINDING_GUARD_UNKNOWN, HOTLINE_SEVERITY_WARNING, draft, draft->rule->cites.clause);
    if (found != NULL) {
        found->b = ticket_guard_text(&draft->rule->guard);
        found->b = v == VERDICT_UNKNOWN ? ticket_causes(m, &told, found->b) : found->b;
    }
}

/* One duty that must be met before this event, for one object. */
static void ticket_check_before_one(matter *m, const occurrence *draft, uint32_t object_number, int32_t duty, const duty_rule *rule) {
    frame f = hotline__matter_frame(m, draft->policy, object_number, draft->e->at);
    causes told;
    verdict open;
    finding *found;
    told.item_count = told.fact_count = 0;
    f.told = &told;
    open = m->answer(&f, object_number, duty, OP_OPEN);
    if (open == VERDICT_FALSE) {
        return;
    }
    found = open == VERDICT_TRUE ? hotline__matter_find(m, FINDING_BEFORE_UNMET, rule->severity, draft->e, object_number)
                                 : hotline__matter_find(m, FINDING_BEFORE_UNKNOWN, HOTLINE_SEVERITY_WARNING, draft->e, object_number);
    if (found != NULL) {
        hotline__finding_b(found, rule->name, rule->label);
        found->c = open == VERDICT_UNKNOWN ? ticket_causes(m, &told, rule->name) : found->c;
        found->clause = rule->cites.clause;
    }
}

static void ticket_check_before(matter *m, const occurrence *draft, int32_t duty, const duty_rule *rule) {
    uint32_t i;
    if (rule->subject != OF_ASSIGNMENT) {
        ticket_check_before_one(m, draft, MATTER_ROOT, duty, rule);
    } else if (draft->object != MATTER_ROOT) {
        ticket_check_before_one(m, draft, draft->object, duty, rule);
    } else {
        for (i = 1; i < m->object_count; i++) { /* before a ticket's event: any live assignment's */
            if (m->objects[i].ended == HOTLINE_NO_INSTANT) {
                ticket_check_before_one(m, draft, i, duty, rule);
            }
        }
    }
}

static void ticket_check_duties(matter *m, const occurrence *draft) {
    const hotline_policy *p = draft->policy;
    uint32_t i;
    for (i = 0; i < p->before_count[draft->e->kind]; i++) {
        int32_t duty = p->before[draft->e->kind][i];
        ticket_check_before(m, draft, duty, hotline__policy_duty(p, duty));
    }
}

static void ticket_check_right(matter *m, const occurrence *draft, uint32_t object_number, int32_t duty) {
    uint32_t current = m->objects[object_number].current[duty];
    const instance *in = current != 0 ? &m->instances[current - 1] : NULL;
    finding *f;
    if (in == NULL || !hotline__duty_lapsed(m, in, draft)) {
        return;
    }
    f = hotline__matter_find(m, FINDING_SHUT, HOTLINE_SEVERITY_ERROR, draft->e,
                             object_number != MATTER_ROOT ? object_number : draft->object);
    if (f != NULL) {
        hotline__finding_b(f, in->rule->name, in->rule->label);
        f->clause = in->rule->cites.clause;
    }
}

/* A ticket's event may use a right of any live assignment, its own event one of that assignment; one that opens it uses none of the others. */
static void ticket_check_rights(matter *m, const occurrence *draft, int32_t duty) {
    uint32_t i;
    if (draft->rule->opens >= OPENS_ASSIGNMENT) {
        return;
    }
    if (draft->object != MATTER_ROOT) {
        ticket_check_right(m, draft, draft->object, duty);
        return;
    }
    for (i = 1; i < m->object_count && draft->rule->subject == OF_TICKET; i++) {
        if (m->objects[i].ended == HOTLINE_NO_INSTANT) {
            ticket_check_right(m, draft, i, duty);
        }
    }
}

static void ticket_check_lapsed(matter *m, const occurrence *draft) {
    const hotline_policy *p = draft->policy;
    uint32_t i;
    for (i = 0; i < p->right_count; i++) {
        if (hotline__policy_duty(p, p->rights[i])->subject == OF_ASSIGNMENT) {
            ticket_check_rights(m, draft, p->rights[i]);
        } else { /* the ticket may have rights that its assignments use */
            ticket_check_right(m, draft, MATTER_ROOT, p->rights[i]);
        }
    }
}

/* The state that an event finds its machine in, or NAME_NONE when it moves an assignment that it opens or cannot be placed. */
static int32_t ticket_present_state(const matter *m, const occurrence *draft, const machine_rule *machine, int32_t number) {
    if (machine->subject == OF_ASSIGNMENT && draft->object == MATTER_ROOT) {
        return NAME_NONE;
    }
    return m->objects[machine->subject == OF_ASSIGNMENT ? draft->object : (uint32_t)MATTER_ROOT].states[number];
}

static void ticket_check_move(matter *m, const occurrence *draft, uint32_t first, uint32_t end) {
    int32_t number = draft->rule->moves[first].machine;
    const machine_rule *machine = hotline__policy_machine(draft->policy, number);
    int32_t state = ticket_present_state(m, draft, machine, number);
    finding *f;
    uint32_t i;
    for (i = first; i < end; i++) {
        if (draft->rule->moves[i].from == state) {
            return;
        }
    }
    if (state == NAME_NONE) {
        return;
    }
    f = ticket_find_event(m, FINDING_NO_ROW, draft->rule->severity, draft, draft->rule->cites.clause);
    if (f != NULL) {
        int labelled = (uint32_t)state < machine->state_count;
        hotline__finding_b(f, m->rulebook->names.states[number].keys[state], labelled ? machine->state_labels[state] : (text){NULL, 0});
    }
}

static void ticket_check_moves(matter *m, const occurrence *draft) {
    const event_rule *rule = draft->rule;
    uint32_t first;
    uint32_t end;
    for (first = 0; first < rule->move_count; first = end) {
        for (end = first; end < rule->move_count && rule->moves[end].machine == rule->moves[first].machine; end++) {
        }
        ticket_check_move(m, draft, first, end);
    }
}

/* A merge that names no other ticket ends this one, and whoever called is lost. */
static void ticket_check_merge(matter *m, const occurrence *draft) {
    uint32_t count = 0;
    const raw_fact *raw = hotline__event_facts(draft->e, &count);
    finding *f;
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (hotline__text_is(raw[i].key, "into") && raw[i].kind == RAW_TEXT && !hotline__event_is_nothing(&raw[i]) &&
            !hotline__text_equal(raw[i].words, m->id)) {
            return;
        }
    }
    f = ticket_find_event(m, FINDING_MISSING_FACT, HOTLINE_SEVERITY_ERROR, draft, (text){NULL, 0});
    if (f != NULL) {
        hotline__finding_a(f, hotline__text("into"), (text){NULL, 0});
        hotline__finding_b(f, draft->e->kind_name, (text){NULL, 0});
    }
}

void hotline__ticket_check_standing(matter *m, const occurrence *draft) {
    ticket_check_guard(m, draft);
    ticket_check_duties(m, draft);
    ticket_check_lapsed(m, draft);
    ticket_check_moves(m, draft);
}

void hotline__ticket_check(matter *m, const occurrence *draft) {
    uint32_t i;
    ticket_check_role(m, draft);
    for (i = 0; i < draft->rule->fact_count; i++) {
        ticket_check_fact(m, draft, &draft->rule->facts[i]);
    }
    if (draft->e->kind == EVENT_MERGE) {
        ticket_check_merge(m, draft);
    }
    hotline__ticket_check_standing(m, draft);
    if (draft->e->unit_name.at == NULL && (draft->rule->opens == OPENS_ASSIGNMENT || draft->rule->opens == OPENS_ROUND)) {
        ticket_find_lost(m, FINDING_NO_UNIT, draft->e, draft->e->kind_name);
    }
    if (m->replies != NULL && m->deciding) { /* what was sent was sent: a log is not read over again */
        frame f = ticket_draft_frame(m, draft);
        hotline__reply_of_event(m->replies, m, &f, draft);
    }
}
