/* SPDX-License-Identifier: MIT */
/*
 * Near-copies of replies. A text is its counted letters (Han and Latin, folded), 16 bits each; a gram is four of them in 64 bits, so that
 * sets of grams are compared exactly. Texts that may be alike meet in the places that their smallest gram hashes name.
 */
#ifndef HOTLINE_CASEWORK_COPIES_IMPL_H
#define HOTLINE_CASEWORK_COPIES_IMPL_H

#include "../../include/hotline/copies.h"
#include "../base/arena.h"
#include "../base/map.h"

enum {
    COPIES_GRAM = 4,
    COPIES_BANDS = 24,                                        /* places of a text */
    COPIES_ROWS = 5,                                          /* smallest hashes that name a place */
    COPIES_BINS = COPIES_BANDS * COPIES_ROWS,                 /* smallest hashes of a text */
    COPIES_PLACE_MOST = 16,                                   /* texts in a place */
    COPIES_CANDIDATES = COPIES_BANDS * COPIES_PLACE_MOST + 1, /* and the text itself */
    COPIES_LETTERS_MOST = 65536
};

/* Counted letters. */
typedef struct copies_letters {
    const uint16_t *at;
    uint32_t count;
} copies_letters;

/* What is known of a text beside its letters, which are its key. */
typedef struct copies_text {
    uint32_t grams;   /* different ones */
    uint32_t replies; /* ids */
    uint32_t least;   /* number of the first id by bytes */
} copies_text;

/* One text in one place. A place is all slots with the same tag; they stand in one run of used slots. */
typedef struct copies_slot {
    uint32_t tag;
    uint32_t number; /* of the text + 1; 0: free */
} copies_slot;

typedef struct copies_table {
    copies_slot *slots;
    size_t count, used;
} copies_table;

struct hotline_copies {
    const hotline_context *context;
    arena keep;
    map ids;
    map texts;          /* keys are the letters' bytes */
    uint32_t *text_of;  /* by number of the id */
    copies_text *about; /* by number of the text */
    uint32_t text_of_size, about_size;
    copies_table table;
};

/* ---- letters ---- */

/* Room for the letters of a text of so many bytes, in letters. */
size_t hotline__copies_room(size_t len);
/* Fills the room. HOTLINE_ERROR_SYNTAX, HOTLINE_ERROR_LIMIT. */
hotline_status hotline__copies_read(const hotline_context *context, text source, uint16_t *room, copies_letters *out);
/* Is this the folded form of a letter that counts? */
int hotline__copies_counts(uint16_t letter);
/* As a key, and back. The bytes are those of memory: a key never leaves it. */
text hotline__copies_key(copies_letters letters);
copies_letters hotline__copies_letters_of(const hotline_copies *c, uint32_t number);

/* ---- grams ---- */

/* A set of grams. Marks tell which were seen in the text compared last. */
typedef struct copies_grams {
    const hotline_context *context;
    uint64_t *keys;         /* 0: free */
    uint32_t *marks;        /* after the keys, in one block */
    uint32_t places, shift; /* places: a power of two */
    uint32_t count;
} copies_grams;

hotline_status hotline__copies_grams_make(const hotline_context *context, copies_letters letters, copies_grams *out);
void hotline__copies_grams_free(copies_grams *g);
/* How many of the set are in the text. mark: another one than 0 and than before. */
uint32_t hotline__copies_grams_shared(const copies_grams *g, copies_letters letters, uint32_t mark);

/* The tags of a text's places; it has COPIES_GRAM letters at least. */
void hotline__copies_tags(copies_letters letters, uint32_t tags[COPIES_BANDS]);

/* ---- places ---- */

/* Makes room for one more text. */
hotline_status hotline__copies_table_reserve(const hotline_context *context, copies_table *t);
/* Puts a text into its places; in a full one it takes the place of the last by letters, or stays out. */
void hotline__copies_table_put(hotline_copies *c, uint32_t number, const uint32_t tags[COPIES_BANDS]);
/* Numbers of the texts in these places, some more than once; returns how many. *crowded: 1 when a place is full. */
uint32_t hotline__copies_table_get(const hotline_copies *c, const uint32_t tags[COPIES_BANDS], uint32_t *numbers, uint32_t *crowded);

/* ---- replies ---- */

/* HOTLINE_DUPLICATE, HOTLINE_ERROR_REUSED, HOTLINE_ERROR_MEMORY, HOTLINE_ERROR_LIMIT. All or nothing. */
hotline_status hotline__copies_put(hotline_copies *c, text id, copies_letters letters);
/* HOTLINE_ERROR_SYNTAX: not UTF-8, or a NUL. */
hotline_status hotline__copies_check_id(text id);

#endif
