/* SPDX-License-Identifier: MIT */
/* What would be proposed, and what taken back, if rankings were published: proposals of the units before and after. */
#ifndef HOTLINE_EXAMPLE_EFFECT_H
#define HOTLINE_EXAMPLE_EFFECT_H

#include "casebook.h"

typedef struct effect effect;

/* Notes what is proposed for the units now. NULL without memory, told. */
effect *effect_begin(casebook *book);
/* Takes the lines of hotline_ranking_lines() and publishes their order, in the casebook's log alone, as its next version. 0, or EXIT_UNUSABLE. */
int effect_publish(effect *e, const char *lines, size_t len, int64_t version);
/* Prints what is different after everything was published; 0, or EXIT_UNUSABLE. */
int effect_print(effect *e, int json);
void effect_free(effect *e);

#endif
