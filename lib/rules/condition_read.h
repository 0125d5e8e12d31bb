/* SPDX-License-Identifier: MIT */
/* The condition compiler: condition.c (structure) over condition_fact.c (facts, moments, comparisons) over condition_emit.c (its hands). */
#ifndef HOTLINE_RULES_CONDITION_READ_H
#define HOTLINE_RULES_CONDITION_READ_H

#include "condition_impl.h"
#include "condition_token.h"

typedef struct condition_reader {
    vocabulary *words;
    condition_place place;
    text source;
    size_t at;   /* after `ahead` */
    token now;   /* not yet consumed */
    token ahead; /* the one after */
    size_t end;  /* of the token consumed last */
    op *ops;
    uint32_t count, capacity;
    uint32_t depth; /* brackets, `not`, filters and bodies around */
    uint32_t stack; /* results on the stack of an evaluation */
    uint8_t inside; /* in the body of any() or all() */
    hotline_error *error;
} condition_reader;

/* ---- condition_emit.c ---- */
void hotline__condition_advance(condition_reader *c);
/* A failure at a token: message, and the token's words in quotes when it has any. */
hotline_status hotline__condition_fail(condition_reader *c, const token *t, hotline_status status, const char *message);
/* Consumes the sign or word, or fails. */
hotline_status hotline__condition_expect(condition_reader *c, const char *words);
hotline_status hotline__condition_too_deep(condition_reader *c);
/* An op that leaves one result more (AND and OR: one less). */
hotline_status hotline__condition_emit(condition_reader *c, op_code code, uint8_t compare, int32_t a, int64_t b);
/* Notes on an op that its text runs from `begin` to the end of the token consumed last. */
void hotline__condition_place_op(condition_reader *c, uint32_t number, size_t begin);
/* Number of a constant text of the policy. */
hotline_status hotline__condition_constant(condition_reader *c, text t, int64_t *out);

/* ---- condition_fact.c ---- */
/* Is `t` one of = != < <= > >=; *compare its op_compare. */
int hotline__condition_compare(const token *t, uint8_t *compare);

int hotline__condition_event_carries(const vocabulary *v, int32_t event, int32_t fact);

/* With the fact's name consumed as `name`: a flag alone, or a comparison. flags: OP_FIRST. */
hotline_status hotline__condition_fact(condition_reader *c, const token *name, int32_t fact, uint8_t flags);
/* May this place read the fact? */
hotline_status hotline__condition_may_read(condition_reader *c, const token *name, int32_t fact);
/* With `time` consumed: a comparison with a fact or a text. */
hotline_status hotline__condition_time(condition_reader *c);
/* A declared fact's number, or a failure with the nearest name. */
hotline_status hotline__condition_find_fact(condition_reader *c, const token *name, int32_t *out);

#endif
