/* SPDX-License-Identifier: MIT */
/*
 * Reads dates that begin with a number: 2021年5月28日, 5月28日, 28日, 2021-05-28, 三季度, and 3日内 by way of dateword_count.c. It refuses
 * to know words for days (明天).
 */
#include "dateword_parts.h"

#include "../base/instant_impl.h"

enum { CIVIL_YEAR_FIRST = 1900, CIVIL_YEAR_LAST = 2199, CIVIL_NO_YEAR = -1, CIVIL_COMPACT = 8, CIVIL_QUARTER = 0x5B63 /* 季 */ };

/* What stands before a number in figures: the piece of another number, a letter or nothing of the kind. */
typedef enum civil_glue { CIVIL_FREE, CIVIL_GLUED, CIVIL_DASHED /* the second number of 3-5天内 */ } civil_glue;

static int civil_is_figure(const passage *p, uint32_t at) {
    return hotline__passage_class(p, at) == LETTER_DIGIT;
}

/* A comma joins figures by threes; behind another one a new clause begins. */
static int civil_is_group(const passage *p, uint32_t at) {
    return civil_is_figure(p, at) && civil_is_figure(p, at + 1) && civil_is_figure(p, at + 2) && !civil_is_figure(p, at + 3);
}

static civil_glue civil_glue_before(const passage *p, uint32_t at) {
    uint8_t before = at == 0 ? (uint8_t)LETTER_OTHER : hotline__passage_class(p, at - 1);
    if (before == LETTER_DIGIT || before == LETTER_LATIN) {
        return CIVIL_GLUED;
    }
    if (at < 2 || !civil_is_figure(p, at - 2)) {
        return CIVIL_FREE;
    }
    if (p->letters[at - 1] == '-') {
        return CIVIL_DASHED;
    }
    return hotline__dateword_among(p, at - 1, ".:/·") || (p->letters[at - 1] == ',' && civil_is_group(p, at)) ? CIVIL_GLUED : CIVIL_FREE;
}

static dateword_plain civil_plain(dateword_reader *r) {
    dateword_plain n = hotline__dateword_plain(r->p, hotline__dateword_blanks(r->p, r->at));
    if (n.style != DATEWORD_NO_NUMBER) {
        r->at = n.end;
    }
    return n;
}

/* Numbers that no month and no day has become one that none has, whatever the width. */
static int32_t civil_small(const dateword_plain *n) {
    return n->letters > 3 || n->value > 99 ? 99 : (int32_t)n->value;
}

/* ---- what follows a month ---- */

/* "5月1-10日", "5月28前": the day's letter may be left out where what follows tells. */
static int civil_day_is_bare(const dateword_reader *r, const dateword_plain *n) {
    dateword_reader ahead = *r;
    if (n->style != DATEWORD_FIGURES || n->letters > 2) {
        return 0;
    }
    if (hotline__dateword_take_word(&ahead, "前 之前 以前") >= 0) {
        return 1;
    }
    return hotline__dateword_take_word(&ahead, "-- - ~ 至 到 、") >= 0 && civil_plain(&ahead).style == DATEWORD_FIGURES &&
           hotline__dateword_take_word(&ahead, "日 号") >= 0;
}

static int civil_take_day(dateword_reader *r, int32_t *day) {
    uint32_t at = r->at;
    dateword_plain n = civil_plain(r);
    if (n.style != DATEWORD_NO_NUMBER &&
        (hotline__dateword_take(r, DATEWORD_HAN_DAY) || hotline__dateword_take(r, DATEWORD_HAN_NUMBER) || civil_day_is_bare(r, &n))) {
        *day = civil_small(&n);
        return 1;
    }
    r->at = at;
    return 0;
}

/* The 初 behind is of 初步 and the like: 5月初步完成. */
static int civil_is_early_no_more(const dateword_reader *r) {
    return hotline__dateword_among(r->p, r->at, "步审中级次诊");
}

/* 五月初五 is of another calendar. */
static int civil_is_lunar(const dateword_reader *r) {
    return hotline__dateword_among(r->p, r->at, "初") && hotline__dateword_plain(r->p, r->at + 1).style != DATEWORD_NO_NUMBER;
}

int hotline__dateword_in_month(dateword_reader *r, int32_t year, int32_t month) {
    static const uint8_t parts[] = {DATEPART_MONTH_END,  DATEPART_MONTH_END, DATEPART_FIRST_TEN,
                                    DATEPART_SECOND_TEN, DATEPART_LAST_TEN,  DATEPART_MONTH_EARLY};
    dateword_goal goal = {year, month, 0, DATEPART_MONTH};
    int place;
    if (civil_take_day(r, &goal.day)) {
        goal.part = DATEPART_DAY;
        return hotline__dateword_reach(r, &goal);
    }
    (void)hotline__dateword_take_word(r, "份");
    if (civil_is_lunar(r)) {
        return 0;
    }
    place = hotline__dateword_take_word(r, "底 末 上旬 中旬 下旬 初");
    if (place == 5 && civil_is_early_no_more(r)) {
        r->at--;
    } else if (place >= 0) {
        goal.part = parts[place];
    }
    return hotline__dateword_reach(r, &goal);
}

/* ---- what follows a year ---- */

/* "三季度", "第三季度", "三季度末". */
static int civil_quarter(dateword_reader *r, int32_t year, int *found) {
    uint32_t at = r->at;
    dateword_plain n;
    dateword_goal goal = {year, 0, 0, DATEPART_QUARTER_1};
    dateword_stretch days;
    (void)hotline__dateword_take(r, DATEWORD_HAN_NTH);
    n = civil_plain(r);
    if (n.style == DATEWORD_NO_NUMBER || n.value < 1 || n.value > 4 || !hotline__dateword_take(r, CIVIL_QUARTER) ||
        hotline__dateword_take_word(r, "度") < 0) {
        r->at = at;
        return 0;
    }
    goal.part = (uint8_t)(DATEPART_QUARTER_1 + n.value - 1);
    *found = hotline__dateword_place(&goal, r->today, &days);
    if (*found && hotline__dateword_take_word(r, "末 底") >= 0) {
        days.from = days.to;
    }
    *found = *found && hotline__dateword_found(r, DATEWORD_PERIOD, days);
    return 1;
}

/* "5月...": 1 when a month follows. */
static int civil_take_month(dateword_reader *r, int32_t *month) {
    uint32_t at = r->at;
    dateword_plain n = civil_plain(r);
    if (n.style != DATEWORD_NO_NUMBER && hotline__dateword_take(r, DATEWORD_HAN_MONTH)) {
        *month = civil_small(&n);
        return 1;
    }
    r->at = at;
    *month = 1;
    return hotline__dateword_take_word(r, "元月") >= 0;
}

/* "10-12月": 1 and both months, when they are written so. */
static int civil_take_months(dateword_reader *r, int32_t *first, int32_t *last) {
    uint32_t at = r->at;
    dateword_plain n = civil_plain(r);
    *first = civil_small(&n);
    if (n.style != DATEWORD_NO_NUMBER && hotline__dateword_take_word(r, "-- - ~ 至 到") >= 0 && civil_take_month(r, last) &&
        hotline__dateword_plain(r->p, r->at).style == DATEWORD_NO_NUMBER) {
        return 1;
    }
    r->at = at;
    return 0;
}

/* ... as one period. */
static int civil_months(dateword_reader *r, int32_t year) {
    dateword_goal goal = {year, 0, 0, DATEPART_MONTH};
    dateword_stretch days;
    dateword_stretch end;
    uint32_t at = r->at;
    int32_t last = 0;
    if (civil_take_months(r, &goal.month, &last) && hotline__dateword_place(&goal, r->today, &days)) {
        goal.month = last;
        if (hotline__dateword_place(&goal, r->today, &end) && end.from >= days.from) {
            (void)hotline__dateword_take_word(r, "份");
            days.to = end.to;
            return hotline__dateword_found(r, DATEWORD_PERIOD, days);
        }
    }
    r->at = at;
    return 0;
}

static uint8_t civil_take_year_part(dateword_reader *r) {
    static const uint8_t parts[] = {DATEPART_YEAR_END,   DATEPART_YEAR_END,    DATEPART_YEAR_END,
                                    DATEPART_YEAR_END,   DATEPART_YEAR_EARLY,  DATEPART_YEAR_EARLY,
                                    DATEPART_FIRST_HALF, DATEPART_SECOND_HALF, DATEPART_YEAR_MIDDLE};
    int place = hotline__dateword_take_word(r, "底 末 年底 年末 初 年初 上半年 下半年 年中");
    if (place == 4 && civil_is_early_no_more(r)) {
        r->at--;
        return DATEPART_YEAR;
    }
    return place < 0 ? (uint8_t)DATEPART_YEAR : parts[place];
}

int hotline__dateword_in_year(dateword_reader *r, int32_t year) {
    dateword_goal goal = {year, 0, 0, DATEPART_YEAR};
    int found;
    if (civil_take_month(r, &goal.month)) {
        return hotline__dateword_in_month(r, year, goal.month);
    }
    if (civil_quarter(r, year, &found)) {
        return found;
    }
    if (civil_months(r, year)) {
        return 1;
    }
    (void)hotline__dateword_take_word(r, "度");
    if (hotline__dateword_festival(r)) {
        return 1;
    }
    goal.part = civil_take_year_part(r);
    return hotline__dateword_reach(r, &goal);
}

/* ---- what a number may begin ---- */

static int civil_is_year(const dateword_plain *n) {
    return n->letters == 4 && n->style != DATEWORD_HAN && n->value >= CIVIL_YEAR_FIRST && n->value <= CIVIL_YEAR_LAST;
}

static int32_t civil_year_of(const dateword_reader *r, const dateword_plain *n) {
    dateword_reader ahead = *r;
    int32_t month;
    if (civil_is_year(n)) {
        return (int32_t)n->value;
    }
    if (n->letters == 2 && n->style != DATEWORD_HAN &&
        (civil_take_month(&ahead, &month) || hotline__dateword_take_word(&ahead, "底 年底") >= 0)) {
        return 2000 + (int32_t)n->value;
    }
    return 0;
}

static int civil_year(dateword_reader *r, const dateword_plain *n) {
    int32_t year = civil_year_of(r, n);
    int32_t month;
    if (year == 0 && n->letters > 2 && civil_take_month(r, &month)) { /* 9999年5月28日 is not 5月28日 */
        return hotline__dateword_in_month(r, CIVIL_NO_YEAR, month);
    }
    if (year == 0 || hotline__dateword_among(r->p, r->at, "级代")) {
        return 0;
    }
    return hotline__dateword_in_year(r, year);
}

/* 农历五月 */
static int civil_is_lunar_month(const dateword_reader *r) {
    return r->begin > 1 && hotline__dateword_among(r->p, r->begin - 1, "历") && hotline__dateword_among(r->p, r->begin - 2, "农阴旧");
}

/* A month by itself: not 五月花, 三月一评 and 1.5月. */
static int civil_month_is_meant(const dateword_reader *r, const dateword_plain *n, uint32_t at) {
    return civil_glue_before(r->p, r->begin) != CIVIL_GLUED &&
           (r->word.where.end > at || !hotline__dateword_among(r->p, at, n->style == DATEWORD_HAN ? "花路街桥村一" : "花路街桥村"));
}

static int civil_month(dateword_reader *r, const dateword_plain *n) {
    int32_t year = 0;
    int32_t month = civil_small(n);
    uint32_t at = r->at;
    if (n->letters > 3 || hotline__dateword_among(r->p, n->end - 1, "两") || civil_is_lunar_month(r)) {
        return 0;
    }
    if (r->before != HOTLINE_DAY_NONE && r->tie != DATEWORD_LISTED) {
        civil before = hotline__civil_of(r->before);
        year = before.year + (month < before.month);
    }
    return hotline__dateword_in_month(r, year, month) && (r->word.kind != DATEWORD_PERIOD || civil_month_is_meant(r, n, at));
}

/* 28号楼, 3日游 */
static int civil_day_is_other(const dateword_reader *r) {
    return hotline__dateword_among(r->p, r->at, "楼院线门栋幢房室厅厂井桥路街巷弄文令常元均游");
}

/* A number with 日 or 号 alone is a date only where the text shows that: 3日 may be a length, 28号 a house. */
static int civil_day_is_meant(const dateword_reader *r) {
    dateword_reader ahead = *r;
    const passage *p = r->p;
    uint32_t prior = hotline__dateword_prior(p, r->begin);
    if (civil_glue_before(p, r->begin) != CIVIL_FREE || hotline__dateword_among(p, prior, "第期续每共满近历时〕])")) {
        return 0;
    }
    if (hotline__dateword_take_word(&ahead, "前 之前 以前 上午 下午 早 晚 凌晨 中午 起 止") >= 0) {
        return !hotline__dateword_among(p, ahead.at, "面");
    }
    if (p->letters[r->at - 1] == DATEWORD_HAN_DAY && (prior == p->count || hotline__dateword_among(p, prior, ",;:。"))) {
        return 1;
    }
    return hotline__dateword_among(p, prior, "于在至到自从计定");
}

static int civil_day(dateword_reader *r, const dateword_plain *n) {
    dateword_goal goal = {0, 0, civil_small(n), DATEPART_DAY};
    if (civil_day_is_other(r)) {
        return 0;
    }
    if (r->before != HOTLINE_DAY_NONE) {
        civil before = hotline__civil_of(r->before);
        goal.month = goal.day < before.day ? before.month % 12 + 1 : before.month;
        goal.year = before.year + (goal.month < before.month);
        return hotline__dateword_reach(r, &goal);
    }
    return civil_day_is_meant(r) && hotline__dateword_reach(r, &goal);
}

/* ---- 2021-05-28 and 20210528 ---- */

/* The dash of a range divides, where others join. */
static int civil_signs_are_free(const dateword_reader *r) {
    return civil_glue_before(r->p, r->begin) == CIVIL_FREE || (r->before != HOTLINE_DAY_NONE && r->tie == DATEWORD_RANGED);
}

/* What would make the figures part of more figures, or an amount. */
static int civil_signs_go_on(const passage *p, uint32_t at, uint16_t sign) {
    uint8_t next = hotline__passage_class(p, at);
    return next == LETTER_DIGIT || (next == LETTER_LATIN && p->letters[at] != 't') ||
           (p->letters[at] == sign && hotline__passage_class(p, at + 1) == LETTER_DIGIT);
}

/* One or two figures. */
static int civil_is_pair(const dateword_plain *n) {
    return n->style == DATEWORD_FIGURES && n->letters <= 2;
}

/* The rest of 2021-05-28; "7-8月" too. */
static int civil_signs(dateword_reader *r, const dateword_plain *n) {
    dateword_goal goal = {(int32_t)n->value, 0, 0, DATEPART_DAY};
    uint16_t sign = r->p->letters[n->end];
    dateword_plain month = hotline__dateword_plain(r->p, n->end + 1);
    dateword_plain day;
    if (n->letters <= 2) {
        r->at = r->begin;
        return civil_signs_are_free(r) && civil_months(r, 0);
    }
    if (!civil_is_year(n) || n->style != DATEWORD_FIGURES || !civil_signs_are_free(r) || !civil_is_pair(&month) ||
        r->p->letters[month.end] != sign) {
        return 0;
    }
    day = hotline__dateword_plain(r->p, month.end + 1);
    if (!civil_is_pair(&day) || civil_signs_go_on(r->p, day.end, sign)) {
        return 0;
    }
    goal.month = (int32_t)month.value;
    goal.day = (int32_t)day.value;
    r->at = day.end;
    (void)hotline__dateword_take_word(r, "日 号");
    return hotline__dateword_reach(r, &goal);
}

static int civil_compact(dateword_reader *r, const dateword_plain *n) {
    dateword_goal goal = {(int32_t)(n->value / 10000), (int32_t)(n->value / 100 % 100), (int32_t)(n->value % 100), DATEPART_DAY};
    if (n->letters != CIVIL_COMPACT || n->style != DATEWORD_FIGURES || goal.year < CIVIL_YEAR_FIRST || goal.year > CIVIL_YEAR_LAST ||
        !civil_signs_are_free(r) || civil_signs_go_on(r->p, n->end, '-') ||
        hotline__dateword_among(r->p, n->end, "元号件米平户人万次台个吨公亩.") ||
        hotline__dateword_among(r->p, hotline__dateword_prior(r->p, r->begin), "号码")) {
        return 0;
    }
    return hotline__dateword_reach(r, &goal);
}

/* ---- all that begins with a number ---- */

static int civil_quarter_alone(dateword_reader *r, const dateword_plain *n) {
    int found = 0;
    (void)n;
    r->at = r->begin;
    return civil_quarter(r, 0, &found) && found;
}

typedef int civil_reader(dateword_reader *r, const dateword_plain *n);

static civil_reader *civil_reader_of(uint16_t letter) {
    static const struct {
        uint16_t letter;
        civil_reader *read;
    } rows[] = {{DATEWORD_HAN_YEAR, civil_year},
                {DATEWORD_HAN_MONTH, civil_month},
                {DATEWORD_HAN_DAY, civil_day},
                {DATEWORD_HAN_NUMBER, civil_day},
                {CIVIL_QUARTER, civil_quarter_alone},
                {'-', civil_signs},
                {'/', civil_signs},
                {'.', civil_signs}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].letter == letter) {
            return rows[i].read;
        }
    }
    return NULL;
}

static int civil_counts(dateword_reader *r, const dateword_plain *n) {
    civil_glue glue = civil_glue_before(r->p, r->begin);
    return (n->style != DATEWORD_FIGURES || glue != CIVIL_GLUED) && hotline__dateword_count(r, n);
}

/* By the letter behind the number; a length only where no date has the letter for itself. ->at goes behind whatever was read. */
static int civil_by_unit(dateword_reader *r, const dateword_plain *n, uint32_t unit) {
    civil_reader *read = civil_reader_of(r->p->letters[unit]);
    uint32_t behind;
    if ((read == NULL || read == civil_day) && civil_counts(r, n)) {
        return 1;
    }
    if (read == NULL) {
        return 0;
    }
    r->at = read == civil_signs ? n->end : unit + 1;
    if (read(r, n)) {
        return 1;
    }
    behind = r->at > n->end ? r->at : n->end;
    if ((read == civil_year || read == civil_month) && civil_counts(r, n)) {
        return 1;
    }
    r->at = behind;
    return 0;
}

int hotline__dateword_numbered(dateword_reader *r) {
    dateword_plain n = hotline__dateword_plain(r->p, r->at);
    uint32_t unit = hotline__dateword_blanks(r->p, n.end);
    if (n.style == DATEWORD_NO_NUMBER) {
        r->at++;
        return 0;
    }
    r->at = n.end;
    if (civil_compact(r, &n)) {
        return 1;
    }
    r->at = n.end;
    return hotline__dateword_follows(r->p->letters[unit], DATEWORD_UNIT) && civil_by_unit(r, &n, unit);
}

/* 第三季度 is a period; of other ordinals nothing is a date: 第28号, 第3日, 第5个月. */
int hotline__dateword_ordinal(dateword_reader *r) {
    int found = 0;
    if (civil_quarter(r, 0, &found)) {
        return found;
    }
    r->at++;
    if (civil_plain(r).style != DATEWORD_NO_NUMBER) {
        (void)hotline__dateword_take(r, DATEWORD_HAN_PIECE);
        (void)hotline__dateword_take_word(r, "年 月 日 号 天 周");
    }
    return 0;
}

/* 元月: 元 is at ->at. */
int hotline__dateword_january(dateword_reader *r) {
    int32_t month;
    return civil_take_month(r, &month) && hotline__dateword_in_month(r, 0, month);
}
