/* SPDX-License-Identifier: MIT */
/*
 * What time it is for a desk: by the system's clock, by --now, or by the events that it is fed. It refuses to know what they are. This is the
 * one place of the command that reads a clock; the library reads none.
 */
#if !defined(_WIN32)
#  define _POSIX_C_SOURCE 199309L
#endif

#include <string.h>
#include <time.h>

#include "desk_run.h"

static hotline_instant clock_of_system(void) {
#ifdef CLOCK_REALTIME
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) == 0) {
        return (hotline_instant)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    }
#endif
    return (hotline_instant)time(NULL) * 1000;
}

int desk_clock_set(desk_run *r, const char *word) {
    r->clock.kind = word == NULL ? CLOCK_OF_SYSTEM : strcmp(word, "events") == 0 ? CLOCK_OF_EVENTS : CLOCK_FIXED;
    r->clock.at = hotline_instant_none();
    return r->clock.kind == CLOCK_FIXED ? input_instant(&r->in, word, "--now", &r->clock.at) : 0;
}

static void clock_reach(desk_run *r, const json_value *moment) {
    hotline_instant at = hotline_instant_none();
    if (moment != NULL && moment->kind == JSON_TEXT) {
        hotline_instant_parse(moment->text, moment->len, hotline_calendar_offset(r->in.calendar), &at);
    }
    if (at > r->clock.at) { /* none is before every moment */
        r->clock.at = at;
    }
}

/* An event that was recorded after it happened is heard of when it was recorded. */
void desk_clock_see(desk_run *r, const json_value *event) {
    if (r->clock.kind == CLOCK_OF_EVENTS && event != NULL && event->kind == JSON_OBJECT) {
        clock_reach(r, document_member(event, "at"));
        clock_reach(r, document_member(event, "known"));
    }
}

hotline_instant desk_clock_now(const desk_run *r) {
    return r->clock.kind == CLOCK_OF_SYSTEM ? clock_of_system() : r->clock.at;
}
