/* SPDX-License-Identifier: MIT */
/*
 * A store in memory that keeps every promise of hotline/store.h. Any number of connections, on any threads, share what is kept; it is there
 * until the last of them is closed and memory_data_free() was called.
 *
 *     memory_data *data = memory_data_new();
 *     memory_store_open(data, &store);    a connection, which store.destroy closes; also what hotline_store_check() takes
 *     memory_data_free(data);
 */
#ifndef HOTLINE_TESTS_MEMORY_STORE_H
#define HOTLINE_TESTS_MEMORY_STORE_H

#include "hotline/store.h"

typedef struct memory_data memory_data;

memory_data *memory_data_new(void);
/* A new connection: prepares and fills the record. Always 0. */
int32_t memory_store_open(void *data, hotline_store *out);
/* Connections that are open still go on working. */
void memory_data_free(memory_data *data);

/* ---- what is kept, as tests look at it: ids are terminated; borrowed texts live until something else is kept ---- */

size_t memory_subject_count(const memory_data *data);
/* 0: it is not there. */
uint64_t memory_version(const memory_data *data, int32_t kind, const char *id);
hotline_instant memory_wake(const memory_data *data, int32_t kind, const char *id);
hotline_instant memory_due(const memory_data *data, int32_t kind, const char *id);
size_t memory_entry_count(const memory_data *data, int32_t kind, const char *id);
/* NULL: there is no such entry, or it has no personal part. */
const char *memory_entry(const memory_data *data, int32_t kind, const char *id, size_t index);
const char *memory_entry_personal(const memory_data *data, int32_t kind, const char *id, size_t index);
size_t memory_answer_count(const memory_data *data);
const char *memory_answer(const memory_data *data, const char *command);
const char *memory_answer_personal(const memory_data *data, const char *command);
/* Delivered or not. */
size_t memory_notice_count(const memory_data *data);
size_t memory_undelivered_count(const memory_data *data);
/* By its place in the order in which they were kept; NULL: there are not as many. */
const char *memory_notice_id(const memory_data *data, size_t index);
const char *memory_notice_body(const memory_data *data, const char *id);
/* 1, 0, or -1: there is no such notice. */
int32_t memory_notice_delivered(const memory_data *data, const char *id);
/* Everything as one text, to compare what is kept with what was kept before; free() it. */
char *memory_state(const memory_data *data);

/* ---- what a store must not do, for tests of those who notice ---- */

/* Puts other bytes in the place of an entry, or of its personal part (NULL: none). 0: there is no such entry. */
int memory_tamper(memory_data *data, int32_t kind, const char *id, size_t index, const char *entry);
int memory_tamper_personal(memory_data *data, int32_t kind, const char *id, size_t index, const char *personal);
/* Drops the entries from this index on, the version stays. */
void memory_truncate(memory_data *data, int32_t kind, const char *id, size_t count);

#endif
