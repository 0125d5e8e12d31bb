/* SPDX-License-Identifier: MIT */
/* The limits of a context hold for every document, and what one of them refused changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "fault_allocator.h"
#include "hotline.h"

#define HEAD                                                                                                                               \
  "{\"hotline\":1,\"id\":\"p\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-01-01\",\"effective\":\"2021-01-01\","                   \
  "\"calendar\":\"cn\",\"transition\":\"clock\"}"
#define GUARDED                                                                                                                            \
  "{\"hotline\":1,\"id\":\"g\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-01-01\",\"effective\":\"2021-01-01\","                   \
  "\"calendar\":\"cn\",\"transition\":\"clock\",\"events\":{\"a\":{\"of\":\"ticket\",\"opens\":\"ticket\"},"                               \
  "\"b\":{\"of\":\"ticket\",\"if\":\"%.*sa%.*s\"}}}"

static fault_memory memory;

static hotline_context *context_with(uint32_t depth, uint64_t document, uint64_t members) {
    hotline_context_options options;
    hotline_context *context = NULL;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = fault_allocate;
    options.user = &memory;
    options.max_depth = depth;
    options.max_document = document;
    options.max_members = members;
    assert_int_equal(hotline_context_new(&options, &context), HOTLINE_OK);
    return context;
}

static void release(hotline_context *context, hotline_rulebook *rulebook) {
    hotline_rulebook_free(rulebook);
    hotline_context_free(context);
    assert_int_equal(memory.live, 0);
    assert_int_equal(memory.wrong, 0);
}

static hotline_rulebook *rulebook_in(const hotline_context *context) {
    hotline_rulebook *rulebook = NULL;
    assert_int_equal(hotline_rulebook_new(context, NULL, &rulebook), HOTLINE_OK);
    return rulebook;
}

static void documents_as_long_as_allowed(void **state) {
    static const char calendar[] = "{\"calendar\":1,\"id\":\"town\"}";
    hotline_context *context = context_with(0, sizeof HEAD - 1, 0);
    hotline_rulebook *rulebook = rulebook_in(context);
    hotline_calendar *made = NULL;
    hotline_error error;
    (void)state;
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline_rulebook_add(rulebook, HEAD " ", sizeof HEAD, &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(error.status, HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_rulebook_policy_count(rulebook), 0);
    assert_int_equal(hotline_rulebook_add(rulebook, HEAD, sizeof HEAD - 1, &error), HOTLINE_OK);
    assert_int_equal(hotline_calendar_parse(context, NULL, calendar, sizeof calendar - 1, &made, NULL), HOTLINE_OK);
    hotline_calendar_free(made);
    release(context, rulebook);
    context = context_with(0, sizeof calendar - 2, 0);
    made = NULL;
    assert_int_equal(hotline_calendar_parse(context, NULL, calendar, sizeof calendar - 1, &made, &error), HOTLINE_ERROR_LIMIT);
    assert_null(made);
    release(context, NULL);
}

static void lines_as_long_as_allowed(void **state) {
    static const char line[] =
        "{\"id\":\"1\",\"ticket\":\"T\",\"event\":\"a\",\"at\":\"2021-01-01T00:00:00Z\",\"by\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}\n";
    hotline_context *context = context_with(0, sizeof line - 3, 0);
    hotline_rulebook *rulebook = rulebook_in(context);
    hotline_log *log = NULL;
    hotline_log_summary s = {.struct_size = sizeof s};
    hotline_finding f = {.struct_size = sizeof f};
    (void)state;
    assert_int_equal(hotline_rulebook_add(rulebook, HEAD, sizeof HEAD - 1, NULL), HOTLINE_OK);
    assert_int_equal(hotline_log_new(rulebook, &log), HOTLINE_OK);
    assert_int_equal(hotline_log_add(log, line, sizeof line - 2, NULL), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_log_add_lines(log, line, sizeof line - 1, 0, NULL), HOTLINE_OK); /* a line that cannot be read */
    assert_int_equal(hotline_log_finding_count(log), 1);
    assert_int_equal(hotline_log_finding(log, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    assert_string_equal(f.code, "bad_line");
    assert_int_equal(hotline_log_summarize(log, &s), HOTLINE_OK);
    assert_int_equal(s.events, 0);
    assert_int_equal(s.lines, 2);
    assert_int_equal(s.bad_lines, 2);
    hotline_log_free(log);
    release(context, rulebook);
}

/* Lines that are not taken, or that were there before, leave nothing behind, however many. */
static void refused_lines_take_no_memory(void **state) {
    static const char taken[] = "{\"id\":\"1\",\"ticket\":\"T\",\"event\":\"a\",\"at\":\"2021-01-01T00:00:00Z\"}";
    static const char bad[] = "{\"id\":\"2\",\"ticket\":\"T\",\"event\":\"a\",\"at\":\"2021-13-01T00:00:00Z\"}";
    hotline_context *context = context_with(0, 0, 0);
    hotline_rulebook *rulebook = rulebook_in(context);
    hotline_log *log = NULL;
    size_t before;
    (void)state;
    assert_int_equal(hotline_rulebook_add(rulebook, HEAD, sizeof HEAD - 1, NULL), HOTLINE_OK);
    assert_int_equal(hotline_log_new(rulebook, &log), HOTLINE_OK);
    assert_int_equal(hotline_log_add(log, taken, sizeof taken - 1, NULL), HOTLINE_OK);
    assert_int_equal(hotline_log_add(log, bad, sizeof bad - 1, NULL), HOTLINE_ERROR_DOCUMENT);
    before = memory.live;
    for (int i = 0; i < 10000; i++) {
        assert_int_equal(hotline_log_add(log, taken, sizeof taken - 1, NULL), HOTLINE_DUPLICATE);
        assert_int_equal(hotline_log_add(log, bad, sizeof bad - 1, NULL), HOTLINE_ERROR_DOCUMENT);
    }
    assert_int_equal(memory.live, before);
    hotline_log_free(log);
    release(context, rulebook);
}

/* A guard in n brackets. */
static hotline_status add_guarded(hotline_rulebook *rulebook, int n) {
    static const char open[] = "((((((((((((((((((((";
    static const char shut[] = "))))))))))))))))))))";
    char document[1024];
    int len = snprintf(document, sizeof document, GUARDED, n, open, n, shut);
    return hotline_rulebook_add(rulebook, document, (size_t)len, NULL);
}

static void conditions_as_deep_as_allowed(void **state) {
    hotline_context *context = context_with(10, 0, 0);
    hotline_rulebook *rulebook = rulebook_in(context);
    (void)state;
    assert_int_equal(add_guarded(rulebook, 11), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_rulebook_policy_count(rulebook), 0);
    assert_int_equal(add_guarded(rulebook, 10), HOTLINE_OK);
    release(context, rulebook);
    context = context_with(512, 0, 0); /* sixteen is the grammar's own limit */
    rulebook = rulebook_in(context);
    assert_int_equal(add_guarded(rulebook, 17), HOTLINE_ERROR_LIMIT);
    assert_int_equal(add_guarded(rulebook, 16), HOTLINE_OK);
    release(context, rulebook);
}

static void members_as_many_as_allowed(void **state) {
    hotline_context *context = context_with(0, 0, 8); /* HEAD has eight */
    hotline_rulebook *rulebook = rulebook_in(context);
    (void)state;
    assert_int_equal(add_guarded(rulebook, 1), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_rulebook_policy_count(rulebook), 0);
    assert_int_equal(hotline_rulebook_add(rulebook, HEAD, sizeof HEAD - 1, NULL), HOTLINE_OK);
    release(context, rulebook);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_as_long_as_allowed), cmocka_unit_test(lines_as_long_as_allowed),
        cmocka_unit_test(refused_lines_take_no_memory), cmocka_unit_test(conditions_as_deep_as_allowed),
        cmocka_unit_test(members_as_many_as_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
