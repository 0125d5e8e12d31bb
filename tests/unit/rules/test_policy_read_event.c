/* SPDX-License-Identifier: MIT */
/* Events: who may, what they carry, open, end and move. Each row adds one event, `extra_one`, to a policy that needs no more. */
#include "policy_document.h"

#define EVENTS(extra)                                                                                                                      \
  "{'receive':{'of':'ticket','opens':'ticket','facts':{'kind':'always','urgent':'optional','code':'optional','note':'optional'}},"         \
  "'dispatch':{'of':'ticket','opens':'assignment'},'redo':{'of':'ticket','opens':'round'},'answer':{'of':'assignment'},"                   \
  "'handle':{'of':'assignment','facts':{'result':'always','amount':'optional','marks':'optional','ready':'optional',"                      \
  "'promised_for':'optional','visit':'optional','reply_text':'optional','extra':'optional','outcome':'optional'}},"                        \
  "'callback':{'of':'assignment'},'close':{'of':'ticket'},'log_in':{'of':'unit'},"                                                         \
  "'unit_facts':{'of':'unit','facts':{'staff':'optional','level':'optional'}}," extra "}"
#define ADD(body) "events", EVENTS("'extra_one':" body), 0, 0

static void events_wrong(void **state) {
    static const refusal rows[] = {
        {{ADD("'undefined'")}, "events.extra_one", "'undefined'", "expected an object"},
        {{ADD("{}")}, "events.extra_one", "{}", "missing key \"of\""},
        {{ADD("{'of':'event'}")}, "events.extra_one.of", "'event'", "expected ticket, assignment or unit, not \"event\""},
        {{ADD("{'of':'undefined'}")}, "events.extra_one.of", "'undefined'", "expected ticket"},
        {{ADD("{'of':'ticket','By':['centre']}")}, "events.extra_one.By", "'By'", "unknown key \"By\"; did you mean \"by\"?"},
        {{ADD("{'of':'ticket','within':'1 day'}")}, "events.extra_one.within", "'within'", "unknown key"},
        {{ADD("{'of':'ticket','source':'x'}")}, "events.extra_one.source", "'source'", "unknown key"},
        {{ADD("{'of':'ticket','label':['x']}")}, "events.extra_one.label", "['x']", "expected text"},
        {{ADD("{'of':'ticket','clause':2}")}, "events.extra_one.clause", "2", "expected text"},
        {{ADD("{'of':'ticket','quote':false}")}, "events.extra_one.quote", "false", "expected text"},
        {{ADD("{'of':'ticket','by':'centre'}")}, "events.extra_one.by", "'centre'", "expected an array, not "},
        {{ADD("{'of':'ticket','by':[]}")}, "events.extra_one.by", "[]", "an empty set says nothing"},
        {{ADD("{'of':'ticket','by':['centre','centre']}")}, "events.extra_one.by", NULL, "named twice: \"centre\""},
        {{ADD("{'of':'ticket','by':['centre',1]}")}, "events.extra_one.by", "1", "expected text"},
        {{ADD("{'of':'ticket','by':['handlr']}")}, "events.extra_one.by", "'handlr'", "no such role \"handlr\"; did you mean \"handler\"?"},
        {{ADD("{'of':'ticket','by':'undefined'}")}, "events.extra_one.by", "'undefined'", "expected an array"},
        {{ADD("{'of':'ticket','severity':'info'}")}, "events.extra_one.severity", "'info'", "expected error or warning, not \"info\""},
        {{ADD("{'of':'ticket','severity':'undefined'}")}, "events.extra_one.severity", "'undefined'", "expected error or warning"},
        {{ADD("{'of':'ticket','opens':'rounds'}")}, "events.extra_one.opens", "'rounds'", "did you mean \"round\"?"},
        {{ADD("{'of':'ticket','opens':'undefined'}")},
         "events.extra_one.opens",
         "'undefined'",
         "expected ticket, assignment, part or round"},
        {{ADD("{'of':'assignment','opens':'ticket'}")}, "events.extra_one.opens", "'ticket'", "only an event of the ticket opens this"},
        {{ADD("{'of':'assignment','opens':'assignment'}")}, "events.extra_one.opens", "'assignment'", "only an event of the ticket"},
        {{ADD("{'of':'unit','opens':'round'}")}, "events.extra_one.opens", "'round'", "only an event of the ticket"},
        {{ADD("{'of':'ticket','opens':'part'}")}, "events.extra_one.opens", "'part'", "only an event of an assignment opens a part"},
        {{ADD("{'of':'unit','opens':'part'}")}, "events.extra_one.opens", "'part'", "only an event of an assignment"},
        {{ADD("{'of':'ticket','ends':'round'}")}, "events.extra_one.ends", "'round'", "expected assignment or ticket"},
        {{ADD("{'of':'ticket','ends':'assignment'}")}, "events.extra_one.ends", "'assignment'", "names no object that it could end"},
        {{ADD("{'of':'unit','ends':'ticket'}")}, "events.extra_one.ends", "'ticket'", "names no object"},
        {{ADD("{'of':'ticket','moves':['flow']}")}, "events.extra_one.moves", "['flow']", "expected an object"},
        {{ADD("{'of':'ticket','moves':{'flo':{'received':'sent'}}}")},
         "events.extra_one.moves.flo",
         NULL,
         "no such machine \"flo\"; did you mean \"flow\"?"},
        {{ADD("{'of':'ticket','moves':{'flow':'sent'}}")}, "events.extra_one.moves.flow", "'sent'", "{from state: to state}"},
        {{ADD("{'of':'ticket','moves':{'flow':{}}}")}, "events.extra_one.moves.flow", "{}", "{from state: to state}"},
        {{ADD("{'of':'ticket','moves':{'flow':{'recieved':'sent'}}}")},
         "events.extra_one.moves.flow.recieved",
         NULL,
         "no such state of \"flow\": \"recieved\"; did you mean \"received\"?"},
        {{ADD("{'of':'ticket','moves':{'flow':{'received':'snt'}}}")},
         "events.extra_one.moves.flow.received",
         "'snt'",
         "no such state of \"flow\": \"snt\"; did you mean \"sent\"?"},
        {{ADD("{'of':'ticket','moves':{'flow':{'received':'undefined'}}}")},
         "events.extra_one.moves.flow.received",
         "'undefined'",
         "no such state"},
        {{ADD("{'of':'ticket','moves':{'flow':{'received':['sent']}}}")},
         "events.extra_one.moves.flow.received",
         "['sent']",
         "name of a state"},
    };
    (void)state;
    REFUSE(rows);
}

static void events_carry_wrong(void **state) {
    static const refusal rows[] = {
        {{ADD("{'of':'assignment','facts':['outcome']}")}, "events.extra_one.facts", "['outcome']", "expected an object"},
        {{ADD("{'of':'assignment','facts':{'outcom':'always'}}")},
         "events.extra_one.facts.outcom",
         NULL,
         "no such fact \"outcom\"; did you mean \"outcome\"?"},
        {{ADD("{'of':'assignment','facts':{'answer':'always'}}")}, "events.extra_one.facts.answer", NULL, "no such fact \"answer\""},
        {{ADD("{'of':'assignment','facts':{'outcome':true}}")},
         "events.extra_one.facts.outcome",
         "true",
         "expected \"always\", \"optional\""},
        {{ADD("{'of':'assignment','facts':{'outcome':['always']}}")},
         "events.extra_one.facts.outcome",
         "['always']",
         "expected \"always\""},
        {{ADD("{'of':'assignment','facts':{'outcome':{'clause':'1'}}}")},
         "events.extra_one.facts.outcome",
         "{'clause'",
         "missing key \"if\""},
        {{ADD("{'of':'assignment','facts':{'outcome':{'if':{'always':'yes'}}}}")},
         "events.extra_one.facts.outcome.if",
         "{'always'",
         "expected text, not "},
        {{ADD("{'of':'assignment','facts':{'outcome':{'if':'always','when':'now'}}}")},
         "events.extra_one.facts.outcome.when",
         "'when'",
         "unknown key"},
        /* a table is not allowed here: its keys are unknown keys */
        {{ADD("{'of':'assignment','facts':{'outcome':{'ready':'always','else':'optional'}}}")},
         "events.extra_one.facts.outcome.ready",
         "'ready'",
         "unknown key"},
        {{ADD("{'of':'assignment','facts':{'outcome':'optinal'}}")},
         "events.extra_one.facts.outcome",
         "optinal",
         "unknown name \"optinal\""},
        {{ADD("{'of':'assignment','facts':{'outcome':'redy'}}")}, "events.extra_one.facts.outcome", "redy", "did you mean \"ready\"?"},
        {{ADD("{'of':'assignment','facts':{'outcome':{'if':'result = broken'}}}")},
         "events.extra_one.facts.outcome.if",
         "broken",
         "no such value \"broken\" of result"},
        {{ADD("{'of':'assignment','facts':{'outcome':'extra = 1'}}")},
         "events.extra_one.facts.outcome",
         "extra",
         "a fact of an event is read only in its filter, guard and required facts"},
        {{ADD("{'of':'ticket','facts':{'outcome':'ready'}}")}, "events.extra_one.facts.outcome", "ready", "only in any() or all()"},
    };
    (void)state;
    REFUSE(rows);
}

static void events_right(void **state) {
    static const document_change rows[] = {
        {ADD("{'of':'assignment','label':'L','clause':'1','quote':'q','by':['centre','handler'],'severity':'warning','ends':'assignment',"
             "'if':'answer','facts':{'outcome':'always','extra':'optional','ready':'outcome = good',"
             "'reply_text':{'if':'outcome = good and by "
             "handler','clause':'2','quote':'q'}},'moves':{'work':{'todo':'handled','handled':'handled'},"
             "'flow':{'sent':'closed'}}}")},
        {ADD("{'of':'ticket','severity':'error','ends':'ticket','if':'undefined'}")},
        {ADD("{'of':'ticket','if':{'kind = help':'always','kind != help':'undefined'}}")},
        {ADD("{'of':'assignment','opens':'part'}")},
        {ADD("{'of':'assignment','ends':'ticket'}")},
        {ADD("{'of':'unit','by':['handler'],'if':'staff > 3'}")},
        {ADD("{'of':'ticket','opens':'assignment','facts':{'reply_text':'optional'},'moves':{'work':{'todo':'todo'}}}")},
        {ADD("{'of':'ticket','opens':'ticket','facts':{'outcome':'always'},'if':'outcome = good and by centre'}")},
    };
    (void)state;
    ACCEPT(rows);
}

static void events_guard_wrong(void **state) {
    static const refusal rows[] = {
        {{ADD("{'of':'ticket','if':1}")}, "events.extra_one.if", "1", "expected text or an object"},
        {{ADD("{'of':'ticket','if':''}")}, "events.extra_one.if", NULL, "a condition is missing"},
        {{ADD("{'of':'ticket','if':{}}")}, "events.extra_one.if", "{}", "a table needs a row"},
        {{ADD("{'of':'ticket','if':{'urgent':{'kind = help':'yes'},'else':'no'}}")}, "events.extra_one.if[urgent]", "{'kind", "in quotes"},
        {{ADD("{'of':'ticket','if':{'urgent':true,'else':'no'}}")}, "events.extra_one.if[urgent]", "true", "in quotes"},
        {{ADD("{'of':'ticket','if':{'undefined':'yes','else':'no'}}")},
         "events.extra_one.if[undefined]",
         "undefined",
         "unknown name \"undefined\""},
        {{ADD("{'of':'ticket','if':'urgent and undefined'}")}, "events.extra_one.if", "undefined", "unknown name \"undefined\""},
    };
    (void)state;
    REFUSE(rows);
}

/* Of things that are no error but can hardly be meant. */
static void events_out_of_reach(void **state) {
    static const struct {
        const char *event, *path;
    } rows[] = {
        {"{'of':'ticket','facts':{'reply_text':'optional'}}", "events.extra_one.facts.reply_text"},
        {"{'of':'ticket','moves':{'work':{'todo':'handled'}}}", "events.extra_one.moves.work"},
        {"{'of':'unit','facts':{'note':'optional'}}", "events.extra_one.facts.note"},
        {"{'of':'ticket','facts':{'staff':'optional'}}", "events.extra_one.facts.staff"},
        {"{'of':'unit','moves':{'flow':{'sent':'closed'}}}", "events.extra_one.moves.flow"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char events[4096];
        book b;
        hotline_policy_finding f = {0};
        document_change change = {"events", events, 0, 0};
        (void)snprintf(events, sizeof events, EVENTS("'extra_one':%s"), rows[i].event);
        book_open(&b);
        const hotline_policy *p = book_read(&b, &change);
        assert_int_equal(book_findings(p, "out_of_reach", &f), 1);
        assert_string_equal(f.path, rows[i].path);
        assert_true(f.line > 0 && f.column > 0);
        assert_int_equal(f.severity, 1);
        book_close(&b);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_wrong),       cmocka_unit_test(events_carry_wrong),  cmocka_unit_test(events_right),
        cmocka_unit_test(events_guard_wrong), cmocka_unit_test(events_out_of_reach),
    };
    return cmocka_run_group_tests_name("policy_read_event", tests, NULL, NULL);
}
