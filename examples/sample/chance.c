/* SPDX-License-Identifier: MIT */
#include "chance.h"

void chance_seed(chance *c, uint64_t seed) {
    c->state = seed;
}

int chance_below(chance *c, int n) {
    c->state ^= c->state >> 12;
    c->state ^= c->state << 25;
    c->state ^= c->state >> 27;
    return (int)(((c->state * UINT64_C(2685821657736338717)) >> 33) % (uint64_t)n);
}

int chance_between(chance *c, int low, int high) {
    return low + chance_below(c, high - low + 1);
}

int chance_of(chance *c, int percent) {
    return chance_below(c, 100) < percent;
}
