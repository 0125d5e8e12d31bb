/* SPDX-License-Identifier: MIT */
/*
 * The hands of the condition compiler: takes tokens, places errors, writes ops and keeps constant texts. It refuses to know the grammar.
 */
#include "condition_read.h"

#include <string.h>

void hotline__condition_advance(condition_reader *c) {
    c->end = c->now.at + c->now.words.len + (c->now.kind == TOKEN_TEXT ? 2 : 0);
    c->now = c->ahead;
    hotline__token_next(c->source, &c->at, &c->ahead);
}

hotline_status hotline__condition_fail(condition_reader *c, const token *t, hotline_status status, const char *message) {
    hotline__error_set(c->error, status, message);
    hotline__error_add(c->error, " ");
    if (t->kind == TOKEN_END) {
        hotline__error_add(c->error, "the end");
    } else {
        hotline__error_add_quoted(c->error, t->words);
        hotline__token_tell_instead(t->words, c->error);
    }
    hotline__error_place(c->error, 1, hotline__token_column(c->source, t->at));
    return status;
}

hotline_status hotline__condition_expect(condition_reader *c, const char *words) {
    if (!hotline__token_is(&c->now, words)) {
        hotline_status status = hotline__condition_fail(c, &c->now, HOTLINE_ERROR_SYNTAX, "unexpected");
        hotline__error_add(c->error, ", expected ");
        hotline__error_add_quoted(c->error, hotline__text(words));
        return status;
    }
    hotline__condition_advance(c);
    return HOTLINE_OK;
}

hotline_status hotline__condition_too_deep(condition_reader *c) {
    return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_LIMIT, "nested too deeply at");
}

hotline_status hotline__condition_emit(condition_reader *c, op_code code, uint8_t compare, int32_t a, int64_t b) {
    if (c->count == c->capacity && !hotline__arena_grow(c->words->arena, &c->ops, c->count, &c->capacity, sizeof *c->ops)) {
        return hotline__error_set(c->error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    op *o = &c->ops[c->count];
    memset(o, 0, sizeof *o);
    o->code = (uint8_t)code;
    o->compare = compare;
    o->a = a;
    o->b = b;
    if (code == OP_AND || code == OP_OR) {
        c->stack--;
    } else if (code != OP_NOT) {
        c->stack++;
    }
    c->count++;
    return c->stack > CONDITION_STACK ? hotline__condition_too_deep(c) : HOTLINE_OK;
}

void hotline__condition_place_op(condition_reader *c, uint32_t number, size_t begin) {
    if (number < c->count && c->end <= UINT16_MAX) {
        c->ops[number].begin = (uint16_t)begin;
        c->ops[number].bytes = (uint16_t)(c->end - begin);
    }
}

hotline_status hotline__condition_constant(condition_reader *c, text t, int64_t *out) {
    vocabulary *v = c->words;
    if (v->text_count == v->text_capacity &&
        !hotline__arena_grow(v->arena, &v->texts, v->text_count, &v->text_capacity, sizeof *v->texts)) {
        return hotline__error_set(c->error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    text kept = hotline__arena_text(v->arena, t);
    if (kept.at == NULL) {
        return hotline__error_set(c->error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    *out = v->text_count;
    v->texts[v->text_count++] = kept;
    return HOTLINE_OK;
}
