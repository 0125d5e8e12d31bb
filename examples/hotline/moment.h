/* SPDX-License-Identifier: MIT */
/* Dates and times as people and platforms write them. */
#ifndef HOTLINE_EXAMPLE_MOMENT_H
#define HOTLINE_EXAMPLE_MOMENT_H

#include "cell.h"

typedef struct moment {
    int year, month, day;
    int hour, minute, second; /* hour -1: a date without a time */
    int milliseconds;
} moment;

/*
 * A format: yyyy, MM or M, dd or d, HH or H, mm or m, ss or s, S; every other character stands for itself. Two letters are two digits, one
 * letter is one or two of them, S one to nine of a fraction of a second.
 */
/* Whether it is one, with year, month and day, each once, and smaller parts only after greater ones: NULL, or what is wrong with it. */
const char *moment_format_fault(const char *format);
/* Reads a cell by a format: 1; 0 when the cell has another form, or there is no such day or time. */
int moment_read(const char *format, cell c, moment *out);
int moment_same(const moment *a, const moment *b);
/* Writes 2021-04-29 or 2021-04-29T16:50:00, milliseconds only when there are any; how many bytes. */
enum { MOMENT_SIZE = 32 };
size_t moment_write_date(const moment *m, char to[MOMENT_SIZE]);
size_t moment_write(const moment *m, char to[MOMENT_SIZE]);

#endif
