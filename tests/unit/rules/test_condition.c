/* SPDX-License-Identifier: MIT */
/* The text of conditions: every form of the grammar accepted, every wrong word refused at its column, canonical spaces. */
#include "policy_document.h"

#include "../../../lib/rules/condition_impl.h"
#include "../../../lib/rules/condition_token.h"

/* The condition is the guard of an event of an assignment that carries `outcome` and `extra`. */
#define GUARD(text)                                                                                                                        \
  "events",                                                                                                                                \
      "{'receive':{'of':'ticket','opens':'ticket','facts':{'kind':'always','urgent':'optional','code':'optional','note':'optional'}},"     \
      "'dispatch':{'of':'ticket','opens':'assignment'},'redo':{'of':'ticket','opens':'round'},'answer':{'of':'assignment'},"               \
      "'handle':{'of':'assignment','facts':{'result':'always','amount':'optional','marks':'optional','ready':'optional',"                  \
      "'promised_for':'optional','visit':'optional','reply_text':'optional'}},'close':{'of':'ticket'},'log_in':{'of':'unit'},"             \
      "'callback':{'of':'assignment','facts':{'outcome':'always','extra':'optional'},'if':" text "},"                                      \
      "'unit_facts':{'of':'unit','facts':{'staff':'optional','level':'optional'}}}",                                                       \
      0, 0
#define AT "events.callback.if"
#define BAD(text, at, message)                                                                                                             \
  { {GUARD("'" text "'")}, AT, at, message }

static void accepted(void **state) {
    static const document_change rows[] = {
        {GUARD("'always'")},
        {GUARD("'never'")},
        {GUARD("'yes'")},
        {GUARD("'no'")},
        {GUARD("'urgent'")},
        {GUARD("'not urgent'")},
        {GUARD("'not not urgent'")},
        {GUARD("'((urgent))'")},
        {GUARD("'urgent and ready or not urgent and not (ready or answer)'")},
        {GUARD("'kind = help'")},
        {GUARD("'kind != help'")},
        {GUARD("'kind in (help)'")},
        {GUARD("'kind in (help, report, other)'")},
        {GUARD("'amount = 3'")},
        {GUARD("'amount != -3'")},
        {GUARD("'amount < 3'")},
        {GUARD("'amount <= staff'")},
        {GUARD("'amount > 3'")},
        {GUARD("'amount >= 9223372036854775807'")},
        {GUARD("'amount in (1, 2, staff)'")},
        {GUARD("'code = `01.02`'")},
        {GUARD("'code != `01`'")},
        {GUARD("'code under `01`'")},
        {GUARD("'code in (`01`, `02`)'")},
        {GUARD("'code = note'")},
        {GUARD("'note = ``'")},
        {GUARD("'note != `\xE5\x8C\xBA`'")},
        {GUARD("'marks has x'")},
        {GUARD("'not marks has y'")},
        {GUARD("'promised_for < `2021-05-01`'")},
        {GUARD("'promised_for in (`2021-05-01`, `2021-05-02`)'")},
        {GUARD("'visit >= `2021-05-01T08:00`'")},
        {GUARD("'visit < `2021-05-01T08:00:00+08:00`'")},
        {GUARD("'answer'")},
        {GUARD("'receive'")},
        {GUARD("'handle(result = finished)'")},
        {GUARD("'handle(result = finished and not ready and by handler)'")},
        {GUARD("'handle(known(amount) and marks has x)'")},
        {GUARD("'answer(by centre)'")},
        {GUARD("'void or replace or merge'")},
        {GUARD("'count(answer) = 0'")},
        {GUARD("'count(handle(ready)) >= 2'")},
        {GUARD("'count(redo) != 999999999'")},
        {GUARD("'known(amount)'")},
        {GUARD("'known(outcome)'")},
        {GUARD("'first(ready)'")},
        {GUARD("'first(kind) = help'")},
        {GUARD("'first(amount) < amount'")},
        {GUARD("'first(marks) has x'")},
        {GUARD("'first(code) under `01`'")},
        {GUARD("'first(kind) in (help, other)'")},
        {GUARD("'met(reply)'")},
        {GUARD("'late(reply) or open(case)'")},
        {GUARD("'waived(reply)'")},
        {GUARD("'state(flow) = sent'")},
        {GUARD("'state(work) != todo'")},
        {GUARD("'round = 1'")},
        {GUARD("'round > 1'")},
        {GUARD("'time > visit'")},
        {GUARD("'time <= promised_for'")},
        {GUARD("'time < `2021-05-01 08:00`'")},
        {GUARD("'any(ready)'")},
        {GUARD("'all(met(reply) and result = finished)'")},
        {GUARD("'not any(handle(ready))'")},
        {GUARD("'by centre'")},
        {GUARD("'outcome = good and by handler'")},
        {GUARD("'extra > 3'")},
        {GUARD("'level = town'")},
        {GUARD("'\\t urgent\\n and\\rready  '")},
        {GUARD("'kind=help and(urgent)'")}, /* spaces matter only in the keys of a table */
    };
    (void)state;
    ACCEPT(rows);
}

static void wrong_words(void **state) {
    static const refusal rows[] = {
        BAD("", NULL, "a condition is missing before the end"),
        BAD("   ", NULL, "a condition is missing"),
        BAD("urgnt", "urgnt", "unknown name \"urgnt\"; did you mean \"urgent\"?"),
        BAD("ready and urgnt", "urgnt", "unknown name \"urgnt\""),
        BAD("anser", "anser", "did you mean \"answer\"?"),
        BAD("knwon(amount)", "knwon", "did you mean \"known\"?"),
        BAD("zzz", "zzz", "unknown name \"zzz\""),
        BAD("ready and", NULL, "expected a name, not the end"),
        BAD("and ready", "and", "unknown name \"and\""),
        BAD("ready or or urgent", "or urgent", "unknown name \"or\""),
        BAD("ready urgent", "urgent", "expected `and`, `or` or the end, not \"urgent\""),
        BAD("ready & urgent", "&", "expected `and`, `or` or the end"),
        BAD("ready && urgent", "&&", "not a word of a condition: \"&&\"; write and"),
        BAD("kind == plain", "==", "not a word of a condition: \"==\"; write ="),
        BAD("! ready", "!", "write not"),
        BAD("!ready", "!", "expected a name, not \"!\""),
        BAD("(ready", NULL, "expected \")\""),
        BAD("ready)", ")", "expected `and`, `or` or the end"),
        BAD("()", ")", "expected a name"),
        BAD("not", NULL, "expected a name"),
        BAD("3", "3", "expected a name"),
        BAD("`x`", NULL, "expected a name"),
        BAD("READY", "READY", "expected a name"),
        BAD("else", "else", "unknown name \"else\""),
        BAD("ready -- urgent", "-", "expected `and`, `or` or the end"),
        BAD("note = `open", NULL, ""),
        BAD("\xE5\x8C\xBA = help", "\xE5\x8C\xBA", "expected a name, not \"\xE5\x8C\xBA\""),
        BAD("note = `\xE5\x8C\xBA` and urgnt", NULL, "unknown name \"urgnt\""),
    };
    (void)state;
    REFUSE(rows);
}

static void wrong_facts(void **state) {
    static const refusal rows[] = {
        BAD("kind = halp", "halp", "no such value \"halp\" of kind; did you mean \"help\"?"),
        BAD("kind in (help, halp)", "halp", "no such value \"halp\""),
        BAD("kind = `help`", "`help", "kind is one_of, compared with one of its values"),
        BAD("kind = 1", "1", "kind is one_of"),
        BAD("kind = result", "result", "no such value \"result\" of kind"),
        BAD("kind < help", "<", "kind is one_of"),
        BAD("kind", "kind", "only a flag stands alone, not \"kind\", which is one_of"),
        BAD("kind =", NULL, "a value is missing before the end"),
        BAD("kind = )", ")", "a value is missing"),
        BAD("kind help", "kind", "only a flag stands alone"),
        BAD("kind in help", "help", "expected \"(\""),
        BAD("kind in ()", ")", "a value is missing"),
        BAD("kind in (help,)", ")", "a value is missing"),
        BAD("kind in (help report)", "report", "expected \")\""),
        BAD("kind has help", "help", "kind is one_of"),
        BAD("kind under `1`", "`1", "`under` takes a code fact and a quoted text"),
        BAD("kind not in (help)", "kind", "only a flag stands alone"),
        BAD("urgent = yes", "yes", "urgent is a flag, compared with nothing: write the name alone"),
        BAD("urgent = 1", "1", "urgent is a flag"),
        BAD("urgent in (ready)", "in", "urgent is a flag"),
        BAD("urgent > ready", ">", "urgent is a flag"),
        BAD("amount = `3`", "`3", "amount is an integer"),
        BAD("amount = 3.5", "3.5", "amount is an integer"),
        BAD("amount = 60%", "60%", "amount is an integer"),
        BAD("amount = 9223372036854775808", "9223372036854775808", "amount is an integer"),
        BAD("amount = kind", "kind", "amount is an integer"),
        BAD("amount = many", "many", "amount is an integer"),
        BAD("amount = - x", "x", "amount is an integer"),
        BAD("amount + 1 = 2", "amount", "only a flag stands alone"),
        BAD("code < `01`", "<", "code is a code"),
        BAD("code = 01", "01", "code is a code"),
        BAD("code under 01", "01", "`under` takes a code fact and a quoted text"),
        BAD("note under `01`", NULL, "`under` takes a code fact"),
        BAD("code under note", "note", "`under` takes a code fact and a quoted text"),
        BAD("note = help", "help", "note is a text"),
        BAD("marks = x", "=", "marks is many_of, compared with `has` and one of its values"),
        BAD("marks in (x)", "in", "marks is many_of"),
        BAD("marks has z", "z", "no such value \"z\" of marks"),
        BAD("marks has `x`", "`x", "no such value \"x\" of marks"),
        BAD("marks", "marks", "only a flag stands alone"),
        BAD("promised_for = `2021-02-30`", "`2021-02-30", "promised_for is a date"),
        BAD("promised_for < `soon`", "`soon", "promised_for is a date"),
        BAD("promised_for < visit", "visit", "promised_for is a date"),
        BAD("promised_for = 20210501", "20210501", "promised_for is a date"),
        BAD("visit = `2021-05-01`", "`2021-05-01", "visit is a time"),
        BAD("visit = time", "time", "visit is a time"),
        BAD("staff", "staff", "only a flag stands alone"),
    };
    (void)state;
    REFUSE(rows);
}

static void wrong_words_of_grammar(void **state) {
    static const refusal rows[] = {
        BAD("known amount", "amount", "expected \"(\""),
        BAD("known(amnt)", "amnt", "no such fact \"amnt\"; did you mean \"amount\"?"),
        BAD("known(answer)", "answer", "no such fact \"answer\""),
        BAD("known(first(amount))", "first", "no such fact"),
        BAD("known(amount) = 1", "=", "expected `and`, `or` or the end"),
        BAD("first(amount)", "amount", "only a flag stands alone"),
        BAD("first(answer)", "answer", "no such fact"),
        BAD("first(outcome) = good", "outcome", "first() is not for \"outcome\""),
        BAD("first amount = 1", "amount", "expected \"(\""),
        BAD("last(amount) = 1", "last", "unknown name \"last\""),
        BAD("count(answer)", NULL, "a comparison is missing"),
        BAD("count(answer) and ready", "and", "a comparison is missing"),
        BAD("count(anser) = 1", "anser", "no such event \"anser\"; did you mean \"answer\"?"),
        BAD("count(amount) = 1", "amount", "no such event"),
        BAD("count(answer) = many", "many", "an integer of at most nine digits"),
        BAD("count(answer) = -1", "-", "an integer of at most nine digits"),
        BAD("count(answer) = 1.5", "1.5", "an integer of at most nine digits"),
        BAD("count(answer) = 1000000000", "1000000000", "an integer of at most nine digits"),
        BAD("count answer = 1", "answer", "expected \"(\""),
        BAD("count(answer or redo) = 1", "or", "expected \")\""),
        BAD("count(log_in) = 1", "log_in", "never sees the event"),
        BAD("log_in", "log_in", "never sees the event"),
        BAD("met(replay)", "replay", "no such duty \"replay\"; did you mean \"reply\"?"),
        BAD("met(answer)", "answer", "no such duty \"answer\""),
        BAD("met reply", "reply", "expected \"(\""),
        BAD("late()", ")", "no such duty"),
        BAD("waived(presence)", "presence", "cannot read"),
        BAD("state(flaw) = sent", "flaw", "no such machine \"flaw\"; did you mean \"flow\"?"),
        BAD("state(flow) = snet", "snet", "no such state \"snet\"; did you mean \"sent\"?"),
        BAD("state(flow) = todo", "todo", "no such state \"todo\""),
        BAD("state(flow)", NULL, "state() takes = or !="),
        BAD("state(flow) < sent", "<", "state() takes = or !="),
        BAD("state(flow) = `sent`", "`sent", "no such state"),
        BAD("round", NULL, "a comparison is missing"),
        BAD("round = x", "x", "an integer of at most nine digits"),
        BAD("time", NULL, "`time` needs a comparison"),
        BAD("time < amount", "amount", "`time` is compared with a date or time fact"),
        BAD("time < viist", "viist", "did you mean \"visit\"?"),
        BAD("time < `2021-05-01`", "`2021-05-01", "`time` is compared with a fact or"),
        BAD("time < 3", "3", "`time` is compared with a fact or"),
        BAD("any(any(ready))", "(", "not in each other"),
        BAD("all(any(ready))", "(", "not in each other"),
        BAD("any()", ")", "expected a name"),
        BAD("any ready", "ready", "expected \"(\""),
        BAD("any(outcome = good)", "outcome", "a fact of an event is read only in"),
        BAD("any(by centre)", "centre", "`by` is read in filters"),
        BAD("by nobody", "nobody", "no such role \"nobody\""),
        BAD("by centr", "centr", "did you mean \"centre\"?"),
        BAD("by", NULL, "no such role"),
        BAD("by (centre)", "(", "no such role"),
        BAD("answer(ready)", "ready", "a filter reads only facts that its event carries, not \"ready\""),
        BAD("handle(kind = help)", "kind", "a filter reads only facts"),
        BAD("handle(answer)", "answer", "a filter reads facts and `by`, not the event"),
        BAD("handle(met(reply))", "met", "a filter reads facts and `by`, not \"met\""),
        BAD("handle(count(answer) = 1)", "count", "a filter reads facts and `by`"),
        BAD("handle(time < visit)", "time", "a filter reads facts and `by`"),
        BAD("handle(first(amount) = 1)", "amount", "first() is not for"),
        BAD("handle()", ")", "expected a name"),
        BAD("streak = 1", "=", "in proposals on publish only"),
        BAD("rank = 1", "=", "in proposals on publish only"),
        BAD("rate > 1", "rate", "unknown name \"rate\""),
        BAD("publish", "publish", "unknown name \"publish\""),
    };
    (void)state;
    REFUSE(rows);
}

/* What another document of the rulebook declares is not this one's: neither taken nor offered as what was meant. */
static void names_of_another_document(void **state) {
    static const char other[] =
        "{'hotline':1,'id':'other','title':'t','source':'s','issued':'2021-01-01','effective':'2021-01-01','transition':'clock',"
        "'calendar':'cn','periods':{'month':{'from_day':1}},'roles':{'stranger':'s'},"
        "'facts':{'strange':{'of':'ticket','type':'flag'},'amounts':{'of':'ticket','type':'integer'},"
        "'kind':{'of':'ticket','one_of':{'help':'','halt':''}},'marks':{'of':'assignment','many_of':{'x':'','zed':''}}},"
        "'machines':{'odd':{'of':'ticket','start':'one','states':{'one':''}},"
        "'flow':{'of':'ticket','start':'received','states':{'received':'','stray':''}}},"
        "'events':{'receive':{'of':'ticket','opens':'ticket','facts':{'strange':'optional','amounts':'optional','kind':'optional'}},"
        "'dispatch':{'of':'ticket','opens':'assignment','facts':{'marks':'optional'}},'wander':{'of':'ticket'}},"
        "'duties':{'far':{'of':'ticket','met':'wander'}},'measures':{'miles':{'of':'ticket','at':'receive','count':'always'}}}";
    static const struct {
        document_change change;
        const char *message, *not_offered;
    } rows[] = {
        {{GUARD("'by stranger'")}, "no such role \"stranger\"", "did you mean"},
        {{GUARD("'by strangers'")}, "no such role \"strangers\"", "did you mean"},
        {{GUARD("'strange'")}, "unknown name \"strange\"", "did you mean"},
        {{GUARD("'strang'")}, "unknown name \"strang\"", "did you mean"},
        {{GUARD("'known(strange)'")}, "no such fact \"strange\"", "did you mean"},
        {{GUARD("'known(strang)'")}, "no such fact \"strang\"", "did you mean"},
        {{GUARD("'amount = amounts'")}, "amount is an integer", "did you mean"},
        {{GUARD("'time < strange'")}, "no such fact \"strange\"", "did you mean"},
        {{GUARD("'kind = halt'")}, "no such value \"halt\" of kind", "halt\"?"},
        {{GUARD("'kind = hal'")}, "no such value \"hal\" of kind", "halt\"?"},
        {{GUARD("'kind in (help, halt)'")}, "no such value \"halt\" of kind", "halt\"?"},
        {{GUARD("'marks has zed'")}, "no such value \"zed\" of marks", "did you mean"},
        {{GUARD("'state(odd) = one'")}, "no such machine \"odd\"", "did you mean"},
        {{GUARD("'state(flow) = stray'")}, "no such state \"stray\"", "did you mean"},
        {{GUARD("'state(flow) = stra'")}, "no such state \"stra\"", "did you mean"},
        {{GUARD("'wander'")}, "unknown name \"wander\"", "did you mean"},
        {{GUARD("'count(wander) = 1'")}, "no such event \"wander\"", "did you mean"},
        {{GUARD("'met(far)'")}, "no such duty \"far\"", "did you mean"},
        {{"proposals", "{'p':{'of':'unit','on':'publish(towns)','if':'miles > 3','propose':'x'}}", 0, 0},
         "unknown name \"miles\"",
         "miles\"?"},
        {{"proposals", "{'p':{'of':'unit','on':'publish(towns)','if':'rate > many','propose':'x'}}", 0, 0}, "many", "did you mean"},
        {{"proposals", "{'p':{'of':'unit','on':'publish(towns)','if':'received','propose':'x'}}", 0, 0},
         "a measure needs a comparison",
         "did you mean"},
        {{"proposals", "{'p':{'of':'unit','on':'publish(towns)','if':'any(streak = 1)','propose':'x'}}", 0, 0}, "any", "did you mean"},
        {{"proposals", "{'p':{'of':'unit','on':'log_in','if':'streak = 1','propose':'x'}}", 0, 0},
         "in proposals on publish only",
         "did you mean"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        book b;
        hotline_error error;
        char *document = document_make(&rows[i].change);
        char *first = malloc(DOCUMENT_CAPACITY);
        size_t used = 0;
        assert_non_null(first);
        document_add(first, &used, other);
        book_open(&b);
        if (book_add(&b, first, &error) != HOTLINE_OK) {
            fail_msg("%s: %s", error.path, error.message);
        }
        assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_DOCUMENT);
        if (strstr(error.message, rows[i].message) == NULL || strstr(error.message, rows[i].not_offered) != NULL) {
            fail_msg("row %lu: %s, expected \"%s\"", (unsigned long)i, error.message, rows[i].message);
        }
        book_close(&b);
        free(document);
        free(first);
    }
}

/* A guard of `depth` brackets, or of a right-leaning chain that keeps `depth` results waiting. */
static hotline_status status_of(const char *open, const char *inner, const char *close, int depth, hotline_error *error) {
    static char document[1 << 17];
    book b;
    size_t used =
        (size_t)snprintf(document, sizeof document,
                         "{\"hotline\":1,\"id\":\"a\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-01-01\",\"effective\":"
                         "\"2021-01-01\",\"transition\":\"clock\",\"calendar\":\"cn\",\"facts\":{\"ready\":{\"of\":\"ticket\","
                         "\"type\":\"flag\"}},\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":\"ticket\",\"facts\":{\"ready\":"
                         "\"always\"},\"if\":\"");
    for (int i = 0; i < depth; i++) {
        used += (size_t)snprintf(document + used, sizeof document - used, "%s", open);
    }
    used += (size_t)snprintf(document + used, sizeof document - used, "%s", inner);
    for (int i = 0; i < depth; i++) {
        used += (size_t)snprintf(document + used, sizeof document - used, "%s", close);
    }
    (void)snprintf(document + used, sizeof document - used, "\"}}}");
    assert_true(used + 8 < sizeof document);
    book_open(&b);
    hotline_status status = book_add(&b, document, error);
    book_close(&b);
    return status;
}

static void too_deep(void **state) {
    static const struct {
        const char *open, *inner, *close;
        int most;
    } rows[] = {
        {"(", "ready", ")", 16},
        {"not ", "ready", "", 16},
        {"ready and (", "ready", ")", 16},
        {"ready or not (", "ready", ")", 8},
    };
    hotline_error error;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(status_of(rows[i].open, rows[i].inner, rows[i].close, rows[i].most, &error), HOTLINE_OK);
        assert_int_equal(status_of(rows[i].open, rows[i].inner, rows[i].close, rows[i].most + 1, &error), HOTLINE_ERROR_LIMIT);
        assert_non_null(strstr(error.message, "nested too deeply"));
        assert_string_equal(error.path, "events.receive.if");
        assert_true(error.line == 1 && error.column > 0);
    }
    assert_int_equal(status_of("(", "ready", ")", 20000, &error), HOTLINE_ERROR_LIMIT);
}

/* Length alone is no harm: the program is flat and its stack does not grow. */
static void very_long(void **state) {
    hotline_error error;
    (void)state;
    assert_int_equal(status_of("ready or ", "ready", "", 10000, &error), HOTLINE_OK);
    assert_int_equal(status_of("ready and ", "raedy", "", 10000, &error), HOTLINE_ERROR_DOCUMENT);
    assert_non_null(strstr(error.message, "did you mean \"ready\"?"));
}

/* ---- columns ---- */

static void columns_in_escaped_text(void **state) {
    hotline_error error;
    book b;
    static const char head[] =
        "{\"hotline\":1,\"id\":\"a\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-01-01\",\"effective\":\"2021-01-01\","
        "\"transition\":\"clock\",\"calendar\":\"cn\",\n\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":\"ticket\",\n\"if\":";
    static const struct {
        const char *text;
        uint32_t column;
    } rows[] = {
        {"\"always and nobody\"", 18},      /* at the word */
        {"\"always and \\u006eobody\"", 6}, /* escapes: at the text */
        {"\"nobody\"", 7},
        {"  \"(always) or nobody\"", 21},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char document[1024];
        (void)snprintf(document, sizeof document, "%s%s}}}", head, rows[i].text);
        book_open(&b);
        assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_DOCUMENT);
        assert_int_equal(error.line, 3);
        assert_int_equal(error.column, rows[i].column);
        book_close(&b);
    }
}

/* ---- canonical spaces ---- */

static void canonical(void **state) {
    static const struct {
        const char *source, *expected; /* NULL: no words of a condition */
    } rows[] = {
        {"a", "a"},
        {"  a   and\tb ", "a and b"},
        {"a=b", "a = b"},
        {"a!=b", "a != b"},
        {"a<=3and b", "a <= 3 and b"},
        {"a in(x,y)", "a in (x, y)"},
        {"a in ( x , y )", "a in (x, y)"},
        {"not(a or b)", "not (a or b)"},
        {"( a )", "(a)"},
        {"e (a = b)", "e(a = b)"},
        {"count( e ( a ) )>=2", "count(e(a)) >= 2"},
        {"by   centre", "by centre"},
        {"a = - 3", "a = -3"},
        {"a under\"01\"", "a under \"01\""},
        {"a = \"x  y\"", "a = \"x  y\""},
        {"((a)and(b))", "((a) and (b))"},
        {"met (d)or late(d)", "met(d) or late(d)"},
        {"", ""},
        {"a ? b", NULL},
        {"a = \"x", NULL},
        {"\xE5\x8C\xBA", NULL},
    };
    hotline_context *context = NULL;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buffer out;
        hotline_error error;
        hotline_error_init(&error, sizeof error);
        hotline__buffer_init(&out, context);
        hotline_status status = hotline__condition_canonical(hotline__text(rows[i].source), &out, &error);
        if (rows[i].expected == NULL) {
            assert_int_equal(status, HOTLINE_ERROR_SYNTAX);
            assert_int_equal(error.line, 1);
            assert_true(error.column > 0);
        } else {
            assert_int_equal(status, HOTLINE_OK);
            text got = hotline__buffer_text(&out);
            if (!hotline__text_is(got, rows[i].expected)) {
                fail_msg("%s: %.*s", rows[i].source, (int)got.len, got.at);
            }
        }
        hotline__buffer_free(&out);
    }
    hotline_context_free(context);
}

static void tokens(void **state) {
    static const struct {
        const char *source;
        uint8_t kind;
        const char *words;
    } rows[] = {
        {"abc_1 x", TOKEN_NAME, "abc_1"},
        {"_a", TOKEN_NAME, "_a"},
        {"12a", TOKEN_NUMBER, "12"},
        {"1.5%x", TOKEN_NUMBER, "1.5%"},
        {"1.", TOKEN_NUMBER, "1"},
        {"<=3", TOKEN_SIGN, "<="},
        {"<3", TOKEN_SIGN, "<"},
        {"!=", TOKEN_SIGN, "!="},
        {"!", TOKEN_BAD, "!"},
        {"\"a b\"c", TOKEN_TEXT, "a b"},
        {"\"\"", TOKEN_TEXT, ""},
        {"\"a", TOKEN_BAD, "\"a"},
        {" \t\r\n", TOKEN_END, ""},
        {"", TOKEN_END, ""},
        {"\xE5\x8C\xBA!", TOKEN_BAD, "\xE5\x8C\xBA"},
        {"A", TOKEN_BAD, "A"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        token t;
        size_t at = 0;
        hotline__token_next(hotline__text(rows[i].source), &at, &t);
        assert_int_equal(t.kind, rows[i].kind);
        if (!hotline__text_is(t.words, rows[i].words)) {
            fail_msg("%s: %.*s", rows[i].source, (int)t.words.len, t.words.at);
        }
        assert_true(at <= strlen(rows[i].source));
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted),
        cmocka_unit_test(wrong_words),
        cmocka_unit_test(wrong_facts),
        cmocka_unit_test(wrong_words_of_grammar),
        cmocka_unit_test(names_of_another_document),
        cmocka_unit_test(too_deep),
        cmocka_unit_test(very_long),
        cmocka_unit_test(columns_in_escaped_text),
        cmocka_unit_test(canonical),
        cmocka_unit_test(tokens),
    };
    return cmocka_run_group_tests_name("condition", tests, NULL, NULL);
}
