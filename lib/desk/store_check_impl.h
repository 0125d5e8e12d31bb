/* SPDX-License-Identifier: MIT */
/* What the trials of a store share: connections, batches made by hand, and looks at what is kept. */
#ifndef HOTLINE_DESK_STORE_CHECK_IMPL_H
#define HOTLINE_DESK_STORE_CHECK_IMPL_H

#include "../../include/hotline/store_check.h"

#include "../base/buffer.h"
#include "../base/instant_impl.h"
#include "store_impl.h"

enum { CHECK_PORTS = 2, CHECK_ENTRIES = 100, CHECK_FEW = 6, CHECK_ALL = 10000 };

typedef struct store_check {
    const hotline_context *context;
    hotline_store_open_fn open;
    void *user;
    int32_t language;
    hotline_status status; /* what stops everything: no memory, or the store cannot be opened */
    const char *name;      /* of the trial that runs: in each of its ids, so that no trial sees what another one kept */
    store_port ports[CHECK_PORTS];
    int is_open[CHECK_PORTS];
    arena work;   /* of the trial that runs */
    buffer shown; /* what was looked at last */
    buffer seen;  /* why the trial failed; empty: it has not */
} store_check;

/* 1: the promise was kept. 0: it was not, or status stops everything. */
typedef int (*store_trial_fn)(store_check *c);

typedef struct store_trial {
    const char *name; /* NULL ends a list */
    store_trial_fn run;
    const char *en, *zh; /* the promise */
} store_trial;

extern const store_trial hotline__trials_append[];
extern const store_trial hotline__trials_id[];
extern const store_trial hotline__trials_conflict[];
extern const store_trial hotline__trials_erase[];
extern const store_trial hotline__trials_notice[];
extern const store_trial hotline__trials_moment[];
extern const store_trial hotline__trials_wake[];
extern const store_trial hotline__trials_shared[];

/* ---- connections: port 0 is open when a trial begins ---- */

int hotline__trial_open(store_check *c, int port);
void hotline__trial_close(store_check *c);
/* Closes all, and opens port 0 again. */
int hotline__trial_reopen(store_check *c);

/* ---- ids: "check-", the trial's name, "-", and what is named here; texts: {"check":"WORD"}, shown as the word again ---- */

text hotline__trial_id(store_check *c, const char *tail);
text hotline__trial_word(store_check *c, const char *word);
store_subject hotline__trial_ticket(store_check *c, const char *tail);
store_subject hotline__trial_unit(store_check *c, const char *tail);

/* ---- batches ---- */

typedef struct store_draft {
    hotline_batch batch;
    store_parts entries[CHECK_ENTRIES];
    store_notice notices[CHECK_FEW];
    store_subject woken[CHECK_FEW];
} store_draft;

/* Without anything: no entries, no command, no moments. */
void hotline__draft_begin(store_draft *d, store_subject about, uint64_t expected);
/* `apart` is the word of the personal part; NULL: none. */
void hotline__draft_entry(store_check *c, store_draft *d, const char *word, const char *apart);
void hotline__draft_command(store_check *c, store_draft *d, const char *tail, const char *word, const char *apart);
void hotline__draft_notice(store_check *c, store_draft *d, const char *tail, const char *word);
void hotline__draft_wake(store_draft *d, store_subject of, hotline_instant at);
/* Appends through a port; it must answer this. */
int hotline__trial_append(store_check *c, int port, const store_draft *d, int32_t wanted);
/* One entry, and two moments. */
int hotline__trial_put(store_check *c, store_subject about, uint64_t expected, const char *word, hotline_instant wake,
                       hotline_instant owed);
/* Only a command with an answer, and a notice (tail NULL: none). */
int hotline__trial_tell(store_check *c, store_subject about, uint64_t expected, const char *command, const char *notice);

/* ---- looks: each writes what there is as a line, and notes it when it is not the line that is wanted ---- */

/* VERSION: WORD WORD+PERSONAL ...; "0:" of a subject that is not there. */
int hotline__trial_subject(store_check *c, int port, store_subject of, const char *wanted);
/* WORD or WORD+PERSONAL; "none". */
int hotline__trial_answer(store_check *c, int port, const char *tail, const char *wanted);
/* Pages of so many (CHECK_ALL: in one), of the trial's own subjects: "ticket/TAIL@MOMENT unit/TAIL@MOMENT", no moments in the order of ids. */
int hotline__trial_list(store_check *c, int port, int32_t by, hotline_instant until, uint32_t most, const char *wanted);
/* The same of one page, from a place on. */
int hotline__trial_list_after(store_check *c, const hotline_listing *listing, const char *wanted);
void hotline__trial_listing(hotline_listing *listing, int32_t by, hotline_instant until, uint32_t most);
/* The trial's own undelivered notices in pages: TAIL=WORD TAIL=WORD; # before one whose number is no larger than the one before it. */
int hotline__trial_notices(store_check *c, int port, uint32_t most, const char *wanted);
/* An undelivered notice that must be there; NULL: it is not, which was noted. */
const store_notice *hotline__trial_notice(store_check *c, text id);
int hotline__trial_deliver(store_check *c, int port, const char *tail);
/* The text itself, byte for byte. */
int hotline__trial_same(store_check *c, const char *call, text got, text wanted);
int hotline__trial_same_number(store_check *c, const char *call, uint64_t got, uint64_t wanted);
/* Entry and answer of a load or answer that must have come; NULL: it failed, and was noted. */
const hotline_sink *hotline__trial_load(store_check *c, int port, store_subject of);
const hotline_sink *hotline__trial_answered(store_check *c, int port, text command);

/* ---- words: what is noted, the first time only ---- */

/* It answered this, not that: HOTLINE_OK, _CONFLICT or _DUPLICATE. */
void hotline__seen_answer(store_check *c, const char *call, int32_t got, int32_t wanted);
/* The store's function returned what it may not. */
void hotline__seen_failure(store_check *c, const char *call, int32_t result);
/* The sink refused what the store gave. */
void hotline__seen_refusal(store_check *c, const char *call, hotline_status status);
void hotline__seen_text(store_check *c, const char *call, text got, text wanted);

#endif
