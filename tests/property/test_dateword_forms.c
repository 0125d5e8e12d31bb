/* SPDX-License-Identifier: MIT */
/*
 * Dates written in every form are read as the day they were written from, seen from any today; and texts thrown together from the letters
 * of dates are read without harm: places rise, days are days, a second reading says the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../lib/base/instant_impl.h"
#include "../../lib/casework/dateword_impl.h"
#include "../support/random.h"

enum { TEXT_SIZE = 1024, FIRST_DAY = -25567 /* 1900-01-01 */, LAST_DAY = 84005 /* 2199-12-31 */, WAYS = 9, ROUNDS = 20000, PIECES = 24 };

static hotline_context *context;
static arena memory;
static uint64_t seed = 20210528;

static uint32_t below(uint32_t n) {
    return (uint32_t)(random_next(&seed) >> 33) % n;
}

static hotline_day some_day(hotline_day first, hotline_day last) {
    return first + (hotline_day)below((uint32_t)(last - first) + 1);
}

static passage read_text(const char *bytes) {
    passage p;
    text source;
    size_t bad = 0;
    source.at = bytes;
    source.len = strlen(bytes);
    hotline__arena_reset(&memory);
    assert_int_equal(hotline__passage_read(&memory, source, &p, &bad), HOTLINE_OK);
    return p;
}

/* ---- writing ---- */

static const char *const numerals[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static void add(char *out, const char *piece) {
    assert_true(strlen(out) + strlen(piece) < TEXT_SIZE);
    strcat(out, piece);
}

/* 1 to 99: 五, 十五, 二十八. */
static void add_han(char *out, int32_t n) {
    if (n >= 20) {
        add(out, numerals[n / 10]);
    }
    if (n >= 10) {
        add(out, "十");
    }
    if (n % 10 != 0) {
        add(out, numerals[n % 10]);
    }
}

static void add_row(char *out, int32_t year) {
    int32_t place;
    for (place = 1000; place > 0; place /= 10) {
        add(out, numerals[year / place % 10]);
    }
}

static void add_formed(char *out, const char *form, const civil *c) {
    char piece[64];
    (void)snprintf(piece, sizeof piece, form, c->year, c->month, c->day);
    add(out, piece);
}

static void add_date(char *out, uint32_t way, const civil *c) {
    static const char *const forms[WAYS - 1] = {"%d年%d月%d日", "%d年%02d月%02d号", "%d-%02d-%02d",      "%d/%d/%d",
                                                "%d.%d.%d",     "%d%02d%02d",       "%d 年 %d 月 %d 日", "%d-%d-%d日"};
    if (way < WAYS - 1) {
        add_formed(out, forms[way], c);
        return;
    }
    add_row(out, c->year);
    add(out, "年");
    add_han(out, c->month);
    add(out, "月");
    add_han(out, c->day);
    add(out, "日");
}

static uint32_t letters_of(const char *bytes) {
    uint32_t count = 0;
    for (; *bytes != '\0'; bytes++) {
        count += ((unsigned char)*bytes & 0xC0) != 0x80;
    }
    return count;
}

static const char *const before[] = {"", "预计", "已于", "，承诺在", "共5户，", "电话0539-8123456，", "1、", "（"};
static const char *const after[] = {"", "完成", "前办结", "。", "，共3户", "起施工", "）"};

/* ---- forms ---- */

static void check_one(const char *bytes, uint32_t begin, uint32_t end, hotline_day today, hotline_day from, hotline_day to) {
    passage p = read_text(bytes);
    uint32_t cursor = 0;
    dateword w;
    if (!hotline__dateword_next(&p, today, &cursor, &w)) {
        fail_msg("nothing in %s", bytes);
    }
    if (w.where.begin != begin || w.where.end != end || w.from != from || w.to != to) {
        fail_msg("%s: letters %u to %u, days %d to %d, not %d to %d; today is %d", bytes, w.where.begin, w.where.end, w.from, w.to, from,
                 to, today);
    }
    assert_int_equal(w.bounded, strstr(bytes, "前办结") != NULL || strstr(bytes, "内") != NULL);
    assert_false(hotline__dateword_next(&p, today, &cursor, &w));
}

static void full_dates(void **state) {
    int round;
    (void)state;
    for (round = 0; round < ROUNDS; round++) {
        char bytes[TEXT_SIZE] = "";
        hotline_day day = some_day(FIRST_DAY, LAST_DAY);
        hotline_day today = below(4) == 0 ? HOTLINE_DAY_NONE : some_day(HOTLINE_DAY_FIRST, HOTLINE_DAY_LAST);
        civil c = hotline__civil_of(day);
        uint32_t begin;
        uint32_t end;
        add(bytes, before[below(sizeof before / sizeof before[0])]);
        begin = letters_of(bytes);
        add_date(bytes, below(WAYS), &c);
        end = letters_of(bytes);
        add(bytes, after[below(sizeof after / sizeof after[0])]);
        check_one(bytes, begin, end, today, day, day);
    }
}

/* Within 180 days no other year is nearer. */
static void dates_without_a_year(void **state) {
    int round;
    (void)state;
    for (round = 0; round < ROUNDS; round++) {
        char bytes[TEXT_SIZE] = "";
        hotline_day today = some_day(FIRST_DAY, LAST_DAY);
        hotline_day day = some_day(today - 180, today + 180);
        civil c = hotline__civil_of(day);
        uint32_t end;
        if (below(2) == 0) {
            (void)snprintf(bytes, sizeof bytes, "%d月%02d日", c.month, c.day);
        } else {
            add_han(bytes, c.month);
            add(bytes, "月");
            add_han(bytes, c.day);
            add(bytes, "号");
        }
        end = letters_of(bytes);
        add(bytes, after[below(sizeof after / sizeof after[0])]);
        check_one(bytes, 0, end, today, day, day);
    }
}

/* The day's number alone: a walk from today on. */
static void days_without_a_month(void **state) {
    int round;
    (void)state;
    for (round = 0; round < ROUNDS; round++) {
        char bytes[TEXT_SIZE] = "将于";
        hotline_day today = some_day(FIRST_DAY, LAST_DAY);
        int32_t number = 1 + (int32_t)below(31);
        hotline_day day = today;
        uint32_t end;
        while (hotline__civil_of(day).day != number) {
            day++;
        }
        (void)snprintf(bytes + strlen(bytes), 16, "%d日", number);
        end = letters_of(bytes);
        add(bytes, "前办结");
        check_one(bytes, 2, end, today, day, day);
    }
}

static void lengths(void **state) {
    int round;
    (void)state;
    for (round = 0; round < ROUNDS; round++) {
        char bytes[TEXT_SIZE] = "";
        hotline_day today = some_day(FIRST_DAY, LAST_DAY);
        int32_t n = 1 + (int32_t)below(99);
        uint32_t unit = below(4);
        static const char *const units[] = {"日", "天", "周", "个月"};
        hotline_day to = unit < 2 ? today + n : unit == 2 ? today + 7 * n : hotline__add_months(today, n);
        if (below(2) == 0 && n % 10 != 0) {
            add_han(bytes, n);
        } else {
            (void)snprintf(bytes, sizeof bytes, "%d", n);
        }
        add(bytes, units[unit]);
        add(bytes, below(2) == 0 ? "内" : "之内");
        check_one(bytes, 0, letters_of(bytes), today, today, to);
    }
}

/* ---- anything ---- */

static const char *const pieces[] = {
    "0",  "1",  "2",  "5",  "28", "31", "2021", "〇", "一", "二", "三",   "五", "十",   "百",     "万",   "两",
    "廿", "O",  "年", "月", "日", "号", "天",   "周", "个", "半", "内",   "前", "后",   "之",     "以",   "底",
    "末", "初", "上", "中", "下", "旬", "本",   "今", "明", "去", "每",   "第", "季度", "工作日", "星期", "至",
    "-",  "—",  "/",  ".",  ",",  "、", "(",    ")",  " ",  "　", "国庆", "节", "于",   "路",     "\n",   "t",
};

static int is_day(hotline_day day) {
    return day >= HOTLINE_DAY_FIRST && day <= HOTLINE_DAY_LAST;
}

static void check_word(const passage *p, const dateword *w, uint32_t *last, uint32_t cursor) {
    assert_true(w->where.begin >= *last && w->where.begin < w->where.end && w->where.end <= cursor && cursor <= p->count);
    assert_true(w->kind <= DATEWORD_UNRESOLVED && w->bounded <= 1);
    assert_true((w->from == HOTLINE_DAY_NONE) == (w->to == HOTLINE_DAY_NONE));
    assert_true(w->from == HOTLINE_DAY_NONE || (is_day(w->from) && is_day(w->to) && w->from <= w->to));
    assert_true(w->kind < DATEWORD_WORKDAYS || w->from == HOTLINE_DAY_NONE);
    assert_true(w->kind == DATEWORD_WORKDAYS || w->workdays == 0);
    assert_true(w->kind != DATEWORD_ABSOLUTE || w->from == w->to);
    *last = cursor;
}

/* Dates are found where they were, read one by one, or from the place where the last one ended in a reading of its own. */
static void any_text(void **state) {
    int round;
    (void)state;
    for (round = 0; round < ROUNDS * 2; round++) {
        char bytes[TEXT_SIZE] = "";
        hotline_day today = below(5) == 0 ? HOTLINE_DAY_NONE : some_day(HOTLINE_DAY_FIRST, HOTLINE_DAY_LAST);
        uint32_t cursor = 0;
        uint32_t last = 0;
        uint32_t at;
        passage p;
        dateword w;
        dateword_number n;
        for (at = below(PIECES) + 1; at > 0; at--) {
            add(bytes, pieces[below(sizeof pieces / sizeof pieces[0])]);
        }
        p = read_text(bytes);
        while (hotline__dateword_next(&p, today, &cursor, &w)) {
            check_word(&p, &w, &last, cursor);
        }
        assert_int_equal(cursor, p.count);
        for (at = 0; at <= p.count; at++) {
            if (hotline__dateword_number(&p, at, &n)) {
                assert_true(n.where.begin == at && n.where.end > at && n.where.end <= p.count && n.value >= 0 &&
                            n.value <= DATEWORD_NUMBER_MOST);
            }
        }
    }
}

static int set_up(void **state) {
    (void)state;
    if (hotline_context_new(NULL, &context) != HOTLINE_OK) {
        return -1;
    }
    hotline__arena_init(&memory, context);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    hotline__arena_free(&memory);
    hotline_context_free(context);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_dates),
        cmocka_unit_test(dates_without_a_year),
        cmocka_unit_test(days_without_a_month),
        cmocka_unit_test(lengths),
        cmocka_unit_test(any_text),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
