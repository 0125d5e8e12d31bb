/* SPDX-License-Identifier: MIT */
/* Proposals of one subject while its events are swept through: the rungs, each of which may fire once. */
#ifndef HOTLINE_OVERSIGHT_PROPOSAL_IMPL_H
#define HOTLINE_OVERSIGHT_PROPOSAL_IMPL_H

#include "../../include/hotline/proposal.h"

#include "../casework/ticket_impl.h"
#include "publication_impl.h"
#include "tally_impl.h"

/* RUNG_WAITS: its moment has not come, or cannot be told. RUNG_READ: `if` was read. RUNG_GONE: its moment does not come any more. */
typedef enum rung_stage { RUNG_WAITS, RUNG_READ, RUNG_GONE } rung_stage;

enum { RUNG_DENIED = -1 /* state: `if` does not hold */ };

/* One occasion for a proposal: an event, the due moment of one clock, the end of a period, a published ranking. */
typedef struct rung {
    const proposal_rule *rule;
    const hotline_policy *policy;
    const ranking_place *stands; /* MOMENT_PUBLISH */
    hotline_instant at;          /* when it fires; HOTLINE_NO_INSTANT: cannot be told now */
    hotline_instant until;       /* events up to then have happened when `if` is read */
    hotline_instant read;        /* the moment at which it is read */
    hotline_instant from, to;    /* MOMENT_END: the period */
    hotline_day first;           /* of the period whose figures are read; span SPAN_NONE: of none */
    text occurrence;             /* id of the event, or name of the period */
    text id;
    text facts; /* a JSON object */
    causes why;
    int32_t proposal;
    uint32_t object;
    uint32_t instance; /* MOMENT_DUE */
    uint32_t owing;    /* MOMENT_DUE: what started its clock, occurrence or MATTER_NONE */
    uint32_t round;
    int32_t state;  /* HOTLINE_PROPOSAL_* or RUNG_DENIED */
    uint8_t span;   /* duty_span */
    uint8_t stage;  /* rung_stage */
    uint8_t newest; /* MOMENT_END: of the latest period so far */
} rung;

/* A period, and the moment at which its figures are read: with events up to `until`. Without padding: its bytes are its name. */
typedef struct recount_key {
    hotline_instant until, read;
    hotline_day first;
    int32_t span; /* duty_span */
} recount_key;

typedef struct recount {
    recount_key key;
    uint32_t layer;
} recount;

/* Figures as they were known at moments. */
typedef struct recounts {
    const hotline_log *log;
    map keys; /* bytes of a recount_key -> number */
    recount **items;
    hotline_tally **layers; /* of each period, as known at its first moment that was asked for, its second ... */
    uint32_t item_capacity, layer_count, layer_capacity;
    uint32_t events; /* for which settled log they were counted */
    hotline_instant now, known;
    arena keep, folding;
    matter m;
} recounts;

/* Whose figures a condition reads, of which period, as of when. */
typedef struct measure_sight {
    struct hotline_proposals *reader;
    text unit; /* .at NULL: nobody's */
    recount_key of;
} measure_sight;

/* The instance that a duty meant for its object before another was put in its place. */
typedef struct rung_pin {
    uint32_t *slot;
    uint32_t before;
} rung_pin;

struct hotline_proposals {
    const hotline_log *log;
    const hotline_tally *tally; /* for conditions on measures; NULL: there is none */
    recounts counted;           /* the same where the reader counts */
    uint32_t counts;            /* 1: it does */
    matter m;
    arena folding; /* the matter and its rungs */
    publications published;
    rung **rungs;
    uint32_t rung_count, rung_capacity;
    rung **live; /* those that may still change */
    uint32_t live_count, live_capacity;
    uint32_t periods; /* rungs of ends of periods so far */
    uint32_t *open;   /* instances that may still change */
    uint32_t open_count, open_capacity;
    uint32_t known;        /* instances seen so far */
    hotline_instant swept; /* up to where */
    rung_pin *pins;        /* room for one of each duty */
    rung **listed;
    uint32_t listed_count;
    buffer lines;
    buffer words;
    uint32_t held;
};

/* Sweeps through the events of the matter that was begun, up to the log's now: the rungs are read, each at its moment. */
void hotline__proposal_sweep(hotline_proposals *p, const event *const *run, uint32_t count);
/* A new rung, waiting; NULL without memory. */
rung *hotline__proposal_rung(hotline_proposals *p, const hotline_policy *policy, int32_t proposal, uint32_t object, text what);
/* Gives a rung the moment of an event, moved on by the rule's term. */
void hotline__proposal_time_event(hotline_proposals *p, rung *r, hotline_instant at);
/* Lets a condition read the figures of the rung's period: `out` and the frame live equally long. */
void hotline__proposal_look(hotline_proposals *p, const rung *r, measure_sight *out, frame *f);
void hotline__recounts_init(recounts *c, const hotline_log *log);
void hotline__recounts_free(recounts *c);
/* A tally that holds the figures of that period as of that moment, counted when they are asked for the first time. */
hotline_status hotline__recount(recounts *c, const recount_key *key, const hotline_tally **out);
/* The rungs of a unit in the rankings that were published. */
hotline_status hotline__proposal_publications(hotline_proposals *p, int32_t unit);
/* The facts that a proposal shows, as a JSON object; .at NULL without memory. */
text hotline__proposal_facts(hotline_proposals *p, const frame *f, const proposal_rule *rule);
/* The same in every refold: name, subject, occurrence. */
text hotline__proposal_id(hotline_proposals *p, const rung *r);
/* As one JSON line of type "proposal". */
void hotline__proposal_write(hotline_proposals *p, const rung *r, buffer *out);

#endif
