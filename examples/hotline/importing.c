/* SPDX-License-Identifier: MIT */
/*
 * Goes through a table: header, rows, their numbers. A row with anything unreadable in it gives nothing, unless the rest of it was asked
 * for. It refuses to know how an event is put together.
 */
#include "importing.h"

#include <stdlib.h>
#include <string.h>

#include "output.h"

enum { OUT_PIECE = 1 << 16 };

/* ---- the header ---- */

static int open_names(importing *i) {
    const table *t = i->table;
    size_t from = 0;
    size_t k;
    i->width = t->count;
    i->names = calloc(t->count + 1, sizeof *i->names);
    i->uses = calloc(t->count + 1, sizeof *i->uses);
    for (k = 0; i->names != NULL && k < t->count; k++) {
        cell c = importing_fold(i, importing_peel(i, t->cells[k]));
        growing_add(&i->names_text, c.bytes, c.len);
        i->names[k].len = c.len;
    }
    if (i->names == NULL || i->uses == NULL || growing_end(&i->names_text) == NULL) {
        return input_no_memory(t->file.path);
    }
    for (k = 0; k < i->width; k++) {
        i->names[k].bytes = i->names_text.bytes + from;
        from += i->names[k].len;
    }
    return 0;
}

int importing_open(importing *i) {
    int more = 1;
    int failed = 0;
    while (!failed && more && i->table->row < i->mapping->header) {
        failed = table_next(i->table, &more);
    }
    if (failed) {
        return failed;
    }
    if (!more || i->table->row != i->mapping->header || i->table->fault != ROW_GOOD) {
        return input_fail(i->table->file.path, output_say("no header in the row that the mapping names", "映射所指的那一行没有表头"));
    }
    failed = open_names(i);
    return failed ? failed : importing_bind(i);
}

void importing_close(importing *i) {
    growing *own[] = {&i->names_text, &i->number, &i->ticket, &i->number_json, &i->ticket_json, &i->row_lines,
                      &i->line,       &i->joined, &i->folded, &i->out,         &i->later};
    size_t k;
    for (k = 0; k < sizeof own / sizeof own[0]; k++) {
        growing_free(own[k]);
    }
    free(i->names);
    free(i->uses);
    free(i->met);
    free(i->problems);
    seen_free(&i->seen);
}

/* ---- numbers ---- */

/* The number that a source gives to the row; 0 when there is none. */
static int read_number(importing *i, const source *s, growing *out) {
    cell c;
    taken t = importing_take(i, s, 0, NULL, "number", &c);
    out->len = 0;
    if (t == TAKEN_NOTHING) {
        importing_note(i, "no_number", s, 0, NULL, NULL, 0);
    }
    if (t != TAKEN_CELL) {
        return 0;
    }
    c = importing_fold(i, c);
    growing_add(out, c.bytes, c.len);
    i->failed |= out->failed;
    return !out->failed;
}

/* T1-2 is the second round of T1: cuts the number off and gives the round, or 1. */
static unsigned long long cut_round(const mapping *m, growing *number) {
    size_t separator = strlen(m->family);
    size_t digits = number->len > 0 && number->bytes[number->len - 1] >= '0' && number->bytes[number->len - 1] <= '9';
    cell suffix;
    int64_t round = 0;
    if (digits == 1 && number->len > 1 && number->bytes[number->len - 2] >= '1' && number->bytes[number->len - 2] <= '9') {
        digits = 2;
    }
    if (digits == 0 || number->len <= separator + digits ||
        memcmp(number->bytes + number->len - digits - separator, m->family, separator) != 0) {
        return 1;
    }
    suffix.bytes = number->bytes + number->len - digits;
    suffix.len = digits;
    if (!cell_integer(suffix, &round) || round < 2 || round > m->family_most) {
        return 1;
    }
    number->len -= digits + separator;
    return (unsigned long long)round;
}

/* A later round whose first one did not come yet is looked for again at the end. */
static void note_later(importing *i) {
    unsigned long long head[3];
    head[0] = i->table->row;
    head[1] = i->table->row_line;
    head[2] = i->ticket.len;
    if (i->round > 1 && seen_row(&i->seen, i->ticket.bytes, i->ticket.len) == 0) {
        growing_add(&i->later, (const char *)head, sizeof head);
        growing_add(&i->later, i->ticket.bytes, i->ticket.len);
        i->failed |= i->later.failed;
    }
}

static int note_number(importing *i) {
    unsigned long long before = seen_note(&i->seen, i->number.bytes, i->number.len, i->table->row, &i->failed);
    if (before != 0) {
        importing_note(i, "duplicate", i->mapping->row.kind != SOURCE_NONE ? &i->mapping->row : &i->mapping->ticket, 0, NULL, NULL, 0);
        importing_number(i, before, 0);
    }
    return before == 0;
}

/* Ticket, round and number of the row; 0 when it has none of its own. */
static int read_numbers(importing *i) {
    const mapping *m = i->mapping;
    int good = 1;
    i->round = 1;
    if (m->ticket.kind != SOURCE_NONE) {
        good = read_number(i, &m->ticket, &i->ticket);
    }
    if (m->row.kind != SOURCE_NONE) {
        good &= read_number(i, &m->row, &i->number);
    } else if (good) {
        i->number.len = 0;
        growing_add(&i->number, i->ticket.bytes, i->ticket.len);
    }
    if (!good || i->number.failed || !note_number(i)) {
        return 0;
    }
    if (m->family != NULL) {
        i->round = cut_round(m, &i->ticket);
        note_later(i);
    }
    i->number_json.len = i->ticket_json.len = 0;
    growing_add_escaped(&i->number_json, i->number.bytes, i->number.len);
    growing_add_escaped(&i->ticket_json, i->ticket.bytes, i->ticket.len);
    i->failed |= i->number_json.failed | i->ticket_json.failed;
    return 1;
}

/* ---- rows ---- */

static void row_begin(importing *i) {
    i->problem_count = 0;
    i->met_count = 0;
    i->row_lines.len = 0;
}

static int row_is_blank(const table *t) {
    size_t k;
    for (k = 0; k < t->count; k++) {
        if (cell_trim(t->cells[k]).len > 0) {
            return 0;
        }
    }
    return 1;
}

/* Cells beyond the header do no harm while they are empty. */
static int row_width_differs(const importing *i) {
    size_t count = i->table->count;
    while (count > i->width && cell_trim(i->table->cells[count - 1]).len == 0) {
        count--;
    }
    return count != i->width;
}

/* 0 when the row was not cut into its cells. */
static int row_is_whole(importing *i) {
    static const char *const codes[] = {NULL, "text_after_quote", "open_quote", "too_long"};
    const char *code = codes[i->table->fault];
    if (code == NULL && row_width_differs(i)) {
        code = "cell_count";
    }
    if (code == NULL) {
        return 1;
    }
    importing_note(i, code, NULL, 0, NULL, NULL, 0);
    importing_number(i, i->table->fault != ROW_GOOD ? i->table->fault_line : i->table->count, i->width);
    return 0;
}

static void row_tell(importing *i) {
    size_t k;
    for (k = 0; k < i->problem_count; k++) {
        const problem *p = &i->problems[k];
        cell column = {"", 0};
        if (p->column != NO_COLUMN) {
            column = i->names[p->column];
        }
        report_problem(i->report, i->table->row, i->table->row_line, column, p);
    }
}

/* The row's events are written, or all of it is forgotten. */
static void row_end(importing *i, int keep) {
    size_t k;
    for (k = 0; keep && k < i->met_count; k++) {
        i->met[k]->seen++;
    }
    for (k = 0; k < i->mapping->entry_count; k++) {
        entry *e = &i->mapping->entries[k];
        e->written += keep ? e->pending : 0;
        i->report->events += keep ? e->pending : 0;
        e->pending = 0;
    }
    if (keep) {
        growing_add(&i->out, i->row_lines.bytes, i->row_lines.len);
    }
}

static void row_events(importing *i) {
    int numbered;
    size_t k;
    row_begin(i);
    numbered = row_is_whole(i) && read_numbers(i);
    for (k = 0; numbered && k < i->mapping->entry_count; k++) {
        importing_entry(i, &i->mapping->entries[k]);
    }
    row_tell(i);
    if (i->problem_count == 0) {
        row_end(i, 1);
    } else if (i->partial && numbered) {
        i->report->damaged++;
        row_end(i, 1);
    } else {
        i->report->refused++;
        row_end(i, 0);
    }
}

static int rows_write(importing *i, size_t least) {
    if (i->failed || i->out.failed || i->row_lines.failed || i->line.failed) {
        return input_no_memory(i->table->file.path);
    }
    if (i->out.len < least) {
        return 0;
    }
    if (fwrite(i->out.bytes, 1, i->out.len, stdout) != i->out.len) {
        return EXIT_UNUSABLE; /* main() tells it */
    }
    i->out.len = 0;
    return 0;
}

/* Later rounds that still have no first one. */
static void rows_later(importing *i) {
    size_t at = 0;
    while (at < i->later.len) {
        unsigned long long head[3];
        problem p;
        cell none = {"", 0};
        memcpy(head, i->later.bytes + at, sizeof head);
        at += sizeof head;
        memset(&p, 0, sizeof p);
        p.code = "no_first_round";
        p.column = NO_COLUMN;
        p.text = i->later.bytes + at;
        p.text_len = (size_t)head[2];
        at += p.text_len;
        if (seen_row(&i->seen, p.text, p.text_len) == 0) {
            report_problem(i->report, head[0], head[1], none, &p);
        }
    }
}

int importing_rows(importing *i) {
    int more = 1;
    int failed = table_next(i->table, &more);
    while (!failed && more) {
        i->report->rows++;
        if (i->table->fault == ROW_GOOD && row_is_blank(i->table)) {
            i->report->blank++;
        } else {
            row_events(i);
        }
        failed = rows_write(i, OUT_PIECE);
        failed = failed ? failed : table_next(i->table, &more);
    }
    failed = failed ? failed : rows_write(i, 1);
    if (failed) {
        return failed;
    }
    rows_later(i);
    return i->report->told > 0 ? EXIT_FINDINGS : EXIT_DONE;
}
