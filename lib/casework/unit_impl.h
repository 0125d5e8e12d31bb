/* SPDX-License-Identifier: MIT */
/* What a reader of units holds, for the layers above. */
#ifndef HOTLINE_CASEWORK_UNIT_IMPL_H
#define HOTLINE_CASEWORK_UNIT_IMPL_H

#include "../../include/hotline/unit.h"

#include "matter_impl.h"

/* The folded matter and the log of a reader; NULL when it holds none. */
const matter *hotline__unit_matter(const hotline_unit *unit);
const hotline_log *hotline__unit_log(const hotline_unit *unit);

#endif
