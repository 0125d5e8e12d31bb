/* SPDX-License-Identifier: MIT */
/*
 * Says where in a policy document something stands: path, line and column, for errors. It refuses to know what a policy may contain.
 */
#include "policy_read.h"

#include <string.h>

/* Members whose object value is a table: condition -> value. */
static int path_is_table_key(text key) {
    static const char *const keys[] = {"if", "met", "within", "waive", "pause", "units", "after", "ahead", "count"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (hotline__text_is(key, keys[i])) {
            return 1;
        }
    }
    return 0;
}

/* duties.NAME.if[row], and duties.NAME.extend.EVENT.add[row]. */
int hotline__policy_is_row(const policy_node *node) {
    const policy_node *table = node->parent;
    if (table == NULL || table->json.kind != JSON_OBJECT) {
        return 0;
    }
    return (table->depth == 3 && path_is_table_key(table->json.key)) || (table->depth == 5 && hotline__text_is(table->json.key, "add"));
}

static int path_is_element(const policy_node *node) {
    return node->parent != NULL && node->parent->json.kind == JSON_ARRAY;
}

/* Bytes that a node adds to the path of its parent. */
static size_t path_segment_length(const policy_node *node) {
    if (node->parent == NULL || path_is_element(node)) {
        return 0;
    }
    return node->json.key.len + (hotline__policy_is_row(node) ? 2 : node->depth > 1 ? 1 : 0);
}

/* Writes a node's segment so that it ends at `end`; returns where it begins. */
static char *path_segment(const policy_node *node, char *end) {
    size_t length = path_segment_length(node);
    char *begin = end - length;
    if (length == 0) {
        return begin;
    }
    if (hotline__policy_is_row(node)) {
        *--end = ']';
        *begin = '[';
    } else if (node->depth > 1) {
        *begin = '.';
    }
    memcpy(end - node->json.key.len, node->json.key.at, node->json.key.len);
    return begin;
}

const char *hotline__policy_path(arena *a, const json *at) {
    size_t length = 0;
    for (const policy_node *n = (const policy_node *)at; n != NULL; n = n->parent) {
        length += path_segment_length(n);
    }
    char *path = hotline__arena_take(a, length + 1);
    if (path == NULL) {
        return NULL;
    }
    char *end = path + length;
    *end = '\0';
    for (const policy_node *n = (const policy_node *)at; n != NULL; n = n->parent) {
        end = path_segment(n, end);
    }
    return path;
}

void hotline__policy_find_place(const policy_reader *r, const json *at, int key, uint32_t *line, uint32_t *column) {
    const policy_node *node = (const policy_node *)at;
    const policy_document *from = node->from;
    *line = 0;
    *column = 0;
    if (from == r->document) {
        hotline__json_place(from->source.at, from->source.len, key ? at->key_offset : at->offset, line, column);
    }
}

static hotline_status policy_fail_at(policy_reader *r, const json *at, int key, const char *message) {
    const policy_document *from = ((const policy_node *)at)->from;
    uint32_t line = 0;
    uint32_t column = 0;
    const char *path = hotline__policy_path(r->arena, at);
    if (path == NULL) {
        return hotline__policy_no_memory(r);
    }
    hotline__policy_find_place(r, at, key, &line, &column);
    hotline__error_set(r->error, HOTLINE_ERROR_DOCUMENT, "");
    if (from != r->document) {
        hotline__error_add(r->error, "in base ");
        hotline__error_add_quoted(r->error, from->id);
        hotline__error_add(r->error, ": ");
    }
    hotline__error_add(r->error, message);
    hotline__error_place(r->error, line, column);
    hotline__error_path(r->error, hotline__text(path));
    return HOTLINE_ERROR_DOCUMENT;
}

hotline_status hotline__policy_fail(policy_reader *r, const json *at, const char *message) {
    return policy_fail_at(r, at, 0, message);
}

hotline_status hotline__policy_fail_limit(policy_reader *r, const json *at, const char *message) {
    (void)hotline__policy_fail(r, at, message);
    r->error->status = HOTLINE_ERROR_LIMIT;
    return HOTLINE_ERROR_LIMIT;
}

hotline_status hotline__policy_fail_key(policy_reader *r, const json *at, const char *message) {
    return policy_fail_at(r, at, 1, message);
}

hotline_status hotline__policy_no_memory(policy_reader *r) {
    return hotline__error_set(r->error, HOTLINE_ERROR_MEMORY, "out of memory");
}

hotline_status hotline__policy_note_path(policy_reader *r, const json *node, const char **out) {
    *out = hotline__policy_path(r->arena, node);
    return *out != NULL ? HOTLINE_OK : hotline__policy_no_memory(r);
}
