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

#include "fault_trial.h"
#include "hotline/copies.h"

enum { REPLIES = 40, BYTES = 1 << 16, FAULTS_MOST = 500, FAULTS_LEAST = 100 };

static const char asked[] = "兹就来信所述路面破损一事答复如下，本局接报后即派人前往，现已修补完毕。";

struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_copies *one, *other, *loaded;
    size_t found;
};

/* ---- the steps ---- */

static hotline_status tell_context(world *w) {
    return fault_context(&w->memory, &w->context);
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
    {"context", tell_context}, {"new", tell_new},   {"first", tell_add_first}, {"find", tell_find},
    {"add", tell_add},         {"find", tell_find}, {"new", tell_other},       {"add", tell_add_other},
    {"merge", tell_merge},     {"find", tell_find}, {"load", tell_load},
};

enum { STEPS = sizeof steps / sizeof steps[0] };

/* ---- what is shown ---- */

static void begin(world *w) {
    memset(w, 0, sizeof *w);
}

static void end(world *w) {
    hotline_copies_free(w->one);
    hotline_copies_free(w->other);
    hotline_copies_free(w->loaded);
    hotline_context_free(w->context);
}

typedef struct result {
    uint8_t one[BYTES], loaded[BYTES];
    size_t one_len, loaded_len, found;
} result;

static size_t show(const world *w, void *out) {
    result *r = out;
    memset(r, 0, sizeof *r);
    r->one_len = save(w->one, r->one);
    r->loaded_len = save(w->loaded, r->loaded);
    r->found = w->found;
    return sizeof *r;
}

static void check(const void *shown, size_t len) {
    const result *r = shown;
    (void)len;
    assert_true(r->found > 1);
    assert_int_equal(r->one_len, r->loaded_len);
}

/* Several replies are added until one fails, and half a merge may be done: what is told again brings the rest. */
static int failed(world *w, size_t k) {
    (void)w;
    return steps[k].tell != tell_add && steps[k].tell != tell_add_other && steps[k].tell != tell_merge;
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
    .show = show,
    .failed = failed,
    .check = check,
    .end = end,
};

int main(void) {
    return fault_run(&trial, FAULTS_LEAST, NULL, NULL);
}
