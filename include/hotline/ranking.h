/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Rankings (排名): units in the order of a score or a measure, worked out from a tally for one period, exactly.
 *
 * A ranking of a policy says which units it takes (by their facts at the period's end), by which score or measure they are ordered, whether
 * only the busiest are ranked (a pool), and what is done about ties. A score is a sum of parts; each part is a formula over measures,
 * computed as an exact fraction and rounded, half-up, to its places. Nothing here is computed in floating point, and no counts overflow.
 *
 * What cannot be ranked is listed, and why: a unit without anything to measure (a rate of 0 of 0 is neither 0 % nor 100 %), a unit some of
 * whose facts are unknown, a unit outside the pool, and whatever the policy leaves undefined. None of them is the last. A figure of the
 * measures that part ties is missed only by units that are level with another ranked one, or may be, in the value and in all measures before
 * it: there an unknown figure makes the unit unknown, and an undefined measure is a cause.
 *
 * A ranking is what the log says now. It becomes a fact by being published: an event, for which hotline_ranking_lines() gives the line.
 * Streaks and what follows from them (proposal.h) rest on what was published alone.
 */
#ifndef HOTLINE_RANKING_H
#define HOTLINE_RANKING_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "log.h"
#include "policy.h"
#include "status.h"
#include "tally.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: works out one ranking after the other. Needs exclusive use. */
typedef struct hotline_ranking hotline_ranking;

/** How a unit stands in a ranking. */
enum {
    HOTLINE_STANDING_RANKED = 0,     /**< It has a rank. */
    HOTLINE_STANDING_UNMEASURED = 1, /**< There was nothing to measure: a rate without denominator, for which the policy gives no value. */
    HOTLINE_STANDING_UNKNOWN = 2,    /**< Facts are missing: of what is counted, or whether it belongs to the ranking. */
    HOTLINE_STANDING_OUTSIDE = 3,    /**< It belongs to the group, but is not among the first by the pool's measure. */
    HOTLINE_STANDING_UNDEFINED = 4   /**< The policy leaves it undefined; hotline_ranking_cause() names the items. */
};

/**
 * The name of a standing, as the JSON lines have it.
 * @param state  one of HOTLINE_STANDING_*
 * @return static text, NUL-terminated: "ranked", "unmeasured", "unknown", "outside", "undefined"; the last for any other number.
 *         Thread-safe.
 */
HOTLINE_API const char *hotline_standing_name(int32_t state);

/**
 * A unit's place. Texts are borrowed, NUL-terminated UTF-8, and live until the next call that changes the reader; one that there is none of
 * is NULL with length 0.
 */
typedef struct hotline_standing {
    uint32_t struct_size;   /**< sizeof (hotline_standing), set by the caller before the call. */
    int32_t state;          /**< HOTLINE_STANDING_*. */
    int64_t rank;           /**< From 1, the best; units that are level share it, and the next is as many further (1, 1, 3). 0: none. */
    int64_t rank_from_last; /**< From 1, the last; counted alike. 0: none. */
    int64_t level;          /**< Units that share the rank, itself among them. 0: none. */
    int64_t published_rank; /**< Its rank in the version of this ranking that was published last; 0: in none. */
    const char *unit;       /**< Unit id. */
    size_t unit_len;        /**< Bytes of unit. */
    const char *value;      /**< The score, or the measure, as an exact decimal; a rate that is no score: as "19/20". NULL: none. */
    size_t value_len;       /**< Bytes of value. */
    const char *band;       /**< Name of the band (档次) that the score falls into. */
    size_t band_len;        /**< Bytes of band. */
    const char *band_label; /**< Its label. */
    size_t band_label_len;  /**< Bytes of band_label. */
} hotline_standing;

/** States of a part of a score. */
enum {
    HOTLINE_PART_KNOWN = 0,     /**< Worked out. */
    HOTLINE_PART_NO_RATE = 1,   /**< It divides by nothing, and the policy gives no value for that. */
    HOTLINE_PART_UNKNOWN = 2,   /**< Facts are missing. */
    HOTLINE_PART_UNDEFINED = 3, /**< The policy leaves it undefined. */
    HOTLINE_PART_GIVEN = 4      /**< It divides by nothing; the value is the one that the policy gives for that (`if_undefined`). */
};

/** One part of a unit's score (得分项). Texts as in hotline_standing. */
typedef struct hotline_score_part {
    uint32_t struct_size; /**< sizeof (hotline_score_part), set by the caller before the call. */
    int32_t state;        /**< HOTLINE_PART_*. */
    const char *name;     /**< Name of the part. */
    size_t name_len;      /**< Bytes of name. */
    const char *label;    /**< Its label. */
    size_t label_len;     /**< Bytes of label. */
    const char *formula;  /**< Its formula, as the policy has it. */
    size_t formula_len;   /**< Bytes of formula. */
    const char *value;    /**< Exact decimal, rounded half-up to the part's places; NULL unless KNOWN or GIVEN. */
    size_t value_len;     /**< Bytes of value. */
    const char *clause;   /**< Clause that it rests on. */
    size_t clause_len;    /**< Bytes of clause. */
} hotline_score_part;

/**
 * Makes a reader.
 * @param log    a settled log: its units and their facts; borrowed, must outlive the reader. It may hold events of units alone when the
 *               figures come from elsewhere.
 * @param tally  the figures, by the log's rulebook; borrowed, must outlive the reader
 * @param out    receives the reader; release it with hotline_ranking_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, or the tally is of another rulebook
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ranking_new(const hotline_log *log, const hotline_tally *tally, hotline_ranking **out);

/**
 * Releases a reader.
 * @param ranking  may be NULL
 */
HOTLINE_API void hotline_ranking_free(hotline_ranking *ranking);

/**
 * Works out a ranking for a period, by the policy in force when the period began. Everything read before is gone.
 *
 * Which units belong to it is read from their facts at the period's end, or at the log's moment while the period lasts. The tally must count
 * periods of that kind (hotline_tally_spans()).
 * @param ranking     the reader
 * @param name        of the ranking, UTF-8
 * @param name_len    its length in bytes
 * @param period      name of the period: 2021-05, 2021-Q2, 2021; weeks and days by any of their dates, 2021-05-03
 * @param period_len  its length in bytes
 * @retval HOTLINE_OK               worked out
 * @retval HOTLINE_UNDEFINED        the policy leaves something undefined; what it does define was worked out, and the causes say what is not
 * @retval HOTLINE_ERROR_NOT_FOUND  the policy of that period has no such ranking, or none is in force
 * @retval HOTLINE_ERROR_SYNTAX     periods of that ranking have no such names
 * @retval HOTLINE_ERROR_RANGE      the period leaves the supported years, or the group's total 64 bits
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL, the log is not settled, or the tally does not count periods of that kind
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; the reader holds nothing
 */
HOTLINE_API hotline_status hotline_ranking_work_out(hotline_ranking *ranking, const char *name, size_t name_len, const char *period,
                                                    size_t period_len);

/**
 * The same for the period of that name that a certain policy rules. Where the policy that follows cuts its periods elsewhere, both may begin
 * one of the same name while they are in force: July from June 16 on by the old one, from July 1 on by the new one. Of these
 * hotline_ranking_work_out() takes the earliest, and hotline_ranking_also() tells the others; a week is first of all the one that begins on
 * the date that is its name.
 * @param ranking     the reader
 * @param policy      of the log's rulebook; NULL: any
 * @param name        of the ranking, UTF-8
 * @param name_len    its length in bytes
 * @param period      name of the period, as above
 * @param period_len  its length in bytes
 * @retval HOTLINE_OK               worked out
 * @retval HOTLINE_UNDEFINED        as above
 * @retval HOTLINE_ERROR_NOT_FOUND  the policy has no such ranking, or is not in force when that period begins
 * @retval HOTLINE_ERROR_SYNTAX     periods of that ranking have no such names
 * @retval HOTLINE_ERROR_RANGE      as above
 * @retval HOTLINE_ERROR_ARGUMENT   as above
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; the reader holds nothing
 */
HOTLINE_API hotline_status hotline_ranking_work_out_under(hotline_ranking *ranking, const hotline_policy *policy, const char *name,
                                                          size_t name_len, const char *period, size_t period_len);

/**
 * Another policy that rules a period of the same name, which begins later than the one that was worked out.
 * @param ranking  the reader
 * @param index    from 0
 * @return the policy, for hotline_ranking_work_out_under(); NULL when there is none, or the reader holds nothing
 */
HOTLINE_API const hotline_policy *hotline_ranking_also(const hotline_ranking *ranking, size_t index);

/**
 * Number of units: those with a rank from the best to the last, then the others by id.
 * @param ranking  the reader
 * @return the number; 0 when ranking is NULL or holds nothing
 */
HOTLINE_API size_t hotline_ranking_count(const hotline_ranking *ranking);

/**
 * One unit's standing.
 * @param ranking  the reader
 * @param index    from 0
 * @param out      the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_ranking_at(const hotline_ranking *ranking, size_t index, hotline_standing *out);

/**
 * One part of a unit's score, in the policy's order. A ranking by a measure has none.
 * @param ranking  the reader
 * @param index    of the unit
 * @param part     from 0
 * @param out      the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such unit or part
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_ranking_part(const hotline_ranking *ranking, size_t index, size_t part, hotline_score_part *out);

/**
 * Was this ranking published for this period, as the log has it?
 * @param ranking  the reader
 * @param version  receives the number of the version that was published last; 0 when it was given none
 * @retval HOTLINE_OK               it was
 * @retval HOTLINE_ERROR_NOT_FOUND  it was not, or the reader holds no ranking
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 */
HOTLINE_API hotline_status hotline_ranking_published(const hotline_ranking *ranking, int64_t *version);

/**
 * An item that the policy leaves undefined and that the ranking needs.
 * @param ranking  the reader
 * @param cause    from 0
 * @param len      receives the length in bytes; may be NULL
 * @return borrowed path, such as "scores.total", NUL-terminated; NULL when there is none
 */
HOTLINE_API const char *hotline_ranking_cause(const hotline_ranking *ranking, size_t cause, size_t *len);

/**
 * The ranking as JSON lines: one about it, one for each unit, and, when nothing is undefined, one that publishes it, to be added to the log:
 *
 *     {"type":"ranking","ranking":...,"label":...,"period":"2021-05","first":...,"last":...,"by":"score","order":"high","state":"ranked",
 *      "causes":[],"policy":...,"clause":...,"as_of":...,"published":{"event":...,"version":1},"policy_fingerprint":...,"calendar_fingerprint":...}
 *     {"type":"standing","ranking":...,"period":...,"unit":...,"state":"ranked","rank":1,"rank_from_last":12,"level":1,"published_rank":null,
 *      "value":87.50,"band":null,"parts":{"response":{"value":9.50,"state":"known","is":"10 * response"}},
 *      "figures":{"response":{"num":19,"den":20,"unknown":0}}}
 *     {"type":"order","event":"publish","facts":{"ranking":...,"period":...,"order":["a",["b","c"]]}}
 *
 * `value` is a number; of a rate that is no score it is the text "19/20".
 * @param ranking  the reader; its line buffer is reused by the next call
 * @param lines    receives borrowed text, NUL-terminated, valid until the next call on the reader
 * @param len      receives its length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ranking
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_ranking_lines(hotline_ranking *ranking, const char **lines, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
