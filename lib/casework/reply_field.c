/* SPDX-License-Identifier: MIT */
/*
 * Types the fields of a form by the policy, and makes facts of the texts that the policy knows by a fact. It refuses to judge them.
 */
#include "reply_impl.h"

#include "event_impl.h"

/* A field that cannot be used: the same finding as on an event. */
static void field_drop(reply_judging *j, const raw_fact *raw, const fact_rule *rule) {
    static const span nowhere = {0, 0};
    static const reply_check none;
    reply_found *found = hotline__reply_find(j, &none, rule == NULL ? FINDING_UNKNOWN_FACT : FINDING_BAD_VALUE, REPLY_NONE, nowhere);
    buffer expected;
    if (found == NULL) {
        return;
    }
    found->check = NULL;
    found->f.severity = rule == NULL ? HOTLINE_SEVERITY_WARNING : HOTLINE_SEVERITY_ERROR;
    found->f.clause = hotline__text(NULL);
    hotline__finding_a(&found->f, raw->key, rule != NULL ? rule->label : hotline__text(NULL));
    if (rule == NULL) {
        found->f.c = hotline__map_nearest(&j->rulebook->names.facts, raw->key);
        return;
    }
    found->f.b = hotline__text("fields");
    hotline__buffer_init(&expected, j->rulebook->context);
    hotline__event_expected(j->rulebook, rule, raw->fact, &expected);
    found->f.c = expected.status < 0 ? hotline__text(NULL) : hotline__arena_text(j->arena, hotline__buffer_text(&expected));
    j->status = found->f.c.at == NULL ? HOTLINE_ERROR_MEMORY : j->status;
    hotline__buffer_free(&expected);
}

/* The texts that were given are facts too, where the policy says by which fact they are known. */
static uint32_t field_texts(const reply_judging *j, carried *facts, uint32_t count) {
    const int32_t *texts = j->policy->reply->texts;
    for (uint32_t i = 0; i < REPLY_TEXTS; i++) {
        text words = j->input.texts[i];
        uint32_t k;
        for (k = 0; k < count && facts[k].fact != texts[i]; k++) {
        }
        if (k == count && words.at != NULL && texts[i] != NAME_NONE) {
            memset(&facts[count], 0, sizeof facts[count]);
            facts[count].held.kind = FACT_TEXT + 1;
            facts[count].held.words = words;
            facts[count++].fact = texts[i];
        }
    }
    return count;
}

hotline_status hotline__reply_take_fields(reply_judging *j, const raw_fact *fields, uint32_t count, frame *out) {
    carried *facts = hotline__arena_take(j->arena, ((size_t)count + REPLY_TEXTS) * sizeof *facts);
    uint32_t taken = 0;
    if (j->policy == NULL || j->policy->reply == NULL) {
        return HOTLINE_OK;
    }
    if (facts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < count && j->status >= 0; i++) {
        const fact_rule *rule = fields[i].fact == NAME_NONE ? NULL : hotline__policy_fact(j->policy, fields[i].fact);
        if (hotline__event_is_nothing(&fields[i])) {
            continue;
        }
        if (rule == NULL || !hotline__event_value(j->rulebook, rule, &fields[i], &facts[taken].held)) {
            field_drop(j, &fields[i], rule);
            continue;
        }
        facts[taken++].fact = fields[i].fact;
    }
    out->facts = facts;
    out->fact_count = field_texts(j, facts, taken);
    return j->status;
}
