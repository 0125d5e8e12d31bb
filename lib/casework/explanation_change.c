/* SPDX-License-Identifier: MIT */
/*
 * What would have to be otherwise for another verdict: the fewest tests of a condition, found by one pass over its program, and the moment
 * that decides between in time and late. It refuses to say whether that could have been: it counts.
 */
#include "explanation_impl.h"

#include <string.h>

enum { CHANGE_NEVER = 1000 }; /* a cost: cannot be had */

typedef struct turnings {
    turning to_false;
    turning to_true;
} turnings;

static turning turning_both(turning a, turning b) {
    turning out;
    out.tests = a.tests | b.tests;
    out.truths = a.truths | b.truths;
    out.cost = a.cost + b.cost < CHANGE_NEVER ? a.cost + b.cost : CHANGE_NEVER;
    return out;
}

static turning turning_either(turning a, turning b) {
    return b.cost < a.cost ? b : a;
}

static turnings turnings_join(turnings a, turnings b, uint8_t code) {
    turnings out;
    out.to_true = code == OP_AND ? turning_both(a.to_true, b.to_true) : turning_either(a.to_true, b.to_true);
    out.to_false = code == OP_AND ? turning_either(a.to_false, b.to_false) : turning_both(a.to_false, b.to_false);
    return out;
}

static turnings turnings_not(turnings a) {
    turnings out;
    out.to_true = a.to_false;
    out.to_false = a.to_true;
    return out;
}

/* A test as it came out: what it already is costs nothing, what it is not costs turning it. */
static turnings turnings_test(const frame *at, const condition *c, const op *o, uint32_t number) {
    frame f = *at;
    condition one = hotline__condition_of_test(c, o);
    turning free_of_charge = {0, 0, 0};
    turning turned = {number < CHANGE_TESTS_MOST ? (uint64_t)1 << number : 0, 0, 1};
    turnings out;
    verdict v;
    v = hotline__matter_test(&f, &one);
    if (number >= CHANGE_TESTS_MOST || o->code == OP_CONSTANT) {
        turned.cost = CHANGE_NEVER;
    }
    out.to_false = v == VERDICT_FALSE ? free_of_charge : turned;
    turned.truths = turned.tests;
    out.to_true = v == VERDICT_TRUE ? free_of_charge : turned;
    return out;
}

static turnings turnings_of(const frame *f, const condition *c) {
    turnings stack[CONDITION_STACK];
    uint32_t top = 0;
    uint32_t tests = 0;
    uint32_t i;
    memset(stack, 0, sizeof stack);
    for (i = 0; i < c->count; i += 1 + c->ops[i].length) {
        uint8_t code = c->ops[i].code;
        if (code == OP_NOT) {
            stack[top - 1] = turnings_not(stack[top - 1]);
        } else if (code == OP_AND || code == OP_OR) {
            top--;
            stack[top - 1] = turnings_join(stack[top - 1], stack[top], code);
        } else {
            stack[top++] = turnings_test(f, c, &c->ops[i], tests++);
        }
    }
    return stack[0];
}

/* The next test that is told, from op *i on, each text once; NULL: no more. */
static const op *change_next(const condition *c, uint64_t tests, uint32_t *i, uint32_t *number) {
    for (; *i < c->count && *number < CHANGE_TESTS_MOST;) {
        const op *o = &c->ops[*i];
        *i += 1 + o->length;
        if (hotline__explain_is_test(o) && (tests >> (*number)++ & 1) != 0) {
            return o;
        }
    }
    return NULL;
}

/* The turned tests without those that were told before by the same words. */
static uint64_t change_once(const condition *c, uint64_t tests) {
    uint64_t once = 0;
    uint32_t i = 0;
    uint32_t number = 0;
    const op *o;
    while ((o = change_next(c, tests, &i, &number)) != NULL) {
        uint32_t j = 0;
        uint32_t before = 0;
        const op *told;
        while ((told = change_next(c, once, &j, &before)) != NULL &&
               !hotline__text_equal(hotline__explain_test(c, told), hotline__explain_test(c, o))) {
        }
        once |= told == NULL ? (uint64_t)1 << (number - 1) : 0;
    }
    return once;
}

/* "not (a) and b": the tests as they would have to come out. */
static void change_words(const explanation *x, const condition *c, const turning *turned, buffer *out) {
    int zh = x->language == HOTLINE_LANGUAGE_ZH;
    uint32_t number = 0;
    uint32_t i = 0;
    const op *o;
    while ((o = change_next(c, turned->tests, &i, &number)) != NULL) {
        hotline__buffer_puts(out, out->len == 0 ? "" : zh ? "，且" : " and ");
        hotline__buffer_puts(out, (turned->truths >> (number - 1) & 1) != 0 ? "" : zh ? "并非" : "not ");
        hotline__explain_said(x, c, o, out);
    }
}

static void change_members(explanation *x, const condition *c, const turning *turned) {
    uint32_t number = 0;
    uint32_t i = 0;
    const op *o;
    hotline__json_key(&x->w, "tests");
    hotline__json_array(&x->w);
    while ((o = change_next(c, turned->tests, &i, &number)) != NULL) {
        hotline__json_object(&x->w);
        hotline__explain_member(x, "test", hotline__explain_test(c, o));
        hotline__explain_verdict(x, "to", (turned->truths >> (number - 1) & 1) != 0 ? VERDICT_TRUE : VERDICT_FALSE);
        hotline__json_object_end(&x->w);
    }
    hotline__json_array_end(&x->w);
}

/* The fewest tests of the condition that would make the duty `state`. */
static void change_by_tests(explanation *x, const frame *f, const condition *c, int wanted, uint8_t state) {
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    turnings all = turnings_of(f, c);
    turning least = wanted ? all.to_true : all.to_false;
    if (least.cost == 0 || least.cost >= CHANGE_NEVER || !hotline__explain_suppose(f, c, &least, wanted ? VERDICT_TRUE : VERDICT_FALSE)) {
        return; /* what cannot be is not told */
    }
    least.tests = change_once(c, least.tests);
    hotline__explain_begin(x, "change");
    hotline__explain_member(x, "to", hotline__text(hotline_duty_state_name(state)));
    change_members(x, c, &least);
    hotline__buffer_clear(x->values);
    change_words(x, c, &least, x->values);
    hotline__explain_keep_failure(x);
    gaps[0] = hotline__text(hotline__explain_state(x, state));
    gaps[1] = hotline__buffer_text(x->values);
    hotline__explain_end(x, SAYS_CHANGE_TESTS, gaps);
}

static void change_by_rule(explanation *x, const condition_rule *rule, uint32_t since, int wanted, uint8_t state) {
    frame f = hotline__matter_frame(x->m, x->in.policy, x->in.object, x->at);
    frame chooser;
    const condition *c;
    f.since = since;
    f.own_openings = since != 0;
    chooser = f;
    c = hotline__matter_chosen(&chooser, rule);
    if (c != NULL) {
        change_by_tests(x, &f, c, wanted, state);
    }
}

/* In time up to the due moment, late after it: the side on which it is not. */
static void change_by_time(explanation *x) {
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    int late = x->j.late == HOTLINE_YES;
    gaps[0] = hotline__explain_due(x, &x->j.when, &room);
    hotline__explain_begin(x, "change");
    hotline__explain_member(x, "to", hotline__text(late ? "in_time" : "late"));
    hotline__explain_instant(x, "at", x->j.when.at);
    hotline__explain_end(x, late ? SAYS_CHANGE_BY : SAYS_CHANGE_AFTER, gaps);
}

/* A right could have been used up to its moment. */
static void change_until(explanation *x) {
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    gaps[0] = hotline__explain_due(x, &x->j.when, &room);
    hotline__explain_begin(x, "change");
    hotline__explain_member(x, "to", hotline__text(hotline_duty_state_name(HOTLINE_DUTY_MET)));
    hotline__explain_instant(x, "at", x->j.when.at);
    hotline__explain_end(x, SAYS_CHANGE_UNTIL, gaps);
}

/* How the instance would be judged under a plain term of n. */
static void change_judge_under(const explanation *x, const term *t, int64_t n, judgement *out) {
    duty_rule rule = *x->in.rule;
    instance in = x->in;
    term_row row;
    memset(&row, 0, sizeof row);
    row.then = *t;
    row.then.n = n;
    rule.within.form = RULE_PLAIN;
    rule.within.rows = &row;
    rule.within.count = 1;
    in.rule = &rule;
    hotline__duty_judge(x->m, &in, x->at, out);
}

static int change_late_under(const explanation *x, const term *t, int64_t n) {
    judgement j;
    change_judge_under(x, t, n, &j);
    return j.form == DUE_KNOWN && j.late == HOTLINE_YES;
}

/* Beyond the years of the calendar nothing is late, and nothing in time. */
static int change_known_under(const explanation *x, const term *t, int64_t n) {
    judgement j;
    change_judge_under(x, t, n, &j);
    return j.form == DUE_KNOWN;
}

/* The shortest term that would have been enough; one above `most` is not looked for. */
static int64_t change_shortest(const explanation *x, const term *t, int64_t most) {
    int64_t low = 0; /* everything below is late */
    int64_t high = most;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (change_late_under(x, t, middle)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* A term of so much would have been enough; or, in time, only a term below so much would not. */
static void change_by_term(explanation *x) {
    enum { TERM_SEARCHED = 100000 };
    frame f = hotline__matter_frame(x->m, x->in.policy, x->in.object, x->at);
    table_fault fault = TABLE_FINE;
    moment_words room;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    term t;
    int late = x->j.late == HOTLINE_YES;
    if (hotline__matter_term(&f, &x->in.rule->within, &t, &fault) != TERM_FOUND || t.unit == TERM_SAME_DAY) {
        return;
    }
    t.n = change_shortest(x, &t, late ? TERM_SEARCHED : t.n);
    if (t.n == (late ? TERM_SEARCHED : 0) || (late && x->in.late) || !change_known_under(x, &t, t.n)) {
        return; /* late at an earlier beginning stays late, and what is early enough for any term needs none */
    }
    hotline__explain_begin(x, "change");
    hotline__explain_member(x, "to", hotline__text(late ? "in_time" : "late"));
    hotline__json_key(&x->w, "term");
    hotline__json_integer(&x->w, t.n);
    gaps[0] = hotline__explain_term(x, &t, &room);
    hotline__explain_end(x, late ? SAYS_CHANGE_TERM : SAYS_CHANGE_TERM_BELOW, gaps);
}

static void change_by_definition(explanation *x) {
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    gaps[0] = gaps[1] = hotline__explain_item(x);
    if (gaps[0].len == 0) {
        return;
    }
    hotline__explain_begin(x, "change");
    hotline__explain_member(x, "to", hotline__text("defined"));
    hotline__explain_member(x, "item", gaps[0]);
    hotline__explain_end(x, SAYS_CHANGE_DEFINE, gaps);
}

/* The state if the duty were owed. */
static uint8_t change_if_owed(const explanation *x) {
    duty_rule rule = *x->in.rule;
    instance in = x->in;
    judgement j;
    rule.when.form = RULE_ABSENT;
    in.rule = &rule;
    in.frozen = 0; /* its `if` is to be read again */
    hotline__duty_judge(x->m, &in, x->at, &j);
    return j.state;
}

void hotline__explain_changes(explanation *x) {
    const duty_rule *rule = x->in.rule;
    change_by_definition(x);
    if (x->j.state == HOTLINE_DUTY_NOT_OWED || x->j.state == HOTLINE_DUTY_POSSIBLE) {
        change_by_rule(x, &rule->when, 0, 1, change_if_owed(x));
        return;
    }
    change_by_rule(x, &rule->when, 0, 0, HOTLINE_DUTY_NOT_OWED);
    if (x->j.state == HOTLINE_DUTY_SHUT) {
        change_until(x);
    }
    if (x->j.state == HOTLINE_DUTY_OPEN || x->j.state == HOTLINE_DUTY_CANCELLED) {
        change_by_rule(x, &rule->met, x->in.since, 1, HOTLINE_DUTY_MET);
        change_by_rule(x, &rule->waive, 0, 1, HOTLINE_DUTY_WAIVED);
    }
    if (x->j.form == DUE_KNOWN && x->j.late != HOTLINE_UNKNOWN && rule->expiry != EXPIRY_SHUT) {
        change_by_time(x);
        change_by_term(x);
    }
}
