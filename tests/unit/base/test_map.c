/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/base/map.h"
#include "../../support/poor_context.h"

#include <stdio.h>

static hotline_context *context;

static int set_up(void **state) {
    (void)state;
    return hotline_context_new(NULL, &context);
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

static text word(const char *terminated) {
    return hotline__text(terminated);
}

static void an_empty_map(void **state) {
    map m;
    (void)state;
    hotline__map_init(&m, context);
    assert_int_equal(hotline__map_find(&m, word("x")), MAP_NONE);
    hotline__map_clear(&m);
    hotline__map_free(&m);
    hotline__map_free(&m);
}

static void numbers_in_order_of_first_sight(void **state) {
    map m;
    uint32_t number = 99;
    (void)state;
    hotline__map_init(&m, context);
    assert_int_equal(hotline__map_add(&m, word("report"), &number), HOTLINE_OK);
    assert_int_equal(number, 0);
    assert_int_equal(hotline__map_add(&m, word("redo"), &number), HOTLINE_OK);
    assert_int_equal(number, 1);
    assert_int_equal(hotline__map_add(&m, word("report"), &number), HOTLINE_DUPLICATE);
    assert_int_equal(number, 0);
    assert_int_equal(m.count, 2);
    assert_int_equal(hotline__map_find(&m, word("redo")), 1);
    assert_int_equal(hotline__map_find(&m, word("red")), MAP_NONE);
    assert_int_equal(hotline__map_find(&m, word("redoo")), MAP_NONE);
    hotline__map_free(&m);
}

/* Names are bytes with a length: a NUL inside, and the empty name, are names like others. */
static void any_bytes(void **state) {
    static const text keys[] = {{"a\0b", 3}, {"a\0c", 3}, {"a", 1}, {NULL, 0}, {"\xff", 1}};
    map m;
    uint32_t number;
    uint32_t i;
    (void)state;
    hotline__map_init(&m, context);
    for (i = 0; i < 5; i++) {
        assert_int_equal(hotline__map_add(&m, keys[i], &number), HOTLINE_OK);
        assert_int_equal(number, i);
    }
    for (i = 0; i < 5; i++) {
        assert_int_equal(hotline__map_find(&m, keys[i]), i);
    }
    assert_int_equal(hotline__map_find(&m, word("")), 3);
    hotline__map_free(&m);
}

enum { MANY = 20000 };

static void many_names(void **state) {
    static char names[MANY][12];
    map m;
    uint32_t number;
    uint32_t i;
    (void)state;
    hotline__map_init(&m, context);
    for (i = 0; i < MANY; i++) {
        (void)snprintf(names[i], sizeof names[i], "n%u", (unsigned)i);
        assert_int_equal(hotline__map_add(&m, word(names[i]), &number), HOTLINE_OK);
        assert_int_equal(number, i);
        assert_true(m.slot_count >= 2 * m.count); /* at most half full */
    }
    for (i = 0; i < MANY; i++) {
        assert_int_equal(hotline__map_find(&m, word(names[i])), i);
        assert_true(hotline__text_is(m.keys[i], names[i]));
    }
    assert_int_equal(hotline__map_find(&m, word("n20000")), MAP_NONE);
    hotline__map_free(&m);
}

static void cleared(void **state) {
    map m;
    uint32_t number;
    (void)state;
    hotline__map_init(&m, context);
    assert_int_equal(hotline__map_add(&m, word("a"), &number), HOTLINE_OK);
    assert_int_equal(hotline__map_add(&m, word("b"), &number), HOTLINE_OK);
    hotline__map_clear(&m);
    assert_int_equal(hotline__map_find(&m, word("a")), MAP_NONE);
    assert_int_equal(hotline__map_add(&m, word("b"), &number), HOTLINE_OK);
    assert_int_equal(number, 0);
    hotline__map_free(&m);
}

/* Numbers and order are those of first sight, whatever the seed: nothing else of the hash may show. */
static void seeds_do_not_show(void **state) {
    static const char *const names[] = {"report", "",        "a",        "ab",        "abc",
                                        "abcd",   "abcdefg", "abcdefgh", "abcdefghi", "\xe7\x83\xad\xe7\xba\xbf"};
    enum { NAMES = sizeof names / sizeof names[0] };
    uint64_t seed;
    (void)state;
    for (seed = 0; seed < 64; seed++) {
        hotline_context seeded = *context;
        map m;
        uint32_t number;
        uint32_t i;
        seeded.seed = seed * UINT64_C(0x9e3779b97f4a7c15);
        hotline__map_init(&m, &seeded);
        for (i = 0; i < NAMES; i++) {
            assert_int_equal(hotline__map_add(&m, word(names[i]), &number), HOTLINE_OK);
            assert_int_equal(number, i);
        }
        for (i = 0; i < NAMES; i++) {
            assert_int_equal(hotline__map_add(&m, word(names[i]), &number), HOTLINE_DUPLICATE);
            assert_int_equal(hotline__map_find(&m, word(names[i])), i);
        }
        hotline__map_free(&m);
    }
}

static void without_memory_nothing_changes(void **state) {
    static char names[200][8];
    size_t little = 2200;
    hotline_context *poor = poor_context(&little);
    map m;
    uint32_t number = 77;
    uint32_t count = 0;
    uint32_t i;
    (void)state;
    hotline__map_init(&m, poor);
    for (i = 0; i < 200; i++) {
        (void)snprintf(names[i], sizeof names[i], "n%u", (unsigned)i);
        if (hotline__map_add(&m, word(names[i]), &number) != HOTLINE_OK) {
            break;
        }
        count++;
    }
    assert_in_range(count, 1, 199);
    number = 77;
    assert_int_equal(hotline__map_add(&m, word(names[count]), &number), HOTLINE_ERROR_MEMORY);
    assert_int_equal(number, 77);
    assert_int_equal(m.count, count);
    assert_int_equal(hotline__map_find(&m, word(names[count])), MAP_NONE);
    for (i = 0; i < count; i++) {
        assert_int_equal(hotline__map_find(&m, word(names[i])), i);
    }
    little = 100000;
    assert_int_equal(hotline__map_add(&m, word(names[count]), &number), HOTLINE_OK);
    assert_int_equal(number, count);
    hotline__map_free(&m);
    hotline_context_free(poor);
}

/* After room was made, the next name needs no memory. */
static void room_ahead(void **state) {
    static char names[300][8];
    size_t left = 100000;
    hotline_context *counted = poor_context(&left);
    map m;
    uint32_t number;
    uint32_t i;
    (void)state;
    hotline__map_init(&m, counted);
    for (i = 0; i < 300; i++) {
        size_t kept;
        (void)snprintf(names[i], sizeof names[i], "n%u", (unsigned)i);
        assert_int_equal(hotline__map_reserve(&m), HOTLINE_OK);
        kept = left;
        left = 0;
        assert_int_equal(hotline__map_add(&m, word(names[i]), &number), HOTLINE_OK);
        left = kept;
    }
    left = 0;
    assert_int_equal(hotline__map_add(&m, word("n7"), &number), HOTLINE_DUPLICATE);
    hotline__map_free(&m);
    hotline_context_free(counted);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_map),
        cmocka_unit_test(numbers_in_order_of_first_sight),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(many_names),
        cmocka_unit_test(cleared),
        cmocka_unit_test(seeds_do_not_show),
        cmocka_unit_test(without_memory_nothing_changes),
        cmocka_unit_test(room_ahead),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
