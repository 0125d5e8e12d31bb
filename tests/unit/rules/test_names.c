/* SPDX-License-Identifier: MIT */
/* Names of a rulebook: dense numbers that never change, the built-in events first, a map of values or states for every fact and machine. */
#include "policy_document.h"

#include "../../../lib/rules/names_impl.h"
#include "../../../lib/rules/policy_impl.h"

static void built_in_events_come_first(void **state) {
    static const char *const built_in[] = {"void", "replace", "merge", "publish"};
    hotline_context *context = NULL;
    names n;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    assert_int_equal(hotline__names_init(&n, context), HOTLINE_OK);
    for (int32_t i = 0; i < EVENT_BUILT_IN; i++) {
        assert_int_equal(hotline__map_find(&n.events, hotline__text(built_in[i])), i);
    }
    assert_int_equal(n.events.count, EVENT_BUILT_IN);
    assert_int_equal(n.facts.count, 0);
    hotline__names_free(&n);
    hotline_context_free(context);
}

static void values_of_every_fact(void **state) {
    static char keys[100][8];
    hotline_context *context = NULL;
    names n;
    uint32_t number = 0;
    uint32_t inner = 0;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    assert_int_equal(hotline__names_init(&n, context), HOTLINE_OK);
    for (uint32_t i = 0; i < 100; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "n%u", (unsigned)i);
        assert_int_equal(hotline__names_add(&n, &n.facts, hotline__text(keys[i]), &number), HOTLINE_OK);
        assert_int_equal(number, i);
        assert_int_equal(hotline__names_add(&n, &n.values[number], hotline__text(keys[i]), &inner), HOTLINE_OK);
        assert_int_equal(hotline__names_add(&n, &n.machines, hotline__text(keys[i]), &number), HOTLINE_OK);
        assert_int_equal(hotline__names_add(&n, &n.states[number], hotline__text("a"), &inner), HOTLINE_OK);
        assert_int_equal(hotline__names_add(&n, &n.states[number], hotline__text("b"), &inner), HOTLINE_OK);
    }
    for (uint32_t i = 0; i < 100; i++) { /* again: the same numbers */
        assert_int_equal(hotline__names_add(&n, &n.facts, hotline__text(keys[i]), &number), HOTLINE_OK);
        assert_int_equal(number, i);
        assert_int_equal(n.values[i].count, 1);
        assert_int_equal(n.states[i].count, 2);
        assert_int_equal(hotline__map_find(&n.values[i], hotline__text(keys[i])), 0);
    }
    hotline__names_free(&n);
    hotline_context_free(context);
}

static void at_most_4096_of_a_kind(void **state) {
    static char keys[NAMES_MAX + 1][8];
    hotline_context *context = NULL;
    names n;
    uint32_t number = 77;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    assert_int_equal(hotline__names_init(&n, context), HOTLINE_OK);
    for (uint32_t i = 0; i <= NAMES_MAX; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "n%u", (unsigned)i);
        hotline_status status = hotline__names_add(&n, &n.duties, hotline__text(keys[i]), &number);
        assert_int_equal(status, i < NAMES_MAX ? HOTLINE_OK : HOTLINE_ERROR_LIMIT);
    }
    assert_int_equal(hotline__names_add(&n, &n.duties, hotline__text("n7"), &number), HOTLINE_OK); /* known names stay known */
    assert_int_equal(number, 7);
    assert_int_equal(hotline__names_add(&n, &n.roles, hotline__text("n7"), &number), HOTLINE_OK); /* and other kinds have room */
    hotline__names_free(&n);
    hotline_context_free(context);
}

/* The limit as a policy author meets it. */
static void too_many_roles(void **state) {
    static char roles[NAMES_MAX * 16];
    document_change change = {"roles", roles, 0, 0};
    book b;
    hotline_error error;
    size_t used = (size_t)snprintf(roles, sizeof roles, "{'centre':'','handler':''");
    (void)state;
    for (int i = 2; i < NAMES_MAX; i++) {
        used += (size_t)snprintf(roles + used, sizeof roles - used, ",'r%d':''", i);
    }
    (void)snprintf(roles + used, sizeof roles - used, "}");
    book_open(&b);
    (void)book_read(&b, &change);
    char *document = document_make(&(document_change){"id", "'two'", "roles", "{'centre':'','handler':'','one_more':''}"});
    assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_LIMIT);
    assert_string_equal(error.path, "roles.one_more");
    assert_int_equal(error.status, HOTLINE_ERROR_LIMIT);
    assert_true(error.line > 0);
    free(document);
    book_close(&b);
}

/* A document that is refused leaves none of its names behind. */
static void refused_names_are_forgotten(void **state) {
    book b;
    hotline_error error;
    (void)state;
    book_open(&b);
    (void)book_read(&b, &(document_change){NULL, NULL, 0, 0});
    const hotline_policy *p = hotline_rulebook_policy(b.rules, 0);
    uint32_t events = p->names->events.count;
    uint32_t values = p->names->values[p->fact_order[1]].count;
    char *document = document_make(&(document_change){
        "facts", "{'kind':{'of':'ticket','one_of':{'help':'','brand_new':''}},'surplus':{'of':'ticket','one_of':{'a':''}}}", "id",
        "'two'"});
    assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(p->names->events.count, events);
    assert_int_equal(p->names->values[p->fact_order[1]].count, values);
    assert_int_equal(hotline__map_find(&p->names->facts, hotline__text("surplus")), MAP_NONE);
    assert_int_equal(hotline__map_find(&p->names->values[p->fact_order[1]], hotline__text("brand_new")), MAP_NONE);
    free(document);
    (void)book_read(&b, &(document_change){"id", "'three'", 0, 0});
    assert_int_equal(hotline_rulebook_policy_count(b.rules), 2);
    book_close(&b);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_events_come_first),  cmocka_unit_test(values_of_every_fact),
        cmocka_unit_test(at_most_4096_of_a_kind),      cmocka_unit_test(too_many_roles),
        cmocka_unit_test(refused_names_are_forgotten),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
