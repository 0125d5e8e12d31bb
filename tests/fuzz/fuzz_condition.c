/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a condition: the first one chooses its place, an overlay carries it into a small rulebook. Spacing it canonically twice
 * is the same as once and changes no answer; what is refused names a place in the overlay; what is read judges a fixed log without a
 * fault.
 */
#include "base/json_write.h"
#include "judge.h"
#include "rules/condition_impl.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *city;
    char *rules, *log;
} fixture;

static fixture f;

static const char *const places[][2] = {
    {"\"events\":{\"grant\":{\"if\":", "}}"},     {"\"events\":{\"contact\":{\"if\":", "}}"},
    {"\"events\":{\"close\":{\"if\":", "}}"},     {"\"duties\":{\"contact\":{\"met\":", "}}"},
    {"\"duties\":{\"contact\":{\"owed\":", "}}"}, {"\"duties\":{\"answered\":{\"if\":", "}}"},
    {"\"duties\":{\"check\":{\"if\":", "}}"},     {"\"measures\":{\"calls\":{\"count\":", "}}"},
    {"\"measures\":{\"in_time\":{\"at\":", "}}"}, {"\"proposals\":{\"talk\":{\"if\":", "}}"},
};

enum { PLACES = sizeof places / sizeof places[0] };

static void set_up(void) {
    char *city = document_read("city.json");
    f.rules = document_read("rules.json");
    f.log = document_read("log.jsonl");
    REQUIRE(hotline_context_new(NULL, &f.context) == HOTLINE_OK);
    REQUIRE(hotline_calendar_parse(f.context, NULL, city, strlen(city), &f.city, NULL) == HOTLINE_OK);
    free(city);
}

static void write_overlay(buffer *out, size_t place, text source) {
    json_writer w;
    hotline__buffer_puts(out,
                         "{\"hotline\":1,\"id\":\"w2\",\"extends\":\"ward\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2021-03-01\","
                         "\"effective\":\"2021-03-15\",\"transition\":\"clock\",");
    hotline__buffer_puts(out, places[place][0]);
    hotline__json_begin(&w, out);
    hotline__json_text(&w, source);
    hotline__buffer_puts(out, places[place][1]);
    hotline__buffer_puts(out, "}");
}

/* Duties and codes of findings; their messages cite the condition as it was written. */
static uint64_t judge_verdicts(hotline_ticket *ticket, uint64_t hash) {
    hotline_duty duty = {.struct_size = sizeof duty};
    hotline_finding found = {.struct_size = sizeof found};
    size_t i;
    for (i = 0; i < hotline_ticket_duty_count(ticket); i++) {
        REQUIRE(hotline_ticket_duty(ticket, i, &duty) == HOTLINE_OK);
        hash = (hash ^ (uint64_t)duty.due ^ (uint64_t)duty.met_at) * UINT64_C(1099511628211) + (uint64_t)(duty.state * 4 + duty.late);
    }
    for (i = 0; i < hotline_ticket_finding_count(ticket); i++) {
        REQUIRE(hotline_ticket_finding(ticket, i, HOTLINE_LANGUAGE_EN, &found) == HOTLINE_OK);
        hash = judge_mix_words(judge_mix_words(hash, found.code), found.event);
    }
    return hash;
}

static uint64_t judge_with(hotline_rulebook *rulebook) {
    hotline_log *log = NULL;
    hotline_ticket *ticket = NULL;
    uint64_t hash = 1;
    const char *id;
    size_t len = 0;
    size_t i;
    REQUIRE(hotline_log_new(rulebook, &log) == HOTLINE_OK);
    REQUIRE(hotline_log_add_lines(log, f.log, strlen(f.log), 0, NULL) == HOTLINE_OK);
    (void)judge_log(f.context, rulebook, log, hotline_instant_none());
    REQUIRE(hotline_ticket_new(log, &ticket) == HOTLINE_OK);
    for (i = 0; (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        REQUIRE(hotline_ticket_fold(ticket, id, len) == HOTLINE_OK);
        hash = judge_verdicts(ticket, hash);
    }
    hotline_ticket_free(ticket);
    hotline_log_free(log);
    return hash;
}

/* The status of reading the overlay; *judged what the log then says, 0 when it was refused. */
static hotline_status read_overlay(size_t place, text source, uint64_t *judged) {
    hotline_rulebook *rulebook = NULL;
    hotline_error error;
    hotline_status status;
    buffer overlay;
    hotline_error_init(&error, sizeof error);
    hotline__buffer_init(&overlay, f.context);
    write_overlay(&overlay, place, source);
    REQUIRE(hotline_rulebook_new(f.context, f.city, &rulebook) == HOTLINE_OK);
    REQUIRE(hotline_rulebook_add(rulebook, f.rules, strlen(f.rules), NULL) == HOTLINE_OK);
    status = hotline_rulebook_add(rulebook, overlay.bytes, overlay.len, &error);
    if (status >= 0) {
        *judged = judge_with(rulebook);
    } else {
        REQUIRE(error.message[0] != '\0' && (error.path[0] != '\0' || error.status == HOTLINE_ERROR_SYNTAX)); /* not even JSON: no path */
        REQUIRE(place_is_inside(overlay.bytes, overlay.len, &error));
    }
    hotline_rulebook_free(rulebook);
    hotline__buffer_free(&overlay);
    return status;
}

static void check_canonical(const buffer *spaced) {
    buffer twice;
    hotline__buffer_init(&twice, f.context);
    REQUIRE(hotline__condition_canonical(hotline__buffer_text(spaced), &twice, NULL) == HOTLINE_OK);
    REQUIRE(hotline__text_equal(hotline__buffer_text(spaced), hotline__buffer_text(&twice)));
    hotline__buffer_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    text source;
    buffer spaced;
    uint64_t as_written = 0;
    uint64_t as_spaced = 0;
    size_t place;
    hotline_status status;
    if (f.context == NULL) {
        set_up();
    }
    if (size < 2) {
        return 0;
    }
    place = data[0] % PLACES;
    source.at = (const char *)data + 1;
    source.len = size - 1;
    hotline__buffer_init(&spaced, f.context);
    status = read_overlay(place, source, &as_written);
    if (hotline__condition_canonical(source, &spaced, NULL) == HOTLINE_OK) {
        check_canonical(&spaced);
        REQUIRE(spaced.len == 0 || read_overlay(place, hotline__buffer_text(&spaced), &as_spaced) == status);
        REQUIRE(as_written == as_spaced || spaced.len == 0);
    } else {
        REQUIRE(status < 0);
    }
    hotline__buffer_free(&spaced);
    return 0;
}
