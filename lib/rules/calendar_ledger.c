/* SPDX-License-Identifier: MIT */
/*
 * The days that a count passed, each with its class, its number and the notice it rests on: what a caller shows when someone asks why a
 * deadline fell on that day. Nothing is stored; every line is computed when it is asked for. It refuses to know deadlines.
 */
#include "calendar_parts.h"

#include <string.h>

struct hotline_ledger {
    const hotline_calendar *calendar;
    hotline_day from;
    hotline_day to;
};

hotline_status hotline_calendar_ledger(const hotline_calendar *calendar, hotline_day from, hotline_day to, hotline_ledger **out) {
    hotline_ledger *made;
    if (calendar == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!hotline__calendar_day_valid(from) || !hotline__calendar_day_valid(to)) {
        return HOTLINE_ERROR_RANGE;
    }
    made = hotline__allocate(calendar->context, sizeof *made);
    if (made == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    made->calendar = calendar;
    made->from = from;
    made->to = to;
    *out = made;
    return from <= to ? hotline__calendar_standing(calendar, from + 1, to, 0) : hotline__calendar_standing(calendar, to, from - 1, 0);
}

size_t hotline_ledger_count(const hotline_ledger *ledger) {
    if (ledger == NULL) {
        return 0;
    }
    return (size_t)(ledger->to >= ledger->from ? ledger->to - ledger->from : ledger->from - ledger->to);
}

/* Forward the days up to `day` that are worked; backward those from the eve of `from` down to `day`, negative. */
static int64_t ledger_number(const hotline_ledger *ledger, hotline_day day) {
    if (ledger->to >= ledger->from) {
        return hotline__calendar_count(ledger->calendar, ledger->from, day);
    }
    return -hotline__calendar_count(ledger->calendar, day - 1, ledger->from - 1);
}

hotline_status hotline_ledger_at(const hotline_ledger *ledger, size_t index, hotline_ledger_line *out) {
    const calendar_say *say;
    uint32_t size;
    hotline_day day;
    if (ledger == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= hotline_ledger_count(ledger)) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    day = ledger->to >= ledger->from ? ledger->from + 1 + (hotline_day)index : ledger->from - 1 - (hotline_day)index;
    say = hotline__calendar_say(ledger->calendar, day);
    size = out->struct_size;
    memset(out, 0, sizeof *out);
    out->struct_size = size;
    out->day = day;
    out->day_class = hotline__calendar_class(ledger->calendar, day);
    out->counted = hotline__calendar_worked(ledger->calendar, day);
    out->number = ledger_number(ledger, day);
    out->certain = hotline__calendar_certain(ledger->calendar, day);
    out->name = say != NULL ? say->name.at : "";
    out->name_len = say != NULL ? say->name.len : 0;
    out->notice = say != NULL ? say->notice.at : "";
    out->notice_len = say != NULL ? say->notice.len : 0;
    return HOTLINE_OK;
}

void hotline_ledger_free(hotline_ledger *ledger) {
    if (ledger != NULL) {
        hotline__release(ledger->calendar->context, ledger, sizeof *ledger);
    }
}
