/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief The ordered set of policies in force over time.
 *
 * A ticket that is open while the rules change needs the old and the new ones, so everything that judges takes a rulebook. Add the
 * documents (bases before their overlays), then use the rulebook as const: from then on any number of threads may read it at once.
 */
#ifndef HOTLINE_RULEBOOK_H
#define HOTLINE_RULEBOOK_H

#include <stddef.h>
#include <stdint.h>

#include "calendar.h"
#include "context.h"
#include "export.h"
#include "instant.h"
#include "policy.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: policies, their common names, and the calendar by which they count. */
typedef struct hotline_rulebook hotline_rulebook;

/**
 * Makes an empty rulebook.
 * @param context   must outlive the rulebook
 * @param calendar  borrowed, must outlive the rulebook; NULL: the built-in national calendar, owned by the rulebook
 * @param out       receives the rulebook; release it with hotline_rulebook_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  context or out is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_rulebook_new(const hotline_context *context, const hotline_calendar *calendar, hotline_rulebook **out);

/**
 * Releases a rulebook and all its policies, after everything that reads them.
 * @param rulebook  may be NULL
 */
HOTLINE_API void hotline_rulebook_free(hotline_rulebook *rulebook);

/**
 * Reads one policy document and adds it. All or nothing: after a failure the rulebook holds what it held before.
 *
 * An overlay is merged with its base, which must have been added already. The calendar that the document names must be "cn" or a
 * document of the rulebook's calendar. Not to be called while another thread uses the rulebook.
 * @param rulebook  the rulebook
 * @param text      JSON, UTF-8; copied
 * @param len       its length in bytes
 * @param error     receives line, column, path and message of the first error; may be NULL
 * @retval HOTLINE_OK              added
 * @retval HOTLINE_ERROR_ARGUMENT  rulebook or text is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 * @retval HOTLINE_ERROR_SYNTAX    not JSON
 * @retval HOTLINE_ERROR_DOCUMENT  not a valid policy; unknown names come with the nearest known one
 * @retval HOTLINE_ERROR_LIMIT     a limit of the context, or of the grammar, was reached
 */
HOTLINE_API hotline_status hotline_rulebook_add(hotline_rulebook *rulebook, const char *text, size_t len, hotline_error *error);

/**
 * How many policies were added.
 * @param rulebook  NULL gives 0
 * @return the count
 */
HOTLINE_API uint32_t hotline_rulebook_policy_count(const hotline_rulebook *rulebook);

/**
 * One policy, in order of adding.
 * @param rulebook  NULL gives NULL
 * @param index     below hotline_rulebook_policy_count(); else NULL is returned
 * @return borrowed from the rulebook
 */
HOTLINE_API const hotline_policy *hotline_rulebook_policy(const hotline_rulebook *rulebook, uint32_t index);

/**
 * The policy in force at a moment: the latest `effective` that has come and has not expired. Of equal dates the extending document.
 * @param rulebook  the rulebook
 * @param at        the moment; days begin at midnight in the calendar's zone
 * @param out       receives the policy, borrowed from the rulebook
 * @retval HOTLINE_OK              found
 * @retval HOTLINE_UNDEFINED       none is in force then; out receives NULL
 * @retval HOTLINE_ERROR_ARGUMENT  rulebook or out is NULL
 */
HOTLINE_API hotline_status hotline_rulebook_at(const hotline_rulebook *rulebook, hotline_instant at, const hotline_policy **out);

/**
 * Ignores effective and expiry dates: the policy with the latest effective date is taken to be in force at every moment. For trying a
 * rule on older logs. Not to be called while another thread uses the rulebook.
 * @param rulebook  the rulebook
 * @param on        0: the dates hold (the default); else they are ignored
 * @retval HOTLINE_OK              noted
 * @retval HOTLINE_ERROR_ARGUMENT  rulebook is NULL
 */
HOTLINE_API hotline_status hotline_rulebook_assume_in_force(hotline_rulebook *rulebook, int32_t on);

/**
 * A 64-bit number that differs when rulebooks judge differently: their policies, in the order in which they come into force, their calendar,
 * whether dates are ignored. Like hotline_policy_fingerprint() the same on every platform.
 * @param rulebook  the rulebook
 * @return the number; 0 when rulebook is NULL
 */
HOTLINE_API uint64_t hotline_rulebook_fingerprint(const hotline_rulebook *rulebook);

/**
 * The calendar by which the rulebook counts.
 * @param rulebook  NULL gives NULL
 * @return borrowed: the one given to hotline_rulebook_new(), or the rulebook's own
 */
HOTLINE_API const hotline_calendar *hotline_rulebook_calendar(const hotline_rulebook *rulebook);

#ifdef __cplusplus
}
#endif

#endif
