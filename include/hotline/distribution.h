/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Distributions (时长分布): how long things took, as exact counts of minutes, with those that still go on.
 *
 * A duration is a whole number of minutes, and is finished or censored (删失): of a censored one it is known only that it lasted at least so
 * long, because it is still open, or was ended by something else. An average over the finished alone would hide the worst.
 *
 * hotline_distribution_quantile() speaks of the finished ones alone, hotline_distribution_survival_quantile() of all, by the product-limit
 * estimate (Kaplan and Meier 1958): S(t) is the product, over the finished durations v <= t, of 1 - finished(v) / at_risk(v); at_risk(v)
 * counts all that lasted v or longer, those censored at v included. Both are exact: no answer hangs on rounding.
 *
 * What a distribution holds does not depend on the order of adding, nor on the parts it was merged from; equal content is saved as equal
 * bytes. Its memory grows with the number of different durations. docs/figures.md has the formulas and their sources.
 */
#ifndef HOTLINE_DISTRIBUTION_H
#define HOTLINE_DISTRIBUTION_H

#include <stddef.h>
#include <stdint.h>

#include "context.h"
#include "duty.h"
#include "export.h"
#include "instant.h"
#include "status.h"
#include "ticket.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Opaque: durations by their minutes. Functions that do not take it const, hotline_distribution_at() among them, need exclusive use.
 */
typedef struct hotline_distribution hotline_distribution;

/** Numbers of distributions. */
enum {
    HOTLINE_DISTRIBUTION_PLAIN = 1,       /**< Flag: every minute counts (自然分钟), not only working ones. */
    HOTLINE_DISTRIBUTION_ONE = 1000000000 /**< Unit of hotline_distribution_row.survival: shares are in 1/1000000000. */
};

/** A duration that occurs, and how often. */
typedef struct hotline_distribution_row {
    uint32_t struct_size; /**< sizeof (hotline_distribution_row) as the caller knows it. */
    uint32_t reserved;    /**< 0. */
    int64_t minutes;      /**< The duration. */
    int64_t finished;     /**< As many took exactly so long. */
    int64_t censored;     /**< As many were seen so long, and no longer. */
    int64_t at_risk;      /**< As many lasted at least so long, these included. */
    int64_t survival;     /**< S(minutes): the estimated share that lasts longer, in 1/1000000000, rounded down from the exact value. */
} hotline_distribution_row;

/**
 * Makes an empty distribution.
 * @param context  borrowed, must outlive the distribution
 * @param out      receives the distribution; release it with hotline_distribution_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_distribution_new(const hotline_context *context, hotline_distribution **out);

/**
 * Releases a distribution.
 * @param distribution  may be NULL
 */
HOTLINE_API void hotline_distribution_free(hotline_distribution *distribution);

/**
 * Adds one duration.
 * @param distribution  the distribution
 * @param minutes       0 or more
 * @param censored      1: it was seen so long and not to its end; 0: it took so long
 * @retval HOTLINE_OK              added
 * @retval HOTLINE_ERROR_ARGUMENT  distribution is NULL, minutes is negative, or censored neither 0 nor 1
 * @retval HOTLINE_ERROR_RANGE     there are 10 to the power of 18 already; nothing changed
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; nothing changed
 */
HOTLINE_API hotline_status hotline_distribution_add(hotline_distribution *distribution, int64_t minutes, int32_t censored);

/**
 * Takes one duration away: the exact inverse of hotline_distribution_add(). Takes no memory.
 * @param distribution  the distribution
 * @param minutes       0 or more
 * @param censored      1 or 0, as it was added
 * @retval HOTLINE_OK               taken away
 * @retval HOTLINE_ERROR_NOT_FOUND  there is no such duration; nothing changed
 * @retval HOTLINE_ERROR_ARGUMENT   distribution is NULL, minutes is negative, or censored neither 0 nor 1
 */
HOTLINE_API hotline_status hotline_distribution_remove(hotline_distribution *distribution, int64_t minutes, int32_t censored);

/**
 * hotline_distribution_add() for many durations at once: all of them, or none.
 * @param distribution  the distribution
 * @param minutes       `count` durations; may be NULL when count is 0
 * @param censored      `count` times 1 or 0; NULL: all are finished
 * @param count         how many
 * @retval HOTLINE_OK              added
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL or an item out of range; nothing changed
 * @retval HOTLINE_ERROR_RANGE     there would be more than 10 to the power of 18; nothing changed
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; nothing changed
 */
HOTLINE_API hotline_status hotline_distribution_add_many(hotline_distribution *distribution, const int64_t *minutes,
                                                         const uint8_t *censored, size_t count);

/**
 * Adds how long the instances of a duty took in a folded ticket: in all its assignments and rounds, as judged at the log's moment.
 *
 * A duration begins when the duty was owed (hotline_duty.owed_at; a restart does not shorten it). A met instance is finished when it was
 * met. The others are censored: an open one at the log's moment, a waived or cancelled one when it was that, a lapsed right (shut) at its due
 * moment, one of a period that passed at the period's end. Spans in which the duty's clock stood count like others: this is how long it
 * took, not how much of its term was used up. Seconds left over are cut off. Instances that are not owed, possibly owed, or undefined are
 * no durations and are counted apart (hotline_distribution_apart()); a standing duty has no beginning and is passed over.
 * @param distribution  the distribution
 * @param ticket        a reader that holds a ticket; only read
 * @param duty          name of a duty of the rulebook, UTF-8
 * @param duty_len      its length in bytes
 * @param unit          only what this unit owes by its assignments, UTF-8; NULL: whoever owes it
 * @param unit_len      its length in bytes
 * @param from          only durations that begin at this moment or later; hotline_instant_none(): no bound
 * @param to            only durations that begin before this moment; hotline_instant_none(): no bound
 * @param flags         0: working minutes by the rulebook's calendar; HOTLINE_DISTRIBUTION_PLAIN: all minutes. Do not mix them
 * @param error         says what was not found, or is undefined; may be NULL
 * @retval HOTLINE_OK               added, also when there was nothing to add
 * @retval HOTLINE_PROVISIONAL      added; a duration passes days beyond the calendar's horizon and may change
 * @retval HOTLINE_UNDEFINED        working minutes were asked for, and no calendar document defines working hours; nothing changed
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket, no policy has such a duty, or the log names no such unit
 * @retval HOTLINE_ERROR_ARGUMENT   distribution, ticket or duty is NULL, or a flag unknown
 * @retval HOTLINE_ERROR_RANGE      there would be more than 10 to the power of 18, or a moment outside the years 1 to 9999; nothing changed
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; nothing changed
 */
HOTLINE_API hotline_status hotline_distribution_add_duty(hotline_distribution *distribution, const hotline_ticket *ticket, const char *duty,
                                                         size_t duty_len, const char *unit, size_t unit_len, hotline_instant from,
                                                         hotline_instant to, uint32_t flags, hotline_error *error);

/**
 * Adds all that another distribution holds. Merging is associative and commutative: any sharding gives the same.
 * @param into  the distribution that grows
 * @param from  only read, nothing of it is kept; may be of another context; `into` itself doubles every count
 * @retval HOTLINE_OK              merged
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_RANGE     a count would pass 10 to the power of 18; nothing changed
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; nothing changed
 */
HOTLINE_API hotline_status hotline_distribution_merge(hotline_distribution *into, const hotline_distribution *from);

/**
 * Takes away all that another distribution holds: the exact inverse of hotline_distribution_merge(). Takes no memory. To take back a
 * ticket, add its duties to an empty distribution and subtract that, before the ticket changes.
 * @param from  the distribution that shrinks
 * @param part  only read; `from` itself is emptied
 * @retval HOTLINE_OK               taken away
 * @retval HOTLINE_ERROR_NOT_FOUND  `part` holds something that is not in `from`; nothing changed
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 */
HOTLINE_API hotline_status hotline_distribution_subtract(hotline_distribution *from, const hotline_distribution *part);

/**
 * Number of different durations: what hotline_distribution_at() counts through.
 * @param distribution  the distribution
 * @return the number; 0 when distribution is NULL
 */
HOTLINE_API size_t hotline_distribution_count(const hotline_distribution *distribution);

/**
 * Number of finished durations, repeated ones as often as they occur.
 * @param distribution  the distribution
 * @return the number, at most 10 to the power of 18; 0 when distribution is NULL
 */
HOTLINE_API int64_t hotline_distribution_finished(const hotline_distribution *distribution);

/**
 * Number of censored durations.
 * @param distribution  the distribution
 * @return the number, at most 10 to the power of 18; 0 when distribution is NULL
 */
HOTLINE_API int64_t hotline_distribution_censored(const hotline_distribution *distribution);

/**
 * Number of instances that hotline_distribution_add_duty() met and that are no durations.
 * @param distribution  the distribution
 * @param state         HOTLINE_DUTY_NOT_OWED, HOTLINE_DUTY_POSSIBLE or HOTLINE_DUTY_UNDEFINED
 * @return the number; 0 for any other state, or when distribution is NULL
 */
HOTLINE_API int64_t hotline_distribution_apart(const hotline_distribution *distribution, int32_t state);

/**
 * One of the different durations, from the shortest on. Reading on takes constant time, reading back begins anew.
 * @param distribution  the distribution, which remembers where it was read
 * @param index         from 0
 * @param out           the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing: memory is needed where S is very near a multiple of 1/1000000000
 */
HOTLINE_API hotline_status hotline_distribution_at(hotline_distribution *distribution, size_t index, hotline_distribution_row *out);

/**
 * A quantile of the finished durations: the smallest duration that occurs among them, such that at least the share num/den of them took
 * no longer. 1/2 is the lower median; 0/1 is the shortest, 1/1 the longest.
 * @param distribution  the distribution
 * @param num           0 to den
 * @param den           1 or more
 * @param minutes       receives the duration
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_UNDEFINED       none is finished; nothing written
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, or num/den is no share
 */
HOTLINE_API hotline_status hotline_distribution_quantile(const hotline_distribution *distribution, int64_t num, int64_t den,
                                                         int64_t *minutes);

/**
 * A quantile of all durations by the product-limit estimate: the smallest finished duration t with 1 - S(t) >= num/den. Where nothing is
 * censored it is hotline_distribution_quantile().
 * @param distribution  the distribution
 * @param num           0 to den
 * @param den           1 or more
 * @param minutes       receives the duration
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_UNDEFINED       the curve never falls so far: too many still go on to tell, or none is finished; nothing written
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, or num/den is no share
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing: memory is needed where S is very near or equal to 1 - num/den
 */
HOTLINE_API hotline_status hotline_distribution_survival_quantile(const hotline_distribution *distribution, int64_t num, int64_t den,
                                                                  int64_t *minutes);

/**
 * Counts durations between edges, to be drawn. Nothing is left out: bin 0 holds those below the first edge, bin i those from edge i - 1
 * on and below edge i, bin `count` those from the last edge on.
 * @param distribution  the distribution
 * @param edges         `count` numbers of minutes, each above the one before; may be NULL when count is 0
 * @param count         how many edges
 * @param finished      receives count + 1 numbers: finished durations by bin
 * @param censored      receives count + 1 numbers: censored durations by bin; may be NULL
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  a pointer is NULL, or the edges do not rise; nothing written
 */
HOTLINE_API hotline_status hotline_distribution_bins(const hotline_distribution *distribution, const int64_t *edges, size_t count,
                                                     int64_t *finished, int64_t *censored);

/**
 * Writes the distribution as bytes that hotline_distribution_load() reads on any machine; equal content is equal bytes. Fill-a-buffer:
 * call with capacity 0 to learn the size.
 * @param distribution  the distribution
 * @param bytes         receives them; may be NULL when capacity is 0
 * @param capacity      bytes at bytes
 * @param needed        receives how many there are
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_BUFFER    capacity is too small; only needed was written
 * @retval HOTLINE_ERROR_ARGUMENT  distribution or needed is NULL, or bytes is NULL with a capacity
 */
HOTLINE_API hotline_status hotline_distribution_save(const hotline_distribution *distribution, uint8_t *bytes, size_t capacity,
                                                     size_t *needed);

/**
 * Makes a distribution from saved bytes, which may come from anyone: all is checked. What is taken would be saved as the same bytes again.
 * @param context  borrowed, must outlive the distribution
 * @param bytes    what hotline_distribution_save() wrote; only read, not kept
 * @param len      their number
 * @param out      receives the distribution; release it with hotline_distribution_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_SYNTAX    not saved by hotline_distribution_save() of this version, cut short, or damaged: the checksum is wrong
 * @retval HOTLINE_ERROR_DOCUMENT  whole, but no distribution is saved so: rows out of order, rows of nothing, counts beyond the most
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_distribution_load(const hotline_context *context, const uint8_t *bytes, size_t len,
                                                     hotline_distribution **out);

#ifdef __cplusplus
}
#endif

#endif
