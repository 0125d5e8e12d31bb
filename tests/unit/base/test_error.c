/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/error_impl.h"

static hotline_error fresh(void) {
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    return error;
}

static text of(const char *terminated) {
    return hotline__text(terminated);
}

static void texts(void **state) {
    text nul = {"a\0b", 3};
    (void)state;
    assert_int_equal(of(NULL).len, 0);
    assert_int_equal(of("four").len, 4);
    assert_true(hotline__text_equal(of(""), of(NULL)));
    assert_true(hotline__text_equal(nul, nul));
    assert_false(hotline__text_equal(nul, of("a")));
    assert_true(hotline__text_is(of("x"), "x"));
    assert_false(hotline__text_is(of("x"), "xy"));
    assert_false(hotline__text_is(of("x"), "y"));
}

static void order_of_bytes(void **state) {
    static const char *const ordered[] = {"", "A", "B", "a", "aa", "ab", "b", "\xe7\x83\xad", "\xff"};
    size_t i;
    size_t k;
    (void)state;
    for (i = 0; i < 9; i++) {
        for (k = 0; k < 9; k++) {
            int order = hotline__text_compare(of(ordered[i]), of(ordered[k]));
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
    }
    assert_int_equal(hotline__text_compare(of(NULL), of("")), 0);
}

static void begins_empty(void **state) {
    hotline_error error;
    (void)state;
    memset(&error, 0xA5, sizeof error);
    hotline_error_init(&error, sizeof error);
    assert_int_equal(error.struct_size, sizeof error);
    assert_int_equal(error.status, HOTLINE_OK);
    assert_int_equal(error.line, 0);
    assert_int_equal(error.column, 0);
    assert_string_equal(error.path, "");
    assert_string_equal(error.message, "");
    hotline_error_init(NULL, sizeof error);
    error.line = 7;
    hotline_error_init(&error, 3);
    assert_int_equal(error.line, 7);
}

static void set_starts_anew(void **state) {
    hotline_error error = fresh();
    (void)state;
    assert_int_equal(hotline__error_set(&error, HOTLINE_ERROR_SYNTAX, "first"), HOTLINE_ERROR_SYNTAX);
    hotline__error_place(&error, 3, 4);
    hotline__error_path(&error, of("duties.report"));
    assert_int_equal(error.status, HOTLINE_ERROR_SYNTAX);
    assert_int_equal(error.line, 3);
    assert_int_equal(error.column, 4);
    assert_string_equal(error.path, "duties.report");
    assert_string_equal(error.message, "first");
    hotline__error_set(&error, HOTLINE_ERROR_LIMIT, "second");
    assert_int_equal(error.line, 0);
    assert_int_equal(error.column, 0);
    assert_string_equal(error.path, "");
    assert_string_equal(error.message, "second");
}

static void pieces(void **state) {
    hotline_error error = fresh();
    text nothing = {NULL, 0};
    (void)state;
    hotline__error_set(&error, HOTLINE_ERROR_DOCUMENT, "a");
    hotline__error_add(&error, "");
    hotline__error_add(&error, NULL);
    hotline__error_add_text(&error, nothing);
    hotline__error_add(&error, " b ");
    hotline__error_add_number(&error, INT64_MIN);
    hotline__error_add(&error, " ");
    hotline__error_add_number(&error, 0);
    hotline__error_add(&error, " ");
    hotline__error_add_number(&error, INT64_MAX);
    assert_string_equal(error.message, "a b -9223372036854775808 0 9223372036854775807");
}

/* NULL, and a record of a caller who knows fewer members, are left alone; the status comes back all the same. */
static void records_that_cannot_be_filled(void **state) {
    hotline_error error = fresh();
    hotline_error untouched;
    (void)state;
    error.struct_size = (uint32_t)offsetof(hotline_error, language) - 1;
    untouched = error;
    assert_int_equal(hotline__error_set(&error, HOTLINE_ERROR_SYNTAX, "x"), HOTLINE_ERROR_SYNTAX);
    hotline__error_add(&error, "x");
    hotline__error_add_quoted(&error, of("x"));
    hotline__error_add_number(&error, 1);
    hotline__error_place(&error, 1, 1);
    hotline__error_path(&error, of("x"));
    assert_memory_equal(&error, &untouched, sizeof error);
    assert_int_equal(hotline__error_set(NULL, HOTLINE_ERROR_LIMIT, "x"), HOTLINE_ERROR_LIMIT);
    hotline__error_add(NULL, "x");
    hotline__error_add_text(NULL, of("x"));
    hotline__error_add_quoted(NULL, of("x"));
    hotline__error_add_number(NULL, 1);
    hotline__error_place(NULL, 1, 1);
    hotline__error_path(NULL, of("x"));
}

static void quoted(void **state) {
    hotline_error error = fresh();
    char many[80];
    text controls = {"a\0\n\x7f\xff z", 7};
    (void)state;
    hotline__error_add_quoted(&error, controls);
    assert_string_equal(error.message, "\"a???? z\"");
    error = fresh();
    memset(many, 'n', sizeof many);
    many[60] = '\0';
    hotline__error_add_quoted(&error, of(many));
    assert_int_equal(strlen(error.message), 62); /* sixty are shown whole */
    assert_string_equal(error.message + 58, "nnn\"");
    error = fresh();
    many[60] = 'n';
    many[61] = '\0';
    hotline__error_add_quoted(&error, of(many));
    assert_int_equal(strlen(error.message), 65);
    assert_string_equal(error.message + 60, "n...\"");
    error = fresh();
    hotline__error_add_quoted(&error, of(NULL));
    assert_string_equal(error.message, "\"\"");
}

static void sixty_code_points_not_bytes(void **state) {
    hotline_error error = fresh();
    char many[3 * 61 + 1] = "";
    size_t i;
    (void)state;
    for (i = 0; i < 61; i++) {
        strcat(many, "热");
    }
    hotline__error_add_quoted(&error, of(many));
    assert_int_equal(strlen(error.message), 1 + 60 * 3 + 4);
}

/* A full message is cut between code points and stays terminated; a full path as well. */
static void cut_when_full(void **state) {
    size_t before;
    (void)state;
    for (before = HOTLINE_ERROR_MESSAGE_SIZE - 8; before < HOTLINE_ERROR_MESSAGE_SIZE; before++) {
        hotline_error error = fresh();
        char many[HOTLINE_ERROR_MESSAGE_SIZE];
        size_t room = HOTLINE_ERROR_MESSAGE_SIZE - 1 - before;
        memset(many, 'x', before);
        many[before] = '\0';
        hotline__error_set(&error, HOTLINE_ERROR_SYNTAX, many);
        hotline__error_add(&error, "热热");
        assert_int_equal(strlen(error.message), before + (room >= 6 ? 6 : room / 3 * 3));
    }
}

static void long_paths(void **state) {
    hotline_error error = fresh();
    char many[3 * 100 + 1] = "";
    size_t i;
    (void)state;
    for (i = 0; i < 100; i++) {
        strcat(many, "路");
    }
    hotline__error_path(&error, of(many));
    assert_int_equal(strlen(error.path), 189); /* 63 code points fit into 191 bytes */
    hotline__error_path(&error, of(NULL));
    assert_string_equal(error.path, "");
}

static const char *nearest_of(const char *wanted, const char *const *candidates) {
    static hotline_error error;
    nearest n;
    hotline__nearest_begin(&n, of(wanted));
    for (; *candidates != NULL; candidates++) {
        hotline__nearest_try(&n, of(*candidates));
    }
    error = fresh();
    hotline__nearest_tell(&n, &error);
    return error.message;
}

static void nearest_names(void **state) {
    static const char *const words[] = {"dispatch", "report", "redo", "return", NULL};
    static const char *const none[] = {NULL};
    static const char *const ties[] = {"abd", "abe", NULL};
    static const char *const empty[] = {"", NULL};
    (void)state;
    assert_string_equal(nearest_of("dispach", words), "; did you mean \"dispatch\"?");
    assert_string_equal(nearest_of("reprot", words), "; did you mean \"report\"?");
    assert_string_equal(nearest_of("report", words), "; did you mean \"report\"?");
    assert_string_equal(nearest_of("red", words), "; did you mean \"redo\"?");
    assert_string_equal(nearest_of("rexy", words), "; did you mean \"redo\"?"); /* two of four is near: 1 + 4 / 4 */
    assert_string_equal(nearest_of("rxy", words), "");                          /* 1 + 3 / 4 is 1 */
    assert_string_equal(nearest_of("xyzw", words), "");
    assert_string_equal(nearest_of("", words), "");
    assert_string_equal(nearest_of("redo", none), "");
    assert_string_equal(nearest_of("abc", ties), "; did you mean \"abd\"?"); /* the first of equals */
    assert_string_equal(nearest_of("a", empty), "");
}

static void long_names_have_no_nearest(void **state) {
    char long_name[66];
    const char *candidates[] = {NULL, NULL};
    (void)state;
    memset(long_name, 'n', sizeof long_name);
    long_name[65] = '\0';
    candidates[0] = long_name;
    assert_string_equal(nearest_of(long_name, candidates), "");
    assert_string_equal(nearest_of(long_name + 2, candidates), ""); /* 63 wanted, 65 offered */
    candidates[0] = long_name + 1;
    assert_string_not_equal(nearest_of(long_name + 1, candidates), ""); /* 64 is still looked at */
    assert_string_equal(nearest_of(long_name, candidates), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),         cmocka_unit_test(order_of_bytes),
        cmocka_unit_test(begins_empty),  cmocka_unit_test(set_starts_anew),
        cmocka_unit_test(pieces),        cmocka_unit_test(records_that_cannot_be_filled),
        cmocka_unit_test(quoted),        cmocka_unit_test(sixty_code_points_not_bytes),
        cmocka_unit_test(cut_when_full), cmocka_unit_test(long_paths),
        cmocka_unit_test(nearest_names), cmocka_unit_test(long_names_have_no_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
