/* SPDX-License-Identifier: MIT */
/*
 * Compiles the phrases that replies are looked through for, and finds them. It refuses to know what follows from a hit.
 */
#include "wording_impl.h"

/* A phrase's number: of the library the list; of the policy check, phrase and side. */
enum { WORDING_SIDE = 1, WORDING_PHRASE_BITS = 15 };

static uint32_t wording_asked_count(const reply_rule *rule) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < rule->check_count; i++) {
        count += 2 * rule->checks[i].phrase_count;
    }
    return count;
}

static uint32_t wording_asked_of(const reply_check *check, uint32_t number, phrase_source *sources) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < check->phrase_count; i++) {
        uint32_t base = number << (WORDING_PHRASE_BITS + 1) | i << 1;
        sources[count].words = check->phrases[i].words;
        sources[count++].number = base;
        if (check->phrases[i].opposite.at != NULL) {
            sources[count].words = check->phrases[i].opposite;
            sources[count++].number = base | WORDING_SIDE;
        }
    }
    return count;
}

static hotline_status wording_asked(arena *a, const reply_rule *rule, phrase_set *out, uint32_t *bad) {
    phrase_source *sources = hotline__arena_take_zeroed(a, (size_t)wording_asked_count(rule) + 1, sizeof *sources);
    uint32_t count = 0;
    if (sources == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < rule->check_count; i++) {
        count += wording_asked_of(&rule->checks[i], i, sources + count);
    }
    hotline_status status = hotline__phrases_new(a, sources, count, out, bad);
    if (status == HOTLINE_ERROR_ARGUMENT) {
        *bad = sources[*bad].number >> 1;
    }
    return status;
}

hotline_status hotline__wording_new(arena *a, const hotline_policy *policy, wording *out, uint32_t *bad) {
    static const reply_rule nothing;
    HOTLINE_TRY(hotline__phrases_of_lists(a, hotline__wording_lists, WORDING_LISTS, &out->own));
    HOTLINE_TRY(hotline__substance_words(a, &out->substance));
    return wording_asked(a, policy != NULL && policy->reply != NULL ? policy->reply : &nothing, &out->asked, bad);
}

static void wording_take(const phrase_hit *h, int own, uint32_t begin, wording_hit *out) {
    memset(out, 0, sizeof *out);
    out->at.begin = begin + h->begin;
    out->at.end = begin + h->end;
    if (own) {
        out->kind = hotline__wording_rows[h->number].kind;
        out->pair = hotline__wording_rows[h->number].pair;
        return;
    }
    out->check = (uint16_t)(h->number >> (WORDING_PHRASE_BITS + 1));
    out->phrase = (uint16_t)(h->number >> 1 & ((1u << WORDING_PHRASE_BITS) - 1));
    out->other = h->number & WORDING_SIDE;
}

hotline_status hotline__wording_find(arena *a, const phrase_set *set, int own, const passage *p, wording_hits *out) {
    wording_hit *items = NULL;
    uint32_t count = 0;
    uint32_t capacity = 0;
    for (uint32_t i = 0; i < p->clause_count && set->count > 0; i++) {
        const passage_clause *c = &p->clauses[i];
        phrase_cursor cursor;
        phrase_hit hit;
        memset(&cursor, 0, sizeof cursor);
        while (hotline__phrases_next(set, p->letters + c->begin, c->end - c->begin, &cursor, &hit)) {
            if (count == capacity && !hotline__arena_grow(a, &items, count, &capacity, sizeof *items)) {
                return HOTLINE_ERROR_MEMORY;
            }
            wording_take(&hit, own, c->begin, &items[count++]);
        }
    }
    out->items = items;
    out->count = count;
    return HOTLINE_OK;
}
