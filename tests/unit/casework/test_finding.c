/* SPDX-License-Identifier: MIT */
/* The catalogue: every code has a sentence in both languages, and every finding that is told has its gaps filled. */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The codes of the policy grammar: never renamed, only added to. */
static const char *const codes[] = {
    "bad_line",       "reused_id",      "unknown_event",      "unknown_ticket",
    "before_ticket",  "reopened",       "unknown_assignment", "ambiguous_assignment",
    "no_unit",        "no_policy",      "unknown_fact",       "unexpected_fact",
    "bad_value",      "missing_fact",   "required_unknown",   "guard",
    "guard_unknown",  "before_unmet",   "before_unknown",     "no_row",
    "shut",           "role",           "void_unknown",       "table_gap",
    "table_overlap",  "extension_late", "extension_unasked",  "extension_times",
    "extension_most",
};

static int listed(const char *code) {
    size_t i;
    const char *at;
    for (i = 0; (at = hotline_finding_code(i)) != NULL; i++) {
        if (strcmp(at, code) == 0) {
            return 1;
        }
    }
    return 0;
}

static void test_codes(void **state) {
    size_t i;
    size_t k;
    (void)state;
    for (i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (!listed(codes[i])) {
            fail_msg("no code %s", codes[i]);
        }
    }
    for (i = 0; hotline_finding_code(i) != NULL; i++) {
        for (k = 0; k < i; k++) {
            assert_string_not_equal(hotline_finding_code(i), hotline_finding_code(k));
        }
    }
    assert_null(hotline_finding_code(i));
    assert_null(hotline_finding_code(i + 1));
    assert_null(hotline_finding_code(SIZE_MAX));
}

static int has_chinese(const char *text) {
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0xe4) {
            return 1;
        }
    }
    return 0;
}

/* Gaps are {a}, {b}, {c}; both languages have the same ones. */
static int same_gaps(const char *one, const char *other) {
    static const char *const gaps[] = {"{a}", "{b}", "{c}"};
    size_t i;
    for (i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
        if ((strstr(one, gaps[i]) != NULL) != (strstr(other, gaps[i]) != NULL)) {
            return 0;
        }
    }
    return 1;
}

static void test_meanings(void **state) {
    size_t i;
    const char *code;
    (void)state;
    for (i = 0; (code = hotline_finding_code(i)) != NULL; i++) {
        const char *en = hotline_finding_meaning(code, HOTLINE_LANGUAGE_EN);
        const char *zh = hotline_finding_meaning(code, HOTLINE_LANGUAGE_ZH);
        assert_true(strlen(en) > 0 && strlen(zh) > 0);
        assert_false(has_chinese(en));
        assert_true(has_chinese(zh));
        assert_true(same_gaps(en, zh));
        assert_string_equal(hotline_finding_meaning(code, 99), en); /* any other language is answered in English */
    }
    assert_string_equal(hotline_finding_meaning("gaurd", HOTLINE_LANGUAGE_EN), "");
    assert_string_equal(hotline_finding_meaning("", HOTLINE_LANGUAGE_EN), "");
    assert_string_equal(hotline_finding_meaning(NULL, HOTLINE_LANGUAGE_ZH), "");
}

/* One way to each code, with the message that people read. */
typedef struct told {
    const char *code;
    const char *rules;
    const char *events;
    const char *en;
    const char *zh; /* a part of it */
} told;

#define START "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; "
#define EXTEND(more)                                                                                                                       \
  "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays','extend':{'grant':{" more "}}}}"

static const told tickets[] = {
    {"unknown_ticket", NULL, "n hold 04-12T09:00", "The log has no event that opens the ticket T1", "T1"},
    {"before_ticket", NULL, START "n hold 04-11T09:00", "The event hold happened before the ticket was opened", "hold"},
    {"reopened", NULL, START "n receive 04-13T09:00", "The ticket was already opened; receive opens it again", "receive"},
    {"unknown_assignment", NULL, START "n report 04-13T09:00 on=zz", "The event report belongs to no assignment: zz", "zz"},
    {"ambiguous_assignment", NULL, START "e dispatch 04-12T11:00 u=a; n report 04-13T09:00 u=a",
     "The unit a has several live assignments; report must name one", "a"},
    {"no_unit", NULL, START "n report 04-13T09:00", "The event report names no unit", "report"},
    {"no_policy", NULL, START "n hold 2019-12-31T09:00", "No policy is in force when hold happened", "hold"},
    {"unknown_fact", NULL, START "n hold 04-13T09:00 {'zise':1}", "The policy in force declares no fact named zise; it was dropped",
     "zise"},
    {"unexpected_fact", NULL, START "n hold 04-13T09:00 {'size':1}", "The event hold does not carry the fact size; it was dropped", "size"},
    {"bad_value", NULL, START "n update 04-13T09:00 {'size':'big'}", "The value of size on update is not of its type", "size"},
    {"missing_fact", "'events':{'hold':{'facts':{'size':'always'}}}", START "n hold 04-13T09:00", "The event hold must carry size", "size"},
    {"required_unknown", "'events':{'hold':{'facts':{'matter':'size > 3'}}}", START "n hold 04-13T09:00",
     "It cannot be told whether hold must carry matter", "matter"},
    {"guard", "'events':{'hold':{'if':'resume'}}", START "n hold 04-13T09:00", "The event hold is not allowed now; it needs: resume",
     "resume"},
    {"guard_unknown", "'events':{'hold':{'if':'size > 3'}}", START "n hold 04-13T09:00",
     "It cannot be told whether hold is allowed; it depends on: size", "size"},
    {"before_unmet", "'duties':{'x':{'of':'ticket','owed':'receive','met':'resume','before':'hold'}}", START "n hold 04-13T09:00",
     "The duty x must be met before hold", "x"},
    {"before_unknown", "'duties':{'x':{'of':'ticket','owed':'receive','if':'size > 3','met':'resume','before':'hold'}}",
     START "n hold 04-13T09:00", "It cannot be told whether the duty x must be met before hold", "x"},
    {"no_row", "'machines':{'m':{'of':'ticket','start':'p','states':{'p':'P','q':'Q'}}},'events':{'hold':{'moves':{'m':{'q':'p'}}}}",
     START "n hold 04-13T09:00", "The event hold has no way on from the state p", "在状态P下"} /* by their labels */,
    {"shut", "'duties':{'x':{'of':'ticket','owed':'receive','met':'hold','within':'1 hour','expiry':'shut'}}", START "n hold 04-13T09:00",
     "The right x had lapsed before hold", "x"},
    {"role", "'events':{'hold':{'by':['centre']}}", START "n hold 04-13T09:00 r=caller", "The role caller may not hold", "角色p无权"},
    {"table_gap", "'events':{'hold':{'if':{'update':'yes','resume':'yes'}}}", START "n hold 04-13T09:00",
     "No row of the table events.hold.if holds", "events.hold.if"},
    {"table_overlap", "'events':{'hold':{'if':{'update':'yes','resume':'yes'}}}",
     START "u update 04-12T11:00; v resume 04-12T12:00; n hold 04-13T09:00", "More than one row of the table events.hold.if holds",
     "events.hold.if"},
    {"extension_late", EXTEND("'add':'1 workday'"), START "n grant 04-19T09:00 u=a",
     "The extension of x came after the due moment and has no effect", "x"},
    {"extension_unasked", EXTEND("'add':'1 workday','asked':'ask'"), START "n grant 04-13T09:00 u=a",
     "The extension of x was not asked for in time", "x"},
    {"extension_times", EXTEND("'add':'1 workday','times':1"), START "m grant 04-13T09:00 u=a; n grant 04-14T09:00 u=a",
     "The duty x was already extended as often as the rule allows", "x"},
    {"extension_most", EXTEND("'add':'days workdays','most':1"), START "n grant 04-13T09:00 u=a {'days':2}",
     "The extension of x was cut to the most that the rule allows", "x"},
};

static const told logs[] = {
    {"unknown_event", NULL, START "n zap 04-13T09:00", "The policy in force declares no event named zap", "zap"},
    {"no_unit", NULL, "n visit 04-13T09:00 t=-", "The event visit names no unit", "visit"},
    {"no_ticket", NULL, "n hold 04-13T09:00 t=-", "The event hold names no ticket", "hold"},
    {"unknown_ranking", NULL, START "n publish 05-13T09:00 t=- {'ranking':'k','period':'2021-04','order':[]}",
     "The policy in force has no ranking named k", "k"},
    {"unknown_unit", NULL, START "n publish 05-13T09:00 t=- {'ranking':'k','period':'2021-04','order':['a','zz']}",
     "The published order names the unit zz, which no event names", "zz"},
    {"repeated_unit", NULL, START "n publish 05-13T09:00 t=- {'ranking':'k','period':'2021-04','order':['a','a']}",
     "The published order names a more than once; its first place counts", "a"},
    {"bad_place", NULL, START "n publish 05-13T09:00 t=- {'ranking':'k','period':'2021-04','order':['a',7]}",
     "Entry 2 of the published order holds something that is no unit's name", "2"},
    {"void_unknown", NULL, START "n void 04-13T09:00 {'voids':'zz'}", "The correction n names no event that it can correct", "n"},
};

static hotline_status read_finding(casebook *b, int of_log, size_t i, int32_t language, hotline_finding *f) {
    memset(f, 0, sizeof *f);
    f->struct_size = sizeof *f;
    return of_log ? hotline_log_finding(b->log, i, language, f) : hotline_ticket_finding(b->ticket, i, language, f);
}

static int tell(const told *row, int of_log) {
    casebook b;
    hotline_finding f;
    size_t i = 0;
    int same = 1;
    casebook_open(&b, row->rules);
    casebook_add(&b, row->events);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    while (read_finding(&b, of_log, i, HOTLINE_LANGUAGE_EN, &f) == HOTLINE_OK && strcmp(f.code, row->code) != 0) {
        i++;
    }
    if (f.code == NULL || strcmp(f.code, row->code) != 0) {
        casebook_close(&b);
        return casebook_same(row->code, "code", "none", row->code);
    }
    assert_string_equal(f.event, "n");
    if (strncmp(f.message, row->en, strlen(row->en)) != 0) {
        same &= casebook_same(row->code, "English", f.message, row->en);
    }
    assert_int_equal(read_finding(&b, of_log, i, HOTLINE_LANGUAGE_ZH, &f), HOTLINE_OK);
    if (!has_chinese(f.message) || strstr(f.message, row->zh) == NULL || strchr(f.message, '{') != NULL) {
        same &= casebook_same(row->code, "Chinese", f.message, row->zh);
    }
    casebook_close(&b);
    return same;
}

static void test_messages(void **state) {
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof tickets / sizeof tickets[0]; i++) {
        wrong += !tell(&tickets[i], 0);
    }
    for (i = 0; i < sizeof logs / sizeof logs[0]; i++) {
        wrong += !tell(&logs[i], 1);
    }
    assert_int_equal(wrong, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_codes), cmocka_unit_test(test_meanings), cmocka_unit_test(test_messages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
