/* SPDX-License-Identifier: MIT */
/*
 * Commands: what each answers, that one that comes again is done once and answered the same, that an id with other content changes nothing,
 * versions, other writers, moments, and what wrong calls are answered.
 */
#include "tests/support/deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TICKET HOTLINE_SUBJECT_TICKET
#define UNIT HOTLINE_SUBJECT_UNIT
#define OPEN "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35,'size':2}; d dispatch 04-12T10:00 u=a r=centre"

static int set_up(void **state) {
    static deskbook d;
    deskbook_open(&d);
    *state = &d;
    return 0;
}

static int tear_down(void **state) {
    deskbook *d = *state;
    deskbook_close(d);
    assert_int_equal(d->faulty.destroyed, 1);
    assert_int_equal(d->digest_destroyed, 1);
    return 0;
}

/* The answer of an event, which must come with the status. */
static void answers(deskbook *d, const char *event, const char *now, hotline_status status, const char *answer) {
    hotline_status got = deskbook_send(d, event, now);
    if (got != status || (answer != NULL && strcmp(d->answer, answer) != 0)) {
        fail_msg("%s: %s\n    got  %s\n    want %s\n    %s", event, hotline_status_name(got), d->answer != NULL ? d->answer : "none",
                 answer != NULL ? answer : "any", d->error.message);
    }
}

static void test_statuses(void **state) {
    deskbook *d = *state;
    answers(d, "r receive 04-12T09:00 r=centre {'caller_name':'王小明'}", NULL, HOTLINE_OK,
            "{\"id\":\"r\",\"status\":\"done\",\"duplicate\":false,\"version\":1,\"findings\":[],\"due\":null}");
    answers(d, "d dispatch 04-12T10:00 u=a r=centre", NULL, HOTLINE_OK,
            "{\"id\":\"d\",\"status\":\"done\",\"duplicate\":false,\"version\":2,\"findings\":[],\"due\":\"2021-04-17T00:00:00+08:00\"}");
    assert_int_equal(deskbook_send(d, "n report 04-12T11:00 on=d r=handler", NULL), HOTLINE_REFUSED);
    assert_true(
        deskbook_says(d, "{\"id\":\"n\",\"status\":\"refused\",\"duplicate\":false,\"version\":2,\"findings\":[{\"code\":\"guard\","
                         "\"severity\":\"error\",\"ticket\":\"T1\",\"assignment\":\"d\",\"event\":\"n\",\"clause\":null,\"message\":"));
    assert_true(deskbook_says(d, "}],\"due\":\"2021-04-17T00:00:00+08:00\"}"));
    assert_int_equal(deskbook_send(d, "k close 04-12T12:00 r=centre", NULL), HOTLINE_UNDEFINED);
    assert_true(deskbook_says(d, "\"status\":\"undefined\""));
    assert_true(deskbook_says(d, "\"guard_unknown\""));
    assert_int_equal(memory_version(d->data, TICKET, "T1"), 2);
    assert_int_equal(memory_entry_count(d->data, TICKET, "T1"), 2);
    assert_int_equal(memory_answer_count(d->data), 4);
    assert_int_equal(memory_due(d->data, TICKET, "T1"), casebook_instant("04-17T00:00"));
    deskbook_verify(d, TICKET, "T1", 2, 1, 0);
}

/* An answer as it must come again. */
static char *as_duplicate(const char *answer) {
    const char *flag = strstr(answer, "\"duplicate\":false");
    char *again = malloc(strlen(answer) + 1);
    assert_non_null(again);
    assert_non_null(flag);
    (void)sprintf(again, "%.*s\"duplicate\":true%s", (int)(flag - answer), answer, flag + 17);
    return again;
}

static void comes_again(deskbook *d, const char *event, uint32_t flags) {
    hotline_status status = deskbook_send_how(d, event, NULL, flags, -1);
    char *again = as_duplicate(d->answer);
    char *kept = memory_state(d->data);
    char *now;
    size_t i;
    for (i = 0; i < 3; i++) {
        /* Later, and whatever version was expected. */
        assert_int_equal(deskbook_send_how(d, event, i == 0 ? NULL : "05-20T09:00", flags, i == 2 ? 77 : -1), status);
        assert_string_equal(d->answer, again);
        now = memory_state(d->data);
        assert_string_equal(now, kept);
        free(now);
    }
    free(kept);
    free(again);
}

static void test_again(void **state) {
    deskbook *d = *state;
    comes_again(d, "r receive 04-12T09:00 r=centre {'caller_name':'王小明','matter':'夜间“噪音”\\n扰民'}", 0);
    comes_again(d, "d dispatch 04-12T10:00 u=a r=centre", 0);
    comes_again(d, "n report 04-12T11:00 on=d r=handler", 0);
    comes_again(d, "k close 04-12T12:00 r=centre", 0);
    comes_again(d, "m report 04-12T13:00 on=d r=nobody {'result':'何为'}", HOTLINE_COMMAND_RECORD);
    comes_again(d, "o about 04-12T13:00 t=- u=a {'kind':'street'}", 0);
    comes_again(d, "p about 04-12T14:00 t=- u=a {'kind':'square'}", 0);
    comes_again(d, "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b','a']}", 0);
    comes_again(d, "u nothing 04-12T14:00", 0);
}

static void test_other_order(void **state) {
    deskbook *d = *state;
    static const char one[] = "{\"id\":\"r\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-04-12 09:00:00\",\"role\":\"centre\","
                              "\"facts\":{\"caller_name\":\"王\\u5c0f明\",\"age\":35,\"size\":2}}";
    static const char two[] = " { \"facts\" : {\"size\":2, \"age\":35, \"caller_name\":\"王小明\"}, \"role\":\"centre\", \"at\":"
                              "\"2021-04-12 09:00:00\", \"event\":\"receive\",\"ticket\":\"T1\",\"id\":\"r\"} ";
    assert_int_equal(deskbook_send_line(d, one, "04-12T09:00", 0), HOTLINE_OK);
    assert_int_equal(deskbook_send_line(d, two, "04-12T09:00", 0), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"duplicate\":true"));
}

static void test_reused(void **state) {
    static const char *const others[] = {
        "r receive 04-12T09:00 r=centre {'caller_name':'王大明','age':35,'size':2}",
        "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':36,'size':2}",
        "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35,'size':3}",
        "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35}",
        "r receive 04-12T09:00 r=centre {'age':35,'size':2}",
        "r receive 04-12T09:01 r=centre {'caller_name':'王小明','age':35,'size':2}",
        "r receive 04-12T09:00 r=centre t=T2 {'caller_name':'王小明','age':35,'size':2}",
        "r receive 04-12T09:00 {'caller_name':'王小明','age':35,'size':2}",
        "r update 04-12T09:00 r=centre {'caller_name':'王小明','age':35,'size':2}",
        "r receive 04-12T09:00 r=centre {'caller_name':35,'age':'王小明','size':2}",
        "r about 04-12T09:00 t=- u=a",
        "n report 04-12T11:00 on=d r=handler {'result':'done'}",
    };
    deskbook *d = *state;
    char *kept;
    char *now;
    size_t i;
    deskbook_do(d, OPEN);
    answers(d, "n report 04-12T11:00 on=d r=handler", NULL, HOTLINE_REFUSED, NULL);
    kept = memory_state(d->data);
    for (i = 0; i < sizeof others / sizeof others[0]; i++) {
        answers(d, others[i], "04-13T09:00", HOTLINE_ERROR_REUSED, NULL);
        assert_string_equal(d->error.message, others[i][0] == 'r' ? "the id \"r\" was used before with other content"
                                                                  : "the id \"n\" was used before with other content");
    }
    assert_int_equal(deskbook_send_how(d, "d dispatch 04-12T10:00 u=a r=centre", NULL, HOTLINE_COMMAND_RECORD, -1), HOTLINE_ERROR_REUSED);
    now = memory_state(d->data);
    assert_string_equal(now, kept);
    free(now);
    free(kept);
}

static void test_record(void **state) {
    deskbook *d = *state;
    deskbook_do(d, OPEN);
    assert_int_equal(deskbook_send_how(d, "n report 04-12T11:00 on=d r=handler", NULL, HOTLINE_COMMAND_RECORD, -1), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"status\":\"done\",\"duplicate\":false,\"version\":3,\"findings\":[{\"code\":\"guard\","));
    assert_true(deskbook_says(d, "\"due\":null"));
    assert_int_equal(deskbook_send_how(d, "u nothing 04-12T12:00", NULL, HOTLINE_COMMAND_RECORD, -1), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"unknown_event\""));
    assert_int_equal(memory_entry_count(d->data, TICKET, "T1"), 4);
    assert_int_equal(deskbook_send_how(d, "n report 04-12T11:00 on=d r=handler", NULL, 0, -1), HOTLINE_ERROR_REUSED);
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-12T12:00", NULL, 0), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"duty\":\"x\",\"instance\":1,\"state\":\"met\""));
}

/* Whatever the content: taken another way it is another command. */
static void test_record_is_another(void **state) {
    deskbook *d = *state;
    char event[64];
    int i;
    deskbook_do(d, OPEN);
    for (i = 0; i < 32; i++) {
        uint32_t flags = i % 2 != 0 ? HOTLINE_COMMAND_RECORD : 0;
        (void)snprintf(event, sizeof event, "h%d hold 04-12T11:%02d", i, i);
        assert_int_equal(deskbook_send_how(d, event, NULL, flags, -1), HOTLINE_OK);
        assert_int_equal(deskbook_send_how(d, event, NULL, flags ^ HOTLINE_COMMAND_RECORD, -1), HOTLINE_ERROR_REUSED);
        assert_int_equal(deskbook_send_how(d, event, NULL, flags, -1), HOTLINE_OK);
    }
    assert_int_equal(memory_entry_count(d->data, TICKET, "T1"), 34);
}

static void test_try(void **state) {
    deskbook *d = *state;
    char *kept;
    char *now;
    deskbook_do(d, OPEN);
    kept = memory_state(d->data);
    assert_int_equal(deskbook_send_how(d, "c contact 04-12T11:00 on=d r=handler", NULL, HOTLINE_COMMAND_TRY, -1), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"status\":\"done\",\"duplicate\":false,\"version\":2,\"findings\":[]"));
    assert_int_equal(deskbook_send_how(d, "n report 04-12T11:00 on=d r=handler", NULL, HOTLINE_COMMAND_TRY, -1), HOTLINE_REFUSED);
    assert_int_equal(deskbook_send_how(d, "o publish 04-12T11:00 t=-", NULL, HOTLINE_COMMAND_TRY | HOTLINE_COMMAND_RECORD, -1), HOTLINE_OK);
    assert_int_equal(deskbook_send_how(d, "r receive 04-12T09:00 r=centre", NULL, HOTLINE_COMMAND_TRY, -1), HOTLINE_ERROR_REUSED);
    now = memory_state(d->data);
    assert_string_equal(now, kept);
    free(now);
    free(kept);
    answers(d, "c contact 04-12T11:00 on=d r=handler", NULL, HOTLINE_OK, NULL);
    assert_true(deskbook_says(d, "\"duplicate\":false"));
    assert_int_equal(deskbook_send_how(d, "c contact 04-12T11:00 on=d r=handler", NULL, HOTLINE_COMMAND_TRY, -1), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"duplicate\":true"));
}

static void test_expected(void **state) {
    deskbook *d = *state;
    char *kept;
    char *now;
    assert_int_equal(deskbook_send_how(d, "r receive 04-12T09:00 r=centre", NULL, 0, 1), HOTLINE_CONFLICT);
    assert_string_equal(d->answer, "{\"id\":\"r\",\"status\":\"conflict\",\"duplicate\":false,\"version\":0,\"findings\":[],\"due\":null}");
    assert_int_equal(memory_answer_count(d->data), 0);
    assert_int_equal(deskbook_send_how(d, "r receive 04-12T09:00 r=centre", NULL, 0, 0), HOTLINE_OK);
    kept = memory_state(d->data);
    assert_int_equal(deskbook_send_how(d, "d dispatch 04-12T10:00 u=a r=centre", NULL, 0, 0), HOTLINE_CONFLICT);
    assert_int_equal(deskbook_send_how(d, "d dispatch 04-12T10:00 u=a r=centre", NULL, 0, INT64_MAX), HOTLINE_CONFLICT);
    assert_true(deskbook_says(d, "\"version\":1,"));
    now = memory_state(d->data);
    assert_string_equal(now, kept);
    free(now);
    free(kept);
    assert_int_equal(deskbook_send_how(d, "d dispatch 04-12T10:00 u=a r=centre", NULL, 0, 1), HOTLINE_OK);
    assert_int_equal(deskbook_send_how(d, "e dispatch 04-12T10:00 u=b r=centre", NULL, HOTLINE_COMMAND_RECORD, 1), HOTLINE_CONFLICT);
    /* The conflict was no answer: the same command with the right version is done. */
    assert_int_equal(deskbook_send_how(d, "e dispatch 04-12T10:00 u=b r=centre", NULL, HOTLINE_COMMAND_RECORD, 2), HOTLINE_OK);
}

/* ---- another writer ---- */

typedef struct rival {
    hotline_desk *desk;
    const char *event; /* %d: how often it has written */
    int times, written;
} rival;

static void rival_writes(void *with) {
    rival *r = with;
    char event[256];
    char line[1024];
    hotline_command command;
    const char *answer;
    size_t len;
    if (r->written == r->times) {
        return;
    }
    (void)snprintf(event, sizeof event, r->event, r->written);
    r->written++;
    hotline_command_init(&command, sizeof command);
    command.line = line;
    command.line_len = casebook_line(event, line, sizeof line);
    command.now = casebook_instant("04-13T09:00");
    assert_true(hotline_desk_submit(r->desk, &command, &answer, &len, NULL) >= 0);
}

static void oppose(deskbook *d, rival *r, const char *event, int times) {
    r->desk = deskbook_second(d, NULL);
    r->event = event;
    r->times = times;
    r->written = 0;
    d->faulty.before = rival_writes;
    d->faulty.with = r;
}

static void test_rival(void **state) {
    deskbook *d = *state;
    rival r;
    deskbook_do(d, OPEN "; c contact 04-12T10:30 on=d r=handler");
    oppose(d, &r, "h%d hold 04-12T11:00", 7);
    answers(d, "n report 04-12T11:00 on=d r=handler", "04-13T09:00", HOTLINE_OK, NULL);
    assert_true(deskbook_says(d, "\"version\":11,"));
    assert_int_equal(r.written, 7);
    hotline_desk_free(r.desk);
    deskbook_verify(d, TICKET, "T1", 11, 2, 0);
}

static void test_rival_wins(void **state) {
    deskbook *d = *state;
    rival r;
    deskbook_do(d, OPEN);
    oppose(d, &r, "h%d hold 04-12T11:00", 8);
    answers(d, "c contact 04-12T11:00 on=d r=handler", "04-13T09:00", HOTLINE_CONFLICT, NULL);
    assert_true(deskbook_says(d, "\"status\":\"conflict\""));
    assert_null(memory_answer(d->data, "c"));
    answers(d, "c contact 04-12T11:00 on=d r=handler", "04-13T09:00", HOTLINE_OK, NULL);
    assert_true(deskbook_says(d, "\"version\":11,"));
    assert_true(deskbook_says(d, "\"duplicate\":false"));
    hotline_desk_free(r.desk);
}

/* What the other one wrote makes the command another's business: it is decided again. */
static void test_rival_changes_the_answer(void **state) {
    deskbook *d = *state;
    rival r;
    deskbook_do(d, OPEN);
    oppose(d, &r, "s%d update 04-12T10:30 {'size':9}", 1);
    answers(d, "k close 04-12T11:00 r=centre", "04-13T09:00", HOTLINE_OK, NULL);
    hotline_desk_free(r.desk);
}

static void test_rival_sends_the_same(void **state) {
    deskbook *d = *state;
    rival r;
    deskbook_do(d, OPEN);
    oppose(d, &r, "c contact 04-12T11:00 on=d r=handler", 1);
    answers(d, "c contact 04-12T11:00 on=d r=handler", "04-13T09:00", HOTLINE_OK, NULL);
    assert_true(deskbook_says(d, "\"duplicate\":true,\"version\":3,"));
    assert_int_equal(memory_entry_count(d->data, TICKET, "T1"), 3);
    hotline_desk_free(r.desk);
}

static void test_rival_reuses_the_id(void **state) {
    deskbook *d = *state;
    rival r;
    deskbook_do(d, OPEN);
    oppose(d, &r, "c contact 04-12T11:01 on=d r=handler", 1);
    answers(d, "c contact 04-12T11:00 on=d r=handler", "04-13T09:00", HOTLINE_ERROR_REUSED, NULL);
    assert_int_equal(memory_entry_count(d->data, TICKET, "T1"), 3);
    hotline_desk_free(r.desk);
}

static void test_attempts(void **state) {
    deskbook *d = *state;
    hotline_desk_options options;
    hotline_store inner;
    hotline_store store;
    faulty_store faulty;
    hotline_desk *desk = NULL;
    hotline_command command;
    char line[1024];
    const char *answer;
    size_t len;
    hotline_desk_options_init(&options, sizeof options);
    options.attempts = 3;
    assert_int_equal(memory_store_open(d->data, &inner), 0);
    faulty_wrap(&faulty, &inner, &store);
    assert_int_equal(hotline_desk_new(d->book.rulebook, &store, NULL, &options, &desk), HOTLINE_OK);
    faulty_arm(&faulty, FAULTY_CONFLICT, 1);
    faulty.always = 1;
    hotline_command_init(&command, sizeof command);
    command.line = line;
    command.line_len = casebook_line("r receive 04-12T09:00 r=centre", line, sizeof line);
    command.now = casebook_instant("04-13T09:00");
    assert_int_equal(hotline_desk_submit(desk, &command, &answer, &len, NULL), HOTLINE_CONFLICT);
    assert_int_equal(faulty.calls[FAULTY_APPEND], 3);
    hotline_desk_free(desk);
}

/* ---- moments ---- */

static void test_moments(void **state) {
    deskbook *d = *state;
    answers(d, "r receive 04-12T09:00 r=centre", "04-12T08:59", HOTLINE_ERROR_DOCUMENT, NULL);
    assert_string_equal(d->error.path, "at");
    answers(d, "r receive 04-12T09:00 known=04-12T09:02 r=centre", "04-12T09:01", HOTLINE_ERROR_DOCUMENT, NULL);
    assert_string_equal(d->error.path, "known");
    assert_int_equal(memory_answer_count(d->data), 0);
    answers(d, "r receive 04-12T09:00 r=centre", "04-12T09:00", HOTLINE_OK, NULL);
    assert_null(strstr(memory_entry(d->data, TICKET, "T1", 0), "known"));
    answers(d, "d dispatch 04-12T10:00 u=a r=centre", "04-12T18:30", HOTLINE_OK, NULL);
    assert_non_null(strstr(memory_entry(d->data, TICKET, "T1", 1), "\"known\":\"2021-04-12T18:30:00+08:00\""));
    assert_non_null(strstr(memory_entry(d->data, TICKET, "T1", 1), "\"recorded\":\"2021-04-12T18:30:00+08:00\""));
    answers(d, "c contact 04-12T11:00 known=04-12T12:00 on=d r=handler", "04-12T18:30", HOTLINE_OK, NULL);
    assert_non_null(strstr(memory_entry(d->data, TICKET, "T1", 2), "\"known\":\"2021-04-12 12:00\"") != NULL
                        ? "as it came"
                        : strstr(memory_entry(d->data, TICKET, "T1", 2), "\"known\":\"2021-04-12T12:00\""));
    /* Whatever the clock says: what is stored has happened, and nothing is judged at a moment before it. */
    answers(d, "h hold 04-12T09:30", "04-12T09:31", HOTLINE_OK, NULL);
    deskbook_verify(d, TICKET, "T1", 4, 0, 0);
}

static void test_edges_of_time(void **state) {
    static const hotline_instant nows[] = {INT64_MAX, INT64_MAX - 1, INT64_MIN + 1};
    deskbook *d = *state;
    size_t i;
    for (i = 0; i < sizeof nows / sizeof nows[0]; i++) {
        hotline_command command;
        char line[1024];
        hotline_command_init(&command, sizeof command);
        command.line = line;
        command.line_len = casebook_line("r receive 04-12T09:00 r=centre; ", line, sizeof line);
        command.now = nows[i];
        assert_true(hotline_desk_submit(d->desk, &command, &d->answer, &d->len, &d->error) < 0);
        assert_int_equal(memory_answer_count(d->data), 0);
    }
}

/* ---- subjects ---- */

static void test_unit(void **state) {
    deskbook *d = *state;
    answers(d, "o about 04-12T13:00 t=- u=a {'kind':'street','staff':5}", NULL, HOTLINE_OK, NULL);
    assert_int_equal(memory_version(d->data, UNIT, "a"), 1);
    answers(d, "p visit 04-13T13:00 t=- u=a {'kind':'zone'}", NULL, HOTLINE_OK, NULL); /* a warning: the fact was dropped */
    assert_true(deskbook_says(d, "\"unexpected_fact\""));
    answers(d, "q about 04-13T13:00 t=- u=a {'staff':'many'}", NULL, HOTLINE_REFUSED, NULL);
    assert_true(deskbook_says(d, "\"bad_value\""));
    assert_int_equal(memory_entry_count(d->data, UNIT, "a"), 2);
    assert_int_equal(deskbook_send_how(d, "s about 04-13T13:00 t=- u=a {'staff':'many'}", NULL, HOTLINE_COMMAND_RECORD, -1), HOTLINE_OK);
    assert_int_equal(memory_entry_count(d->data, UNIT, "a"), 3);
    answers(d, "v void 04-14T13:00 t=- u=a {'voids':'o'}", NULL, HOTLINE_OK, NULL);
    answers(d, "w void 04-14T13:00 t=- u=a {'voids':'zz'}", NULL, HOTLINE_REFUSED, NULL);
    assert_true(deskbook_says(d, "\"void_unknown\""));
    deskbook_verify(d, UNIT, "a", 4, 0, 0);
}

static void test_published(void **state) {
    deskbook *d = *state;
    answers(d, "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b',['a','c']]}", NULL, HOTLINE_OK, NULL);
    assert_int_equal(memory_version(d->data, HOTLINE_SUBJECT_PUBLISHED, "published"), 1);
    assert_int_equal(memory_version(d->data, UNIT, "a"), 1);
    assert_int_equal(memory_version(d->data, UNIT, "b"), 1);
    assert_int_equal(memory_wake(d->data, UNIT, "c"), casebook_instant("05-02T09:00"));
    answers(d, "v void 05-03T09:00 t=- {'voids':'q'}", NULL, HOTLINE_OK, NULL);
    assert_int_equal(memory_version(d->data, HOTLINE_SUBJECT_PUBLISHED, "published"), 2);
    answers(d, "w void 05-03T09:00 t=- {'voids':'nothing'}", NULL, HOTLINE_REFUSED, NULL);
    deskbook_verify(d, HOTLINE_SUBJECT_PUBLISHED, "published", 2, 0, 0);
}

/* The ticket's rules read the facts of its units, and of the one that the command names. */
static void test_unit_facts(void **state) {
    static const char rules[] = "'events':{'dispatch':{'facts':{'note':'optional'}},'report':{'if':'kind = street'}},"
                                "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'staff days'}}";
    deskbook e;
    (void)state;
    deskbook_open_rules(&e, rules, 1);
    deskbook_do(&e, "o about 04-01T13:00 t=- u=a {'kind':'street','staff':5}; p about 04-01T13:00 t=- u=b {'kind':'zone','staff':9}; "
                    "r receive 04-12T09:00");
    answers(&e, "d dispatch 04-12T10:00 u=a", NULL, HOTLINE_OK, NULL);
    assert_true(deskbook_says(&e, "\"due\":\"2021-04-18T00:00:00+08:00\""));
    answers(&e, "e dispatch 04-12T10:00 u=b", NULL, HOTLINE_OK, NULL);
    assert_int_equal(deskbook_send(&e, "m report 04-12T11:00 on=e", NULL), HOTLINE_REFUSED);
    assert_int_equal(deskbook_send(&e, "n report 04-12T11:00 on=d", NULL), HOTLINE_OK);
    assert_true(deskbook_says(&e, "\"due\":\"2021-04-22T00:00:00+08:00\""));
    /* Those that are stored when it is looked at. */
    deskbook_do(&e, "s about 04-02T13:00 t=- u=b {'kind':'street'}");
    assert_int_equal(deskbook_send(&e, "l report 04-12T11:30 on=e", NULL), HOTLINE_OK);
    deskbook_close(&e);
}

/* ---- rules that change ---- */

/* The same content is the same content under rules that call another fact personal, and after erasing too. */
static void test_again_under_other_rules(void **state) {
    static const char other[] = "'facts':{'matter':{'of':'ticket','type':'text','personal':true}}";
    static const char event[] = "r receive 04-12T09:00 {'matter':'x','topic':'01','size':3,'what':1}";
    deskbook e;
    casebook second;
    char *again;
    (void)state;
    deskbook_open_rules(&e, "", 1);
    casebook_open(&second, other);
    assert_int_equal(deskbook_send(&e, event, NULL), HOTLINE_OK); /* a fact that nobody declares is personal */
    again = as_duplicate(e.answer);
    assert_int_equal(hotline_desk_adopt(e.desk, second.rulebook), HOTLINE_OK);
    assert_int_equal(deskbook_send(&e, event, NULL), HOTLINE_OK);
    assert_string_equal(e.answer, again);
    assert_int_equal(deskbook_send(&e, "r receive 04-12T09:00 {'matter':'y','topic':'01','size':3,'what':1}", NULL), HOTLINE_ERROR_REUSED);
    assert_int_equal(deskbook_send(&e, "r receive 04-12T09:00 {'matter':'x','topic':'01','size':3,'what':2}", NULL), HOTLINE_ERROR_REUSED);
    free(again);
    deskbook_close(&e);
    casebook_close(&second);
}

/* ---- wrong calls, and too much ---- */

typedef struct longer {
    hotline_command command;
    uint32_t more[2];
} longer;

static void test_arguments(void **state) {
    deskbook *d = *state;
    char line[1024];
    longer given;
    hotline_command *c = &given.command;
    hotline_command good;
    hotline_command_init(NULL, sizeof good);
    hotline_command_init(&good, sizeof good);
    assert_int_equal(good.expected, -1);
    assert_int_equal(good.now, hotline_instant_none());
    good.line = line;
    good.line_len = casebook_line("r receive 04-12T09:00 r=centre", line, sizeof line);
    good.now = casebook_instant("04-13T09:00");
    assert_int_equal(hotline_desk_submit(NULL, &good, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_submit(d->desk, NULL, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_submit(d->desk, &good, NULL, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_submit(d->desk, &good, &d->answer, NULL, &d->error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(d->error.status, HOTLINE_ERROR_ARGUMENT);
#define WRONG(change)                                                                                                                      \
  do {                                                                                                                                     \
    memset(&given, 0, sizeof given);                                                                                                       \
    given.command = good;                                                                                                                  \
    change;                                                                                                                                \
    assert_int_equal(hotline_desk_submit(d->desk, c, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);                                  \
  } while (0)
    WRONG(c->line = NULL);
    WRONG(c->now = hotline_instant_none());
    WRONG(c->flags = 4);
    WRONG(c->struct_size = 0);
    WRONG(c->struct_size = sizeof *c - 1);
    WRONG((c->struct_size = sizeof given, given.more[1] = 1));
    assert_int_equal(memory_answer_count(d->data), 0);
    memset(&given, 0, sizeof given);
    given.command = good;
    c->struct_size = sizeof given;
    assert_int_equal(hotline_desk_submit(d->desk, c, &d->answer, &d->len, NULL), HOTLINE_OK);
}

static void test_bad_lines(void **state) {
    static const struct {
        const char *line;
        hotline_status status;
    } rows[] = {
        {"", HOTLINE_ERROR_SYNTAX},
        {"{", HOTLINE_ERROR_SYNTAX},
        {"\xff", HOTLINE_ERROR_SYNTAX},
        {"[]", HOTLINE_ERROR_DOCUMENT},
        {"{}", HOTLINE_ERROR_DOCUMENT},
        {"{\"id\":\"\",\"event\":\"receive\",\"ticket\":\"T1\",\"at\":\"2021-04-12 09:00\"}", HOTLINE_ERROR_DOCUMENT},
        {"{\"id\":\"r\",\"event\":\"receive\",\"at\":\"2021-04-12 09:00\"}", HOTLINE_ERROR_DOCUMENT},
        {"{\"id\":\"r\",\"event\":\"visit\",\"ticket\":\"T1\",\"at\":\"2021-04-12 09:00\"}", HOTLINE_ERROR_DOCUMENT},
        {"{\"id\":\"r\",\"event\":\"what\",\"at\":\"2021-04-12 09:00\"}", HOTLINE_ERROR_DOCUMENT},
        {"{\"id\":\"r\",\"event\":\"receive\",\"ticket\":\"T1\",\"at\":\"2021-04-12 09:00\",\"facts\":[]}", HOTLINE_ERROR_DOCUMENT},
    };
    deskbook *d = *state;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hotline_status status = deskbook_send_line(d, rows[i].line, "04-13T09:00", 0);
        if (status != rows[i].status) {
            fail_msg("%s: %s", rows[i].line, hotline_status_name(status));
        }
    }
    assert_int_equal(memory_answer_count(d->data), 0);
    assert_int_equal(d->faulty.calls[FAULTY_LOAD], 0);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_statuses),
        T(test_again),
        T(test_other_order),
        T(test_reused),
        T(test_record),
        T(test_record_is_another),
        T(test_try),
        T(test_expected),
        T(test_rival),
        T(test_rival_wins),
        T(test_rival_changes_the_answer),
        T(test_rival_sends_the_same),
        T(test_rival_reuses_the_id),
        T(test_attempts),
        T(test_moments),
        T(test_edges_of_time),
        T(test_unit),
        T(test_published),
        T(test_unit_facts),
        T(test_again_under_other_rules),
        T(test_arguments),
        T(test_bad_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
