/* SPDX-License-Identifier: MIT */
/*
 * A tree made of JSON text, and names that stand twice in an object found. It refuses to know the grammar of the text (json_scan.c) and
 * of any document.
 */
#include "json_read.h"

#include <string.h>

#include "map.h"

enum { JSON_LINEAR_MEMBERS = 12 }; /* up to here a new name is compared with each before it; beyond, a map is quicker */

static hotline_status json_out_of_memory(const json_scan *s) {
    return hotline__json_scan_fail(s, s->at, HOTLINE_ERROR_MEMORY, "out of memory");
}

static hotline_status json_array_read(json_scan *s, json *node) {
    json **link = &node->first;
    int more = 0;
    HOTLINE_TRY(hotline__json_scan_enter(s, ']', &more));
    while (more) {
        node->count++;
        HOTLINE_TRY(hotline__json_read_value(s, link));
        link = &(*link)->next;
        HOTLINE_TRY(hotline__json_scan_next(s, ']', &more));
    }
    return HOTLINE_OK;
}

static int json_seen(const json *object, text name) {
    const json *child;
    for (child = object->first; child != NULL; child = child->next) {
        if (hotline__text_equal(child->key, name)) {
            return 1;
        }
    }
    return 0;
}

/* Is the name new to the object? Small objects are walked; large ones keep a map of their names. */
static hotline_status json_check_name(json_scan *s, const json *object, map *known, text name, uint32_t offset) {
    hotline_status added = HOTLINE_OK;
    uint32_t number = 0;
    const json *child;
    if (object->count <= JSON_LINEAR_MEMBERS) {
        added = json_seen(object, name) ? HOTLINE_DUPLICATE : HOTLINE_OK;
    } else {
        for (child = known->count == 0 ? object->first : NULL; child != NULL && added >= 0; child = child->next) {
            added = hotline__map_add(known, child->key, &number);
        }
        added = added >= 0 ? hotline__map_add(known, name, &number) : added;
    }
    if (added == HOTLINE_DUPLICATE) {
        return hotline__json_scan_twice(s, name, offset);
    }
    return added < 0 ? json_out_of_memory(s) : HOTLINE_OK;
}

static hotline_status json_member_read(json_scan *s, json *object, map *known, json **link) {
    text name = {0};
    uint32_t offset = 0;
    json *child = NULL;
    object->count++;
    HOTLINE_TRY(hotline__json_scan_name(s, &name, &offset));
    HOTLINE_TRY(json_check_name(s, object, known, name, offset));
    HOTLINE_TRY(hotline__json_read_value(s, &child));
    child->key = name;
    child->key_offset = offset;
    *link = child;
    return HOTLINE_OK;
}

static hotline_status json_members_read(json_scan *s, json *node, map *known) {
    json **link = &node->first;
    int more = 0;
    HOTLINE_TRY(hotline__json_scan_enter(s, '}', &more));
    while (more) {
        HOTLINE_TRY(json_member_read(s, node, known, link));
        link = &(*link)->next;
        HOTLINE_TRY(hotline__json_scan_next(s, '}', &more));
    }
    return HOTLINE_OK;
}

static hotline_status json_object_read(json_scan *s, json *node) {
    map known;
    hotline_status status;
    hotline__map_init(&known, s->arena->context);
    status = json_members_read(s, node, &known);
    hotline__map_free(&known);
    return status;
}

static hotline_status json_collection_read(json_scan *s, json *node) {
    memset(node, 0, sizeof *node);
    node->offset = (uint32_t)(s->at - s->source);
    if (*s->at == '{') {
        node->kind = JSON_OBJECT;
        return json_object_read(s, node);
    }
    node->kind = JSON_ARRAY;
    return json_array_read(s, node);
}

hotline_status hotline__json_read_value(json_scan *s, json **out) {
    json *node = hotline__arena_take(s->arena, sizeof *node);
    if (node == NULL) {
        return json_out_of_memory(s);
    }
    if (s->at < s->end && (*s->at == '{' || *s->at == '[')) {
        HOTLINE_TRY(json_collection_read(s, node));
    } else {
        HOTLINE_TRY(hotline__json_scan_scalar(s, node));
    }
    *out = node;
    return HOTLINE_OK;
}

hotline_status hotline__json_read(arena *a, const char *source, size_t len, json **out, hotline_error *error) {
    json_scan s;
    json *root = NULL;
    HOTLINE_TRY(hotline__json_scan_begin(&s, a, source, len, error));
    HOTLINE_TRY(hotline__json_read_value(&s, &root));
    HOTLINE_TRY(hotline__json_scan_end(&s));
    *out = root;
    return HOTLINE_OK;
}

/* ---- asking a tree ---- */

json *hotline__json_find(const json *object, text name) {
    json *child;
    for (child = object->first; child != NULL; child = child->next) {
        if (hotline__text_equal(child->key, name)) {
            return child;
        }
    }
    return NULL;
}

json *hotline__json_member(const json *object, const char *name) {
    return hotline__json_find(object, hotline__text(name));
}

text hotline__json_word(const json *object, const char *name) {
    const json *member = hotline__json_member(object, name);
    text none = {NULL, 0};
    return member != NULL && member->kind == JSON_TEXT ? member->value : none;
}
