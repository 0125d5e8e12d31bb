/* SPDX-License-Identifier: MIT */
/* Filling the caller's error record. Messages are built from pieces; no printf, no locale. */
#ifndef HOTLINE_BASE_ERROR_IMPL_H
#define HOTLINE_BASE_ERROR_IMPL_H

#include <string.h>

#include "../../include/hotline/status.h"

/* Returns `status` of the expression when it is a failure: the library's only control-flow macro. */
#define HOTLINE_TRY(expression)                                                                                                            \
  do {                                                                                                                                     \
    hotline_status try_status_ = (expression);                                                                                             \
    if (try_status_ < 0) {                                                                                                                 \
      return try_status_;                                                                                                                  \
    }                                                                                                                                      \
  } while (0)

/* A piece of text that need not be terminated. */
typedef struct text {
    const char *at;
    size_t len;
} text;

text hotline__text(const char *terminated); /* NULL gives an empty text */
/* Asked so often that a call would be most of its cost. */
static inline int hotline__text_equal(text a, text b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}
int hotline__text_is(text a, const char *terminated);
/* Hands a text out to a caller: NULL and 0 when there is none. In the second form len may be NULL. */
void hotline__text_lend(text t, const char **at, size_t *len);
const char *hotline__text_give(text t, size_t *len);
/* The number in `count` digits from a place on; 0: there are no such digits. */
int hotline__text_digits(text t, size_t from, size_t count, int64_t *out);
/* Byte order, shorter first when one is a prefix: < 0, 0, > 0. */
int hotline__text_compare(text a, text b);

/* Starts a message: writes status, clears the rest. error may be NULL, or smaller than ours (an older caller). Returns status. */
hotline_status hotline__error_set(hotline_error *error, hotline_status status, const char *message);
/* Appends a piece of the catalogue (message.c) in the record's language; cut at a code point when full. */
void hotline__error_add(hotline_error *error, const char *piece);
/* HOTLINE_LANGUAGE_EN for none. */
int32_t hotline__error_language(const hotline_error *error);
/* As it stands: names, words of a grammar, what is said already. */
void hotline__error_add_text(hotline_error *error, text piece);
/* Appends the text in double quotes, at most 60 code points of it, control characters replaced. */
void hotline__error_add_quoted(hotline_error *error, text piece);
void hotline__error_add_number(hotline_error *error, int64_t number);
void hotline__error_place(hotline_error *error, uint32_t line, uint32_t column);
void hotline__error_path(hotline_error *error, text path);

/* Levenshtein-nearest candidate for "did you mean": feed candidates, read best. Only near enough ones count (distance <= 1 + len / 4). */
typedef struct nearest {
    text wanted;
    text best; /* empty while none is near */
    uint32_t distance;
} nearest;

void hotline__nearest_begin(nearest *n, text wanted);
void hotline__nearest_try(nearest *n, text candidate);
/* Appends `; did you mean "x"?` when there is a best one. */
void hotline__nearest_tell(const nearest *n, hotline_error *error);

#endif
