/* SPDX-License-Identifier: MIT */
/* Memory that a command keeps until its end. Without memory the command ends: it is told on stderr, with EXIT_UNUSABLE. */
#ifndef HOTLINE_EXAMPLE_KEEP_H
#define HOTLINE_EXAMPLE_KEEP_H

#include <stddef.h>

typedef struct keep_block keep_block;

typedef struct keep {
    keep_block *blocks;
    const char *whose; /* the form of the command, for what is told */
} keep;

/* Zeroed. */
void *keep_take(keep *k, size_t count, size_t size);
/* A copy, NUL-terminated; NULL of NULL. */
const char *keep_text(keep *k, const char *bytes, size_t len);
/* Room for one more in an array of `count` items: the array, perhaps moved. It grows at powers of two. */
void *keep_grow(keep *k, void *array, size_t count, size_t size);
void keep_free(keep *k);

#endif
