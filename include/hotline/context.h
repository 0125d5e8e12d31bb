/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The first object anyone makes: where memory comes from and how large things may grow.
 *
 * A context is immutable after it is made and may be shared by any number of threads if its allocator may. It must outlive every
 * object made with it. The library has no other global or thread-local state.
 */
#ifndef HOTLINE_CONTEXT_H
#define HOTLINE_CONTEXT_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: allocator and limits. */
typedef struct hotline_context hotline_context;

/**
 * The one allocator function (the shape of Lua's).
 *
 * memory NULL: allocate new_size bytes. new_size 0: release memory of old_size bytes and return NULL. Else resize, keeping
 * the content. Returns NULL when there is no memory; the old block is then still valid. Blocks are aligned for any type.
 * @param user      the pointer given in hotline_context_options, never read by the library
 * @param memory    a block of this allocator, or NULL
 * @param old_size  its size in bytes; 0 when memory is NULL
 * @param new_size  the size wanted in bytes; 0 releases
 * @return the block, or NULL
 */
typedef void *(*hotline_allocate_fn)(void *user, void *memory, size_t old_size, size_t new_size);

/** What a caller may set; prepare it with hotline_context_options_init(). A limit of 0 means the default. */
typedef struct hotline_context_options {
    uint32_t struct_size;         /**< sizeof (hotline_context_options) as the caller knows it. */
    uint32_t max_depth;           /**< Deepest nesting of JSON; default 64, at most 512. Of conditions: this or 16, whichever is less. */
    hotline_allocate_fn allocate; /**< NULL: the C library's. */
    void *user;                   /**< Handed to allocate; may be any value. */
    uint64_t max_document;        /**< Largest document or event line in bytes; default 16 MiB. */
    uint64_t max_members;         /**< Most members of all collections in one document; default 1,000,000. */
} hotline_context_options;

/**
 * Fills the record with defaults.
 * @param options      the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_context_options) as the caller compiled it
 */
HOTLINE_API void hotline_context_options_init(hotline_context_options *options, size_t struct_size);

/**
 * Makes a context.
 * @param options  copied; NULL means all defaults
 * @param out      receives the context; release it with hotline_context_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  out is NULL, or a size or limit is out of range
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_context_new(const hotline_context_options *options, hotline_context **out);

/**
 * Releases a context, after every object made with it.
 * @param context  may be NULL
 */
HOTLINE_API void hotline_context_free(hotline_context *context);

#ifdef __cplusplus
}
#endif

#endif
