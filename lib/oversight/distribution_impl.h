/* SPDX-License-Identifier: MIT */
/* Durations with how often each occurs, in order; and the product-limit curve that is read off them step by step. */
#ifndef HOTLINE_OVERSIGHT_DISTRIBUTION_IMPL_H
#define HOTLINE_OVERSIGHT_DISTRIBUTION_IMPL_H

#include "../../include/hotline/distribution.h"

#include "../base/context_impl.h"
#include "../base/error_impl.h"

enum {
    DISTRIBUTION_LEAF = 64, /* rows side by side: what a new duration moves */
    DISTRIBUTION_APART = 3  /* reasons for which an instance is no duration */
};

/* No count, and no sum of counts, passes this. */
#define DISTRIBUTION_MOST UINT64_C(1000000000000000000)
/* One, in the fixed point of the curve. */
#define DISTRIBUTION_UNIT (UINT64_C(1) << 62)

typedef struct distribution_row {
    int64_t minutes;
    uint64_t finished, censored; /* not both 0 */
} distribution_row;

typedef struct distribution_leaf {
    uint32_t count; /* at least 1 */
    distribution_row rows[DISTRIBUTION_LEAF];
} distribution_leaf;

/* Where a reading of the rows stands. */
typedef struct distribution_walk {
    const hotline_distribution *of;
    size_t leaf;
    uint32_t row;
} distribution_walk;

/*
 * The curve after the rows read so far. Between two censored durations the factors of the product cancel: what is left is one factor for
 * each such group, (still open now) / (open when the group began).
 */
typedef struct distribution_curve {
    distribution_walk walk;
    const distribution_row *row;  /* read last; NULL: none was */
    uint64_t read;                /* rows */
    uint64_t at_risk;             /* as many lasted at least as long as the row */
    uint64_t open;                /* and as many longer */
    uint64_t group;               /* open when the group began */
    uint64_t base_low, base_high; /* the share that lasted longer then, in DISTRIBUTION_UNIT: between these */
    uint64_t low, high;           /* and now */
} distribution_curve;

struct hotline_distribution {
    const hotline_context *context;
    distribution_leaf **leaves; /* in order */
    size_t leaf_count, leaf_size;
    uint64_t rows, finished, censored;
    uint64_t apart[DISTRIBUTION_APART];
    distribution_curve cursor; /* of hotline_distribution_at() */
};

/* Adds a row's counts. HOTLINE_ERROR_MEMORY, HOTLINE_ERROR_RANGE: nothing changed. */
hotline_status hotline__distribution_put(hotline_distribution *d, distribution_row row);
/* Takes them away; takes no memory. HOTLINE_ERROR_NOT_FOUND: there are not as many, nothing changed. */
hotline_status hotline__distribution_take(hotline_distribution *d, distribution_row row);
/* The place of a state in `apart`, or -1: an instance in that state is a duration. */
int hotline__distribution_apart(int32_t state);

distribution_walk hotline__distribution_walk(const hotline_distribution *d);
/* NULL: there are no more. */
const distribution_row *hotline__distribution_next(distribution_walk *w);

/* amount * part / whole, rounded down, and up. part <= whole, whole > 0 and below 2^63: the answer is no larger than amount. */
uint64_t hotline__distribution_share(uint64_t amount, uint64_t part, uint64_t whole);
uint64_t hotline__distribution_share_up(uint64_t amount, uint64_t part, uint64_t whole);

void hotline__distribution_curve(const hotline_distribution *d, distribution_curve *c);
/* Reads the next row; 0: there are no more. */
int hotline__distribution_step(distribution_curve *c);
/* The curve against num/den (num <= den, den > 0), exactly: *order < 0, 0, > 0. HOTLINE_ERROR_MEMORY. */
hotline_status hotline__distribution_compare(const distribution_curve *c, uint64_t num, uint64_t den, int *order);
/* The same by the whole product, however long; the curve has not reached 0. Two bounds settle it nearly always: this is for when they do not. */
hotline_status hotline__distribution_product(const distribution_curve *c, uint64_t num, uint64_t den, int *order);

#endif
