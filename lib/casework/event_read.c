/* SPDX-License-Identifier: MIT */
/*
 * Reads one event line into an event. It knows the shape of the line and the rulebook's names; it refuses to know what an event means,
 * whether it was allowed, or which ticket it belongs to. Facts stay as written, because their type is the policy's business and the
 * policy in force depends on when the event happened.
 */
#include "event_impl.h"

#include <string.h>

typedef enum event_member { EVENT_TEXT, EVENT_TIME, EVENT_INTEGER, EVENT_FACTS } event_member;

typedef struct event_key {
    text name;
    size_t at;     /* offset of the field in struct event */
    uint8_t member; /* event_member */
    uint8_t required;
} event_key;

static const event_key event_keys[] = {
    {{"id", 2}, offsetof(event, id), EVENT_TEXT, 1},
    {{"ticket", 6}, offsetof(event, ticket_name), EVENT_TEXT, 0},
    {{"event", 5}, offsetof(event, kind_name), EVENT_TEXT, 1},
    {{"at", 2}, offsetof(event, at), EVENT_TIME, 1},
    {{"known", 5}, offsetof(event, known), EVENT_TIME, 0},
    {{"seq", 3}, offsetof(event, seq), EVENT_INTEGER, 0},
    {{"unit", 4}, offsetof(event, unit_name), EVENT_TEXT, 0},
    {{"role", 4}, offsetof(event, role_name), EVENT_TEXT, 0},
    {{"by", 2}, offsetof(event, by), EVENT_TEXT, 0},
    {{"assignment", 10}, offsetof(event, assignment), EVENT_TEXT, 0},
    {{"facts", 5}, 0, EVENT_FACTS, 0},
};

/* A line with more facts than this is no event: comparing and typing facts is kept cheap by it. */
enum { EVENT_KEYS = sizeof event_keys / sizeof event_keys[0], EVENT_FACTS_MAX = 1024 };

typedef struct event_reading {
    const hotline_rulebook *rulebook;
    arena *keep;
    char *line;
    size_t len;
    event *out;
    hotline_error *error;
} event_reading;

static hotline_status event_fail(const event_reading *r, const json *at, const char *message) {
    uint32_t line = 0;
    uint32_t column = 0;
    hotline__error_set(r->error, HOTLINE_ERROR_DOCUMENT, message);
    hotline__json_place(r->line, r->len, at->offset, &line, &column);
    hotline__error_place(r->error, line, column);
    hotline__error_path(r->error, at->key);
    return HOTLINE_ERROR_DOCUMENT;
}

/* Text of the tree that outlives the tree: what was not copied already lies in the line. */
static hotline_status event_keep(const event_reading *r, text t, text *out) {
    *out = t;
    if (t.at >= r->line && t.at < r->line + r->len) {
        r->line[(size_t)(t.at - r->line) + t.len] = '\0'; /* over the closing quote: what is handed out must be terminated */
        return HOTLINE_OK;
    }
    *out = hotline__arena_text(r->keep, t);
    return out->at != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

static hotline_status event_read_text(const event_reading *r, const json *node, const event_key *key) {
    text kept = {0};
    if (node->kind != JSON_TEXT) {
        return event_fail(r, node, "expected text");
    }
    if (node->value.len == 0) {
        return event_fail(r, node, "the text is empty");
    }
    HOTLINE_TRY(event_keep(r, node->value, &kept));
    memcpy((char *)r->out + key->at, &kept, sizeof kept);
    return HOTLINE_OK;
}

static hotline_status event_read_time(const event_reading *r, const json *node, const event_key *key) {
    hotline_instant at = 0;
    if (node->kind != JSON_TEXT ||
        hotline_instant_parse(node->value.at, node->value.len, hotline__calendar_offset(r->rulebook->calendar), &at) < 0) {
        return event_fail(r, node, "expected a time such as \"2021-04-29T16:50:00+08:00\" or \"2021-04-29 16:50:00\"");
    }
    memcpy((char *)r->out + key->at, &at, sizeof at);
    return HOTLINE_OK;
}

static hotline_status event_read_list(const event_reading *r, const json *node, raw_fact *out) {
    const json *child = node->first;
    uint32_t i = 0;
    text *items = hotline__arena_take(r->keep, node->count * sizeof *items);
    if (items == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    out->kind = RAW_LIST;
    for (; child != NULL; child = child->next, i++) {
        if (child->kind != JSON_TEXT) {
            out->kind = RAW_OTHER;
            return HOTLINE_OK;
        }
        HOTLINE_TRY(event_keep(r, child->value, &items[i]));
    }
    out->items = items;
    out->item_count = node->count;
    return HOTLINE_OK;
}

static hotline_status event_read_fact(const event_reading *r, const json *node, raw_fact *out) {
    static const uint8_t kinds[] = {RAW_NULL, RAW_FLAG, RAW_FLAG, RAW_INTEGER, RAW_OTHER, RAW_TEXT, RAW_LIST, RAW_OTHER};
    memset(out, 0, sizeof *out);
    out->kind = kinds[node->kind];
    out->number = node->kind == JSON_INTEGER ? node->number : node->kind == JSON_TRUE;
    out->fact = hotline__map_find(&r->rulebook->names.facts, node->key);
    HOTLINE_TRY(event_keep(r, node->key, &out->key));
    if (out->kind == RAW_TEXT) {
        return event_keep(r, node->value, &out->words);
    }
    return out->kind == RAW_LIST ? event_read_list(r, node, out) : HOTLINE_OK;
}

static hotline_status event_read_facts(const event_reading *r, const json *node) {
    const json *child = node->first;
    uint32_t i = 0;
    raw_fact *facts;
    if (node->kind != JSON_OBJECT) {
        return event_fail(r, node, "expected an object of facts");
    }
    if (node->count > EVENT_FACTS_MAX) {
        return event_fail(r, node, "an event carries at most 1024 facts");
    }
    facts = hotline__arena_take(r->keep, node->count * sizeof *facts);
    if (facts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (; child != NULL; child = child->next, i++) {
        HOTLINE_TRY(event_read_fact(r, child, &facts[i]));
    }
    r->out->facts = facts;
    r->out->fact_count = node->count;
    return HOTLINE_OK;
}

static hotline_status event_read_member(const event_reading *r, const json *node, const event_key *key) {
    if (node->kind == JSON_NULL && !key->required) {
        return HOTLINE_OK; /* platforms write null for what they do not have */
    }
    switch (key->member) {
    case EVENT_TEXT:
        return event_read_text(r, node, key);
    case EVENT_TIME:
        return event_read_time(r, node, key);
    case EVENT_FACTS:
        return event_read_facts(r, node);
    default:
        if (node->kind != JSON_INTEGER) {
            return event_fail(r, node, "expected a whole number");
        }
        r->out->seq = node->number;
        return HOTLINE_OK;
    }
}

static const event_key *event_find_key(text name) {
    uint32_t i;
    for (i = 0; i < EVENT_KEYS; i++) {
        if (hotline__text_equal(name, event_keys[i].name)) {
            return &event_keys[i];
        }
    }
    return NULL;
}

static hotline_status event_unknown_key(const event_reading *r, const json *node) {
    nearest near;
    uint32_t i;
    event_fail(r, node, "unknown key ");
    hotline__error_add_quoted(r->error, node->key);
    hotline__nearest_begin(&near, node->key);
    for (i = 0; i < EVENT_KEYS; i++) {
        hotline__nearest_try(&near, event_keys[i].name);
    }
    hotline__nearest_tell(&near, r->error);
    return HOTLINE_ERROR_DOCUMENT;
}

static hotline_status event_check_required(const event_reading *r, const json *root) {
    const event *e = r->out;
    const char *missing = e->id.at == NULL ? "id" : e->kind_name.at == NULL ? "event" : e->at == HOTLINE_NO_INSTANT ? "at" : NULL;
    if (missing == NULL) {
        return HOTLINE_OK;
    }
    event_fail(r, root, "missing key ");
    hotline__error_add_quoted(r->error, hotline__text(missing));
    return HOTLINE_ERROR_DOCUMENT;
}

static void event_number_names(const hotline_rulebook *rulebook, event *e) {
    e->kind = hotline__map_find(&rulebook->names.events, e->kind_name);
    e->role = e->role_name.at == NULL ? NAME_NONE : hotline__map_find(&rulebook->names.roles, e->role_name);
    if (e->known == HOTLINE_NO_INSTANT) {
        e->known = e->at;
    }
}

hotline_status hotline__event_read(const hotline_rulebook *rulebook, arena *scratch, arena *keep, char *line, size_t len, event *out,
                                   hotline_error *error) {
    event_reading r = {rulebook, keep, line, len, out, error};
    const json *node;
    json *root = NULL;
    memset(out, 0, sizeof *out);
    out->at = out->known = HOTLINE_NO_INSTANT;
    out->unit = out->ticket = NAME_NONE;
    HOTLINE_TRY(hotline__json_read(scratch, line, len, &root, error));
    if (root->kind != JSON_OBJECT) {
        return event_fail(&r, root, "an event line is a JSON object");
    }
    for (node = root->first; node != NULL; node = node->next) {
        const event_key *key = event_find_key(node->key);
        HOTLINE_TRY(key != NULL ? event_read_member(&r, node, key) : event_unknown_key(&r, node));
    }
    HOTLINE_TRY(event_check_required(&r, root));
    event_number_names(rulebook, out);
    return HOTLINE_OK;
}

hotline_status hotline__event_read_facts(const hotline_rulebook *rulebook, arena *scratch, arena *keep, char *source, size_t len,
                                         const raw_fact **facts, uint32_t *count, hotline_error *error)
{
    event holder;
    event_reading r = {rulebook, keep, source, len, &holder, error};
    json *root = NULL;
    memset(&holder, 0, sizeof holder);
    HOTLINE_TRY(hotline__json_read(scratch, source, len, &root, error));
    HOTLINE_TRY(event_read_facts(&r, root));
    *facts = holder.facts;
    *count = holder.fact_count;
    return HOTLINE_OK;
}
