/* SPDX-License-Identifier: MIT */
/* Characters of GB 18030 in four bytes. */
#ifndef HOTLINE_EXAMPLE_GB18030_H
#define HOTLINE_EXAMPLE_GB18030_H

#include <stddef.h>

/* Whether the bytes begin with a whole four-byte form. */
int gb18030_is_four(const char *bytes, size_t len);
/* The character of a four-byte form; 0: none. */
unsigned long gb18030_four(const char *bytes);

#endif
