/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Why a duty stands as it does (说明理由): clause and verdict, what happened, which days counted, what was read, what would change it.
 *
 * An explanation is made for one instance of a duty of the ticket or unit that a reader holds. It is data: one JSON object a line, each
 * with a `type` and with a sentence for people in `text`. An instance that is over is explained with what was known of the matter at the
 * moment at which it was judged for good, not with what came later. Nothing of it is stored; it follows from log, rulebook, calendar and
 * moment, as the verdict does.
 *
 * Lines, in this order:
 *
 * | type | members beside `text` |
 * |---|---|
 * | `verdict` | `ticket`, `assignment`, `unit`, `duty`, `instance`, `label`, `state`, `late`, `clause`, `quote`, `document` (whose clause it is), `policy` (by which it was judged) |
 * | `step` | `step`, `at`, `event`: what moved the duty, in order: `owed`, `restarted`, `term`, `count` (the first day that counts), `paused`, `resumed`, `extended`, `due`, `told`, `met`, `waived`, `cancelled`, `shut`, `too_late` (a right used after it lapsed) |
 * | `binding` | `duty`, `assignment`, `due`, `clause`, `source`: of several open duties that are met by the same words the one that is due first (最先到期的期限) |
 * | `parent` | the same members: the duty of what this assignment is a part of, when it is due earlier than this one |
 * | `day` | `day`, `class`, `name`, `notice`, `counted`, `number`, `certain`: the days between, where days or working days are counted (at most 400); none counts at whose end the clock stands |
 * | `rule` | `rule` (`if`, `within`, `met`, `waive`, `pause`), `path`, `condition`, `verdict` (true, false, or null: cannot be told), `row` (a row of a table), `undefined` (the policy is silent) |
 * | `read` | one test of the rule above: `test` as written, `verdict`, `value` (where the test reads one), `event` and `at` (which brought it), `cause` (`missing` or `undefined`, when it cannot be told) |
 * | `change` | `to` and `tests` (`test`, `to`): the fewest tests that would have to come out otherwise for another verdict, where they can; or `to` (`in_time`, `late`) and `at`: the moment that decides; or `to` and `term`: the shortest term, in the rule's unit, under which it is in time; or `item`: what the policy would have to define |
 *
 * `told` is the due moment as it was told on the day on which the duty became owed (当时告知的期限), when the calendar has changed since.
 */
#ifndef HOTLINE_EXPLANATION_H
#define HOTLINE_EXPLANATION_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "status.h"
#include "ticket.h"
#include "unit.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Explains one duty of the ticket that the reader holds.
 * @param ticket    a reader that holds a ticket; it forgets the reasons of its last decision
 * @param duty      index as for hotline_ticket_duty()
 * @param language  HOTLINE_LANGUAGE_EN or HOTLINE_LANGUAGE_ZH, of `text`
 * @param lines     receives the lines, borrowed: valid until the reader writes lines or folds again, or is released
 * @param len       receives their length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket, or no such duty
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ticket_explain(hotline_ticket *ticket, size_t duty, int32_t language, const char **lines, size_t *len);

/**
 * Explains one duty of the unit that the reader holds.
 * @param unit      a reader that holds a unit
 * @param duty      index as for hotline_unit_duty()
 * @param language  HOTLINE_LANGUAGE_EN or HOTLINE_LANGUAGE_ZH, of `text`
 * @param lines     receives the lines, borrowed: valid until the reader writes lines or folds again, or is released
 * @param len       receives their length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no unit, or no such duty
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_unit_explain(hotline_unit *unit, size_t duty, int32_t language, const char **lines, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
