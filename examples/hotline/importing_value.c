/* SPDX-License-Identifier: MIT */
/*
 * A cell to a value: peeled, looked up, read as a number, a date, a time. What cannot be read is noted with its column; nothing is guessed.
 * It refuses to know what happens to the event.
 */
#include <string.h>

#include "importing.h"
#include "moment.h"
#include "nearest.h"
#include "utf8.h"

cell importing_fold(importing *i, cell c) {
    size_t ascii = utf8_ascii(c.bytes, c.len);
    while (ascii < c.len && (unsigned char)c.bytes[ascii] < 0x80) {
        ascii++;
    }
    if (ascii == c.len) {
        return c;
    }
    i->folded.len = 0;
    growing_add(&i->folded, c.bytes, c.len);
    if (i->folded.failed) {
        i->failed = 1;
        c.len = 0;
        return c;
    }
    return cell_fold(c, i->folded.bytes);
}

static void note_add(importing *i, const problem *p) {
    problem *grown = growing_array(i->problems, i->problem_count, &i->problem_capacity, sizeof *grown);
    if (grown == NULL) {
        i->failed = 1;
        return;
    }
    i->problems = grown;
    i->problems[i->problem_count++] = *p;
}

void importing_note(importing *i, const char *code, const source *s, size_t member, const char *event, const char *text, size_t text_len) {
    problem *p;
    problem made;
    size_t k;
    memset(&made, 0, sizeof made);
    made.code = code;
    made.column = s != NULL && s->kind == SOURCE_COLUMNS ? source_column(s, member, 0) : NO_COLUMN;
    if (made.column != NO_COLUMN) {
        made.value = i->table->cells[made.column];
    }
    made.event = event;
    made.text = text;
    made.text_len = text_len;
    for (k = 0; k < i->problem_count; k++) {
        p = &i->problems[k];
        if (p->column != NO_COLUMN && p->column == made.column && strcmp(p->code, code) == 0) {
            return; /* another event reads the same cell */
        }
    }
    note_add(i, &made);
}

void importing_number(importing *i, unsigned long long a, unsigned long long b) {
    if (i->problem_count > 0) {
        i->problems[i->problem_count - 1].a = a;
        i->problems[i->problem_count - 1].b = b;
    }
}

/* ---- cells ---- */

cell importing_peel(const importing *i, cell c) {
    c = cell_trim(c);
    return i->mapping->excel ? cell_trim(cell_bare(c)) : c;
}

static int take_is_none(importing *i, cell c) {
    return c.len == 0 || (i->mapping->none != NULL && texts_have(i->mapping->none, importing_fold(i, c)));
}

static int has_lost(cell c) {
    const char *at = c.bytes;
    while ((at = memchr(at, 0xef, c.len - (size_t)(at - c.bytes))) != NULL) {
        if (c.len - (size_t)(at - c.bytes) >= 3 && memcmp(at, ENCODING_LOST, 3) == 0) {
            return 1;
        }
        at++;
    }
    return 0;
}

static taken take_sound(importing *i, const source *s, size_t member, const char *event, cell c) {
    if (has_lost(c)) {
        const char *name = encoding_name((int)i->table->file.encoding);
        importing_note(i, "lost_character", s, member, event, name, strlen(name));
        return TAKEN_BAD;
    }
    if (memchr(c.bytes, '\0', c.len) != NULL) {
        importing_note(i, "nul_character", s, member, event, NULL, 0);
        return TAKEN_BAD;
    }
    return TAKEN_CELL;
}

/* Several columns beside each other: all are filled, or none is. */
static taken take_joined(importing *i, const source *s, size_t member, const char *event, const char *name, cell *out) {
    size_t filled = 0;
    size_t k;
    i->joined.len = 0;
    for (k = 0; k < s->column_count; k++) {
        cell c = importing_peel(i, i->table->cells[source_column(s, member, k)]);
        if (!take_is_none(i, c)) {
            filled++;
            growing_add_string(&i->joined, k > 0 ? s->join : "");
            growing_add(&i->joined, c.bytes, c.len);
        }
    }
    if (filled > 0 && filled < s->column_count) {
        importing_note(i, "half_empty", s, member, event, name, strlen(name));
        return TAKEN_BAD;
    }
    if (i->joined.failed) {
        i->failed = 1;
        return TAKEN_BAD;
    }
    out->bytes = i->joined.bytes;
    out->len = i->joined.len;
    return filled == 0 ? TAKEN_NOTHING : take_sound(i, s, member, event, *out);
}

taken importing_take(importing *i, const source *s, size_t member, const char *event, const char *name, cell *out) {
    if (s->kind == SOURCE_NONE || s->kind == SOURCE_FIXED) {
        return TAKEN_NOTHING;
    }
    if (s->kind == SOURCE_MEMBER) {
        *out = i->parts[member];
        return TAKEN_CELL;
    }
    if (s->column_count > 1) {
        return take_joined(i, s, member, event, name, out);
    }
    *out = importing_peel(i, i->table->cells[source_column(s, member, 0)]);
    return take_is_none(i, *out) ? TAKEN_NOTHING : take_sound(i, s, member, event, *out);
}

/* ---- values ---- */

typedef struct reading {
    importing *i;
    const source *s;
    size_t member;
    const char *event;
    growing *out;
} reading;

static taken reading_bad(const reading *r, const char *code, const char *text, size_t len) {
    importing_note(r->i, code, r->s, r->member, r->event, text, len);
    return TAKEN_BAD;
}

static taken write_json(const json_value *v, growing *out) {
    document_write(v, out);
    return TAKEN_CELL;
}

/* The code counts once its row is done. */
static void code_meet(importing *i, code_row *c) {
    code_row **grown = growing_array(i->met, i->met_count, &i->met_capacity, sizeof *grown);
    if (grown == NULL) {
        i->failed = 1;
        return;
    }
    i->met = grown;
    i->met[i->met_count++] = c;
}

static taken code_unknown(const reading *r, cell folded) {
    nearest n;
    size_t k;
    nearest_begin(&n, folded.bytes, folded.len);
    for (k = 0; k < r->s->code_count; k++) {
        nearest_offer(&n, r->s->codes[k].from, r->s->codes[k].from_len);
    }
    return reading_bad(r, "unknown_code", n.best, n.best_len);
}

static taken read_code(const reading *r, cell c) {
    const source *s = r->s;
    cell folded = importing_fold(r->i, c);
    code_row *found = source_code(s, folded);
    const json_value *to = found != NULL ? found->to : s->otherwise_value;
    if (found != NULL) {
        code_meet(r->i, found);
    } else if (s->otherwise == ELSE_ERROR) {
        return code_unknown(r, folded);
    } else if (s->otherwise == ELSE_CELL) {
        growing_add_json(r->out, c.bytes, c.len);
        return TAKEN_CELL;
    }
    return to->kind == JSON_NULL ? TAKEN_NOTHING : write_json(to, r->out);
}

/* By every form of the mapping; two that read it differently are as good as none. NULL, or the code of the problem. */
static const char *read_moment(const importing *i, cell folded, moment *out) {
    const moment_form *form;
    int found = 0;
    for (form = i->mapping->formats; form < i->mapping->formats + i->mapping->format_count; form++) {
        moment m;
        if (!moment_read(form, folded, &m)) {
            continue;
        }
        if (found && !moment_same(&m, out)) {
            return "two_readings";
        }
        *out = m;
        found = 1;
    }
    return found ? NULL : "bad_time";
}

static taken read_time(const reading *r, cell c) {
    const char *day_time = r->i->mapping->day_time;
    moment m;
    char text[MOMENT_SIZE];
    const char *code = read_moment(r->i, importing_fold(r->i, c), &m);
    if (code == NULL && m.hour < 0 && day_time == NULL) {
        code = "no_time_of_day";
    }
    if (code != NULL) {
        return reading_bad(r, code, NULL, 0);
    }
    if (m.hour < 0) {
        m.hour = 10 * (day_time[0] - '0') + day_time[1] - '0';
        m.minute = 10 * (day_time[3] - '0') + day_time[4] - '0';
    }
    growing_add_string(r->out, "\"");
    growing_add(r->out, text, moment_write(&m, text));
    growing_add_string(r->out, r->i->mapping->zone);
    growing_add_string(r->out, "\"");
    return TAKEN_CELL;
}

static taken read_date(const reading *r, cell c) {
    moment m;
    char text[MOMENT_SIZE];
    const char *code = read_moment(r->i, importing_fold(r->i, c), &m);
    if (code == NULL && (m.hour > 0 || m.minute > 0 || m.second > 0 || m.milliseconds > 0)) {
        code = "date_with_time";
    }
    if (code != NULL) {
        return reading_bad(r, strcmp(code, "bad_time") == 0 ? "bad_date" : code, NULL, 0);
    }
    growing_add_json(r->out, text, moment_write_date(&m, text));
    return TAKEN_CELL;
}

static taken read_integer(const reading *r, cell c) {
    int64_t number = 0;
    if (!cell_integer(importing_fold(r->i, c), &number)) {
        return reading_bad(r, "bad_integer", NULL, 0);
    }
    growing_add_string(r->out, number < 0 ? "-" : "");
    growing_add_number(r->out, (unsigned long long)(number < 0 ? -number : number));
    return TAKEN_CELL;
}

static taken read_one(const reading *r, cell c) {
    if (r->s->codes != NULL) {
        return read_code(r, c);
    }
    switch (r->s->type) {
    case VALUE_INTEGER:
        return read_integer(r, c);
    case VALUE_DATE:
        return read_date(r, c);
    case VALUE_TIME:
        return read_time(r, c);
    case VALUE_CODE:
        c = importing_fold(r->i, c);
        break;
    default:
        break;
    }
    growing_add_json(r->out, c.bytes, c.len);
    return TAKEN_CELL;
}

static taken read_parts(const reading *r, cell c) {
    size_t from = r->out->len;
    int several = 0;
    int bad = 0;
    cell part;
    growing_add_string(r->out, "[");
    while (cell_part(&c, r->s->split, &part)) {
        size_t before = r->out->len;
        taken t;
        growing_add_string(r->out, several ? "," : "");
        t = read_one(r, part);
        r->out->len = t == TAKEN_CELL ? r->out->len : before;
        several |= t == TAKEN_CELL;
        bad |= t == TAKEN_BAD;
    }
    growing_add_string(r->out, "]");
    if (bad || !several) {
        r->out->len = from;
    }
    return bad ? TAKEN_BAD : several ? TAKEN_CELL : TAKEN_NOTHING;
}

static taken read_absent(const reading *r, const char *name) {
    if (r->s->required) {
        return reading_bad(r, "missing", name, strlen(name));
    }
    return r->s->absent == NULL || r->s->absent->kind == JSON_NULL ? TAKEN_NOTHING : write_json(r->s->absent, r->out);
}

taken importing_value(importing *i, const source *s, size_t member, const entry *e, const char *name, growing *out) {
    reading r;
    cell c;
    taken t;
    r.i = i;
    r.s = s;
    r.member = member;
    r.event = e->name;
    r.out = out;
    if (s->kind == SOURCE_FIXED) {
        return write_json(s->fixed, out);
    }
    t = importing_take(i, s, member, e->name, name, &c);
    if (t != TAKEN_CELL) {
        return t == TAKEN_BAD || s->kind == SOURCE_NONE ? t : read_absent(&r, name);
    }
    t = s->split != NULL ? read_parts(&r, c) : read_one(&r, c);
    return t == TAKEN_NOTHING && s->required ? read_absent(&r, name) : t;
}

int importing_member(importing *i, const source *s, size_t member, const entry *e, const char *name, const char *key, growing *out) {
    size_t from = out->len;
    taken t;
    growing_add_string(out, key);
    t = importing_value(i, s, member, e, name, out);
    if (t != TAKEN_CELL) {
        out->len = from;
    }
    return t != TAKEN_BAD;
}
