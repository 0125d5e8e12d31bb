/* SPDX-License-Identifier: MIT */
/* One event line: what is read, what is refused with which words, and when two lines are the same event. Through hotline_log_add(). */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static hotline_status add(casebook *b, const char *quoted) {
    char line[2048];
    size_t i;
    for (i = 0; quoted[i] != '\0'; i++) {
        line[i] = (char)(quoted[i] == '\'' ? '"' : quoted[i]);
    }
    return hotline_log_add(b->log, line, i, &b->error);
}

#define E "'id':'e','event':'hold','at':'2021-04-12T09:00'"

static void test_refused(void **state) {
    static const struct {
        const char *name, *line;
        hotline_status status;
        const char *words, *path;
    } rows[] = {
        {"nothing", "", HOTLINE_ERROR_SYNTAX, "", ""},
        {"no JSON", "{" E, HOTLINE_ERROR_SYNTAX, "", ""},
        {"more behind it", "{" E "} {}", HOTLINE_ERROR_SYNTAX, "", ""},
        {"a key twice", "{" E ",'id':'e'}", HOTLINE_ERROR_SYNTAX, "id", ""},
        {"not an object", "['e']", HOTLINE_ERROR_DOCUMENT, "object", ""},
        {"no id", "{'event':'hold','at':'2021-04-12T09:00'}", HOTLINE_ERROR_DOCUMENT, "id", ""},
        {"no event", "{'id':'e','at':'2021-04-12T09:00'}", HOTLINE_ERROR_DOCUMENT, "event", ""},
        {"no time", "{'id':'e','event':'hold'}", HOTLINE_ERROR_DOCUMENT, "at", ""},
        {"id null", "{'id':null,'event':'hold','at':'2021-04-12T09:00'}", HOTLINE_ERROR_DOCUMENT, "text", "id"},
        {"id a number", "{'id':7,'event':'hold','at':'2021-04-12T09:00'}", HOTLINE_ERROR_DOCUMENT, "text", "id"},
        {"id empty", "{'id':'','event':'hold','at':'2021-04-12T09:00'}", HOTLINE_ERROR_DOCUMENT, "empty", "id"},
        {"event empty", "{'id':'e','event':'','at':'2021-04-12T09:00'}", HOTLINE_ERROR_DOCUMENT, "empty", "event"},
        {"an unknown key, with the nearest", "{" E ",'tikcet':'T1'}", HOTLINE_ERROR_DOCUMENT, "ticket", "tikcet"},
        {"a time that is a number", "{'id':'e','event':'hold','at':1618189200}", HOTLINE_ERROR_DOCUMENT, "time", "at"},
        {"no such date", "{'id':'e','event':'hold','at':'2021-02-29T09:00'}", HOTLINE_ERROR_DOCUMENT, "time", "at"},
        {"no such time", "{'id':'e','event':'hold','at':'2021-02-28T25:00'}", HOTLINE_ERROR_DOCUMENT, "time", "at"},
        {"a date alone", "{'id':'e','event':'hold','at':'2021-02-28'}", HOTLINE_ERROR_DOCUMENT, "time", "at"},
        {"known that is none", "{" E ",'known':'soon'}", HOTLINE_ERROR_DOCUMENT, "time", "known"},
        {"seq a text", "{" E ",'seq':'1'}", HOTLINE_ERROR_DOCUMENT, "whole number", "seq"},
        {"seq a fraction", "{" E ",'seq':1.5}", HOTLINE_ERROR_DOCUMENT, "whole number", "seq"},
        {"facts a list", "{" E ",'facts':[]}", HOTLINE_ERROR_DOCUMENT, "object", "facts"},
        {"a unit that is a list", "{" E ",'unit':[]}", HOTLINE_ERROR_DOCUMENT, "text", "unit"},
        {"not UTF-8", "{" E ",'unit':'\xff'}", HOTLINE_ERROR_SYNTAX, "", ""},
        {"a NUL in an id", "{'id':'a\\u0000b','event':'hold','at':'2021-04-12T09:00'}", HOTLINE_ERROR_SYNTAX, "", ""},
    };
    size_t wrong = 0;
    size_t i;
    casebook b;
    hotline_log_summary s;
    (void)state;
    casebook_open(&b, NULL);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hotline_status status = add(&b, rows[i].line);
        wrong += !casebook_same(rows[i].name, "status", hotline_status_name(status), hotline_status_name(rows[i].status));
        if (status < 0 && strstr(b.error.message, rows[i].words) == NULL) {
            wrong += !casebook_same(rows[i].name, "message", b.error.message, rows[i].words);
        }
        if (rows[i].path[0] != '\0') {
            wrong += !casebook_same(rows[i].name, "path", b.error.path, rows[i].path);
        }
        assert_int_equal(b.error.line, 1);
        assert_true(b.error.column > 0);
    }
    assert_int_equal(wrong, 0);
    s.struct_size = sizeof s;
    assert_int_equal(hotline_log_summarize(b.log, &s), HOTLINE_OK);
    assert_int_equal(s.events, 0);
    assert_int_equal(s.tickets, 0);
    assert_int_equal(s.units, 0);
    assert_int_equal(s.lines, sizeof rows / sizeof rows[0]);
    assert_int_equal(s.bad_lines, sizeof rows / sizeof rows[0]);
    casebook_close(&b);
}

static void test_column(void **state) {
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    assert_int_equal(add(&b, "{'id':'e','event':'hold','at':'x'}"), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(b.error.column, 31);
    assert_int_equal(add(&b, "{'id':'\xe5\xb7\xa5','event':'hold','at':'x'}"), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(b.error.column, 31); /* code points */
    casebook_close(&b);
}

/* Null means absent, and members have no order. Each line here is the same event. */
static void test_same(void **state) {
    static const char *const lines[] = {
        "{'id':'e','ticket':'T1','event':'update','at':'2021-04-12T09:00:00+08:00','unit':'a','role':'centre','by':'1','facts':{'size':3,'"
        "anonymous':true}}",
        "{'by':'1','role':'centre','unit':'a','at':'2021-04-12 "
        "09:00','event':'update','ticket':'T1','id':'e','facts':{'anonymous':true,'size':3}}",
        "{'id':'e','ticket':'T1','event':'update','at':'2021-04-12T01:00:00Z','unit':'a','role':'centre','by':'1','facts':{'size':3,'"
        "anonymous':true},"
        "'known':null,'seq':null,'assignment':null}",
        "{'id':'e','ticket':'T1','event':'update','at':'2021-04-12T09:00:00.000+08:00','known':'2021-04-12T09:00:00+08:00','seq':0,'unit':'"
        "a',"
        "'role':'centre','by':'1','facts':{'size':3,'anonymous':true}}",
        "{'\\u0069d':'\\u0065','ticket':'T1','event':'update','at':'2021-04-12T09:00:00+08:00','unit':'a','role':'centre','by':'1',"
        "'facts':{'size':3,'anonymous':true}}",
    };
    size_t i;
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    assert_int_equal(add(&b, lines[0]), HOTLINE_OK);
    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (add(&b, lines[i]) != HOTLINE_DUPLICATE) {
            fail_msg("%s: %s", lines[i], b.error.message);
        }
    }
    casebook_close(&b);
}

/* Each line here differs from the first in one thing. */
static void test_other_content(void **state) {
#define M "'id':'e','ticket':'T1','event':'update','at':'2021-04-12T09:00','unit':'a','role':'centre','by':'1'"
    static const char *const lines[] = {
        "{'id':'e','ticket':'T2','event':'update','at':'2021-04-12T09:00','unit':'a','role':'centre','by':'1','facts':{'size':3,'wish':['"
        "call']}}",
        "{'id':'e','event':'update','at':'2021-04-12T09:00','unit':'a','role':'centre','by':'1','facts':{'size':3,'wish':['call']}}",
        "{'id':'e','ticket':'T1','event':'hold','at':'2021-04-12T09:00','unit':'a','role':'centre','by':'1','facts':{'size':3,'wish':['"
        "call']}}",
        "{'id':'e','ticket':'T1','event':'update','at':'2021-04-12T09:00:00.001','unit':'a','role':'centre','by':'1','facts':{'size':3,'"
        "wish':['call']}}",
        "{'id':'e','ticket':'T1','event':'update','at':'2021-04-12T09:00','unit':'b','role':'centre','by':'1','facts':{'size':3,'wish':['"
        "call']}}",
        "{'id':'e','ticket':'T1','event':'update','at':'2021-04-12T09:00','unit':'a','role':'caller','by':'1','facts':{'size':3,'wish':['"
        "call']}}",
        "{'id':'e','ticket':'T1','event':'update','at':'2021-04-12T09:00','unit':'a','role':'centre','by':'2','facts':{'size':3,'wish':['"
        "call']}}",
        "{" M ",'seq':1,'facts':{'size':3,'wish':['call']}}",
        "{" M ",'known':'2021-04-12T09:01','facts':{'size':3,'wish':['call']}}",
        "{" M ",'assignment':'d','facts':{'size':3,'wish':['call']}}",
        "{" M "}",
        "{" M ",'facts':{'size':3}}",
        "{" M ",'facts':{'size':4,'wish':['call']}}",
        "{" M ",'facts':{'size':'3','wish':['call']}}",
        "{" M ",'facts':{'zise':3,'wish':['call']}}",
        "{" M ",'facts':{'size':3,'wish':['visit']}}",
        "{" M ",'facts':{'size':3,'wish':['call','call']}}",
        "{" M ",'facts':{'size':3,'wish':'call'}}",
        "{" M ",'facts':{'size':3,'wish':['call'],'matter':'x'}}",
    };
    size_t i;
    casebook b;
    (void)state;
    casebook_open(&b, NULL);
    assert_int_equal(add(&b, "{" M ",'facts':{'size':3,'wish':['call']}}"), HOTLINE_OK);
    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (add(&b, lines[i]) != HOTLINE_ERROR_REUSED) {
            fail_msg("%s", lines[i]);
        }
        assert_int_equal(b.error.status, HOTLINE_ERROR_REUSED);
        assert_non_null(strstr(b.error.message, "e"));
    }
    assert_int_equal(add(&b, "{" M ",'facts':{'size':3,'wish':['call']}}"), HOTLINE_DUPLICATE);
    casebook_close(&b);
}

/* Facts that are no plain value are compared too: another fraction, object or list is other content. */
static void test_odd_facts(void **state) {
    static const char *const pairs[][2] = {{"1.5", "2.5"}, {"{'a':1}", "{'a':2}"}, {"[1]", "[2]"}, {"true", "false"}, {"null", "0"}};
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char line[256];
        casebook b;
        casebook_open(&b, NULL);
        snprintf(line, sizeof line, "{" E ",'ticket':'T1','facts':{'size':%s}}", pairs[i][0]);
        assert_int_equal(add(&b, line), HOTLINE_OK);
        wrong += !casebook_same(pairs[i][0], "again", hotline_status_name(add(&b, line)), "HOTLINE_DUPLICATE");
        snprintf(line, sizeof line, "{" E ",'ticket':'T1','facts':{'size':%s}}", pairs[i][1]);
        wrong += !casebook_same(pairs[i][0], pairs[i][1], hotline_status_name(add(&b, line)), "HOTLINE_ERROR_REUSED");
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_limits(void **state) {
    static char facts[40000];
    casebook b;
    size_t i;
    (void)state;
    casebook_open(&b, NULL);
    strcpy(facts, "{\"id\":\"e\",\"event\":\"hold\",\"at\":\"2021-04-12T09:00\",\"facts\":{");
    for (i = 0; i < 1025; i++) {
        sprintf(facts + strlen(facts), "%s\"f%lu\":1", i > 0 ? "," : "", (unsigned long)i);
    }
    strcat(facts, "}}");
    assert_int_equal(hotline_log_add(b.log, facts, strlen(facts), &b.error), HOTLINE_ERROR_DOCUMENT);
    assert_non_null(strstr(b.error.message, "1024"));
    memset(facts, '[', sizeof facts);
    assert_int_equal(hotline_log_add(b.log, facts, sizeof facts, &b.error), HOTLINE_ERROR_LIMIT);
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_column),    cmocka_unit_test(test_same),
        cmocka_unit_test(test_other_content), cmocka_unit_test(test_odd_facts), cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
