/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/rules/calendar_impl.h"

static hotline_context *context;

static int set_up(void **state) {
    (void)state;
    return hotline_context_new(NULL, &context);
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

static hotline_calendar *read_on(const hotline_calendar *base, const char *document) {
    hotline_calendar *made = NULL;
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    if (hotline_calendar_parse(context, base, document, strlen(document), &made, &error) != HOTLINE_OK) {
        fail_msg("%u:%u %s: %s", error.line, error.column, error.path, error.message);
    }
    return made;
}

static hotline_day day_of(const char *date) {
    hotline_day day = HOTLINE_DAY_NONE;
    assert_int_equal(hotline_day_parse(date, strlen(date), &day), HOTLINE_OK);
    return day;
}

static hotline_day_info info_on(const hotline_calendar *calendar, const char *date) {
    hotline_day_info info = {.struct_size = sizeof info};
    assert_true(hotline_calendar_classify(calendar, day_of(date), &info) >= 0);
    return info;
}

static const char city[] = "{\"calendar\": 1, \"id\": \"city\", \"title\": \"City\", \"source\": \"No. 7\", \"known\": \"2026-10-09\",\n"
                           " \"days\": {\n"
                           "  \"2026-11-05..2026-11-06\": {\"class\": \"closure\", \"name\": \"Fair\"},\n"
                           "  \"2026-11-07\": {\"class\": \"extra\", \"notice\": \"No. 8\", \"known\": \"2026-10-20\"}}}";

static void a_city_on_the_nation(void **state) {
    hotline_calendar *c = read_on(NULL, city);
    hotline_day_info info = info_on(c, "2026-11-06");
    hotline_day to;
    (void)state;
    assert_int_equal(info.day_class, HOTLINE_DAY_CLOSURE);
    assert_string_equal(info.name, "Fair");
    assert_string_equal(info.notice, "No. 7");
    assert_string_equal(info.document, "city");
    assert_int_equal(info.known, day_of("2026-10-09"));
    info = info_on(c, "2026-11-07");
    assert_int_equal(info.day_class, HOTLINE_DAY_EXTRA);
    assert_int_equal(info.worked, 1);
    assert_string_equal(info.name, "");
    assert_string_equal(info.notice, "No. 8");
    assert_int_equal(hotline_calendar_add(c, day_of("2026-11-04"), 1, HOTLINE_CALENDAR_CERTAIN, &to), HOTLINE_OK);
    assert_int_equal(to, day_of("2026-11-07"));
    assert_int_equal(hotline_calendar_name_count(c), 2);
    assert_string_equal(hotline_calendar_name(c, 1, NULL), "city");
    assert_int_equal(hotline__calendar_is_named(c, hotline__text("city")), 1);
    hotline_calendar_free(c);
}

static void known_dates_of_documents(void **state) {
    hotline_calendar *c = read_on(NULL, city);
    hotline_calendar *then = NULL;
    (void)state;
    assert_int_equal(hotline_calendar_as_known_on(c, day_of("2026-10-19"), &then), HOTLINE_OK);
    hotline_calendar_free(c); /* the view owns everything that it needs */
    assert_int_equal(info_on(then, "2026-11-06").day_class, HOTLINE_DAY_CLOSURE);
    assert_int_equal(info_on(then, "2026-11-07").day_class, HOTLINE_DAY_WEEKEND);
    hotline_calendar_free(then);
}

static void a_unit_on_a_city(void **state) {
    hotline_calendar *below = read_on(NULL, city);
    hotline_calendar *c = read_on(below, "{\"calendar\":1,\"id\":\"unit\",\"offset\":540,\"week\":[\"monday\",\"saturday\"],"
                                         "\"days\":{\"2026-11-06\":{\"class\":\"workday\"}}}");
    (void)state;
    assert_true(hotline_calendar_fingerprint(below) != hotline_calendar_fingerprint(c));
    hotline_calendar_free(below);
    assert_int_equal(hotline_calendar_name_count(c), 3);
    assert_int_equal(hotline_calendar_offset(c), 540);
    assert_int_equal(info_on(c, "2026-11-05").day_class, HOTLINE_DAY_CLOSURE);
    assert_int_equal(info_on(c, "2026-11-06").day_class, HOTLINE_DAY_WORKDAY);
    assert_int_equal(info_on(c, "2026-11-03").day_class, HOTLINE_DAY_WEEKEND);
    assert_int_equal(info_on(c, "2026-11-14").day_class, HOTLINE_DAY_WORKDAY);
    assert_int_equal(info_on(c, "2050-01-01").day_class, HOTLINE_DAY_WORKDAY); /* a Saturday */
    assert_int_equal(info_on(c, "2050-01-02").day_class, HOTLINE_DAY_WEEKEND);
    hotline_calendar_free(c);
}

static const char next_year[] = "{\"calendar\":1,\"id\":\"cn_2027\",\"known\":\"2026-11-20\",\"certain\":\"2027-01-01..2027-12-31\","
                                "\"days\":{\"2027-01-01\":{\"class\":\"festival\",\"name\":\"元旦\"}}}";

static void a_later_horizon(void **state) {
    hotline_calendar *c = read_on(NULL, next_year);
    hotline_calendar *then = NULL;
    hotline_day last;
    hotline_day to;
    (void)state;
    hotline_calendar_range(c, NULL, &last);
    assert_int_equal(last, day_of("2027-12-31"));
    assert_int_equal(hotline_calendar_add(c, day_of("2026-12-31"), 1, HOTLINE_CALENDAR_CERTAIN, &to), HOTLINE_OK);
    assert_int_equal(to, day_of("2027-01-04"));
    assert_int_equal(hotline_calendar_as_known_on(c, day_of("2026-11-19"), &then), HOTLINE_OK);
    hotline_calendar_range(then, NULL, &last);
    assert_int_equal(last, day_of("2026-12-31"));
    assert_int_equal(hotline_calendar_add(then, day_of("2026-12-31"), 1, 0, &to), HOTLINE_PROVISIONAL);
    assert_int_equal(to, day_of("2027-01-01"));
    hotline_calendar_free(then);
    hotline_calendar_free(c);
}

static void same_text_same_fingerprint(void **state) {
    hotline_calendar *a = read_on(NULL, city);
    hotline_calendar *b = read_on(NULL, city);
    hotline_calendar *other = read_on(NULL, "{\"calendar\":1,\"id\":\"city\"}");
    (void)state;
    assert_true(hotline_calendar_fingerprint(a) == hotline_calendar_fingerprint(b));
    assert_true(hotline_calendar_fingerprint(a) != hotline_calendar_fingerprint(other));
    hotline_calendar_free(a);
    hotline_calendar_free(b);
    hotline_calendar_free(other);
}

typedef struct bad {
    const char *document;
    hotline_status status;
    uint32_t line;
    uint32_t column;
    const char *path;
    const char *words; /* in the message */
} bad;

#define HEAD "{\"calendar\":1,\"id\":\"x\","

static const bad bads[] = {
    {"", HOTLINE_ERROR_SYNTAX, 0, 0, "", ""},
    {"[1]", HOTLINE_ERROR_DOCUMENT, 1, 1, "", "an array"},
    {"{\"id\":\"x\"}", HOTLINE_ERROR_DOCUMENT, 1, 1, "", "missing member \"calendar\""},
    {"{\"calendar\":1}", HOTLINE_ERROR_DOCUMENT, 1, 1, "", "missing member \"id\""},
    {"{\"calendar\":2,\"id\":\"x\"}", HOTLINE_ERROR_DOCUMENT, 1, 13, "calendar", "\"2\""},
    {"{\"calendar\":\"1\",\"id\":\"x\"}", HOTLINE_ERROR_DOCUMENT, 1, 13, "calendar", "expected"},
    {"{\"calendar\":1,\"id\":\"X\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "\"X\""},
    {"{\"calendar\":1,\"id\":\"\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "small letter"},
    {"{\"calendar\":1,\"id\":\"cn\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "already"},
    {"{\"calendar\":1,\"id\":\"x{\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "\"x{\""},
    {"{\"calendar\":1,\"id\":\"x:1\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "\"x:1\""},
    {"{\"calendar\":1,\"id\":\"x/1\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "\"x/1\""},
    {"{\"calendar\":1,\"id\":\"_x\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "\"_x\""},
    {"{\"calendar\":1,\"id\":\"1x\"}", HOTLINE_ERROR_DOCUMENT, 1, 20, "id", "\"1x\""},
    {"{\"hotline\":1}", HOTLINE_ERROR_DOCUMENT, 1, 12, "", "its id is \"(none)\""},
    {"{\"hotline\":1,\"id\":7}", HOTLINE_ERROR_DOCUMENT, 1, 12, "", "its id is \"(none)\""},
    {"{\"hotline\":1,\"id\":\"p\"}", HOTLINE_ERROR_DOCUMENT, 1, 12, "", "its id is \"p\""},
    {HEAD "\n\"dayz\":{}}", HOTLINE_ERROR_DOCUMENT, 2, 1, "", "did you mean \"days\"?"},
    {HEAD "\"known\":\"2026-02-30\"}", HOTLINE_ERROR_DOCUMENT, 1, 32, "known", "2026-02-30"},
    {HEAD "\"offset\":1440}", HOTLINE_ERROR_DOCUMENT, 1, 33, "offset", "1440"},
    {HEAD "\"offset\":-1440}", HOTLINE_ERROR_DOCUMENT, 1, 33, "offset", "-1440"},
    {HEAD "\"week\":[]}", HOTLINE_ERROR_DOCUMENT, 1, 31, "week", "no worked weekday"},
    {HEAD "\"week\":[\"mondy\"]}", HOTLINE_ERROR_DOCUMENT, 1, 32, "week", "did you mean \"monday\"?"},
    {HEAD "\"week\":[\"monday\",\"monday\"]}", HOTLINE_ERROR_DOCUMENT, 1, 41, "week", "twice"},
    {HEAD "\"week\":[1]}", HOTLINE_ERROR_DOCUMENT, 1, 32, "week", "no weekday"},
    {HEAD "\"certain\":\"2028-01-01..2028-12-31\"}", HOTLINE_ERROR_DOCUMENT, 1, 34, "certain", "does not touch"},
    {HEAD "\"certain\":\"1950-01-01..1950-12-31\"}", HOTLINE_ERROR_DOCUMENT, 1, 34, "certain", "does not touch"},
    {HEAD "\"certain\":\"2027-01-01..2027-02-30\"}", HOTLINE_ERROR_DOCUMENT, 1, 34, "certain", "expected a date"},
    {HEAD "\"certain\":\"2026-02-30..2027-02-03\"}", HOTLINE_ERROR_DOCUMENT, 1, 34, "certain", "expected a date"},
    {HEAD "\"certain\":\"2027-01-01::2027-02-03\"}", HOTLINE_ERROR_DOCUMENT, 1, 34, "certain", "expected a date"},
    {HEAD "\"certain\":\"2027-01-01..2027-2-003\"}", HOTLINE_ERROR_DOCUMENT, 1, 34, "certain", "expected a date"},
    {HEAD "\"certain\":\"2027\"}", HOTLINE_ERROR_DOCUMENT, 1, 34, "certain", "2027"},
    {HEAD "\"days\":{\"2026-13-01\":{\"class\":\"extra\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 32, "days.2026-13-01", "2026-13-01"},
    {HEAD "\"days\":{\"2026-05-02..2026-05-01\":{\"class\":\"extra\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 32, "days.2026-05-02..2026-05-01",
     "ends before"},
    {HEAD "\"days\":{\"2199-12-31..2200-01-01\":{\"class\":\"extra\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 32, "days.2199-12-31..2200-01-01",
     "1900"},
    {HEAD "\"days\":{\"1899-12-31\":{\"class\":\"extra\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 32, "days.1899-12-31", "1900"},
    {HEAD "\"days\":{\"2026-05-02\":{\"class\":\"exra\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 54, "days.2026-05-02.class",
     "did you mean \"extra\"?"},
    {HEAD "\"days\":{\"2026-05-02\":{\"clas\":\"extra\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "days.2026-05-02", "did you mean \"class\"?"},
    {HEAD "\"days\":{\"2026-05-02\":\"extra\"}}", HOTLINE_ERROR_DOCUMENT, 1, 45, "days.2026-05-02", "an object"},
    {HEAD "\"days\":{\"2026-05-02\":{}}}", HOTLINE_ERROR_DOCUMENT, 1, 45, "days.2026-05-02", "neither"},
    {HEAD "\"days\":{\"2026-05-02\":{\"open\":[]}}}", HOTLINE_ERROR_DOCUMENT, 1, 53, "days.2026-05-02.open", "no hours"},
    {HEAD "\"days\":{\"2026-05-01..2026-05-03\":{\"class\":\"extra\"},\"2026-05-03\":{\"class\":\"extra\"}}}", HOTLINE_ERROR_DOCUMENT, 1,
     75, "days.2026-05-03", "twice in this document: \"2026-05-03\""},
    {HEAD "\"hours\":{}}", HOTLINE_ERROR_DOCUMENT, 1, 32, "hours", "no hours"},
    {HEAD "\"hours\":{\"a\":{}}}", HOTLINE_ERROR_DOCUMENT, 1, 37, "hours.a", "missing member \"open\""},
    {HEAD "\"hours\":{\"a\":{\"open\":[\"9:00-12:00\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "hours.a.open", "9:00-12:00"},
    {HEAD "\"hours\":{\"a\":{\"open\":[\"09:00+12:00\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "hours.a.open", "09:00+12:00"},
    {HEAD "\"hours\":{\"a\":{\"open\":[\"09:00-12:60\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "hours.a.open", "09:00-12:60"},
    {HEAD "\"hours\":{\"a\":{\"open\":[\"09:60-12:00\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "hours.a.open", "09:60-12:00"},
    {HEAD "\"hours\":{\"a\":{\"open\":[],\"from\":\"5-1\",\"until\":\"06-01\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 55, "hours.a.from", "5-1"},
    {HEAD "\"hours\":{\"a\":{\"open\":[\"12:00-12:00\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "hours.a.open", "after it begins"},
    {HEAD "\"hours\":{\"a\":{\"open\":[\"22:00-06:00\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "hours.a.open", "24:00"},
    {HEAD "\"hours\":{\"a\":{\"open\":[\"09:00-12:00\",\"11:00-13:00\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 60, "hours.a.open", "overlap"},
    {HEAD "\"hours\":{\"a\":{\"open\":[900]}}}", HOTLINE_ERROR_DOCUMENT, 1, 46, "hours.a.open", "a period"},
    {HEAD "\"hours\":{\"a\":{\"open\":[],\"from\":\"05-01\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 37, "hours.a", "both"},
    {HEAD "\"hours\":{\"a\":{\"open\":[],\"from\":\"02-30\",\"until\":\"03-01\"}}}", HOTLINE_ERROR_DOCUMENT, 1, 55, "hours.a.from",
     "02-30"},
    {HEAD "\"hours\":{\"a\":{\"open\":[],\"on\":[]}}}", HOTLINE_ERROR_DOCUMENT, 1, 53, "hours.a.on", "no day"},
    {HEAD "\"hours\":{\"a\":{\"open\":[],\"on\":[\"makup\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 54, "hours.a.on", "did you mean \"makeup\"?"},
    {HEAD "\"hours\":{\"a\":{\"open\":[],\"on\":[\"extra\",\"extra\"]}}}", HOTLINE_ERROR_DOCUMENT, 1, 62, "hours.a.on", "twice"},
    {HEAD
     "\"hours\":{\"a\":{\"open\":[],\"from\":\"10-01\",\"until\":\"04-30\"},\"b\":{\"open\":[],\"from\":\"04-30\",\"until\":\"09-30\"}}}",
     HOTLINE_ERROR_DOCUMENT, 1, 80, "hours.b", "earlier row"},
};

static void says_where_and_why(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bads / sizeof bads[0]; i++) {
        hotline_calendar *made = NULL;
        hotline_error error;
        const bad *b = &bads[i];
        hotline_status status;
        hotline_error_init(&error, sizeof error);
        status = hotline_calendar_parse(context, NULL, b->document, strlen(b->document), &made, &error);
        if (status != b->status || made != NULL || strstr(error.message, b->words) == NULL || strcmp(error.path, b->path) != 0 ||
            (b->line != 0 && (error.line != b->line || error.column != b->column))) {
            fail_msg("%s\ngave %d %u:%u %s: %s", b->document, status, error.line, error.column, error.path, error.message);
        }
    }
}

static void error_record_may_be_missing(void **state) {
    hotline_calendar *made = NULL;
    (void)state;
    assert_int_equal(hotline_calendar_parse(context, NULL, "{}", 2, &made, NULL), HOTLINE_ERROR_DOCUMENT);
    assert_int_equal(hotline_calendar_parse(context, NULL, NULL, 2, &made, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_parse(NULL, NULL, "{}", 2, &made, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_calendar_parse(context, NULL, "{}", 2, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_null(made);
}

static void limits_of_the_context(void **state) {
    hotline_context_options options;
    hotline_context *small = NULL;
    hotline_calendar *made = NULL;
    (void)state;
    hotline_context_options_init(&options, sizeof options);
    options.max_document = 64;
    assert_int_equal(hotline_context_new(&options, &small), HOTLINE_OK);
    assert_int_equal(hotline_calendar_parse(small, NULL, city, sizeof city - 1, &made, NULL), HOTLINE_ERROR_LIMIT);
    hotline_context_free(small);
}

typedef struct meter {
    long left;
} meter;

static void *metered(void *user, void *memory, size_t old_size, size_t new_size) {
    meter *m = user;
    (void)old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    return m->left-- > 0 ? realloc(memory, new_size) : NULL;
}

static void every_allocation_may_fail(void **state) {
    hotline_context_options options;
    meter m = {0};
    (void)state;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = metered;
    options.user = &m;
    for (long allowed = 1; allowed < 200; allowed++) {
        hotline_context *meager = NULL;
        hotline_calendar *made = NULL;
        hotline_status status;
        m.left = 1;
        assert_int_equal(hotline_context_new(&options, &meager), HOTLINE_OK);
        m.left = allowed;
        status = hotline_calendar_parse(meager, NULL, city, sizeof city - 1, &made, NULL);
        hotline_calendar_free(made);
        hotline_context_free(meager);
        if (status == HOTLINE_OK) {
            assert_true(allowed > 3);
            return;
        }
        assert_int_equal(status, HOTLINE_ERROR_MEMORY);
        assert_null(made);
    }
    fail();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_city_on_the_nation),
        cmocka_unit_test(known_dates_of_documents),
        cmocka_unit_test(a_unit_on_a_city),
        cmocka_unit_test(a_later_horizon),
        cmocka_unit_test(same_text_same_fingerprint),
        cmocka_unit_test(says_where_and_why),
        cmocka_unit_test(error_record_may_be_missing),
        cmocka_unit_test(limits_of_the_context),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
