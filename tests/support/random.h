/* SPDX-License-Identifier: MIT */
/* Numbers from a seed, the same on every machine. */
#ifndef HOTLINE_TESTS_RANDOM_H
#define HOTLINE_TESTS_RANDOM_H

#include <stdint.h>

/* The next state of the generator (linear congruential, modulus 2^64). Its upper bits are the random ones: shift before use. */
static inline uint64_t random_next(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed;
}

#endif
