/* SPDX-License-Identifier: MIT */
/*
 * Finds festivals and seasons that a text sets as an end: 国庆节前, 汛期前. It refuses to know when they are.
 */
#include "dateword_parts.h"

typedef struct festival_row {
    uint16_t letter;  /* the first */
    uint8_t loose;    /* also a name of streets and ordinary words: 前, 后, 期间, 假期 must follow */
    const char *rest; /* ways on from the first letter */
} festival_row;

static const festival_row festival_rows[] = {
    {0x56FD, 0, "庆节"},         /* 国 */
    {0x6625, 0, "节"},           /* 春 */
    {0x4E2D, 0, "秋节 元节"},    /* 中 */
    {0x7AEF, 0, "午节"},         /* 端 */
    {0x6E05, 0, "明节"},         /* 清 */
    {0x5143, 0, "旦 宵节"},      /* 元 */
    {0x52B3, 0, "动节"},         /* 劳 */
    {0x91CD, 0, "阳节"},         /* 重 */
    {0x56FD, 1, "庆"},           /* 国 */
    {0x4E2D, 1, "秋"},           /* 中 */
    {0x7AEF, 1, "午"},           /* 端 */
    {0x6E05, 1, "明"},           /* 清 */
    {0x5143, 1, "宵"},           /* 元 */
    {0x4E94, 1, "一"},           /* 五 */
    {0x5341, 1, "一"},           /* 十 */
    {0x516D, 1, "一"},           /* 六 */
    {0x4E03, 1, "一"},           /* 七 */
    {0x516B, 1, "一"},           /* 八 */
    {0x6C5B, 1, "期"},           /* 汛 */
    {0x96E8, 1, "季"},           /* 雨 */
    {0x5F00, 1, "学"},           /* 开 */
    {0x5165, 1, "冬 汛"},        /* 入 */
    {0x4F9B, 1, "暖季 暖期 暖"}, /* 供 */
    {0x91C7, 1, "暖季 暖期"},    /* 采 */
    {0x6691, 1, "假"},           /* 暑 */
    {0x5BD2, 1, "假"},           /* 寒 */
    {0x8FC7, 1, "年"},           /* 过 */
};

static const dateword_stretch festival_days = {HOTLINE_DAY_NONE, HOTLINE_DAY_NONE};

/* Takes nothing. */
static int festival_is_set(dateword_reader *r) {
    uint32_t at = r->at;
    int set = hotline__dateword_take_word(r, "前 之前 以前 后 之后 以后 期间 假期 长假 小长假 黄金周 劳动节 国庆节 儿童节 建军节") >= 0 &&
              !hotline__dateword_among(r->p, r->at, "往来去");
    r->at = at;
    return set;
}

int hotline__dateword_festival(dateword_reader *r) {
    uint32_t at = r->at;
    uint16_t letter = r->p->letters[at];
    for (size_t i = 0; i < sizeof festival_rows / sizeof festival_rows[0]; i++) {
        const festival_row *row = &festival_rows[i];
        r->at = at + 1;
        if (row->letter == letter && hotline__dateword_take_word(r, row->rest) >= 0 && (!row->loose || festival_is_set(r))) {
            return hotline__dateword_found(r, DATEWORD_UNRESOLVED, festival_days);
        }
    }
    r->at = at;
    return 0;
}

/* 年前 by itself is before the Spring Festival; with anything before it, some years ago. */
int hotline__dateword_new_year(dateword_reader *r) {
    uint32_t at = r->at++;
    if (hotline__dateword_take_word(r, "前 之前") >= 0 && !hotline__dateword_among(r->p, r->at, "后往来") && at > 0 &&
        (hotline__passage_class(r->p, at - 1) != LETTER_HAN || hotline__dateword_among(r->p, at - 1, "于在历到至"))) {
        r->at = at + 1;
        return hotline__dateword_found(r, DATEWORD_UNRESOLVED, festival_days);
    }
    r->at = at;
    return 0;
}
