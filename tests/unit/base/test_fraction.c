/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../include/hotline.h"
#include "../../../lib/base/fraction.h"

static fraction of(int64_t num, int64_t den) {
    fraction a;
    fraction b;
    hotline__fraction_set(&a, num, 0);
    hotline__fraction_set(&b, den, 0);
    assert_true(hotline__fraction_divide(&a, &a, &b));
    return a;
}

static const char *rounded(const fraction *a, uint32_t places) {
    static char words[256];
    hotline_context *context = NULL;
    buffer out;
    fraction r;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    hotline__buffer_init(&out, context);
    assert_true(hotline__fraction_round(&r, a, places));
    hotline__fraction_write(&r, places, &out);
    strcpy(words, hotline__buffer_text(&out).at);
    hotline__buffer_free(&out);
    hotline_context_free(context);
    return words;
}

/* Half-up is away from zero: 17.665 is 17.67, and -17.665 is -17.67. What rounds to zero has no sign. */
static void test_rounding(void **state) {
    static const struct {
        int64_t num, den;
        uint32_t places;
        const char *words;
    } rows[] = {
        {17665, 1000, 2, "17.67"},
        {-17665, 1000, 2, "-17.67"},
        {2, 3, 4, "0.6667"},
        {1, 3, 4, "0.3333"},
        {1, 2, 0, "1"},
        {-1, 2, 0, "-1"},
        {-1, 3, 0, "0"},
        {-1, -3, 2, "0.33"},
        {0, 7, 2, "0.00"},
        {999999, 1000, 2, "1000.00"},
        {24165, 29186, 4, "0.8280"},
        {1, 1000000000000, 9, "0.000000000"},
        {1000000000000, 1, 9, "1000000000000.000000000"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        fraction a = of(rows[i].num, rows[i].den);
        assert_string_equal(rounded(&a, rows[i].places), rows[i].words);
    }
}

/* Compared with what 64 bits can hold: small fractions, by cross-multiplication. */
static void test_arithmetic(void **state) {
    (void)state;
    for (int64_t a = -7; a <= 7; a++) {
        for (int64_t b = 1; b <= 5; b++) {
            for (int64_t c = -7; c <= 7; c++) {
                for (int64_t d = 1; d <= 5; d++) {
                    fraction x = of(a, b);
                    fraction y = of(c, d);
                    fraction r;
                    fraction want = of(a * d + c * b, b * d);
                    assert_true(hotline__fraction_add(&r, &x, &y));
                    assert_int_equal(hotline__fraction_compare(&r, &want), 0);
                    want = of(a * c, b * d);
                    assert_true(hotline__fraction_multiply(&r, &x, &y));
                    assert_int_equal(hotline__fraction_compare(&r, &want), 0);
                    assert_int_equal(hotline__fraction_divide(&r, &x, &y), c != 0);
                    want = c != 0 ? of(a * d, b * c) : want;
                    assert_int_equal(hotline__fraction_compare(&r, &want), 0);
                    assert_int_equal(hotline__fraction_compare(&x, &y), (a * d > c * b) - (a * d < c * b));
                }
            }
        }
    }
}

static void test_signs(void **state) {
    fraction a = of(-3, 4);
    fraction zero = of(0, 5);
    (void)state;
    hotline__fraction_negate(&a, &a);
    assert_string_equal(rounded(&a, 2), "0.75");
    hotline__fraction_negate(&zero, &zero);
    assert_true(hotline__fraction_is_zero(&zero) && !zero.negative);
    hotline__fraction_set(&a, INT64_MIN, 3);
    assert_string_equal(rounded(&a, 3), "-9223372036854775.808");
}

/* What needs more bits than there are is said, and nothing is changed. */
static void test_too_wide(void **state) {
    fraction a = of(1000000007, 999999937);
    fraction kept;
    int fits = 1;
    (void)state;
    while (fits) {
        kept = a;
        fits = hotline__fraction_multiply(&a, &a, &a);
    }
    assert_int_equal(hotline__fraction_compare(&a, &kept), 0);
    assert_true(hotline__natural_bits(&a.num) > NATURAL_BITS / 2);
    fits = hotline__fraction_add(&a, &a, &a);
    assert_false(fits);
    assert_int_equal(hotline__natural_bits(&a.num), hotline__natural_bits(&kept.num));
    assert_false(hotline__fraction_round(&a, &a, 400));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rounding), cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_signs),
                                       cmocka_unit_test(test_too_wide)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
