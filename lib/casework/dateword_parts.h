/* SPDX-License-Identifier: MIT */
/* What the reader of dates is made of; for lib/casework/dateword*.c only. */
#ifndef HOTLINE_CASEWORK_DATEWORD_PARTS_H
#define HOTLINE_CASEWORK_DATEWORD_PARTS_H

#include "dateword_impl.h"

/* The Han letters that decide. */
enum {
    DATEWORD_HAN_YEAR = 0x5E74 /* 年 */,
    DATEWORD_HAN_MONTH = 0x6708 /* 月 */,
    DATEWORD_HAN_DAY = 0x65E5 /* 日 */,
    DATEWORD_HAN_NUMBER = 0x53F7 /* 号 */,
    DATEWORD_HAN_NTH = 0x7B2C /* 第 */,
    DATEWORD_HAN_PIECE = 0x4E2A /* 个 */,
    DATEWORD_HAN_HALF = 0x534A /* 半 */
};

/* ---- letters: dateword_opening.c ---- */

typedef enum dateword_role {
    DATEWORD_OPENS_NONE,
    DATEWORD_OPENS_NUMBER,
    DATEWORD_OPENS_FESTIVAL_NUMBER, /* 五一 */
    DATEWORD_OPENS_ORDINAL,
    DATEWORD_OPENS_HALF,
    DATEWORD_OPENS_EVERY,
    DATEWORD_OPENS_WORD,
    DATEWORD_OPENS_FESTIVAL_WORD,  /* 中秋, 中旬 */
    DATEWORD_OPENS_FESTIVAL_YEAR,  /* 年前, 年底 */
    DATEWORD_OPENS_FESTIVAL_MONTH, /* 元旦, 元月 */
    DATEWORD_OPENS_FESTIVAL
} dateword_role;

/* Bits of `follows`. */
enum { DATEWORD_SECOND = 1, /* may follow the first letter of a word */ DATEWORD_UNIT = 2 /* may follow a number */ };

typedef struct dateword_opening {
    uint16_t letter;
    uint8_t role;
    uint8_t follows;
} dateword_opening;

/* One look tells for any letter. */
enum { DATEWORD_PLACES = 512, DATEWORD_FACTOR = 305 };
#define DATEWORD_PLACE(letter) (((uint32_t)(letter)*DATEWORD_FACTOR >> 7) & (DATEWORD_PLACES - 1))

extern const dateword_opening hotline__dateword_openings[DATEWORD_PLACES];

/* DATEWORD_OPENS_NONE for most. */
static inline uint8_t hotline__dateword_role(uint16_t letter) {
    const dateword_opening *o = &hotline__dateword_openings[DATEWORD_PLACE(letter)];
    return o->letter == letter ? o->role : (uint8_t)DATEWORD_OPENS_NONE;
}

static inline int hotline__dateword_is_known(uint16_t letter) {
    return hotline__dateword_openings[DATEWORD_PLACE(letter)].letter == letter;
}

static inline int hotline__dateword_follows(uint16_t letter, uint8_t what) {
    const dateword_opening *o = &hotline__dateword_openings[DATEWORD_PLACE(letter)];
    return o->letter == letter && (o->follows & what) != 0;
}

/* ---- plain numbers: dateword_number.c ---- */

typedef enum dateword_style { DATEWORD_NO_NUMBER, DATEWORD_FIGURES, DATEWORD_ROW /* 二〇二一 */, DATEWORD_HAN } dateword_style;

typedef struct dateword_plain {
    int64_t value; /* at most DATEWORD_NUMBER_MOST */
    uint32_t end;
    uint32_t letters;
    uint8_t style;
} dateword_plain;

/* Digits without point or comma, or a Han numeral; style DATEWORD_NO_NUMBER and end == at when there is none. */
dateword_plain hotline__dateword_plain(const passage *p, uint32_t at);

/* ---- days of the calendar: dateword_days.c ---- */

typedef enum dateword_part {
    DATEPART_DAY,
    DATEPART_MONTH,
    DATEPART_MONTH_EARLY, /* 初 */
    DATEPART_FIRST_TEN,   /* 上旬 */
    DATEPART_SECOND_TEN,
    DATEPART_LAST_TEN,
    DATEPART_MONTH_END, /* 底 */
    DATEPART_YEAR,
    DATEPART_YEAR_EARLY,
    DATEPART_YEAR_MIDDLE,
    DATEPART_YEAR_END,
    DATEPART_FIRST_HALF,
    DATEPART_SECOND_HALF,
    DATEPART_QUARTER_1,
    DATEPART_QUARTER_2,
    DATEPART_QUARTER_3,
    DATEPART_QUARTER_4
} dateword_part;

typedef struct dateword_goal {
    int32_t year;  /* 0: not said */
    int32_t month; /* of DATEPART_DAY to DATEPART_MONTH_END; 0 with DATEPART_DAY: not said */
    int32_t day;   /* of DATEPART_DAY */
    uint8_t part;
} dateword_goal;

typedef struct dateword_stretch {
    hotline_day from, to;
} dateword_stretch;

/* 0: there is no such day in any year, or none within the years 1 to 9999. Both ends NONE when today is needed and NONE. */
int hotline__dateword_place(const dateword_goal *goal, hotline_day today, dateword_stretch *out);
/* Monday to Sunday of the week that is n weeks after today's. */
dateword_stretch hotline__dateword_week(hotline_day today, int32_t n);
/* The day after n days and n months; NONE when there is none. */
hotline_day hotline__dateword_after(hotline_day today, int64_t days, int64_t months);

/* ---- reading ---- */

/* What stands between the date before and what is being read. */
typedef enum dateword_tie { DATEWORD_UNTIED, DATEWORD_RANGED /* 至 - ~ */, DATEWORD_LISTED /* 、 和 */ } dateword_tie;

typedef struct dateword_reader {
    const passage *p;
    hotline_day today;
    uint32_t begin;     /* of what is being read */
    uint32_t at;        /* the next letter; where reading goes on, whether or not something was found */
    hotline_day before; /* the day that is tied to what is being read and stands before it, or NONE */
    uint8_t tie;        /* dateword_tie */
    dateword word;
} dateword_reader;

/* dateword_step.c: what all readers do. Places beyond the padding are never looked at: one step goes few letters ahead. */
uint32_t hotline__dateword_blanks(const passage *p, uint32_t at);
/* The letter before a place, blanks left out; p->count (which is no letter) when there is none. */
uint32_t hotline__dateword_prior(const passage *p, uint32_t at);
/* Takes the letter, blanks before it too. */
int hotline__dateword_take(dateword_reader *r, uint16_t letter);
/* Takes one of these words, divided by blanks: its place from 0, or -1. */
int hotline__dateword_take_word(dateword_reader *r, const char *words);
/* Is the letter at a place one of these? */
int hotline__dateword_among(const passage *p, uint32_t at, const char *letters);
/* ->word from ->begin to ->at, and what bounds it (前, 内). */
int hotline__dateword_found(dateword_reader *r, uint8_t kind, dateword_stretch days);
/* The same of a goal; 0 when there is no such day. */
int hotline__dateword_reach(dateword_reader *r, const dateword_goal *goal);

/*
 * Readers: 1 and ->word when what begins at ->begin is a date, read from ->at; else 0, and ->at is where reading goes on, perhaps at
 * ->begin still.
 */
/* dateword_count.c: the number is read, or 半 is at ->at. */
int hotline__dateword_count(dateword_reader *r, const dateword_plain *n);
int hotline__dateword_half(dateword_reader *r);
/* dateword_festival.c */
int hotline__dateword_festival(dateword_reader *r);
int hotline__dateword_new_year(dateword_reader *r); /* 年 is at ->at */
/* dateword_civil.c: a number is at ->at; or a year, or a month, is read, and what is at ->at may say more of it. Year 0: not said. */
int hotline__dateword_numbered(dateword_reader *r);
int hotline__dateword_ordinal(dateword_reader *r); /* 第 is at ->at */
int hotline__dateword_january(dateword_reader *r); /* 元 is at ->at */
int hotline__dateword_in_year(dateword_reader *r, int32_t year);
int hotline__dateword_in_month(dateword_reader *r, int32_t year, int32_t month);
/* dateword_relative.c: 明天, 下周三, 年底; 每 is at ->at. */
int hotline__dateword_relative(dateword_reader *r);
int hotline__dateword_every(dateword_reader *r);

#endif
