/* SPDX-License-Identifier: MIT */
/* What a cell says once what exports put around it is gone. */
#ifndef HOTLINE_EXAMPLE_CELL_H
#define HOTLINE_EXAMPLE_CELL_H

#include <stdint.h>

#include "table.h"

/* Without the blanks at its ends, wide ones and those that do not break among them. */
cell cell_trim(cell c);
/* Without what Excel is told by: ="0012" and '0012 are 0012. */
cell cell_bare(cell c);
/* Full-width letters, digits, signs and blanks in their usual form; `to` has room for c.len bytes and is used only if there are any. */
cell cell_fold(cell c, char *to);
int cell_is(cell c, const char *bytes, size_t len);
/* The next part of a cell that is split at any of the characters, peeled: 1; 0 when there is none left. */
int cell_part(cell *rest, const char *separators, cell *part);
/* A whole number of at most 18 digits: 1 or 0. */
int cell_integer(cell c, int64_t *out);

#endif
