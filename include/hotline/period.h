/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Periods (统计周期): the days, weeks, months, quarters and years into which a policy cuts time.
 *
 * Where a period begins is the policy's to say: a day may begin at noon, a week on a Friday, a month on the 19th. What a policy leaves open is
 * undefined. Each period is ruled by the policy that is in force when it begins; so a period is found in a rulebook and comes with that policy.
 */
#ifndef HOTLINE_PERIOD_H
#define HOTLINE_PERIOD_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "policy.h"
#include "rulebook.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Kinds of periods. */
enum {
    HOTLINE_PERIOD_WEEK = 1,    /**< Week (周); named by its first date, 2021-05-03. */
    HOTLINE_PERIOD_MONTH = 2,   /**< Month (月); named 2021-05. */
    HOTLINE_PERIOD_DAY = 3,     /**< Day (日), from the hour that the policy says; named 2021-05-03. */
    HOTLINE_PERIOD_QUARTER = 4, /**< Quarter (季度); named 2021-Q2. */
    HOTLINE_PERIOD_YEAR = 5     /**< Year (年); named 2021. */
};

/** Bytes for the name of a period and its NUL. */
enum { HOTLINE_PERIOD_NAME_SIZE = 16 };

/** One period, half-open: from `from` up to and not including `to`. */
typedef struct hotline_period {
    uint32_t struct_size;                /**< sizeof (hotline_period), set by the caller before the call. */
    int32_t kind;                        /**< HOTLINE_PERIOD_*. */
    hotline_day first;                   /**< Date on which it begins, in the zone of the rulebook's calendar. */
    hotline_day last;                    /**< Date on which it ends. */
    hotline_instant from;                /**< Its first moment. */
    hotline_instant to;                  /**< The first moment after it. */
    char name[HOTLINE_PERIOD_NAME_SIZE]; /**< Its name, NUL-terminated: 2021-05, 2021-Q2, 2021; weeks and days by their first date. */
} hotline_period;

/**
 * The period of that name.
 * @param rulebook  the rulebook
 * @param kind      HOTLINE_PERIOD_*
 * @param name      its name, UTF-8; a week, or a day, by any of its dates
 * @param len       its length in bytes
 * @param out       the caller's record with struct_size set
 * @param policy    receives the policy that rules the period, borrowed from the rulebook; may be NULL
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_UNDEFINED       no policy is in force when it begins, or that policy leaves such periods undefined; nothing written
 * @retval HOTLINE_ERROR_SYNTAX    periods of that kind have no such names
 * @retval HOTLINE_ERROR_RANGE     it leaves the years 1 to 9999
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, the record too small, or no such kind
 */
HOTLINE_API hotline_status hotline_period_named(const hotline_rulebook *rulebook, int32_t kind, const char *name, size_t len,
                                                hotline_period *out, const hotline_policy **policy);

/**
 * The period that holds a moment; that of the moment just before `from` is the period before.
 * @param rulebook  the rulebook
 * @param kind      HOTLINE_PERIOD_*
 * @param at        the moment
 * @param out       the caller's record with struct_size set
 * @param policy    receives the policy that rules the period, borrowed from the rulebook; may be NULL
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_UNDEFINED       no policy is in force when it begins, or that policy leaves such periods undefined; nothing written
 * @retval HOTLINE_ERROR_RANGE     it leaves the years 1 to 9999
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, the record too small, or no such kind
 */
HOTLINE_API hotline_status hotline_period_at(const hotline_rulebook *rulebook, int32_t kind, hotline_instant at, hotline_period *out,
                                             const hotline_policy **policy);

#ifdef __cplusplus
}
#endif

#endif
