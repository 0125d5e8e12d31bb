/* SPDX-License-Identifier: MIT */
/* How surely a reply belongs to a matter: the reply is read once and asked against the matter and each of its items. */
#ifndef HOTLINE_CASEWORK_RELEVANCE_IMPL_H
#define HOTLINE_CASEWORK_RELEVANCE_IMPL_H

#include "passage_impl.h"

/*
 * From which relevance on a matter or an item counts as answered, where a policy says nothing. Measured on letters that table and weights had
 * not seen: 2.5 % of the substantive replies to their own letters lie below, and 94 % of substantive replies to other letters.
 */
enum { RELEVANCE_ANSWERED = 2000, RELEVANCE_MOST = 10000 };

/* What speaks for and against; each is weighed and added. Logarithms are to base 2, in 1/256. */
typedef enum relevance_sign {
    RELEVANCE_CHANCE,   /* pairs of Han letters found in the reply, against what chance brings: standard deviations, as logarithm */
    RELEVANCE_TITLE,    /* share of the title's pairs found, by squared weight; its root, in 1/1024. Without a title: of the matter's */
    RELEVANCE_RAREST,   /* weights of the eight most telling pairs found */
    RELEVANCE_LENGTH,   /* different pairs in the reply, as logarithm */
    RELEVANCE_MIDDLING, /* the same, not above 130 pairs: a reply that says much and holds nothing of the matter is suspect */
    RELEVANCE_BRIEF,    /* the same, not above 25 pairs: one that says nearly nothing is not */
    RELEVANCE_FAR,      /* coded places ("A3区") of other regions only: no first letter in common */
    RELEVANCE_OTHER,    /* coded places, but no one of the matter's */
    RELEVANCE_PLACE,    /* a coded place of the matter's */
    RELEVANCE_OLDER,    /* dated in a year before one that the matter names */
    RELEVANCE_TOKEN,    /* numbers and Latin words of three and more letters in common, years left out; at most 3 */
    RELEVANCE_SIGNS
} relevance_sign;

typedef struct relevance_view {
    int32_t signs[RELEVANCE_SIGNS];
    int32_t odds;      /* weighed sum, in 1/65536 of natural log odds */
    int32_t relevance; /* 0 to 10000 */
} relevance_view;

typedef struct relevance_of_reply relevance_of_reply;

/*
 * Takes 16 bytes of the arena at most for each letter of the reply, and as much for the longest question; a little more for short texts.
 * The reply may go away afterwards, the arena not.
 */
hotline_status hotline__relevance_begin(arena *a, const passage *reply, relevance_of_reply **out);

/*
 * 0 to 10000; of as many true as false pairs, about this share (in 1/10000) of those that get it are true. 0 where the reply or what
 * is asked has no words that could be compared. Either passage may be NULL; an item is asked without title. Negative: a hotline_status,
 * there was no memory.
 */
int64_t hotline__relevance_of(relevance_of_reply *r, const passage *title, const passage *matter);
/* The same with the reasons. */
int64_t hotline__relevance_view(relevance_of_reply *r, const passage *title, const passage *matter, relevance_view *out);

/* Sets found[i] to 1 for each letter of the passage that stands in a pair or token that the reply has too, else to 0. */
void hotline__relevance_cover(const relevance_of_reply *r, const passage *asked, uint8_t *found);

/* For relevance.c and its table (relevance_cn.c). */
enum { RELEVANCE_SLOTS = 8192, RELEVANCE_STEPS = 160, RELEVANCE_SURPRISES = 256, RELEVANCE_LOGS = 65 };
extern const uint8_t hotline__relevance_others;
extern const uint16_t hotline__relevance_checks[RELEVANCE_SLOTS];
extern const uint8_t hotline__relevance_weights[RELEVANCE_SLOTS];
extern const uint16_t hotline__relevance_found[RELEVANCE_SURPRISES];
extern const uint16_t hotline__relevance_expected[RELEVANCE_SURPRISES];
extern const uint16_t hotline__relevance_variance[RELEVANCE_SURPRISES];
extern const uint16_t hotline__relevance_logs[RELEVANCE_LOGS];
extern const uint32_t hotline__relevance_curve[RELEVANCE_STEPS + 1];
extern const int32_t hotline__relevance_sign_weights[RELEVANCE_SIGNS];
extern const int32_t hotline__relevance_constant;

#endif
