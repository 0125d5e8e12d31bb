/* SPDX-License-Identifier: MIT */
/*
 * Which bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF. It refuses to know what they say.
 */
#include "utf8.h"

#include <string.h>

/* Bytes of the character that this byte begins; 0: none does. */
static size_t utf8_length(unsigned char c) {
    return c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
}

/* Whether the second byte may follow the first. */
static int utf8_second(unsigned char first, unsigned char second) {
    unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
}

/* Bytes of the character at the beginning; 0: none, or not the whole of one. */
static size_t utf8_character(const unsigned char *at, size_t left) {
    size_t len = utf8_length(at[0]);
    if (len < 2 || len > left) {
        return len < 2 ? len : 0;
    }
    if (!utf8_second(at[0], at[1]) || (len > 2 && (at[2] & 0xc0) != 0x80) || (len > 3 && (at[3] & 0xc0) != 0x80)) {
        return 0;
    }
    return len;
}

/* Eight bytes at a step where all are ASCII. */
size_t utf8_ascii(const char *bytes, size_t len) {
    size_t i = 0;
    for (; len - i >= 8; i += 8) {
        unsigned long long eight;
        memcpy(&eight, bytes + i, 8);
        if ((eight & 0x8080808080808080ULL) != 0) {
            break;
        }
    }
    return i;
}

size_t utf8_valid(const char *bytes, size_t len) {
    const unsigned char *at = (const unsigned char *)bytes;
    size_t i = 0;
    while (i < len) {
        size_t step = at[i] < 0x80 ? utf8_ascii(bytes + i, len - i) : 0;
        step = step != 0 ? step : utf8_character(at + i, len - i);
        if (step == 0) {
            break;
        }
        i += step;
    }
    return i;
}

int utf8_begins(const char *bytes, size_t len) {
    const unsigned char *at = (const unsigned char *)bytes;
    size_t i;
    if (len == 0 || len >= utf8_length(at[0])) {
        return 0;
    }
    for (i = 2; i < len; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return len < 2 || utf8_second(at[0], at[1]);
}

size_t utf8_write(unsigned long point, char *to) {
    if (point < 0x80) {
        to[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        to[0] = (char)(0xc0 | point >> 6);
        to[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        to[0] = (char)(0xe0 | point >> 12);
        to[1] = (char)(0x80 | (point >> 6 & 0x3f));
        to[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | point >> 18);
    to[1] = (char)(0x80 | (point >> 12 & 0x3f));
    to[2] = (char)(0x80 | (point >> 6 & 0x3f));
    to[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}
