/* SPDX-License-Identifier: MIT */
/* The check of a policy as a whole: policy_check.c (events, measures, names) over its parts for machines, duties and the calendar. */
#ifndef HOTLINE_RULES_POLICY_CHECK_H
#define HOTLINE_RULES_POLICY_CHECK_H

#include "policy_possible.h"

enum { CHECK_FINDINGS = 256 /* told of one document; then one that says so */ };

/* One row of moves of an event that can happen, from a state that is reached. */
typedef struct check_edge {
    const struct check_edge *next; /* of the same machine */
    int32_t event, from, to;
} check_edge;

typedef struct policy_checker {
    policy_reader *r;
    possible can;
    const check_edge **edges; /* by machine */
    uint32_t told;
    uint8_t unopened; /* told already: 1 that no ticket, 2 that no assignment can be opened */
} policy_checker;

/* ---- policy_check_condition.c ---- */
/* Keeps a finding while there is room. */
hotline_status hotline__check_tell(policy_checker *c, const json *at, const char *code, uint8_t severity, const char *message, text a,
                                   text b);
/* A condition that is nothing but yes or no, or their like, is meant so. */
int hotline__check_is_literal(const condition *c);
/* A condition that can never hold, or always does. event: whose it is, or NAME_NONE. at and tested may be NULL. */
hotline_status hotline__check_condition(policy_checker *c, const json *at, const condition *tested, int32_t event);
/* The rows of a table: one that can never hold, and an else that no combination needs. */
hotline_status hotline__check_rows(policy_checker *c, const json *table, const condition *const *rows, uint32_t count, int32_t event);
/* A value that may be a table. */
hotline_status hotline__check_rule(policy_checker *c, const json *at, const condition_rule *rule, int32_t event);

/* ---- the parts ---- */
hotline_status hotline__check_machines(policy_checker *c); /* policy_check_machine.c */
hotline_status hotline__check_duties(policy_checker *c);   /* policy_check_duty.c */
hotline_status hotline__check_calendar(policy_checker *c); /* policy_check_calendar.c */

/* Does the event end an object of the subject? A new round ends the assignments so far. */
int hotline__check_ends(const event_rule *event, uint8_t subject);

#endif
