/* SPDX-License-Identifier: MIT */
/* A log that was read, settled and counted, for the forms of the command that only look at figures. */
#ifndef HOTLINE_EXAMPLE_CASEBOOK_H
#define HOTLINE_EXAMPLE_CASEBOOK_H

#include "arguments.h"
#include "input.h"

#include "hotline.h"

typedef struct casebook {
    input in;
    hotline_instant now;
    hotline_log *log;
    hotline_ticket *ticket;
    hotline_unit *unit;
    hotline_tally *tally;
} casebook;

/* An empty log and its readers, and a tally of the kinds of periods in `spans`, 1u << HOTLINE_PERIOD_..., by the rulebook of `in`. Close it in
   either case. */
hotline_status casebook_make(casebook *b, uint32_t spans);
/* Reads the log that the first operand names, by the rulebook and calendar of the arguments: 0, or EXIT_UNUSABLE, told. Lines that cannot be
   read are told too, and left out. Close it in either case. */
int casebook_open(const arguments *a, casebook *out);
void casebook_close(casebook *b);

#endif
