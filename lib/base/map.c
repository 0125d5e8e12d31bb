/* SPDX-License-Identifier: MIT */
/*
 * Names to dense numbers in order of first sight. Open addressing over a power of two, at most half full. It keeps the caller's bytes
 * and refuses to remove anything singly.
 */
#include "map.h"

#include <string.h>

enum { MAP_LEAST = 16 };

/* FNV-1a, then mixed so that the low bits depend on all bytes. */
uint32_t hotline__map_hash(text key)
{
    uint32_t hash = 2166136261u;
    size_t i;
    for (i = 0; i < key.len; i++) {
        hash = (hash ^ (unsigned char)key.at[i]) * 16777619u;
    }
    hash ^= hash >> 16;
    hash *= 0x7feb352du;
    hash ^= hash >> 15;
    return hash;
}

void hotline__map_init(map *m, const hotline_context *context)
{
    memset(m, 0, sizeof *m);
    m->context = context;
}

/* The slot of the key, or the empty one where it would go. */
static uint32_t map_slot(const map *m, text key, uint32_t hash)
{
    uint32_t mask = m->slot_count - 1;
    uint32_t at = hash & mask;
    while (m->slots[at] != 0) {
        uint32_t number = m->slots[at] - 1;
        if (m->hashes[number] == hash && hotline__text_equal(m->keys[number], key)) {
            return at;
        }
        at = (at + 1) & mask;
    }
    return at;
}

int32_t hotline__map_find(const map *m, text key)
{
    if (m->count == 0) {
        return MAP_NONE;
    }
    return (int32_t)m->slots[map_slot(m, key, hotline__map_hash(key))] - 1;
}

static hotline_status map_grow_keys(map *m)
{
    uint32_t capacity = m->capacity == 0 ? MAP_LEAST : m->capacity * 2;
    text *keys;
    uint32_t *hashes;
    if (capacity < m->capacity || capacity > INT32_MAX / 2) {
        return HOTLINE_ERROR_LIMIT;
    }
    keys = hotline__allocate(m->context, capacity * sizeof *keys);
    hashes = hotline__allocate(m->context, capacity * sizeof *hashes);
    if (keys == NULL || hashes == NULL) {
        hotline__release(m->context, keys, capacity * sizeof *keys);
        hotline__release(m->context, hashes, capacity * sizeof *hashes);
        return HOTLINE_ERROR_MEMORY;
    }
    if (m->count != 0) {
        memcpy(keys, m->keys, m->count * sizeof *keys);
        memcpy(hashes, m->hashes, m->count * sizeof *hashes);
    }
    hotline__release(m->context, m->keys, m->capacity * sizeof *keys);
    hotline__release(m->context, m->hashes, m->capacity * sizeof *hashes);
    m->keys = keys;
    m->hashes = hashes;
    m->capacity = capacity;
    return HOTLINE_OK;
}

static hotline_status map_grow_slots(map *m)
{
    uint32_t count = m->slot_count == 0 ? MAP_LEAST * 2 : m->slot_count * 2;
    uint32_t *slots = hotline__allocate_zeroed(m->context, count, sizeof *slots);
    uint32_t i;
    if (slots == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    hotline__release(m->context, m->slots, m->slot_count * sizeof *slots);
    m->slots = slots;
    m->slot_count = count;
    for (i = 0; i < m->count; i++) {
        uint32_t at = m->hashes[i] & (count - 1);
        while (slots[at] != 0) {
            at = (at + 1) & (count - 1);
        }
        slots[at] = i + 1;
    }
    return HOTLINE_OK;
}

hotline_status hotline__map_reserve(map *m)
{
    if (m->slot_count <= m->count * 2) {
        HOTLINE_TRY(map_grow_slots(m));
    }
    return m->count == m->capacity ? map_grow_keys(m) : HOTLINE_OK;
}

hotline_status hotline__map_add(map *m, text key, uint32_t *out)
{
    uint32_t hash = hotline__map_hash(key);
    uint32_t at;
    HOTLINE_TRY(hotline__map_reserve(m));
    at = map_slot(m, key, hash);
    if (m->slots[at] != 0) {
        *out = m->slots[at] - 1;
        return HOTLINE_DUPLICATE;
    }
    m->keys[m->count] = key;
    m->hashes[m->count] = hash;
    m->slots[at] = ++m->count;
    *out = m->count - 1;
    return HOTLINE_OK;
}

void hotline__map_clear(map *m)
{
    m->count = 0;
    if (m->slots != NULL) {
        memset(m->slots, 0, m->slot_count * sizeof *m->slots);
    }
}

void hotline__map_free(map *m)
{
    hotline__release(m->context, m->keys, m->capacity * sizeof *m->keys);
    hotline__release(m->context, m->hashes, m->capacity * sizeof *m->hashes);
    hotline__release(m->context, m->slots, m->slot_count * sizeof *m->slots);
    hotline__map_init(m, m->context);
}
