/* SPDX-License-Identifier: MIT */
/*
 * The steps that every reader of dates takes: a letter, a word, what bounds a date. It refuses to know how dates are written.
 */
#include "dateword_parts.h"

#include "../base/utf8.h"

enum { DATESTEP_BLANKS_MOST = 2, DATESTEP_ASIDE_MOST = 8, DATESTEP_CLOCK_MOST = 12 };

uint32_t hotline__dateword_blanks(const passage *p, uint32_t at) {
    uint32_t end = at;
    while (end - at < DATESTEP_BLANKS_MOST && hotline__passage_is_blank(p, end)) {
        end++;
    }
    return end;
}

uint32_t hotline__dateword_prior(const passage *p, uint32_t at) {
    uint32_t most = at < DATESTEP_BLANKS_MOST ? at : DATESTEP_BLANKS_MOST;
    while (most > 0 && hotline__passage_class(p, at - 1) == LETTER_SPACE) {
        at--;
        most--;
    }
    return at == 0 ? p->count : at - 1;
}

int hotline__dateword_take(dateword_reader *r, uint16_t letter) {
    uint32_t at = hotline__dateword_blanks(r->p, r->at);
    if (r->p->letters[at] != letter) {
        return 0;
    }
    r->at = at + 1;
    return 1;
}

/* The length in letters of the word at *byte when it is the text's, else 0; *byte goes to the word's end. */
static uint32_t datestep_match(const passage *p, uint32_t at, const char *words, size_t len, size_t *byte) {
    uint32_t letters = 0;
    while (*byte < len && words[*byte] != ' ') {
        if (hotline__utf8_next(words, len, byte) != p->letters[at + letters]) {
            while (*byte < len && words[*byte] != ' ') {
                ++*byte;
            }
            return 0;
        }
        letters++;
    }
    return letters;
}

int hotline__dateword_take_word(dateword_reader *r, const char *words) {
    size_t len = strlen(words);
    int place = 0;
    for (size_t byte = 0; byte < len; byte++) {
        uint32_t letters = datestep_match(r->p, r->at, words, len, &byte);
        if (letters > 0) {
            r->at += letters;
            return place;
        }
        place++;
    }
    return len == 0 ? 0 : -1;
}

int hotline__dateword_among(const passage *p, uint32_t at, const char *letters) {
    size_t len = strlen(letters);
    size_t byte = 0;
    while (byte < len) {
        if (hotline__utf8_next(letters, len, &byte) == p->letters[at]) {
            return 1;
        }
    }
    return 0;
}

/* 内, not of 内容. */
static int datestep_within(dateword_reader *r) {
    uint32_t before = r->at;
    r->at = hotline__dateword_blanks(r->p, r->at);
    if (hotline__dateword_take_word(r, "内 之内 以内") >= 0 && !hotline__dateword_among(r->p, r->at, "容外")) {
        return 1;
    }
    r->at = before;
    return 0;
}

/* "(星期五)" */
static void datestep_aside(dateword_reader *r) {
    uint32_t at = r->at;
    if (r->p->letters[at] != '(') {
        return;
    }
    for (at++; at - r->at <= DATESTEP_ASIDE_MOST && hotline__passage_class(r->p, at) == LETTER_HAN; at++) {
    }
    if (r->p->letters[at] == ')') {
        r->at = at + 1;
    }
}

/* "17:00", "下午5点半", "24时", "下班" */
static void datestep_clock(dateword_reader *r) {
    uint32_t end = r->at + DATESTEP_CLOCK_MOST;
    r->at = hotline__dateword_blanks(r->p, r->at);
    while (r->at < end && (hotline__passage_class(r->p, r->at) == LETTER_DIGIT ||
                           hotline__dateword_among(r->p, r->at, "上下中午晚早凌晨夜间班时点分整半:"))) {
        r->at++;
    }
}

/* 前, perhaps with the hour before it; not of 前往. */
static int datestep_before(dateword_reader *r) {
    uint32_t before = r->at;
    datestep_aside(r);
    datestep_clock(r);
    if (hotline__dateword_take_word(r, "前 之前 以前") >= 0 && !hotline__dateword_among(r->p, r->at, "往来去后期述款")) {
        return 1;
    }
    r->at = before;
    return 0;
}

int hotline__dateword_found(dateword_reader *r, uint8_t kind, dateword_stretch days) {
    dateword *w = &r->word;
    int within = datestep_within(r);
    w->where.begin = r->begin;
    w->where.end = r->at;
    w->kind = kind;
    w->workdays = 0;
    w->bounded = (uint8_t)(within || datestep_before(r));
    if (within && r->today > days.from && r->today <= days.to) {
        days.from = r->today;
    }
    if (days.from == HOTLINE_DAY_NONE || days.to == HOTLINE_DAY_NONE) {
        days.from = days.to = HOTLINE_DAY_NONE;
    }
    w->from = days.from;
    w->to = days.to;
    return 1;
}

int hotline__dateword_reach(dateword_reader *r, const dateword_goal *goal) {
    dateword_stretch days;
    uint8_t kind = goal->part == DATEPART_DAY ? DATEWORD_ABSOLUTE : DATEWORD_PERIOD;
    return hotline__dateword_place(goal, r->today, &days) && hotline__dateword_found(r, kind, days);
}
