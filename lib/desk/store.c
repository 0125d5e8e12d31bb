/* SPDX-License-Identifier: MIT */
/*
 * Calls the host's store: the one place where its functions are called, where a callback is noted to run, and where what it answers becomes
 * a status. It refuses to know what is stored.
 */
#include "store_impl.h"

void hotline_store_init(hotline_store *record, size_t struct_size) {
    if (record != NULL && struct_size >= sizeof record->struct_size) {
        memset(record, 0, struct_size);
        record->struct_size = (uint32_t)struct_size;
    }
}

int hotline__store_known(size_t size, const void *given) {
    const uint8_t *bytes = given;
    uint32_t told;
    size_t i;
    memcpy(&told, given, sizeof told);
    if (told < size) {
        return 0;
    }
    for (i = size; i < told; i++) {
        if (bytes[i] != 0) {
            return 0;
        }
    }
    return 1;
}

int hotline__store_record(void *ours, size_t size, const void *given) {
    if (!hotline__store_known(size, given)) {
        return 0;
    }
    memcpy(ours, given, size);
    return 1;
}

hotline_status hotline__store_take(store_port *s, const hotline_store *host) {
    memset(s, 0, sizeof *s);
    if (!hotline__store_record(&s->host, sizeof s->host, host)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (s->host.load == NULL || s->host.append == NULL || s->host.answer == NULL || s->host.list == NULL || s->host.notices == NULL ||
        s->host.delivered == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return HOTLINE_OK;
}

/* Forgotten before it is called: one that never returns is not called again. */
void hotline__store_drop(store_port *s) {
    void (*destroy)(void *user) = s->host.destroy;
    s->host.destroy = NULL;
    if (destroy != NULL) {
        s->inside = 1;
        destroy(s->host.user);
        s->inside = 0;
    }
}

static void store_open(hotline_sink *sink, arena *a, sink_kind kind, uint32_t most) {
    memset(sink, 0, sizeof *sink);
    sink->arena = a;
    sink->kind = kind;
    sink->limit = most;
}

/* After a callback returned. A sink that could not take what it was given tells more than what the callback made of it. */
static hotline_status store_close(store_port *s, hotline_sink *sink, int32_t result) {
    s->inside = 0;
    sink->kind = SINK_CLOSED;
    if (sink->status == HOTLINE_ERROR_MEMORY || sink->status == HOTLINE_ERROR_LIMIT) {
        return sink->status;
    }
    if (result != 0 || sink->status < 0) {
        s->result = result != 0 ? result : sink->status;
        return HOTLINE_ERROR_CALLBACK;
    }
    return HOTLINE_OK;
}

hotline_status hotline__store_load(store_port *s, arena *a, store_subject of, hotline_sink *sink) {
    hotline_status status;
    store_open(sink, a, SINK_ENTRIES, 0);
    s->inside = 1;
    status = store_close(s, sink, s->host.load(s->host.user, of.kind, of.id.at, of.id.len, sink));
    if (status >= 0 && sink->version < sink->count) { /* each entry has raised it by one */
        s->result = HOTLINE_ERROR_ARGUMENT;
        return HOTLINE_ERROR_CALLBACK;
    }
    return status;
}

hotline_status hotline__store_answer(store_port *s, arena *a, text command, hotline_sink *sink) {
    store_open(sink, a, SINK_ANSWER, 1);
    s->inside = 1;
    return store_close(s, sink, s->host.answer(s->host.user, command.at, command.len, sink));
}

hotline_status hotline__store_list(store_port *s, arena *a, const hotline_listing *listing, hotline_sink *sink) {
    store_open(sink, a, SINK_SUBJECTS, listing->limit);
    s->inside = 1;
    return store_close(s, sink, s->host.list(s->host.user, listing, sink));
}

hotline_status hotline__store_notices(store_port *s, arena *a, uint64_t after, uint32_t most, hotline_sink *sink) {
    store_open(sink, a, SINK_NOTICES, most);
    s->inside = 1;
    return store_close(s, sink, s->host.notices(s->host.user, after, most, sink));
}

static hotline_status store_answered(store_port *s, int32_t result) {
    s->inside = 0;
    if (result == HOTLINE_OK) {
        return HOTLINE_OK;
    }
    s->result = result;
    return HOTLINE_ERROR_CALLBACK;
}

hotline_status hotline__store_append(store_port *s, const hotline_batch *batch) {
    int32_t result;
    s->inside = 1;
    result = s->host.append(s->host.user, batch);
    if (result == HOTLINE_CONFLICT || result == HOTLINE_DUPLICATE) {
        s->inside = 0;
        return result;
    }
    return store_answered(s, result);
}

hotline_status hotline__store_delivered(store_port *s, text id) {
    s->inside = 1;
    return store_answered(s, s->host.delivered(s->host.user, id.at, id.len));
}
