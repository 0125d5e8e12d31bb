/* SPDX-License-Identifier: MIT */
/*
 * Judges the reply of a ticket when an event brings it, by the facts that the ticket has then. It refuses to know what refuses an event.
 */
#include "reply_impl.h"

void hotline__reply_tools_init(reply_tools *t, const hotline_rulebook *rulebook) {
    memset(t, 0, sizeof *t);
    t->rulebook = rulebook;
    hotline__arena_init(&t->compiled, rulebook->context);
    hotline__arena_init(&t->judged, rulebook->context);
}

void hotline__reply_tools_free(reply_tools *t) {
    hotline__arena_free(&t->compiled);
    hotline__arena_free(&t->judged);
}

static hotline_status tools_compile(reply_tools *t, const hotline_policy *policy) {
    uint32_t bad = 0;
    if (t->ready && t->worded == policy) {
        return HOTLINE_OK;
    }
    t->ready = 0;
    hotline__arena_reset(&t->compiled);
    HOTLINE_TRY(hotline__wording_new(&t->compiled, policy, &t->words, &bad));
    t->worded = policy;
    t->ready = 1;
    return HOTLINE_OK;
}

hotline_status hotline__reply_tools_begin(reply_tools *t, const hotline_policy *policy) {
    reply_judging *j = &t->judging;
    HOTLINE_TRY(tools_compile(t, policy));
    hotline__arena_reset(&t->judged);
    memset(j, 0, sizeof *j);
    j->arena = &t->judged;
    j->rulebook = t->rulebook;
    j->policy = policy;
    j->words = &t->words;
    return HOTLINE_OK;
}

static int event_brings_reply(const reply_rule *rule, int32_t kind) {
    for (uint32_t i = 0; rule != NULL && i < rule->on_count; i++) {
        if (rule->on[i] == kind) {
            return 1;
        }
    }
    return 0;
}

static void event_keep_text(matter *m, text *t) {
    if (t->at != NULL) {
        *t = hotline__arena_text(m->arena, *t);
        m->status = t->at == NULL ? HOTLINE_ERROR_MEMORY : m->status;
    }
}

/* What was found outlives the judging. */
static void event_find(matter *m, const occurrence *draft, const finding *from) {
    finding *f = hotline__matter_find(m, (finding_code)from->code, from->severity, draft->e, draft->object);
    if (f == NULL) {
        return;
    }
    f->clause = from->clause;
    f->a = from->a;
    f->b = from->b;
    f->c = from->c;
    f->a_label = from->a_label;
    f->b_label = from->b_label;
    f->reason = from->reason;
    event_keep_text(m, &f->b);
    event_keep_text(m, &f->c);
}

int hotline__reply_of_event(reply_tools *t, matter *m, const frame *facts, const occurrence *draft) {
    const reply_rule *rule = draft->policy->reply;
    frame f = *facts;
    if (!event_brings_reply(rule, draft->e->kind) || hotline__matter_fact(&f, rule->texts[TEXT_REPLY], 0).kind == 0) {
        return 0;
    }
    hotline_status status = hotline__reply_tools_begin(t, draft->policy);
    if (status >= 0) {
        t->judging.input.fields = facts;
        t->judging.input.now = draft->e->at;
        status = hotline__reply_judge(&t->judging);
    }
    for (uint32_t i = 0; status >= 0 && i < t->judging.found_count; i++) {
        event_find(m, draft, &t->judging.found[i].f);
    }
    m->status = status < 0 ? status : m->status;
    return 1;
}
