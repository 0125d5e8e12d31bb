/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Units (承办单位): the duties that a unit has of its own, such as a weekly report or a monthly check.
 *
 * A unit has events, dated facts (kind, staff, who covers) and duties, owed by an event or once per period. Its reader works like that
 * of tickets: hotline_unit_fold() folds one unit's events and judges them at the moment for which the log was settled.
 */
#ifndef HOTLINE_UNIT_H
#define HOTLINE_UNIT_H

#include <stddef.h>
#include <stdint.h>

#include "duty.h"
#include "export.h"
#include "finding.h"
#include "log.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a reader of units. Needs exclusive use; several readers may share one settled log on several threads. */
typedef struct hotline_unit hotline_unit;

/**
 * Makes a reader.
 * @param log  borrowed, must outlive the reader
 * @param out  receives the reader; release it with hotline_unit_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_unit_new(const hotline_log *log, hotline_unit **out);

/**
 * Releases a reader.
 * @param unit  may be NULL
 */
HOTLINE_API void hotline_unit_free(hotline_unit *unit);

/**
 * Folds a unit's own events and judges its duties. Everything read from the reader before is gone.
 *
 * The first period of a periodic duty is that of the unit's first event. A unit without events of its own has no duties yet.
 * @param unit  the reader
 * @param id    the unit's id, UTF-8
 * @param len   its length in bytes
 * @retval HOTLINE_OK               folded
 * @retval HOTLINE_ERROR_NOT_FOUND  the log names no such unit
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL, or the log is not settled
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing; the reader holds no unit
 */
HOTLINE_API hotline_status hotline_unit_fold(hotline_unit *unit, const char *id, size_t len);

/**
 * Number of duty instances of the folded unit.
 * @param unit  the reader
 * @return the number; 0 when unit is NULL or holds none
 */
HOTLINE_API size_t hotline_unit_duty_count(const hotline_unit *unit);

/**
 * One duty instance, in the order in which they began.
 * @param unit   the reader
 * @param index  from 0
 * @param out    the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 */
HOTLINE_API hotline_status hotline_unit_duty(const hotline_unit *unit, size_t index, hotline_duty *out);

/**
 * Number of findings about the folded unit's events.
 * @param unit  the reader
 * @return the number; 0 when unit is NULL or holds none
 */
HOTLINE_API size_t hotline_unit_finding_count(const hotline_unit *unit);

/**
 * One finding about the folded unit's events, in the order found.
 * @param unit      the reader; its message buffer is reused by the next call
 * @param index     from 0
 * @param language  of the message
 * @param out       the caller's record with struct_size set
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL or the record too small
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_unit_finding(hotline_unit *unit, size_t index, int32_t language, hotline_finding *out);

/**
 * The folded unit as JSON lines of type "duty" and "finding", in the form of hotline_ticket_lines() with ticket and assignment null.
 * @param unit      the reader; its line buffer is reused by the next call
 * @param language  of the messages
 * @param lines     receives borrowed text, NUL-terminated, valid until the next call on the reader
 * @param len       receives its length in bytes
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_NOT_FOUND  the reader holds no unit
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_unit_lines(hotline_unit *unit, int32_t language, const char **lines, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
