/* SPDX-License-Identifier: MIT */
/*
 * Between which values a figure lies: those who could not be told may all have weighed least, or most. It refuses to know what is done with
 * them.
 */
#include "bounds_impl.h"

/* The value when each of the unknown has that weight; they are in the denominator then. 0: of nothing. */
static int bounds_weighed(const measure_rule *rule, const tally_counts *counts, decimal weight, fraction *out) {
    fraction unknown;
    fraction more;
    hotline__fraction_set(&unknown, counts->unknown, 0);
    hotline__fraction_set(&more, weight.units, weight.places);
    (void)hotline__fraction_multiply(&more, &more, &unknown);
    hotline__fraction_set(out, counts->num, rule->places);
    (void)hotline__fraction_add(out, out, &more);
    if (rule->per_form == RULE_ABSENT) {
        return 1;
    }
    hotline__fraction_set(&more, counts->den, 0);
    (void)hotline__fraction_add(&unknown, &unknown, &more);
    return hotline__fraction_divide(out, out, &unknown);
}

static void bounds_widen(const measure_rule *rule, const tally_counts *counts, decimal weight, bounds *out) {
    fraction one;
    (void)bounds_weighed(rule, counts, weight, &one);
    if (hotline__fraction_compare(&one, &out->least) < 0) {
        out->least = one;
    }
    if (hotline__fraction_compare(&one, &out->most) > 0) {
        out->most = one;
    }
}

int hotline__bounds_of(const measure_rule *rule, const tally_counts *counts, bounds *out) {
    static const tally_counts nothing = {0, 0, 0, 0};
    static const decimal none = {0, 0};
    uint32_t i;
    counts = counts != NULL ? counts : &nothing;
    if (!bounds_weighed(rule, counts, none, &out->least)) {
        return 0;
    }
    out->most = out->least;
    for (i = 0; i < rule->weight_count && counts->unknown != 0; i++) {
        bounds_widen(rule, counts, rule->weights[i].weight, out);
    }
    return 1;
}

int hotline__bounds_are_exact(const bounds *b) {
    return hotline__fraction_compare(&b->least, &b->most) == 0;
}
