/* SPDX-License-Identifier: MIT */
/*
 * The store of examples/sqlite keeps every promise of store.h, as hotline_store_check() tries them; and what that cannot see: whose file it
 * leaves alone, that no failure of SQLite is taken for an answer, that what was erased is in no byte of the file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "desk/store_impl.h"
#include "hotline.h"
#include "store_sqlite.h"

typedef struct place {
    char file[256]; /* one for each process and test */
    char uri[300];
    char message[256];
} place;

static void place_drop(const place *p) {
    static const char *const ends[] = {"", "-wal", "-shm"};
    char path[300];
    size_t i;
    for (i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", p->file, ends[i]);
        remove(path);
    }
}

/* In memory where that is a folder: what a power failure leaves is not tried here, and a disk takes its time. */
static int place_setup(void **state) {
    static int count;
    const char *folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : getenv("HOTLINE_BINARY");
    place *p = calloc(1, sizeof *p);
    snprintf(p->file, sizeof p->file, "%s/hotline_store_%ld_%d.db", folder != NULL ? folder : "/tmp", (long)getpid(), ++count);
    snprintf(p->uri, sizeof p->uri, "file:%s?synchronous=normal&busy=50", p->file);
    place_drop(p);
    *state = p;
    return 0;
}

static int place_teardown(void **state) {
    place_drop(*state);
    free(*state);
    return 0;
}

static int32_t place_open(void *user, hotline_store *out) {
    place *p = user;
    return store_sqlite_open(p->uri, out, p->message, sizeof p->message);
}

static void place_opened(place *p, hotline_store *out) {
    hotline_store_init(out, sizeof *out);
    if (place_open(p, out) != 0) {
        fail_msg("%s", p->message);
    }
}

/* ---- every promise ---- */

static void tell(const hotline_store_report *report) {
    hotline_store_trial trial;
    size_t i;
    memset(&trial, 0, sizeof trial);
    trial.struct_size = sizeof trial;
    for (i = 0; hotline_store_report_at(report, i, &trial) == HOTLINE_OK; i++) {
        if (!trial.passed) {
            print_error("%s: %s; %s\n", trial.name, trial.promise, trial.seen);
        }
    }
}

static void every_promise(void **state) {
    hotline_context_options options;
    hotline_context *context = NULL;
    hotline_store_report *report = NULL;
    hotline_status status;
    hotline_context_options_init(&options, sizeof options);
    assert_int_equal(hotline_context_new(&options, &context), HOTLINE_OK);
    status = hotline_store_check(context, place_open, *state, HOTLINE_LANGUAGE_EN, &report);
    tell(report);
    assert_int_equal(status, HOTLINE_OK);
    assert_true(hotline_store_report_count(report) > 30);
    hotline_store_report_free(report);
    hotline_context_free(context);
}

/* ---- whose file it is ---- */

static void write_file(const char *path, const char *content) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

static void is_refused(place *p, const char *uri, const char *why) {
    hotline_store store;
    hotline_store_init(&store, sizeof store);
    assert_int_not_equal(store_sqlite_open(uri, &store, p->message, sizeof p->message), 0);
    assert_null(store.load);
    assert_non_null(strstr(p->message, why));
    assert_non_null(strstr(p->message, uri));
}

static void other_files_are_left_alone(void **state) {
    place *p = *state;
    sqlite3 *db = NULL;
    is_refused(p, "/nothing/of/that/name.db", "unable to open");
    is_refused(p, "file:x?synchronous=of", "synchronous is full or normal");
    remove("x");
    write_file(p->file, "This is a letter, and a rather long one: somebody wrote it, and nobody wants it to be overwritten by a store.");
    is_refused(p, p->file, "not a database");
    remove(p->file);
    assert_int_equal(sqlite3_open(p->file, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE subject (whatever)", NULL, NULL, NULL), SQLITE_OK);
    is_refused(p, p->file, "a database of something else");
    assert_int_equal(sqlite3_exec(db, "PRAGMA application_id = 1752134764; PRAGMA user_version = 99", NULL, NULL, NULL), SQLITE_OK);
    is_refused(p, p->file, "another release");
    sqlite3_close(db);
}

/* ---- batches as a desk makes them ---- */

static text words(const char *terminated) {
    text t = {terminated, strlen(terminated)};
    return t;
}

typedef struct drafted {
    hotline_batch batch;
    store_parts entry;
} drafted;

static const hotline_batch *draft(drafted *d, const char *id, uint64_t expected, const char *own) {
    memset(d, 0, sizeof *d);
    d->batch.about.kind = HOTLINE_SUBJECT_TICKET;
    d->batch.about.id = words(id);
    d->batch.expected = expected;
    d->batch.wake = d->batch.due = d->batch.woken_at = HOTLINE_NO_INSTANT;
    d->entry.plain = words("{\"entry\":\"what stays\"}");
    d->entry.personal = own != NULL ? words(own) : d->entry.personal;
    d->batch.entries = &d->entry;
    d->batch.entry_count = 1;
    return &d->batch;
}

static void failures_are_no_answers(void **state) {
    place *p = *state;
    hotline_store store;
    sqlite3 *other = NULL;
    drafted d;
    int32_t result;
    place_opened(p, &store);
    assert_int_equal(sqlite3_open(p->file, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    result = store.append(store.user, draft(&d, "T1", 0, NULL));
    assert_true(result != HOTLINE_CONFLICT && result != HOTLINE_DUPLICATE && result != 0);
    assert_string_equal(store_sqlite_message(result), "database is locked");
    assert_null(store_sqlite_message(HOTLINE_CONFLICT));
    assert_int_equal(sqlite3_exec(other, "COMMIT; DROP TABLE notice", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(store.append(store.user, draft(&d, "T1", 0, NULL)), 0);
    result = store.delivered(store.user, "n", 1);
    assert_non_null(strstr(store_sqlite_message(result), "SQL logic error"));
    sqlite3_close(other);
    store.destroy(store.user);
}

/* ---- what was erased ---- */

static int holds(const char *path, const char *secret) {
    FILE *file = fopen(path, "rb");
    size_t len = strlen(secret);
    size_t at = 0;
    int c;
    while (file != NULL && at < len && (c = getc(file)) != EOF) {
        at = c == secret[at] ? at + 1 : c == secret[0];
    }
    if (file != NULL) {
        fclose(file);
    }
    return at == len;
}

static int place_holds(const place *p, const char *secret) {
    char log[300];
    snprintf(log, sizeof log, "%s-wal", p->file);
    return holds(p->file, secret) || holds(log, secret);
}

enum { SUBJECTS = 200, APPENDS = 4000, ERASE_EACH = 10 };

/* Subjects that grow in no order, some of which are erased meanwhile. */
typedef struct crowd {
    const hotline_store *store;
    uint64_t versions[SUBJECTS];
    uint64_t erased[SUBJECTS]; /* the version that erased: all before it is to be gone */
    uint32_t random;
} crowd;

static uint32_t crowd_random(crowd *c, uint32_t below) {
    c->random = c->random * 1664525u + 1013904223u;
    return (c->random >> 8) % below;
}

/* Lengths as entries have them, so that pages split where something else is moved. */
static void crowd_append(crowd *c, int erases) {
    uint32_t which = crowd_random(c, SUBJECTS);
    char id[32];
    char plain[800];
    char own[800];
    drafted d;
    snprintf(id, sizeof id, "T%u", (unsigned)which);
    snprintf(plain, sizeof plain, "%*s", (int)crowd_random(c, 600) + 100, "}");
    snprintf(own, sizeof own, "<secret %u of T%u>%*s", (unsigned)c->versions[which] + 1, (unsigned)which, (int)crowd_random(c, 400), "");
    draft(&d, id, c->versions[which], own);
    d.entry.plain = words(plain);
    d.batch.erases = erases;
    assert_int_equal(c->store->append(c->store->user, &d.batch), 0);
    c->versions[which]++;
    c->erased[which] = erases ? c->versions[which] : c->erased[which];
}

/* Which secret begins here, if it is one that was erased: "<secret 12 of T7>". */
static int crowd_is_erased(const crowd *c, const char *at) {
    unsigned version = 0;
    unsigned which = 0;
    return sscanf(at, "<secret %u of T%u>", &version, &which) == 2 && which < SUBJECTS && version <= c->erased[which];
}

static void crowd_look(const crowd *c, const char *path, unsigned *there, unsigned *left) {
    static const char begin[] = "<secret ";
    char window[40] = "";
    FILE *file = fopen(path, "rb");
    int byte;
    assert_non_null(file);
    while ((byte = getc(file)) != EOF) {
        memmove(window, window + 1, sizeof window - 2);
        window[sizeof window - 2] = (char)byte;
        if (memcmp(window, begin, sizeof begin - 1) == 0) {
            *there += 1;
            *left += (unsigned)crowd_is_erased(c, window);
        }
    }
    fclose(file);
}

static void erased_is_gone_from_the_file(void **state) {
    place *p = *state;
    hotline_store store;
    crowd *c = calloc(1, sizeof *c);
    unsigned there = 0;
    unsigned left = 0;
    unsigned i;
    place_opened(p, &store);
    c->store = &store;
    for (i = 1; i <= APPENDS; i++) {
        crowd_append(c, i % ERASE_EACH == 0);
    }
    crowd_look(c, p->file, &there, &left);
    assert_true(there > APPENDS / 20); /* those that nobody erased */
    assert_int_equal(left, 0);
    store.destroy(store.user);
    free(c);
}

/* A reader in the way keeps the log from being cut off; the next append cleans up. */
static void erased_goes_when_a_reader_went(void **state) {
    place *p = *state;
    hotline_store store;
    sqlite3 *reader = NULL;
    drafted d;
    place_opened(p, &store);
    assert_int_equal(store.append(store.user, draft(&d, "T1", 0, "<a secret>")), 0);
    assert_int_equal(sqlite3_open(p->file, &reader), SQLITE_OK);
    assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT * FROM entry", NULL, NULL, NULL), SQLITE_OK);
    draft(&d, "T1", 1, NULL);
    d.batch.erases = 1;
    assert_int_equal(store.append(store.user, &d.batch), 0);
    assert_true(place_holds(p, "<a secret>"));
    sqlite3_close(reader);
    assert_int_equal(store.append(store.user, draft(&d, "T2", 0, NULL)), 0);
    assert_false(place_holds(p, "<a secret>"));
    store.destroy(store.user);
}

/* A process that was killed right after it erased leaves a log that has everything; whoever appends next cleans up. */
static void erased_goes_when_a_process_was_killed(void **state) {
    place *p = *state;
    hotline_store killed;
    hotline_store store;
    drafted d;
    sqlite3 *other = NULL;
    place_opened(p, &killed);
    assert_int_equal(killed.append(killed.user, draft(&d, "T1", 0, "<a secret>")), 0);
    assert_int_equal(sqlite3_open(p->file, &other), SQLITE_OK); /* erases as the killed one did, and never cleans up */
    assert_int_equal(sqlite3_exec(other, "PRAGMA secure_delete = ON; UPDATE entry SET personal = NULL", NULL, NULL, NULL), SQLITE_OK);
    assert_true(place_holds(p, "<a secret>"));
    place_opened(p, &store);
    assert_int_equal(store.append(store.user, draft(&d, "T2", 0, NULL)), 0);
    assert_false(place_holds(p, "<a secret>"));
    sqlite3_close(other);
    store.destroy(store.user);
    killed.destroy(killed.user);
}

/* Each index is used: a store of millions must not be walked for a list. */
static void lists_use_their_indexes(void **state) {
    static const char *const questions[] = {
        "EXPLAIN QUERY PLAN SELECT kind, id, wake FROM subject WHERE wake <= 9 AND (wake, kind, id) > (1, 2, 'x') ORDER BY wake, kind, id "
        "LIMIT 5",
        "EXPLAIN QUERY PLAN SELECT kind, id, due FROM subject WHERE due <= 9 AND (due, kind, id) > (1, 2, 'x') ORDER BY due, kind, id "
        "LIMIT 5",
        "EXPLAIN QUERY PLAN SELECT kind, id, NULL FROM subject WHERE (kind, id) > (1, 'x') ORDER BY kind, id LIMIT 5",
        "EXPLAIN QUERY PLAN SELECT number, id, notice FROM notice WHERE delivered = 0 AND number > 1 ORDER BY number LIMIT 5",
        "EXPLAIN QUERY PLAN UPDATE answer SET personal = NULL WHERE kind = 1 AND id = 'x' AND personal IS NOT NULL",
    };
    static const char *const expected[] = {"subject_wake", "subject_due", "PRIMARY KEY", "notice_undelivered", "answer_personal"};
    place *p = *state;
    hotline_store store;
    sqlite3 *db = NULL;
    size_t i;
    place_opened(p, &store);
    assert_int_equal(sqlite3_open(p->file, &db), SQLITE_OK);
    for (i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        sqlite3_stmt *plan = NULL;
        assert_int_equal(sqlite3_prepare_v2(db, questions[i], -1, &plan, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(plan), SQLITE_ROW);
        if (strstr((const char *)sqlite3_column_text(plan, 3), expected[i]) == NULL) {
            fail_msg("%s: %s", questions[i], (const char *)sqlite3_column_text(plan, 3));
        }
        assert_int_equal(sqlite3_step(plan), SQLITE_DONE); /* nothing is sorted afterwards */
        sqlite3_finalize(plan);
    }
    sqlite3_close(db);
    store.destroy(store.user);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_promise, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(other_files_are_left_alone, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(failures_are_no_answers, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(erased_is_gone_from_the_file, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(erased_goes_when_a_reader_went, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(erased_goes_when_a_process_was_killed, place_setup, place_teardown),
        cmocka_unit_test_setup_teardown(lists_use_their_indexes, place_setup, place_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
