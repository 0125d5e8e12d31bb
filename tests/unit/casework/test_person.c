/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/casework/person_parts.h"
#include "../../support/passages.h"

enum { FOUND_MOST = 8, LONG = 10000, SURNAMES = 730, COMMON = 146 };

/* Fields that hold names, and the names. */
static const char *const good[][2] = {
    {"王建国", "王建国|"},
    {"張偉", "張偉|"},
    {"李𠮷", "李𠮷|"},
    {"欧阳娜娜", "欧阳娜娜|"},
    {"王张燕", "王张燕|"},
    {"李陈子涵", "李陈子涵|"},
    {"王建村", "王建村|"},
    {"李登科", "李登科|"},
    {"王树人", "王树人|"},
    {"成龙", "成龙|"},
    {"公衍峰", "公衍峰|"},
    {"王 芳", "王 芳|"},
    {"刘 德 华", "刘 德 华|"},
    {"王　建国", "王　建国|"},
    {"王\n芳", "王\n芳|"},
    {"王 芳 李 娜", "王 芳|李 娜|"},
    {"王芳 李娜", "王芳|李娜|"},
    {"王芳、李娜；赵敏", "王芳|李娜|赵敏|"},
    {"王芳和李娜", "王芳|李娜|"},
    {"陈和平和李娜", "陈和平|李娜|"},
    {"李娜、王芳等", "李娜|王芳|"},
    {"王芳等人", "王芳|"},
    {"王建国科长", "王建国|"},
    {"王芳副主任", "王芳|"},
    {"主任张伟", "张伟|"},
    {"科长：李娜", "李娜|"},
    {"承办人张伟", "张伟|"},
    {"信访科王建国", "王建国|"},
    {"城管局执法大队张伟", "张伟|"},
    {"党支部书记李明", "李明|"},
    {"高庄村王立新", "王立新|"},
    {"王建国（信访科）", "王建国|"},
    {"信访科（王建国）", "王建国|"},
    {"信访科 李 娜", "李 娜|"},
    {"张伟 0539-8123456", "张伟|"},
    {"张某、李明", "李明|"},
    {"迪丽热巴·迪力木拉提", "迪丽热巴·迪力木拉提|"},
    {"阿凡提．买合苏提", "阿凡提．买合苏提|"},
    {"姓名.王建国", "王建国|"},
    {"买买提江", "买买提江|"},
    {"次仁多吉", "次仁多吉|"},
};

static void names(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        passage p = read_passage(good[i][0]);
        span found[FOUND_MOST];
        uint32_t count = 0;
        char got[512] = "";
        person_fault fault = hotline__person_field(&p, found, FOUND_MOST, &count);
        for (uint32_t n = 0; n < count; n++) {
            text t = hotline__passage_text(&p, found[n]);
            strncat(got, t.at, t.len);
            strcat(got, "|");
        }
        if (fault != PERSON_GOOD || strcmp(got, good[i][1]) != 0) {
            fail_msg("%s: %d, %s", good[i][0], (int)fault, got);
        }
    }
}

typedef struct bad_row {
    const char *words;
    person_fault fault;
} bad_row;

static const bad_row bad[] = {
    {"", PERSON_EMPTY},
    {" —— ／", PERSON_EMPTY},
    {"无", PERSON_PLACEHOLDER},
    {"同上", PERSON_PLACEHOLDER},
    {"测试", PERSON_PLACEHOLDER},
    {"工作人员", PERSON_ROLE},
    {"值班员", PERSON_ROLE},
    {"包村干部", PERSON_TITLE},
    {"全体人员", PERSON_ROLE},
    {"代办人", PERSON_ROLE},
    {"安监局", PERSON_UNIT},
    {"办公室", PERSON_UNIT},
    {"郑旺镇", PERSON_UNIT},
    {"党建科", PERSON_UNIT},
    {"王家村", PERSON_UNIT},
    {"兰山区住房和城乡建设局", PERSON_UNIT},
    {"主任", PERSON_TITLE},
    {"张主任", PERSON_TITLE},
    {"张 主任", PERSON_SURNAME},
    {"张副主任", PERSON_TITLE},
    {"欧阳局长", PERSON_TITLE},
    {"住建局张局长", PERSON_TITLE},
    {"王局", PERSON_TITLE},
    {"小王", PERSON_TITLE},
    {"老李", PERSON_TITLE},
    {"王姐", PERSON_TITLE},
    {"陆先生", PERSON_TITLE},
    {"张某", PERSON_MASKED},
    {"李**", PERSON_MASKED},
    {"张XX", PERSON_MASKED},
    {"赵×", PERSON_MASKED},
    {"孙〇〇", PERSON_MASKED},
    {"周□", PERSON_MASKED},
    {"王", PERSON_SURNAME},
    {"欧阳", PERSON_SURNAME},
    {"13800138000", PERSON_NO_NAME},
    {"Wang Fang", PERSON_NO_NAME},
    {"向市民", PERSON_NO_NAME},
    {"方便", PERSON_NO_NAME},
    {"您好，由王建国负责办理", PERSON_NO_NAME},
};

static void no_names(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        passage p = read_passage(bad[i].words);
        uint32_t count = 99;
        person_fault fault = hotline__person_field(&p, NULL, 0, &count);
        if (fault != bad[i].fault || count != 0) {
            fail_msg("%s: %d", bad[i].words, (int)fault);
        }
    }
}

/* Each list is sorted, and its letters are as passages have them: all are found, and nothing else is. */
static void surnames(void **state) {
    uint32_t single = 0;
    uint32_t common = 0;
    (void)state;
    for (int32_t code = LETTER_HAN_FIRST; code <= LETTER_HAN_LAST; code++) {
        uint8_t kind;
        int is = hotline__person_is_single((uint16_t)code);
        int usual = hotline__person_is_common((uint16_t)code);
        single += (uint32_t)is;
        common += (uint32_t)usual;
        assert_true(is || !usual);
        if (is && hotline__letter_fold(code, &kind) != code) {
            fail_msg("U+%04X is folded", (unsigned)code);
        }
    }
    assert_int_equal(common, COMMON);
    assert_int_equal(single, SURNAMES);
    assert_false(hotline__person_is_single(0));
    assert_false(hotline__person_is_single(0xFFFF));
}

/* More names than there is room for: the first ones. */
static void many(void **state) {
    passage p = read_passage("王芳、李娜、赵敏");
    span found[2];
    uint32_t count = 0;
    (void)state;
    assert_int_equal(hotline__person_field(&p, found, 2, &count), PERSON_GOOD);
    assert_int_equal(count, 2);
    assert_int_equal(found[1].begin, 3);
    assert_int_equal(found[1].end, 5);
}

static void takes_linear_time(void **state) {
    static const char *const pieces[] = {"王", "王 ", "(",  "1", "*", "王芳",   "和",   "王和",
                                         "·",  "王·", "科", "x", " ", "王芳、", "主任", "王 芳芳芳芳芳"};
    char *words = malloc(LONG * 20);
    (void)state;
    assert_non_null(words);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t len = strlen(pieces[i]);
        span found[2];
        uint32_t count = 0;
        for (size_t k = 0; k < LONG; k++) {
            memcpy(words + k * len, pieces[i], len);
        }
        words[LONG * len] = '\0';
        passage p = read_passage(words);
        hotline__person_field(&p, found, 2, &count);
        assert_true(count == 0 || found[0].end <= p.count);
        hotline__arena_reset(&memory);
    }
    free(words);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names), cmocka_unit_test(no_names),          cmocka_unit_test(surnames),
        cmocka_unit_test(many),  cmocka_unit_test(takes_linear_time),
    };
    return cmocka_run_group_tests(tests, passages_begin, passages_end);
}
