/* SPDX-License-Identifier: MIT */
/* What passes between a desk and its host's store: batches out, sinks in. */
#ifndef HOTLINE_DESK_STORE_IMPL_H
#define HOTLINE_DESK_STORE_IMPL_H

#include "../../include/hotline/store.h"

#include "../base/arena.h"
#include "../base/instant_impl.h"

/* Bytes that go together: the part that stays, and the part that can be erased (.at NULL: there is none). */
typedef struct store_parts {
    text plain, personal;
} store_parts;

typedef struct store_subject {
    int32_t kind; /* HOTLINE_SUBJECT_* */
    text id;
} store_subject;

typedef struct store_notice {
    text id, body;
    uint64_t number; /* the store's; 0 before it has one */
} store_notice;

struct hotline_batch {
    store_subject about;
    uint64_t expected;
    const store_parts *entries;
    text command; /* .at NULL: none is answered */
    store_parts answer;
    const store_notice *notices;
    const store_subject *woken;
    uint32_t entry_count, notice_count, woken_count;
    int32_t erases;
    hotline_instant wake, due, woken_at;
};

/* What a sink takes; SINK_CLOSED: nothing, no call of the store is under way. */
typedef enum sink_kind { SINK_CLOSED, SINK_ENTRIES, SINK_ANSWER, SINK_SUBJECTS, SINK_NOTICES } sink_kind;

typedef struct store_listed {
    store_subject of;
    hotline_instant moment;
} store_listed;

/* What a store gave in one call; the bytes are in the arena. */
struct hotline_sink {
    arena *arena;
    sink_kind kind;
    hotline_status status; /* the first failure of taking */
    uint32_t limit;
    uint32_t count, capacity;
    uint64_t version;
    store_parts answer;
    store_parts *entries;
    store_listed *subjects;
    store_notice *notices;
};

/* A store in use. Nothing but the arenas behind the sinks holds memory, so a callback that never returns loses nothing. */
typedef struct store_port {
    hotline_store host;
    int32_t result;  /* of the last callback that stopped an operation */
    uint32_t inside; /* a callback runs */
} store_port;

/* Checks and copies the host's record; a smaller one than ours is refused, nothing is optional but destroy. */
hotline_status hotline__store_take(store_port *s, const hotline_store *host);
/* The host's destroy, once. */
void hotline__store_drop(store_port *s);
/* Each fills the sink from the arena it is given. HOTLINE_ERROR_CALLBACK, or why the sink could not take what it was given. */
hotline_status hotline__store_load(store_port *s, arena *a, store_subject of, hotline_sink *sink);
hotline_status hotline__store_answer(store_port *s, arena *a, text command, hotline_sink *sink);
hotline_status hotline__store_list(store_port *s, arena *a, const hotline_listing *listing, hotline_sink *sink);
hotline_status hotline__store_notices(store_port *s, arena *a, uint64_t after, uint32_t most, hotline_sink *sink);
/* HOTLINE_OK, _CONFLICT, _DUPLICATE or HOTLINE_ERROR_CALLBACK. */
hotline_status hotline__store_append(store_port *s, const hotline_batch *batch);
hotline_status hotline__store_delivered(store_port *s, text id);
/* Copies a host's record of which it knows the first `given` bytes; 0: too small, or it says what we do not know. */
int hotline__store_record(void *ours, size_t size, const void *given);
/* Is it large enough, and says nothing that we do not know? */
int hotline__store_known(size_t size, const void *given);

#endif
