/* SPDX-License-Identifier: MIT */
/*
 * Reads proposals and the reply section strictly: keys, names, moments, conditions. What they bring about is decided elsewhere, so nothing
 * of them is kept for judging: that they were right, and when proposals are made, for the check.
 */
#include "policy_read.h"

/* ---- proposals ---- */

static hotline_status proposal_check_terms(policy_reader *r, condition_place place, const json *proposal) {
    const json *after = hotline__json_member(proposal, "after");
    const json *ahead = hotline__json_member(proposal, "ahead");
    term_rule unused = {NULL, NULL, 0, 0};
    if (after != NULL && ahead != NULL) {
        return hotline__policy_fail(r, ahead, "at most one of `after` and `ahead`");
    }
    HOTLINE_TRY(hotline__policy_term_rule(r, place, after, &r->policy->counts, &unused));
    return hotline__policy_term_rule(r, place, ahead, &r->policy->counts, &unused);
}

static hotline_status proposal_check_roles(policy_reader *r, const json *at) {
    const int32_t *roles = NULL;
    uint32_t count = 0;
    int32_t role = NAME_NONE;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    return at->kind == JSON_ARRAY ? hotline__policy_name_set(r, KIND_ROLE, at, &roles, &count)
                                  : hotline__policy_lookup(r, KIND_ROLE, at, at->value, &role);
}

/* Duties of assignments are read by rules of assignments; those of the ticket by both. */
static hotline_status proposal_read_moment(policy_reader *r, condition_place place, const json *at, moment *out) {
    HOTLINE_TRY(hotline__policy_read_moment(r, place, at, out));
    uint8_t subject = out->kind == MOMENT_DUE ? r->duty_subjects[out->duty] : place.subject;
    if (subject == place.subject || (subject == OF_TICKET && place.subject == OF_ASSIGNMENT)) {
        return HOTLINE_OK;
    }
    return hotline__policy_fail(r, at, "the proposal and the duty are not of the same subject");
}

static hotline_status proposal_check_one(policy_reader *r, policy_item item) {
    static const member_rule members[] = {{"of", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"label", MEMBER_TEXT},
                                          {"on", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"after", MEMBER_TEXT | MEMBER_OBJECT},
                                          {"ahead", MEMBER_TEXT | MEMBER_OBJECT},
                                          {"if", MEMBER_TEXT | MEMBER_OBJECT},
                                          {"propose", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"to", MEMBER_TEXT | MEMBER_ARRAY},
                                          {"by", MEMBER_TEXT | MEMBER_ARRAY},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    static const char *const subjects[] = {"ticket", "assignment", "unit"};
    uint8_t subject = 0;
    proposal_sketch *kept = &r->proposals[item.number];
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(item.at, "of"), subjects, 3, &subject));
    condition_place place = {(uint8_t)(subject + OF_TICKET), 0, 0, RANKING_NONE, NAME_NONE};
    const json *moment_at = hotline__json_member(item.at, "on");
    if (!hotline__policy_is_undefined(moment_at)) {
        HOTLINE_TRY(proposal_read_moment(r, place, moment_at, &kept->on));
    }
    HOTLINE_TRY(hotline__policy_check_word(r, hotline__json_member(item.at, "propose")));
    HOTLINE_TRY(proposal_check_terms(r, place, item.at));
    place.ranking = kept->on.kind == MOMENT_PUBLISH ? RANKING_PLACES : kept->on.kind == MOMENT_END ? RANKING_MEASURES : RANKING_NONE;
    HOTLINE_TRY(hotline__policy_condition_rule(r, place, hotline__json_member(item.at, "if"), &kept->when));
    HOTLINE_TRY(proposal_check_roles(r, hotline__json_member(item.at, "to")));
    return proposal_check_roles(r, hotline__json_member(item.at, "by"));
}

hotline_status hotline__policy_read_proposals(policy_reader *r) {
    policy_item item;
    r->proposals = hotline__policy_take(r, (size_t)r->names->proposals.count + 1, sizeof *r->proposals);
    if (r->proposals == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_PROPOSAL, i)).at != NULL; i++) {
        HOTLINE_TRY(proposal_check_one(r, item));
    }
    return HOTLINE_OK;
}

/* ---- the reply section ---- */

static const char *const reply_severities[] = {"error", "warning", "info"};

static hotline_status reply_check_phrases(policy_reader *r, const json *phrases) {
    uint8_t choice = 0;
    for (const json *at = phrases == NULL ? NULL : phrases->first; at != NULL; at = at->next) {
        HOTLINE_TRY(hotline__policy_choice(r, at, reply_severities, 3, &choice));
    }
    return HOTLINE_OK;
}

/* "60%" */
static hotline_status reply_check_percent(policy_reader *r, const json *at) {
    policy_node number = *(const policy_node *)at; /* the place of the whole, without its sign */
    decimal unused;
    number.json.value.len--;
    return hotline__policy_decimal(r, &number.json, &unused);
}

static hotline_status reply_check_limit(policy_reader *r, const json *at) {
    decimal unused_decimal;
    limit unused;
    if (at == NULL || at->kind != JSON_TEXT || hotline__policy_is_undefined(at)) {
        return hotline__policy_limit(r, at, 0, &unused);
    }
    if (at->value.len > 1 && at->value.at[at->value.len - 1] == '%') {
        return reply_check_percent(r, at);
    }
    return hotline__policy_decimal(r, at, &unused_decimal);
}

static hotline_status reply_check_fact(policy_reader *r, const json *at, text name) {
    int32_t fact = NAME_NONE;
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_FACT, at, name, &fact));
    return r->facts[fact]->type == FACT_TEXT ? HOTLINE_OK : hotline__policy_fail(r, at, "expected a fact of type text");
}

/* A fact, or a set of facts. */
static hotline_status reply_check_facts(policy_reader *r, const json *at) {
    const int32_t *facts = NULL;
    uint32_t count = 0;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (at->kind == JSON_TEXT) {
        return reply_check_fact(r, at, at->value);
    }
    HOTLINE_TRY(hotline__policy_name_set(r, KIND_FACT, at, &facts, &count));
    for (const json *one = at->first; one != NULL; one = one->next) {
        HOTLINE_TRY(reply_check_fact(r, one, one->value));
    }
    return HOTLINE_OK;
}

static hotline_status reply_check_one(policy_reader *r, const json *check) {
    static const member_rule members[] = {{"test", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"severity", MEMBER_TEXT},
                                          {"label", MEMBER_TEXT},
                                          {"most", MEMBER_INTEGER | MEMBER_TEXT},
                                          {"least", MEMBER_INTEGER | MEMBER_TEXT},
                                          {"field", MEMBER_TEXT},
                                          {"of", MEMBER_TEXT | MEMBER_ARRAY},
                                          {"phrases", MEMBER_OBJECT},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    static const char *const tests[] = {"coverage", "empty",         "phrases",     "vague", "specifics",   "person_name",  "phone",
                                        "copied",   "contradiction", "overpromise", "date",  "wrong_party", "personal_data"};
    const json *severity = hotline__json_member(check, "severity");
    uint8_t choice = 0;
    HOTLINE_TRY(hotline__policy_check_name(r, check, 0));
    HOTLINE_TRY(hotline__policy_members(r, check, members, sizeof members / sizeof members[0]));
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(check, "test"), tests, sizeof tests / sizeof tests[0], &choice));
    if (severity != NULL) {
        HOTLINE_TRY(hotline__policy_choice(r, severity, reply_severities, 3, &choice));
    }
    HOTLINE_TRY(reply_check_limit(r, hotline__json_member(check, "most")));
    HOTLINE_TRY(reply_check_limit(r, hotline__json_member(check, "least")));
    HOTLINE_TRY(reply_check_facts(r, hotline__json_member(check, "field")));
    HOTLINE_TRY(reply_check_facts(r, hotline__json_member(check, "of")));
    return reply_check_phrases(r, hotline__json_member(check, "phrases"));
}

hotline_status hotline__policy_read_reply(policy_reader *r) {
    static const member_rule members[] = {{"on", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"text", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"checks", MEMBER_OBJECT | MEMBER_REQUIRED},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    const json *reply = hotline__json_member(r->root, "reply");
    int32_t number = NAME_NONE;
    if (reply == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, reply, members, sizeof members / sizeof members[0]));
    const json *on = hotline__json_member(reply, "on");
    const json *words = hotline__json_member(reply, "text");
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_EVENT, on, on->value, &number));
    HOTLINE_TRY(reply_check_fact(r, words, words->value));
    for (const json *check = hotline__json_member(reply, "checks")->first; check != NULL; check = check->next) {
        HOTLINE_TRY(reply_check_one(r, check));
    }
    return HOTLINE_OK;
}
