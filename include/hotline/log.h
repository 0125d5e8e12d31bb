/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief A log (日志): events as the host reports them, put in order.
 *
 * A log takes event lines in any order of arrival, refuses an id that comes again with other content, ignores one that comes again
 * unchanged, applies corrections, and hands each ticket and each unit its own events in the order in which they happened.
 *
 * An event line is one JSON object:
 *
 *     {"id":"e9","ticket":"T1","event":"contact","at":"2021-04-30T09:10:00+08:00","assignment":"e7","role":"handler",
 *      "facts":{"outcome":"reached"}}
 *
 * `id`, `event` and `at` must be there. `ticket` and `unit` say whose event it is; `assignment` is the id of the event that opened the
 * assignment; `role` and `by` say who acted; `known` is when it was recorded (default: `at`); `seq` settles equal times (default 0);
 * `facts` are what the event carries. A time without an offset is in the calendar's zone. null means absent.
 */
#ifndef HOTLINE_LOG_H
#define HOTLINE_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "finding.h"
#include "instant.h"
#include "rulebook.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Opaque: a log. Adding and settling need exclusive use; a settled log may be read by several threads at once through const.
 */
typedef struct hotline_log hotline_log;

/** How hotline_log_add_lines() goes on. */
enum {
    HOTLINE_LOG_STOP = 1 /**< Stop at the first line that cannot be read, which becomes a finding; without it go on after it. */
};

/** Counts of a log. */
typedef struct hotline_log_summary {
    uint32_t struct_size; /**< sizeof (hotline_log_summary), set by the caller before the call. */
    uint32_t reserved;    /**< 0. */
    uint64_t lines;       /**< Lines read that were not empty. */
    uint64_t bad_lines;   /**< Of these, lines that could not be read. */
    uint64_t events;      /**< Distinct events held; of a settled log those up to its moment. Lines sent twice, and ids used again with
                               other content, are lines but no further events. */
    uint64_t tickets;     /**< Distinct ticket ids named by them. */
    uint64_t units;       /**< Distinct unit ids named by them. */
} hotline_log_summary;

/**
 * Makes an empty log.
 * @param rulebook  whose names the events use; borrowed, must outlive the log. Add all documents to it first: events of a document that
 *                  is added later are unknown to this log
 * @param out       receives the log; release it with hotline_log_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_log_new(const hotline_rulebook *rulebook, hotline_log **out);

/**
 * Releases a log and every text read from it.
 * @param log  may be NULL
 */
HOTLINE_API void hotline_log_free(hotline_log *log);

/**
 * Adds one event line. The text is copied. The log is unsettled afterwards.
 * @param log    the log
 * @param line   one JSON object, UTF-8
 * @param len    its length in bytes
 * @param error  receives column and reason of a failure; may be NULL
 * @retval HOTLINE_OK               added
 * @retval HOTLINE_DUPLICATE        the same event is already there; nothing changed
 * @retval HOTLINE_ERROR_REUSED     its id is already there with other content; nothing changed
 * @retval HOTLINE_ERROR_SYNTAX     not JSON
 * @retval HOTLINE_ERROR_DOCUMENT   JSON, but no event line
 * @retval HOTLINE_ERROR_LIMIT      too long or too deep
 * @retval HOTLINE_ERROR_ARGUMENT   log or line is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; nothing changed
 */
HOTLINE_API hotline_status hotline_log_add(hotline_log *log, const char *line, size_t len, hotline_error *error);

/**
 * Adds many lines separated by LF or CR LF; empty lines are skipped. Lines that cannot be read, and reused ids, become findings of the
 * log (codes bad_line and reused_id). Lines that cannot be read are counted, and end the call when HOTLINE_LOG_STOP is given.
 * @param log    the log
 * @param bytes  whole lines, UTF-8; copied
 * @param len    its length in bytes
 * @param flags  0 or HOTLINE_LOG_STOP
 * @param error  with HOTLINE_LOG_STOP receives line (counted over all calls), column and reason; may be NULL
 * @retval HOTLINE_OK              every line was taken or became a finding
 * @retval HOTLINE_ERROR_ARGUMENT  log or bytes is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; the lines before are kept
 * @return with HOTLINE_LOG_STOP any failure of hotline_log_add() but a reused id; the lines before are kept
 */
HOTLINE_API hotline_status hotline_log_add_lines(hotline_log *log, const char *bytes, size_t len, uint32_t flags, hotline_error *error);

/**
 * Puts the log in order as it stands at a moment: events after it do not exist, corrections are applied. May be called again, with the
 * same or another moment, also after more events were added.
 * @param log  the log
 * @param now  the judging moment; hotline_instant_none(): the latest moment at which any event happened
 * @retval HOTLINE_OK              settled
 * @retval HOTLINE_ERROR_ARGUMENT  log is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; the log is unsettled
 */
HOTLINE_API hotline_status hotline_log_settle(hotline_log *log, hotline_instant now);

/**
 * Puts the log in order as it was known at a moment (当时所知): what did we know then? As hotline_log_settle(), but events, corrections
 * among them, whose `known` lies after that moment do not exist either. Whoever also asks what the calendar was then, makes the rulebook
 * with hotline_calendar_as_known_on() of that day.
 * @param log    the log
 * @param now    the judging moment; hotline_instant_none(): `known`, or without it the latest moment at which any event happened
 * @param known  events recorded after it are left out; hotline_instant_none(): all that is recorded counts
 * @retval HOTLINE_OK              settled
 * @retval HOTLINE_ERROR_ARGUMENT  log is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; the log is unsettled
 */
HOTLINE_API hotline_status hotline_log_settle_known(hotline_log *log, hotline_instant now, hotline_instant known);

/**
 * The moment at which the log was last settled.
 * @param log  the log
 * @return the moment; hotline_instant_none() when log is NULL, unsettled, or was settled without any event. Thread-safe.
 */
HOTLINE_API hotline_instant hotline_log_now(const hotline_log *log);

/**
 * Counts of the log.
 * @param log  the log
 * @param out  the caller's record with struct_size set
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_log_summarize(const hotline_log *log, hotline_log_summary *out);

/**
 * The id of a ticket of a settled log, in byte order of ids.
 * @param log    the log
 * @param index  from 0, below hotline_log_summary.tickets
 * @param len    receives its length in bytes; may be NULL
 * @return borrowed text, NUL-terminated, valid until the log is released; NULL past the end or when unsettled. Thread-safe.
 */
HOTLINE_API const char *hotline_log_ticket(const hotline_log *log, size_t index, size_t *len);

/**
 * The id of a unit of a settled log, in byte order of ids.
 * @param log    the log
 * @param index  from 0, below hotline_log_summary.units
 * @param len    receives its length in bytes; may be NULL
 * @return borrowed text, NUL-terminated, valid until the log is released; NULL past the end or when unsettled. Thread-safe.
 */
HOTLINE_API const char *hotline_log_unit(const hotline_log *log, size_t index, size_t *len);

/**
 * Number of findings about the log itself: bad lines, reused ids, unknown events, corrections that correct nothing.
 * @param log  the log
 * @return the number; 0 when log is NULL
 */
HOTLINE_API size_t hotline_log_finding_count(const hotline_log *log);

/**
 * One finding about the log itself.
 * @param log       the log; its message buffer is reused by the next call
 * @param index     from 0
 * @param language  of the message
 * @param out       the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_log_finding(hotline_log *log, size_t index, int32_t language, hotline_finding *out);

#ifdef __cplusplus
}
#endif

#endif
