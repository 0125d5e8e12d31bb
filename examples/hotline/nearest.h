/* SPDX-License-Identifier: MIT */
/* The known name that was most likely meant. */
#ifndef HOTLINE_EXAMPLE_NEAREST_H
#define HOTLINE_EXAMPLE_NEAREST_H

#include <stddef.h>

typedef struct nearest {
    const char *word;
    size_t len;
    const char *best; /* NULL: nothing is near */
    size_t best_len;
    size_t distance;
} nearest;

/* Begin with the word, offer every known name, read `best`: the first of those with the fewest letters changed, at most half of them. */
void nearest_begin(nearest *n, const char *word, size_t len);
void nearest_offer(nearest *n, const char *name, size_t len);

#endif
