/* SPDX-License-Identifier: MIT */
/* Sentences with gaps. */
#ifndef HOTLINE_BASE_TEMPLATE_H
#define HOTLINE_BASE_TEMPLATE_H

#include "buffer.h"

enum { TEMPLATE_GAPS = 6 };

/*
 * Appends the template: {a} to {f} stand for gaps[0] to gaps[5]; a piece in [brackets], which holds a gap, is said only when its first gap
 * is not empty. Brackets do not nest.
 */
void hotline__template_write(const char *sentence, const text *gaps, buffer *out);

#endif
