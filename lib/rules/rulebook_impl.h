/* SPDX-License-Identifier: MIT */
/* The ordered set of policies in force over time. */
#ifndef HOTLINE_RULES_RULEBOOK_IMPL_H
#define HOTLINE_RULES_RULEBOOK_IMPL_H

#include "../../include/hotline/rulebook.h"

#include "policy_impl.h"

struct hotline_rulebook {
    const hotline_context *context;
    arena arena;
    names names;
    hotline_policy **policies; /* in order of reading */
    uint32_t policy_count, policy_capacity;
    const hotline_policy **timeline;  /* by effective date, ties: the extending document later */
    const hotline_calendar *calendar; /* the caller's, or own_calendar */
    hotline_calendar *own_calendar;   /* NULL when the caller gave one */
    uint64_t calendar_fingerprint;    /* a calendar never changes */
    uint32_t as_if_in_force;
};

/* The policy in force at a moment, NULL: none (HOTLINE_UNDEFINED). as_if_in_force: the last of the timeline, whatever the moment. */
const hotline_policy *hotline__rulebook_at(const hotline_rulebook *r, hotline_instant at);
/* The next moment after `at` at which another policy comes into force or none is; HOTLINE_NO_INSTANT when never. */
hotline_instant hotline__rulebook_change(const hotline_rulebook *r, hotline_instant at);
/* Does some policy of the rulebook, whenever it is in force, call the fact personal? */
int hotline__rulebook_personal(const hotline_rulebook *r, int32_t fact);

#endif
