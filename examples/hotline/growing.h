/* SPDX-License-Identifier: MIT */
/* A text that grows. Want of memory is remembered: ask once, at the end. Arrays that grow. */
#ifndef HOTLINE_EXAMPLE_GROWING_H
#define HOTLINE_EXAMPLE_GROWING_H

#include <stddef.h>

typedef struct growing {
    char *bytes; /* NULL until something was added */
    size_t len, capacity;
    int failed; /* memory was wanting; what was to be added since is lost */
} growing;

void growing_add(growing *g, const char *bytes, size_t len);
void growing_add_string(growing *g, const char *terminated);
/* A JSON text, escapes included; with its quotes, or without. */
void growing_add_escaped(growing *g, const char *bytes, size_t len);
void growing_add_json(growing *g, const char *bytes, size_t len);
void growing_add_number(growing *g, unsigned long long number);
/* Ends it with a NUL that does not count; NULL where memory was wanting. */
char *growing_end(growing *g);
void growing_free(growing *g);
/* Room for one more in an array of `count` items: the array, perhaps moved; NULL where memory is wanting, and it stays as it was. */
void *growing_array(void *array, size_t count, size_t *capacity, size_t size);

#endif
