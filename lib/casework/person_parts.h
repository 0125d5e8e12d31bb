/* SPDX-License-Identifier: MIT */
/* Between the sources of person: one word of Han letters. */
#ifndef HOTLINE_CASEWORK_PERSON_PARTS_H
#define HOTLINE_CASEWORK_PERSON_PARTS_H

#include "person_impl.h"

typedef struct person_word {
    const uint16_t *at; /* folded letters */
    uint32_t count;
} person_word;

enum { PERSON_LETTER_BYTES = 3 };

/* The n-th letter of a word of the tables: UTF-8, and each of its letters takes three bytes. */
static inline uint16_t hotline__person_letter(const char *word, size_t n) {
    const unsigned char *b = (const unsigned char *)word + n * PERSON_LETTER_BYTES;
    return (uint16_t)((b[0] & 15) << 12 | (b[1] & 63) << 6 | (b[2] & 63));
}

int hotline__person_is_single(uint16_t letter); /* a surname of one letter */
int hotline__person_is_common(uint16_t letter); /* one of those that most people have */
int hotline__person_is_compound(person_word w); /* begins with a surname of two letters */

/* What a word of Han is. GOOD: a name stands in it, *begin to before *end. */
person_fault hotline__person_judge(person_word w, uint32_t *begin, uint32_t *end);
/* A full name and nothing else. */
int hotline__person_is_name(person_word w);

#endif
