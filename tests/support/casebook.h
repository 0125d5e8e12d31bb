/* SPDX-License-Identifier: MIT */
/*
 * Rulebooks and logs from short texts, and what the library says of them as short texts, so that a test's row can be read at a glance.
 *
 * Policies and facts are written with ' for ". casebook_open() adds the document `base` (casebook.c), and on it, of the same date, an
 * overlay `rule` whose body is the row's; it is in force on every day of the tests.
 *
 * Events: ID KIND WHEN WORD... {FACTS}, separated by ;
 *     r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; c contact 04-13T09:30 on=d r=handler {'outcome':'reached'}
 * WHEN is [YYYY-]MM-DDTHH:MM[:SS], in 2021 by default. Words: u=unit r=role on=assignment t=ticket (T1 by default, t=- none) seq=n
 * by=person known=WHEN.
 *
 * Duties: NAME[@assignment][#instance] STATE[ late][ late?] due=... met=...; findings: CODE! (error), CODE~ (warning) EVENT[@assignment] (clause).
 */
#ifndef HOTLINE_TESTS_CASEBOOK_H
#define HOTLINE_TESTS_CASEBOOK_H

#include "hotline.h"

typedef struct casebook {
    hotline_context *context;
    hotline_calendar *calendar; /* NULL: the national one, which the rulebook owns */
    hotline_rulebook *rulebook;
    hotline_log *log;
    hotline_ticket *ticket;
    hotline_unit *unit;
    hotline_error error;
    char *shown; /* the last text shown */
    size_t shown_len;
    size_t shown_size;
} casebook;

/* With `rules` as members of the overlay's body, or NULL: the base alone. The log is empty. */
void casebook_open(casebook *b, const char *rules);
/* The same by a calendar document, in JSON, on top of the national one. */
void casebook_open_calendar(casebook *b, const char *calendar, const char *rules);
/* The document `base`, in force since 2020. */
extern const char casebook_base[];
/* With whole documents, a list that ends with NULL. */
void casebook_open_documents(casebook *b, const char *const *documents);
void casebook_close(casebook *b);

/* Adds events; each must be taken or be a duplicate. */
void casebook_add(casebook *b, const char *events);
/* One event, written as JSON into `line`; its length. */
size_t casebook_line(const char *event, char *line, size_t size);
/* Settles at a moment (WHEN), or at the latest event for NULL. */
void casebook_settle(casebook *b, const char *now);
void casebook_fold(casebook *b, const char *ticket);
void casebook_fold_unit(casebook *b, const char *unit);
hotline_status casebook_decide(casebook *b, const char *event);
hotline_instant casebook_instant(const char *when);

/* What is held, until the next of these calls. */
const char *casebook_duties(casebook *b);
const char *casebook_findings(casebook *b);
const char *casebook_reasons(casebook *b);
const char *casebook_log_findings(casebook *b);
const char *casebook_unit_duties(casebook *b);
const char *casebook_unit_findings(casebook *b);
/* The lines of ticket T1 in English, and the options at a moment. */
const char *casebook_lines(casebook *b);
const char *casebook_options(casebook *b, const char *when);
/* The text of a member of the ticket's line, or of the n-th assignment's (from 0), as JSON: "machines" or "facts". */
const char *casebook_member(casebook *b, long assignment, const char *member);
/* Every kind of period, as hotline_tally_spans() takes it. */
enum {
    CASEBOOK_EVERY_PERIOD = 1 << HOTLINE_PERIOD_DAY | 1 << HOTLINE_PERIOD_WEEK | 1 << HOTLINE_PERIOD_MONTH | 1 << HOTLINE_PERIOD_QUARTER |
                            1 << HOTLINE_PERIOD_YEAR
};
/* A tally of all tickets of the log by the kinds of periods in a mask; 0: those that are counted without. It is the caller's. */
hotline_tally *casebook_tally(casebook *b, uint32_t mask);
/* One ticket more. */
void casebook_count(casebook *b, hotline_tally *tally, const char *ticket);
/* All tickets and units of the log counted: UNIT PERIOD MEASURE NUM/DEN ?UNKNOWN -EXCEPTED. */
const char *casebook_figures(casebook *b);
/* The same of the kinds of periods in a mask. */
const char *casebook_figures_of(casebook *b, uint32_t mask);

/* One case of folding: T1 of the events, settled at `now` (NULL: the latest event). What is NULL is not compared. */
typedef struct casebook_row {
    const char *name;
    const char *rules;
    const char *events;
    const char *now;
    const char *duties;
    const char *findings;
} casebook_row;

/* Runs the rows; fails the test when any differs, or when events that arrive backward and twice make other lines. */
void casebook_run(const casebook_row *rows, size_t count);

/* Prints both when they differ; 1 when they are the same. */
int casebook_same(const char *name, const char *what, const char *got, const char *want);

#endif
