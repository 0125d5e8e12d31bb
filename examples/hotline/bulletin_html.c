/* SPDX-License-Identifier: MIT */
/*
 * A bulletin as one page that needs nothing else: no network, no script, no fonts of its own. What a leader asks first stands first: what
 * changed, who is last and why; every figure opens what is behind it. It refuses to compute.
 */
#include "bulletin_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chart.h"
#include "markup.h"
#include "output.h"
#include "page_style.h"

void page_section(const char *id, const char *title, const char *lead) {
    markup_f("<section id=\"%s\">\n<h2>%s</h2>\n", id, title);
    if (lead != NULL) {
        markup_f("<p class=\"lead\">%s</p>\n", lead);
    }
}

/* ---- the head ---- */

static int html_week(const bulletin *b) {
    return b->periods[0].kind == HOTLINE_PERIOD_WEEK;
}

/* "2021年6月" of a month that is one of the calendar's, else the name as it is. */
static void html_period(const bulletin *b, sentence *out) {
    const char *name = b->periods[0].name;
    if (output_language() == HOTLINE_LANGUAGE_ZH && !html_week(b) && strlen(name) == 7) {
        snprintf(out->at, sizeof out->at, "%.4s年%ld月", name, strtol(name + 5, NULL, 10));
    } else if (html_week(b)) {
        words_span(&b->periods[0], out);
    } else {
        snprintf(out->at, sizeof out->at, "%s", name);
    }
}

static void html_title(const bulletin *b) {
    sentence period;
    html_period(b, &period);
    markup_text(period.at);
    markup(output_say(html_week(b) ? ": bulletin of the week" : ": bulletin of the month",
                      html_week(b) ? "热线办理情况周通报" : "热线办理情况通报"));
}

static void html_fact(const char *name, const char *value) {
    markup("<div>");
    markup_element("dt", name);
    markup_element("dd", value);
    markup("</div>\n");
}

static void html_warning(const sentence *warning) {
    if (warning->at[0] != '\0') {
        markup("<p class=\"warning\">");
        markup_text(warning->at);
        markup("</p>\n");
    }
}

static void html_warnings(const bulletin *b) {
    sentence warning;
    words_unfinished(b, &warning);
    html_warning(&warning);
    words_other_policy(b, &warning);
    html_warning(&warning);
    words_bad_lines(b, &warning);
    html_warning(&warning);
}

static void html_head(const bulletin *b) {
    sentence words;
    markup("<header>\n<p class=\"kicker\">");
    markup_text(hotline_policy_title(b->policy, NULL));
    markup("</p>\n<h1>");
    html_title(b);
    markup("</h1>\n<dl class=\"facts\">\n");
    words_span(&b->periods[0], &words);
    html_fact(output_say("Period", "统计期"), words.at);
    words_moment(b, b->now, &words);
    html_fact(output_say("As of", "数据截至"), words.at);
    if (b->book->in.known != hotline_instant_none()) {
        words_moment(b, b->book->in.known, &words);
        html_fact(output_say("As known at", "以当时所知"), words.at);
    }
    html_fact(output_say("Rules", "依据规则"), hotline_policy_id(b->policy, NULL));
    markup("</dl>\n");
    html_warnings(b);
    markup("</header>\n");
}

/* ---- what changed ---- */

static void html_changes_of(const bulletin *b, bulletin_change_kind kind, const char *title, const char *class_name) {
    sentence words;
    int any = 0;
    size_t i;
    for (i = 0; i < b->change_count; i++) {
        if (b->changes[i].kind != kind) {
            continue;
        }
        if (!any) {
            markup_f("<div class=\"%s\"><h3>%s</h3><ul>\n", class_name, title);
        }
        any = 1;
        words_of_change(b, &b->changes[i], &words);
        markup("<li>");
        markup_text(words.at);
        markup("</li>\n");
    }
    markup(any ? "</ul></div>\n" : "");
    if (!any && kind == CHANGE_RATE && b->period_count > 1) {
        markup_f("<p class=\"last\">%s</p>\n",
                 output_say("No rate changed by more than chance explains.", "各指标没有超出偶然波动的变化。"));
    }
}

/* In few words; the section further down says for whom. Who is named by a ranking's consequences is named here too. */
static void html_proposed(const bulletin *b) {
    size_t i;
    size_t row;
    if (b->proposal_rule_count == 0) {
        return;
    }
    markup_f("<div class=\"last proposals\"><h3>%s</h3><p>", output_say("Proposed in the period", "本期提出的建议"));
    for (i = 0; i < b->proposal_rule_count; i++) {
        const bulletin_proposal_rule *rule = &b->proposal_rules[i];
        int named = 0;
        markup(i > 0 ? output_say("; ", "；") : "");
        markup("<span class=\"item\">");
        markup_text(bulletin_name(rule->first->name, rule->first->label));
        markup_f(output_say(" <b>%lld</b>", "<b>%lld</b>项"), (long long)rule->count);
        for (row = 1; row <= b->unit_count && rule->first->ticket == NULL && rule->count <= 3; row++) {
            if (rule->by_row[row] != 0) {
                markup(named ? output_say(", ", "、") : output_say(" (", "（"));
                markup_text(words_row(b, row));
                named = 1;
            }
        }
        markup(named ? output_say(")", "）") : "");
        markup("</span>");
    }
    markup_f("%s<a class=\"screen\" href=\"#proposals\">%s</a></p></div>\n", output_say(". ", "。"), output_say("For whom", "送交对象"));
}

static void html_changes(const bulletin *b) {
    page_section("changes", output_say("What changed", "本期要点"), NULL);
    if (b->change_count == 0 && b->period_count < 2) {
        markup_f("<p>%s</p>\n", output_say("There is no period before to compare with.", "没有可以比较的上期。"));
    }
    markup("<div class=\"points\">\n");
    html_changes_of(b, CHANGE_LAST, output_say("Last places", "末位"), "last");
    html_changes_of(b, CHANGE_RATE, output_say("Largest changes of rates, beyond chance", "变化最大的指标（超出偶然波动）"), "rates");
    html_changes_of(b, CHANGE_RANK, output_say("Largest changes of places", "名次变化最大的单位"), "ranks");
    html_proposed(b);
    markup("</div>\n</section>\n");
}

/* ---- rules and how to read ---- */

void page_rule(const hotline_policy_measure *m) {
    const char *const names[] = {output_say("counts", "计入"), output_say("out of", "分母"), output_say("left out", "剔除"),
                                 output_say("of", "对象"),     output_say("at", "归属时点"), output_say("clause", "条款")};
    const char *const values[] = {m->count, m->per, m->except, m->of, m->at, m->clause};
    size_t i;
    markup("<dl>");
    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (values[i] != NULL) {
            markup_element("dt", names[i]);
            markup(i < 5 ? "<dd><code>" : "<dd>");
            markup_text(values[i]);
            markup(i < 5 ? "</code></dd>" : "</dd>");
        }
    }
    markup("</dl>");
}

static void html_rules(const bulletin *b) {
    size_t i;
    page_section("rules", output_say("How it was counted", "指标口径"), output_say("As the rules have it.", "按规则原文。"));
    markup("<div class=\"rules\">\n");
    for (i = 0; i < b->measure_count; i++) {
        const hotline_policy_measure *m = &b->measures[i].said;
        markup("<article>");
        markup_element("h3", bulletin_name(m->name, m->label));
        if (m->undefined) {
            markup_f("<p class=\"none\">%s</p>", output_say("The policy leaves it undefined.", "规则未作规定。"));
        } else {
            page_rule(m);
        }
        markup("</article>\n");
    }
    markup("</div>\n</section>\n");
}

static void html_foot(const bulletin *b) {
    sentence words;
    markup("<footer>\n");
    markup_f(
        "<p>%s</p>\n",
        output_say(
            "Shares are rounded half up to one place; changes are those of the exact fractions. Where facts are missing a rate is given "
            "as the span it lies in. A rate of nothing is neither 0 nor 100 %. 95 % intervals are Wilson's.",
            "比率四舍五入保留一位小数，变化按精确分数计算。有事实不明时，比率以区间表示；没有分母的，既不是0%也不是100%。95%"
            "区间为威尔逊区间。"));
    markup_f("<p>%s</p>\n", output_say("Of tickets only ids are given, at most fifty behind a figure; nothing personal is on this page.",
                                       "工单只列编号，每个数字至多列五十件；本页不含个人信息。"));
    markup("<p>");
    markup_text(hotline_policy_source(b->policy, NULL));
    words_fingerprint(hotline_policy_fingerprint(b->policy), &words);
    markup_f(output_say(" · policy fingerprint %s", " · 规则指纹%s"), words.at);
    words_fingerprint(hotline_calendar_fingerprint(b->book->in.calendar), &words);
    markup_f(output_say(" · calendar fingerprint %s</p>\n</footer>\n", " · 日历指纹%s</p>\n</footer>\n"), words.at);
}

void bulletin_print_html(const bulletin *b) {
    size_t i;
    markup_f("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n", output_say("en", "zh-CN"));
    markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<link rel=\"icon\" href=\"data:,\"/>\n<title>");
    html_title(b);
    markup("</title>\n<style>\n");
    for (i = 0; page_style[i] != NULL; i++) {
        markup(page_style[i]);
        markup("\n");
    }
    markup("</style>\n</head>\n<body>\n");
    chart_patterns();
    html_head(b);
    markup("<main>\n");
    html_changes(b);
    page_cards(b);
    page_rankings(b);
    page_matrix(b);
    page_times(b);
    page_debts(b);
    page_proposals(b);
    html_rules(b);
    markup("</main>\n");
    html_foot(b);
    markup("</body>\n</html>\n");
}
