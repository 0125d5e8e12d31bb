/* SPDX-License-Identifier: MIT */
/*
 * Reads a calendar document into a layer: its head, the days that it declares, its horizon. Anything that it does not know is an error
 * with line, column and path. It refuses to know how layers are merged and what other documents say.
 */
#include "calendar_read.h"

#include <string.h>

enum { CALENDAR_OFFSET_MOST = 1439, CALENDAR_DOCUMENT_VERSION = 1 };

static const text calendar_empty = {"", 0};

static hotline_status calendar_take_version(calendar_reader *r, const json *at, void *target) {
    (void)target;
    return at->number == CALENDAR_DOCUMENT_VERSION ? HOTLINE_OK
                                                   : hotline__calendar_fail(r, at, "this release reads calendar 1, not ", at->value);
}

static int calendar_id_valid(text id) {
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];
        int letter = c >= 'a' && c <= 'z';
        if (!letter && (i == 0 || !(c == '_' || (c >= '0' && c <= '9')))) {
            return 0;
        }
    }
    return id.len > 0;
}

static hotline_status calendar_take_id(calendar_reader *r, const json *at, void *target) {
    (void)target;
    if (!calendar_id_valid(at->value)) {
        return hotline__calendar_fail(r, at, "an id is a small letter, then small letters, digits and _: ", at->value);
    }
    for (uint32_t i = 0; i < r->index; i++) {
        if (hotline__text_equal(r->calendar->layers[i].id, at->value)) {
            return hotline__calendar_fail(r, at, "the stack has a document of that id already: ", at->value);
        }
    }
    return hotline__calendar_take_text(r, at, &r->layer->id);
}

static hotline_status calendar_take_source(calendar_reader *r, const json *at, void *target) {
    (void)target;
    return hotline__calendar_take_text(r, at, &r->notice);
}

static hotline_status calendar_take_known(calendar_reader *r, const json *at, void *target) {
    (void)target;
    return hotline__calendar_take_date(r, at, &r->known);
}

static hotline_status calendar_take_offset(calendar_reader *r, const json *at, void *target) {
    (void)target;
    if (at->number < -CALENDAR_OFFSET_MOST || at->number > CALENDAR_OFFSET_MOST) {
        return hotline__calendar_fail(r, at, "an offset is -1439 to 1439 minutes, not ", at->value);
    }
    r->layer->offset = (int32_t)at->number;
    return HOTLINE_OK;
}

static hotline_status calendar_take_week(calendar_reader *r, const json *at, void *target) {
    (void)target;
    for (const json *item = at->first; item != NULL; item = item->next) {
        int32_t weekday = hotline__calendar_word(r, item, "no weekday: ", hotline__calendar_weekday_names, 7);
        if (weekday < 0) {
            return HOTLINE_ERROR_DOCUMENT;
        }
        if ((r->layer->week >> weekday & 1) != 0) {
            return hotline__calendar_fail(r, item, "named twice: ", item->value);
        }
        r->layer->week |= (uint32_t)1 << weekday;
    }
    return r->layer->week != 0 ? HOTLINE_OK : hotline__calendar_fail(r, at, "names no worked weekday", calendar_empty);
}

/* A gap between the horizon below and this span would make the days between look certain. */
static hotline_status calendar_take_certain(calendar_reader *r, const json *at, void *target) {
    const hotline_calendar *c = r->calendar;
    calendar_layer *layer = r->layer;
    (void)target;
    HOTLINE_TRY(hotline__calendar_take_span(r, at, 0, &layer->certain_first, &layer->certain_last));
    layer->known = r->known;
    if (c->known_on == CALENDAR_KNOWN_ALL && (layer->certain_first > c->certain_last + 1 || layer->certain_last < c->certain_first - 1)) {
        return hotline__calendar_fail(r, at, "does not touch the days of which the calendar below is certain: ", at->value);
    }
    return HOTLINE_OK;
}

static hotline_status calendar_say_class(calendar_reader *r, const json *at, void *target) {
    calendar_say *say = target;
    int32_t found = hotline__calendar_word(r, at, "no class of day: ", hotline__calendar_class_names, HOTLINE_DAY_CLASSES);
    if (found < 0) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    say->day_class = (uint32_t)found;
    return HOTLINE_OK;
}

static hotline_status calendar_say_name(calendar_reader *r, const json *at, void *target) {
    return hotline__calendar_take_text(r, at, &((calendar_say *)target)->name);
}

static hotline_status calendar_say_notice(calendar_reader *r, const json *at, void *target) {
    return hotline__calendar_take_text(r, at, &((calendar_say *)target)->notice);
}

static hotline_status calendar_say_known(calendar_reader *r, const json *at, void *target) {
    return hotline__calendar_take_date(r, at, &((calendar_say *)target)->known);
}

static int calendar_has_hours_below(const calendar_reader *r) {
    for (uint32_t i = 0; i <= r->index; i++) {
        if (r->calendar->layers[i].has_hours) {
            return 1;
        }
    }
    return 0;
}

static hotline_status calendar_say_open(calendar_reader *r, const json *at, void *target) {
    if (!calendar_has_hours_below(r)) {
        return hotline__calendar_fail(r, at, "a day cannot open: no hours in this document or below it", calendar_empty);
    }
    return hotline__calendar_take_open(r, at, &((calendar_say *)target)->schedule);
}

static hotline_status calendar_say_mark(calendar_reader *r, const json *at, const calendar_say *say) {
    for (hotline_day day = say->first; day <= say->last; day++) {
        uint8_t *named = &r->named[day - CALENDAR_DAY_FIRST];
        if (*named) {
            char date[HOTLINE_DATE_SIZE];
            hotline_day_write(day, date);
            return hotline__calendar_fail_key(r, at, "a day is declared twice in this document: ", hotline__text(date));
        }
        *named = 1;
    }
    return HOTLINE_OK;
}

static hotline_status calendar_say_keep(calendar_reader *r, const calendar_say *say) {
    uint32_t count = r->layer->say_count;
    if (count == r->say_capacity && !hotline__arena_grow(&r->calendar->memory, &r->says, count, &r->say_capacity, sizeof *r->says)) {
        return hotline__calendar_no_memory(r);
    }
    r->says[count] = *say;
    r->layer->say_count = count + 1;
    return HOTLINE_OK;
}

static hotline_status calendar_take_day(calendar_reader *r, const json *at, void *target) {
    static const calendar_member members[] = {
        {"class", CALENDAR_TAKES_TEXT, calendar_say_class},   {"name", CALENDAR_TAKES_TEXT, calendar_say_name},
        {"notice", CALENDAR_TAKES_TEXT, calendar_say_notice}, {"known", CALENDAR_TAKES_TEXT, calendar_say_known},
        {"open", CALENDAR_TAKES_ARRAY, calendar_say_open},
    };
    calendar_say say;
    (void)target;
    say.known = r->known;
    say.schedule = CALENDAR_HOURS_UNSAID;
    say.name = calendar_empty;
    say.notice = r->notice;
    say.layer = r->index;
    say.day_class = CALENDAR_CLASS_UNSAID;
    HOTLINE_TRY(hotline__calendar_take_span(r, at, 1, &say.first, &say.last));
    HOTLINE_TRY(hotline__calendar_members(r, at, members, sizeof members / sizeof members[0], &say));
    if (say.day_class == CALENDAR_CLASS_UNSAID && say.schedule == CALENDAR_HOURS_UNSAID) {
        return hotline__calendar_fail(r, at, "says neither class nor open", calendar_empty);
    }
    HOTLINE_TRY(calendar_say_mark(r, at, &say));
    return calendar_say_keep(r, &say);
}

static hotline_status calendar_take_days(calendar_reader *r, const json *at, void *target) {
    hotline_status status;
    size_t size = CALENDAR_DAY_LAST - CALENDAR_DAY_FIRST + 1;
    (void)target;
    r->named = hotline__allocate_zeroed(r->calendar->context, size, 1);
    if (r->named == NULL) {
        return hotline__calendar_no_memory(r);
    }
    status = hotline__calendar_items(r, at, calendar_take_day);
    hotline__release(r->calendar->context, r->named, size);
    r->layer->says = r->says;
    return status;
}

static text calendar_id_of(const json *root) {
    const json *id = hotline__json_member(root, "id");
    return id != NULL && id->kind == JSON_TEXT ? id->value : hotline__text("(none)");
}

static hotline_status calendar_take_root(calendar_reader *r, const json *root) {
    static const calendar_member members[] = {
        {"calendar", CALENDAR_TAKES_INTEGER | CALENDAR_REQUIRED, calendar_take_version},
        {"id", CALENDAR_TAKES_TEXT | CALENDAR_REQUIRED, calendar_take_id},
        {"title", CALENDAR_TAKES_TEXT, hotline__calendar_take_remark},
        {"source", CALENDAR_TAKES_TEXT, calendar_take_source},
        {"known", CALENDAR_TAKES_TEXT, calendar_take_known},
        {"offset", CALENDAR_TAKES_INTEGER, calendar_take_offset},
        {"week", CALENDAR_TAKES_ARRAY, calendar_take_week},
        {"certain", CALENDAR_TAKES_TEXT, calendar_take_certain},
        {"hours", CALENDAR_TAKES_OBJECT, hotline__calendar_take_hours},
        {"days", CALENDAR_TAKES_OBJECT, calendar_take_days},
    };
    if (root->kind != JSON_OBJECT) {
        return hotline__calendar_fail(r, root, "a calendar document is an object, not ",
                                      hotline__text(hotline__json_kind_name(root->kind)));
    }
    if (hotline__json_member(root, "hotline") != NULL) {
        return hotline__calendar_fail(r, hotline__json_member(root, "hotline"), "this is a policy document, not a calendar; its id is ",
                                      calendar_id_of(root));
    }
    return hotline__calendar_members(r, root, members, sizeof members / sizeof members[0], NULL);
}

hotline_status hotline__calendar_read(hotline_calendar *calendar, uint32_t index, hotline_error *error) {
    calendar_reader r;
    hotline_status status;
    json *root;
    calendar_layer *layer = &calendar->layers[index];
    memset(&r, 0, sizeof r);
    r.calendar = calendar;
    r.layer = layer;
    r.index = index;
    r.error = error;
    r.known = HOTLINE_DAY_NONE;
    r.notice = calendar_empty;
    layer->offset = INT32_MIN;
    layer->known = HOTLINE_DAY_NONE;
    layer->certain_first = HOTLINE_DAY_NONE;
    hotline__arena_init(&r.nodes, calendar->context);
    status = hotline__json_read(&r.nodes, layer->source.at, layer->source.len, &root, error);
    if (status >= 0) {
        status = calendar_take_root(&r, root);
    }
    hotline__arena_free(&r.nodes);
    return status;
}
