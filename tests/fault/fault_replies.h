/* SPDX-License-Identifier: MIT */
/* What the allocation tests of replies make fail: a story that uses every test of a reply. */
#ifndef HOTLINE_TESTS_FAULT_REPLIES_H
#define HOTLINE_TESTS_FAULT_REPLIES_H

#include "fault_trial.h"

enum { WORDS_SIZE = 1 << 17 };

/* What it made so far. */
struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_rulebook *rulebook;
    hotline_copies *copies;
    hotline_reply *reply;
    hotline_log *log;
    hotline_ticket *ticket;
    hotline_error error;
    size_t next_line; /* of the log */
    size_t used;      /* of words */
    size_t mark;      /* where the words of the last step begin */
    char words[WORDS_SIZE];
};

extern const fault_trial replies;
extern const size_t replies_judged; /* the step that judges the first reply */

/* The policy with its check of that number alone, from 0; 0: there is none. With all of them, as at first. */
int replies_keep_check(size_t number);
void replies_keep_all(void);
/* Set-up and tear-down of a group of tests: the policy. */
int replies_gather(void **state);
int replies_scatter(void **state);

#endif
