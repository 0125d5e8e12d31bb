/* SPDX-License-Identifier: MIT */
/*
 * Natural numbers of a fixed width, by the methods of the schoolbook: the numbers are a few hundred bits long and few. It refuses to take
 * memory, and to know signs and fractions.
 */
#include "natural.h"

#include <string.h>

static void natural_trim(natural *a) {
    while (a->count > 0 && a->limbs[a->count - 1] == 0) {
        a->count--;
    }
}

void hotline__natural_set(natural *out, uint64_t n) {
    out->limbs[0] = (uint32_t)n;
    out->limbs[1] = (uint32_t)(n >> 32);
    out->count = 2;
    natural_trim(out);
}

uint32_t hotline__natural_bits(const natural *a) {
    uint32_t bits = 0;
    uint32_t top = a->count > 0 ? a->limbs[a->count - 1] : 0;
    while (top != 0) {
        top >>= 1;
        bits++;
    }
    return a->count > 0 ? 32 * (a->count - 1) + bits : 0;
}

int hotline__natural_compare(const natural *a, const natural *b) {
    uint32_t i = a->count;
    if (a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    while (i > 0 && a->limbs[i - 1] == b->limbs[i - 1]) {
        i--;
    }
    return i == 0 ? 0 : a->limbs[i - 1] < b->limbs[i - 1] ? -1 : 1;
}

/* Of two numbers of all limbs: does the highest limb carry nothing over? */
static int natural_sum_fits(const natural *a, const natural *b) {
    uint64_t carry = 0;
    uint32_t i;
    for (i = 0; i < NATURAL_LIMBS; i++) {
        carry = (carry + (i < a->count ? a->limbs[i] : 0) + (i < b->count ? b->limbs[i] : 0)) >> 32;
    }
    return carry == 0;
}

int hotline__natural_add(natural *out, const natural *a, const natural *b) {
    const natural *more = a->count < b->count ? b : a;
    const natural *fewer = more == a ? b : a;
    uint32_t less = fewer->count;
    uint32_t count = more->count;
    uint64_t carry = 0;
    uint32_t i;
    if (count == NATURAL_LIMBS && !natural_sum_fits(a, b)) {
        return 0;
    }
    for (i = 0; i < count; i++) {
        carry += (uint64_t)more->limbs[i] + (i < less ? fewer->limbs[i] : 0);
        out->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry != 0) {
        out->limbs[i++] = (uint32_t)carry;
    }
    out->count = i;
    return 1;
}

void hotline__natural_subtract(natural *out, const natural *a, const natural *b) {
    uint32_t less = b->count;
    uint32_t count = a->count;
    uint64_t borrow = 0;
    uint32_t i;
    for (i = 0; i < count; i++) {
        uint64_t taken = (i < less ? b->limbs[i] : 0) + borrow;
        uint32_t limb = a->limbs[i];
        borrow = limb < taken;
        out->limbs[i] = (uint32_t)(limb - taken);
    }
    out->count = count;
    natural_trim(out);
}

int hotline__natural_multiply(natural *out, const natural *a, const natural *b) {
    uint32_t wide[2 * NATURAL_LIMBS];
    uint32_t count = a->count + b->count;
    uint32_t i;
    uint32_t k;
    memset(wide, 0, count * sizeof wide[0]);
    for (i = 0; i < a->count; i++) {
        uint64_t carry = 0;
        for (k = 0; k < b->count; k++) {
            carry += (uint64_t)a->limbs[i] * b->limbs[k] + wide[i + k];
            wide[i + k] = (uint32_t)carry;
            carry >>= 32;
        }
        wide[i + k] = (uint32_t)carry;
    }
    while (count > 0 && wide[count - 1] == 0) {
        count--;
    }
    if (count > NATURAL_LIMBS) {
        return 0;
    }
    memcpy(out->limbs, wide, count * sizeof wide[0]);
    out->count = count;
    return 1;
}

int hotline__natural_scale(natural *out, const natural *a, uint32_t places) {
    static const uint32_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};
    natural scaled = *a;
    natural power;
    uint32_t step;
    for (; places > 0; places -= step) {
        step = places < 9 ? places : 9;
        hotline__natural_set(&power, powers[step]);
        if (!hotline__natural_multiply(&scaled, &scaled, &power)) {
            return 0;
        }
    }
    *out = scaled;
    return 1;
}

static uint32_t natural_bit(const natural *a, uint32_t at) {
    return a->limbs[at / 32] >> at % 32 & 1;
}

/* Twice itself plus a bit; there is room for it. */
static void natural_shift_in(natural *a, uint32_t bit) {
    uint32_t i;
    for (i = 0; i < a->count; i++) {
        uint32_t out = a->limbs[i] >> 31;
        a->limbs[i] = a->limbs[i] << 1 | bit;
        bit = out;
    }
    if (bit != 0) {
        a->limbs[a->count++] = bit;
    }
}

/* Divides by one limb, and gives what is left. */
static uint32_t natural_divide_limb(natural *a, uint32_t by) {
    uint64_t rest = 0;
    uint32_t i;
    for (i = a->count; i > 0; i--) {
        rest = rest << 32 | a->limbs[i - 1];
        a->limbs[i - 1] = (uint32_t)(rest / by);
        rest %= by;
    }
    natural_trim(a);
    return (uint32_t)rest;
}

/* Bit after bit, as on paper: for divisors wider than a limb, of which there are few. */
static void natural_divide_long(natural *quotient, natural *remainder, const natural *a, const natural *b) {
    natural q;
    natural r;
    uint32_t at = hotline__natural_bits(a);
    memset(&q, 0, sizeof q);
    r.count = 0;
    q.count = a->count;
    while (at-- > 0) {
        /* No wider than what was taken of `a` so far: it fits. */
        natural_shift_in(&r, natural_bit(a, at));
        if (hotline__natural_compare(&r, b) >= 0) {
            hotline__natural_subtract(&r, &r, b);
            q.limbs[at / 32] |= UINT32_C(1) << at % 32;
        }
    }
    natural_trim(&q);
    *quotient = q;
    if (remainder != NULL) {
        *remainder = r;
    }
}

/* Two bits of `a` at a step give one of the root, as long division does: what is left against twice the root so far, and a 1 behind it. */
void hotline__natural_root(natural *out, const natural *a) {
    natural root;
    natural rest;
    natural trial;
    uint32_t fits;
    uint32_t pairs = (hotline__natural_bits(a) + 1) / 2;
    root.count = 0;
    rest.count = 0;
    while (pairs-- > 0) {
        natural_shift_in(&rest, natural_bit(a, 2 * pairs + 1)); /* a limb has an even number of bits: it is there */
        natural_shift_in(&rest, natural_bit(a, 2 * pairs));
        trial = root; /* at most half as wide as `a`: there is room for two bits more */
        natural_shift_in(&trial, 0);
        natural_shift_in(&trial, 1);
        fits = hotline__natural_compare(&rest, &trial) >= 0;
        natural_shift_in(&root, fits);
        if (fits) {
            hotline__natural_subtract(&rest, &rest, &trial);
        }
    }
    *out = root;
}

void hotline__natural_divide(natural *quotient, natural *remainder, const natural *a, const natural *b) {
    uint32_t rest;
    if (b->count != 1) {
        natural_divide_long(quotient, remainder, a, b);
        return;
    }
    rest = b->limbs[0];
    *quotient = *a;
    rest = natural_divide_limb(quotient, rest);
    if (remainder != NULL) {
        hotline__natural_set(remainder, rest);
    }
}

int hotline__natural_number(const natural *a, uint64_t *out) {
    if (a->count > 2) {
        return 0;
    }
    *out = (a->count > 1 ? (uint64_t)a->limbs[1] << 32 : 0) | (a->count > 0 ? a->limbs[0] : 0);
    return 1;
}

void hotline__natural_write(const natural *a, uint32_t places, buffer *out) {
    char digits[NATURAL_BITS / 3 + 64];
    natural left = *a;
    size_t at = sizeof digits;
    uint32_t written;
    places = places < 32 ? places : 32;
    for (written = 0; left.count > 0 || written <= places; written++) {
        if (written == places && places != 0) {
            digits[--at] = '.';
        }
        digits[--at] = (char)('0' + natural_divide_limb(&left, 10));
    }
    hotline__buffer_add(out, digits + at, sizeof digits - at);
}
