/* SPDX-License-Identifier: MIT */
/*
 * The check of a policy as a whole: each code with a document that has it and a near twin that has not. The twin matters as much: what is
 * told must be so.
 */
#include "policy_events.h"

/* `with` has the finding at `path`, where the text begins with `at` and the sentence holds `message`; `without` has none of its code. */
typedef struct checked {
    document_change with, without;
    const char *code, *path, *at, *message;
    int32_t severity;
} checked;

enum { WARNING = 1, INFO = 2 };

static void checked_place(const checked *row, const char *document, const hotline_policy_finding *f) {
    char wanted[512];
    size_t used = 0;
    document_add(wanted, &used, row->at);
    const char *found = document_place(document, f->line, f->column);
    if (strncmp(found, wanted, used) != 0) {
        fail_msg("%s: stands at %.40s, expected %s", row->code, found, wanted);
    }
}

static void tell_all(const hotline_policy *p) {
    for (uint32_t i = 0; i < hotline_policy_finding_count(p); i++) {
        hotline_policy_finding f;
        hotline_policy_finding_init(&f, sizeof f);
        (void)hotline_policy_finding_at(p, i, HOTLINE_LANGUAGE_EN, &f);
        print_message("  %s %s: %s\n", f.code, f.path, f.message);
    }
}

/* In both languages without a gap left open. */
static void checked_says(const hotline_policy *p, const checked *row, const hotline_policy_finding *f) {
    if (strcmp(f->path, row->path) != 0 || strstr(f->message, row->message) == NULL || f->severity != row->severity) {
        tell_all(p);
        fail_msg("got %s (%d): %s\nexpected %s (%d): %s", f->path, (int)f->severity, f->message, row->path, (int)row->severity,
                 row->message);
    }
    for (uint32_t i = 0; i < hotline_policy_finding_count(p); i++) {
        hotline_policy_finding en;
        hotline_policy_finding zh;
        hotline_policy_finding_init(&en, sizeof en);
        hotline_policy_finding_init(&zh, sizeof zh);
        assert_int_equal(hotline_policy_finding_at(p, i, HOTLINE_LANGUAGE_EN, &en), HOTLINE_OK);
        assert_int_equal(hotline_policy_finding_at(p, i, HOTLINE_LANGUAGE_ZH, &zh), HOTLINE_OK);
        assert_null(strpbrk(en.message, "{}[]"));
        assert_null(strpbrk(zh.message, "{}[]"));
        assert_string_not_equal(en.message, zh.message);
        assert_int_equal(strlen(zh.message), zh.message_len);
    }
}

static void check_one(const checked *row) {
    book b;
    hotline_policy_finding f;
    char *document = document_make(&row->with);
    hotline_policy_finding_init(&f, sizeof f);
    book_open(&b);
    const hotline_policy *p = book_read(&b, &row->with);
    if (book_findings(p, row->code, &f) == 0) {
        tell_all(p);
        fail_msg("no %s at %s in:\n%s", row->code, row->path, document);
    }
    checked_says(p, row, &f);
    checked_place(row, document, &f);
    book_close(&b);
    free(document);
    book_open(&b);
    p = book_read(&b, &row->without);
    if (book_findings(p, row->code, NULL) != 0) {
        tell_all(p);
        fail_msg("%s in the twin of %s", row->code, row->path);
    }
    book_close(&b);
}

static void check_rows(const checked *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        check_one(&rows[i]);
    }
}

#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

static const checked state_rows[] = {
    {{NULL, NULL, 0, 0}, {PLAIN, 0, 0}, "state_unreachable", "machines.flow.states.closed", "'closed'", "the state closed", WARNING},
    {{FLOW(",'lost':''"), ADD("'lose':{'of':'ticket','if':'count(redo) < 0','moves':{'flow':{'sent':'lost'}}}")},
     {FLOW(",'lost':''"), ADD("'lose':{'of':'ticket','if':'count(redo) < 1','moves':{'flow':{'sent':'lost'}}}")},
     "state_unreachable",
     "machines.flow.states.lost",
     "'lost'",
     "where lose would lead there",
     WARNING},
    /* a change of policy brings tickets into states that no event leads to */
    {{FLOW(",'lost':''"), PLAIN}, {FLOW(""), PLAIN}, "state_unreachable", "machines.flow.states.lost", "'lost'", "lost", WARNING},
    {{FLOW(",'lost':''"), ADD("'lose':{'of':'ticket','moves':{'flow':{'sent':'lost'}}}")},
     {FLOW(",'lost':''"),
      ADD("'lose':{'of':'ticket','moves':{'flow':{'sent':'lost'}}},'find':{'of':'ticket','moves':{'flow':{'lost':'sent'}}}")},
     "no_way_out",
     "machines.flow.states.lost",
     "'lost'",
     "received > sent > lost",
     WARNING},
    /* the very event that leads there ends the ticket */
    {{FLOW(",'lost':''"), ADD("'lose':{'of':'ticket','moves':{'flow':{'sent':'lost'}}}")},
     {FLOW(",'lost':''"), ADD("'lose':{'of':'ticket','ends':'ticket','moves':{'flow':{'sent':'lost'}}}")},
     "no_way_out",
     "machines.flow.states.lost",
     "'lost'",
     "a ticket in the state lost can never end",
     WARNING},
    /* an event that ends the ticket from any state */
    {{FLOW(",'a':'','b':''"),
      ADD("'to_a':{'of':'ticket','moves':{'flow':{'sent':'a','b':'a'}}},'to_b':{'of':'ticket','moves':{'flow':{'a':'b'}}}")},
     {FLOW(",'a':'','b':''"),
      ADD("'to_a':{'of':'ticket','moves':{'flow':{'sent':'a','b':'a'}}},'to_b':{'of':'ticket','moves':{'flow':{'a':'b'}}},"
          "'drop':{'of':'ticket','ends':'ticket'}")},
     "no_way_out",
     "machines.flow.states.a",
     "'a'",
     "received > sent > a",
     WARNING},
    /* nothing ends it at all: then a final state is what is wanted */
    {{FLOW(",'a':'','b':''"), "events",
      TICKETS ASSIGNMENTS WORK REDO
      ",'close':{'of':'ticket','moves':{'flow':{'sent':'closed'}}},'to_a':{'of':'ticket','moves':{'flow':{'sent':'a','b':'a'}}},"
      "'to_b':{'of':'ticket','moves':{'flow':{'a':'b'}}}}"},
     {FLOW(",'a':'','b':''"), "events",
      TICKETS ASSIGNMENTS WORK REDO ",'close':{'of':'ticket','moves':{'flow':{'sent':'closed','b':'closed'}}},'to_a':{'of':'ticket','"
                                    "moves':{'flow':{'sent':'a','b':'a'}}},"
                                    "'to_b':{'of':'ticket','moves':{'flow':{'a':'b'}}}}"},
     "no_final",
     "machines.flow.states.a",
     "'a'",
     "from the state a no final state can be reached: received > sent > a",
     INFO},
    {{"events", TICKETS ASSIGNMENTS WORK REDO ",'close':{'of':'ticket','moves':{'flow':{'sent':'closed'}}}}", 0, 0},
     {PLAIN, 0, 0},
     "never_ends",
     "events",
     "'events'",
     "no event ends a ticket",
     INFO},
    {{"events", TICKETS ASSIGNMENTS WORK REDO ",'close':{'of':'ticket','moves':{'flow':{'sent':'closed'}}}}", 0, 0},
     {"events",
      "{'receive':{'of':'ticket','opens':'ticket','facts':{'kind':'always','urgent':'optional','code':'optional','note':'optional'}},"
      "'dispatch':{'of':'ticket','opens':'assignment'}," WORK REDO ",'close':{'of':'ticket'}}",
      "machines", "{'work':{'of':'assignment','start':'todo','states':{'todo':'','handled':''}}}"},
     "never_ends",
     "events",
     "'events'",
     "no event ends a ticket",
     INFO},
};

static void states(void **state) {
    (void)state;
    CHECK(state_rows);
}

#define EXTRA(keys) ADD("'extra_one':{" keys "}")
#define EXTRA_PATH(key) "events.extra_one" key

static const checked event_rows[] = {
    {{EXTRA("'of':'ticket','if':'kind = help and kind = other'"), 0, 0},
     {EXTRA("'of':'ticket','if':'kind = help or kind = other'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "kind = help and kind = other",
     WARNING},
    {{EXTRA("'of':'ticket','by':['centre'],'if':'by handler'"), 0, 0},
     {EXTRA("'of':'ticket','by':['centre','handler'],'if':'by handler'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "by handler",
     WARNING},
    {{EXTRA("'of':'ticket','if':'no_such'},'no_such':{'of':'ticket','if':'extra_one'"), 0, 0},
     {EXTRA("'of':'ticket','if':'no_such'},'no_such':{'of':'ticket','if':'extra_one or close'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "no_such cannot happen",
     WARNING},
    {{EXTRA("'of':'ticket','if':'state(flow) = sent and state(flow) = closed'"), 0, 0},
     {EXTRA("'of':'ticket','if':'state(flow) = sent'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "state(flow)",
     WARNING},
    {{EXTRA("'of':'ticket','if':'any(amount > 5 and amount < 3)'"), 0, 0},
     {EXTRA("'of':'ticket','if':'any(amount > 3 and amount < 5)'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "any",
     WARNING},
    {{EXTRA("'of':'assignment','if':'callback(outcome = good and outcome = bad)'"), 0, 0},
     {EXTRA("'of':'assignment','if':'callback(outcome = good) and callback(outcome = bad)'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "callback",
     WARNING},
    {{EXTRA("'of':'ticket','if':'note = `a` and note = `b`'"), 0, 0},
     {EXTRA("'of':'ticket','if':'note = `a` and not note = `b`'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "note",
     WARNING},
    {{EXTRA("'of':'ticket','if':'redo and not redo'"), 0, 0},
     {EXTRA("'of':'ticket','if':'redo and not close'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "redo and not redo",
     WARNING},
    {{"events", TICKETS ASSIGNMENTS WORK CLOSE ",'extra_one':{'of':'ticket','if':'round >= 2'}}",
      REPLY("'owed':'dispatch','met':'answer'")},
     {EXTRA("'of':'ticket','if':'round >= 2'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "round >= 2",
     WARNING},
    {{EXTRA("'of':'ticket','if':{'urgent':'no','else':'never'}"), 0, 0},
     {EXTRA("'of':'ticket','if':{'urgent':'yes','else':'never'}"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "no row of its guard",
     WARNING},
    /* switched off on purpose */
    {{EXTRA("'of':'ticket','if':'never'"), 0, 0},
     {EXTRA("'of':'ticket','if':'undefined'"), 0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "never",
     INFO},
    /* its own facts are given before its guard is read */
    {{EXTRA("'of':'ticket','if':'known(code) and not known(code)'"), 0, 0},
     {"events",
      "{'receive':{'of':'ticket','opens':'ticket','if':'kind = help','facts':{'kind':'always','urgent':'optional','code':'optional',"
      "'note':'optional'}}," ASSIGNMENTS WORK CLOSE REDO "}",
      0, 0},
     "guard_never",
     EXTRA_PATH(".if"),
     "'if'",
     "known",
     WARNING},
    {{FLOW(",'lost':''"), EXTRA("'of':'ticket','moves':{'flow':{'lost':'sent'}}")},
     {EXTRA("'of':'ticket','moves':{'flow':{'sent':'sent'}}"), 0, 0},
     "moves_never",
     EXTRA_PATH(".moves.flow"),
     "'flow'",
     "never reached, such as lost",
     WARNING},
    /* an assignment's machine is not asked by the event that opens the assignment */
    {{EXTRA("'of':'assignment','moves':{'flow':{'closed':'sent'},'work':{'nowhere':'todo'}}"), "machines",
      "{'flow':{'of':'ticket','start':'received','states':{'received':'','sent':'','closed':''}},'work':{'of':'assignment','start':'"
      "todo',"
      "'states':{'todo':'','handled':'','nowhere':''}}}"},
     {EXTRA("'of':'ticket','opens':'assignment','moves':{'work':{'handled':'todo'}}"), 0, 0},
     "moves_never",
     EXTRA_PATH(".moves.work"),
     "'work'",
     "nowhere",
     WARNING},
    {{"events",
      "{'receive':{'of':'ticket','opens':'ticket','if':'kind = help and kind = other','facts':{'kind':'always','urgent':'optional',"
      "'code':'optional','note':'optional'}}," ASSIGNMENTS WORK CLOSE REDO "}",
      0, 0},
     {PLAIN, 0, 0},
     "object_never",
     "events.dispatch",
     "'dispatch'",
     "no event that opens a ticket can",
     WARNING},
    {{"events", TICKETS "'dispatch':{'of':'ticket'}," WORK CLOSE "}", "duties",
      "{'reply':{'of':'assignment','owed':'ask','met':'answer'}}"},
     {PLAIN, 0, 0},
     "no_assignment",
     "events",
     "'events'",
     "opens an assignment",
     WARNING},
    {{EXTRA("'of':'ticket','facts':{'note':'kind = help and kind = other'}"), 0, 0},
     {EXTRA("'of':'ticket','facts':{'note':'kind = help'}"), 0, 0},
     "condition_never",
     EXTRA_PATH(".facts.note"),
     "'note'",
     "kind",
     WARNING},
};

static void events(void **state) {
    (void)state;
    CHECK(event_rows);
}

#define PAUSED(rule)                                                                                                                       \
  { REPLY("'owed':'dispatch','met':'answer','within':'3 days','pause':'" rule "'"), PLAIN }
static const checked duty_rows[] = {
    {{REPLY("'owed':'callback(outcome = good and outcome = bad)','met':'answer'"), PLAIN},
     {REPLY("'owed':'callback(outcome = good) or callback(outcome = bad)','met':'answer'"), PLAIN},
     "duty_never_owed",
     "duties.reply.owed",
     "'owed'",
     "callback",
     WARNING},
    {{REPLY("'owed':'dispatch','if':'result = finished and not result in (finished, promised)','met':'answer'"), PLAIN},
     {REPLY("'owed':'dispatch','if':'result = finished','met':'answer'"), PLAIN},
     "duty_never_owed",
     "duties.reply.if",
     "'if'",
     "result",
     WARNING},
    {{REPLY("'owed':'dispatch','if':'never','met':'answer'"), PLAIN},
     {REPLY("'owed':'dispatch','if':'undefined','met':'answer'"), PLAIN},
     "duty_never_owed",
     "duties.reply.if",
     "'if'",
     "never",
     INFO},
    {{REPLY("'owed':'dispatch','if':{'urgent':'never','else':'no'},'met':'answer'"), PLAIN},
     {REPLY("'owed':'dispatch','if':{'urgent':'never','else':'undefined'},'met':'answer'"), PLAIN},
     "duty_never_owed",
     "duties.reply.if",
     "'if'",
     "no row",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'answer and result = finished and result = promised'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer and result = finished'"), PLAIN},
     "duty_never_met",
     "duties.reply.met",
     "'met'",
     "result",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'extra_one'"), EXTRA("'of':'assignment','if':'extra_one'")},
     {REPLY("'owed':'dispatch','met':'extra_one'"), EXTRA("'of':'assignment','if':'answer'")},
     "duty_never_met",
     "duties.reply.met",
     "'met'",
     "extra_one cannot happen",
     WARNING},
    /* what meets it can only come before it is owed */
    {{CASE("'owed':'extra_one','met':'early'"), ADD("'early':{'of':'ticket','moves':{'flow':{'received':'received'}}},'extra_one':{'of'"
                                                    ":'ticket','moves':{'flow':{'sent':'sent'}}}")},
     {CASE("'owed':'extra_one','met':'early'"), ADD("'early':{'of':'ticket','moves':{'flow':{'received':'received'}}},'extra_one':{'of'"
                                                    ":'ticket','moves':{'flow':{'sent':'sent'}}},"
                                                    "'again':{'of':'ticket','moves':{'flow':{'sent':'received'}}}")},
     "duty_never_met",
     "duties.case.met",
     "'met'",
     "early cannot happen once it is owed",
     WARNING},
    /* an event that opens an assignment answers for that one only */
    {{REPLY("'owed':'dispatch','met':'redo'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'count(redo) >= 1'"), PLAIN},
     "duty_never_met",
     "duties.reply.met",
     "'met'",
     "redo cannot happen",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'never'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'undefined'"), PLAIN},
     "duty_never_met",
     "duties.reply.met",
     "'met'",
     "never",
     INFO},
    {{CASE("'owed':'close','met':'redo'"), PLAIN},
     {CASE("'owed':'close','met':'redo','survives':'ticket'"), PLAIN},
     "duty_cut_off",
     "duties.case.owed",
     "'owed'",
     "cancelled at once: close",
     WARNING},
    {{CASE("'owed':'close','met':'redo'"), PLAIN},
     {CASE("'owed':'close or dispatch','met':'redo'"), PLAIN},
     "duty_cut_off",
     "duties.case.owed",
     "'owed'",
     "close",
     WARNING},
    {{CASE("'owed':'close','met':'redo'"), PLAIN},
     {CASE("'owed':'close','met':'known(note)'"), PLAIN},
     "duty_cut_off",
     "duties.case.owed",
     "'owed'",
     "close",
     WARNING},
    {{REPLY("'owed':'retire','met':'answer'"), PLAIN},
     {REPLY("'owed':'retire','met':'answer','survives':'round'"), PLAIN},
     "duty_cut_off",
     "duties.reply.owed",
     "'owed'",
     "retire",
     WARNING},
    {{"duties",
      "{'reply':{'of':'assignment','met':'answer'},'study':{'of':'unit','owed':'log_in','met':'staff > 5 and staff < 5','within':'3 "
      "days'}}",
      PLAIN},
     {"duties",
      "{'reply':{'of':'assignment','met':'answer'},'study':{'of':'unit','owed':'log_in','met':'staff > 5 and staff < 5','waive':'staff "
      "= 5','within':'3 days'}}",
      PLAIN},
     "clock_never_stops",
     "duties.study.within",
     "'within'",
     "never stops",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'redo','within':'3 days','survives':'ticket'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'redo','within':'3 days','survives':'round'"), PLAIN},
     "clock_never_stops",
     "duties.reply.within",
     "'within'",
     "never stops",
     WARNING},
    {PAUSED("ask"), PAUSED("ask and not grant"), "pause_endless", "duties.reply.pause", "'pause'", "ask", INFO},
    {PAUSED("state(work) = handled"), PAUSED("state(work) = todo"), "pause_endless", "duties.reply.pause", "'pause'",
     "state(work) = handled", INFO},
    {PAUSED("count(ask) > 1"), PAUSED("count(ask) = 2"), "pause_endless", "duties.reply.pause", "'pause'", "count(ask) > 1", INFO},
    {PAUSED("count(ask) >= 2"), PAUSED("count(ask) < 2"), "pause_endless", "duties.reply.pause", "'pause'", "count(ask) >= 2", INFO},
    {PAUSED("not count(ask) <= 1"), PAUSED("count(ask) <= 1"), "pause_endless", "duties.reply.pause", "'pause'", "not count(ask) <= 1",
     INFO},
    {PAUSED("not not ask"), PAUSED("not ask"), "pause_endless", "duties.reply.pause", "'pause'", "not not ask", INFO},
    {PAUSED("known(amount)"), PAUSED("not known(amount)"), "pause_endless", "duties.reply.pause", "'pause'", "known(amount)", INFO},
    {PAUSED("ask and state(work) = handled"), PAUSED("ask and state(work) != handled"), "pause_endless", "duties.reply.pause", "'pause'",
     "ask and state(work) = handled", INFO},
    {PAUSED("always and ask"), PAUSED("ask and amount > 3"), "pause_endless", "duties.reply.pause", "'pause'", "always and ask", INFO},
    {{REPLY("'owed':'dispatch','met':'answer','waive':'count(ask) >= 1 and not known(note) and known(note)'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','waive':'count(ask) >= 1 and known(note)'"), PLAIN},
     "condition_never",
     "duties.reply.waive",
     "'waive'",
     "count(ask)",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'answer','waive':'late(reply_too)'},'reply_too':{'of':'assignment','owed':'dispatch','met':'"
            "answer'"),
      PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','waive':'late(reply_too)'},'reply_too':{'of':'assignment','owed':'dispatch','met':'answer',"
            "'within':'1 day'"),
      PLAIN},
     "condition_never",
     "duties.reply.waive",
     "'waive'",
     "late(reply_too)",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'answer','waive':'waived(reply_too)'},'reply_too':{'of':'assignment','owed':'dispatch','met':'"
            "answer'"),
      PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','waive':'waived(reply_too)'},'reply_too':{'of':'assignment','owed':'dispatch','met':'"
            "answer',"
            "'waive':'ask'"),
      PLAIN},
     "condition_never",
     "duties.reply.waive",
     "'waive'",
     "waived(reply_too)",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'answer','if':'count(redo) >= 0'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','if':'count(redo) >= 1'"), PLAIN},
     "condition_always",
     "duties.reply.if",
     "'if'",
     "count(redo) >= 0",
     INFO},
    {{REPLY("'owed':'dispatch','met':'answer','if':'urgent or not urgent'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','if':'kind = help or kind != help'"), PLAIN}, /* the kind may not be known */
     "condition_always",
     "duties.reply.if",
     "'if'",
     "urgent or not urgent",
     INFO},
};

static void duties(void **state) {
    (void)state;
    CHECK(duty_rows);
}

static const checked table_rows[] = {
    {{REPLY("'owed':'dispatch','met':'answer','within':{'urgent and not urgent':'1 day','else':'3 days'}"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','within':{'urgent and not known(note)':'1 day','else':'3 days'}"), PLAIN},
     "condition_never",
     "duties.reply.within[urgent and not urgent]",
     "'urgent and",
     "urgent and not urgent",
     WARNING},
    {{REPLY("'owed':'dispatch','met':'answer','within':{'urgent':'1 day','not urgent':'2 days','else':'3 days'}"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','within':{'urgent':'1 day','not urgent and kind = help':'2 days','else':'3 days'}"), PLAIN},
     "else_unused",
     "duties.reply.within[else]",
     "'else'",
     "never decides",
     INFO},
    {{MEASURE("'count':'count(redo) < 0'"), PLAIN},
     {MEASURE("'count':'count(redo) < 1'"), PLAIN},
     "condition_never",
     "measures.received.count",
     "'count'",
     "count(redo) < 0",
     WARNING},
    {{MEASURE("'count':{'ready and not ready':'1'}"), PLAIN},
     {MEASURE("'count':{'ready':'1'}"), PLAIN},
     "condition_never",
     "measures.received.count[ready and not ready]",
     "'ready and",
     "ready",
     WARNING},
    {{MEASURE("'count':'always','per':'marks has x and not marks has x'"), PLAIN},
     {MEASURE("'count':'always','per':'marks has x and not marks has y'"), PLAIN},
     "condition_never",
     "measures.received.per",
     "'per'",
     "marks",
     WARNING},
    {{MEASURE("'count':'always','except':'time < `2020-01-01T00:00` and time > `2021-01-01T00:00`'"), PLAIN},
     {MEASURE("'count':'always','except':'time < `2020-01-01T00:00` or time > `2021-01-01T00:00`'"), PLAIN},
     "condition_never",
     "measures.received.except",
     "'except'",
     "time",
     WARNING},
    {{"rankings", "{'towns':{'units':'level = town and level = dept','every':'month','by':'score','ties':'all','absent':'breaks'}}", PLAIN},
     {"rankings", "{'towns':{'units':'level = town or level = dept','every':'month','by':'score','ties':'all','absent':'breaks'}}", PLAIN},
     "condition_never",
     "rankings.towns.units",
     "'units'",
     "level",
     WARNING},
    {{"measures", "{'rate':'undefined','received':{'of':'assignment','at':'due(reply)','count':'always'}}",
      REPLY("'owed':'dispatch','met':'answer'")},
     {"measures", "{'rate':'undefined','received':{'of':'assignment','at':'due(reply)','count':'always'}}",
      REPLY("'owed':'dispatch','met':'answer','within':'1 day'")},
     "moment_never",
     "measures.received.at",
     "'at'",
     "reply has no due moment",
     WARNING},
    {{"proposals", "{'p':{'of':'assignment','on':'due(reply)','propose':'p'}}",
      REPLY("'owed':'dispatch','if':'never','met':'answer','within':'1 day'")},
     {"proposals", "{'p':{'of':'assignment','on':'due(reply)','propose':'p'}}",
      REPLY("'owed':'dispatch','met':'answer','within':'undefined'")},
     "moment_never",
     "proposals.p.on",
     "'on'",
     "reply is never owed",
     WARNING},
    {{"proposals", "{'p':{'of':'unit','on':'publish(towns)','if':'streak >= 2 and streak < 2','propose':'p'}}", 0, 0},
     {"proposals", "{'p':{'of':'unit','on':'publish(towns)','if':'streak >= 2 and streak < 3','propose':'p'}}", 0, 0},
     "condition_never",
     "proposals.p.if",
     "'if'",
     "streak",
     WARNING},
};

static void tables_and_measures(void **state) {
    (void)state;
    CHECK(table_rows);
}

static void names_nobody_asks_for(void **state) {
    static const checked rows[] = {
        {{PLAIN, 0, 0},
         {EXTRA("'of':'ticket','if':'urgent'"), 0, 0},
         "fact_unread",
         "facts.code",
         "'code'",
         "no rule reads this fact",
         INFO},
        {{"roles", "{'centre':'','handler':'','nobody':''}", PLAIN},
         {"roles", "{'centre':'','handler':'','nobody':''}", EXTRA("'of':'ticket','by':['nobody']")},
         "role_unused",
         "roles.nobody",
         "'nobody'",
         "no rule names this role",
         INFO},
    };
    static const checked read[] = {
        {{PLAIN, 0, 0},
         {EXTRA("'of':'ticket','if':'note = `a` or code under `1`'"), 0, 0},
         "fact_unread",
         "facts.urgent",
         "'urgent'",
         "reads",
         INFO},
    };
    book b;
    (void)state;
    check_one(&rows[1]);
    book_open(&b);
    uint32_t before = book_findings(book_read(&b, &read[0].with), "fact_unread", NULL);
    book_close(&b);
    book_open(&b);
    assert_int_equal(book_findings(book_read(&b, &read[0].without), "fact_unread", NULL), before - 2);
    book_close(&b);
}

static const checked calendar_rows[] = {
    {{"expires", "'2030-01-01'", PLAIN},
     {"expires", "'2027-01-01'", PLAIN},
     "calendar_uncertain",
     "expires",
     "'expires'",
     "2029-12-31",
     INFO},
    {{"effective", "'2028-01-01'", "issued", "'2028-01-01'"},
     {"duties", "{'reply':{'of':'assignment','met':'answer'}}", 0, 0},
     "calendar_uncertain",
     "effective",
     "'effective'",
     "2028-01-01",
     INFO},
    {{REPLY("'owed':'dispatch','met':'answer','within':'2000 workdays'"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','within':'1000 workdays'"), PLAIN},
     "term_beyond_calendar",
     "duties.reply.within",
     "'within'",
     "owed on 2021-02-01",
     INFO},
    {{REPLY("'owed':'dispatch','met':'answer','within':{'urgent':'1 workday','else':'2000 workdays'}"), PLAIN},
     {REPLY("'owed':'dispatch','met':'answer','within':{'urgent':'1 workday','else':'2000 hours'}"), PLAIN},
     "term_beyond_calendar",
     "duties.reply.within[else]",
     "'else'",
     "is due on 20",
     INFO},
};

static void the_calendar(void **state) {
    (void)state;
    CHECK(calendar_rows);
}

/* ---- overlays: what a ticket begun under the base brings along ---- */

static const hotline_policy *overlay_of(book *b, const document_change *base, const char *transition, const char *body) {
    char overlay[1024];
    char quoted[1024];
    size_t used = 0;
    hotline_error error;
    (void)book_read(b, base);
    (void)snprintf(quoted, sizeof quoted,
                   "{'hotline':1,'id':'over','title':'t','source':'s','issued':'2021-03-01','effective':'2021-03-01','extends':'small',"
                   "'transition':'%s'%s}",
                   transition, body);
    document_add(overlay, &used, quoted);
    if (book_add(b, overlay, &error) != HOTLINE_OK) {
        fail_msg("refused, %s: %s", error.path, error.message);
    }
    return hotline_rulebook_policy(b->rules, 1);
}

static uint32_t overlay_tells(const char *transition, const char *body, const char *code, hotline_policy_finding *f) {
    static const document_change base = {FLOW(",'lost':''"),
                                         ADD("'lose':{'of':'ticket','moves':{'flow':{'sent':'lost'}}},"
                                             "'find':{'of':'ticket','if':'lose','ends':'ticket','moves':{'flow':{'lost':'closed'}}}")};
    book b;
    book_open(&b);
    const hotline_policy *p = overlay_of(&b, &base, transition, body);
    uint32_t count = book_findings(p, code, f);
    if (count > 0) {
        assert_int_equal(f->line, 0); /* it stands in the base */
        assert_int_equal(f->column, 0);
        f->path = f->message = NULL; /* the policy's */
    }
    book_close(&b);
    return count;
}

static void overlays(void **state) {
    static const char *const without = ",'events':{'lose':{'if':'never'}}";
    static const char *const moved = ",'events':{'lose':{'moves':null}}";
    hotline_policy_finding f;
    (void)state;
    assert_int_equal(overlay_tells("ticket", without, "state_unreachable", &f), 1);
    assert_int_equal(overlay_tells("clock", without, "state_unreachable", &f), 0);
    assert_int_equal(overlay_tells("undefined", without, "state_unreachable", &f), 0);
    assert_int_equal(overlay_tells("ticket", moved, "moves_never", &f), 1);
    assert_int_equal(overlay_tells("switch", moved, "moves_never", &f), 0);
    assert_int_equal(overlay_tells("ticket", ",'roles':{'more':'m'}", "state_unreachable", &f), 0);
}

/* A change of policy that renames a state leads into the new one. */
static void transitions(void **state) {
    static const document_change change = {FLOW(",'lost':''"), "transition", "{'in':'switch','states':{'flow':{'gone':'lost'}}}"};
    book b;
    hotline_policy_finding f;
    (void)state;
    book_open(&b);
    const hotline_policy *p = book_read(&b, &change);
    assert_int_equal(book_findings(p, "state_unreachable", &f), 1);
    assert_string_equal(f.path, "machines.flow.states.closed"); /* the usual events do not lead there */
    book_close(&b);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(states),
        cmocka_unit_test(events),
        cmocka_unit_test(duties),
        cmocka_unit_test(tables_and_measures),
        cmocka_unit_test(names_nobody_asks_for),
        cmocka_unit_test(the_calendar),
        cmocka_unit_test(overlays),
        cmocka_unit_test(transitions),
    };
    return cmocka_run_group_tests_name("policy_check", tests, NULL, NULL);
}
