/* SPDX-License-Identifier: MIT */
/* Rulebooks: which policy is in force when, all or nothing on adding, and what is asked wrongly. */
#include "policy_document.h"

#include "../../../lib/rules/rulebook_impl.h"

static hotline_instant at(const char *words) {
    hotline_instant instant = HOTLINE_NO_INSTANT;
    assert_int_equal(hotline_instant_parse(words, strlen(words), 480, &instant), HOTLINE_OK);
    return instant;
}

static const char bare[] = "{\"hotline\":1,\"id\":\"%s\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":\"%s\",%s"
                           "\"transition\":\"clock\"%s}";

/* extends NULL: a document of its own. */
static void add(book *b, const char *id, const char *effective, const char *expires, const char *extends) {
    char document[512];
    char dates[64] = "";
    char rest[64] = ",\"calendar\":\"cn\"";
    hotline_error error;
    if (expires != NULL) {
        (void)snprintf(dates, sizeof dates, "\"expires\":\"%s\",", expires);
    }
    if (extends != NULL) {
        (void)snprintf(rest, sizeof rest, ",\"extends\":\"%s\"", extends);
    }
    (void)snprintf(document, sizeof document, bare, id, effective, dates, rest);
    if (book_add(b, document, &error) != HOTLINE_OK) {
        fail_msg("%s: %s", error.path, error.message);
    }
}

static void expect(const book *b, const char *when, const char *id) {
    const hotline_policy *p = NULL;
    hotline_status status = hotline_rulebook_at(b->rules, at(when), &p);
    if (id == NULL) {
        assert_int_equal(status, HOTLINE_UNDEFINED);
        assert_null(p);
        return;
    }
    assert_int_equal(status, HOTLINE_OK);
    assert_string_equal(hotline_policy_id(p, NULL), id);
}

/* ---- fingerprints: saved tallies hold them, so they never change ---- */

/* Of a rulebook with this one document; *policy that of the document. */
static uint64_t fingerprint_of(const document_change *change, uint64_t *policy) {
    book b;
    uint64_t whole;
    book_open(&b);
    *policy = hotline_policy_fingerprint(book_read(&b, change));
    whole = hotline_rulebook_fingerprint(b.rules);
    assert_true(hotline_rulebook_fingerprint(b.rules) == whole);
    book_close(&b);
    return whole;
}

static void fingerprints(void **state) {
    static const document_change nothing = {NULL, NULL, 0, 0};
    static const document_change title = {"title", "'A small policz'", 0, 0};
    static const document_change score = {"scores", "{'score':{'places':3,'parts':{'rate':{'is':'100 * rate'}}}}", 0, 0};
    static const document_change order = {"counting", "{ 'end' : '24:00','start':'next-day'}", 0, 0};
    static const document_change by[] = {{"roles", "{'centre':'Handler','handler':'Centre'}", 0, 0},
                                         {"roles", "{'handler':'Handler','centre':'Centre'}", 0, 0}};
    static const document_change measures = {"measures",
                                             "{'rate':{'of':'assignment','at':'last(callback)','count':'met(reply)','per':'callback'},"
                                             "'received':{'of':'assignment','count':'always','at':'dispatch'}}",
                                             0, 0};
    uint64_t plain = 0;
    uint64_t other = 0;
    uint64_t book_plain = fingerprint_of(&nothing, &plain);
    (void)state;
    assert_true(plain == UINT64_C(0xb45c775f061987b5));
    assert_true(fingerprint_of(&order, &other) == book_plain && other == plain);
    assert_true(fingerprint_of(&measures, &other) == book_plain && other == plain);
    assert_true(fingerprint_of(&by[1], &other) == book_plain && other == plain);
    assert_true(fingerprint_of(&by[0], &other) != book_plain && other != plain);
    assert_true(fingerprint_of(&title, &other) != book_plain && other != plain);
    assert_true(fingerprint_of(&score, &other) != book_plain && other != plain);
    assert_true(hotline_policy_fingerprint(NULL) == 0);
    assert_true(hotline_rulebook_fingerprint(NULL) == 0);
}

/* Whatever makes a rulebook judge otherwise. */
static void fingerprints_of_rulebooks(void **state) {
    static const char city_days[] = "{\"calendar\":1,\"id\":\"city\",\"days\":{\"2021-05-04\":{\"class\":\"closure\"}}}";
    book a;
    book b;
    hotline_calendar *city = NULL;
    hotline_rulebook *elsewhere = NULL;
    uint64_t first;
    (void)state;
    book_open(&a);
    book_open(&b);
    first = hotline_rulebook_fingerprint(a.rules);
    assert_true(first == hotline_rulebook_fingerprint(b.rules));
    assert_int_equal(hotline_calendar_parse(a.context, NULL, city_days, sizeof city_days - 1, &city, NULL), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(a.context, city, &elsewhere), HOTLINE_OK);
    assert_true(hotline_rulebook_fingerprint(elsewhere) != first);
    hotline_rulebook_free(elsewhere);
    hotline_calendar_free(city);
    add(&a, "first", "2021-01-01", NULL, NULL);
    assert_true(hotline_rulebook_fingerprint(a.rules) != first);
    first = hotline_rulebook_fingerprint(a.rules);
    add(&a, "second", "2021-06-01", NULL, NULL);
    assert_true(hotline_rulebook_fingerprint(a.rules) != first);
    add(&b, "second", "2021-06-01", NULL, NULL);
    add(&b, "first", "2021-01-01", NULL, NULL);
    first = hotline_rulebook_fingerprint(a.rules);
    assert_true(hotline_rulebook_fingerprint(b.rules) == first); /* the order of adding decides nothing here */
    assert_int_equal(hotline_rulebook_assume_in_force(b.rules, 1), HOTLINE_OK);
    assert_true(hotline_rulebook_fingerprint(b.rules) != first);
    assert_int_equal(hotline_rulebook_assume_in_force(b.rules, 0), HOTLINE_OK);
    assert_true(hotline_rulebook_fingerprint(b.rules) == first);
    book_close(&a);
    book_close(&b);
}

/* An overlay's is of the whole, so that what its base says shows in it. */
static void fingerprints_of_overlays(void **state) {
    static const char *const titles[] = {"\"calendar\":\"cn\"", "\"calendar\":\"cn\",\"roles\":{\"a\":\"A\"}"};
    uint64_t whole[2];
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        book b;
        hotline_error error;
        char document[512];
        book_open(&b);
        (void)snprintf(
            document, sizeof document,
            "{\"hotline\":1,\"id\":\"base\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":\"2021-01-01\","
            "\"transition\":\"clock\",%s}",
            titles[i]);
        assert_int_equal(book_add(&b, document, &error), HOTLINE_OK);
        add(&b, "over", "2021-02-01", NULL, "base");
        whole[i] = hotline_policy_fingerprint(hotline_rulebook_policy(b.rules, 1));
        book_close(&b);
    }
    assert_true(whole[0] != whole[1]);
}

static void in_force(void **state) {
    book b;
    (void)state;
    book_open(&b);
    expect(&b, "2021-01-01T00:00", NULL);
    add(&b, "second", "2021-06-01", "2022-01-01", NULL); /* order of adding does not matter */
    add(&b, "first", "2021-01-01", NULL, NULL);
    add(&b, "fourth", "2023-01-01", "2023-02-01", NULL);
    expect(&b, "2020-12-31T23:59:59", NULL);
    expect(&b, "2021-01-01T00:00", "first");
    expect(&b, "2021-05-31T23:59:59", "first");
    expect(&b, "2021-06-01T00:00", "second");
    expect(&b, "2021-12-31T23:59:59", "second");
    expect(&b, "2022-01-01T00:00", "first"); /* what has not expired is in force again */
    expect(&b, "2023-01-15T00:00", "fourth");
    expect(&b, "2023-02-01T00:00", "first");
    book_close(&b);
}

static void nothing_in_force(void **state) {
    book b;
    (void)state;
    book_open(&b);
    add(&b, "a", "2021-01-01", "2021-02-01", NULL);
    add(&b, "c", "2021-03-01", NULL, NULL);
    expect(&b, "2021-01-31T23:59:59", "a");
    expect(&b, "2021-02-01T00:00", NULL);
    expect(&b, "2021-02-28T23:59:59", NULL);
    expect(&b, "2021-03-01T00:00", "c");
    book_close(&b);
}

static void equal_dates(void **state) {
    book b;
    (void)state;
    book_open(&b);
    add(&b, "base", "2021-01-01", NULL, NULL);
    add(&b, "working", "2021-01-01", NULL, "base");
    add(&b, "trial", "2021-01-01", "2021-02-01", "working");
    expect(&b, "2021-01-01T00:00", "trial");
    expect(&b, "2021-02-01T00:00", "working");
    book_close(&b);
}

static void changes(void **state) {
    book b;
    (void)state;
    book_open(&b);
    add(&b, "a", "2021-01-01", NULL, NULL);
    add(&b, "b", "2021-03-01", "2021-04-01", NULL);
    assert_int_equal(hotline__rulebook_change(b.rules, at("2020-06-01T00:00")), at("2021-01-01T00:00"));
    assert_int_equal(hotline__rulebook_change(b.rules, at("2021-01-01T00:00")), at("2021-03-01T00:00"));
    assert_int_equal(hotline__rulebook_change(b.rules, at("2021-03-15T00:00")), at("2021-04-01T00:00"));
    assert_int_equal(hotline__rulebook_change(b.rules, at("2021-04-01T00:00")), HOTLINE_NO_INSTANT);
    book_close(&b);
}

static void as_if_in_force(void **state) {
    book b;
    (void)state;
    book_open(&b);
    add(&b, "new", "2025-01-01", "2025-06-01", NULL);
    add(&b, "old", "2021-01-01", NULL, NULL);
    assert_int_equal(hotline_rulebook_assume_in_force(b.rules, 1), HOTLINE_OK);
    expect(&b, "1999-01-01T00:00", "new");
    expect(&b, "2030-01-01T00:00", "new");
    assert_int_equal(hotline__rulebook_change(b.rules, at("2020-06-01T00:00")), HOTLINE_NO_INSTANT);
    assert_int_equal(hotline_rulebook_assume_in_force(b.rules, 0), HOTLINE_OK);
    expect(&b, "1999-01-01T00:00", NULL);
    expect(&b, "2030-01-01T00:00", "old");
    book_close(&b);
}

static void one_id_once(void **state) {
    book b;
    hotline_error error;
    char document[512];
    (void)state;
    book_open(&b);
    add(&b, "a", "2021-01-01", NULL, NULL);
    (void)snprintf(document, sizeof document, bare, "a", "2022-01-01", "", ",\"calendar\":\"cn\"");
    assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_DOCUMENT);
    assert_string_equal(error.path, "id");
    assert_non_null(strstr(error.message, "already holds a document \"a\""));
    assert_int_equal(hotline_rulebook_policy_count(b.rules), 1);
    (void)snprintf(document, sizeof document, bare, "b", "2022-01-01", "", ",\"extends\":\"aa\"");
    assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_DOCUMENT);
    assert_non_null(strstr(error.message, "did you mean \"a\"?"));
    assert_true(error.line == 1 && error.column > 1);
    book_close(&b);
}

/* The document is copied: what the caller does with the text afterwards does not matter. */
static void text_is_copied(void **state) {
    book b;
    hotline_error error;
    char *document = document_make(&(document_change){NULL, NULL, 0, 0});
    (void)state;
    book_open(&b);
    assert_int_equal(book_add(&b, document, &error), HOTLINE_OK);
    memset(document, 'x', strlen(document));
    free(document);
    assert_string_equal(hotline_policy_title(hotline_rulebook_policy(b.rules, 0), NULL), "A small policy");
    assert_string_equal(hotline_policy_machine_name(hotline_rulebook_policy(b.rules, 0), 0, NULL), "flow");
    book_close(&b);
}

/* Many documents with a refused one between each: the rulebook grows, and what was refused leaves no trace. */
static void many_documents(void **state) {
    book b;
    hotline_error error;
    char *bad = document_make(&(document_change){"id", "'bad'", "duties", "{'x':{'of':'ticket','met':'nothing'}}"});
    (void)state;
    book_open(&b);
    for (int i = 0; i < 40; i++) {
        char id[16];
        char date[16];
        (void)snprintf(id, sizeof id, "p%d", i);
        (void)snprintf(date, sizeof date, "%04d-01-01", 2060 - i);
        add(&b, id, date, NULL, NULL);
        assert_int_equal(book_add(&b, bad, &error), HOTLINE_ERROR_DOCUMENT);
        assert_string_equal(error.path, "duties.x.met");
        assert_int_equal(hotline_rulebook_policy_count(b.rules), i + 1);
    }
    expect(&b, "2040-06-01T00:00", "p20");
    expect(&b, "2100-06-01T00:00", "p0");
    expect(&b, "2021-06-01T00:00", "p39");
    free(bad);
    book_close(&b);
}

static void limits(void **state) {
    hotline_context_options options;
    book b;
    hotline_error error;
    char *document = document_make(&(document_change){NULL, NULL, 0, 0});
    (void)state;
    hotline_context_options_init(&options, sizeof options);
    options.max_document = strlen(document) - 1;
    assert_int_equal(hotline_context_new(&options, &b.context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(b.context, NULL, &b.rules), HOTLINE_OK);
    assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_LIMIT);
    assert_true(error.message[0] != '\0');
    book_close(&b);
    options.max_document = strlen(document);
    assert_int_equal(hotline_context_new(&options, &b.context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(b.context, NULL, &b.rules), HOTLINE_OK);
    assert_int_equal(book_add(&b, document, &error), HOTLINE_OK);
    book_close(&b);
    free(document);
}

static void a_calendar_of_its_own(void **state) {
    static const char words[] = "{\"calendar\":1,\"id\":\"our_city\"}";
    hotline_calendar *calendar = NULL;
    book b;
    hotline_error error;
    (void)state;
    assert_int_equal(hotline_context_new(NULL, &b.context), HOTLINE_OK);
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline_calendar_parse(b.context, NULL, words, sizeof words - 1, &calendar, &error), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(b.context, calendar, &b.rules), HOTLINE_OK);
    assert_ptr_equal(hotline_rulebook_calendar(b.rules), calendar);
    assert_string_equal(hotline_policy_calendar(book_read(&b, &(document_change){"calendar", "'our_city'", 0, 0}), NULL), "our_city");
    char *document = document_make(&(document_change){"calendar", "'our_ciyt'", "id", "'two'"});
    assert_int_equal(book_add(&b, document, &error), HOTLINE_ERROR_DOCUMENT);
    free(document);
    hotline_rulebook_free(b.rules);
    hotline_calendar_free(calendar);
    hotline_context_free(b.context);
}

static void asked_wrongly(void **state) {
    hotline_context *context = NULL;
    hotline_rulebook *rules = NULL;
    const hotline_policy *p = NULL;
    hotline_error error;
    (void)state;
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(NULL, NULL, &rules), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_rulebook_new(context, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_rulebook_new(context, NULL, &rules), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_add(NULL, "{}", 2, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_rulebook_add(rules, NULL, 0, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_rulebook_add(rules, "{}", 2, NULL), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(hotline_rulebook_policy_count(NULL), 0);
    assert_null(hotline_rulebook_policy(NULL, 0));
    assert_null(hotline_rulebook_policy(rules, 0));
    assert_int_equal(hotline_rulebook_at(NULL, 0, &p), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_rulebook_at(rules, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_rulebook_at(rules, HOTLINE_NO_INSTANT, &p), HOTLINE_UNDEFINED);
    assert_int_equal(hotline_rulebook_at(rules, INT64_MAX, &p), HOTLINE_UNDEFINED);
    assert_int_equal(hotline_rulebook_assume_in_force(NULL, 1), HOTLINE_ERROR_ARGUMENT);
    assert_null(hotline_rulebook_calendar(NULL));
    hotline_rulebook_free(NULL);
    hotline_rulebook_free(rules);
    hotline_context_free(context);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_force),
        cmocka_unit_test(nothing_in_force),
        cmocka_unit_test(equal_dates),
        cmocka_unit_test(changes),
        cmocka_unit_test(as_if_in_force),
        cmocka_unit_test(one_id_once),
        cmocka_unit_test(text_is_copied),
        cmocka_unit_test(many_documents),
        cmocka_unit_test(limits),
        cmocka_unit_test(a_calendar_of_its_own),
        cmocka_unit_test(asked_wrongly),
        cmocka_unit_test(fingerprints),
        cmocka_unit_test(fingerprints_of_rulebooks),
        cmocka_unit_test(fingerprints_of_overlays),
    };
    return cmocka_run_group_tests_name("rulebook", tests, NULL, NULL);
}
