/* SPDX-License-Identifier: MIT */
/*
 * Random patterns in random texts against a reference that tries every pattern at every letter. Alphabets are small, and their letters
 * chosen so that pairs and beginnings meet in the matcher's tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../lib/base/matcher.h"
#include "../support/random.h"

enum { TRIALS = 10000, TEXT_MOST = 160, PATTERNS_MOST = 120, ALPHABET_MOST = 6 };

/* Rows of the matcher's filter repeat after 4096 and 64, its lists after 1024. */
static const uint16_t interesting[] = {0,      1,      2,      64,     65,     128,    1024,   4096,   4097,   4160,  5120,
                                       0x4E00, 0x4E01, 0x4E40, 0x5200, 0x5E00, 0x5E01, 0x6E00, 0xE000, 0xFFBF, 0xFFFF};

enum { INTERESTING = sizeof interesting / sizeof interesting[0] };

typedef struct trial {
    uint16_t alphabet[ALPHABET_MOST];
    uint32_t alphabet_count;
    uint16_t letters[TEXT_MOST + MATCHER_AHEAD];
    uint32_t count;
    uint16_t own[PATTERNS_MOST][MATCHER_LENGTH_MOST];
    matcher_pattern patterns[PATTERNS_MOST];
    uint32_t pattern_count;
} trial;

static uint64_t seed = 20260301;

static uint32_t below(uint32_t bound) {
    return (uint32_t)((random_next(&seed) >> 33) % bound);
}

static uint16_t some_letter(const trial *t) {
    return t->alphabet[below(t->alphabet_count)];
}

static uint32_t some_length(void) {
    uint32_t kind = below(16);
    return kind == 0 ? 1 + below(MATCHER_LENGTH_MOST) : 1 + below(kind < 8 ? 4 : 8);
}

/* A piece of the text, at times with another last letter; an earlier pattern once more or cut short; or letters by chance. */
static void some_pattern(trial *t, uint32_t number) {
    uint16_t *own = t->own[number];
    uint32_t length = some_length();
    uint32_t kind = below(4);
    uint32_t i;
    for (i = 0; i < length; i++) {
        own[i] = some_letter(t);
    }
    if (kind < 2 && length <= t->count) {
        memcpy(own, t->letters + below(t->count - length + 1), length * sizeof *own);
        own[length - 1] = kind == 0 ? some_letter(t) : own[length - 1];
    } else if (kind == 2 && number != 0) {
        const matcher_pattern *earlier = &t->patterns[below(number)];
        length = length % 2 == 0 ? earlier->length : 1 + below(earlier->length);
        memcpy(own, earlier->letters, length * sizeof *own);
    }
    t->patterns[number].letters = own;
    t->patterns[number].length = length;
}

static void some_trial(trial *t) {
    uint32_t i;
    t->alphabet_count = 1 + below(ALPHABET_MOST);
    for (i = 0; i < t->alphabet_count; i++) {
        t->alphabet[i] = interesting[below(INTERESTING)];
    }
    t->count = below(TEXT_MOST + 1);
    for (i = 0; i < t->count + MATCHER_AHEAD; i++) { /* what follows the text looks like more of it */
        t->letters[i] = some_letter(t);
    }
    t->pattern_count = below(below(2) == 0 ? 6 : PATTERNS_MOST + 1);
    for (i = 0; i < t->pattern_count; i++) {
        some_pattern(t, i);
    }
}

static int stands_at(const trial *t, uint32_t begin, uint32_t pattern) {
    const matcher_pattern *p = &t->patterns[pattern];
    return p->length <= t->count - begin && memcmp(t->letters + begin, p->letters, p->length * sizeof *p->letters) == 0;
}

static void check(const trial *t, const matcher *m) {
    matcher_cursor cursor = {0, 0};
    matcher_match one;
    uint32_t begin;
    uint32_t length;
    uint32_t i;
    for (begin = 0; begin < t->count; begin++) {
        for (length = MATCHER_LENGTH_MOST; length != 0; length--) {
            for (i = 0; i < t->pattern_count; i++) {
                if (t->patterns[i].length != length || !stands_at(t, begin, i)) {
                    continue;
                }
                if (!hotline__matcher_next(m, t->letters, t->count, &cursor, &one) || one.begin != begin || one.end != begin + length ||
                    one.pattern != i) {
                    fail_msg("pattern %u with %u letters stands at %u", (unsigned)i, (unsigned)length, (unsigned)begin);
                }
            }
        }
    }
    assert_false(hotline__matcher_next(m, t->letters, t->count, &cursor, &one));
}

static void all_matches_in_order(void **state) {
    static trial t;
    hotline_context *context = NULL;
    arena a;
    uint32_t i;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    hotline__arena_init(&a, context);
    for (i = 0; i < TRIALS; i++) {
        matcher m;
        hotline__arena_reset(&a);
        some_trial(&t);
        assert_int_equal(hotline__matcher_new(&a, t.patterns, t.pattern_count, &m), HOTLINE_OK);
        check(&t, &m);
    }
    hotline__arena_free(&a);
    hotline_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_matches_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
