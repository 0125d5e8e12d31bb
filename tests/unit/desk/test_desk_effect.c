/* SPDX-License-Identifier: MIT */
/* What other rules would change: duties that stand otherwise, come or go, notices that would be new; nothing is kept, nothing is held. */
#include "tests/support/deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TICKET HOTLINE_SUBJECT_TICKET

static int set_up(void **state) {
    static deskbook d;
    deskbook_open(&d);
    deskbook_do(&d, "r1 receive 04-12T09:00 r=centre t=T1; d1 dispatch 04-12T10:00 u=a r=centre t=T1; "
                    "r2 receive 04-12T09:00 r=centre t=T2; d2 dispatch 04-12T10:00 u=b r=centre t=T2; c2 contact 04-12T11:00 on=d2 t=T2; "
                    "n2 report 04-12T12:00 on=d2 r=handler t=T2; "
                    "r3 receive 04-12T09:00 r=centre t=T3; "
                    "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['a']}");
    *state = &d;
    return 0;
}

static int tear_down(void **state) {
    deskbook_close(*state);
    return 0;
}

/* By an overlay in place of the desk's, at a moment; 0: all on one page. */
static void effect(deskbook *d, const char *rules, const char *now, uint32_t limit) {
    casebook other;
    hotline_desk_query q = deskbook_query(now);
    q.limit = limit;
    casebook_open(&other, rules);
    if (hotline_desk_effect(d->desk, other.rulebook, &q, &d->answer, &d->len, &d->error) != HOTLINE_OK) {
        fail_msg("%s", d->error.message);
    }
    casebook_close(&other); /* what was answered lives on */
    assert_int_equal(strlen(d->answer), d->len);
}

static void test_nothing(void **state) {
    deskbook *d = *state;
    effect(d, deskbook_rules, "04-14T09:00", 0);
    assert_string_equal(d->answer, "");
}

static void test_duties(void **state) {
    deskbook *d = *state;
    effect(d,
           "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 day'},"
           "'y':{'of':'ticket','owed':'receive','met':'close'}}",
           "04-15T09:00", 0);
    assert_string_equal(
        d->answer,
        "{\"type\":\"changed\",\"kind\":\"ticket\",\"id\":\"T1\",\"duty\":\"x\",\"assignment\":\"d1\",\"instance\":1,\"before\":{\"state\":"
        "\"open\",\"late\":false,\"due\":\"2021-04-17T00:00:00+08:00\"},\"after\":{\"state\":\"open\",\"late\":true,\"due\":"
        "\"2021-04-14T00:00:00+08:00\"}}\n"
        "{\"type\":\"changed\",\"kind\":\"ticket\",\"id\":\"T1\",\"duty\":\"y\",\"assignment\":null,\"instance\":1,\"before\":null,"
        "\"after\":{"
        "\"state\":\"open\",\"late\":false,\"due\":null}}\n"
        "{\"type\":\"changed\",\"kind\":\"ticket\",\"id\":\"T2\",\"duty\":\"x\",\"assignment\":\"d2\",\"instance\":1,\"before\":{\"state\":"
        "\"met\",\"late\":false,\"due\":\"2021-04-17T00:00:00+08:00\"},\"after\":{\"state\":\"met\",\"late\":false,\"due\":"
        "\"2021-04-14T00:00:00+08:00\"}}\n"
        "{\"type\":\"changed\",\"kind\":\"ticket\",\"id\":\"T2\",\"duty\":\"y\",\"assignment\":null,\"instance\":1,\"before\":null,"
        "\"after\":{"
        "\"state\":\"open\",\"late\":false,\"due\":null}}\n"
        "{\"type\":\"changed\",\"kind\":\"ticket\",\"id\":\"T3\",\"duty\":\"y\",\"assignment\":null,\"instance\":1,\"before\":null,"
        "\"after\":{"
        "\"state\":\"open\",\"late\":false,\"due\":null}}\n");
}

static void test_gone(void **state) {
    deskbook *d = *state;
    effect(d, "", "04-14T09:00", 0);
    assert_int_equal(deskbook_count(d, "\"type\":\"changed\""), 2);
    assert_true(deskbook_says(d,
                              "\"id\":\"T1\",\"duty\":\"x\",\"assignment\":\"d1\",\"instance\":1,\"before\":{\"state\":\"open\",\"late\":"
                              "false,\"due\":\"2021-04-17T00:00:00+08:00\"},\"after\":null}"));
    assert_true(deskbook_says(d, "\"id\":\"T2\",\"duty\":\"x\",\"assignment\":\"d2\",\"instance\":1,\"before\":{\"state\":\"met\""));
}

static void test_notices(void **state) {
    deskbook *d = *state;
    effect(d,
           "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}},"
           "'proposals':{'early':{'of':'assignment','on':'due(x)','ahead':'3 workdays','propose':'reminder'}}",
           "04-14T09:00", 0);
    assert_int_equal(deskbook_count(d, "\n"), 1);
    assert_true(deskbook_says(d, "{\"type\":\"proposed\",\"kind\":\"ticket\",\"id\":\"T1\",\"notice\":{\"type\":\"proposal\",\"id\":"
                                 "\"early/assignment/T1/d1/d1\""));
    /* Units and what was published are gone through as well. */
    deskbook_do(d, "o about 04-12T09:00 t=- u=a");
    effect(d, "'proposals':{'look':{'of':'unit','on':'end(month)','propose':'look','to':'centre'}}", "05-02T10:00", 0);
    assert_int_equal(deskbook_count(d, "\"type\":\"proposed\""), 0);
    effect(d, "'proposals':{'stare':{'of':'unit','on':'end(month)','propose':'look','to':'centre'}}", "06-02T10:00", 0);
    assert_true(deskbook_says(d, "{\"type\":\"proposed\",\"kind\":\"unit\",\"id\":\"a\",\"notice\":"));
}

static void test_pages(void **state) {
    static const char rules[] = "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 day'}}";
    deskbook *d = *state;
    casebook other;
    char whole[4096];
    uint32_t limit;
    effect(d, rules, "04-15T09:00", 0);
    (void)snprintf(whole, sizeof whole, "%s", d->answer);
    casebook_open(&other, rules);
    for (limit = 1; limit <= 6; limit++) {
        hotline_desk_query q = deskbook_query("04-15T09:00");
        char parts[4096] = "";
        char after[64];
        uint32_t count = 0;
        const char *more;
        q.limit = limit;
        do {
            assert_int_equal(hotline_desk_effect(d->desk, other.rulebook, &q, &d->answer, &d->len, &d->error), HOTLINE_OK);
            more = strstr(d->answer, "{\"type\":\"more\"");
            strncat(parts, d->answer, more != NULL ? (size_t)(more - d->answer) : d->len);
            if (more != NULL) {
                int32_t kind = 0;
                char id[16] = "";
                assert_int_equal(sscanf(strstr(more, "08,"), "08,%d,\\\"%15[^\\]", &kind, id), 2);
                q.after_len = (size_t)snprintf(after, sizeof after, "[%lld,%d,\"%s\"]", (long long)INT64_MIN, (int)kind, id);
                q.after = after;
            }
            count++;
        } while (more != NULL);
        assert_string_equal(parts, whole);
        assert_int_equal(count, (5 + limit - 1) / limit);
    }
    casebook_close(&other);
}

static void test_kept(void **state) {
    deskbook *d = *state;
    char *kept = memory_state(d->data);
    char *now;
    effect(d, "", "05-14T09:00", 0);
    effect(d, "'proposals':{'p':{'of':'ticket','on':'receive','propose':'look'}}", "05-14T09:00", 0);
    assert_int_equal(deskbook_count(d, "\"type\":\"proposed\""), 3);
    now = memory_state(d->data);
    assert_string_equal(now, kept);
    free(now);
    free(kept);
    assert_int_equal(d->faulty.calls[FAULTY_DELIVERED], 0);
    /* The desk goes by its own rules still. */
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-14T09:00", NULL, 0), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"duty\":\"x\""));
}

/* An entry that cannot be read, and an own rulebook as the other one. */
static void test_same_rulebook(void **state) {
    deskbook *d = *state;
    hotline_desk_query q = deskbook_query("05-14T09:00");
    assert_int_equal(hotline_desk_effect(d->desk, d->book.rulebook, &q, &d->answer, &d->len, &d->error), HOTLINE_OK);
    assert_int_equal(d->len, 0);
    assert_int_equal(memory_tamper(d->data, TICKET, "T2", 0, "{}"), 1);
    assert_int_equal(hotline_desk_effect(d->desk, d->book.rulebook, &q, &d->answer, &d->len, &d->error), HOTLINE_ERROR_DOCUMENT);
    assert_string_equal(d->error.message, "an entry in the store cannot be read: ticket \"T2\", entry 1");
}

static void test_arguments(void **state) {
    deskbook *d = *state;
    const hotline_rulebook *r = d->book.rulebook;
    hotline_desk_query q = deskbook_query("05-14T09:00");
    assert_int_equal(hotline_desk_effect(NULL, r, &q, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_effect(d->desk, NULL, &q, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_effect(d->desk, r, NULL, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_effect(d->desk, r, &q, NULL, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_effect(d->desk, r, &q, &d->answer, NULL, &d->error), HOTLINE_ERROR_ARGUMENT);
    q.now = hotline_instant_none();
    assert_int_equal(hotline_desk_effect(d->desk, r, &q, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    q = deskbook_query("05-14T09:00");
    q.flags = 2;
    assert_int_equal(hotline_desk_effect(d->desk, r, &q, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
    q.flags = 0;
    q.struct_size--;
    assert_int_equal(hotline_desk_effect(d->desk, r, &q, &d->answer, &d->len, NULL), HOTLINE_ERROR_ARGUMENT);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_nothing), T(test_duties), T(test_gone),          T(test_notices),
        T(test_pages),   T(test_kept),   T(test_same_rulebook), T(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
