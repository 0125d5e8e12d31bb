/* SPDX-License-Identifier: MIT */
/*
 * Lists over many subjects, a page at a time: what is due, the register of a duty, the subjects themselves; and the entries of one. It
 * refuses to know what duties mean.
 */
#include "desk_impl.h"

#include "../base/utf8.h"

enum { LIST_PAGE = 1000 };

void hotline_desk_query_init(hotline_desk_query *query, size_t struct_size) {
    if (query != NULL && struct_size >= sizeof query->struct_size) {
        memset(query, 0, struct_size);
        query->struct_size = (uint32_t)struct_size;
    }
    if (query != NULL && struct_size >= sizeof *query) {
        query->now = query->until = HOTLINE_NO_INSTANT;
    }
}

int hotline__desk_asks(const hotline_desk_query *query) {
    return query != NULL && hotline__store_known(sizeof *query, query) && (query->flags & ~(uint32_t)HOTLINE_VIEW_PERSONAL) == 0;
}

/* ---- pages ---- */

/* A cursor: moment, kind and id of the last subject of a page, as a text that nobody but the desk reads. */
static hotline_status list_read_cursor(hotline_desk *desk, text after, hotline_listing *listing, hotline_error *error) {
    json *tree = NULL;
    const json *kind;
    const json *id;
    text kept = {NULL, 0};
    hotline_status status = hotline__desk_keep(desk, after.at, after.len, &kept);
    if (status >= 0) {
        status = hotline__json_read(&desk->page, kept.at, kept.len, &tree, NULL);
    }
    if (status == HOTLINE_ERROR_MEMORY) {
        return status;
    }
    kind = status >= 0 && tree->kind == JSON_ARRAY && tree->count == 3 ? tree->first->next : NULL;
    id = kind != NULL ? kind->next : NULL;
    if (id == NULL || tree->first->kind != JSON_INTEGER || kind->kind != JSON_INTEGER || id->kind != JSON_TEXT || kind->number < 1 ||
        kind->number > HOTLINE_SUBJECT_PUBLISHED || id->value.len == 0) {
        hotline__error_set(error, HOTLINE_ERROR_DOCUMENT, "is not where a page ended");
        hotline__error_path(error, hotline__text("after"));
        return HOTLINE_ERROR_DOCUMENT;
    }
    listing->after_moment = tree->first->number;
    listing->after_kind = (int32_t)kind->number;
    listing->after_id = id->value.at;
    listing->after_id_len = id->value.len;
    return HOTLINE_OK;
}

hotline_status hotline__desk_list(hotline_desk *desk, int32_t order, hotline_instant until, text after, uint32_t most,
                                  hotline_error *error) {
    hotline_listing listing;
    memset(&listing, 0, sizeof listing);
    listing.struct_size = sizeof listing;
    listing.order = order;
    listing.until = until;
    listing.after_moment = HOTLINE_NO_INSTANT;
    most = most == 0 ? LIST_PAGE : most < UINT32_MAX ? most : UINT32_MAX - 1;
    listing.limit = most + 1; /* one more than is shown tells whether there are more */
    if (after.at != NULL) {
        HOTLINE_TRY(list_read_cursor(desk, after, &listing, error));
    }
    HOTLINE_TRY(hotline__store_list(&desk->store, &desk->page, &listing, &desk->sink));
    desk->more = desk->sink.count > most;
    desk->sink.count -= (uint32_t)desk->more;
    return HOTLINE_OK;
}

void hotline__desk_write_more(hotline_desk *desk, buffer *out) {
    const store_listed *last;
    json_writer w;
    if (!desk->more) {
        return;
    }
    last = &desk->sink.subjects[desk->sink.count - 1];
    hotline__buffer_clear(&desk->words);
    hotline__json_begin(&w, &desk->words);
    hotline__json_array(&w);
    hotline__json_integer(&w, last->moment);
    hotline__json_integer(&w, last->of.kind);
    hotline__json_text(&w, last->of.id);
    hotline__json_array_end(&w);
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "type", hotline__text("more"));
    hotline__json_pair(&w, "after", hotline__buffer_text(&desk->words));
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
    if (desk->words.status < 0) {
        out->status = desk->words.status;
    }
}

/* ---- duties ---- */

typedef struct duty_list {
    hotline_desk *desk;
    const hotline_desk_query *query;
    text unit;
    text role;
    int32_t owes;   /* the role that owes; NAME_NONE: any */
    int32_t duty;   /* NAME_NONE: any */
    int everything; /* a register: whatever became of it */
    hotline_error *error;
} duty_list;

/* What names no role is the unit's as a whole, so everybody's there. */
static int list_owes(const duty_list *l, const duty_rule *rule) {
    uint32_t i;
    for (i = 0; i < rule->by_count && rule->by[i] != l->owes; i++) {
    }
    return l->owes == NAME_NONE || rule->by_count == 0 || i < rule->by_count;
}

static int list_wants(const duty_list *l, const matter *m, const instance *in) {
    hotline_duty d;
    int owed = hotline__docket_owed(m, in, l->desk->seen.now, &d);
    if ((l->duty != NAME_NONE && in->duty != l->duty) || !list_owes(l, in->rule)) {
        return 0;
    }
    if (l->unit.at != NULL && !hotline__text_equal(l->unit, (text){d.unit, d.unit_len})) {
        return 0;
    }
    return l->everything ? d.state != HOTLINE_DUTY_NOT_OWED : owed && d.due != HOTLINE_NO_INSTANT && d.due <= l->query->until;
}

static hotline_status list_subject(duty_list *l, store_subject of) {
    hotline_desk *desk = l->desk;
    text none = {NULL, 0};
    const matter *m;
    uint32_t i;
    hotline__arena_reset(&desk->work);
    HOTLINE_TRY(hotline__docket_load(&desk->seen, desk->rulebook, of, none, l->error));
    HOTLINE_TRY(hotline__docket_judge(&desk->seen, desk->rulebook, none, l->query->now));
    m = hotline__docket_matter(&desk->seen);
    for (i = 0; m != NULL && i < m->instance_count; i++) {
        if (list_wants(l, m, &m->instances[i])) {
            hotline__duty_write(m, &m->instances[i], desk->seen.now, &desk->out);
        }
    }
    return desk->out.status;
}

static hotline_status list_find_duty(duty_list *l) {
    const map *duties = &l->desk->rulebook->names.duties;
    text name = {NULL, 0};
    l->duty = NAME_NONE;
    if (l->query->duty == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__desk_keep(l->desk, l->query->duty, l->query->duty_len, &name));
    l->duty = hotline__map_find(duties, name);
    if (l->duty == MAP_NONE) {
        hotline__error_set(l->error, HOTLINE_ERROR_NOT_FOUND, "no duty is named ");
        hotline__error_add_quoted(l->error, name);
        hotline__map_tell_nearest(duties, name, l->error);
        return HOTLINE_ERROR_NOT_FOUND;
    }
    return HOTLINE_OK;
}

static hotline_status list_duties(duty_list *l) {
    const hotline_desk_query *q = l->query;
    text after = {q->after, q->after_len};
    uint32_t i;
    HOTLINE_TRY(list_find_duty(l));
    HOTLINE_TRY(hotline__desk_role(l->desk, q, &l->role, &l->owes, l->error));
    if (q->unit != NULL) {
        HOTLINE_TRY(hotline__desk_keep(l->desk, q->unit, q->unit_len, &l->unit));
    }
    HOTLINE_TRY(hotline__desk_list(l->desk, l->everything ? HOTLINE_ORDER_ID : HOTLINE_ORDER_DUE, q->until, after, q->limit, l->error));
    for (i = 0; i < l->desk->sink.count; i++) {
        HOTLINE_TRY(list_subject(l, l->desk->sink.subjects[i].of));
    }
    hotline__desk_write_more(l->desk, &l->desk->out);
    return HOTLINE_OK;
}

static hotline_status list_ask(hotline_desk *desk, const hotline_desk_query *query, int everything, const char **lines, size_t *size,
                               hotline_error *error) {
    duty_list l;
    if (desk == NULL || lines == NULL || size == NULL || !hotline__desk_asks(query) || !hotline__desk_clock(query->now) ||
        (everything ? query->duty == NULL : query->until == HOTLINE_NO_INSTANT)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    memset(&l, 0, sizeof l);
    l.desk = desk;
    l.query = query;
    l.everything = everything;
    l.error = error;
    HOTLINE_TRY(hotline__desk_tell(list_duties(&l), error));
    return hotline__desk_tell(hotline__buffer_lend(&desk->out, lines, size), error);
}

hotline_status hotline_desk_due(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                hotline_error *error) {
    return list_ask(desk, query, 0, lines, size, error);
}

hotline_status hotline_desk_register(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                     hotline_error *error) {
    return list_ask(desk, query, 1, lines, size, error);
}

/* ---- subjects ---- */

static hotline_status list_subjects(hotline_desk *desk, const hotline_desk_query *query, hotline_error *error) {
    text after = {query->after, query->after_len};
    uint32_t i;
    HOTLINE_TRY(hotline__desk_list(desk, HOTLINE_ORDER_ID, HOTLINE_NO_INSTANT, after, query->limit, error));
    for (i = 0; i < desk->sink.count; i++) {
        json_writer w;
        hotline__json_begin(&w, &desk->out);
        hotline__json_object(&w);
        hotline__json_pair(&w, "type", hotline__text("subject"));
        hotline__json_pair(&w, "kind", hotline__text(hotline__entry_kind(desk->sink.subjects[i].of.kind)));
        hotline__json_pair(&w, "id", desk->sink.subjects[i].of.id);
        hotline__json_object_end(&w);
        hotline__buffer_add(&desk->out, "\n", 1);
    }
    hotline__desk_write_more(desk, &desk->out);
    return HOTLINE_OK;
}

hotline_status hotline_desk_subjects(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                     hotline_error *error) {
    if (desk == NULL || lines == NULL || size == NULL || !hotline__desk_asks(query)) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    HOTLINE_TRY(hotline__desk_tell(list_subjects(desk, query, error), error));
    return hotline__desk_tell(hotline__buffer_lend(&desk->out, lines, size), error);
}

/* ---- entries ---- */

/* Entries are handed out as they are stored, whatever they say: who verifies them must see it. But what is handed out is UTF-8. */
static int list_is_words(text part) {
    return part.at == NULL || (hotline__utf8_valid(part.at, part.len) == part.len && memchr(part.at, '\0', part.len) == NULL);
}

static hotline_status list_entries(hotline_desk *desk, store_subject of, int with_personal, hotline_error *error) {
    text none = {NULL, 0};
    uint32_t i;
    HOTLINE_TRY(hotline__store_load(&desk->store, &desk->page, of, &desk->sink));
    if (desk->sink.version == 0) {
        return hotline__error_set(error, HOTLINE_ERROR_NOT_FOUND, "the store has no such subject");
    }
    for (i = 0; i < desk->sink.count; i++) {
        const store_parts *parts = &desk->sink.entries[i];
        json_writer w;
        if (!list_is_words(parts->plain) || !list_is_words(parts->personal)) {
            return hotline__docket_unreadable(of, i, error);
        }
        hotline__json_begin(&w, &desk->out);
        hotline__json_object(&w);
        hotline__json_key(&w, "entry");
        hotline__json_raw(&w, parts->plain);
        hotline__json_key(&w, "personal");
        hotline__json_raw(&w, with_personal ? parts->personal : none);
        hotline__json_object_end(&w);
        hotline__buffer_add(&desk->out, "\n", 1);
    }
    return HOTLINE_OK;
}

hotline_status hotline_desk_export(hotline_desk *desk, int32_t kind, const char *id, size_t len, uint32_t flags, const char **lines,
                                   size_t *size, hotline_error *error) {
    store_subject of;
    if (desk == NULL || lines == NULL || size == NULL || kind < HOTLINE_SUBJECT_TICKET || kind > HOTLINE_SUBJECT_PUBLISHED ||
        (flags & ~(uint32_t)HOTLINE_VIEW_PERSONAL) != 0) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL or out of range");
    }
    HOTLINE_TRY(hotline__desk_begin(desk, error));
    of.kind = kind;
    HOTLINE_TRY(hotline__desk_tell(hotline__desk_keep(desk, id, len, &of.id), error));
    HOTLINE_TRY(hotline__desk_tell(list_entries(desk, of, (flags & HOTLINE_VIEW_PERSONAL) != 0, error), error));
    return hotline__desk_tell(hotline__buffer_lend(&desk->out, lines, size), error);
}
