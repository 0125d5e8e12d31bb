/* SPDX-License-Identifier: MIT */
/*
 * Puts a bulletin's figures and changes into words, in Chinese or English. It refuses to know on what they are written.
 */
#include "bulletin_words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "output.h"
#include "rate.h"

static void words_add(sentence *to, const char *format, ...) {
    size_t len = strlen(to->at);
    va_list list;
    va_start(list, format);
    vsnprintf(to->at + len, sizeof to->at - len, format, list);
    va_end(list);
}

static void words_clear(sentence *to) {
    to->at[0] = '\0';
}

/* ---- figures ---- */

void words_rate(const bulletin *b, size_t measure, const bulletin_shown *s, sentence *out) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    char low[RATE_TEXT];
    char high[RATE_TEXT];
    words_clear(out);
    if (m->undefined) {
        words_add(out, "%s", output_say("undefined", "未规定"));
    } else if (!s->is_rate) {
        rate_show_decimal(s->counts->num, m->places, 0, low);
        words_add(out, s->counts->unknown > 0 ? "%s ?%lld" : "%s", low, (long long)s->counts->unknown);
    } else if (s->has_bounds) {
        rate_show(s->low, 0, low);
        rate_show(s->high, 0, high);
        words_add(out, "%s–%s%%", low, high);
    } else if (s->has_rate) {
        rate_show(s->rate, 0, low);
        words_add(out, "%s%%", low);
    } else {
        words_add(out, "—");
    }
}

void words_fraction(const bulletin *b, size_t measure, const bulletin_shown *s, sentence *out) {
    char num[RATE_TEXT];
    words_clear(out);
    if (s->is_rate && !b->measures[measure].said.undefined && (s->has_rate || s->has_bounds)) {
        rate_show_decimal(s->counts->num, b->measures[measure].said.places, 0, num);
        words_add(out, "%s/%lld", num, (long long)s->counts->den);
        if (s->counts->unknown > 0) {
            words_add(out, " ?%lld", (long long)s->counts->unknown);
        }
    }
}

void words_of_figure(const bulletin *b, size_t row, size_t measure, size_t period, words_figure *out) {
    bulletin_show(b, row, measure, period, &out->shown);
    words_rate(b, measure, &out->shown, &out->rate);
    words_fraction(b, measure, &out->shown, &out->fraction);
}

void words_change(const bulletin *b, size_t measure, const bulletin_shown *s, sentence *out) {
    words_clear(out);
    if (s->moved != MOVED) {
        return;
    }
    if (s->is_rate) {
        rate_show(s->change, 1, out->at);
    } else {
        rate_show_decimal(s->change, b->measures[measure].said.places, 1, out->at);
    }
}

const char *words_why_unmoved(bulletin_moved moved) {
    switch (moved) {
    case MOVED_NO_PERIOD:
        return output_say("no period before", "无上期");
    case MOVED_OTHER_RULE:
        return output_say("other rule before", "上期口径不同");
    case MOVED_NO_RATE:
        return output_say("no rate", "无分母");
    case MOVED_NO_RATE_BEFORE:
        return output_say("no rate before", "上期无分母");
    case MOVED_UNKNOWN:
        return output_say("facts unknown", "有不明件");
    default:
        return "";
    }
}

void words_wilson(const bulletin_shown *s, sentence *out) {
    char low[RATE_TEXT];
    char high[RATE_TEXT];
    words_clear(out);
    if (s->has_wilson) {
        rate_show(s->wilson_low, 0, low);
        rate_show(s->wilson_high, 0, high);
        words_add(out, "%s–%s%%", low, high);
    }
}

void words_minutes(const bulletin *b, int64_t minutes, sentence *out) {
    long long days = (long long)(minutes / 1440);
    long long hours = (long long)(minutes / 60);
    words_clear(out);
    if (minutes < 60) {
        words_add(out, output_say("%lld min", "%lld分钟"), (long long)minutes);
    } else if (!b->plain_minutes || hours < 24) {
        words_add(out, output_say("%lld h", "%lld小时"), hours);
        if (minutes % 60 != 0) {
            words_add(out, output_say(" %lld min", "%lld分"), (long long)(minutes % 60));
        }
    } else {
        words_add(out, output_say("%lld d", "%lld天"), days);
        if (hours % 24 != 0) {
            words_add(out, output_say(" %lld h", "%lld小时"), hours % 24);
        }
    }
}

/* ---- names ---- */

const char *words_row(const bulletin *b, size_t row) {
    const char *unit = bulletin_unit(b, row);
    if (unit != NULL) {
        return unit;
    }
    return row == BULLETIN_DISTRICT ? output_say("all units", "全区") : output_say("(no unit)", "（不属单位）");
}

const char *words_standing(int32_t state) {
    static const char *const en[] = {"ranked", "nothing to measure", "facts unknown", "not in the pool", "undefined by the policy"};
    static const char *const zh[] = {"已排名", "本期无可计量事项", "有事实不明", "未进入排名范围", "规则未作规定"};
    return output_say(en[state], zh[state]);
}

const char *words_part(const bulletin *b, const bulletin_part *p) {
    size_t measure = p->label == NULL ? bulletin_find_measure(b, p->name) : b->measure_count;
    return bulletin_name(p->name, measure < b->measure_count ? b->measures[measure].said.label : p->label);
}

static const char *words_role(const bulletin *b, const char *role) {
    return bulletin_name(role, hotline_policy_role_label(b->policy, role, strlen(role), NULL));
}

void words_roles(const bulletin *b, const bulletin_proposal *p, sentence *out) {
    size_t i;
    words_clear(out);
    for (i = 0; i < p->role_count; i++) {
        words_add(out, "%s%s", i > 0 ? output_say(", ", "、") : "", words_role(b, p->roles[i]));
    }
}

void words_span(const hotline_period *p, sentence *out) {
    char first[HOTLINE_DATE_SIZE] = "";
    char last[HOTLINE_DATE_SIZE] = "";
    hotline_day_write(p->first, first);
    hotline_day_write(p->last, last);
    words_clear(out);
    words_add(out, output_say("%s to %s", "%s至%s"), first, last);
}

void words_moment(const bulletin *b, hotline_instant at, sentence *out) {
    char bytes[HOTLINE_INSTANT_SIZE];
    words_clear(out);
    if (at != hotline_instant_none() && hotline_instant_write(at, b->offset, bytes) >= 0) {
        bytes[10] = ' ';
        bytes[16] = '\0';
        words_add(out, "%s", bytes);
    } else {
        words_add(out, "—");
    }
}

void words_fingerprint(uint64_t fingerprint, sentence *out) {
    words_clear(out);
    words_add(out, "%08lx%08lx", (unsigned long)(fingerprint >> 32), (unsigned long)(fingerprint & 0xffffffffu));
}

/* ---- changes ---- */

void words_costs(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s, sentence *out) {
    char behind[RATE_TEXT];
    words_clear(out);
    if (s->costs >= 0) {
        const bulletin_part *p = &s->parts[s->costs];
        rate_show_decimal(p->behind, p->behind_places, 0, behind);
        words_add(out, output_say("%s %s, %s %s the middle", "%s%s，%s中位%s"), words_part(b, p), p->value,
                  output_say(behind, r->said.low ? "高于" : "低于"), output_say(r->said.low ? "above" : "below", behind));
    }
}

static int words_was_last(const bulletin_ranking *r, const char *unit) {
    size_t i;
    for (i = 0; i < r->last_before_count; i++) {
        if (strcmp(r->last_before[i], unit) == 0) {
            return 1;
        }
    }
    return 0;
}

static void words_of_last(const bulletin *b, const bulletin_change *c, sentence *out) {
    const bulletin_ranking *r = c->ranking;
    sentence costs;
    words_add(out, output_say("%s: last is %s, %s", "%s：末位为%s，得分%s"), bulletin_name(r->said.name, r->said.label), c->standing->unit,
              c->standing->value);
    if (r->has_before && words_was_last(r, c->standing->unit)) {
        words_add(out, "%s", output_say(" (last the period before too)", "（上期同为末位）"));
    } else if (r->has_before && r->last_before_count > 0) {
        words_add(out, output_say(" (the period before: %s)", "（上期末位为%s）"), r->last_before[0]);
    }
    words_costs(b, r, c->standing, &costs);
    if (costs.at[0] != '\0') {
        words_add(out, output_say("; what costs most: %s", "；失分最多：%s"), costs.at);
    }
}

static void words_of_rate(const bulletin *b, const bulletin_change *c, sentence *out) {
    const hotline_policy_measure *m = &b->measures[c->measure].said;
    bulletin_shown shown;
    sentence rate;
    char moved[RATE_TEXT];
    bulletin_show(b, c->row, c->measure, 0, &shown);
    words_rate(b, c->measure, &shown, &rate);
    rate_show(c->moved, 1, moved);
    words_add(out, output_say("%s: %s %s, %s points against the period before", "%s：%s%s，较上期%s个百分点"), words_row(b, c->row),
              bulletin_name(m->name, m->label), rate.at, moved);
}

static void words_of_rank(const bulletin_change *c, sentence *out) {
    long long places = (long long)(c->moved < 0 ? -c->moved : c->moved);
    words_add(out, output_say("%s: %s is now %lld of %llu, %s %lld", "%s：%s列第%lld名（共%llu家），%s%lld位"),
              bulletin_name(c->ranking->said.name, c->ranking->said.label), c->standing->unit, (long long)c->standing->rank,
              (unsigned long long)c->ranking->ranked, c->moved > 0 ? output_say("up", "上升") : output_say("down", "下降"), places);
}

static void words_of_proposal(const bulletin *b, const bulletin_change *c, sentence *out) {
    const bulletin_proposal *p = c->proposals->first;
    sentence roles;
    words_roles(b, p, &roles);
    words_add(out, output_say("proposed: %s, %lld", "建议：%s，%lld项"), bulletin_name(p->name, p->label), (long long)c->proposals->count);
    if (roles.at[0] != '\0') {
        words_add(out, output_say(" (for %s)", "（送%s）"), roles.at);
    }
}

void words_of_change(const bulletin *b, const bulletin_change *c, sentence *out) {
    words_clear(out);
    switch (c->kind) {
    case CHANGE_LAST:
        words_of_last(b, c, out);
        break;
    case CHANGE_RATE:
        words_of_rate(b, c, out);
        break;
    case CHANGE_RANK:
        words_of_rank(c, out);
        break;
    default:
        words_of_proposal(b, c, out);
    }
}

/* ---- warnings ---- */

void words_bad_lines(const bulletin *b, sentence *out) {
    words_clear(out);
    if (b->log.bad_lines != 0) {
        words_add(out, output_say("%llu lines of the log could not be read and are in no figure", "日志中有%llu行无法读取，未计入任何数字"),
                  (unsigned long long)b->log.bad_lines);
    }
}

void words_unfinished(const bulletin *b, sentence *out) {
    words_clear(out);
    if (b->unfinished) {
        words_add(out, "%s", output_say("the period is not over: the figures will change", "本期尚未结束，数字还会变化"));
    }
}

void words_other_policy(const bulletin *b, sentence *out) {
    words_clear(out);
    if (b->period_count > 1 && b->policies[1] != b->policy) {
        words_add(out, output_say("the period before was ruled by %s: compare with care", "上期适用%s，对比时请留意"),
                  hotline_policy_id(b->policies[1], NULL));
    }
}
