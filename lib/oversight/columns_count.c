/* SPDX-License-Identifier: MIT */
/*
 * Counts a table into a tally: finds the columns that the measures read, goes through the rows block by block, lays the sums on the tally.
 * Nothing of a table that fails reaches the tally. It refuses to know what is in a block.
 */
#include "columns_impl.h"

#include <string.h>

/* ---- the plan ---- */

static hotline_status count_no_subject(const columns_plan *p, text of) {
    nearest n;
    hotline__error_set(p->error, HOTLINE_ERROR_NOT_FOUND, "rows are of a ticket, an assignment or an event, and no such is ");
    hotline__error_add_quoted(p->error, of);
    hotline__nearest_begin(&n, of);
    hotline__nearest_try(&n, hotline__text("ticket"));
    hotline__nearest_try(&n, hotline__text("assignment"));
    hotline__map_try_nearest(&p->rulebook->names.events, &n);
    hotline__nearest_tell(&n, p->error);
    return HOTLINE_ERROR_NOT_FOUND;
}

static hotline_status count_subject(columns_plan *p, text of) {
    p->event = NAME_NONE;
    if (hotline__text_is(of, "ticket") || hotline__text_is(of, "assignment")) {
        p->subject = of.at[0] == 't' ? OF_TICKET : OF_ASSIGNMENT;
        return HOTLINE_OK;
    }
    p->subject = OF_EVENT;
    p->event = hotline__map_find(&p->rulebook->names.events, of);
    return p->event != MAP_NONE ? HOTLINE_OK : count_no_subject(p, of);
}

/* All columns are of one length. */
static hotline_status count_rows(columns_plan *p) {
    const hotline_columns *c = p->columns;
    for (uint32_t i = 0; i < c->names.count; i++) {
        if (c->list[i]->rows != c->list[0]->rows) {
            hotline__columns_refuse(p->error, HOTLINE_ERROR_ARGUMENT, c->list[i]->name, " has other rows than column ");
            hotline__error_add_quoted(p->error, c->list[0]->name);
            return HOTLINE_ERROR_ARGUMENT;
        }
    }
    p->rows = c->names.count > 0 ? c->list[0]->rows : 0;
    return HOTLINE_OK;
}

/* Units that come with words are known before the first row. */
static void count_known_units(columns_plan *p) {
    p->stride = 64;
    if (p->unit != NULL && p->unit->from->words != NULL) {
        p->unit_count = (uint32_t)p->unit->from->word_count;
        p->stride = p->unit_count + 1;
    }
}

static hotline_status count_prepare(columns_plan *p, text of) {
    HOTLINE_TRY(count_subject(p, of));
    HOTLINE_TRY(count_rows(p));
    HOTLINE_TRY(hotline__columns_bind(p));
    count_known_units(p);
    p->says = hotline__arena_take_zeroed(&p->keep, p->test_count + 1, sizeof *p->says);
    if (p->says == NULL) {
        return hotline__columns_no_memory(p->error);
    }
    for (uint32_t i = 0; i < p->sheet_count; i++) {
        HOTLINE_TRY(hotline__columns_groups(p, p->sheets[i]));
    }
    return HOTLINE_OK;
}

/* ---- the rows ---- */

static hotline_status count_sheet(columns_plan *p, column_sheet *s) {
    int counts = 0;
    HOTLINE_TRY(hotline__columns_cells(p, s, &counts));
    for (uint32_t i = 0; i < s->group_count && counts; i++) {
        HOTLINE_TRY(hotline__columns_patterns(p, s, &s->groups[i]));
    }
    return HOTLINE_OK;
}

static hotline_status count_block(columns_plan *p) {
    HOTLINE_TRY(hotline__columns_units(p));
    for (uint32_t i = 0; i < p->sheet_count; i++) {
        HOTLINE_TRY(count_sheet(p, p->sheets[i]));
    }
    return HOTLINE_OK;
}

static hotline_status count_blocks(columns_plan *p) {
    for (p->row = 0; p->row < p->rows; p->row += COLUMNS_BLOCK) {
        uint64_t left = p->rows - p->row;
        p->block_rows = left < COLUMNS_BLOCK ? (uint32_t)left : (uint32_t)COLUMNS_BLOCK;
        p->block++;
        HOTLINE_TRY(count_block(p));
    }
    return HOTLINE_OK;
}

static hotline_status count_all(columns_plan *p, text of) {
    HOTLINE_TRY(count_prepare(p, of));
    HOTLINE_TRY(count_blocks(p));
    return hotline__columns_settle(p);
}

static void count_end(columns_plan *p) {
    for (uint32_t i = 0; i < p->sheet_count; i++) {
        for (uint32_t k = 0; k < p->sheets[i]->group_count; k++) {
            hotline__columns_group_free(p, &p->sheets[i]->groups[k]);
        }
    }
    hotline__map_free(&p->units);
    hotline__arena_free(&p->keep);
}

hotline_status hotline_columns_count(const hotline_columns *columns, const char *of, size_t len, hotline_instant now, hotline_tally *tally,
                                     hotline_error *error) {
    columns_plan *p;
    hotline_status status;
    text subject = {of, len};
    if (columns == NULL || of == NULL || tally == NULL || tally->rulebook != columns->rulebook) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "columns, a subject and a tally of the same rulebook are needed");
    }
    p = hotline__allocate_zeroed(columns->rulebook->context, 1, sizeof *p);
    if (p == NULL) {
        return hotline__columns_no_memory(error);
    }
    p->columns = columns;
    p->rulebook = columns->rulebook;
    p->tally = tally;
    p->error = error;
    p->now = now;
    p->offset = hotline__calendar_offset(p->rulebook->calendar);
    hotline__arena_init(&p->keep, p->rulebook->context);
    hotline__map_init(&p->units, p->rulebook->context);
    status = count_all(p, subject);
    count_end(p);
    hotline__release(columns->rulebook->context, p, sizeof *p);
    return status;
}
