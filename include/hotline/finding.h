/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief Findings (发现的问题): one thing each that the rules say about a subject.
 *
 * Guards, required facts, corrections and logs all speak in findings. A finding has a stable code, a severity, the clause that it
 * rests on, and a message in Chinese and English. Codes are only ever added.
 */
#ifndef HOTLINE_FINDING_H
#define HOTLINE_FINDING_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How grave a finding is. */
enum {
    HOTLINE_SEVERITY_ERROR = 0,   /**< Breaks a rule (必须); deciding refuses the event. */
    HOTLINE_SEVERITY_WARNING = 1, /**< Against a rule "in principle" (原则上), or something to look at. */
    HOTLINE_SEVERITY_INFO = 2     /**< For information. */
};

/**
 * One finding, as read from a ticket, a unit, a log or a decision.
 *
 * All texts are borrowed, NUL-terminated UTF-8, and live until the next changing call on the object they were read from. A text that
 * there is none of is NULL with length 0.
 */
typedef struct hotline_finding {
    uint32_t struct_size;   /**< sizeof (hotline_finding), set by the caller before the call. */
    int32_t severity;       /**< HOTLINE_SEVERITY_ERROR, _WARNING or _INFO. */
    const char *code;       /**< Stable code, such as "missing_fact". */
    size_t code_len;        /**< Bytes of code. */
    const char *ticket;     /**< Ticket id. */
    size_t ticket_len;      /**< Bytes of ticket. */
    const char *assignment; /**< Id of the event that opened the assignment. */
    size_t assignment_len;  /**< Bytes of assignment. */
    const char *event;      /**< Id of the event it was found at. */
    size_t event_len;       /**< Bytes of event. */
    const char *clause;     /**< Clause that it rests on, as the policy cites it. */
    size_t clause_len;      /**< Bytes of clause. */
    const char *message;    /**< One sentence in the language asked for. */
    size_t message_len;     /**< Bytes of message. */
} hotline_finding;

/**
 * What a finding code means, in general: the catalogue's sentence with its gaps shown as {a}, {b}.
 * @param code      NUL-terminated code, such as "guard"; NULL gives an empty text
 * @param language  HOTLINE_LANGUAGE_EN or HOTLINE_LANGUAGE_ZH
 * @return static UTF-8 text, NUL-terminated; empty for a code that this release does not know. Thread-safe.
 */
HOTLINE_API const char *hotline_finding_meaning(const char *code, int32_t language);

/**
 * The code at a place in the catalogue, to list them all.
 * @param index  from 0
 * @return static text, NUL-terminated; NULL past the end. Thread-safe.
 */
HOTLINE_API const char *hotline_finding_code(size_t index);

#ifdef __cplusplus
}
#endif

#endif
