/* SPDX-License-Identifier: MIT */
/*
 * What every test of allocations does: a story is told in steps, each step once with its first allocation failing, then with its second, and
 * so on until it comes through, in a new world each time. The step must say HOTLINE_ERROR_MEMORY and change nothing; told once more it must
 * succeed, all must end as if nothing had failed, and nothing may be left allocated.
 */
#ifndef HOTLINE_TESTS_FAULT_TRIAL_H
#define HOTLINE_TESTS_FAULT_TRIAL_H

#include "fault_allocator.h"
#include "hotline.h"

/* What was made so far: each story has its own. */
typedef struct world world;

typedef struct step {
    const char *name;
    hotline_status (*tell)(world *w);
} step;

typedef struct fault_trial {
    world *w;                   /* room for one world */
    fault_memory *memory;       /* the one in it, which its context allocates from */
    const hotline_error *error; /* the one in it, told of when a step fails that must not; NULL: it has none */
    const step *steps;
    size_t count;
    size_t first;      /* the first step that is tried; those before it are told only */
    size_t stride;     /* every stride-th allocation fails; 0: every one */
    size_t most;       /* a step with so many allocations has no end */
    int cut_short;     /* 1: the story ends after the step that failed */
    int all_take;      /* 1: every step that is tried takes memory */
    size_t shown_size; /* room for what is shown */
    void (*begin)(world *w);
    /* Before each step, while memory is there. NULL: nothing. */
    void (*prepare)(world *w, size_t k);
    /* Writes all that is answered or saved so far; returns its bytes. */
    size_t (*show)(const world *w, void *out);
    /* After step k failed: looks at what it left; 1: besides, the same must be shown as before it. NULL: 1. */
    int (*failed)(world *w, size_t k);
    /* What is shown when nothing failed is rich enough to be worth trying. NULL: it is. */
    void (*check)(const void *shown, size_t len);
    /* Releases all that was made. */
    void (*end)(world *w);
} fault_trial;

/* Tries every step; returns how many allocations failed. goes_on as of fault_arm(). */
size_t fault_try(const fault_trial *t, int goes_on);

/* The steps from `from` up to, not including, `to`; each must succeed. */
void fault_tell(const fault_trial *t, size_t from, size_t to);
/* Releases everything; nothing may be left, and every size must have been right. */
void fault_end(const fault_trial *t);

/* A whole test: every allocation fails alone, then with all that come after it, more than `least` of them. Returns what main() does. */
int fault_run(const fault_trial *t, size_t least, int (*gather)(void **state), int (*scatter)(void **state));

#endif
