/* SPDX-License-Identifier: MIT */
/*
 * Reads a mapping document strictly: every key and word is known, every name is declared, or the place is told with the nearest one that
 * is. It refuses to know the table and the rules.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mapping.h"
#include "mapping_value.h"
#include "moment.h"
#include "output.h"

static const char *const top_keys[] = {"import", "id",     "title",  "encoding", "delimiter", "header", "excel",  "none", "times",
                                       "zone",   "day_is", "ticket", "family",   "row",       "groups", "events", NULL};
static const char *const family_keys[] = {"separator", "most", NULL};
static const char *const group_keys[] = {"members", "column", "split", NULL};
static const char *const member_keys[] = {"from", "to", NULL};
static const char *const event_keys[] = {"event", "when", "at",    "known", "seq",  "assignment", "unit",
                                         "role",  "by",   "facts", "each",  "only", "round",      NULL};
static const char *const when_keys[] = {"column", "is", "not", "filled", NULL};
static const char *const rounds[] = {"any", "first", "later", NULL};

/* ---- the head ---- */

static int read_encoding(mapping *m, const json_value *v) {
    const char *names[ENCODINGS + 1] = {NULL};
    int found;
    int i;
    if (v == NULL) {
        return 0;
    }
    for (i = 0; i < ENCODINGS; i++) {
        names[i] = encoding_name(i);
    }
    found = value_word(&m->document, v, "encoding", names);
    m->encoding = found >= 0 ? (encoding)found : ENCODING_AUTO;
    return found >= 0 ? 0 : EXIT_UNUSABLE;
}

static int read_delimiter(mapping *m, const json_value *v) {
    m->delimiter = ',';
    if (v == NULL) {
        return 0;
    }
    if (v->kind != JSON_TEXT || v->len != 1 || strchr("\"\r\n", v->text[0]) != NULL || (unsigned char)v->text[0] >= 0x80) {
        return value_fail(&m->document, v, "delimiter",
                          output_say("expected one character, such as \",\" or \"\\t\"", "应为一个字符，例如\",\"或\"\\t\""));
    }
    m->delimiter = v->text[0];
    return 0;
}

static int read_formats(mapping *m, const json_value *v) {
    const json_value *f;
    int failed = value_texts(&m->document, v, "times");
    if (failed) {
        return failed;
    }
    m->formats = calloc(v->count + 1, sizeof *m->formats);
    if (m->formats == NULL) {
        return input_no_memory("times");
    }
    if (v->count == 0) {
        return value_fail(&m->document, v, "times", output_say("expected at least one form", "至少一种格式"));
    }
    for (f = v->first; f != NULL; f = f->next) {
        const char *fault = moment_form_read(f->text, &m->formats[m->format_count++]);
        if (fault != NULL) {
            return value_fail(&m->document, f, "times", fault);
        }
    }
    return 0;
}

static int is_time_of_day(const char *text, size_t len) {
    moment_form form;
    moment m;
    cell c;
    char whole[32];
    c.bytes = whole;
    c.len = (size_t)snprintf(whole, sizeof whole, "2021-01-01 %s", len == 5 ? text : "");
    return moment_form_read("yyyy-MM-dd HH:mm", &form) == NULL && moment_read(&form, c, &m);
}

/* 24:00 is a time of day, but no offset. */
static int is_offset(const char *text) {
    return strchr("+-", text[0]) != NULL && strncmp(text + 1, "24", 2) != 0 && is_time_of_day(text + 1, 5);
}

static int read_zone(mapping *m, const json_value *zone, const json_value *day) {
    m->zone = "";
    if (zone != NULL) {
        if (zone->kind != JSON_TEXT || zone->len != 6 || !is_offset(zone->text)) {
            return value_fail(&m->document, zone, "zone", output_say("expected an offset such as \"+08:00\"", "应为时差，例如\"+08:00\""));
        }
        m->zone = zone->text;
    }
    if (day != NULL) {
        if (day->kind != JSON_TEXT || !is_time_of_day(day->text, day->len)) {
            return value_fail(&m->document, day, "day_is",
                              output_say("expected a time of day such as \"00:00\"", "应为一天中的时刻，例如\"00:00\""));
        }
        m->day_time = day->text;
    }
    return 0;
}

/* An array of texts as cells are compared, or NULL. */
static int read_list(mapping *m, const json_value *v, const char *path, const json_value **out) {
    int failed = v == NULL ? 0 : value_texts(&m->document, v, path);
    *out = v;
    if (!failed && v != NULL) {
        value_fold_texts(v);
    }
    return failed;
}

static int read_head(mapping *m, const json_value *root) {
    int64_t version = 0;
    int64_t header = 1;
    int failed = value_number(&m->document, document_member(root, "import"), "import", 1, 1, &version);
    if (!failed && version != 1) {
        return value_fail(&m->document, root, "import", output_say("a mapping begins with \"import\": 1", "映射文件须写\"import\": 1"));
    }
    failed = failed ? failed : value_text(&m->document, document_member(root, "id"), "id");
    failed = failed ? failed : value_text(&m->document, document_member(root, "title"), "title");
    failed = failed ? failed : read_encoding(m, document_member(root, "encoding"));
    failed = failed ? failed : read_delimiter(m, document_member(root, "delimiter"));
    failed = failed ? failed : value_number(&m->document, document_member(root, "header"), "header", 1, 1000, &header);
    failed = failed ? failed : value_flag(&m->document, document_member(root, "excel"), "excel", &m->excel);
    failed = failed ? failed : read_list(m, document_member(root, "none"), "none", &m->none);
    failed = failed ? failed : value_required(&m->document, root, "", "times");
    failed = failed ? failed : read_formats(m, document_member(root, "times"));
    failed = failed ? failed : read_zone(m, document_member(root, "zone"), document_member(root, "day_is"));
    m->header = (unsigned long long)header;
    return failed;
}

/* ---- ticket, row, family ---- */

static int read_family(mapping *m, const json_value *v) {
    const json_value *separator;
    int failed;
    if (v == NULL) {
        return 0;
    }
    failed = value_object(&m->document, v, "family", family_keys);
    failed = failed ? failed : value_required(&m->document, v, "family", "separator");
    if (failed) {
        return failed;
    }
    separator = document_member(v, "separator");
    failed = value_text(&m->document, separator, "family.separator");
    if (!failed && separator->len == 0) {
        return value_fail(&m->document, separator, "family.separator", output_say("expected at least one character", "至少一个字符"));
    }
    m->family = separator->text;
    m->family_most = 9;
    failed = failed ? failed : value_number(&m->document, document_member(v, "most"), "family.most", 2, 99, &m->family_most);
    if (!failed && m->ticket.kind == SOURCE_NONE) {
        return value_fail(&m->document, v, "family", output_say("there is no ticket", "没有ticket"));
    }
    return failed;
}

static int read_numbers(mapping *m, const json_value *root) {
    const json_value *ticket = document_member(root, "ticket");
    const json_value *row = document_member(root, "row");
    int failed = ticket == NULL ? 0 : source_read_columns(&m->document, ticket, "ticket", "-", &m->ticket);
    failed = failed || row == NULL ? failed : source_read_columns(&m->document, row, "row", "/", &m->row);
    if (!failed && ticket == NULL && row == NULL) {
        return value_fail(
            &m->document, root, "",
            output_say("\"ticket\" or \"row\" is needed: columns that number the rows", "须有\"ticket\"或\"row\"：为各行编号的列"));
    }
    return failed ? failed : read_family(m, document_member(root, "family"));
}

/* ---- groups ---- */

static int read_members_counted(mapping *m, const json_value *v, const char *path, group *g) {
    int64_t from = 0;
    int64_t to = 0;
    int failed = value_object(&m->document, v, path, member_keys);
    failed = failed ? failed : value_required(&m->document, v, path, "from");
    failed = failed ? failed : value_required(&m->document, v, path, "to");
    failed = failed ? failed : value_number(&m->document, document_member(v, "from"), path, 0, MEMBERS_MOST, &from);
    failed = failed ? failed : value_number(&m->document, document_member(v, "to"), path, from, from + MEMBERS_MOST - 1, &to);
    for (; !failed && from <= to; from++) {
        char *word = g->words[g->member_count];
        snprintf(word, sizeof g->words[0], "%d", (int)from);
        g->members[g->member_count++] = word;
    }
    return failed;
}

static int read_members(mapping *m, const json_value *v, const char *path, group *g) {
    const json_value *member;
    int failed;
    if (v->kind == JSON_OBJECT) {
        return read_members_counted(m, v, path, g);
    }
    failed = value_texts(&m->document, v, path);
    if (!failed && (v->count == 0 || v->count > MEMBERS_MOST)) {
        return value_fail(&m->document, v, path, output_say("expected 1 to 99 words", "应有1至99个词"));
    }
    for (member = failed ? NULL : v->first; member != NULL; member = member->next) {
        g->members[g->member_count++] = member->text;
    }
    return failed;
}

static int read_group(mapping *m, const json_value *v, group *g) {
    const json_value *members;
    const json_value *split;
    char path[VALUE_PATH];
    int failed = value_name(&m->document, v, "groups");
    g->name = v->key;
    g->place = v;
    value_path(path, "groups", v->key);
    failed = failed ? failed : value_object(&m->document, v, path, group_keys);
    if (failed) {
        return failed;
    }
    members = document_member(v, "members");
    split = document_member(v, "split");
    if (members != NULL && split == NULL && document_member(v, "column") == NULL) {
        return read_members(m, members, path, g);
    }
    if (members != NULL || split == NULL || document_member(v, "column") == NULL) {
        return value_fail(&m->document, v, path,
                          output_say("expected \"members\", or \"column\" and \"split\"", "应有\"members\"，或\"column\"和\"split\""));
    }
    failed = value_text(&m->document, document_member(v, "column"), path);
    failed = failed ? failed : source_read_columns(&m->document, document_member(v, "column"), path, "", &g->column);
    failed = failed ? failed : value_split(&m->document, split, path);
    g->column.split = split->text;
    return failed;
}

static int read_groups(mapping *m, const json_value *v) {
    const json_value *member;
    int failed = v == NULL ? 0 : value_object(&m->document, v, "groups", NULL);
    if (failed || v == NULL) {
        return failed;
    }
    m->groups = calloc(v->count + 1, sizeof *m->groups);
    if (m->groups == NULL) {
        return input_no_memory("groups");
    }
    for (member = v->first; !failed && member != NULL; member = member->next) {
        failed = read_group(m, member, &m->groups[m->group_count++]);
    }
    return failed;
}

/* ---- events ---- */

static int read_when(mapping *m, const json_value *v, const char *path, when *w) {
    int failed = value_object(&m->document, v, path, when_keys);
    failed = failed ? failed : value_required(&m->document, v, path, "column");
    failed = failed ? failed : source_read_columns(&m->document, document_member(v, "column"), path, "", &w->column);
    w->filled = NO_INDEX;
    failed = failed ? failed : value_flag(&m->document, document_member(v, "filled"), path, &w->filled);
    failed = failed ? failed : read_list(m, document_member(v, "is"), path, &w->is);
    failed = failed ? failed : read_list(m, document_member(v, "not"), path, &w->is_not);
    if (!failed && (w->filled != NO_INDEX) == (w->is != NULL || w->is_not != NULL)) {
        return value_fail(&m->document, v, path,
                          output_say("expected \"filled\", or \"is\", \"not\" or both", "应有\"filled\"，或\"is\"、\"not\"之一或两者"));
    }
    return failed;
}

static int read_whens(mapping *m, const json_value *v, const char *path, entry *e) {
    const json_value *one = v;
    size_t count = 1;
    int failed = 0;
    if (v == NULL) {
        return 0;
    }
    if (v->kind == JSON_ARRAY) {
        one = v->first;
        count = v->count;
    }
    e->whens = calloc(count + 1, sizeof *e->whens);
    if (e->whens == NULL) {
        return input_no_memory(path);
    }
    for (; !failed && e->when_count < count; one = one->next) {
        failed = read_when(m, one, path, &e->whens[e->when_count++]);
    }
    return failed;
}

static int read_facts(mapping *m, const json_value *v, const char *parent, entry *e) {
    const json_value *member;
    char path[VALUE_PATH];
    int failed;
    if (v == NULL) {
        return 0;
    }
    value_path(path, parent, "facts");
    failed = value_object(&m->document, v, path, NULL);
    e->facts = failed ? NULL : calloc(v->count + 1, sizeof *e->facts);
    if (!failed && e->facts == NULL) {
        return input_no_memory(path);
    }
    for (member = v->first; !failed && member != NULL; member = member->next) {
        fact *f = &e->facts[e->fact_count++];
        char own[VALUE_PATH];
        failed = value_name(&m->document, member, path);
        f->name = member->key;
        f->name_len = member->key_len;
        value_path(own, path, member->key);
        failed = failed ? failed : source_read(&m->document, member, own, SOURCE_TAKES_ALL, &f->source);
    }
    return failed;
}

static int read_each(mapping *m, const json_value *v, const char *path, entry *e) {
    const char *names[MEMBERS_MOST + 1] = {NULL};
    int found;
    size_t i;
    if (v == NULL) {
        return 0;
    }
    for (i = 0; i < m->group_count && i < MEMBERS_MOST; i++) {
        names[i] = m->groups[i].name;
    }
    found = value_word(&m->document, v, path, names);
    e->each = found >= 0 ? &m->groups[found] : NULL;
    return found >= 0 ? 0 : EXIT_UNUSABLE;
}

/* Members of the group by their words; the others have no such event. */
static int read_only(mapping *m, const json_value *v, const char *path, entry *e) {
    const json_value *word;
    int failed = v == NULL ? 0 : value_texts(&m->document, v, path);
    if (failed || v == NULL) {
        return failed;
    }
    if (e->each == NULL || e->each->member_count == 0) {
        return value_fail(&m->document, v, path,
                          output_say("\"only\" needs \"each\" with a group of listed members", "\"only\"须与列出成员的\"each\"同用"));
    }
    for (word = v->first; !failed && word != NULL; word = word->next) {
        const char *words[MEMBERS_MOST + 1] = {NULL};
        memcpy(words, e->each->members, e->each->member_count * sizeof *words);
        failed = value_word(&m->document, word, path, words) < 0 ? EXIT_UNUSABLE : 0;
    }
    e->only = v;
    return failed;
}

static int read_kind(mapping *m, const json_value *v, const char *path, entry *e) {
    const json_value *kind = document_member(v, "event");
    e->kind = e->name;
    e->kind_len = e->name_len;
    if (kind == NULL) {
        return 0;
    }
    e->kind = kind->text;
    e->kind_len = kind->len;
    return value_filled(&m->document, kind, path);
}

/* A text is the role itself; from a column it comes as any other value does. */
static int read_role(mapping *m, const json_value *v, const char *path, entry *e) {
    if (v != NULL && v->kind == JSON_TEXT) {
        e->role.kind = SOURCE_FIXED;
        e->role.place = e->role.fixed = v;
        return value_filled(&m->document, v, path);
    }
    return source_read(&m->document, v, path, SOURCE_TAKES_TEXT, &e->role);
}

static int read_sources(mapping *m, const json_value *v, const char *path, entry *e) {
    static const char *const keys[] = {"at", "known", "seq", "by", "unit"};
    static const source_takes takes[] = {SOURCE_TAKES_TIME, SOURCE_TAKES_TIME, SOURCE_TAKES_INTEGER, SOURCE_TAKES_TEXT, SOURCE_TAKES_TEXT};
    source *to[] = {&e->at, &e->known, &e->seq, &e->by, &e->unit};
    int failed = value_required(&m->document, v, path, "at");
    size_t i;
    for (i = 0; !failed && i < 5; i++) {
        char own[VALUE_PATH];
        value_path(own, path, keys[i]);
        failed = source_read(&m->document, document_member(v, keys[i]), own, takes[i], to[i]);
    }
    return failed;
}

static int read_round(mapping *m, const json_value *v, const char *path, entry *e) {
    if (v == NULL) {
        return 0;
    }
    if (m->family == NULL) {
        return value_fail(&m->document, v, path, output_say("there is no family", "没有family"));
    }
    e->round = value_word(&m->document, v, path, rounds);
    return e->round >= 0 ? 0 : EXIT_UNUSABLE;
}

static int read_event(mapping *m, const json_value *v, entry *e) {
    char path[VALUE_PATH];
    char own[VALUE_PATH];
    int failed = value_name(&m->document, v, "events");
    e->name = v->key;
    e->name_len = v->key_len;
    e->place = v;
    value_path(path, "events", v->key);
    failed = failed ? failed : value_object(&m->document, v, path, event_keys);
    failed = failed ? failed : read_kind(m, v, path, e);
    failed = failed ? failed : read_sources(m, v, path, e);
    value_path(own, path, "role");
    failed = failed ? failed : read_role(m, document_member(v, "role"), own, e);
    value_path(own, path, "each");
    failed = failed ? failed : read_each(m, document_member(v, "each"), own, e);
    value_path(own, path, "only");
    failed = failed ? failed : read_only(m, document_member(v, "only"), own, e);
    value_path(own, path, "round");
    failed = failed ? failed : read_round(m, document_member(v, "round"), own, e);
    value_path(own, path, "when");
    failed = failed ? failed : read_whens(m, document_member(v, "when"), own, e);
    return failed ? failed : read_facts(m, document_member(v, "facts"), path, e);
}

/* ---- what events say of each other ---- */

static int assignment_tell(const mapping *m, const json_value *name, const char *path) {
    nearest n;
    size_t i;
    nearest_begin(&n, name->text, name->len);
    for (i = 0; i < m->entry_count; i++) {
        nearest_offer(&n, m->entries[i].name, m->entries[i].name_len);
    }
    return value_unknown(&m->document, name, path, &n);
}

/* The member of a group can only be told where both have it, or the opening one has none. */
static int read_opening(mapping *m, const json_value *name, const char *path, entry *e) {
    int found;
    int failed = value_text(&m->document, name, path);
    if (failed) {
        return failed;
    }
    found = mapping_entry(m, name->text);
    if (found == NO_INDEX) {
        return assignment_tell(m, name, path);
    }
    if (m->entries[found].each != NULL && m->entries[found].each != e->each) {
        return value_fail(&m->document, name, path,
                          output_say("that event is written for each member of a group; this one has to name the same group in \"each\"",
                                     "该事件对组内每个成员各有一个；此事件须在\"each\"中写同一组"));
    }
    if (found >= (int)(e - m->entries)) {
        return value_fail(&m->document, name, path,
                          output_say("what opens an assignment has to stand before", "开立转办件的事件须写在前面"));
    }
    e->opened_by[e->opened_by_count++] = found;
    return 0;
}

static int read_assignment(mapping *m, const json_value *v, entry *e) {
    const json_value *name = v;
    char path[VALUE_PATH];
    size_t count = 1;
    int failed = 0;
    value_path(path, "events", e->name);
    if (v == NULL) {
        return 0;
    }
    if (v->kind == JSON_ARRAY) {
        name = v->first;
        count = v->count;
    }
    e->opened_by = calloc(count + 1, sizeof *e->opened_by);
    if (e->opened_by == NULL) {
        return input_no_memory(path);
    }
    for (; !failed && e->opened_by_count < count; name = name->next) {
        failed = read_opening(m, name, path, e);
    }
    return failed;
}

/* A word that only the members of a group have. */
static int check_member(mapping *m, entry *e) {
    const char *key = NULL;
    const source *s;
    size_t i;
    for (i = 0; (s = entry_source(e, i, &key)) != NULL; i++) {
        if (s->kind == SOURCE_MEMBER && e->each == NULL) {
            char path[VALUE_PATH];
            value_path(path, "events", e->name);
            return value_fail(&m->document, s->place, path, output_say("\"member\" needs \"each\"", "\"member\"须与\"each\"同用"));
        }
    }
    return 0;
}

static int read_events(mapping *m, const json_value *v) {
    const json_value *member;
    int failed = value_object(&m->document, v, "events", NULL);
    size_t i;
    if (!failed && (v->count == 0 || v->count > EVENTS_MOST)) {
        return value_fail(&m->document, v, "events", output_say("expected 1 to 9999 events", "应有1至9999个事件"));
    }
    m->entries = failed ? NULL : calloc(v->count + 1, sizeof *m->entries);
    if (!failed && m->entries == NULL) {
        return input_no_memory("events");
    }
    for (member = v->first; !failed && member != NULL; member = member->next) {
        failed = read_event(m, member, &m->entries[m->entry_count++]);
    }
    for (i = 0; !failed && i < m->entry_count; i++) {
        entry *e = &m->entries[i];
        e->made_in = calloc(MEMBERS_MOST, sizeof *e->made_in);
        failed = e->made_in == NULL ? input_no_memory("events") : read_assignment(m, document_member(e->place, "assignment"), e);
        failed = failed ? failed : check_member(m, e);
    }
    return failed;
}

int mapping_read(const char *path, mapping *out) {
    const json_value *root;
    int failed;
    memset(out, 0, sizeof *out);
    failed = document_read(path, &out->document);
    root = out->document.root;
    failed = failed ? failed : value_object(&out->document, root, "", top_keys);
    failed = failed ? failed : value_required(&out->document, root, "", "import");
    failed = failed ? failed : value_required(&out->document, root, "", "events");
    failed = failed ? failed : read_head(out, root);
    failed = failed ? failed : read_numbers(out, root);
    failed = failed ? failed : read_groups(out, document_member(root, "groups"));
    return failed ? failed : read_events(out, document_member(root, "events"));
}
