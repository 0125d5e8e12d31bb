/* SPDX-License-Identifier: MIT */
/*
 * Time passes: each reminder becomes one notice however often and in whatever order the desk looks, the next moment, what an outlet takes
 * and what not, what a published ranking wakes, what erasing leaves, and looking at everything again.
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
    deskbook_close(*state);
    return 0;
}

static void next_is(deskbook *d, const char *when) {
    hotline_instant next = 0;
    assert_int_equal(hotline_desk_next(d->desk, &next, &d->error), HOTLINE_OK);
    if (next != (when != NULL ? casebook_instant(when) : hotline_instant_none())) {
        char text[HOTLINE_INSTANT_SIZE] = "none";
        (void)hotline_instant_write(next, 480, text);
        fail_msg("next is %s, not %s", text, when != NULL ? when : "none");
    }
}

/* The ids of all notices in the order in which they were kept, each with a blank after it. */
static void notices_are(const deskbook *d, const char *ids) {
    char all[2048] = "";
    size_t i;
    for (i = 0; i < memory_notice_count(d->data); i++) {
        strcat(all, memory_notice_id(d->data, i));
        strcat(all, " ");
    }
    assert_string_equal(all, ids);
}

/* ---- reminders ---- */

static void test_reminders(void **state) {
    deskbook *d = *state;
    next_is(d, NULL);
    assert_int_equal(deskbook_tick(d, "04-12T08:00"), 0);
    deskbook_do(d, OPEN);
    next_is(d, "04-16T00:00");
    assert_int_equal(deskbook_tick(d, "04-15T23:59:59"), 0);
    notices_are(d, "");
    assert_int_equal(deskbook_tick(d, "04-16T00:00"), 1);
    notices_are(d, "remind/assignment/T1/d/d ");
    next_is(d, "04-19T00:00");
    assert_int_equal(deskbook_tick(d, "04-16T00:00"), 0);
    assert_int_equal(deskbook_tick(d, "04-15T00:00"), 0);
    assert_int_equal(deskbook_tick(d, "04-30T00:00"), 1);
    notices_are(d, "remind/assignment/T1/d/d chase/assignment/T1/d/d ");
    next_is(d, NULL);
    assert_int_equal(deskbook_tick(d, "12-30T00:00"), 0);
    assert_non_null(strstr(memory_notice_body(d->data, "remind/assignment/T1/d/d"), "{\"type\":\"proposal\""));
    assert_null(strchr(memory_notice_body(d->data, "remind/assignment/T1/d/d"), '\n'));
    assert_null(strstr(memory_notice_body(d->data, "remind/assignment/T1/d/d"), "王小明"));
}

/* Nobody looked in time: both come at once, in the order of their moments; and a command looks too. */
static void test_late_look(void **state) {
    deskbook *d = *state;
    deskbook_do(d, OPEN);
    assert_int_equal(deskbook_tick(d, "05-30T00:00"), 1);
    notices_are(d, "remind/assignment/T1/d/d chase/assignment/T1/d/d ");
    deskbook_do(d, "s receive 04-12T09:00 r=centre t=T2; e dispatch 04-12T10:00 u=a r=centre t=T2; h hold 04-20T09:00 t=T2");
    notices_are(d, "remind/assignment/T1/d/d chase/assignment/T1/d/d remind/assignment/T2/e/e chase/assignment/T2/e/e ");
    next_is(d, NULL);
}

/* A refused command looks as well as one that is done. */
static void test_refused_looks(void **state) {
    deskbook *d = *state;
    deskbook_do(d, OPEN);
    assert_int_equal(deskbook_send(d, "n report 04-16T09:00 on=d r=handler", NULL), HOTLINE_REFUSED);
    notices_are(d, "remind/assignment/T1/d/d ");
    next_is(d, "04-19T00:00");
}

/* What was met in time is not chased; what was taken back is not taken out of the notices. */
static void test_condition_at_the_moment(void **state) {
    deskbook *d = *state;
    deskbook_do(d, OPEN "; c contact 04-13T09:00 on=d r=handler; n report 04-16T12:00 on=d r=handler");
    notices_are(d, "remind/assignment/T1/d/d ");
    (void)deskbook_tick(d, "05-30T00:00");
    notices_are(d, "remind/assignment/T1/d/d ");
    deskbook_do(d, "v void 05-31T00:00 r=centre {'voids':'n'}");
    notices_are(d, "remind/assignment/T1/d/d chase/assignment/T1/d/d ");
    deskbook_do(d, "w void 06-01T00:00 r=centre {'voids':'d'}");
    notices_are(d, "remind/assignment/T1/d/d chase/assignment/T1/d/d ");
    assert_int_equal(memory_due(d->data, TICKET, "T1"), hotline_instant_none());
}

/* Each of the tickets once, whatever the limit and the order of the clocks. */
static void test_many(void **state) {
    static const char *const clocks[] = {"04-16T00:00", "04-20T00:00", "04-15T00:00", "04-16T12:00", "04-13T00:00", "05-01T00:00"};
    deskbook *d = *state;
    uint64_t limit;
    char event[128];
    size_t i;
    for (i = 0; i < 10; i++) {
        (void)snprintf(event, sizeof event, "r%u receive 04-12T09:00 r=centre t=T%u; d%u dispatch 04-1%uT10:00 u=a r=centre t=T%u",
                       (unsigned)i, (unsigned)i, (unsigned)i, (unsigned)(2 + i / 5), (unsigned)i);
        deskbook_do(d, event);
    }
    for (i = 0; i < sizeof clocks / sizeof clocks[0]; i++) {
        for (limit = 3; limit > 0; limit--) {
            uint64_t count = 99;
            assert_int_equal(hotline_desk_tick(d->desk, casebook_instant(clocks[i]), limit, &count, &d->error), HOTLINE_OK);
            assert_true(count <= limit);
        }
    }
    (void)deskbook_tick(d, "05-02T00:00");
    assert_int_equal(memory_notice_count(d->data), 20);
    next_is(d, NULL);
}

static void test_limit(void **state) {
    deskbook *d = *state;
    uint64_t count = 0;
    deskbook_do(d, OPEN "; s receive 04-12T09:00 r=centre t=T2; e dispatch 04-12T10:00 u=a r=centre t=T2; "
                        "t receive 04-12T09:00 r=centre t=T0; f dispatch 04-12T10:00 u=a r=centre t=T0");
    assert_int_equal(hotline_desk_tick(d->desk, casebook_instant("04-16T00:00"), 2, &count, NULL), HOTLINE_OK);
    assert_int_equal(count, 2);
    notices_are(d, "remind/assignment/T0/f/f remind/assignment/T1/d/d ");
    next_is(d, "04-16T00:00");
    assert_int_equal(hotline_desk_tick(d->desk, casebook_instant("04-16T00:00"), 2, &count, NULL), HOTLINE_OK);
    assert_int_equal(count, 1);
    assert_int_equal(hotline_desk_tick(d->desk, casebook_instant("04-16T00:00"), 2, &count, NULL), HOTLINE_OK);
    assert_int_equal(count, 0);
    notices_are(d, "remind/assignment/T0/f/f remind/assignment/T1/d/d remind/assignment/T2/e/e ");
}

/* More subjects than are listed at once. */
static void test_pages(void **state) {
    deskbook *d = *state;
    char event[128];
    unsigned i;
    uint64_t count = 0;
    for (i = 0; i < 600; i++) {
        (void)snprintf(event, sizeof event, "r%u receive 04-12T09:00 r=centre t=T%u; d%u dispatch 04-12T10:00 u=a r=centre t=T%u", i, i, i,
                       i);
        deskbook_do(d, event);
    }
    assert_int_equal(hotline_desk_tick(d->desk, casebook_instant("04-16T00:00"), 300, &count, NULL), HOTLINE_OK);
    assert_int_equal(count, 300);
    assert_int_equal(deskbook_tick(d, "04-16T00:00"), 300);
    assert_int_equal(memory_notice_count(d->data), 600);
    assert_int_equal(hotline_desk_refresh(d->desk, casebook_instant("04-16T00:00"), &count, NULL), HOTLINE_OK);
    assert_int_equal(count, 600);
    assert_int_equal(memory_notice_count(d->data), 600);
}

/* ---- units ---- */

static void test_end_of_month(void **state) {
    deskbook *d = *state;
    deskbook_do(d, "o about 04-12T09:00 t=- u=a {'kind':'street'}");
    next_is(d, "05-01T00:00");
    assert_int_equal(deskbook_tick(d, "05-01T00:00"), 1);
    assert_int_equal(memory_notice_count(d->data), 1);
    next_is(d, "06-01T00:00");
    (void)deskbook_tick(d, "08-15T00:00");
    assert_int_equal(memory_notice_count(d->data), 4);
    next_is(d, "09-01T00:00");
}

static void test_publish(void **state) {
    deskbook *d = *state;
    deskbook_do(d, "o about 05-01T09:00 t=- u=a {'kind':'street'}; "
                   "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b','c','a']}");
    assert_int_equal(memory_version(d->data, UNIT, "a"), 2);
    assert_int_equal(memory_version(d->data, UNIT, "b"), 1);
    notices_are(d, "");
    next_is(d, "05-02T09:00");
    assert_int_equal(deskbook_tick(d, "05-02T09:00"), 3);
    notices_are(d, "talk/unit/a/k 2021-04 ");
    assert_int_equal(deskbook_tick(d, "05-02T09:00"), 0);
    /* A later version of the same, for whose last one it is new. */
    deskbook_do(d, "p publish 05-03T09:00 t=- {'ranking':'k','period':'2021-04','version':2,'order':['b','a','c']}");
    (void)deskbook_tick(d, "05-03T09:00");
    notices_are(d, "talk/unit/a/k 2021-04 talk/unit/c/k 2021-04 ");
    /* Corrected: those named in what stands in its place are looked at again. */
    deskbook_do(d, "t replace 05-04T09:00 t=- {'replaces':'p','ranking':'k','period':'2021-04','version':2,'order':['c','a','b']}");
    (void)deskbook_tick(d, "05-04T09:00");
    notices_are(d, "talk/unit/a/k 2021-04 talk/unit/c/k 2021-04 talk/unit/b/k 2021-04 ");
    /* A unit that only a ranking names is there, and can be seen and erased. */
    assert_int_equal(deskbook_view(d, UNIT, "b", "05-05T09:00", "centre", 0), HOTLINE_OK);
    assert_int_equal(hotline_desk_erase(d->desk, UNIT, "b", 1, casebook_instant("05-05T09:00"), &d->error), HOTLINE_OK);
}

/* Each of many is woken once; the time for it grows with their number, not with its square. */
static void test_publish_many(void **state) {
    enum { MANY = 4000 };
    static char line[MANY * 24 + 200];
    deskbook *d = *state;
    size_t used = (size_t)sprintf(line, "{\"id\":\"q\",\"event\":\"publish\",\"at\":\"2021-05-02 09:00\",\"facts\":{\"ranking\":\"k\","
                                        "\"period\":\"2021-04\",\"order\":[[\"\",[\"u0\"]]");
    int i;
    for (i = 0; i < MANY; i++) {
        used += (size_t)sprintf(line + used, ",\"u%d\",\"u%d\"", i, MANY - 1 - i);
    }
    (void)sprintf(line + used, "]}}");
    assert_int_equal(deskbook_send_line(d, line, "05-02T09:00", HOTLINE_COMMAND_RECORD), HOTLINE_OK);
    assert_int_equal(memory_subject_count(d->data), MANY + 1);
    assert_int_equal(memory_version(d->data, UNIT, "u0"), 1);
    assert_int_equal(memory_version(d->data, UNIT, "u3999"), 1);
}

/* What was published is taken back: all who stood in it are looked at, though the correction names nobody. */
static void test_taken_back(void **state) {
    deskbook *d = *state;
    deskbook_do(d, "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b',['c','a'],'b']}");
    assert_int_equal(memory_version(d->data, UNIT, "b"), 1); /* named twice, woken once */
    assert_int_equal(deskbook_tick(d, "05-02T09:00"), 3);
    deskbook_do(d, "v void 05-03T09:00 t=- {'voids':'q'}");
    assert_int_equal(memory_version(d->data, UNIT, "a"), 2);
    assert_int_equal(memory_version(d->data, UNIT, "b"), 2);
    next_is(d, "05-03T09:00");
    assert_int_equal(deskbook_tick(d, "05-03T09:00"), 3);
}

/* A subject that cannot be read does not keep those behind it from being looked at. */
static void test_unreadable(void **state) {
    deskbook *d = *state;
    uint64_t count = 9;
    deskbook_do(d, "o about 05-01T09:00 t=- u=a {'kind':'street'}; "
                   "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b','a','c']}");
    assert_int_equal(memory_tamper(d->data, UNIT, "a", 0, "[]"), 1);
    hotline_error_init(&d->error, sizeof d->error);
    assert_int_equal(hotline_desk_tick(d->desk, casebook_instant("05-02T09:00"), 1, &count, &d->error), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(count, 1); /* b, after a was passed over */
    assert_non_null(strstr(d->error.message, "unit \"a\", entry 1"));
    assert_int_equal(hotline_desk_tick(d->desk, casebook_instant("05-02T09:00"), 0, &count, &d->error), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(count, 1);
    notices_are(d, "talk/unit/c/k 2021-04 ");
    assert_int_equal(hotline_desk_refresh(d->desk, casebook_instant("05-02T09:00"), &count, NULL), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(count, 3);
}

/* Whoever looked at a unit before it was woken meets a conflict, so that no waking is lost. */
static void publish_meanwhile(void *with) {
    hotline_desk **desk = with;
    char line[512];
    hotline_command c;
    const char *answer;
    size_t len;
    hotline_command_init(&c, sizeof c);
    c.line = line;
    c.line_len = casebook_line("q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b','a']}", line, sizeof line);
    c.now = casebook_instant("05-02T09:00");
    assert_true(hotline_desk_submit(*desk, &c, &answer, &len, NULL) >= 0);
}

static void test_woken_meanwhile(void **state) {
    deskbook *d = *state;
    hotline_desk *other = deskbook_second(d, NULL);
    d->faulty.before = publish_meanwhile;
    d->faulty.with = &other;
    deskbook_do(d, "o about 05-02T10:00 t=- u=a {'kind':'street'}");
    d->faulty.before = NULL;
    (void)deskbook_tick(d, "05-02T10:00");
    notices_are(d, "talk/unit/a/k 2021-04 ");
    hotline_desk_free(other);
}

/* ---- others write ---- */

typedef struct writer {
    hotline_desk *desk;
    uint32_t left, written;
} writer;

static void write_meanwhile(void *with) {
    writer *w = with;
    char event[128];
    char line[512];
    hotline_command c;
    const char *answer;
    size_t len;
    if (w->left == 0) {
        return;
    }
    w->left--;
    (void)snprintf(event, sizeof event, "h%u hold 04-12T11:00", w->written++);
    hotline_command_init(&c, sizeof c);
    c.line = line;
    c.line_len = casebook_line(event, line, sizeof line);
    c.now = casebook_instant("04-12T11:00");
    assert_int_equal(hotline_desk_submit(w->desk, &c, &answer, &len, NULL), HOTLINE_OK);
}

static void test_others_write(void **state) {
    deskbook *d = *state;
    writer w = {deskbook_second(d, NULL), 8, 0};
    uint64_t count = 0;
    deskbook_do(d, OPEN);
    d->faulty.before = write_meanwhile;
    d->faulty.with = &w;
    assert_int_equal(deskbook_tick(d, "04-16T00:00"), 1);
    notices_are(d, "");
    next_is(d, "04-16T00:00"); /* left for the next call */
    w.left = 7;
    assert_int_equal(deskbook_tick(d, "04-16T00:00"), 1);
    notices_are(d, "remind/assignment/T1/d/d ");
    w.left = 8;
    assert_int_equal(hotline_desk_refresh(d->desk, casebook_instant("04-16T00:00"), &count, &d->error), HOTLINE_CONFLICT);
    assert_int_equal(count, 1);
    w.left = 8;
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T1", 2, casebook_instant("04-16T00:00"), &d->error), HOTLINE_CONFLICT);
    assert_non_null(memory_entry_personal(d->data, TICKET, "T1", 0));
    w.left = 7;
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T1", 2, casebook_instant("04-16T00:00"), &d->error), HOTLINE_OK);
    hotline_desk_free(w.desk);
}

/* ---- delivering ---- */

typedef struct receiver {
    int32_t answers[32]; /* to each call, 0 after them */
    uint32_t calls;
    char got[1024];
} receiver;

static int32_t receive(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    receiver *r = user;
    assert_int_equal(strlen(id), id_len);
    assert_int_equal(strlen(body), body_len);
    strcat(r->got, id);
    strcat(r->got, " ");
    return r->answers[r->calls++];
}

static hotline_status deliver(deskbook *d, receiver *r, uint64_t limit, uint64_t *count) {
    hotline_outlet outlet;
    hotline_outlet_init(&outlet, sizeof outlet);
    outlet.user = r;
    outlet.deliver = receive;
    r->got[0] = '\0';
    r->calls = 0;
    *count = 99;
    return hotline_desk_deliver(d->desk, &outlet, limit, count, &d->error);
}

static void test_deliver(void **state) {
    deskbook *d = *state;
    receiver r = {{0}, 0, ""};
    uint64_t count;
    assert_int_equal(deliver(d, &r, 0, &count), HOTLINE_OK);
    assert_int_equal(count, 0);
    deskbook_do(d, OPEN
                "; e dispatch 04-13T10:00 u=b r=centre; s receive 04-12T09:00 r=centre t=T2; f dispatch 04-14T10:00 u=a r=centre t=T2");
    (void)deskbook_tick(d, "04-30T00:00");
    notices_are(d, "remind/assignment/T1/d/d remind/assignment/T1/e/e chase/assignment/T1/d/d chase/assignment/T1/e/e "
                   "remind/assignment/T2/f/f chase/assignment/T2/f/f ");
    /* Not now: the next one is tried. Stop: nothing more. */
    r.answers[0] = 1;
    r.answers[2] = -5;
    assert_int_equal(deliver(d, &r, 0, &count), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(hotline_desk_callback_result(d->desk), -5);
    assert_int_equal(count, 1);
    assert_string_equal(r.got, "remind/assignment/T1/d/d remind/assignment/T1/e/e chase/assignment/T1/d/d ");
    assert_int_equal(memory_notice_delivered(d->data, "remind/assignment/T1/e/e"), 1);
    assert_int_equal(memory_notice_delivered(d->data, "chase/assignment/T1/d/d"), 0);
    memset(&r, 0, sizeof r);
    r.answers[1] = 1;
    assert_int_equal(deliver(d, &r, 2, &count), HOTLINE_OK);
    assert_int_equal(count, 2);
    assert_string_equal(r.got, "remind/assignment/T1/d/d chase/assignment/T1/d/d chase/assignment/T1/e/e ");
    memset(&r, 0, sizeof r);
    assert_int_equal(deliver(d, &r, 0, &count), HOTLINE_OK);
    assert_int_equal(count, 3);
    assert_string_equal(r.got, "chase/assignment/T1/d/d remind/assignment/T2/f/f chase/assignment/T2/f/f ");
    assert_int_equal(deliver(d, &r, 0, &count), HOTLINE_OK);
    assert_int_equal(count, 0);
    /* What was delivered is known still: it is no notice again. */
    assert_int_equal(hotline_desk_refresh(d->desk, casebook_instant("04-30T00:00"), &count, NULL), HOTLINE_OK);
    assert_int_equal(memory_notice_count(d->data), 6);
    assert_int_equal(memory_undelivered_count(d->data), 0);
}

/* The note that it was delivered fails: it comes again, under the same id. */
static void test_deliver_again(void **state) {
    deskbook *d = *state;
    receiver r = {{0}, 0, ""};
    uint64_t count;
    deskbook_do(d, OPEN);
    (void)deskbook_tick(d, "04-16T00:00");
    d->faulty.only = FAULTY_DELIVERED;
    faulty_arm(&d->faulty, FAULTY_BEFORE, 1);
    assert_int_equal(deliver(d, &r, 0, &count), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(count, 0);
    assert_string_equal(r.got, "remind/assignment/T1/d/d ");
    faulty_arm(&d->faulty, FAULTY_BEFORE, 0);
    assert_int_equal(deliver(d, &r, 0, &count), HOTLINE_OK);
    assert_int_equal(count, 1);
    assert_string_equal(r.got, "remind/assignment/T1/d/d ");
}

static int32_t never_now(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    uint32_t *calls = user;
    (void)id;
    (void)id_len;
    (void)body;
    (void)body_len;
    return ++*calls % 3 == 0 ? 0 : 1;
}

/* More notices than are fetched at once, and most are not taken now. */
static void test_deliver_many(void **state) {
    deskbook *d = *state;
    hotline_outlet outlet;
    uint32_t calls = 0;
    uint64_t count = 0;
    char event[128];
    unsigned i;
    for (i = 0; i < 600; i++) {
        (void)snprintf(event, sizeof event, "r%u receive 04-12T09:00 r=centre t=T%u; d%u dispatch 04-12T10:00 u=a r=centre t=T%u", i, i, i,
                       i);
        deskbook_do(d, event);
    }
    (void)deskbook_tick(d, "04-16T00:00");
    hotline_outlet_init(&outlet, sizeof outlet);
    outlet.user = &calls;
    outlet.deliver = never_now;
    assert_int_equal(hotline_desk_deliver(d->desk, &outlet, 0, &count, &d->error), HOTLINE_OK);
    assert_int_equal(calls, 600);
    assert_int_equal(count, 200);
    assert_int_equal(memory_undelivered_count(d->data), 400);
}

/* ---- erasing ---- */

static int anywhere(const deskbook *d, const char *part) {
    char *kept = memory_state(d->data);
    int found = strstr(kept, part) != NULL;
    free(kept);
    return found;
}

static void test_erase(void **state) {
    deskbook *d = *state;
    deskbook_do(d, OPEN "; s receive 04-12T09:00 r=centre t=T2 {'caller_name':'李四'}");
    assert_int_equal(deskbook_send(d, "n report 04-12T11:00 on=d r=handler {'note':'x'}", NULL), HOTLINE_REFUSED);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T1", 2, casebook_instant("04-13T09:00"), &d->error), HOTLINE_OK);
    assert_false(anywhere(d, "王小明"));
    assert_true(anywhere(d, "李四"));
    deskbook_verify(d, TICKET, "T1", 3, 0, 2);
    deskbook_verify(d, TICKET, "T2", 1, 1, 0);
    assert_int_equal(memory_version(d->data, TICKET, "T1"), 3);
    assert_null(memory_answer_personal(d->data, "n"));
    assert_non_null(memory_answer_personal(d->data, "s"));
    /* Duplicates are known still, by all that is not personal. */
    assert_int_equal(deskbook_send(d, "n report 04-12T11:00 on=d r=handler {'note':'x'}", NULL), HOTLINE_REFUSED);
    assert_true(deskbook_says(d, "\"duplicate\":true,\"version\":2,\"findings\":null,\"due\":\"2021-04-17T00:00:00+08:00\"}"));
    assert_int_equal(deskbook_send(d, "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35,'size':2}", NULL), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"duplicate\":true,\"version\":1,\"findings\":null,\"due\":null}"));
    assert_int_equal(deskbook_send(d, "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35,'size':3}", NULL),
                     HOTLINE_ERROR_REUSED);
    assert_int_equal(deskbook_send(d, "n report 04-12T11:00 on=d r=handler {'note':'y'}", NULL), HOTLINE_ERROR_REUSED);
    /* Texts say so, other values are gone; whoever may see. */
    assert_int_equal(deskbook_view(d, TICKET, "T1", "04-13T09:00", "centre", 0), HOTLINE_OK);
    assert_true(deskbook_says(d, "\"caller_name\":\"[erased]\""));
    assert_false(deskbook_says(d, "\"age\""));
    assert_true(deskbook_says(d, "\"size\":2"));
    /* The desk goes on, and what comes later is personal again. */
    deskbook_do(d, "u update 04-13T10:00 {'caller_name':'赵六'}");
    deskbook_verify(d, TICKET, "T1", 4, 1, 2);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T1", 2, casebook_instant("04-14T09:00"), &d->error), HOTLINE_OK);
    deskbook_verify(d, TICKET, "T1", 5, 0, 3);
    assert_false(anywhere(d, "赵六"));
}

static void test_erase_unit(void **state) {
    deskbook *d = *state;
    assert_int_equal(
        deskbook_send_how(d, "o about 04-12T09:00 t=- u=a {'kind':'street','boss':'王小明'}", NULL, HOTLINE_COMMAND_RECORD, -1),
        HOTLINE_OK);
    assert_int_equal(hotline_desk_erase(d->desk, UNIT, "a", 1, casebook_instant("04-13T09:00"), &d->error), HOTLINE_OK);
    assert_false(anywhere(d, "王小明"));
    deskbook_verify(d, UNIT, "a", 2, 0, 1);
}

/* A correction without its ticket is one of what was published, whatever personal facts it brings. */
static void test_erase_published(void **state) {
    deskbook *d = *state;
    deskbook_do(d, "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b','a']}");
    assert_int_equal(deskbook_send(d, "n replace 05-02T10:00 t=- {'replaces':'r','age':35}", NULL), HOTLINE_REFUSED);
    assert_int_equal(
        deskbook_send_how(d, "m replace 05-02T10:00 t=- {'replaces':'r','caller_name':'王小明'}", NULL, HOTLINE_COMMAND_RECORD, -1),
        HOTLINE_OK);
    assert_int_equal(hotline_desk_erase(d->desk, HOTLINE_SUBJECT_PUBLISHED, "published", 9, casebook_instant("05-03T09:00"), &d->error),
                     HOTLINE_OK);
    assert_false(anywhere(d, "王小明"));
    assert_null(memory_answer_personal(d->data, "n"));
    deskbook_verify(d, HOTLINE_SUBJECT_PUBLISHED, "published", 3, 0, 1);
    deskbook_do(d, "p publish 05-04T09:00 t=- {'ranking':'k','period':'2021-04','version':2,'order':['a','b']}");
    deskbook_verify(d, HOTLINE_SUBJECT_PUBLISHED, "published", 4, 0, 1);
}

/* Moments and notices beside it are those of what is left. */
static void test_erase_changes_what_is_owed(void **state) {
    static const char rules[] = "'facts':{'age':{'of':'ticket','type':'integer','personal':true}},"
                                "'events':{'receive':{'facts':{'age':'optional'}}},"
                                "'duties':{'x':{'of':'ticket','owed':'receive','met':'close','within':'age days'}},"
                                "'proposals':{'remind':{'of':'ticket','on':'due(x)','propose':'reminder'}}";
    deskbook d;
    (void)state;
    deskbook_open_rules(&d, rules, 1);
    deskbook_do(&d, "r receive 04-12T09:00 {'age':5}");
    assert_int_equal(memory_due(d.data, TICKET, "T1"), casebook_instant("04-18T00:00"));
    next_is(&d, "04-18T00:00");
    assert_int_equal(hotline_desk_erase(d.desk, TICKET, "T1", 2, casebook_instant("04-20T09:00"), &d.error), HOTLINE_OK);
    assert_int_equal(memory_due(d.data, TICKET, "T1"), hotline_instant_none());
    next_is(&d, NULL);
    notices_are(&d, "");
    deskbook_close(&d);
}

/* Nothing came of the only command about it, but the answer is there. */
static void test_erase_of_nothing(void **state) {
    deskbook *d = *state;
    hotline_instant now = casebook_instant("04-13T09:00");
    assert_int_equal(deskbook_send(d, "n update 04-12T11:00 t=T3 {'caller_name':'王小明'}", NULL), HOTLINE_REFUSED);
    assert_non_null(memory_answer_personal(d->data, "n"));
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T3", 2, now, &d->error), HOTLINE_ERROR_NOT_FOUND);
    assert_null(memory_answer_personal(d->data, "n"));
    assert_int_equal(memory_subject_count(d->data), 0);
    assert_int_equal(deskbook_send(d, "n update 04-12T11:00 t=T3 {'caller_name':'王小明'}", NULL), HOTLINE_REFUSED);
    assert_true(deskbook_says(d, "\"duplicate\":true,\"version\":0,\"findings\":null"));
}

static void test_erase_arguments(void **state) {
    deskbook *d = *state;
    hotline_instant now = casebook_instant("04-13T09:00");
    deskbook_do(d, OPEN);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T3", 2, now, &d->error), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(memory_subject_count(d->data), 1);
    assert_int_equal(hotline_desk_erase(d->desk, UNIT, "T1", 2, now, &d->error), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(hotline_desk_erase(NULL, TICKET, "T1", 2, now, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, NULL, 2, now, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "", 0, now, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "\xff", 1, now, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T\0001", 3, now, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T1", 2, hotline_instant_none(), NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, TICKET, "T1", 2, INT64_MAX, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, HOTLINE_SUBJECT_PUBLISHED + 1, "published", 9, now, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_erase(d->desk, 0, "T1", 2, now, NULL), HOTLINE_ERROR_ARGUMENT);
}

/* ---- everything again ---- */

static void test_refresh(void **state) {
    static const char other[] = "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 day'}},"
                                "'proposals':{'remind':{'of':'assignment','on':'due(x)','propose':'reminder'}}";
    deskbook *d = *state;
    casebook second;
    uint64_t count = 0;
    deskbook_do(d, OPEN "; o about 04-12T09:00 t=- u=a {'kind':'street'}");
    casebook_open(&second, other);
    assert_int_equal(hotline_desk_adopt(d->desk, second.rulebook), HOTLINE_OK);
    next_is(d, "04-16T00:00");
    assert_int_equal(hotline_desk_refresh(d->desk, casebook_instant("04-13T09:00"), &count, &d->error), HOTLINE_OK);
    assert_int_equal(count, 2);
    next_is(d, "04-14T00:00");
    assert_int_equal(memory_due(d->data, TICKET, "T1"), casebook_instant("04-14T00:00"));
    assert_int_equal(hotline_desk_adopt(d->desk, d->book.rulebook), HOTLINE_OK);
    casebook_close(&second); /* nothing of it is held any more */
}

static void test_arguments(void **state) {
    deskbook *d = *state;
    hotline_instant now = casebook_instant("04-13T09:00");
    hotline_outlet outlet;
    uint64_t count;
    assert_int_equal(hotline_desk_tick(NULL, now, 0, &count, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_tick(d->desk, now, 0, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_tick(d->desk, hotline_instant_none(), 0, &count, &d->error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_tick(d->desk, INT64_MAX, 0, &count, &d->error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_refresh(NULL, now, &count, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_refresh(d->desk, now, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_refresh(d->desk, hotline_instant_none(), &count, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_next(NULL, &now, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_next(d->desk, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    hotline_outlet_init(&outlet, sizeof outlet);
    assert_int_equal(hotline_desk_deliver(d->desk, &outlet, 0, &count, NULL), HOTLINE_ERROR_ARGUMENT);
    outlet.deliver = receive;
    assert_int_equal(hotline_desk_deliver(d->desk, &outlet, 0, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_deliver(d->desk, NULL, 0, &count, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_deliver(NULL, &outlet, 0, &count, NULL), HOTLINE_ERROR_ARGUMENT);
    outlet.struct_size--;
    assert_int_equal(hotline_desk_deliver(d->desk, &outlet, 0, &count, NULL), HOTLINE_ERROR_ARGUMENT);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_reminders),
        T(test_late_look),
        T(test_refused_looks),
        T(test_condition_at_the_moment),
        T(test_many),
        T(test_limit),
        T(test_pages),
        T(test_end_of_month),
        T(test_publish),
        T(test_publish_many),
        T(test_taken_back),
        T(test_unreadable),
        T(test_woken_meanwhile),
        T(test_others_write),
        T(test_deliver),
        T(test_deliver_again),
        T(test_deliver_many),
        T(test_erase),
        T(test_erase_unit),
        T(test_erase_published),
        T(test_erase_changes_what_is_owed),
        T(test_erase_of_nothing),
        T(test_erase_arguments),
        T(test_refresh),
        T(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
