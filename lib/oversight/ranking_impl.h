/* SPDX-License-Identifier: MIT */
/* One ranking while it is worked out: its units, what each is worth, and where it stands. */
#ifndef HOTLINE_OVERSIGHT_RANKING_IMPL_H
#define HOTLINE_OVERSIGHT_RANKING_IMPL_H

#include "publication_impl.h"
#include "score_impl.h"

/* A part of a unit's score, in words. */
typedef struct part_shown {
    text value; /* .at NULL: none */
    int32_t state;
} part_shown;

typedef struct standing {
    text unit;
    fraction value;           /* by which it is ordered */
    const score_value *chain; /* figures that part those who are level */
    const part_shown *parts;
    const score_band *band;
    text shown;
    int64_t rank, rank_from_last, level;
    int64_t published_rank; /* 0: none */
    int32_t number;         /* in the log, or NAME_NONE */
    int32_t state;          /* HOTLINE_STANDING_* */
    uint32_t needed;        /* so many of the chain, from its first on, to tell it from others */
    uint8_t grouped;        /* belongs to the group */
    uint8_t blurred;        /* some figure of the chain is unknown */
} standing;

/* A policy that rules a period of the name that was asked for. */
typedef struct ranking_owner {
    const hotline_policy *policy;
    period when;
} ranking_owner;

struct hotline_ranking {
    const hotline_log *log;
    const hotline_tally *tally;
    arena keep;
    arena folding; /* a unit, for its facts */
    matter m;
    score_stack stack;
    ranking_owner *owners; /* the first is worked out */
    uint32_t owner_count;
    const hotline_policy *policy;
    const ranking_rule *rule;
    const score_rule *score; /* NULL: by a measure */
    period when;
    hotline_instant at; /* when the units' facts are read */
    publications published;
    const publication *last; /* the version that was published last; NULL: none was */
    tally_counts *totals;
    standing *units;
    standing **order;
    const char **causes;
    uint32_t unit_count, unit_capacity;
    uint32_t ranked_count; /* the first of order */
    uint32_t cause_count, cause_capacity;
    uint32_t failed; /* 1: there was no memory for a cause */
    uint32_t held;
    buffer lines;
    buffer words;
};

/* Notes an item that the policy leaves undefined; NULL: none. Without memory the ranking has failed. */
void hotline__ranking_open_item(hotline_ranking *r, const char *path);
/* A unit's figures. */
score_reading hotline__ranking_reading(const hotline_ranking *r, const standing *s);
/* Who of the group is among the first by the pool's measure. */
hotline_status hotline__ranking_pool(hotline_ranking *r);
/* Reads the figures that part a unit from those with whom it is level. */
hotline_status hotline__ranking_chain(hotline_ranking *r, standing *s);
/* Of those whose state is _RANKED, in their order: who needs a figure of the chain that there is not is _UNKNOWN, or the policy's item open. */
void hotline__ranking_ties(hotline_ranking *r);
/* Orders those whose state is _RANKED, gives them their ranks; the others follow by id. */
hotline_status hotline__ranking_order(hotline_ranking *r);

#endif
