/* SPDX-License-Identifier: MIT */
/* Saved bytes as tests forge them, without the library's help: numbers, and the checksum that stands at the end. */
#ifndef HOTLINE_TESTS_SAVED_BYTES_H
#define HOTLINE_TESTS_SAVED_BYTES_H

#include <stddef.h>
#include <stdint.h>

enum { SAVED_TAIL = 8 };

/* The low `bytes` bytes of the number, the lowest first; returns the place after them. */
static inline uint8_t *saved_write(uint8_t *to, uint64_t number, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        to[i] = (uint8_t)(number >> 8 * i);
    }
    return to + bytes;
}

/* Writes the checksum (FNV-1a) of all bytes but the last eight into these. */
static inline void saved_sign(uint8_t *bytes, size_t len) {
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < len - SAVED_TAIL; i++) {
        sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    (void)saved_write(bytes + len - SAVED_TAIL, sum, SAVED_TAIL);
}

#endif
