/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/utf8.h"

typedef struct sequence {
    const char *bytes;
    size_t len;
    int32_t code; /* UTF8_BAD: not UTF-8 */
} sequence;

static const sequence sequences[] = {
    {"A", 1, 0x41},
    {"\0", 1, 0},
    {"\x7f", 1, 0x7F},
    {"\xc2\x80", 2, 0x80},
    {"\xdf\xbf", 2, 0x7FF},
    {"\xe0\xa0\x80", 3, 0x800},
    {"\xe7\x83\xad", 3, 0x70ED},
    {"\xed\x9f\xbf", 3, 0xD7FF},
    {"\xee\x80\x80", 3, 0xE000},
    {"\xef\xbf\xbf", 3, 0xFFFF},
    {"\xf0\x90\x80\x80", 4, 0x10000},
    {"\xf0\x9f\x98\x80", 4, 0x1F600},
    {"\xf4\x8f\xbf\xbf", 4, 0x10FFFF},
    {"\x80", 1, UTF8_BAD}, /* a continuation alone */
    {"\xbf", 1, UTF8_BAD},
    {"\xc0\x80", 2, UTF8_BAD}, /* overlong */
    {"\xc1\xbf", 2, UTF8_BAD},
    {"\xe0\x9f\xbf", 3, UTF8_BAD},
    {"\xf0\x8f\xbf\xbf", 4, UTF8_BAD},
    {"\xed\xa0\x80", 3, UTF8_BAD}, /* surrogates */
    {"\xed\xbf\xbf", 3, UTF8_BAD},
    {"\xf4\x90\x80\x80", 4, UTF8_BAD}, /* above U+10FFFF */
    {"\xf5\x80\x80\x80", 4, UTF8_BAD},
    {"\xff", 1, UTF8_BAD},
    {"\xfe", 1, UTF8_BAD},
    {"\xc3", 1, UTF8_BAD}, /* cut */
    {"\xe7\x83", 2, UTF8_BAD},
    {"\xf0\x9f\x98", 3, UTF8_BAD},
    {"\xc3(", 2, UTF8_BAD}, /* not continued */
    {"\xe7\x83(", 3, UTF8_BAD},
    {"\xf0\x9f\x98(", 4, UTF8_BAD},
};

enum { SEQUENCES = sizeof sequences / sizeof sequences[0] };

static void one_by_one(void **state) {
    size_t i;
    (void)state;
    for (i = 0; i < SEQUENCES; i++) {
        const sequence *s = &sequences[i];
        size_t at = 0;
        assert_int_equal(hotline__utf8_next(s->bytes, s->len, &at), s->code);
        assert_int_equal(at, s->code == UTF8_BAD ? 1 : s->len);
        assert_int_equal(hotline__utf8_valid(s->bytes, s->len), s->code == UTF8_BAD ? 0 : s->len);
    }
}

/* Before, across and after the steps of eight bytes. */
static void at_any_place(void **state) {
    char bytes[64];
    size_t i;
    size_t before;
    (void)state;
    for (i = 0; i < SEQUENCES; i++) {
        const sequence *s = &sequences[i];
        for (before = 0; before < 20; before++) {
            size_t len = before + s->len + 9;
            memset(bytes, 'x', sizeof bytes);
            memcpy(bytes + before, s->bytes, s->len);
            assert_int_equal(hotline__utf8_valid(bytes, len), s->code == UTF8_BAD ? before : len);
        }
    }
    assert_int_equal(hotline__utf8_valid(NULL, 0), 0);
}

static void put_gives_what_next_takes(void **state) {
    int32_t code;
    (void)state;
    for (code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        size_t len;
        size_t at = 0;
        if (code == 0xD800) {
            code = 0xE000;
        }
        len = hotline__utf8_put(code, bytes);
        if (hotline__utf8_next(bytes, len, &at) != code || at != len) {
            fail_msg("U+%04X", (unsigned)code);
        }
    }
}

static void counts(void **state) {
    (void)state;
    assert_int_equal(hotline__utf8_count("", 0), 0);
    assert_int_equal(hotline__utf8_count("ab", 2), 2);
    assert_int_equal(hotline__utf8_count("热线 12345 \xf0\x9f\x98\x80", 17), 10);
}

static void fits_between_code_points(void **state) {
    static const char words[] = "a热\xf0\x9f\x98\x80z"; /* 1 3 4 1 */
    static const size_t fits[] = {0, 1, 1, 1, 4, 4, 4, 4, 8, 9, 9};
    size_t max;
    (void)state;
    for (max = 0; max < sizeof fits / sizeof fits[0]; max++) {
        assert_int_equal(hotline__utf8_fit(words, 9, max), fits[max]);
    }
    assert_int_equal(hotline__utf8_fit(words, 0, 5), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_by_one),
        cmocka_unit_test(at_any_place),
        cmocka_unit_test(put_gives_what_next_takes),
        cmocka_unit_test(counts),
        cmocka_unit_test(fits_between_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
