/* SPDX-License-Identifier: MIT */
/*
 * The sample's clock: minutes since 2021-04-01 00:00, Beijing time, and the days of that year on which offices worked. It needs no
 * library, so that the sample can be made where there is none.
 */
#ifndef SAMPLE_CLOCK_H
#define SAMPLE_CLOCK_H

#include "chance.h"

enum {
    CLOCK_DAY = 24 * 60,
    CLOCK_FIRST_DAY = 30, /* 2021-05-01 */
    CLOCK_END_DAY = 183,  /* 2021-10-01: the day after the last */
    CLOCK_END = CLOCK_END_DAY * 24 * 60,
    CLOCK_MONTHS = 5, /* May to September */
    CLOCK_TIME_SIZE = 32
};

int clock_day(int at);
int clock_moment(int day, int hour, int minute);
int clock_is_workday(int day);

/* The n-th working day after a day. */
int clock_workday_after(int day, int n);

/* 0 is Monday. */
int clock_weekday(int day);

/* The month of a day, 0 being May. */
int clock_month(int day);

/* The first day of a month, 0 being May; CLOCK_MONTHS gives CLOCK_END_DAY. */
int clock_month_start(int month);

/* The moment itself if the office is open then, else some minutes after it next opens. */
int clock_office(chance *c, int at);

/* "2021-05-03T09:10:00+08:00" */
const char *clock_time(int at, char out[CLOCK_TIME_SIZE]);

/* "2021-05-03" */
const char *clock_date(int day, char out[CLOCK_TIME_SIZE]);

#endif
