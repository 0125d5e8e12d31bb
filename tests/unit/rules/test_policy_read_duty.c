/* SPDX-License-Identifier: MIT */
/* Duties: every key, what may stand beside what, and that they do not hang on one another in a circle. */
#include "policy_document.h"

/* `reply` stays, because measures name it. */
#define DUTIES(extra) "{'reply':{'of':'assignment','owed':'dispatch or redo','met':'answer','within':'4 workdays'}," extra "}"
#define ADD(keys) "duties", DUTIES("'extra_one':{'of':'assignment','met':'answer'" keys "}"), 0, 0
#define WHOLE(body) "duties", DUTIES("'extra_one':" body), 0, 0
#define P "duties.extra_one"

static void duties_wrong(void **state) {
    static const refusal rows[] = {
        {{WHOLE("'undefined'")}, P, "'undefined'", "expected an object"},
        {{WHOLE("{'met':'answer'}")}, P, "{", "missing key \"of\""},
        {{WHOLE("{'of':'assignment'}")}, P, "{", "missing key \"met\""},
        {{WHOLE("{'of':'event','met':'answer'}")}, P ".of", "'event'", "expected ticket, assignment or unit"},
        {{ADD(",'wihtin':'1 day'")}, P ".wihtin", "'wihtin'", "unknown key \"wihtin\"; did you mean \"within\"?"},
        {{ADD(",'facts':{}")}, P ".facts", "'facts'", "unknown key"},
        {{ADD(",'by':['nobody']")}, P ".by", "'nobody'", "no such role \"nobody\""},
        {{ADD(",'by':'handler'")}, P ".by", "'handler'", "expected an array"},
        {{ADD(",'owed':'undefined'")}, P ".owed", NULL, "may not be \"undefined\""},
        {{ADD(",'owed':{'dispatch':'yes'}")}, P ".owed", "{'dispatch'", "expected text, not "},
        {{ADD(",'owed':'dispatch and redo'")}, P ".owed", "and", "only events joined by `or`"},
        {{ADD(",'owed':'not dispatch'")}, P ".owed", "not", "no such event \"not\""},
        {{ADD(",'owed':'ready'")}, P ".owed", "ready", "no such event \"ready\""},
        {{ADD(",'owed':'(dispatch)'")}, P ".owed", "(", "no such event"},
        {{ADD(",'owed':'always'")}, P ".owed", "always", "no such event"},
        {{ADD(",'owed':'dispach'")}, P ".owed", "dispach", "did you mean \"dispatch\"?"},
        {{ADD(",'owed':'log_in'")}, P ".owed", "log_in", "never sees the event"},
        {{ADD(",'owed':'publish'")}, P ".owed", "publish", "no such event"},
        {{ADD(",'owed':'callback(outcome = good'")}, P ".owed", NULL, "expected \")\""},
        {{ADD(",'owed':'dispatch','every':'day'")}, P ".every", "'day'", "owed by an event or every period, not both"},
        {{ADD(",'every':'hour'")}, P ".every", "'hour'", "expected undefined, day, week, month, quarter or year"},
        {{ADD(",'every':{'day':'yes'}")}, P ".every", "{'day'", "expected text"},
        {{ADD(",'every':'day','within':'1 day'")}, P ".within", "'1 day'", "due when its period ends"},
        {{ADD(",'every':'undefined','due':'promised_for'")}, P ".due", "'promised_for'", "due when its period ends"},
        {{ADD(",'restart':'undefined'")}, P ".restart", "'undefined'", "may not be \"undefined\""},
        {{ADD(",'restart':'redo and answer'")}, P ".restart", "and", "only events joined"},
        {{ADD(",'before':'closed'")}, P ".before", "'closed'", "no such event \"closed\"; did you mean \"close\"?"},
        {{ADD(",'before':['close']")}, P ".before", "['close']", "expected text"},
        {{ADD(",'before':'close or redo'")}, P ".before", "'close or", "no such event"},
        {{ADD(",'survives':'undefined'")}, P ".survives", "'undefined'", "expected round or ticket"},
        {{ADD(",'survives':''")}, P ".survives", "''", "expected round or ticket"},
        {{ADD(",'survives':'assignment'")}, P ".survives", "'assignment'", "expected round or ticket"},
        {{ADD(",'expiry':'shutt'")}, P ".expiry", "'shutt'", "did you mean \"shut\"?"},
        {{ADD(",'severity':'undefined'")}, P ".severity", "'undefined'", "expected error, warning or info"},
        {{ADD(",'severity':1")}, P ".severity", "1", "expected text"},
        {{ADD(",'transition':'later on'")}, P ".transition", "'later on'", "expected undefined, ticket"},
        {{ADD(",'transition':{'in':'clock','states':{}}")}, P ".transition.states", "'states'", "unknown key \"states\""},
        {{ADD(",'counting':{'start':'monday'}")}, P ".counting.start", "'monday'", "expected undefined, next-day"},
        {{ADD(",'source':{}")}, P ".source", "{}", "expected text"},
    };
    (void)state;
    REFUSE(rows);
}

static void conditions_wrong(void **state) {
    static const refusal rows[] = {
        {{ADD(",'if':['ready']")}, P ".if", "['ready']", "expected text or an object"},
        {{ADD(",'if':'redy'")}, P ".if", "redy", "did you mean \"ready\"?"},
        {{ADD(",'waive':'ready or'")}, P ".waive", NULL, "expected a name"},
        {{ADD(",'pause':'ready ready'")}, P ".pause", "ready'", "expected `and`, `or` or the end"},
        {{ADD(",'pause':{'ready':'answer'}")}, P ".pause", "{'ready'", "a gap"},
        {{WHOLE("{'of':'assignment','met':1}")}, P ".met", "1", "expected text or an object"},
        {{WHOLE("{'of':'ticket','met':'answer and result = finished'}")}, P ".met", "result", "only in any() or all()"},
        {{WHOLE("{'of':'ticket','met':'met(reply)'}")}, P ".met", "reply", "only in any() or all()"},
        {{WHOLE("{'of':'ticket','met':'state(work) = handled'}")}, P ".met", "work", "only in any() or all()"},
        {{WHOLE("{'of':'unit','met':'answer'}")}, P ".met", "answer", "never sees the event"},
        {{WHOLE("{'of':'unit','met':'kind = help'}")}, P ".met", "kind", "does not have the fact"},
        {{WHOLE("{'of':'unit','met':'met(reply)'}")}, P ".met", "reply", "cannot read"},
        {{WHOLE("{'of':'unit','met':'round = 1'}")}, P ".met", NULL, "a unit has no `round`"},
        {{WHOLE("{'of':'assignment','met':'outcome = good'}")}, P ".met", "outcome", "only in its filter, guard and required facts"},
        {{WHOLE("{'of':'assignment','met':'by centre'}")}, P ".met", "centre", "`by` is read in filters, guards and required facts"},
        {{WHOLE("{'of':'assignment','met':'streak = 1'}")}, P ".met", NULL, "in proposals on publish only"},
        {{WHOLE("{'of':'assignment','met':'rate > 1'}")}, P ".met", "rate", "unknown name \"rate\""},
    };
    (void)state;
    REFUSE(rows);
}

static void terms_wrong(void **state) {
    static const refusal rows[] = {
        {{ADD(",'owed':'dispatch','within':'1 day','due':'promised_for'")},
         P ".due",
         "'promised_for'",
         "at most one of `within` and `due`"},
        {{ADD(",'owed':'dispatch','within':4")}, P ".within", "4", "expected text or an object"},
        {{ADD(",'owed':'dispatch','within':'4'")}, P ".within", NULL, "4"},
        {{ADD(",'owed':'dispatch','within':'4 wordays'")}, P ".within", NULL, "workdays"},
        {{ADD(",'owed':'dispatch','within':'four days'")}, P ".within", NULL, "no such fact \"four\""},
        {{ADD(",'owed':'dispatch','within':'1.5 days'")}, P ".within", NULL, ""},
        {{ADD(",'owed':'dispatch','within':'-1 days'")}, P ".within", NULL, ""},
        {{ADD(",'owed':'dispatch','within':'4 weeks'")}, P ".within", NULL, ""},
        {{ADD(",'owed':'dispatch','within':'1000001 days'")}, P ".within", NULL, ""},
        {{ADD(",'owed':'dispatch','within':'4  days'")}, P ".within", NULL, ""},
        {{ADD(",'owed':'dispatch','within':''")}, P ".within", NULL, ""},
        {{ADD(",'owed':'dispatch','within':'next day'")}, P ".within", NULL, ""},
        {{ADD(",'owed':'dispatch','within':'ready days'")},
         P ".within",
         NULL,
         "an integer or an integer fact, which this is not: \"ready\""},
        {{ADD(",'owed':'dispatch','within':'extra days'")}, P ".within", NULL, "does not have the fact \"extra\""},
        {{ADD(",'owed':'dispatch','within':{'ready':4,'else':'1 day'}")}, P ".within[ready]", "4", "expected a term in quotes"},
        {{ADD(",'owed':'dispatch','within':{'ready':'1 dya','else':'1 day'}")}, P ".within[ready]", NULL, "day"},
        {{ADD(",'owed':'dispatch','within':{'ready':null,'else':'1 day'}")}, P ".within[ready]", "null", "null deletes"},
        {{ADD(",'owed':'dispatch','due':'undefined'")}, P ".due", "'undefined'", "no such fact \"undefined\""},
        {{ADD(",'owed':'dispatch','due':'promised'")}, P ".due", "'promised'", "no such fact \"promised\""},
        {{ADD(",'owed':'dispatch','due':'amount'")}, P ".due", "'amount'", "expected a fact of type date or time"},
        {{ADD(",'owed':'dispatch','due':{'ready':'promised_for','else':'visit'}")}, P ".due", "{'ready'", "expected text"},
        {{ADD(",'owed':'dispatch','within':'1 day','from':'promised_for'")}, P ".from", "'promised_for'", "expected a fact of type time"},
        {{ADD(",'owed':'dispatch','within':'1 day','from':'visti'")}, P ".from", "'visti'", "did you mean \"visit\"?"},
        {{ADD(",'owed':'dispatch','from':'visit'")}, P ".from", "'visit'", "there is no `within`"},
        {{WHOLE("{'of':'ticket','owed':'receive','met':'answer','due':'promised_for'}")}, P ".due", NULL, "does not have the fact"},
        {{WHOLE("{'of':'unit','owed':'log_in','met':'log_in','within':'amount days'}")}, P ".within", NULL, "does not have the fact"},
    };
    (void)state;
    REFUSE(rows);
}

#define GRANT(keys) ADD(",'owed':'dispatch','within':'4 workdays','extend':{'grant':{" keys "}}")

static void extensions_wrong(void **state) {
    static const refusal rows[] = {
        {{ADD(",'owed':'dispatch','within':'1 day','extend':['grant']")}, P ".extend", "['grant']", "expected an object"},
        {{ADD(",'owed':'dispatch','within':'1 day','extend':{'gant':{'add':'1 day'}}")}, P ".extend.gant", NULL, "did you mean \"grant\"?"},
        {{ADD(",'owed':'dispatch','within':'1 day','extend':{'grant':'1 day'}")}, P ".extend.grant", "'1 day'", "expected an object"},
        {{GRANT("")}, P ".extend.grant", "{}", "missing key \"add\""},
        {{GRANT("'add':'1 day','max':3")}, P ".extend.grant.max", "'max'", "unknown key"},
        {{GRANT("'add':10")}, P ".extend.grant.add", "10", "expected text or an object"},
        {{GRANT("'add':'ten days'")}, P ".extend.grant.add", NULL, "no such fact \"ten\""},
        {{GRANT("'add':{'extra > 3':'ready days','else':'1 day'}")}, P ".extend.grant.add[extra > 3]", NULL, "not: \"ready\""},
        {{GRANT("'add':{'extra>3':'1 day','else':'2 days'}")}, P ".extend.grant.add[extra>3]", NULL, "canonical spaces"},
        {{GRANT("'add':'1 day','most':'ten'")}, P ".extend.grant.most", "'ten'", "an integer or \"undefined\""},
        {{GRANT("'add':'1 day','most':1.5")}, P ".extend.grant.most", "1.5", "expected "},
        {{GRANT("'add':'1 day','most':0")}, P ".extend.grant.most", "0", "out of range: expected 1 to 1000000"},
        {{GRANT("'add':'1 day','times':-1")}, P ".extend.grant.times", "-1", "out of range: expected 0 to 1000000"},
        {{GRANT("'add':'1 day','times':{}")}, P ".extend.grant.times", "{}", "expected text or an integer"},
        {{GRANT("'add':'1 day','asked':'aks'")}, P ".extend.grant.asked", "'aks'", "no such event \"aks\""},
        {{GRANT("'add':'1 day','asked':'undefined'")}, P ".extend.grant.asked", "'undefined'", "no such event"},
        {{GRANT("'add':'1 day','asked_before':'due'")}, P ".extend.grant.asked_before", "'due'", "`asked_before` needs `asked`"},
        {{GRANT("'add':'1 day','asked':'ask','asked_before':'duo'")}, P ".extend.grant.asked_before", NULL, ""},
        {{GRANT("'add':'1 day','pending':'stops'")},
         P ".extend.grant.pending",
         "'stops'",
         "expected runs, pauses, provisional or undefined"},
    };
    (void)state;
    REFUSE(rows);
}

static void circles_wrong(void **state) {
    static const refusal rows[] = {
        {{ADD(",'if':'met(extra_one)'")}, P, "'extra_one'", "in a circle: extra_one"},
        {{WHOLE("{'of':'assignment','met':'met(two)'},'two':{'of':'assignment','met':'open(extra_one)'}")},
         P,
         NULL,
         "in a circle: extra_one two"},
        {{WHOLE("{'of':'assignment','met':'answer','waive':'late(two)'},'two':{'of':'assignment','met':'answer','pause':'waived(three)'},"
                "'three':{'of':'assignment','met':'answer','within':{'open(extra_one)':'1 day','else':'2 days'},'owed':'dispatch'}")},
         P,
         NULL,
         "in a circle: extra_one two three"},
        {{WHOLE("{'of':'ticket','met':'any(met(two))'},'two':{'of':'assignment','met':'met(extra_one)'}")}, P, NULL, "in a circle"},
        {{WHOLE("{'of':'assignment','met':'answer','owed':'dispatch','within':'1 day','extend':{'grant':{'add':{'met(extra_one)':'1 day',"
                "'else':'2 days'}}}}")},
         P,
         NULL,
         "in a circle"},
    };
    (void)state;
    REFUSE(rows);
}

static void duties_right(void **state) {
    static const document_change rows[] = {
        {ADD(",'label':'L','clause':'1','quote':'q','source':'Province, No. 7','by':['handler','centre'],'owed':'dispatch or "
             "callback(outcome = bad)',"
             "'if':'ready','within':{'kind = help':'3 days','kind = report':'undefined','kind = other':'amount "
             "workdays'},'from':'visit','before':'close',"
             "'waive':'ready and answer','pause':'state(work) = todo','restart':'redo or callback(outcome = good and by "
             "centre)','survives':'round',"
             "'expiry':'shut','counting':{'start':'same-day','end':'close','cutoff':'17:30','roll':'none'},'severity':'warning','"
             "transition':'later',"
             "'extend':{'grant':{'add':'extra workdays','most':10,'times':1,'asked':'ask','asked_before':'1 "
             "workday','pending':'pauses','clause':'3'},"
             "'callback':{'add':{'outcome = good':'1 day','outcome = bad':'undefined'}}}")},
        {ADD(",'if':'undefined','waive':'undefined','pause':'undefined','before':'undefined','every':'undefined','expiry':'undefined'")},
        {ADD(",'owed':'dispatch','within':'undefined','extend':{'grant':{'add':'undefined','most':'undefined','times':'undefined','asked':'"
             "ask',"
             "'asked_before':'undefined','pending':'undefined'}}")},
        {ADD(",'owed':'dispatch','due':'promised_for','survives':'ticket','severity':'info','expiry':'late'")},
        {ADD(",'owed':'dispatch','due':'visit','transition':{'in':'clock','out':'ticket'}")},
        {ADD(",'owed':'grant or callback','due':'visit'")},
        {ADD(",'every':'quarter'")},
        {ADD(",'every':'year','if':{'ready':'always','else':'never'}")},
        {WHOLE("{'of':'assignment','met':'undefined'}")},
        {WHOLE("{'of':'unit','owed':'log_in','met':'log_in','within':'staff hours'}")},
        {WHOLE("{'of':'assignment','owed':'dispatch','met':'answer','within':'same day'}")},
        {WHOLE("{'of':'assignment','owed':'dispatch','met':'answer','within':'1 workhour'}")},
        {WHOLE("{'of':'assignment','owed':'dispatch','met':'answer','within':'30 minutes','waive':'merge or void or replace'}")},
        {WHOLE("{'of':'ticket','met':'all(state(work) = handled) and any(late(reply))'}")},
    };
    (void)state;
    ACCEPT(rows);
}

/* A due fact that lives on events must come with every event that owes the duty. */
static void due_fact_of_event(void **state) {
#define EVENTS_DUE(extra)                                                                                                                  \
  "{'receive':{'of':'ticket','opens':'ticket','facts':{'kind':'always'}},'dispatch':{'of':'ticket','opens':'assignment',"                  \
  "'facts':{'until':'always'}},'redo':{'of':'ticket','opens':'round'" extra "},'answer':{'of':'assignment'}}"
    static const char facts[] = "{'until':{'of':'event','type':'date'},'kind':{'of':'ticket','one_of':{'help':''}}}";
    static const char frame[] = "{\"hotline\":1,\"id\":\"a\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-01-01\",\"effective\":"
                                "\"2021-01-01\",\"transition\":\"clock\",\"calendar\":\"cn\",\"facts\":%s,\"events\":%s,\"duties\":%s}";
    static const struct {
        const char *events, *owed;
        int good;
    } rows[] = {
        {EVENTS_DUE(""), "dispatch", 1},
        {EVENTS_DUE(""), "dispatch or redo", 0},
        {EVENTS_DUE(",'facts':{'until':'always'}"), "dispatch or redo", 1},
        {EVENTS_DUE(""), "redo or dispatch", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char duties[256];
        char document[4096];
        book b;
        hotline_error error;
        (void)snprintf(duties, sizeof duties, "{'d':{'of':'assignment','owed':'%s','met':'answer','due':'until'}}", rows[i].owed);
        (void)snprintf(document, sizeof document, frame, facts, rows[i].events, duties);
        for (char *c = document; *c != '\0'; c++) {
            *c = *c == '\'' ? '"' : *c;
        }
        book_open(&b);
        hotline_status status = book_add(&b, document, &error);
        assert_int_equal(status, rows[i].good ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT);
        if (!rows[i].good) {
            assert_string_equal(error.path, "duties.d.due");
            assert_non_null(strstr(error.message, "does not have the fact \"until\""));
        }
        book_close(&b);
    }
}

/* Duties that hang on one another in a line, 16 deep at most. */
static void chains(void **state) {
    (void)state;
    for (int length = 16; length <= 18; length++) {
        char duties[4096];
        book b;
        hotline_error error;
        size_t used = (size_t)snprintf(duties, sizeof duties, "{'reply':{'of':'assignment','met':'answer'}");
        for (int i = 0; i < length; i++) {
            char met[32] = "answer";
            if (i + 1 < length) {
                (void)snprintf(met, sizeof met, "met(d%d)", i + 1);
            }
            used += (size_t)snprintf(duties + used, sizeof duties - used, ",'d%d':{'of':'assignment','met':'%s'}", i, met);
        }
        (void)snprintf(duties + used, sizeof duties - used, "}");
        document_change change = {"duties", duties, 0, 0};
        char *document = document_make(&change);
        book_open(&b);
        hotline_status status = book_add(&b, document, &error);
        if (length == 18) {
            assert_int_equal(status, HOTLINE_ERROR_DOCUMENT);
            assert_non_null(strstr(error.message, "more than 16 duties hang on one another"));
        } else {
            if (status != HOTLINE_OK) {
                fail_msg("%d: %s: %s\n%s", length, error.path, error.message, duties);
            }
        }
        book_close(&b);
        free(document);
    }
}

/* In a rulebook whose first fact this document does not declare, an undefined term reads no fact. */
static void undefined_term_beside_another_policy(void **state) {
    static const document_change usual_one = {NULL, NULL, 0, 0};
    static const char *const other =
        "{'hotline':1,'id':'other','title':'t','source':'s','issued':'2021-03-01','effective':'2021-03-01','transition':'ticket',"
        "'calendar':'cn','events':{'come':{'of':'ticket','opens':'ticket'},'go':{'of':'ticket'}},"
        "'duties':{'one':{'of':'ticket','owed':'come','met':'go','within':'undefined'}}}";
    char document[1024];
    size_t used = 0;
    book b;
    hotline_error error;
    (void)state;
    document_add(document, &used, other);
    book_open(&b);
    (void)book_read(&b, &usual_one);
    assert_int_equal(book_add(&b, document, &error), HOTLINE_OK);
    book_close(&b);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(duties_wrong),
        cmocka_unit_test(conditions_wrong),
        cmocka_unit_test(terms_wrong),
        cmocka_unit_test(extensions_wrong),
        cmocka_unit_test(circles_wrong),
        cmocka_unit_test(duties_right),
        cmocka_unit_test(due_fact_of_event),
        cmocka_unit_test(undefined_term_beside_another_policy),
        cmocka_unit_test(chains),
    };
    return cmocka_run_group_tests_name("policy_read_duty", tests, NULL, NULL);
}
