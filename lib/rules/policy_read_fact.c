/* SPDX-License-Identifier: MIT */
/*
 * Reads the sections that declare things without rules: facts with their types and values, machines with their states. It refuses to know
 * which event carries a fact or moves a machine.
 */
#include "policy_read.h"

static const char *const fact_subjects[] = {"ticket", "assignment", "unit", "event"};
static const char *const fact_types[] = {"flag", "integer", "date", "time", "text", "code"};

static text fact_label(const json *object, text otherwise) {
    text label = hotline__policy_text(object, "label");
    return label.at != NULL ? label : otherwise;
}

static hotline_status fact_add_value(policy_reader *r, int32_t fact, const json *at, fact_rule *out) {
    uint32_t number = 0;
    hotline_status status = hotline__policy_check_name(r, at, 0);
    HOTLINE_TRY(status);
    status = hotline__names_add(r->names, &r->names->values[fact], at->key, &number);
    if (status < 0) {
        return status == HOTLINE_ERROR_MEMORY ? hotline__policy_no_memory(r) : hotline__policy_fail_key(r, at, "too many values");
    }
    if (at->kind != JSON_TEXT) {
        return hotline__policy_fail(r, at, "a value has a label: {value: label}");
    }
    if (out->type == FACT_MANY_OF && number >= FACT_VALUES_MAX) {
        return hotline__policy_fail_limit(r, at, "many_of has at most 64 values over all documents of a rulebook");
    }
    return HOTLINE_OK;
}

static hotline_status fact_values(policy_reader *r, int32_t fact, const json *values, fact_rule *out) {
    const map *known = &r->names->values[fact];
    if (values->first == NULL) {
        return hotline__policy_fail(r, values, "a fact of values needs a value");
    }
    for (const json *at = values->first; at != NULL; at = at->next) {
        HOTLINE_TRY(fact_add_value(r, fact, at, out));
    }
    out->value_count = known->count;
    out->value_labels = hotline__policy_take(r, known->count, sizeof *out->value_labels);
    if (out->value_labels == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = values->first; at != NULL; at = at->next) {
        out->value_labels[hotline__map_find(known, at->key)] = at->value;
    }
    return HOTLINE_OK;
}

/* Exactly one of type, one_of, many_of. */
static hotline_status fact_read_type(policy_reader *r, policy_item item, fact_rule *out) {
    const json *type = hotline__json_member(item.at, "type");
    const json *one_of = hotline__json_member(item.at, "one_of");
    const json *many_of = hotline__json_member(item.at, "many_of");
    if ((type != NULL) + (one_of != NULL) + (many_of != NULL) != 1) {
        return hotline__policy_fail(r, item.at, "a fact has exactly one of `type`, `one_of`, `many_of`");
    }
    if (type != NULL) {
        return hotline__policy_choice(r, type, fact_types, sizeof fact_types / sizeof fact_types[0], &out->type);
    }
    out->type = one_of != NULL ? FACT_ONE_OF : FACT_MANY_OF;
    return fact_values(r, item.number, one_of != NULL ? one_of : many_of, out);
}

static hotline_status fact_value_of(policy_reader *r, int32_t fact, const json *at, const fact_rule *rule, int64_t *out) {
    int32_t number = at->kind == JSON_TEXT ? hotline__map_find(&r->names->values[fact], at->value) : MAP_NONE;
    if (number != MAP_NONE && (uint32_t)number < rule->value_count && rule->value_labels[number].at != NULL) {
        *out = number;
        return HOTLINE_OK;
    }
    nearest n;
    hotline__nearest_begin(&n, at->value);
    for (uint32_t i = 0; i < rule->value_count; i++) {
        if (rule->value_labels[i].at != NULL) {
            hotline__nearest_try(&n, r->names->values[fact].keys[i]);
        }
    }
    hotline_status status = hotline__policy_fail(r, at, "no such value of ");
    hotline__error_add_quoted(r->error, rule->name);
    hotline__nearest_tell(&n, r->error);
    return status;
}

static hotline_status default_flag(policy_reader *r, policy_item item, const json *at, fact_rule *out) {
    (void)item;
    out->default_value.number = at->kind == JSON_TRUE;
    return at->kind == JSON_TRUE || at->kind == JSON_FALSE ? HOTLINE_OK
                                                           : hotline__policy_fail(r, at, "the default of a flag is true or false");
}

static hotline_status default_integer(policy_reader *r, policy_item item, const json *at, fact_rule *out) {
    (void)item;
    out->default_value.number = at->number;
    return at->kind == JSON_INTEGER ? HOTLINE_OK : hotline__policy_fail(r, at, "the default of an integer is an integer");
}

static hotline_status default_date(policy_reader *r, policy_item item, const json *at, fact_rule *out) {
    hotline_day day = 0;
    (void)item;
    if (at->kind != JSON_TEXT) {
        return hotline__policy_fail(r, at, "the default of a date is a text YYYY-MM-DD");
    }
    HOTLINE_TRY(hotline__policy_date(r, at, &day));
    out->default_value.number = day;
    return HOTLINE_OK;
}

static hotline_status default_time(policy_reader *r, policy_item item, const json *at, fact_rule *out) {
    (void)item;
    if (at->kind == JSON_TEXT &&
        hotline_instant_parse(at->value.at, at->value.len, r->words.offset_minutes, &out->default_value.number) == HOTLINE_OK) {
        return HOTLINE_OK;
    }
    return hotline__policy_fail(r, at, "the default of a time is a text YYYY-MM-DDTHH:MM");
}

static hotline_status default_text(policy_reader *r, policy_item item, const json *at, fact_rule *out) {
    (void)item;
    out->default_value.words = at->value;
    return at->kind == JSON_TEXT ? HOTLINE_OK : hotline__policy_fail(r, at, "the default of a text or code is a text");
}

static hotline_status default_one_of(policy_reader *r, policy_item item, const json *at, fact_rule *out) {
    return fact_value_of(r, item.number, at, out, &out->default_value.number);
}

static hotline_status default_many_of(policy_reader *r, policy_item item, const json *at, fact_rule *out) {
    uint64_t set = 0;
    if (at->kind != JSON_ARRAY) {
        return hotline__policy_fail(r, at, "the default of many_of is an array of its values");
    }
    for (const json *one = at->first; one != NULL; one = one->next) {
        int64_t number = 0;
        HOTLINE_TRY(fact_value_of(r, item.number, one, out, &number));
        if ((set >> number & 1u) != 0) {
            return hotline__policy_fail(r, one, "named twice");
        }
        set |= (uint64_t)1 << number;
    }
    out->default_value.number = (int64_t)set;
    return HOTLINE_OK;
}

static hotline_status fact_read_default(policy_reader *r, policy_item item, fact_rule *out) {
    /* By fact_type. */
    static hotline_status (*const readers[])(policy_reader *, policy_item, const json *, fact_rule *) = {
        default_flag, default_integer, default_date, default_time, default_text, default_text, default_one_of, default_many_of};
    const json *at = hotline__json_member(item.at, "default");
    if (at == NULL) {
        return HOTLINE_OK;
    }
    out->default_value.kind = (uint32_t)out->type + 1;
    return readers[out->type](r, item, at, out);
}

static hotline_status fact_read_one(policy_reader *r, policy_item item) {
    static const member_rule members[] = {{"of", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"label", MEMBER_TEXT},
                                          {"type", MEMBER_TEXT},
                                          {"one_of", MEMBER_OBJECT},
                                          {"many_of", MEMBER_OBJECT},
                                          {"personal", MEMBER_FLAG},
                                          {"default", MEMBER_TEXT | MEMBER_INTEGER | MEMBER_FLAG | MEMBER_ARRAY}};
    uint8_t subject = 0;
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    fact_rule *out = hotline__policy_take(r, 1, sizeof *out);
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    const json *personal = hotline__json_member(item.at, "personal");
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(item.at, "of"), fact_subjects, 4, &subject));
    out->name = item.at->key;
    out->label = fact_label(item.at, item.at->key);
    out->subject = (uint8_t)(subject + OF_TICKET);
    out->personal = personal != NULL && personal->kind == JSON_TRUE;
    HOTLINE_TRY(fact_read_type(r, item, out));
    r->facts[item.number] = out;
    return fact_read_default(r, item, out);
}

hotline_status hotline__policy_read_facts(policy_reader *r) {
    policy_item item;
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_FACT, i)).at != NULL; i++) {
        HOTLINE_TRY(fact_read_one(r, item));
    }
    return HOTLINE_OK;
}

/* ---- machines ---- */

hotline_status hotline__policy_state(policy_reader *r, int32_t machine, const json *at, text name, int32_t *out) {
    const map *states = &r->names->states[machine];
    const machine_rule *rule = r->machines[machine];
    int32_t number = hotline__map_find(states, name);
    if (number != MAP_NONE && (uint32_t)number < rule->state_count && rule->state_labels[number].at != NULL) {
        *out = number;
        return HOTLINE_OK;
    }
    nearest n;
    hotline__nearest_begin(&n, name);
    for (uint32_t i = 0; i < rule->state_count; i++) {
        if (rule->state_labels[i].at != NULL) {
            hotline__nearest_try(&n, states->keys[i]);
        }
    }
    hotline_status status = hotline__policy_fail(r, at, "no such state of ");
    hotline__error_add_quoted(r->error, rule->name);
    hotline__error_add(r->error, ": ");
    hotline__error_add_quoted(r->error, name);
    hotline__nearest_tell(&n, r->error);
    return status;
}

static hotline_status machine_read_states(policy_reader *r, policy_item item, machine_rule *out) {
    const json *states = hotline__json_member(item.at, "states");
    map *known = &r->names->states[item.number];
    uint32_t number = 0;
    for (const json *at = states->first; at != NULL; at = at->next) {
        HOTLINE_TRY(hotline__policy_check_name(r, at, 0));
        if (at->kind != JSON_TEXT) {
            return hotline__policy_fail(r, at, "a state has a label: {state: label}");
        }
        hotline_status status = hotline__names_add(r->names, known, at->key, &number);
        if (status < 0) {
            return status == HOTLINE_ERROR_MEMORY ? hotline__policy_no_memory(r) : hotline__policy_fail_key(r, at, "too many states");
        }
    }
    out->state_count = known->count;
    out->state_labels = hotline__policy_take(r, (size_t)known->count + 1, sizeof *out->state_labels);
    if (out->state_labels == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (const json *at = states->first; at != NULL; at = at->next) {
        out->state_labels[hotline__map_find(known, at->key)] = at->value;
    }
    return HOTLINE_OK;
}

static hotline_status machine_note_states(policy_reader *r, const machine_rule *rule, const uint8_t **out) {
    uint8_t *declared = hotline__policy_take(r, (size_t)rule->state_count + 1, 1);
    if (declared == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < rule->state_count; i++) {
        declared[i] = rule->state_labels[i].at != NULL;
    }
    *out = declared;
    return HOTLINE_OK;
}

static hotline_status machine_read_one(policy_reader *r, policy_item item, const uint8_t **states) {
    static const member_rule members[] = {{"of", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"label", MEMBER_TEXT},
                                          {"start", MEMBER_TEXT | MEMBER_REQUIRED},
                                          {"states", MEMBER_OBJECT | MEMBER_REQUIRED}};
    uint8_t subject = 0;
    HOTLINE_TRY(hotline__policy_members(r, item.at, members, sizeof members / sizeof members[0]));
    machine_rule *out = hotline__policy_take(r, 1, sizeof *out);
    const json *start = hotline__json_member(item.at, "start");
    if (out == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(hotline__policy_choice(r, hotline__json_member(item.at, "of"), fact_subjects, 2, &subject));
    out->name = item.at->key;
    out->label = fact_label(item.at, item.at->key);
    out->subject = (uint8_t)(subject + OF_TICKET);
    HOTLINE_TRY(machine_read_states(r, item, out));
    r->machines[item.number] = out;
    r->machine_subjects[item.number] = out->subject;
    HOTLINE_TRY(hotline__policy_state(r, item.number, start, start->value, &out->start));
    return machine_note_states(r, out, states);
}

hotline_status hotline__policy_read_machines(policy_reader *r) {
    const uint8_t **states = hotline__policy_take(r, (size_t)r->names->machines.count + 1, sizeof *states);
    policy_item item;
    if (states == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; (item = hotline__policy_item_at(r, KIND_MACHINE, i)).at != NULL; i++) {
        HOTLINE_TRY(machine_read_one(r, item, &states[item.number]));
    }
    r->words.states = states;
    return HOTLINE_OK;
}
