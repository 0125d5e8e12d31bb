/* SPDX-License-Identifier: MIT */
/*
 * In which order units stand: ties, ranks from both ends. It refuses to know what the values mean.
 */
#include "ranking_impl.h"

#include "../base/sort.h"

/* Who has no rate is behind those who have one. A figure that is not there is reached only by those who are not told apart yet. */
static int order_has(const score_value *v) {
    static const int has[] = {2, 1, 0, 0, 2}; /* by HOTLINE_PART_* */
    return has[v->state];
}

/* By measure after measure the higher is before. */
static int order_chain(const hotline_ranking *r, const standing *a, const standing *b) {
    int order = 0;
    uint32_t i;
    for (i = 0; i < r->rule->chain_count && order == 0; i++) {
        order = order_has(&b->chain[i]) - order_has(&a->chain[i]);
        if (order == 0 && a->chain[i].state == HOTLINE_PART_KNOWN) {
            order = hotline__fraction_compare(&b->chain[i].value, &a->chain[i].value);
        }
    }
    return order;
}

/* < 0: a is before b; 0: they are level. */
static int order_values(const hotline_ranking *r, const standing *a, const standing *b) {
    int order = hotline__fraction_compare(&a->value, &b->value);
    order = r->rule->low ? order : -order;
    return order != 0 ? order : order_chain(r, a, b);
}

static int order_compare(const void *with, const void *x, const void *y) {
    const hotline_ranking *r = with;
    const standing *a = *(const standing *const *)x;
    const standing *b = *(const standing *const *)y;
    int a_ranked = a->state == HOTLINE_STANDING_RANKED;
    int b_ranked = b->state == HOTLINE_STANDING_RANKED;
    int order = a_ranked != b_ranked ? b_ranked - a_ranked : a_ranked ? order_values(r, a, b) : 0;
    return order != 0 ? order : hotline__text_compare(a->unit, b->unit);
}

/* Those who are level share the best rank of theirs, from both ends. */
static void order_ranks(hotline_ranking *r) {
    uint32_t from = 0;
    uint32_t to;
    uint32_t i;
    for (; from < r->ranked_count; from = to) {
        to = from + 1;
        while (to < r->ranked_count && order_values(r, r->order[from], r->order[to]) == 0) {
            to++;
        }
        for (i = from; i < to; i++) {
            r->order[i]->rank = (int64_t)from + 1;
            r->order[i]->rank_from_last = (int64_t)(r->ranked_count - to) + 1;
            r->order[i]->level = (int64_t)(to - from);
        }
    }
}

/* Those with a rank first. */
static void order_sort(hotline_ranking *r) {
    uint32_t i;
    r->ranked_count = 0;
    for (i = 0; i < r->unit_count; i++) {
        r->ranked_count += r->units[i].state == HOTLINE_STANDING_RANKED;
    }
    hotline__sort(r->order, r->order + r->unit_count + 1, r->unit_count, sizeof(standing *), order_compare, r);
}

hotline_status hotline__ranking_order(hotline_ranking *r) {
    uint32_t i;
    r->order = hotline__arena_take(&r->keep, 2 * ((size_t)r->unit_count + 1) * sizeof(standing *));
    if (r->order == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < r->unit_count; i++) {
        r->order[i] = &r->units[i];
    }
    order_sort(r);
    hotline__ranking_ties(r);
    order_sort(r);
    order_ranks(r);
    return HOTLINE_OK;
}
