/* SPDX-License-Identifier: MIT */
/*
 * Conditions over a ticket, in three values. Each row's condition is the `if` of a standing duty: open is true, not_owed false, possible
 * unknown, undefined undefined.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct condition_row {
    const char *condition;
    const char *facts; /* of the opening event */
    const char *want;
} condition_row;

#define T "open"
#define F "not_owed"
#define U "possible"

static void evaluate(const condition_row *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        char rules[512];
        char event[256];
        casebook b;
        const char *got;
        snprintf(rules, sizeof rules, "'duties':{'x':{'of':'ticket','if':'%s','met':'close'}}", rows[i].condition);
        snprintf(event, sizeof event, "r receive 04-12T09:00 %s", rows[i].facts);
        casebook_open(&b, rules);
        casebook_add(&b, event);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        got = casebook_duties(&b);
        wrong += !casebook_same(rows[i].condition, rows[i].facts, strncmp(got, "x ", 2) == 0 ? got + 2 : got, rows[i].want);
        casebook_close(&b);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define EVALUATE(rows) evaluate(rows, sizeof rows / sizeof rows[0])

static void test_logic(void **state) {
    /* anonymous is false, size unknown */
    static const condition_row rows[] = {
        {"anonymous", "", F},
        {"not anonymous", "", T},
        {"size > 0", "", U},
        {"not size > 0", "", U},
        {"anonymous and size > 0", "", F},
        {"size > 0 and anonymous", "", F},
        {"not anonymous and size > 0", "", U},
        {"anonymous or size > 0", "", U},
        {"not anonymous or size > 0", "", T},
        {"size > 0 or not anonymous", "", T},
        {"size > 0 or size <= 0", "", U},
        {"not (anonymous or size > 0)", "", U},
        {"not (anonymous and size > 0)", "", T},
        {"not anonymous and not (anonymous or anonymous)", "", T},
        {"anonymous or not anonymous and not anonymous", "", T},
        {"(anonymous or not anonymous) and anonymous", "", F},
        {"always", "", T},
        {"never", "", F},
        {"yes", "", T},
        {"no", "", F},
    };
    (void)state;
    EVALUATE(rows);
}

static void test_compare(void **state) {
    static const condition_row rows[] = {
        {"topic = matter", "{'topic':'1','matter':'1'}", T},
        {"topic = matter", "{'topic':'1','matter':'2'}", F},
        {"topic != matter", "{'topic':'1','matter':'2'}", T},
        {"matter = topic", "{'topic':'12','matter':'1'}", F},
        {"matter = topic", "{'topic':'12','matter':'12'}", T},
        {"matter = matter", "{'matter':'1'}", T},
        {"topic != topic", "{'topic':'1'}", F},
        {"topic = matter", "{'topic':'1'}", U},
        {"topic = matter", "{'matter':'1'}", U},
        {"size = 3", "{'size':3}", T},
        {"size = 3", "{'size':4}", F},
        {"size != 3", "{'size':4}", T},
        {"size != 3", "{'size':3}", F},
        {"size < 3", "{'size':2}", T},
        {"size < 3", "{'size':3}", F},
        {"size <= 3", "{'size':3}", T},
        {"size <= 3", "{'size':4}", F},
        {"size > 3", "{'size':4}", T},
        {"size > 3", "{'size':3}", F},
        {"size >= 3", "{'size':3}", T},
        {"size >= 3", "{'size':2}", F},
        {"size = -3", "{'size':-3}", T},
        {"size = 3", "", U},
        {"category = urgent", "{'category':'urgent'}", T},
        {"category = urgent", "{'category':'consult'}", F},
        {"category != urgent", "{'category':'consult'}", T},
        {"category != urgent", "", U},
        {"category in (urgent, consult)", "{'category':'consult'}", T},
        {"category in (urgent, consult)", "{'category':'complaint'}", F},
        {"category in (urgent, consult)", "", U},
        {"not category in (urgent, consult)", "{'category':'complaint'}", T},
        {"wish has call", "{'wish':['visit','call']}", T},
        {"wish has call", "{'wish':['visit']}", F},
        {"wish has call", "{'wish':[]}", F},
        {"wish has call", "", U},
        {"not wish has call", "{'wish':[]}", T},
        {"matter = \\\"a b\\\"", "{'matter':'a b'}", T},
        {"matter = \\\"a b\\\"", "{'matter':'a'}", F},
        {"matter = \\\"a\\\"", "", U},
        {"matter != \\\"a\\\"", "{'matter':'b'}", T},
    };
    (void)state;
    EVALUATE(rows);
}

/* Dotted codes match whole segments, prefix codes from the start. */
static void test_under(void **state) {
    static const condition_row rows[] = {
        {"topic under \\\"01.02\\\"", "{'topic':'01.02'}", T},    {"topic under \\\"01.02\\\"", "{'topic':'01.02.03'}", T},
        {"topic under \\\"01.02\\\"", "{'topic':'01.021'}", F},   {"topic under \\\"01.02\\\"", "{'topic':'01'}", F},
        {"topic under \\\"01.02\\\"", "{'topic':'02.01.02'}", F}, {"topic under \\\"01\\\"", "{'topic':'01.02'}", T},
        {"topic under \\\"01\\\"", "{'topic':'011'}", T},         {"topic under \\\"01\\\"", "{'topic':'011.2'}", F},
        {"topic under \\\"01\\\"", "{'topic':'0'}", F},           {"topic under \\\"01\\\"", "", U},
        {"topic = \\\"01.02\\\"", "{'topic':'01.02'}", T},        {"topic = \\\"01.02\\\"", "{'topic':'01.02.03'}", F},
    };
    (void)state;
    EVALUATE(rows);
}

/* A date beside `time` by its date; `time` is the judging moment. */
static void test_times(void **state) {
    static const condition_row rows[] = {
        {"time > seen_at", "{'seen_at':'2021-04-12T08:59:59'}", T},
        {"time > seen_at", "{'seen_at':'2021-04-12T09:00'}", F},
        {"time >= seen_at", "{'seen_at':'2021-04-12T09:00'}", T},
        {"time < seen_at", "{'seen_at':'2021-04-12T09:00:01'}", T},
        {"time = seen_on", "{'seen_on':'2021-04-12'}", T},
        {"time > seen_on", "{'seen_on':'2021-04-11'}", T},
        {"time > seen_on", "{'seen_on':'2021-04-12'}", F},
        {"time < seen_on", "{'seen_on':'2021-04-13'}", T},
        {"time < seen_on", "", U},
        {"seen_on = \\\"2021-04-12\\\"", "{'seen_on':'2021-04-12'}", T},
        {"seen_on < \\\"2021-04-12\\\"", "{'seen_on':'2021-04-12'}", F},
        {"seen_on < \\\"2021-04-12\\\"", "", U},
        {"seen_at >= \\\"2021-04-12T09:00\\\"", "{'seen_at':'2021-04-12T01:00:00Z'}", T},
        {"seen_at > \\\"2021-04-12T09:00\\\"", "{'seen_at':'2021-04-12T01:00:00Z'}", F},
        {"time = \\\"2021-04-12T09:00\\\"", "", T},
    };
    (void)state;
    EVALUATE(rows);
}

static void test_events(void **state) {
    static const struct {
        const char *condition, *events, *want;
    } rows[] = {
        {"hold", "", F},
        {"hold", "h hold 04-13T09:00", T},
        {"not hold", "", T},
        {"hold", "h hold 04-11T09:00", T},
        {"count(hold) = 0", "", T},
        {"count(hold) >= 2", "h hold 04-13T09:00", F},
        {"count(hold) >= 2", "h hold 04-13T09:00; i hold 04-13T09:00", T},
        {"report", "c report 04-13T09:00 u=a", T},
        {"report(result = done)", "c report 04-13T09:00 u=a {'result':'done'}", T},
        {"report(result = done)", "c report 04-13T09:00 u=a {'result':'refused'}", F},
        {"report(result = done)", "c report 04-13T09:00 u=a", F}, /* an unknown filter does not match */
        {"report(not known(result))", "c report 04-13T09:00 u=a", T},
        {"contact(outcome = reached)", "c contact 04-13T09:00 u=a {'outcome':'reached'}", T},
        {"count(hold) = 1", "h hold 04-13T09:00; i hold 04-13T09:00; j hold 04-13T09:00", F},
        {"count(hold) != 1 and count(hold) <= 3 and count(hold) > 2", "h hold 04-13T09:00; i hold 04-13T09:00; j hold 04-13T09:00", T},
        {"count(contact(outcome = reached)) = 1",
         "c contact 04-13T09:00 u=a {'outcome':'reached'}; e contact 04-13T10:00 u=a {'outcome':'missed'}", T},
        {"hold(by centre)", "h hold 04-13T09:00 r=centre", T},
        {"hold(by centre)", "h hold 04-13T09:00 r=handler", F},
        {"hold(by centre)", "h hold 04-13T09:00", F},
        {"hold(not by centre)", "h hold 04-13T09:00", T},
        {"report(by handler and result = done)", "c report 04-13T09:00 u=a r=handler {'result':'done'}", T},
        {"receive", "", T},
        {"dispatch", "", T},
        {"round = 1", "", T},
        {"round = 2", "k redo 04-13T09:00 u=b", T},
        {"round >= 2", "k redo 04-13T09:00 u=b; l redo 04-14T09:00 u=b", T},
        {"any(report)", "c report 04-13T09:00 u=a", T},
        {"any(contact and report)", "c report 04-13T09:00 u=a; e contact 04-13T09:00 u=a", T},
        {"all(report)", "e dispatch 04-13T08:00 u=b; c report 04-13T09:00 u=a", F},
        {"any(report) and not all(report)", "e dispatch 04-13T08:00 u=b; c report 04-13T09:00 u=a", T},
        {"any(note = \\\"x\\\")", "c report 04-13T09:00 u=a", U},
        {"all(note = \\\"x\\\")", "c report 04-13T09:00 u=a {'note':'x'}", T},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char rules[512];
        casebook b;
        const char *got;
        snprintf(rules, sizeof rules, "'duties':{'x':{'of':'ticket','if':'%s','met':'close'}}", rows[i].condition);
        casebook_open(&b, rules);
        casebook_add(&b, "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a");
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, NULL);
        casebook_fold(&b, "T1");
        got = casebook_duties(&b);
        wrong += !casebook_same(rows[i].condition, rows[i].events, strncmp(got, "x ", 2) == 0 ? got + 2 : got, rows[i].want);
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* met, late, open, waived of another duty; what that duty cannot tell, the condition cannot. */
static void test_duties(void **state) {
#define Y(body) "'y':{'of':'ticket','owed':'receive'," body "}"
    static const struct {
        const char *condition, *other, *events, *now, *want;
    } rows[] = {
        {"met(y)", Y("'met':'hold'"), "h hold 04-13T09:00", NULL, T},
        {"met(y)", Y("'met':'hold'"), "", NULL, F},
        {"open(y)", Y("'met':'hold'"), "", NULL, T},
        {"open(y)", Y("'met':'hold'"), "h hold 04-13T09:00", NULL, F},
        {"open(y) and late(y)", Y("'met':'hold','within':'1 hour'"), "", "04-13T09:00", T}, /* late or not */
        {"late(y)", Y("'met':'hold','within':'1 hour'"), "", "04-12T10:00", F},
        {"late(y)", Y("'met':'hold','within':'1 hour'"), "", "04-12T10:00:01", T},
        {"met(y) and late(y)", Y("'met':'hold','within':'1 hour'"), "h hold 04-13T09:00", NULL, T},
        {"met(y) and not late(y)", Y("'met':'hold','within':'1 hour'"), "h hold 04-12T09:30", "04-20T09:00", T}, /* on time */
        {"waived(y)", Y("'met':'hold','waive':'anonymous'"), "w update 04-12T09:30 {'anonymous':true}", NULL, T},
        {"open(y)", Y("'met':'hold','waive':'anonymous'"), "w update 04-12T09:30 {'anonymous':true}", NULL, F},
        {"open(y)", Y("'met':'hold','if':'anonymous'"), "", NULL, F},
        {"open(y)", Y("'met':'hold','if':'size > 3'"), "", NULL, U},
        {"met(y)", Y("'met':'hold','if':'size > 3'"), "h hold 04-13T09:00", NULL, U},
        {"met(y)", Y("'met':'hold','if':'size > 3'"), "", NULL, F},
        {"open(y)", Y("'met':'hold','within':'1 hour','expiry':'shut'"), "", "04-13T09:00", F},
        {"late(y)", Y("'met':'hold','within':'1 hour','expiry':'shut'"), "", "04-13T09:00", F},
        {"late(y)", Y("'met':'hold','within':'undefined'"), "", NULL, "undefined late?"},
        {"open(y)", Y("'met':'hold','within':'undefined'"), "", NULL, T},
        {"met(y)", Y("'met':'undefined'"), "", NULL, "undefined late?"},
        {"late(y)", Y("'met':'hold','due':'seen_on'"), "", NULL, U},
        {"open(y)", "'y':{'of':'ticket','met':'hold'}", "", NULL, T},
        {"met(y)", "'y':{'of':'ticket','met':'hold'}", "h hold 04-13T09:00", NULL, T},
        {"open(y)", "'y':{'of':'ticket','owed':'hold','met':'resume'}", "", NULL, F},
        {"open(y)", "'y':{'of':'ticket','owed':'hold','met':'resume'}", "h hold 04-13T09:00; s resume 04-13T10:00; i hold 04-13T11:00",
         NULL, T},
        {"met(y)", "'y':{'of':'ticket','owed':'hold','met':'resume'}", "h hold 04-13T09:00; s resume 04-13T10:00; i hold 04-13T11:00", NULL,
         F},
    };
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char rules[512];
        casebook b;
        const char *got;
        snprintf(rules, sizeof rules, "'duties':{'x':{'of':'ticket','if':'%s','met':'close'},%s}", rows[i].condition, rows[i].other);
        casebook_open(&b, rules);
        casebook_add(&b, "r receive 04-12T09:00");
        casebook_add(&b, rows[i].events);
        casebook_settle(&b, rows[i].now);
        casebook_fold(&b, "T1");
        got = strstr(casebook_duties(&b), "x ");
        got = got != NULL ? got + 2 : "";
        if (strncmp(got, rows[i].want, strlen(rows[i].want)) != 0) {
            wrong += !casebook_same(rows[i].condition, rows[i].other, got, rows[i].want);
        }
        casebook_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_states(void **state) {
    static const casebook_row rows[] = {
        {"in it",
         "'machines':{'m':{'of':'ticket','start':'p','states':{'p':'P','q':'Q'}}},'duties':{'x':{'of':'ticket','if':'state(m) = p',"
         "'met':'close'},'y':{'of':'ticket','if':'state(m) != p','met':'close'}},'events':{'hold':{'moves':{'m':{'p':'q'}}}}",
         "r receive 04-12T09:00", NULL, "x open; y not_owed", ""},
        {"moved on",
         "'machines':{'m':{'of':'ticket','start':'p','states':{'p':'P','q':'Q'}}},'duties':{'x':{'of':'ticket','if':'state(m) = p',"
         "'met':'close'},'y':{'of':'ticket','if':'state(m) != p','met':'close'}},'events':{'hold':{'moves':{'m':{'p':'q'}}}}",
         "r receive 04-12T09:00; h hold 04-12T10:00", NULL, "x not_owed; y open", ""},
    };
    (void)state;
    casebook_run(rows, sizeof rows / sizeof rows[0]);
}

/* Why a guard cannot be decided: each undefined item once, in order, eight at most. */
static const char *guard_message(const char *guard, uint32_t duties, char *message, size_t size) {
    char rules[2048] = "'duties':{";
    casebook b;
    hotline_finding f;
    uint32_t i;
    for (i = 0; i < duties; i++) {
        snprintf(rules + strlen(rules), sizeof rules - strlen(rules),
                 "%s'y%u':{'of':'ticket','owed':'receive','met':'hold','within':'undefined'}", i > 0 ? "," : "", (unsigned)i);
    }
    snprintf(rules + strlen(rules), sizeof rules - strlen(rules), "},'events':{'resume':{'if':'%s'}}", guard);
    casebook_open(&b, rules);
    casebook_add(&b, "r receive 04-12T09:00");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(casebook_decide(&b, "n resume 04-13T09:00"), HOTLINE_UNDEFINED);
    f.struct_size = sizeof f;
    assert_int_equal(hotline_ticket_reason_count(b.ticket), 1);
    assert_int_equal(hotline_ticket_reason(b.ticket, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    snprintf(message, size, "%.*s", (int)f.message_len, f.message);
    casebook_close(&b);
    return message;
}

static void test_causes(void **state) {
#define OPEN "It cannot be told whether resume is allowed; it depends on: "
    char message[1000];
    (void)state;
    assert_string_equal(guard_message("late(y0)", 1, message, sizeof message), OPEN "duties.y0.within");
    assert_string_equal(guard_message("late(y0) or late(y1) or late(y0)", 2, message, sizeof message),
                        OPEN "duties.y0.within, duties.y1.within");
    assert_string_equal(guard_message("late(y0) or late(y1) or late(y2) or late(y3) or late(y4) or late(y5) or late(y6) or late(y7) or "
                                      "late(y8)",
                                      9, message, sizeof message),
                        OPEN "duties.y0.within, duties.y1.within, duties.y2.within, duties.y3.within, duties.y4.within, duties.y5.within, "
                             "duties.y6.within, duties.y7.within");
}

/* A term whose table cannot be decided, because a row's condition is undefined or a fact is not known: open, and late nobody can tell. */
static void test_terms(void **state) {
    static const casebook_row rows[] = {
        {"undefined",
         "'duties':{'y':{'of':'ticket','owed':'receive','met':'hold','within':'undefined'},"
         "'x':{'of':'ticket','owed':'receive','met':'close','within':{'late(y)':'1 hour','else':'2 hours'}}}",
         "r receive 04-12T09:00", "04-13T09:00", "y open late?; x open late?", ""},
        {"not known", "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':{'size > 3':'1 hour','else':'2 hours'}}}",
         "r receive 04-12T09:00", "04-13T09:00", "x open late?", ""},
        {"known", "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':{'size > 3':'1 hour','else':'2 hours'}}}",
         "r receive 04-12T09:00 {'size':3}", "04-13T09:00", "x open late due=04-12T11:00", ""},
    };
    (void)state;
    casebook_run(rows, sizeof rows / sizeof rows[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_logic),  cmocka_unit_test(test_compare), cmocka_unit_test(test_under),
        cmocka_unit_test(test_times),  cmocka_unit_test(test_events),  cmocka_unit_test(test_duties),
        cmocka_unit_test(test_states), cmocka_unit_test(test_causes),  cmocka_unit_test(test_terms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
