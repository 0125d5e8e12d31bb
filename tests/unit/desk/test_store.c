/* SPDX-License-Identifier: MIT */
/*
 * How the host's store is called: its record checked, its answers made statuses, what a sink refused told before what the store returned.
 * Behind it the store in memory, and the one of which calls go wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/instant_impl.h"
#include "../../../lib/desk/store_impl.h"
#include "../../support/faulty_store.h"
#include "../../support/memory_store.h"

typedef struct bench {
    hotline_context *context;
    arena memory;
    memory_data *data;
    faulty_store faulty;
    store_port port;
    hotline_sink sink;
} bench;

static void begin(bench *b) {
    hotline_store inner, outer;
    memset(b, 0, sizeof *b);
    assert_int_equal(hotline_context_new(NULL, &b->context), HOTLINE_OK);
    hotline__arena_init(&b->memory, b->context);
    b->data = memory_data_new();
    assert_int_equal(memory_store_open(b->data, &inner), 0);
    faulty_wrap(&b->faulty, &inner, &outer);
    assert_int_equal(hotline__store_take(&b->port, &outer), HOTLINE_OK);
}

static void end(bench *b) {
    hotline__store_drop(&b->port);
    assert_int_equal(b->faulty.destroyed, 1);
    hotline__store_drop(&b->port); /* once */
    assert_int_equal(b->faulty.destroyed, 1);
    memory_data_free(b->data);
    hotline__arena_free(&b->memory);
    hotline_context_free(b->context);
}

static store_subject ticket(const char *id) {
    store_subject s;
    s.kind = HOTLINE_SUBJECT_TICKET;
    s.id = hotline__text(id);
    return s;
}

/* One entry, one answer, one notice. */
static hotline_status append(bench *b, uint64_t expected, const char *command) {
    store_parts entry = {{"{\"a\":1}", 7}, {"{}", 2}};
    store_notice notice = {{"n", 1}, {"{\"b\":2}", 7}, 0};
    hotline_batch batch;
    memset(&batch, 0, sizeof batch);
    batch.about = ticket("T1");
    batch.expected = expected;
    batch.entries = &entry;
    batch.entry_count = 1;
    batch.command = hotline__text(command);
    batch.answer = entry;
    batch.notices = &notice;
    batch.notice_count = 1;
    batch.wake = 5;
    batch.due = HOTLINE_NO_INSTANT;
    batch.woken_at = HOTLINE_NO_INSTANT;
    return hotline__store_append(&b->port, &batch);
}

static hotline_status list(bench *b, int32_t order, uint32_t limit) {
    hotline_listing listing;
    memset(&listing, 0, sizeof listing);
    listing.struct_size = sizeof listing;
    listing.order = order;
    listing.limit = limit;
    listing.until = INT64_MAX;
    return hotline__store_list(&b->port, &b->memory, &listing, &b->sink);
}

/* ---- the record ---- */

static void test_init(void **state) {
    unsigned char bytes[sizeof(hotline_store) + 8];
    hotline_store s;
    (void)state;
    hotline_store_init(NULL, sizeof s);
    memset(bytes, 0xA5, sizeof bytes);
    hotline_store_init((hotline_store *)(void *)bytes, 3);
    assert_int_equal(bytes[0], 0xA5);
    memset(&s, 0xA5, sizeof s);
    hotline_store_init(&s, sizeof s);
    assert_int_equal(s.struct_size, sizeof s);
    assert_null(s.user);
    assert_null(s.delivered);
}

static void test_take(void **state) {
    struct {
        hotline_store record;
        uint64_t later;
    } newer;
    store_port port;
    hotline_store whole;
    memory_data *data = memory_data_new();
    (void)state;
    memory_store_open(data, &whole);
    for (int missing = 0; missing < 6; missing++) {
        hotline_store s = whole;
        s.load = missing == 0 ? NULL : s.load;
        s.append = missing == 1 ? NULL : s.append;
        s.answer = missing == 2 ? NULL : s.answer;
        s.list = missing == 3 ? NULL : s.list;
        s.notices = missing == 4 ? NULL : s.notices;
        s.delivered = missing == 5 ? NULL : s.delivered;
        assert_int_equal(hotline__store_take(&port, &s), HOTLINE_ERROR_ARGUMENT);
    }
    memset(&newer, 0, sizeof newer);
    newer.record = whole;
    newer.record.struct_size = sizeof whole - 1;
    assert_int_equal(hotline__store_take(&port, &newer.record), HOTLINE_ERROR_ARGUMENT);
    newer.record.struct_size = sizeof newer;
    assert_int_equal(hotline__store_take(&port, &newer.record), HOTLINE_OK);
    newer.later = 1; /* something that we do not know */
    assert_int_equal(hotline__store_take(&port, &newer.record), HOTLINE_ERROR_ARGUMENT);
    whole.destroy(whole.user);
    whole.destroy = NULL;
    assert_int_equal(hotline__store_take(&port, &whole), HOTLINE_OK);
    hotline__store_drop(&port);
    memory_data_free(data);
}

/* ---- calls ---- */

static void test_calls(void **state) {
    bench b;
    (void)state;
    begin(&b);
    assert_int_equal(hotline__store_load(&b.port, &b.memory, ticket("T1"), &b.sink), HOTLINE_OK);
    assert_int_equal(b.sink.version, 0);
    assert_int_equal(b.sink.count, 0);
    assert_int_equal(append(&b, 1, "c"), HOTLINE_CONFLICT);
    assert_int_equal(append(&b, 0, "c"), HOTLINE_OK);
    assert_int_equal(append(&b, 0, "c"), HOTLINE_DUPLICATE);
    assert_int_equal(append(&b, 0, "d"), HOTLINE_CONFLICT);
    assert_int_equal(b.port.result, 0);
    assert_int_equal(hotline__store_load(&b.port, &b.memory, ticket("T1"), &b.sink), HOTLINE_OK);
    assert_int_equal(b.sink.version, 1);
    assert_string_equal(b.sink.entries[0].plain.at, "{\"a\":1}");
    assert_string_equal(b.sink.entries[0].personal.at, "{}");
    assert_int_equal(hotline__store_answer(&b.port, &b.memory, hotline__text("c"), &b.sink), HOTLINE_OK);
    assert_string_equal(b.sink.answer.plain.at, "{\"a\":1}");
    assert_int_equal(hotline__store_answer(&b.port, &b.memory, hotline__text("d"), &b.sink), HOTLINE_OK);
    assert_int_equal(b.sink.count, 0);
    assert_int_equal(list(&b, HOTLINE_ORDER_WAKE, 1), HOTLINE_OK);
    assert_int_equal(b.sink.count, 1);
    assert_int_equal(b.sink.subjects[0].moment, 5);
    assert_int_equal(list(&b, HOTLINE_ORDER_DUE, 1), HOTLINE_OK);
    assert_int_equal(b.sink.count, 0);
    assert_int_equal(hotline__store_notices(&b.port, &b.memory, 0, 1, &b.sink), HOTLINE_OK);
    assert_string_equal(b.sink.notices[0].body.at, "{\"b\":2}");
    assert_int_equal(hotline__store_delivered(&b.port, hotline__text("n")), HOTLINE_OK);
    assert_int_equal(hotline__store_notices(&b.port, &b.memory, 0, 1, &b.sink), HOTLINE_OK);
    assert_int_equal(b.sink.count, 0);
    assert_int_equal(b.sink.kind, SINK_CLOSED);
    assert_int_equal(hotline_sink_notice(&b.sink, 1, "n", 1, "b", 1), HOTLINE_ERROR_ARGUMENT);
    end(&b);
}

static hotline_status call(bench *b, int32_t function) {
    switch (function) {
    case FAULTY_LOAD:
        return hotline__store_load(&b->port, &b->memory, ticket("T1"), &b->sink);
    case FAULTY_APPEND:
        return append(b, 1, "d");
    case FAULTY_ANSWER:
        return hotline__store_answer(&b->port, &b->memory, hotline__text("c"), &b->sink);
    case FAULTY_LIST:
        return list(b, HOTLINE_ORDER_ID, 2);
    case FAULTY_NOTICES:
        return hotline__store_notices(&b->port, &b->memory, 0, 2, &b->sink);
    default:
        return hotline__store_delivered(&b->port, hotline__text("n"));
    }
}

/* What a call answers that goes wrong so. */
static hotline_status wanted(int32_t function, int32_t mode) {
    int writes = function == FAULTY_APPEND || function == FAULTY_DELIVERED;
    if (mode == FAULTY_CONFLICT) {
        return function == FAULTY_APPEND ? HOTLINE_CONFLICT : HOTLINE_OK;
    }
    if (!writes && mode == FAULTY_TOO_LONG) {
        return HOTLINE_ERROR_LIMIT;
    }
    if (!writes && mode == FAULTY_NOT_JSON) {
        return HOTLINE_OK; /* whoever reads it finds out */
    }
    if ((function == FAULTY_LIST || function == FAULTY_NOTICES) && (mode == FAULTY_TWICE || mode == FAULTY_OTHER_ENTRIES)) {
        return HOTLINE_ERROR_LIMIT;
    }
    return HOTLINE_ERROR_CALLBACK;
}

static int32_t wanted_result(int32_t function, int32_t mode) {
    if (mode == FAULTY_BEFORE || mode == FAULTY_AFTER) {
        return FAULTY_RESULT;
    }
    return mode == FAULTY_GARBAGE || function == FAULTY_APPEND || function == FAULTY_DELIVERED ? INT32_MIN : HOTLINE_ERROR_ARGUMENT;
}

static void test_goes_wrong(void **state) {
    (void)state;
    for (int32_t function = 0; function < FAULTY_FUNCTIONS; function++) {
        for (int32_t mode = 0; mode < FAULTY_MODES; mode++) {
            bench b;
            hotline_status status;
            begin(&b);
            assert_int_equal(append(&b, 0, "c"), HOTLINE_OK);
            faulty_arm(&b.faulty, mode, 1);
            status = call(&b, function);
            assert_int_equal(status, wanted(function, mode));
            assert_int_equal(b.faulty.failed, mode != FAULTY_CONFLICT || function == FAULTY_APPEND);
            assert_int_equal(b.port.result, status == HOTLINE_ERROR_CALLBACK ? wanted_result(function, mode) : 0);
            assert_int_equal(b.port.inside, 0);
            /* What went wrong was done, or not; after it all is well again. */
            assert_int_equal(memory_version(b.data, HOTLINE_SUBJECT_TICKET, "T1"),
                             function == FAULTY_APPEND && mode == FAULTY_AFTER ? 2 : 1);
            assert_int_equal(memory_notice_delivered(b.data, "n"),
                             function == FAULTY_DELIVERED && (mode == FAULTY_AFTER || mode == FAULTY_CONFLICT));
            assert_int_equal(hotline__store_load(&b.port, &b.memory, ticket("T1"), &b.sink), HOTLINE_OK);
            assert_int_equal(b.faulty.calls[FAULTY_LOAD], 1 + (function == FAULTY_LOAD));
            end(&b);
        }
    }
}

/* ---- while a callback runs ---- */

static const store_port *watched;
static int seen_inside;

static int32_t watch_load(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink) {
    (void)user, (void)kind, (void)id, (void)len, (void)sink;
    seen_inside += watched->inside != 0;
    return 0;
}

static int32_t watch_append(void *user, const hotline_batch *batch) {
    (void)user, (void)batch;
    seen_inside += watched->inside != 0;
    return HOTLINE_CONFLICT;
}

static int32_t watch_answer(void *user, const char *command, size_t len, hotline_sink *sink) {
    return watch_load(user, 0, command, len, sink);
}

static int32_t watch_list(void *user, const hotline_listing *listing, hotline_sink *sink) {
    return watch_load(user, 0, listing->after_id, 0, sink);
}

static int32_t watch_notices(void *user, uint64_t after, uint32_t limit, hotline_sink *sink) {
    return watch_load(user, 0, NULL, (size_t)after + limit, sink);
}

static int32_t watch_delivered(void *user, const char *id, size_t len) {
    return watch_load(user, 0, id, len, NULL);
}

static void test_inside(void **state) {
    bench b;
    (void)state;
    begin(&b);
    b.port.host.load = watch_load;
    b.port.host.append = watch_append;
    b.port.host.answer = watch_answer;
    b.port.host.list = watch_list;
    b.port.host.notices = watch_notices;
    b.port.host.delivered = watch_delivered;
    watched = &b.port;
    for (int32_t function = 0; function < FAULTY_FUNCTIONS; function++) {
        assert_int_equal(call(&b, function), function == FAULTY_APPEND ? HOTLINE_CONFLICT : HOTLINE_OK);
        assert_int_equal(seen_inside, function + 1);
        assert_int_equal(b.port.inside, 0);
    }
    end(&b);
}

/* ---- the store in memory itself: what it keeps as a text ---- */

static void test_memory_state(void **state) {
    bench b;
    char *before, *after;
    (void)state;
    begin(&b);
    assert_int_equal(append(&b, 0, "c"), HOTLINE_OK);
    before = memory_state(b.data);
    assert_string_equal(before, "subject 1 2:T1 1 5 -9223372036854775808\n  entry 7:{\"a\":1} 2:{}\n"
                                "answer 1:c 1 2:T1 7:{\"a\":1} 2:{}\nnotice 0 1:n 7:{\"b\":2}\n");
    assert_int_equal(append(&b, 0, "d"), HOTLINE_CONFLICT);
    after = memory_state(b.data);
    assert_string_equal(before, after);
    free(after);
    assert_int_equal(memory_tamper_personal(b.data, HOTLINE_SUBJECT_TICKET, "T1", 0, NULL), 1);
    assert_int_equal(memory_tamper(b.data, HOTLINE_SUBJECT_TICKET, "T1", 1, "{}"), 0);
    after = memory_state(b.data);
    assert_string_not_equal(before, after);
    free(before);
    free(after);
    memory_truncate(b.data, HOTLINE_SUBJECT_TICKET, "T1", 0);
    assert_int_equal(memory_entry_count(b.data, HOTLINE_SUBJECT_TICKET, "T1"), 0);
    end(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_init),   cmocka_unit_test(test_take),
                                       cmocka_unit_test(test_calls),  cmocka_unit_test(test_goes_wrong),
                                       cmocka_unit_test(test_inside), cmocka_unit_test(test_memory_state)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
