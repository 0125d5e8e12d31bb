/* SPDX-License-Identifier: MIT */
/* A subject in the desk's hands (案卷): its events loaded, folded and judged. */
#ifndef HOTLINE_DESK_DOCKET_IMPL_H
#define HOTLINE_DESK_DOCKET_IMPL_H

#include "../../include/hotline/ticket.h"
#include "../../include/hotline/unit.h"
#include "../oversight/proposal_impl.h"
#include "entry_impl.h"

/* Whose lines stand one after another in `own` and `beside`. */
typedef struct docket_part {
    store_subject of;
    uint64_t lines;
} docket_part;

typedef struct docket {
    const hotline_rulebook *rulebook;
    store_port *store;
    arena *arena; /* what the store gave */
    hotline_error *error;
    hotline_sink sink;
    buffer own;    /* event lines of the subject */
    buffer beside; /* of what its rules may look at: units, what was published */
    docket_part *parts;
    uint32_t part_count, part_capacity;
    store_subject about;
    int bare; /* set before loading, and gone after it: the subject's own personal facts are left out, as if erased */
    uint64_t version;
    uint64_t entries;
    text head;                    /* digest of the latest entry; .at NULL: none */
    text hashed;                  /* what that digest is of */
    hotline_log *log;             /* these are made anew for each subject */
    hotline_ticket *ticket;       /* of a ticket */
    hotline_unit *unit;           /* of a unit */
    hotline_proposals *proposals; /* of both */
    hotline_instant now;          /* judged at: the host's clock, or the latest event when that is behind */
    uint8_t only_own;             /* the log has the subject's own events, and nothing else yet */
} docket;

/* What is to be kept with an append: notices that are due, and when to look again. */
typedef struct outlook {
    const store_notice *notices;
    uint32_t notice_count;
    hotline_instant wake, due;
} outlook;

void hotline__docket_init(docket *d, const hotline_context *context, store_port *store, arena *a);
void hotline__docket_free(docket *d);
/* What was judged is gone, and the rulebook that it was judged by is not looked at any more. */
void hotline__docket_let_go(docket *d);
/* Loads a subject, and what its rules may look at; `unit` too, when it is named. HOTLINE_ERROR_DOCUMENT: an entry cannot be read. */
hotline_status hotline__docket_load(docket *d, const hotline_rulebook *rulebook, store_subject about, text unit, hotline_error *error);
/* Says which entry cannot be read; HOTLINE_ERROR_DOCUMENT. */
hotline_status hotline__docket_unreadable(store_subject of, size_t index, hotline_error *error);
/* Makes the log of what was loaded, and of one line more (.at NULL: none), under a rulebook, and judges it. */
hotline_status hotline__docket_judge(docket *d, const hotline_rulebook *rulebook, text more, hotline_instant now);
/* Judges a ticket again, at the same moment and with one line more that lies no later. Nothing was proposed before. */
hotline_status hotline__docket_follow(docket *d, text line);
/* The folded matter; NULL: of what was published, or of a unit that no event names. */
const matter *hotline__docket_matter(const docket *d);
/* An instance that is owed as a debt: open, and no right. */
int hotline__docket_owed(const matter *m, const instance *in, hotline_instant now, hotline_duty *out);
/* What follows from the judged subject; in the docket's arena. `words` is scratch. */
hotline_status hotline__docket_outlook(docket *d, buffer *words, outlook *out);

#endif
