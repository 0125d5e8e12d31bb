/* SPDX-License-Identifier: MIT */
/*
 * What is left of a reply when greetings, receipts, thanks, forwarding, promises to look into it and referrals are taken away: letters of
 * substance (实质内容), and if there are none, what it says instead.
 */
#ifndef HOTLINE_CASEWORK_SUBSTANCE_IMPL_H
#define HOTLINE_CASEWORK_SUBSTANCE_IMPL_H

#include "phrase_impl.h"

/* What clauses without substance are about. */
typedef enum substance_theme {
    THEME_COURTESY,
    THEME_RECEIVED, /* and thanks */
    THEME_FORWARDED,
    THEME_WILL,
    THEME_REFERRED,
    THEME_PLAIN, /* words that say nothing by themselves */
    SUBSTANCE_THEMES
} substance_theme;

/* What a phrase does to its clause. */
typedef enum substance_weight {
    WEIGHT_COVERS, /* its own letters do not count */
    WEIGHT_CLAUSE, /* the clause says nothing of substance */
    WEIGHT_UNLESS, /* the same, unless a phrase of substance stands in it */
    WEIGHT_OF_SUBSTANCE
} substance_weight;

/* A list of phrases (substance_cn.c). */
typedef struct substance_row {
    uint8_t weight; /* substance_weight */
    uint8_t theme;  /* substance_theme */
} substance_row;

enum { SUBSTANCE_LISTS = 21 };
extern const substance_row hotline__substance_rows[SUBSTANCE_LISTS];
extern const char *const hotline__substance_lists[SUBSTANCE_LISTS];

typedef struct substance {
    uint32_t letters;  /* Han letters of substance */
    uint32_t referred; /* Han letters of clauses that refer elsewhere or ask back */
    uint32_t spoken;   /* Han letters of clauses that are no courtesy and the like, whether they say something or not */
    uint32_t themes;   /* bit set of substance_theme, of the clauses without substance */
} substance;

/* At most so many letters are none; and so many letters of referral, of a reply that passes the matter on or does not, are beside the point. */
enum { SUBSTANCE_NONE_MOST = 8, SUBSTANCE_REFERRED_MOST = 6, SUBSTANCE_REFERRED_BESIDE = 20 };

hotline_status hotline__substance_words(arena *a, phrase_set *out);
/* echoes: by letter, 1 where a clause only repeats what the citizen wrote: passed over. NULL: none is known. */
hotline_status hotline__substance_of(arena *a, const phrase_set *words, const passage *p, const uint8_t *echoes, substance *out);

#endif
