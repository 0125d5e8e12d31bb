/* SPDX-License-Identifier: MIT */
/* A JSON document in memory, every value with its place. */
#ifndef HOTLINE_EXAMPLE_DOCUMENT_H
#define HOTLINE_EXAMPLE_DOCUMENT_H

#include "growing.h"
#include "input.h"

typedef enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_INTEGER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT } json_kind;

typedef struct json_value {
    json_kind kind;
    const char *text; /* of a text, and the digits of an integer; ends with NUL */
    size_t len;
    const char *key; /* of a member */
    size_t key_len;
    unsigned long line, column, key_line, key_column;
    size_t from, to;                 /* where it stands in the bytes that were read */
    struct json_value *first, *next; /* members or elements in their order; the next one beside it */
    size_t count;
    struct json_value *made_before;
} json_value;

typedef struct document {
    const char *path;
    input_text text;
    json_value *root;
    json_value *made;
    hotline_error *error; /* what is wrong goes here; NULL: to stderr */
} document;

/* Reads it strictly: UTF-8, no key twice, whole numbers only. 0, or EXIT_UNUSABLE, told with its place. Release it in either case. */
int document_read(const char *path, document *out);
/* The same of bytes in memory, which are copied. What is wrong is put into *error. */
int document_parse(const char *bytes, size_t len, hotline_error *error, document *out);
void document_free(document *d);
/* A member of an object, or NULL. */
const json_value *document_member(const json_value *object, const char *key);
/* Writes a value, but no object, as JSON. */
void document_write(const json_value *v, growing *out);
/* Tells what is wrong at a place, `where` being the path of keys: EXIT_UNUSABLE. */
int document_fail(const document *d, unsigned long line, unsigned long column, const char *where, const char *why);

#endif
