/* SPDX-License-Identifier: MIT */
/* What a `publish` event holds, and what is wrong with it. */
#ifndef HOTLINE_CASEWORK_PUBLISH_IMPL_H
#define HOTLINE_CASEWORK_PUBLISH_IMPL_H

#include "log_impl.h"

/* A place in a published order. */
typedef struct published_place {
    text unit;             /* .at NULL: what stands there is no name */
    uint32_t entry;        /* of the list, from 0; those of a tie share it */
    uint32_t before, with; /* places ahead of its group, and in it */
    uint32_t again;        /* 1: the unit stands further ahead already, and has no place here */
} published_place;

/* A published order. */
typedef struct published_order {
    const published_place *places; /* as listed */
    const published_place **units; /* those of units, by name, each once */
    uint32_t count, unit_count;
    uint32_t total; /* places in all */
    uint32_t held;  /* 1: there is a list */
} published_order;

/* A fact of the event by its name; NULL: there is none, or it says nothing. */
const raw_fact *hotline__publish_fact(const event *e, const char *name);
/* The same of a text; .at NULL: there is none. */
text hotline__publish_words(const event *e, const char *name);
/* A whole number, or one of at most nine digits written as text; 1: it is one, or not said (0). */
int hotline__publish_version(const event *e, int64_t *out);
/* The order, in `keep`. */
hotline_status hotline__publish_order(arena *keep, const event *e, published_order *out);
/* Tells what is wrong with it among the findings of settling; the log's units are named already. */
hotline_status hotline__publish_check(hotline_log *log, const event *e);

#endif
