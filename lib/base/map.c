/* SPDX-License-Identifier: MIT */
/*
 * Names to dense numbers in order of first sight. Open addressing over a power of two, at most half full. It keeps the caller's bytes
 * and refuses to remove anything singly.
 */
#include "map.h"

#include <string.h>

enum { MAP_LEAST = 16 };

static uint64_t map_mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

static uint64_t map_word(const char *at, size_t len) {
    uint64_t word = 0;
    memcpy(&word, at, len);
    return word;
}

/* Ids come from outside: without the context's seed nobody can choose ids that meet in one place. No answer depends on the hash. */
static uint32_t map_hash(const map *m, text key) {
    uint64_t hash = m->context->seed ^ key.len;
    const char *at = key.at;
    size_t left = key.len;
    for (; left >= sizeof hash; at += sizeof hash, left -= sizeof hash) {
        hash = map_mix(hash, map_word(at, sizeof hash));
    }
    if (left >= 4) { /* two words that overlap */
        hash = map_mix(hash, map_word(at, 4) << 32 | map_word(at + left - 4, 4));
    } else if (left != 0) {
        hash = map_mix(hash, (uint64_t)(unsigned char)at[0] << 16 | (uint64_t)(unsigned char)at[left / 2] << 8 |
                                 (uint64_t)(unsigned char)at[left - 1]);
    }
    return (uint32_t)map_mix(hash, m->context->seed);
}

void hotline__map_init(map *m, const hotline_context *context) {
    memset(m, 0, sizeof *m);
    m->context = context;
}

/* The place of the key, or the empty one where it would go. */
static uint32_t map_place(const map *m, text key, uint32_t hash) {
    uint32_t mask = m->slot_count - 1;
    uint32_t at = hash & mask;
    while (m->slots[at].number != 0 && (m->slots[at].hash != hash || !hotline__text_equal(m->keys[m->slots[at].number - 1], key))) {
        at = (at + 1) & mask;
    }
    return at;
}

int32_t hotline__map_find(const map *m, text key) {
    if (m->count == 0) {
        return MAP_NONE;
    }
    return (int32_t)m->slots[map_place(m, key, map_hash(m, key))].number - 1;
}

static hotline_status map_grow_keys(map *m) {
    uint32_t capacity = m->capacity == 0 ? MAP_LEAST : m->capacity * 2;
    text *keys;
    if (capacity < m->capacity || capacity > INT32_MAX / 2) {
        return HOTLINE_ERROR_LIMIT;
    }
    keys = hotline__resize(m->context, m->keys, m->capacity * sizeof *keys, capacity * sizeof *keys);
    if (keys == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    m->keys = keys;
    m->capacity = capacity;
    return HOTLINE_OK;
}

static hotline_status map_grow_slots(map *m) {
    uint32_t count = m->slot_count == 0 ? MAP_LEAST * 2 : m->slot_count * 2;
    map_slot *slots = hotline__allocate_zeroed(m->context, count, sizeof *slots);
    uint32_t i;
    if (slots == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < m->slot_count; i++) {
        uint32_t at = m->slots[i].hash & (count - 1);
        while (m->slots[i].number != 0 && slots[at].number != 0) {
            at = (at + 1) & (count - 1);
        }
        if (m->slots[i].number != 0) {
            slots[at] = m->slots[i];
        }
    }
    hotline__release(m->context, m->slots, m->slot_count * sizeof *slots);
    m->slots = slots;
    m->slot_count = count;
    return HOTLINE_OK;
}

hotline_status hotline__map_reserve(map *m) {
    if (m->slot_count <= m->count * 2) {
        HOTLINE_TRY(map_grow_slots(m));
    }
    return m->count == m->capacity ? map_grow_keys(m) : HOTLINE_OK;
}

hotline_status hotline__map_add(map *m, text key, uint32_t *out) {
    uint32_t hash = map_hash(m, key);
    uint32_t at;
    HOTLINE_TRY(hotline__map_reserve(m));
    at = map_place(m, key, hash);
    if (m->slots[at].number != 0) {
        *out = m->slots[at].number - 1;
        return HOTLINE_DUPLICATE;
    }
    m->keys[m->count] = key;
    m->slots[at].hash = hash;
    m->slots[at].number = ++m->count;
    *out = m->count - 1;
    return HOTLINE_OK;
}

void hotline__map_try_nearest(const map *m, nearest *n) {
    uint32_t i;
    for (i = 0; i < m->count; i++) {
        hotline__nearest_try(n, m->keys[i]);
    }
}

text hotline__map_nearest(const map *m, text word) {
    nearest near;
    hotline__nearest_begin(&near, word);
    hotline__map_try_nearest(m, &near);
    return near.best;
}

void hotline__map_tell_nearest(const map *m, text word, hotline_error *error) {
    nearest near;
    hotline__nearest_begin(&near, word);
    hotline__map_try_nearest(m, &near);
    hotline__nearest_tell(&near, error);
}

void hotline__map_clear(map *m) {
    m->count = 0;
    if (m->slots != NULL) {
        memset(m->slots, 0, m->slot_count * sizeof *m->slots);
    }
}

void hotline__map_free(map *m) {
    hotline__release(m->context, m->keys, m->capacity * sizeof *m->keys);
    hotline__release(m->context, m->slots, m->slot_count * sizeof *m->slots);
    hotline__map_init(m, m->context);
}
