/* SPDX-License-Identifier: MIT */
/*
 * Who of a group is among the first by the pool's measure. It refuses to guess: where facts are unknown, or the policy says nothing of those
 * who are level at the edge, the unit's place is unknown or undefined.
 */
#include "ranking_impl.h"

#include "../base/sort.h"
#include "bounds_impl.h"

/* Of some of the group's units the lower and the upper bounds, each from the highest down. */
typedef struct pool_bounds {
    const fraction **least, **most;
    uint32_t count;
} pool_bounds;

typedef struct pool {
    bounds *values; /* by unit */
    pool_bounds all;
    pool_bounds blurred; /* those whose bounds are not the same */
} pool;

static void pool_read(const hotline_ranking *r, const standing *s, bounds *out) {
    const measure_rule *rule = hotline__policy_measure(r->policy, r->rule->pool.measure);
    const tally_counts *counts = hotline__tally_find(r->tally, s->unit, r->rule->pool.measure, r->rule->every, r->when.first);
    if (!hotline__bounds_of(rule, counts, out)) { /* a rate of nothing is behind all others */
        hotline__fraction_set(&out->least, INT64_MIN, 0);
        out->most = out->least;
    }
}

static int pool_compare(const void *with, const void *a, const void *b) {
    (void)with;
    return -hotline__fraction_compare(*(const fraction *const *)a, *(const fraction *const *)b);
}

static int pool_gather(hotline_ranking *r, const bounds *values, int blurred, pool_bounds *out) {
    const fraction **room = hotline__arena_take(&r->keep, 3 * ((size_t)r->unit_count + 1) * sizeof *room);
    uint32_t i;
    if (room == NULL) {
        return 0;
    }
    out->count = 0;
    out->least = room;
    out->most = room + r->unit_count + 1;
    for (i = 0; i < r->unit_count; i++) {
        if (r->units[i].grouped && (!blurred || !hotline__bounds_are_exact(&values[i]))) {
            out->least[out->count] = &values[i].least;
            out->most[out->count++] = &values[i].most;
        }
    }
    room += 2 * ((size_t)r->unit_count + 1);
    hotline__sort(out->least, room, out->count, sizeof *room, pool_compare, NULL);
    hotline__sort(out->most, room, out->count, sizeof *room, pool_compare, NULL);
    return 1;
}

/* How many from the highest down are above a bound; or, with `level`, not below it. */
static uint32_t pool_above(const fraction *const *sorted, uint32_t count, const fraction *bound, int level) {
    uint32_t from = 0;
    while (from < count) {
        uint32_t middle = from + (count - from) / 2;
        int order = hotline__fraction_compare(sorted[middle], bound);
        if (order > 0 || (level && order == 0)) {
            from = middle + 1;
        } else {
            count = middle;
        }
    }
    return from;
}

/* Inside, unless so many are surely before it; which of those who are level, the policy says. */
static int32_t pool_stand(hotline_ranking *r, const pool *p, const bounds *mine) {
    const ranking_pool *rule = &r->rule->pool;
    uint32_t ahead = pool_above(p->all.least, p->all.count, &mine->most, 0);
    uint32_t reach = pool_above(p->all.most, p->all.count, &mine->least, 1); /* itself, and all who are not surely behind it */
    int exact =
        pool_above(p->blurred.least, p->blurred.count, &mine->most, 0) == pool_above(p->blurred.most, p->blurred.count, &mine->least, 1);
    if (ahead >= rule->top) {
        return HOTLINE_STANDING_OUTSIDE;
    }
    if (reach <= rule->top || (exact && rule->ties == POOL_TIES_INCLUDE)) {
        return HOTLINE_STANDING_RANKED;
    }
    if (!exact || rule->ties == POOL_TIES_EXCLUDE) {
        return exact ? HOTLINE_STANDING_OUTSIDE : HOTLINE_STANDING_UNKNOWN;
    }
    hotline__ranking_open_item(r, rule->ties_path);
    return HOTLINE_STANDING_UNDEFINED;
}

static int pool_make(hotline_ranking *r, pool *out) {
    uint32_t i;
    out->values = hotline__arena_take(&r->keep, ((size_t)r->unit_count + 1) * sizeof *out->values);
    for (i = 0; i < r->unit_count && out->values != NULL; i++) {
        pool_read(r, &r->units[i], &out->values[i]);
    }
    return out->values != NULL && pool_gather(r, out->values, 0, &out->all) && pool_gather(r, out->values, 1, &out->blurred);
}

hotline_status hotline__ranking_pool(hotline_ranking *r) {
    const measure_rule *by = hotline__policy_measure(r->policy, r->rule->pool.measure);
    pool p;
    uint32_t i;
    if (by == NULL) {
        return HOTLINE_OK;
    }
    if (by->undefined) {
        hotline__ranking_open_item(r, by->path);
    }
    if (!pool_make(r, &p)) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < r->unit_count; i++) {
        if (r->units[i].grouped) {
            r->units[i].state = by->undefined ? HOTLINE_STANDING_UNDEFINED : pool_stand(r, &p, &p.values[i]);
        }
    }
    return HOTLINE_OK;
}
