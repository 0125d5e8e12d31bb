/* SPDX-License-Identifier: MIT */
/*
 * Makes a text ready for judging: folded letters with their places, clauses, sentences, numbered items. It refuses to know words and
 * what is asked of a reply.
 */
#include "passage_impl.h"

#include "../base/utf8.h"

typedef struct passage_builder {
    uint16_t *letters;
    uint8_t *kinds;
    uint32_t *offsets;
    uint32_t count;
} passage_builder;

static hotline_status passage_room(arena *a, size_t len, passage_builder *b) {
    memset(b, 0, sizeof *b);
    if (len >= UINT32_MAX / 8) {
        return HOTLINE_ERROR_LIMIT;
    }
    b->letters = hotline__arena_take(a, (len + PASSAGE_PADDING) * sizeof *b->letters);
    b->kinds = hotline__arena_take(a, len + PASSAGE_PADDING);
    b->offsets = hotline__arena_take(a, (len + 1) * sizeof *b->offsets);
    return b->letters == NULL || b->kinds == NULL || b->offsets == NULL ? HOTLINE_ERROR_MEMORY : HOTLINE_OK;
}

static hotline_status passage_fold(passage_builder *b, text source, size_t *bad) {
    size_t at = 0;
    while (at < source.len) {
        size_t from = at;
        int32_t code = hotline__utf8_next(source.at, source.len, &at);
        if (code == UTF8_BAD) {
            *bad = from;
            return HOTLINE_ERROR_SYNTAX;
        }
        b->offsets[b->count] = (uint32_t)from;
        b->letters[b->count] = hotline__letter_fold(code, &b->kinds[b->count]);
        b->count++;
    }
    b->offsets[b->count] = (uint32_t)source.len;
    memset(b->letters + b->count, 0, PASSAGE_PADDING * sizeof *b->letters);
    memset(b->kinds + b->count, 0, PASSAGE_PADDING);
    return HOTLINE_OK;
}

static int passage_is_digit(const passage *p, uint32_t at) {
    return at < p->count && hotline__passage_class(p, at) == LETTER_DIGIT;
}

/* Divides a sentence (2), a clause (1), or nothing (0). A comma, colon or point between digits belongs to a number or a time. */
static int passage_divides(const passage *p, uint32_t at) {
    uint8_t kind = hotline__passage_class(p, at);
    if (kind == LETTER_PAUSE) {
        return !(at > 0 && passage_is_digit(p, at - 1) && passage_is_digit(p, at + 1));
    }
    if (p->letters[at] == '.') { /* ends a sentence only after Han, before a blank, Han or nothing */
        return at > 0 && hotline__passage_class(p, at - 1) == LETTER_HAN && !passage_is_digit(p, at + 1) ? 2 : 0;
    }
    return kind == LETTER_STOP ? 2 : 0;
}

static int passage_is_blank(const passage *p, uint32_t at) {
    uint8_t kind = hotline__passage_class(p, at);
    return kind == LETTER_SPACE || kind == LETTER_INVISIBLE;
}

typedef struct clause_builder {
    clause *clauses;
    uint32_t count, sentence;
    uint8_t used; /* the sentence has a clause */
} clause_builder;

static void passage_add_clause(const passage *p, clause_builder *b, uint32_t begin, uint32_t end) {
    while (begin < end && passage_is_blank(p, begin)) {
        begin++;
    }
    while (end > begin && passage_is_blank(p, end - 1)) {
        end--;
    }
    if (begin < end) {
        clause *c = &b->clauses[b->count++];
        c->begin = begin;
        c->end = end;
        c->sentence = b->sentence;
        b->used = 1;
    }
}

static void passage_divide(const passage *p, clause_builder *b) {
    uint32_t begin = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        int divides = passage_divides(p, i);
        if (divides == 0) {
            continue;
        }
        passage_add_clause(p, b, begin, i);
        begin = i + 1;
        if (divides == 2 && b->used) {
            b->sentence++;
            b->used = 0;
        }
    }
    passage_add_clause(p, b, begin, p->count);
    b->sentence += b->used;
}

static uint32_t passage_clauses_most(const passage *p) {
    uint32_t most = 1;
    for (uint32_t i = 0; i < p->count; i++) {
        most += passage_divides(p, i) != 0;
    }
    return most;
}

hotline_status hotline__passage_read(arena *a, text source, passage *out, size_t *bad) {
    passage_builder b;
    clause_builder divided = {NULL, 0, 0, 0};
    passage p;
    HOTLINE_TRY(passage_room(a, source.len, &b));
    HOTLINE_TRY(passage_fold(&b, source, bad));
    memset(&p, 0, sizeof p);
    p.source = source;
    p.letters = b.letters;
    p.kinds = b.kinds;
    p.offsets = b.offsets;
    p.count = b.count;
    divided.clauses = hotline__arena_take(a, passage_clauses_most(&p) * sizeof *divided.clauses);
    if (divided.clauses == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    passage_divide(&p, &divided);
    p.clauses = divided.clauses;
    p.clause_count = divided.count;
    p.sentence_count = divided.sentence;
    *out = p;
    return HOTLINE_OK;
}

text hotline__passage_text(const passage *p, span s) {
    text t;
    t.at = p->source.at == NULL ? "" : p->source.at + p->offsets[s.begin];
    t.len = p->offsets[s.end] - p->offsets[s.begin];
    return t;
}

uint32_t hotline__passage_weight(const passage *p, span s) {
    uint32_t weight = 0;
    for (uint32_t i = s.begin; i < s.end; i++) {
        uint8_t kind = hotline__passage_class(p, i);
        weight += kind == LETTER_HAN || kind == LETTER_DIGIT || kind == LETTER_LATIN;
    }
    return weight;
}

uint32_t hotline__passage_starts(const passage *p, uint32_t at, const char *words) {
    size_t len = strlen(words);
    size_t byte = 0;
    uint32_t i = at;
    while (byte < len) {
        int32_t code = hotline__utf8_next(words, len, &byte);
        if (i >= p->count || p->letters[i] != code) {
            return 0;
        }
        i++;
    }
    return i - at;
}
