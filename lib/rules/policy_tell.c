/* SPDX-License-Identifier: MIT */
/*
 * What a policy says of its measures, rankings and roles, in its own words, for whoever shows figures made by them. It refuses to know any
 * figure.
 */
#include "period_impl.h"

uint32_t hotline_policy_measure_count(const hotline_policy *policy) {
    return policy == NULL ? 0 : policy->measures_declared;
}

hotline_status hotline_policy_measure_at(const hotline_policy *policy, uint32_t index, hotline_policy_measure *out) {
    const measure_rule *rule;
    if (policy == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= policy->measures_declared) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    rule = hotline__policy_measure(policy, policy->measure_order[index]);
    out->undefined = rule->undefined;
    out->weighted = rule->count_form == RULE_TABLE;
    out->places = rule->places;
    hotline__text_lend(rule->name, &out->name, &out->name_len);
    hotline__text_lend(rule->label, &out->label, &out->label_len);
    hotline__text_lend(rule->cites.clause, &out->clause, &out->clause_len);
    hotline__text_lend(rule->words[WORD_OF], &out->of, &out->of_len);
    hotline__text_lend(rule->words[WORD_AT], &out->at, &out->at_len);
    hotline__text_lend(rule->words[WORD_COUNT], &out->count, &out->count_len);
    hotline__text_lend(rule->words[WORD_PER], &out->per, &out->per_len);
    hotline__text_lend(rule->words[WORD_EXCEPT], &out->except, &out->except_len);
    return HOTLINE_OK;
}

static text tell_by(const hotline_policy *policy, const ranking_rule *rule) {
    const score_rule *score = hotline__policy_score(policy, rule->score);
    const measure_rule *measure = hotline__policy_measure(policy, rule->measure);
    text none = {NULL, 0};
    return score != NULL ? score->name : measure != NULL ? measure->name : none;
}

hotline_status hotline_policy_ranking_at(const hotline_policy *policy, uint32_t index, hotline_policy_ranking *out) {
    const ranking_rule *rule;
    if (policy == NULL || out == NULL || out->struct_size < sizeof *out) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= policy->rankings_declared) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    rule = hotline__policy_ranking(policy, policy->ranking_order[index]);
    out->every = hotline__period_kind(rule->every);
    out->low = rule->low;
    out->by_score = rule->score != NAME_NONE;
    hotline__text_lend(rule->name, &out->name, &out->name_len);
    hotline__text_lend(rule->label, &out->label, &out->label_len);
    hotline__text_lend(rule->cites.clause, &out->clause, &out->clause_len);
    hotline__text_lend(tell_by(policy, rule), &out->by, &out->by_len);
    return HOTLINE_OK;
}

int32_t hotline_policy_duty_is_right(const hotline_policy *policy, const char *duty, size_t len) {
    text name = {duty, len};
    int32_t number = policy == NULL || duty == NULL ? MAP_NONE : hotline__map_find(&policy->names->duties, name);
    const duty_rule *rule = number != MAP_NONE ? hotline__policy_duty(policy, number) : NULL;
    return rule != NULL && rule->expiry == EXPIRY_SHUT;
}

const char *hotline_policy_role_label(const hotline_policy *policy, const char *role, size_t role_len, size_t *len) {
    text label = {NULL, 0};
    text name = {role, role_len};
    int32_t number = policy == NULL || role == NULL ? MAP_NONE : hotline__map_find(&policy->names->roles, name);
    if (number != MAP_NONE && (uint32_t)number < policy->role_count) {
        label = policy->role_labels[number];
    }
    return hotline__text_give(label, len);
}
