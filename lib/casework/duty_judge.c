/* SPDX-License-Identifier: MIT */
/*
 * Judges an instance of a duty at a moment: is it owed, when is it due, is it late. Reads everything, changes nothing. It refuses to
 * know what events do to an instance (duty.c).
 */
#include "duty_impl.h"

#include <string.h>

/* Frame for the rules of an instance: read with the facts at the judging moment. */
static frame duty_frame(const matter *m, const instance *in, hotline_instant at) {
    return hotline__matter_frame(m, in->policy, in->object, at);
}

/* A due fact or start fact: of the event that owes, when it lives on events. */
static value duty_fact(frame *f, const instance *in, int32_t fact) {
    const fact_rule *rule = hotline__policy_fact(f->policy, fact);
    value found;
    if (rule != NULL && rule->subject == OF_EVENT && in->owing != MATTER_NONE) {
        f->facts = f->m->events[in->owing].facts;
        f->fact_count = f->m->events[in->owing].fact_count;
    }
    found = hotline__matter_fact(f, fact, 0);
    f->facts = NULL;
    f->fact_count = 0;
    return found;
}

/* A moment's day: midnight belongs to the day that it ends. */
static hotline_day duty_day_of(const matter *m, hotline_instant at) {
    return hotline__day_at(at - 1, hotline__calendar_offset(m->rulebook->calendar));
}

static uint8_t duty_form_of(hotline_status status) {
    if (status == HOTLINE_ERROR_RANGE) {
        return DUE_BEYOND;
    }
    return status == HOTLINE_OK || status == HOTLINE_PROVISIONAL ? DUE_KNOWN : DUE_UNDEFINED;
}

/* A fact that the due moment hangs on is not known: it is a cause. */
static uint8_t duty_due_misses(frame *f, int32_t fact) {
    f->missing = 1;
    f->cause_fact = fact;
    return DUE_UNKNOWN;
}

static uint8_t duty_due_by_fact(frame *f, const instance *in, due *out) {
    value v;
    if (in->rule->due_form == RULE_UNDEFINED) {
        f->undefined = 1;
        return DUE_UNDEFINED;
    }
    v = duty_fact(f, in, in->rule->due_fact);
    if (v.kind == 0) {
        return duty_due_misses(f, in->rule->due_fact);
    }
    if (v.kind == FACT_DATE + 1) {
        hotline__term_date_end(f->m->rulebook->calendar, (hotline_day)v.number, out);
    } else {
        out->at = v.number;
        out->day = duty_day_of(f->m, v.number);
        out->certain = 1;
        out->from = HOTLINE_DAY_NONE;
    }
    return DUE_KNOWN;
}

static uint8_t duty_due_by_term(frame *f, const instance *in, due *out, const char **undefined) {
    table_fault fault = TABLE_FINE;
    term t;
    hotline_instant start = in->start;
    hotline_status status;
    term_answer found = hotline__matter_term(f, &in->rule->within, &t, &fault);
    if (found != TERM_FOUND) {
        static const uint8_t forms[] = {DUE_KNOWN, DUE_NONE, DUE_UNDEFINED, DUE_UNKNOWN, DUE_BEYOND}; /* by term_answer */
        *undefined = f->cause;
        return forms[found];
    }
    if (in->rule->from_fact != NAME_NONE) {
        value v = duty_fact(f, in, in->rule->from_fact);
        if (v.kind == 0) {
            return duty_due_misses(f, in->rule->from_fact);
        }
        start = v.number;
    }
    status = hotline__term_due(f->m->rulebook->calendar, &in->rule->counts, &t, start, in->pauses, in->pause_count, out, undefined);
    return duty_form_of(status);
}

static uint8_t duty_due_extended(frame *f, const instance *in, due *out, const char **undefined) {
    uint32_t i;
    for (i = 0; i < in->extension_count; i++) {
        const granted *g = &in->extensions[i];
        hotline_status status;
        if (g->undefined) {
            return DUE_UNDEFINED;
        }
        status = hotline__term_extend(f->m->rulebook->calendar, &in->rule->counts, &g->add, in->pauses, in->pause_count, out, undefined);
        if (duty_form_of(status) != DUE_KNOWN) {
            return duty_form_of(status);
        }
    }
    return DUE_KNOWN;
}

static uint8_t duty_due_one(frame *f, const instance *in, due *out, const char **undefined) {
    uint8_t form;
    if (in->rule->every != SPAN_NONE) {
        out->at = in->period_to;
        out->day = in->period_last;
        out->certain = 1;
        out->from = HOTLINE_DAY_NONE;
        return DUE_KNOWN;
    }
    form = in->rule->due_form != RULE_ABSENT ? duty_due_by_fact(f, in, out) : duty_due_by_term(f, in, out, undefined);
    return form == DUE_KNOWN ? duty_due_extended(f, in, out, undefined) : form;
}

/* Across a change of policy with `later` or `earlier` both rules give a due moment. */
static uint8_t duty_due(frame *f, const instance *in, due *out, const char **undefined) {
    instance old;
    frame old_frame;
    due other = {0, 0, 0, HOTLINE_DAY_NONE, 0};
    uint8_t form = duty_due_one(f, in, out, undefined);
    if (in->old_rule == NULL || form != DUE_KNOWN) {
        return form;
    }
    old = *in;
    old.rule = in->old_rule;
    old.policy = in->old_policy;
    old_frame = duty_frame(f->m, &old, f->at);
    if (duty_due_one(&old_frame, &old, &other, undefined) != DUE_KNOWN) {
        return DUE_UNDEFINED;
    }
    if ((other.at > out->at) == (in->blend == TRANSITION_LATER)) {
        *out = other;
    }
    return DUE_KNOWN;
}

/* The clock stands: the due moment cannot pass, but what was late before it stopped stays late. */
static void duty_judge_paused(const instance *in, judgement *j) {
    if (j->form == DUE_KNOWN || j->form == DUE_STANDS) {
        j->late = j->when.at < in->paused_at ? HOTLINE_YES : HOTLINE_NO;
        j->form = DUE_STANDS;
    } else {
        j->late = j->form == DUE_NONE ? HOTLINE_NO : HOTLINE_UNKNOWN;
    }
}

/* A request for an extension is pending and the due moment has passed. */
static int duty_request_hangs(const instance *in) {
    uint32_t i;
    for (i = 0; i < in->rule->extension_count; i++) {
        uint8_t pending = in->rule->extensions[i].pending;
        if (hotline__duty_asked(in, i) && (pending == PENDING_PROVISIONAL || pending == PENDING_UNDEFINED)) {
            return 1;
        }
    }
    return 0;
}

static void duty_judge_late(const instance *in, hotline_instant at, judgement *j) {
    hotline_instant when = in->end != END_NOT ? in->ended_at : at;
    if (in->paused_at != HOTLINE_NO_INSTANT) { /* an instance that was met or waived does not stand */
        duty_judge_paused(in, j);
    } else if (j->form == DUE_KNOWN) {
        j->late = when > j->when.at || (in->rule->every != SPAN_NONE && in->frozen && in->end == END_NOT) ? HOTLINE_YES : HOTLINE_NO;
        j->late = j->late == HOTLINE_YES && duty_request_hangs(in) ? HOTLINE_UNKNOWN : j->late;
    } else {
        j->late = j->form == DUE_NONE || j->form == DUE_STANDS ? HOTLINE_NO : HOTLINE_UNKNOWN; /* stood when it was judged for good */
    }
    if (in->late) {
        j->late = HOTLINE_YES;
    }
}

/* Can it be told how a pending instance ends? A table that does not decide is no better than one left open. */
static int duty_end_undefined(const matter *m, const instance *in, hotline_instant at) {
    frame f = duty_frame(m, in, at);
    table_fault fault = TABLE_FINE;
    f.since = in->since;
    f.own_openings = 1;
    if (in->frozen) {
        return in->end_undefined;
    }
    if (!in->rule->met.unclear && !in->rule->waive.unclear) {
        return 0;
    }
    if (hotline__matter_rule(&f, &in->rule->met, VERDICT_FALSE, &fault) == VERDICT_UNKNOWN && (f.undefined || fault != TABLE_FINE)) {
        return 1;
    }
    f = duty_frame(m, in, at);
    return hotline__matter_rule(&f, &in->rule->waive, VERDICT_FALSE, &fault) == VERDICT_UNKNOWN && (f.undefined || fault != TABLE_FINE);
}

static void duty_judge_owed(const matter *m, const instance *in, hotline_instant at, judgement *j) {
    static const uint8_t states[] = {HOTLINE_DUTY_OPEN, HOTLINE_DUTY_MET, HOTLINE_DUTY_WAIVED, HOTLINE_DUTY_CANCELLED};
    j->state = states[in->end];
    if ((in->end == END_NOT || in->end == END_BY_CANCEL) && duty_end_undefined(m, in, at)) {
        j->state = HOTLINE_DUTY_UNDEFINED;
        j->late = HOTLINE_UNKNOWN;
    } else if (in->rule->expiry == EXPIRY_SHUT && j->late == HOTLINE_YES) { /* a right is never late; waived, it is not shut either */
        j->state = in->end == END_BY_WAIVER ? j->state : HOTLINE_DUTY_SHUT;
        j->late = HOTLINE_NO;
        j->form = j->form == DUE_STANDS ? DUE_KNOWN : j->form;            /* passed before the clock stopped: what is over does not stand */
    } else if (in->rule->expiry == EXPIRY_SHUT && j->form == DUE_KNOWN) { /* nor while a request hangs */
        j->late = HOTLINE_NO;
    } else if (in->rule->expiry == EXPIRY_UNDEFINED && j->late == HOTLINE_YES) {
        j->state = HOTLINE_DUTY_UNDEFINED;
        j->late = HOTLINE_UNKNOWN;
    }
}

static void duty_judge_unowed(uint8_t applies, int undefined, int right, judgement *j) {
    if (applies == VERDICT_FALSE) {
        j->state = HOTLINE_DUTY_NOT_OWED;
        j->late = HOTLINE_NO;
        j->form = DUE_NONE;
        return;
    }
    j->state = undefined ? HOTLINE_DUTY_UNDEFINED : HOTLINE_DUTY_POSSIBLE;
    if (right && (j->form == DUE_KNOWN || j->form == DUE_STANDS)) { /* a right is never late, owed or not */
        j->late = HOTLINE_NO;
    }
    j->late = undefined || j->late != HOTLINE_NO ? HOTLINE_UNKNOWN : HOTLINE_NO;
}

/* A right lapses by itself: whether it was owed is read at that moment, however much later it is looked at. */
static hotline_instant duty_lapse_or(const instance *in, const judgement *j, hotline_instant at) {
    int lapsed = in->rule->expiry == EXPIRY_SHUT && in->end == END_NOT && j->form == DUE_KNOWN && at > j->when.at &&
                 (in->paused_at == HOTLINE_NO_INSTANT || in->paused_at > j->when.at) && !duty_request_hangs(in);
    return lapsed ? j->when.at + 1 : at;
}

static void duty_applies(const matter *m, const instance *in, hotline_instant at, judgement *j) {
    frame f;
    table_fault fault = TABLE_FINE;
    j->applies = VERDICT_TRUE;
    j->applies_at = at;
    if (in->rule->when.form == RULE_ABSENT) {
        return;
    }
    f = duty_frame(m, in, at);
    j->applies = (uint8_t)hotline__matter_rule(&f, &in->rule->when, VERDICT_TRUE, &fault);
    j->applies_undefined = f.undefined || fault != TABLE_FINE;
    if (j->applies == VERDICT_UNKNOWN && j->applies_undefined) {
        j->undefined = f.cause != NULL ? f.cause : in->rule->when.path;
    } else if (j->applies == VERDICT_UNKNOWN) {
        j->missing = f.cause_fact;
    }
}

/* Owed without any term. */
static int duty_is_timeless(const duty_rule *rule) {
    return rule->within.form == RULE_ABSENT && rule->due_form == RULE_ABSENT && rule->every == SPAN_NONE;
}

void hotline__duty_measure(const matter *m, const instance *in, hotline_instant at, judgement *out) {
    frame f;
    const char *open = NULL;
    memset(out, 0, sizeof *out);
    out->missing = NAME_NONE;
    out->applies_at = HOTLINE_NO_INSTANT;
    if (in->unsettled) {
        return;
    }
    if (in->frozen) {
        out->form = in->form;
        out->when = in->frozen_due;
        out->applies = in->applies;
        out->applies_undefined = in->applies_undefined;
        return;
    }
    if (duty_is_timeless(in->rule)) {
        duty_applies(m, in, at, out);
        return;
    }
    f = duty_frame(m, in, at);
    out->form = duty_due(&f, in, &out->when, &open);
    duty_applies(m, in, duty_lapse_or(in, out, at), out);
    out->undefined = out->undefined != NULL ? out->undefined : open;
    out->missing = out->missing != NAME_NONE ? out->missing : f.cause_fact;
}

void hotline__duty_judge(const matter *m, const instance *in, hotline_instant at, judgement *out) {
    hotline__duty_measure(m, in, at, out);
    if (in->unsettled) {
        out->state = HOTLINE_DUTY_UNDEFINED;
        out->late = HOTLINE_UNKNOWN;
        return;
    }
    duty_judge_late(in, at, out);
    if (out->applies == VERDICT_TRUE) {
        duty_judge_owed(m, in, at, out);
    } else {
        duty_judge_unowed(out->applies, out->applies_undefined, in->rule->expiry == EXPIRY_SHUT, out);
    }
}

int hotline__duty_pending(const matter *m, const instance *in, hotline_instant at) {
    judgement j;
    if (in->end != END_NOT || in->frozen) {
        return 0;
    }
    if (in->rule->expiry != EXPIRY_SHUT) {
        return 1;
    }
    hotline__duty_judge(m, in, at, &j);
    return j.state != HOTLINE_DUTY_SHUT;
}

/* Does a condition speak of the event, and does the event pass the filter there? */
static int duty_speaks_of(frame *f, const condition *c, const occurrence *draft) {
    uint32_t i;
    f->facts = draft->facts;
    f->fact_count = draft->fact_count;
    f->role = draft->e->role;
    f->filter = 1;
    for (i = 0; c != NULL && i < c->count; i++) {
        const op *o = &c->ops[i];
        condition filter = *c;
        filter.ops = o + 1;
        filter.count = o->length;
        if ((o->code == OP_HAPPENED || o->code == OP_COUNT) && o->a == draft->e->kind &&
            (o->length == 0 || hotline__matter_test(f, &filter) == VERDICT_TRUE)) {
            return 1;
        }
    }
    return 0;
}

/* Does any row of a rule name the event at all? */
static int duty_names(const condition_rule *rule, int32_t kind) {
    uint32_t i;
    uint32_t k;
    for (i = 0; i < rule->count; i++) {
        const condition *c = rule->rows[i].then;
        for (k = 0; c != NULL && k < c->count; k++) {
            if ((c->ops[k].code == OP_HAPPENED || c->ops[k].code == OP_COUNT) && c->ops[k].a == kind) {
                return 1;
            }
        }
    }
    return 0;
}

int hotline__duty_lapsed(const matter *m, const instance *in, const occurrence *draft) {
    frame f;
    judgement j;
    if (in->rule->expiry != EXPIRY_SHUT || !duty_names(&in->rule->met, draft->e->kind)) { /* most events use no right */
        return 0;
    }
    hotline__duty_judge(m, in, draft->e->at, &j);
    f = duty_frame(m, in, draft->e->at);
    f.since = in->since;
    f.own_openings = 1;
    return j.state == HOTLINE_DUTY_SHUT && duty_speaks_of(&f, hotline__matter_chosen(&f, &in->rule->met), draft);
}

/* ---- what conditions ask ---- */

/* `how` an instance ended it did end: of that it cannot be said that it ended otherwise, nor that it is open. */
static verdict duty_said(frame *f, const instance *in, const judgement *j, int holds) {
    if (j->state == HOTLINE_DUTY_UNDEFINED && (holds || in->end == END_NOT)) {
        return hotline__matter_undefined(f, j->undefined);
    }
    if (j->state == HOTLINE_DUTY_POSSIBLE && holds) {
        return hotline__matter_missing(f, j->missing);
    }
    return holds ? VERDICT_TRUE : VERDICT_FALSE;
}

static verdict duty_said_late(frame *f, const judgement *j) {
    if (j->late == HOTLINE_UNKNOWN) {
        return j->form == DUE_UNDEFINED || j->state == HOTLINE_DUTY_UNDEFINED ? hotline__matter_undefined(f, j->undefined)
                                                                              : hotline__matter_missing(f, j->missing);
    }
    return j->late == HOTLINE_YES ? VERDICT_TRUE : VERDICT_FALSE;
}

static verdict duty_said_of(frame *f, const instance *in, const judgement *j, uint8_t code) {
    int standing_met = in->owed_at == HOTLINE_NO_INSTANT && j->state == HOTLINE_DUTY_MET;
    if (j->state == HOTLINE_DUTY_NOT_OWED) {
        return VERDICT_FALSE;
    }
    if (code == OP_LATE) {
        return duty_said_late(f, j);
    }
    if (code == OP_MET) {
        return duty_said(f, in, j, (in->end == END_BY_MET && j->state != HOTLINE_DUTY_SHUT) || standing_met);
    }
    if (code == OP_WAIVED) {
        return duty_said(f, in, j, in->end == END_BY_WAIVER);
    }
    return duty_said(f, in, j, in->end == END_NOT && j->state != HOTLINE_DUTY_SHUT);
}

/* A standing duty has no instance while the matter goes on: judged on the spot, without the facts of an event that is being decided. */
static void duty_standing_instance(const frame *f, uint32_t object_number, int32_t duty, const duty_rule *rule, instance *out) {
    frame inner = hotline__matter_frame(f->m, f->policy, object_number, f->at);
    table_fault fault = TABLE_FINE;
    memset(out, 0, sizeof *out);
    out->rule = rule;
    out->policy = f->policy;
    out->owed_at = out->ended_at = out->paused_at = HOTLINE_NO_INSTANT;
    out->object = object_number;
    out->owing = MATTER_NONE;
    out->duty = duty;
    inner.own_openings = 1;
    inner.depth = (uint8_t)(f->depth + 1);
    if (hotline__matter_rule(&inner, &rule->met, VERDICT_FALSE, &fault) == VERDICT_TRUE) {
        out->end = END_BY_MET;
    } else if (hotline__matter_rule(&inner, &rule->waive, VERDICT_FALSE, &fault) == VERDICT_TRUE) {
        out->end = END_BY_WAIVER;
    }
    out->ended_at = out->end != END_NOT ? f->at : HOTLINE_NO_INSTANT;
}

/* An instance that ended did so in one way only, however it is judged. */
static int duty_ended_otherwise(const instance *in, uint8_t code) {
    static const uint8_t asked[] = {END_BY_MET, END_NOT, END_NOT, END_BY_WAIVER}; /* from OP_MET on */
    return code != OP_LATE && in->end != END_NOT && in->end != asked[code - OP_MET];
}

verdict hotline__duty_answer(frame *f, uint32_t object_number, int32_t duty, uint8_t code) {
    const matter *m = f->m;
    const duty_rule *rule = hotline__policy_duty(f->policy, duty);
    uint32_t current = m->objects[object_number].current[duty];
    instance standing;
    judgement j;
    const instance *in = current != 0 ? &m->instances[current - 1] : &standing;
    if (current == 0) {
        if (rule->owed != NULL || rule->every != SPAN_NONE || rule->subject != m->objects[object_number].subject) {
            return VERDICT_FALSE;
        }
        duty_standing_instance(f, object_number, duty, rule, &standing);
    }
    if (duty_ended_otherwise(in, code)) {
        return VERDICT_FALSE;
    }
    hotline__duty_judge(m, in, f->at, &j);
    return duty_said_of(f, in, &j, code);
}

/* ---- records ---- */

static const char *const duty_state_names[] = {"not_owed", "possible", "open", "met", "waived", "cancelled", "shut", "undefined"};

const char *hotline_duty_state_name(int32_t state) {
    return state >= 0 && state <= HOTLINE_DUTY_UNDEFINED ? duty_state_names[state] : "unknown";
}

static void duty_show_texts(const matter *m, const instance *in, hotline_duty *out) {
    const object *o = &m->objects[in->object];
    text assignment = hotline__matter_object_id(m, in->object);
    out->duty = in->rule->name.at;
    out->duty_len = in->rule->name.len;
    out->label = in->rule->label.at;
    out->label_len = in->rule->label.len;
    out->assignment = assignment.at;
    out->assignment_len = assignment.len;
    out->unit = o->unit != NAME_NONE && o->subject != OF_TICKET ? m->log->units[o->unit].id.at : NULL;
    out->unit_len = out->unit != NULL ? m->log->units[o->unit].id.len : 0;
    out->clause = in->rule->cites.clause.at;
    out->clause_len = in->rule->cites.clause.len;
    out->policy = in->policy->id.at;
    out->policy_len = in->policy->id.len;
}

static void duty_show_count(const judgement *j, hotline_duty *out) {
    int counted = j->form == DUE_KNOWN && j->when.from != HOTLINE_DAY_NONE;
    out->count_from = counted ? j->when.from : HOTLINE_DAY_NONE;
    out->count_unit = !counted                       ? HOTLINE_COUNT_NOTHING
                      : j->when.unit == TERM_WORKDAY ? HOTLINE_COUNT_WORKDAYS
                      : j->when.unit == TERM_MONTH   ? HOTLINE_COUNT_MONTHS
                                                     : HOTLINE_COUNT_DAYS;
}

hotline_status hotline__duty_show(const matter *m, const instance *in, hotline_instant at, hotline_duty *out) {
    judgement j;
    if (out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline__duty_judge(m, in, at, &j);
    duty_show_texts(m, in, out);
    out->state = j.state;
    out->late = j.late;
    out->severity = in->rule->severity;
    out->instance = in->ordinal;
    out->reserved = 0;
    out->certain = j.form != DUE_KNOWN || j.when.certain;
    out->owed_at = in->owed_at;
    out->due = j.form == DUE_KNOWN ? j.when.at : HOTLINE_NO_INSTANT;
    out->due_day = j.form == DUE_KNOWN ? j.when.day : HOTLINE_DAY_NONE;
    duty_show_count(&j, out);
    out->met_at = j.state == HOTLINE_DUTY_MET && in->owed_at != HOTLINE_NO_INSTANT ? in->ended_at : HOTLINE_NO_INSTANT;
    return HOTLINE_OK;
}
