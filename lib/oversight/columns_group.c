/* SPDX-License-Identifier: MIT */
/*
 * Measures that share a histogram. The verdicts of all their tests on a row make its pattern; a row adds one to the count of its pattern in
 * its cell, and what a pattern means for each measure is worked out once, at the end. It refuses to know periods and units.
 */
#include "columns_impl.h"

#include <string.h>

/* ---- forming groups ---- */

static int group_reads(const column_group *g, uint32_t test) {
    uint32_t i = 0;
    while (i < g->test_count && g->tests[i] != test) {
        i++;
    }
    return i < g->test_count;
}

/* Patterns there would be with one measure more; COLUMNS_PATTERNS + 1 when there are too many. */
static uint32_t group_ways_with(const columns_plan *p, const column_group *g, const asked_measure *m) {
    uint32_t ways = g->ways;
    for (uint32_t i = 0; i < m->test_count && ways <= COLUMNS_PATTERNS; i++) {
        ways *= group_reads(g, m->tests[i]) ? 1 : p->tests[m->tests[i]]->ways;
    }
    return ways <= COLUMNS_PATTERNS ? ways : COLUMNS_PATTERNS + 1;
}

/* One measure with too many patterns is a group by itself. */
static int group_is_by_outcome(const column_group *g) {
    return g->ways > COLUMNS_PATTERNS;
}

static void group_join(const columns_plan *p, column_group *g, asked_measure *m) {
    g->ways = group_ways_with(p, g, m);
    for (uint32_t i = 0; i < m->test_count; i++) {
        if (!group_reads(g, m->tests[i])) {
            g->tests[g->test_count++] = m->tests[i];
        }
    }
    g->measures[g->measure_count++] = m;
}

static hotline_status group_begin(columns_plan *p, column_sheet *s, column_group **out) {
    column_group *g = &s->groups[s->group_count++];
    g->measures = hotline__arena_take(&p->keep, s->measure_count * sizeof *g->measures);
    g->tests = hotline__arena_take(&p->keep, (p->test_count + 1) * sizeof *g->tests);
    g->ways = 1;
    g->shift = 1;
    *out = g;
    return g->measures != NULL && g->tests != NULL ? HOTLINE_OK : hotline__columns_no_memory(p->error);
}

hotline_status hotline__columns_groups(columns_plan *p, column_sheet *s) {
    column_group *g = NULL;
    s->groups = hotline__arena_take_zeroed(&p->keep, s->measure_count, sizeof *s->groups);
    if (s->groups == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    for (uint32_t i = 0; i < s->measure_count; i++) {
        if (g == NULL || group_ways_with(p, g, s->measures[i]) > COLUMNS_PATTERNS) {
            HOTLINE_TRY(group_begin(p, s, &g));
        }
        group_join(p, g, s->measures[i]);
    }
    return HOTLINE_OK;
}

void hotline__columns_group_free(const columns_plan *p, column_group *g) {
    hotline__release(p->keep.context, g->counts, g->count_size * sizeof *g->counts);
}

/* ---- patterns of a block ---- */

/* Verdicts as digits. */
static void group_add_two(const uint8_t *restrict says, uint16_t factor, uint16_t *restrict pattern) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        pattern[j] = (uint16_t)(pattern[j] + (says[j] >> 1) * factor);
    }
}

static void group_add_three(const uint8_t *restrict says, uint16_t factor, uint16_t *restrict pattern) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        pattern[j] = (uint16_t)(pattern[j] + says[j] * factor);
    }
}

static hotline_status group_patterns_of_tests(columns_plan *p, const column_group *g) {
    uint16_t factor = 1;
    memset(p->pattern, 0, sizeof p->pattern);
    for (uint32_t i = 0; i < g->test_count; i++) {
        column_test *t = p->tests[g->tests[i]];
        HOTLINE_TRY(hotline__columns_test(p, t));
        (t->ways == 2 ? group_add_two : group_add_three)(t->says, factor, p->pattern);
        factor = (uint16_t)(factor * t->ways);
    }
    return HOTLINE_OK;
}

static hotline_status group_patterns_of_outcomes(columns_plan *p, const column_group *g) {
    for (uint32_t i = 0; i < g->test_count; i++) {
        HOTLINE_TRY(hotline__columns_test(p, p->tests[g->tests[i]]));
        p->says[g->tests[i]] = p->tests[g->tests[i]]->says;
    }
    hotline__columns_judge(p, g->measures[0], p->says);
    memcpy(p->pattern, p->outcome, sizeof p->pattern);
    return HOTLINE_OK;
}

/* ---- counting ---- */

/*
 * Adds `by` to the count of each row's pattern in its cell; 1 when all cells and patterns were known. What was not known went to a cell or a
 * slot that it does not belong to, and is to be taken back.
 */
static int group_add(const columns_plan *p, const column_sheet *s, column_group *g, uint32_t by) {
    const uint32_t *restrict segment_of = s->segment_of;
    const uint32_t *restrict cells = s->cells;
    const uint32_t *restrict day_of = p->day_of;
    const uint32_t *restrict unit_of = hotline__columns_units_of(p, s);
    const uint16_t *restrict pattern = p->pattern;
    const uint16_t *restrict slot_of = g->slot_of;
    uint32_t *restrict counts = g->counts;
    uint32_t place_of[COLUMNS_BLOCK];
    size_t stride = s->stride;
    uint32_t shift = g->shift;
    uint32_t all_cells = CELL_KNOWN;
    uint32_t all_slots = SLOT_KNOWN;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        uint32_t cell = cells[segment_of[day_of[j]] * stride + unit_of[j]];
        uint32_t slot = slot_of[pattern[j]];
        all_cells &= cell;
        all_slots &= slot;
        place_of[j] = (uint32_t)(cell << shift) + (slot & (SLOT_KNOWN - 1)); /* the shift leaves CELL_KNOWN behind */
    }
    /* Apart, so that no look-up above waits for a sum whose place is not known yet. */
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        counts[place_of[j]] += by;
    }
    return all_cells != 0 && all_slots != 0;
}

static void group_meet(column_group *g, const uint16_t *pattern) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        if (g->slot_of[pattern[j]] == 0) {
            g->pattern_of[g->seen] = pattern[j];
            g->slot_of[pattern[j]] = (uint16_t)(SLOT_KNOWN | g->seen++);
        }
    }
}

/* Each cell has twice as many slots. */
static void group_spread(uint32_t *counts, size_t cells, uint32_t slots) {
    for (size_t i = cells; i > 0; i--) {
        memmove(counts + (i - 1) * 2 * slots, counts + (i - 1) * slots, slots * sizeof *counts);
        memset(counts + (i - 1) * 2 * slots + slots, 0, slots * sizeof *counts);
    }
}

static hotline_status group_make_room(const columns_plan *p, column_group *g, uint32_t cells) {
    uint32_t shift = g->shift;
    size_t size;
    while (g->seen > 1u << shift) {
        shift++;
    }
    size = (size_t)cells << shift;
    if (size > UINT32_MAX || size >> shift < cells) {
        return hotline__columns_too_many(p->error);
    }
    if (size > g->count_size) {
        size_t wanted = size <= UINT32_MAX / 4 ? size * 2 : size;
        uint32_t *counts = hotline__resize(p->keep.context, g->counts, g->count_size * sizeof *counts, wanted * sizeof *counts);
        if (counts == NULL) {
            return hotline__columns_no_memory(p->error);
        }
        g->counts = counts;
        g->count_size = wanted;
    }
    for (; g->shift < shift; g->shift++) {
        group_spread(g->counts, g->cells, 1u << g->shift);
    }
    memset(g->counts + ((size_t)g->cells << shift), 0, ((size_t)(cells - g->cells) << shift) * sizeof *g->counts);
    g->cells = cells;
    return HOTLINE_OK;
}

hotline_status hotline__columns_patterns(columns_plan *p, column_sheet *s, column_group *g) {
    HOTLINE_TRY(group_is_by_outcome(g) ? group_patterns_of_outcomes(p, g) : group_patterns_of_tests(p, g));
    HOTLINE_TRY(group_make_room(p, g, s->cell_count));
    if (!group_add(p, s, g, 1)) {
        (void)group_add(p, s, g, UINT32_MAX); /* takes it back */
        HOTLINE_TRY(hotline__columns_meet(p, s));
        group_meet(g, p->pattern);
        HOTLINE_TRY(group_make_room(p, g, s->cell_count));
        (void)group_add(p, s, g, 1);
    }
    return HOTLINE_OK;
}

/* ---- what patterns mean ---- */

/* The verdicts that a pattern is made of, as says[test][slot]. */
static void group_unfold(const columns_plan *p, const column_group *g, uint8_t *const *says) {
    uint32_t factor = 1;
    for (uint32_t i = 0; i < g->test_count; i++) {
        uint32_t ways = p->tests[g->tests[i]]->ways;
        for (uint32_t slot = 0; slot < g->seen; slot++) {
            uint32_t digit = g->pattern_of[slot] / factor % ways;
            says[i][slot] = (uint8_t)(ways == 2 ? digit * SAYS_YES : digit);
        }
        factor *= ways;
    }
}

hotline_status hotline__columns_outcomes(columns_plan *p, const column_group *g, uint16_t *outcomes) {
    if (group_is_by_outcome(g)) {
        memcpy(outcomes, g->pattern_of, COLUMNS_BLOCK * sizeof *outcomes);
        return HOTLINE_OK;
    }
    uint8_t **says = hotline__arena_take(&p->keep, (g->test_count + 1) * sizeof *says);
    if (says == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    for (uint32_t i = 0; i < g->test_count; i++) {
        says[i] = hotline__arena_take_zeroed(&p->keep, COLUMNS_BLOCK, 1);
        if (says[i] == NULL) {
            return hotline__columns_no_memory(p->error);
        }
        p->says[g->tests[i]] = says[i];
    }
    group_unfold(p, g, says);
    for (uint32_t i = 0; i < g->measure_count; i++) {
        hotline__columns_judge(p, g->measures[i], p->says);
        memcpy(outcomes + (size_t)i * COLUMNS_BLOCK, p->outcome, sizeof p->outcome);
    }
    return HOTLINE_OK;
}
