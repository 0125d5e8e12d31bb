/* SPDX-License-Identifier: MIT */
/* The loop of the tests of allocations: see fault_trial.h. It refuses to know what is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "fault_trial.h"

/* What is shown when nothing fails, before a step, and later. */
typedef struct shown {
    void *expected, *before, *after;
    size_t expected_len, before_len;
} shown;

static void prepare(const fault_trial *t, size_t k) {
    if (t->prepare != NULL) {
        t->prepare(t->w, k);
    }
}

void fault_tell(const fault_trial *t, size_t from, size_t to) {
    for (size_t k = from; k < to; k++) {
        hotline_status status;
        prepare(t, k);
        status = t->steps[k].tell(t->w);
        if (status != HOTLINE_OK) {
            fail_msg("step %s, %u: %s: %s", t->steps[k].name, (unsigned)k, hotline_status_name(status),
                     t->error != NULL ? t->error->message : "");
        }
    }
}

void fault_end(const fault_trial *t) {
    t->end(t->w);
    assert_int_equal(t->memory->live, 0);
    assert_int_equal(t->memory->wrong, 0);
}

/* Step k, whose n-th allocation failed and which answered `status`, left what it must, and comes through when it is told again. */
static void tell_again(const fault_trial *t, size_t k, size_t n, hotline_status status, const shown *s) {
    if (status != HOTLINE_ERROR_MEMORY) {
        fail_msg("step %s, %u, allocation %u fails: %s", t->steps[k].name, (unsigned)k, (unsigned)n, hotline_status_name(status));
    }
    if (t->failed == NULL || t->failed(t->w, k)) {
        size_t len = t->show(t->w, s->after);
        if (len != s->before_len || memcmp(s->after, s->before, len) != 0) {
            fail_msg("step %s, %u, allocation %u failed: something changed", t->steps[k].name, (unsigned)k, (unsigned)n);
        }
    }
    fault_tell(t, k, k + 1);
}

static void check_end(const fault_trial *t, size_t k, size_t n, const shown *s) {
    size_t len = t->show(t->w, s->after);
    if ((t->cut_short ? len > s->expected_len : len != s->expected_len) || memcmp(s->after, s->expected, len) != 0) {
        fail_msg("step %s, %u, allocation %u failed: the story ends otherwise", t->steps[k].name, (unsigned)k, (unsigned)n);
    }
    fault_end(t);
}

/* Step k in a new world, with its n-th allocation failing. 0: it came through, there is no such allocation. */
static int tell_with_fault(const fault_trial *t, size_t k, size_t n, int goes_on, shown *s) {
    hotline_status status;
    size_t failed;
    t->begin(t->w);
    fault_tell(t, 0, k);
    prepare(t, k);
    s->before_len = t->show(t->w, s->before);
    fault_arm(t->memory, n, goes_on);
    status = t->steps[k].tell(t->w);
    failed = t->memory->failed;
    fault_arm(t->memory, 0, 0);
    if (failed != 0) {
        tell_again(t, k, n, status, s);
    }
    if (!t->cut_short) {
        fault_tell(t, k + 1, t->count);
    }
    check_end(t, k, n, s);
    return failed != 0;
}

static void tell_plainly(const fault_trial *t, shown *s) {
    t->begin(t->w);
    fault_tell(t, 0, t->count);
    s->expected_len = t->show(t->w, s->expected);
    fault_end(t);
    if (t->check != NULL) {
        t->check(s->expected, s->expected_len);
    }
}

static size_t try_steps(const fault_trial *t, int goes_on, shown *s) {
    size_t stride = t->stride != 0 ? t->stride : 1;
    size_t tried = 0;
    for (size_t k = t->first; k < t->count; k++) {
        size_t n = 1;
        while (tell_with_fault(t, k, n, goes_on, s)) {
            n += stride;
            tried++;
            assert_true(n < t->most);
        }
        assert_true(n > 1 || !t->all_take);
    }
    return tried;
}

size_t fault_try(const fault_trial *t, int goes_on) {
    shown s = {malloc(t->shown_size), malloc(t->shown_size), malloc(t->shown_size), 0, 0};
    size_t tried;
    assert_true(s.expected != NULL && s.before != NULL && s.after != NULL);
    tell_plainly(t, &s);
    tried = try_steps(t, goes_on, &s);
    free(s.expected);
    free(s.before);
    free(s.after);
    return tried;
}

/* ---- the whole test ---- */

typedef struct run {
    const fault_trial *t;
    size_t least;
} run;

static void one_allocation_fails(void **state) {
    const run *r = *state;
    size_t tried = fault_try(r->t, 0);
    print_message("%u allocations failed, one at a time\n", (unsigned)tried);
    assert_true(tried > r->least);
}

static void memory_is_gone_for_good(void **state) {
    const run *r = *state;
    assert_true(fault_try(r->t, 1) > r->least);
}

int fault_run(const fault_trial *t, size_t least, int (*gather)(void **state), int (*scatter)(void **state)) {
    run r = {t, least};
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(one_allocation_fails, &r),
                                       cmocka_unit_test_prestate(memory_is_gone_for_good, &r)};
    return cmocka_run_group_tests(tests, gather, scatter);
}
