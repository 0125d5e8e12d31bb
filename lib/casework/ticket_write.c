/* SPDX-License-Identifier: MIT */
/*
 * A folded ticket, and what may happen to it, as lines of JSON. It refuses to judge: options are put to the same checks that serve
 * folding and deciding (ticket_check.c).
 */
#include "ticket_impl.h"

#include <string.h>

#include "../base/json_write.h"

static void ticket_write_root(const matter *m, buffer *out) {
    json_writer w;
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "type", hotline__text("ticket"));
    hotline__json_pair(&w, "ticket", m->id);
    hotline__matter_write_machines(m, MATTER_ROOT, &w);
    hotline__matter_write_facts(m, MATTER_ROOT, &w);
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}

static void ticket_write_assignment(const matter *m, uint32_t number, buffer *out) {
    static const text nobody = {0};
    const object *o = &m->objects[number];
    json_writer w;
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "type", hotline__text("assignment"));
    hotline__json_pair(&w, "ticket", m->id);
    hotline__json_pair(&w, "assignment", hotline__matter_object_id(m, number));
    hotline__json_pair(&w, "unit", o->unit != NAME_NONE ? m->log->units[o->unit].id : nobody);
    hotline__json_key(&w, "round");
    hotline__json_integer(&w, o->round);
    hotline__matter_write_machines(m, number, &w);
    hotline__matter_write_facts(m, number, &w);
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}

void hotline__ticket_write(const matter *m, hotline_instant at, int32_t language, buffer *words, buffer *out) {
    uint32_t i;
    ticket_write_root(m, out);
    for (i = 1; i < m->object_count; i++) {
        ticket_write_assignment(m, i, out);
    }
    for (i = 0; i < m->instance_count; i++) {
        hotline__duty_write(m, &m->instances[i], at, out);
    }
    for (i = 0; i < m->findings.count; i++) {
        json_writer w;
        hotline__json_begin(&w, out);
        hotline__finding_write(&m->findings.items[i], 1, language, words, &w);
        hotline__buffer_add(out, "\n", 1);
    }
}

/* ---- options ---- */

static void ticket_write_roles(const matter *m, const event_rule *rule, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, "by");
    hotline__json_array(w);
    for (i = 0; i < rule->by_count; i++) {
        hotline__json_text(w, m->rulebook->names.roles.keys[rule->by[i]]);
    }
    hotline__json_array_end(w);
}

/* Facts that the event must carry (or may have to, which hangs on what else it carries). */
static void ticket_write_needs(const matter *m, const occurrence *draft, const char *key, verdict must, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, key);
    hotline__json_array(w);
    for (i = 0; i < draft->rule->fact_count; i++) {
        const carried_fact *c = &draft->rule->facts[i];
        if (hotline__ticket_must_carry(m, draft, c, NULL) == must) {
            hotline__json_text(w, m->rulebook->names.facts.keys[c->fact]);
        }
    }
    hotline__json_array_end(w);
}

static const char *ticket_option_answer(const matter *m) {
    const char *answer = "allowed";
    uint32_t i;
    for (i = 0; i < m->findings.count; i++) {
        const finding *f = &m->findings.items[i];
        if (f->code == FINDING_GUARD_UNKNOWN || f->code == FINDING_BEFORE_UNKNOWN) {
            answer = "undefined";
        }
    }
    for (i = 0; i < m->findings.count; i++) {
        const finding *f = &m->findings.items[i];
        if (f->severity == HOTLINE_SEVERITY_ERROR && f->code != FINDING_GUARD_UNKNOWN && f->code != FINDING_BEFORE_UNKNOWN) {
            answer = "refused";
        }
    }
    return answer;
}

static void ticket_write_reasons(const matter *m, int32_t language, buffer *words, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, "reasons");
    hotline__json_array(w);
    for (i = 0; i < m->findings.count; i++) {
        hotline__finding_write(&m->findings.items[i], 0, language, words, w);
    }
    hotline__json_array_end(w);
}

static void ticket_check_opening(matter *m, const occurrence *draft) {
    if (draft->rule->opens == OPENS_TICKET && m->opened) {
        hotline__matter_find(m, FINDING_REOPENED, HOTLINE_SEVERITY_ERROR, draft->e, MATTER_ROOT);
    } else if (draft->rule->opens != OPENS_TICKET && !m->opened) {
        hotline__ticket_find_unopened(m, draft->e);
    }
}

static void ticket_write_option(matter *m, const occurrence *draft, int32_t language, buffer *words, buffer *out) {
    json_writer w;
    hotline__findings_begin(&m->findings, m->arena);
    ticket_check_opening(m, draft);
    hotline__ticket_check_standing(m, draft);
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "type", hotline__text("option"));
    hotline__json_pair(&w, "event", draft->rule->name);
    hotline__json_pair(&w, "assignment", hotline__matter_object_id(m, draft->object));
    ticket_write_roles(m, draft->rule, &w);
    hotline__json_key(&w, "answer");
    hotline__json_string(&w, ticket_option_answer(m));
    ticket_write_needs(m, draft, "needs", VERDICT_TRUE, &w);
    ticket_write_needs(m, draft, "may_need", VERDICT_UNKNOWN, &w);
    ticket_write_reasons(m, language, words, &w);
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}

/* An event that nobody has reported yet. */
static void ticket_imagine(const matter *m, int32_t kind, hotline_instant at, event *e, occurrence *draft) {
    memset(e, 0, sizeof *e);
    memset(draft, 0, sizeof *draft);
    e->at = e->known = at;
    e->kind = kind;
    e->role = e->unit = e->ticket = NAME_NONE;
    draft->e = e;
    draft->rule = hotline__policy_event(m->policy, kind);
    e->kind_name = draft->rule->name;
    draft->policy = m->policy;
    draft->opened = MATTER_NONE;
}

void hotline__ticket_write_options(matter *m, hotline_instant at, int32_t language, buffer *words, buffer *out) {
    uint32_t i;
    uint32_t o;
    for (i = 0; i < m->policy->events_declared; i++) {
        occurrence draft;
        event e;
        ticket_imagine(m, m->policy->event_order[i], at, &e, &draft);
        if (e.kind < EVENT_BUILT_IN || draft.rule->subject == OF_UNIT) {
            continue;
        }
        if (draft.rule->subject == OF_TICKET) {
            ticket_write_option(m, &draft, language, words, out);
            continue;
        }
        for (o = 1; o < m->object_count; o++) {
            if (m->objects[o].ended == HOTLINE_NO_INSTANT) {
                draft.object = o;
                ticket_write_option(m, &draft, language, words, out);
            }
        }
    }
}
