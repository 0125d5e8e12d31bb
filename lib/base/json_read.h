/* SPDX-License-Identifier: MIT */
/* A strict reader of RFC 8259 text into a tree in an arena. Text without escapes is not copied: the source must outlive the tree. */
#ifndef HOTLINE_BASE_JSON_READ_H
#define HOTLINE_BASE_JSON_READ_H

#include "arena.h"

typedef enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_INTEGER, JSON_DECIMAL, JSON_TEXT, JSON_ARRAY, JSON_OBJECT } json_kind;

typedef struct json json;
struct json {
    json *next;     /* next sibling in the array or object */
    json *first;    /* first child */
    text key;       /* member name, in objects */
    text value;     /* JSON_TEXT: decoded text; JSON_INTEGER, JSON_DECIMAL: the number as written */
    int64_t number; /* JSON_INTEGER */
    uint32_t offset;     /* byte offset of the value in the source */
    uint32_t key_offset; /* of the member name's opening quote */
    uint32_t count;      /* children */
    uint8_t kind;        /* json_kind */
};

/*
 * Reads one value and nothing after it but white space. A leading byte order mark is refused. Duplicate member names, invalid UTF-8,
 * U+0000 written as an escape, lone surrogates, control characters in text, and depth, size and member limits of the context are errors
 * with line and column. JSON_INTEGER: no fraction, no exponent, fits int64 (-0 is 0); other numbers are JSON_DECIMAL, kept as text.
 * Recursion is bounded by max_depth. On failure *out is not written; the arena may hold partial nodes.
 */
hotline_status hotline__json_read(arena *a, const char *source, size_t len, json **out, hotline_error *error);

/* Member by name, or NULL; object must be JSON_OBJECT. */
json *hotline__json_member(const json *object, const char *name);
json *hotline__json_find(const json *object, text name);
/* Line (from 1) and column (code points, from 1) of a byte offset. */
void hotline__json_place(const char *source, size_t len, uint32_t offset, uint32_t *line, uint32_t *column);
/* "a number", "text", "an object" ... for messages. */
const char *hotline__json_kind_name(uint8_t kind);

#endif
