/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../include/hotline.h"
#include "../../../lib/base/natural.h"

static uint64_t seed = 7;

static uint32_t any(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) << (seed >> 62 == 0); /* now and then a limb whose lowest bit is 0 */
}

static void fill(natural *a, uint32_t limbs) {
    a->count = limbs;
    for (uint32_t i = 0; i < limbs; i++) {
        a->limbs[i] = any() % 5 == 0 ? UINT32_MAX : any() % 7 == 0 ? 0 : any();
    }
    while (a->count > 0 && a->limbs[a->count - 1] == 0) {
        a->count--;
    }
}

static void assert_same(const natural *a, const natural *b) {
    assert_int_equal(hotline__natural_compare(a, b), 0);
}

static const char *written(const natural *a, uint32_t places) {
    static char words[2048];
    hotline_context *context = NULL;
    buffer out;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    hotline__buffer_init(&out, context);
    hotline__natural_write(a, places, &out);
    strcpy(words, hotline__buffer_text(&out).at);
    hotline__buffer_free(&out);
    hotline_context_free(context);
    return words;
}

/* (a + b) - b is a; a + b is b + a; (a + b) * c is a * c + b * c; what divides comes back with what is left below it. */
static void test_laws(void **state) {
    (void)state;
    for (int round = 0; round < 3000; round++) {
        natural a;
        natural b;
        natural c;
        natural x;
        natural y;
        natural z;
        fill(&a, any() % 30);
        fill(&b, any() % 30);
        fill(&c, any() % 30);
        assert_true(hotline__natural_add(&x, &a, &b) && hotline__natural_add(&y, &b, &a));
        assert_same(&x, &y);
        hotline__natural_subtract(&y, &x, &b);
        assert_same(&y, &a);
        assert_true(hotline__natural_multiply(&x, &x, &c) && hotline__natural_multiply(&y, &a, &c) &&
                    hotline__natural_multiply(&z, &b, &c));
        assert_true(hotline__natural_add(&y, &y, &z));
        assert_same(&x, &y);
        if (c.count > 0) {
            hotline__natural_divide(&x, &z, &a, &c);
            assert_true(hotline__natural_compare(&z, &c) < 0);
            assert_true(hotline__natural_multiply(&y, &x, &c) && hotline__natural_add(&y, &y, &z));
            assert_same(&y, &a);
        }
    }
}

static void test_small_numbers(void **state) {
    static const uint64_t numbers[] = {0, 1, 9, 10, 255, UINT32_MAX, UINT64_C(1) << 32, UINT64_C(1000000000000), UINT64_MAX};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        natural a;
        uint64_t back = 5;
        uint32_t bits = 0;
        for (uint64_t n = numbers[i]; n != 0; n >>= 1) {
            bits++;
        }
        hotline__natural_set(&a, numbers[i]);
        assert_int_equal(hotline__natural_bits(&a), bits);
        assert_true(hotline__natural_number(&a, &back) && back == numbers[i]);
    }
}

static void test_written(void **state) {
    natural a;
    (void)state;
    hotline__natural_set(&a, 1250);
    assert_string_equal(written(&a, 3), "1.250");
    assert_string_equal(written(&a, 0), "1250");
    assert_string_equal(written(&a, 6), "0.001250");
    hotline__natural_set(&a, 0);
    assert_string_equal(written(&a, 0), "0");
    assert_string_equal(written(&a, 2), "0.00");
    hotline__natural_set(&a, 1);
    assert_true(hotline__natural_scale(&a, &a, 40));
    assert_string_equal(written(&a, 0), "10000000000000000000000000000000000000000");
}

/* At the widest: the result is left alone, and said to be too wide. */
static void test_too_wide(void **state) {
    natural most;
    natural one;
    natural x;
    (void)state;
    most.count = NATURAL_LIMBS;
    memset(most.limbs, 0xFF, sizeof most.limbs);
    hotline__natural_set(&one, 1);
    hotline__natural_set(&x, 42);
    assert_false(hotline__natural_add(&x, &most, &one));
    assert_false(hotline__natural_multiply(&x, &most, &most));
    assert_false(hotline__natural_scale(&x, &most, 1));
    assert_string_equal(written(&x, 0), "42");
    assert_true(hotline__natural_multiply(&x, &most, &one));
    assert_same(&x, &most);
    hotline__natural_divide(&x, NULL, &most, &most);
    assert_same(&x, &one);
    hotline__natural_divide(&x, &one, &most, &one);
    assert_same(&x, &most);
    assert_int_equal(one.count, 0);
    uint64_t number = 3;
    assert_false(hotline__natural_number(&most, &number));
    assert_int_equal(number, 3);
}

/* root * root <= a < (root + 1) * (root + 1); of a square the root comes back, of the number before it one less. */
static void test_root(void **state) {
    natural one;
    (void)state;
    hotline__natural_set(&one, 1);
    for (int round = 0; round < 1000; round++) {
        natural a;
        natural root;
        natural x;
        fill(&a, round < 9 ? (uint32_t)round : any() % 40);
        hotline__natural_root(&root, &a);
        assert_true(hotline__natural_multiply(&x, &root, &root));
        assert_true(hotline__natural_compare(&x, &a) <= 0);
        assert_true(hotline__natural_add(&x, &root, &one) && hotline__natural_multiply(&x, &x, &x));
        assert_true(hotline__natural_compare(&x, &a) > 0);
        assert_true(hotline__natural_multiply(&x, &a, &a));
        hotline__natural_root(&root, &x);
        assert_same(&root, &a);
        if (a.count > 0) {
            hotline__natural_subtract(&x, &x, &one);
            hotline__natural_root(&root, &x);
            assert_true(hotline__natural_add(&root, &root, &one));
            assert_same(&root, &a);
        }
    }
}

static void test_widest_root(void **state) {
    natural most;
    natural root;
    (void)state;
    most.count = NATURAL_LIMBS;
    memset(most.limbs, 0xFF, sizeof most.limbs);
    hotline__natural_root(&root, &most);
    most.count = NATURAL_LIMBS / 2; /* 2^3072 - 1 lies just below the square of 2^1536 */
    assert_same(&root, &most);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_laws),    cmocka_unit_test(test_small_numbers),
                                       cmocka_unit_test(test_written), cmocka_unit_test(test_too_wide),
                                       cmocka_unit_test(test_root),    cmocka_unit_test(test_widest_root)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
