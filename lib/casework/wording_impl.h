/* SPDX-License-Identifier: MIT */
/* The wording of replies: phrases of the library and of a policy, compiled once, found in a passage. */
#ifndef HOTLINE_CASEWORK_WORDING_IMPL_H
#define HOTLINE_CASEWORK_WORDING_IMPL_H

#include "substance_impl.h"

#include "../rules/policy_impl.h"

/* What a phrase of the library is. */
typedef enum wording_class {
    WORDING_STOCK,       /* 套话: courtesies, receipts, importance */
    WORDING_HEDGE,       /* 尽快, 适时: says nothing without a date, number, place or measure beside it */
    WORDING_OVERPROMISE, /* 保证解决, 百分之百 */
    WORDING_UNIT,        /* a measure word behind a number: 户, 米, 万元 */
    WORDING_PLACE,       /* what ends a place's name: 路, 小区, 号楼 */
    WORDING_MEASURE,     /* something done: 责令, 拆除, 更换 */
    WORDING_PLEDGE,      /* 将, 预计: what its clause says is to be done */
    WORDING_NO_PLEDGE,   /* 合同约定, 请于, 原定: its clause is about somebody else's day, or one that was */
    WORDING_TERM,        /* 小时内, 今晚: by when, without a date */
    WORDING_ONE,         /* one side of a contradiction; row n of OTHER is its other side */
    WORDING_OTHER
} wording_class;

/* Contradictions; the first is "reached the citizen" against what a policy names alone. */
enum { WORDING_PAIRS = 8, WORDING_REACHED = 0 };

/* A list of phrases (wording_cn.c). pair: of contradictions, which of them; of places, a kind of place. */
typedef struct wording_row {
    uint8_t kind; /* wording_class */
    uint8_t pair;
} wording_row;

enum { WORDING_LISTS = 20 };
extern const wording_row hotline__wording_rows[WORDING_LISTS];
extern const char *const hotline__wording_lists[WORDING_LISTS];

/* Immutable; lives as long as its arena. */
typedef struct wording {
    phrase_set own;
    phrase_set asked; /* the policy's */
    phrase_set substance;
} wording;

typedef struct wording_hit {
    span at;
    uint8_t kind; /* of the library: wording_class */
    uint8_t pair;
    uint8_t other;  /* of the policy: the second side of a pair */
    uint16_t check; /* of the policy */
    uint16_t phrase;
} wording_hit;

typedef struct wording_hits {
    const wording_hit *items; /* in order of the text */
    uint32_t count;
} wording_hits;

/* policy may be NULL. HOTLINE_ERROR_ARGUMENT: a phrase that is none (*bad: check and phrase, check in the high half). */
hotline_status hotline__wording_new(arena *a, const hotline_policy *policy, wording *out, uint32_t *bad);
/* All hits of a set in a passage, clause by clause. */
hotline_status hotline__wording_find(arena *a, const phrase_set *set, int own, const passage *p, wording_hits *out);

#endif
