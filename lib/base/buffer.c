/* SPDX-License-Identifier: MIT */
/*
 * A growing run of bytes. The first failure sticks, so that a writer may append a whole line and ask once. It refuses to know what the
 * bytes mean.
 */
#include "buffer.h"

#include <string.h>

enum { BUFFER_LEAST = 256, BUFFER_NUMBER_SIZE = 20 };

void hotline__buffer_init(buffer *b, const hotline_context *context) {
    memset(b, 0, sizeof *b);
    b->context = context;
}

static int buffer_reserve(buffer *b, size_t more) {
    size_t capacity = b->capacity < BUFFER_LEAST ? BUFFER_LEAST : b->capacity;
    char *grown;
    if (more >= SIZE_MAX / 4 - b->len) {
        return 0;
    }
    while (capacity < b->len + more + 1) {
        capacity *= 2;
    }
    if (capacity == b->capacity) {
        return 1;
    }
    grown = hotline__resize(b->context, b->bytes, b->capacity, capacity);
    if (grown == NULL) {
        return 0;
    }
    b->bytes = grown;
    b->capacity = capacity;
    return 1;
}

void hotline__buffer_add(buffer *b, const char *bytes, size_t len) {
    if (b->status < 0) {
        return;
    }
    if (b->capacity - b->len <= len && !buffer_reserve(b, len)) {
        b->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    if (len != 0) {
        memcpy(b->bytes + b->len, bytes, len);
    }
    b->len += len;
    b->bytes[b->len] = '\0';
}

void hotline__buffer_add_text(buffer *b, text t) {
    hotline__buffer_add(b, t.at, t.len);
}

void hotline__buffer_puts(buffer *b, const char *terminated) {
    hotline__buffer_add(b, terminated, strlen(terminated));
}

void hotline__buffer_add_number(buffer *b, int64_t number) {
    char digits[BUFFER_NUMBER_SIZE];
    size_t at = sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + (char)(left % 10));
        left /= 10;
    } while (left != 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    hotline__buffer_add(b, digits + at, sizeof digits - at);
}

void hotline__buffer_clear(buffer *b) {
    b->len = 0;
    b->status = HOTLINE_OK;
    if (b->bytes != NULL) {
        b->bytes[0] = '\0';
    }
}

text hotline__buffer_text(const buffer *b) {
    text t;
    t.at = b->bytes == NULL ? "" : b->bytes;
    t.len = b->len;
    return t;
}

hotline_status hotline__buffer_lend(const buffer *b, const char **at, size_t *len) {
    HOTLINE_TRY(b->status);
    hotline__text_lend(hotline__buffer_text(b), at, len);
    return HOTLINE_OK;
}

void hotline__buffer_free(buffer *b) {
    hotline__release(b->context, b->bytes, b->capacity);
    hotline__buffer_init(b, b->context);
}
