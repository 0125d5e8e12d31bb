/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Which days are worked, which minutes of them, and counting in both.
 *
 * A calendar is a stack: the built-in national arrangement of China ("cn"), and on it any number of documents, each of which may
 * declare days, working hours and a later horizon (a city, a unit, next year's notice). It is immutable after it is made: any number of
 * threads may read one at the same time. Its context must outlive it.
 *
 * Certainty: "cn" is certain from 2007-01-01 to 2026-12-31. On every other day the weekend rule holds (Monday to Friday are worked) and
 * an answer that rests on such a day is HOTLINE_PROVISIONAL: written, but it may change when a notice is published.
 *
 * Counting: n worked days after a day means that the next worked day is number one, whatever the day itself is; so
 * hotline_calendar_add(a, n) is b exactly if b is worked and hotline_calendar_count(a, b) is n, for n > 0, and also for n < 0 when a
 * is worked. Both take the same time for any n.
 */
#ifndef HOTLINE_CALENDAR_H
#define HOTLINE_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

#include "context.h"
#include "export.h"
#include "instant.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a stack of calendar documents, merged. */
typedef struct hotline_calendar hotline_calendar;

/** Opaque: the days that a count passed, one by one. */
typedef struct hotline_ledger hotline_ledger;

/** What kind of day it is. Workday, make-up workday and extra workday are worked; the others are not. */
enum {
    HOTLINE_DAY_WORKDAY = 0,  /**< An ordinary day of work. */
    HOTLINE_DAY_WEEKEND = 1,  /**< A Saturday or Sunday that nothing has changed, also inside a festival's days off. */
    HOTLINE_DAY_FESTIVAL = 2, /**< A statutory festival day (法定节假日). */
    HOTLINE_DAY_LIEU = 3,     /**< Another day off round a festival, moved there or given (调休). */
    HOTLINE_DAY_MAKEUP = 4,   /**< A weekend day worked for one that was moved (补班). */
    HOTLINE_DAY_CLOSURE = 5,  /**< A day off that only a place or a unit has. */
    HOTLINE_DAY_EXTRA = 6,    /**< A day worked that only a place or a unit works. */
    HOTLINE_DAY_CLASSES = 7   /**< Number of classes. */
};

/** Flags of counting; add them up. */
enum {
    HOTLINE_CALENDAR_CERTAIN = 1 /**< Fail with HOTLINE_ERROR_HORIZON rather than answer HOTLINE_PROVISIONAL. */
};

/** What a calendar says about one day. Texts are borrowed from the calendar and NUL-terminated, empty where there is nothing to say. */
typedef struct hotline_day_info {
    uint32_t struct_size; /**< sizeof (hotline_day_info); set by the caller. */
    int32_t day_class;    /**< HOTLINE_DAY_WORKDAY and so on. */
    int32_t worked;       /**< 1: counts as a working day. */
    int32_t certain;      /**< 1: within the range that the calendar knows. */
    hotline_day known;    /**< Day from which the exception counts as known; HOTLINE_DAY_NONE: an ordinary day, or known always. */
    uint32_t reserved;    /**< 0. */
    const char *name;     /**< Name of the festival or occasion, such as 春节. */
    size_t name_len;      /**< Its length in bytes. */
    const char *notice;   /**< The notice it rests on, such as 国办发明电〔2025〕7号. */
    size_t notice_len;    /**< Its length in bytes. */
    const char *document; /**< Id of the document that said it: "cn" or an overlay's; empty for an ordinary day. */
    size_t document_len;  /**< Its length in bytes. */
} hotline_day_info;

/** One day of a ledger. Texts are borrowed from the calendar and NUL-terminated. */
typedef struct hotline_ledger_line {
    uint32_t struct_size; /**< sizeof (hotline_ledger_line); set by the caller. */
    hotline_day day;      /**< The day. */
    int32_t day_class;    /**< HOTLINE_DAY_WORKDAY and so on. */
    int32_t counted;      /**< 1: it was counted. */
    int64_t number;       /**< The count after it: 1, 2, ... forward, -1, -2, ... backward; the last one's again where not counted. */
    int32_t certain;      /**< 1: within the range that the calendar knows. */
    uint32_t reserved;    /**< 0. */
    const char *name;     /**< As in hotline_day_info. */
    size_t name_len;      /**< Its length in bytes. */
    const char *notice;   /**< As in hotline_day_info. */
    size_t notice_len;    /**< Its length in bytes. */
} hotline_ledger_line;

/**
 * Makes the built-in national calendar "cn": UTC+8, no working hours.
 * @param context  must outlive the calendar
 * @param out      receives the calendar; release it with hotline_calendar_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    no memory
 */
HOTLINE_API hotline_status hotline_calendar_new(const hotline_context *context, hotline_calendar **out);

/**
 * Makes a new calendar: the stack of another one and a document on top of it. docs/calendar.md describes the document.
 * @param context  must outlive the new calendar
 * @param base     its stack is copied, it may be released at once; NULL: "cn" alone
 * @param bytes    the document, JSON in UTF-8, not necessarily terminated; copied
 * @param len      its length in bytes
 * @param out      receives the new calendar; release it with hotline_calendar_free()
 * @param error    says where and why reading failed; may be NULL
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  context, bytes or out is NULL
 * @retval HOTLINE_ERROR_SYNTAX    not UTF-8 or not JSON
 * @retval HOTLINE_ERROR_DOCUMENT  JSON, but no valid calendar document, or its id is in the stack already
 * @retval HOTLINE_ERROR_LIMIT     a limit of the context was reached
 * @retval HOTLINE_ERROR_MEMORY    no memory
 */
HOTLINE_API hotline_status hotline_calendar_parse(const hotline_context *context, const hotline_calendar *base, const char *bytes,
                                                  size_t len, hotline_calendar **out, hotline_error *error);

/**
 * Makes the calendar as one knew it on a day: exceptions that became known later are left out, and the horizon is the one of then.
 *
 * The days on which the three changes of the national arrangement were announced are built in (2015-05-13, 2019-03-22, 2020-01-26). An
 * annual notice counts as known from the first day that it arranges, which is later than its publication: for dates after that day it
 * makes no difference. Exceptions of documents are known from the day that they say, else always.
 * @param calendar  the calendar; not changed, may be released before the new one. Of a calendar as known on a day, the earlier day holds
 * @param day       HOTLINE_DAY_FIRST to HOTLINE_DAY_LAST; what became known on that very day is known
 * @param out       receives the new calendar, made with the same context; release it with hotline_calendar_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or out is NULL
 * @retval HOTLINE_ERROR_RANGE     no such day
 * @retval HOTLINE_ERROR_MEMORY    no memory
 */
HOTLINE_API hotline_status hotline_calendar_as_known_on(const hotline_calendar *calendar, hotline_day day, hotline_calendar **out);

/**
 * Releases a calendar. Ledgers and texts borrowed from it end with it.
 * @param calendar  may be NULL
 */
HOTLINE_API void hotline_calendar_free(hotline_calendar *calendar);

/**
 * Number of names in the stack: "cn" and one for each document.
 * @param calendar  the calendar
 * @return 1 or more; 0 when calendar is NULL
 */
HOTLINE_API size_t hotline_calendar_name_count(const hotline_calendar *calendar);

/**
 * A name of the stack.
 * @param calendar  the calendar
 * @param index     0 is "cn", the last one the topmost document
 * @param len       receives the length in bytes; may be NULL
 * @return NUL-terminated, lives as long as the calendar; NULL when calendar is NULL or there is no such name
 */
HOTLINE_API const char *hotline_calendar_name(const hotline_calendar *calendar, size_t index, size_t *len);

/**
 * The zone in which its days begin.
 * @param calendar  the calendar
 * @return minutes east of UTC, -1439 to 1439; 480 unless a document says otherwise; 0 when calendar is NULL
 */
HOTLINE_API int32_t hotline_calendar_offset(const hotline_calendar *calendar);

/**
 * The days of which the calendar is certain.
 * @param calendar  the calendar
 * @param first     receives the first certain day; may be NULL
 * @param last      receives the last certain day, the horizon; before `first` when nothing is certain (known on a day before every
 *                  notice); may be NULL
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_ERROR_ARGUMENT  calendar is NULL
 */
HOTLINE_API hotline_status hotline_calendar_range(const hotline_calendar *calendar, hotline_day *first, hotline_day *last);

/**
 * A 64-bit number that differs when what calendars say differs: names, offset, range, every exception, working hours. The same on every
 * platform; meant for logs ("counted by calendar 1f2e..."), not against forgery.
 * @param calendar  the calendar
 * @return the number; 0 when calendar is NULL
 */
HOTLINE_API uint64_t hotline_calendar_fingerprint(const hotline_calendar *calendar);

/**
 * The word for a class of day, as documents write it: "workday", "weekend", "festival", "lieu", "makeup", "closure", "extra".
 * @param day_class  HOTLINE_DAY_WORKDAY and so on
 * @return static text, NUL-terminated; NULL for any other number. Thread-safe.
 */
HOTLINE_API const char *hotline_day_class_name(int32_t day_class);

/**
 * What the calendar says about a day.
 * @param calendar  the calendar
 * @param day       HOTLINE_DAY_FIRST to HOTLINE_DAY_LAST
 * @param out       the caller's record with struct_size set
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_PROVISIONAL     written; the day is outside the certain range
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL or struct_size too small
 * @retval HOTLINE_ERROR_RANGE     no such day
 */
HOTLINE_API hotline_status hotline_calendar_classify(const hotline_calendar *calendar, hotline_day day, hotline_day_info *out);

/**
 * The n-th worked day after a day.
 * @param calendar  the calendar
 * @param day       HOTLINE_DAY_FIRST to HOTLINE_DAY_LAST; never counted itself
 * @param n         negative: the -n-th worked day before it; 0: the day itself, worked or not
 * @param flags     0 or HOTLINE_CALENDAR_CERTAIN
 * @param out       receives the day
 * @retval HOTLINE_OK              written; every day passed is certain
 * @retval HOTLINE_PROVISIONAL     written; a day passed is outside the certain range
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or out is NULL, or an unknown flag
 * @retval HOTLINE_ERROR_RANGE     a day outside the years 1 to 9999
 * @retval HOTLINE_ERROR_HORIZON   certainty was asked for and there is none
 */
HOTLINE_API hotline_status hotline_calendar_add(const hotline_calendar *calendar, hotline_day day, int64_t n, uint32_t flags,
                                                hotline_day *out);

/**
 * Worked days from a day (not counted) to another (counted).
 * @param calendar  the calendar
 * @param from      HOTLINE_DAY_FIRST to HOTLINE_DAY_LAST
 * @param to        the same; when it is before `from`, the days after `to` up to `from` are counted, negative
 * @param flags     0 or HOTLINE_CALENDAR_CERTAIN
 * @param out       receives the number of worked days
 * @retval HOTLINE_OK              written; every day counted is certain
 * @retval HOTLINE_PROVISIONAL     written; a day between is outside the certain range
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or out is NULL, or an unknown flag
 * @retval HOTLINE_ERROR_RANGE     a day outside the years 1 to 9999
 * @retval HOTLINE_ERROR_HORIZON   certainty was asked for and there is none
 */
HOTLINE_API hotline_status hotline_calendar_count(const hotline_calendar *calendar, hotline_day from, hotline_day to, uint32_t flags,
                                                  int64_t *out);

/**
 * hotline_calendar_add() for many days at once; each result is the same as alone.
 * @param calendar  the calendar
 * @param days      `count` days; may be NULL when count is 0
 * @param n         `count` numbers of worked days
 * @param count     how many
 * @param flags     0 or HOTLINE_CALENDAR_CERTAIN
 * @param out       receives `count` days; may be the same array as `days` or `n`, but not overlap them otherwise
 * @retval HOTLINE_OK              written, all certain
 * @retval HOTLINE_PROVISIONAL     written, at least one is not certain
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or an array is NULL, or an unknown flag
 * @retval HOTLINE_ERROR_RANGE     an item or a result lies outside the years 1 to 9999; nothing was written
 * @retval HOTLINE_ERROR_HORIZON   certainty was asked for and an item has none; nothing was written
 */
HOTLINE_API hotline_status hotline_calendar_add_many(const hotline_calendar *calendar, const hotline_day *days, const int32_t *n,
                                                     size_t count, uint32_t flags, hotline_day *out);

/**
 * hotline_calendar_count() for many pairs at once; each result is the same as alone.
 * @param calendar  the calendar
 * @param from      `count` days; may be NULL when count is 0
 * @param to        `count` days
 * @param count     how many
 * @param flags     0 or HOTLINE_CALENDAR_CERTAIN
 * @param out       receives `count` numbers; may be the same array as `from` or `to`, but not overlap them otherwise
 * @retval HOTLINE_OK              written, all certain
 * @retval HOTLINE_PROVISIONAL     written, at least one is not certain
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or an array is NULL, or an unknown flag
 * @retval HOTLINE_ERROR_RANGE     an item lies outside the years 1 to 9999; nothing was written
 * @retval HOTLINE_ERROR_HORIZON   certainty was asked for and an item has none; nothing was written
 */
HOTLINE_API hotline_status hotline_calendar_count_many(const hotline_calendar *calendar, const hotline_day *from, const hotline_day *to,
                                                       size_t count, uint32_t flags, int32_t *out);

/**
 * Is it within working hours? Opening belongs to them, closing does not.
 * @param calendar  the calendar
 * @param at        a moment within the years 1 to 9999
 * @param out       receives 1 or 0
 * @retval HOTLINE_OK              written
 * @retval HOTLINE_PROVISIONAL     written; the day is outside the certain range
 * @retval HOTLINE_UNDEFINED       no document of the stack defines working hours; nothing written
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or out is NULL
 * @retval HOTLINE_ERROR_RANGE     no such moment
 */
HOTLINE_API hotline_status hotline_calendar_is_open(const hotline_calendar *calendar, hotline_instant at, int32_t *out);

/**
 * The moment at which so many working minutes are used up. Forward, used up exactly at closing ends at that closing; backward, used
 * up exactly at opening ends at that opening.
 * @param calendar  the calendar
 * @param from      a moment within the years 1 to 9999, in working hours or not
 * @param minutes   negative: backward; 0: `from` itself
 * @param flags     0 or HOTLINE_CALENDAR_CERTAIN
 * @param out       receives the moment
 * @retval HOTLINE_OK              written; every day passed is certain
 * @retval HOTLINE_PROVISIONAL     written; a day passed is outside the certain range
 * @retval HOTLINE_UNDEFINED       no document of the stack defines working hours; nothing written
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or out is NULL, or an unknown flag
 * @retval HOTLINE_ERROR_RANGE     a moment outside the years 1 to 9999, or there are not so many working minutes
 * @retval HOTLINE_ERROR_HORIZON   certainty was asked for and there is none
 */
HOTLINE_API hotline_status hotline_calendar_add_minutes(const hotline_calendar *calendar, hotline_instant from, int64_t minutes,
                                                        uint32_t flags, hotline_instant *out);

/**
 * Working minutes between two moments, whole ones; a remainder of seconds is cut off.
 * @param calendar  the calendar
 * @param from      a moment within the years 1 to 9999
 * @param to        the same; when it is before `from` the result is negative
 * @param flags     0 or HOTLINE_CALENDAR_CERTAIN
 * @param out       receives the minutes
 * @retval HOTLINE_OK              written; every day passed is certain
 * @retval HOTLINE_PROVISIONAL     written; a day passed is outside the certain range
 * @retval HOTLINE_UNDEFINED       no document of the stack defines working hours; nothing written
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or out is NULL, or an unknown flag
 * @retval HOTLINE_ERROR_RANGE     a moment outside the years 1 to 9999
 * @retval HOTLINE_ERROR_HORIZON   certainty was asked for and there is none
 */
HOTLINE_API hotline_status hotline_calendar_count_minutes(const hotline_calendar *calendar, hotline_instant from, hotline_instant to,
                                                          uint32_t flags, int64_t *out);

/**
 * Makes a ledger of the days that a count passes: from the day after `from` to `to`, or from the day before `from` back to `to`. Its
 * last number is the n for which hotline_calendar_add() gives `to`, if `to` is worked.
 * @param calendar  must outlive the ledger
 * @param from      HOTLINE_DAY_FIRST to HOTLINE_DAY_LAST
 * @param to        the same
 * @param out       receives the ledger; release it with hotline_ledger_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_PROVISIONAL     made; a day in it is outside the certain range
 * @retval HOTLINE_ERROR_ARGUMENT  calendar or out is NULL
 * @retval HOTLINE_ERROR_RANGE     no such day
 * @retval HOTLINE_ERROR_MEMORY    no memory
 */
HOTLINE_API hotline_status hotline_calendar_ledger(const hotline_calendar *calendar, hotline_day from, hotline_day to,
                                                   hotline_ledger **out);

/**
 * Number of days in a ledger.
 * @param ledger  the ledger
 * @return 0 when from and to are the same day or ledger is NULL
 */
HOTLINE_API size_t hotline_ledger_count(const hotline_ledger *ledger);

/**
 * A day of a ledger, in the order in which they were passed. Takes the same time for any index.
 * @param ledger  the ledger
 * @param index   0 to hotline_ledger_count() - 1
 * @param out     the caller's record with struct_size set; its texts live as long as the calendar
 * @retval HOTLINE_OK               written
 * @retval HOTLINE_ERROR_ARGUMENT   ledger or out is NULL or struct_size too small
 * @retval HOTLINE_ERROR_NOT_FOUND  no such index
 */
HOTLINE_API hotline_status hotline_ledger_at(const hotline_ledger *ledger, size_t index, hotline_ledger_line *out);

/**
 * Releases a ledger.
 * @param ledger  may be NULL
 */
HOTLINE_API void hotline_ledger_free(hotline_ledger *ledger);

#ifdef __cplusplus
}
#endif

#endif
