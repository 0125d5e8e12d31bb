/* SPDX-License-Identifier: MIT */
/*
 * A store in memory: plain arrays, looked through from the front, under one mutex. It refuses to be fast, and to know what the bytes mean.
 * Where it asks memory_broken(), a defect does otherwise than a store must: leave these out to read how a store is made.
 */
#include "memory_impl.h"

#include <stdlib.h>
#include <string.h>

/* ---- texts and arrays ---- */

void *memory_must(void *memory) {
    if (memory == NULL) {
        abort();
    }
    return memory;
}

memory_text memory_text_of(const char *bytes, size_t len) {
    memory_text t = {NULL, 0};
    if (bytes != NULL) {
        t.bytes = memory_must(malloc(len + 1));
        memcpy(t.bytes, bytes, len);
        t.bytes[len] = '\0';
        t.len = len;
    }
    return t;
}

void memory_text_drop(memory_text *t) {
    free(t->bytes);
    t->bytes = NULL;
    t->len = 0;
}

int memory_text_same(const memory_text *t, const char *bytes, size_t len) {
    return t->len == len && memcmp(t->bytes, bytes, len) == 0;
}

void *memory_add(void *array_pointer, size_t *count, size_t size) {
    char *grown;
    memcpy(&grown, array_pointer, sizeof grown);
    grown = memory_must(realloc(grown, (*count + 1) * size));
    memcpy(array_pointer, &grown, sizeof grown);
    return memset(grown + (*count)++ * size, 0, size);
}

void memory_parts_drop(memory_parts *p) {
    memory_text_drop(&p->plain);
    memory_text_drop(&p->personal);
}

/* ---- life ---- */

/* A test that only reads holds the lock too. */
void memory_lock(const memory_data *data) {
#ifndef _WIN32
    pthread_mutex_lock(&((memory_data *)data)->mutex);
#else
    (void)data;
#endif
}

void memory_unlock(const memory_data *data) {
#ifndef _WIN32
    pthread_mutex_unlock(&((memory_data *)data)->mutex);
#else
    (void)data;
#endif
}

memory_data *memory_data_new(void) {
    memory_data *data = memory_must(calloc(1, sizeof *data));
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
            memory_parts_drop(&s->entries[k]);
        }
        free(s->entries);
        memory_text_drop(&s->id);
    }
    for (size_t i = 0; i < data->answer_count; i++) {
        memory_text_drop(&data->answers[i].command);
        memory_text_drop(&data->answers[i].id);
        memory_parts_drop(&data->answers[i].answer);
    }
    for (size_t i = 0; i < data->notice_count; i++) {
        memory_text_drop(&data->notices[i].id);
        memory_text_drop(&data->notices[i].body);
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
    memory_lock(data);
    left = --data->references;
    memory_unlock(data);
    if (left == 0) {
        data_drop(data);
    }
}

static void store_destroy(void *user) {
    memory_connection *connection = user;
    memory_data *data = connection->data;
    memory_lock(data);
    data->open--;
    if (data->open == 0 && data->defect >= DEFECT_CLOSED_LOSES) {
        memory_lose(data);
    }
    memory_unlock(data);
    free(connection);
    memory_data_free(data);
}

/* ---- finding ---- */

memory_subject *memory_find_subject(const memory_data *data, int32_t kind, const char *id, size_t len) {
    for (size_t i = 0; i < data->subject_count; i++) {
        if ((data->subjects[i].kind == kind || memory_broken(data, DEFECT_KIND_IGNORED)) &&
            memory_id_same(data, DEFECT_OF_SUBJECTS, &data->subjects[i].id, id, len)) {
            return &data->subjects[i];
        }
    }
    return NULL;
}

memory_subject *memory_make_subject(memory_data *data, int32_t kind, const char *id, size_t len) {
    memory_subject *s = memory_find_subject(data, kind, id, len);
    if (s == NULL) {
        s = memory_add(&data->subjects, &data->subject_count, sizeof *s);
        s->kind = kind;
        s->id = memory_text_of(id, len);
        s->wake = hotline_instant_none();
        s->due = hotline_instant_none();
    }
    return s;
}

memory_answered *memory_find_answer(const memory_data *data, const char *command, size_t len) {
    for (size_t i = 0; i < data->answer_count; i++) {
        if (memory_id_same(data, DEFECT_OF_COMMANDS, &data->answers[i].command, command, len)) {
            return &data->answers[i];
        }
    }
    return NULL;
}

memory_notice *memory_find_notice(const memory_data *data, const char *id, size_t len) {
    for (size_t i = 0; i < data->notice_count; i++) {
        if (memory_id_same(data, DEFECT_OF_NOTICES, &data->notices[i].id, id, len)) {
            return &data->notices[i];
        }
    }
    return NULL;
}

/* ---- the functions of the store: those that read what is of one id, and the record ---- */

/* With another one's personal part, when a defect says so. */
static int32_t give_entry(const memory_data *data, const memory_subject *s, size_t i, hotline_sink *sink) {
    const memory_parts *e = &s->entries[memory_broken(data, DEFECT_LOAD_NEWEST_FIRST) ? s->count - 1 - i : i];
    const memory_parts *beside = memory_broken(data, DEFECT_LOAD_PERSONAL_ALIKE) ? &s->entries[0] : e;
    if (beside->hidden || memory_broken(data, DEFECT_LOAD_IMPERSONAL)) {
        return hotline_sink_entry(sink, e->plain.bytes, e->plain.len, NULL, 0);
    }
    return hotline_sink_entry(sink, e->plain.bytes, e->plain.len, beside->personal.bytes, beside->personal.len);
}

static int32_t give_subject(const memory_data *data, const memory_subject *s, hotline_sink *sink) {
    int32_t status = hotline_sink_version(sink, s->version);
    for (size_t i = 0; status == 0 && i < s->count && !(memory_broken(data, DEFECT_LOAD_SOME) && i == 100); i++) {
        status = give_entry(data, s, i, sink);
    }
    return status;
}

static int32_t store_load(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink) {
    const memory_connection *connection = user;
    const memory_data *data = connection->data;
    const memory_subject *s;
    int32_t status = 0;
    memory_lock(data);
    s = memory_blind(connection, DEFECT_OF_ENTRIES) ? NULL : memory_find_subject(data, kind, id, len);
    if (s != NULL && (s->version != 0 || memory_broken(data, DEFECT_ALONE_LOADED))) {
        status = give_subject(data, s, sink);
    } else if (memory_broken(data, DEFECT_LOAD_INVENTS) && kind == HOTLINE_SUBJECT_UNIT) {
        status = hotline_sink_version(sink, 1);
    }
    if (memory_broken(data, DEFECT_LOAD_REFUSES_KIND) && kind == HOTLINE_SUBJECT_PUBLISHED) {
        status = -1;
    }
    memory_unlock(data);
    return status;
}

static int32_t store_answer(void *user, const char *command, size_t len, hotline_sink *sink) {
    const memory_connection *connection = user;
    const memory_data *data = connection->data;
    const memory_answered *a;
    int32_t status = 0;
    memory_lock(data);
    a = memory_blind(connection, DEFECT_OF_ANSWERS) ? NULL : memory_find_answer(data, command, len);
    if (a != NULL) {
        const memory_parts *p = &a->answer;
        int shown = !p->hidden && !memory_broken(data, DEFECT_ANSWER_IMPERSONAL);
        status = hotline_sink_answer(sink, p->plain.bytes, p->plain.len, shown ? p->personal.bytes : NULL, shown ? p->personal.len : 0);
    } else if (memory_broken(data, DEFECT_ANSWER_INVENTS)) {
        status = hotline_sink_answer(sink, "{}", 2, NULL, 0);
    }
    memory_unlock(data);
    return status;
}

int32_t memory_store_open(void *user, hotline_store *out) {
    memory_data *data = user;
    memory_connection *connection = memory_must(malloc(sizeof *connection));
    memory_lock(data);
    connection->data = data;
    connection->second = data->open != 0;
    data->references++;
    data->open++;
    memory_unlock(data);
    hotline_store_init(out, sizeof *out);
    out->user = connection;
    out->destroy = store_destroy;
    out->load = store_load;
    out->append = memory_append;
    out->answer = store_answer;
    out->list = memory_list;
    out->notices = memory_notices;
    out->delivered = memory_delivered;
    return 0;
}
