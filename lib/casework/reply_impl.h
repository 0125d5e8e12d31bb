/* SPDX-License-Identifier: MIT */
/* A reply while it is judged: its texts made ready, what was measured, what was found. */
#ifndef HOTLINE_CASEWORK_REPLY_IMPL_H
#define HOTLINE_CASEWORK_REPLY_IMPL_H

#include "matter_impl.h"
#include "particular_impl.h"
#include "personal_impl.h"
#include "relevance_impl.h"
#include "substance_impl.h"
#include "wording_impl.h"

#include "../../include/hotline/reply.h"

#define REPLY_NONE UINT32_MAX

/* What is given. */
typedef struct reply_input {
    text texts[REPLY_TEXTS]; /* by reply_text; .at NULL: not given. TEXT_INSTRUCTIONS: as one text */
    const text *items;
    const text *instructions;
    uint32_t item_count, instruction_count;
    const frame *fields; /* answers for facts */
    text id;             /* .at NULL: none */
    hotline_instant now; /* HOTLINE_NO_INSTANT: not told */
    const hotline_copies *copies;
} reply_input;

/* A text that findings point into. */
typedef struct reply_source {
    passage passage;
    uint32_t number; /* of an item or instruction */
    int32_t fact;    /* of a field, else NAME_NONE */
    uint8_t place;   /* HOTLINE_REPLY_TEXT ... */
    uint32_t whole;  /* the source of which this is a part, from letter `begin` on; else itself, from 0 */
    uint32_t begin;
    int64_t relevance; /* of the reply to an item or instruction, 0 to 10000; see hotline__reply_relate() */
    int32_t shared;    /* the weight of the most telling pairs of letters that they have in common */
} reply_source;

typedef struct reply_found {
    finding f;
    const reply_check *check; /* NULL: about a field that the policy does not know */
    uint32_t source;          /* REPLY_NONE: about no text */
    span at;
} reply_found;

typedef enum reply_signal {
    SIGNAL_RELEVANCE,
    SIGNAL_COVERAGE,
    SIGNAL_ITEMS,
    SIGNAL_ANSWERED,
    SIGNAL_LETTERS,
    SIGNAL_SENTENCES,
    SIGNAL_SUBSTANCE,
    SIGNAL_REMAINING,
    SIGNAL_VAGUE,
    SIGNAL_PARTICULARS,
    SIGNAL_DATES,
    SIGNAL_PHONES,
    SIGNAL_PERSONAL,
    SIGNAL_OVERPROMISES,
    SIGNAL_CONTRADICTIONS,
    SIGNAL_COPIED,
    SIGNAL_TRADITIONAL,
    REPLY_SIGNALS
} reply_signal;

#define SIGNAL_NOT_MEASURED INT64_MIN

typedef struct reply_judging {
    arena *arena;
    const hotline_rulebook *rulebook;
    const hotline_policy *policy; /* NULL: measure only */
    const wording *words;
    reply_input input;
    hotline_day today;     /* HOTLINE_DAY_NONE: not told */
    reply_source *sources; /* they do not move */
    uint32_t source_count;
    uint32_t texts[REPLY_TEXTS];  /* by reply_text: its source, or REPLY_NONE */
    uint32_t items, instructions; /* first of them, one after the other; an instruction that is a numbered list is there in its parts */
    uint32_t instruction_count;   /* parts counted one by one; there are as many items as the input has */
    int32_t shared;               /* by the matter and the reply, as of a source */
    relevance_of_reply *related;  /* NULL: there is no reply */
    particular_list particulars;
    personal *personals; /* personal data in the reply, in order */
    uint32_t personal_count, personal_capacity;
    uint8_t *particular_sentences; /* by sentence: 1 when something particular is said in it */
    wording_hits own, asked;       /* in the reply */
    substance said;
    uint8_t *known;  /* by letter of the reply: 1 where it stands in the matter; NULL: there is none */
    uint8_t *echoes; /* by letter of the reply: 1 in a clause that only repeats the matter */
    uint32_t echoed; /* letters of these */
    reply_found *found;
    uint32_t found_count, found_capacity;
    const char **undefined;
    uint32_t undefined_count, undefined_capacity;
    text copied_from; /* id of the nearest copy */
    int64_t signals[REPLY_SIGNALS];
    hotline_status status; /* HOTLINE_OK, or the first failure */
} reply_judging;

/* What judging needs and keeps from one reply to the next: phrases compiled for a policy, and memory. */
typedef struct reply_tools reply_tools;
struct reply_tools {
    const hotline_rulebook *rulebook;
    wording words;
    const hotline_policy *worded; /* whose words these are, when `ready` */
    arena compiled;               /* of the words */
    arena judged;
    reply_judging judging; /* the last */
    uint8_t ready;
};

void hotline__reply_tools_init(reply_tools *t, const hotline_rulebook *rulebook);
void hotline__reply_tools_free(reply_tools *t);
/* Begins a judging by a policy (NULL: none): its input is to be filled in. The one before is gone. */
hotline_status hotline__reply_tools_begin(reply_tools *t, const hotline_policy *policy);
/* Judges a ticket's reply, whose texts are facts, at an event that brings it: findings of the matter. 0: there is no reply to judge. */
int hotline__reply_of_event(reply_tools *t, matter *m, const frame *facts, const occurrence *draft);

/* Judges j->input by j->policy; arena, rulebook, policy, words, input are set, the rest is zeroed. Texts are UTF-8. Returns the status. */
hotline_status hotline__reply_judge(reply_judging *j);
int32_t hotline__reply_verdict(const reply_judging *j);
const char *hotline__reply_signal_name(uint32_t signal);

/* Types the fields of a form by the policy into the frame: what cannot be used is a finding. The texts become facts, facts texts. */
hotline_status hotline__reply_take_fields(reply_judging *j, const raw_fact *fields, uint32_t count, frame *out);
/* One finding as a record; the message is built in `words`. All of it as a line of JSON. */
hotline_status hotline__reply_show(const reply_judging *j, const reply_found *found, int32_t language, buffer *words,
                                   hotline_reply_finding *out);
hotline_status hotline__reply_write(const reply_judging *j, int32_t language, buffer *words, buffer *out);

/* ---- measuring (reply_measure.c) ---- */

void hotline__reply_measure(reply_judging *j);
/* How surely the reply belongs to a text that asks something: relevance and shared of the source. There is a reply. */
void hotline__reply_relate(reply_judging *j, reply_source *s);
/* Is a matter or an item answered? Not by a reply that has nothing telling in common with it, however little there is to tell. */
enum { REPLY_SHARED_LEAST = 60 };
int hotline__reply_answers(int64_t relevance, int32_t shared, int64_t enough);
/* Did the policy ask for the hit in this check? */
int hotline__reply_is_of(const reply_judging *j, const reply_check *check, const wording_hit *h);
/* The library's hits in the reply and the check's (check NULL: none) as one list, in order of the text. NULL at its end; at {0, 0} to begin. */
typedef struct reply_words {
    uint32_t own, asked;
} reply_words;
const wording_hit *hotline__reply_next_word(const reply_judging *j, const reply_check *check, reply_words *at, int *own);
/* Letters of the reply that neither the library's stock nor the check's phrases cover, as a share of all, 0 to 10000. */
int64_t hotline__reply_remaining(const reply_judging *j, const reply_check *check, const passage *p);
/* The next sentence with a hedge (hits->items[*at - 1]) and nothing particular: 1, or 0. *at 0 and *last REPLY_NONE to begin. */
int hotline__reply_next_vague(const reply_judging *j, const wording_hits *hits, uint32_t *at, uint32_t *last);
/* Do both sides of a contradiction stand in the reply, the other after the one? */
int hotline__reply_pair(const wording_hits *hits, uint8_t pair, const wording_hit **one, const wording_hit **other);

/* ---- for the tests ---- */

/* A passage more, for findings to point into; REPLY_NONE without memory. */
uint32_t hotline__reply_source(reply_judging *j, text words, uint8_t place, uint32_t number, int32_t fact);
/* A finding of the check about a place; NULL without memory. `at` {0, 0} and source REPLY_NONE: about no place. */
reply_found *hotline__reply_find(reply_judging *j, const reply_check *check, finding_code code, uint32_t source, span at);
/* Takes back what was found since `before`, when it is no more than the policy lets pass. */
void hotline__reply_let_pass(reply_judging *j, uint32_t before, int64_t most);
/* Notes a path of the policy that keeps a check from being decided. */
void hotline__reply_undefined(reply_judging *j, const char *path);
/* "reply.checks.NAME.KEY", in the arena. */
void hotline__reply_undecided(reply_judging *j, const reply_check *check, const char *key);
/* Is the bound said? Notes it when it is undefined. absent: the bound where none is written, -1 for none. *out receives it. */
int hotline__reply_bound(reply_judging *j, const reply_bound *bound, int64_t absent, int64_t *out);
/* The value of a fact; kind 0 when there is none. */
value hotline__reply_fact(const reply_judging *j, int32_t fact);
/* The label of the field, or its name. */
void hotline__reply_name_field(const reply_judging *j, finding *f, int32_t fact);
/* Kinds of personal data that every check of them lets stand: bits. */
uint32_t hotline__reply_allowed(const reply_judging *j);
/* The public reply as a passage; NULL: none was given. */
const passage *hotline__reply_text(const reply_judging *j);
/* The text of a field as a source, REPLY_NONE when it is not given. */
uint32_t hotline__reply_field(reply_judging *j, int32_t fact);
/* The first letters of a text, as given, in the arena. */
text hotline__reply_excerpt(reply_judging *j, const passage *p);
/* A number in words, in the arena: "12", "62.5 %". */
text hotline__reply_number(reply_judging *j, int64_t number);
text hotline__reply_share(reply_judging *j, int64_t share);

typedef void (*reply_test_fn)(reply_judging *j, const reply_check *check);
/* Tests of what the text says (reply_test_text.c), how it says it (reply_test_word.c), of fields (reply_test_field.c). */
void hotline__reply_test_coverage(reply_judging *j, const reply_check *check);
void hotline__reply_test_empty(reply_judging *j, const reply_check *check);
void hotline__reply_test_stock(reply_judging *j, const reply_check *check);
void hotline__reply_test_phrases(reply_judging *j, const reply_check *check);
void hotline__reply_test_vague(reply_judging *j, const reply_check *check);
void hotline__reply_test_specifics(reply_judging *j, const reply_check *check);
void hotline__reply_test_person_name(reply_judging *j, const reply_check *check);
void hotline__reply_test_phone(reply_judging *j, const reply_check *check);
void hotline__reply_test_basis(reply_judging *j, const reply_check *check);
void hotline__reply_test_required(reply_judging *j, const reply_check *check);
void hotline__reply_test_sign_off(reply_judging *j, const reply_check *check);
void hotline__reply_test_copied(reply_judging *j, const reply_check *check);
void hotline__reply_test_contradiction(reply_judging *j, const reply_check *check);
void hotline__reply_test_overpromise(reply_judging *j, const reply_check *check);
void hotline__reply_test_date(reply_judging *j, const reply_check *check);
void hotline__reply_test_wrong_party(reply_judging *j, const reply_check *check);
void hotline__reply_test_personal_data(reply_judging *j, const reply_check *check);
void hotline__reply_test_judge(reply_judging *j, const reply_check *check);

#endif
