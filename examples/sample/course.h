/* SPDX-License-Identifier: MIT */
/* The course of one ticket: where it stands, and the pen that writes its events. */
#ifndef SAMPLE_COURSE_H
#define SAMPLE_COURSE_H

#include "chance.h"
#include "clock.h"
#include "district.h"
#include "journal.h"

enum { FACTS_SIZE = 1024, CHANNEL_LOCAL = 0, CHANNEL_PROVINCE, CHANNEL_INSTANT };

typedef struct world {
    chance chance;
    journal *journal;
    int tickets;
    int received[DISTRICT_UNITS][CLOCK_MONTHS]; /* what the centre's own ranking is made from */
    int rated[DISTRICT_UNITS][CLOCK_MONTHS];
    int content[DISTRICT_UNITS][CLOCK_MONTHS];
} world;

typedef struct course {
    world *w;
    const matter *matter;
    char ticket[JOURNAL_ID_SIZE];
    char assignment[JOURNAL_ID_SIZE];
    char last[JOURNAL_ID_SIZE]; /* the event written last */
    int at;                     /* the ticket's present */
    int unit;
    int channel;
    int anonymous;
    int redos;
    int unlawful; /* the claim is against the law or out of scope */
    int promised;
} course;

/* Writes an event of the ticket, or of its present assignment. */
void course_of_ticket(course *c, const char *kind, const char *role, const char *facts);
void course_of_assignment(course *c, const char *kind, const char *role, const char *facts);

/* Writes an event that gives the matter to a unit; the assignment that it opens becomes the present one. */
void course_assign(course *c, const char *kind, int unit, const char *facts);

/* Lets minutes pass, in office hours. */
void course_wait(course *c, int low, int high);

/* Lets time pass until some hour of the n-th working day after a day. */
void course_wait_until(course *c, int day, int workdays);

/* Nonzero in `percent` of 100 draws. */
int course_chance(course *c, int percent);

/* How the present unit is. */
const office *course_unit(const course *c);

/* ---- the stages, in their order ---- */

/* Reception, acceptance, registration. */
void intake_receive(course *c, world *w, int at, int channel);
void intake_register(course *c);
void intake_dispatch(course *c, int unit);

/* The centre answers on the telephone what it knows. */
void intake_answer(course *c);

/* What a unit does with an assignment. Nonzero: it has reported. */
int handling_run(course *c);

/* The handling itself, from the meeting to the report. */
void handling_do(course *c);

/* Contact, reply and report, as handling uses them. */
void contact_first(course *c);
void contact_second(course *c);
void contact_meet(course *c);
void reply_run(course *c, const char *result);

/* What becomes of a promise after the report. */
void promise_run(const course *c);

/* Calling back, doing again, supervision, closing. */
void aftercare_run(course *c);
void aftercare_neglected(course *c);

/* One whole ticket. */
void course_run(world *w, int at);

/* ---- besides the tickets ---- */

/* Five months of one unit. */
void unit_life_run(world *w, int unit);

/* The rankings published after each month. */
void ranking_run(world *w);

/* What should not happen in a log, some of each kind, on and after a day. */
void breach_run(world *w, int day);

#endif
