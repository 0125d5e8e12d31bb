/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../lib/base/letter.h"

typedef struct letter_case {
    int32_t code;
    uint16_t form;
    uint8_t kind;
} letter_case;

static const letter_case cases[] = {
    {'a', 'a', LETTER_LATIN},
    {'Z', 'z', LETTER_LATIN},
    {'7', '7', LETTER_DIGIT},
    {0xFF17, '7', LETTER_DIGIT | LETTER_WAS_WIDE},
    {0xFF21, 'a', LETTER_LATIN | LETTER_WAS_WIDE},
    {0xFF08, '(', LETTER_OPEN | LETTER_WAS_WIDE},
    {0xFF0C, ',', LETTER_PAUSE | LETTER_WAS_WIDE},
    {0x3000, ' ', LETTER_SPACE | LETTER_WAS_WIDE},
    {' ', ' ', LETTER_SPACE},
    {'\t', '\t', LETTER_SPACE},
    {'\n', '\n', LETTER_STOP},
    {0x3002, 0x3002, LETTER_STOP},
    {0x3001, 0x3001, LETTER_LIST},
    {0x201C, 0x201C, LETTER_OPEN},
    {0x300D, 0x201D, LETTER_CLOSE},
    {0x2014, '-', LETTER_MARK},
    {0x2022, 0x00B7, LETTER_MARK},
    {0x25CB, 0x3007, LETTER_HAN},                          /* a circle for zero */
    {0x6C34, 0x6C34, LETTER_HAN},                          /* 水 */
    {0x96FB, 0x7535, LETTER_HAN | LETTER_WAS_TRADITIONAL}, /* 電 */
    {0x5F8C, 0x540E, LETTER_HAN | LETTER_WAS_TRADITIONAL}, /* 後 */
    {0x4E7E, 0x4E7E, LETTER_HAN},                          /* 乾 is written in simplified text, too */
    {0x9EB5, 0x9762, LETTER_HAN | LETTER_WAS_TRADITIONAL}, /* 麵 */
    {0x4E00, 0x4E00, LETTER_HAN},
    {0x9FFF, 0x9FFF, LETTER_HAN},
    {0x3400, 0x3400, LETTER_HAN},
    {0x200B, 0x200B, LETTER_INVISIBLE},
    {0xFEFF, 0xFEFF, LETTER_INVISIBLE},
    {0x2028, 0x2028, LETTER_STOP},
    {0xE9, 0xE9, LETTER_LATIN},
    {0x3042, 0x3042, LETTER_OTHER}, /* kana */
    {0x2460, 0x2460, LETTER_OTHER},
    {0xA1, 0xA1, LETTER_OTHER},
    {0xFFFF, 0xFFFF, LETTER_OTHER},
};

static void folded(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t kind = 0xFF;
        uint16_t form = hotline__letter_fold(cases[i].code, &kind);
        if (form != cases[i].form || kind != cases[i].kind) {
            fail_msg("U+%04X: form %04X, kind %d", (unsigned)cases[i].code, form, kind);
        }
    }
}

/* A form is folded already, and is of the same class; the class is one that is declared. */
static void folding_is_done_once(void **state) {
    (void)state;
    for (int32_t code = 0; code < 0x110000; code++) {
        uint8_t kind = 0xFF;
        uint8_t again = 0xFF;
        uint16_t form = hotline__letter_fold(code, &kind);
        assert_true((kind & LETTER_CLASS) <= LETTER_INVISIBLE);
        if (code > 0xFFFF) {
            assert_true(form >= 0xE000 && form < 0xF900);
            continue;
        }
        assert_int_equal(hotline__letter_fold(form, &again), form);
        assert_int_equal(again & LETTER_CLASS, kind & LETTER_CLASS);
    }
}

static void the_table_is_in_order(void **state) {
    uint32_t bits = 0;
    (void)state;
    for (uint32_t i = 0; i < LETTER_SIMPLIFIED; i++) {
        assert_true(i == 0 || hotline__letter_simplified[i - 1][0] < hotline__letter_simplified[i][0]);
    }
    for (uint32_t i = 0; i < LETTER_HAN_WORDS; i++) {
        for (uint32_t bit = 0; bit < 32; bit++) {
            bits += hotline__letter_traditional[i] >> bit & 1;
        }
    }
    assert_int_equal(bits, LETTER_SIMPLIFIED);
}

static void numerals(void **state) {
    (void)state;
    assert_int_equal(hotline__letter_numeral('0'), 0);
    assert_int_equal(hotline__letter_numeral('9'), 9);
    assert_int_equal(hotline__letter_numeral(0x3007), 0);
    assert_int_equal(hotline__letter_numeral(0x96F6), 0);
    assert_int_equal(hotline__letter_numeral(0x4E00), 1);
    assert_int_equal(hotline__letter_numeral(0x4E5D), 9);
    assert_int_equal(hotline__letter_numeral(0x4E24), 2);
    assert_int_equal(hotline__letter_numeral(0x5341), -1); /* ten is no digit */
    assert_int_equal(hotline__letter_numeral('a'), -1);
    assert_int_equal(hotline__letter_numeral(0), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folded),
        cmocka_unit_test(folding_is_done_once),
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(numerals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
