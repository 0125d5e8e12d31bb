/* SPDX-License-Identifier: MIT */
/*
 * What may be asked of an event by itself: its place in the order, whether two are the same, and a fact of it as a typed value. It
 * refuses to know tickets and duties.
 */
#include "event_impl.h"

#include <string.h>

/* A list of values ends after so many bytes: it is told with each bad value. */
enum { EVENT_EXPECTED_MOST = 200 };

int hotline__event_compare(const event *a, const event *b) {
    if (a->at != b->at) {
        return a->at < b->at ? -1 : 1;
    }
    if (a->seq != b->seq) {
        return a->seq < b->seq ? -1 : 1;
    }
    return hotline__text_compare(a->id, b->id);
}

static int event_same_text(text a, text b) {
    return (a.at == NULL) == (b.at == NULL) && hotline__text_equal(a, b);
}

static int event_same_fact(const raw_fact *a, const raw_fact *b) {
    uint32_t i;
    if (a->kind != b->kind || a->number != b->number || a->item_count != b->item_count || !hotline__text_equal(a->words, b->words)) {
        return 0;
    }
    for (i = 0; i < a->item_count; i++) {
        if (!hotline__text_equal(a->items[i], b->items[i])) {
            return 0;
        }
    }
    return 1;
}

/* Members of an object have no order; an event carries few facts, and not more than the policy declares when it means anything. */
static int event_same_facts(const event *a, const event *b) {
    uint32_t i;
    uint32_t j;
    if (a->fact_count != b->fact_count) {
        return 0;
    }
    for (i = 0; i < a->fact_count; i++) {
        for (j = 0; j < b->fact_count && !hotline__text_equal(a->facts[i].key, b->facts[j].key); j++) {
        }
        if (j == b->fact_count || !event_same_fact(&a->facts[i], &b->facts[j])) {
            return 0;
        }
    }
    return 1;
}

int hotline__event_same(const event *a, const event *b) {
    return a->at == b->at && a->known == b->known && a->seq == b->seq && event_same_text(a->id, b->id) &&
           event_same_text(a->kind_name, b->kind_name) && event_same_text(a->role_name, b->role_name) &&
           event_same_text(a->assignment, b->assignment) && event_same_text(a->by, b->by) &&
           event_same_text(a->ticket_name, b->ticket_name) && event_same_text(a->unit_name, b->unit_name) && event_same_facts(a, b);
}

const raw_fact *hotline__event_facts(const event *e, uint32_t *count) {
    const event *source = e->replaced_by != NULL ? e->replaced_by : e;
    *count = source->fact_count;
    return source->facts;
}

static int event_value_flag(const raw_fact *raw, value *out) {
    out->number = raw->number;
    return raw->kind == RAW_FLAG;
}

static int event_value_integer(const raw_fact *raw, value *out) {
    out->number = raw->number;
    return raw->kind == RAW_INTEGER;
}

static int event_value_date(const raw_fact *raw, value *out) {
    hotline_day day = 0;
    if (raw->kind != RAW_TEXT || hotline_day_parse(raw->words.at, raw->words.len, &day) < 0) {
        return 0;
    }
    out->number = day;
    return 1;
}

static int event_value_time(const hotline_rulebook *rulebook, const raw_fact *raw, value *out) {
    return raw->kind == RAW_TEXT &&
           hotline_instant_parse(raw->words.at, raw->words.len, hotline__calendar_offset(rulebook->calendar), &out->number) >= 0;
}

static int event_value_text(const raw_fact *raw, value *out) {
    out->words = raw->words;
    return raw->kind == RAW_TEXT;
}

/* The number of a value that this policy declares, or NAME_NONE. */
static int32_t event_value_number(const hotline_rulebook *rulebook, const fact_rule *rule, int32_t fact, text name) {
    int32_t number = hotline__map_find(&rulebook->names.values[fact], name);
    if (number < 0 || (uint32_t)number >= rule->value_count || rule->value_labels[number].at == NULL) {
        return NAME_NONE;
    }
    return number;
}

static int event_value_one(const hotline_rulebook *rulebook, const fact_rule *rule, const raw_fact *raw, value *out) {
    int32_t number = raw->kind == RAW_TEXT ? event_value_number(rulebook, rule, raw->fact, raw->words) : NAME_NONE;
    out->number = number;
    return number != NAME_NONE;
}

static int event_value_many(const hotline_rulebook *rulebook, const fact_rule *rule, const raw_fact *raw, value *out) {
    uint64_t set = 0;
    uint32_t i;
    if (raw->kind != RAW_LIST) {
        return 0;
    }
    for (i = 0; i < raw->item_count; i++) {
        int32_t number = event_value_number(rulebook, rule, raw->fact, raw->items[i]);
        if (number == NAME_NONE || number >= FACT_VALUES_MAX) {
            return 0;
        }
        set |= (uint64_t)1 << number;
    }
    memcpy(&out->number, &set, sizeof set);
    return 1;
}

int hotline__event_value(const hotline_rulebook *rulebook, const fact_rule *rule, const raw_fact *raw, value *out) {
    int ok = 0;
    memset(out, 0, sizeof *out);
    switch (rule->type) {
    case FACT_FLAG:
        ok = event_value_flag(raw, out);
        break;
    case FACT_INTEGER:
        ok = event_value_integer(raw, out);
        break;
    case FACT_DATE:
        ok = event_value_date(raw, out);
        break;
    case FACT_TIME:
        ok = event_value_time(rulebook, raw, out);
        break;
    case FACT_ONE_OF:
        ok = event_value_one(rulebook, rule, raw, out);
        break;
    case FACT_MANY_OF:
        ok = event_value_many(rulebook, rule, raw, out);
        break;
    default:
        ok = event_value_text(raw, out);
        break;
    }
    out->kind = ok ? (uint32_t)rule->type + 1 : 0;
    return ok;
}

int hotline__event_is_nothing(const raw_fact *raw) {
    return raw->kind == RAW_NULL || (raw->kind == RAW_TEXT && raw->words.len == 0);
}

static int event_declares(const fact_rule *rule, uint32_t number) {
    return rule->value_labels[number].at != NULL;
}

void hotline__event_expected(const hotline_rulebook *rulebook, const fact_rule *rule, int32_t fact, buffer *out) {
    static const char *const types[] = {"flag", "integer", "date", "time", "text", "code"};
    const char *before = "";
    uint32_t i;
    if (rule->type < FACT_ONE_OF) {
        hotline__buffer_add_text(out, hotline__text(types[rule->type]));
        return;
    }
    for (i = 0; i < rule->value_count; i++) {
        if (event_declares(rule, i)) {
            hotline__buffer_puts(out, before);
            if (out->len >= EVENT_EXPECTED_MOST) {
                hotline__buffer_puts(out, "...");
                return;
            }
            hotline__buffer_add_text(out, rulebook->names.values[fact].keys[i]);
            before = ", ";
        }
    }
}

text hotline__event_nearest(const hotline_rulebook *rulebook, const fact_rule *rule, const raw_fact *raw) {
    nearest near;
    uint32_t i;
    hotline__nearest_begin(&near, raw->words);
    for (i = 0; raw->kind == RAW_TEXT && rule->type == FACT_ONE_OF && i < rule->value_count; i++) {
        if (event_declares(rule, i)) {
            hotline__nearest_try(&near, rulebook->names.values[raw->fact].keys[i]);
        }
    }
    return near.best;
}
