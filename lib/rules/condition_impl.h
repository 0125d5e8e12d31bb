/* SPDX-License-Identifier: MIT */
/* A condition: short text over declared names, compiled to a flat program; and the vocabulary that it may speak of. */
#ifndef HOTLINE_RULES_CONDITION_IMPL_H
#define HOTLINE_RULES_CONDITION_IMPL_H

#include "../base/arena.h"
#include "../base/buffer.h"
#include "../base/map.h"
#include "../base/instant_impl.h"

typedef enum rule_subject { OF_NONE, OF_TICKET, OF_ASSIGNMENT, OF_UNIT, OF_EVENT } rule_subject;

typedef enum fact_type { FACT_FLAG, FACT_INTEGER, FACT_DATE, FACT_TIME, FACT_TEXT, FACT_CODE, FACT_ONE_OF, FACT_MANY_OF } fact_type;

enum { FACT_VALUES_MAX = 64, NAME_NONE = -1 };

/*
 * Names of a rulebook. Every event, fact, role, machine, duty, measure ... has one number over all documents of the rulebook, in order of
 * first sight; a policy's own declarations are arrays indexed by these numbers, NULL (or short) where it does not declare the name.
 */
typedef struct names {
    map events, facts, roles, machines, duties, measures, scores, rankings, proposals;
    map *values; /* by fact: its values over all documents */
    map *states; /* by machine */
    uint32_t values_capacity, states_capacity;
} names;

/* A fact's value while judging. kind 0: no value; else fact_type + 1. */
typedef struct value {
    int64_t
        number; /* flag 0/1; integer; date: hotline_day; time: hotline_instant; one_of: value number; many_of: bit set of value numbers */
    text words; /* text and code */
    uint32_t kind;
} value;

typedef struct fact_rule {
    text name;
    text label;
    value default_value;  /* kind 0: none */
    text *value_labels;   /* one_of, many_of: by value number; .at NULL: not a value in this policy */
    uint32_t value_count; /* entries of value_labels */
    uint8_t subject;      /* rule_subject */
    uint8_t type;         /* fact_type */
    uint8_t personal;
} fact_rule;

/* What a condition may see of the policy being read: the numbers of all names, and this policy's declarations by number. */
typedef struct vocabulary {
    arena *arena;
    const names *names;
    const fact_rule *const *facts; /* by fact number, NULL: not declared here; names->facts.count entries, likewise below */
    const uint8_t *event_subjects; /* rule_subject by event number, OF_NONE: not declared here */
    const uint8_t *event_opens;    /* event_opens (policy_impl.h) by event number */
    const uint8_t *duty_subjects;  /* by duty number */
    const uint8_t *machine_subjects;
    const uint8_t *roles;           /* by role number: 1 when declared here */
    const uint8_t *measures;        /* by measure number: 1 when declared here */
    const uint8_t *const *states;   /* by machine, by state: 1 when declared here */
    const int32_t *const *carried;  /* by event number: the facts that it may carry, NULL: none */
    const uint32_t *carried_counts; /* by event number */
    text *texts;                    /* constants of the policy, grown in the arena */
    uint32_t text_count;
    uint32_t text_capacity;
    int32_t offset_minutes; /* zone of time constants */
} vocabulary;

typedef enum op_code {
    OP_CONSTANT, /* b: 0 false, 1 true, 2 unknown because undefined */
    OP_NOT,      /* of the one result on the stack */
    OP_AND,      /* of the two results on the stack */
    OP_OR,
    OP_FACT,       /* fact a compared with number b (flags compare with 1) */
    OP_FACT_TEXT,  /* text or code fact a compared with texts[b], by bytes */
    OP_FACT_FACT,  /* fact a compared with fact b */
    OP_FACT_IN,    /* one_of fact a in bit set b */
    OP_FACT_HAS,   /* many_of fact a has value b */
    OP_FACT_UNDER, /* code fact a is texts[b] or lies under it ("01.02" is under "01"; prefix text counts from the start) */
    OP_KNOWN,      /* fact a has a value */
    OP_HAPPENED,   /* event a; the next `length` ops are its filter */
    OP_COUNT,      /* number of events a compared with b; the next `length` ops are the filter */
    OP_BY,         /* the event's role is a (filters and guards) */
    OP_MET,        /* duty a */
    OP_LATE,
    OP_OPEN,
    OP_WAIVED,
    OP_STATE,     /* machine a is (or is not) in state b */
    OP_ROUND,     /* compared with b */
    OP_TIME,      /* the judging moment compared with instant b */
    OP_TIME_FACT, /* the judging moment compared with date or time fact a */
    OP_ANY,       /* the next `length` ops hold for an assignment of the current round */
    OP_ALL,
    OP_STREAK, /* proposals: compared with b */
    OP_RANK,
    OP_RANK_FROM_LAST,
    OP_MEASURE /* measure a compared with the decimal texts[b] */
} op_code;

typedef enum op_compare { IS_EQUAL, IS_NOT_EQUAL, IS_LESS, IS_AT_MOST, IS_MORE, IS_AT_LEAST } op_compare;

/* Does `a` stand to `b` as an op_compare says? */
int hotline__compare(int64_t a, int64_t b, uint8_t compare);

/* Is the number in a bit set of values, such as a many_of fact or that of an OP_FACT_IN? */
int hotline__set_has(int64_t set, int64_t number);

/* Does a code lie under another, or equal it? Dotted codes match whole segments; prefix codes match from the start. */
int hotline__code_under(text code, text over);

/* Flags of an op. */
enum { OP_FIRST = 1 /* the fact's earliest value instead of its latest */ };

typedef struct op {
    int64_t b;
    int32_t a;
    uint32_t length; /* of what stands inside, behind it; 0: nothing does */
    uint8_t code;    /* op_code */
    uint8_t compare; /* op_compare */
    uint8_t flags;
    uint8_t reserved;
    uint16_t begin, bytes; /* where it stands in the condition's source; bytes 0: beyond what is noted */
} op;

/* Results of a condition: three-valued. */
typedef enum verdict { VERDICT_FALSE = 0, VERDICT_TRUE = 1, VERDICT_UNKNOWN = 2 } verdict;

verdict hotline__verdict_not(verdict a);
/* code: OP_AND or OP_OR. */
verdict hotline__verdict_join(verdict a, verdict b, uint8_t code);

/* At most this many results on the stack of an evaluation: longer texts are refused when read. */
enum { CONDITION_STACK = 32, CONDITION_DEPTH = 16 };

typedef struct condition {
    const op *ops; /* in postfix order; filters and any/all bodies are postfix programs inside */
    uint32_t count;
    text source;      /* as written */
    const char *path; /* where it stands, such as "duties.report.if"; NUL-terminated, in the policy's arena */
} condition;

/* One test of a condition, with its filter or body, as a condition by itself. */
condition hotline__condition_of_test(const condition *c, const op *test);

enum { RANKING_NONE, RANKING_MEASURES, RANKING_PLACES };

/* Where a condition stands decides which names it may read. */
typedef struct condition_place {
    uint8_t subject;     /* OF_TICKET, OF_ASSIGNMENT or OF_UNIT: whose rule it is; OF_EVENT: a filter */
    uint8_t event_facts; /* may read facts that `event` carries, and `by ROLE` (guards, required facts, measures of an event) */
    uint8_t pattern;     /* owed, restart, moments: only event patterns joined by `or` */
    uint8_t ranking;     /* RANKING_NONE, RANKING_MEASURES: measures; RANKING_PLACES: also streak, rank, rank_from_last */
    int32_t event;       /* when event_facts: whose */
} condition_place;

/*
 * Compiles `source`. Errors name the column inside the text, the unknown name and its nearest known one. "undefined" is handled by
 * the caller; yes and always are true, no and never false.
 */
hotline_status hotline__condition_read(vocabulary *v, condition_place place, text source, const char *path, condition *out,
                                       hotline_error *error);
/* Canonical spacing of a condition's text into the buffer ("a in (x, y) and b(c = d)"): table keys must equal it. */
hotline_status hotline__condition_canonical(text source, buffer *out, hotline_error *error);

#endif
