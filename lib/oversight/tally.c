/* SPDX-License-Identifier: MIT */
/*
 * Counts by unit, period and measure, in integers: what a ticket adds, and what is added at once or not at all. It refuses to know how a
 * subject falls (tally_fall.c), to divide, to round and to compare: rates, scores and ranks are read off the figures by others.
 */
#include "tally_impl.h"

#include <stddef.h>
#include <string.h>

hotline_status hotline_tally_new(const hotline_rulebook *rulebook, hotline_tally **out) {
    hotline_tally *t;
    if (rulebook == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    t = hotline__allocate_zeroed(rulebook->context, 1, sizeof *t);
    if (t == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    t->rulebook = rulebook;
    t->spans = 1u << SPAN_WEEK | 1u << SPAN_MONTH;
    hotline__arena_init(&t->keep, rulebook->context);
    hotline__arena_init(&t->changing, rulebook->context);
    hotline__map_init(&t->units, rulebook->context);
    hotline__map_init(&t->keys, rulebook->context);
    hotline__buffer_init(&t->lines, rulebook->context);
    *out = t;
    return HOTLINE_OK;
}

void hotline_tally_free(hotline_tally *tally) {
    if (tally != NULL) {
        const hotline_context *context = tally->rulebook->context;
        hotline__release(context, tally->order, tally->order_size * sizeof *tally->order);
        hotline__map_free(&tally->units);
        hotline__map_free(&tally->keys);
        hotline__buffer_free(&tally->lines);
        hotline__arena_free(&tally->changing);
        hotline__arena_free(&tally->keep);
        hotline__release(context, tally, sizeof *tally);
    }
}

/* ---- kinds of periods ---- */

hotline_status hotline_tally_spans(hotline_tally *tally, uint32_t mask) {
    uint32_t spans = 0;
    int32_t kind;
    for (kind = 1; kind < PERIOD_KINDS; kind++) {
        spans |= (mask >> kind & 1) << hotline__period_span(kind);
    }
    if (tally == NULL || tally->begun || spans == 0 || (mask & 1) != 0 || mask >> PERIOD_KINDS != 0) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    tally->spans = spans;
    return HOTLINE_OK;
}

/* ---- cells ---- */

hotline_status hotline__tally_unit(hotline_tally *t, text id, int32_t *out) {
    uint32_t number = 0;
    if (id.at != NULL && t->unit < t->units.count && hotline__text_equal(t->units.keys[t->unit], id)) {
        *out = (int32_t)t->unit; /* as for the measure before */
        return HOTLINE_OK;
    }
    *out = id.at != NULL ? hotline__map_find(&t->units, id) : NAME_NONE;
    if (*out != MAP_NONE || id.at == NULL) {
        t->unit = *out != MAP_NONE ? (uint32_t)*out : t->unit;
        return HOTLINE_OK;
    }
    id = hotline__arena_text(&t->keep, id);
    if (id.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(hotline__map_add(&t->units, id, &number));
    *out = (int32_t)number;
    return HOTLINE_OK;
}

/* Unit, span and first day, which stand first in a key and in a row. */
static text tally_row_name(const void *at) {
    text name = {at, offsetof(tally_row, count)};
    return name;
}

static tally_row *tally_find_row(const hotline_tally *t, const tally_key *key) {
    int32_t known = hotline__map_find(&t->keys, tally_row_name(key));
    return known != MAP_NONE ? t->rows[known] : NULL;
}

static tally_row *tally_new_row(hotline_tally *t, const tally_key *key) {
    uint32_t number = 0;
    tally_row *row = hotline__arena_take_zeroed(&t->keep, 1, sizeof *row);
    if (row == NULL || !hotline__arena_grow(&t->keep, &t->rows, t->keys.count, &t->row_capacity, sizeof *t->rows)) {
        return NULL;
    }
    row->unit = key->unit;
    row->span = key->span;
    row->first = key->first;
    if (hotline__map_add(&t->keys, tally_row_name(row), &number) < 0) {
        return NULL;
    }
    t->rows[number] = row;
    return row;
}

/* Room for all measures that there are: a document that was added later may bring more. */
static int tally_widen_row(hotline_tally *t, tally_row *row) {
    uint32_t count = t->rulebook->names.measures.count;
    tally_cell **cells = hotline__arena_take_zeroed(&t->keep, count, sizeof(tally_cell *));
    if (cells == NULL) {
        return 0;
    }
    if (row->count != 0) {
        memcpy(cells, row->cells, row->count * sizeof(tally_cell *));
    }
    row->cells = cells;
    row->count = count;
    return 1;
}

static tally_cell *tally_new_cell(hotline_tally *t, const tally_key *key, const tally_fall *fall) {
    tally_cell *cell;
    if (!hotline__arena_grow(&t->keep, &t->cells, t->cell_count, &t->cell_capacity, sizeof *t->cells)) {
        return NULL;
    }
    cell = hotline__arena_take_zeroed(&t->keep, 1, sizeof *cell);
    if (cell == NULL) {
        return NULL;
    }
    cell->key = *key;
    cell->policy = fall->policy;
    cell->rule = fall->rule;
    cell->when = fall->when;
    t->cells[t->cell_count++] = cell;
    return cell;
}

static int tally_is_row(const tally_row *row, const tally_key *key) {
    return row != NULL && row->unit == key->unit && row->span == key->span && row->first == key->first;
}

tally_cell *hotline__tally_cell_of(hotline_tally *t, int32_t unit, const tally_fall *fall) {
    tally_key key = {unit, fall->span, fall->when.first, fall->measure};
    if (!tally_is_row(t->row, &key)) { /* not as for the measure before */
        tally_row *row = tally_find_row(t, &key);
        t->row = row != NULL ? row : tally_new_row(t, &key);
    }
    if (t->row == NULL || ((uint32_t)key.measure >= t->row->count && !tally_widen_row(t, t->row))) {
        return NULL;
    }
    if (t->row->cells[key.measure] == NULL) {
        t->row->cells[key.measure] = tally_new_cell(t, &key, fall);
    }
    return t->row->cells[key.measure];
}

tally_cell *hotline__tally_cell(hotline_tally *t, const tally_fall *fall) {
    int32_t unit = NAME_NONE;
    return hotline__tally_unit(t, fall->unit, &unit) < 0 ? NULL : hotline__tally_cell_of(t, unit, fall);
}

int hotline__tally_is_figure(const tally_cell *cell) {
    return cell->counts.den != 0 || cell->counts.unknown != 0 || cell->counts.excepted != 0;
}

tally_cell *hotline__tally_known_cell(const hotline_tally *t, text unit, int32_t measure, uint8_t every, hotline_day first) {
    tally_key key = {NAME_NONE, every, first, measure};
    const tally_row *row;
    if (unit.at != NULL) {
        key.unit = hotline__map_find(&t->units, unit);
        if (key.unit == MAP_NONE) {
            return NULL;
        }
    }
    row = tally_find_row(t, &key);
    return row != NULL && measure >= 0 && (uint32_t)measure < row->count ? row->cells[measure] : NULL;
}

const tally_counts *hotline__tally_find(const hotline_tally *t, text unit, int32_t measure, uint8_t every, hotline_day first) {
    const tally_cell *cell = hotline__tally_known_cell(t, unit, measure, every, first);
    return cell != NULL && hotline__tally_is_figure(cell) ? &cell->counts : NULL;
}

const tally_counts *hotline__tally_figure(const hotline_tally *t, const measure_rule *rule, text unit, int32_t measure, uint8_t every,
                                          hotline_day first) {
    static const text nobody = {0};
    static const tally_counts nothing = {0, 0, 0, 0};
    const tally_counts *found = hotline__tally_find(t, rule->unitless ? nobody : unit, measure, every, first);
    return found != NULL ? found : &nothing;
}

/* ---- adding up, at once or not at all ---- */

int hotline__tally_counts_possible(const measure_rule *rule, const tally_counts *counts) {
    if (counts->den < 0 || counts->unknown < 0 || counts->excepted < 0 || (counts->excepted != 0 && rule->except_form == RULE_ABSENT)) {
        return 0;
    }
    if (rule->count_form == RULE_TABLE) { /* weights may be anything */
        return counts->den != 0 || counts->num == 0;
    }
    return counts->num >= 0 && counts->num <= counts->den;
}

static hotline_status tally_add_counts(tally_cell *cell, const tally_counts *more) {
    const tally_counts *old = &cell->counts;
    tally_counts sum;
    if (!hotline__add64(old->num, more->num, &sum.num) || !hotline__add64(old->den, more->den, &sum.den) ||
        !hotline__add64(old->unknown, more->unknown, &sum.unknown) || !hotline__add64(old->excepted, more->excepted, &sum.excepted)) {
        return HOTLINE_ERROR_RANGE;
    }
    if (!hotline__tally_counts_possible(cell->rule, &sum)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    cell->counts = sum;
    return HOTLINE_OK;
}

/* The change was made, so that what it came from fits. */
static void tally_take_away(const tally_change *made) {
    tally_counts *now = &made->cell->counts;
    now->num -= made->counts.num;
    now->den -= made->counts.den;
    now->unknown -= made->counts.unknown;
    now->excepted -= made->counts.excepted;
}

hotline_status hotline__tally_apply(hotline_tally *t, const tally_change *changes, uint32_t count) {
    hotline_status status = HOTLINE_OK;
    uint32_t made = 0;
    while (made < count && status >= 0) {
        status = tally_add_counts(changes[made].cell, &changes[made].counts);
        made += status >= 0;
    }
    while (status < 0 && made > 0) {
        tally_take_away(&changes[--made]);
    }
    if (status >= 0) {
        t->order_count = 0;
        t->begun = 1;
    }
    return status;
}

hotline_status hotline__tally_put(hotline_tally *t, text unit, const hotline_policy *policy, int32_t measure, uint8_t every,
                                  const period *when, const tally_counts *counts) {
    tally_fall fall = {unit, policy, hotline__policy_measure(policy, measure), *when, *counts, measure, every};
    tally_change change = {NULL, *counts};
    if (fall.rule == NULL || (t->spans >> every & 1) == 0) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    change.cell = hotline__tally_cell(t, &fall);
    return change.cell != NULL ? hotline__tally_apply(t, &change, 1) : HOTLINE_ERROR_MEMORY;
}

/* ---- tickets and units ---- */

/* The changes that a matter makes, while they are gathered. */
typedef struct tally_gathering {
    hotline_tally *t;
    tally_change *changes;
    uint32_t count, capacity;
} tally_gathering;

static tally_change *tally_gather_one(tally_gathering *g) {
    if (!hotline__arena_grow(&g->t->changing, &g->changes, g->count, &g->capacity, sizeof *g->changes)) {
        return NULL;
    }
    return &g->changes[g->count++];
}

static hotline_status tally_gather(void *with, const tally_fall *fall) {
    tally_gathering *g = with;
    tally_change *change = tally_gather_one(g);
    if (change == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    change->counts = fall->counts;
    change->cell = hotline__tally_cell(g->t, fall);
    return change->cell != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

/* One subject's counts are small: there is a negative to each. */
static hotline_status tally_gather_back(void *with, const tally_fall *fall) {
    tally_gathering *g = with;
    tally_change *change = tally_gather_one(g);
    if (change == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    change->counts.num = -fall->counts.num;
    change->counts.den = -fall->counts.den;
    change->counts.unknown = -fall->counts.unknown;
    change->counts.excepted = -fall->counts.excepted;
    change->cell = hotline__tally_known_cell(g->t, fall->unit, fall->measure, fall->span, fall->when.first);
    return change->cell != NULL ? HOTLINE_OK : HOTLINE_ERROR_ARGUMENT;
}

/* Nothing is changed before all that it takes is there. */
static hotline_status tally_change_by(hotline_tally *t, const hotline_log *log, const matter *m, tally_fall_fn gather) {
    tally_gathering g = {t, NULL, 0, 0};
    if (log->rulebook != t->rulebook) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (m == NULL) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    hotline__arena_reset(&t->changing);
    HOTLINE_TRY(hotline__tally_fall(t, m, gather, &g));
    return hotline__tally_apply(t, g.changes, g.count);
}

static hotline_status tally_change_ticket(hotline_tally *t, const hotline_ticket *ticket, tally_fall_fn gather) {
    if (t == NULL || ticket == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return tally_change_by(t, hotline__ticket_log(ticket), hotline__ticket_matter(ticket), gather);
}

static hotline_status tally_change_unit(hotline_tally *t, const hotline_unit *unit, tally_fall_fn gather) {
    if (t == NULL || unit == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return tally_change_by(t, hotline__unit_log(unit), hotline__unit_matter(unit), gather);
}

hotline_status hotline_tally_add(hotline_tally *tally, const hotline_ticket *ticket) {
    return tally_change_ticket(tally, ticket, tally_gather);
}

hotline_status hotline_tally_remove(hotline_tally *tally, const hotline_ticket *ticket) {
    return tally_change_ticket(tally, ticket, tally_gather_back);
}

hotline_status hotline_tally_add_unit(hotline_tally *tally, const hotline_unit *unit) {
    return tally_change_unit(tally, unit, tally_gather);
}

hotline_status hotline_tally_remove_unit(hotline_tally *tally, const hotline_unit *unit) {
    return tally_change_unit(tally, unit, tally_gather_back);
}
