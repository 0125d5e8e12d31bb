/* SPDX-License-Identifier: MIT */
/* A mapping's names, tried on a rulebook. */
#ifndef HOTLINE_EXAMPLE_REHEARSAL_H
#define HOTLINE_EXAMPLE_REHEARSAL_H

#include "mapping.h"

/* Every event, role, fact and code that the mapping can write is known to a policy of the rulebook: 0; or EXIT_UNUSABLE, each one told. */
int rehearsal_run(const arguments *a, const mapping *m);

#endif
