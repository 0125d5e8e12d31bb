/* SPDX-License-Identifier: MIT */
/*
 * One tally added to another: the counts of tickets that were counted apart, as if they had been counted together. It refuses to know whose
 * tickets they were; that none is in both is the caller's to see to.
 */
#include "tally_impl.h"

/* The same rules, though perhaps read twice. */
static int tally_same_rules(const hotline_tally *a, const hotline_tally *b) {
    return a->spans == b->spans &&
           (a->rulebook == b->rulebook || hotline_rulebook_fingerprint(a->rulebook) == hotline_rulebook_fingerprint(b->rulebook));
}

/* A figure of another tally as a fall of this one, whose names have numbers of their own; 0: it has no such measure. */
static int tally_translate(const hotline_tally *into, const hotline_tally *from, const tally_cell *cell, tally_fall *out) {
    static const text nobody = {0};
    out->unit = cell->key.unit != NAME_NONE ? from->units.keys[cell->key.unit] : nobody;
    out->policy = hotline__rulebook_at(into->rulebook, cell->when.from);
    out->measure = hotline__map_find(&into->rulebook->names.measures, cell->rule->name);
    out->rule = out->policy != NULL ? hotline__policy_measure(out->policy, out->measure) : NULL;
    out->when = cell->when;
    out->counts = cell->counts;
    out->span = (uint8_t)cell->key.span;
    return out->rule != NULL;
}

static hotline_status tally_gather_figures(hotline_tally *into, const hotline_tally *from, tally_change *changes, uint32_t *count) {
    uint32_t i;
    for (i = 0; i < from->cell_count; i++) {
        tally_fall fall;
        if (!hotline__tally_is_figure(from->cells[i])) {
            continue;
        }
        if (!tally_translate(into, from, from->cells[i], &fall)) {
            return HOTLINE_ERROR_ARGUMENT;
        }
        changes[*count].counts = fall.counts;
        changes[*count].cell = hotline__tally_cell(into, &fall);
        if (changes[(*count)++].cell == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline_tally_merge(hotline_tally *into, const hotline_tally *from) {
    tally_change *changes;
    uint32_t count = 0;
    if (into == NULL || from == NULL || into == from || !tally_same_rules(into, from)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline__arena_reset(&into->changing);
    changes = hotline__arena_take_zeroed(&into->changing, (size_t)from->cell_count + 1, sizeof *changes);
    if (changes == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(tally_gather_figures(into, from, changes, &count));
    return hotline__tally_apply(into, changes, count);
}
