/* SPDX-License-Identifier: MIT */
/* A formula of a score, compiled to a flat program: over measures, decimals, + - * / min max total. */
#ifndef HOTLINE_RULES_FORMULA_IMPL_H
#define HOTLINE_RULES_FORMULA_IMPL_H

#include "decimal.h"

/* FORMULA_WIDTH: no numerator and no denominator gets wider than that many bits, whatever the counts: read, a wider one is refused. */
enum { FORMULA_STACK = 24, FORMULA_DEPTH = 16, FORMULA_WIDTH = 1400 };

typedef enum formula_code {
    FORMULA_NUMBER,
    FORMULA_MEASURE, /* a rate as a fraction, or a count */
    FORMULA_TOTAL,   /* of a measure's numerators over the ranked group; of a rate: over the group's denominators */
    FORMULA_ADD,
    FORMULA_SUBTRACT,
    FORMULA_MULTIPLY,
    FORMULA_DIVIDE,
    FORMULA_NEGATE,
    FORMULA_MIN, /* of the two on the stack */
    FORMULA_MAX
} formula_code;

typedef struct formula_op {
    decimal number;  /* FORMULA_NUMBER */
    int32_t measure; /* FORMULA_MEASURE, FORMULA_TOTAL */
    uint32_t code;   /* formula_code */
} formula_op;

typedef struct formula {
    text source;
    const formula_op *ops; /* in postfix order */
    uint32_t count;
} formula;

#endif
