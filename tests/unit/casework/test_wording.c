/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../../lib/casework/wording_impl.h"
#include "../../support/passages.h"

static wording words;

static int begin(void **state) {
    uint32_t bad = 0;
    passages_begin(state);
    assert_int_equal(hotline__wording_new(&memory, NULL, &words, &bad), HOTLINE_OK);
    return 0;
}

/* The hits of a class in a text, each in brackets. */
static void assert_hits(const char *reply, wording_class kind, const char *expected) {
    passage p = read_passage(reply);
    wording_hits hits;
    char found[400] = "";
    assert_int_equal(hotline__wording_find(&memory, &words.own, 1, &p, &hits), HOTLINE_OK);
    for (uint32_t i = 0; i < hits.count; i++) {
        text t = hotline__passage_text(&p, hits.items[i].at);
        assert_true(i == 0 || hits.items[i - 1].at.begin <= hits.items[i].at.begin);
        if (hits.items[i].kind == kind) {
            snprintf(found + strlen(found), sizeof found - strlen(found), "[%.*s]", (int)t.len, t.at);
        }
    }
    assert_string_equal(found, expected);
}

static void the_classes(void **state) {
    (void)state;
    assert_hits("您好！我局将尽快处理。", WORDING_HEDGE, "[尽快]");
    assert_hits("来信收悉。灯已修。", WORDING_STOCK, "[来信收悉][来信收悉]"); /* whole, and in its place */
    assert_hits("我们保证今后不再发生。", WORDING_OVERPROMISE, "[保证今后不再][不再发生]");
    assert_hits("共更换灯头12盏。", WORDING_UNIT, "[盏]");
    assert_hits("东门小区已通水。", WORDING_PLACE, "[小区][区]");
    assert_hits("已责令停工。", WORDING_MEASURE, "[责令][停工]");
    assert_hits("已与您电话联系上，后电话无人接听。", WORDING_OTHER, "[无人接听]");
}

/* A phrase with a gap does not go beyond its clause. */
static void clause_by_clause(void **state) {
    (void)state;
    assert_hits("我们保证，今后不再发生。", WORDING_OVERPROMISE, "[不再发生]");
    assert_hits("", WORDING_STOCK, "");
}

/* Every pair has both sides, and no list is of an unknown class. */
static void the_tables(void **state) {
    uint32_t ones = 0;
    uint32_t others = 0;
    (void)state;
    for (uint32_t i = 0; i < WORDING_LISTS; i++) {
        const wording_row *row = &hotline__wording_rows[i];
        assert_true(row->kind <= WORDING_OTHER);
        assert_true(strlen(hotline__wording_lists[i]) > 0);
        ones |= row->kind == WORDING_ONE ? 1u << row->pair : 0;
        others |= row->kind == WORDING_OTHER ? 1u << row->pair : 0;
        assert_true(row->pair < WORDING_PAIRS);
    }
    assert_int_equal(ones, others);
    assert_int_equal(ones & 1u, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_classes, begin, passages_end),
        cmocka_unit_test_setup_teardown(clause_by_clause, begin, passages_end),
        cmocka_unit_test_setup_teardown(the_tables, begin, passages_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
