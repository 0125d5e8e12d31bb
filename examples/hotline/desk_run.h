/* SPDX-License-Identifier: MIT */
/* A desk at work: what it was opened on, what time it is, and the answers that are made of its words. */
#ifndef HOTLINE_EXAMPLE_DESK_RUN_H
#define HOTLINE_EXAMPLE_DESK_RUN_H

#include "document.h"
#include "input.h"

#include "hotline.h"

/* ---- what time it is ---- */

typedef enum clock_kind { CLOCK_OF_SYSTEM, CLOCK_FIXED, CLOCK_OF_EVENTS } clock_kind;

typedef struct desk_clock {
    clock_kind kind;
    hotline_instant at; /* FIXED: the moment; OF_EVENTS: that of the latest command, or none */
} desk_clock;

typedef struct desk_run {
    input in;
    desk_clock clock;
    hotline_digest digest; /* the desk has its own copy */
    hotline_desk *desk;
    int as_if_in_force;
} desk_run;

/* As --now says: 0, or EXIT_UNUSABLE. */
int desk_clock_set(desk_run *r, const char *word);
/* A clock of events goes on to the moment of this one, and never back. NULL: an event that cannot be read. */
void desk_clock_see(desk_run *r, const json_value *event);
/* The moment; none before the first event. */
hotline_instant desk_clock_now(const desk_run *r);

/* ---- store and digest ---- */

/* "sqlite:FILE" to a store; a digest's name, or NULL for sm3. 0, or EXIT_UNUSABLE, told, also where the program was built without them. */
int desk_store_open(const char *word, hotline_store *out);
int desk_digest_open(const char *word, hotline_digest *out);
/* What the store says of the value that a callback gave; NULL: nothing. */
const char *desk_store_message(int32_t result);

/* ---- answers, a line each ---- */

/* Whatever went wrong, under the id of the command where it has one (NULL: it has none). */
void desk_answer_failure(const desk_run *r, const json_value *id, hotline_status status, const hotline_error *error);
/* That something without an id was done, or had a conflict. */
void desk_answer_done(hotline_status status);
/* The end of what a query is answered with. */
void desk_answer_end(const char *query, unsigned long lines);
/* The word of a status in answers: "done", "conflict", "not_found". */
const char *desk_status_word(hotline_status status, char word[32]);

/* ---- what is asked: each answers its line with at least one line ---- */

/* An event line, as it is. `read` is what could be read of it, or NULL. */
void desk_take_event(desk_run *r, const json_value *read, const char *bytes, size_t len);
/* {"command":...} and {"erase":...}. `bytes` is what the document was read from. */
void desk_take_command(desk_run *r, const document *d, const char *bytes);
void desk_take_erase(desk_run *r, const document *d);
/* What a reader of notices says that it has, {"delivered":[id, ...]}. */
void desk_take_delivered(desk_run *r, const document *d);
/* {"query":...} */
void desk_take_query(desk_run *r, const document *d);

#endif
