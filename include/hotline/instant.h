/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Moments and dates as plain numbers, and their text.
 *
 * An instant is a count of milliseconds since 1970-01-01T00:00:00Z; a day is a count of civil dates since 1970-01-01. There is no
 * time-zone database: the offset from UTC is an argument, in minutes (China: 480). The supported years are 1 to 9999.
 */
#ifndef HOTLINE_INSTANT_H
#define HOTLINE_INSTANT_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted. */
typedef int64_t hotline_instant;

/** Days since 1970-01-01 in some zone. 1970-01-01 was a Thursday. */
typedef int32_t hotline_day;

/** Bounds and the value that stands for "none". */
enum {
    HOTLINE_DAY_NONE = -2147483647 - 1, /**< No day. */
    HOTLINE_DAY_FIRST = -719162,        /**< 0001-01-01. */
    HOTLINE_DAY_LAST = 2932896,         /**< 9999-12-31. */
    HOTLINE_DATE_SIZE = 11,             /**< Bytes for "2021-04-14" and its NUL. */
    HOTLINE_INSTANT_SIZE = 32           /**< Bytes for any text of an instant and its NUL. */
};

/**
 * The value that stands for "no instant" in records: INT64_MIN.
 * @return INT64_MIN. Thread-safe.
 */
HOTLINE_API hotline_instant hotline_instant_none(void);

/**
 * Reads a date, `YYYY-MM-DD`, nothing before or after it.
 * @param bytes UTF-8, not necessarily terminated
 * @param len   its length in bytes
 * @param out   receives the day
 * @retval HOTLINE_OK              read
 * @retval HOTLINE_ERROR_ARGUMENT  text or out is NULL
 * @retval HOTLINE_ERROR_SYNTAX    another form, or no such date (2021-02-29)
 */
HOTLINE_API hotline_status hotline_day_parse(const char *bytes, size_t len, hotline_day *out);

/**
 * Reads a moment: `2021-04-29T16:50:00+08:00`, also with `Z`, a space for the `T`, without seconds, with a fraction (kept to the
 * millisecond, the rest cut off), with 24:00, or without an offset, when offset_minutes holds. A leap second is refused.
 * @param bytes           UTF-8, not necessarily terminated
 * @param len             its length in bytes
 * @param offset_minutes  offset of texts that name none, -1439 to 1439
 * @param out             receives the instant
 * @retval HOTLINE_OK              read
 * @retval HOTLINE_ERROR_ARGUMENT  text or out is NULL, or the offset out of range
 * @retval HOTLINE_ERROR_SYNTAX    another form, or no such time
 */
HOTLINE_API hotline_status hotline_instant_parse(const char *bytes, size_t len, int32_t offset_minutes, hotline_instant *out);

/**
 * Writes a date as `YYYY-MM-DD`.
 * @param day   HOTLINE_DAY_FIRST to HOTLINE_DAY_LAST
 * @param bytes receives HOTLINE_DATE_SIZE bytes, NUL included
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  bytes or out is NULL
 * @retval HOTLINE_ERROR_RANGE     no such day
 */
HOTLINE_API hotline_status hotline_day_write(hotline_day day, char *bytes);

/**
 * Writes a moment as ISO 8601 with its offset, `2021-04-29T16:50:00+08:00`; milliseconds only when there are any.
 * @param instant         within years 1 to 9999 at that offset
 * @param offset_minutes  -1439 to 1439
 * @param bytes           receives at most HOTLINE_INSTANT_SIZE bytes, NUL included
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  bytes or out is NULL, or the offset out of range
 * @retval HOTLINE_ERROR_RANGE     outside years 1 to 9999
 */
HOTLINE_API hotline_status hotline_instant_write(hotline_instant instant, int32_t offset_minutes, char *bytes);

/**
 * Day of a date.
 * @param year   1 to 9999
 * @param month  1 to 12
 * @param day    1 to the month's last
 * @return the day, or HOTLINE_DAY_NONE when there is no such date. Thread-safe.
 */
HOTLINE_API hotline_day hotline_day_of(int32_t year, int32_t month, int32_t day);

/**
 * The day into which a moment falls; midnight begins the day.
 * @param instant         the moment; hotline_instant_none() gives HOTLINE_DAY_NONE
 * @param offset_minutes  the zone: minutes east of UTC, -1439 to 1439; hotline_calendar_offset() gives a calendar's
 * @return the day, or HOTLINE_DAY_NONE outside the years 1 to 9999. Thread-safe.
 */
HOTLINE_API hotline_day hotline_day_at(hotline_instant instant, int32_t offset_minutes);

#ifdef __cplusplus
}
#endif

#endif
