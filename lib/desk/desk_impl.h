/* SPDX-License-Identifier: MIT */
/* A desk's fields. All memory of an operation hangs on them, so that one which a callback never let end loses nothing. */
#ifndef HOTLINE_DESK_DESK_IMPL_H
#define HOTLINE_DESK_DESK_IMPL_H

#include "../../include/hotline/desk.h"

#include "../casework/reply_impl.h"
#include "docket_impl.h"
#include "outlet_impl.h"

struct hotline_desk {
    const hotline_context *context;
    const hotline_rulebook *rulebook;
    store_port store;
    digest_port digest;
    outlet_port outlet;
    uint32_t attempts;
    arena work;                               /* of the subject in hand */
    arena other;                              /* of the same under another rulebook */
    arena page;                               /* of the operation: the command, the subjects and notices gone through */
    buffer words, plain, own, line, findings; /* scratch */
    buffer out;                               /* handed to the caller */
    docket seen;
    docket compared;
    reply_tools replies; /* compiled once, lent to each ticket that decides */
    hotline_sink sink;   /* of lists, notices, answers */
    int more;            /* subjects come after those in the sink */
};

/* Begins an operation. HOTLINE_ERROR_BUSY: a callback of this desk is running. */
hotline_status hotline__desk_begin(hotline_desk *desk, hotline_error *error);
/* Is it a query that may be asked: known to the last byte, with no flag but HOTLINE_VIEW_PERSONAL? */
int hotline__desk_asks(const hotline_desk_query *query);
/* Is it a moment that a host's clock can show, so that it can be written down in any zone? */
int hotline__desk_clock(hotline_instant now);
/* Says what a status is about when nobody has said it; returns it. */
hotline_status hotline__desk_tell(hotline_status status, hotline_error *error);
/* A text of the caller's, in the page. HOTLINE_ERROR_ARGUMENT: NULL, empty, no UTF-8. */
hotline_status hotline__desk_keep(hotline_desk *desk, const char *at, size_t len, text *out);
/* Who asks, in the page, and the role's number (NAME_NONE: nobody is named). HOTLINE_ERROR_NOT_FOUND: there is no such role. */
hotline_status hotline__desk_role(hotline_desk *desk, const hotline_desk_query *query, text *name, int32_t *number, hotline_error *error);
/* The next entry of the subject in hand, but for what it says. */
void hotline__desk_draft(hotline_desk *desk, hotline_instant now, hotline_error *error, entry_draft *out);
/* Appends what the judged subject brings: an entry (.plain.at NULL: none), an answer to a command (.at NULL: none). */
hotline_status hotline__desk_append(hotline_desk *desk, const hotline_batch *with, const outlook *ahead);
/* Looks at a subject at a moment: what is due becomes notices. HOTLINE_CONFLICT: others were faster. */
hotline_status hotline__desk_look(hotline_desk *desk, store_subject of, hotline_instant now, hotline_error *error);
/* One page of subjects into desk->sink: those after a cursor written by hotline__desk_write_more() (.at NULL: from the beginning). */
hotline_status hotline__desk_list(hotline_desk *desk, int32_t order, hotline_instant until, text after, uint32_t most,
                                  hotline_error *error);
/* The line that says where to go on, when there are more. */
void hotline__desk_write_more(hotline_desk *desk, buffer *out);

#endif
