/* SPDX-License-Identifier: MIT */
/*
 * Durations and how often each occurs: rows in order of the duration, in leaves of a few rows, so that a new duration moves a leaf and not
 * all that come after it. It refuses to know what the durations are of (distribution_duty.c) and what they say (distribution_curve.c).
 */
#include "distribution_impl.h"

hotline_status hotline_distribution_new(const hotline_context *context, hotline_distribution **out) {
    hotline_distribution *d;
    if (context == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    d = hotline__allocate_zeroed(context, 1, sizeof *d);
    if (d == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    d->context = context;
    *out = d;
    return HOTLINE_OK;
}

static void distribution_clear(hotline_distribution *d) {
    for (size_t i = 0; i < d->leaf_count; i++) {
        hotline__release(d->context, d->leaves[i], sizeof **d->leaves);
    }
    d->leaf_count = 0;
    d->rows = d->finished = d->censored = 0;
    memset(d->apart, 0, sizeof d->apart);
    memset(&d->cursor, 0, sizeof d->cursor);
}

void hotline_distribution_free(hotline_distribution *distribution) {
    if (distribution != NULL) {
        distribution_clear(distribution);
        hotline__release(distribution->context, distribution->leaves, distribution->leaf_size * sizeof *distribution->leaves);
        hotline__release(distribution->context, distribution, sizeof *distribution);
    }
}

/* ---- places ---- */

typedef struct distribution_place {
    size_t leaf;
    uint32_t row;
    int there; /* 1: a row has that duration; 0: it belongs before the place */
} distribution_place;

/* The last leaf that begins no later, or the first. */
static size_t distribution_leaf_of(const hotline_distribution *d, int64_t minutes) {
    size_t below = 0;
    size_t above = d->leaf_count;
    while (above - below > 1) {
        size_t middle = below + (above - below) / 2;
        if (d->leaves[middle]->rows[0].minutes <= minutes) {
            below = middle;
        } else {
            above = middle;
        }
    }
    return below;
}

static distribution_place distribution_find(const hotline_distribution *d, int64_t minutes) {
    distribution_place p = {distribution_leaf_of(d, minutes), 0, 0};
    const distribution_leaf *leaf;
    uint32_t above;
    if (d->leaf_count == 0) {
        return p;
    }
    leaf = d->leaves[p.leaf];
    above = leaf->count;
    while (p.row < above) {
        uint32_t middle = p.row + (above - p.row) / 2;
        if (leaf->rows[middle].minutes < minutes) {
            p.row = middle + 1;
        } else {
            above = middle;
        }
    }
    p.there = p.row < leaf->count && leaf->rows[p.row].minutes == minutes;
    return p;
}

/* A new, empty leaf at that place among the leaves; NULL: there is no memory. */
static distribution_leaf *distribution_new_leaf(hotline_distribution *d, size_t at) {
    distribution_leaf *leaf;
    if (d->leaf_count == d->leaf_size) {
        size_t size = d->leaf_size * 2 + 1;
        distribution_leaf **grown = size > SIZE_MAX / sizeof *grown
                                        ? NULL
                                        : hotline__resize(d->context, d->leaves, d->leaf_size * sizeof *grown, size * sizeof *grown);
        if (grown == NULL) {
            return NULL;
        }
        d->leaves = grown;
        d->leaf_size = size;
    }
    leaf = hotline__allocate(d->context, sizeof *leaf);
    if (leaf != NULL) {
        leaf->count = 0;
        memmove(d->leaves + at + 1, d->leaves + at, (d->leaf_count - at) * sizeof *d->leaves);
        d->leaves[at] = leaf;
        d->leaf_count++;
    }
    return leaf;
}

/* Gives the upper half of a full leaf to a new one, and moves the place along. What comes after the last row begins a leaf of its own. */
static hotline_status distribution_split(hotline_distribution *d, distribution_place *p) {
    distribution_leaf *leaf = d->leaves[p->leaf];
    uint32_t kept = p->row == leaf->count ? leaf->count : leaf->count / 2;
    distribution_leaf *upper = distribution_new_leaf(d, p->leaf + 1);
    if (upper == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    upper->count = leaf->count - kept;
    memcpy(upper->rows, leaf->rows + kept, upper->count * sizeof *upper->rows);
    leaf->count = kept;
    if (p->row > kept || kept == DISTRIBUTION_LEAF) {
        p->leaf++;
        p->row -= kept;
    }
    return HOTLINE_OK;
}

static hotline_status distribution_insert(hotline_distribution *d, distribution_place p, const distribution_row *row) {
    distribution_leaf *leaf;
    if (d->leaf_count == 0 && distribution_new_leaf(d, 0) == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (d->leaves[p.leaf]->count == DISTRIBUTION_LEAF) {
        HOTLINE_TRY(distribution_split(d, &p));
    }
    leaf = d->leaves[p.leaf];
    memmove(leaf->rows + p.row + 1, leaf->rows + p.row, (leaf->count - p.row) * sizeof *row);
    leaf->rows[p.row] = *row;
    leaf->count++;
    d->rows++;
    return HOTLINE_OK;
}

static void distribution_erase(hotline_distribution *d, distribution_place p) {
    distribution_leaf *leaf = d->leaves[p.leaf];
    leaf->count--;
    memmove(leaf->rows + p.row, leaf->rows + p.row + 1, (leaf->count - p.row) * sizeof *leaf->rows);
    d->rows--;
    if (leaf->count == 0) {
        d->leaf_count--;
        memmove(d->leaves + p.leaf, d->leaves + p.leaf + 1, (d->leaf_count - p.leaf) * sizeof *d->leaves);
        hotline__release(d->context, leaf, sizeof *leaf);
    }
}

/* ---- counts ---- */

hotline_status hotline__distribution_put(hotline_distribution *d, distribution_row row) {
    distribution_place p = distribution_find(d, row.minutes);
    uint64_t left = DISTRIBUTION_MOST - d->finished - d->censored;
    if (row.finished > left || row.censored > left - row.finished) {
        return HOTLINE_ERROR_RANGE;
    }
    if (p.there) {
        d->leaves[p.leaf]->rows[p.row].finished += row.finished;
        d->leaves[p.leaf]->rows[p.row].censored += row.censored;
    } else {
        HOTLINE_TRY(distribution_insert(d, p, &row));
    }
    d->finished += row.finished;
    d->censored += row.censored;
    d->cursor.read = 0;
    return HOTLINE_OK;
}

/* The row at the place; NULL: it does not hold as much as another. */
static distribution_row *distribution_holding(const hotline_distribution *d, distribution_place p, const distribution_row *part) {
    distribution_row *there = p.there ? &d->leaves[p.leaf]->rows[p.row] : NULL;
    return there != NULL && there->finished >= part->finished && there->censored >= part->censored ? there : NULL;
}

hotline_status hotline__distribution_take(hotline_distribution *d, distribution_row row) {
    distribution_place p = distribution_find(d, row.minutes);
    distribution_row *there = distribution_holding(d, p, &row);
    if (there == NULL) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    there->finished -= row.finished;
    there->censored -= row.censored;
    if (there->finished == 0 && there->censored == 0) {
        distribution_erase(d, p);
    }
    d->finished -= row.finished;
    d->censored -= row.censored;
    d->cursor.read = 0;
    return HOTLINE_OK;
}

static distribution_row distribution_one(int64_t minutes, int censored) {
    distribution_row row = {minutes, !censored, censored != 0};
    return row;
}

hotline_status hotline_distribution_add(hotline_distribution *distribution, int64_t minutes, int32_t censored) {
    distribution_row row = distribution_one(minutes, censored);
    if (distribution == NULL || minutes < 0 || (censored != 0 && censored != 1)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return hotline__distribution_put(distribution, row);
}

hotline_status hotline_distribution_remove(hotline_distribution *distribution, int64_t minutes, int32_t censored) {
    distribution_row row = distribution_one(minutes, censored);
    if (distribution == NULL || minutes < 0 || (censored != 0 && censored != 1)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return hotline__distribution_take(distribution, row);
}

hotline_status hotline_distribution_add_many(hotline_distribution *distribution, const int64_t *minutes, const uint8_t *censored,
                                             size_t count) {
    hotline_status status = HOTLINE_OK;
    size_t i;
    if (distribution == NULL || (minutes == NULL && count != 0)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    for (i = 0; i < count; i++) {
        if (minutes[i] < 0 || (censored != NULL && censored[i] > 1)) {
            return HOTLINE_ERROR_ARGUMENT;
        }
    }
    for (i = 0; i < count && status >= 0; i++) {
        status = hotline_distribution_add(distribution, minutes[i], censored != NULL && censored[i]);
    }
    for (i = status < 0 ? i - 1 : 0; i > 0; i--) { /* the one that failed is not there */
        (void)hotline_distribution_remove(distribution, minutes[i - 1], censored != NULL && censored[i - 1]);
    }
    return status;
}

/* ---- one and another ---- */

distribution_walk hotline__distribution_walk(const hotline_distribution *d) {
    distribution_walk w = {d, 0, 0};
    return w;
}

const distribution_row *hotline__distribution_next(distribution_walk *w) {
    const distribution_leaf *leaf;
    if (w->leaf == w->of->leaf_count) {
        return NULL;
    }
    leaf = w->of->leaves[w->leaf];
    if (w->row + 1 < leaf->count) {
        return &leaf->rows[w->row++];
    }
    w->leaf++;
    w->row = 0;
    return &leaf->rows[leaf->count - 1];
}

/* Takes away as many rows of `from` as were put. */
static void distribution_undo(hotline_distribution *into, const hotline_distribution *from, uint64_t rows) {
    distribution_walk w = hotline__distribution_walk(from);
    for (; rows > 0; rows--) {
        (void)hotline__distribution_take(into, *hotline__distribution_next(&w));
    }
}

static hotline_status distribution_put_all(hotline_distribution *into, const hotline_distribution *from) {
    distribution_walk w = hotline__distribution_walk(from);
    uint64_t done;
    for (done = 0; done < from->rows; done++) {
        hotline_status status = hotline__distribution_put(into, *hotline__distribution_next(&w));
        if (status < 0) {
            distribution_undo(into, from, done);
            return status;
        }
    }
    return HOTLINE_OK;
}

/* Would the sums pass the most? */
static int distribution_passes(const hotline_distribution *into, const hotline_distribution *from) {
    uint64_t both = into->finished + into->censored + from->finished + from->censored; /* twice the most at most: fits */
    for (int i = 0; i < DISTRIBUTION_APART; i++) {
        if (into->apart[i] + from->apart[i] > DISTRIBUTION_MOST) {
            return 1;
        }
    }
    return both > DISTRIBUTION_MOST;
}

hotline_status hotline_distribution_merge(hotline_distribution *into, const hotline_distribution *from) {
    if (into == NULL || from == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (distribution_passes(into, from)) {
        return HOTLINE_ERROR_RANGE;
    }
    HOTLINE_TRY(distribution_put_all(into, from));
    for (int i = 0; i < DISTRIBUTION_APART; i++) {
        into->apart[i] += from->apart[i];
    }
    return HOTLINE_OK;
}

static int distribution_holds(const hotline_distribution *d, const hotline_distribution *part) {
    distribution_walk w = hotline__distribution_walk(part);
    const distribution_row *row;
    for (int i = 0; i < DISTRIBUTION_APART; i++) {
        if (d->apart[i] < part->apart[i]) {
            return 0;
        }
    }
    while ((row = hotline__distribution_next(&w)) != NULL) {
        if (distribution_holding(d, distribution_find(d, row->minutes), row) == NULL) {
            return 0;
        }
    }
    return 1;
}

hotline_status hotline_distribution_subtract(hotline_distribution *from, const hotline_distribution *part) {
    if (from == NULL || part == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (from == part) {
        distribution_clear(from);
        return HOTLINE_OK;
    }
    if (!distribution_holds(from, part)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    distribution_undo(from, part, part->rows);
    for (int i = 0; i < DISTRIBUTION_APART; i++) {
        from->apart[i] -= part->apart[i];
    }
    return HOTLINE_OK;
}

/* ---- how many ---- */

size_t hotline_distribution_count(const hotline_distribution *distribution) {
    return distribution != NULL ? (size_t)distribution->rows : 0;
}

int64_t hotline_distribution_finished(const hotline_distribution *distribution) {
    return distribution != NULL ? (int64_t)distribution->finished : 0;
}

int64_t hotline_distribution_censored(const hotline_distribution *distribution) {
    return distribution != NULL ? (int64_t)distribution->censored : 0;
}

int hotline__distribution_apart(int32_t state) {
    static const int places[] = {0, 1, -1, -1, -1, -1, -1, 2}; /* by HOTLINE_DUTY_* */
    return state >= 0 && state <= HOTLINE_DUTY_UNDEFINED ? places[state] : -1;
}

int64_t hotline_distribution_apart(const hotline_distribution *distribution, int32_t state) {
    int place = hotline__distribution_apart(state);
    return distribution != NULL && place >= 0 ? (int64_t)distribution->apart[place] : 0;
}
