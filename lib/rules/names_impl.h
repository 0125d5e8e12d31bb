/* SPDX-License-Identifier: MIT */
/* The names of a rulebook: they only ever grow. */
#ifndef HOTLINE_RULES_NAMES_IMPL_H
#define HOTLINE_RULES_NAMES_IMPL_H

#include "condition_impl.h"

/* At most this many names of a kind in one rulebook. */
enum { NAMES_MAX = 4096 };

/* Made ready, with the built-in events numbered first. */
hotline_status hotline__names_init(names *n, const hotline_context *context);
void hotline__names_free(names *n);
/* Adds when new. A fact or machine gets its map of values or states. HOTLINE_ERROR_MEMORY, HOTLINE_ERROR_LIMIT. */
hotline_status hotline__names_add(names *n, map *kind, text name, uint32_t *out);

#endif
