/* SPDX-License-Identifier: MIT */
/* A set of texts, each with the row that it was first seen in. */
#ifndef HOTLINE_EXAMPLE_SEEN_H
#define HOTLINE_EXAMPLE_SEEN_H

#include <stddef.h>

typedef struct seen_text {
    char *text; /* its length in front of it */
    unsigned long long row;
} seen_text;

typedef struct seen {
    seen_text *slots;
    size_t capacity, count;
    char *block; /* the newest one; begins with the address of the one before */
    size_t block_len, block_capacity;
} seen;

/* 0: new, and noted; otherwise the row that it was noted in. `failed` is set where memory is wanting. */
unsigned long long seen_note(seen *s, const char *bytes, size_t len, unsigned long long row, int *failed);
/* The row that it was noted in, or 0. */
unsigned long long seen_row(const seen *s, const char *bytes, size_t len);
void seen_free(seen *s);

#endif
