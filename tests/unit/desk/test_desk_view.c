/* SPDX-License-Identifier: MIT */
/* Views: the lines that the library writes of a subject, for a role: personal facts covered, options and proposals of others left out. */
#include "tests/support/deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TICKET HOTLINE_SUBJECT_TICKET
#define UNIT HOTLINE_SUBJECT_UNIT
#define EVENTS "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35,'size':2,'matter':'m'}; d dispatch 04-12T10:00 u=a r=centre"

static int set_up(void **state) {
    static deskbook d;
    deskbook_open(&d);
    deskbook_do(&d, EVENTS);
    *state = &d;
    return 0;
}

static int tear_down(void **state) {
    deskbook_close(*state);
    return 0;
}

/* What the casebook's own log says of the same events: lines and options. */
static char *lines_of_log(deskbook *d, const char *events, const char *now, int32_t language) {
    const char *lines = NULL;
    size_t len = 0;
    char *all;
    size_t used;
    casebook_add(&d->book, events);
    casebook_settle(&d->book, now);
    casebook_fold(&d->book, "T1");
    assert_int_equal(hotline_ticket_lines(d->book.ticket, language, &lines, &len), HOTLINE_OK);
    all = malloc(len + 1);
    memcpy(all, lines, len + 1);
    used = len;
    assert_int_equal(hotline_ticket_options(d->book.ticket, casebook_instant(now), language, &lines, &len), HOTLINE_OK);
    all = realloc(all, used + len + 1);
    memcpy(all + used, lines, len + 1);
    return all;
}

static void test_everything(void **state) {
    static const int32_t languages[] = {HOTLINE_LANGUAGE_EN, HOTLINE_LANGUAGE_ZH};
    deskbook *d = *state;
    size_t i;
    for (i = 0; i < 2; i++) {
        char *expected = lines_of_log(d, EVENTS, "04-16T09:00", languages[i]);
        hotline_desk_query query = deskbook_query("04-16T09:00");
        const char *rest;
        query.flags = HOTLINE_VIEW_PERSONAL;
        query.language = languages[i];
        assert_int_equal(hotline_desk_view(d->desk, TICKET, "T1", 2, &query, &d->answer, &d->len, &d->error), HOTLINE_OK);
        rest = strchr(d->answer, '\n') + 1;
        assert_memory_equal(d->answer,
                            "{\"type\":\"subject\",\"kind\":\"ticket\",\"id\":\"T1\",\"version\":2,\"due\":\"2021-04-17T00:00:00+08:00\","
                            "\"wake\":\"2021-04-19T00:00:00+08:00\"}\n",
                            (size_t)(rest - d->answer));
        assert_memory_equal(rest, expected, strlen(expected));
        rest += strlen(expected);
        assert_non_null(strstr(rest, "\"id\":\"remind/assignment/T1/d/d\""));
        free(expected);
    }
    assert_int_equal(strlen(d->answer), d->len);
}

static void test_who_sees(void **state) {
    static const struct {
        const char *role;
        uint32_t flags;
        int name, remind, chase, report, close, update;
    } rows[] = {
        {NULL, 0, 0, 0, 0, 1, 1, 1},
        {"centre", 0, 1, 1, 1, 0, 1, 1},
        {"handler", 0, 0, 1, 0, 1, 0, 1},
        {"caller", 0, 0, 0, 0, 0, 0, 1},
        {NULL, HOTLINE_VIEW_PERSONAL, 1, 1, 1, 1, 1, 1},
        {"caller", HOTLINE_VIEW_PERSONAL, 1, 1, 1, 0, 0, 1},
    };
    deskbook *d = *state;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(deskbook_view(d, TICKET, "T1", "04-20T09:00", rows[i].role, rows[i].flags), HOTLINE_OK);
        assert_int_equal(deskbook_says(d, "\"caller_name\":\"王小明\",\"age\":35"), rows[i].name);
        assert_int_equal(deskbook_says(d, "\"caller_name\":\"***\",\"age\":\"***\""), !rows[i].name);
        assert_int_equal(deskbook_says(d, "王小明"), rows[i].name);
        assert_int_equal(deskbook_says(d, "\"proposal\":\"remind\""), rows[i].remind);
        assert_int_equal(deskbook_says(d, "\"proposal\":\"chase\""), rows[i].chase);
        assert_int_equal(deskbook_says(d, "\"type\":\"option\",\"event\":\"report\""), rows[i].report);
        assert_int_equal(deskbook_says(d, "\"type\":\"option\",\"event\":\"close\""), rows[i].close);
        assert_int_equal(deskbook_says(d, "\"type\":\"option\",\"event\":\"update\""), rows[i].update);
        assert_true(deskbook_says(d, "\"size\":2"));
        assert_true(deskbook_says(d, "\"duty\":\"x\""));
    }
}

/* A role that may record only one of two personal facts sees that one. */
static void test_each_fact(void **state) {
    static const char rules[] =
        "'facts':{'caller_name':{'of':'ticket','type':'text','personal':true},'age':{'of':'ticket','type':'integer',"
        "'personal':true}},'events':{'receive':{'by':['centre'],'facts':{'caller_name':'optional','age':'optional'}},"
        "'grow':{'of':'ticket','by':['handler'],'facts':{'age':'optional'}}}";
    deskbook d;
    (void)state;
    deskbook_open_rules(&d, rules, 1);
    deskbook_do(&d, "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35}");
    assert_int_equal(deskbook_view(&d, TICKET, "T1", "04-13T09:00", "handler", 0), HOTLINE_OK);
    assert_true(deskbook_says(&d, "\"caller_name\":\"***\",\"age\":35"));
    deskbook_close(&d);
}

/* A finding's message says to others what its code means, and nothing of what it was about. */
static void test_messages(void **state) {
    deskbook *d = *state;
    assert_int_equal(deskbook_send_how(d, "u update 04-12T11:00 {'age':'王小明','secret':'李四'}", NULL, HOTLINE_COMMAND_RECORD, -1),
                     HOTLINE_OK);
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-16T09:00", "caller", 0), HOTLINE_OK);
    assert_false(deskbook_says(d, "王小明"));
    assert_false(deskbook_says(d, "李四"));
    assert_true(deskbook_says(d, "\"code\":\"bad_value\""));
    assert_true(deskbook_says(d, "\"message\":\"The value of {a} on {b} is not of its type ({c}); it was dropped\""));
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-16T09:00", "caller", HOTLINE_VIEW_PERSONAL), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"message\":\"The value of age on update is not of its type"));
}

static void test_unit(void **state) {
    deskbook *d = *state;
    deskbook_do(d, "o about 04-12T09:00 t=- u=a {'kind':'street'}");
    assert_int_equal(deskbook_view(d, UNIT, "a", "05-16T09:00", "centre", 0), HOTLINE_OK);
    assert_true(deskbook_says(d, "{\"type\":\"subject\",\"kind\":\"unit\",\"id\":\"a\",\"version\":1,\"due\":null,"
                                 "\"wake\":\"2021-06-01T00:00:00+08:00\"}\n"));
    assert_true(deskbook_says(d, "\"proposal\":\"look\""));
    assert_int_equal(deskbook_view(d, UNIT, "a", "05-16T09:00", "handler", 0), HOTLINE_OK);
    assert_false(deskbook_says(d, "\"proposal\":\"look\""));
}

/* At the moment asked for, or when the latest event happened; nothing is kept. */
static void test_moment(void **state) {
    deskbook *d = *state;
    char *kept = memory_state(d->data);
    char *now;
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-30T09:00", "centre", 0), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"state\":\"open\",\"late\":true"));
    assert_true(deskbook_says(d, "\"wake\":null"));
    assert_int_equal(deskbook_view(d, TICKET, "T1", "03-30T09:00", "centre", 0), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"state\":\"open\",\"late\":false"));
    assert_true(deskbook_says(d, "\"wake\":\"2021-04-16T00:00:00+08:00\""));
    now = memory_state(d->data);
    assert_string_equal(now, kept);
    free(now);
    free(kept);
}

static void test_not_found(void **state) {
    deskbook *d = *state;
    assert_int_equal(deskbook_view(d, TICKET, "T2", "04-16T09:00", "centre", 0), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(deskbook_view(d, UNIT, "a", "04-16T09:00", "centre", 0), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-16T09:00", "handlr", 0), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(d->error.message, "no role is named \"handlr\"; did you mean \"handler\"?");
}

static void test_unreadable(void **state) {
    static const char *const entries[] = {
        "{",
        "{}",
        "[]",
        "\xff",
        "{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1,\"event\":{},\"digest\":null}",
        "{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1,\"event\":{\"id\":\"r\",\"event\":\"receive\",\"at\":\"never\"},\"digest\":null}",
    };
    deskbook *d = *state;
    char whole[2048];
    size_t i;
    assert_true(strlen(memory_entry(d->data, TICKET, "T1", 1)) < sizeof whole);
    strcpy(whole, memory_entry(d->data, TICKET, "T1", 1));
    for (i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        assert_int_equal(memory_tamper(d->data, TICKET, "T1", 1, entries[i]), 1);
        assert_int_equal(deskbook_view(d, TICKET, "T1", "04-16T09:00", NULL, 0), HOTLINE_ERROR_DOCUMENT);
        assert_string_equal(d->error.message, "an entry in the store cannot be read: ticket \"T1\", entry 2");
        assert_int_equal(deskbook_send(d, "c contact 04-12T11:00 on=d", NULL), HOTLINE_ERROR_DOCUMENT);
    }
    /* Of a unit that the ticket names. */
    assert_int_equal(memory_tamper(d->data, TICKET, "T1", 1, whole), 1);
    deskbook_do(d, "e dispatch 04-12T10:00 u=b r=centre; o about 04-12T09:00 t=- u=b {'kind':'street'}");
    assert_int_equal(memory_tamper(d->data, UNIT, "b", 0, entries[5]), 1);
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-16T09:00", NULL, 0), HOTLINE_ERROR_DOCUMENT);
    assert_string_equal(d->error.message, "an entry in the store cannot be read: unit \"b\", entry 1");
}

typedef struct longer {
    hotline_desk_query query;
    uint32_t more[2];
} longer;

static void test_arguments(void **state) {
    deskbook *d = *state;
    longer given;
    hotline_desk_query *q = &given.query;
    hotline_desk_query good = deskbook_query("04-16T09:00");
    hotline_desk_query_init(NULL, sizeof good);
    assert_int_equal(hotline_desk_view(NULL, TICKET, "T1", 2, &good, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, TICKET, NULL, 2, &good, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, TICKET, "T1", 0, &good, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, TICKET, "\xff", 1, &good, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, TICKET, "T1", 2, NULL, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, TICKET, "T1", 2, &good, NULL, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, TICKET, "T1", 2, &good, &d->answer, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, HOTLINE_SUBJECT_PUBLISHED, "T1", 2, &good, &d->answer, &d->len, NULL),
                     HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_view(d->desk, 0, "T1", 2, &good, &d->answer, &d->len, &d->error), HOTLINE_ERROR_ARGUMENT);
#define WRONG(change)                                                                                                                      \
  do {                                                                                                                                     \
    memset(&given, 0, sizeof given);                                                                                                       \
    given.query = good;                                                                                                                    \
    change;                                                                                                                                \
    assert_int_equal(hotline_desk_view(d->desk, TICKET, "T1", 2, q, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);                   \
  } while (0)
    WRONG(q->struct_size--);
    WRONG(q->flags = 2);
    WRONG(q->now = hotline_instant_none());
    WRONG(q->now = INT64_MAX);
    WRONG((q->struct_size = sizeof given, given.more[0] = 1));
    WRONG((q->role = "", q->role_len = 0));
    WRONG((q->role = "\xff", q->role_len = 1));
    memset(&given, 0, sizeof given);
    given.query = good;
    q->struct_size = sizeof given;
    assert_int_equal(hotline_desk_view(d->desk, TICKET, "T1", 2, q, &d->answer, &d->len, NULL), HOTLINE_OK);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_everything), T(test_who_sees),  T(test_each_fact),  T(test_messages),  T(test_unit),
        T(test_moment),     T(test_not_found), T(test_unreadable), T(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
