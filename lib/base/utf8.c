/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 as Unicode defines it: no overlong forms, no surrogates, nothing above U+10FFFF. It refuses to know characters beyond their
 * numbers.
 */
#include "utf8.h"

#include <string.h>

/* Length and smallest code point by lead byte's high bits. */
static int utf8_lead(unsigned char lead, int32_t *bits, int32_t *least) {
    if (lead >= 0xC2 && lead < 0xE0) {
        *bits = lead & 0x1F;
        *least = 0x80;
        return 2;
    }
    if (lead >= 0xE0 && lead < 0xF0) {
        *bits = lead & 0x0F;
        *least = 0x800;
        return 3;
    }
    if (lead >= 0xF0 && lead < 0xF5) {
        *bits = lead & 0x07;
        *least = 0x10000;
        return 4;
    }
    return 0;
}

static int32_t utf8_sequence(const unsigned char *bytes, size_t len, int *length) {
    int32_t code = 0;
    int32_t least = 0;
    int i;
    *length = utf8_lead(bytes[0], &code, &least);
    if (*length == 0 || (size_t)*length > len) {
        return UTF8_BAD;
    }
    for (i = 1; i < *length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return UTF8_BAD;
        }
        code = (code << 6) | (bytes[i] & 0x3F);
    }
    return code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) ? UTF8_BAD : code;
}

int32_t hotline__utf8_next(const char *bytes, size_t len, size_t *at) {
    const unsigned char *from = (const unsigned char *)bytes + *at;
    int length = 1;
    int32_t code = from[0];
    if (code >= 0x80) {
        code = utf8_sequence(from, len - *at, &length);
    }
    *at += code == UTF8_BAD ? 1 : (size_t)length;
    return code;
}

/* Bytes of a run of Chinese: sequences of three whose lead byte alone says that they are neither overlong nor surrogates. */
static size_t utf8_run_of_three(const char *bytes, size_t len) {
    const unsigned char *at = (const unsigned char *)bytes;
    size_t run = 0;
    while (len - run >= 3 && at[run] > 0xE0 && at[run] < 0xF0 && at[run] != 0xED && (at[run + 1] & 0xC0) == 0x80 &&
           (at[run + 2] & 0xC0) == 0x80) {
        run += 3;
    }
    return run;
}

size_t hotline__utf8_valid(const char *bytes, size_t len) {
    size_t at = 0;
    while (at < len) {
        uint64_t eight;
        size_t next = at;
        if (len - at >= sizeof eight) {
            memcpy(&eight, bytes + at, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        next += utf8_run_of_three(bytes + at, len - at);
        if (next == at && hotline__utf8_next(bytes, len, &next) == UTF8_BAD) {
            return at;
        }
        at = next;
    }
    return at;
}

size_t hotline__utf8_put(int32_t code_point, char *bytes) {
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        bytes[0] = (char)(0xC0 | (code_point >> 6));
        bytes[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        bytes[0] = (char)(0xE0 | (code_point >> 12));
        bytes[1] = (char)(0x80 | ((code_point >> 6) & 0x3F));
        bytes[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | (code_point >> 18));
    bytes[1] = (char)(0x80 | ((code_point >> 12) & 0x3F));
    bytes[2] = (char)(0x80 | ((code_point >> 6) & 0x3F));
    bytes[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

size_t hotline__utf8_count(const char *bytes, size_t len) {
    size_t count = 0;
    size_t i;
    for (i = 0; i < len; i++) {
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    }
    return count;
}

size_t hotline__utf8_fit(const char *bytes, size_t len, size_t max) {
    size_t fit = len < max ? len : max;
    if (fit == len) {
        return fit;
    }
    while (fit > 0 && ((unsigned char)bytes[fit] & 0xC0) == 0x80) {
        fit--;
    }
    return fit;
}
