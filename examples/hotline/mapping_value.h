/* SPDX-License-Identifier: MIT */
/* Values of a mapping document: each function tells what is wrong with its place and gives EXIT_UNUSABLE, or 0. */
#ifndef HOTLINE_EXAMPLE_MAPPING_VALUE_H
#define HOTLINE_EXAMPLE_MAPPING_VALUE_H

#include "mapping.h"
#include "nearest.h"

enum { VALUE_PATH = HOTLINE_ERROR_PATH_SIZE };

/* "parent.key", cut off where it is too long. */
void value_path(char path[VALUE_PATH], const char *parent, const char *key);
int value_fail(const document *d, const json_value *v, const char *path, const char *why);
/* The text names nothing known; with the nearest name where there is one. */
int value_unknown(const document *d, const json_value *v, const char *path, const nearest *n);
/* Adds to the words so far which name is near, where one is. */
void value_near(const nearest *n, char *why, size_t size);
/* An object with no other keys than these; NULL: any. */
int value_object(const document *d, const json_value *v, const char *path, const char *const *keys);
int value_required(const document *d, const json_value *object, const char *path, const char *key);
/* A text, an array of texts, a whole number from least to most, a flag. What is not there (NULL) is right and leaves the result alone. */
int value_text(const document *d, const json_value *v, const char *path);
int value_texts(const document *d, const json_value *v, const char *path);
int value_number(const document *d, const json_value *v, const char *path, int64_t least, int64_t most, int64_t *out);
int value_flag(const document *d, const json_value *v, const char *path, int *out);
/* A text that is there and not empty. */
int value_filled(const document *d, const json_value *v, const char *path);
/* A text that is not empty: characters at which a cell is cut. */
int value_split(const document *d, const json_value *v, const char *path);
/* Whether a member's key is a name: small letters, digits, _, a letter first. */
int value_name(const document *d, const json_value *member, const char *path);
/* The index of a text among words that end with NULL; -1, told, when it is none of them. */
int value_word(const document *d, const json_value *v, const char *path, const char *const *words);
/* Peels and folds texts in place, as the cells are that they are compared with. */
void value_fold_texts(const json_value *array);

typedef enum source_takes { SOURCE_TAKES_ALL, SOURCE_TAKES_TEXT, SOURCE_TAKES_INTEGER, SOURCE_TAKES_TIME } source_takes;

/* A value: the name of a column, or an object. NULL gives none. */
int source_read(const document *d, const json_value *v, const char *path, source_takes takes, source *out);
/* Only columns: a name, or an array of names. */
int source_read_columns(const document *d, const json_value *v, const char *path, const char *join, source *out);

#endif
