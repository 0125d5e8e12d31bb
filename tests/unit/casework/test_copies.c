/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../support/saved_bytes.h"
#include "hotline/copies.h"

#define ROAD "尊敬的网友：您好！您反映的路灯不亮问题，我局已派人修复。"
#define WATER "经查，该小区停水系主管爆裂所致，昨夜已抢修完毕，现已恢复供水。"

enum { MATCHES = 600, SMALL = 4096 };

static hotline_context *context;
static hotline_copies_match matches[MATCHES];
static size_t found;
static uint32_t crowded;

static int set_up(void **state) {
    hotline_copies *copies = NULL;
    if (hotline_context_new(NULL, &context) < 0 || hotline_copies_new(context, &copies) < 0) {
        return -1;
    }
    *state = copies;
    return 0;
}

static int tear_down(void **state) {
    hotline_copies_free(*state);
    hotline_context_free(context);
    return 0;
}

static hotline_status add(hotline_copies *copies, const char *id, const char *text) {
    return hotline_copies_add(copies, id, strlen(id), text, strlen(text));
}

static hotline_status find(const hotline_copies *copies, const char *text, uint32_t least) {
    hotline_copies_match_init(&matches[0], sizeof matches[0]);
    return hotline_copies_find(copies, text, strlen(text), least, matches, MATCHES, &found, &crowded);
}

/* ---- what is compared ---- */

static void an_empty_index(void **state) {
    assert_int_equal(find(*state, ROAD, 8000), HOTLINE_OK);
    assert_int_equal(found, 0);
    assert_int_equal(crowded, 0);
    assert_int_equal(hotline_copies_count(*state), 0);
    assert_int_equal(hotline_copies_texts(*state), 0);
}

static void the_same_text(void **state) {
    assert_int_equal(add(*state, "a", ROAD), HOTLINE_OK);
    assert_int_equal(add(*state, "b", WATER), HOTLINE_OK);
    assert_int_equal(find(*state, ROAD, 10000), HOTLINE_OK);
    assert_int_equal(found, 1);
    assert_string_equal(matches[0].id, "a");
    assert_int_equal(matches[0].id_len, 1);
    assert_int_equal(matches[0].similarity, 10000);
    assert_int_equal(matches[0].shared, matches[0].together);
    assert_int_equal(matches[0].replies, 1);
    assert_int_equal(matches[0].struct_size, sizeof matches[0]);
}

/* Digits, blanks, signs, width, case and traditional forms do not count. */
static void what_is_passed_over(void **state) {
    assert_int_equal(add(*state, "a", "A区路灯已于2021年5月7日修复，电话0551-1234567，感谢您的来信"), HOTLINE_OK);
    assert_int_equal(find(*state, "ａ區路燈 已于２０２０年１１月３０日修复。電話：123；感謝您的來信！\n", 10000), HOTLINE_OK);
    assert_int_equal(found, 1);
}

/* Ten letters, and one more at the end: 7 runs of 8. */
static void similarity_is_exact(void **state) {
    assert_int_equal(add(*state, "a", "甲乙丙丁戊己庚辛壬癸"), HOTLINE_OK);
    assert_int_equal(find(*state, "甲乙丙丁戊己庚辛壬癸子", 8750), HOTLINE_OK);
    assert_int_equal(found, 1);
    assert_int_equal(matches[0].similarity, 8750);
    assert_int_equal(matches[0].shared, 7);
    assert_int_equal(matches[0].together, 8);
    assert_int_equal(find(*state, "甲乙丙丁戊己庚辛壬癸子", 8751), HOTLINE_OK);
    assert_int_equal(found, 0);
}

/* A run that stands twice counts once. */
static void runs_are_a_set(void **state) {
    assert_int_equal(add(*state, "a", "哈哈哈哈哈哈哈哈"), HOTLINE_OK);
    assert_int_equal(find(*state, "哈哈哈哈", 10000), HOTLINE_OK);
    assert_int_equal(found, 1);
    assert_int_equal(matches[0].together, 1);
}

/* Fewer than four letters: kept, never found, finds nothing, not even itself. */
static void very_short_texts(void **state) {
    static const char *const texts[] = {"", "2019年5月9日", "您好", "。。。"};
    char id[] = "a";
    for (size_t i = 0; i < 3; i++, id[0]++) {
        assert_int_equal(add(*state, id, texts[i]), HOTLINE_OK);
    }
    assert_int_equal(hotline_copies_add(*state, "empty", 5, NULL, 0), HOTLINE_OK);
    assert_int_equal(hotline_copies_count(*state), 4);
    assert_int_equal(hotline_copies_texts(*state), 3);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(find(*state, texts[i], 5000), HOTLINE_OK);
        assert_int_equal(found, 0);
    }
    assert_int_equal(hotline_copies_find(*state, NULL, 0, 5000, NULL, 0, &found, NULL), HOTLINE_OK);
    assert_int_equal(add(*state, "a", "x"), HOTLINE_ERROR_REUSED);
    assert_int_equal(add(*state, "a", "!"), HOTLINE_DUPLICATE);
}

/* ---- adding ---- */

static void an_id_twice(void **state) {
    assert_int_equal(add(*state, "a", ROAD), HOTLINE_OK);
    assert_int_equal(add(*state, "a", ROAD "2021年"), HOTLINE_ERROR_REUSED); /* 年 counts */
    assert_int_equal(add(*state, "a", ROAD " 2021-05-09"), HOTLINE_DUPLICATE);
    assert_int_equal(add(*state, "a", WATER), HOTLINE_ERROR_REUSED);
    assert_int_equal(hotline_copies_count(*state), 1);
    assert_int_equal(hotline_copies_texts(*state), 1);
}

static void one_text_under_many_ids(void **state) {
    char id[] = "zz";
    for (id[0] = 'z'; id[0] >= 'a'; id[0]--) {
        assert_int_equal(add(*state, id, ROAD), HOTLINE_OK);
    }
    assert_int_equal(hotline_copies_count(*state), 26);
    assert_int_equal(hotline_copies_texts(*state), 1);
    assert_int_equal(find(*state, ROAD, 8000), HOTLINE_OK);
    assert_int_equal(found, 1);
    assert_string_equal(matches[0].id, "az");
    assert_int_equal(matches[0].replies, 26);
    assert_int_equal(crowded, 0);
}

static void what_cannot_be_added(void **state) {
    hotline_context_options options;
    hotline_context *small = NULL;
    hotline_copies *copies = NULL;
    char *many = malloc(3 * 65537);
    assert_non_null(many);
    for (size_t i = 0; i < 65537; i++) {
        memcpy(many + 3 * i, "哈", 3);
    }
    assert_int_equal(hotline_copies_add(*state, "a", 1, many, 3 * 65537), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_copies_find(*state, many, 3 * 65537, 8000, NULL, 0, &found, NULL), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_copies_add(*state, "a", 1, many, 3 * 65536), HOTLINE_OK);
    assert_int_equal(hotline_copies_find(*state, many, 3 * 65536, 8000, NULL, 0, &found, NULL), HOTLINE_OK);
    assert_int_equal(found, 1);
    free(many);
    assert_int_equal(hotline_copies_add(*state, "b", 1, "\xE5\x93", 2), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_copies_add(*state, "b", 1, "\xE5xx\x80", 4), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_copies_add(*state, "\xFF", 1, ROAD, 3), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_copies_add(*state, "b\0c", 3, ROAD, 3), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_copies_count(*state), 1);
    hotline_context_options_init(&options, sizeof options);
    options.max_document = 10;
    assert_int_equal(hotline_context_new(&options, &small), HOTLINE_OK);
    assert_int_equal(hotline_copies_new(small, &copies), HOTLINE_OK);
    assert_int_equal(add(copies, "a", "0123456789"), HOTLINE_OK);
    assert_int_equal(add(copies, "b", "0123456789a"), HOTLINE_ERROR_LIMIT);
    assert_int_equal(add(copies, "0123456789a", ""), HOTLINE_ERROR_LIMIT);
    hotline_copies_free(copies);
    hotline_context_free(small);
}

static void arguments(void **state) {
    hotline_copies *copies = *state;
    hotline_copies_match none = {0, 0, 0, 0, 0, NULL, 0};
    assert_int_equal(hotline_copies_new(NULL, &copies), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_new(context, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_add(NULL, "a", 1, "", 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_add(copies, NULL, 1, "", 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_add(copies, "a", 0, "", 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_add(copies, "a", 1, NULL, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_find(NULL, "", 0, 8000, NULL, 0, &found, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_find(copies, NULL, 1, 8000, NULL, 0, &found, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_find(copies, "", 0, 4999, NULL, 0, &found, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_find(copies, "", 0, 10001, NULL, 0, &found, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_find(copies, "", 0, 8000, NULL, 1, &found, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_find(copies, "", 0, 8000, &none, 1, &found, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_find(copies, "", 0, 8000, NULL, 0, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_merge(NULL, copies), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_merge(copies, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_merge(copies, copies), HOTLINE_OK);
    assert_int_equal(hotline_copies_count(NULL), 0);
    assert_int_equal(hotline_copies_texts(NULL), 0);
    hotline_copies_match_init(NULL, 100);
    hotline_copies_free(NULL);
}

/* ---- the order of answers ---- */

static void best_first_then_by_id(void **state) {
    assert_int_equal(add(*state, "c", "甲乙丙丁戊己庚辛壬癸"), HOTLINE_OK);
    assert_int_equal(add(*state, "b", "甲乙丙丁戊己庚辛壬癸子"), HOTLINE_OK);
    assert_int_equal(add(*state, "aa", "卯甲乙丙丁戊己庚辛壬癸"), HOTLINE_OK);
    assert_int_equal(add(*state, "a", "丑甲乙丙丁戊己庚辛壬癸"), HOTLINE_OK);
    assert_int_equal(find(*state, "甲乙丙丁戊己庚辛壬癸", 8000), HOTLINE_OK);
    assert_int_equal(found, 4);
    assert_string_equal(matches[0].id, "c");
    assert_string_equal(matches[1].id, "a");
    assert_string_equal(matches[2].id, "aa");
    assert_string_equal(matches[3].id, "b");
    hotline_copies_match_init(&matches[0], sizeof matches[0]);
    matches[2].id = NULL;
    assert_int_equal(hotline_copies_find(*state, "甲乙丙丁戊己庚辛壬癸", 30, 8000, matches, 2, &found, NULL), HOTLINE_OK);
    assert_int_equal(found, 4);
    assert_string_equal(matches[1].id, "a");
    assert_null(matches[2].id);
}

/* A caller of a later release has larger records; what stands behind ours is left alone. */
static void larger_records(void **state) {
    struct {
        hotline_copies_match match;
        uint64_t later;
    } records[2];
    assert_int_equal(add(*state, "a", "甲乙丙丁戊己庚辛壬癸"), HOTLINE_OK);
    assert_int_equal(add(*state, "b", "甲乙丙丁戊己庚辛壬癸子"), HOTLINE_OK);
    memset(records, 0, sizeof records);
    records[0].later = 7;
    records[0].match.struct_size = sizeof records[0];
    assert_int_equal(hotline_copies_find(*state, "甲乙丙丁戊己庚辛壬癸", 30, 8000, &records[0].match, 2, &found, NULL), HOTLINE_OK);
    assert_string_equal(records[1].match.id, "b");
    assert_int_equal(records[0].later, 7);
}

/* ---- full places ---- */

enum { ALIKE = 400 };

/* One long text with two letters of its own each: all are more than 0.8 like one another. */
static void alike(uint32_t which, char *text) {
    const char *from =
        "兹就来信所述路面破损一事答复如下本局接报后即派养护人员赴现场勘查确认属实遂制定修补方案并于次日组织施工目前已恢复通行请予监督";
    size_t len = strlen(from);
    memcpy(text, from, len);
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t code = 0x6C00 + (which >> 5 * i) % 32;
        text[len++] = (char)(0xE0 | code >> 12);
        text[len++] = (char)(0x80 | (code >> 6 & 63));
        text[len++] = (char)(0x80 | (code & 63));
    }
    text[len] = '\0';
}

static hotline_copies *many_alike(uint32_t step) {
    hotline_copies *made = NULL;
    char text[400];
    char id[8] = "0000";
    assert_int_equal(hotline_copies_new(context, &made), HOTLINE_OK);
    for (uint32_t i = 0; i < ALIKE; i++) {
        uint32_t which = i * step % ALIKE;
        alike(which, text);
        id[0] = (char)('0' + which / 100);
        id[1] = (char)('0' + which / 10 % 10);
        id[2] = (char)('0' + which % 10);
        assert_int_equal(add(made, id, text), HOTLINE_OK);
    }
    return made;
}

/* More texts than a place holds: it is said, the text itself is found nevertheless, and the order of adding makes no difference. */
static void crowds(void **state) {
    hotline_copies *one = many_alike(1);
    hotline_copies *other = many_alike(237);
    char text[400];
    (void)state;
    for (uint32_t which = 0; which < ALIKE; which += 37) {
        static hotline_copies_match first[MATCHES];
        size_t before;
        alike(which, text);
        assert_int_equal(find(one, text, 8000), HOTLINE_OK);
        assert_int_equal(matches[0].similarity, 10000);
        assert_true(found >= 16 && found <= HOTLINE_COPIES_MOST);
        assert_int_equal(crowded, 1);
        memcpy(first, matches, sizeof first);
        before = found;
        assert_int_equal(find(other, text, 8000), HOTLINE_OK);
        assert_int_equal(found, before);
        for (size_t i = 0; i < found; i++) {
            assert_string_equal(first[i].id, matches[i].id);
            assert_int_equal(first[i].shared, matches[i].shared);
        }
    }
    hotline_copies_free(one);
    hotline_copies_free(other);
}

/* ---- merging, saving, loading ---- */

static void merging(void **state) {
    hotline_copies *other = NULL;
    assert_int_equal(hotline_copies_new(context, &other), HOTLINE_OK);
    assert_int_equal(add(*state, "b", ROAD), HOTLINE_OK);
    assert_int_equal(add(*state, "c", WATER), HOTLINE_OK);
    assert_int_equal(add(other, "a", ROAD), HOTLINE_OK);
    assert_int_equal(add(other, "c", WATER), HOTLINE_OK);
    assert_int_equal(add(other, "d", "另一份与众不同的答复"), HOTLINE_OK);
    assert_int_equal(hotline_copies_merge(*state, other), HOTLINE_OK);
    assert_int_equal(hotline_copies_merge(*state, other), HOTLINE_OK);
    assert_int_equal(hotline_copies_count(*state), 4);
    assert_int_equal(hotline_copies_texts(*state), 3);
    assert_int_equal(hotline_copies_count(other), 3);
    assert_int_equal(find(*state, ROAD, 8000), HOTLINE_OK);
    assert_string_equal(matches[0].id, "a");
    assert_int_equal(matches[0].replies, 2);
    assert_int_equal(add(other, "e", ROAD), HOTLINE_OK);
    assert_int_equal(add(*state, "e", WATER), HOTLINE_OK);
    assert_int_equal(add(other, "f", ROAD), HOTLINE_OK);
    assert_int_equal(hotline_copies_merge(*state, other), HOTLINE_ERROR_REUSED);
    assert_int_equal(hotline_copies_count(*state), 5);
    hotline_copies_free(other);
    assert_int_equal(find(*state, "另一份与众不同的答复", 8000), HOTLINE_OK);
    assert_string_equal(matches[0].id, "d");
}

static size_t save(const hotline_copies *copies, uint8_t *bytes) {
    size_t needed = 0;
    size_t again = 0;
    assert_int_equal(hotline_copies_save(copies, NULL, 0, &needed), HOTLINE_ERROR_BUFFER);
    assert_true(needed <= SMALL);
    memset(bytes, 0x5A, SMALL);
    assert_int_equal(hotline_copies_save(copies, bytes, needed - 1, &again), HOTLINE_ERROR_BUFFER);
    assert_int_equal(bytes[0], 0x5A);
    assert_int_equal(hotline_copies_save(copies, bytes, needed, &again), HOTLINE_OK);
    assert_int_equal(again, needed);
    return needed;
}

static void saved_and_loaded(void **state) {
    static uint8_t bytes[SMALL];
    static uint8_t bytes_again[SMALL];
    hotline_copies *loaded = NULL;
    size_t len;
    assert_int_equal(add(*state, "b", ROAD), HOTLINE_OK);
    assert_int_equal(add(*state, "短", "您好"), HOTLINE_OK);
    assert_int_equal(add(*state, "a", ROAD), HOTLINE_OK);
    assert_int_equal(add(*state, "c", WATER "𠀀"), HOTLINE_OK);
    assert_int_equal(add(*state, "none", ""), HOTLINE_OK);
    len = save(*state, bytes);
    assert_int_equal(hotline_copies_load(context, bytes, len, &loaded), HOTLINE_OK);
    assert_int_equal(hotline_copies_count(loaded), 5);
    assert_int_equal(hotline_copies_texts(loaded), 4);
    assert_int_equal(save(loaded, bytes_again), len);
    assert_memory_equal(bytes, bytes_again, len);
    assert_int_equal(find(loaded, ROAD, 8000), HOTLINE_OK);
    assert_string_equal(matches[0].id, "a");
    assert_int_equal(matches[0].replies, 2);
    assert_int_equal(add(loaded, "b", ROAD), HOTLINE_DUPLICATE);
    assert_int_equal(add(loaded, "none", "2020"), HOTLINE_DUPLICATE);
    hotline_copies_free(loaded);
}

/* The format stands: these bytes are those of the first release. */
static void the_bytes(void **state) {
    static const uint8_t expected[] = {'H', 'L', 'C', 'O', 'P', 'I',  'E', 'S', 1, 0, 0, 0, 0, 0,   0, 0, 2,   0, 0, 0,
                                       0,   0,   0,   0,   1,   0,    0,   0,   0, 0, 0, 0, 1, 0,   0, 0, 'a', 0, 0, 0,
                                       0,   2,   0,   0,   0,   0x60, 'O', 'x', 0, 1, 0, 0, 0, 'b', 0, 0, 0,   0};
    static uint8_t bytes[SMALL];
    assert_int_equal(add(*state, "a", "你X"), HOTLINE_OK);
    assert_int_equal(add(*state, "b", "你 x"), HOTLINE_OK);
    assert_int_equal(save(*state, bytes), sizeof expected + 8);
    assert_memory_equal(bytes, expected, sizeof expected);
}

/* Every saved byte changed, and every shorter length, is noticed. */
static void damage(void **state) {
    static uint8_t bytes[SMALL];
    hotline_copies *loaded = NULL;
    size_t len;
    assert_int_equal(add(*state, "a", ROAD), HOTLINE_OK);
    len = save(*state, bytes);
    for (size_t i = 0; i < len; i++) {
        bytes[i] ^= 0x10;
        assert_int_equal(hotline_copies_load(context, bytes, len, &loaded), HOTLINE_ERROR_SYNTAX);
        bytes[i] ^= 0x10;
        assert_int_equal(hotline_copies_load(context, bytes, i, &loaded), HOTLINE_ERROR_SYNTAX);
    }
    assert_null(loaded);
    assert_int_equal(hotline_copies_load(NULL, bytes, len, &loaded), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_load(context, NULL, 0, &loaded), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_load(context, bytes, len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_save(NULL, bytes, len, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_save(*state, NULL, 1, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_copies_save(*state, bytes, len, NULL), HOTLINE_ERROR_ARGUMENT);
}

/* With a right checksum: what no index would have saved. Places as in the_bytes(). */
static void forgery(void **state) {
    static const struct {
        size_t at;
        uint8_t byte;
    } changes[] = {
        {16, 1},    /* fewer replies */
        {16, 3},    /* more */
        {24, 2},    /* more texts */
        {31, 1},    /* far more */
        {32, 0},    /* an id without bytes */
        {35, 0x80}, /* an id longer than all */
        {36, 0xFF}, /* no UTF-8 */
        {36, 0},    /* a NUL */
        {36, 'b'},  /* an id twice */
        {37, 1},    /* a text that comes later */
        {41, 1},    /* fewer letters */
        {44, 0x80}, /* more than there can be */
        {46, 0x30}, /* a sign */
        {47, 'X'},  /* not folded */
        {47, 0},    /* no letter */
        {54, 1},    /* a text that is new and not there */
    };
    static uint8_t good[SMALL];
    uint8_t bad[SMALL];
    hotline_copies *none = NULL;
    size_t len;
    assert_int_equal(add(*state, "a", "你X"), HOTLINE_OK);
    assert_int_equal(add(*state, "b", "你 x"), HOTLINE_OK);
    len = save(*state, good);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        hotline_copies *loaded = NULL;
        memcpy(bad, good, len);
        bad[changes[i].at] = changes[i].byte;
        saved_sign(bad, len);
        if (hotline_copies_load(context, bad, len, &loaded) != HOTLINE_ERROR_DOCUMENT) {
            fail_msg("change %u was taken", (unsigned)i);
        }
    }
    memcpy(bad, good, len); /* a byte more, before the checksum */
    saved_sign(bad, len + 1);
    assert_int_equal(hotline_copies_load(context, bad, len + 1, &none), HOTLINE_ERROR_DOCUMENT);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(an_empty_index),
        EACH(the_same_text),
        EACH(what_is_passed_over),
        EACH(similarity_is_exact),
        EACH(runs_are_a_set),
        EACH(very_short_texts),
        EACH(an_id_twice),
        EACH(one_text_under_many_ids),
        EACH(what_cannot_be_added),
        EACH(arguments),
        EACH(best_first_then_by_id),
        EACH(larger_records),
        EACH(crowds),
        EACH(merging),
        EACH(saved_and_loaded),
        EACH(the_bytes),
        EACH(damage),
        EACH(forgery),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
