/* SPDX-License-Identifier: MIT */
/* The head of a policy, its calendar, counting, periods, transition and roles: every key, every wrong kind, every unknown word. */
#include "policy_document.h"

static void head_wrong(void **state) {
    static const refusal rows[] = {
        {{"hotline", "2", 0, 0}, "hotline", "2", "version 1"},
        {{"hotline", "'1'", 0, 0}, "hotline", "'1'", "expected an integer, not "},
        {{"hotline", "1.0", 0, 0}, "hotline", "1.0", "expected an integer, not "},
        {{"hotline", NULL, 0, 0}, "", "{", "missing key \"hotline\""},
        {{"id", NULL, 0, 0}, "", "{", "missing key \"id\""},
        {{"id", "''", 0, 0}, "id", "''", "needs an id"},
        {{"id", "7", 0, 0}, "id", "7", "expected text, not "},
        {{"title", NULL, 0, 0}, "", "{", "missing key \"title\""},
        {{"title", "['x']", 0, 0}, "title", "['x']", "expected text, not "},
        {{"source", NULL, 0, 0}, "", "{", "missing key \"source\""},
        {{"source", "{}", 0, 0}, "source", "{}", "expected text, not "},
        {{"issued", NULL, 0, 0}, "", "{", "missing key \"issued\""},
        {{"issued", "'2021-02-30'", 0, 0}, "issued", "'2021-02-30'", "expected a date YYYY-MM-DD, not \"2021-02-30\""},
        {{"issued", "'undefined'", 0, 0}, "issued", "'undefined'", "expected a date"},
        {{"effective", NULL, 0, 0}, "", "{", "missing key \"effective\""},
        {{"effective", "'1 April'", 0, 0}, "effective", "'1 April'", "expected a date"},
        {{"effective", "20210401", 0, 0}, "effective", "20210401", "expected text, not "},
        {{"expires", "'2021-02-01'", 0, 0}, "expires", "'2021-02-01'", "expires before it is effective"},
        {{"expires", "'2021-01-31'", 0, 0}, "expires", "'2021-01-31'", "expires before it is effective"},
        {{"expires", "null", 0, 0}, "expires", "null", "null deletes"},
        {{"extends", "'nothing'", 0, 0}, "extends", "'nothing'", "the rulebook holds no document \"nothing\""},
        {{"extends", "'small'", 0, 0}, "extends", "'small'", "the rulebook holds no document"}, /* itself: a circle of one */
        {{"extends", "1", 0, 0}, "extends", "1", "expected text, not "},
        {{"reasons", "[]", 0, 0}, "reasons", "[]", "expected an object, not "},
        {{"reasons", "{'duties':1}", 0, 0}, "reasons.duties", "1", "a reason is a text"},
        {{"calendar", NULL, 0, 0}, "", "{", "missing key \"calendar\""},
        {{"calendar", "'nc'", 0, 0}, "calendar", "'nc'", "no such calendar among those given: \"nc\""},
        {{"calendar", "'undefined'", 0, 0}, "calendar", "'undefined'", "no such calendar"},
        {{"calender", "'cn'", 0, 0}, "calender", "'calender'", "unknown key \"calender\"; did you mean \"calendar\"?"},
        {{"Duties", "{}", 0, 0}, "Duties", "'Duties'", "unknown key \"Duties\"; did you mean \"duties\"?"},
        {{"facts", "[]", 0, 0}, "facts", "[]", "expected an object, not "},
        {{"facts", "'undefined'", 0, 0}, "facts", "'undefined'", "expected an object, not "},
        {{"events", "'undefined'", 0, 0}, "events", "'undefined'", "expected an object"},
        {{"duties", "'undefined'", 0, 0}, "duties", "'undefined'", "expected an object"},
        {{"machines", "1", 0, 0}, "machines", "1", "expected an object"},
        {{"measures", "true", 0, 0}, "measures", "true", "expected an object"},
        {{"scores", "[1]", 0, 0}, "scores", "[1]", "expected an object"},
        {{"rankings", "'all'", 0, 0}, "rankings", "'all'", "expected an object"},
        {{"proposals", "0", 0, 0}, "proposals", "0", "expected an object"},
        {{"reply", "'undefined'", 0, 0}, "reply", "'undefined'", "expected an object"},
    };
    (void)state;
    REFUSE(rows);
}

static void head_right(void **state) {
    static const document_change rows[] = {
        {NULL, NULL, 0, 0},
        {"expires", NULL, 0, 0},
        {"expires", "'2021-02-02'", 0, 0},
        {"issued", "'2022-01-01'", 0, 0}, /* a rule may come into force before it is issued */
        {"reasons", "{'duties':'because'}", 0, 0},
    };
    (void)state;
    ACCEPT(rows);
}

static void counting_wrong(void **state) {
    static const refusal rows[] = {
        {{"counting", "'none'", 0, 0}, "counting", "'none'", "expected an object, not "},
        {{"counting", "[]", 0, 0}, "counting", "[]", "expected text or an object, not "},
        {{"counting", "{'start':'next_day','end':'24:00'}", 0, 0},
         "counting.start",
         "'next_day'",
         "expected undefined, next-day, same-day or next-workday, not \"next_day\"; did you mean \"next-day\"?"},
        {{"counting", "{'start':'next-day','end':'23:59'}", 0, 0},
         "counting.end",
         "'23:59'",
         "expected undefined, 24:00, close or same-time"},
        {{"counting", "{'start':'next-day','end':'24:00','roll':'next-day'}", 0, 0},
         "counting.roll",
         "'next-day'",
         "expected undefined, none or next-workday"},
        {{"counting", "{'start':'next-day','end':'24:00','cutoff':'5 pm'}", 0, 0},
         "counting.cutoff",
         "'5 pm'",
         "expected a time of day HH:MM"},
        {{"counting", "{'start':'next-day','end':'24:00','cutoff':'25:00'}", 0, 0}, "counting.cutoff", "'25:00'", "expected a time of day"},
        {{"counting", "{'start':'next-day','end':'24:00','cutoff':1730}", 0, 0}, "counting.cutoff", "1730", "expected text, not "},
        {{"counting", "{'begin':'next-day'}", 0, 0}, "counting.begin", "'begin'", "unknown key \"begin\""},
        {{"counting", "{'start':'next-day','end':'24:00','rol':'none'}", 0, 0}, "counting.rol", "'rol'", "did you mean \"roll\"?"},
        /* required where a term in days is used */
        {{"counting", NULL, 0, 0}, "duties.reply.within", "'4 workdays'", "a term in days needs counting.start and counting.end"},
        {{"counting", "{'start':'next-day'}", 0, 0}, "duties.reply.within", "'4 workdays'", "counting.start and counting.end"},
        {{"counting", "{'end':'24:00'}", 0, 0}, "duties.reply.within", "'4 workdays'", "counting.start and counting.end"},
        {{"counting", NULL, "duties", "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':'same day'}}"},
         "duties.reply.within",
         "'same day'",
         "a term in days needs"},
        {{"counting", NULL, "duties", "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':'1 month'}}"},
         "duties.reply.within",
         "'1 month'",
         "a term in days needs"},
    };
    (void)state;
    REFUSE(rows);
}

static void counting_right(void **state) {
    static const document_change rows[] = {
        {"counting", "'undefined'", 0, 0},
        {"counting", "{'start':'undefined','end':'undefined','cutoff':'undefined','roll':'undefined'}", 0, 0},
        {"counting", "{'start':'same-day','end':'close','cutoff':'17:30','roll':'none'}", 0, 0},
        {"counting", "{'start':'next-workday','end':'same-time','cutoff':'none','roll':'next-workday'}", 0, 0},
        {"counting", NULL, "duties", "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':'24 hours'}}"},
        {"counting", NULL, "duties",
         "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':'2 days','counting':{'start':'next-day','end':'24:00'}}}"},
        {"counting", NULL, "duties",
         "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':'2 days','counting':'undefined'}}"},
    };
    (void)state;
    ACCEPT(rows);
}

static void periods_wrong(void **state) {
    static const refusal rows[] = {
        {{"periods", "'undefined'", 0, 0}, "periods", "'undefined'", "expected an object"},
        {{"periods", "{'day':{'from':'00:00'},'week':{'from':'monday'},'month':{'from_day':29,'named_by':'start'}}", 0, 0},
         "periods.month.from_day",
         "29",
         "from 1 to 28"},
        {{"periods", "{'day':{'from':'00:00'},'month':{'from_day':0,'named_by':'start'}}", 0, 0},
         "periods.month.from_day",
         "0",
         "from 1 to 28"},
        {{"periods", "{'day':{'from':'00:00'},'month':{'from_day':'19','named_by':'start'}}", 0, 0},
         "periods.month.from_day",
         "'19'",
         "from 1 to 28"},
        {{"periods", "{'day':{'from':'00:00'},'month':{'from_day':1.5}}", 0, 0}, "periods.month.from_day", "1.5", "expected "},
        {{"periods", "{'day':{'from':'00:00'},'month':{'from_day':19}}", 0, 0}, "periods.month", "{'from_day':19}", "needs `named_by`"},
        {{"periods", "{'day':{'from':'00:00'},'month':{'from_day':1,'named_by':'first'}}", 0, 0},
         "periods.month.named_by",
         "'first'",
         "expected undefined, start or end"},
        {{"periods", "{'day':{'from':'00:00'},'month':{}}", 0, 0}, "periods.month", "{}", "missing key \"from_day\""},
        {{"periods", "{'day':{'from':'00:00'},'month':'calendar'}", 0, 0}, "periods.month", "'calendar'", "expected an object"},
        {{"periods", "{'day':{'from':'noon'}}", 0, 0}, "periods.day.from", "'noon'", "expected a time of day"},
        {{"periods", "{'day':{'from':'24:00'},'month':{'from_day':1}}", 0, 0}, "periods.day.from", "'24:00'", "expected a time of day"},
        {{"periods", "{'day':{'from':12}}", 0, 0}, "periods.day.from", "12", "expected text"},
        {{"periods", "{'day':{}}", 0, 0}, "periods.day", "{}", "missing key \"from\""},
        {{"periods", "{'week':{'from':'Monday'}}", 0, 0}, "periods.week.from", "'Monday'", "did you mean \"monday\"?"},
        {{"periods", "{'week':{'from_day':'monday'}}", 0, 0}, "periods.week.from_day", "'from_day'", "unknown key"},
        {{"periods", "{'quarter':{'from_day':1}}", 0, 0}, "periods.quarter", "'quarter'", "unknown key \"quarter\""},
        {{"periods", "{'weeks':{'from':'monday'}}", 0, 0}, "periods.weeks", "'weeks'", "did you mean \"week\"?"},
        /* required where used */
        {{"periods", NULL, 0, 0}, "duties.presence.every", "'day'", "missing periods.day"},
        {{"periods", "{'day':{'from':'00:00'}}", 0, 0}, "rankings.towns.every", "'month'", "missing periods.month"},
        {{"periods", "{'month':{'from_day':1}}", "duties", "{'reply':{'of':'unit','every':'week','met':'log_in'}}"},
         "duties.reply.every",
         "'week'",
         "missing periods.week"},
        {{"periods", "{'week':{'from':'monday'}}", "duties", "{'reply':{'of':'unit','every':'quarter','met':'log_in'}}"},
         "duties.reply.every",
         "'quarter'",
         "missing periods.month"},
        {{"periods", "{'week':{'from':'monday'}}", "duties", "{'reply':{'of':'unit','every':'year','met':'log_in'}}"},
         "duties.reply.every",
         "'year'",
         "missing periods.month"},
    };
    (void)state;
    REFUSE(rows);
}

static void periods_right(void **state) {
    static const document_change rows[] = {
        {"periods", "{'day':'undefined','week':'undefined','month':'undefined'}", 0, 0},
        {"periods", "{'day':{'from':'undefined'},'week':{'from':'undefined'},'month':{'from_day':'undefined','named_by':'undefined'}}", 0,
         0},
        {"periods", "{'day':{'from':'12:00'},'month':{'from_day':28,'named_by':'undefined'}}", 0, 0},
        {"periods", "{'day':{'from':'23:59'},'month':{'from_day':19,'named_by':'end'}}", 0, 0},
        {"periods", "{'day':{'from':'00:00'},'month':{'from_day':1}}", 0, 0}, /* named alike by its start and its end */
    };
    (void)state;
    ACCEPT(rows);
}

static void transition_wrong(void **state) {
    static const refusal rows[] = {
        {{"transition", NULL, 0, 0}, "", "{", "missing key \"transition\""},
        {{"transition", "'swich'", 0, 0}, "transition", "'swich'", "did you mean \"switch\"?"},
        {{"transition", "'none'", 0, 0}, "transition", "'none'", "expected undefined, ticket, clock, switch, later or earlier"},
        {{"transition", "1", 0, 0}, "transition", "1", "expected text or an object"},
        {{"transition", "{}", 0, 0}, "transition", "{}", "missing key \"in\""},
        {{"transition", "{'out':'ticket'}", 0, 0}, "transition", "{'out'", "missing key \"in\""},
        {{"transition", "{'in':'clock','out':'later on'}", 0, 0}, "transition.out", "'later on'", "expected undefined, ticket"},
        {{"transition", "{'into':'clock'}", 0, 0}, "transition.into", "'into'", "unknown key \"into\"; did you mean \"in\"?"},
        {{"transition", "{'in':{'flow':'x'}}", 0, 0}, "transition.in", "{'flow'", "expected text"},
        {{"transition", "{'in':'clock','states':'undefined'}", 0, 0}, "transition.states", "'undefined'", "expected an object"},
        {{"transition", "{'in':'clock','states':{'flaw':{'a':'sent'}}}", 0, 0},
         "transition.states.flaw",
         NULL,
         "no such machine \"flaw\"; did you mean \"flow\"?"},
        {{"transition", "{'in':'clock','states':{'flow':'sent'}}", 0, 0}, "transition.states.flow", "'sent'", "expected an object"},
        {{"transition", "{'in':'clock','states':{'flow':{'old':'snet'}}}", 0, 0},
         "transition.states.flow.old",
         "'snet'",
         "no such state of \"flow\": \"snet\"; did you mean \"sent\"?"},
        {{"transition", "{'in':'clock','states':{'flow':{'old':1}}}", 0, 0},
         "transition.states.flow.old",
         "1",
         "expected the name of a state"},
        {{"transition", "{'in':'clock','states':{'flow':{'Old one':'sent'}}}", 0, 0},
         "transition.states.flow.Old one",
         "'Old one'",
         "a name is [a-z][a-z0-9_]*"},
    };
    (void)state;
    REFUSE(rows);
}

static void transition_right(void **state) {
    static const document_change rows[] = {
        {"transition", "'undefined'", 0, 0},
        {"transition", "'ticket'", 0, 0},
        {"transition", "'switch'", 0, 0},
        {"transition", "'later'", 0, 0},
        {"transition", "'earlier'", 0, 0},
        {"transition", "{'in':'clock'}", 0, 0},
        {"transition", "{'in':'undefined','out':'undefined'}", 0, 0},
        {"transition", "{'in':'switch','out':'ticket','states':{'flow':{'waiting':'received','sent':'sent'},'work':{}}}", 0, 0},
    };
    (void)state;
    ACCEPT(rows);
}

static void roles_wrong(void **state) {
    static const refusal rows[] = {
        {{"roles", "['centre','handler']", 0, 0}, "roles", "['centre'", "expected an object"},
        {{"roles", "{'centre':'','handler':{}}", 0, 0}, "roles.handler", "{}", "a role has a label"},
        {{"roles", "{'centre':'','handler':'','Boss':''}", 0, 0}, "roles.Boss", "'Boss'", "a name is [a-z][a-z0-9_]*, not \"Boss\""},
        {{"roles", "{'centre':'','handler':'','by':''}", 0, 0}, "roles.by", "'by'", "reserved and cannot be declared: \"by\""},
        {{"roles", "{'center':'','handler':''}", 0, 0},
         "events.dispatch.by",
         "'centre'",
         "no such role \"centre\"; did you mean \"center\"?"},
    };
    (void)state;
    REFUSE(rows);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_wrong),       cmocka_unit_test(head_right),       cmocka_unit_test(counting_wrong),
        cmocka_unit_test(counting_right),   cmocka_unit_test(periods_wrong),    cmocka_unit_test(periods_right),
        cmocka_unit_test(transition_wrong), cmocka_unit_test(transition_right), cmocka_unit_test(roles_wrong),
    };
    return cmocka_run_group_tests_name("policy_read_head", tests, NULL, NULL);
}
