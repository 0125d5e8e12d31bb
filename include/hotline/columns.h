/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Columns (按列计数): the measures of a policy counted over a table that the host holds in memory, one array for each fact.
 *
 * A host that keeps wide tables need not make events of them to have its figures: it hands over the arrays, and one call counts all rows
 * into a tally. Figures are those that judging the same tickets would give, as far as the columns say the same: an unknown stays unknown,
 * a fact with a default is never unknown, each period follows the policy in force at its beginning.
 *
 * A column is named by what a condition of the policy reads, in canonical spacing:
 *
 * | name | holds |
 * |---|---|
 * | `satisfied`, `kind`, `first(kind)` | a fact: its value in that row |
 * | `report`, `contact(outcome = reached)` | an event: when it happened, none: it has not; or a flag: whether it has |
 * | `first(report)`, `last(report)`, `report`, `due(report)` | the moment that a measure's `at` asks for; due: none where nothing is due |
 * | `state(handling)`, `round`, `by` | a state's name or number, a number, the role by which an event came |
 * | `count(contact(outcome = reached))` | how many such events there were |
 * | `met(report)`, `late(report)`, `any(late(report))`, `size > 3` | any other test, by its own text, as a flag that the host worked out |
 * | `unit` | the id of the unit of an assignment or an event: text, or numbers with words |
 *
 * How each kind of value is given: a flag as 0 and 1 or as bits; an integer as itself; a time in a unit of time; a date in days, or in a
 * unit of time; one of several values as text, as numbers with words, or as the value's number in the policy; many of several values as
 * a set of bits; text and codes as text, or as numbers with words. The number of a value counts from 0 in the order in which the
 * rulebook's documents declare the fact's values, in the order in which they were added; the least bit of a set is value 0.
 *
 * Arrays are borrowed: they must stay as they are until the columns are released or cleared. A table that comes in pieces is counted piece
 * by piece into the same tally; each row counts by itself. Columns that no measure reads are left alone.
 */
#ifndef HOTLINE_COLUMNS_H
#define HOTLINE_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "instant.h"
#include "rulebook.h"
#include "status.h"
#include "tally.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque: a table by columns, and which measures are asked for. Adding needs exclusive use, counting does not. */
typedef struct hotline_columns hotline_columns;

/** The struct ArrowArray of the Arrow C data interface, which whoever hands one over has declared. */
typedef struct ArrowArray hotline_arrow_array;

/** The struct ArrowSchema of the Arrow C data interface. */
typedef struct ArrowSchema hotline_arrow_schema;

/** What an array is made of. Integers are in the machine's byte order. */
enum {
    HOTLINE_COLUMN_INT8 = 1,    /**< int8_t. */
    HOTLINE_COLUMN_INT16 = 2,   /**< int16_t. */
    HOTLINE_COLUMN_INT32 = 3,   /**< int32_t. */
    HOTLINE_COLUMN_INT64 = 4,   /**< int64_t. */
    HOTLINE_COLUMN_UINT8 = 5,   /**< uint8_t. */
    HOTLINE_COLUMN_UINT16 = 6,  /**< uint16_t. */
    HOTLINE_COLUMN_UINT32 = 7,  /**< uint32_t. */
    HOTLINE_COLUMN_UINT64 = 8,  /**< uint64_t. */
    HOTLINE_COLUMN_BITS = 9,    /**< One bit a row, the least bit of a byte first. */
    HOTLINE_COLUMN_TEXT32 = 10, /**< int32_t places in `bytes`, one more than rows: row i runs from place i to place i + 1. */
    HOTLINE_COLUMN_TEXT64 = 11  /**< The same with int64_t places. */
};

/** What an integer counts. */
enum {
    HOTLINE_COLUMN_NO_TIME = 0, /**< No time. */
    HOTLINE_COLUMN_DAYS = 1,    /**< Dates: days since 1970-01-01. A moment given so is the beginning of that day; a due one its end. */
    HOTLINE_COLUMN_SECONDS = 2, /**< Seconds since 1970-01-01T00:00:00. */
    HOTLINE_COLUMN_MILLISECONDS = 3, /**< Milliseconds since then. */
    HOTLINE_COLUMN_MICROSECONDS = 4, /**< Microseconds since then; what is finer than a millisecond is cut off. */
    HOTLINE_COLUMN_NANOSECONDS = 5   /**< Nanoseconds since then; what is finer than a millisecond is cut off. */
};

/** One column. What it points to is borrowed; the record itself, and its name, are copied. */
typedef struct hotline_column {
    uint32_t struct_size;    /**< sizeof (hotline_column) as the caller knows it. */
    int32_t type;            /**< HOTLINE_COLUMN_INT8 and following. */
    int32_t time;            /**< HOTLINE_COLUMN_NO_TIME and following; integers only. */
    uint32_t local;          /**< 1: times count from midnight in the calendar's zone (wall clock); 0: from midnight UTC. */
    uint32_t has_null;       /**< 1: an integer equal to null_value means none, such as 0 in a column of times. */
    int32_t words_type;      /**< Integers with words: HOTLINE_COLUMN_TEXT32 or TEXT64, the type of `words`; else 0. */
    int64_t null_value;      /**< See has_null. */
    uint64_t rows;           /**< Number of rows, at most 2^31; all columns have the same. */
    uint64_t offset;         /**< Elements of `data` and bits of `validity` before the first row. */
    const char *name;        /**< UTF-8; spacing is made canonical. */
    size_t name_len;         /**< Its length in bytes, at least 1. */
    const void *data;        /**< The array; may be NULL when rows is 0. */
    const uint8_t *validity; /**< One bit a row, the least of a byte first, 0: none; NULL: no row is none for its sake. */
    const uint8_t *bytes;    /**< TEXT32, TEXT64, and words: the texts; an empty text is none. May be NULL without any. */
    size_t bytes_len;        /**< Bytes there. */
    const void *words; /**< Integers with words: places in `bytes`, one more than word_count; else NULL. A value is a word's number. */
    size_t word_count; /**< Number of words. */
} hotline_column;

/**
 * Prepares a record: zeroes it and notes its size.
 *
 * @param column       the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_column) as the caller compiled it
 */
HOTLINE_API void hotline_column_init(hotline_column *column, size_t struct_size);

/**
 * Makes a table without columns.
 *
 * @param rulebook  borrowed, must outlive the table
 * @param out       receives it; release it with hotline_columns_free()
 * @retval HOTLINE_OK              made
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_columns_new(const hotline_rulebook *rulebook, hotline_columns **out);

/**
 * Releases a table. The arrays are the caller's, as before.
 *
 * @param columns  may be NULL
 */
HOTLINE_API void hotline_columns_free(hotline_columns *columns);

/**
 * Forgets the columns, so that those of the next piece of a table can be added. Measures asked for stay.
 *
 * @param columns  may be NULL
 */
HOTLINE_API void hotline_columns_clear(hotline_columns *columns);

/**
 * Adds a column.
 *
 * @param columns  the table
 * @param column   copied; its arrays are borrowed until the table is cleared or released
 * @param error    may be NULL
 * @retval HOTLINE_OK              added
 * @retval HOTLINE_ERROR_ARGUMENT  a record is NULL, too small, or contradicts itself (see the error), or the name is not UTF-8
 * @retval HOTLINE_ERROR_REUSED    there is a column of that name
 * @retval HOTLINE_ERROR_LIMIT     more than 2^31 rows
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_columns_add(hotline_columns *columns, const hotline_column *column, hotline_error *error);

/**
 * Adds the columns of an Arrow table: a struct array (format `+s`), such as a record batch, whose children become columns under their
 * names. Nothing is copied and nothing released: array and schema stay the caller's, who releases them after the table was cleared or
 * released. Formats that are read: c C s S i I l L, b, u U, tdD tdm, tss tsm tsu tsn, and integers with a dictionary of u or U. Times with
 * a zone are moments; times without one are wall-clock times of the calendar's zone. A child of another format is kept by its name and
 * refused when a measure needs it. Lengths inside buffers are not known to this interface and are taken as given.
 *
 * @param columns  the table
 * @param array    borrowed
 * @param schema   borrowed; describes array
 * @param error    may be NULL
 * @retval HOTLINE_OK              all children were added
 * @retval HOTLINE_ERROR_ARGUMENT  an argument is NULL, was released, or is no struct array, or is inconsistent; nothing was added
 * @retval HOTLINE_ERROR_REUSED    a name stands twice, or there is a column of that name; nothing was added
 * @retval HOTLINE_ERROR_LIMIT     more than 2^31 rows; nothing was added
 * @retval HOTLINE_ERROR_MEMORY    the allocator gave nothing; nothing was added
 */
HOTLINE_API hotline_status hotline_columns_add_arrow(hotline_columns *columns, const hotline_arrow_array *array,
                                                     const hotline_arrow_schema *schema, hotline_error *error);

/**
 * Asks for a measure. Without such a call all measures of the subject are counted; with one or more, only those that were asked for.
 *
 * @param columns  the table
 * @param name     the measure's name in the policy, UTF-8
 * @param len      its length in bytes
 * @param error    may be NULL
 * @retval HOTLINE_OK               asked for
 * @retval HOTLINE_DUPLICATE        it was already
 * @retval HOTLINE_ERROR_NOT_FOUND  no policy of the rulebook has it; the error names the nearest
 * @retval HOTLINE_ERROR_ARGUMENT   columns or name is NULL
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_columns_measure(hotline_columns *columns, const char *name, size_t len, hotline_error *error);

/**
 * Counts all rows into a tally: the measures of one subject, each row being one of it. Either every row is counted or, when the call fails,
 * the tally is as before.
 *
 * Each test that a measure of a policy that is ever in force makes needs its column: what is missing is an error, not an unknown. A row
 * whose moment is none, or comes after `now`, does not count; an event after `now` has not happened.
 *
 * @param columns  the table; several threads may count it at once, into different tallies
 * @param of       what a row is, and so whose measures are counted: `ticket`, `assignment`, or the name of an event
 * @param len      its length in bytes
 * @param now      the moment at which is judged; hotline_instant_none(): no moment, which conditions on `time` and moments due() refuse
 * @param tally    receives the counts; made from the table's rulebook
 * @param error    may be NULL
 * @retval HOTLINE_OK               counted
 * @retval HOTLINE_ERROR_ARGUMENT   an argument is NULL; the tally is of another rulebook; columns are of different lengths or of a kind
 *                                  that does not fit; `now` is needed
 * @retval HOTLINE_ERROR_NOT_FOUND  a column is missing: the error names measure, test and the nearest column; or no such subject
 * @retval HOTLINE_ERROR_RANGE      a cell holds what its column cannot: the error names column and row; or a count does not fit 64 bits
 * @retval HOTLINE_ERROR_LIMIT      a policy or a table that is too large for this
 * @retval HOTLINE_ERROR_MEMORY     the allocator gave nothing
 */
HOTLINE_API hotline_status hotline_columns_count(const hotline_columns *columns, const char *of, size_t len, hotline_instant now,
                                                 hotline_tally *tally, hotline_error *error);

#ifdef __cplusplus
}
#endif

#endif
