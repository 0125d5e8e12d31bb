/* SPDX-License-Identifier: MIT */
/*
 * Gathers the rankings of the period: who stands where, where it stood before, which part costs it most, which places cannot be told apart.
 * It refuses to order anybody: the library does.
 */
#include "bulletin.h"

#include <stdlib.h>
#include <string.h>

#include "rate.h"

/* ---- what costs a place ---- */

static uint32_t place_places(const char *words) {
    const char *point = words != NULL ? strchr(words, '.') : NULL;
    return point != NULL ? (uint32_t)strlen(point + 1) : 0;
}

static int place_order(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* Twice the middle of what those ranked have of a part; 0 of the result: it cannot be told. */
static int place_middle(bulletin *b, const bulletin_ranking *r, size_t part, uint32_t places, int64_t *twice) {
    int64_t *values = keep_take(&b->keep, r->ranked + 1, sizeof *values);
    size_t i;
    for (i = 0; i < r->ranked; i++) {
        const char *value = part < r->at[i].part_count ? r->at[i].parts[part].value : NULL;
        if (value == NULL || !rate_read(value, places, &values[i]) || llabs(values[i]) > INT64_MAX / 40) {
            return 0;
        }
    }
    qsort(values, r->ranked, sizeof *values, place_order);
    *twice = values[(r->ranked - 1) / 2] + values[r->ranked / 2];
    return 1;
}

static void place_weigh_part(bulletin *b, bulletin_ranking *r, size_t part) {
    uint32_t places = 0;
    int64_t twice = 0;
    size_t i;
    for (i = 0; i < r->ranked; i++) {
        uint32_t own = place_places(part < r->at[i].part_count ? r->at[i].parts[part].value : NULL);
        places = own > places ? own : places;
    }
    if (!place_middle(b, r, part, places, &twice)) {
        return;
    }
    for (i = 0; i < r->ranked; i++) {
        bulletin_part *p = &r->at[i].parts[part];
        int64_t value = 0;
        rate_read(p->value, places, &value);
        p->behind = 5 * (r->said.low ? 2 * value - twice : twice - 2 * value);
        p->behind_places = places + 1;
    }
}

/* a < b of units of different places, both above 0 and small. */
static int place_less(const bulletin_part *a, const bulletin_part *b) {
    uint32_t more = a->behind_places > b->behind_places ? a->behind_places : b->behind_places;
    int64_t x = a->behind;
    int64_t y = b->behind;
    uint32_t i;
    for (i = a->behind_places; i < more && x < INT64_MAX / 10; i++) {
        x *= 10;
    }
    for (i = b->behind_places; i < more && y < INT64_MAX / 10; i++) {
        y *= 10;
    }
    return x < y;
}

static void place_costs(bulletin *b, bulletin_ranking *r) {
    size_t i;
    size_t k;
    for (k = 0; r->ranked > 0 && k < r->at[0].part_count; k++) {
        place_weigh_part(b, r, k);
    }
    for (i = 0; i < r->ranked; i++) {
        bulletin_standing *s = &r->at[i];
        for (k = 0; k < s->part_count; k++) {
            if (s->parts[k].behind > 0 && (s->costs < 0 || place_less(&s->parts[s->costs], &s->parts[k]))) {
                s->costs = (int)k;
            }
        }
    }
}

/* ---- places that cannot be told apart ---- */

static int place_ranges(bulletin *b, bulletin_ranking *r) {
    size_t measure = bulletin_ranked_by(b, r);
    int64_t *numbers = keep_take(&b->keep, 5 * r->ranked + 1, sizeof *numbers);
    int64_t *den = numbers + r->ranked;
    int64_t *unknown = den + r->ranked;
    int64_t *best = unknown + r->ranked;
    hotline_status status = HOTLINE_OK;
    size_t i;
    if (measure == b->measure_count || b->measures[measure].said.per == NULL || b->measures[measure].said.weighted || r->ranked == 0) {
        return 0;
    }
    for (i = 0; i < r->ranked; i++) {
        const bulletin_counts *c = bulletin_at(b, bulletin_row(b, r->at[i].unit), measure)->counts;
        numbers[i] = c->num;
        den[i] = c->den;
        unknown[i] = c->unknown;
    }
    status = hotline_interval_places(b->book->in.context, numbers, den, unknown, r->ranked, 950,
                                     r->said.low ? HOTLINE_INTERVAL_LOW_FIRST : HOTLINE_INTERVAL_HIGH_FIRST, best, best + r->ranked);
    for (i = 0; i < r->ranked && status >= 0; i++) {
        r->at[i].best = best[i];
        r->at[i].worst = best[i + r->ranked];
    }
    return status < 0 ? bulletin_fail(r->said.name, status) : 0;
}

/* ---- standings ---- */

static void place_take_parts(bulletin *b, const hotline_ranking *from, size_t index, bulletin_standing *s) {
    hotline_score_part part;
    part.struct_size = sizeof part;
    while (hotline_ranking_part(from, index, s->part_count, &part) == HOTLINE_OK) {
        bulletin_part *kept;
        s->parts = keep_grow(&b->keep, s->parts, s->part_count, sizeof *s->parts);
        kept = &s->parts[s->part_count++];
        kept->name = keep_text(&b->keep, part.name, part.name_len);
        kept->label = keep_text(&b->keep, part.label, part.label_len);
        kept->formula = keep_text(&b->keep, part.formula, part.formula_len);
        kept->clause = keep_text(&b->keep, part.clause, part.clause_len);
        kept->value = keep_text(&b->keep, part.value, part.value_len);
        kept->state = part.state;
    }
}

static void place_take(bulletin *b, const hotline_ranking *from, bulletin_ranking *r) {
    hotline_standing s;
    size_t i;
    s.struct_size = sizeof s;
    r->count = hotline_ranking_count(from);
    r->at = keep_take(&b->keep, r->count, sizeof *r->at);
    for (i = 0; i < r->count && hotline_ranking_at(from, i, &s) == HOTLINE_OK; i++) {
        bulletin_standing *kept = &r->at[i];
        kept->unit = keep_text(&b->keep, s.unit, s.unit_len);
        kept->value = keep_text(&b->keep, s.value, s.value_len);
        kept->band =
            s.band != NULL ? keep_text(&b->keep, bulletin_name(s.band, s.band_label), strlen(bulletin_name(s.band, s.band_label))) : NULL;
        kept->state = s.state;
        kept->rank = s.rank;
        kept->rank_from_last = s.rank_from_last;
        kept->level = s.level;
        kept->published = s.published_rank;
        kept->costs = -1;
        r->ranked += s.state == HOTLINE_STANDING_RANKED;
        place_take_parts(b, from, i, kept);
    }
}

static void place_take_causes(bulletin *b, const hotline_ranking *from, bulletin_ranking *r) {
    const char *cause;
    size_t len = 0;
    while ((cause = hotline_ranking_cause(from, r->cause_count, &len)) != NULL) {
        r->causes = keep_grow(&b->keep, r->causes, r->cause_count, sizeof *r->causes);
        r->causes[r->cause_count++] = keep_text(&b->keep, cause, len);
    }
}

static bulletin_standing *place_find(bulletin_ranking *r, const char *unit) {
    size_t i;
    for (i = 0; i < r->count; i++) {
        if (strcmp(r->at[i].unit, unit) == 0) {
            return &r->at[i];
        }
    }
    return NULL;
}

/* The same ranking one period earlier, if the same policy ruled it. */
static void place_compare(bulletin *b, hotline_ranking *reader, bulletin_ranking *r) {
    hotline_standing s;
    size_t i;
    if (b->period_count < 2 || b->policies[1] != b->policy ||
        hotline_ranking_work_out_under(reader, b->policy, r->said.name, r->said.name_len, b->periods[1].name, strlen(b->periods[1].name)) !=
            HOTLINE_OK) {
        return;
    }
    s.struct_size = sizeof s;
    for (i = 0; hotline_ranking_at(reader, i, &s) == HOTLINE_OK && s.rank != 0; i++) {
        bulletin_standing *now = place_find(r, s.unit);
        r->has_before = 1;
        if (now != NULL) {
            now->before = s.rank;
        }
        if (s.rank_from_last == 1) {
            r->last_before = keep_grow(&b->keep, r->last_before, r->last_before_count, sizeof *r->last_before);
            r->last_before[r->last_before_count++] = keep_text(&b->keep, s.unit, s.unit_len);
        }
    }
}

static int place_gather(bulletin *b, hotline_ranking *reader, const hotline_policy_ranking *said) {
    bulletin_ranking *r;
    hotline_status status =
        hotline_ranking_work_out_under(reader, b->policy, said->name, said->name_len, b->periods[0].name, strlen(b->periods[0].name));
    if (status == HOTLINE_ERROR_SYNTAX || status == HOTLINE_ERROR_NOT_FOUND) {
        return 0;
    }
    if (status < 0) {
        return bulletin_fail(said->name, status);
    }
    b->rankings = keep_grow(&b->keep, b->rankings, b->ranking_count, sizeof *b->rankings);
    r = &b->rankings[b->ranking_count++];
    memset(r, 0, sizeof *r);
    r->said = *said;
    if (hotline_ranking_published(reader, &r->version) != HOTLINE_OK) {
        r->version = -1;
    }
    place_take(b, reader, r);
    place_take_causes(b, reader, r);
    place_compare(b, reader, r);
    place_costs(b, r);
    return place_ranges(b, r);
}

int bulletin_gather_rankings(bulletin *b) {
    hotline_ranking *reader = NULL;
    hotline_policy_ranking said;
    hotline_status status = hotline_ranking_new(b->book->log, b->book->tally, &reader);
    uint32_t i;
    int failed = 0;
    if (status < 0) {
        return bulletin_fail("rankings", status);
    }
    said.struct_size = sizeof said;
    for (i = 0; !failed && hotline_policy_ranking_at(b->policy, i, &said) == HOTLINE_OK; i++) {
        if (said.every == 0 || said.every == b->periods[0].kind) {
            failed = place_gather(b, reader, &said);
        }
    }
    hotline_ranking_free(reader);
    return failed;
}
