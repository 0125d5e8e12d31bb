/* SPDX-License-Identifier: MIT */
/*
 * The figures of a page: the district's as cards with their course, each unit's in one table. Every figure opens a sheet with what is behind it.
 */
#include "bulletin_page.h"

#include <string.h>

#include "chart.h"
#include "markup.h"
#include "output.h"
#include "rate.h"

enum { MATRIX_COLUMNS = 9 };

/* ---- sheets ---- */

static void sheet_line(const char *name, const char *value, const char *more) {
    if (value[0] != '\0') {
        markup_element("dt", name);
        markup("<dd>");
        markup_text(value);
        if (more[0] != '\0') {
            markup(" <small>");
            markup_text(more);
            markup("</small>");
        }
        markup("</dd>");
    }
}

static void sheet_before(const bulletin *b, size_t row, size_t measure, const bulletin_shown *s) {
    words_figure before;
    sentence change;
    if (b->period_count > 1 && b->measures[measure].comparable[1]) {
        words_of_figure(b, row, measure, 1, &before);
        sheet_line(output_say("before", "上期"), before.rate.at, before.fraction.at);
    }
    words_change(b, measure, s, &change);
    sheet_line(output_say("change", "变化"), s->moved == MOVED ? change.at : words_why_unmoved(s->moved),
               s->moved == MOVED && s->is_rate ? output_say("points", "个百分点") : "");
}

static void sheet_tickets(const bulletin_figure *f) {
    size_t i;
    if (f->tickets == 0) {
        return;
    }
    markup("<p class=\"ids\">");
    markup_f(output_say("%llu tickets: ", "工单%llu件："), (unsigned long long)f->tickets);
    for (i = 0; i < f->tickets && i < BULLETIN_IDS_MOST; i++) {
        markup(i > 0 ? " " : "");
        markup_text(f->ids[i]);
    }
    if (f->tickets > BULLETIN_IDS_MOST) {
        markup_f(output_say(" and %llu more", " 另有%llu件"), (unsigned long long)(f->tickets - BULLETIN_IDS_MOST));
    }
    markup("</p>");
}

static void sheet_numbers(const bulletin *b, size_t row, size_t measure) {
    words_figure now;
    const bulletin_counts *counts;
    sentence more;
    char number[RATE_TEXT];
    words_of_figure(b, row, measure, 0, &now);
    counts = now.shown.counts;
    markup("<dl>");
    sheet_line(output_say("now", "本期"), now.rate.at, now.fraction.at);
    sheet_before(b, row, measure, &now.shown);
    words_wilson(&now.shown, &more);
    sheet_line(output_say("95% interval", "95%区间"), more.at, "");
    rate_show_decimal(counts->unknown, 0, 0, number);
    sheet_line(output_say("unknown", "不明"), counts->unknown > 0 ? number : "", "");
    rate_show_decimal(counts->excepted, 0, 0, number);
    sheet_line(output_say("left out", "剔除"), counts->excepted > 0 ? number : "", "");
    markup("</dl>");
}

void page_sheet(const bulletin *b, size_t row, size_t measure, int right) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    markup_f("<div class=\"sheet%s\"><h4>", right ? " r" : "");
    markup_text(words_row(b, row));
    markup(" · ");
    markup_text(bulletin_name(m->name, m->label));
    markup("</h4>");
    if (m->undefined) {
        markup_f("<p>%s</p>", output_say("The policy leaves it undefined.", "规则未作规定。"));
    } else {
        sheet_numbers(b, row, measure);
        markup("<div class=\"ids\">");
        page_rule(m);
        markup("</div>");
        sheet_tickets(bulletin_at(b, row, measure));
    }
    markup("</div>");
}

/* ---- cards ---- */

static void card_moved(const bulletin *b, size_t measure, const bulletin_shown *s) {
    sentence change;
    int clear = bulletin_clearly(b, BULLETIN_DISTRICT, measure);
    words_change(b, measure, s, &change);
    markup("<p class=\"moved small\">");
    if (s->moved == MOVED) {
        markup_f("%s <span class=\"%s\">", output_say("against the period before", "较上期"), clear > 0 ? "up" : clear < 0 ? "down" : "");
        markup_text(change.at);
        markup_f("</span>%s", s->is_rate ? output_say(" points", "个百分点") : "");
    } else {
        markup_text(words_why_unmoved(s->moved));
    }
    markup("</p>");
}

static void page_card(const bulletin *b, size_t measure) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    words_figure now;
    words_of_figure(b, BULLETIN_DISTRICT, measure, 0, &now);
    markup("<figure class=\"card\">");
    markup_element("h3", bulletin_name(m->name, m->label));
    markup("<details class=\"pop\" name=\"figure\"><summary class=\"value\">");
    markup_text(now.rate.at);
    markup("<span class=\"of\">");
    markup_text(now.fraction.at);
    markup("</span></summary>");
    page_sheet(b, BULLETIN_DISTRICT, measure, measure % 3 == 2);
    markup("</details>");
    card_moved(b, measure, &now.shown);
    if (!m->undefined) {
        chart_trend(b, BULLETIN_DISTRICT, measure);
    }
    markup("</figure>\n");
}

void page_cards(const bulletin *b) {
    size_t m;
    page_section("district", output_say("The whole district", "全区指标"),
                 output_say("Counts of all units summed, never rates averaged. Axes begin at zero. A figure opens what is behind it. "
                            "\xe2\x96\xb2\xe2\x96\xbc: a change beyond chance (95 %).",
                            "各单位件数相加后计算，不对比率求平均；纵轴自零起。点击数字可展开口径和工单。▲▼表示变化超出偶然波动（95%）。"));
    markup("<div class=\"cards\">\n");
    for (m = 0; m < b->measure_count; m++) {
        page_card(b, m);
    }
    markup("</div>\n</section>\n");
}

/* ---- the table of all units ---- */

static void matrix_cell(const bulletin *b, size_t row, size_t measure, int right) {
    words_figure now;
    int clear = bulletin_clearly(b, row, measure);
    words_of_figure(b, row, measure, 0, &now);
    if (!bulletin_has(b, row, measure) && now.shown.is_rate) {
        markup("<td class=\"none\">—</td>");
        return;
    }
    markup("<td><details class=\"pop\" name=\"figure\"><summary>");
    markup_f("<span class=\"%s\">", clear > 0 ? "up" : clear < 0 ? "down" : "");
    markup_text(now.rate.at);
    markup("</span>");
    if (now.fraction.at[0] != '\0') {
        markup("<br/><small>");
        markup_text(now.fraction.at);
        markup("</small>");
    }
    markup("</summary>");
    page_sheet(b, row, measure, right);
    markup("</details></td>");
}

static void matrix_row(const bulletin *b, size_t row, size_t from, size_t to) {
    size_t m;
    markup_f("<tr%s><th scope=\"row\">", row == BULLETIN_DISTRICT ? " class=\"all\"" : "");
    markup_text(words_row(b, row));
    markup("</th>");
    for (m = from; m < to; m++) {
        matrix_cell(b, row, m, 2 * (m - from) + 2 >= to - from); /* so that no sheet leaves the page */
    }
    markup("</tr>\n");
}

static void matrix_table(const bulletin *b, size_t from) {
    size_t to = from + MATRIX_COLUMNS < b->measure_count ? from + MATRIX_COLUMNS : b->measure_count;
    size_t i;
    markup_f("<div class=\"scroll\"><table class=\"matrix\"><thead><tr><th scope=\"col\" class=\"l\">%s</th>", output_say("unit", "单位"));
    for (i = from; i < to; i++) {
        markup("<th scope=\"col\">");
        markup_text(bulletin_name(b->measures[i].said.name, b->measures[i].said.label));
        markup("</th>");
    }
    markup("</tr></thead>\n<tbody>\n");
    matrix_row(b, BULLETIN_DISTRICT, from, to);
    for (i = 1; i < b->row_count; i++) {
        if (bulletin_row_has(b, i)) {
            matrix_row(b, i, from, to);
        }
    }
    markup("</tbody></table></div>\n");
}

static void matrix_without(const bulletin *b) {
    size_t row;
    int any = 0;
    for (row = 1; row <= b->unit_count; row++) {
        if (!bulletin_row_has(b, row)) {
            markup_f("%s", any ? output_say(", ", "、")
                               : output_say("<p class=\"small\">Nothing in the period: ", "<p class=\"small\">本期没有数字的单位："));
            markup_text(words_row(b, row));
            any = 1;
        }
    }
    markup(any ? "</p>\n" : "");
}

void page_matrix(const bulletin *b) {
    size_t m;
    page_section("units", output_say("Each unit", "各单位指标"),
                 output_say("Rate, and below it numerator and denominator. \xe2\x96\xb2\xe2\x96\xbc: a change beyond chance (95 %).",
                            "上为比率，下为分子/分母；点击展开口径、上期和工单编号。▲▼表示较上期的变化超出偶然波动（95%）。"));
    for (m = 0; m < b->measure_count; m += MATRIX_COLUMNS) {
        matrix_table(b, m);
    }
    matrix_without(b);
    markup("</section>\n");
}
