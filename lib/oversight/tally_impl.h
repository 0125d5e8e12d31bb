/* SPDX-License-Identifier: MIT */
/* A tally's cells, and how a subject falls into them. */
#ifndef HOTLINE_OVERSIGHT_TALLY_IMPL_H
#define HOTLINE_OVERSIGHT_TALLY_IMPL_H

#include "../../include/hotline/tally.h"

#include "../casework/ticket_impl.h"
#include "../casework/unit_impl.h"

/* Subjects by how they fell. den counts each that was counted, also of a plain count, whose figures do not show it. */
typedef struct tally_counts {
    int64_t num; /* in units of 10 to the power of minus the measure's places */
    int64_t den, unknown, excepted;
} tally_counts;

/* One measure of one unit in one period. The key tells cells apart: its period's first day names the policy too. */
typedef struct tally_key {
    int32_t unit; /* in the tally, or NAME_NONE */
    int32_t span; /* duty_span */
    hotline_day first;
    int32_t measure; /* in the rulebook */
} tally_key;

/* The cells of a unit in a period. They are looked up together, as they are counted. */
typedef struct tally_row {
    int32_t unit, span; /* as above */
    hotline_day first;
    uint32_t count;
    struct tally_cell **cells; /* by measure, `count` of them; NULL: there is none */
} tally_row;

/* A cell into which nothing falls any more stays for the next time, and is no figure. */
typedef struct tally_cell {
    tally_key key;
    const hotline_policy *policy;
    const measure_rule *rule;
    period when;
    tally_counts counts;
} tally_cell;

/* What is about to be added to a cell. */
typedef struct tally_change {
    tally_cell *cell;
    tally_counts counts;
} tally_change;

/* A period that was found last, and whether its policy is in force when it begins. policy NULL: none was. */
typedef struct tally_found {
    const hotline_policy *policy;
    period when;
    uint8_t belongs;
} tally_found;

enum { TALLY_SPANS = SPAN_YEAR + 1 };

struct hotline_tally {
    const hotline_rulebook *rulebook;
    arena keep;    /* ids of units, cells */
    map units;     /* id -> number */
    uint32_t unit; /* the last one looked up */
    map keys;      /* bytes of unit, span and first of a row -> number of the row */
    tally_row **rows;
    tally_row *row; /* the last one looked up, or NULL */
    uint32_t row_capacity;
    tally_cell **cells; /* in order of making */
    uint32_t cell_count, cell_capacity;
    uint32_t spans;                    /* which are counted: a bit for each duty_span */
    uint32_t begun;                    /* something was counted: the spans stay */
    tally_found found[TALLY_SPANS];    /* by duty_span: one subject's moment is mostly in the period of the one before */
    uint32_t found_among, found_as_if; /* policies of the rulebook then, and whether all were taken to be in force */
    arena changing;                    /* the changes of one call */
    uint32_t *order;                   /* of reading; order_count of them */
    uint32_t order_size;
    uint32_t order_count; /* 0 since anything changed */
    buffer lines;
};

/* A subject of a measure: where its conditions are read, and when it counts. */
typedef struct tally_subject {
    const matter *m;
    uint32_t object;
    uint32_t event; /* occurrence, or MATTER_NONE */
} tally_subject;

/* A subject that falls into the figure of a unit (.at NULL: of tickets), a period and a measure. */
typedef struct tally_fall {
    text unit;
    const hotline_policy *policy;
    const measure_rule *rule;
    period when;
    tally_counts counts;
    int32_t measure;
    uint8_t span; /* duty_span */
} tally_fall;

/*
 * Adds (or takes back, where negative) counts to the figure of a unit (.at NULL: of tickets), a period and a measure of the policy in force
 * when the period begins. Everything or nothing: HOTLINE_ERROR_RANGE, HOTLINE_ERROR_MEMORY; HOTLINE_ERROR_ARGUMENT where more would be
 * taken back than was put in, or the tally does not count such periods.
 */
hotline_status hotline__tally_put(hotline_tally *t, text unit, const hotline_policy *policy, int32_t measure, uint8_t every,
                                  const period *when, const tally_counts *counts);
/* A figure's counts; NULL: nothing was counted. */
const tally_counts *hotline__tally_find(const hotline_tally *t, text unit, int32_t measure, uint8_t every, hotline_day first);
/* What a measure says of a unit: its own figure; of a measure of tickets, or of their events, the one that there is; nothing counted: zeros. */
const tally_counts *hotline__tally_figure(const hotline_tally *t, const measure_rule *rule, text unit, int32_t measure, uint8_t every,
                                          hotline_day first);
/* The members num, den and unknown of a figure's line. */
void hotline__tally_write_counts(json_writer *w, const measure_rule *rule, const tally_counts *counts);
/* Number of a unit's id, NAME_NONE for none; a new one when it is new. */
hotline_status hotline__tally_unit(hotline_tally *t, text id, int32_t *out);
/* The cell of such a fall, made when it is new; NULL without memory. A new cell is no figure yet. The second takes the unit by its number. */
tally_cell *hotline__tally_cell(hotline_tally *t, const tally_fall *fall);
tally_cell *hotline__tally_cell_of(hotline_tally *t, int32_t unit, const tally_fall *fall);
/* The same where it is there; NULL: it is not. */
tally_cell *hotline__tally_known_cell(const hotline_tally *t, text unit, int32_t measure, uint8_t every, hotline_day first);
/* Could such counts have come from adding? */
int hotline__tally_counts_possible(const measure_rule *rule, const tally_counts *counts);
int hotline__tally_is_figure(const tally_cell *cell);
/* Adds all of them or none: HOTLINE_ERROR_RANGE, HOTLINE_ERROR_ARGUMENT as above. */
hotline_status hotline__tally_apply(hotline_tally *t, const tally_change *changes, uint32_t count);

/* Every fall of a folded matter; the first failure ends it. */
typedef hotline_status (*tally_fall_fn)(void *with, const tally_fall *fall);
hotline_status hotline__tally_fall(hotline_tally *t, const matter *m, tally_fall_fn tell, void *with);
/* The period that begins on that day, and the policy that rules it; 0: there is none, or it is not counted. */
int hotline__tally_place(const hotline_tally *t, uint8_t every, hotline_day first, const hotline_policy **policy, period *when);

/* How a subject falls: counted, with its weight, unknown, excepted, or not at all: all 0. */
tally_counts hotline__measure_weigh(const tally_subject *s, const hotline_policy *policy, const measure_rule *rule);
/* Can so many weights of the measure's table add up to that numerator? 0: surely not. */
int hotline__measure_reaches(const measure_rule *rule, const tally_counts *counts);
/* 0: no subject of the matter counts, as the event did not happen that it would be counted by. */
int hotline__measure_may_count(const matter *m, const measure_rule *rule);
/* The moment that decides the period: 1 and *at, with the day it belongs to; 0 when it has not come. */
int hotline__measure_moment(const tally_subject *s, const hotline_policy *policy, const measure_rule *rule, hotline_instant *at,
                            hotline_day *day);

#endif
