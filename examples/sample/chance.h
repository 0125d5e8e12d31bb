/* SPDX-License-Identifier: MIT */
/*
 * Chance from a seed: xorshift, integers only, so that every machine draws the same. Draw once in an expression: compilers differ in
 * the order in which they evaluate arguments.
 */
#ifndef SAMPLE_CHANCE_H
#define SAMPLE_CHANCE_H

#include <stdint.h>

typedef struct chance {
    uint64_t state;
} chance;

void chance_seed(chance *c, uint64_t seed);

/* From 0 to below n. */
int chance_below(chance *c, int n);

/* From low to high, both included. */
int chance_between(chance *c, int low, int high);

/* Nonzero in `percent` of 100 draws. */
int chance_of(chance *c, int percent);

#endif
