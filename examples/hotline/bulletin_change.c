/* SPDX-License-Identifier: MIT */
/*
 * What changed: the largest changes of rates that chance does not explain, of places, who is last now, what is proposed anew. It refuses to
 * compare what cannot be compared: rates of other rules, rates of nothing, rates with unknown subjects, rates of weights.
 */
#include "bulletin.h"

#include <stdlib.h>
#include <string.h>

static void change_add(bulletin *b, const bulletin_change *c) {
    b->changes = keep_grow(&b->keep, b->changes, b->change_count, sizeof *b->changes);
    b->changes[b->change_count++] = *c;
}

static int change_order(const void *a, const void *b) {
    const bulletin_change *x = a;
    const bulletin_change *y = b;
    long long far_x = llabs(x->moved);
    long long far_y = llabs(y->moved);
    if (far_x != far_y) {
        return far_x > far_y ? -1 : 1;
    }
    if (x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return x->measure < y->measure ? -1 : x->measure > y->measure;
}

/* Keeps the largest of those from `from` on. */
static void change_keep(bulletin *b, size_t from) {
    if (b->change_count > from) {
        qsort(b->changes + from, b->change_count - from, sizeof *b->changes, change_order);
    }
    if (b->change_count > from + BULLETIN_CHANGES_MOST) {
        b->change_count = from + BULLETIN_CHANGES_MOST;
    }
}

int bulletin_clearly(const bulletin *b, size_t row, size_t measure) {
    const bulletin_counts *c = bulletin_at(b, row, measure)->counts;
    bulletin_shown shown;
    int32_t apart = 0;
    bulletin_show(b, row, measure, 0, &shown);
    if (shown.moved != MOVED || !shown.has_wilson ||
        hotline_interval_apart(c[0].num, c[0].den, 0, c[1].num, c[1].den, 0, 950, &apart) != HOTLINE_OK) {
        return 0;
    }
    return apart;
}

static void change_rate(bulletin *b, size_t row, size_t measure) {
    bulletin_change change;
    bulletin_shown shown;
    if (bulletin_clearly(b, row, measure) == 0) {
        return;
    }
    memset(&change, 0, sizeof change);
    bulletin_show(b, row, measure, 0, &shown);
    change.kind = CHANGE_RATE;
    change.row = row;
    change.measure = measure;
    change.moved = shown.change;
    change_add(b, &change);
}

static void change_rates(bulletin *b) {
    size_t from = b->change_count;
    size_t row;
    size_t m;
    for (row = 0; row < b->row_count; row++) {
        for (m = 0; m < b->measure_count; m++) {
            if (b->measures[m].said.per != NULL) {
                change_rate(b, row, m);
            }
        }
    }
    change_keep(b, from);
}

static void change_ranks(bulletin *b, bulletin_change_kind kind) {
    size_t from = b->change_count;
    size_t i;
    size_t k;
    for (i = 0; i < b->ranking_count; i++) {
        for (k = 0; k < b->rankings[i].ranked; k++) {
            const bulletin_standing *s = &b->rankings[i].at[k];
            bulletin_change change;
            memset(&change, 0, sizeof change);
            change.kind = kind;
            change.ranking = &b->rankings[i];
            change.standing = s;
            change.row = bulletin_row(b, s->unit);
            change.moved = s->before != 0 ? s->before - s->rank : 0;
            if (kind == CHANGE_LAST ? s->rank_from_last == 1 && s->rank > 1 : change.moved != 0) {
                change_add(b, &change);
            }
        }
    }
    if (kind == CHANGE_RANK) {
        change_keep(b, from);
    }
}

static void change_proposals(bulletin *b) {
    size_t i;
    for (i = 0; i < b->proposal_rule_count; i++) {
        bulletin_change change;
        memset(&change, 0, sizeof change);
        change.kind = CHANGE_PROPOSAL;
        change.proposals = &b->proposal_rules[i];
        change_add(b, &change);
    }
}

void bulletin_gather_changes(bulletin *b) {
    change_ranks(b, CHANGE_LAST);
    change_rates(b);
    change_ranks(b, CHANGE_RANK);
    change_proposals(b);
}
