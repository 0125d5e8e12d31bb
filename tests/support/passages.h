/* SPDX-License-Identifier: MIT */
/* What tests of texts share: a context, memory for as long as the tests of a group run, and texts read into it. Include it after cmocka.h. */
#ifndef HOTLINE_TESTS_PASSAGES_H
#define HOTLINE_TESTS_PASSAGES_H

#include "../../lib/casework/passage_impl.h"

static hotline_context *context;
static arena memory;

/* The set-up and the tear-down of a group. */
static inline int passages_begin(void **state) {
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    hotline__arena_init(&memory, context);
    return 0;
}

static inline int passages_end(void **state) {
    (void)state;
    hotline__arena_free(&memory);
    hotline_context_free(context);
    return 0;
}

static inline passage read_passage(const char *words) {
    passage p;
    size_t bad = 0;
    assert_int_equal(hotline__passage_read(&memory, hotline__text(words), &p, &bad), HOTLINE_OK);
    return p;
}

#endif
