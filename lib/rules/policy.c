/* SPDX-License-Identifier: MIT */
/*
 * What a policy tells of itself once it was read: its head, its findings, its machines, and its rules by number. It refuses to judge.
 */
#include "policy_impl.h"

#include <string.h>

#include "../../include/hotline/finding.h"

const char *const hotline__severities[RULE_SEVERITIES] = {"error", "warning", "info"};

/* ---- rules by number, for the layers above ---- */

const fact_rule *hotline__policy_fact(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->fact_count ? p->facts[number] : NULL;
}

const event_rule *hotline__policy_event(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->event_count ? p->events[number] : NULL;
}

const machine_rule *hotline__policy_machine(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->machine_count ? p->machines[number] : NULL;
}

const duty_rule *hotline__policy_duty(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->duty_count ? p->duties[number] : NULL;
}

const measure_rule *hotline__policy_measure(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->measure_count ? p->measures[number] : NULL;
}

const score_rule *hotline__policy_score(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->score_count ? p->scores[number] : NULL;
}

const ranking_rule *hotline__policy_ranking(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->ranking_count ? p->rankings[number] : NULL;
}

const proposal_rule *hotline__policy_proposal(const hotline_policy *p, int32_t number) {
    return number >= 0 && (uint32_t)number < p->proposal_count ? p->proposals[number] : NULL;
}

/* ---- the head ---- */

static const char *policy_lend_nothing(size_t *len) {
    text none = {NULL, 0};
    return hotline__text_give(none, len);
}

const char *hotline_policy_id(const hotline_policy *policy, size_t *len) {
    return policy == NULL ? policy_lend_nothing(len) : hotline__text_give(policy->id, len);
}

const char *hotline_policy_title(const hotline_policy *policy, size_t *len) {
    return policy == NULL ? policy_lend_nothing(len) : hotline__text_give(policy->title, len);
}

const char *hotline_policy_source(const hotline_policy *policy, size_t *len) {
    return policy == NULL ? policy_lend_nothing(len) : hotline__text_give(policy->source, len);
}

const char *hotline_policy_extends(const hotline_policy *policy, size_t *len) {
    return policy == NULL ? policy_lend_nothing(len) : hotline__text_give(policy->extends, len);
}

const char *hotline_policy_calendar(const hotline_policy *policy, size_t *len) {
    return policy == NULL ? policy_lend_nothing(len) : hotline__text_give(policy->calendar, len);
}

hotline_day hotline_policy_effective(const hotline_policy *policy) {
    return policy == NULL ? HOTLINE_DAY_NONE : policy->effective;
}

hotline_day hotline_policy_expires(const hotline_policy *policy) {
    return policy == NULL ? HOTLINE_DAY_NONE : policy->expires;
}

/* ---- what is undefined, and the findings of reading ---- */

uint32_t hotline_policy_undefined_count(const hotline_policy *policy) {
    return policy == NULL ? 0 : policy->undefined_count;
}

const char *hotline_policy_undefined_at(const hotline_policy *policy, uint32_t index, size_t *len) {
    if (index >= hotline_policy_undefined_count(policy)) {
        return policy_lend_nothing(len);
    }
    return hotline__text_give(hotline__text(policy->undefined[index].path), len);
}

void hotline_policy_finding_init(hotline_policy_finding *finding, size_t struct_size) {
    if (finding == NULL || struct_size < sizeof finding->struct_size) {
        return;
    }
    memset(finding, 0, struct_size);
    finding->struct_size = (uint32_t)struct_size;
}

uint32_t hotline_policy_finding_count(const hotline_policy *policy) {
    return policy == NULL ? 0 : policy->finding_count;
}

hotline_status hotline_policy_finding_at(const hotline_policy *policy, uint32_t index, int32_t language, hotline_policy_finding *finding) {
    /* By rule_severity. */
    static const int32_t severities[] = {HOTLINE_SEVERITY_ERROR, HOTLINE_SEVERITY_WARNING, HOTLINE_SEVERITY_INFO};
    hotline_policy_finding filled;
    if (policy == NULL || finding == NULL || finding->struct_size < sizeof finding->struct_size) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (index >= policy->finding_count) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    const policy_finding *from = &policy->findings[index];
    memset(&filled, 0, sizeof filled);
    filled.struct_size = finding->struct_size;
    filled.severity = severities[from->severity];
    if (from->document.at != NULL) {
        hotline__json_place(from->document.at, from->document.len, from->offset, &filled.line, &filled.column);
    }
    filled.code = hotline__text_give(hotline__text(from->code), &filled.code_len);
    filled.path = hotline__text_give(hotline__text(from->path), &filled.path_len);
    filled.message = hotline__text_give(language == HOTLINE_LANGUAGE_ZH ? from->zh : from->en, &filled.message_len);
    /* An older caller's record is shorter: it receives what it knows. */
    memcpy(finding, &filled, filled.struct_size < sizeof filled ? filled.struct_size : sizeof filled);
    return HOTLINE_OK;
}

/* ---- machines ---- */

static const machine_rule *policy_machine_at(const hotline_policy *policy, uint32_t machine) {
    return policy != NULL && machine < policy->machines_declared ? policy->machines[policy->machine_order[machine]] : NULL;
}

/* States are numbered over the whole rulebook; a policy declares some of them. The index-th one's number, or NAME_NONE. */
static int32_t policy_state_at(const machine_rule *rule, uint32_t index) {
    for (uint32_t i = 0; rule != NULL && i < rule->state_count; i++) {
        if (rule->state_labels[i].at != NULL && index-- == 0) {
            return (int32_t)i;
        }
    }
    return NAME_NONE;
}

uint32_t hotline_policy_ranking_count(const hotline_policy *policy) {
    return policy == NULL ? 0 : policy->rankings_declared;
}

const char *hotline_policy_ranking_name(const hotline_policy *policy, uint32_t ranking, size_t *len) {
    int in = policy != NULL && ranking < policy->rankings_declared;
    return in ? hotline__text_give(hotline__policy_ranking(policy, policy->ranking_order[ranking])->name, len) : policy_lend_nothing(len);
}

uint32_t hotline_policy_machine_count(const hotline_policy *policy) {
    return policy == NULL ? 0 : policy->machines_declared;
}

const char *hotline_policy_machine_name(const hotline_policy *policy, uint32_t machine, size_t *len) {
    const machine_rule *rule = policy_machine_at(policy, machine);
    return rule == NULL ? policy_lend_nothing(len) : hotline__text_give(rule->name, len);
}

uint32_t hotline_policy_state_count(const hotline_policy *policy, uint32_t machine) {
    const machine_rule *rule = policy_machine_at(policy, machine);
    uint32_t count = 0;
    for (uint32_t i = 0; rule != NULL && i < rule->state_count; i++) {
        count += rule->state_labels[i].at != NULL;
    }
    return count;
}

const char *hotline_policy_state_name(const hotline_policy *policy, uint32_t machine, uint32_t state, size_t *len) {
    int32_t number = policy_state_at(policy_machine_at(policy, machine), state);
    if (number == NAME_NONE) {
        return policy_lend_nothing(len);
    }
    return hotline__text_give(policy->names->states[policy->machine_order[machine]].keys[number], len);
}

const char *hotline_policy_state_label(const hotline_policy *policy, uint32_t machine, uint32_t state, size_t *len) {
    const machine_rule *rule = policy_machine_at(policy, machine);
    int32_t number = policy_state_at(rule, state);
    return number == NAME_NONE ? policy_lend_nothing(len) : hotline__text_give(rule->state_labels[number], len);
}

int32_t hotline_policy_state_starts(const hotline_policy *policy, uint32_t machine, uint32_t state) {
    const machine_rule *rule = policy_machine_at(policy, machine);
    int32_t number = policy_state_at(rule, state);
    return number != NAME_NONE && rule->start == number;
}
