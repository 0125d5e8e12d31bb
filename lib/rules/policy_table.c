/* SPDX-License-Identifier: MIT */
/*
 * Looks for gaps and overlaps in a table of conditions by trying every combination of what its rows read: values of facts, flags, states,
 * and for integers the points at which an answer can change. What cannot be enumerated is told as a finding and seen when it occurs. It
 * refuses to evaluate anything on a ticket.
 */
#include "policy_read.h"

#include <string.h>

enum {
    TABLE_VARIABLES = 8,
    TABLE_POINTS = 64,
    TABLE_COMBINATIONS = 4096,
    TABLE_WORK = 1 << 24 /* ops that are tried for all tables of a document */
};

/* Something that rows read: of one op code, name and flags. */
typedef struct table_variable {
    int32_t a;
    uint8_t code; /* OP_FACT for all tests of a fact's number, OP_FACT_HAS, OP_STATE, OP_ROUND */
    uint8_t flags;
    int64_t has; /* OP_FACT_HAS: which value */
    int64_t points[TABLE_POINTS];
    uint32_t point_count;
    int64_t now; /* the value being tried */
} table_variable;

typedef struct table_trial {
    policy_reader *r;
    const condition *const *rows;
    uint32_t row_count;
    table_variable variables[TABLE_VARIABLES];
    uint32_t variable_count;
} table_trial;

static int table_add_point(table_variable *v, int64_t point) {
    for (uint32_t i = 0; i < v->point_count; i++) {
        if (v->points[i] == point) {
            return 1;
        }
    }
    if (v->point_count == TABLE_POINTS) {
        return 0;
    }
    v->points[v->point_count++] = point;
    return 1;
}

/* Values that the policy declares, as numbers. */
static int table_add_labels(table_variable *v, const text *labels, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (labels[i].at != NULL && !table_add_point(v, (int64_t)i)) {
            return 0;
        }
    }
    return 1;
}

/* An answer changes only at a constant and beside it; before the first day and after the last there is none. */
static int table_add_around(table_variable *v, int64_t constant, int is_date) {
    int64_t least = is_date ? HOTLINE_DAY_FIRST : INT64_MIN;
    int64_t most = is_date ? HOTLINE_DAY_LAST : INT64_MAX;
    return table_add_point(v, constant) && (constant == least || table_add_point(v, constant - 1)) &&
           (constant == most || table_add_point(v, constant + 1));
}

static int table_add_points(const table_trial *t, table_variable *v, const op *o) {
    const fact_rule *fact = v->code == OP_FACT ? t->r->facts[v->a] : NULL;
    const machine_rule *machine = v->code == OP_STATE ? t->r->machines[v->a] : NULL;
    if (machine != NULL) {
        return table_add_labels(v, machine->state_labels, machine->state_count);
    }
    if (fact != NULL && fact->type == FACT_ONE_OF) {
        return table_add_labels(v, fact->value_labels, fact->value_count);
    }
    if (v->code == OP_FACT_HAS || (fact != NULL && fact->type == FACT_FLAG)) {
        return table_add_point(v, 0) && table_add_point(v, 1);
    }
    if (v->code == OP_ROUND && o->b <= 1) {
        return table_add_point(v, 1) && table_add_point(v, 2); /* from 1 */
    }
    return table_add_around(v, o->b, fact != NULL && fact->type == FACT_DATE);
}

static table_variable *table_find(table_trial *t, const op *o) {
    uint8_t code = o->code == OP_FACT_IN ? (uint8_t)OP_FACT : o->code;
    int64_t has = code == OP_FACT_HAS ? o->b : 0;
    for (uint32_t i = 0; i < t->variable_count; i++) {
        table_variable *v = &t->variables[i];
        if (v->code == code && v->a == o->a && v->flags == o->flags && v->has == has) {
            return v;
        }
    }
    if (t->variable_count == TABLE_VARIABLES) {
        return NULL;
    }
    table_variable *v = &t->variables[t->variable_count++];
    memset(v, 0, sizeof *v);
    v->code = code;
    v->a = o->a;
    v->flags = o->flags;
    v->has = has;
    return v;
}

/* 0: the op reads something that has no list of values. */
static int table_learn_op(table_trial *t, const op *o) {
    switch (o->code) {
    case OP_CONSTANT:
        return o->b != VERDICT_UNKNOWN;
    case OP_NOT:
    case OP_AND:
    case OP_OR:
        return 1;
    case OP_FACT:
    case OP_FACT_IN:
    case OP_FACT_HAS:
    case OP_STATE:
    case OP_ROUND: {
        table_variable *v = table_find(t, o);
        return v != NULL && table_add_points(t, v, o);
    }
    default:
        return 0;
    }
}

static int table_learn(table_trial *t) {
    uint64_t combinations = 1;
    uint64_t ops = 0;
    for (uint32_t i = 0; i < t->row_count; i++) {
        ops += t->rows[i] == NULL ? 0 : t->rows[i]->count;
        for (uint32_t k = 0; t->rows[i] != NULL && k < t->rows[i]->count; k++) {
            if (!table_learn_op(t, &t->rows[i]->ops[k])) {
                return 0;
            }
        }
    }
    for (uint32_t i = 0; i < t->variable_count; i++) {
        combinations *= t->variables[i].point_count;
        if (combinations > TABLE_COMBINATIONS) {
            return 0;
        }
    }
    if (combinations * ops > TABLE_WORK - t->r->table_work) {
        return 0;
    }
    t->r->table_work += combinations * ops;
    return 1;
}

static int table_atom(table_trial *t, const op *o) {
    if (o->code == OP_CONSTANT) {
        return o->b == VERDICT_TRUE;
    }
    int64_t now = table_find(t, o)->now;
    if (o->code == OP_FACT_IN) {
        return hotline__set_has(o->b, now);
    }
    return o->code == OP_FACT_HAS ? now != 0 : hotline__compare(now, o->b, o->compare);
}

static int table_holds(table_trial *t, const condition *c) {
    int stack[CONDITION_STACK];
    uint32_t top = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        const op *o = &c->ops[i];
        if (o->code == OP_NOT) {
            stack[top - 1] = !stack[top - 1];
        } else if (o->code == OP_AND || o->code == OP_OR) {
            top--;
            stack[top - 1] = o->code == OP_AND ? stack[top - 1] && stack[top] : stack[top - 1] || stack[top];
        } else {
            stack[top++] = table_atom(t, o);
        }
    }
    return top == 0 || stack[0];
}

/* The next combination; 0 after the last. */
static int table_step(table_trial *t, uint32_t *at) {
    for (uint32_t i = 0; i < t->variable_count; i++) {
        at[i]++;
        if (at[i] < t->variables[i].point_count) {
            t->variables[i].now = t->variables[i].points[at[i]];
            return 1;
        }
        at[i] = 0;
        t->variables[i].now = t->variables[i].points[0];
    }
    return 0;
}

static void table_tell_fact_value(const table_trial *t, const table_variable *v) {
    hotline_error *error = t->r->error;
    char words[HOTLINE_INSTANT_SIZE];
    switch (t->r->facts[v->a]->type) {
    case FACT_ONE_OF:
        hotline__error_add_text(error, t->r->names->values[v->a].keys[v->now]);
        return;
    case FACT_FLAG:
        hotline__error_add(error, v->now ? "yes" : "no");
        return;
    case FACT_DATE:
        if (hotline_day_write((hotline_day)v->now, words) == HOTLINE_OK) {
            hotline__error_add_text(error, hotline__text(words));
            return;
        }
        break;
    case FACT_TIME:
        if (hotline_instant_write(v->now, t->r->words.offset_minutes, words) == HOTLINE_OK) {
            hotline__error_add_text(error, hotline__text(words));
            return;
        }
        break;
    default:
        break;
    }
    hotline__error_add_number(error, v->now);
}

static void table_tell_value(const table_trial *t, const table_variable *v) {
    const names *n = t->r->names;
    hotline_error *error = t->r->error;
    if (v->code == OP_ROUND) {
        hotline__error_add(error, "round = ");
        hotline__error_add_number(error, v->now);
        return;
    }
    hotline__error_add(error, v->code == OP_STATE ? "state(" : (v->flags & OP_FIRST) != 0 ? "first(" : "");
    hotline__error_add_text(error, v->code == OP_STATE ? n->machines.keys[v->a] : n->facts.keys[v->a]);
    hotline__error_add(error, v->code == OP_STATE || (v->flags & OP_FIRST) != 0 ? ")" : "");
    if (v->code == OP_FACT_HAS) {
        hotline__error_add(error, v->now ? " has " : " has not ");
        hotline__error_add_text(error, n->values[v->a].keys[v->has]);
        return;
    }
    hotline__error_add(error, " = ");
    if (v->code == OP_STATE) {
        hotline__error_add_text(error, n->states[v->a].keys[v->now]);
    } else {
        table_tell_fact_value(t, v);
    }
}

static void table_tell_example(const table_trial *t) {
    hotline__error_add(t->r->error, ", for example with ");
    for (uint32_t i = 0; i < t->variable_count; i++) {
        hotline__error_add(t->r->error, i == 0 ? "" : ", ");
        table_tell_value(t, &t->variables[i]);
    }
}

static hotline_status table_gap(const table_trial *t, const json *table) {
    hotline_status status = hotline__policy_fail(t->r, table, "a gap: no row holds and there is no \"else\"");
    table_tell_example(t);
    return status;
}

static hotline_status table_overlap(const table_trial *t, const json *table, uint32_t first, uint32_t second) {
    hotline_status status = hotline__policy_fail(t->r, table, "an overlap: the rows ");
    hotline__error_add_quoted(t->r->error, t->rows[first]->source);
    hotline__error_add(t->r->error, " and ");
    hotline__error_add_quoted(t->r->error, t->rows[second]->source);
    hotline__error_add(t->r->error, " hold at once");
    table_tell_example(t);
    return status;
}

static hotline_status table_try(table_trial *t, const json *table, int gap_allowed) {
    uint32_t first = t->row_count;
    for (uint32_t i = 0; i < t->row_count; i++) {
        if (t->rows[i] == NULL) {
            gap_allowed = 1;
        } else if (table_holds(t, t->rows[i])) {
            if (first != t->row_count) {
                return table_overlap(t, table, first, i);
            }
            first = i;
        }
    }
    return first == t->row_count && !gap_allowed ? table_gap(t, table) : HOTLINE_OK;
}

hotline_status hotline__policy_table_check(policy_reader *r, const json *table, const condition *const *rows, uint32_t count,
                                           int gap_allowed) {
    table_trial t;
    uint32_t at[TABLE_VARIABLES] = {0};
    memset(&t, 0, sizeof t);
    t.r = r;
    t.rows = rows;
    t.row_count = count;
    if (!table_learn(&t)) {
        return hotline__policy_finding_add(r, table, "table_unchecked", SEVERITY_INFO,
                                           "gaps and overlaps of this table can only be seen when they occur");
    }
    for (uint32_t i = 0; i < t.variable_count; i++) {
        t.variables[i].now = t.variables[i].points[0];
    }
    do {
        HOTLINE_TRY(table_try(&t, table, gap_allowed));
    } while (table_step(&t, at));
    return HOTLINE_OK;
}
