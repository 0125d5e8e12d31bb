/* SPDX-License-Identifier: MIT */
/*
 * Hosts whose functions call the desk that called them, release it, or leave it by longjmp(): the desk is busy and stays what it was; after
 * hotline_desk_recover() the step told again ends as if nothing had happened, and all memory is given back.
 *
 * Leaving is tried in a process of its own for each step, so that one that would crash names the step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef _WIN32
#  include <sys/wait.h>
#  include <unistd.h>
#endif

#include "fault_allocator.h"
#include "fault_desk.h"
#include "tests/support/faulty_store.h"

enum { CALLS_MOST = 1000 };

/* A store all of whose functions call `inside` first; in its middle it also calls the sink when the call is over. */
typedef struct hostile_store {
    hotline_store inner;
    void (*inside)(void *with);
    void *with;
} hostile_store;

typedef struct trial {
    fault_memory memory;
    hotline_context *context;
    hotline_rulebook *rulebook, *other;
    hostile_store store;
    desk_host host;
    desk_story story;
    uint32_t calls, leave_at; /* of all callbacks since armed */
    uint32_t wrong;           /* calls of the desk inside of it that were not answered that it is busy */
    jmp_buf back;
} trial;

/* ---- the store ---- */

static int32_t hostile_load(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink) {
    hostile_store *h = user;
    int32_t status = h->inner.load(h->inner.user, kind, id, len, sink);
    h->inside(h->with); /* with what was given already in the desk's hands */
    return status;
}

static int32_t hostile_append(void *user, const hotline_batch *batch) {
    hostile_store *h = user;
    int32_t status;
    h->inside(h->with);
    status = h->inner.append(h->inner.user, batch);
    h->inside(h->with);
    return status;
}

static int32_t hostile_answer(void *user, const char *command, size_t len, hotline_sink *sink) {
    hostile_store *h = user;
    int32_t status = h->inner.answer(h->inner.user, command, len, sink);
    h->inside(h->with);
    return status;
}

static int32_t hostile_list(void *user, const hotline_listing *listing, hotline_sink *sink) {
    hostile_store *h = user;
    int32_t status = h->inner.list(h->inner.user, listing, sink);
    h->inside(h->with);
    return status;
}

static int32_t hostile_notices(void *user, uint64_t after, uint32_t limit, hotline_sink *sink) {
    hostile_store *h = user;
    int32_t status = h->inner.notices(h->inner.user, after, limit, sink);
    h->inside(h->with);
    return status;
}

static int32_t hostile_delivered(void *user, const char *id, size_t len) {
    hostile_store *h = user;
    int32_t status;
    h->inside(h->with);
    status = h->inner.delivered(h->inner.user, id, len);
    h->inside(h->with);
    return status;
}

static void hostile_destroy(void *user) {
    hostile_store *h = user;
    h->inside(h->with);
    h->inner.destroy(h->inner.user);
}

static void hostile_open(hostile_store *h, memory_data *data, hotline_store *out) {
    assert_int_equal(memory_store_open(data, &h->inner), 0);
    hotline_store_init(out, sizeof *out);
    out->user = h;
    out->destroy = hostile_destroy;
    out->load = hostile_load;
    out->append = hostile_append;
    out->answer = hostile_answer;
    out->list = hostile_list;
    out->notices = hostile_notices;
    out->delivered = hostile_delivered;
}

/* ---- worlds ---- */

static void quiet(void *with) {
    (void)with;
}

static void set_inside(trial *t, void (*inside)(void *with)) {
    t->store.inside = t->host.inside = inside;
    t->store.with = t->host.with = t;
    t->calls = 0;
}

static void begin(trial *t, size_t k) {
    hotline_store store;
    hotline_digest digest;
    memset(&t->host, 0, sizeof t->host);
    t->story.rulebook = t->rulebook;
    t->story.other = t->other;
    t->story.data = memory_data_new();
    t->host.data = t->story.data;
    t->story.host = &t->host;
    set_inside(t, quiet);
    hostile_open(&t->store, t->story.data, &store);
    desk_digest(&t->host, &digest);
    assert_int_equal(hotline_desk_new(t->rulebook, &store, &digest, NULL, &t->story.desk), HOTLINE_OK);
    desk_tell(&t->story, k);
}

static void end(trial *t) {
    hotline_desk_free(t->story.desk);
    memory_data_free(t->story.data);
}

static void open_trial(trial *t) {
    memset(t, 0, sizeof *t);
    assert_int_equal(fault_context(&t->memory, &t->context), HOTLINE_OK);
    desk_rulebooks(t->context, &t->rulebook, &t->other);
}

static void close_trial(trial *t) {
    hotline_rulebook_free(t->other);
    hotline_rulebook_free(t->rulebook);
    hotline_context_free(t->context);
    assert_int_equal(t->memory.live, 0);
    assert_int_equal(t->memory.wrong, 0);
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

/* ---- calling the desk from within ---- */

static void busy(trial *t, hotline_status status) {
    t->wrong += status != HOTLINE_ERROR_BUSY;
}

static int32_t take(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    (void)user;
    (void)id;
    (void)id_len;
    (void)body;
    (void)body_len;
    return 0;
}

/* Everything that can be asked of a desk. */
static void call_all(void *with) {
    trial *t = with;
    hotline_desk *d = t->story.desk;
    hotline_command c;
    hotline_desk_query q;
    hotline_outlet outlet;
    hotline_error error;
    hotline_instant at;
    const char *lines = NULL;
    size_t len = 0;
    uint64_t count = 0;
    t->calls++;
    hotline_error_init(&error, sizeof error);
    hotline_command_init(&c, sizeof c);
    c.line = "{\"id\":\"zz\",\"event\":\"hold\",\"ticket\":\"T1\",\"at\":\"2021-04-12 09:00\"}";
    c.line_len = strlen(c.line);
    c.now = 1620000000000;
    hotline_desk_query_init(&q, sizeof q);
    q.now = q.until = 1620000000000;
    q.duty = "x";
    q.duty_len = 1;
    hotline_outlet_init(&outlet, sizeof outlet);
    outlet.deliver = take;
    busy(t, hotline_desk_submit(d, &c, &lines, &len, &error));
    t->wrong += error.status != HOTLINE_ERROR_BUSY;
    busy(t, hotline_desk_erase(d, HOTLINE_SUBJECT_TICKET, "T1", 2, c.now, NULL));
    busy(t, hotline_desk_next(d, &at, NULL));
    busy(t, hotline_desk_tick(d, c.now, 0, &count, NULL));
    busy(t, hotline_desk_refresh(d, c.now, &count, NULL));
    busy(t, hotline_desk_deliver(d, &outlet, 0, &count, NULL));
    busy(t, hotline_desk_view(d, HOTLINE_SUBJECT_TICKET, "T1", 2, &q, &lines, &len, NULL));
    busy(t, hotline_desk_due(d, &q, &lines, &len, NULL));
    busy(t, hotline_desk_register(d, &q, &lines, &len, NULL));
    busy(t, hotline_desk_subjects(d, &q, &lines, &len, NULL));
    busy(t, hotline_desk_export(d, HOTLINE_SUBJECT_TICKET, "T1", 2, 0, &lines, &len, NULL));
    busy(t, hotline_desk_effect(d, t->other, &q, &lines, &len, NULL));
    busy(t, hotline_desk_adopt(d, t->other));
    (void)hotline_desk_callback_result(d);
    hotline_desk_free(d);
}

static void test_calls_from_within(void **state) {
    static trial t;
    size_t k;
    (void)state;
    open_trial(&t);
    for (k = 0; k < desk_step_count; k++) {
        char *said;
        char *after = expect(&t, k, &said);
        char *left;
        begin(&t, k);
        set_inside(&t, call_all);
        assert_int_equal(desk_tell_one(&t.story, k), desk_steps[k].expected);
        assert_string_equal(t.story.said, said);
        left = memory_state(t.story.data);
        assert_string_equal(left, after);
        assert_true(t.calls > 0);
        assert_int_equal(t.wrong, 0);
        free(left);
        free(after);
        free(said);
        end(&t); /* destroy calls it too */
        assert_int_equal(t.wrong, 0);
    }
    close_trial(&t);
}

/* ---- never coming back ---- */

static void leave(void *with) {
    trial *t = with;
    if (++t->calls == t->leave_at) {
        longjmp(t->back, 1);
    }
}

/* Step k, whose n-th callback never returns. 0: there is no such callback. */
static int leave_once(trial *t, size_t k, uint32_t n, const char *before, const char *after, const char *said) {
    volatile int left = 0;
    char *kept;
    hotline_status status;
    begin(t, k);
    set_inside(t, leave);
    t->leave_at = n;
    if (setjmp(t->back) == 0) {
        (void)desk_tell_one(&t->story, k);
    } else {
        left = 1;
    }
    set_inside(t, quiet);
    if (left) {
        status = desk_tell_one(&t->story, k);
        if (status != HOTLINE_ERROR_BUSY) {
            fail_msg("step %s, callback %u: not busy before it was recovered", desk_steps[k].name, n);
        }
        hotline_desk_recover(t->story.desk);
        kept = memory_state(t->story.data);
        if (strcmp(kept, before) != 0 && (desk_steps[k].changes == 0 || (desk_steps[k].changes == 1 && strcmp(kept, after) != 0))) {
            fail_msg("step %s, callback %u: neither as before nor as after", desk_steps[k].name, n);
        }
        status = desk_tell_one(&t->story, k);
        if (status != desk_steps[k].expected || strcmp(t->story.said, said) != 0) {
            fail_msg("step %s, callback %u, told again: %s: %s\n%s", desk_steps[k].name, n, hotline_status_name(status),
                     t->story.error.message, t->story.said);
        }
        if (strcmp(desk_steps[k].name, "erase") != 0 || strcmp(kept, after) != 0) {
            free(kept);
            kept = memory_state(t->story.data);
            if (strcmp(kept, after) != 0) {
                fail_msg("step %s, callback %u, told again: ends otherwise\n%s\n%s", desk_steps[k].name, n, kept, after);
            }
        }
        free(kept);
    }
    end(t);
    return left;
}

/* Released at once, without being recovered first by a step told again. */
static void leave_and_release(trial *t, size_t k, uint32_t n) {
    begin(t, k);
    set_inside(t, leave);
    t->leave_at = n;
    if (setjmp(t->back) == 0) {
        (void)desk_tell_one(&t->story, k);
    }
    set_inside(t, quiet);
    hotline_desk_recover(t->story.desk);
    end(t);
}

static void leave_step(size_t k) {
    static trial t;
    char *said;
    char *after;
    char *before;
    size_t live;
    uint32_t n;
    open_trial(&t);
    live = t.memory.live;
    after = expect(&t, k, &said);
    begin(&t, k);
    before = memory_state(t.story.data);
    end(&t);
    for (n = 1; leave_once(&t, k, n, before, after, said); n++) {
        assert_int_equal(t.memory.live, live);
        leave_and_release(&t, k, n);
        assert_int_equal(t.memory.live, live);
        assert_true(n < CALLS_MOST);
    }
    assert_true(n > 1);
    free(said);
    free(after);
    free(before);
    close_trial(&t);
}

/* Destroy never comes back: the desk is whole, and released when it is released again; destroy is not called a second time. */
static void leave_destroy(void) {
    static trial t;
    open_trial(&t);
    begin(&t, 5);
    set_inside(&t, leave);
    t.leave_at = 1;
    if (setjmp(t.back) == 0) {
        hotline_desk_free(t.story.desk);
        assert_true(0);
    }
    hotline_desk_free(t.story.desk); /* busy still: nothing */
    hotline_desk_recover(t.story.desk);
    hotline_desk_free(t.story.desk);
    assert_int_equal(t.calls, 1);
    t.store.inner.destroy(t.store.inner.user);
    memory_data_free(t.story.data);
    close_trial(&t);
}

#ifndef _WIN32
/* A failure inside jumps out of the run below, so the child runs a group of its own, whose answer is its exit status. */
static size_t step_of_child;

static void test_in_child(void **state) {
    (void)state;
    if (step_of_child < desk_step_count) {
        leave_step(step_of_child);
    } else {
        leave_destroy();
    }
}

static int run_child(size_t k) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_in_child)};
    int status = 0;
    pid_t child;
    (void)fflush(NULL);
    child = fork();
    if (child == 0) {
        step_of_child = k;
        exit(cmocka_run_group_tests(tests, NULL, NULL));
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_calls_from_within)};
    int failed = 0;
#ifndef _WIN32
    size_t k;
    for (k = 0; k <= desk_step_count; k++) {
        if (!run_child(k)) {
            printf("left in step %s: failed\n", k < desk_step_count ? desk_steps[k].name : "destroy");
            failed = 1;
        }
    }
#endif
    return cmocka_run_group_tests(tests, NULL, NULL) + failed;
}
