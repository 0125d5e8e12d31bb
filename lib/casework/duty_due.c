/* SPDX-License-Identifier: MIT */
/*
 * When would a duty be due, owed at that moment, given these facts? A matter of one object is made for the question and thrown away. It
 * refuses to know any log.
 */
#include "duty_impl.h"

#include <string.h>

typedef struct due_question {
    const hotline_rulebook *rulebook;
    const hotline_policy *policy;
    const duty_rule *rule;
    hotline_error *error;
    matter m;
    arena arena;
    arena scratch;
    instance owed;
} due_question;

static hotline_status due_unknown_duty(const due_question *q, text name) {
    nearest near;
    uint32_t i;
    hotline__error_set(q->error, HOTLINE_ERROR_NOT_FOUND, "no duty is named ");
    hotline__error_add_quoted(q->error, name);
    hotline__nearest_begin(&near, name);
    for (i = 0; i < q->policy->duties_declared; i++) {
        hotline__nearest_try(&near, hotline__policy_duty(q->policy, q->policy->duty_order[i])->name);
    }
    hotline__nearest_tell(&near, q->error);
    return HOTLINE_ERROR_NOT_FOUND;
}

static hotline_status due_find_duty(due_question *q, text name, hotline_instant owed) {
    int32_t number;
    q->policy = hotline__rulebook_at(q->rulebook, owed);
    if (q->policy == NULL) {
        return hotline__error_set(q->error, HOTLINE_UNDEFINED, "no policy is in force at that moment");
    }
    number = hotline__map_find(&q->rulebook->names.duties, name);
    q->rule = number != MAP_NONE ? hotline__policy_duty(q->policy, number) : NULL;
    q->owed.duty = number;
    return q->rule != NULL ? HOTLINE_OK : due_unknown_duty(q, name);
}

/* The object that would owe it, and the ticket that it hangs on. */
static hotline_status due_make_object(due_question *q, hotline_instant owed) {
    static const text nobody = {0};
    uint8_t root = q->rule->subject == OF_UNIT ? OF_UNIT : OF_TICKET;
    matter *m = &q->m;
    hotline__matter_init(m, q->rulebook, NULL, &q->arena, hotline__duty_answer);
    hotline__matter_begin(m, nobody);
    if (m->status >= 0) {
        hotline__matter_open(m, root, MATTER_NONE, NAME_NONE, owed);
    }
    if (m->status >= 0 && q->rule->subject == OF_ASSIGNMENT) {
        hotline__matter_open(m, OF_ASSIGNMENT, MATTER_NONE, NAME_NONE, owed);
    }
    m->policy = q->policy;
    q->owed.object = m->object_count - 1;
    return m->status;
}

static hotline_status due_unknown_fact(const due_question *q, const raw_fact *raw) {
    nearest near;
    uint32_t i;
    hotline__error_set(q->error, HOTLINE_ERROR_DOCUMENT, "no fact is named ");
    hotline__error_add_quoted(q->error, raw->key);
    hotline__error_path(q->error, raw->key);
    hotline__nearest_begin(&near, raw->key);
    for (i = 0; i < q->policy->facts_declared; i++) {
        hotline__nearest_try(&near, hotline__policy_fact(q->policy, q->policy->fact_order[i])->name);
    }
    hotline__nearest_tell(&near, q->error);
    return HOTLINE_ERROR_DOCUMENT;
}

/* `"channel" is not "locl"; expected: local, province, instant; did you mean "local"?` */
static hotline_status due_bad_fact(const due_question *q, const fact_rule *rule, const raw_fact *raw) {
    text near = hotline__event_nearest(q->rulebook, rule, raw);
    buffer expected;
    hotline__buffer_init(&expected, q->rulebook->context);
    hotline__event_expected(q->rulebook, rule, raw->fact, &expected);
    hotline__error_set(q->error, HOTLINE_ERROR_DOCUMENT, "the value of ");
    hotline__error_add_quoted(q->error, raw->key);
    hotline__error_add(q->error, " is not of its type; expected: ");
    hotline__error_add_text(q->error, hotline__buffer_text(&expected));
    if (near.at != NULL) {
        hotline__error_add(q->error, "; did you mean ");
        hotline__error_add_quoted(q->error, near);
        hotline__error_add(q->error, "?");
    }
    hotline__error_path(q->error, raw->key);
    hotline__buffer_free(&expected);
    return HOTLINE_ERROR_DOCUMENT;
}

/* A fact lands where the rule looks for it: on its object, or on the event that owes. */
static hotline_status due_take_fact(due_question *q, const raw_fact *raw, carried *out) {
    const fact_rule *rule = raw->fact != NAME_NONE ? hotline__policy_fact(q->policy, raw->fact) : NULL;
    memset(out, 0, sizeof *out);
    if (rule == NULL) {
        return due_unknown_fact(q, raw);
    }
    if (!hotline__event_value(q->rulebook, rule, raw, &out->held)) {
        return due_bad_fact(q, rule, raw);
    }
    out->fact = raw->fact;
    hotline__matter_apply(&q->m, q->owed.object, rule, out);
    return HOTLINE_OK;
}

static hotline_status due_take_facts(due_question *q, const char *facts, size_t len, hotline_instant owed) {
    const raw_fact *raw = NULL;
    uint32_t count = 0;
    uint32_t n = 0;
    uint32_t i;
    carried *taken;
    occurrence o;
    event *e = hotline__arena_take_zeroed(&q->arena, 1, sizeof *e);
    char *copy = hotline__arena_take(&q->arena, len + 1);
    if (copy == NULL || e == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    memcpy(copy, facts, len);
    copy[len] = '\0';
    HOTLINE_TRY(hotline__event_read_facts(q->rulebook, &q->scratch, &q->arena, copy, len, &raw, &count, q->error));
    taken = hotline__arena_take(&q->arena, count * sizeof *taken);
    if (taken == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < count; i++) {
        if (!hotline__event_is_nothing(&raw[i])) {
            HOTLINE_TRY(due_take_fact(q, &raw[i], &taken[n++]));
        }
    }
    memset(&o, 0, sizeof o);
    e->at = owed;
    e->kind = EVENT_VOID; /* any kind: no rule asks whether it happened */
    o.e = e;
    o.policy = q->policy;
    o.facts = taken;
    o.fact_count = n;
    o.object = q->owed.object;
    o.opened = MATTER_NONE;
    q->owed.owing = hotline__matter_record(&q->m, &o);
    return q->m.status;
}

static hotline_status due_set_clock(due_question *q, hotline_instant owed) {
    instance *in = &q->owed;
    period p;
    const char *undefined = NULL;
    in->rule = q->rule;
    in->policy = q->policy;
    in->owed_at = in->start = owed;
    in->ended_at = in->paused_at = in->period_to = HOTLINE_NO_INSTANT;
    in->ordinal = 1;
    if (q->rule->every == SPAN_NONE) {
        return HOTLINE_OK;
    }
    if (q->rule->every == SPAN_UNDEFINED ||
        hotline__period_at(&q->policy->periods, q->rule->every, owed, hotline__calendar_offset(q->rulebook->calendar), &p, &undefined) !=
            HOTLINE_OK) {
        in->unsettled = 1;
        return HOTLINE_OK;
    }
    in->owed_at = in->start = p.from;
    in->period_to = p.to;
    in->period_last = p.last;
    return HOTLINE_OK;
}

/* "start" is a key of the duty's own counting, of the policy's, or the policy's counting as a whole is not defined. */
static void due_tell_counting(const due_question *q, const char *key) {
    static const char *const keys[] = {"start", "end", "cutoff", "roll"};
    size_t i;
    for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (hotline__text_is(hotline__text(keys[i]), key)) {
            hotline__error_path(q->error, hotline__text("counting"));
            hotline__error_add(q->error, " (counting.");
            hotline__error_add_text(q->error, hotline__text(key));
            hotline__error_add(q->error, ")");
            return;
        }
    }
    hotline__error_path(q->error, hotline__text(key));
}

static hotline_status due_tell_undefined(const due_question *q, const char *path) {
    hotline__error_set(q->error, HOTLINE_UNDEFINED, "the policy does not define when this duty is due");
    if (path != NULL) {
        due_tell_counting(q, path);
    } else if (q->owed.unsettled) {
        hotline__error_path(q->error, hotline__text("periods"));
    }
    return HOTLINE_UNDEFINED;
}

/* Done, but without a due moment: the error record names the fact that was not given. */
static void due_tell_missing(const due_question *q, int32_t fact) {
    text name = hotline__policy_fact(q->policy, fact)->name;
    hotline__error_set(q->error, HOTLINE_OK, "it hangs on a fact that was not given: ");
    hotline__error_add_quoted(q->error, name);
    hotline__error_path(q->error, name);
}

static hotline_status due_answer(due_question *q, hotline_instant owed, hotline_duty *out) {
    judgement j;
    hotline__duty_judge(&q->m, &q->owed, owed, &j);
    HOTLINE_TRY(q->m.status);
    if (j.form == DUE_BEYOND) {
        return hotline__error_set(q->error, HOTLINE_ERROR_RANGE, "the term is negative, or the due moment lies beyond the years 1 to 9999");
    }
    HOTLINE_TRY(hotline__duty_show(&q->m, &q->owed, owed, out));
    /* These lived in the matter that is thrown away. */
    out->assignment = NULL;
    out->assignment_len = 0;
    if (j.state == HOTLINE_DUTY_UNDEFINED || j.form == DUE_UNDEFINED) {
        out->due = HOTLINE_NO_INSTANT;
        out->due_day = HOTLINE_DAY_NONE;
        return due_tell_undefined(q, j.undefined);
    }
    if (j.missing != NAME_NONE) {
        due_tell_missing(q, j.missing);
    }
    return j.form == DUE_KNOWN && !j.when.certain ? HOTLINE_PROVISIONAL : HOTLINE_OK;
}

static hotline_status due_ask(due_question *q, text name, hotline_instant owed, text facts, hotline_duty *out) {
    hotline_status status = due_find_duty(q, name, owed);
    if (status != HOTLINE_OK) {
        return status;
    }
    HOTLINE_TRY(due_make_object(q, owed));
    q->owed.owing = MATTER_NONE;
    if (facts.at != NULL && facts.len > q->rulebook->context->max_document) {
        return hotline__error_set(q->error, HOTLINE_ERROR_LIMIT, "the facts are longer than the context allows");
    }
    if (facts.at != NULL) {
        HOTLINE_TRY(due_take_facts(q, facts.at, facts.len, owed));
    }
    HOTLINE_TRY(due_set_clock(q, owed));
    return due_answer(q, owed, out);
}

hotline_status hotline_duty_due(const hotline_rulebook *rulebook, const char *duty, size_t duty_len, hotline_instant owed,
                                const char *facts, size_t facts_len, hotline_duty *out, hotline_error *error) {
    due_question q;
    hotline_status status;
    text name;
    text given;
    if (rulebook == NULL || duty == NULL || out == NULL || out->struct_size < sizeof *out || owed == HOTLINE_NO_INSTANT) {
        return hotline__error_set(error, HOTLINE_ERROR_ARGUMENT, "rulebook, duty, owed and out must be given");
    }
    memset(&q, 0, sizeof q);
    q.rulebook = rulebook;
    q.error = error;
    name.at = duty;
    name.len = duty_len;
    given.at = facts;
    given.len = facts_len;
    hotline__arena_init(&q.arena, rulebook->context);
    hotline__arena_init(&q.scratch, rulebook->context);
    status = due_ask(&q, name, owed, given, out);
    if (status == HOTLINE_ERROR_MEMORY) {
        hotline__error_set(error, status, "out of memory");
    }
    hotline__arena_free(&q.arena);
    hotline__arena_free(&q.scratch);
    return status;
}
