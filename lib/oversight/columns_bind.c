/* SPDX-License-Identifier: MIT */
/*
 * Finds, for every test that the measures make, the column that answers it, and makes of the policy's conditions programs over tests of
 * columns. What is missing is told by measure, test and nearest column. It refuses to look at a cell.
 */
#include "columns_impl.h"

#include <string.h>

#include "../rules/condition_token.h"

/* Whose test is being bound. */
typedef struct binder {
    columns_plan *p;
    const hotline_policy *policy;
    const condition *c;
    asked_measure *m;
} binder;

/* ---- names ---- */

static const table_column *bind_find(const binder *b, text name) {
    int32_t number = hotline__map_find(&b->p->columns->names, name);
    return number != MAP_NONE ? b->p->columns->list[number] : NULL;
}

/* What stands in the buffer, kept with the plan; the buffer is released. */
static hotline_status bind_keep(const binder *b, buffer *from, text *out) {
    *out = from->status < 0 ? (text){NULL, 0} : hotline__arena_text(&b->p->keep, hotline__buffer_text(from));
    hotline__buffer_free(from);
    return out->at != NULL ? HOTLINE_OK : hotline__columns_no_memory(b->p->error);
}

/* before + middle + after. */
static hotline_status bind_join(const binder *b, const char *before, text middle, const char *after, text *out) {
    buffer joined;
    hotline__buffer_init(&joined, b->p->rulebook->context);
    hotline__buffer_puts(&joined, before);
    hotline__buffer_add_text(&joined, middle);
    hotline__buffer_puts(&joined, after);
    return bind_keep(b, &joined, out);
}

/* A piece of a condition in canonical spacing. */
static hotline_status bind_canonical(const binder *b, text piece, text *out) {
    buffer canonical;
    hotline__buffer_init(&canonical, b->p->rulebook->context);
    (void)hotline__condition_canonical(piece, &canonical, NULL);
    return bind_keep(b, &canonical, out);
}

/* A test's own text; empty where the condition was too long to note it. */
static hotline_status bind_words(const binder *b, const op *o, text *out) {
    text piece = {b->c->source.at + o->begin, o->bytes};
    return bind_canonical(b, piece, out);
}

/* `count(...)` of `count(...) >= 2`. */
static text bind_call(text words) {
    while (words.len > 0 && words.at[words.len - 1] != ')') {
        words.len--;
    }
    return words;
}

static hotline_status bind_missing(const binder *b, text wanted, text test) {
    hotline__error_set(b->p->error, HOTLINE_ERROR_NOT_FOUND, "no column ");
    hotline__error_add_quoted(b->p->error, wanted);
    hotline__error_add(b->p->error, "; measure ");
    hotline__error_add_quoted(b->p->error, b->m->rule->name);
    hotline__error_add(b->p->error, " reads it in ");
    hotline__error_add_quoted(b->p->error, test);
    hotline__map_tell_nearest(&b->p->columns->names, wanted, b->p->error);
    if (b->c != NULL && b->c->path != NULL) {
        hotline__error_path(b->p->error, hotline__text(b->c->path));
    }
    return HOTLINE_ERROR_NOT_FOUND;
}

static hotline_status bind_needs_now(const binder *b, text test) {
    hotline__error_set(b->p->error, HOTLINE_ERROR_ARGUMENT, "without `now` measure ");
    hotline__error_add_quoted(b->p->error, b->m->rule->name);
    hotline__error_add(b->p->error, " cannot be counted, which reads ");
    hotline__error_add_quoted(b->p->error, test);
    return HOTLINE_ERROR_ARGUMENT;
}

/* ---- tests and steps ---- */

static int bind_alike_values(const value *x, const value *y) {
    return x->kind == y->kind && hotline__text_equal(x->words, y->words);
}

static int bind_alike(const column_test *x, const column_test *y) {
    int same_answers = x->yes == y->yes && x->no == y->no && x->none == y->none && x->under == y->under;
    int same_numbers = x->least == y->least && x->reach == y->reach && x->table == y->table;
    return x->kind == y->kind && x->a == y->a && x->b == y->b && same_answers && same_numbers && hotline__text_equal(x->words, y->words) &&
           bind_alike_values(&x->instead, &y->instead) && bind_alike_values(&x->instead_b, &y->instead_b);
}

static int bind_may_lack(const column_view *v, const value *instead) {
    return v != NULL && v->nullable && v->instead == NULL && instead->kind == 0;
}

/* The number of such a test, made when there is none. */
static hotline_status bind_test(columns_plan *p, column_test *wanted, uint32_t *out) {
    column_test *made;
    for (uint32_t i = 0; i < p->test_count; i++) {
        if (bind_alike(p->tests[i], wanted)) {
            *out = i;
            return HOTLINE_OK;
        }
    }
    made = hotline__arena_take(&p->keep, sizeof *made);
    if (made == NULL || !hotline__arena_grow(&p->keep, &p->tests, p->test_count, &p->test_capacity, sizeof *p->tests)) {
        return hotline__columns_no_memory(p->error);
    }
    *made = *wanted;
    made->ways = made->none == SAYS_UNKNOWN && (bind_may_lack(made->a, &made->instead) || bind_may_lack(made->b, &made->instead_b)) ? 3 : 2;
    made->says = hotline__arena_take(&p->keep, COLUMNS_BLOCK);
    if (made->says == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    p->tests[p->test_count] = made;
    *out = p->test_count++;
    return HOTLINE_OK;
}

static uint8_t bind_verdict(int holds) {
    return holds ? SAYS_YES : SAYS_NO;
}

static void bind_constant(column_step *s, uint8_t says) {
    s->code = STEP_CONSTANT;
    s->says = says;
}

static hotline_status bind_step(const binder *b, column_test *t, column_step *s) {
    s->code = STEP_TEST;
    HOTLINE_TRY(bind_test(b->p, t, &s->test));
    for (uint32_t i = 0; i < b->m->test_count; i++) {
        if (b->m->tests[i] == s->test) {
            return HOTLINE_OK;
        }
    }
    if (!hotline__arena_grow(&b->p->keep, &b->m->tests, b->m->test_count, &b->m->test_capacity, sizeof *b->m->tests)) {
        return hotline__columns_no_memory(b->p->error);
    }
    b->m->tests[b->m->test_count++] = s->test;
    return HOTLINE_OK;
}

static hotline_status bind_view(const binder *b, const table_column *from, uint8_t how, const map *choices, column_view **out) {
    column_view wanted;
    memset(&wanted, 0, sizeof wanted);
    wanted.from = from;
    wanted.reading = how;
    wanted.choices = choices;
    return hotline__columns_view(b->p, &wanted, out);
}

/* ---- comparisons with a number ---- */

/* What an op_compare with a number is as a range, and whether it is what lies outside. */
static int bind_range_of(uint8_t compare, int64_t number, int64_t *least, int64_t *most) {
    *least = INT64_MIN;
    *most = INT64_MAX;
    switch (compare) {
    case IS_EQUAL:
    case IS_NOT_EQUAL:
        *least = *most = number;
        return compare == IS_NOT_EQUAL;
    case IS_LESS:
    case IS_AT_LEAST:
        *least = number;
        return compare == IS_LESS;
    default:
        *most = number;
        return compare == IS_MORE;
    }
}

/* A test that the view's values stand to a number as `compare` says. */
static void bind_compare(const columns_plan *p, column_view *v, uint8_t compare, int64_t number, uint8_t none, column_test *out) {
    int64_t least = 0;
    int64_t most = 0;
    int outside = bind_range_of(compare, number, &least, &most);
    memset(out, 0, sizeof *out);
    out->kind = ASK_RANGE;
    out->a = v;
    out->none = none;
    if (!hotline__columns_range(p, v, least, most, &out->least, &out->reach)) {
        out->least = 0; /* nothing lies inside: all lies in everything, and the answer is the other one */
        out->reach = UINT64_MAX;
        outside = !outside;
    }
    out->yes = bind_verdict(!outside);
    out->no = bind_verdict(outside);
}

static hotline_status bind_flag(const binder *b, const table_column *from, column_step *s) {
    column_view *v = NULL;
    column_test t;
    HOTLINE_TRY(bind_view(b, from, READ_FLAG, NULL, &v));
    bind_compare(b->p, v, IS_EQUAL, 1, SAYS_UNKNOWN, &t);
    return bind_step(b, &t, s);
}

/* A test that the host worked out itself, by the test's own text; else `wanted` is missing. */
static hotline_status bind_whole(const binder *b, text words, text wanted, column_step *s) {
    const table_column *from = words.len > 0 ? bind_find(b, words) : NULL;
    return from != NULL ? bind_flag(b, from, s) : bind_missing(b, wanted, words);
}

/* ---- facts ---- */

static uint8_t bind_reading(uint8_t type) {
    static const uint8_t readings[] = {READ_FLAG, READ_INTEGER, READ_DATE, READ_TIME, READ_TEXT, READ_TEXT, READ_CHOICE, READ_SET};
    return readings[type];
}

static const map *bind_choices(const binder *b, int32_t fact, uint8_t type) {
    return type == FACT_ONE_OF || type == FACT_MANY_OF ? &b->p->rulebook->names.values[fact] : NULL;
}

static hotline_status bind_fact_column(const binder *b, int32_t fact, int first, text *name, const table_column **out) {
    *name = hotline__policy_fact(b->policy, fact)->name;
    if (first) {
        HOTLINE_TRY(bind_join(b, "first(", *name, ")", name));
    }
    *out = bind_find(b, *name);
    return HOTLINE_OK;
}

/* `a in (1, 2)` of a fact that is not one_of is several tests, the first of which has the text of all. */
static int bind_is_list(text words) {
    token t;
    size_t at = 0;
    do {
        hotline__token_next(words, &at, &t);
    } while (t.kind != TOKEN_END && !hotline__token_is(&t, "in"));
    return t.kind != TOKEN_END;
}

/* A fact has no column: perhaps the whole test has. */
static hotline_status bind_absent(const binder *b, const op *o, text name, column_step *s) {
    text words;
    int several;
    HOTLINE_TRY(bind_words(b, o, &words));
    several = (o->code == OP_FACT || o->code == OP_FACT_TEXT || o->code == OP_FACT_FACT) && bind_is_list(words);
    return several ? bind_missing(b, name, words) : bind_whole(b, words, name, s);
}

static int bind_number_holds(const op *o, int64_t number) {
    switch (o->code) {
    case OP_FACT_IN:
        return hotline__set_has(o->b, number);
    case OP_FACT_HAS:
        return hotline__set_has(number, o->b);
    default:
        return hotline__compare(number, o->b, o->compare);
    }
}

static hotline_status bind_number(const binder *b, const op *o, column_view *v, const value *standard, column_step *s) {
    column_test t;
    uint8_t none = standard->kind != 0 ? bind_verdict(bind_number_holds(o, standard->number)) : (uint8_t)SAYS_UNKNOWN;
    if (o->code == OP_FACT) {
        bind_compare(b->p, v, o->compare, o->b, none, &t);
        return bind_step(b, &t, s);
    }
    memset(&t, 0, sizeof t);
    t.kind = o->code == OP_FACT_IN ? ASK_SET : ASK_MASK;
    t.least = o->code == OP_FACT_IN ? (uint64_t)o->b : UINT64_C(1) << o->b;
    t.a = v;
    t.yes = SAYS_YES;
    t.no = SAYS_NO;
    t.none = none;
    if (t.kind == ASK_MASK && v->width < 8 && t.least >> (v->width * 8) != 0) {
        t.least = 0; /* no such bit in a narrow set */
    }
    return bind_step(b, &t, s);
}

static int bind_text_holds(const op *o, text words, text constant) {
    if (o->code == OP_FACT_UNDER) {
        return hotline__code_under(words, constant);
    }
    return hotline__compare(hotline__text_compare(words, constant), 0, o->compare);
}

/* A text against a constant: of a dictionary each word is looked at once. */
static hotline_status bind_text(const binder *b, const op *o, column_view *v, const value *standard, column_step *s) {
    text constant = b->policy->texts[o->b];
    const table_column *c = v->from;
    column_test t;
    memset(&t, 0, sizeof t);
    t.a = v;
    t.none = standard->kind != 0 ? bind_verdict(bind_text_holds(o, standard->words, constant)) : (uint8_t)SAYS_UNKNOWN;
    if (c->words == NULL) {
        t.kind = ASK_TEXT;
        t.under = o->code == OP_FACT_UNDER;
        t.words = constant;
        t.yes = bind_verdict(t.under || o->compare == IS_EQUAL);
        t.no = bind_verdict(t.yes == SAYS_NO);
        return bind_step(b, &t, s);
    }
    uint8_t *table = hotline__arena_take_zeroed(&b->p->keep, (size_t)c->word_count + 1, 1);
    if (table == NULL) {
        return hotline__columns_no_memory(b->p->error);
    }
    for (uint64_t i = 0; i < c->word_count; i++) {
        text word = {NULL, 0};
        (void)hotline__columns_word(c, i, &word);
        table[i] = bind_verdict(bind_text_holds(o, word, constant));
    }
    t.kind = ASK_TABLE;
    t.table = table;
    return bind_step(b, &t, s);
}

static hotline_status bind_known(const binder *b, column_view *v, const value *standard, column_step *s) {
    column_test t;
    if (standard->kind != 0) {
        bind_constant(s, SAYS_YES);
        return HOTLINE_OK;
    }
    memset(&t, 0, sizeof t);
    t.kind = ASK_HAS;
    t.a = v;
    t.yes = SAYS_YES;
    t.none = SAYS_NO;
    return bind_step(b, &t, s);
}

/* ---- a fact compared with another ---- */

/* One side of a comparison. */
typedef struct bound_side {
    const table_column *from;
    text name;
    const map *choices;
    value standard; /* in the terms of the comparison */
    uint8_t reading;
} bound_side;

static hotline_status bind_side(const binder *b, int32_t fact, int first, int as_date, bound_side *out) {
    const fact_rule *rule = hotline__policy_fact(b->policy, fact);
    HOTLINE_TRY(bind_fact_column(b, fact, first, &out->name, &out->from));
    out->choices = bind_choices(b, fact, rule->type);
    out->reading = as_date ? (uint8_t)READ_DATE : bind_reading(rule->type);
    out->standard = rule->default_value;
    if (as_date && rule->type == FACT_TIME && out->standard.kind != 0) {
        out->standard.number = hotline__day_at(out->standard.number, b->p->offset);
    }
    return HOTLINE_OK;
}

/* Can two columns be compared as they lie there? */
static int bind_plain(const bound_side *x, const bound_side *y) {
    const table_column *a = x->from;
    const table_column *c = y->from;
    return a->form == FORM_INTEGER && c->form == FORM_INTEGER && a->words == NULL && c->words == NULL && a->width == c->width &&
           a->is_signed == c->is_signed && a->time == c->time && a->local == c->local && a->time != HOTLINE_COLUMN_MICROSECONDS &&
           a->time != HOTLINE_COLUMN_NANOSECONDS && a->time != COLUMN_DATE_MS && x->standard.kind == 0 && y->standard.kind == 0;
}

static hotline_status bind_side_view(const binder *b, const bound_side *x, int plain, column_view **out) {
    column_view wanted;
    memset(&wanted, 0, sizeof wanted);
    wanted.from = x->from;
    wanted.reading = x->reading;
    wanted.choices = x->choices;
    wanted.wide = !plain;
    if (!plain && x->standard.kind != 0) {
        value *kept = hotline__arena_take(&b->p->keep, sizeof *kept);
        if (kept == NULL) {
            return hotline__columns_no_memory(b->p->error);
        }
        *kept = x->standard;
        wanted.instead = kept;
    }
    return hotline__columns_view(b->p, &wanted, out);
}

static hotline_status bind_two_texts(const binder *b, const op *o, const bound_side *x, const bound_side *y, column_step *s) {
    column_test t;
    memset(&t, 0, sizeof t);
    t.kind = ASK_TEXTS;
    t.instead = x->standard;
    t.instead_b = y->standard;
    t.yes = bind_verdict(o->compare == IS_EQUAL);
    t.no = bind_verdict(o->compare != IS_EQUAL);
    t.none = SAYS_UNKNOWN;
    HOTLINE_TRY(bind_view(b, x->from, READ_TEXT, NULL, &t.a));
    HOTLINE_TRY(bind_view(b, y->from, READ_TEXT, NULL, &t.b));
    return bind_step(b, &t, s);
}

static hotline_status bind_two(const binder *b, const op *o, column_step *s) {
    uint8_t types[2] = {hotline__policy_fact(b->policy, o->a)->type, hotline__policy_fact(b->policy, (int32_t)o->b)->type};
    int is_text = types[0] == FACT_TEXT || types[0] == FACT_CODE;
    int as_date = types[0] != types[1] && !is_text;
    int swapped = o->compare == IS_AT_MOST || o->compare == IS_MORE;
    int plain;
    bound_side sides[2];
    column_test t;
    memset(sides, 0, sizeof sides);
    HOTLINE_TRY(bind_side(b, o->a, o->flags & OP_FIRST, as_date, &sides[swapped]));
    HOTLINE_TRY(bind_side(b, (int32_t)o->b, 0, as_date, &sides[!swapped]));
    if (sides[0].from == NULL || sides[1].from == NULL) {
        return bind_absent(b, o, sides[sides[0].from != NULL].name, s);
    }
    if (is_text) {
        return bind_two_texts(b, o, &sides[0], &sides[1], s);
    }
    memset(&t, 0, sizeof t);
    t.kind = o->compare <= IS_NOT_EQUAL ? ASK_EQUAL : ASK_LESS;
    t.yes = bind_verdict(o->compare == IS_EQUAL || o->compare == IS_LESS || o->compare == IS_MORE);
    t.no = bind_verdict(t.yes == SAYS_NO);
    t.none = SAYS_UNKNOWN;
    plain = bind_plain(&sides[0], &sides[1]);
    HOTLINE_TRY(bind_side_view(b, &sides[0], plain, &t.a));
    HOTLINE_TRY(bind_side_view(b, &sides[1], plain, &t.b));
    return bind_step(b, &t, s);
}

/* ---- each kind of test ---- */

static hotline_status bind_fact(const binder *b, const op *o, column_step *s) {
    const fact_rule *rule = hotline__policy_fact(b->policy, o->a);
    const table_column *from = NULL;
    column_view *v = NULL;
    text name;
    HOTLINE_TRY(bind_fact_column(b, o->a, o->flags & OP_FIRST, &name, &from));
    if (from == NULL) {
        return bind_absent(b, o, name, s);
    }
    HOTLINE_TRY(bind_view(b, from, bind_reading(rule->type), bind_choices(b, o->a, rule->type), &v));
    if (o->code == OP_KNOWN) {
        return bind_known(b, v, &rule->default_value, s);
    }
    return o->code == OP_FACT_TEXT || o->code == OP_FACT_UNDER ? bind_text(b, o, v, &rule->default_value, s)
                                                               : bind_number(b, o, v, &rule->default_value, s);
}

/* A moment that is there and not after `now`. ahead: by how much it lies after what the column holds. */
static void bind_happened_test(const binder *b, column_view *v, int64_t ahead, column_test *t) {
    bind_compare(b->p, v, IS_AT_MOST, b->p->now == HOTLINE_NO_INSTANT ? INT64_MAX : b->p->now - ahead, SAYS_NO, t);
}

static hotline_status bind_happened(const binder *b, const op *o, column_step *s) {
    static const char *const calls[] = {"", "first(", "last("};
    const table_column *from = NULL;
    column_view *v = NULL;
    column_test t;
    text words;
    text name;
    HOTLINE_TRY(bind_words(b, o, &words));
    for (size_t i = 0; i < 3 && from == NULL && words.len > 0; i++) {
        HOTLINE_TRY(bind_join(b, calls[i], words, i > 0 ? ")" : "", &name));
        from = bind_find(b, name);
    }
    if (from == NULL || from->form != FORM_INTEGER || from->time == HOTLINE_COLUMN_NO_TIME) {
        return from == NULL ? bind_missing(b, words, words) : bind_flag(b, from, s);
    }
    HOTLINE_TRY(bind_view(b, from, READ_MOMENT, NULL, &v));
    bind_happened_test(b, v, 0, &t);
    return bind_step(b, &t, s);
}

/* A number, or one of the choices (a state, a role), under a name of its own; else the whole test as a flag. */
static hotline_status bind_named(const binder *b, const op *o, text name, text words, const map *choices, column_step *s) {
    const table_column *from = name.len > 0 ? bind_find(b, name) : NULL;
    column_view *v = NULL;
    column_test t;
    if (from == NULL) {
        return bind_whole(b, words, name, s);
    }
    HOTLINE_TRY(bind_view(b, from, choices != NULL ? READ_CHOICE : READ_INTEGER, choices, &v));
    bind_compare(b->p, v, o->code == OP_BY ? (uint8_t)IS_EQUAL : o->compare, o->code == OP_BY ? o->a : o->b,
                 o->code == OP_BY ? SAYS_NO : SAYS_UNKNOWN, &t);
    return bind_step(b, &t, s);
}

static hotline_status bind_other(const binder *b, const op *o, column_step *s) {
    text words;
    HOTLINE_TRY(bind_words(b, o, &words));
    switch (o->code) {
    case OP_COUNT:
        return bind_named(b, o, bind_call(words), words, NULL, s);
    case OP_ROUND:
        return bind_named(b, o, hotline__text("round"), words, NULL, s);
    case OP_BY:
        return bind_named(b, o, hotline__text("by"), words, &b->p->rulebook->names.roles, s);
    case OP_STATE:
        return bind_named(b, o, bind_call(words), words, &b->p->rulebook->names.states[o->a], s);
    default:
        return bind_whole(b, words, words, s);
    }
}

/* `time` is one moment for all rows. */
static hotline_status bind_time(const binder *b, const op *o, column_step *s) {
    static const uint8_t turned[] = {IS_EQUAL, IS_NOT_EQUAL, IS_MORE, IS_AT_LEAST, IS_LESS, IS_AT_MOST};
    const fact_rule *rule = o->code == OP_TIME_FACT ? hotline__policy_fact(b->policy, o->a) : NULL;
    int64_t now = b->p->now;
    const table_column *from = NULL;
    column_view *v = NULL;
    column_test t;
    text words;
    text name;
    HOTLINE_TRY(bind_words(b, o, &words));
    if (b->p->now == HOTLINE_NO_INSTANT) {
        return bind_needs_now(b, words);
    }
    if (rule == NULL) {
        bind_constant(s, bind_verdict(hotline__compare(now, o->b, o->compare)));
        return HOTLINE_OK;
    }
    HOTLINE_TRY(bind_fact_column(b, o->a, o->flags & OP_FIRST, &name, &from));
    if (from == NULL) {
        return bind_whole(b, words, name, s);
    }
    HOTLINE_TRY(bind_view(b, from, bind_reading(rule->type), NULL, &v));
    now = rule->type == FACT_DATE ? hotline__day_at(now, b->p->offset) : now;
    bind_compare(b->p, v, turned[o->compare], now,
                 rule->default_value.kind == 0 ? (uint8_t)SAYS_UNKNOWN
                                               : bind_verdict(hotline__compare(now, rule->default_value.number, o->compare)),
                 &t);
    return bind_step(b, &t, s);
}

static hotline_status bind_op(const binder *b, const op *o, column_step *s) {
    switch (o->code) {
    case OP_CONSTANT:
        bind_constant(s, o->b == VERDICT_UNKNOWN ? (uint8_t)SAYS_UNKNOWN : bind_verdict(o->b == VERDICT_TRUE));
        return HOTLINE_OK;
    case OP_NOT:
        s->code = STEP_NOT;
        return HOTLINE_OK;
    case OP_AND:
    case OP_OR:
        s->code = o->code == OP_AND ? STEP_AND : STEP_OR;
        return HOTLINE_OK;
    case OP_HAPPENED:
        return bind_happened(b, o, s);
    case OP_TIME:
    case OP_TIME_FACT:
        return bind_time(b, o, s);
    default:
        if (o->code == OP_FACT_FACT) {
            return bind_two(b, o, s);
        }
        return o->code >= OP_FACT && o->code <= OP_KNOWN ? bind_fact(b, o, s) : bind_other(b, o, s);
    }
}

static hotline_status bind_program(binder *b, const condition *c, column_program *out) {
    if (c == NULL) {
        return HOTLINE_OK;
    }
    b->c = c;
    out->steps = hotline__arena_take_zeroed(&b->p->keep, c->count, sizeof *out->steps);
    if (out->steps == NULL) {
        return hotline__columns_no_memory(b->p->error);
    }
    for (uint32_t i = 0; i < c->count; i++) {
        HOTLINE_TRY(bind_op(b, &c->ops[i], &out->steps[out->count++]));
        i += c->ops[i].length;
    }
    return HOTLINE_OK;
}

/* ---- moments ---- */

/* The names under which a moment's column may stand, the first first. */
static hotline_status bind_moment_names(const binder *b, text found[2]) {
    const moment *at = &b->m->rule->at;
    text pattern;
    found[1] = (text){NULL, 0};
    if (at->kind == MOMENT_DUE) {
        return bind_join(b, "due(", hotline__policy_duty(b->policy, at->duty)->name, ")", &found[0]);
    }
    if (at->kind == MOMENT_NONE) {
        found[0] = hotline__policy_event(b->policy, b->p->event)->name;
        return HOTLINE_OK;
    }
    HOTLINE_TRY(bind_canonical(b, at->pattern->source, &pattern));
    if (at->kind == MOMENT_LAST) {
        return bind_join(b, "last(", pattern, ")", &found[0]);
    }
    HOTLINE_TRY(bind_join(b, "first(", pattern, ")", &found[at->bare]));
    found[!at->bare] = pattern;
    return HOTLINE_OK;
}

static hotline_status bind_moment(const binder *b, column_view **moment_view, uint32_t *happened) {
    text called[2];
    const table_column *from;
    column_test t;
    int is_due = b->m->rule->at.kind == MOMENT_DUE;
    HOTLINE_TRY(bind_moment_names(b, called));
    from = bind_find(b, called[0]);
    from = from == NULL && called[1].at != NULL ? bind_find(b, called[1]) : from;
    if (from == NULL) {
        return bind_missing(b, called[0], called[0]);
    }
    if (is_due && b->p->now == HOTLINE_NO_INSTANT) {
        return bind_needs_now(b, called[0]);
    }
    HOTLINE_TRY(bind_view(b, from, READ_MOMENT, NULL, moment_view));
    /* A due date ends with its day. */
    bind_happened_test(b, *moment_view, is_due && hotline__columns_is_date(from) ? HOTLINE_DAY_MS : 0, &t);
    return bind_test(b->p, &t, happened);
}

/* ---- measures ---- */

static int bind_alike_sheets(const column_sheet *s, const binder *b, const column_view *moment_view, uint32_t happened) {
    return s->policy == b->policy && s->moment == moment_view && s->happened == happened && s->due == (b->m->rule->at.kind == MOMENT_DUE);
}

/* Rows of an event of the ticket, and of tickets, have no unit. */
static int bind_has_unit(const binder *b) {
    const event_rule *rule = b->p->subject == OF_EVENT ? hotline__policy_event(b->policy, b->p->event) : NULL;
    return rule != NULL ? rule->subject != OF_TICKET || rule->opens >= OPENS_ASSIGNMENT : b->p->subject == OF_ASSIGNMENT;
}

static hotline_status bind_unit(const binder *b, column_sheet *s) {
    const table_column *from = bind_find(b, hotline__text("unit"));
    s->by_unit = (uint8_t)bind_has_unit(b);
    if (!s->by_unit || b->p->unit != NULL) {
        return HOTLINE_OK;
    }
    return from != NULL ? bind_view(b, from, READ_UNIT, NULL, &b->p->unit) : bind_missing(b, hotline__text("unit"), hotline__text("unit"));
}

static hotline_status bind_sheet(const binder *b, column_sheet **out) {
    columns_plan *p = b->p;
    column_view *moment_view = NULL;
    uint32_t happened = 0;
    column_sheet *s;
    HOTLINE_TRY(bind_moment(b, &moment_view, &happened));
    for (uint32_t i = 0; i < p->sheet_count; i++) {
        if (bind_alike_sheets(p->sheets[i], b, moment_view, happened)) {
            *out = p->sheets[i];
            return HOTLINE_OK;
        }
    }
    s = hotline__arena_take_zeroed(&p->keep, 1, sizeof *s);
    if (s == NULL || !hotline__arena_grow(&p->keep, &p->sheets, p->sheet_count, &p->sheet_capacity, sizeof *p->sheets)) {
        return hotline__columns_no_memory(p->error);
    }
    s->policy = b->policy;
    s->moment = moment_view;
    s->happened = happened;
    s->due = b->m->rule->at.kind == MOMENT_DUE;
    HOTLINE_TRY(bind_unit(b, s));
    s->segment_of = s->nothing;
    s->cell_count = CELL_FIRST;
    hotline__columns_divider(p, s);
    p->sheets[p->sheet_count++] = s;
    *out = s;
    return HOTLINE_OK;
}

static hotline_status bind_measure(columns_plan *p, const hotline_policy *policy, int32_t number, const measure_rule *rule) {
    binder b = {p, policy, NULL, NULL};
    column_sheet *s = NULL;
    asked_measure *m = hotline__arena_take_zeroed(&p->keep, 1, sizeof *m);
    column_program *rows = hotline__arena_take_zeroed(&p->keep, rule->weight_count, sizeof *rows);
    if (m == NULL || rows == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    b.m = m;
    m->rule = rule;
    m->number = number;
    m->rows = rows;
    if (rule->weight_count > COLUMNS_PATTERNS - OUTCOME_COUNTED - 1) {
        return hotline__error_set(p->error, HOTLINE_ERROR_LIMIT, "a measure has more rows of weights than columns can count");
    }
    HOTLINE_TRY(bind_sheet(&b, &s));
    HOTLINE_TRY(bind_program(&b, rule->per, &m->per));
    HOTLINE_TRY(bind_program(&b, rule->except, &m->except));
    for (uint32_t i = 0; i < rule->weight_count; i++) {
        HOTLINE_TRY(bind_program(&b, rule->weights[i].when, &rows[i]));
    }
    if (!hotline__arena_grow(&p->keep, &s->measures, s->measure_count, &s->measure_capacity, sizeof *s->measures)) {
        return hotline__columns_no_memory(p->error);
    }
    s->measures[s->measure_count++] = m;
    return HOTLINE_OK;
}

static int bind_is_asked(const columns_plan *p, const measure_rule *rule) {
    const map *asked = &p->columns->measures;
    if (rule->undefined || rule->subject != p->subject || (p->subject == OF_EVENT && rule->event != p->event)) {
        return 0;
    }
    return asked->count == 0 || hotline__map_find(asked, rule->name) != MAP_NONE;
}

static hotline_status bind_policy(columns_plan *p, const hotline_policy *policy) {
    for (uint32_t i = 0; i < policy->measures_declared; i++) {
        int32_t number = policy->measure_order[i];
        const measure_rule *rule = hotline__policy_measure(policy, number);
        if (bind_is_asked(p, rule)) {
            HOTLINE_TRY(bind_measure(p, policy, number, rule));
        }
    }
    return HOTLINE_OK;
}

/* Is the policy ever in force? An overlay of the same date hides its base for good. */
static int bind_is_ever(const hotline_rulebook *r, const hotline_policy *policy) {
    hotline_instant at = hotline__midnight(HOTLINE_DAY_FIRST, 0);
    while (at != HOTLINE_NO_INSTANT && hotline__rulebook_at(r, at) != policy) {
        at = hotline__rulebook_change(r, at);
    }
    return at != HOTLINE_NO_INSTANT;
}

hotline_status hotline__columns_bind(columns_plan *p) {
    for (uint32_t i = 0; i < p->rulebook->policy_count; i++) {
        if (bind_is_ever(p->rulebook, p->rulebook->policies[i])) {
            HOTLINE_TRY(bind_policy(p, p->rulebook->policies[i]));
        }
    }
    if (p->sheet_count == 0) {
        return hotline__error_set(p->error, HOTLINE_ERROR_NOT_FOUND, "no policy in force has a measure of this subject that was asked for");
    }
    return HOTLINE_OK;
}
