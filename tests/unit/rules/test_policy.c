/* SPDX-License-Identifier: MIT */
/* What a policy tells about itself after it was read; and that every way to ask wrongly is answered. */
#include "policy_document.h"

#include "../../../lib/rules/policy_impl.h"

static const document_change nothing = {NULL, NULL, 0, 0};

static void head(void **state) {
    book b;
    size_t len = 0;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &nothing);
    assert_string_equal(hotline_policy_id(p, &len), "small");
    assert_int_equal(len, 5);
    assert_string_equal(hotline_policy_title(p, &len), "A small policy");
    assert_int_equal(len, 14);
    assert_string_equal(hotline_policy_source(p, NULL), "No. 5 of 2021");
    assert_string_equal(hotline_policy_calendar(p, NULL), "cn");
    assert_null(hotline_policy_extends(p, &len));
    assert_int_equal(len, 0);
    hotline_day day = 0;
    assert_int_equal(hotline_day_parse("2021-02-01", 10, &day), HOTLINE_OK);
    assert_int_equal(hotline_policy_effective(p), day);
    assert_int_equal(hotline_day_parse("2030-01-01", 10, &day), HOTLINE_OK);
    assert_int_equal(hotline_policy_expires(p), day);
    assert_int_equal(hotline_policy_undefined_count(p), 0);
    assert_int_equal(book_findings(p, "table_unchecked", NULL), 0);
    book_close(&b);
}

static void machines(void **state) {
    book b;
    (void)state;
    book_open(&b);
    const document_change change = {"machines",
                                    "{'flow':{'of':'ticket','start':'sent','states':{'received':'R','sent':'S','closed':''}},"
                                    "'work':{'of':'assignment','start':'todo','states':{'todo':'','handled':'H'}}}",
                                    0, 0};
    const hotline_policy *p = book_read(&b, &change);
    size_t len = 9;
    assert_int_equal(hotline_policy_machine_count(p), 2);
    assert_string_equal(hotline_policy_machine_name(p, 0, &len), "flow");
    assert_int_equal(len, 4);
    assert_string_equal(hotline_policy_machine_name(p, 1, NULL), "work");
    assert_int_equal(hotline_policy_state_count(p, 0), 3);
    assert_string_equal(hotline_policy_state_name(p, 0, 1, NULL), "sent");
    assert_string_equal(hotline_policy_state_label(p, 0, 1, &len), "S");
    assert_string_equal(hotline_policy_state_label(p, 1, 1, NULL), "H");
    assert_int_equal(hotline_policy_state_starts(p, 0, 0), 0);
    assert_int_equal(hotline_policy_state_starts(p, 0, 1), 1);
    assert_null(hotline_policy_machine_name(p, 2, NULL));
    assert_null(hotline_policy_state_name(p, 0, 3, NULL));
    assert_null(hotline_policy_state_label(p, 2, 0, NULL));
    assert_int_equal(hotline_policy_state_count(p, 2), 0);
    assert_int_equal(hotline_policy_state_starts(p, 0, 3), 0);
    assert_int_equal(hotline_policy_state_starts(p, 2, 0), 0);
    book_close(&b);
}

static void asked_of_nothing(void **state) {
    hotline_policy_finding f;
    size_t len = 7;
    (void)state;
    hotline_policy_finding_init(NULL, sizeof f);
    hotline_policy_finding_init(&f, sizeof f);
    assert_int_equal(f.struct_size, sizeof f);
    assert_null(hotline_policy_id(NULL, &len));
    assert_null(hotline_policy_title(NULL, NULL));
    assert_null(hotline_policy_source(NULL, NULL));
    assert_null(hotline_policy_extends(NULL, NULL));
    assert_null(hotline_policy_calendar(NULL, NULL));
    assert_int_equal(hotline_policy_effective(NULL), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_policy_expires(NULL), HOTLINE_DAY_NONE);
    assert_int_equal(hotline_policy_undefined_count(NULL), 0);
    assert_null(hotline_policy_undefined_at(NULL, 0, NULL));
    assert_int_equal(hotline_policy_finding_count(NULL), 0);
    assert_int_equal(hotline_policy_finding_at(NULL, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_policy_machine_count(NULL), 0);
    assert_null(hotline_policy_machine_name(NULL, 0, NULL));
    assert_int_equal(hotline_policy_state_count(NULL, 0), 0);
    assert_null(hotline_policy_state_name(NULL, 0, 0, NULL));
    assert_null(hotline_policy_state_label(NULL, 0, 0, NULL));
    assert_int_equal(hotline_policy_state_starts(NULL, 0, 0), 0);
}

static void findings_asked_wrongly(void **state) {
    static const document_change change = {
        "duties", "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':{'answer':'1 day'}}}", 0, 0};
    book b;
    hotline_policy_finding f;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    memset(&f, 0, sizeof f);
    assert_int_equal(hotline_policy_finding_at(p, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT); /* not prepared */
    assert_int_equal(hotline_policy_finding_at(p, 0, HOTLINE_LANGUAGE_EN, NULL), HOTLINE_ERROR_ARGUMENT);
    hotline_policy_finding_init(&f, sizeof f);
    assert_int_equal(hotline_policy_finding_at(p, hotline_policy_finding_count(p), HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_NOT_FOUND);
    assert_null(f.code);
    assert_int_equal(hotline_policy_finding_at(p, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
    assert_string_equal(f.code, "table_unchecked");
    book_close(&b);
}

/* Every item that may be "undefined", in the document's order, by path. */
static void undefined_items(void **state) {
    static const document_change change = {
        "duties",
        "{'reply':{'of':'assignment','label':'undefined','owed':'dispatch','if':'undefined','met':'undefined','within':{'urgent':'"
        "undefined','else':'1 day'},"
        "'before':'undefined','waive':'undefined','pause':'undefined','expiry':'undefined','transition':'undefined','clause':'undefined',"
        "'extend':{'grant':{'add':{'extra = 1':'undefined','else':'1 day'},'most':'undefined','times':'undefined','asked':'ask',"
        "'asked_before':'undefined','pending':'undefined'}}},'case':{'of':'ticket','every':'undefined','met':'close'}}",
        "measures", "{'received':'undefined','rate':'undefined'}"};
    static const char *const paths[] = {"duties.reply.if",
                                        "duties.reply.met",
                                        "duties.reply.within[urgent]",
                                        "duties.reply.before",
                                        "duties.reply.waive",
                                        "duties.reply.pause",
                                        "duties.reply.expiry",
                                        "duties.reply.transition",
                                        "duties.reply.extend.grant.add[extra = 1]",
                                        "duties.reply.extend.grant.most",
                                        "duties.reply.extend.grant.times",
                                        "duties.reply.extend.grant.asked_before",
                                        "duties.reply.extend.grant.pending",
                                        "duties.case.every",
                                        "measures.received",
                                        "measures.rate"};
    book b;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    for (uint32_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        size_t len = 0;
        const char *path = hotline_policy_undefined_at(p, i, &len);
        assert_non_null(path);
        assert_string_equal(path, paths[i]);
        assert_int_equal(len, strlen(paths[i]));
    }
    assert_int_equal(hotline_policy_undefined_count(p), sizeof paths / sizeof paths[0]);
    assert_null(hotline_policy_undefined_at(p, sizeof paths / sizeof paths[0], NULL));
    book_close(&b);
}

/* The word in a label, a role, a default or a value's name of its own is no undefined item; an item called `label` may be one. */
static void undefined_prose(void **state) {
    static const document_change labels = {
        "machines",
        "{'flow':{'of':'ticket','start':'received','label':'undefined','states':{'received':'undefined','sent':'','closed':''}},"
        "'work':{'of':'assignment','start':'todo','states':{'todo':'','handled':''}}}",
        "roles", "{'centre':'undefined','handler':''}"};
    static const document_change items = {"title", "'undefined'", "measures",
                                          "{'received':'undefined','rate':'undefined','label':'undefined','states':'undefined'}"};
    book b;
    (void)state;
    book_open(&b);
    assert_int_equal(hotline_policy_undefined_count(book_read(&b, &labels)), 0);
    book_close(&b);
    book_open(&b);
    const hotline_policy *p = book_read(&b, &items);
    assert_int_equal(hotline_policy_undefined_count(p), 4);
    assert_string_equal(hotline_policy_undefined_at(p, 2, NULL), "measures.label");
    assert_string_equal(hotline_policy_undefined_at(p, 3, NULL), "measures.states");
    book_close(&b);
}

static void undefined_head(void **state) {
    static const document_change change = {"counting", "{'start':'undefined','end':'24:00','cutoff':'undefined'}", "transition",
                                           "{'in':'undefined','out':'undefined'}"};
    book b;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    assert_int_equal(hotline_policy_undefined_count(p), 4);
    assert_string_equal(hotline_policy_undefined_at(p, 0, NULL), "transition.in");
    assert_string_equal(hotline_policy_undefined_at(p, 3, NULL), "counting.cutoff");
    assert_int_equal(p->counts.start, START_UNDEFINED);
    assert_int_equal(p->counts.cutoff, CUTOFF_UNDEFINED);
    book_close(&b);
}

/* ---- what was read ---- */

static void a_duty(void **state) {
    static const document_change change = {
        "duties",
        "{'reply':{'of':'assignment','by':['handler'],'owed':'dispatch','met':'answer','within':'amount "
        "workdays','from':'visit','before':'close',"
        "'survives':'ticket','expiry':'shut','counting':{'roll':'next-workday','cutoff':'17:30'},'severity':'info','transition':'later',"
        "'clause':'2','quote':'q','source':'P','extend':{'grant':{'add':'extra "
        "workdays','most':10,'times':2,'asked':'ask','asked_before':'due',"
        "'pending':'pauses','clause':'3'}}}}",
        0, 0};
    book b;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    const duty_rule *d = p->duties[p->duty_order[0]];
    assert_int_equal(d->subject, OF_ASSIGNMENT);
    assert_int_equal(d->by_count, 1);
    assert_int_equal(d->within.form, RULE_PLAIN);
    assert_int_equal(d->within.rows[0].then.unit, TERM_WORKDAY);
    assert_true(hotline__text_is(p->facts[d->within.rows[0].then.fact]->name, "amount"));
    assert_true(hotline__text_is(p->facts[d->from_fact]->name, "visit"));
    assert_true(hotline__text_is(p->events[d->before]->name, "close"));
    assert_int_equal(d->survives, SURVIVES_TICKET);
    assert_int_equal(d->expiry, EXPIRY_SHUT);
    assert_int_equal(d->severity, SEVERITY_INFO);
    assert_int_equal(d->transition_in, TRANSITION_LATER);
    assert_int_equal(d->counts.start, START_NEXT_DAY); /* the policy's, key by key */
    assert_int_equal(d->counts.roll, ROLL_NEXT_WORKDAY);
    assert_int_equal(d->counts.cutoff_minute, 17 * 60 + 30);
    assert_int_equal(p->counts.roll, ROLL_ABSENT);
    assert_true(hotline__text_is(d->source, "P"));
    assert_true(hotline__text_is(d->cites.quote, "q"));
    assert_int_equal(d->extension_count, 1);
    assert_int_equal(d->extensions[0].most.n, 10);
    assert_int_equal(d->extensions[0].times.n, 2);
    assert_int_equal(d->extensions[0].pending, PENDING_PAUSES);
    assert_int_equal(d->extensions[0].before_due, 1);
    assert_true(hotline__text_is(d->extensions[0].clause, "3"));
    book_close(&b);
}

/* What is not said is what POLICY says it is. */
static void defaults_of_a_duty(void **state) {
    static const document_change change = {"duties", "{'reply':{'of':'assignment','met':'answer'}}", 0, 0};
    book b;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    const duty_rule *d = p->duties[p->duty_order[0]];
    assert_int_equal(d->by_count, 0);
    assert_null(d->owed);
    assert_int_equal(d->every, SPAN_NONE);
    assert_int_equal(d->when.form, RULE_ABSENT);
    assert_int_equal(d->within.form, RULE_ABSENT);
    assert_int_equal(d->due_fact, NAME_NONE);
    assert_int_equal(d->from_fact, NAME_NONE);
    assert_int_equal(d->before_form, RULE_ABSENT);
    assert_int_equal(d->survives, SURVIVES_NOTHING);
    assert_int_equal(d->expiry, EXPIRY_LATE);
    assert_int_equal(d->severity, SEVERITY_ERROR);
    assert_int_equal(d->transition_in, TRANSITION_ABSENT);
    assert_null(d->cites.clause.at);
    book_close(&b);
}

static void events(void **state) {
    book b;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &nothing);
    const event_rule *receive = p->events[p->event_order[0]];
    assert_true(hotline__text_is(receive->name, "receive"));
    assert_int_equal(receive->opens, OPENS_TICKET);
    assert_int_equal(receive->fact_count, 4);
    assert_int_equal(receive->facts[0].form, CARRY_ALWAYS);
    assert_int_equal(receive->facts[1].form, CARRY_OPTIONAL);
    assert_int_equal(receive->severity, SEVERITY_ERROR);
    const event_rule *dispatch = p->events[p->event_order[1]];
    assert_int_equal(dispatch->move_count, 1);
    assert_int_equal(dispatch->by_count, 1);
    assert_int_equal(dispatch->opens, OPENS_ASSIGNMENT);
    for (int32_t i = 0; i < EVENT_BUILT_IN; i++) {
        assert_non_null(hotline__policy_event(p, i));
    }
    assert_null(hotline__policy_event(p, -1));
    assert_null(hotline__policy_event(p, 4096));
    assert_null(hotline__policy_fact(p, 4096));
    assert_null(hotline__policy_duty(p, -1));
    assert_null(hotline__policy_machine(p, 4096));
    assert_null(hotline__policy_measure(p, 4096));
    book_close(&b);
}

/* The parts of a duty that an event touches; 0: it is not looked at. */
static uint32_t touched_parts(const hotline_policy *p, const char *event, const char *duty) {
    const touched_list *list = &p->touched[0][hotline__map_find(&p->names->events, hotline__text(event))];
    int32_t number = hotline__map_find(&p->names->duties, hotline__text(duty));
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->duties[i].duty == number) {
            return list->duties[i].parts;
        }
    }
    return 0;
}

/* An event touches the parts of duties that it may change, also through other duties. What is only judged waits; but not for a right. */
static void touched(void **state) {
    static const document_change change = {
        "duties",
        "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','waive':'redo','restart':'handle'},"
        "'through':{'of':'assignment','met':'met(reply)'},"
        "'by_fact':{'of':'assignment','met':'ready'},'by_state':{'of':'assignment','met':'state(work) = handled'},"
        "'by_count':{'of':'assignment','met':'count(redo) > 1'},'judged':{'of':'assignment','met':'answer','if':'count(redo) > 1'},"
        "'right':{'of':'assignment','owed':'dispatch','met':'answer','within':'2 hours','if':'count(redo) > 1','expiry':'shut'}}",
        0, 0};
    static const struct {
        const char *event, *duty;
        uint32_t parts;
    } rows[] = {
        {"dispatch", "reply", TOUCHES_OWED},
        {"answer", "reply", TOUCHES_MET},
        {"redo", "reply", TOUCHES_WAIVE},
        {"handle", "reply", TOUCHES_RESTART},
        {"close", "reply", 0},
        {"dispatch", "through", TOUCHES_MET},
        {"redo", "through", TOUCHES_MET},
        {"handle", "by_fact", TOUCHES_MET},
        {"handle", "by_state", TOUCHES_MET},
        {"answer", "by_state", 0},
        {"redo", "by_count", TOUCHES_MET},
        {"redo", "judged", 0},
        {"answer", "judged", TOUCHES_MET},
        {"redo", "right", TOUCHES_ALL},
        {"callback", "right", 0},
    };
    book b;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t parts = touched_parts(p, rows[i].event, rows[i].duty);
        if (parts != rows[i].parts) {
            fail_msg("%s touches of %s: %u", rows[i].event, rows[i].duty, (unsigned)parts);
        }
    }
    assert_int_equal(p->right_count, 1);
    assert_int_equal(p->standing_count, 5);
    assert_int_equal(p->periodic_count, 0);
    book_close(&b);
}

/* Not JSON at all. */
static void not_a_document(void **state) {
    static const struct {
        const char *text;
        hotline_status status;
    } rows[] = {
        {"", HOTLINE_ERROR_SYNTAX},
        {"{", HOTLINE_ERROR_SYNTAX},
        {"{}x", HOTLINE_ERROR_SYNTAX},
        {"[]", HOTLINE_ERROR_DOCUMENT},
        {"null", HOTLINE_ERROR_DOCUMENT},
        {"1", HOTLINE_ERROR_DOCUMENT},
        {"{}", HOTLINE_ERROR_DOCUMENT},
        {"// x\n{}", HOTLINE_ERROR_SYNTAX},
        {"{\"id\":\"a\",\"id\":\"a\"}", HOTLINE_ERROR_SYNTAX},
        {"{\"id\":\"a\",}", HOTLINE_ERROR_SYNTAX},
        {"{'id':'a'}", HOTLINE_ERROR_SYNTAX},
        {"{\"a\":\"\xFF\"}", HOTLINE_ERROR_SYNTAX},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        book b;
        hotline_error error;
        book_open(&b);
        hotline_status status = book_add(&b, rows[i].text, &error);
        if (status != rows[i].status) {
            fail_msg("%s: %d %s", rows[i].text, (int)status, error.message);
        }
        assert_true(error.line >= 1 && error.column >= 1);
        assert_true(error.message[0] != '\0');
        book_close(&b);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(head),
        cmocka_unit_test(machines),
        cmocka_unit_test(asked_of_nothing),
        cmocka_unit_test(findings_asked_wrongly),
        cmocka_unit_test(undefined_items),
        cmocka_unit_test(undefined_head),
        cmocka_unit_test(undefined_prose),
        cmocka_unit_test(a_duty),
        cmocka_unit_test(defaults_of_a_duty),
        cmocka_unit_test(events),
        cmocka_unit_test(touched),
        cmocka_unit_test(not_a_document),
    };
    return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
