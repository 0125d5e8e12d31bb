/* SPDX-License-Identifier: MIT */
/*
 * Figures as they were known at a moment: the log's tickets and units folded up to there and counted, once for each moment and period that a
 * condition asks for. It refuses to know which conditions ask, and what they make of the figures.
 */
#include "proposal_impl.h"

#include <string.h>

/* What is counted for one moment and period, while it is. */
typedef struct recounting {
    hotline_tally *into;
    hotline_day first;
} recounting;

void hotline__recounts_init(recounts *c, const hotline_log *log) {
    memset(c, 0, sizeof *c);
    c->log = log;
    c->now = HOTLINE_NO_INSTANT;
    hotline__arena_init(&c->keep, log->context);
    hotline__arena_init(&c->folding, log->context);
    hotline__map_init(&c->keys, log->context);
    hotline__matter_init(&c->m, log->rulebook, log, &c->folding, hotline__duty_answer);
}

static void recount_forget(recounts *c) {
    while (c->layer_count > 0) {
        hotline_tally_free(c->layers[--c->layer_count]);
    }
    c->layers = NULL;
    c->layer_capacity = 0;
    c->items = NULL;
    c->item_capacity = 0;
    hotline__map_clear(&c->keys);
    hotline__arena_reset(&c->keep);
}

void hotline__recounts_free(recounts *c) {
    recount_forget(c);
    hotline__map_free(&c->keys);
    hotline__arena_free(&c->keep);
    hotline__arena_free(&c->folding);
}

/* What was counted of a log that has changed since is of no use. */
static void recount_refresh(recounts *c) {
    if (c->now != c->log->now || c->known != c->log->known || c->events != c->log->ids.count) {
        recount_forget(c);
        c->now = c->log->now;
        c->known = c->log->known;
        c->events = c->log->ids.count;
    }
}

/* ---- counting ---- */

static hotline_status recount_take(void *with, const tally_fall *fall) {
    const recounting *of = with;
    return fall->when.first != of->first
               ? HOTLINE_OK
               : hotline__tally_put(of->into, fall->unit, fall->policy, fall->measure, fall->span, &fall->when, &fall->counts);
}

/* One ticket or unit, with what had happened by then. */
static hotline_status recount_owner(recounts *c, const recount *of, const log_owner *owner, uint8_t subject, int32_t unit) {
    const event *const *run = c->log->runs + owner->first;
    recounting one = {c->layers[of->layer], of->key.first};
    uint32_t past = 0;
    while (past < owner->count && run[past]->at <= of->key.until) {
        past++;
    }
    if (past == 0) {
        return HOTLINE_OK;
    }
    hotline__matter_begin(&c->m, owner->id);
    if (c->m.status >= 0) {
        hotline__matter_open(&c->m, subject, MATTER_NONE, unit, run[0]->at);
    }
    if (c->m.status >= 0) {
        hotline__ticket_fold_run(&c->m, run, past, NULL);
        hotline__ticket_finish(&c->m, of->key.read);
    }
    HOTLINE_TRY(c->m.status);
    return hotline__tally_fall(one.into, &c->m, recount_take, &one);
}

static hotline_status recount_all(recounts *c, const recount *of) {
    uint32_t i;
    for (i = 0; i < c->log->ticket_ids.count; i++) {
        HOTLINE_TRY(recount_owner(c, of, &c->log->tickets[i], OF_TICKET, NAME_NONE));
    }
    for (i = 0; i < c->log->unit_ids.count; i++) {
        HOTLINE_TRY(recount_owner(c, of, &c->log->units[i], OF_UNIT, (int32_t)i));
    }
    return HOTLINE_OK;
}

/* ---- where it is kept: a tally holds many periods, but of each as it was known at one moment ---- */

static uint32_t recount_layer(const recounts *c, const recount_key *key) {
    uint32_t layer = 0;
    uint32_t i;
    for (i = 0; i < c->keys.count; i++) {
        layer += c->items[i]->key.first == key->first && c->items[i]->key.span == key->span;
    }
    return layer;
}

static hotline_status recount_new_layer(recounts *c) {
    hotline_tally *t = NULL;
    if (!hotline__arena_grow(&c->keep, &c->layers, c->layer_count, &c->layer_capacity, sizeof *c->layers)) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(hotline_tally_new(c->log->rulebook, &t));
    c->layers[c->layer_count++] = t;
    return HOTLINE_OK;
}

/* Room for one more, and its tally; NULL without memory. */
static recount *recount_new(recounts *c, const recount_key *key) {
    recount *of = hotline__arena_take_zeroed(&c->keep, 1, sizeof *of);
    if (of == NULL || hotline__map_reserve(&c->keys) < 0 ||
        !hotline__arena_grow(&c->keep, &c->items, c->keys.count, &c->item_capacity, sizeof *c->items)) {
        return NULL;
    }
    of->key = *key;
    of->layer = recount_layer(c, key);
    if (of->layer == c->layer_count && recount_new_layer(c) < 0) {
        return NULL;
    }
    c->layers[of->layer]->spans = 1u << key->span; /* the cells of other kinds stay */
    return of;
}

static hotline_status recount_note(recounts *c, const recount_key *key, int32_t *out) {
    recount *of = recount_new(c, key);
    text name = {NULL, sizeof of->key};
    uint32_t number = 0;
    if (of == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(recount_all(c, of));
    name.at = (const char *)&of->key;
    HOTLINE_TRY(hotline__map_add(&c->keys, name, &number)); /* there is room */
    c->items[number] = of;
    *out = (int32_t)number;
    return HOTLINE_OK;
}

hotline_status hotline__recount(recounts *c, const recount_key *key, const hotline_tally **out) {
    text name = {(const char *)key, sizeof *key};
    int32_t known;
    recount_refresh(c);
    known = hotline__map_find(&c->keys, name);
    if (known == MAP_NONE) {
        hotline_status status = recount_note(c, key, &known);
        if (status < 0) { /* of what was half counted nothing stays */
            recount_forget(c);
            return status;
        }
    }
    *out = c->layers[c->items[known]->layer];
    return HOTLINE_OK;
}
