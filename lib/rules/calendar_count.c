/* SPDX-License-Identifier: MIT */
/*
 * The public door to counting: arguments are checked, and every answer says whether it rests on days of which the calendar is certain.
 * It refuses to know how the counting is done.
 */
#include "calendar_parts.h"

#include <string.h>

const char *const hotline__calendar_class_names[HOTLINE_DAY_CLASSES] = {"workday", "weekend", "festival", "lieu",
                                                                        "makeup",  "closure", "extra"};
const char *hotline_day_class_name(int32_t day_class) {
    return day_class >= 0 && day_class < HOTLINE_DAY_CLASSES ? hotline__calendar_class_names[day_class] : NULL;
}

hotline_status hotline_calendar_classify(const hotline_calendar *calendar, hotline_day day, hotline_day_info *out) {
    const calendar_say *say;
    text empty = {"", 0};
    text document;
    uint32_t size;
    if (calendar == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!hotline__calendar_day_valid(day)) {
        return HOTLINE_ERROR_RANGE;
    }
    say = hotline__calendar_say(calendar, day);
    document = say != NULL ? calendar->layers[say->layer].id : empty;
    size = out->struct_size;
    memset(out, 0, sizeof *out);
    out->struct_size = size;
    out->day_class = hotline__calendar_class(calendar, day);
    out->worked = hotline__calendar_worked(calendar, day);
    out->certain = hotline__calendar_certain(calendar, day);
    out->known = say != NULL ? say->known : HOTLINE_DAY_NONE;
    out->name = say != NULL ? say->name.at : "";
    out->name_len = say != NULL ? say->name.len : 0;
    out->notice = say != NULL ? say->notice.at : "";
    out->notice_len = say != NULL ? say->notice.len : 0;
    out->document = document.at;
    out->document_len = document.len;
    return out->certain ? HOTLINE_OK : HOTLINE_PROVISIONAL;
}

hotline_status hotline__calendar_standing(const hotline_calendar *calendar, hotline_day first, hotline_day last, uint32_t flags) {
    if (hotline__calendar_span_certain(calendar, first, last)) {
        return HOTLINE_OK;
    }
    return (flags & HOTLINE_CALENDAR_CERTAIN) != 0 ? HOTLINE_ERROR_HORIZON : HOTLINE_PROVISIONAL;
}

static int calendar_arguments_bad(const hotline_calendar *c, const void *out, uint32_t flags) {
    return c == NULL || out == NULL || (flags & ~(uint32_t)HOTLINE_CALENDAR_CERTAIN) != 0;
}

hotline_status hotline_calendar_add(const hotline_calendar *calendar, hotline_day day, int64_t n, uint32_t flags, hotline_day *out) {
    hotline_status status;
    hotline_day to;
    if (calendar_arguments_bad(calendar, out, flags)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    to = hotline__calendar_add(calendar, day, n);
    if (to == HOTLINE_DAY_NONE) {
        return HOTLINE_ERROR_RANGE;
    }
    status = n >= 0 ? hotline__calendar_standing(calendar, day + 1, to, flags) : hotline__calendar_standing(calendar, to, day - 1, flags);
    if (status >= 0) {
        *out = to;
    }
    return status;
}

hotline_status hotline_calendar_count(const hotline_calendar *calendar, hotline_day from, hotline_day to, uint32_t flags, int64_t *out) {
    hotline_status status;
    hotline_day first;
    hotline_day last;
    if (calendar_arguments_bad(calendar, out, flags)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!hotline__calendar_day_valid(from) || !hotline__calendar_day_valid(to)) {
        return HOTLINE_ERROR_RANGE;
    }
    first = from < to ? from : to;
    last = from < to ? to : from;
    status = hotline__calendar_standing(calendar, first + 1, last, flags);
    if (status >= 0) {
        *out = hotline__calendar_count(calendar, from, to);
    }
    return status;
}

/* Status of an answer that rests on working time between two moments. */
static hotline_status calendar_work_standing(const hotline_calendar *c, hotline_instant a, hotline_instant b, uint32_t flags) {
    hotline_instant first = a < b ? a : b;
    hotline_instant last = a < b ? b : a;
    if (first == last) {
        return HOTLINE_OK;
    }
    return hotline__calendar_standing(c, hotline__day_at(first, c->offset), hotline__day_at(last - 1, c->offset), flags);
}

hotline_status hotline_calendar_is_open(const hotline_calendar *calendar, hotline_instant at, int32_t *out) {
    if (calendar == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!hotline__calendar_instant_valid(calendar, at)) {
        return HOTLINE_ERROR_RANGE;
    }
    if (!hotline__calendar_has_hours(calendar)) {
        return HOTLINE_UNDEFINED;
    }
    *out = hotline__calendar_open_at(calendar, at);
    return calendar_work_standing(calendar, at, at + 1, 0);
}

hotline_status hotline_calendar_add_minutes(const hotline_calendar *calendar, hotline_instant from, int64_t minutes, uint32_t flags,
                                            hotline_instant *out) {
    hotline_status status;
    hotline_instant to;
    int64_t ms;
    if (calendar_arguments_bad(calendar, out, flags)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!hotline__calendar_instant_valid(calendar, from) || !hotline__multiply64(minutes, HOTLINE_MINUTE_MS, &ms)) {
        return HOTLINE_ERROR_RANGE;
    }
    if (!hotline__calendar_has_hours(calendar)) {
        return HOTLINE_UNDEFINED;
    }
    to = hotline__calendar_add_work(calendar, from, ms);
    if (to == HOTLINE_NO_INSTANT) {
        return HOTLINE_ERROR_RANGE;
    }
    status = calendar_work_standing(calendar, from, to, flags);
    if (status >= 0) {
        *out = to;
    }
    return status;
}

hotline_status hotline_calendar_count_minutes(const hotline_calendar *calendar, hotline_instant from, hotline_instant to, uint32_t flags,
                                              int64_t *out) {
    hotline_status status;
    if (calendar_arguments_bad(calendar, out, flags)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!hotline__calendar_instant_valid(calendar, from) || !hotline__calendar_instant_valid(calendar, to)) {
        return HOTLINE_ERROR_RANGE;
    }
    if (!hotline__calendar_has_hours(calendar)) {
        return HOTLINE_UNDEFINED;
    }
    status = calendar_work_standing(calendar, from, to, flags);
    if (status >= 0) {
        *out = (hotline__calendar_count_work(calendar, from, to) - hotline__calendar_count_work(calendar, to, from)) / HOTLINE_MINUTE_MS;
    }
    return status;
}
