/* SPDX-License-Identifier: MIT */
/*
 * A ranking as lines of JSON: what it is, each unit's standing with its parts and the figures behind them, and the event that would publish
 * it. It refuses to know how anything in it came about.
 */
#include "ranking_impl.h"

#include "../base/json_write.h"

const char *hotline_standing_name(int32_t state) {
    static const char *const words[] = {"ranked", "unmeasured", "unknown", "outside", "undefined"};
    return state >= 0 && state <= HOTLINE_STANDING_UNDEFINED ? words[state] : "undefined";
}

static const char *write_part_name(int32_t state) {
    static const char *const words[] = {"known", "no_rate", "unknown", "undefined", "given"};
    return words[state];
}

static void write_day(const char *key, hotline_day day, json_writer *w) {
    hotline__json_key(w, key);
    hotline__json_day(w, day);
}

static void write_fingerprint(const char *key, uint64_t fingerprint, json_writer *w) {
    char digits[17];
    int i;
    for (i = 0; i < 16; i++) {
        digits[i] = "0123456789abcdef"[fingerprint >> (60 - 4 * i) & 15];
    }
    digits[16] = '\0';
    hotline__json_key(w, key);
    hotline__json_string(w, digits);
}

static void write_published(const hotline_ranking *r, json_writer *w) {
    hotline__json_key(w, "published");
    if (r->last == NULL) {
        hotline__json_null(w);
        return;
    }
    hotline__json_object(w);
    hotline__json_pair(w, "event", r->last->e->id);
    hotline__json_key(w, "version");
    hotline__json_integer(w, r->last->version);
    hotline__json_object_end(w);
}

static void write_head(const hotline_ranking *r, json_writer *w) {
    uint32_t i;
    hotline__json_object(w);
    hotline__json_pair(w, "type", hotline__text("ranking"));
    hotline__json_pair(w, "ranking", r->rule->name);
    hotline__json_pair(w, "label", r->rule->label);
    hotline__json_pair(w, "period", hotline__text(r->when.name));
    write_day("first", r->when.first, w);
    write_day("last", r->when.last, w);
    hotline__json_pair(w, "by", r->score != NULL ? r->score->name : hotline__policy_measure(r->policy, r->rule->measure)->name);
    hotline__json_pair(w, "order", hotline__text(r->rule->low ? "low" : "high"));
    hotline__json_pair(w, "state", hotline__text(r->cause_count > 0 ? "undefined" : "ranked"));
    hotline__json_key(w, "causes");
    hotline__json_array(w);
    for (i = 0; i < r->cause_count; i++) {
        hotline__json_string(w, r->causes[i]);
    }
    hotline__json_array_end(w);
    hotline__json_pair(w, "policy", r->policy->id);
    hotline__json_pair(w, "clause", r->rule->cites.clause);
    hotline__json_key(w, "as_of");
    hotline__json_instant(w, r->log->now, hotline__calendar_offset(r->log->rulebook->calendar));
    write_published(r, w);
    write_fingerprint("policy_fingerprint", hotline_policy_fingerprint(r->policy), w);
    write_fingerprint("calendar_fingerprint", hotline_calendar_fingerprint(r->log->rulebook->calendar), w);
    hotline__json_object_end(w);
}

/* ---- units ---- */

static void write_parts(const hotline_ranking *r, const standing *s, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, "parts");
    hotline__json_object(w);
    for (i = 0; r->score != NULL && s->parts != NULL && i < r->score->part_count; i++) {
        const score_part *part = &r->score->parts[i];
        hotline__json_key_text(w, part->name);
        hotline__json_object(w);
        hotline__json_key(w, "value");
        hotline__json_raw(w, s->parts[i].value); /* a decimal in digits */
        hotline__json_pair(w, "state", hotline__text(write_part_name(s->parts[i].state)));
        hotline__json_pair(w, "is", part->is.source);
        hotline__json_pair(w, "clause", part->clause);
        hotline__json_object_end(w);
    }
    hotline__json_object_end(w);
}

/* Is the measure among those that decide the ranking? */
static int write_reads(const hotline_ranking *r, int32_t measure) {
    uint32_t i;
    int reads = measure == r->rule->measure || measure == r->rule->pool.measure;
    for (i = 0; i < r->rule->chain_count; i++) {
        reads = reads || r->rule->chain[i] == measure;
    }
    return reads || hotline__score_reads(r->score, measure, 0);
}

static void write_figures(const hotline_ranking *r, const standing *s, json_writer *w) {
    uint32_t i;
    hotline__json_key(w, "figures");
    hotline__json_object(w);
    for (i = 0; i < r->policy->measures_declared; i++) {
        int32_t number = r->policy->measure_order[i];
        const measure_rule *rule = hotline__policy_measure(r->policy, number);
        const tally_counts *counts = hotline__tally_figure(r->tally, rule, s->unit, number, r->rule->every, r->when.first);
        if (write_reads(r, number) && !rule->undefined) {
            hotline__json_key_text(w, rule->name);
            hotline__json_object(w);
            hotline__tally_write_counts(w, rule, counts);
            hotline__json_object_end(w);
        }
    }
    hotline__json_object_end(w);
}

static void write_place(const char *key, int64_t place, json_writer *w) {
    hotline__json_key(w, key);
    if (place > 0) {
        hotline__json_integer(w, place);
    } else {
        hotline__json_null(w);
    }
}

static void write_standing(const hotline_ranking *r, const standing *s, json_writer *w) {
    static const text none = {NULL, 0};
    int rate = r->score == NULL && s->shown.at != NULL && hotline__policy_measure(r->policy, r->rule->measure)->per_form != RULE_ABSENT;
    hotline__json_object(w);
    hotline__json_pair(w, "type", hotline__text("standing"));
    hotline__json_pair(w, "ranking", r->rule->name);
    hotline__json_pair(w, "period", hotline__text(r->when.name));
    hotline__json_pair(w, "unit", s->unit);
    hotline__json_pair(w, "state", hotline__text(hotline_standing_name(s->state)));
    write_place("rank", s->rank, w);
    write_place("rank_from_last", s->rank_from_last, w);
    write_place("level", s->level, w);
    write_place("published_rank", s->published_rank, w);
    hotline__json_key(w, "value");
    if (rate) {
        hotline__json_text(w, s->shown);
    } else {
        hotline__json_raw(w, s->shown);
    }
    hotline__json_pair(w, "band", s->band != NULL ? s->band->name : none);
    write_parts(r, s, w);
    write_figures(r, s, w);
    hotline__json_object_end(w);
}

/* ---- publishing ---- */

static void write_level(const hotline_ranking *r, uint32_t from, json_writer *w) {
    const standing *first = r->order[from];
    uint32_t i;
    if (first->level > 1) {
        hotline__json_array(w);
    }
    for (i = from; i < from + (uint32_t)first->level; i++) {
        hotline__json_text(w, r->order[i]->unit);
    }
    if (first->level > 1) {
        hotline__json_array_end(w);
    }
}

static void write_order(const hotline_ranking *r, json_writer *w) {
    uint32_t from;
    hotline__json_object(w);
    hotline__json_pair(w, "type", hotline__text("order"));
    hotline__json_pair(w, "event", hotline__text("publish"));
    hotline__json_key(w, "facts");
    hotline__json_object(w);
    hotline__json_pair(w, "ranking", r->rule->name);
    hotline__json_pair(w, "period", hotline__text(r->when.name));
    hotline__json_key(w, "order");
    hotline__json_array(w);
    for (from = 0; from < r->ranked_count; from += (uint32_t)r->order[from]->level) {
        write_level(r, from, w);
    }
    hotline__json_array_end(w);
    hotline__json_object_end(w);
    hotline__json_object_end(w);
}

static void write_line(const hotline_ranking *r, buffer *out, const standing *s, void (*write)(const hotline_ranking *, json_writer *)) {
    json_writer w;
    hotline__json_begin(&w, out);
    if (write != NULL) {
        write(r, &w);
    } else {
        write_standing(r, s, &w);
    }
    hotline__buffer_add(out, "\n", 1);
}

hotline_status hotline_ranking_lines(hotline_ranking *ranking, const char **lines, size_t *len) {
    uint32_t i;
    if (ranking == NULL || lines == NULL || len == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (!ranking->held) {
        return HOTLINE_ERROR_NOT_FOUND;
    }
    hotline__buffer_clear(&ranking->lines);
    write_line(ranking, &ranking->lines, NULL, write_head);
    for (i = 0; i < ranking->unit_count; i++) {
        write_line(ranking, &ranking->lines, ranking->order[i], NULL);
    }
    if (ranking->cause_count == 0) {
        write_line(ranking, &ranking->lines, NULL, write_order);
    }
    return hotline__buffer_lend(&ranking->lines, lines, len);
}
