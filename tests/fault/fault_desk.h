/* SPDX-License-Identifier: MIT */
/*
 * A story told to a desk, step after step, for tests in which something goes wrong in the middle of one. A step that is told again once all
 * is well must end as if nothing had been wrong: nothing is lost, and nothing is there twice.
 */
#ifndef HOTLINE_TESTS_FAULT_DESK_H
#define HOTLINE_TESTS_FAULT_DESK_H

#include "hotline.h"
#include "tests/support/memory_store.h"

/* What is wrong with the host, beside what a wrapped store does. */
typedef struct desk_host {
    uint32_t calls, fail_at;    /* of digest and outlet together, from 1; 0: none fails */
    void (*inside)(void *with); /* NULL, or called by each of them */
    void *with;
    uint32_t delivered[16]; /* how often each notice came, by its place in the store */
    memory_data *data;
} desk_host;

typedef struct desk_story {
    const hotline_rulebook *rulebook, *other;
    memory_data *data;
    desk_host *host;
    hotline_desk *desk;
    char said[1 << 14]; /* what the last step was answered */
    hotline_error error;
} desk_story;

typedef struct desk_step {
    const char *name;
    int changes; /* 0: a question. 1: one change, all of it or nothing. 2: several, one after another */
    hotline_status expected;
    hotline_status (*tell)(desk_story *s);
} desk_step;

extern const desk_step desk_steps[];
extern const size_t desk_step_count;

/* The two rulebooks, in a context. */
void desk_rulebooks(const hotline_context *context, hotline_rulebook **rulebook, hotline_rulebook **other);
/* The digest and outlet of a host: always the same salt, so that what is stored is the same each time. */
void desk_digest(desk_host *host, hotline_digest *out);
/* Tells the steps before k, each of which must come out as it should. */
void desk_tell(desk_story *s, size_t k);
/* One step; what it was answered is in `said`, with "duplicate" always false. */
hotline_status desk_tell_one(desk_story *s, size_t k);

#endif
