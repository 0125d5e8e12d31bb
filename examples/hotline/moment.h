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

/* A form, ready to read by: parts and the characters between them. */
typedef struct moment_form {
    struct {
        signed char part; /* index of the part, or -1: the character itself */
        char letter;      /* that character, or the fewest digits of the part */
    } steps[32];
    size_t count;
} moment_form;

/*
 * yyyy, MM or M, dd or d, HH or H, mm or m, ss or s, S; every other character stands for itself. Two letters are two digits, one letter is
 * one or two of them, S one to nine of a fraction of a second. Year, month and day each once, a smaller part only after the greater ones:
 * NULL, or what is wrong.
 */
const char *moment_form_read(const char *text, moment_form *out);
/* Reads a cell by a form: 1; 0 when the cell has another form, or there is no such day or time. */
int moment_read(const moment_form *form, cell c, moment *out);
int moment_same(const moment *a, const moment *b);
/* Writes 2021-04-29 or 2021-04-29T16:50:00, milliseconds only when there are any; how many bytes. */
enum { MOMENT_SIZE = 32 };
size_t moment_write_date(const moment *m, char to[MOMENT_SIZE]);
size_t moment_write(const moment *m, char to[MOMENT_SIZE]);

#endif
