/* SPDX-License-Identifier: MIT */
/*
 * The reader of tickets: what it answers to right and wrong calls, to a log that grows, to odd ids, and beside a second reader. What the
 * answers mean is tested in test_ticket_fold.c, test_ticket_check.c and the tests of duties.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a"
#define RULES                                                                                                                              \
  "'machines':{'m':{'of':'ticket','start':'new','states':{'new':'N','held':'H'}},"                                                         \
  "'h':{'of':'assignment','start':'p','states':{'p':'P','q':'Q'}}},'events':{'hold':{'moves':{'m':{'new':'held'}}},"                       \
  "'report':{'moves':{'h':{'p':'q'}}}},"                                                                                                   \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','clause':'3'}}"

static hotline_status fold(hotline_ticket *ticket, const char *id) {
    return hotline_ticket_fold(ticket, id, strlen(id));
}

static void test_arguments(void **state) {
    casebook b;
    hotline_ticket *other = NULL;
    const char *lines = "kept";
    size_t len = 7;
    (void)state;
    casebook_open(&b, RULES);
    assert_int_equal(hotline_ticket_new(NULL, &other), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_new(b.log, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(other);
    casebook_add(&b, START);
    assert_int_equal(fold(b.ticket, "T1"), HOTLINE_ERROR_ARGUMENT); /* not settled */
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_ticket_fold(NULL, "T1", 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_fold(b.ticket, NULL, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_fold(b.ticket, "T\xff", 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_lines(b.ticket, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ticket_options(b.ticket, 0, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(lines, "kept");
    assert_int_equal(len, 7);
    assert_int_equal(fold(b.ticket, "T1"), HOTLINE_OK);
    assert_int_equal(hotline_ticket_lines(NULL, 0, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_lines(b.ticket, 0, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_lines(b.ticket, 0, &lines, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_options(NULL, 0, 0, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_options(b.ticket, 0, 0, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_options(b.ticket, 0, 0, &lines, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_options(b.ticket, hotline_instant_none(), 0, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_decide(b.ticket, "{}", SIZE_MAX, NULL), HOTLINE_ERROR_LIMIT); /* a length that a caller got wrong */
    assert_int_equal(hotline_ticket_options(b.ticket, INT64_MAX, 0, &lines, &len), HOTLINE_OK);
    hotline_ticket_free(NULL);
    casebook_close(&b);
}

static void test_nothing_held(void **state) {
    casebook b;
    hotline_duty d;
    hotline_finding f;
    (void)state;
    casebook_open(&b, RULES);
    d.struct_size = sizeof d;
    f.struct_size = sizeof f;
    assert_int_equal(hotline_ticket_assignment_count(NULL), 0);
    assert_int_equal(hotline_ticket_duty_count(NULL), 0);
    assert_int_equal(hotline_ticket_finding_count(NULL), 0);
    assert_int_equal(hotline_ticket_assignment_count(b.ticket), 0);
    assert_int_equal(hotline_ticket_duty_count(b.ticket), 0);
    assert_int_equal(hotline_ticket_finding_count(b.ticket), 0);
    assert_int_equal(hotline_ticket_duty(b.ticket, 0, &d), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ticket_finding(b.ticket, 0, 0, &f), HOTLINE_ERROR_NOT_FOUND);
    assert_null(hotline_ticket_state(b.ticket, SIZE_MAX, "m", 1, NULL));
    casebook_close(&b);
}

static void test_findings(void **state) {
    casebook b;
    hotline_finding f;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, START "; n hold 04-12T11:00 {'zz':1}");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_finding_count(b.ticket), 1);
    memset(&f, 0, sizeof f);
    f.struct_size = sizeof f - 1;
    assert_int_equal(hotline_ticket_finding(b.ticket, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT);
    f.struct_size = sizeof f;
    assert_int_equal(hotline_ticket_finding(NULL, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_finding(b.ticket, 0, HOTLINE_LANGUAGE_EN, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_finding(b.ticket, 1, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_ticket_finding(b.ticket, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    assert_string_equal(f.code, "unknown_fact");
    assert_int_equal(f.code_len, strlen("unknown_fact"));
    assert_int_equal(f.severity, HOTLINE_SEVERITY_WARNING);
    assert_string_equal(f.ticket, "T1");
    assert_string_equal(f.event, "n");
    assert_null(f.assignment);
    assert_int_equal(f.assignment_len, 0);
    assert_null(f.clause);
    assert_non_null(strstr(f.message, "zz"));
    casebook_close(&b);
}

static void test_states(void **state) {
    casebook b;
    size_t len = 99;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, START "; n hold 04-12T11:00");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(hotline_ticket_state(b.ticket, SIZE_MAX, "m", 1, &len), "held");
    assert_int_equal(len, 4);
    assert_string_equal(hotline_ticket_state(b.ticket, 0, "hh", 1, NULL), "p");
    assert_null(hotline_ticket_state(b.ticket, 0, "m", 1, NULL));        /* the ticket's */
    assert_null(hotline_ticket_state(b.ticket, SIZE_MAX, "h", 1, NULL)); /* an assignment's */
    assert_null(hotline_ticket_state(b.ticket, 1, "h", 1, NULL));
    assert_null(hotline_ticket_state(b.ticket, SIZE_MAX - 1, "h", 1, NULL));
    assert_null(hotline_ticket_state(b.ticket, 0, "zz", 2, NULL));
    assert_null(hotline_ticket_state(b.ticket, 0, "", 0, NULL));
    assert_null(hotline_ticket_state(b.ticket, 0, NULL, 0, NULL));
    assert_null(hotline_ticket_state(NULL, 0, "h", 1, NULL));
    casebook_close(&b);
}

/* A log grows between folds; a fold that fails leaves nothing of the ticket before. */
static void test_growing_log(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x@d open due=04-16T24:00");
    casebook_add(&b, "c report 04-13T09:00 u=a");
    assert_int_equal(fold(b.ticket, "T1"), HOTLINE_ERROR_ARGUMENT); /* unsettled again */
    casebook_settle(&b, "04-12T12:00");
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x@d open due=04-16T24:00");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x@d met due=04-16T24:00 met=04-13T09:00");
    casebook_settle(&b, "04-12T09:30");
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "");
    assert_int_equal(hotline_ticket_assignment_count(b.ticket), 0);
    casebook_close(&b);
}

static void test_two_readers(void **state) {
    casebook b;
    hotline_ticket *other = NULL;
    const char *lines = NULL;
    size_t len = 0;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, START "; q receive 04-12T09:00 t=T2; h hold 04-12T09:30 t=T2");
    casebook_settle(&b, NULL);
    assert_int_equal(hotline_ticket_new(b.log, &other), HOTLINE_OK);
    casebook_fold(&b, "T1");
    assert_int_equal(fold(other, "T2"), HOTLINE_OK);
    assert_int_equal(hotline_ticket_assignment_count(b.ticket), 1);
    assert_int_equal(hotline_ticket_assignment_count(other), 0);
    assert_string_equal(hotline_ticket_state(b.ticket, SIZE_MAX, "m", 1, NULL), "new");
    assert_string_equal(hotline_ticket_state(other, SIZE_MAX, "m", 1, NULL), "held");
    assert_int_equal(fold(other, "T1"), HOTLINE_OK);
    assert_int_equal(hotline_ticket_lines(other, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    assert_string_equal(casebook_lines(&b), lines);
    hotline_ticket_free(other);
    casebook_close(&b);
}

static void test_many_folds(void **state) {
    casebook b;
    char *first;
    int i;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, START "; q receive 04-12T09:00 t=T2; h hold 04-12T09:30 t=T2");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    first = malloc(strlen(casebook_lines(&b)) + 1);
    assert_non_null(first);
    strcpy(first, casebook_lines(&b));
    for (i = 0; i < 100; i++) {
        casebook_fold(&b, "T2");
        casebook_fold(&b, "T1");
    }
    assert_string_equal(casebook_lines(&b), first);
    free(first);
    casebook_close(&b);
}

/* Ids are text: spaces, quotes, Chinese, control characters and a length that does not end at NUL. */
static void test_odd_ids(void **state) {
    static const struct {
        const char *in_line; /* as JSON text */
        const char *id;
        size_t len;
        const char *out_line;
    } rows[] = {
        {"a b", "a b", 3, "\"ticket\":\"a b\""},
        {"\\\"", "\"", 1, "\"ticket\":\"\\\"\""},
        {"\\\\", "\\", 1, "\"ticket\":\"\\\\\""},
        {"\\u0001", "\001", 1, "\"ticket\":\"\\u0001\""},
        {"\\n", "\n", 1, "\"ticket\":\"\\n\""},
        {"\xe5\xb7\xa5\xe5\x8d\x95", "\xe5\xb7\xa5\xe5\x8d\x95", 6, "\"ticket\":\"\xe5\xb7\xa5\xe5\x8d\x95\""},
        {"\\u5de5", "\xe5\xb7\xa5", 3, "\"ticket\":\"\xe5\xb7\xa5\""},
        {"\\ud83d\\ude00", "\xf0\x9f\x98\x80", 4, "\"ticket\":\"\xf0\x9f\x98\x80\""},
        {" ", " ", 1, "\"ticket\":\" \""},
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char line[256];
        char id[16];
        casebook b;
        casebook_open(&b, RULES);
        snprintf(line, sizeof line, "{\"id\":\"e\",\"event\":\"receive\",\"at\":\"2021-04-12T09:00\",\"ticket\":\"%s\"}", rows[i].in_line);
        assert_int_equal(hotline_log_add(b.log, line, strlen(line), &b.error), HOTLINE_OK);
        casebook_settle(&b, NULL);
        memcpy(id, rows[i].id, rows[i].len);
        id[rows[i].len] = 'X'; /* the length counts, not a NUL */
        assert_int_equal(hotline_ticket_fold(b.ticket, id, rows[i].len), HOTLINE_OK);
        assert_string_equal(casebook_findings(&b), "");
        if (strstr(casebook_lines(&b), rows[i].out_line) == NULL) {
            fail_msg("%s: %s", rows[i].out_line, casebook_lines(&b));
        }
        casebook_close(&b);
    }
}

/* A ticket that the log does not name is held empty, so that its first event can be decided. */
static void test_unknown_ticket(void **state) {
    char id[] = "T9";
    casebook b;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(fold(b.ticket, id), HOTLINE_OK);
    memset(id, 'x', 2); /* the caller's text is the caller's */
    assert_int_equal(hotline_ticket_assignment_count(b.ticket), 0);
    assert_int_equal(hotline_ticket_duty_count(b.ticket), 0);
    assert_string_equal(casebook_findings(&b), "");
    assert_non_null(strstr(casebook_lines(&b), "\"ticket\":\"T9\""));
    assert_int_equal(casebook_decide(&b, "n receive 04-13T09:00 t=T9"), HOTLINE_OK);
    assert_int_equal(casebook_decide(&b, "n update 04-13T09:00 t=T9"), HOTLINE_REFUSED);
    assert_string_equal(casebook_reasons(&b), "unknown_ticket! n");
    casebook_close(&b);
}

static void test_lines(void **state) {
    static const char want[] =
        "{\"type\":\"ticket\",\"ticket\":\"T1\",\"machines\":{\"m\":\"held\"},\"facts\":{\"size\":3,\"anonymous\":false,\"wish\":[\"call\","
        "\"letter\"],"
        "\"seen_on\":\"2021-04-01\",\"seen_at\":\"2021-04-02T08:00:00+08:00\",\"matter\":\"a\\\"b\"}}\n"
        "{\"type\":\"assignment\",\"ticket\":\"T1\",\"assignment\":\"d\",\"unit\":\"a\",\"round\":1,\"machines\":{\"h\":\"p\"},\"facts\":{}"
        "}\n"
        "{\"type\":\"duty\",\"ticket\":\"T1\",\"assignment\":\"d\",\"unit\":\"a\",\"duty\":\"x\",\"instance\":1,\"state\":\"open\","
        "\"late\":false,"
        "\"owed_at\":\"2021-04-12T10:00:00+08:00\",\"due\":\"2021-04-17T00:00:00+08:00\",\"due_day\":\"2021-04-16\",\"met_at\":null,"
        "\"clause\":\"3\",\"policy\":\"rule\"}\n"
        "{\"type\":\"finding\",\"code\":\"no_row\",\"severity\":\"error\",\"ticket\":\"T1\",\"assignment\":null,\"event\":\"o\",\"clause\":"
        "null,"
        "\"message\":\"The event hold has no way on from the state held\"}\n";
    casebook b;
    const char *lines = NULL;
    size_t len = 0;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, "r receive 04-12T09:00 {'size':3,'wish':['letter','call'],'seen_on':'2021-04-01','seen_at':'2021-04-02 00:00:00Z',"
                     "'matter':'a\\'b'}; d dispatch 04-12T10:00 u=a; n hold 04-12T11:00; o hold 04-12T12:00");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_lines(&b), want);
    assert_int_equal(hotline_ticket_lines(b.ticket, HOTLINE_LANGUAGE_ZH, &lines, &len), HOTLINE_OK);
    assert_non_null(strstr(lines, "\"message\":\"在状态H下不能hold\""));
    casebook_close(&b);
}

/* What there is none of, or cannot be told, is null. */
static void test_nulls(void **state) {
    static const char want[] =
        "{\"type\":\"duty\",\"ticket\":\"T1\",\"assignment\":null,\"unit\":null,\"duty\":\"y\",\"instance\":1,\"state\":\"open\",\"late\":"
        "null,"
        "\"owed_at\":\"2021-04-12T09:00:00+08:00\",\"due\":null,\"due_day\":null,\"met_at\":null,\"clause\":null,\"policy\":\"rule\"}\n"
        "{\"type\":\"duty\",\"ticket\":\"T1\",\"assignment\":null,\"unit\":null,\"duty\":\"x\",\"instance\":1,\"state\":\"met\",\"late\":"
        "false,"
        "\"owed_at\":null,\"due\":null,\"due_day\":null,\"met_at\":null,\"clause\":null,\"policy\":\"rule\"}\n";
    casebook b;
    (void)state;
    casebook_open(&b,
                  "'duties':{'x':{'of':'ticket','met':'always'},'y':{'of':'ticket','owed':'receive','met':'hold','within':'undefined'}}");
    casebook_add(&b, "r receive 04-12T09:00");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(strchr(casebook_lines(&b), '\n') + 1, want);
    casebook_close(&b);
}

/* A merge is of the ticket, carries the ticket that it goes into, and is no finding. */
static void test_merge(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, RULES);
    casebook_add(&b, START "; g merge 04-13T09:00 {'into':'T2'}");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_findings(&b), "");
    assert_string_equal(casebook_log_findings(&b), "");
    casebook_close(&b);
}

/* Milliseconds, other offsets and odd values come back as they were meant. */
static void test_values(void **state) {
    static const struct {
        const char *facts, *want;
    } rows[] = {
        {"{'size':-9223372036854775808}", "{\"size\":-9223372036854775808,\"anonymous\":false}"},
        {"{'size':9223372036854775807}", "{\"size\":9223372036854775807,\"anonymous\":false}"},
        {"{'wish':[]}", "{\"anonymous\":false,\"wish\":[]}"},
        {"{'wish':['call','call']}", "{\"anonymous\":false,\"wish\":[\"call\"]}"},
        {"{'matter':''}", "{\"anonymous\":false}"}, /* empty text is nothing */
        {"{'seen_at':'2021-04-12T24:00'}", "{\"anonymous\":false,\"seen_at\":\"2021-04-13T00:00:00+08:00\"}"},
        {"{'seen_at':'2021-04-12T09:00:00.250-03:30'}", "{\"anonymous\":false,\"seen_at\":\"2021-04-12T20:30:00.250+08:00\"}"},
        {"{'topic':'01.02'}", "{\"anonymous\":false,\"topic\":\"01.02\"}"},
        {"{'anonymous':true}", "{\"anonymous\":true}"},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char event[256];
        casebook b;
        casebook_open(&b, NULL);
        snprintf(event, sizeof event, "r receive 04-12T09:00 %s", rows[i].facts);
        casebook_add(&b, event);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        wrong += !casebook_same(rows[i].facts, "facts", casebook_member(&b, -1, "facts"), rows[i].want);
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),  cmocka_unit_test(test_nothing_held), cmocka_unit_test(test_findings),
        cmocka_unit_test(test_states),     cmocka_unit_test(test_growing_log),  cmocka_unit_test(test_two_readers),
        cmocka_unit_test(test_many_folds), cmocka_unit_test(test_odd_ids),      cmocka_unit_test(test_unknown_ticket),
        cmocka_unit_test(test_lines),      cmocka_unit_test(test_values),       cmocka_unit_test(test_nulls),
        cmocka_unit_test(test_merge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
