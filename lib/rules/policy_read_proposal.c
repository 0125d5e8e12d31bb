/* SPDX-License-Identifier: MIT */
/*
 * Reads proposals strictly: keys, names, moments, conditions. It refuses to know what they bring about.
 */
#include "policy_read.h"

/* ---- proposals ---- */

static hotline_status proposal_read_terms(policy_reader *r, condition_place place, const json *proposal, proposal_rule *out) {
    const json *after = hotline__json_member(proposal, "after");
    const json *ahead = hotline__json_member(proposal, "ahead");
    if (after != NULL && ahead != NULL) {
        return hotline__policy_fail(r, ahead, "at most one of `after` and `ahead`");
    }
    out->ahead = ahead != NULL;
    return hotline__policy_term_rule(r, place, ahead != NULL ? ahead : after, &r->policy->counts, &out->wait);
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

static hotline_status proposal_read_on(policy_reader *r, condition_place place, const json *at, proposal_rule *out) {
    out->on.kind = MOMENT_UNDEFINED;
    HOTLINE_TRY(hotline__policy_note_path(r, at, &out->on_path));
    return hotline__policy_is_undefined(at) ? HOTLINE_OK : proposal_read_moment(r, place, at, &out->on);
}

static hotline_status proposal_read_members(policy_reader *r, policy_item item, proposal_rule *out) {
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
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(item.at, "of"), subjects, 3, &out->subject));
    out->subject = (uint8_t)(out->subject + OF_TICKET);
    out->name = item.at->key;
    out->label = hotline__policy_text(item.at, "label");
    out->propose = hotline__policy_text(item.at, "propose");
    hotline__policy_cite(item.at, &out->cites);
    return hotline__policy_check_word(r, hotline__json_member(item.at, "propose"));
}

static hotline_status proposal_read_one(policy_reader *r, policy_item item) {
    proposal_rule *out = hotline__policy_take(r, 1, sizeof *out);
    condition_place place = {0, 0, 0, RANKING_NONE, NAME_NONE};
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->proposals[item.number] = out;
    HOTLINE_TRY(proposal_read_members(r, item, out));
    place.subject = out->subject;
    HOTLINE_TRY(proposal_read_on(r, place, hotline__json_member(item.at, "on"), out));
    HOTLINE_TRY(proposal_read_terms(r, place, item.at, out));
    place.ranking = out->on.kind == MOMENT_PUBLISH ? RANKING_PLACES : out->on.kind == MOMENT_END ? RANKING_MEASURES : RANKING_NONE;
    HOTLINE_TRY(hotline__policy_condition_rule(r, place, hotline__json_member(item.at, "if"), &out->when));
    HOTLINE_TRY(hotline__policy_names(r, KIND_ROLE, hotline__json_member(item.at, "to"), &out->to, &out->to_count));
    return hotline__policy_names(r, KIND_ROLE, hotline__json_member(item.at, "by"), &out->by, &out->by_count);
}

hotline_status hotline__policy_read_proposals(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_PROPOSAL, i)).at != NULL; i++) {
        HOTLINE_TRY(proposal_read_one(r, item));
    }
    return HOTLINE_OK;
}
