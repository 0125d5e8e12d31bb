/* SPDX-License-Identifier: MIT */
/*
 * Columns from the Arrow C data interface: what each child's format, buffers and offset are as a column. It borrows and never releases. It
 * refuses to guess: a format that is not read is remembered, and refused when a measure needs it.
 */
#include "columns_impl.h"

#include <string.h>

#include "columns_arrow.h"

static const struct arrow_format {
    const char *format; /* behind a colon comes a zone, or nothing: wall-clock time */
    uint8_t type, time;
} arrow_formats[] = {
    {"c", HOTLINE_COLUMN_INT8, HOTLINE_COLUMN_NO_TIME},
    {"C", HOTLINE_COLUMN_UINT8, HOTLINE_COLUMN_NO_TIME},
    {"s", HOTLINE_COLUMN_INT16, HOTLINE_COLUMN_NO_TIME},
    {"S", HOTLINE_COLUMN_UINT16, HOTLINE_COLUMN_NO_TIME},
    {"i", HOTLINE_COLUMN_INT32, HOTLINE_COLUMN_NO_TIME},
    {"I", HOTLINE_COLUMN_UINT32, HOTLINE_COLUMN_NO_TIME},
    {"l", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_NO_TIME},
    {"L", HOTLINE_COLUMN_UINT64, HOTLINE_COLUMN_NO_TIME},
    {"b", HOTLINE_COLUMN_BITS, HOTLINE_COLUMN_NO_TIME},
    {"u", HOTLINE_COLUMN_TEXT32, HOTLINE_COLUMN_NO_TIME},
    {"U", HOTLINE_COLUMN_TEXT64, HOTLINE_COLUMN_NO_TIME},
    {"tdD", HOTLINE_COLUMN_INT32, HOTLINE_COLUMN_DAYS},
    {"tdm", HOTLINE_COLUMN_INT64, COLUMN_DATE_MS},
    {"tss:", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_SECONDS},
    {"tsm:", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_MILLISECONDS},
    {"tsu:", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_MICROSECONDS},
    {"tsn:", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_NANOSECONDS},
};

static void arrow_shape(const char *format, table_column *out) {
    text given = hotline__text(format);
    out->form = FORM_OTHER;
    out->other = format;
    for (size_t i = 0; i < sizeof arrow_formats / sizeof arrow_formats[0]; i++) {
        text known = hotline__text(arrow_formats[i].format);
        int zoned = known.at[known.len - 1] == ':';
        if (given.len >= known.len && memcmp(given.at, known.at, known.len) == 0 && (zoned || given.len == known.len)) {
            hotline__columns_shape(arrow_formats[i].type, out);
            out->time = arrow_formats[i].time;
            out->local = zoned && given.len == known.len;
        }
    }
}

static hotline_status arrow_refuse(hotline_error *error, const char *name, const char *what) {
    hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "Arrow array ");
    hotline__error_add_quoted(error, hotline__text(name));
    hotline__error_add(error, what);
    return HOTLINE_ERROR_ARGUMENT;
}

/* What cannot be right of an array, or NULL. */
static const char *arrow_wrong(const struct ArrowArray *a, int64_t buffers) {
    if (a->release == NULL) {
        return " was released";
    }
    if (a->length < 0 || a->offset < 0) {
        return " has a negative length or offset";
    }
    return a->n_buffers < buffers || (buffers > 0 && a->buffers == NULL) ? " has too few buffers" : NULL;
}

/* The last place of a run of texts: the bytes that there must be. */
static size_t arrow_bytes(const uint8_t *places, uint8_t width, uint64_t last) {
    int64_t bytes = hotline__columns_place(places, width, last);
    return bytes > 0 && (uint64_t)bytes <= SIZE_MAX ? (size_t)bytes : 0;
}

static const char *arrow_wrong_words(const struct ArrowArray *words) {
    const char *wrong = arrow_wrong(words, 3);
    if (wrong != NULL) {
        return wrong;
    }
    if (words->null_count > 0 || (words->null_count < 0 && words->buffers[0] != NULL)) {
        return " has a dictionary with nulls";
    }
    if (words->length > INT32_MAX || words->offset > INT32_MAX || (words->buffers[1] == NULL && words->length > 0)) {
        return " has a dictionary that is too large, or without places";
    }
    return NULL;
}

static hotline_status arrow_dictionary(const struct ArrowArray *words, const struct ArrowSchema *schema, table_column *out,
                                       hotline_error *error) {
    table_column shape;
    const char *wrong;
    memset(&shape, 0, sizeof shape);
    if (words == NULL || schema->dictionary->format == NULL) {
        return arrow_refuse(error, schema->name, " has no dictionary, and its schema has");
    }
    arrow_shape(schema->dictionary->format, &shape);
    if (shape.form != FORM_TEXT || out->form != FORM_INTEGER || out->time != HOTLINE_COLUMN_NO_TIME) {
        out->form = FORM_OTHER;
        out->other = schema->dictionary->format;
        return HOTLINE_OK;
    }
    wrong = arrow_wrong_words(words);
    if (wrong != NULL) {
        return arrow_refuse(error, schema->name, wrong);
    }
    out->words = words->buffers[1] != NULL ? (const uint8_t *)words->buffers[1] + words->offset * shape.width : (const uint8_t *)"";
    out->word_count = (uint64_t)words->length;
    out->word_width = shape.width;
    out->bytes = words->buffers[2];
    out->bytes_len = out->bytes != NULL && words->length > 0 ? arrow_bytes(out->words, shape.width, out->word_count) : 0;
    return HOTLINE_OK;
}

static hotline_status arrow_buffers(const struct ArrowArray *a, const struct ArrowSchema *schema, table_column *out, hotline_error *error) {
    const char *wrong = arrow_wrong(a, out->form == FORM_TEXT ? 3 : out->form == FORM_OTHER ? 0 : 2);
    if (wrong != NULL) {
        return arrow_refuse(error, schema->name, wrong);
    }
    if (out->form == FORM_OTHER) {
        return HOTLINE_OK;
    }
    out->validity = a->null_count != 0 ? a->buffers[0] : NULL;
    out->data = a->buffers[1];
    if (out->rows > 0 && out->data == NULL) {
        return arrow_refuse(error, schema->name, " has rows and no data");
    }
    if (out->form == FORM_TEXT && out->rows > 0) {
        out->bytes = a->buffers[2];
        out->bytes_len = out->bytes != NULL ? arrow_bytes(out->data, out->width, out->offset + out->rows) : 0;
    }
    return schema->dictionary != NULL ? arrow_dictionary(a->dictionary, schema, out, error) : HOTLINE_OK;
}

static const char *arrow_wrong_child(const struct ArrowArray *parent, const struct ArrowArray *a) {
    if (a->length < 0 || a->offset < 0 || a->offset > INT64_MAX - parent->offset) {
        return " has a negative length or offset";
    }
    return parent->offset > a->length || a->length - parent->offset < parent->length ? " is shorter than its table" : NULL;
}

/* A child of a struct array: it begins at the parent's offset, and is as long as the parent. */
static hotline_status arrow_child(const struct ArrowArray *parent, const struct ArrowArray *a, const struct ArrowSchema *schema,
                                  table_column *out, hotline_error *error) {
    const char *wrong;
    memset(out, 0, sizeof *out);
    if (schema == NULL || a == NULL || schema->format == NULL || schema->name == NULL) {
        return arrow_refuse(error, schema != NULL && schema->name != NULL ? schema->name : "", " lacks a format, a name or an array");
    }
    wrong = arrow_wrong_child(parent, a);
    if (wrong != NULL) {
        return arrow_refuse(error, schema->name, wrong);
    }
    out->name = hotline__text(schema->name);
    out->rows = (uint64_t)parent->length;
    out->offset = (uint64_t)a->offset + (uint64_t)parent->offset;
    if (out->rows > COLUMNS_ROWS_MOST || out->offset > COLUMNS_ROWS_MOST) {
        return HOTLINE_OK; /* refused where it is added */
    }
    arrow_shape(schema->format, out);
    return arrow_buffers(a, schema, out, error);
}

static hotline_status arrow_table(const struct ArrowArray *array, const struct ArrowSchema *schema, hotline_error *error) {
    const char *name = schema->name != NULL ? schema->name : "";
    const char *wrong;
    if (schema->release == NULL || !hotline__text_is(hotline__text(schema->format), "+s")) {
        return arrow_refuse(error, name, " is no table: a struct array (+s) is read, as of a record batch");
    }
    wrong = arrow_wrong(array, 1);
    if (wrong != NULL) {
        return arrow_refuse(error, name, wrong);
    }
    if (array->null_count != 0 && array->buffers[0] != NULL) {
        return arrow_refuse(error, name, " has rows that are null as a whole");
    }
    if (array->n_children != schema->n_children || array->n_children < 0 ||
        (array->n_children > 0 && (array->children == NULL || schema->children == NULL))) {
        return arrow_refuse(error, name, " has other children than its schema");
    }
    return HOTLINE_OK;
}

static hotline_status arrow_add_children(hotline_columns *columns, const struct ArrowArray *array, const struct ArrowSchema *schema,
                                         hotline_error *error) {
    for (int64_t i = 0; i < array->n_children; i++) {
        table_column given;
        HOTLINE_TRY(arrow_child(array, array->children[i], schema->children[i], &given, error));
        HOTLINE_TRY(hotline__columns_admit(columns, &given, error));
    }
    return HOTLINE_OK;
}

hotline_status hotline_columns_add_arrow(hotline_columns *columns, const hotline_arrow_array *array, const hotline_arrow_schema *schema,
                                         hotline_error *error) {
    uint32_t before;
    hotline_status status;
    if (columns == NULL || array == NULL || schema == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "columns, an Arrow array and its schema are needed");
    }
    HOTLINE_TRY(arrow_table(array, schema, error));
    before = columns->names.count;
    status = arrow_add_children(columns, array, schema, error);
    if (status < 0) {
        hotline__columns_rewind(columns, before);
    }
    return status;
}
