/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Tallies (统计): the measures of a policy, counted by unit and period, exactly.
 *
 * Tickets are added one by one, of one log or of several; the figures are read at any time. A figure is a numerator, a denominator and the number of subjects that
 * could not be told: nothing is divided and nothing rounded here. A rate lies between num / (den + unknown) and
 * (num + unknown) / (den + unknown); with den 0 and unknown 0 there is no rate, which is neither 0 % nor 100 %.
 *
 * Figures of a period follow the policy that was in force when the period began. Periods are the months and weeks that the policy
 * defines. The order in which tickets are added does not matter.
 */
#ifndef HOTLINE_TALLY_H
#define HOTLINE_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "rulebook.h"
#include "status.h"
#include "ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: counts by unit, period and measure. Adding needs exclusive use. */
typedef struct hotline_tally hotline_tally;

/** Kinds of periods. */
enum {
    HOTLINE_PERIOD_WEEK = 1, /**< Week (周); named by its first date, 2021-05-03. */
    HOTLINE_PERIOD_MONTH = 2 /**< Month (月); named 2021-05. */
};

/**
 * One figure: a measure of a unit in a period. Texts are borrowed, NUL-terminated UTF-8, and live until the next call that changes the
 * tally.
 */
typedef struct hotline_figure {
    uint32_t struct_size; /**< sizeof (hotline_figure), set by the caller before the call. */
    int32_t kind;         /**< HOTLINE_PERIOD_WEEK or HOTLINE_PERIOD_MONTH. */
    hotline_day first;    /**< First date of the period. */
    hotline_day last;     /**< Last date of the period. */
    int64_t num;          /**< Numerator, in units of 10 to the power of minus places. */
    int64_t den;          /**< Denominator; 0 when has_den is 0. */
    int64_t unknown;      /**< Subjects that could not be told; in neither of both. */
    int64_t excepted;     /**< Subjects that the measure leaves out by its exception (剔除); in neither of both. */
    uint32_t places;      /**< Decimal places of num: 0 unless the measure has weights such as 0.5. */
    uint32_t has_den;     /**< 0: a plain count (数量), no rate. */
    const char *unit;     /**< Unit id; NULL for figures of tickets. */
    size_t unit_len;      /**< Bytes of unit. */
    const char *period;   /**< Name of the period. */
    size_t period_len;    /**< Bytes of period. */
    const char *measure;  /**< Name of the measure. */
    size_t measure_len;   /**< Bytes of measure. */
    const char *label;    /**< Label of the measure; NULL when it has none. */
    size_t label_len;     /**< Bytes of label. */
    const char *policy;   /**< Id of the policy that defines it. */
    size_t policy_len;    /**< Bytes of policy. */
} hotline_figure;

/**
 * Makes an empty tally.
 *
 * @param rulebook  by which the tickets that will be added are judged; borrowed, must outlive the tally
 * @param out       receives the tally; release it with hotline_tally_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_new(const hotline_rulebook *rulebook, hotline_tally **out);

/**
 * Releases a tally.
 *
 * @param tally  may be NULL
 */
HOTLINE_API void hotline_tally_free(hotline_tally *tally);

/**
 * Counts a folded ticket, once: itself, its assignments and its events, by every measure of every policy. A failure changes no figure.
 *
 * @param tally   the tally
 * @param ticket  a reader over a log with the tally's rulebook, holding the ticket; only read
 * @retval HOTLINE_OK               counted
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL, or the reader's log has another rulebook
 * @retval HOTLINE_ERROR_RANGE      a count would no longer fit into 64 bits
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_add(hotline_tally *tally, const hotline_ticket *ticket);

/**
 * Puts the figures in order: by unit (none first), period kind (the longest first), period, measure in the policy's order. Call it before
 * figures are read: whatever changes the tally takes the order away, and there is none to read.
 *
 * @param tally  the tally
 * @retval HOTLINE_OK              ordered
 * @retval HOTLINE_ERROR_ARGUMENT  tally is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; the tally is unchanged
 */
HOTLINE_API hotline_status hotline_tally_sort(hotline_tally *tally);

/**
 * Number of figures; 0 while they are not in order.
 *
 * @param tally  the tally
 * @return the number; 0 when tally is NULL
 */
HOTLINE_API size_t hotline_tally_count(const hotline_tally *tally);

/**
 * One figure, in the order of hotline_tally_sort().
 *
 * @param tally  the tally
 * @param index  from 0
 * @param out    the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_tally_at(const hotline_tally *tally, size_t index, hotline_figure *out);

/**
 * All figures as JSON lines, in the order of hotline_tally_sort(); empty while they are not in order:
 *
 *     {"type":"figure","unit":...,"period":"2021-05","measure":...,"num":12.5,"den":20,"unknown":0}
 *
 * `num` is an exact decimal number; `den` is null for a plain count.
 *
 * @param tally  the tally; its line buffer is reused by the next call
 * @param lines  receives borrowed text, NUL-terminated, valid until the next call on the tally
 * @param len    receives its length in bytes
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_lines(hotline_tally *tally, const char **lines, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
