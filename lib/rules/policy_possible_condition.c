/* SPDX-License-Identifier: MIT */
/*
 * What a condition can come to: tries every combination of the values that its tests can tell apart, as far as there are few, and takes
 * every test by itself beyond that. It errs to one side: what it leaves out cannot be. It refuses to know which rule the condition belongs to.
 */
#include "policy_possible.h"

#include <string.h>

#include "condition_read.h"

int hotline__possible_spend(possible *p, uint64_t work) {
    p->work += work;
    p->exhausted |= p->work > POSSIBLE_WORK;
    return !p->exhausted;
}

enum {
    GUESS_VARIABLES = 8,
    GUESS_POINTS = 64,
    GUESS_COMBINATIONS = 4096,
    GUESS_OPS = 256,
    GUESS_COST = 16 /* of a condition, beside its ops */,
    GUESS_OTHER = -1
};

/* Something that tests read: of one op code, name, flags, and value where each value is a thing of its own. */
typedef struct guess_variable {
    int64_t points[GUESS_POINTS]; /* values that can be told apart */
    int64_t which;
    int64_t now;
    int32_t a;
    uint32_t point_count; /* 0: no list of values; each test is taken by itself */
    uint32_t at;          /* the point being tried; point_count: unknown */
    uint8_t code, flags;
    uint8_t unknown; /* may have no value */
} guess_variable;

typedef struct guess {
    possible *p;
    const op *ops;
    uint32_t count;
    int32_t event;
    uint32_t variable_count;
    guess_variable variables[GUESS_VARIABLES];
} guess;

/* ---- single tests ---- */

static uint8_t guess_verdict(int holds) {
    return holds ? CAN_BE_TRUE : CAN_BE_FALSE;
}

/* May the fact have a value: is it carried by what can happen, or by the event itself? */
static int guess_given(const guess *g, int32_t fact) {
    g->p->work += g->event == NAME_NONE ? 0 : g->p->r->words.carried_counts[g->event];
    return g->p->facts[fact] || hotline__condition_event_carries(&g->p->r->words, g->event, fact);
}

static int guess_event_can(const possible *p, const op *o) {
    return p->happened[o->a] && (p->since == NULL || (p->since[o->a] & (o->code == OP_COUNT ? SINCE_COUNTED : SINCE_HAPPENED)) != 0);
}

static uint8_t guess_run(possible *p, const op *ops, uint32_t count, int32_t event);

/* A filter or a body is asked about at any moment, not since a duty was owed. */
static uint8_t guess_inside(const guess *g, const op *o, int32_t event) {
    const uint8_t *since = g->p->since;
    uint8_t inside;
    g->p->since = NULL;
    inside = guess_run(g->p, o + 1, o->length, event);
    g->p->since = since;
    return inside;
}

/* Can an event pass that the op names? */
static int guess_passes(const guess *g, const op *o) {
    return guess_event_can(g->p, o) && (o->length == 0 || (guess_inside(g, o, o->a) & CAN_BE_TRUE) != 0);
}

static int guess_duty_can(const guess *g, const op *o) {
    const possible *p = g->p;
    const duty_rule *d = p->r->duties[o->a];
    if (d == NULL || !p->owed[o->a]) {
        return d == NULL;
    }
    if (o->code == OP_MET) {
        return p->met[o->a];
    }
    if (o->code == OP_WAIVED) {
        return p->waived[o->a];
    }
    /* Without a due moment nothing is late, and a right never is. */
    return o->code == OP_OPEN ||
           (d->expiry != EXPIRY_SHUT && (d->within.form != RULE_ABSENT || d->due_form != RULE_ABSENT || d->every != SPAN_NONE));
}

/* A count of filtered events is nothing, or any number. */
static uint8_t guess_count(const guess *g, const op *o) {
    uint8_t none = guess_verdict(hotline__compare(0, o->b, o->compare));
    if (!guess_passes(g, o)) {
        return none;
    }
    return none | guess_verdict(hotline__compare(o->b > 0 ? o->b : 0, o->b, o->compare)) |
           guess_verdict(hotline__compare(o->b + 1, o->b, o->compare)) |
           guess_verdict(hotline__compare(o->b > 1 ? o->b - 1 : 0, o->b, o->compare));
}

/* any() of no assignment is false, all() of none is true. */
static uint8_t guess_each(const guess *g, const op *o) {
    uint8_t inside = g->p->assignments ? guess_inside(g, o, NAME_NONE) : 0;
    uint8_t kept = o->code == OP_ANY ? CAN_BE_TRUE | CAN_BE_UNKNOWN : CAN_BE_FALSE | CAN_BE_UNKNOWN;
    return (uint8_t)((inside & kept) | (o->code == OP_ANY ? CAN_BE_FALSE : CAN_BE_TRUE));
}

static uint8_t guess_of_facts(const guess *g, const op *o) {
    int second = o->code != OP_FACT_FACT || guess_given(g, (int32_t)o->b) || g->p->r->facts[o->b]->default_value.kind != 0;
    int first = guess_given(g, o->a) || g->p->r->facts[o->a]->default_value.kind != 0;
    return first && second ? CAN_BE_ANYTHING : CAN_BE_UNKNOWN;
}

static uint8_t guess_constant(const guess *g, const op *o) {
    (void)g;
    return o->b == VERDICT_UNKNOWN ? CAN_BE_UNKNOWN : guess_verdict(o->b == VERDICT_TRUE);
}

static uint8_t guess_happened(const guess *g, const op *o) {
    return (uint8_t)(CAN_BE_FALSE | (guess_passes(g, o) ? CAN_BE_TRUE : 0));
}

static uint8_t guess_duty(const guess *g, const op *o) {
    return (uint8_t)(CAN_BE_FALSE | CAN_BE_UNKNOWN | (guess_duty_can(g, o) ? CAN_BE_TRUE : 0));
}

static uint8_t guess_anything(const guess *g, const op *o) {
    (void)g;
    (void)o;
    return CAN_BE_ANYTHING;
}

/* ---- what can be told apart ---- */

static void guess_add_point(guess_variable *v, int64_t point) {
    for (uint32_t i = 0; i < v->point_count && i < GUESS_POINTS; i++) {
        if (v->points[i] == point) {
            return;
        }
    }
    if (v->point_count < GUESS_POINTS) {
        v->points[v->point_count] = point;
    }
    v->point_count++; /* more than there is room for: told by the number */
}

static void guess_add_labels(guess_variable *v, const text *labels, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (labels[i].at != NULL) {
            guess_add_point(v, (int64_t)i);
        }
    }
}

/* An answer changes only at a constant and beside it. */
static void guess_add_around(guess_variable *v, int64_t constant, int64_t least) {
    for (int64_t step = -1; step <= 1; step++) {
        int in_range = step < 0 ? constant > INT64_MIN : step == 0 || constant < INT64_MAX;
        if (in_range && constant + step >= least) {
            guess_add_point(v, constant + step);
        }
    }
    if (constant < least) {
        guess_add_point(v, least);
    }
}

/* A text constant is a value; so is any other text. */
static void guess_add_text(guess *g, guess_variable *v, int64_t constant) {
    const text *texts = g->p->r->words.texts;
    guess_add_point(v, GUESS_OTHER);
    for (uint32_t i = 1; i < v->point_count && i < GUESS_POINTS; i++) {
        if (hotline__text_equal(texts[v->points[i]], texts[constant])) {
            return;
        }
    }
    guess_add_point(v, constant);
}

static void guess_add_roles(guess *g, guess_variable *v, const op *o) {
    const policy_reader *r = g->p->r;
    const event_rule *event = g->event != NAME_NONE ? r->events[g->event] : NULL;
    (void)o;
    guess_add_point(v, GUESS_OTHER); /* an event may name no role */
    for (uint32_t i = 0; event != NULL && i < event->by_count; i++) {
        guess_add_point(v, event->by[i]);
    }
    for (uint32_t i = 0; (event == NULL || event->by_count == 0) && i < r->counts[KIND_ROLE]; i++) {
        guess_add_point(v, r->order[KIND_ROLE][i]);
    }
}

static void guess_add_states(guess *g, guess_variable *v, const op *o) {
    const machine_rule *machine = g->p->r->machines[v->a];
    (void)o;
    for (uint32_t i = 0; machine != NULL && i < machine->state_count; i++) {
        if (g->p->states[v->a][i]) {
            guess_add_point(v, (int64_t)i);
        }
    }
}

/* A fact that nothing gives has its default, or no value. */
static int guess_add_default(const guess *g, guess_variable *v) {
    const fact_rule *fact = g->p->r->facts[v->a];
    v->unknown = fact->default_value.kind == 0;
    if (guess_given(g, v->a) || v->unknown) {
        return guess_given(g, v->a);
    }
    if (v->code == OP_FACT) {
        guess_add_point(v, fact->default_value.number);
    } else if (v->code == OP_FACT_HAS) {
        guess_add_point(v, (fact->default_value.number >> v->which) & 1);
    }
    return 0;
}

static void guess_add_fact(guess *g, guess_variable *v, const op *o) {
    const fact_rule *fact = g->p->r->facts[v->a];
    if (!guess_add_default(g, v)) {
        return;
    }
    if (v->code == OP_FACT_TEXT) {
        guess_add_text(g, v, o->b);
    } else if (v->code == OP_FACT_HAS || fact->type == FACT_FLAG) {
        guess_add_point(v, 0);
        guess_add_point(v, 1);
    } else if (fact->type == FACT_ONE_OF) {
        guess_add_labels(v, fact->value_labels, fact->value_count);
    } else {
        guess_add_around(v, o->b, INT64_MIN);
    }
}

/* What is answered by yes or no: events, duties, and whatever has a filter or a body. */
static void guess_add_verdicts(guess_variable *v, uint8_t alone) {
    v->unknown = (alone & CAN_BE_UNKNOWN) != 0;
    if ((alone & CAN_BE_FALSE) != 0) {
        guess_add_point(v, 0);
    }
    if ((alone & CAN_BE_TRUE) != 0) {
        guess_add_point(v, 1);
    }
}

static void guess_add_happened(guess *g, guess_variable *v, const op *o) {
    guess_add_verdicts(v, guess_happened(g, o));
}

static void guess_add_duty(guess *g, guess_variable *v, const op *o) {
    guess_add_verdicts(v, guess_duty(g, o));
}

static void guess_add_each(guess *g, guess_variable *v, const op *o) {
    guess_add_verdicts(v, guess_each(g, o));
}

static void guess_add_count(guess *g, guess_variable *v, const op *o) {
    if (o->length > 0) {
        guess_add_verdicts(v, guess_count(g, o));
        return;
    }
    guess_add_point(v, 0);
    if (guess_event_can(g->p, o)) {
        guess_add_around(v, o->b, 0);
    }
}

static void guess_add_known(guess *g, guess_variable *v, const op *o) {
    int by_default = g->p->r->facts[v->a]->default_value.kind != 0;
    (void)o;
    if (by_default || guess_given(g, v->a)) {
        guess_add_point(v, 1);
    }
    if (!by_default) {
        guess_add_point(v, 0);
    }
}

static void guess_add_round(guess *g, guess_variable *v, const op *o) {
    guess_add_point(v, 1);
    if (g->p->rounds) {
        guess_add_around(v, o->b, 1);
    }
}

static void guess_add_time(guess *g, guess_variable *v, const op *o) {
    (void)g;
    guess_add_around(v, o->b, INT64_MIN);
}

/* A unit that is not in a ranking has no place in it. */
static void guess_add_place(guess *g, guess_variable *v, const op *o) {
    (void)g;
    v->unknown = 1;
    guess_add_around(v, o->b, v->code == OP_STREAK ? 0 : 1);
}

/* ---- a test while its variable has a value ---- */

static uint8_t guess_try_compare(const guess *g, const guess_variable *v, const op *o) {
    (void)g;
    return guess_verdict(hotline__compare(v->now, o->b, o->compare));
}

static uint8_t guess_try_in(const guess *g, const guess_variable *v, const op *o) {
    (void)g;
    return guess_verdict(hotline__set_has(o->b, v->now));
}

static uint8_t guess_try_text(const guess *g, const guess_variable *v, const op *o) {
    const text *texts = g->p->r->words.texts;
    int same = v->now != GUESS_OTHER && hotline__text_equal(texts[v->now], texts[o->b]);
    return guess_verdict(same == (o->compare == IS_EQUAL));
}

static uint8_t guess_try_by(const guess *g, const guess_variable *v, const op *o) {
    (void)g;
    return guess_verdict(v->now == o->a);
}

static uint8_t guess_try_verdict(const guess *g, const guess_variable *v, const op *o) {
    (void)g;
    (void)o;
    return guess_verdict(v->now != 0);
}

static uint8_t guess_try_count(const guess *g, const guess_variable *v, const op *o) {
    return o->length == 0 ? guess_try_compare(g, v, o) : guess_try_verdict(g, v, o);
}

/* How a test is taken: by itself, and by the values of the variable that it reads. */
typedef struct guess_manner {
    uint8_t (*alone)(const guess *g, const op *o);
    void (*add)(guess *g, guess_variable *v, const op *o); /* NULL: it reads none */
    uint8_t (*tried)(const guess *g, const guess_variable *v, const op *o);
    uint8_t code; /* of the variable */
} guess_manner;

static const guess_manner guess_manners[] = {
    [OP_CONSTANT] = {guess_constant, NULL, NULL, OP_CONSTANT},
    [OP_NOT] = {guess_anything, NULL, NULL, OP_NOT},
    [OP_AND] = {guess_anything, NULL, NULL, OP_AND},
    [OP_OR] = {guess_anything, NULL, NULL, OP_OR},
    [OP_FACT] = {guess_of_facts, guess_add_fact, guess_try_compare, OP_FACT},
    [OP_FACT_TEXT] = {guess_of_facts, guess_add_fact, guess_try_text, OP_FACT_TEXT},
    [OP_FACT_FACT] = {guess_of_facts, NULL, NULL, OP_FACT_FACT},
    [OP_FACT_IN] = {guess_of_facts, guess_add_fact, guess_try_in, OP_FACT},
    [OP_FACT_HAS] = {guess_of_facts, guess_add_fact, guess_try_verdict, OP_FACT_HAS},
    [OP_FACT_UNDER] = {guess_of_facts, NULL, NULL, OP_FACT_UNDER},
    [OP_KNOWN] = {guess_anything, guess_add_known, guess_try_verdict, OP_KNOWN},
    [OP_HAPPENED] = {guess_happened, guess_add_happened, guess_try_verdict, OP_HAPPENED},
    [OP_COUNT] = {guess_count, guess_add_count, guess_try_count, OP_COUNT},
    [OP_BY] = {guess_anything, guess_add_roles, guess_try_by, OP_BY},
    [OP_MET] = {guess_duty, guess_add_duty, guess_try_verdict, OP_MET},
    [OP_LATE] = {guess_duty, guess_add_duty, guess_try_verdict, OP_LATE},
    [OP_OPEN] = {guess_duty, guess_add_duty, guess_try_verdict, OP_OPEN},
    [OP_WAIVED] = {guess_duty, guess_add_duty, guess_try_verdict, OP_WAIVED},
    [OP_STATE] = {guess_anything, guess_add_states, guess_try_compare, OP_STATE},
    [OP_ROUND] = {guess_anything, guess_add_round, guess_try_compare, OP_ROUND},
    [OP_TIME] = {guess_anything, guess_add_time, guess_try_compare, OP_TIME},
    [OP_TIME_FACT] = {guess_of_facts, NULL, NULL, OP_TIME_FACT},
    [OP_ANY] = {guess_each, guess_add_each, guess_try_verdict, OP_ANY},
    [OP_ALL] = {guess_each, guess_add_each, guess_try_verdict, OP_ALL},
    [OP_STREAK] = {guess_anything, guess_add_place, guess_try_compare, OP_STREAK},
    [OP_RANK] = {guess_anything, guess_add_place, guess_try_compare, OP_RANK},
    [OP_RANK_FROM_LAST] = {guess_anything, guess_add_place, guess_try_compare, OP_RANK_FROM_LAST},
    [OP_MEASURE] = {guess_anything, NULL, NULL, OP_MEASURE},
};

/* ---- variables ---- */

/* Values of a set are things of their own, and so is each test with a filter or a body. */
static int64_t guess_which(const guess *g, const op *o) {
    return o->length > 0 ? 1 + (o - g->ops) : o->code == OP_FACT_HAS ? o->b : 0;
}

static guess_variable *guess_find(guess *g, const op *o) {
    uint8_t code = guess_manners[o->code].code;
    int32_t a = code == OP_BY ? 0 : o->a;
    int64_t which = guess_which(g, o);
    for (uint32_t i = 0; i < g->variable_count; i++) {
        guess_variable *v = &g->variables[i];
        if (v->code == code && v->a == a && v->flags == o->flags && v->which == which) {
            return v;
        }
    }
    return NULL;
}

static guess_variable *guess_variable_of(guess *g, const op *o) {
    guess_variable *v = guess_find(g, o);
    if (v != NULL || guess_manners[o->code].add == NULL || g->variable_count == GUESS_VARIABLES) {
        return v;
    }
    v = &g->variables[g->variable_count++];
    v->points[0] = 0; /* the rest is written before it is read */
    v->which = guess_which(g, o);
    v->now = 0;
    v->a = guess_manners[o->code].code == OP_BY ? 0 : o->a;
    v->point_count = 0;
    v->at = 0;
    v->code = guess_manners[o->code].code;
    v->flags = o->flags;
    v->unknown = 0;
    return v;
}

/* ---- trying ---- */

static uint8_t guess_test(guess *g, const op *o) {
    const guess_variable *v = guess_find(g, o);
    if (v == NULL || v->point_count == 0) {
        return guess_manners[o->code].alone(g, o);
    }
    return v->at == v->point_count ? CAN_BE_UNKNOWN : guess_manners[o->code].tried(g, v, o);
}

static uint8_t guess_both(uint8_t a, uint8_t b) {
    int unknown =
        ((a & CAN_BE_UNKNOWN) != 0 && (b & (CAN_BE_UNKNOWN | CAN_BE_TRUE)) != 0) || ((b & CAN_BE_UNKNOWN) != 0 && (a & CAN_BE_TRUE) != 0);
    return (uint8_t)((a & b & CAN_BE_TRUE) | ((a | b) & CAN_BE_FALSE) | (unknown ? CAN_BE_UNKNOWN : 0));
}

static uint8_t guess_not(uint8_t a) {
    return (uint8_t)((a & CAN_BE_UNKNOWN) | ((a & CAN_BE_TRUE) != 0 ? CAN_BE_FALSE : 0) | ((a & CAN_BE_FALSE) != 0 ? CAN_BE_TRUE : 0));
}

static uint8_t guess_once(guess *g) {
    uint8_t stack[CONDITION_STACK + 2];
    uint32_t top = 0;
    for (uint32_t i = 0; i < g->count; i += 1 + g->ops[i].length) {
        const op *o = &g->ops[i];
        if (o->code == OP_NOT) {
            stack[top - 1] = guess_not(stack[top - 1]);
        } else if (o->code == OP_AND) {
            top--;
            stack[top - 1] = guess_both(stack[top - 1], stack[top]);
        } else if (o->code == OP_OR) {
            top--;
            stack[top - 1] = guess_not(guess_both(guess_not(stack[top - 1]), guess_not(stack[top])));
        } else {
            stack[top++] = guess_test(g, o);
        }
    }
    return top == 0 ? CAN_BE_TRUE : stack[0];
}

static int guess_step(guess *g) {
    for (uint32_t i = 0; i < g->variable_count; i++) {
        guess_variable *v = &g->variables[i];
        uint32_t values = v->point_count + (v->point_count > 0 && v->unknown);
        if (v->at + 1 < values) {
            v->at++;
            v->now = v->at < v->point_count ? v->points[v->at] : 0;
            return 1;
        }
        v->at = 0;
        v->now = v->points[0];
    }
    return 0;
}

/* Variables with too many values, and the widest ones while there are too many combinations, are taken test by test. */
static uint64_t guess_narrow(guess *g) {
    for (;;) {
        uint64_t combinations = 1;
        guess_variable *widest = NULL;
        for (uint32_t i = 0; i < g->variable_count; i++) {
            guess_variable *v = &g->variables[i];
            v->point_count = v->point_count > GUESS_POINTS ? 0 : v->point_count;
            combinations *= v->point_count == 0 ? 1 : v->point_count + v->unknown;
            widest = widest == NULL || v->point_count > widest->point_count ? v : widest;
        }
        if (combinations <= GUESS_COMBINATIONS) {
            return combinations;
        }
        widest->point_count = 0;
    }
}

static void guess_learn(guess *g) {
    for (uint32_t i = 0; i < g->count; i += 1 + g->ops[i].length) {
        guess_variable *v = guess_variable_of(g, &g->ops[i]);
        if (v != NULL && v->point_count <= GUESS_POINTS) {
            guess_manners[g->ops[i].code].add(g, v, &g->ops[i]);
        }
    }
}

static uint8_t guess_run(possible *p, const op *ops, uint32_t count, int32_t event) {
    guess g;
    uint8_t all = 0;
    g.p = p;
    g.ops = ops;
    g.count = count;
    g.event = event;
    g.variable_count = 0;
    guess_learn(&g);
    if (!hotline__possible_spend(p, GUESS_COST + guess_narrow(&g) * count)) {
        return CAN_BE_ANYTHING;
    }
    for (uint32_t i = 0; i < g.variable_count; i++) {
        g.variables[i].now = g.variables[i].points[0];
    }
    do {
        all |= guess_once(&g);
    } while (all != CAN_BE_ANYTHING && guess_step(&g));
    return p->exhausted ? CAN_BE_ANYTHING : all;
}

/* ---- the door ---- */

uint8_t hotline__possible_condition(possible *p, const condition *c, int32_t event) {
    return c == NULL ? CAN_BE_TRUE : guess_run(p, c->ops, c->count, event);
}

uint8_t hotline__possible_rule(possible *p, const condition_rule *rule, int32_t event) {
    uint8_t all = 0;
    if (rule->form == RULE_ABSENT || rule->form == RULE_UNDEFINED) {
        return rule->form == RULE_ABSENT ? CAN_BE_TRUE : CAN_BE_ANYTHING;
    }
    for (uint32_t i = 0; i < rule->count; i++) {
        const condition_row *row = &rule->rows[i];
        uint8_t when = hotline__possible_condition(p, row->when, event);
        uint8_t then = row->undefined != NULL ? CAN_BE_ANYTHING : hotline__possible_condition(p, row->then, event);
        all |= (when & CAN_BE_TRUE) != 0 ? then : 0;
        all |= when & CAN_BE_UNKNOWN;
    }
    return all == 0 ? CAN_BE_ANYTHING : all;
}

int hotline__possible_none_holds(possible *p, const condition *const *rows, uint32_t count, int32_t event) {
    op all[GUESS_OPS];
    uint32_t used = 0;
    uint32_t joined = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (rows[i] == NULL) {
            continue;
        }
        if (rows[i]->count == 0 || rows[i]->count + 1 > GUESS_OPS - used) {
            return 1;
        }
        memcpy(&all[used], rows[i]->ops, rows[i]->count * sizeof *all);
        used += rows[i]->count;
        if (joined++ > 0) {
            memset(&all[used], 0, sizeof *all);
            all[used++].code = OP_OR;
        }
    }
    return joined == 0 || (guess_run(p, all, used, event) & CAN_BE_FALSE) != 0;
}

text hotline__possible_culprit(const possible *p, const condition *c) {
    text none = {NULL, 0};
    for (uint32_t i = 0; c != NULL && i < c->count; i += 1 + c->ops[i].length) {
        const op *o = &c->ops[i];
        if ((o->code == OP_HAPPENED || o->code == OP_COUNT) && !guess_event_can(p, o)) {
            return p->r->names->events.keys[o->a];
        }
    }
    return none;
}
