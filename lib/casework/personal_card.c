/* SPDX-License-Identifier: MIT */
/*
 * Numbers of id cards and bank cards, by their check digits. It refuses to know whether a card was ever issued.
 */
#include "personal_parts.h"

enum { CARD_ID = 18, CARD_ID_OLD = 15, CARD_BANK_LEAST = 16, CARD_BANK_MOST = 19, CARD_X = 10, CARD_GAP = 3, CARD_FOURS = 0x11110 };

static uint32_t card_number(const phone_run *r, uint32_t from, uint32_t count) {
    uint32_t number = 0;
    for (uint32_t i = from; i < from + count; i++) {
        number = number * 10 + r->digits[i];
    }
    return number;
}

static int card_is_province(uint32_t code) {
    static const uint8_t last[] = {0, 5, 3, 7, 6, 4, 5, 1, 3}; /* 11 to 15, 21 to 23, ... */
    uint32_t tens = code / 10;
    return tens >= 1 && tens <= 8 && code % 10 <= last[tens] && (code % 10 >= 1 || tens == 5);
}

static int card_is_date(uint32_t year, uint32_t month, uint32_t day) {
    static const uint8_t days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return year >= 1900 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= (uint32_t)days[month] + (leap && month == 2);
}

/* ISO 7064, MOD 11-2. */
static int card_id_checks(const phone_run *r, uint32_t last) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < CARD_ID - 1; i++) {
        sum = (sum + r->digits[i]) * 2 % 11;
    }
    return (sum + last) % 11 == 1;
}

static int card_is_new_id(const phone_run *r, uint32_t last) {
    return card_is_province(card_number(r, 0, 2)) && card_is_date(card_number(r, 6, 4), card_number(r, 10, 2), card_number(r, 12, 2)) &&
           card_id_checks(r, last);
}

static int card_is_old_id(const phone_run *r) {
    return card_is_province(card_number(r, 0, 2)) && card_is_date(1900 + card_number(r, 6, 2), card_number(r, 8, 2), card_number(r, 10, 2));
}

/* Luhn. */
static int card_bank_checks(const phone_run *r, uint32_t count) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t digit = r->digits[count - 1 - i];
        digit = i % 2 == 0 ? digit : digit * 2;
        sum += digit / 10 + digit % 10;
    }
    return sum % 10 == 0;
}

static int card_is_of_bank(const phone_run *r, uint32_t count) {
    uint32_t first = r->digits[0];
    if (count > CARD_BANK_LEAST && card_number(r, 0, 4) == 9558) {
        return 1;
    }
    return first >= (count == CARD_BANK_LEAST ? 3 : 4) && first <= 6;
}

/* No brackets between the first `count` digits. */
static int card_is_plain(const passage *p, const phone_run *r, uint32_t count) {
    for (uint32_t i = r->places[0]; i < r->places[count - 1]; i++) {
        if (p->letters[i] == '(' || p->letters[i] == ')' || p->letters[i] == '~') {
            return 0;
        }
    }
    return 1;
}

static int card_ends(const passage *p, const phone_run *r, uint32_t count) {
    return count <= r->count && (r->ends >> count & 1) != 0 && card_is_plain(p, r, count) &&
           !hotline__personal_is_sign(p, r->places[count - 1] + 1);
}

static int card_out(const phone_run *r, uint32_t end, personal_kind kind, personal *out) {
    out->at.begin = r->begin;
    out->at.end = end;
    out->kind = (uint8_t)kind;
    out->first = kind == PERSONAL_ID_CARD ? 3 : 0;
    out->last = kind == PERSONAL_ID_CARD ? 2 : 4;
    return 1;
}

static int card_id(const passage *p, const phone_run *r, personal *out) {
    uint32_t before = r->count >= CARD_ID - 1 ? r->places[CARD_ID - 2] + 1 : 0;
    if (card_ends(p, r, CARD_ID) && card_is_new_id(r, r->digits[CARD_ID - 1])) {
        return card_out(r, r->places[CARD_ID - 1] + 1, PERSONAL_ID_CARD, out);
    }
    before += before > 0 && (p->letters[before] == ' ' || p->letters[before] == '-') ? 1 : 0;
    if (before > 0 && p->letters[before] == 'x' && card_is_plain(p, r, CARD_ID - 1) && !hotline__personal_is_sign(p, before + 1) &&
        card_is_new_id(r, CARD_X)) {
        return card_out(r, before + 1, PERSONAL_ID_CARD, out);
    }
    if (card_ends(p, r, CARD_ID_OLD) && card_is_old_id(r)) {
        return card_out(r, r->places[CARD_ID_OLD - 1] + 1, PERSONAL_ID_CARD, out);
    }
    return 0;
}

/* In one piece, or in groups of four. */
static int card_is_grouped(const phone_run *r, uint32_t count) {
    uint32_t inner = r->ends & (((uint32_t)1 << count) - 1);
    return inner == 0 || inner == (CARD_FOURS & (((uint32_t)1 << count) - 1));
}

static int card_bank(const passage *p, const phone_run *r, personal *out) {
    static const char *const others[] = {"单号", "编号", "水号", "案号", "文号", "票号", "工单", "代码"};
    uint32_t label = r->begin;
    while (label > 0 && r->begin - label < CARD_GAP && (p->letters[label - 1] == ':' || p->letters[label - 1] == ' ')) {
        label--;
    }
    if (hotline__phone_any_before(p, label, others, sizeof others / sizeof others[0])) {
        return 0;
    }
    for (uint32_t count = CARD_BANK_MOST; count >= CARD_BANK_LEAST; count--) {
        if (card_ends(p, r, count) && card_is_grouped(r, count) && card_is_of_bank(r, count) && card_bank_checks(r, count)) {
            return card_out(r, r->places[count - 1] + 1, PERSONAL_BANK_CARD, out);
        }
    }
    return 0;
}

int hotline__personal_card(const passage *p, uint32_t at, personal *out) {
    phone_run r;
    if (hotline__passage_class(p, at) != LETTER_DIGIT || (at > 0 && hotline__personal_is_sign(p, at - 1))) {
        return 0;
    }
    hotline__phone_gather(p, at, &r);
    return r.count >= CARD_ID_OLD && (card_id(p, &r, out) || card_bank(p, &r, out));
}
