/* SPDX-License-Identifier: MIT */
/*
 * Compiles phrases with gaps and finds them in a clause: the first piece is looked up with all others at once, the rest of the phrase is
 * compared where it stands. It refuses to know what a phrase stands for.
 */
#include "phrase_impl.h"

#include "../base/utf8.h"

/* A gap as written, and as it stands among folded letters: no letter folds to half of a surrogate pair. */
enum { PHRASE_DOTS = 0x2026 /* … */, PHRASE_CUT = 0xD800 };

static int phrase_add_piece(phrase *p, const uint16_t *letters, uint32_t length, uint32_t gap) {
    if (length == 0) {
        return 1;
    }
    if (p->count == PHRASE_PIECES) {
        return 0;
    }
    p->pieces[p->count].letters = letters;
    p->pieces[p->count].length = (uint16_t)length;
    p->pieces[p->count].gap = (uint16_t)gap;
    p->count++;
    return 1;
}

/* Cuts folded letters at the gaps. */
static int phrase_cut(phrase *p, const uint16_t *letters, uint32_t count) {
    uint32_t begin = 0;
    uint32_t gap = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (letters[i] != PHRASE_CUT) {
            continue;
        }
        if (!phrase_add_piece(p, letters + begin, i - begin, gap)) {
            return 0;
        }
        gap = i > begin ? PHRASE_GAP : gap + PHRASE_GAP;
        begin = i + 1;
    }
    p->tail = (uint16_t)(begin == count ? gap : 0);
    return phrase_add_piece(p, letters + begin, count - begin, gap) && p->count > 0 && (begin < count || p->at_end);
}

/* Folds a source; 0 when it is no phrase. */
static int phrase_compile(text words, uint16_t *letters, phrase *p) {
    uint32_t count = 0;
    size_t at = 0;
    while (at < words.len) {
        uint8_t kind = 0;
        int32_t code = hotline__utf8_next(words.at, words.len, &at);
        if (code == UTF8_BAD || count == PHRASE_LETTERS) {
            return 0;
        }
        letters[count++] = code == PHRASE_DOTS ? PHRASE_CUT : hotline__letter_fold(code, &kind);
    }
    p->at_begin = count > 0 && words.at[0] == '^';
    p->at_end = count > 1 && words.at[words.len - 1] == '$';
    return phrase_cut(p, letters + p->at_begin, count - p->at_begin - p->at_end);
}

static hotline_status phrase_compile_all(arena *a, const phrase_source *sources, uint32_t count, phrase *phrases, uint32_t *bad) {
    uint16_t *letters = hotline__arena_take_zeroed(a, (size_t)count + 1, PHRASE_LETTERS * sizeof *letters);
    if (letters == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!phrase_compile(sources[i].words, letters + (size_t)i * PHRASE_LETTERS, &phrases[i])) {
            *bad = i;
            return HOTLINE_ERROR_ARGUMENT;
        }
        phrases[i].number = sources[i].number;
    }
    return HOTLINE_OK;
}

/* ---- first pieces: of several letters, and of one ---- */

/*
 * A matcher that lets single letters through looks at nearly every place of a text, and grammar is single letters. So these are looked up
 * by themselves, by a table of their low bits.
 */
enum { PHRASE_SINGLES = 512 };

/* 0: of several letters; else 1 + the low bits of the only one. */
static uint32_t phrase_rank(const phrase *p) {
    return p->pieces[0].length > 1 ? 0 : 1 + p->pieces[0].letters[0] % PHRASE_SINGLES;
}

/* Puts the phrases in order of their rank, those of one rank as they came; ends[r]: where rank r ends. */
static void phrase_order(const phrase *from, uint32_t count, phrase *to, uint32_t *ends) {
    for (uint32_t i = 0; i < count; i++) {
        ends[phrase_rank(&from[i]) + 1]++;
    }
    for (uint32_t r = 0; r <= PHRASE_SINGLES; r++) {
        ends[r + 1] += ends[r];
    }
    for (uint32_t i = 0; i < count; i++) {
        to[ends[phrase_rank(&from[i])]++] = from[i];
    }
}

static hotline_status phrase_firsts(arena *a, const phrase *phrases, uint32_t count, matcher *out) {
    matcher_pattern *firsts = hotline__arena_take_zeroed(a, (size_t)count + 1, sizeof *firsts);
    if (firsts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        firsts[i].letters = phrases[i].pieces[0].letters;
        firsts[i].length = phrases[i].pieces[0].length;
    }
    return hotline__matcher_new(a, firsts, count, out);
}

hotline_status hotline__phrases_new(arena *a, const phrase_source *sources, uint32_t count, phrase_set *out, uint32_t *bad) {
    phrase *given = hotline__arena_take_zeroed(a, (size_t)count + 1, sizeof *given);
    phrase *phrases = hotline__arena_take_zeroed(a, (size_t)count + 1, sizeof *phrases);
    uint32_t *ends = hotline__arena_take_zeroed(a, PHRASE_SINGLES + 2, sizeof *ends);
    if (given == NULL || phrases == NULL || ends == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(phrase_compile_all(a, sources, count, given, bad));
    phrase_order(given, count, phrases, ends);
    out->phrases = phrases;
    out->singles = ends;
    out->count = count;
    return phrase_firsts(a, phrases, ends[0], &out->first);
}

static uint32_t phrase_count_in(const char *list) {
    uint32_t count = 1;
    for (; *list != '\0'; list++) {
        count += *list == '|';
    }
    return count;
}

static uint32_t phrase_split(const char *list, uint32_t number, phrase_source *out) {
    uint32_t count = 0;
    const char *begin = list;
    for (const char *at = list;; at++) {
        if (*at == '|' || *at == '\0') {
            out[count].words.at = begin;
            out[count].words.len = (size_t)(at - begin);
            out[count++].number = number;
            begin = at + 1;
        }
        if (*at == '\0') {
            return count;
        }
    }
}

hotline_status hotline__phrases_of_lists(arena *a, const char *const *lists, uint32_t count, phrase_set *out) {
    phrase_source *sources;
    uint32_t total = 0;
    uint32_t bad = 0;
    for (uint32_t i = 0; i < count; i++) {
        total += phrase_count_in(lists[i]);
    }
    sources = hotline__arena_take(a, ((size_t)total + 1) * sizeof *sources);
    if (sources == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    total = 0;
    for (uint32_t i = 0; i < count; i++) {
        total += phrase_split(lists[i], i, sources + total);
    }
    return hotline__phrases_new(a, sources, total, out, &bad);
}

static int phrase_stands(const phrase_piece *piece, const uint16_t *letters) {
    return piece->letters[0] == letters[0] && memcmp(piece->letters, letters, piece->length * sizeof *letters) == 0;
}

/* The piece at the clause's end. */
static int phrase_ends(const phrase_piece *piece, const uint16_t *letters, uint32_t count, uint32_t *at) {
    uint32_t begin = count - piece->length;
    if (piece->length > count || begin < *at || begin - *at > piece->gap || !phrase_stands(piece, letters + begin)) {
        return 0;
    }
    *at = count;
    return 1;
}

static int phrase_goes_on(const phrase_piece *piece, const uint16_t *letters, uint32_t count, uint32_t *at) {
    for (uint32_t begin = *at; begin <= *at + piece->gap && begin + piece->length <= count; begin++) {
        if (phrase_stands(piece, letters + begin)) {
            *at = begin + piece->length;
            return 1;
        }
    }
    return 0;
}

/* What follows the first piece. */
static int phrase_holds(const phrase *p, const uint16_t *letters, uint32_t count, const matcher_match *first, uint32_t *end) {
    if (p->at_begin && first->begin > p->pieces[0].gap) {
        return 0;
    }
    *end = first->end;
    for (uint32_t i = 1; i < p->count; i++) {
        int last = p->at_end && p->tail == 0 && i + 1 == p->count;
        if (!(last ? phrase_ends : phrase_goes_on)(&p->pieces[i], letters, count, end)) {
            return 0;
        }
    }
    if (p->at_end && count - *end <= p->tail) {
        *end = count;
    }
    return !p->at_end || *end == count;
}

static void phrase_look_ahead(const phrase_set *set, const uint16_t *letters, uint32_t count, phrase_cursor *c) {
    if (!hotline__matcher_next(&set->first, letters, count, &c->many, &c->ahead)) {
        c->ahead.begin = count;
    }
    c->looked = 1;
}

/* The next phrase whose first piece is the letter at c->at; 0 when there is none more. */
static int phrase_single(const phrase_set *set, const uint16_t *letters, phrase_cursor *c, matcher_match *out) {
    const uint32_t *range = &set->singles[letters[c->at] % PHRASE_SINGLES];
    for (uint32_t i = c->next > 0 ? c->next : range[0]; i < range[1]; i++) {
        if (set->phrases[i].pieces[0].letters[0] == letters[c->at]) {
            out->begin = c->at;
            out->end = c->at + 1;
            out->pattern = i;
            c->next = i + 1;
            return 1;
        }
    }
    return 0;
}

/* The next letter that may be one. */
static uint32_t phrase_skip(const phrase_set *set, const uint16_t *letters, uint32_t end, uint32_t at) {
    const uint32_t *singles = set->singles;
    while (at < end && singles[letters[at] % PHRASE_SINGLES] == singles[letters[at] % PHRASE_SINGLES + 1]) {
        at++;
    }
    return at;
}

/* The next first piece: by its place, then the longest first, then as the phrases came. */
static int phrase_first(const phrase_set *set, const uint16_t *letters, uint32_t count, phrase_cursor *c, matcher_match *out) {
    if (!c->looked) {
        phrase_look_ahead(set, letters, count, c);
    }
    while (c->at < c->ahead.begin) {
        if (phrase_single(set, letters, c, out)) {
            return 1;
        }
        c->at = phrase_skip(set, letters, c->ahead.begin, c->at + 1);
        c->next = 0;
    }
    *out = c->ahead;
    c->looked = 0;
    return c->at < count;
}

int hotline__phrases_next(const phrase_set *set, const uint16_t *letters, uint32_t count, phrase_cursor *cursor, phrase_hit *out) {
    matcher_match first;
    while (phrase_first(set, letters, count, cursor, &first)) {
        const phrase *p = &set->phrases[first.pattern];
        if (phrase_holds(p, letters, count, &first, &out->end)) {
            out->begin = p->at_begin && p->pieces[0].gap > 0 ? 0 : first.begin;
            out->number = p->number;
            return 1;
        }
    }
    return 0;
}
