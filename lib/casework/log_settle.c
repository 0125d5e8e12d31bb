/* SPDX-License-Identifier: MIT */
/*
 * Puts a log in order as it stands at a moment: drops what lies after it, applies corrections, and lays out each owner's events as one
 * sorted run. It refuses to know what any event but void and replace means; what a publish event must hold, publish_check.c knows.
 */
#include "publish_impl.h"

#include "../base/sort.h"

static int log_compare_events(const void *with, const void *a, const void *b) {
    (void)with;
    return hotline__event_compare(*(const event *const *)a, *(const event *const *)b);
}

static void log_sort_events(const event **items, const event **spare, uint32_t count) {
    hotline__sort(items, spare, count, sizeof *items, log_compare_events, NULL);
}

/* with: the owners. */
static int log_compare_owners(const void *with, const void *a, const void *b) {
    const log_owner *owners = with;
    return hotline__text_compare(owners[*(const uint32_t *)a].id, owners[*(const uint32_t *)b].id);
}

/* The owners that some event names which exists at the log's moment, in byte order. */
static hotline_status log_order_owners(hotline_log *log, const log_owner *owners, uint32_t count, uint32_t **order, uint32_t *size,
                                       uint32_t *named) {
    uint32_t *spare;
    uint32_t i;
    uint32_t *grown = hotline__resize(log->context, *order, *size * sizeof **order, ((size_t)count + 1) * sizeof **order);
    if (grown == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    *order = grown;
    *size = count + 1;
    spare = hotline__arena_take(&log->settling, ((size_t)count + 1) * sizeof *spare);
    if (spare == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    *named = 0;
    for (i = 0; i < count; i++) {
        grown[*named] = i;
        *named += owners[i].named;
    }
    hotline__sort(grown, spare, *named, sizeof *grown, log_compare_owners, owners);
    return HOTLINE_OK;
}

/* ---- corrections ---- */

static int log_is_correction(const event *e) {
    return e->kind == EVENT_VOID || e->kind == EVENT_REPLACE;
}

static int log_is_known(const hotline_log *log, const event *e) {
    return e->at <= log->now && e->known <= log->known;
}

/* The id that a correction names. A void that was replaced names what its replacement says; a replacement always its own. */
static const raw_fact *log_named(const event *e) {
    const char *name = e->kind == EVENT_VOID ? "voids" : "replaces";
    uint32_t count = e->fact_count;
    const raw_fact *facts = e->kind == EVENT_VOID ? hotline__event_facts(e, &count) : e->facts;
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (facts[i].kind == RAW_TEXT && hotline__text_is(facts[i].key, name)) {
            return &facts[i];
        }
    }
    return NULL;
}

event *hotline__log_corrected(const hotline_log *log, const event *e, finding_reason *why) {
    const raw_fact *named = log_named(e);
    int32_t number = named != NULL ? hotline__map_find(&log->ids, named->words) : MAP_NONE;
    event *target = number == MAP_NONE ? NULL : log->events[number];
    *why = REASON_NONE;
    if (named == NULL) {
        *why = e->kind == EVENT_VOID ? REASON_NO_VOIDS : REASON_NO_REPLACES;
    } else if (target == NULL || !log_is_known(log, target)) {
        *why = REASON_NO_EVENT;
    } else if (target == e || (log_is_correction(target) && hotline__event_compare(target, e) > 0)) {
        /* Corrections are applied from the latest back, so that a voided void is nothing; naming a later correction has no meaning. */
        *why = REASON_ITSELF;
    }
    return *why == REASON_NONE ? target : NULL;
}

static void log_correct(const hotline_log *log, const event *e) {
    finding_reason why;
    event *target = e->dropped ? NULL : hotline__log_corrected(log, e, &why);
    if (target == NULL) {
        return;
    }
    if (e->kind == EVENT_VOID) {
        target->dropped = 1;
    } else if (target->replaced_by == NULL) { /* the latest replacement was seen first and stands */
        target->replaced_by = e->replaced_by != NULL ? e->replaced_by : e;
    }
}

static hotline_status log_apply_corrections(hotline_log *log) {
    uint32_t corrections = log->corrections;
    uint32_t count = log->ids.count;
    uint32_t i;
    uint32_t n = 0;
    const event **found;
    if (corrections == 0) {
        return HOTLINE_OK;
    }
    found = hotline__arena_take(&log->settling, 2 * (size_t)corrections * sizeof *found);
    if (found == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < count; i++) {
        if (log_is_correction(log->events[i]) && log_is_known(log, log->events[i])) {
            found[n++] = log->events[i];
        }
    }
    log_sort_events(found, found + corrections, n);
    while (n > 0) {
        log_correct(log, found[--n]);
    }
    return HOTLINE_OK;
}

/* ---- runs ---- */

/* Whose run an event belongs to; NULL: nobody's, and why (FINDING_CODES: nothing to say). */
static log_owner *log_owner_of(const hotline_log *log, const event *e, finding_code *why) {
    uint32_t subject = e->kind >= 0 && (uint32_t)e->kind < log->subject_count ? log->subjects[e->kind] : (uint32_t)OF_NONE;
    *why = FINDING_CODES;
    if (e->kind == EVENT_PUBLISH || log_is_correction(e)) {
        return NULL;
    }
    if (subject == OF_NONE) {
        *why = FINDING_UNKNOWN_EVENT;
        return NULL;
    }
    if (subject == OF_UNIT) {
        *why = FINDING_NO_UNIT;
        return e->unit != NAME_NONE ? &log->units[e->unit] : NULL;
    }
    *why = FINDING_NO_TICKET;
    return e->ticket != NAME_NONE ? &log->tickets[e->ticket] : NULL;
}

int hotline__log_exists(const hotline_log *log, const event *e) {
    return log_is_known(log, e) && !e->dropped;
}

/* Is there something to tell of the event itself: nobody's, a correction of nothing, what it published? */
static int log_tells(const hotline_log *log, const event *e) {
    finding_code why = FINDING_CODES;
    finding_reason reason;
    if (log_is_correction(e)) {
        return hotline__log_corrected(log, e, &reason) == NULL;
    }
    if (e->kind == EVENT_PUBLISH) { /* perhaps */
        return 1;
    }
    return log_owner_of(log, e, &why) == NULL && why != FINDING_CODES;
}

static void log_name_owners(hotline_log *log, const event *e) {
    if (e->ticket != NAME_NONE) {
        log->tickets[e->ticket].named = 1;
    }
    if (e->unit != NAME_NONE) {
        log->units[e->unit].named = 1;
    }
}

/* Counts what each owner has; returns how many events are told of instead. */
static uint32_t log_count_events(hotline_log *log) {
    uint32_t told = 0;
    uint32_t i;
    for (i = 0; i < log->ids.count; i++) {
        finding_code why = FINDING_CODES;
        const event *e = log->events[i];
        log->present += (uint32_t)log_is_known(log, e);
        if (hotline__log_exists(log, e)) {
            log_owner *owner = log_owner_of(log, e, &why);
            log_name_owners(log, e);
            told += (uint32_t)log_tells(log, e);
            if (owner != NULL) {
                owner->count++;
            }
        }
    }
    return told;
}

static hotline_status log_tell(hotline_log *log, const event *e) {
    finding_reason reason = REASON_NONE;
    finding_code why = FINDING_VOID_UNKNOWN;
    finding *f;
    if (log_is_correction(e)) {
        (void)hotline__log_corrected(log, e, &reason);
    } else {
        (void)log_owner_of(log, e, &why);
    }
    f = hotline__findings_add(&log->settled_findings, why, HOTLINE_SEVERITY_ERROR);
    if (f == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    f->ticket = e->ticket_name;
    f->event = e->id;
    f->a = reason != REASON_NONE ? e->id : e->kind_name;
    f->c = why == FINDING_UNKNOWN_EVENT ? hotline__map_nearest(&log->rulebook->names.events, e->kind_name) : f->c;
    f->reason = (uint8_t)reason;
    return HOTLINE_OK;
}

/* In the order of the events, not in that of their arrival. */
static hotline_status log_tell_all(hotline_log *log, uint32_t told) {
    const event **found = hotline__arena_take(&log->settling, (2 * (size_t)told + 1) * sizeof *found);
    uint32_t n = 0;
    uint32_t i;
    if (found == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < log->ids.count && n < told; i++) {
        if (hotline__log_exists(log, log->events[i]) && log_tells(log, log->events[i])) {
            found[n++] = log->events[i];
        }
    }
    log_sort_events(found, found + told, n);
    for (i = 0; i < n; i++) {
        HOTLINE_TRY(found[i]->kind == EVENT_PUBLISH ? hotline__publish_check(log, found[i]) : log_tell(log, found[i]));
    }
    return HOTLINE_OK;
}

static uint32_t log_place_owners(log_owner *owners, uint32_t count, uint32_t first) {
    uint32_t i;
    for (i = 0; i < count; i++) {
        owners[i].first = first;
        owners[i].filled = 0;
        first += owners[i].count;
    }
    return first;
}

static hotline_status log_fill_runs(hotline_log *log) {
    uint32_t total = log_place_owners(log->tickets, log->ticket_ids.count, 0);
    uint32_t i;
    const event **grown;
    total = log_place_owners(log->units, log->unit_ids.count, total);
    grown = hotline__resize(log->context, log->runs, log->runs_size * sizeof *grown, ((size_t)total + 1) * sizeof *grown);
    if (grown == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    log->runs = grown;
    log->runs_size = total + 1;
    for (i = 0; i < log->ids.count; i++) {
        finding_code why = FINDING_CODES;
        log_owner *owner = hotline__log_exists(log, log->events[i]) ? log_owner_of(log, log->events[i], &why) : NULL;
        if (owner != NULL) {
            grown[owner->first + owner->filled++] = log->events[i];
        }
    }
    return HOTLINE_OK;
}

static hotline_status log_sort_runs(hotline_log *log, const log_owner *owners, uint32_t count) {
    uint32_t i;
    uint32_t most = 0;
    const event **spare;
    for (i = 0; i < count; i++) {
        most = owners[i].count > most ? owners[i].count : most;
    }
    spare = hotline__arena_take(&log->settling, ((size_t)most + 1) * sizeof *spare);
    if (spare == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < count; i++) {
        log_sort_events(log->runs + owners[i].first, spare, owners[i].count);
    }
    return HOTLINE_OK;
}

/* ---- facts of units: every ticket may ask for them ---- */

static uint32_t log_count_facts(const hotline_log *log) {
    uint32_t total = 0;
    uint32_t unit;
    for (unit = 0; unit < log->unit_ids.count; unit++) {
        uint32_t count = 0;
        const event *const *run = hotline__log_unit_run(log, (int32_t)unit, &count);
        while (count > 0) {
            uint32_t facts = 0;
            (void)hotline__event_facts(run[--count], &facts);
            total += facts;
        }
    }
    return total;
}

static void log_take_facts(hotline_log *log, log_owner *unit) {
    uint32_t i;
    uint32_t k;
    for (i = 0; i < unit->count; i++) {
        const event *e = log->runs[unit->first + i];
        uint32_t count = 0;
        const raw_fact *facts = hotline__event_facts(e, &count);
        for (k = 0; k < count; k++) {
            if (facts[k].fact != NAME_NONE) {
                log->unit_facts[unit->first_fact + unit->fact_count].e = e;
                log->unit_facts[unit->first_fact + unit->fact_count++].raw = &facts[k];
            }
        }
    }
}

/* Stable, so that the carriers of one fact stay in the order of events. */
static void log_sort_facts(unit_fact *items, unit_fact *spare, uint32_t count) {
    uint32_t half = count / 2;
    uint32_t a = 0;
    uint32_t b = half;
    uint32_t i;
    if (count < 2) {
        return;
    }
    log_sort_facts(items, spare, half);
    log_sort_facts(items + half, spare, count - half);
    for (i = 0; i < count; i++) {
        int left = b >= count || (a < half && items[a].raw->fact <= items[b].raw->fact);
        spare[i] = left ? items[a++] : items[b++];
    }
    memcpy(items, spare, count * sizeof *items);
}

static hotline_status log_index_facts(hotline_log *log) {
    size_t total = (size_t)log_count_facts(log) + 1;
    unit_fact *spare = hotline__arena_take(&log->settling, total * sizeof *spare);
    uint32_t first = 0;
    uint32_t i;
    log->unit_facts = hotline__arena_take(&log->settling, total * sizeof *log->unit_facts);
    if (spare == NULL || log->unit_facts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (i = 0; i < log->unit_ids.count; i++) {
        log->units[i].first_fact = first;
        log->units[i].fact_count = 0;
        log_take_facts(log, &log->units[i]);
        log_sort_facts(log->unit_facts + first, spare, log->units[i].fact_count);
        first += log->units[i].fact_count;
    }
    return HOTLINE_OK;
}

const unit_fact *hotline__log_unit_fact(const hotline_log *log, int32_t unit, int32_t fact, hotline_instant at, const unit_fact **first) {
    uint32_t from = 0;
    uint32_t to = log->units[unit].fact_count;
    *first = log->unit_facts + log->units[unit].first_fact;
    while (from < to) { /* the first that is later, or of a later fact */
        uint32_t middle = from + (to - from) / 2;
        const unit_fact *f = *first + middle;
        if (f->raw->fact < fact || (f->raw->fact == fact && f->e->at <= at)) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from > 0 && (*first)[from - 1].raw->fact == fact ? *first + from - 1 : NULL;
}

/* Forgets what an earlier settling found. Only corrections leave marks on events. */
static void log_unsettle(hotline_log *log) {
    uint32_t i;
    log->settled = 0;
    log->present = 0;
    hotline__arena_reset(&log->settling);
    hotline__findings_begin(&log->settled_findings, &log->settling);
    for (i = 0; i < log->ids.count && log->corrections != 0; i++) {
        log->events[i]->dropped = 0;
        log->events[i]->replaced_by = NULL;
    }
    for (i = 0; i < log->ticket_ids.count; i++) {
        log->tickets[i].count = log->tickets[i].named = 0;
    }
    for (i = 0; i < log->unit_ids.count; i++) {
        log->units[i].count = 0;
        log->units[i].named = log->units[i].given;
    }
}

hotline_status hotline_log_settle(hotline_log *log, hotline_instant now) {
    return hotline_log_settle_known(log, now, HOTLINE_NO_INSTANT);
}

hotline_status hotline_log_settle_known(hotline_log *log, hotline_instant now, hotline_instant known) {
    if (log == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    log_unsettle(log);
    log->known = known != HOTLINE_NO_INSTANT ? known : INT64_MAX;
    log->now = now != HOTLINE_NO_INSTANT ? now : known != HOTLINE_NO_INSTANT ? known : log->latest;
    HOTLINE_TRY(log_apply_corrections(log));
    HOTLINE_TRY(log_tell_all(log, log_count_events(log)));
    HOTLINE_TRY(log_fill_runs(log));
    HOTLINE_TRY(log_sort_runs(log, log->tickets, log->ticket_ids.count));
    HOTLINE_TRY(log_sort_runs(log, log->units, log->unit_ids.count));
    HOTLINE_TRY(log_index_facts(log));
    HOTLINE_TRY(
        log_order_owners(log, log->tickets, log->ticket_ids.count, &log->ticket_order, &log->ticket_order_size, &log->tickets_named));
    HOTLINE_TRY(log_order_owners(log, log->units, log->unit_ids.count, &log->unit_order, &log->unit_order_size, &log->units_named));
    log->settled = 1;
    return HOTLINE_OK;
}

const event *const *hotline__log_ticket_run(const hotline_log *log, int32_t ticket, uint32_t *count) {
    *count = log->tickets[ticket].count;
    return log->runs + log->tickets[ticket].first;
}

const event *const *hotline__log_unit_run(const hotline_log *log, int32_t unit, uint32_t *count) {
    *count = log->units[unit].count;
    return log->runs + log->units[unit].first;
}
