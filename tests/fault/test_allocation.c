/* SPDX-License-Identifier: MIT */
/*
 * Every allocation fails once. Each step of the story is told with its first allocation failing, then its second, and so on until it
 * comes through: it must say HOTLINE_ERROR_MEMORY and change nothing; told once more it must succeed, the whole story must then end in
 * the same words, and nothing may be left allocated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "fault_story.h"

enum { FAULTS_MOST = 2000, FAULTS_LEAST = 150 };

/* Step k with its n-th allocation failing. 0: it came through, there is no such allocation. */
static int tell_with_fault(world *w, size_t k, size_t n, int goes_on, const char *expected) {
    size_t mark;
    size_t failed;
    hotline_status status;
    story_begin(w);
    story_tell(w, 0, k);
    mark = w->used;
    fault_arm(&w->memory, n, goes_on);
    status = story_steps[k].tell(w);
    failed = w->memory.failed;
    fault_arm(&w->memory, 0, 0);
    if (failed != 0) {
        if (status != HOTLINE_ERROR_MEMORY) {
            fail_msg("step %s, allocation %u fails: %s", story_steps[k].name, (unsigned)n, hotline_status_name(status));
        }
        w->used = mark;
        story_tell(w, k, k + 1);
    }
    story_tell(w, k + 1, story_length);
    if (strcmp(w->words, expected) != 0) {
        fail_msg("step %s, allocation %u failed: the story ends otherwise", story_steps[k].name, (unsigned)n);
    }
    story_end(w);
    return failed != 0;
}

/* How many allocations each step was tried with. */
static size_t try_every_fault(int goes_on) {
    static world w;
    static world plain;
    size_t tried = 0;
    size_t k;
    story_begin(&plain);
    story_tell(&plain, 0, story_length);
    story_end(&plain);
    for (k = 0; k < story_length; k++) {
        size_t n = 1;
        while (tell_with_fault(&w, k, n, goes_on, plain.words)) {
            assert_true(++n < FAULTS_MOST);
        }
        tried += n - 1;
    }
    return tried;
}

static void one_allocation_fails(void **state) {
    size_t tried = try_every_fault(0);
    (void)state;
    print_message("%u allocations failed, one at a time\n", (unsigned)tried);
    assert_true(tried > FAULTS_LEAST); /* the story is rich enough to be worth telling */
}

static void memory_is_gone_for_good(void **state) {
    size_t tried = try_every_fault(1);
    (void)state;
    assert_true(tried > FAULTS_LEAST);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_allocation_fails), cmocka_unit_test(memory_is_gone_for_good)};
    return cmocka_run_group_tests(tests, story_gather, story_scatter);
}
