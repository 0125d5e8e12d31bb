/* SPDX-License-Identifier: MIT */
/*
 * The library takes small pieces out of large blocks, so that few of its requests ever reach the allocator. Here each piece is a block
 * of its own, and each third one fails, in a new world each time: the step must say HOTLINE_ERROR_MEMORY, and told once more it must
 * succeed in the same words.
 */
#define HOTLINE_ARENA_BLOCK_LEAST 16
#define HOTLINE_ARENA_BLOCK_MOST 16
#include "../../lib/hotline_all.c"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fault_story.h"

enum { PIECES_MOST = 20000, PIECES_LEAST = 1000 };

/* Every `stride`-th piece of each step; the story ends there. */
static size_t try_pieces(int goes_on, size_t stride) {
    fault_trial pieces = story;
    pieces.stride = stride;
    pieces.most = PIECES_MOST;
    pieces.cut_short = 1;
    return fault_try(&pieces, goes_on);
}

static void one_piece_fails(void **state) {
    size_t tried = try_pieces(0, 3);
    (void)state;
    print_message("%u pieces failed, one at a time\n", (unsigned)tried);
    assert_true(tried > PIECES_LEAST);
}

static void no_piece_any_more(void **state) {
    (void)state;
    assert_true(try_pieces(1, 11) > PIECES_LEAST / 11);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_piece_fails), cmocka_unit_test(no_piece_any_more)};
    return cmocka_run_group_tests(tests, story_gather, story_scatter);
}
