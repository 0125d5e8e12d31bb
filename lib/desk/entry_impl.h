/* SPDX-License-Identifier: MIT */
/* Entries: an event as it is stored, chained, with its personal facts apart. See chain.h for the form. */
#ifndef HOTLINE_DESK_ENTRY_IMPL_H
#define HOTLINE_DESK_ENTRY_IMPL_H

#include "command_impl.h"
#include "digest_impl.h"

#include "../base/json_write.h"

/* What stands in a text that was erased, and in any value that is not shown. */
#define ENTRY_ERASED "[erased]"
#define ENTRY_MASKED "***"

/* An entry as it was read; everything lies in the arena. */
typedef struct desk_entry {
    const json *event;     /* NULL: it erases */
    const json *personal;  /* an object, or NULL */
    text kind, id;         /* of the subject */
    text previous, digest; /* in hexadecimal; .at NULL: none */
    text hashed;           /* what the digest is of */
    int64_t number;
} desk_entry;

/* What a new entry is made of. */
typedef struct entry_draft {
    const hotline_rulebook *rulebook;
    digest_port *digest;
    arena *arena;
    buffer *words;
    store_subject about;
    uint64_t number;
    hotline_instant now;
    text previous; /* digest of the entry before; .at NULL: none */
    text hashed;   /* what it is of */
    hotline_error *error;
    const desk_command *of; /* NULL: it erases */
} entry_draft;

/* "ticket", "unit", "published". */
const char *hotline__entry_kind(int32_t kind);
/* The facts of an event, as an object; NULL: it has none. */
const json *hotline__entry_facts(const json *of);
/* Makes an entry. HOTLINE_ERROR_LIMIT: it could not be read back. HOTLINE_ERROR_DOCUMENT: it cannot be linked to the one before, which has
   the digest of another hash, or was changed. */
hotline_status hotline__entry_make(const entry_draft *draft, buffer *plain, buffer *own, store_parts *out);
/* Reads one; personal.at NULL: it has none, or not any more. */
hotline_status hotline__entry_read(arena *a, text plain, text own, desk_entry *out, hotline_error *error);
/* The event line of a command as the desk takes it: with `known`. */
void hotline__entry_line(const hotline_rulebook *rulebook, const desk_command *of, hotline_instant now, buffer *out);
/* The event line of an entry, personal facts put back, in place of an erased text ENTRY_ERASED; nothing when it erases. */
void hotline__entry_restore(const hotline_rulebook *rulebook, const desk_entry *of, buffer *out);

#endif
