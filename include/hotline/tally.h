/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Tallies (统计): the measures of a policy, counted by unit and period, exactly.
 *
 * Tickets are added one by one, of one log or of several; the figures are read at any time. A figure is a numerator, a denominator and the number of subjects that
 * could not be told: nothing is divided and nothing rounded here. A rate lies between num / (den + unknown) and
 * (num + unknown) / (den + unknown); with den 0 and unknown 0 there is no rate, which is neither 0 % nor 100 %.
 *
 * Figures of a period follow the policy that was in force when the period began. Periods are those that the policy defines: months and
 * weeks, and others where hotline_tally_spans() asks for them. The order in which tickets are added does not matter; what was added can
 * be taken back, tallies can be merged, saved and loaded, and any way to the same tickets gives the same figures, byte by byte.
 */
#ifndef HOTLINE_TALLY_H
#define HOTLINE_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "period.h"
#include "rulebook.h"
#include "status.h"
#include "ticket.h"
#include "unit.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: counts by unit, period and measure. Adding needs exclusive use. */
typedef struct hotline_tally hotline_tally;

/**
 * One figure: a measure of a unit in a period. Texts are borrowed, NUL-terminated UTF-8, and live until the next call that changes the
 * tally.
 */
typedef struct hotline_figure {
    uint32_t struct_size; /**< sizeof (hotline_figure), set by the caller before the call. */
    int32_t kind;         /**< HOTLINE_PERIOD_*. */
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

/** What one ticket or unit is in one figure: the figure is the sum over all that were added. */
typedef struct hotline_fall {
    uint32_t struct_size; /**< sizeof (hotline_fall), set by the caller before the call. */
    uint32_t places;      /**< Decimal places of num. */
    int64_t subjects;     /**< Assignments, events, or the ticket itself, that fall into the figure in any way. */
    int64_t num;          /**< Of the numerator, in units of 10 to the power of minus places. */
    int64_t den;          /**< Of the denominator; 0 for a plain count. */
    int64_t unknown;      /**< Of those that could not be told. */
    int64_t excepted;     /**< Of those left out by the exception. */
} hotline_fall;

/**
 * Makes an empty tally.
 * @param rulebook  by which the tickets that will be added are judged; borrowed, must outlive the tally
 * @param out       receives the tally; release it with hotline_tally_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_new(const hotline_rulebook *rulebook, hotline_tally **out);

/**
 * Releases a tally.
 * @param tally  may be NULL
 */
HOTLINE_API void hotline_tally_free(hotline_tally *tally);

/**
 * Says which kinds of periods are counted, before anything is; without it months and weeks are. A period must be defined by the policy too.
 * @param tally  the tally, with nothing counted
 * @param mask   1 << HOTLINE_PERIOD_WEEK and so on, added up
 * @retval HOTLINE_OK              noted
 * @retval HOTLINE_ERROR_ARGUMENT  tally is NULL or has counted already, no kind is named, or an unknown one
 */
HOTLINE_API hotline_status hotline_tally_spans(hotline_tally *tally, uint32_t mask);

/**
 * Counts a folded ticket, once: itself, its assignments and its events, by every measure of every policy. A failure changes no figure.
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
 * Takes a ticket back, as if it had never been added. It must be what it was then: take it back before its log changes.
 * @param tally   the tally
 * @param ticket  as for hotline_tally_add()
 * @retval HOTLINE_OK               taken back
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket
 * @retval HOTLINE_ERROR_ARGUMENT   as for hotline_tally_add(), or more would be taken back than was added; nothing changed
 * @retval HOTLINE_ERROR_RANGE      a count would no longer fit into 64 bits
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_remove(hotline_tally *tally, const hotline_ticket *ticket);

/**
 * Counts a unit's own events, once, by the measures of such events; the unit's facts are those of the moment of the event.
 * @param tally  the tally
 * @param unit   a reader over a log with the tally's rulebook, holding the unit; only read
 * @retval HOTLINE_OK               counted
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no unit
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL, or the reader's log has another rulebook
 * @retval HOTLINE_ERROR_RANGE      a count would no longer fit into 64 bits
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_add_unit(hotline_tally *tally, const hotline_unit *unit);

/**
 * Takes a unit's own events back, as hotline_tally_remove() does a ticket.
 * @param tally  the tally
 * @param unit   as for hotline_tally_add_unit()
 * @retval HOTLINE_OK               taken back
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no unit
 * @retval HOTLINE_ERROR_ARGUMENT   as for hotline_tally_add_unit(), or more would be taken back than was added; nothing changed
 * @retval HOTLINE_ERROR_RANGE      a count would no longer fit into 64 bits
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_remove_unit(hotline_tally *tally, const hotline_unit *unit);

/**
 * Drills into a figure (追溯): what a ticket is in it, added or not. Asked of each ticket of a log it finds those behind the figure.
 * @param tally        whose rulebook and kinds of periods count; what was added is not looked at
 * @param ticket       a reader over a log with the tally's rulebook, holding the ticket; only read
 * @param unit         the figure's unit, UTF-8; NULL: the figure of tickets
 * @param unit_len     its length in bytes
 * @param kind         HOTLINE_PERIOD_*
 * @param first        first date of the period
 * @param measure      name of the measure, UTF-8
 * @param measure_len  its length in bytes
 * @param out          the caller's record with struct_size set
 * @retval HOTLINE_OK               written; all 0 when the ticket does not fall into the figure
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no ticket, or there can be no such figure: its kind, date or measure is none
 * @retval HOTLINE_ERROR_ARGUMENT   another argument is NULL, the reader's log has another rulebook, or the record is too small
 * @retval HOTLINE_ERROR_RANGE      a sum does not fit into 64 bits
 */
HOTLINE_API hotline_status hotline_tally_falls(const hotline_tally *tally, const hotline_ticket *ticket, const char *unit, size_t unit_len,
                                               int32_t kind, hotline_day first, const char *measure, size_t measure_len, hotline_fall *out);

/**
 * The same for the unit that a reader of units holds.
 * @param tally        as for hotline_tally_falls()
 * @param reader       a reader over a log with the tally's rulebook, holding the unit; only read
 * @param unit         the figure's unit, UTF-8; NULL: the figure of tickets
 * @param unit_len     its length in bytes
 * @param kind         HOTLINE_PERIOD_*
 * @param first        first date of the period
 * @param measure      name of the measure, UTF-8
 * @param measure_len  its length in bytes
 * @param out          the caller's record with struct_size set
 * @retval HOTLINE_OK               written; all 0 when the unit's own events do not fall into the figure
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no unit, or there can be no such figure
 * @retval HOTLINE_ERROR_ARGUMENT   another argument is NULL, the reader's log has another rulebook, or the record is too small
 * @retval HOTLINE_ERROR_RANGE      a sum does not fit into 64 bits
 */
HOTLINE_API hotline_status hotline_tally_unit_falls(const hotline_tally *tally, const hotline_unit *reader, const char *unit,
                                                    size_t unit_len, int32_t kind, hotline_day first, const char *measure,
                                                    size_t measure_len, hotline_fall *out);

/**
 * Adds another tally, as if all tickets had been counted together. That no ticket is in both is the caller's to see to.
 * @param into  the tally that grows
 * @param from  the other; only read
 * @retval HOTLINE_OK              merged
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, both are one, the rulebooks differ in their fingerprints, or the kinds of periods do
 * @retval HOTLINE_ERROR_RANGE     a count would no longer fit into 64 bits
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_merge(hotline_tally *into, const hotline_tally *from);

/**
 * Writes the tally as bytes, the same on every machine and for every way in which it was counted. It holds ids of units, no tickets.
 * @param tally     the tally
 * @param bytes     receives it; may be NULL when capacity is 0
 * @param capacity  bytes of room
 * @param needed    receives the bytes needed, also when the status is HOTLINE_ERROR_BUFFER
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_BUFFER    there is not room enough; nothing is written but needed
 * @retval HOTLINE_ERROR_ARGUMENT  tally or needed is NULL, or bytes is, with a capacity
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_save(const hotline_tally *tally, uint8_t *bytes, size_t capacity, size_t *needed);

/**
 * Reads a tally that hotline_tally_save() wrote. Whatever it would not write is refused, down to the last bit.
 * @param rulebook  with the fingerprint of that by which it was counted; borrowed, must outlive the tally
 * @param bytes     all of it; copied
 * @param len       its bytes
 * @param out       receives the tally; release it with hotline_tally_free()
 * @param error     says what is wrong, and in which figure; may be NULL
 * @retval HOTLINE_OK              read
 * @retval HOTLINE_ERROR_SYNTAX    no saved tally, of another version, or damaged
 * @retval HOTLINE_ERROR_DOCUMENT  counted by another rulebook, or nothing that counting could have come to
 * @retval HOTLINE_ERROR_ARGUMENT  rulebook, bytes or out is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_tally_load(const hotline_rulebook *rulebook, const uint8_t *bytes, size_t len, hotline_tally **out,
                                              hotline_error *error);

/**
 * Puts the figures in order: by unit (none first), period kind (the longest first), period, measure in the policy's order. Call it before
 * figures are read: whatever changes the tally takes the order away, and there is none to read.
 * @param tally  the tally
 * @retval HOTLINE_OK              ordered
 * @retval HOTLINE_ERROR_ARGUMENT  tally is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; the tally is unchanged
 */
HOTLINE_API hotline_status hotline_tally_sort(hotline_tally *tally);

/**
 * Number of figures; 0 while they are not in order.
 * @param tally  the tally
 * @return the number; 0 when tally is NULL
 */
HOTLINE_API size_t hotline_tally_count(const hotline_tally *tally);

/**
 * One figure, in the order of hotline_tally_sort().
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
