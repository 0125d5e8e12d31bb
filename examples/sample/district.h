/* SPDX-License-Identifier: MIT */
/* The district: its 25 units and how each behaves, and what people call about. All of it is invented. */
#ifndef SAMPLE_DISTRICT_H
#define SAMPLE_DISTRICT_H

#include "chance.h"

enum { DISTRICT_UNITS = 25, DISTRICT_MATTERS = 24, DISTRICT_CENTRE = 24, DISTRICT_FIRST_DEPT = 7 };

/* Percentages say how often; volume is a share. */
typedef struct office {
    const char *id;
    const char *name;
    const char *kind;
    int staff;
    int levels; /* how many of the four levels have named persons */
    int volume;
    int late;         /* reports after the fourth working day */
    int dissatisfied; /* callers not content with the reply */
    int careless;     /* a step left out or out of order */
    int returning;    /* matters handed back */
    int names;        /* a responsible person is named at once */
} office;

typedef struct matter {
    const char *category;
    int unit; /* -1: one of the towns and streets */
    const char *words;
    const char *reply;
} matter;

extern const office district_units[DISTRICT_UNITS];

const matter *district_matter(chance *c);

/* The unit in charge of a matter. */
int district_unit_for(chance *c, const matter *m);

/* Any unit but the centre and the given one. */
int district_other_unit(chance *c, int unit);

/* A name and a telephone number of a person who handles matters; the same for the same unit and number. */
void district_handler(int unit, int number, char name[32], char phone[32]);

#endif
