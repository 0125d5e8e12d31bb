/* SPDX-License-Identifier: MIT */
/* A story told to a desk: see fault_desk.h. It refuses to know what goes wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault_desk.h"
#include "tests/support/casebook.h"
#include "tests/support/deskbook.h"

/* ---- the host ---- */

static int host_fails(desk_host *h) {
    h->calls++;
    if (h->inside != NULL) {
        h->inside(h->with);
    }
    return h->fail_at != 0 && h->calls == h->fail_at;
}

static int32_t host_hash(void *user, const uint8_t *bytes, size_t len, uint8_t *out) {
    uint64_t sum = 7;
    size_t i;
    for (i = 0; i < len; i++) {
        sum = (sum ^ bytes[i]) * UINT64_C(1099511628211);
    }
    for (i = 0; i < HOTLINE_DIGEST_SIZE; i++) {
        out[i] = (uint8_t)(sum >> (8 * (i % 8)));
    }
    return host_fails(user) ? 3 : 0;
}

static int32_t host_salt(void *user, uint8_t *out) {
    memset(out, 0x77, HOTLINE_SALT_SIZE);
    return host_fails(user) ? INT32_MIN : 0;
}

void desk_digest(desk_host *host, hotline_digest *out) {
    hotline_digest_init(out, sizeof *out);
    out->user = host;
    out->hash = host_hash;
    out->salt = host_salt;
}

static int32_t host_deliver(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    desk_host *h = user;
    size_t i;
    (void)body;
    (void)body_len;
    if (host_fails(h)) {
        return -9;
    }
    for (i = 0; i < memory_notice_count(h->data); i++) {
        if (strlen(memory_notice_id(h->data, i)) == id_len && memcmp(memory_notice_id(h->data, i), id, id_len) == 0) {
            h->delivered[i]++;
        }
    }
    return 0;
}

void desk_rulebooks(const hotline_context *context, hotline_rulebook **rulebook, hotline_rulebook **other) {
    static const char head[] = "{'hotline':1,'id':'rule','title':'t','source':'s','issued':'2020-01-01','effective':'2020-01-01',"
                               "'transition':'switch','extends':'base',";
    static const char changed[] = "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'1 day'}},"
                                  "'proposals':{'early':{'of':'assignment','on':'due(x)','propose':'reminder'}}";
    hotline_rulebook **const made[] = {rulebook, other};
    const char *const bodies[] = {deskbook_rules, changed};
    size_t i;
    for (i = 0; i < 2; i++) {
        const char *const documents[] = {casebook_base, "", NULL};
        size_t k;
        assert_int_equal(hotline_rulebook_new(context, NULL, made[i]), HOTLINE_OK);
        for (k = 0; k < 2; k++) {
            size_t len = k == 0 ? strlen(documents[0]) : strlen(head) + strlen(bodies[i]) + 1;
            char *text = malloc(len + 1);
            size_t at;
            assert_non_null(text);
            (void)snprintf(text, len + 1, "%s%s%s", k == 0 ? documents[0] : head, k == 0 ? "" : bodies[i], k == 0 ? "" : "}");
            for (at = 0; at < len; at++) {
                text[at] = (char)(text[at] == '\'' ? '"' : text[at]);
            }
            assert_int_equal(hotline_rulebook_add(*made[i], text, len, NULL), HOTLINE_OK);
            free(text);
        }
    }
}

/* ---- steps ---- */

/* Keeps what was said; an answer that comes again is the same answer. */
static hotline_status say(desk_story *s, hotline_status status, const char *lines, size_t len) {
    static const char again[] = "\"duplicate\":true";
    const char *flag = status >= 0 && lines != NULL ? strstr(lines, again) : NULL;
    s->said[0] = '\0';
    if (status >= 0 && lines != NULL) {
        assert_true(len + 2 < sizeof s->said);
        (void)snprintf(s->said, sizeof s->said, "%.*s%s%s", (int)(flag != NULL ? (size_t)(flag - lines) : len), lines,
                       flag != NULL ? "\"duplicate\":false" : "", flag != NULL ? flag + strlen(again) : "");
    }
    return status;
}

static hotline_status submit(desk_story *s, const char *told, uint32_t flags) {
    char line[1024];
    hotline_command c;
    const char *answer = NULL;
    size_t len = 0;
    hotline_status status;
    hotline_command_init(&c, sizeof c);
    c.line = line;
    c.line_len = casebook_line(told, line, sizeof line);
    c.now = casebook_instant("05-03T09:00");
    c.flags = flags;
    status = hotline_desk_submit(s->desk, &c, &answer, &len, &s->error);
    return say(s, status, answer, len);
}

#define SUBMIT(name, told, flags)                                                                                                          \
  static hotline_status name(desk_story *s) {                                                                                              \
    return submit(s, told, flags);                                                                                                         \
  }

SUBMIT(receive, "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':35,'size':2}", 0)
SUBMIT(dispatch, "d dispatch 04-12T10:00 u=a r=centre", 0)
SUBMIT(refused, "n report 04-12T11:00 on=d r=handler {'note':'x'}", 0)
SUBMIT(recorded, "m update 04-12T11:00 {'age':'many','what':[1,2]}", HOTLINE_COMMAND_RECORD)
SUBMIT(unit_facts, "o about 04-12T11:00 t=- u=a {'kind':'street'}", 0)
SUBMIT(publish, "q publish 05-02T09:00 t=- {'ranking':'k','period':'2021-04','order':['b','a']}", 0)
SUBMIT(tried, "h hold 04-12T11:00", HOTLINE_COMMAND_TRY)
SUBMIT(late, "w dispatch 04-12T10:30 u=b r=centre", 0)

static hotline_status tick(desk_story *s) {
    uint64_t count = 0;
    return say(s, hotline_desk_tick(s->desk, casebook_instant("06-03T09:00"), 0, &count, &s->error), NULL, 0);
}

static hotline_status next(desk_story *s) {
    hotline_instant at = 0;
    char text[HOTLINE_INSTANT_SIZE] = "none";
    hotline_status status = hotline_desk_next(s->desk, &at, &s->error);
    if (status >= 0) {
        (void)hotline_instant_write(at, 480, text);
    }
    return say(s, status, text, strlen(text));
}

static hotline_status deliver(desk_story *s) {
    hotline_outlet outlet;
    uint64_t count = 0;
    hotline_outlet_init(&outlet, sizeof outlet);
    outlet.user = s->host;
    outlet.deliver = host_deliver;
    return say(s, hotline_desk_deliver(s->desk, &outlet, 0, &count, &s->error), NULL, 0);
}

static hotline_desk_query query(uint32_t flags) {
    hotline_desk_query q;
    hotline_desk_query_init(&q, sizeof q);
    q.now = casebook_instant("05-03T09:00");
    q.until = casebook_instant("07-01T00:00");
    q.flags = flags;
    q.limit = 2;
    return q;
}

static hotline_status view(desk_story *s) {
    hotline_desk_query q = query(0);
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status;
    q.role = "handler";
    q.role_len = 7;
    status = hotline_desk_view(s->desk, HOTLINE_SUBJECT_TICKET, "T1", 2, &q, &lines, &len, &s->error);
    return say(s, status, lines, len);
}

static hotline_status view_unit(desk_story *s) {
    hotline_desk_query q = query(HOTLINE_VIEW_PERSONAL);
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_desk_view(s->desk, HOTLINE_SUBJECT_UNIT, "a", 1, &q, &lines, &len, &s->error);
    return say(s, status, lines, len);
}

#define LIST(name, function)                                                                                                               \
  static hotline_status name(desk_story *s) {                                                                                              \
    hotline_desk_query q = query(0);                                                                                                       \
    const char *lines = NULL;                                                                                                              \
    size_t len = 0;                                                                                                                        \
    hotline_status status;                                                                                                                 \
    q.duty = "x";                                                                                                                          \
    q.duty_len = 1;                                                                                                                        \
    status = function(s->desk, &q, &lines, &len, &s->error);                                                                               \
    return say(s, status, lines, len);                                                                                                     \
  }

LIST(due, hotline_desk_due)
LIST(registered, hotline_desk_register)
LIST(subjects, hotline_desk_subjects)

static hotline_status effect(desk_story *s) {
    hotline_desk_query q = query(0);
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_desk_effect(s->desk, s->other, &q, &lines, &len, &s->error);
    return say(s, status, lines, len);
}

static hotline_status export_entries(desk_story *s) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_desk_export(s->desk, HOTLINE_SUBJECT_TICKET, "T1", 2, HOTLINE_VIEW_PERSONAL, &lines, &len, &s->error);
    return say(s, status, lines, len);
}

/* Told again it is one erasing more: only its entry differs, so it comes last but for questions. */
static hotline_status erase(desk_story *s) {
    return say(s, hotline_desk_erase(s->desk, HOTLINE_SUBJECT_TICKET, "T1", 2, casebook_instant("05-03T09:00"), &s->error), NULL, 0);
}

static hotline_status refresh(desk_story *s) {
    uint64_t count = 0;
    hotline_status status = hotline_desk_refresh(s->desk, casebook_instant("07-03T09:00"), &count, &s->error);
    return say(s, status, NULL, 0);
}

const desk_step desk_steps[] = {
    {"receive", 1, HOTLINE_OK, receive},
    {"dispatch", 1, HOTLINE_OK, dispatch},
    {"refused", 1, HOTLINE_REFUSED, refused},
    {"refused again", 1, HOTLINE_REFUSED, refused},
    {"recorded", 1, HOTLINE_OK, recorded},
    {"unit", 1, HOTLINE_OK, unit_facts},
    {"publish", 1, HOTLINE_OK, publish},
    {"receive again", 1, HOTLINE_OK, receive},
    {"tried", 0, HOTLINE_OK, tried},
    {"late", 1, HOTLINE_OK, late},
    {"next", 0, HOTLINE_OK, next},
    {"view", 0, HOTLINE_OK, view},
    {"tick", 2, HOTLINE_OK, tick},
    {"deliver", 2, HOTLINE_OK, deliver},
    {"view of the unit", 0, HOTLINE_OK, view_unit},
    {"due", 0, HOTLINE_OK, due},
    {"register", 0, HOTLINE_OK, registered},
    {"subjects", 0, HOTLINE_OK, subjects},
    {"effect", 0, HOTLINE_OK, effect},
    {"export", 0, HOTLINE_OK, export_entries},
    {"refresh", 2, HOTLINE_OK, refresh},
    {"deliver again", 2, HOTLINE_OK, deliver},
    {"erase", 1, HOTLINE_OK, erase},
    {"receive once more", 1, HOTLINE_OK, receive},
    {"view of what is left", 0, HOTLINE_OK, view},
};

const size_t desk_step_count = sizeof desk_steps / sizeof desk_steps[0];

hotline_status desk_tell_one(desk_story *s, size_t k) {
    hotline_error_init(&s->error, sizeof s->error);
    return desk_steps[k].tell(s);
}

void desk_tell(desk_story *s, size_t k) {
    size_t i;
    for (i = 0; i < k; i++) {
        hotline_status status = desk_tell_one(s, i);
        if (status != desk_steps[i].expected) {
            fail_msg("step %s: %s: %s", desk_steps[i].name, hotline_status_name(status), s->error.message);
        }
    }
}
