/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of judging replies fails once, each in a new world. The step must say HOTLINE_ERROR_MEMORY; told once more it must succeed,
 * all that is answered must then be the same as if nothing had failed, and nothing may be left allocated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "fault_replies.h"

enum { FAULTS_MOST = 1000, FAULTS_LEAST = 100 };

/* Step k with its n-th allocation failing. 0: there is no such allocation. */
static int tell_with_fault(world *w, size_t k, size_t n, int goes_on, const char *expected) {
    replies_begin(w);
    replies_tell(w, 0, k);
    size_t mark = w->used;
    fault_arm(&w->memory, n, goes_on);
    hotline_status status = replies_steps[k].tell(w);
    size_t failed = w->memory.failed;
    fault_arm(&w->memory, 0, 0);
    if (failed != 0) {
        if (status != HOTLINE_ERROR_MEMORY) {
            fail_msg("step %s, allocation %u fails: %s", replies_steps[k].name, (unsigned)n, hotline_status_name(status));
        }
        w->used = mark;
        replies_tell(w, k, k + 1);
    }
    replies_tell(w, k + 1, replies_length);
    if (strcmp(w->words, expected) != 0) {
        fail_msg("step %s, allocation %u failed: something else is answered", replies_steps[k].name, (unsigned)n);
    }
    replies_end(w);
    return failed != 0;
}

static size_t try_every_fault(int goes_on) {
    static world w;
    static world plain;
    size_t tried = 0;
    replies_begin(&plain);
    replies_tell(&plain, 0, replies_length);
    replies_end(&plain);
    for (size_t k = 0; k < replies_length; k++) {
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
    assert_true(tried > FAULTS_LEAST);
}

static void memory_is_gone_for_good(void **state) {
    (void)state;
    assert_true(try_every_fault(1) > FAULTS_LEAST);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_allocation_fails), cmocka_unit_test(memory_is_gone_for_good)};
    return cmocka_run_group_tests(tests, replies_gather, replies_scatter);
}
