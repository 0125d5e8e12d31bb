/* SPDX-License-Identifier: MIT */
/*
 * Reads dates that begin with a word: 明天, 本周五, 下月初, 年底, 周五前. It refuses to know dates that begin with a number.
 */
#include "dateword_parts.h"

#include "../base/instant_impl.h"

typedef enum relative_op { RELATIVE_DAY, RELATIVE_WEEK, RELATIVE_WEEKDAY, RELATIVE_MONTH, RELATIVE_QUARTER, RELATIVE_YEAR } relative_op;

typedef struct relative_row {
    uint16_t letter; /* the first */
    uint8_t op;
    int8_t n;              /* from this day, week, month, quarter or year */
    const char *rest;      /* ways on from the first letter, the longer first */
    const char *not_after; /* letters before it that make it another word, or NULL */
    const char *before;    /* ways on from there, one of which must follow, not taken; or NULL */
} relative_row;

#define RELATIVE_NO_MONTH "每个各岁蜜当同逐按满近几数多正腊"
#define RELATIVE_NO_YEAR "每各当多几数余来近往历常青少中全学财半整成同逐按跨翌满周隔老童晚早幼丰"

static const relative_row relative_rows[] = {
    {0x4ECA, RELATIVE_DAY, 0, "天 日", NULL, NULL},
    {0x660E, RELATIVE_DAY, 1, "天 日", "光文清说表证申声聪", NULL},
    {0x540E, RELATIVE_DAY, 2, "天", "以今然之最先随此事", NULL},
    {0x5927, RELATIVE_DAY, 3, "后天", NULL, NULL},
    {0x6628, RELATIVE_DAY, -1, "天 日", NULL, NULL},
    {0x524D, RELATIVE_DAY, -2, "天", "以之先目提日月年", NULL},
    {0x672C, RELATIVE_WEEK, 0, "周 星期 礼拜", NULL, NULL},
    {0x8FD9, RELATIVE_WEEK, 0, "周 星期 礼拜 个周 个星期 个礼拜 一周", NULL, NULL},
    {0x4E0B, RELATIVE_WEEK, 2, "下周 下个周 下星期 下个星期", NULL, NULL},
    {0x4E0B, RELATIVE_WEEK, 1, "周 星期 礼拜 个周 个星期 个礼拜 一周 一个星期", NULL, NULL},
    {0x4E0A, RELATIVE_WEEK, -1, "周 星期 礼拜 个周 个星期 个礼拜 一周 一个星期", NULL, NULL},
    {0x5468, RELATIVE_WEEKDAY, 0, "", "每各上下本这一二两三四五六七八九十几多数单双", NULL},
    {0x661F, RELATIVE_WEEKDAY, 0, "期", "每各上下本这一二两三四五六七八九十几多数个", NULL},
    {0x793C, RELATIVE_WEEKDAY, 0, "拜", "每各上下本这一二两三四五六七八九十几多数个", NULL},
    {0x672C, RELATIVE_MONTH, 0, "月", NULL, NULL},
    {0x8FD9, RELATIVE_MONTH, 0, "月 个月", NULL, NULL},
    {0x4E0B, RELATIVE_MONTH, 1, "月 个月 一个月", NULL, NULL},
    {0x4E0A, RELATIVE_MONTH, -1, "月 个月 一个月", NULL, NULL},
    {0x6708, RELATIVE_MONTH, 0, "", RELATIVE_NO_MONTH, "底 末 初 上旬 中旬 下旬"},
    {0x672C, RELATIVE_QUARTER, 0, "季度", NULL, NULL},
    {0x8FD9, RELATIVE_QUARTER, 0, "季度 个季度", NULL, NULL},
    {0x4E0B, RELATIVE_QUARTER, 1, "季度 个季度 一季度", NULL, NULL},
    {0x4E0A, RELATIVE_QUARTER, -1, "季度 个季度 一季度", NULL, NULL},
    {0x4ECA, RELATIVE_YEAR, 0, "年", NULL, NULL},
    {0x672C, RELATIVE_YEAR, 0, "年", NULL, NULL},
    {0x660E, RELATIVE_YEAR, 1, "年", NULL, NULL},
    {0x540E, RELATIVE_YEAR, 2, "年", NULL, NULL},
    {0x53BB, RELATIVE_YEAR, -1, "年", NULL, NULL},
    {0x524D, RELATIVE_YEAR, -2, "年", "以之日月年天目", NULL},
    {0x5E74, RELATIVE_YEAR, 0, "", RELATIVE_NO_YEAR, "底 末 初 内"},
};

static const dateword_stretch relative_none = {HOTLINE_DAY_NONE, HOTLINE_DAY_NONE};

static int relative_one_day(dateword_reader *r, hotline_day day) {
    dateword_stretch days = {day, day};
    return hotline__dateword_found(r, DATEWORD_RELATIVE, days);
}

static int relative_day(dateword_reader *r, int32_t n) {
    if (hotline__dateword_among(r->p, r->at, "气") && n != 0) { /* 今后天气 */
        return 0;
    }
    return relative_one_day(r, hotline__dateword_after(r->today, n, 0));
}

/* 0 Monday ... 6 Sunday, or -1. Not of 周一次 and 周日常. */
static int32_t relative_take_weekday(dateword_reader *r) {
    uint32_t at = r->at;
    int32_t day = hotline__dateword_take_word(r, "一 二 三 四 五 六 日 天");
    if ((day == 0 && hotline__dateword_among(r->p, r->at, "次些直定般律共个")) ||
        (day == 6 && hotline__dateword_among(r->p, r->at, "常"))) {
        r->at = at;
        return -1;
    }
    return day == 7 ? 6 : day;
}

static int relative_week(dateword_reader *r, int32_t n) {
    dateword_stretch week = hotline__dateword_week(r->today, n);
    int32_t day;
    if (hotline__dateword_among(r->p, r->at, "年围边")) {
        return 0;
    }
    day = relative_take_weekday(r);
    if (day >= 0) {
        return relative_one_day(r, hotline__dateword_after(week.from, day, 0));
    }
    if (hotline__dateword_take_word(r, "末") >= 0 && week.from != HOTLINE_DAY_NONE) {
        week.from = week.to - 1;
    }
    return hotline__dateword_found(r, DATEWORD_PERIOD, week);
}

/* A weekday by itself is a date only as an end: 周五前. Else it tells hours of business and repeats. */
static int relative_weekday(dateword_reader *r) {
    int32_t day = relative_take_weekday(r);
    hotline_day next = HOTLINE_DAY_NONE;
    if (day < 0) {
        return 0;
    }
    if (r->today != HOTLINE_DAY_NONE) {
        next = hotline__dateword_after(r->today, (day - hotline__weekday(r->today) + 7) % 7, 0);
    }
    return relative_one_day(r, next) && r->word.bounded;
}

static civil relative_civil(const dateword_reader *r) {
    static const civil none = {0, 0, 0};
    return r->today == HOTLINE_DAY_NONE ? none : hotline__civil_of(r->today);
}

/* Before the first year there is none; 0 would say that none was named. */
static int32_t relative_known_year(int32_t year) {
    return year < 1 ? -1 : year;
}

static int relative_month(dateword_reader *r, int32_t n) {
    civil c = relative_civil(r);
    if (c.year != 0) {
        int32_t months = c.year * 12 + c.month - 1 + n;
        c.year = relative_known_year(months / 12);
        c.month = months % 12 + 1;
    }
    return hotline__dateword_in_month(r, c.year, c.month);
}

static int relative_quarter(dateword_reader *r, int32_t n) {
    civil c = relative_civil(r);
    int32_t quarters = c.year * 4 + (c.month - 1) / 3 + n;
    dateword_goal goal = {relative_known_year(quarters / 4), 0, 0, (uint8_t)(DATEPART_QUARTER_1 + quarters % 4)};
    dateword_stretch days;
    if (c.year == 0) {
        return hotline__dateword_found(r, DATEWORD_PERIOD, relative_none);
    }
    if (!hotline__dateword_place(&goal, r->today, &days)) {
        return 0;
    }
    if (hotline__dateword_take_word(r, "末 底") >= 0) {
        days.from = days.to;
    }
    return hotline__dateword_found(r, DATEWORD_PERIOD, days);
}

static int relative_year(dateword_reader *r, int32_t n) {
    civil c = relative_civil(r);
    if (hotline__dateword_among(r->p, r->at, "级")) {
        return 0;
    }
    return hotline__dateword_in_year(r, c.year == 0 ? 0 : relative_known_year(c.year + n));
}

static int relative_read(dateword_reader *r, const relative_row *row) {
    switch (row->op) {
    case RELATIVE_DAY:
        return relative_day(r, row->n);
    case RELATIVE_WEEK:
        return relative_week(r, row->n);
    case RELATIVE_WEEKDAY:
        return relative_weekday(r);
    case RELATIVE_MONTH:
        return relative_month(r, row->n);
    case RELATIVE_QUARTER:
        return relative_quarter(r, row->n);
    default:
        return relative_year(r, row->n);
    }
}

static int relative_follows(dateword_reader *r, const char *words) {
    uint32_t at = r->at;
    int follows = words == NULL || hotline__dateword_take_word(r, words) >= 0;
    r->at = at;
    return follows;
}

/* 上旬, 中旬, 下旬, 上半年, 下半年 by themselves are of this month and year. */
static int relative_part(dateword_reader *r) {
    civil c = relative_civil(r);
    if (relative_follows(r, "上旬 中旬 下旬")) {
        return hotline__dateword_in_month(r, c.year, c.month);
    }
    return relative_follows(r, "上半年 下半年") && hotline__dateword_in_year(r, c.year);
}

int hotline__dateword_relative(dateword_reader *r) {
    uint32_t at = r->at;
    uint16_t letter = r->p->letters[at];
    if (!hotline__dateword_follows(r->p->letters[at + 1], DATEWORD_SECOND)) {
        return 0;
    }
    for (size_t i = 0; i < sizeof relative_rows / sizeof relative_rows[0]; i++) {
        const relative_row *row = &relative_rows[i];
        r->at = at + 1;
        if (row->letter == letter && hotline__dateword_take_word(r, row->rest) >= 0 &&
            !(row->not_after != NULL && at > 0 && hotline__dateword_among(r->p, at - 1, row->not_after)) &&
            relative_follows(r, row->before)) {
            return relative_read(r, row); /* if not, what was read is no date in part: 明年2月30日 */
        }
    }
    r->at = at;
    return relative_part(r);
}

/* 每月15日, 每年5月1日 and 每周五 repeat: what follows 每 is passed over. */
int hotline__dateword_every(dateword_reader *r) {
    r->at++;
    if (hotline__dateword_take_word(r, "周 星期 礼拜") >= 0) {
        (void)relative_take_weekday(r);
    } else if (hotline__dateword_take_word(r, "年 月 个月 季度") >= 0 && hotline__dateword_plain(r->p, r->at).style != DATEWORD_NO_NUMBER) {
        (void)hotline__dateword_numbered(r);
    }
    return 0;
}
