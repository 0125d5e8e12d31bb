/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/rules/term_impl.h"

/* 2026: the Spring Festival is off from 15 to 23 February; 14 and 28 February (Saturdays) are worked. 2021: off 1 to 5 May, 25 April (Sunday)
   and 8 May (Saturday) are worked; off 1 to 7 October, 26 September (Sunday) and 9 October (Saturday) are worked. */

typedef struct fixture {
    hotline_context *context;
    hotline_calendar *plain;   /* without hours */
    hotline_calendar *open;    /* 08:30-12:00 and 14:00-17:30 on worked days; a short eve on 2026-02-14 */
    hotline_calendar *mondays; /* no other day is worked */
} fixture;

static const char open_document[] = "{\"calendar\":1,\"id\":\"open\",\"hours\":{\"all\":{\"open\":[\"08:30-12:00\",\"14:00-17:30\"]}},"
                                    "\"days\":{\"2026-02-14\":{\"open\":[\"08:30-12:00\"]}}}";

static const char mondays_document[] = "{\"calendar\":1,\"id\":\"mondays\",\"week\":[\"monday\"]}";

static int set_up(void **state) {
    static fixture f;
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline_context_new(NULL, &f.context), HOTLINE_OK);
    assert_int_equal(hotline_calendar_new(f.context, &f.plain), HOTLINE_OK);
    if (hotline_calendar_parse(f.context, NULL, open_document, strlen(open_document), &f.open, &error) != HOTLINE_OK) {
        fail_msg("%s: %s", error.path, error.message);
    }
    if (hotline_calendar_parse(f.context, NULL, mondays_document, strlen(mondays_document), &f.mondays, &error) != HOTLINE_OK) {
        fail_msg("%s: %s", error.path, error.message);
    }
    *state = &f;
    return 0;
}

static int tear_down(void **state) {
    fixture *f = *state;
    hotline_calendar_free(f->plain);
    hotline_calendar_free(f->open);
    hotline_calendar_free(f->mondays);
    hotline_context_free(f->context);
    return 0;
}

/* ---- how a row is written ---- */

typedef struct row {
    const char *counting; /* start, end, "cutoff=HH:MM", "roll", "hours", "mondays": in any order; "?start" is undefined */
    const char *start;
    const char *term;
    const char *pauses; /* from/to, separated by blanks */
    const char *due;    /* "" : see status */
    const char *day;
    hotline_status status;
    const char *undefined;
} row;

static hotline_instant at(const char *moment, size_t len) {
    hotline_instant instant = HOTLINE_NO_INSTANT;
    char bytes[32];
    int midnight = 0;
    assert_true(len < sizeof bytes);
    memcpy(bytes, moment, len);
    bytes[len] = '\0';
    if (len >= 16 && memcmp(bytes + 11, "24:00", 5) == 0) {
        memcpy(bytes + 11, "00:00", 5);
        midnight = 1;
    }
    if (hotline_instant_parse(bytes, len, 480, &instant) != HOTLINE_OK) {
        fail_msg("not a moment: %s", bytes);
    }
    return instant + midnight * HOTLINE_DAY_MS;
}

static hotline_day day_of(const char *words) {
    hotline_day day = HOTLINE_DAY_NONE;
    assert_int_equal(hotline_day_parse(words, strlen(words), &day), HOTLINE_OK);
    return day;
}

static int says(const char *words, const char *word) {
    size_t len = strlen(word);
    for (const char *found = strstr(words, word); found != NULL; found = strstr(found + 1, word)) {
        if ((found == words || found[-1] == ' ') && (found[len] == ' ' || found[len] == '\0' || word[len - 1] == '=')) {
            return 1;
        }
    }
    return 0;
}

static counting counting_of(const char *words) {
    static const char *const starts[] = {"", "?start", "next-day", "same-day", "next-workday"};
    static const char *const ends[] = {"", "?end", "24:00", "close", "same-time"};
    counting c;
    memset(&c, 0, sizeof c);
    for (uint8_t i = 1; i < 5; i++) {
        c.start = says(words, starts[i]) ? i : c.start;
        c.end = says(words, ends[i]) ? i : c.end;
    }
    c.roll = says(words, "roll") ? ROLL_NEXT_WORKDAY : says(words, "?roll") ? ROLL_UNDEFINED : ROLL_ABSENT;
    if (says(words, "cutoff=")) {
        text time = {strstr(words, "cutoff=") + 7, 5};
        c.cutoff = CUTOFF_AT;
        c.cutoff_minute = hotline__minutes_parse(time);
        assert_true(c.cutoff_minute >= 0);
    } else if (says(words, "?cutoff")) {
        c.cutoff = CUTOFF_UNDEFINED;
    }
    return c;
}

static uint32_t pauses_of(const char *words, clock_pause *out) {
    uint32_t n = 0;
    while (words != NULL && *words != '\0') {
        const char *slash = strchr(words, '/');
        const char *end = slash + 1 + strcspn(slash + 1, " ");
        out[n].from = at(words, (size_t)(slash - words));
        out[n++].to = at(slash + 1, (size_t)(end - slash - 1));
        words = *end == ' ' ? end + 1 : end;
    }
    return n;
}

static term term_of(const char *words) {
    term t;
    text fact = {NULL, 0};
    assert_int_equal(hotline__term_parse(hotline__text(words), &t, &fact, NULL), HOTLINE_OK);
    assert_int_equal(fact.len, 0);
    return t;
}

static void check_due(const row *r, const due *got, hotline_status status, const char *undefined, size_t line) {
    char moment[HOTLINE_INSTANT_SIZE] = "";
    char day[HOTLINE_DATE_SIZE] = "";
    if (status != r->status) {
        fail_msg("row %zu: %s from %s: status %d", line, r->term, r->start, status);
    }
    if (status == HOTLINE_UNDEFINED) {
        assert_non_null(undefined);
        assert_string_equal(undefined, r->undefined);
    }
    if (status != HOTLINE_OK) {
        return;
    }
    (void)hotline_instant_write(got->at, 480, moment);
    (void)hotline_day_write(got->day, day);
    if (got->at != at(r->due, strlen(r->due)) || got->day != day_of(r->day)) {
        fail_msg("row %zu: %s from %s: due %s (%s), expected %s (%s)", line, r->term, r->start, moment, day, r->due, r->day);
    }
}

static const hotline_calendar *calendar_of(const fixture *f, const char *words) {
    return says(words, "hours") ? f->open : says(words, "mondays") ? f->mondays : f->plain;
}

/* ---- due ---- */

static const row due_rows[] = {
    /* Civil Code 201: the day of the beginning does not count; 203: the last day ends at 24:00. */
    {"next-day 24:00", "2026-02-13T10:00", "1 workday", "", "2026-02-14T24:00", "2026-02-14", 0, ""},
    {"next-day 24:00", "2026-02-12T09:00", "4 workdays", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-day 24:00", "2026-02-12T00:00", "4 workdays", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-day 24:00", "2026-02-12T23:59:59", "4 workdays", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-day 24:00", "2026-02-18T12:00", "1 workday", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"next-day 24:00", "2026-02-14T12:00", "1 workday", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"next-day 24:00", "2026-02-27T12:00", "1 workday", "", "2026-02-28T24:00", "2026-02-28", 0, ""},
    {"next-day 24:00", "2026-02-28T12:00", "1 workday", "", "2026-03-02T24:00", "2026-03-02", 0, ""},
    /* Hedong 2021-5: four working days, with the make-up Sunday of 25 April and the make-up Saturday of 8 May. */
    {"next-day 24:00", "2021-04-24T10:00", "4 workdays", "", "2021-04-28T24:00", "2021-04-28", 0, ""},
    {"next-day 24:00", "2021-04-25T10:00", "4 workdays", "", "2021-04-29T24:00", "2021-04-29", 0, ""},
    {"next-day 24:00", "2021-04-30T10:00", "3 workdays", "", "2021-05-08T24:00", "2021-05-08", 0, ""},
    {"next-day 24:00", "2021-04-30T10:00", "4 workdays", "", "2021-05-10T24:00", "2021-05-10", 0, ""},
    {"next-day 24:00", "2021-09-24T10:00", "5 workdays", "", "2021-09-30T24:00", "2021-09-30", 0, ""},
    {"next-day 24:00", "2021-09-30T10:00", "2 workdays", "", "2021-10-09T24:00", "2021-10-09", 0, ""},
    {"next-day 24:00", "2021-09-30T10:00", "0 workdays", "", "2021-09-30T24:00", "2021-09-30", 0, ""},
    /* "From the day of receipt": that day is the first, if it is worked. */
    {"same-day 24:00", "2026-02-12T09:00", "1 workday", "", "2026-02-12T24:00", "2026-02-12", 0, ""},
    {"same-day 24:00", "2026-02-12T09:00", "4 workdays", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"same-day 24:00", "2026-02-18T09:00", "1 workday", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"same-day 24:00", "2026-02-12T09:00", "0 workdays", "", "2026-02-12T24:00", "2026-02-12", 0, ""},
    {"same-day 24:00", "2026-02-12T09:00", "7 days", "", "2026-02-18T24:00", "2026-02-18", 0, ""},
    /* Received on a rest day counts as received on the next working day. */
    {"next-workday 24:00", "2026-02-18T09:00", "1 workday", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-workday 24:00", "2026-02-13T09:00", "1 workday", "", "2026-02-14T24:00", "2026-02-14", 0, ""},
    {"next-workday 24:00", "2026-02-18T09:00", "5 days", "", "2026-03-01T24:00", "2026-03-01", 0, ""},
    {"next-workday 24:00", "2026-02-18T09:00", "same day", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    /* The cut-off: exactly at it is after it. */
    {"next-day 24:00 cutoff=17:30", "2026-03-02T17:29:59", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00 cutoff=17:30", "2026-03-02T17:30", "1 workday", "", "2026-03-04T24:00", "2026-03-04", 0, ""},
    {"same-day 24:00 cutoff=17:30", "2026-03-02T17:30", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-workday 24:00 cutoff=17:30", "2026-03-06T18:00", "1 workday", "", "2026-03-10T24:00", "2026-03-10", 0, ""},
    {"next-day 24:00 cutoff=24:00", "2026-03-02T23:59", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00 cutoff=00:00", "2026-03-02T00:00", "1 workday", "", "2026-03-04T24:00", "2026-03-04", 0, ""},
    /* How a day ends. */
    {"next-day close hours", "2026-03-02T09:00", "1 workday", "", "2026-03-03T17:30", "2026-03-03", 0, ""},
    {"next-day close hours", "2026-02-13T09:00", "1 workday", "", "2026-02-14T12:00", "2026-02-14", 0, ""},
    {"next-day close hours", "2026-02-14T09:00", "1 day", "", "2026-02-15T24:00", "2026-02-15", 0, ""},
    {"next-day close", "2026-03-02T09:00", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day same-time", "2026-03-02T09:17", "1 workday", "", "2026-03-03T09:17", "2026-03-03", 0, ""},
    {"same-day same-time", "2026-03-07T09:17", "2 workdays", "", "2026-03-10T09:17", "2026-03-10", 0, ""},
    {"same-day close hours", "2026-03-02T20:00", "same day", "", "2026-03-02T17:30", "2026-03-02", 0, ""},
    /* Calendar days, and the last day that rolls: a make-up Saturday is worked and does not. */
    {"next-day 24:00", "2026-02-10T10:00", "5 days", "", "2026-02-15T24:00", "2026-02-15", 0, ""},
    {"next-day 24:00 roll", "2026-02-10T10:00", "5 days", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"next-day 24:00 roll", "2026-02-10T10:00", "4 days", "", "2026-02-14T24:00", "2026-02-14", 0, ""},
    {"next-day 24:00 roll", "2026-02-20T10:00", "10 days", "", "2026-03-02T24:00", "2026-03-02", 0, ""},
    {"next-day 24:00 roll", "2026-02-18T10:00", "same day", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"next-day 24:00 roll", "2026-02-18T10:00", "0 days", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"next-day 24:00 roll", "2026-02-12T09:00", "4 workdays", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "same day", "", "2026-03-02T24:00", "2026-03-02", 0, ""},
    {"next-day 24:00 cutoff=17:30", "2026-03-02T18:00", "same day", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    /* Civil Code 202: the corresponding day, else the month's last. */
    {"next-day 24:00", "2026-01-31T10:00", "1 month", "", "2026-02-28T24:00", "2026-02-28", 0, ""},
    {"next-day 24:00", "2024-01-31T10:00", "1 month", "", "2024-02-29T24:00", "2024-02-29", 0, ""},
    {"next-day 24:00", "2024-02-29T10:00", "12 months", "", "2025-02-28T24:00", "2025-02-28", 0, ""},
    {"next-day 24:00", "2026-03-15T10:00", "1 month", "", "2026-04-15T24:00", "2026-04-15", 0, ""},
    {"next-day 24:00 roll", "2026-01-15T10:00", "1 month", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"same-day 24:00", "2026-03-15T10:00", "1 month", "", "2026-04-14T24:00", "2026-04-14", 0, ""},
    /* Minutes and hours run through night and holiday, and need no counting rules. */
    {"", "2026-02-14T23:50", "15 minutes", "", "2026-02-15T00:05", "2026-02-15", 0, ""},
    {"", "2026-02-13T10:00", "2 hours", "", "2026-02-13T12:00", "2026-02-13", 0, ""},
    {"", "2026-02-13T22:00", "2 hours", "", "2026-02-13T24:00", "2026-02-13", 0, ""},
    {"", "2026-02-16T10:00", "24 hours", "", "2026-02-17T10:00", "2026-02-17", 0, ""},
    {"", "2026-02-16T00:00", "24 hours", "", "2026-02-16T24:00", "2026-02-16", 0, ""},
    {"", "2026-02-16T10:00", "0 minutes", "", "2026-02-16T10:00", "2026-02-16", 0, ""},
    {"?start ?end ?cutoff ?roll", "2026-02-16T10:00", "48 hours", "", "2026-02-18T10:00", "2026-02-18", 0, ""},
    /* Working hours end at a closing, not at the next opening. */
    {"hours", "2026-03-02T08:30", "7 workhours", "", "2026-03-02T17:30", "2026-03-02", 0, ""},
    {"hours", "2026-03-02T16:30", "2 workhours", "", "2026-03-03T09:30", "2026-03-03", 0, ""},
    {"hours", "2026-03-02T12:30", "1 workhour", "", "2026-03-02T15:00", "2026-03-02", 0, ""},
    {"hours", "2026-02-14T11:00", "2 workhours", "", "2026-02-24T09:30", "2026-02-24", 0, ""},
    {"hours", "2026-02-18T11:00", "1 workhour", "", "2026-02-24T09:30", "2026-02-24", 0, ""},
    /* Pauses: the span is added to hours, the paused working time to working hours. */
    {"", "2026-03-02T10:00", "24 hours", "2026-03-02T12:00/2026-03-02T15:00", "2026-03-03T13:00", "2026-03-03", 0, ""},
    {"", "2026-03-02T10:00", "24 hours", "2026-03-02T08:00/2026-03-02T11:00", "2026-03-03T11:00", "2026-03-03", 0, ""},
    {"", "2026-03-02T10:00", "2 hours", "2026-03-02T12:00/2026-03-02T15:00", "2026-03-02T12:00", "2026-03-02", 0, ""},
    {"", "2026-03-02T10:00", "2 hours", "2026-03-02T11:00/2026-03-02T12:00 2026-03-02T12:30/2026-03-02T13:30", "2026-03-02T14:00",
     "2026-03-02", 0, ""},
    {"", "2026-03-02T10:00", "2 hours", "2026-03-01T11:00/2026-03-02T10:00", "2026-03-02T12:00", "2026-03-02", 0, ""},
    {"hours", "2026-03-02T16:30", "2 workhours", "2026-03-02T17:00/2026-03-03T09:00", "2026-03-03T10:30", "2026-03-03", 0, ""},
    {"hours", "2026-03-02T16:30", "2 workhours", "2026-03-02T18:00/2026-03-03T08:00", "2026-03-03T09:30", "2026-03-03", 0, ""},
    {"hours", "2026-02-13T16:30", "2 workhours", "2026-02-13T17:30/2026-02-24T08:30", "2026-02-24T09:30", "2026-02-24", 0, ""},
    /* Pauses in days: a day counts if the clock runs at its 24:00. */
    {"next-day 24:00", "2026-03-02T10:00", "2 workdays", "2026-03-03T12:00/2026-03-03T23:00", "2026-03-04T24:00", "2026-03-04", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "2 workdays", "2026-03-03T12:00/2026-03-04T08:00", "2026-03-05T24:00", "2026-03-05", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "2 workdays", "2026-03-03T12:00/2026-03-03T24:00", "2026-03-04T24:00", "2026-03-04", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "2 workdays", "2026-03-03T24:00/2026-03-04T00:01", "2026-03-05T24:00", "2026-03-05", 0, ""},
    {"next-day 24:00", "2026-02-12T10:00", "3 workdays", "2026-02-14T12:00/2026-02-24T10:00", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "2 workdays", "2026-03-06T12:00/2026-03-09T08:00", "2026-03-04T24:00", "2026-03-04", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "3 days", "2026-03-02T12:00/2026-03-04T08:00", "2026-03-06T24:00", "2026-03-06", 0, ""},
    {"next-day 24:00", "2026-03-15T10:00", "1 month", "2026-03-20T12:00/2026-03-22T12:00", "2026-04-17T24:00", "2026-04-17", 0, ""},
    {"same-day 24:00", "2026-03-02T10:00", "1 workday", "2026-03-02T12:00/2026-03-03T08:00", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "same day", "2026-03-02T12:00/2026-03-03T08:00", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00 roll", "2026-03-02T10:00", "5 days", "2026-03-09T10:00/2026-03-10T10:00", "2026-03-10T24:00", "2026-03-10", 0, ""},
    /* What is not said is not guessed. */
    {"?start 24:00", "2026-03-02T10:00", "1 workday", "", "", "", HOTLINE_UNDEFINED, "start"},
    {"24:00", "2026-03-02T10:00", "1 workday", "", "", "", HOTLINE_UNDEFINED, "start"},
    {"next-day ?end", "2026-03-02T10:00", "1 day", "", "", "", HOTLINE_UNDEFINED, "end"},
    {"next-day 24:00 ?cutoff", "2026-03-02T10:00", "1 day", "", "", "", HOTLINE_UNDEFINED, "cutoff"},
    {"next-day 24:00 ?roll", "2026-03-02T10:00", "1 day", "", "", "", HOTLINE_UNDEFINED, "roll"},
    {"next-day 24:00 ?roll", "2026-03-02T10:00", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00", "2026-03-02T10:00", "1 workhour", "", "", "", HOTLINE_UNDEFINED, "hours"},
    /* The end of time. */
    {"next-day 24:00", "9999-12-30T10:00", "1 day", "", "9999-12-31T24:00", "9999-12-31", 0, ""},
    {"next-day 24:00", "9999-12-31T10:00", "1 day", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00 cutoff=10:00", "9999-12-31T10:00", "0 days", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00", "2026-03-02T10:00", "1000000 months", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "9999-12-31T23:00", "1 hour", "", "9999-12-31T24:00", "9999-12-31", 0, ""},
    {"", "9999-12-31T23:00", "61 minutes", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00", "9999-12-30T10:00", "2 workdays", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00", "9999-11-30T10:00", "1 month", "", "9999-12-30T24:00", "9999-12-30", 0, ""},
    {"next-day 24:00", "9999-12-01T10:00", "1 month", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "9999-12-31T20:00", "1 hour", "9999-12-31T20:30/9999-12-31T23:00", "9999-12-31T23:30", "9999-12-31", 0, ""},
    {"", "9999-12-31T20:00", "2 hours", "9999-12-31T20:30/9999-12-31T23:00", "", "", HOTLINE_ERROR_RANGE, ""},
    {"hours", "9999-12-31T17:00", "1 workhour", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "9999-12-31T16:00Z", "1 minute", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "9999-12-31T23:59Z", "0 minutes", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00", "0001-01-01T00:00+14:00", "1 day", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "0001-01-01T00:00+14:00", "24 hours", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00", "0001-01-01T00:00", "1 day", "", "0001-01-02T24:00", "0001-01-02", 0, ""},
    {"same-day 24:00", "0001-01-01T00:00", "1 day", "", "0001-01-01T24:00", "0001-01-01", 0, ""},
    {"next-day 24:00", "0001-01-01T00:00", "same day", "", "0001-01-01T24:00", "0001-01-01", 0, ""},
    /* Two pauses: the second ends before the start, lies within the first, or is not reached. */
    {"", "2026-03-02T10:00", "2 hours", "2026-03-02T08:00/2026-03-02T09:00 2026-03-02T11:00/2026-03-02T11:30", "2026-03-02T12:30",
     "2026-03-02", 0, ""},
    {"", "2026-03-02T10:00", "2 hours", "2026-03-02T12:00/2026-03-02T13:00", "2026-03-02T12:00", "2026-03-02", 0, ""},
    /* A term of nothing is over at once, also within a pause. */
    {"", "2026-03-02T10:00", "0 hours", "2026-03-02T09:00/2026-03-02T11:00", "2026-03-02T10:00", "2026-03-02", 0, ""},
    /* Only Mondays are worked: 27 December 9999 is the last. */
    {"next-day 24:00 roll mondays", "9999-12-20T10:00", "1 day", "", "9999-12-27T24:00", "9999-12-27", 0, ""},
    {"next-day 24:00 roll mondays", "9999-12-20T10:00", "8 days", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00 roll mondays", "9999-12-20T10:00", "11 days", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00 roll mondays", "9999-12-28T10:00", "0 days", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-workday 24:00 mondays", "9999-12-28T10:00", "1 day", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00 mondays", "9999-12-27T10:00", "1 workday", "", "", "", HOTLINE_ERROR_RANGE, ""},
    /* A term of no days can fall on a rest day. */
    {"next-day 24:00 roll", "2026-02-18T10:00", "0 days", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"next-day 24:00 roll", "2026-02-18T10:00", "0 workdays", "", "2026-02-24T24:00", "2026-02-24", 0, ""},
    {"next-day 24:00 ?roll", "2026-02-18T10:00", "0 workdays", "", "", "", HOTLINE_UNDEFINED, "roll"},
    {"next-day 24:00 ?roll", "2026-02-18T10:00", "same day", "", "", "", HOTLINE_UNDEFINED, "roll"},
    {"next-day", "2026-03-02T10:00", "1 day", "", "", "", HOTLINE_UNDEFINED, "end"},
    {"next-day", "2026-03-02T10:00", "1 workday", "", "", "", HOTLINE_UNDEFINED, "end"},
    {"?start", "2026-03-02T10:00", "same day", "", "", "", HOTLINE_UNDEFINED, "start"},
    {"?start ?end ?cutoff ?roll", "2026-03-02T10:00", "1 minute", "", "2026-03-02T10:01", "2026-03-02", 0, ""},
};

static void test_due(void **state) {
    const fixture *f = *state;
    for (size_t i = 0; i < sizeof due_rows / sizeof due_rows[0]; i++) {
        const row *r = &due_rows[i];
        clock_pause pauses[4];
        counting c = counting_of(r->counting);
        term t = term_of(r->term);
        due got;
        const char *undefined = NULL;
        uint32_t count = pauses_of(r->pauses, pauses);
        hotline_status status =
            hotline__term_due(calendar_of(f, r->counting), &c, &t, at(r->start, strlen(r->start)), pauses, count, &got, &undefined);
        check_due(r, &got, status, undefined, i);
    }
}

/* A number from a fact may be anything. */
static void test_number_out_of_range(void **state) {
    const fixture *f = *state;
    static const int64_t numbers[] = {-1, INT64_MIN, INT64_MAX, 1000001};
    counting c = counting_of("next-day 24:00");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        for (uint8_t unit = TERM_MINUTE; unit <= TERM_MONTH; unit++) {
            term t = {0, TERM_NUMBER, 0};
            due from;
            due got;
            const char *undefined = NULL;
            t.n = numbers[i];
            t.unit = unit;
            assert_int_equal(hotline__term_due(f->open, &c, &t, at("2026-03-02T10:00", 16), NULL, 0, &got, &undefined),
                             HOTLINE_ERROR_RANGE);
            hotline__term_date_end(f->open, day_of("2026-03-02"), &from);
            got = from;
            assert_int_equal(hotline__term_extend(f->open, &c, &t, NULL, 0, &got, &undefined), HOTLINE_ERROR_RANGE);
            assert_int_equal(got.at, from.at);
            assert_int_equal(hotline__term_ahead(f->open, &c, &t, &from, &got, &undefined), HOTLINE_ERROR_RANGE);
            assert_int_equal(got.at, from.at);
        }
    }
}

/* ---- extension ---- */

static const row extend_rows[] = {
    /* The due day never counts again. */
    {"next-day 24:00", "2026-02-12T24:00", "4 workdays", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"same-day 24:00", "2026-02-12T24:00", "4 workdays", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-workday 24:00 cutoff=09:00", "2026-02-12T24:00", "4 workdays", "", "2026-02-25T24:00", "2026-02-25", 0, ""},
    {"next-day 24:00", "2026-03-02T24:00", "10 days", "", "2026-03-12T24:00", "2026-03-12", 0, ""},
    {"next-day 24:00 roll", "2026-03-02T24:00", "5 days", "", "2026-03-09T24:00", "2026-03-09", 0, ""},
    {"next-day 24:00", "2026-01-31T24:00", "1 month", "", "2026-02-28T24:00", "2026-02-28", 0, ""},
    {"next-day close hours", "2026-03-02T17:30", "1 workday", "", "2026-03-03T17:30", "2026-03-03", 0, ""},
    {"next-day close hours", "2026-02-13T17:30", "1 workday", "", "2026-02-14T12:00", "2026-02-14", 0, ""},
    {"next-day same-time", "2026-03-02T09:17", "2 workdays", "", "2026-03-04T09:17", "2026-03-04", 0, ""},
    {"next-day same-time", "2026-03-02T24:00", "2 workdays", "", "2026-03-04T24:00", "2026-03-04", 0, ""},
    {"", "2026-03-02T22:00", "2 hours", "", "2026-03-02T24:00", "2026-03-02", 0, ""},
    {"", "2026-03-02T22:00", "3 hours", "", "2026-03-03T01:00", "2026-03-03", 0, ""},
    {"hours", "2026-03-02T17:00", "1 workhour", "", "2026-03-03T09:00", "2026-03-03", 0, ""},
    {"next-day 24:00", "2026-03-02T24:00", "0 workdays", "", "2026-03-02T24:00", "2026-03-02", 0, ""},
    {"next-day 24:00", "2026-03-02T24:00", "same day", "", "2026-03-02T24:00", "2026-03-02", 0, ""},
    {"next-day 24:00", "2026-03-02T24:00", "2 workdays", "2026-03-02T08:00/2026-03-02T12:00 2026-03-03T12:00/2026-03-04T08:00",
     "2026-03-05T24:00", "2026-03-05", 0, ""},
    {"", "2026-03-02T22:00", "2 hours", "2026-03-02T08:00/2026-03-02T12:00 2026-03-02T23:00/2026-03-03T00:00", "2026-03-03T01:00",
     "2026-03-03", 0, ""},
    {"24:00", "2026-03-02T24:00", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day ?end", "2026-03-02T24:00", "1 workday", "", "", "", HOTLINE_UNDEFINED, "end"},
    {"next-day 24:00 ?roll", "2026-03-02T24:00", "1 day", "", "", "", HOTLINE_UNDEFINED, "roll"},
    {"next-day 24:00", "9999-12-31T24:00", "1 day", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day", "2026-03-02T24:00", "1 workday", "", "", "", HOTLINE_UNDEFINED, "end"},
    {"next-day ?end", "2026-03-02T24:00", "0 days", "", "", "", HOTLINE_UNDEFINED, "end"},
    {"next-day 24:00 ?roll", "2026-03-02T24:00", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00 ?start", "2026-03-02T24:00", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00", "2026-03-02T24:00", "1000000 months", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "9999-12-31T23:00", "61 minutes", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00 roll mondays", "9999-12-27T24:00", "1 day", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "2026-03-02T22:00", "2 workhours", "", "", "", HOTLINE_UNDEFINED, "hours"},
    {"", "9999-12-31T23:59Z", "0 minutes", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "0001-01-01T00:00+14:00", "0 minutes", "", "", "", HOTLINE_ERROR_RANGE, ""},
};

static due due_from(const char *words) {
    due d;
    d.at = at(words, strlen(words));
    d.day = hotline__day_at(d.at - 1, 480);
    d.certain = 1;
    return d;
}

static void test_extend(void **state) {
    const fixture *f = *state;
    for (size_t i = 0; i < sizeof extend_rows / sizeof extend_rows[0]; i++) {
        const row *r = &extend_rows[i];
        clock_pause pauses[4];
        counting c = counting_of(r->counting);
        term t = term_of(r->term);
        due before = due_from(r->start);
        due got = before;
        const char *undefined = NULL;
        uint32_t count = pauses_of(r->pauses, pauses);
        hotline_status status = hotline__term_extend(calendar_of(f, r->counting), &c, &t, pauses, count, &got, &undefined);
        check_due(r, &got, status, undefined, i);
        if (status != HOTLINE_OK) {
            assert_int_equal(got.at, before.at);
            assert_int_equal(got.day, before.day);
        }
    }
}

/* ---- ahead ---- */

static const row ahead_rows[] = {
    {"next-day 24:00", "2026-03-04T24:00", "1 workday", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"next-day 24:00", "2026-02-25T24:00", "4 workdays", "", "2026-02-12T24:00", "2026-02-12", 0, ""},
    {"next-day 24:00", "2026-02-24T24:00", "1 workday", "", "2026-02-14T24:00", "2026-02-14", 0, ""},
    {"next-day 24:00", "2026-03-04T24:00", "3 days", "", "2026-03-01T24:00", "2026-03-01", 0, ""},
    {"next-day 24:00", "2026-03-31T24:00", "1 month", "", "2026-02-28T24:00", "2026-02-28", 0, ""},
    {"next-day 24:00", "2026-03-31T24:00", "same day", "", "2026-03-31T24:00", "2026-03-31", 0, ""},
    {"next-day close hours", "2026-02-24T17:30", "1 workday", "", "2026-02-14T12:00", "2026-02-14", 0, ""},
    {"next-day same-time", "2026-03-04T09:00", "1 workday", "", "2026-03-03T09:00", "2026-03-03", 0, ""},
    {"", "2026-03-04T01:00", "2 hours", "", "2026-03-03T23:00", "2026-03-03", 0, ""},
    {"", "2026-03-04T02:00", "2 hours", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
    {"hours", "2026-03-03T09:30", "2 workhours", "", "2026-03-02T16:30", "2026-03-02", 0, ""},
    {"", "2026-03-03T09:30", "2 workhours", "", "", "", HOTLINE_UNDEFINED, "hours"},
    {"next-day 24:00", "0001-01-01T24:00", "1 day", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00", "0001-01-31T24:00", "1 month", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day 24:00", "0001-02-28T24:00", "1 month", "", "0001-01-28T24:00", "0001-01-28", 0, ""},
    {"next-day 24:00", "0001-01-01T24:00", "1 workday", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "0001-01-01T01:00", "61 minutes", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "9999-12-31T23:59Z", "1 hour", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"", "0001-01-01T00:00+14:00", "0 minutes", "", "", "", HOTLINE_ERROR_RANGE, ""},
    {"next-day close hours", "2026-02-24T12:00", "1 workday", "", "2026-02-14T12:00", "2026-02-14", 0, ""},
    {"next-day close hours", "2026-02-14T17:30", "1 workday", "", "2026-02-13T17:30", "2026-02-13", 0, ""},
    {"next-day close hours", "2026-02-14T12:00", "1 workday", "", "2026-02-13T17:30", "2026-02-13", 0, ""},
    {"?start ?end", "2026-03-04T24:00", "1 day", "", "2026-03-03T24:00", "2026-03-03", 0, ""},
};

static void test_ahead(void **state) {
    const fixture *f = *state;
    for (size_t i = 0; i < sizeof ahead_rows / sizeof ahead_rows[0]; i++) {
        const row *r = &ahead_rows[i];
        counting c = counting_of(r->counting);
        term t = term_of(r->term);
        due from = due_from(r->start);
        due got;
        const char *undefined = NULL;
        hotline_status status = hotline__term_ahead(calendar_of(f, r->counting), &c, &t, &from, &got, &undefined);
        check_due(r, &got, status, undefined, i);
    }
}

/* ---- certainty: the last notice ends with 2026 ---- */

static int32_t certain(const hotline_calendar *calendar, const char *words, const char *start, const char *length) {
    counting c = counting_of(words);
    term t = term_of(length);
    due got;
    const char *undefined = NULL;
    assert_int_equal(hotline__term_due(calendar, &c, &t, at(start, strlen(start)), NULL, 0, &got, &undefined), HOTLINE_OK);
    return got.certain;
}

static void test_certain(void **state) {
    const fixture *f = *state;
    assert_int_equal(certain(f->plain, "next-day 24:00", "2026-12-30T10:00", "1 workday"), 1);
    assert_int_equal(certain(f->plain, "next-day 24:00", "2026-12-30T10:00", "2 workdays"), 0);
    assert_int_equal(certain(f->plain, "next-day 24:00", "2026-12-30T10:00", "30 days"), 1);
    assert_int_equal(certain(f->plain, "next-day 24:00 roll", "2026-12-30T10:00", "30 days"), 0);
    assert_int_equal(certain(f->plain, "next-workday 24:00", "2027-01-05T10:00", "1 day"), 0);
    assert_int_equal(certain(f->plain, "next-day 24:00", "2027-01-05T10:00", "same day"), 1);
    assert_int_equal(certain(f->plain, "", "2026-12-31T10:00", "48 hours"), 1);
    assert_int_equal(certain(f->open, "", "2026-12-31T17:00", "1 workhour"), 0);
    assert_int_equal(certain(f->open, "", "2026-12-31T16:00", "1 workhour"), 1);
    assert_int_equal(certain(f->open, "next-day close", "2026-12-31T16:00", "1 day"), 0);
    assert_int_equal(certain(f->plain, "next-day close", "2026-12-31T16:00", "1 day"), 1);
}

static void test_date_end(void **state) {
    const fixture *f = *state;
    due got;
    hotline__term_date_end(f->plain, day_of("2026-03-04"), &got);
    assert_int_equal(got.at, at("2026-03-05T00:00", 16));
    assert_int_equal(got.day, day_of("2026-03-04"));
    assert_int_equal(got.certain, 1);
    hotline__term_date_end(f->plain, HOTLINE_DAY_LAST, &got);
    assert_int_equal(got.day, HOTLINE_DAY_LAST);
}

/* ---- reading ---- */

typedef struct parse_row {
    const char *words;
    int64_t n;
    int32_t unit; /* -1: refused */
    const char *fact;
} parse_row;

static const parse_row parse_rows[] = {
    {"4 workdays", 4, TERM_WORKDAY, ""},
    {"1 workday", 1, TERM_WORKDAY, ""},
    {"15 minutes", 15, TERM_MINUTE, ""},
    {"1 minute", 1, TERM_MINUTE, ""},
    {"2 hours", 2, TERM_HOUR, ""},
    {"7 workhours", 7, TERM_WORKHOUR, ""},
    {"0 days", 0, TERM_DAY, ""},
    {"1000000 days", 1000000, TERM_DAY, ""},
    {"3 months", 3, TERM_MONTH, ""},
    {"same day", 0, TERM_SAME_DAY, ""},
    {"extra workdays", 0, TERM_WORKDAY, "extra"},
    {"same days", 0, TERM_DAY, "same"},
    {"ex2_days_0 days", 0, TERM_DAY, "ex2_days_0"},
    {"z workdays", 0, TERM_WORKDAY, "z"},
    {"exTra days", 0, -1, ""},
    {"ex~ days", 0, -1, ""},
    {"ex-tra days", 0, -1, ""},
    {"ex/ days", 0, -1, ""},
    {"ex: days", 0, -1, ""},
    {"{x days", 0, -1, ""},
    {"_x days", 0, -1, ""},
    {"1a days", 0, -1, ""},
    {"4: days", 0, -1, ""},
    {"4 d", 0, -1, ""},
    {"", 0, -1, ""},
    {"4", 0, -1, ""},
    {"4 ", 0, -1, ""},
    {" 4 days", 0, -1, ""},
    {"4  days", 0, -1, ""},
    {"4 days ", 0, -1, ""},
    {"4 Days", 0, -1, ""},
    {"1000001 days", 0, -1, ""},
    {"99999999999999999999 days", 0, -1, ""},
    {"-1 days", 0, -1, ""},
    {"+1 days", 0, -1, ""},
    {"1.5 days", 0, -1, ""},
    {"4 weeks", 0, -1, ""},
    {"4 s", 0, -1, ""},
    {"Extra days", 0, -1, ""},
    {"days", 0, -1, ""},
    {"same  day", 0, -1, ""},
    {"4 dayss", 0, -1, ""},
};

static void test_parse(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof parse_rows / sizeof parse_rows[0]; i++) {
        const parse_row *r = &parse_rows[i];
        term t = {0, 0, 0};
        text fact = {NULL, 0};
        hotline_error error;
        hotline_error_init(&error, sizeof error);
        hotline_status status = hotline__term_parse(hotline__text(r->words), &t, &fact, &error);
        if (status != (r->unit < 0 ? HOTLINE_ERROR_SYNTAX : HOTLINE_OK)) {
            fail_msg("\"%s\": status %d", r->words, status);
        }
        if (r->unit < 0) {
            assert_true(error.message[0] != '\0');
            continue;
        }
        assert_int_equal(t.unit, r->unit);
        assert_int_equal(t.n, r->n);
        assert_int_equal(t.fact, TERM_NUMBER);
        assert_int_equal(fact.len, strlen(r->fact));
        assert_int_equal(hotline__term_is_days(&t), r->unit >= TERM_DAY);
    }
}

static void test_parse_tells_the_nearest_unit(void **state) {
    term t;
    text fact;
    hotline_error error;
    (void)state;
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline__term_parse(hotline__text("4 workdasy"), &t, &fact, &error), HOTLINE_ERROR_SYNTAX);
    assert_non_null(strstr(error.message, "workday\"?"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_due),     cmocka_unit_test(test_number_out_of_range),
        cmocka_unit_test(test_extend),  cmocka_unit_test(test_ahead),
        cmocka_unit_test(test_certain), cmocka_unit_test(test_date_end),
        cmocka_unit_test(test_parse),   cmocka_unit_test(test_parse_tells_the_nearest_unit),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
