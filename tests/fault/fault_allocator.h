/* SPDX-License-Identifier: MIT */
/* An allocator that fails when told to, notices wrong sizes, and leaves no block where it was. */
#ifndef HOTLINE_TESTS_FAULT_ALLOCATOR_H
#define HOTLINE_TESTS_FAULT_ALLOCATOR_H

#include <stddef.h>

#include "hotline/context.h"

typedef struct fault_memory {
    size_t asked;   /* allocations and resizes asked for since fault_arm() */
    size_t fail_at; /* the number of the first one that gets nothing; 0: none */
    int goes_on;    /* 1: all after it get nothing either */
    size_t failed;  /* how many got nothing since fault_arm() */
    size_t live;    /* bytes given out and not taken back */
    size_t peak;    /* the most that live ever was */
    size_t wrong;   /* calls against the contract: a wrong old size, a block that is not ours, nothing to release */
} fault_memory;

/* The allocator; user is a fault_memory. */
void *fault_allocate(void *user, void *memory, size_t old_size, size_t new_size);

/* A context that allocates from m alone. */
hotline_status fault_context(fault_memory *m, hotline_context **out);

/* From now on the fail_at-th allocation fails; 0: none does. */
void fault_arm(fault_memory *m, size_t fail_at, int goes_on);

#endif
