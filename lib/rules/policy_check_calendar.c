/* SPDX-License-Identifier: MIT */
/*
 * Tells where a policy counts working days of which the calendar is not certain: a document that applies outside them, and a term that leads
 * beyond them from its first day on. It refuses to judge any ticket.
 */
#include "policy_check.h"

static const text calendar_no_name = {NULL, 0};

static int term_asks_calendar(const term *t, const counting *counts) {
    return t->unit == TERM_WORKDAY || t->unit == TERM_WORKHOUR ||
           (hotline__term_is_days(t) && (counts->roll == ROLL_NEXT_WORKDAY || counts->start == START_NEXT_WORKDAY));
}

static int duty_asks_calendar(const duty_rule *duty) {
    for (uint32_t i = 0; i < duty->within.count; i++) {
        if (duty->within.rows[i].undefined == NULL && term_asks_calendar(&duty->within.rows[i].then, &duty->counts)) {
            return 1;
        }
    }
    return 0;
}

static int policy_asks_calendar(const policy_checker *c) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(c->r, KIND_DUTY, i)).at != NULL; i++) {
        if (duty_asks_calendar(c->r->duties[item.number])) {
            return 1;
        }
    }
    return 0;
}

static hotline_status day_check(policy_checker *c, const char *key, hotline_day day) {
    char date[HOTLINE_DATE_SIZE];
    if (hotline__calendar_certain(c->r->calendar, day)) {
        return HOTLINE_OK;
    }
    hotline_day_write(day, date);
    return hotline__check_tell(c, hotline__json_member(c->r->root, key), "calendar_uncertain", SEVERITY_INFO,
                               "the calendar is not certain of working days on {a}", hotline__text(date), calendar_no_name);
}

/* Owed at noon of the day on which the document comes into force. */
static hotline_status term_check(policy_checker *c, const json *at, const counting *counts, const term *t) {
    char date[HOTLINE_DATE_SIZE];
    char from[HOTLINE_DATE_SIZE];
    due due_at = {0};
    const char *undefined = NULL;
    hotline_day day = c->r->policy->effective;
    hotline_instant noon = ((int64_t)day * 1440 + 720 - hotline__calendar_offset(c->r->calendar)) * 60000;
    if (t->fact != TERM_NUMBER || !term_asks_calendar(t, counts) || !hotline__possible_spend(&c->can, 64)) {
        return HOTLINE_OK;
    }
    hotline_status status = hotline__term_due(c->r->calendar, counts, t, noon, NULL, 0, &due_at, &undefined);
    if (status != HOTLINE_OK || due_at.certain) {
        return HOTLINE_OK;
    }
    hotline_day_write(due_at.day, date);
    hotline_day_write(day, from);
    return hotline__check_tell(c, at, "term_beyond_calendar", SEVERITY_INFO,
                               "owed on {a} it is due on {b}, and the calendar is not certain until then", hotline__text(from),
                               hotline__text(date));
}

static hotline_status duty_check_calendar(policy_checker *c, policy_item item) {
    const duty_rule *duty = c->r->duties[item.number];
    const json *within = hotline__json_member(item.at, "within");
    const json *row = within != NULL && within->kind == JSON_OBJECT ? within->first : within;
    for (uint32_t i = 0; row != NULL && i < duty->within.count; i++, row = row->next) {
        if (duty->within.rows[i].undefined == NULL && duty->within.form != RULE_UNDEFINED) {
            HOTLINE_TRY(term_check(c, row, &duty->counts, &duty->within.rows[i].then));
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__check_calendar(policy_checker *c) {
    const hotline_policy *policy = c->r->policy;
    policy_item item;
    if (!policy_asks_calendar(c)) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(day_check(c, "effective", policy->effective));
    if (policy->expires != HOTLINE_DAY_NONE) {
        HOTLINE_TRY(day_check(c, "expires", policy->expires - 1));
    }
    for (uint32_t i = 0;
         hotline__calendar_certain(c->r->calendar, policy->effective) && (item = hotline__policy_item_at(c->r, KIND_DUTY, i)).at != NULL;
         i++) {
        HOTLINE_TRY(duty_check_calendar(c, item));
    }
    return HOTLINE_OK;
}
