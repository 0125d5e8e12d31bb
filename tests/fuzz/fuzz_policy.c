/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a policy document, in an empty rulebook and beside a base that it may extend. What is refused has a place in the text and
 * changes nothing: the rulebook shows the same, and takes the next document as if nothing had happened. What is read shows the same
 * when it is read twice, and judges a fixed log without a fault.
 */
#include "judge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *city;
    char *rules, *overlay, *log;
    uint64_t with_overlay; /* what rules and overlay show */
} fixture;

static fixture f;

static hotline_rulebook *rulebook_of(const char *document) {
    hotline_rulebook *made = NULL;
    REQUIRE(hotline_rulebook_new(f.context, f.city, &made) == HOTLINE_OK);
    if (document != NULL) {
        REQUIRE(hotline_rulebook_add(made, document, strlen(document), NULL) == HOTLINE_OK);
    }
    return made;
}

static void set_up(void) {
    char *city = document_read("city.json");
    hotline_rulebook *both;
    f.rules = document_read("rules.json");
    f.overlay = document_read("overlay.json");
    f.log = document_read("log.jsonl");
    REQUIRE(hotline_context_new(NULL, &f.context) == HOTLINE_OK);
    REQUIRE(hotline_calendar_parse(f.context, NULL, city, strlen(city), &f.city, NULL) == HOTLINE_OK);
    both = rulebook_of(f.rules);
    REQUIRE(hotline_rulebook_add(both, f.overlay, strlen(f.overlay), NULL) == HOTLINE_OK);
    f.with_overlay = judge_rulebook(both);
    hotline_rulebook_free(both);
    free(city);
}

static void check_judging(hotline_rulebook *rulebook) {
    static const char *const duties[] = {"report", "contact", "check"};
    hotline_log *log = NULL;
    size_t i;
    uint64_t first;
    REQUIRE(hotline_rulebook_assume_in_force(rulebook, 1) == HOTLINE_OK);
    for (i = 0; i < sizeof duties / sizeof duties[0]; i++) {
        hotline_duty duty = {.struct_size = sizeof duty};
        hotline_status status = hotline_duty_due(rulebook, duties[i], strlen(duties[i]), INT64_C(1620000000000), "{}", 2, &duty, NULL);
        REQUIRE(status >= 0 || status == HOTLINE_ERROR_NOT_FOUND || status == HOTLINE_ERROR_RANGE);
    }
    REQUIRE(hotline_log_new(rulebook, &log) == HOTLINE_OK);
    REQUIRE(hotline_log_add_lines(log, f.log, strlen(f.log), 0, NULL) == HOTLINE_OK);
    first = judge_log(f.context, rulebook, log, hotline_instant_none());
    REQUIRE(judge_log(f.context, rulebook, log, hotline_instant_none()) == first);
    hotline_log_free(log);
}

static void check_refused(hotline_rulebook *rulebook, const hotline_error *error, const char *bytes, size_t len, int with_rules) {
    REQUIRE(error->status == HOTLINE_ERROR_SYNTAX || error->status == HOTLINE_ERROR_DOCUMENT || error->status == HOTLINE_ERROR_LIMIT);
    REQUIRE(error->message[0] != '\0');
    /* Without a place: what is wrong stands in the base, such as a rule that names what the overlay takes away. */
    REQUIRE(place_is_inside(bytes, len, error) || (with_rules && error->line == 0 && error->path[0] != '\0'));
    if (with_rules) {
        REQUIRE(hotline_rulebook_add(rulebook, f.overlay, strlen(f.overlay), NULL) == HOTLINE_OK);
        REQUIRE(judge_rulebook(rulebook) == f.with_overlay);
    }
}

static void check_added(hotline_rulebook *rulebook, const char *bytes, size_t len, int with_rules) {
    hotline_rulebook *again = rulebook_of(with_rules ? f.rules : NULL);
    uint64_t shown = judge_rulebook(rulebook);
    REQUIRE(hotline_rulebook_add(again, bytes, len, NULL) == HOTLINE_OK);
    REQUIRE(judge_rulebook(again) == shown);
    REQUIRE(hotline_rulebook_add(again, bytes, len, NULL) == HOTLINE_ERROR_DOCUMENT); /* its id is there */
    REQUIRE(judge_rulebook(again) == shown);
    hotline_rulebook_free(again);
    check_judging(rulebook);
}

static void check_beside(const char *bytes, size_t len, int with_rules) {
    hotline_rulebook *rulebook = rulebook_of(with_rules ? f.rules : NULL);
    uint32_t before = hotline_rulebook_policy_count(rulebook);
    hotline_error error;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    status = hotline_rulebook_add(rulebook, bytes, len, &error);
    REQUIRE(hotline_rulebook_policy_count(rulebook) == before + (status == HOTLINE_OK));
    if (status == HOTLINE_OK) {
        check_added(rulebook, bytes, len, with_rules);
    } else {
        REQUIRE(error.status == status);
        check_refused(rulebook, &error, bytes, len, with_rules);
    }
    hotline_rulebook_free(rulebook);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (f.context == NULL) {
        set_up();
    }
    check_beside((const char *)data, size, 0);
    check_beside((const char *)data, size, 1);
    return 0;
}
