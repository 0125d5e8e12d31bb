/* SPDX-License-Identifier: MIT */
/* What an import could not read, and what came of it. */
#ifndef HOTLINE_EXAMPLE_REPORT_H
#define HOTLINE_EXAMPLE_REPORT_H

#include <stdio.h>

#include "mapping.h"

#define NO_COLUMN ((size_t)-1)

/* Something in a row that cannot be read. Codes are those of docs/import.md. */
typedef struct problem {
    const char *code;
    size_t column;     /* of the table, or NO_COLUMN: the whole row */
    cell value;        /* as it stands in the table */
    const char *event; /* the entry that needed it, or NULL */
    const char *text;  /* a name in the sentence, or NULL */
    size_t text_len;
    unsigned long long a, b; /* numbers in the sentence */
} problem;

typedef struct report {
    const char *table;
    FILE *stream; /* NULL: standard error only */
    const char *path;
    unsigned long long told, rows, refused, blank, damaged, events;
} report;

/* Opens the file of the report, if any: 0, or EXIT_UNUSABLE, told. */
int report_open(const char *path, const char *table_path, report *out);
/* Tells one problem; `column` is the name of its column, or an empty cell. */
void report_problem(report *r, unsigned long long row, unsigned long long line, cell column, const problem *p);
/* The sums: rows, events by kind, codes, columns that the mapping does not read. */
void report_sums(report *r, const mapping *m, const cell *names, size_t width, const int *uses);
/* 0, or EXIT_UNUSABLE, told, when the file could not be written. */
int report_close(report *r);

#endif
