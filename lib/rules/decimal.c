/* SPDX-License-Identifier: MIT */
/*
 * Reads decimals and percents as policies write them, exactly. It refuses to know what they weigh.
 */
#include "decimal.h"

/* Where the decimal point is that at least one digit stands before; t.len without one. */
static size_t decimal_point(text t, size_t start) {
    size_t at = start;
    while (at < t.len && (t.at[at] != '.' || at == start)) {
        at++;
    }
    return at;
}

/* The digits on both sides of the point as one number; 0 when anything else stands there. */
static int decimal_digits(text t, size_t start, size_t dot, int64_t *units) {
    for (size_t at = start; at < t.len; at++) {
        if (at == dot) {
            continue;
        }
        if (t.at[at] < '0' || t.at[at] > '9') {
            return 0;
        }
        *units = *units * 10 + (t.at[at] - '0');
    }
    return t.len > start;
}

int hotline__decimal_read(text t, decimal *out) {
    size_t percent = t.len > 0 && t.at[t.len - 1] == '%';
    size_t start = t.len > 0 && t.at[0] == '-' ? 1 : 0;
    size_t dot;
    size_t places;
    int64_t units = 0;
    t.len -= percent;
    dot = decimal_point(t, start);
    places = dot == t.len ? 0 : t.len - dot - 1;
    if (t.len - start > 18 || (dot != t.len && places == 0) || places + 2 * percent > 9 || !decimal_digits(t, start, dot, &units)) {
        return 0;
    }
    out->units = start == 1 ? -units : units;
    out->places = (uint32_t)(places + 2 * percent);
    return 1;
}
