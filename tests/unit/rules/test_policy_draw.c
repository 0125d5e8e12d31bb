/* SPDX-License-Identifier: MIT */
/* Drawings of state machines: every state, every move, ends marked, whatever labels hold. */
#include "policy_document.h"

static char *draw(const hotline_policy *p, uint32_t machine, int32_t form, int32_t language) {
    size_t needed = 0;
    assert_int_equal(hotline_policy_draw(p, machine, form, language, NULL, 0, &needed), HOTLINE_ERROR_BUFFER);
    char *text = malloc(needed + 1);
    assert_non_null(text);
    memset(text, '~', needed + 1);
    assert_int_equal(hotline_policy_draw(p, machine, form, language, text, needed, &needed), HOTLINE_OK);
    assert_int_equal(strlen(text) + 1, needed);
    assert_int_equal(text[needed], '~');
    return text;
}

static void contains(const char *drawing, const char *piece) {
    if (strstr(drawing, piece) == NULL) {
        fail_msg("missing %s in\n%s", piece, drawing);
    }
}

static const document_change machines = {"machines",
                                         "{'flow':{'of':'ticket','label':'Flow','start':'received','states':{'received':'"
                                         "\xE6\x9D\xA5\xE7\x94\xB5','sent':'a `q` \\\\ \\n','closed':'x; y: #z'}},"
                                         "'work':{'of':'assignment','start':'todo','states':{'todo':'','handled':''}},"
                                         "'words':{'of':'ticket','start':'end','states':{'end':'','state':'','class':'','graph':''}}}",
                                         "events", NULL};

static const hotline_policy *drawn(book *b) {
    static char events[4096];
    document_change change = machines;
    const char *usual_events = NULL;
    for (size_t i = 0; i < DOCUMENT_SECTIONS; i++) {
        usual_events = strcmp(usual[i].name, "events") == 0 ? usual[i].body : usual_events;
    }
    (void)snprintf(
        events, sizeof events,
        "%.*s,'shut':{'of':'ticket','label':'Shut it','moves':{'flow':{'sent':'closed','received':'received'},'words':{'end':'state'}}}}",
        (int)strlen(usual_events) - 1, usual_events);
    change.other_body = events;
    book_open(b);
    return book_read(b, &change);
}

static void dot(void **state) {
    book b;
    (void)state;
    const hotline_policy *p = drawn(&b);
    char *names = draw(p, 0, HOTLINE_DRAW_DOT, HOTLINE_LANGUAGE_EN);
    char *labels = draw(p, 0, HOTLINE_DRAW_DOT, HOTLINE_LANGUAGE_ZH);
    contains(names, "digraph");
    contains(names, "received");
    contains(names, "peripheries=2"); /* closed is final */
    contains(names, "dispatch");
    contains(names, "shut");
    assert_null(strstr(names, "\xE6\x9D\xA5\xE7\x94\xB5"));
    contains(labels, "\xE6\x9D\xA5\xE7\x94\xB5");
    contains(labels, "a \\\"q\\\" \\\\ "); /* quotes and backslashes are escaped */
    contains(labels, "Shut it");
    contains(labels, "dispatch"); /* an event without label keeps its name */
    free(names);
    free(labels);
    book_close(&b);
}

static void final_states(void **state) {
    book b;
    (void)state;
    const hotline_policy *p = drawn(&b);
    char *text = draw(p, 0, HOTLINE_DRAW_MERMAID, HOTLINE_LANGUAGE_EN);
    contains(text, "closed --> [*]");
    assert_null(strstr(text, "sent --> [*]"));
    assert_null(strstr(text, "received --> [*]"));
    free(text);
    book_close(&b);
}

static void mermaid(void **state) {
    book b;
    (void)state;
    const hotline_policy *p = drawn(&b);
    char *text = draw(p, 0, HOTLINE_DRAW_MERMAID, HOTLINE_LANGUAGE_ZH);
    contains(text, "stateDiagram-v2\n    [*] --> received\n");
    contains(text, "received --> sent : dispatch\n");
    contains(text, "sent --> closed : Shut it (shut)\n");
    contains(text, "received --> received : Shut it (shut)\n");
    contains(text, "x#59; y#58; #35;z");
    contains(text, "a #quot;q#quot; ");
    free(text);
    text = draw(p, 2, HOTLINE_DRAW_MERMAID, HOTLINE_LANGUAGE_EN);
    contains(text, "[*] --> _end\n");
    contains(text, "_end --> "); /* a word of the language does not stand for a state */
    free(text);
    text = draw(p, 2, HOTLINE_DRAW_DOT, HOTLINE_LANGUAGE_EN);
    contains(text, "graph");
    free(text);
    book_close(&b);
}

static void only_its_own_moves(void **state) {
    book b;
    (void)state;
    const hotline_policy *p = drawn(&b);
    char *text = draw(p, 1, HOTLINE_DRAW_MERMAID, HOTLINE_LANGUAGE_EN);
    assert_string_equal(text, "stateDiagram-v2\n    [*] --> todo\n    state \"todo\" as todo\n    state \"handled\" as handled\n"
                              "    handled --> [*]\n    todo --> handled : handle\n");
    free(text);
    book_close(&b);
}

static void asked_wrongly(void **state) {
    book b;
    char byte = 'x';
    size_t needed = 99;
    (void)state;
    const hotline_policy *p = drawn(&b);
    assert_int_equal(hotline_policy_draw(NULL, 0, HOTLINE_DRAW_DOT, 0, &byte, 1, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_policy_draw(p, 0, 2, 0, &byte, 1, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_policy_draw(p, 0, -1, 0, &byte, 1, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_policy_draw(p, 0, HOTLINE_DRAW_DOT, 0, NULL, 1, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_policy_draw(p, 3, HOTLINE_DRAW_DOT, 0, &byte, 1, &needed), HOTLINE_ERROR_NOT_FOUND);
    assert_int_equal(needed, 99);
    assert_int_equal(hotline_policy_draw(p, 0, HOTLINE_DRAW_DOT, 0, &byte, 1, &needed), HOTLINE_ERROR_BUFFER);
    assert_int_equal(byte, 'x');
    assert_true(needed > 1);
    assert_int_equal(hotline_policy_draw(p, 0, HOTLINE_DRAW_DOT, 0, &byte, 1, NULL), HOTLINE_ERROR_BUFFER);
    book_close(&b);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(dot),           cmocka_unit_test(final_states), cmocka_unit_test(mermaid), cmocka_unit_test(only_its_own_moves),
        cmocka_unit_test(asked_wrongly),
    };
    return cmocka_run_group_tests_name("policy_draw", tests, NULL, NULL);
}
