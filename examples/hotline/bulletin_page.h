/* SPDX-License-Identifier: MIT */
/* The sections of a bulletin's page. */
#ifndef HOTLINE_EXAMPLE_BULLETIN_PAGE_H
#define HOTLINE_EXAMPLE_BULLETIN_PAGE_H

#include "bulletin_words.h"

void page_cards(const bulletin *b);     /* the whole district */
void page_rankings(const bulletin *b);  /* who stands where, and why */
void page_matrix(const bulletin *b);    /* every unit, every measure */
void page_times(const bulletin *b);     /* how long it took */
void page_proposals(const bulletin *b); /* what is proposed */
void page_debts(const bulletin *b);     /* what is owed and late */

/* What opens behind a figure: how it came about, how it moved, which tickets. `right`: it opens to the left. */
void page_sheet(const bulletin *b, size_t row, size_t measure, int right);
/* The beginning of a section; `lead` may be NULL. */
void page_section(const char *id, const char *title, const char *lead);
/* What a measure counts, out of what, by which clause, as the policy has it. */
void page_rule(const hotline_policy_measure *m);

#endif
