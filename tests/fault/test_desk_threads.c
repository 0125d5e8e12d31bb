/* SPDX-License-Identifier: MIT */
/*
 * Two threads, each with a desk of its own, over one store, one rulebook and one calendar, write to the same few tickets and units at once;
 * some commands both send. Afterwards every command that was answered as done is there once, versions and numbers agree, and the chains
 * are whole. To look for races, build with HOTLINE_SANITIZE=thread.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/casebook.h"
#include "tests/support/deskbook.h"

#ifndef _WIN32
#  include <pthread.h>

enum { WRITERS = 2, ROUNDS = 60, SUBJECTS = 3, TRIES = 1000 };

typedef struct shared {
    casebook book;
    memory_data *data;
} shared;

typedef struct writer {
    shared *with;
    deskbook digest; /* of this thread alone */
    hotline_desk *desk;
    unsigned number;
    uint64_t looked;
    uint32_t failed, conflicts;
    char last[256]; /* what failed */
} writer;

static void note(writer *w, const char *what, hotline_status status, const hotline_error *error) {
    if (w->failed++ == 0) {
        (void)snprintf(w->last, sizeof w->last, "%.60s: %s: %.100s", what, hotline_status_name(status), error->message);
    }
}

/* A conflict is no answer: it is sent again, until it is done. */
static void send_event(writer *w, const char *told) {
    char line[1024];
    hotline_error error;
    hotline_command c;
    const char *answer;
    size_t len;
    int tries;
    hotline_status status = HOTLINE_CONFLICT;
    hotline_error_init(&error, sizeof error);
    hotline_command_init(&c, sizeof c);
    c.line = line;
    c.line_len = casebook_line(told, line, sizeof line);
    c.now = casebook_instant("05-03T09:00");
    for (tries = 0; status == HOTLINE_CONFLICT && tries < TRIES; tries++) {
        status = hotline_desk_submit(w->desk, &c, &answer, &len, &error);
        w->conflicts += status == HOTLINE_CONFLICT;
    }
    if (status != HOTLINE_OK) {
        note(w, told, status, &error);
    }
}

static void look_around(writer *w, unsigned round) {
    hotline_desk_query q = deskbook_query("05-03T09:00");
    hotline_error error;
    const char *lines;
    size_t len;
    uint64_t count = 0;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    status = hotline_desk_tick(w->desk, casebook_instant("05-03T09:00") + round * 3600000, 0, &count, &error);
    w->looked += count;
    if (status < 0) {
        note(w, "tick", status, &error);
    }
    q.until = q.now + 30 * 86400000LL;
    status = hotline_desk_due(w->desk, &q, &lines, &len, &error);
    if (status < 0) {
        note(w, "due", status, &error);
    }
    status = hotline_desk_view(w->desk, HOTLINE_SUBJECT_TICKET, "T0", 2, &q, &lines, &len, &error);
    if (status < 0 && status != HOTLINE_ERROR_NOT_FOUND) {
        note(w, "view", status, &error);
    }
}

/* Its own commands, and those that the other one sends too, in the other order. */
static void write_round(writer *w, unsigned round) {
    char told[256];
    unsigned s = round % SUBJECTS;
    unsigned both = w->number == 0 ? round : ROUNDS - 1 - round;
    (void)snprintf(told, sizeof told, "b%u hold 04-12T10:00 t=T%u", both, both % SUBJECTS);
    send_event(w, told);
    (void)snprintf(told, sizeof told, "u%u-%u update 04-12T09:30 t=T%u {'age':%u}", w->number, round, s, round);
    send_event(w, told);
    (void)snprintf(told, sizeof told, "d%u-%u dispatch 04-12T11:00 u=u%u t=T%u r=centre", w->number, round, s, (s + 1) % SUBJECTS);
    send_event(w, told);
    (void)snprintf(told, sizeof told, "a%u-%u about 04-12T09:00 t=- u=u%u {'staff':%u}", w->number, round, s, round);
    send_event(w, told);
    if (round % 10 == 0) {
        (void)snprintf(told, sizeof told,
                       "p%u publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','version':%u,'order':['u0','u1','u2']}", both / 10,
                       both / 10 + 1);
        send_event(w, told);
    }
    look_around(w, round);
}

static void *write_all(void *given) {
    writer *w = given;
    unsigned round;
    for (round = 0; round < ROUNDS; round++) {
        write_round(w, round);
    }
    return NULL;
}

/* ---- afterwards ---- */

/* How often an id is that of an entry of the subject. */
static unsigned times_there(const memory_data *data, int32_t kind, const char *id, const char *event) {
    char part[64];
    unsigned count = 0;
    size_t i;
    (void)snprintf(part, sizeof part, "\"event\":{\"id\":\"%s\",", event);
    for (i = 0; i < memory_entry_count(data, kind, id); i++) {
        count += strstr(memory_entry(data, kind, id, i), part) != NULL;
    }
    return count;
}

static void check_once(const memory_data *data, unsigned round) {
    char id[8];
    char other[8];
    char unit[8];
    char event[32];
    unsigned w;
    (void)snprintf(id, sizeof id, "T%u", round % SUBJECTS);
    (void)snprintf(other, sizeof other, "T%u", (round + 1) % SUBJECTS);
    (void)snprintf(unit, sizeof unit, "u%u", round % SUBJECTS);
    (void)snprintf(event, sizeof event, "b%u", round);
    assert_int_equal(times_there(data, HOTLINE_SUBJECT_TICKET, id, event), 1);
    for (w = 0; w < WRITERS; w++) {
        (void)snprintf(event, sizeof event, "u%u-%u", w, round);
        assert_int_equal(times_there(data, HOTLINE_SUBJECT_TICKET, id, event), 1);
        (void)snprintf(event, sizeof event, "d%u-%u", w, round);
        assert_int_equal(times_there(data, HOTLINE_SUBJECT_TICKET, other, event), 1);
        (void)snprintf(event, sizeof event, "a%u-%u", w, round);
        assert_int_equal(times_there(data, HOTLINE_SUBJECT_UNIT, unit, event), 1);
    }
}

static void check_chain(const writer *w, int32_t kind, const char *id, uint64_t entries) {
    const char *lines = NULL;
    size_t len = 0;
    char *copy;
    hotline_error error;
    hotline_chain_report report;
    hotline_error_init(&error, sizeof error);
    memset(&report, 0, sizeof report);
    report.struct_size = sizeof report;
    assert_int_equal(hotline_desk_export(w->desk, kind, id, strlen(id), HOTLINE_VIEW_PERSONAL, &lines, &len, &error), HOTLINE_OK);
    copy = malloc(len + 1);
    assert_non_null(copy);
    memcpy(copy, lines, len + 1);
    if (hotline_chain_verify(w->with->book.context, &w->digest.digest, copy, len, &report, &error) != HOTLINE_OK) {
        fail_msg("%s, line %u: %s", id, error.line, error.message);
    }
    assert_int_equal(report.entries, entries);
    free(copy);
}

static void check_all(const writer *w) {
    const memory_data *data = w->with->data;
    char id[8];
    unsigned i;
    uint64_t tickets = 0;
    for (i = 0; i < ROUNDS; i++) {
        check_once(data, i);
    }
    for (i = 0; i < SUBJECTS; i++) {
        (void)snprintf(id, sizeof id, "T%u", i);
        assert_int_equal(memory_version(data, HOTLINE_SUBJECT_TICKET, id), memory_entry_count(data, HOTLINE_SUBJECT_TICKET, id));
        tickets += memory_entry_count(data, HOTLINE_SUBJECT_TICKET, id);
        check_chain(w, HOTLINE_SUBJECT_TICKET, id, memory_entry_count(data, HOTLINE_SUBJECT_TICKET, id));
        (void)snprintf(id, sizeof id, "u%u", i);
        assert_int_equal(memory_entry_count(data, HOTLINE_SUBJECT_UNIT, id), WRITERS * ROUNDS / SUBJECTS);
        /* Woken once by each ranking. */
        assert_int_equal(memory_version(data, HOTLINE_SUBJECT_UNIT, id),
                         memory_entry_count(data, HOTLINE_SUBJECT_UNIT, id) +
                             memory_entry_count(data, HOTLINE_SUBJECT_PUBLISHED, "published"));
        check_chain(w, HOTLINE_SUBJECT_UNIT, id, memory_entry_count(data, HOTLINE_SUBJECT_UNIT, id));
    }
    assert_int_equal(tickets, SUBJECTS + ROUNDS + 2 * WRITERS * ROUNDS);
    assert_int_equal(memory_answer_count(data),
                     SUBJECTS + ROUNDS + 3 * WRITERS * ROUNDS + memory_entry_count(data, HOTLINE_SUBJECT_PUBLISHED, "published"));
}

/* Each notice once: the store keeps ids apart, and what came of all the looking is what one look makes of it. */
static void check_notices(writer *w) {
    size_t before = memory_notice_count(w->with->data);
    uint64_t count = 0;
    size_t i;
    size_t k;
    assert_int_equal(hotline_desk_tick(w->desk, casebook_instant("05-10T09:00"), 0, &count, NULL), HOTLINE_OK);
    before = memory_notice_count(w->with->data);
    assert_int_equal(hotline_desk_refresh(w->desk, casebook_instant("05-10T09:00"), &count, NULL), HOTLINE_OK);
    assert_int_equal(memory_notice_count(w->with->data), before);
    for (i = 0; i < before; i++) {
        for (k = 0; k < i; k++) {
            assert_string_not_equal(memory_notice_id(w->with->data, i), memory_notice_id(w->with->data, k));
        }
    }
    assert_true(before > WRITERS * ROUNDS); /* a chase for each dispatch, at least */
}

static void open_desk(writer *w, shared *with, unsigned number) {
    hotline_store store;
    memset(w, 0, sizeof *w);
    w->with = with;
    w->number = number;
    assert_int_equal(memory_store_open(with->data, &store), 0);
    deskbook_digest(&w->digest.digest, &w->digest);
    w->digest.salted = number << 24;
    assert_int_equal(hotline_desk_new(with->book.rulebook, &store, &w->digest.digest, NULL, &w->desk), HOTLINE_OK);
}

static void test_writers(void **state) {
    static writer writers[WRITERS];
    pthread_t threads[WRITERS];
    shared with;
    unsigned i;
    (void)state;
    casebook_open(&with.book, deskbook_rules);
    with.data = memory_data_new();
    for (i = 0; i < WRITERS; i++) {
        open_desk(&writers[i], &with, i);
    }
    for (i = 0; i < SUBJECTS; i++) {
        char told[64];
        (void)snprintf(told, sizeof told, "r%u receive 04-12T09:00 t=T%u r=centre", i, i);
        send_event(&writers[0], told);
    }
    for (i = 0; i < WRITERS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, write_all, &writers[i]), 0);
    }
    for (i = 0; i < WRITERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    }
    for (i = 0; i < WRITERS; i++) {
        if (writers[i].failed != 0) {
            fail_msg("writer %u: %u failed: %s", i, writers[i].failed, writers[i].last);
        }
    }
    print_message("%u and %u conflicts were told\n", writers[0].conflicts, writers[1].conflicts);
    check_all(&writers[1]);
    check_notices(&writers[0]);
    for (i = 0; i < WRITERS; i++) {
        hotline_desk_free(writers[i].desk);
        assert_int_equal(writers[i].digest.digest_destroyed, 1);
    }
    memory_data_free(with.data);
    casebook_close(&with.book);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_writers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
#else
int main(void) {
    return 77;
}
#endif
