/* SPDX-License-Identifier: MIT */
/*
 * Of the pieces that judging replies takes, few ever reach the allocator. Here each is a block of its own, and one after the other fails, in a
 * new world each time: the step must say HOTLINE_ERROR_MEMORY, and told once more it must succeed in the same words.
 */
#define HOTLINE_ARENA_BLOCK_LEAST 16
#define HOTLINE_ARENA_BLOCK_MOST 16
#include "../../lib/hotline_all.c"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fault_replies.h"

enum { PIECES_MOST = 20000, PIECES_LEAST = 1000, PIECES_OF_CHECK = 12, CHECKS_LEAST = 40 };

/* Every `stride`-th piece of each step; the story ends there. */
static size_t try_pieces(int goes_on, size_t stride) {
    fault_trial pieces = replies;
    pieces.stride = stride;
    pieces.most = PIECES_MOST;
    pieces.cut_short = 1;
    return fault_try(&pieces, goes_on);
}

static void one_piece_fails(void **state) {
    size_t tried = try_pieces(0, 1);
    (void)state;
    print_message("%u pieces failed, one at a time\n", (unsigned)tried);
    assert_true(tried > PIECES_LEAST);
}

static void no_piece_any_more(void **state) {
    (void)state;
    assert_true(try_pieces(1, 11) > PIECES_LEAST / 11);
}

/* The line that is answered, when judging's n-th piece fails and it judges again; returns how many pieces it asked for. */
static size_t judge_with_piece_missing(size_t n, char *words) {
    replies.begin(replies.w);
    fault_tell(&replies, 0, replies_judged);
    fault_arm(replies.memory, n, 0);
    hotline_status status = replies.steps[replies_judged].tell(replies.w);
    size_t asked = replies.memory->asked;
    assert_int_equal(status, n > 0 ? HOTLINE_ERROR_MEMORY : HOTLINE_OK);
    fault_arm(replies.memory, 0, 0);
    fault_tell(&replies, n > 0 ? replies_judged : replies_judged + 1, replies_judged + 2);
    strcpy(words, replies.w->words);
    fault_end(&replies);
    return asked;
}

/* A check alone is the one that finds no room for what it finds: the last pieces are its own. */
static void each_check_alone(void **state) {
    static char words[WORDS_SIZE];
    static char plain[WORDS_SIZE];
    size_t number;
    (void)state;
    for (number = 0; replies_keep_check(number); number++) {
        size_t asked = judge_with_piece_missing(0, plain);
        for (size_t n = asked; n > 0 && n + PIECES_OF_CHECK > asked; n--) {
            (void)judge_with_piece_missing(n, words);
            if (strcmp(words, plain) != 0) {
                fail_msg("check %u, piece %u failed: something else is found", (unsigned)number, (unsigned)n);
            }
        }
    }
    replies_keep_all();
    assert_true(number > CHECKS_LEAST);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_piece_fails), cmocka_unit_test(no_piece_any_more),
                                       cmocka_unit_test(each_check_alone)};
    return cmocka_run_group_tests(tests, replies_gather, replies_scatter);
}
