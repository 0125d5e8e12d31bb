/* SPDX-License-Identifier: MIT */
/* Folding and deciding: the same checks serve both. */
#ifndef HOTLINE_CASEWORK_TICKET_IMPL_H
#define HOTLINE_CASEWORK_TICKET_IMPL_H

#include "duty_impl.h"

/* Follows the rulebook up to a moment: a change of policy in between moves the matter as its transition says. */
void hotline__ticket_advance(matter *m, hotline_instant at);
/* Finds the event's object and types its facts; what cannot be is a finding. draft->rule is set. */
void hotline__ticket_draft(matter *m, const event *e, const event_rule *rule, occurrence *draft);
/* Everything that the rules have against the event now: findings, nothing else changes. */
void hotline__ticket_check(matter *m, const occurrence *draft);
/* Folds one event, then all; judges at the log's now. */
void hotline__ticket_fold_event(matter *m, const event *e);
void hotline__ticket_finish(matter *m, hotline_instant now);

#endif
