/* SPDX-License-Identifier: MIT */
/*
 * A bulletin as text for a terminal: what changed first, then the figures. Of tickets it tells numbers only. It refuses to compute anything.
 */
#include "bulletin.h"

#include <stdio.h>

#include "bulletin_words.h"
#include "output.h"
#include "rate.h"

enum { TEXT_UNIT = 16, TEXT_NAME = 26, TEXT_FIGURE = 18, TEXT_NUMBER = 12, TEXT_MEASURES = 5 };

static void text_title(const char *en, const char *zh) {
    printf("\n%s\n", output_say(en, zh));
}

static void text_line(const sentence *line) {
    if (line->at[0] != '\0') {
        printf("%s\n", line->at);
    }
}

static void text_head(const bulletin *b) {
    int week = b->periods[0].kind == HOTLINE_PERIOD_WEEK;
    sentence span;
    sentence moment;
    sentence policy;
    sentence calendar;
    sentence warning;
    words_span(&b->periods[0], &span);
    words_moment(b, b->now, &moment);
    words_fingerprint(hotline_policy_fingerprint(b->policy), &policy);
    words_fingerprint(hotline_calendar_fingerprint(b->book->in.calendar), &calendar);
    printf("%s (%s)\n", hotline_policy_title(b->policy, NULL), hotline_policy_id(b->policy, NULL));
    printf(output_say("%s %s: %s, as of %s\n", "%s %s：%s，数据截至%s\n"),
           output_say(week ? "bulletin of the week" : "bulletin of the month", week ? "周通报" : "月通报"), b->periods[0].name, span.at,
           moment.at);
    printf(output_say("policy %s, calendar %s\n", "规则指纹%s，日历指纹%s\n"), policy.at, calendar.at);
    words_unfinished(b, &warning);
    text_line(&warning);
    words_other_policy(b, &warning);
    text_line(&warning);
    words_bad_lines(b, &warning);
    text_line(&warning);
}

static void text_changes(const bulletin *b) {
    size_t i;
    sentence line;
    text_title("what changed", "本期要点");
    for (i = 0; i < b->change_count; i++) {
        words_of_change(b, &b->changes[i], &line);
        printf("- %s\n", line.at);
    }
    if (b->change_count == 0) {
        printf("- %s\n", output_say("nothing that chance does not explain", "没有超出偶然波动的变化"));
    }
}

/* ---- figures ---- */

static void text_district_row(const bulletin *b, size_t measure) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    bulletin_shown s;
    sentence cell;
    bulletin_show(b, BULLETIN_DISTRICT, measure, 0, &s);
    output_cell(bulletin_name(m->name, m->label), TEXT_NAME);
    words_rate(b, measure, &s, &cell);
    output_cell(cell.at, -TEXT_NUMBER);
    words_fraction(b, measure, &s, &cell);
    output_cell(cell.at, -TEXT_FIGURE);
    words_change(b, measure, &s, &cell);
    output_cell(s.moved == MOVED ? cell.at : words_why_unmoved(s.moved), -TEXT_FIGURE);
    words_wilson(&s, &cell);
    output_cell(cell.at, -TEXT_FIGURE);
    printf("%*lld\n", TEXT_NUMBER, (long long)s.counts->excepted);
}

static void text_district(const bulletin *b) {
    size_t m;
    text_title("all units: counts summed", "全区（各单位合计）");
    output_cell(output_say("measure", "指标"), TEXT_NAME);
    output_cell(output_say("figure", "数值"), -TEXT_NUMBER);
    output_cell(output_say("of", "分子/分母"), -TEXT_FIGURE);
    output_cell(output_say("change", "较上期"), -TEXT_FIGURE);
    output_cell(output_say("95% interval", "95%区间"), -TEXT_FIGURE);
    output_cell(output_say("left out", "剔除"), -TEXT_NUMBER);
    putchar('\n');
    for (m = 0; m < b->measure_count; m++) {
        text_district_row(b, m);
    }
}

static void text_cell(const bulletin *b, size_t row, size_t measure) {
    words_figure now;
    char cell[2 * WORDS_SIZE + 2];
    words_of_figure(b, row, measure, 0, &now);
    snprintf(cell, sizeof cell, "%s %s", now.fraction.at, now.rate.at);
    output_cell(now.shown.is_rate ? cell : now.rate.at, -(TEXT_FIGURE + 2));
}

static void text_units_from(const bulletin *b, size_t from) {
    size_t to = from + TEXT_MEASURES < b->measure_count ? from + TEXT_MEASURES : b->measure_count;
    size_t row;
    size_t m;
    putchar('\n');
    output_cell(output_say("unit", "单位"), TEXT_UNIT);
    for (m = from; m < to; m++) {
        output_cell(bulletin_name(b->measures[m].said.name, b->measures[m].said.label), -(TEXT_FIGURE + 2));
    }
    putchar('\n');
    for (row = 1; row <= b->row_count; row++) {
        size_t at = row < b->row_count ? row : BULLETIN_DISTRICT; /* all of them last */
        if (at != BULLETIN_DISTRICT && !bulletin_row_has(b, at)) {
            continue;
        }
        output_cell(words_row(b, at), TEXT_UNIT);
        for (m = from; m < to; m++) {
            text_cell(b, at, m);
        }
        putchar('\n');
    }
}

static void text_units(const bulletin *b) {
    size_t m;
    size_t row;
    int any = 0;
    text_title("each unit", "各单位");
    for (m = 0; m < b->measure_count; m += TEXT_MEASURES) {
        text_units_from(b, m);
    }
    for (row = 1; row <= b->unit_count; row++) {
        if (!bulletin_row_has(b, row)) {
            printf("%s%s", any ? ", " : output_say("nothing in the period: ", "本期无数字："), words_row(b, row));
            any = 1;
        }
    }
    fputs(any ? "\n" : "", stdout);
}

/* ---- rankings ---- */

static void text_places(const bulletin_standing *s, char *out, size_t size) {
    out[0] = '\0';
    if (s->best != 0 && s->best != s->worst) {
        snprintf(out, size, output_say("may be %lld-%lld", "第%lld至%lld名难分"), (long long)s->best, (long long)s->worst);
    }
}

static void text_standing(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s) {
    char cell[64] = "";
    sentence costs;
    size_t i;
    snprintf(cell, sizeof cell, s->rank > 0 ? "%lld%s" : "-", (long long)s->rank, s->level > 1 ? "=" : "");
    output_cell(cell, -6);
    snprintf(cell, sizeof cell, s->before > 0 ? "(%lld)" : " ", (long long)s->before);
    output_cell(cell, -6);
    fputs("  ", stdout);
    output_cell(s->unit, TEXT_UNIT);
    output_cell(s->value != NULL ? s->value : words_standing(s->state), -TEXT_NUMBER);
    for (i = 0; i < s->part_count; i++) {
        output_cell(s->parts[i].value != NULL ? s->parts[i].value : "—", -TEXT_NUMBER);
    }
    words_costs(b, r, s, &costs);
    text_places(s, cell, sizeof cell);
    printf("  %s%s%s%s", s->band != NULL ? s->band : "", s->band != NULL ? "  " : "", cell, cell[0] != '\0' ? "  " : "");
    if (s->published != 0 && s->published != s->rank) {
        printf(output_say("published: %lld  ", "已公布第%lld名  "), (long long)s->published);
    }
    printf("%s\n", s->rank_from_last == 1 ? costs.at : "");
}

static void text_ranking(const bulletin *b, const bulletin_ranking *r) {
    size_t i;
    printf(output_say("\nranking %s", "\n排名：%s"), bulletin_name(r->said.name, r->said.label));
    if (r->version >= 0) {
        printf(output_say(" (published, version %lld)", "（已公布，第%lld版）"), (long long)r->version);
    }
    putchar('\n');
    output_cell(output_say("rank", "名次"), -6);
    output_cell(output_say("was", "上期"), -6);
    fputs("  ", stdout);
    output_cell(output_say("unit", "单位"), TEXT_UNIT);
    output_cell(output_say("value", "得分"), -TEXT_NUMBER);
    for (i = 0; r->count > 0 && i < r->at[0].part_count; i++) {
        output_cell(words_part(b, &r->at[0].parts[i]), -TEXT_NUMBER);
    }
    putchar('\n');
    for (i = 0; i < r->count; i++) {
        text_standing(b, r, &r->at[i]);
    }
    for (i = 0; i < r->cause_count; i++) {
        printf(output_say("undefined by the policy: %s\n", "规则未作规定：%s\n"), r->causes[i]);
    }
}

/* ---- proposals, debts, times ---- */

static void text_proposals(const bulletin *b) {
    size_t i;
    size_t row;
    sentence roles;
    if (b->proposal_rule_count != 0) {
        text_title("proposed in the period", "本期提出的建议");
    }
    for (i = 0; i < b->proposal_rule_count; i++) {
        const bulletin_proposal_rule *rule = &b->proposal_rules[i];
        words_roles(b, rule->first, &roles);
        output_cell(bulletin_name(rule->first->name, rule->first->label), TEXT_NAME);
        printf("%6lld  %s  [%s] ", (long long)rule->count, roles.at, rule->first->clause != NULL ? rule->first->clause : "");
        for (row = 1; row <= b->unit_count; row++) {
            if (rule->by_row[row] != 0) {
                printf(" %s %lld", words_row(b, row), (long long)rule->by_row[row]);
            }
        }
        putchar('\n');
    }
}

static void text_debts(const bulletin *b) {
    const bulletin_owed *o;
    size_t row;
    text_title("owed and not met at the end of the period; of these late", "期末未履行的义务，其中逾期");
    for (row = 0; row < b->row_count; row++) {
        if (b->debts[row].open == 0) {
            continue;
        }
        output_cell(words_row(b, row), TEXT_UNIT);
        printf("%8lld%8lld ", (long long)b->debts[row].open, (long long)b->debts[row].late);
        for (o = b->debts[row].first; o != NULL; o = o->next) {
            printf(" %s %lld/%lld", bulletin_name(b->duties[o->duty].name, b->duties[o->duty].label), (long long)o->open,
                   (long long)o->late);
        }
        putchar('\n');
    }
}

static void text_time(const bulletin *b, const bulletin_time *t) {
    sentence cell;
    size_t i;
    output_cell(bulletin_name(t->name, t->label), TEXT_NAME);
    printf("%8lld%8lld", (long long)t->finished, (long long)t->censored);
    for (i = 0; i < 5; i++) {
        words_minutes(b, t->minutes[i], &cell);
        output_cell(t->has[i] ? cell.at : "—", -TEXT_NUMBER);
    }
    putchar('\n');
}

static void text_times(const bulletin *b) {
    static const char *const en[] = {"quarter", "half", "3 quarters", "9 tenths", "half of all"};
    static const char *const zh[] = {"四分之一", "中位", "四分之三", "九成", "全部中位"};
    size_t i;
    if (b->time_count == 0) {
        return;
    }
    text_title(b->plain_minutes ? "how long it took, of what began in the period"
                                : "how long it took in working hours, of what began in the period",
               b->plain_minutes ? "本期开始的义务用时" : "本期开始的义务用时（工作时间）");
    output_cell(output_say("duty", "义务"), TEXT_NAME);
    output_cell(output_say("done", "已完成"), -8);
    output_cell(output_say("not yet", "未完成"), -8);
    for (i = 0; i < 5; i++) {
        output_cell(output_say(en[i], zh[i]), -TEXT_NUMBER);
    }
    putchar('\n');
    for (i = 0; i < b->time_count; i++) {
        text_time(b, &b->times[i]);
    }
}

static void text_measures(const bulletin *b) {
    size_t i;
    text_title("measures", "指标口径");
    for (i = 0; i < b->measure_count; i++) {
        const hotline_policy_measure *m = &b->measures[i].said;
        output_cell(bulletin_name(m->name, m->label), TEXT_NAME);
        if (m->undefined) {
            printf("%s\n", output_say("undefined by the policy", "规则未作规定"));
            continue;
        }
        printf("[%s] %s = %s", m->clause != NULL ? m->clause : "", m->name, m->count);
        printf(m->per != NULL ? output_say("; per %s", "；分母 %s") : "%s", m->per != NULL ? m->per : "");
        printf(m->except != NULL ? output_say("; except %s", "；剔除 %s") : "%s", m->except != NULL ? m->except : "");
        printf(output_say("; of %s at %s\n", "；对象 %s，时点 %s\n"), m->of, m->at != NULL ? m->at : m->of);
    }
}

void bulletin_print_text(const bulletin *b) {
    size_t i;
    text_head(b);
    text_changes(b);
    text_district(b);
    for (i = 0; i < b->ranking_count; i++) {
        text_ranking(b, &b->rankings[i]);
    }
    text_units(b);
    text_proposals(b);
    text_debts(b);
    text_times(b);
    text_measures(b);
}
