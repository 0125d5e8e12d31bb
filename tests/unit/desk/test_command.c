/* SPDX-License-Identifier: MIT */
/* Commands as they are read: whose event it is, which facts are personal, when content is the same, and what is too deep or too long. */
#include "desk/command_impl.h"
#include "tests/support/casebook.h"
#include "tests/support/deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct reading {
    casebook book;
    arena arena;
    buffer words;
    hotline_error error;
} reading;

static int set_up(void **state) {
    static reading r;
    casebook_open(&r.book, deskbook_rules);
    hotline__arena_init(&r.arena, r.book.context);
    hotline__buffer_init(&r.words, r.book.context);
    hotline_error_init(&r.error, sizeof r.error);
    *state = &r;
    return 0;
}

static int tear_down(void **state) {
    reading *r = *state;
    hotline__arena_free(&r->arena);
    hotline__buffer_free(&r->words);
    casebook_close(&r->book);
    return 0;
}

static hotline_status read_line(reading *r, const char *line, desk_command *out) {
    return hotline__command_read(r->book.rulebook, &r->arena, &r->words, line, strlen(line), casebook_instant("05-01T00:00"), out,
                                 &r->error);
}

static hotline_status read_event(reading *r, const char *told, desk_command *out) {
    char line[2048];
    (void)casebook_line(told, line, sizeof line);
    return read_line(r, line, out);
}

static void test_subjects(void **state) {
    static const struct {
        const char *event;
        int32_t kind; /* 0: of none */
        const char *id;
    } rows[] = {
        {"a receive 04-12T09:00", HOTLINE_SUBJECT_TICKET, "T1"},
        {"a dispatch 04-12T09:00 u=a", HOTLINE_SUBJECT_TICKET, "T1"},
        {"a report 04-12T09:00 u=a", HOTLINE_SUBJECT_TICKET, "T1"},
        {"a about 04-12T09:00 u=a t=-", HOTLINE_SUBJECT_UNIT, "a"},
        {"a about 04-12T09:00 u=a", HOTLINE_SUBJECT_UNIT, "a"}, /* a ticket's name makes it no event of the ticket */
        {"a publish 04-12T09:00 t=-", HOTLINE_SUBJECT_PUBLISHED, "published"},
        {"a publish 04-12T09:00 u=a", HOTLINE_SUBJECT_PUBLISHED, "published"},
        {"a merge 04-12T09:00", HOTLINE_SUBJECT_TICKET, "T1"},
        {"a void 04-12T09:00", HOTLINE_SUBJECT_TICKET, "T1"},
        {"a replace 04-12T09:00", HOTLINE_SUBJECT_TICKET, "T1"},
        {"a void 04-12T09:00 u=a t=-", HOTLINE_SUBJECT_UNIT, "a"},
        {"a replace 04-12T09:00 u=a t=-", HOTLINE_SUBJECT_UNIT, "a"},
        {"a void 04-12T09:00 t=-", HOTLINE_SUBJECT_PUBLISHED, "published"},
        {"a unheard 04-12T09:00", HOTLINE_SUBJECT_TICKET, "T1"},
        {"a unheard 04-12T09:00 u=a t=-", HOTLINE_SUBJECT_UNIT, "a"},
        {"a unheard 04-12T09:00 t=-", 0, "ticket"},
        {"a receive 04-12T09:00 t=-", 0, "ticket"},
        {"a report 04-12T09:00 u=a t=-", 0, "ticket"},
        {"a merge 04-12T09:00 t=-", 0, "ticket"},
        {"a about 04-12T09:00", 0, "unit"},
    };
    reading *r = *state;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        desk_command c;
        hotline_status status = read_event(r, rows[i].event, &c);
        if (rows[i].kind == 0) {
            assert_int_equal(status, HOTLINE_ERROR_DOCUMENT);
            assert_string_equal(r->error.path, rows[i].id);
        } else if (status != HOTLINE_OK || c.about.kind != rows[i].kind || strcmp(c.about.id.at, rows[i].id) != 0) {
            fail_msg("%s: %d %s", rows[i].event, (int)c.about.kind, r->error.message);
        }
    }
}

static void test_personal(void **state) {
    static const struct {
        const char *event;
        const char *apart; /* names of personal facts, each with a blank after it */
    } rows[] = {
        {"a receive 04-12T09:00 {'caller_name':'w','age':1,'size':2,'what':3}", "caller_name age what "},
        {"a receive 04-12T09:00 {'matter':{'w':1},'size':[{'a':1}],'into':'x'}", "matter into "},
        {"a merge 04-12T09:00 {'into':'x','age':1}", "age "},
        {"a merge 04-12T09:00 {'into':{'a':1},'order':[['a']],'period':'p','version':1,'ranking':'r'}",
         "into order period version ranking "},
        {"a publish 04-12T09:00 t=- {'order':[['a']],'period':'p','version':1,'ranking':'r','what':1}", "what "},
        /* What is corrected is a ticket's event here, and a publication there. */
        {"a replace 04-12T09:00 {'replaces':'q','into':'x','order':'13800000000','period':'p','age':1}", "order period age "},
        {"a replace 04-12T09:00 t=- {'replaces':'q','order':['a'],'period':'p','age':1}", "age "},
        {"a unheard 04-12T09:00 {'size':1,'other':1}", "other "},
    };
    reading *r = *state;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        desk_command c;
        const json *fact;
        char apart[256] = "";
        assert_int_equal(read_event(r, rows[i].event, &c), HOTLINE_OK);
        for (fact = hotline__json_member(c.tree, "facts")->first; fact != NULL; fact = fact->next) {
            if (hotline__command_personal(r->book.rulebook, &c, fact)) {
                (void)sprintf(apart + strlen(apart), "%.*s ", (int)fact->key.len, fact->key.at);
            }
        }
        assert_string_equal(apart, rows[i].apart);
    }
}

static void test_prints(void **state) {
    static const char line[] = "{\"id\":\"a\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-04-12 09:00\",\"facts\":{\"age\":1,"
                               "\"caller_name\":\"w\",\"size\":2}}";
    static const struct {
        const char *line;
        int same, own_same;
    } rows[] = {
        {" {\"facts\":{\"size\":2,\"caller_name\":\"\\u0077\",\"age\":1}, \"at\":\"2021-04-12 09:00\",\"event\":\"receive\",\"id\":\"a\","
         "\"ticket\":\"T1\"}",
         1, 1},
        {"{\"id\":\"a\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-04-12 09:00\",\"facts\":{\"age\":2,\"caller_name\":\"w\","
         "\"size\":2}}",
         1, 0},
        {"{\"id\":\"a\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-04-12 09:00\",\"facts\":{\"age\":1,\"caller_name\":\"w\","
         "\"size\":1}}",
         0, 1},
        {"{\"id\":\"a\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-04-12 09:00\",\"facts\":{\"age\":1,\"size\":2}}", 0, 0},
        {"{\"id\":\"a\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-04-12 09:01\",\"facts\":{\"age\":1,\"caller_name\":\"w\","
         "\"size\":2}}",
         0, 1},
    };
    reading *r = *state;
    desk_command c;
    size_t i;
    assert_int_equal(read_line(r, line, &c), HOTLINE_OK);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        desk_command other;
        assert_int_equal(read_line(r, rows[i].line, &other), HOTLINE_OK);
        assert_int_equal(other.print == c.print, rows[i].same);
        assert_int_equal(other.own_print == c.own_print, rows[i].own_same);
    }
}

/* A value that is nested so that the whole line is so deep. */
static void put_deep(char *line, size_t depth) {
    size_t i;
    (void)strcpy(line, "{\"id\":\"a\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-04-12 09:00\",\"facts\":{\"what\":");
    for (i = 2; i < depth; i++) {
        strcat(line, "[");
    }
    for (i = 2; i < depth; i++) {
        strcat(line, "]");
    }
    strcat(line, "}}");
}

static void test_limits(void **state) {
    reading *r = *state;
    hotline_context_options options;
    desk_command c;
    char line[512];
    casebook small;
    arena of_small;
    put_deep(line, 32);
    assert_int_equal(read_line(r, line, &c), HOTLINE_OK);
    put_deep(line, 33);
    assert_int_equal(read_line(r, line, &c), HOTLINE_ERROR_LIMIT);
    put_deep(line, 70);
    assert_int_equal(read_line(r, line, &c), HOTLINE_ERROR_LIMIT);
    memset(&small, 0, sizeof small);
    hotline_context_options_init(&options, sizeof options);
    options.max_depth = 12;
    options.max_document = 200;
    assert_int_equal(hotline_context_new(&options, &small.context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(small.context, NULL, &small.rulebook), HOTLINE_OK);
    hotline__arena_init(&of_small, small.context);
    put_deep(line, 7);
    assert_int_equal(hotline__command_read(small.rulebook, &of_small, &r->words, line, strlen(line), INT64_MAX, &c, NULL), HOTLINE_OK);
    put_deep(line, 8);
    assert_int_equal(hotline__command_read(small.rulebook, &of_small, &r->words, line, strlen(line), INT64_MAX, &c, NULL),
                     HOTLINE_ERROR_LIMIT);
    put_deep(line, 3);
    memset(line + strlen(line), ' ', 200);
    assert_int_equal(hotline__command_read(small.rulebook, &of_small, &r->words, line, 201, INT64_MAX, &c, NULL), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline__command_read(small.rulebook, &of_small, &r->words, line, 200, INT64_MAX, &c, NULL), HOTLINE_OK);
    hotline__arena_free(&of_small);
    hotline_rulebook_free(small.rulebook);
    hotline_context_free(small.context);
}

/* A line is bytes with a length: nothing after them is read. */
static void test_not_terminated(void **state) {
    reading *r = *state;
    char line[2048];
    size_t len = casebook_line("a receive 04-12T09:00 {'size':2}", line, sizeof line);
    char *exact = malloc(len);
    desk_command c;
    assert_non_null(exact);
    memcpy(exact, line, len);
    assert_int_equal(hotline__command_read(r->book.rulebook, &r->arena, &r->words, exact, len, casebook_instant("05-01T00:00"), &c, NULL),
                     HOTLINE_OK);
    free(exact);
    assert_string_equal(c.about.id.at, "T1");
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {T(test_subjects), T(test_personal), T(test_prints), T(test_limits), T(test_not_terminated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
