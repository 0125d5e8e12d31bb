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
    FINDING_UNKNOWN_RANKING,
    FINDING_UNKNOWN_UNIT,
    FINDING_REPEATED_UNIT,
    FINDING_BAD_PLACE,
    FINDING_REPLY, /* the first of those about replies */
    FINDING_REPLY_OFF_TOPIC = FINDING_REPLY,
    FINDING_REPLY_EMPTY,
    FINDING_REPLY_BRIEF,
    FINDING_REPLY_ACKNOWLEDGED,
    FINDING_REPLY_ECHO,
    FINDING_REPLY_REFERS,
    FINDING_REPLY_STOCK,
    FINDING_REPLY_PHRASE,
    FINDING_REPLY_PHRASE_MISSING,
    FINDING_REPLY_VAGUE,
    FINDING_REPLY_GENERIC,
    FINDING_REPLY_NAME,
    FINDING_REPLY_PHONE,
    FINDING_REPLY_PHONE_GIVEN,
    FINDING_REPLY_NO_PHONE,
    FINDING_REPLY_BASIS,
    FINDING_REPLY_MISSING,
    FINDING_REPLY_SHORT,
    FINDING_REPLY_UNSIGNED,
    FINDING_REPLY_SIGNED_OTHER,
    FINDING_REPLY_COPIED,
    FINDING_REPLY_CONTRADICTION,
    FINDING_REPLY_OVERPROMISE,
    FINDING_REPLY_NO_DATE,
    FINDING_REPLY_DATE_PAST,
    FINDING_REPLY_DATE_FAR,
    FINDING_REPLY_DATE_GIVEN,
    FINDING_REPLY_WRONG_PARTY,
    FINDING_REPLY_WRONG_PLACE,
    FINDING_REPLY_PERSONAL,
    FINDING_REPLY_JUDGED,
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
    REASON_THE_MATTER, /* what a reply does not answer */
    REASON_AN_ITEM,
    REASON_AN_INSTRUCTION,
    REASON_ACKNOWLEDGES, /* how a reply says nothing */
    REASON_GREETS,
    REASON_FORWARDS,
    REASON_WILL,
    REASON_NO_NAME, /* why a field is no person's name */
    REASON_PLACEHOLDER,
    REASON_TITLE_ONLY,
    REASON_A_UNIT,
    REASON_MASKED,
    REASON_DIGITS,
    REASON_NO_NUMBER, /* why a field is no phone */
    REASON_NO_PHONE,
    REASON_TOO_SHORT,
    REASON_TOO_LONG,
    REASON_THE_HOTLINE,
    REASON_ZEROS,
    REASON_SEQUENCE,
    REASON_THE_CALLER,
    REASON_NOT_ALLOWED,
    REASON_TITLE, /* what a basis lacks */
    REASON_DOCUMENT,
    REASON_ARTICLE,
    REASON_MOBILE, /* kinds of personal data, and of phones, in their order */
    REASON_LANDLINE,
    REASON_ID_CARD,
    REASON_BANK_CARD,
    REASON_ADDRESS,
    REASON_PLATE,
    REASON_EMAIL,
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
/* What to do about a code of FINDING_REPLY and after: static text. */
const char *hotline__finding_advice(uint32_t code, int32_t language);
/* The message with its gaps filled, appended to the buffer. */
void hotline__finding_message(const finding *f, int32_t language, buffer *out);
/* As one JSON object: code, severity, ticket, assignment, event, clause, message; with a `type` when `typed`. `words` is scratch. */
void hotline__finding_write(const finding *f, int typed, int32_t language, buffer *words, json_writer *w);
/* The same of one that was shown. */
void hotline__finding_write_shown(const hotline_finding *f, int typed, json_writer *w);
/* Fills the caller's record; the message is built in `words` (cleared first). */
hotline_status hotline__finding_show(const finding *f, int32_t language, buffer *words, hotline_finding *out);

#endif
