/* SPDX-License-Identifier: MIT */
/*
 * Goes through a text once and stops where a date may begin. It refuses to know how a date goes on.
 */
#include "dateword_parts.h"

static int opening_none(dateword_reader *r) {
    (void)r;
    return 0;
}

static int opening_festival_number(dateword_reader *r) {
    return hotline__dateword_festival(r) || hotline__dateword_numbered(r);
}

static int opening_festival_year(dateword_reader *r) {
    return hotline__dateword_new_year(r) || hotline__dateword_relative(r);
}

static int opening_festival_month(dateword_reader *r) {
    return hotline__dateword_festival(r) || hotline__dateword_january(r);
}

static int opening_festival_word(dateword_reader *r) {
    return hotline__dateword_festival(r) || hotline__dateword_relative(r);
}

/* By dateword_role. */
typedef int opening_reader(dateword_reader *r);
static opening_reader *const opening_readers[] = {
    opening_none,           hotline__dateword_numbered, opening_festival_number,    hotline__dateword_ordinal,
    hotline__dateword_half, hotline__dateword_every,    hotline__dateword_relative, opening_festival_word,
    opening_festival_year,  opening_festival_month,     hotline__dateword_festival};

static dateword_reader opening_begin(const passage *p, hotline_day today, uint32_t at) {
    dateword_reader r;
    memset(&r, 0, sizeof r);
    r.p = p;
    r.today = today;
    r.begin = at;
    r.at = at;
    r.before = HOTLINE_DAY_NONE;
    return r;
}

/* ---- what stands before ---- */

enum { OPENING_LOOK_BACK = 16 };

static uint8_t opening_tie(const passage *p, uint32_t joint) {
    if (hotline__dateword_among(p, joint, "-~至到")) {
        return DATEWORD_RANGED;
    }
    return hotline__dateword_among(p, joint, "、和及与") ? DATEWORD_LISTED : DATEWORD_UNTIED;
}

/* May the letter stand in a date of numbers? */
static int opening_may_hold(const passage *p, uint32_t at) {
    return hotline__dateword_is_known(p->letters[at]) || p->letters[at] == 'o' || hotline__passage_class(p, at) == LETTER_SPACE;
}

static int opening_is_inside_figures(const passage *p, uint32_t at) {
    return at > 0 && hotline__passage_class(p, at) == LETTER_DIGIT && hotline__passage_class(p, at - 1) == LETTER_DIGIT;
}

/* The day that ends at a place, by the beginning farthest back: 2021年5月1日 and not 5月1日. */
static hotline_day opening_day_ending(const dateword_reader *r, uint32_t end) {
    uint32_t at = end;
    while (at > 0 && end - at < OPENING_LOOK_BACK && opening_may_hold(r->p, at - 1)) {
        at--;
    }
    for (; at < end; at++) {
        dateword_reader back = opening_begin(r->p, r->today, at);
        if (!opening_is_inside_figures(r->p, at) && opening_readers[hotline__dateword_role(r->p->letters[at])](&back) &&
            back.word.where.end == end && back.word.kind == DATEWORD_ABSOLUTE) {
            return back.word.from;
        }
    }
    return HOTLINE_DAY_NONE;
}

/* "5月20日至": ->before is the 20th. */
static void opening_look_back(dateword_reader *r) {
    const passage *p = r->p;
    uint32_t joint = hotline__dateword_prior(p, r->begin);
    r->tie = joint < p->count && joint > 0 ? opening_tie(p, joint) : (uint8_t)DATEWORD_UNTIED;
    if (r->tie == DATEWORD_UNTIED) {
        return;
    }
    joint -= p->letters[joint] == '-' && p->letters[joint - 1] == '-'; /* a long dash */
    joint = hotline__dateword_prior(p, joint);
    if (joint < p->count && (hotline__passage_class(p, joint) == LETTER_DIGIT || p->letters[joint] == DATEWORD_HAN_DAY ||
                             p->letters[joint] == DATEWORD_HAN_NUMBER)) {
        r->before = opening_day_ending(r, joint + 1);
    }
}

static int opening_read(dateword_reader *r, uint8_t role) {
    r->begin = r->at;
    r->before = HOTLINE_DAY_NONE;
    if (role == DATEWORD_OPENS_NUMBER || role == DATEWORD_OPENS_FESTIVAL_NUMBER) {
        opening_look_back(r);
    }
    return opening_readers[role](r);
}

int hotline__dateword_next(const passage *p, hotline_day today, uint32_t *cursor, dateword *out) {
    dateword_reader r = opening_begin(p, today < HOTLINE_DAY_FIRST || today > HOTLINE_DAY_LAST ? HOTLINE_DAY_NONE : today, *cursor);
    while (r.at < p->count) {
        uint8_t role = hotline__dateword_role(p->letters[r.at]);
        if (role == DATEWORD_OPENS_NONE) {
            r.at++;
            continue;
        }
        if (opening_read(&r, role)) {
            *cursor = r.at;
            *out = r.word;
            return 1;
        }
        r.at = r.at > r.begin ? r.at : r.begin + 1;
    }
    *cursor = p->count;
    return 0;
}
