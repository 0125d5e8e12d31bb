/* SPDX-License-Identifier: MIT */
/*
 * Reads what a `publish` event holds: ranking, period, version, and the order, each unit at its first place. It refuses to rank, to say what
 * is wrong with it (publish_check.c), and to know which of several versions counts.
 */
#include "publish_impl.h"

#include "../base/sort.h"

#include <string.h>

const raw_fact *hotline__publish_fact(const event *e, const char *name) {
    uint32_t count = 0;
    const raw_fact *facts = hotline__event_facts(e, &count);
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (hotline__text_is(facts[i].key, name)) {
            return hotline__event_is_nothing(&facts[i]) ? NULL : &facts[i];
        }
    }
    return NULL;
}

text hotline__publish_words(const event *e, const char *name) {
    const raw_fact *fact = hotline__publish_fact(e, name);
    text none = {NULL, 0};
    return fact != NULL && fact->kind == RAW_TEXT ? fact->words : none;
}

int hotline__publish_version(const event *e, int64_t *out) {
    const raw_fact *fact = hotline__publish_fact(e, "version");
    int64_t number = 0;
    int ok = fact == NULL || fact->kind == RAW_INTEGER;
    if (fact != NULL && fact->kind == RAW_TEXT && fact->words.len <= 9) {
        ok = hotline__text_digits(fact->words, 0, fact->words.len, &number);
    } else if (fact != NULL) {
        number = fact->number;
    }
    *out = ok ? number : 0;
    return ok;
}

/* ---- the order ---- */

/* A list of names as the reader of JSON would have given it; NULL without memory. */
static json *publish_list_names(arena *keep, const raw_fact *fact) {
    json *items = hotline__arena_take_zeroed(keep, (size_t)fact->item_count + 1, sizeof *items);
    uint32_t i;
    if (items == NULL) {
        return NULL;
    }
    items[0].kind = JSON_ARRAY;
    items[0].count = fact->item_count;
    items[0].first = fact->item_count > 0 ? &items[1] : NULL;
    for (i = 0; i < fact->item_count; i++) {
        items[i + 1].kind = JSON_TEXT;
        items[i + 1].value = fact->items[i];
        items[i + 1].next = i + 1 < fact->item_count ? &items[i + 2] : NULL;
    }
    return items;
}

/* *out NULL: it is no list. */
static hotline_status publish_list(arena *keep, const raw_fact *fact, json **out) {
    hotline_status status;
    *out = NULL;
    if (fact != NULL && fact->kind == RAW_LIST) {
        *out = publish_list_names(keep, fact);
        return *out != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
    }
    if (fact == NULL || fact->kind != RAW_OTHER) {
        return HOTLINE_OK;
    }
    status = hotline__json_read(keep, fact->words.at, fact->words.len, out, NULL);
    *out = status >= 0 && (*out)->kind == JSON_ARRAY ? *out : NULL;
    return status == HOTLINE_ERROR_MEMORY ? status : HOTLINE_OK;
}

static uint32_t publish_size(const json *entry) {
    return entry->kind == JSON_ARRAY ? entry->count : 1;
}

static void publish_read_entry(const json *entry, uint32_t number, published_place *list, uint32_t *count) {
    const json *one = entry->kind == JSON_ARRAY ? entry->first : entry;
    for (; one != NULL; one = one != entry ? one->next : NULL) {
        published_place *place = &list[(*count)++];
        memset(place, 0, sizeof *place);
        place->entry = number;
        if (one->kind == JSON_TEXT && one->value.len > 0) {
            place->unit = one->value;
        }
    }
}

/* By unit, the first place first. */
static int publish_compare(const void *with, const void *a, const void *b) {
    const published_place *one = *(const published_place *const *)a;
    const published_place *two = *(const published_place *const *)b;
    int order = hotline__text_compare(one->unit, two->unit);
    (void)with;
    return order != 0 || one == two ? order : one < two ? -1 : 1;
}

/* `sorted` has room for twice as many as there are places. */
static void publish_index(published_order *o, published_place *list, published_place **sorted) {
    uint32_t named = 0;
    uint32_t i;
    for (i = 0; i < o->count; i++) {
        if (list[i].unit.at != NULL) {
            sorted[named++] = &list[i];
        }
    }
    hotline__sort(sorted, sorted + o->count, named, sizeof *sorted, publish_compare, NULL);
    for (i = 0; i < named; i++) {
        sorted[i]->again = o->unit_count > 0 && hotline__text_equal(sorted[o->unit_count - 1]->unit, sorted[i]->unit);
        if (!sorted[i]->again) {
            sorted[o->unit_count++] = sorted[i];
        }
    }
}

/* Who is named again takes no second place. */
static void publish_count(published_order *o, published_place *list) {
    uint32_t from;
    uint32_t to;
    for (from = 0; from < o->count; from = to) {
        uint32_t with = 0;
        for (to = from; to < o->count && list[to].entry == list[from].entry; to++) {
            with += !list[to].again;
        }
        for (; from < to; from++) {
            list[from].before = o->total;
            list[from].with = with;
        }
        o->total += with;
    }
}

hotline_status hotline__publish_order(arena *keep, const event *e, published_order *out) {
    json *order = NULL;
    const json *entry;
    published_place *list;
    published_place **sorted;
    size_t most = 1;
    uint32_t number = 0;
    memset(out, 0, sizeof *out);
    HOTLINE_TRY(publish_list(keep, hotline__publish_fact(e, "order"), &order));
    out->held = order != NULL;
    for (entry = order != NULL ? order->first : NULL; entry != NULL; entry = entry->next) {
        most += publish_size(entry);
    }
    list = hotline__arena_take(keep, most * sizeof *list);
    sorted = hotline__arena_take(keep, 2 * most * sizeof *sorted);
    if (list == NULL || sorted == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (entry = order != NULL ? order->first : NULL; entry != NULL; entry = entry->next) {
        publish_read_entry(entry, number++, list, &out->count);
    }
    publish_index(out, list, sorted);
    publish_count(out, list);
    out->places = list;
    out->units = (const published_place **)sorted;
    return HOTLINE_OK;
}
