/* SPDX-License-Identifier: MIT */
/*
 * Where memory comes from and how large things may grow. Every byte of the library passes through these few functions, and this is the
 * only file that names malloc. It refuses to know what the memory is for.
 */
#include "context_impl.h"

#include <stdlib.h>
#include <string.h>

enum { CONTEXT_DEPTH_DEFAULT = 64, CONTEXT_DEPTH_MOST = 512 };

#define CONTEXT_DOCUMENT_DEFAULT ((uint64_t)16 * 1024 * 1024)
#define CONTEXT_DOCUMENT_MOST ((uint64_t)1024 * 1024 * 1024)
#define CONTEXT_MEMBERS_DEFAULT ((uint64_t)1000000)
#define CONTEXT_MEMBERS_MOST ((uint64_t)100000000)

static void *context_allocate_from_c(void *user, void *memory, size_t old_size, size_t new_size) {
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, new_size);
}

void hotline_context_options_init(hotline_context_options *options, size_t struct_size) {
    if (options == NULL || struct_size < sizeof(uint32_t)) {
        return;
    }
    memset(options, 0, struct_size);
    options->struct_size = (uint32_t)struct_size;
}

static int context_options_valid(const hotline_context_options *o) {
    return o->max_depth <= CONTEXT_DEPTH_MOST && o->max_document <= CONTEXT_DOCUMENT_MOST && o->max_members <= CONTEXT_MEMBERS_MOST;
}

static uint64_t context_limit(uint64_t given, uint64_t standard) {
    return given == 0 ? standard : given;
}

hotline_status hotline_context_new(const hotline_context_options *options, hotline_context **out) {
    hotline_context_options o;
    hotline_allocate_fn allocate;
    hotline_context *made;
    hotline_context_options_init(&o, sizeof o);
    if (out == NULL || (options != NULL && options->struct_size < sizeof o)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (options != NULL) {
        o = *options;
    }
    if (!context_options_valid(&o)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    allocate = o.allocate != NULL ? o.allocate : context_allocate_from_c;
    made = allocate(o.user, NULL, 0, sizeof *made);
    if (made == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    made->allocate = allocate;
    made->user = o.user;
    made->max_document = context_limit(o.max_document, CONTEXT_DOCUMENT_DEFAULT);
    made->max_members = context_limit(o.max_members, CONTEXT_MEMBERS_DEFAULT);
    made->max_depth = (uint32_t)context_limit(o.max_depth, CONTEXT_DEPTH_DEFAULT);
    made->seed = (uint64_t)(uintptr_t)made * UINT64_C(0x9e3779b97f4a7c15);
    *out = made;
    return HOTLINE_OK;
}

void hotline_context_free(hotline_context *context) {
    if (context != NULL) {
        context->allocate(context->user, context, sizeof *context, 0);
    }
}

void *hotline__allocate(const hotline_context *context, size_t size) {
    return context->allocate(context->user, NULL, 0, size);
}

void *hotline__allocate_zeroed(const hotline_context *context, size_t count, size_t size) {
    void *memory;
    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    memory = hotline__allocate(context, count * size);
    if (memory != NULL) {
        memset(memory, 0, count * size);
    }
    return memory;
}

void *hotline__resize(const hotline_context *context, void *memory, size_t old_size, size_t new_size) {
    return context->allocate(context->user, memory, memory == NULL ? 0 : old_size, new_size);
}

void hotline__release(const hotline_context *context, void *memory, size_t size) {
    if (memory != NULL) {
        context->allocate(context->user, memory, size, 0);
    }
}
