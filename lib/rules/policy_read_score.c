/* SPDX-License-Identifier: MIT */
/*
 * Reads scores and rankings: formulas over measures, and who is ranked by what. Names and grammar are checked here; nothing is computed.
 */
#include "policy_read.h"

#include <string.h>

/* ---- formulas ---- */

enum { FORMULA_DEPTH = 16 };

typedef struct formula_reader {
    policy_reader *r;
    const json *at;
    text t;
    size_t i;
    uint32_t depth;
} formula_reader;

static hotline_status formula_fail(formula_reader *f, const char *message) {
    hotline_status status = hotline__policy_fail(f->r, f->at, message);
    text rest = {f->t.at + f->i, f->t.len - f->i};
    hotline__error_add(f->r->error, f->i < f->t.len ? ", at " : ", at the end");
    if (f->i < f->t.len) {
        hotline__error_add_quoted(f->r->error, rest);
    }
    return status;
}

static char formula_peek(formula_reader *f) {
    while (f->i < f->t.len && f->t.at[f->i] == ' ') {
        f->i++;
    }
    return f->i < f->t.len ? f->t.at[f->i] : '\0';
}

static int formula_take(formula_reader *f, char c) {
    if (formula_peek(f) != c) {
        return 0;
    }
    f->i++;
    return 1;
}

static int formula_digits(formula_reader *f) {
    size_t from = f->i;
    while (f->i < f->t.len && f->t.at[f->i] >= '0' && f->t.at[f->i] <= '9') {
        f->i++;
    }
    return f->i > from && f->i - from <= 18;
}

static hotline_status formula_number(formula_reader *f) {
    int good = formula_digits(f);
    if (good && f->i < f->t.len && f->t.at[f->i] == '.') {
        f->i++;
        good = formula_digits(f);
    }
    if (good && f->i < f->t.len && f->t.at[f->i] == '%') {
        f->i++;
    }
    return good ? HOTLINE_OK : formula_fail(f, "expected a decimal of at most 18 digits");
}

static text formula_word(formula_reader *f) {
    text word = {f->t.at + f->i, 0};
    while (f->i < f->t.len) {
        char c = f->t.at[f->i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
            break;
        }
        f->i++;
        word.len++;
    }
    return word;
}

static hotline_status formula_sum(formula_reader *f);

static hotline_status formula_arguments(formula_reader *f) {
    do {
        HOTLINE_TRY(formula_sum(f));
    } while (formula_take(f, ','));
    return formula_take(f, ')') ? HOTLINE_OK : formula_fail(f, "expected a comma or )");
}

static hotline_status formula_total(formula_reader *f) {
    int32_t measure = NAME_NONE;
    (void)formula_peek(f);
    HOTLINE_TRY(hotline__policy_lookup(f->r, KIND_MEASURE, f->at, formula_word(f), &measure));
    return formula_take(f, ')') ? HOTLINE_OK : formula_fail(f, "expected )");
}

static hotline_status formula_name(formula_reader *f) {
    text word = formula_word(f);
    int32_t measure = NAME_NONE;
    if (formula_peek(f) != '(') {
        return hotline__policy_lookup(f->r, KIND_MEASURE, f->at, word, &measure);
    }
    f->i++;
    if (hotline__text_is(word, "total")) {
        return formula_total(f);
    }
    if (hotline__text_is(word, "min") || hotline__text_is(word, "max")) {
        return formula_arguments(f);
    }
    return formula_fail(f, "expected min(, max( or total(");
}

static hotline_status formula_factor(formula_reader *f) {
    char c = formula_peek(f);
    hotline_status status;
    if (c == '-') {
        f->i++;
        c = formula_peek(f);
    }
    if (c >= '0' && c <= '9') {
        return formula_number(f);
    }
    if (c >= 'a' && c <= 'z') {
        return formula_name(f);
    }
    if (!formula_take(f, '(') || ++f->depth > FORMULA_DEPTH) {
        return formula_fail(f, f->depth > FORMULA_DEPTH ? "nested too deeply" : "expected a measure, a decimal or (");
    }
    status = formula_sum(f);
    f->depth--;
    HOTLINE_TRY(status);
    return formula_take(f, ')') ? HOTLINE_OK : formula_fail(f, "expected )");
}

static hotline_status formula_sum(formula_reader *f) {
    if (++f->depth > FORMULA_DEPTH) {
        return formula_fail(f, "nested too deeply");
    }
    HOTLINE_TRY(formula_factor(f));
    while (formula_peek(f) != '\0' && memchr("+-*/", formula_peek(f), 4) != NULL) {
        f->i++;
        HOTLINE_TRY(formula_factor(f));
    }
    f->depth--;
    return HOTLINE_OK;
}

static hotline_status formula_check(policy_reader *r, const json *at) {
    formula_reader f = {r, at, at->value, 0, 0};
    HOTLINE_TRY(formula_sum(&f));
    return formula_peek(&f) == '\0' ? HOTLINE_OK : formula_fail(&f, "expected an operator");
}

/* ---- scores ---- */

static hotline_status score_places(policy_reader *r, const json *at, uint32_t *out) {
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (at->number < 0 || at->number > 9) {
        return hotline__policy_fail(r, at, "expected 0 to 9 places");
    }
    *out = (uint32_t)at->number;
    return HOTLINE_OK;
}

static hotline_status score_read_part(policy_reader *r, const json *at, score_part *out) {
    static const member_rule members[] = {{"is", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"places", MEMBER_INTEGER},
                                          {"if_undefined", MEMBER_TEXT},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT},
                                          {"label", MEMBER_TEXT}};
    const json *otherwise = hotline__json_member(at, "if_undefined");
    decimal unused;
    HOTLINE_TRY(hotline__policy_check_name(r, at, 0));
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    const json *is = hotline__json_member(at, "is");
    out->name = at->key;
    out->formula = is->value;
    out->clause = hotline__policy_text(at, "clause");
    out->undefined = (uint8_t)hotline__policy_is_undefined(is);
    HOTLINE_TRY(score_places(r, hotline__json_member(at, "places"), &out->places));
    if (otherwise != NULL) {
        HOTLINE_TRY(hotline__policy_decimal(r, otherwise, &unused));
    }
    return out->undefined ? HOTLINE_OK : formula_check(r, is);
}

static hotline_status score_read_parts(policy_reader *r, const json *parts, score_rule *out) {
    score_part *list = hotline__policy_take(r, (size_t)parts->count + 1, sizeof *list);
    uint32_t n = 0;
    if (list == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = parts->first; at != NULL; at = at->next, n++) {
        HOTLINE_TRY(score_read_part(r, at, &list[n]));
    }
    out->parts = list;
    out->part_count = n;
    return HOTLINE_OK;
}

static hotline_status score_read_one(policy_reader *r, policy_item item) {
    static const member_rule members[] = {{"label", MEMBER_TEXT},
                                          {"places", MEMBER_INTEGER},
                                          {"parts", MEMBER_OBJECT | MEMBER_REQUIRED},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    score_rule *out = hotline__policy_take(r, 1, sizeof *out);
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->scores[item.number] = out;
    out->name = item.at->key;
    out->undefined = (uint8_t)hotline__policy_is_undefined(item.at);
    if (out->undefined) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    HOTLINE_TRY(score_places(r, hotline__json_member(item.at, "places"), &out->places));
    return score_read_parts(r, hotline__json_member(item.at, "parts"), out);
}

hotline_status hotline__policy_read_scores(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_SCORE, i)).at != NULL; i++) {
        HOTLINE_TRY(score_read_one(r, item));
    }
    return HOTLINE_OK;
}

/* ---- rankings ---- */

static hotline_status ranking_read_by(policy_reader *r, const json *at) {
    int32_t number = hotline__map_find(&r->names->scores, at->value);
    if (number != MAP_NONE && r->declared[KIND_SCORE][number]) {
        return HOTLINE_OK;
    }
    return hotline__policy_lookup(r, KIND_MEASURE, at, at->value, &number);
}

static hotline_status ranking_read_ties(policy_reader *r, const json *at, ranking_rule *out) {
    static const char *const words[] = {"undefined", "all", "none"}; /* by ranking_ties */
    const int32_t *measures = NULL;
    uint32_t count = 0;
    out->ties_path = hotline__policy_path(r->arena, at);
    if (out->ties_path == NULL) {
        return hotline__policy_no_memory(r);
    }
    if (at->kind == JSON_TEXT) {
        return hotline__policy_choice(r, at, words, 3, &out->ties);
    }
    out->ties = TIES_MEASURES;
    return hotline__policy_name_set(r, KIND_MEASURE, at, &measures, &count);
}

static hotline_status ranking_read_pool(policy_reader *r, const json *at) {
    static const member_rule members[] = {{"by", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"top", MEMBER_INTEGER | MEMBER_REQUIRED},
                                          {"ties", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"clause", MEMBER_TEXT},
                                          {"quote", MEMBER_TEXT}};
    static const char *const words[] = {"undefined", "include", "exclude"};
    uint8_t choice = 0;
    int32_t measure = NAME_NONE;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, at, members, sizeof members / sizeof members[0]));
    const json *by = hotline__json_member(at, "by");
    const json *top = hotline__json_member(at, "top");
    HOTLINE_TRY(hotline__policy_lookup(r, KIND_MEASURE, by, by->value, &measure));
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(at, "ties"), words, 3, &choice));
    return top->number > 0 ? HOTLINE_OK : hotline__policy_fail(r, top, "expected a number above 0");
}

static hotline_status ranking_read_words(policy_reader *r, const json *at, ranking_rule *out) {
    static const char *const orders[] = {"high", "low"};
    static const char *const absents[] = {"undefined", "breaks", "holds"}; /* by ranking_absent */
    const json *order = hotline__json_member(at, "order");
    const json *absent = hotline__json_member(at, "absent");
    uint8_t choice = 0;
    if (order != NULL) {
        HOTLINE_TRY(hotline__policy_choice(r, order, orders, 2, &choice));
    }
    out->absent_path = hotline__policy_path(r->arena, absent);
    if (out->absent_path == NULL) {
        return hotline__policy_no_memory(r);
    }
    HOTLINE_TRY(hotline__policy_choice(r, absent, absents, 3, &out->absent));
    HOTLINE_TRY(ranking_read_ties(r, hotline__json_member(at, "ties"), out));
    return ranking_read_pool(r, hotline__json_member(at, "pool"));
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
    hotline__policy_cite(item.at, &out->cites);
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    HOTLINE_TRY(hotline__policy_condition_rule(r, place, hotline__json_member(item.at, "units"), &out->units));
    HOTLINE_TRY(hotline__policy_span(r, hotline__json_member(item.at, "every"), &out->every));
    HOTLINE_TRY(ranking_read_by(r, hotline__json_member(item.at, "by")));
    return ranking_read_words(r, item.at, out);
}

hotline_status hotline__policy_read_rankings(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_RANKING, i)).at != NULL; i++) {
        HOTLINE_TRY(ranking_read_one(r, item));
    }
    return HOTLINE_OK;
}
