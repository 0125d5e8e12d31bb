/* SPDX-License-Identifier: MIT */
/*
 * Letters and passages, which are made for speed, against plain ones: every code point folded by one search in one list, and passages
 * of every code point and of random bytes, divided by a walk over all letters.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../lib/base/utf8.h"
#include "../../lib/casework/passage_impl.h"
#include "../support/random.h"

/* ---- letters ---- */

typedef struct plain_row {
    uint16_t code, form;
    uint8_t kind;
} plain_row;

enum { WIDE = LETTER_WAS_WIDE };

/* By code point; what stands here is neither ASCII, nor a common Han character, nor full-width ASCII. */
static const plain_row plain_rows[] = {
    {0x00A0, ' ', LETTER_SPACE},          {0x00AD, 0x00AD, LETTER_INVISIBLE},   {0x00B7, 0x00B7, LETTER_MARK},
    {0x2010, '-', LETTER_MARK},           {0x2011, '-', LETTER_MARK},           {0x2012, '-', LETTER_MARK},
    {0x2013, '-', LETTER_MARK},           {0x2014, '-', LETTER_MARK},           {0x2015, '-', LETTER_MARK},
    {0x2018, 0x201C, LETTER_OPEN},        {0x2019, 0x201D, LETTER_CLOSE},       {0x201C, 0x201C, LETTER_OPEN},
    {0x201D, 0x201D, LETTER_CLOSE},       {0x201E, 0x201C, LETTER_OPEN},        {0x2022, 0x00B7, LETTER_MARK},
    {0x2025, 0x2026, LETTER_MARK},        {0x2026, 0x2026, LETTER_MARK},        {0x2027, 0x00B7, LETTER_MARK},
    {0x2212, '-', LETTER_MARK},           {0x25CB, 0x3007, LETTER_HAN},         {0x25EF, 0x3007, LETTER_HAN},
    {0x3001, 0x3001, LETTER_LIST},        {0x3002, 0x3002, LETTER_STOP},        {0x3007, 0x3007, LETTER_HAN},
    {0x3008, 0x300A, LETTER_OPEN},        {0x3009, 0x300B, LETTER_CLOSE},       {0x300A, 0x300A, LETTER_OPEN},
    {0x300B, 0x300B, LETTER_CLOSE},       {0x300C, 0x201C, LETTER_OPEN},        {0x300D, 0x201D, LETTER_CLOSE},
    {0x300E, 0x201C, LETTER_OPEN},        {0x300F, 0x201D, LETTER_CLOSE},       {0x3010, 0x3010, LETTER_OPEN},
    {0x3011, 0x3011, LETTER_CLOSE},       {0x3014, 0x3014, LETTER_OPEN},        {0x3015, 0x3015, LETTER_CLOSE},
    {0x301C, '~', LETTER_MARK},           {0x301D, 0x201C, LETTER_OPEN},        {0x301E, 0x201D, LETTER_CLOSE},
    {0x301F, 0x201D, LETTER_CLOSE},       {0x30FB, 0x00B7, LETTER_MARK},        {0xFE30, ':', LETTER_PAUSE},
    {0xFE50, ',', LETTER_PAUSE},          {0xFE51, 0x3001, LETTER_LIST},        {0xFE54, ';', LETTER_STOP},
    {0xFE55, ':', LETTER_PAUSE},          {0xFE58, '-', LETTER_MARK},           {0xFE63, '-', LETTER_MARK},
    {0xFF61, 0x3002, LETTER_STOP | WIDE}, {0xFF64, 0x3001, LETTER_LIST | WIDE}, {0xFF65, 0x00B7, LETTER_MARK | WIDE},
};

/* Of ASCII from U+0021 to U+002F, and the three other runs of signs. */
static uint8_t plain_sign(int32_t code) {
    switch (code) {
    case '!':
    case '?':
    case ';':
        return LETTER_STOP;
    case ',':
    case ':':
        return LETTER_PAUSE;
    case '(':
    case '[':
    case '{':
    case '<':
        return LETTER_OPEN;
    case ')':
    case ']':
    case '}':
    case '>':
        return LETTER_CLOSE;
    default:
        return LETTER_MARK;
    }
}

static uint8_t plain_ascii(int32_t code, uint16_t *form) {
    *form = (uint16_t)code;
    if (code >= '0' && code <= '9') {
        return LETTER_DIGIT;
    }
    if (code >= 'A' && code <= 'Z') {
        *form = (uint16_t)(code | 0x20);
        return LETTER_LATIN;
    }
    if (code >= 'a' && code <= 'z') {
        return LETTER_LATIN;
    }
    if (code <= ' ' || code == 0x7F) {
        return code == '\n' || code == '\r' ? LETTER_STOP : LETTER_SPACE;
    }
    return plain_sign(code);
}

static uint8_t plain_han(int32_t code, uint16_t *form) {
    uint32_t place = (uint32_t)code - LETTER_HAN_FIRST;
    uint32_t low = 0;
    uint32_t high = LETTER_SIMPLIFIED;
    *form = (uint16_t)code;
    if ((hotline__letter_traditional[place >> 5] >> (place & 31) & 1) == 0) {
        return LETTER_HAN;
    }
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        *(hotline__letter_simplified[middle][0] <= code ? &low : &high) = middle;
    }
    *form = hotline__letter_simplified[low][1];
    return LETTER_HAN | LETTER_WAS_TRADITIONAL;
}

static int plain_is_invisible(int32_t code) {
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2064) ||
           (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

static int plain_is_space(int32_t code) {
    return (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

static int plain_is_rare_han(int32_t code) {
    return code == 0x3005 || (code >= 0x3400 && code <= 0x4DBF) || (code >= 0xF900 && code <= 0xFAFF);
}

static uint8_t plain_unlisted(int32_t code) {
    if (plain_is_invisible(code)) {
        return LETTER_INVISIBLE;
    }
    if (code == 0x2028 || code == 0x2029 || code == 0x85) {
        return LETTER_STOP;
    }
    if (plain_is_rare_han(code)) {
        return LETTER_HAN;
    }
    return code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7 ? LETTER_LATIN : LETTER_OTHER;
}

static uint8_t plain_listed(int32_t code, uint16_t *form) {
    size_t low = 0;
    size_t high = sizeof plain_rows / sizeof plain_rows[0];
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(plain_rows[middle].code <= code ? &low : &high) = middle;
    }
    if (plain_rows[low].code == code) {
        *form = plain_rows[low].form;
        return plain_rows[low].kind;
    }
    *form = (uint16_t)code;
    return plain_unlisted(code);
}

/* Han of the supplementary planes share 6,400 places of the private use area: a statistic bears that, and no text is rebuilt from forms. */
static uint8_t plain_beyond(int32_t code, uint16_t *form) {
    *form = (uint16_t)(0xE000 + code % 0x1900);
    return code >= 0x20000 && code <= 0x3FFFF ? LETTER_HAN : LETTER_OTHER;
}

static uint16_t plain_fold(int32_t code_point, uint8_t *kind) {
    uint16_t form = 0;
    if (code_point >= LETTER_HAN_FIRST && code_point <= LETTER_HAN_LAST) {
        *kind = plain_han(code_point, &form);
    } else if (code_point < 0x80) {
        *kind = plain_ascii(code_point, &form);
    } else if (code_point >= 0xFF01 && code_point <= 0xFF5E) {
        *kind = plain_ascii(code_point - 0xFEE0, &form) | LETTER_WAS_WIDE;
    } else if (plain_is_space(code_point)) {
        form = ' ';
        *kind = LETTER_SPACE | LETTER_WAS_WIDE;
    } else {
        *kind = code_point > 0xFFFF ? plain_beyond(code_point, &form) : plain_listed(code_point, &form);
    }
    return form;
}

/* ---- passages ---- */

enum { TEXT_MOST = 240, TRIALS = 40000 };

static hotline_context *context;
static arena memory;
static uint64_t seed = 20260302;

static int set_up(void **state) {
    hotline_status status = hotline_context_new(NULL, &context);
    (void)state;
    hotline__arena_init(&memory, context);
    return status;
}

static int tear_down(void **state) {
    (void)state;
    hotline__arena_free(&memory);
    hotline_context_free(context);
    return 0;
}

static uint32_t below(uint32_t bound) {
    return (uint32_t)((random_next(&seed) >> 33) % bound);
}

static int class_at(const passage *p, uint32_t at) {
    return at < p->count ? p->kinds[at] & LETTER_CLASS : -1;
}

/* What passage_impl.h says of what divides. */
static int divides(const passage *p, uint32_t at) {
    int kind = class_at(p, at);
    int before = at == 0 ? -1 : class_at(p, at - 1);
    int after = class_at(p, at + 1);
    if (p->letters[at] == '.') {
        return before == LETTER_HAN && after != LETTER_DIGIT ? 2 : 0;
    }
    if (kind == LETTER_PAUSE) {
        return before != LETTER_DIGIT || after != LETTER_DIGIT;
    }
    return kind == LETTER_STOP ? 2 : 0;
}

static int is_blank(const passage *p, uint32_t at) {
    return class_at(p, at) == LETTER_SPACE || class_at(p, at) == LETTER_INVISIBLE;
}

static void check_clauses(const passage *p) {
    uint32_t begin = 0;
    uint32_t clause_number = 0;
    uint32_t sentence = 0;
    int used = 0;
    for (uint32_t at = 0; at <= p->count; at++) {
        int how = at == p->count ? 2 : divides(p, at);
        uint32_t from = begin;
        uint32_t to = at;
        if (how == 0) {
            continue;
        }
        while (from < to && is_blank(p, from)) {
            from++;
        }
        while (to > from && is_blank(p, to - 1)) {
            to--;
        }
        if (from < to) {
            assert_true(clause_number < p->clause_count);
            assert_int_equal(p->clauses[clause_number].begin, from);
            assert_int_equal(p->clauses[clause_number].end, to);
            assert_int_equal(p->clauses[clause_number++].sentence, sentence);
            used = 1;
        }
        sentence += how == 2 && used;
        used = how == 2 ? 0 : used;
        begin = at + 1;
    }
    assert_int_equal(clause_number, p->clause_count);
    assert_int_equal(sentence, p->sentence_count);
}

static void check_passage(text source) {
    passage p;
    size_t bad = 0;
    size_t at = 0;
    uint32_t i;
    hotline_status status;
    hotline__arena_reset(&memory);
    status = hotline__passage_read(&memory, source, &p, &bad);
    for (i = 0; at < source.len; i++) {
        size_t from = at;
        uint8_t kind = 0;
        int32_t code = hotline__utf8_next(source.at, source.len, &at);
        if (code == UTF8_BAD) {
            assert_int_equal(status, HOTLINE_ERROR_SYNTAX);
            assert_int_equal(bad, from);
            return;
        }
        if (status == HOTLINE_OK) {
            assert_true(i < p.count && p.offsets[i] == from);
            assert_int_equal(p.letters[i], plain_fold(code, &kind));
            assert_int_equal(p.kinds[i], kind);
        }
    }
    assert_int_equal(status, HOTLINE_OK);
    assert_int_equal(p.count, i);
    assert_int_equal(p.offsets[i], source.len);
    for (i = 0; i < PASSAGE_PADDING; i++) {
        assert_true(p.letters[p.count + i] == 0 && p.kinds[p.count + i] == 0);
    }
    check_clauses(&p);
}

static void every_code_point(void **state) {
    int32_t code;
    (void)state;
    for (code = 0; code <= 0x10FFFF; code++) {
        uint8_t kind = 0;
        uint8_t plain_kind = 0;
        char bytes[16];
        text source;
        uint16_t form = hotline__letter_fold(code, &kind);
        if (form != plain_fold(code, &plain_kind) || kind != plain_kind) {
            fail_msg("U+%04X is folded otherwise", (unsigned)code);
        }
        if (code >= 0xD800 && code < 0xE000) {
            continue;
        }
        source.at = bytes;
        source.len = hotline__utf8_put(code, bytes);
        source.len += hotline__utf8_put(0x4E00, bytes + source.len); /* so that looking three bytes ahead is possible */
        check_passage(source);
        source.len -= 3;
        check_passage(source);
    }
}

/* Signs that divide, digits and blanks beside them, Han plain and traditional, and now and then a byte that was changed. */
static void random_texts(void **state) {
    static const int32_t codes[] = {0x3002, 0xFF0C, ',',  ':',    0xFF1A, '.',    0xFF0E, '1',    0xFF12, ' ',     0x3000, '\n',
                                    0x200B, 0x3001, 'a',  0x2014, 0x4E00, 0x6211, 0x9FFF, 0x4DFF, 0xA000, 0x570B,  0x9AD4, 0x20000,
                                    0xFEFF, 0x2028, 0xB7, 0x201C, 0x4E2D, 0x56FD, 0x85,   0xFE54, ';',    0x1F600, 0xFF61, 0x3007};
    char bytes[TEXT_MOST + 4];
    text source;
    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        size_t most = below(TEXT_MOST);
        uint32_t few = 1 + below(sizeof codes / sizeof codes[0]);
        source.at = bytes;
        source.len = 0;
        while (source.len < most) {
            source.len += hotline__utf8_put(below(2) == 0 ? 0x4E00 + (int32_t)below(0x5200) : codes[below(few)], bytes + source.len);
        }
        if (source.len != 0 && below(3) == 0) {
            bytes[below((uint32_t)source.len)] ^= (char)(1 << below(8));
        }
        check_passage(source);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point),
        cmocka_unit_test(random_texts),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
