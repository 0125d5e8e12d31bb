/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/base/matcher.h"
#include "../../support/poor_context.h"

enum { TEXT_MOST = 200, PATTERNS_MOST = 100 };

static hotline_context *context;
static arena memory;

static int set_up(void **state) {
    hotline_status status = hotline_context_new(NULL, &context);
    (void)state;
    hotline__arena_init(&memory, context);
    return status;
}

static int tear_down(void **state) {
    (void)state;
    hotline__arena_free(&memory);
    hotline_context_free(context);
    return 0;
}

/* Letters of a word: each byte with 0x4E00 above it. */
static uint32_t spell(const char *word, uint16_t *letters) {
    uint32_t i;
    for (i = 0; word[i] != '\0'; i++) {
        letters[i] = (uint16_t)(0x4E00 + (unsigned char)word[i]);
    }
    return i;
}

/* Patterns are the words between blanks. They are overwritten when the matcher is made: it may not need them any more. */
static hotline_status make(const char *words, matcher *out) {
    static uint16_t letters[TEXT_MOST];
    matcher_pattern patterns[PATTERNS_MOST];
    uint32_t count = 0;
    uint32_t i;
    uint32_t length = spell(words, letters);
    hotline_status status;
    for (i = 0; i < length; i++) {
        if (i == 0 || words[i - 1] == ' ') {
            patterns[count].letters = letters + i;
            patterns[count++].length = (uint32_t)strcspn(words + i, " ");
        }
    }
    status = hotline__matcher_new(&memory, patterns, count, out);
    memset(letters, 0, sizeof letters);
    memset(patterns, 0, sizeof patterns);
    return status;
}

/* Every match as `begin-end:pattern`, in the order in which they come; 'A' for 0, 'B' for 1 ... */
static void finds(const char *words, const char *sentence, const char *expected) {
    uint16_t letters[TEXT_MOST + MATCHER_AHEAD] = {0};
    char said[TEXT_MOST * 4] = "";
    uint32_t count = spell(sentence, letters);
    matcher_cursor cursor = {0, 0};
    matcher m;
    matcher_match one;
    size_t len = 0;
    assert_int_equal(make(words, &m), HOTLINE_OK);
    while (hotline__matcher_next(&m, letters, count, &cursor, &one)) {
        assert_in_range(one.end, one.begin + 1, count);
        said[len++] = (char)('A' + one.begin);
        said[len++] = (char)('A' + one.end);
        said[len++] = (char)('0' + one.pattern);
        said[len++] = ' ';
    }
    said[len] = '\0';
    assert_string_equal(said, expected);
    assert_false(hotline__matcher_next(&m, letters, count, &cursor, &one)); /* the end stays the end */
}

static void nothing_to_find(void **state) {
    matcher_cursor cursor = {0, 0};
    matcher m;
    matcher_match one;
    (void)state;
    finds("", "abc", "");
    finds("", "", "");
    finds("ab", "", "");
    finds("ab", "a", "");
    finds("ab", "acb", "");
    assert_int_equal(hotline__matcher_new(&memory, NULL, 0, &m), HOTLINE_OK);
    assert_false(hotline__matcher_next(&m, NULL, 0, &cursor, &one));
}

static void every_length(void **state) {
    (void)state;
    finds("a", "banana", "BC0 DE0 FG0 ");
    finds("an", "banana", "BD0 DF0 ");
    finds("ana", "banana", "BE0 DG0 ");
    finds("nana", "banana", "CG0 ");
    finds("anana", "banana", "BG0 ");
    finds("banana", "banana", "AG0 ");
    finds("bananas", "banana", "");
}

static void the_longest_first(void **state) {
    (void)state;
    finds("b ba ban bana banan banana", "banana", "AG5 AF4 AE3 AD2 AC1 AB0 ");
    finds("banana banan bana ban ba b", "banana", "AG0 AF1 AE2 AD3 AC4 AB5 ");
    finds("abcdefg ab abcx", "abcde", "AC1 ");
    finds("abcdefg a abcx", "abcde", "AB1 ");
    finds("abd abcde abc aba", "abcd", "AD2 ");
    finds("na a", "nana", "AC0 BC1 CE0 DE1 ");
}

/* In order of their numbers, at each length. */
static void the_same_pattern_twice(void **state) {
    (void)state;
    finds("ab ab ab", "xab", "BD0 BD1 BD2 ");
    finds("a abc a abc ab a", "abc", "AD1 AD3 AC4 AB0 AB2 AB5 ");
    finds("abc abcd abc", "abcx", "AD0 AD2 ");
}

/* The letters after the text would make a match, and a letter may be nought. */
static void the_end_is_the_end(void **state) {
    static const uint16_t letters[2 + MATCHER_AHEAD] = {'a', 'b', 'c', 'a', 'b', 'c'};
    static const uint16_t noughts[4 + MATCHER_AHEAD] = {0};
    static const uint16_t abc[] = {'a', 'b', 'c'};
    matcher_pattern patterns[2];
    matcher_cursor cursor = {0, 0};
    matcher m;
    matcher_match one;
    uint32_t found = 0;
    (void)state;
    patterns[0].letters = abc;
    patterns[0].length = 3;
    patterns[1].letters = noughts;
    patterns[1].length = 2;
    assert_int_equal(hotline__matcher_new(&memory, patterns, 2, &m), HOTLINE_OK);
    assert_false(hotline__matcher_next(&m, letters, 2, &cursor, &one));
    memset(&cursor, 0, sizeof cursor);
    while (hotline__matcher_next(&m, noughts, 4, &cursor, &one)) {
        assert_int_equal(one.begin, found++);
        assert_int_equal(one.pattern, 1);
    }
    assert_int_equal(found, 3);
}

static void as_long_as_may_be(void **state) {
    uint16_t letters[2 * MATCHER_LENGTH_MOST + MATCHER_AHEAD];
    matcher_pattern patterns[MATCHER_LENGTH_MOST];
    matcher_cursor cursor = {0, 0};
    matcher m;
    matcher_match one;
    uint32_t i;
    uint32_t k;
    (void)state;
    memset(letters, 0x4E, sizeof letters);
    for (i = 0; i < MATCHER_LENGTH_MOST; i++) {
        patterns[i].letters = letters;
        patterns[i].length = i + 1;
    }
    assert_int_equal(hotline__matcher_new(&memory, patterns, MATCHER_LENGTH_MOST, &m), HOTLINE_OK);
    for (i = 0; i < 2 * MATCHER_LENGTH_MOST; i++) { /* all patterns at first, fewer near the end */
        uint32_t left = 2 * MATCHER_LENGTH_MOST - i;
        for (k = left < MATCHER_LENGTH_MOST ? left : MATCHER_LENGTH_MOST; k != 0; k--) {
            assert_true(hotline__matcher_next(&m, letters, 2 * MATCHER_LENGTH_MOST, &cursor, &one));
            assert_int_equal(one.begin, i);
            assert_int_equal(one.end, i + k);
            assert_int_equal(one.pattern, k - 1);
        }
    }
    assert_false(hotline__matcher_next(&m, letters, 2 * MATCHER_LENGTH_MOST, &cursor, &one));
}

/* One matcher, two texts at a time. */
static void cursors_are_independent(void **state) {
    uint16_t left[8 + MATCHER_AHEAD] = {0};
    uint16_t right[8 + MATCHER_AHEAD] = {0};
    uint32_t left_count = spell("abab", left);
    uint32_t right_count = spell("xaby", right);
    matcher_cursor a = {0, 0};
    matcher_cursor b = {0, 0};
    matcher m;
    matcher_match one;
    (void)state;
    assert_int_equal(make("ab", &m), HOTLINE_OK);
    assert_true(hotline__matcher_next(&m, left, left_count, &a, &one));
    assert_int_equal(one.begin, 0);
    assert_true(hotline__matcher_next(&m, right, right_count, &b, &one));
    assert_int_equal(one.begin, 1);
    assert_true(hotline__matcher_next(&m, left, left_count, &a, &one));
    assert_int_equal(one.begin, 2);
    assert_false(hotline__matcher_next(&m, right, right_count, &b, &one));
    assert_false(hotline__matcher_next(&m, left, left_count, &a, &one));
}

static void what_is_refused(void **state) {
    static const uint16_t letters[MATCHER_LENGTH_MOST + 1] = {1};
    matcher_pattern patterns[2] = {{letters, 1}, {letters, 0}};
    matcher m;
    matcher before;
    (void)state;
    memset(&m, 0x55, sizeof m);
    before = m;
    assert_int_equal(hotline__matcher_new(&memory, patterns, 2, &m), HOTLINE_ERROR_ARGUMENT);
    patterns[1].length = MATCHER_LENGTH_MOST + 1;
    assert_int_equal(hotline__matcher_new(&memory, patterns, 2, &m), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline__matcher_new(&memory, patterns, MATCHER_COUNT_MOST + 1, &m), HOTLINE_ERROR_LIMIT);
    assert_memory_equal(&m, &before, sizeof m);
    patterns[1].length = MATCHER_LENGTH_MOST;
    assert_int_equal(hotline__matcher_new(&memory, patterns, 2, &m), HOTLINE_OK);
}

/* With any amount of memory it is made, or nothing is written. */
static void without_memory(void **state) {
    static uint16_t letters[600];
    matcher_pattern patterns[300];
    hotline_status status = HOTLINE_ERROR_MEMORY;
    size_t most;
    uint32_t i;
    uint32_t failures = 0;
    (void)state;
    for (i = 0; i < 300; i++) {
        letters[2 * i] = (uint16_t)(i * 7);
        patterns[i].letters = letters + 2 * i;
        patterns[i].length = 2;
    }
    for (most = 500; status != HOTLINE_OK; most += 500) {
        size_t left = most;
        hotline_context *poor = poor_context(&left);
        arena a;
        matcher m;
        matcher before;
        memset(&m, 0x55, sizeof m);
        before = m;
        hotline__arena_init(&a, poor);
        status = hotline__matcher_new(&a, patterns, 300, &m);
        assert_true(status == HOTLINE_OK || (status == HOTLINE_ERROR_MEMORY && memcmp(&m, &before, sizeof m) == 0));
        failures += status != HOTLINE_OK;
        hotline__arena_free(&a);
        hotline_context_free(poor);
    }
    assert_in_range(failures, 10, 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_find),         cmocka_unit_test(every_length),       cmocka_unit_test(the_longest_first),
        cmocka_unit_test(the_same_pattern_twice),  cmocka_unit_test(the_end_is_the_end), cmocka_unit_test(as_long_as_may_be),
        cmocka_unit_test(cursors_are_independent), cmocka_unit_test(what_is_refused),    cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
