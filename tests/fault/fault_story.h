/* SPDX-License-Identifier: MIT */
/* What the allocation tests make fail: a story that uses every function which takes memory. */
#ifndef HOTLINE_TESTS_FAULT_STORY_H
#define HOTLINE_TESTS_FAULT_STORY_H

#include "fault_trial.h"

enum { WORDS_SIZE = 1 << 18, TALLY_SIZE = 1 << 15 };

/* What it made so far. */
struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_calendar *nation, *city, *known;
    hotline_ledger *ledger;
    hotline_rulebook *rulebook;
    hotline_log *log, *bulk;
    hotline_ticket *ticket;
    hotline_unit *unit;
    hotline_tally *tally;
    hotline_proposals *proposals;
    hotline_error error;
    size_t next_line;                  /* of the lines added one by one */
    size_t tickets_added, units_added; /* to the tally */
    size_t bulk_at;                    /* where the lines added at once go on */
    size_t used;                       /* of words */
    size_t mark;                       /* where the words of the last step begin */
    char words[WORDS_SIZE];
};

extern const fault_trial story;

/* Set-up and tear-down of a group of tests: the documents and the log that the story is told from. */
int story_gather(void **state);
int story_scatter(void **state);

#endif
