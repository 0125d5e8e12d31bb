/* SPDX-License-Identifier: MIT */
/* What a table's columns mean: the mapping document, read. docs/import.md tells its grammar. */
#ifndef HOTLINE_EXAMPLE_MAPPING_H
#define HOTLINE_EXAMPLE_MAPPING_H

#include "cell.h"
#include "document.h"
#include "moment.h"

enum { MEMBERS_MOST = 99, EVENTS_MOST = 9999, NO_INDEX = -1 };

/* One row of a code table: what stands in the cell, folded, and what is written for it. */
typedef struct code_row {
    const char *from;
    size_t from_len;
    const json_value *to;
    unsigned long long seen;
} code_row;

typedef enum source_kind { SOURCE_NONE, SOURCE_COLUMNS, SOURCE_MEMBER, SOURCE_FIXED } source_kind;
typedef enum value_type { VALUE_TEXT, VALUE_CODE, VALUE_INTEGER, VALUE_DATE, VALUE_TIME, VALUE_TYPES } value_type;
typedef enum else_kind { ELSE_ERROR, ELSE_CELL, ELSE_VALUE } else_kind;

/* Where a value comes from: columns of the row, the member of a group, or the mapping itself. */
typedef struct source {
    source_kind kind;
    const json_value *place;
    const json_value *columns; /* the first of column_count names, one beside the other */
    size_t column_count;
    const char *join;
    value_type type;
    code_row *codes; /* in order of their bytes; NULL: no table */
    size_t code_count;
    else_kind otherwise;
    const json_value *otherwise_value;
    const json_value *fixed;
    const json_value *absent; /* what an empty cell says; NULL: nothing */
    const char *split;
    int required;
    size_t *at; /* columns of the table: column_count for each of at_members */
    size_t at_members;
} source;

typedef struct when {
    source column;
    const json_value *is, *is_not; /* arrays, or NULL */
    int filled;                    /* 1, 0, or NO_INDEX: not asked */
} when;

typedef struct fact {
    const char *name;
    size_t name_len;
    source source;
} fact;

/* Units beside each other: columns that repeat with another word in their names, or parts of one cell. */
typedef struct group {
    const char *name;
    const json_value *place;
    const char *members[MEMBERS_MOST]; /* words; none where a cell is split */
    char words[MEMBERS_MOST][24];      /* the words, where they are numbers */
    size_t member_count;
    source column; /* SOURCE_NONE: the members are listed */
} group;

typedef struct entry {
    const char *name;
    size_t name_len;
    const json_value *place;
    const char *kind;
    size_t kind_len;
    const group *each;
    const json_value *only; /* members of it, an array; NULL: all */
    int round;              /* 0: any, 1: the first, 2: later ones */
    source at, known, seq, by, role, unit;
    fact *facts;
    size_t fact_count;
    when *whens;
    size_t when_count;
    int *opened_by; /* entries of which one opens its assignment */
    size_t opened_by_count;
    unsigned long long written, pending; /* events: of rows that are done, of the row at hand */
    unsigned long long *made_in;         /* for each member, the row in which it was written last */
} entry;

typedef struct mapping {
    document document;
    encoding encoding;
    char delimiter;
    unsigned long long header;
    int excel;
    const json_value *none; /* array of texts, or NULL: only what is empty */
    moment_form *formats;
    size_t format_count;
    const char *zone;     /* "+08:00", or "" */
    const char *day_time; /* "00:00", or NULL: a date is no moment */
    source ticket, row;   /* SOURCE_NONE: none */
    const char *family;   /* what stands between a ticket's number and its round; NULL: no rounds */
    int64_t family_most;
    group *groups;
    size_t group_count;
    entry *entries;
    size_t entry_count;
} mapping;

/* Reads a mapping; 0, or EXIT_UNUSABLE, told with its place. Release it in either case. */
int mapping_read(const char *path, mapping *out);
void mapping_free(mapping *m);
/* The index of the entry, or NO_INDEX. */
int mapping_entry(const mapping *m, const char *name);
/* Every source of an entry, the columns of its conditions too, by index; NULL beyond the last. `name` is its key, for messages. */
source *entry_source(entry *e, size_t index, const char **name);
/* The index-th column of a source, for that member of its group. */
size_t source_column(const source *s, size_t member, size_t index);
/* The row of a source's code table for a folded cell, or NULL; and the order that the table is in, for qsort(). */
code_row *source_code(const source *s, cell folded);
int code_order(const void *left, const void *right);
/* Whether the folded cell is one of the texts of an array; none is in NULL. */
int texts_have(const json_value *array, cell folded);

#endif
