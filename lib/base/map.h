/* SPDX-License-Identifier: MIT */
/* Names to dense numbers 0, 1, 2 ... in order of first sight: the library's one hash table. */
#ifndef HOTLINE_BASE_MAP_H
#define HOTLINE_BASE_MAP_H

#include "context_impl.h"
#include "error_impl.h"

enum { MAP_NONE = -1 };

/* A place of the table: the key's number + 1, 0 when empty; with the hash beside it most other keys are passed over unread. */
typedef struct map_slot {
    uint32_t hash;
    uint32_t number;
} map_slot;

typedef struct map {
    const hotline_context *context;
    text *keys; /* by number; the bytes are the caller's and must outlive the map */
    map_slot *slots;
    uint32_t count;
    uint32_t capacity; /* of keys */
    uint32_t slot_count;
} map;

void hotline__map_init(map *m, const hotline_context *context);
/* The number of a key, or MAP_NONE. */
int32_t hotline__map_find(const map *m, text key);
/* Makes room for one more key: the next hotline__map_add() cannot fail. */
hotline_status hotline__map_reserve(map *m);
/* Adds the key when it is new (keeping the caller's bytes); *out its number. HOTLINE_DUPLICATE when it was there. */
hotline_status hotline__map_add(map *m, text key, uint32_t *out);
/* The key most like a word, for "did you mean"; empty: none is near enough. The first tries all keys beside what was tried before. */
void hotline__map_try_nearest(const map *m, nearest *n);
text hotline__map_nearest(const map *m, text word);
void hotline__map_tell_nearest(const map *m, text word, hotline_error *error);
void hotline__map_clear(map *m);
void hotline__map_free(map *m);
#endif
