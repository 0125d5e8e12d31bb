/* SPDX-License-Identifier: MIT */
/*
 * Gathers what a bulletin tells: which periods, which measures, and the figures of all units in them, off the tally. Counts are summed, never
 * rates. It refuses to lay anything out.
 */
#include "bulletin.h"

#include <stdio.h>
#include <string.h>

#include "output.h"
#include "rate.h"

int bulletin_fail(const char *what, hotline_status status) {
    fprintf(stderr, "hotline: bulletin: %s: %s\n", what, hotline_message(status, output_language()));
    return EXIT_UNUSABLE;
}

const char *bulletin_name(const char *name, const char *label) {
    return output_name(name, label != NULL && label[0] != '\0' ? label : NULL);
}

/* ---- which periods ---- */

static int bulletin_no_period(int32_t kind, const char *name, hotline_status status) {
    const char *zh = kind == HOTLINE_PERIOD_WEEK ? "应为日期，例如2021-05-03（该日所在的周）" : "应为月份，例如2021-05";
    const char *en =
        kind == HOTLINE_PERIOD_WEEK ? "expected a date such as 2021-05-03, for the week that holds it" : "expected a month such as 2021-05";
    if (status != HOTLINE_UNDEFINED) {
        return status == HOTLINE_ERROR_SYNTAX ? input_fail(name, output_say(en, zh)) : bulletin_fail(name, status);
    }
    input_fail(name, output_say("undefined: when this period begins no policy is in force, or the policy leaves such periods undefined",
                                "未规定：该周期开始时没有生效的规则，或规则未规定此类周期"));
    return EXIT_UNDEFINED;
}

static int bulletin_find_periods(bulletin *b, int32_t kind, const char *name) {
    const hotline_rulebook *rulebook = b->book->in.rulebook;
    hotline_status status;
    size_t i = 0;
    b->periods[0].struct_size = sizeof b->periods[0];
    status = hotline_period_named(rulebook, kind, name, strlen(name), &b->periods[0], &b->policies[0]);
    if (status != HOTLINE_OK) {
        return bulletin_no_period(kind, name, status);
    }
    for (i = 1; i < BULLETIN_PERIODS_MOST && status == HOTLINE_OK; i++) {
        b->periods[i].struct_size = sizeof b->periods[i];
        status = hotline_period_at(rulebook, kind, b->periods[i - 1].from - 1, &b->periods[i], &b->policies[i]);
        b->period_count = status == HOTLINE_OK ? i + 1 : i;
    }
    b->policy = b->policies[0];
    b->unfinished = b->now == hotline_instant_none() || b->now < b->periods[0].to - 1;
    return 0;
}

/* ---- rows and columns ---- */

const char *bulletin_unit(const bulletin *b, size_t row) {
    return row == BULLETIN_DISTRICT || row > b->unit_count ? NULL : b->units[row - 1];
}

size_t bulletin_row(const bulletin *b, const char *unit) {
    size_t from = 0;
    size_t to = b->unit_count;
    while (unit != NULL && from < to) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(b->units[middle], unit);
        if (order == 0) {
            return middle + 1;
        }
        from = order < 0 ? middle + 1 : from;
        to = order < 0 ? to : middle;
    }
    return b->unit_count + 1;
}

static void bulletin_list_units(bulletin *b) {
    const char *unit;
    while ((unit = hotline_log_unit(b->book->log, b->unit_count, NULL)) != NULL) {
        b->units = keep_grow(&b->keep, b->units, b->unit_count, sizeof *b->units);
        b->units[b->unit_count++] = unit;
    }
    b->row_count = b->unit_count + 2;
    b->debts = keep_take(&b->keep, b->row_count, sizeof *b->debts);
}

static int bulletin_same_words(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static int bulletin_same_rule(const hotline_policy_measure *a, const hotline_policy_measure *b) {
    return a->undefined == b->undefined && bulletin_same_words(a->of, b->of) && bulletin_same_words(a->at, b->at) &&
           bulletin_same_words(a->count, b->count) && bulletin_same_words(a->per, b->per) && bulletin_same_words(a->except, b->except);
}

/* Rules of the same words may still read duties that another policy changed: the head says where policies differ. */
static int bulletin_comparable(const hotline_policy *policy, const hotline_policy_measure *m) {
    hotline_policy_measure other;
    uint32_t i;
    other.struct_size = sizeof other;
    for (i = 0; hotline_policy_measure_at(policy, i, &other) == HOTLINE_OK; i++) {
        if (strcmp(other.name, m->name) == 0) {
            return bulletin_same_rule(&other, m);
        }
    }
    return 0;
}

static void bulletin_list_measures(bulletin *b) {
    size_t i;
    size_t p;
    b->measure_count = hotline_policy_measure_count(b->policy);
    b->measures = keep_take(&b->keep, b->measure_count, sizeof *b->measures);
    b->figures = keep_take(&b->keep, b->measure_count * b->row_count, sizeof *b->figures);
    for (i = 0; i < b->measure_count; i++) {
        bulletin_measure *m = &b->measures[i];
        m->said.struct_size = sizeof m->said;
        hotline_policy_measure_at(b->policy, (uint32_t)i, &m->said);
        for (p = 0; p < b->period_count; p++) {
            m->comparable[p] = b->policies[p] == b->policy || bulletin_comparable(b->policies[p], &m->said);
        }
    }
}

/* ---- figures ---- */

const bulletin_figure *bulletin_at(const bulletin *b, size_t row, size_t measure) {
    return &b->figures[row * b->measure_count + measure];
}

static size_t bulletin_find_period(const bulletin *b, const hotline_figure *f) {
    size_t i;
    for (i = 0; i < b->period_count; i++) {
        if (b->periods[i].kind == f->kind && b->periods[i].first == f->first) {
            return i;
        }
    }
    return BULLETIN_PERIODS_MOST;
}

size_t bulletin_find_measure(const bulletin *b, const char *name) {
    size_t i;
    for (i = 0; i < b->measure_count && strcmp(b->measures[i].said.name, name) != 0; i++) {
    }
    return i;
}

size_t bulletin_ranked_by(const bulletin *b, const bulletin_ranking *r) {
    return r->said.by_score || r->said.by == NULL ? b->measure_count : bulletin_find_measure(b, r->said.by);
}

static void bulletin_add_counts(bulletin_counts *to, const hotline_figure *f) {
    to->num += f->num;
    to->den += f->den;
    to->unknown += f->unknown;
    to->excepted += f->excepted;
}

static void bulletin_take_figure(bulletin *b, const hotline_figure *f) {
    size_t period = bulletin_find_period(b, f);
    size_t measure = period == BULLETIN_PERIODS_MOST ? b->measure_count : bulletin_find_measure(b, f->measure);
    if (measure == b->measure_count || !b->measures[measure].comparable[period]) {
        return;
    }
    bulletin_add_counts(&b->figures[measure].counts[period], f);
    bulletin_add_counts(&b->figures[bulletin_row(b, f->unit) * b->measure_count + measure].counts[period], f);
}

static void bulletin_gather_figures(bulletin *b) {
    hotline_figure f;
    size_t i;
    bulletin_list_units(b);
    bulletin_list_measures(b);
    f.struct_size = sizeof f;
    for (i = 0; hotline_tally_at(b->book->tally, i, &f) == HOTLINE_OK; i++) {
        bulletin_take_figure(b, &f);
    }
}

int bulletin_has(const bulletin *b, size_t row, size_t measure) {
    const bulletin_counts *c = &bulletin_at(b, row, measure)->counts[0];
    return c->num != 0 || c->den != 0 || c->unknown != 0 || c->excepted != 0;
}

int bulletin_row_has(const bulletin *b, size_t row) {
    size_t m;
    for (m = 0; m < b->measure_count; m++) {
        if (bulletin_has(b, row, m)) {
            return 1;
        }
    }
    return 0;
}

/* ---- figures as they are shown ---- */

static void bulletin_show_rate(const hotline_policy_measure *m, const bulletin_counts *c, bulletin_shown *out) {
    int64_t one = 1;
    int64_t low = 0;
    int64_t high = 0;
    uint32_t i;
    for (i = 0; i < m->places; i++) {
        one *= 10;
    }
    out->has_rate = c->den > 0 && c->unknown == 0;
    out->has_bounds = c->unknown > 0;
    if (c->den > 0) {
        out->rate = rate_permille(c->num, c->den, m->places, RATE_HALF_UP);
    }
    if (out->has_bounds) {
        out->low = rate_permille(c->num, c->den + c->unknown, m->places, RATE_DOWN);
        out->high = rate_permille(c->num + c->unknown * one, c->den + c->unknown, m->places, RATE_UP);
    }
    out->has_wilson = !m->weighted && hotline_interval_wilson(c->num, c->den, c->unknown, 950, &low, &high) == HOTLINE_OK;
    out->wilson_low = low / 1000000;
    out->wilson_high = (high + 999999) / 1000000;
}

static bulletin_moved bulletin_why_unmoved(const bulletin *b, size_t measure, size_t period, const bulletin_counts *now,
                                           const bulletin_counts *before) {
    const bulletin_measure *m = &b->measures[measure];
    if (m->said.undefined || (m->said.per != NULL && now->den == 0 && now->unknown == 0)) {
        return MOVED_NO_RATE;
    }
    if (period + 1 >= b->period_count) {
        return MOVED_NO_PERIOD;
    }
    if (!m->comparable[period] || !m->comparable[period + 1]) {
        return MOVED_OTHER_RULE;
    }
    if (now->unknown > 0 || before->unknown > 0) {
        return MOVED_UNKNOWN;
    }
    return m->said.per != NULL && before->den == 0 ? MOVED_NO_RATE_BEFORE : MOVED;
}

void bulletin_show(const bulletin *b, size_t row, size_t measure, size_t period, bulletin_shown *out) {
    const bulletin_counts *now = &bulletin_at(b, row, measure)->counts[period];
    const bulletin_counts *before = now + (period + 1 < b->period_count ? 1 : 0);
    const hotline_policy_measure *m = &b->measures[measure].said;
    memset(out, 0, sizeof *out);
    out->counts = now;
    out->is_rate = m->per != NULL;
    if (out->is_rate) {
        bulletin_show_rate(m, now, out);
    }
    out->moved = bulletin_why_unmoved(b, measure, period, now, before);
    if (out->moved == MOVED) {
        out->change = out->is_rate ? rate_moved(now->num, now->den, before->num, before->den, m->places) : now->num - before->num;
    }
}

/* ---- all of it ---- */

int bulletin_open(casebook *book, int32_t kind, const char *period, bulletin *out) {
    int failed;
    memset(out, 0, sizeof *out);
    out->keep.whose = "bulletin";
    out->book = book;
    out->offset = hotline_calendar_offset(book->in.calendar);
    out->now = hotline_log_now(book->log);
    out->log.struct_size = sizeof out->log;
    hotline_log_summarize(book->log, &out->log);
    failed = bulletin_find_periods(out, kind, period);
    if (failed) {
        return failed;
    }
    bulletin_gather_figures(out);
    failed = bulletin_gather_tickets(out);
    failed = failed ? failed : bulletin_gather_rankings(out);
    failed = failed ? failed : bulletin_gather_debts(out);
    if (!failed) {
        bulletin_gather_changes(out);
    }
    return failed;
}

void bulletin_close(bulletin *b) {
    size_t i;
    for (i = 0; i < b->time_count; i++) {
        hotline_distribution_free(b->times[i].took);
    }
    keep_free(&b->keep);
}
