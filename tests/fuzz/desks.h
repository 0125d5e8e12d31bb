/* SPDX-License-Identifier: MIT */
/* A desk over a store in memory by the rules of the allocation tests, for fuzzers; its hash is none to trust. */
#ifndef HOTLINE_TESTS_FUZZ_DESKS_H
#define HOTLINE_TESTS_FUZZ_DESKS_H

#include "base/utf8.h"
#include "judge.h"
#include "tests/support/memory_store.h"

/* 2022: units owe something each week, and what stands in a store of centuries takes its time. */
#define DESKS_NOW INT64_C(1640995200000)

typedef struct desks {
    hotline_context *context;
    hotline_calendar *city;
    hotline_rulebook *rulebook;
    hotline_digest digest;
    memory_data *data;
    hotline_desk *desk;
} desks;

static inline int32_t desks_hash(void *user, const uint8_t *bytes, size_t len, uint8_t *out) {
    uint64_t sum = judge_mix(UINT64_C(0x9E3779B97F4A7C15), (const char *)bytes, len);
    size_t i;
    (void)user;
    for (i = 0; i < HOTLINE_DIGEST_SIZE; i++) {
        out[i] = (uint8_t)(sum >> (8 * (i % 8)));
    }
    return 0;
}

static inline int32_t desks_salt(void *user, uint8_t *out) {
    (void)user;
    memset(out, 0x5A, HOTLINE_SALT_SIZE);
    return 0;
}

static inline void desks_set_up(desks *d) {
    char *city = document_read("city.json");
    char *rules = document_read("rules.json");
    REQUIRE(hotline_context_new(NULL, &d->context) == HOTLINE_OK);
    REQUIRE(hotline_calendar_parse(d->context, NULL, city, strlen(city), &d->city, NULL) == HOTLINE_OK);
    REQUIRE(hotline_rulebook_new(d->context, d->city, &d->rulebook) == HOTLINE_OK);
    REQUIRE(hotline_rulebook_add(d->rulebook, rules, strlen(rules), NULL) == HOTLINE_OK);
    hotline_digest_init(&d->digest, sizeof d->digest);
    d->digest.hash = desks_hash;
    d->digest.salt = desks_salt;
    free(city);
    free(rules);
}

static inline hotline_status desks_submit(desks *d, const char *line, size_t len, uint32_t flags, const char **answer, size_t *answer_len) {
    hotline_command c;
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    hotline_command_init(&c, sizeof c);
    c.line = line;
    c.line_len = len;
    c.now = DESKS_NOW;
    c.flags = flags;
    status = hotline_desk_submit(d->desk, &c, answer, answer_len, &error);
    REQUIRE(status >= 0 ? error.status == HOTLINE_OK : error.status == status && error.message[0] != '\0');
    REQUIRE(status != HOTLINE_ERROR_MEMORY && status != HOTLINE_ERROR_CALLBACK && status != HOTLINE_ERROR_ARGUMENT);
    REQUIRE(status < 0 || ((*answer)[*answer_len] == '\0' && strlen(*answer) == *answer_len));
    return status;
}

/* A new store with a ticket, its unit and a ranking in it. */
static inline void desks_begin(desks *d) {
    static const char *const lines[] = {
        "{\"id\":\"u1\",\"event\":\"unit_facts\",\"at\":\"2021-03-16T09:00:00+08:00\",\"unit\":\"north\",\"role\":\"centre\",\"facts\":{"
        "\"kind\":"
        "\"town\",\"staff\":3}}",
        "{\"id\":\"a1\",\"ticket\":\"T1\",\"event\":\"receive\",\"at\":\"2021-03-29T09:00:00+08:00\",\"role\":\"centre\",\"by\":\"0012\","
        "\"facts\":{"
        "\"category\":\"01.02\",\"caller\":\"Zhang San\"}}",
        "{\"id\":\"a2\",\"ticket\":\"T1\",\"event\":\"dispatch\",\"at\":\"2021-03-29T10:00:00+08:00\",\"unit\":\"north\",\"role\":"
        "\"centre\"}",
        "{\"id\":\"p1\",\"event\":\"publish\",\"at\":\"2021-05-02T09:00:00+08:00\",\"facts\":{\"ranking\":\"towns\",\"period\":\"2021-04\","
        "\"version\":1,\"order\":[\"south\",\"north\"]}}",
    };
    hotline_store store;
    size_t i;
    d->data = memory_data_new();
    REQUIRE(memory_store_open(d->data, &store) == 0);
    REQUIRE(hotline_desk_new(d->rulebook, &store, &d->digest, NULL, &d->desk) == HOTLINE_OK);
    for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *answer;
        size_t len;
        REQUIRE(desks_submit(d, lines[i], strlen(lines[i]), HOTLINE_COMMAND_RECORD, &answer, &len) == HOTLINE_OK);
    }
}

static inline void desks_end(desks *d) {
    hotline_desk_free(d->desk);
    memory_data_free(d->data);
}

static inline hotline_desk_query desks_query(void) {
    hotline_desk_query q;
    hotline_desk_query_init(&q, sizeof q);
    q.now = q.until = DESKS_NOW;
    q.duty = "report";
    q.duty_len = 6;
    return q;
}

#endif
