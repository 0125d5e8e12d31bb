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

/* Step k in a new world, with its n-th piece failing. 0: it came through, there is no such piece. */
static int tell_with_piece_missing(world *w, size_t k, size_t n, int goes_on, const char *expected) {
    replies_begin(w);
    replies_tell(w, 0, k);
    size_t mark = w->used;
    fault_arm(&w->memory, n, goes_on);
    hotline_status status = replies_steps[k].tell(w);
    size_t failed = w->memory.failed;
    fault_arm(&w->memory, 0, 0);
    if (failed != 0 && status != HOTLINE_ERROR_MEMORY) {
        fail_msg("step %s, piece %u fails: %s", replies_steps[k].name, (unsigned)n, hotline_status_name(status));
    }
    if (failed != 0) {
        w->used = mark;
        replies_tell(w, k, k + 1);
    }
    if (strncmp(w->words, expected, w->used) != 0) {
        fail_msg("step %s, piece %u failed: the story goes on otherwise", replies_steps[k].name, (unsigned)n);
    }
    replies_end(w);
    return failed != 0;
}

/* Every `stride`-th piece of each step. */
static size_t try_pieces(int goes_on, size_t stride) {
    static world w;
    static world plain;
    size_t tried = 0;
    replies_begin(&plain);
    replies_tell(&plain, 0, replies_length);
    replies_end(&plain);
    for (size_t k = 0; k < replies_length; k++) {
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
static size_t judge_with_piece_missing(world *w, size_t n) {
    replies_begin(w);
    replies_tell(w, 0, replies_judged);
    fault_arm(&w->memory, n, 0);
    hotline_status status = replies_steps[replies_judged].tell(w);
    size_t asked = w->memory.asked;
    assert_int_equal(status, n > 0 ? HOTLINE_ERROR_MEMORY : HOTLINE_OK);
    fault_arm(&w->memory, 0, 0);
    replies_tell(w, n > 0 ? replies_judged : replies_judged + 1, replies_judged + 2);
    replies_end(w);
    return asked;
}

/* A check alone is the one that finds no room for what it finds: the last pieces are its own. */
static void each_check_alone(void **state) {
    static world w;
    static world plain;
    size_t number;
    (void)state;
    for (number = 0; replies_keep_check(number); number++) {
        size_t asked = judge_with_piece_missing(&plain, 0);
        for (size_t n = asked; n > 0 && n + PIECES_OF_CHECK > asked; n--) {
            (void)judge_with_piece_missing(&w, n);
            if (strcmp(w.words, plain.words) != 0) {
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
