/* SPDX-License-Identifier: MIT */
/*
 * Reads the head of a document and what its body says as a whole: dates, calendar, counting, periods, transition. It refuses to know facts,
 * events and duties.
 */
#include "policy_read.h"

static const member_rule head_members[] = {
    {"hotline", MEMBER_INTEGER | MEMBER_REQUIRED},
    {"id", MEMBER_TEXT | MEMBER_REQUIRED},
    {"title", MEMBER_TEXT | MEMBER_REQUIRED},
    {"source", MEMBER_TEXT | MEMBER_REQUIRED},
    {"issued", MEMBER_TEXT | MEMBER_REQUIRED},
    {"effective", MEMBER_TEXT | MEMBER_REQUIRED},
    {"expires", MEMBER_TEXT},
    {"extends", MEMBER_TEXT},
    {"reasons", MEMBER_OBJECT},
    {"transition", MEMBER_TEXT | MEMBER_OBJECT | MEMBER_REQUIRED},
    {"calendar", MEMBER_TEXT | MEMBER_REQUIRED},
    {"counting", MEMBER_TEXT | MEMBER_OBJECT},
    {"periods", MEMBER_OBJECT},
    {"roles", MEMBER_OBJECT},
    {"facts", MEMBER_OBJECT},
    {"events", MEMBER_OBJECT},
    {"machines", MEMBER_OBJECT},
    {"duties", MEMBER_OBJECT},
    {"reply", MEMBER_OBJECT},
    {"measures", MEMBER_OBJECT},
    {"scores", MEMBER_OBJECT},
    {"rankings", MEMBER_OBJECT},
    {"proposals", MEMBER_OBJECT},
};

/* A word or a time of day that is "undefined" reads as 1, absent as 0: the order of counting_start and its kin. */
static hotline_status head_word(policy_reader *r, const json *object, const char *key, const char *const *words, size_t count,
                                uint8_t *out) {
    const json *at = hotline__json_member(object, key);
    uint8_t choice = 0;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_choice(r, at, words, count, &choice));
    *out = (uint8_t)(choice + 1);
    return HOTLINE_OK;
}

static hotline_status head_minutes(policy_reader *r, const json *at, int32_t *out) {
    int32_t minute = hotline__minutes_parse(at->value);
    if (minute < 0) {
        hotline_status status = hotline__policy_fail(r, at, "expected a time of day HH:MM, not ");
        hotline__error_add_quoted(r->error, at->value);
        return status;
    }
    *out = minute;
    return HOTLINE_OK;
}

static hotline_status head_cutoff(policy_reader *r, const json *at, counting *out) {
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (hotline__policy_is_undefined(at) || hotline__text_is(at->value, "none")) {
        out->cutoff = hotline__policy_is_undefined(at) ? CUTOFF_UNDEFINED : CUTOFF_NONE;
        return HOTLINE_OK;
    }
    out->cutoff = CUTOFF_AT;
    return head_minutes(r, at, &out->cutoff_minute);
}

hotline_status hotline__policy_read_counting(policy_reader *r, const json *at, counting *out) {
    static const member_rule members[] = {{"start", MEMBER_TEXT}, {"end", MEMBER_TEXT}, {"cutoff", MEMBER_TEXT}, {"roll", MEMBER_TEXT}};
    static const char *const starts[] = {"undefined", "next-day", "same-day", "next-workday"};
    static const char *const ends[] = {"undefined", "24:00", "close", "same-time"};
    static const char *const rolls[] = {"undefined", "none", "next-workday"};
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (hotline__policy_is_undefined(at)) {
        counting silent = {0, START_UNDEFINED, END_UNDEFINED, CUTOFF_UNDEFINED, ROLL_UNDEFINED};
        *out = silent;
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    HOTLINE_TRY(head_word(r, at, "start", starts, sizeof starts / sizeof starts[0], &out->start));
    HOTLINE_TRY(head_word(r, at, "end", ends, sizeof ends / sizeof ends[0], &out->end));
    HOTLINE_TRY(head_word(r, at, "roll", rolls, sizeof rolls / sizeof rolls[0], &out->roll));
    return head_cutoff(r, hotline__json_member(at, "cutoff"), out);
}

/* The member `key` of a period, or NULL with the form noted: the period itself or the member may be "undefined". */
static hotline_status head_period_member(policy_reader *r, const json *span, const member_rule *rules, size_t count, const char *key,
                                         uint8_t *form, const json **out) {
    *out = NULL;
    *form = span == NULL ? RULE_ABSENT : RULE_UNDEFINED;
    if (span == NULL || hotline__policy_is_undefined(span)) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, span, rules, count));
    const json *at = hotline__json_member(span, key);
    if (at != NULL && !hotline__policy_is_undefined(at)) {
        *form = RULE_PLAIN;
        *out = at;
    }
    return HOTLINE_OK;
}

static hotline_status head_period_day(policy_reader *r, const json *periods) {
    static const member_rule members[] = {{"from", MEMBER_TEXT | MEMBER_REQUIRED}};
    periods_rule *p = &r->policy->periods;
    const json *from = NULL;
    HOTLINE_TRY(head_period_member(r, hotline__json_member(periods, "day"), members, 1, "from", &p->day_form, &from));
    if (from == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(head_minutes(r, from, &p->day_from));
    return p->day_from < 24 * 60 ? HOTLINE_OK : hotline__policy_fail(r, from, "expected a time of day before 24:00");
}

static hotline_status head_period_week(policy_reader *r, const json *periods) {
    static const member_rule members[] = {{"from", MEMBER_TEXT | MEMBER_REQUIRED}};
    static const char *const days[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    periods_rule *p = &r->policy->periods;
    const json *from = NULL;
    uint8_t day = 0;
    HOTLINE_TRY(head_period_member(r, hotline__json_member(periods, "week"), members, 1, "from", &p->week_form, &from));
    if (from != NULL) {
        HOTLINE_TRY(hotline__policy_choice(r, from, days, 7, &day));
    }
    p->week_from = day;
    return HOTLINE_OK;
}

static hotline_status head_period_named_by(policy_reader *r, const json *month) {
    static const char *const names_by[] = {"undefined", "start", "end"};
    periods_rule *p = &r->policy->periods;
    const json *at = hotline__json_member(month, "named_by");
    uint8_t choice = 0;
    if (at == NULL && p->month_form == RULE_PLAIN && p->month_from != 1) {
        return hotline__policy_fail(r, month, "a month that does not begin on the 1st needs `named_by`: start, end or \"undefined\"");
    }
    if (at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_choice(r, at, names_by, 3, &choice));
    p->named_form = choice == 0 ? RULE_UNDEFINED : RULE_PLAIN;
    p->month_named_by_end = choice == 2;
    return HOTLINE_OK;
}

static hotline_status head_period_month(policy_reader *r, const json *periods) {
    static const member_rule members[] = {{"from_day", MEMBER_INTEGER | MEMBER_TEXT | MEMBER_REQUIRED}, {"named_by", MEMBER_TEXT}};
    periods_rule *p = &r->policy->periods;
    const json *month = hotline__json_member(periods, "month");
    const json *from = NULL;
    HOTLINE_TRY(head_period_member(r, month, members, 2, "from_day", &p->month_form, &from));
    if (from != NULL) {
        if (from->kind != JSON_INTEGER || from->number < 1 || from->number > 28) {
            return hotline__policy_fail(r, from, "expected a day of the month from 1 to 28, or \"undefined\"");
        }
        p->month_from = (int32_t)from->number;
    }
    return month != NULL && month->kind == JSON_OBJECT ? head_period_named_by(r, month) : HOTLINE_OK;
}

static hotline_status head_periods(policy_reader *r) {
    static const member_rule members[] = {
        {"day", MEMBER_TEXT | MEMBER_OBJECT}, {"week", MEMBER_TEXT | MEMBER_OBJECT}, {"month", MEMBER_TEXT | MEMBER_OBJECT}};
    const json *periods = hotline__json_member(r->root, "periods");
    if (periods == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, periods, members, sizeof members / sizeof members[0]));
    HOTLINE_TRY(head_period_day(r, periods));
    HOTLINE_TRY(head_period_week(r, periods));
    return head_period_month(r, periods);
}

static hotline_status transition_word(policy_reader *r, const json *at, uint8_t *out) {
    static const char *const words[] = {"undefined", "ticket", "clock", "switch", "later", "earlier"};
    uint8_t choice = 0;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_choice(r, at, words, sizeof words / sizeof words[0], &choice));
    *out = (uint8_t)(choice + TRANSITION_UNDEFINED);
    return HOTLINE_OK;
}

/* The states of an earlier policy need not be states of this one, and that policy may not have been read yet. */
static hotline_status transition_state(policy_reader *r, const json *at, int32_t machine, move *out) {
    uint32_t from = 0;
    HOTLINE_TRY(hotline__policy_check_name(r, at, 0));
    hotline_status status = hotline__names_add(r->names, &r->names->states[machine], at->key, &from);
    if (status < 0) {
        return status == HOTLINE_ERROR_MEMORY ? hotline__policy_no_memory(r) : hotline__policy_fail(r, at, "too many states");
    }
    out->machine = machine;
    out->from = (int32_t)from;
    if (at->kind != JSON_TEXT) {
        return hotline__policy_fail(r, at, "expected the name of a state");
    }
    return hotline__policy_state(r, machine, at, at->value, &out->to);
}

static hotline_status transition_machines(policy_reader *r, const json *states, move *changes, uint32_t *count) {
    for (const json *machine = states->first; machine != NULL; machine = machine->next) {
        int32_t number = NAME_NONE;
        HOTLINE_TRY(hotline__policy_lookup(r, KIND_MACHINE, machine, machine->key, &number));
        if (machine->kind != JSON_OBJECT) {
            return hotline__policy_fail(r, machine, "expected an object {old state: new state}");
        }
        for (const json *state = machine->first; state != NULL; state = state->next) {
            HOTLINE_TRY(transition_state(r, state, number, &changes[*count]));
            ++*count;
        }
    }
    return HOTLINE_OK;
}

static hotline_status transition_states(policy_reader *r, const json *states) {
    uint32_t most = 0;
    if (states == NULL) {
        return HOTLINE_OK;
    }
    for (const json *machine = states->first; machine != NULL; machine = machine->next) {
        most += machine->count;
    }
    move *changes = hotline__policy_take(r, (size_t)most + 1, sizeof *changes);
    if (changes == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->policy->state_changes = changes;
    return transition_machines(r, states, changes, &r->policy->state_change_count);
}

hotline_status hotline__policy_read_transition(policy_reader *r, const json *at, uint8_t *in, uint8_t *out) {
    /* Without `in` it would be silent about tickets begun earlier and not say so; a duty falls back on the policy's. */
    static const member_rule of_policy[] = {{"in", MEMBER_TEXT | MEMBER_REQUIRED}, {"out", MEMBER_TEXT}, {"states", MEMBER_OBJECT}};
    static const member_rule of_one_duty[] = {{"in", MEMBER_TEXT}, {"out", MEMBER_TEXT}};
    if (at == NULL || at->kind == JSON_TEXT) {
        return transition_word(r, at, in);
    }
    int of_duty = ((const policy_node *)at)->depth > 1;
    HOTLINE_TRY(hotline__policy_members(r, at, of_duty ? of_one_duty : of_policy, of_duty ? 2 : 3));
    HOTLINE_TRY(transition_word(r, hotline__json_member(at, "in"), in));
    HOTLINE_TRY(transition_word(r, hotline__json_member(at, "out"), out));
    return of_duty ? HOTLINE_OK : transition_states(r, hotline__json_member(at, "states"));
}

static hotline_status head_dates(policy_reader *r) {
    hotline_policy *p = r->policy;
    const json *expires = hotline__json_member(r->root, "expires");
    HOTLINE_TRY(hotline__policy_date(r, hotline__json_member(r->root, "issued"), &p->issued));
    HOTLINE_TRY(hotline__policy_date(r, hotline__json_member(r->root, "effective"), &p->effective));
    p->expires = HOTLINE_DAY_NONE;
    if (expires == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_date(r, expires, &p->expires));
    return p->expires > p->effective ? HOTLINE_OK : hotline__policy_fail(r, expires, "expires before it is effective");
}

static hotline_status head_calendar(policy_reader *r) {
    const json *at = hotline__json_member(r->root, "calendar");
    nearest n;
    r->policy->calendar = at->value;
    if (hotline__calendar_is_named(r->calendar, at->value)) {
        return HOTLINE_OK;
    }
    hotline__nearest_begin(&n, at->value);
    for (uint32_t i = 0; hotline__calendar_name(r->calendar, i).len > 0; i++) {
        hotline__nearest_try(&n, hotline__calendar_name(r->calendar, i));
    }
    hotline_status status = hotline__policy_fail(r, at, "no such calendar among those given: ");
    hotline__error_add_quoted(r->error, at->value);
    hotline__nearest_tell(&n, r->error);
    return status;
}

static hotline_status head_reasons(policy_reader *r) {
    const json *reasons = hotline__json_member(r->root, "reasons");
    for (const json *at = reasons == NULL ? NULL : reasons->first; at != NULL; at = at->next) {
        if (at->kind != JSON_TEXT) {
            return hotline__policy_fail(r, at, "a reason is a text");
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__policy_read_members(policy_reader *r) {
    const json *calendar = hotline__json_member(r->root, "calendar");
    if (calendar != NULL && calendar->kind == JSON_INTEGER && hotline__json_member(r->root, "hotline") == NULL) {
        return hotline__policy_fail(r, calendar, "this is a calendar document, not a policy");
    }
    return hotline__policy_members(r, r->root, head_members, sizeof head_members / sizeof head_members[0]);
}

hotline_status hotline__policy_read_head(policy_reader *r) {
    hotline_policy *p = r->policy;
    const json *version = hotline__json_member(r->root, "hotline");
    const json *counts = hotline__json_member(r->root, "counting");
    if (version->number != 1) {
        return hotline__policy_fail(r, version, "this library reads version 1 of the grammar");
    }
    p->id = hotline__policy_text(r->root, "id");
    p->title = hotline__policy_text(r->root, "title");
    p->source = hotline__policy_text(r->root, "source");
    p->extends = hotline__policy_text(r->root, "extends");
    p->counting_undefined = (uint8_t)hotline__policy_is_undefined(counts);
    HOTLINE_TRY(head_reasons(r));
    HOTLINE_TRY(head_dates(r));
    HOTLINE_TRY(head_calendar(r));
    HOTLINE_TRY(hotline__policy_read_counting(r, counts, &p->counts));
    HOTLINE_TRY(head_periods(r));
    return hotline__policy_read_transition(r, hotline__json_member(r->root, "transition"), &p->transition_in, &p->transition_out);
}
