/* SPDX-License-Identifier: MIT */
/*
 * A number for the bytes of a text, by which a sign-off names it. It refuses to protect against anyone who wants two texts to look alike.
 */
#include "../../include/hotline/reply.h"

#include "../base/checksum.h"

/* The checksum, twice mixed: every byte changes every digit. */
hotline_status hotline_reply_fingerprint(const char *bytes, size_t len, char *out) {
    if (out == NULL || (bytes == NULL && len > 0)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    uint64_t hash = hotline__checksum(bytes, len);
    hash = (hash ^ hash >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
    for (int i = 0; i < 16; i++) {
        out[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
    }
    out[16] = '\0';
    return HOTLINE_OK;
}
