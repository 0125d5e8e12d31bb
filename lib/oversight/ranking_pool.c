/* SPDX-License-Identifier: MIT */
/*
 * Who of a group is among the first by the pool's measure. It refuses to guess: where facts are unknown, or the policy says nothing of those
 * who are level at the edge, the unit's place is unknown or undefined.
 */
#include "ranking_impl.h"

#include "../base/sort.h"
#include "bounds_impl.h"

/* Of those that belong to the group, surely or perhaps, the lower and the upper bounds, each from the highest down. */
typedef struct pool {
    bounds *values; /* by unit */
    const fraction **least, **most;
    uint32_t count;
} pool;

static void pool_read(const hotline_ranking *r, const standing *s, bounds *out) {
    const measure_rule *rule = hotline__policy_measure(r->policy, r->rule->pool.measure);
    const tally_counts *counts = hotline__tally_figure(r->tally, rule, s->unit, r->rule->pool.measure, r->rule->every, r->when.first);
    int some = hotline__bounds_of(rule, counts, out);
    if (rule->per_form != RULE_ABSENT && counts->den == 0) { /* a rate of nothing is behind all others */
        hotline__fraction_set(&out->least, INT64_MIN, 0);    /* and those who cannot be told may be nothing */
        out->most = some ? out->most : out->least;
    }
    if (!s->grouped) { /* perhaps it is not there at all */
        hotline__fraction_set(&out->least, INT64_MIN, 0);
        (void)hotline__fraction_add(&out->least, &out->least, &out->least);
    }
}

static int pool_compare(const void *with, const void *a, const void *b) {
    (void)with;
    return -hotline__fraction_compare(*(const fraction *const *)a, *(const fraction *const *)b);
}

static int pool_gather(hotline_ranking *r, pool *p) {
    const fraction **room = hotline__arena_take(&r->keep, 3 * ((size_t)r->unit_count + 1) * sizeof *room);
    uint32_t i;
    if (room == NULL) {
        return 0;
    }
    p->count = 0;
    p->least = room;
    p->most = room + r->unit_count + 1;
    for (i = 0; i < r->unit_count; i++) {
        p->least[p->count] = &p->values[i].least;
        p->most[p->count++] = &p->values[i].most;
    }
    room += 2 * ((size_t)r->unit_count + 1);
    hotline__sort(p->least, room, p->count, sizeof *room, pool_compare, NULL);
    hotline__sort(p->most, room, p->count, sizeof *room, pool_compare, NULL);
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

/*
 * Its place in the pool lies between two: where all who may be before it are, and where only those are who surely are. Who is level with it
 * is behind it when ties are included, before it when they are not.
 */
static int32_t pool_place(const pool *p, const bounds *mine, int64_t top, int include) {
    int blurred = !hotline__bounds_are_exact(mine);
    int64_t last = (int64_t)pool_above(p->most, p->count, &mine->least, !include) + (include ? 1 - blurred : 0);
    int64_t first = (int64_t)pool_above(p->least, p->count, &mine->most, !include) + (include ? 1 : blurred);
    if (last <= top) {
        return HOTLINE_STANDING_RANKED;
    }
    return first > top ? HOTLINE_STANDING_OUTSIDE : HOTLINE_STANDING_UNKNOWN;
}

static int32_t pool_stand(hotline_ranking *r, const pool *p, const bounds *mine) {
    const ranking_pool *rule = &r->rule->pool;
    int32_t included = pool_place(p, mine, rule->top, 1);
    int32_t excluded = pool_place(p, mine, rule->top, 0);
    if (rule->ties != POOL_TIES_UNDEFINED) {
        return rule->ties == POOL_TIES_INCLUDE ? included : excluded;
    }
    if (included == excluded) {
        return included;
    }
    if (included == HOTLINE_STANDING_UNKNOWN || excluded == HOTLINE_STANDING_UNKNOWN) {
        return HOTLINE_STANDING_UNKNOWN;
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
    return out->values != NULL && pool_gather(r, out);
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
