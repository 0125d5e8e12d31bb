/* SPDX-License-Identifier: MIT */
/* A table's rows become event lines. */
#ifndef HOTLINE_EXAMPLE_IMPORTING_H
#define HOTLINE_EXAMPLE_IMPORTING_H

#include "mapping.h"
#include "report.h"
#include "seen.h"

typedef struct importing {
    mapping *mapping;
    report *report;
    table *table;
    int partial;
    /* the header */
    growing names_text;
    cell *names;
    size_t width;
    int *uses; /* by how many entries a column is read */
    /* the row at hand; ..._json without quotes */
    growing number, ticket, number_json, ticket_json, row_lines, line, joined, folded;
    unsigned long long round;
    cell parts[MEMBERS_MOST];
    size_t part_count;
    problem *problems;
    size_t problem_count, problem_capacity;
    code_row **met;
    size_t met_count, met_capacity;
    /* the whole */
    growing out, later; /* rows of later rounds whose first one was not seen yet: row, line, ticket */
    seen seen;
    int failed; /* memory was wanting */
} importing;

/* Reads the header and finds the mapping's columns in it: 0, or EXIT_UNUSABLE, told. Close in either case. */
int importing_open(importing *i);
/* Reads all rows and writes events to standard output: 0, EXIT_FINDINGS when something could not be read, or EXIT_UNUSABLE, told. */
int importing_rows(importing *i);
void importing_close(importing *i);

/* ---- between its files ---- */

typedef enum taken { TAKEN_NOTHING, TAKEN_CELL, TAKEN_BAD } taken;

/* Finds the columns of every source; 0, or EXIT_UNUSABLE, told. */
int importing_bind(importing *i);
/* What a source's cells say, peeled; a bad one is noted. It lives until the next call with the same source's kind. */
taken importing_take(importing *i, const source *s, size_t member, const char *event, const char *name, cell *out);
/* Notes a problem of the row at hand; at the first column of a source, unless it has none. */
void importing_note(importing *i, const char *code, const source *s, size_t member, const char *event, const char *text, size_t text_len);
/* Numbers for the sentence of the problem noted last. */
void importing_number(importing *i, unsigned long long a, unsigned long long b);
/* The cell without what stands around it. */
cell importing_peel(const importing *i, cell c);
/* The cell folded, in memory that the next call reuses. */
cell importing_fold(importing *i, cell c);
/* Writes the value as JSON into the line: TAKEN_NOTHING when there is none. */
taken importing_value(importing *i, const source *s, size_t member, const entry *e, const char *name, growing *out);
/* The same between keys and commas: nothing where there is none. 0 when it is bad. */
int importing_member(importing *i, const source *s, size_t member, const entry *e, const char *name, const char *key, growing *out);
/* All events of an entry in the row at hand. */
void importing_entry(importing *i, entry *e);

#endif
