/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/json_scan.h"

static hotline_context *context;

static int set_up(void **state) {
    (void)state;
    return hotline_context_new(NULL, &context);
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

/* What was read piece by piece, and with which status it ended. test_json_read.c has the lists of what is accepted and refused. */
typedef struct scanned {
    arena arena;
    json_scan scan;
    hotline_error error;
} scanned;

static hotline_status begin(scanned *s, const hotline_context *c, const char *source) {
    hotline_error_init(&s->error, sizeof s->error);
    hotline__arena_init(&s->arena, c);
    return hotline__json_scan_begin(&s->scan, &s->arena, source, strlen(source), &s->error);
}

static void end(scanned *s) {
    hotline__arena_free(&s->arena);
}

static void place(const scanned *s, hotline_status status, uint32_t line, uint32_t column) {
    assert_int_equal(s->error.status, status);
    assert_int_equal(s->error.line, line);
    assert_int_equal(s->error.column, column);
}

static void an_object_member_by_member(void **state) {
    static const char source[] = " {\"a\" : 1 ,\n \"\\u70ed\": [true, \"x\\n\"] } ";
    scanned s;
    json value;
    text name = {0};
    uint32_t offset = 0;
    int more = 0;
    (void)state;
    assert_int_equal(begin(&s, context, source), HOTLINE_OK);
    assert_ptr_equal(s.scan.at, source + 1);
    assert_int_equal(hotline__json_scan_enter(&s.scan, '}', &more), HOTLINE_OK);
    assert_int_equal(more, 1);
    assert_int_equal(hotline__json_scan_name(&s.scan, &name, &offset), HOTLINE_OK);
    assert_true(hotline__text_is(name, "a"));
    assert_int_equal(offset, 2);
    assert_int_equal(hotline__json_scan_scalar(&s.scan, &value), HOTLINE_OK);
    assert_int_equal(value.kind, JSON_INTEGER);
    assert_int_equal(value.number, 1);
    assert_int_equal(value.offset, 8);
    assert_null(value.key.at);
    assert_int_equal(hotline__json_scan_next(&s.scan, '}', &more), HOTLINE_OK);
    assert_int_equal(more, 1);
    assert_int_equal(hotline__json_scan_name(&s.scan, &name, &offset), HOTLINE_OK);
    assert_true(hotline__text_is(name, "热"));
    assert_int_equal(source[offset], '"');
    assert_int_equal(hotline__json_scan_enter(&s.scan, ']', &more), HOTLINE_OK);
    assert_int_equal(s.scan.depth, 2);
    assert_int_equal(hotline__json_scan_scalar(&s.scan, &value), HOTLINE_OK);
    assert_int_equal(value.kind, JSON_TRUE);
    assert_int_equal(hotline__json_scan_next(&s.scan, ']', &more), HOTLINE_OK);
    assert_int_equal(hotline__json_scan_text(&s.scan, &name), HOTLINE_OK);
    assert_true(hotline__text_is(name, "x\n"));
    assert_int_equal(hotline__json_scan_next(&s.scan, ']', &more), HOTLINE_OK);
    assert_int_equal(more, 0);
    assert_int_equal(hotline__json_scan_next(&s.scan, '}', &more), HOTLINE_OK);
    assert_int_equal(more, 0);
    assert_int_equal(s.scan.depth, 0);
    assert_int_equal(s.scan.members, 4);
    assert_int_equal(hotline__json_scan_end(&s.scan), HOTLINE_OK);
    assert_int_equal(s.error.status, HOTLINE_OK);
    end(&s);
}

static void empty_collections(void **state) {
    scanned s;
    int more = 7;
    (void)state;
    assert_int_equal(begin(&s, context, "[ \n ]"), HOTLINE_OK);
    assert_int_equal(hotline__json_scan_enter(&s.scan, ']', &more), HOTLINE_OK);
    assert_int_equal(more, 0);
    assert_int_equal(s.scan.depth, 0);
    assert_int_equal(hotline__json_scan_end(&s.scan), HOTLINE_OK);
    end(&s);
}

static void scalars(void **state) {
    static const struct {
        const char *source;
        uint8_t kind;
    } cases[] = {{"null", JSON_NULL},
                 {"false", JSON_FALSE},
                 {"true", JSON_TRUE},
                 {"-12", JSON_INTEGER},
                 {"1.5", JSON_DECIMAL},
                 {"1e9", JSON_DECIMAL},
                 {"99999999999999999999", JSON_DECIMAL},
                 {"\"\"", JSON_TEXT}};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scanned s;
        json value;
        memset(&value, 0xA5, sizeof value);
        assert_int_equal(begin(&s, context, cases[i].source), HOTLINE_OK);
        assert_int_equal(hotline__json_scan_scalar(&s.scan, &value), HOTLINE_OK);
        assert_int_equal(value.kind, cases[i].kind);
        assert_null(value.first);
        assert_null(value.next);
        assert_int_equal(value.count, 0);
        assert_int_equal(hotline__json_scan_end(&s.scan), HOTLINE_OK);
        end(&s);
    }
}

/* Neither a bracket nor the end is a scalar. */
static void no_scalars(void **state) {
    static const char *const sources[] = {"{}", "[]", "", "]", "-", "tru", "\"a", "x"};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        scanned s;
        json value;
        assert_int_equal(begin(&s, context, sources[i]), HOTLINE_OK);
        assert_int_equal(hotline__json_scan_scalar(&s.scan, &value), HOTLINE_ERROR_SYNTAX);
        assert_int_equal(s.error.line, 1);
        end(&s);
    }
}

static void names_and_colons(void **state) {
    static const struct {
        const char *source;
        uint32_t column;
    } cases[] = {{"{1:2}", 2}, {"{\"a\"}", 5}, {"{\"a\" 1}", 6}, {"{", 2}, {"{\"a", 4}, {"{\"a\"", 5}};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        scanned s;
        text name = {0};
        uint32_t offset = 0;
        int more = 0;
        assert_int_equal(begin(&s, context, cases[i].source), HOTLINE_OK);
        assert_int_equal(hotline__json_scan_enter(&s.scan, '}', &more), HOTLINE_OK);
        assert_int_equal(hotline__json_scan_name(&s.scan, &name, &offset), HOTLINE_ERROR_SYNTAX);
        place(&s, HOTLINE_ERROR_SYNTAX, 1, cases[i].column);
        end(&s);
    }
}

static void what_follows(void **state) {
    scanned s;
    int more = 0;
    (void)state;
    assert_int_equal(begin(&s, context, "[1 2]"), HOTLINE_OK);
    s.scan.at += 2;
    assert_int_equal(hotline__json_scan_next(&s.scan, ']', &more), HOTLINE_ERROR_SYNTAX);
    place(&s, HOTLINE_ERROR_SYNTAX, 1, 4);
    assert_string_equal(s.error.message, "expected a comma or ]");
    end(&s);
    assert_int_equal(begin(&s, context, "\n x"), HOTLINE_OK);
    assert_int_equal(hotline__json_scan_end(&s.scan), HOTLINE_ERROR_SYNTAX);
    place(&s, HOTLINE_ERROR_SYNTAX, 2, 2);
    end(&s);
}

static void errors_of_the_caller(void **state) {
    static const char source[] = "{\"a\":1,\n \"热\":2}";
    scanned s;
    (void)state;
    assert_int_equal(begin(&s, context, source), HOTLINE_OK);
    assert_int_equal(hotline__json_scan_twice(&s.scan, hotline__text("热"), 9), HOTLINE_ERROR_SYNTAX);
    place(&s, HOTLINE_ERROR_SYNTAX, 2, 2);
    assert_string_equal(s.error.message, "the name \"热\" stands twice in the object");
    assert_int_equal(hotline__json_scan_fail(&s.scan, source + 14, HOTLINE_ERROR_DOCUMENT, "no"), HOTLINE_ERROR_DOCUMENT);
    place(&s, HOTLINE_ERROR_DOCUMENT, 2, 5);
    end(&s);
}

static void limits(void **state) {
    hotline_context_options options;
    hotline_context *c = NULL;
    scanned s;
    int more = 0;
    (void)state;
    hotline_context_options_init(&options, sizeof options);
    options.max_depth = 1;
    options.max_document = 8;
    options.max_members = 2;
    assert_int_equal(hotline_context_new(&options, &c), HOTLINE_OK);
    assert_int_equal(begin(&s, c, "[1,2,3]  "), HOTLINE_ERROR_LIMIT);
    place(&s, HOTLINE_ERROR_LIMIT, 0, 0);
    end(&s);
    assert_int_equal(begin(&s, c, "[[]]"), HOTLINE_OK);
    assert_int_equal(hotline__json_scan_enter(&s.scan, ']', &more), HOTLINE_OK);
    assert_int_equal(hotline__json_scan_enter(&s.scan, ']', &more), HOTLINE_ERROR_LIMIT);
    place(&s, HOTLINE_ERROR_LIMIT, 1, 2);
    end(&s);
    assert_int_equal(begin(&s, c, "[1,2,3]"), HOTLINE_OK);
    assert_int_equal(hotline__json_scan_enter(&s.scan, ']', &more), HOTLINE_OK);
    s.scan.at = s.scan.source + 2;
    assert_int_equal(hotline__json_scan_next(&s.scan, ']', &more), HOTLINE_OK);
    s.scan.at = s.scan.source + 4;
    assert_int_equal(hotline__json_scan_next(&s.scan, ']', &more), HOTLINE_ERROR_LIMIT);
    end(&s);
    hotline_context_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_object_member_by_member),
        cmocka_unit_test(empty_collections),
        cmocka_unit_test(scalars),
        cmocka_unit_test(no_scalars),
        cmocka_unit_test(names_and_colons),
        cmocka_unit_test(what_follows),
        cmocka_unit_test(errors_of_the_caller),
        cmocka_unit_test(limits),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
