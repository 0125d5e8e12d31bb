/* SPDX-License-Identifier: MIT */
/*
 * A matter while it is judged: a citizen's ticket with its assignments, or a unit, as objects that have facts, states, events and duty
 * instances. Everything lies in one arena that is reset for the next matter.
 */
#ifndef HOTLINE_CASEWORK_MATTER_IMPL_H
#define HOTLINE_CASEWORK_MATTER_IMPL_H

#include "finding_impl.h"
#include "log_impl.h"
#include "../rules/period_impl.h"

/* Numbers of objects, events and instances in a matter. */
#define MATTER_NONE UINT32_MAX
enum { MATTER_ROOT = 0 /* the ticket, or the unit */ };

/* A fact that an event carries, typed and allowed. */
typedef struct carried {
    value held;
    int32_t fact;
} carried;

/* An event of the matter. Events of a kind are chained backward, so that "has happened" is one look and a filter walks only its kind. */
typedef struct occurrence {
    const event *e;
    const event_rule *rule; /* of the policy in force when it happened; NULL: not folded */
    const hotline_policy *policy;
    const carried *facts;
    uint32_t fact_count;
    uint32_t object;   /* the assignment it belongs to, or MATTER_ROOT */
    uint32_t opened;   /* the assignment it opened, or MATTER_NONE */
    uint32_t prev_own; /* previous of its kind in its object, + 1; 0: none */
    uint32_t prev_any; /* previous of its kind in the whole matter, + 1 */
} occurrence;

typedef struct object {
    hotline_instant began;
    hotline_instant ended; /* HOTLINE_NO_INSTANT while live */
    const value **latest;  /* by fact: as carried, NULL: never */
    const value **earliest;
    uint32_t *last_own; /* by event kind: latest occurrence of this object's own, + 1 */
    int32_t *states;    /* by machine; NAME_NONE: does not have it */
    uint32_t *current;  /* by duty: latest instance, + 1 */
    uint32_t opened_by; /* occurrence, or MATTER_NONE */
    uint32_t parent;    /* object of which it is a part, or MATTER_NONE */
    uint32_t round;
    int32_t unit;
    uint8_t subject; /* OF_TICKET, OF_ASSIGNMENT, OF_UNIT */
    uint8_t unruled; /* ended before any policy was in force */
} object;

typedef enum instance_end { END_NOT, END_BY_MET, END_BY_WAIVER, END_BY_CANCEL } instance_end;
/* DUE_STANDS: known, but the clock stands, so that it cannot pass. DUE_BEYOND: outside the years 1 to 9999, or by a negative term. */
typedef enum due_form { DUE_NONE, DUE_KNOWN, DUE_STANDS, DUE_UNKNOWN, DUE_BEYOND, DUE_UNDEFINED } due_form;

typedef struct granted { /* one extension */
    term add;
    const extension_rule *rule;
    uint32_t by;       /* occurrence that granted it */
    uint8_t undefined; /* the rule leaves open whether or how far it extends */
} granted;

/* A duty that is owed once: from one owing event, for one period, or standing. */
typedef struct instance {
    const duty_rule *rule;
    const hotline_policy *policy;
    const duty_rule *old_rule; /* transition later or earlier: the due moment is the later or earlier of both */
    const hotline_policy *old_policy;
    hotline_instant owed_at; /* HOTLINE_NO_INSTANT: standing */
    hotline_instant start;   /* the clock's; a restart sets it anew */
    hotline_instant ended_at;
    hotline_instant period_to; /* `every`: end of the period, exclusive */
    hotline_instant *asks;     /* by extension rule: since when a request is pending, or HOTLINE_NO_INSTANT; NULL: none was */
    hotline_instant paused_at; /* the clock stands since then, or HOTLINE_NO_INSTANT */
    clock_pause *pauses;
    granted *extensions;
    due frozen_due; /* judged when it ended */
    uint32_t pause_count, pause_capacity;
    uint32_t extension_count, extension_capacity;
    uint32_t object;
    uint32_t owing;   /* occurrence, or MATTER_NONE */
    uint32_t since;   /* `met` sees occurrences from this number on */
    uint32_t ordinal; /* from 1, per object and duty */
    int32_t duty;
    hotline_day period_last;
    uint8_t end;               /* instance_end */
    uint8_t frozen;            /* `if`, due and lateness below are final */
    uint8_t perishing;         /* the event being folded ends its object: judged as before it, its clock is left alone */
    uint8_t end_undefined;     /* frozen: whether it was met cannot be told */
    uint8_t applies;           /* frozen: verdict of `if` */
    uint8_t applies_undefined; /* frozen: unknown because an item is undefined */
    uint8_t form;              /* frozen: due_form */
    uint8_t late;              /* sticky: once true at a restart it stays */
    uint8_t late_before;       /* late just before the event being folded, which may restart it */
    uint8_t told;              /* tables about which a finding was made */
    uint8_t unsettled;         /* nothing can be told: its period, or the transition that it crossed, is undefined */
    uint8_t blend;             /* transition_kind: TRANSITION_LATER or _EARLIER with old_rule */
} instance;

typedef struct matter matter;

/* Where an event stands to the one that opens the ticket. */
typedef enum early_kind { EARLY_NOT, EARLY_BEFORE, EARLY_UNOPENED } early_kind;

/* Why something is unknown: facts that are missing, and items that the policy leaves undefined, by path; the first few of each. */
enum { CAUSES_MOST = 8 };
typedef struct causes {
    const char *items[CAUSES_MOST];
    int32_t facts[CAUSES_MOST];
    uint32_t item_count, fact_count;
} causes;

/* Where a unit stands in a published ranking, for conditions that ask (streak, rank, rank_from_last). */
typedef struct ranking_place {
    int64_t streak_least, streak_most; /* the same, unless the streak hangs on an item that the policy leaves undefined */
    int64_t rank, rank_from_last;
    const char *open; /* path of that item */
} ranking_place;

typedef struct frame frame;

/* Answers OP_MEASURE, from figures that are no matter's: set by whoever has some. */
typedef verdict (*measure_answer_fn)(frame *f, const op *o);

/* Where a condition is evaluated and what it may see. */
struct frame {
    const matter *m;
    const hotline_policy *policy;
    const carried *facts; /* applied first: the facts of the event being decided (guards, required facts, filters) */
    uint32_t fact_count;
    uint32_t object;
    uint32_t since;          /* events and count() see occurrences from this number on */
    uint32_t until;          /* ... and before this one */
    int32_t role;            /* `by`: role of the event being decided or filtered; NAME_NONE */
    hotline_instant at;      /* `time`, and the moment at which duties are read */
    hotline_instant unit_at; /* facts of a unit as they stood then; HOTLINE_NO_INSTANT: a unit's own are its latest, else as of `at` */
    uint8_t filter;          /* facts of the event only */
    uint8_t elsewhere;       /* in any() or all(), at an assignment that is not the event's: its facts are not applied there */
    uint8_t own_openings;    /* an opening event counts only for what it opened */
    uint8_t depth;
    uint8_t missing;             /* out: unknown because a fact is missing */
    uint8_t undefined;           /* out: unknown because an item is undefined */
    const char *cause;           /* out: path of the undefined item, when there is one */
    int32_t cause_fact;          /* out: the missing fact, or NAME_NONE */
    causes *told;                /* out: all of them; NULL: not asked for */
    const ranking_place *stands; /* of the published ranking that the rule speaks of; NULL: of none */
    measure_answer_fn measure;   /* NULL: nobody answers */
    const void *figures;         /* with which it answers */
};

/* Answers OP_MET, OP_LATE, OP_OPEN, OP_WAIVED of a duty for an object: set by whoever knows duties. */
typedef verdict (*duty_answer_fn)(frame *f, uint32_t object, int32_t duty, uint8_t code);

struct matter {
    const hotline_rulebook *rulebook;
    const hotline_log *log;
    const hotline_policy *policy; /* governs the event being folded, and at last now; NULL: none is in force */
    const hotline_policy *born;   /* in force when the ticket began; NULL: none was */
    const hotline_policy *shape;  /* by whose declarations events are kept that happened before any policy, or NULL */
    arena *arena;
    duty_answer_fn answer;
    struct reply_tools *replies; /* judges the replies that events bring; NULL: nobody does */
    finding_list findings;
    object *objects;
    occurrence *events;
    instance *instances;
    uint32_t *last_any; /* by event kind: latest occurrence in the matter, + 1 */
    uint32_t object_count, object_capacity;
    uint32_t event_count, event_capacity;
    uint32_t instance_count, instance_capacity;
    uint32_t round;
    uint32_t until;        /* conditions see occurrences before this one; MATTER_NONE: all */
    uint32_t mixed;        /* crossed a change of policy: every duty is looked at, whatever an event touches */
    uint32_t unsettled;    /* crossed a change of policy whose transition is undefined */
    uint32_t ended_some;   /* an instance ended since it was last cleared */
    uint32_t linked;       /* some duty ends by what another does: look again when one ended */
    uint32_t period_count; /* periods that were opened, of all duties and objects */
    uint32_t periodic;     /* bit set of rule_subject: some duty of it is owed every period */
    uint32_t opened;       /* the opening event was folded */
    uint32_t unopened;     /* there is none: the matter begins with its first event */
    uint8_t early;         /* early_kind, of the event being folded */
    uint8_t unruled;       /* the event being folded happened before any policy: it is kept, but owes and ends no duty */
    uint8_t periods_told;  /* the finding was made that there are too many */
    uint8_t deciding;      /* what folding only tells is refused */
    hotline_instant clock; /* up to when the policy in force was followed */
    hotline_instant since; /* from when `policy` governs, if another did before */
    text id;
    hotline_instant now;
    hotline_instant change; /* when another policy follows the one in force at `clock`, or HOTLINE_NO_INSTANT: never */
    hotline_status status;  /* HOTLINE_OK, or the first failure (memory) */
};

/* Sets up what does not change from matter to matter. */
void hotline__matter_init(matter *m, const hotline_rulebook *rulebook, const hotline_log *log, arena *a, duty_answer_fn answer);
/* Forgets the matter before. */
void hotline__matter_begin(matter *m, text id);
/* A new object; MATTER_NONE when there is no memory. */
uint32_t hotline__matter_open(matter *m, uint8_t subject, uint32_t opened_by, int32_t unit, hotline_instant at);
/* A new occurrence, chained into its object and the matter; MATTER_NONE when there is no memory. */
uint32_t hotline__matter_record(matter *m, const occurrence *o);
/* Gives the object the starting states of the machines of its subject. */
void hotline__matter_start_states(matter *m, uint32_t object, const hotline_policy *policy);
/* Lays a carried fact, which lives as long as the matter, on the object that it belongs to. */
void hotline__matter_apply(matter *m, uint32_t object, const fact_rule *rule, const carried *c);
/* Latest (or first) value of a fact as an object sees it, default included; NULL when there is none. `room`: for one that is read anew. */
const value *hotline__matter_see_fact(const frame *f, int32_t fact, int first, value *room);
/* The same as a copy; kind 0 when there is none. */
value hotline__matter_fact(const frame *f, int32_t fact, int first);
/* A finding about the occurrence `event` (MATTER_NONE: none) of an object. */
finding *hotline__matter_find(matter *m, finding_code code, int32_t severity, const event *e, uint32_t object);
/* Id of an assignment: that of the event which opened it; empty for the root. */
text hotline__matter_object_id(const matter *m, uint32_t object);

/* Note a cause of an unknown (NAME_NONE, NULL: known to exist, not which) and return it. */
verdict hotline__matter_missing(frame *f, int32_t fact);
verdict hotline__matter_undefined(frame *f, const char *path);
/* Three-valued; the causes of an unknown are in the frame. condition NULL: true. */
verdict hotline__matter_test(frame *f, const condition *c);
/* A rule of the form condition | table | undefined. absent: true when `absent_is`; a gap or overlap is unknown and told in *fault. */
typedef enum table_fault { TABLE_FINE, TABLE_GAP, TABLE_OVERLAP } table_fault;
verdict hotline__matter_rule(frame *f, const condition_rule *rule, verdict absent_is, table_fault *fault);
/* The condition that decides a rule for this object now; NULL: none does, or the rule leaves it undefined. */
const condition *hotline__matter_chosen(frame *f, const condition_rule *rule);
/* The row of a table of terms; on TERM_FOUND *out has its number resolved. Unknown hangs on missing facts (see the frame). */
typedef enum term_answer { TERM_FOUND, TERM_NOT_GIVEN, TERM_NOT_DEFINED, TERM_NOT_KNOWN, TERM_NEGATIVE } term_answer;
term_answer hotline__matter_term(frame *f, const term_rule *rule, term *out, table_fault *fault);
/* An assignment sees its own events and the ticket's, but not what could not be placed; the ticket sees all. */
int hotline__matter_sees(const matter *m, uint32_t object, uint32_t occurrence_number);
/* Does the event match a pattern (`a or b(filter)`)? */
int hotline__matter_matches(frame *f, const condition *pattern, uint32_t occurrence_number);
/* Frame of an object at a moment: all events seen, nothing applied. */
frame hotline__matter_frame(const matter *m, const hotline_policy *policy, uint32_t object, hotline_instant at);

/* A fact's value (kind not 0) as JSON. */
void hotline__matter_write_value(const matter *m, uint32_t fact, const value *v, json_writer *w);
/* The members "facts" and "machines" of an object's line: all that it holds, defaults included. */
void hotline__matter_write_facts(const matter *m, uint32_t object_number, json_writer *w);
void hotline__matter_write_machines(const matter *m, uint32_t object_number, json_writer *w);

#endif
