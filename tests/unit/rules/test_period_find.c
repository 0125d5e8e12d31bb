/* SPDX-License-Identifier: MIT */
/* Periods of a rulebook, by name and by moment. */
#include "policy_document.h"

#include "../../../include/hotline/period.h"

static hotline_instant moment(const char *words) {
    hotline_instant at = 0;
    assert_int_equal(hotline_instant_parse(words, strlen(words), 480, &at), HOTLINE_OK);
    return at;
}

static void by_name(void **state) {
    book b;
    hotline_period p;
    const hotline_policy *policy = NULL;
    (void)state;
    book_open(&b);
    const document_change change = {"periods", "{'day':'undefined','week':{'from':'monday'},'month':{'from_day':1,'named_by':'start'}}", 0,
                                    0};
    const hotline_policy *read = book_read(&b, &change); /* in force from 2021-02-01 to 2030-01-01 */
    p.struct_size = sizeof p;
    assert_int_equal(hotline_period_named(b.rules, HOTLINE_PERIOD_MONTH, "2021-05", 7, &p, &policy), HOTLINE_OK);
    assert_ptr_equal(policy, read);
    assert_string_equal(p.name, "2021-05");
    assert_int_equal(p.kind, HOTLINE_PERIOD_MONTH);
    assert_int_equal(p.first, hotline_day_of(2021, 5, 1));
    assert_int_equal(p.last, hotline_day_of(2021, 5, 31));
    assert_int_equal(p.from, moment("2021-05-01 00:00:00"));
    assert_int_equal(p.to, moment("2021-06-01 00:00:00"));
    assert_int_equal(hotline_period_named(b.rules, HOTLINE_PERIOD_WEEK, "2021-05-06", 10, &p, NULL), HOTLINE_OK);
    assert_string_equal(p.name, "2021-05-03");
    assert_int_equal(hotline_period_named(b.rules, HOTLINE_PERIOD_MONTH, "2021-13", 7, &p, NULL), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_period_named(b.rules, HOTLINE_PERIOD_MONTH, "2021-01", 7, &p, NULL), HOTLINE_UNDEFINED);
    assert_int_equal(hotline_period_named(b.rules, HOTLINE_PERIOD_DAY, "2021-05-03", 10, &p, NULL), HOTLINE_UNDEFINED);
    assert_string_equal(p.name, "2021-05-03"); /* nothing written */
    assert_int_equal(hotline_period_named(b.rules, 0, "2021-05", 7, &p, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_period_named(b.rules, 6, "2021-05", 7, &p, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_period_named(NULL, HOTLINE_PERIOD_MONTH, "2021-05", 7, &p, NULL), HOTLINE_ERROR_ARGUMENT);
    p.struct_size = 4;
    assert_int_equal(hotline_period_named(b.rules, HOTLINE_PERIOD_MONTH, "2021-05", 7, &p, NULL), HOTLINE_ERROR_ARGUMENT);
    book_close(&b);
}

static void by_moment(void **state) {
    book b;
    hotline_period p;
    (void)state;
    book_open(&b);
    const document_change change = {"periods", "{'day':'undefined','week':{'from':'monday'},'month':{'from_day':19,'named_by':'end'}}", 0,
                                    0};
    book_read(&b, &change);
    p.struct_size = sizeof p;
    assert_int_equal(hotline_period_at(b.rules, HOTLINE_PERIOD_MONTH, moment("2021-05-19 00:00:00"), &p, NULL), HOTLINE_OK);
    assert_string_equal(p.name, "2021-06");
    assert_int_equal(hotline_period_at(b.rules, HOTLINE_PERIOD_MONTH, p.from - 1, &p, NULL), HOTLINE_OK); /* the one before */
    assert_string_equal(p.name, "2021-05");
    assert_int_equal(hotline_period_at(b.rules, HOTLINE_PERIOD_MONTH, moment("2021-02-01 00:00:00"), &p, NULL), HOTLINE_UNDEFINED);
    assert_int_equal(hotline_period_at(b.rules, HOTLINE_PERIOD_MONTH, p.from, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    book_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_name), cmocka_unit_test(by_moment)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
