/* SPDX-License-Identifier: MIT */
/* Taking lines: counts, findings, ids that come again, limits, and every status of the log's calls. Order is tested in test_log_settle.c. */
#include "casework/log_impl.h"
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define AT "\"at\":\"2021-04-12T09:00\""
#define LINE(id) "{\"id\":\"" id "\",\"event\":\"hold\"," AT ",\"ticket\":\"T1\"}"

static hotline_status add_lines(casebook *b, const char *lines, uint32_t flags) {
    hotline_error_init(&b->error, sizeof b->error);
    return hotline_log_add_lines(b->log, lines, strlen(lines), flags, &b->error);
}

static hotline_log_summary summary(casebook *b) {
    hotline_log_summary s;
    memset(&s, 0xff, sizeof s);
    s.struct_size = sizeof s;
    assert_int_equal(hotline_log_summarize(b->log, &s), HOTLINE_OK);
    assert_int_equal(s.reserved, 0);
    return s;
}

static void expect(casebook *b, unsigned lines, unsigned bad, unsigned events, unsigned tickets, unsigned units) {
    hotline_log_summary s = summary(b);
    char got[64];
    char want[64];
    snprintf(got, sizeof got, "%u %u %u %u %u", (unsigned)s.lines, (unsigned)s.bad_lines, (unsigned)s.events, (unsigned)s.tickets,
             (unsigned)s.units);
    snprintf(want, sizeof want, "%u %u %u %u %u", lines, bad, events, tickets, units);
    assert_string_equal(got, want);
}

static void test_arguments(void **state) {
    casebook b;
    hotline_log *log = NULL;
    hotline_log_summary s;
    hotline_finding f;
    (void)state;
    casebook_open(&b, NULL);
    assert_int_equal(hotline_log_new(NULL, &log), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_new(b.rulebook, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(log);
    assert_int_equal(hotline_log_add(NULL, "{}", 2, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_add(b.log, NULL, 2, &b.error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(b.error.status, HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_add_lines(NULL, "{}", 2, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_add_lines(b.log, NULL, 2, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_settle(NULL, 0), HOTLINE_ERROR_ARGUMENT);
    s.struct_size = sizeof s - 1;
    assert_int_equal(hotline_log_summarize(b.log, &s), HOTLINE_ERROR_ARGUMENT);
    s.struct_size = sizeof s;
    assert_int_equal(hotline_log_summarize(NULL, &s), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_summarize(b.log, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_finding_count(NULL), 0);
    f.struct_size = sizeof f;
    assert_int_equal(hotline_log_finding(NULL, 0, 0, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_log_finding(b.log, 0, 0, &f), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(add_lines(&b, "?", 0), HOTLINE_OK);
    assert_int_equal(hotline_log_finding(b.log, 0, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    f.struct_size = sizeof f - 1;
    assert_int_equal(hotline_log_finding(b.log, 0, 0, &f), HOTLINE_ERROR_ARGUMENT);
    assert_null(hotline_log_ticket(NULL, 0, NULL));
    assert_null(hotline_log_unit(NULL, 0, NULL));
    assert_true(hotline_log_now(NULL) == hotline_instant_none());
    hotline_log_free(NULL);
    casebook_close(&b);
}

static void test_counts(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    expect(&b, 0, 0, 0, 0, 0);
    casebook_add(&b, "r receive 04-12T09:00 u=a; s receive 04-12T09:00 t=T2 u=a; v visit 04-12T09:00 t=- u=b");
    expect(&b, 3, 0, 3, 2, 2);
    casebook_add(&b, "r receive 04-12T09:00 u=a");
    expect(&b, 4, 0, 3, 2, 2);
    assert_int_equal(hotline_log_add(b.log, "{", 1, NULL), HOTLINE_ERROR_SYNTAX);
    expect(&b, 5, 1, 3, 2, 2);
    assert_int_equal(hotline_log_finding_count(b.log), 0); /* hotline_log_add() tells by its status */
    casebook_close(&b);
}

static void test_hundred_times(void **state) {
    casebook b;
    int i;
    (void)state;
    casebook_open(&b, "'duties':{'x':{'of':'ticket','owed':'hold','met':'count(hold) >= 2'}}");
    for (i = 0; i < 100; i++) {
        casebook_add(&b, "r receive 04-12T09:00; h hold 04-12T10:00");
    }
    expect(&b, 200, 0, 2, 1, 0);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "x open");
    assert_string_equal(casebook_findings(&b), "");
    assert_string_equal(casebook_log_findings(&b), "");
    casebook_close(&b);
}

/* The id is used again with other content: refused, and nothing changes; the owners that it named do not count either. */
static void test_reused(void **state) {
    casebook b;
    hotline_finding f;
    (void)state;
    casebook_open(&b, NULL);
    assert_int_equal(add_lines(&b, LINE("a"), 0), HOTLINE_OK);
    assert_int_equal(add_lines(&b, "{\"id\":\"a\",\"event\":\"hold\"," AT ",\"ticket\":\"T2\",\"unit\":\"u\"}", 0), HOTLINE_OK);
    expect(&b, 2, 0, 1, 1, 0);
    assert_string_equal(casebook_log_findings(&b), "reused_id! a");
    f.struct_size = sizeof f;
    assert_int_equal(hotline_log_finding(b.log, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    assert_string_equal(f.ticket, "T2");
    assert_string_equal(f.message, "The id a was used before with other content; this event was not taken");
    casebook_settle(&b, NULL);
    assert_string_equal(hotline_log_ticket(b.log, 0, NULL), "T1");
    assert_null(hotline_log_ticket(b.log, 1, NULL));
    /* with the flag the call goes on: such a line can be read */
    assert_int_equal(add_lines(&b, "{\"id\":\"a\",\"event\":\"hold\"," AT ",\"ticket\":\"T3\"}\n" LINE("b"), HOTLINE_LOG_STOP), HOTLINE_OK);
    expect(&b, 4, 0, 2, 1, 0);
    casebook_close(&b);
}

static void test_lines(void **state) {
    casebook b;
    hotline_finding f;
    (void)state;
    casebook_open(&b, NULL);
    assert_int_equal(add_lines(&b, LINE("a") "\r\n\r\n \t\n" LINE("b") "\n{\n" LINE("c") "\n[]", 0), HOTLINE_OK);
    expect(&b, 5, 2, 3, 1, 0);
    assert_string_equal(casebook_log_findings(&b), "bad_line!; bad_line!");
    f.struct_size = sizeof f;
    assert_int_equal(hotline_log_finding(b.log, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    assert_non_null(strstr(f.message, "Line 5"));
    assert_int_equal(hotline_log_finding(b.log, 1, HOTLINE_LANGUAGE_ZH, &f), HOTLINE_OK);
    assert_non_null(strstr(f.message, "第7行"));
    assert_int_equal(add_lines(&b, "?", 0), HOTLINE_OK); /* lines are counted over all calls */
    assert_int_equal(hotline_log_finding(b.log, 2, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    assert_non_null(strstr(f.message, "Line 8"));
    assert_int_equal(hotline_log_add_lines(b.log, "", 0, 0, NULL), HOTLINE_OK);
    expect(&b, 6, 3, 3, 1, 0);
    casebook_close(&b);
}

static void test_stop(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    assert_int_equal(add_lines(&b, LINE("a") "\n{\"id\":7}\n" LINE("b"), HOTLINE_LOG_STOP), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(b.error.status, HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(b.error.line, 2);
    assert_int_equal(b.error.column, 7);
    assert_string_equal(b.error.path, "id");
    expect(&b, 2, 1, 1, 1, 0); /* the lines before are kept, those behind are not read */
    assert_string_equal(casebook_log_findings(&b), "bad_line!");
    assert_int_equal(add_lines(&b, "\n{", HOTLINE_LOG_STOP), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(b.error.line, 4);
    casebook_close(&b);
}

/* By bytes, whatever the order of arrival; only a settled log tells. */
/* A unit that no event names can be looked at all the same. */
static void test_known_units(void **state) {
    static const text none = {"nobody", 6};
    static const text named = {"z", 1};
    hotline_unit *unit = NULL;
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    casebook_add(&b, "e1 receive 04-12T09:00 t=T1 u=z");
    assert_int_equal(hotline__log_know_unit(b.log, none), HOTLINE_OK);
    assert_int_equal(hotline__log_know_unit(b.log, named), HOTLINE_OK);
    assert_int_equal(hotline__log_know_unit(b.log, none), HOTLINE_OK);
    assert_null(hotline_log_unit(b.log, 0, NULL)); /* unsettled */
    casebook_settle(&b, NULL);
    casebook_settle(&b, NULL); /* and again */
    assert_string_equal(hotline_log_unit(b.log, 0, NULL), "nobody");
    assert_string_equal(hotline_log_unit(b.log, 1, NULL), "z");
    assert_null(hotline_log_unit(b.log, 2, NULL));
    assert_int_equal(hotline_unit_new(b.log, &unit), HOTLINE_OK);
    assert_int_equal(hotline_unit_fold(unit, "nobody", 6), HOTLINE_OK);
    assert_int_equal(hotline_unit_duty_count(unit), 0);
    hotline_unit_free(unit);
    casebook_close(&b);
}

static void test_owners(void **state) {
    static const char *const tickets[] = {"A", "B", "a", "a1", "aa", "\xe5\xb7\xa5"};
    casebook b;
    size_t len = 0;
    size_t i;
    (void)state;
    casebook_open(&b, NULL);
    casebook_add(&b, "e1 receive 04-12T09:00 t=aa u=z; e2 receive 04-12T09:00 t=\xe5\xb7\xa5 u=y; e3 receive 04-12T09:00 t=B; "
                     "e4 receive 04-12T09:00 t=a; e5 receive 04-12T09:00 t=A u=z; e6 receive 04-12T09:00 t=a1");
    assert_null(hotline_log_ticket(b.log, 0, NULL));
    assert_null(hotline_log_unit(b.log, 0, NULL));
    casebook_settle(&b, NULL);
    for (i = 0; i < 6; i++) {
        assert_string_equal(hotline_log_ticket(b.log, i, &len), tickets[i]);
        assert_int_equal(len, strlen(tickets[i]));
    }
    assert_null(hotline_log_ticket(b.log, 6, NULL));
    assert_string_equal(hotline_log_unit(b.log, 0, &len), "y");
    assert_string_equal(hotline_log_unit(b.log, 1, NULL), "z");
    assert_null(hotline_log_unit(b.log, 2, NULL));
    casebook_close(&b);
}

static void test_limits(void **state) {
    hotline_context_options options;
    hotline_context *context = NULL;
    hotline_rulebook *rulebook = NULL;
    hotline_log *log = NULL;
    hotline_error error;
    char line[4096];
    (void)state;
    hotline_error_init(&error, sizeof error);
    hotline_context_options_init(&options, sizeof options);
    options.max_document = sizeof line - 1;
    options.max_depth = 8;
    assert_int_equal(hotline_context_new(&options, &context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(context, NULL, &rulebook), HOTLINE_OK);
    assert_int_equal(hotline_log_new(rulebook, &log), HOTLINE_OK);
    memset(line, ' ', sizeof line);
    memcpy(line, LINE("a"), sizeof LINE("a") - 1);
    assert_int_equal(hotline_log_add(log, line, sizeof line, &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_log_add(log, line, sizeof line - 1, &error), HOTLINE_OK);
    strcpy(line, "{\"id\":\"b\",\"event\":\"hold\"," AT ",\"facts\":{\"x\":[[[[[[[[[[1]]]]]]]]]]}}");
    assert_int_equal(hotline_log_add(log, line, strlen(line), &error), HOTLINE_ERROR_LIMIT);
    hotline_log_free(log);
    hotline_rulebook_free(rulebook);
    hotline_context_free(context);
}

/* A rulebook without any document: lines are taken, nothing is known. */
static void test_no_documents(void **state) {
    static const char *const none[] = {NULL};
    casebook b;
    (void)state;
    casebook_open_documents(&b, none);
    casebook_add(&b, "r receive 04-12T09:00; v void 04-12T10:00 {'voids':'r'}; w void 04-12T10:00 {'voids':'zz'}");
    casebook_settle(&b, NULL);
    assert_string_equal(casebook_log_findings(&b), "void_unknown! w");
    casebook_fold(&b, "T1");
    assert_string_equal(casebook_duties(&b), "");
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),    cmocka_unit_test(test_counts),      cmocka_unit_test(test_hundred_times),
        cmocka_unit_test(test_reused),       cmocka_unit_test(test_lines),       cmocka_unit_test(test_stop),
        cmocka_unit_test(test_owners),       cmocka_unit_test(test_known_units), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_no_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
