/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../lib/base/error_impl.h"
#include "../../../lib/base/message.h"

static void says_in_both(void **state) {
    (void)state;
    assert_string_equal(hotline__message_say("out of memory", HOTLINE_LANGUAGE_EN), "out of memory");
    assert_string_equal(hotline__message_say("out of memory", HOTLINE_LANGUAGE_ZH), "内存不足");
    assert_string_equal(hotline__message_say("out of memory", 7), "out of memory");
}

static void first_and_last_rows_are_found(void **state) {
    (void)state;
    assert_string_equal(hotline__message_say(" hold at once", HOTLINE_LANGUAGE_ZH), "同时成立");
    assert_string_equal(hotline__message_say("yes", HOTLINE_LANGUAGE_ZH), "是");
    assert_string_equal(hotline__message_say("; did you mean ", HOTLINE_LANGUAGE_ZH), "；是否为");
}

static void what_is_not_there_stands(void **state) {
    (void)state;
    assert_string_equal(hotline__message_say("zzz", HOTLINE_LANGUAGE_ZH), "zzz");
    assert_string_equal(hotline__message_say("", HOTLINE_LANGUAGE_ZH), "");
    assert_null(hotline__message_say(NULL, HOTLINE_LANGUAGE_ZH));
}

/* Pieces are looked up, names are not, though a name may be a piece. */
static void errors_speak(void **state) {
    hotline_error error;
    nearest n;
    (void)state;
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline__error_language(&error), HOTLINE_LANGUAGE_EN);
    assert_int_equal(hotline__error_language(NULL), HOTLINE_LANGUAGE_EN);
    error.language = HOTLINE_LANGUAGE_ZH;
    hotline__error_set(&error, HOTLINE_ERROR_DOCUMENT, "unknown key ");
    hotline__error_add_quoted(&error, hotline__text("fact"));
    hotline__nearest_begin(&n, hotline__text("fact"));
    hotline__nearest_try(&n, hotline__text("facts"));
    hotline__nearest_tell(&n, &error);
    assert_string_equal(error.message, "没有这个键：\"fact\"；是否为\"facts\"？");
    assert_int_equal(error.language, HOTLINE_LANGUAGE_ZH);
}

/* The record of a caller who was compiled before there was a language: filled, in English. */
static void older_records_are_filled(void **state) {
    hotline_error error;
    (void)state;
    hotline_error_init(&error, offsetof(hotline_error, language));
    error.language = HOTLINE_LANGUAGE_ZH;
    assert_int_equal(hotline__error_set(&error, HOTLINE_ERROR_MEMORY, "out of memory"), HOTLINE_ERROR_MEMORY);
    assert_string_equal(error.message, "out of memory");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_in_both), cmocka_unit_test(first_and_last_rows_are_found), cmocka_unit_test(what_is_not_there_stands),
        cmocka_unit_test(errors_speak), cmocka_unit_test(older_records_are_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
