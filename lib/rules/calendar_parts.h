/* SPDX-License-Identifier: MIT */
/* What a calendar is made of; for lib/rules/calendar*.c only. */
#ifndef HOTLINE_RULES_CALENDAR_PARTS_H
#define HOTLINE_RULES_CALENDAR_PARTS_H

#include "calendar_impl.h"

#include "../base/arena.h"

enum {
    CALENDAR_WORKED = 1 << HOTLINE_DAY_WORKDAY | 1 << HOTLINE_DAY_MAKEUP | 1 << HOTLINE_DAY_EXTRA,
    CALENDAR_ANY_CLASS = (1 << HOTLINE_DAY_CLASSES) - 1,
    CALENDAR_ANY_WEEKDAY = 127,
    CALENDAR_WEEK_CN = 31,       /* Monday to Friday, Monday the lowest bit */
    CALENDAR_DAY_FIRST = -25567, /* 1900-01-01, the first day that a document may name */
    CALENDAR_DAY_LAST = 84005,   /* 2199-12-31 */
    CALENDAR_CLASS_UNSAID = 255,
    CALENDAR_HOURS_UNSAID = -1,
    CALENDAR_CLOSED = 0, /* the schedule without a period */
    CALENDAR_KNOWN_ALL = INT32_MAX,
    CALENDAR_YEAR_KINDS = 14, /* weekday of 1 January, leap or not */
    CALENDAR_CYCLE_YEARS = 400,
    CALENDAR_CYCLE_DAYS = 146097
};

/* What a document, or "cn", says about a run of days. */
typedef struct calendar_say {
    hotline_day first;
    hotline_day last;
    hotline_day known; /* HOTLINE_DAY_NONE: always */
    int32_t schedule;  /* the days' own hours, or CALENDAR_HOURS_UNSAID */
    text name;
    text notice;
    uint32_t layer;
    uint32_t day_class; /* or CALENDAR_CLASS_UNSAID */
} calendar_say;

typedef struct calendar_period {
    int32_t from; /* minutes since midnight */
    int32_t to;   /* excluded */
} calendar_period;

typedef struct calendar_schedule {
    uint32_t first; /* period */
    uint32_t count;
    int32_t minutes;
} calendar_schedule;

/* A row of working hours; at most one fits a day. */
typedef struct calendar_hours_row {
    uint32_t classes;  /* bit set */
    uint32_t weekdays; /* bit set, Monday the lowest bit */
    int32_t from;      /* month * 100 + day */
    int32_t until;     /* included; before `from`: across New Year */
    uint32_t schedule;
} calendar_hours_row;

/* One document of the stack; "cn" is the first. */
typedef struct calendar_layer {
    text id;
    text source; /* the document whole; empty for "cn" */
    const calendar_say *says;
    const calendar_hours_row *rows;
    uint32_t say_count;
    uint32_t row_count;
    int32_t has_hours;
    int32_t offset;            /* INT32_MIN: not said */
    uint32_t week;             /* 0: not said */
    hotline_day known;         /* of `certain`; HOTLINE_DAY_NONE: always */
    hotline_day certain_first; /* HOTLINE_DAY_NONE: not said */
    hotline_day certain_last;
} calendar_layer;

/* Flat arrays over whole years. Outside them the week alone decides. */
typedef struct calendar_table {
    hotline_day first;
    hotline_day last;
    int32_t worked;            /* worked days in the table */
    uint8_t *classes;          /* by day - first */
    const calendar_say **says; /* by day - first; NULL where no exception was declared */
    int32_t *schedules;        /* by day - first; CALENDAR_HOURS_UNSAID: by the rows */
    int32_t *rank;             /* by day - first: worked days of the table before it; one entry more than days */
    hotline_day *nth;          /* the worked days in order, and one more behind the table */
    int64_t week_first;        /* rank of `first` by the week alone */
    int64_t week_end;          /* rank of the day after `last` by the week alone */
} calendar_table;

typedef struct calendar_hours {
    const calendar_hours_row *rows;
    uint32_t row_count;
    int32_t *before;    /* by day - table.first: working minutes of the table before it; one entry more than days */
    int64_t year_first; /* minutes before the table's first day by the rows and the week alone */
    int64_t year_end;   /* and before the day after its last */
    int64_t cycle_before[CALENDAR_CYCLE_YEARS + 1];
    int32_t year_before[CALENDAR_YEAR_KINDS][367];
} calendar_hours;

struct hotline_calendar {
    const hotline_context *context;
    arena memory;
    calendar_layer *layers;
    uint32_t layer_count;
    hotline_day known_on; /* CALENDAR_KNOWN_ALL: everything */
    hotline_day certain_first;
    hotline_day certain_last;
    int32_t offset;
    uint32_t week;        /* worked weekdays, bit set */
    int32_t week_count;   /* how many */
    int32_t week_rank[8]; /* worked weekdays before each */
    int32_t week_nth[7];  /* the worked weekdays in order */
    calendar_period *periods;
    calendar_schedule *schedules;
    uint32_t period_count;
    uint32_t period_capacity;
    uint32_t schedule_count;
    uint32_t schedule_capacity;
    calendar_table table;
    calendar_hours *hours; /* NULL: no working hours */
};

extern const char *const hotline__calendar_class_names[HOTLINE_DAY_CLASSES];
/* Status of an answer that rests on the days from first to last. */
hotline_status hotline__calendar_standing(const hotline_calendar *calendar, hotline_day first, hotline_day last, uint32_t flags);

/* What there is to say about a day anywhere, in or out of the table. */
int32_t hotline__calendar_class(const hotline_calendar *calendar, hotline_day day);
const calendar_say *hotline__calendar_say(const hotline_calendar *calendar, hotline_day day);
/* Class by the week alone. */
int32_t hotline__calendar_week_class(const hotline_calendar *calendar, hotline_day day);
int hotline__calendar_day_valid(hotline_day day);
/* Are all days from first to last certain? None at all are. */
int hotline__calendar_span_certain(const hotline_calendar *calendar, hotline_day first, hotline_day last);

/* calendar_layer.c: the built-in layer; calendar_read.c: a document's. Texts point into layer->source. */
hotline_status hotline__calendar_layer_cn(hotline_calendar *calendar, calendar_layer *layer);
hotline_status hotline__calendar_read(hotline_calendar *calendar, uint32_t index, hotline_error *error);
/* Does month * 100 + day lie in the row's season? */
int hotline__calendar_in_season(const calendar_hours_row *row, int32_t date);
/* Merges the layers. */
hotline_status hotline__calendar_table_build(hotline_calendar *calendar);
hotline_status hotline__calendar_hours_build(hotline_calendar *calendar);
/* Is a moment within the years 1 to 9999? The very end is. */
int hotline__calendar_instant_valid(const hotline_calendar *calendar, hotline_instant at);
/* Is a moment within working hours? There must be some. */
int hotline__calendar_open_at(const hotline_calendar *calendar, hotline_instant at);
int hotline__calendar_known(const hotline_calendar *calendar, hotline_day known);

#endif
