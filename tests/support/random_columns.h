/* SPDX-License-Identifier: MIT */
/*
 * Columns in random forms: the same values as integers of any width, with or without a zone, as bits, texts, dictionaries, with nulls told by
 * a bitmap or a value, after an offset, and through Arrow where Arrow has such a type. What a column points to lives until
 * random_columns_begin().
 */
#ifndef HOTLINE_TESTS_RANDOM_COLUMNS_H
#define HOTLINE_TESTS_RANDOM_COLUMNS_H

#include "hotline/columns.h"

enum { RANDOM_ROWS_MOST = 2600 };

#define RANDOM_ABSENT INT64_MIN

/* The values of the next column, by row; some makers change them. */
extern int64_t random_values[RANDOM_ROWS_MOST];

/* Forgets all columns, and begins chance anew. */
void random_columns_begin(uint64_t from);
void random_columns_rows(uint32_t count);
/* Below n. */
uint32_t random_chance(uint32_t n);
int random_once_in(uint32_t n);

void random_integers(hotline_columns *to, const char *name, int is_signed);
void random_flags(hotline_columns *to, const char *name);
/* Values: instants. */
void random_times(hotline_columns *to, const char *name);
/* Values: days. */
void random_dates(hotline_columns *to, const char *name);
/* Values: which of the texts. */
void random_words(hotline_columns *to, const char *name, const char *const *from, uint32_t count);
/* The same, or their numbers. */
void random_choices(hotline_columns *to, const char *name, const char *const *from, uint32_t count);
/* Values: when it happened; as a flag where nobody asks when. */
void random_events(hotline_columns *to, const char *name, int flag_will_do);

#endif
