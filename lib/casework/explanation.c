/* SPDX-License-Identifier: MIT */
/*
 * An explanation from its verdict to what would change it. It refuses to know how readers hold tickets and units, and how anything is
 * judged.
 */
#include "explanation_impl.h"

#include <string.h>

/* The fact that the answer hangs on, or the item that the rules leave open. */
static text explain_cause(const explanation *x) {
    text item = hotline__explain_item(x);
    if (item.len == 0 && x->j.missing != NAME_NONE) {
        const fact_rule *rule = hotline__policy_fact(x->in.policy, x->j.missing);
        return rule != NULL ? hotline__explain_label(x, rule->name, rule->label) : item;
    }
    return item;
}

static sentence explain_open(const explanation *x) {
    switch (x->j.form) {
    case DUE_KNOWN:
        return x->j.late == HOTLINE_YES ? SAYS_OPEN_LATE : x->j.late == HOTLINE_NO ? SAYS_OPEN_DUE : SAYS_OPEN_UNKNOWN_DUE;
    case DUE_STANDS:
        return x->j.late == HOTLINE_YES ? SAYS_OPEN_LATE : SAYS_OPEN_STANDS;
    case DUE_NONE:
        return SAYS_OPEN_NO_DUE;
    default:
        return SAYS_OPEN_UNKNOWN_DUE;
    }
}

static sentence explain_met(const explanation *x) {
    if (x->in.owed_at == HOTLINE_NO_INSTANT || x->j.form == DUE_NONE) {
        return SAYS_MET;
    }
    return x->j.late == HOTLINE_YES ? SAYS_MET_LATE : x->j.late == HOTLINE_NO ? SAYS_MET_IN_TIME : SAYS_MET_UNKNOWN;
}

static sentence explain_sentence(const explanation *x) {
    switch (x->j.state) {
    case HOTLINE_DUTY_NOT_OWED:
        return SAYS_NOT_OWED;
    case HOTLINE_DUTY_POSSIBLE:
        return SAYS_POSSIBLE;
    case HOTLINE_DUTY_OPEN:
        return explain_open(x);
    case HOTLINE_DUTY_MET:
        return explain_met(x);
    case HOTLINE_DUTY_WAIVED:
        return SAYS_WAIVED;
    case HOTLINE_DUTY_CANCELLED:
        return x->j.late == HOTLINE_YES && x->j.form == DUE_KNOWN ? SAYS_CANCELLED_LATE : SAYS_CANCELLED;
    case HOTLINE_DUTY_SHUT:
        return SAYS_SHUT;
    default:
        return SAYS_UNDEFINED;
    }
}

static void explain_whose(explanation *x, const hotline_duty *d) {
    static const text nobody = {NULL, 0};
    text t;
    hotline__explain_member(x, "ticket", x->m->objects[MATTER_ROOT].subject == OF_TICKET ? x->m->id : nobody);
    t.at = d->assignment;
    t.len = d->assignment_len;
    hotline__explain_member(x, "assignment", t);
    t.at = d->unit;
    t.len = d->unit_len;
    hotline__explain_member(x, "unit", t);
    hotline__explain_member(x, "duty", x->in.rule->name);
    hotline__json_key(&x->w, "instance");
    hotline__json_integer(&x->w, d->instance);
    hotline__explain_member(x, "label", x->in.rule->label);
}

static void explain_cites(explanation *x) {
    hotline__explain_member(x, "clause", x->in.rule->cites.clause);
    hotline__explain_member(x, "quote", x->in.rule->cites.quote);
    hotline__explain_member(x, "document", x->in.rule->cites.document);
    hotline__explain_member(x, "policy", x->in.policy->id);
}

/* {a} the duty, {b} its clause, {c} the due moment or what it hangs on, {d} when it ended. */
static void explain_say(explanation *x, const hotline_duty *d) {
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    moment_words due_room;
    moment_words end_room;
    sentence s = explain_sentence(x);
    hotline_instant ended = d->met_at != HOTLINE_NO_INSTANT ? d->met_at : x->in.ended_at;
    gaps[0] = hotline__explain_label(x, x->in.rule->name, x->in.rule->label);
    gaps[1] = s == SAYS_POSSIBLE ? explain_cause(x) : x->in.rule->cites.clause;
    gaps[2] = s == SAYS_OPEN_STANDS                               ? hotline__explain_moment(x, x->in.paused_at, &due_room)
              : x->j.form == DUE_KNOWN || x->j.form == DUE_STANDS ? hotline__explain_due(x, &x->j.when, &due_room)
                                                                  : explain_cause(x);
    if (s == SAYS_UNDEFINED) {
        gaps[2] = explain_cause(x);
    }
    gaps[3] = hotline__explain_moment(x, ended, &end_room);
    hotline__explain_end(x, s, gaps);
}

/* What is over keeps that its lateness cannot be told, not why: that is judged again as it was then. */
static void explain_recall_cause(explanation *x) {
    judgement then;
    if (x->j.late == HOTLINE_UNKNOWN && x->j.undefined == NULL && x->j.missing == NAME_NONE && !x->in.unsettled) {
        hotline__duty_judge(x->m, &x->in, x->at, &then);
        x->j.undefined = then.undefined;
        x->j.missing = then.missing;
    }
}

static void explain_verdict(explanation *x, const instance *shown, hotline_instant now) {
    hotline_duty d;
    memset(&d, 0, sizeof d);
    d.struct_size = sizeof d;
    hotline__duty_show(x->of->folded, shown, now, &d);
    hotline__explain_begin(x, "verdict");
    explain_whose(x, &d);
    hotline__explain_member(x, "state", hotline__text(hotline_duty_state_name(d.state)));
    hotline__explain_verdict(x, "late", d.late == HOTLINE_UNKNOWN ? VERDICT_UNKNOWN : d.late == HOTLINE_YES ? VERDICT_TRUE : VERDICT_FALSE);
    explain_cites(x);
    explain_say(x, &d);
}

hotline_status hotline__explain(const explained *of, uint32_t instance_number, int32_t language, buffer *words, buffer *values,
                                buffer *out) {
    const instance *shown = &of->folded->instances[instance_number];
    explanation x;
    memset(&x, 0, sizeof x);
    x.of = of;
    x.language = language;
    x.offset = hotline__calendar_offset(of->folded->rulebook->calendar);
    x.words = words;
    x.values = values;
    x.out = out;
    hotline__buffer_clear(words);
    hotline__buffer_clear(values);
    hotline__buffer_clear(out);
    hotline__duty_judge(of->folded, shown, of->now, &x.j);
    hotline__explain_rewind(of, shown, &x);
    if (of->drafted->status < 0) {
        return of->drafted->status;
    }
    explain_recall_cause(&x);
    explain_verdict(&x, shown, of->now);
    hotline__explain_steps(&x);
    hotline__explain_beside(&x);
    hotline__explain_days(&x);
    if (!x.in.unsettled) {
        hotline__explain_rules(&x);
        hotline__explain_changes(&x);
    }
    return out->status;
}
