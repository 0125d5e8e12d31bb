/* SPDX-License-Identifier: MIT */
/*
 * What explanations say, sentence by sentence, and as data. That they agree with the verdicts on any log is tested in
 * tests/property/test_explain.py. Days of 2021: 25 April (Sunday) and 8 May (Saturday) are worked for 1 to 5 May, which are off.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct told {
    const char *name;
    const char *rules; /* duties */
    const char *events;
    const char *now;
    const char *type; /* of the lines whose sentences are compared */
    const char *want; /* the sentences, each ended by | */
} told;

#define START "r receive 04-12T09:00 {'category':'consult'}; d dispatch 04-12T10:00 u=a; "
#define DUTY(members) "'duties':{'x':{'of':'assignment','owed':'dispatch'," members "}}"

/* The sentences of the lines of a type, of the first duty named x. */
static void sentences_of(const char *lines, size_t len, const char *type, char *out, size_t size) {
    char key[32];
    size_t at = 0;
    size_t used = 0;
    snprintf(key, sizeof key, "{\"type\":\"%s\"", type);
    out[0] = '\0';
    while (at < len) {
        const char *line = lines + at;
        const char *end = memchr(line, '\n', len - at);
        size_t n = (size_t)(end - line);
        if (strncmp(line, key, strlen(key)) == 0) {
            const char *words = strstr(line, "\"text\":\"") + 8;
            used += (size_t)snprintf(out + used, size - used, "%.*s|", (int)(line + n - 2 - words), words);
        }
        at += n + 1;
    }
}

static int tell_one(const told *row, int32_t language) {
    static char got[8192];
    const char *lines = NULL;
    size_t len = 0;
    casebook b;
    int same;
    casebook_open(&b, row->rules);
    casebook_add(&b, row->events);
    casebook_settle(&b, row->now);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, language, &lines, &len), HOTLINE_OK);
    sentences_of(lines, len, row->type, got, sizeof got);
    same = casebook_same(row->name, row->type, got, row->want);
    casebook_close(&b);
    return same;
}

static void tell(const told *rows, size_t count, int32_t language) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        wrong += !tell_one(&rows[i], language);
    }
    assert_int_equal(wrong, 0);
}

#define TELL(rows, language) tell(rows, sizeof rows / sizeof rows[0], language)

static void test_verdicts(void **state) {
    static const told rows[] = {
        {"its end is undefined", DUTY("'met':'undefined'"), START, NULL, "verdict", "The rules do not define x: duties.x.met|"},
        {"what lateness means is undefined", DUTY("'met':'report','within':'1 day','expiry':'undefined'"), START, "04-20T09:00", "verdict",
         "The rules do not define x: duties.x.expiry|"},
        {"open", DUTY("'met':'report','within':'4 workdays','clause':'3'"), START, "04-13T09:00", "verdict",
         "x is owed and not yet met; it is due by 2021-04-16 24:00 (3)|"},
        {"late", DUTY("'met':'report','within':'4 workdays'"), START, "04-17T00:00:01", "verdict",
         "x is owed, not met, and late: it was due by 2021-04-16 24:00|"},
        {"in time at the last moment", DUTY("'met':'report','within':'4 workdays'"), START "p report 04-17T00:00 on=d", NULL, "verdict",
         "x was met in time, at 2021-04-17 00:00; it was due by 2021-04-16 24:00|"},
        {"met late", DUTY("'met':'report','within':'4 workdays'"), START "p report 04-17T00:00:01 on=d", NULL, "verdict",
         "x was met late, at 2021-04-17 00:00:01; it was due by 2021-04-16 24:00|"},
        {"not owed", DUTY("'met':'report','if':'category = urgent','clause':'5'"), START, NULL, "verdict",
         "x is not owed: its condition does not hold (5)|"},
        {"possible", DUTY("'met':'report','if':'size > 3','clause':'5'"), START, NULL, "verdict",
         "It cannot be told whether x is owed: that hangs on size|"},
        {"undefined term", DUTY("'met':'report','within':'undefined'"), START, NULL, "verdict",
         "x is owed and not yet met; when it is due cannot be told: that hangs on duties.x.within|"},
        {"undefined condition", DUTY("'met':'report','if':'undefined'"), START, NULL, "verdict", "The rules do not define x: duties.x.if|"},
        {"released", DUTY("'met':'report','waive':'anonymous'"), START "u update 04-13T09:00 {'anonymous':true}", NULL, "verdict",
         "x was released at 2021-04-13 09:00|"},
        {"ended", DUTY("'met':'report'"), START "z close 04-13T09:00", NULL, "verdict",
         "x ended unmet at 2021-04-13 09:00, with what it belongs to|"},
        {"ended late", DUTY("'met':'report','within':'1 day'"), START "z close 04-15T09:00", NULL, "verdict",
         "x ended unmet at 2021-04-15 09:00, with what it belongs to; it was late, due by 2021-04-13 24:00|"},
        {"lapsed", DUTY("'met':'back','within':'1 workday','expiry':'shut'"), START, "04-15T00:00", "verdict",
         "The right to x lapsed after 2021-04-13 24:00|"},
        {"stands", DUTY("'met':'report','within':'2 workdays','pause':'hold and not resume'"), START "h hold 04-13T09:00", "04-20T09:00",
         "verdict", "x is owed and not yet met; its clock stands since 2021-04-13 09:00|"},
        {"no term", DUTY("'met':'report'"), START, NULL, "verdict", "x is owed and not yet met; it has no due moment|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_verdicts_in_chinese(void **state) {
    static const told rows[] = {
        {"open", DUTY("'label':'上报','met':'report','within':'4 workdays','clause':'二（一）'"), START, "04-13T09:00", "verdict",
         "上报尚未履行，应于2021-04-16 24:00前完成（二（一））|"},
        {"met late", DUTY("'met':'report','within':'4 workdays'"), START "p report 04-17T00:00:01 on=d", NULL, "verdict",
         "x于2021-04-17 00:00:01逾期履行，期限为2021-04-16 24:00|"},
        {"not owed", DUTY("'met':'report','if':'category = urgent'"), START, NULL, "verdict", "x不适用：条件不成立|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_ZH);
}

static void test_steps(void **state) {
    static const told rows[] = {
        {"pause and extension",
         DUTY("'met':'report','within':'2 workdays','pause':'hold and not resume','extend':{'grant':{'add':'days workdays','clause':'7'}}"),
         START "h hold 04-13T09:00; s resume 04-15T09:00; g grant 04-15T10:00 on=d {'days':1}; p report 04-19T09:00 on=d", NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 2 working days|2021-04-13 09:00: the clock stops|"
         "2021-04-15 09:00: the clock goes on|Extended by 1 working day: due by 2021-04-19 24:00 (7)|"
         "2021-04-19 24:00: the last moment that is in time|2021-04-19 09:00: met, by report|"},
        {"restart", DUTY("'met':'report','within':'24 hours','restart':'contact'"), START "c contact 04-13T08:00 on=d", NULL, "step",
         "2021-04-12 10:00: owed, by |2021-04-13 08:00: begins anew, by contact|The term is 24 hours|"
         "2021-04-14 08:00: the last moment that is in time|"},
        {"a due fact", DUTY("'met':'fulfil','due':'promised_for'"), START "p report 04-13T09:00 on=d {'promised_for':'2021-04-20'}", NULL,
         "step",
         "2021-04-12 10:00: owed, by dispatch|The due moment is the fact promised_for|2021-04-20 24:00: the last moment that is in time|"},
        {"not owed has no story", DUTY("'met':'report','if':'category = urgent'"), START, NULL, "step", ""},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_days(void **state) {
    static const told rows[] = {
        {"days on which the clock stands", DUTY("'met':'report','within':'2 workdays','pause':'anonymous'"),
         START "u update 04-13T09:00 {'anonymous':true}; v update 04-15T09:00 {'anonymous':false}", NULL, "day",
         "2021-04-13  workday  not counted, the clock stands|2021-04-14  workday  not counted, the clock stands|"
         "2021-04-15  workday  counted, 1|2021-04-16  workday  counted, 2|"},
        {"over the holiday", DUTY("'met':'report','within':'2 workdays'"), START "e dispatch 04-30T09:00 u=b", "05-01T00:00", "day",
         "2021-04-13  workday  counted, 1|2021-04-14  workday  counted, 2|"},
        {"natural days", DUTY("'met':'report','within':'2 days'"), START, NULL, "day",
         "2021-04-13  workday  counted, 1|2021-04-14  workday  counted, 2|"},
        {"hours count no days", DUTY("'met':'report','within':'24 hours'"), START, NULL, "day", ""},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_readings(void **state) {
    static const told rows[] = {
        {"facts and their events", DUTY("'met':'report','if':'category = consult and (size > 3 or not anonymous)'"),
         START "u update 04-13T09:00 {'size':2}", NULL, "read",
         "  category = consult: yes (now consult), by r, 2021-04-12 09:00|  size > 3: no (now 2), by u, 2021-04-13 09:00|"
         "  anonymous: no (now no)|  report: no|"},
        {"what is missing", DUTY("'met':'report','if':'size > 3'"), START, NULL, "read",
         "  size > 3: ?; nothing is known of it|  report: no|"},
        {"counts, states, duties, time",
         "'machines':{'m':{'of':'ticket','start':'new','states':{'new':'N','old':'O'}}},'duties':{'x':{'of':'assignment','owed':'dispatch',"
         "'met':'report','if':'count(contact(outcome = missed)) >= 2 and state(m) = new and round = 1 and not met(y)'},"
         "'y':{'of':'assignment','owed':'dispatch','met':'contact'}}",
         START "c contact 04-13T09:00 on=d {'outcome':'missed'}", NULL, "read",
         "  count(contact(outcome = missed)) >= 2: no (now 1), by c, 2021-04-13 09:00|  state(m) = new: yes (now new)|"
         "  round = 1: yes (now 1)|  met(y): yes (now met)|  report: no|"},
        {"the past is not explained by the future", DUTY("'met':'report','if':'category = consult'"),
         START "p report 04-13T09:00 on=d; u update 04-14T09:00 {'category':'urgent'}", NULL, "read",
         "  category = consult: yes (now consult), by r, 2021-04-12 09:00|  report: yes, by p, 2021-04-13 09:00|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_rows(void **state) {
    static const told rows[] = {
        {"time alone ends nothing",
         DUTY("'met':'report','waive':'late(y)'},'y':{'of':'assignment','owed':'dispatch','met':'report','within':'1 day'"), START,
         "04-20T09:00", "rule",
         "duties.x.met does not hold: report|"
         "duties.x.waive holds now, but did not when something last happened; it is looked at again when something happens: late(y)|"},
        {"a table of terms", DUTY("'met':'report','within':{'category = consult':'3 workdays','else':'undefined'}"), START, NULL, "rule",
         "duties.x.within, row category = consult: holds|duties.x.met does not hold: report|"},
        {"the row that is silent",
         DUTY("'met':'report','within':{'category = urgent':'3 workdays','category in (complaint, consult)':'undefined'}"), START, NULL,
         "rule",
         "duties.x.within, row category = urgent: does not hold|duties.x.within, row category in (complaint, consult): holds|"
         "The rules are silent on duties.x.within[category in (complaint, consult)]|duties.x.met does not hold: report|"},
        {"silent", DUTY("'met':'report','within':'undefined','waive':'undefined'"), START, NULL, "rule",
         "The rules are silent on duties.x.within|duties.x.met does not hold: report|The rules are silent on duties.x.waive|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_changes(void **state) {
    static const told rows[] = {
        {"the fewest tests", DUTY("'met':'report','if':'(category = urgent and size > 3) or anonymous'"),
         START "u update 04-12T11:00 {'size':1}", NULL, "change", "It would be open if: anonymous|"},
        {"all that are needed", DUTY("'met':'report','if':'category = urgent and size > 3'"), START "u update 04-12T11:00 {'size':1}", NULL,
         "change", "It would be open if: category = urgent and size > 3|"},
        {"one of several, negated", DUTY("'met':'report','if':'category = consult and not anonymous'"), START, NULL, "change",
         "It would be not owed if: not category = consult|It would be met if: report|"},
        {"a longer term", DUTY("'met':'report','within':'1 workday'"), START "p report 04-15T09:00 on=d", NULL, "change",
         "It is in time up to 2021-04-13 24:00|A term of 3 working days would be in time|"},
        {"a shorter term", DUTY("'met':'report','within':'5 workdays'"), START "p report 04-15T09:00 on=d", NULL, "change",
         "It is late after 2021-04-19 24:00|Under a term shorter than 3 working days it would be late|"},
        {"hours", DUTY("'met':'report','within':'2 hours'"), START "p report 04-12T12:00:01 on=d", NULL, "change",
         "It is in time up to 2021-04-12 12:00|A term of 3 hours would be in time|"},
        {"what the rules would have to say", DUTY("'met':'report','within':'undefined'"), START, NULL, "change",
         "It would be told if the rules defined duties.x.within|It would be met if: report|"},
        {"what is unknown would have to be no", DUTY("'met':'report','if':'not size > 3'"), START, NULL, "change",
         "It would be open if: not size > 3|"},
        {"met, once it is owed", "'duties':{'x':{'of':'assignment','met':'dispatch','if':'size > 3'}}",
         START "u update 04-12T11:00 {'size':1}", NULL, "change", "It would be met if: size > 3|"},
        {"the same test twice is one", DUTY("'met':'report','if':'(size > 3 and category = urgent) or (size > 3 and anonymous)'"),
         START "u update 04-12T11:00 {'size':1}", NULL, "change", "It would be open if: size > 3 and category = urgent|"},
        {"a right that lapsed", DUTY("'met':'report','within':'1 day','expiry':'shut'"), START, "04-20T09:00", "change",
         "It is in time up to 2021-04-13 24:00|"},
        {"what cannot be is not told", DUTY("'met':'report','if':'size > 3 and size < 2'"), START "u update 04-12T11:00 {'size':1}", NULL,
         "change", ""},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_clocks_beside(void **state) {
    static const told binding[] = {
        {"the first to be due binds",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'5 workdays'},"
         "'city':{'of':'assignment','owed':'dispatch','met':'report','within':'3 workdays','clause':'9'},"
         "'other':{'of':'assignment','owed':'dispatch','met':'contact','within':'1 workday'}}",
         START, NULL, "binding", "Of the duties that are met alike city binds: it is due first, by 2021-04-15 24:00 (9)|"},
        {"alone", DUTY("'met':'report','within':'5 workdays'"), START, NULL, "binding", ""},
        {"over",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'5 workdays'},"
         "'city':{'of':'assignment','owed':'dispatch','met':'report','within':'3 workdays'}}",
         START "p report 04-13T09:00 on=d", NULL, "binding", ""},
    };
    const char *lines = NULL;
    size_t len = 0;
    static char got[1024];
    casebook b;
    (void)state;
    TELL(binding, HOTLINE_LANGUAGE_EN);
    casebook_open(&b, "'duties':{'x':{'of':'assignment','owed':'dispatch or sub','met':'report','within':'5 workdays'}}");
    casebook_add(&b, START "s sub 04-14T10:00 on=d u=b");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_explain(b.ticket, 1, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    sentences_of(lines, len, "parent", got, sizeof got);
    assert_string_equal(got, "What it is a part of is due earlier, by 2021-04-19 24:00; this is due by 2021-04-21 24:00|");
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    sentences_of(lines, len, "parent", got, sizeof got);
    assert_string_equal(got, "");
    casebook_close(&b);
}

static void test_told(void **state) {
    static const char *const documents[] = {
        "{'hotline':1,'id':'p','title':'t','source':'s','issued':'2019-01-01','effective':'2019-01-01','transition':'ticket',"
        "'calendar':'cn','counting':{'start':'next-day','end':'24:00'},'periods':{},'roles':{},'facts':{},'machines':{},"
        "'events':{'receive':{'of':'ticket','opens':'ticket'},'report':{'of':'ticket'}},"
        "'duties':{'x':{'of':'ticket','owed':'receive','met':'report','within':'30 workdays'}}}",
        NULL};
    static char got[2048];
    const char *lines = NULL;
    size_t len = 0;
    casebook b;
    (void)state;
    /* The days off of May 2019 were moved by a notice of 22 March; the ticket is of the 20th. */
    casebook_open_documents(&b, documents);
    casebook_add(&b, "r receive 2019-03-20T09:00");
    casebook_settle(&b, "2019-04-01T00:00");
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    sentences_of(lines, len, "step", got, sizeof got);
    assert_non_null(strstr(got, "2019-05-05 24:00: the last moment that is in time|"));
    assert_non_null(strstr(got, "As the calendar was known when it became owed, it was due by 2019-05-03 24:00|"));
    casebook_close(&b);
}

static void test_arguments(void **state) {
    const char *lines = "kept";
    size_t len = 7;
    casebook b;
    (void)state;
    casebook_open(&b, "'duties':{'x':{'of':'unit','every':'month','met':'visit'}}");
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_unit_explain(b.unit, 0, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    casebook_add(&b, START "v visit 04-13T09:00 t=- u=a");
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    casebook_fold_unit(&b, "a");
    assert_int_equal(hotline_ticket_explain(NULL, 0, 0, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, 0, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, 0, &lines, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND); /* it owes nothing */
    assert_int_equal(hotline_unit_explain(NULL, 0, 0, &lines, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_explain(b.unit, 0, 0, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_explain(b.unit, 0, 0, &lines, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_unit_explain(b.unit, 1, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(lines, "kept");
    assert_int_equal(len, 7);
    assert_int_equal(hotline_unit_explain(b.unit, 0, 0, &lines, &len), HOTLINE_OK);
    assert_non_null(strstr(lines, "x was met in time, at 2021-04-13 09:00; it was due by 2021-04-30 24:00"));
    assert_non_null(strstr(lines, "2021-04-01 00:00: owed for the period up to 2021-05-01 00:00"));
    casebook_close(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),      cmocka_unit_test(test_verdicts_in_chinese),
        cmocka_unit_test(test_steps),         cmocka_unit_test(test_days),
        cmocka_unit_test(test_readings),      cmocka_unit_test(test_rows),
        cmocka_unit_test(test_changes),       cmocka_unit_test(test_told),
        cmocka_unit_test(test_clocks_beside), cmocka_unit_test(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
