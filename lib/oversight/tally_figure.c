/* SPDX-License-Identifier: MIT */
/*
 * A tally's figures in order: records and JSON lines. It refuses to count; a cell into which nothing falls is no figure.
 */
#include "tally_impl.h"

#include "../base/fraction.h"
#include "../base/sort.h"

static int tally_place(const tally_cell *c) {
    uint32_t i = 0;
    while (i < c->policy->measures_declared && c->policy->measure_order[i] != c->key.measure) {
        i++;
    }
    return (int)i;
}

static int tally_compare_units(const hotline_tally *t, int32_t a, int32_t b) {
    if (a == b || a == NAME_NONE || b == NAME_NONE) {
        return a == b ? 0 : a == NAME_NONE ? -1 : 1;
    }
    return hotline__text_compare(t->units.keys[a], t->units.keys[b]);
}

static int tally_compare(const hotline_tally *t, const tally_cell *a, const tally_cell *b) {
    int order = tally_compare_units(t, a->key.unit, b->key.unit);
    if (order == 0 && a->key.span != b->key.span) {
        order = b->key.span - a->key.span; /* the longest first */
    }
    if (order == 0 && a->key.first != b->key.first) {
        order = a->key.first < b->key.first ? -1 : 1;
    }
    return order != 0 ? order : tally_place(a) - tally_place(b);
}

/* with: the tally. */
static int tally_compare_numbers(const void *with, const void *a, const void *b) {
    const hotline_tally *t = with;
    return tally_compare(t, t->cells[*(const uint32_t *)a], t->cells[*(const uint32_t *)b]);
}

hotline_status hotline_tally_sort(hotline_tally *tally) {
    uint32_t count;
    uint32_t i;
    uint32_t *grown;
    if (tally == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    count = tally->cell_count;
    grown =
        hotline__resize(tally->rulebook->context, tally->order, tally->order_size * sizeof *grown, (2 * (size_t)count + 1) * sizeof *grown);
    if (grown == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    tally->order = grown;
    tally->order_size = 2 * count + 1;
    tally->order_count = 0;
    for (i = 0; i < count; i++) {
        grown[tally->order_count] = i;
        tally->order_count += (uint32_t)hotline__tally_is_figure(tally->cells[i]);
    }
    hotline__sort(grown, grown + count, tally->order_count, sizeof *grown, tally_compare_numbers, tally);
    return HOTLINE_OK;
}

size_t hotline_tally_count(const hotline_tally *tally) {
    return tally != NULL ? tally->order_count : 0;
}

static text tally_unit_id(const hotline_tally *t, const tally_cell *c) {
    static const text nobody = {0};
    return c->key.unit != NAME_NONE ? t->units.keys[c->key.unit] : nobody;
}

static void tally_show(const hotline_tally *t, const tally_cell *c, hotline_figure *out) {
    out->kind = hotline__period_kind((uint8_t)c->key.span);
    out->first = c->when.first;
    out->last = c->when.last;
    out->num = c->counts.num;
    out->has_den = c->rule->per_form != RULE_ABSENT;
    out->den = out->has_den ? c->counts.den : 0;
    out->unknown = c->counts.unknown;
    out->excepted = c->counts.excepted;
    out->places = c->rule->places;
    hotline__text_lend(tally_unit_id(t, c), &out->unit, &out->unit_len);
    hotline__text_lend(hotline__text(c->when.name), &out->period, &out->period_len);
    hotline__text_lend(c->rule->name, &out->measure, &out->measure_len);
    hotline__text_lend(c->rule->label, &out->label, &out->label_len);
    hotline__text_lend(c->policy->id, &out->policy, &out->policy_len);
}

hotline_status hotline_tally_at(const hotline_tally *tally, size_t index, hotline_figure *out) {
    if (tally == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= tally->order_count) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    tally_show(tally, tally->cells[tally->order[index]], out);
    return HOTLINE_OK;
}

void hotline__tally_write_counts(json_writer *w, const measure_rule *rule, const tally_counts *counts) {
    fraction num;
    hotline__fraction_set(&num, counts->num, rule->places);
    hotline__json_key(w, "num");
    hotline__json_raw(w, (text){"", 0}); /* the digits follow by themselves; trailing zeros stay, the value is exact */
    hotline__fraction_write(&num, rule->places, w->out);
    hotline__json_key(w, "den");
    if (rule->per_form != RULE_ABSENT) {
        hotline__json_integer(w, counts->den);
    } else {
        hotline__json_null(w);
    }
    hotline__json_key(w, "unknown");
    hotline__json_integer(w, counts->unknown);
}

static void tally_write(const hotline_tally *t, const tally_cell *c, buffer *out) {
    json_writer w;
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_key(&w, "type");
    hotline__json_string(&w, "figure");
    hotline__json_pair(&w, "unit", tally_unit_id(t, c));
    hotline__json_pair(&w, "period", hotline__text(c->when.name));
    hotline__json_pair(&w, "measure", c->rule->name);
    hotline__tally_write_counts(&w, c->rule, &c->counts);
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}

hotline_status hotline_tally_lines(hotline_tally *tally, const char **lines, size_t *len) {
    size_t i;
    if (tally == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline__buffer_clear(&tally->lines);
    for (i = 0; i < tally->order_count; i++) {
        tally_write(tally, tally->cells[tally->order[i]], &tally->lines);
    }
    return hotline__buffer_lend(&tally->lines, lines, len);
}
