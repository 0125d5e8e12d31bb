/* SPDX-License-Identifier: MIT */
/*
 * A subject as one role may see it: the lines that tickets, units and proposals write of themselves, with what is personal covered. It refuses
 * to know how those lines come about.
 */
#include "desk_impl.h"

#include "../rules/calendar_impl.h"

enum { VIEW_CODE = 64 }; /* longer than any code of a finding */

typedef struct view {
    hotline_desk *desk;
    const hotline_desk_query *query;
    text role;
    int32_t number; /* of the role; NAME_NONE: nobody's */
    int all;        /* personal facts are shown */
} view;

/* ---- what a role may see ---- */

static int view_records(const event_rule *rule, int32_t role, int32_t fact) {
    uint32_t i;
    uint32_t k;
    for (i = 0; i < rule->by_count; i++) {
        for (k = 0; rule->by[i] == role && k < rule->fact_count; k++) {
            if (rule->facts[k].fact == fact) {
                return 1;
            }
        }
    }
    return 0;
}

/* May the role record the fact, under some policy? Who writes a thing down knows it. */
static int view_knows(const view *v, int32_t fact) {
    const hotline_rulebook *r = v->desk->rulebook;
    uint32_t i;
    uint32_t k;
    for (i = 0; i < r->policy_count && v->number != NAME_NONE; i++) {
        for (k = 0; k < r->names.events.count; k++) {
            const event_rule *rule = hotline__policy_event(r->policies[i], (int32_t)k);
            if (rule != NULL && view_records(rule, v->number, fact)) {
                return 1;
            }
        }
    }
    return 0;
}

static int view_covers(const view *v, const json *fact) {
    int32_t number = hotline__map_find(&v->desk->rulebook->names.facts, fact->key);
    return !v->all && hotline__command_personal(v->desk->rulebook, NULL, fact) && !view_knows(v, number);
}

/* Is the role in a list of roles, or the list empty? */
static int view_named(const view *v, const json *roles) {
    const json *role = roles != NULL && roles->kind == JSON_ARRAY ? roles->first : NULL;
    for (; role != NULL; role = role->next) {
        if (role->kind == JSON_TEXT && v->role.at != NULL && hotline__text_equal(role->value, v->role)) {
            return 1;
        }
    }
    return 0;
}

static int view_empty(const json *roles) {
    return roles == NULL || roles->first == NULL;
}

/* ---- lines ---- */

static void view_write_facts(const view *v, const json *facts, json_writer *w) {
    const json *fact;
    hotline__json_object(w);
    for (fact = facts->first; fact != NULL; fact = fact->next) {
        hotline__json_key_text(w, fact->key);
        if (view_covers(v, fact)) {
            hotline__json_string(w, ENTRY_MASKED);
        } else {
            hotline__json_tree(w, fact);
        }
    }
    hotline__json_object_end(w);
}

/* A message may quote what it is about. To those who do not see everything a finding says what its code means. */
static int view_quotes(const view *v, const json *line) {
    text code = hotline__json_word(line, "code");
    return !v->all && (hotline__text_is(code, "bad_value") || (code.len > 6 && memcmp(code.at, "reply_", 6) == 0));
}

static void view_write_meaning(const view *v, const json *line, json_writer *w) {
    char code[VIEW_CODE] = "";
    text word = hotline__json_word(line, "code");
    memcpy(code, word.at, word.len < sizeof code ? word.len : sizeof code - 1);
    hotline__json_string(w, hotline_finding_meaning(code, v->query->language));
}

static void view_write_line(const view *v, const json *line, buffer *out) {
    const json *member;
    json_writer w;
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    for (member = line->first; member != NULL; member = member->next) {
        hotline__json_key_text(&w, member->key);
        if (hotline__text_is(member->key, "facts") && member->kind == JSON_OBJECT) {
            view_write_facts(v, member, &w);
        } else if (hotline__text_is(member->key, "message") && view_quotes(v, line)) {
            view_write_meaning(v, line, &w);
        } else {
            hotline__json_tree(&w, member);
        }
    }
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}

/* Options of those who may act, proposals to those whom they are for; everything else to everyone. */
static int view_shows(const view *v, const json *line) {
    text type = hotline__json_word(line, "type");
    const json *by = hotline__json_member(line, "by");
    const json *to = hotline__json_member(line, "to");
    if (hotline__text_is(type, "option")) {
        return v->role.at == NULL || view_empty(by) || view_named(v, by);
    }
    if (hotline__text_is(type, "proposal")) {
        return v->all || (view_empty(by) && view_empty(to)) || view_named(v, by) || view_named(v, to);
    }
    return 1;
}

static hotline_status view_copy(const view *v, const char *lines, size_t len) {
    size_t at = 0;
    while (at < len) {
        const char *end = memchr(lines + at, '\n', len - at);
        size_t size = end != NULL ? (size_t)(end - (lines + at)) : len - at;
        json *tree = NULL;
        hotline__arena_reset(&v->desk->other);
        HOTLINE_TRY(hotline__json_read(&v->desk->other, lines + at, size, &tree, NULL));
        if (view_shows(v, tree)) {
            view_write_line(v, tree, &v->desk->out);
        }
        at += size + 1;
    }
    return HOTLINE_OK;
}

static void view_write_subject(const view *v, const outlook *ahead) {
    hotline_desk *d = v->desk;
    int32_t offset = hotline__calendar_offset(d->rulebook->calendar);
    json_writer w;
    hotline__json_begin(&w, &d->out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "type", hotline__text("subject"));
    hotline__json_pair(&w, "kind", hotline__text(hotline__entry_kind(d->seen.about.kind)));
    hotline__json_pair(&w, "id", d->seen.about.id);
    hotline__json_key(&w, "version");
    hotline__json_integer(&w, (int64_t)d->seen.version);
    hotline__json_key(&w, "due");
    hotline__json_instant(&w, ahead->due, offset);
    hotline__json_key(&w, "wake");
    hotline__json_instant(&w, ahead->wake, offset);
    hotline__json_object_end(&w);
    hotline__buffer_add(&d->out, "\n", 1);
}

static hotline_status view_write_ticket(const view *v) {
    docket *d = &v->desk->seen;
    const char *lines = NULL;
    size_t len = 0;
    HOTLINE_TRY(hotline_ticket_lines(d->ticket, v->query->language, &lines, &len));
    HOTLINE_TRY(view_copy(v, lines, len));
    HOTLINE_TRY(hotline_ticket_options(d->ticket, d->now, v->query->language, &lines, &len));
    return view_copy(v, lines, len);
}

static hotline_status view_write(const view *v) {
    docket *d = &v->desk->seen;
    hotline_status status;
    outlook ahead;
    const char *lines = NULL;
    size_t len = 0;
    HOTLINE_TRY(hotline__docket_outlook(d, &v->desk->words, &ahead));
    view_write_subject(v, &ahead);
    if (d->ticket != NULL) {
        HOTLINE_TRY(view_write_ticket(v));
    } else {
        HOTLINE_TRY(hotline_unit_lines(d->unit, v->query->language, &lines, &len));
        HOTLINE_TRY(view_copy(v, lines, len));
    }
    status = hotline_proposals_lines(d->proposals, &lines, &len);
    if (status != HOTLINE_ERROR_NOT_FOUND) {
        HOTLINE_TRY(status);
        HOTLINE_TRY(view_copy(v, lines, len));
    }
    return v->desk->out.status;
}

/* ---- asking ---- */

static hotline_status view_open(view *v, store_subject of, hotline_error *error) {
    text none = {NULL, 0};
    HOTLINE_TRY(hotline__desk_role(v->desk, v->query, &v->role, &v->number, error));
    HOTLINE_TRY(hotline__docket_load(&v->desk->seen, v->desk->rulebook, of, none, error));
    if (v->desk->seen.version == 0) {
        return hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "the store has no such subject");
    }
    HOTLINE_TRY(hotline__docket_judge(&v->desk->seen, v->desk->rulebook, none, v->query->now));
    return view_write(v);
}

hotline_status hotline_desk_view(hotline_desk *desk, int32_t kind, const char *id, size_t len, const hotline_desk_query *query,
                                 const char **lines, size_t *size, hotline_error *error) {
    store_subject of;
    view v;
    if (desk == NULL || lines == NULL || size == NULL || !hotline__desk_asks(query) || !hotline__desk_clock(query->now) ||
        (kind != HOTLINE_SUBJECT_TICKET && kind != HOTLINE_SUBJECT_UNIT)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    memset(&v, 0, sizeof v);
    v.desk = desk;
    v.query = query;
    v.all = (query->flags & HOTLINE_VIEW_PERSONAL) != 0;
    of.kind = kind;
    HOTLINE_TRY(hotline__desk_tell(hotline__desk_keep(desk, id, len, &of.id), error));
    HOTLINE_TRY(hotline__desk_tell(view_open(&v, of, error), error));
    return hotline__desk_tell(hotline__buffer_lend(&desk->out, lines, size), error);
}
