/* SPDX-License-Identifier: MIT */
/*
 * Reads what may be a value, a table or "undefined": conditions and terms. It turns places inside a condition into places of the document. It
 * refuses to know which rule they belong to.
 */
#include "policy_read.h"

#include <string.h>

#include "condition_read.h"

/* Does the text stand in the source as it is, without escapes? Then a column inside it is a column of the document. */
static int rule_is_verbatim(const policy_document *from, uint32_t offset, text words) {
    return from->source.len > words.len && offset < from->source.len - words.len &&
           memcmp(from->source.at + offset + 1, words.at, words.len) == 0;
}

/* The condition's error speaks of a column in its text: makes it speak of the document. */
static hotline_status rule_relocate(policy_reader *r, const json *at, int key, hotline_status status) {
    const policy_document *from = ((const policy_node *)at)->from;
    int verbatim = rule_is_verbatim(from, key ? at->key_offset : at->offset, key ? at->key : at->value);
    uint32_t inside = r->error->column;
    uint32_t line = 0;
    uint32_t column = 0;
    const char *path = hotline__policy_path(r->arena, at);
    if (path == NULL || status == HOTLINE_ERROR_MEMORY) {
        return hotline__policy_no_memory(r);
    }
    if (from != r->document) {
        hotline__error_add(r->error, " (in base ");
        hotline__error_add_quoted(r->error, from->id);
        hotline__error_add(r->error, ")");
    }
    hotline__policy_find_place(r, at, key, &line, &column);
    hotline__error_place(r->error, line, line > 0 && verbatim ? column + inside : column);
    hotline__error_path(r->error, hotline__text(path));
    if (status == HOTLINE_ERROR_SYNTAX) {
        r->error->status = HOTLINE_ERROR_DOCUMENT;
        return HOTLINE_ERROR_DOCUMENT;
    }
    return status;
}

/* Notes the facts that a condition reads and the roles that it names. */
static void rule_note_reads(policy_reader *r, const condition *c) {
    for (uint32_t i = 0; i < c->count; i++) {
        const op *o = &c->ops[i];
        if ((o->code >= OP_FACT && o->code <= OP_KNOWN) || o->code == OP_TIME_FACT) {
            r->read[KIND_FACT][o->a] = 1;
        }
        if (o->code == OP_FACT_FACT) {
            r->read[KIND_FACT][o->b] = 1;
        } else if (o->code == OP_BY) {
            r->read[KIND_ROLE][o->a] = 1;
        }
    }
}

static hotline_status rule_compile(policy_reader *r, condition_place place, const json *at, int key, const condition **out) {
    const char *path = hotline__policy_path(r->arena, at);
    condition *c = hotline__policy_take(r, 1, sizeof *c);
    if (path == NULL || c == NULL) {
        return hotline__policy_no_memory(r);
    }
    hotline_status status = hotline__condition_read(&r->words, place, key ? at->key : at->value, path, c, r->error);
    if (status < 0) {
        return rule_relocate(r, at, key, status);
    }
    rule_note_reads(r, c);
    *out = c;
    return HOTLINE_OK;
}

hotline_status hotline__policy_condition(policy_reader *r, condition_place place, const json *at, const condition **out) {
    if (at->kind != JSON_TEXT) {
        return hotline__policy_fail(r, at, "expected a condition in quotes");
    }
    if (hotline__policy_is_undefined(at)) {
        return hotline__policy_fail(r, at, "this may not be \"undefined\"");
    }
    return rule_compile(r, place, at, 0, out);
}

static hotline_status rule_check_spacing(policy_reader *r, const json *row) {
    buffer canonical;
    hotline__buffer_init(&canonical, r->arena->context);
    hotline_status status = hotline__condition_canonical(row->key, &canonical, r->error);
    if (status == HOTLINE_ERROR_MEMORY) {
        status = hotline__policy_no_memory(r);
    } else if (status < 0) {
        status = rule_relocate(r, row, 1, status);
    } else if (!hotline__text_equal(hotline__buffer_text(&canonical), row->key)) {
        status = hotline__policy_fail_key(r, row, "a row is written with canonical spaces, so that an overlay can name it: ");
        hotline__error_add_quoted(r->error, hotline__buffer_text(&canonical));
    }
    hotline__buffer_free(&canonical);
    return status;
}

hotline_status hotline__policy_row_condition(policy_reader *r, condition_place place, const json *row, const condition **out) {
    if (hotline__text_is(row->key, "else")) {
        *out = NULL;
        return HOTLINE_OK;
    }
    HOTLINE_TRY(rule_check_spacing(r, row));
    return rule_compile(r, place, row, 1, out);
}

/* What a member marked T and U is. */
static hotline_status rule_form_of(policy_reader *r, const json *at, uint8_t *form) {
    *form = RULE_ABSENT;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (at->kind == JSON_OBJECT) {
        *form = RULE_TABLE;
        return at->first != NULL ? HOTLINE_OK : hotline__policy_fail(r, at, "a table needs a row");
    }
    if (at->kind != JSON_TEXT) {
        return hotline__policy_fail(r, at, "expected text, a table or \"undefined\"");
    }
    *form = hotline__policy_is_undefined(at) ? RULE_UNDEFINED : RULE_PLAIN;
    return HOTLINE_OK;
}

static hotline_status rule_condition_value(policy_reader *r, condition_place place, const json *at, condition_row *row) {
    if (hotline__policy_is_undefined(at)) {
        return hotline__policy_note_path(r, at, &row->undefined);
    }
    return hotline__policy_condition(r, place, at, &row->then);
}

static hotline_status rule_condition_table(policy_reader *r, condition_place place, const json *at, condition_row *rows) {
    const condition **whens = hotline__policy_take(r, at->count, sizeof *whens);
    uint32_t n = 0;
    if (whens == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *row = at->first; row != NULL; row = row->next, n++) {
        HOTLINE_TRY(hotline__policy_row_condition(r, place, row, &whens[n]));
        HOTLINE_TRY(rule_condition_value(r, place, row, &rows[n]));
        rows[n].when = whens[n];
    }
    return hotline__policy_table_check(r, at, whens, n, 0);
}

/* What stands in a condition that may be unknown though no fact is missing. */
static int rule_op_unclear(const op *o) {
    return (o->code == OP_CONSTANT && o->b == VERDICT_UNKNOWN) || (o->code >= OP_MET && o->code <= OP_WAIVED) || o->code >= OP_STREAK;
}

/* Known once, so that whoever judges need not try. */
static void rule_learn_condition(condition_rule *rule, const condition *c) {
    for (uint32_t i = 0; c != NULL && i < c->count; i++) {
        rule->unclear |= (uint8_t)rule_op_unclear(&c->ops[i]);
        rule->reads_duties |= c->ops[i].code >= OP_MET && c->ops[i].code <= OP_WAIVED;
    }
}

/* False whatever else holds, where no event that it names has happened; no test but that of an event alone is relied on. */
static int rule_needs_event(const condition *c) {
    uint8_t stack[CONDITION_STACK];
    uint32_t top = 0;
    for (uint32_t i = 0; c != NULL && i < c->count; i++) {
        uint8_t code = c->ops[i].code;
        if (code == OP_NOT) {
            stack[top - 1] = 0;
        } else if (code == OP_AND || code == OP_OR) {
            top--;
            stack[top - 1] = code == OP_AND ? stack[top - 1] | stack[top] : stack[top - 1] & stack[top];
        } else {
            stack[top++] = code == OP_HAPPENED;
            i += c->ops[i].length;
        }
    }
    return top > 0 && stack[0];
}

static void rule_learn(condition_rule *rule) {
    rule->unclear = rule->form != RULE_PLAIN;
    rule->needs_event = rule->form == RULE_PLAIN && rule_needs_event(rule->rows[0].then);
    for (uint32_t i = 0; i < rule->count; i++) {
        rule->unclear |= rule->rows[i].undefined != NULL;
        rule_learn_condition(rule, rule->rows[i].when);
        rule_learn_condition(rule, rule->rows[i].then);
    }
}

hotline_status hotline__policy_condition_rule(policy_reader *r, condition_place place, const json *at, condition_rule *out) {
    HOTLINE_TRY(rule_form_of(r, at, &out->form));
    if (out->form == RULE_ABSENT) {
        return HOTLINE_OK;
    }
    uint32_t count = out->form == RULE_TABLE ? at->count : 1;
    condition_row *rows = hotline__policy_take(r, count, sizeof *rows);
    out->path = hotline__policy_path(r->arena, at);
    if (rows == NULL || out->path == NULL) {
        return hotline__policy_no_memory(r);
    }
    out->rows = rows;
    out->count = count;
    HOTLINE_TRY(out->form == RULE_TABLE ? rule_condition_table(r, place, at, rows) : rule_condition_value(r, place, at, rows));
    rule_learn(out);
    return HOTLINE_OK;
}

hotline_status hotline__policy_fact_reach(policy_reader *r, condition_place place, const json *at, int32_t fact) {
    uint8_t subject = r->facts[fact]->subject;
    int wider = place.subject == OF_ASSIGNMENT && (subject == OF_TICKET || subject == OF_UNIT);
    if (subject == place.subject || wider || (place.event_facts && hotline__condition_event_carries(&r->words, place.event, fact))) {
        return HOTLINE_OK;
    }
    hotline_status status = hotline__policy_fail(r, at, "this rule's object does not have the fact ");
    hotline__error_add_quoted(r->error, r->facts[fact]->name);
    return status;
}

static hotline_status rule_term_fact(policy_reader *r, condition_place place, const json *at, text name, term *out) {
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_FACT, at, name, &out->fact));
    if (r->facts[out->fact]->type != FACT_INTEGER) {
        hotline_status status = hotline__policy_fail(r, at, "the number of a term is an integer or an integer fact, which this is not: ");
        hotline__error_add_quoted(r->error, name);
        return status;
    }
    return hotline__policy_fact_reach(r, place, at, out->fact);
}

hotline_status hotline__policy_term(policy_reader *r, condition_place place, const json *at, const counting *counts, term *out) {
    text fact_name = {NULL, 0};
    if (at->kind != JSON_TEXT) {
        return hotline__policy_fail(r, at, "expected a term in quotes such as \"4 workdays\"");
    }
    hotline_status status = hotline__term_parse(at->value, out, &fact_name, r->error);
    if (status < 0) {
        r->error->column = 1;
        return rule_relocate(r, at, 0, status);
    }
    if (fact_name.len > 0) {
        HOTLINE_TRY(rule_term_fact(r, place, at, fact_name, out));
    } else {
        out->fact = TERM_NUMBER;
    }
    if (hotline__term_is_days(out) && (counts->start == START_ABSENT || counts->end == END_ABSENT)) {
        return hotline__policy_fail(r, at, "a term in days needs counting.start and counting.end: say them, or \"undefined\"");
    }
    return HOTLINE_OK;
}

static hotline_status rule_term_value(policy_reader *r, condition_place place, const json *at, const counting *counts, term_row *row) {
    row->then.fact = TERM_NUMBER; /* an undefined term reads no fact either */
    if (hotline__policy_is_undefined(at)) {
        return hotline__policy_note_path(r, at, &row->undefined);
    }
    return hotline__policy_term(r, place, at, counts, &row->then);
}

static hotline_status rule_term_table(policy_reader *r, condition_place place, const json *at, const counting *counts, term_row *rows) {
    const condition **whens = hotline__policy_take(r, at->count, sizeof *whens);
    uint32_t n = 0;
    if (whens == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *row = at->first; row != NULL; row = row->next, n++) {
        HOTLINE_TRY(hotline__policy_row_condition(r, place, row, &whens[n]));
        HOTLINE_TRY(rule_term_value(r, place, row, counts, &rows[n]));
        rows[n].when = whens[n];
    }
    return hotline__policy_table_check(r, at, whens, n, 0);
}

hotline_status hotline__policy_term_rule(policy_reader *r, condition_place place, const json *at, const counting *counts, term_rule *out) {
    HOTLINE_TRY(rule_form_of(r, at, &out->form));
    if (out->form == RULE_ABSENT) {
        return HOTLINE_OK;
    }
    uint32_t count = out->form == RULE_TABLE ? at->count : 1;
    term_row *rows = hotline__policy_take(r, count, sizeof *rows);
    out->path = hotline__policy_path(r->arena, at);
    if (rows == NULL || out->path == NULL) {
        return hotline__policy_no_memory(r);
    }
    out->rows = rows;
    out->count = count;
    return out->form == RULE_TABLE ? rule_term_table(r, place, at, counts, rows) : rule_term_value(r, place, at, counts, rows);
}
