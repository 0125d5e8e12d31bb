/* SPDX-License-Identifier: MIT */
/*
 * What is const may be used by several threads at once: one rulebook, calendar, settled log and folded ticket, read by all of them, each
 * with readers of its own. Every thread must read the same words. To look for races, build with HOTLINE_SANITIZE=thread.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#ifndef _WIN32
#  include <pthread.h>

enum { THREADS = 4, ROUNDS = 20, TICKETS = 8 };

#  define RULES                                                                                                                            \
    "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'},"                                            \
    "'y':{'of':'unit','every':'month','met':'visit'},'z':{'of':'ticket','owed':'receive','met':'size > 3','within':'2 hours'}}"

typedef struct reader {
    const casebook *book;
    uint64_t sum; /* of everything read */
    int failed;
} reader;

static void sum_bytes(reader *r, const char *bytes, size_t len) {
    size_t i;
    for (i = 0; i < len; i++) {
        r->sum = (r->sum ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
}

static void check(reader *r, hotline_status status) {
    r->failed |= status < 0;
}

static void read_duties(reader *r, const hotline_ticket *ticket) {
    hotline_duty duty;
    size_t i;
    for (i = 0; i < hotline_ticket_duty_count(ticket); i++) {
        memset(&duty, 0, sizeof duty);
        duty.struct_size = sizeof duty;
        check(r, hotline_ticket_duty(ticket, i, &duty));
        sum_bytes(r, duty.duty, duty.duty_len);
        sum_bytes(r, (const char *)&duty.due, sizeof duty.due);
    }
}

static void read_tickets(reader *r, hotline_ticket *ticket, hotline_tally *tally) {
    static const char line[] =
        "{\"id\":\"new\",\"ticket\":\"T1\",\"event\":\"report\",\"unit\":\"a\",\"at\":\"2021-06-01T00:00:00+08:00\"}";
    const char *id;
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    for (i = 0; (id = hotline_log_ticket(r->book->log, i, &len)) != NULL; i++) {
        check(r, hotline_ticket_fold(ticket, id, len));
        check(r, hotline_tally_add(tally, ticket));
        check(r, hotline_ticket_lines(ticket, HOTLINE_LANGUAGE_ZH, &lines, &len));
        sum_bytes(r, lines, len);
        read_duties(r, ticket);
    }
    check(r, hotline_ticket_fold(ticket, "T1", 2));
    check(r, hotline_ticket_decide(ticket, line, sizeof line - 1, NULL));
    check(r, hotline_ticket_options(ticket, hotline_log_now(r->book->log), HOTLINE_LANGUAGE_EN, &lines, &len));
    sum_bytes(r, lines, len);
}

static void read_rules(reader *r) {
    hotline_duty duty;
    hotline_day result = 0;
    hotline_day day = hotline_day_of(2021, 4, 29);
    uint64_t fingerprint = hotline_calendar_fingerprint(hotline_rulebook_calendar(r->book->rulebook));
    memset(&duty, 0, sizeof duty);
    duty.struct_size = sizeof duty;
    check(r, hotline_calendar_add(hotline_rulebook_calendar(r->book->rulebook), day, 15, 0, &result));
    check(r, hotline_duty_due(r->book->rulebook, "x", 1, casebook_instant("04-29T16:00"), "{\"size\":2}", 10, &duty, NULL));
    sum_bytes(r, (const char *)&fingerprint, sizeof fingerprint);
    sum_bytes(r, (const char *)&result, sizeof result);
    sum_bytes(r, (const char *)&duty.due, sizeof duty.due);
}

static void read_all(reader *r) {
    hotline_ticket *ticket = NULL;
    hotline_unit *unit = NULL;
    hotline_tally *tally = NULL;
    const char *lines = NULL;
    size_t len = 0;
    check(r, hotline_ticket_new(r->book->log, &ticket));
    check(r, hotline_unit_new(r->book->log, &unit));
    check(r, hotline_tally_new(r->book->rulebook, &tally));
    read_tickets(r, ticket, tally);
    check(r, hotline_unit_fold(unit, "a", 1));
    check(r, hotline_unit_lines(unit, HOTLINE_LANGUAGE_EN, &lines, &len));
    sum_bytes(r, lines, len);
    check(r, hotline_tally_sort(tally));
    check(r, hotline_tally_lines(tally, &lines, &len));
    sum_bytes(r, lines, len);
    read_duties(r, r->book->ticket); /* one that all threads share */
    read_rules(r);
    hotline_tally_free(tally);
    hotline_unit_free(unit);
    hotline_ticket_free(ticket);
}

static void *read_often(void *given) {
    reader *r = given;
    int i;
    for (i = 0; i < ROUNDS; i++) {
        read_all(r);
    }
    return NULL;
}

static void test_readers(void **state) {
    casebook b;
    reader readers[THREADS];
    pthread_t threads[THREADS];
    reader alone = {&b, 0, 0};
    char events[256];
    int i;
    (void)state;
    casebook_open(&b, RULES);
    for (i = 1; i <= TICKETS; i++) {
        (void)snprintf(events, sizeof events,
                       "r%d receive 04-12T09:00 t=T%d; d%d dispatch 04-12T10:00 u=a t=T%d; n%d report 04-1%dT09:00 u=a t=T%d; v%d visit "
                       "04-13T09:0%d t=- u=a",
                       i, i, i, i, i, i, i, i, i);
        casebook_add(&b, events);
    }
    casebook_settle(&b, "05-01T00:00");
    casebook_fold(&b, "T1");
    (void)read_often(&alone);
    for (i = 0; i < THREADS; i++) {
        readers[i] = (reader){&b, 0, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, &readers[i]), 0);
    }
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(readers[i].failed, 0);
        assert_true(readers[i].sum == alone.sum);
    }
    assert_int_equal(alone.failed, 0);
    assert_true(hotline_ticket_duty_count(b.ticket) > 0);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_readers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
#else
int main(void) {
    return 77;
}
#endif
