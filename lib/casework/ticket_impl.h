/* SPDX-License-Identifier: MIT */
/* Folding and deciding: the same checks serve both. */
#ifndef HOTLINE_CASEWORK_TICKET_IMPL_H
#define HOTLINE_CASEWORK_TICKET_IMPL_H

#include "duty_impl.h"

#include "../../include/hotline/ticket.h"

/* Follows the rulebook up to a moment: a change of policy in between moves the matter as its transition says. */
void hotline__ticket_advance(matter *m, hotline_instant at);
/* Finds the event's object and types its facts; what cannot be is a finding. draft->rule is set. */
void hotline__ticket_draft(matter *m, const event *e, const event_rule *rule, occurrence *draft);
/* The finding that no event opens the ticket. */
void hotline__ticket_find_unopened(matter *m, const event *e);
/* Must the event carry the fact, given what it carries? `told` receives the causes of an unknown; may be NULL. */
verdict hotline__ticket_must_carry(const matter *m, const occurrence *draft, const carried_fact *c, causes *told);
/* What the rules have against the event whoever reports it and whatever it carries: guard, duties before it, lapsed rights, states. */
void hotline__ticket_check_standing(matter *m, const occurrence *draft);
/* Everything that the rules have against the event now: findings, nothing else changes. */
void hotline__ticket_check(matter *m, const occurrence *draft);
/* Brings the matter to the moment of an event that is about to be folded or decided, and drafts it; 0 when no rule speaks of it. */
int hotline__ticket_meet(matter *m, const event *e, occurrence *draft);
/* The event happens: facts, states, assignments and duties follow it. What it turns out to be worth nothing for is a finding. */
void hotline__ticket_record(matter *m, const occurrence *draft);
/* The events of a run up to (not including) the first for which `before` is not above it; the opening event among all of them tells which
   come too early. */
void hotline__ticket_fold_run(matter *m, const event *const *run, uint32_t count, const event *before);
/* The same event by event: which of the run opens the ticket (MATTER_NONE: none), then each number in turn. */
uint32_t hotline__ticket_fold_begin(matter *m, const event *const *run, uint32_t count);
void hotline__ticket_fold_next(matter *m, const event *const *run, uint32_t i, uint32_t opening);
/* Brings the matter to a moment: policies, periods; nothing is judged for good. */
void hotline__ticket_reach(matter *m, hotline_instant at);
/* Where an event that is about to be decided stands to the one that opens the ticket. */
uint8_t hotline__ticket_early(const matter *m, const event *const *run, uint32_t count, const event *e);
/* The matter as lines of JSON: ticket, assignments, duties, findings; and its options at a moment. `words` is scratch. */
void hotline__ticket_write(const matter *m, hotline_instant at, int32_t language, buffer *words, buffer *out);
void hotline__ticket_write_options(matter *m, hotline_instant at, int32_t language, buffer *words, buffer *out);
/* Judges at the log's now. */
void hotline__ticket_finish(matter *m, hotline_instant now);

/* The folded matter and the log of a reader; NULL when it holds none. */
const matter *hotline__ticket_matter(const hotline_ticket *ticket);
const hotline_log *hotline__ticket_log(const hotline_ticket *ticket);
/* Judges replies with these tools, which are of the same rulebook, until they are swapped back. */
void hotline__ticket_swap_replies(hotline_ticket *ticket, struct reply_tools *with);

#endif
