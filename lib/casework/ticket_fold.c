/* SPDX-License-Identifier: MIT */
/*
 * Folds events into a matter: which objects open and end, what facts and states become, which duties an event may touch, and what a
 * change of policy in between means. Folding never refuses: what the rules have against an event becomes a finding (ticket_check.c).
 */
#include "ticket_impl.h"

#include <string.h>

/* Enough looks for a chain of duties that end by one another: references are acyclic. */
enum { FOLD_LOOKS = CONDITION_DEPTH };

/* ---- change of policy ---- */

static void fold_change_states(matter *m, const hotline_policy *to) {
    uint32_t i;
    uint32_t o;
    for (o = 0; o < m->object_count; o++) {
        int32_t changed = NAME_NONE; /* rows of one machine stand together; one of them applies */
        for (i = 0; i < to->state_change_count; i++) {
            const move *change = &to->state_changes[i];
            if (change->machine != changed && m->objects[o].states[change->machine] == change->from) {
                m->objects[o].states[change->machine] = change->to;
                changed = change->machine;
            }
        }
    }
}

/* What began under other rules cannot stay whole with those that lapse: what it owes by them runs on, the rest goes by what follows. */
static uint8_t fold_out(const matter *m) {
    uint8_t out = m->policy->transition_out;
    return out == TRANSITION_TICKET && m->born != m->policy ? (uint8_t)TRANSITION_CLOCK : out;
}

static uint8_t fold_transition(const matter *m, const hotline_policy *to) {
    if (m->object_count == 0 || (!m->opened && !m->unopened)) {
        return TRANSITION_SWITCH; /* nothing has begun under the old rules */
    }
    if (m->objects[MATTER_ROOT].subject == OF_UNIT) {
        return TRANSITION_CLOCK; /* a transition speaks of tickets; what a unit owed it still owes */
    }
    if (m->policy != NULL && m->policy->transition_out != TRANSITION_ABSENT) {
        return fold_out(m);
    }
    return to != NULL ? to->transition_in : (uint8_t)TRANSITION_ABSENT;
}

/* Is there anything that a change of rules could speak of: the ticket is open, or a duty has outlived it? */
static int fold_in_progress(const matter *m) {
    uint32_t i = 0;
    while (i < m->instance_count && (m->instances[i].end != END_NOT || m->instances[i].frozen)) {
        i++;
    }
    return i < m->instance_count || m->objects[MATTER_ROOT].ended == HOTLINE_NO_INSTANT;
}

static void fold_unsettle(matter *m, const hotline_policy *to, hotline_instant at) {
    finding *f = NULL;
    if (fold_in_progress(m)) {
        f = hotline__matter_find(m, FINDING_TRANSITION_UNDEFINED, HOTLINE_SEVERITY_WARNING, NULL, MATTER_ROOT);
    }
    if (f != NULL) {
        f->a = to != NULL ? to->id : m->policy->id;
    }
    hotline__duty_cross(m, to, TRANSITION_UNDEFINED, at);
    m->unsettled = 1;
}

/* Whose duties are met with here: bits of rule_subject. */
static uint32_t fold_subjects(const matter *m) {
    return 1u << m->objects[MATTER_ROOT].subject | 1u << OF_ASSIGNMENT;
}

static void fold_roll(matter *m, hotline_instant at) {
    uint32_t i;
    if (m->object_count == 0 || (m->periodic & fold_subjects(m)) == 0) {
        return;
    }
    for (i = 0; i < m->object_count; i++) {
        if ((m->periodic >> m->objects[i].subject & 1) != 0 && m->objects[i].ended == HOTLINE_NO_INSTANT) {
            hotline__duty_roll(m, i, at, m->event_count);
        }
    }
}

/* The first policy comes into force over what began without any: its `in` says what becomes of that. `ticket` leaves it without rules. */
static void fold_enter(matter *m, const hotline_policy *to, hotline_instant at) {
    uint8_t mode = fold_transition(m, to);
    if (m->event_count == 0) {
        m->policy = to;
        return;
    }
    if (mode == TRANSITION_TICKET) {
        return;
    }
    m->policy = to;
    m->since = at;
    if (mode == TRANSITION_UNDEFINED || mode == TRANSITION_ABSENT) {
        fold_unsettle(m, to, at);
    }
    fold_roll(m, at);
}

/* The old rules stay with what began under them; but a duty may have a word of its own for those that come. */
static void fold_stay(matter *m, const hotline_policy *to, uint8_t mode, hotline_instant at) {
    if (to != NULL) {
        hotline__duty_cross(m, to, mode, at);
    }
}

/* At `at` the rulebook goes over to `to` (NULL: no policy is in force any more). */
static void fold_cross(matter *m, const hotline_policy *to, hotline_instant at) {
    int lapses = to == NULL && hotline__rulebook_at(m->rulebook, at - 1) == m->policy;
    uint8_t mode;
    if (m->policy == NULL && to != NULL) {
        fold_enter(m, to, at);
        return;
    }
    if (to == m->policy || (to == NULL && !lapses)) {
        return; /* what lapses is not what a ticket that was left whole goes by */
    }
    mode = fold_transition(m, to);
    if (mode == TRANSITION_TICKET || (to == NULL && mode == TRANSITION_CLOCK)) {
        fold_stay(m, to, mode, at);
        return;
    }
    if (to == NULL || mode == TRANSITION_UNDEFINED || mode == TRANSITION_ABSENT) {
        if (!m->unsettled) {
            fold_unsettle(m, to, at);
        }
        return;
    }
    hotline__duty_cross(m, to, mode, at);
    m->policy = to;
    m->since = at;
    fold_change_states(m, to);
    m->mixed = 1; /* by the new rules, or states, something may end that the next event does not touch */
}

void hotline__ticket_advance(matter *m, hotline_instant at) {
    if (m->clock == HOTLINE_NO_INSTANT) {
        m->clock = at;
        m->policy = hotline__rulebook_at(m->rulebook, at);
        m->change = hotline__rulebook_change(m->rulebook, at);
        return;
    }
    while (m->change != HOTLINE_NO_INSTANT && m->change <= at) {
        hotline_instant change = m->change;
        fold_roll(m, change - 1); /* periods that began before the change began under the old rules */
        fold_cross(m, hotline__rulebook_at(m->rulebook, change), change);
        fold_roll(m, change); /* the first period of the new ones is that in which they come into force */
        m->clock = change;
        m->change = hotline__rulebook_change(m->rulebook, change);
    }
}

/* ---- objects, facts, states ---- */

static void fold_open_assignment(matter *m, uint32_t number) {
    const event_rule *rule = m->events[number].rule;
    uint32_t parent = m->events[number].object;
    uint32_t opened;
    if (rule->opens == OPENS_PART && parent == MATTER_ROOT) {
        return; /* a part of nothing that is known: the event stands on the ticket alone */
    }
    if (rule->opens == OPENS_ROUND) {
        m->round++;
    }
    opened = hotline__matter_open(m, OF_ASSIGNMENT, number, m->events[number].e->unit, m->events[number].e->at);
    if (opened == MATTER_NONE) {
        return;
    }
    m->events[number].opened = opened;
    if (rule->opens == OPENS_PART) {
        m->objects[opened].parent = parent;
        m->objects[opened].round = m->objects[parent].round;
    }
    hotline__matter_start_states(m, opened, m->policy);
}

/* Facts of an assignment that come with the event which opens it belong to the new assignment. */
static uint32_t fold_fact_object(const occurrence *o) {
    return o->opened != MATTER_NONE ? o->opened : o->object;
}

static void fold_apply_facts(matter *m, uint32_t number) {
    const occurrence *o = &m->events[number];
    uint32_t i;
    for (i = 0; i < o->fact_count; i++) {
        hotline__matter_apply(m, fold_fact_object(o), hotline__policy_fact(o->policy, o->facts[i].fact), &o->facts[i]);
    }
}

/* The assignment whose states the event moves: its own; for a ticket's event, the one that it opens. */
static uint32_t fold_moved_object(const occurrence *o) {
    return o->rule->subject == OF_ASSIGNMENT ? o->object : fold_fact_object(o);
}

static void fold_move(matter *m, uint32_t number) {
    const occurrence *o = &m->events[number];
    int32_t before[2] = {NAME_NONE, NAME_NONE}; /* machine, state: rows of one machine stand together and see the state before */
    uint32_t i;
    for (i = 0; i < o->rule->move_count; i++) {
        const move *row = &o->rule->moves[i];
        const machine_rule *machine = hotline__policy_machine(o->policy, row->machine);
        uint32_t target = machine->subject == OF_ASSIGNMENT ? fold_moved_object(o) : (uint32_t)MATTER_ROOT;
        if (machine->subject == OF_ASSIGNMENT && target == MATTER_ROOT) {
            continue;
        }
        if (row->machine != before[0]) {
            before[0] = row->machine;
            before[1] = m->objects[target].states[row->machine];
        }
        if (before[1] == row->from) {
            m->objects[target].states[row->machine] = row->to;
        }
    }
}

/* ---- duties ---- */

typedef void (*fold_visit_fn)(matter *m, uint32_t object, const touched_duty *touched, uint32_t number);

static void fold_visit_settle(matter *m, uint32_t object_number, const touched_duty *touched, uint32_t number) {
    (void)hotline__duty_settle(m, object_number, touched->duty, number);
}

static void fold_visit_before(matter *m, uint32_t object_number, const touched_duty *touched, uint32_t number) {
    if (touched->before) {
        hotline__duty_before(m, object_number, touched->duty, m->events[number].e->at);
    }
}

/* Ended assignments too: what survives on them goes on, and nothing new begins there. */
static int fold_concerns(const occurrence *o, uint32_t object_number, int others) {
    return others || object_number == o->object || object_number == o->opened;
}

/* One duty of an object, where there is something that the event may change: an instance, or the beginning of one. */
static void fold_visit_one(matter *m, uint32_t number, uint32_t object_number, const touched_duty *touched, fold_visit_fn visit) {
    if (m->objects[object_number].current[touched->duty] != 0 || (touched->parts & TOUCHES_OWED) != 0) {
        visit(m, object_number, touched, number);
    }
}

/* One duty, for every object of its subject that the event concerns. */
static void fold_visit_duty(matter *m, uint32_t number, const touched_duty *touched, fold_visit_fn visit) {
    uint32_t count = m->object_count;
    uint32_t i;
    if (touched->subject != OF_ASSIGNMENT) {
        fold_visit_one(m, number, MATTER_ROOT, touched, visit);
        return;
    }
    for (i = 1; i < count; i++) {
        if (fold_concerns(&m->events[number], i, touched->others)) {
            fold_visit_one(m, number, i, touched, visit);
        }
    }
}

static const touched_list *fold_touched(const matter *m, uint32_t number) {
    int units = m->objects[MATTER_ROOT].subject == OF_UNIT;
    return &m->events[number].policy->touched[units][m->events[number].e->kind];
}

static void fold_visit_touched(matter *m, uint32_t number, fold_visit_fn visit) {
    const touched_list *touched = fold_touched(m, number);
    uint32_t i;
    for (i = 0; i < touched->count; i++) {
        fold_visit_duty(m, number, &touched->duties[i], visit);
    }
}

/* Instances of more than one policy are about: every duty of the rulebook is looked at, and every part of it. */
static void fold_visit_all(matter *m, uint32_t number, fold_visit_fn visit) {
    touched_duty whole = {.parts = TOUCHES_ALL, .others = 1, .before = 1};
    uint32_t duty;
    uint32_t i;
    for (duty = 0; duty < m->rulebook->names.duties.count; duty++) {
        whole.duty = (int32_t)duty;
        for (i = 0; i < m->object_count; i++) {
            uint32_t current = m->objects[i].current[duty];
            const duty_rule *rule =
                current != 0 ? m->instances[current - 1].rule : hotline__policy_duty(m->events[number].policy, (int32_t)duty);
            if (rule != NULL && rule->subject == m->objects[i].subject && fold_concerns(&m->events[number], i, 1)) {
                visit(m, i, &whole, number);
            }
        }
    }
}

static int fold_looks_before(const matter *m, uint32_t number) {
    return m->mixed || fold_touched(m, number)->before;
}

static void fold_visit_each(matter *m, uint32_t number, fold_visit_fn visit) {
    if (m->mixed) {
        fold_visit_all(m, number, visit);
    } else {
        fold_visit_touched(m, number, visit);
    }
}

static void fold_duties(matter *m, uint32_t number) {
    uint32_t looks;
    m->ended_some = 0;
    fold_visit_each(m, number, hotline__duty_event);
    for (looks = 0; m->linked && m->ended_some && looks < FOLD_LOOKS; looks++) {
        m->ended_some = 0;
        fold_visit_each(m, number, fold_visit_settle);
    }
}

/* ---- ends ---- */

static void fold_end_object(matter *m, uint32_t object_number, hotline_instant at, uint8_t survivors) {
    if (m->objects[object_number].ended != HOTLINE_NO_INSTANT) {
        if (survivors == SURVIVES_TICKET) { /* what outlived its round may not outlive its ticket */
            hotline__duty_cancel(m, object_number, at, survivors);
        }
        return;
    }
    if (!m->unruled) {
        hotline__duty_cancel(m, object_number, at, survivors);
    }
    m->objects[object_number].ended = at;
    m->objects[object_number].unruled = m->unruled;
}

typedef struct fold_ending {
    uint32_t only; /* this object, or MATTER_NONE: all assignments of rounds before `round` */
    uint32_t round;
    uint8_t survivors; /* duty_survives: instances that survive at least this go on; SURVIVES_NOTHING: none */
    uint8_t root;      /* the ticket too */
    uint8_t any;       /* something ends at all */
} fold_ending;

static fold_ending fold_ending_of(const matter *m, const occurrence *draft) {
    fold_ending e = {MATTER_NONE, 0, SURVIVES_NOTHING, 0, 1};
    const event_rule *rule = draft->rule;
    if (rule->ends == ENDS_TICKET || draft->e->kind == EVENT_MERGE) {
        e.round = MATTER_NONE;
        e.survivors = SURVIVES_TICKET;
        e.root = 1;
    } else if (rule->opens == OPENS_ROUND) {
        e.round = m->round + 1;
        e.survivors = SURVIVES_ROUND;
    } else if (rule->ends == ENDS_ASSIGNMENT && draft->object != MATTER_ROOT) {
        e.only = draft->object;
    } else {
        e.any = 0;
    }
    return e;
}

static int fold_ends(const matter *m, const fold_ending *e, uint32_t i) {
    if (i == MATTER_ROOT) {
        return e->root;
    }
    return e->only != MATTER_NONE ? i == e->only : m->objects[i].round < e->round;
}

static void fold_end(matter *m, const fold_ending *e, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->object_count; i++) {
        if (fold_ends(m, e, i)) {
            fold_end_object(m, i, at, e->survivors);
        }
    }
}

static void fold_prejudge(matter *m, const fold_ending *e, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < m->object_count; i++) {
        if (fold_ends(m, e, i)) {
            hotline__duty_prejudge(m, i, at, e->survivors);
        }
    }
}

/* ---- one event ---- */

static const event_rule *fold_rule(matter *m, const event *e) {
    const event_rule *rule;
    if (m->policy == NULL) {
        hotline__matter_find(m, FINDING_NO_POLICY, HOTLINE_SEVERITY_WARNING, e, MATTER_ROOT);
        return NULL;
    }
    rule = hotline__policy_event(m->policy, e->kind);
    if (rule == NULL) {
        finding *f = hotline__matter_find(m, FINDING_UNKNOWN_EVENT, HOTLINE_SEVERITY_ERROR, e, MATTER_ROOT);
        if (f != NULL) {
            f->c = hotline__map_nearest(&m->rulebook->names.events, e->kind_name);
        }
    }
    return rule;
}

void hotline__ticket_find_unopened(matter *m, const event *e) {
    finding *f = hotline__matter_find(m, FINDING_UNKNOWN_TICKET, HOTLINE_SEVERITY_ERROR, e, MATTER_ROOT);
    if (f != NULL) {
        hotline__finding_a(f, m->id, (text){NULL, 0});
    }
}

/* The ticket's machines start when its first event is folded, under the policy in force then. */
static void fold_open_root(matter *m, const event *e, const event_rule *rule) {
    if (m->event_count == 0) {
        hotline__matter_start_states(m, MATTER_ROOT, m->policy);
        m->objects[MATTER_ROOT].began = e->at;
    }
    if (m->early == EARLY_BEFORE) {
        hotline__matter_find(m, FINDING_BEFORE_TICKET, HOTLINE_SEVERITY_WARNING, e, MATTER_ROOT);
    } else if (m->early == EARLY_UNOPENED) {
        hotline__ticket_find_unopened(m, e);
    } else if (rule->opens == OPENS_TICKET && m->opened) {
        hotline__matter_find(m, FINDING_REOPENED, m->deciding ? HOTLINE_SEVERITY_ERROR : HOTLINE_SEVERITY_WARNING, e, MATTER_ROOT);
    }
}

/* ---- which event opens the ticket ---- */

/* Under the policy in force then; where none was, under any that knows the event. */
static int fold_opens_ticket(const hotline_rulebook *r, const event *e) {
    const hotline_policy *p = hotline__rulebook_at(r, e->at);
    const event_rule *rule = p != NULL ? hotline__policy_event(p, e->kind) : NULL;
    uint32_t i;
    for (i = 0; p == NULL && rule == NULL && i < r->policy_count; i++) {
        rule = hotline__policy_event(r->policies[i], e->kind);
    }
    return rule != NULL && rule->opens == OPENS_TICKET;
}

static uint32_t fold_opening(const hotline_rulebook *r, const event *const *run, uint32_t count) {
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (fold_opens_ticket(r, run[i])) {
            return i;
        }
    }
    return MATTER_NONE;
}

static uint8_t fold_early(const matter *m, uint32_t i, uint32_t opening) {
    if (m->objects[MATTER_ROOT].subject != OF_TICKET) {
        return EARLY_NOT;
    }
    return opening == MATTER_NONE ? EARLY_UNOPENED : i < opening ? EARLY_BEFORE : EARLY_NOT;
}

/* The first period of an assignment is that of the event which opens it. */
static void fold_first_periods(matter *m, uint32_t number) {
    uint32_t opened = m->events[number].opened;
    if (opened != MATTER_NONE && (m->periodic >> OF_ASSIGNMENT & 1) != 0) {
        hotline__duty_roll(m, opened, m->objects[opened].began, number);
    }
}

void hotline__ticket_record(matter *m, const occurrence *draft) {
    fold_ending ending = fold_ending_of(m, draft);
    uint32_t number;
    if (ending.any) {
        fold_prejudge(m, &ending, draft->e->at);
    }
    number = hotline__matter_record(m, draft);
    if (number == MATTER_NONE) {
        return;
    }
    if (!m->unruled && fold_looks_before(m, number)) {
        m->until = number;
        fold_visit_each(m, number, fold_visit_before);
        m->until = MATTER_NONE;
    }
    if (draft->rule->opens >= OPENS_ASSIGNMENT) {
        fold_open_assignment(m, number);
    }
    fold_apply_facts(m, number);
    fold_move(m, number);
    if (m->status >= 0 && !m->unruled) {
        fold_first_periods(m, number);
        fold_duties(m, number);
    }
    if (ending.any) {
        fold_end(m, &ending, draft->e->at);
    }
}

uint8_t hotline__ticket_early(const matter *m, const event *const *run, uint32_t count, const event *e) {
    uint32_t opening = fold_opening(m->rulebook, run, count);
    if (fold_opens_ticket(m->rulebook, e) || m->objects[MATTER_ROOT].subject != OF_TICKET) {
        return EARLY_NOT;
    }
    if (opening == MATTER_NONE) {
        return EARLY_UNOPENED;
    }
    return hotline__event_compare(run[opening], e) > 0 ? EARLY_BEFORE : EARLY_NOT;
}

void hotline__ticket_reach(matter *m, hotline_instant at) {
    hotline__ticket_advance(m, at);
    fold_roll(m, at);
}

int hotline__ticket_meet(matter *m, const event *e, occurrence *draft) {
    const event_rule *rule;
    hotline__ticket_advance(m, e->at);
    rule = fold_rule(m, e);
    if (rule == NULL) {
        return 0;
    }
    fold_open_root(m, e, rule);
    fold_roll(m, e->at);
    hotline__ticket_draft(m, e, rule, draft);
    if (m->status >= 0) {
        hotline__ticket_check(m, draft);
    }
    return m->status >= 0;
}

/* The policy by whose declarations an event is kept that happened before any: the first to come into force afterwards. */
static const hotline_policy *fold_shape(matter *m, hotline_instant at) {
    if (m->shape == NULL) {
        hotline_instant change = hotline__rulebook_change(m->rulebook, at);
        m->shape = change != HOTLINE_NO_INSTANT ? hotline__rulebook_at(m->rulebook, change) : NULL;
    }
    return m->shape;
}

/* Where clocks keep their start and are judged anew (switch, later, earlier) also what came before any rule starts them. */
static int fold_starts_clocks(const matter *m) {
    return m->objects[MATTER_ROOT].subject == OF_TICKET && m->shape->transition_in >= TRANSITION_SWITCH;
}

/*
 * An event from before any policy. It happened: facts, states and assignments are kept, so that the first policy finds the matter as it
 * stands; nothing is held against it, and it owes nothing, but that no policy was in force is a finding.
 */
static void fold_unruled(matter *m, const event *e) {
    const hotline_policy *shape = fold_shape(m, e->at);
    const event_rule *rule = shape != NULL ? hotline__policy_event(shape, e->kind) : NULL;
    uint32_t findings = m->findings.count;
    occurrence draft;
    if (rule == NULL || m->status < 0) {
        return;
    }
    m->policy = shape;
    m->unruled = !fold_starts_clocks(m);
    fold_open_root(m, e, rule);
    hotline__ticket_draft(m, e, rule, &draft);
    m->opened |= rule->opens == OPENS_TICKET || m->objects[MATTER_ROOT].subject == OF_UNIT;
    if (m->status >= 0) {
        hotline__ticket_record(m, &draft);
    }
    m->findings.count = findings;
    m->unruled = 0;
    m->policy = NULL;
}

static void fold_event(matter *m, const event *e) {
    occurrence draft;
    if (!hotline__ticket_meet(m, e, &draft)) {
        if (m->policy == NULL) {
            fold_unruled(m, e);
        }
        return;
    }
    if ((draft.rule->opens == OPENS_TICKET && !m->opened) || (m->unopened && m->event_count == 0)) {
        m->born = m->policy;
    }
    if (draft.rule->opens == OPENS_TICKET || m->objects[MATTER_ROOT].subject == OF_UNIT) {
        m->opened = 1;
    }
    hotline__ticket_record(m, &draft);
}

uint32_t hotline__ticket_fold_begin(matter *m, const event *const *run, uint32_t count) {
    uint32_t opening = fold_opening(m->rulebook, run, count);
    m->unopened = opening == MATTER_NONE;
    return opening;
}

void hotline__ticket_fold_next(matter *m, const event *const *run, uint32_t i, uint32_t opening) {
    m->early = fold_early(m, i, opening);
    fold_event(m, run[i]);
    m->early = EARLY_NOT;
}

void hotline__ticket_fold_run(matter *m, const event *const *run, uint32_t count, const event *before) {
    uint32_t opening = hotline__ticket_fold_begin(m, run, count);
    uint32_t i;
    for (i = 0; i < count && m->status >= 0; i++) {
        if (before != NULL && hotline__event_compare(run[i], before) >= 0) {
            break;
        }
        hotline__ticket_fold_next(m, run, i, opening);
    }
}

/* No policy has come into force yet: the clocks that the first one will find running are not owed so far. */
static void fold_forget_duties(matter *m) {
    uint32_t i;
    for (i = 0; i < m->object_count; i++) {
        memset(m->objects[i].current, 0, m->rulebook->names.duties.count * sizeof *m->objects[i].current);
    }
    m->instance_count = 0;
}

void hotline__ticket_finish(matter *m, hotline_instant now) {
    uint32_t i;
    m->now = now;
    if (m->event_count == 0 || m->status < 0) {
        return;
    }
    hotline__ticket_advance(m, now);
    if (m->policy == NULL) {
        fold_forget_duties(m);
        return;
    }
    fold_roll(m, now);
    for (i = 0; i < m->object_count; i++) {
        if (!m->objects[i].unruled) {
            hotline__duty_stand(m, i, now);
        }
    }
    hotline__duty_tell(m, now);
}
