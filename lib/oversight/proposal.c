/* SPDX-License-Identifier: MIT */
/*
 * The public door to proposals: a reader that works out those of one ticket or unit after the other. It refuses to know when a proposal
 * fires (proposal_sweep.c), what it shows (proposal_write.c) and where a unit stood (proposal_publish.c).
 */
#include "proposal_impl.h"

#include "../base/sort.h"

hotline_status hotline_proposals_new(const hotline_log *log, hotline_proposals **out) {
    hotline_proposals *p;
    if (log == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    p = hotline__allocate_zeroed(log->context, 1, sizeof *p);
    if (p == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    p->log = log;
    hotline__arena_init(&p->folding, log->context);
    hotline__publications_init(&p->published, log);
    hotline__recounts_init(&p->counted, log);
    hotline__buffer_init(&p->lines, log->context);
    hotline__buffer_init(&p->words, log->context);
    hotline__matter_init(&p->m, log->rulebook, log, &p->folding, hotline__duty_answer);
    *out = p;
    return HOTLINE_OK;
}

void hotline_proposals_free(hotline_proposals *proposals) {
    if (proposals != NULL) {
        hotline__arena_free(&proposals->folding);
        hotline__publications_free(&proposals->published);
        hotline__recounts_free(&proposals->counted);
        hotline__buffer_free(&proposals->lines);
        hotline__buffer_free(&proposals->words);
        hotline__release(proposals->log->context, proposals, sizeof *proposals);
    }
}

/* ---- working them out ---- */

static void proposals_begin(hotline_proposals *p, text id, uint8_t subject, int32_t unit, hotline_instant at) {
    p->held = 0;
    p->rungs = p->live = p->listed = NULL;
    p->rung_count = p->rung_capacity = p->live_count = p->live_capacity = p->listed_count = 0;
    p->open = NULL;
    p->periods = p->known = p->open_count = p->open_capacity = 0;
    p->swept = HOTLINE_NO_INSTANT;
    hotline__matter_begin(&p->m, id);
    if (p->m.status >= 0) {
        hotline__matter_open(&p->m, subject, MATTER_NONE, unit, at);
    }
}

static int proposals_compare(const void *with, const void *a, const void *b) {
    const rung *one = *(rung *const *)a;
    const rung *two = *(rung *const *)b;
    (void)with;
    if (one->at == two->at) {
        return 0;
    }
    if (one->at == HOTLINE_NO_INSTANT || two->at == HOTLINE_NO_INSTANT) {
        return one->at == HOTLINE_NO_INSTANT ? 1 : -1;
    }
    return one->at < two->at ? -1 : 1;
}

static hotline_status proposals_list(hotline_proposals *p) {
    uint32_t i;
    p->listed = hotline__arena_take(&p->folding, 2 * ((size_t)p->rung_count + 1) * sizeof(rung *));
    if (p->listed == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < p->rung_count; i++) {
        rung *r = p->rungs[i];
        if (r->stage == RUNG_GONE || r->state == RUNG_DENIED) {
            continue;
        }
        r->id = hotline__proposal_id(p, r);
        if (r->id.at == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        p->listed[p->listed_count++] = r;
    }
    hotline__sort(p->listed, p->listed + p->rung_count + 1, p->listed_count, sizeof(rung *), proposals_compare, NULL);
    return HOTLINE_OK;
}

/* Does any policy propose anything about such subjects? */
static int proposals_told(const hotline_rulebook *rulebook, int of_unit) {
    uint32_t i;
    uint32_t k;
    for (i = 0; i < rulebook->policy_count; i++) {
        const hotline_policy *policy = rulebook->policies[i];
        for (k = 0; k < policy->proposals_declared; k++) {
            if ((hotline__policy_proposal(policy, policy->proposal_order[k])->subject == OF_UNIT) == of_unit) {
                return 1;
            }
        }
    }
    return 0;
}

static hotline_status proposals_work_out(hotline_proposals *p, const event *const *run, uint32_t count) {
    if (proposals_told(p->log->rulebook, p->m.objects[MATTER_ROOT].subject == OF_UNIT)) {
        hotline__proposal_sweep(p, run, count);
    }
    HOTLINE_TRY(p->m.status);
    HOTLINE_TRY(proposals_list(p));
    p->held = 1;
    return HOTLINE_OK;
}

/* Of a ticket or of a unit; what was held before is let go. */
static hotline_status proposals_of(hotline_proposals *p, const char *id, size_t len, uint8_t subject) {
    int of_unit = subject == OF_UNIT;
    const event *const *run;
    uint32_t count = 0;
    int32_t number;
    text name;
    if (p == NULL || id == NULL || !p->log->settled) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    name.at = id;
    name.len = len;
    p->held = 0;
    number = of_unit ? hotline__log_find_unit(p->log, name) : hotline__log_find_ticket(p->log, name);
    if (number == NAME_NONE) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    run = of_unit ? hotline__log_unit_run(p->log, number, &count) : hotline__log_ticket_run(p->log, number, &count);
    name = of_unit ? p->log->units[number].id : p->log->tickets[number].id;
    proposals_begin(p, name, subject, of_unit ? number : NAME_NONE, count != 0 ? run[0]->at : p->log->now);
    HOTLINE_TRY(p->m.status);
    if (of_unit) {
        HOTLINE_TRY(hotline__proposal_publications(p, number));
    }
    return proposals_work_out(p, run, count);
}

hotline_status hotline_proposals_ticket(hotline_proposals *proposals, const char *id, size_t len) {
    return proposals_of(proposals, id, len, OF_TICKET);
}

hotline_status hotline_proposals_unit(hotline_proposals *proposals, const char *id, size_t len) {
    return proposals_of(proposals, id, len, OF_UNIT);
}

/* ---- reading ---- */

size_t hotline_proposals_count(const hotline_proposals *proposals) {
    return proposals != NULL && proposals->held ? proposals->listed_count : 0;
}

static const rung *proposals_listed(const hotline_proposals *p, size_t index) {
    return index < hotline_proposals_count(p) ? p->listed[index] : NULL;
}

/* The i-th role of `to` and `by`, each once; NAME_NONE past the end. */
static int32_t proposals_role(const proposal_rule *rule, size_t i) {
    uint32_t b;
    uint32_t t;
    if (i < rule->to_count) {
        return rule->to[i];
    }
    i -= rule->to_count;
    for (b = 0; b < rule->by_count; b++) {
        for (t = 0; t < rule->to_count && rule->to[t] != rule->by[b]; t++) {
        }
        if (t == rule->to_count && i-- == 0) {
            return rule->by[b];
        }
    }
    return NAME_NONE;
}

static void proposals_show_subject(const hotline_proposals *p, const rung *r, hotline_proposal *out) {
    const object *o = &p->m.objects[r->object];
    text none = {NULL, 0};
    hotline__text_lend(r->rule->subject != OF_UNIT ? p->m.id : none, &out->ticket, &out->ticket_len);
    hotline__text_lend(hotline__matter_object_id(&p->m, r->object), &out->assignment, &out->assignment_len);
    hotline__text_lend(o->subject != OF_TICKET && o->unit != NAME_NONE ? p->log->units[o->unit].id : none, &out->unit, &out->unit_len);
}

hotline_status hotline_proposals_at(const hotline_proposals *proposals, size_t index, hotline_proposal *out) {
    const rung *r;
    if (proposals == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    r = proposals_listed(proposals, index);
    if (r == NULL) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    out->state = r->state;
    out->at = r->at;
    out->round = r->round;
    out->cause_count = r->why.item_count + r->why.fact_count;
    out->reserved = 0;
    for (out->role_count = 0; proposals_role(r->rule, out->role_count) != NAME_NONE; out->role_count++) {
    }
    hotline__text_lend(r->id, &out->id, &out->id_len);
    hotline__text_lend(r->rule->name, &out->proposal, &out->proposal_len);
    hotline__text_lend(r->rule->label, &out->label, &out->label_len);
    hotline__text_lend(r->rule->propose, &out->propose, &out->propose_len);
    proposals_show_subject(proposals, r, out);
    hotline__text_lend(r->occurrence, &out->occurrence, &out->occurrence_len);
    hotline__text_lend(r->facts, &out->facts, &out->facts_len);
    hotline__text_lend(r->rule->cites.clause, &out->clause, &out->clause_len);
    hotline__text_lend(r->policy->id, &out->policy, &out->policy_len);
    return HOTLINE_OK;
}

const char *hotline_proposals_role(const hotline_proposals *proposals, size_t index, size_t role, size_t *len) {
    const rung *r = proposals_listed(proposals, index);
    int32_t number = r != NULL ? proposals_role(r->rule, role) : NAME_NONE;
    return number != NAME_NONE ? hotline__text_give(proposals->log->rulebook->names.roles.keys[number], len) : NULL;
}

const char *hotline_proposals_cause(const hotline_proposals *proposals, size_t index, size_t cause, size_t *len) {
    const rung *r = proposals_listed(proposals, index);
    if (r == NULL || cause >= r->why.item_count + r->why.fact_count) {
        return NULL;
    }
    if (cause < r->why.item_count) {
        return hotline__text_give(hotline__text(r->why.items[cause]), len);
    }
    return hotline__text_give(proposals->log->rulebook->names.facts.keys[r->why.facts[cause - r->why.item_count]], len);
}

hotline_status hotline_proposals_lines(hotline_proposals *proposals, const char **lines, size_t *len) {
    uint32_t i;
    if (proposals == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!proposals->held) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    hotline__buffer_clear(&proposals->lines);
    for (i = 0; i < proposals->listed_count; i++) {
        if (proposals->listed[i]->state != HOTLINE_PROPOSAL_AHEAD) {
            hotline__proposal_write(proposals, proposals->listed[i], &proposals->lines);
        }
    }
    return hotline__buffer_lend(&proposals->lines, lines, len);
}
