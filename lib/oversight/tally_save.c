/* SPDX-License-Identifier: MIT */
/*
 * A tally as bytes and back. Numbers are little-endian, negative ones in two's complement, whatever the machine; all that has no order of
 * its own stands in byte order, so that equal tallies are equal bytes. The reader trusts nothing, and takes only what the writer would
 * write. It refuses to store what the rulebook says: names of periods, labels, which policy.
 *
 *     "HLCOUNTS"  u32 version 1  u32 kinds of periods, a bit for each HOTLINE_PERIOD_*  u64 fingerprint of the rulebook
 *     u32 units  u32 measures  u64 figures
 *     for each unit:     u32 id bytes  id
 *     for each measure:  u32 name bytes  name
 *     for each figure:   u32 unit, from 1 (0: of tickets)  u32 kind  i32 first day  u32 measure, from 0  i64 num  den  unknown  excepted
 *     u64 checksum of all before
 *
 * Figures stand by unit, kind (the longest first), first day, measure.
 */
#include "tally_impl.h"

#include <string.h>

#include "../base/bytes.h"
#include "../base/checksum.h"
#include "../base/sort.h"
#include "../base/utf8.h"

enum { SAVED_VERSION = 1, SAVED_MAGIC = 8, SAVED_HEAD = SAVED_MAGIC + 32, SAVED_NAME = 4, SAVED_FIGURE = 48, SAVED_TAIL = 8 };

static const char saved_magic[SAVED_MAGIC + 1] = "HLCOUNTS";

/* A figure as it is saved: units from 1, both by their places among the saved names. */
typedef struct saved_figure {
    uint32_t unit, measure;
    uint8_t span;
    hotline_day first;
    tally_counts counts;
} saved_figure;

static int saved_compare(const saved_figure *a, const saved_figure *b) {
    if (a->unit != b->unit) {
        return a->unit < b->unit ? -1 : 1;
    }
    if (a->span != b->span) {
        return a->span > b->span ? -1 : 1;
    }
    if (a->first != b->first) {
        return a->first < b->first ? -1 : 1;
    }
    return a->measure < b->measure ? -1 : a->measure > b->measure;
}

/* Kinds of periods as they are saved. */
static uint32_t saved_kinds(const hotline_tally *t) {
    uint32_t kinds = 0;
    uint8_t every;
    for (every = SPAN_DAY; every <= SPAN_YEAR; every++) {
        kinds |= (t->spans >> every & 1) << hotline__period_kind(every);
    }
    return kinds;
}

/* ---- writing ---- */

/* Those names of a map that figures have. */
typedef struct saved_names {
    const map *names;
    uint32_t *order; /* numbers in byte order of the names; count of them */
    uint32_t *place; /* by number: its place in the order; before that, 1 where some figure has it */
    uint32_t count;
} saved_names;

typedef struct tally_saving {
    const hotline_tally *t;
    arena scratch;
    saved_names units, measures;
    saved_figure *figures;
    uint32_t count;
} tally_saving;

static int saving_compare_names(const void *with, const void *a, const void *b) {
    const saved_names *n = with;
    return hotline__text_compare(n->names->keys[*(const uint32_t *)a], n->names->keys[*(const uint32_t *)b]);
}

static int saving_compare_figures(const void *with, const void *a, const void *b) {
    (void)with;
    return saved_compare(a, b);
}

static hotline_status saving_begin_names(arena *a, const map *of, saved_names *out) {
    out->names = of;
    out->count = 0;
    out->order = hotline__arena_take_zeroed(a, 2 * (size_t)of->count + 1, sizeof *out->order);
    out->place = hotline__arena_take_zeroed(a, (size_t)of->count + 1, sizeof *out->place);
    return out->order != NULL && out->place != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

static void saving_order_names(saved_names *n) {
    uint32_t i;
    for (i = 0; i < n->names->count; i++) {
        n->order[n->count] = i;
        n->count += n->place[i];
    }
    hotline__sort(n->order, n->order + n->count, n->count, sizeof *n->order, saving_compare_names, n);
    for (i = 0; i < n->count; i++) {
        n->place[n->order[i]] = i;
    }
}

static void saving_mark_names(tally_saving *s) {
    const hotline_tally *t = s->t;
    uint32_t i;
    for (i = 0; i < t->cell_count; i++) {
        if (hotline__tally_is_figure(t->cells[i])) {
            s->measures.place[t->cells[i]->key.measure] = 1;
            if (t->cells[i]->key.unit != NAME_NONE) {
                s->units.place[t->cells[i]->key.unit] = 1;
            }
        }
    }
}

static void saving_take_figures(tally_saving *s) {
    const hotline_tally *t = s->t;
    uint32_t i;
    for (i = 0; i < t->cell_count; i++) {
        const tally_cell *cell = t->cells[i];
        if (hotline__tally_is_figure(cell)) {
            saved_figure *f = &s->figures[s->count++];
            f->unit = cell->key.unit != NAME_NONE ? s->units.place[cell->key.unit] + 1 : 0;
            f->measure = s->measures.place[cell->key.measure];
            f->span = (uint8_t)cell->key.span;
            f->first = cell->key.first;
            f->counts = cell->counts;
        }
    }
    hotline__sort(s->figures, s->figures + s->count, s->count, sizeof *s->figures, saving_compare_figures, NULL);
}

static hotline_status saving_gather(tally_saving *s) {
    HOTLINE_TRY(saving_begin_names(&s->scratch, &s->t->units, &s->units));
    HOTLINE_TRY(saving_begin_names(&s->scratch, &s->t->rulebook->names.measures, &s->measures));
    s->figures = hotline__arena_take_zeroed(&s->scratch, 2 * (size_t)s->t->cell_count + 1, sizeof *s->figures);
    if (s->figures == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    saving_mark_names(s);
    saving_order_names(&s->units);
    saving_order_names(&s->measures);
    saving_take_figures(s);
    return HOTLINE_OK;
}

static size_t saving_size_of_names(const saved_names *n) {
    size_t size = n->count * (size_t)SAVED_NAME;
    uint32_t i;
    for (i = 0; i < n->count; i++) {
        size += n->names->keys[n->order[i]].len;
    }
    return size;
}

static uint8_t *saving_write_names(uint8_t *to, const saved_names *n) {
    uint32_t i;
    for (i = 0; i < n->count; i++) {
        text name = n->names->keys[n->order[i]];
        to = hotline__bytes_write(to, name.len, SAVED_NAME);
        if (name.len != 0) {
            memcpy(to, name.at, name.len);
        }
        to += name.len;
    }
    return to;
}

static uint8_t *saving_write_figure(uint8_t *to, const saved_figure *f) {
    to = hotline__bytes_write(to, f->unit, 4);
    to = hotline__bytes_write(to, (uint64_t)hotline__period_kind(f->span), 4);
    to = hotline__bytes_write(to, (uint64_t)f->first, 4);
    to = hotline__bytes_write(to, f->measure, 4);
    to = hotline__bytes_write(to, (uint64_t)f->counts.num, 8);
    to = hotline__bytes_write(to, (uint64_t)f->counts.den, 8);
    to = hotline__bytes_write(to, (uint64_t)f->counts.unknown, 8);
    return hotline__bytes_write(to, (uint64_t)f->counts.excepted, 8);
}

static void saving_write(const tally_saving *s, uint8_t *bytes, size_t size) {
    uint8_t *to = bytes;
    uint32_t i;
    memcpy(to, saved_magic, SAVED_MAGIC);
    to = hotline__bytes_write(to + SAVED_MAGIC, SAVED_VERSION, 4);
    to = hotline__bytes_write(to, saved_kinds(s->t), 4);
    to = hotline__bytes_write(to, hotline_rulebook_fingerprint(s->t->rulebook), 8);
    to = hotline__bytes_write(to, s->units.count, 4);
    to = hotline__bytes_write(to, s->measures.count, 4);
    to = hotline__bytes_write(to, s->count, 8);
    to = saving_write_names(to, &s->units);
    to = saving_write_names(to, &s->measures);
    for (i = 0; i < s->count; i++) {
        to = saving_write_figure(to, &s->figures[i]);
    }
    (void)hotline__bytes_write(to, hotline__checksum(bytes, size - SAVED_TAIL), SAVED_TAIL);
}

static hotline_status saving_run(tally_saving *s, uint8_t *bytes, size_t capacity, size_t *needed) {
    size_t size = SAVED_HEAD + SAVED_TAIL;
    HOTLINE_TRY(saving_gather(s));
    size += saving_size_of_names(&s->units) + saving_size_of_names(&s->measures) + s->count * (size_t)SAVED_FIGURE;
    *needed = size;
    if (capacity < size) {
        return HOTLINE_ERROR_BUFFER;
    }
    saving_write(s, bytes, size);
    return HOTLINE_OK;
}

hotline_status hotline_tally_save(const hotline_tally *tally, uint8_t *bytes, size_t capacity, size_t *needed) {
    tally_saving s;
    hotline_status status;
    if (tally == NULL || needed == NULL || (bytes == NULL && capacity != 0)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    memset(&s, 0, sizeof s);
    s.t = tally;
    hotline__arena_init(&s.scratch, tally->rulebook->context);
    status = saving_run(&s, bytes, capacity, needed);
    hotline__arena_free(&s.scratch);
    return status;
}

/* ---- reading ---- */

typedef struct tally_loading {
    hotline_tally *t;
    bytes_reader r;
    arena scratch;
    text *units;       /* by place */
    int32_t *measures; /* by place: numbers in the rulebook */
    uint8_t *used;     /* by place of a measure: some figure has it */
    uint32_t unit_count, measure_count;
    uint64_t figure_count, figure; /* which is being read, from 1; 0: none yet */
    saved_figure last;
    const char *why; /* of the first fault */
} tally_loading;

static hotline_status loading_fail(tally_loading *l, const char *why) {
    l->why = why;
    return HOTLINE_ERROR_DOCUMENT;
}

static hotline_status loading_check_end(tally_loading *l) {
    return l->r.status < 0 ? loading_fail(l, "the saved tally ends too early") : HOTLINE_OK;
}

/* The same bits, below 0 in two's complement. */
static int64_t loading_signed(uint64_t bits) {
    return bits <= INT64_MAX ? (int64_t)bits : -(int64_t)(UINT64_MAX - bits) - 1;
}

/* In byte order, each once. */
static hotline_status loading_take_name(tally_loading *l, text *last, text *out) {
    uint64_t len = hotline__bytes_number(&l->r, SAVED_NAME);
    out->at = (const char *)hotline__bytes_take(&l->r, (size_t)len);
    out->len = (size_t)len;
    HOTLINE_TRY(loading_check_end(l));
    if (memchr(out->at, '\0', out->len) != NULL || hotline__utf8_valid(out->at, out->len) != out->len) {
        return loading_fail(l, "the saved tally has a name that is no text");
    }
    if (last->at != NULL && hotline__text_compare(*last, *out) >= 0) {
        return loading_fail(l, "the saved tally has names out of order");
    }
    *last = *out;
    return HOTLINE_OK;
}

static hotline_status loading_take_units(tally_loading *l) {
    text last = {NULL, 0};
    uint32_t i;
    l->units = hotline__arena_take_zeroed(&l->scratch, (size_t)l->unit_count + 1, sizeof *l->units);
    if (l->units == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < l->unit_count; i++) {
        HOTLINE_TRY(loading_take_name(l, &last, &l->units[i]));
    }
    return HOTLINE_OK;
}

static hotline_status loading_take_measures(tally_loading *l) {
    text last = {NULL, 0};
    text name;
    uint32_t i;
    l->measures = hotline__arena_take_zeroed(&l->scratch, (size_t)l->measure_count + 1, sizeof *l->measures);
    l->used = hotline__arena_take_zeroed(&l->scratch, (size_t)l->measure_count + 1, 1);
    if (l->measures == NULL || l->used == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < l->measure_count; i++) {
        HOTLINE_TRY(loading_take_name(l, &last, &name));
        l->measures[i] = hotline__map_find(&l->t->rulebook->names.measures, name);
        if (l->measures[i] == MAP_NONE) {
            return loading_fail(l, "the saved tally has a measure that the rulebook has not");
        }
    }
    return HOTLINE_OK;
}

/* What the numbers say is not looked at yet. */
static hotline_status loading_read_figure(tally_loading *l, saved_figure *f) {
    uint64_t bits;
    f->unit = (uint32_t)hotline__bytes_number(&l->r, 4);
    bits = hotline__bytes_number(&l->r, 4);
    f->span = bits <= INT32_MAX ? hotline__period_span((int32_t)bits) : (uint8_t)SPAN_NONE;
    bits = hotline__bytes_number(&l->r, 4);
    f->first = (hotline_day)loading_signed(bits | (bits >> 31) * UINT64_C(0xFFFFFFFF00000000));
    f->measure = (uint32_t)hotline__bytes_number(&l->r, 4);
    f->counts.num = loading_signed(hotline__bytes_number(&l->r, 8));
    f->counts.den = loading_signed(hotline__bytes_number(&l->r, 8));
    f->counts.unknown = loading_signed(hotline__bytes_number(&l->r, 8));
    f->counts.excepted = loading_signed(hotline__bytes_number(&l->r, 8));
    return loading_check_end(l);
}

/* In order, each once, and every unit is somebody's. */
static hotline_status loading_check_order(tally_loading *l, const saved_figure *f) {
    if (f->unit > l->unit_count || f->measure >= l->measure_count) {
        return loading_fail(l, "the saved tally has a figure of no unit or measure of its own");
    }
    if ((l->figure > 1 && saved_compare(&l->last, f) >= 0) || f->unit > l->last.unit + 1) {
        return loading_fail(l, "the saved tally has figures out of order");
    }
    l->used[f->measure] = 1;
    l->last = *f;
    return HOTLINE_OK;
}

/* Could adding have come to this? */
static hotline_status loading_check_figure(tally_loading *l, const saved_figure *f, tally_fall *fall) {
    static const text nobody = {0};
    tally_cell like = {.counts = f->counts};
    fall->span = f->span;
    fall->measure = l->measures[f->measure];
    fall->unit = f->unit != 0 ? l->units[f->unit - 1] : nobody;
    if (!hotline__tally_place(l->t, f->span, f->first, &fall->policy, &fall->when)) {
        return loading_fail(l, "the saved tally has a figure of a period that is none");
    }
    fall->rule = hotline__policy_measure(fall->policy, fall->measure);
    if (fall->rule == NULL || fall->rule->undefined || (fall->rule->unitless && f->unit != 0)) {
        return loading_fail(l, "the saved tally has a figure that the policy of its period has not");
    }
    if (!hotline__tally_is_figure(&like) || !hotline__tally_counts_possible(fall->rule, &f->counts) ||
        (fall->rule->count_form == RULE_TABLE && !hotline__measure_reaches(fall->rule, &f->counts))) {
        return loading_fail(l, "the saved tally has counts that cannot be");
    }
    return HOTLINE_OK;
}

static hotline_status loading_take_figure(tally_loading *l) {
    saved_figure f;
    tally_fall fall;
    tally_cell *cell;
    HOTLINE_TRY(loading_read_figure(l, &f));
    HOTLINE_TRY(loading_check_order(l, &f));
    HOTLINE_TRY(loading_check_figure(l, &f, &fall));
    cell = hotline__tally_cell(l->t, &fall);
    if (cell == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    cell->counts = f.counts;
    return HOTLINE_OK;
}

/* Every name is of some figure, and nothing comes after the last. */
static hotline_status loading_finish(tally_loading *l) {
    uint32_t i = 0;
    l->figure = 0;
    while (i < l->measure_count && l->used[i]) {
        i++;
    }
    if (i < l->measure_count || l->last.unit != l->unit_count) {
        return loading_fail(l, "the saved tally has a name without figures");
    }
    return l->r.left == 0 ? HOTLINE_OK : loading_fail(l, "the saved tally goes on after its last figure");
}

static hotline_status loading_take(tally_loading *l) {
    if (l->r.left / SAVED_NAME < (uint64_t)l->unit_count + l->measure_count) {
        return loading_fail(l, "the saved tally ends too early");
    }
    HOTLINE_TRY(loading_take_units(l));
    HOTLINE_TRY(loading_take_measures(l));
    while (l->figure < l->figure_count) {
        l->figure++;
        HOTLINE_TRY(loading_take_figure(l));
    }
    return loading_finish(l);
}

/* Ours, of this version, whole. */
static hotline_status loading_check_frame(tally_loading *l, const uint8_t *bytes, size_t len) {
    bytes_reader tail = {NULL, SAVED_TAIL, HOTLINE_OK};
    if (len < SAVED_HEAD + SAVED_TAIL || memcmp(bytes, saved_magic, SAVED_MAGIC) != 0) {
        l->why = "this is no saved tally";
        return HOTLINE_ERROR_SYNTAX;
    }
    l->r.at = bytes + SAVED_MAGIC;
    l->r.left = len - SAVED_MAGIC - SAVED_TAIL;
    tail.at = bytes + (len - SAVED_TAIL);
    if (hotline__bytes_number(&l->r, 4) != SAVED_VERSION) {
        l->why = "the tally was saved in another version of the form";
        return HOTLINE_ERROR_SYNTAX;
    }
    if (hotline__bytes_number(&tail, SAVED_TAIL) != hotline__checksum(bytes, len - SAVED_TAIL)) {
        l->why = "the saved tally is damaged: its checksum is another";
        return HOTLINE_ERROR_SYNTAX;
    }
    return HOTLINE_OK;
}

static hotline_status loading_take_head(tally_loading *l) {
    uint32_t kinds = (uint32_t)hotline__bytes_number(&l->r, 4);
    if (hotline__bytes_number(&l->r, 8) != hotline_rulebook_fingerprint(l->t->rulebook)) {
        return loading_fail(l, "the saved tally was counted by another rulebook");
    }
    if (hotline_tally_spans(l->t, kinds) < 0) {
        return loading_fail(l, "the saved tally counts periods of no kind");
    }
    l->unit_count = (uint32_t)hotline__bytes_number(&l->r, 4);
    l->measure_count = (uint32_t)hotline__bytes_number(&l->r, 4);
    l->figure_count = hotline__bytes_number(&l->r, 8);
    return HOTLINE_OK;
}

static hotline_status loading_run(tally_loading *l, const uint8_t *bytes, size_t len) {
    HOTLINE_TRY(loading_check_frame(l, bytes, len));
    HOTLINE_TRY(loading_take_head(l));
    HOTLINE_TRY(loading_take(l));
    l->t->begun = 1;
    return HOTLINE_OK;
}

static hotline_status loading_tell(const tally_loading *l, hotline_status status, hotline_error *error) {
    hotline__error_set(error, status, status == HOTLINE_ERROR_MEMORY || l->why == NULL ? "out of memory" : l->why);
    if (status == HOTLINE_ERROR_DOCUMENT && l->figure != 0) {
        hotline__error_add(error, ": figure ");
        hotline__error_add_number(error, (int64_t)l->figure);
    }
    return status;
}

hotline_status hotline_tally_load(const hotline_rulebook *rulebook, const uint8_t *bytes, size_t len, hotline_tally **out,
                                  hotline_error *error) {
    tally_loading l;
    hotline_status status;
    if (rulebook == NULL || bytes == NULL || out == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "rulebook, bytes and out must not be NULL");
    }
    memset(&l, 0, sizeof l);
    hotline__arena_init(&l.scratch, rulebook->context);
    status = hotline_tally_new(rulebook, &l.t);
    status = status < 0 ? status : loading_run(&l, bytes, len);
    hotline__arena_free(&l.scratch);
    if (status < 0) {
        hotline_tally_free(l.t);
        return loading_tell(&l, status, error);
    }
    *out = l.t;
    return HOTLINE_OK;
}
