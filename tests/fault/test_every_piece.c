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

/* Step k in a new world, with its n-th piece failing. 0: it came through, there is no such piece. */
static int tell_with_piece_missing(world *w, size_t k, size_t n, int goes_on, const char *expected) {
    size_t mark;
    size_t failed;
    hotline_status status;
    story_begin(w);
    story_tell(w, 0, k);
    mark = w->used;
    fault_arm(&w->memory, n, goes_on);
    status = story_steps[k].tell(w);
    failed = w->memory.failed;
    fault_arm(&w->memory, 0, 0);
    if (failed != 0 && status != HOTLINE_ERROR_MEMORY) {
        fail_msg("step %s, piece %u fails: %s", story_steps[k].name, (unsigned)n, hotline_status_name(status));
    }
    if (failed != 0) {
        w->used = mark;
        story_tell(w, k, k + 1);
    }
    if (strncmp(w->words, expected, w->used) != 0) {
        fail_msg("step %s, piece %u failed: the story goes on otherwise", story_steps[k].name, (unsigned)n);
    }
    story_end(w);
    return failed != 0;
}

/* Every `stride`-th piece of each step. */
static size_t try_pieces(int goes_on, size_t stride) {
    static world w;
    static world plain;
    size_t tried = 0;
    size_t k;
    story_begin(&plain);
    story_tell(&plain, 0, story_length);
    story_end(&plain);
    for (k = 0; k < story_length; k++) {
        size_t n = 1;
        while (tell_with_piece_missing(&w, k, n, goes_on, plain.words)) {
            n += stride;
            tried++;
            assert_true(n < PIECES_MOST);
        }
    }
    return tried;
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
