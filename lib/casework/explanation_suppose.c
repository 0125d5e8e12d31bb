/* SPDX-License-Identifier: MIT */
/*
 * Supposes that some tests of a condition come out otherwise, and looks whether that can be: the same test twice comes out alike, and tests of one
 * fact must agree on a value of it. It refuses to search for the fewest tests (explanation_change.c).
 */
#include "explanation_impl.h"

#include <string.h>

typedef struct supposition {
    const frame *at;
    const condition *c;
    const turning *turned;
    carried facts[CHANGE_TESTS_MOST]; /* values under which the tests of these facts come out as told */
    uint32_t fact_count;
} supposition;

static int suppose_same(const condition *c, const op *a, const op *b) {
    return a == b ||
           (a->bytes != 0 && a->bytes == b->bytes && hotline__text_equal(hotline__explain_test(c, a), hotline__explain_test(c, b)));
}

/* Does the test hang on nothing but the latest value of one fact? */
static int suppose_of_fact(const op *o) {
    return (o->code == OP_FACT || o->code == OP_FACT_TEXT || o->code == OP_FACT_IN || o->code == OP_FACT_HAS || o->code == OP_FACT_UNDER) &&
           (o->flags & OP_FIRST) == 0;
}

int hotline__explain_is_test(const op *o) {
    return o->code != OP_NOT && o->code != OP_AND && o->code != OP_OR;
}

/* What is told of a test, or of the same test elsewhere in the condition; VERDICT_UNKNOWN: nothing. */
static verdict suppose_told(const supposition *s, const op *o) {
    uint32_t number = 0;
    uint32_t i;
    for (i = 0; i < s->c->count && number < CHANGE_TESTS_MOST; i += 1 + s->c->ops[i].length) {
        const op *other = &s->c->ops[i];
        if (!hotline__explain_is_test(other)) {
            continue;
        }
        if ((s->turned->tests >> number & 1) != 0 && suppose_same(s->c, other, o)) {
            return (s->turned->truths >> number & 1) != 0 ? VERDICT_TRUE : VERDICT_FALSE;
        }
        number++;
    }
    return VERDICT_UNKNOWN;
}

/* A test with the facts as they are, or as supposed. */
static verdict suppose_test(const supposition *s, const op *o, const carried *facts, uint32_t fact_count) {
    frame f = *s->at;
    condition one = hotline__condition_of_test(s->c, o);
    f.facts = facts;
    f.fact_count = fact_count;
    return hotline__matter_test(&f, &one);
}

/* How many tests of the fact come out otherwise under a value without being told; -1: a told one does not come out as told. */
static int suppose_weigh(const supposition *s, const carried *one) {
    int moved = 0;
    uint32_t i;
    for (i = 0; i < s->c->count; i += 1 + s->c->ops[i].length) {
        const op *o = &s->c->ops[i];
        verdict told;
        verdict v;
        if (!suppose_of_fact(o) || o->a != one->fact) {
            continue;
        }
        told = suppose_told(s, o);
        v = suppose_test(s, o, one, 1);
        if (told != VERDICT_UNKNOWN && v != told) {
            return -1;
        }
        moved += told == VERDICT_UNKNOWN && v != suppose_test(s, o, NULL, 0);
    }
    return moved;
}

static void suppose_try(const supposition *s, const carried *one, int *least, carried *best) {
    int moved = suppose_weigh(s, one);
    if (moved >= 0 && (*least < 0 || moved < *least)) {
        *least = moved;
        *best = *one;
    }
}

static void suppose_listed(const supposition *s, const fact_rule *rule, carried *one, int *least, carried *best) {
    uint32_t i;
    for (i = 0; i < rule->value_count; i++) {
        one->held.number = i;
        if (rule->value_labels[i].at != NULL) {
            suppose_try(s, one, least, best);
        }
    }
}

/* A set as it is, but with and without the values that are told. */
static void suppose_set(const supposition *s, carried *one, int *least, carried *best) {
    uint32_t i;
    one->held.number = hotline__matter_fact(s->at, one->fact, 0).number;
    for (i = 0; i < s->c->count; i += 1 + s->c->ops[i].length) {
        const op *o = &s->c->ops[i];
        verdict told = suppose_of_fact(o) && o->a == one->fact ? suppose_told(s, o) : VERDICT_UNKNOWN;
        if (told != VERDICT_UNKNOWN && o->code == OP_FACT_HAS) {
            uint64_t bit = (uint64_t)1 << o->b;
            uint64_t set = (uint64_t)one->held.number;
            one->held.number = (int64_t)(told == VERDICT_TRUE ? set | bit : set & ~bit);
        }
    }
    suppose_try(s, one, least, best);
}

/* The constants that the condition compares it with and their neighbours; of texts also one that is nothing. */
static void suppose_near(const supposition *s, carried *one, int *least, carried *best) {
    static const text nothing = {"", 0};
    uint32_t i;
    for (i = 0; i < s->c->count; i += 1 + s->c->ops[i].length) {
        const op *o = &s->c->ops[i];
        int64_t step;
        if (!suppose_of_fact(o) || o->a != one->fact) {
            continue;
        }
        for (step = -1; step <= 1; step++) {
            one->held.number = o->code == OP_FACT ? o->b + step : 0;
            one->held.words = o->code == OP_FACT || step != 0 ? nothing : s->at->policy->texts[o->b];
            suppose_try(s, one, least, best);
        }
    }
}

/* A value of the fact under which its tests come out as told, and as many of the others as can be as before. */
static int suppose_fact(supposition *s, int32_t fact) {
    const fact_rule *rule = hotline__policy_fact(s->at->policy, fact);
    carried one;
    carried best;
    int least = -1;
    memset(&one, 0, sizeof one);
    memset(&best, 0, sizeof best);
    one.fact = fact;
    one.held.kind = (uint32_t)rule->type + 1;
    if (rule->type == FACT_ONE_OF) {
        suppose_listed(s, rule, &one, &least, &best);
    } else if (rule->type == FACT_MANY_OF) {
        suppose_set(s, &one, &least, &best);
    } else {
        suppose_near(s, &one, &least, &best);
    }
    s->facts[s->fact_count++] = best;
    return least >= 0;
}

static int suppose_has(const supposition *s, int32_t fact) {
    uint32_t i;
    for (i = 0; i < s->fact_count && s->facts[i].fact != fact; i++) {
    }
    return i < s->fact_count;
}

static int suppose_facts(supposition *s) {
    uint32_t i;
    for (i = 0; i < s->c->count; i += 1 + s->c->ops[i].length) {
        const op *o = &s->c->ops[i];
        if (suppose_of_fact(o) && suppose_told(s, o) != VERDICT_UNKNOWN && !suppose_has(s, o->a) &&
            (s->fact_count == CHANGE_TESTS_MOST || !suppose_fact(s, o->a))) {
            return 0;
        }
    }
    return 1;
}

static verdict suppose_all(const supposition *s) {
    verdict stack[CONDITION_STACK] = {VERDICT_FALSE};
    uint32_t top = 0;
    uint32_t i;
    for (i = 0; i < s->c->count; i += 1 + s->c->ops[i].length) {
        const op *o = &s->c->ops[i];
        if (o->code == OP_NOT) {
            stack[top - 1] = hotline__verdict_not(stack[top - 1]);
        } else if (o->code == OP_AND || o->code == OP_OR) {
            top--;
            stack[top - 1] = hotline__verdict_join(stack[top - 1], stack[top], o->code);
        } else {
            verdict told = suppose_told(s, o);
            stack[top++] = told != VERDICT_UNKNOWN ? told : suppose_test(s, o, s->facts, s->fact_count);
        }
    }
    return stack[0];
}

int hotline__explain_suppose(const frame *at, const condition *c, const turning *turned, verdict wanted) {
    supposition s;
    memset(&s, 0, sizeof s);
    s.at = at;
    s.c = c;
    s.turned = turned;
    return suppose_facts(&s) && suppose_all(&s) == wanted;
}
