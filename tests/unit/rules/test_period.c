/* SPDX-License-Identifier: MIT */
/* Periods as a policy cuts them: half-open, named by their start or end, days that begin at noon; and that they tile time without gap. */
#include "policy_document.h"

#include "../../../lib/rules/period_impl.h"

enum { CHINA = 480 };

static hotline_instant at(const char *words) {
    hotline_instant instant = HOTLINE_NO_INSTANT;
    if (hotline_instant_parse(words, strlen(words), CHINA, &instant) != HOTLINE_OK) {
        fail_msg("not a moment: %s", words);
    }
    return instant;
}

static hotline_day day(const char *words) {
    hotline_day d = HOTLINE_DAY_NONE;
    assert_int_equal(hotline_day_parse(words, strlen(words), &d), HOTLINE_OK);
    return d;
}

static periods_rule cut(int32_t day_from, int32_t week_from, int32_t month_from, int by_end) {
    periods_rule rule = {day_from, week_from, month_from, (uint8_t)by_end, RULE_PLAIN, RULE_PLAIN, RULE_PLAIN, RULE_PLAIN};
    return rule;
}

typedef struct row {
    int32_t day_from, week_from, month_from, by_end;
    uint8_t span;
    const char *at, *name, *from, *to, *last;
} row;

static const row rows[] = {
    {0, 0, 1, 0, SPAN_DAY, "2021-04-30T23:59:59", "2021-04-30", "2021-04-30T00:00", "2021-05-01T00:00", "2021-04-30"},
    {0, 0, 1, 0, SPAN_DAY, "2021-05-01T00:00", "2021-05-01", "2021-05-01T00:00", "2021-05-02T00:00", "2021-05-01"},
    {720, 0, 1, 0, SPAN_DAY, "2021-05-01T11:59", "2021-04-30", "2021-04-30T12:00", "2021-05-01T12:00", "2021-05-01"},
    {720, 0, 1, 0, SPAN_DAY, "2021-05-01T12:00", "2021-05-01", "2021-05-01T12:00", "2021-05-02T12:00", "2021-05-02"},
    {0, 0, 1, 0, SPAN_WEEK, "2021-05-01T08:00", "2021-04-26", "2021-04-26T00:00", "2021-05-03T00:00", "2021-05-02"}, /* a Saturday */
    {0, 4, 1, 0, SPAN_WEEK, "2021-05-01T08:00", "2021-04-30", "2021-04-30T00:00", "2021-05-07T00:00", "2021-05-06"},
    {0, 6, 1, 0, SPAN_WEEK, "2021-05-01T08:00", "2021-04-25", "2021-04-25T00:00", "2021-05-02T00:00", "2021-05-01"},
    {0, 5, 1, 0, SPAN_WEEK, "2021-05-01T00:00", "2021-05-01", "2021-05-01T00:00", "2021-05-08T00:00", "2021-05-07"},
    {0, 0, 1, 0, SPAN_MONTH, "2021-04-30T23:59:59", "2021-04", "2021-04-01T00:00", "2021-05-01T00:00", "2021-04-30"},
    {0, 0, 1, 1, SPAN_MONTH, "2021-04-30T23:59:59", "2021-04", "2021-04-01T00:00", "2021-05-01T00:00", "2021-04-30"},
    {0, 0, 19, 0, SPAN_MONTH, "2021-04-18T12:00", "2021-03", "2021-03-19T00:00", "2021-04-19T00:00", "2021-04-18"},
    {0, 0, 19, 1, SPAN_MONTH, "2021-04-18T12:00", "2021-04", "2021-03-19T00:00", "2021-04-19T00:00", "2021-04-18"},
    {0, 0, 19, 1, SPAN_MONTH, "2021-04-19T00:00", "2021-05", "2021-04-19T00:00", "2021-05-19T00:00", "2021-05-18"},
    {0, 0, 19, 1, SPAN_MONTH, "2021-12-19T00:00", "2022-01", "2021-12-19T00:00", "2022-01-19T00:00", "2022-01-18"},
    {0, 0, 19, 0, SPAN_MONTH, "2022-01-18T12:00", "2021-12", "2021-12-19T00:00", "2022-01-19T00:00", "2022-01-18"},
    {0, 0, 28, 0, SPAN_MONTH, "2021-02-28T00:00", "2021-02", "2021-02-28T00:00", "2021-03-28T00:00", "2021-03-27"},
    {0, 0, 1, 0, SPAN_QUARTER, "2021-06-30T23:00", "2021-Q2", "2021-04-01T00:00", "2021-07-01T00:00", "2021-06-30"},
    {0, 0, 1, 0, SPAN_QUARTER, "2021-12-31T23:00", "2021-Q4", "2021-10-01T00:00", "2022-01-01T00:00", "2021-12-31"},
    {0, 0, 19, 0, SPAN_QUARTER, "2021-04-18T12:00", "2021-Q1", "2021-01-19T00:00", "2021-04-19T00:00", "2021-04-18"},
    {0, 0, 19, 1, SPAN_QUARTER, "2021-03-19T00:00", "2021-Q2", "2021-03-19T00:00", "2021-06-19T00:00", "2021-06-18"},
    {0, 0, 1, 0, SPAN_YEAR, "2021-12-31T23:59", "2021", "2021-01-01T00:00", "2022-01-01T00:00", "2021-12-31"},
    {0, 0, 19, 1, SPAN_YEAR, "2021-12-19T00:00", "2022", "2021-12-19T00:00", "2022-12-19T00:00", "2022-12-18"},
    {0, 0, 19, 0, SPAN_YEAR, "2022-01-18T00:00", "2021", "2021-01-19T00:00", "2022-01-19T00:00", "2022-01-18"},
};

static void by_moment(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const row *r = &rows[i];
        periods_rule rule = cut(r->day_from, r->week_from, r->month_from, r->by_end);
        const char *undefined = "x";
        period p;
        assert_int_equal(hotline__period_at(&rule, r->span, at(r->at), CHINA, &p, &undefined), HOTLINE_OK);
        assert_null(undefined);
        assert_string_equal(p.name, r->name);
        assert_int_equal(p.from, at(r->from));
        assert_int_equal(p.to, at(r->to));
        assert_int_equal(p.first, hotline__day_at(at(r->from), CHINA));
        assert_int_equal(p.last, day(r->last));
    }
}

/* Every hour of three years belongs to one period, the next period begins where it ends, and names do not repeat. */
static void periods_tile(void **state) {
    static const int32_t cuts[][4] = {{0, 0, 1, 0}, {720, 3, 19, 1}, {1439, 6, 28, 0}, {1, 1, 2, 1}};
    (void)state;
    for (size_t c = 0; c < sizeof cuts / sizeof cuts[0]; c++) {
        periods_rule rule = cut(cuts[c][0], cuts[c][1], cuts[c][2], cuts[c][3]);
        for (uint8_t span = SPAN_DAY; span <= SPAN_YEAR; span++) {
            const char *undefined = NULL;
            period p;
            assert_int_equal(hotline__period_at(&rule, span, at("2019-06-15T00:00"), CHINA, &p, &undefined), HOTLINE_OK);
            for (hotline_instant now = p.from; now < at("2022-06-15T00:00"); now += 3600000) {
                period q;
                assert_int_equal(hotline__period_at(&rule, span, now, CHINA, &q, &undefined), HOTLINE_OK);
                assert_true(q.from <= now && now < q.to);
                if (q.from != p.from) {
                    assert_int_equal(q.from, p.to);
                    assert_true(strcmp(p.name, q.name) < 0);
                    p = q;
                }
                assert_string_equal(p.name, q.name);
            }
        }
    }
}

/* A due day decides the period although its moment, 24:00, is the next day's midnight. */
static void by_day(void **state) {
    periods_rule rule = cut(0, 0, 1, 0);
    const char *undefined = NULL;
    period p;
    (void)state;
    assert_int_equal(hotline__period_of_day(&rule, SPAN_MONTH, day("2021-04-30"), CHINA, &p, &undefined), HOTLINE_OK);
    assert_string_equal(p.name, "2021-04");
    assert_int_equal(hotline__period_of_day(&rule, SPAN_DAY, day("2021-04-30"), CHINA, &p, &undefined), HOTLINE_OK);
    assert_string_equal(p.name, "2021-04-30");
    assert_int_equal(hotline__period_of_day(&rule, SPAN_WEEK, day("2021-05-02"), CHINA, &p, &undefined), HOTLINE_OK);
    assert_string_equal(p.name, "2021-04-26");
}

static void what_is_not_said(void **state) {
    static const struct {
        uint8_t day, week, month, named;
        int32_t month_from;
        uint8_t span;
        const char *undefined; /* NULL: said */
    } cases[] = {
        {RULE_UNDEFINED, RULE_PLAIN, RULE_PLAIN, RULE_PLAIN, 1, SPAN_DAY, "day"},
        {RULE_ABSENT, RULE_PLAIN, RULE_PLAIN, RULE_PLAIN, 1, SPAN_DAY, "day"},
        {RULE_PLAIN, RULE_UNDEFINED, RULE_PLAIN, RULE_PLAIN, 1, SPAN_WEEK, "week"},
        {RULE_PLAIN, RULE_PLAIN, RULE_UNDEFINED, RULE_PLAIN, 1, SPAN_MONTH, "month"},
        {RULE_PLAIN, RULE_PLAIN, RULE_UNDEFINED, RULE_PLAIN, 1, SPAN_QUARTER, "month"},
        {RULE_PLAIN, RULE_PLAIN, RULE_ABSENT, RULE_PLAIN, 1, SPAN_YEAR, "month"},
        {RULE_PLAIN, RULE_PLAIN, RULE_PLAIN, RULE_UNDEFINED, 19, SPAN_MONTH, "month.named_by"},
        {RULE_PLAIN, RULE_PLAIN, RULE_PLAIN, RULE_UNDEFINED, 1, SPAN_MONTH, NULL}, /* start and end are the same month */
        {RULE_UNDEFINED, RULE_UNDEFINED, RULE_PLAIN, RULE_PLAIN, 1, SPAN_MONTH, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        periods_rule rule = {0, 0, cases[i].month_from, 0, cases[i].day, cases[i].week, cases[i].month, cases[i].named};
        const char *undefined = NULL;
        period p;
        hotline_status status = hotline__period_at(&rule, cases[i].span, at("2021-04-14T08:00"), CHINA, &p, &undefined);
        assert_int_equal(status, cases[i].undefined == NULL ? HOTLINE_OK : HOTLINE_UNDEFINED);
        if (cases[i].undefined != NULL) {
            assert_string_equal(undefined, cases[i].undefined);
        }
    }
}

typedef struct named_row {
    int32_t day_from, week_from, month_from, by_end;
    uint8_t span;
    const char *name;
    hotline_status status;
    const char *from, *to, *own; /* its first moment, its end, and the name that it has itself */
} named_row;

static const named_row named_rows[] = {
    {0, 0, 1, 0, SPAN_DAY, "2021-05-01", HOTLINE_OK, "2021-05-01T00:00", "2021-05-02T00:00", "2021-05-01"},
    {720, 0, 1, 0, SPAN_DAY, "2021-05-01", HOTLINE_OK, "2021-05-01T12:00", "2021-05-02T12:00", "2021-05-01"},
    {0, 0, 1, 0, SPAN_DAY, "2021-05-32", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_DAY, "2021-05", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_WEEK, "2021-05-02", HOTLINE_OK, "2021-04-26T00:00", "2021-05-03T00:00", "2021-04-26"},
    {0, 4, 1, 0, SPAN_WEEK, "2021-05-07", HOTLINE_OK, "2021-05-07T00:00", "2021-05-14T00:00", "2021-05-07"},
    {0, 4, 1, 0, SPAN_WEEK, "2021-W18", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_MONTH, "2021-12", HOTLINE_OK, "2021-12-01T00:00", "2022-01-01T00:00", "2021-12"},
    {0, 0, 19, 0, SPAN_MONTH, "2021-12", HOTLINE_OK, "2021-12-19T00:00", "2022-01-19T00:00", "2021-12"},
    {0, 0, 19, 1, SPAN_MONTH, "2021-01", HOTLINE_OK, "2020-12-19T00:00", "2021-01-19T00:00", "2021-01"},
    {0, 0, 1, 1, SPAN_MONTH, "2021-01", HOTLINE_OK, "2021-01-01T00:00", "2021-02-01T00:00", "2021-01"},
    {0, 0, 1, 0, SPAN_MONTH, "2021-00", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_MONTH, "2021-13", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_MONTH, "2021-1", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_MONTH, "2021/01", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_MONTH, "2O21-01", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_MONTH, "2021-01 ", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_MONTH, "0000-01", HOTLINE_ERROR_RANGE, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_QUARTER, "2021-Q4", HOTLINE_OK, "2021-10-01T00:00", "2022-01-01T00:00", "2021-Q4"},
    {0, 0, 19, 1, SPAN_QUARTER, "2021-Q1", HOTLINE_OK, "2020-12-19T00:00", "2021-03-19T00:00", "2021-Q1"},
    {0, 0, 19, 0, SPAN_QUARTER, "2021-Q1", HOTLINE_OK, "2021-01-19T00:00", "2021-04-19T00:00", "2021-Q1"},
    {0, 0, 1, 0, SPAN_QUARTER, "2021-Q0", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_QUARTER, "2021-Q5", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_QUARTER, "2021-04", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 19, 1, SPAN_YEAR, "2021", HOTLINE_OK, "2020-12-19T00:00", "2021-12-19T00:00", "2021"},
    {0, 0, 1, 0, SPAN_YEAR, "21", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_YEAR, "2021-04", HOTLINE_ERROR_SYNTAX, NULL, NULL, NULL},
    {0, 0, 1, 0, SPAN_YEAR, "9999", HOTLINE_ERROR_RANGE, NULL, NULL, NULL},
};

static void by_name(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof named_rows / sizeof named_rows[0]; i++) {
        const named_row *r = &named_rows[i];
        periods_rule rule = cut(r->day_from, r->week_from, r->month_from, r->by_end);
        text name = {r->name, strlen(r->name)};
        const char *undefined = NULL;
        period found;
        hotline_status status = hotline__period_named(&rule, r->span, name, CHINA, &found, &undefined);
        if (status != r->status) {
            fail_msg("%s, span %d: status %d", r->name, r->span, (int)status);
        }
        if (status == HOTLINE_OK && (found.from != at(r->from) || found.to != at(r->to) || strcmp(found.name, r->own) != 0)) {
            fail_msg("%s, span %d: %s", r->name, r->span, found.name);
        }
    }
}

/* A name that is none is an error, whatever the policy leaves open; a name that could be one is undefined there. */
static void by_name_where_it_is_not_said(void **state) {
    periods_rule rule = cut(0, 0, 19, 0);
    const char *undefined = NULL;
    period found;
    (void)state;
    rule.named_form = RULE_UNDEFINED;
    assert_int_equal(hotline__period_named(&rule, SPAN_MONTH, (text){"2021-04", 7}, CHINA, &found, &undefined), HOTLINE_UNDEFINED);
    assert_string_equal(undefined, "month.named_by");
    rule.month_form = rule.week_form = rule.day_form = RULE_UNDEFINED;
    assert_int_equal(hotline__period_named(&rule, SPAN_YEAR, (text){"2021", 4}, CHINA, &found, &undefined), HOTLINE_UNDEFINED);
    assert_string_equal(undefined, "month");
    assert_int_equal(hotline__period_named(&rule, SPAN_WEEK, (text){"2021-04-12", 10}, CHINA, &found, &undefined), HOTLINE_UNDEFINED);
    assert_string_equal(undefined, "week");
    assert_int_equal(hotline__period_named(&rule, SPAN_DAY, (text){"2021-04-12", 10}, CHINA, &found, &undefined), HOTLINE_UNDEFINED);
    assert_string_equal(undefined, "day");
    assert_int_equal(hotline__period_named(&rule, SPAN_MONTH, (text){"2021-4", 6}, CHINA, &found, &undefined), HOTLINE_ERROR_SYNTAX);
    assert_null(undefined);
}

/* Two in a row differ by 1, of weeks by 7. */
static void numbers_of_names(void **state) {
    int64_t one = 0;
    int64_t two = 0;
    (void)state;
    assert_true(hotline__period_number(SPAN_MONTH, (text){"2020-12", 7}, &one) &&
                hotline__period_number(SPAN_MONTH, (text){"2021-01", 7}, &two));
    assert_int_equal(two - one, 1);
    assert_true(hotline__period_number(SPAN_QUARTER, (text){"2020-Q4", 7}, &one) &&
                hotline__period_number(SPAN_QUARTER, (text){"2021-Q1", 7}, &two));
    assert_int_equal(two - one, 1);
    assert_true(hotline__period_number(SPAN_YEAR, (text){"2020", 4}, &one) && hotline__period_number(SPAN_YEAR, (text){"2021", 4}, &two));
    assert_int_equal(two - one, 1);
    assert_true(hotline__period_number(SPAN_WEEK, (text){"2021-02-22", 10}, &one) &&
                hotline__period_number(SPAN_WEEK, (text){"2021-03-01", 10}, &two));
    assert_int_equal(two - one, 7);
    assert_false(hotline__period_number(SPAN_NONE, (text){"2021", 4}, &one));
    assert_false(hotline__period_number(SPAN_UNDEFINED, (text){"2021", 4}, &one));
}

static void at_the_edges_of_time(void **state) {
    periods_rule rule = cut(720, 0, 19, 1);
    const char *undefined = NULL;
    period p;
    (void)state;
    for (uint8_t span = SPAN_DAY; span <= SPAN_YEAR; span++) {
        assert_int_equal(hotline__period_of_day(&rule, span, HOTLINE_DAY_LAST, CHINA, &p, &undefined), HOTLINE_ERROR_RANGE);
    }
    assert_int_equal(hotline__period_of_day(&rule, SPAN_MONTH, HOTLINE_DAY_FIRST, CHINA, &p, &undefined), HOTLINE_ERROR_RANGE);
    assert_int_equal(hotline__period_of_day(&rule, SPAN_DAY, HOTLINE_DAY_FIRST, CHINA, &p, &undefined), HOTLINE_OK);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_moment),        cmocka_unit_test(periods_tile),
        cmocka_unit_test(by_day),           cmocka_unit_test(what_is_not_said),
        cmocka_unit_test(by_name),          cmocka_unit_test(by_name_where_it_is_not_said),
        cmocka_unit_test(numbers_of_names), cmocka_unit_test(at_the_edges_of_time),
    };
    return cmocka_run_group_tests_name("period", tests, NULL, NULL);
}
