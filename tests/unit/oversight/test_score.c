/* SPDX-License-Identifier: MIT */
/*
 * Scores: what a formula comes to for counts of any size, exactly; what a part is when it divides by nothing, when facts are missing, when the
 * policy is silent; sums and bands.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fraction.h"
#include "oversight/score_impl.h"
#include "rules/period_impl.h"

/* Of a count n, a rate r, a weighted count w and a weighted rate v; weights in 10^-9. The group's totals are three times as much where that fits. */
typedef struct score_counts {
    int64_t n, r_num, r_den, r_unknown, w, v_num, v_den;
} score_counts;

typedef struct score_case {
    const char *is;
    uint32_t places;
    const char *otherwise;
    score_counts counts;
    const char *shown; /* STATE, unless it is known, and the value */
} score_case;

/* clang-format off */
#define USUAL {7, 2, 3, 0, 1500000000, INT64_C(2700000000), 4}
/* clang-format on */

#define MEASURES                                                                                                                           \
  "'measures':{'n':{'of':'report','count':'always'},'r':{'of':'report','count':'result = done','per':'always'},"                           \
  "'w':{'of':'report','count':{'result = done':'0.000000001'}},"                                                                           \
  "'v':{'of':'report','count':{'result = done':'0.000000001'},'per':'always'},'u':'undefined'},"

typedef struct score_world {
    casebook b;
    hotline_tally *tally;
    tally_counts totals[16];
    score_reading reading;
    const score_rule *rule;
} score_world;

static const hotline_policy *last_policy(const casebook *b) {
    return hotline_rulebook_policy(b->rulebook, hotline_rulebook_policy_count(b->rulebook) - 1);
}

static void world_put(score_world *w, const period *when, const char *name, int64_t num, int64_t den, int64_t unknown) {
    tally_counts counts = {num, den, unknown, 0};
    int32_t measure = hotline__map_find(&w->b.rulebook->names.measures, hotline__text(name));
    int64_t times = num > INT32_MIN && num < INT32_MAX && den < INT32_MAX ? 3 : 1;
    assert_true(measure >= 0 && measure < 16);
    assert_int_equal(hotline__tally_put(w->tally, hotline__text("a"), w->reading.policy, measure, SPAN_MONTH, when, &counts), HOTLINE_OK);
    w->totals[measure].num = num * times;
    w->totals[measure].den = den * times;
    w->totals[measure].unknown = unknown * times;
}

static void world_open(score_world *w, const char *rules, const score_counts *c) {
    period when;
    const char *unused = NULL;
    memset(w, 0, sizeof *w);
    casebook_open(&w->b, rules);
    w->reading.policy = last_policy(&w->b);
    w->rule = hotline__policy_score(w->reading.policy, 0);
    assert_non_null(w->rule);
    assert_int_equal(hotline_tally_new(w->b.rulebook, &w->tally), HOTLINE_OK);
    assert_int_equal(hotline__period_named(&w->reading.policy->periods, SPAN_MONTH, hotline__text("2021-04"), 480, &when, &unused),
                     HOTLINE_OK);
    world_put(w, &when, "n", c->n, c->n, 0);
    world_put(w, &when, "r", c->r_num, c->r_den, c->r_unknown);
    world_put(w, &when, "w", c->w, c->w != 0, 0);
    world_put(w, &when, "v", c->v_num, c->v_den, 0);
    w->reading.tally = w->tally;
    w->reading.totals = w->totals;
    w->reading.unit = hotline__text("a");
    w->reading.first = when.first;
    w->reading.span = SPAN_MONTH;
}

static void world_close(score_world *w) {
    hotline_tally_free(w->tally);
    casebook_close(&w->b);
}

/* In words, until the next call. */
static const char *shown(const casebook *b, const score_value *v, uint32_t places) {
    static const char *const states[] = {"", "no_rate", "unknown", "undefined", "given "};
    static char words[1024];
    buffer digits;
    text all;
    hotline__buffer_init(&digits, b->context);
    if (v->state == HOTLINE_PART_KNOWN || v->state == HOTLINE_PART_GIVEN) {
        hotline__fraction_write(&v->value, places, &digits);
    }
    all = hotline__buffer_text(&digits);
    snprintf(words, sizeof words, "%s%.*s", states[v->state], (int)all.len, all.len > 0 ? all.at : "");
    hotline__buffer_free(&digits);
    return words;
}

static int differs(const score_case *row) {
    static score_stack stack;
    char rules[2048];
    score_world w;
    score_value v;
    int wrong;
    snprintf(rules, sizeof rules, MEASURES "'scores':{'s':{'parts':{'p':{'is':'%s','places':%u%s%s%s}}}}", row->is, (unsigned)row->places,
             row->otherwise != NULL ? ",'if_undefined':'" : "", row->otherwise != NULL ? row->otherwise : "",
             row->otherwise != NULL ? "'" : "");
    world_open(&w, rules, &row->counts);
    hotline__score_part(&w.reading, &stack, w.rule, &w.rule->parts[0], &v);
    wrong = !casebook_same(row->is, "part", shown(&w.b, &v, row->places), row->shown);
    if (v.state == HOTLINE_PART_UNDEFINED) {
        assert_string_equal(v.cause, "measures.u");
    }
    world_close(&w);
    return wrong;
}

static void run(const score_case *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        wrong += (size_t)differs(&rows[i]);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define WIDEST                                                                                                                             \
  "1675975991242824635993075676184516985387901198547562812360453746481024011869419000473201313335485603"                                   \
  "328829121138145048029531066967764482416613093539840032000000000.000000000"

#define CASES(rows) run(rows, sizeof rows / sizeof rows[0])

/* What a formula says, with the precedence that is usual. */
static void arithmetic(void **state) {
    static const score_case rows[] = {
        {"n", 2, NULL, USUAL, "7.00"},
        {"r", 2, NULL, USUAL, "0.67"},
        {"w", 2, NULL, USUAL, "1.50"},
        {"v", 2, NULL, USUAL, "0.68"},
        {"1", 2, NULL, USUAL, "1.00"},
        {"0.5", 2, NULL, USUAL, "0.50"},
        {"12.5%", 2, NULL, USUAL, "0.13"},
        {"100%", 2, NULL, USUAL, "1.00"},
        {"n + r", 2, NULL, USUAL, "7.67"},
        {"n - r", 2, NULL, USUAL, "6.33"},
        {"r - n", 2, NULL, USUAL, "-6.33"},
        {"n * r", 2, NULL, USUAL, "4.67"},
        {"n / 3", 2, NULL, USUAL, "2.33"},
        {"r / r", 2, NULL, USUAL, "1.00"},
        {"-n", 2, NULL, USUAL, "-7.00"},
        {"-n * -r", 2, NULL, USUAL, "4.67"},
        {"- r + n", 2, NULL, USUAL, "6.33"},
        {"n - 1 - 2", 2, NULL, USUAL, "4.00"},
        {"n / 2 / 2", 2, NULL, USUAL, "1.75"},
        {"2 + 3 * 4", 2, NULL, USUAL, "14.00"},
        {"(2 + 3) * 4", 2, NULL, USUAL, "20.00"},
        {"((n))", 2, NULL, USUAL, "7.00"},
        {"min(n, r)", 2, NULL, USUAL, "0.67"},
        {"max(n, r)", 2, NULL, USUAL, "7.00"},
        {"min(n)", 2, NULL, USUAL, "7.00"},
        {"max(1, 2, n, 3)", 2, NULL, USUAL, "7.00"},
        {"min(-n, -r)", 2, NULL, USUAL, "-7.00"},
        {"max(min(n, 5), min(3, 4))", 2, NULL, USUAL, "5.00"},
        {"0.000000001 * w", 2, NULL, USUAL, "0.00"},
        {"total(n)", 2, NULL, USUAL, "21.00"},
        {"total(r)", 2, NULL, USUAL, "0.67"},
        {"total(w) / total(n)", 2, NULL, USUAL, "0.21"},
        {"100 * n / total(n)", 2, NULL, USUAL, "33.33"},
        {" n  *  r ", 2, NULL, USUAL, "4.67"},
    };
    (void)state;
    CASES(rows);
}

/* Half-up, away from zero. */
static void rounding(void **state) {
    static const score_case rows[] = {
        {"17.665", 2, NULL, USUAL, "17.67"},
        {"17.66499999", 2, NULL, USUAL, "17.66"},
        {"0.005", 2, NULL, USUAL, "0.01"},
        {"-0.005", 2, NULL, USUAL, "-0.01"},
        {"-0.004", 2, NULL, USUAL, "0.00"},
        {"2 / 3", 4, NULL, USUAL, "0.6667"},
        {"1 / 3", 9, NULL, USUAL, "0.333333333"},
        {"0.5", 0, NULL, USUAL, "1"},
        {"1.5", 0, NULL, USUAL, "2"},
        {"2.5", 0, NULL, USUAL, "3"},
        {"-2.5", 0, NULL, USUAL, "-3"},
        {"99.995", 2, NULL, USUAL, "100.00"},
        {"r", 0, NULL, USUAL, "1"},
        {"1 / 1000000000", 9, NULL, USUAL, "0.000000001"},
        {"1 / 2000000001", 9, NULL, USUAL, "0.000000000"},
        {"0 - 0.4", 0, NULL, USUAL, "0"},
    };
    (void)state;
    CASES(rows);
}

/* A division by nothing is no rate, however it is wrapped; the value that the policy gives replaces the whole part. */
static void no_rate(void **state) {
    static const score_case rows[] = {
        {"r", 2, NULL, {0, 0, 0, 0, 0, 0, 0}, "no_rate"},
        {"r", 2, "60", {0, 0, 0, 0, 0, 0, 0}, "given 60.00"},
        {"100 * r", 2, "60", {0, 0, 0, 0, 0, 0, 0}, "given 60.00"},
        {"n / n", 2, "0", {0, 0, 0, 0, 0, 0, 0}, "given 0.00"},
        {"1 / n", 2, NULL, {0, 0, 0, 0, 0, 0, 0}, "no_rate"},
        {"1 / (n - n)", 2, "-1.005", {0, 0, 0, 0, 0, 0, 0}, "given -1.01"},
        {"max(5, r)", 2, "1", {0, 0, 0, 0, 0, 0, 0}, "given 1.00"},
        {"0 * r", 2, NULL, {0, 0, 0, 0, 0, 0, 0}, "no_rate"},
        {"r + 1 / n", 2, "3", {0, 0, 0, 0, 0, 0, 0}, "given 3.00"},
        {"v", 2, "0.001", {0, 0, 0, 0, 0, 0, 0}, "given 0.00"},
        {"n", 2, "9", {0, 0, 0, 0, 0, 0, 0}, "0.00"},
        {"w", 2, "9", {0, 0, 0, 0, 0, 0, 0}, "0.00"},
        {"total(r)", 2, "8", {0, 0, 0, 0, 0, 0, 0}, "given 8.00"},
        {"n + 1", 2, "7", {0, 0, 0, 0, 0, 0, 0}, "1.00"},
    };
    (void)state;
    CASES(rows);
}

/* A value for what has no rate stands in for nothing else. */
static void unknown_and_undefined(void **state) {
    static const score_case rows[] = {
        {"r", 2, "60", {0, 2, 3, 1, 0, 0, 0}, "unknown"},        {"0 * r", 2, NULL, {0, 2, 3, 1, 0, 0, 0}, "unknown"},
        {"n", 2, "60", {0, 2, 3, 1, 0, 0, 0}, "0.00"},           {"r + v", 2, "60", {0, 2, 3, 1, 0, 0, 0}, "unknown"},
        {"v + r", 2, "60", {0, 2, 3, 1, 0, 0, 0}, "unknown"},    {"1 / (r - r)", 2, "60", {0, 2, 3, 1, 0, 0, 0}, "unknown"},
        {"total(r)", 2, NULL, {0, 2, 3, 1, 0, 0, 0}, "unknown"}, {"u", 2, "60", {0, 2, 3, 1, 0, 0, 0}, "undefined"},
        {"u + r", 2, "60", {0, 2, 3, 1, 0, 0, 0}, "undefined"},  {"r + u", 2, NULL, {0, 2, 3, 1, 0, 0, 0}, "undefined"},
        {"1 / u", 2, "1", {0, 2, 3, 1, 0, 0, 0}, "undefined"},   {"max(0, u)", 2, NULL, {0, 2, 3, 1, 0, 0, 0}, "undefined"},
    };
    (void)state;
    CASES(rows);
}

/* Counts of 64 bits and of 10^12, in nine places. The results were computed with rational numbers of another language. */
static void at_the_edges(void **state) {
    static const score_case rows[] = {
        {"n", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "9223372036854775807.000000000"},
        {"r", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "1.000000000"},
        {"w", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "9223372036.854775807"},
        {"v", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "-0.000000001"},
        {"n + n", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "18446744073709551614.000000000"},
        {"n - n - n", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "-9223372036854775807.000000000"},
        {"n * n",
         9,
         NULL,
         {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX},
         "85070591730234615847396907784232501249.000000000"},
        {"n * n * n",
         9,
         NULL,
         {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX},
         "784637716923335095224261902710254454442933591094742482943.000000000"},
        {"n * n * n / n / n",
         9,
         NULL,
         {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX},
         "9223372036854775807.000000000"},
        {"n / w", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "1000000000.000000000"},
        {"w / n", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "0.000000001"},
        {"v / n", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "0.000000000"},
        {"n * w * v", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "-85070591730234615847.396907784"},
        {"n + w + v", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "9223372046078147843.854775806"},
        {"-n", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "-9223372036854775807.000000000"},
        {"max(n, w)", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "9223372036854775807.000000000"},
        {"min(n, v * n)", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "-9223372036.854775807"},
        {"total(n)", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "9223372036854775807.000000000"},
        {"999999999999999999 * n",
         9,
         NULL,
         {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX},
         "9223372036854775797776627963145224193.000000000"},
        {"0.000000001 / n", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "0.000000000"},
        {"n / 0.000000001",
         9,
         NULL,
         {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX},
         "9223372036854775807000000000.000000000"},
        {"100% * n - 1", 9, NULL, {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, -INT64_MAX, INT64_MAX}, "9223372036854775806.000000000"},
        {"r", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "1.000000000"},
        {"1 - r", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "0.000000000"},
        {"r * r", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "1.000000000"},
        {"1 / (1 - r)",
         9,
         NULL,
         {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX},
         "9223372036854775807.000000000"},
        {"v", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "0.000000000"},
        {"r - v", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "1.000000000"},
        {"w", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "-9223372036.854775807"},
        {"w / n", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "-0.000000001"},
        {"(1 - r) * 1000000000", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "0.000000000"},
        {"n * (1 - r)", 9, NULL, {INT64_MAX, INT64_C(9223372036854775806), INT64_MAX, 0, -INT64_MAX, 1, INT64_MAX}, "1.000000000"},
    };
    (void)state;
    CASES(rows);
}

static void at_ten_to_the_twelve(void **state) {
    static const score_case rows[] = {
        {"100 * r",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "100.000000000"},
        {"100 * r + 0.5 * v",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "100.000500000"},
        {"n / (n + 1)",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "1.000000000"},
        {"n * n / (n + 1)",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "999999999999.000000000"},
        {"r * r * r * r",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "1.000000000"},
        {"min(r, v)",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "0.001000000"},
        {"max(r, v)",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "1.000000000"},
        {"100 * (r - v)",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "99.900000000"},
        {"w / n",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "0.001000000"},
        {"(n - w) / n",
         9,
         NULL,
         {INT64_C(1000000000000), INT64_C(999999999999), INT64_C(1000000000000), 0, INT64_C(1000000000000000001),
          INT64_C(999999999999999999), INT64_C(1000000000000)},
         "0.999000000"},
    };
    (void)state;
    CASES(rows);
}

/* ---- sums and bands ---- */

typedef struct sum_row {
    const char *score;
    const char *shown; /* the sum, and its band */
} sum_row;

static void sums(void **state) {
    static const sum_row rows[] = {
        {"'places':2,'parts':{'p':{'is':'n / 3'},'q':{'is':'n / 3'},'t':{'is':'n / 3'}}", "6.99"}, /* of what was rounded, not 7.00 */
        {"'places':1,'parts':{'p':{'is':'n / 3','places':3},'q':{'is':'n / 3','places':3}}", "4.7"},
        {"'places':0,'parts':{'p':{'is':'0.25','places':2},'q':{'is':'0.25','places':2}}", "1"},
        {"'parts':{'p':{'is':'n / 3','places':3},'q':{'is':'n / 3','places':1}}", "4.633"},
        {"'parts':{'p':{'is':'n / 3'},'q':{'is':'n / 3','places':1}}", "undefined"},
        {"'places':2,'parts':{'p':{'is':'undefined'},'q':{'is':'r / 0'}}", "undefined"},
        {"'places':2,'parts':{'p':{'is':'n'},'q':{'is':'r / 0'}}", "no_rate"},
        {"'places':2,'parts':{'p':{'is':'n'},'q':{'is':'r / 0','if_undefined':'-0.005'}}", "6.99"},
        {"'places':0,'parts':{'p':{'is':'n'}},'bands':{'good':{'from':'7'},'poor':{}}", "7 good"},
        {"'places':2,'parts':{'p':{'is':'n - 0.01'}},'bands':{'poor':{},'good':{'from':'7'}}", "6.99 poor"},
        {"'places':1,'parts':{'p':{'is':'n - 0.05'}},'bands':{'poor':{},'good':{'from':'7'}}", "7.0 good"}, /* as it is published */
        {"'places':1,'parts':{'p':{'is':'n'}},'bands':{'top':{'from':'9.5'},'poor':{},'good':{'from':'6.9'},'fair':{'from':'-1'}}",
         "7.0 good"},
        {"'places':1,'parts':{'p':{'is':'-n'}},'bands':{'top':{'from':'9.5'},'poor':{},'fair':{'from':'-6.9'}}", "-7.0 poor"},
        {"'places':1,'parts':{'p':{'is':'n'}},'bands':{'all':{}}", "7.0 all"},
    };
    static const score_counts usual_counts = USUAL;
    static score_stack stack;
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char rules[2048];
        char words[1100];
        score_value parts[8];
        score_value sum;
        score_world w;
        const score_band *band;
        snprintf(rules, sizeof rules, MEASURES "'scores':{'s':{%s}}", rows[i].score);
        world_open(&w, rules, &usual_counts);
        for (uint32_t k = 0; k < w.rule->part_count; k++) {
            hotline__score_part(&w.reading, &stack, w.rule, &w.rule->parts[k], &parts[k]);
        }
        hotline__score_sum(w.rule, parts, &sum);
        band = sum.state == HOTLINE_PART_KNOWN ? hotline__score_band(w.rule, &sum.value) : NULL;
        snprintf(words, sizeof words, "%s%s%.*s", shown(&w.b, &sum, hotline__score_places(w.rule)), band != NULL ? " " : "",
                 band != NULL ? (int)band->name.len : 0, band != NULL ? band->name.at : "");
        wrong += !casebook_same(rows[i].score, "sum", words, rows[i].shown);
        world_close(&w);
    }
    assert_int_equal(wrong, 0);
}

/* Thirty-two parts of the widest results that there are, added, rounded and compared. */
static void the_widest_sum(void **state) {
    enum { PARTS = 32 };
    static score_stack stack;
    static char rules[16384];
    static score_value parts[PARTS];
    score_counts most = {INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX, INT64_MAX, 1};
    score_world w;
    score_value sum;
    size_t used = (size_t)snprintf(rules, sizeof rules, "%s", MEASURES "'scores':{'s':{'places':9,'parts':{");
    (void)state;
    for (unsigned k = 0; k < PARTS; k++) {
        used += (size_t)snprintf(rules + used, sizeof rules - used, "%s'p%u':{'is':'n * n * n * n * n * n * n * n / 0.000000001'}",
                                 k > 0 ? "," : "", k);
    }
    snprintf(rules + used, sizeof rules - used, "},'bands':{'low':{},'high':{'from':'99999999999999999'}}}}");
    world_open(&w, rules, &most);
    for (uint32_t k = 0; k < PARTS; k++) {
        hotline__score_part(&w.reading, &stack, w.rule, &w.rule->parts[k], &parts[k]);
        assert_int_equal(parts[k].state, HOTLINE_PART_KNOWN);
    }
    hotline__score_sum(w.rule, parts, &sum);
    assert_string_equal(shown(&w.b, &sum, 9), WIDEST);
    assert_string_equal(hotline__score_band(w.rule, &sum.value)->name.at, "high");
    assert_int_equal(hotline__fraction_compare(&sum.value, &parts[0].value), 1);
    assert_int_equal(hotline__fraction_compare(&sum.value, &sum.value), 0);
    world_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(arithmetic),   cmocka_unit_test(rounding),
                                       cmocka_unit_test(no_rate),      cmocka_unit_test(unknown_and_undefined),
                                       cmocka_unit_test(at_the_edges), cmocka_unit_test(at_ten_to_the_twelve),
                                       cmocka_unit_test(sums),         cmocka_unit_test(the_widest_sum)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
