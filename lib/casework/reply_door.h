/* SPDX-License-Identifier: MIT */
/* The judge of replies as its files see it: what it was given, and what it judged. */
#ifndef HOTLINE_CASEWORK_REPLY_DOOR_H
#define HOTLINE_CASEWORK_REPLY_DOOR_H

#include "event_impl.h"
#include "reply_impl.h"

/* Texts of one kind, in the order given. */
typedef struct reply_texts {
    text *items;
    uint32_t count, capacity;
} reply_texts;

typedef struct reply_given {
    text id;                 /* .at NULL: none */
    text texts[REPLY_TEXTS]; /* by reply_text, but for instructions */
    reply_texts items, instructions;
    const raw_fact *fields;
    uint32_t field_count;
    hotline_instant at;
    uint64_t bytes; /* of all that was given */
    uint8_t begun, fields_given;
} reply_given;

struct hotline_reply {
    const hotline_rulebook *rulebook;
    const hotline_copies *copies;
    reply_given given;
    reply_tools tools;
    matter holder; /* holds the fields as facts */
    arena keep;    /* of what is given */
    arena reading; /* trees of JSON */
    arena held;    /* of the holder */
    buffer message;
    buffer line;
    buffer masked;
    uint8_t done; /* judged */
};

/* Forgets what was given and judged. */
void hotline__reply_forget(hotline_reply *r);

#endif
