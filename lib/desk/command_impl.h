/* SPDX-License-Identifier: MIT */
/* A command as it was sent: whose event it is, and what tells it from another under its id. */
#ifndef HOTLINE_DESK_COMMAND_IMPL_H
#define HOTLINE_DESK_COMMAND_IMPL_H

#include "../casework/event_impl.h"
#include "store_impl.h"

/* The id of the subject that holds what was published. */
#define COMMAND_PUBLISHED "published"

typedef struct desk_command {
    event e;
    const json *tree; /* of the line */
    store_subject about;
    uint64_t print;     /* tells contents apart, personal facts left out */
    uint64_t own_print; /* of the personal facts */
} desk_command;

/* Reads a command that is taken at `now`; everything of it lies in the arena. `words` is scratch. */
hotline_status hotline__command_read(const hotline_rulebook *rulebook, arena *a, buffer *words, const char *line, size_t len,
                                     hotline_instant now, desk_command *out, hotline_error *error);
/* The prints; `apart` is the array of the names of its personal facts, NULL: as the rulebook has it now. */
hotline_status hotline__command_print(const hotline_rulebook *rulebook, const json *apart, buffer *words, desk_command *c);
/* Is a fact of the command (NULL: of none) personal: by some policy, or for want of one that declares it, or because it is no plain value? */
int hotline__command_personal(const hotline_rulebook *rulebook, const desk_command *of, const json *fact);

#endif
