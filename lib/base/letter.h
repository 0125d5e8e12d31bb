/* SPDX-License-Identifier: MIT */
/* Letters: code points with width, case and traditional forms folded away, and what each is for in a sentence. */
#ifndef HOTLINE_BASE_LETTER_H
#define HOTLINE_BASE_LETTER_H

#include <stddef.h>
#include <stdint.h>

/*
 * What a letter is for. STOP ends a sentence, PAUSE a clause, LIST divides names in a row (、). A line end is a STOP. INVISIBLE has no
 * width and no meaning (zero-width space, byte order mark).
 */
typedef enum letter_class {
    LETTER_OTHER,
    LETTER_HAN,
    LETTER_DIGIT,
    LETTER_LATIN,
    LETTER_SPACE,
    LETTER_STOP,
    LETTER_PAUSE,
    LETTER_LIST,
    LETTER_OPEN,
    LETTER_CLOSE,
    LETTER_MARK,
    LETTER_INVISIBLE
} letter_class;

/* `was` of a letter: what was folded away. */
enum { LETTER_WAS_WIDE = 16, LETTER_WAS_TRADITIONAL = 32, LETTER_CLASS = 15 };

/*
 * The folded form of a code point: full-width ASCII to ASCII, capitals to small letters, every kind of dash to '-', quotation marks to
 * U+201C and U+201D, traditional Han to simplified where there is one simplified form only. Han beyond U+FFFF keep a form of their own
 * in the private use area (two of them may share one). *kind: letter_class, with LETTER_WAS_*.
 */
uint16_t hotline__letter_fold(int32_t code_point, uint8_t *kind);

/* The value of a Han numeral (〇 零 一 ... 九 两) or digit, else -1. */
int32_t hotline__letter_numeral(uint16_t letter);

/* For letter.c and its table (letter_cn.c). */
enum { LETTER_HAN_FIRST = 0x4E00, LETTER_HAN_LAST = 0x9FFF, LETTER_HAN_WORDS = (LETTER_HAN_LAST - LETTER_HAN_FIRST + 32) / 32 };
enum { LETTER_SIMPLIFIED = 2583 };
extern const uint32_t hotline__letter_traditional[LETTER_HAN_WORDS];
extern const uint16_t hotline__letter_simplified[LETTER_SIMPLIFIED][2];

/* A common Han character that is its own folded form: nearly every letter of a text, so that this is worth asking first. */
static inline int hotline__letter_is_plain(uint32_t code_point) {
    uint32_t place = code_point - LETTER_HAN_FIRST;
    return place <= LETTER_HAN_LAST - LETTER_HAN_FIRST && (hotline__letter_traditional[place >> 5] >> (place & 31) & 1) == 0;
}

/* Is it one of these letters? */
static inline int hotline__letter_is_one_of(uint16_t letter, const uint16_t *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (list[i] == letter) {
            return 1;
        }
    }
    return 0;
}

#endif
