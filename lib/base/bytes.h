/* SPDX-License-Identifier: MIT */
/* Numbers as little-endian bytes, whatever the machine, and a reader of saved bytes that nobody vouches for. */
#ifndef HOTLINE_BASE_BYTES_H
#define HOTLINE_BASE_BYTES_H

#include "error_impl.h"

/* Writes the low `bytes` bytes of the number; returns the place after them. */
static inline uint8_t *hotline__bytes_write(uint8_t *to, uint64_t number, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        to[i] = (uint8_t)(number >> 8 * i);
    }
    return to + bytes;
}

/* What is left to read. The first fault sticks: read freely, ask once. */
typedef struct bytes_reader {
    const uint8_t *at;
    size_t left;
    hotline_status status; /* HOTLINE_OK, or HOTLINE_ERROR_DOCUMENT: there was not as much */
} bytes_reader;

/* NULL: there are not as many. */
static inline const uint8_t *hotline__bytes_take(bytes_reader *r, size_t bytes) {
    const uint8_t *taken = r->at;
    if (r->left < bytes) {
        r->status = HOTLINE_ERROR_DOCUMENT;
        return NULL;
    }
    r->at += bytes;
    r->left -= bytes;
    return taken;
}

/* At most 8 bytes; 0 where there are not as many. */
static inline uint64_t hotline__bytes_number(bytes_reader *r, size_t bytes) {
    const uint8_t *at = hotline__bytes_take(r, bytes);
    uint64_t number = 0;
    for (size_t i = 0; at != NULL && i < bytes; i++) {
        number |= (uint64_t)at[i] << 8 * i;
    }
    return number;
}

#endif
