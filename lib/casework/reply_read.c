/* SPDX-License-Identifier: MIT */
/*
 * Reads a reply as one JSON line. It refuses to judge, and to know what a field means.
 */
#include "reply_door.h"

typedef enum line_member { LINE_ID, LINE_TEXT, LINE_LIST, LINE_FIELDS, LINE_AT } line_member;

typedef struct line_key {
    const char *name;
    uint8_t member; /* line_member */
    uint8_t which;  /* HOTLINE_REPLY_TEXT ... */
} line_key;

static const line_key line_keys[] = {
    {"id", LINE_ID, 0},
    {"title", LINE_TEXT, HOTLINE_REPLY_TITLE},
    {"matter", LINE_TEXT, HOTLINE_REPLY_MATTER},
    {"items", LINE_LIST, HOTLINE_REPLY_ITEM},
    {"instructions", LINE_LIST, HOTLINE_REPLY_INSTRUCTIONS},
    {"reply", LINE_TEXT, HOTLINE_REPLY_TEXT},
    {"internal", LINE_TEXT, HOTLINE_REPLY_INTERNAL},
    {"fields", LINE_FIELDS, 0},
    {"at", LINE_AT, 0},
};

enum { LINE_KEYS = sizeof line_keys / sizeof line_keys[0] };

typedef struct line_reading {
    hotline_reply *reply;
    json_scan scan;
    hotline_error *error;
    text key; /* of the member being read */
} line_reading;

static hotline_status line_fail(const line_reading *l, uint32_t offset, const char *message) {
    uint32_t line = 0;
    uint32_t column = 0;
    size_t len = (size_t)(l->scan.end - l->scan.source);
    hotline__error_set(l->error, HOTLINE_ERROR_DOCUMENT, message);
    hotline__json_place(l->scan.source, len, offset, &line, &column);
    hotline__error_place(l->error, line, column);
    hotline__error_path(l->error, l->key);
    return HOTLINE_ERROR_DOCUMENT;
}

static hotline_status line_unknown(line_reading *l, uint32_t offset) {
    nearest near;
    hotline_status status = line_fail(l, offset, "unknown key ");
    hotline__error_add_quoted(l->error, l->key);
    hotline__nearest_begin(&near, l->key);
    for (uint32_t i = 0; i < LINE_KEYS; i++) {
        hotline__nearest_try(&near, hotline__text(line_keys[i].name));
    }
    hotline__nearest_tell(&near, l->error);
    return status;
}

static hotline_status line_take(line_reading *l, const line_key *key, text words) {
    hotline_status status = hotline_reply_text(l->reply, key->which, words.at, words.len, l->error);
    if (status < 0) {
        hotline__error_path(l->error, l->key);
    }
    return status;
}

static hotline_status line_text(line_reading *l, const line_key *key, const json *node) {
    if (node->kind != JSON_TEXT) {
        return line_fail(l, node->offset, "expected text");
    }
    return line_take(l, key, node->value);
}

static hotline_status line_list(line_reading *l, const line_key *key, const json *node) {
    if (node->kind == JSON_TEXT) {
        return line_take(l, key, node->value);
    }
    if (node->kind != JSON_ARRAY) {
        return line_fail(l, node->offset, "expected text or an array of texts");
    }
    for (const json *one = node->first; one != NULL; one = one->next) {
        if (one->kind != JSON_TEXT) {
            return line_fail(l, one->offset, "expected text");
        }
        HOTLINE_TRY(line_take(l, key, one->value));
    }
    return HOTLINE_OK;
}

static hotline_status line_at(line_reading *l, const json *node) {
    int32_t offset = hotline__calendar_offset(l->reply->rulebook->calendar);
    if (node->kind != JSON_TEXT || hotline_instant_parse(node->value.at, node->value.len, offset, &l->reply->given.at) < 0) {
        return line_fail(l, node->offset, "expected a time such as \"2021-04-29T16:50:00+08:00\" or \"2021-04-29 16:50:00\"");
    }
    return HOTLINE_OK;
}

static hotline_status line_id(line_reading *l, const json *node) {
    if (node->kind != JSON_TEXT) {
        return line_fail(l, node->offset, "expected text");
    }
    l->reply->given.id = hotline__arena_text(&l->reply->keep, node->value);
    return l->reply->given.id.at != NULL ? HOTLINE_OK : hotline__error_set(l->error, HOTLINE_ERROR_MEMORY, "out of memory");
}

static hotline_status line_value(line_reading *l, const line_key *key, const json *node, text written) {
    if (node->kind == JSON_NULL) {
        return HOTLINE_OK; /* platforms write null for what they do not have */
    }
    switch (key->member) {
    case LINE_ID:
        return line_id(l, node);
    case LINE_TEXT:
        return line_text(l, key, node);
    case LINE_LIST:
        return line_list(l, key, node);
    case LINE_AT:
        return line_at(l, node);
    default:
        if (node->kind != JSON_OBJECT) {
            return line_fail(l, node->offset, "expected an object of facts");
        }
        return hotline_reply_fields(l->reply, written.at, written.len, l->error);
    }
}

static hotline_status line_read_member(line_reading *l, uint32_t *seen) {
    uint32_t offset = 0;
    uint32_t i;
    json *node = NULL;
    HOTLINE_TRY(hotline__json_scan_name(&l->scan, &l->key, &offset));
    for (i = 0; i < LINE_KEYS && !hotline__text_is(l->key, line_keys[i].name); i++) {
    }
    if (i == LINE_KEYS) {
        return line_unknown(l, offset);
    }
    if ((*seen >> i & 1u) != 0) {
        return hotline__json_scan_twice(&l->scan, l->key, offset);
    }
    *seen |= 1u << i;
    text written = {l->scan.at, 0};
    HOTLINE_TRY(hotline__json_read_value(&l->scan, &node));
    written.len = (size_t)(l->scan.at - written.at);
    return line_value(l, &line_keys[i], node, written);
}

static hotline_status line_read(line_reading *l, const char *line, size_t len) {
    uint32_t seen = 0;
    int more = 0;
    HOTLINE_TRY(hotline__json_scan_begin(&l->scan, &l->reply->reading, line, len, l->error));
    if (l->scan.at == l->scan.end || *l->scan.at != '{') { /* what it is instead must be JSON, or that is the complaint */
        json *node = NULL;
        HOTLINE_TRY(hotline__json_read_value(&l->scan, &node));
        return line_fail(l, node->offset, "a reply is a JSON object");
    }
    HOTLINE_TRY(hotline__json_scan_enter(&l->scan, '}', &more));
    while (more) {
        HOTLINE_TRY(line_read_member(l, &seen));
        HOTLINE_TRY(hotline__json_scan_next(&l->scan, '}', &more));
    }
    return hotline__json_scan_end(&l->scan);
}

hotline_status hotline_reply_read(hotline_reply *reply, const char *line, size_t len, hotline_error *error) {
    line_reading l;
    if (reply == NULL || line == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "an argument is NULL");
    }
    hotline__reply_forget(reply);
    reply->given.begun = 1;
    memset(&l, 0, sizeof l);
    l.reply = reply;
    l.error = error;
    hotline_status status = line_read(&l, line, len);
    if (status < 0) {
        hotline__reply_forget(reply);
    }
    return status;
}
