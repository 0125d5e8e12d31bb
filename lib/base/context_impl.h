/* SPDX-License-Identifier: MIT */
/* The context's fields and the only three ways to memory. */
#ifndef HOTLINE_BASE_CONTEXT_IMPL_H
#define HOTLINE_BASE_CONTEXT_IMPL_H

#include "../../include/hotline/context.h"

struct hotline_context {
    hotline_allocate_fn allocate;
    void *user;
    uint64_t max_document;
    uint64_t max_members;
    uint32_t max_depth;
    uint64_t seed; /* of hashes: no answer depends on it, and a log's author does not know it */
};

/* NULL when there is no memory; size > 0. */
void *hotline__allocate(const hotline_context *context, size_t size);
/* Zeroed. NULL when there is no memory, or count * size overflows. */
void *hotline__allocate_zeroed(const hotline_context *context, size_t count, size_t size);
/* Grows or shrinks; the old block stays valid when NULL is returned. */
void *hotline__resize(const hotline_context *context, void *memory, size_t old_size, size_t new_size);
/* memory may be NULL. */
void hotline__release(const hotline_context *context, void *memory, size_t size);

#endif
