/* SPDX-License-Identifier: MIT */
/*
 * What a mapping holds, how it is looked up, and its release. It refuses to know how a mapping is written.
 */
#include "mapping.h"

#include <stdlib.h>
#include <string.h>

int mapping_entry(const mapping *m, const char *name) {
    size_t i;
    for (i = 0; i < m->entry_count; i++) {
        if (strcmp(m->entries[i].name, name) == 0) {
            return (int)i;
        }
    }
    return NO_INDEX;
}

source *entry_source(entry *e, size_t index, const char **name) {
    static const char *const names[] = {"at", "known", "seq", "by", "role", "unit"};
    source *own[] = {&e->at, &e->known, &e->seq, &e->by, &e->role, &e->unit};
    if (index < 6) {
        *name = names[index];
        return own[index];
    }
    index -= 6;
    if (index < e->when_count) {
        *name = "when";
        return &e->whens[index].column;
    }
    index -= e->when_count;
    if (index < e->fact_count) {
        *name = e->facts[index].name;
        return &e->facts[index].source;
    }
    return NULL;
}

size_t source_column(const source *s, size_t member, size_t index) {
    return s->at[(s->at_members > 1 ? member : 0) * s->column_count + index];
}

int code_order(const void *left, const void *right) {
    const code_row *a = left;
    const code_row *b = right;
    int order = memcmp(a->from, b->from, a->from_len < b->from_len ? a->from_len : b->from_len);
    return order != 0 ? order : a->from_len < b->from_len ? -1 : a->from_len > b->from_len;
}

code_row *source_code(const source *s, cell folded) {
    code_row wanted = {folded.bytes, folded.len, NULL, 0};
    return s->code_count > 0 ? bsearch(&wanted, s->codes, s->code_count, sizeof *s->codes, code_order) : NULL;
}

int texts_have(const json_value *array, cell folded) {
    const json_value *v;
    for (v = array != NULL ? array->first : NULL; v != NULL; v = v->next) {
        if (cell_is(folded, v->text, v->len)) {
            return 1;
        }
    }
    return 0;
}

static void source_free(source *s) {
    free(s->codes);
    free(s->at);
}

static void entry_free(entry *e) {
    const char *name;
    source *s;
    size_t i;
    for (i = 0; (s = entry_source(e, i, &name)) != NULL; i++) {
        source_free(s);
    }
    free(e->facts);
    free(e->whens);
    free(e->opened_by);
    free(e->made_in);
}

void mapping_free(mapping *m) {
    size_t i;
    for (i = 0; i < m->entry_count; i++) {
        entry_free(&m->entries[i]);
    }
    for (i = 0; i < m->group_count; i++) {
        source_free(&m->groups[i].column);
    }
    source_free(&m->ticket);
    source_free(&m->row);
    free(m->formats);
    free(m->entries);
    free(m->groups);
    document_free(&m->document);
    memset(m, 0, sizeof *m);
}
