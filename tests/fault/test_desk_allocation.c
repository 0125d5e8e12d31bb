/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of every step of a desk's story fails, alone and with all after it, in a desk that is new and in one that was used: what
 * is stored is as before or as after, the desk goes on, the step told again ends as if nothing had failed, and nothing is left allocated.
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
#include "fault_desk.h"

enum { FAULTS_MOST = 20000, FAULTS_LEAST = 1000 };

typedef struct trial {
    fault_memory memory;
    hotline_context *context;
    hotline_rulebook *rulebook, *other;
    desk_host host;
    desk_story story;
    int goes_on, used;
    size_t tried;
} trial;

static void make_desk(trial *t) {
    hotline_store store;
    hotline_digest digest;
    assert_int_equal(memory_store_open(t->story.data, &store), 0);
    desk_digest(&t->host, &digest);
    assert_int_equal(hotline_desk_new(t->rulebook, &store, &digest, NULL, &t->story.desk), HOTLINE_OK);
}

/* A world in which the steps before k were told. */
static void begin(trial *t, size_t k) {
    memset(&t->host, 0, sizeof t->host);
    t->story.rulebook = t->rulebook;
    t->story.other = t->other;
    t->story.data = memory_data_new();
    t->host.data = t->story.data;
    t->story.host = &t->host;
    make_desk(t);
    desk_tell(&t->story, k);
}

static void end(trial *t) {
    hotline_desk_free(t->story.desk);
    memory_data_free(t->story.data);
}

/* What step k makes of a world, and what it says. */
static char *expect(trial *t, size_t k, char **said) {
    char *state;
    begin(t, k + 1);
    state = memory_state(t->story.data);
    *said = malloc(strlen(t->story.said) + 1);
    assert_non_null(*said);
    strcpy(*said, t->story.said);
    end(t);
    return state;
}

/* Step k, whose n-th allocation failed, left this state; 1: it was as before. */
static int check_left(trial *t, size_t k, size_t n, hotline_status status, const char *before, const char *after) {
    char *left = memory_state(t->story.data);
    int same = strcmp(left, before) == 0;
    if (status != HOTLINE_ERROR_MEMORY || t->story.error.status != status) {
        fail_msg("step %s, allocation %u fails: %s", desk_steps[k].name, (unsigned)n, hotline_status_name(status));
    }
    if (!same && (desk_steps[k].changes == 0 || (desk_steps[k].changes == 1 && strcmp(left, after) != 0))) {
        fail_msg("step %s, allocation %u failed: neither as before nor as after\n%s", desk_steps[k].name, (unsigned)n, left);
    }
    free(left);
    return same;
}

/* Told once more, it must end as if nothing had failed. An erasing that was kept is one erasing more. */
static void check_again(trial *t, size_t k, size_t n, int kept, const char *after, const char *said) {
    hotline_status status = desk_tell_one(&t->story, k);
    char *state = memory_state(t->story.data);
    if (status != desk_steps[k].expected || strcmp(t->story.said, said) != 0) {
        fail_msg("step %s, allocation %u failed, told again: %s: %s\n%s\n%s", desk_steps[k].name, (unsigned)n, hotline_status_name(status),
                 t->story.error.message, t->story.said, said);
    }
    if (strcmp(state, after) != 0 && !(kept && strcmp(desk_steps[k].name, "erase") == 0)) {
        fail_msg("step %s, allocation %u failed, told again: ends otherwise\n%s\n%s", desk_steps[k].name, (unsigned)n, state, after);
    }
    free(state);
}

/* The n-th allocation of step k. 0: there is none. */
static int try_one(trial *t, size_t k, size_t n, const char *before, const char *after, const char *said) {
    hotline_status status;
    size_t failed;
    int same;
    if (!t->used) {
        hotline_desk_free(t->story.desk);
        make_desk(t);
    }
    fault_arm(&t->memory, n, t->goes_on);
    status = desk_tell_one(&t->story, k);
    failed = t->memory.failed;
    fault_arm(&t->memory, 0, 0);
    if (failed == 0) {
        return 0;
    }
    t->tried++;
    same = check_left(t, k, n, status, before, after);
    if (!same || n % 16 == 0) { /* else the next one can be tried at once, in a desk where one has failed */
        check_again(t, k, n, !same, after, said);
        end(t);
        begin(t, k);
    }
    return 1;
}

static void try_step(trial *t, size_t k) {
    char *said;
    char *after = expect(t, k, &said);
    char *before;
    size_t n;
    begin(t, k);
    before = memory_state(t->story.data);
    for (n = 1; try_one(t, k, n, before, after, said); n++) {
        assert_true(n < FAULTS_MOST);
    }
    end(t);
    free(before);
    free(after);
    free(said);
}

static void try_all(int goes_on, int used) {
    trial *t = calloc(1, sizeof *t);
    size_t live;
    size_t k;
    assert_non_null(t);
    assert_int_equal(fault_context(&t->memory, &t->context), HOTLINE_OK);
    desk_rulebooks(t->context, &t->rulebook, &t->other);
    live = t->memory.live;
    t->goes_on = goes_on;
    t->used = used;
    for (k = 0; k < desk_step_count; k++) {
        try_step(t, k);
        assert_int_equal(t->memory.live, live);
    }
    print_message("%u allocations failed\n", (unsigned)t->tried);
    assert_true(t->tried > (used ? desk_step_count : FAULTS_LEAST));
    hotline_rulebook_free(t->other);
    hotline_rulebook_free(t->rulebook);
    hotline_context_free(t->context);
    assert_int_equal(t->memory.live, 0);
    assert_int_equal(t->memory.wrong, 0);
    free(t);
}

static void test_one_fails(void **state) {
    (void)state;
    try_all(0, 0);
}

static void test_all_fail(void **state) {
    (void)state;
    try_all(1, 0);
}

static void test_one_fails_in_a_used_desk(void **state) {
    (void)state;
    try_all(0, 1);
}

static void test_all_fail_in_a_used_desk(void **state) {
    (void)state;
    try_all(1, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_fails),
        cmocka_unit_test(test_all_fail),
        cmocka_unit_test(test_one_fails_in_a_used_desk),
        cmocka_unit_test(test_all_fail_in_a_used_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
