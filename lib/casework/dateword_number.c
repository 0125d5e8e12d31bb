/* SPDX-License-Identifier: MIT */
/*
 * Reads whole numbers in figures and in Chinese numerals. It refuses to know what is counted.
 */
#include "dateword_parts.h"

enum { NUMERAL_ZERO = 0x3007 /* 〇 */, NUMERAL_ZERO_FULL = 0x96F6 /* 零 */ };

static int64_t numeral_times(int64_t a, int64_t b) {
    return b != 0 && a > DATEWORD_NUMBER_MOST / b ? DATEWORD_NUMBER_MOST : a * b;
}

static int64_t numeral_plus(int64_t a, int64_t b) {
    return a > DATEWORD_NUMBER_MOST - b ? DATEWORD_NUMBER_MOST : a + b;
}

/* 十 百 千 万 亿, else 0. */
static int64_t numeral_unit(uint16_t letter) {
    static const struct {
        uint16_t letter;
        int64_t times;
    } units[] = {{0x5341, 10}, {0x767E, 100}, {0x5343, 1000}, {0x4E07, 10000}, {0x4EBF, 100000000}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (units[i].letter == letter) {
            return units[i].times;
        }
    }
    return 0;
}

/* 廿 卅, else 0. */
static int64_t numeral_tens(uint16_t letter) {
    return letter == 0x5EFF ? 20 : letter == 0x5345 ? 30 : 0;
}

/* ---- figures ---- */

static int numeral_is_figure(const passage *p, uint32_t at) {
    return hotline__passage_class(p, at) == LETTER_DIGIT;
}

static dateword_plain numeral_figures(const passage *p, uint32_t at) {
    dateword_plain n = {0, at, 0, DATEWORD_FIGURES};
    while (numeral_is_figure(p, n.end)) {
        n.value = numeral_plus(numeral_times(n.value, 10), p->letters[n.end] - '0');
        n.end++;
    }
    n.letters = n.end - at;
    return n;
}

/* ---- Chinese numerals ---- */

/* The value of a Chinese digit; in a row 0 and O stand for 〇. */
static int32_t numeral_digit(const passage *p, uint32_t at, int in_row) {
    uint16_t letter = p->letters[at];
    if (hotline__passage_class(p, at) == LETTER_HAN) {
        return hotline__letter_numeral(letter);
    }
    return in_row && (letter == '0' || letter == 'o') ? 0 : -1;
}

/* 二〇二一; a single digit too. Of two and three, or three and five, the larger one. */
static dateword_plain numeral_row(const passage *p, uint32_t at) {
    dateword_plain n = {0, at, 0, DATEWORD_ROW};
    int32_t last = 0;
    int32_t digit;
    int64_t before = 0;
    while ((digit = numeral_digit(p, n.end, n.end > at)) >= 0) {
        before = last;
        last = digit;
        n.value = numeral_plus(numeral_times(n.value, 10), digit);
        n.end++;
    }
    n.letters = n.end - at;
    if (n.letters == 2 && before > 0 && (last == before + 1 || (before == 3 && last == 5))) {
        n.value = last;
    }
    return n;
}

/* A numeral in the making: 两万 | 三千 | 五. */
typedef struct numeral_parts {
    int64_t whole;   /* closed by 万 or 亿 */
    int64_t section; /* below */
    int64_t digit;   /* waits for its unit; -1: none */
    int64_t unit;    /* the last one */
    int64_t large;   /* the last of 万 and 亿 */
    uint8_t zero;    /* 零 stands before the digit */
} numeral_parts;

/* 三万亿 multiplies, 一亿二万 adds. 0: the unit cannot follow. */
static int numeral_add_large(numeral_parts *n, int64_t unit) {
    int64_t below = numeral_plus(n->section, n->digit < 0 ? 0 : n->digit);
    if (below == 0 && n->whole == 0) {
        return 0;
    }
    if (below != 0 && unit < n->large) {
        n->whole = numeral_plus(n->whole, numeral_times(below, unit));
    } else {
        n->whole = numeral_times(numeral_plus(n->whole, below), unit);
    }
    n->section = 0;
    n->large = unit;
    return 1;
}

/* 二十 after 三百, not after 三十. 0: the unit cannot follow. */
static int numeral_add_small(numeral_parts *n, int64_t unit) {
    if (n->section != 0 && n->unit <= unit) {
        return 0;
    }
    n->section = numeral_plus(n->section, numeral_times(n->digit < 0 ? 1 : n->digit, unit));
    return 1;
}

static int numeral_add_unit(numeral_parts *n, int64_t unit) {
    if (!(unit < 10000 ? numeral_add_small(n, unit) : numeral_add_large(n, unit))) {
        return 0;
    }
    n->digit = -1;
    n->unit = unit;
    n->zero = 0;
    return 1;
}

/* 一百二 is 120. */
static int64_t numeral_sum(const numeral_parts *n) {
    int64_t last = n->digit < 0 ? 0 : n->digit;
    if (n->digit >= 0 && n->unit >= 100 && !n->zero) {
        last = numeral_times(last, n->unit / 10);
    }
    return numeral_plus(numeral_plus(n->whole, n->section), last);
}

/* What may follow a unit: 零, a digit, another unit. 0: the numeral ends here. */
static int numeral_add(const passage *p, uint32_t at, numeral_parts *n) {
    uint16_t letter = p->letters[at];
    int64_t unit = numeral_unit(letter);
    int32_t digit = numeral_digit(p, at, 0);
    if (unit != 0) {
        return numeral_add_unit(n, unit);
    }
    if (letter == NUMERAL_ZERO || letter == NUMERAL_ZERO_FULL) {
        int64_t next = numeral_digit(p, at + 1, 0);
        n->zero = 1;
        return n->digit < 0 && next > 0;
    }
    if (digit < 0 || n->digit >= 0) {
        return 0;
    }
    n->digit = digit;
    return 1;
}

static dateword_plain numeral_han(const passage *p, uint32_t at) {
    dateword_plain n = numeral_row(p, at);
    int64_t unit = numeral_unit(p->letters[n.end]);
    int64_t tens = n.letters == 0 ? numeral_tens(p->letters[n.end]) : 0;
    numeral_parts parts = {0, 0, -1, 0, 0, 0};
    if (tens != 0) {
        parts.section = tens;
        parts.unit = 10;
        n.end++;
    } else if (unit == 0 || n.letters > 2 || (n.letters == 0 && unit != 10)) {
        n.style = n.letters == 0 ? DATEWORD_NO_NUMBER : n.letters == 1 ? DATEWORD_HAN : DATEWORD_ROW;
        return n;
    } else {
        parts.digit = n.letters == 0 ? -1 : n.value;
    }
    while (numeral_add(p, n.end, &parts)) {
        n.end++;
    }
    n.value = numeral_sum(&parts);
    n.letters = n.end - at;
    n.style = DATEWORD_HAN;
    return n;
}

dateword_plain hotline__dateword_plain(const passage *p, uint32_t at) {
    return numeral_is_figure(p, at) ? numeral_figures(p, at) : numeral_han(p, at);
}

/* ---- numbers with commas, points and units ---- */

static int numeral_is_group(const passage *p, uint32_t at) {
    return p->letters[at] == ',' && numeral_is_figure(p, at + 1) && numeral_is_figure(p, at + 2) && numeral_is_figure(p, at + 3) &&
           !numeral_is_figure(p, at + 4);
}

/* ",000,000" */
static void numeral_groups(const passage *p, dateword_number *n) {
    while (numeral_is_group(p, n->where.end)) {
        for (uint32_t i = 1; i <= 3; i++) {
            n->value = numeral_plus(numeral_times(n->value, 10), p->letters[n->where.end + i] - '0');
        }
        n->where.end += 4;
    }
}

/* ".25" as 25 and 100; digits beyond the fourth are left out. */
static int64_t numeral_decimals(const passage *p, dateword_number *n, int64_t *scale) {
    int64_t digits = 0;
    *scale = 1;
    if (p->letters[n->where.end] != '.' || !numeral_is_figure(p, n->where.end + 1)) {
        return 0;
    }
    for (n->where.end++; numeral_is_figure(p, n->where.end); n->where.end++) {
        int64_t digit = p->letters[n->where.end] - '0';
        if (*scale < 10000) {
            *scale *= 10;
            digits = digits * 10 + digit;
        } else {
            n->whole = n->whole && digit == 0;
        }
    }
    return digits;
}

static int numeral_is_inside(const passage *p, uint32_t at) {
    uint8_t before;
    if (at == 0) {
        return 0;
    }
    before = hotline__passage_class(p, at - 1);
    if (numeral_is_figure(p, at)) {
        return before == LETTER_DIGIT ||
               (at > 1 && (p->letters[at - 1] == '.' || p->letters[at - 1] == ',') && numeral_is_figure(p, at - 2));
    }
    return before == LETTER_DIGIT ||
           (before == LETTER_HAN && (hotline__letter_numeral(p->letters[at - 1]) >= 0 || numeral_unit(p->letters[at - 1]) != 0));
}

static void numeral_scaled(const passage *p, dateword_number *n) {
    int64_t scale;
    int64_t unit;
    int64_t decimals;
    numeral_groups(p, n);
    decimals = numeral_decimals(p, n, &scale);
    unit = numeral_unit(p->letters[n->where.end]);
    if (unit > 10) {
        n->where.end++;
    } else {
        unit = 1;
    }
    n->whole = n->whole && decimals * unit % scale == 0;
    n->value = numeral_plus(numeral_times(n->value, unit), decimals * unit / scale);
}

/* Nearly no letter begins a number: one look tells. */
static int numeral_may_begin(uint16_t letter) {
    uint8_t role = hotline__dateword_role(letter);
    return role == DATEWORD_OPENS_NUMBER || role == DATEWORD_OPENS_FESTIVAL_NUMBER;
}

int hotline__dateword_number(const passage *p, uint32_t at, dateword_number *out) {
    dateword_plain n;
    if (!numeral_may_begin(p->letters[at]) || numeral_is_inside(p, at)) {
        return 0;
    }
    n = hotline__dateword_plain(p, at);
    if (n.style == DATEWORD_NO_NUMBER) {
        return 0;
    }
    out->where.begin = at;
    out->where.end = n.end;
    out->value = n.value;
    out->whole = 1;
    if (n.style == DATEWORD_FIGURES) {
        numeral_scaled(p, out);
    }
    out->whole = out->whole && out->value < DATEWORD_NUMBER_MOST;
    return 1;
}
