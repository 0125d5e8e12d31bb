/* SPDX-License-Identifier: MIT */
/*
 * Who is among the first, and in which order they stand: pools, ties, ranks from both ends. It refuses to know what the values mean.
 */
#include "ranking_impl.h"

#include "../base/sort.h"

/* ---- pools ---- */

/*
 * A unit's count, or the bounds of it where facts are unknown: each subject may count with any of the weights, or not at all. For a rate the
 * shares decide; 0 of 0 is behind all.
 */
typedef struct pool_value {
    fraction least, most;
} pool_value;

/* With so many of those who cannot be told counted, each of that weight. */
static void pool_bound(const measure_rule *rule, const tally_counts *counts, int64_t unknown, decimal weight, fraction *out) {
    fraction by;
    fraction more;
    hotline__fraction_set(&by, unknown, 0);
    hotline__fraction_set(&more, weight.units, weight.places);
    (void)hotline__fraction_multiply(&more, &more, &by);
    hotline__fraction_set(out, counts->num, rule->count_form == RULE_TABLE ? rule->places : 0);
    (void)hotline__fraction_add(out, out, &more);
    if (rule->per_form != RULE_ABSENT) {
        hotline__fraction_set(&more, counts->den, 0);
        (void)hotline__fraction_add(&by, &by, &more);
        if (!hotline__fraction_divide(out, out, &by)) {
            hotline__fraction_set(out, INT64_MIN, 0);
        }
    }
}

static void pool_widen(const measure_rule *rule, const tally_counts *counts, decimal weight, pool_value *out) {
    fraction bound;
    pool_bound(rule, counts, counts->unknown, weight, &bound);
    if (hotline__fraction_compare(&bound, &out->least) < 0) {
        out->least = bound;
    }
    if (hotline__fraction_compare(&bound, &out->most) > 0) {
        out->most = bound;
    }
}

static void pool_read(const hotline_ranking *r, const standing *s, pool_value *out) {
    static const tally_counts nothing = {0, 0, 0, 0};
    static const decimal none = {0, 0};
    const measure_rule *rule = hotline__policy_measure(r->policy, r->rule->pool.measure);
    const tally_counts *found = hotline__tally_find(r->tally, s->unit, r->rule->pool.measure, r->rule->every, r->when.first);
    const tally_counts *counts = found != NULL ? found : &nothing;
    uint32_t i;
    pool_bound(rule, counts, 0, none, &out->least);
    out->most = out->least;
    pool_widen(rule, counts, none, out);
    for (i = 0; i < rule->weight_count; i++) {
        pool_widen(rule, counts, rule->count_form == RULE_TABLE ? rule->weights[i].weight : (decimal){1, 0}, out);
    }
}

/* Inside, unless so many are surely before it; which of those who are level, the policy says. */
static int32_t pool_stand(hotline_ranking *r, const pool_value *values, uint32_t mine) {
    const ranking_pool *pool = &r->rule->pool;
    int64_t ahead = 0;
    int64_t level = 0; /* not surely behind */
    int exact = hotline__fraction_compare(&values[mine].least, &values[mine].most) == 0;
    uint32_t i;
    for (i = 0; i < r->unit_count; i++) {
        if (i != mine && r->units[i].grouped) {
            int before = hotline__fraction_compare(&values[i].least, &values[mine].most) > 0;
            int behind = hotline__fraction_compare(&values[i].most, &values[mine].least) < 0;
            ahead += before;
            level += !before && !behind;
            exact = exact && (before || behind || hotline__fraction_compare(&values[i].least, &values[i].most) == 0);
        }
    }
    if (ahead >= pool->top) {
        return HOTLINE_STANDING_OUTSIDE;
    }
    if (ahead + level < pool->top || (exact && pool->ties == POOL_TIES_INCLUDE)) {
        return HOTLINE_STANDING_RANKED;
    }
    if (!exact || pool->ties == POOL_TIES_EXCLUDE) {
        return exact ? HOTLINE_STANDING_OUTSIDE : HOTLINE_STANDING_UNKNOWN;
    }
    hotline__ranking_open_item(r, pool->ties_path);
    return HOTLINE_STANDING_UNDEFINED;
}

hotline_status hotline__ranking_pool(hotline_ranking *r) {
    const measure_rule *by = hotline__policy_measure(r->policy, r->rule->pool.measure);
    pool_value *values;
    uint32_t i;
    if (by == NULL) {
        return HOTLINE_OK;
    }
    values = hotline__arena_take(&r->keep, ((size_t)r->unit_count + 1) * sizeof *values);
    if (values == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (by->undefined) {
        hotline__ranking_open_item(r, by->path);
    }
    for (i = 0; i < r->unit_count; i++) {
        pool_read(r, &r->units[i], &values[i]);
    }
    for (i = 0; i < r->unit_count; i++) {
        if (r->units[i].grouped) {
            r->units[i].state = by->undefined ? HOTLINE_STANDING_UNDEFINED : pool_stand(r, values, i);
        }
    }
    return HOTLINE_OK;
}

/* ---- order ---- */

/* By measure after measure the higher is before; who has no rate is behind those who have one. */
static int order_chain(const hotline_ranking *r, const standing *a, const standing *b) {
    int order = 0;
    uint32_t i;
    for (i = 0; i < r->rule->chain_count && order == 0; i++) {
        int has_a = a->chain[i].den.count > 0;
        int has_b = b->chain[i].den.count > 0;
        order = has_a && has_b ? hotline__fraction_compare(&b->chain[i], &a->chain[i]) : has_b - has_a;
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

hotline_status hotline__ranking_order(hotline_ranking *r) {
    uint32_t i;
    r->order = hotline__arena_take(&r->keep, 2 * ((size_t)r->unit_count + 1) * sizeof(standing *));
    if (r->order == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < r->unit_count; i++) {
        r->order[i] = &r->units[i];
        r->ranked_count += r->units[i].state == HOTLINE_STANDING_RANKED;
    }
    hotline__sort(r->order, r->order + r->unit_count + 1, r->unit_count, sizeof(standing *), order_compare, r);
    order_ranks(r);
    return HOTLINE_OK;
}
