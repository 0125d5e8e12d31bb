/* SPDX-License-Identifier: MIT */
/* The hands with which a calendar document is read: members by table, and errors with their place. */
#ifndef HOTLINE_RULES_CALENDAR_READ_H
#define HOTLINE_RULES_CALENDAR_READ_H

#include "calendar_parts.h"

#include "../base/json_read.h"

enum {
    CALENDAR_TAKES_TEXT = 1 << JSON_TEXT,
    CALENDAR_TAKES_INTEGER = 1 << JSON_INTEGER,
    CALENDAR_TAKES_ARRAY = 1 << JSON_ARRAY,
    CALENDAR_TAKES_OBJECT = 1 << JSON_OBJECT,
    CALENDAR_REQUIRED = 1 << 16,
    CALENDAR_PATH_MOST = 3
};

typedef struct calendar_reader {
    hotline_calendar *calendar;
    calendar_layer *layer;
    uint32_t index; /* of the layer */
    hotline_error *error;
    arena nodes; /* the tree; gone when reading ends */
    text path[CALENDAR_PATH_MOST];
    uint32_t depth;    /* pieces of path */
    hotline_day known; /* of the document: default of its days */
    text notice;       /* default of its days */
    uint8_t *named;    /* by day - CALENDAR_DAY_FIRST: 1 when this document named it already */
    calendar_hours_row *rows;
    uint32_t row_capacity;
    calendar_say *says;
    uint32_t say_capacity;
} calendar_reader;

typedef hotline_status (*calendar_take_fn)(calendar_reader *r, const json *at, void *target);

typedef struct calendar_member {
    const char *name;
    uint32_t takes;
    calendar_take_fn take;
} calendar_member;

/* Takes an object's members in the order of the table, which is the order in which they depend on each other. */
hotline_status hotline__calendar_members(calendar_reader *r, const json *object, const calendar_member *table, size_t count, void *target);
/* Item by item: path grows by the item's name while it is taken. */
hotline_status hotline__calendar_items(calendar_reader *r, const json *object, calendar_take_fn take);
/* An error at a value, or at its name. `found` is quoted when it is not empty. Returns HOTLINE_ERROR_DOCUMENT. */
hotline_status hotline__calendar_fail(calendar_reader *r, const json *at, const char *message, text found);
hotline_status hotline__calendar_fail_key(calendar_reader *r, const json *at, const char *message, text found);
hotline_status hotline__calendar_no_memory(calendar_reader *r);
/* Number of a name in a list; -1 after an error that names the nearest one. */
int32_t hotline__calendar_word(calendar_reader *r, const json *at, const char *what, const char *const *words, int32_t count);
/* A terminated copy that lives as long as the calendar; target is text *. */
hotline_status hotline__calendar_take_text(calendar_reader *r, const json *at, void *target);
/* For people only: any text will do. */
hotline_status hotline__calendar_take_remark(calendar_reader *r, const json *at, void *target);
/* target is hotline_day *. */
hotline_status hotline__calendar_take_date(calendar_reader *r, const json *at, void *target);
/* "2026-05-01" or "2026-05-01..2026-05-05", the name or the value of a node. */
hotline_status hotline__calendar_take_span(calendar_reader *r, const json *at, int key, hotline_day *first, hotline_day *last);

/* calendar_read_hours.c: the member `hours`, and a list of periods; target of the latter is int32_t *, the schedule's number. */
hotline_status hotline__calendar_take_hours(calendar_reader *r, const json *at, void *target);
hotline_status hotline__calendar_take_open(calendar_reader *r, const json *at, void *target);

extern const char *const hotline__calendar_weekday_names[7];

#endif
