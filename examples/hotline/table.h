/* SPDX-License-Identifier: MIT */
/* A table of comma-separated values (RFC 4180), row by row. */
#ifndef HOTLINE_EXAMPLE_TABLE_H
#define HOTLINE_EXAMPLE_TABLE_H

#include "encoding.h"
#include "growing.h"

typedef struct cell {
    const char *bytes;
    size_t len;
} cell;

typedef enum row_fault { ROW_GOOD, ROW_AFTER_QUOTE, ROW_OPEN_QUOTE, ROW_TOO_LONG } row_fault;

typedef struct table {
    encoded_file file;
    char delimiter;
    size_t at;               /* in the piece that the file handed out */
    unsigned long long line; /* of the next character, from 1 */
    /* the row read last */
    unsigned long long row, row_line; /* counted from 1, the header and what is above it too; the line that it begins in */
    unsigned long long fault_line;
    row_fault fault;
    cell *cells;
    size_t count;
    /* its making */
    growing text;
    size_t capacity; /* of cells */
} table;

/* Opens the table; 0, or EXIT_UNUSABLE, told. Close it in either case. */
int table_open(const char *path, encoding given, char delimiter, table *out);
/* Reads a row; lines with nothing in them are none. *more is 0 at the end. Its cells live until the next call. 0, or EXIT_UNUSABLE, told. */
int table_next(table *t, int *more);
void table_close(table *t);

#endif
