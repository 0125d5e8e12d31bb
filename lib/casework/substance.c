/* SPDX-License-Identifier: MIT */
/*
 * Weighs what a reply says, clause by clause, by phrases that say nothing and phrases that say something. It refuses to know what the
 * citizen asked.
 */
#include "substance_impl.h"

enum {
    SUBSTANCE_ALLOWED = 12, /* letters in a clause of courtesy that no phrase covers and that still say nothing */
    SUBSTANCE_QUOTE = 60,   /* longest quotation: what the citizen said is not what the reply says */
    SUBSTANCE_ADDS = 12,    /* letters that a phrase of substance counts more than its clause has */
    SUBSTANCE_DIGITS = '#'  /* a run of digits */
};

hotline_status hotline__substance_words(arena *a, phrase_set *out) {
    return hotline__phrases_of_lists(a, hotline__substance_lists, SUBSTANCE_LISTS, out);
}

/* ---- the text as the phrases see it: no blanks, no 、, digits as one sign, no quotations ---- */

static int substance_skips(const passage *p, uint32_t at) {
    uint8_t kind = hotline__passage_class(p, at);
    uint16_t letter = p->letters[at];
    return kind == LETTER_SPACE || kind == LETTER_INVISIBLE || kind == LETTER_LIST || letter == 0x00B7 || letter == '*' || letter == '_';
}

static uint32_t substance_reduce(const passage *p, const uint8_t *echoes, uint16_t *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        if (substance_skips(p, i) || (echoes != NULL && echoes[i])) {
            continue;
        }
        if (hotline__passage_class(p, i) != LETTER_DIGIT) {
            out[count++] = p->letters[i];
        } else if (count == 0 || out[count - 1] != SUBSTANCE_DIGITS) {
            out[count++] = SUBSTANCE_DIGITS;
        }
    }
    return count;
}

static uint16_t substance_closer(uint16_t letter) {
    return letter == 0x201C ? 0x201D : letter == 0x300A ? 0x300B : letter == '"' ? '"' : 0;
}

/* The end of the quotation that begins at a letter, or 0. */
static uint32_t substance_quoted(const uint16_t *letters, uint32_t count, uint32_t at) {
    uint16_t closer = substance_closer(letters[at]);
    for (uint32_t i = at + 1; closer != 0 && i < count && i <= at + 1 + SUBSTANCE_QUOTE; i++) {
        if (letters[i] == closer) {
            return i + 1;
        }
    }
    return 0;
}

static uint32_t substance_unquote(uint16_t *letters, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = substance_quoted(letters, count, i);
        if (end != 0) {
            i = end - 1;
        } else {
            letters[kept++] = letters[i];
        }
    }
    return kept;
}

enum { SUBSTANCE_MARK_LAST = 0x3011 };

static int substance_divides(uint16_t letter) {
    static const uint16_t marks[] = {',', 0x3002, '!', '?', ';', ':', '\n', '\r', '(', ')', '[', ']', 0x3010, SUBSTANCE_MARK_LAST};
    return letter <= SUBSTANCE_MARK_LAST && hotline__letter_is_one_of(letter, marks, sizeof marks / sizeof marks[0]);
}

static int substance_ends(const uint16_t *letters, uint32_t count, const uint16_t *tail, uint32_t length) {
    return count >= length && memcmp(letters + count - length, tail, length * sizeof *tail) == 0;
}

/* Does a clause also end behind this letter? Greetings and announcements are written without a mark. */
static int substance_breaks(const uint16_t *letters, uint32_t count) {
    static const uint16_t words[3][2] = {{0x60A8, 0x597D} /* 您好 */, {0x4F60, 0x597D} /* 你好 */, {0x5982, 0x4E0B} /* 如下 */};
    for (uint32_t i = 0; i < 3; i++) {
        if (letters[count - 1] == words[i][1] && count > 1 && letters[count - 2] == words[i][0]) {
            return 1;
        }
    }
    return 0;
}

/* The clause without a date at its end: a signature's. */
static uint32_t substance_undated(const uint16_t *letters, uint32_t count) {
    static const uint16_t tails[4][6] = {
        {'#', 0x5E74, '#', 0x6708, '#', 0x65E5}, {'#', 0x5E74, '#', 0x6708}, {'#', '.', '#', '.', '#'}, {'#', '-', '#', '-', '#'}};
    static const uint32_t lengths[4] = {6, 4, 5, 5};
    for (uint32_t i = 0; i < 4; i++) {
        if (substance_ends(letters, count, tails[i], lengths[i])) {
            return count - lengths[i];
        }
    }
    return count;
}

/* ---- clauses ---- */

typedef struct substance_clause {
    uint32_t themes;
    uint8_t weights[WEIGHT_OF_SUBSTANCE + 1];
} substance_clause;

/* Marks what phrases cover in `covered`, and notes what they are. */
static void substance_look(const phrase_set *words, const uint16_t *letters, uint32_t count, uint8_t *covered, substance_clause *out) {
    phrase_cursor cursor;
    phrase_hit hit;
    memset(&cursor, 0, sizeof cursor);
    memset(covered, 0, count);
    while (hotline__phrases_next(words, letters, count, &cursor, &hit)) {
        const substance_row *row = &hotline__substance_rows[hit.number];
        out->weights[row->weight] = 1;
        if (row->weight != WEIGHT_OF_SUBSTANCE) {
            out->themes |= row->weight != WEIGHT_COVERS ? 1u << row->theme : 0;
            memset(covered + hit.begin, 1, hit.end - hit.begin);
        }
    }
}

static uint32_t substance_left(const uint16_t *letters, uint32_t count, const uint8_t *covered) {
    uint32_t left = 0;
    for (uint32_t i = 0; i < count; i++) {
        left += !covered[i] && letters[i] >= LETTER_HAN_FIRST && letters[i] <= LETTER_HAN_LAST;
    }
    return left;
}

static void substance_weigh(const phrase_set *words, const uint16_t *letters, uint32_t count, uint8_t *covered, substance *out) {
    substance_clause c = {0, {0}};
    uint32_t left;
    substance_look(words, letters, count, covered, &c);
    left = substance_left(letters, count, covered);
    if (c.weights[WEIGHT_OF_SUBSTANCE] && !c.weights[WEIGHT_CLAUSE]) {
        left += SUBSTANCE_ADDS;
    } else if (c.weights[WEIGHT_CLAUSE] || c.weights[WEIGHT_UNLESS]) {
        left = left > SUBSTANCE_ALLOWED ? left - SUBSTANCE_ALLOWED : 0;
    }
    out->letters += left;
    if (!c.weights[WEIGHT_CLAUSE] && !c.weights[WEIGHT_UNLESS]) {
        memset(covered, 0, count);
        out->spoken += substance_left(letters, count, covered);
    }
    if ((c.themes >> THEME_REFERRED & 1) != 0) {
        memset(covered, 0, count);
        out->referred += substance_left(letters, count, covered);
    }
    out->themes |= c.themes;
}

hotline_status hotline__substance_of(arena *a, const phrase_set *words, const passage *p, const uint8_t *echoes, substance *out) {
    uint16_t *letters = hotline__arena_take_zeroed(a, (size_t)p->count + PASSAGE_PADDING, sizeof *letters);
    uint8_t *covered = hotline__arena_take(a, (size_t)p->count + 1);
    uint32_t begin = 0;
    memset(out, 0, sizeof *out);
    if (letters == NULL || covered == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    uint32_t count = substance_unquote(letters, substance_reduce(p, echoes, letters));
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t end = i < count && !substance_divides(letters[i]) ? i + 1 : i;
        if (end > i && !substance_breaks(letters + begin, end - begin)) {
            continue;
        }
        if (end > begin) {
            substance_weigh(words, letters + begin, substance_undated(letters + begin, end - begin), covered, out);
        }
        begin = i + 1;
    }
    return HOTLINE_OK;
}
