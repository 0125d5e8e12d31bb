/* SPDX-License-Identifier: MIT */
/*
 * The rankings that the centre published. How it came to them is its own affair: here by content callers per rated one. A published
 * order is a fact, whatever a library computes from the same log.
 */
#include "course.h"

#include <stdio.h>
#include <string.h>

enum { RANKING_POOL = 15, ORDER_SIZE = 512 };

typedef struct table {
    int units[DISTRICT_UNITS];
    int count;
} table;

static int ranking_compare(const world *w, int month, int a, int b) {
    return w->content[b][month] * w->rated[a][month] - w->content[a][month] * w->rated[b][month];
}

/* How many units of [first, end) received more. */
static int ranking_place(const world *w, int month, int unit, int first, int end) {
    int place = 0;
    int i;
    for (i = first; i < end; i++) {
        place += w->received[i][month] > w->received[unit][month];
    }
    return place;
}

static void ranking_insert(const world *w, int month, table *t, int unit) {
    int i = t->count++;
    for (; i > 0 && ranking_compare(w, month, t->units[i - 1], unit) > 0; i--) {
        t->units[i] = t->units[i - 1];
    }
    t->units[i] = unit;
}

static void ranking_sort(const world *w, int month, int first, int end, table *t) {
    int i;
    t->count = 0;
    for (i = first; i < end; i++) {
        if (w->rated[i][month] > 0 && ranking_place(w, month, i, first, end) < RANKING_POOL) {
            ranking_insert(w, month, t, i);
        }
    }
}

static void ranking_order(const world *w, int month, const table *t, char order[ORDER_SIZE]) {
    int i;
    int tied = 0;
    order[0] = '\0';
    for (i = 0; i < t->count; i++) {
        int next = i + 1 < t->count && ranking_compare(w, month, t->units[i], t->units[i + 1]) == 0;
        snprintf(order + strlen(order), ORDER_SIZE - strlen(order), "%s%s\"%s\"%s", i > 0 ? "," : "", next && !tied ? "[" : "",
                 district_units[t->units[i]].id, tied && !next ? "]" : "");
        tied = next;
    }
}

static void ranking_publish(world *w, const char *name, int month, int version, const table *t) {
    event e = {0};
    char id[JOURNAL_ID_SIZE];
    char order[ORDER_SIZE];
    char facts[FACTS_SIZE];
    ranking_order(w, month, t, order);
    snprintf(facts, sizeof facts, "\"ranking\":\"%s\",\"period\":\"2021-%02d\",\"version\":%d,\"order\":[%s]", name, month + 5, version,
             order);
    e.kind = "publish";
    e.at = clock_moment(clock_workday_after(clock_month_start(month + 1), 2 * version), 10, 0);
    e.unit = district_units[DISTRICT_CENTRE].id;
    e.role = "centre";
    e.facts = facts;
    journal_add(w->journal, &e, id);
}

/* An appeal was upheld: the last two change places. */
static void ranking_correct(world *w, const char *name, int month, table *t) {
    int last = t->units[t->count - 1];
    t->units[t->count - 1] = t->units[t->count - 2];
    t->units[t->count - 2] = last;
    ranking_publish(w, name, month, 2, t);
}

void ranking_run(world *w) {
    table t;
    int month;
    for (month = 0; month < CLOCK_MONTHS - 1; month++) {
        ranking_sort(w, month, 0, DISTRICT_FIRST_DEPT, &t);
        ranking_publish(w, "towns", month, 1, &t);
        ranking_sort(w, month, DISTRICT_FIRST_DEPT, DISTRICT_CENTRE, &t);
        ranking_publish(w, "depts", month, 1, &t);
        if (month == 0 && t.count > 1) {
            ranking_correct(w, "depts", month, &t);
        }
    }
}
