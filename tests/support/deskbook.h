/* SPDX-License-Identifier: MIT */
/*
 * A desk over a store in memory, by the rules of the casebook and some more; commands from short texts, as in casebook.h.
 *
 * The rules: `caller_name` (text) and `age` (integer) of tickets are personal, carried by `receive` and `update`; the centre receives,
 * dispatches and closes, a handler reports, and only after a contact. `x`: a report within 4 workdays of each dispatch. A `remind`er one
 * workday ahead of it, `chase` two days after it, `look` when a month ends for a unit, `talk` to a unit that a ranking names last.
 */
#ifndef HOTLINE_TESTS_DESKBOOK_H
#define HOTLINE_TESTS_DESKBOOK_H

#include "casebook.h"
#include "faulty_store.h"
#include "memory_store.h"

typedef struct deskbook {
    casebook book; /* context and rulebook; its log is a test's to use */
    memory_data *data;
    faulty_store faulty; /* the desk's store */
    hotline_digest digest;
    hotline_desk *desk;
    hotline_error error;
    const char *answer; /* of the last command or question, "" when it failed */
    size_t len;
    /* of the digest */
    uint32_t hashed, salted;  /* calls */
    uint32_t digest_fails_at; /* the call of either that fails, counted from deskbook_fail_digest(); 0: none */
    uint32_t digest_calls;    /* since then */
    uint32_t digest_destroyed;
    void (*in_digest)(void *with); /* NULL, or called by each of its functions */
    void *with;
} deskbook;

/* The body of the overlay on the casebook's base. */
extern const char deskbook_rules[];

/* With deskbook_rules, in a context of its own, and a digest. */
void deskbook_open(deskbook *d);
/* With other rules (the body of an overlay); chained 0: without a digest. */
void deskbook_open_rules(deskbook *d, const char *rules, int chained);
/* Another desk on the same store by another rulebook, or by the same (NULL), without faults. Free it. */
hotline_desk *deskbook_second(const deskbook *d, const hotline_rulebook *rulebook);
void deskbook_close(deskbook *d);
/* The digest alone, as for hotline_chain_verify(). */
void deskbook_digest(hotline_digest *out, deskbook *user);
void deskbook_fail_digest(deskbook *d, uint32_t at);

/* Commands, one or several separated by ;. The status of the last one; now NULL: when the command is known, or happens. */
hotline_status deskbook_send(deskbook *d, const char *events, const char *now);
hotline_status deskbook_send_how(deskbook *d, const char *event, const char *now, uint32_t flags, int64_t expected);
/* A whole line, with " as it is. */
hotline_status deskbook_send_line(deskbook *d, const char *line, const char *now, uint32_t flags);
/* All of the events must be done. */
void deskbook_do(deskbook *d, const char *events);

/* A query at a moment. */
hotline_desk_query deskbook_query(const char *now);
hotline_status deskbook_view(deskbook *d, int32_t kind, const char *id, const char *now, const char *role, uint32_t flags);
hotline_status deskbook_export(deskbook *d, int32_t kind, const char *id);
uint64_t deskbook_tick(deskbook *d, const char *now);
/* Is the text in the last answer? */
int deskbook_says(const deskbook *d, const char *part);
/* How often it is. */
uint32_t deskbook_count(const deskbook *d, const char *part);
/* The chain of a subject must verify; with so many personal facts and so many erased. */
void deskbook_verify(deskbook *d, int32_t kind, const char *id, uint64_t entries, uint64_t personal, uint64_t erased);

#endif
