/* SPDX-License-Identifier: MIT */
/*
 * The rankings of a page: bars from zero, what each place is made of, what costs the last ones most, and apart from them who cannot be ranked,
 * and why.
 */
#include "bulletin_page.h"

#include <string.h>

#include "chart.h"
#include "markup.h"
#include "output.h"
#include "rate.h"

enum { PLACES_READ = 6 };

/* ---- one part ---- */

static int part_reads(const char *formula, const char *name) {
    const char *at = formula;
    size_t len = strlen(name);
    while (at != NULL && (at = strstr(at, name)) != NULL) {
        int before = at > formula && (strchr("_abcdefghijklmnopqrstuvwxyz0123456789", at[-1]) != NULL);
        int after = at[len] != '\0' && strchr("_abcdefghijklmnopqrstuvwxyz0123456789", at[len]) != NULL;
        if (!before && !after) {
            return 1;
        }
        at += len;
    }
    return 0;
}

static void part_figures(const bulletin *b, size_t row, const bulletin_part *p) {
    size_t m;
    for (m = 0; m < b->measure_count; m++) {
        const hotline_policy_measure *rule = &b->measures[m].said;
        words_figure now;
        if (p->formula == NULL || !part_reads(p->formula, rule->name)) {
            continue;
        }
        words_of_figure(b, row, m, 0, &now);
        markup_element("dt", bulletin_name(rule->name, rule->label));
        markup("<dd>");
        markup_text(now.rate.at);
        markup(" <small>");
        markup_text(now.fraction.at);
        markup("</small></dd>");
    }
}

static void part_sheet(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s, const bulletin_part *p) {
    char behind[RATE_TEXT];
    markup("<div class=\"sheet r\"><h4>");
    markup_text(s->unit);
    markup(" · ");
    markup_text(words_part(b, p));
    markup("</h4><dl>");
    markup_f("<dt>%s</dt><dd><code>", output_say("formula", "公式"));
    markup_text(p->formula);
    markup("</code></dd>");
    part_figures(b, bulletin_row(b, s->unit), p);
    if (p->behind_places > 0 && p->behind != 0) {
        rate_show_decimal(p->behind > 0 ? p->behind : -p->behind, p->behind_places, 0, behind);
        markup_f("<dt>%s</dt><dd>%s %s</dd>", output_say("the middle", "与中位相比"),
                 (p->behind > 0) != (r->said.low != 0) ? output_say("below by", "低") : output_say("above by", "高"), behind);
    }
    if (p->clause != NULL) {
        markup_element("dt", output_say("clause", "条款"));
        markup_element("dd", p->clause);
    }
    markup("</dl></div>");
}

static void part_cell(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s, const bulletin_part *p) {
    markup("<td><details class=\"pop\" name=\"figure\"><summary>");
    markup_text(p->value != NULL ? p->value : "—");
    if (p->state != HOTLINE_PART_KNOWN) {
        markup("<br/><small>");
        markup_text(output_part_state(p->state));
        markup("</small>");
    }
    markup("</summary>");
    part_sheet(b, r, s, p);
    markup("</details></td>");
}

/* ---- one unit ---- */

/* A part's, or a value's, size in units of 10^-6; 0 where it does not fit or is below zero. */
static int64_t place_size(const char *value) {
    int64_t size = 0;
    return value != NULL && rate_read(value, PLACES_READ, &size) && size > 0 ? size : 0;
}

static int64_t place_most(const bulletin_ranking *r) {
    int64_t most = 0;
    int64_t round = 1000000;
    size_t i;
    for (i = 0; i < r->count; i++) {
        int64_t size = place_size(r->at[i].value);
        most = size > most ? size : most;
    }
    while (round < most && round < INT64_MAX / 100) { /* to the next 1, 2, 5, 10, 20, 50, 100 ... */
        round = round * 2 >= most ? round * 2 : round * 5 >= most ? round * 5 : round * 10;
    }
    return round;
}

static void place_bar(const bulletin_ranking *r, const bulletin_standing *s) {
    int64_t sizes[4] = {0, 0, 0, 0};
    size_t i;
    size_t count = s->part_count > 0 && s->part_count <= 4 ? s->part_count : 1;
    for (i = 0; i < count; i++) {
        sizes[i] = place_size(s->part_count > 0 && s->part_count <= 4 ? s->parts[i].value : s->value);
    }
    chart_bar(sizes, count, place_most(r));
}

static void place_value(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s) {
    size_t measure = bulletin_ranked_by(b, r);
    if (measure < b->measure_count) {
        words_figure now;
        words_of_figure(b, bulletin_row(b, s->unit), measure, 0, &now);
        markup("<td><details class=\"pop\" name=\"figure\"><summary>");
        markup_text(now.rate.at);
        markup("<br/><small>");
        markup_text(now.fraction.at);
        markup("</small></summary>");
        page_sheet(b, bulletin_row(b, s->unit), measure, 0);
        markup("</details></td><td class=\"l\">");
        chart_bar(&now.shown.rate, 1, 1000);
        markup("</td>");
        return;
    }
    markup("<td><b>");
    markup_text(s->value != NULL ? s->value : "—");
    markup("</b></td><td class=\"l\">");
    place_bar(r, s);
    markup("</td>");
}

static void place_remark(const bulletin_ranking *r, const bulletin_standing *s) {
    markup("<td class=\"l wrap small\">");
    if (s->rank_from_last == 1 && s->rank > 1) {
        markup_f("<b>%s</b> ", output_say("last", "末位"));
    }
    if (s->band != NULL) {
        markup_text(s->band);
        markup(" ");
    }
    if (s->best != 0 && s->best != s->worst) {
        markup_f(output_say("may be %lld to %lld ", "第%lld至%lld名难分高下 "), (long long)s->best, (long long)s->worst);
    }
    if (r->version >= 0 && s->published != 0 && s->published != s->rank) {
        markup_f(output_say("published as %lld ", "公布时第%lld名 "), (long long)s->published);
    }
    if (r->version >= 0 && s->published == 0) {
        markup_f("%s ", output_say("not in what was published", "公布时未列"));
    }
    markup("</td>");
}

static void place_row(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s) {
    size_t i;
    markup_f("<tr%s><td>%lld%s</td>", s->rank_from_last == 1 && s->rank > 1 ? " class=\"last\"" : "", (long long)s->rank,
             s->level > 1 ? output_say("=", "并列") : "");
    markup_f(s->before > 0 ? "<td class=\"none\">%lld</td>" : "<td class=\"none\">—</td>", (long long)s->before);
    markup("<th scope=\"row\">");
    markup_text(s->unit);
    markup("</th>");
    place_value(b, r, s);
    for (i = 0; i < s->part_count; i++) {
        part_cell(b, r, s, &s->parts[i]);
    }
    place_remark(r, s);
    markup("</tr>\n");
}

/* ---- one ranking ---- */

static void ranking_caption(const bulletin_ranking *r) {
    markup("<caption>");
    markup_text(bulletin_name(r->said.name, r->said.label));
    markup("<small>");
    markup_f(output_say("%llu ranked, %s first", "共%llu家，%s者在前"), (unsigned long long)r->ranked,
             r->said.low ? output_say("low", "低") : output_say("high", "高"));
    if (r->version >= 0) {
        markup_f(output_say("; published, version %lld", "；已公布第%lld版"), (long long)r->version);
    }
    if (r->said.clause != NULL) {
        markup(output_say("; clause ", "；依据"));
        markup_text(r->said.clause);
    }
    markup("</small></caption>\n");
}

static void ranking_titles(const bulletin *b, const bulletin_ranking *r) {
    size_t i;
    markup_f("<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" class=\"l\">%s</th>",
             output_say("rank", "名次"), output_say("before", "上期"), output_say("unit", "单位"));
    markup_f("<th scope=\"col\">%s</th><th scope=\"col\" class=\"l\">%s</th>", output_say("value", "得分"),
             output_say("from zero", "自零起"));
    for (i = 0; r->count > 0 && i < r->at[0].part_count; i++) {
        markup("<th scope=\"col\">");
        markup_text(words_part(b, &r->at[0].parts[i]));
        if (r->at[0].part_count <= 4) {
            markup_f("<svg viewBox=\"0 0 10 10\" width=\"10\" height=\"10\" style=\"margin:2px 0 2px auto\" aria-hidden=\"true\"><rect "
                     "class=\"part%d\" "
                     "width=\"10\" height=\"10\"/></svg>",
                     (int)i);
        }
        markup("</th>");
    }
    markup_f("<th scope=\"col\" class=\"l\">%s</th></tr></thead>\n", output_say("remarks", "备注"));
}

static void ranking_why(const bulletin *b, const bulletin_ranking *r) {
    sentence costs;
    size_t i;
    for (i = 0; i < r->ranked; i++) {
        const bulletin_standing *s = &r->at[i];
        words_costs(b, r, s, &costs);
        if (s->rank_from_last == 1 && s->rank > 1 && costs.at[0] != '\0') {
            markup_f("<p>%s ", output_say("Last:", "末位"));
            markup_element("b", s->unit);
            markup(output_say(". What costs it most: ", "：失分最多的是"));
            markup_text(costs.at);
            markup(output_say(".</p>\n", "。</p>\n"));
        }
    }
}

static void ranking_apart(const bulletin_ranking *r) {
    size_t i;
    if (r->ranked < r->count) {
        markup_f("<p class=\"small\">%s", output_say("Not ranked: ", "未参加排名："));
    }
    for (i = r->ranked; i < r->count; i++) {
        markup(i > r->ranked ? output_say("; ", "；") : "");
        markup_text(r->at[i].unit);
        markup_f(output_say(" (%s)", "（%s）"), words_standing(r->at[i].state));
    }
    markup(r->ranked < r->count ? "</p>\n" : "");
    for (i = 0; i < r->cause_count; i++) {
        markup("<p class=\"warning\">");
        markup_f("%s<code>", output_say("Undefined by the policy: ", "规则未作规定："));
        markup_text(r->causes[i]);
        markup("</code></p>\n");
    }
}

static void page_ranking(const bulletin *b, const bulletin_ranking *r) {
    size_t i;
    if (r->ranked == 0) {
        markup("<h3>");
        markup_text(bulletin_name(r->said.name, r->said.label));
        markup_f("</h3>\n<p>%s</p>\n", output_say("Nobody can be ranked.", "没有可排名的单位。"));
    } else {
        markup("<div class=\"scroll\"><table>\n");
        ranking_caption(r);
        ranking_titles(b, r);
        markup("<tbody>\n");
        for (i = 0; i < r->ranked; i++) {
            place_row(b, r, &r->at[i]);
        }
        markup("</tbody></table></div>\n");
        ranking_why(b, r);
    }
    ranking_apart(r);
}

void page_rankings(const bulletin *b) {
    size_t i;
    if (b->ranking_count == 0) {
        return;
    }
    page_section(
        "rankings", output_say("Rankings", "排名"),
        output_say("Bars show what a score is made of. Each part opens its formula.", "条形表示得分构成；点击各项得分可展开公式和数字。"));
    for (i = 0; i < b->ranking_count; i++) {
        page_ranking(b, &b->rankings[i]);
    }
    markup("</section>\n");
}
