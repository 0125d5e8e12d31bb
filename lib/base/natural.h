/* SPDX-License-Identifier: MIT */
/* Natural numbers of up to 3,072 bits: what exact scores, intervals and their comparisons need. No memory is taken. */
#ifndef HOTLINE_BASE_NATURAL_H
#define HOTLINE_BASE_NATURAL_H

#include "buffer.h"

enum { NATURAL_LIMBS = 96, NATURAL_BITS = 32 * NATURAL_LIMBS };

typedef struct natural {
    uint32_t count; /* limbs in use; the highest is not 0; 0: zero */
    uint32_t limbs[NATURAL_LIMBS];
} natural;

/* Every `out` may be one of the operands. Those that return int give 0, and leave out alone, when the result needs more bits. */
void hotline__natural_set(natural *out, uint64_t n);
uint32_t hotline__natural_bits(const natural *a);
/* < 0, 0, > 0. */
int hotline__natural_compare(const natural *a, const natural *b);
int hotline__natural_add(natural *out, const natural *a, const natural *b);
/* a is not below b. */
void hotline__natural_subtract(natural *out, const natural *a, const natural *b);
int hotline__natural_multiply(natural *out, const natural *a, const natural *b);
/* Times 10 to the power of `places`. */
int hotline__natural_scale(natural *out, const natural *a, uint32_t places);
/* b is not zero; remainder may be NULL, and is none of the others. */
void hotline__natural_divide(natural *quotient, natural *remainder, const natural *a, const natural *b);
/* The largest whole number whose square is not above a. */
void hotline__natural_root(natural *out, const natural *a);
/* 1: it fits. */
int hotline__natural_number(const natural *a, uint64_t *out);
/* In decimal digits, with `places` of them after the point: 1250 in 3 places is 1.250. */
void hotline__natural_write(const natural *a, uint32_t places, buffer *out);

#endif
