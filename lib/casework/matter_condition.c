/* SPDX-License-Identifier: MIT */
/*
 * Evaluates compiled conditions over a matter: a stack of three-valued results, no loops but over a kind's events and a round's
 * assignments. It refuses to know clocks: what a duty's state is, it asks through the matter.
 */
#include "matter_impl.h"

#include <string.h>

static verdict matter_run(frame *f, const op *ops, uint32_t count);

static verdict verdict_of(int holds) {
    return holds ? VERDICT_TRUE : VERDICT_FALSE;
}

static verdict verdict_compare(int64_t a, int64_t b, uint8_t compare) {
    return verdict_of(hotline__compare(a, b, compare));
}

static void causes_add_fact(causes *c, int32_t fact) {
    uint32_t i;
    for (i = 0; i < c->fact_count && c->facts[i] != fact; i++) {
    }
    if (i == c->fact_count && i < CAUSES_MOST) {
        c->facts[c->fact_count++] = fact;
    }
}

static void causes_add_item(causes *c, const char *path) {
    uint32_t i;
    for (i = 0; i < c->item_count && !hotline__text_is(hotline__text(c->items[i]), path); i++) {
    }
    if (i == c->item_count && i < CAUSES_MOST) {
        c->items[c->item_count++] = path;
    }
}

verdict hotline__matter_missing(frame *f, int32_t fact) {
    f->missing = 1;
    if (fact != NAME_NONE) {
        f->cause_fact = f->cause_fact != NAME_NONE ? f->cause_fact : fact;
        if (f->told != NULL) {
            causes_add_fact(f->told, fact);
        }
    }
    return VERDICT_UNKNOWN;
}

verdict hotline__matter_undefined(frame *f, const char *path) {
    f->undefined = 1;
    if (path != NULL) {
        f->cause = f->cause != NULL ? f->cause : path;
        if (f->told != NULL) {
            causes_add_item(f->told, path);
        }
    }
    return VERDICT_UNKNOWN;
}

/* ---- facts ---- */

/* The fact that a test is of; NULL: it is missing. */
static const value *matter_fact_of(frame *f, const op *o, value *room) {
    const value *v = hotline__matter_see_fact(f, o->a, o->flags & OP_FIRST, room);
    if (v == NULL) {
        hotline__matter_missing(f, o->a);
    }
    return v;
}

static verdict matter_test_number(frame *f, const op *o) {
    value room;
    const value *v = matter_fact_of(f, o, &room);
    return v == NULL ? VERDICT_UNKNOWN : verdict_compare(v->number, o->b, o->compare);
}

static verdict matter_test_text(frame *f, const op *o) {
    value room;
    const value *v = matter_fact_of(f, o, &room);
    return v == NULL ? VERDICT_UNKNOWN : verdict_compare(hotline__text_compare(v->words, f->policy->texts[o->b]), 0, o->compare);
}

static hotline_day matter_day(const frame *f, const value *v) {
    return v->kind == FACT_DATE + 1 ? (hotline_day)v->number
                                    : hotline__day_at(v->number, hotline__calendar_offset(f->m->rulebook->calendar));
}

static verdict matter_compare_values(const frame *f, const value *a, const value *b, uint8_t compare) {
    if (a->kind == FACT_TEXT + 1 || a->kind == FACT_CODE + 1) { /* also a code beside a text */
        return verdict_compare(hotline__text_compare(a->words, b->words), 0, compare);
    }
    if (a->kind != b->kind) { /* a date beside a time: by the date */
        return verdict_compare(matter_day(f, a), matter_day(f, b), compare);
    }
    return verdict_compare(a->number, b->number, compare);
}

static verdict matter_test_facts(frame *f, const op *o) {
    value rooms[2];
    const value *a = hotline__matter_see_fact(f, o->a, o->flags & OP_FIRST, &rooms[0]);
    const value *b = hotline__matter_see_fact(f, (int32_t)o->b, 0, &rooms[1]);
    if (a == NULL || b == NULL) {
        return hotline__matter_missing(f, a == NULL ? o->a : (int32_t)o->b);
    }
    return matter_compare_values(f, a, b, o->compare);
}

static verdict matter_test_in(frame *f, const op *o) {
    value room;
    const value *v = matter_fact_of(f, o, &room);
    return v == NULL ? VERDICT_UNKNOWN : verdict_of(hotline__set_has(o->b, v->number));
}

static verdict matter_test_has(frame *f, const op *o) {
    value room;
    const value *v = matter_fact_of(f, o, &room);
    return v == NULL ? VERDICT_UNKNOWN : verdict_of(hotline__set_has(v->number, o->b));
}

static verdict matter_test_under(frame *f, const op *o) {
    value room;
    const value *v = matter_fact_of(f, o, &room);
    return v == NULL ? VERDICT_UNKNOWN : verdict_of(hotline__code_under(v->words, f->policy->texts[o->b]));
}

static verdict matter_test_known(frame *f, const op *o) {
    value room;
    return verdict_of(hotline__matter_see_fact(f, o->a, o->flags & OP_FIRST, &room) != NULL);
}

/* ---- events ---- */

/* Does an event pass a filter? An unknown filter does not match, and is no cause of anything. */
static int matter_passes(const frame *f, const op *filter, uint32_t length, const occurrence *o) {
    frame inner;
    if (length == 0) {
        return 1;
    }
    inner = *f;
    inner.facts = o->facts;
    inner.fact_count = o->fact_count;
    inner.role = o->e->role;
    inner.filter = 1;
    inner.elsewhere = 0;
    return matter_run(&inner, filter, length) == VERDICT_TRUE;
}

static int matter_in_span(const frame *f, uint32_t number) {
    return number >= f->since && number < f->until;
}

/* Where the chain of a kind begins for this object, and whether it is the chain over the whole matter. */
static uint32_t matter_chain(const frame *f, int32_t kind, int *any) {
    const matter *m = f->m;
    const event_rule *rule = hotline__policy_event(f->policy, kind);
    *any = f->object == MATTER_ROOT;
    if (*any) {
        return m->last_any[kind];
    }
    if (rule != NULL && rule->subject == OF_ASSIGNMENT) {
        return m->objects[f->object].last_own[kind];
    }
    return m->objects[MATTER_ROOT].last_own[kind];
}

/* Number of events of a kind that pass, up to `most`. */
static int64_t matter_count_events(const frame *f, const op *o, int64_t most) {
    const occurrence *events = f->m->events;
    int any = 0;
    uint32_t next = matter_chain(f, o->a, &any);
    int64_t count = 0;
    while (next != 0 && next - 1 >= f->since && count < most) {
        const occurrence *at = &events[next - 1];
        count += matter_in_span(f, next - 1) && matter_passes(f, o + 1, o->length, at);
        next = any ? at->prev_any : at->prev_own;
    }
    return count;
}

static int matter_opens_assignment(const frame *f, int32_t kind) {
    const event_rule *rule = hotline__policy_event(f->policy, kind);
    return rule != NULL && rule->opens >= OPENS_ASSIGNMENT;
}

static verdict matter_test_happened(frame *f, const op *o) {
    if (f->own_openings && f->object != MATTER_ROOT && matter_opens_assignment(f, o->a)) {
        uint32_t opener = f->m->objects[f->object].opened_by;
        const occurrence *at = opener == MATTER_NONE ? NULL : &f->m->events[opener];
        return verdict_of(at != NULL && at->e->kind == o->a && matter_in_span(f, opener) && matter_passes(f, o + 1, o->length, at));
    }
    return verdict_of(matter_count_events(f, o, 1) > 0);
}

/* One more than the number asked about is as good as all. */
static verdict matter_test_count(frame *f, const op *o) {
    return verdict_compare(matter_count_events(f, o, o->b < INT64_MAX ? o->b + 1 : o->b), o->b, o->compare);
}

static verdict matter_test_by(frame *f, const op *o) {
    return verdict_of(f->role == o->a);
}

/* ---- duties, states, time ---- */

static verdict matter_test_duty(frame *f, const op *o) {
    const duty_rule *rule = hotline__policy_duty(f->policy, o->a);
    uint32_t object_number = rule != NULL && rule->subject == OF_ASSIGNMENT ? f->object : (uint32_t)MATTER_ROOT;
    if (rule == NULL || f->depth >= CONDITION_DEPTH) {
        f->undefined = 1;
        return VERDICT_UNKNOWN;
    }
    return f->m->answer(f, object_number, o->a, o->code);
}

static verdict matter_test_state(frame *f, const op *o) {
    const machine_rule *rule = hotline__policy_machine(f->policy, o->a);
    const object *at = &f->m->objects[rule != NULL && rule->subject == OF_ASSIGNMENT ? f->object : (uint32_t)MATTER_ROOT];
    return verdict_of((at->states[o->a] == (int32_t)o->b) == (o->compare == IS_EQUAL));
}

static verdict matter_test_round(frame *f, const op *o) {
    const object *at = &f->m->objects[f->object];
    int64_t round = at->subject == OF_ASSIGNMENT ? at->round : f->m->round;
    return verdict_compare(round, o->b, o->compare);
}

static verdict matter_test_time(frame *f, const op *o) {
    return verdict_compare(f->at, o->b, o->compare);
}

static verdict matter_test_time_fact(frame *f, const op *o) {
    value room;
    value now = {0};
    const value *v = matter_fact_of(f, o, &room);
    if (v == NULL) {
        return VERDICT_UNKNOWN;
    }
    now.kind = FACT_TIME + 1;
    now.number = f->at;
    return matter_compare_values(f, &now, v, o->compare);
}

/* A streak that may be any of several numbers: told where all of them give the same answer. */
static verdict matter_test_streak(frame *f, const op *o) {
    const ranking_place *s = f->stands;
    verdict first = verdict_compare(s->streak_least, o->b, o->compare);
    int64_t n;
    for (n = s->streak_least + 1; n <= s->streak_most; n++) {
        if (verdict_compare(n, o->b, o->compare) != first) {
            return hotline__matter_undefined(f, s->open);
        }
    }
    return first;
}

static verdict matter_test_standing(frame *f, const op *o) {
    if (f->stands == NULL) {
        return hotline__matter_undefined(f, NULL);
    }
    if (o->code == OP_STREAK) {
        return matter_test_streak(f, o);
    }
    return verdict_compare(o->code == OP_RANK ? f->stands->rank : f->stands->rank_from_last, o->b, o->compare);
}

/* Measures are not a matter's. */
static verdict matter_test_measure(frame *f, const op *o) {
    return f->measure != NULL ? f->measure(f, o) : hotline__matter_undefined(f, NULL);
}

static verdict matter_test_each(frame *f, const op *o) {
    const matter *m = f->m;
    verdict all = o->code == OP_ALL ? VERDICT_TRUE : VERDICT_FALSE;
    uint32_t i;
    for (i = 0; i < m->object_count; i++) {
        if (m->objects[i].subject == OF_ASSIGNMENT && m->objects[i].round == m->round) {
            frame inner = *f;
            verdict one;
            inner.object = i;
            inner.elsewhere = i != f->object;
            one = matter_run(&inner, o + 1, o->length);
            all = hotline__verdict_join(all, one, o->code == OP_ALL ? OP_AND : OP_OR);
            f->missing |= inner.missing;
            f->undefined |= inner.undefined;
            f->cause = f->cause != NULL ? f->cause : inner.cause;
            f->cause_fact = f->cause_fact != NAME_NONE ? f->cause_fact : inner.cause_fact;
        }
    }
    return all;
}

static verdict matter_test_constant(frame *f, const op *o) {
    f->undefined |= o->b == VERDICT_UNKNOWN;
    return (verdict)o->b;
}

typedef verdict (*matter_test_fn)(frame *f, const op *o);

/* By op_code; NULL: works on the stack. */
static const matter_test_fn matter_tests[] = {
    matter_test_constant,
    NULL,
    NULL,
    NULL,
    matter_test_number,
    matter_test_text,
    matter_test_facts,
    matter_test_in,
    matter_test_has,
    matter_test_under,
    matter_test_known,
    matter_test_happened,
    matter_test_count,
    matter_test_by,
    matter_test_duty,
    matter_test_duty,
    matter_test_duty,
    matter_test_duty,
    matter_test_state,
    matter_test_round,
    matter_test_time,
    matter_test_time_fact,
    matter_test_each,
    matter_test_each,
    matter_test_standing,
    matter_test_standing,
    matter_test_standing,
    matter_test_measure,
};

/* A verdict and, while it is unknown, why: what a decided part hung on is no cause. */
typedef struct operand {
    verdict v;
    uint8_t missing;
    uint8_t undefined;
} operand;

static operand operand_test(frame *f, const op *o) {
    operand out;
    f->missing = f->undefined = 0;
    out.v = matter_tests[o->code](f, o);
    out.missing = out.v == VERDICT_UNKNOWN && f->missing;
    out.undefined = out.v == VERDICT_UNKNOWN && f->undefined;
    return out;
}

static operand operand_join(const operand *a, const operand *b, uint8_t code) {
    operand out;
    out.v = hotline__verdict_join(a->v, b->v, code);
    out.missing = out.v == VERDICT_UNKNOWN && (a->missing || b->missing);
    out.undefined = out.v == VERDICT_UNKNOWN && (a->undefined || b->undefined);
    return out;
}

/* One test alone needs no stack, and most conditions are one. */
static verdict matter_run_one(frame *f, const op *o) {
    uint8_t missing = f->missing;
    uint8_t undefined = f->undefined;
    operand out = operand_test(f, o);
    f->missing = missing || out.missing;
    f->undefined = undefined || out.undefined;
    return out.v;
}

static verdict matter_run_all(frame *f, const op *ops, uint32_t count) {
    operand stack[CONDITION_STACK];
    uint8_t missing = f->missing;
    uint8_t undefined = f->undefined;
    uint32_t top = 0;
    uint32_t i;
    for (i = 0; i < count; i++) {
        const op *o = &ops[i];
        if (o->code == OP_NOT) {
            stack[top - 1].v = hotline__verdict_not(stack[top - 1].v);
        } else if (o->code == OP_AND || o->code == OP_OR) {
            top--;
            stack[top - 1] = operand_join(&stack[top - 1], &stack[top], o->code);
        } else {
            stack[top++] = operand_test(f, o);
            i += o->length;
        }
    }
    f->missing = missing || (top > 0 && stack[top - 1].missing);
    f->undefined = undefined || (top > 0 && stack[top - 1].undefined);
    return top > 0 ? stack[top - 1].v : VERDICT_TRUE;
}

static verdict matter_run(frame *f, const op *ops, uint32_t count) {
    return count != 0 && count == 1 + ops->length ? matter_run_one(f, ops) : matter_run_all(f, ops, count);
}

verdict hotline__matter_test(frame *f, const condition *c) {
    return c != NULL ? matter_run(f, c->ops, c->count) : VERDICT_TRUE;
}

/* ---- tables ---- */

typedef struct row_choice {
    uint32_t row;
    uint32_t found; /* rows that hold */
    uint32_t unknown;
} row_choice;

static void matter_weigh_row(frame *f, row_choice *choice, const condition *when, uint32_t row) {
    verdict v = hotline__matter_test(f, when);
    if (v == VERDICT_TRUE) {
        choice->row = choice->found == 0 ? row : choice->row;
        choice->found++;
    }
    choice->unknown += v == VERDICT_UNKNOWN;
}

/* Which row decides: 1 and choice->row, or 0 with the fault or unknown rows told. */
static int matter_choose(row_choice *choice, uint32_t else_row, table_fault *fault) {
    if (choice->found > 1) {
        *fault = TABLE_OVERLAP;
        return 0;
    }
    if (choice->found == 1) {
        return 1;
    }
    if (choice->unknown > 0) {
        return 0;
    }
    if (else_row == MATTER_NONE) {
        *fault = TABLE_GAP;
        return 0;
    }
    choice->row = else_row;
    return 1;
}

static verdict matter_condition_row(frame *f, const condition_rule *rule, uint32_t row) {
    if (rule->rows[row].undefined) {
        return hotline__matter_undefined(f, rule->rows[row].undefined);
    }
    return hotline__matter_test(f, rule->rows[row].then);
}

/* Causes gathered by rows that lost do not count once a row decides. */
static void matter_forget_causes(frame *f) {
    f->missing = 0;
    f->undefined = 0;
    f->cause = NULL;
    f->cause_fact = NAME_NONE;
    if (f->told != NULL) {
        f->told->item_count = f->told->fact_count = 0;
    }
}

/* The row of a table that decides, or MATTER_NONE. */
static uint32_t matter_deciding_row(frame *f, const condition_rule *rule, table_fault *fault) {
    row_choice choice = {0, 0, 0};
    uint32_t else_row = MATTER_NONE;
    uint32_t i;
    for (i = 0; i < rule->count; i++) {
        if (rule->rows[i].when == NULL) {
            else_row = i;
        } else {
            matter_weigh_row(f, &choice, rule->rows[i].when, i);
        }
    }
    if (!matter_choose(&choice, else_row, fault)) {
        return MATTER_NONE;
    }
    matter_forget_causes(f);
    return choice.row;
}

verdict hotline__matter_rule(frame *f, const condition_rule *rule, verdict absent_is, table_fault *fault) {
    uint32_t row;
    *fault = TABLE_FINE;
    if (rule->form == RULE_PLAIN) {
        return matter_condition_row(f, rule, 0);
    }
    if (rule->form != RULE_TABLE) {
        return rule->form == RULE_ABSENT ? absent_is : hotline__matter_undefined(f, rule->path);
    }
    row = matter_deciding_row(f, rule, fault);
    return row == MATTER_NONE ? VERDICT_UNKNOWN : matter_condition_row(f, rule, row);
}

const condition *hotline__matter_chosen(frame *f, const condition_rule *rule) {
    table_fault fault = TABLE_FINE;
    uint32_t row = 0;
    if (rule->form == RULE_TABLE) {
        row = matter_deciding_row(f, rule, &fault);
    } else if (rule->form != RULE_PLAIN) {
        return NULL;
    }
    return row == MATTER_NONE ? NULL : rule->rows[row].then;
}

/* The number of a term, from its fact when a name stands for it. */
static term_answer matter_term_row(frame *f, const term_rule *rule, uint32_t row, term *out) {
    value v;
    if (rule->rows[row].undefined) {
        hotline__matter_undefined(f, rule->rows[row].undefined);
        return TERM_NOT_DEFINED;
    }
    *out = rule->rows[row].then;
    if (out->fact == TERM_NUMBER) {
        return TERM_FOUND;
    }
    v = hotline__matter_fact(f, out->fact, 0);
    if (v.kind == 0) {
        hotline__matter_missing(f, out->fact);
        return TERM_NOT_KNOWN;
    }
    if (v.number < 0) {
        return TERM_NEGATIVE;
    }
    out->n = v.number;
    out->fact = TERM_NUMBER;
    return TERM_FOUND;
}

term_answer hotline__matter_term(frame *f, const term_rule *rule, term *out, table_fault *fault) {
    row_choice choice = {0, 0, 0};
    uint32_t else_row = MATTER_NONE;
    uint32_t i;
    *fault = TABLE_FINE;
    if (rule->form == RULE_ABSENT) {
        return TERM_NOT_GIVEN;
    }
    if (rule->form == RULE_PLAIN) {
        return matter_term_row(f, rule, 0, out);
    }
    if (rule->form == RULE_UNDEFINED) {
        hotline__matter_undefined(f, rule->path);
        return TERM_NOT_DEFINED;
    }
    for (i = 0; i < rule->count; i++) {
        if (rule->rows[i].when == NULL) {
            else_row = i;
        } else {
            matter_weigh_row(f, &choice, rule->rows[i].when, i);
        }
    }
    if (!matter_choose(&choice, else_row, fault)) {
        return f->undefined || *fault != TABLE_FINE ? TERM_NOT_DEFINED : TERM_NOT_KNOWN;
    }
    matter_forget_causes(f);
    return matter_term_row(f, rule, choice.row, out);
}

int hotline__matter_sees(const matter *m, uint32_t object_number, uint32_t number) {
    const occurrence *o = &m->events[number];
    return object_number == MATTER_ROOT || o->object == object_number || o->opened == object_number ||
           (o->object == MATTER_ROOT && o->rule->subject != OF_ASSIGNMENT);
}

int hotline__matter_matches(frame *f, const condition *pattern, uint32_t number) {
    const occurrence *o = &f->m->events[number];
    uint32_t i;
    for (i = 0; pattern != NULL && i < pattern->count && hotline__matter_sees(f->m, f->object, number); i++) {
        const op *at = &pattern->ops[i];
        if (at->code != OP_HAPPENED && at->code != OP_COUNT) {
            continue;
        }
        if (at->a == o->e->kind && matter_passes(f, at + 1, at->length, o)) {
            return !matter_opens_assignment(f, at->a) || f->object == MATTER_ROOT || o->opened == f->object;
        }
        i += at->length;
    }
    return 0;
}
