/* SPDX-License-Identifier: MIT */
/*
 * Goes back to the moment at which an instance was judged for good, by folding the matter again up to there: what happened later must not
 * explain what was decided earlier. It refuses to know what an explanation says.
 */
#include "explanation_impl.h"

#include <string.h>

/* Folds the first `count` events of the run, and lets time pass up to a moment. */
static void rewind_fold(const explained *of, uint32_t count, hotline_instant at) {
    matter *m = of->drafted;
    const object *root = &of->folded->objects[MATTER_ROOT];
    hotline__matter_begin(m, of->folded->id);
    if (m->status >= 0) {
        hotline__matter_open(m, root->subject, MATTER_NONE, root->unit, of->run_count != 0 ? of->run[0]->at : of->now);
    }
    if (m->status >= 0) {
        hotline__ticket_fold_run(m, of->run, of->run_count, count < of->run_count ? of->run[count] : NULL);
    }
    if (m->status >= 0) {
        hotline__ticket_reach(m, at);
    }
}

/* The same instance, in the matter folded again; NULL when it is not there. */
static const instance *rewind_find(const matter *m, const instance *in) {
    uint32_t i;
    for (i = 0; i < m->instance_count; i++) {
        const instance *at = &m->instances[i];
        if (at->object == in->object && at->duty == in->duty && at->ordinal == in->ordinal) {
            return at;
        }
    }
    return NULL;
}

/* The moment for which it was judged for good. */
static hotline_instant rewind_moment(const instance *in) {
    if (in->end != END_NOT) {
        return in->ended_at;
    }
    return in->rule->every != SPAN_NONE ? in->frozen_due.at - 1 : in->frozen_due.at + 1; /* a period is due when it ends */
}

static uint32_t rewind_events_until(const explained *of, hotline_instant at, int included) {
    uint32_t n = 0;
    while (n < of->run_count && (of->run[n]->at < at || (included && of->run[n]->at == at))) {
        n++;
    }
    return n;
}

/* Is it over after so many events? */
static int rewind_ended(const explained *of, const instance *in, uint32_t count, hotline_instant at) {
    const instance *found;
    rewind_fold(of, count, at);
    found = rewind_find(of->drafted, in);
    return found != NULL && found->end != END_NOT;
}

/*
 * How many events to fold. Met and released: up to the event by which it ended, included. Ended with what it belongs to: up to that event,
 * not included, since it was judged as before it. Over by time alone: all events up to that moment.
 */
static uint32_t rewind_count(const explained *of, const instance *in, hotline_instant at) {
    uint32_t low = rewind_events_until(of, at, 0);
    uint32_t last = rewind_events_until(of, at, 1);
    uint32_t high = last;
    if (in->end == END_NOT) {
        return last;
    }
    while (low < high && of->drafted->status >= 0) { /* thousands of events may have the same moment */
        uint32_t middle = low + (high - low) / 2;
        if (rewind_ended(of, in, middle + 1, at)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low == last || in->end == END_BY_CANCEL ? low : low + 1;
}

void hotline__explain_rewind(const explained *of, const instance *in, explanation *out) {
    const instance *found;
    out->m = of->folded;
    out->in = *in;
    out->at = of->now;
    if (!in->frozen || in->unsettled || in->owed_at == HOTLINE_NO_INSTANT) {
        return;
    }
    out->at = rewind_moment(in);
    of->drafted->status = HOTLINE_OK;
    rewind_fold(of, rewind_count(of, in, out->at), out->at);
    found = rewind_find(of->drafted, in);
    if (of->drafted->status >= 0 && found != NULL) {
        out->m = of->drafted;
        out->in = *found;
        out->in.end = in->end;
        out->in.ended_at = in->ended_at;
        out->in.paused_at = in->paused_at;
    }
    if (out->in.rule->every != SPAN_NONE && out->in.period_to == HOTLINE_NO_INSTANT) {
        out->in.period_to = in->frozen_due.at;
    }
    out->in.frozen = 0;
}
