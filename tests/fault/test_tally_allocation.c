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

#include "fault_trial.h"

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

struct world {
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
};

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
    memset(w, 0, sizeof *w);
    assert_int_equal(fault_context(&w->memory, &w->context), HOTLINE_OK);
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

/* A step that names a ticket is told with a reader that holds it. */
static const step steps[] = {
    {"new", tell_new},
    {"new", tell_other},
    {"add T00", tell_add},
    {"add T01", tell_add},
    {"add T05", tell_add},
    {"add T07", tell_add},
    {"remove T05", tell_remove},
    {"add T11", tell_add_other},
    {"add T13", tell_add_other},
    {"add T17", tell_add_other},
    {"add unit, T01", tell_add_unit},
    {"merge, T01", tell_merge},
    {"sort, T01", tell_sort},
    {"lines, T01", tell_lines},
    {"remove T17", tell_remove},
    {"fall of T07", tell_fall},
    {"save", tell_save},
    {"load", tell_load},
};

enum { STEPS = sizeof steps / sizeof steps[0] };

/* ---- what is shown ---- */

static void prepare(world *w, size_t k) {
    const char *id = strchr(steps[k].name, 'T');
    if (id != NULL) {
        assert_int_equal(hotline_ticket_fold(w->ticket, id, 3), HOTLINE_OK);
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

static size_t show(const world *w, void *out) {
    result *r = out;
    memset(r, 0, sizeof *r);
    r->lens[0] = save(w->one, r->tallies[0]);
    r->lens[1] = save(w->other, r->tallies[1]);
    r->lens[2] = save(w->loaded, r->tallies[2]);
    r->told = w->told;
    return sizeof *r;
}

static void check(const void *shown, size_t len) {
    const result *r = shown;
    (void)len;
    assert_true(r->lens[0] > 1000 && r->told != 0);
    assert_int_equal(r->lens[0], r->lens[2]);
}

static world made;

static const fault_trial trial = {
    .w = &made,
    .memory = &made.memory,
    .steps = steps,
    .count = STEPS,
    .most = FAULTS_MOST,
    .shown_size = sizeof(result),
    .begin = begin,
    .prepare = prepare,
    .show = show,
    .check = check,
    .end = end,
};

int main(void) {
    return fault_run(&trial, FAULTS_LEAST, NULL, NULL);
}
