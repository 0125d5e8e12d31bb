/* SPDX-License-Identifier: MIT */
/*
 * Exact fractions over naturals of a fixed width. They are never reduced: how wide they get is known before the first is made, from the
 * formula. It refuses to round unless it is asked to.
 */
#include "fraction.h"

static void fraction_tidy(fraction *a) {
    a->negative = a->num.count > 0 ? a->negative : 0;
}

void hotline__fraction_set(fraction *out, int64_t units, uint32_t places) {
    natural one;
    out->negative = units < 0;
    hotline__natural_set(&out->num, units < 0 ? 0 - (uint64_t)units : (uint64_t)units);
    hotline__natural_set(&one, 1);
    (void)hotline__natural_scale(&out->den, &one, places);
}

/* Sum of two naturals with signs. */
static int fraction_join(fraction *out, const natural *a, uint8_t a_negative, const natural *b, uint8_t b_negative) {
    int order = hotline__natural_compare(a, b);
    if (a_negative == b_negative) {
        out->negative = a_negative;
        return hotline__natural_add(&out->num, a, b);
    }
    out->negative = order < 0 ? b_negative : a_negative;
    hotline__natural_subtract(&out->num, order < 0 ? b : a, order < 0 ? a : b);
    return 1;
}

int hotline__fraction_add(fraction *out, const fraction *a, const fraction *b) {
    natural left;
    natural right;
    fraction sum;
    if (!hotline__natural_multiply(&left, &a->num, &b->den) || !hotline__natural_multiply(&right, &b->num, &a->den) ||
        !hotline__natural_multiply(&sum.den, &a->den, &b->den) || !fraction_join(&sum, &left, a->negative, &right, b->negative)) {
        return 0;
    }
    fraction_tidy(&sum);
    *out = sum;
    return 1;
}

int hotline__fraction_multiply(fraction *out, const fraction *a, const fraction *b) {
    fraction product;
    if (!hotline__natural_multiply(&product.num, &a->num, &b->num) || !hotline__natural_multiply(&product.den, &a->den, &b->den)) {
        return 0;
    }
    product.negative = a->negative != b->negative;
    fraction_tidy(&product);
    *out = product;
    return 1;
}

int hotline__fraction_divide(fraction *out, const fraction *a, const fraction *b) {
    fraction turned;
    if (b->num.count == 0) {
        return 0;
    }
    turned.num = b->den;
    turned.den = b->num;
    turned.negative = b->negative;
    return hotline__fraction_multiply(out, a, &turned);
}

void hotline__fraction_negate(fraction *out, const fraction *a) {
    *out = *a;
    out->negative = !a->negative;
    fraction_tidy(out);
}

int hotline__fraction_is_zero(const fraction *a) {
    return a->num.count == 0;
}

int hotline__fraction_compare(const fraction *a, const fraction *b) {
    natural left = {0, {0}};
    natural right = {0, {0}};
    int order;
    if (a->negative != b->negative) {
        return a->negative ? -1 : 1;
    }
    (void)hotline__natural_multiply(&left, &a->num, &b->den);
    (void)hotline__natural_multiply(&right, &b->num, &a->den);
    order = hotline__natural_compare(&left, &right);
    return a->negative ? -order : order;
}

int hotline__fraction_round(fraction *out, const fraction *a, uint32_t places) {
    fraction rounded;
    natural rest;
    natural one;
    hotline__natural_set(&one, 1);
    if (!hotline__natural_scale(&rounded.num, &a->num, places) || !hotline__natural_scale(&rounded.den, &one, places)) {
        return 0;
    }
    hotline__natural_divide(&rounded.num, &rest, &rounded.num, &a->den);
    if (!hotline__natural_add(&rest, &rest, &rest)) {
        return 0;
    }
    if (hotline__natural_compare(&rest, &a->den) >= 0 && !hotline__natural_add(&rounded.num, &rounded.num, &one)) {
        return 0;
    }
    rounded.negative = a->negative;
    fraction_tidy(&rounded);
    *out = rounded;
    return 1;
}

void hotline__fraction_write(const fraction *a, uint32_t places, buffer *out) {
    if (a->negative) {
        hotline__buffer_add(out, "-", 1);
    }
    hotline__natural_write(&a->num, places, out);
}
