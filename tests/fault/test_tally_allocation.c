/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of a tally fails once, each in a new world: the step must say HOTLINE_ERROR_MEMORY and leave every figure what it was,
 * as the saved bytes show; told once more it must succeed, all must end as if nothing had failed, and nothing may be left allocated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault_allocator.h"
#include "hotline.h"

enum { BYTES = 1 << 17, FAULTS_MOST = 500, FAULTS_LEAST = 40, TICKETS = 20, ASSIGNMENTS = 6 };

static const char rules[] =
    "{\"hotline\":1,\"id\":\"r\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":\"2020-01-01\",\"transition\":"
    "\"clock\","
    "\"calendar\":\"cn\",\"periods\":{\"day\":{\"from\":\"00:00\"},\"week\":{\"from\":\"monday\"},\"month\":{\"from_day\":1,\"named_by\":"
    "\"start\"}},"
    "\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":\"ticket\"},\"dispatch\":{\"of\":\"ticket\",\"opens\":\"assignment\"},"
    "\"visit\":{\"of\":\"unit\"}},"
    "\"measures\":{\"m\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"always\",\"per\":\"always\"},"
    "\"r\":{\"of\":\"receive\",\"count\":\"always\"},\"v\":{\"of\":\"visit\",\"count\":\"always\"}}}";

typedef struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_rulebook *rulebook;
    hotline_log *log;
    hotline_ticket *ticket;
    hotline_unit *unit;
    hotline_tally *one, *other, *loaded;
    uint8_t bytes[BYTES]; /* of `one`, as saved by a step */
    size_t len;
    uint64_t told; /* of the lines */
} world;

/* ---- what is not tried ---- */

static void add_line(world *w, const char *line) {
    assert_int_equal(hotline_log_add(w->log, line, strlen(line), NULL), HOTLINE_OK);
}

static void gather(world *w) {
    char line[256];
    for (unsigned t = 0; t < TICKETS; t++) {
        snprintf(line, sizeof line, "{\"id\":\"r%u\",\"ticket\":\"T%02u\",\"event\":\"receive\",\"at\":\"2021-04-01T09:00:00+08:00\"}", t,
                 t);
        add_line(w, line);
        for (unsigned i = 0; i < ASSIGNMENTS; i++) {
            snprintf(
                line, sizeof line,
                "{\"id\":\"d%u_%u\",\"ticket\":\"T%02u\",\"event\":\"dispatch\",\"at\":\"2021-%02u-%02uT10:00:00+08:00\",\"unit\":\"u%u\"}",
                t, i, t, 4 + i % 3, 1 + t, t * i % 37);
            add_line(w, line);
        }
    }
    add_line(w, "{\"id\":\"v1\",\"unit\":\"u1\",\"event\":\"visit\",\"at\":\"2021-04-05T09:00:00+08:00\"}");
    add_line(w, "{\"id\":\"v2\",\"unit\":\"u1\",\"event\":\"visit\",\"at\":\"2021-05-05T09:00:00+08:00\"}");
    assert_int_equal(hotline_log_settle(w->log, hotline_instant_none()), HOTLINE_OK);
}

static void begin(world *w) {
    hotline_context_options options;
    memset(w, 0, sizeof *w);
    hotline_context_options_init(&options, sizeof options);
    options.allocate = fault_allocate;
    options.user = &w->memory;
    assert_int_equal(hotline_context_new(&options, &w->context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(w->context, NULL, &w->rulebook), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_add(w->rulebook, rules, sizeof rules - 1, NULL), HOTLINE_OK);
    assert_int_equal(hotline_log_new(w->rulebook, &w->log), HOTLINE_OK);
    gather(w);
    assert_int_equal(hotline_ticket_new(w->log, &w->ticket), HOTLINE_OK);
    assert_int_equal(hotline_unit_new(w->log, &w->unit), HOTLINE_OK);
    assert_int_equal(hotline_unit_fold(w->unit, "u1", 2), HOTLINE_OK);
}

static void end(world *w) {
    hotline_tally_free(w->one);
    hotline_tally_free(w->other);
    hotline_tally_free(w->loaded);
    hotline_unit_free(w->unit);
    hotline_ticket_free(w->ticket);
    hotline_log_free(w->log);
    hotline_rulebook_free(w->rulebook);
    hotline_context_free(w->context);
    assert_int_equal(w->memory.live, 0);
    assert_int_equal(w->memory.wrong, 0);
}

/* ---- the steps ---- */

static hotline_status tell_new(world *w) {
    return hotline_tally_new(w->rulebook, &w->one);
}

static hotline_status tell_other(world *w) {
    return hotline_tally_new(w->rulebook, &w->other);
}

static hotline_status tell_add(world *w) {
    return hotline_tally_add(w->one, w->ticket);
}

static hotline_status tell_add_other(world *w) {
    return hotline_tally_add(w->other, w->ticket);
}

static hotline_status tell_add_unit(world *w) {
    return hotline_tally_add_unit(w->other, w->unit);
}

static hotline_status tell_remove(world *w) {
    return hotline_tally_remove(w->one, w->ticket);
}

static hotline_status tell_merge(world *w) {
    return hotline_tally_merge(w->one, w->other);
}

static hotline_status tell_sort(world *w) {
    return hotline_tally_sort(w->one);
}

static hotline_status tell_lines(world *w) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_tally_lines(w->one, &lines, &len);
    w->told = status < 0 ? w->told : w->told * 31 + len;
    return status;
}

static hotline_status tell_save(world *w) {
    return hotline_tally_save(w->one, w->bytes, BYTES, &w->len);
}

static hotline_status tell_load(world *w) {
    return hotline_tally_load(w->rulebook, w->bytes, w->len, &w->loaded, NULL);
}

static hotline_status tell_fall(world *w) {
    hotline_fall f = {.struct_size = sizeof f};
    return hotline_tally_falls(w->one, w->ticket, "u0", 2, HOTLINE_PERIOD_MONTH, hotline_day_of(2021, 4, 1), "m", 1, &f);
}

typedef struct step {
    const char *name;
    hotline_status (*tell)(world *w);
    int ticket; /* that the reader holds; -1: any */
} step;

static const step steps[] = {
    {"new", tell_new, -1},       {"new", tell_other, -1},     {"add", tell_add, 0},           {"add", tell_add, 1},
    {"add", tell_add, 5},        {"add", tell_add, 7},        {"remove", tell_remove, 5},     {"add", tell_add_other, 11},
    {"add", tell_add_other, 13}, {"add", tell_add_other, 17}, {"add unit", tell_add_unit, 1}, {"merge", tell_merge, 1},
    {"sort", tell_sort, 1},      {"lines", tell_lines, 1},    {"remove", tell_remove, 17},    {"fall", tell_fall, 7},
    {"save", tell_save, -1},     {"load", tell_load, -1},
};

enum { STEPS = sizeof steps / sizeof steps[0] };

/* ---- telling ---- */

static void prepare(world *w, size_t k) {
    char id[16];
    if (steps[k].ticket >= 0) {
        snprintf(id, sizeof id, "T%02d", steps[k].ticket);
        assert_int_equal(hotline_ticket_fold(w->ticket, id, 3), HOTLINE_OK);
    }
}

static void tell(world *w, size_t from, size_t to) {
    for (size_t k = from; k < to; k++) {
        prepare(w, k);
        if (steps[k].tell(w) != HOTLINE_OK) {
            fail_msg("step %s, %u", steps[k].name, (unsigned)k);
        }
    }
}

static size_t save(const hotline_tally *tally, uint8_t *bytes) {
    size_t len = 0;
    if (tally != NULL) {
        assert_int_equal(hotline_tally_save(tally, bytes, BYTES, &len), HOTLINE_OK);
    }
    return len;
}

typedef struct result {
    uint8_t tallies[3][BYTES];
    size_t lens[3];
    uint64_t told;
} result;

static void look(const world *w, result *r) {
    memset(r, 0, sizeof *r);
    r->lens[0] = save(w->one, r->tallies[0]);
    r->lens[1] = save(w->other, r->tallies[1]);
    r->lens[2] = save(w->loaded, r->tallies[2]);
    r->told = w->told;
}

/* Step k with its n-th allocation failing. 0: there is no such allocation. */
static int tell_with_fault(size_t k, size_t n, int goes_on, const result *expected) {
    static result before;
    static result after;
    static world w;
    hotline_status status;
    size_t failed;
    begin(&w);
    tell(&w, 0, k);
    prepare(&w, k);
    look(&w, &before);
    fault_arm(&w.memory, n, goes_on);
    status = steps[k].tell(&w);
    failed = w.memory.failed;
    fault_arm(&w.memory, 0, 0);
    if (failed != 0) {
        assert_int_equal(status, HOTLINE_ERROR_MEMORY);
        look(&w, &after);
        assert_memory_equal(&after, &before, sizeof after);
        tell(&w, k, k + 1);
    }
    tell(&w, k + 1, STEPS);
    look(&w, &after);
    assert_memory_equal(&after, expected, sizeof after);
    end(&w);
    return failed != 0;
}

static size_t try_every_fault(int goes_on) {
    static result expected;
    static world w;
    size_t tried = 0;
    begin(&w);
    tell(&w, 0, STEPS);
    look(&w, &expected);
    end(&w);
    assert_true(expected.lens[0] > 1000 && expected.told != 0);
    assert_int_equal(expected.lens[0], expected.lens[2]);
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
