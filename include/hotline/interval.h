/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Intervals (置信区间): how far a small rate can be trusted, and which units cannot be told apart.
 *
 * Two of three satisfied is 67 %, and so is 200 of 300; the interval of Wilson (1927) tells them apart: 21 % to 94 %, and 61 % to 72 %. It
 * never leaves 0 to 1, also for 0 of n and n of n. Counts go in, limits come out in 1/1000000000, computed in whole numbers and rounded
 * outward: the lower one down, the upper one up. The quantile of the normal distribution is taken in nine decimals, rounded up:
 * 1.644853627, 1.959963985 or 2.575829304 for 900, 950 or 990 permille.
 *
 * Two rates are told apart by the hybrid score interval of their difference (Newcombe 1998, method 10): p1 is surely above p2 when p1 - p2
 * is above the root of (p1 - low1)^2 + (high2 - p2)^2, with the limits above. It rests on the very limits printed beside the rates, and
 * holds its level for small counts; asking that two intervals do not meet would be far stricter than their level says.
 *
 * Subjects of which it is unknown whether they count widen both: all of them against the rate, and all of them for it. Weighted numerators
 * and scores are no counts and have no such interval. docs/figures.md has formulas and sources.
 */
#ifndef HOTLINE_INTERVAL_H
#define HOTLINE_INTERVAL_H

#include <stddef.h>
#include <stdint.h>

#include "context.h"
#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Unit of limits, and which end of a list is the first place. */
enum {
    HOTLINE_INTERVAL_ONE = 1000000000, /**< Limits are in 1/1000000000. */
    HOTLINE_INTERVAL_HIGH_FIRST = 0,   /**< The highest rate has the first place. */
    HOTLINE_INTERVAL_LOW_FIRST = 1     /**< The lowest rate has the first place. */
};

/**
 * The interval of a rate. Without unknown subjects that of num/den; with them from the lower limit of num/(den + unknown) to the upper limit
 * of (num + unknown)/(den + unknown).
 * @param num         subjects that count, 0 to den
 * @param den         subjects in all, without the unknown ones; any int64_t
 * @param unknown     subjects of which it cannot be told whether they count, 0 or more
 * @param confidence  900, 950 or 990 permille
 * @param low         receives the lower limit, 0 to HOTLINE_INTERVAL_ONE
 * @param high        receives the upper limit, *low to HOTLINE_INTERVAL_ONE
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_UNDEFINED       den and unknown are 0: there is no rate; nothing written
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, a count negative, num above den, or another confidence
 * @retval HOTLINE_ERROR_RANGE     den + unknown does not fit
 */
HOTLINE_API hotline_status hotline_interval_wilson(int64_t num, int64_t den, int64_t unknown, int32_t confidence, int64_t *low,
                                                   int64_t *high);

/**
 * Which of two rates is surely above the other, whatever the unknown subjects are. Rates and limits are taken in 1/1000000000, each
 * rounded against an answer, so that the answer can be checked by hand from printed numbers. The answer for the two rates changed about
 * is the negative one.
 * @param num1        of the first rate: subjects that count
 * @param den1        subjects in all
 * @param unknown1    subjects that cannot be told
 * @param num2        of the second rate: subjects that count
 * @param den2        subjects in all
 * @param unknown2    subjects that cannot be told
 * @param confidence  900, 950 or 990 permille
 * @param out         receives 1: the first is above the second; -1: the second is above the first; 0: they cannot be told apart
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_UNDEFINED       one of them is no rate; nothing written
 * @retval HOTLINE_ERROR_ARGUMENT  out is NULL, a count negative, num above den, or another confidence
 * @retval HOTLINE_ERROR_RANGE     a den + unknown does not fit
 */
HOTLINE_API hotline_status hotline_interval_apart(int64_t num1, int64_t den1, int64_t unknown1, int64_t num2, int64_t den2,
                                                  int64_t unknown2, int32_t confidence, int32_t *out);

/**
 * The places that each of many units may have: one after all that are surely better than it, one before all that are surely worse. Pairs
 * are judged by hotline_interval_apart(), each by itself: among many equal units some pairs look apart by chance, 5 of 100 at 950. Time grows
 * with the square of count.
 * @param context     where memory for the time of the call comes from
 * @param num         `count` numbers of subjects that count; may be NULL when count is 0
 * @param den         `count` numbers of subjects in all
 * @param unknown     `count` numbers of subjects that cannot be told; NULL: none
 * @param count       how many units
 * @param confidence  900, 950 or 990 permille
 * @param order       HOTLINE_INTERVAL_HIGH_FIRST or HOTLINE_INTERVAL_LOW_FIRST
 * @param first       receives `count` best places, from 1; 0 for a unit without a rate, which has no place and takes none
 * @param last        receives `count` worst places
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, a count negative, a num above its den, another confidence or order; nothing written
 * @retval HOTLINE_ERROR_RANGE     a den + unknown does not fit; nothing written
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; nothing written
 */
HOTLINE_API hotline_status hotline_interval_places(const hotline_context *context, const int64_t *num, const int64_t *den,
                                                   const int64_t *unknown, size_t count, int32_t confidence, int32_t order, int64_t *first,
                                                   int64_t *last);

#ifdef __cplusplus
}
#endif

#endif
