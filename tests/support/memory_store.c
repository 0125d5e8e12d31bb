/* SPDX-License-Identifier: MIT */
/*
 * A store in memory: plain arrays, looked through from the front, under one mutex. It refuses to be fast, and to know what the bytes mean.
 */
#include "memory_store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef _WIN32
#  include <pthread.h>
#endif

/* bytes NULL: there is none. Terminated. */
typedef struct memory_text {
    char *bytes;
    size_t len;
} memory_text;

typedef struct memory_parts {
    memory_text plain, personal;
} memory_parts;

typedef struct memory_subject {
    int32_t kind;
    memory_text id;
    uint64_t version;
    hotline_instant wake, due;
    memory_parts *entries;
    size_t count;
} memory_subject;

typedef struct memory_answered {
    memory_text command;
    int32_t kind; /* of the subject that it is about */
    memory_text id;
    memory_parts answer;
} memory_answered;

/* Its number is its place, from 1. */
typedef struct memory_notice {
    memory_text id, body;
    int32_t delivered;
} memory_notice;

struct memory_data {
#ifndef _WIN32
    pthread_mutex_t mutex;
#endif
    size_t references; /* connections, and the one who made it */
    memory_subject *subjects;
    size_t subject_count;
    memory_answered *answers;
    size_t answer_count;
    memory_notice *notices;
    size_t notice_count;
};

/* ---- texts and arrays ---- */

static void *must(void *memory) {
    if (memory == NULL) {
        abort();
    }
    return memory;
}

/* NULL stays none. */
static memory_text text_of(const char *bytes, size_t len) {
    memory_text t = {NULL, 0};
    if (bytes != NULL) {
        t.bytes = must(malloc(len + 1));
        memcpy(t.bytes, bytes, len);
        t.bytes[len] = '\0';
        t.len = len;
    }
    return t;
}

static void text_drop(memory_text *t) {
    free(t->bytes);
    t->bytes = NULL;
    t->len = 0;
}

static int text_same(const memory_text *t, const char *bytes, size_t len) {
    return t->len == len && memcmp(t->bytes, bytes, len) == 0;
}

/* Room for one more item, zeroed. */
static void *array_add(void *array_pointer, size_t *count, size_t size) {
    char *grown;
    memcpy(&grown, array_pointer, sizeof grown);
    grown = must(realloc(grown, (*count + 1) * size));
    memcpy(array_pointer, &grown, sizeof grown);
    return memset(grown + (*count)++ * size, 0, size);
}

static void parts_drop(memory_parts *p) {
    text_drop(&p->plain);
    text_drop(&p->personal);
}

/* ---- life ---- */

/* A test that only reads holds the lock too. */
static void lock(const memory_data *data) {
#ifndef _WIN32
    pthread_mutex_lock(&((memory_data *)data)->mutex);
#else
    (void)data;
#endif
}

static void unlock(const memory_data *data) {
#ifndef _WIN32
    pthread_mutex_unlock(&((memory_data *)data)->mutex);
#else
    (void)data;
#endif
}

memory_data *memory_data_new(void) {
    memory_data *data = must(calloc(1, sizeof *data));
#ifndef _WIN32
    pthread_mutex_init(&data->mutex, NULL);
#endif
    data->references = 1;
    return data;
}

static void data_drop(memory_data *data) {
    for (size_t i = 0; i < data->subject_count; i++) {
        memory_subject *s = &data->subjects[i];
        for (size_t k = 0; k < s->count; k++) {
            parts_drop(&s->entries[k]);
        }
        free(s->entries);
        text_drop(&s->id);
    }
    for (size_t i = 0; i < data->answer_count; i++) {
        text_drop(&data->answers[i].command);
        text_drop(&data->answers[i].id);
        parts_drop(&data->answers[i].answer);
    }
    for (size_t i = 0; i < data->notice_count; i++) {
        text_drop(&data->notices[i].id);
        text_drop(&data->notices[i].body);
    }
    free(data->subjects);
    free(data->answers);
    free(data->notices);
#ifndef _WIN32
    pthread_mutex_destroy(&data->mutex);
#endif
    free(data);
}

void memory_data_free(memory_data *data) {
    size_t left;
    if (data == NULL) {
        return;
    }
    lock(data);
    left = --data->references;
    unlock(data);
    if (left == 0) {
        data_drop(data);
    }
}

static void store_destroy(void *user) {
    memory_data_free(user);
}

/* ---- finding ---- */

static memory_subject *subject_find(const memory_data *data, int32_t kind, const char *id, size_t len) {
    for (size_t i = 0; i < data->subject_count; i++) {
        if (data->subjects[i].kind == kind && text_same(&data->subjects[i].id, id, len)) {
            return &data->subjects[i];
        }
    }
    return NULL;
}

static memory_subject *subject_make(memory_data *data, int32_t kind, const char *id, size_t len) {
    memory_subject *s = subject_find(data, kind, id, len);
    if (s == NULL) {
        s = array_add(&data->subjects, &data->subject_count, sizeof *s);
        s->kind = kind;
        s->id = text_of(id, len);
        s->wake = hotline_instant_none();
        s->due = hotline_instant_none();
    }
    return s;
}

static memory_answered *answer_find(const memory_data *data, const char *command, size_t len) {
    for (size_t i = 0; i < data->answer_count; i++) {
        if (text_same(&data->answers[i].command, command, len)) {
            return &data->answers[i];
        }
    }
    return NULL;
}

static memory_notice *notice_find(const memory_data *data, const char *id, size_t len) {
    for (size_t i = 0; i < data->notice_count; i++) {
        if (text_same(&data->notices[i].id, id, len)) {
            return &data->notices[i];
        }
    }
    return NULL;
}

/* ---- the functions of the store ---- */

static int32_t give_subject(const memory_subject *s, hotline_sink *sink) {
    int32_t status = hotline_sink_version(sink, s->version);
    for (size_t i = 0; status == 0 && i < s->count; i++) {
        const memory_parts *e = &s->entries[i];
        status = hotline_sink_entry(sink, e->plain.bytes, e->plain.len, e->personal.bytes, e->personal.len);
    }
    return status;
}

static int32_t store_load(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink) {
    const memory_data *data = user;
    const memory_subject *s;
    int32_t status = 0;
    lock(data);
    s = subject_find(data, kind, id, len);
    if (s != NULL) {
        status = give_subject(s, sink);
    }
    unlock(data);
    return status;
}

static int32_t store_answer(void *user, const char *command, size_t len, hotline_sink *sink) {
    const memory_data *data = user;
    const memory_answered *a;
    int32_t status = 0;
    lock(data);
    a = answer_find(data, command, len);
    if (a != NULL) {
        const memory_parts *p = &a->answer;
        status = hotline_sink_answer(sink, p->plain.bytes, p->plain.len, p->personal.bytes, p->personal.len);
    }
    unlock(data);
    return status;
}

static void keep_entries(memory_subject *s, const hotline_batch *batch) {
    for (size_t i = 0; i < hotline_batch_entry_count(batch); i++) {
        memory_parts *e = array_add(&s->entries, &s->count, sizeof *e);
        size_t len;
        const char *bytes = hotline_batch_entry(batch, i, &len);
        e->plain = text_of(bytes, len);
        bytes = hotline_batch_entry_personal(batch, i, &len);
        e->personal = text_of(bytes, len);
        s->version++;
    }
}

static void keep_answer(memory_data *data, const hotline_batch *batch) {
    size_t len;
    const char *bytes = hotline_batch_command(batch, &len);
    memory_answered *a;
    if (bytes == NULL) {
        return;
    }
    a = array_add(&data->answers, &data->answer_count, sizeof *a);
    a->command = text_of(bytes, len);
    a->kind = hotline_batch_kind(batch);
    bytes = hotline_batch_subject(batch, &len);
    a->id = text_of(bytes, len);
    bytes = hotline_batch_answer(batch, &len);
    a->answer.plain = text_of(bytes, len);
    bytes = hotline_batch_answer_personal(batch, &len);
    a->answer.personal = text_of(bytes, len);
}

/* After all of the batch is there, so that its own personal parts go too. */
static void erase(memory_data *data, memory_subject *s, int32_t kind, const char *id, size_t len) {
    for (size_t i = 0; s != NULL && i < s->count; i++) {
        text_drop(&s->entries[i].personal);
    }
    for (size_t i = 0; i < data->answer_count; i++) {
        if (data->answers[i].kind == kind && text_same(&data->answers[i].id, id, len)) {
            text_drop(&data->answers[i].answer.personal);
        }
    }
}

static void keep_notices(memory_data *data, const hotline_batch *batch) {
    for (size_t i = 0; i < hotline_batch_notice_count(batch); i++) {
        size_t len;
        const char *bytes = hotline_batch_notice_id(batch, i, &len);
        memory_notice *n;
        if (notice_find(data, bytes, len) != NULL) {
            continue;
        }
        n = array_add(&data->notices, &data->notice_count, sizeof *n);
        n->id = text_of(bytes, len);
        bytes = hotline_batch_notice(batch, i, &len);
        n->body = text_of(bytes, len);
    }
}

static void wake_others(memory_data *data, const hotline_batch *batch) {
    hotline_instant at = hotline_batch_woken_at(batch);
    for (size_t i = 0; i < hotline_batch_woken_count(batch); i++) {
        size_t len;
        const char *id = hotline_batch_woken(batch, i, &len);
        memory_subject *s = subject_make(data, hotline_batch_woken_kind(batch, i), id, len);
        if (s->wake == hotline_instant_none() || at < s->wake) {
            s->wake = at;
        }
        s->version++;
    }
}

static int32_t judge_batch(const memory_data *data, const hotline_batch *batch) {
    size_t len;
    const char *bytes = hotline_batch_command(batch, &len);
    const memory_subject *s;
    if (bytes != NULL && answer_find(data, bytes, len) != NULL) {
        return HOTLINE_DUPLICATE;
    }
    bytes = hotline_batch_subject(batch, &len);
    s = subject_find(data, hotline_batch_kind(batch), bytes, len);
    return hotline_batch_expected(batch) == (s != NULL ? s->version : 0) ? HOTLINE_OK : HOTLINE_CONFLICT;
}

static void keep_batch(memory_data *data, const hotline_batch *batch) {
    size_t len;
    int32_t kind = hotline_batch_kind(batch);
    const char *id = hotline_batch_subject(batch, &len);
    memory_subject *s = hotline_batch_entry_count(batch) != 0 ? subject_make(data, kind, id, len) : subject_find(data, kind, id, len);
    keep_answer(data, batch);
    if (s != NULL) { /* else nothing but an answer is kept about it, and it is not there still */
        keep_entries(s, batch);
        s->wake = hotline_batch_wake(batch);
        s->due = hotline_batch_due(batch);
    }
    if (hotline_batch_erases(batch)) {
        erase(data, s, kind, id, len);
    }
    keep_notices(data, batch);
    wake_others(data, batch); /* last: it may move the subjects */
}

static int32_t store_append(void *user, const hotline_batch *batch) {
    memory_data *data = user;
    int32_t status;
    lock(data);
    status = judge_batch(data, batch);
    if (status == HOTLINE_OK) {
        keep_batch(data, batch);
    }
    unlock(data);
    return status;
}

/* ---- listing ---- */

typedef struct memory_place {
    hotline_instant moment;
    int32_t kind;
    const char *id;
    size_t len;
} memory_place;

static int place_compare(const void *a, const void *b) {
    const memory_place *x = a;
    const memory_place *y = b;
    int order;
    if (x->moment != y->moment) {
        return x->moment < y->moment ? -1 : 1;
    }
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    order = memcmp(x->id, y->id, x->len < y->len ? x->len : y->len);
    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static memory_place subject_place(const memory_subject *s, int32_t order) {
    memory_place p = {hotline_instant_none(), s->kind, s->id.bytes, s->id.len};
    if (order != HOTLINE_ORDER_ID) {
        p.moment = order == HOTLINE_ORDER_WAKE ? s->wake : s->due;
    }
    return p;
}

static int place_listed(const memory_place *p, const hotline_listing *listing) {
    memory_place after = {hotline_instant_none(), listing->after_kind, listing->after_id, listing->after_id_len};
    if (listing->order != HOTLINE_ORDER_ID) {
        after.moment = listing->after_moment;
        if (p->moment == hotline_instant_none() || p->moment > listing->until) {
            return 0;
        }
    }
    return listing->after_kind == 0 || place_compare(p, &after) > 0;
}

static int32_t store_list(void *user, const hotline_listing *listing, hotline_sink *sink) {
    const memory_data *data = user;
    memory_place *places;
    size_t count = 0;
    int32_t status = 0;
    lock(data);
    places = must(malloc((data->subject_count + 1) * sizeof *places));
    for (size_t i = 0; i < data->subject_count; i++) {
        places[count] = subject_place(&data->subjects[i], listing->order);
        count += (size_t)place_listed(&places[count], listing);
    }
    qsort(places, count, sizeof *places, place_compare);
    for (size_t i = 0; status == 0 && i < count && i < listing->limit; i++) {
        status = hotline_sink_subject(sink, places[i].kind, places[i].id, places[i].len, places[i].moment);
    }
    free(places);
    unlock(data);
    return status;
}

static int32_t store_notices(void *user, uint64_t after, uint32_t limit, hotline_sink *sink) {
    const memory_data *data = user;
    int32_t status = 0;
    uint32_t given = 0;
    lock(data);
    for (size_t i = 0; status == 0 && i < data->notice_count && given < limit; i++) {
        const memory_notice *n = &data->notices[i];
        if (i + 1 > after && !n->delivered) {
            status = hotline_sink_notice(sink, i + 1, n->id.bytes, n->id.len, n->body.bytes, n->body.len);
            given++;
        }
    }
    unlock(data);
    return status;
}

static int32_t store_delivered(void *user, const char *id, size_t len) {
    const memory_data *data = user;
    memory_notice *n;
    lock(data);
    n = notice_find(data, id, len);
    if (n != NULL) {
        n->delivered = 1;
    }
    unlock(data);
    return 0;
}

int32_t memory_store_open(void *user, hotline_store *out) {
    memory_data *data = user;
    lock(data);
    data->references++;
    unlock(data);
    hotline_store_init(out, sizeof *out);
    out->user = data;
    out->destroy = store_destroy;
    out->load = store_load;
    out->append = store_append;
    out->answer = store_answer;
    out->list = store_list;
    out->notices = store_notices;
    out->delivered = store_delivered;
    return 0;
}

/* ---- as tests look at it ---- */

static memory_subject *subject_named(const memory_data *data, int32_t kind, const char *id) {
    return subject_find(data, kind, id, strlen(id));
}

static memory_parts *entry_at(const memory_data *data, int32_t kind, const char *id, size_t index) {
    memory_subject *s = subject_named(data, kind, id);
    return s != NULL && index < s->count ? &s->entries[index] : NULL;
}

size_t memory_subject_count(const memory_data *data) {
    return data->subject_count;
}

uint64_t memory_version(const memory_data *data, int32_t kind, const char *id) {
    const memory_subject *s = subject_named(data, kind, id);
    return s != NULL ? s->version : 0;
}

hotline_instant memory_wake(const memory_data *data, int32_t kind, const char *id) {
    const memory_subject *s = subject_named(data, kind, id);
    return s != NULL ? s->wake : hotline_instant_none();
}

hotline_instant memory_due(const memory_data *data, int32_t kind, const char *id) {
    const memory_subject *s = subject_named(data, kind, id);
    return s != NULL ? s->due : hotline_instant_none();
}

size_t memory_entry_count(const memory_data *data, int32_t kind, const char *id) {
    const memory_subject *s = subject_named(data, kind, id);
    return s != NULL ? s->count : 0;
}

const char *memory_entry(const memory_data *data, int32_t kind, const char *id, size_t index) {
    const memory_parts *e = entry_at(data, kind, id, index);
    return e != NULL ? e->plain.bytes : NULL;
}

const char *memory_entry_personal(const memory_data *data, int32_t kind, const char *id, size_t index) {
    const memory_parts *e = entry_at(data, kind, id, index);
    return e != NULL ? e->personal.bytes : NULL;
}

size_t memory_answer_count(const memory_data *data) {
    return data->answer_count;
}

const char *memory_answer(const memory_data *data, const char *command) {
    const memory_answered *a = answer_find(data, command, strlen(command));
    return a != NULL ? a->answer.plain.bytes : NULL;
}

const char *memory_answer_personal(const memory_data *data, const char *command) {
    const memory_answered *a = answer_find(data, command, strlen(command));
    return a != NULL ? a->answer.personal.bytes : NULL;
}

size_t memory_notice_count(const memory_data *data) {
    return data->notice_count;
}

size_t memory_undelivered_count(const memory_data *data) {
    size_t count = 0;
    for (size_t i = 0; i < data->notice_count; i++) {
        count += !data->notices[i].delivered;
    }
    return count;
}

const char *memory_notice_id(const memory_data *data, size_t index) {
    return index < data->notice_count ? data->notices[index].id.bytes : NULL;
}

const char *memory_notice_body(const memory_data *data, const char *id) {
    const memory_notice *n = notice_find(data, id, strlen(id));
    return n != NULL ? n->body.bytes : NULL;
}

int32_t memory_notice_delivered(const memory_data *data, const char *id) {
    const memory_notice *n = notice_find(data, id, strlen(id));
    return n != NULL ? n->delivered : -1;
}

static void state_add(memory_text *state, const char *bytes, size_t len) {
    state->bytes = must(realloc(state->bytes, state->len + len + 1));
    memcpy(state->bytes + state->len, bytes, len);
    state->len += len;
    state->bytes[state->len] = '\0';
}

/* With its length before it, so that no two states have the same text. */
static void state_add_text(memory_text *state, const memory_text *t) {
    char head[32];
    if (t->bytes == NULL) {
        state_add(state, " -", 2);
        return;
    }
    state_add(state, head, (size_t)snprintf(head, sizeof head, " %lu:", (unsigned long)t->len));
    state_add(state, t->bytes, t->len);
}

static void state_add_number(memory_text *state, int64_t number) {
    char head[32];
    state_add(state, head, (size_t)snprintf(head, sizeof head, " %" PRId64, number));
}

static void state_add_parts(memory_text *state, const char *head, const memory_parts *p) {
    state_add(state, head, strlen(head));
    state_add_text(state, &p->plain);
    state_add_text(state, &p->personal);
}

static void state_add_subject(memory_text *state, const memory_subject *s) {
    state_add(state, "subject", 7);
    state_add_number(state, s->kind);
    state_add_text(state, &s->id);
    state_add_number(state, (int64_t)s->version);
    state_add_number(state, s->wake);
    state_add_number(state, s->due);
    for (size_t i = 0; i < s->count; i++) {
        state_add_parts(state, "\n  entry", &s->entries[i]);
    }
    state_add(state, "\n", 1);
}

char *memory_state(const memory_data *data) {
    memory_text state = text_of("", 0);
    lock(data);
    for (size_t i = 0; i < data->subject_count; i++) {
        state_add_subject(&state, &data->subjects[i]);
    }
    for (size_t i = 0; i < data->answer_count; i++) {
        state_add(&state, "answer", 6);
        state_add_text(&state, &data->answers[i].command);
        state_add_number(&state, data->answers[i].kind);
        state_add_text(&state, &data->answers[i].id);
        state_add_parts(&state, "", &data->answers[i].answer);
        state_add(&state, "\n", 1);
    }
    for (size_t i = 0; i < data->notice_count; i++) {
        state_add(&state, "notice", 6);
        state_add_number(&state, data->notices[i].delivered);
        state_add_text(&state, &data->notices[i].id);
        state_add_text(&state, &data->notices[i].body);
        state_add(&state, "\n", 1);
    }
    unlock(data);
    return state.bytes;
}

static int replace(memory_text *t, const char *bytes) {
    text_drop(t);
    *t = text_of(bytes, bytes != NULL ? strlen(bytes) : 0);
    return 1;
}

int memory_tamper(memory_data *data, int32_t kind, const char *id, size_t index, const char *entry) {
    memory_parts *e = entry_at(data, kind, id, index);
    return e != NULL && replace(&e->plain, entry);
}

int memory_tamper_personal(memory_data *data, int32_t kind, const char *id, size_t index, const char *personal) {
    memory_parts *e = entry_at(data, kind, id, index);
    return e != NULL && replace(&e->personal, personal);
}

void memory_truncate(memory_data *data, int32_t kind, const char *id, size_t count) {
    memory_subject *s = subject_named(data, kind, id);
    while (s != NULL && s->count > count) {
        parts_drop(&s->entries[--s->count]);
    }
}
