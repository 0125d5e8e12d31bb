/* SPDX-License-Identifier: MIT */
/*
 * Numbers for units, and for each (periods, unit) that is met a cell: where its rows are counted. Memory follows the units and periods that
 * are there, not the rows. It refuses to know measures.
 */
#include "columns_impl.h"

#include <string.h>

#include "../base/utf8.h"

/* ---- units ---- */

static hotline_status cell_bad_unit(const columns_plan *p, text id) {
    hotline__columns_refuse(p->error, HOTLINE_ERROR_RANGE, p->unit->from->name, " holds an id that is not UTF-8, or has a NUL: ");
    hotline__error_add_quoted(p->error, id);
    return HOTLINE_ERROR_RANGE;
}

static int cell_good_unit(text id) {
    return hotline__utf8_valid(id.at, id.len) == id.len && memchr(id.at, '\0', id.len) == NULL;
}

static hotline_status cell_unit_of_text(columns_plan *p, text id, uint32_t *out) {
    uint32_t number = 0;
    hotline_status status;
    int32_t known = hotline__map_find(&p->units, id);
    if (known == MAP_NONE) {
        if (!cell_good_unit(id)) {
            return cell_bad_unit(p, id);
        }
        status = hotline__map_add(&p->units, id, &number);
        if (status < 0) {
            return hotline__columns_no_memory(p->error);
        }
        known = (int32_t)number;
    }
    *out = (uint32_t)known + 1;
    return HOTLINE_OK;
}

static hotline_status cell_units_of_texts(columns_plan *p) {
    const text *ids = p->unit->data;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        p->unit_of[j] = 0;
        if (p->unit->has[j] != SAYS_NO) {
            HOTLINE_TRY(cell_unit_of_text(p, ids[j], &p->unit_of[j]));
        }
    }
    p->unit_count = p->units.count;
    return HOTLINE_OK;
}

static hotline_status cell_units_of_words(columns_plan *p) {
    const uint32_t *words = p->unit->data;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        p->unit_of[j] = words[j] + 1;
    }
    for (size_t j = 0; j < COLUMNS_BLOCK && p->unit->nullable; j++) {
        p->unit_of[j] = p->unit->has[j] != SAYS_NO ? p->unit_of[j] : 0;
    }
    return HOTLINE_OK;
}

hotline_status hotline__columns_units(columns_plan *p) {
    if (p->unit == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__columns_load(p, p->unit));
    return p->unit->from->words != NULL ? cell_units_of_words(p) : cell_units_of_texts(p);
}

hotline_status hotline__columns_unit(const columns_plan *p, uint32_t number, text *out) {
    const table_column *c = p->unit->from;
    *out = (text){NULL, 0};
    if (number == 0) {
        return HOTLINE_OK;
    }
    if (c->words == NULL) {
        *out = p->units.keys[number - 1];
        return HOTLINE_OK;
    }
    (void)hotline__columns_word(c, number - 1, out);
    return cell_good_unit(*out) ? HOTLINE_OK : cell_bad_unit(p, *out);
}

/* ---- cells ---- */

static uint32_t cell_stride(const columns_plan *p, const column_sheet *s) {
    return s->by_unit ? p->stride : 1;
}

/* Room for all segments and units, with what was there. */
static hotline_status cell_make_room(columns_plan *p, column_sheet *s, uint32_t stride) {
    uint32_t segments = SEGMENT_FIRST + s->segment_count;
    size_t size = (size_t)segments * 2 * stride;
    uint32_t *cells;
    if (s->cells != NULL && s->stride == stride && (size_t)segments * stride <= s->cells_size) {
        return HOTLINE_OK;
    }
    if (size / stride != (size_t)segments * 2 || size > UINT32_MAX / 2) {
        return hotline__columns_too_many(p->error);
    }
    cells = hotline__arena_take(&p->keep, size * sizeof *cells);
    if (cells == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    memset(cells, 0, size * sizeof *cells); /* CELL_UNSEEN */
    for (uint32_t i = 0; i < stride; i++) {
        cells[(size_t)SEGMENT_NONE * stride + i] = CELL_NOT;
    }
    for (uint32_t i = SEGMENT_FIRST; s->cells != NULL && (size_t)(i + 1) * s->stride <= s->cells_size; i++) {
        memcpy(cells + (size_t)i * stride, s->cells + (size_t)i * s->stride, s->stride * sizeof *cells);
    }
    s->cells = cells;
    s->cells_size = size;
    s->stride = stride;
    return HOTLINE_OK;
}

static hotline_status cell_meet_days(columns_plan *p, column_sheet *s) {
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        uint32_t *segment_of = &s->segment_of[p->day_of[j]];
        if (*segment_of == SEGMENT_UNSEEN) {
            HOTLINE_TRY(hotline__columns_segment(p, s, p->day_of[j], segment_of));
        }
    }
    return HOTLINE_OK;
}

static void cell_meet_units(const columns_plan *p, column_sheet *s) {
    const uint32_t *unit_of = hotline__columns_units_of(p, s);
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        uint32_t *cell = &s->cells[(size_t)s->segment_of[p->day_of[j]] * s->stride + unit_of[j]];
        if (*cell == CELL_UNSEEN) {
            *cell = CELL_KNOWN | s->cell_count++;
        }
    }
}

hotline_status hotline__columns_meet(columns_plan *p, column_sheet *s) {
    HOTLINE_TRY(cell_meet_days(p, s));
    HOTLINE_TRY(cell_make_room(p, s, cell_stride(p, s)));
    cell_meet_units(p, s);
    return HOTLINE_OK;
}

const uint32_t *hotline__columns_units_of(const columns_plan *p, const column_sheet *s) {
    static const uint32_t nobody[COLUMNS_BLOCK] = {0};
    return s->by_unit ? p->unit_of : nobody;
}

static int cell_any(const column_sheet *s, const uint32_t *restrict day_of) {
    uint32_t all = 0;
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {
        all |= s->segment_of[day_of[j]];
    }
    return all != SEGMENT_NONE;
}

hotline_status hotline__columns_cells(columns_plan *p, column_sheet *s, int *counts) {
    HOTLINE_TRY(hotline__columns_days(p, s));
    while (s->by_unit && p->stride <= p->unit_count) {
        p->stride *= 2;
    }
    *counts = p->sheet_count == 1 || cell_any(s, p->day_of);
    return cell_make_room(p, s, cell_stride(p, s));
}
