/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../../include/hotline.h"
#include "../../../lib/rules/decimal.h"

typedef struct decimal_row {
    const char *words;
    int64_t units;
    uint32_t places;
} decimal_row;

static void test_read(void **state) {
    static const decimal_row rows[] = {{"0", 0, 0},
                                       {"12.5", 125, 1},
                                       {"0.900", 900, 3},
                                       {"-5", -5, 0},
                                       {"60%", 60, 2},
                                       {"99.5%", 995, 3},
                                       {"-1.25%", -125, 4},
                                       {"123456789012345678", INT64_C(123456789012345678), 0},
                                       {"0.123456789", 123456789, 9},
                                       {"0.1234567%", 1234567, 9}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        decimal d = {7, 7};
        assert_true(hotline__decimal_read(hotline__text(rows[i].words), &d));
        assert_int_equal(d.units, rows[i].units);
        assert_int_equal(d.places, rows[i].places);
    }
}

static void test_refused(void **state) {
    static const char *const rows[] = {"",    "-",   "%",    "-%",   ".5", "5.",          "1.2.3",        "1e3",
                                       "+1",  " 1",  "1 ",   "5%%",  "%5", "0.12345678%", "0.1234567890", "1234567890123456789",
                                       "0x1", "--1", "1,00", "１.5", "5.%"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        decimal d = {7, 7};
        assert_false(hotline__decimal_read(hotline__text(rows[i]), &d));
        assert_true(d.units == 7 && d.places == 7);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_read), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
