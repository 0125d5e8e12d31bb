/* SPDX-License-Identifier: MIT */
/* What can happen at all under a policy, as its rules allow: events, states, facts, duties; and what a condition can come to. */
#ifndef HOTLINE_RULES_POLICY_POSSIBLE_H
#define HOTLINE_RULES_POLICY_POSSIBLE_H

#include "policy_read.h"

/* Verdicts that a condition can come to: a set. */
enum { CAN_BE_TRUE = 1, CAN_BE_FALSE = 2, CAN_BE_UNKNOWN = 4, CAN_BE_ANYTHING = 7 };

/* What can be said of an event once a duty is owed: it can happen for the duty's object; count() can rise. */
enum { SINCE_HAPPENED = 1, SINCE_COUNTED = 2 };

/* Work after which everything is taken to be possible: ops tried, rows of moves looked at. */
enum { POSSIBLE_WORK = 1 << 22 };

/*
 * Everything errs to one side: what is noted here as impossible is so, whatever the log; what is not may be. `Possible` is without
 * a finding of severity error: a log may hold what the rules refuse.
 */
typedef struct possible {
    policy_reader *r;
    uint8_t *events;       /* by event: can be allowed */
    uint8_t *happened;     /* by event: may stand in the log: the same, and what a ticket begun under the base may bring along */
    uint8_t *facts;        /* by fact: may have a value of its own */
    uint8_t **states;      /* by machine, by state: NULL where the machine is not declared */
    uint8_t *owed;         /* by duty: an instance can begin */
    uint8_t *met, *waived; /* by duty */
    const uint8_t *since;  /* by event: SINCE_...; NULL: no duty is asked about */
    uint8_t tickets;       /* an event that opens one can happen, or none is declared (no_opening says so) */
    uint8_t assignments;   /* likewise */
    uint8_t no_assignment; /* events of assignments, and none that opens one */
    uint8_t rounds;        /* a second round can be opened */
    uint8_t inherits;      /* tickets begun under the base go on under this policy */
    uint8_t exhausted;     /* the work ran out */
    uint64_t work;         /* done so far */
} possible;

/* Notes what can happen. */
hotline_status hotline__possible_learn(policy_reader *r, possible *p);
/* Spends work; 0 when there is none left. */
int hotline__possible_spend(possible *p, uint64_t work);
/* Does an event of this subject and opening find a machine of this subject in a state of its own? Else a row of moves is not asked for. */
int hotline__possible_finds(const event_rule *event, const machine_rule *machine);
/* The rows of one machine stand together: where those that begin at `first` end. */
uint32_t hotline__possible_rows_end(const event_rule *event, uint32_t first);

/* ---- conditions (policy_possible_condition.c) ---- */
/* What it can come to; event: whose guard, required fact or measure it is, or NAME_NONE. NULL: always. */
uint8_t hotline__possible_condition(possible *p, const condition *c, int32_t event);
/* The same for a rule that may be absent (always), undefined (anything) or a table. */
uint8_t hotline__possible_rule(possible *p, const condition_rule *rule, int32_t event);
/* Can all of the conditions (at most 64, few enough ops) be false at once? Where that is not seen: 1. */
int hotline__possible_none_holds(possible *p, const condition *const *rows, uint32_t count, int32_t event);
/* The first event that the condition names and that cannot happen (since the duty asked about is owed); empty: none. */
text hotline__possible_culprit(const possible *p, const condition *c);

#endif
