/* SPDX-License-Identifier: MIT */
/* One query of a desk, read, and what its answer is made of. */
#ifndef HOTLINE_EXAMPLE_DESK_QUESTION_H
#define HOTLINE_EXAMPLE_DESK_QUESTION_H

#include "desk_run.h"

typedef struct desk_question {
    desk_run *run;
    const document *d;
    hotline_error *error;
    hotline_desk_query asked;
    unsigned long lines; /* printed so far */
    int hold;            /* notices are printed and stay undelivered */
} desk_question;

/* Answers a query: below 0 when it failed, with what is wrong in q->error. */
typedef hotline_status (*desk_answer_fn)(desk_question *q);

/* Prints whole lines, and counts them. */
void question_lines(desk_question *q, const char *lines, size_t size);
/* Counts a line that was printed by the caller. */
void question_line(desk_question *q);
/* A member that must be there: HOTLINE_OK, and its text; or HOTLINE_ERROR_DOCUMENT. */
hotline_status question_needs(desk_question *q, const char *key, const char **out, size_t *len);
/* A moment in the calendar's zone, where there is one. */
int question_moment(const input *in, const document *d, const char *key, hotline_instant *out);

/* The kind and the id of the subject that "ticket", "unit" or "published" names; kind 0: none of them is there. */
typedef struct desk_subject {
    int32_t kind;
    const char *id;
    size_t len;
} desk_subject;

hotline_status question_subject(desk_question *q, desk_subject *out);
const char *desk_kind_name(int32_t kind);

/* Every subject of the store, in the order of kinds and ids, until one is answered with a failure. */
typedef hotline_status (*desk_visit_fn)(desk_question *q, const desk_subject *subject, void *with);
hotline_status desk_each_subject(desk_question *q, desk_visit_fn visit, void *with);

hotline_status desk_ask_tick(desk_question *q);
hotline_status desk_ask_refresh(desk_question *q);
hotline_status desk_ask_next(desk_question *q);
hotline_status desk_ask_notices(desk_question *q);
hotline_status desk_ask_export(desk_question *q);
hotline_status desk_ask_verify(desk_question *q);
hotline_status desk_ask_effect(desk_question *q);

#endif
