/* SPDX-License-Identifier: MIT */
/*
 * Rankings worked out from short texts (tests/support/casebook.h) and shown as short texts, for tests of the reader and of its order.
 *
 * Shown as UNIT RANK/FROM_LAST[=LEVEL] VALUE [BAND] [was RANK]; UNIT STATE [VALUE] where it has no rank; then the causes in brackets.
 */
#ifndef HOTLINE_TESTS_RANKINGS_H
#define HOTLINE_TESTS_RANKINGS_H

#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RANKINGS_SHOWN = 4096 };

typedef struct ranking_world {
    casebook b;
    hotline_tally *tally;
    hotline_ranking *ranking;
    char shown[RANKINGS_SHOWN];
} ranking_world;

/* With the rules of casebook_open(), and every ticket of the events counted. */
static inline void ranking_open(ranking_world *w, const char *rules, const char *events, const char *now) {
    memset(w, 0, sizeof *w);
    casebook_open(&w->b, rules);
    casebook_add(&w->b, events);
    casebook_settle(&w->b, now);
    w->tally = casebook_tally(&w->b, CASEBOOK_EVERY_PERIOD);
    assert_int_equal(hotline_ranking_new(w->b.log, w->tally, &w->ranking), HOTLINE_OK);
}

static inline void ranking_close(ranking_world *w) {
    hotline_ranking_free(w->ranking);
    hotline_tally_free(w->tally);
    casebook_close(&w->b);
}

static inline hotline_status ranking_find_out(ranking_world *w, const char *name, const char *period) {
    return hotline_ranking_work_out(w->ranking, name, strlen(name), period, strlen(period));
}

static inline size_t ranking_show_one(const hotline_standing *s, char *out, size_t size) {
    char was[32] = "";
    if (s->published_rank != 0) {
        snprintf(was, sizeof was, " was %d", (int)s->published_rank);
    }
    if (s->rank == 0) {
        return (size_t)snprintf(out, size, "%s %s%s%s%s", s->unit, hotline_standing_name(s->state), s->value != NULL ? " " : "",
                                s->value != NULL ? s->value : "", was);
    }
    if (s->level > 1) {
        return (size_t)snprintf(out, size, "%s %d/%d=%d %s%s%s%s", s->unit, (int)s->rank, (int)s->rank_from_last, (int)s->level, s->value,
                                s->band != NULL ? " " : "", s->band != NULL ? s->band : "", was);
    }
    return (size_t)snprintf(out, size, "%s %d/%d %s%s%s%s", s->unit, (int)s->rank, (int)s->rank_from_last, s->value,
                            s->band != NULL ? " " : "", s->band != NULL ? s->band : "", was);
}

static inline const char *ranking_shown(ranking_world *w) {
    size_t used = 0;
    const char *cause;
    w->shown[0] = '\0';
    for (size_t i = 0; i < hotline_ranking_count(w->ranking); i++) {
        hotline_standing s;
        s.struct_size = sizeof s;
        assert_int_equal(hotline_ranking_at(w->ranking, i, &s), HOTLINE_OK);
        used += (size_t)snprintf(w->shown + used, RANKINGS_SHOWN - used, "%s", i > 0 ? "; " : "");
        used += ranking_show_one(&s, w->shown + used, RANKINGS_SHOWN - used);
        assert_true(used < RANKINGS_SHOWN);
    }
    for (size_t i = 0; (cause = hotline_ranking_cause(w->ranking, i, NULL)) != NULL; i++) {
        used += (size_t)snprintf(w->shown + used, RANKINGS_SHOWN - used, "%s(%s)", used > 0 ? " " : "", cause);
    }
    return w->shown;
}

/* ---- rows ---- */

/* n: dispatches; m: done of reports; w: weighed, with half a point and a minus; v: weighed of reports. */
#define MEASURES                                                                                                                           \
  "'measures':{'n':{'of':'dispatch','count':'always'},'m':{'of':'assignment','at':'dispatch','count':'result = done','per':'report'},"     \
  "'w':{'of':'assignment','at':'dispatch','count':{'result = done':'2','result = promised':'0.5','result = refused':'-1'}},"               \
  "'v':{'of':'assignment','at':'dispatch','count':{'result = done':'1','result = refused':'-1'},'per':'report'},'u':'undefined'}"
#define BY(members) "'units':'always'," members
#define R(t) "r" t " receive 04-12T09:00 t=" t "; "
#define D(t, unit) "d" t " dispatch 04-12T10:00 t=" t " u=" unit "; "
#define C(t, result) "c" t " report 04-13T09:00 t=" t " on=d" t " {'result':'" result "'}; "
#define Q(t) "c" t " report 04-13T09:00 t=" t " on=d" t "; "
/* A ticket of a unit: reported as done, as refused, without a result, or not at all. */
#define DONE(t, unit) R(t) D(t, unit) C(t, "done")
#define FAILED(t, unit) R(t) D(t, unit) C(t, "refused")
#define DARK(t, unit) R(t) D(t, unit) Q(t)
#define OPEN(t, unit) R(t) D(t, unit)

/* The ranking k of 2021-04. */
typedef struct ranking_row {
    const char *name;
    const char *rules; /* the rest of the body */
    const char *rule;  /* members of the ranking besides units, every, absent */
    const char *events;
    const char *shown;
} ranking_row;

static inline int ranking_differs(const ranking_row *row) {
    char rules[4096];
    ranking_world w;
    int wrong;
    snprintf(rules, sizeof rules, "%s%s'rankings':{'k':{'every':'month','absent':'breaks',%s}}", row->rules,
             row->rules[0] != '\0' ? "," : "", row->rule);
    ranking_open(&w, rules, row->events, "05-10T09:00");
    assert_true(ranking_find_out(&w, "k", "2021-04") >= 0);
    wrong = !casebook_same(row->name, "ranking", ranking_shown(&w), row->shown);
    ranking_close(&w);
    return wrong;
}

static inline void rankings_run(const ranking_row *rows, size_t count) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        wrong += (size_t)ranking_differs(&rows[i]);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu differ", (unsigned long)wrong, (unsigned long)count);
    }
}

#define RANKINGS(rows) rankings_run(rows, sizeof rows / sizeof rows[0])

#endif
