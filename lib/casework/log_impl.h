/* SPDX-License-Identifier: MIT */
/* A log's fields. Whoever folds reads the sorted runs of a settled log and nothing else. */
#ifndef HOTLINE_CASEWORK_LOG_IMPL_H
#define HOTLINE_CASEWORK_LOG_IMPL_H

#include "../../include/hotline/log.h"

#include "event_impl.h"
#include "finding_impl.h"

/* A fact that an event of a unit carries. */
typedef struct unit_fact {
    const event *e;
    const raw_fact *raw;
} unit_fact;

/* Whose events: a ticket or a unit. The run is valid while the log is settled. */
typedef struct log_owner {
    text id;
    uint32_t first; /* into runs */
    uint32_t count;
    uint32_t filled;     /* while settling */
    uint32_t named;      /* 1: by an event that exists at the log's moment, or known without one */
    uint32_t given;      /* 1: known without an event */
    uint32_t first_fact; /* a unit's, into unit_facts */
    uint32_t fact_count;
} log_owner;

struct hotline_log {
    const hotline_context *context;
    const hotline_rulebook *rulebook;
    arena keep;    /* lines, events, owners' ids */
    arena scratch; /* the tree of the line being read */
    map ids;       /* event id -> number */
    map ticket_ids;
    map unit_ids;
    event **events; /* by number */
    uint32_t event_capacity;
    log_owner *tickets; /* by number */
    uint32_t ticket_capacity;
    log_owner *units; /* by number */
    uint32_t unit_capacity;
    uint32_t *ticket_order; /* numbers in byte order of ids */
    uint32_t ticket_order_size;
    uint32_t *unit_order;
    uint32_t unit_order_size;
    uint32_t tickets_named; /* entries of the orders */
    uint32_t units_named;
    uint32_t corrections; /* among the events */
    uint32_t present;     /* events up to the log's moment */
    const event **runs;   /* the owners' events, one run after another, each in order */
    uint32_t runs_size;   /* allocated */
    uint8_t *subjects;    /* rule_subject by event kind, over all documents */
    uint32_t subject_count;
    hotline_instant now;
    hotline_instant known; /* events recorded later do not exist */
    hotline_instant latest;
    uint64_t lines, bad_lines, line_number;
    uint32_t settled;
    finding_list read_findings;    /* of adding: in keep */
    finding_list settled_findings; /* of settling */
    arena settling;
    unit_fact *unit_facts; /* by unit, then by fact, then in the order of events; in settling */
    buffer words;
};

/* The sorted events of a ticket or a unit. */
const event *const *hotline__log_ticket_run(const hotline_log *log, int32_t ticket, uint32_t *count);
const event *const *hotline__log_unit_run(const hotline_log *log, int32_t unit, uint32_t *count);
/* Of a settled log: has it happened and been recorded by the moments it was settled for, and is it not voided? */
int hotline__log_exists(const hotline_log *log, const event *e);
/* The latest carrier of a unit's fact up to a moment, those before it stand before it down to *first; NULL: there is none. */
const unit_fact *hotline__log_unit_fact(const hotline_log *log, int32_t unit, int32_t fact, hotline_instant at, const unit_fact **first);
/* The event that a void or replace corrects; NULL and why there is none. */
event *hotline__log_corrected(const hotline_log *log, const event *e, finding_reason *why);
/* A unit that no event need name: who looks at one unit's events alone knows it from elsewhere. The log is unsettled afterwards. */
hotline_status hotline__log_know_unit(hotline_log *log, text id);
int32_t hotline__log_find_ticket(const hotline_log *log, text id);
int32_t hotline__log_find_unit(const hotline_log *log, text id);

#endif
