/* SPDX-License-Identifier: MIT */
/*
 * Finds the columns that a mapping names in a table's header. A name that is not there, or there twice, is told before any row is read. It
 * refuses to look at rows.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importing.h"
#include "mapping_value.h"
#include "output.h"

/* A column's name with {} replaced by the member's word, as headers are peeled and folded. */
static cell bind_name(importing *i, const json_value *name, const char *member) {
    const char *gap = member != NULL ? strstr(name->text, "{}") : NULL;
    cell made;
    i->joined.len = 0;
    if (gap != NULL) {
        growing_add(&i->joined, name->text, (size_t)(gap - name->text));
        growing_add_string(&i->joined, member);
        growing_add_string(&i->joined, gap + 2);
    } else {
        growing_add(&i->joined, name->text, name->len);
    }
    made.bytes = i->joined.bytes != NULL ? i->joined.bytes : "";
    made.len = i->joined.len;
    return importing_fold(i, cell_trim(made));
}

static int bind_unknown(const importing *i, const json_value *name, const char *path, cell wanted) {
    char why[HOTLINE_ERROR_MESSAGE_SIZE];
    nearest n;
    size_t k;
    nearest_begin(&n, wanted.bytes, wanted.len);
    for (k = 0; k < i->width; k++) {
        nearest_offer(&n, i->names[k].bytes, i->names[k].len);
    }
    n.best_len = n.best_len < 120 ? n.best_len : 120;
    snprintf(why, sizeof why, output_say("the table has no column \"%.*s\"", "表中没有列\"%.*s\""),
             (int)(wanted.len < 120 ? wanted.len : 120), wanted.bytes);
    value_near(&n, why, sizeof why);
    return value_fail(&i->mapping->document, name, path, why);
}

static int bind_column(importing *i, const json_value *name, const char *path, const char *member, size_t *out) {
    cell wanted = bind_name(i, name, member);
    size_t found = NO_COLUMN;
    size_t k;
    for (k = 0; k < i->width; k++) {
        if (!cell_is(i->names[k], wanted.bytes, wanted.len)) {
            continue;
        }
        if (found != NO_COLUMN) {
            char why[HOTLINE_ERROR_MESSAGE_SIZE];
            snprintf(why, sizeof why, output_say("the table has the column \"%.*s\" twice", "表中有两列都叫\"%.*s\""),
                     (int)(wanted.len < 120 ? wanted.len : 120), wanted.bytes);
            return value_fail(&i->mapping->document, name, path, why);
        }
        found = k;
    }
    *out = found;
    return found != NO_COLUMN ? 0 : bind_unknown(i, name, path, wanted);
}

/* Columns repeat with a group only where its members are listed; `used` notes each column once. */
static int bind_source(importing *i, source *s, const char *path, const group *each, char *used) {
    size_t members = each != NULL && each->member_count > 0 ? each->member_count : 1;
    size_t at = 0;
    size_t m;
    if (s->kind != SOURCE_COLUMNS) {
        return 0;
    }
    free(s->at);
    s->at = calloc(members * s->column_count, sizeof *s->at);
    s->at_members = members;
    if (s->at == NULL) {
        return input_no_memory(path);
    }
    for (m = 0; m < members; m++) {
        const json_value *name = s->columns;
        size_t k;
        for (k = 0; k < s->column_count; k++, name = name->next) {
            if (bind_column(i, name, path, each != NULL && each->member_count > 0 ? each->members[m] : NULL, &s->at[at]) != 0) {
                return EXIT_UNUSABLE;
            }
            used[s->at[at++]] = 1;
        }
    }
    return 0;
}

static void bind_use(importing *i, char *used) {
    size_t k;
    for (k = 0; k < i->width; k++) {
        i->uses[k] += used[k];
        used[k] = 0;
    }
}

static int bind_entry(importing *i, entry *e, char *used) {
    const char *name = NULL;
    source *s;
    size_t k;
    for (k = 0; (s = entry_source(e, k, &name)) != NULL; k++) {
        char path[VALUE_PATH];
        char own[VALUE_PATH];
        value_path(path, "events", e->name);
        value_path(own, path, name);
        if (bind_source(i, s, own, e->each, used) != 0) {
            return EXIT_UNUSABLE;
        }
    }
    if (e->each != NULL && e->each->column.kind != SOURCE_NONE) {
        used[e->each->column.at[0]] = 1;
    }
    bind_use(i, used);
    return 0;
}

int importing_bind(importing *i) {
    mapping *m = i->mapping;
    char *used = calloc(i->width + 1, 1);
    int failed = used == NULL ? input_no_memory("header") : 0;
    size_t k;
    failed = failed ? failed : bind_source(i, &m->ticket, "ticket", NULL, used);
    failed = failed ? failed : bind_source(i, &m->row, "row", NULL, used);
    if (!failed) {
        bind_use(i, used);
    }
    for (k = 0; !failed && k < m->group_count; k++) {
        char path[VALUE_PATH];
        value_path(path, "groups", m->groups[k].name);
        failed = bind_source(i, &m->groups[k].column, path, NULL, used);
    }
    if (used != NULL) {
        memset(used, 0, i->width); /* a group's column is read where an event asks for the group */
    }
    for (k = 0; !failed && k < m->entry_count; k++) {
        failed = bind_entry(i, &m->entries[k], used);
    }
    free(used);
    return failed || !i->failed ? failed : input_no_memory("header");
}
