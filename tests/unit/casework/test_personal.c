/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/utf8.h"
#include "../../../lib/casework/personal_impl.h"
#include "../../support/passages.h"
#include "../../support/poor_context.h"
#include "../../support/random.h"

enum { LONG = 20000, TRIALS = 20000, TRIAL_PIECES = 12 };

/* A text, what is found in it ("kind:span|"), and its masked copy; NULL: the text. */
static const char *const rows[][3] = {
    {"来电13800138000，", "0:13800138000|", "来电138****8000，"},
    {"１３８ ００１３ ８０００", "0:１３８ ００１３ ８０００|", "１３８ **** ８０００"},
    {"+86-13800138000转1", "0:13800138000|", "+86-138****8000转1"},
    {"（0539）8123456-802", "1:（0539）8123456|", "（0539）*****56-802"},
    {"+86 539 8123456", "1:539 8123456|", NULL},
    {"电话8123456、12345、400-123-4567、110", "", NULL},
    {"11010519491231002X", "2:11010519491231002X|", "110*************2X"},
    {"110105 19491231 002x", "2:110105 19491231 002x|", "110*** ******** **2x"},
    {"110105194912310021", "", NULL},
    {"11010519490231002X", "", NULL},
    {"990105194912310029", "", NULL},
    {"110105491231002", "2:110105491231002|", "110**********02"},
    {"卡号4111 1111 1111 1111", "3:4111 1111 1111 1111|", "卡号**** **** **** 1111"},
    {"4111111111111112", "", NULL},
    {"工单号：4111111111111111", "", NULL},
    {"20210513000012345678", "", NULL},
    {"安居小区3号楼2单元501室漏水", "4:3号楼2单元501室|", "安居小区*号楼*单元***室漏水"},
    {"十二号楼二单元", "4:十二号楼二单元|", "**号楼*单元"},
    {"A栋1202", "4:A栋1202|", "A栋****"},
    {"3栋2-501户", "4:3栋2-501户|", "*栋*-***户"},
    {"3号楼、3座桥、共有10栋460户、3号楼2021年建成", "", NULL},
    {"车牌鲁Q·12345、苏E2G81C、鲁QD12345、鄂AP185挂", "5:鲁Q·12345|5:苏E2G81C|5:鲁QD12345|5:鄂AP185挂|",
     "车牌鲁Q·***45、苏E***1C、鲁Q****45、鄂A***5挂"},
    {"新App12、鲁Q1234567、云ABCDE", "", NULL},
    {"邮箱wang.fang_01@example.com.cn。", "6:wang.fang_01@example.com.cn|", "邮箱w***.****_**@example.com.cn。"},
    {"13800138000@qq.com", "6:13800138000@qq.com|", "1**********@qq.com"},
    {"a@b，@某人，a@b.c", "", NULL},
    {"鲁政发〔2021〕13号，1380013800元，2021-05-13", "", NULL},
    {"", "", NULL},
};

static void found_and_masked(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        passage p = read_passage(rows[i][0]);
        char got[512] = "";
        personal_walk w;
        personal one;
        buffer masked;
        hotline__personal_walk_begin(&w, &p);
        while (hotline__personal_next(&w, &one)) {
            text t = hotline__passage_text(&p, one.at);
            char kind[3] = {(char)('0' + one.kind), ':', '\0'};
            strncat(strcat(got, kind), t.at, t.len);
            strcat(got, "|");
        }
        hotline__buffer_init(&masked, context);
        hotline__personal_mask(&p, 0, &masked);
        if (rows[i][2] != NULL && (strcmp(got, rows[i][1]) != 0 || strcmp(hotline__buffer_text(&masked).at, rows[i][2]) != 0)) {
            fail_msg("%s: %s %s", rows[i][0], got, hotline__buffer_text(&masked).at);
        }
        if (rows[i][2] == NULL && *rows[i][1] == '\0') {
            assert_string_equal(got, "");
            assert_string_equal(hotline__buffer_text(&masked).at, rows[i][0]);
        }
        hotline__buffer_free(&masked);
    }
}

/* Texts put together by chance: spans are in order, the copy has as many code points, and masking it again finds no more in it. */
static void any_text(void **state) {
    static const char *const pieces[] = {"13800138000",
                                         "0539",
                                         "-",
                                         " ",
                                         "8123456",
                                         "(",
                                         ")",
                                         "＋",
                                         "86",
                                         "号楼",
                                         "单元",
                                         "501",
                                         "室",
                                         "鲁",
                                         "Q",
                                         "·",
                                         "@",
                                         "qq.com",
                                         "x",
                                         "转",
                                         "𠮷",
                                         "１２",
                                         "电话",
                                         "11010519491231002X",
                                         "4111111111111111",
                                         "*",
                                         "\n",
                                         "三",
                                         "栋",
                                         "、",
                                         "é"};
    uint64_t seed = 7;
    (void)state;
    for (int trial = 0; trial < TRIALS; trial++) {
        char words[TRIAL_PIECES * 24] = "";
        personal_walk w;
        personal one;
        buffer masked;
        uint32_t end = 0;
        for (int i = 0; i < TRIAL_PIECES; i++) {
            strcat(words, pieces[(random_next(&seed) >> 33) % (sizeof pieces / sizeof pieces[0])]);
        }
        passage p = read_passage(words);
        hotline__personal_walk_begin(&w, &p);
        while (hotline__personal_next(&w, &one)) {
            assert_true(one.at.begin >= end && one.at.begin < one.at.end && one.at.end <= p.count);
            end = one.at.end;
        }
        hotline__buffer_init(&masked, context);
        hotline__personal_mask(&p, 0, &masked);
        text t = hotline__buffer_text(&masked);
        assert_int_equal(hotline__utf8_valid(t.at, t.len), t.len);
        assert_int_equal(hotline__utf8_count(t.at, t.len), p.count);
        hotline__buffer_free(&masked);
        hotline__arena_reset(&memory);
    }
}

static void takes_linear_time(void **state) {
    static const char *const pieces[] = {"1",   "(",     "1 ",           "a",     "a.", "a@", "3栋", "三", "鲁",
                                         "鲁Q", "4111 ", "13800138000 ", "0539-", "(1", "@",  "-"};
    char *words = malloc(LONG * 16);
    (void)state;
    assert_non_null(words);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t len = strlen(pieces[i]);
        buffer masked;
        for (size_t k = 0; k < LONG; k++) {
            memcpy(words + k * len, pieces[i], len);
        }
        words[LONG * len] = '\0';
        passage p = read_passage(words);
        hotline__buffer_init(&masked, context);
        hotline__personal_mask(&p, 0, &masked);
        assert_int_equal(masked.status, HOTLINE_OK);
        hotline__buffer_free(&masked);
        hotline__arena_reset(&memory);
    }
    free(words);
}

static void without_memory(void **state) {
    passage p = read_passage("来电13800138000，");
    size_t left = 4096;
    hotline_context *poor = poor_context(&left);
    buffer masked;
    (void)state;
    left = 0;
    hotline__buffer_init(&masked, poor);
    assert_int_equal(hotline__personal_mask(&p, 0, &masked), 1);
    assert_int_equal(masked.status, HOTLINE_ERROR_MEMORY);
    hotline__buffer_free(&masked);
    hotline_context_free(poor);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_and_masked),
        cmocka_unit_test(any_text),
        cmocka_unit_test(takes_linear_time),
        cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests(tests, passages_begin, passages_end);
}
