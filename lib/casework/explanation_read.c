/* SPDX-License-Identifier: MIT */
/*
 * What was read: every rule of the instance with its verdict, every test in it with the value that it met, and the event that brought that
 * value. It refuses to decide anything: each test is put to the same evaluator that judged.
 */
#include "explanation_impl.h"

#include <string.h>

#include "../base/utf8.h"

/* A value in words, cut when it is long. */
typedef struct value_words {
    char bytes[96];
    size_t len;
} value_words;

typedef struct reading {
    frame f;
    const char *rule; /* "if", "met", ... */
    const condition *c;
} reading;

static void value_add(value_words *v, text t) {
    size_t fit = hotline__utf8_fit(t.at, t.len, sizeof v->bytes - v->len);
    memcpy(v->bytes + v->len, t.at, fit);
    v->len += fit;
}

static void value_add_number(value_words *v, int64_t n) {
    char digits[24];
    size_t first = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    text t;
    do {
        digits[--first] = (char)('0' + (char)(left % 10));
        left /= 10;
    } while (left != 0);
    if (n < 0) {
        digits[--first] = '-';
    }
    t.at = digits + first;
    t.len = sizeof digits - first;
    value_add(v, t);
}

static void value_add_choice(const explanation *x, int32_t fact, int64_t number, value_words *out) {
    const fact_rule *rule = hotline__policy_fact(x->in.policy, fact);
    text label = {NULL, 0};
    if (rule != NULL && number >= 0 && (uint64_t)number < rule->value_count) {
        label = rule->value_labels[number];
    }
    value_add(out, hotline__explain_label(x, x->m->rulebook->names.values[fact].keys[number], label));
}

static void value_add_set(const explanation *x, int32_t fact, const value *v, value_words *out) {
    uint32_t i;
    for (i = 0; i < x->m->rulebook->names.values[fact].count && i < FACT_VALUES_MAX; i++) {
        if (((uint64_t)v->number >> i & 1) != 0) {
            value_add(out, hotline__text(out->len != 0 ? "+" : ""));
            value_add_choice(x, fact, i, out);
        }
    }
}

static void value_add_moment(const explanation *x, const value *v, value_words *out) {
    moment_words room;
    if (v->kind == FACT_DATE + 1) {
        if (hotline_day_write((hotline_day)v->number, room.bytes) == HOTLINE_OK) {
            value_add(out, hotline__text(room.bytes));
        }
    } else {
        value_add(out, hotline__explain_moment(x, v->number, &room));
    }
}

static void value_say(const explanation *x, int32_t fact, const value *v, value_words *out) {
    static const char *const yes[][2] = {{"no", "yes"}, {"否", "是"}};
    switch ((int)v->kind - 1) {
    case FACT_FLAG:
        value_add(out, hotline__text(yes[x->language == HOTLINE_LANGUAGE_ZH][v->number != 0]));
        break;
    case FACT_INTEGER:
        value_add_number(out, v->number);
        break;
    case FACT_DATE:
    case FACT_TIME:
        value_add_moment(x, v, out);
        break;
    case FACT_ONE_OF:
        value_add_choice(x, fact, v->number, out);
        break;
    case FACT_MANY_OF:
        value_add_set(x, fact, v, out);
        break;
    default:
        value_add(out, v->words);
        break;
    }
}

/* ---- where a value comes from ---- */

static int carries(const occurrence *o, int32_t fact) {
    uint32_t i;
    for (i = 0; i < o->fact_count; i++) {
        if (o->facts[i].fact == fact) {
            return 1;
        }
    }
    return 0;
}

/* The event whose value of the fact the object holds: its latest carrier, or its first. */
static const event *fact_bringer(const explanation *x, const frame *f, int32_t fact, int first) {
    const fact_rule *rule = hotline__policy_fact(f->policy, fact);
    uint32_t object_number = rule->subject == OF_ASSIGNMENT ? f->object : (uint32_t)MATTER_ROOT;
    const unit_fact *before;
    const unit_fact *unit;
    uint32_t i;
    if (rule->subject == OF_UNIT && x->m->objects[MATTER_ROOT].subject != OF_UNIT) {
        int32_t number = x->m->objects[f->object].unit;
        unit = number != NAME_NONE && x->m->log != NULL ? hotline__log_unit_fact(x->m->log, number, fact, f->at, &before) : NULL;
        return unit != NULL ? unit->e : NULL;
    }
    for (i = 0; i < x->m->event_count; i++) {
        const occurrence *o = &x->m->events[first ? i : x->m->event_count - 1 - i];
        int mine = rule->subject != OF_ASSIGNMENT || o->object == object_number || o->opened == object_number;
        if (mine && carries(o, fact)) {
            return o->e;
        }
    }
    return NULL;
}

/* The latest event that the test speaks of. */
static const event *pattern_bringer(const explanation *x, const reading *r, const op *o) {
    condition pattern = hotline__condition_of_test(r->c, o);
    frame f = r->f;
    uint32_t i;
    for (i = x->m->event_count; i > r->f.since; i--) {
        if (hotline__matter_matches(&f, &pattern, i - 1)) {
            return x->m->events[i - 1].e;
        }
    }
    return NULL;
}

/* ---- one test ---- */

static int is_fact_test(uint8_t code) {
    return (code >= OP_FACT && code <= OP_KNOWN) || code == OP_TIME_FACT;
}

static int is_duty_test(uint8_t code) {
    return code == OP_MET || code == OP_LATE || code == OP_OPEN || code == OP_WAIVED;
}

static const event *read_fact(explanation *x, const reading *r, const op *o, value_words *words) {
    value v = hotline__matter_fact(&r->f, o->a, o->flags & OP_FIRST);
    hotline__json_key(&x->w, "value");
    if (v.kind == 0) {
        hotline__json_null(&x->w);
        return NULL;
    }
    hotline__matter_write_value(x->m, (uint32_t)o->a, &v, &x->w);
    if (v.kind != FACT_FLAG + 1 || o->code == OP_KNOWN) { /* a flag's value is the answer */
        value_say(x, o->a, &v, words);
    }
    return fact_bringer(x, &r->f, o->a, o->flags & OP_FIRST);
}

static int64_t read_count(const explanation *x, const reading *r, const op *o) {
    condition pattern = hotline__condition_of_test(r->c, o);
    frame f = r->f;
    int64_t count = 0;
    uint32_t i;
    for (i = r->f.since; i < x->m->event_count; i++) {
        count += hotline__matter_matches(&f, &pattern, i);
    }
    return count;
}

static void read_duty(explanation *x, const reading *r, const op *o, value_words *words) {
    const duty_rule *rule = hotline__policy_duty(r->f.policy, o->a);
    uint32_t object_number = rule->subject == OF_ASSIGNMENT ? r->f.object : (uint32_t)MATTER_ROOT;
    uint32_t current = x->m->objects[object_number].current[o->a];
    judgement j;
    hotline__json_key(&x->w, "value");
    if (current == 0) {
        hotline__json_null(&x->w);
        return;
    }
    hotline__duty_judge(x->m, &x->m->instances[current - 1], r->f.at, &j);
    hotline__json_string(&x->w, hotline_duty_state_name(j.state));
    value_add(words, hotline__text(hotline__explain_state(x, j.state)));
}

static void read_state(explanation *x, const reading *r, const op *o, value_words *words) {
    const machine_rule *rule = hotline__policy_machine(r->f.policy, o->a);
    const object *at = &x->m->objects[rule->subject == OF_ASSIGNMENT ? r->f.object : (uint32_t)MATTER_ROOT];
    int32_t state = at->states[o->a];
    text label = {NULL, 0};
    hotline__json_key(&x->w, "value");
    if (state == NAME_NONE) {
        hotline__json_null(&x->w);
        return;
    }
    if ((uint32_t)state < rule->state_count) {
        label = rule->state_labels[state];
    }
    hotline__json_text(&x->w, x->m->rulebook->names.states[o->a].keys[state]);
    value_add(words, hotline__explain_label(x, x->m->rulebook->names.states[o->a].keys[state], label));
}

static void read_number(explanation *x, int64_t n, value_words *words) {
    hotline__json_key(&x->w, "value");
    hotline__json_integer(&x->w, n);
    value_add_number(words, n);
}

static void read_now(explanation *x, const reading *r, value_words *words) {
    moment_words room;
    hotline__explain_instant(x, "value", r->f.at);
    value_add(words, hotline__explain_moment(x, r->f.at, &room));
}

/* The member "value", in JSON and in words; the event that brought it, when one did. */
static const event *read_value(explanation *x, const reading *r, const op *o, value_words *words) {
    const object *own = &x->m->objects[r->f.object];
    if (is_fact_test(o->code)) {
        return read_fact(x, r, o, words);
    }
    if (is_duty_test(o->code)) {
        read_duty(x, r, o, words);
    } else if (o->code == OP_STATE) {
        read_state(x, r, o, words);
    } else if (o->code == OP_ROUND) {
        read_number(x, own->subject == OF_ASSIGNMENT ? own->round : x->m->round, words);
    } else if (o->code == OP_TIME) {
        read_now(x, r, words);
    } else if (o->code == OP_COUNT) {
        read_number(x, read_count(x, r, o), words);
    }
    return o->code == OP_HAPPENED || o->code == OP_COUNT ? pattern_bringer(x, r, o) : NULL;
}

static sentence read_says(verdict v, const frame *f, const value_words *words) {
    if (v != VERDICT_UNKNOWN) {
        return words->len != 0 ? SAYS_READ : SAYS_READ_NOTHING;
    }
    return f->undefined ? SAYS_READ_UNDEFINED : SAYS_READ_MISSING;
}

static const char *verdict_word(const explanation *x, verdict v) {
    static const char *const words[][3] = {{"no", "yes", "?"}, {"否", "是", "？"}};
    return words[x->language == HOTLINE_LANGUAGE_ZH][v];
}

static void read_test(explanation *x, const reading *r, const op *o) {
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    condition one = hotline__condition_of_test(r->c, o);
    frame f = r->f;
    value_words words = {"", 0};
    moment_words room;
    const event *by;
    verdict v;
    v = hotline__matter_test(&f, &one);
    hotline__explain_begin(x, "read");
    hotline__explain_member(x, "rule", hotline__text(r->rule));
    hotline__explain_member(x, "test", hotline__explain_test(r->c, o));
    hotline__explain_verdict(x, "verdict", v);
    by = read_value(x, r, o, &words);
    hotline__explain_member(x, "event", by != NULL ? by->id : gaps[5]);
    hotline__explain_instant(x, "at", by != NULL ? by->at : HOTLINE_NO_INSTANT);
    hotline__explain_member(x, "cause", hotline__text(v != VERDICT_UNKNOWN ? NULL : f.undefined ? "undefined" : "missing"));
    hotline__buffer_clear(x->values);
    hotline__explain_said(x, r->c, o, x->values);
    gaps[0] = hotline__buffer_text(x->values);
    gaps[1] = hotline__text(verdict_word(x, v));
    gaps[2].at = words.bytes;
    gaps[2].len = words.len;
    if (by != NULL) {
        gaps[3] = by->id;
        gaps[4] = hotline__explain_moment(x, by->at, &room);
    }
    hotline__explain_end(x, by != NULL && v != VERDICT_UNKNOWN ? SAYS_READ : read_says(v, &f, &words), gaps);
    hotline__explain_keep_failure(x);
}

static void read_tests(explanation *x, const reading *r) {
    uint32_t i;
    for (i = 0; i < r->c->count; i += 1 + r->c->ops[i].length) {
        uint8_t code = r->c->ops[i].code;
        if (code > OP_OR) { /* not, and, or are no tests; nor is a constant */
            read_test(x, r, &r->c->ops[i]);
        }
    }
}

/* ---- one rule ---- */

/* What a rule is called: 适用条件 and so on; in English its path says it. */
static text rule_name(const explanation *x, const reading *r, const char *path, value_words *room) {
    static const char *const called[][2] = {
        {"if", "适用条件"}, {"within", "期限"}, {"met", "履行条件"}, {"waive", "免除条件"}, {"pause", "暂停条件"}};
    text out = hotline__text(path);
    size_t i;
    for (i = 0; x->language == HOTLINE_LANGUAGE_ZH && i < sizeof called / sizeof called[0]; i++) {
        if (hotline__text_is(hotline__text(called[i][0]), r->rule)) {
            value_add(room, hotline__text(called[i][1]));
            value_add(room, hotline__text("（"));
            value_add(room, out);
            value_add(room, hotline__text("）"));
            out.at = room->bytes;
            out.len = room->len;
            return out;
        }
    }
    return out;
}

/* It would end the instance, or stop its clock, and has not: nothing has happened since it came to hold. */
static int rule_by_time(const explanation *x, const reading *r, verdict v) {
    int ends = hotline__text_is(hotline__text(r->rule), "met") || hotline__text_is(hotline__text(r->rule), "waive");
    int stops = hotline__text_is(hotline__text(r->rule), "pause") && x->in.paused_at == HOTLINE_NO_INSTANT;
    return v == VERDICT_TRUE && x->in.owed_at != HOTLINE_NO_INSTANT && x->in.end == END_NOT && (ends || stops);
}

static void rule_write(explanation *x, reading *r, verdict v, const char *path, text row, sentence yes) {
    static const uint8_t order[] = {1, 0, 2}; /* sentences: holds, does not, cannot be told */
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    value_words name = {"", 0};
    hotline__explain_begin(x, "rule");
    hotline__explain_member(x, "rule", hotline__text(r->rule));
    hotline__explain_member(x, "path", hotline__text(path));
    hotline__explain_member(x, "row", row);
    hotline__explain_member(x, "condition", r->c != NULL ? r->c->source : gaps[5]);
    hotline__explain_verdict(x, "verdict", v);
    gaps[0] = rule_name(x, r, path, &name);
    gaps[1] = row.at != NULL ? row : r->c != NULL ? r->c->source : row;
    hotline__explain_end(x, yes == SAYS_RULE_TRUE && rule_by_time(x, r, v) ? SAYS_RULE_BY_TIME : (sentence)(yes + order[v]), gaps);
}

static void rule_silent(explanation *x, const reading *r, const char *path) {
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    hotline__explain_begin(x, "rule");
    hotline__explain_member(x, "rule", hotline__text(r->rule));
    hotline__explain_member(x, "path", hotline__text(path));
    hotline__explain_verdict(x, "verdict", VERDICT_UNKNOWN);
    hotline__explain_member(x, "undefined", hotline__text(path));
    gaps[0] = hotline__text(path);
    hotline__explain_end(x, SAYS_RULE_SILENT, gaps);
}

/* A row of a table, with its tests; `when` NULL is else, which holds where no other row does. */
static verdict rule_row(explanation *x, reading *r, const condition *when, const char *path) {
    frame f = r->f;
    verdict v;
    r->c = when;
    if (when == NULL) {
        return VERDICT_FALSE;
    }
    v = hotline__matter_test(&f, when);
    rule_write(x, r, v, path, when->source, SAYS_ROW_TRUE);
    read_tests(x, r);
    return v;
}

static void rule_condition(explanation *x, reading *r, const condition *c, const char *path) {
    static const text no_row = {NULL, 0};
    frame f = r->f;
    r->c = c;
    rule_write(x, r, hotline__matter_test(&f, c), path, no_row, SAYS_RULE_TRUE);
    read_tests(x, r);
}

static void rule_read(explanation *x, const char *name, const condition_rule *rule, uint32_t since, int own_openings) {
    reading r;
    uint32_t i;
    r.f = hotline__matter_frame(x->m, x->in.policy, x->in.object, x->at);
    r.f.since = since;
    r.f.own_openings = (uint8_t)own_openings;
    r.rule = name;
    r.c = NULL;
    if (rule->form == RULE_UNDEFINED || (rule->form == RULE_PLAIN && rule->rows[0].undefined != NULL)) {
        rule_silent(x, &r, rule->path);
    } else if (rule->form == RULE_PLAIN) {
        rule_condition(x, &r, rule->rows[0].then, rule->path);
    } else if (rule->form == RULE_TABLE) {
        frame f = r.f;
        const condition *chosen = hotline__matter_chosen(&f, rule);
        for (i = 0; i < rule->count; i++) {
            if (rule_row(x, &r, rule->rows[i].when, rule->path) == VERDICT_TRUE && rule->rows[i].undefined != NULL) {
                rule_silent(x, &r, rule->rows[i].undefined);
            }
        }
        if (chosen != NULL) {
            rule_condition(x, &r, chosen, rule->path);
        }
    }
}

static void rule_read_term(explanation *x) {
    const term_rule *rule = &x->in.rule->within;
    reading r;
    uint32_t i;
    r.f = hotline__matter_frame(x->m, x->in.policy, x->in.object, x->at);
    r.rule = "within";
    r.c = NULL;
    if (rule->form == RULE_UNDEFINED) {
        rule_silent(x, &r, rule->path);
    }
    for (i = 0; rule->form == RULE_TABLE && i < rule->count; i++) {
        if (rule_row(x, &r, rule->rows[i].when, rule->path) == VERDICT_TRUE && rule->rows[i].undefined != NULL) {
            rule_silent(x, &r, rule->rows[i].undefined);
        }
    }
}

void hotline__explain_rules(explanation *x) {
    const duty_rule *rule = x->in.rule;
    rule_read(x, "if", &rule->when, 0, 0);
    rule_read_term(x);
    rule_read(x, "met", &rule->met, x->in.since, 1);
    rule_read(x, "waive", &rule->waive, 0, 0);
    rule_read(x, "pause", &rule->pause, 0, 0);
}
