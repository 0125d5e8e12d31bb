/* SPDX-License-Identifier: MIT */
/*
 * A bulletin as JSON lines, one object each with a `type`, for programs: everything that was gathered. It refuses to leave anything out but
 * ticket ids beyond the fiftieth.
 */
#include "bulletin.h"

#include <stdio.h>
#include <string.h>

#include "bulletin_words.h"
#include "output.h"
#include "rate.h"

static void json_key(const char *key) {
    printf(",\"%s\":", key);
}

static void json_string(const char *key, const char *value) {
    json_key(key);
    output_string(value);
}

static void json_integer(const char *key, int64_t value) {
    printf(",\"%s\":%lld", key, (long long)value);
}

/* null when there is none. */
static void json_place(const char *key, int64_t value) {
    if (value > 0) {
        json_integer(key, value);
    } else {
        json_string(key, NULL);
    }
}

static void json_tenths(const char *key, int given, int64_t tenths) {
    char digits[RATE_TEXT];
    json_key(key);
    rate_show(tenths, 0, digits);
    fputs(given ? digits : "null", stdout);
}

static void json_decimal(const char *key, int given, int64_t units, uint32_t places) {
    char digits[RATE_TEXT];
    json_key(key);
    rate_show_decimal(units, places, 0, digits);
    fputs(given ? digits : "null", stdout);
}

static void json_day(const char *key, hotline_day day) {
    json_key(key);
    output_day(day);
}

static void json_instant(const bulletin *b, const char *key, hotline_instant at) {
    json_key(key);
    output_instant(at, b->offset);
}

static void json_strings(const char *key, const char *const *values, size_t count) {
    size_t i;
    json_key(key);
    putchar('[');
    for (i = 0; i < count; i++) {
        fputs(i > 0 ? "," : "", stdout);
        output_string(values[i]);
    }
    putchar(']');
}

/* Whose figures a row holds. */
static void json_row(const bulletin *b, size_t row) {
    json_string("scope", row == BULLETIN_DISTRICT ? "district" : row > b->unit_count ? "no_unit" : "unit");
    json_string("unit", bulletin_unit(b, row));
}

static void json_begin(const char *type) {
    printf("{\"type\":\"%s\"", type);
}

static void json_end(void) {
    fputs("}\n", stdout);
}

/* ---- the head ---- */

static void json_fingerprint(const char *key, uint64_t fingerprint) {
    sentence digits;
    words_fingerprint(fingerprint, &digits);
    json_string(key, digits.at);
}

static void json_head(const bulletin *b) {
    const hotline_period *p = &b->periods[0];
    json_begin("bulletin");
    json_string("kind", p->kind == HOTLINE_PERIOD_WEEK ? "week" : "month");
    json_string("period", p->name);
    json_day("first", p->first);
    json_day("last", p->last);
    json_string("title", hotline_policy_title(b->policy, NULL));
    json_string("policy", hotline_policy_id(b->policy, NULL));
    json_string("source", hotline_policy_source(b->policy, NULL));
    json_instant(b, "as_of", b->now);
    json_instant(b, "known", b->book->in.known);
    printf(",\"unfinished\":%s", b->unfinished ? "true" : "false");
    json_string("before", b->period_count > 1 ? b->periods[1].name : NULL);
    json_string("before_policy", b->period_count > 1 ? hotline_policy_id(b->policies[1], NULL) : NULL);
    json_fingerprint("policy_fingerprint", hotline_policy_fingerprint(b->policy));
    json_fingerprint("calendar_fingerprint", hotline_calendar_fingerprint(b->book->in.calendar));
    json_integer("lines", (int64_t)b->log.lines);
    json_integer("bad_lines", (int64_t)b->log.bad_lines);
    json_integer("units", (int64_t)b->unit_count);
    json_string("minutes", b->plain_minutes ? "plain" : "working");
    json_end();
}

static void json_change(const bulletin *b, const bulletin_change *c) {
    static const char *const kinds[] = {"rate", "rank", "last", "proposal"};
    sentence text;
    words_of_change(b, c, &text);
    json_begin("change");
    json_string("kind", kinds[c->kind]);
    json_string("unit", c->kind == CHANGE_PROPOSAL ? NULL : bulletin_unit(b, c->row));
    json_string("measure", c->kind == CHANGE_RATE ? b->measures[c->measure].said.name : NULL);
    json_string("ranking", c->ranking != NULL ? c->ranking->said.name : NULL);
    json_string("proposal", c->proposals != NULL ? c->proposals->first->name : NULL);
    json_tenths("points", c->kind == CHANGE_RATE, c->moved);
    json_decimal("places", c->kind == CHANGE_RANK, c->moved, 0);
    json_string("text", text.at);
    json_end();
}

static void json_measure(const hotline_policy_measure *m) {
    json_begin("measure");
    json_string("measure", m->name);
    json_string("label", m->label);
    json_string("state", m->undefined ? "undefined" : "defined");
    json_string("clause", m->clause);
    json_string("of", m->of);
    json_string("at", m->at);
    json_string("count", m->count);
    json_string("per", m->per);
    json_string("except", m->except);
    json_end();
}

/* ---- figures ---- */

static void json_before(const bulletin *b, size_t measure, const bulletin_counts *c) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    if (b->period_count < 2 || !b->measures[measure].comparable[1]) {
        json_string("before", NULL);
        return;
    }
    printf(",\"before\":{\"period\":\"%s\"", b->periods[1].name);
    json_decimal("num", 1, c->num, m->places);
    json_decimal("den", m->per != NULL, c->den, 0);
    json_integer("unknown", c->unknown);
    putchar('}');
}

static void json_figure(const bulletin *b, size_t row, size_t measure) {
    static const char *const moved[] = {"known", "no_period", "other_rule", "no_rate", "no_rate_before", "unknown"};
    const hotline_policy_measure *m = &b->measures[measure].said;
    const bulletin_figure *f = bulletin_at(b, row, measure);
    bulletin_shown s;
    bulletin_show(b, row, measure, 0, &s);
    json_begin("figure");
    json_row(b, row);
    json_string("period", b->periods[0].name);
    json_string("measure", m->name);
    json_decimal("num", !m->undefined, f->counts[0].num, m->places);
    json_decimal("den", m->per != NULL, f->counts[0].den, 0);
    json_integer("unknown", f->counts[0].unknown);
    json_integer("excepted", f->counts[0].excepted);
    json_tenths("rate", s.has_rate, s.rate);
    json_tenths("low", s.has_bounds, s.low);
    json_tenths("high", s.has_bounds, s.high);
    json_tenths("wilson_low", s.has_wilson, s.wilson_low);
    json_tenths("wilson_high", s.has_wilson, s.wilson_high);
    json_before(b, measure, &f->counts[1]);
    json_tenths("points", s.moved == MOVED && s.is_rate, s.change);
    json_decimal("difference", s.moved == MOVED && !s.is_rate, s.change, m->places);
    json_string("change", moved[s.moved]);
    json_integer("tickets", (int64_t)f->tickets);
    json_strings("ids", f->ids, f->tickets < BULLETIN_IDS_MOST ? f->tickets : BULLETIN_IDS_MOST);
    json_end();
}

static void json_trend(const bulletin *b, size_t row, size_t measure) {
    const hotline_policy_measure *m = &b->measures[measure].said;
    size_t i;
    json_begin("trend");
    json_string("unit", bulletin_unit(b, row));
    json_string("measure", m->name);
    fputs(",\"points\":[", stdout);
    for (i = b->period_count; i-- > 0;) {
        const bulletin_counts *c = &bulletin_at(b, row, measure)->counts[i];
        int known = b->measures[measure].comparable[i];
        printf("{\"period\":\"%s\"", b->periods[i].name);
        json_decimal("num", known, c->num, m->places);
        json_decimal("den", known && m->per != NULL, c->den, 0);
        json_decimal("unknown", known, c->unknown, 0);
        fputs(i > 0 ? "}," : "}", stdout);
    }
    putchar(']');
    json_end();
}

static void json_figures(const bulletin *b) {
    size_t row;
    size_t m;
    for (m = 0; m < b->measure_count; m++) {
        json_measure(&b->measures[m].said);
    }
    for (row = 0; row < b->row_count; row++) {
        for (m = 0; m < b->measure_count; m++) {
            if (row <= b->unit_count || bulletin_has(b, row, m)) {
                json_figure(b, row, m);
            }
        }
    }
    for (m = 0; m < b->measure_count; m++) {
        for (row = 0; row <= b->unit_count && !b->measures[m].said.undefined; row++) {
            json_trend(b, row, m);
        }
    }
}

/* ---- rankings ---- */

static void json_ranking(const bulletin *b, const bulletin_ranking *r) {
    json_begin("ranking");
    json_string("ranking", r->said.name);
    json_string("label", r->said.label);
    json_string("period", b->periods[0].name);
    json_string("by", r->said.by);
    json_string("order", r->said.low ? "low" : "high");
    json_string("state", r->cause_count > 0 ? "undefined" : "ranked");
    json_strings("causes", r->causes, r->cause_count);
    json_string("clause", r->said.clause);
    json_decimal("published", r->version >= 0, r->version, 0);
    json_integer("ranked", (int64_t)r->ranked);
    json_end();
}

static void json_parts(const bulletin_standing *s) {
    static const char *const states[] = {"known", "no_rate", "unknown", "undefined", "given"};
    size_t i;
    fputs(",\"parts\":{", stdout);
    for (i = 0; i < s->part_count; i++) {
        const bulletin_part *p = &s->parts[i];
        fputs(i > 0 ? "," : "", stdout);
        output_string(p->name);
        printf(":{\"value\":%s", p->value != NULL ? p->value : "null");
        json_string("state", states[p->state]);
        json_string("is", p->formula);
        json_string("clause", p->clause);
        json_decimal("behind", p->behind_places > 0, p->behind, p->behind_places);
        putchar('}');
    }
    putchar('}');
}

static void json_standing(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s) {
    json_begin("standing");
    json_string("ranking", r->said.name);
    json_string("period", b->periods[0].name);
    json_string("unit", s->unit);
    json_string("state", hotline_standing_name(s->state));
    json_place("rank", s->rank);
    json_place("rank_from_last", s->rank_from_last);
    json_place("level", s->level);
    json_place("published_rank", s->published);
    json_place("rank_before", s->before);
    json_place("best", s->best);
    json_place("worst", s->worst);
    if (s->value != NULL && strchr(s->value, '/') == NULL) {
        printf(",\"value\":%s", s->value);
    } else {
        json_string("value", s->value);
    }
    json_string("band", s->band);
    json_string("costs", s->costs >= 0 ? s->parts[s->costs].name : NULL);
    json_parts(s);
    json_end();
}

/* ---- proposals, debts, times ---- */

static void json_proposal(const bulletin *b, const bulletin_proposal *p) {
    json_begin("proposal");
    json_string("id", p->id);
    json_string("proposal", p->name);
    json_string("label", p->label);
    json_string("propose", p->propose);
    json_string("ticket", p->ticket);
    json_string("assignment", p->assignment);
    json_string("unit", p->unit);
    json_string("occurrence", p->occurrence);
    json_instant(b, "at", p->at);
    json_strings("roles", p->roles, p->role_count);
    json_string("clause", p->clause);
    json_string("policy", p->policy);
    json_end();
}

static void json_debts(const bulletin *b, size_t row) {
    const bulletin_owed *o;
    for (o = b->debts[row].first; o != NULL; o = o->next) {
        json_begin("debt");
        json_row(b, row);
        json_string("duty", b->duties[o->duty].name);
        json_string("label", b->duties[o->duty].label);
        json_string("clause", b->duties[o->duty].clause);
        json_integer("open", o->open);
        json_integer("late", o->late);
        json_end();
    }
}

static void json_time(const bulletin_time *t) {
    static const char *const names[] = {"quarter", "median", "three_quarters", "nine_tenths", "product_limit_median"};
    size_t i;
    json_begin("distribution");
    json_string("duty", t->name);
    json_string("label", t->label);
    json_string("clause", t->clause);
    json_integer("finished", t->finished);
    json_integer("censored", t->censored);
    for (i = 0; i < 5; i++) {
        json_decimal(names[i], t->has[i], t->minutes[i], 0);
    }
    json_integer("width", t->width);
    fputs(",\"bins\":[", stdout);
    for (i = 0; i < t->bins; i++) {
        printf("%s{\"from\":%lld", i > 0 ? "," : "", (long long)(t->width * (int64_t)i));
        json_decimal("to", i + 1 < t->bins, t->width * (int64_t)(i + 1), 0);
        json_integer("finished", t->bin_finished[i]);
        json_integer("censored", t->bin_censored[i]);
        putchar('}');
    }
    putchar(']');
    json_end();
}

void bulletin_print_json(const bulletin *b) {
    size_t i;
    size_t k;
    json_head(b);
    for (i = 0; i < b->change_count; i++) {
        json_change(b, &b->changes[i]);
    }
    json_figures(b);
    for (i = 0; i < b->ranking_count; i++) {
        json_ranking(b, &b->rankings[i]);
        for (k = 0; k < b->rankings[i].count; k++) {
            json_standing(b, &b->rankings[i], &b->rankings[i].at[k]);
        }
    }
    for (i = 0; i < b->proposal_count; i++) {
        json_proposal(b, &b->proposals[i]);
    }
    for (i = 0; i < b->row_count; i++) {
        json_debts(b, i);
    }
    for (i = 0; i < b->time_count; i++) {
        json_time(&b->times[i]);
    }
}
