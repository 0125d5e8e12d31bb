/* SPDX-License-Identifier: MIT */
/*
 * The events that a row tells of: whether each happened, its id and its line. It refuses to know how a cell is read.
 */
#include <string.h>

#include "importing.h"

/* ---- did it happen? ---- */

static taken condition_holds(importing *i, const when *w, size_t member, const entry *e) {
    cell c = {"", 0};
    taken t = importing_take(i, &w->column, member, e->name, "when", &c);
    int is;
    int is_not;
    if (t == TAKEN_BAD) {
        return TAKEN_BAD;
    }
    if (w->filled != NO_INDEX) {
        return (t == TAKEN_CELL) == w->filled ? TAKEN_CELL : TAKEN_NOTHING;
    }
    c.len = t == TAKEN_CELL ? c.len : 0; /* nothing is compared as an empty text */
    c = importing_fold(i, c);
    is = texts_have(w->is, c);
    is_not = texts_have(w->is_not, c);
    if (w->is != NULL && w->is_not != NULL && !is && !is_not) {
        importing_note(i, "unknown_condition", &w->column, member, e->name, NULL, 0);
        return TAKEN_BAD;
    }
    return w->is != NULL ? (is ? TAKEN_CELL : TAKEN_NOTHING) : is_not ? TAKEN_NOTHING : TAKEN_CELL;
}

static taken all_hold(importing *i, const entry *e, size_t member) {
    size_t k;
    if ((e->round == 1 && i->round != 1) || (e->round == 2 && i->round == 1)) {
        return TAKEN_NOTHING;
    }
    for (k = 0; k < e->when_count; k++) {
        taken t = condition_holds(i, &e->whens[k], member, e);
        if (t != TAKEN_CELL) {
            return t;
        }
    }
    return TAKEN_CELL;
}

/* An event without a time did not happen; what only it would have told must then be empty. */
static void check_idle(importing *i, const entry *e, size_t member) {
    size_t k;
    for (k = 0; k <= e->fact_count; k++) {
        const source *s = k < e->fact_count ? &e->facts[k].source : &e->unit;
        cell c;
        if (s->kind == SOURCE_COLUMNS && s->column_count == 1 && i->uses[source_column(s, member, 0)] == 1 &&
            importing_take(i, s, member, e->name, "", &c) == TAKEN_CELL) {
            importing_note(i, "idle", s, member, e->name, NULL, 0);
        }
    }
}

/* ---- its line ---- */

static void write_id(const importing *i, const entry *e, size_t member, growing *out) {
    growing_add(out, "\"", 1);
    growing_add(out, i->number_json.bytes, i->number_json.len);
    growing_add(out, "/", 1);
    growing_add(out, e->name, e->name_len);
    if (e->each != NULL) {
        growing_add(out, "/", 1);
        growing_add_number(out, member + 1);
    }
    growing_add(out, "\"", 1);
}

static int write_assignment(importing *i, const entry *e, size_t member, growing *out) {
    const entry *found = NULL;
    size_t k;
    if (e->opened_by_count == 0) {
        return 1;
    }
    for (k = 0; k < e->opened_by_count; k++) {
        const entry *opening = &i->mapping->entries[e->opened_by[k]];
        if (opening->made_in[opening->each != NULL ? member : 0] != i->table->row) {
            continue;
        }
        if (found != NULL) {
            importing_note(i, "several_openings", NULL, member, e->name, NULL, 0);
            return 0;
        }
        found = opening;
    }
    if (found == NULL) {
        importing_note(i, "no_opening", NULL, member, e->name, NULL, 0);
        return 0;
    }
    growing_add_string(out, ",\"assignment\":");
    write_id(i, found, member, out);
    return 1;
}

static int write_facts(importing *i, const entry *e, size_t member, growing *out) {
    size_t from = out->len;
    size_t empty;
    int good = 1;
    size_t k;
    growing_add_string(out, ",\"facts\":{");
    empty = out->len;
    for (k = 0; k < e->fact_count; k++) {
        const fact *f = &e->facts[k];
        char key[256];
        size_t len = f->name_len < sizeof key - 8 ? f->name_len : sizeof key - 8;
        char *to = key;
        *to = ',';
        to += out->len > empty;
        *to++ = '"';
        memcpy(to, f->name, len);
        memcpy(to + len, "\":", 3);
        good &= importing_member(i, &f->source, member, e, f->name, key, out);
    }
    if (out->len == empty) {
        out->len = from;
    } else {
        growing_add_string(out, "}");
    }
    return good;
}

/* The place in the mapping, which stays when other cells are filled later: the same event is then the same line. */
static void write_order(const importing *i, const entry *e, size_t member, growing *out) {
    unsigned long long place = (unsigned long long)(e - i->mapping->entries) + 1;
    growing_add_string(out, ",\"seq\":");
    growing_add_number(out, (i->round - 1) * 1000000 + place * 100 + (e->each != NULL ? member + 1 : 0));
}

/* Everything is read even when something is bad, so that all of it is told. */
static int write_line(importing *i, const entry *e, size_t member, taken at, growing *out) {
    int good = at == TAKEN_CELL;
    if (e->known.kind != SOURCE_NONE) {
        good &= importing_member(i, &e->known, member, e, "known", ",\"known\":", out);
    }
    if (e->seq.kind != SOURCE_NONE) {
        good &= importing_member(i, &e->seq, member, e, "seq", ",\"seq\":", out);
    } else {
        write_order(i, e, member, out);
    }
    good &= write_assignment(i, e, member, out);
    good &= importing_member(i, &e->unit, member, e, "unit", ",\"unit\":", out);
    good &= importing_member(i, &e->role, member, e, "role", ",\"role\":", out);
    good &= importing_member(i, &e->by, member, e, "by", ",\"by\":", out);
    good &= write_facts(i, e, member, out);
    growing_add_string(out, "}\n");
    return good;
}

static void begin_line(importing *i, const entry *e, size_t member, growing *out) {
    out->len = 0;
    growing_add_string(out, "{\"id\":");
    write_id(i, e, member, out);
    if (i->mapping->ticket.kind != SOURCE_NONE) {
        growing_add_string(out, ",\"ticket\":\"");
        growing_add(out, i->ticket_json.bytes, i->ticket_json.len);
        growing_add(out, "\"", 1);
    }
    growing_add_string(out, ",\"event\":");
    growing_add_json(out, e->kind, e->kind_len);
    growing_add_string(out, ",\"at\":");
}

static void write_event(importing *i, entry *e, size_t member) {
    taken happened = all_hold(i, e, member);
    taken at;
    if (happened != TAKEN_CELL) {
        return;
    }
    begin_line(i, e, member, &i->line);
    at = importing_value(i, &e->at, member, e, "at", &i->line);
    if (at == TAKEN_NOTHING && e->when_count == 0) {
        check_idle(i, e, member);
        return;
    }
    if (at == TAKEN_NOTHING) {
        importing_note(i, "no_time", &e->at, member, e->name, NULL, 0);
    }
    if (write_line(i, e, member, at, &i->line)) {
        growing_add(&i->row_lines, i->line.bytes, i->line.len);
        e->pending++;
        e->made_in[member] = i->table->row;
    }
}

/* ---- for each member ---- */

static int has_part(const importing *i, cell part) {
    size_t k;
    for (k = 0; k < i->part_count; k++) {
        if (cell_is(i->parts[k], part.bytes, part.len)) {
            return 1;
        }
    }
    return 0;
}

/* Parts of the row's cell; 0 when it is bad. */
static int split_parts(importing *i, const group *g, const entry *e) {
    cell c = {"", 0};
    cell part;
    taken t = importing_take(i, &g->column, 0, e->name, g->name, &c);
    i->part_count = 0;
    while (t == TAKEN_CELL && cell_part(&c, g->column.split, &part)) {
        if (has_part(i, part)) {
            importing_note(i, "repeated_part", &g->column, 0, e->name, part.bytes, part.len);
            t = TAKEN_BAD;
        } else if (i->part_count == MEMBERS_MOST) {
            importing_note(i, "too_many_parts", &g->column, 0, e->name, NULL, 0);
            importing_number(i, MEMBERS_MOST, 0);
            t = TAKEN_BAD;
        } else {
            i->parts[i->part_count++] = part;
        }
    }
    return t != TAKEN_BAD;
}

static void listed_parts(importing *i, const group *g) {
    size_t k;
    for (k = 0; k < g->member_count; k++) {
        i->parts[k].bytes = g->members[k];
        i->parts[k].len = strlen(g->members[k]);
    }
    i->part_count = g->member_count;
}

void importing_entry(importing *i, entry *e) {
    size_t count = 1;
    size_t k;
    if (e->each != NULL && e->each->member_count > 0) {
        listed_parts(i, e->each);
        count = i->part_count;
    } else if (e->each != NULL) {
        count = split_parts(i, e->each, e) ? i->part_count : 0;
    }
    for (k = 0; k < count; k++) {
        if (e->only == NULL || texts_have(e->only, i->parts[k])) {
            write_event(i, e, k);
        }
    }
}
