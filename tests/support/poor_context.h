/* SPDX-License-Identifier: MIT */
/* A context whose allocator runs out. */
#ifndef HOTLINE_TESTS_POOR_CONTEXT_H
#define HOTLINE_TESTS_POOR_CONTEXT_H

#include "hotline/context.h"

/* Gives memory until *left bytes are used up; what is released is not given again. Release it with hotline_context_free(). */
hotline_context *poor_context(size_t *left);

#endif
