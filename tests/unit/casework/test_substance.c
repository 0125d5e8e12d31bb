/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../lib/casework/substance_impl.h"
#include "../../support/passages.h"

static phrase_set words;

static int begin(void **state) {
    passages_begin(state);
    assert_int_equal(hotline__substance_words(&memory, &words), HOTLINE_OK);
    return 0;
}

static substance weigh(const char *reply) {
    passage p = read_passage(reply);
    substance out;
    assert_int_equal(hotline__substance_of(&memory, &words, &p, NULL, &out), HOTLINE_OK);
    return out;
}

static void assert_nothing(const char *reply, substance_theme theme) {
    substance s = weigh(reply);
    if (s.letters > SUBSTANCE_NONE_MOST || (s.themes >> theme & 1) == 0) {
        fail_msg("%u letters, themes %x: %s", (unsigned)s.letters, (unsigned)s.themes, reply);
    }
}

static void assert_something(const char *reply) {
    substance s = weigh(reply);
    if (s.letters <= SUBSTANCE_NONE_MOST) {
        fail_msg("%u letters: %s", (unsigned)s.letters, reply);
    }
}

/* All of these are of our own writing. */
static void nothing_is_said(void **state) {
    (void)state;
    assert_nothing("您好！您的来信已收悉。感谢您的关注与支持！", THEME_RECEIVED);
    assert_nothing("尊敬的网友，您好！您反映的问题我们已转至有关部门处理，感谢您的留言。", THEME_FORWARDED);
    assert_nothing("网友您好，您所反映的情况已收悉，我局将尽快调查处理并及时回复。2021年5月6日", THEME_WILL);
    assert_nothing("您好，建议您拨打供电服务热线咨询。祝您生活愉快！", THEME_REFERRED);
    assert_nothing("“关于东门小区路灯不亮的问题”已收悉，已交由区住建局核实办理，谢谢！", THEME_FORWARDED);
    assert_nothing("您好!我们高度重视您反映的问题,正在核实办理中,请耐心等待.", THEME_WILL);
}

static void something_is_said(void **state) {
    (void)state;
    assert_something("您好，经核实，该路段路灯线路老化，5月8日已更换灯头12盏，现已恢复照明。");
    assert_something("您反映的垃圾堆放情况属实，我镇已安排清运车辆将垃圾全部清理。");
    assert_something("根据规定，新生儿落户须提供出生医学证明和父母户口簿，不能办理异地代办。");
    assert_something("该项目尚未列入今年改造计划。");
    assert_something("已转区住建局。经区住建局现场查看，漏水原因为管道接口破损，物业定于6月3日前完成更换。");
}

static void empty_texts(void **state) {
    (void)state;
    assert_int_equal(weigh("").letters, 0);
    assert_int_equal(weigh("，。！ \n").letters, 0);
    assert_int_equal(weigh("2021年5月6日").letters, 0);
    assert_int_equal(weigh("“").letters, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_said, begin, passages_end),
        cmocka_unit_test_setup_teardown(something_is_said, begin, passages_end),
        cmocka_unit_test_setup_teardown(empty_texts, begin, passages_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
