/* SPDX-License-Identifier: MIT */
/*
 * The machines and facts of an object as members of a JSON line. It refuses to know which lines there are: that is the business of those
 * who show tickets and units.
 */
#include "matter_impl.h"

#include "../base/json_write.h"

static void matter_write_set(const matter *m, uint32_t fact, const value *v, json_writer *w) {
    const map *values = &m->rulebook->names.values[fact];
    uint32_t i;
    hotline__json_array(w);
    for (i = 0; i < values->count && i < FACT_VALUES_MAX; i++) {
        if (((uint64_t)v->number >> i & 1) != 0) {
            hotline__json_text(w, values->keys[i]);
        }
    }
    hotline__json_array_end(w);
}

void hotline__matter_write_value(const matter *m, uint32_t fact, const value *v, json_writer *w) {
    switch (v->kind - 1) {
    case FACT_FLAG:
        hotline__json_flag(w, v->number != 0);
        break;
    case FACT_INTEGER:
        hotline__json_integer(w, v->number);
        break;
    case FACT_DATE:
        hotline__json_day(w, (hotline_day)v->number);
        break;
    case FACT_TIME:
        hotline__json_instant(w, v->number, hotline__calendar_offset(m->rulebook->calendar));
        break;
    case FACT_ONE_OF:
        hotline__json_text(w, m->rulebook->names.values[fact].keys[v->number]);
        break;
    case FACT_MANY_OF:
        matter_write_set(m, fact, v, w);
        break;
    default:
        hotline__json_text(w, v->words);
        break;
    }
}

/* Held, or by default under the policy that governs now. */
static value matter_value(const matter *m, const object *o, uint32_t fact) {
    static const value none = {0};
    value v = o->latest[fact] != NULL ? *o->latest[fact] : none;
    const fact_rule *rule = m->policy != NULL ? hotline__policy_fact(m->policy, (int32_t)fact) : NULL;
    if (v.kind == 0 && rule != NULL && rule->subject == o->subject) {
        v = rule->default_value;
    }
    return v;
}

void hotline__matter_write_facts(const matter *m, uint32_t object_number, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, "facts");
    hotline__json_object(w);
    for (i = 0; i < m->rulebook->names.facts.count; i++) {
        value v = matter_value(m, &m->objects[object_number], i);
        if (v.kind != 0) {
            hotline__json_key_text(w, m->rulebook->names.facts.keys[i]);
            hotline__matter_write_value(m, i, &v, w);
        }
    }
    hotline__json_object_end(w);
}

void hotline__matter_write_machines(const matter *m, uint32_t object_number, json_writer *w) {
    const names *n = &m->rulebook->names;
    uint32_t i;
    hotline__json_key(w, "machines");
    hotline__json_object(w);
    for (i = 0; i < n->machines.count; i++) {
        int32_t state = m->objects[object_number].states[i];
        if (state != NAME_NONE) {
            hotline__json_key_text(w, n->machines.keys[i]);
            hotline__json_text(w, n->states[i].keys[state]);
        }
    }
    hotline__json_object_end(w);
}
