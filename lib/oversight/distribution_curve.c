/* SPDX-License-Identifier: MIT */
/*
 * What durations say: quantiles of the finished ones, and the product-limit estimate (Kaplan and Meier 1958) over all of them. The curve
 * is kept between two bounds in fixed point, and where these leave an answer open the product itself decides (distribution_product.c),
 * so that every answer is exact. It refuses to know what the durations are of.
 */
#include "distribution_impl.h"

#include "../base/natural.h"

/* ---- shares ---- */

/* Less than 2^32 durations, which is nearly always: in two halves of the amount. */
static uint64_t distribution_divide_halves(uint64_t amount, uint64_t part, uint64_t whole, uint64_t *rest) {
    uint64_t low = (amount & UINT32_MAX) * part;
    uint64_t high = (amount >> 32) * part + (low >> 32);
    uint64_t left = high % whole << 32 | (low & UINT32_MAX);
    *rest = left % whole;
    return (high / whole << 32) + left / whole;
}

static uint64_t distribution_divide_long(uint64_t amount, uint64_t part, uint64_t whole, uint64_t *rest) {
    uint64_t quotient = 0;
    natural a;
    natural b;
    natural left;
    hotline__natural_set(&a, amount);
    hotline__natural_set(&b, part);
    (void)hotline__natural_multiply(&a, &a, &b);
    hotline__natural_set(&b, whole);
    hotline__natural_divide(&a, &left, &a, &b);
    (void)hotline__natural_number(&a, &quotient);
    (void)hotline__natural_number(&left, rest);
    return quotient;
}

static uint64_t distribution_divide(uint64_t amount, uint64_t part, uint64_t whole, uint64_t *rest) {
    return whole <= UINT32_MAX ? distribution_divide_halves(amount, part, whole, rest)
                               : distribution_divide_long(amount, part, whole, rest);
}

uint64_t hotline__distribution_share(uint64_t amount, uint64_t part, uint64_t whole) {
    uint64_t rest;
    return distribution_divide(amount, part, whole, &rest);
}

uint64_t hotline__distribution_share_up(uint64_t amount, uint64_t part, uint64_t whole) {
    uint64_t rest;
    uint64_t down = distribution_divide(amount, part, whole, &rest);
    return down + (rest != 0);
}

/* ---- the curve ---- */

void hotline__distribution_curve(const hotline_distribution *d, distribution_curve *c) {
    memset(c, 0, sizeof *c);
    c->walk = hotline__distribution_walk(d);
    c->open = c->group = d->finished + d->censored;
    c->base_low = c->base_high = c->low = c->high = DISTRIBUTION_UNIT;
}

/* Those censored at the last row leave; the next group begins without them. */
static void distribution_next_group(distribution_curve *c) {
    c->open -= c->row->censored;
    c->group = c->open;
    c->base_low = c->low;
    c->base_high = c->high;
}

int hotline__distribution_step(distribution_curve *c) {
    const distribution_row *row;
    if (c->row != NULL && c->row->censored != 0) {
        distribution_next_group(c);
    }
    row = hotline__distribution_next(&c->walk);
    if (row == NULL) {
        return 0;
    }
    c->row = row;
    c->read++;
    c->at_risk = c->open;
    c->open -= row->finished;
    if (row->finished != 0) {
        c->low = hotline__distribution_share(c->base_low, c->open, c->group);
        c->high = hotline__distribution_share_up(c->base_high, c->open, c->group);
    }
    return 1;
}

hotline_status hotline__distribution_compare(const distribution_curve *c, uint64_t num, uint64_t den, int *order) {
    uint64_t low = hotline__distribution_share(DISTRIBUTION_UNIT, num, den);
    uint64_t high = hotline__distribution_share_up(DISTRIBUTION_UNIT, num, den);
    if (c->high < low || c->low > high) {
        *order = c->low > high ? 1 : -1;
        return HOTLINE_OK;
    }
    if (c->low == c->high && low == high) {
        *order = 0; /* neither is below the other, and both are exact */
        return HOTLINE_OK;
    }
    if (c->high == 0) {
        *order = num == 0 ? 0 : -1;
        return HOTLINE_OK;
    }
    return hotline__distribution_product(c, num, den, order);
}

/* ---- quantiles ---- */

static int distribution_is_share(int64_t num, int64_t den) {
    return num >= 0 && den > 0 && num <= den;
}

hotline_status hotline_distribution_quantile(const hotline_distribution *distribution, int64_t num, int64_t den, int64_t *minutes) {
    distribution_walk w;
    const distribution_row *row;
    uint64_t wanted;
    uint64_t sum = 0;
    if (distribution == NULL || minutes == NULL || !distribution_is_share(num, den)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (distribution->finished == 0) {
        return HOTLINE_UNDEFINED;
    }
    wanted = hotline__distribution_share_up(distribution->finished, (uint64_t)num, (uint64_t)den);
    w = hotline__distribution_walk(distribution);
    do {
        row = hotline__distribution_next(&w);
        sum += row->finished;
    } while (sum == 0 || sum < wanted);
    *minutes = row->minutes;
    return HOTLINE_OK;
}

hotline_status hotline_distribution_survival_quantile(const hotline_distribution *distribution, int64_t num, int64_t den,
                                                      int64_t *minutes) {
    distribution_curve c;
    if (distribution == NULL || minutes == NULL || !distribution_is_share(num, den)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline__distribution_curve(distribution, &c);
    while (hotline__distribution_step(&c)) {
        int order = 1;
        if (c.row->finished != 0) { /* the curve falls at no other */
            HOTLINE_TRY(hotline__distribution_compare(&c, (uint64_t)(den - num), (uint64_t)den, &order));
        }
        if (order <= 0) {
            *minutes = c.row->minutes;
            return HOTLINE_OK;
        }
    }
    return HOTLINE_UNDEFINED;
}

/* ---- rows ---- */

/* A share in DISTRIBUTION_UNIT, 62 bits, in 1/1000000000: 31 bits at a time, so that nothing is lost. */
static uint64_t distribution_billionths(uint64_t share) {
    uint64_t low = (share & ((UINT64_C(1) << 31) - 1)) * HOTLINE_DISTRIBUTION_ONE;
    return ((share >> 31) * HOTLINE_DISTRIBUTION_ONE + (low >> 31)) >> 31;
}

/* The curve in 1/1000000000, rounded down: where the bounds differ in it, by comparing. */
static hotline_status distribution_survival(const distribution_curve *c, int64_t *out) {
    uint64_t least = distribution_billionths(c->low);
    uint64_t most = distribution_billionths(c->high);
    while (most > least) {
        int order = 0;
        HOTLINE_TRY(hotline__distribution_compare(c, most, HOTLINE_DISTRIBUTION_ONE, &order));
        if (order >= 0) {
            break;
        }
        most--;
    }
    *out = (int64_t)most;
    return HOTLINE_OK;
}

/* Brings the cursor to a row: on from where it stands, or anew. */
static void distribution_seek(hotline_distribution *d, size_t index) {
    if (d->cursor.read == 0 || d->cursor.read > (uint64_t)index + 1) {
        hotline__distribution_curve(d, &d->cursor);
    }
    while (d->cursor.read < (uint64_t)index + 1) {
        (void)hotline__distribution_step(&d->cursor);
    }
}

hotline_status hotline_distribution_at(hotline_distribution *distribution, size_t index, hotline_distribution_row *out) {
    const distribution_curve *c;
    int64_t survival = 0;
    if (distribution == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= distribution->rows) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    distribution_seek(distribution, index);
    c = &distribution->cursor;
    HOTLINE_TRY(distribution_survival(c, &survival));
    out->reserved = 0;
    out->minutes = c->row->minutes;
    out->finished = (int64_t)c->row->finished;
    out->censored = (int64_t)c->row->censored;
    out->at_risk = (int64_t)c->at_risk;
    out->survival = survival;
    return HOTLINE_OK;
}

/* ---- bins ---- */

static int distribution_edges_rise(const int64_t *edges, size_t count) {
    for (size_t i = 1; i < count; i++) {
        if (edges[i - 1] >= edges[i]) {
            return 0;
        }
    }
    return 1;
}

hotline_status hotline_distribution_bins(const hotline_distribution *distribution, const int64_t *edges, size_t count, int64_t *finished,
                                         int64_t *censored) {
    distribution_walk w;
    const distribution_row *row;
    size_t bin = 0;
    if (distribution == NULL || (edges == NULL && count != 0) || finished == NULL || !distribution_edges_rise(edges, count)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    for (size_t i = 0; i <= count; i++) {
        finished[i] = 0;
        if (censored != NULL) {
            censored[i] = 0;
        }
    }
    w = hotline__distribution_walk(distribution);
    while ((row = hotline__distribution_next(&w)) != NULL) {
        while (bin < count && edges[bin] <= row->minutes) {
            bin++;
        }
        finished[bin] += (int64_t)row->finished;
        if (censored != NULL) {
            censored[bin] += (int64_t)row->censored;
        }
    }
    return HOTLINE_OK;
}
