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
#include "../../support/passages.h"

/* The hits of one phrase in a clause, as "[begin,end)" in a row. */
static void assert_hits(const char *words, const char *clause, const char *expected) {
    phrase_source source = {hotline__text(words), 7};
    phrase_set set;
    passage p;
    phrase_cursor cursor;
    phrase_hit hit;
    uint32_t bad = 0;
    char found[200] = "";
    memset(&cursor, 0, sizeof cursor);
    assert_int_equal(hotline__phrases_new(&memory, &source, 1, &set, &bad), HOTLINE_OK);
    p = read_passage(clause);
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

/* By place, then the longest first piece, then as they came. 嚄 shares a place
 * in the table of single letters with 的. */
static void in_order(void **state) {
    static const phrase_source sources[] = {{{"的", 3}, 0},     {{"的话", 6}, 1}, {{"的…好", 9}, 2}, {{"的", 3}, 3}, {{"话", 3}, 4},
                                            {{"的话好", 9}, 5}, {{"^的", 4}, 6},  {{"好$", 4}, 7},   {{"嚄", 3}, 8}};
    static const uint32_t expected[] = {5, 1, 0, 2, 3, 6, 4, 7};
    phrase_set set;
    phrase_cursor cursor;
    phrase_hit hit;
    passage p;
    size_t bad_byte = 0;
    uint32_t bad = 0;
    (void)state;
    memset(&cursor, 0, sizeof cursor);
    assert_int_equal(hotline__phrases_new(&memory, sources, sizeof sources / sizeof sources[0], &set, &bad), HOTLINE_OK);
    assert_int_equal(hotline__passage_read(&memory, hotline__text("的话好"), &p, &bad_byte), HOTLINE_OK);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        assert_int_equal(hotline__phrases_next(&set, p.letters, p.count, &cursor, &hit), 1);
        assert_int_equal(hit.number, expected[i]);
    }
    assert_int_equal(hotline__phrases_next(&set, p.letters, p.count, &cursor, &hit), 0);
}

/* Wide signs are letters like any other: only ^, $ and … as they are written
 * are signs. */
static void wide_signs_are_letters(void **state) {
    (void)state;
    assert_hits("＾", "a^", "[1,2)");
    assert_hits("＾甲", "乙^甲", "[1,3)");
    assert_hits("甲＄", "甲$乙", "[0,2)");
    assert_hits("‥", "甲…", "[1,2)");
}

static void none_at_all(void **state) {
    phrase_set set;
    phrase_cursor cursor;
    phrase_hit hit;
    uint16_t letters[8] = {'a', 'b'};
    uint32_t bad = 0;
    (void)state;
    memset(&cursor, 0, sizeof cursor);
    assert_int_equal(hotline__phrases_new(&memory, NULL, 0, &set, &bad), HOTLINE_OK);
    assert_int_equal(hotline__phrases_next(&set, letters, 2, &cursor, &hit), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(gaps, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(ends, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(no_phrases, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(too_long, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(none_at_all, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(in_order, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(wide_signs_are_letters, passages_begin, passages_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
