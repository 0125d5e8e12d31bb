/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/base/sort.h"

enum { MOST = 600 };

/* An item whose key decides and whose place of origin shows whether equal ones kept their order. */
typedef struct item {
    uint16_t key;
    uint16_t origin;
    uint8_t filler[3]; /* an odd size */
} item;

static size_t compares;

static int compare_keys(const void *with, const void *a, const void *b) {
    const int *direction = with;
    const item *x = a;
    const item *y = b;
    compares++;
    return *direction * ((x->key > y->key) - (x->key < y->key));
}

static uint32_t seed = 1;

static uint32_t below(uint32_t bound) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % bound;
}

static void fill(item *items, size_t count, uint32_t keys) {
    size_t i;
    memset(items, 0, count * sizeof *items);
    for (i = 0; i < count; i++) {
        items[i].key = (uint16_t)below(keys);
        items[i].origin = (uint16_t)i;
    }
}

/* The plain reference: insertion, stable by its nature. */
static void insert_all(item *items, size_t count, int direction) {
    size_t i;
    size_t k;
    for (i = 1; i < count; i++) {
        item moved = items[i];
        for (k = i; k > 0 && compare_keys(&direction, &items[k - 1], &moved) > 0; k--) {
            items[k] = items[k - 1];
        }
        items[k] = moved;
    }
}

static void as_the_reference(void **state) {
    static item items[MOST];
    static item expected[MOST];
    static item spare[MOST];
    size_t count;
    (void)state;
    for (count = 0; count < MOST; count += 1 + count / 8) {
        static const uint32_t keys[] = {1, 2, 7, 60000};
        size_t k;
        for (k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            int direction = below(2) == 0 ? 1 : -1;
            fill(items, count, keys[k]);
            memcpy(expected, items, sizeof items);
            insert_all(expected, count, direction);
            hotline__sort(items, spare, count, sizeof *items, compare_keys, &direction);
            assert_memory_equal(items, expected, count * sizeof *items);
        }
    }
}

static void few_compares(void **state) {
    static item items[MOST];
    static item spare[MOST];
    int direction = 1;
    size_t i;
    (void)state;
    for (i = 0; i < MOST; i++) {
        items[i].key = (uint16_t)i;
    }
    compares = 0;
    hotline__sort(items, spare, MOST, sizeof *items, compare_keys, &direction);
    assert_int_equal(compares, MOST - 1); /* in order already */
    direction = -1;
    compares = 0;
    hotline__sort(items, spare, MOST, sizeof *items, compare_keys, &direction);
    assert_true(compares < MOST * 11);
    assert_int_equal(items[0].key, MOST - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_the_reference), cmocka_unit_test(few_compares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
