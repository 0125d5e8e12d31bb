/* SPDX-License-Identifier: MIT */
/*
 * What the store in memory keeps, as tests look at it and as a forger changes it. It refuses to go through the functions of the store.
 */
#include "memory_impl.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static memory_subject *subject_named(const memory_data *data, int32_t kind, const char *id) {
    return memory_find_subject(data, kind, id, strlen(id));
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
    const memory_answered *a = memory_find_answer(data, command, strlen(command));
    return a != NULL ? a->answer.plain.bytes : NULL;
}

const char *memory_answer_personal(const memory_data *data, const char *command) {
    const memory_answered *a = memory_find_answer(data, command, strlen(command));
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
    const memory_notice *n = memory_find_notice(data, id, strlen(id));
    return n != NULL ? n->body.bytes : NULL;
}

int32_t memory_notice_delivered(const memory_data *data, const char *id) {
    const memory_notice *n = memory_find_notice(data, id, strlen(id));
    return n != NULL ? n->delivered : -1;
}

static void state_add(memory_text *state, const char *bytes, size_t len) {
    state->bytes = memory_must(realloc(state->bytes, state->len + len + 1));
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
    memory_text state = memory_text_of("", 0);
    memory_lock(data);
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
    memory_unlock(data);
    return state.bytes;
}

static int replace(memory_text *t, const char *bytes) {
    memory_text_drop(t);
    *t = memory_text_of(bytes, bytes != NULL ? strlen(bytes) : 0);
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
        memory_parts_drop(&s->entries[--s->count]);
    }
}
