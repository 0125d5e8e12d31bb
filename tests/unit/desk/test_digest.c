/* SPDX-License-Identifier: MIT */
/* The host's hash in use: what is taken, what is written, and the bytes of what was written. */
#include "desk/digest_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct host {
    int32_t result;
    uint32_t destroyed, inside;
    digest_port *port;
    size_t len;
} host;

static int32_t count_bytes(void *user, const uint8_t *bytes, size_t len, uint8_t *out) {
    host *h = user;
    size_t i;
    (void)bytes;
    h->len = len;
    h->inside += h->port != NULL && h->port->inside;
    for (i = 0; i < HOTLINE_DIGEST_SIZE; i++) {
        out[i] = (uint8_t)(i * 8 + 7);
    }
    return h->result;
}

static int32_t give_salt(void *user, uint8_t *out) {
    const host *h = user;
    memset(out, 0xA5, HOTLINE_SALT_SIZE);
    return h->result;
}

static void destroy(void *user) {
    host *h = user;
    h->destroyed++;
    h->inside += h->port != NULL && h->port->inside;
}

static hotline_digest record(host *h) {
    hotline_digest d;
    memset(h, 0, sizeof *h);
    hotline_digest_init(&d, sizeof d);
    d.user = h;
    d.destroy = destroy;
    d.hash = count_bytes;
    d.salt = give_salt;
    return d;
}

static void test_init(void **state) {
    struct {
        hotline_digest d;
        uint32_t more;
    } large;
    (void)state;
    memset(&large, 0xFF, sizeof large);
    hotline_digest_init(NULL, sizeof large.d);
    hotline_digest_init(&large.d, 3);
    assert_int_equal(large.d.struct_size, UINT32_MAX);
    hotline_digest_init(&large.d, sizeof large);
    assert_int_equal(large.d.struct_size, sizeof large);
    assert_int_equal(large.more, 0);
    assert_true(large.d.hash == NULL && large.d.salt == NULL && large.d.destroy == NULL && large.d.user == NULL);
}

static void test_take(void **state) {
    host h;
    digest_port port;
    struct {
        hotline_digest d;
        uint32_t more[4];
    } large;
    hotline_digest d = record(&h);
    (void)state;
    assert_int_equal(hotline__digest_take(&port, NULL, 1), HOTLINE_OK);
    assert_true(port.host.hash == NULL);
    hotline__digest_drop(&port);
    assert_int_equal(hotline__digest_take(&port, &d, 1), HOTLINE_OK);
    d.salt = NULL;
    assert_int_equal(hotline__digest_take(&port, &d, 1), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline__digest_take(&port, &d, 0), HOTLINE_OK);
    d.hash = NULL;
    assert_int_equal(hotline__digest_take(&port, &d, 0), HOTLINE_ERROR_ARGUMENT);
    memset(&large, 0, sizeof large);
    large.d = record(&h);
    large.d.struct_size = sizeof large;
    assert_int_equal(hotline__digest_take(&port, &large.d, 1), HOTLINE_OK);
    large.more[3] = 1;
    assert_int_equal(hotline__digest_take(&port, &large.d, 1), HOTLINE_ERROR_ARGUMENT);
    large.d.struct_size = sizeof large.d - 1;
    assert_int_equal(hotline__digest_take(&port, &large.d, 1), HOTLINE_ERROR_ARGUMENT);
}

static void test_write(void **state) {
    host h;
    digest_port port;
    char hex[DIGEST_HEX + 1];
    uint8_t bytes[HOTLINE_DIGEST_SIZE];
    hotline_digest d = record(&h);
    (void)state;
    assert_int_equal(hotline__digest_take(&port, &d, 1), HOTLINE_OK);
    h.port = &port;
    assert_int_equal(hotline__digest_hash(&port, hotline__text("abc"), hex), HOTLINE_OK);
    assert_int_equal(h.len, 3);
    assert_int_equal(h.inside, 1);
    assert_int_equal(port.inside, 0);
    assert_string_equal(hex, "070f171f272f373f474f575f676f777f878f979fa7afb7bfc7cfd7dfe7eff7ff");
    assert_int_equal(hotline__digest_bytes(hotline__text(hex), bytes), 1);
    assert_int_equal(bytes[31], 255);
    assert_int_equal(hotline__digest_salt(&port, hex), HOTLINE_OK);
    assert_string_equal(hex, "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5");
    assert_int_equal(hotline__digest_bytes(hotline__text(hex), bytes), 0);
    assert_int_equal(hotline__digest_bytes(hotline__text("070F171f272f373f474f575f676f777f878f979fa7afb7bfc7cfd7dfe7eff7ff"), bytes), 0);
    assert_int_equal(hotline__digest_bytes(hotline__text("070g171f272f373f474f575f676f777f878f979fa7afb7bfc7cfd7dfe7eff7ff"), bytes), 0);
    h.result = 5;
    assert_int_equal(hotline__digest_hash(&port, hotline__text("abc"), hex), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(port.result, 5);
    assert_int_equal(port.inside, 0);
    h.result = INT32_MIN;
    assert_int_equal(hotline__digest_salt(&port, hex), HOTLINE_ERROR_CALLBACK);
    assert_int_equal(port.result, INT32_MIN);
}

static void test_drop(void **state) {
    host h;
    digest_port port;
    hotline_digest d = record(&h);
    (void)state;
    assert_int_equal(hotline__digest_take(&port, &d, 1), HOTLINE_OK);
    h.port = &port;
    hotline__digest_drop(&port);
    hotline__digest_drop(&port);
    assert_int_equal(h.destroyed, 1);
    assert_int_equal(h.inside, 1); /* so that the desk is busy meanwhile */
    assert_int_equal(port.inside, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_init), cmocka_unit_test(test_take), cmocka_unit_test(test_write),
                                       cmocka_unit_test(test_drop)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
