/* SPDX-License-Identifier: MIT */
/* Between which values a figure lies, when some of its subjects could not be told. */
#ifndef HOTLINE_OVERSIGHT_BOUNDS_IMPL_H
#define HOTLINE_OVERSIGHT_BOUNDS_IMPL_H

#include "../base/fraction.h"
#include "tally_impl.h"

typedef struct bounds {
    fraction least, most;
} bounds;

/* 0: a rate of nothing, which has no value. counts may be NULL: nothing was counted. */
int hotline__bounds_of(const measure_rule *rule, const tally_counts *counts, bounds *out);
int hotline__bounds_are_exact(const bounds *b);

#endif
