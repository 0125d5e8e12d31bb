/* SPDX-License-Identifier: MIT */
/* The host's outlet in use: what is taken, and what its answers mean. */
#include "desk/outlet_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct host {
    int32_t result;
    uint32_t inside;
    outlet_port *port;
    char id[16], body[16];
} host;

static int32_t deliver(void *user, const char *id, size_t id_len, const char *body, size_t body_len) {
    host *h = user;
    assert_int_equal(strlen(id), id_len);
    assert_int_equal(strlen(body), body_len);
    (void)snprintf(h->id, sizeof h->id, "%s", id);
    (void)snprintf(h->body, sizeof h->body, "%s", body);
    h->inside += h->port->inside;
    return h->result;
}

static void test_init(void **state) {
    hotline_outlet o;
    (void)state;
    memset(&o, 0xFF, sizeof o);
    hotline_outlet_init(NULL, sizeof o);
    hotline_outlet_init(&o, 0);
    assert_int_equal(o.struct_size, UINT32_MAX);
    hotline_outlet_init(&o, sizeof o);
    assert_int_equal(o.struct_size, sizeof o);
    assert_true(o.deliver == NULL && o.user == NULL);
}

static void test_take(void **state) {
    struct {
        hotline_outlet o;
        uint32_t more[2];
    } large;
    outlet_port port;
    (void)state;
    memset(&large, 0, sizeof large);
    hotline_outlet_init(&large.o, sizeof large.o);
    assert_int_equal(hotline__outlet_take(&port, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline__outlet_take(&port, &large.o), HOTLINE_ERROR_ARGUMENT);
    large.o.deliver = deliver;
    assert_int_equal(hotline__outlet_take(&port, &large.o), HOTLINE_OK);
    large.o.struct_size = sizeof large;
    assert_int_equal(hotline__outlet_take(&port, &large.o), HOTLINE_OK);
    large.more[0] = 9;
    assert_int_equal(hotline__outlet_take(&port, &large.o), HOTLINE_ERROR_ARGUMENT);
    large.o.struct_size = sizeof large.o - 4;
    assert_int_equal(hotline__outlet_take(&port, &large.o), HOTLINE_ERROR_ARGUMENT);
}

static void test_deliver(void **state) {
    static const struct {
        int32_t result;
        hotline_status status;
        int32_t told;
    } rows[] = {
        {0, HOTLINE_OK, 0},
        {1, HOTLINE_REFUSED, 0},
        {INT32_MAX, HOTLINE_REFUSED, 0},
        {-1, HOTLINE_ERROR_CALLBACK, -1},
        {INT32_MIN, HOTLINE_ERROR_CALLBACK, INT32_MIN},
    };
    store_notice notice = {{"n1", 2}, {"{}", 2}, 1};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hotline_outlet o;
        outlet_port port;
        host h = {rows[i].result, 0, &port, "", ""};
        hotline_outlet_init(&o, sizeof o);
        o.user = &h;
        o.deliver = deliver;
        assert_int_equal(hotline__outlet_take(&port, &o), HOTLINE_OK);
        assert_int_equal(hotline__outlet_deliver(&port, &notice), rows[i].status);
        assert_int_equal(port.result, rows[i].told);
        assert_int_equal(port.inside, 0);
        assert_int_equal(h.inside, 1);
        assert_string_equal(h.id, "n1");
        assert_string_equal(h.body, "{}");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_init), cmocka_unit_test(test_take), cmocka_unit_test(test_deliver)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
