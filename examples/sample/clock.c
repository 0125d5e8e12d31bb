/* SPDX-License-Identifier: MIT */
#include "clock.h"

#include <stddef.h>
#include <stdio.h>

/* From April 2021 on; what is planned at the end of the log lies after it, in 2022. */
static const int month_days[] = {30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/* The State Council's arrangement for 2021, as days since 1 April. */
static const int days_off[] = {2, 3, 4, 30, 31, 32, 33, 34, 72, 73, 74, 171, 172, 173, 183, 184, 185, 186, 187, 188, 189};
static const int days_made_up[] = {24, 37, 170, 178, 191};

static int is_among(const int *days, size_t count, int day) {
    size_t i;
    for (i = 0; i < count; i++) {
        if (days[i] == day) {
            return 1;
        }
    }
    return 0;
}

int clock_day(int at) {
    return at / CLOCK_DAY;
}

int clock_moment(int day, int hour, int minute) {
    return day * CLOCK_DAY + hour * 60 + minute;
}

int clock_weekday(int day) {
    return (day + 3) % 7; /* 1 April 2021 was a Thursday */
}

int clock_is_workday(int day) {
    if (is_among(days_off, sizeof days_off / sizeof days_off[0], day)) {
        return 0;
    }
    return clock_weekday(day) < 5 || is_among(days_made_up, sizeof days_made_up / sizeof days_made_up[0], day);
}

int clock_workday_after(int day, int n) {
    while (n > 0) {
        day++;
        n -= clock_is_workday(day);
    }
    return day;
}

int clock_month_start(int month) {
    int day = 0;
    int i;
    for (i = 0; i <= month; i++) {
        day += month_days[i];
    }
    return day;
}

int clock_month(int day) {
    int month = -1;
    while (clock_month_start(month + 1) <= day) {
        month++;
    }
    return month;
}

int clock_office(chance *c, int at) {
    int minute = at % CLOCK_DAY;
    int day = clock_day(at);
    if (clock_is_workday(day) && minute < 8 * 60 + 30) {
        return clock_moment(day, 8, 30) + chance_below(c, 60);
    }
    if (!clock_is_workday(day) || minute >= 18 * 60) {
        return clock_moment(clock_workday_after(day, 1), 8, 30) + chance_below(c, 60);
    }
    if (minute >= 12 * 60 && minute < 13 * 60 + 30) {
        return clock_moment(day, 13, 30) + chance_below(c, 40);
    }
    return at;
}

const char *clock_date(int day, char out[CLOCK_TIME_SIZE]) {
    unsigned month = 0;
    while (month + 1 < sizeof month_days / sizeof month_days[0] && day >= month_days[month]) {
        day -= month_days[month];
        month++;
    }
    snprintf(out, CLOCK_TIME_SIZE, "202%u-%02u-%02u", 1 + (month + 3) / 12 % 9, (month + 3) % 12 + 1, (unsigned)(day + 1) % 100);
    return out;
}

const char *clock_time(int at, char out[CLOCK_TIME_SIZE]) {
    char date[CLOCK_TIME_SIZE];
    unsigned minute = (unsigned)(at % CLOCK_DAY);
    clock_date(clock_day(at), date);
    snprintf(out, CLOCK_TIME_SIZE, "%.10sT%02u:%02u:00+08:00", date, minute / 60 % 24, minute % 60);
    return out;
}
