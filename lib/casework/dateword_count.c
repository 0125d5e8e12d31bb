/* SPDX-License-Identifier: MIT */
/*
 * Reads lengths that end: 3日内, 15个工作日, 半年内, 两周后. It refuses to know lengths that do not (拖了3个月), and what day a working day is.
 */
#include "dateword_parts.h"

/* What a number of them is; times the number. */
typedef struct length_unit {
    const char *words;
    uint8_t days, months;
    uint8_t more_days, more_months; /* once: the half of 一个半月 */
} length_unit;

static const length_unit length_units[] = {
    {"天 日 个自然日 自然日 个日历天 日历天 个日历日 日历日 个天", 1, 0, 0, 0},
    {"周 个周 星期 个星期 礼拜 个礼拜", 7, 0, 0, 0},
    {"个月 月", 0, 1, 0, 0},
    {"年半", 0, 12, 0, 6},
    {"年", 0, 12, 0, 0},
    {"个季度", 0, 3, 0, 0},
    {"个半月", 0, 1, 15, 0},
    {"工作日 个工作日", 0, 0, 0, 0},
};

static const length_unit length_halves[] = {
    {"个月 月", 0, 0, 15, 0},
    {"年", 0, 0, 0, 6},
};

enum { LENGTH_OPEN, LENGTH_WITHIN, LENGTH_AFTER };

/* 内 makes it a span, 后 a day; 以后 and 之后 too. */
static int length_end(dateword_reader *r) {
    uint32_t before;
    r->at = hotline__dateword_blanks(r->p, r->at);
    before = r->at;
    (void)hotline__dateword_take_word(r, "的时间 时间 左右 的");
    if (hotline__dateword_take_word(r, "内 之内 以内") >= 0 && !hotline__dateword_among(r->p, r->at, "容外")) {
        return LENGTH_WITHIN;
    }
    if (hotline__dateword_take_word(r, "后 之后 以后") >= 0 && !hotline__dateword_among(r->p, r->at, "续勤")) {
        return LENGTH_AFTER;
    }
    r->at = before;
    return LENGTH_OPEN;
}

static int length_tell(dateword_reader *r, uint8_t kind, int end, hotline_day day) {
    dateword *w = &r->word;
    w->where.begin = r->begin;
    w->where.end = r->at;
    w->kind = kind;
    w->workdays = 0;
    w->bounded = end == LENGTH_WITHIN;
    w->to = day;
    w->from = day == HOTLINE_DAY_NONE || end == LENGTH_AFTER ? day : r->today;
    return 1;
}

/* The number is read, its unit is not. */
static int length_rest(dateword_reader *r, int64_t n, const length_unit *units, size_t count) {
    uint32_t number_end = r->at;
    for (size_t i = 0; i < count; i++) {
        const length_unit *u = &units[i];
        uint32_t unit_end;
        int end;
        r->at = hotline__dateword_blanks(r->p, number_end);
        if (hotline__dateword_take_word(r, u->words) < 0) {
            continue;
        }
        unit_end = r->at;
        end = length_end(r);
        if (u->days + u->months + u->more_days + u->more_months == 0) { /* working days */
            r->at = end == LENGTH_OPEN ? unit_end : r->at;
            length_tell(r, DATEWORD_WORKDAYS, end, HOTLINE_DAY_NONE);
            r->word.workdays = n < INT32_MAX ? (uint32_t)n : INT32_MAX;
            return 1;
        }
        if (end != LENGTH_OPEN) {
            hotline_day day = n < INT32_MAX ? hotline__dateword_after(r->today, n * u->days + u->more_days, n * u->months + u->more_months)
                                            : HOTLINE_DAY_NONE;
            return length_tell(r, DATEWORD_RELATIVE, end, day);
        }
    }
    r->at = number_end;
    return 0;
}

/* 近三天内 looks back. */
static int length_looks_back(const dateword_reader *r) {
    return r->begin > 0 && hotline__dateword_among(r->p, r->begin - 1, "近每");
}

int hotline__dateword_count(dateword_reader *r, const dateword_plain *n) {
    uint32_t end = n->end;
    r->at = end;
    if (!length_looks_back(r) && length_rest(r, n->value, length_units, sizeof length_units / sizeof length_units[0])) {
        return 1;
    }
    r->at = end;
    return 0;
}

/* 半 is at ->at. */
int hotline__dateword_half(dateword_reader *r) {
    uint32_t at = r->at++;
    if (at > 0 && hotline__dateword_among(r->p, at - 1, "大多小近后前上下头每")) {
        return 0;
    }
    return length_rest(r, 1, length_halves, sizeof length_halves / sizeof length_halves[0]);
}
