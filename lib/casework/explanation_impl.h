/* SPDX-License-Identifier: MIT */
/* Explanations: what is known of the instance that is explained, and the hands that write lines about it. */
#ifndef HOTLINE_CASEWORK_EXPLANATION_IMPL_H
#define HOTLINE_CASEWORK_EXPLANATION_IMPL_H

#include "../../include/hotline/explanation.h"

#include "../base/json_write.h"
#include "../base/template.h"

#include "ticket_impl.h"

/* Whose duty: the matter as folded up to now, and room to fold it up to an earlier moment. */
typedef struct explained {
    const matter *folded;
    matter *drafted;
    const event *const *run;
    uint32_t run_count;
    hotline_instant now;
} explained;

typedef enum sentence {
    SAYS_NOT_OWED,
    SAYS_POSSIBLE,
    SAYS_OPEN,
    SAYS_OPEN_DUE,
    SAYS_OPEN_LATE,
    SAYS_OPEN_STANDS,
    SAYS_OPEN_NO_DUE,
    SAYS_OPEN_UNKNOWN_DUE,
    SAYS_MET,
    SAYS_MET_IN_TIME,
    SAYS_MET_LATE,
    SAYS_MET_UNKNOWN,
    SAYS_WAIVED,
    SAYS_CANCELLED,
    SAYS_CANCELLED_LATE,
    SAYS_SHUT,
    SAYS_UNDEFINED,
    SAYS_STEP_OWED,
    SAYS_STEP_PERIOD,
    SAYS_STEP_RESTARTED,
    SAYS_STEP_PAUSED,
    SAYS_STEP_RESUMED,
    SAYS_STEP_TERM,
    SAYS_STEP_FROM,
    SAYS_STEP_COUNT,
    SAYS_STEP_EXTENDED,
    SAYS_STEP_DUE,
    SAYS_STEP_TOLD,
    SAYS_STEP_MET,
    SAYS_STEP_WAIVED,
    SAYS_STEP_CANCELLED,
    SAYS_STEP_SHUT,
    SAYS_STEP_TOO_LATE,
    SAYS_BINDING,
    SAYS_PARENT,
    SAYS_DAY_COUNTED,
    SAYS_DAY_NOT_COUNTED,
    SAYS_DAY_STANDS,
    SAYS_DAYS_MORE,
    SAYS_RULE_TRUE,
    SAYS_RULE_FALSE,
    SAYS_RULE_UNKNOWN,
    SAYS_RULE_BY_TIME,
    SAYS_RULE_SILENT,
    SAYS_ROW_TRUE,
    SAYS_ROW_FALSE,
    SAYS_ROW_UNKNOWN,
    SAYS_READ,
    SAYS_READ_NOTHING,
    SAYS_READ_MISSING,
    SAYS_READ_UNDEFINED,
    SAYS_CHANGE_TESTS,
    SAYS_CHANGE_DEFINE,
    SAYS_CHANGE_BY,
    SAYS_CHANGE_AFTER,
    SAYS_CHANGE_UNTIL,
    SAYS_CHANGE_TERM,
    SAYS_CHANGE_TERM_BELOW,
    SENTENCES
} sentence;

typedef struct explanation {
    const explained *of;
    const matter *m;    /* as it stood when the instance was judged for good, or as it stands */
    instance in;        /* to be judged on m */
    hotline_instant at; /* when it was, or now */
    judgement j;        /* as the verdict says */
    int32_t language;
    int32_t offset;
    buffer *words;  /* scratch for one sentence */
    buffer *values; /* scratch for what fills a gap of it */
    buffer *out;
    json_writer w; /* of the line being written */
} explanation;

/* Room for a moment or a day in words. */
typedef struct moment_words {
    char bytes[HOTLINE_INSTANT_SIZE + 8];
} moment_words;

/* ---- explanation_words.c ---- */
/* Begins a line of a type; ends it with its sentence. */
void hotline__explain_begin(explanation *x, const char *type);
void hotline__explain_end(explanation *x, sentence s, const text *gaps);
/* After words were put together in `values`. */
void hotline__explain_keep_failure(explanation *x);
void hotline__explain_member(explanation *x, const char *key, text words);
void hotline__explain_verdict(explanation *x, const char *key, verdict v);
void hotline__explain_instant(explanation *x, const char *key, hotline_instant at);
void hotline__explain_day(explanation *x, const char *key, hotline_day day);
/* "2021-05-08 16:30"; a due moment at midnight is 24:00 of the day that it ends. */
text hotline__explain_moment(const explanation *x, hotline_instant at, moment_words *room);
text hotline__explain_due(const explanation *x, const due *d, moment_words *room);
/* A term as the grammar writes it. */
text hotline__explain_term(const explanation *x, const term *t, moment_words *room);
/* What people call a state of a duty, in the language asked for. */
const char *hotline__explain_state(const explanation *x, uint8_t state);
/* What people call something: its label in Chinese, where there is one. */
text hotline__explain_label(const explanation *x, text name, text label);

/* Where a test of a condition stands in its text. */
text hotline__explain_test(const condition *c, const op *o);

/* ---- explanation_steps.c: what happened, and the days between ---- */
void hotline__explain_steps(explanation *x);
void hotline__explain_days(explanation *x);

/* ---- explanation_beside.c: other clocks ---- */
void hotline__explain_beside(explanation *x);

/* ---- explanation_read.c: what was read ---- */
void hotline__explain_rules(explanation *x);

/* ---- explanation_label.c ---- */
/* A test as people say it: by labels in Chinese, as written in English. */
void hotline__explain_said(const explanation *x, const condition *c, const op *o, buffer *out);

/* ---- explanation_suppose.c ---- */
enum { CHANGE_TESTS_MOST = 64 };

/* Tests that are to come out otherwise (bit i: the i-th test of the condition), and whether as true. */
typedef struct turning {
    uint64_t tests;
    uint64_t truths;
    uint32_t cost;
} turning;

/* Would the condition come out as wanted with these tests turned, and can they be turned together? */
int hotline__explain_suppose(const frame *at, const condition *c, const turning *turned, verdict wanted);
/* A test, not something that joins tests. */
int hotline__explain_is_test(const op *o);

/* ---- explanation_change.c: what would change it ---- */
void hotline__explain_changes(explanation *x);

/* ---- explanation_rewind.c ---- */
/* The matter as it stood when an instance was judged for good, and the instance as it was about to be judged; as it stands, when it is not over. */
void hotline__explain_rewind(const explained *of, const instance *in, explanation *out);

/* ---- explanation.c ---- */
/* The path of what the policy leaves undefined so that it cannot be told; empty: nothing. May live in x->values. */
text hotline__explain_item(const explanation *x);
/* Writes the lines about an instance of of->folded. */
hotline_status hotline__explain(const explained *of, uint32_t instance_number, int32_t language, buffer *words, buffer *values,
                                buffer *out);

#endif
