/* SPDX-License-Identifier: MIT */
/*
 * Folds code points to letters that can be compared and says what each is for in a sentence. It refuses to know words: which letters
 * belong together is for others.
 */
#include "letter.h"

#include "error_impl.h"

typedef struct letter_form {
    uint16_t form;
    uint8_t kind;
} letter_form;

typedef struct letter_row {
    uint16_t code, form;
    uint8_t kind;
} letter_row;

enum { WIDE = LETTER_WAS_WIDE };

/* The two runs of signs that a Chinese text is full of, every code point in its place. */
enum { LETTER_QUOTES_FIRST = 0x2010, LETTER_QUOTES = 24, LETTER_STOPS_FIRST = 0x3000, LETTER_STOPS = 32 };

static const letter_form letter_quotes[LETTER_QUOTES] = {
    {'-', LETTER_MARK},     {'-', LETTER_MARK},     {'-', LETTER_MARK},     {'-', LETTER_MARK},     {'-', LETTER_MARK},
    {'-', LETTER_MARK},     {0x2016, LETTER_OTHER}, {0x2017, LETTER_OTHER}, {0x201C, LETTER_OPEN},  {0x201D, LETTER_CLOSE},
    {0x201A, LETTER_OTHER}, {0x201B, LETTER_OTHER}, {0x201C, LETTER_OPEN},  {0x201D, LETTER_CLOSE}, {0x201C, LETTER_OPEN},
    {0x201F, LETTER_OTHER}, {0x2020, LETTER_OTHER}, {0x2021, LETTER_OTHER}, {0x00B7, LETTER_MARK},  {0x2023, LETTER_OTHER},
    {0x2024, LETTER_OTHER}, {0x2026, LETTER_MARK},  {0x2026, LETTER_MARK},  {0x00B7, LETTER_MARK},
};

static const letter_form letter_stops[LETTER_STOPS] = {
    {' ', LETTER_SPACE | WIDE}, {0x3001, LETTER_LIST},  {0x3002, LETTER_STOP},  {0x3003, LETTER_OTHER}, {0x3004, LETTER_OTHER},
    {0x3005, LETTER_HAN},       {0x3006, LETTER_OTHER}, {0x3007, LETTER_HAN},   {0x300A, LETTER_OPEN},  {0x300B, LETTER_CLOSE},
    {0x300A, LETTER_OPEN},      {0x300B, LETTER_CLOSE}, {0x201C, LETTER_OPEN},  {0x201D, LETTER_CLOSE}, {0x201C, LETTER_OPEN},
    {0x201D, LETTER_CLOSE},     {0x3010, LETTER_OPEN},  {0x3011, LETTER_CLOSE}, {0x3012, LETTER_OTHER}, {0x3013, LETTER_OTHER},
    {0x3014, LETTER_OPEN},      {0x3015, LETTER_CLOSE}, {0x3016, LETTER_OTHER}, {0x3017, LETTER_OTHER}, {0x3018, LETTER_OTHER},
    {0x3019, LETTER_OTHER},     {0x301A, LETTER_OTHER}, {0x301B, LETTER_OTHER}, {'~', LETTER_MARK},     {0x201C, LETTER_OPEN},
    {0x201D, LETTER_CLOSE},     {0x201D, LETTER_CLOSE},
};

/* By code point; what stands here is none of the above, nor ASCII, nor a common Han character, nor full-width ASCII. */
static const letter_row letter_rows[] = {
    {0x00A0, ' ', LETTER_SPACE},          {0x00AD, 0x00AD, LETTER_INVISIBLE},   {0x00B7, 0x00B7, LETTER_MARK},
    {0x2212, '-', LETTER_MARK},           {0x25CB, 0x3007, LETTER_HAN},         {0x25EF, 0x3007, LETTER_HAN},
    {0x30FB, 0x00B7, LETTER_MARK},        {0xFE30, ':', LETTER_PAUSE},          {0xFE50, ',', LETTER_PAUSE},
    {0xFE51, 0x3001, LETTER_LIST},        {0xFE54, ';', LETTER_STOP},           {0xFE55, ':', LETTER_PAUSE},
    {0xFE58, '-', LETTER_MARK},           {0xFE63, '-', LETTER_MARK},           {0xFF61, 0x3002, LETTER_STOP | WIDE},
    {0xFF64, 0x3001, LETTER_LIST | WIDE}, {0xFF65, 0x00B7, LETTER_MARK | WIDE},
};

static const uint8_t letter_ascii_kinds[128] = {
#define B LETTER_SPACE
#define C LETTER_CLOSE
#define D LETTER_DIGIT
#define L LETTER_LATIN
#define M LETTER_MARK
#define O LETTER_OPEN
#define P LETTER_PAUSE
#define S LETTER_STOP
    B, B, B, B, B, B, B, B, B, B, S, B, B, S, B, B, /* U+0000 */
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, /* U+0010 */
    B, S, M, M, M, M, M, M, O, C, M, M, P, M, M, M, /* U+0020 */
    D, D, D, D, D, D, D, D, D, D, P, S, O, M, C, S, /* U+0030 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* U+0040 */
    L, L, L, L, L, L, L, L, L, L, L, O, M, C, M, M, /* U+0050 */
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* U+0060 */
    L, L, L, L, L, L, L, L, L, L, L, O, M, C, M, B, /* U+0070 */
#undef B
#undef C
#undef D
#undef L
#undef M
#undef O
#undef P
#undef S
};

static uint8_t letter_ascii(int32_t code, uint16_t *form) {
    *form = (uint16_t)(code >= 'A' && code <= 'Z' ? code | 0x20 : code);
    return letter_ascii_kinds[code];
}

static uint8_t letter_han(int32_t code, uint16_t *form) {
    uint32_t low = 0;
    uint32_t high = LETTER_SIMPLIFIED;
    *form = (uint16_t)code;
    if (hotline__letter_is_plain((uint32_t)code)) {
        return LETTER_HAN;
    }
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        *(hotline__letter_simplified[middle][0] <= code ? &low : &high) = middle;
    }
    *form = hotline__letter_simplified[low][1];
    return LETTER_HAN | LETTER_WAS_TRADITIONAL;
}

static int letter_is_invisible(int32_t code) {
    return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2064) ||
           (code >= 0xFE00 && code <= 0xFE0F) || code == 0xFEFF;
}

static int letter_is_space(int32_t code) {
    return (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F;
}

static int letter_is_rare_han(int32_t code) {
    return (code >= 0x3400 && code <= 0x4DBF) || (code >= 0xF900 && code <= 0xFAFF);
}

static uint8_t letter_unlisted(int32_t code) {
    if (letter_is_invisible(code)) {
        return LETTER_INVISIBLE;
    }
    if (code == 0x2028 || code == 0x2029 || code == 0x85) {
        return LETTER_STOP;
    }
    if (letter_is_rare_han(code)) {
        return LETTER_HAN;
    }
    return code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7 ? LETTER_LATIN : LETTER_OTHER;
}

static uint8_t letter_listed(int32_t code, uint16_t *form) {
    size_t low = 0;
    size_t high = sizeof letter_rows / sizeof letter_rows[0];
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(letter_rows[middle].code <= code ? &low : &high) = middle;
    }
    if (letter_rows[low].code == code) {
        *form = letter_rows[low].form;
        return letter_rows[low].kind;
    }
    *form = (uint16_t)code;
    return letter_unlisted(code);
}

/* Han of the supplementary planes share 6,400 places of the private use area: a statistic bears that, and no text is rebuilt from forms. */
static uint8_t letter_beyond(int32_t code, uint16_t *form) {
    *form = (uint16_t)(0xE000 + code % 0x1900);
    return code >= 0x20000 && code <= 0x3FFFF ? LETTER_HAN : LETTER_OTHER;
}

static uint8_t letter_take(const letter_form *row, uint16_t *form) {
    *form = row->form;
    return row->kind;
}

uint16_t hotline__letter_fold(int32_t code_point, uint8_t *kind) {
    uint16_t form = 0;
    if (code_point >= LETTER_HAN_FIRST && code_point <= LETTER_HAN_LAST) {
        *kind = letter_han(code_point, &form);
    } else if (code_point < 0x80) {
        *kind = letter_ascii(code_point, &form);
    } else if (code_point >= LETTER_STOPS_FIRST && code_point < LETTER_STOPS_FIRST + LETTER_STOPS) {
        *kind = letter_take(&letter_stops[code_point - LETTER_STOPS_FIRST], &form);
    } else if (code_point >= LETTER_QUOTES_FIRST && code_point < LETTER_QUOTES_FIRST + LETTER_QUOTES) {
        *kind = letter_take(&letter_quotes[code_point - LETTER_QUOTES_FIRST], &form);
    } else if (code_point >= 0xFF01 && code_point <= 0xFF5E) {
        *kind = letter_ascii(code_point - 0xFEE0, &form) | LETTER_WAS_WIDE;
    } else if (letter_is_space(code_point)) {
        form = ' ';
        *kind = LETTER_SPACE | LETTER_WAS_WIDE;
    } else {
        *kind = code_point > 0xFFFF ? letter_beyond(code_point, &form) : letter_listed(code_point, &form);
    }
    return form;
}

/* One look-up: every numeral has a place of its own by the high bits of this product. */
enum { LETTER_NUMERAL_FACTOR = 2439, LETTER_NUMERAL_PLACES = 32 };

static const letter_row letter_numerals[LETTER_NUMERAL_PLACES] = {
    {0x0036, 6, 0}, {0x0037, 7, 0}, {0x0038, 8, 0}, {0x0039, 9, 0}, {0x4E00, 1, 0}, {0x0000, 0, 0}, {0x0000, 0, 0}, {0x4E03, 7, 0},
    {0x96F6, 0, 0}, {0x0000, 0, 0}, {0x4E8C, 2, 0}, {0x0000, 0, 0}, {0x0000, 0, 0}, {0x0000, 0, 0}, {0x4E09, 3, 0}, {0x4E24, 2, 0},
    {0x56DB, 4, 0}, {0x0000, 0, 0}, {0x3007, 0, 0}, {0x4E5D, 9, 0}, {0x4E94, 5, 0}, {0x0000, 0, 0}, {0x516B, 8, 0}, {0x0000, 0, 0},
    {0x516D, 6, 0}, {0x0030, 0, 0}, {0x0031, 1, 0}, {0x0032, 2, 0}, {0x0033, 3, 0}, {0x0034, 4, 0}, {0x0000, 0, 0}, {0x0035, 5, 0}};

int32_t hotline__letter_numeral(uint16_t letter) {
    const letter_row *row = &letter_numerals[(uint16_t)(letter * LETTER_NUMERAL_FACTOR) >> 11];
    return row->code == letter && letter != 0 ? row->form : -1;
}
