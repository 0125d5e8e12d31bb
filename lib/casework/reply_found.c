/* SPDX-License-Identifier: MIT */
/*
 * What is known and what was found of a reply under judgement: texts, facts, findings, bounds, words for messages. It refuses to know what is
 * looked for.
 */
#include "reply_impl.h"

enum { REPLY_EXCERPT = 24 /* letters of an item that a message shows */ };

static const char *const reply_signal_names[REPLY_SIGNALS] = {
    "relevance",   "coverage", "items",  "answered", "letters",      "sentences",      "substance", "remaining",  "vague",
    "particulars", "dates",    "phones", "personal", "overpromises", "contradictions", "copied",    "traditional"};

const char *hotline__reply_signal_name(uint32_t signal) {
    return reply_signal_names[signal];
}

/* ---- what is known ---- */

uint32_t hotline__reply_source(reply_judging *j, text words, uint8_t place, uint32_t number, int32_t fact) {
    reply_source *s = &j->sources[j->source_count];
    size_t bad = 0;
    if (j->status < 0) {
        return REPLY_NONE; /* the first failure stays */
    }
    s->place = place;
    s->number = number;
    s->fact = fact;
    s->whole = j->source_count;
    j->status = hotline__passage_read(j->arena, words, &s->passage, &bad);
    return j->status < 0 ? REPLY_NONE : j->source_count++;
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

void hotline__reply_let_pass(reply_judging *j, uint32_t before, int64_t most) {
    if (j->found_count - before <= (uint64_t)most) {
        j->found_count = before;
    }
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

uint32_t hotline__reply_allowed(const reply_judging *j) {
    const reply_rule *rule = j->policy != NULL ? j->policy->reply : NULL;
    uint32_t allowed = UINT32_MAX;
    uint32_t checks = 0;
    for (uint32_t i = 0; rule != NULL && i < rule->check_count; i++) {
        if (rule->checks[i].test == TEST_PERSONAL_DATA && rule->checks[i].field == NAME_NONE) {
            allowed &= rule->checks[i].allow;
            checks++;
        }
    }
    return checks > 0 ? allowed : 0;
}
