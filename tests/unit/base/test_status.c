/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "hotline/status.h"

static const hotline_status known[] = {
    HOTLINE_OK,          HOTLINE_REFUSED,      HOTLINE_UNDEFINED,       HOTLINE_PROVISIONAL,  HOTLINE_DUPLICATE,
    HOTLINE_CONFLICT,    HOTLINE_ERROR_MEMORY, HOTLINE_ERROR_ARGUMENT,  HOTLINE_ERROR_SYNTAX, HOTLINE_ERROR_DOCUMENT,
    HOTLINE_ERROR_LIMIT, HOTLINE_ERROR_RANGE,  HOTLINE_ERROR_NOT_FOUND, HOTLINE_ERROR_REUSED, HOTLINE_ERROR_CALLBACK,
    HOTLINE_ERROR_BUSY,  HOTLINE_ERROR_BUFFER, HOTLINE_ERROR_HORIZON,
};

enum { KNOWN = sizeof known / sizeof known[0] };

/* The numbers are part of the ABI. */
static void numbers_stay(void **state) {
    (void)state;
    assert_int_equal(HOTLINE_OK, 0);
    assert_int_equal(HOTLINE_REFUSED, 1);
    assert_int_equal(HOTLINE_CONFLICT, 5);
    assert_int_equal(HOTLINE_ERROR_MEMORY, -1);
    assert_int_equal(HOTLINE_ERROR_HORIZON, -12);
}

static void names_differ(void **state) {
    size_t i;
    size_t k;
    (void)state;
    for (i = 0; i < KNOWN; i++) {
        assert_memory_equal(hotline_status_name(known[i]), "HOTLINE_", 8);
        for (k = i + 1; k < KNOWN; k++) {
            assert_string_not_equal(hotline_status_name(known[i]), hotline_status_name(known[k]));
            assert_string_not_equal(hotline_message(known[i], HOTLINE_LANGUAGE_EN), hotline_message(known[k], HOTLINE_LANGUAGE_EN));
            assert_string_not_equal(hotline_message(known[i], HOTLINE_LANGUAGE_ZH), hotline_message(known[k], HOTLINE_LANGUAGE_ZH));
        }
    }
    assert_string_equal(hotline_status_name(HOTLINE_REFUSED), "HOTLINE_REFUSED");
    assert_string_equal(hotline_status_name(HOTLINE_ERROR_HORIZON), "HOTLINE_ERROR_HORIZON");
}

static void no_other_number_is_known(void **state) {
    hotline_status status;
    (void)state;
    for (status = -50; status <= 50; status++) {
        int found = 0;
        size_t i;
        for (i = 0; i < KNOWN; i++) {
            found |= known[i] == status;
        }
        assert_int_equal(strcmp(hotline_status_name(status), "HOTLINE_UNKNOWN") != 0, found);
    }
    assert_string_equal(hotline_status_name(INT32_MIN), "HOTLINE_UNKNOWN");
    assert_true(hotline_message(INT32_MAX, HOTLINE_LANGUAGE_ZH)[0] != '\0');
}

static void other_languages_are_english(void **state) {
    (void)state;
    assert_string_equal(hotline_message(HOTLINE_ERROR_MEMORY, 7), hotline_message(HOTLINE_ERROR_MEMORY, HOTLINE_LANGUAGE_EN));
    assert_string_equal(hotline_message(HOTLINE_ERROR_MEMORY, -1), "Out of memory.");
    assert_string_equal(hotline_message(HOTLINE_ERROR_MEMORY, HOTLINE_LANGUAGE_ZH), "内存不足。");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stay),
        cmocka_unit_test(names_differ),
        cmocka_unit_test(no_other_number_is_known),
        cmocka_unit_test(other_languages_are_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
