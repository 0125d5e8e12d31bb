/* SPDX-License-Identifier: MIT */
/* Exact fractions, for rates and what is made of them. Rounding is a step of its own. */
#ifndef HOTLINE_BASE_FRACTION_H
#define HOTLINE_BASE_FRACTION_H

#include "natural.h"

typedef struct fraction {
    natural num, den; /* den is never zero; the two may have common factors */
    uint8_t negative; /* zero never is */
} fraction;

/* units / 10^places. */
void hotline__fraction_set(fraction *out, int64_t units, uint32_t places);
/* Every `out` may be one of the operands. 0, and out is left alone: more bits are needed than there are; or, dividing, b is zero. */
int hotline__fraction_add(fraction *out, const fraction *a, const fraction *b);
int hotline__fraction_multiply(fraction *out, const fraction *a, const fraction *b);
int hotline__fraction_divide(fraction *out, const fraction *a, const fraction *b);
void hotline__fraction_negate(fraction *out, const fraction *a);
int hotline__fraction_is_zero(const fraction *a);
/* < 0, 0, > 0: both of half the width of a natural at most. */
int hotline__fraction_compare(const fraction *a, const fraction *b);
/* To a number of places, half-up: away from zero. */
int hotline__fraction_round(fraction *out, const fraction *a, uint32_t places);
/* What was rounded to so many places, in digits. */
void hotline__fraction_write(const fraction *a, uint32_t places, buffer *out);

#endif
