/* SPDX-License-Identifier: MIT */
/*
 * The story of an instance: by what it became owed, what moved its clock, when it is due and how it ended; and the days between, one by
 * one. It refuses to judge: moments come from the judge of duties.
 */
#include "explanation_impl.h"

#include <string.h>

enum { STEP_DAYS_MOST = 400 };

static const event *step_event(const explanation *x, uint32_t occurrence_number) {
    return occurrence_number != MATTER_NONE && occurrence_number < x->m->event_count ? x->m->events[occurrence_number].e : NULL;
}

static void step_write(explanation *x, const char *step, hotline_instant at, const event *e, sentence s, const text *gaps) {
    static const text nobody = {0};
    hotline__explain_begin(x, "step");
    hotline__explain_member(x, "step", hotline__text(step));
    hotline__explain_instant(x, "at", at);
    hotline__explain_member(x, "event", e != NULL ? e->id : nobody);
    hotline__explain_end(x, s, gaps);
}

/* A step that is a moment and what happened then. */
static void step_moment(explanation *x, const char *step, hotline_instant at, const event *e, sentence s) {
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    gaps[0] = hotline__explain_moment(x, at, &room);
    if (e != NULL) {
        const event_rule *rule = hotline__policy_event(x->in.policy, e->kind);
        gaps[1] = hotline__explain_label(x, e->kind_name, rule != NULL ? rule->label : gaps[2]);
    }
    step_write(x, step, at, e, s, gaps);
}

/* The event that owed it first; a restart has put its own in the place of that. */
static const event *step_owing(const explanation *x) {
    frame f = hotline__matter_frame(x->m, x->in.policy, x->in.object, x->in.owed_at);
    uint32_t i;
    for (i = 0; i < x->m->event_count; i++) {
        if (x->m->events[i].e->at == x->in.owed_at && hotline__matter_matches(&f, x->in.rule->owed, i)) {
            return x->m->events[i].e;
        }
    }
    return NULL;
}

/* The event at a moment that the object sees; what stops and starts clocks happens with events. */
static const event *step_at(const explanation *x, hotline_instant at) {
    uint32_t i;
    for (i = 0; i < x->m->event_count; i++) {
        if (x->m->events[i].e->at == at && hotline__matter_sees(x->m, x->in.object, i)) {
            return x->m->events[i].e;
        }
    }
    return NULL;
}

static void step_owed(explanation *x) {
    const instance *in = &x->in;
    moment_words room[2];
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    if (in->rule->every != SPAN_NONE) {
        gaps[0] = hotline__explain_moment(x, in->owed_at, &room[0]);
        gaps[1] = hotline__explain_moment(x, in->period_to, &room[1]);
        step_write(x, "owed", in->owed_at, NULL, SAYS_STEP_PERIOD, gaps);
    } else if (in->start != in->owed_at) {
        step_moment(x, "owed", in->owed_at, step_owing(x), SAYS_STEP_OWED);
        step_moment(x, "restarted", in->start, step_event(x, in->owing), SAYS_STEP_RESTARTED);
    } else {
        step_moment(x, "owed", in->owed_at, step_event(x, in->owing), SAYS_STEP_OWED);
    }
}

static void step_pauses(explanation *x) {
    uint32_t i;
    for (i = 0; i < x->in.pause_count; i++) {
        step_moment(x, "paused", x->in.pauses[i].from, step_at(x, x->in.pauses[i].from), SAYS_STEP_PAUSED);
        step_moment(x, "resumed", x->in.pauses[i].to, step_at(x, x->in.pauses[i].to), SAYS_STEP_RESUMED);
    }
    if (x->in.paused_at != HOTLINE_NO_INSTANT) {
        step_moment(x, "paused", x->in.paused_at, step_at(x, x->in.paused_at), SAYS_STEP_PAUSED);
    }
}

/* Of two rules across a change of policy (`later`, `earlier`) the one that gives the due moment. */
static void step_deciding(const explanation *x, instance *out) {
    judgement j;
    *out = x->in;
    if (x->in.old_rule == NULL) {
        return;
    }
    out->old_rule = NULL;
    hotline__duty_judge(x->m, out, x->at, &j);
    if (x->j.form == DUE_KNOWN && (j.form != DUE_KNOWN || j.when.at != x->j.when.at)) {
        out->rule = x->in.old_rule;
        out->policy = x->in.old_policy;
    }
}

/* The term that holds, as the rule gives it. */
static int step_find_term(const explanation *x, const instance *in, term *out) {
    frame f = hotline__matter_frame(x->m, in->policy, in->object, x->at);
    table_fault fault = TABLE_FINE;
    return hotline__matter_term(&f, &in->rule->within, out, &fault) == TERM_FOUND;
}

static text step_fact(const explanation *x, const instance *in, int32_t fact) {
    const fact_rule *rule = hotline__policy_fact(in->policy, fact);
    return hotline__explain_label(x, rule->name, rule->label);
}

static void step_term(explanation *x) {
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    instance in;
    term t;
    step_deciding(x, &in);
    if (in.rule->due_form == RULE_PLAIN) {
        gaps[0] = step_fact(x, &in, in.rule->due_fact);
        step_write(x, "term", HOTLINE_NO_INSTANT, NULL, SAYS_STEP_FROM, gaps);
    } else if (in.rule->every == SPAN_NONE && step_find_term(x, &in, &t)) {
        gaps[1] = hotline__explain_term(x, &t, &room);
        if (in.rule->from_fact != NAME_NONE) {
            gaps[0] = step_fact(x, &in, in.rule->from_fact);
        }
        step_write(x, "term", HOTLINE_NO_INSTANT, NULL, SAYS_STEP_TERM, gaps);
    }
}

/* Where the count begins, and that an hour of the day put it off; a term of no days counts none. */
static void step_first_day(explanation *x) {
    const counting *c = &x->in.rule->counts;
    char date[HOTLINE_DATE_SIZE];
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    if (x->j.form != DUE_KNOWN || x->j.when.from == HOTLINE_DAY_NONE || x->j.when.from >= x->j.when.day ||
        hotline_day_write(x->j.when.from + 1, date) < 0) {
        return;
    }
    gaps[0] = hotline__text(date);
    if (c->cutoff == CUTOFF_AT && hotline__ms_of_day(x->in.start, x->offset) >= c->cutoff_minute * HOTLINE_MINUTE_MS) {
        hotline_instant cutoff =
            hotline__midnight(hotline_day_at(x->in.start, x->offset), x->offset) + c->cutoff_minute * HOTLINE_MINUTE_MS;
        gaps[1] = hotline__explain_moment(x, cutoff, &room);
    }
    step_write(x, "count", HOTLINE_NO_INSTANT, NULL, SAYS_STEP_COUNT, gaps);
}

/* What the instance would be without its later extensions. */
static void step_judge(const explanation *x, uint32_t extensions, judgement *out) {
    instance in = x->in;
    in.extension_count = extensions;
    hotline__duty_judge(x->m, &in, x->at, out);
}

static void step_extensions(explanation *x) {
    uint32_t i;
    for (i = 0; i < x->in.extension_count && !x->in.extensions[i].undefined; i++) {
        moment_words room[3];
        text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
        const event *by = step_event(x, x->in.extensions[i].by);
        judgement j;
        step_judge(x, i + 1, &j);
        gaps[0] = hotline__explain_due(x, &j.when, &room[0]);
        gaps[1] = hotline__explain_term(x, &x->in.extensions[i].add, &room[1]);
        gaps[2] = x->in.extensions[i].rule->clause;
        gaps[3] = by != NULL ? hotline__explain_moment(x, by->at, &room[2]) : gaps[5];
        step_write(x, "extended", by != NULL ? by->at : HOTLINE_NO_INSTANT, by, SAYS_STEP_EXTENDED, gaps);
    }
}

static void step_due(explanation *x) {
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    gaps[0] = hotline__explain_due(x, &x->j.when, &room);
    step_write(x, "due", x->j.when.at, NULL, SAYS_STEP_DUE, gaps);
}

/* The due moment by another calendar: the matter is looked at through a rulebook that has it. */
static void step_told_by(explanation *x, const hotline_calendar *then) {
    hotline_rulebook rulebook = *x->m->rulebook;
    matter m = *x->m;
    judgement j;
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    rulebook.calendar = then;
    m.rulebook = &rulebook;
    hotline__duty_judge(&m, &x->in, x->at, &j);
    if (j.form == DUE_KNOWN && j.when.at != x->j.when.at) {
        gaps[0] = hotline__explain_due(x, &j.when, &room);
        step_write(x, "told", j.when.at, NULL, SAYS_STEP_TOLD, gaps);
    }
}

static void step_told(explanation *x) {
    hotline_day day = hotline_day_at(x->in.owed_at, x->offset);
    hotline_calendar *then = NULL;
    if (day == HOTLINE_DAY_NONE) {
        return;
    }
    if (hotline_calendar_as_known_on(x->m->rulebook->calendar, day, &then) < 0) {
        x->out->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    step_told_by(x, then);
    hotline_calendar_free(then);
}

static void step_dues(explanation *x) {
    if (x->j.form == DUE_KNOWN) {
        step_due(x);
        step_told(x);
    }
}

/* A right that was used after its moment: the finding tells it, and of what came later nothing else does. */
static void step_too_late(explanation *x) {
    const finding_list *list = &x->of->folded->findings;
    text assignment = hotline__matter_object_id(x->m, x->in.object);
    uint32_t i;
    for (i = 0; i < list->count; i++) {
        const finding *f = &list->items[i];
        if (f->code == FINDING_SHUT && hotline__text_equal(f->b, x->in.rule->name) && hotline__text_equal(f->assignment, assignment)) {
            text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
            gaps[0] = hotline__explain_label(x, f->a, f->a_label);
            gaps[1] = f->event;
            hotline__explain_begin(x, "step");
            hotline__explain_member(x, "step", hotline__text("too_late"));
            hotline__explain_member(x, "event", f->event);
            hotline__explain_end(x, SAYS_STEP_TOO_LATE, gaps);
        }
    }
}

/* The event by which it ended: the last one that was folded, if it happened then. */
static void step_end(explanation *x) {
    static const char *const steps[] = {"", "met", "waived", "cancelled"};
    static const uint8_t says[] = {0, SAYS_STEP_MET, SAYS_STEP_WAIVED, SAYS_STEP_CANCELLED};
    const event *last = x->m->event_count != 0 ? x->m->events[x->m->event_count - 1].e : NULL;
    const event *by = x->in.end != END_BY_CANCEL && last != NULL && last->at == x->in.ended_at ? last : NULL;
    if (x->j.state == HOTLINE_DUTY_SHUT) {
        step_moment(x, "shut", x->j.when.at, NULL, SAYS_STEP_SHUT);
        step_too_late(x);
    } else if (x->in.end != END_NOT) {
        step_moment(x, steps[x->in.end], x->in.ended_at, by, (sentence)says[x->in.end]);
    }
}

void hotline__explain_steps(explanation *x) {
    if (x->in.owed_at == HOTLINE_NO_INSTANT || x->j.state == HOTLINE_DUTY_NOT_OWED) {
        return;
    }
    step_owed(x);
    step_term(x);
    step_first_day(x);
    step_pauses(x);
    step_extensions(x);
    if (x->in.end != END_NOT && x->j.form == DUE_KNOWN && x->in.ended_at <= x->j.when.at) {
        step_end(x); /* before it was due */
        step_dues(x);
    } else {
        step_dues(x);
        step_end(x);
    }
}

/* ---- days ---- */

/* The clock stands at the end of the day: it does not count. */
static int step_stands(const explanation *x, hotline_day day) {
    hotline_instant end = hotline__midnight(day + 1, x->offset);
    uint32_t i;
    for (i = 0; i < x->in.pause_count; i++) {
        if (end >= x->in.pauses[i].from && end < x->in.pauses[i].to) {
            return 1;
        }
    }
    return 0;
}

/* How many days the term and its extensions are; those behind them are passed over until a working day. 0: not in days alone. */
static int64_t step_days_wanted(const explanation *x) {
    instance in;
    term t;
    int64_t n;
    uint32_t i;
    step_deciding(x, &in);
    if (!step_find_term(x, &in, &t) || t.unit != x->j.when.unit) {
        return 0;
    }
    n = t.n;
    for (i = 0; i < x->in.extension_count; i++) {
        if (x->in.extensions[i].add.unit != t.unit) {
            return 0;
        }
        n += x->in.extensions[i].add.n;
    }
    return n;
}

/* A term in days counts every day, whatever the calendar says of it. */
static int step_counts(const explanation *x, const hotline_ledger_line *line) {
    return (x->j.when.unit != TERM_WORKDAY || line->counted) && !step_stands(x, line->day);
}

static text step_digits(int64_t n, char *room, size_t size) {
    text t = {room + size, 0};
    do {
        *(char *)(room + size - ++t.len) = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    t.at = room + size - t.len;
    return t;
}

static const char *step_class(const explanation *x, int32_t day_class) {
    static const char *const zh[] = {"工作日", "周末", "法定节假日", "调休放假", "补班", "当地放假", "当地上班"};
    return x->language == HOTLINE_LANGUAGE_ZH ? zh[day_class] : hotline_day_class_name(day_class);
}

static void step_day(explanation *x, const hotline_ledger_line *line) {
    char date[HOTLINE_DATE_SIZE] = "";
    char digits[24];
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    hotline__explain_begin(x, "day");
    hotline__explain_day(x, "day", line->day);
    hotline__explain_member(x, "class", hotline__text(hotline_day_class_name(line->day_class)));
    gaps[3].at = line->name_len != 0 ? line->name : NULL;
    gaps[3].len = line->name_len;
    gaps[4].at = line->notice_len != 0 ? line->notice : NULL;
    gaps[4].len = line->notice_len;
    hotline__explain_member(x, "name", gaps[3]);
    hotline__explain_member(x, "notice", gaps[4]);
    hotline__json_key(&x->w, "counted");
    hotline__json_flag(&x->w, line->counted);
    hotline__json_key(&x->w, "number");
    hotline__json_integer(&x->w, line->number);
    hotline__json_key(&x->w, "certain");
    hotline__json_flag(&x->w, line->certain);
    hotline_day_write(line->day, date);
    gaps[0] = hotline__text(date);
    gaps[1] = hotline__text(step_class(x, line->day_class));
    gaps[2] = step_digits(line->number, digits, sizeof digits);
    hotline__explain_end(x, line->counted ? SAYS_DAY_COUNTED : step_stands(x, line->day) ? SAYS_DAY_STANDS : SAYS_DAY_NOT_COUNTED, gaps);
}

static void step_more_days(explanation *x, size_t left) {
    char digits[24];
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    hotline__explain_begin(x, "day");
    hotline__json_key(&x->w, "more");
    hotline__json_integer(&x->w, (int64_t)left);
    gaps[0] = step_digits((int64_t)left, digits, sizeof digits);
    hotline__explain_end(x, SAYS_DAYS_MORE, gaps);
}

void hotline__explain_days(explanation *x) {
    const due *d = &x->j.when;
    hotline_ledger *ledger = NULL;
    int64_t wanted = step_days_wanted(x);
    int64_t counted = 0;
    size_t i;
    if (x->j.form != DUE_KNOWN || d->from == HOTLINE_DAY_NONE || d->unit == TERM_MONTH) {
        return;
    }
    if (hotline_calendar_ledger(x->m->rulebook->calendar, d->from, d->day, &ledger) == HOTLINE_ERROR_MEMORY) {
        x->out->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    for (i = 0; i < hotline_ledger_count(ledger) && i < STEP_DAYS_MOST; i++) {
        hotline_ledger_line line;
        memset(&line, 0, sizeof line);
        line.struct_size = sizeof line;
        hotline_ledger_at(ledger, i, &line);
        line.counted = step_counts(x, &line) && (wanted == 0 || counted < wanted);
        counted += line.counted;
        line.number = counted;
        step_day(x, &line);
    }
    if (i < hotline_ledger_count(ledger)) {
        step_more_days(x, hotline_ledger_count(ledger) - i);
    }
    hotline_ledger_free(ledger);
}
