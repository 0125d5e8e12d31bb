/* SPDX-License-Identifier: MIT */
/* The rows of deadline-vectors.csv as terms in workdays, forward from a moment and backward from a due moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../lib/rules/term_impl.h"
#include "../support/shared_files.h"

typedef struct row {
    hotline_day start;
    hotline_day result;
    int n;
} row;

static const counting counts = {.start = START_NEXT_DAY, .end = END_MIDNIGHT, .cutoff = CUTOFF_NONE, .roll = ROLL_NONE};
static const counting after_hours = {.start = START_NEXT_DAY, .end = END_MIDNIGHT, .cutoff = CUTOFF_AT, .cutoff_minute = 1050};

static int skipped; /* the file was not there */

static int row_of(const char *line, row *out) {
    char start[11];
    char result[11];
    return sscanf(line, "%10[0-9-],%d,%10[0-9-],", start, &out->n, result) == 3 &&
           hotline_day_parse(start, 10, &out->start) == HOTLINE_OK && hotline_day_parse(result, 10, &out->result) == HOTLINE_OK;
}

/* Noon of the start: due at 24:00 of the result, and certain. */
static void check_forward(const hotline_calendar *cn, const row *r) {
    term t = {.n = r->n, .fact = TERM_NUMBER, .unit = TERM_WORKDAY};
    due d;
    const char *undefined = NULL;
    hotline_instant noon = hotline__midnight(r->start, 480) + 720 * HOTLINE_MINUTE_MS;
    assert_int_equal(hotline__term_due(cn, &counts, &t, noon, NULL, 0, &d, &undefined), HOTLINE_OK);
    assert_int_equal(d.day, r->result);
    assert_int_equal(d.at, hotline__midnight(r->result + 1, 480));
    assert_int_equal(d.certain, 1);
    /* Exactly at the cut-off of the eve counts as the day itself. */
    noon = hotline__midnight(r->start - 1, 480) + 1050 * HOTLINE_MINUTE_MS;
    assert_int_equal(hotline__term_due(cn, &after_hours, &t, noon, NULL, 0, &d, &undefined), HOTLINE_OK);
    assert_int_equal(d.day, r->result);
}

/* As many workdays ahead of the end of the result is the start again, where that is worked. */
static void check_ahead(const hotline_calendar *cn, hotline_day from, hotline_day to, int64_t n) {
    term t = {.n = n, .fact = TERM_NUMBER, .unit = TERM_WORKDAY};
    due at;
    due d;
    const char *undefined = NULL;
    hotline__term_date_end(cn, from, &at);
    assert_int_equal(hotline__term_ahead(cn, &counts, &t, &at, &d, &undefined), HOTLINE_OK);
    assert_int_equal(d.day, to);
}

static void every_row(void **state) {
    FILE *file = shared_open("data/calendar/deadline-vectors.csv");
    hotline_context *context = NULL;
    hotline_calendar *cn = NULL;
    char line[512];
    row r;
    int forward = 0;
    int backward = 0;
    (void)state;
    if (file == NULL) {
        skipped = 1;
        return;
    }
    assert_int_equal(hotline_context_new(NULL, &context), HOTLINE_OK);
    assert_int_equal(hotline_calendar_new(context, &cn), HOTLINE_OK);
    while (fgets(line, sizeof line, file) != NULL) {
        if (row_of(line, &r) && r.n > 0) {
            check_forward(cn, &r);
            forward++;
            if (hotline__calendar_worked(cn, r.start)) {
                check_ahead(cn, r.result, r.start, r.n);
                backward++;
            }
        } else if (row_of(line, &r)) {
            check_ahead(cn, r.start, r.result, -r.n);
            backward++;
        }
    }
    fclose(file);
    hotline_calendar_free(cn);
    hotline_context_free(context);
    printf("deadline-vectors.csv as terms: %d forward, %d backward\n", forward, backward);
    assert_true(forward >= 23 && backward >= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_row)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    return failed == 0 && skipped ? 77 : failed;
}
