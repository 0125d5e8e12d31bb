/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 against the table of well-formed byte sequences in the Unicode standard (table 3-7): every string of one to three bytes, all
 * pairs of lead and second byte of longer ones, and random strings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../lib/base/utf8.h"
#include "../support/random.h"

/* A row: how long, and the range of each byte. */
typedef struct row {
    int length;
    unsigned char low[4], high[4];
} row;

static const row rows[] = {
    {1, {0x00}, {0x7F}},
    {2, {0xC2, 0x80}, {0xDF, 0xBF}},
    {3, {0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}},
    {3, {0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}},
    {3, {0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}},
    {3, {0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}},
    {4, {0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}},
    {4, {0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}},
    {4, {0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}},
};

/* Length of the well-formed sequence at the beginning, 0 when there is none. */
static size_t reference_sequence(const unsigned char *bytes, size_t len) {
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t k = 0;
        while (k < (size_t)rows[i].length && k < len && bytes[k] >= rows[i].low[k] && bytes[k] <= rows[i].high[k]) {
            k++;
        }
        if (k == (size_t)rows[i].length) {
            return k;
        }
    }
    return 0;
}

static size_t reference_valid(const unsigned char *bytes, size_t len) {
    size_t at = 0;
    while (at < len) {
        size_t next = reference_sequence(bytes + at, len - at);
        if (next == 0) {
            break;
        }
        at += next;
    }
    return at;
}

static void check(const unsigned char *bytes, size_t len) {
    size_t expected = reference_valid(bytes, len);
    size_t at = 0;
    size_t length = reference_sequence(bytes, len);
    int32_t code = hotline__utf8_next((const char *)bytes, len, &at);
    char again[4];
    if (hotline__utf8_valid((const char *)bytes, len) != expected) {
        fail_msg("%02x %02x %02x, %u bytes: valid up to %u", bytes[0], bytes[1], bytes[2], (unsigned)len, (unsigned)expected);
    }
    if ((code != UTF8_BAD) != (length != 0) || at != (length == 0 ? 1 : length)) {
        fail_msg("%02x %02x %02x, %u bytes: the first is %u long", bytes[0], bytes[1], bytes[2], (unsigned)len, (unsigned)length);
    }
    if (code != UTF8_BAD && (hotline__utf8_put(code, again) != length || memcmp(again, bytes, length) != 0)) {
        fail_msg("U+%04X is written otherwise", (unsigned)code);
    }
}

static void up_to_three_bytes(void **state) {
    unsigned char b[4] = {0};
    uint32_t n;
    (void)state;
    for (n = 0; n < 1u << 24; n++) {
        b[0] = (unsigned char)(n >> 16);
        b[1] = (unsigned char)(n >> 8);
        b[2] = (unsigned char)n;
        if (b[2] == 0) {
            check(b, 2);
        }
        if (b[1] == 0 && b[2] == 0) {
            check(b, 1);
        }
        check(b, 3);
    }
}

/* The bytes where the table's ranges begin and end, and their neighbours, in the last two places. */
static void four_bytes(void **state) {
    static const unsigned char edges[] = {0x00, 0x22, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F, 0xA0, 0xBE, 0xBF, 0xC0, 0xFF};
    unsigned char b[4];
    uint32_t n;
    size_t i;
    size_t k;
    (void)state;
    for (n = 0; n < 1u << 16; n++) {
        b[0] = (unsigned char)(n >> 8);
        b[1] = (unsigned char)n;
        for (i = 0; i < sizeof edges; i++) {
            for (k = 0; k < sizeof edges && b[0] >= 0xC0; k++) {
                b[2] = edges[i];
                b[3] = edges[k];
                check(b, 4);
            }
        }
    }
}

static uint64_t seed = 7;

static uint32_t random_number(void) {
    return (uint32_t)(random_next(&seed) >> 33);
}

/* Long strings, mostly valid, so that the fast path is entered and left anywhere; counts and cuts on the valid part. */
static void long_strings(void **state) {
    unsigned char b[80];
    int round;
    (void)state;
    for (round = 0; round < 100000; round++) {
        size_t len = 0;
        size_t codes = 0;
        size_t i;
        while (len < 60) {
            uint32_t kind = random_number() % 8;
            int32_t code = (int32_t)(kind < 5   ? random_number() % 0x80
                                     : kind < 7 ? random_number() % 0xD800
                                                : 0x10000 + random_number() % 0x100000);
            len += hotline__utf8_put(code, (char *)b + len);
            codes++;
        }
        assert_int_equal(hotline__utf8_valid((char *)b, len), len);
        assert_int_equal(hotline__utf8_count((char *)b, len), codes);
        for (i = 0; i <= len; i += 7) {
            size_t fit = hotline__utf8_fit((char *)b, len, i);
            assert_true(fit <= i && i - fit < 4 && reference_valid(b, fit) == fit);
        }
        b[random_number() % len] ^= (unsigned char)(1u << random_number() % 8);
        check(b, len);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(up_to_three_bytes), cmocka_unit_test(four_bytes), cmocka_unit_test(long_strings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
