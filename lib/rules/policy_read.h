/* SPDX-License-Identifier: MIT */
/* The hands with which a policy is read: the merged document, errors with their place, members, names, conditions and terms. */
#ifndef HOTLINE_RULES_POLICY_READ_H
#define HOTLINE_RULES_POLICY_READ_H

#include "names_impl.h"
#include "policy_impl.h"

/* A document as it was added: its text stays as long as the rulebook. */
struct policy_document {
    text id;
    text source;
    const hotline_policy *base; /* NULL: stands alone */
    uint32_t depth;             /* of extension; 0 stands alone */
};

/* A node of a merged document: who set it, and where it hangs. `json` is first, so that a json * of a merged document is one of these. */
typedef struct policy_node policy_node;
struct policy_node {
    json json;
    const policy_node *parent;
    const policy_document *from;
    uint32_t depth; /* of the root: 0 */
};

/* Kinds of names that a document declares. */
typedef enum name_kind {
    KIND_FACT,
    KIND_EVENT,
    KIND_ROLE,
    KIND_MACHINE,
    KIND_DUTY,
    KIND_MEASURE,
    KIND_SCORE,
    KIND_RANKING,
    KIND_PROPOSAL,
    KIND_COUNT
} name_kind;

typedef struct policy_reader {
    arena *arena;
    names *names;
    const hotline_calendar *calendar;
    hotline_policy *policy;
    const policy_document *document; /* being read */
    const json *root;
    hotline_error *error;
    vocabulary words;
    uint64_t table_work; /* ops tried so far to find gaps and overlaps */
    /* By number; mutable while reading, the policy points to the same arrays. */
    const fact_rule **facts;
    const event_rule **events;
    const machine_rule **machines;
    const duty_rule **duties;
    const measure_rule **measures;
    const score_rule **scores;
    const ranking_rule **rankings;
    const proposal_rule **proposals;
    uint8_t *declared[KIND_COUNT];  /* by number: 1 when declared here */
    const json **items[KIND_COUNT]; /* by number: the item's node */
    int32_t *order[KIND_COUNT];     /* numbers in the document's order */
    uint32_t counts[KIND_COUNT];    /* of order */
    uint8_t *read[KIND_COUNT];      /* by number: 1 when a rule names it; facts: reads it, roles: names it */
    uint8_t *event_subjects;
    uint8_t *event_opens;
    uint8_t *duty_subjects;
    uint8_t *machine_subjects;
    policy_finding *findings;
    uint32_t finding_capacity;
} policy_reader;

/* Which JSON kinds a member may have. */
enum { MEMBER_TEXT = 1, MEMBER_INTEGER = 2, MEMBER_FLAG = 4, MEMBER_ARRAY = 8, MEMBER_OBJECT = 16, MEMBER_REQUIRED = 32 };

typedef struct member_rule {
    const char *name;
    uint32_t kinds;
} member_rule;

/* What an item of a kind is given under; the item's node and number. */
typedef struct policy_item {
    const json *at;
    int32_t number;
} policy_item;

/* ---- errors (policy_read_error.c): all return the status ---- */
hotline_status hotline__policy_fail(policy_reader *r, const json *at, const char *message);
hotline_status hotline__policy_fail_limit(policy_reader *r, const json *at, const char *message); /* HOTLINE_ERROR_LIMIT */
hotline_status hotline__policy_fail_key(policy_reader *r, const json *at, const char *message);   /* placed at the member's name */
hotline_status hotline__policy_no_memory(policy_reader *r);
/* Path of a node such as duties.report.within or duties.x.if[kind = zone]; NULL without memory. */
const char *hotline__policy_path(arena *a, const json *node);
hotline_status hotline__policy_note_path(policy_reader *r, const json *node, const char **out); /* the same, its lack of memory noted */
int hotline__policy_is_row(const policy_node *node);                                            /* a row of a table */
void hotline__policy_find_place(const policy_reader *r, const json *at, int key, uint32_t *line, uint32_t *column);

/* ---- findings (policy_finding.c) ---- */
hotline_status hotline__policy_finding_add(policy_reader *r, const json *at, const char *code, uint8_t severity, const char *message);
/* The message is a template: {a} and {b} are filled; what stands in square brackets is said only where its gap is. */
hotline_status hotline__policy_finding_tell(policy_reader *r, const json *at, const char *code, uint8_t severity, const char *message,
                                            text a, text b);

/* ---- values (policy_read_value.c) ---- */
hotline_status hotline__policy_members(policy_reader *r, const json *object, const member_rule *rules, size_t count);
/* One of a closed list of words; *out its index. */
hotline_status hotline__policy_choice(policy_reader *r, const json *at, const char *const *words, size_t count, uint8_t *out);
int hotline__policy_is_undefined(const json *node); /* 0 for NULL */
/* Is the member's name one: [a-z][a-z0-9_]*, and where `declared`, none of the reserved words? */
hotline_status hotline__policy_check_name(policy_reader *r, const json *at, int declared);
hotline_status hotline__policy_check_word(policy_reader *r, const json *at); /* a text that is formed as a name */
/* The i-th item of a kind in the document's order; at NULL past the end. */
policy_item hotline__policy_item_at(const policy_reader *r, name_kind kind, uint32_t i);
hotline_status hotline__policy_lookup(policy_reader *r, name_kind kind, const json *at, text name, int32_t *out);
/* An array of names of a kind, each once. */
hotline_status hotline__policy_name_set(policy_reader *r, name_kind kind, const json *array, const int32_t **out, uint32_t *count);
/* A name alone, or a set of names; `at` NULL: nothing is read. */
hotline_status hotline__policy_names(policy_reader *r, name_kind kind, const json *at, const int32_t **out, uint32_t *count);
/* Member's text, empty with .at NULL when absent. */
text hotline__policy_text(const json *object, const char *name);
void hotline__policy_cite(const json *object, citation *out);
hotline_status hotline__policy_date(policy_reader *r, const json *at, hotline_day *out);
hotline_status hotline__policy_span(policy_reader *r, const json *at, uint8_t *out); /* a period, or undefined; checks that it is defined */
hotline_status hotline__policy_limit(policy_reader *r, const json *at, int64_t least, limit *out); /* at may be NULL */
hotline_status hotline__policy_decimal(policy_reader *r, const json *at, decimal *out);
void *hotline__policy_take(policy_reader *r, size_t count, size_t size); /* zeroed; NULL after noting the error */

/* ---- conditions and terms (policy_read_rule.c) ---- */
hotline_status hotline__policy_condition(policy_reader *r, condition_place place, const json *at, const condition **out);
/* The same for the key of a table's row: must be canonically spaced. */
hotline_status hotline__policy_row_condition(policy_reader *r, condition_place place, const json *row, const condition **out);
/* T U condition; at NULL: RULE_ABSENT. */
hotline_status hotline__policy_condition_rule(policy_reader *r, condition_place place, const json *at, condition_rule *out);
/* May a rule of this place read the fact (in due, from, and as the number of a term)? */
hotline_status hotline__policy_fact_reach(policy_reader *r, condition_place place, const json *at, int32_t fact);
/* T U term. counts must say start and end when a day term is used. */
hotline_status hotline__policy_term_rule(policy_reader *r, condition_place place, const json *at, const counting *counts, term_rule *out);
hotline_status hotline__policy_term(policy_reader *r, condition_place place, const json *at, const counting *counts, term *out);

/* ---- tables (policy_table.c) ---- */
/* Gaps and overlaps: rows' conditions, NULL for else; gap_allowed for weight tables. */
hotline_status hotline__policy_table_check(policy_reader *r, const json *table, const condition *const *rows, uint32_t count,
                                           int gap_allowed);

/* ---- sections ---- */
hotline_status hotline__policy_read_counting(policy_reader *r, const json *at, counting *out); /* policy_read_head.c */
hotline_status hotline__policy_read_members(policy_reader *r);                                 /* keys of the document and their kinds */
hotline_status hotline__policy_read_head(policy_reader *r); /* after facts and machines: transition names states */
hotline_status hotline__policy_read_transition(policy_reader *r, const json *at, uint8_t *in, uint8_t *out);
hotline_status hotline__policy_read_facts(policy_reader *r); /* policy_read_fact.c */
hotline_status hotline__policy_read_machines(policy_reader *r);
hotline_status hotline__policy_state(policy_reader *r, int32_t machine, const json *at, text name, int32_t *out);
hotline_status hotline__policy_sketch_events(policy_reader *r); /* policy_read_event.c: subjects and carried facts, before any condition */
hotline_status hotline__policy_read_events(policy_reader *r);
hotline_status hotline__policy_sketch_duties(policy_reader *r); /* policy_read_duty.c */
hotline_status hotline__policy_read_duties(policy_reader *r);
hotline_status hotline__policy_read_measures(policy_reader *r); /* policy_read_measure.c */
hotline_status hotline__policy_read_moment(policy_reader *r, condition_place place, const json *at, moment *out);
hotline_status hotline__policy_formula(policy_reader *r, const json *at, formula *out); /* policy_read_formula.c */
hotline_status hotline__policy_read_scores(policy_reader *r);                           /* policy_read_score.c: scores, rankings */
hotline_status hotline__policy_read_rankings(policy_reader *r);
hotline_status hotline__policy_read_proposals(policy_reader *r); /* policy_read_proposal.c */
hotline_status hotline__policy_read_reply(policy_reader *r);     /* policy_read_reply.c */

/* ---- after all was read ---- */
hotline_status hotline__policy_touch(policy_reader *r);          /* policy_touch.c: fills touched, refuses cycles of duties */
hotline_status hotline__policy_list_undefined(policy_reader *r); /* policy_undefined.c */
hotline_status hotline__policy_check(policy_reader *r);          /* policy_check.c: findings about the policy as a whole */

/* ---- merging (policy_merge.c) ---- */
/* The document being read as nodes; null is refused unless it extends another. */
hotline_status hotline__policy_adopt(policy_reader *r, const json *raw, json **out);
/* The body of the base with the patch, under the head of the patch. */
hotline_status hotline__policy_merge(policy_reader *r, const json *base, const json *patch, json **out);
/* Every changed leaf has its reason; a reason for nothing is a finding. */
hotline_status hotline__policy_check_reasons(policy_reader *r, const json *base, const json *patch);
int hotline__policy_is_head(text key);

#endif
