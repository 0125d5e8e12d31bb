/* SPDX-License-Identifier: MIT */
/*
 * Judges a reply: makes its texts ready, measures it, runs the policy's checks one after the other. It refuses to know what a single test
 * looks at.
 */
#include "reply_impl.h"

#include "../base/utf8.h"

enum { REPLY_EXCERPT = 24 /* letters of an item that a message shows */ };

static const char *const reply_signal_names[REPLY_SIGNALS] = {
    "relevance",   "coverage", "items",  "answered", "letters",      "sentences",      "substance", "remaining",  "vague",
    "particulars", "dates",    "phones", "personal", "overpromises", "contradictions", "copied",    "traditional"};

const char *hotline__reply_signal_name(uint32_t signal) {
    return signal < REPLY_SIGNALS ? reply_signal_names[signal] : NULL;
}

/* ---- texts ---- */

/* As many as there can be, so that no passage ever moves: each check looks at its field and at the facts it compares with. */
static void reply_room(reply_judging *j) {
    const reply_rule *rule = j->policy != NULL ? j->policy->reply : NULL;
    size_t most = (size_t)REPLY_TEXTS + j->input.item_count + j->input.instruction_count;
    for (uint32_t i = 0; rule != NULL && i < rule->check_count; i++) {
        most += 1 + (size_t)rule->checks[i].of_count;
    }
    j->sources = hotline__arena_take_zeroed(j->arena, most, sizeof *j->sources);
    j->status = j->sources == NULL ? HOTLINE_ERROR_MEMORY : j->status;
}

uint32_t hotline__reply_source(reply_judging *j, text words, uint8_t place, uint32_t number, int32_t fact) {
    reply_source *s = &j->sources[j->source_count];
    size_t bad = 0;
    s->place = place;
    s->number = number;
    s->fact = fact;
    j->status = hotline__passage_read(j->arena, words, &s->passage, &bad);
    return j->status < 0 ? REPLY_NONE : j->source_count++;
}

static uint32_t reply_sources(reply_judging *j, const text *words, uint32_t count, uint8_t place) {
    uint32_t first = j->source_count;
    for (uint32_t i = 0; i < count && j->status >= 0; i++) {
        hotline__reply_source(j, words[i], place, i, NAME_NONE);
    }
    return first;
}

/* What was not given may be known as a fact. */
static void reply_known_texts(reply_judging *j) {
    const reply_rule *rule = j->policy != NULL ? j->policy->reply : NULL;
    for (uint32_t i = 0; rule != NULL && i < REPLY_TEXTS; i++) {
        value v = {0};
        if (rule->texts[i] != NAME_NONE && j->input.texts[i].at == NULL) {
            v = hotline__reply_fact(j, rule->texts[i]);
        }
        if (v.kind == FACT_TEXT + 1) {
            j->input.texts[i] = v.words;
        }
    }
    if (j->input.instruction_count == 0 && j->input.texts[TEXT_INSTRUCTIONS].at != NULL) {
        j->input.instructions = &j->input.texts[TEXT_INSTRUCTIONS];
        j->input.instruction_count = 1;
    }
}

static void reply_take_texts(reply_judging *j) {
    static const uint8_t places[REPLY_TEXTS] = {HOTLINE_REPLY_TEXT, HOTLINE_REPLY_MATTER, HOTLINE_REPLY_TITLE, HOTLINE_REPLY_INSTRUCTIONS,
                                                HOTLINE_REPLY_INTERNAL};
    for (uint32_t i = 0; i < REPLY_TEXTS; i++) {
        int given = j->input.texts[i].at != NULL && i != TEXT_INSTRUCTIONS;
        j->texts[i] = given && j->status >= 0 ? hotline__reply_source(j, j->input.texts[i], places[i], 0, NAME_NONE) : REPLY_NONE;
    }
    j->items = reply_sources(j, j->input.items, j->input.item_count, HOTLINE_REPLY_ITEM);
    j->instructions = reply_sources(j, j->input.instructions, j->input.instruction_count, HOTLINE_REPLY_INSTRUCTIONS);
}

const passage *hotline__reply_text(const reply_judging *j) {
    return j->texts[TEXT_REPLY] == REPLY_NONE ? NULL : &j->sources[j->texts[TEXT_REPLY]].passage;
}

value hotline__reply_fact(const reply_judging *j, int32_t fact) {
    frame f = *j->input.fields;
    return hotline__matter_fact(&f, fact, 0);
}

uint32_t hotline__reply_field(reply_judging *j, int32_t fact) {
    value v = hotline__reply_fact(j, fact);
    if (v.kind != FACT_TEXT + 1) {
        return REPLY_NONE;
    }
    return hotline__reply_source(j, v.words, HOTLINE_REPLY_FIELD, 0, fact);
}

/* ---- what is found ---- */

reply_found *hotline__reply_find(reply_judging *j, const reply_check *check, finding_code code, uint32_t source, span at) {
    reply_found *found;
    if (j->found_count == j->found_capacity &&
        !hotline__arena_grow(j->arena, &j->found, j->found_count, &j->found_capacity, sizeof *j->found)) {
        j->status = HOTLINE_ERROR_MEMORY;
        return NULL;
    }
    found = &j->found[j->found_count++];
    memset(found, 0, sizeof *found);
    found->f.code = (uint8_t)code;
    found->f.severity = check->severity;
    found->f.clause = check->cites.clause.at != NULL ? check->cites.clause : j->policy->reply->cites.clause;
    found->check = check;
    found->source = source;
    found->at = at;
    return found;
}

void hotline__reply_undefined(reply_judging *j, const char *path) {
    for (uint32_t i = 0; i < j->undefined_count; i++) {
        if (hotline__text_is(hotline__text(path), j->undefined[i])) {
            return;
        }
    }
    if (j->undefined_count == j->undefined_capacity &&
        !hotline__arena_grow(j->arena, &j->undefined, j->undefined_count, &j->undefined_capacity, sizeof *j->undefined)) {
        j->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    j->undefined[j->undefined_count++] = path;
}

/* A text in the arena; an empty one without memory. */
static text reply_keep(reply_judging *j, buffer *words) {
    text none = {"", 0};
    text kept = words->status < 0 ? (text){NULL, 0} : hotline__arena_text(j->arena, hotline__buffer_text(words));
    if (kept.at == NULL) {
        j->status = HOTLINE_ERROR_MEMORY;
        kept = none;
    }
    hotline__buffer_free(words);
    return kept;
}

void hotline__reply_undecided(reply_judging *j, const reply_check *check, const char *key) {
    buffer path;
    hotline__buffer_init(&path, j->rulebook->context);
    hotline__buffer_puts(&path, "reply.checks.");
    hotline__buffer_add_text(&path, check->name);
    hotline__buffer_puts(&path, ".");
    hotline__buffer_puts(&path, key);
    text kept = reply_keep(j, &path);
    if (kept.len > 0) {
        hotline__reply_undefined(j, kept.at);
    }
}

int hotline__reply_bound(reply_judging *j, const reply_bound *bound, int64_t absent, int64_t *out) {
    *out = bound->form == RULE_PLAIN ? bound->n : absent;
    if (bound->form == RULE_UNDEFINED) {
        hotline__reply_undefined(j, bound->path);
        return 0;
    }
    return *out >= 0;
}

void hotline__reply_name_field(const reply_judging *j, finding *f, int32_t fact) {
    const fact_rule *rule = hotline__policy_fact(j->policy, fact);
    hotline__finding_a(f, rule->name, rule->label);
}

text hotline__reply_excerpt(reply_judging *j, const passage *p) {
    span first = {0, p->count < REPLY_EXCERPT ? p->count : REPLY_EXCERPT};
    buffer words;
    hotline__buffer_init(&words, j->rulebook->context);
    hotline__buffer_add_text(&words, hotline__passage_text(p, first));
    hotline__buffer_puts(&words, first.end < p->count ? "…" : "");
    return reply_keep(j, &words);
}

text hotline__reply_number(reply_judging *j, int64_t number) {
    buffer words;
    hotline__buffer_init(&words, j->rulebook->context);
    hotline__buffer_add_number(&words, number);
    return reply_keep(j, &words);
}

text hotline__reply_share(reply_judging *j, int64_t share) {
    buffer words;
    hotline__buffer_init(&words, j->rulebook->context);
    hotline__buffer_add_number(&words, share / 100);
    if (share % 100 != 0) {
        hotline__buffer_puts(&words, share % 100 < 10 ? ".0" : ".");
        hotline__buffer_add_number(&words, share % 100 % 10 == 0 ? share % 100 / 10 : share % 100);
    }
    hotline__buffer_puts(&words, "%");
    return reply_keep(j, &words);
}

/* ---- the checks ---- */

/* By reply_test. */
static const reply_test_fn reply_test_fns[REPLY_TESTS] = {
    hotline__reply_test_coverage,      hotline__reply_test_empty,       hotline__reply_test_stock,       hotline__reply_test_phrases,
    hotline__reply_test_vague,         hotline__reply_test_specifics,   hotline__reply_test_person_name, hotline__reply_test_phone,
    hotline__reply_test_basis,         hotline__reply_test_required,    hotline__reply_test_sign_off,    hotline__reply_test_copied,
    hotline__reply_test_contradiction, hotline__reply_test_overpromise, hotline__reply_test_date,        hotline__reply_test_wrong_party,
    hotline__reply_test_personal_data, hotline__reply_test_judge,
};

/* 1: the check applies; where that is unknown, it is undecided. */
static int reply_applies(reply_judging *j, const reply_check *check) {
    frame f = *j->input.fields;
    verdict v = hotline__matter_test(&f, check->when);
    if (v == VERDICT_UNKNOWN) {
        hotline__reply_undecided(j, check, "if");
    }
    return v == VERDICT_TRUE;
}

/* Without a reply there is nothing that could be sent, whatever the checks are. */
static void reply_find_no_text(reply_judging *j) {
    static const span nowhere = {0, 0};
    static const reply_check none;
    reply_found *found = hotline__reply_find(j, &none, FINDING_REPLY_MISSING, REPLY_NONE, nowhere);
    if (found != NULL) {
        found->check = NULL;
        found->f.severity = HOTLINE_SEVERITY_ERROR;
        hotline__reply_name_field(j, &found->f, j->policy->reply->texts[TEXT_REPLY]);
    }
}

static void reply_run_checks(reply_judging *j) {
    const reply_rule *rule = j->policy->reply;
    for (uint32_t i = 0; i < rule->check_count && j->status >= 0; i++) {
        if (reply_applies(j, &rule->checks[i])) {
            reply_test_fns[rule->checks[i].test](j, &rule->checks[i]);
        }
    }
}

int32_t hotline__reply_verdict(const reply_judging *j) {
    int32_t gravest = HOTLINE_REPLY_SEND;
    for (uint32_t i = 0; i < j->found_count; i++) {
        int32_t one = j->found[i].f.severity == SEVERITY_ERROR     ? HOTLINE_REPLY_REFUSE
                      : j->found[i].f.severity == SEVERITY_WARNING ? HOTLINE_REPLY_FIX
                                                                   : HOTLINE_REPLY_SEND;
        gravest = one > gravest ? one : gravest;
    }
    return gravest;
}

hotline_status hotline__reply_judge(reply_judging *j) {
    j->today = j->input.now == HOTLINE_NO_INSTANT ? HOTLINE_DAY_NONE
                                                  : hotline__day_at(j->input.now, hotline__calendar_offset(j->rulebook->calendar));
    for (uint32_t i = 0; i < REPLY_SIGNALS; i++) {
        j->signals[i] = SIGNAL_NOT_MEASURED;
    }
    reply_known_texts(j);
    reply_room(j);
    if (j->status >= 0) {
        reply_take_texts(j);
    }
    if (j->status >= 0) {
        hotline__reply_measure(j);
    }
    if (j->status >= 0 && j->policy != NULL && j->policy->reply != NULL) {
        if (hotline__reply_text(j) == NULL) {
            reply_find_no_text(j);
        }
        reply_run_checks(j);
    }
    return j->status;
}
