/* SPDX-License-Identifier: MIT */
/* The door to replies: lines, pieces, limits, wrong arguments, no policy, a ticket's reply. test_reply_test.c has the tests of a reply. */
#include "replies.h"

/* A policy that knows no fact but the answer. */
static const char bare[] =
    "{'hotline':1,'id':'b','title':'t','source':'s','issued':'2021-01-01','effective':'2021-01-01','transition':'ticket','calendar':'cn',"
    "'counting':{'start':'next-day','end':'24:00'},'facts':{'answer':{'of':'assignment','type':'text'}},"
    "'events':{'receive':{'of':'ticket','opens':'ticket'},'dispatch':{'of':'ticket','opens':'assignment'},"
    "'report':{'of':'assignment','facts':{'answer':'optional'}}},'reply':{'on':'report','text':'answer','checks':{";

/* A policy in which `internal` is a number, so no text. */
static const char counted[] =
    "{'hotline':1,'id':'c','title':'t','source':'s','issued':'2021-01-01','effective':'2021-01-01','transition':'ticket','calendar':'cn',"
    "'counting':{'start':'next-day','end':'24:00'},"
    "'facts':{'answer':{'of':'assignment','type':'text'},'internal':{'of':'assignment','type':'integer'}},"
    "'events':{'receive':{'of':'ticket','opens':'ticket'},'dispatch':{'of':'ticket','opens':'assignment'},"
    "'report':{'of':'assignment','facts':{'answer':'optional','internal':'optional'}}},'reply':{'on':'report','text':'answer','checks':{";

static void bad_lines(void **state) {
    static const reply_row rows[] = {
        {"", "{'reply':'好','mater':'x'}", NULL, "error 14 mater: unknown key \"mater\"; did you mean \"matter\"?"},
        {"", "[1]", NULL, "error 1 : a reply is a JSON object"},
        {"", "{'reply':3}", NULL, "error 10 reply: expected text"},
        {"", "{'items':[3]}", NULL, "error 11 items: expected text"},
        {"", "{'fields':[]}", NULL, "error 11 fields: expected an object of facts"},
        {"", "{'reply':'好','reply':'x'}", NULL, "error 14 : the name \"reply\" stands twice in the object"},
        {"", "{'at':'soon'}", NULL, "error 7 at: expected a time such as \"2021-04-29T16:50:00+08:00\" or \"2021-04-29 16:50:00\""},
        {"", "{'at':3}", NULL, "error 7 at: expected a time such as \"2021-04-29T16:50:00+08:00\" or \"2021-04-29 16:50:00\""},
        {"", "{'id':3}", NULL, "error 7 id: expected text"},
        {"", "{'items':{}}", NULL, "error 10 items: expected text or an array of texts"},
        {"", "{'items':'路灯不亮','reply':null}", NULL, "refuse missing[]"},
        {"", "{'reply':null,'id':null}", NULL, "refuse missing[]"},
    };
    (void)state;
    RUN(rows);
}

static void pieces(void **state) {
    hotline_error error;
    int64_t signal = 0;
    const char *bytes = NULL;
    size_t len = 0;
    (void)state;
    hotline_error_init(&error, sizeof error);
    open_checks("'s':{'test':'personal_data','severity':'warning'}");
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, "x", 1, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_judge(reply, hotline_instant_none(), &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_masked(reply, &bytes, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_reply_line(reply, 0, &bytes, &len), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_reply_begin(reply, "T1", 2), HOTLINE_OK);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_FIELD, "x", 1, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, "\xff", 1, &error), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, "a\0b", 3, &error), HOTLINE_ERROR_SYNTAX);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, "请拨13800138000。", strlen("请拨13800138000。"), &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, "x", 1, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_fields(reply, "{\"name\":\"王建国\"}", strlen("{\"name\":\"王建国\"}"), &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_fields(reply, "{}", 2, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_judge(reply, hotline_instant_none(), &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_verdict(reply), HOTLINE_REPLY_FIX);
    assert_int_equal(hotline_reply_masked(reply, &bytes, &len), HOTLINE_OK);
    assert_string_equal(bytes, "请拨138****8000。");
    assert_string_equal(hotline_reply_id(reply, &len), "T1");
    assert_int_equal(len, 2);
    for (size_t i = 0; hotline_reply_signal_name(i) != NULL; i++) {
        hotline_status status = hotline_reply_signal(reply, i, &signal);
        assert_true(status == HOTLINE_OK || status == HOTLINE_UNDEFINED);
        assert_int_equal(status == HOTLINE_UNDEFINED,
                         strcmp(hotline_reply_signal_name(i), "relevance") == 0 || strcmp(hotline_reply_signal_name(i), "coverage") == 0 ||
                             strcmp(hotline_reply_signal_name(i), "items") == 0 || strcmp(hotline_reply_signal_name(i), "answered") == 0 ||
                             strcmp(hotline_reply_signal_name(i), "copied") == 0);
    }
    assert_int_equal(hotline_reply_signal(reply, 1000, &signal), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_reply_line(reply, HOTLINE_LANGUAGE_ZH, &bytes, &len), HOTLINE_OK);
    assert_non_null(strstr(bytes, "\"masked\":\"请拨138****8000。\""));
    assert_non_null(strstr(bytes, "\"bytes\":[6,17],\"letters\":[2,13],\"evidence\":\"13800138000\""));
    close_all();
}

/* What a judge refuses to take, piece by piece; what it took before stays. */
static void pieces_refused(void **state) {
    hotline_error error;
    size_t len = 0;
    (void)state;
    hotline_error_init(&error, sizeof error);
    open_checks("'q':{'test':'required','field':'days'}");
    assert_int_equal(hotline_reply_fields(reply, "{}", 2, &error), HOTLINE_ERROR_ARGUMENT); /* nothing was begun */
    assert_int_equal(hotline_reply_begin(reply, NULL, 7), HOTLINE_OK);
    assert_null(hotline_reply_id(reply, &len));
    assert_int_equal(hotline_reply_text(reply, -1, "x", 1, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, NULL, 1, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, NULL, 0, &error), HOTLINE_OK); /* empty is not none */
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, NULL, 0, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_fields(reply, NULL, 0, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_fields(reply, "{\"days\":3}", 10, &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_judge(reply, hotline_instant_none(), &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_verdict(reply), HOTLINE_REPLY_SEND);
    close_all();
}

static void limits(void **state) {
    hotline_context_options options;
    hotline_error error;
    (void)state;
    hotline_error_init(&error, sizeof error);
    hotline_context_options_init(&options, sizeof options);
    options.max_document = 10;
    open_empty(&options);
    assert_int_equal(hotline_reply_begin(reply, "12345678901", 11), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, "x", 1, &error), HOTLINE_ERROR_ARGUMENT); /* so it holds nothing */
    assert_int_equal(hotline_reply_begin(reply, "1234", 4), HOTLINE_OK);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_ITEM, "1234567", 7, &error),
                     HOTLINE_ERROR_LIMIT); /* all that is given counts */
    assert_string_equal(error.message, "a reply and all that belongs to it are longer than max_document");
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_ITEM, "123456", 6, &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_fields(reply, "{}", 2, &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_reply_read(reply, "{\"id\":\"1\"}", 10, &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_read(reply, "{\"id\":\"12\"}", 11, &error), HOTLINE_ERROR_LIMIT);
    close_all();
    open_empty(NULL);
    assert_int_equal(hotline_reply_begin(reply, NULL, 0), HOTLINE_OK);
    for (int i = 0; i < 1000; i++) {
        int32_t which = i % 2 == 0 ? HOTLINE_REPLY_ITEM : HOTLINE_REPLY_INSTRUCTIONS;
        assert_int_equal(hotline_reply_text(reply, which, "x", 1, &error), HOTLINE_OK);
    }
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_ITEM, "x", 1, &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_INSTRUCTIONS, "x", 1, &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, "x", 1, &error), HOTLINE_OK);
    close_all();
}

/* A text that the policy has no fact for is read all the same, and is no field; nor is it the fact of its name that is no text. */
static void text_without_fact(void **state) {
    (void)state;
    open_empty(NULL);
    add_policy(bare, "'c':{'test':'coverage','severity':'warning'},'s':{'test':'personal_data','field':'answer'}");
    assert_string_equal(judged("{'matter':'公交17路末班车太早','internal':'13800138000','reply':'办理居住证需到派出所。'}", NULL),
                        "fix off_topic[公交17路末班车太早]");
    close_all();
    open_empty(NULL);
    add_policy(counted, "'q':{'test':'required','field':'internal'}");
    assert_string_equal(judged("{'internal':'3','reply':'好'}", NULL), "refuse missing[]");
    assert_string_equal(judged("{'internal':'x','reply':'好','fields':{'internal':3}}", NULL), "send");
    close_all();
}

static void when_decided(void **state) {
    static const char events[] =
        "{\"id\":\"r\",\"event\":\"receive\",\"ticket\":\"T1\",\"at\":\"2021-05-06 09:00:00\",\"facts\":{\"matter\":\"路灯不亮\"}}\n"
        "{\"id\":\"d\",\"event\":\"dispatch\",\"ticket\":\"T1\",\"unit\":\"a\",\"at\":\"2021-05-06 10:00:00\"}\n"
        "{\"id\":\"w\",\"event\":\"draft\",\"ticket\":\"T1\",\"assignment\":\"d\",\"at\":\"2021-05-07 10:00:00\","
        "\"facts\":{\"answer\":\"您好，来信收悉。请拨13800138000。\",\"name\":\"工作人员\"}}\n";
    static const char report[] =
        "{\"id\":\"x\",\"event\":\"report\",\"ticket\":\"T1\",\"assignment\":\"d\",\"at\":\"2021-05-07 11:00:00\"}";
    static const char draft[] = "{\"id\":\"y\",\"event\":\"draft\",\"ticket\":\"T1\",\"assignment\":\"d\",\"at\":\"2021-05-07 11:00:00\","
                                "\"facts\":{\"answer\":\"请拨13800138000。\",\"name\":\"王建国\"}}";
    static const char other[] = "{\"id\":\"z\",\"event\":\"dispatch\",\"ticket\":\"T1\",\"unit\":\"b\",\"at\":\"2021-05-07 11:00:00\"}";
    hotline_log *log = NULL;
    hotline_ticket *ticket = NULL;
    char found[400] = "";
    (void)state;
    open_checks("'n':{'test':'person_name','field':'name'},'s':{'test':'personal_data','severity':'warning'}");
    assert_int_equal(hotline_log_new(rulebook, &log), HOTLINE_OK);
    assert_int_equal(hotline_log_add_lines(log, events, strlen(events), 0, NULL), HOTLINE_OK);
    assert_int_equal(hotline_log_settle(log, hotline_instant_none()), HOTLINE_OK);
    assert_int_equal(hotline_ticket_new(log, &ticket), HOTLINE_OK);
    assert_int_equal(hotline_ticket_fold(ticket, "T1", 2), HOTLINE_OK);
    assert_int_equal(hotline_ticket_finding_count(ticket), 0); /* what was sent was sent */
    assert_int_equal(hotline_ticket_decide(ticket, report, strlen(report), NULL), HOTLINE_REFUSED);
    for (size_t i = 0; i < hotline_ticket_reason_count(ticket); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        assert_int_equal(hotline_ticket_reason(ticket, i, HOTLINE_LANGUAGE_ZH, &f), HOTLINE_OK);
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s %s %s %s; ", f.code, f.event, f.clause, f.message);
    }
    assert_string_equal(found, "reply_name x 二（二） 答复人不是具体人员的姓名：是代称; "
                               "reply_personal x 二（二） 公开文本含有个人信息：手机号码; ");
    assert_int_equal(hotline_ticket_decide(ticket, draft, strlen(draft), NULL), HOTLINE_OK);
    assert_int_equal(hotline_ticket_reason_count(ticket), 1); /* its own facts go before those of the ticket */
    assert_int_equal(hotline_ticket_decide(ticket, other, strlen(other), NULL), HOTLINE_OK);
    assert_int_equal(hotline_ticket_reason_count(ticket), 0);
    hotline_ticket_free(ticket);
    hotline_log_free(log);
    close_all();
}

/* An event that would bring a reply, of an assignment that has none: there is nothing to judge. */
static void nothing_to_decide(void **state) {
    static const char events[] = "{\"id\":\"r\",\"event\":\"receive\",\"ticket\":\"T1\",\"at\":\"2021-05-06 09:00:00\"}\n"
                                 "{\"id\":\"d\",\"event\":\"dispatch\",\"ticket\":\"T1\",\"unit\":\"a\",\"at\":\"2021-05-06 10:00:00\"}\n";
    static const char report[] =
        "{\"id\":\"x\",\"event\":\"report\",\"ticket\":\"T1\",\"assignment\":\"d\",\"at\":\"2021-05-07 11:00:00\"}";
    hotline_log *log = NULL;
    hotline_ticket *ticket = NULL;
    (void)state;
    open_checks("'n':{'test':'person_name','field':'name'}");
    assert_int_equal(hotline_log_new(rulebook, &log), HOTLINE_OK);
    assert_int_equal(hotline_log_add_lines(log, events, strlen(events), 0, NULL), HOTLINE_OK);
    assert_int_equal(hotline_log_settle(log, hotline_instant_none()), HOTLINE_OK);
    assert_int_equal(hotline_ticket_new(log, &ticket), HOTLINE_OK);
    assert_int_equal(hotline_ticket_fold(ticket, "T1", 2), HOTLINE_OK);
    assert_int_equal(hotline_ticket_decide(ticket, report, strlen(report), NULL), HOTLINE_OK);
    assert_int_equal(hotline_ticket_reason_count(ticket), 0);
    hotline_ticket_free(ticket);
    hotline_log_free(log);
    close_all();
}

static void no_policy(void **state) {
    static const char line[] = "{\"reply\":\"好\"}";
    hotline_error error;
    int64_t signal = 0;
    (void)state;
    hotline_error_init(&error, sizeof error);
    open_checks("");
    assert_int_equal(hotline_reply_read(reply, line, strlen(line), &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_judge(reply, at("2020-01-01 00:00:00"), &error), HOTLINE_UNDEFINED);
    assert_string_equal(error.message, "no policy is in force");
    assert_int_equal(hotline_reply_finding_count(reply), 0);
    assert_int_equal(hotline_reply_signal(reply, 4, &signal), HOTLINE_OK);
    assert_int_equal(signal, 1);
    close_all();
}

/* Without any policy the signals, the fingerprint and the mask are there: no kind of personal data is let stand. */
static void no_policy_at_all(void **state) {
    static const char line[] = "{\"id\":\"T1\",\"reply\":\"请拨13800138000或0539-8123456。\"}";
    hotline_error error;
    const char *bytes = NULL;
    size_t len = 0;
    (void)state;
    hotline_error_init(&error, sizeof error);
    open_empty(NULL);
    assert_int_equal(hotline_reply_read(reply, line, strlen(line), &error), HOTLINE_OK);
    assert_int_equal(hotline_reply_judge(reply, hotline_instant_none(), &error), HOTLINE_UNDEFINED);
    assert_string_equal(error.message, "no policy is in force");
    assert_int_equal(hotline_reply_masked(reply, &bytes, &len), HOTLINE_OK);
    assert_string_equal(bytes, "请拨138****8000或0539-*****56。");
    assert_int_equal(hotline_reply_line(reply, HOTLINE_LANGUAGE_EN, &bytes, &len), HOTLINE_OK);
    assert_non_null(strstr(bytes, "{\"id\":\"T1\",\"verdict\":null,\"findings\":[],\"undefined\":[],\"signals\":{\"relevance\":null,"));
    assert_non_null(strstr(bytes, "\"policy\":null}"));
    close_all();
}

static void fingerprints(void **state) {
    char a[17];
    char b[17];
    (void)state;
    assert_int_equal(hotline_reply_fingerprint("好", 3, a), HOTLINE_OK);
    assert_int_equal(hotline_reply_fingerprint("好。", 6, b), HOTLINE_OK);
    assert_int_equal(strlen(a), 16);
    assert_string_not_equal(a, b);
    assert_int_equal(hotline_reply_fingerprint(NULL, 0, b), HOTLINE_OK);
    assert_int_equal(hotline_reply_fingerprint(NULL, 1, b), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_fingerprint("x", 1, NULL), HOTLINE_ERROR_ARGUMENT);
}

/* What was signed may be told by its fingerprint. */
static void signed_by_fingerprint(void **state) {
    char line[200];
    char fingerprint[17];
    (void)state;
    assert_int_equal(hotline_reply_fingerprint("好", strlen("好"), fingerprint), HOTLINE_OK);
    open_checks("'g':{'test':'sign_off','field':'signed'}");
    snprintf(line, sizeof line, "{'reply':'好','fields':{'signed':'%s'}}", fingerprint);
    assert_string_equal(judged(line, NULL), "send");
    snprintf(line, sizeof line, "{'reply':'好。','fields':{'signed':'%s'}}", fingerprint);
    assert_string_equal(judged(line, NULL), "refuse signed_other[]");
    close_all();
}

static void null_arguments(void **state) {
    hotline_reply *none = NULL;
    (void)state;
    assert_int_equal(hotline_reply_new(NULL, &none), HOTLINE_ERROR_ARGUMENT);
    hotline_reply_free(NULL);
    assert_int_equal(hotline_reply_verdict(NULL), HOTLINE_REPLY_REFUSE);
    assert_int_equal(hotline_reply_finding_count(NULL), 0);
    assert_int_equal(hotline_reply_undefined_count(NULL), 0);
    assert_null(hotline_reply_undefined_at(NULL, 0, NULL));
    assert_null(hotline_reply_id(NULL, NULL));
    assert_int_equal(hotline_reply_lend_copies(NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_begin(NULL, NULL, 0), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_read(NULL, "{}", 2, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(hotline_reply_signal_name(SIZE_MAX));
    assert_int_equal(hotline_reply_text(NULL, HOTLINE_REPLY_TEXT, "x", 1, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_fields(NULL, "{}", 2, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_judge(NULL, hotline_instant_none(), NULL), HOTLINE_ERROR_ARGUMENT);
}

/* Of a judge that judged, so that only what is NULL or out of range is refused. */
static void wrong_questions(void **state) {
    hotline_reply_finding f;
    int64_t signal = 0;
    const char *bytes = NULL;
    size_t len = 0;
    (void)state;
    memset(&f, 0, sizeof f);
    f.struct_size = sizeof f;
    open_checks("'q':{'test':'required','field':'days'}");
    assert_int_equal(hotline_reply_new(rulebook, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_read(reply, NULL, 2, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_signal(reply, 0, &signal), HOTLINE_ERROR_NOT_FOUND); /* not judged yet */
    assert_int_equal(hotline_copies_new(context, &copies), HOTLINE_OK);
    assert_string_equal(judged("{'id':'a','internal':'x'}", NULL), "refuse missing[] missing[]");
    assert_int_equal(hotline_reply_remember(reply, copies), HOTLINE_ERROR_NOT_FOUND); /* an id and no text */
    assert_string_equal(judged("{'reply':'路灯已修好'}", NULL), "refuse missing[]");
    assert_int_equal(hotline_reply_remember(reply, copies), HOTLINE_ERROR_NOT_FOUND); /* a text and no id */
    assert_int_equal(hotline_reply_remember(reply, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_remember(NULL, copies), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_finding_at(NULL, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_finding_at(reply, 0, HOTLINE_LANGUAGE_EN, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_finding_at(reply, 1, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_NOT_FOUND);
    f.struct_size--;
    assert_int_equal(hotline_reply_finding_at(reply, 0, HOTLINE_LANGUAGE_EN, &f), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_signal(NULL, 0, &signal), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_signal(reply, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_masked(NULL, &bytes, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_masked(reply, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_masked(reply, &bytes, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_line(NULL, HOTLINE_LANGUAGE_EN, &bytes, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_line(reply, HOTLINE_LANGUAGE_EN, NULL, &len), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_reply_line(reply, HOTLINE_LANGUAGE_EN, &bytes, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(bytes);
    close_all();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_lines),
        cmocka_unit_test(pieces),
        cmocka_unit_test(pieces_refused),
        cmocka_unit_test(limits),
        cmocka_unit_test(text_without_fact),
        cmocka_unit_test(when_decided),
        cmocka_unit_test(nothing_to_decide),
        cmocka_unit_test(no_policy),
        cmocka_unit_test(no_policy_at_all),
        cmocka_unit_test(fingerprints),
        cmocka_unit_test(signed_by_fingerprint),
        cmocka_unit_test(null_arguments),
        cmocka_unit_test(wrong_questions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
