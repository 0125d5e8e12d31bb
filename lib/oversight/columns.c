/* SPDX-License-Identifier: MIT */
/*
 * A table of borrowed arrays by name, and the measures that are asked for. It checks that a column does not contradict itself; it refuses
 * to look at any cell, and to know what a column's name means.
 */
#include "columns_impl.h"

#include <string.h>

#include "../base/utf8.h"

void hotline_column_init(hotline_column *column, size_t struct_size) {
    if (column != NULL && struct_size >= sizeof column->struct_size) {
        memset(column, 0, struct_size);
        column->struct_size = (uint32_t)struct_size;
    }
}

hotline_status hotline_columns_new(const hotline_rulebook *rulebook, hotline_columns **out) {
    hotline_columns *c;
    if (rulebook == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    c = hotline__allocate_zeroed(rulebook->context, 1, sizeof *c);
    if (c == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    c->rulebook = rulebook;
    hotline__arena_init(&c->keep, rulebook->context);
    hotline__map_init(&c->names, rulebook->context);
    hotline__map_init(&c->measures, rulebook->context);
    *out = c;
    return HOTLINE_OK;
}

void hotline_columns_free(hotline_columns *columns) {
    if (columns != NULL) {
        hotline__map_free(&columns->names);
        hotline__map_free(&columns->measures);
        hotline__arena_free(&columns->keep);
        hotline__release(columns->rulebook->context, columns, sizeof *columns);
    }
}

void hotline_columns_clear(hotline_columns *columns) {
    if (columns != NULL) {
        hotline__map_clear(&columns->names);
        hotline__arena_reset(&columns->keep);
        columns->list = NULL;
        columns->list_capacity = 0;
    }
}

/* ---- what is wrong ---- */

hotline_status hotline__columns_refuse(hotline_error *error, hotline_status status, text name, const char *what) {
    hotline__error_set(error, status, "column ");
    hotline__error_add_quoted(error, name);
    hotline__error_add(error, what);
    return status;
}

hotline_status hotline__columns_no_memory(hotline_error *error) {
    return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
}

hotline_status hotline__columns_too_many(hotline_error *error) {
    return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "too many units and periods");
}

/* ---- names ---- */

/* In canonical spacing where it can be read as a condition; else as it stands: then no condition reads it. */
static hotline_status columns_name(hotline_columns *c, text given, text *out) {
    buffer canonical;
    hotline_status status;
    hotline__buffer_init(&canonical, c->rulebook->context);
    status = hotline__condition_canonical(given, &canonical, NULL);
    if (status != HOTLINE_ERROR_MEMORY) {
        *out = hotline__arena_text(&c->keep, status < 0 ? given : hotline__buffer_text(&canonical));
        status = out->at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
    }
    hotline__buffer_free(&canonical);
    return status;
}

hotline_status hotline__columns_admit(hotline_columns *c, const table_column *given, hotline_error *error) {
    table_column *made;
    uint32_t number = 0;
    if (given->name.len == 0 || hotline__utf8_valid(given->name.at, given->name.len) != given->name.len) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "a column needs a name in UTF-8");
    }
    if (given->rows > COLUMNS_ROWS_MOST || given->offset > COLUMNS_ROWS_MOST) {
        return hotline__columns_refuse(error, HOTLINE_ERROR_LIMIT, given->name, " has more than 2147483648 rows");
    }
    made = hotline__arena_take(&c->keep, sizeof *made);
    if (made == NULL || !hotline__arena_grow(&c->keep, &c->list, c->names.count, &c->list_capacity, sizeof *c->list)) {
        return hotline__columns_no_memory(error);
    }
    *made = *given;
    if (columns_name(c, given->name, &made->name) < 0) {
        return hotline__columns_no_memory(error);
    }
    if (hotline__map_find(&c->names, made->name) != MAP_NONE) {
        return hotline__columns_refuse(error, HOTLINE_ERROR_REUSED, made->name, " is there already");
    }
    if (hotline__map_add(&c->names, made->name, &number) < 0) {
        return hotline__columns_no_memory(error);
    }
    c->list[number] = made;
    return HOTLINE_OK;
}

void hotline__columns_rewind(hotline_columns *c, uint32_t count) {
    uint32_t number = 0;
    hotline__map_clear(&c->names);
    for (uint32_t i = 0; i < count; i++) {
        (void)hotline__map_add(&c->names, c->list[i]->name, &number); /* there was room for more */
    }
}

/* ---- a column from the caller's record ---- */

static int columns_is_text(int32_t type) {
    return type == HOTLINE_COLUMN_TEXT32 || type == HOTLINE_COLUMN_TEXT64;
}

void hotline__columns_shape(int32_t type, table_column *out) {
    if (columns_is_text(type)) {
        out->form = FORM_TEXT;
        out->width = type == HOTLINE_COLUMN_TEXT32 ? 4 : 8;
    } else if (type == HOTLINE_COLUMN_BITS) {
        out->form = FORM_BITS;
        out->width = 1;
    } else {
        out->form = FORM_INTEGER;
        out->is_signed = type <= HOTLINE_COLUMN_INT64;
        out->width = (uint8_t)(1 << ((type - 1) & 3));
    }
}

static const char *columns_wrong_time(const hotline_column *r, int is_integer) {
    int is_time = r->time > HOTLINE_COLUMN_DAYS;
    if (r->time < HOTLINE_COLUMN_NO_TIME || r->time > HOTLINE_COLUMN_NANOSECONDS || r->local > 1 || r->has_null > 1) {
        return " has a member out of its range";
    }
    if ((r->time != HOTLINE_COLUMN_NO_TIME || r->has_null) && !is_integer) {
        return " is not of integers, so it has neither a time nor a null value";
    }
    return r->local && !is_time ? " is of no times, so it is not local" : NULL;
}

static const char *columns_wrong_arrays(const hotline_column *r, int is_integer) {
    int has_words = r->words != NULL;
    if (has_words != columns_is_text(r->words_type) || (has_words && (!is_integer || r->time != HOTLINE_COLUMN_NO_TIME))) {
        return " has words and should not, or has none and should";
    }
    if (r->rows > 0 && r->data == NULL) {
        return " has rows and no data";
    }
    return (has_words || columns_is_text(r->type)) && r->bytes_len > 0 && r->bytes == NULL ? " has bytes_len and no bytes" : NULL;
}

/* What contradicts itself in a record, or NULL. */
static const char *columns_wrong(const hotline_column *r) {
    int is_integer = r->type >= HOTLINE_COLUMN_INT8 && r->type <= HOTLINE_COLUMN_UINT64;
    const char *wrong;
    if (r->type < HOTLINE_COLUMN_INT8 || r->type > HOTLINE_COLUMN_TEXT64) {
        return " is of no type that there is";
    }
    wrong = columns_wrong_time(r, is_integer);
    return wrong != NULL ? wrong : columns_wrong_arrays(r, is_integer);
}

static void columns_take(const hotline_column *r, table_column *out) {
    memset(out, 0, sizeof *out);
    hotline__columns_shape(r->type, out);
    out->name.at = r->name;
    out->name.len = r->name_len;
    out->data = r->data;
    out->validity = r->validity;
    out->bytes = (const char *)r->bytes;
    out->bytes_len = r->bytes != NULL ? r->bytes_len : 0;
    out->words = r->words;
    out->word_count = r->word_count;
    out->word_width = r->words_type == HOTLINE_COLUMN_TEXT64 ? 8 : 4;
    out->rows = r->rows;
    out->offset = r->offset;
    out->null_value = r->null_value;
    out->time = (uint8_t)r->time;
    out->local = (uint8_t)r->local;
    out->has_null = (uint8_t)r->has_null;
}

hotline_status hotline_columns_add(hotline_columns *columns, const hotline_column *record, hotline_error *error) {
    table_column given;
    text name;
    const char *wrong;
    if (columns == NULL || record == NULL || record->struct_size < sizeof *record) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "a column's record is NULL or too small");
    }
    name.at = record->name;
    name.len = record->name != NULL ? record->name_len : 0;
    wrong = columns_wrong(record);
    if (wrong != NULL) {
        return hotline__columns_refuse(error, HOTLINE_ERROR_ARGUMENT, name, wrong);
    }
    columns_take(record, &given);
    return hotline__columns_admit(columns, &given, error);
}

int hotline__columns_is_date(const table_column *c) {
    return c->time == HOTLINE_COLUMN_DAYS || c->time == COLUMN_DATE_MS;
}

/* ---- texts ---- */

int64_t hotline__columns_place(const uint8_t *places, uint8_t width, uint64_t i) {
    if (width == 4) {
        int32_t small;
        memcpy(&small, places + i * 4, sizeof small);
        return small;
    }
    int64_t large;
    memcpy(&large, places + i * 8, sizeof large);
    return large;
}

static int columns_between(const table_column *c, const uint8_t *places, uint8_t width, uint64_t i, text *out) {
    int64_t from = hotline__columns_place(places, width, i);
    int64_t to = hotline__columns_place(places, width, i + 1);
    if (from < 0 || to < from || (uint64_t)to > c->bytes_len) {
        return 0;
    }
    out->at = c->bytes != NULL ? c->bytes + from : "";
    out->len = (size_t)(to - from);
    return 1;
}

int hotline__columns_text(const table_column *c, uint64_t row, text *out) {
    return columns_between(c, c->data, c->width, c->offset + row, out);
}

int hotline__columns_word(const table_column *c, uint64_t i, text *out) {
    return columns_between(c, c->words, c->word_width, i, out);
}

/* ---- which measures ---- */

hotline_status hotline_columns_measure(hotline_columns *columns, const char *name, size_t len, hotline_error *error) {
    text wanted = {name, len};
    const map *all;
    int32_t known;
    uint32_t number = 0;
    if (columns == NULL || name == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "columns and a measure's name are needed");
    }
    all = &columns->rulebook->names.measures;
    known = hotline__map_find(all, wanted);
    if (known == MAP_NONE) {
        hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "no such measure ");
        hotline__error_add_quoted(error, wanted);
        hotline__map_tell_nearest(all, wanted, error);
        return HOTLINE_ERROR_NOT_FOUND;
    }
    hotline_status status = hotline__map_add(&columns->measures, all->keys[known], &number);
    return status < 0 ? hotline__columns_no_memory(error) : status;
}
