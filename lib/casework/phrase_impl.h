/* SPDX-License-Identifier: MIT */
/*
 * Phrases with gaps, found in a clause: "转…处理", "^感谢", "如下$". A gap (…) is at most PHRASE_GAP letters; ^ and $ are the clause's
 * beginning and end; "^感谢…$" is a whole clause.
 */
#ifndef HOTLINE_CASEWORK_PHRASE_IMPL_H
#define HOTLINE_CASEWORK_PHRASE_IMPL_H

#include "passage_impl.h"

#include "../base/matcher.h"

enum { PHRASE_GAP = 24, PHRASE_PIECES = 4, PHRASE_LETTERS = MATCHER_LENGTH_MOST };

/* As written: UTF-8, in any width. `number` is the caller's and comes back with each hit. */
typedef struct phrase_source {
    text words;
    uint32_t number;
} phrase_source;

typedef struct phrase_piece {
    const uint16_t *letters;
    uint16_t length;
    uint16_t gap; /* most letters before it */
} phrase_piece;

typedef struct phrase {
    phrase_piece pieces[PHRASE_PIECES];
    uint32_t number;
    uint16_t tail; /* most letters between the last piece and the clause's end */
    uint8_t count;
    uint8_t at_begin, at_end;
} phrase;

/* Immutable; lives as long as its arena. Phrases stand in the order of `many`, then by the only letter of their first piece. */
typedef struct phrase_set {
    matcher first; /* of the first pieces of several letters */
    const phrase *phrases;
    const uint32_t *singles; /* by the low bits of a letter: where the phrases begin whose first piece is one such letter */
    uint32_t count;
} phrase_set;

/* Where a search stands. All zeros: at the beginning. */
typedef struct phrase_cursor {
    matcher_cursor many;
    matcher_match ahead; /* the next first piece of several letters; .begin the count of letters: none */
    uint32_t at;         /* the letter that is looked at */
    uint32_t next;       /* the next phrase of one letter to be tried there, or 0: none was */
    uint8_t looked;      /* `ahead` is known */
} phrase_cursor;

typedef struct phrase_hit {
    uint32_t begin, end; /* letters, counted from where the clause's letters are */
    uint32_t number;
} phrase_hit;

/* HOTLINE_ERROR_ARGUMENT: a phrase has no letters, too many, or more than PHRASE_PIECES pieces; *bad is its place in the sources. */
hotline_status hotline__phrases_new(arena *a, const phrase_source *sources, uint32_t count, phrase_set *out, uint32_t *bad);
/* The same for lists of phrases divided by |: the number of each is that of its list. */
hotline_status hotline__phrases_of_lists(arena *a, const char *const *lists, uint32_t count, phrase_set *out);
/* The next hit in letters[0..count), which are one clause; a gap takes as little as it can. 0 at the end. */
int hotline__phrases_next(const phrase_set *set, const uint16_t *letters, uint32_t count, phrase_cursor *cursor, phrase_hit *out);

#endif
