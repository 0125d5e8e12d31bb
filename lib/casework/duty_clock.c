/* SPDX-License-Identifier: MIT */
/*
 * When the clock of an instance stands: while its pause rule holds, or while a request for an extension is pending that stops it. It
 * refuses to know when the instance is due (duty_judge.c) and what becomes of a request (duty_extend.c).
 */
#include "duty_impl.h"

void hotline__duty_start_clock(matter *m, instance *in, hotline_instant at) {
    clock_pause *p;
    if (in->paused_at == HOTLINE_NO_INSTANT) {
        return;
    }
    if (in->pause_count == in->pause_capacity &&
        !hotline__arena_grow(m->arena, &in->pauses, in->pause_count, &in->pause_capacity, sizeof *p)) {
        m->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    p = &in->pauses[in->pause_count++];
    p->from = in->paused_at;
    p->to = at;
    in->paused_at = HOTLINE_NO_INSTANT;
}

void hotline__duty_stop_clock(instance *in, hotline_instant at) {
    if (in->paused_at == HOTLINE_NO_INSTANT) {
        in->paused_at = at;
    }
}

int hotline__duty_asked(const instance *in, uint32_t extension) {
    return in->asks != NULL && in->asks[extension] != HOTLINE_NO_INSTANT;
}

int hotline__duty_held(const instance *in) {
    uint32_t i;
    for (i = 0; i < in->rule->extension_count; i++) {
        if (in->rule->extensions[i].pending == PENDING_PAUSES && hotline__duty_asked(in, i)) {
            return 1;
        }
    }
    return 0;
}

/* An unknown pause does not stop the clock. A pending request that holds the clock is not lifted by the pause rule. */
void hotline__duty_pause(matter *m, instance *in, uint32_t event_number) {
    hotline_instant at = m->events[event_number].e->at;
    table_fault fault = TABLE_FINE;
    frame f;
    int stands;
    if (in->rule->pause.form == RULE_ABSENT || in->perishing || hotline__duty_held(in)) {
        return;
    }
    f = hotline__matter_frame(m, in->policy, in->object, at);
    stands = hotline__matter_rule(&f, &in->rule->pause, VERDICT_FALSE, &fault) == VERDICT_TRUE;
    hotline__duty_tell_fault(m, in, TOLD_PAUSE, in->rule->pause.path, fault, event_number);
    if (stands) {
        hotline__duty_stop_clock(in, at);
    } else {
        hotline__duty_start_clock(m, in, at);
    }
}
