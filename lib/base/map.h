/* SPDX-License-Identifier: MIT */
/* Names to dense numbers 0, 1, 2 ... in order of first sight: the library's one hash table. */
#ifndef HOTLINE_BASE_MAP_H
#define HOTLINE_BASE_MAP_H

#include "context_impl.h"
#include "error_impl.h"

enum { MAP_NONE = -1 };

typedef struct map {
    const hotline_context *context;
    text *keys;       /* by number; the bytes are the caller's and must outlive the map */
    uint32_t *hashes; /* by number */
    uint32_t *slots;  /* open addressing: number + 1, 0 empty */
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
void hotline__map_clear(map *m);
void hotline__map_free(map *m);
/* The hash (the same on every platform; also used for fingerprints of names). */
uint32_t hotline__map_hash(text key);

#endif
