/* SPDX-License-Identifier: MIT */
/* Many patterns found in a text at once. */
#ifndef HOTLINE_BASE_MATCHER_H
#define HOTLINE_BASE_MATCHER_H

#include "arena.h"

/* AHEAD: so many letters after a text's last one are read, and may be anything. */
enum { MATCHER_LENGTH_MOST = 64, MATCHER_COUNT_MOST = 1 << 24, MATCHER_AHEAD = 4 };

/* Folded letters (letter.h). Two patterns may be the same: both are reported. */
typedef struct matcher_pattern {
    const uint16_t *letters;
    uint32_t length;
} matcher_pattern;

typedef struct matcher_entry matcher_entry;

/* Never written after it was made: any number of threads may use it. It lives as long as its arena. */
typedef struct matcher {
    const uint32_t *filter;
    const uint32_t *firsts;
    const matcher_entry *entries; /* in order of their letters */
    const uint16_t *letters;
} matcher;

/* Where a search stands. All zeros: at the beginning. */
typedef struct matcher_cursor {
    uint32_t at;    /* the next letter to be looked at */
    uint32_t entry; /* the next one to be reported, + 1; it begins at the letter before `at` */
} matcher_cursor;

/* Letters from `begin` to before `end` are those of a pattern, which is said by its number. */
typedef struct matcher_match {
    uint32_t begin, end;
    uint32_t pattern;
} matcher_match;

/*
 * Copies what it needs of the patterns. HOTLINE_ERROR_ARGUMENT when one has no letters or more than MATCHER_LENGTH_MOST,
 * HOTLINE_ERROR_LIMIT when there are more than MATCHER_COUNT_MOST. A matcher of no patterns finds nothing.
 */
hotline_status hotline__matcher_new(arena *a, const matcher_pattern *patterns, uint32_t count, matcher *out);

/*
 * The next match: by `begin`, then the longest first, then by number. 0 at the end. Whatever the text, for each of its letters at most
 * `longest pattern x binary logarithm of the count` others are compared, and a few more.
 */
int hotline__matcher_next(const matcher *m, const uint16_t *letters, uint32_t count, matcher_cursor *cursor, matcher_match *out);

#endif
