/* SPDX-License-Identifier: MIT */
/* Any bytes as something saved: as they are, and with a right head and checksum, so that what stands between is looked at. */
#ifndef HOTLINE_TESTS_FUZZ_SAVED_H
#define HOTLINE_TESTS_FUZZ_SAVED_H

#include "../support/saved_bytes.h"
#include "require.h"

/* `sign` writes the head, of so many bytes, and the checksum. */
static inline void saved_try(const uint8_t *data, size_t size, size_t head, void (*sign)(uint8_t *bytes, size_t len),
                             void (*check_load)(const uint8_t *bytes, size_t len)) {
    uint8_t *bytes;
    if (size == 0) {
        return;
    }
    check_load(data, size);
    if (size < head + SAVED_TAIL) {
        return;
    }
    bytes = malloc(size);
    REQUIRE(bytes != NULL);
    memcpy(bytes, data, size);
    sign(bytes, size);
    check_load(bytes, size);
    free(bytes);
}

#endif
