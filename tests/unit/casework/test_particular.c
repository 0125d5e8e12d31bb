/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../../lib/casework/particular_impl.h"
#include "../../support/passages.h"

static wording words;

static int begin(void **state) {
    uint32_t bad = 0;
    passages_begin(state);
    assert_int_equal(hotline__wording_new(&memory, NULL, &words, &bad), HOTLINE_OK);
    return 0;
}

/* All particulars as KIND[words], kinds d a p o t m; then the number of different ones. */
static void assert_found(const char *reply, const char *expected) {
    passage p = read_passage(reply);
    wording_hits hits;
    particular_list list;
    char found[400] = "";
    assert_int_equal(hotline__wording_find(&memory, &words.own, 1, &p, &hits), HOTLINE_OK);
    assert_int_equal(hotline__particulars_find(&memory, &p, HOTLINE_DAY_NONE, &hits, &list), HOTLINE_OK);
    for (uint32_t i = 0; i < list.count; i++) {
        text t = hotline__passage_text(&p, list.items[i].at);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%c[%.*s] ", "dapotm"[list.items[i].kind], (int)t.len, t.at);
    }
    snprintf(found + strlen(found), sizeof found - strlen(found), "%u", (unsigned)hotline__particulars_distinct(&p, &list, context));
    if (strcmp(found, expected) != 0) {
        fail_msg("%s: %s instead of %s", reply, found, expected);
    }
}

static void each_kind(void **state) {
    (void)state;
    assert_found("5月8日更换灯头12盏。", "d[5月8日] a[12盏] m[更换] 2");
    assert_found("已清运三吨垃圾。", "a[三吨] m[清运] 1");
    assert_found("依据《某市供热办法》（某政发〔2019〕12号）第十五条。", "o[《某市供热办法》] o[〔2019〕12号] o[第十五条] 3");
    assert_found("请拨0539-8123456。", "t[0539-8123456] 1");
    assert_found("共1,200户，1,200户。", "a[1,200户] a[1,200户] 1");
}

static void nothing(void **state) {
    (void)state;
    assert_found("", "0");
    assert_found("您好，来信收悉。", "0");
    assert_found("该小区、本村、各街道。", "0");
    assert_found("《》《未完", "0");
    assert_found("第、第条、〔2019〕", "0");
}

static void places_have_names(void **state) {
    (void)state;
    assert_found("幸福路已通车", "p[幸福路] 1");
    assert_found("在幸福路已通车", "p[幸福路] 1");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_kind, begin, passages_end),
        cmocka_unit_test_setup_teardown(nothing, begin, passages_end),
        cmocka_unit_test_setup_teardown(places_have_names, begin, passages_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
