/* SPDX-License-Identifier: MIT */
/*
 * Chains: what a desk wrote verifies, one subject or many; each kind of tampering shows on the line where it was done; lines that are no
 * entries, wrong calls, a hash that fails, memory that runs out.
 */
#include "tests/support/deskbook.h"
#include "tests/support/poor_context.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TICKET HOTLINE_SUBJECT_TICKET
enum { ROOM = 8192 };

typedef struct chained {
    deskbook d;
    char lines[ROOM]; /* of T1: three entries, personal facts in the first */
    char other[ROOM]; /* of T2: two */
} chained;

static void keep(deskbook *d, const char *id, char *out) {
    assert_int_equal(deskbook_export(d, TICKET, id), HOTLINE_OK);
    assert_true(d->len < ROOM);
    memcpy(out, d->answer, d->len + 1);
}

static int set_up(void **state) {
    static chained c;
    deskbook_open(&c.d);
    deskbook_do(&c.d, "r receive 04-12T09:00 r=centre {'caller_name':'王小明','age':3051,'size':2}; d dispatch 04-12T10:00 u=a r=centre; "
                      "c contact 04-12T11:00 on=d r=handler; "
                      "s receive 04-12T09:00 t=T2 r=centre {'size':2}; u update 04-12T09:30 t=T2 {'age':7}");
    keep(&c.d, "T1", c.lines);
    keep(&c.d, "T2", c.other);
    *state = &c;
    return 0;
}

static int tear_down(void **state) {
    chained *c = *state;
    deskbook_close(&c->d);
    return 0;
}

static hotline_status verify(chained *c, const char *lines, hotline_chain_report *report) {
    memset(report, 0, sizeof *report);
    report->struct_size = sizeof *report;
    hotline_error_init(&c->d.error, sizeof c->d.error);
    return hotline_chain_verify(c->d.book.context, &c->d.digest, lines, strlen(lines), report, &c->d.error);
}

/* The n-th line from 0, with its end. */
static const char *line_of(const char *lines, size_t n, size_t *len) {
    for (; n > 0; n--) {
        lines = strchr(lines, '\n') + 1;
    }
    *len = (size_t)(strchr(lines, '\n') + 1 - lines);
    return lines;
}

static void put_line(char *out, const char *lines, size_t n) {
    size_t len;
    const char *line = line_of(lines, n, &len);
    size_t used = strlen(out);
    memcpy(out + used, line, len);
    out[used + len] = '\0';
}

/* A copy in which one text stands for another; how often it stood there is counted. */
static size_t put_changed(char *out, const char *lines, const char *from, const char *to) {
    size_t count = 0;
    const char *at;
    out[0] = '\0';
    while ((at = strstr(lines, from)) != NULL) {
        strncat(out, lines, (size_t)(at - lines));
        strcat(out, to);
        lines = at + strlen(from);
        count++;
    }
    strcat(out, lines);
    return count;
}

static void refused(chained *c, const char *lines, uint32_t line, uint64_t entries, const char *message) {
    hotline_chain_report report;
    hotline_status status = verify(c, lines, &report);
    if (status != HOTLINE_REFUSED || c->d.error.line != line || strcmp(c->d.error.message, message) != 0) {
        fail_msg("%s, line %u: %s, not line %u: %s\n%s", hotline_status_name(status), c->d.error.line, c->d.error.message, line, message,
                 lines);
    }
    assert_int_equal(report.entries, entries);
}

static void test_good(void **state) {
    chained *c = *state;
    char both[3 * ROOM];
    hotline_chain_report one;
    hotline_chain_report two;
    assert_int_equal(verify(c, c->lines, &one), HOTLINE_OK);
    assert_int_equal(one.subjects, 1);
    assert_int_equal(one.entries, 3);
    assert_int_equal(one.personal, 2);
    assert_int_equal(one.erased, 0);
    (void)snprintf(both, sizeof both, "%s\n \t\r\n%s", c->lines, c->other);
    assert_int_equal(verify(c, both, &two), HOTLINE_OK);
    assert_int_equal(two.subjects, 2);
    assert_int_equal(two.entries, 5);
    assert_int_equal(two.personal, 3);
    assert_memory_not_equal(one.head, two.head, HOTLINE_DIGEST_SIZE);
    (void)snprintf(both, sizeof both, "%s%s", c->other, c->lines);
    assert_int_equal(verify(c, both, &one), HOTLINE_OK);
    assert_memory_not_equal(one.head, two.head, HOTLINE_DIGEST_SIZE);
    assert_int_equal(verify(c, "", &one), HOTLINE_OK);
    assert_int_equal(one.subjects, 0);
}

/* Entries alone, as they stand in the store, and without the end of the last line. */
static void test_bare_entries(void **state) {
    chained *c = *state;
    char lines[ROOM] = "";
    hotline_chain_report report;
    size_t i;
    for (i = 0; i < 3; i++) {
        strcat(lines, i > 0 ? "\r\n" : "");
        strcat(lines, memory_entry(c->d.data, TICKET, "T1", i));
    }
    assert_int_equal(verify(c, lines, &report), HOTLINE_OK);
    assert_int_equal(report.entries, 3);
    assert_int_equal(report.personal, 0);
    assert_int_equal(report.erased, 2);
}

/* Members in another order and blanks around them: the entry's bytes are what counts. */
static void test_wrapped_otherwise(void **state) {
    chained *c = *state;
    char line[ROOM];
    hotline_chain_report report;
    (void)snprintf(line, sizeof line, " { \"personal\" : %s , \"entry\" : %s } ", memory_entry_personal(c->d.data, TICKET, "T1", 0),
                   memory_entry(c->d.data, TICKET, "T1", 0));
    assert_int_equal(verify(c, line, &report), HOTLINE_OK);
    assert_int_equal(report.personal, 2);
}

/* Whatever byte of an entry is changed, it shows; what is not inside the entry's bytes is named too. */
static void test_each_byte(void **state) {
    chained *c = *state;
    size_t len = strlen(c->lines);
    size_t good = 0;
    size_t i;
    char lines[ROOM];
    for (i = 0; i < len; i++) {
        hotline_chain_report report;
        hotline_status status;
        memcpy(lines, c->lines, len + 1);
        lines[i] = (char)(lines[i] ^ 1);
        status = verify(c, lines, &report);
        good += status == HOTLINE_OK;
        if (status == HOTLINE_OK) {
            printf("unseen: %.60s\n", lines + i);
        }
    }
    assert_int_equal(good, 0);
}

static void test_moved(void **state) {
    chained *c = *state;
    char lines[ROOM] = "";
    put_line(lines, c->lines, 1);
    put_line(lines, c->lines, 2);
    refused(c, lines, 1, 0, "an entry is missing before this one");
    lines[0] = '\0';
    put_line(lines, c->lines, 0);
    put_line(lines, c->lines, 2);
    refused(c, lines, 2, 1, "an entry is missing before this one");
    lines[0] = '\0';
    put_line(lines, c->lines, 0);
    put_line(lines, c->lines, 2);
    put_line(lines, c->lines, 1);
    refused(c, lines, 2, 1, "an entry is missing before this one");
    lines[0] = '\0';
    put_line(lines, c->lines, 0);
    put_line(lines, c->lines, 0);
    refused(c, lines, 2, 1, "an entry is missing before this one");
    lines[0] = '\0';
    put_line(lines, c->lines, 0);
    put_line(lines, c->other, 0);
    put_line(lines, c->lines, 1);
    refused(c, lines, 3, 2, "an entry is missing before this one");
}

/* An entry made anew, with a right digest of its own, does not follow from the one before. */
static void test_made_anew(void **state) {
    chained *c = *state;
    deskbook again;
    char other[ROOM];
    char lines[ROOM] = "";
    deskbook_open(&again);
    deskbook_do(&again,
                "r receive 04-12T09:00 r=centre {'size':9}; d dispatch 04-12T10:00 u=a r=centre; c contact 04-12T11:00 on=d r=handler");
    keep(&again, "T1", other);
    deskbook_close(&again);
    put_line(lines, c->lines, 0);
    put_line(lines, other, 1);
    refused(c, lines, 2, 1, "the entry does not follow from the one before");
}

static void test_personal(void **state) {
    static const struct {
        const char *from, *to, *message;
    } rows[] = {
        {"\"value\":\"王小明\"", "\"value\":\"王大明\"", "a personal fact is not what was committed to"},
        {"\"value\":3051", "\"value\":\"3051\"", "a personal fact is not what was committed to"},
        {"\"value\":3051", "\"value\":null", "a personal fact is not what was committed to"},
        {"5a5a\",\"value\":3051", "5a5b\",\"value\":3051", "a personal fact is not what was committed to"},
        /* The bytes that were hashed are the same: some of the value are told to be the salt's, and the other way round. */
        {"5a5a\",\"value\":3051", "5a5a30\",\"value\":51", "a personal fact has no salt or no value"},
        {"\",\"value\":\"王小明\"", "\\\"王\",\"value\":\"小明\"", "a personal fact has no salt or no value"},
        {",\"value\":3051", "", "a personal fact has no salt or no value"},
        {"\"salt\":", "\"slat\":", "a personal fact has no salt or no value"},
        {"\"age\":{\"salt\"", "\"agf\":{\"salt\"", "a personal fact was put in that the entry does not have"},
        {"\"personal\":{", "\"personal\":{\"size\":{\"salt\":\"\",\"value\":9},",
         "a personal fact was put in that the entry does not have"},
    };
    chained *c = *state;
    hotline_chain_report report;
    char lines[ROOM];
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(put_changed(lines, c->lines, rows[i].from, rows[i].to) > 0);
        refused(c, lines, 1, 0, rows[i].message);
        (void)verify(c, lines, &report);
        assert_int_equal(report.personal, 0);
        assert_int_equal(report.erased, 0);
    }
    /* One put beside an entry that has none. */
    assert_int_equal(put_changed(lines, c->lines, "\"personal\":null", "\"personal\":{\"size\":{\"salt\":\"\",\"value\":9}}"), 2);
    refused(c, lines, 2, 1, "a personal fact was put in that the entry does not have");
    /* One taken away cannot be told from one erased. */
    assert_int_equal(put_changed(lines, c->other, "\"personal\":{", "\"personal\":null,\"x\":{"), 1);
    assert_int_equal(verify(c, lines, &report), HOTLINE_ERROR_DOCUMENT);
}

static void test_no_entries(void **state) {
    static const struct {
        const char *line;
        hotline_status status;
    } rows[] = {
        {"{", HOTLINE_ERROR_SYNTAX},
        {"\xff", HOTLINE_ERROR_SYNTAX},
        {"1", HOTLINE_ERROR_DOCUMENT},
        {"[]", HOTLINE_ERROR_DOCUMENT},
        {"{}", HOTLINE_ERROR_DOCUMENT},
        {"{\"entry\":null}", HOTLINE_ERROR_DOCUMENT},
        {"{\"entry\":1}", HOTLINE_ERROR_DOCUMENT},
        {"{\"entry\":{}}", HOTLINE_ERROR_DOCUMENT},
        {"{\"personal\":{}}", HOTLINE_ERROR_DOCUMENT},
        {"{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1,\"event\":null,\"digest\":null}", HOTLINE_ERROR_DOCUMENT},
        {"{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1.5,\"event\":null,\"digest\":\"\"}", HOTLINE_ERROR_DOCUMENT},
        {"{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1,\"event\":null,\"digest\" :\"\"}", HOTLINE_ERROR_DOCUMENT},
        {"{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1,\"event\":null,\"digest\":\"\",\"more\":1}", HOTLINE_ERROR_DOCUMENT},
        {"{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1,\"event\":null,\"digest\":\"\"}", HOTLINE_REFUSED},
        {"{\"digest\":\"\"}", HOTLINE_ERROR_DOCUMENT},
    };
    chained *c = *state;
    char lines[3 * ROOM];
    hotline_chain_report report;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hotline_status status;
        (void)snprintf(lines, sizeof lines, "%s%s", c->lines, rows[i].line);
        status = verify(c, lines, &report);
        if (status != rows[i].status || c->d.error.line != 4 || c->d.error.status != status) {
            fail_msg("%s: %s, line %u", rows[i].line, hotline_status_name(status), c->d.error.line);
        }
    }
    /* An entry that stands twice in a line, or beside something: who reads it might take the other one. */
    (void)snprintf(lines, sizeof lines, "{\"entry\":%s,\"entry\":%s}", memory_entry(c->d.data, TICKET, "T1", 0),
                   memory_entry(c->d.data, TICKET, "T1", 0));
    assert_int_equal(verify(c, lines, &report), HOTLINE_ERROR_SYNTAX);
    (void)snprintf(lines, sizeof lines, "{\"entry\":%s,\"event\":{}}", memory_entry(c->d.data, TICKET, "T1", 0));
    assert_int_equal(verify(c, lines, &report), HOTLINE_ERROR_DOCUMENT);
}

/* A desk without a digest writes entries that say nothing about themselves. */
static void test_unchained(void **state) {
    chained *c = *state;
    deskbook plain;
    hotline_chain_report report;
    deskbook_open_rules(&plain, deskbook_rules, 0);
    deskbook_do(&plain, "r receive 04-12T09:00 r=centre {'caller_name':'王小明'}");
    assert_int_equal(deskbook_export(&plain, TICKET, "T1"), HOTLINE_OK);
    assert_true(deskbook_says(&plain, "\"commitment\":null"));
    assert_true(deskbook_says(&plain, "{\"salt\":null,\"value\":\"王小明\"}"));
    assert_true(deskbook_says(&plain, "\"previous\":null,\"digest\":null}"));
    assert_int_equal(verify(c, plain.answer, &report), HOTLINE_ERROR_DOCUMENT);
    deskbook_close(&plain);
}

/* What a desk writes it must be able to verify, whatever stands where an id should. */
static void test_objects_for_ids(void **state) {
    deskbook d;
    (void)state;
    deskbook_open(&d);
    assert_int_equal(deskbook_send_how(&d, "r receive 04-12T09:00 r=centre", NULL, 0, -1), HOTLINE_OK);
    assert_int_equal(deskbook_send_how(&d, "v void 04-12T10:00 {'voids':{'a':'王小明'}}", NULL, HOTLINE_COMMAND_RECORD, -1), HOTLINE_OK);
    assert_int_equal(deskbook_send_how(&d, "m merge 04-12T10:00 {'into':['T2',{'a':1}]}", NULL, HOTLINE_COMMAND_RECORD, -1), HOTLINE_OK);
    deskbook_verify(&d, TICKET, "T1", 3, 1, 0);
    assert_true(deskbook_says(&d, "\"voids\":{\"commitment\":"));
    assert_int_equal(hotline_desk_erase(d.desk, TICKET, "T1", 2, casebook_instant("04-13T09:00"), &d.error), HOTLINE_OK);
    deskbook_verify(&d, TICKET, "T1", 4, 0, 1);
    deskbook_close(&d);
}

static void test_arguments(void **state) {
    chained *c = *state;
    const hotline_context *x = c->d.book.context;
    hotline_digest digest = c->d.digest;
    hotline_chain_report report;
    size_t len = strlen(c->lines);
    memset(&report, 0, sizeof report);
    report.struct_size = sizeof report;
    digest.salt = NULL;
    assert_int_equal(hotline_chain_verify(x, &digest, c->lines, len, &report, NULL), HOTLINE_OK);
    assert_int_equal(c->d.digest_destroyed, 0);
    assert_int_equal(hotline_chain_verify(NULL, &digest, c->lines, len, &report, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_chain_verify(x, NULL, c->lines, len, &report, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_chain_verify(x, &digest, NULL, len, &report, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_chain_verify(x, &digest, c->lines, len, NULL, &c->d.error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(c->d.error.status, HOTLINE_ERROR_ARGUMENT);
    report.struct_size--;
    assert_int_equal(hotline_chain_verify(x, &digest, c->lines, len, &report, NULL), HOTLINE_ERROR_ARGUMENT);
    report.struct_size++;
    digest.hash = NULL;
    assert_int_equal(hotline_chain_verify(x, &digest, c->lines, len, &report, NULL), HOTLINE_ERROR_ARGUMENT);
    digest = c->d.digest;
    digest.struct_size--;
    assert_int_equal(hotline_chain_verify(x, &digest, c->lines, len, &report, NULL), HOTLINE_ERROR_ARGUMENT);
}

static void test_hash_fails(void **state) {
    chained *c = *state;
    hotline_chain_report report;
    uint32_t at;
    for (at = 1;; at++) {
        hotline_status status;
        deskbook_fail_digest(&c->d, at);
        status = verify(c, c->lines, &report);
        if (c->d.digest_calls < at) {
            assert_int_equal(status, HOTLINE_OK);
            break;
        }
        assert_int_equal(status, HOTLINE_ERROR_CALLBACK);
        assert_string_equal(c->d.error.message, "the digest failed");
    }
    assert_true(at > 5);
    deskbook_fail_digest(&c->d, 0);
}

static void test_limits(void **state) {
    chained *c = *state;
    hotline_context_options options;
    hotline_context *small = NULL;
    hotline_chain_report report;
    size_t left;
    hotline_status status = HOTLINE_ERROR_MEMORY;
    memset(&report, 0, sizeof report);
    report.struct_size = sizeof report;
    hotline_context_options_init(&options, sizeof options);
    options.max_document = 300;
    assert_int_equal(hotline_context_new(&options, &small), HOTLINE_OK);
    assert_int_equal(hotline_chain_verify(small, &c->d.digest, c->lines, strlen(c->lines), &report, &c->d.error), HOTLINE_ERROR_LIMIT);
    hotline_context_free(small);
    for (left = 4096; status == HOTLINE_ERROR_MEMORY; left += 1024) {
        size_t spare = left;
        hotline_context *poor = poor_context(&spare);
        status = hotline_chain_verify(poor, &c->d.digest, c->lines, strlen(c->lines), &report, &c->d.error);
        hotline_context_free(poor);
    }
    assert_int_equal(status, HOTLINE_OK);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_good),     T(test_bare_entries), T(test_wrapped_otherwise), T(test_each_byte),       T(test_moved),     T(test_made_anew),
        T(test_personal), T(test_no_entries),   T(test_unchained),         T(test_objects_for_ids), T(test_arguments), T(test_hash_fails),
        T(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
