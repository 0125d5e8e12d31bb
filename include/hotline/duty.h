/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Duties (应尽义务) as they stand: what is owed, by when, and whether it was met in time.
 *
 * A duty of the policy has instances: one each time it is owed, one a period, or one standing. A record here is one instance, judged
 * at the moment for which the log was settled. Nothing of it is stored anywhere: it follows from log, rulebook, calendar and moment.
 */
#ifndef HOTLINE_DUTY_H
#define HOTLINE_DUTY_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "rulebook.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** State of a duty's instance. Lateness stands beside it. */
enum {
    HOTLINE_DUTY_NOT_OWED = 0,  /**< Its condition does not hold (不适用). */
    HOTLINE_DUTY_POSSIBLE = 1,  /**< Whether it is owed hangs on facts that are not known (待定). */
    HOTLINE_DUTY_OPEN = 2,      /**< Owed and not yet met (未履行). */
    HOTLINE_DUTY_MET = 3,       /**< Met (已履行). */
    HOTLINE_DUTY_WAIVED = 4,    /**< Released (已免除). */
    HOTLINE_DUTY_CANCELLED = 5, /**< Ended with its assignment or ticket (已终止). */
    HOTLINE_DUTY_SHUT = 6,      /**< A right whose time is over (已失权). */
    HOTLINE_DUTY_UNDEFINED = 7  /**< The policy does not say whether it is owed or how it ends (未作规定). */
};

/** Three-valued answers in records. */
enum {
    HOTLINE_NO = 0,     /**< No. */
    HOTLINE_YES = 1,    /**< Yes. */
    HOTLINE_UNKNOWN = 2 /**< Cannot be told. */
};

/** What the days between hotline_duty.count_from and due_day are counted in. */
enum {
    HOTLINE_COUNT_NOTHING = 0,  /**< No days are counted: the term is in hours or minutes, or there is none. */
    HOTLINE_COUNT_DAYS = 1,     /**< Every day (自然日). */
    HOTLINE_COUNT_WORKDAYS = 2, /**< Working days (工作日). */
    HOTLINE_COUNT_MONTHS = 3    /**< To the corresponding day of a later month. */
};

/**
 * One instance of a duty. Texts are borrowed, NUL-terminated UTF-8, and live until the reader folds again or is released, or its log
 * changes (of hotline_duty_due(): as long as the rulebook); a text that there is none of is NULL with length 0. Instants that there are none of are hotline_instant_none().
 */
typedef struct hotline_duty {
    uint32_t struct_size;    /**< sizeof (hotline_duty), set by the caller before the call. */
    int32_t state;           /**< HOTLINE_DUTY_*. */
    int32_t late;            /**< HOTLINE_YES: the due moment passed before it was met. HOTLINE_UNKNOWN: cannot be told. */
    int32_t severity;        /**< HOTLINE_SEVERITY_* of the rule. */
    uint32_t instance;       /**< From 1, per object and duty. */
    hotline_day due_day;     /**< The day the due moment belongs to (24:00 belongs to the day it ends), or HOTLINE_DAY_NONE. */
    int32_t certain;         /**< 0: counted beyond the calendar's horizon; the due moment may change. */
    uint32_t reserved;       /**< 0. */
    hotline_instant owed_at; /**< Since when it is owed. */
    hotline_instant due;     /**< In time up to and including this moment. */
    hotline_instant met_at;  /**< When it was met. */
    const char *duty;        /**< Name of the duty. */
    size_t duty_len;         /**< Bytes of duty. */
    const char *assignment;  /**< Id of the event that opened the assignment. */
    size_t assignment_len;   /**< Bytes of assignment. */
    const char *unit;        /**< Unit that owes it. */
    size_t unit_len;         /**< Bytes of unit. */
    const char *clause;      /**< Clause, as the policy cites it. */
    size_t clause_len;       /**< Bytes of clause. */
    const char *policy;      /**< Id of the policy that it was judged by. */
    size_t policy_len;       /**< Bytes of policy. */
    const char *label;       /**< Label of the duty: what people call it; NULL when the policy gives none. */
    size_t label_len;        /**< Bytes of label. */
    hotline_day count_from;  /**< The day before the first that counts, for the ledger (hotline_calendar_ledger() from it to due_day);
                                  HOTLINE_DAY_NONE when no days are counted. */
    int32_t count_unit;      /**< HOTLINE_COUNT_DAYS and so on: what is counted from there. */
} hotline_duty;

/**
 * The name of a duty state, such as "open".
 * @param state  HOTLINE_DUTY_*
 * @return static text, NUL-terminated; "unknown" for another number. Thread-safe.
 */
HOTLINE_API const char *hotline_duty_state_name(int32_t state);

/**
 * The due moment of a duty owed at a moment, without any ticket: what would the deadline be?
 * @param rulebook  the rules; the policy in force at `owed` answers
 * @param duty      name of a duty, UTF-8
 * @param duty_len  its length in bytes
 * @param owed      the moment at which it is owed
 * @param facts     a JSON object of facts that its term may depend on, such as {"category":"consult"}; NULL: none
 * @param facts_len its length in bytes
 * @param out       the caller's record with struct_size set; state is HOTLINE_DUTY_OPEN, or HOTLINE_DUTY_NOT_OWED by its condition
 * @param error     on HOTLINE_UNDEFINED names the item in path, and on HOTLINE_OK the fact not given that the due moment hangs on; may be
 *                  NULL
 * @retval HOTLINE_OK               written; due is hotline_instant_none() when the duty has no term, or it hangs on facts not given
 * @retval HOTLINE_UNDEFINED        the policy does not define it; *out is written without a due moment, its state as if the term alone
 *                                  were open
 * @retval HOTLINE_PROVISIONAL      written; lies beyond the calendar's horizon
 * @retval HOTLINE_ERROR_RANGE      the due moment lies beyond the years 1 to 9999, or the term is negative
 * @retval HOTLINE_ERROR_NOT_FOUND  no such duty; the message names the nearest
 * @retval HOTLINE_ERROR_DOCUMENT   facts are no object of declared facts with values of their types
 * @retval HOTLINE_ERROR_SYNTAX     facts are not JSON
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_duty_due(const hotline_rulebook *rulebook, const char *duty, size_t duty_len, hotline_instant owed,
                                            const char *facts, size_t facts_len, hotline_duty *out, hotline_error *error);

#ifdef __cplusplus
}
#endif

#endif
