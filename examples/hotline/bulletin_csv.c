/* SPDX-License-Identifier: MIT */
/*
 * A bulletin's figures as a table for spreadsheets (RFC 4180, UTF-8 with a byte order mark): one row for each unit and measure. It refuses to
 * hand a spreadsheet anything that it would take for a formula: such a text gets an apostrophe before it.
 */
#include "bulletin.h"

#include <stdio.h>
#include <string.h>

#include "bulletin_words.h"
#include "output.h"
#include "rate.h"

static void csv_text(const char *words) {
    const char *at = words != NULL ? words : "";
    int formula = at[0] != '\0' && strchr("=+-@\t\r", at[0]) != NULL;
    if (!formula && strpbrk(at, ",\"\r\n") == NULL) {
        fputs(at, stdout);
        return;
    }
    fputs(formula ? "\"'" : "\"", stdout);
    for (; *at != '\0'; at++) {
        fputs(*at == '"' ? "\"" : "", stdout);
        putchar(*at);
    }
    putchar('"');
}

static void csv_next(const char *words) {
    putchar(',');
    csv_text(words);
}

static void csv_decimal(int given, int64_t units, uint32_t places) {
    char digits[RATE_TEXT];
    rate_show_decimal(units, places, 0, digits);
    printf(",%s", given ? digits : "");
}

static void csv_tenths(int given, int64_t tenths) {
    char digits[RATE_TEXT];
    rate_show(tenths, 0, digits);
    printf(",%s", given ? digits : "");
}

static void csv_titles(void) {
    static const char *const en[] = {"period",     "first",       "last",       "unit",       "measure",        "label",  "clause",
                                     "num",        "den",         "unknown",    "excepted",   "rate",           "low",    "high",
                                     "wilson_low", "wilson_high", "before_num", "before_den", "before_unknown", "change", "change_note",
                                     "tickets",    "policy"};
    static const char *const zh[] = {"周期",     "起",       "止",       "单位",  "指标",     "名称",   "条款",    "分子",
                                     "分母",     "不明",     "剔除",     "比率%", "下限%",    "上限%",  "区间下%", "区间上%",
                                     "上期分子", "上期分母", "上期不明", "变化",  "变化说明", "工单数", "规则"};
    size_t i;
    fputs("\xef\xbb\xbf", stdout);
    for (i = 0; i < sizeof en / sizeof en[0]; i++) {
        printf("%s%s", i > 0 ? "," : "", output_say(en[i], zh[i]));
    }
    fputs("\r\n", stdout);
}

static void csv_before(const bulletin *b, size_t measure, const bulletin_counts *before) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    int given = b->period_count > 1 && b->measures[measure].comparable[1] && !m->undefined;
    csv_decimal(given, before->num, m->places);
    csv_decimal(given && m->per != NULL, before->den, 0);
    csv_decimal(given, before->unknown, 0);
}

static void csv_figure(const bulletin *b, size_t row, size_t measure) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    const bulletin_figure *f = bulletin_at(b, row, measure);
    bulletin_shown s;
    sentence change;
    bulletin_show(b, row, measure, 0, &s);
    words_change(b, measure, &s, &change);
    csv_decimal(!m->undefined, s.counts->num, m->places);
    csv_decimal(m->per != NULL, s.counts->den, 0);
    csv_decimal(1, s.counts->unknown, 0);
    csv_decimal(1, s.counts->excepted, 0);
    csv_tenths(s.has_rate, s.rate);
    csv_tenths(s.has_bounds, s.low);
    csv_tenths(s.has_bounds, s.high);
    csv_tenths(s.has_wilson, s.wilson_low);
    csv_tenths(s.has_wilson, s.wilson_high);
    csv_before(b, measure, &f->counts[1]);
    printf(",%s", change.at[0] == '+' ? change.at + 1 : change.at); /* a number, no formula */
    csv_next(m->undefined ? output_say("undefined by the policy", "规则未作规定") : words_why_unmoved(s.moved));
    csv_decimal(1, (int64_t)f->tickets, 0);
}

static void csv_row(const bulletin *b, size_t row, size_t measure) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    char first[HOTLINE_DATE_SIZE] = "";
    char last[HOTLINE_DATE_SIZE] = "";
    hotline_day_write(b->periods[0].first, first);
    hotline_day_write(b->periods[0].last, last);
    printf("%s,%s,%s", b->periods[0].name, first, last);
    csv_next(words_row(b, row));
    csv_next(m->name);
    csv_next(m->label);
    csv_next(m->clause);
    csv_figure(b, row, measure);
    csv_next(hotline_policy_id(b->policy, NULL));
    fputs("\r\n", stdout);
}

void bulletin_print_csv(const bulletin *b) {
    size_t row;
    size_t m;
    csv_titles();
    for (row = 0; row < b->row_count; row++) {
        for (m = 0; m < b->measure_count; m++) {
            if (row <= b->unit_count || bulletin_has(b, row, m)) {
                csv_row(b, row, m);
            }
        }
    }
}
