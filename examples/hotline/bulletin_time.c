/* SPDX-License-Identifier: MIT */
/*
 * What is told of how long duties took: quantiles of what is finished, the middle of all by the product-limit estimate, and bins of one width to
 * be drawn. It refuses to average.
 */
#include "bulletin.h"

#include "output.h"

static const int64_t time_widths[] = {5, 10, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320, 7200, 10080, 20160, 43200, 129600, 525600};

enum { TIME_WIDTHS = sizeof time_widths / sizeof time_widths[0], TIME_EDGES_MOST = 12 };

static int64_t time_longest(hotline_distribution *took) {
    hotline_distribution_row row;
    size_t count = hotline_distribution_count(took);
    row.struct_size = sizeof row;
    return count != 0 && hotline_distribution_at(took, count - 1, &row) == HOTLINE_OK ? row.minutes : 0;
}

/* Bins of the narrowest width with which twelve reach nineteen of twenty finished ones. */
static void time_bin(bulletin_time *t) {
    int64_t edges[TIME_EDGES_MOST];
    int64_t reach = 0;
    size_t i = 0;
    if (hotline_distribution_quantile(t->took, 19, 20, &reach) != HOTLINE_OK) {
        reach = time_longest(t->took);
    }
    while (i + 1 < TIME_WIDTHS && time_widths[i] * TIME_EDGES_MOST <= reach) {
        i++;
    }
    t->width = time_widths[i];
    t->bins = 1;
    for (i = 0; i < TIME_EDGES_MOST && (i == 0 || edges[i - 1] <= reach); i++) {
        edges[i] = t->width * (int64_t)(i + 1);
        t->bins++;
    }
    hotline_distribution_bins(t->took, edges, i, t->bin_finished, t->bin_censored);
}

static void time_sum_up(bulletin_time *t) {
    static const int64_t shares[][2] = {{1, 4}, {1, 2}, {3, 4}, {9, 10}};
    size_t i;
    for (i = 0; i < 4; i++) {
        t->has[i] = hotline_distribution_quantile(t->took, shares[i][0], shares[i][1], &t->minutes[i]) == HOTLINE_OK;
    }
    t->has[4] = hotline_distribution_survival_quantile(t->took, 1, 2, &t->minutes[4]) == HOTLINE_OK;
    t->finished = hotline_distribution_finished(t->took);
    t->censored = hotline_distribution_censored(t->took);
    time_bin(t);
}

/* Only duties with a term of which an instance began in the period. */
void bulletin_gather_times(bulletin *b) {
    size_t kept = 0;
    size_t i;
    for (i = 0; i < b->time_count; i++) {
        if (b->times[i].has_term && hotline_distribution_count(b->times[i].took) != 0) {
            bulletin_time t = b->times[i];
            b->times[i] = b->times[kept];
            b->times[kept] = t;
            time_sum_up(&b->times[kept++]);
        }
    }
    for (i = kept; i < b->time_count; i++) {
        hotline_distribution_free(b->times[i].took);
    }
    b->time_count = kept;
}
