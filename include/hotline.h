/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief libhotline: the rules of Chinese government service hotlines (政务服务便民热线, "12345"), as data and as answers.
 *
 * A hotline takes a citizen's matter (诉求), sends it to the unit in charge (承办单位), and is bound by written rules: who may do what,
 * how soon, how units are measured. This library holds those rules as data and answers what follows from them. It computes and
 * proposes; people decide. It stores nothing, reads no clock and no file, and calls nothing but the allocator that you give it; a desk calls your store, too.
 *
 * The nouns, in the order in which you meet them:
 *
 * | header | noun | what it is |
 * |---|---|---|
 * | hotline/status.h | status, error | what a call answers; where and why it failed |
 * | hotline/context.h | context | where memory comes from, how large things may grow: make one first |
 * | hotline/instant.h | instant, day | moments and dates as numbers, and their text |
 * | hotline/calendar.h | calendar (工作日历) | which days, and which hours of them, are worked; add and count working days |
 * | hotline/policy.h | policy (规则文件) | one dated document of rules |
 * | hotline/rulebook.h | rulebook | the policies in force over time, and the calendar they count by |
 * | hotline/period.h | period (周期) | days, weeks, months, quarters, years as a policy cuts them |
 * | hotline/finding.h | finding | one thing that the rules say about a subject, with its clause |
 * | hotline/log.h | log (日志) | events as the host reports them, put in order, corrections applied |
 * | hotline/duty.h | duty (义务, 时限) | something owed: when it is due, whether it is met, late, still open |
 * | hotline/ticket.h | ticket (工单) | events folded into facts, states and duties; what may happen now, and why not the rest |
 * | hotline/copies.h | copies (雷同答复) | an index of earlier replies, in which near-copies are found |
 * | hotline/reply.h | reply (答复) | is this reply fit to go out, and if not, why not, where, and what to do about it |
 * | hotline/explanation.h | explanation (说明理由) | why a duty stands as it does, and what would change it |
 * | hotline/unit.h | unit | a unit's own duties |
 * | hotline/tally.h | tally (统计) | measures by unit and period, as exact counts |
 * | hotline/ranking.h | ranking (排名) | scores, pools, ties: units in their order, exactly |
 * | hotline/distribution.h | distribution (时长分布) | how long things took, with those that still go on |
 * | hotline/interval.h | interval (置信区间) | how far a small rate can be trusted; which units cannot be told apart |
 * | hotline/columns.h | columns (按列计数) | the same, from a table that the host holds in memory |
 * | hotline/proposal.h | proposal (建议) | what the rules suggest that people should now decide |
 * | hotline/store.h | store (存储) | what a host keeps for a desk, and what each of its functions promises |
 * | hotline/outlet.h | outlet (通知出口) | where a host takes the notices for people |
 * | hotline/digest.h | digest (摘要) | the host's hash, by which a changed past shows |
 * | hotline/chain.h | chain (哈希链) | whether what was stored is still what was stored |
 * | hotline/desk.h | desk (受理台) | commands in, answers out, nothing lost or doubled |
 * | hotline/store_check.h | store check | trying a host's store against its contract |
 *
 * A first program, with failures left out:
 *
 *     hotline_context *context;
 *     hotline_rulebook *rulebook;
 *     hotline_log *log;
 *     hotline_ticket *ticket;
 *     const char *lines;
 *     size_t len;
 *     hotline_context_new(NULL, &context);
 *     hotline_rulebook_new(context, NULL, &rulebook);              // NULL: the national calendar
 *     hotline_rulebook_add(rulebook, policy_text, policy_len, NULL);
 *     hotline_log_new(rulebook, &log);
 *     hotline_log_add_lines(log, event_lines, event_len, 0, NULL);
 *     hotline_log_settle(log, hotline_instant_none());
 *     hotline_ticket_new(log, &ticket);
 *     hotline_ticket_fold(ticket, "T1", 2);
 *     hotline_ticket_lines(ticket, HOTLINE_LANGUAGE_EN, &lines, &len);   // the judged ticket, as JSON lines
 *
 * Rules that hold everywhere:
 *
 * - Functions return a hotline_status: 0 done, above 0 an answer that is no failure, below 0 a failure that changed nothing.
 *   Out-parameters come last and are written only where the status is not below 0. The exceptions say so: hotline_log_add_lines() keeps
 *   the lines before the one that failed, hotline_log_settle() and hotline_ticket_fold() that found no memory leave the log unsettled
 *   and the reader empty (call them again), hotline_policy_draw() writes the size needed.
 * - Text goes in as pointer and length, UTF-8. Text comes out borrowed and NUL-terminated.
 * - Objects are opaque, made by `_new` or `_parse`, released by `_free`, which takes NULL. What an object was made from must outlive it.
 * - A const pointer may be used by several threads at once, as long as nobody changes the object; a pointer that is not const by one
 *   thread at a time. So several threads may each have a reader over one settled log.
 * - Records begin with `struct_size`, which the caller sets to the size of the record before each call (hotline_error and
 *   hotline_context_options have an `_init` for it): a record that does not say its size is refused, an error record stays unwritten.
 */
#ifndef HOTLINE_H
#define HOTLINE_H

#include "hotline/calendar.h"
#include "hotline/chain.h"
#include "hotline/columns.h"
#include "hotline/context.h"
#include "hotline/copies.h"
#include "hotline/desk.h"
#include "hotline/digest.h"
#include "hotline/distribution.h"
#include "hotline/duty.h"
#include "hotline/explanation.h"
#include "hotline/export.h"
#include "hotline/finding.h"
#include "hotline/instant.h"
#include "hotline/interval.h"
#include "hotline/log.h"
#include "hotline/outlet.h"
#include "hotline/period.h"
#include "hotline/policy.h"
#include "hotline/proposal.h"
#include "hotline/ranking.h"
#include "hotline/reply.h"
#include "hotline/rulebook.h"
#include "hotline/status.h"
#include "hotline/store.h"
#include "hotline/store_check.h"
#include "hotline/tally.h"
#include "hotline/ticket.h"
#include "hotline/unit.h"
#include "hotline/version.h"

#endif
