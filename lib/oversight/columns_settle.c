/* SPDX-License-Identifier: MIT */
/*
 * From histograms to figures: every cell's patterns are summed for each measure, into each period that the cell lies in, and laid on the
 * tally all at once or not at all. It refuses to count rows.
 */
#include "columns_impl.h"

#include <string.h>

enum { SETTLE_CHANGES_LEAST = 256 };

/* Rows of a sheet that fall under one of its measures in one way: a bit mask for each slot, all ones where the slot does. */
typedef struct settled_way {
    uint32_t measure; /* in the sheet */
    uint16_t outcome;
} settled_way;

/* A group's ways. */
typedef struct settled_group {
    const column_group *counted;
    settled_way *ways;
    uint32_t way_count;
    uint32_t *masks; /* by slot and way */
    uint32_t *sums;  /* by way, of one cell */
} settled_group;

typedef struct settling {
    columns_plan *p;
    tally_change *changes;
    size_t count, capacity;
    const asked_measure **measures;
    uint32_t measure_count;
    settled_group *groups;
    uint32_t group_count;
    tally_counts *sums[COLUMNS_SPANS]; /* by period and measure, of one unit */
    tally_counts *cell;                /* by measure, of one cell */
} settling;

static hotline_status settle_out_of_range(const columns_plan *p) {
    return hotline__error_set(p->error, HOTLINE_ERROR_RANGE, "a count does not fit 64 bits");
}

/* ---- one cell ---- */

static int settle_scale(decimal weight, uint32_t places, int64_t count, int64_t *out) {
    int64_t units = weight.units;
    for (uint32_t i = weight.places; i < places; i++) {
        units *= 10; /* read when the policy was: fits */
    }
    return hotline__multiply64(units, count, out);
}

static const weight_row *settle_else(const measure_rule *rule) {
    uint32_t i = 0;
    while (i < rule->weight_count && rule->weights[i].when != NULL) {
        i++;
    }
    return i < rule->weight_count ? &rule->weights[i] : NULL;
}

/* The numerator of rows that are counted alike, of which a plain count's have the weight 1; 0: out of range. */
static int settle_weigh(const measure_rule *rule, uint16_t outcome, int64_t count, int64_t *out) {
    const weight_row *row = outcome > OUTCOME_COUNTED ? &rule->weights[outcome - OUTCOME_COUNTED - 1] : settle_else(rule);
    *out = 0;
    return row == NULL || settle_scale(row->weight, rule->places, count, out);
}

static int settle_add(const measure_rule *rule, uint16_t outcome, int64_t count, tally_counts *sum) {
    int64_t num = 0;
    if (outcome == OUTCOME_UNKNOWN) {
        sum->unknown += count;
        return 1;
    }
    if (outcome == OUTCOME_EXCEPTED) {
        sum->excepted += count;
        return 1;
    }
    sum->den += count;
    return settle_weigh(rule, outcome, count, &num) && hotline__add64(sum->num, num, &sum->num);
}

static void settle_slot(uint32_t count, const uint32_t *restrict masks, uint32_t ways, uint32_t *restrict sums) {
    for (uint32_t k = 0; k < ways; k++) {
        sums[k] += count & masks[k];
    }
}

/* Rows are at most 2^31, so that counts cannot overflow; weights can. */
static hotline_status settle_group(settling *g, const settled_group *of, uint32_t cell) {
    const uint32_t *counts = of->counted->counts + ((size_t)cell << of->counted->shift);
    memset(of->sums, 0, of->way_count * sizeof *of->sums);
    for (uint32_t slot = 0; slot < of->counted->seen; slot++) {
        if (counts[slot] != 0) {
            settle_slot(counts[slot], of->masks + (size_t)slot * of->way_count, of->way_count, of->sums);
        }
    }
    for (uint32_t k = 0; k < of->way_count; k++) {
        const settled_way *way = &of->ways[k];
        if (of->sums[k] != 0 && !settle_add(g->measures[way->measure]->rule, way->outcome, of->sums[k], &g->cell[way->measure])) {
            return settle_out_of_range(g->p);
        }
    }
    return HOTLINE_OK;
}

static hotline_status settle_cell(settling *g, uint32_t cell) {
    memset(g->cell, 0, g->measure_count * sizeof *g->cell);
    for (uint32_t i = 0; i < g->group_count; i++) {
        HOTLINE_TRY(settle_group(g, &g->groups[i], cell));
    }
    return HOTLINE_OK;
}

static hotline_status settle_into(const settling *g, tally_counts *sums) {
    for (uint32_t i = 0; i < g->measure_count; i++) {
        sums[i].den += g->cell[i].den;
        sums[i].unknown += g->cell[i].unknown;
        sums[i].excepted += g->cell[i].excepted;
        if (!hotline__add64(sums[i].num, g->cell[i].num, &sums[i].num)) {
            return settle_out_of_range(g->p);
        }
    }
    return HOTLINE_OK;
}

/* ---- one unit ---- */

static hotline_status settle_change(settling *g, int32_t unit, const tally_fall *fall) {
    if (g->count == g->capacity) {
        size_t more = g->capacity == 0 ? SETTLE_CHANGES_LEAST : g->capacity * 2;
        tally_change *grown = hotline__resize(g->p->keep.context, g->changes, g->capacity * sizeof *grown, more * sizeof *grown);
        if (grown == NULL) {
            return hotline__columns_no_memory(g->p->error);
        }
        g->changes = grown;
        g->capacity = more;
    }
    g->changes[g->count].cell = hotline__tally_cell_of(g->p->tally, unit, fall);
    g->changes[g->count].counts = fall->counts;
    return g->changes[g->count++].cell != NULL ? HOTLINE_OK : hotline__columns_no_memory(g->p->error);
}

static hotline_status settle_period(settling *g, const column_sheet *s, uint8_t every, uint32_t number, int32_t unit) {
    tally_counts *sums = g->sums[every] + (size_t)number * g->measure_count;
    tally_fall fall;
    fall.unit = (text){NULL, 0}; /* known by its number */
    fall.policy = s->policy;
    fall.when = s->periods[every][number];
    fall.span = every;
    for (uint32_t i = 0; i < g->measure_count; i++) {
        if (sums[i].den != 0 || sums[i].unknown != 0 || sums[i].excepted != 0) {
            fall.rule = g->measures[i]->rule;
            fall.measure = g->measures[i]->number;
            fall.counts = sums[i];
            HOTLINE_TRY(settle_change(g, unit, &fall));
        }
    }
    memset(sums, 0, g->measure_count * sizeof *sums);
    return HOTLINE_OK;
}

/* *met: some segment of the unit was. */
static hotline_status settle_segments(settling *g, const column_sheet *s, uint32_t unit, int *met) {
    for (uint32_t i = 0; i < s->segment_count; i++) {
        uint32_t cell = s->cells[(size_t)(SEGMENT_FIRST + i) * s->stride + unit];
        if (cell == CELL_UNSEEN) {
            continue;
        }
        *met = 1;
        HOTLINE_TRY(settle_cell(g, cell & ~CELL_KNOWN));
        for (uint8_t every = SPAN_DAY; every < COLUMNS_SPANS; every++) {
            uint32_t number = s->segments[i].periods[every];
            if (number != PERIOD_NONE) {
                HOTLINE_TRY(settle_into(g, g->sums[every] + (size_t)number * g->measure_count));
            }
        }
    }
    return HOTLINE_OK;
}

static hotline_status settle_unit(settling *g, const column_sheet *s, uint32_t unit) {
    text id = {NULL, 0};
    int32_t number = NAME_NONE;
    int met = 0;
    HOTLINE_TRY(settle_segments(g, s, unit, &met));
    if (!met) {
        return HOTLINE_OK;
    }
    if (s->by_unit) {
        HOTLINE_TRY(hotline__columns_unit(g->p, unit, &id));
    }
    if (hotline__tally_unit(g->p->tally, id, &number) < 0) {
        return hotline__columns_no_memory(g->p->error);
    }
    for (uint8_t every = SPAN_DAY; every < COLUMNS_SPANS; every++) {
        for (uint32_t i = 0; i < s->period_count[every]; i++) {
            HOTLINE_TRY(settle_period(g, s, every, i, number));
        }
    }
    return HOTLINE_OK;
}

/* ---- one sheet ---- */

/* A way of a measure whose ways begin at `from`, when it is new. */
static void settle_way(settled_group *of, uint32_t from, uint32_t measure, uint16_t outcome) {
    uint32_t k = from;
    while (k < of->way_count && of->ways[k].outcome != outcome) {
        k++;
    }
    if (k == of->way_count) {
        of->ways[of->way_count++] = (settled_way){measure, outcome};
    }
}

/* Every way that a slot of the group falls under its measures in. */
static void settle_ways(settled_group *of, uint32_t first_measure, const uint16_t *outcomes) {
    for (uint32_t i = 0; i < of->counted->measure_count; i++) {
        uint32_t from = of->way_count;
        for (uint32_t slot = 0; slot < of->counted->seen; slot++) {
            uint16_t outcome = outcomes[(size_t)i * COLUMNS_BLOCK + slot];
            if (outcome != OUTCOME_NOT) {
                settle_way(of, from, first_measure + i, outcome);
            }
        }
    }
}

static void settle_masks(const settled_group *of, uint32_t first_measure, const uint16_t *outcomes) {
    for (uint32_t k = 0; k < of->way_count; k++) {
        const uint16_t *own = outcomes + (size_t)(of->ways[k].measure - first_measure) * COLUMNS_BLOCK;
        for (uint32_t slot = 0; slot < of->counted->seen; slot++) {
            of->masks[(size_t)slot * of->way_count + k] = own[slot] == of->ways[k].outcome ? UINT32_MAX : 0;
        }
    }
}

static hotline_status settle_begin_group(settling *g, const column_group *counted, settled_group *of) {
    arena *keep = &g->p->keep;
    uint16_t *outcomes = hotline__arena_take(keep, (size_t)counted->measure_count * COLUMNS_BLOCK * sizeof *outcomes);
    memset(of, 0, sizeof *of);
    of->counted = counted;
    of->ways = hotline__arena_take(keep, ((size_t)counted->measure_count * counted->seen + 1) * sizeof *of->ways);
    if (outcomes == NULL || of->ways == NULL) {
        return hotline__columns_no_memory(g->p->error);
    }
    HOTLINE_TRY(hotline__columns_outcomes(g->p, counted, outcomes));
    settle_ways(of, g->measure_count, outcomes);
    of->masks = hotline__arena_take(keep, ((size_t)counted->seen * of->way_count + 1) * sizeof *of->masks);
    of->sums = hotline__arena_take(keep, ((size_t)of->way_count + 1) * sizeof *of->sums);
    if (of->masks == NULL || of->sums == NULL) {
        return hotline__columns_no_memory(g->p->error);
    }
    settle_masks(of, g->measure_count, outcomes);
    for (uint32_t i = 0; i < counted->measure_count; i++) {
        g->measures[g->measure_count++] = counted->measures[i];
    }
    return HOTLINE_OK;
}

static hotline_status settle_groups(settling *g, const column_sheet *s) {
    g->measure_count = 0;
    g->group_count = s->group_count;
    for (uint32_t i = 0; i < s->group_count; i++) {
        HOTLINE_TRY(settle_begin_group(g, &s->groups[i], &g->groups[i]));
    }
    return HOTLINE_OK;
}

static hotline_status settle_room(settling *g, const column_sheet *s) {
    arena *keep = &g->p->keep;
    g->measures = hotline__arena_take(keep, s->measure_count * sizeof *g->measures);
    g->cell = hotline__arena_take(keep, s->measure_count * sizeof *g->cell);
    g->groups = hotline__arena_take(keep, s->group_count * sizeof *g->groups);
    for (uint32_t every = 0; every < COLUMNS_SPANS; every++) {
        g->sums[every] = hotline__arena_take_zeroed(keep, (size_t)s->period_count[every] * s->measure_count, sizeof *g->sums[every]);
        if (g->sums[every] == NULL) {
            return hotline__columns_no_memory(g->p->error);
        }
    }
    return g->measures != NULL && g->cell != NULL && g->groups != NULL ? HOTLINE_OK : hotline__columns_no_memory(g->p->error);
}

static hotline_status settle_sheet(settling *g, const column_sheet *s) {
    uint32_t units = s->by_unit ? g->p->unit_count + 1 : 1;
    if (s->segment_count == 0) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(settle_room(g, s));
    HOTLINE_TRY(settle_groups(g, s));
    for (uint32_t unit = 0; unit < units && unit < s->stride; unit++) {
        HOTLINE_TRY(settle_unit(g, s, unit));
    }
    return HOTLINE_OK;
}

static hotline_status settle_all(settling *g) {
    for (uint32_t i = 0; i < g->p->sheet_count; i++) {
        HOTLINE_TRY(settle_sheet(g, g->p->sheets[i]));
    }
    if (g->count > UINT32_MAX) {
        return hotline__columns_too_many(g->p->error);
    }
    if (hotline__tally_apply(g->p->tally, g->changes, (uint32_t)g->count) < 0) {
        return settle_out_of_range(g->p);
    }
    return HOTLINE_OK;
}

hotline_status hotline__columns_settle(columns_plan *p) {
    settling g;
    hotline_status status;
    memset(&g, 0, sizeof g);
    g.p = p;
    status = settle_all(&g);
    hotline__release(p->keep.context, g.changes, g.capacity * sizeof *g.changes);
    return status;
}
