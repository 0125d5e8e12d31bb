/* SPDX-License-Identifier: MIT */
/* Tables: a gap or an overlap is refused where the facts can be enumerated, with an example; else it is told that it cannot be seen. */
#include "policy_document.h"

#define REPLY(within) "duties", "{'reply':{'of':'assignment','owed':'dispatch or redo','met':'answer','within':" within "}}", 0, 0
#define W "duties.reply.within"

static void gaps(void **state) {
    static const refusal rows[] = {
        {{REPLY("{'kind = help':'1 day','kind = report':'2 days'}")},
         W,
         "{'kind",
         "a gap: no row holds and there is no \"else\", for example with kind = other"},
        {{REPLY("{'kind in (help, report)':'1 day'}")}, W, NULL, "for example with kind = other"},
        {{REPLY("{'urgent':'1 day'}")}, W, NULL, "for example with urgent = no"},
        {{REPLY("{'not urgent':'1 day'}")}, W, NULL, "for example with urgent = yes"},
        {{REPLY("{'urgent and kind = help':'1 day','not urgent':'2 days'}")}, W, NULL, "a gap"},
        {{REPLY("{'marks has x':'1 day','marks has y':'2 days'}")}, W, NULL, "marks has not x, marks has not y"},
        {{REPLY("{'amount < 3':'1 day','amount > 3':'2 days'}")}, W, NULL, "for example with amount = 3"},
        {{REPLY("{'amount = 3':'1 day','amount > 3':'2 days'}")}, W, NULL, "for example with amount = 2"},
        {{REPLY("{'amount <= 9223372036854775806':'1 day'}")}, W, NULL, "for example with amount = 9223372036854775807"},
        {{REPLY("{'state(flow) = received':'1 day','state(flow) = closed':'2 days'}")}, W, NULL, "for example with state(flow) = sent"},
        {{REPLY("{'round = 1':'1 day','round > 2':'2 days'}")}, W, NULL, "for example with round = 2"},
        {{REPLY("{'first(kind) = help':'1 day'}")}, W, NULL, "for example with first(kind) = report"},
        {{REPLY("{'first(kind) = help':'1 day','kind != help':'2 days'}")}, W, NULL, "a"},
        {{REPLY("{'never':'1 day'}")}, W, NULL, "a gap"},
    };
    (void)state;
    REFUSE(rows);
}

static void overlaps(void **state) {
    static const refusal rows[] = {
        {{REPLY("{'kind = help':'1 day','kind in (help, report)':'2 days','else':'3 days'}")},
         W,
         NULL,
         "an overlap: the rows \"kind = help\" and \"kind in (help, report)\" hold at once, for example with kind = help"},
        {{REPLY("{'kind = help':'1 day','urgent':'2 days','else':'3 days'}")}, W, NULL, "kind = help, urgent = yes"},
        {{REPLY("{'kind = help':'1 day','kind != report':'1 day','else':'3 days'}")},
         W,
         NULL,
         "an overlap"}, /* the same value is no excuse */
        {{REPLY("{'amount >= 3':'1 day','amount <= 3':'2 days'}")}, W, NULL, "for example with amount = 3"},
        {{REPLY("{'amount < 10':'1 day','amount > 5':'2 days'}")}, W, NULL, "an overlap"},
        {{REPLY("{'always':'1 day','urgent':'2 days','else':'3 days'}")}, W, NULL, "an overlap"},
        {{REPLY("{'marks has x':'1 day','not marks has y':'2 days','else':'3 days'}")}, W, NULL, "marks has x, marks has not y"},
        {{REPLY("{'kind = help':'1 day','not (kind = report or kind = other)':'2 days','else':'3 days'}")}, W, NULL, "kind = help"},
        {{"measures", "{'rate':{'of':'assignment','at':'dispatch','count':{'ready':'1','result = finished':'0.5'}},'received':'undefined'}",
          0, 0},
         "measures.rate.count",
         NULL,
         "ready = yes, result = finished"},
    };
    (void)state;
    REFUSE(rows);
}

static void whole(void **state) {
    static const document_change rows[] = {
        {REPLY("{'kind = help':'1 day','kind = report':'2 days','kind = other':'undefined'}")},
        {REPLY("{'kind = help':'1 day','kind != help':'2 days'}")},
        {REPLY("{'urgent':'1 day','not urgent':'2 days'}")},
        {REPLY("{'urgent':'1 day','else':'2 days'}")},
        {REPLY("{'else':'2 days'}")},
        {REPLY("{'always':'2 days'}")},
        {REPLY("{'amount < 3':'1 day','amount = 3':'2 days','amount > 3':'3 days'}")},
        {REPLY("{'amount in (1, 2, 3)':'1 day','not amount in (1, 2, 3)':'3 days'}")},
        {REPLY("{'amount <= 9223372036854775807':'1 day'}")},
        {REPLY("{'urgent and kind = help':'1 day','urgent and kind != help':'2 days','not urgent':'3 days'}")},
        {REPLY("{'amount >= -9223372036854775807':'1 day','amount < -9223372036854775807':'2 days'}")},
        {REPLY("{'promised_for >= `0001-01-01`':'1 day'}")},
        {REPLY("{'promised_for <= `9999-12-31`':'1 day'}")},
        {REPLY("{'promised_for < `2021-05-01`':'1 day','promised_for >= `2021-05-01`':'2 days'}")},
        {REPLY("{'visit < `2021-05-01T08:00`':'1 day','visit >= `2021-05-01T08:00`':'2 days'}")},
        {REPLY("{'round = 1':'1 day','round > 1':'2 days'}")},
        {REPLY("{'round = 1':'1 day','round >= 2':'2 days'}")},
        {REPLY("{'round >= 1':'2 days'}")},
        {REPLY("{'round = 1':'1 day','round = 2':'1 day','round > 2':'2 days'}")},
        {REPLY("{'state(flow) = received':'1 day','state(flow) != received':'2 days'}")},
        {REPLY("{'marks has x':'1 day','not marks has x and marks has y':'1 day','not (marks has x or marks has y)':'1 day'}")},
        {"measures", "{'rate':{'of':'assignment','at':'dispatch','count':{'ready':'1'}},'received':'undefined'}", 0, 0}, /* no row: 0 */
    };
    (void)state;
    ACCEPT(rows);
}

/* What cannot be enumerated is accepted, and said. */
static void unchecked(void **state) {
    static const document_change rows[] = {
        {REPLY("{'note = `a`':'1 day'}")},
        {REPLY("{'code under `01`':'1 day','code under `01.02`':'2 days'}")},
        {REPLY("{'answer':'1 day'}")},
        {REPLY("{'count(redo) = 1':'1 day','count(redo) >= 1':'1 day'}")},
        {REPLY("{'known(amount)':'1 day'}")},
        {REPLY("{'known(visit)':'1 day'}")},
        {REPLY("{'amount < staff':'1 day'}")},
        {REPLY("{'time < visit':'1 day'}")},
        {REPLY("{'any(ready)':'1 day'}")},
        {REPLY("{'kind = help':'1 day','kind = help and answer':'2 days'}")},
        /* more than 64 values of one thing */
        {REPLY("{'amount in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34, 37, 40, 43, 46, 49, 52, 55, 58, 61, 64)':'1 day'}")},
        /* more than 4096 combinations */
        {REPLY("{'amount in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28) and staff in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28) and kind = help and "
               "urgent':'1 day'}")},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        book b;
        hotline_policy_finding f;
        book_open(&b);
        const hotline_policy *p = book_read(&b, &rows[i]);
        assert_int_equal(book_findings(p, "table_unchecked", &f), 1);
        assert_string_equal(f.path, W);
        assert_int_equal(f.severity, 2);
        book_close(&b);
    }
}

/* The work is bounded too: long rows times many combinations. */
static void unchecked_for_its_length(void **state) {
    static char duties[1 << 17];
    document_change change = {"duties", duties, 0, 0};
    (void)state;
    for (int repeats = 100; repeats <= 10000; repeats *= 100) {
        book b;
        size_t used = (size_t)snprintf(duties, sizeof duties,
                                       "{'reply':{'of':'assignment','owed':'dispatch','met':'answer','within':{'amount in "
                                       "(1, 4, 7, 10, 13, 16, 19, 22, 25, 28) and staff in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28) and ");
        for (int i = 0; i < repeats; i++) {
            used += (size_t)snprintf(duties + used, sizeof duties - used, "ready or ");
        }
        (void)snprintf(duties + used, sizeof duties - used, "ready':'1 day','else':'2 days'}}}");
        book_open(&b);
        assert_int_equal(book_findings(book_read(&b, &change), "table_unchecked", NULL), repeats == 100 ? 0 : 1);
        book_close(&b);
    }
}

/* ... for all tables of a document together: two that pass alone do not both pass. */
static void unchecked_for_their_number(void **state) {
    static char duties[1 << 17];
    document_change change = {"duties", duties, 0, 0};
    (void)state;
    for (int tables = 1; tables <= 2; tables++) {
        book b;
        size_t used = (size_t)snprintf(duties, sizeof duties, "{");
        for (int k = 0; k < tables; k++) {
            used += (size_t)snprintf(
                duties + used, sizeof duties - used,
                "%s'%s':{'of':'assignment','owed':'dispatch','met':'answer','within':{'amount in (1, 4, 7, 10, 13, 16, 19, "
                "22, 25, 28) and staff in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28) and ",
                k == 0 ? "" : ",", k == 0 ? "reply" : "reply_too");
            for (int i = 0; i < 3000; i++) {
                used += (size_t)snprintf(duties + used, sizeof duties - used, "ready or ");
            }
            used += (size_t)snprintf(duties + used, sizeof duties - used, "ready':'1 day','else':'2 days'}}");
        }
        (void)snprintf(duties + used, sizeof duties - used, "}");
        book_open(&b);
        assert_int_equal(book_findings(book_read(&b, &change), "table_unchecked", NULL), tables - 1);
        book_close(&b);
    }
}

/* At the bound the table is still read in full: 21 constants are 63 points, and 4096 combinations are tried. */
static void at_the_bound(void **state) {
    static const refusal rows[] = {
        {{REPLY("{'amount in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34, 37, 40, 43, 46, 49, 52, 55, 58, 61)':'1 day'}")},
         W,
         NULL,
         "a gap"},
        {{REPLY(
             "{'amount in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28) and staff in (1, 4, 7, 10, 13, 16, 19, 22, 25, 28) and urgent':'1 day'}")},
         W,
         NULL,
         "a gap"},
    };
    (void)state;
    REFUSE(rows);
}

static void examples_of_dates(void **state) {
    static const struct {
        const char *facts, *rows, *message;
    } cases[] = {
        {"\"d\":{\"of\":\"ticket\",\"type\":\"date\"}", "\"d < \\\"2021-05-01\\\"\":\"yes\",\"d > \\\"2021-05-01\\\"\":\"no\"",
         "for example with d = 2021-05-01"},
        {"\"d\":{\"of\":\"ticket\",\"type\":\"time\"}", "\"d < \\\"2021-05-01T08:00\\\"\":\"yes\",\"d > \\\"2021-05-01T08:00\\\"\":\"no\"",
         "for example with d = 2021-05-01T08:00:00+08:00"},
        {"\"d\":{\"of\":\"ticket\",\"type\":\"date\"}", "\"d <= \\\"2021-05-01\\\"\":\"yes\",\"d > \\\"2021-05-01\\\"\":\"no\"", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char document[1024];
        book b;
        hotline_error error;
        (void)snprintf(
            document, sizeof document,
            "{\"hotline\":1,\"id\":\"a\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-01-01\",\"effective\":\"2021-01-01\","
            "\"transition\":\"clock\",\"calendar\":\"cn\",\"facts\":{%s},\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":\"ticket\","
            "\"facts\":{\"d\":\"always\"},\"if\":{%s}}}}",
            cases[i].facts, cases[i].rows);
        book_open(&b);
        hotline_status status = book_add(&b, document, &error);
        assert_int_equal(status, cases[i].message != NULL ? HOTLINE_ERROR_DOCUMENT : HOTLINE_OK);
        if (cases[i].message != NULL && strstr(error.message, cases[i].message) == NULL) {
            fail_msg("%s", error.message);
        }
        book_close(&b);
    }
}

/* The message shows how the row is spelt. */
static void spacing(void **state) {
    static const refusal rows[] = {
        {{REPLY("{'kind=help':'1 day','else':'2 days'}")},
         W "[kind=help]",
         "'kind=help'",
         "canonical spaces, so that an overlay can name it: \"kind = help\""},
        {{REPLY("{'kind  = help':'1 day','else':'2 days'}")}, W "[kind  = help]", NULL, ": \"kind = help\""},
        {{REPLY("{' urgent':'1 day','else':'2 days'}")}, W "[ urgent]", NULL, ": \"urgent\""},
        {{REPLY("{'kind in (help,report)':'1 day','else':'2 days'}")}, W "[kind in (help,report)]", NULL, ": \"kind in (help, report)\""},
        {{REPLY("{'not(urgent)':'1 day','else':'2 days'}")}, W "[not(urgent)]", NULL, ": \"not (urgent)\""},
        {{REPLY("{'else ':'1 day'}")}, W "[else ]", NULL, ": \"else\""},
        {{REPLY("{'':'1 day','else':'2 days'}")}, W "[]", NULL, "a condition is missing"},
        {{REPLY("{'urgent ?':'1 day','else':'2 days'}")}, W "[urgent ?]", NULL, "not a word of a condition"},
        {{REPLY("{'urgnt':'1 day','else':'2 days'}")}, W "[urgnt]", "urgnt", "unknown name \"urgnt\"; did you mean \"urgent\"?"},
        {{REPLY("{'urgent':'1 day','urgent':'2 days','else':'2 days'}")}, "", NULL, "\"urgent\" stands twice"},
        {{"measures", "{'rate':{'of':'assignment','at':'dispatch','count':{'ready and(ready)':'1'}},'received':'undefined'}", 0, 0},
         "measures.rate.count[ready and(ready)]",
         NULL,
         ": \"ready and (ready)\""},
    };
    (void)state;
    REFUSE(rows);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps),
        cmocka_unit_test(overlaps),
        cmocka_unit_test(whole),
        cmocka_unit_test(unchecked),
        cmocka_unit_test(at_the_bound),
        cmocka_unit_test(unchecked_for_its_length),
        cmocka_unit_test(unchecked_for_their_number),
        cmocka_unit_test(examples_of_dates),
        cmocka_unit_test(spacing),
    };
    return cmocka_run_group_tests_name("policy_table", tests, NULL, NULL);
}
