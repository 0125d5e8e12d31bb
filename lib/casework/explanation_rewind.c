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

/* Has the instance ended when the first `count` events are folded? */
static int rewind_ended(const explained *of, const instance *in, uint32_t count, hotline_instant at) {
    const instance *found;
    rewind_fold(of, count, at);
    found = rewind_find(of->drafted, in);
    return found != NULL && found->end != END_NOT;
}

/*
 * How many events to fold. Met and released: up to the event by which it ended, included. Ended with what it belongs to: up to that event,
 * not included, since it was judged as before it. Over by time alone: all events up to that moment. Of those that share the moment the one
 * is looked for by halves: what has ended stays ended.
 */
static uint32_t rewind_count(const explained *of, const instance *in, hotline_instant at) {
    uint32_t open = rewind_events_until(of, at, 0);
    uint32_t ended = rewind_events_until(of, at, 1);
    if (in->end == END_NOT || open == ended || !rewind_ended(of, in, ended, at)) {
        return ended;
    }
    while (ended - open > 1 && of->drafted->status >= 0) {
        uint32_t middle = open + (ended - open) / 2;
        if (rewind_ended(of, in, middle, at)) {
            ended = middle;
        } else {
            open = middle;
        }
    }
    return in->end == END_BY_CANCEL ? open : ended;
}

/* Does the rule hold by which it ended? */
static int rewind_holds(const explanation *x) {
    frame f = hotline__matter_frame(x->m, x->in.policy, x->in.object, x->at);
    table_fault fault = TABLE_FINE;
    if (x->in.end == END_BY_MET) {
        f.since = x->in.since;
        f.own_openings = 1;
        return hotline__matter_rule(&f, &x->in.rule->met, VERDICT_FALSE, &fault) == VERDICT_TRUE;
    }
    return x->in.end != END_BY_WAIVER || hotline__matter_rule(&f, &x->in.rule->waive, VERDICT_FALSE, &fault) == VERDICT_TRUE;
}

/* What held from the start, before the first event had its effects: the matter with nothing in it. */
static void rewind_to_start(const explained *of, explanation *out) {
    rewind_fold(of, 0, out->at);
    if (of->drafted->status >= 0) {
        out->m = of->drafted;
        out->in.pause_count = out->in.extension_count = 0;
        out->in.asks = NULL;
        out->in.owing = MATTER_NONE;
    }
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
    if (in->object == MATTER_ROOT && of->drafted->status >= 0 && !rewind_holds(out)) {
        rewind_to_start(of, out);
    }
}
