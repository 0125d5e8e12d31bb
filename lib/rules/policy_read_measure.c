/* SPDX-License-Identifier: MIT */
/*
 * Reads measures, and the moments that decide a period or call for a proposal. It refuses to count anything.
 */
#include "policy_read.h"

#include <string.h>

static const member_rule measure_members[] = {
    {"of", MEMBER_TEXT | MEMBER_REQUIRED},
    {"label", MEMBER_TEXT},
    {"at", MEMBER_TEXT},
    {"count", MEMBER_TEXT | MEMBER_OBJECT | MEMBER_REQUIRED},
    {"per", MEMBER_TEXT},
    {"except", MEMBER_TEXT},
    {"clause", MEMBER_TEXT},
    {"quote", MEMBER_TEXT},
};

/* ---- moments ---- */

/* "first(" body ")": the body, or empty when it is not that word. */
static text moment_body(text t, const char *word) {
    text body = {NULL, 0};
    text w = hotline__text(word);
    if (t.len > w.len + 2 && memcmp(t.at, word, w.len) == 0 && t.at[w.len] == '(' && t.at[t.len - 1] == ')') {
        body.at = t.at + w.len + 1;
        body.len = t.len - w.len - 2;
    }
    return body;
}

static hotline_status moment_rankings(policy_reader *r, const json *at, text names_text, moment *out) {
    size_t from = 0;
    int32_t *rankings = hotline__policy_take(r, names_text.len + 1, sizeof *rankings);
    if (rankings == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    while (from < names_text.len) {
        text name = {names_text.at + from, 0};
        while (from + name.len < names_text.len && name.at[name.len] != ',') {
            name.len++;
        }
        HOTLINE_TRY(hotline__policy_lookup(r, KIND_RANKING, at, name, &rankings[out->ranking_count++]));
        from += name.len + 1;
        while (from < names_text.len && names_text.at[from] == ' ') {
            from++;
        }
        if (from == names_text.len) {
            return hotline__policy_fail(r, at, "a ranking is missing after the comma");
        }
    }
    out->rankings = rankings;
    return HOTLINE_OK;
}

static hotline_status moment_period(policy_reader *r, const json *at, text name, moment *out) {
    policy_node inner = *(const policy_node *)at;
    inner.json.value = name;
    HOTLINE_TRY(hotline__policy_span(r, &inner.json, &out->period));
    return out->period != SPAN_UNDEFINED ? HOTLINE_OK : hotline__policy_fail(r, at, "the end of which period?");
}

/* A pattern inside first() or last() is compiled from a copy of the node, so that its place stays that of the whole. */
static hotline_status moment_pattern(policy_reader *r, condition_place place, const json *at, text body, moment *out) {
    policy_node inner = *(const policy_node *)at;
    place.pattern = 1;
    inner.json.value = body;
    return hotline__policy_condition(r, place, &inner.json, &out->pattern);
}

static hotline_status moment_of_events(policy_reader *r, condition_place place, const json *at, moment *out) {
    text first = moment_body(at->value, "first");
    text last = moment_body(at->value, "last");
    out->kind = last.at != NULL ? MOMENT_LAST : MOMENT_FIRST;
    out->bare = last.at == NULL && first.at == NULL;
    return moment_pattern(r, place, at, last.at != NULL ? last : first.at != NULL ? first : at->value, out);
}

hotline_status hotline__policy_read_moment(policy_reader *r, condition_place place, const json *at, moment *out) {
    text publish = moment_body(at->value, "publish");
    text end = moment_body(at->value, "end");
    text duty = moment_body(at->value, "due");
    if (publish.at != NULL) {
        out->kind = MOMENT_PUBLISH;
        return moment_rankings(r, at, publish, out);
    }
    if (end.at != NULL) {
        out->kind = MOMENT_END;
        return moment_period(r, at, end, out);
    }
    if (duty.at != NULL) {
        out->kind = MOMENT_DUE;
        return hotline__policy_lookup(r, KIND_DUTY, at, duty, &out->duty);
    }
    return moment_of_events(r, place, at, out);
}

/* ---- measures ---- */

static hotline_status measure_read_of(policy_reader *r, const json *at, measure_rule *out) {
    out->event = NAME_NONE;
    if (hotline__text_is(at->value, "ticket") || hotline__text_is(at->value, "assignment")) {
        out->subject = at->value.at[0] == 't' ? OF_TICKET : OF_ASSIGNMENT;
        return HOTLINE_OK;
    }
    out->subject = OF_EVENT;
    return hotline__policy_lookup(r, KIND_EVENT, at, at->value, &out->event);
}

/* A measure of an event reads what its conditions could read on the event's object, and the event's own facts. */
static condition_place measure_place(const policy_reader *r, const measure_rule *m) {
    condition_place place = {m->subject, 0, 0, RANKING_NONE, NAME_NONE};
    if (m->subject == OF_EVENT) {
        uint8_t opens = r->event_opens[m->event];
        place.subject = opens >= OPENS_ASSIGNMENT ? (uint8_t)OF_ASSIGNMENT : r->event_subjects[m->event];
        place.event_facts = 1;
        place.event = m->event;
    }
    return place;
}

static hotline_status measure_read_at(policy_reader *r, condition_place place, const json *measure, measure_rule *out) {
    const json *at = hotline__json_member(measure, "at");
    if (at == NULL) {
        return out->subject == OF_EVENT ? HOTLINE_OK
                                        : hotline__policy_fail(r, measure, "missing key \"at\": which moment decides the period?");
    }
    place.event_facts = 0;
    HOTLINE_TRY(hotline__policy_read_moment(r, place, at, &out->at));
    if (out->at.kind == MOMENT_PUBLISH || out->at.kind == MOMENT_END) {
        return hotline__policy_fail(r, at, "a measure's moment is an event, first(), last() or due()");
    }
    if (out->at.kind == MOMENT_DUE && r->duty_subjects[out->at.duty] != place.subject) {
        return hotline__policy_fail(r, at, "the measure and the duty are not of the same subject");
    }
    return HOTLINE_OK;
}

/* In units of the measure's places a weight has at most eighteen digits, so that scaling it and taking it back stay exact. */
static int measure_weight_fits(decimal weight, uint32_t places) {
    int64_t most = INT64_C(1000000000000000000);
    for (uint32_t i = weight.places; i < places; i++) {
        most /= 10;
    }
    return weight.units > -most && weight.units < most;
}

static hotline_status measure_check_weights(policy_reader *r, const json *table, const measure_rule *measure) {
    uint32_t n = 0;
    for (const json *row = table->first; row != NULL; row = row->next, n++) {
        if (!measure_weight_fits(measure->weights[n].weight, measure->places)) {
            return hotline__policy_fail(r, row, "a weight has at most 18 digits, those after the point of any row of its table counted");
        }
    }
    return HOTLINE_OK;
}

static hotline_status measure_read_weights(policy_reader *r, condition_place place, const json *table, measure_rule *out) {
    weight_row *rows = hotline__policy_take(r, (size_t)table->count + 1, sizeof *rows);
    const condition **whens = hotline__policy_take(r, (size_t)table->count + 1, sizeof *whens);
    uint32_t n = 0;
    if (rows == NULL || whens == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *row = table->first; row != NULL; row = row->next, n++) {
        HOTLINE_TRY(hotline__policy_row_condition(r, place, row, &whens[n]));
        HOTLINE_TRY(hotline__policy_decimal(r, row, &rows[n].weight));
        rows[n].when = whens[n];
        out->places = rows[n].weight.places > out->places ? rows[n].weight.places : out->places;
    }
    out->weights = rows;
    out->weight_count = n;
    HOTLINE_TRY(measure_check_weights(r, table, out));
    return hotline__policy_table_check(r, table, whens, n, 1);
}

static hotline_status measure_read_count(policy_reader *r, condition_place place, const json *at, measure_rule *out) {
    weight_row *row;
    out->count_form = at->kind == JSON_OBJECT ? RULE_TABLE : RULE_PLAIN;
    if (out->count_form == RULE_TABLE) {
        return at->first != NULL ? measure_read_weights(r, place, at, out) : hotline__policy_fail(r, at, "a table needs a row");
    }
    row = hotline__policy_take(r, 1, sizeof *row);
    if (row == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    row->weight.units = 1;
    out->weights = row;
    out->weight_count = 1;
    return hotline__policy_condition(r, place, at, &row->when);
}

static hotline_status measure_read_condition(policy_reader *r, condition_place place, const json *at, uint8_t *form,
                                             const condition **out) {
    *form = at == NULL ? RULE_ABSENT : RULE_PLAIN;
    return at == NULL ? HOTLINE_OK : hotline__policy_condition(r, place, at, out);
}

/* "rating = satisfied: 1; rating = basic: 0.9" */
static hotline_status measure_table_words(policy_reader *r, const json *table, text *out) {
    size_t size = 1;
    char *at;
    for (const json *row = table->first; row != NULL; row = row->next) {
        size += row->key.len + row->value.len + 4;
    }
    at = hotline__policy_take(r, size, 1);
    if (at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    out->at = at;
    for (const json *row = table->first; row != NULL; row = row->next) {
        memcpy(at, row->key.at, row->key.len);
        at += row->key.len;
        memcpy(at, ": ", 2);
        memcpy(at + 2, row->value.at, row->value.len);
        at += 2 + row->value.len;
        memcpy(at, "; ", row->next != NULL ? 2 : 0);
        at += row->next != NULL ? 2 : 0;
    }
    out->len = (size_t)(at - out->at);
    return HOTLINE_OK;
}

static hotline_status measure_read_words(policy_reader *r, const json *measure, measure_rule *out) {
    static const char *const keys[] = {"of", "at", "count", "per", "except"};
    for (uint32_t i = 0; i < MEASURE_WORDS; i++) {
        out->words[i] = hotline__policy_text(measure, keys[i]);
    }
    return out->count_form == RULE_TABLE ? measure_table_words(r, hotline__json_member(measure, "count"), &out->words[WORD_COUNT])
                                         : HOTLINE_OK;
}

static hotline_status measure_read_one(policy_reader *r, policy_item item) {
    measure_rule *out = hotline__policy_take(r, 1, sizeof *out);
    condition_place place;
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->measures[item.number] = out;
    out->name = item.at->key;
    out->undefined = (uint8_t)hotline__policy_is_undefined(item.at);
    out->event = NAME_NONE;
    hotline__policy_cite(item.at, &out->cites);
    HOTLINE_TRY(hotline__policy_note_path(r, item.at, &out->path));
    if (out->undefined) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__policy_members(r, item.at, measure_members, sizeof measure_members / sizeof measure_members[0]));
    out->label = hotline__policy_text(item.at, "label");
    HOTLINE_TRY(measure_read_of(r, hotline__json_member(item.at, "of"), out));
    place = measure_place(r, out);
    out->unitless = place.subject == OF_TICKET;
    HOTLINE_TRY(measure_read_at(r, place, item.at, out));
    HOTLINE_TRY(measure_read_count(r, place, hotline__json_member(item.at, "count"), out));
    HOTLINE_TRY(measure_read_condition(r, place, hotline__json_member(item.at, "per"), &out->per_form, &out->per));
    HOTLINE_TRY(measure_read_condition(r, place, hotline__json_member(item.at, "except"), &out->except_form, &out->except));
    return measure_read_words(r, item.at, out);
}

hotline_status hotline__policy_read_measures(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_MEASURE, i)).at != NULL; i++) {
        HOTLINE_TRY(measure_read_one(r, item));
    }
    return HOTLINE_OK;
}
