/* SPDX-License-Identifier: MIT */
/*
 * Memory that is released all at once, at the end. It refuses to give less than it was asked for: a command without memory cannot go on.
 */
#include "keep.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

struct keep_block {
    keep_block *next;
    uint64_t align[1];
};

void *keep_take(keep *k, size_t count, size_t size) {
    keep_block *block = NULL;
    if (size == 0 || count <= (SIZE_MAX - sizeof *block) / size) {
        block = calloc(1, sizeof *block + count * size);
    }
    if (block == NULL) {
        exit(input_no_memory(k->whose));
    }
    block->next = k->blocks;
    k->blocks = block;
    return block->align;
}

const char *keep_text(keep *k, const char *bytes, size_t len) {
    char *copy;
    if (bytes == NULL) {
        return NULL;
    }
    copy = keep_take(k, len + 1, 1);
    memcpy(copy, bytes, len);
    return copy;
}

void *keep_grow(keep *k, void *array, size_t count, size_t size) {
    void *grown;
    if (count != 0 && (count & (count - 1)) != 0) { /* between powers of two there is room */
        return array;
    }
    grown = keep_take(k, count == 0 ? 1 : count * 2, size);
    if (count != 0) {
        memcpy(grown, array, count * size);
    }
    return grown;
}

void keep_free(keep *k) {
    while (k->blocks != NULL) {
        keep_block *next = k->blocks->next;
        free(k->blocks);
        k->blocks = next;
    }
}
