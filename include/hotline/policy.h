/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief One dated document of rules, after it was read: who it is, what it leaves undefined, its state machines.
 *
 * A policy is made by adding a document to a rulebook (hotline_rulebook_add()) and belongs to that rulebook: it is never freed by the
 * caller and lives exactly as long as the rulebook does. It never changes after it was read, so that every function here may be called
 * from several threads at once, as long as no thread adds to or frees the rulebook meanwhile.
 *
 * Texts handed out are UTF-8, NUL-terminated, borrowed, and valid as long as the policy. Where a function takes `size_t *len`, it
 * receives the length in bytes without the NUL and may be NULL.
 */
#ifndef HOTLINE_POLICY_H
#define HOTLINE_POLICY_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: one document of rules, merged with its bases. */
typedef struct hotline_policy hotline_policy;

/** Languages in which hotline_policy_draw() can write a state machine. */
enum {
    HOTLINE_DRAW_DOT = 0,    /**< Graphviz. */
    HOTLINE_DRAW_MERMAID = 1 /**< Mermaid, stateDiagram-v2. */
};

/**
 * One thing that reading a policy found worth telling although it is no error.
 *
 * Reading: `table_unchecked` (gaps and overlaps of the table can only be seen when they occur), `out_of_reach` (an event carries a fact, or
 * moves a machine, of an object that the event does not name), `no_opening` (no event opens a ticket); of an overlay `reason_unused` (the
 * reason stands for a path that the overlay does not change), `null_unused` (it deletes what its base does not have), `value_unchanged`
 * (it sets what its base says already).
 *
 * The check of the whole, which tells only what is so, whatever a log may hold: of events `guard_never`, `moves_never`, `object_never` (it
 * can never be allowed: for its guard, for the states it leads from, because nothing opens its object), `no_assignment`, `never_ends`; of
 * machines `state_unreachable`, `no_way_out` (from the state the object can never end), `no_final`; of duties `duty_never_owed`,
 * `duty_never_met`, `duty_cut_off` (what owes it ends its object), `clock_never_stops`, `pause_endless`; of conditions `condition_never`, `moment_never`,
 * `condition_always`, `else_unused`; of names `fact_unread`, `role_unused`; of the calendar `calendar_uncertain`, `term_beyond_calendar`;
 * and `check_bounded` (the rest was not told, or not looked at). docs/policy.md has a table with their severities. Codes are added,
 * never renamed.
 */
typedef struct hotline_policy_finding {
    uint32_t struct_size; /**< sizeof (hotline_policy_finding) as the caller knows it. */
    int32_t severity;     /**< HOTLINE_SEVERITY_ERROR, _WARNING or _INFO of hotline/finding.h: 0, 1 or 2. */
    uint32_t line;        /**< Line in the document that was read, from 1; 0: the item stands in a base document. */
    uint32_t column;      /**< Column in code points, from 1; 0: the item stands in a base document. */
    const char *code;     /**< Stable code, borrowed from the library. */
    size_t code_len;      /**< Bytes of code. */
    const char *path;     /**< Path of the item, borrowed from the policy. */
    size_t path_len;      /**< Bytes of path. */
    const char *message;  /**< One sentence, borrowed from the policy. */
    size_t message_len;   /**< Bytes of message. */
} hotline_policy_finding;

/**
 * Prepares a finding record: zeroes it and notes its size.
 * @param finding      the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_policy_finding) as the caller compiled it
 */
HOTLINE_API void hotline_policy_finding_init(hotline_policy_finding *finding, size_t struct_size);

/**
 * The document's `id`.
 * @param policy  NULL gives NULL
 * @param len     receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_id(const hotline_policy *policy, size_t *len);

/**
 * The document's `title`.
 * @param policy  NULL gives NULL
 * @param len     receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_title(const hotline_policy *policy, size_t *len);

/**
 * The document's `source`: the notice, law or rule that it renders.
 * @param policy  NULL gives NULL
 * @param len     receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_source(const hotline_policy *policy, size_t *len);

/**
 * The id of the document that this one extends.
 * @param policy  NULL gives NULL
 * @param len     receives the length, 0 when there is none; may be NULL
 * @return borrowed text, NUL-terminated, or NULL when the document stands alone
 */
HOTLINE_API const char *hotline_policy_extends(const hotline_policy *policy, size_t *len);

/**
 * The name of the calendar by which the document counts.
 * @param policy  NULL gives NULL
 * @param len     receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_calendar(const hotline_policy *policy, size_t *len);

/**
 * A 64-bit number that differs when what policies say differs, bases included; order of members and white space make no difference. The
 * same on every platform; to name the rules by which figures were counted, not against forgery.
 * @param policy  the policy
 * @return the number; 0 when policy is NULL
 */
HOTLINE_API uint64_t hotline_policy_fingerprint(const hotline_policy *policy);

/**
 * First day on which the document applies, in the zone of the rulebook's calendar.
 * @param policy  NULL gives HOTLINE_DAY_NONE
 * @return the day
 */
HOTLINE_API hotline_day hotline_policy_effective(const hotline_policy *policy);

/**
 * First day on which the document no longer applies.
 * @param policy  NULL gives HOTLINE_DAY_NONE
 * @return the day, or HOTLINE_DAY_NONE when the document names none
 */
HOTLINE_API hotline_day hotline_policy_expires(const hotline_policy *policy);

/**
 * How many items the document (merged with its bases) leaves `"undefined"`.
 * @param policy  NULL gives 0
 * @return the count
 */
HOTLINE_API uint32_t hotline_policy_undefined_count(const hotline_policy *policy);

/**
 * The path of an undefined item, such as `duties.report.within` or `duties.office_staff.if[kind = zone]`, in document order.
 * @param policy  NULL gives NULL
 * @param index   below hotline_policy_undefined_count(); else NULL is returned
 * @param len     receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_undefined_at(const hotline_policy *policy, uint32_t index, size_t *len);

/**
 * How many findings reading the document gave.
 * @param policy  NULL gives 0
 * @return the count
 */
HOTLINE_API uint32_t hotline_policy_finding_count(const hotline_policy *policy);

/**
 * One finding of reading.
 * @param policy   the policy
 * @param index    below hotline_policy_finding_count()
 * @param language HOTLINE_LANGUAGE_EN or HOTLINE_LANGUAGE_ZH; it is the language of `message`
 * @param finding  prepared with hotline_policy_finding_init(); its texts are borrowed from the policy
 * @retval HOTLINE_OK               filled
 * @retval HOTLINE_ERROR_ARGUMENT   policy or finding is NULL, or the record was not prepared
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 */
HOTLINE_API hotline_status hotline_policy_finding_at(const hotline_policy *policy, uint32_t index, int32_t language,
                                                     hotline_policy_finding *finding);

/**
 * How many rankings the policy declares; see ranking.h.
 * @param policy  NULL gives 0
 * @return the count
 */
HOTLINE_API uint32_t hotline_policy_ranking_count(const hotline_policy *policy);

/**
 * Name of a ranking, in the document's order.
 * @param policy   the policy
 * @param ranking  below hotline_policy_ranking_count(); else NULL is returned
 * @param len      receives the length in bytes; may be NULL
 * @return borrowed, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_ranking_name(const hotline_policy *policy, uint32_t ranking, size_t *len);

/**
 * A ranking as the policy has it. Texts are borrowed and live as long as the policy; one that there is none of is NULL with length 0.
 */
typedef struct hotline_policy_ranking {
    uint32_t struct_size; /**< sizeof (hotline_policy_ranking), set by the caller before the call. */
    int32_t every;        /**< HOTLINE_PERIOD_* of period.h; 0: the policy leaves it undefined. */
    uint32_t low;         /**< 1: the lowest value is the best. */
    uint32_t by_score;    /**< 1: by a score, 0: by a measure. */
    const char *name;     /**< Name of the ranking. */
    size_t name_len;      /**< Bytes of name. */
    const char *label;    /**< What people call it. */
    size_t label_len;     /**< Bytes of label. */
    const char *clause;   /**< Clause that it rests on. */
    size_t clause_len;    /**< Bytes of clause. */
    const char *by;       /**< Name of the score or measure. */
    size_t by_len;        /**< Bytes of by. */
} hotline_policy_ranking;

/**
 * One ranking, in the document's order.
 * @param policy  the policy
 * @param index   from 0, below hotline_policy_ranking_count()
 * @param out     the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_policy_ranking_at(const hotline_policy *policy, uint32_t index, hotline_policy_ranking *out);

/**
 * A measure (指标) as the policy has it: what is counted, in the policy's own words. Texts are borrowed and live as long as the policy; one that
 * there is none of is NULL with length 0.
 */
typedef struct hotline_policy_measure {
    uint32_t struct_size; /**< sizeof (hotline_policy_measure), set by the caller before the call. */
    uint32_t undefined;   /**< 1: the policy leaves the measure undefined; it has a name, and no rule. */
    uint32_t weighted;    /**< 1: what counts has weights, so that a numerator is no number of subjects. */
    uint32_t places;      /**< Decimal places of numerators. */
    const char *name;     /**< Name of the measure. */
    size_t name_len;      /**< Bytes of name. */
    const char *label;    /**< What people call it. */
    size_t label_len;     /**< Bytes of label. */
    const char *clause;   /**< Clause that it rests on. */
    size_t clause_len;    /**< Bytes of clause. */
    const char *of;       /**< Of what: "ticket", "assignment", or the name of an event. */
    size_t of_len;        /**< Bytes of of. */
    const char *at;       /**< The moment that decides the period. */
    size_t at_len;        /**< Bytes of at. */
    const char *count;    /**< What counts: a condition; of weights "condition: weight; condition: weight". */
    size_t count_len;     /**< Bytes of count. */
    const char *per;      /**< Out of what: a condition; NULL: a plain count. */
    size_t per_len;       /**< Bytes of per. */
    const char *except;   /**< What is left out of both. */
    size_t except_len;    /**< Bytes of except. */
} hotline_policy_measure;

/**
 * How many measures the policy declares, undefined ones included.
 * @param policy  NULL gives 0
 * @return the count
 */
HOTLINE_API uint32_t hotline_policy_measure_count(const hotline_policy *policy);

/**
 * One measure, in the document's order.
 * @param policy  the policy
 * @param index   from 0, below hotline_policy_measure_count()
 * @param out     the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_policy_measure_at(const hotline_policy *policy, uint32_t index, hotline_policy_measure *out);

/**
 * Whether a duty is a right, not a debt: its event is refused after the due moment, it is never late, and nobody owes it (`expiry` is "shut").
 * @param policy  the policy
 * @param duty    name of the duty, UTF-8
 * @param len     its length in bytes
 * @return 1: it is; 0: it is none, or an argument is NULL, or the policy declares no such duty
 */
HOTLINE_API int32_t hotline_policy_duty_is_right(const hotline_policy *policy, const char *duty, size_t len);

/**
 * What people call a role.
 * @param policy    the policy
 * @param role      name of the role, UTF-8
 * @param role_len  its length in bytes
 * @param len       receives the length in bytes; may be NULL
 * @return borrowed label, NUL-terminated; NULL when an argument is NULL or the policy declares no such role
 */
HOTLINE_API const char *hotline_policy_role_label(const hotline_policy *policy, const char *role, size_t role_len, size_t *len);

/**
 * How many state machines the document declares.
 * @param policy  NULL gives 0
 * @return the count
 */
HOTLINE_API uint32_t hotline_policy_machine_count(const hotline_policy *policy);

/**
 * The name of a machine, in document order.
 * @param policy   NULL gives NULL
 * @param machine  index below hotline_policy_machine_count(); else NULL is returned
 * @param len      receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_machine_name(const hotline_policy *policy, uint32_t machine, size_t *len);

/**
 * How many states a machine has.
 * @param policy   NULL gives 0
 * @param machine  index below hotline_policy_machine_count(); else 0
 * @return the count
 */
HOTLINE_API uint32_t hotline_policy_state_count(const hotline_policy *policy, uint32_t machine);

/**
 * The name of a state.
 * @param policy   NULL gives NULL
 * @param machine  index below hotline_policy_machine_count(); else NULL is returned
 * @param state    index below hotline_policy_state_count(), in order of first sight in the rulebook; else NULL is returned
 * @param len      receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_state_name(const hotline_policy *policy, uint32_t machine, uint32_t state, size_t *len);

/**
 * The label of a state: what people call it.
 * @param policy   NULL gives NULL
 * @param machine  index below hotline_policy_machine_count(); else NULL is returned
 * @param state    index below hotline_policy_state_count(); else NULL is returned
 * @param len      receives the length; may be NULL
 * @return borrowed text, NUL-terminated
 */
HOTLINE_API const char *hotline_policy_state_label(const hotline_policy *policy, uint32_t machine, uint32_t state, size_t *len);

/**
 * Whether a machine begins in a state.
 * @param policy   NULL gives 0
 * @param machine  index below hotline_policy_machine_count(); else 0
 * @param state    index below hotline_policy_state_count(); else 0
 * @return 1 or 0
 */
HOTLINE_API int32_t hotline_policy_state_starts(const hotline_policy *policy, uint32_t machine, uint32_t state);

/**
 * Draws a machine: its states and the events that move it.
 *
 * Fill-a-buffer: call with capacity 0 to learn the size.
 * @param policy    the policy
 * @param machine   index below hotline_policy_machine_count()
 * @param form      HOTLINE_DRAW_DOT or HOTLINE_DRAW_MERMAID
 * @param language  HOTLINE_LANGUAGE_ZH writes labels where the policy has them, any other value writes names
 * @param text      receives the drawing, NUL-terminated; may be NULL when capacity is 0
 * @param capacity  bytes at text
 * @param needed    receives the size needed in bytes, NUL included, also when the buffer is too small; may be NULL
 * @retval HOTLINE_OK               drawn
 * @retval HOTLINE_ERROR_ARGUMENT   policy is NULL, text is NULL with a capacity, or the form is unknown
 * @retval HOTLINE_ERROR_NOT_FOUND  no such machine
 * @retval HOTLINE_ERROR_BUFFER     capacity is too small; only needed was written
 */
HOTLINE_API hotline_status hotline_policy_draw(const hotline_policy *policy, uint32_t machine, int32_t form, int32_t language, char *text,
                                               size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
