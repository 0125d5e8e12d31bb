/* SPDX-License-Identifier: MIT */
/* Memory that is released all at once. */
#ifndef HOTLINE_BASE_ARENA_H
#define HOTLINE_BASE_ARENA_H

#include "context_impl.h"
#include "error_impl.h"

typedef struct arena_block arena_block;

typedef struct arena {
    const hotline_context *context;
    arena_block *first;
    arena_block *current;
    size_t used; /* in current */
} arena;

void hotline__arena_init(arena *a, const hotline_context *context);
/* Aligned for any type, not zeroed; NULL when there is no memory. size 0 gives a valid unique pointer. */
void *hotline__arena_take(arena *a, size_t size);
void *hotline__arena_take_zeroed(arena *a, size_t count, size_t size);
/* Copies and terminates; `.at` NULL when there is no memory. */
text hotline__arena_text(arena *a, text t);
/* Forgets everything taken, keeps the blocks for the next use. */
void hotline__arena_reset(arena *a);
void hotline__arena_free(arena *a);

/* Grows an array in an arena (the old copy is left behind). count/capacity in elements; returns 0 when there is no memory. */
int hotline__arena_grow(arena *a, void *array_pointer, uint32_t count, uint32_t *capacity, size_t element);

#endif
