/* SPDX-License-Identifier: MIT */
/*
 * Reads a log and counts everything in it. It refuses to judge and to print figures.
 */
#include "casebook.h"

#include <stdio.h>
#include <string.h>

#include "lines.h"
#include "output.h"

/* Whatever a ranking may be of. */
enum {
    COUNTED = 1 << HOTLINE_PERIOD_DAY | 1 << HOTLINE_PERIOD_WEEK | 1 << HOTLINE_PERIOD_MONTH | 1 << HOTLINE_PERIOD_QUARTER |
              1 << HOTLINE_PERIOD_YEAR
};

hotline_status casebook_make(casebook *b, uint32_t spans) {
    hotline_status status = hotline_log_new(b->in.rulebook, &b->log);
    status = status < 0 ? status : hotline_ticket_new(b->log, &b->ticket);
    status = status < 0 ? status : hotline_unit_new(b->log, &b->unit);
    status = status < 0 ? status : hotline_tally_new(b->in.rulebook, &b->tally);
    return status < 0 ? status : hotline_tally_spans(b->tally, spans);
}

/* Figures that leave out what could not be read would be wrong in silence. */
static void casebook_tell_bad_lines(const arguments *a, const casebook *b) {
    hotline_log_summary s;
    memset(&s, 0, sizeof s);
    s.struct_size = sizeof s;
    hotline_log_summarize(b->log, &s);
    if (s.bad_lines != 0) {
        fprintf(stderr,
                output_say("hotline: %s: %llu lines cannot be read and are left out; hotline judge lists them\n",
                           "hotline: %s：%llu行无法读取，未计入；用hotline judge查看\n"),
                input_name(a->operands.words[0]), (unsigned long long)s.bad_lines);
    }
}

static int casebook_count(casebook *b) {
    const char *id;
    size_t len = 0;
    size_t i;
    hotline_status status = HOTLINE_OK;
    for (i = 0; status >= 0 && (id = hotline_log_ticket(b->log, i, &len)) != NULL; i++) {
        status = hotline_ticket_fold(b->ticket, id, len);
        status = status < 0 ? status : hotline_tally_add(b->tally, b->ticket);
    }
    for (i = 0; status >= 0 && (id = hotline_log_unit(b->log, i, &len)) != NULL; i++) {
        status = hotline_unit_fold(b->unit, id, len);
        status = status < 0 ? status : hotline_tally_add_unit(b->tally, b->unit);
    }
    status = status < 0 ? status : hotline_tally_sort(b->tally);
    return status < 0 ? input_fail_status("figures", status) : 0;
}

int casebook_open(const arguments *a, casebook *out) {
    hotline_status status;
    int failed;
    memset(out, 0, sizeof *out);
    out->now = hotline_instant_none();
    failed = input_open_judging(a, &out->in, &out->now);
    if (failed) {
        return failed;
    }
    status = casebook_make(out, COUNTED);
    if (status < 0) {
        return input_fail_status("log", status);
    }
    if (lines_feed(a->operands.words[0], out->log, 0) != 0) {
        return EXIT_UNUSABLE;
    }
    status = hotline_log_settle_known(out->log, out->now, out->in.known);
    if (status < 0) {
        return input_fail_status("log", status);
    }
    casebook_tell_bad_lines(a, out);
    return casebook_count(out);
}

void casebook_close(casebook *b) {
    hotline_tally_free(b->tally);
    hotline_unit_free(b->unit);
    hotline_ticket_free(b->ticket);
    hotline_log_free(b->log);
    input_close(&b->in);
}
