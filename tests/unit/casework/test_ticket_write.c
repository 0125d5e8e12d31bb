/* SPDX-License-Identifier: MIT */
/* What may happen to a ticket now, and why not the rest: the lines of hotline_ticket_options(). */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a"

/* The option line of an event, of an assignment or (NULL) the ticket; NULL when there is none. */
static const char *option(const char *lines, const char *event, const char *assignment) {
    char head[128];
    static char line[2048];
    const char *at;
    snprintf(head, sizeof head,
             assignment != NULL ? "{\"type\":\"option\",\"event\":\"%s\",\"assignment\":\"%s\","
                                : "{\"type\":\"option\",\"event\":\"%s\",\"assignment\":null,",
             event, assignment);
    at = strstr(lines, head);
    if (at == NULL) {
        return NULL;
    }
    snprintf(line, sizeof line, "%.*s", (int)(strchr(at, '\n') - at), at);
    return line;
}

static const char *answer(const char *line) {
    return line == NULL                                       ? "none"
           : strstr(line, "\"answer\":\"allowed\"") != NULL   ? "allowed"
           : strstr(line, "\"answer\":\"refused\"") != NULL   ? "refused"
           : strstr(line, "\"answer\":\"undefined\"") != NULL ? "undefined"
                                                              : line;
}

static void test_answers(void **state) {
    static const struct {
        const char *name, *rules, *events, *when, *event, *assignment, *want, *within;
    } rows[] = {
        {"nothing against it", NULL, START, "04-12T11:00", "hold", NULL, "allowed", "\"reasons\":[]"},
        {"whoever acts", "'events':{'hold':{'by':['centre','handler']}}", START, "04-12T11:00", "hold", NULL, "allowed",
         "\"by\":[\"centre\",\"handler\"]"},
        {"as if the facts were carried that it needs", "'events':{'report':{'facts':{'note':'always','result':'always'}}}", START,
         "04-12T11:00", "report", "d", "allowed", "\"needs\":[\"result\",\"note\"]"},
        {"needs by what is known", "'events':{'hold':{'facts':{'size':'category = urgent'}}}",
         "r receive 04-12T09:00 {'category':'urgent'}", "04-12T11:00", "hold", NULL, "allowed", "\"needs\":[\"size\"]"},
        {"may need, which hangs on what it carries", "'events':{'report':{'facts':{'note':'result = refused'}}}", START, "04-12T11:00",
         "report", "d", "allowed", "\"may_need\":[\"note\"]"},
        {"a guard", "'events':{'hold':{'if':'resume','clause':'7'}}", START, "04-12T11:00", "hold", NULL, "refused",
         "\"code\":\"guard\",\"severity\":\"error\""},
        {"a guard's clause", "'events':{'hold':{'if':'resume','clause':'7'}}", START, "04-12T11:00", "hold", NULL, "refused",
         "\"clause\":\"7\""},
        {"a guard that is only a warning", "'events':{'hold':{'if':'resume','severity':'warning'}}", START, "04-12T11:00", "hold", NULL,
         "allowed", "\"code\":\"guard\",\"severity\":\"warning\""},
        {"a guard that is undefined", "'events':{'hold':{'if':'undefined'}}", START, "04-12T11:00", "hold", NULL, "undefined",
         "\"guard_unknown\""},
        {"a duty before it", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'contact','before':'report'}}", START, "04-12T11:00",
         "report", "d", "refused", "\"before_unmet\""},
        {"a duty before it that is met", "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'contact','before':'report'}}",
         START "; c contact 04-12T10:30 u=a", "04-12T11:00", "report", "d", "allowed", "\"reasons\":[]"},
        {"a right that has not lapsed",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'ask','within':'1 workday','expiry':'shut'}}", START, "04-14T00:00",
         "ask", "d", "allowed", "\"reasons\":[]"},
        {"a right that has lapsed by then",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'ask','within':'1 workday','expiry':'shut'}}", START, "04-14T00:00:01",
         "ask", "d", "refused", "\"shut\""},
        {"no way on from the state",
         "'machines':{'m':{'of':'ticket','start':'a','states':{'a':'A','b':'B'}}},"
         "'events':{'hold':{'moves':{'m':{'b':'a'}}}}",
         START, "04-12T11:00", "hold", NULL, "refused", "\"no_row\""},
        {"opening it again", NULL, START, "04-12T11:00", "receive", NULL, "refused", "\"reopened\""},
        {"of a live assignment", NULL, START, "04-12T11:00", "report", "d", "allowed", ""},
        {"of an ended one", NULL, START "; k back 04-12T10:30 u=a", "04-12T11:00", "report", "d", "none", NULL},
        {"of the ticket alone", NULL, START, "04-12T11:00", "report", NULL, "none", NULL},
        {"of a unit", NULL, START, "04-12T11:00", "visit", NULL, "none", NULL},
        {"built in", NULL, START, "04-12T11:00", "void", NULL, "none", NULL},
        {"the moment asked about", "'events':{'hold':{'if':'time < seen_at'}}", "r receive 04-12T09:00 {'seen_at':'2021-04-12T12:00'}",
         "04-12T11:59", "hold", NULL, "allowed", ""},
        {"the moment asked about, later", "'events':{'hold':{'if':'time < seen_at'}}",
         "r receive 04-12T09:00 {'seen_at':'2021-04-12T12:00'}", "04-12T12:00", "hold", NULL, "refused", ""},
        {"what happens at that moment has happened", "'events':{'hold':{'if':'resume'}}", START "; s resume 04-12T11:00 seq=9",
         "04-12T11:00", "hold", NULL, "allowed", ""},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *line;
        casebook b;
        casebook_open(&b, rows[i].rules);
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        line = option(casebook_options(&b, rows[i].when), rows[i].event, rows[i].assignment);
        wrong += !casebook_same(rows[i].name, "answer", answer(line), rows[i].want);
        if (line != NULL && rows[i].within != NULL && strstr(line, rows[i].within) == NULL) {
            wrong += !casebook_same(rows[i].name, "line", line, rows[i].within);
        }
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* One line whole. */
static void test_line(void **state) {
    static const char want[] =
        "{\"type\":\"option\",\"event\":\"report\",\"assignment\":\"d\",\"by\":[\"handler\"],\"answer\":\"refused\",\"needs\":[\"note\"],"
        "\"may_need\":[\"result\"],\"reasons\":[{\"code\":\"guard\",\"severity\":\"error\",\"ticket\":\"T1\",\"assignment\":\"d\","
        "\"event\":null,"
        "\"clause\":\"7\",\"message\":\"The event report is not allowed now; it needs: contact\"}]}";
    casebook b;
    (void)state;
    casebook_open(&b, "'events':{'report':{'by':['handler'],'if':'contact','clause':'7','facts':{'note':'always','result':'size > 3'}}}");
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_string_equal(option(casebook_options(&b, "04-12T11:00"), "report", "d"), want);
    casebook_close(&b);
}

/* Asking changes nothing, and the language is that of the messages. */
static void test_reading(void **state) {
    casebook b;
    const char *lines = NULL;
    size_t len = 0;
    (void)state;
    casebook_open(&b, "'events':{'hold':{'if':'resume'}}");
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_options(b.ticket, casebook_instant("04-12T11:00"), HOTLINE_LANGUAGE_ZH, &lines, &len), HOTLINE_OK);
    assert_int_equal(strlen(lines), len);
    assert_non_null(strstr(lines, "现在不允许hold"));
    assert_int_equal(hotline_ticket_reason_count(b.ticket), 0);
    assert_int_equal(hotline_ticket_assignment_count(b.ticket), 1);
    assert_string_equal(casebook_findings(&b), "");
    assert_int_equal(hotline_ticket_options(b.ticket, casebook_instant("2019-01-01T00:00"), HOTLINE_LANGUAGE_ZH, &lines, &len),
                     HOTLINE_UNDEFINED);
    casebook_close(&b);
}

/* An option that is allowed is an event that decide allows, and the other way round. */
static void test_agrees_with_decide(void **state) {
    static const char rules[] =
        "'events':{'hold':{'if':'resume'},'resume':{'if':'count(resume) = 0'},'report':{'if':'contact'},'ask':{'if':'undefined'}},"
        "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'contact','before':'close'}}";
    static const char *const events[] = {"receive", "update", "hold", "resume", "close", "contact", "report", "ask", "grant", "back"};
    size_t i;
    casebook b;
    (void)state;
    casebook_open(&b, rules);
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    for (i = 0; i < sizeof events / sizeof events[0]; i++) {
        char event[64];
        const char *assignment = i < 5 ? NULL : "d";
        const char *said = answer(option(casebook_options(&b, "04-12T11:00"), events[i], assignment));
        hotline_status status;
        snprintf(event, sizeof event, "n %s 04-12T11:00%s", events[i], i < 5 ? "" : " on=d");
        status = casebook_decide(&b, event);
        assert_string_equal(said, status == HOTLINE_OK ? "allowed" : status == HOTLINE_REFUSED ? "refused" : "undefined");
    }
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_agrees_with_decide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
