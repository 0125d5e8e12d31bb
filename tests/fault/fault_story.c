/* SPDX-License-Identifier: MIT */
/*
 * A story told in steps, from the context to the last figure, through the public functions only. A step that failed for want of memory
 * checks that it changed nothing, and may be told again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fault_story.h"

enum { LINES_MOST = 64, FAULTS_MOST = 2000 };

/* What the story is told from. */
typedef struct material {
    char *city, *rules, *overlay, *log;
    const char *lines[LINES_MOST];
    size_t line_lens[LINES_MOST];
    size_t line_count;
} material;

static material given;

static void say_bytes(world *w, const char *bytes, size_t len) {
    assert_true(w->used + len + 1 < sizeof w->words);
    memcpy(w->words + w->used, bytes, len);
    w->used += len;
    w->words[w->used] = '\0';
}

static void say(world *w, const char *words) {
    say_bytes(w, words, strlen(words));
}

static void say_number(world *w, long long number) {
    char digits[32];
    (void)snprintf(digits, sizeof digits, " %lld\n", number);
    say(w, digits);
}

static hotline_instant moment(const char *t) {
    hotline_instant instant = 0;
    assert_int_equal(hotline_instant_parse(t, strlen(t), 480, &instant), HOTLINE_OK);
    return instant;
}

static hotline_day date(const char *t) {
    hotline_day day = 0;
    assert_int_equal(hotline_day_parse(t, strlen(t), &day), HOTLINE_OK);
    return day;
}

/* ---- the steps: each may be told again after it failed for want of memory ---- */

static hotline_status tell_context(world *w) {
    return fault_context(&w->memory, &w->context);
}

static hotline_status tell_nation(world *w) {
    return hotline_calendar_new(w->context, &w->nation);
}

static hotline_status tell_city(world *w) {
    return hotline_calendar_parse(w->context, w->nation, given.city, strlen(given.city), &w->city, &w->error);
}

static hotline_status tell_bad_calendar(world *w) {
    static const char bad[] = "{\"calendar\": 1, \"id\": \"x\", \"days\": {\"2021-04-02\": {\"class\": \"closur\"}}}";
    hotline_calendar *made = NULL;
    hotline_status status = hotline_calendar_parse(w->context, w->city, bad, sizeof bad - 1, &made, &w->error);
    assert_null(made);
    if (status == HOTLINE_ERROR_DOCUMENT) {
        say(w, w->error.message);
        return HOTLINE_OK;
    }
    return status;
}

static hotline_status tell_known(world *w) {
    return hotline_calendar_as_known_on(w->city, date("2021-03-19"), &w->known);
}

static hotline_status tell_ledger(world *w) {
    hotline_ledger_line line = {.struct_size = sizeof line};
    hotline_status status = hotline_calendar_ledger(w->city, date("2021-03-30"), date("2021-04-12"), &w->ledger);
    size_t i;
    for (i = 0; status >= 0 && i < hotline_ledger_count(w->ledger); i++) {
        assert_int_equal(hotline_ledger_at(w->ledger, i, &line), HOTLINE_OK);
        say(w, line.name);
        say_number(w, line.number);
    }
    return status;
}

static hotline_status tell_rulebook(world *w) {
    return hotline_rulebook_new(w->context, w->city, &w->rulebook);
}

/* One that owns its calendar comes and goes at once. */
static hotline_status tell_own_calendar(world *w) {
    hotline_rulebook *made = NULL;
    hotline_status status = hotline_rulebook_new(w->context, NULL, &made);
    hotline_rulebook_free(made);
    return status;
}

static hotline_status add_policy(world *w, const char *document) {
    uint32_t before = hotline_rulebook_policy_count(w->rulebook);
    hotline_status status = hotline_rulebook_add(w->rulebook, document, strlen(document), &w->error);
    assert_int_equal(hotline_rulebook_policy_count(w->rulebook), before + (status >= 0));
    return status;
}

static hotline_status tell_rules(world *w) {
    return add_policy(w, given.rules);
}

static hotline_status tell_overlay(world *w) {
    return add_policy(w, given.overlay);
}

/* Half of it is read before the mistake is met; the names it brings must not stay. */
static hotline_status tell_bad_rules(world *w) {
    static const char bad[] = "{\"hotline\": 1, \"id\": \"bad\", \"extends\": \"ward\", \"title\": \"t\", \"source\": \"s\",\n"
                              "\"issued\": \"2022-01-01\", \"effective\": \"2022-01-01\", \"transition\": \"clock\",\n"
                              "\"facts\": {\"fresh\": {\"of\": \"ticket\", \"type\": \"flag\"}},\n"
                              "\"events\": {\"receive\": {\"facts\": {\"fresh\": \"optional\"}}},\n"
                              "\"duties\": {\"check\": {\"met\": \"chek\"}}}";
    hotline_status status = add_policy(w, bad);
    if (status == HOTLINE_ERROR_DOCUMENT || status == HOTLINE_ERROR_SYNTAX) {
        say(w, w->error.path);
        say(w, w->error.message);
        say_number(w, w->error.line);
        return HOTLINE_OK;
    }
    return status;
}

static hotline_status tell_policies(world *w) {
    static char drawing[4096];
    uint32_t i;
    uint32_t k;
    size_t needed = 0;
    hotline_policy_finding f;
    hotline_policy_finding_init(&f, sizeof f);
    for (i = 0; i < hotline_rulebook_policy_count(w->rulebook); i++) {
        const hotline_policy *p = hotline_rulebook_policy(w->rulebook, i);
        for (k = 0; k < hotline_policy_undefined_count(p); k++) {
            say(w, hotline_policy_undefined_at(p, k, NULL));
        }
        for (k = 0; k < hotline_policy_finding_count(p); k++) {
            assert_int_equal(hotline_policy_finding_at(p, k, HOTLINE_LANGUAGE_ZH, &f), HOTLINE_OK);
            say(w, f.message);
        }
        for (k = 0; k < hotline_policy_machine_count(p); k++) {
            hotline_status status = hotline_policy_draw(p, k, HOTLINE_DRAW_DOT, HOTLINE_LANGUAGE_ZH, drawing, sizeof drawing, &needed);
            if (status < 0) {
                return status;
            }
            say(w, drawing);
        }
    }
    return HOTLINE_OK;
}

static hotline_status tell_due(world *w) {
    static const char facts[] = "{\"category\":\"01.5\",\"urgent\":true,\"tags\":[\"noise\"]}";
    static const char *const duties[] = {"contact", "report", "return", "redo_report"};
    size_t i;
    for (i = 0; i < sizeof duties / sizeof duties[0]; i++) {
        hotline_duty duty = {.struct_size = sizeof duty};
        hotline_status status = hotline_duty_due(w->rulebook, duties[i], strlen(duties[i]), moment("2021-03-30 11:00"), facts,
                                                 sizeof facts - 1, &duty, &w->error);
        if (status < 0) {
            return status;
        }
        say_number(w, status);
        say_number(w, duty.due);
    }
    return HOTLINE_OK;
}

static hotline_status tell_log(world *w) {
    return hotline_log_new(w->rulebook, &w->log);
}

static hotline_log_summary summary_of(const hotline_log *log) {
    hotline_log_summary s = {.struct_size = sizeof s};
    assert_int_equal(hotline_log_summarize(log, &s), HOTLINE_OK);
    return s;
}

static void say_summary(world *w, const hotline_log *log) {
    hotline_log_summary s = summary_of(log);
    say_number(w, (long long)s.lines);
    say_number(w, (long long)s.bad_lines);
    say_number(w, (long long)s.events);
    say_number(w, (long long)s.tickets);
    say_number(w, (long long)s.units);
}

static hotline_status tell_lines(world *w) {
    for (; w->next_line < given.line_count; w->next_line++) {
        hotline_log_summary before = summary_of(w->log);
        hotline_status status = hotline_log_add(w->log, given.lines[w->next_line], given.line_lens[w->next_line], &w->error);
        hotline_log_summary after = summary_of(w->log);
        if (status == HOTLINE_ERROR_MEMORY) {
            assert_memory_equal(&before, &after, sizeof before);
            return status;
        }
        assert_int_equal(after.lines, before.lines + 1);
    }
    say_summary(w, w->log);
    return HOTLINE_OK;
}

static hotline_status tell_bulk_log(world *w) {
    return hotline_log_new(w->rulebook, &w->bulk);
}

/* Byte offset of a line, numbered from 1. */
static size_t line_begin(const char *bytes, size_t line) {
    size_t at = 0;
    while (line > 1) {
        at += strcspn(bytes + at, "\n") + 1;
        line--;
    }
    return at;
}

/* The lines before the one that failed are kept, so the call is repeated from that line on; the error record names it. */
static hotline_status tell_bulk(world *w) {
    hotline_status status;
    hotline_error_init(&w->error, sizeof w->error);
    status = hotline_log_add_lines(w->bulk, given.log + w->bulk_at, strlen(given.log + w->bulk_at), 0, &w->error);
    if (status == HOTLINE_ERROR_MEMORY) {
        assert_true(w->error.line >= 1);
        w->bulk_at = line_begin(given.log, w->error.line);
        assert_int_equal(summary_of(w->bulk).lines, w->error.line - 1); /* the log has no empty line */
        return status;
    }
    say_summary(w, w->bulk);
    return status;
}

static hotline_status tell_log_findings(world *w) {
    hotline_finding f = {.struct_size = sizeof f};
    size_t i;
    for (i = 0; i < hotline_log_finding_count(w->bulk); i++) {
        hotline_status status = hotline_log_finding(w->bulk, i, HOTLINE_LANGUAGE_EN, &f);
        if (status < 0) {
            return status;
        }
        say_bytes(w, f.message, f.message_len);
    }
    return HOTLINE_OK;
}

static hotline_status tell_settle_bulk(world *w) {
    return hotline_log_settle(w->bulk, hotline_instant_none());
}

static hotline_status tell_settle(world *w) {
    hotline_status status = hotline_log_settle(w->log, moment("2021-06-20 12:00"));
    if (status < 0) {
        assert_int_equal(hotline_log_now(w->log), hotline_instant_none());
        assert_null(hotline_log_ticket(w->log, 0, NULL));
    }
    return status;
}

static hotline_status tell_ticket(world *w) {
    return hotline_ticket_new(w->log, &w->ticket);
}

static hotline_status fold_ticket(world *w, size_t index) {
    size_t len = 0;
    const char *lines = NULL;
    const char *id = hotline_log_ticket(w->log, index, &len);
    hotline_status status = hotline_ticket_fold(w->ticket, id, len);
    if (status < 0) {
        assert_int_equal(hotline_ticket_assignment_count(w->ticket), 0);
        assert_int_equal(hotline_ticket_duty_count(w->ticket), 0);
        assert_int_equal(hotline_ticket_finding_count(w->ticket), 0);
        assert_int_equal(hotline_ticket_lines(w->ticket, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    }
    return status;
}

/* Reads everything that the folded ticket shows: as lines in both languages, and its findings one by one. */
static hotline_status read_ticket(world *w) {
    hotline_finding f = {.struct_size = sizeof f};
    hotline_status status = HOTLINE_OK;
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    for (i = 0; i < 2; i++) {
        status = hotline_ticket_lines(w->ticket, (int32_t)i, &lines, &len);
        if (status < 0) {
            return status;
        }
        say_bytes(w, lines, len);
    }
    for (i = 0; status >= 0 && i < hotline_ticket_finding_count(w->ticket); i++) {
        status = hotline_ticket_finding(w->ticket, i, HOTLINE_LANGUAGE_ZH, &f);
        if (status >= 0) {
            say_bytes(w, f.message, f.message_len);
        }
    }
    return status;
}

static hotline_status tell_tickets(world *w) {
    size_t i;
    for (i = 0; hotline_log_ticket(w->log, i, NULL) != NULL; i++) {
        hotline_status status = fold_ticket(w, i);
        if (status >= 0) {
            status = read_ticket(w);
        }
        if (status < 0) {
            return status;
        }
    }
    return HOTLINE_OK;
}

static hotline_status decide_one(world *w, const char *line) {
    hotline_finding f = {.struct_size = sizeof f};
    hotline_status answer = hotline_ticket_decide(w->ticket, line, strlen(line), &w->error);
    hotline_status status = answer;
    size_t i;
    say_number(w, answer);
    for (i = 0; status >= 0 && i < hotline_ticket_reason_count(w->ticket); i++) {
        status = hotline_ticket_reason(w->ticket, i, HOTLINE_LANGUAGE_EN, &f);
        if (status >= 0) {
            say_bytes(w, f.message, f.message_len);
        }
    }
    return status;
}

static hotline_status tell_decisions(world *w) {
    static const char *const lines[] = {
        "{\"id\":\"z1\",\"ticket\":\"T2\",\"event\":\"close\",\"at\":\"2021-06-20T12:30:00+08:00\",\"role\":\"centre\"}",
        "{\"id\":\"z2\",\"ticket\":\"T2\",\"event\":\"report\",\"at\":\"2021-06-20T12:30:00+08:00\",\"assignment\":\"b5\",\"role\":"
        "\"handler\","
        "\"facts\":{\"result\":\"promised\",\"tags\":[\"noise\"],\"reason\":\"none\"}}",
        "{\"id\":\"z3\",\"ticket\":\"T2\",\"event\":\"rate\",\"at\":\"2021-06-20T12:30:00+08:00\",\"assignment\":\"b2\",\"role\":"
        "\"centre\","
        "\"facts\":{\"rating\":\"good\"}}",
        "{\"id\":\"z4\",\"ticket\":\"T2\",\"event\":\"dance\",\"at\":\"2021-06-20T12:30:00+08:00\",\"role\":\"centre\"}"};
    hotline_status status = HOTLINE_OK;
    size_t i;
    status = fold_ticket(w, 1);
    for (i = 0; status >= 0 && i < sizeof lines / sizeof lines[0]; i++) {
        status = decide_one(w, lines[i]);
    }
    return status < 0 ? status : read_ticket(w); /* deciding changes nothing */
}

static hotline_status tell_options(world *w) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_ticket_options(w->ticket, moment("2021-06-20 12:30"), HOTLINE_LANGUAGE_EN, &lines, &len);
    if (status >= 0) {
        say_bytes(w, lines, len);
    }
    return status;
}

static hotline_status tell_explanations(world *w) {
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    for (i = 0; i < hotline_ticket_duty_count(w->ticket); i++) {
        hotline_status status = hotline_ticket_explain(w->ticket, i, HOTLINE_LANGUAGE_ZH, &lines, &len);
        if (status < 0) {
            return status;
        }
        say_bytes(w, lines, len);
    }
    return read_ticket(w); /* explaining changes nothing */
}

static hotline_status tell_unit(world *w) {
    return hotline_unit_new(w->log, &w->unit);
}

static hotline_status read_unit(world *w, size_t index) {
    hotline_finding f = {.struct_size = sizeof f};
    const char *lines = NULL;
    size_t len = 0;
    const char *id = hotline_log_unit(w->log, index, &len);
    hotline_status status = hotline_unit_fold(w->unit, id, len);
    size_t i;
    if (status < 0) {
        assert_int_equal(hotline_unit_duty_count(w->unit), 0);
        assert_int_equal(hotline_unit_lines(w->unit, 0, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
        return status;
    }
    status = hotline_unit_lines(w->unit, HOTLINE_LANGUAGE_EN, &lines, &len);
    if (status < 0) {
        return status;
    }
    say_bytes(w, lines, len);
    for (i = 0; status >= 0 && i < hotline_unit_duty_count(w->unit) && i < 4; i++) {
        status = hotline_unit_explain(w->unit, i, HOTLINE_LANGUAGE_EN, &lines, &len);
    }
    for (i = 0; status >= 0 && i < hotline_unit_finding_count(w->unit); i++) {
        status = hotline_unit_finding(w->unit, i, HOTLINE_LANGUAGE_ZH, &f);
    }
    return status;
}

static hotline_status tell_units(world *w) {
    size_t i;
    for (i = 0; hotline_log_unit(w->log, i, NULL) != NULL; i++) {
        hotline_status status = read_unit(w, i);
        if (status < 0) {
            return status;
        }
    }
    return HOTLINE_OK;
}

/* Every ticket and unit once: what was added before a failure stays added, that of the failure is not. */
static hotline_status tally_all(world *w) {
    hotline_status status = w->tally == NULL ? hotline_tally_new(w->rulebook, &w->tally) : HOTLINE_OK;
    while (status >= 0 && hotline_log_ticket(w->log, w->tickets_added, NULL) != NULL) {
        status = fold_ticket(w, w->tickets_added);
        status = status < 0 ? status : hotline_tally_add(w->tally, w->ticket);
        w->tickets_added += status >= 0;
    }
    while (status >= 0 && hotline_log_unit(w->log, w->units_added, NULL) != NULL) {
        size_t len = 0;
        const char *id = hotline_log_unit(w->log, w->units_added, &len);
        status = hotline_unit_fold(w->unit, id, len);
        status = status < 0 ? status : hotline_tally_add_unit(w->tally, w->unit);
        w->units_added += status >= 0;
    }
    return status;
}

static hotline_status tell_tally(world *w) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = tally_all(w);
    status = status < 0 ? status : hotline_tally_sort(w->tally);
    status = status < 0 ? status : hotline_tally_lines(w->tally, &lines, &len);
    if (status >= 0) {
        say_bytes(w, lines, len);
    }
    return status;
}

/* Saved, loaded, merged, and one ticket of two taken back: in the end the bytes are what they were. */
static hotline_status tally_around(world *w, uint8_t *bytes, size_t *len, hotline_tally **loaded) {
    hotline_status status = hotline_tally_save(w->tally, bytes, TALLY_SIZE, len);
    status = status < 0 ? status : hotline_tally_load(w->rulebook, bytes, *len, loaded, &w->error);
    status = status < 0 ? status : fold_ticket(w, 0);
    status = status < 0 ? status : hotline_tally_add(*loaded, w->ticket);
    status = status < 0 ? status : hotline_tally_remove(*loaded, w->ticket);
    return status;
}

static hotline_status tell_tally_around(world *w) {
    static uint8_t before[TALLY_SIZE];
    static uint8_t after[TALLY_SIZE];
    hotline_tally *loaded = NULL;
    size_t len = 0;
    size_t again = 0;
    hotline_status status = tally_around(w, before, &len, &loaded);
    status = status < 0 ? status : hotline_tally_save(loaded, after, TALLY_SIZE, &again);
    if (status >= 0) {
        assert_int_equal(again, len);
        assert_memory_equal(after, before, len);
        status = hotline_tally_merge(loaded, w->tally);
    }
    hotline_tally_free(loaded);
    return status;
}

static hotline_status say_proposals(world *w, hotline_status status) {
    const char *lines = NULL;
    size_t len = 0;
    if (status < 0) {
        assert_int_equal(hotline_proposals_count(w->proposals), 0);
        return status;
    }
    status = hotline_proposals_lines(w->proposals, &lines, &len);
    if (status >= 0) {
        say_bytes(w, lines, len);
    }
    return status;
}

static hotline_status tell_proposals(world *w) {
    const char *id;
    size_t len = 0;
    size_t i;
    hotline_status status = w->proposals == NULL ? hotline_proposals_new(w->log, &w->proposals) : HOTLINE_OK;
    status = status < 0 ? status : hotline_proposals_recount(w->proposals);
    for (i = 0; status >= 0 && (id = hotline_log_ticket(w->log, i, &len)) != NULL; i++) {
        status = say_proposals(w, hotline_proposals_ticket(w->proposals, id, len));
    }
    for (i = 0; status >= 0 && (id = hotline_log_unit(w->log, i, &len)) != NULL; i++) {
        status = say_proposals(w, hotline_proposals_unit(w->proposals, id, len));
    }
    return status;
}

/* The log grows and is settled again under readers that stay. */
static hotline_status tell_later(world *w) {
    static const char line[] =
        "{\"id\":\"e1\",\"ticket\":\"T9\",\"event\":\"receive\",\"at\":\"2021-06-20T11:00:00+08:00\",\"role\":\"centre\","
        "\"unit\":\"west\",\"facts\":{\"category\":\"01\"}}";
    hotline_status status = hotline_log_add(w->log, line, sizeof line - 1, &w->error);
    status = status < 0 ? status : tell_settle(w);
    status = status < 0 ? status : tell_tickets(w);
    status = status < 0 ? status : tell_proposals(w);
    return status;
}

static const step story_steps[] = {
    {"context", tell_context},
    {"nation", tell_nation},
    {"city", tell_city},
    {"bad calendar", tell_bad_calendar},
    {"known", tell_known},
    {"ledger", tell_ledger},
    {"rulebook", tell_rulebook},
    {"own calendar", tell_own_calendar},
    {"rules", tell_rules},
    {"bad rules", tell_bad_rules},
    {"overlay", tell_overlay},
    {"policies", tell_policies},
    {"due", tell_due},
    {"log", tell_log},
    {"lines", tell_lines},
    {"bulk log", tell_bulk_log},
    {"bulk", tell_bulk},
    {"log findings", tell_log_findings},
    {"settle bulk", tell_settle_bulk},
    {"settle", tell_settle},
    {"ticket", tell_ticket},
    {"tickets", tell_tickets},
    {"decisions", tell_decisions},
    {"options", tell_options},
    {"explanations", tell_explanations},
    {"unit", tell_unit},
    {"units", tell_units},
    {"tally", tell_tally},
    {"tally saved", tell_tally_around},
    {"proposals", tell_proposals},
    {"later", tell_later},
};

/* ---- telling it ---- */

static void begin(world *w) {
    memset(w, 0, offsetof(world, words));
    w->words[0] = '\0';
    hotline_error_init(&w->error, sizeof w->error);
}

static void end(world *w) {
    hotline_proposals_free(w->proposals);
    hotline_tally_free(w->tally);
    hotline_unit_free(w->unit);
    hotline_ticket_free(w->ticket);
    hotline_log_free(w->bulk);
    hotline_log_free(w->log);
    hotline_rulebook_free(w->rulebook);
    hotline_ledger_free(w->ledger);
    hotline_calendar_free(w->known);
    hotline_calendar_free(w->city);
    hotline_calendar_free(w->nation);
    hotline_context_free(w->context);
}

static void prepare(world *w, size_t k) {
    (void)k;
    w->mark = w->used;
}

static size_t show(const world *w, void *out) {
    memcpy(out, w->words, w->used);
    return w->used;
}

/* What it said before it failed is taken back. */
static int failed(world *w, size_t k) {
    (void)k;
    w->used = w->mark;
    return 0;
}

static world made;

const fault_trial story = {
    .w = &made,
    .memory = &made.memory,
    .error = &made.error,
    .steps = story_steps,
    .count = sizeof story_steps / sizeof story_steps[0],
    .most = FAULTS_MOST,
    .shown_size = WORDS_SIZE,
    .begin = begin,
    .prepare = prepare,
    .show = show,
    .failed = failed,
    .end = end,
};

static char *read_file(const char *name) {
    char path[1024];
    FILE *file;
    char *bytes = calloc(1, 1 << 16);
    (void)snprintf(path, sizeof path, "%s/tests/fault/%s", HOTLINE_SOURCE, name);
    file = fopen(path, "rb");
    if (file == NULL || bytes == NULL || fread(bytes, 1, (1 << 16) - 1, file) == 0) {
        fail_msg("cannot read %s", path);
    }
    (void)fclose(file);
    return bytes;
}

int story_gather(void **state) {
    size_t at;
    (void)state;
    given.city = read_file("city.json");
    given.rules = read_file("rules.json");
    given.overlay = read_file("overlay.json");
    given.log = read_file("log.jsonl");
    for (at = 0; given.log[at] != '\0'; at += given.line_lens[given.line_count++] + 1) {
        assert_true(given.line_count < LINES_MOST);
        given.lines[given.line_count] = given.log + at;
        given.line_lens[given.line_count] = strcspn(given.log + at, "\n");
    }
    return 0;
}

int story_scatter(void **state) {
    (void)state;
    free(given.city);
    free(given.rules);
    free(given.overlay);
    free(given.log);
    return 0;
}
