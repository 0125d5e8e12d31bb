/* SPDX-License-Identifier: MIT */
/*
 * Reads the small values of a policy: members of a closed set of keys, words of a closed list, names that must be declared, dates, limits and
 * decimals. It refuses to know which section they stand in.
 */
#include "decimal.h"
#include "policy_read.h"

#include <string.h>

void *hotline__policy_take(policy_reader *r, size_t count, size_t size) {
    void *memory = hotline__arena_take_zeroed(r->arena, count, size);
    if (memory == NULL) {
        (void)hotline__policy_no_memory(r);
    }
    return memory;
}

int hotline__policy_is_undefined(const json *node) {
    return node != NULL && node->kind == JSON_TEXT && hotline__text_is(node->value, "undefined");
}

static int name_is_formed(text name) {
    if (name.len == 0 || name.at[0] < 'a' || name.at[0] > 'z') {
        return 0;
    }
    for (size_t i = 1; i < name.len; i++) {
        char c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
            return 0;
        }
    }
    return 1;
}

static int name_is_reserved(text name) {
    static const char *const reserved[] = {
        "or",    "and", "not",  "in",   "has",       "under",  "by",         "any",  "all",    "known", "first",          "last",
        "count", "met", "late", "open", "waived",    "state",  "round",      "time", "streak", "rank",  "rank_from_last", "always",
        "never", "yes", "no",   "else", "undefined", "ticket", "assignment", "unit", "event",  "part"};
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
        if (hotline__text_is(name, reserved[i])) {
            return 1;
        }
    }
    return 0;
}

hotline_status hotline__policy_check_name(policy_reader *r, const json *at, int declared) {
    const char *why = !name_is_formed(at->key)                ? "a name is [a-z][a-z0-9_]*, not "
                      : declared && name_is_reserved(at->key) ? "the word is reserved and cannot be declared: "
                                                              : NULL;
    if (why == NULL) {
        return HOTLINE_OK;
    }
    hotline_status status = hotline__policy_fail_key(r, at, why);
    hotline__error_add_quoted(r->error, at->key);
    return status;
}

hotline_status hotline__policy_check_word(policy_reader *r, const json *at) {
    if (name_is_formed(at->value)) {
        return HOTLINE_OK;
    }
    hotline_status status = hotline__policy_fail(r, at, "a name is [a-z][a-z0-9_]*, not ");
    hotline__error_add_quoted(r->error, at->value);
    return status;
}

static uint32_t member_kind(uint8_t kind) {
    static const uint32_t kinds[] = {0, MEMBER_FLAG, MEMBER_FLAG, MEMBER_INTEGER, 0, MEMBER_TEXT, MEMBER_ARRAY, MEMBER_OBJECT};
    return kinds[kind];
}

/* "expected text or an object, not null" */
static hotline_status member_wrong_kind(policy_reader *r, const json *at, uint32_t kinds) {
    static const char *const known[] = {"text", "an integer", "true or false", "an array", "an object"};
    int first = 1;
    hotline_status status = hotline__policy_fail(r, at, "expected ");
    for (uint32_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if ((kinds >> i & 1u) != 0) {
            hotline__error_add(r->error, first ? "" : " or ");
            hotline__error_add(r->error, known[i]);
            first = 0;
        }
    }
    hotline__error_add(r->error, ", not ");
    hotline__error_add(r->error, hotline__json_kind_name(at->kind));
    return status;
}

static hotline_status member_unknown(policy_reader *r, const json *at, const member_rule *rules, size_t count) {
    nearest n;
    hotline__nearest_begin(&n, at->key);
    for (size_t i = 0; i < count; i++) {
        hotline__nearest_try(&n, hotline__text(rules[i].name));
    }
    hotline_status status = hotline__policy_fail_key(r, at, "unknown key ");
    hotline__error_add_quoted(r->error, at->key);
    hotline__nearest_tell(&n, r->error);
    return status;
}

static hotline_status member_check(policy_reader *r, const json *at, const member_rule *rules, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (hotline__text_is(at->key, rules[i].name)) {
            uint32_t kinds = rules[i].kinds & ~(uint32_t)MEMBER_REQUIRED;
            return (member_kind(at->kind) & kinds) != 0 ? HOTLINE_OK : member_wrong_kind(r, at, kinds);
        }
    }
    return member_unknown(r, at, rules, count);
}

hotline_status hotline__policy_members(policy_reader *r, const json *object, const member_rule *rules, size_t count) {
    if (object->kind != JSON_OBJECT) {
        return member_wrong_kind(r, object, MEMBER_OBJECT);
    }
    for (const json *at = object->first; at != NULL; at = at->next) {
        HOTLINE_TRY(member_check(r, at, rules, count));
    }
    for (size_t i = 0; i < count; i++) {
        if ((rules[i].kinds & MEMBER_REQUIRED) != 0 && hotline__json_member(object, rules[i].name) == NULL) {
            hotline_status status = hotline__policy_fail(r, object, "missing key ");
            hotline__error_add_quoted(r->error, hotline__text(rules[i].name));
            return status;
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__policy_choice(policy_reader *r, const json *at, const char *const *words, size_t count, uint8_t *out) {
    nearest n;
    if (at->kind != JSON_TEXT) {
        return member_wrong_kind(r, at, MEMBER_TEXT);
    }
    hotline__nearest_begin(&n, at->value);
    for (size_t i = 0; i < count; i++) {
        if (hotline__text_is(at->value, words[i])) {
            *out = (uint8_t)i;
            return HOTLINE_OK;
        }
        hotline__nearest_try(&n, hotline__text(words[i]));
    }
    hotline_status status = hotline__policy_fail(r, at, "expected ");
    for (size_t i = 0; i < count; i++) {
        hotline__error_add(r->error, i == 0 ? "" : i + 1 == count ? " or " : ", ");
        hotline__error_add_text(r->error, hotline__text(words[i]));
    }
    hotline__error_add(r->error, ", not ");
    hotline__error_add_quoted(r->error, at->value);
    hotline__nearest_tell(&n, r->error);
    return status;
}

policy_item hotline__policy_item_at(const policy_reader *r, name_kind kind, uint32_t i) {
    policy_item item = {NULL, NAME_NONE};
    if (i < r->counts[kind]) {
        item.number = r->order[kind][i];
        item.at = r->items[kind][item.number];
    }
    return item;
}

static const map *lookup_map(const names *n, name_kind kind) {
    const map *const maps[KIND_COUNT] = {&n->facts,    &n->events, &n->roles,    &n->machines, &n->duties,
                                         &n->measures, &n->scores, &n->rankings, &n->proposals};
    return maps[kind];
}

hotline_status hotline__policy_lookup(policy_reader *r, name_kind kind, const json *at, text name, int32_t *out) {
    static const char *const kinds[KIND_COUNT] = {"fact", "event", "role", "machine", "duty", "measure", "score", "ranking", "proposal"};
    const map *known = lookup_map(r->names, kind);
    int32_t number = hotline__map_find(known, name);
    if (number != MAP_NONE && r->declared[kind][number]) {
        r->read[kind][number] = 1;
        *out = number;
        return HOTLINE_OK;
    }
    nearest n;
    hotline__nearest_begin(&n, name);
    for (uint32_t i = 0; i < r->counts[kind]; i++) {
        hotline__nearest_try(&n, known->keys[r->order[kind][i]]);
    }
    hotline_status status = hotline__policy_fail(r, at, "no such ");
    hotline__error_add(r->error, kinds[kind]);
    hotline__error_add(r->error, " ");
    hotline__error_add_quoted(r->error, name);
    hotline__nearest_tell(&n, r->error);
    return status;
}

static hotline_status set_element(policy_reader *r, name_kind kind, const json *at, int32_t *set, uint32_t count) {
    if (at->kind != JSON_TEXT) {
        return member_wrong_kind(r, at, MEMBER_TEXT);
    }
    HOTLINE_TRY(hotline__policy_lookup(r, kind, at, at->value, &set[count]));
    for (uint32_t i = 0; i < count; i++) {
        if (set[i] == set[count]) {
            hotline_status status = hotline__policy_fail(r, at, "named twice: ");
            hotline__error_add_quoted(r->error, at->value);
            return status;
        }
    }
    return HOTLINE_OK;
}

hotline_status hotline__policy_name_set(policy_reader *r, name_kind kind, const json *array, const int32_t **out, uint32_t *count) {
    uint32_t n = 0;
    if (array->first == NULL) {
        return hotline__policy_fail(r, array, "an empty set says nothing: leave the key out");
    }
    int32_t *set = hotline__policy_take(r, array->count, sizeof *set);
    if (set == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = array->first; at != NULL; at = at->next) {
        HOTLINE_TRY(set_element(r, kind, at, set, n));
        n++;
    }
    *out = set;
    *count = n;
    return HOTLINE_OK;
}

hotline_status hotline__policy_names(policy_reader *r, name_kind kind, const json *at, const int32_t **out, uint32_t *count) {
    int32_t *one;
    if (at == NULL) {
        return HOTLINE_OK;
    }
    if (at->kind == JSON_ARRAY) {
        return hotline__policy_name_set(r, kind, at, out, count);
    }
    one = hotline__policy_take(r, 1, sizeof *one);
    if (one == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    *out = one;
    *count = 1;
    return hotline__policy_lookup(r, kind, at, at->value, one);
}

text hotline__policy_text(const json *object, const char *name) {
    const json *at = hotline__json_member(object, name);
    text none = {NULL, 0};
    return at != NULL && at->kind == JSON_TEXT ? at->value : none;
}

void hotline__policy_cite(const json *object, citation *out) {
    const json *clause = hotline__json_member(object, "clause");
    const json *cites = clause != NULL ? clause : object;
    out->clause = hotline__policy_text(object, "clause");
    out->quote = hotline__policy_text(object, "quote");
    out->document = ((const policy_node *)cites)->from->id;
}

hotline_status hotline__policy_date(policy_reader *r, const json *at, hotline_day *out) {
    if (hotline_day_parse(at->value.at, at->value.len, out) == HOTLINE_OK) {
        return HOTLINE_OK;
    }
    hotline_status status = hotline__policy_fail(r, at, "expected a date YYYY-MM-DD, not ");
    hotline__error_add_quoted(r->error, at->value);
    return status;
}

/* Is the period kind said, be it only as "undefined"? */
static int span_is_said(const periods_rule *periods, uint8_t span) {
    switch (span) {
    case SPAN_DAY:
        return periods->day_form != RULE_ABSENT;
    case SPAN_WEEK:
        return periods->week_form != RULE_ABSENT;
    default:
        return periods->month_form != RULE_ABSENT;
    }
}

hotline_status hotline__policy_span(policy_reader *r, const json *at, uint8_t *out) {
    static const char *const spans[] = {"undefined", "day", "week", "month", "quarter", "year"};
    uint8_t choice = 0;
    HOTLINE_TRY(hotline__policy_choice(r, at, spans, sizeof spans / sizeof spans[0], &choice));
    *out = (uint8_t)(choice + SPAN_UNDEFINED);
    if (*out == SPAN_UNDEFINED || span_is_said(&r->policy->periods, *out)) {
        return HOTLINE_OK;
    }
    hotline_status status = hotline__policy_fail(r, at, "`periods` must say how this period begins: missing periods.");
    hotline__error_add_text(r->error, hotline__text(*out <= SPAN_WEEK ? spans[choice] : "month"));
    return status;
}

hotline_status hotline__policy_limit(policy_reader *r, const json *at, int64_t least, limit *out) {
    out->form = at == NULL ? RULE_ABSENT : hotline__policy_is_undefined(at) ? RULE_UNDEFINED : RULE_PLAIN;
    if (out->form != RULE_PLAIN) {
        return HOTLINE_OK;
    }
    if (at->kind != JSON_INTEGER) {
        return hotline__policy_fail(r, at, "expected an integer or \"undefined\"");
    }
    if (at->number < least || at->number > 1000000) {
        hotline_status status = hotline__policy_fail(r, at, "out of range: expected ");
        hotline__error_add_number(r->error, least);
        hotline__error_add(r->error, " to 1000000");
        return status;
    }
    out->n = at->number;
    return HOTLINE_OK;
}

hotline_status hotline__policy_decimal(policy_reader *r, const json *at, decimal *out) {
    if (at->kind == JSON_TEXT && hotline__decimal_read(at->value, out)) {
        return HOTLINE_OK;
    }
    return hotline__policy_fail(r, at, "expected a decimal in quotes such as \"0.9\" or \"60%\", at most nine places");
}
