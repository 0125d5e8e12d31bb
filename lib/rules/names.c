/* SPDX-License-Identifier: MIT */
/*
 * Numbers for the names of a rulebook, the same in all its documents. It refuses to know which document declares what.
 */
#include "names_impl.h"

#include <string.h>

/* In the order of EVENT_VOID, EVENT_REPLACE, EVENT_MERGE, EVENT_PUBLISH. */
static const char *const built_in_events[] = {"void", "replace", "merge", "publish"};

static map *names_kind(names *n, size_t i) {
    map *const kinds[] = {&n->events,   &n->facts,  &n->roles,    &n->machines, &n->duties,
                          &n->measures, &n->scores, &n->rankings, &n->proposals};
    return i < sizeof kinds / sizeof kinds[0] ? kinds[i] : NULL;
}

hotline_status hotline__names_init(names *n, const hotline_context *context) {
    uint32_t number = 0;
    memset(n, 0, sizeof *n);
    for (size_t i = 0; names_kind(n, i) != NULL; i++) {
        hotline__map_init(names_kind(n, i), context);
    }
    for (size_t i = 0; i < sizeof built_in_events / sizeof built_in_events[0]; i++) {
        HOTLINE_TRY(hotline__map_add(&n->events, hotline__text(built_in_events[i]), &number));
    }
    return HOTLINE_OK;
}

static void names_free_maps(const hotline_context *context, map *maps, uint32_t count, uint32_t capacity) {
    for (uint32_t i = 0; i < count; i++) {
        hotline__map_free(&maps[i]);
    }
    hotline__release(context, maps, capacity * sizeof *maps);
}

void hotline__names_free(names *n) {
    const hotline_context *context = n->events.context;
    names_free_maps(context, n->values, n->facts.count, n->values_capacity);
    names_free_maps(context, n->states, n->machines.count, n->states_capacity);
    for (size_t i = 0; names_kind(n, i) != NULL; i++) {
        hotline__map_free(names_kind(n, i));
    }
    memset(n, 0, sizeof *n);
}

/* Room for one more map of values or states, before the name itself is added: every number below count has its map. */
static hotline_status names_reserve(const hotline_context *context, map **maps, uint32_t count, uint32_t *capacity) {
    if (count == *capacity) {
        uint32_t larger = *capacity == 0 ? 16 : *capacity * 2;
        map *grown = hotline__resize(context, *maps, *capacity * sizeof **maps, larger * sizeof **maps);
        if (grown == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        *maps = grown;
        *capacity = larger;
    }
    hotline__map_init(&(*maps)[count], context);
    return HOTLINE_OK;
}

hotline_status hotline__names_add(names *n, map *kind, text name, uint32_t *out) {
    int32_t known = hotline__map_find(kind, name);
    if (known != MAP_NONE) {
        *out = (uint32_t)known;
        return HOTLINE_OK;
    }
    if (kind->count >= NAMES_MAX) {
        return HOTLINE_ERROR_LIMIT;
    }
    if (kind == &n->facts) {
        HOTLINE_TRY(names_reserve(kind->context, &n->values, kind->count, &n->values_capacity));
    } else if (kind == &n->machines) {
        HOTLINE_TRY(names_reserve(kind->context, &n->states, kind->count, &n->states_capacity));
    }
    return hotline__map_add(kind, name, out);
}
