/* SPDX-License-Identifier: MIT */
/* Personal data in a text that is to be published. */
#ifndef HOTLINE_CASEWORK_PERSONAL_IMPL_H
#define HOTLINE_CASEWORK_PERSONAL_IMPL_H

#include "../base/buffer.h"

#include "phone_impl.h"

typedef enum personal_kind {
    PERSONAL_MOBILE,
    PERSONAL_LANDLINE,  /* with its area code */
    PERSONAL_ID_CARD,   /* 18 characters with the right check character, or 15; a real date, a known province */
    PERSONAL_BANK_CARD, /* 16 to 19 digits with the right check digit */
    PERSONAL_ADDRESS,   /* a building with its entrance or room: 3号楼2单元501室 */
    PERSONAL_PLATE,     /* 鲁Q12345 */
    PERSONAL_EMAIL
} personal_kind;

typedef struct personal {
    span at;
    uint8_t kind;         /* personal_kind */
    uint32_t first, last; /* letters and digits that a mask leaves at the beginning and at the end */
} personal;

/* All of a text, one after the other. Numbers may be full-width, and divided by blanks or dashes. */
typedef struct personal_walk {
    phone_walk phones;
    uint32_t at;
} personal_walk;

void hotline__personal_walk_begin(personal_walk *w, const passage *p);
/* 1 and the next one, or 0. */
int hotline__personal_next(personal_walk *w, personal *out);

/*
 * The text with '*' for each digit or letter that is hidden; as many code points. Of a mobile the first 3 and the last 4 digits stay, of
 * a landline the area code and the last 2, of an id card the first 3 and the last 2, of a bank card the last 4, of an address all but the
 * numerals, of a plate the first 2 and the last 2, of an e-mail address the first letter and the domain. Kinds in
 * `allow` (one bit each) stay. Returns how many were masked.
 */
uint32_t hotline__personal_mask(const passage *p, uint32_t allow, buffer *out);

#endif
