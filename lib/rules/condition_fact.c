/* SPDX-License-Identifier: MIT */
/*
 * Compiles what a condition says about facts: which fact may be read where, what it may be compared with, and how the constant is kept. It
 * refuses to know about events, duties and the joining of conditions.
 */
#include "condition_read.h"

#include "../../include/hotline/instant.h"

enum { COMPARE_NONE, COMPARE_EQUAL, COMPARE_ORDER };

/* How facts of a type may be compared, and what they are compared with. */
typedef struct type_manner {
    const char *name;
    const char *expected;
    uint8_t compare;
} type_manner;

static const type_manner type_manners[] = {
    {"a flag", "nothing: write the name alone, or `not` before it", COMPARE_EQUAL},
    {"an integer", "an integer or an integer fact", COMPARE_ORDER},
    {"a date", "a \"YYYY-MM-DD\" text or a date fact", COMPARE_ORDER},
    {"a time", "a \"YYYY-MM-DDTHH:MM\" text or a time fact", COMPARE_ORDER},
    {"a text", "a quoted text or a text fact", COMPARE_EQUAL},
    {"a code", "a quoted text or a code fact", COMPARE_EQUAL},
    {"one_of", "one of its values", COMPARE_EQUAL},
    {"many_of", "`has` and one of its values", COMPARE_NONE},
};

/* The left side of a comparison. */
typedef struct compared_fact {
    const token *name;
    const fact_rule *rule;
    int32_t fact;
    uint8_t flags;
    uint8_t compare;
} compared_fact;

int hotline__condition_event_carries(const vocabulary *v, int32_t event, int32_t fact) {
    const int32_t *facts = event >= 0 ? v->carried[event] : NULL;
    for (uint32_t i = 0; facts != NULL && i < v->carried_counts[event]; i++) {
        if (facts[i] == fact) {
            return 1;
        }
    }
    return 0;
}

hotline_status hotline__condition_find_fact(condition_reader *c, const token *name, int32_t *out) {
    const map *facts = &c->words->names->facts;
    int32_t number = name->kind == TOKEN_NAME ? hotline__map_find(facts, name->words) : MAP_NONE;
    if (number != MAP_NONE && c->words->facts[number] != NULL) {
        *out = number;
        return HOTLINE_OK;
    }
    nearest n;
    hotline__nearest_begin(&n, name->words);
    for (uint32_t i = 0; i < facts->count; i++) {
        if (c->words->facts[i] != NULL) {
            hotline__nearest_try(&n, facts->keys[i]);
        }
    }
    hotline_status status = hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "no such fact");
    hotline__nearest_tell(&n, c->error);
    return status;
}

/* Facts of the object's own kind and of wider ones: which subjects a rule of each subject may read (by rule_subject). */
static int fact_in_reach(uint8_t place, uint8_t subject, int inside) {
    static const uint8_t reach[OF_EVENT + 1] = {0, 1u << OF_TICKET, 1u << OF_TICKET | 1u << OF_ASSIGNMENT | 1u << OF_UNIT, 1u << OF_UNIT,
                                                0};
    uint32_t seen = inside ? reach[OF_ASSIGNMENT] : reach[place];
    return (seen >> subject & 1u) != 0;
}

hotline_status hotline__condition_may_read(condition_reader *c, const token *name, int32_t fact) {
    const fact_rule *rule = c->words->facts[fact];
    int carried = c->place.event_facts && !c->inside && hotline__condition_event_carries(c->words, c->place.event, fact);
    if (carried) {
        return HOTLINE_OK;
    }
    if (c->place.subject == OF_EVENT) {
        return hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "a filter reads only facts that its event carries, not");
    }
    if (rule->subject == OF_EVENT) {
        return hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT,
                                       "a fact of an event is read only in its filter, guard and required facts:");
    }
    if (fact_in_reach(c->place.subject, rule->subject, c->inside)) {
        return HOTLINE_OK;
    }
    if (c->place.subject == OF_TICKET && rule->subject == OF_ASSIGNMENT) {
        return hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT,
                                       "a rule of the ticket reads a fact of an assignment only in any() or all():");
    }
    return hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "this rule's object does not have the fact");
}

int hotline__condition_compare(const token *t, uint8_t *compare) {
    static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">="};
    for (uint8_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (t->kind == TOKEN_SIGN && hotline__text_is(t->words, signs[i])) {
            *compare = i;
            return 1;
        }
    }
    return 0;
}

static hotline_status fact_emit(condition_reader *c, op_code code, const compared_fact *left, int64_t b) {
    HOTLINE_TRY(hotline__condition_emit(c, code, left->compare, left->fact, b));
    c->ops[c->count - 1].flags = left->flags;
    return HOTLINE_OK;
}

static hotline_status fact_wrong_value(condition_reader *c, const compared_fact *left, const token *given) {
    hotline_status status = hotline__condition_fail(c, given, HOTLINE_ERROR_DOCUMENT, "not comparable with");
    hotline__error_add(c->error, ": ");
    hotline__error_add_text(c->error, left->name->words);
    hotline__error_add(c->error, " is ");
    hotline__error_add(c->error, type_manners[left->rule->type].name);
    hotline__error_add(c->error, ", compared with ");
    hotline__error_add(c->error, type_manners[left->rule->type].expected);
    return status;
}

/* A declared value of a one_of or many_of fact, or NAME_NONE. */
static int32_t fact_value_number(const condition_reader *c, const compared_fact *left, text word) {
    int32_t number = hotline__map_find(&c->words->names->values[left->fact], word);
    if (number == MAP_NONE || (uint32_t)number >= left->rule->value_count || left->rule->value_labels[number].at == NULL) {
        return NAME_NONE;
    }
    return number;
}

static hotline_status fact_unknown_value(condition_reader *c, const compared_fact *left, const token *given) {
    nearest n;
    hotline__nearest_begin(&n, given->words);
    for (uint32_t i = 0; i < left->rule->value_count; i++) {
        if (left->rule->value_labels[i].at != NULL) {
            hotline__nearest_try(&n, c->words->names->values[left->fact].keys[i]);
        }
    }
    hotline_status status = hotline__condition_fail(c, given, HOTLINE_ERROR_DOCUMENT, "no such value");
    hotline__error_add(c->error, " of ");
    hotline__error_add_text(c->error, left->name->words);
    hotline__nearest_tell(&n, c->error);
    return status;
}

static int fact_types_agree(const compared_fact *left, const fact_rule *right, int32_t right_fact) {
    if (left->rule->type == FACT_ONE_OF || left->rule->type == FACT_MANY_OF) {
        return left->fact == right_fact;
    }
    if (left->rule->type == FACT_TEXT || left->rule->type == FACT_CODE) {
        return right->type == FACT_TEXT || right->type == FACT_CODE;
    }
    return left->rule->type == right->type;
}

static hotline_status fact_with_name(condition_reader *c, const compared_fact *left, const token *given) {
    int one_of = left->rule->type == FACT_ONE_OF;
    int32_t number = one_of ? fact_value_number(c, left, given->words) : NAME_NONE;
    if (number != NAME_NONE) {
        return fact_emit(c, OP_FACT, left, number);
    }
    number = hotline__map_find(&c->words->names->facts, given->words);
    if (number == MAP_NONE || c->words->facts[number] == NULL) {
        return one_of ? fact_unknown_value(c, left, given) : fact_wrong_value(c, left, given);
    }
    if (!fact_types_agree(left, c->words->facts[number], number)) {
        return one_of ? fact_unknown_value(c, left, given) : fact_wrong_value(c, left, given);
    }
    HOTLINE_TRY(hotline__condition_may_read(c, given, number));
    return fact_emit(c, OP_FACT_FACT, left, number);
}

static hotline_status fact_with_text(condition_reader *c, const compared_fact *left, const token *given) {
    int64_t constant = 0;
    hotline_day day = 0;
    switch (left->rule->type) {
    case FACT_TEXT:
    case FACT_CODE:
        HOTLINE_TRY(hotline__condition_constant(c, given->words, &constant));
        return fact_emit(c, OP_FACT_TEXT, left, constant);
    case FACT_DATE:
        if (hotline_day_parse(given->words.at, given->words.len, &day) == HOTLINE_OK) {
            return fact_emit(c, OP_FACT, left, day);
        }
        break;
    case FACT_TIME:
        if (hotline_instant_parse(given->words.at, given->words.len, c->words->offset_minutes, &constant) == HOTLINE_OK) {
            return fact_emit(c, OP_FACT, left, constant);
        }
        break;
    default:
        break;
    }
    return fact_wrong_value(c, left, given);
}

/* Reads [-]digits; the sign was seen when negative. */
static int fact_integer(text digits, int negative, int64_t *out) {
    int64_t n = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9' || !hotline__multiply64(n, 10, &n) || !hotline__add64(n, digits.at[i] - '0', &n)) {
            return 0;
        }
    }
    *out = negative ? -n : n;
    return digits.len > 0;
}

static hotline_status fact_with_number(condition_reader *c, const compared_fact *left, const token *given, int negative) {
    int64_t n = 0;
    if (left->rule->type != FACT_INTEGER || !fact_integer(given->words, negative, &n)) {
        return fact_wrong_value(c, left, given);
    }
    return fact_emit(c, OP_FACT, left, n);
}

/* Consumes one value and emits the comparison with it. */
static hotline_status fact_value(condition_reader *c, const compared_fact *left) {
    int negative = hotline__token_is(&c->now, "-");
    if (negative) {
        hotline__condition_advance(c);
    }
    token given = c->now;
    hotline__condition_advance(c);
    if (negative && given.kind != TOKEN_NUMBER) {
        return fact_wrong_value(c, left, &given);
    }
    switch (given.kind) {
    case TOKEN_NUMBER:
        return fact_with_number(c, left, &given, negative);
    case TOKEN_TEXT:
        return fact_with_text(c, left, &given);
    case TOKEN_NAME:
        return fact_with_name(c, left, &given);
    default:
        return hotline__condition_fail(c, &given, HOTLINE_ERROR_SYNTAX, "a value is missing before");
    }
}

/* Folds "(a, b, c)" of a one_of fact into one op when the numbers allow; the ops were emitted as equalities joined by OR. */
static void fact_fold_in(condition_reader *c, uint32_t from) {
    uint64_t set = 0;
    for (uint32_t i = from; i < c->count; i++) {
        const op *o = &c->ops[i];
        if (o->code == OP_OR) {
            continue;
        }
        if (o->code != OP_FACT || o->b >= FACT_VALUES_MAX) {
            return;
        }
        set |= (uint64_t)1 << o->b;
    }
    c->ops[from].code = OP_FACT_IN;
    c->ops[from].b = (int64_t)set;
    c->count = from + 1;
}

static hotline_status fact_in(condition_reader *c, compared_fact *left) {
    uint32_t from = c->count;
    if (left->rule->type == FACT_MANY_OF || left->rule->type == FACT_FLAG) {
        return fact_wrong_value(c, left, &c->now);
    }
    left->compare = IS_EQUAL;
    hotline__condition_advance(c);
    HOTLINE_TRY(hotline__condition_expect(c, "("));
    HOTLINE_TRY(fact_value(c, left));
    while (hotline__token_is(&c->now, ",")) {
        hotline__condition_advance(c);
        HOTLINE_TRY(fact_value(c, left));
        HOTLINE_TRY(hotline__condition_emit(c, OP_OR, 0, 0, 0));
    }
    HOTLINE_TRY(hotline__condition_expect(c, ")"));
    if (left->rule->type == FACT_ONE_OF) {
        fact_fold_in(c, from);
    }
    return HOTLINE_OK;
}

static hotline_status fact_has(condition_reader *c, compared_fact *left) {
    hotline__condition_advance(c);
    token given = c->now;
    if (left->rule->type != FACT_MANY_OF) {
        return fact_wrong_value(c, left, &given);
    }
    hotline__condition_advance(c);
    int32_t number = given.kind == TOKEN_NAME ? fact_value_number(c, left, given.words) : NAME_NONE;
    return number == NAME_NONE ? fact_unknown_value(c, left, &given) : fact_emit(c, OP_FACT_HAS, left, number);
}

static hotline_status fact_under(condition_reader *c, compared_fact *left) {
    int64_t constant = 0;
    hotline__condition_advance(c);
    token given = c->now;
    if (left->rule->type != FACT_CODE || given.kind != TOKEN_TEXT) {
        hotline__condition_fail(c, &given, HOTLINE_ERROR_DOCUMENT, "`under` takes a code fact and a quoted text, not");
        return HOTLINE_ERROR_DOCUMENT;
    }
    hotline__condition_advance(c);
    HOTLINE_TRY(hotline__condition_constant(c, given.words, &constant));
    return fact_emit(c, OP_FACT_UNDER, left, constant);
}

static hotline_status fact_alone(condition_reader *c, compared_fact *left) {
    if (c->now.kind == TOKEN_BAD && hotline__token_instead(c->now.words) != NULL) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_SYNTAX, "not a word of a condition:");
    }
    if (left->rule->type == FACT_FLAG) {
        return fact_emit(c, OP_FACT, left, 1);
    }
    hotline_status status = hotline__condition_fail(c, left->name, HOTLINE_ERROR_DOCUMENT, "only a flag stands alone, not");
    hotline__error_add(c->error, ", which is ");
    hotline__error_add(c->error, type_manners[left->rule->type].name);
    return status;
}

static hotline_status fact_ordered(condition_reader *c, compared_fact *left) {
    uint8_t manner = type_manners[left->rule->type].compare;
    if (manner == COMPARE_NONE || (manner == COMPARE_EQUAL && left->compare > IS_NOT_EQUAL)) {
        return fact_wrong_value(c, left, &c->now);
    }
    hotline__condition_advance(c);
    return fact_value(c, left);
}

hotline_status hotline__condition_fact(condition_reader *c, const token *name, int32_t fact, uint8_t flags) {
    compared_fact left = {name, c->words->facts[fact], fact, flags, IS_EQUAL};
    HOTLINE_TRY(hotline__condition_may_read(c, name, fact));
    if (hotline__condition_compare(&c->now, &left.compare)) {
        return fact_ordered(c, &left);
    }
    if (hotline__token_is(&c->now, "in")) {
        return fact_in(c, &left);
    }
    if (hotline__token_is(&c->now, "has")) {
        return fact_has(c, &left);
    }
    if (hotline__token_is(&c->now, "under")) {
        return fact_under(c, &left);
    }
    return fact_alone(c, &left);
}

static hotline_status time_with_fact(condition_reader *c, uint8_t compare) {
    token name = c->now;
    int32_t fact = NAME_NONE;
    hotline__condition_advance(c);
    HOTLINE_TRY(hotline__condition_find_fact(c, &name, &fact));
    HOTLINE_TRY(hotline__condition_may_read(c, &name, fact));
    uint8_t type = c->words->facts[fact]->type;
    if (type != FACT_DATE && type != FACT_TIME) {
        return hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT, "`time` is compared with a date or time fact, not");
    }
    return hotline__condition_emit(c, OP_TIME_FACT, compare, fact, 0);
}

hotline_status hotline__condition_time(condition_reader *c) {
    uint8_t compare = 0;
    int64_t instant = 0;
    if (!hotline__condition_compare(&c->now, &compare)) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_SYNTAX, "`time` needs a comparison before");
    }
    hotline__condition_advance(c);
    if (c->now.kind == TOKEN_NAME) {
        return time_with_fact(c, compare);
    }
    token given = c->now;
    hotline__condition_advance(c);
    if (given.kind != TOKEN_TEXT ||
        hotline_instant_parse(given.words.at, given.words.len, c->words->offset_minutes, &instant) != HOTLINE_OK) {
        return hotline__condition_fail(c, &given, HOTLINE_ERROR_DOCUMENT,
                                       "`time` is compared with a fact or a \"YYYY-MM-DDTHH:MM\" text, not");
    }
    return hotline__condition_emit(c, OP_TIME, compare, 0, instant);
}
