/* SPDX-License-Identifier: MIT */
/*
 * Reads the duties: what is owed, by whom, since when and until when, what meets, releases, pauses, restarts and extends it. First a sketch
 * of all, so that conditions may name any. It refuses to know what events do to an instance.
 */
#include "policy_read.h"

static const member_rule duty_members[] = {
    {"of", MEMBER_TEXT | MEMBER_REQUIRED},
    {"label", MEMBER_TEXT},
    {"by", MEMBER_ARRAY},
    {"owed", MEMBER_TEXT},
    {"every", MEMBER_TEXT},
    {"if", MEMBER_TEXT | MEMBER_OBJECT},
    {"met", MEMBER_TEXT | MEMBER_OBJECT | MEMBER_REQUIRED},
    {"within", MEMBER_TEXT | MEMBER_OBJECT},
    {"due", MEMBER_TEXT},
    {"from", MEMBER_TEXT},
    {"before", MEMBER_TEXT},
    {"waive", MEMBER_TEXT | MEMBER_OBJECT},
    {"pause", MEMBER_TEXT | MEMBER_OBJECT},
    {"restart", MEMBER_TEXT},
    {"survives", MEMBER_TEXT},
    {"extend", MEMBER_OBJECT},
    {"expiry", MEMBER_TEXT},
    {"counting", MEMBER_TEXT | MEMBER_OBJECT},
    {"severity", MEMBER_TEXT},
    {"transition", MEMBER_TEXT | MEMBER_OBJECT},
    {"source", MEMBER_TEXT},
    {"clause", MEMBER_TEXT},
    {"quote", MEMBER_TEXT},
};

hotline_status hotline__policy_sketch_duties(policy_reader *r) {
    static const char *const subjects[] = {"ticket", "assignment", "unit"};
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_DUTY, i)).at != NULL; i++) {
        uint8_t subject = 0;
        HOTLINE_TRY(hotline__policy_members(r, item.at, duty_members, sizeof duty_members / sizeof duty_members[0]));
        HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(item.at, "of"), subjects, 3, &subject));
        r->duty_subjects[item.number] = (uint8_t)(subject + OF_TICKET);
    }
    return HOTLINE_OK;
}

static condition_place duty_place(const duty_rule *duty) {
    condition_place place = {duty->subject, 0, 0, RANKING_NONE, NAME_NONE};
    return place;
}

static hotline_status duty_read_pattern(policy_reader *r, const duty_rule *duty, const json *at, const condition **out) {
    condition_place place = duty_place(duty);
    place.pattern = 1;
    return at != NULL ? hotline__policy_condition(r, place, at, out) : HOTLINE_OK;
}

/* The optional word of a closed list. */
static hotline_status duty_read_word(policy_reader *r, const json *duty, const char *key, const char *const *words, size_t count,
                                     uint8_t *out) {
    const json *at = hotline__json_member(duty, key);
    return at != NULL ? hotline__policy_choice(r, at, words, count, out) : HOTLINE_OK;
}

static hotline_status duty_read_words(policy_reader *r, const json *at, duty_rule *out) {
    static const char *const expiries[] = {"late", "shut", "undefined"};
    static const char *const survivals[] = {"", "round", "ticket"};
    const json *survives = hotline__json_member(at, "survives");
    HOTLINE_TRY(duty_read_word(r, at, "severity", hotline__severities, RULE_SEVERITIES, &out->severity));
    HOTLINE_TRY(duty_read_word(r, at, "expiry", expiries, 3, &out->expiry));
    if (survives != NULL) {
        HOTLINE_TRY(hotline__policy_choice(r, survives, survivals + 1, 2, &out->survives));
        out->survives++;
    }
    return HOTLINE_OK;
}

/* owed, every, or neither. */
static hotline_status duty_read_beginning(policy_reader *r, const json *at, duty_rule *out) {
    const json *owed = hotline__json_member(at, "owed");
    const json *every = hotline__json_member(at, "every");
    if (owed != NULL && every != NULL) {
        return hotline__policy_fail(r, every, "a duty is owed by an event or every period, not both");
    }
    if (every != NULL) {
        HOTLINE_TRY(hotline__policy_span(r, every, &out->every));
    }
    HOTLINE_TRY(duty_read_pattern(r, out, owed, &out->owed));
    return duty_read_pattern(r, out, hotline__json_member(at, "restart"), &out->restart);
}

static hotline_status duty_read_conditions(policy_reader *r, const json *at, duty_rule *out) {
    condition_place place = duty_place(out);
    HOTLINE_TRY(hotline__policy_condition_rule(r, place, hotline__json_member(at, "if"), &out->when));
    HOTLINE_TRY(hotline__policy_condition_rule(r, place, hotline__json_member(at, "met"), &out->met));
    HOTLINE_TRY(hotline__policy_condition_rule(r, place, hotline__json_member(at, "waive"), &out->waive));
    return hotline__policy_condition_rule(r, place, hotline__json_member(at, "pause"), &out->pause);
}

/* ---- until when ---- */

/* A fact that lives on events must be carried by every event that can owe the duty. */
static hotline_status duty_check_fact(policy_reader *r, const duty_rule *duty, const json *at, int32_t fact) {
    condition_place place = duty_place(duty);
    if (r->facts[fact]->subject != OF_EVENT || duty->owed == NULL) {
        return hotline__policy_fact_reach(r, place, at, fact);
    }
    place.event_facts = 1;
    for (uint32_t i = 0; i < duty->owed->count; i++) {
        const op *o = &duty->owed->ops[i];
        if (o->code == OP_HAPPENED) {
            place.event = o->a;
            HOTLINE_TRY(hotline__policy_fact_reach(r, place, at, fact));
            i += o->length;
        }
    }
    return HOTLINE_OK;
}

static hotline_status duty_read_moment_fact(policy_reader *r, const duty_rule *duty, const json *at, int dates, int32_t *out) {
    *out = NAME_NONE;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_FACT, at, at->value, out));
    uint8_t type = r->facts[*out]->type;
    if (type != FACT_TIME && !(dates && type == FACT_DATE)) {
        return hotline__policy_fail(r, at, dates ? "expected a fact of type date or time" : "expected a fact of type time");
    }
    return duty_check_fact(r, duty, at, *out);
}

static hotline_status duty_read_term(policy_reader *r, const json *at, duty_rule *out) {
    const json *within = hotline__json_member(at, "within");
    const json *due_at = hotline__json_member(at, "due");
    const json *from = hotline__json_member(at, "from");
    if (within != NULL && due_at != NULL) {
        return hotline__policy_fail(r, due_at, "a duty has at most one of `within` and `due`");
    }
    if (from != NULL && within == NULL) {
        return hotline__policy_fail(r, from, "`from` says where `within` begins, and there is no `within`");
    }
    if (out->every != SPAN_NONE && (within != NULL || due_at != NULL)) {
        return hotline__policy_fail(r, within != NULL ? within : due_at, "a duty of every period is due when its period ends");
    }
    HOTLINE_TRY(duty_read_moment_fact(r, out, due_at, 1, &out->due_fact));
    HOTLINE_TRY(duty_read_moment_fact(r, out, from, 0, &out->from_fact));
    out->due_form = due_at != NULL ? RULE_PLAIN : RULE_ABSENT;
    return hotline__policy_term_rule(r, duty_place(out), within, &out->counts, &out->within);
}

static hotline_status duty_read_before(policy_reader *r, const json *at, duty_rule *out) {
    out->before = NAME_NONE;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    out->before_form = hotline__policy_is_undefined(at) ? RULE_UNDEFINED : RULE_PLAIN;
    return out->before_form == RULE_PLAIN ? hotline__policy_lookup(r, KIND_EVENT, at, at->value, &out->before) : HOTLINE_OK;
}

/* ---- extensions ---- */

static hotline_status extension_read_asked(policy_reader *r, const duty_rule *duty, const json *at, extension_rule *out) {
    const json *asked = hotline__json_member(at, "asked");
    const json *before = hotline__json_member(at, "asked_before");
    condition_place place = duty_place(duty);
    out->asked = NAME_NONE;
    if (asked != NULL) {
        HOTLINE_TRY(hotline__policy_lookup(r, KIND_EVENT, asked, asked->value, &out->asked));
    }
    if (before == NULL) {
        return HOTLINE_OK;
    }
    if (asked == NULL) {
        return hotline__policy_fail(r, before, "`asked_before` needs `asked`");
    }
    out->asked_before = hotline__policy_is_undefined(before) ? RULE_UNDEFINED : RULE_PLAIN;
    out->before_due = (uint8_t)hotline__text_is(before->value, "due");
    if (out->asked_before == RULE_UNDEFINED || out->before_due) {
        return HOTLINE_OK;
    }
    return hotline__policy_term(r, place, before, &duty->counts, &out->before);
}

static hotline_status extension_read(policy_reader *r, const duty_rule *duty, const json *at, extension_rule *out) {
    static const member_rule members[] = {
        {"add", MEMBER_TEXT | MEMBER_OBJECT | MEMBER_REQUIRED},
        {"most", MEMBER_INTEGER | MEMBER_TEXT},
        {"times", MEMBER_INTEGER | MEMBER_TEXT},
        {"asked", MEMBER_TEXT},
        {"asked_before", MEMBER_TEXT},
        {"pending", MEMBER_TEXT},
        {"clause", MEMBER_TEXT},
        {"quote", MEMBER_TEXT},
        {"label", MEMBER_TEXT},
    };
    static const char *const pendings[] = {"runs", "pauses", "provisional", "undefined"};
    condition_place place = duty_place(duty);
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_EVENT, at, at->key, &out->grant));
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    place.event_facts = 1;
    place.event = out->grant;
    HOTLINE_TRY(hotline__policy_term_rule(r, place, hotline__json_member(at, "add"), &duty->counts, &out->add));
    HOTLINE_TRY(hotline__policy_limit(r, hotline__json_member(at, "most"), 1, &out->most));
    HOTLINE_TRY(hotline__policy_limit(r, hotline__json_member(at, "times"), 0, &out->times));
    HOTLINE_TRY(duty_read_word(r, at, "pending", pendings, 4, &out->pending));
    out->clause = hotline__policy_text(at, "clause");
    return extension_read_asked(r, duty, at, out);
}

static hotline_status duty_read_extensions(policy_reader *r, const json *at, duty_rule *out) {
    uint32_t n = 0;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    extension_rule *list = hotline__policy_take(r, (size_t)at->count + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *child = at->first; child != NULL; child = child->next, n++) {
        HOTLINE_TRY(extension_read(r, out, child, &list[n]));
    }
    out->extensions = list;
    out->extension_count = n;
    return HOTLINE_OK;
}

/* ---- one duty ---- */

static hotline_status duty_read_one(policy_reader *r, policy_item item) {
    duty_rule *out = hotline__policy_take(r, 1, sizeof *out);
    const json *at = item.at;
    const json *by = hotline__json_member(at, "by");
    const json *transition = hotline__json_member(at, "transition");
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->duties[item.number] = out;
    out->name = at->key;
    out->label = hotline__policy_text(at, "label");
    out->source = hotline__policy_text(at, "source");
    out->subject = r->duty_subjects[item.number];
    out->counts = r->policy->counts;
    hotline__policy_cite(at, &out->cites);
    if (by != NULL) {
        HOTLINE_TRY(hotline__policy_name_set(r, KIND_ROLE, by, &out->by, &out->by_count));
    }
    HOTLINE_TRY(duty_read_words(r, at, out));
    HOTLINE_TRY(hotline__policy_read_counting(r, hotline__json_member(at, "counting"), &out->counts));
    HOTLINE_TRY(duty_read_beginning(r, at, out));
    HOTLINE_TRY(duty_read_conditions(r, at, out));
    HOTLINE_TRY(duty_read_term(r, at, out));
    HOTLINE_TRY(duty_read_before(r, hotline__json_member(at, "before"), out));
    if (transition != NULL) {
        HOTLINE_TRY(hotline__policy_read_transition(r, transition, &out->transition_in, &out->transition_out));
    }
    return duty_read_extensions(r, hotline__json_member(at, "extend"), out);
}

hotline_status hotline__policy_read_duties(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_DUTY, i)).at != NULL; i++) {
        HOTLINE_TRY(duty_read_one(r, item));
    }
    return HOTLINE_OK;
}
