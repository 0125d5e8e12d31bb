/* SPDX-License-Identifier: MIT */
/*
 * Finds the telephone numbers of a running text. It refuses to know whom they belong to: what is before and after a number only tells
 * whether it is one.
 */
#include "phone_impl.h"

enum { PHONE_LOOK_BACK = 8, PHONE_IN_ROW = 6 };

/* Words of Han and Latin that a number may follow, or that name another kind of number. */
static const char *const phone_told_by[] = {"电话", "手机", "热线", "座机", "固话",  "专线",   "拨打", "致电",  "来电",
                                            "拨",   "总机", "方式", "传真", "phone", "mobile", "tel",  "mobil", "call"};
static const char *const phone_not_told_by[] = {"编号", "单号", "账号", "帐号", "卡号", "案号", "证号", "文号", "票号",
                                                "水号", "同号", "代码", "证书", "第",   "账户", "证",   "编码", "qq"};
static const char *const phone_told_after[] = {"热线", "专线", "电话", "平台", "举报", "服务"};
static const char *const phone_amounts[] = {"元", "万", "亿", "%", "吨", "平", "立方", "米", "人", "户", "份"};

enum {
    PHONE_TOLD_BY = sizeof phone_told_by / sizeof phone_told_by[0],
    PHONE_NOT_TOLD_BY = sizeof phone_not_told_by / sizeof phone_not_told_by[0],
    PHONE_TOLD_AFTER = sizeof phone_told_after / sizeof phone_told_after[0],
    PHONE_AMOUNTS = sizeof phone_amounts / sizeof phone_amounts[0]
};

int hotline__phone_any_before(const passage *p, uint32_t at, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (hotline__phone_word_before(p, at, words[i]) > 0) {
            return 1;
        }
    }
    return 0;
}

static uint8_t phone_class(const passage *p, uint32_t at) {
    return at < p->count ? hotline__passage_class(p, at) : (uint8_t)LETTER_OTHER;
}

/* Blanks, colons, opening brackets, dashes: they may stand between a label and its number. */
static int phone_is_filler(const passage *p, uint32_t at) {
    uint8_t kind = phone_class(p, at);
    uint16_t letter = p->letters[at];
    return kind == LETTER_SPACE || kind == LETTER_INVISIBLE || kind == LETTER_OPEN || letter == ':' || letter == '-' || letter == '.';
}

/* The end of the word that labels the number at `at`: back over blanks and marks, and over 号码, 号, 为, 是. */
static uint32_t phone_label_end(const passage *p, uint32_t at) {
    static const char *const linking[] = {"号码", "为", "是", "号", "(小号)"};
    uint32_t from = at;
    for (size_t i = 0; i < sizeof linking / sizeof linking[0];) {
        uint32_t letters = hotline__phone_word_before(p, at, linking[i]);
        if (at > 0 && from - at < PHONE_LOOK_BACK && phone_is_filler(p, at - 1)) {
            at--;
            i = 0;
        } else if (letters > 0 && from - at < PHONE_LOOK_BACK) {
            at -= letters;
            i = 0;
        } else {
            i++;
        }
    }
    return at;
}

static uint32_t phone_mark_end(const passage *p, uint32_t at) {
    uint32_t from = at;
    while (at > 0 && from - at < PHONE_LOOK_BACK && phone_is_filler(p, at - 1)) {
        at--;
    }
    return at;
}

/* Only marks and 和, 或, 及 since the last number. */
static int phone_is_in_row(const phone_walk *w, uint32_t at) {
    static const char *const links[] = {"和", "或", "及", "、", "/", ",", ";"};
    if (w->row == 0 || at < w->row || at - w->row > PHONE_IN_ROW) {
        return 0;
    }
    for (uint32_t i = w->row; i < at; i++) {
        if (!phone_is_filler(w->passage, i) && hotline__passage_starts_any(w->passage, i, links, sizeof links / sizeof links[0]) == 0) {
            return 0;
        }
    }
    return 1;
}

static int phone_is_told(const phone_walk *w, uint32_t at, uint32_t end) {
    const passage *p = w->passage;
    return phone_is_in_row(w, at) || hotline__phone_any_before(p, phone_label_end(p, at), phone_told_by, PHONE_TOLD_BY) ||
           hotline__passage_starts_any(p, end, phone_told_after, PHONE_TOLD_AFTER) > 0;
}

/* What stands before it does not make it a part of something else. */
static int phone_may_begin(const passage *p, uint32_t at) {
    uint8_t kind = at > 0 ? phone_class(p, at - 1) : (uint8_t)LETTER_SPACE;
    uint16_t letter = at > 0 ? p->letters[at - 1] : ' ';
    uint8_t earlier = at > 1 ? phone_class(p, at - 2) : (uint8_t)LETTER_SPACE;
    if (kind == LETTER_DIGIT || letter == '*' || letter == '+') {
        return 0;
    }
    if (kind == LETTER_LATIN) {
        return hotline__phone_any_before(p, at, phone_told_by, PHONE_TOLD_BY);
    }
    return !((letter == '-' || letter == '.') && (earlier == LETTER_DIGIT || earlier == LETTER_LATIN));
}

/* Neither does what stands after it. */
static int phone_may_end(const passage *p, uint32_t end) {
    uint8_t kind = phone_class(p, end);
    uint16_t letter = p->letters[end];
    if (kind == LETTER_DIGIT || kind == LETTER_LATIN || letter == '*' || letter == '@') {
        return 0;
    }
    if ((letter == '.' || letter == ',') && phone_class(p, end + 1) == LETTER_DIGIT) {
        return 0;
    }
    return hotline__passage_starts_any(p, end, phone_amounts, PHONE_AMOUNTS) == 0;
}

int hotline__phone_at(const phone_walk *w, uint32_t at, phone *out) {
    const passage *p = w->passage;
    if (!phone_may_begin(p, at) || !hotline__phone_read(p, at, PHONE_ALLOW_ALL, out) || !phone_may_end(p, out->at.end)) {
        return 0;
    }
    if (out->kind == PHONE_LOCAL || out->kind == PHONE_SHORT) {
        return phone_is_told(w, out->at.begin, out->at.end);
    }
    return !hotline__phone_any_before(p, phone_mark_end(p, at), phone_not_told_by, PHONE_NOT_TOLD_BY);
}

void hotline__phone_walk_begin(phone_walk *w, const passage *p) {
    w->passage = p;
    w->at = 0;
    w->row = 0;
}

static int phone_is_start(const passage *p, uint32_t at) {
    return phone_class(p, at) == LETTER_DIGIT || p->letters[at] == '+' || p->letters[at] == '(';
}

/* Past a letter, or past all digits that stand together: a number begins with the first of them. */
static uint32_t phone_past(const passage *p, uint32_t at) {
    if (phone_class(p, at) != LETTER_DIGIT) {
        return at + 1;
    }
    while (phone_class(p, at) == LETTER_DIGIT) {
        at++;
    }
    return at;
}

int hotline__phone_next(phone_walk *w, phone *out) {
    while (w->at < w->passage->count) {
        if (phone_is_start(w->passage, w->at) && hotline__phone_at(w, w->at, out)) {
            w->at = w->row = out->at.end;
            return 1;
        }
        w->at = phone_past(w->passage, w->at);
    }
    return 0;
}
