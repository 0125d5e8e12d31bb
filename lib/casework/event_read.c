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
    size_t at;      /* offset of the field in struct event */
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
    json_scan scan; /* texts with escapes and what is no plain value go into its arena, until they are kept */
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

/* What is no list of texts stays as written: keeping a text ends it in place, over its closing quote. */
static int event_lists_texts(const json *node) {
    const json *child = node->first;
    while (child != NULL && child->kind == JSON_TEXT) {
        child = child->next;
    }
    return child == NULL;
}

static hotline_status event_read_list(const event_reading *r, const json *node, raw_fact *out) {
    const json *child = node->first;
    uint32_t i = 0;
    text *items;
    if (!event_lists_texts(node)) {
        out->kind = RAW_OTHER;
        return HOTLINE_OK;
    }
    items = hotline__arena_take(r->keep, node->count * sizeof *items);
    if (items == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    out->kind = RAW_LIST;
    for (; child != NULL; child = child->next, i++) {
        HOTLINE_TRY(event_keep(r, child->value, &items[i]));
    }
    out->items = items;
    out->item_count = node->count;
    return HOTLINE_OK;
}

static hotline_status event_read_fact(event_reading *r, const json *node, text written, raw_fact *out) {
    static const uint8_t kinds[] = {RAW_NULL, RAW_FLAG, RAW_FLAG, RAW_INTEGER, RAW_OTHER, RAW_TEXT, RAW_LIST, RAW_OTHER};
    memset(out, 0, sizeof *out);
    out->kind = kinds[node->kind];
    out->number = node->kind == JSON_INTEGER ? node->number : node->kind == JSON_TRUE;
    out->fact = hotline__map_find(&r->rulebook->names.facts, node->key);
    HOTLINE_TRY(event_keep(r, node->key, &out->key));
    if (out->kind == RAW_TEXT) {
        return event_keep(r, node->value, &out->words);
    }
    if (out->kind == RAW_LIST) {
        HOTLINE_TRY(event_read_list(r, node, out));
    }
    if (out->kind == RAW_OTHER) {
        out->words = written;
    }
    return HOTLINE_OK;
}

/* The value that the scan stands at. Collections are rare here: only they become trees. */
static hotline_status event_read_value(event_reading *r, json *node) {
    text key = node->key;
    uint32_t key_offset = node->key_offset;
    if (r->scan.at < r->scan.end && (*r->scan.at == '{' || *r->scan.at == '[')) {
        json *tree = NULL;
        HOTLINE_TRY(hotline__json_read_value(&r->scan, &tree));
        *node = *tree;
    } else {
        HOTLINE_TRY(hotline__json_scan_scalar(&r->scan, node));
    }
    node->key = key;
    node->key_offset = key_offset;
    return HOTLINE_OK;
}

/* Facts while their number is not known yet. */
typedef struct event_facts {
    raw_fact *items;
    uint32_t count, capacity;
} event_facts;

static hotline_status event_add_fact(event_reading *r, event_facts *facts) {
    json node;
    text written;
    uint32_t i;
    memset(&node, 0, sizeof node);
    if (facts->count == EVENT_FACTS_MAX) {
        return event_fail(r, &node, "an event carries at most 1024 facts");
    }
    if (facts->count == facts->capacity &&
        !hotline__arena_grow(r->scan.arena, &facts->items, facts->count, &facts->capacity, sizeof *facts->items)) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(hotline__json_scan_name(&r->scan, &node.key, &node.key_offset));
    for (i = 0; i < facts->count; i++) {
        if (hotline__text_equal(facts->items[i].key, node.key)) {
            return hotline__json_scan_twice(&r->scan, node.key, node.key_offset);
        }
    }
    written.at = r->scan.at;
    HOTLINE_TRY(event_read_value(r, &node));
    written.len = (size_t)(r->scan.at - written.at);
    return event_read_fact(r, &node, written, &facts->items[facts->count++]);
}

static hotline_status event_read_facts(event_reading *r) {
    event_facts facts = {NULL, 0, 0};
    raw_fact *kept;
    int more = 0;
    HOTLINE_TRY(hotline__json_scan_enter(&r->scan, '}', &more));
    while (more) {
        HOTLINE_TRY(event_add_fact(r, &facts));
        HOTLINE_TRY(hotline__json_scan_next(&r->scan, '}', &more));
    }
    kept = hotline__arena_take(r->keep, facts.count * sizeof *kept);
    if (kept == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (facts.count != 0) {
        memcpy(kept, facts.items, facts.count * sizeof *kept);
    }
    r->out->facts = kept;
    r->out->fact_count = facts.count;
    return HOTLINE_OK;
}

static int event_at_object(const event_reading *r) {
    return r->scan.at < r->scan.end && *r->scan.at == '{';
}

static hotline_status event_read_member(event_reading *r, json *node, const event_key *key) {
    if (key->member == EVENT_FACTS && event_at_object(r)) {
        return event_read_facts(r);
    }
    HOTLINE_TRY(event_read_value(r, node));
    if (node->kind == JSON_NULL && !key->required) {
        return HOTLINE_OK; /* platforms write null for what they do not have */
    }
    switch (key->member) {
    case EVENT_TEXT:
        return event_read_text(r, node, key);
    case EVENT_TIME:
        return event_read_time(r, node, key);
    case EVENT_FACTS:
        return event_fail(r, node, "expected an object of facts");
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
    json at = *node;
    at.offset = node->key_offset;
    event_fail(r, &at, "unknown key ");
    hotline__error_add_quoted(r->error, node->key);
    hotline__nearest_begin(&near, node->key);
    for (i = 0; i < EVENT_KEYS; i++) {
        hotline__nearest_try(&near, event_keys[i].name);
    }
    hotline__nearest_tell(&near, r->error);
    return HOTLINE_ERROR_DOCUMENT;
}

static hotline_status event_check_required(const event_reading *r) {
    const event *e = r->out;
    const char *missing = e->id.at == NULL ? "id" : e->kind_name.at == NULL ? "event" : e->at == HOTLINE_NO_INSTANT ? "at" : NULL;
    json whole;
    if (missing == NULL) {
        return HOTLINE_OK;
    }
    memset(&whole, 0, sizeof whole);
    event_fail(r, &whole, "missing key ");
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

static hotline_status event_begin(event_reading *r, arena *scratch, const char *what) {
    json whole;
    HOTLINE_TRY(hotline__json_scan_begin(&r->scan, scratch, r->line, r->len, r->error));
    memset(&whole, 0, sizeof whole);
    if (!event_at_object(r)) { /* what it is instead must be JSON, or that is the complaint */
        HOTLINE_TRY(event_read_value(r, &whole));
        HOTLINE_TRY(hotline__json_scan_end(&r->scan));
        return event_fail(r, &whole, what);
    }
    return HOTLINE_OK;
}

static hotline_status event_read_members(event_reading *r) {
    uint32_t seen = 0;
    int more = 0;
    HOTLINE_TRY(hotline__json_scan_enter(&r->scan, '}', &more));
    while (more) {
        const event_key *key;
        json node;
        memset(&node, 0, sizeof node);
        HOTLINE_TRY(hotline__json_scan_name(&r->scan, &node.key, &node.key_offset));
        key = event_find_key(node.key);
        if (key == NULL) {
            return event_unknown_key(r, &node);
        }
        if ((seen >> (key - event_keys) & 1u) != 0) {
            return hotline__json_scan_twice(&r->scan, node.key, node.key_offset);
        }
        seen |= 1u << (key - event_keys);
        HOTLINE_TRY(event_read_member(r, &node, key));
        HOTLINE_TRY(hotline__json_scan_next(&r->scan, '}', &more));
    }
    return hotline__json_scan_end(&r->scan);
}

hotline_status hotline__event_read(const hotline_rulebook *rulebook, arena *scratch, arena *keep, char *line, size_t len, event *out,
                                   hotline_error *error) {
    event_reading r;
    memset(&r, 0, sizeof r);
    r.rulebook = rulebook;
    r.keep = keep;
    r.line = line;
    r.len = len;
    r.out = out;
    r.error = error;
    memset(out, 0, sizeof *out);
    out->at = out->known = HOTLINE_NO_INSTANT;
    out->unit = out->ticket = NAME_NONE;
    HOTLINE_TRY(event_begin(&r, scratch, "an event line is a JSON object"));
    HOTLINE_TRY(event_read_members(&r));
    HOTLINE_TRY(event_check_required(&r));
    event_number_names(rulebook, out);
    return HOTLINE_OK;
}

hotline_status hotline__event_read_facts(const hotline_rulebook *rulebook, arena *scratch, arena *keep, char *source, size_t len,
                                         const raw_fact **facts, uint32_t *count, hotline_error *error) {
    event holder;
    event_reading r;
    memset(&holder, 0, sizeof holder);
    memset(&r, 0, sizeof r);
    r.rulebook = rulebook;
    r.keep = keep;
    r.line = source;
    r.len = len;
    r.out = &holder;
    r.error = error;
    HOTLINE_TRY(event_begin(&r, scratch, "expected an object of facts"));
    HOTLINE_TRY(event_read_facts(&r));
    HOTLINE_TRY(hotline__json_scan_end(&r.scan));
    *facts = holder.facts;
    *count = holder.fact_count;
    return HOTLINE_OK;
}
