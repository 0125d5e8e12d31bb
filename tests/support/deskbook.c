/* SPDX-License-Identifier: MIT */
/* A desk over a store in memory: see deskbook.h. It refuses to judge anything itself, and its hash is none to trust. */
#include "deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TALK                                                                                                                               \
  "'measures':{'m':{'of':'assignment','at':'dispatch','count':'always'}},"                                                                 \
  "'scores':{'sc':{'places':1,'parts':{'p':{'is':'m'}}}},"                                                                                 \
  "'rankings':{'k':{'units':'always','every':'month','by':'sc','ties':'all','absent':'breaks'}},"

const char deskbook_rules[] =
    "'facts':{'caller_name':{'of':'ticket','type':'text','personal':true},'age':{'of':'ticket','type':'integer','personal':true}},"
    "'events':{'receive':{'by':['centre'],'facts':{'caller_name':'optional','age':'optional'}},"
    "'update':{'facts':{'caller_name':'optional','age':'optional'}},"
    "'dispatch':{'by':['centre']},"
    "'report':{'by':['handler'],'if':'contact'},'close':{'by':['centre'],'if':'size > 3'}},"
    "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}}," TALK "'proposals':{"
    "'remind':{'of':'assignment','on':'due(x)','ahead':'1 workday','if':'open(x)','propose':'reminder','to':['handler'],'by':'centre'},"
    "'chase':{'of':'assignment','on':'due(x)','after':'2 days','if':'open(x)','propose':'chase','to':'centre'},"
    "'look':{'of':'unit','on':'end(month)','propose':'look','to':'centre'},"
    "'talk':{'of':'unit','on':'publish(k)','if':'rank_from_last = 1','propose':'talk','to':'centre'}}";

/* ---- the digest ---- */

static int digest_goes_wrong(deskbook *d) {
    d->digest_calls++;
    if (d->in_digest != NULL) {
        d->in_digest(d->with);
    }
    return d->digest_fails_at != 0 && d->digest_calls == d->digest_fails_at;
}

static int32_t weak_hash(void *user, const uint8_t *bytes, size_t len, uint8_t *out) {
    deskbook *d = user;
    uint64_t part;
    size_t i;
    d->hashed++;
    if (digest_goes_wrong(d)) {
        return -11;
    }
    for (part = 0; part < HOTLINE_DIGEST_SIZE / 8; part++) {
        uint64_t sum = UINT64_C(1469598103934665603) ^ (part * UINT64_C(0x9E3779B97F4A7C15));
        for (i = 0; i < len; i++) {
            sum = (sum ^ bytes[i]) * UINT64_C(1099511628211);
        }
        sum ^= sum >> 31;
        for (i = 0; i < 8; i++) {
            out[part * 8 + i] = (uint8_t)(sum >> (8 * i));
        }
    }
    return 0;
}

static int32_t weak_salt(void *user, uint8_t *out) {
    deskbook *d = user;
    d->salted++;
    if (digest_goes_wrong(d)) {
        return -12;
    }
    memset(out, 0x5A, HOTLINE_SALT_SIZE);
    memcpy(out, &d->salted, sizeof d->salted);
    return 0;
}

static void digest_destroy(void *user) {
    deskbook *d = user;
    d->digest_destroyed++;
}

void deskbook_digest(hotline_digest *out, deskbook *user) {
    hotline_digest_init(out, sizeof *out);
    out->user = user;
    out->destroy = digest_destroy;
    out->hash = weak_hash;
    out->salt = weak_salt;
}

void deskbook_fail_digest(deskbook *d, uint32_t at) {
    d->digest_fails_at = at;
    d->digest_calls = 0;
}

/* ---- life ---- */

void deskbook_open(deskbook *d) {
    deskbook_open_rules(d, deskbook_rules, 1);
}

void deskbook_open_rules(deskbook *d, const char *rules, int chained) {
    hotline_store memory;
    hotline_store store;
    memset(d, 0, sizeof *d);
    casebook_open(&d->book, rules);
    hotline_error_init(&d->error, sizeof d->error);
    d->data = memory_data_new();
    assert_int_equal(memory_store_open(d->data, &memory), 0);
    faulty_wrap(&d->faulty, &memory, &store);
    deskbook_digest(&d->digest, d);
    assert_int_equal(hotline_desk_new(d->book.rulebook, &store, chained ? &d->digest : NULL, NULL, &d->desk), HOTLINE_OK);
    d->answer = "";
}

hotline_desk *deskbook_second(const deskbook *d, const hotline_rulebook *rulebook) {
    hotline_store memory;
    hotline_digest digest = d->digest;
    hotline_desk *desk = NULL;
    digest.destroy = NULL;
    assert_int_equal(memory_store_open(d->data, &memory), 0);
    assert_int_equal(hotline_desk_new(rulebook != NULL ? rulebook : d->book.rulebook, &memory, &digest, NULL, &desk), HOTLINE_OK);
    return desk;
}

void deskbook_close(deskbook *d) {
    hotline_desk_free(d->desk);
    memory_data_free(d->data);
    casebook_close(&d->book);
}

/* ---- commands ---- */

static hotline_status answered(deskbook *d, hotline_status status) {
    if (status < 0) {
        d->answer = "";
        d->len = 0;
        assert_int_equal(d->error.status, status);
        assert_true(d->error.message[0] != '\0');
    } else {
        assert_int_equal(strlen(d->answer), d->len);
    }
    return status;
}

static hotline_status send_line(deskbook *d, const char *line, hotline_instant now, uint32_t flags, int64_t expected) {
    hotline_command command;
    hotline_command_init(&command, sizeof command);
    command.line = line;
    command.line_len = strlen(line);
    command.now = now;
    command.flags = flags;
    command.expected = expected;
    return answered(d, hotline_desk_submit(d->desk, &command, &d->answer, &d->len, &d->error));
}

/* When a line is known, or when it happens. */
static hotline_instant moment_of(const char *line) {
    const char *at = strstr(line, "\"known\":\"");
    hotline_instant moment = 0;
    at = at != NULL ? at + 9 : strstr(line, "\"at\":\"") + 6;
    assert_int_equal(hotline_instant_parse(at, strcspn(at, "\""), 480, &moment), HOTLINE_OK);
    return moment;
}

hotline_status deskbook_send_how(deskbook *d, const char *event, const char *now, uint32_t flags, int64_t expected) {
    char line[4096];
    (void)casebook_line(event, line, sizeof line);
    return send_line(d, line, now != NULL ? casebook_instant(now) : moment_of(line), flags, expected);
}

hotline_status deskbook_send_line(deskbook *d, const char *line, const char *now, uint32_t flags) {
    return send_line(d, line, casebook_instant(now), flags, -1);
}

hotline_status deskbook_send(deskbook *d, const char *events, const char *now) {
    hotline_status status = HOTLINE_OK;
    while (*events != '\0') {
        status = deskbook_send_how(d, events, now, 0, -1);
        events += strcspn(events, ";");
        events += strspn(events, "; ");
    }
    return status;
}

void deskbook_do(deskbook *d, const char *events) {
    while (*events != '\0') {
        hotline_status status = deskbook_send_how(d, events, NULL, 0, -1);
        if (status != HOTLINE_OK) {
            fail_msg("%.*s: %s: %s%s", (int)strcspn(events, ";"), events, hotline_status_name(status), d->answer, d->error.message);
        }
        events += strcspn(events, ";");
        events += strspn(events, "; ");
    }
}

/* ---- questions ---- */

hotline_desk_query deskbook_query(const char *now) {
    hotline_desk_query query;
    hotline_desk_query_init(&query, sizeof query);
    query.now = casebook_instant(now);
    return query;
}

hotline_status deskbook_view(deskbook *d, int32_t kind, const char *id, const char *now, const char *role, uint32_t flags) {
    hotline_desk_query query = deskbook_query(now);
    query.role = role;
    query.role_len = role != NULL ? strlen(role) : 0;
    query.flags = flags;
    return answered(d, hotline_desk_view(d->desk, kind, id, strlen(id), &query, &d->answer, &d->len, &d->error));
}

hotline_status deskbook_export(deskbook *d, int32_t kind, const char *id) {
    return answered(d, hotline_desk_export(d->desk, kind, id, strlen(id), HOTLINE_VIEW_PERSONAL, &d->answer, &d->len, &d->error));
}

uint64_t deskbook_tick(deskbook *d, const char *now) {
    uint64_t count = 0;
    hotline_status status = hotline_desk_tick(d->desk, casebook_instant(now), 0, &count, &d->error);
    if (status != HOTLINE_OK) {
        fail_msg("tick: %s: %s", hotline_status_name(status), d->error.message);
    }
    return count;
}

int deskbook_says(const deskbook *d, const char *part) {
    return strstr(d->answer, part) != NULL;
}

uint32_t deskbook_count(const deskbook *d, const char *part) {
    uint32_t count = 0;
    const char *at;
    for (at = d->answer; (at = strstr(at, part)) != NULL; at++) {
        count++;
    }
    return count;
}

void deskbook_verify(deskbook *d, int32_t kind, const char *id, uint64_t entries, uint64_t personal, uint64_t erased) {
    hotline_chain_report report;
    hotline_status status;
    memset(&report, 0, sizeof report);
    report.struct_size = sizeof report;
    assert_int_equal(deskbook_export(d, kind, id), HOTLINE_OK);
    status = hotline_chain_verify(d->book.context, &d->digest, d->answer, d->len, &report, &d->error);
    if (status != HOTLINE_OK) {
        fail_msg("%s, line %u: %s\n%s", hotline_status_name(status), d->error.line, d->error.message, d->answer);
    }
    assert_int_equal(report.subjects, 1);
    assert_int_equal(report.entries, entries);
    assert_int_equal(report.personal, personal);
    assert_int_equal(report.erased, erased);
}
