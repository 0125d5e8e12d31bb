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
    uint32_t marks; /* letters that may divide */
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

/* The letter of three bytes, when they are a common Han character in its folded form; else 0. */
static uint16_t passage_plain(const unsigned char *bytes, size_t len) {
    uint32_t three;
    uint32_t code;
    if (len < 3) {
        return 0;
    }
    three = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[1] << 8 | bytes[2];
    code = (three >> 4 & 0xF000) | (three >> 2 & 0x0FC0) | (three & 0x3F);
    return (three & 0xF0C0C0) == 0xE08080 && hotline__letter_is_plain(code) ? (uint16_t)code : 0;
}

/* Only these can divide a sentence or a clause; the point is a mark. */
static int passage_may_divide(uint8_t kind) {
    enum { DIVIDERS = 1 << LETTER_STOP | 1 << LETTER_PAUSE | 1 << LETTER_MARK };
    return DIVIDERS >> (kind & LETTER_CLASS) & 1;
}

static hotline_status passage_fold(passage_builder *out, text source, size_t *bad) {
    passage_builder b = *out; /* its own: what is written to `kinds` might be anything, to a compiler */
    size_t at = 0;
    while (at < source.len) {
        size_t from = at;
        uint16_t letter = passage_plain((const unsigned char *)source.at + at, source.len - at);
        b.offsets[b.count] = (uint32_t)from;
        if (letter != 0) {
            b.letters[b.count] = letter;
            b.kinds[b.count++] = LETTER_HAN;
            at += 3;
            continue;
        }
        int32_t code = hotline__utf8_next(source.at, source.len, &at);
        if (code == UTF8_BAD) {
            *bad = from;
            return HOTLINE_ERROR_SYNTAX;
        }
        b.letters[b.count] = hotline__letter_fold(code, &b.kinds[b.count]);
        b.marks += (uint32_t)passage_may_divide(b.kinds[b.count++]);
    }
    b.offsets[b.count] = (uint32_t)source.len;
    memset(b.letters + b.count, 0, PASSAGE_PADDING * sizeof *b.letters);
    memset(b.kinds + b.count, 0, PASSAGE_PADDING);
    *out = b;
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

typedef struct clause_builder {
    passage_clause *clauses;
    uint32_t count, sentence;
    uint8_t used; /* the sentence has a passage_clause */
} clause_builder;

static void passage_add_clause(const passage *p, clause_builder *b, uint32_t begin, uint32_t end) {
    while (begin < end && hotline__passage_is_blank(p, begin)) {
        begin++;
    }
    while (end > begin && hotline__passage_is_blank(p, end - 1)) {
        end--;
    }
    if (begin < end) {
        passage_clause *c = &b->clauses[b->count++];
        c->begin = begin;
        c->end = end;
        c->sentence = b->sentence;
        b->used = 1;
    }
}

static void passage_divide(const passage *p, clause_builder *b) {
    uint32_t begin = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        int divides = passage_may_divide(p->kinds[i]) ? passage_divides(p, i) : 0;
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
    divided.clauses = hotline__arena_take(a, ((size_t)b.marks + 1) * sizeof *divided.clauses);
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

uint32_t hotline__passage_clause(const passage *p, uint32_t at) {
    uint32_t low = 0;
    uint32_t high = p->clause_count;
    while (high > low + 1) {
        uint32_t middle = low + (high - low) / 2;
        *(p->clauses[middle].begin <= at ? &low : &high) = middle;
    }
    return low;
}

uint32_t hotline__passage_sentence(const passage *p, uint32_t at) {
    return p->clause_count == 0 ? 0 : p->clauses[hotline__passage_clause(p, at)].sentence;
}

uint32_t hotline__passage_weight(const passage *p, span s) {
    uint32_t weight = 0;
    for (uint32_t i = s.begin; i < s.end; i++) {
        uint8_t kind = hotline__passage_class(p, i);
        weight += kind == LETTER_HAN || kind == LETTER_DIGIT || kind == LETTER_LATIN;
    }
    return weight;
}

/* The first letter of well formed words; most words differ from a text there. */
static int32_t passage_first(const char *words) {
    const unsigned char *at = (const unsigned char *)words;
    size_t byte = 0;
    if (at[0] >= 0xE0 && at[0] < 0xF0) {
        return (at[0] & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F);
    }
    return at[0] < 0x80 ? at[0] : hotline__utf8_next(words, strlen(words), &byte);
}

uint32_t hotline__passage_starts(const passage *p, uint32_t at, const char *words) {
    size_t len;
    size_t byte = 0;
    uint32_t i = at;
    if (at >= p->count || p->letters[at] != passage_first(words)) {
        return 0;
    }
    len = strlen(words);
    while (byte < len) {
        int32_t code = hotline__utf8_next(words, len, &byte);
        if (i >= p->count || p->letters[i] != code) {
            return 0;
        }
        i++;
    }
    return i - at;
}

uint32_t hotline__passage_starts_any(const passage *p, uint32_t at, const char *const *words, size_t count) {
    uint32_t letters = 0;
    for (size_t i = 0; letters == 0 && i < count; i++) {
        letters = hotline__passage_starts(p, at, words[i]);
    }
    return letters;
}
