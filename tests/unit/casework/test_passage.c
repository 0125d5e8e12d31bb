/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/casework/passage_impl.h"
#include "../../support/passages.h"

static void assert_span(const passage *p, span s, const char *words) {
    text t = hotline__passage_text(p, s);
    if (!hotline__text_is(t, words)) {
        fail_msg("\"%.*s\" instead of \"%s\"", (int)t.len, t.at, words);
    }
}

static void letters_are_code_points(void **state) {
    passage p = read_passage("Ａb，水\xF0\xA0\x80\x80"
                             "9");
    (void)state;
    assert_int_equal(p.count, 6);
    assert_int_equal(p.letters[0], 'a');
    assert_int_equal(p.letters[2], ',');
    assert_int_equal(hotline__passage_class(&p, 4), LETTER_HAN);
    assert_int_equal(p.letters[5], '9');
    assert_int_equal(p.letters[6], 0);
    assert_int_equal(p.offsets[1], 3);
    assert_int_equal(p.offsets[6], 15);
    assert_span(&p, (span){3, 5}, "水\xF0\xA0\x80\x80");
    assert_int_equal(hotline__passage_weight(&p, (span){0, 6}), 5);
}

static void nothing(void **state) {
    passage p = read_passage("");
    text none = {NULL, 0};
    size_t bad = 0;
    (void)state;
    assert_int_equal(p.count + p.clause_count + p.sentence_count, 0);
    assert_int_equal(hotline__passage_read(&memory, none, &p, &bad), HOTLINE_OK);
    assert_span(&p, (span){0, 0}, "");
    assert_int_equal(read_passage("，。 \n；").clause_count, 0);
    assert_int_equal(read_passage("，。 \n；").sentence_count, 0);
}

static void bad_bytes(void **state) {
    passage p;
    size_t bad = 0;
    (void)state;
    assert_int_equal(hotline__passage_read(&memory, hotline__text("水\xE6\xB0"), &p, &bad), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(bad, 3);
}

static void assert_clauses(const char *words, const char *const *clauses, const uint32_t *sentences, uint32_t count) {
    passage p = read_passage(words);
    assert_int_equal(p.clause_count, count);
    for (uint32_t i = 0; i < count; i++) {
        assert_span(&p, (span){p.clauses[i].begin, p.clauses[i].end}, clauses[i]);
        assert_int_equal(p.clauses[i].sentence, sentences[i]);
    }
    assert_int_equal(p.sentence_count, count == 0 ? 0 : sentences[count - 1] + 1);
}

static void clauses(void **state) {
    static const char *const first[] = {"您好", "水、电已通", "费用3.5元", "共1,000户", "9:30开门", "完"};
    static const uint32_t first_in[] = {0, 1, 1, 2, 3, 4};
    static const char *const second[] = {"一", "二", "三"};
    static const uint32_t second_in[] = {0, 0, 1};
    (void)state;
    assert_clauses("您好！  水、电已通，费用3.5元。共1,000户\n9:30开门；；完", first, first_in, 6);
    assert_clauses("一, 二. 三", second, second_in, 3);
    assert_clauses("一：二\r\n\r\n三", second, second_in, 3);
}

static void starts(void **state) {
    passage p = read_passage("已经处理");
    (void)state;
    assert_int_equal(hotline__passage_starts(&p, 2, "处理"), 2);
    assert_int_equal(hotline__passage_starts(&p, 2, "处理了"), 0);
    assert_int_equal(hotline__passage_starts(&p, 0, "处"), 0);
}

static void assert_items(const char *words, const char *const *items, uint32_t count) {
    passage p = read_passage(words);
    span found[20];
    assert_int_equal(hotline__passage_items(&p, found, 20), count);
    for (uint32_t i = 0; i < count; i++) {
        assert_span(&p, found[i], items[i]);
    }
}

static void items(void **state) {
    static const char *const two[] = {"路灯不亮。", "下水道堵塞。"};
    static const char *const is[] = {"路灯不亮；", "下水道堵塞。"};
    (void)state;
    assert_items("反映两事：1、路灯不亮。2、下水道堵塞。", two, 2);
    assert_items("1.路灯不亮。 2.下水道堵塞。", two, 2);
    assert_items("（1）路灯不亮。（2）下水道堵塞。", two, 2);
    assert_items("(一)路灯不亮。\n(二)下水道堵塞。", two, 2);
    assert_items("一、路灯不亮。二、下水道堵塞。", two, 2);
    assert_items("①路灯不亮。②下水道堵塞。", two, 2);
    assert_items("第一，路灯不亮。第二，下水道堵塞。", two, 2);
    assert_items("一是路灯不亮；二是下水道堵塞。", is, 2);
}

static void no_items(void **state) {
    (void)state;
    assert_items("1、路灯不亮。", NULL, 0);
    assert_items("价格1.5元，2.5元。", NULL, 0);
    assert_items("2、甲。3、乙。", NULL, 0);
    assert_items("一、甲。2、乙。", NULL, 0);
    assert_items("一共有三户，二楼漏水。", NULL, 0);
    assert_items("", NULL, 0);
}

static void items_beyond_the_room_are_not_told(void **state) {
    passage p = read_passage("1、甲。2、乙。3、丙。十、丁");
    span found[2];
    (void)state;
    assert_int_equal(hotline__passage_items(&p, found, 2), 2);
}

static void ten_and_more(void **state) {
    char words[600] = "";
    static const char *const numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
    span found[20];
    (void)state;
    for (size_t i = 0; i < 12; i++) {
        strcat(words, numbers[i]);
        strcat(words, "、甲。");
    }
    passage p = read_passage(words);
    assert_int_equal(hotline__passage_items(&p, found, 20), 12);
    assert_span(&p, found[11], "甲。");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(letters_are_code_points, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(nothing, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(bad_bytes, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(clauses, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(starts, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(items, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(no_items, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(items_beyond_the_room_are_not_told, passages_begin, passages_end),
        cmocka_unit_test_setup_teardown(ten_and_more, passages_begin, passages_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
