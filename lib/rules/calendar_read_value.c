/* SPDX-License-Identifier: MIT */
/*
 * The pieces of a calendar document: members of an object, words from a list, dates and spans, and errors that say line, column and
 * path. It refuses to know which members a document has.
 */
#include "calendar_read.h"

#include <string.h>

const char *const hotline__calendar_weekday_names[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

static const text calendar_no_text = {"", 0};

/* Twice the room of the record's path, so that the record alone decides where a long path is cut. */
enum { CALENDAR_PATH_ROOM = 2 * HOTLINE_ERROR_PATH_SIZE };

static void calendar_path_append(char *joined, size_t *len, text piece) {
    size_t room = CALENDAR_PATH_ROOM - *len;
    size_t taken = piece.len < room ? piece.len : room;
    memcpy(joined + *len, piece.at, taken);
    *len += taken;
}

static void calendar_path_tell(const calendar_reader *r) {
    char joined[CALENDAR_PATH_ROOM];
    text path = {joined, 0};
    for (uint32_t i = 0; i < r->depth; i++) {
        if (i > 0) {
            calendar_path_append(joined, &path.len, hotline__text("."));
        }
        calendar_path_append(joined, &path.len, r->path[i]);
    }
    hotline__error_path(r->error, path);
}

static hotline_status calendar_fail_at(calendar_reader *r, uint32_t offset, const char *message, text found) {
    uint32_t line;
    uint32_t column;
    hotline__error_set(r->error, HOTLINE_ERROR_DOCUMENT, message);
    if (found.len > 0) {
        hotline__error_add_quoted(r->error, found);
    }
    hotline__json_place(r->layer->source.at, r->layer->source.len, offset, &line, &column);
    hotline__error_place(r->error, line, column);
    calendar_path_tell(r);
    return HOTLINE_ERROR_DOCUMENT;
}

hotline_status hotline__calendar_fail(calendar_reader *r, const json *at, const char *message, text found) {
    return calendar_fail_at(r, at->offset, message, found);
}

hotline_status hotline__calendar_fail_key(calendar_reader *r, const json *at, const char *message, text found) {
    return calendar_fail_at(r, at->key_offset, message, found);
}

hotline_status hotline__calendar_no_memory(calendar_reader *r) {
    return hotline__error_set(r->error, HOTLINE_ERROR_MEMORY, "out of memory");
}

static const calendar_member *calendar_member_find(const calendar_member *table, size_t count, text key) {
    for (size_t i = 0; i < count; i++) {
        if (hotline__text_is(key, table[i].name)) {
            return &table[i];
        }
    }
    return NULL;
}

static hotline_status calendar_member_unknown(calendar_reader *r, const json *at, const calendar_member *table, size_t count) {
    nearest n;
    hotline__nearest_begin(&n, at->key);
    for (size_t i = 0; i < count; i++) {
        hotline__nearest_try(&n, hotline__text(table[i].name));
    }
    hotline__calendar_fail_key(r, at, "unknown member ", at->key);
    hotline__nearest_tell(&n, r->error);
    return HOTLINE_ERROR_DOCUMENT;
}

static const char *calendar_takes_name(uint32_t takes) {
    uint8_t kind = 0;
    while ((takes >> kind & 1) == 0) {
        kind++;
    }
    return hotline__json_kind_name(kind);
}

static hotline_status calendar_member_take(calendar_reader *r, const json *object, const calendar_member *m, void *target) {
    const json *at = hotline__json_member(object, m->name);
    if (at == NULL && (m->takes & CALENDAR_REQUIRED) != 0) {
        return hotline__calendar_fail(r, object, "missing member ", hotline__text(m->name));
    }
    if (at == NULL) {
        return HOTLINE_OK;
    }
    r->path[r->depth++] = at->key;
    if ((m->takes >> at->kind & 1) == 0) {
        hotline__calendar_fail(r, at, "expected ", calendar_no_text);
        hotline__error_add(r->error, calendar_takes_name(m->takes));
        hotline__error_add(r->error, ", found ");
        hotline__error_add(r->error, hotline__json_kind_name(at->kind));
        return HOTLINE_ERROR_DOCUMENT;
    }
    HOTLINE_TRY(m->take(r, at, target));
    r->depth--;
    return HOTLINE_OK;
}

hotline_status hotline__calendar_members(calendar_reader *r, const json *object, const calendar_member *table, size_t count, void *target) {
    for (const json *at = object->first; at != NULL; at = at->next) {
        if (calendar_member_find(table, count, at->key) == NULL) {
            return calendar_member_unknown(r, at, table, count);
        }
    }
    for (size_t i = 0; i < count; i++) {
        HOTLINE_TRY(calendar_member_take(r, object, &table[i], target));
    }
    return HOTLINE_OK;
}

hotline_status hotline__calendar_items(calendar_reader *r, const json *object, calendar_take_fn take) {
    for (const json *at = object->first; at != NULL; at = at->next) {
        r->path[r->depth++] = at->key;
        if (at->kind != JSON_OBJECT) {
            hotline__calendar_fail(r, at, "expected an object, found ", calendar_no_text);
            hotline__error_add(r->error, hotline__json_kind_name(at->kind));
            return HOTLINE_ERROR_DOCUMENT;
        }
        HOTLINE_TRY(take(r, at, NULL));
        r->depth--;
    }
    return HOTLINE_OK;
}

int32_t hotline__calendar_word(calendar_reader *r, const json *at, const char *what, const char *const *words, int32_t count) {
    nearest n;
    if (at->kind != JSON_TEXT) {
        hotline__calendar_fail(r, at, what, hotline__text(hotline__json_kind_name(at->kind)));
        return -1;
    }
    hotline__nearest_begin(&n, at->value);
    for (int32_t i = 0; i < count; i++) {
        if (hotline__text_is(at->value, words[i])) {
            return i;
        }
        hotline__nearest_try(&n, hotline__text(words[i]));
    }
    hotline__calendar_fail(r, at, what, at->value);
    hotline__nearest_tell(&n, r->error);
    return -1;
}

hotline_status hotline__calendar_take_text(calendar_reader *r, const json *at, void *target) {
    text *out = target;
    text copy = hotline__arena_text(&r->calendar->memory, at->value);
    if (copy.at == NULL) {
        return hotline__calendar_no_memory(r);
    }
    *out = copy;
    return HOTLINE_OK;
}

hotline_status hotline__calendar_take_remark(calendar_reader *r, const json *at, void *target) {
    (void)r;
    (void)at;
    (void)target;
    return HOTLINE_OK;
}

hotline_status hotline__calendar_take_date(calendar_reader *r, const json *at, void *target) {
    hotline_day *out = target;
    if (hotline_day_parse(at->value.at, at->value.len, out) < 0) {
        return hotline__calendar_fail(r, at, "expected a date such as 2026-10-09, found ", at->value);
    }
    return HOTLINE_OK;
}

static int calendar_span_parse(text t, hotline_day *first, hotline_day *last) {
    enum { DATE = HOTLINE_DATE_SIZE - 1 };
    if (t.len == DATE) {
        int read = hotline_day_parse(t.at, DATE, first) >= 0;
        *last = *first;
        return read;
    }
    return t.len == 2 * DATE + 2 && memcmp(t.at + DATE, "..", 2) == 0 && hotline_day_parse(t.at, DATE, first) >= 0 &&
           hotline_day_parse(t.at + DATE + 2, DATE, last) >= 0;
}

hotline_status hotline__calendar_take_span(calendar_reader *r, const json *at, int key, hotline_day *first, hotline_day *last) {
    text t = key ? at->key : at->value;
    uint32_t offset = key ? at->key_offset : at->offset;
    if (!calendar_span_parse(t, first, last)) {
        return calendar_fail_at(r, offset, "expected a date, or two as in 2026-05-01..2026-05-05, found ", t);
    }
    if (*first > *last) {
        return calendar_fail_at(r, offset, "the span ends before it begins: ", t);
    }
    if (*first < CALENDAR_DAY_FIRST || *last > CALENDAR_DAY_LAST) {
        return calendar_fail_at(r, offset, "a calendar document speaks of 1900-01-01 to 2199-12-31, not of ", t);
    }
    return HOTLINE_OK;
}
