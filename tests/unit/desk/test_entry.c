/* SPDX-License-Identifier: MIT */
/* Entries: the form that chain.h promises, personal facts apart and back again, what erasing leaves, and entries that cannot be read. */
#include "desk/entry_impl.h"
#include "tests/support/casebook.h"
#include "tests/support/deskbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct making {
    uint64_t number; /* of the entry to make */
    deskbook d;
    digest_port digest;
    arena arena;
    buffer words, plain, own;
    desk_command command;
} making;

static int set_up(void **state) {
    static making m;
    m.number = 1;
    deskbook_open(&m.d);
    assert_int_equal(hotline__digest_take(&m.digest, &m.d.digest, 1), HOTLINE_OK);
    hotline__arena_init(&m.arena, m.d.book.context);
    hotline__buffer_init(&m.words, m.d.book.context);
    hotline__buffer_init(&m.plain, m.d.book.context);
    hotline__buffer_init(&m.own, m.d.book.context);
    *state = &m;
    return 0;
}

static int tear_down(void **state) {
    making *m = *state;
    hotline__arena_free(&m->arena);
    hotline__buffer_free(&m->words);
    hotline__buffer_free(&m->plain);
    hotline__buffer_free(&m->own);
    deskbook_close(&m->d);
    return 0;
}

/* NULL: an entry that erases. */
static hotline_status make(making *m, const char *told, const char *now, store_parts *out) {
    char line[2048];
    entry_draft draft;
    memset(&draft, 0, sizeof draft);
    draft.about.kind = HOTLINE_SUBJECT_TICKET;
    draft.about.id = hotline__text("T1");
    if (told != NULL) {
        size_t len = casebook_line(told, line, sizeof line);
        assert_int_equal(
            hotline__command_read(m->d.book.rulebook, &m->arena, &m->words, line, len, casebook_instant(now), &m->command, NULL),
            HOTLINE_OK);
        draft.of = &m->command;
        draft.about = m->command.about;
    }
    draft.rulebook = m->d.book.rulebook;
    draft.digest = &m->digest;
    draft.arena = &m->arena;
    draft.words = &m->words;
    draft.number = m->number;
    draft.now = casebook_instant(now);
    draft.previous = hotline__text("abc");
    return hotline__entry_make(&draft, &m->plain, &m->own, out);
}

static void test_form(void **state) {
    making *m = *state;
    store_parts parts;
    desk_entry e;
    char expected[1024];
    char hash[DIGEST_HEX + 1];
    assert_int_equal(make(m, "r receive 04-12T09:00 r=centre {'caller_name':'王“小”明','size':2,'topic':'01'}", "04-12T09:30", &parts),
                     HOTLINE_OK);
    assert_int_equal(hotline__entry_read(&m->arena, parts.plain, parts.personal, &e, NULL), HOTLINE_OK);
    (void)snprintf(
        expected, sizeof expected,
        "{\"kind\":\"ticket\",\"id\":\"T1\",\"number\":1,\"recorded\":\"2021-04-12T09:30:00+08:00\",\"rules\":\"%016llx\",\"event\":{"
        "\"id\":\"r\",\"event\":\"receive\",\"at\":\"2021-04-12T09:00\",\"role\":\"centre\",\"ticket\":\"T1\","
        "\"known\":\"2021-04-12T09:30:00+08:00\",\"facts\":{\"caller_name\":{\"commitment\":\"%.64s\"},\"size\":2,\"topic\":\"01\"}},"
        "\"previous\":\"abc\"",
        (unsigned long long)hotline_rulebook_fingerprint(m->d.book.rulebook),
        hotline__json_member(hotline__json_member(hotline__json_member(e.event, "facts"), "caller_name"), "commitment")->value.at);
    assert_int_equal(e.hashed.len, strlen(expected));
    assert_memory_equal(parts.plain.at, expected, e.hashed.len);
    assert_int_equal(hotline__digest_hash(&m->digest, e.hashed, hash), HOTLINE_OK);
    assert_memory_equal(e.digest.at, hash, DIGEST_HEX);
    assert_int_equal(e.number, 1);
    assert_true(strncmp(parts.personal.at, "{\"caller_name\":{\"salt\":\"", 24) == 0);
    assert_non_null(strstr(parts.personal.at, "\"value\":\"王“小”明\"}}"));
}

static void test_erases(void **state) {
    making *m = *state;
    store_parts parts;
    desk_entry e;
    assert_int_equal(make(m, NULL, "04-12T09:30", &parts), HOTLINE_OK);
    assert_non_null(strstr(parts.plain.at, "\"event\":null,\"erased\":true,\"previous\":\"abc\",\"digest\":\""));
    assert_null(parts.personal.at);
    assert_int_equal(hotline__entry_read(&m->arena, parts.plain, parts.personal, &e, NULL), HOTLINE_OK);
    assert_null(e.event);
    hotline__buffer_clear(&m->words);
    hotline__entry_restore(m->d.book.rulebook, &e, &m->words);
    assert_int_equal(m->words.len, 0);
}

/* The event line as it came, and once more without its personal part. */
static void test_restored(void **state) {
    static const struct {
        const char *event, *whole, *erased;
    } rows[] = {
        {"r receive 04-12T09:00 {'age':7,'caller_name':'w','size':2}", "\"facts\":{\"age\":7,\"caller_name\":\"w\",\"size\":2}}",
         "\"facts\":{\"caller_name\":\"[erased]\",\"size\":2}}"},
        {"r receive 04-12T09:00 {'what':{'a':[1,2.50,true,null,'x']}}", "\"facts\":{\"what\":{\"a\":[1,2.50,true,null,\"x\"]}}}",
         "\"facts\":{}}"},
        {"r receive 04-12T09:00 {'caller_name':null,'size':null}", "\"facts\":{\"caller_name\":null,\"size\":null}}",
         "\"facts\":{\"caller_name\":null,\"size\":null}}"},
        {"r receive 04-12T09:00 {}", "\"facts\":{}}", "\"facts\":{}}"},
        {"r receive 04-12T09:00 {'wish':['call','visit'],'anonymous':true}",
         "\"facts\":{\"wish\":[\"call\",\"visit\"],\"anonymous\":true}}", "\"facts\":{\"wish\":[\"call\",\"visit\"],\"anonymous\":true}}"},
        {"r receive 04-12T09:00", "\"ticket\":\"T1\"}", "\"ticket\":\"T1\"}"},
    };
    making *m = *state;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        store_parts parts;
        desk_entry e;
        text none = {NULL, 0};
        assert_int_equal(make(m, rows[i].event, "04-12T09:00", &parts), HOTLINE_OK);
        assert_int_equal(hotline__entry_read(&m->arena, parts.plain, parts.personal, &e, NULL), HOTLINE_OK);
        hotline__buffer_clear(&m->words);
        hotline__entry_restore(m->d.book.rulebook, &e, &m->words);
        assert_non_null(strstr(hotline__buffer_text(&m->words).at, rows[i].whole));
        hotline__buffer_clear(&m->plain);
        hotline__entry_line(m->d.book.rulebook, &m->command, casebook_instant("04-12T09:00"), &m->plain);
        assert_string_equal(hotline__buffer_text(&m->plain).at, hotline__buffer_text(&m->words).at);
        assert_int_equal(hotline__entry_read(&m->arena, parts.plain, none, &e, NULL), HOTLINE_OK);
        hotline__buffer_clear(&m->words);
        hotline__entry_restore(m->d.book.rulebook, &e, &m->words);
        if (strstr(hotline__buffer_text(&m->words).at, rows[i].erased) == NULL) {
            fail_msg("%s", hotline__buffer_text(&m->words).at);
        }
    }
}

/* Salts differ, so that the same name twice does not show. */
static void test_salted(void **state) {
    making *m = *state;
    store_parts one;
    store_parts two;
    assert_int_equal(make(m, "r receive 04-12T09:00 {'caller_name':'w'}", "04-12T09:00", &one), HOTLINE_OK);
    assert_int_equal(make(m, "r receive 04-12T09:00 {'caller_name':'w'}", "04-12T09:00", &two), HOTLINE_OK);
    assert_string_not_equal(one.plain.at, two.plain.at);
    assert_string_not_equal(one.personal.at, two.personal.at);
}

static void test_host_fails(void **state) {
    making *m = *state;
    store_parts parts;
    uint32_t at;
    for (at = 1; at <= 3; at++) {
        deskbook_fail_digest(&m->d, at);
        assert_int_equal(make(m, "r receive 04-12T09:00 {'caller_name':'w'}", "04-12T09:00", &parts), HOTLINE_ERROR_CALLBACK);
    }
    deskbook_fail_digest(&m->d, 4);
    assert_int_equal(make(m, "r receive 04-12T09:00 {'caller_name':'w'}", "04-12T09:00", &parts), HOTLINE_OK);
}

static void test_unreadable(void **state) {
    static const char *const plain[] = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"digest\":\"\"}",
        "{\"kind\":\"ticket\",\"digest\":\"x\"}",
        "{\"kind\":1,\"id\":\"a\",\"number\":1,\"event\":null,\"digest\":\"x\"}",
        "{\"kind\":\"t\",\"id\":[],\"number\":1,\"event\":null,\"digest\":\"x\"}",
        "{\"kind\":\"t\",\"id\":\"a\",\"number\":\"1\",\"event\":null,\"digest\":\"x\"}",
        "{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"digest\":\"x\"}",
        "{\"digest\":\"x\",\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":null}",
        "{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":null,\"digest\": \"x\"}",
        "{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":null ,\"digest\":\"x\"}x",
    };
    static const char good[] = "{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":null,\"digest\":\"x\"}";
    static const char *const own[] = {"", "[]", "null", "{", "\xff", "1"};
    making *m = *state;
    text none = {NULL, 0};
    desk_entry e;
    size_t i;
    for (i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        assert_true(hotline__entry_read(&m->arena, hotline__text(plain[i]), none, &e, NULL) < 0);
    }
    assert_int_equal(hotline__entry_read(&m->arena, hotline__text(good), none, &e, NULL), HOTLINE_OK);
    for (i = 0; i < sizeof own / sizeof own[0]; i++) {
        assert_true(hotline__entry_read(&m->arena, hotline__text(good), hotline__text(own[i]), &e, NULL) < 0);
    }
}

/* Forged entries are restored to something, whatever stands in them. */
static void test_forged(void **state) {
    static const struct {
        const char *plain, *own, *restored;
    } rows[] = {
        {"{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":[],\"digest\":\"x\"}", "{}", ""},
        {"{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":{},\"digest\":\"x\"}", "{}", "{}"},
        {"{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":{\"facts\":[]},\"digest\":\"x\"}", "{}", "{\"facts\":[]}"},
        {"{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":{\"facts\":{\"age\":{},\"topic\":{}}},\"digest\":\"x\"}",
         "{\"age\":1,\"topic\":{}}", "{\"facts\":{\"topic\":\"[erased]\"}}"},
        {"{\"kind\":\"t\",\"id\":\"a\",\"number\":1,\"event\":{\"facts\":{\"age\":{}}},\"digest\":\"x\"}", "{\"age\":{\"value\":null}}",
         "{\"facts\":{\"age\":null}}"},
    };
    making *m = *state;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        desk_entry e;
        assert_int_equal(hotline__entry_read(&m->arena, hotline__text(rows[i].plain), hotline__text(rows[i].own), &e, NULL), HOTLINE_OK);
        hotline__buffer_clear(&m->words);
        hotline__entry_restore(m->d.book.rulebook, &e, &m->words);
        assert_int_equal(m->words.len, strlen(rows[i].restored));
        assert_memory_equal(m->words.len != 0 ? hotline__buffer_text(&m->words).at : "", rows[i].restored, m->words.len);
    }
}

static void test_kinds(void **state) {
    (void)state;
    assert_string_equal(hotline__entry_kind(HOTLINE_SUBJECT_TICKET), "ticket");
    assert_string_equal(hotline__entry_kind(HOTLINE_SUBJECT_UNIT), "unit");
    assert_string_equal(hotline__entry_kind(HOTLINE_SUBJECT_PUBLISHED), "published");
    assert_string_equal(hotline__entry_kind(-1), "");
    assert_string_equal(hotline__entry_kind(4), "");
}

/* What could be stored and not be read again is not stored: an entry is longer than its line. */
/* A chain is gone on with by the digest that made it, and where its last entry is as it was. */
static void test_another_digest(void **state) {
    making *m = *state;
    store_parts parts;
    m->number = 2;
    assert_int_equal(make(m, NULL, "04-12T09:30", &parts), HOTLINE_ERROR_DOCUMENT); /* "abc" is the digest of nothing */
    m->digest.host.hash = NULL;
    assert_int_equal(make(m, NULL, "04-12T09:30", &parts), HOTLINE_ERROR_DOCUMENT); /* chained, and no digest now */
}

static void test_too_long(void **state) {
    hotline_context_options options;
    deskbook d;
    hotline_context *small = NULL;
    hotline_rulebook *rulebook = NULL;
    hotline_store store;
    hotline_desk *desk = NULL;
    char line[1024];
    size_t kept = 0;
    size_t limited = 0;
    size_t i;
    (void)state;
    deskbook_open(&d);
    hotline_context_options_init(&options, sizeof options);
    options.max_document = 600;
    assert_int_equal(hotline_context_new(&options, &small), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(small, NULL, &rulebook), HOTLINE_OK);
    assert_int_equal(memory_store_open(d.data, &store), 0);
    assert_int_equal(hotline_desk_new(rulebook, &store, &d.digest, NULL, &desk), HOTLINE_OK);
    for (i = 0; i < 500; i += 10) {
        hotline_command c;
        hotline_status status;
        hotline_command_init(&c, sizeof c);
        (void)snprintf(line, sizeof line, "{\"id\":\"a%u\",\"ticket\":\"T1\",\"event\":\"x\",\"at\":\"2021-04-12 09:00\",\"by\":\"%0*d\"}",
                       (unsigned)i, (int)i + 1, 0);
        c.line = line;
        c.line_len = strlen(line);
        c.now = casebook_instant("04-12T09:00");
        c.flags = HOTLINE_COMMAND_RECORD;
        status = hotline_desk_submit(desk, &c, &d.answer, &d.len, &d.error);
        if (status == HOTLINE_OK) {
            kept++;
            assert_int_equal(limited, 0);
        } else {
            assert_int_equal(status, HOTLINE_ERROR_LIMIT);
            limited++;
        }
        assert_int_equal(memory_entry_count(d.data, HOTLINE_SUBJECT_TICKET, "T1"), kept);
    }
    assert_true(kept > 5 && limited > 5);
    hotline_desk_free(desk);
    hotline_rulebook_free(rulebook);
    hotline_context_free(small);
    deskbook_close(&d);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(test_form),       T(test_erases), T(test_restored), T(test_salted),         T(test_host_fails),
        T(test_unreadable), T(test_forged), T(test_kinds),    T(test_another_digest), T(test_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
