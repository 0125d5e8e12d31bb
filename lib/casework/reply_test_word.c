/* SPDX-License-Identifier: MIT */
/*
 * Tests of how a reply says it: phrases, stock phrases, hedges, promises, contradictions, days, personal data. It refuses to know what
 * was asked.
 */
#include "reply_impl.h"

/* ---- phrases that the policy names ---- */

/* The hits of a check in a text; j->asked for the reply. */
static wording_hits phrase_hits(reply_judging *j, const reply_check *check, uint32_t *source) {
    wording_hits hits = {NULL, 0};
    *source = check->field == NAME_NONE ? j->texts[TEXT_REPLY] : hotline__reply_field(j, check->field);
    if (*source == j->texts[TEXT_REPLY]) {
        return *source == REPLY_NONE ? hits : j->asked;
    }
    if (*source != REPLY_NONE && j->status >= 0) {
        j->status = hotline__wording_find(j->arena, &j->words->asked, 0, &j->sources[*source].passage, &hits);
    }
    return hits;
}

static int64_t phrase_count(const reply_judging *j, const reply_check *check, const wording_hits *hits) {
    int64_t count = 0;
    for (uint32_t i = 0; i < hits->count; i++) {
        count += hotline__reply_is_of(j, check, &hits->items[i]);
    }
    return count;
}

static void phrase_find(reply_judging *j, const reply_check *check, const wording_hit *h, uint32_t source, finding_code code) {
    reply_found *found = hotline__reply_find(j, check, code, source, h->at);
    if (found != NULL) {
        found->f.severity = check->phrases[h->phrase].severity;
        found->f.b = hotline__passage_text(&j->sources[source].passage, h->at);
    }
}

static void phrase_too_few(reply_judging *j, const reply_check *check, uint32_t source) {
    span nowhere = {0, 0};
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_PHRASE_MISSING, source, nowhere);
    if (found != NULL) {
        hotline__finding_a(&found->f, check->name, check->label);
        found->f.b = check->phrases[0].words;
    }
}

void hotline__reply_test_phrases(reply_judging *j, const reply_check *check) {
    uint32_t source = REPLY_NONE;
    wording_hits hits = phrase_hits(j, check, &source);
    int64_t bound = 0;
    if (source == REPLY_NONE || j->status < 0) {
        return;
    }
    int64_t count = phrase_count(j, check, &hits);
    if (hotline__reply_bound(j, &check->most, check->least.form == RULE_ABSENT ? 0 : -1, &bound) && count > bound) {
        for (uint32_t i = 0; i < hits.count && j->status >= 0; i++) {
            if (hotline__reply_is_of(j, check, &hits.items[i])) {
                phrase_find(j, check, &hits.items[i], source, FINDING_REPLY_PHRASE);
            }
        }
    }
    if (hotline__reply_bound(j, &check->least, -1, &bound) && count < bound) {
        phrase_too_few(j, check, source);
    }
}

/* ---- stock ---- */

void hotline__reply_test_stock(reply_judging *j, const reply_check *check) {
    const passage *p = hotline__reply_text(j);
    int64_t least = 0;
    if (p == NULL || !hotline__reply_bound(j, &check->least, 3000, &least)) {
        return;
    }
    int64_t remaining = hotline__reply_remaining(j, check, p);
    if (remaining < least) {
        span all = {0, p->count};
        reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_STOCK, j->texts[TEXT_REPLY], all);
        if (found != NULL) {
            found->f.b = hotline__reply_share(j, remaining);
            found->f.c = hotline__reply_share(j, least);
        }
    }
}

/* ---- vague ---- */

/* The library's hedges and the check's phrases as one list, in order of the text. */
static wording_hits vague_hits(reply_judging *j, const reply_check *check) {
    wording_hits both = {NULL, 0};
    reply_words at = {0, 0};
    const wording_hit *h;
    int own = 0;
    wording_hit *items = hotline__arena_take(j->arena, ((size_t)j->own.count + j->asked.count + 1) * sizeof *items);
    if (items == NULL) {
        j->status = HOTLINE_ERROR_MEMORY;
        return both;
    }
    while ((h = hotline__reply_next_word(j, check, &at, &own)) != NULL) {
        if (!own || h->kind == WORDING_HEDGE) {
            items[both.count] = *h;
            items[both.count++].kind = WORDING_HEDGE;
        }
    }
    both.items = items;
    return both;
}

static void vague_find(reply_judging *j, const reply_check *check, span at) {
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_VAGUE, j->texts[TEXT_REPLY], at);
    if (found != NULL) {
        found->f.b = hotline__passage_text(hotline__reply_text(j), at);
    }
}

void hotline__reply_test_vague(reply_judging *j, const reply_check *check) {
    int64_t most = 0;
    int64_t count = 0;
    uint32_t at = 0;
    uint32_t last = REPLY_NONE;
    if (hotline__reply_text(j) == NULL || !hotline__reply_bound(j, &check->most, 0, &most)) {
        return;
    }
    wording_hits hits = vague_hits(j, check);
    while (j->status >= 0 && hotline__reply_next_vague(j, &hits, &at, &last)) {
        count++;
    }
    at = 0;
    last = REPLY_NONE;
    while (j->status >= 0 && count > most && hotline__reply_next_vague(j, &hits, &at, &last)) {
        vague_find(j, check, hits.items[at - 1].at);
    }
}

/* ---- promising too much ---- */

static void overpromise_find(reply_judging *j, const reply_check *check, const wording_hit *h, uint8_t severity) {
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_OVERPROMISE, j->texts[TEXT_REPLY], h->at);
    if (found != NULL) {
        found->f.severity = severity;
        found->f.b = hotline__passage_text(hotline__reply_text(j), h->at);
    }
}

/* What the policy names goes before what the library names in the same place. *from: where looking begins; it moves on with the text. */
static int overpromise_is_asked(const reply_judging *j, const reply_check *check, span s, uint32_t *from) {
    while (*from < j->asked.count && j->asked.items[*from].at.end <= s.begin) {
        (*from)++;
    }
    for (uint32_t i = *from; i < j->asked.count && j->asked.items[i].at.begin < s.end; i++) {
        if (hotline__reply_is_of(j, check, &j->asked.items[i]) && j->asked.items[i].at.end > s.begin) {
            return 1;
        }
    }
    return 0;
}

static void overpromise_asked(reply_judging *j, const reply_check *check) {
    for (uint32_t i = 0; i < j->asked.count && j->status >= 0; i++) {
        if (hotline__reply_is_of(j, check, &j->asked.items[i])) {
            overpromise_find(j, check, &j->asked.items[i], check->phrases[j->asked.items[i].phrase].severity);
        }
    }
}

static void overpromise_own(reply_judging *j, const reply_check *check) {
    uint32_t end = 0;
    uint32_t from = 0;
    for (uint32_t i = 0; i < j->own.count && j->status >= 0; i++) {
        const wording_hit *h = &j->own.items[i];
        if (h->kind == WORDING_OVERPROMISE && h->at.begin >= end) {
            end = h->at.end;
            if (!overpromise_is_asked(j, check, h->at, &from)) {
                overpromise_find(j, check, h, check->severity);
            }
        }
    }
}

void hotline__reply_test_overpromise(reply_judging *j, const reply_check *check) {
    uint32_t before = j->found_count;
    int64_t most = 0;
    if (hotline__reply_text(j) == NULL || !hotline__reply_bound(j, &check->most, 0, &most)) {
        return;
    }
    overpromise_asked(j, check);
    overpromise_own(j, check);
    hotline__reply_let_pass(j, before, most);
}

/* ---- contradictions ---- */

static void contradiction_find(reply_judging *j, const reply_check *check, span one, span other, uint8_t severity) {
    const passage *p = hotline__reply_text(j);
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_CONTRADICTION, j->texts[TEXT_REPLY], other);
    if (found != NULL) {
        found->f.severity = severity;
        found->f.b = hotline__passage_text(p, one);
        found->f.c = hotline__passage_text(p, other);
    }
}

/* The first hit of a phrase of the check, of one side. */
static const wording_hit *contradiction_hit(const reply_judging *j, const reply_check *check, uint32_t number, int other) {
    for (uint32_t i = 0; i < j->asked.count; i++) {
        const wording_hit *h = &j->asked.items[i];
        if (hotline__reply_is_of(j, check, h) && h->phrase == number && h->other == other) {
            return h;
        }
    }
    return NULL;
}

static const wording_hit *contradiction_reached(const reply_judging *j) {
    for (uint32_t i = 0; i < j->own.count; i++) {
        if (j->own.items[i].kind == WORDING_ONE && j->own.items[i].pair == WORDING_REACHED) {
            return &j->own.items[i];
        }
    }
    return NULL;
}

/* A pair, or a phrase alone, which contradicts that the citizen was reached. */
static void contradiction_asked(reply_judging *j, const reply_check *check, uint32_t number) {
    int pair = check->phrases[number].opposite.at != NULL;
    const wording_hit *here = contradiction_hit(j, check, number, 0);
    const wording_hit *there = pair ? contradiction_hit(j, check, number, 1) : contradiction_reached(j);
    if (here != NULL && there != NULL) {
        contradiction_find(j, check, there->at, here->at, check->phrases[number].severity);
    }
}

void hotline__reply_test_contradiction(reply_judging *j, const reply_check *check) {
    uint32_t before = j->found_count;
    int64_t most = 0;
    const wording_hit *one;
    const wording_hit *other;
    if (hotline__reply_text(j) == NULL || !hotline__reply_bound(j, &check->most, 0, &most)) {
        return;
    }
    for (uint32_t pair = 0; pair < WORDING_PAIRS; pair++) {
        if (hotline__reply_pair(&j->own, (uint8_t)pair, &one, &other)) {
            contradiction_find(j, check, one->at, other->at, check->severity);
        }
    }
    for (uint32_t i = 0; i < check->phrase_count && j->status >= 0; i++) {
        contradiction_asked(j, check, i);
    }
    hotline__reply_let_pass(j, before, most);
}

/* ---- personal data ---- */

static void personal_tell(reply_judging *j, const reply_check *check, uint32_t source, const personal *one) {
    reply_found *found =
        (check->allow >> one->kind & 1u) != 0 ? NULL : hotline__reply_find(j, check, FINDING_REPLY_PERSONAL, source, one->at);
    if (found != NULL) {
        found->f.reason = (uint8_t)(REASON_MOBILE + one->kind);
    }
}

static void personal_tell_field(reply_judging *j, const reply_check *check, uint32_t source) {
    personal_walk walk;
    personal one;
    hotline__personal_walk_begin(&walk, &j->sources[source].passage);
    while (j->status >= 0 && hotline__personal_next(&walk, &one)) {
        personal_tell(j, check, source, &one);
    }
}

void hotline__reply_test_personal_data(reply_judging *j, const reply_check *check) {
    uint32_t source = check->field == NAME_NONE ? j->texts[TEXT_REPLY] : hotline__reply_field(j, check->field);
    uint32_t before = j->found_count;
    int64_t most = 0;
    if (source == REPLY_NONE || !hotline__reply_bound(j, &check->most, 0, &most)) {
        return;
    }
    if (check->field != NAME_NONE) {
        personal_tell_field(j, check, source);
    }
    for (uint32_t i = 0; check->field == NAME_NONE && i < j->personal_count && j->status >= 0; i++) {
        personal_tell(j, check, source, &j->personals[i]);
    }
    hotline__reply_let_pass(j, before, most);
}
