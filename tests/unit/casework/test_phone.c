/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../lib/casework/phone_impl.h"
#include "../../support/passages.h"

enum { FOUND_MOST = 8, USUAL = PHONE_ALLOW_MOBILE | PHONE_ALLOW_LANDLINE, LONG = 20000 };

/* ---- fields ---- */

typedef struct field {
    const char *words;
    const char *digits; /* of the numbers, each with a blank behind it */
    uint32_t allow;
    phone_fault fault;
} field;

static const field fields[] = {
    {"13800138000", "13800138000 ", USUAL, PHONE_GOOD},
    {"１３８－００１３－８０００", "13800138000 ", USUAL, PHONE_GOOD},
    {"1 3 8 0 0 1 3 8 0 0 0", "13800138000 ", USUAL, PHONE_GOOD},
    {"13800138000转802", "13800138000-802 ", USUAL, PHONE_GOOD},
    {"05398123456", "0539-8123456 ", USUAL, PHONE_GOOD},
    {"053981234567", "0539-81234567 ", USUAL, PHONE_GOOD},
    {"010-81234567", "010-81234567 ", USUAL, PHONE_GOOD},
    {"（0539）8123456（分机802）", "0539-8123456-802 ", USUAL, PHONE_GOOD},
    {"0539-8123456 ext. 802", "0539-8123456-802 ", USUAL, PHONE_GOOD},
    {"0539-8123456-802", "0539-8123456-802 ", USUAL, PHONE_GOOD},
    {"0539-8123456-0539-8123457", "0539-8123456 0539-8123457 ", USUAL, PHONE_GOOD},
    {"0539-8123456/7", "0539-8123456 ", USUAL, PHONE_GOOD},
    {"0539_8123456", "0539-8123456 ", USUAL, PHONE_GOOD},
    {"+86 (0539) 8123456", "0539-8123456 ", USUAL, PHONE_GOOD},
    {"+86 10 8123 4567", "010-81234567 ", USUAL, PHONE_GOOD},
    {"008613800138000", "13800138000 ", USUAL, PHONE_GOOD},
    {"8613800138000", "13800138000 ", USUAL, PHONE_GOOD},
    {"电话1：0539-8123456；手机：13800138000", "0539-8123456 13800138000 ", USUAL, PHONE_GOOD},
    {"1、0539-8123456 2、13800138000 张主任", "0539-8123456 13800138000 ", USUAL, PHONE_GOOD},
    {"0539-8123456（周一至周五8:30-17:30）", "0539-8123456 ", USUAL, PHONE_GOOD},
    {"0539-8123456 802室", "0539-8123456 ", USUAL, PHONE_GOOD},
    {"400-123-4567", "400-123-4567 ", USUAL, PHONE_NOT_ALLOWED},
    {"4001234567", "400-123-4567 ", USUAL | PHONE_ALLOW_SERVICE, PHONE_GOOD},
    {"8123456", "8123456 ", USUAL, PHONE_NOT_ALLOWED},
    {"8123-4567转1", "81234567-1 ", USUAL | PHONE_ALLOW_LOCAL, PHONE_GOOD},
    {"95598", "95598 ", USUAL | PHONE_ALLOW_SHORT, PHONE_GOOD},
    {"0539-8123456", "0539-8123456 ", PHONE_ALLOW_MOBILE, PHONE_NOT_ALLOWED},
    {"", "", USUAL, PHONE_EMPTY},
    {" —— ", "", USUAL, PHONE_EMPTY},
    {"无", "", USUAL, PHONE_NO_NUMBER},
    {"请拨打0539-8123456咨询，感谢您对我们工作的理解与支持", "0539-8123456 ", USUAL, PHONE_NO_NUMBER},
    {"13800138000@qq.com", "13800138000 ", USUAL, PHONE_NO_NUMBER},
    {"1380013800", "", USUAL, PHONE_TOO_SHORT},
    {"0539-812345", "", USUAL, PHONE_TOO_SHORT},
    {"010-8123456", "", USUAL, PHONE_TOO_SHORT},
    {"138001380001", "", USUAL, PHONE_TOO_LONG},
    {"0539-812345678", "", USUAL, PHONE_TOO_LONG},
    {"12800138000", "", USUAL, PHONE_UNKNOWN},
    {"0539-0123456", "", USUAL, PHONE_UNKNOWN},
    {"0500-8123456", "", USUAL, PHONE_UNKNOWN},
    {"026-81234567", "", USUAL, PHONE_UNKNOWN},
    {"12345", "12345 ", PHONE_ALLOW_ALL, PHONE_HOTLINE},
    {"0539-12345", "0539-12345 ", USUAL, PHONE_HOTLINE},
    {"13800138000、12345", "13800138000 12345 ", USUAL, PHONE_HOTLINE},
    {"0000-00000000", "", USUAL, PHONE_REPEATED},
    {"0539-8888888", "0539-8888888 ", USUAL, PHONE_REPEATED},
    {"13800000012", "13800000012 ", USUAL, PHONE_GOOD},
    {"12345678", "", USUAL, PHONE_SEQUENCE},
    {"87654321", "87654321 ", PHONE_ALLOW_ALL, PHONE_SEQUENCE},
    {"13912345678", "13912345678 ", USUAL, PHONE_GOOD},
    {"138****8000", "", USUAL, PHONE_MASKED},
    {"138xxxx8000", "", USUAL, PHONE_MASKED},
    {"0539-8123456*", "0539-8123456 ", USUAL, PHONE_MASKED},
    {"********", "", USUAL, PHONE_MASKED},
};

static void a_field(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const field *f = &fields[i];
        passage p = read_passage(f->words);
        phone found[FOUND_MOST];
        char digits[FOUND_MOST * (PHONE_SIZE + 1)] = "";
        uint32_t count = 99;
        phone_fault fault = hotline__phone_field(&p, f->allow, NULL, found, FOUND_MOST, &count);
        for (uint32_t n = 0; n < count; n++) {
            strcat(strcat(digits, found[n].digits), " ");
        }
        if (fault != f->fault || strcmp(digits, f->digits) != 0) {
            fail_msg("%s: fault %d, %s", f->words, (int)fault, digits);
        }
    }
}

typedef struct caller_row {
    const char *words, *caller;
    phone_fault fault;
} caller_row;

static const caller_row callers[] = {
    {"0539-8123456、１３８００１３８０００", "+86 138-0013-8000", PHONE_OF_CALLER},
    {"13800138000", "13800138001", PHONE_GOOD},
    {"13800138000", "138****8000", PHONE_GOOD},
    {"13800138000", "", PHONE_GOOD},
    {"8123456", "0539-8123456", PHONE_OF_CALLER}, /* one of them without its area code */
    {"0539-8123456", "8123456", PHONE_OF_CALLER},
    {"0538-8123456", "0539-8123456", PHONE_GOOD},
    {"13800138000", "0539-8123456/13800138000", PHONE_OF_CALLER},
};

static void the_callers_own(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof callers / sizeof callers[0]; i++) {
        passage p = read_passage(callers[i].words);
        passage caller = read_passage(callers[i].caller);
        uint32_t count = 0;
        phone_fault fault = hotline__phone_field(&p, USUAL | PHONE_ALLOW_LOCAL, &caller, NULL, 0, &count);
        if (fault != callers[i].fault) {
            fail_msg("%s of %s: %d", callers[i].words, callers[i].caller, (int)fault);
        }
        assert_int_equal(count, 0);
    }
}

/* ---- running texts ---- */

static const char *const texts[][2] = {
    {"请致电0539-8123456转802，或13800138000咨询", "0539-8123456转802=0539-8123456-802 13800138000=13800138000 "},
    {"电话：8123456、8123457，夜间 (0539) 8123458", "8123456=8123456 8123457=8123457 (0539) 8123458=0539-8123458 "},
    {"编号8123456，面积8123456平方米", ""},
    {"拨打12315或96123热线", "12315=12315 96123=96123 "},
    {"共12315人次", ""},
    {"已拨打12345", "12345=12345 "},
    {"400-123-4567", "400-123-4567=400-123-4567 "},
    {"金额13800138000元，编号13800138000，3.13800138000，V13800138000，13800138000a，2021-13800138000", ""},
    {"20210513000013800138000", ""},
    {"2021年5月28日9:30—11:30", ""},
    {"tel13800138000", "13800138000=13800138000 "},
    {"0731-0000-00000000", ""},
    {"13800138000\n13900139000", "13800138000=13800138000 13900139000=13900139000 "},
};

static void a_text(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        passage p = read_passage(texts[i][0]);
        char got[512] = "";
        phone_walk w;
        phone n;
        hotline__phone_walk_begin(&w, &p);
        while (hotline__phone_next(&w, &n)) {
            text t = hotline__passage_text(&p, n.at);
            strncat(got, t.at, t.len);
            strcat(strcat(strcat(got, "="), n.digits), " ");
        }
        if (strcmp(got, texts[i][1]) != 0) {
            fail_msg("%s: %s", texts[i][0], got);
        }
    }
}

/* The area codes of four digits: a slip in their table changes how many there are. */
static void area_codes(void **state) {
    uint32_t valid = 0;
    (void)state;
    for (uint32_t code = 300; code < 1000; code++) {
        char words[32];
        phone n;
        snprintf(words, sizeof words, "0%03u-8123456", (unsigned)code);
        passage p = read_passage(words);
        valid += (uint32_t)hotline__phone_read(&p, 0, PHONE_ALLOW_LANDLINE, &n);
    }
    assert_int_equal(valid, 322);
}

/* Texts that would be slow if a place were read more than a few times. */
static void takes_linear_time(void **state) {
    static const char *const pieces[] = {"1",    "(", "0", "+", " ", "1 ",       "13800138000", "0539-",
                                         "电话", "-", "*", "x", ".", "电话：1 ", "(1",          "转"};
    char *words = malloc(LONG * 16);
    (void)state;
    assert_non_null(words);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        size_t len = strlen(pieces[i]);
        uint32_t count = 0;
        phone_walk w;
        phone n;
        for (size_t k = 0; k < LONG; k++) {
            memcpy(words + k * len, pieces[i], len);
        }
        words[LONG * len] = '\0';
        passage p = read_passage(words);
        hotline__phone_walk_begin(&w, &p);
        while (hotline__phone_next(&w, &n)) {
            assert_true(n.at.begin < n.at.end && n.at.end <= p.count);
        }
        hotline__phone_field(&p, USUAL, &p, &n, 1, &count);
        hotline__arena_reset(&memory);
    }
    free(words);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field),    cmocka_unit_test(the_callers_own),   cmocka_unit_test(a_text),
        cmocka_unit_test(area_codes), cmocka_unit_test(takes_linear_time),
    };
    return cmocka_run_group_tests(tests, passages_begin, passages_end);
}
