/* SPDX-License-Identifier: MIT */
/*
 * Goes through a subject's events once more and stops wherever a proposal's moment lies, so that its condition is read with what had
 * happened up to then. It refuses to know what a proposal shows and how rankings are published.
 */
#include "proposal_impl.h"

#include <string.h>

/* As for periods of duties: more are a mistyped year, not work to do. */
enum { SWEEP_PERIODS_MAX = 40000 };

static void sweep_fail(hotline_proposals *p) {
    p->m.status = HOTLINE_ERROR_MEMORY;
}

static int sweep_ends(const rung *r) {
    return r->rule->on.kind == MOMENT_END;
}

/* ---- rungs ---- */

rung *hotline__proposal_rung(hotline_proposals *p, const hotline_policy *policy, int32_t proposal, uint32_t object_number, text what) {
    rung *r = hotline__arena_take_zeroed(&p->folding, 1, sizeof *r);
    if (r == NULL || !hotline__arena_grow(&p->folding, &p->rungs, p->rung_count, &p->rung_capacity, sizeof *p->rungs) ||
        !hotline__arena_grow(&p->folding, &p->live, p->live_count, &p->live_capacity, sizeof *p->live)) {
        sweep_fail(p);
        return NULL;
    }
    r->rule = hotline__policy_proposal(policy, proposal);
    r->policy = policy;
    r->proposal = proposal;
    r->object = object_number;
    r->occurrence = what;
    r->instance = r->owing = MATTER_NONE;
    r->at = r->until = r->read = r->from = r->to = HOTLINE_NO_INSTANT;
    r->state = HOTLINE_PROPOSAL_AHEAD;
    p->rungs[p->rung_count++] = r;
    p->live[p->live_count++] = r;
    return r;
}

static void sweep_time(rung *r, hotline_instant at, hotline_instant until, hotline_instant read) {
    r->stage = RUNG_WAITS;
    r->state = HOTLINE_PROPOSAL_AHEAD;
    r->at = at;
    r->until = until;
    r->read = read;
}

/* Its moment cannot be told: why is in the causes. */
static void sweep_open(rung *r, int undefined) {
    sweep_time(r, HOTLINE_NO_INSTANT, HOTLINE_NO_INSTANT, HOTLINE_NO_INSTANT);
    r->state = undefined ? HOTLINE_PROPOSAL_UNDEFINED : HOTLINE_PROPOSAL_UNKNOWN;
}

static void sweep_open_item(rung *r, const char *path) {
    memset(&r->why, 0, sizeof r->why);
    if (path != NULL) {
        r->why.items[r->why.item_count++] = hotline__term_undefined_path(path);
    }
    sweep_open(r, 1);
}

static void sweep_open_fact(rung *r, int32_t fact) {
    memset(&r->why, 0, sizeof r->why);
    if (fact != NAME_NONE) {
        r->why.facts[r->why.fact_count++] = fact;
    }
    sweep_open(r, 0);
}

static void sweep_drop(rung *r) {
    if (r->stage == RUNG_WAITS) {
        r->stage = RUNG_GONE;
    }
}

/* ---- terms ---- */

/* The rule's term now. 1: *out is it, or there is none and *none is 1; 0: the rung was told what becomes of it. */
static int sweep_term(hotline_proposals *p, rung *r, hotline_instant now, term *out, int *none) {
    frame f = hotline__matter_frame(&p->m, r->policy, r->object, now);
    table_fault fault = TABLE_FINE;
    term_answer found;
    memset(&r->why, 0, sizeof r->why);
    f.told = &r->why;
    found = hotline__matter_term(&f, &r->rule->wait, out, &fault);
    *none = found == TERM_NOT_GIVEN;
    if (found == TERM_FOUND || *none) {
        return 1;
    }
    if (found == TERM_NEGATIVE) {
        sweep_drop(r);
    } else if (found == TERM_NOT_DEFINED && r->why.item_count == 0) {
        sweep_open_item(r, r->rule->wait.path);
    } else {
        sweep_open(r, found == TERM_NOT_DEFINED);
    }
    return 0;
}

/* The answer of a calculation: 1 when there is a moment. */
static int sweep_counted(rung *r, hotline_status status, const char *undefined) {
    if (status == HOTLINE_UNDEFINED) {
        sweep_open_item(r, undefined);
    } else if (status < 0) {
        sweep_drop(r);
    }
    return status >= 0 && status != HOTLINE_UNDEFINED;
}

/* An event cannot be known ahead: there `ahead` waits for nothing. */
void hotline__proposal_time_event(hotline_proposals *p, rung *r, hotline_instant at) {
    const char *undefined = NULL;
    hotline_status status;
    term t;
    due when;
    int none;
    if (!sweep_term(p, r, at, &t, &none)) {
        return;
    }
    if (none || r->rule->ahead) {
        sweep_time(r, at, at, at);
        return;
    }
    status = hotline__term_due(p->log->rulebook->calendar, &r->policy->counts, &t, at, NULL, 0, &when, &undefined);
    if (sweep_counted(r, status, undefined)) {
        sweep_time(r, when.at, when.at, when.at);
    }
}

/* A moment that is known beforehand, moved by the term. 1: *when is it. */
static int sweep_move(hotline_proposals *p, rung *r, hotline_instant now, due *when, int *none) {
    const hotline_calendar *calendar = p->log->rulebook->calendar;
    const char *undefined = NULL;
    due from = *when;
    hotline_status status;
    term t;
    if (!sweep_term(p, r, now, &t, none)) {
        return 0;
    }
    if (*none) {
        return 1;
    }
    status = r->rule->ahead ? hotline__term_ahead(calendar, &r->policy->counts, &t, &from, when, &undefined)
                            : hotline__term_extend(calendar, &r->policy->counts, &t, NULL, 0, when, &undefined);
    return sweep_counted(r, status, undefined);
}

/* ---- reading a rung ---- */

static void sweep_pin_one(rung_pin *pin, matter *m, uint32_t object_number, uint32_t number) {
    pin->slot = &m->objects[object_number].current[m->instances[number].duty];
    pin->before = *pin->slot;
    *pin->slot = number + 1;
}

/* The moment at which a period's duty is over. */
static hotline_instant sweep_period_to(const instance *in) {
    return in->frozen ? in->frozen_due.at : in->period_to;
}

/* In `if` a duty means the instance that the moment is about: whose due moment it is, or of the period that ends. */
static uint32_t sweep_pin_all(hotline_proposals *p, const rung *r) {
    matter *m = &p->m;
    rung_pin *pins = p->pins;
    uint32_t count = 0;
    uint32_t i;
    if (r->instance != MATTER_NONE) {
        sweep_pin_one(&pins[count++], m, m->instances[r->instance].object, r->instance);
    }
    for (i = m->instance_count; sweep_ends(r) && i > 0 && count < p->log->rulebook->names.duties.count; i--) {
        const instance *in = &m->instances[i - 1];
        if (in->object == r->object && in->rule->every == r->rule->on.period && sweep_period_to(in) == r->to) {
            sweep_pin_one(&pins[count++], m, r->object, i - 1);
        } else if (in->owed_at != HOTLINE_NO_INSTANT && in->owed_at < r->from) {
            break;
        }
    }
    return count;
}

static verdict sweep_test(hotline_proposals *p, const rung *r, frame *f, table_fault *fault) {
    uint32_t count = sweep_pin_all(p, r);
    verdict v = hotline__matter_rule(f, &r->rule->when, VERDICT_TRUE, fault);
    while (count > 0) {
        count--;
        *p->pins[count].slot = p->pins[count].before;
    }
    return v;
}

static frame sweep_frame(const hotline_proposals *p, const rung *r, hotline_instant at, causes *told) {
    frame f = hotline__matter_frame(&p->m, r->policy, r->object, at);
    memset(told, 0, sizeof *told);
    f.told = told;
    f.stands = r->stands;
    return f;
}

static int sweep_instance_ended(const hotline_proposals *p, const rung *r) {
    return r->instance != MATTER_NONE && p->m.instances[r->instance].end != END_NOT;
}

/* What it says of its subject at that moment: facts and round. */
static void sweep_show(hotline_proposals *p, rung *r, const frame *f) {
    const object *o = &p->m.objects[r->object];
    r->round = o->subject == OF_UNIT ? 0 : o->subject == OF_ASSIGNMENT ? o->round : p->m.round;
    r->facts = hotline__proposal_facts(p, f, r->rule);
    if (r->facts.at == NULL) {
        sweep_fail(p);
    }
}

static void sweep_read(hotline_proposals *p, rung *r) {
    table_fault fault = TABLE_FINE;
    measure_sight sight;
    frame f = sweep_frame(p, r, r->read > p->swept ? r->read : p->swept, &r->why);
    verdict v;
    hotline__proposal_look(p, r, &sight, &f);
    v = r->rule->ahead && sweep_instance_ended(p, r) ? VERDICT_FALSE : sweep_test(p, r, &f, &fault);
    r->stage = RUNG_READ;
    r->state = v == VERDICT_TRUE                    ? HOTLINE_PROPOSAL_FIRED
               : v == VERDICT_FALSE                 ? RUNG_DENIED
               : f.undefined || fault != TABLE_FINE ? HOTLINE_PROPOSAL_UNDEFINED
                                                    : HOTLINE_PROPOSAL_UNKNOWN;
    if (v != VERDICT_UNKNOWN) {
        memset(&r->why, 0, sizeof r->why);
    } else if (r->state == HOTLINE_PROPOSAL_UNDEFINED && r->why.item_count == 0) {
        r->why.items[r->why.item_count++] = r->rule->when.path;
    }
    f.told = NULL;
    if (v != VERDICT_FALSE) {
        sweep_show(p, r, &f);
    }
}

/* ---- events ---- */

static int sweep_seen_before(const hotline_proposals *p, const rung *like) {
    uint32_t i;
    for (i = 0; i < p->rung_count; i++) {
        const rung *r = p->rungs[i];
        if (r->proposal == like->proposal && r->object == like->object) {
            return 1;
        }
    }
    return 0;
}

/* A later occurrence of last(...) takes the place of one whose moment has not come. */
static void sweep_drop_waiting(hotline_proposals *p, const rung *like) {
    uint32_t i;
    for (i = 0; i < p->live_count; i++) {
        rung *r = p->live[i];
        if (r->proposal == like->proposal && r->object == like->object) {
            sweep_drop(r);
        }
    }
}

static void sweep_event_one(hotline_proposals *p, int32_t proposal, uint32_t object_number, uint32_t number) {
    const occurrence *o = &p->m.events[number];
    const moment *on = &hotline__policy_proposal(o->policy, proposal)->on;
    rung like = {0};
    rung *r;
    like.proposal = proposal;
    like.object = object_number;
    if (on->kind == MOMENT_FIRST && !on->bare && sweep_seen_before(p, &like)) {
        return;
    }
    if (on->kind == MOMENT_LAST) {
        sweep_drop_waiting(p, &like);
    }
    r = hotline__proposal_rung(p, o->policy, proposal, object_number, o->e->id);
    if (r == NULL) {
        return;
    }
    hotline__proposal_time_event(p, r, o->e->at);
    if (r->stage == RUNG_WAITS && r->at == o->e->at && (r->rule->wait.form == RULE_ABSENT || r->rule->ahead)) {
        sweep_read(p, r);
    }
}

/* What has ended hears no more of others' events. */
static int sweep_hears(const matter *m, uint32_t object_number, const occurrence *o) {
    const object *at = &m->objects[object_number];
    return object_number == MATTER_ROOT || o->object == object_number || o->opened == object_number || at->ended == HOTLINE_NO_INSTANT ||
           at->ended == o->e->at;
}

static void sweep_event(hotline_proposals *p, uint32_t number) {
    const hotline_policy *policy = p->m.events[number].policy;
    uint32_t i;
    uint32_t o;
    for (i = 0; i < policy->proposals_declared; i++) {
        const proposal_rule *rule = hotline__policy_proposal(policy, policy->proposal_order[i]);
        if (rule->on.kind != MOMENT_FIRST && rule->on.kind != MOMENT_LAST) {
            continue;
        }
        for (o = 0; o < p->m.object_count; o++) {
            frame f = hotline__matter_frame(&p->m, policy, o, p->m.events[number].e->at);
            if (p->m.objects[o].subject == rule->subject && sweep_hears(&p->m, o, &p->m.events[number]) &&
                hotline__matter_matches(&f, rule->on.pattern, number)) {
                sweep_event_one(p, policy->proposal_order[i], o, number);
            }
        }
    }
}

/* ---- due moments ---- */

static rung *sweep_due_rung(hotline_proposals *p, int32_t proposal, uint32_t object_number, uint32_t number) {
    const instance *in = &p->m.instances[number];
    rung *found = NULL;
    uint32_t i;
    for (i = 0; i < p->live_count; i++) {
        rung *r = p->live[i];
        if (r->proposal != proposal || r->object != object_number || r->instance != number) {
            continue;
        }
        if (r->owing == in->owing) {
            found = r;
        } else {
            sweep_drop(r); /* its clock began anew: of the old one stays what was proposed by then */
        }
    }
    return found;
}

/* By what started the clock, or by the period. */
static text sweep_due_occurrence(hotline_proposals *p, const instance *in) {
    const char *undefined = NULL;
    period named;
    text name = {NULL, 0};
    if (in->owing != MATTER_NONE) {
        return p->m.events[in->owing].e->id;
    }
    if (in->rule->every == SPAN_NONE || in->owed_at == HOTLINE_NO_INSTANT ||
        hotline__period_at(&in->policy->periods, in->rule->every, in->owed_at, hotline__calendar_offset(p->log->rulebook->calendar), &named,
                           &undefined) != HOTLINE_OK) {
        return name;
    }
    name = hotline__arena_text(&p->folding, hotline__text(named.name));
    if (name.at == NULL) {
        sweep_fail(p);
    }
    return name;
}

static void sweep_time_due(hotline_proposals *p, rung *r, const judgement *j, hotline_instant now) {
    const instance *in = &p->m.instances[r->instance];
    due when = j->when;
    int none;
    if (!sweep_move(p, r, now, &when, &none)) {
        return;
    }
    if (r->rule->ahead) { /* not before it is owed */
        when.at = when.at < in->start ? in->start : when.at;
        sweep_time(r, when.at, when.at, when.at);
    } else { /* the moment has passed: what is unmet is late */
        sweep_time(r, when.at, when.at, when.at + 1);
    }
}

static void sweep_judge_due(hotline_proposals *p, rung *r, const judgement *j, hotline_instant now) {
    rung moved = *r;
    if (r->stage == RUNG_READ && sweep_instance_ended(p, r)) {
        return;
    }
    switch (j->form) {
    case DUE_KNOWN:
        sweep_time_due(p, &moved, j, now);
        break;
    case DUE_STANDS:
        sweep_time(&moved, HOTLINE_NO_INSTANT, HOTLINE_NO_INSTANT, HOTLINE_NO_INSTANT);
        break;
    case DUE_UNDEFINED:
        sweep_open_item(&moved, j->undefined);
        break;
    case DUE_UNKNOWN:
        sweep_open_fact(&moved, j->missing);
        break;
    default:
        sweep_drop(&moved);
        break;
    }
    /* What was read stands, unless its moment moved on. */
    if (r->stage != RUNG_READ || (moved.stage == RUNG_WAITS && moved.at > r->at)) {
        *r = moved;
    }
}

static void sweep_due_one(hotline_proposals *p, int32_t proposal, uint32_t object_number, uint32_t number, const judgement *j,
                          hotline_instant now) {
    const instance *in = &p->m.instances[number];
    rung *r = sweep_due_rung(p, proposal, object_number, number);
    if (r == NULL) {
        r = hotline__proposal_rung(p, in->policy, proposal, object_number, sweep_due_occurrence(p, in));
        if (r == NULL) {
            return;
        }
        r->instance = number;
        r->owing = in->owing;
    }
    sweep_judge_due(p, r, j, now);
}

/* A duty of the ticket may be read by a proposal of each assignment. */
static void sweep_due_objects(hotline_proposals *p, int32_t proposal, uint32_t number, const judgement *j, hotline_instant now) {
    const instance *in = &p->m.instances[number];
    uint8_t subject = hotline__policy_proposal(in->policy, proposal)->subject;
    uint32_t o;
    if (p->m.objects[in->object].subject == subject) {
        sweep_due_one(p, proposal, in->object, number, j, now);
        return;
    }
    for (o = 0; o < p->m.object_count; o++) {
        if (p->m.objects[o].subject == subject && p->m.objects[o].ended == HOTLINE_NO_INSTANT) {
            sweep_due_one(p, proposal, o, number, j, now);
        }
    }
}

/* Does a proposal of its policy wait for the due moment of the duty? */
static int sweep_speaks_of(const instance *in, int32_t proposal) {
    const proposal_rule *rule = hotline__policy_proposal(in->policy, proposal);
    return rule->on.kind == MOMENT_DUE && rule->on.duty == in->duty && in->owed_at != HOTLINE_NO_INSTANT;
}

static void sweep_instance(hotline_proposals *p, uint32_t number, hotline_instant now) {
    const instance *in = &p->m.instances[number];
    int judged = 0;
    judgement j;
    uint32_t i;
    for (i = 0; i < in->policy->proposals_declared; i++) {
        if (!sweep_speaks_of(in, in->policy->proposal_order[i])) {
            continue;
        }
        if (!judged) {
            hotline__duty_judge(&p->m, in, now, &j);
            judged = 1;
        }
        sweep_due_objects(p, in->policy->proposal_order[i], number, &j, now);
    }
}

/* What is over does not change any more. */
static void sweep_dues(hotline_proposals *p, hotline_instant now) {
    uint32_t kept = 0;
    uint32_t i;
    for (; p->known < p->m.instance_count; p->known++) {
        if (!hotline__arena_grow(&p->folding, &p->open, p->open_count, &p->open_capacity, sizeof *p->open)) {
            sweep_fail(p);
            return;
        }
        p->open[p->open_count++] = p->known;
    }
    for (i = 0; i < p->open_count; i++) {
        sweep_instance(p, p->open[i], now);
        if (!p->m.instances[p->open[i]].frozen) {
            p->open[kept++] = p->open[i];
        }
    }
    p->open_count = kept;
}

/* ---- ends of periods ---- */

static rung *sweep_newest(const hotline_proposals *p, int32_t proposal, uint32_t object_number) {
    uint32_t i;
    for (i = 0; i < p->live_count; i++) {
        if (p->live[i]->newest && p->live[i]->proposal == proposal && p->live[i]->object == object_number) {
            return p->live[i];
        }
    }
    return NULL;
}

/* The rung of the period that a moment falls into. */
static rung *sweep_period(hotline_proposals *p, int32_t proposal, uint32_t object_number, hotline_instant at) {
    const text none = {NULL, 0};
    const char *undefined = NULL;
    rung *r = hotline__proposal_rung(p, p->m.policy, proposal, object_number, none);
    hotline_status status;
    period named;
    due when = {0, 0, 1, HOTLINE_DAY_NONE, 0};
    int no_term;
    if (r == NULL) {
        return NULL;
    }
    r->newest = 1;
    p->periods++;
    status = hotline__period_at(&r->policy->periods, r->rule->on.period, at, hotline__calendar_offset(p->log->rulebook->calendar), &named,
                                &undefined);
    if (status == HOTLINE_UNDEFINED) {
        sweep_open_item(r, hotline__period_path(r->rule->on.period));
        return r;
    }
    if (status < 0) { /* the years are over */
        sweep_drop(r);
        return r;
    }
    r->occurrence = hotline__arena_text(&p->folding, hotline__text(named.name));
    r->first = named.first;
    r->span = r->rule->on.period;
    r->from = named.from;
    r->to = when.at = named.to;
    when.day = named.last;
    if (r->occurrence.at == NULL) {
        sweep_fail(p);
    } else if (sweep_move(p, r, at, &when, &no_term)) {
        sweep_time(r, when.at, no_term ? when.at - 1 : when.at, when.at);
    }
    return r;
}

static void sweep_period_chain(hotline_proposals *p, int32_t proposal, uint32_t object_number, hotline_instant now) {
    rung *r = sweep_newest(p, proposal, object_number);
    if (p->m.objects[object_number].ended != HOTLINE_NO_INSTANT) {
        if (r != NULL) {
            sweep_drop(r);
        }
        return;
    }
    if (r != NULL && r->to == HOTLINE_NO_INSTANT && r->policy != p->m.policy) { /* perhaps the new rules say when it ends */
        sweep_drop(r);
        r->newest = 0;
        r = NULL;
    }
    if (r == NULL) {
        r = sweep_period(p, proposal, object_number, now);
    }
    while (r != NULL && r->to != HOTLINE_NO_INSTANT && r->to <= now && p->periods < SWEEP_PERIODS_MAX &&
           hotline__policy_proposal(p->m.policy, proposal) != NULL) {
        r->newest = 0;
        r = sweep_period(p, proposal, object_number, r->to);
    }
}

static void sweep_periods(hotline_proposals *p, hotline_instant now) {
    uint32_t i;
    uint32_t o;
    for (i = 0; i < p->m.policy->proposals_declared; i++) {
        const proposal_rule *rule = hotline__policy_proposal(p->m.policy, p->m.policy->proposal_order[i]);
        for (o = 0; rule->on.kind == MOMENT_END && o < p->m.object_count; o++) {
            if (p->m.objects[o].subject == rule->subject) {
                sweep_period_chain(p, p->m.policy->proposal_order[i], o, now);
            }
        }
    }
}

/* ---- the sweep ---- */

static int sweep_lives(const hotline_proposals *p, const rung *r) {
    return r->stage == RUNG_WAITS || r->newest || (r->instance != MATTER_NONE && !p->m.instances[r->instance].frozen);
}

/* After something happened: which moments are there, and where do they lie now? */
static void sweep_look(hotline_proposals *p, hotline_instant now) {
    uint32_t kept = 0;
    uint32_t i;
    p->swept = now > p->swept ? now : p->swept;
    if (p->m.policy == NULL || p->m.event_count == 0 || p->m.status < 0) {
        return;
    }
    sweep_dues(p, now);
    sweep_periods(p, now);
    for (i = 0; i < p->live_count; i++) {
        if (sweep_lives(p, p->live[i])) {
            p->live[kept++] = p->live[i];
        }
    }
    p->live_count = kept;
}

/* The first that comes before a moment; of several at once the first that was found. */
static rung *sweep_next(const hotline_proposals *p, hotline_instant end) {
    rung *next = NULL;
    uint32_t i;
    for (i = 0; i < p->live_count; i++) {
        rung *r = p->live[i];
        if (r->stage == RUNG_WAITS && r->at != HOTLINE_NO_INSTANT && r->until < end && (next == NULL || r->until < next->until)) {
            next = r;
        }
    }
    return next;
}

/* A period that is over before a moment, and whose next one a proposal may come ahead of. */
static hotline_instant sweep_turn(const hotline_proposals *p, hotline_instant end) {
    hotline_instant turn = HOTLINE_NO_INSTANT;
    uint32_t i;
    for (i = 0; i < p->live_count; i++) {
        const rung *r = p->live[i];
        if (r->newest && r->rule->ahead && r->to < end && r->to > p->swept && (turn == HOTLINE_NO_INSTANT || r->to < turn)) {
            turn = r->to;
        }
    }
    return turn;
}

static void sweep_reach(hotline_proposals *p, hotline_instant at) {
    if (p->m.status >= 0 && p->m.event_count > 0 && at > p->swept) {
        hotline__ticket_reach(&p->m, at);
        sweep_look(p, at);
    }
}

/* Reads what comes before `end`, each at its moment. What a moment brings about (another period, other rules) may move the others. */
static void sweep_pass(hotline_proposals *p, hotline_instant end) {
    while (p->m.status >= 0) {
        rung *r = sweep_next(p, end);
        hotline_instant turn = sweep_turn(p, end);
        hotline_instant at;
        if (turn != HOTLINE_NO_INSTANT && (r == NULL || turn <= r->until)) {
            sweep_reach(p, turn);
            continue;
        }
        if (r == NULL) {
            return;
        }
        at = r->at;
        sweep_reach(p, r->read);
        if (r->stage == RUNG_WAITS && r->at == at) {
            sweep_read(p, r);
        }
    }
}

/* `on` is undefined: whether it fires cannot be told of any subject. */
static void sweep_undefined(hotline_proposals *p) {
    const text none = {NULL, 0};
    uint32_t i;
    uint32_t o;
    for (i = 0; i < p->m.policy->proposals_declared; i++) {
        const proposal_rule *rule = hotline__policy_proposal(p->m.policy, p->m.policy->proposal_order[i]);
        for (o = 0; rule->on.kind == MOMENT_UNDEFINED && o < p->m.object_count; o++) {
            rung *r = p->m.objects[o].subject != rule->subject
                          ? NULL
                          : hotline__proposal_rung(p, p->m.policy, p->m.policy->proposal_order[i], o, none);
            if (r != NULL) {
                sweep_open_item(r, rule->on_path);
            }
        }
    }
}

/* What still waits: denied where its duty ended, or where `if` says no and time alone does not bring the moment. */
static void sweep_settle(hotline_proposals *p, rung *r, hotline_instant now) {
    causes unused;
    table_fault fault = TABLE_FINE;
    frame f = sweep_frame(p, r, now, &unused);
    measure_sight sight;
    verdict v;
    hotline__proposal_look(p, r, &sight, &f);
    if (r->stage != RUNG_WAITS || (r->state == HOTLINE_PROPOSAL_AHEAD && !sweep_instance_ended(p, r))) {
        return;
    }
    v = r->rule->ahead && sweep_instance_ended(p, r) ? VERDICT_FALSE : sweep_test(p, r, &f, &fault);
    if (v == VERDICT_FALSE) {
        r->state = RUNG_DENIED;
    } else if (r->state != HOTLINE_PROPOSAL_AHEAD) {
        sweep_show(p, r, &f);
    }
}

static void sweep_run(hotline_proposals *p, const event *const *run, uint32_t count) {
    matter *m = &p->m;
    uint32_t opening = hotline__ticket_fold_begin(m, run, count);
    uint32_t i;
    for (i = 0; i < count && m->status >= 0; i++) {
        uint32_t number = m->event_count;
        sweep_pass(p, run[i]->at);
        hotline__ticket_fold_next(m, run, i, opening);
        p->swept = run[i]->at > p->swept ? run[i]->at : p->swept;
        if (m->status >= 0 && m->event_count > number && m->policy != NULL) {
            sweep_event(p, number);
        }
        sweep_look(p, run[i]->at);
    }
}

void hotline__proposal_sweep(hotline_proposals *p, const event *const *run, uint32_t count) {
    hotline_instant now = p->log->now;
    hotline_instant end = now < INT64_MAX ? now + 1 : now;
    uint32_t i;
    p->pins = hotline__arena_take(&p->folding, ((size_t)p->log->rulebook->names.duties.count + 1) * sizeof *p->pins);
    if (p->pins == NULL) {
        sweep_fail(p);
        return;
    }
    sweep_run(p, run, count);
    sweep_pass(p, end);
    sweep_reach(p, now);
    sweep_pass(p, end);
    p->m.now = now;
    if (p->m.status >= 0 && p->m.policy != NULL) {
        sweep_undefined(p);
    }
    for (i = 0; i < p->rung_count && p->m.status >= 0; i++) {
        sweep_settle(p, p->rungs[i], now);
    }
}
