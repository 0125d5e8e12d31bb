/* SPDX-License-Identifier: MIT */
/* What a policy says of its measures, rankings and roles, in its own words. */
#include "policy_document.h"

#include "../../../include/hotline/period.h"

static const document_change nothing = {NULL, NULL, 0, 0};

static void measures(void **state) {
    book b;
    (void)state;
    book_open(&b);
    const document_change change = {
        "measures",
        "{'rate':{'of':'assignment','at':'last(callback)','count':'met(reply)','per':'callback'},"
        "'share':{'of':'assignment','at':'answer','label':'L','clause':'7','count':{'known(result)':'1','else':'0.5'},"
        "'per':'always','except':'never'},'silent':'undefined'}",
        0, 0};
    const hotline_policy *p = book_read(&b, &change);
    hotline_policy_measure m;
    m.struct_size = sizeof m;
    assert_int_equal(hotline_policy_measure_count(p), 3);
    assert_int_equal(hotline_policy_measure_at(p, 1, &m), HOTLINE_OK);
    assert_string_equal(m.name, "share");
    assert_string_equal(m.label, "L");
    assert_string_equal(m.clause, "7");
    assert_string_equal(m.of, "assignment");
    assert_string_equal(m.at, "answer");
    assert_string_equal(m.count, "known(result): 1; else: 0.5");
    assert_int_equal(m.count_len, strlen(m.count));
    assert_string_equal(m.per, "always");
    assert_string_equal(m.except, "never");
    assert_int_equal(m.undefined, 0);
    assert_int_equal(hotline_policy_measure_at(p, 2, &m), HOTLINE_OK);
    assert_string_equal(m.name, "silent");
    assert_int_equal(m.undefined, 1);
    assert_null(m.count);
    assert_int_equal(m.count_len, 0);
    assert_int_equal(hotline_policy_measure_at(p, 3, &m), HOTLINE_ERROR_NOT_FOUND);
    m.struct_size = 8;
    assert_int_equal(hotline_policy_measure_at(p, 0, &m), HOTLINE_ERROR_ARGUMENT);
    book_close(&b);
}

static void rankings(void **state) {
    book b;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &nothing);
    hotline_policy_ranking r;
    r.struct_size = sizeof r;
    assert_int_equal(hotline_policy_ranking_at(p, hotline_policy_ranking_count(p), &r), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_policy_ranking_at(NULL, 0, &r), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_policy_ranking_at(p, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    for (uint32_t i = 0; i < hotline_policy_ranking_count(p); i++) {
        assert_int_equal(hotline_policy_ranking_at(p, i, &r), HOTLINE_OK);
        assert_string_equal(r.name, hotline_policy_ranking_name(p, i, NULL));
        assert_non_null(r.by);
    }
    book_close(&b);
}

static void roles(void **state) {
    book b;
    size_t len = 5;
    (void)state;
    book_open(&b);
    const document_change change = {"roles", "{'centre':'Centre','handler':'Handler'}", 0, 0};
    const hotline_policy *p = book_read(&b, &change);
    assert_string_equal(hotline_policy_role_label(p, "handler", 7, &len), "Handler");
    assert_int_equal(len, 7);
    assert_null(hotline_policy_role_label(p, "handle", 6, &len));
    assert_int_equal(len, 0);
    assert_null(hotline_policy_role_label(p, NULL, 0, NULL));
    assert_null(hotline_policy_role_label(NULL, "handler", 7, NULL));
    book_close(&b);
}

static void rights(void **state) {
    book b;
    (void)state;
    book_open(&b);
    const document_change change = {"duties",
                                    "{'reply':{'of':'assignment','owed':'dispatch or redo','met':'answer','within':'4 workdays'},"
                                    "'ask':{'of':'assignment','owed':'dispatch','met':'ask','within':'1 workday','expiry':'shut'}}",
                                    0, 0};
    const hotline_policy *p = book_read(&b, &change);
    assert_int_equal(hotline_policy_duty_is_right(p, "ask", 3), 1);
    assert_int_equal(hotline_policy_duty_is_right(p, "reply", 5), 0);
    assert_int_equal(hotline_policy_duty_is_right(p, "none", 4), 0);
    assert_int_equal(hotline_policy_duty_is_right(p, NULL, 0), 0);
    assert_int_equal(hotline_policy_duty_is_right(NULL, "ask", 3), 0);
    book_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(measures), cmocka_unit_test(rankings), cmocka_unit_test(roles),
                                       cmocka_unit_test(rights)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
