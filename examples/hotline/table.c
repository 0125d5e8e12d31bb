/* SPDX-License-Identifier: MIT */
/*
 * Cuts text into rows and cells: cells in quotes may hold delimiters, line ends and doubled quotes; rows end with LF, CR LF or CR. What
 * breaks these rules is noted as a fault of its row. It refuses to know what cells mean.
 */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "input.h"

enum { ROW_MOST = 4 << 20, CELL_END = -1 };

typedef enum cell_end { ENDS_CELL, ENDS_ROW, ENDS_FILE, ENDS_FAILED } cell_end;

int table_open(const char *path, encoding given, char delimiter, table *out) {
    memset(out, 0, sizeof *out);
    out->delimiter = delimiter;
    out->line = 1;
    return encoded_open(path, given, &out->file);
}

void table_close(table *t) {
    encoded_close(&t->file);
    growing_free(&t->text);
    free(t->cells);
    memset(t, 0, sizeof *t);
}

/* The next character without taking it: CELL_END at the end of the file, *failed where it cannot be read. */
static int table_peek(table *t, int *failed) {
    if (t->at == t->file.len) {
        *failed = encoded_next(&t->file);
        t->at = 0;
        if (*failed || t->file.len == 0) {
            t->file.len = 0;
            return CELL_END;
        }
    }
    return (unsigned char)t->file.bytes[t->at];
}

static void table_keep(table *t, const char *bytes, size_t len) {
    if (t->text.len + len > ROW_MOST) {
        t->fault = t->fault == ROW_GOOD ? ROW_TOO_LONG : t->fault;
        return;
    }
    growing_add(&t->text, bytes, len);
}

/* Takes what stands before the next delimiter, line end or end of the piece. */
static void table_plain_run(table *t) {
    const char *from = t->file.bytes + t->at;
    const char *end = t->file.bytes + t->file.len;
    const char *i = from;
    while (i < end && *i != t->delimiter && *i != '\n' && *i != '\r') {
        i++;
    }
    table_keep(t, from, (size_t)(i - from));
    t->at += (size_t)(i - from);
}

static void table_quoted_run(table *t) {
    const char *from = t->file.bytes + t->at;
    const char *quote = memchr(from, '"', t->file.len - t->at);
    size_t len = quote != NULL ? (size_t)(quote - from) : t->file.len - t->at;
    const char *i = from;
    while ((i = memchr(i, '\n', len - (size_t)(i - from))) != NULL) {
        t->line++;
        i++;
    }
    table_keep(t, from, len);
    t->at += len;
}

/* The rest of a cell behind its opening quote, up to what follows the closing one. */
static void table_quoted(table *t, int *failed) {
    unsigned long long opened = t->line;
    for (;;) {
        int c = table_peek(t, failed);
        if (c == CELL_END) {
            if (t->fault == ROW_GOOD || t->fault == ROW_TOO_LONG) {
                t->fault = ROW_OPEN_QUOTE;
                t->fault_line = opened;
            }
            return;
        }
        if (c != '"') {
            table_quoted_run(t);
            continue;
        }
        t->at++;
        if (table_peek(t, failed) != '"') {
            return;
        }
        table_keep(t, "\"", 1);
        t->at++;
    }
}

/* The line end, or the delimiter, that a cell ends with. */
static cell_end table_cell_end(table *t, int c, int *failed) {
    if (c == CELL_END) {
        return *failed ? ENDS_FAILED : ENDS_FILE;
    }
    t->at++;
    if (c == (unsigned char)t->delimiter) {
        return ENDS_CELL;
    }
    t->line++;
    if (c == '\r' && table_peek(t, failed) == '\n') {
        t->at++;
    }
    return *failed ? ENDS_FAILED : ENDS_ROW;
}

static int table_ends_cell(const table *t, int c) {
    return c == CELL_END || c == '\n' || c == '\r' || c == (unsigned char)t->delimiter;
}

static cell_end table_cell(table *t) {
    int failed = 0;
    int c = table_peek(t, &failed);
    if (c == '"') {
        t->at++;
        table_quoted(t, &failed);
        c = table_peek(t, &failed);
        if (!table_ends_cell(t, c)) {
            t->fault = ROW_AFTER_QUOTE;
            t->fault_line = t->line;
        }
    }
    while (!table_ends_cell(t, c)) {
        table_plain_run(t);
        c = table_peek(t, &failed);
    }
    return table_cell_end(t, c, &failed);
}

/* Until the row ends a cell's length is where it ends: the text may still move. */
static int table_note_end(table *t) {
    cell *grown = growing_array(t->cells, t->count, &t->capacity, sizeof *grown);
    if (grown == NULL) {
        return input_no_memory(t->file.path);
    }
    t->cells = grown;
    t->cells[t->count++].len = t->text.len;
    return 0;
}

static void table_begin_row(table *t) {
    t->count = 0;
    t->text.len = 0;
    t->fault = ROW_GOOD;
    t->row_line = t->line;
}

static int table_end_row(table *t) {
    size_t from = 0;
    size_t i;
    if (t->text.failed) {
        return input_no_memory(t->file.path);
    }
    for (i = 0; i < t->count; i++) {
        size_t end = t->cells[i].len;
        t->cells[i].bytes = t->text.bytes != NULL ? t->text.bytes + from : "";
        t->cells[i].len = end - from;
        from = end;
    }
    return 0;
}

int table_next(table *t, int *more) {
    cell_end end;
    int blank;
    *more = 0;
    do {
        table_begin_row(t);
        do {
            end = table_cell(t);
            if (end == ENDS_FAILED || table_note_end(t) != 0) {
                return EXIT_UNUSABLE;
            }
        } while (end == ENDS_CELL);
        blank = t->count == 1 && t->text.len == 0 && t->fault == ROW_GOOD;
        t->row += end == ENDS_ROW || !blank;
    } while (end == ENDS_ROW && blank);
    *more = !blank;
    return *more ? table_end_row(t) : 0;
}
