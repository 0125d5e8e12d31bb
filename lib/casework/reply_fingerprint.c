/* SPDX-License-Identifier: MIT */
/*
 * A number for the bytes of a text, by which a sign-off names it. It refuses to protect against anyone who wants two texts to look alike.
 */
#include "../../include/hotline/reply.h"

/* FNV-1a over the bytes, twice mixed: every byte changes every digit. */
hotline_status hotline_reply_fingerprint(const char *bytes, size_t len, char *out) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    if (out == NULL || (bytes == NULL && len > 0)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ (uint8_t)bytes[i]) * UINT64_C(0x100000001B3);
    }
    hash = (hash ^ hash >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
    for (int i = 0; i < 16; i++) {
        out[i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
    }
    out[16] = '\0';
    return HOTLINE_OK;
}
