/* SPDX-License-Identifier: MIT */
/*
 * Counts by unit, period and measure, in integers. It refuses to divide, to round and to compare: rates, scores and ranks are read off
 * the figures by others.
 */
#include "tally_impl.h"

#include <string.h>

#include "../base/sort.h"

hotline_status hotline_tally_new(const hotline_log *log, hotline_tally **out) {
    hotline_tally *t;
    if (log == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    t = hotline__allocate_zeroed(log->context, 1, sizeof *t);
    if (t == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    t->log = log;
    hotline__arena_init(&t->keep, log->context);
    hotline__map_init(&t->keys, log->context);
    hotline__buffer_init(&t->lines, log->context);
    *out = t;
    return HOTLINE_OK;
}

void hotline_tally_free(hotline_tally *tally) {
    if (tally != NULL) {
        hotline__release(tally->log->context, tally->order, tally->order_size * sizeof *tally->order);
        hotline__map_free(&tally->keys);
        hotline__buffer_free(&tally->lines);
        hotline__arena_free(&tally->keep);
        hotline__release(tally->log->context, tally, sizeof *tally);
    }
}

/* ---- cells ---- */

static tally_cell *tally_new_cell(hotline_tally *t, const tally_key *key) {
    tally_cell *cell;
    text name;
    uint32_t number = 0;
    if (!hotline__arena_grow(&t->keep, &t->cells, t->keys.count, &t->cell_capacity, sizeof *t->cells)) {
        return NULL;
    }
    cell = hotline__arena_take_zeroed(&t->keep, 1, sizeof *cell);
    if (cell == NULL) {
        return NULL;
    }
    cell->key = *key;
    name.at = (const char *)&cell->key;
    name.len = sizeof cell->key;
    if (hotline__map_add(&t->keys, name, &number) < 0) {
        return NULL;
    }
    t->cells[number] = cell;
    return cell;
}

static tally_cell *tally_cell_of(hotline_tally *t, const tally_key *key) {
    text name;
    int32_t known;
    name.at = (const char *)key;
    name.len = sizeof *key;
    known = hotline__map_find(&t->keys, name);
    return known != MAP_NONE ? t->cells[known] : tally_new_cell(t, key);
}

static void tally_put(hotline_tally *t, const tally_key *key, const period *when, const hotline_policy *policy, const measure_rule *rule,
                      const tally_fall *fall) {
    tally_cell *cell = tally_cell_of(t, key);
    if (cell == NULL) {
        t->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    cell->policy = policy;
    cell->rule = rule;
    cell->when = *when;
    cell->den += fall->counted;
    cell->unknown += fall->unknown;
    cell->excepted += fall->excepted;
    if (fall->counted && !hotline__add64(cell->num, fall->weight, &cell->num)) {
        t->status = HOTLINE_ERROR_RANGE;
    }
}

/* ---- which period, under which policy ---- */

typedef struct tally_span {
    uint8_t span; /* duty_span */
    int32_t kind; /* HOTLINE_PERIOD_* */
} tally_span;

static const tally_span tally_spans[] = {{SPAN_MONTH, HOTLINE_PERIOD_MONTH}, {SPAN_WEEK, HOTLINE_PERIOD_WEEK}};

/* A due moment of 24:00 belongs to the day that it ends: its day decides. Any other moment decides by itself. */
static hotline_status tally_period(const hotline_tally *t, const hotline_policy *policy, const measure_rule *rule, uint8_t every,
                                   hotline_instant at, hotline_day day, period *out) {
    const char *undefined = NULL;
    int32_t offset = hotline__calendar_offset(t->log->rulebook->calendar);
    if (rule->at.kind == MOMENT_DUE) {
        return hotline__period_of_day(&policy->periods, every, day, offset, out, &undefined);
    }
    return hotline__period_at(&policy->periods, every, at, offset, out, &undefined);
}

static int tally_defines(const periods_rule *p, uint8_t every) {
    return (every == SPAN_MONTH ? p->month_form : p->week_form) == RULE_PLAIN;
}

static void tally_count(hotline_tally *t, const tally_subject *s, const hotline_policy *policy, int32_t measure, const measure_rule *rule) {
    hotline_instant at = 0;
    hotline_day day = 0;
    tally_fall fall;
    size_t i;
    if (!hotline__measure_moment(s, policy, rule, &at, &day)) {
        return;
    }
    fall = hotline__measure_weigh(s, policy, rule);
    if (!fall.counted && !fall.unknown && !fall.excepted) {
        return;
    }
    for (i = 0; i < sizeof tally_spans / sizeof tally_spans[0]; i++) {
        tally_key key;
        period when;
        if (!tally_defines(&policy->periods, tally_spans[i].span) ||
            tally_period(t, policy, rule, tally_spans[i].span, at, day, &when) != HOTLINE_OK ||
            hotline__rulebook_at(t->log->rulebook, when.from) != policy) {
            continue;
        }
        memset(&key, 0, sizeof key);
        key.unit = s->unit;
        key.kind = tally_spans[i].kind;
        key.first = when.first;
        key.measure = measure;
        tally_put(t, &key, &when, policy, rule, &fall);
    }
}

/* ---- subjects ---- */

static void tally_objects(hotline_tally *t, const matter *m, const hotline_policy *policy, int32_t measure, const measure_rule *rule) {
    uint32_t i;
    for (i = 0; i < m->object_count; i++) {
        if (m->objects[i].subject == rule->subject) {
            tally_subject s = {m, i, MATTER_NONE, m->objects[i].unit};
            tally_count(t, &s, policy, measure, rule);
        }
    }
}

/* An occurrence counts for the assignment that it opened, else for its own. */
static void tally_events(hotline_tally *t, const matter *m, const hotline_policy *policy, int32_t measure, const measure_rule *rule) {
    uint32_t i;
    for (i = 0; i < m->event_count; i++) {
        if (m->events[i].e->kind == rule->event) {
            tally_subject s = {m, m->events[i].object, i, NAME_NONE};
            s.object = m->events[i].opened != MATTER_NONE ? m->events[i].opened : s.object;
            s.unit = m->objects[s.object].unit;
            tally_count(t, &s, policy, measure, rule);
        }
    }
}

static void tally_policy(hotline_tally *t, const matter *m, const hotline_policy *policy) {
    uint32_t i;
    for (i = 0; i < policy->measures_declared; i++) {
        int32_t measure = policy->measure_order[i];
        const measure_rule *rule = hotline__policy_measure(policy, measure);
        if (rule->undefined) {
            continue;
        }
        if (rule->subject == OF_EVENT) {
            tally_events(t, m, policy, measure, rule);
        } else {
            tally_objects(t, m, policy, measure, rule);
        }
    }
}

hotline_status hotline_tally_add(hotline_tally *tally, const hotline_ticket *ticket) {
    const matter *m;
    uint32_t i;
    if (tally == NULL || ticket == NULL || hotline__ticket_log(ticket) != tally->log) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    m = hotline__ticket_matter(ticket);
    if (m == NULL) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    for (i = 0; i < tally->log->rulebook->policy_count && tally->status >= 0; i++) {
        tally_policy(tally, m, tally->log->rulebook->policies[i]);
    }
    return tally->status;
}

/* ---- reading ---- */

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
    return hotline__text_compare(t->log->units[a].id, t->log->units[b].id);
}

static int tally_compare(const hotline_tally *t, const tally_cell *a, const tally_cell *b) {
    int order = tally_compare_units(t, a->key.unit, b->key.unit);
    if (order == 0 && a->key.kind != b->key.kind) {
        order = b->key.kind - a->key.kind;
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
    count = tally->keys.count;
    grown = hotline__resize(tally->log->context, tally->order, tally->order_size * sizeof *grown, (2 * (size_t)count + 1) * sizeof *grown);
    if (grown == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    tally->order = grown;
    tally->order_size = 2 * count + 1;
    tally->order_count = count;
    for (i = 0; i < count; i++) {
        grown[i] = i;
    }
    hotline__sort(grown, grown + count, count, sizeof *grown, tally_compare_numbers, tally);
    return HOTLINE_OK;
}

size_t hotline_tally_count(const hotline_tally *tally) {
    return tally != NULL ? tally->order_count : 0;
}

static void tally_show_text(text t, const char **at, size_t *len) {
    *at = t.at;
    *len = t.len;
}

static void tally_show(const hotline_tally *t, const tally_cell *c, hotline_figure *out) {
    static const text nobody = {0};
    out->kind = c->key.kind;
    out->first = c->when.first;
    out->last = c->when.last;
    out->num = c->num;
    out->has_den = c->rule->per_form != RULE_ABSENT;
    out->den = out->has_den ? c->den : 0;
    out->unknown = c->unknown;
    out->excepted = c->excepted;
    out->places = c->rule->count_form == RULE_TABLE ? c->rule->places : 0;
    tally_show_text(c->key.unit != NAME_NONE ? t->log->units[c->key.unit].id : nobody, &out->unit, &out->unit_len);
    tally_show_text(hotline__text(c->when.name), &out->period, &out->period_len);
    tally_show_text(c->rule->name, &out->measure, &out->measure_len);
    tally_show_text(c->rule->label, &out->label, &out->label_len);
    tally_show_text(c->policy->id, &out->policy, &out->policy_len);
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

/* 125 in two places is 1.25: trailing zeros stay, the value is exact. */
static void tally_write_decimal(json_writer *w, int64_t units, uint32_t places) {
    char digits[40];
    size_t at = sizeof digits;
    uint64_t left = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
    uint32_t written;
    text t;
    for (written = 0; left != 0 || written <= places; written++) {
        if (written == places && places != 0) {
            digits[--at] = '.';
        }
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    }
    if (units < 0) {
        digits[--at] = '-';
    }
    t.at = digits + at;
    t.len = sizeof digits - at;
    hotline__json_raw(w, t);
}

static void tally_write(const hotline_figure *f, buffer *out) {
    json_writer w;
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_key(&w, "type");
    hotline__json_string(&w, "figure");
    hotline__json_pair(&w, "unit", (text){f->unit, f->unit_len});
    hotline__json_pair(&w, "period", (text){f->period, f->period_len});
    hotline__json_pair(&w, "measure", (text){f->measure, f->measure_len});
    hotline__json_key(&w, "num");
    tally_write_decimal(&w, f->num, f->places);
    hotline__json_key(&w, "den");
    if (f->has_den) {
        hotline__json_integer(&w, f->den);
    } else {
        hotline__json_null(&w);
    }
    hotline__json_key(&w, "unknown");
    hotline__json_integer(&w, f->unknown);
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}

hotline_status hotline_tally_lines(hotline_tally *tally, const char **lines, size_t *len) {
    size_t i;
    text all;
    if (tally == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    hotline__buffer_clear(&tally->lines);
    for (i = 0; i < tally->order_count; i++) {
        hotline_figure f;
        f.struct_size = sizeof f;
        HOTLINE_TRY(hotline_tally_at(tally, i, &f));
        tally_write(&f, &tally->lines);
    }
    HOTLINE_TRY(tally->lines.status);
    all = hotline__buffer_text(&tally->lines);
    *lines = all.at;
    *len = all.len;
    return HOTLINE_OK;
}
