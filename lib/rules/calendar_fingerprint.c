/* SPDX-License-Identifier: MIT */
/*
 * One number for all that a calendar says, the same on every platform: a log can name the calendar by which it counted. It refuses to
 * protect against anyone who wants two calendars to look alike.
 */
#include "calendar_parts.h"

static uint64_t calendar_mix(uint64_t hash, int64_t value) {
    hash = (hash ^ (uint64_t)value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

static uint64_t calendar_mix_text(uint64_t hash, text t) {
    hash = calendar_mix(hash, (int64_t)t.len);
    for (size_t i = 0; i < t.len; i++) {
        hash = calendar_mix(hash, (uint8_t)t.at[i]);
    }
    return hash;
}

static uint64_t calendar_mix_schedule(const hotline_calendar *c, uint64_t hash, uint32_t number) {
    const calendar_schedule *s = &c->schedules[number];
    hash = calendar_mix(hash, s->count);
    for (uint32_t i = 0; i < s->count; i++) {
        hash = calendar_mix(hash, c->periods[s->first + i].from * 1441 + c->periods[s->first + i].to);
    }
    return hash;
}

static uint64_t calendar_mix_rows(const hotline_calendar *c, uint64_t hash) {
    const calendar_hours *h = c->hours;
    hash = calendar_mix(hash, h->row_count);
    for (uint32_t i = 0; i < h->row_count; i++) {
        const calendar_hours_row *row = &h->rows[i];
        hash = calendar_mix(hash, row->classes);
        hash = calendar_mix(hash, row->weekdays);
        hash = calendar_mix(hash, row->from * 10000 + row->until);
        hash = calendar_mix_schedule(c, hash, row->schedule);
    }
    return hash;
}

static uint64_t calendar_mix_day(const hotline_calendar *c, uint64_t hash, hotline_day day) {
    const calendar_say *say = hotline__calendar_say(c, day);
    if (say != NULL) {
        hash = calendar_mix(hash, day);
        hash = calendar_mix(hash, say->day_class);
        hash = calendar_mix(hash, say->known);
        hash = calendar_mix_text(hash, say->name);
        hash = calendar_mix_text(hash, say->notice);
    }
    return c->hours != NULL ? calendar_mix_schedule(c, hash, (uint32_t)c->table.schedules[day - c->table.first]) : hash;
}

uint64_t hotline_calendar_fingerprint(const hotline_calendar *calendar) {
    uint64_t hash = 0x484F544C494E4531u;
    if (calendar == NULL) {
        return 0;
    }
    for (uint32_t i = 0; i < calendar->layer_count; i++) {
        hash = calendar_mix_text(hash, calendar->layers[i].id);
    }
    hash = calendar_mix(hash, calendar->offset);
    hash = calendar_mix(hash, calendar->week);
    hash = calendar_mix(hash, calendar->certain_first);
    hash = calendar_mix(hash, calendar->certain_last);
    hash = calendar->hours != NULL ? calendar_mix_rows(calendar, hash) : hash;
    for (hotline_day day = calendar->table.first; day <= calendar->table.last; day++) {
        hash = calendar_mix_day(calendar, hash, day);
    }
    return hash;
}
