/* SPDX-License-Identifier: MIT */
/*
 * Finds the numbered items of a text: runs that count up from one, in figures, Chinese numerals or circles. It refuses to know whether
 * the items are requests, answers or chapters.
 */
#include "passage_impl.h"

/* How an item's number is written; a list keeps to one way. */
typedef enum item_style {
    ITEM_NONE,
    ITEM_FIGURE,
    ITEM_FIGURE_ROUND,
    ITEM_HAN,
    ITEM_HAN_ROUND,
    ITEM_CIRCLE,
    ITEM_ORDINAL,
    ITEM_IS
} item_style;

typedef struct item_mark {
    uint32_t number;
    uint32_t end; /* first letter after the mark */
    uint8_t style;
} item_mark;

enum {
    ITEM_MOST = 99,
    LETTER_TEN = 0x5341 /* 十 */,
    LETTER_NTH = 0x7B2C /* 第 */,
    LETTER_IS = 0x662F /* 是 */,
    LETTER_COMMA_LIST = 0x3001
};

/* 1 to 99 in figures. */
static uint32_t item_figure(const passage *p, uint32_t *at) {
    uint32_t number = 0;
    while (*at < p->count && hotline__passage_class(p, *at) == LETTER_DIGIT && number <= ITEM_MOST) {
        number = number * 10 + p->letters[(*at)++] - '0';
    }
    return number <= ITEM_MOST ? number : 0;
}

/* 一 to 九十九. */
static uint32_t item_han(const passage *p, uint32_t *at) {
    int32_t ones = hotline__letter_numeral(p->letters[*at]);
    uint32_t number = 0;
    if (hotline__passage_class(p, *at) != LETTER_HAN) {
        return 0;
    }
    if (ones > 0) {
        number = (uint32_t)ones;
        (*at)++;
    }
    if (p->letters[*at] == LETTER_TEN) {
        (*at)++;
        number = number == 0 ? 10 : number * 10;
        ones = hotline__passage_class(p, *at) == LETTER_HAN ? hotline__letter_numeral(p->letters[*at]) : -1;
        if (ones > 0) {
            number += (uint32_t)ones;
            (*at)++;
        }
    }
    return number;
}

/* A figure that a point, 、 or ) follows; not 3.5, not a figure in front of a word. */
static int item_closes(const passage *p, uint32_t *at, int round) {
    uint16_t letter = p->letters[*at];
    int closes = round ? letter == ')' : letter == LETTER_COMMA_LIST || letter == '.' || letter == ')';
    if (closes && letter == '.' && hotline__passage_class(p, *at + 1) == LETTER_DIGIT) {
        return 0;
    }
    *at += closes ? 1 : 0;
    return closes;
}

static item_mark item_counted(const passage *p, uint32_t at, int round) {
    item_mark mark = {0, 0, ITEM_NONE};
    uint8_t style = ITEM_FIGURE;
    mark.number = item_figure(p, &at);
    if (mark.number == 0) {
        style = ITEM_HAN;
        mark.number = item_han(p, &at);
    }
    if (mark.number != 0 && style == ITEM_HAN && !round && p->letters[at] == LETTER_IS) {
        mark.style = ITEM_IS;
        mark.end = at + 1;
    } else if (mark.number != 0 && item_closes(p, &at, round)) {
        mark.style = (uint8_t)(style + round);
        mark.end = at;
    }
    return mark;
}

static item_mark item_ordinal(const passage *p, uint32_t at) {
    item_mark mark = {0, 0, ITEM_NONE};
    mark.number = item_han(p, &at);
    if (mark.number == 0) {
        mark.number = item_figure(p, &at);
    }
    if (mark.number != 0 && (hotline__passage_class(p, at) == LETTER_PAUSE || p->letters[at] == LETTER_COMMA_LIST)) {
        mark.style = ITEM_ORDINAL;
        mark.end = at + 1;
    }
    return mark;
}

static item_mark item_at(const passage *p, uint32_t at) {
    item_mark mark = {0, at + 1, ITEM_CIRCLE};
    uint16_t letter = p->letters[at];
    if (letter >= 0x2460 && letter <= 0x2473) { /* ① to ⑳ */
        mark.number = letter - 0x2460u + 1;
        return mark;
    }
    if (letter == '(') {
        return item_counted(p, at + 1, 1);
    }
    return letter == LETTER_NTH ? item_ordinal(p, at + 1) : item_counted(p, at, 0);
}

/* A place where an item may begin: the text's or a clause's beginning. */
static int item_may_begin(const passage *p, uint32_t at) {
    uint32_t before = at;
    while (before > 0 && hotline__passage_is_blank(p, before - 1)) {
        before--;
    }
    if (before == 0) {
        return 1;
    }
    uint8_t kind = hotline__passage_class(p, before - 1);
    return kind == LETTER_STOP || kind == LETTER_PAUSE || (kind == LETTER_MARK && p->letters[before - 1] == '.') || kind == LETTER_CLOSE;
}

static void item_end(const passage *p, span *items, uint32_t count, uint32_t end) {
    if (count == 0) {
        return;
    }
    while (end > items[count - 1].begin && (hotline__passage_class(p, end - 1) == LETTER_SPACE || p->letters[end - 1] < ' ')) {
        end--;
    }
    items[count - 1].end = end;
}

uint32_t hotline__passage_items(const passage *p, span *items, uint32_t most) {
    uint32_t count = 0;
    uint8_t style = ITEM_NONE;
    for (uint32_t i = 0; i < p->count && count < most; i++) {
        if (!item_may_begin(p, i)) {
            continue;
        }
        item_mark mark = item_at(p, i);
        if (mark.style == ITEM_NONE || mark.number != count + 1 || (count > 0 && mark.style != style)) {
            continue;
        }
        item_end(p, items, count, i);
        style = mark.style;
        items[count].begin = mark.end;
        items[count].end = p->count;
        count++;
        i = mark.end - 1;
    }
    return count < 2 ? 0 : count;
}
