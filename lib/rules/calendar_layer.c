/* SPDX-License-Identifier: MIT */
/*
 * Turns the built-in facts into the lowest layer of every calendar. The horizon of a calendar as known on a day follows from the annual
 * notices known then. It refuses to know documents and how layers are merged.
 */
#include "calendar_cn.h"
#include "calendar_parts.h"

static hotline_day calendar_cn_day(uint32_t date) {
    return hotline_day_of((int32_t)(date / 10000), (int32_t)(date / 100 % 100), (int32_t)(date % 100));
}

static void calendar_cn_say(const calendar_cn_span *span, calendar_say *say) {
    const calendar_cn_notice *notice = &hotline__calendar_cn_notices[span->notice];
    say->first = calendar_cn_day(span->date);
    say->last = say->first + span->days - 1;
    say->known = calendar_cn_day(notice->known);
    say->schedule = CALENDAR_HOURS_UNSAID;
    say->name = hotline__text(hotline__calendar_cn_names[span->name]);
    say->notice = hotline__text(notice->text);
    say->layer = 0;
    say->day_class = span->day_class;
}

static hotline_day calendar_cn_until(const hotline_calendar *calendar) {
    hotline_day until = calendar_cn_day(CALENDAR_CN_FIRST) - 1;
    for (uint32_t i = 0; i < hotline__calendar_cn_notice_count; i++) {
        const calendar_cn_notice *notice = &hotline__calendar_cn_notices[i];
        if (notice->until != 0 && hotline__calendar_known(calendar, calendar_cn_day(notice->known))) {
            until = calendar_cn_day(notice->until);
        }
    }
    return until;
}

hotline_status hotline__calendar_layer_cn(hotline_calendar *calendar, calendar_layer *layer) {
    uint32_t count = hotline__calendar_cn_span_count;
    calendar_say *says = hotline__arena_take_zeroed(&calendar->memory, count, sizeof *says);
    if (says == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        calendar_cn_say(&hotline__calendar_cn_spans[i], &says[i]);
    }
    layer->id = hotline__text("cn");
    layer->says = says;
    layer->say_count = count;
    layer->offset = CALENDAR_CN_OFFSET;
    layer->week = CALENDAR_WEEK_CN;
    layer->known = HOTLINE_DAY_NONE;
    layer->certain_first = calendar_cn_day(CALENDAR_CN_FIRST);
    layer->certain_last = calendar_cn_until(calendar);
    return HOTLINE_OK;
}
