/* SPDX-License-Identifier: MIT */
/* UTF-8, read strictly. */
#ifndef HOTLINE_EXAMPLE_UTF8_H
#define HOTLINE_EXAMPLE_UTF8_H

#include <stddef.h>

/* Bytes from the beginning on that are whole, valid characters: `len` when all are. */
size_t utf8_valid(const char *bytes, size_t len);
/* Bytes from the beginning on that are surely ASCII; up to seven that are may be left. */
size_t utf8_ascii(const char *bytes, size_t len);
/* Whether the bytes, fewer than four, may be the beginning of a character that goes on behind them. */
int utf8_begins(const char *bytes, size_t len);
/* Writes a character's bytes; how many. */
size_t utf8_write(unsigned long point, char *to);

#endif
