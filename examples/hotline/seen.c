/* SPDX-License-Identifier: MIT */
/*
 * Remembers which texts there were, such as row numbers and tickets: the texts themselves, in large blocks, and an open table of them. It refuses to
 * forget. It is what a large table needs memory for: some forty bytes a row.
 */
#include "seen.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN_BLOCK = 1 << 20, SEEN_FIRST = 1024 };

static uint64_t seen_hash(const char *bytes, size_t len) {
    uint64_t hash = 14695981039346656037ULL;
    size_t i;
    for (i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211ULL;
    }
    return hash ^ hash >> 29;
}

static size_t seen_length(const char *text) {
    uint32_t len;
    memcpy(&len, text, sizeof len);
    return len;
}

/* The slot that holds the text, or the free one where it belongs. */
static seen_text *seen_slot(seen_text *slots, size_t capacity, const char *bytes, size_t len) {
    size_t i = (size_t)seen_hash(bytes, len) & (capacity - 1);
    while (slots[i].text != NULL && (seen_length(slots[i].text) != len || memcmp(slots[i].text + sizeof(uint32_t), bytes, len) != 0)) {
        i = (i + 1) & (capacity - 1);
    }
    return &slots[i];
}

static int seen_grow(seen *s) {
    size_t capacity = s->capacity == 0 ? SEEN_FIRST : 2 * s->capacity;
    seen_text *slots = capacity > s->capacity ? calloc(capacity, sizeof *slots) : NULL;
    size_t i;
    if (slots == NULL) {
        return 0;
    }
    for (i = 0; i < s->capacity; i++) {
        const char *text = s->slots[i].text;
        if (text != NULL) {
            *seen_slot(slots, capacity, text + sizeof(uint32_t), seen_length(text)) = s->slots[i];
        }
    }
    free(s->slots);
    s->slots = slots;
    s->capacity = capacity;
    return 1;
}

static char *seen_keep(seen *s, const char *bytes, size_t len) {
    uint32_t written = (uint32_t)len;
    size_t needed = sizeof written + len;
    char *text;
    if (s->block == NULL || s->block_capacity - s->block_len < needed) {
        size_t capacity = sizeof(char *) + (needed > SEEN_BLOCK ? needed : SEEN_BLOCK);
        char *block = malloc(capacity);
        if (block == NULL) {
            return NULL;
        }
        memcpy(block, &s->block, sizeof s->block);
        s->block = block;
        s->block_len = sizeof(char *);
        s->block_capacity = capacity;
    }
    text = s->block + s->block_len;
    memcpy(text, &written, sizeof written);
    memcpy(text + sizeof written, bytes, len);
    s->block_len += needed;
    return text;
}

unsigned long long seen_note(seen *s, const char *bytes, size_t len, unsigned long long row, int *failed) {
    seen_text *slot;
    if (4 * s->count >= 3 * s->capacity && !seen_grow(s)) {
        *failed = 1;
        return 0;
    }
    slot = seen_slot(s->slots, s->capacity, bytes, len);
    if (slot->text != NULL) {
        return slot->row;
    }
    slot->text = seen_keep(s, bytes, len);
    slot->row = row;
    *failed |= slot->text == NULL;
    s->count += slot->text != NULL;
    return 0;
}

unsigned long long seen_row(const seen *s, const char *bytes, size_t len) {
    return s->capacity == 0 ? 0 : seen_slot(s->slots, s->capacity, bytes, len)->row;
}

void seen_free(seen *s) {
    while (s->block != NULL) {
        char *before;
        memcpy(&before, s->block, sizeof before);
        free(s->block);
        s->block = before;
    }
    free(s->slots);
    memset(s, 0, sizeof *s);
}
