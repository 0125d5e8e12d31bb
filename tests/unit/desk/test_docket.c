/* SPDX-License-Identifier: MIT */
/* A subject in the desk's hands: what is loaded beside it, at which moment it is judged, what is owed, and when to look again. */
#include "desk/docket_impl.h"
#include "tests/support/deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct handling {
    deskbook d;
    store_port store;
    arena arena;
    buffer words;
    docket docket;
    outlook ahead;
} handling;

static void open_rules(handling *h, const char *rules) {
    hotline_store memory;
    deskbook_open_rules(&h->d, rules, 1);
    assert_int_equal(memory_store_open(h->d.data, &memory), 0);
    assert_int_equal(hotline__store_take(&h->store, &memory), HOTLINE_OK);
    hotline__arena_init(&h->arena, h->d.book.context);
    hotline__buffer_init(&h->words, h->d.book.context);
    hotline__docket_init(&h->docket, h->d.book.context, &h->store, &h->arena);
}

static void close(handling *h) {
    hotline__docket_free(&h->docket);
    hotline__buffer_free(&h->words);
    hotline__arena_free(&h->arena);
    hotline__store_drop(&h->store);
    deskbook_close(&h->d);
}

static store_subject subject(int32_t kind, const char *id) {
    store_subject s;
    s.kind = kind;
    s.id = hotline__text(id);
    return s;
}

static void look(handling *h, int32_t kind, const char *id, const char *now) {
    text none = {NULL, 0};
    assert_int_equal(hotline__docket_load(&h->docket, h->d.book.rulebook, subject(kind, id), none, NULL), HOTLINE_OK);
    assert_int_equal(hotline__docket_judge(&h->docket, h->d.book.rulebook, none, casebook_instant(now)), HOTLINE_OK);
    assert_int_equal(hotline__docket_outlook(&h->docket, &h->words, &h->ahead), HOTLINE_OK);
}

static void is(hotline_instant got, const char *when) {
    char words[HOTLINE_INSTANT_SIZE] = "none";
    (void)hotline_instant_write(got, 480, words);
    if (got != (when != NULL ? casebook_instant(when) : hotline_instant_none())) {
        fail_msg("%s, not %s", words, when != NULL ? when : "none");
    }
}

static void test_nothing_there(void **state) {
    handling h;
    (void)state;
    open_rules(&h, deskbook_rules);
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T09:00");
    assert_int_equal(h.docket.version, 0);
    assert_int_equal(h.docket.entries, 0);
    assert_null(h.docket.head.at);
    is(h.ahead.wake, NULL);
    is(h.ahead.due, NULL);
    look(&h, HOTLINE_SUBJECT_UNIT, "a", "04-12T09:00");
    assert_int_equal(h.docket.version, 0);
    look(&h, HOTLINE_SUBJECT_PUBLISHED, "published", "04-12T09:00");
    assert_null(hotline__docket_matter(&h.docket));
    is(h.ahead.wake, NULL);
    close(&h);
}

static void test_beside(void **state) {
    handling h;
    text lines;
    (void)state;
    open_rules(&h, deskbook_rules);
    deskbook_do(&h.d, "oa about 04-01T09:00 t=- u=a {'kind':'street'}; ob about 04-01T09:00 t=- u=b; oc about 04-01T09:00 t=- u=c; "
                      "r receive 04-12T09:00 r=centre; d dispatch 04-12T10:00 u=a r=centre; "
                      "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b','a']}");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T11:00");
    lines = hotline__buffer_text(&h.docket.beside);
    assert_non_null(strstr(lines.at, "\"oa\""));
    assert_null(strstr(lines.at, "\"ob\""));
    assert_null(strstr(lines.at, "publish"));
    assert_int_equal(h.docket.entries, 2);
    assert_int_equal(h.docket.version, 2);
    /* The head is the subject's own, whatever was loaded after it. */
    assert_non_null(strstr(memory_entry(h.d.data, HOTLINE_SUBJECT_TICKET, "T1", 1), h.docket.head.at));
    /* With the unit that a command names. */
    assert_int_equal(hotline__docket_load(&h.docket, h.d.book.rulebook, subject(HOTLINE_SUBJECT_TICKET, "T1"), hotline__text("b"), NULL),
                     HOTLINE_OK);
    lines = hotline__buffer_text(&h.docket.beside);
    assert_non_null(strstr(lines.at, "\"ob\""));
    assert_null(strstr(lines.at, "\"oc\""));
    assert_int_equal(hotline__docket_load(&h.docket, h.d.book.rulebook, subject(HOTLINE_SUBJECT_TICKET, "T1"), hotline__text("a"), NULL),
                     HOTLINE_OK);
    assert_int_equal(h.docket.part_count, 2); /* once */
    look(&h, HOTLINE_SUBJECT_UNIT, "a", "05-03T09:00");
    assert_non_null(strstr(hotline__buffer_text(&h.docket.beside).at, "publish"));
    assert_int_equal(h.docket.version, 2);
    assert_int_equal(h.docket.entries, 1);
    close(&h);
}

static void test_moments(void **state) {
    handling h;
    (void)state;
    open_rules(&h, deskbook_rules);
    deskbook_do(&h.d, "r receive 04-12T09:00 r=centre; d dispatch 04-12T10:00 u=a r=centre");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T11:00");
    is(h.ahead.wake, "04-16T00:00");
    is(h.ahead.due, "04-17T00:00");
    assert_int_equal(h.ahead.notice_count, 0);
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-16T00:00");
    is(h.ahead.wake, "04-19T00:00");
    assert_int_equal(h.ahead.notice_count, 1);
    assert_string_equal(h.ahead.notices[0].id.at, "remind/assignment/T1/d/d");
    assert_int_equal(h.ahead.notices[0].body.at[h.ahead.notices[0].body.len - 1], '}');
    /* A clock that is behind what has happened is not believed. */
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-11T00:00");
    is(h.docket.now, "04-12T10:00");
    /* The nearest of several; overdue stays due. */
    deskbook_do(&h.d, "e dispatch 04-14T10:00 u=b r=centre");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-18T00:00");
    is(h.ahead.due, "04-17T00:00");
    is(h.ahead.wake, "04-19T00:00");
    deskbook_do(&h.d, "c contact 04-18T10:00 on=d; n report 04-18T11:00 on=d r=handler");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-18T12:00");
    is(h.ahead.due, "04-21T00:00");
    is(h.ahead.wake, "04-20T00:00");
    close(&h);
}

/* Rights are not owed, duties without a moment are not due, and what recurs is looked at when its period ends. */
static void test_what_is_owed(void **state) {
    static const char rules[] = "'duties':{'right':{'of':'ticket','owed':'receive','met':'hold','within':'1 day','expiry':'shut'},"
                                "'whenever':{'of':'ticket','owed':'receive','met':'close'},"
                                "'visits':{'of':'unit','every':'month','met':'visit'}}";
    handling h;
    (void)state;
    open_rules(&h, rules);
    deskbook_do(&h.d, "r receive 04-12T09:00; o about 04-12T09:00 t=- u=a");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T10:00");
    is(h.ahead.due, NULL);
    look(&h, HOTLINE_SUBJECT_UNIT, "a", "04-12T10:00");
    is(h.ahead.due, "05-01T00:00");
    is(h.ahead.wake, "05-01T00:00");
    look(&h, HOTLINE_SUBJECT_UNIT, "a", "05-01T00:00");
    is(h.ahead.wake, "06-01T00:00");
    close(&h);
}

/* Rules that come into force later are looked forward to, as long as something may come of it. */
static void test_rules_to_come(void **state) {
    static const char later[] = "{\"hotline\":1,\"id\":\"later\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":"
                                "\"2021-06-01\",\"transition\":\"switch\",\"extends\":\"base\",\"duties\":{\"x\":{\"of\":\"assignment\","
                                "\"owed\":\"dispatch\",\"met\":\"report\",\"within\":\"9 days\"}}}";
    handling h;
    (void)state;
    open_rules(&h, "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}}");
    assert_int_equal(hotline_rulebook_add(h.d.book.rulebook, later, strlen(later), &h.d.error), HOTLINE_OK);
    deskbook_do(&h.d, "r receive 04-12T09:00");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T10:00");
    is(h.ahead.wake, NULL);
    deskbook_do(&h.d, "d dispatch 04-12T10:00 u=a");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T10:00");
    is(h.ahead.wake, "06-01T00:00");
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "06-01T00:00");
    is(h.ahead.wake, NULL);
    close(&h);
}

/* As if the personal facts had been erased: the subject's own, for one load. */
static void test_bare(void **state) {
    handling h;
    (void)state;
    open_rules(&h, deskbook_rules);
    deskbook_do(&h.d, "r receive 04-12T09:00 r=centre {'caller_name':'w','age':7}");
    h.docket.bare = 1;
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T11:00");
    assert_non_null(strstr(hotline__buffer_text(&h.docket.own).at, "\"caller_name\":\"[erased]\"}"));
    look(&h, HOTLINE_SUBJECT_TICKET, "T1", "04-12T11:00");
    assert_non_null(strstr(hotline__buffer_text(&h.docket.own).at, "\"caller_name\":\"w\",\"age\":7}"));
    close(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_there), cmocka_unit_test(test_beside),        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_what_is_owed),  cmocka_unit_test(test_rules_to_come), cmocka_unit_test(test_bare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
