/* SPDX-License-Identifier: MIT */
/* A growing run of bytes, NUL-terminated at every moment. The first failure sticks: append freely, ask once. */
#ifndef HOTLINE_BASE_BUFFER_H
#define HOTLINE_BASE_BUFFER_H

#include "context_impl.h"
#include "error_impl.h"

typedef struct buffer {
    const hotline_context *context;
    char *bytes; /* NULL until something was appended */
    size_t len;
    size_t capacity;
    hotline_status status; /* HOTLINE_OK, or the first failure */
} buffer;

void hotline__buffer_init(buffer *b, const hotline_context *context);
void hotline__buffer_add(buffer *b, const char *bytes, size_t len);
void hotline__buffer_add_text(buffer *b, text t);
void hotline__buffer_puts(buffer *b, const char *terminated);
void hotline__buffer_add_number(buffer *b, int64_t number);
void hotline__buffer_clear(buffer *b);      /* keeps the memory and forgets the failure */
text hotline__buffer_text(const buffer *b); /* never NULL: an empty buffer gives "" */
/* Hands it out to a caller, or gives the failure that stuck. */
hotline_status hotline__buffer_lend(const buffer *b, const char **at, size_t *len);
void hotline__buffer_free(buffer *b);

#endif
