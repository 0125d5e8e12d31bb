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
#include "fault_trial.h"
#include "hotline/interval.h"

enum { BYTES = 1 << 15, ROWS = 300, FAULTS_MOST = 500, FAULTS_LEAST = 40 };

struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_distribution *one, *other, *loaded, *small;
    int64_t asked[8]; /* what was answered */
};

static casebook book;

/* ---- the steps ---- */

static hotline_status tell_context(world *w) {
    return fault_context(&w->memory, &w->context);
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

/* ---- what is shown ---- */

typedef struct result {
    uint8_t one[BYTES], other[BYTES], loaded[BYTES], small[BYTES];
    int64_t asked[8];
} result;

static void begin(world *w) {
    memset(w, 0, sizeof *w);
}

static size_t show(const world *w, void *out) {
    result *r = out;
    memset(r, 0, sizeof *r);
    (void)save(w->one, r->one);
    (void)save(w->other, r->other);
    (void)save(w->loaded, r->loaded);
    (void)save(w->small, r->small);
    memcpy(r->asked, w->asked, sizeof r->asked);
    return sizeof *r;
}

static void check(const void *shown, size_t len) {
    const result *r = shown;
    (void)len;
    assert_int_equal(r->asked[0], 625000000);
}

static void end(world *w) {
    hotline_distribution_free(w->one);
    hotline_distribution_free(w->other);
    hotline_distribution_free(w->loaded);
    hotline_distribution_free(w->small);
    hotline_context_free(w->context);
}

static world made;

static const fault_trial trial = {
    .w = &made,
    .memory = &made.memory,
    .steps = steps,
    .count = STEPS,
    .most = FAULTS_MOST,
    .all_take = 1,
    .shown_size = sizeof(result),
    .begin = begin,
    .show = show,
    .check = check,
    .end = end,
};

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
    return fault_run(&trial, FAULTS_LEAST, open_book, close_book);
}
