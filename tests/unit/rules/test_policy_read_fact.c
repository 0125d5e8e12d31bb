/* SPDX-License-Identifier: MIT */
/* Names, facts and machines: what may be declared, with which values, and what every fact owes. */
#include "policy_document.h"

/* Facts of the section beside which every other section can do without: a ticket with one event. */
#define ALONE_EVENTS(facts) "{'receive':{'of':'ticket','opens':'ticket','facts':{" facts "}}}"

/* Everything that would miss the usual facts and events is left out. */
static void alone_make(const char *facts, const char *events, char *document, size_t size) {
    int n = snprintf(document, size,
                     "{'hotline':1,'id':'a','title':'t','source':'s','issued':'2021-01-01','effective':'2021-01-01','transition':'clock',"
                     "'calendar':'cn',\n'facts':%s,\n'events':%s}",
                     facts, events);
    assert_true(n > 0 && (size_t)n < size);
    for (char *c = document; *c != '\0'; c++) {
        *c = *c == '\'' ? '"' : *c;
    }
}

typedef struct alone {
    const char *facts, *events;
    const char *path, *message; /* message NULL: accepted */
} alone;

static void alone_check(const alone *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        static char document[65536];
        book b;
        hotline_error error;
        alone_make(rows[i].facts, rows[i].events, document, sizeof document);
        book_open(&b);
        hotline_status status = book_add(&b, document, &error);
        if ((status >= 0) != (rows[i].message == NULL)) {
            fail_msg("%s: %s: %s", rows[i].facts, error.path, error.message);
        }
        if (status < 0 && (strcmp(error.path, rows[i].path) != 0 || strstr(error.message, rows[i].message) == NULL || error.line == 0)) {
            fail_msg("%s: line %u %s: %s", rows[i].facts, (unsigned)error.line, error.path, error.message);
        }
        book_close(&b);
    }
}

#define CARRY ALONE_EVENTS("'a':'optional'")

static void facts_wrong(void **state) {
    static const alone rows[] = {
        {"{'a':'undefined'}", CARRY, "facts.a", "expected an object"},
        {"{'a':{'type':'flag'}}", CARRY, "facts.a", "missing key \"of\""},
        {"{'a':{'of':'tickets','type':'flag'}}", CARRY, "facts.a.of",
         "expected ticket, assignment, unit or event, not \"tickets\"; did you mean \"ticket\"?"},
        {"{'a':{'of':'undefined','type':'flag'}}", CARRY, "facts.a.of", "expected ticket"},
        {"{'a':{'of':'ticket'}}", CARRY, "facts.a", "exactly one of `type`, `one_of`, `many_of`"},
        {"{'a':{'of':'ticket','type':'flag','one_of':{'x':''}}}", CARRY, "facts.a", "exactly one of"},
        {"{'a':{'of':'ticket','one_of':{'x':''},'many_of':{'x':''}}}", CARRY, "facts.a", "exactly one of"},
        {"{'a':{'of':'ticket','type':'number'}}", CARRY, "facts.a.type", "expected flag, integer, date, time, text or code"},
        {"{'a':{'of':'ticket','type':'undefined'}}", CARRY, "facts.a.type", "expected flag"},
        {"{'a':{'of':'ticket','type':['flag']}}", CARRY, "facts.a.type", "expected text"},
        {"{'a':{'of':'ticket','one_of':{}}}", CARRY, "facts.a.one_of", "needs a value"},
        {"{'a':{'of':'ticket','one_of':['x','y']}}", CARRY, "facts.a.one_of", "expected an object"},
        {"{'a':{'of':'ticket','one_of':{'x':1}}}", CARRY, "facts.a.one_of.x", "a value has a label"},
        {"{'a':{'of':'ticket','one_of':{'X':''}}}", CARRY, "facts.a.one_of.X", "a name is [a-z][a-z0-9_]*"},
        {"{'a':{'of':'ticket','many_of':{'x y':''}}}", CARRY, "facts.a.many_of.x y", "a name is [a-z][a-z0-9_]*"},
        {"{'a':{'of':'ticket','type':'text','personal':'yes'}}", CARRY, "facts.a.personal", "expected true or false"},
        {"{'a':{'of':'ticket','type':'text','label':1}}", CARRY, "facts.a.label", "expected text"},
        {"{'a':{'of':'ticket','type':'text','clause':'1'}}", CARRY, "facts.a.clause", "unknown key \"clause\""},
        {"{'a':{'of':'ticket','type':'text','defualt':''}}", CARRY, "facts.a.defualt", "did you mean \"default\"?"},
    };
    (void)state;
    alone_check(rows, sizeof rows / sizeof rows[0]);
}

static void defaults_wrong(void **state) {
    static const alone rows[] = {
        {"{'a':{'of':'ticket','type':'flag','default':'true'}}", CARRY, "facts.a.default", "true or false"},
        {"{'a':{'of':'ticket','type':'flag','default':1}}", CARRY, "facts.a.default", "true or false"},
        {"{'a':{'of':'ticket','type':'integer','default':'1'}}", CARRY, "facts.a.default", "is an integer"},
        {"{'a':{'of':'ticket','type':'integer','default':1.5}}", CARRY, "facts.a.default", "expected"},
        {"{'a':{'of':'ticket','type':'date','default':'yesterday'}}", CARRY, "facts.a.default", "expected a date"},
        {"{'a':{'of':'ticket','type':'date','default':1}}", CARRY, "facts.a.default", "default of a date"},
        {"{'a':{'of':'ticket','type':'time','default':'2021-01-01'}}", CARRY, "facts.a.default", "default of a time"},
        {"{'a':{'of':'ticket','type':'text','default':1}}", CARRY, "facts.a.default", "default of a text"},
        {"{'a':{'of':'ticket','type':'code','default':[]}}", CARRY, "facts.a.default", "default of a text or code"},
        {"{'a':{'of':'ticket','one_of':{'first_one':'','other':''},'default':'fist_one'}}", CARRY, "facts.a.default",
         "did you mean \"first_one\"?"},
        {"{'a':{'of':'ticket','one_of':{'x':''},'default':'undefined'}}", CARRY, "facts.a.default", "no such value of \"a\""},
        {"{'a':{'of':'ticket','one_of':{'x':''},'default':['x']}}", CARRY, "facts.a.default", "no such value"},
        {"{'a':{'of':'ticket','many_of':{'x':''},'default':'x'}}", CARRY, "facts.a.default", "an array of its values"},
        {"{'a':{'of':'ticket','many_of':{'x':'','y':''},'default':['x','z']}}", CARRY, "facts.a.default", "no such value"},
        {"{'a':{'of':'ticket','many_of':{'x':'','y':''},'default':['x','x']}}", CARRY, "facts.a.default", "named twice"},
        {"{'a':{'of':'ticket','type':'text','default':{}}}", CARRY, "facts.a.default", "expected "},
        {"{'a':{'of':'ticket','type':'text','default':null}}", CARRY, "facts.a.default", "null deletes"},
    };
    (void)state;
    alone_check(rows, sizeof rows / sizeof rows[0]);
}

static void facts_right(void **state) {
    static const alone rows[] = {
        {"{'a':{'of':'ticket','type':'flag','default':true,'label':'A','personal':true}}", CARRY, NULL, NULL},
        {"{'a':{'of':'ticket','type':'integer','default':-3,'personal':false}}", CARRY, NULL, NULL},
        {"{'a':{'of':'ticket','type':'date','default':'2021-01-31'}}", CARRY, NULL, NULL},
        {"{'a':{'of':'ticket','type':'time','default':'2021-01-31T08:00'}}", CARRY, NULL, NULL},
        {"{'a':{'of':'event','type':'text','default':'undefined'}}", CARRY, NULL, NULL},
        {"{'a':{'of':'ticket','type':'code','default':'01.02'}}", CARRY, NULL, NULL},
        {"{'a':{'of':'ticket','one_of':{'x':'X','open':'a value may be called as a word is'},'default':'open'}}", CARRY, NULL, NULL},
        {"{'a':{'of':'ticket','many_of':{'x':'X','y':''},'default':[]}}", CARRY, NULL, NULL},
        {"{'a':{'of':'ticket','many_of':{'x':'X','y':''},'default':['y','x']}}", CARRY, NULL, NULL},
    };
    (void)state;
    alone_check(rows, sizeof rows / sizeof rows[0]);
}

static void facts_carried(void **state) {
    static const alone rows[] = {
        {"{'a':{'of':'ticket','type':'flag'}}", ALONE_EVENTS(""), "facts.a", "no event carries this fact"},
        {"{'a':{'of':'ticket','type':'flag'},'b':{'of':'ticket','type':'flag'}}", CARRY, "facts.b", "no event carries this fact"},
        {"{'a':{'of':'ticket','type':'flag'}}", ALONE_EVENTS("'aa':'always'"), "events.receive.facts.aa",
         "no such fact \"aa\"; did you mean \"a\"?"},
    };
    (void)state;
    alone_check(rows, sizeof rows / sizeof rows[0]);
}

/* 65 values: a set is kept in 64 bits, a single value needs none. */
static void facts_of_many_values(void **state) {
    static char facts[16384];
    (void)state;
    for (int many = 0; many < 2; many++) {
        for (int count = 64; count < 66; count++) {
            size_t used = (size_t)snprintf(facts, sizeof facts, "{'a':{'of':'ticket','%s':{", many ? "many_of" : "one_of");
            for (int i = 0; i < count; i++) {
                used += (size_t)snprintf(facts + used, sizeof facts - used, "%s'v%d':''", i == 0 ? "" : ",", i);
            }
            (void)snprintf(facts + used, sizeof facts - used, "}}}");
            alone row = {facts, CARRY, NULL, NULL};
            if (many && count == 65) {
                row.path = "facts.a.many_of.v64";
                row.message = "at most 64 values";
            }
            alone_check(&row, 1);
        }
    }
}

static void names_wrong(void **state) {
    static const char *const reserved[] = {
        "and",   "or",  "not",  "in",   "has",       "under",  "by",         "any",  "all",    "known", "first",          "last",
        "count", "met", "late", "open", "waived",    "state",  "round",      "time", "streak", "rank",  "rank_from_last", "always",
        "never", "yes", "no",   "else", "undefined", "ticket", "assignment", "unit", "event",  "part"};
    static const char *const malformed[] = {"", "A", "aB", "1a", "_a", "a-b", "a b", "a.b", "\xE5\x8C\xBA", "a\xE5\x8C\xBA"};
    char facts[256];
    char events[256];
    char path[128];
    (void)state;
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
        (void)snprintf(facts, sizeof facts, "{'%s':{'of':'ticket','type':'flag'}}", reserved[i]);
        (void)snprintf(events, sizeof events, "{'receive':{'of':'ticket','opens':'ticket','facts':{'%s':'always'}}}", reserved[i]);
        (void)snprintf(path, sizeof path, "facts.%s", reserved[i]);
        alone fact = {facts, events, path, "reserved and cannot be declared"};
        alone_check(&fact, 1);
        (void)snprintf(events, sizeof events, "{'%s':{'of':'ticket','opens':'ticket'}}", reserved[i]);
        (void)snprintf(path, sizeof path, "events.%s", reserved[i]);
        alone event = {"{}", events, path, "reserved and cannot be declared"};
        alone_check(&event, 1);
    }
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        (void)snprintf(events, sizeof events, "{'%s':{'of':'ticket','opens':'ticket'}}", malformed[i]);
        (void)snprintf(path, sizeof path, "events.%s", malformed[i]);
        alone event = {"{}", events, path, "a name is [a-z][a-z0-9_]*"};
        alone_check(&event, 1);
    }
}

static void names_reserved_everywhere(void **state) {
    static const refusal rows[] = {
        {{"machines", "{'state':{'of':'ticket','start':'a','states':{'a':''}}}", 0, 0}, "machines.state", "'state'", "reserved"},
        {{"duties", "{'late':{'of':'assignment','met':'answer'}}", 0, 0}, "duties.late", "'late'", "reserved"},
        {{"measures", "{'rank':'undefined'}", 0, 0}, "measures.rank", "'rank'", "reserved"},
        {{"scores", "{'unit':'undefined'}", 0, 0}, "scores.unit", "'unit'", "reserved"},
        {{"rankings", "{'all':{}}", 0, 0}, "rankings.all", "'all'", "reserved"},
        {{"proposals", "{'part':{}}", 0, 0}, "proposals.part", "'part'", "reserved"},
        {{"roles", "{'centre':'','handler':'','undefined':''}", 0, 0}, "roles.undefined", "'undefined'", "reserved"},
    };
    (void)state;
    REFUSE(rows);
}

static void names_shared(void **state) {
    static const alone rows[] = {
        {"{'a':{'of':'ticket','type':'flag'}}", "{'a':{'of':'ticket','opens':'ticket','facts':{'a':'always'}}}", "facts.a",
         "facts and events share their names"},
        {"{'void':{'of':'ticket','type':'flag'}}", ALONE_EVENTS("'void':'always'"), "facts.void", "facts and events share their names"},
        {"{}", "{'void':{'of':'ticket'}}", "events.void", "built in and cannot be declared"},
        {"{}", "{'replace':{'of':'ticket'}}", "events.replace", "built in"},
        {"{}", "{'merge':{'of':'ticket'}}", "events.merge", "built in"},
        {"{}", "{'publish':{'of':'unit'}}", "events.publish", "built in"},
    };
    (void)state;
    alone_check(rows, sizeof rows / sizeof rows[0]);
}

static void machines_wrong(void **state) {
    static const refusal rows[] = {
        {{"machines", "{'flow':'undefined'}", 0, 0}, "machines.flow", "'undefined'", "expected an object"},
        {{"machines", "{'flow':{'of':'unit','start':'a','states':{'a':''}}}", 0, 0},
         "machines.flow.of",
         "'unit'",
         "expected ticket or assignment"},
        {{"machines", "{'flow':{'start':'a','states':{'a':''}}}", 0, 0}, "machines.flow", "{", "missing key \"of\""},
        {{"machines", "{'flow':{'of':'ticket','states':{'a':''}}}", 0, 0}, "machines.flow", "{", "missing key \"start\""},
        {{"machines", "{'flow':{'of':'ticket','start':'a'}}", 0, 0}, "machines.flow", "{", "missing key \"states\""},
        {{"machines", "{'flow':{'of':'ticket','start':'undefined','states':{'a':''}}}", 0, 0},
         "machines.flow.start",
         "'undefined'",
         "no such state"},
        {{"machines", "{'flow':{'of':'ticket','start':'begni','states':{'begin':''}}}", 0, 0},
         "machines.flow.start",
         "'begni'",
         "no such state of \"flow\": \"begni\"; did you mean \"begin\"?"},
        {{"machines", "{'flow':{'of':'ticket','start':'a','states':{}}}", 0, 0}, "machines.flow.start", "'a'", "no such state"},
        {{"machines", "{'flow':{'of':'ticket','start':'a','states':['a']}}", 0, 0}, "machines.flow.states", "['a']", "expected an object"},
        {{"machines", "{'flow':{'of':'ticket','start':'a','states':{'a':{}}}}", 0, 0},
         "machines.flow.states.a",
         "{}",
         "a state has a label"},
        {{"machines", "{'flow':{'of':'ticket','start':'a','states':{'a':'','B':''}}}", 0, 0}, "machines.flow.states.B", "'B'", "a name is"},
        {{"machines", "{'flow':{'of':'ticket','start':'a','states':{'a':''},'end':'a'}}", 0, 0},
         "machines.flow.end",
         "'end'",
         "unknown key"},
        {{"machines", "{'flow':{'of':'ticket','start':'a','states':{'a':''},'clause':'1'}}", 0, 0},
         "machines.flow.clause",
         "'clause'",
         "unknown key"},
    };
    (void)state;
    REFUSE(rows);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_wrong),
        cmocka_unit_test(defaults_wrong),
        cmocka_unit_test(facts_right),
        cmocka_unit_test(facts_carried),
        cmocka_unit_test(facts_of_many_values),
        cmocka_unit_test(names_wrong),
        cmocka_unit_test(names_reserved_everywhere),
        cmocka_unit_test(names_shared),
        cmocka_unit_test(machines_wrong),
    };
    return cmocka_run_group_tests_name("policy_read_fact", tests, NULL, NULL);
}
