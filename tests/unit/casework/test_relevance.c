/* SPDX-License-Identifier: MIT */
/*
 * Relevance of a reply to what is asked: what each sign counts, and that plain cases come out plainly. The numbers of real letters are
 * held to tests/data/relevance_table.py elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/casework/relevance_impl.h"
#include "../../support/passages.h"
#include "../../support/poor_context.h"

static const passage *read_text(const char *words) {
    passage *p = hotline__arena_take(&memory, sizeof *p);
    size_t bad = 0;
    assert_non_null(p);
    assert_int_equal(hotline__passage_read(&memory, hotline__text(words), p, &bad), HOTLINE_OK);
    return p;
}

static relevance_of_reply *read_reply(const char *words) {
    relevance_of_reply *r = NULL;
    assert_int_equal(hotline__relevance_begin(&memory, read_text(words), &r), HOTLINE_OK);
    assert_non_null(r);
    return r;
}

static relevance_view view_of(const char *title, const char *matter, const char *reply) {
    relevance_view v;
    int64_t got =
        hotline__relevance_view(read_reply(reply), title == NULL ? NULL : read_text(title), matter == NULL ? NULL : read_text(matter), &v);
    assert_int_equal(got, v.relevance);
    assert_in_range(got, 0, RELEVANCE_MOST);
    return v;
}

static int64_t relevance(const char *title, const char *matter, const char *reply) {
    return view_of(title, matter, reply).relevance;
}

#define LAMPS "柳荫巷路灯不亮"
#define LAMPS_LETTER "柳荫巷东口有三盏路灯已经半个月不亮，晚上老人出门容易摔倒，请尽快派人维修。"
#define LAMPS_REPLY "您好，来信收悉。经查，柳荫巷东口的三盏路灯因电缆老化不亮，我局已更换电缆并恢复照明。感谢您的支持。"
#define SCHOOL_REPLY                                                                                                                       \
  "您好，来信收悉。关于秋季小学招生，教育局将按照户籍所在学区统一安排，学区划分方案六月公布，外来务工人员子女凭居住证报名。感谢您的支持。"

static void belongs_or_not(void **state) {
    (void)state;
    assert_in_range(relevance(LAMPS, LAMPS_LETTER, LAMPS_REPLY), 9000, 10000);
    assert_in_range(relevance(LAMPS, LAMPS_LETTER, SCHOOL_REPLY), 1, RELEVANCE_ANSWERED - 1);
    assert_in_range(relevance("小学秋季招生怎么报名", "外来务工人员的孩子上小学，需要什么证件？", SCHOOL_REPLY), 9000, 10000);
}

static void nothing_to_compare(void **state) {
    (void)state;
    assert_int_equal(relevance(LAMPS, LAMPS_LETTER, ""), 0);
    assert_int_equal(relevance(LAMPS, LAMPS_LETTER, "。！"), 0);
    assert_int_equal(relevance("", "", LAMPS_REPLY), 0);
    assert_int_equal(relevance(NULL, NULL, LAMPS_REPLY), 0);
    assert_int_equal(relevance(NULL, "？", LAMPS_REPLY), 0);
}

/* An acknowledgement tells nothing: it is called neither true nor off the point. */
static void acknowledgements_are_open(void **state) {
    (void)state;
    assert_in_range(relevance(LAMPS, LAMPS_LETTER, "已收悉。"), RELEVANCE_ANSWERED, 8000);
    assert_in_range(relevance(LAMPS, LAMPS_LETTER, "您的留言已收悉，已转交相关部门。"), RELEVANCE_ANSWERED, 8000);
}

/* One reading of the reply serves all questions, whatever was asked before. */
static void items_of_one_reply(void **state) {
    static const char *const items[] = {"路灯什么时候修好", "秋季小学怎么招生", LAMPS_LETTER, "三盏路灯",
                                        LAMPS_LETTER SCHOOL_REPLY LAMPS_LETTER};
    relevance_of_reply *r = read_reply(LAMPS_REPLY);
    (void)state;
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
            assert_int_equal(hotline__relevance_of(r, NULL, read_text(items[i])), relevance(NULL, items[i], LAMPS_REPLY));
        }
    }
    assert_true(hotline__relevance_of(r, NULL, read_text(items[0])) > hotline__relevance_of(r, NULL, read_text(items[1])));
    assert_in_range(hotline__relevance_of(r, NULL, read_text(items[3])), RELEVANCE_ANSWERED, RELEVANCE_MOST);
}

/* An item may stand where the title stands, too. */
static void title_or_matter(void **state) {
    relevance_of_reply *r = read_reply(LAMPS_REPLY);
    (void)state;
    assert_int_equal(hotline__relevance_of(r, read_text(LAMPS), NULL), hotline__relevance_of(r, NULL, read_text(LAMPS)));
    assert_int_equal(hotline__relevance_of(r, read_text(LAMPS), read_text(LAMPS)), hotline__relevance_of(r, NULL, read_text(LAMPS)));
}

static void form_does_not_count(void **state) {
    (void)state;
    assert_int_equal(relevance(LAMPS, "ABC１２３路灯", LAMPS_REPLY "ａｂｃ123"), relevance(LAMPS, "abc123路灯", LAMPS_REPLY "ABC123"));
    assert_int_equal(relevance(LAMPS, "電纜 老化", LAMPS_REPLY), relevance(LAMPS, "电缆老化", LAMPS_REPLY));
}

static void assert_signs(const char *matter, const char *reply, int place, int other, int far, int older, int token) {
    relevance_view v = view_of(NULL, matter, reply);
    assert_int_equal(v.signs[RELEVANCE_PLACE], place);
    assert_int_equal(v.signs[RELEVANCE_OTHER], other);
    assert_int_equal(v.signs[RELEVANCE_FAR], far);
    assert_int_equal(v.signs[RELEVANCE_OLDER], older);
    assert_int_equal(v.signs[RELEVANCE_TOKEN], token);
}

static void places(void **state) {
    (void)state;
    assert_signs("A3区的路灯", "A3区路灯", 1, 0, 0, 0, 0);
    assert_signs("A3区的路灯", "Ａ３区和B2区路灯", 1, 0, 0, 0, 0);
    assert_signs("A3区的路灯", "A2区路灯", 0, 1, 0, 0, 0);
    assert_signs("A3区的路灯", "B3区路灯", 0, 1, 1, 0, 0);
    assert_signs("A3区的路灯", "A市路灯", 0, 0, 0, 0, 0);
    assert_signs("A3区的路灯", "B市路灯", 0, 0, 1, 0, 0);
    assert_signs("A3区的路灯", "路灯", 0, 0, 0, 0, 0);
    assert_signs("A3区的路灯", "A345区路灯", 0, 0, 0, 0, 0);
    assert_signs("12区的路灯", "13区路灯", 0, 0, 0, 0, 0);
    assert_signs("A3区的路灯", "B1县B2县B3县B4县B5县B6县B7县B8县B1县B1县C1市C2市C3市C4市C5市C6市C7市C8市A3区路灯", 1, 0, 0, 0, 0);
}

static void years_and_tokens(void **state) {
    (void)state;
    assert_signs("2019年报修的路灯", "路灯已修。2018年3月1日", 0, 0, 0, 1, 0);
    assert_signs("2018年报修的路灯", "路灯已修。2018-3-1", 0, 0, 0, 0, 0);
    assert_signs("2019年报修的路灯", "路灯2018已修。", 0, 0, 0, 0, 0);
    assert_signs("1999年报修的路灯", "路灯已修。1998年", 0, 0, 0, 0, 0);
    assert_signs("701路公交", "701路已恢复", 0, 0, 0, 0, 1);
    assert_signs("701路、KTV、2019、88、12345", "12345 701 701 ktv 2019 88", 0, 0, 0, 0, 3);
    assert_signs("71路公交", "71路已恢复", 0, 0, 0, 0, 0);
    assert_signs("a701", "701路", 0, 0, 0, 0, 0);
}

static void title_share(void **state) {
    (void)state;
    assert_int_equal(view_of("柳荫巷", "别的事情", "柳荫巷").signs[RELEVANCE_TITLE], 1023);
    assert_int_equal(view_of("柳荫巷", "别的事情", "别的事情").signs[RELEVANCE_TITLE], 0);
    assert_int_equal(view_of("701", "别的事情", "别的事情").signs[RELEVANCE_TITLE], 1023); /* a title without pairs is none */
    assert_true(view_of(NULL, "柳荫巷路灯", "柳荫巷").signs[RELEVANCE_TITLE] < 1023);
}

/* Pairs reach over blanks and end at marks. */
static void pairs(void **state) {
    (void)state;
    assert_true(view_of(NULL, "路灯", "路 灯").signs[RELEVANCE_RAREST] > 0);
    assert_true(view_of(NULL, "路灯", "路\xE2\x80\x8B灯").signs[RELEVANCE_RAREST] > 0);
    assert_int_equal(view_of(NULL, "路灯", "路，灯和别的").signs[RELEVANCE_RAREST], 0);
    assert_int_equal(view_of(NULL, "路灯", "路1灯和别的").signs[RELEVANCE_RAREST], 0);
    assert_int_equal(view_of(NULL, "路灯路灯路灯", "路灯").signs[RELEVANCE_RAREST],
                     view_of(NULL, "路灯灯路", "路灯").signs[RELEVANCE_RAREST]);
}

/* What is common in letters weighs less than what is not. */
static void weights(void **state) {
    (void)state;
    assert_true(view_of(NULL, "您好", "您好").signs[RELEVANCE_RAREST] < view_of(NULL, "路灯", "路灯").signs[RELEVANCE_RAREST]);
    assert_true(view_of(NULL, "路灯", "路灯").signs[RELEVANCE_RAREST] < view_of(NULL, "荫巷", "荫巷").signs[RELEVANCE_RAREST]);
    assert_int_equal(view_of(NULL, "荫巷", "荫巷").signs[RELEVANCE_RAREST], hotline__relevance_others);
}

static void assert_cover(const char *asked, const char *reply, const char *marks) {
    const passage *p = read_text(asked);
    uint8_t found[64];
    char shown[65] = "";
    assert_in_range(p->count, 0, sizeof found);
    hotline__relevance_cover(read_reply(reply), p, found);
    for (uint32_t i = 0; i < p->count; i++) {
        shown[i] = found[i] ? 'x' : '.';
    }
    assert_string_equal(shown, marks);
}

static void cover(void **state) {
    (void)state;
    assert_cover("东口路灯，坏了", "路灯已修", "..xx...");
    assert_cover("路 灯坏", "路灯", "xxx.");
    assert_cover("701路坏", "701", "xxx..");
    assert_cover("2019年坏", "2019年", "......");
    assert_cover("", "路灯", "");
}

/* A text of any length and of one letter only, and one that fills every slot it may. */
static void long_texts(void **state) {
    enum { LETTERS = 20000 };
    char *words = hotline__arena_take(&memory, LETTERS * 3 + 1);
    relevance_of_reply *r;
    (void)state;
    assert_non_null(words);
    for (uint32_t i = 0; i < LETTERS; i++) {
        uint32_t code = 0x4E00 + i % 20900;
        words[i * 3] = (char)(0xE0 | code >> 12);
        words[i * 3 + 1] = (char)(0x80 | (code >> 6 & 63));
        words[i * 3 + 2] = (char)(0x80 | (code & 63));
    }
    words[LETTERS * 3] = '\0';
    r = read_reply(words);
    assert_in_range(hotline__relevance_of(r, NULL, read_text(words)), 9000, RELEVANCE_MOST);
    assert_in_range(hotline__relevance_of(r, read_text(LAMPS), NULL), 1, RELEVANCE_MOST);
    assert_in_range(hotline__relevance_of(read_reply(LAMPS_REPLY), NULL, read_text(words)), 1, RELEVANCE_MOST);
}

/* Whatever runs out, a status says so, and what was read before still answers. */
static void out_of_memory(void **state) {
    const passage *reply = read_text(LAMPS_REPLY);
    const passage *matter = read_text(LAMPS_LETTER LAMPS_LETTER SCHOOL_REPLY SCHOOL_REPLY);
    size_t refused = 0;
    (void)state;
    for (size_t given = 64; given < 40000; given += 64) {
        size_t left = given;
        hotline_context *poor = poor_context(&left);
        relevance_of_reply *r = NULL;
        arena a;
        if (poor == NULL) {
            continue;
        }
        hotline__arena_init(&a, poor);
        if (hotline__relevance_begin(&a, reply, &r) != HOTLINE_OK) {
            refused |= 1;
        } else if (hotline__relevance_of(r, NULL, matter) == HOTLINE_ERROR_MEMORY) {
            refused |= 2;
        } else {
            assert_int_equal(hotline__relevance_of(r, NULL, matter),
                             relevance(NULL, LAMPS_LETTER LAMPS_LETTER SCHOOL_REPLY SCHOOL_REPLY, LAMPS_REPLY));
            refused |= 4;
        }
        hotline__arena_free(&a);
        hotline_context_free(poor);
    }
    assert_int_equal(refused & 5, 5);
}

static void table(void **state) {
    uint32_t used = 0;
    (void)state;
    for (uint32_t i = 0; i < RELEVANCE_SLOTS; i++) {
        used += hotline__relevance_weights[i] != 0;
    }
    assert_in_range(used, 1000, RELEVANCE_SLOTS * 3 / 4); /* looking up ends at an empty slot */
    for (uint32_t i = 0; i < RELEVANCE_STEPS; i++) {
        assert_true(hotline__relevance_curve[i] <= hotline__relevance_curve[i + 1]);
    }
    assert_int_equal(hotline__relevance_curve[0], 16 * RELEVANCE_MOST / 2);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(belongs_or_not),
        cmocka_unit_test(nothing_to_compare),
        cmocka_unit_test(acknowledgements_are_open),
        cmocka_unit_test(items_of_one_reply),
        cmocka_unit_test(title_or_matter),
        cmocka_unit_test(form_does_not_count),
        cmocka_unit_test(places),
        cmocka_unit_test(years_and_tokens),
        cmocka_unit_test(title_share),
        cmocka_unit_test(pairs),
        cmocka_unit_test(weights),
        cmocka_unit_test(cover),
        cmocka_unit_test(long_texts),
        cmocka_unit_test(table),
        cmocka_unit_test(out_of_memory),
    };
    return cmocka_run_group_tests_name("relevance", tests, passages_begin, passages_end);
}
