/* SPDX-License-Identifier: MIT */
/*
 * A block of a column, as a view reads it: its values, and which rows have one. Whole blocks of plain integers stay where they are; the
 * rest is copied. Every cell that a view reads is checked here; what a value means is not known here.
 */
#include "columns_impl.h"

#include <string.h>

/* ---- the column's own elements ---- */

/* The block's elements, aligned, filled up with the last one. */
static const void *load_raw(const columns_plan *p, column_view *v) {
    const table_column *c = v->from;
    const uint8_t *from = c->data + (size_t)(c->offset + p->row) * c->width;
    uint8_t *to = v->raw;
    if (p->block_rows == COLUMNS_BLOCK && (uintptr_t)from % c->width == 0) {
        return from;
    }
    memcpy(to, from, (size_t)p->block_rows * c->width);
    for (size_t j = p->block_rows; j < COLUMNS_BLOCK; j++) {
        memcpy(to + j * c->width, to + (p->block_rows - 1) * (size_t)c->width, c->width);
    }
    return to;
}

/* Bits as bytes, eight rows at a time as long as their byte, or two, are whole. */
static void load_bits(const columns_plan *p, const uint8_t *bits, uint64_t at, uint8_t set, uint8_t *restrict out) {
    const uint8_t *from = bits + at / 8;
    uint32_t shift = (uint32_t)(at % 8);
    uint32_t j = 0;
    for (; j + 8 + shift <= p->block_rows; j += 8, from++) {
        uint32_t byte = (uint32_t)(from[0] >> shift) | (shift == 0 ? 0 : (uint32_t)from[1] << (8 - shift));
        for (uint32_t k = 0; k < 8; k++) {
            out[j + k] = (uint8_t)((byte >> k & 1) * set);
        }
    }
    for (; j < p->block_rows; j++) {
        uint64_t bit = at + j;
        out[j] = (uint8_t)((bits[bit / 8] >> bit % 8 & 1) * set);
    }
    for (; j < COLUMNS_BLOCK; j++) {
        out[j] = out[p->block_rows - 1];
    }
}

/* ---- which rows have a value ---- */

static void load_both(const uint8_t *restrict more, uint8_t *restrict has) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        has[j] &= more[j];
    }
}

static void load_has(const columns_plan *p, column_view *v, const void *raw) {
    const table_column *c = v->from;
    uint8_t more[COLUMNS_BLOCK];
    if (!v->nullable) {
        return;
    }
    if (c->validity != NULL) {
        load_bits(p, c->validity, c->offset + p->row, SAYS_YES, v->has);
    } else if (c->has_null) {
        hotline__columns_loops(c->width)->range(raw, (uint64_t)c->null_value, 0, SAYS_NO, SAYS_YES, v->has);
    } else {
        memset(v->has, SAYS_YES, COLUMNS_BLOCK);
    }
    if (c->validity != NULL && c->has_null) {
        hotline__columns_loops(c->width)->range(raw, (uint64_t)c->null_value, 0, SAYS_NO, SAYS_YES, more);
        load_both(more, v->has);
    }
}

/* ---- bad cells ---- */

static hotline_status load_refuse(const columns_plan *p, const column_view *v, uint32_t j, text cell) {
    hotline__columns_refuse(p->error, HOTLINE_ERROR_RANGE, v->from->name, ", row ");
    hotline__error_add_number(p->error, (int64_t)(p->row + j));
    hotline__error_add(p->error, " from 0: a cell that is not good");
    if (cell.at != NULL) {
        hotline__error_add(p->error, ": ");
        hotline__error_add_quoted(p->error, cell);
    }
    return HOTLINE_ERROR_RANGE;
}

static int load_is_none(const column_view *v, uint32_t j) {
    return v->nullable && v->has[j] == SAYS_NO;
}

/* 1 when some row of the block says anything. */
static int load_any(const uint8_t *says) {
    uint64_t all = 0;
    for (size_t j = 0; j < COLUMNS_BLOCK; j += sizeof all) {
        uint64_t eight;
        memcpy(&eight, says + j, sizeof eight);
        all |= eight;
    }
    return all != 0;
}

static int64_t load_number(const column_view *v, const void *raw, uint32_t j) {
    int64_t wide[COLUMNS_BLOCK];
    hotline__columns_loops(v->from->width)->widen[v->from->is_signed](raw, wide);
    return wide[j];
}

static hotline_status load_check(const columns_plan *p, const column_view *v, const void *raw) {
    uint8_t bad[COLUMNS_BLOCK];
    uint32_t j = 0;
    if (!v->bounded) {
        return HOTLINE_OK;
    }
    if (v->hopeless) {
        memset(bad, SAYS_YES, sizeof bad);
    } else {
        hotline__columns_loops(v->from->width)->range(raw, v->least, v->reach, SAYS_NO, SAYS_YES, bad);
    }
    if (v->nullable) {
        load_both(v->has, bad);
    }
    if (!load_any(bad)) {
        return HOTLINE_OK;
    }
    while (bad[j] == 0) {
        j++;
    }
    load_refuse(p, v, j, (text){NULL, 0});
    hotline__error_add(p->error, ": ");
    hotline__error_add_number(p->error, load_number(v, raw, j));
    return HOTLINE_ERROR_RANGE;
}

/* ---- integers ---- */

/* Milliseconds; overflow wraps, and only in rows without a value. */
static void load_moments(const columns_plan *p, const table_column *c, int64_t *restrict wide) {
    uint64_t shift = c->local ? (uint64_t)(p->offset * HOTLINE_MINUTE_MS) : 0;
    if (c->time == HOTLINE_COLUMN_SECONDS) {
        for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
            wide[j] = (int64_t)((uint64_t)wide[j] * 1000);
        }
    } else if (c->time != HOTLINE_COLUMN_MILLISECONDS) {
        int64_t fine = c->time == HOTLINE_COLUMN_MICROSECONDS ? 1000 : 1000000;
        for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
            wide[j] = hotline__floor64(wide[j], fine);
        }
    }
    for (size_t j = 0; j < COLUMNS_BLOCK && shift != 0; j++) {
        wide[j] = (int64_t)((uint64_t)wide[j] - shift);
    }
}

static void load_days(const columns_plan *p, const table_column *c, int64_t *restrict wide) {
    uint64_t shift = (uint64_t)(p->offset * HOTLINE_MINUTE_MS);
    if (c->time == HOTLINE_COLUMN_DAYS) {
        return;
    }
    if (c->time == COLUMN_DATE_MS) {
        shift = 0;
    } else {
        load_moments(p, c, wide);
    }
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        wide[j] = hotline__floor64((int64_t)((uint64_t)wide[j] + shift), HOTLINE_DAY_MS);
    }
}

static void load_wide(const columns_plan *p, column_view *v, uint8_t width, uint8_t is_signed) {
    int64_t *wide = v->room;
    hotline__columns_loops(width)->widen[is_signed](v->data, wide);
    if (v->reading == READ_DATE) {
        load_days(p, v->from, wide);
    } else if (v->from->time != HOTLINE_COLUMN_NO_TIME) {
        load_moments(p, v->from, wide);
    }
    for (size_t j = 0; j < COLUMNS_BLOCK && v->instead != NULL && v->nullable; j++) {
        wide[j] = v->has[j] != SAYS_NO ? wide[j] : v->instead->number;
    }
    v->data = wide;
}

static hotline_status load_each_word(const columns_plan *p, column_view *v, const void *raw) {
    int64_t wide[COLUMNS_BLOCK];
    uint32_t *out = v->wide ? v->raw : v->room;
    hotline__columns_loops(v->from->width)->widen[v->from->is_signed](raw, wide);
    for (uint32_t j = 0; j < COLUMNS_BLOCK; j++) {
        uint64_t word = load_is_none(v, j) ? 0 : (uint64_t)wide[j];
        if (v->blank[word]) {
            v->has[j] = SAYS_NO;
        }
        out[j] = v->renumbered != NULL ? v->renumbered[word] : (uint32_t)word;
        if (out[j] == WORD_NONE && !load_is_none(v, j)) {
            text cell = {NULL, 0};
            (void)hotline__columns_word(v->from, word, &cell);
            return load_refuse(p, v, j, cell);
        }
    }
    v->data = out;
    return HOTLINE_OK;
}

/* The numbers of words as they are; where there is none, that of the first. */
static void load_numbers(const column_view *v, const void *raw, uint32_t *restrict out) {
    hotline__columns_loops(v->from->width)->number(raw, out);
    for (size_t j = 0; j < COLUMNS_BLOCK && v->nullable; j++) {
        out[j] = v->has[j] != SAYS_NO ? out[j] : 0;
    }
}

static hotline_status load_words(const columns_plan *p, column_view *v, const void *raw) {
    if (v->renumbered == NULL && !v->has_blank) {
        load_numbers(v, raw, v->room);
        v->data = v->room;
        return HOTLINE_OK;
    }
    return load_each_word(p, v, raw);
}

static hotline_status load_integers(const columns_plan *p, column_view *v) {
    const void *raw = load_raw(p, v);
    load_has(p, v, raw);
    HOTLINE_TRY(load_check(p, v, raw));
    v->data = raw;
    return v->from->words != NULL ? load_words(p, v, raw) : HOTLINE_OK;
}

/* ---- texts ---- */

/* Places that lie where they must are the caller's word; all of them are looked at. */
static hotline_status load_texts(const columns_plan *p, column_view *v) {
    const table_column *c = v->from;
    text *out = v->reading == READ_CHOICE ? NULL : v->room;
    uint32_t *numbers = v->wide ? v->raw : v->room;
    load_has(p, v, NULL);
    for (uint32_t j = 0; j < COLUMNS_BLOCK; j++) {
        uint32_t k = j < p->block_rows ? j : p->block_rows - 1;
        text cell = {"", 0};
        if (!load_is_none(v, k) && !hotline__columns_text(c, p->row + k, &cell)) {
            return load_refuse(p, v, k, (text){NULL, 0});
        }
        v->has[j] = cell.len > 0 ? SAYS_YES : SAYS_NO;
        if (out != NULL) {
            out[j] = cell;
            continue;
        }
        int32_t number = cell.len > 0 ? hotline__map_find(v->choices, cell) : 0;
        if (number == MAP_NONE) {
            return load_refuse(p, v, k, cell);
        }
        numbers[j] = (uint32_t)number;
    }
    v->data = out != NULL ? (const void *)out : numbers;
    return HOTLINE_OK;
}

static void load_flags(const columns_plan *p, column_view *v) {
    uint8_t *out = v->wide ? v->raw : v->room;
    load_bits(p, v->from->data, v->from->offset + p->row, 1, out);
    load_has(p, v, NULL);
    v->data = out;
}

hotline_status hotline__columns_load(columns_plan *p, column_view *v) {
    const table_column *c = v->from;
    if (v->block == p->block) {
        return HOTLINE_OK;
    }
    v->block = p->block;
    if (c->form == FORM_TEXT) {
        HOTLINE_TRY(load_texts(p, v));
    } else if (c->form == FORM_BITS) {
        load_flags(p, v);
    } else {
        HOTLINE_TRY(load_integers(p, v));
    }
    if (v->wide) {
        int numbered = c->form == FORM_TEXT || c->words != NULL;
        load_wide(p, v, numbered ? 4 : c->width, numbered ? 0 : c->is_signed);
    }
    return HOTLINE_OK;
}
