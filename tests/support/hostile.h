/* SPDX-License-Identifier: MIT */
/* Texts that try to make a judge of replies slow: a beginning, and what is repeated until the text is long enough. */
#ifndef HOTLINE_TESTS_HOSTILE_H
#define HOTLINE_TESTS_HOSTILE_H

#include <stddef.h>
#include <string.h>

typedef struct hostile {
    const char *name, *first, *again;
} hostile;

static const hostile hostile_texts[] = {
    {"digits", "", "1"},
    {"digits in pairs", "", "13 "},
    {"decimals", "", "1.5,"},
    {"mobiles", "", "13800138000"},
    {"dashes", "电话", "0531-"},
    {"quotes", "", "“"},
    {"quotes alike", "", "\""},
    {"brackets", "", "("},
    {"brackets and digits", "", "〔2021"},
    {"titles", "", "《"},
    {"titles without end", "《", "条"},
    {"articles", "", "第"},
    {"articles and numerals", "", "第一"},
    {"buildings", "", "号楼"},
    {"numerals", "", "一"},
    {"numerals and units", "", "一十百千万亿"},
    {"zeros", "", "〇"},
    {"roads", "", "东桥路"},
    {"towns", "", "区县镇村"},
    {"hedges", "", "尽快"},
    {"gaps", "", "将"},
    {"promises", "", "保证解决"},
    {"contradictions", "", "同意不同意"},
    {"thanks", "", "感谢"},
    {"dates", "", "5月1日"},
    {"ranges", "5月1日", "、2日"},
    {"years", "", "2021年"},
    {"workdays", "", "个工作日"},
    {"commas", "", "，"},
    {"line ends", "", "\n"},
    {"letters", "", "a"},
    {"addresses of mail", "", "a@"},
    {"domains", "a@b", ".c"},
    {"stars", "1", "*"},
    {"surnames", "", "王先生"},
    {"surnames alone", "", "欧阳"},
    {"plates", "", "鲁A"},
    {"traditional", "", "臺灣"},
    {"rare", "", "𠮷"},
    {"invisible", "", "\xE2\x80\x8B"},
    {"blanks", "1", " "},
    {"dots", "", "…"},
    {"listed", "一", "、"},
};

enum { HOSTILE_TEXTS = sizeof hostile_texts / sizeof hostile_texts[0] };

/* Fills `out` with at most `size` bytes of it; returns how many. */
static inline size_t hostile_fill(const hostile *h, char *out, size_t size) {
    size_t len = strlen(h->first);
    size_t step = strlen(h->again);
    memcpy(out, h->first, len);
    for (; len + step <= size; len += step) {
        memcpy(out + len, h->again, step);
    }
    return len;
}

#endif
