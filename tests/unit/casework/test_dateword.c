/* SPDX-License-Identifier: MIT */
/* Dates of every form and what is none, with and without today; numbers; texts made to be slow. tests/vectors has many more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../lib/casework/dateword_impl.h"

/* Dates are told as "5月28日 A 2021-05-28 by; ...": the kind's letter, from, to when another day, the count, by. */
typedef struct dateword_row {
    const char *text;
    const char *found;
} dateword_row;

#define MONDAY "2021-05-10"

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

static passage read_text(arena *a, const char *bytes, size_t len) {
    passage p;
    text source;
    size_t bad = 0;
    source.at = bytes;
    source.len = len;
    hotline__arena_init(a, context);
    assert_int_equal(hotline__passage_read(a, source, &p, &bad), HOTLINE_OK);
    return p;
}

static hotline_day day_of(const char *date) {
    hotline_day day = HOTLINE_DAY_NONE;
    if (date != NULL) {
        assert_int_equal(hotline_day_parse(date, strlen(date), &day), HOTLINE_OK);
    }
    return day;
}

static void tell(const passage *p, const dateword *w, char *out, size_t size) {
    char from[HOTLINE_DATE_SIZE] = "-";
    char to[HOTLINE_DATE_SIZE] = "-";
    char count[16] = "";
    text word = hotline__passage_text(p, w->where);
    (void)hotline_day_write(w->from, from);
    (void)hotline_day_write(w->to, to);
    if (w->kind == DATEWORD_WORKDAYS) {
        (void)snprintf(count, sizeof count, " %u", w->workdays);
    }
    (void)snprintf(out, size, "%.*s %c %s%s%s%s%s", (int)word.len, word.at, "ARPWU"[w->kind], from, w -> from == w -> to ? "" : " ",
                   w->from == w->to ? "" : to, count, w->bounded ? " by" : "");
}

static void tell_all(const char *source, const char *today, char *out, size_t size) {
    arena a;
    passage p = read_text(&a, source, strlen(source));
    uint32_t cursor = 0;
    dateword w;
    out[0] = '\0';
    while (hotline__dateword_next(&p, day_of(today), &cursor, &w)) {
        char one[200];
        tell(&p, &w, one, sizeof one);
        (void)snprintf(out + strlen(out), size - strlen(out), "%s%s", out[0] == '\0' ? "" : "; ", one);
    }
    assert_int_equal(cursor, p.count);
    hotline__arena_free(&a);
}

static void run(const char *today, const dateword_row *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        char found[1000];
        tell_all(rows[i].text, today, found, sizeof found);
        if (strcmp(found, rows[i].found) != 0) {
            print_error("%s\n  is     %s\n  not    %s\n", rows[i].text, found, rows[i].found);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

#define RUN(today, rows) run(today, rows, sizeof rows / sizeof rows[0])

static void test_days_of_a_month(void **state) {
    static const dateword_row rows[] = {
        {"计划2021年5月28日完成", "2021年5月28日 A 2021-05-28"},
        {"計劃2021年5月28號前完成", "2021年5月28號 A 2021-05-28 by"},
        {"２０２１年０５月２８日之前", "２０２１年０５月２８日 A 2021-05-28 by"},
        {"2021 年 5 月 28 日 前", "2021 年 5 月 28 日 A 2021-05-28 by"},
        {"二〇二一年五月二十八日", "二〇二一年五月二十八日 A 2021-05-28"},
        {"二○二一年五月廿八日", "二○二一年五月廿八日 A 2021-05-28"},
        {"2021-05-28、2021/5/28、2021.5.28、20210528",
         "2021-05-28 A 2021-05-28; 2021/5/28 A 2021-05-28; 2021.5.28 A 2021-05-28; 20210528 A 2021-05-28"},
        {"2021-05-28T10:30", "2021-05-28 A 2021-05-28"},
        {"21年5月28日", "21年5月28日 A 2021-05-28"},
        {"元月5日前", "元月5日 A 2021-01-05 by"},
        {"11月9日", "11月9日 A 2020-11-09"},
        {"11月10日", "11月10日 A 2020-11-10"},
        {"11月8日", "11月8日 A 2021-11-08"}, /* 182 days either way: the later one */
        {"2月29日", "2月29日 A 2020-02-29"},
        {"28日前", "28日 A 2021-05-28 by"},
        {"于9号上午", "9号 A 2021-06-09"},
        {"5月28前办结", "5月28 A 2021-05-28 by"},
        {"5月28日（星期五）17:00前", "5月28日 A 2021-05-28 by"},
        {"5月28日下午下班前", "5月28日 A 2021-05-28 by"},
        {"5月28日前往现场", "5月28日 A 2021-05-28"},
        {"5月28日前后", "5月28日 A 2021-05-28"},
        {"下月5日、明年3月5日、去年12月20号", "下月5日 A 2021-06-05; 明年3月5日 A 2022-03-05; 去年12月20号 A 2020-12-20"},
        {"1.2021年5月28日", "2021年5月28日 A 2021-05-28"},
        {"1.5月28日", "5月28日 A 2021-05-28"},
    };
    (void)state;
    RUN(MONDAY, rows);
}

static void test_ranges(void **state) {
    static const dateword_row rows[] = {
        {"5月20日至5月28日", "5月20日 A 2021-05-20; 5月28日 A 2021-05-28"},
        {"5月20日-28日", "5月20日 A 2021-05-20; 28日 A 2021-05-28"},
        {"5月20——28日", "5月20 A 2021-05-20; 28日 A 2021-05-28"},
        {"5 月 1 日 至 10 日", "5 月 1 日 A 2021-05-01; 10 日 A 2021-05-10"},
        {"5月28日至3日", "5月28日 A 2021-05-28; 3日 A 2021-06-03"},
        {"2021年12月20日至1月10日", "2021年12月20日 A 2021-12-20; 1月10日 A 2022-01-10"},
        {"1月1日至12月31日", "1月1日 A 2021-01-01; 12月31日 A 2021-12-31"},
        {"去年5月1日至10日", "去年5月1日 A 2020-05-01; 10日 A 2020-05-10"},
        {"5月1日、2日停水", "5月1日 A 2021-05-01; 2日 A 2021-05-02"},
        {"2021.5.1-2021.6.1", "2021.5.1 A 2021-05-01; 2021.6.1 A 2021-06-01"},
        {"2月1日至31日", "2月1日 A 2021-02-01"},
        {"2021年10-12月、7至8月", "2021年10-12月 P 2021-10-01 2021-12-31; 8月 P 2021-08-01 2021-08-31"},
        {"7-8月份", "7-8月份 P 2021-07-01 2021-08-31"},
    };
    (void)state;
    RUN(MONDAY, rows);
}

static void test_periods(void **state) {
    static const dateword_row rows[] = {
        {"5月底前", "5月底 P 2021-05-31 by"},
        {"月底、本月底、下个月末", "月底 P 2021-05-31; 本月底 P 2021-05-31; 下个月末 P 2021-06-30"},
        {"6月上旬、6月中旬、2月下旬", "6月上旬 P 2021-06-01 2021-06-10; 6月中旬 P 2021-06-11 2021-06-20; 2月下旬 P 2021-02-21 2021-02-28"},
        {"预计下旬完成", "下旬 P 2021-05-21 2021-05-31"},
        {"6月份", "6月份 P 2021-06-01 2021-06-30"},
        {"6月初步完成", "6月 P 2021-06-01 2021-06-30"},
        {"6月初", "6月初 P 2021-06-01 2021-06-10"},
        {"本周内、本周、下周", "本周内 P 2021-05-10 2021-05-16 by; 本周 P 2021-05-10 2021-05-16; 下周 P 2021-05-17 2021-05-23"},
        {"本月内", "本月内 P 2021-05-10 2021-05-31 by"},
        {"下月、上月", "下月 P 2021-06-01 2021-06-30; 上月 P 2021-04-01 2021-04-30"},
        {"本周末", "本周末 P 2021-05-15 2021-05-16"},
        {"三季度、第三季度末", "三季度 P 2021-07-01 2021-09-30; 第三季度末 P 2021-09-30"},
        {"下季度", "下季度 P 2021-07-01 2021-09-30"},
        {"2022年第一季度前", "2022年第一季度 P 2022-01-01 2022-03-31 by"},
        {"上半年、明年下半年", "上半年 P 2021-01-01 2021-06-30; 明年下半年 P 2022-07-01 2022-12-31"},
        {"年内、年底前", "年内 P 2021-05-10 2021-12-31 by; 年底 P 2021-12-31 by"},
        {"2021年底、15年底", "2021年底 P 2021-12-31; 15年底 P 2015-12-31"},
        {"今年年底、明年初", "今年年底 P 2021-12-31; 明年初 P 2022-01-01 2022-01-31"},
        {"2020年度、明年", "2020年度 P 2020-01-01 2020-12-31; 明年 P 2022-01-01 2022-12-31"},
    };
    (void)state;
    RUN(MONDAY, rows);
}

static void test_reckoned_from_today(void **state) {
    static const dateword_row rows[] = {
        {"今天明日后天大后天", "今天 R 2021-05-10; 明日 R 2021-05-11; 后天 R 2021-05-12; 大后天 R 2021-05-13"},
        {"昨天、前天", "昨天 R 2021-05-09; 前天 R 2021-05-08"},
        {"本周五、下周日前", "本周五 R 2021-05-14; 下周日 R 2021-05-23 by"},
        {"上星期三、下下周一", "上星期三 R 2021-05-05; 下下周一 R 2021-05-24"},
        {"周五前", "周五 R 2021-05-14 by"},
        {"3日内、三天之内", "3日内 R 2021-05-10 2021-05-13 by; 三天之内 R 2021-05-10 2021-05-13 by"},
        {"两三天内", "两三天内 R 2021-05-10 2021-05-13 by"},
        {"3-5天内", "5天内 R 2021-05-10 2021-05-15 by"},
        {"两周内", "两周内 R 2021-05-10 2021-05-24 by"},
        {"半个月内、一个半月内", "半个月内 R 2021-05-10 2021-05-25 by; 一个半月内 R 2021-05-10 2021-06-25 by"},
        {"半年内、一年半内", "半年内 R 2021-05-10 2021-11-10 by; 一年半内 R 2021-05-10 2022-11-10 by"},
        {"3天后、一个月之后", "3天后 R 2021-05-13; 一个月之后 R 2021-06-10"},
        {"15个工作日内", "15个工作日内 W - 15 by"},
        {"十五个工作日", "十五个工作日 W - 15"},
        {"99999999999天内", "99999999999天内 R - by"},
    };
    static const dateword_row short_months[] = {{"一个月内", "一个月内 R 2021-01-31 2021-02-28 by"}};
    static const dateword_row ends[] = {{"31日前", "31日 A 2021-07-31 by"}, {"周五前", "周五 R 2021-06-11 by"}};
    (void)state;
    RUN(MONDAY, rows);
    RUN("2021-01-31", short_months);
    RUN("2021-06-05", ends);
}

static void test_unresolved(void **state) {
    static const dateword_row rows[] = {
        {"国庆节前", "国庆节 U - by"},         {"国庆前后", "国庆 U -"},  {"五一前", "五一 U - by"},     {"中秋期间", "中秋 U -"},
        {"2022年春节前", "2022年春节 U - by"}, {"元旦前", "元旦 U - by"}, {"力争汛期前", "汛期 U - by"}, {"，年前完成", "年 U - by"},
    };
    (void)state;
    RUN(MONDAY, rows);
}

static void test_no_dates(void **state) {
    static const dateword_row rows[] = {
        {"5.28元、3.5公里、1/2、10.5.28.1", ""},
        {"2月30日、13月1日、5月32日、2021年2月29日、2021-02-30、20211328", ""},
        {"9999年12月31日", ""},
        {"第3日、第28号文件、第5个月底", ""},
        {"0539-8123456、13800138000、370000199001010019", ""},
        {"〔2021〕5号、（2021）28号、[2014]23号", ""},
        {"24小时、一天、拖了3个月、施工持续两周", ""},
        {"20210528001、DH20210528、20210528元、编号20210528号", ""},
        {"28号楼、解放路28号院、5号线、三号门", ""},
        {"五月花小区、农历五月二十、五月初五、三月一评", ""},
        {"几天内、数日内、十几天内、近三天内、1.5个月内、2.5天内", ""},
        {"每月15日、每年5月1日前、每周五前、每天", ""},
        {"周五值班、星期三下午、周一至周五", ""},
        {"以后天气、今后天晴、光明日报、说明天气", ""},
        {"三年前、几年前、多年内、日前、近期、下一步", ""},
        {"五一路、国庆路、中秋园、十一条", ""},
        {"", ""},
    };
    (void)state;
    RUN(MONDAY, rows);
}

/* Without today: what can be told is, the rest by kind and place. */
static void test_without_today(void **state) {
    static const dateword_row rows[] = {
        {"2021年5月28日前", "2021年5月28日 A 2021-05-28 by"},
        {"2021年6月底", "2021年6月底 P 2021-06-30"},
        {"5月28日、28日前、2月30日、2月29日", "5月28日 A -; 28日 A - by; 2月29日 A -"},
        {"本月32日", ""},
        {"本月底、月底、下周、下周五、周五前", "本月底 P -; 月底 P -; 下周 P -; 下周五 R -; 周五 R - by"},
        {"三季度、本季度、年内、年底", "三季度 P -; 本季度 P -; 年内 P - by; 年底 P -"},
        {"明天、3日内、5个工作日", "明天 R -; 3日内 R - by; 5个工作日 W - 5"},
        {"7-8月、2021年5月1日至10日", "7-8月 P -; 2021年5月1日 A 2021-05-01; 10日 A 2021-05-10"},
    };
    (void)state;
    RUN(NULL, rows);
}

/* At the ends of time nothing overflows; a day that there is not is none. */
static void test_the_last_days(void **state) {
    static const dateword_row last[] = {
        {"明天、3日内、下周、半年内", "明天 R -; 3日内 R - by; 下周 P -; 半年内 R - by"},
        {"今天、年底", "今天 R 9999-12-31; 年底 P 9999-12-31"},
        {"1月1日", "1月1日 A 9999-01-01"},
        {"下月5日、明年3月", ""},
    };
    static const dateword_row first[] = {
        {"昨天、上周", "昨天 R -; 上周 P -"},
        {"去年、上月、上季度", ""},
    };
    (void)state;
    RUN("9999-12-31", last);
    RUN("0001-01-01", first);
}

typedef struct number_row {
    const char *text;
    const char *word; /* NULL: none */
    int64_t value;
    uint8_t whole;
} number_row;

static void check_number(const number_row *row) {
    arena a;
    passage p = read_text(&a, row->text, strlen(row->text));
    dateword_number n;
    int found = hotline__dateword_number(&p, 0, &n);
    assert_int_equal(found, row->word != NULL);
    if (found) {
        text word = hotline__passage_text(&p, n.where);
        assert_int_equal(word.len, strlen(row->word));
        assert_memory_equal(word.at, row->word, word.len);
        assert_true(n.value == row->value);
        assert_int_equal(n.whole, row->whole);
    }
    hotline__arena_free(&a);
}

static void test_numbers(void **state) {
    static const number_row rows[] = {
        {"30盏", "30", 30, 1},
        {"１，０００米", "１，０００", 1000, 1},
        {"12,345,678", "12,345,678", 12345678, 1},
        {"1,0000", "1", 1, 1},
        {"3万元", "3万", 30000, 1},
        {"1.25万元", "1.25万", 12500, 1},
        {"3.5公里", "3.5", 3, 0},
        {"0.00001万", "0.00001万", 0, 0},
        {"三处", "三", 3, 1},
        {"两盏", "两", 2, 1},
        {"十", "十", 10, 1},
        {"十五户", "十五", 15, 1},
        {"二十", "二十", 20, 1},
        {"廿八", "廿八", 28, 1},
        {"一百二十", "一百二十", 120, 1},
        {"一百零五", "一百零五", 105, 1},
        {"一百二", "一百二", 120, 1},
        {"两万三", "两万三", 23000, 1},
        {"三千五百六十七万", "三千五百六十七万", 35670000, 1},
        {"一亿零二万", "一亿零二万", 100020000, 1},
        {"二〇二一", "二〇二一", 2021, 1},
        {"二零二O年", "二零二O", 2020, 1},
        {"三五", "三五", 5, 1},
        {"二三十户", "二三十", 30, 1},
        {"99999999999999999999", "99999999999999999999", DATEWORD_NUMBER_MOST, 0},
        {"九亿亿亿", "九亿亿亿", DATEWORD_NUMBER_MOST, 0},
        {"百姓", NULL, 0, 0},
        {"万一", NULL, 0, 0},
        {"路灯", NULL, 0, 0},
        {"", NULL, 0, 0},
    };
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check_number(&rows[i]);
    }
}

/* The inside of a number begins none. */
static void test_numbers_begin_once(void **state) {
    static const char *const source = "共1,230.5元,一百二十户,2021-05";
    arena a;
    passage p = read_text(&a, source, strlen(source));
    uint32_t begins = 0;
    uint32_t at;
    dateword_number n;
    (void)state;
    for (at = 0; at <= p.count; at++) {
        begins += (uint32_t)hotline__dateword_number(&p, at, &n);
    }
    assert_int_equal(begins, 4);
    hotline__arena_free(&a);
}

static const char *const slow_pieces[] = {
    "1",    "一",   "1-", "1.",  "1/",  "2021-", "5月1-", "5月1日、", "每年", "每年1",   "5月初一", "今年",     "第一", "至1日",
    "、一", "二0o", "年", "5  ", "一 ", "半",    "下",    "、5月1",   "(",    "5月1日(", "1日",     "5月1日 1", "元月", "十一",
};

/* Nothing is asserted but that it ends soon and finds no more dates than letters. */
static void test_texts_made_to_be_slow(void **state) {
    size_t i;
    (void)state;
    for (i = 0; i < sizeof slow_pieces / sizeof slow_pieces[0]; i++) {
        size_t len = strlen(slow_pieces[i]);
        size_t times = 30000 / len;
        char *bytes = malloc(times * len);
        uint32_t cursor = 0;
        uint32_t found = 0;
        arena a;
        passage p;
        dateword w;
        size_t k;
        assert_non_null(bytes);
        for (k = 0; k < times; k++) {
            memcpy(bytes + k * len, slow_pieces[i], len);
        }
        p = read_text(&a, bytes, times * len);
        while (hotline__dateword_next(&p, day_of(MONDAY), &cursor, &w)) {
            found++;
        }
        assert_true(found <= p.count);
        hotline__arena_free(&a);
        free(bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_of_a_month),
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_reckoned_from_today),
        cmocka_unit_test(test_unresolved),
        cmocka_unit_test(test_no_dates),
        cmocka_unit_test(test_without_today),
        cmocka_unit_test(test_the_last_days),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_numbers_begin_once),
        cmocka_unit_test(test_texts_made_to_be_slow),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
