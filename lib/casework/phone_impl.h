/* SPDX-License-Identifier: MIT */
/* Telephone numbers of China: what is one, its normal form, and what is wrong with what looks like one. */
#ifndef HOTLINE_CASEWORK_PHONE_IMPL_H
#define HOTLINE_CASEWORK_PHONE_IMPL_H

#include "passage_impl.h"

/* LANDLINE has its area code, LOCAL has none. SERVICE: 400 and 800. SHORT: 110, 12315, 95598, 961234. */
typedef enum phone_kind { PHONE_MOBILE, PHONE_LANDLINE, PHONE_LOCAL, PHONE_SERVICE, PHONE_SHORT } phone_kind;

/* What a field accepts: one bit for each phone_kind. */
enum {
    PHONE_ALLOW_MOBILE = 1,
    PHONE_ALLOW_LANDLINE = 2,
    PHONE_ALLOW_LOCAL = 4,
    PHONE_ALLOW_SERVICE = 8,
    PHONE_ALLOW_SHORT = 16,
    PHONE_ALLOW_ALL = 31
};

typedef enum phone_fault {
    PHONE_GOOD,
    PHONE_EMPTY,
    PHONE_NO_NUMBER,  /* words and no number, or more words than belong to a number */
    PHONE_TOO_SHORT,  /* digits are missing */
    PHONE_TOO_LONG,   /* there are too many */
    PHONE_UNKNOWN,    /* as many digits as a number has, but none begins so */
    PHONE_HOTLINE,    /* 12345 itself, with or without an area code */
    PHONE_REPEATED,   /* seven or more equal digits in a row */
    PHONE_SEQUENCE,   /* 12345678, 87654321 */
    PHONE_MASKED,     /* 138****8000 */
    PHONE_OF_CALLER,  /* the number of the caller */
    PHONE_NOT_ALLOWED /* a number of a kind that the field does not accept: see its kind */
} phone_fault;

enum { PHONE_SIZE = 24 };

typedef struct phone {
    span at;                 /* from its first to its last digit, with brackets round the area code, "+" and the extension */
    uint8_t kind;            /* phone_kind */
    uint8_t fault;           /* phone_fault: GOOD, HOTLINE, REPEATED or SEQUENCE; in a field any */
    uint8_t area;            /* digits of the area code, 0 for none */
    uint32_t national;       /* where it begins without +86 */
    uint32_t extension;      /* where the letters of the extension begin ("-802", "转802"), or at.end */
    char digits[PHONE_SIZE]; /* normal form: "13800138000", "0539-8123456-802", "8123456", "400-123-4567", "12315" */
} phone;

/*
 * Does a number begin at this letter? It must be a digit or a "+" or "(" before one; what stands before it is for the caller to judge.
 * allow: kinds that are tried. 0 when there is none.
 */
int hotline__phone_read(const passage *p, uint32_t at, uint32_t allow, phone *out);

/*
 * A field that holds one or several numbers and nothing else but labels (电话：, 手机), short notes in words (a name, a room, opening
 * hours) and marks. The first fault of its numbers. caller: the caller's number or numbers (eight count), which must not be among
 * them; or NULL. Writes the first `most` numbers, faulty ones with their fault, where it knows them to be numbers; *count: as many.
 */
phone_fault hotline__phone_field(const passage *p, uint32_t allow, const passage *caller, phone *found, uint32_t most, uint32_t *count);

/*
 * All numbers of a running text, one after the other. LOCAL and SHORT only behind a word such as 电话 or 拨打, before 热线, or in a row
 * with a number. Not what is part of an amount, a document number or a longer number.
 */
typedef struct phone_walk {
    const passage *passage;
    uint32_t at;
    uint32_t row; /* the end of the last number, while marks between numbers may follow it */
} phone_walk;

void hotline__phone_walk_begin(phone_walk *w, const passage *p);
/* Does a number of the text begin at this letter (with what is around it)? */
int hotline__phone_at(const phone_walk *w, uint32_t at, phone *out);
/* 1 and the next number, or 0. */
int hotline__phone_next(phone_walk *w, phone *out);

/* The digits of a run: what hotline__phone_read() and the field read first. */
enum { PHONE_RUN_MOST = 30 };
typedef struct phone_run {
    uint32_t begin, end;             /* end: after the last digit that was read */
    uint32_t count;                  /* digits */
    uint32_t ends;                   /* bit n: a group of digits ends after n of them */
    uint32_t places[PHONE_RUN_MOST]; /* letter of each digit */
    uint8_t digits[PHONE_RUN_MOST];  /* 0 to 9 */
    uint8_t plus;                    /* a "+" stands before it */
    uint8_t more;                    /* more digits follow than a run holds */
} phone_run;

void hotline__phone_gather(const passage *p, uint32_t at, phone_run *r);
/* What is wrong with digits that are no number. */
phone_fault hotline__phone_run_fault(const phone_run *r);
/* Does this word end before the letter `at`? Its letters, or 0. */
uint32_t hotline__phone_word_before(const passage *p, uint32_t at, const char *word);
/* Does one of these words? */
int hotline__phone_any_before(const passage *p, uint32_t at, const char *const *words, size_t count);

#endif
