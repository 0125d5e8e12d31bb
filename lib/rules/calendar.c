/* SPDX-License-Identifier: MIT */
/*
 * The calendar as an object: a stack of documents, each kept as its text and read anew for every calendar that is made on it, so that no
 * two calendars share memory. Here are its making and what it says about itself. It refuses to know how a document is read.
 */
#include "calendar_parts.h"

#include <string.h>

/* What a layer says of the calendar as a whole. */
static void calendar_head(hotline_calendar *c, const calendar_layer *layer) {
    c->offset = layer->offset != INT32_MIN ? layer->offset : c->offset;
    c->week = layer->week != 0 ? layer->week : c->week;
    if (layer->certain_first == HOTLINE_DAY_NONE || !hotline__calendar_known(c, layer->known)) {
        return;
    }
    if (layer->certain_first <= c->certain_last + 1 && layer->certain_last >= c->certain_first - 1) {
        c->certain_first = layer->certain_first < c->certain_first ? layer->certain_first : c->certain_first;
        c->certain_last = layer->certain_last > c->certain_last ? layer->certain_last : c->certain_last;
    }
}

static hotline_status calendar_bottom(hotline_calendar *c) {
    HOTLINE_TRY(hotline__calendar_layer_cn(c, &c->layers[0]));
    c->certain_first = c->layers[0].certain_first;
    c->certain_last = c->layers[0].certain_last;
    calendar_head(c, &c->layers[0]);
    c->schedules = hotline__arena_take_zeroed(&c->memory, 1, sizeof *c->schedules); /* CALENDAR_CLOSED */
    c->schedule_count = 1;
    c->schedule_capacity = 1;
    return c->schedules != NULL ? HOTLINE_OK : HOTLINE_ERROR_MEMORY;
}

static hotline_status calendar_push(hotline_calendar *c, text source, hotline_error *error) {
    calendar_layer *layer = &c->layers[c->layer_count];
    layer->source = hotline__arena_text(&c->memory, source);
    if (layer->source.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(hotline__calendar_read(c, c->layer_count, error));
    calendar_head(c, layer);
    c->layer_count++;
    return HOTLINE_OK;
}

/* base's documents, then `top` unless it is empty. */
static hotline_status calendar_fill(hotline_calendar *c, const hotline_calendar *base, text top, hotline_error *error) {
    uint32_t below = base != NULL ? base->layer_count : 1;
    c->layers = hotline__arena_take_zeroed(&c->memory, (size_t)below + 1, sizeof *c->layers);
    if (c->layers == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(calendar_bottom(c));
    c->layer_count = 1;
    for (uint32_t i = 1; i < below; i++) {
        HOTLINE_TRY(calendar_push(c, base->layers[i].source, error));
    }
    if (top.at != NULL) {
        HOTLINE_TRY(calendar_push(c, top, error));
    }
    HOTLINE_TRY(hotline__calendar_table_build(c));
    return hotline__calendar_hours_build(c);
}

static hotline_status calendar_make(const hotline_context *context, const hotline_calendar *base, hotline_day known_on, text top,
                                    hotline_calendar **out, hotline_error *error) {
    hotline_status status;
    hotline_calendar *c = hotline__allocate_zeroed(context, 1, sizeof *c);
    if (c == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    c->context = context;
    c->known_on = known_on;
    hotline__arena_init(&c->memory, context);
    status = calendar_fill(c, base, top, error);
    if (status == HOTLINE_ERROR_MEMORY) {
        hotline__error_set(error, status, "out of memory");
    }
    if (status < 0) {
        hotline_calendar_free(c);
        return status;
    }
    *out = c;
    return HOTLINE_OK;
}

hotline_status hotline_calendar_new(const hotline_context *context, hotline_calendar **out) {
    text none = {NULL, 0};
    if (context == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return calendar_make(context, NULL, CALENDAR_KNOWN_ALL, none, out, NULL);
}

hotline_status hotline_calendar_parse(const hotline_context *context, const hotline_calendar *base, const char *bytes, size_t len,
                                      hotline_calendar **out, hotline_error *error) {
    text top;
    if (context == NULL || bytes == NULL || out == NULL) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "context, bytes or out is NULL");
    }
    if (len > context->max_document) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "the document is larger than the context allows");
    }
    top.at = bytes;
    top.len = len;
    return calendar_make(context, base, base != NULL ? base->known_on : CALENDAR_KNOWN_ALL, top, out, error);
}

hotline_status hotline_calendar_as_known_on(const hotline_calendar *calendar, hotline_day day, hotline_calendar **out) {
    text none = {NULL, 0};
    if (calendar == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!hotline__calendar_day_valid(day)) {
        return HOTLINE_ERROR_RANGE;
    }
    return calendar_make(calendar->context, calendar, day < calendar->known_on ? day : calendar->known_on, none, out, NULL);
}

void hotline_calendar_free(hotline_calendar *calendar) {
    if (calendar != NULL) {
        const hotline_context *context = calendar->context;
        hotline__arena_free(&calendar->memory);
        hotline__release(context, calendar, sizeof *calendar);
    }
}

text hotline__calendar_name(const hotline_calendar *calendar, uint32_t i) {
    text none = {"", 0};
    return i < calendar->layer_count ? calendar->layers[i].id : none;
}

int hotline__calendar_is_named(const hotline_calendar *calendar, text name) {
    for (uint32_t i = 0; i < calendar->layer_count; i++) {
        if (hotline__text_equal(calendar->layers[i].id, name)) {
            return 1;
        }
    }
    return 0;
}

int32_t hotline__calendar_offset(const hotline_calendar *calendar) {
    return calendar->offset;
}

size_t hotline_calendar_name_count(const hotline_calendar *calendar) {
    return calendar != NULL ? calendar->layer_count : 0;
}

const char *hotline_calendar_name(const hotline_calendar *calendar, size_t index, size_t *len) {
    if (calendar == NULL || index >= calendar->layer_count) {
        return NULL;
    }
    if (len != NULL) {
        *len = calendar->layers[index].id.len;
    }
    return calendar->layers[index].id.at;
}

int32_t hotline_calendar_offset(const hotline_calendar *calendar) {
    return calendar != NULL ? calendar->offset : 0;
}

hotline_status hotline_calendar_range(const hotline_calendar *calendar, hotline_day *first, hotline_day *last) {
    if (calendar == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (first != NULL) {
        *first = calendar->certain_first;
    }
    if (last != NULL) {
        *last = calendar->certain_last;
    }
    return HOTLINE_OK;
}
