/* SPDX-License-Identifier: MIT */
/*
 * Memory that is released all at once: blocks in a chain, taken from the front. It refuses to give anything back singly and does not
 * know what it holds.
 */
#include "arena.h"

#include <string.h>

/* Smaller ones serve a test, in which every piece is to be a block of its own. */
#ifndef HOTLINE_ARENA_BLOCK_LEAST
#  define HOTLINE_ARENA_BLOCK_LEAST 4096
#  define HOTLINE_ARENA_BLOCK_MOST (1 << 20)
#endif

enum { ARENA_BLOCK_LEAST = HOTLINE_ARENA_BLOCK_LEAST, ARENA_BLOCK_MOST = HOTLINE_ARENA_BLOCK_MOST, ARENA_ALIGNMENT = 16 };

struct arena_block {
    arena_block *next;
    size_t size; /* of the bytes that follow */
};

/* The header is padded so that the bytes after it are aligned. */
#define ARENA_HEADER ((sizeof(arena_block) + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT)

void hotline__arena_init(arena *a, const hotline_context *context) {
    memset(a, 0, sizeof *a);
    a->context = context;
}

/* Blocks double, so that a large arena has few of them. */
static size_t arena_block_size(const arena *a, size_t wanted) {
    size_t size = a->current == NULL ? ARENA_BLOCK_LEAST : a->current->size * 2;
    if (size > ARENA_BLOCK_MOST) {
        size = ARENA_BLOCK_MOST;
    }
    return size < wanted ? wanted : size;
}

static int arena_block_add(arena *a, size_t wanted) {
    size_t size = arena_block_size(a, wanted);
    arena_block *block;
    if (size > SIZE_MAX - ARENA_HEADER) {
        return 0;
    }
    block = hotline__allocate(a->context, ARENA_HEADER + size);
    if (block == NULL) {
        return 0;
    }
    block->size = size;
    if (a->current == NULL) {
        block->next = a->first;
        a->first = block;
    } else {
        block->next = a->current->next;
        a->current->next = block;
    }
    a->current = block;
    a->used = 0;
    return 1;
}

/* A later block that was kept by a reset, or a new one. */
static int arena_advance(arena *a, size_t wanted) {
    while (a->current != NULL && a->current->next != NULL) {
        a->current = a->current->next;
        a->used = 0;
        if (a->current->size >= wanted) {
            return 1;
        }
    }
    return arena_block_add(a, wanted);
}

void *hotline__arena_take(arena *a, size_t size) {
    size_t rounded;
    void *taken;
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    rounded = (size + ARENA_ALIGNMENT - (size != 0)) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
    if (a->current == NULL || a->current->size - a->used < rounded) {
        if (!arena_advance(a, rounded)) {
            return NULL;
        }
    }
    taken = (char *)a->current + ARENA_HEADER + a->used;
    a->used += rounded;
    return taken;
}

void *hotline__arena_take_zeroed(arena *a, size_t count, size_t size) {
    void *taken;
    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    taken = hotline__arena_take(a, count * size);
    if (taken != NULL) {
        memset(taken, 0, count * size);
    }
    return taken;
}

text hotline__arena_text(arena *a, text t) {
    text copy = {NULL, 0};
    char *bytes = t.len == SIZE_MAX ? NULL : hotline__arena_take(a, t.len + 1);
    if (bytes != NULL) {
        if (t.len != 0) {
            memcpy(bytes, t.at, t.len);
        }
        bytes[t.len] = '\0';
        copy.at = bytes;
        copy.len = t.len;
    }
    return copy;
}

void hotline__arena_reset(arena *a) {
    a->current = a->first;
    a->used = 0;
}

void hotline__arena_free(arena *a) {
    while (a->first != NULL) {
        arena_block *next = a->first->next;
        hotline__release(a->context, a->first, ARENA_HEADER + a->first->size);
        a->first = next;
    }
    a->current = NULL;
    a->used = 0;
}

int hotline__arena_grow(arena *a, void *array_pointer, uint32_t count, uint32_t *capacity, size_t element) {
    void *old;
    void *grown;
    uint32_t wanted;
    if (count < *capacity) {
        return 1;
    }
    wanted = *capacity == 0 ? 8 : *capacity * 2;
    if (wanted < *capacity || (size_t)wanted > SIZE_MAX / element) {
        return 0;
    }
    grown = hotline__arena_take(a, wanted * element);
    if (grown == NULL) {
        return 0;
    }
    /* array_pointer is the address of a pointer of any object type: copied as bytes, since such pointers may not alias void *. */
    memcpy(&old, array_pointer, sizeof old);
    if (count != 0) {
        memcpy(grown, old, count * element);
    }
    memcpy(array_pointer, &grown, sizeof grown);
    *capacity = wanted;
    return 1;
}
