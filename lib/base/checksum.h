/* SPDX-License-Identifier: MIT */
/* FNV-1a over bytes: a number that tells texts apart by accident, not against forgers. Fixed for ever: saved files and sign-offs hold it. */
#ifndef HOTLINE_BASE_CHECKSUM_H
#define HOTLINE_BASE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t hotline__checksum(const void *bytes, size_t len) {
    const uint8_t *at = bytes;
    uint64_t sum = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < len; i++) {
        sum = (sum ^ at[i]) * UINT64_C(0x100000001B3);
    }
    return sum;
}

#endif
