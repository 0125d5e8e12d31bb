/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a log under a small rulebook. A line that is refused has its place in the line and leaves the log as it was; added in the
 * opposite order the lines say the same, as do the lines added at once; deciding changes nothing; all that is written is JSON.
 */
#include "judge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LINES_MOST = 200 };

/* 2040: a log that runs on for centuries has ten thousands of weekly duties, and takes its time. */
#define LATEST INT64_C(2208988800000)

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *city;
    hotline_rulebook *rulebook;
} fixture;

typedef struct lines {
    const char *at[LINES_MOST];
    size_t len[LINES_MOST];
    size_t count;
    int reused; /* an id came again with other content: then the order matters */
} lines;

static fixture f;

static void add_policy(const char *name) {
    char *document = document_read(name);
    REQUIRE(hotline_rulebook_add(f.rulebook, document, strlen(document), NULL) == HOTLINE_OK);
    free(document);
}

static void set_up(void) {
    char *city = document_read("city.json");
    REQUIRE(hotline_context_new(NULL, &f.context) == HOTLINE_OK);
    REQUIRE(hotline_calendar_parse(f.context, NULL, city, strlen(city), &f.city, NULL) == HOTLINE_OK);
    REQUIRE(hotline_rulebook_new(f.context, f.city, &f.rulebook) == HOTLINE_OK);
    add_policy("rules.json");
    add_policy("overlay.json");
    free(city);
}

static void split(const char *bytes, size_t len, lines *out) {
    size_t at = 0;
    while (at < len && out->count < LINES_MOST) {
        const char *end = memchr(bytes + at, '\n', len - at);
        size_t next = end == NULL ? len : (size_t)(end - bytes);
        out->at[out->count] = bytes + at;
        out->len[out->count++] = next - at;
        at = next + 1;
    }
}

static hotline_log_summary summary_of(const hotline_log *log) {
    hotline_log_summary s = {.struct_size = sizeof s};
    REQUIRE(hotline_log_summarize(log, &s) == HOTLINE_OK);
    return s;
}

static void add_one(hotline_log *log, lines *l, size_t i) {
    hotline_error error;
    hotline_log_summary before = summary_of(log);
    hotline_log_summary after;
    hotline_status status;
    hotline_error_init(&error, sizeof error);
    status = hotline_log_add(log, l->at[i], l->len[i], &error);
    after = summary_of(log);
    REQUIRE(after.events == before.events + (status == HOTLINE_OK));
    REQUIRE(status == HOTLINE_OK || (after.tickets == before.tickets && after.units == before.units));
    l->reused |= status == HOTLINE_ERROR_REUSED;
    if (status < 0 && status != HOTLINE_ERROR_REUSED) {
        REQUIRE(after.bad_lines == before.bad_lines + 1 && error.message[0] != '\0');
        REQUIRE(place_is_inside(l->at[i], l->len[i], &error));
    }
}

static void decide_all(hotline_log *log, const lines *l) {
    hotline_ticket *ticket = NULL;
    const char *id;
    size_t len = 0;
    size_t i;
    size_t k;
    REQUIRE(hotline_ticket_new(log, &ticket) == HOTLINE_OK);
    for (i = 0; i < 3 && (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        if (hotline_ticket_fold(ticket, id, len) != HOTLINE_OK) {
            continue;
        }
        for (k = 0; k < l->count; k++) {
            hotline_finding found = {.struct_size = sizeof found};
            size_t r;
            hotline_status status = hotline_ticket_decide(ticket, l->at[k], l->len[k], NULL);
            REQUIRE(status >= 0 || status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_DOCUMENT || status == HOTLINE_ERROR_LIMIT);
            REQUIRE(status != HOTLINE_REFUSED || hotline_ticket_reason_count(ticket) > 0);
            for (r = 0; r < hotline_ticket_reason_count(ticket); r++) {
                REQUIRE(hotline_ticket_reason(ticket, r, HOTLINE_LANGUAGE_EN, &found) == HOTLINE_OK);
            }
        }
    }
    hotline_ticket_free(ticket);
}

static hotline_log *log_of(lines *l, int backwards) {
    hotline_log *log = NULL;
    size_t i;
    REQUIRE(hotline_log_new(f.rulebook, &log) == HOTLINE_OK);
    for (i = 0; i < l->count; i++) {
        add_one(log, l, backwards ? l->count - 1 - i : i);
    }
    return log;
}

/* All that the log says at its latest moment, or at LATEST. */
static uint64_t judge_whole(hotline_log *log) {
    REQUIRE(hotline_log_settle(log, hotline_instant_none()) == HOTLINE_OK);
    return judge_log(f.context, f.rulebook, log, hotline_log_now(log) > LATEST ? LATEST : hotline_log_now(log));
}

/* Moments beyond all years are moments too. Not of units, whose weeks until then are too many. */
static void fold_at_the_ends_of_time(hotline_log *log) {
    static const hotline_instant ends[] = {INT64_MAX, INT64_MIN + 1};
    hotline_ticket *ticket = NULL;
    const char *written = NULL;
    const char *id;
    size_t len = 0;
    size_t i;
    REQUIRE(hotline_ticket_new(log, &ticket) == HOTLINE_OK);
    for (i = 0; i < 2; i++) {
        REQUIRE(hotline_log_settle(log, ends[i]) == HOTLINE_OK);
        id = hotline_log_ticket(log, 0, &len);
        REQUIRE(id == NULL || hotline_ticket_fold(ticket, id, len) == HOTLINE_OK);
        REQUIRE(id == NULL || hotline_ticket_lines(ticket, 0, &written, &len) == HOTLINE_OK);
    }
    hotline_ticket_free(ticket);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static lines l;
    hotline_log *forward;
    hotline_log *backward;
    hotline_log *at_once = NULL;
    uint64_t judged;
    if (f.context == NULL) {
        set_up();
    }
    memset(&l, 0, sizeof l);
    split((const char *)data, size, &l);
    forward = log_of(&l, 0);
    judged = judge_whole(forward);
    decide_all(forward, &l);
    (void)judge_log(f.context, f.rulebook, forward, INT64_C(1620800000000)); /* in the midst of the corpus */
    REQUIRE(judge_whole(forward) == judged);
    fold_at_the_ends_of_time(forward);
    backward = log_of(&l, 1);
    REQUIRE(l.reused || judge_whole(backward) == judged);
    if (l.count < LINES_MOST) {
        REQUIRE(hotline_log_new(f.rulebook, &at_once) == HOTLINE_OK);
        REQUIRE(hotline_log_add_lines(at_once, (const char *)data, size, 0, NULL) == HOTLINE_OK);
        REQUIRE(judge_whole(at_once) == judged);
    }
    hotline_log_free(at_once);
    hotline_log_free(forward);
    hotline_log_free(backward);
    return 0;
}
