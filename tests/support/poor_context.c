/* SPDX-License-Identifier: MIT */
/* An allocator with so many bytes and no more. It refuses to know who asks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "poor_context.h"

static void *poor_allocate(void *user, void *memory, size_t old_size, size_t new_size) {
    size_t *left = user;
    (void)old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    if (new_size > *left) {
        return NULL;
    }
    *left -= new_size;
    return realloc(memory, new_size);
}

hotline_context *poor_context(size_t *left) {
    hotline_context_options options;
    hotline_context *made = NULL;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = poor_allocate;
    options.user = left;
    assert_int_equal(hotline_context_new(&options, &made), HOTLINE_OK);
    return made;
}
