/* SPDX-License-Identifier: MIT */
/* From a moment and a term to a due moment: the counting rules of POLICY.md and nothing else. */
#ifndef HOTLINE_RULES_TERM_IMPL_H
#define HOTLINE_RULES_TERM_IMPL_H

#include "calendar_impl.h"

typedef enum term_unit { TERM_MINUTE, TERM_HOUR, TERM_WORKHOUR, TERM_DAY, TERM_WORKDAY, TERM_MONTH, TERM_SAME_DAY } term_unit;

typedef struct term {
    int64_t n;    /* when fact is TERM_NUMBER */
    int32_t fact; /* number of the integer fact that holds n, or TERM_NUMBER */
    uint8_t unit; /* term_unit */
} term;

enum { TERM_NUMBER = -1 };

/* 0 is "not said", so that a zeroed record is a counting that says nothing. */
typedef enum counting_start { START_ABSENT, START_UNDEFINED, START_NEXT_DAY, START_SAME_DAY, START_NEXT_WORKDAY } counting_start;
typedef enum counting_end { END_ABSENT, END_UNDEFINED, END_MIDNIGHT, END_CLOSE, END_SAME_TIME } counting_end;
typedef enum counting_cutoff { CUTOFF_ABSENT, CUTOFF_UNDEFINED, CUTOFF_NONE, CUTOFF_AT } counting_cutoff;
typedef enum counting_roll { ROLL_ABSENT, ROLL_UNDEFINED, ROLL_NONE, ROLL_NEXT_WORKDAY } counting_roll;

typedef struct counting {
    int32_t cutoff_minute; /* CUTOFF_AT: minutes since midnight; exactly then is after it */
    uint8_t start;
    uint8_t end;
    uint8_t cutoff;
    uint8_t roll;
} counting;

/* A span in which the clock stood: [from, to), to HOTLINE_NO_INSTANT while it still stands. Sorted, disjoint. */
typedef struct clock_pause {
    hotline_instant from;
    hotline_instant to;
} clock_pause;

typedef struct due {
    hotline_instant at; /* in time up to and including this moment */
    hotline_day day;    /* the day it belongs to: 24:00 belongs to the day that it ends */
    int32_t certain;    /* 0: beyond the calendar's horizon somewhere on the way */
    hotline_day from;   /* the day before the first that counts; HOTLINE_DAY_NONE: days are not counted */
    uint8_t unit;       /* term_unit of the count from there */
} due;

/* Reads "4 workdays", "1 workday", "same day", "extra workdays". fact_name is empty unless a name stands for the number. Singular and
   plural are both accepted. HOTLINE_ERROR_SYNTAX with a message (units and nearest unit named) otherwise; n is 0 to 1,000,000. */
hotline_status hotline__term_parse(text t, term *out, text *fact_name, hotline_error *error);
/* 1 for days, workdays, months, same day: terms that need counting rules. */
int hotline__term_is_days(const term *t);
/*
 * The due moment of `t` (n resolved) from `start`. HOTLINE_OK; HOTLINE_UNDEFINED: *undefined names the counting key ("start", "end",
 * "cutoff", "roll", or "hours" when working hours are needed and there are none); HOTLINE_ERROR_RANGE. An open pause among `pauses`
 * is the caller's business: it must not be passed.
 */
hotline_status hotline__term_due(const hotline_calendar *calendar, const counting *c, const term *t, hotline_instant start,
                                 const clock_pause *pauses, uint32_t pause_count, due *out, const char **undefined);
/* The path of what a calculation says is undefined ("counting.start", "calendar.hours"); what is a path already stays. */
const char *hotline__term_undefined_path(const char *undefined);
/* Moves a due moment on by a term: days are added to the due day, which never counts again; hours to the moment. Pauses must be those given before. */
hotline_status hotline__term_extend(const hotline_calendar *calendar, const counting *c, const term *t, const clock_pause *pauses,
                                    uint32_t pause_count, due *in_out, const char **undefined);
/* The last moment that lies `t` ahead of a due moment (backward arithmetic): for asked_before and for reminders ahead. */
hotline_status hotline__term_ahead(const hotline_calendar *calendar, const counting *c, const term *t, const due *from, due *out,
                                   const char **undefined);
/* A date's end: 24:00 of that day. */
void hotline__term_date_end(const hotline_calendar *calendar, hotline_day day, due *out);

#endif
