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
#define FOUR "size = 1 or size = 2 or size = 3 or size = 4"
#define SIXTEEN FOUR " or " FOUR " or " FOUR " or " FOUR
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
        {"tests by their labels",
         "'facts':{'category':{'label':'类别'},'anonymous':{'label':'匿名'},'size':{'label':'人数'},'wish':{'label':'意愿'}},"
         "'events':{'report':{'label':'上报'}}," DUTY(
             "'met':'report','if':'(category = urgent or category in (consult, complaint)) and not "
             "anonymous and known(size) and wish has call and size >= 2 and first(size) = 3'"),
         START "u update 04-12T11:00 {'size':3,'wish':['call']}", NULL, "read",
         "  类别为u：否（现为c），依据r，2021-04-12 09:00|  类别属于c、k：是（现为c），依据r，2021-04-12 09:00|  匿名：否|"
         "  已填写人数：是（现为3），依据u，2021-04-12 11:00|  意愿包含c：是（现为c），依据u，2021-04-12 11:00|"
         "  人数不小于2：是（现为3），依据u，2021-04-12 11:00|  first(size) = 3：是（现为3），依据u，2021-04-12 11:00|  上报：否|"},
        {"what would change it", DUTY("'met':'report','if':'category = urgent and not anonymous'"),
         START "u update 04-12T11:00 {'anonymous':true}", NULL, "change", "若category为u，且并非anonymous，则为未履行|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_ZH);
}

static void test_steps(void **state) {
    static const told rows[] = {
        {"pause and extension",
         DUTY("'met':'report','within':'2 workdays','pause':'hold and not resume','extend':{'grant':{'add':'days workdays','clause':'7'}}"),
         START "h hold 04-13T09:00; s resume 04-15T09:00; g grant 04-15T10:00 on=d {'days':1}; p report 04-19T09:00 on=d", NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 2 working days|The first day that counts is 2021-04-13|"
         "2021-04-13 09:00: the clock stops, by hold|2021-04-15 09:00: the clock goes on, by resume|"
         "2021-04-15 10:00: Extended by 1 working day: due by 2021-04-19 24:00 (7)|2021-04-19 09:00: met, by report|"
         "2021-04-19 24:00: the last moment that is in time|"},
        {"the cut-off", "'counting':{'start':'next-day','end':'24:00','cutoff':'10:00'}," DUTY("'met':'report','within':'1 workday'"),
         START, NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 1 working day|"
         "The first day that counts is 2021-04-14: it came at or after the cut-off, 2021-04-12 10:00|2021-04-14 24:00: the last moment "
         "that is in time|"},
        {"a right that was used too late", DUTY("'met':'back','within':'1 workday','expiry':'shut'"), START "b back 04-14T00:00:01 on=d",
         NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 1 working day|The first day that counts is 2021-04-13|"
         "2021-04-13 24:00: the last moment that is in time|2021-04-14 00:00: the right lapses|back (b) came after that and has no "
         "effect|"},
        {"restart", DUTY("'met':'report','within':'24 hours','restart':'contact'"), START "c contact 04-13T08:00 on=d", NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|2021-04-13 08:00: begins anew, by contact|The term is 24 hours|"
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
        {"the clock stands", DUTY("'met':'report','within':'2 workdays','pause':'hold and not resume'"),
         START "h hold 04-13T09:00; s resume 04-15T09:00", NULL, "day",
         "2021-04-13  workday  not counted, the clock stands|2021-04-14  workday  not counted, the clock stands|"
         "2021-04-15  workday  counted, 1|2021-04-16  workday  counted, 2|"},
        {"rolled on to a working day",
         "'counting':{'start':'next-day','end':'24:00','roll':'next-workday'}," DUTY("'met':'report','within':'5 days'"), START, NULL,
         "day",
         "2021-04-13  workday  counted, 1|2021-04-14  workday  counted, 2|2021-04-15  workday  counted, 3|2021-04-16  workday  counted, 4|"
         "2021-04-17  weekend  counted, 5|2021-04-18  weekend  not counted|2021-04-19  workday  not counted|"},
        {"a month counts no days", DUTY("'met':'report','within':'1 month'"), START, NULL, "day", ""},
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
         "  anonymous: no|  report: no|"},
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

#define TEN "0123456789"
#define OF(condition) DUTY("'met':'report','if':'" condition "'")

/* A value of each type, with the event that brought it. */
static void test_values(void **state) {
    static const told rows[] = {
        {"integers below nothing, and the least", OF("size < 0 or staff < 0"),
         START "u update 04-12T11:00 {'size':-120}; v about 04-12T09:30 t=- u=a {'staff':-9007199254740991}", NULL, "read",
         "  size < 0: yes (now -120), by u, 2021-04-12 11:00|  staff < 0: yes (now -9007199254740991), by v, 2021-04-12 09:30|  report: "
         "no|"},
        {"nothing", OF("size = 0"), START "u update 04-12T11:00 {'size':0}", NULL, "read",
         "  size = 0: yes (now 0), by u, 2021-04-12 11:00|  report: no|"},
        {"several of many, and none", OF("wish has visit or known(wish)"), START "u update 04-12T11:00 {'wish':['letter','call']}", NULL,
         "read",
         "  wish has visit: no (now call+letter), by u, 2021-04-12 11:00|  known(wish): yes (now call+letter), by u, 2021-04-12 11:00|"
         "  report: no|"},
        {"dates, times, texts and codes",
         OF("known(seen_on) and known(seen_at) and known(matter) and known(topic) and seen_at >= \\\"2021-04-10T08:00\\\" and seen_on = "
            "\\\"2021-04-10\\\" and topic = \\\"12\\\" and time >= seen_at"),
         START "u update 04-12T11:00 {'seen_on':'2021-04-10','seen_at':'2021-04-10T08:05:30+08:00','matter':'m','topic':'12'}", NULL,
         "read",
         "  known(seen_on): yes (now 2021-04-10), by u, 2021-04-12 11:00|  known(seen_at): yes (now 2021-04-10 08:05:30), by u, 2021-04-12 "
         "11:00|  known(matter): yes (now m), by u, 2021-04-12 11:00|  known(topic): yes (now 12), by u, 2021-04-12 11:00|  seen_at >= "
         "\\\"2021-04-10T08:00\\\": yes (now 2021-04-10 08:05:30), by u, 2021-04-12 11:00|  seen_on = \\\"2021-04-10\\\": yes (now "
         "2021-04-10), by u, 2021-04-12 11:00|  topic = \\\"12\\\": yes (now 12), by u, 2021-04-12 11:00|  time >= seen_at: yes (now "
         "2021-04-10 08:05:30), by u, 2021-04-12 11:00|  report: no|"},
        {"of the unit, and of one that is not known", OF("kind = street or staff > 3"),
         "v about 04-12T08:00 t=- u=a {'kind':'street'}; " START "w about 04-13T08:00 t=- u=a {'kind':'zone'}", NULL, "read",
         "  kind = street: no (now zone), by w, 2021-04-13 08:00|  staff > 3: ?; nothing is known of it|  report: no|"},
        {"of the event's assignment", OF("appointed > seen_at or promised_for = seen_on or known(note)"),
         START "e dispatch 04-12T11:00 u=b {'note':'of b'}; u update 04-12T11:00 {'seen_on':'2021-04-10','seen_at':'2021-04-10T08:05'}; "
               "p report 04-12T12:00 on=e {'appointed':'2021-04-20T09:00','note':'none'}; "
               "q report 04-12T12:00 on=d {'appointed':'2021-04-10T08:00','promised_for':'2021-04-10'}",
         NULL, "read",
         "  appointed > seen_at: no (now 2021-04-10 08:00), by q, 2021-04-12 12:00|  promised_for = seen_on: yes (now 2021-04-10), by q, "
         "2021-04-12 12:00|  known(note): no|  report: yes, by q, 2021-04-12 12:00|"},
        {"first() and the latest", OF("first(category) = consult and category = urgent and first(size) = 2"),
         START "u update 04-12T11:00 {'category':'complaint','size':2}; v update 04-12T12:00 {'category':'urgent','size':3}", NULL, "read",
         "  first(category) = consult: yes (now consult), by r, 2021-04-12 09:00|  category = urgent: yes (now urgent), by v, 2021-04-12 "
         "12:00|  first(size) = 2: yes (now 2), by u, 2021-04-12 11:00|  report: no|"},
        {"an assignment of no unit", OF("staff > 3 or known(kind)"), "r receive 04-12T09:00; d dispatch 04-12T10:00", NULL, "read",
         "  staff > 3: ?; nothing is known of it|  known(kind): no|  report: no|"},
        {"a long text is cut", OF("known(matter)"),
         START "u update 04-12T11:00 {'matter':'" TEN TEN TEN TEN TEN TEN TEN TEN TEN "12345\u4e8c'}", NULL, "read",
         "  known(matter): yes (now 01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678912345), by "
         "u, 2021-04-12 11:00|  report: no|"},
        {"the time", OF("time >= seen_at and time < \\\"2021-04-13T09:00\\\""), START "u update 04-12T11:00 {'seen_at':'2021-04-13T00:00'}",
         "04-13T09:00", "read",
         "  time >= seen_at: yes (now 2021-04-13 00:00), by u, 2021-04-12 11:00|  time < \\\"2021-04-13T09:00\\\": no (now 2021-04-13 "
         "09:00)|  report: no|"},
        {"rounds", OF("round > 1"), START "e redo 04-12T11:00; f dispatch 04-12T12:00 u=b", NULL, "read",
         "  round > 1: no (now 1)|  report: no|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_values_in_chinese(void **state) {
    static const told rows[] = {
        {"zh values",
         "'facts':{'anonymous':{'label':'匿名'},'wish':{'label':'意愿','many_of':{'call':'回电','visit':'上门','letter':'来信'}}}," OF(
             "known(anonymous) and wish has visit and (seen_on < \\\"2021-04-11\\\" or size < -3) and kind = street and size = size"),
         START "u update 04-12T11:00 {'anonymous':true,'size':-4,'wish':['letter','visit'],'seen_on':'2021-04-12'}", NULL, "read",
         "  已填写匿名：是（现为是），依据u，2021-04-12 11:00|  意愿包含上门：是（现为上门+来信），依据u，2021-04-12 11:00|  seen_on < "
         "\\\"2021-04-11\\\"：否（现为2021-04-12），依据u，2021-04-12 11:00|  size小于-3：是（现为-4），依据u，2021-04-12 11:00|  "
         "kind为s：？，尚未填写|  size = size：是（现为-4），依据u，2021-04-12 11:00|  report：否|"},
        {"zh comparisons",
         "'facts':{'anonymous':{'label':'匿名'},'category':{'label':'类别'},'size':{'label':'人数'},'matter':{'label':'事由'}}," OF(
             "not anonymous and category != urgent and size != 4 and size > 4 and size <= 5 and size > -5 and matter = \\\"甲\\\" and "
             "first(category) in (urgent, consult) and known(category) and not category in (urgent)"),
         START "u update 04-12T11:00 {'size':5,'matter':'甲'}", NULL, "read",
         "  匿名：否|  类别不为u：是（现为c），依据r，2021-04-12 09:00|  人数不为4：是（现为5），依据u，2021-04-12 11:00|  "
         "人数大于4：是（现为5），依据u，2021-04-12 11:00|  人数不大于5：是（现为5），依据u，2021-04-12 11:00|  "
         "人数大于-5：是（现为5），依据u，2021-04-12 11:00|  matter = \\\"甲\\\"：是（现为甲），依据u，2021-04-12 11:00|  first(category) "
         "in (urgent, consult)：是（现为c），依据r，2021-04-12 09:00|  已填写类别：是（现为c），依据r，2021-04-12 09:00|  "
         "类别属于u：否（现为c），依据r，2021-04-12 09:00|  report：否|"},
        {"zh counts, states, duties, rounds",
         "'events':{'contact':{'label':'联络'}},'machines':{'m':{'of':'ticket','start':'new','states':{'new':'新','old':'旧'}}},'duties':{'"
         "x':{'of':'assignment','owed':'dispatch',"
         "'met':'report','if':'count(contact) < 2 and not state(m) = old and state(m) != old and contact(outcome = missed) and round = 1 "
         "and (late(y) or met(y) or open(y) or waived(y) or met(w))'},"
         "'y':{'of':'assignment','owed':'dispatch','met':'contact','waive':'back','label':'联系'},'w':{'of':'ticket','owed':'hold','met':'"
         "resume'}}",
         START "c contact 04-13T09:00 on=d {'outcome':'missed'}", NULL, "read",
         "  count(contact) < 2：是（现为1），依据c，2021-04-13 09:00|  m为旧：否（现为新）|  m不为旧：是（现为新）|  contact(outcome = "
         "missed)：是，依据c，2021-04-13 09:00|  round = 1：是（现为1）|  联系逾期：否（现为已履行）|  联系已履行：是（现为已履行）|  "
         "联系尚未履行：否（现为已履行）|  联系已免除：否（现为已履行）|  w已履行：否|  report：否|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_ZH);
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
        {"what the rules would have to say of what was met", DUTY("'met':'report','within':'undefined'"), START "p report 04-13T09:00 on=d",
         NULL, "change", "It would be told if the rules defined duties.x.within|"},
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
         "It could be done up to 2021-04-13 24:00|"},
        {"what cannot be is not told", DUTY("'met':'report','if':'size > 3 and size < 2'"), START "u update 04-12T11:00 {'size':1}", NULL,
         "change", ""},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

/* What is rare: terms of nothing, terms that are none, clocks that stand late, conditions too long to turn. */
static void test_rare_verdicts(void **state) {
    static const told rows[] = {
        {"met, of a duty without a term", DUTY("'met':'report'"), START "p report 04-13T09:00 on=d", NULL, "verdict", "x is met|"},
        {"met, and the term is undefined", DUTY("'met':'report','within':'undefined'"), START "p report 04-13T09:00 on=d", NULL, "verdict",
         "x was met at 2021-04-13 09:00; whether in time cannot be told: that hangs on duties.x.within|"},
        {"met, and the term hangs on a fact", DUTY("'met':'report','within':'size workdays'"), START "p report 04-13T09:00 on=d", NULL,
         "verdict", "x was met at 2021-04-13 09:00; whether in time cannot be told: that hangs on size|"},
        {"open, and the term hangs on a fact", DUTY("'met':'report','within':'size workdays'"), START, NULL, "verdict",
         "x is owed and not yet met; when it is due cannot be told: that hangs on size|"},
        {"a negative term", DUTY("'met':'report','within':'size workdays'"), START "u update 04-12T11:00 {'size':-3}", "04-14T09:00",
         "verdict", "x is owed and not yet met; when it is due cannot be told|"},
        {"late, and then the clock stands", DUTY("'met':'report','within':'1 workday','pause':'hold and not resume'"),
         START "h hold 04-15T09:00", "04-20T09:00", "verdict", "x is owed, not met, and late: it was due by 2021-04-13 24:00|"},
        {"late before it began anew, stood, and ended",
         DUTY("'met':'report','within':'1 workday','restart':'contact','pause':'hold and not resume'"),
         START "c contact 04-15T09:00 on=d; h hold 04-15T10:00; b back 04-16T09:00 on=d", NULL, "verdict",
         "x ended unmet at 2021-04-16 09:00, with what it belongs to|"},
        {"a whole of no fact", DUTY("'met':'report','due':'promised_for'"), START, NULL, "verdict",
         "x is owed and not yet met; when it is due cannot be told: that hangs on promised_for|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_rare_steps(void **state) {
    static const told rows[] = {
        {"the same day", DUTY("'met':'report','within':'same day'"), START, NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is the same day|The first day that counts is 2021-04-12|2021-04-12 24:00: the last "
         "moment that is in time|"},
        {"no days", DUTY("'met':'report','within':'0 days'"), START, NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 0 days|2021-04-12 24:00: the last moment that is in time|"},
        {"a month", DUTY("'met':'report','within':'1 month'"), START, NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 1 month|The first day that counts is 2021-04-13|2021-05-12 24:00: the last "
         "moment that is in time|"},
        {"a minute", DUTY("'met':'report','within':'1 minute'"), START, NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 1 minute|2021-04-12 10:01: the last moment that is in time|"},
        {"the term of a negative fact", DUTY("'met':'report','within':'size workdays'"), START "u update 04-12T11:00 {'size':-3}",
         "04-14T09:00", "step", "2021-04-12 10:00: owed, by dispatch|"},
        {"from a fact", DUTY("'met':'report','within':'2 days','from':'appointed'"),
         START "p contact 04-13T09:00 on=d; q report 04-14T09:00 on=d {'appointed':'2021-04-13T10:00'}", NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 2 days, from appointed|The first day that counts is 2021-04-14|2021-04-14 09:00: "
         "met, by report|2021-04-15 24:00: the last moment that is in time|"},
        {"waived", DUTY("'met':'report','within':'2 days','waive':'back or anonymous'"), START "u update 04-13T09:00 {'anonymous':true}",
         NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 2 days|The first day that counts is 2021-04-13|2021-04-13 09:00: released, by "
         "update|2021-04-14 24:00: the last moment that is in time|"},
        {"ended with the ticket", DUTY("'met':'report','within':'2 days'"), START "z close 04-13T09:00", NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 2 days|The first day that counts is 2021-04-13|2021-04-13 09:00: ended with what "
         "it belongs to|2021-04-14 24:00: the last moment that is in time|"},
        {"the clock stands still", DUTY("'met':'report','within':'2 days','pause':'hold and not resume'"), START "h hold 04-13T09:00", NULL,
         "step", "2021-04-12 10:00: owed, by dispatch|The term is 2 days|2021-04-13 09:00: the clock stops, by hold|"},
        {"an undefined extension", DUTY("'met':'report','within':'2 days','extend':{'grant':{'add':'undefined'}}"),
         START "g grant 04-13T09:00 on=d", NULL, "step", "2021-04-12 10:00: owed, by dispatch|The term is 2 days|"},
        {"an extension of a month", DUTY("'met':'report','within':'2 days','extend':{'grant':{'add':'1 month'}}"),
         START "g grant 04-13T09:00 on=d", NULL, "step",
         "2021-04-12 10:00: owed, by dispatch|The term is 2 days|The first day that counts is 2021-04-13|2021-04-13 09:00: Extended by 1 "
         "month: due by 2021-05-14 24:00|2021-05-14 24:00: the last moment that is in time|"},
        {"owed by its ticket", "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':'2 days','restart':'hold'}}",
         START "h hold 04-13T09:00; i hold 04-14T09:00", NULL, "step",
         "2021-04-12 09:00: owed, by receive|2021-04-14 09:00: begins anew, by hold|The term is 2 days|The first day that counts is "
         "2021-04-15|2021-04-16 24:00: the last moment that is in time|"},
        {"a standing duty", "'duties':{'x':{'of':'ticket','met':'close'}}", START, NULL, "step", ""},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_rare_days(void **state) {
    static const told rows[] = {
        {"two pauses, of which one is over before", DUTY("'met':'report','within':'2 workdays','pause':'anonymous'"),
         START "h update 04-12T11:00 {'anonymous':true}; i update 04-12T12:00 {'anonymous':false}; j update 04-14T09:00 "
               "{'anonymous':true}; k update 04-15T09:00 {'anonymous':false}",
         NULL, "day",
         "2021-04-13  workday  counted, 1|2021-04-14  workday  not counted, the clock stands|2021-04-15  workday  counted, 2|"},
        {"an extension in another unit", DUTY("'met':'report','within':'1 workday','extend':{'grant':{'add':'2 days'}}"),
         START "g grant 04-13T09:00 on=d", NULL, "day",
         "2021-04-13  workday  counted, 1|2021-04-14  workday  counted, 2|2021-04-15  workday  counted, 3|"},
        {"an extension in the same", DUTY("'met':'report','within':'1 workday','extend':{'grant':{'add':'1 workday'}}"),
         START "g grant 04-13T09:00 on=d", NULL, "day", "2021-04-13  workday  counted, 1|2021-04-14  workday  counted, 2|"},
        {"the same day counts itself", DUTY("'met':'report','within':'same day'"), START, NULL, "day", "2021-04-12  workday  counted, 1|"},
        {"a due fact counts no days", DUTY("'met':'fulfil','due':'promised_for'"),
         START "p report 04-13T09:00 on=d {'promised_for':'2021-04-20'}", NULL, "day", ""},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

/* Of a long term the first 400 days are told one by one, and how many are left. */
static void test_more_days(void **state) {
    static char got[65536];
    static const char en[] = "2022-05-17  workday  counted, 400|and 100 days more|";
    static const char zh[] = "其余100日从略|";
    const char *lines = NULL;
    size_t len = 0;
    casebook b;
    (void)state;
    casebook_open(&b, DUTY("'met':'report','within':'500 days'"));
    casebook_add(&b, START);
    casebook_settle(&b, NULL);
    casebook_fold(&b, "T1");
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    sentences_of(lines, len, "day", got, sizeof got);
    assert_string_equal(got + strlen(got) - strlen(en), en);
    assert_int_equal(hotline_ticket_explain(b.ticket, 0, HOTLINE_LANGUAGE_ZH, &lines, &len), HOTLINE_OK);
    sentences_of(lines, len, "day", got, sizeof got);
    assert_string_equal(got + strlen(got) - strlen(zh), zh);
    casebook_close(&b);
}

static void test_rare_changes(void **state) {
    static const told rows[] = {
        {"a constant is not to be turned", DUTY("'met':'report','if':'always','waive':'never or anonymous'"), START, NULL, "change",
         "It would be met if: report|It would be released if: anonymous|"},
        {"nothing helps", DUTY("'met':'never','waive':'never'"), START, NULL, "change", ""},
        {"a right that lapsed", DUTY("'met':'back','within':'1 workday','expiry':'shut'"), START, "04-15T00:00", "change",
         "It could be done up to 2021-04-13 24:00|"},
        {"what is possible", DUTY("'met':'report','if':'size > 3 and not known(topic)'"), START, NULL, "change",
         "It would be open if: size > 3|"},
        {"ended unmet", DUTY("'met':'report or contact','within':'2 days'"), START "z close 04-13T09:00", NULL, "change",
         "It would be met if: report|It is late after 2021-04-14 24:00|Under a term shorter than 1 day it would be late|"},
        {"the same day cannot be shorter", DUTY("'met':'report','within':'same day'"), START "p report 04-15T09:00 on=d", NULL, "change",
         "It is in time up to 2021-04-12 24:00|"},
        {"met at once: no term is too short", DUTY("'met':'report','within':'2 days'"), START "p report 04-12T10:00 on=d", NULL, "change",
         "It is late after 2021-04-14 24:00|"},
        {"no term is long enough", DUTY("'met':'report','within':'1 minute','restart':'contact'"),
         START "c contact 04-15T09:00 on=d; p report 04-16T09:00 on=d", NULL, "change", "It is in time up to 2021-04-15 09:01|"},
        {"sixty-five tests: the last cannot be turned",
         DUTY("'met':'report','if':'" SIXTEEN " or " SIXTEEN " or " SIXTEEN " or " SIXTEEN " or anonymous'"),
         START "u update 04-12T11:00 {'size':5}", NULL, "change", "It would be open if: size = 1|"},
        {"sixty-five tests that all must turn",
         DUTY("'met':'report','if':'(" SIXTEEN " or " SIXTEEN " or " SIXTEEN " or " SIXTEEN " or not anonymous) and category = consult'"),
         START "u update 04-12T11:00 {'size':5}", NULL, "change", "It would be met if: report|"},
    };
    (void)state;
    TELL(rows, HOTLINE_LANGUAGE_EN);
}

static void test_rare_in_chinese(void **state) {
    static const told steps[] = {
        {"zh steps", DUTY("'met':'report','within':'1 month','pause':'hold and not resume','extend':{'grant':{'add':'1 workday'}}"),
         START "h hold 04-13T09:00; i resume 04-14T09:00; g grant 04-15T09:00 on=d; p report 04-16T09:00 on=d", NULL, "step",
         "2021-04-12 10:00：开始计算，依据dispatch|期限为1个月|自2021-04-13起算|2021-04-13 09:00：暂停计时，依据hold|2021-04-14 "
         "09:00：恢复计时，依据resume|2021-04-15 09:00：延长1个工作日，期限为2021-05-14 24:00|2021-04-16 "
         "09:00：履行，依据report|2021-05-14 24:00：办理截止时间|"},
        {"zh same day", DUTY("'met':'report','within':'same day'"), START, NULL, "step",
         "2021-04-12 10:00：开始计算，依据dispatch|期限为当日|自2021-04-12起算|2021-04-12 24:00：办理截止时间|"},
    };
    static const told days[] = {
        {"zh days", DUTY("'met':'report','within':'4 workdays'"), "r receive 04-28T09:00; d dispatch 04-29T10:00 u=a", "05-01T00:00", "day",
         "2021-04-30  工作日  计入，第1日|2021-05-01  法定节假日  不计  劳动节  国办发明电〔2020〕27号|2021-05-02  周末  不计  劳动节  "
         "国办发明电〔2020〕27号|2021-05-03  调休放假  不计  劳动节  国办发明电〔2020〕27号|2021-05-04  调休放假  不计  劳动节  "
         "国办发明电〔2020〕27号|2021-05-05  调休放假  不计  劳动节  国办发明电〔2020〕27号|2021-05-06  工作日  计入，第2日|2021-05-07  "
         "工作日  计入，第3日|2021-05-08  补班  计入，第4日  劳动节  国办发明电〔2020〕27号|"},
    };
    static const told changes[] = {
        {"zh fewest tests", DUTY("'met':'report','if':'category = consult and not anonymous','within':'2 days'"), START, NULL, "change",
         "若并非category为c，则为不适用|若report，则为已履行|2021-04-14 24:00之后即为逾期|"},
    };
    static const told rules[] = {
        {"zh rules",
         DUTY("'met':'report','if':{'category = consult':'size > 3','else':'undefined'},'within':{'size > 3':'2 "
              "days','else':'undefined'},'waive':'undefined','pause':'hold'"),
         START "u update 04-12T11:00 {'size':5}", NULL, "rule",
         "适用条件（duties.x.if），情形category = consult：成立|适用条件（duties.x.if）成立：size > 3|期限（duties.x.within），情形size > "
         "3：成立|履行条件（duties.x.met）不成立：report|规则对duties.x.waive未作规定|暂停条件（duties.x.pause）不成立：hold|"},
        {"zh rules: cannot be told", DUTY("'met':'report','if':{'category = consult':'size > 3','else':'undefined'}"), START, NULL, "rule",
         "适用条件（duties.x.if），情形category = consult：成立|无法判断适用条件（duties.x.if）是否成立：size > "
         "3|履行条件（duties.x.met）不成立：report|"},
    };
    (void)state;
    TELL(steps, HOTLINE_LANGUAGE_ZH);
    TELL(days, HOTLINE_LANGUAGE_ZH);
    TELL(changes, HOTLINE_LANGUAGE_ZH);
    TELL(rules, HOTLINE_LANGUAGE_ZH);
}

static void test_clocks_beside(void **state) {
    static const told binding[] = {
        {"alike in words, of which one is undefined, one over, one of another assignment",
         "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'5 workdays'},"
         "'city':{'of':'assignment','owed':'dispatch','met':{'hold':'report','else':'undefined'},'within':'3 workdays'},"
         "'wide':{'of':'assignment','owed':'dispatch','met':'undefined','within':'3 workdays'},"
         "'left':{'of':'assignment','owed':'dispatch','met':'report','waive':'contact','within':'1 workday'},"
         "'later':{'of':'assignment','owed':'dispatch','met':'report','within':'6 workdays'},"
         "'endless':{'of':'assignment','owed':'dispatch','met':'report'}}",
         START "c contact 04-12T11:00 on=d; e dispatch 04-12T11:00 u=b", NULL, "binding",
         "Of the duties that are met alike x binds: it is due first, by 2021-04-19 24:00|"},
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
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_verdicts_in_chinese),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_values_in_chinese),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_rare_verdicts),
        cmocka_unit_test(test_rare_steps),
        cmocka_unit_test(test_rare_days),
        cmocka_unit_test(test_more_days),
        cmocka_unit_test(test_rare_changes),
        cmocka_unit_test(test_rare_in_chinese),
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_clocks_beside),
        cmocka_unit_test(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
