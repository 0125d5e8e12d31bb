/* SPDX-License-Identifier: MIT */
/*
 * Lists: what is due, the register of a duty, the subjects, a page at a time without loss or repeat; who and what narrows them; the entries
 * of a subject; wrong cursors and calls.
 */
#include "tests/support/deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TICKET HOTLINE_SUBJECT_TICKET

typedef hotline_status (*list_fn)(hotline_desk *desk, const hotline_desk_query *query, const char **lines, size_t *size,
                                  hotline_error *error);

/* Six tickets that fall due on three days, two of them already met, one without any duty; two units. */
static int set_up(void **state) {
    static deskbook d;
    deskbook_open(&d);
    deskbook_do(
        &d, "r1 receive 04-12T09:00 r=centre t=T1; d1 dispatch 04-14T10:00 u=a r=centre t=T1; "
            "r2 receive 04-12T09:00 r=centre t=T2; d2 dispatch 04-12T10:00 u=b r=centre t=T2; "
            "r3 receive 04-12T09:00 r=centre t=T3; d3 dispatch 04-13T10:00 u=a r=centre t=T3; e3 dispatch 04-12T11:00 u=b r=centre t=T3; "
            "r4 receive 04-12T09:00 r=centre t=T4; d4 dispatch 04-12T10:00 u=a r=centre t=T4; "
            "r5 receive 04-12T09:00 r=centre t=T5; "
            "r6 receive 04-12T09:00 r=centre t=T6; d6 dispatch 04-12T10:00 u=c r=centre t=T6; c6 contact 04-12T11:00 on=d6 t=T6; "
            "n6 report 04-12T12:00 on=d6 r=handler t=T6; "
            "o1 about 04-12T09:00 t=- u=a; o2 about 04-12T09:00 t=- u=b");
    *state = &d;
    return 0;
}

static int tear_down(void **state) {
    deskbook_close(*state);
    return 0;
}

static hotline_desk_query at(const char *now, const char *until) {
    hotline_desk_query query = deskbook_query(now);
    if (until != NULL) {
        query.until = casebook_instant(until);
    }
    return query;
}

static hotline_status ask(deskbook *d, list_fn list, const hotline_desk_query *query) {
    hotline_status status = list(d->desk, query, &d->answer, &d->len, &d->error);
    assert_int_equal(d->error.status, status);
    if (status < 0) {
        d->answer = "";
    }
    return status;
}

/* The values of a member of all lines but the last one that says where to go on, each with a blank after it. */
static void put_members(const char *lines, const char *key, char *out) {
    char name[64];
    const char *line;
    (void)snprintf(name, sizeof name, "\"%s\":\"", key);
    for (line = lines; *line != '\0'; line = strchr(line, '\n') + 1) {
        const char *value = strstr(line, name);
        if (strncmp(line, "{\"type\":\"more\"", 14) != 0 && value != NULL) {
            value += strlen(name);
            strncat(out, value, strcspn(value, "\""));
            strcat(out, " ");
        }
    }
}

static void shows(deskbook *d, list_fn list, const hotline_desk_query *query, const char *key, const char *expected) {
    char got[4096] = "";
    if (ask(d, list, query) != HOTLINE_OK) {
        fail_msg("%s", d->error.message);
    }
    put_members(d->answer, key, got);
    assert_string_equal(got, expected);
}

/* All pages of a limit together are what comes without one; returns how many there were. */
static uint32_t pages(deskbook *d, list_fn list, hotline_desk_query query, uint32_t limit) {
    char whole[8192];
    char parts[8192] = "";
    char after[512];
    uint32_t count = 0;
    assert_int_equal(ask(d, list, &query), HOTLINE_OK);
    (void)snprintf(whole, sizeof whole, "%s", d->answer);
    assert_null(strstr(whole, "\"type\":\"more\""));
    query.limit = limit;
    for (;;) {
        const char *more;
        hotline_status status = ask(d, list, &query);
        if (status != HOTLINE_OK) {
            fail_msg("%s: %s", d->error.path, d->error.message);
        }
        count++;
        more = strstr(d->answer, "{\"type\":\"more\",\"after\":\"");
        strncat(parts, d->answer, more != NULL ? (size_t)(more - d->answer) : d->len);
        if (more == NULL) {
            break;
        }
        /* The text of the member: without its escapes. */
        query.after = after;
        query.after_len = 0;
        for (more += 24; *more != '"'; more++) {
            more += *more == '\\';
            after[query.after_len++] = *more;
        }
        assert_string_equal(more, "\"}\n");
    }
    assert_string_equal(parts, whole);
    return count;
}

static void test_due(void **state) {
    deskbook *d = *state;
    hotline_desk_query q = at("04-13T12:00", "05-01T00:00");
    shows(d, hotline_desk_due, &q, "assignment", "d2 e3 d3 d4 d1 ");
    assert_true(deskbook_says(d, "{\"type\":\"duty\",\"ticket\":\"T2\",\"assignment\":\"d2\",\"unit\":\"b\",\"duty\":\"x\",\"instance\":1,"
                                 "\"state\":\"open\",\"late\":false,\"owed_at\":\"2021-04-12T10:00:00+08:00\","
                                 "\"due\":\"2021-04-17T00:00:00+08:00\",\"due_day\":\"2021-04-16\""));
    q = at("04-13T12:00", "04-17T00:00"); /* up to and including */
    shows(d, hotline_desk_due, &q, "assignment", "d2 e3 d4 ");
    q = at("04-13T12:00", "04-16T23:59:59");
    shows(d, hotline_desk_due, &q, "assignment", "");
    assert_int_equal(d->len, 0);
    q = at("04-30T12:00", "04-18T00:00");
    shows(d, hotline_desk_due, &q, "assignment", "d2 e3 d4 ");
    assert_true(deskbook_says(d, "\"late\":true"));
    q.until = INT64_MAX;
    shows(d, hotline_desk_due, &q, "assignment", "d2 e3 d3 d4 d1 ");
}

static void test_narrowed(void **state) {
    deskbook *d = *state;
    hotline_desk_query q = at("04-13T12:00", "05-01T00:00");
    q.unit = "b";
    q.unit_len = 1;
    shows(d, hotline_desk_due, &q, "assignment", "d2 e3 ");
    q.duty = "x";
    q.duty_len = 1;
    shows(d, hotline_desk_due, &q, "assignment", "d2 e3 ");
    shows(d, hotline_desk_register, &q, "assignment", "d2 e3 ");
    q.unit = "nobody";
    q.unit_len = 6;
    shows(d, hotline_desk_due, &q, "assignment", "");
    q.unit = NULL;
    q.duty = "y";
    assert_int_equal(ask(d, hotline_desk_due, &q), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(d->error.message, "no duty is named \"y\"; did you mean \"x\"?");
    assert_int_equal(ask(d, hotline_desk_register, &q), HOTLINE_ERROR_NOT_FOUND);
}

static void test_register(void **state) {
    deskbook *d = *state;
    hotline_desk_query q = at("04-13T12:00", NULL);
    q.duty = "x";
    q.duty_len = 1;
    shows(d, hotline_desk_register, &q, "assignment", "d1 d2 e3 d3 d4 d6 ");
    assert_true(deskbook_says(d, "\"state\":\"met\""));
    shows(d, hotline_desk_register, &q, "ticket", "T1 T2 T3 T3 T4 T6 ");
}

static void test_subjects(void **state) {
    deskbook *d = *state;
    hotline_desk_query q;
    hotline_desk_query_init(&q, sizeof q);
    deskbook_do(d, "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['z']}");
    shows(d, hotline_desk_subjects, &q, "id", "T1 T2 T3 T4 T5 T6 a b z published ");
    shows(d, hotline_desk_subjects, &q, "kind", "ticket ticket ticket ticket ticket ticket unit unit unit published ");
    assert_memory_equal(d->answer, "{\"type\":\"subject\",\"kind\":\"ticket\",\"id\":\"T1\"}\n", 44);
}

static void test_pages(void **state) {
    deskbook *d = *state;
    hotline_desk_query all = at("04-13T12:00", "05-01T00:00");
    hotline_desk_query of_duty = all;
    hotline_desk_query of_unit = all;
    uint32_t limit;
    of_duty.duty = "x";
    of_duty.duty_len = 1;
    of_unit.unit = "b";
    of_unit.unit_len = 1;
    for (limit = 1; limit <= 12; limit++) {
        assert_int_equal(pages(d, hotline_desk_due, all, limit), (4 + limit - 1) / limit);
        assert_int_equal(pages(d, hotline_desk_due, of_unit, limit), (4 + limit - 1) / limit);
        assert_int_equal(pages(d, hotline_desk_register, of_duty, limit), (8 + limit - 1) / limit);
        assert_int_equal(pages(d, hotline_desk_subjects, all, limit), (8 + limit - 1) / limit);
    }
    assert_int_equal(pages(d, hotline_desk_subjects, all, UINT32_MAX), 1);
}

/* Ids that look like anything, and the subject at which a page ended is no matter what becomes of it. */
static void test_odd_ids(void **state) {
    static const char *const lines[] = {
        "{\"id\":\"1\",\"event\":\"receive\",\"role\":\"centre\",\"ticket\":\"\\\"]\\\\,[1,\",\"at\":\"2021-04-12 09:00\"}",
        "{\"id\":\"2\",\"event\":\"receive\",\"role\":\"centre\",\"ticket\":\"工单 一\",\"at\":\"2021-04-12 09:00\"}",
        "{\"id\":\"3\",\"event\":\"receive\",\"role\":\"centre\",\"ticket\":\" \\t\\n\",\"at\":\"2021-04-12 09:00\"}",
        "{\"id\":\"4\",\"event\":\"receive\",\"role\":\"centre\",\"ticket\":\"t\",\"at\":\"2021-04-12 09:00\"}",
        "{\"id\":\"5\",\"event\":\"receive\",\"role\":\"centre\",\"ticket\":\"\\ud840\\udc00\",\"at\":\"2021-04-12 09:00\"}",
    };
    deskbook *d = *state;
    hotline_desk_query q = at("04-13T12:00", NULL);
    size_t i;
    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_int_equal(deskbook_send_line(d, lines[i], "04-12T09:00", 0), HOTLINE_OK);
    }
    assert_int_equal(pages(d, hotline_desk_subjects, q, 1), 13);
    assert_int_equal(pages(d, hotline_desk_subjects, q, 2), 7);
    q.after = "[-9223372036854775808,1,\"T3x\"]";
    q.after_len = strlen(q.after);
    q.limit = 1;
    shows(d, hotline_desk_subjects, &q, "id", "T4 ");
}

static void test_cursors(void **state) {
    static const char *const bad[] = {"",
                                      " ",
                                      "x",
                                      "[",
                                      "[]",
                                      "{}",
                                      "[1,1]",
                                      "[1,1,\"\"]",
                                      "[1,0,\"a\"]",
                                      "[1,4,\"a\"]",
                                      "[\"1\",1,\"a\"]",
                                      "[1.5,1,\"a\"]",
                                      "[1,1,2]",
                                      "[1,1,\"a\",1]",
                                      "\xff",
                                      "[99999999999999999999,1,\"a\"]"};
    deskbook *d = *state;
    hotline_desk_query q = at("04-13T12:00", "05-01T00:00");
    size_t i;
    q.duty = "x";
    q.duty_len = 1;
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        q.after = bad[i];
        q.after_len = strlen(bad[i]);
        assert_int_equal(ask(d, hotline_desk_due, &q), HOTLINE_ERROR_DOCUMENT);
        assert_string_equal(d->error.path, "after");
        assert_int_equal(ask(d, hotline_desk_register, &q), HOTLINE_ERROR_DOCUMENT);
        assert_int_equal(ask(d, hotline_desk_subjects, &q), HOTLINE_ERROR_DOCUMENT);
        assert_int_equal(hotline_desk_effect(d->desk, d->book.rulebook, &q, &d->answer, &d->len, &d->error), HOTLINE_ERROR_DOCUMENT);
    }
}

/* The default is a thousand. */
static void test_default_limit(void **state) {
    deskbook *d = *state;
    hotline_desk_query q = at("04-13T12:00", NULL);
    char event[64];
    unsigned i;
    for (i = 0; i < 994; i++) {
        if (i == 992) {
            assert_int_equal(ask(d, hotline_desk_subjects, &q), HOTLINE_OK);
            assert_int_equal(deskbook_count(d, "\n"), 1000);
        }
        (void)snprintf(event, sizeof event, "s%u receive 04-12T09:00 r=centre t=U%u", i, i);
        deskbook_do(d, event);
    }
    assert_int_equal(ask(d, hotline_desk_subjects, &q), HOTLINE_OK);
    assert_int_equal(deskbook_count(d, "\n"), 1001);
    assert_true(deskbook_says(d, "{\"type\":\"more\""));
}

/* ---- entries ---- */

static void test_export(void **state) {
    deskbook *d = *state;
    deskbook_do(d, "u update 04-12T10:00 t=T5 {'caller_name':'王小明'}");
    assert_int_equal(deskbook_export(d, TICKET, "T5"), HOTLINE_OK);
    assert_int_equal(deskbook_count(d, "\n"), 2);
    assert_int_equal(deskbook_count(d, "\n{\"entry\":{\"kind\":\"ticket\",\"id\":\"T5\",\"number\":2,"), 1);
    assert_int_equal(deskbook_count(d, "},\"personal\":null}\n"), 1);
    assert_int_equal(deskbook_count(d, "},\"personal\":{\"caller_name\":{\"salt\":\""), 1);
    assert_true(deskbook_says(d, "\"value\":\"王小明\"}}}\n"));
    assert_int_equal(hotline_desk_export(d->desk, TICKET, "T5", 2, 0, &d->answer, &d->len, &d->error), HOTLINE_OK);
    assert_false(deskbook_says(d, "王小明"));
    assert_int_equal(deskbook_count(d, "},\"personal\":null}\n"), 2);
    /* What was tampered with is handed out for all to see, unless it is no text at all. */
    assert_int_equal(memory_tamper(d->data, TICKET, "T4", 0, "{]"), 1);
    assert_int_equal(deskbook_export(d, TICKET, "T4"), HOTLINE_OK);
    assert_true(deskbook_says(d, "{\"entry\":{],\"personal\":null}"));
    assert_int_equal(memory_tamper(d->data, TICKET, "T4", 1, "\xff"), 1);
    assert_int_equal(deskbook_export(d, TICKET, "T4"), HOTLINE_ERROR_DOCUMENT);
    assert_string_equal(d->error.message, "an entry in the store cannot be read: ticket \"T4\", entry 2");
    assert_int_equal(deskbook_export(d, TICKET, "T7"), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(deskbook_export(d, HOTLINE_SUBJECT_PUBLISHED, "published"), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_desk_export(NULL, TICKET, "T5", 2, 0, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_export(d->desk, 0, "T5", 2, 0, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_export(d->desk, 4, "T5", 2, 0, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_export(d->desk, TICKET, NULL, 2, 0, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_export(d->desk, TICKET, "T5", 0, 0, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_export(d->desk, TICKET, "T5", 2, 2, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_export(d->desk, TICKET, "T5", 2, 0, NULL, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_export(d->desk, TICKET, "T5", 2, 0, &d->answer, NULL, &d->error), HOTLINE_ERROR_ARGUMENT);
}

/* ---- wrong calls ---- */

typedef struct longer {
    hotline_desk_query query;
    uint32_t more[2];
} longer;

static void wrong(deskbook *d, list_fn list, const hotline_desk_query *good) {
    longer given;
    assert_int_equal(list(NULL, good, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(list(d->desk, NULL, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(list(d->desk, good, NULL, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(list(d->desk, good, &d->answer, NULL, &d->error), HOTLINE_ERROR_ARGUMENT);
    memset(&given, 0, sizeof given);
    given.query = *good;
    given.query.struct_size = sizeof given;
    assert_int_equal(list(d->desk, &given.query, &d->answer, &d->len, &d->error), HOTLINE_OK);
    given.more[1] = 1;
    assert_int_equal(list(d->desk, &given.query, &d->answer, &d->len, &d->error), HOTLINE_ERROR_ARGUMENT);
    given.query.struct_size = sizeof given.query - 1;
    assert_int_equal(list(d->desk, &given.query, &d->answer, &d->len, &d->error), HOTLINE_ERROR_ARGUMENT);
    given.query = *good;
    given.query.flags = HOTLINE_VIEW_PERSONAL; /* shows nothing more here, and is no mistake */
    assert_int_equal(list(d->desk, &given.query, &d->answer, &d->len, &d->error), HOTLINE_OK);
    given.query.flags = 4;
    assert_int_equal(list(d->desk, &given.query, &d->answer, &d->len, &d->error), HOTLINE_ERROR_ARGUMENT);
}

static void test_arguments(void **state) {
    deskbook *d = *state;
    hotline_desk_query q = at("04-13T12:00", "05-01T00:00");
    hotline_desk_query other;
    q.duty = "x";
    q.duty_len = 1;
    wrong(d, hotline_desk_due, &q);
    wrong(d, hotline_desk_register, &q);
    wrong(d, hotline_desk_subjects, &q);
    other = q;
    other.now = hotline_instant_none();
    assert_int_equal(ask(d, hotline_desk_due, &other), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(ask(d, hotline_desk_register, &other), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(ask(d, hotline_desk_subjects, &other), HOTLINE_OK);
    other = q;
    other.until = hotline_instant_none();
    assert_int_equal(ask(d, hotline_desk_due, &other), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(ask(d, hotline_desk_register, &other), HOTLINE_OK);
    other = q;
    other.duty = NULL;
    assert_int_equal(ask(d, hotline_desk_register, &other), HOTLINE_ERROR_ARGUMENT);
    other = q;
    other.duty_len = 0;
    assert_int_equal(ask(d, hotline_desk_register, &other), HOTLINE_ERROR_ARGUMENT);
    other = q;
    other.unit = "\xff";
    other.unit_len = 1;
    assert_int_equal(ask(d, hotline_desk_due, &other), HOTLINE_ERROR_ARGUMENT);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_due),     T(test_narrowed), T(test_register),      T(test_subjects), T(test_pages),
        T(test_odd_ids), T(test_cursors),  T(test_default_limit), T(test_export),   T(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
