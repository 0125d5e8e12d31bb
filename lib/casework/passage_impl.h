/* SPDX-License-Identifier: MIT */
/*
 * A text made ready for judging: one letter for each code point (folded, base/letter.h), and its clauses and sentences. Letter i is code
 * point i, so that spans can be said in code points and in bytes.
 */
#ifndef HOTLINE_CASEWORK_PASSAGE_IMPL_H
#define HOTLINE_CASEWORK_PASSAGE_IMPL_H

#include "../base/arena.h"
#include "../base/letter.h"

/* Letters from `begin` to before `end`. */
typedef struct span {
    uint32_t begin, end;
} span;

/*
 * A clause: the letters between two marks that divide clauses (，：； 。！？ and line ends; not 、), without blanks at its ends, never
 * empty. A comma, colon or full stop between digits (1,000; 9:30; 3.5) divides nothing.
 */
typedef struct passage_clause {
    uint32_t begin, end;
    uint32_t sentence; /* number of its sentence in this passage, from 0 */
} passage_clause;

typedef struct passage {
    text source;
    const uint16_t *letters; /* count + PASSAGE_PADDING: zeros follow the last, so that looking a few letters ahead needs no check */
    const uint8_t *kinds;    /* letter_class with LETTER_WAS_*; as many */
    const uint32_t *offsets; /* of each letter in the source; count + 1 entries */
    const passage_clause *clauses;
    uint32_t count;
    uint32_t clause_count;
    uint32_t sentence_count;
} passage;

enum { PASSAGE_PADDING = 16 };

/*
 * Reads UTF-8 into an arena: at most 24 bytes of memory for each byte of text. HOTLINE_ERROR_SYNTAX when it is no UTF-8: *bad is the
 * offset of the first bad byte. The source must outlive the passage. .at NULL is an empty text.
 */
hotline_status hotline__passage_read(arena *a, text source, passage *out, size_t *bad);

/* letter_class of a letter. */
static inline uint8_t hotline__passage_class(const passage *p, uint32_t at) {
    return p->kinds[at] & LETTER_CLASS;
}

static inline int hotline__passage_is_blank(const passage *p, uint32_t at) {
    uint8_t kind = hotline__passage_class(p, at);
    return kind == LETTER_SPACE || kind == LETTER_INVISIBLE;
}

/* The source text of a span. */
text hotline__passage_text(const passage *p, span s);
/* The sentence of a letter: that of the clause it stands in, or of the one before it. 0 where there is none. */
uint32_t hotline__passage_sentence(const passage *p, uint32_t at);
/* The number of the clause of a letter, or of the one before it; 0 where there is none. */
uint32_t hotline__passage_clause(const passage *p, uint32_t at);
/* Letters that count: not blanks, not invisible, not marks. */
uint32_t hotline__passage_weight(const passage *p, span s);
/* Does the folded text at a letter begin with this one? Han and ASCII in folded form, UTF-8, terminated; returns its letters, or 0. */
uint32_t hotline__passage_starts(const passage *p, uint32_t at, const char *words);
/* The same for the first of several that the text begins with at a letter. */
uint32_t hotline__passage_starts_any(const passage *p, uint32_t at, const char *const *words, size_t count);

/*
 * Numbered items of the whole text: "1、" "1." "（1）" "一、" "（一）" "①" "第一，" at the beginning of a clause, two or more that count
 * up from one. Fills at most `most` spans (number left out, trailing blanks too); returns how many there are, 0 when it is not a list.
 */
uint32_t hotline__passage_items(const passage *p, span *items, uint32_t most);

#endif
