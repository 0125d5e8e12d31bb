/* SPDX-License-Identifier: MIT */
/*
 * Which period of a rulebook has a name, or holds a moment, and which policy rules it: the one in force when it begins. It refuses to know how
 * a policy cuts time; that is period.c.
 */
#include "rulebook_impl.h"

#include "period_impl.h"

#include <string.h>

#include "../../include/hotline/period.h"

/* What is looked for: by name, or, where that is nothing, by moment. */
typedef struct period_search {
    const hotline_rulebook *rulebook;
    text name;
    hotline_instant at;
    uint8_t span;
} period_search;

static hotline_status period_by(const period_search *s, const hotline_policy *policy, period *out) {
    const char *unused = NULL;
    int32_t offset = hotline__calendar_offset(s->rulebook->calendar);
    return s->name.at != NULL ? hotline__period_named(&policy->periods, s->span, s->name, offset, out, &unused)
                              : hotline__period_at(&policy->periods, s->span, s->at, offset, out, &unused);
}

static void period_hand_out(const period *from, int32_t kind, hotline_period *out) {
    out->kind = kind;
    out->first = from->first;
    out->last = from->last;
    out->from = from->from;
    out->to = from->to;
    memcpy(out->name, from->name, sizeof out->name);
}

/* Of several the earliest; but a week that begins on that date before one that only holds it. */
static int period_prefers(const period_search *s, const period *one, const hotline_period *other) {
    int exact = s->name.at != NULL && hotline__text_is(s->name, one->name);
    return exact != (s->name.at != NULL && hotline__text_is(s->name, other->name)) ? exact : one->from < other->from;
}

/* Where some policy cuts time and the name is none of its periods', the name is wrong, whatever others leave open. */
static hotline_status period_search_run(const period_search *s, int32_t kind, hotline_period *out, const hotline_policy **policy) {
    hotline_status found = HOTLINE_UNDEFINED;
    for (uint32_t i = 0; i < s->rulebook->policy_count; i++) {
        period p;
        hotline_status status = period_by(s, s->rulebook->policies[i], &p);
        if (status == HOTLINE_OK && hotline__rulebook_at(s->rulebook, p.from) == s->rulebook->policies[i]) {
            if (found == HOTLINE_OK && !period_prefers(s, &p, out)) {
                continue;
            }
            found = HOTLINE_OK;
            period_hand_out(&p, kind, out);
            if (policy != NULL) {
                *policy = s->rulebook->policies[i];
            }
        }
        found = status < 0 && found != HOTLINE_OK ? status : found;
    }
    return found;
}

hotline_status hotline_period_named(const hotline_rulebook *rulebook, int32_t kind, const char *name, size_t len, hotline_period *out,
                                    const hotline_policy **policy) {
    period_search s = {rulebook, {name, len}, 0, hotline__period_span(kind)};
    int bad = rulebook == NULL || name == NULL || s.span == SPAN_NONE || out == NULL || out->struct_size < sizeof *out;
    return bad ? HOTLINE_ERROR_ARGUMENT : period_search_run(&s, kind, out, policy);
}

hotline_status hotline_period_at(const hotline_rulebook *rulebook, int32_t kind, hotline_instant at, hotline_period *out,
                                 const hotline_policy **policy) {
    period_search s = {rulebook, {NULL, 0}, at, hotline__period_span(kind)};
    int bad = rulebook == NULL || s.span == SPAN_NONE || out == NULL || out->struct_size < sizeof *out;
    return bad ? HOTLINE_ERROR_ARGUMENT : period_search_run(&s, kind, out, policy);
}
