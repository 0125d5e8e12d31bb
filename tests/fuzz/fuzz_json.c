/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as JSON. What is read is UTF-8, has no name twice in an object, and written and read again gives the same tree; what is
 * refused has a place inside the text. A context with small limits agrees unless it names a limit.
 */
#include "base/json_read.h"
#include "base/json_write.h"
#include "base/utf8.h"
#include "require.h"

enum { DEPTH = 60, NAMES_COMPARED = 200 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_tree(json_writer *w, const json *node);

static void write_children(json_writer *w, const json *node) {
    const json *child;
    for (child = node->first; child != NULL; child = child->next) {
        if (node->kind == JSON_OBJECT) {
            hotline__json_key_text(w, child->key);
        }
        write_tree(w, child);
    }
}

static void write_tree(json_writer *w, const json *node) {
    switch (node->kind) {
    case JSON_NULL:
        hotline__json_null(w);
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        hotline__json_flag(w, node->kind == JSON_TRUE);
        break;
    case JSON_INTEGER:
        hotline__json_integer(w, node->number);
        break;
    case JSON_DECIMAL:
        hotline__json_raw(w, node->value);
        break;
    case JSON_TEXT:
        hotline__json_text(w, node->value);
        break;
    case JSON_ARRAY:
        hotline__json_array(w);
        write_children(w, node);
        hotline__json_array_end(w);
        break;
    default:
        hotline__json_object(w);
        write_children(w, node);
        hotline__json_object_end(w);
        break;
    }
}

static void same_tree(const json *a, const json *b) {
    REQUIRE(a->kind == b->kind && a->count == b->count && a->number == b->number);
    REQUIRE(hotline__text_equal(a->key, b->key));
    REQUIRE(a->kind == JSON_INTEGER || hotline__text_equal(a->value, b->value)); /* -0 is written 0 */
    a = a->first;
    b = b->first;
    for (; a != NULL && b != NULL; a = a->next, b = b->next) {
        same_tree(a, b);
    }
    REQUIRE(a == NULL && b == NULL);
}

/* Offsets point at the value, names are unique, and children are counted. */
static void check_tree(const json *node, const char *source, size_t len) {
    const json *child;
    uint32_t count = 0;
    REQUIRE(node->offset < len);
    REQUIRE(node->kind != JSON_TEXT || source[node->offset] == '"');
    for (child = node->first; child != NULL; child = child->next) {
        const json *other;
        count++;
        for (other = child->next; node->kind == JSON_OBJECT && node->count < NAMES_COMPARED && other != NULL; other = other->next) {
            REQUIRE(!hotline__text_equal(child->key, other->key));
        }
        REQUIRE(node->kind != JSON_OBJECT || source[child->key_offset] == '"');
        check_tree(child, source, len);
    }
    REQUIRE(count == node->count);
}

static void check_accepted(const hotline_context *context, const json *root, const char *source, size_t len) {
    buffer first;
    buffer second;
    json_writer w;
    arena a;
    json *again = NULL;
    REQUIRE(hotline__utf8_valid(source, len) == len);
    check_tree(root, source, len);
    hotline__arena_init(&a, context);
    hotline__buffer_init(&first, context);
    hotline__buffer_init(&second, context);
    hotline__json_begin(&w, &first);
    write_tree(&w, root);
    REQUIRE(first.status == HOTLINE_OK);
    REQUIRE(hotline__json_read(&a, first.bytes, first.len, &again, NULL) == HOTLINE_OK);
    same_tree(root, again);
    hotline__json_begin(&w, &second);
    write_tree(&w, again);
    REQUIRE(hotline__text_equal(hotline__buffer_text(&first), hotline__buffer_text(&second)));
    hotline__buffer_free(&first);
    hotline__buffer_free(&second);
    hotline__arena_free(&a);
}

static hotline_context *context_of(uint32_t depth, uint64_t members) {
    hotline_context_options options;
    hotline_context *context = NULL;
    hotline_context_options_init(&options, sizeof options);
    options.max_depth = depth;
    options.max_members = members;
    REQUIRE(hotline_context_new(&options, &context) == HOTLINE_OK);
    return context;
}

static hotline_status read_under(const hotline_context *context, const char *source, size_t len) {
    arena a;
    json *root = NULL;
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    hotline__arena_init(&a, context);
    status = hotline__json_read(&a, source, len, &root, &error);
    if (status == HOTLINE_OK) {
        check_accepted(context, root, source, len);
    } else {
        REQUIRE(status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_LIMIT);
        REQUIRE(root == NULL && error.status == status && error.message[0] != '\0');
        REQUIRE(hotline__utf8_valid(error.message, strlen(error.message)) == strlen(error.message));
        REQUIRE(place_is_inside(source, len, &error));
    }
    hotline__arena_free(&a);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static hotline_context *wide;
    static hotline_context *narrow;
    hotline_status status;
    hotline_status limited;
    if (wide == NULL) {
        wide = context_of(DEPTH, 0);
        narrow = context_of(3, 8);
    }
    status = read_under(wide, (const char *)data, size);
    limited = read_under(narrow, (const char *)data, size);
    REQUIRE(limited == status || limited == HOTLINE_ERROR_LIMIT);
    return 0;
}
