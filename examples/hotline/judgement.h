/* SPDX-License-Identifier: MIT */
/* What people read after a log was judged: duties and proposals by state, findings by code, the bulletin. */
#ifndef HOTLINE_EXAMPLE_JUDGEMENT_H
#define HOTLINE_EXAMPLE_JUDGEMENT_H

#include "hotline.h"

enum { TALLY_NAMES_MOST = 512 };

/* Counts by name, in order of first sight. */
typedef struct name_count {
    char name[64];
    long long by_state[8]; /* HOTLINE_DUTY_*, of a proposal HOTLINE_PROPOSAL_* */
    long long late, late_unknown, count;
    int severity;
    char first[512]; /* of a finding: what the first of its code says, and of what; of a duty, a proposal: its label */
} name_count;

typedef struct judgement_counts {
    name_count duties[TALLY_NAMES_MOST];
    name_count findings[TALLY_NAMES_MOST];
    name_count proposals[TALLY_NAMES_MOST];
    int duty_count, finding_count, proposal_count;
    long long by_severity[3];
    long long assignments;
    long long late_errors; /* late duties of severity error */
} judgement_counts;

void judgement_count_duty(judgement_counts *c, const hotline_duty *d);
void judgement_count_proposal(judgement_counts *c, const hotline_proposal *p);
void judgement_count_finding(judgement_counts *c, const hotline_finding *f);
/* A finding in one line: its message, its ticket and event. */
void judgement_describe(const hotline_finding *f, char *out, size_t size);
/* The tables and the bulletin: every month, and the latest week. */
void judgement_print(const judgement_counts *c, const hotline_log_summary *log, const hotline_tally *tally);

#endif
