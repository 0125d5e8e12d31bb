/* SPDX-License-Identifier: MIT */
/* What the parts of the store in memory share. */
#ifndef HOTLINE_TESTS_MEMORY_IMPL_H
#define HOTLINE_TESTS_MEMORY_IMPL_H

#include "memory_defect.h"

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
    int hidden; /* the personal part, which a defect did not drop */
} memory_parts;

typedef struct memory_subject {
    int32_t kind;
    memory_text id;
    uint64_t version;
    hotline_instant wake, due;
    memory_parts *entries;
    size_t count;
    int erased; /* a defect goes on erasing */
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
    size_t open; /* connections */
    int32_t defect, detail;
};

typedef struct memory_connection {
    memory_data *data;
    int second; /* another one was open when it was opened */
} memory_connection;

/* ---- memory_store.c ---- */

/* The block, or the end of the program. */
void *memory_must(void *memory);
/* A copy; NULL stays none. */
memory_text memory_text_of(const char *bytes, size_t len);
void memory_text_drop(memory_text *t);
int memory_text_same(const memory_text *t, const char *bytes, size_t len);
void memory_parts_drop(memory_parts *p);
/* Room for one more item, zeroed. */
void *memory_add(void *array_pointer, size_t *count, size_t size);
void memory_lock(const memory_data *data);
void memory_unlock(const memory_data *data);
/* NULL: it is not there. */
memory_subject *memory_find_subject(const memory_data *data, int32_t kind, const char *id, size_t len);
memory_answered *memory_find_answer(const memory_data *data, const char *command, size_t len);
memory_notice *memory_find_notice(const memory_data *data, const char *id, size_t len);
memory_subject *memory_make_subject(memory_data *data, int32_t kind, const char *id, size_t len);

/* ---- functions of the record: memory_append.c, memory_list.c ---- */

int32_t memory_append(void *user, const hotline_batch *batch);
int32_t memory_list(void *user, const hotline_listing *listing, hotline_sink *sink);
int32_t memory_notices(void *user, uint64_t after, uint32_t limit, hotline_sink *sink);
int32_t memory_delivered(void *user, const char *id, size_t len);

/* ---- memory_defect.c: 1 where the store is to do otherwise than it must ---- */

int memory_broken(const memory_data *data, int32_t defect);
/* Of this part. */
int memory_broken_of(const memory_data *data, int32_t defect, int32_t part);
/* Of the second of two connections. */
int memory_blind(const memory_connection *connection, int32_t part);
/* The bytes, as they are or as a defect keeps them. */
memory_text memory_text_kept(const memory_data *data, int32_t part, const char *bytes, size_t len);
/* The same id, byte by byte or as a defect compares them. */
int memory_id_same(const memory_data *data, int32_t part, const memory_text *t, const char *bytes, size_t len);
/* What a defect loses when nobody is connected any more. */
void memory_lose(memory_data *data);

#endif
