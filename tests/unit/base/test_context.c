/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/context_impl.h"

/* What the allocator was asked. */
typedef struct asked {
    void *memory;
    size_t old_size, new_size;
    int calls;
    int refuses;
} asked;

static void *allocate_noting(void *user, void *memory, size_t old_size, size_t new_size) {
    asked *a = user;
    a->memory = memory;
    a->old_size = old_size;
    a->new_size = new_size;
    a->calls++;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    return a->refuses ? NULL : realloc(memory, new_size);
}

static hotline_context_options options_with(asked *a) {
    hotline_context_options options;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = allocate_noting;
    options.user = a;
    return options;
}

static void options_begin_empty(void **state) {
    hotline_context_options options;
    (void)state;
    memset(&options, 0xA5, sizeof options);
    hotline_context_options_init(&options, sizeof options);
    assert_int_equal(options.struct_size, sizeof options);
    assert_int_equal(options.max_depth, 0);
    assert_null(options.user);
    assert_true(options.allocate == NULL);
    assert_int_equal(options.max_document, 0);
    assert_int_equal(options.max_members, 0);
    hotline_context_options_init(NULL, sizeof options);
}

/* A record too small for its own size is left alone; a larger one, of a later caller, is cleared whole. */
static void options_of_other_sizes(void **state) {
    struct {
        hotline_context_options options;
        uint64_t later;
    } record;
    (void)state;
    memset(&record, 0xA5, sizeof record);
    hotline_context_options_init(&record.options, 3);
    assert_int_equal(record.options.struct_size, 0xA5A5A5A5u);
    hotline_context_options_init(&record.options, sizeof record);
    assert_int_equal(record.options.struct_size, sizeof record);
    assert_int_equal(record.later, 0);
}

static void defaults(void **state) {
    hotline_context *c = NULL;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &c), HOTLINE_OK);
    assert_int_equal(c->max_depth, 64);
    assert_int_equal(c->max_document, 16 * 1024 * 1024);
    assert_int_equal(c->max_members, 1000000);
    hotline_context_free(c);
    hotline_context_free(NULL);
}

static void what_is_given_holds(void **state) {
    asked a = {0};
    hotline_context_options options = options_with(&a);
    hotline_context *c = NULL;
    (void)state;
    options.max_depth = 512;
    options.max_document = UINT64_C(1024) * 1024 * 1024;
    options.max_members = 100000000;
    assert_int_equal(hotline_context_new(&options, &c), HOTLINE_OK);
    assert_int_equal(a.calls, 1);
    assert_null(a.memory);
    assert_int_equal(a.old_size, 0);
    assert_int_equal(a.new_size, sizeof *c);
    assert_int_equal(c->max_depth, 512);
    assert_int_equal(c->max_document, options.max_document);
    assert_int_equal(c->max_members, options.max_members);
    hotline_context_free(c);
    assert_int_equal(a.old_size, sizeof *c);
    assert_int_equal(a.new_size, 0);
}

static void refused(const hotline_context_options *options, hotline_status expected) {
    hotline_context *c = NULL;
    assert_int_equal(hotline_context_new(options, &c), expected);
    assert_null(c);
}

static void arguments_out_of_range(void **state) {
    asked a = {0};
    hotline_context_options options = options_with(&a);
    (void)state;
    assert_int_equal(hotline_context_new(&options, NULL), HOTLINE_ERROR_ARGUMENT);
    options.struct_size = sizeof options - 1;
    refused(&options, HOTLINE_ERROR_ARGUMENT);
    options = options_with(&a);
    options.max_depth = 513;
    refused(&options, HOTLINE_ERROR_ARGUMENT);
    options = options_with(&a);
    options.max_document = UINT64_C(1024) * 1024 * 1024 + 1;
    refused(&options, HOTLINE_ERROR_ARGUMENT);
    options = options_with(&a);
    options.max_members = 100000001;
    refused(&options, HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(a.calls, 0);
}

static void no_memory(void **state) {
    asked a = {0};
    hotline_context_options options = options_with(&a);
    (void)state;
    a.refuses = 1;
    refused(&options, HOTLINE_ERROR_MEMORY);
    assert_int_equal(a.calls, 1);
}

static void memory_goes_through_the_allocator(void **state) {
    asked a = {0};
    hotline_context_options options = options_with(&a);
    hotline_context *c = NULL;
    char *block;
    char *zeroed;
    (void)state;
    assert_int_equal(hotline_context_new(&options, &c), HOTLINE_OK);
    block = hotline__allocate(c, 40);
    assert_int_equal(a.new_size, 40);
    block = hotline__resize(c, block, 40, 80);
    assert_int_equal(a.old_size, 40);
    assert_int_equal(a.new_size, 80);
    hotline__release(c, block, 80);
    assert_ptr_equal(a.memory, block);
    assert_int_equal(a.old_size, 80);
    assert_int_equal(a.new_size, 0);
    block = hotline__resize(c, NULL, 77, 8); /* nothing has no size */
    assert_null(a.memory);
    assert_int_equal(a.old_size, 0);
    hotline__release(c, block, 8);
    zeroed = hotline__allocate_zeroed(c, 3, 5);
    assert_int_equal(a.new_size, 15);
    assert_memory_equal(zeroed, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 15);
    hotline__release(c, zeroed, 15);
    a.calls = 0;
    hotline__release(c, NULL, 0);
    assert_null(hotline__allocate_zeroed(c, SIZE_MAX / 2, 3)); /* the product overflows */
    assert_int_equal(a.calls, 0);
    a.refuses = 1;
    assert_null(hotline__allocate_zeroed(c, 3, 5));
    hotline_context_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_begin_empty),
        cmocka_unit_test(options_of_other_sizes),
        cmocka_unit_test(defaults),
        cmocka_unit_test(what_is_given_holds),
        cmocka_unit_test(arguments_out_of_range),
        cmocka_unit_test(no_memory),
        cmocka_unit_test(memory_goes_through_the_allocator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
