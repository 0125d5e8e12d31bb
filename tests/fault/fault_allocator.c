/* SPDX-License-Identifier: MIT */
/*
 * An allocator for tests: it fails when told to, compares each old size with the one it gave, and moves every block that is resized, so
 * that a stale pointer is found. New bytes are filled with rubbish, so that nothing rests on zeros by chance.
 */
#include "fault_allocator.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FAULT_MARK = 0x464C5431, FAULT_RUBBISH = 0xA5 };

/* Stands before each block; its size keeps the block aligned. */
typedef union fault_head {
    struct {
        size_t size;
        uint32_t mark;
    } is;
    char padding[32];
} fault_head;

static void *fault_take(fault_memory *m, size_t size) {
    fault_head *head = malloc(sizeof *head + size);
    if (head == NULL) {
        abort();
    }
    head->is.size = size;
    head->is.mark = FAULT_MARK;
    memset(head + 1, FAULT_RUBBISH, size);
    m->live += size;
    m->peak = m->live > m->peak ? m->live : m->peak;
    return head + 1;
}

static void fault_give_back(fault_memory *m, void *memory) {
    fault_head *head = (fault_head *)memory - 1;
    m->live -= head->is.size;
    memset(head + 1, FAULT_RUBBISH, head->is.size);
    head->is.mark = 0;
    free(head);
}

/* The block's size is what it was given with, and a release releases something. */
static int fault_right(const void *memory, size_t old_size, size_t new_size) {
    const fault_head *head;
    if (memory == NULL) {
        return old_size == 0 && new_size != 0;
    }
    head = (const fault_head *)memory - 1;
    return head->is.mark == FAULT_MARK && head->is.size == old_size;
}

static int fault_fails(fault_memory *m) {
    m->asked++;
    if (m->fail_at == 0 || m->asked < m->fail_at || (m->asked > m->fail_at && !m->goes_on)) {
        return 0;
    }
    m->failed++;
    return 1;
}

void *fault_allocate(void *user, void *memory, size_t old_size, size_t new_size) {
    fault_memory *m = user;
    void *moved;
    m->wrong += !fault_right(memory, old_size, new_size);
    if (new_size == 0) {
        if (memory != NULL) {
            fault_give_back(m, memory);
        }
        return NULL;
    }
    if (fault_fails(m)) {
        return NULL;
    }
    moved = fault_take(m, new_size);
    if (memory != NULL) {
        memcpy(moved, memory, old_size < new_size ? old_size : new_size);
        fault_give_back(m, memory);
    }
    return moved;
}

void fault_arm(fault_memory *m, size_t fail_at, int goes_on) {
    m->asked = 0;
    m->failed = 0;
    m->fail_at = fail_at;
    m->goes_on = goes_on;
}

hotline_status fault_context(fault_memory *m, hotline_context **out) {
    hotline_context_options options;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = fault_allocate;
    options.user = m;
    return hotline_context_new(&options, out);
}
