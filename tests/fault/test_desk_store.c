/* SPDX-License-Identifier: MIT */
/*
 * Every call that a desk makes of its store, its digest and its outlet goes wrong, in every way that a wrapped store knows: what is stored
 * is as before or as after, the desk goes on, and the step told again ends as if nothing had gone wrong: nothing lost, nothing doubled.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault_desk.h"
#include "tests/support/faulty_store.h"

enum { CALLS_MOST = 1000, HOST_FAILS = -1 };

typedef struct trial {
    hotline_context *context;
    hotline_rulebook *rulebook, *other;
    faulty_store faulty;
    desk_host host;
    desk_story story;
    int32_t mode; /* of a faulty store, or HOST_FAILS: digest and outlet */
    size_t tried;
} trial;

static void begin(trial *t, size_t k) {
    hotline_store memory;
    hotline_store store;
    hotline_digest digest;
    memset(&t->host, 0, sizeof t->host);
    t->story.rulebook = t->rulebook;
    t->story.other = t->other;
    t->story.data = memory_data_new();
    t->host.data = t->story.data;
    t->story.host = &t->host;
    assert_int_equal(memory_store_open(t->story.data, &memory), 0);
    faulty_wrap(&t->faulty, &memory, &store);
    desk_digest(&t->host, &digest);
    assert_int_equal(hotline_desk_new(t->rulebook, &store, &digest, NULL, &t->story.desk), HOTLINE_OK);
    desk_tell(&t->story, k);
}

static void end(trial *t) {
    hotline_desk_free(t->story.desk);
    memory_data_free(t->story.data);
    assert_int_equal(t->faulty.destroyed, 1);
}

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

/* The n-th call from now on goes wrong. */
static void arm(trial *t, uint32_t n) {
    if (t->mode != HOST_FAILS) {
        faulty_arm(&t->faulty, t->mode, n);
        return;
    }
    t->host.calls = 0;
    t->host.fail_at = n;
}

static int went_wrong(const trial *t, uint32_t n) {
    return t->mode != HOST_FAILS ? t->faulty.failed != 0 : t->host.calls >= n;
}

/* What may be answered when a call went wrong. A conflict is decided again; junk may also be too long, or no entry. */
static int is_told(const trial *t, size_t k, hotline_status status) {
    switch (t->mode) {
    case FAULTY_BEFORE:
    case FAULTY_AFTER:
    case FAULTY_GARBAGE:
    case HOST_FAILS:
        return status == HOTLINE_ERROR_CALLBACK;
    case FAULTY_CONFLICT:
        return status == desk_steps[k].expected;
    default:
        return status == HOTLINE_ERROR_CALLBACK || status == HOTLINE_ERROR_LIMIT || status == HOTLINE_ERROR_DOCUMENT;
    }
}

static void check_told(const trial *t, size_t k, uint32_t n, hotline_status status) {
    int32_t result = hotline_desk_callback_result(t->story.desk);
    if (!is_told(t, k, status) || (status < 0 && (t->story.error.status != status || t->story.error.message[0] == '\0'))) {
        fail_msg("step %s, call %u, mode %d: %s: %s", desk_steps[k].name, n, (int)t->mode, hotline_status_name(status),
                 t->story.error.message);
    }
    if ((t->mode == FAULTY_BEFORE || t->mode == FAULTY_AFTER) && result != FAULTY_RESULT) {
        fail_msg("step %s, call %u, mode %d: the callback's result is %d", desk_steps[k].name, n, (int)t->mode, (int)result);
    }
}

static void check_left(const trial *t, size_t k, uint32_t n, const char *before, const char *after) {
    char *left = memory_state(t->story.data);
    if (strcmp(left, before) != 0 && (desk_steps[k].changes == 0 || (desk_steps[k].changes == 1 && strcmp(left, after) != 0))) {
        fail_msg("step %s, call %u, mode %d: neither as before nor as after\n%s", desk_steps[k].name, n, (int)t->mode, left);
    }
    free(left);
}

static void check_again(trial *t, size_t k, uint32_t n, const char *after, const char *said) {
    char *left = memory_state(t->story.data);
    int erased = strcmp(desk_steps[k].name, "erase") == 0 && strcmp(left, after) == 0;
    hotline_status status = desk_tell_one(&t->story, k);
    char *state = memory_state(t->story.data);
    if (status != desk_steps[k].expected || strcmp(t->story.said, said) != 0) {
        fail_msg("step %s, call %u, mode %d, told again: %s: %s\n%s\n%s", desk_steps[k].name, n, (int)t->mode, hotline_status_name(status),
                 t->story.error.message, t->story.said, said);
    }
    if (strcmp(state, after) != 0 && !erased) { /* told again it is one erasing more */
        fail_msg("step %s, call %u, mode %d, told again: ends otherwise\n%s\n%s", desk_steps[k].name, n, (int)t->mode, state, after);
    }
    free(state);
    free(left);
}

/* Whatever went wrong, every notice that is noted as delivered came, and those that came twice did so for want of a note. */
static void check_delivered(const trial *t) {
    size_t i;
    assert_true(memory_notice_count(t->story.data) < sizeof t->host.delivered / sizeof t->host.delivered[0]);
    for (i = 0; i < memory_notice_count(t->story.data); i++) {
        int32_t noted = memory_notice_delivered(t->story.data, memory_notice_id(t->story.data, i));
        assert_true(!noted || t->host.delivered[i] >= 1);
        assert_true(t->host.delivered[i] <= 2);
    }
}

static void try_step(trial *t, size_t k) {
    char *said;
    char *after = expect(t, k, &said);
    uint32_t n;
    for (n = 1;; n++) {
        char *before;
        hotline_status status;
        int wrong;
        begin(t, k);
        before = memory_state(t->story.data);
        arm(t, n);
        status = desk_tell_one(&t->story, k);
        wrong = went_wrong(t, n);
        if (wrong) {
            t->tried++;
            check_told(t, k, n, status);
            check_left(t, k, n, before, after);
            arm(t, 0);
            if (t->mode != FAULTY_CONFLICT || desk_steps[k].changes != 1) {
                check_again(t, k, n, after, said);
            }
            check_delivered(t);
        }
        free(before);
        end(t);
        if (!wrong) {
            break;
        }
        assert_true(n < CALLS_MOST);
    }
    free(after);
    free(said);
}

static void try_mode(int32_t mode) {
    static trial t;
    size_t k;
    memset(&t, 0, sizeof t);
    t.mode = mode;
    assert_int_equal(hotline_context_new(NULL, &t.context), HOTLINE_OK);
    desk_rulebooks(t.context, &t.rulebook, &t.other);
    for (k = 0; k < desk_step_count; k++) {
        try_step(&t, k);
    }
    print_message("%u calls went wrong\n", (unsigned)t.tried);
    assert_true(t.tried >= 10);
    hotline_rulebook_free(t.other);
    hotline_rulebook_free(t.rulebook);
    hotline_context_free(t.context);
}

static void test_store(void **state) {
    int32_t mode;
    (void)state;
    for (mode = 0; mode < FAULTY_MODES; mode++) {
        try_mode(mode);
    }
}

static void test_digest_and_outlet(void **state) {
    (void)state;
    try_mode(HOST_FAILS);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_store), cmocka_unit_test(test_digest_and_outlet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
