/* SPDX-License-Identifier: MIT */
/*
 * Rates by long division, digit by digit, so that no product can overflow and rounding is that of the exact fraction. Two fractions of 64 bits
 * that differ, differ within the first 40 digits; so many and more are worked out. It refuses to know what is measured.
 */
#include "rate.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS_WHOLE = 20, DIGITS_PART = 80, DIGITS = DIGITS_WHOLE + DIGITS_PART, DIGITS_SHOWN = DIGITS_WHOLE + 3 };

/* A magnitude: digit i stands for 10^(DIGITS_WHOLE - 1 - i). */
typedef struct digits {
    int at[DIGITS];
    int negative;
    int rest; /* there is more behind the last digit */
} digits;

static uint64_t magnitude(int64_t n) {
    return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

static void digits_divide(int64_t num, int64_t den, uint32_t places, digits *out) {
    uint64_t divisor = (uint64_t)den;
    uint64_t whole = magnitude(num) / divisor;
    uint64_t rest = magnitude(num) % divisor;
    int one = DIGITS_WHOLE - 1 + (int)places; /* where the digit of the ones stands before the point moves */
    int i;
    memset(out, 0, sizeof *out);
    out->negative = num < 0;
    for (i = one; i >= 0 && whole != 0; i--, whole /= 10) {
        out->at[i] = (int)(whole % 10);
    }
    for (i = one + 1; i < DIGITS; i++) {
        int digit = 0;
        int k;
        uint64_t tenfold = 0;
        for (k = 0; k < 10; k++) { /* rest * 10 / divisor, without the product */
            tenfold += rest;
            if (tenfold >= divisor) {
                tenfold -= divisor;
                digit++;
            }
        }
        rest = tenfold;
        out->at[i] = digit;
    }
    out->rest = rest != 0;
}

static int digits_compare(const digits *a, const digits *b) {
    int i;
    for (i = 0; i < DIGITS; i++) {
        if (a->at[i] != b->at[i]) {
            return a->at[i] < b->at[i] ? -1 : 1;
        }
    }
    return 0;
}

/* a + sign * b of magnitudes; a is not below b when sign is -1. */
static void digits_join(const digits *a, const digits *b, int sign, digits *out) {
    int carry = 0;
    int i;
    for (i = DIGITS - 1; i >= 0; i--) {
        int sum = a->at[i] + sign * b->at[i] + carry;
        carry = sum < 0 ? -1 : sum > 9 ? 1 : 0;
        out->at[i] = sum - carry * 10;
    }
}

static void digits_subtract(const digits *a, const digits *b, digits *out) {
    memset(out, 0, sizeof *out);
    if (a->negative != b->negative) {
        digits_join(a, b, 1, out);
        out->negative = a->negative;
    } else if (digits_compare(a, b) >= 0) {
        digits_join(a, b, -1, out);
        out->negative = a->negative;
    } else {
        digits_join(b, a, -1, out);
        out->negative = !a->negative;
    }
}

static int digits_more(const digits *d, int from) {
    int i;
    for (i = from; i < DIGITS; i++) {
        if (d->at[i] != 0) {
            return 1;
        }
    }
    return d->rest;
}

/* Permille: three digits behind the point are left. */
static int64_t digits_round(const digits *d, rate_rounding rounding) {
    int64_t value = 0;
    int outward = rounding == RATE_UP ? !d->negative : d->negative; /* away from zero, where anything is cut off */
    int i;
    for (i = 0; i < DIGITS_SHOWN; i++) {
        value = value > (INT64_MAX - 20) / 10 ? INT64_MAX - 20 : value * 10 + d->at[i];
    }
    if (rounding == RATE_HALF_UP) {
        value += d->at[DIGITS_SHOWN] >= 5;
    } else {
        value += outward && digits_more(d, DIGITS_SHOWN);
    }
    return d->negative ? -value : value;
}

int64_t rate_permille(int64_t num, int64_t den, uint32_t places, rate_rounding rounding) {
    digits d;
    digits_divide(num, den, places, &d);
    return digits_round(&d, rounding);
}

int64_t rate_moved(int64_t num, int64_t den, int64_t num_before, int64_t den_before, uint32_t places) {
    digits now;
    digits before;
    digits moved;
    digits_divide(num, den, places, &now);
    digits_divide(num_before, den_before, places, &before);
    digits_subtract(&now, &before, &moved);
    return digits_round(&moved, RATE_HALF_UP);
}

void rate_show(int64_t tenths, int sign, char out[RATE_TEXT]) {
    uint64_t size = magnitude(tenths);
    snprintf(out, RATE_TEXT, "%s%llu.%llu",
             tenths < 0           ? "-"
             : sign && tenths > 0 ? "+"
                                  : "",
             (unsigned long long)(size / 10), (unsigned long long)(size % 10));
}

void rate_show_decimal(int64_t units, uint32_t places, int sign, char out[RATE_TEXT]) {
    uint64_t size = magnitude(units);
    uint64_t scale = 1;
    const char *mark = units < 0 ? "-" : sign && units > 0 ? "+" : "";
    for (; places > 0 && size % 10 == 0; places--) {
        size /= 10;
    }
    if (places == 0) {
        snprintf(out, RATE_TEXT, "%s%llu", mark, (unsigned long long)size);
        return;
    }
    for (uint32_t i = 0; i < places; i++) {
        scale *= 10;
    }
    snprintf(out, RATE_TEXT, "%s%llu.%0*llu", mark, (unsigned long long)(size / scale), (int)places, (unsigned long long)(size % scale));
}

int rate_read(const char *words, uint32_t places, int64_t *out) {
    int negative = words[0] == '-';
    uint32_t behind = 0;
    int point = 0;
    int64_t value = 0;
    for (words += negative; *words != '\0'; words++) {
        if (*words == '.') {
            point = 1;
            continue;
        }
        if (*words < '0' || *words > '9' || value > INT64_MAX / 100) {
            return 0;
        }
        value = value * 10 + (*words - '0');
        behind += (uint32_t)point;
    }
    for (; behind < places; behind++) {
        if (value > INT64_MAX / 100) {
            return 0;
        }
        value *= 10;
    }
    *out = negative ? -value : value;
    return 1;
}
