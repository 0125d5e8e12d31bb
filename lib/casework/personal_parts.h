/* SPDX-License-Identifier: MIT */
/* Between the sources of personal: what may begin at one letter. Each returns 1 and fills *out, or 0. */
#ifndef HOTLINE_CASEWORK_PERSONAL_PARTS_H
#define HOTLINE_CASEWORK_PERSONAL_PARTS_H

#include "personal_impl.h"

int hotline__personal_card(const passage *p, uint32_t at, personal *out); /* id cards and bank cards */
int hotline__personal_address(const passage *p, uint32_t at, personal *out);
int hotline__personal_plate(const passage *p, uint32_t at, personal *out);
int hotline__personal_email(const passage *p, uint32_t at, personal *out);

/* A digit, or a Latin letter of ASCII: what a number may not touch. */
static inline int hotline__personal_is_sign(const passage *p, uint32_t at) {
    uint8_t kind = at < p->count ? hotline__passage_class(p, at) : (uint8_t)LETTER_OTHER;
    return kind == LETTER_DIGIT || (kind == LETTER_LATIN && p->letters[at] < 0x80);
}

/* A digit or a Han numeral, 十 and 百 among them. */
int hotline__personal_is_numeral(const passage *p, uint32_t at);

#endif
