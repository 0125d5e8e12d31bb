/* SPDX-License-Identifier: MIT */
/*
 * Reads scores and rankings: parts with their formulas, bands, and who is ranked by what. Names and grammar are checked here; nothing is
 * computed.
 */
#include "policy_read.h"

#include "../base/fraction.h"

#include <string.h>

/* ---- scores ---- */

static hotline_status score_places(policy_reader *r, const json *at, uint32_t *out, uint8_t *given) {
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (at->number < 0 || at->number > 9) {
        return hotline__policy_fail(r, at, "expected 0 to 9 places");
    }
    *out = (uint32_t)at->number;
    *given = 1;
    return HOTLINE_OK;
}

/* Where a score's missing places would stand. */
static hotline_status score_places_path(policy_reader *r, const char *score, const char **out) {
    static const char member[] = ".places";
    size_t len = strlen(score);
    char *path = hotline__policy_take(r, len + sizeof member, 1);
    if (path == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    memcpy(path, score, len);
    memcpy(path + len, member, sizeof member);
    *out = path;
    return HOTLINE_OK;
}

static hotline_status score_read_part(policy_reader *r, const json *at, const score_rule *score, score_part *out) {
    static const member_rule members[] = {{"is", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"places", MEMBER_INTEGER},
                                          {"if_undefined", MEMBER_TEXT},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT},
                                          {"label", MEMBER_TEXT}};
    const json *otherwise = hotline__json_member(at, "if_undefined");
    const json *is;
    HOTLINE_TRY(hotline__policy_check_name(r, at, 0));
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    is = hotline__json_member(at, "is");
    out->name = at->key;
    out->label = hotline__policy_text(at, "label");
    out->clause = hotline__policy_text(at, "clause");
    out->is.source = is->value;
    out->places = score->places;
    out->rounded = score->rounded;
    HOTLINE_TRY(score_places(r, hotline__json_member(at, "places"), &out->places, &out->rounded));
    if (otherwise != NULL) {
        HOTLINE_TRY(hotline__policy_decimal(r, otherwise, &out->otherwise));
        out->has_otherwise = 1;
    }
    if (hotline__policy_is_undefined(is)) {
        return hotline__policy_note_path(r, is, &out->undefined);
    }
    return hotline__policy_formula(r, is, &out->is);
}

static hotline_status score_read_parts(policy_reader *r, const json *parts, score_rule *out) {
    score_part *list = hotline__policy_take(r, (size_t)parts->count + 1, sizeof *list);
    uint32_t n = 0;
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (parts->count == 0 || parts->count > SCORE_PARTS_MAX) {
        return hotline__policy_fail(r, parts, "a score has 1 to 32 parts");
    }
    for (const json *at = parts->first; at != NULL; at = at->next, n++) {
        HOTLINE_TRY(score_read_part(r, at, out, &list[n]));
    }
    out->parts = list;
    out->part_count = n;
    return HOTLINE_OK;
}

static int score_band_below(const score_band *a, const score_band *b) {
    fraction one;
    fraction two;
    if (a->lowest || b->lowest) {
        return a->lowest > b->lowest;
    }
    hotline__fraction_set(&one, a->from.units, a->from.places);
    hotline__fraction_set(&two, b->from.units, b->from.places);
    return hotline__fraction_compare(&one, &two) < 0;
}

/* Each band begins at its `from` and ends where the next begins: there is no gap to fall into. The one without is the lowest. */
static hotline_status score_read_band(policy_reader *r, const json *at, score_rule *out, score_band *list) {
    static const member_rule members[] = {{"from", MEMBER_TEXT}, {"label", MEMBER_TEXT}, {"clause", MEMBER_TEXT}, {"quote", MEMBER_TEXT}};
    score_band band = {{NULL, 0}, {NULL, 0}, {0, 0}, 1};
    const json *from;
    uint32_t i = out->band_count++;
    HOTLINE_TRY(hotline__policy_check_name(r, at, 0));
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    from = hotline__json_member(at, "from");
    band.name = at->key;
    band.label = hotline__policy_text(at, "label");
    if (from != NULL) {
        HOTLINE_TRY(hotline__policy_decimal(r, from, &band.from));
        band.lowest = 0;
    }
    for (; i > 0 && score_band_below(&band, &list[i - 1]); i--) {
        list[i] = list[i - 1];
    }
    if (i > 0 && !score_band_below(&list[i - 1], &band)) {
        return hotline__policy_fail(r, at, band.lowest ? "two bands without \"from\"" : "two bands begin at the same score");
    }
    list[i] = band;
    return HOTLINE_OK;
}

static hotline_status score_read_bands(policy_reader *r, const json *bands, score_rule *out) {
    score_band *list;
    if (bands == NULL) {
        return HOTLINE_OK;
    }
    list = hotline__policy_take(r, (size_t)bands->count + 1, sizeof *list);
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = bands->first; at != NULL; at = at->next) {
        HOTLINE_TRY(score_read_band(r, at, out, list));
    }
    if (out->band_count > 0 && !list[0].lowest) {
        return hotline__policy_fail(r, bands, "scores below the lowest band belong to none: leave out \"from\" in one");
    }
    out->bands = list;
    return HOTLINE_OK;
}

static hotline_status score_read_one(policy_reader *r, policy_item item) {
    static const member_rule members[] = {{"label", MEMBER_TEXT},   {"places", MEMBER_INTEGER}, {"parts", MEMBER_OBJECT | MEMBER_REQUIRED},
                                          {"bands", MEMBER_OBJECT}, {"clause", MEMBER_TEXT},    {"quote", MEMBER_TEXT}};
    score_rule *out = hotline__policy_take(r, 1, sizeof *out);
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->scores[item.number] = out;
    out->name = item.at->key;
    HOTLINE_TRY(hotline__policy_note_path(r, item.at, &out->path));
    HOTLINE_TRY(score_places_path(r, out->path, &out->places_path));
    out->undefined = (uint8_t)hotline__policy_is_undefined(item.at);
    if (out->undefined) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    out->label = hotline__policy_text(item.at, "label");
    hotline__policy_cite(item.at, &out->cites);
    HOTLINE_TRY(score_places(r, hotline__json_member(item.at, "places"), &out->places, &out->rounded));
    HOTLINE_TRY(score_read_parts(r, hotline__json_member(item.at, "parts"), out));
    return score_read_bands(r, hotline__json_member(item.at, "bands"), out);
}

hotline_status hotline__policy_read_scores(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_SCORE, i)).at != NULL; i++) {
        HOTLINE_TRY(score_read_one(r, item));
    }
    return HOTLINE_OK;
}

/* ---- rankings ---- */

static hotline_status ranking_by_nothing(policy_reader *r, const json *at) {
    nearest n;
    uint32_t i;
    hotline_status status = hotline__policy_fail(r, at, "no such ");
    hotline__nearest_begin(&n, at->value);
    for (i = 0; i < r->counts[KIND_SCORE]; i++) {
        hotline__nearest_try(&n, r->names->scores.keys[r->order[KIND_SCORE][i]]);
    }
    for (i = 0; i < r->counts[KIND_MEASURE]; i++) {
        hotline__nearest_try(&n, r->names->measures.keys[r->order[KIND_MEASURE][i]]);
    }
    hotline__error_add(r->error, "score or measure");
    hotline__error_add(r->error, " ");
    hotline__error_add_quoted(r->error, at->value);
    hotline__nearest_tell(&n, r->error);
    return status;
}

static hotline_status ranking_read_by(policy_reader *r, const json *at, ranking_rule *out) {
    int32_t score = hotline__map_find(&r->names->scores, at->value);
    int32_t measure = hotline__map_find(&r->names->measures, at->value);
    out->measure = NAME_NONE;
    out->score = score != MAP_NONE && r->declared[KIND_SCORE][score] ? score : NAME_NONE;
    if (out->score != NAME_NONE) {
        return HOTLINE_OK;
    }
    return measure != MAP_NONE && r->declared[KIND_MEASURE][measure] ? hotline__policy_lookup(r, KIND_MEASURE, at, at->value, &out->measure)
                                                                     : ranking_by_nothing(r, at);
}

static hotline_status ranking_read_ties(policy_reader *r, const json *at, ranking_rule *out) {
    static const char *const words[] = {"undefined", "all", "none"}; /* by ranking_ties */
    HOTLINE_TRY(hotline__policy_note_path(r, at, &out->ties_path));
    if (at->kind == JSON_TEXT) {
        return hotline__policy_choice(r, at, words, 3, &out->ties);
    }
    out->ties = TIES_MEASURES;
    return hotline__policy_name_set(r, KIND_MEASURE, at, &out->chain, &out->chain_count);
}

static hotline_status ranking_read_pool(policy_reader *r, const json *at, ranking_pool *out) {
    static const member_rule members[] = {{"by", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"top", MEMBER_INTEGER | MEMBER_REQUIRED},
                                          {"ties", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    static const char *const words[] = {"undefined", "include", "exclude"}; /* by pool_ties */
    const json *by;
    const json *top;
    const json *ties;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    by = hotline__json_member(at, "by");
    top = hotline__json_member(at, "top");
    ties = hotline__json_member(at, "ties");
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_MEASURE, by, by->value, &out->measure));
    HOTLINE_TRY(hotline__policy_choice(r, ties, words, 3, &out->ties));
    HOTLINE_TRY(hotline__policy_note_path(r, ties, &out->ties_path));
    out->top = top->number;
    return top->number > 0 ? HOTLINE_OK : hotline__policy_fail(r, top, "expected a number above 0");
}

static hotline_status ranking_read_words(policy_reader *r, const json *at, ranking_rule *out) {
    static const char *const orders[] = {"high", "low"};
    static const char *const absents[] = {"undefined", "breaks", "holds"}; /* by ranking_absent */
    const json *order = hotline__json_member(at, "order");
    const json *absent = hotline__json_member(at, "absent");
    if (order != NULL) {
        HOTLINE_TRY(hotline__policy_choice(r, order, orders, 2, &out->low));
    }
    HOTLINE_TRY(hotline__policy_note_path(r, absent, &out->absent_path));
    HOTLINE_TRY(hotline__policy_choice(r, absent, absents, 3, &out->absent));
    HOTLINE_TRY(ranking_read_ties(r, hotline__json_member(at, "ties"), out));
    return ranking_read_pool(r, hotline__json_member(at, "pool"), &out->pool);
}

static hotline_status ranking_read_one(policy_reader *r, policy_item item) {
    static const member_rule members[] = {{"label", MEMBER_TEXT},
                                          {"units", MEMBER_TEXT | MEMBER_OBJECT | MEMBER_REQUIRED},
                                          {"every", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"by", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"order", MEMBER_TEXT},
                                          {"ties", MEMBER_TEXT | MEMBER_ARRAY | MEMBER_REQUIRED},
                                          {"absent", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"pool", MEMBER_OBJECT},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    condition_place place = {OF_UNIT, 0, 0, RANKING_NONE, NAME_NONE};
    ranking_rule *out = hotline__policy_take(r, 1, sizeof *out);
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->rankings[item.number] = out;
    out->name = item.at->key;
    out->pool.measure = NAME_NONE;
    hotline__policy_cite(item.at, &out->cites);
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    out->label = hotline__policy_text(item.at, "label");
    HOTLINE_TRY(hotline__policy_condition_rule(r, place, hotline__json_member(item.at, "units"), &out->units));
    HOTLINE_TRY(hotline__policy_span(r, hotline__json_member(item.at, "every"), &out->every));
    HOTLINE_TRY(hotline__policy_note_path(r, hotline__json_member(item.at, "every"), &out->every_path));
    HOTLINE_TRY(ranking_read_by(r, hotline__json_member(item.at, "by"), out));
    return ranking_read_words(r, item.at, out);
}

hotline_status hotline__policy_read_rankings(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_RANKING, i)).at != NULL; i++) {
        HOTLINE_TRY(ranking_read_one(r, item));
    }
    return HOTLINE_OK;
}
