/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of distributions and of places fails once, each in a new world: the step must say HOTLINE_ERROR_MEMORY and change
 * nothing that is answered or saved; told once more it must succeed, the distributions must then be saved as the same bytes as if nothing
 * had failed, and nothing may be left allocated.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../lib/oversight/distribution_impl.h"
#include "fault_allocator.h"
#include "hotline/interval.h"

enum { BYTES = 1 << 15, ROWS = 300, FAULTS_MOST = 500, FAULTS_LEAST = 40 };

typedef struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_distribution *one, *other, *loaded, *small;
    int64_t asked[8]; /* what was answered */
} world;

typedef struct step {
    const char *name;
    hotline_status (*tell)(world *w);
} step;

static casebook book;

/* ---- the steps ---- */

static hotline_status tell_context(world *w) {
    hotline_context_options options;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = fault_allocate;
    options.user = &w->memory;
    return hotline_context_new(&options, &w->context);
}

static hotline_status tell_new(world *w) {
    return hotline_distribution_new(w->context, &w->one);
}

static hotline_status tell_other(world *w) {
    return hotline_distribution_new(w->context, &w->other);
}

static hotline_status tell_add(world *w) {
    return hotline_distribution_add(w->one, 7, 0);
}

/* Anyhow, so that leaves are split in their middle. */
static hotline_status add_many(hotline_distribution *d, uint32_t step_width) {
    static int64_t minutes[ROWS];
    static uint8_t censored[ROWS];
    for (uint32_t i = 0; i < ROWS; i++) {
        minutes[i] = i * step_width % 10007;
        censored[i] = i % 3 == 0;
    }
    return hotline_distribution_add_many(d, minutes, censored, ROWS);
}

static hotline_status tell_many(world *w) {
    return add_many(w->one, 7919);
}

static hotline_status tell_many_other(world *w) {
    return add_many(w->other, 5003);
}

static hotline_status tell_merge(world *w) {
    return hotline_distribution_merge(w->one, w->other);
}

static hotline_status tell_duty(world *w) {
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    status = hotline_distribution_add_duty(w->one, book.ticket, "x", 1, NULL, 0, hotline_instant_none(), hotline_instant_none(),
                                           HOTLINE_DISTRIBUTION_PLAIN, &error);
    assert_int_equal(error.status, status);
    assert_true(status == HOTLINE_OK || strcmp(error.message, hotline_message(status, HOTLINE_LANGUAGE_EN)) == 0);
    return status;
}

static size_t save(const hotline_distribution *d, uint8_t *bytes) {
    size_t len = 0;
    if (d != NULL) {
        assert_int_equal(hotline_distribution_save(d, bytes, BYTES, &len), HOTLINE_OK);
    }
    return len;
}

static hotline_status tell_load(world *w) {
    static uint8_t bytes[BYTES];
    return hotline_distribution_load(w->context, bytes, save(w->one, bytes), &w->loaded);
}

static hotline_status tell_small(world *w) {
    return hotline_distribution_new(w->context, &w->small);
}

/* 5/6, one leaves, 3/4: 5/8, which the bounds cannot tell from what lies beside it. */
static hotline_status tell_steps(world *w) {
    static const int64_t minutes[] = {1, 2, 3, 9, 9, 9};
    static const uint8_t censored[] = {0, 1, 0, 1, 1, 1};
    return hotline_distribution_add_many(w->small, minutes, censored, 6);
}

static hotline_status tell_at(world *w) {
    hotline_distribution_row row;
    hotline_status status;
    row.struct_size = sizeof row;
    status = hotline_distribution_at(w->small, 2, &row);
    w->asked[0] = status == HOTLINE_OK ? row.survival : w->asked[0];
    return status;
}

/* Exactly where the lower bound stands, far down a curve of hundreds of groups: only the product can tell. */
static hotline_status tell_quantile(world *w) {
    distribution_curve c;
    hotline__distribution_curve(w->one, &c);
    while (hotline__distribution_step(&c) && c.low > DISTRIBUTION_UNIT / 3) {
    }
    assert_true(c.low < c.high);
    return hotline_distribution_survival_quantile(w->one, (int64_t)(DISTRIBUTION_UNIT - c.low), (int64_t)DISTRIBUTION_UNIT, &w->asked[1]);
}

static hotline_status tell_places(world *w) {
    static const int64_t num[] = {9, 1, 50};
    static const int64_t den[] = {10, 10, 100};
    return hotline_interval_places(w->context, num, den, NULL, 3, 950, HOTLINE_INTERVAL_HIGH_FIRST, &w->asked[2], &w->asked[5]);
}

static const step steps[] = {
    {"context", tell_context},      {"new", tell_new},     {"add", tell_add},           {"many", tell_many},     {"other", tell_other},
    {"many more", tell_many_other}, {"merge", tell_merge}, {"duty", tell_duty},         {"load", tell_load},     {"small", tell_small},
    {"steps", tell_steps},          {"at", tell_at},       {"quantile", tell_quantile}, {"places", tell_places},
};

enum { STEPS = sizeof steps / sizeof steps[0] };

/* ---- telling ---- */

static void tell(world *w, size_t from, size_t to) {
    for (size_t k = from; k < to; k++) {
        if (steps[k].tell(w) != HOTLINE_OK) {
            fail_msg("step %s, %u", steps[k].name, (unsigned)k);
        }
    }
}

typedef struct result {
    uint8_t one[BYTES], other[BYTES], loaded[BYTES], small[BYTES];
    int64_t asked[8];
} result;

static void show(const world *w, result *r) {
    memset(r, 0, sizeof *r);
    (void)save(w->one, r->one);
    (void)save(w->other, r->other);
    (void)save(w->loaded, r->loaded);
    (void)save(w->small, r->small);
    memcpy(r->asked, w->asked, sizeof r->asked);
}

static void end_with(world *w, result *r) {
    show(w, r);
    hotline_distribution_free(w->one);
    hotline_distribution_free(w->other);
    hotline_distribution_free(w->loaded);
    hotline_distribution_free(w->small);
    hotline_context_free(w->context);
    assert_int_equal(w->memory.live, 0);
    assert_int_equal(w->memory.wrong, 0);
}

/* Step k with its n-th allocation failing. 0: there is no such allocation. */
static int tell_with_fault(size_t k, size_t n, int goes_on, const result *expected) {
    static result before;
    static result got;
    world w;
    hotline_status status;
    size_t failed;
    memset(&w, 0, sizeof w);
    tell(&w, 0, k);
    show(&w, &before);
    fault_arm(&w.memory, n, goes_on);
    status = steps[k].tell(&w);
    failed = w.memory.failed;
    fault_arm(&w.memory, 0, 0);
    if (failed != 0) {
        assert_int_equal(status, HOTLINE_ERROR_MEMORY);
        show(&w, &got);
        assert_memory_equal(&got, &before, sizeof got);
        tell(&w, k, k + 1);
    }
    tell(&w, k + 1, STEPS);
    end_with(&w, &got);
    assert_memory_equal(&got, expected, sizeof got);
    return failed != 0;
}

static size_t try_every_fault(int goes_on) {
    static result expected;
    world w;
    size_t tried = 0;
    memset(&w, 0, sizeof w);
    tell(&w, 0, STEPS);
    end_with(&w, &expected);
    assert_int_equal(expected.asked[0], 625000000);
    for (size_t k = 0; k < STEPS; k++) {
        size_t n = 1;
        while (tell_with_fault(k, n, goes_on, &expected)) {
            assert_true(++n < FAULTS_MOST);
        }
        assert_true(n > 1); /* every step takes memory */
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

/* The ticket is folded with memory enough: only the distribution's context runs out. */
static int open_book(void **state) {
    (void)state;
    casebook_open(&book, "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report'}}");
    casebook_add(&book, "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; e dispatch 04-12T11:00 u=b; p report 04-19T15:11 on=d");
    casebook_settle(&book, NULL);
    casebook_fold(&book, "T1");
    return 0;
}

static int close_book(void **state) {
    (void)state;
    casebook_close(&book);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_allocation_fails), cmocka_unit_test(memory_is_gone_for_good)};
    return cmocka_run_group_tests(tests, open_book, close_book);
}
