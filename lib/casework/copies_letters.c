/* SPDX-License-Identifier: MIT */
/*
 * Which letters of a text count when it is compared with others: Han and Latin ones, folded. It refuses to know words: a greeting counts
 * like anything else.
 */
#include "copies_impl.h"

#include "../base/letter.h"
#include "../base/utf8.h"

enum { COPIES_BEYOND_FIRST = 0xE000, COPIES_BEYOND_LAST = 0xF8FF };

size_t hotline__copies_room(size_t len) {
    return len < COPIES_LETTERS_MOST ? len + 1 : COPIES_LETTERS_MOST;
}

static int copies_class_counts(uint8_t kind) {
    return (kind & LETTER_CLASS) == LETTER_HAN || (kind & LETTER_CLASS) == LETTER_LATIN;
}

/* Three bytes from E4 to E9 are Han, nearly always: most of a reply, and not worth the general reader. UTF8_BAD: something else. */
static int32_t copies_han(const char *bytes, size_t left) {
    const unsigned char *at = (const unsigned char *)bytes;
    if (left < 3 || at[0] < 0xE4 || at[0] > 0xE9 || (at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80) {
        return UTF8_BAD;
    }
    return (at[0] & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F);
}

/* Passed over at first sight: what is below 'A' in ASCII, and the signs that a sentence is full of. */
static int copies_is_sign(int32_t code) {
    return code < 'A' || code == 0xFF0C || code == 0x3002 || code == 0x3001 || code == 0x201C || code == 0x201D; /* ，。、“” */
}

static int32_t copies_code(text source, size_t *at) {
    int32_t code = copies_han(source.at + *at, source.len - *at);
    if (code == UTF8_BAD) {
        return hotline__utf8_next(source.at, source.len, at);
    }
    *at += 3;
    return code;
}

/* The next letter that counts; 0 at the end, and when *bad was set. */
static uint16_t copies_next(text source, size_t *at, int *bad) {
    while (*at < source.len) {
        uint8_t kind = LETTER_OTHER;
        int32_t code = copies_code(source, at);
        uint16_t letter;
        if (code == UTF8_BAD) {
            *bad = 1;
            return 0;
        }
        if (copies_is_sign(code)) {
            continue;
        }
        letter = hotline__letter_fold(code, &kind);
        if (copies_class_counts(kind)) {
            return letter;
        }
    }
    return 0;
}

hotline_status hotline__copies_read(const hotline_context *context, text source, uint16_t *room, copies_letters *out) {
    uint32_t count = 0;
    size_t at = 0;
    int bad = 0;
    uint16_t letter;
    if (source.len > context->max_document) {
        return HOTLINE_ERROR_LIMIT;
    }
    while ((letter = copies_next(source, &at, &bad)) != 0) {
        if (count == COPIES_LETTERS_MOST) {
            return HOTLINE_ERROR_LIMIT;
        }
        room[count++] = letter;
    }
    out->at = room;
    out->count = count;
    return bad ? HOTLINE_ERROR_SYNTAX : HOTLINE_OK;
}

int hotline__copies_counts(uint16_t letter) {
    uint8_t kind = 0;
    if (letter >= COPIES_BEYOND_FIRST && letter <= COPIES_BEYOND_LAST) { /* where letters beyond U+FFFF have their forms */
        return 1;
    }
    return hotline__letter_fold(letter, &kind) == letter && copies_class_counts(kind);
}

text hotline__copies_key(copies_letters letters) {
    text key;
    key.at = (const char *)letters.at;
    key.len = letters.count * sizeof *letters.at;
    return key;
}

copies_letters hotline__copies_letters_of(const hotline_copies *c, uint32_t number) {
    copies_letters letters;
    letters.at = (const uint16_t *)(const void *)c->texts.keys[number].at;
    letters.count = (uint32_t)(c->texts.keys[number].len / sizeof *letters.at);
    return letters;
}
