/* SPDX-License-Identifier: MIT */
/* A desk's life: what it is made of and what not, destroy called once whatever happens, other rules, and what its last callback said. */
#include "tests/support/deskbook.h"
#include "tests/support/poor_context.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TICKET HOTLINE_SUBJECT_TICKET

typedef struct larger_store {
    hotline_store store;
    uint32_t more[2];
} larger_store;

typedef struct larger_digest {
    hotline_digest digest;
    uint32_t more[2];
} larger_digest;

/* What a desk is made of, with nothing wrong. */
typedef struct parts {
    deskbook d; /* context, rulebook, data; its own desk stays out of it */
    faulty_store faulty;
    larger_store store;
    larger_digest digest;
    struct {
        hotline_desk_options options;
        uint32_t more[2];
    } options;
    hotline_desk *desk;
} parts;

static void begin(parts *p) {
    hotline_store memory;
    memset(p, 0, sizeof *p);
    deskbook_open(&p->d);
    assert_int_equal(memory_store_open(p->d.data, &memory), 0);
    faulty_wrap(&p->faulty, &memory, &p->store.store);
    deskbook_digest(&p->digest.digest, &p->d);
    hotline_desk_options_init(&p->options.options, sizeof p->options.options);
}

static hotline_status make(parts *p) {
    return hotline_desk_new(p->d.book.rulebook, &p->store.store, &p->digest.digest, &p->options.options, &p->desk);
}

/* Destroyed so often, and the desk's own was not yet. */
static void end(parts *p, uint32_t store, uint32_t digest) {
    assert_int_equal(p->faulty.destroyed, store);
    assert_int_equal(p->d.digest_destroyed, digest);
    if (p->faulty.destroyed == 0) {
        p->store.store.destroy(&p->faulty);
    }
    deskbook_close(&p->d);
}

static void test_made(void **state) {
    parts p;
    (void)state;
    begin(&p);
    assert_int_equal(make(&p), HOTLINE_OK);
    assert_int_equal(p.faulty.destroyed, 0);
    assert_int_equal(hotline_desk_callback_result(p.desk), 0);
    hotline_desk_free(p.desk);
    hotline_desk_free(NULL);
    hotline_desk_recover(NULL);
    assert_int_equal(hotline_desk_callback_result(NULL), 0);
    end(&p, 1, 1);
}

static void test_larger_records(void **state) {
    parts p;
    (void)state;
    begin(&p);
    p.store.store.struct_size = sizeof p.store;
    p.digest.digest.struct_size = sizeof p.digest;
    p.options.options.struct_size = sizeof p.options;
    assert_int_equal(make(&p), HOTLINE_OK);
    hotline_desk_free(p.desk);
    end(&p, 1, 1);
}

static void no_destroys(parts *p) {
    p->store.store.destroy = NULL;
    p->digest.digest.destroy = NULL;
}

static void test_without_destroy(void **state) {
    parts p;
    (void)state;
    begin(&p);
    no_destroys(&p);
    assert_int_equal(make(&p), HOTLINE_OK);
    hotline_desk_free(p.desk);
    assert_int_equal(p.faulty.destroyed, 0);
    p.store.store.destroy = p.d.faulty.inner.destroy;
    p.faulty.inner.destroy(p.faulty.inner.user);
    assert_int_equal(p.d.digest_destroyed, 0);
    deskbook_close(&p.d);
}

/* ---- what cannot be made ---- */

#define NOT_MADE(change)                                                                                                                   \
  do {                                                                                                                                     \
    parts p;                                                                                                                               \
    begin(&p);                                                                                                                             \
    change;                                                                                                                                \
    p.desk = (hotline_desk *)&p;                                                                                                           \
    assert_int_equal(make(&p), HOTLINE_ERROR_ARGUMENT);                                                                                    \
    assert_ptr_equal(p.desk, &p);                                                                                                          \
    end(&p, 1, 1);                                                                                                                         \
  } while (0)

static void test_missing(void **state) {
    (void)state;
    NOT_MADE(p.store.store.load = NULL);
    NOT_MADE(p.store.store.append = NULL);
    NOT_MADE(p.store.store.answer = NULL);
    NOT_MADE(p.store.store.list = NULL);
    NOT_MADE(p.store.store.notices = NULL);
    NOT_MADE(p.store.store.delivered = NULL);
    NOT_MADE(p.digest.digest.hash = NULL);
    NOT_MADE(p.digest.digest.salt = NULL);
}

static void test_sizes(void **state) {
    (void)state;
    NOT_MADE(p.store.store.struct_size--);
    NOT_MADE(p.digest.digest.struct_size--);
    NOT_MADE(p.options.options.struct_size--);
    NOT_MADE((p.store.store.struct_size = sizeof p.store, p.store.more[1] = 1));
    NOT_MADE((p.digest.digest.struct_size = sizeof p.digest, p.digest.more[0] = 1));
    NOT_MADE((p.options.options.struct_size = sizeof p.options, p.options.more[1] = 1));
    /* As far as the record reaches. */
    NOT_MADE(p.store.store.struct_size = offsetof(hotline_store, load));
    NOT_MADE(p.digest.digest.struct_size = offsetof(hotline_digest, hash));
}

/* A record that ends before destroy has none; nobody may look for it. */
static void test_too_short_for_destroy(void **state) {
    parts p;
    (void)state;
    begin(&p);
    p.store.store.struct_size = offsetof(hotline_store, destroy);
    p.digest.digest.struct_size = 0;
    assert_int_equal(make(&p), HOTLINE_ERROR_ARGUMENT);
    end(&p, 0, 0);
}

static void test_null(void **state) {
    parts p;
    (void)state;
    begin(&p);
    assert_int_equal(hotline_desk_new(NULL, &p.store.store, &p.digest.digest, NULL, &p.desk), HOTLINE_ERROR_ARGUMENT);
    end(&p, 1, 1);
    begin(&p);
    assert_int_equal(hotline_desk_new(p.d.book.rulebook, &p.store.store, &p.digest.digest, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    end(&p, 1, 1);
    begin(&p);
    assert_int_equal(hotline_desk_new(p.d.book.rulebook, NULL, &p.digest.digest, NULL, &p.desk), HOTLINE_ERROR_ARGUMENT);
    end(&p, 0, 1);
    begin(&p);
    assert_int_equal(hotline_desk_new(p.d.book.rulebook, &p.store.store, NULL, NULL, &p.desk), HOTLINE_OK);
    hotline_desk_free(p.desk);
    end(&p, 1, 0);
}

static void test_no_memory(void **state) {
    size_t left = SIZE_MAX;
    hotline_context *poor = poor_context(&left);
    hotline_rulebook *rulebook = NULL;
    parts p;
    (void)state;
    assert_int_equal(hotline_rulebook_new(poor, NULL, &rulebook), HOTLINE_OK);
    begin(&p);
    left = 100;
    assert_int_equal(hotline_desk_new(rulebook, &p.store.store, &p.digest.digest, NULL, &p.desk), HOTLINE_ERROR_MEMORY);
    end(&p, 1, 1);
    hotline_rulebook_free(rulebook);
    hotline_context_free(poor);
}

static void test_options_init(void **state) {
    hotline_desk_options options;
    (void)state;
    hotline_desk_options_init(NULL, sizeof options);
    memset(&options, 0xFF, sizeof options);
    hotline_desk_options_init(&options, 2);
    assert_int_equal(options.struct_size, UINT32_MAX);
    hotline_desk_options_init(&options, sizeof options);
    assert_int_equal(options.struct_size, sizeof options);
    assert_int_equal(options.attempts, 0);
}

/* ---- destroy looks back ---- */

typedef struct looking_back {
    hotline_desk *desk;
    uint32_t calls;
    hotline_status status;
} looking_back;

static void look_back(void *user) {
    looking_back *l = user;
    hotline_instant next;
    l->calls++;
    hotline_desk_free(l->desk);
    l->status = hotline_desk_next(l->desk, &next, NULL);
}

static void test_destroy_uses_the_desk(void **state) {
    parts p;
    looking_back store = {NULL, 0, HOTLINE_OK};
    looking_back digest = {NULL, 0, HOTLINE_OK};
    (void)state;
    begin(&p);
    p.store.store.destroy = look_back;
    p.store.store.user = &store;
    p.digest.digest.destroy = look_back;
    p.digest.digest.user = &digest;
    assert_int_equal(make(&p), HOTLINE_OK);
    store.desk = digest.desk = p.desk;
    hotline_desk_free(p.desk);
    assert_int_equal(store.calls, 1);
    assert_int_equal(digest.calls, 1);
    assert_int_equal(store.status, HOTLINE_ERROR_BUSY);
    assert_int_equal(digest.status, HOTLINE_ERROR_BUSY);
    p.faulty.inner.destroy(p.faulty.inner.user);
    p.faulty.destroyed = 1;
    end(&p, 1, 0);
}

/* ---- the last callback ---- */

static int32_t stop(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    (void)user;
    (void)id;
    (void)id_len;
    (void)body;
    (void)body_len;
    return -77;
}

static void test_callback_result(void **state) {
    deskbook d;
    hotline_outlet outlet;
    uint64_t count = 9;
    (void)state;
    deskbook_open(&d);
    faulty_arm(&d.faulty, FAULTY_BEFORE, 1);
    assert_int_equal(deskbook_send(&d, "r receive 04-12T09:00 r=centre {'age':1}", NULL), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(hotline_desk_callback_result(d.desk), FAULTY_RESULT);
    assert_string_equal(d.error.message, "a function of the host failed");
    faulty_arm(&d.faulty, FAULTY_BEFORE, 0);
    deskbook_fail_digest(&d, 1);
    assert_int_equal(deskbook_send(&d, "r receive 04-12T09:00 r=centre {'age':1}", NULL), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(hotline_desk_callback_result(d.desk), -12);
    deskbook_fail_digest(&d, 2);
    assert_int_equal(deskbook_send(&d, "r receive 04-12T09:00 r=centre {'age':1}", NULL), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(hotline_desk_callback_result(d.desk), -11);
    deskbook_fail_digest(&d, 0);
    deskbook_do(&d, "r receive 04-12T09:00 r=centre {'age':1}; d dispatch 04-12T10:00 u=a r=centre");
    assert_int_equal(hotline_desk_callback_result(d.desk), 0);
    (void)deskbook_tick(&d, "04-16T09:00");
    hotline_outlet_init(&outlet, sizeof outlet);
    outlet.deliver = stop;
    assert_int_equal(hotline_desk_deliver(d.desk, &outlet, 0, &count, &d.error), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(hotline_desk_callback_result(d.desk), -77);
    assert_int_equal(count, 0);
    deskbook_close(&d);
}

/* ---- other rules ---- */

static void test_adopt(void **state) {
    deskbook d;
    casebook other;
    (void)state;
    deskbook_open(&d);
    casebook_open(&other, "'events':{'report':{'if':'never'}}");
    deskbook_do(&d, "r receive 04-12T09:00 r=centre; d dispatch 04-12T10:00 u=a r=centre; c contact 04-12T11:00 on=d");
    assert_int_equal(hotline_desk_adopt(NULL, other.rulebook), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_adopt(d.desk, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_desk_adopt(d.desk, other.rulebook), HOTLINE_OK);
    assert_int_equal(deskbook_send(&d, "n report 04-12T12:00 on=d r=handler", NULL), HOTLINE_REFUSED);
    assert_int_equal(hotline_desk_adopt(d.desk, d.book.rulebook), HOTLINE_OK);
    casebook_close(&other); /* it was replaced, and need not live on */
    assert_int_equal(deskbook_send(&d, "m report 04-12T12:00 on=d r=handler", NULL), HOTLINE_OK);
    deskbook_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made),
        cmocka_unit_test(test_larger_records),
        cmocka_unit_test(test_without_destroy),
        cmocka_unit_test(test_missing),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_too_short_for_destroy),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_options_init),
        cmocka_unit_test(test_destroy_uses_the_desk),
        cmocka_unit_test(test_callback_result),
        cmocka_unit_test(test_adopt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
