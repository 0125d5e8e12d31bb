/* SPDX-License-Identifier: MIT */
/* Findings before they are words: a code, a place and what fills the gaps of the message. */
#ifndef HOTLINE_CASEWORK_FINDING_IMPL_H
#define HOTLINE_CASEWORK_FINDING_IMPL_H

#include "../../include/hotline/finding.h"

#include "../base/arena.h"
#include "../base/json_write.h"

typedef enum finding_code {
    FINDING_BAD_LINE,
    FINDING_REUSED_ID,
    FINDING_UNKNOWN_EVENT,
    FINDING_UNKNOWN_TICKET,
    FINDING_BEFORE_TICKET,
    FINDING_REOPENED,
    FINDING_UNKNOWN_ASSIGNMENT,
    FINDING_AMBIGUOUS_ASSIGNMENT,
    FINDING_NO_UNIT,
    FINDING_NO_TICKET,
    FINDING_NO_POLICY,
    FINDING_TRANSITION_UNDEFINED,
    FINDING_UNKNOWN_FACT,
    FINDING_UNEXPECTED_FACT,
    FINDING_BAD_VALUE,
    FINDING_MISSING_FACT,
    FINDING_REQUIRED_UNKNOWN,
    FINDING_GUARD,
    FINDING_GUARD_UNKNOWN,
    FINDING_BEFORE_UNMET,
    FINDING_BEFORE_UNKNOWN,
    FINDING_NO_ROW,
    FINDING_SHUT,
    FINDING_ROLE,
    FINDING_VOID_UNKNOWN,
    FINDING_TABLE_GAP,
    FINDING_TABLE_OVERLAP,
    FINDING_EXTENSION_LATE,
    FINDING_EXTENSION_UNASKED,
    FINDING_EXTENSION_TIMES,
    FINDING_EXTENSION_AMOUNT,
    FINDING_EXTENSION_MOST,
    FINDING_TOO_MANY_PERIODS,
    FINDING_CODES
} finding_code;

/* Why, where the gap {b} is not a name but a reason: said in the language asked for. */
typedef enum finding_reason {
    REASON_NONE,
    REASON_NO_EVENT,
    REASON_ITSELF,
    REASON_NO_VOIDS,
    REASON_NO_REPLACES,
    REASON_NO_ROLE,
    REASONS
} finding_reason;

typedef struct finding {
    text ticket, assignment, event, clause;
    text a, b, c;          /* the gaps of the message */
    text a_label, b_label; /* what people call them, where the policy says; Chinese messages use it */
    uint8_t code;          /* finding_code */
    uint8_t severity;      /* HOTLINE_SEVERITY_* */
    uint8_t reason;        /* finding_reason: stands for b */
} finding;

/* Findings in an arena, in the order found. */
typedef struct finding_list {
    arena *arena;
    finding *items;
    uint32_t count, capacity;
} finding_list;

/* Forgets the items (their arena may have been reset). */
void hotline__findings_begin(finding_list *list, arena *a);
/* Appends a zeroed finding; NULL when there is no memory. */
finding *hotline__findings_add(finding_list *list, finding_code code, int32_t severity);
/* Fills a gap: a name, and its label or an empty text. */
void hotline__finding_a(finding *f, text name, text label);
void hotline__finding_b(finding *f, text name, text label);
/* The message with its gaps filled, appended to the buffer. */
void hotline__finding_message(const finding *f, int32_t language, buffer *out);
/* As one JSON object: code, severity, ticket, assignment, event, clause, message; with a `type` when `typed`. `words` is scratch. */
void hotline__finding_write(const finding *f, int typed, int32_t language, buffer *words, json_writer *w);
/* Fills the caller's record; the message is built in `words` (cleared first). */
hotline_status hotline__finding_show(const finding *f, int32_t language, buffer *words, hotline_finding *out);

#endif
