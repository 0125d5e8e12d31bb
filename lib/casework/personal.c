/* SPDX-License-Identifier: MIT */
/*
 * Finds the personal data of a text and hides it. It refuses to know whose data it is: an office's number is found like a citizen's, and
 * names are not looked for.
 */
#include "personal_parts.h"

enum { EMAIL_LOCAL_MOST = 64, EMAIL_DOMAIN_MOST = 255 };

/* ---- e-mail addresses ---- */

static int email_is_mark(uint16_t letter) {
    return letter == '.' || letter == '_' || letter == '%' || letter == '+' || letter == '-';
}

/* The end of a domain with a point in it and two Latin letters at its end, or 0. */
static uint32_t email_domain(const passage *p, uint32_t at) {
    uint32_t begin = at;
    uint32_t label = at;
    uint32_t end = 0;
    while (at - begin < EMAIL_DOMAIN_MOST && (hotline__personal_is_sign(p, at) || (at > label && p->letters[at] == '-'))) {
        at++;
        if (label > begin && at - label >= 2 && hotline__passage_class(p, at - 1) == LETTER_LATIN) {
            end = at;
        }
        if (p->letters[at] == '.' && hotline__personal_is_sign(p, at + 1)) {
            label = ++at;
        }
    }
    return end;
}

int hotline__personal_email(const passage *p, uint32_t at, personal *out) {
    uint32_t end = at;
    if (!hotline__personal_is_sign(p, at) || (at > 0 && hotline__personal_is_sign(p, at - 1))) {
        return 0;
    }
    while (end - at < EMAIL_LOCAL_MOST && (hotline__personal_is_sign(p, end) || email_is_mark(p->letters[end]))) {
        end++;
    }
    end = p->letters[end] == '@' ? email_domain(p, end + 1) : 0;
    if (end == 0) {
        return 0;
    }
    memset(out, 0, sizeof *out);
    out->at.begin = at;
    out->at.end = end;
    out->kind = PERSONAL_EMAIL;
    return 1;
}

/* ---- telephone numbers ---- */

static int personal_phone(const phone_walk *w, uint32_t at, personal *out) {
    phone n;
    uint16_t letter = w->passage->letters[at];
    if (hotline__passage_class(w->passage, at) != LETTER_DIGIT && letter != '+' && letter != '(') {
        return 0;
    }
    if (!hotline__phone_at(w, at, &n) || n.fault == PHONE_HOTLINE || (n.kind != PHONE_MOBILE && n.kind != PHONE_LANDLINE)) {
        return 0;
    }
    out->at.begin = n.national;
    out->at.end = n.extension;
    out->kind = n.kind == PHONE_MOBILE ? PERSONAL_MOBILE : PERSONAL_LANDLINE;
    out->first = n.kind == PHONE_MOBILE ? 3 : n.area;
    out->last = n.kind == PHONE_MOBILE ? 4 : 2;
    return 1;
}

/* ---- all ---- */

void hotline__personal_walk_begin(personal_walk *w, const passage *p) {
    hotline__phone_walk_begin(&w->phones, p);
    w->at = 0;
}

/* Of Han only a numeral begins an address, and a province before a Latin letter a plate. */
static int personal_may_begin(const passage *p, uint32_t at) {
    return hotline__passage_class(p, at) != LETTER_HAN || hotline__passage_class(p, at + 1) == LETTER_LATIN ||
           hotline__personal_is_numeral(p, at);
}

static int personal_at(const personal_walk *w, uint32_t at, personal *out) {
    const passage *p = w->phones.passage;
    if (!personal_may_begin(p, at)) {
        return 0;
    }
    return hotline__personal_email(p, at, out) || hotline__personal_card(p, at, out) || personal_phone(&w->phones, at, out) ||
           hotline__personal_address(p, at, out) || hotline__personal_plate(p, at, out);
}

int hotline__personal_next(personal_walk *w, personal *out) {
    const passage *p = w->phones.passage;
    for (; w->at < p->count; w->at++) {
        if (personal_at(w, w->at, out)) {
            w->at = w->phones.row = out->at.end;
            return 1;
        }
        while (hotline__passage_class(p, w->at) == LETTER_DIGIT && hotline__passage_class(p, w->at + 1) == LETTER_DIGIT) {
            w->at++; /* nothing begins within digits */
        }
    }
    return 0;
}

/* ---- the masked copy ---- */

static int personal_counts(const passage *p, uint32_t at) {
    return hotline__personal_is_sign(p, at) || hotline__passage_class(p, at) == LETTER_HAN;
}

/* Letters that count, those that stay included. */
static uint32_t personal_total(const passage *p, const personal *found) {
    uint32_t total = 0;
    for (uint32_t i = found->at.begin; i < found->at.end; i++) {
        total += (uint32_t)personal_counts(p, i);
    }
    return total;
}

/* `counted`: letters that count before this one; `total`: in all. */
static int personal_hides(const passage *p, const personal *found, uint32_t at, uint32_t counted, uint32_t total) {
    if (found->kind == PERSONAL_ADDRESS) {
        return hotline__personal_is_numeral(p, at);
    }
    return personal_counts(p, at) && counted >= found->first && counted < total - found->last;
}

/* Of an e-mail address the part before "@" is as if it were a number of which the first sign stays. */
static void personal_settle(const passage *p, personal *found) {
    if (found->kind != PERSONAL_EMAIL) {
        return;
    }
    found->first = 1;
    found->last = 0;
    while (p->letters[found->at.end - 1] != '@') {
        found->at.end--;
    }
}

static void personal_copy(const passage *p, uint32_t begin, uint32_t end, buffer *out) {
    span s;
    s.begin = begin;
    s.end = end;
    hotline__buffer_add_text(out, hotline__passage_text(p, s));
}

static uint32_t personal_mask_one(const passage *p, personal found, uint32_t copied, buffer *out) {
    uint32_t counted = 0;
    personal_settle(p, &found);
    uint32_t total = personal_total(p, &found);
    for (uint32_t i = found.at.begin; i < found.at.end; i++) {
        if (personal_hides(p, &found, i, counted, total)) {
            personal_copy(p, copied, i, out);
            hotline__buffer_add(out, "*", 1);
            copied = i + 1;
        }
        counted += (uint32_t)personal_counts(p, i);
    }
    return copied;
}

uint32_t hotline__personal_mask(const passage *p, uint32_t allow, buffer *out) {
    personal_walk w;
    personal found;
    uint32_t count = 0;
    uint32_t copied = 0;
    hotline__personal_walk_begin(&w, p);
    while (hotline__personal_next(&w, &found)) {
        if ((allow >> found.kind & 1u) == 0) {
            copied = personal_mask_one(p, found, copied, out);
            count++;
        }
    }
    personal_copy(p, copied, p->count, out);
    return count;
}
