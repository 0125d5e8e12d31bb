/* SPDX-License-Identifier: MIT */
/* One event as it was reported: names turned into the rulebook's numbers, facts not yet typed. */
#ifndef HOTLINE_CASEWORK_EVENT_IMPL_H
#define HOTLINE_CASEWORK_EVENT_IMPL_H

#include "../base/json_read.h"
#include "../rules/rulebook_impl.h"

typedef enum raw_kind { RAW_NULL, RAW_FLAG, RAW_INTEGER, RAW_TEXT, RAW_LIST, RAW_OTHER } raw_kind;

/* A fact as written on its event: its type is known only to the policy in force when it happened. */
typedef struct raw_fact {
    text key;
    text words;        /* RAW_TEXT; RAW_OTHER: as written, to tell one from another */
    int64_t number;    /* RAW_FLAG, RAW_INTEGER */
    const text *items; /* RAW_LIST of texts */
    uint32_t item_count;
    int32_t fact; /* number in the rulebook, or NAME_NONE */
    uint32_t kind;
} raw_fact;

typedef struct event event;
struct event {
    hotline_instant at;
    hotline_instant known;
    int64_t seq;
    text id;
    text kind_name;
    text role_name;
    text assignment; /* .at NULL: not named */
    text by;
    text ticket_name;
    text unit_name;
    const raw_fact *facts;
    const event *replaced_by; /* whose facts stand instead; set when the log is settled */
    uint32_t fact_count;
    int32_t kind;     /* in names.events, or NAME_NONE */
    int32_t role;     /* in names.roles, or NAME_NONE */
    int32_t unit;     /* in the log's units, or NAME_NONE */
    int32_t ticket;   /* in the log's tickets, or NAME_NONE */
    uint32_t dropped; /* voided: as if it had never been */
};

/*
 * Reads one event line. Texts of *out point into `line` or into `keep` (decoded escapes), so both must outlive it; they are terminated in
 * place, over their closing quotes. unit and ticket are left NAME_NONE. scratch holds the tree and may be reset afterwards.
 */
hotline_status hotline__event_read(const hotline_rulebook *rulebook, arena *scratch, arena *keep, char *line, size_t len, event *out,
                                   hotline_error *error);
/* The same for an object of facts alone: *facts and *count, in `keep`. */
hotline_status hotline__event_read_facts(const hotline_rulebook *rulebook, arena *scratch, arena *keep, char *source, size_t len,
                                         const raw_fact **facts, uint32_t *count, hotline_error *error);
/* < 0, 0, > 0 by happened-at, then seq, then id. */
int hotline__event_compare(const event *a, const event *b);
/* Same content in every field but the corrections? */
int hotline__event_same(const event *a, const event *b);
/* The facts that stand on the event: its own, or those of what replaced it. */
const raw_fact *hotline__event_facts(const event *e, uint32_t *count);
/* Types a fact by its rule: 1 and *out, or 0 when it is not of that type. */
int hotline__event_value(const hotline_rulebook *rulebook, const fact_rule *rule, const raw_fact *raw, value *out);
/* Nothing at all: null, or empty text. Platforms write either for what they do not have. */
int hotline__event_is_nothing(const raw_fact *raw);
/* What a value of the rule looks like: "local, province, instant", or the word of its type, such as "date". Appended to the buffer. */
void hotline__event_expected(const hotline_rulebook *rulebook, const fact_rule *rule, int32_t fact, buffer *out);
/* The nearest value to a text that is none of a one_of fact; empty: none is near. */
text hotline__event_nearest(const hotline_rulebook *rulebook, const fact_rule *rule, const raw_fact *raw);

#endif
