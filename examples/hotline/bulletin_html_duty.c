/* SPDX-License-Identifier: MIT */
/*
 * What a page tells of duties: how long they took, what is owed and late at the end of the period, and what is proposed to whom. Proposals are
 * for the roles that they name: the page counts them and names no ticket.
 */
#include "bulletin_page.h"

#include "chart.h"
#include "markup.h"
#include "output.h"

/* ---- times ---- */

static void time_row(const bulletin *b, const bulletin_time *t) {
    sentence words;
    size_t i;
    markup("<tr><th scope=\"row\">");
    markup_text(bulletin_name(t->name, t->label));
    if (t->clause != NULL) {
        markup("<br/><small>");
        markup_text(t->clause);
        markup("</small>");
    }
    markup_f("</th><td>%lld</td><td>%lld</td>", (long long)t->finished, (long long)t->censored);
    for (i = 0; i < 5; i++) {
        words_minutes(b, t->minutes[i], &words);
        markup_f(t->has[i] ? "<td>" : "<td class=\"none\">");
        markup_text(t->has[i] ? words.at : "—");
        markup("</td>");
    }
    markup("<td class=\"l\">");
    chart_times(b, t);
    markup("</td></tr>\n");
}

void page_times(const bulletin *b) {
    static const char *const en[] = {"duty", "done", "not done", "a quarter", "half", "three quarters", "nine tenths", "half of all"};
    static const char *const zh[] = {"义务", "已完成", "未完成", "四分之一", "半数", "四分之三", "九成", "全部的中位"};
    size_t i;
    if (b->time_count == 0) {
        return;
    }
    page_section("times", output_say("How long it took", "办理用时"),
                 b->plain_minutes
                     ? output_say("Of what began in the period, every hour counted: within what time a quarter, half, ... of those done "
                                  "were done. Those not done count in “half of all” (product-limit), not in the others.",
                                  "本期开始的事项，按自然时间计：已完成的有四分之一、半数等在多长时间内完成。未完成的计入“全部的中位”（乘积"
                                  "限估计），不计入其余各列；图中斜纹为未完成。")
                     : output_say("Of what began in the period, in working hours: within what time a quarter, half, ... of those done were "
                                  "done. Those not done count in “half of all” (product-limit), not in the others.",
                                  "本期开始的事项，按工作时间计：已完成的有四分之一、半数等在多长时间内完成。未完成的计入“全部的中位”（乘积"
                                  "限估计），不计入其余各列；图中斜纹为未完成。"));
    markup("<div class=\"scroll\"><table class=\"durations\"><thead><tr>");
    for (i = 0; i < sizeof en / sizeof en[0]; i++) {
        markup_f("<th scope=\"col\"%s>%s</th>", i == 0 ? " class=\"l\"" : "", output_say(en[i], zh[i]));
    }
    markup_f("<th scope=\"col\" class=\"l\">%s</th></tr></thead>\n<tbody>\n", output_say("distribution", "分布（件）"));
    for (i = 0; i < b->time_count; i++) {
        time_row(b, &b->times[i]);
    }
    markup("</tbody></table></div>\n</section>\n");
}

/* ---- debts ---- */

static void debt_list(const bulletin *b, size_t row, int late) {
    const bulletin_owed *o;
    int any = 0;
    for (o = b->debts[row].first; o != NULL; o = o->next) {
        int64_t count = late ? o->late : o->open;
        if (count == 0) {
            continue;
        }
        markup(any ? output_say(", ", "、") : "");
        markup_text(bulletin_name(b->duties[o->duty].name, b->duties[o->duty].label));
        markup_f("\xc2\xa0%lld", (long long)count);
        any = 1;
    }
}

static int64_t debt_most(const bulletin *b) {
    int64_t most = 1;
    size_t row;
    for (row = 1; row < b->row_count; row++) {
        most = b->debts[row].late > most ? b->debts[row].late : most;
    }
    return most;
}

static void debt_row(const bulletin *b, size_t row, int64_t most) {
    const bulletin_debt *d = &b->debts[row];
    markup_f("<tr%s><th scope=\"row\">", row == BULLETIN_DISTRICT ? " class=\"all\"" : "");
    markup_text(words_row(b, row));
    markup_f("</th><td>%lld</td><td class=\"l\">", (long long)d->late);
    if (row != BULLETIN_DISTRICT) {
        chart_bar(&d->late, 1, most);
    }
    markup("</td><td class=\"wrap\">");
    debt_list(b, row, 1);
    markup("</td><td><details class=\"pop\" name=\"figure\"><summary>");
    markup_f("%lld</summary><div class=\"sheet r\"><h4>", (long long)d->open);
    markup_text(words_row(b, row));
    markup_f(" · %s</h4>", output_say("owed and not met", "未履行"));
    debt_list(b, row, 0);
    markup("</div></details></td></tr>\n");
}

void page_debts(const bulletin *b) {
    int64_t most = debt_most(b);
    size_t row;
    page_section(
        "debts", output_say("Owed at the end of the period", "期末未履行与逾期"),
        output_say("As it stood at the period's end, or now while it lasts. Most of what is owed is not due yet; what is late is listed.",
                   "按期末（本期未结束的按当前）时点。未履行的多数尚未到期；逾期的逐项列出。"));
    if (b->debts[BULLETIN_DISTRICT].open == 0) {
        markup_f("<p>%s</p>\n</section>\n", output_say("Nothing.", "没有。"));
        return;
    }
    markup_f("<div class=\"scroll\"><table><thead><tr><th scope=\"col\" class=\"l\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" "
             "class=\"l\"></th>"
             "<th scope=\"col\" class=\"l\">%s</th><th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
             output_say("unit", "单位"), output_say("late", "逾期"), output_say("what is late", "逾期事项"),
             output_say("owed in all", "未履行合计"));
    for (row = 0; row < b->row_count; row++) {
        if (b->debts[row].open > 0) {
            debt_row(b, row, most);
        }
    }
    markup("</tbody></table></div>\n</section>\n");
}

/* ---- proposals ---- */

static void proposal_units(const bulletin *b, const bulletin_proposal_rule *rule) {
    size_t row;
    int any = 0;
    for (row = 1; row <= b->unit_count; row++) {
        if (rule->by_row[row] != 0) {
            markup(any ? output_say(", ", "、") : "");
            markup_text(words_row(b, row));
            if (rule->by_row[row] > 1) {
                markup_f("\xc2\xa0%lld", (long long)rule->by_row[row]);
            }
            any = 1;
        }
    }
    markup(any ? "" : "—");
}

void page_proposals(const bulletin *b) {
    sentence roles;
    size_t i;
    if (b->proposal_rule_count == 0) {
        return;
    }
    page_section("proposals", output_say("What is proposed", "建议事项"),
                 output_say("Proposed by the rules; people decide.", "由规则提出，是否采纳由人决定；具体工单只送所列对象，不在本页列出。"));
    markup_f("<div class=\"scroll\"><table><thead><tr><th scope=\"col\" class=\"l\">%s</th><th scope=\"col\">%s</th><th scope=\"col\" "
             "class=\"l\">%s</th>"
             "<th scope=\"col\" class=\"l\">%s</th><th scope=\"col\" class=\"l\">%s</th></tr></thead>\n<tbody>\n",
             output_say("proposal", "建议"), output_say("number", "项数"), output_say("for", "对象"), output_say("clause", "条款"),
             output_say("units", "涉及单位"));
    for (i = 0; i < b->proposal_rule_count; i++) {
        const bulletin_proposal_rule *rule = &b->proposal_rules[i];
        words_roles(b, rule->first, &roles);
        markup("<tr><th scope=\"row\">");
        markup_text(bulletin_name(rule->first->name, rule->first->label));
        markup_f("</th><td>%lld</td><td class=\"wrap\">", (long long)rule->count);
        markup_text(roles.at);
        markup("</td><td class=\"l\">");
        markup_text(rule->first->clause);
        markup("</td><td class=\"wrap\">");
        proposal_units(b, rule);
        markup("</td></tr>\n");
    }
    markup("</tbody></table></div>\n</section>\n");
}
