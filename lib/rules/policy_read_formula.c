/* SPDX-License-Identifier: MIT */
/*
 * Reads formulas of scores into flat programs, and sees to it that no counts whatever can make them overflow: how wide numerators and
 * denominators may get is known from the text alone. It refuses to compute.
 */
#include "policy_read.h"

#include <string.h>

/* How many bits a value on the stack may need at most. */
typedef struct formula_width {
    uint32_t num, den;
} formula_width;

typedef struct formula_reader {
    policy_reader *r;
    const json *at;
    text t;
    size_t i;
    formula_op *ops;
    formula_width stack[FORMULA_STACK];
    uint32_t count, height, depth;
} formula_reader;

static hotline_status formula_fail(formula_reader *f, const char *message) {
    hotline_status status = hotline__policy_fail(f->r, f->at, message);
    text rest = {f->t.at + f->i, f->t.len - f->i};
    hotline__error_add(f->r->error, f->i < f->t.len ? ", at " : ", at the end");
    if (f->i < f->t.len) {
        hotline__error_add_quoted(f->r->error, rest);
    }
    return status;
}

static char formula_peek(formula_reader *f) {
    while (f->i < f->t.len && f->t.at[f->i] == ' ') {
        f->i++;
    }
    return f->i < f->t.len ? f->t.at[f->i] : '\0';
}

static int formula_take(formula_reader *f, char c) {
    if (formula_peek(f) != c) {
        return 0;
    }
    f->i++;
    return 1;
}

/* ---- the program, and how wide its values get ---- */

/* A count of 64 bits, in up to nine places; its denominator as wide. */
enum { FORMULA_COUNT_BITS = 96 };

static uint32_t formula_wider(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static formula_width formula_join(uint32_t code, formula_width a, formula_width b) {
    formula_width out = {0, 0};
    switch (code) {
    case FORMULA_MULTIPLY:
        out.num = a.num + b.num;
        out.den = a.den + b.den;
        return out;
    case FORMULA_DIVIDE:
        out.num = a.num + b.den;
        out.den = a.den + b.num;
        return out;
    case FORMULA_MIN:
    case FORMULA_MAX:
        out.num = formula_wider(a.num, b.num);
        out.den = formula_wider(a.den, b.den);
        return out;
    default: /* FORMULA_ADD, FORMULA_SUBTRACT */
        out.num = formula_wider(a.num + b.den, b.num + a.den) + 1;
        out.den = a.den + b.den;
        return out;
    }
}

static hotline_status formula_emit(formula_reader *f, formula_op step, formula_width width) {
    if (f->height == FORMULA_STACK) {
        return formula_fail(f, "nested too deeply");
    }
    f->ops[f->count++] = step;
    f->stack[f->height++] = width;
    return HOTLINE_OK;
}

/* Of the two on the stack. */
static hotline_status formula_emit_pair(formula_reader *f, uint32_t code) {
    formula_op step = {{0, 0}, NAME_NONE, code};
    formula_width *a = &f->stack[f->height - 2];
    *a = formula_join(code, a[0], a[1]);
    f->height--;
    f->ops[f->count++] = step;
    if (a->num > FORMULA_WIDTH || a->den > FORMULA_WIDTH) {
        return formula_fail(f, "too many measures are multiplied or added for an exact result: divide it into parts");
    }
    return HOTLINE_OK;
}

/* ---- the text ---- */

static text formula_word(formula_reader *f) {
    text word = {f->t.at + f->i, 0};
    while (f->i < f->t.len) {
        char c = f->t.at[f->i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
            break;
        }
        f->i++;
        word.len++;
    }
    return word;
}

static size_t formula_digits(formula_reader *f, decimal *out) {
    size_t from = f->i;
    while (f->i < f->t.len && f->t.at[f->i] >= '0' && f->t.at[f->i] <= '9') {
        out->units = f->i - from < 18 ? out->units * 10 + (f->t.at[f->i] - '0') : out->units;
        f->i++;
    }
    return f->i - from;
}

static hotline_status formula_number(formula_reader *f) {
    formula_op step = {{0, 0}, NAME_NONE, FORMULA_NUMBER};
    formula_width width = {64, 64};
    size_t whole = formula_digits(f, &step.number);
    size_t part = 0;
    int good = 1;
    if (f->i < f->t.len && f->t.at[f->i] == '.') {
        f->i++;
        part = formula_digits(f, &step.number);
        good = part > 0 && part <= 9;
    }
    if (!good || whole + part > 18) {
        return formula_fail(f, "expected a decimal of at most 18 digits, 9 of them after the point");
    }
    step.number.places = (uint32_t)part;
    if (f->i < f->t.len && f->t.at[f->i] == '%') {
        f->i++;
        step.number.places += 2;
    }
    return formula_emit(f, step, width);
}

static hotline_status formula_measure(formula_reader *f, text word, uint32_t code) {
    formula_op step = {{0, 0}, NAME_NONE, code};
    formula_width width = {FORMULA_COUNT_BITS, FORMULA_COUNT_BITS};
    HOTLINE_TRY(hotline__policy_lookup(f->r, KIND_MEASURE, f->at, word, &step.measure));
    return formula_emit(f, step, width);
}

static hotline_status formula_sum(formula_reader *f);

static hotline_status formula_arguments(formula_reader *f, uint32_t code) {
    HOTLINE_TRY(formula_sum(f));
    while (formula_take(f, ',')) {
        HOTLINE_TRY(formula_sum(f));
        HOTLINE_TRY(formula_emit_pair(f, code));
    }
    return formula_take(f, ')') ? HOTLINE_OK : formula_fail(f, "expected a comma or )");
}

static hotline_status formula_total(formula_reader *f) {
    (void)formula_peek(f);
    HOTLINE_TRY(formula_measure(f, formula_word(f), FORMULA_TOTAL));
    return formula_take(f, ')') ? HOTLINE_OK : formula_fail(f, "expected )");
}

static hotline_status formula_name(formula_reader *f) {
    text word = formula_word(f);
    if (!formula_take(f, '(')) {
        return formula_measure(f, word, FORMULA_MEASURE);
    }
    if (hotline__text_is(word, "total")) {
        return formula_total(f);
    }
    if (hotline__text_is(word, "min") || hotline__text_is(word, "max")) {
        return formula_arguments(f, hotline__text_is(word, "min") ? FORMULA_MIN : FORMULA_MAX);
    }
    return formula_fail(f, "expected min(, max( or total(");
}

static hotline_status formula_atom(formula_reader *f) {
    char c = formula_peek(f);
    if (c >= '0' && c <= '9') {
        return formula_number(f);
    }
    if (c >= 'a' && c <= 'z') {
        return formula_name(f);
    }
    if (!formula_take(f, '(')) {
        return formula_fail(f, "expected a measure, a decimal or (");
    }
    HOTLINE_TRY(formula_sum(f));
    return formula_take(f, ')') ? HOTLINE_OK : formula_fail(f, "expected )");
}

static hotline_status formula_factor(formula_reader *f) {
    formula_op step = {{0, 0}, NAME_NONE, FORMULA_NEGATE};
    int negative = formula_take(f, '-');
    HOTLINE_TRY(formula_atom(f));
    if (negative) {
        f->ops[f->count++] = step;
    }
    return HOTLINE_OK;
}

static hotline_status formula_product(formula_reader *f) {
    HOTLINE_TRY(formula_factor(f));
    for (;;) {
        uint32_t code = formula_peek(f) == '*' ? FORMULA_MULTIPLY : FORMULA_DIVIDE;
        if (!formula_take(f, '*') && !formula_take(f, '/')) {
            return HOTLINE_OK;
        }
        HOTLINE_TRY(formula_factor(f));
        HOTLINE_TRY(formula_emit_pair(f, code));
    }
}

static hotline_status formula_sum(formula_reader *f) {
    if (++f->depth > FORMULA_DEPTH) {
        return formula_fail(f, "nested too deeply");
    }
    HOTLINE_TRY(formula_product(f));
    for (;;) {
        uint32_t code = formula_peek(f) == '+' ? FORMULA_ADD : FORMULA_SUBTRACT;
        if (!formula_take(f, '+') && !formula_take(f, '-')) {
            f->depth--;
            return HOTLINE_OK;
        }
        HOTLINE_TRY(formula_product(f));
        HOTLINE_TRY(formula_emit_pair(f, code));
    }
}

hotline_status hotline__policy_formula(policy_reader *r, const json *at, formula *out) {
    formula_reader f;
    memset(&f, 0, sizeof f);
    f.r = r;
    f.at = at;
    f.t = at->value;
    f.ops = hotline__policy_take(r, at->value.len + 1, sizeof *f.ops); /* each op stands for a sign of its own at least */
    if (f.ops == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(formula_sum(&f));
    if (formula_peek(&f) != '\0') {
        return formula_fail(&f, "expected an operator");
    }
    out->source = at->value;
    out->ops = f.ops;
    out->count = f.count;
    return HOTLINE_OK;
}
