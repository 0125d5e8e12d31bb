/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "hotline/version.h"

static void test_text_and_numbers_agree(void **state) {
    char text[32];
    (void)state;
    (void)snprintf(text, sizeof text, "%d.%d.%d", HOTLINE_VERSION_MAJOR, HOTLINE_VERSION_MINOR, HOTLINE_VERSION_PATCH);
    assert_string_equal(text, HOTLINE_VERSION);
    assert_string_equal(hotline_version(), HOTLINE_VERSION);
}

static void test_abi(void **state) {
    (void)state;
    assert_int_equal(hotline_abi(), HOTLINE_ABI);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text_and_numbers_agree), cmocka_unit_test(test_abi)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
