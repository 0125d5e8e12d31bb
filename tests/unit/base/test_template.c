/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../lib/base/template.h"

static void says(const char *sentence, const char *a, const char *b, const char *expected) {
    hotline_context *context = NULL;
    text gaps[TEMPLATE_GAPS] = {{NULL, 0}};
    buffer out;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    hotline__buffer_init(&out, context);
    gaps[0] = hotline__text(a);
    gaps[1] = hotline__text(b);
    hotline__template_write(sentence, gaps, &out);
    assert_string_equal(hotline__buffer_text(&out).at, expected);
    hotline__buffer_free(&out);
    hotline_context_free(context);
}

static void gaps_are_filled(void **state) {
    (void)state;
    says("", NULL, NULL, "");
    says("plain", "x", NULL, "plain");
    says("{a}", "x", NULL, "x");
    says("{b} and {a} and {b}", "x", "yy", "yy and x and yy");
    says("{c}{f}.", "x", "y", ".");
}

static void pieces_without_a_filling_are_not_said(void **state) {
    (void)state;
    says("{a}[ of {b}]!", "x", "y", "x of y!");
    says("{a}[ of {b}]!", "x", NULL, "x!");
    says("[{a}][; {b}]", NULL, NULL, "");
    says("[{a} or {b}]", NULL, "y", "");
    says("[{a} or {b}]", "x", NULL, "x or ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_are_filled),
        cmocka_unit_test(pieces_without_a_filling_are_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
