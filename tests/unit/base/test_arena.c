/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/base/arena.h"
#include "../../support/poor_context.h"

static hotline_context *context;
static size_t left;

static int set_up(void **state) {
    (void)state;
    left = SIZE_MAX;
    context = poor_context(&left);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

static void pieces_are_aligned_and_apart(void **state) {
    unsigned char *pieces[300];
    arena a;
    size_t i;
    size_t k;
    (void)state;
    hotline__arena_init(&a, context);
    for (i = 0; i < 300; i++) {
        pieces[i] = hotline__arena_take(&a, i);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 16, 0);
        memset(pieces[i], (int)(i & 0xFF), i);
    }
    for (i = 0; i < 300; i++) {
        for (k = 0; k < i; k++) {
            assert_int_equal(pieces[i][k], i & 0xFF);
        }
    }
    hotline__arena_free(&a);
}

static void nothing_is_something(void **state) {
    arena a;
    char *first;
    char *second;
    (void)state;
    hotline__arena_init(&a, context);
    first = hotline__arena_take(&a, 0);
    second = hotline__arena_take(&a, 0);
    assert_non_null(first);
    assert_ptr_not_equal(first, second);
    hotline__arena_free(&a);
}

static void large_pieces(void **state) {
    arena a;
    char *large;
    char *small;
    (void)state;
    hotline__arena_init(&a, context);
    small = hotline__arena_take(&a, 1);
    large = hotline__arena_take(&a, 5000000);
    memset(large, 1, 5000000);
    *small = 2;
    small = hotline__arena_take(&a, 4097);
    memset(small, 3, 4097);
    assert_int_equal(large[4999999], 1);
    hotline__arena_free(&a);
    hotline__arena_free(&a); /* twice is once */
    assert_null(a.first);
}

static void sizes_that_cannot_be(void **state) {
    arena a;
    (void)state;
    hotline__arena_init(&a, context);
    assert_null(hotline__arena_take(&a, SIZE_MAX));
    assert_null(hotline__arena_take(&a, SIZE_MAX / 2 + 1));
    assert_null(hotline__arena_take(&a, SIZE_MAX - 15));
    assert_null(hotline__arena_take_zeroed(&a, SIZE_MAX / 2, 3));
    assert_null(hotline__arena_take_zeroed(&a, SIZE_MAX, SIZE_MAX));
    assert_non_null(hotline__arena_take(&a, 8)); /* and it goes on */
    hotline__arena_free(&a);
}

static void zeroed(void **state) {
    arena a;
    unsigned char *bytes;
    size_t i;
    (void)state;
    hotline__arena_init(&a, context);
    memset(hotline__arena_take(&a, 100), 0xA5, 100);
    hotline__arena_reset(&a);
    bytes = hotline__arena_take_zeroed(&a, 10, 10);
    for (i = 0; i < 100; i++) {
        assert_int_equal(bytes[i], 0);
    }
    assert_non_null(hotline__arena_take_zeroed(&a, 0, 10));
    assert_non_null(hotline__arena_take_zeroed(&a, 10, 0));
    hotline__arena_free(&a);
}

static void texts(void **state) {
    arena a;
    text given = {"water\0pipe", 10};
    text copy;
    text none = {NULL, 0};
    (void)state;
    hotline__arena_init(&a, context);
    copy = hotline__arena_text(&a, given);
    assert_int_equal(copy.len, 10);
    assert_memory_equal(copy.at, "water\0pipe", 11); /* with its terminator */
    assert_ptr_not_equal(copy.at, given.at);
    copy = hotline__arena_text(&a, none);
    assert_string_equal(copy.at, "");
    assert_int_equal(copy.len, 0);
    given.len = SIZE_MAX;
    copy = hotline__arena_text(&a, given);
    assert_null(copy.at);
    assert_int_equal(copy.len, 0);
    hotline__arena_free(&a);
}

/* A second use of the same size asks for no memory. */
static void reset_keeps_the_blocks(void **state) {
    arena a;
    size_t before;
    int round;
    size_t i;
    (void)state;
    hotline__arena_init(&a, context);
    hotline__arena_reset(&a); /* of an empty one */
    for (round = 0; round < 3; round++) {
        before = left;
        for (i = 0; i < 2000; i++) {
            assert_non_null(hotline__arena_take(&a, 1 + i % 200));
        }
        assert_int_equal(before == left, round > 0);
        hotline__arena_reset(&a);
    }
    assert_non_null(hotline__arena_take(&a, 3000000)); /* larger than any block that was kept */
    assert_non_null(hotline__arena_take(&a, 8));
    hotline__arena_free(&a);
}

static void arrays_grow(void **state) {
    arena a;
    int32_t *numbers = NULL;
    uint32_t capacity = 0;
    uint32_t count;
    (void)state;
    hotline__arena_init(&a, context);
    for (count = 0; count < 1000; count++) {
        assert_int_equal(hotline__arena_grow(&a, &numbers, count, &capacity, sizeof *numbers), 1);
        assert_true(capacity > count);
        numbers[count] = (int32_t)count;
    }
    for (count = 0; count < 1000; count++) {
        assert_int_equal(numbers[count], count);
    }
    hotline__arena_free(&a);
}

static void arrays_that_cannot_grow(void **state) {
    arena a;
    int32_t *numbers = NULL;
    uint32_t capacity = UINT32_C(0x80000000); /* twice that is no uint32_t */
    (void)state;
    hotline__arena_init(&a, context);
    assert_int_equal(hotline__arena_grow(&a, &numbers, capacity, &capacity, sizeof *numbers), 0);
    assert_int_equal(capacity, UINT32_C(0x80000000));
    capacity = 8;
    assert_int_equal(hotline__arena_grow(&a, &numbers, 8, &capacity, SIZE_MAX / 15), 0);
    assert_int_equal(capacity, 8);
    assert_null(numbers);
    hotline__arena_free(&a);
}

static void memory_runs_out(void **state) {
    size_t little = 6000;
    hotline_context *poor = poor_context(&little);
    arena a;
    char *first;
    int32_t *numbers = NULL;
    uint32_t capacity = 0;
    text words = {"words", 5};
    (void)state;
    hotline__arena_init(&a, poor);
    first = hotline__arena_take(&a, 100);
    assert_non_null(first);
    assert_null(hotline__arena_take(&a, 5000));
    assert_null(hotline__arena_take_zeroed(&a, 100, 100));
    assert_non_null(hotline__arena_take(&a, 3000)); /* the block that is there still serves */
    assert_null(hotline__arena_take(&a, 3000));
    while (hotline__arena_take(&a, 1) != NULL) {
    }
    assert_null(hotline__arena_text(&a, words).at);
    assert_int_equal(hotline__arena_grow(&a, &numbers, 0, &capacity, sizeof *numbers), 0);
    assert_int_equal(capacity, 0);
    hotline__arena_free(&a);
    hotline_context_free(poor);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_and_apart),
        cmocka_unit_test(nothing_is_something),
        cmocka_unit_test(large_pieces),
        cmocka_unit_test(sizes_that_cannot_be),
        cmocka_unit_test(zeroed),
        cmocka_unit_test(texts),
        cmocka_unit_test(reset_keeps_the_blocks),
        cmocka_unit_test(arrays_grow),
        cmocka_unit_test(arrays_that_cannot_grow),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
