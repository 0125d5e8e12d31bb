/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/base/json_read.h"
#include "../../../lib/base/json_write.h"
#include "../../support/poor_context.h"

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

static void written(buffer *b, const char *expected) {
    assert_int_equal(b->status, HOTLINE_OK);
    assert_string_equal(hotline__buffer_text(b).at, expected);
    hotline__buffer_free(b);
}

static void begin(json_writer *w, buffer *b) {
    hotline__buffer_init(b, context);
    hotline__json_begin(w, b);
}

static void values(void **state) {
    json_writer w;
    buffer b;
    (void)state;
    begin(&w, &b);
    hotline__json_array(&w);
    hotline__json_null(&w);
    hotline__json_flag(&w, 1);
    hotline__json_flag(&w, 0);
    hotline__json_flag(&w, -7);
    hotline__json_integer(&w, INT64_MIN);
    hotline__json_integer(&w, 0);
    hotline__json_string(&w, "x");
    hotline__json_string(&w, "");
    hotline__json_string(&w, NULL);
    hotline__json_raw(&w, hotline__text("1.50"));
    hotline__json_array_end(&w);
    written(&b, "[null,true,false,true,-9223372036854775808,0,\"x\",\"\",null,1.50]");
}

static void commas_come_by_themselves(void **state) {
    json_writer w;
    buffer b;
    (void)state;
    begin(&w, &b);
    hotline__json_object(&w);
    hotline__json_key(&w, "a");
    hotline__json_array(&w);
    hotline__json_object(&w);
    hotline__json_object_end(&w);
    hotline__json_array(&w);
    hotline__json_array_end(&w);
    hotline__json_object(&w);
    hotline__json_key(&w, "x");
    hotline__json_integer(&w, 1);
    hotline__json_key(&w, "y");
    hotline__json_integer(&w, 2);
    hotline__json_object_end(&w);
    hotline__json_array_end(&w);
    hotline__json_key_text(&w, hotline__text("b"));
    hotline__json_object(&w);
    hotline__json_object_end(&w);
    hotline__json_key(&w, "c");
    hotline__json_null(&w);
    hotline__json_object_end(&w);
    written(&b, "{\"a\":[{},[],{\"x\":1,\"y\":2}],\"b\":{},\"c\":null}");
}

static void one_value_alone(void **state) {
    json_writer w;
    buffer b;
    (void)state;
    begin(&w, &b);
    hotline__json_integer(&w, 5);
    written(&b, "5");
}

/* Every control is escaped, also DEL; the short forms where there are any that matter. */
static void escapes(void **state) {
    json_writer w;
    buffer b;
    text nul = {"a\0b", 3};
    (void)state;
    begin(&w, &b);
    hotline__json_object(&w);
    hotline__json_key(&w, "\"\\\n");
    hotline__json_string(&w, "\x01\x08\t\n\x0b\x0c\r\x1f /\x7f\"\\");
    hotline__json_key(&w, "热");
    hotline__json_string(&w, "线\xf0\x9f\x98\x80");
    hotline__json_key(&w, "");
    hotline__json_text(&w, nul);
    hotline__json_object_end(&w);
    written(&b, "{\"\\\"\\\\\\n\":\"\\u0001\\u0008\\t\\n\\u000b\\u000c\\r\\u001f /\\u007f\\\"\\\\\","
                "\"热\":\"线\xf0\x9f\x98\x80\",\"\":\"a\\u0000b\"}");
}

static void sixty_two_deep(void **state) {
    json_writer w;
    buffer b;
    int i;
    (void)state;
    begin(&w, &b);
    for (i = 0; i < 62; i++) {
        hotline__json_array(&w);
        hotline__json_integer(&w, 1);
    }
    for (i = 0; i < 62; i++) {
        hotline__json_integer(&w, 2);
        hotline__json_array_end(&w);
    }
    assert_int_equal(b.len, 2 + 61 * 3 + 62 * 3);
    assert_memory_equal(b.bytes, "[1,[1,[1,", 9);
    assert_string_equal(b.bytes + b.len - 6, ",2],2]");
    hotline__buffer_free(&b);
}

static void trees(void **state) {
    static const char all[] = "{\"a\":[1,-0.50,1e3,true,false,null,\"\\\"x\"],\"b\":{},\"c\":[],\"d\":{\"e\":[{\"f\":\"诉求\"}]}}";
    json_writer w;
    buffer b;
    arena a;
    json *tree = NULL;
    (void)state;
    hotline__arena_init(&a, context);
    assert_int_equal(hotline__json_read(&a, all, sizeof all - 1, &tree, NULL), HOTLINE_OK);
    begin(&w, &b);
    hotline__json_tree(&w, tree);
    written(&b, all);
    begin(&w, &b);
    hotline__json_array(&w);
    hotline__json_tree(&w, hotline__json_member(tree, "b"));
    hotline__json_tree(&w, hotline__json_member(tree, "c"));
    hotline__json_array_end(&w);
    written(&b, "[{},[]]");
    hotline__arena_free(&a);
}

static void no_memory(void **state) {
    size_t little = 400;
    hotline_context *poor = poor_context(&little);
    json_writer w;
    buffer b;
    int i;
    (void)state;
    hotline__buffer_init(&b, poor);
    hotline__json_begin(&w, &b);
    hotline__json_array(&w);
    for (i = 0; i < 1000; i++) {
        hotline__json_string(&w, "words");
    }
    hotline__json_array_end(&w);
    assert_int_equal(b.status, HOTLINE_ERROR_MEMORY);
    hotline__buffer_free(&b);
    hotline_context_free(poor);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),          cmocka_unit_test(commas_come_by_themselves),
        cmocka_unit_test(one_value_alone), cmocka_unit_test(escapes),
        cmocka_unit_test(sixty_two_deep),  cmocka_unit_test(trees),
        cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
