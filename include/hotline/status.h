/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief What a call answers: status codes, and the record that says where and why a call failed.
 *
 * Every function that can fail returns a hotline_status. 0 is success; above 0 an answer that is no failure; below 0 a failure, and
 * then no out-parameter was written and nothing was changed. Values are fixed for ever; a caller that meets a number it does
 * not know goes by its sign.
 */
#ifndef HOTLINE_STATUS_H
#define HOTLINE_STATUS_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Result of a call; see the enumerators. */
typedef int32_t hotline_status;

/** The values of hotline_status. */
enum {
    HOTLINE_OK = 0, /**< Done. */

    HOTLINE_REFUSED = 1,     /**< Answer: the rules do not allow it; the findings say why. */
    HOTLINE_UNDEFINED = 2,   /**< Answer: the policy does not define what is asked (未作规定); the error record names the item. */
    HOTLINE_PROVISIONAL = 3, /**< Answer: lies beyond the last published holiday notice and may change. */
    HOTLINE_DUPLICATE = 4,   /**< Answer: already there, identical; nothing was added. */
    HOTLINE_CONFLICT = 5,    /**< Answer: the store holds another version. */

    HOTLINE_ERROR_MEMORY = -1,    /**< The allocator gave nothing. */
    HOTLINE_ERROR_ARGUMENT = -2,  /**< An argument is NULL, out of range, or a record of a wrong size. */
    HOTLINE_ERROR_SYNTAX = -3,    /**< Text is not UTF-8, JSON, a date, a time or a condition. */
    HOTLINE_ERROR_DOCUMENT = -4,  /**< JSON is well formed but not a valid policy, calendar or event. */
    HOTLINE_ERROR_LIMIT = -5,     /**< A limit of the context was reached (size, depth, count). */
    HOTLINE_ERROR_RANGE = -6,     /**< A date or number leaves the supported range. */
    HOTLINE_ERROR_NOT_FOUND = -7, /**< No such name, index, ticket or document. */
    HOTLINE_ERROR_REUSED = -8,    /**< An id was used again with other content. */
    HOTLINE_ERROR_CALLBACK = -9,  /**< A callback of the host failed. */
    HOTLINE_ERROR_BUSY = -10,     /**< The object is in use by a call below this one on the stack. */
    HOTLINE_ERROR_BUFFER = -11,   /**< The caller's buffer is too small; the size needed was written. */
    HOTLINE_ERROR_HORIZON = -12   /**< The answer would lie beyond the calendar's horizon and the caller asked for certainty. */
};

/** Languages of messages. Any other value is answered in English. */
enum {
    HOTLINE_LANGUAGE_EN = 0, /**< English. */
    HOTLINE_LANGUAGE_ZH = 1  /**< Simplified Chinese (简体中文). */
};

/** Sizes of the text members of hotline_error, terminating NUL included. */
enum { HOTLINE_ERROR_PATH_SIZE = 192, HOTLINE_ERROR_MESSAGE_SIZE = 512 };

/**
 * Where and why a call failed, or which item is undefined. Owned by the caller; every function that takes one accepts NULL.
 *
 * Set it up with hotline_error_init() once; calls overwrite it when they fail, answer HOTLINE_UNDEFINED, or have something to say of an
 * answer (hotline_duty_due() names the fact that a due moment hangs on), and leave it alone otherwise. A record whose struct_size is 0
 * is never written. Messages come in the language that the caller put into it; names, paths and words of the grammar stay as the document
 * has them.
 */
typedef struct hotline_error {
    uint32_t struct_size;                     /**< sizeof (hotline_error) as the caller knows it. */
    hotline_status status;                    /**< The status of the call that wrote this record. */
    uint32_t line;                            /**< Line in the text that was read, from 1; 0: not about a place in a text. */
    uint32_t column;                          /**< Column in code points, from 1; 0: not about a place in a text. */
    char path[HOTLINE_ERROR_PATH_SIZE];       /**< Path of the item in its document, such as `duties.report.within`; may be empty. */
    char message[HOTLINE_ERROR_MESSAGE_SIZE]; /**< What was wrong and what was expected, UTF-8, NUL-terminated. */
    int32_t language;                         /**< Set by the caller: the language of messages, HOTLINE_LANGUAGE_EN until then. */
} hotline_error;

/**
 * Prepares an error record: zeroes it and notes its size.
 * @param error        the caller's record; NULL does nothing
 * @param struct_size  sizeof (hotline_error) as the caller compiled it
 */
HOTLINE_API void hotline_error_init(hotline_error *error, size_t struct_size);

/**
 * The name of a status, such as "HOTLINE_REFUSED".
 * @param status  any value
 * @return static text, NUL-terminated, never NULL; "HOTLINE_UNKNOWN" for a number that this release does not know. Thread-safe.
 */
HOTLINE_API const char *hotline_status_name(hotline_status status);

/**
 * One sentence for people about a status.
 * @param status    any value
 * @param language  HOTLINE_LANGUAGE_EN or HOTLINE_LANGUAGE_ZH
 * @return static UTF-8 text, NUL-terminated, never NULL. Thread-safe.
 */
HOTLINE_API const char *hotline_message(hotline_status status, int32_t language);

#ifdef __cplusplus
}
#endif

#endif
