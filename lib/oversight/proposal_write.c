/* SPDX-License-Identifier: MIT */
/*
 * What a proposal shows: its id, its facts without those of persons, and both as a line of JSON. It refuses to know when it fires.
 */
#include "proposal_impl.h"

#include "../base/json_write.h"

/* ---- facts ---- */

static int proposal_condition_reads(const condition *c, int32_t fact) {
    uint32_t i;
    for (i = 0; c != NULL && i < c->count; i++) {
        const op *o = &c->ops[i];
        if ((o->code >= OP_FACT && o->code <= OP_KNOWN && o->a == fact) || (o->code == OP_FACT_FACT && o->b == fact) ||
            (o->code == OP_TIME_FACT && o->a == fact)) {
            return 1;
        }
    }
    return 0;
}

static int proposal_reads(const proposal_rule *rule, int32_t fact) {
    uint32_t i;
    for (i = 0; i < rule->when.count; i++) {
        if (proposal_condition_reads(rule->when.rows[i].when, fact) || proposal_condition_reads(rule->when.rows[i].then, fact)) {
            return 1;
        }
    }
    return 0;
}

/* The subject's own and its ticket's; of its unit those that the condition reads. What any policy calls personal never. */
static int proposal_shows(const hotline_rulebook *rulebook, const frame *f, const proposal_rule *rule, int32_t number) {
    const fact_rule *fact = hotline__policy_fact(f->policy, number);
    if (fact == NULL || fact->subject == OF_EVENT || hotline__rulebook_personal(rulebook, number)) {
        return 0;
    }
    return fact->subject == f->m->objects[f->object].subject || fact->subject == f->m->objects[MATTER_ROOT].subject ||
           proposal_reads(rule, number);
}

text hotline__proposal_facts(hotline_proposals *p, const frame *f, const proposal_rule *rule) {
    const map *facts = &p->log->rulebook->names.facts;
    text none = {NULL, 0};
    frame asked = *f;
    json_writer w;
    uint32_t i;
    hotline__buffer_clear(&p->words);
    hotline__json_begin(&w, &p->words);
    hotline__json_object(&w);
    for (i = 0; i < facts->count; i++) {
        value v = {0};
        if (proposal_shows(p->log->rulebook, f, rule, (int32_t)i)) {
            v = hotline__matter_fact(&asked, (int32_t)i, 0);
        }
        if (v.kind != 0) {
            hotline__json_key_text(&w, facts->keys[i]);
            hotline__matter_write_value(f->m, i, &v, &w);
        }
    }
    hotline__json_object_end(&w);
    return p->words.status < 0 ? none : hotline__arena_text(&p->folding, hotline__buffer_text(&p->words));
}

/* ---- ids ---- */

/* A part of an id; the signs that part it stand for themselves nowhere else. */
static void proposal_add_part(buffer *out, text part) {
    size_t i;
    hotline__buffer_add(out, "/", 1);
    for (i = 0; i < part.len; i++) {
        if (part.at[i] == '/' || part.at[i] == '%') {
            hotline__buffer_add(out, part.at[i] == '/' ? "%2F" : "%25", 3);
        } else {
            hotline__buffer_add(out, part.at + i, 1);
        }
    }
}

text hotline__proposal_id(hotline_proposals *p, const rung *r) {
    static const char *const words[] = {"", "ticket", "assignment", "unit"}; /* by rule_subject */
    text none = {NULL, 0};
    hotline__buffer_clear(&p->words);
    hotline__buffer_add_text(&p->words, r->rule->name);
    proposal_add_part(&p->words, hotline__text(words[r->rule->subject]));
    proposal_add_part(&p->words, p->m.id);
    if (r->rule->subject == OF_ASSIGNMENT) {
        proposal_add_part(&p->words, hotline__matter_object_id(&p->m, r->object));
    }
    proposal_add_part(&p->words, r->occurrence);
    return p->words.status < 0 ? none : hotline__arena_text(&p->folding, hotline__buffer_text(&p->words));
}

/* ---- lines ---- */

const char *hotline_proposal_state_name(int32_t state) {
    static const char *const words[] = {"fired", "ahead", "undefined", "unknown"};
    return state >= 0 && state <= HOTLINE_PROPOSAL_UNKNOWN ? words[state] : "unknown";
}

static void proposal_write_roles(const hotline_proposals *p, const char *key, const int32_t *roles, uint32_t count, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, key);
    hotline__json_array(w);
    for (i = 0; i < count; i++) {
        hotline__json_text(w, p->log->rulebook->names.roles.keys[roles[i]]);
    }
    hotline__json_array_end(w);
}

static void proposal_write_causes(const hotline_proposals *p, const rung *r, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, "causes");
    hotline__json_array(w);
    for (i = 0; i < r->why.item_count; i++) {
        hotline__json_string(w, r->why.items[i]);
    }
    for (i = 0; i < r->why.fact_count; i++) {
        hotline__json_text(w, p->log->rulebook->names.facts.keys[r->why.facts[i]]);
    }
    hotline__json_array_end(w);
}

static void proposal_write_whose(const hotline_proposals *p, const rung *r, json_writer *w) {
    const object *o = &p->m.objects[r->object];
    text none = {NULL, 0};
    hotline__json_pair(w, "ticket", r->rule->subject != OF_UNIT ? p->m.id : none);
    hotline__json_pair(w, "assignment", hotline__matter_object_id(&p->m, r->object));
    hotline__json_pair(w, "unit", o->subject != OF_TICKET && o->unit != NAME_NONE ? p->log->units[o->unit].id : none);
    hotline__json_key(w, "round");
    if (r->round != 0) {
        hotline__json_integer(w, r->round);
    } else {
        hotline__json_null(w);
    }
}

void hotline__proposal_write(hotline_proposals *p, const rung *r, buffer *out) {
    json_writer w;
    hotline__json_begin(&w, out);
    hotline__json_object(&w);
    hotline__json_pair(&w, "type", hotline__text("proposal"));
    hotline__json_pair(&w, "id", r->id);
    hotline__json_pair(&w, "proposal", r->rule->name);
    hotline__json_pair(&w, "propose", r->rule->propose);
    hotline__json_pair(&w, "state", hotline__text(hotline_proposal_state_name(r->state)));
    proposal_write_whose(p, r, &w);
    hotline__json_pair(&w, "occurrence", r->occurrence);
    hotline__json_key(&w, "at");
    hotline__json_instant(&w, r->at, hotline__calendar_offset(p->log->rulebook->calendar));
    proposal_write_roles(p, "to", r->rule->to, r->rule->to_count, &w);
    proposal_write_roles(p, "by", r->rule->by, r->rule->by_count, &w);
    proposal_write_causes(p, r, &w);
    hotline__json_key(&w, "facts");
    hotline__json_raw(&w, r->facts);
    hotline__json_pair(&w, "clause", r->rule->cites.clause);
    hotline__json_pair(&w, "policy", r->policy->id);
    hotline__json_object_end(&w);
    hotline__buffer_add(out, "\n", 1);
}
