/* SPDX-License-Identifier: MIT */
/*
 * Text that is put together piece by piece, and arrays item by item. It refuses to know what it is for.
 */
#include "growing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int growing_room(growing *g, size_t more) {
    size_t capacity = g->capacity == 0 ? 256 : g->capacity;
    char *grown;
    if (g->failed || more > (size_t)-1 / 4 || g->len > (size_t)-1 / 4) {
        g->failed = 1;
        return 0;
    }
    if (g->len + more <= g->capacity) {
        return 1;
    }
    while (capacity < g->len + more) {
        capacity *= 2;
    }
    grown = realloc(g->bytes, capacity);
    if (grown == NULL) {
        g->failed = 1;
        return 0;
    }
    g->bytes = grown;
    g->capacity = capacity;
    return 1;
}

void growing_add(growing *g, const char *bytes, size_t len) {
    if (len != 0 && ((!g->failed && len <= g->capacity - g->len) || growing_room(g, len))) {
        memcpy(g->bytes + g->len, bytes, len);
        g->len += len;
    }
}

void growing_add_string(growing *g, const char *terminated) {
    growing_add(g, terminated, strlen(terminated));
}

static void growing_escape(growing *g, unsigned char c) {
    char escape[8];
    if (c == '"' || c == '\\') {
        escape[0] = '\\';
        escape[1] = (char)c;
        growing_add(g, escape, 2);
        return;
    }
    snprintf(escape, sizeof escape, "\\u%04x", c);
    growing_add(g, escape, 6);
}

void growing_add_escaped(growing *g, const char *bytes, size_t len) {
    size_t from = 0;
    size_t i;
    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c == '"' || c == '\\') {
            growing_add(g, bytes + from, i - from);
            growing_escape(g, c);
            from = i + 1;
        }
    }
    growing_add(g, bytes + from, len - from);
}

void growing_add_json(growing *g, const char *bytes, size_t len) {
    growing_add(g, "\"", 1);
    growing_add_escaped(g, bytes, len);
    growing_add(g, "\"", 1);
}

void growing_add_number(growing *g, unsigned long long number) {
    char digits[24];
    int i = (int)sizeof digits;
    do {
        digits[--i] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    growing_add(g, digits + i, sizeof digits - (size_t)i);
}

char *growing_end(growing *g) {
    growing_add(g, "", 1);
    if (g->failed) {
        return NULL;
    }
    g->len--;
    return g->bytes;
}

void growing_free(growing *g) {
    free(g->bytes);
    memset(g, 0, sizeof *g);
}

void *growing_array(void *array, size_t count, size_t *capacity, size_t size) {
    size_t more = *capacity == 0 ? 64 : 2 * *capacity;
    void *grown = array;
    if (count == *capacity) {
        grown = realloc(array, more * size);
        *capacity = grown != NULL ? more : *capacity;
    }
    return grown;
}
