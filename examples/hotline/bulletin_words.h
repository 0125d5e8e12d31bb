/* SPDX-License-Identifier: MIT */
/* A bulletin's figures and changes in words, the same in every form that people read. */
#ifndef HOTLINE_EXAMPLE_BULLETIN_WORDS_H
#define HOTLINE_EXAMPLE_BULLETIN_WORDS_H

#include "bulletin.h"

enum { WORDS_SIZE = 512 };

typedef struct sentence {
    char at[WORDS_SIZE];
} sentence;

/* "93.8%", "91.2-95.5%" where subjects are unknown, a plain count, "-" for a rate of nothing, "undefined". */
void words_rate(const bulletin *b, size_t measure, const bulletin_shown *s, sentence *out);
/* "37.5/40"; of a plain count nothing. */
void words_fraction(const bulletin *b, size_t measure, const bulletin_shown *s, sentence *out);
/* Both, of a figure in a period, with what is shown of it. */
typedef struct words_figure {
    bulletin_shown shown;
    sentence rate, fraction;
} words_figure;

void words_of_figure(const bulletin *b, size_t row, size_t measure, size_t period, words_figure *out);
/* "+1.3", "0.0"; nothing when there is none. */
void words_change(const bulletin *b, size_t measure, const bulletin_shown *s, sentence *out);
/* Why there is no change; "" when there is one. */
const char *words_why_unmoved(bulletin_moved moved);
/* "93.1-95.9" in percent; nothing where there is none. */
void words_wilson(const bulletin_shown *s, sentence *out);
/* A duration: "3 d 4 h", or in working hours. */
void words_minutes(const bulletin *b, int64_t minutes, sentence *out);
/* A change in one sentence. */
void words_of_change(const bulletin *b, const bulletin_change *c, sentence *out);
/* What costs a place most: "once_done 34.10, 6.05 below the middle"; nothing where there is none. */
void words_costs(const bulletin *b, const bulletin_ranking *r, const bulletin_standing *s, sentence *out);
const char *words_row(const bulletin *b, size_t row);
const char *words_standing(int32_t state);
/* A part's name: its label, or that of the measure it is named after. */
const char *words_part(const bulletin *b, const bulletin_part *p);
void words_roles(const bulletin *b, const bulletin_proposal *p, sentence *out);
/* "2021-05-01 to 2021-05-31". */
void words_span(const hotline_period *p, sentence *out);
void words_moment(const bulletin *b, hotline_instant at, sentence *out);
void words_fingerprint(uint64_t fingerprint, sentence *out);
/* A warning each; "" where there is nothing to warn of. */
void words_bad_lines(const bulletin *b, sentence *out);
void words_unfinished(const bulletin *b, sentence *out);
void words_other_policy(const bulletin *b, sentence *out);

#endif
