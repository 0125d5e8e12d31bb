/* SPDX-License-Identifier: MIT */
/* Overlays: RFC 7396 on the body, a head of one's own, and a reason for every change. */
#include "policy_document.h"

#include "../../../lib/rules/policy_impl.h"

/* An overlay of the usual policy: its head, then what `body` gives. */
static char *overlay_make(const char *id, const char *base, const char *body) {
    char *document = malloc(DOCUMENT_CAPACITY);
    size_t used = 0;
    assert_non_null(document);
    document_add(document, &used, "{\n'hotline':1,'id':'");
    document_add(document, &used, id);
    document_add(document, &used, "','extends':'");
    document_add(document, &used, base);
    document_add(document, &used, "','title':'Overlay','source':'Us','issued':'2021-03-01','effective':'2021-03-01','transition':'ticket'");
    document_add(document, &used, body);
    document_add(document, &used, "\n}\n");
    return document;
}

static hotline_status overlay_add(book *b, const char *body, hotline_error *error) {
    char *document = overlay_make("over", "small", body);
    hotline_status status = book_add(b, document, error);
    free(document);
    return status;
}

static const hotline_policy *overlay_read(book *b, const char *body) {
    hotline_error error;
    if (overlay_add(b, body, &error) != HOTLINE_OK) {
        fail_msg("refused, line %u, %s: %s\n%s", (unsigned)error.line, error.path, error.message, body);
    }
    return hotline_rulebook_policy(b->rules, hotline_rulebook_policy_count(b->rules) - 1);
}

static void book_open_with_base(book *b) {
    static const document_change nothing = {NULL, NULL, 0, 0};
    book_open(b);
    (void)book_read(b, &nothing);
}

static void refused(void **state) {
    static const struct {
        const char *body, *path, *message;
        uint32_t line;
    } rows[] = {
        {",\n'duties':{'reply':{'met':null}}", "duties.reply", "missing key \"met\"", 3},
        {",\n'duties':{'reply':{'within':'9 dys'}}", "duties.reply.within", "", 3},
        {",\n'facts':{'urgent':null}", "events.receive.facts.urgent", "in base \"small\": no such fact \"urgent\"", 0},
        {",\n'events':{'answer':null}", "duties.reply.met", "(in base \"small\")", 0},
        {",\n'roles':{'centre':null}", "events.dispatch.by", "in base \"small\": no such role \"centre\"", 0},
        {",\n'machines':{'flow':{'states':{'sent':null}}}", "events.dispatch.moves.flow.received", "in base \"small\": no such state", 0},
        {",\n'calendar':null", "", "missing key \"calendar\"", 1},
        {",\n'events':{'dispatch':{'by':[null]}}", "events.dispatch.by", "expected text", 3},
        {",\n'expires':null", "expires", "expected text, not null", 3},
        {",\n'duties':{'reply':{'wihtin':'1 day'}}", "duties.reply.wihtin", "did you mean \"within\"?", 3},
        {",\n'duties':null,'measures':null,'scores':null,'rankings':{'towns':{'by':'received'}},'proposals':null", "rankings.towns.by",
         "no such score or measure", 3},
        {",\n'counting':null", "duties.reply.within", "in base \"small\": a term in days needs counting.start", 0},
        {",\n'duties':{'reply':{'within':{'urgent':'1 day'}}}", "duties.reply.within", "a gap", 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        book b;
        hotline_error error;
        book_open_with_base(&b);
        assert_int_equal(overlay_add(&b, rows[i].body, &error), HOTLINE_ERROR_DOCUMENT);
        if (strcmp(error.path, rows[i].path) != 0 || strstr(error.message, rows[i].message) == NULL || error.line != rows[i].line) {
            fail_msg("%s: line %u %s: %s", rows[i].body, (unsigned)error.line, error.path, error.message);
        }
        assert_int_equal(hotline_rulebook_policy_count(b.rules), 1);
        book_close(&b);
    }
}

static void accepted(void **state) {
    static const char *const rows[] = {
        "",
        ",'duties':{'reply':{'within':null}}",
        ",'duties':{'case':null}",
        ",'proposals':null",
        ",'duties':{'reply':{'within':'undefined'}}",
        ",'duties':{'reply':{'within':{'urgent':'1 day','not urgent':'undefined'}}}",
        ",'duties':{'more':{'of':'ticket','met':'close','by':['centre']}}",
        ",'events':{'dispatch':{'by':['handler','centre']}}",
        ",'measures':{'rate':'undefined'}",
        ",'machines':{'flow':{'states':{'waiting':'new'}}}",
        ",'facts':{'kind':{'one_of':{'help':null,'more':'new'}}}",
        ",'facts':{'fresh':{'of':'ticket','type':'flag','label':null}},'events':{'fresh_set':{'of':'ticket','facts':{'fresh':'always'}}}",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        book b;
        book_open_with_base(&b);
        assert_non_null(overlay_read(&b, rows[i]));
        book_close(&b);
    }
}

/* The merged body, the head of its own. */
static void merged(void **state) {
    book b;
    (void)state;
    book_open_with_base(&b);
    const hotline_policy *p =
        overlay_read(&b, ",'duties':{'reply':{'clause':'2','within':{'urgent':'1 workday','else':'undefined'}},'case':null,"
                         "'more':{'of':'ticket','met':'close','clause':'9'}},'counting':'undefined'");
    assert_string_equal(hotline_policy_id(p, NULL), "over");
    assert_string_equal(hotline_policy_extends(p, NULL), "small");
    assert_string_equal(hotline_policy_title(p, NULL), "Overlay");
    assert_string_equal(hotline_policy_calendar(p, NULL), "cn");
    assert_int_equal(hotline_policy_expires(p), HOTLINE_DAY_NONE); /* never inherited */
    assert_int_equal(p->duties_declared, 3);
    assert_int_equal(p->transition_in, TRANSITION_TICKET);
    assert_int_equal(hotline_policy_undefined_count(p), 2);
    assert_string_equal(hotline_policy_undefined_at(p, 0, NULL), "counting");
    assert_string_equal(hotline_policy_undefined_at(p, 1, NULL), "duties.reply.within[else]");
    const duty_rule *reply = p->duties[p->duty_order[0]];
    assert_true(hotline__text_is(reply->name, "reply"));
    assert_int_equal(reply->within.form, RULE_TABLE);
    assert_true(hotline__text_is(reply->cites.clause, "2"));
    assert_true(hotline__text_is(reply->cites.document, "over"));
    const hotline_policy *base = hotline_rulebook_policy(b.rules, 0);
    assert_int_equal(base->duties_declared, 3);
    assert_int_equal(base->duties[base->duty_order[0]]->within.form, RULE_PLAIN);
    book_close(&b);
}

/* A clause is cited from the document that set it. */
static void citation_of_the_base(void **state) {
    static const document_change base = {"duties",
                                         "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':'4 workdays','clause':'7'},"
                                         "'case':{'of':'ticket','met':'close'}}",
                                         0, 0};
    book b;
    (void)state;
    book_open(&b);
    (void)book_read(&b, &base);
    const hotline_policy *p = overlay_read(&b, ",'duties':{'reply':{'within':'5 workdays'}}");
    assert_true(hotline__text_is(p->duties[p->duty_order[0]]->cites.document, "small"));
    assert_true(hotline__text_is(p->duties[p->duty_order[0]]->cites.clause, "7"));
    book_close(&b);
}

/* Rows of a table merge: one is replaced, one deleted, one added. */
static void tables_merge(void **state) {
    static const document_change base = {"duties",
                                         "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':{'kind = help':'1 day',"
                                         "'kind = report':'2 days','else':'3 days'}},'case':{'of':'ticket','met':'close'}}",
                                         0, 0};
    book b;
    (void)state;
    book_open(&b);
    (void)book_read(&b, &base);
    const hotline_policy *p =
        overlay_read(&b, ",'duties':{'reply':{'within':{'kind = help':'10 days','kind = report':null,'kind = other':'5 days'}}}");
    const term_rule *within = &p->duties[p->duty_order[0]]->within;
    assert_int_equal(within->count, 3);
    assert_int_equal(within->rows[0].then.n, 10);
    assert_null(within->rows[1].when);
    assert_int_equal(within->rows[2].then.n, 5);
    book_close(&b);
}

/* ---- reasons ---- */

static void reasons_missing(void **state) {
    static const struct {
        const char *body, *path; /* path NULL: accepted */
    } rows[] = {
        {",'reasons':{},'duties':{'reply':{'within':'5 workdays'}}", "duties.reply.within"},
        {",'reasons':{'duties.reply.within':'x'},'duties':{'reply':{'within':'5 workdays'}}", NULL},
        {",'reasons':{'duties.reply':'x'},'duties':{'reply':{'within':'5 workdays','clause':'2'}}", NULL},
        {",'reasons':{'duties':'x'},'duties':{'reply':{'within':'5 workdays'}}", NULL},
        {",'reasons':{'duties.rep':'x'},'duties':{'reply':{'within':'5 workdays'}}", "duties.reply.within"}, /* whole segments only */
        {",'reasons':{'duties.reply.':'x'},'duties':{'reply':{'within':'5 workdays'}}", "duties.reply.within"},
        {",'reasons':{'':'x'},'duties':{'reply':{'within':'5 workdays'}}", "duties.reply.within"},
        {",'reasons':{'duties.reply.within':'x'},'duties':{'reply':{'within':'5 workdays','clause':'2'}}", "duties.reply.clause"},
        {",'reasons':{'measures':'x'},'measures':{'rate':'undefined'}", NULL},
        {",'reasons':{},'duties':{'case':null}", "duties.case"},
        {",'reasons':{},'proposals':null", "proposals"},
        {",'reasons':{'proposals':'x'},'proposals':null", NULL},
        {",'reasons':{},'duties':{'more':{'of':'ticket','met':'close'}}", "duties.more.of"},
        {",'reasons':{'duties.more':'x'},'duties':{'more':{'of':'ticket','met':'close'}}", NULL},
        {",'reasons':{},'duties':{'reply':{'within':'4 workdays'}}", NULL}, /* nothing changed */
        {",'reasons':{},'facts':{'urgent':{'label':'U'}},'events':{'dispatch':{'by':['handler']}}", NULL},
        {",'reasons':{},'roles':{'more':'M'}", "roles.more"},
        {",'reasons':{},'scores':{'score':{'places':3}}", "scores.score.places"},
        {",'reasons':{},'counting':'undefined'", "counting"},
        {",'reasons':{'duties.reply.within[urgent]':'x','duties.reply.within[else]':'y'},'duties':{'reply':{'within':{'urgent':'1 "
         "day','else':'2 days'}}}",
         NULL},
        {",'reasons':{'duties.reply.within[urgent]':'x'},'duties':{'reply':{'within':{'urgent':'1 day','else':'2 days'}}}",
         "duties.reply.within[else]"},
        {",'reasons':{'duties.reply.within.urgent':'x','duties.reply.within[else]':'y'},'duties':{'reply':{'within':{'urgent':'1 "
         "day','else':'2 days'}}}",
         NULL},
        {",'duties':{'reply':{'within':'5 workdays'}}", NULL}, /* no reasons: the overlay does not assume, it rules */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        book b;
        hotline_error error;
        book_open_with_base(&b);
        hotline_status status = overlay_add(&b, rows[i].body, &error);
        if (status != (rows[i].path == NULL ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT)) {
            fail_msg("%s: %s %s", rows[i].body, error.path, error.message);
        }
        if (status < 0) {
            assert_string_equal(error.path, rows[i].path);
            assert_non_null(strstr(error.message, "has no reason"));
            assert_true(error.line > 0);
        }
        book_close(&b);
    }
}

/* Replacing what was "undefined" by an object without members is a change as well. */
static void reasons_for_emptying(void **state) {
    static const document_change base = {"counting", "'undefined'", "duties",
                                         "{'reply':{'of':'assignment','owed':'dispatch','met':'answer'},"
                                         "'case':{'of':'ticket','met':'close'}}"};
    book b;
    hotline_error error;
    (void)state;
    book_open(&b);
    (void)book_read(&b, &base);
    assert_int_equal(overlay_add(&b, ",'reasons':{},'counting':{}", &error), HOTLINE_ERROR_DOCUMENT);
    assert_string_equal(error.path, "counting");
    book_close(&b);
}

static void findings(void **state) {
    static const struct {
        const char *body, *code, *path;
    } rows[] = {
        {",'reasons':{'duties.reply':'x','measures':'y'},'duties':{'reply':{'within':'5 workdays'}}", "reason_unused", "reasons.measures"},
        {",'reasons':{'duties.reply':'x'},'duties':{'reply':{'within':'4 workdays'}}", "reason_unused", "reasons.duties.reply"},
        {",'reasons':{'duties.reply':'x'},'duties':{'reply':{'within':'4 workdays'}}", "value_unchanged", "duties.reply.within"},
        {",'duties':{'nothing':null}", "null_unused", "duties.nothing"},
        {",'duties':{'reply':{'pause':null}}", "null_unused", "duties.reply.pause"},
        {",'duties':{'more':{'of':'ticket','met':'close','if':null}}", "null_unused", "duties.more.if"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        book b;
        hotline_policy_finding f;
        book_open_with_base(&b);
        const hotline_policy *p = overlay_read(&b, rows[i].body);
        assert_int_equal(book_findings(p, rows[i].code, &f), 1);
        assert_string_equal(f.path, rows[i].path);
        assert_true(f.line > 0);
        book_close(&b);
    }
}

/* ---- chains ---- */

static void chain_of_eight(void **state) {
    book b;
    hotline_error error;
    char id[16] = "small";
    (void)state;
    book_open_with_base(&b);
    for (int depth = 1; depth <= 9; depth++) {
        char next[16];
        (void)snprintf(next, sizeof next, "o%d", depth);
        char *document = overlay_make(next, id, "");
        hotline_status status = book_add(&b, document, &error);
        assert_int_equal(status, depth <= 8 ? HOTLINE_OK : HOTLINE_ERROR_LIMIT);
        free(document);
        memcpy(id, next, sizeof id);
    }
    assert_string_equal(error.path, "extends");
    assert_true(error.line > 0);
    assert_non_null(strstr(error.message, "more than 8 documents"));
    book_close(&b);
}

/* Two documents that extend each other can never both find their base. */
static void circle(void **state) {
    book b;
    hotline_error error;
    char *one = overlay_make("one", "two", "");
    char *two = overlay_make("two", "one", "");
    (void)state;
    book_open(&b);
    assert_int_equal(book_add(&b, one, &error), HOTLINE_ERROR_DOCUMENT);
    assert_string_equal(error.path, "extends");
    assert_int_equal(book_add(&b, two, &error), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(hotline_rulebook_policy_count(b.rules), 0);
    book_close(&b);
    free(one);
    free(two);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused),
        cmocka_unit_test(accepted),
        cmocka_unit_test(merged),
        cmocka_unit_test(citation_of_the_base),
        cmocka_unit_test(tables_merge),
        cmocka_unit_test(reasons_missing),
        cmocka_unit_test(reasons_for_emptying),
        cmocka_unit_test(findings),
        cmocka_unit_test(chain_of_eight),
        cmocka_unit_test(circle),
    };
    return cmocka_run_group_tests_name("policy_merge", tests, NULL, NULL);
}
