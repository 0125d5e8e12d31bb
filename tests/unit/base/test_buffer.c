/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/base/buffer.h"
#include "../../support/poor_context.h"

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

static void begins_empty(void **state) {
    buffer b;
    text t;
    (void)state;
    hotline__buffer_init(&b, context);
    t = hotline__buffer_text(&b);
    assert_string_equal(t.at, "");
    assert_int_equal(t.len, 0);
    assert_int_equal(b.status, HOTLINE_OK);
    hotline__buffer_clear(&b);
    hotline__buffer_free(&b);
}

static void terminated_at_every_moment(void **state) {
    buffer b;
    size_t i;
    (void)state;
    hotline__buffer_init(&b, context);
    for (i = 0; i < 2000; i++) {
        hotline__buffer_add(&b, i % 2 == 0 ? "a" : "b", 1);
        assert_int_equal(b.len, i + 1);
        assert_int_equal(b.bytes[b.len], '\0');
        assert_true(b.len < b.capacity);
    }
    for (i = 0; i < 2000; i++) {
        assert_int_equal(b.bytes[i], i % 2 == 0 ? 'a' : 'b');
    }
    hotline__buffer_free(&b);
}

static void pieces(void **state) {
    buffer b;
    text nul = {"x\0y", 3};
    text none = {NULL, 0};
    (void)state;
    hotline__buffer_init(&b, context);
    hotline__buffer_puts(&b, "");
    hotline__buffer_add(&b, NULL, 0);
    hotline__buffer_add_text(&b, none);
    assert_int_equal(b.len, 0);
    assert_string_equal(hotline__buffer_text(&b).at, "");
    hotline__buffer_puts(&b, "热线 ");
    hotline__buffer_add_text(&b, nul);
    assert_int_equal(b.len, 10);
    assert_memory_equal(b.bytes, "热线 x\0y", 11);
    hotline__buffer_clear(&b);
    assert_int_equal(b.len, 0);
    assert_string_equal(hotline__buffer_text(&b).at, "");
    hotline__buffer_free(&b);
    assert_null(b.bytes);
    hotline__buffer_puts(&b, "again");
    assert_string_equal(b.bytes, "again");
    hotline__buffer_free(&b);
}

static void numbers(void **state) {
    static const struct {
        int64_t number;
        const char *written;
    } cases[] = {{0, "0"},
                 {7, "7"},
                 {-1, "-1"},
                 {10, "10"},
                 {-100, "-100"},
                 {INT64_MAX, "9223372036854775807"},
                 {INT64_MIN, "-9223372036854775808"},
                 {INT64_MIN + 1, "-9223372036854775807"}};
    buffer b;
    size_t i;
    (void)state;
    hotline__buffer_init(&b, context);
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        hotline__buffer_clear(&b);
        hotline__buffer_add_number(&b, cases[i].number);
        assert_string_equal(hotline__buffer_text(&b).at, cases[i].written);
    }
    hotline__buffer_free(&b);
}

/* A length of exactly the capacity needs one byte more, for the terminator. */
static void at_the_edge_of_its_capacity(void **state) {
    char many[1024];
    size_t len;
    (void)state;
    memset(many, 'x', sizeof many);
    for (len = 250; len < 260; len++) {
        buffer b;
        hotline__buffer_init(&b, context);
        hotline__buffer_add(&b, many, len);
        assert_int_equal(b.len, len);
        assert_true(b.capacity >= len + 1);
        assert_int_equal(b.bytes[len], '\0');
        hotline__buffer_free(&b);
    }
}

static void the_first_failure_sticks(void **state) {
    size_t little = 400;
    hotline_context *poor = poor_context(&little);
    char many[500];
    buffer b;
    (void)state;
    memset(many, 'x', sizeof many);
    hotline__buffer_init(&b, poor);
    hotline__buffer_puts(&b, "kept");
    hotline__buffer_add(&b, many, sizeof many);
    assert_int_equal(b.status, HOTLINE_ERROR_MEMORY);
    hotline__buffer_puts(&b, "lost");
    hotline__buffer_add_number(&b, 5);
    assert_string_equal(b.bytes, "kept");
    assert_int_equal(b.len, 4);
    hotline__buffer_clear(&b);
    assert_int_equal(b.status, HOTLINE_OK);
    hotline__buffer_puts(&b, "new");
    assert_string_equal(b.bytes, "new");
    hotline__buffer_free(&b);
    hotline_context_free(poor);
}

static void lengths_that_cannot_be(void **state) {
    buffer b;
    (void)state;
    hotline__buffer_init(&b, context);
    hotline__buffer_puts(&b, "kept");
    hotline__buffer_add(&b, "x", SIZE_MAX);
    assert_int_equal(b.status, HOTLINE_ERROR_MEMORY);
    hotline__buffer_clear(&b);
    hotline__buffer_puts(&b, "kept");
    hotline__buffer_add(&b, "x", SIZE_MAX / 4);
    assert_int_equal(b.status, HOTLINE_ERROR_MEMORY);
    assert_string_equal(b.bytes, "kept");
    hotline__buffer_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_empty),
        cmocka_unit_test(terminated_at_every_moment),
        cmocka_unit_test(pieces),
        cmocka_unit_test(numbers),
        cmocka_unit_test(at_the_edge_of_its_capacity),
        cmocka_unit_test(the_first_failure_sticks),
        cmocka_unit_test(lengths_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
