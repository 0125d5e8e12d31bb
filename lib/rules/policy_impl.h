/* SPDX-License-Identifier: MIT */
/* A policy after reading: plain arrays indexed by the rulebook's numbers, every text in the rulebook's arena. */
#ifndef HOTLINE_RULES_POLICY_IMPL_H
#define HOTLINE_RULES_POLICY_IMPL_H

#include "../base/json_read.h"
#include "condition_impl.h"
#include "formula_impl.h"
#include "term_impl.h"

#include "../../include/hotline/policy.h"

typedef enum event_opening { OPENS_NONE, OPENS_TICKET, OPENS_ASSIGNMENT, OPENS_PART, OPENS_ROUND } event_opening;
typedef enum event_ending { ENDS_NONE, ENDS_ASSIGNMENT, ENDS_TICKET } event_ending;
typedef enum rule_severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_INFO, RULE_SEVERITIES } rule_severity;
extern const char *const hotline__severities[RULE_SEVERITIES]; /* their names */

/* Built-in events, numbered first in names.events of every rulebook. */
enum { EVENT_VOID, EVENT_REPLACE, EVENT_MERGE, EVENT_PUBLISH, EVENT_BUILT_IN };

/* How a value marked U and T is given. */
typedef enum rule_form { RULE_ABSENT, RULE_UNDEFINED, RULE_PLAIN, RULE_TABLE } rule_form;

/* One row of a table: `when` NULL is else. A value that is "undefined" has its path in `undefined`, else NULL. */
typedef struct condition_row {
    const condition *when;
    const condition *then;
    const char *undefined;
} condition_row;

/* RULE_PLAIN: rows[0].then. */
typedef struct condition_rule {
    const condition_row *rows;
    const char *path;
    uint32_t count;
    uint8_t form;
    uint8_t unclear;      /* may be unknown for more than missing facts: an item left undefined, or a table that does not decide */
    uint8_t reads_duties; /* asks what became of other duties */
    uint8_t needs_event;  /* false as long as no event happens: of a duty's met, since it is owed */
} condition_rule;

typedef struct term_row {
    term then;
    const condition *when;
    const char *undefined;
} term_row;

typedef struct term_rule {
    const term_row *rows;
    const char *path;
    uint32_t count;
    uint8_t form;
} term_rule;

typedef struct weight_row {
    const condition *when; /* NULL: else */
    decimal weight;
} weight_row;

/* (document, clause): the document that set the clause, which an overlay may not be. */
typedef struct citation {
    text clause; /* .at NULL: none */
    text quote;
    text document; /* id of the document that set the clause */
} citation;

typedef enum carry_form { CARRY_ALWAYS, CARRY_OPTIONAL, CARRY_IF, CARRY_UNDEFINED } carry_form;

typedef struct carried_fact {
    const condition *when; /* CARRY_IF */
    const char *undefined; /* CARRY_UNDEFINED: its path */
    text clause;           /* .at NULL: the event's */
    int32_t fact;
    uint8_t form; /* carry_form */
} carried_fact;

typedef struct move {
    int32_t machine, from, to;
} move;

typedef struct event_rule {
    text name;
    text label;
    citation cites;
    condition_rule guard;
    const carried_fact *facts;
    const move *moves;
    const int32_t *by; /* roles; by_count 0: anyone */
    uint32_t fact_count, move_count, by_count;
    uint8_t subject; /* rule_subject */
    uint8_t opens;   /* event_opening */
    uint8_t ends;    /* event_ending */
    uint8_t severity;
} event_rule;

typedef struct machine_rule {
    text name;
    text label;
    text *state_labels; /* by state number; .at NULL: not a state in this policy */
    uint32_t state_count;
    int32_t start;
    uint8_t subject;
} machine_rule;

typedef enum duty_span { SPAN_NONE, SPAN_UNDEFINED, SPAN_DAY, SPAN_WEEK, SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR } duty_span;
typedef enum duty_expiry { EXPIRY_LATE, EXPIRY_SHUT, EXPIRY_UNDEFINED } duty_expiry;
typedef enum duty_survives { SURVIVES_NOTHING, SURVIVES_ROUND, SURVIVES_TICKET } duty_survives;
typedef enum extension_pending { PENDING_RUNS, PENDING_PAUSES, PENDING_PROVISIONAL, PENDING_UNDEFINED } extension_pending;
typedef enum transition_kind {
    TRANSITION_ABSENT,
    TRANSITION_UNDEFINED,
    TRANSITION_TICKET,
    TRANSITION_CLOCK,
    TRANSITION_SWITCH,
    TRANSITION_LATER,
    TRANSITION_EARLIER
} transition_kind;

/* An optional integer that may be undefined. */
typedef struct limit {
    int64_t n;
    uint8_t form; /* RULE_ABSENT, RULE_UNDEFINED, RULE_PLAIN */
} limit;

typedef struct extension_rule {
    term_rule add;
    term before; /* asked_before: a term before the due moment; used when asked_before is RULE_PLAIN and before_due is 0 */
    limit most, times;
    text clause;
    int32_t grant;        /* event that grants */
    int32_t asked;        /* event that asks, or NAME_NONE */
    uint8_t asked_before; /* RULE_ABSENT, RULE_UNDEFINED, RULE_PLAIN */
    uint8_t before_due;   /* asked_before is "due" */
    uint8_t pending;      /* extension_pending */
} extension_rule;

typedef struct duty_rule {
    text name;
    text label;
    citation cites;
    text source;
    const condition *owed;    /* NULL: none */
    const condition *restart; /* NULL: none */
    condition_rule when;      /* `if` */
    condition_rule met;
    condition_rule waive;
    condition_rule pause;
    term_rule within;
    const extension_rule *extensions;
    const int32_t *by;
    uint32_t extension_count, by_count;
    int32_t due_fact;    /* or NAME_NONE */
    int32_t from_fact;   /* or NAME_NONE */
    int32_t before;      /* event, or NAME_NONE */
    counting counts;     /* the policy's, overridden key by key */
    uint8_t due_form;    /* RULE_ABSENT, RULE_PLAIN: due_fact; RULE_UNDEFINED: `due` is "undefined" */
    uint8_t before_form; /* RULE_ABSENT, RULE_UNDEFINED, RULE_PLAIN */
    uint8_t subject;
    uint8_t every;    /* duty_span; SPAN_NONE: not periodic */
    uint8_t expiry;   /* duty_expiry */
    uint8_t survives; /* duty_survives */
    uint8_t severity;
    uint8_t transition_in, transition_out; /* transition_kind; TRANSITION_ABSENT: the policy's */
} duty_rule;

typedef enum moment_kind { MOMENT_NONE, MOMENT_UNDEFINED, MOMENT_FIRST, MOMENT_LAST, MOMENT_DUE, MOMENT_PUBLISH, MOMENT_END } moment_kind;

typedef struct moment {
    const condition *pattern; /* MOMENT_FIRST (also a bare event), MOMENT_LAST */
    const int32_t *rankings;  /* MOMENT_PUBLISH */
    uint32_t ranking_count;
    int32_t duty;   /* MOMENT_DUE */
    uint8_t kind;   /* moment_kind */
    uint8_t period; /* MOMENT_END: duty_span */
    uint8_t bare;   /* MOMENT_FIRST that was written without first(): a proposal takes each occurrence, a measure the first */
} moment;

typedef enum measure_word { WORD_OF, WORD_AT, WORD_COUNT, WORD_PER, WORD_EXCEPT, MEASURE_WORDS } measure_word;

typedef struct measure_rule {
    text name;
    text label;
    const char *path;
    citation cites;
    text words[MEASURE_WORDS]; /* by measure_word: as the document has it; .at NULL: not said */
    moment at;
    const weight_row *weights; /* a table of weights, or one row without weight when `count` is a condition */
    uint32_t weight_count;
    uint32_t places;               /* decimal places of num: the most of any weight */
    uint8_t count_form;            /* RULE_UNDEFINED, RULE_PLAIN (weights[0].when, weight 1), RULE_TABLE */
    uint8_t per_form, except_form; /* RULE_ABSENT, RULE_PLAIN */
    const condition *per;
    const condition *except;
    int32_t event;     /* `of` an event: its number; else NAME_NONE */
    uint8_t subject;   /* OF_TICKET, OF_ASSIGNMENT, OF_EVENT */
    uint8_t unitless;  /* of tickets or their events: one figure, and no unit's */
    uint8_t undefined; /* the whole measure is "undefined" */
} measure_rule;

/* What is proposed to people, and when. */
typedef struct proposal_rule {
    text name;
    text label;
    text propose;
    citation cites;
    moment on;           /* MOMENT_UNDEFINED: `on` is "undefined" */
    const char *on_path; /* of `on` */
    term_rule wait;      /* `after` or `ahead` */
    condition_rule when; /* `if` */
    const int32_t *to, *by;
    uint32_t to_count, by_count;
    uint8_t subject; /* OF_TICKET, OF_ASSIGNMENT, OF_UNIT */
    uint8_t ahead;   /* wait is `ahead` */
} proposal_rule;

enum { SCORE_PARTS_MAX = 32 };

typedef struct score_part {
    text name;
    text label;
    text clause;
    formula is;
    const char *undefined; /* `is` is "undefined": its path; else NULL */
    decimal otherwise;     /* if_undefined */
    uint32_t places;       /* its own, else the score's */
    uint8_t rounded;       /* places were given */
    uint8_t has_otherwise;
} score_part;

/* [from, the next band's from). */
typedef struct score_band {
    text name;
    text label;
    decimal from;
    uint8_t lowest; /* begins nowhere */
} score_band;

typedef struct score_rule {
    text name;
    text label;
    citation cites;
    const char *path;
    const score_part *parts;
    const char *places_path; /* of its places, which are missing unless `rounded` */
    const score_band *bands; /* from the lowest up */
    uint32_t part_count, band_count, places;
    uint8_t rounded; /* places were given */
    uint8_t undefined;
} score_rule;

typedef enum ranking_ties { TIES_UNDEFINED, TIES_ALL, TIES_NONE, TIES_MEASURES } ranking_ties;
typedef enum ranking_absent { ABSENT_UNDEFINED, ABSENT_BREAKS, ABSENT_HOLDS } ranking_absent;
typedef enum pool_ties { POOL_TIES_UNDEFINED, POOL_TIES_INCLUDE, POOL_TIES_EXCLUDE } pool_ties;

/* Only the first by a measure are ranked. measure NAME_NONE: there is no pool. */
typedef struct ranking_pool {
    int64_t top;
    const char *ties_path;
    int32_t measure;
    uint8_t ties; /* pool_ties */
} ranking_pool;

typedef struct ranking_rule {
    text name;
    text label;
    citation cites;
    condition_rule units;
    ranking_pool pool;
    const int32_t *chain; /* TIES_MEASURES: measures that part those who are level, in turn */
    const char *every_path;
    const char *ties_path;
    const char *absent_path;
    uint32_t chain_count;
    int32_t score, measure; /* by which: one of them NAME_NONE */
    uint8_t low;            /* the lowest value is the best */
    uint8_t every;          /* duty_span */
    uint8_t ties;           /* ranking_ties */
    uint8_t absent;         /* ranking_absent */
} ranking_rule;

typedef enum reply_test {
    TEST_COVERAGE,
    TEST_EMPTY,
    TEST_STOCK,
    TEST_PHRASES,
    TEST_VAGUE,
    TEST_SPECIFICS,
    TEST_PERSON_NAME,
    TEST_PHONE,
    TEST_BASIS,
    TEST_REQUIRED,
    TEST_SIGN_OFF,
    TEST_COPIED,
    TEST_CONTRADICTION,
    TEST_OVERPROMISE,
    TEST_DATE,
    TEST_WRONG_PARTY,
    TEST_PERSONAL_DATA,
    TEST_JUDGE,
    REPLY_TESTS
} reply_test;

/* Texts of a reply that a policy may name by the fact that holds them. */
typedef enum reply_text { TEXT_REPLY, TEXT_MATTER, TEXT_TITLE, TEXT_INSTRUCTIONS, TEXT_INTERNAL, REPLY_TEXTS } reply_text;

/* A bound: a count, or a share in 1/10000, as the test has it. */
typedef struct reply_bound {
    int64_t n;
    const char *path; /* RULE_UNDEFINED */
    uint8_t form;     /* RULE_ABSENT, RULE_UNDEFINED, RULE_PLAIN */
} reply_bound;

typedef struct reply_phrase {
    text words;
    text opposite; /* contradiction: the other side of the pair; .at NULL: none */
    uint8_t severity;
} reply_phrase;

typedef struct reply_check {
    text name;
    text label;
    citation cites;
    reply_bound most, least, relevance;
    const condition *when; /* `if`; NULL: always */
    const condition *met;  /* TEST_JUDGE */
    const reply_phrase *phrases;
    const int32_t *of; /* facts */
    term_rule within;  /* TEST_DATE */
    uint32_t phrase_count, of_count;
    uint32_t allow; /* bits of the kinds of phones, or of personal data, that are no fault; 0: not said */
    int32_t field;  /* or NAME_NONE */
    uint8_t test;   /* reply_test */
    uint8_t severity;
} reply_check;

/* What is asked of a reply. */
typedef struct reply_rule {
    citation cites;
    const reply_check *checks;
    const int32_t *on; /* events that bring it */
    uint32_t check_count, on_count;
    int32_t texts[REPLY_TEXTS]; /* by reply_text: the fact that holds it, or NAME_NONE */
} reply_rule;

/* How periods of each span begin. Each U. */
typedef struct periods_rule {
    int32_t day_from;   /* minutes since midnight */
    int32_t week_from;  /* 0 Monday ... 6 Sunday */
    int32_t month_from; /* 1 to 28 */
    uint8_t month_named_by_end;
    uint8_t day_form, week_form, month_form, named_form; /* RULE_ABSENT, RULE_UNDEFINED, RULE_PLAIN */
} periods_rule;

/* What of a duty an event may change. TOUCHES_JUDGED: whether and until when it is owed, which only a right needs to be looked at for. */
enum {
    TOUCHES_OWED = 1,
    TOUCHES_RESTART = 2,
    TOUCHES_MET = 4,
    TOUCHES_WAIVE = 8,
    TOUCHES_PAUSE = 16,
    TOUCHES_EXTENSION = 32,
    TOUCHES_JUDGED = 64,
    TOUCHES_ALL = 127
};

/* What an event may touch: computed once when read, so that a fold looks at few duties. */
typedef struct touched_duty {
    int32_t duty;
    uint8_t subject; /* whose duty it is */
    uint8_t parts;   /* bits TOUCHES_* */
    uint8_t others;  /* also the instances of objects other than the event's own assignment */
    uint8_t before;  /* to be looked at as it stood before the event: it may begin anew, or be shut for good */
} touched_duty;

typedef struct touched_list {
    const touched_duty *duties;
    uint32_t count;
    uint8_t before; /* some are to be looked at before the event */
} touched_list;

typedef struct undefined_item {
    const char *path;
} undefined_item;

typedef struct policy_finding {
    const char *code;
    const char *path;
    text en, zh;
    text document;   /* where it stands, looked up when asked for; .at NULL: in a base document */
    uint32_t offset; /* in it */
    uint8_t severity;
} policy_finding;

/* A document as it was added (policy_read.h). */
typedef struct policy_document policy_document;

struct hotline_policy {
    const names *names;
    const policy_document *own; /* the document that was added, of those merged into this policy */
    json *document;             /* the merged document (base with overlay), in the rulebook's arena */
    uint64_t fingerprint;       /* of that: it never changes, and whoever writes entries or figures asks for it again and again */
    text id, title, source, calendar;
    text extends; /* .at NULL: a base document */
    hotline_day issued, effective;
    hotline_day expires;                   /* HOTLINE_DAY_NONE: never */
    uint8_t transition_in, transition_out; /* transition_kind */
    uint8_t counting_undefined;            /* `counting` itself is "undefined" */
    uint8_t replaced;                      /* never in force: another document of the rulebook stands in its place on each of its days */
    const move *state_changes;             /* transition.states: machine, old state, new state */
    uint32_t state_change_count;
    counting counts;
    periods_rule periods;
    /* By number, NULL where not declared here. The counts are those of the rulebook when this document was read: use the accessors. */
    const fact_rule *const *facts;
    const event_rule *const *events;
    const machine_rule *const *machines;
    const duty_rule *const *duties;
    const measure_rule *const *measures;
    const score_rule *const *scores;
    const ranking_rule *const *rankings;
    const proposal_rule *const *proposals;
    const reply_rule *reply; /* NULL: the policy asks nothing of replies */
    uint32_t fact_count, event_count, machine_count, duty_count, measure_count, score_count, ranking_count, proposal_count;
    /* Numbers declared here, in the document's order. */
    const int32_t *duty_order, *machine_order, *measure_order, *event_order, *fact_order, *ranking_order, *proposal_order;
    uint32_t duties_declared, machines_declared, measures_declared, events_declared, facts_declared, rankings_declared, proposals_declared;
    /* Of tickets [0] and units [1], with assignments; by event number: duties of which it changes what does not wait to be judged. */
    const touched_list *touched[2];
    /* Duties that no event owes: those that are owed every period, and those that stand. */
    const int32_t *periodic, *standing;
    uint32_t periodic_count, standing_count;
    /* By event number: duties that must be met before it. And the duties that are rights: expiry shut. */
    const int32_t *const *before;
    const uint32_t *before_count;
    const int32_t *rights;
    uint32_t right_count;
    const text *texts;
    uint32_t text_count;
    text *role_labels; /* by role number, .at NULL: not declared */
    uint32_t role_count;
    const undefined_item *undefined;
    uint32_t undefined_count;
    const policy_finding *findings; /* of reading: gaps and overlaps beyond enumeration, and the like */
    uint32_t finding_count;
};

/* Declarations by number; NULL when this policy has none. */
const fact_rule *hotline__policy_fact(const hotline_policy *p, int32_t number);
const event_rule *hotline__policy_event(const hotline_policy *p, int32_t number);
const machine_rule *hotline__policy_machine(const hotline_policy *p, int32_t number);
const duty_rule *hotline__policy_duty(const hotline_policy *p, int32_t number);
const measure_rule *hotline__policy_measure(const hotline_policy *p, int32_t number);
const score_rule *hotline__policy_score(const hotline_policy *p, int32_t number);
const ranking_rule *hotline__policy_ranking(const hotline_policy *p, int32_t number);
const proposal_rule *hotline__policy_proposal(const hotline_policy *p, int32_t number);

/* Of a merged document. */
uint64_t hotline__policy_fingerprint(const json *document);
/*
 * Reads one document, a plain JSON tree, merged with its base when it has one. The names grow; nothing else of the rulebook changes.
 * Errors carry line, column (of the document being read; 0 when the item stands in a base document) and path.
 */
hotline_status hotline__policy_read(arena *a, names *n, const policy_document *document, const json *raw, const hotline_calendar *calendar,
                                    hotline_policy **out, hotline_error *error);

#endif
