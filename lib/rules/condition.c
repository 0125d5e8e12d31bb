/* SPDX-License-Identifier: MIT */
/*
 * Compiles the text of a condition into a flat, typed, three-valued program. It knows the grammar and which names a place may read; it
 * refuses to know how anything is judged, and where in a document the text stood.
 */
#include "condition_impl.h"

#include <string.h>

#include "condition_read.h"

static hotline_status condition_or(condition_reader *c);

static hotline_status condition_enter(condition_reader *c) {
    c->depth++;
    return c->depth > CONDITION_DEPTH || c->depth > c->words->arena->context->max_depth ? hotline__condition_too_deep(c) : HOTLINE_OK;
}

/* "(" condition ")" */
static hotline_status condition_bracket(condition_reader *c) {
    HOTLINE_TRY(condition_enter(c));
    HOTLINE_TRY(hotline__condition_expect(c, "("));
    HOTLINE_TRY(condition_or(c));
    c->depth--;
    return hotline__condition_expect(c, ")");
}

/* An integer after a comparison sign. */
static hotline_status condition_integer(condition_reader *c, uint8_t *compare, int64_t *out) {
    int64_t n = 0;
    if (!hotline__condition_compare(&c->now, compare)) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_SYNTAX, "a comparison is missing before");
    }
    hotline__condition_advance(c);
    const token *t = &c->now;
    int good = t->kind == TOKEN_NUMBER && t->words.len <= 9;
    for (size_t i = 0; good && i < t->words.len; i++) {
        good = t->words.at[i] >= '0' && t->words.at[i] <= '9';
        n = n * 10 + (t->words.at[i] - '0');
    }
    if (!good) {
        return hotline__condition_fail(c, t, HOTLINE_ERROR_SYNTAX, "expected an integer of at most nine digits, not");
    }
    hotline__condition_advance(c);
    *out = n;
    return HOTLINE_OK;
}

static hotline_status condition_no_event(condition_reader *c, const token *name) {
    const names *known = c->words->names;
    nearest n;
    hotline__nearest_begin(&n, name->words);
    for (uint32_t i = 0; i < known->events.count; i++) {
        if (c->words->event_subjects[i] != OF_NONE) {
            hotline__nearest_try(&n, known->events.keys[i]);
        }
    }
    hotline_status status = hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "no such event");
    hotline__nearest_tell(&n, c->error);
    return status;
}

/* Events that a rule of each subject sees (by rule_subject). */
static hotline_status condition_event_seen(condition_reader *c, const token *name, int32_t event) {
    static const uint8_t seen[OF_EVENT + 1] = {0, 1u << OF_TICKET | 1u << OF_ASSIGNMENT, 1u << OF_TICKET | 1u << OF_ASSIGNMENT,
                                               1u << OF_UNIT, 0};
    if (c->place.subject == OF_EVENT) {
        return hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "a filter reads facts and `by`, not the event");
    }
    if ((seen[c->place.subject] >> c->words->event_subjects[event] & 1u) == 0) {
        return hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "this rule's object never sees the event");
    }
    return HOTLINE_OK;
}

static int32_t condition_event_number(const condition_reader *c, const token *name) {
    int32_t event = name->kind == TOKEN_NAME ? hotline__map_find(&c->words->names->events, name->words) : MAP_NONE;
    return event != MAP_NONE && c->words->event_subjects[event] != OF_NONE ? event : NAME_NONE;
}

/* "(" filter ")" after an event whose op is the last one; notes the filter's length in that op. */
static hotline_status condition_filter(condition_reader *c, int32_t event) {
    condition_place outer = c->place;
    uint8_t inside = c->inside;
    uint32_t owner = c->count - 1;
    uint32_t stack = c->stack;
    c->place.subject = OF_EVENT;
    c->place.event_facts = 1;
    c->place.event = event;
    c->place.pattern = 0;
    c->place.ranking = RANKING_NONE;
    c->inside = 0;
    HOTLINE_TRY(condition_bracket(c));
    c->ops[owner].length = c->count - owner - 1;
    c->place = outer;
    c->inside = inside;
    c->stack = stack;
    return HOTLINE_OK;
}

/* With the event's name consumed. */
static hotline_status condition_event(condition_reader *c, const token *name, int32_t event) {
    HOTLINE_TRY(condition_event_seen(c, name, event));
    HOTLINE_TRY(hotline__condition_emit(c, OP_HAPPENED, 0, event, 0));
    return hotline__token_is(&c->now, "(") ? condition_filter(c, event) : HOTLINE_OK;
}

static hotline_status condition_count(condition_reader *c) {
    HOTLINE_TRY(hotline__condition_expect(c, "("));
    token name = c->now;
    int32_t event = condition_event_number(c, &name);
    if (event == NAME_NONE) {
        return condition_no_event(c, &name);
    }
    hotline__condition_advance(c);
    HOTLINE_TRY(condition_event_seen(c, &name, event));
    HOTLINE_TRY(hotline__condition_emit(c, OP_COUNT, 0, event, 0));
    uint32_t owner = c->count - 1;
    if (hotline__token_is(&c->now, "(")) {
        HOTLINE_TRY(condition_filter(c, event));
    }
    HOTLINE_TRY(hotline__condition_expect(c, ")"));
    return condition_integer(c, &c->ops[owner].compare, &c->ops[owner].b);
}

static hotline_status condition_known(condition_reader *c) {
    int32_t fact = NAME_NONE;
    HOTLINE_TRY(hotline__condition_expect(c, "("));
    token name = c->now;
    HOTLINE_TRY(hotline__condition_find_fact(c, &name, &fact));
    HOTLINE_TRY(hotline__condition_may_read(c, &name, fact));
    hotline__condition_advance(c);
    HOTLINE_TRY(hotline__condition_expect(c, ")"));
    return hotline__condition_emit(c, OP_KNOWN, 0, fact, 0);
}

static hotline_status condition_first(condition_reader *c) {
    int32_t fact = NAME_NONE;
    HOTLINE_TRY(hotline__condition_expect(c, "("));
    token name = c->now;
    HOTLINE_TRY(hotline__condition_find_fact(c, &name, &fact));
    if (c->place.subject == OF_EVENT || c->words->facts[fact]->subject == OF_EVENT) {
        return hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT, "an event has only one value of a fact: first() is not for");
    }
    hotline__condition_advance(c);
    HOTLINE_TRY(hotline__condition_expect(c, ")"));
    return hotline__condition_fact(c, &name, fact, OP_FIRST);
}

static hotline_status condition_by(condition_reader *c) {
    const map *roles = &c->words->names->roles;
    token name = c->now;
    if (!c->place.event_facts || c->inside) {
        return hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT, "`by` is read in filters, guards and required facts, not before");
    }
    int32_t role = name.kind == TOKEN_NAME ? hotline__map_find(roles, name.words) : MAP_NONE;
    if (role != MAP_NONE && c->words->roles[role]) {
        hotline__condition_advance(c);
        return hotline__condition_emit(c, OP_BY, 0, role, 0);
    }
    nearest n;
    hotline__nearest_begin(&n, name.words);
    for (uint32_t i = 0; i < roles->count; i++) {
        if (c->words->roles[i]) {
            hotline__nearest_try(&n, roles->keys[i]);
        }
    }
    hotline_status status = hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT, "no such role");
    hotline__nearest_tell(&n, c->error);
    return status;
}

/* Consumes "( name )" of a machine or duty that this place may read; subjects: OF_NONE where it is not declared here. */
static hotline_status condition_named(condition_reader *c, const map *known, const uint8_t *subjects, const char *missing, int32_t *out) {
    HOTLINE_TRY(hotline__condition_expect(c, "("));
    token name = c->now;
    int32_t number = name.kind == TOKEN_NAME ? hotline__map_find(known, name.words) : MAP_NONE;
    if (number == MAP_NONE || subjects[number] == OF_NONE) {
        nearest n;
        hotline__nearest_begin(&n, name.words);
        for (uint32_t i = 0; i < known->count; i++) {
            if (subjects[i] != OF_NONE) {
                hotline__nearest_try(&n, known->keys[i]);
            }
        }
        hotline_status status = hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT, missing);
        hotline__nearest_tell(&n, c->error);
        return status;
    }
    uint8_t subject = subjects[number];
    int seen = subject == c->place.subject || (c->place.subject == OF_ASSIGNMENT && subject == OF_TICKET);
    if (!seen && c->place.subject == OF_TICKET && subject == OF_ASSIGNMENT) {
        return hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT,
                                       "a rule of the ticket reads this of an assignment only in any() or all():");
    }
    if (!seen) {
        return hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT, "this place cannot read");
    }
    hotline__condition_advance(c);
    *out = number;
    return hotline__condition_expect(c, ")");
}

static hotline_status condition_duty(condition_reader *c, op_code code) {
    int32_t duty = NAME_NONE;
    HOTLINE_TRY(condition_named(c, &c->words->names->duties, c->words->duty_subjects, "no such duty", &duty));
    return hotline__condition_emit(c, code, 0, duty, 0);
}

static hotline_status condition_met(condition_reader *c) {
    return condition_duty(c, OP_MET);
}

static hotline_status condition_late(condition_reader *c) {
    return condition_duty(c, OP_LATE);
}

static hotline_status condition_open(condition_reader *c) {
    return condition_duty(c, OP_OPEN);
}

static hotline_status condition_waived(condition_reader *c) {
    return condition_duty(c, OP_WAIVED);
}

static hotline_status condition_no_state(condition_reader *c, const token *name, int32_t machine) {
    const map *states = &c->words->names->states[machine];
    nearest n;
    hotline__nearest_begin(&n, name->words);
    for (uint32_t i = 0; i < states->count; i++) {
        if (c->words->states[machine][i]) {
            hotline__nearest_try(&n, states->keys[i]);
        }
    }
    hotline_status status = hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "no such state");
    hotline__nearest_tell(&n, c->error);
    return status;
}

static hotline_status condition_state(condition_reader *c) {
    int32_t machine = NAME_NONE;
    uint8_t compare = 0;
    HOTLINE_TRY(condition_named(c, &c->words->names->machines, c->words->machine_subjects, "no such machine", &machine));
    if (!hotline__condition_compare(&c->now, &compare) || compare > IS_NOT_EQUAL) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_SYNTAX, "state() takes = or !=, not");
    }
    hotline__condition_advance(c);
    token name = c->now;
    int32_t state = name.kind == TOKEN_NAME ? hotline__map_find(&c->words->names->states[machine], name.words) : MAP_NONE;
    if (state == MAP_NONE || !c->words->states[machine][state]) {
        return condition_no_state(c, &name, machine);
    }
    hotline__condition_advance(c);
    return hotline__condition_emit(c, OP_STATE, compare, machine, state);
}

static hotline_status condition_quantity(condition_reader *c, op_code code) {
    uint8_t compare = 0;
    int64_t n = 0;
    HOTLINE_TRY(condition_integer(c, &compare, &n));
    return hotline__condition_emit(c, code, compare, 0, n);
}

static hotline_status condition_round(condition_reader *c) {
    if (c->place.subject == OF_UNIT) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_DOCUMENT, "a unit has no `round`, found before");
    }
    return condition_quantity(c, OP_ROUND);
}

static hotline_status condition_place_word(condition_reader *c, op_code code) {
    if (c->place.ranking != RANKING_PLACES || c->inside) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_DOCUMENT,
                                       "streak, rank and rank_from_last are read in proposals on publish only, not before");
    }
    return condition_quantity(c, code);
}

static hotline_status condition_streak(condition_reader *c) {
    return condition_place_word(c, OP_STREAK);
}

static hotline_status condition_rank(condition_reader *c) {
    return condition_place_word(c, OP_RANK);
}

static hotline_status condition_rank_from_last(condition_reader *c) {
    return condition_place_word(c, OP_RANK_FROM_LAST);
}

static hotline_status condition_each(condition_reader *c, op_code code) {
    condition_place outer = c->place;
    if (c->inside || (outer.subject != OF_TICKET && outer.subject != OF_ASSIGNMENT)) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_DOCUMENT,
                                       "any() and all() belong in rules of a ticket or an assignment, and not in each other:");
    }
    HOTLINE_TRY(hotline__condition_emit(c, code, 0, 0, 0));
    uint32_t owner = c->count - 1;
    uint32_t stack = c->stack;
    c->place.subject = OF_ASSIGNMENT;
    c->inside = 1;
    HOTLINE_TRY(condition_bracket(c));
    c->ops[owner].length = c->count - owner - 1;
    c->place = outer;
    c->inside = 0;
    c->stack = stack;
    return HOTLINE_OK;
}

static hotline_status condition_any(condition_reader *c) {
    return condition_each(c, OP_ANY);
}

static hotline_status condition_all(condition_reader *c) {
    return condition_each(c, OP_ALL);
}

static hotline_status condition_true(condition_reader *c) {
    return hotline__condition_emit(c, OP_CONSTANT, 0, 0, 1);
}

static hotline_status condition_false(condition_reader *c) {
    return hotline__condition_emit(c, OP_CONSTANT, 0, 0, 0);
}

/* Words that begin an atom; in_filter: may stand in a filter. */
static const struct atom_word {
    const char *word;
    hotline_status (*read)(condition_reader *c);
    uint8_t in_filter;
} atom_words[] = {
    {"always", condition_true, 1},
    {"yes", condition_true, 1},
    {"never", condition_false, 1},
    {"no", condition_false, 1},
    {"known", condition_known, 1},
    {"first", condition_first, 1},
    {"by", condition_by, 1},
    {"count", condition_count, 0},
    {"met", condition_met, 0},
    {"late", condition_late, 0},
    {"open", condition_open, 0},
    {"waived", condition_waived, 0},
    {"state", condition_state, 0},
    {"round", condition_round, 0},
    {"time", hotline__condition_time, 0},
    {"any", condition_any, 0},
    {"all", condition_all, 0},
    {"streak", condition_streak, 0},
    {"rank", condition_rank, 0},
    {"rank_from_last", condition_rank_from_last, 0},
};

static const struct atom_word *condition_atom_word(const token *t) {
    for (size_t i = 0; i < sizeof atom_words / sizeof atom_words[0]; i++) {
        if (hotline__text_is(t->words, atom_words[i].word)) {
            return &atom_words[i];
        }
    }
    return NULL;
}

static hotline_status condition_no_name(condition_reader *c, const token *name) {
    const names *known = c->words->names;
    nearest n;
    hotline__nearest_begin(&n, name->words);
    for (uint32_t i = 0; i < known->facts.count; i++) {
        if (c->words->facts[i] != NULL) {
            hotline__nearest_try(&n, known->facts.keys[i]);
        }
    }
    for (uint32_t i = 0; i < known->events.count; i++) {
        if (c->words->event_subjects[i] != OF_NONE) {
            hotline__nearest_try(&n, known->events.keys[i]);
        }
    }
    for (size_t i = 0; i < sizeof atom_words / sizeof atom_words[0]; i++) {
        hotline__nearest_try(&n, hotline__text(atom_words[i].word));
    }
    hotline_status status = hotline__condition_fail(c, name, HOTLINE_ERROR_DOCUMENT, "unknown name");
    hotline__nearest_tell(&n, c->error);
    return status;
}

static int32_t condition_measure_number(const condition_reader *c, const token *name) {
    if (c->place.ranking == RANKING_NONE || c->inside) {
        return NAME_NONE;
    }
    int32_t measure = hotline__map_find(&c->words->names->measures, name->words);
    return measure != MAP_NONE && c->words->measures[measure] ? measure : NAME_NONE;
}

static hotline_status condition_measure(condition_reader *c, int32_t measure) {
    uint8_t compare = 0;
    int64_t constant = 0;
    if (!hotline__condition_compare(&c->now, &compare)) {
        return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_SYNTAX, "a measure needs a comparison before");
    }
    hotline__condition_advance(c);
    token given = c->now;
    if (given.kind != TOKEN_NUMBER) {
        return hotline__condition_fail(c, &given, HOTLINE_ERROR_SYNTAX, "a measure is compared with a number, not");
    }
    hotline__condition_advance(c);
    HOTLINE_TRY(hotline__condition_constant(c, given.words, &constant));
    return hotline__condition_emit(c, OP_MEASURE, compare, measure, constant);
}

/* A name that is no word of the grammar: an event, a fact, or (in proposals) a measure before a comparison. */
static hotline_status condition_name(condition_reader *c, const token *name) {
    uint8_t compare = 0;
    int32_t fact = hotline__map_find(&c->words->names->facts, name->words);
    int32_t event = condition_event_number(c, name);
    int32_t measure = condition_measure_number(c, name);
    int is_fact = fact != MAP_NONE && c->words->facts[fact] != NULL;
    if (measure != NAME_NONE && !is_fact && (event == NAME_NONE || hotline__condition_compare(&c->now, &compare))) {
        return condition_measure(c, measure);
    }
    if (event != NAME_NONE) {
        return condition_event(c, name, event);
    }
    return is_fact ? hotline__condition_fact(c, name, fact, 0) : condition_no_name(c, name);
}

static hotline_status condition_atom(condition_reader *c) {
    token name = c->now;
    if (name.kind != TOKEN_NAME) {
        return hotline__condition_fail(c, &name, HOTLINE_ERROR_SYNTAX, "expected a name, not");
    }
    const struct atom_word *word = condition_atom_word(&name);
    hotline__condition_advance(c);
    if (word == NULL) {
        return condition_name(c, &name);
    }
    if (c->place.subject == OF_EVENT && !word->in_filter) {
        return hotline__condition_fail(c, &name, HOTLINE_ERROR_DOCUMENT, "a filter reads facts and `by`, not");
    }
    return word->read(c);
}

/* What is read here is one test: its op is told where it stands. */
static hotline_status condition_placed(condition_reader *c, hotline_status (*read)(condition_reader *c)) {
    size_t begin = c->now.at;
    uint32_t number = c->count;
    HOTLINE_TRY(read(c));
    hotline__condition_place_op(c, number, begin);
    return HOTLINE_OK;
}

static hotline_status condition_not(condition_reader *c) {
    if (hotline__token_is(&c->now, "not")) {
        HOTLINE_TRY(condition_enter(c));
        hotline__condition_advance(c);
        HOTLINE_TRY(condition_not(c));
        c->depth--;
        return hotline__condition_emit(c, OP_NOT, 0, 0, 0);
    }
    return hotline__token_is(&c->now, "(") ? condition_bracket(c) : condition_placed(c, condition_atom);
}

static hotline_status condition_and(condition_reader *c) {
    HOTLINE_TRY(condition_not(c));
    while (hotline__token_is(&c->now, "and")) {
        hotline__condition_advance(c);
        HOTLINE_TRY(condition_not(c));
        HOTLINE_TRY(hotline__condition_emit(c, OP_AND, 0, 0, 0));
    }
    return HOTLINE_OK;
}

static hotline_status condition_or(condition_reader *c) {
    HOTLINE_TRY(condition_and(c));
    while (hotline__token_is(&c->now, "or")) {
        hotline__condition_advance(c);
        HOTLINE_TRY(condition_and(c));
        HOTLINE_TRY(hotline__condition_emit(c, OP_OR, 0, 0, 0));
    }
    return HOTLINE_OK;
}

static hotline_status condition_pattern_event(condition_reader *c) {
    token name = c->now;
    int32_t event = condition_event_number(c, &name);
    if (event == NAME_NONE) {
        return condition_no_event(c, &name);
    }
    hotline__condition_advance(c);
    return condition_event(c, &name, event);
}

/* event | event(filter) | pattern or pattern */
static hotline_status condition_pattern(condition_reader *c) {
    HOTLINE_TRY(condition_placed(c, condition_pattern_event));
    while (hotline__token_is(&c->now, "or")) {
        hotline__condition_advance(c);
        HOTLINE_TRY(condition_placed(c, condition_pattern_event));
        HOTLINE_TRY(hotline__condition_emit(c, OP_OR, 0, 0, 0));
    }
    return HOTLINE_OK;
}

int hotline__compare(int64_t a, int64_t b, uint8_t compare) {
    static const uint8_t holds[][3] = {
        /* less, equal, more */
        {0, 1, 0}, {1, 0, 1}, {1, 0, 0}, {1, 1, 0}, {0, 0, 1}, {0, 1, 1},
    };
    return holds[compare][(a > b) - (a < b) + 1];
}

int hotline__set_has(int64_t set, int64_t number) {
    return number >= 0 && number < FACT_VALUES_MAX && ((uint64_t)set >> number & 1) != 0;
}

static int code_has_dot(text code) {
    return code.len != 0 && memchr(code.at, '.', code.len) != NULL;
}

int hotline__code_under(text code, text over) {
    if (code.len < over.len || (over.len != 0 && memcmp(code.at, over.at, over.len) != 0)) {
        return 0;
    }
    return code.len == over.len || code.at[over.len] == '.' || !code_has_dot(code);
}

verdict hotline__verdict_not(verdict a) {
    return a == VERDICT_UNKNOWN ? a : a == VERDICT_TRUE ? VERDICT_FALSE : VERDICT_TRUE;
}

/* One side decides alone: false of an and, true of an or. */
verdict hotline__verdict_join(verdict a, verdict b, uint8_t code) {
    verdict decides = code == OP_AND ? VERDICT_FALSE : VERDICT_TRUE;
    if (a == decides || b == decides) {
        return decides;
    }
    return a == VERDICT_UNKNOWN ? a : b;
}

condition hotline__condition_of_test(const condition *c, const op *test) {
    condition one = *c;
    one.ops = test;
    one.count = 1 + test->length;
    return one;
}

static hotline_status condition_end(condition_reader *c) {
    if (c->now.kind == TOKEN_END) {
        return HOTLINE_OK;
    }
    return hotline__condition_fail(c, &c->now, HOTLINE_ERROR_SYNTAX,
                                   c->place.pattern ? "only events joined by `or` stand here, not"
                                                    : "expected `and`, `or` or the end, not");
}

static hotline_status condition_keep(condition_reader *c, const char *path, condition *out) {
    op *ops = hotline__arena_take(c->words->arena, c->count * sizeof *ops);
    if (ops == NULL) {
        return hotline__error_set(c->error, HOTLINE_ERROR_MEMORY, "out of memory");
    }
    memcpy(ops, c->ops, c->count * sizeof *ops);
    out->ops = ops;
    out->count = c->count;
    out->source = c->source;
    out->path = path;
    return HOTLINE_OK;
}

hotline_status hotline__condition_read(vocabulary *v, condition_place place, text source, const char *path, condition *out,
                                       hotline_error *error) {
    condition_reader c;
    memset(&c, 0, sizeof c);
    c.words = v;
    c.place = place;
    c.source = source;
    c.error = error;
    hotline__token_next(source, &c.at, &c.now);
    hotline__token_next(source, &c.at, &c.ahead);
    if (c.now.kind == TOKEN_END) {
        return hotline__condition_fail(&c, &c.now, HOTLINE_ERROR_SYNTAX, "a condition is missing before");
    }
    HOTLINE_TRY(place.pattern ? condition_pattern(&c) : condition_or(&c));
    HOTLINE_TRY(condition_end(&c));
    return condition_keep(&c, path, out);
}
