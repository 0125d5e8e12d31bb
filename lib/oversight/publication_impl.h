/* SPDX-License-Identifier: MIT */
/* Rankings that were published: facts of the log. */
#ifndef HOTLINE_OVERSIGHT_PUBLICATION_IMPL_H
#define HOTLINE_OVERSIGHT_PUBLICATION_IMPL_H

#include "../casework/matter_impl.h"
#include "../casework/publish_impl.h"

/* A ranking as it was last published for a period. */
typedef struct publication {
    const event *e;
    published_order order;
    text period;
    int64_t number; /* periods that follow one another have numbers that do */
    int64_t version;
    int32_t ranking;
    uint8_t every; /* duty_span: what kind of period */
} publication;

typedef struct publications {
    const hotline_log *log;
    arena keep;
    publication *at; /* by ranking, period */
    uint32_t count;
    uint32_t events; /* for which settled log they were read */
    hotline_instant now, known;
} publications;

/* Where a unit stands in one: units ahead of it, tied with it (itself too), behind it. */
typedef struct publication_seat {
    uint32_t before, with, after;
} publication_seat;

void hotline__publications_init(publications *p, const hotline_log *log);
void hotline__publications_free(publications *p);
/* Reads them, once per settled log. */
hotline_status hotline__publications_refresh(publications *p);
/* NULL: it was not published. */
const publication *hotline__publication_of(const publications *p, int32_t ranking, uint8_t every, int64_t number);
/* 0: the unit is not in it. */
int hotline__publication_find(const publication *of, text unit, publication_seat *seat);

#endif
