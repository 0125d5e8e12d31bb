/* SPDX-License-Identifier: MIT */
/*
 * Intervals of rates and the places that follow from them, in whole numbers: limits are rounded outward once, at the end, and everything
 * after them is compared in 1/1000000000. It refuses to know whose rates they are, and to say what is to be done about a place.
 */
#include "../../include/hotline/interval.h"

#include "../base/context_impl.h"
#include "../base/error_impl.h"
#include "../base/natural.h"

/* The quantile is in 1/10^9, its square in 1/10^18. */
#define INTERVAL_SQUARE_UNIT UINT64_C(1000000000000000000)

typedef struct interval_level {
    int32_t confidence; /* permille */
    uint64_t quantile;  /* in 1/10^9, rounded up */
} interval_level;

static const interval_level interval_levels[] = {
    {900, UINT64_C(1644853627)},
    {950, UINT64_C(1959963985)},
    {990, UINT64_C(2575829304)},
};

/* 0: there is no such level. */
static uint64_t interval_quantile(int32_t confidence) {
    for (size_t i = 0; i < sizeof interval_levels / sizeof interval_levels[0]; i++) {
        if (interval_levels[i].confidence == confidence) {
            return interval_levels[i].quantile;
        }
    }
    return 0;
}

/* ---- naturals: all that are made here are below 2^512, so that they fit ---- */

static natural interval_of(uint64_t n) {
    natural a;
    hotline__natural_set(&a, n);
    return a;
}

static natural interval_times(natural a, uint64_t n) {
    natural b = interval_of(n);
    (void)hotline__natural_multiply(&a, &a, &b);
    return a;
}

static natural interval_plus(natural a, const natural *b) {
    (void)hotline__natural_add(&a, &a, b);
    return a;
}

static natural interval_product(natural a, const natural *b) {
    (void)hotline__natural_multiply(&a, &a, b);
    return a;
}

/* What is asked for is at most HOTLINE_INTERVAL_ONE. */
static int64_t interval_divide(const natural *a, const natural *b, int up) {
    natural quotient;
    natural rest;
    uint64_t number = 0;
    hotline__natural_divide(&quotient, &rest, a, b);
    (void)hotline__natural_number(&quotient, &number);
    return (int64_t)number + (up && rest.count > 0);
}

/* The smallest whole number whose square is not below a. */
static natural interval_root_up(const natural *a) {
    natural one = interval_of(1);
    natural root;
    natural square;
    hotline__natural_root(&root, a);
    square = interval_product(root, &root);
    return hotline__natural_compare(&square, a) < 0 ? interval_plus(root, &one) : root;
}

/*
 * With Q = z^2 in 1/D, the limits are (n (2 x D + Q) -+ root(Q n (Q n + 4 x (n - x) D))) / (2 n (n D + Q)). Multiplied by ONE, the root is
 * that of ONE^2 times as much. `mid` and `half` are above that line, `below` under it; half is rounded up, and so is each limit outward.
 */
typedef struct interval_parts {
    natural mid, half, below;
} interval_parts;

static void interval_take_apart(uint64_t x, uint64_t n, uint64_t quantile, interval_parts *p) {
    natural q = interval_of(quantile * quantile);
    natural spread = interval_times(interval_times(interval_times(interval_of(x), n - x), 4), INTERVAL_SQUARE_UNIT);
    natural qn = interval_times(q, n);
    natural inside = interval_product(qn, &qn);
    spread = interval_product(spread, &qn);
    inside = interval_times(interval_times(interval_plus(inside, &spread), HOTLINE_INTERVAL_ONE), HOTLINE_INTERVAL_ONE);
    p->half = interval_root_up(&inside);
    p->mid = interval_plus(interval_times(interval_times(interval_of(x), INTERVAL_SQUARE_UNIT), 2), &q);
    p->mid = interval_times(interval_times(p->mid, n), HOTLINE_INTERVAL_ONE);
    p->below = interval_plus(interval_times(interval_of(n), INTERVAL_SQUARE_UNIT), &q);
    p->below = interval_times(interval_times(p->below, n), 2);
}

static int64_t interval_low(const interval_parts *p) {
    natural low;
    hotline__natural_subtract(&low, &p->mid, &p->half); /* the limit is not below 0 */
    return interval_divide(&low, &p->below, 0);
}

static int64_t interval_high(const interval_parts *p) {
    natural high = interval_plus(p->mid, &p->half);
    return interval_divide(&high, &p->below, 1);
}

/* ---- one rate ---- */

static hotline_status interval_check(int64_t num, int64_t den, int64_t unknown, uint64_t quantile) {
    if (quantile == 0 || num < 0 || unknown < 0 || num > den) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (den > INT64_MAX - unknown) {
        return HOTLINE_ERROR_RANGE;
    }
    return den + unknown == 0 ? HOTLINE_UNDEFINED : HOTLINE_OK;
}

hotline_status hotline_interval_wilson(int64_t num, int64_t den, int64_t unknown, int32_t confidence, int64_t *low, int64_t *high) {
    uint64_t quantile = interval_quantile(confidence);
    interval_parts p;
    hotline_status status = interval_check(num, den, unknown, quantile);
    if (low == NULL || high == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (status == HOTLINE_OK) {
        interval_take_apart((uint64_t)num, (uint64_t)(den + unknown), quantile, &p);
        *low = interval_low(&p);
        if (unknown != 0) {
            interval_take_apart((uint64_t)(num + unknown), (uint64_t)(den + unknown), quantile, &p);
        }
        *high = interval_high(&p);
    }
    return status;
}

/* ---- one and another ---- */

/* A rate at one of its ends, in 1/1000000000: rounded down, up, and the limit beyond it. */
typedef struct interval_end {
    int64_t down, up, limit;
} interval_end;

/* With all unknown subjects against the rate, and for it. */
typedef struct interval_rate {
    interval_end least, most;
    int32_t ranked; /* 0: there is no rate */
} interval_rate;

static interval_end interval_make_end(uint64_t x, uint64_t n, int64_t reach) {
    interval_end end = {0, 0, reach};
    natural share = interval_times(interval_of(x), HOTLINE_INTERVAL_ONE);
    natural whole = interval_of(n);
    end.down = interval_divide(&share, &whole, 0);
    end.up = interval_divide(&share, &whole, 1);
    return end;
}

static hotline_status interval_make_rate(int64_t num, int64_t den, int64_t unknown, int32_t confidence, interval_rate *out) {
    int64_t low = 0;
    int64_t high = 0;
    hotline_status status = hotline_interval_wilson(num, den, unknown, confidence, &low, &high);
    memset(out, 0, sizeof *out);
    if (status == HOTLINE_OK) {
        out->least = interval_make_end((uint64_t)num, (uint64_t)(den + unknown), low);
        out->most = interval_make_end((uint64_t)(num + unknown), (uint64_t)(den + unknown), high);
        out->ranked = 1;
    }
    return status;
}

/* The difference against the reach of both limits toward one another; squares of at most 10^18. */
static int interval_above(const interval_rate *a, const interval_rate *b) {
    int64_t difference = a->least.down - b->most.up;
    int64_t down = a->least.up - a->least.limit;
    int64_t up = b->most.limit - b->most.down;
    return difference > 0 && difference * difference > down * down + up * up;
}

static int32_t interval_order(const interval_rate *a, const interval_rate *b) {
    return interval_above(a, b) - interval_above(b, a);
}

hotline_status hotline_interval_apart(int64_t num1, int64_t den1, int64_t unknown1, int64_t num2, int64_t den2, int64_t unknown2,
                                      int32_t confidence, int32_t *out) {
    interval_rate a;
    interval_rate b;
    hotline_status first = interval_make_rate(num1, den1, unknown1, confidence, &a);
    hotline_status second = interval_make_rate(num2, den2, unknown2, confidence, &b);
    if (out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (first < 0 || second < 0) {
        return first < 0 ? first : second;
    }
    if (first != HOTLINE_OK || second != HOTLINE_OK) {
        return HOTLINE_UNDEFINED;
    }
    *out = interval_order(&a, &b);
    return HOTLINE_OK;
}

/* ---- many ---- */

static hotline_status interval_make_rates(const int64_t *num, const int64_t *den, const int64_t *unknown, size_t count, int32_t confidence,
                                          interval_rate *rates, int64_t *ranked) {
    *ranked = 0;
    for (size_t i = 0; i < count; i++) {
        HOTLINE_TRY(interval_make_rate(num[i], den[i], unknown != NULL ? unknown[i] : 0, confidence, &rates[i]));
        *ranked += rates[i].ranked;
    }
    return HOTLINE_OK;
}

/* One rate without subjects is above none and below none: such a unit moves nobody. */
static void interval_place(const interval_rate *rates, size_t count, size_t unit, int32_t sign, int64_t ranked, int64_t *first,
                           int64_t *last) {
    *first = rates[unit].ranked;
    *last = rates[unit].ranked ? ranked : 0;
    for (size_t i = 0; i < count && rates[unit].ranked; i++) {
        int32_t order = rates[i].ranked ? sign * interval_order(&rates[i], &rates[unit]) : 0;
        *first += order > 0;
        *last -= order < 0;
    }
}

hotline_status hotline_interval_places(const hotline_context *context, const int64_t *num, const int64_t *den, const int64_t *unknown,
                                       size_t count, int32_t confidence, int32_t order, int64_t *first, int64_t *last) {
    interval_rate *rates;
    int64_t ranked = 0;
    hotline_status status;
    int missing = num == NULL || den == NULL || first == NULL || last == NULL;
    if (context == NULL || interval_quantile(confidence) == 0 || (missing && count != 0) ||
        (order != HOTLINE_INTERVAL_HIGH_FIRST && order != HOTLINE_INTERVAL_LOW_FIRST)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    rates = hotline__allocate_zeroed(context, count + 1, sizeof *rates);
    if (rates == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    status = interval_make_rates(num, den, unknown, count, confidence, rates, &ranked);
    for (size_t i = 0; i < count && status >= 0; i++) {
        interval_place(rates, count, i, order == HOTLINE_INTERVAL_HIGH_FIRST ? 1 : -1, ranked, &first[i], &last[i]);
    }
    hotline__release(context, rates, (count + 1) * sizeof *rates);
    return status;
}
