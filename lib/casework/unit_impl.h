/* SPDX-License-Identifier: MIT */
/* What a reader of units holds, for the layers above. */
#ifndef HOTLINE_CASEWORK_UNIT_IMPL_H
#define HOTLINE_CASEWORK_UNIT_IMPL_H

#include "../../include/hotline/unit.h"

#include "matter_impl.h"

/* Folds a unit's own events up to a moment, and judges then. number: in the log, or NAME_NONE: it has none. The matter's status tells. */
void hotline__unit_fold_until(matter *m, text id, int32_t number, hotline_instant now);
/* The folded matter and the log of a reader; NULL when it holds none. */
const matter *hotline__unit_matter(const hotline_unit *unit);
const hotline_log *hotline__unit_log(const hotline_unit *unit);

#endif
