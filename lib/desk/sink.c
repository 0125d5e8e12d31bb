/* SPDX-License-Identifier: MIT */
/*
 * What a store gives, copied as it comes and checked as far as it can be told here: of the right sort, not too long, not too much. It refuses
 * to know what the bytes say.
 */
#include "store_impl.h"

#include "../base/utf8.h"

static hotline_status sink_fail(hotline_sink *sink, hotline_status status) {
    if (sink->status >= 0) {
        sink->status = status;
    }
    return status;
}

/* May the sink take this now? */
static hotline_status sink_open(hotline_sink *sink, sink_kind kind, const char *bytes) {
    if (sink == NULL || sink->kind == SINK_CLOSED) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return sink->kind == kind && bytes != NULL ? HOTLINE_OK : sink_fail(sink, HOTLINE_ERROR_ARGUMENT);
}

static hotline_status sink_copy(hotline_sink *sink, const char *bytes, size_t len, text *out) {
    text given;
    given.at = bytes;
    given.len = len;
    if (len > sink->arena->context->max_document) {
        return sink_fail(sink, HOTLINE_ERROR_LIMIT);
    }
    *out = hotline__arena_text(sink->arena, given);
    return out->at != NULL ? HOTLINE_OK : sink_fail(sink, HOTLINE_ERROR_MEMORY);
}

/* Words that are handed on as they are: what is stored elsewhere is read, and found out by who reads it. */
static hotline_status sink_copy_words(hotline_sink *sink, const char *bytes, size_t len, text *out) {
    HOTLINE_TRY(sink_copy(sink, bytes, len, out));
    if (len == 0 || hotline__utf8_valid(out->at, len) != len || memchr(out->at, '\0', len) != NULL) {
        return sink_fail(sink, HOTLINE_ERROR_ARGUMENT);
    }
    return HOTLINE_OK;
}

static hotline_status sink_copy_parts(hotline_sink *sink, const char *plain, size_t len, const char *apart, size_t apart_len,
                                      store_parts *out) {
    out->personal.at = NULL;
    out->personal.len = 0;
    HOTLINE_TRY(sink_copy(sink, plain, len, &out->plain));
    return apart != NULL ? sink_copy(sink, apart, apart_len, &out->personal) : HOTLINE_OK;
}

/* Room for one more of the items that the array holds. */
static hotline_status sink_room(hotline_sink *sink, void *array_pointer, size_t element) {
    if (sink->limit != 0 && sink->count == sink->limit) {
        return sink_fail(sink, HOTLINE_ERROR_LIMIT);
    }
    if (sink->count == sink->capacity && !hotline__arena_grow(sink->arena, array_pointer, sink->count, &sink->capacity, element)) {
        return sink_fail(sink, HOTLINE_ERROR_MEMORY);
    }
    return HOTLINE_OK;
}

hotline_status hotline_sink_version(hotline_sink *sink, uint64_t version) {
    HOTLINE_TRY(sink_open(sink, SINK_ENTRIES, ""));
    if (version == 0 || sink->version != 0) {
        return sink_fail(sink, HOTLINE_ERROR_ARGUMENT);
    }
    sink->version = version;
    return HOTLINE_OK;
}

hotline_status hotline_sink_entry(hotline_sink *sink, const char *entry, size_t len, const char *apart, size_t apart_len) {
    HOTLINE_TRY(sink_open(sink, SINK_ENTRIES, entry));
    HOTLINE_TRY(sink_room(sink, &sink->entries, sizeof *sink->entries));
    HOTLINE_TRY(sink_copy_parts(sink, entry, len, apart, apart_len, &sink->entries[sink->count]));
    sink->count++;
    return HOTLINE_OK;
}

hotline_status hotline_sink_answer(hotline_sink *sink, const char *answer, size_t len, const char *apart, size_t apart_len) {
    HOTLINE_TRY(sink_open(sink, SINK_ANSWER, answer));
    if (sink->count != 0) {
        return sink_fail(sink, HOTLINE_ERROR_ARGUMENT);
    }
    HOTLINE_TRY(sink_copy_parts(sink, answer, len, apart, apart_len, &sink->answer));
    sink->count = 1;
    return HOTLINE_OK;
}

hotline_status hotline_sink_subject(hotline_sink *sink, int32_t kind, const char *id, size_t len, hotline_instant at) {
    HOTLINE_TRY(sink_open(sink, SINK_SUBJECTS, id));
    if (kind < HOTLINE_SUBJECT_TICKET || kind > HOTLINE_SUBJECT_PUBLISHED) {
        return sink_fail(sink, HOTLINE_ERROR_ARGUMENT);
    }
    HOTLINE_TRY(sink_room(sink, &sink->subjects, sizeof *sink->subjects));
    HOTLINE_TRY(sink_copy_words(sink, id, len, &sink->subjects[sink->count].of.id));
    sink->subjects[sink->count].of.kind = kind;
    sink->subjects[sink->count++].moment = at;
    return HOTLINE_OK;
}

hotline_status hotline_sink_notice(hotline_sink *sink, uint64_t number, const char *id, size_t len, const char *body, size_t body_len) {
    HOTLINE_TRY(sink_open(sink, SINK_NOTICES, id));
    HOTLINE_TRY(sink_open(sink, SINK_NOTICES, body));
    if (number == 0) {
        return sink_fail(sink, HOTLINE_ERROR_ARGUMENT);
    }
    HOTLINE_TRY(sink_room(sink, &sink->notices, sizeof *sink->notices));
    HOTLINE_TRY(sink_copy_words(sink, id, len, &sink->notices[sink->count].id));
    HOTLINE_TRY(sink_copy_words(sink, body, body_len, &sink->notices[sink->count].body));
    sink->notices[sink->count++].number = number;
    return HOTLINE_OK;
}
