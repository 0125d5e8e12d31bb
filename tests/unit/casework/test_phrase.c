/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../lib/casework/phrase_impl.h"

static hotline_context *context;
static arena memory;

static int begin(void **state) {
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    hotline__arena_init(&memory, context);
    return 0;
}

static int end(void **state) {
    (void)state;
    hotline__arena_free(&memory);
    hotline_context_free(context);
    return 0;
}

/* The hits of one phrase in a clause, as "[begin,end)" in a row. */
static void assert_hits(const char *words, const char *clause, const char *expected) {
    phrase_source source = {hotline__text(words), 7};
    phrase_set set;
    passage p;
    matcher_cursor cursor = {0, 0};
    phrase_hit hit;
    uint32_t bad = 0;
    size_t at = 0;
    char found[200] = "";
    assert_int_equal(hotline__phrases_new(&memory, &source, 1, &set, &bad), HOTLINE_OK);
    assert_int_equal(hotline__passage_read(&memory, hotline__text(clause), &p, &at), HOTLINE_OK);
    while (hotline__phrases_next(&set, p.letters, p.count, &cursor, &hit)) {
        char one[40];
        assert_int_equal(hit.number, 7);
        snprintf(one, sizeof one, "[%u,%u)", (unsigned)hit.begin, (unsigned)hit.end);
        strcat(found, one);
    }
    if (strcmp(found, expected) != 0) {
        fail_msg("%s in %s: %s instead of %s", words, clause, found, expected);
    }
}

static void plain(void **state) {
    (void)state;
    assert_hits("处理", "已处理，再处理", "[1,3)[5,7)");
    assert_hits("处理", "办理", "");
    assert_hits("ABC", "ａｂｃ", "[0,3)");
    assert_hits("電話", "电话", "[0,2)");
    assert_hits("水", "", "");
}

static void gaps(void **state) {
    (void)state;
    assert_hits("转…处理", "已转住建局处理后再处理", "[1,7)");
    assert_hits("转…处理", "转处理", "[0,3)");
    assert_hits("转…处理", "处理转", "");
    assert_hits("请…到…办理", "请您到大厅办理", "[0,7)");
    assert_hits("转…处理", "转一二三四五六七八九十一二三四五六七八九十一二三四处理", "[0,27)");
    assert_hits("转…处理", "转一二三四五六七八九十一二三四五六七八九十一二三四五处理", "");
    assert_hits("转……处理", "转一二三四五六七八九十一二三四五六七八九十一二三四五处理", "[0,28)");
}

static void ends(void **state) {
    (void)state;
    assert_hits("^感谢", "感谢您", "[0,2)");
    assert_hits("^感谢", "再次感谢", "");
    assert_hits("如下$", "现答复如下", "[3,5)");
    assert_hits("如下$", "如下所述", "");
    assert_hits("^…网友$", "亲爱的网友", "[0,5)");
    assert_hits("^关于…问题$", "关于路灯问题", "[0,6)");
    assert_hits("^关于…问题$", "关于路灯问题的答复", "");
    assert_hits("^感谢…$", "感谢您的支持", "[0,6)");
    assert_hits("^感谢…$", "感谢", "[0,2)");
    assert_hits("^感谢…$", "感谢一二三四五六七八九十一二三四五六七八九十一二三四五", "");
    assert_hits("感谢…$", "再次感谢您", "[2,5)");
    assert_hits("^…感谢…$", "再次感谢您", "[0,5)");
    assert_hits("^好$", "好", "[0,1)");
    assert_hits("^好$", "好好", "");
    assert_hits("经…问题$", "经查问题属实问题", "[0,8)");
}

static void no_phrases(void **state) {
    static const char *const none[] = {"", "^", "…", "处理…", "一…二…三…四…五", "…$", "处理…", "\xE6"};
    (void)state;
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        phrase_source sources[2] = {{hotline__text("好"), 0}, {hotline__text(none[i]), 1}};
        phrase_set set;
        uint32_t bad = 9;
        assert_int_equal(hotline__phrases_new(&memory, sources, 2, &set, &bad), HOTLINE_ERROR_ARGUMENT);
        assert_int_equal(bad, 1);
    }
}

static void too_long(void **state) {
    char words[400] = "";
    phrase_source source;
    phrase_set set;
    uint32_t bad = 9;
    (void)state;
    for (int i = 0; i < 65; i++) {
        strcat(words, "水");
    }
    source.words = hotline__text(words);
    source.number = 0;
    assert_int_equal(hotline__phrases_new(&memory, &source, 1, &set, &bad), HOTLINE_ERROR_ARGUMENT);
    source.words.len -= 3;
    assert_int_equal(hotline__phrases_new(&memory, &source, 1, &set, &bad), HOTLINE_OK);
}

static void none_at_all(void **state) {
    phrase_set set;
    matcher_cursor cursor = {0, 0};
    phrase_hit hit;
    uint16_t letters[8] = {'a', 'b'};
    uint32_t bad = 0;
    (void)state;
    assert_int_equal(hotline__phrases_new(&memory, NULL, 0, &set, &bad), HOTLINE_OK);
    assert_int_equal(hotline__phrases_next(&set, letters, 2, &cursor, &hit), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain, begin, end),    cmocka_unit_test_setup_teardown(gaps, begin, end),
        cmocka_unit_test_setup_teardown(ends, begin, end),     cmocka_unit_test_setup_teardown(no_phrases, begin, end),
        cmocka_unit_test_setup_teardown(too_long, begin, end), cmocka_unit_test_setup_teardown(none_at_all, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
