/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of the index of near-copies fails once, each in a new world: the step must say HOTLINE_ERROR_MEMORY and, but for a
 * merge, change nothing that is answered or saved; told once more it must succeed, the index must then be saved as the same bytes as if
 * nothing had failed, and nothing may be left allocated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "fault_allocator.h"
#include "hotline/copies.h"

enum { REPLIES = 40, BYTES = 1 << 16, FAULTS_MOST = 500, FAULTS_LEAST = 100 };

static const char asked[] = "兹就来信所述路面破损一事答复如下，本局接报后即派人前往，现已修补完毕。";

typedef struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_copies *one, *other, *loaded;
    size_t found;
} world;

typedef struct step {
    const char *name;
    hotline_status (*tell)(world *w);
    int may_change; /* also when it fails */
} step;

/* ---- the steps ---- */

static hotline_status tell_context(world *w) {
    hotline_context_options options;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = fault_allocate;
    options.user = &w->memory;
    return hotline_context_new(&options, &w->context);
}

static hotline_status tell_new(world *w) {
    return hotline_copies_new(w->context, &w->one);
}

static hotline_status tell_other(world *w) {
    return hotline_copies_new(w->context, &w->other);
}

/* Texts of some 60 letters, every third one the same. */
static hotline_status add_reply(hotline_copies *copies, uint32_t number) {
    char made[400];
    char id[3] = "aa";
    size_t len = strlen(asked);
    memcpy(made, asked, len);
    for (uint32_t i = 0; i < 30 && number % 3 != 0; i++) {
        uint32_t code = 0x6C00 + (number * 31 + i * (number + 7)) % 900;
        made[len++] = (char)(0xE0 | code >> 12);
        made[len++] = (char)(0x80 | (code >> 6 & 63));
        made[len++] = (char)(0x80 | (code & 63));
    }
    id[0] = (char)('a' + number / 26);
    id[1] = (char)('a' + number % 26);
    return hotline_copies_add(copies, id, 2, made, len);
}

/* Until one fails; those that came before are there already when it is told again. */
static hotline_status add_replies(hotline_copies *copies, uint32_t from, uint32_t to) {
    hotline_status status = HOTLINE_OK;
    for (uint32_t i = from; status >= 0 && i < to; i++) {
        status = add_reply(copies, i);
    }
    return status < 0 ? status : HOTLINE_OK;
}

static hotline_status tell_add_first(world *w) {
    return add_reply(w->one, 1);
}

static hotline_status tell_add(world *w) {
    return add_replies(w->one, 0, REPLIES);
}

static hotline_status tell_add_other(world *w) {
    return add_replies(w->other, REPLIES / 2, REPLIES * 2);
}

static hotline_status tell_find(world *w) {
    size_t found = 0;
    hotline_status status = hotline_copies_find(w->one, asked, strlen(asked), 5000, NULL, 0, &found, NULL);
    w->found = status < 0 ? w->found : found;
    return status;
}

static hotline_status tell_merge(world *w) {
    return hotline_copies_merge(w->one, w->other);
}

static size_t save(const hotline_copies *copies, uint8_t *bytes) {
    size_t len = 0;
    if (copies != NULL) {
        assert_int_equal(hotline_copies_save(copies, bytes, BYTES, &len), HOTLINE_OK);
    }
    return len;
}

static hotline_status tell_load(world *w) {
    static uint8_t bytes[BYTES];
    return hotline_copies_load(w->context, bytes, save(w->one, bytes), &w->loaded);
}

static const step steps[] = {
    {"context", tell_context, 0}, {"new", tell_new, 0},   {"first", tell_add_first, 0}, {"find", tell_find, 0},
    {"add", tell_add, 1},         {"find", tell_find, 0}, {"new", tell_other, 0},       {"add", tell_add_other, 1},
    {"merge", tell_merge, 1},     {"find", tell_find, 0}, {"load", tell_load, 0},
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

static void end(world *w) {
    hotline_copies_free(w->one);
    hotline_copies_free(w->other);
    hotline_copies_free(w->loaded);
    hotline_context_free(w->context);
    assert_int_equal(w->memory.live, 0);
    assert_int_equal(w->memory.wrong, 0);
}

typedef struct result {
    uint8_t one[BYTES], loaded[BYTES];
    size_t one_len, loaded_len, found;
} result;

static void end_with(world *w, result *r) {
    memset(r, 0, sizeof *r);
    r->one_len = save(w->one, r->one);
    r->loaded_len = save(w->loaded, r->loaded);
    r->found = w->found;
    end(w);
}

/* Step k with its n-th allocation failing. 0: there is no such allocation. */
static int tell_with_fault(size_t k, size_t n, int goes_on, const result *expected) {
    static uint8_t before[BYTES];
    static uint8_t after[BYTES];
    static result got;
    world w;
    hotline_status status;
    size_t failed;
    size_t len;
    memset(&w, 0, sizeof w);
    tell(&w, 0, k);
    len = save(w.one, before);
    fault_arm(&w.memory, n, goes_on);
    status = steps[k].tell(&w);
    failed = w.memory.failed;
    fault_arm(&w.memory, 0, 0);
    if (failed != 0) {
        assert_int_equal(status, HOTLINE_ERROR_MEMORY);
        if (!steps[k].may_change) {
            assert_int_equal(save(w.one, after), len);
            assert_memory_equal(after, before, len);
        }
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
    assert_true(expected.found > 1);
    assert_int_equal(expected.one_len, expected.loaded_len);
    for (size_t k = 0; k < STEPS; k++) {
        size_t n = 1;
        while (tell_with_fault(k, n, goes_on, &expected)) {
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
    return cmocka_run_group_tests(tests, NULL, NULL);
}
