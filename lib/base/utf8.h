/* SPDX-License-Identifier: MIT */
/* UTF-8 as Unicode defines it: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef HOTLINE_BASE_UTF8_H
#define HOTLINE_BASE_UTF8_H

#include "error_impl.h"

enum { UTF8_BAD = -1 };

/* Bytes of the longest valid prefix; len when all is valid. Fast for ASCII (eight bytes a step). */
size_t hotline__utf8_valid(const char *bytes, size_t len);
/* Code point at *at (advanced past it), or UTF8_BAD, *at then advanced by one. *at < len. */
int32_t hotline__utf8_next(const char *bytes, size_t len, size_t *at);
/* Writes 1 to 4 bytes for a scalar value. */
size_t hotline__utf8_put(int32_t code_point, char *bytes);
/* Code points in valid text. */
size_t hotline__utf8_count(const char *bytes, size_t len);
/* Longest prefix of at most max bytes that ends between code points. */
size_t hotline__utf8_fit(const char *bytes, size_t len, size_t max);

#endif
