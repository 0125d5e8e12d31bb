/* SPDX-License-Identifier: MIT */
/* Compact JSON into a buffer. Commas come by themselves; nesting is at most 62 deep. */
#ifndef HOTLINE_BASE_JSON_WRITE_H
#define HOTLINE_BASE_JSON_WRITE_H

#include "buffer.h"
#include "instant_impl.h"
#include "json_scan.h"

typedef struct json_writer {
    buffer *out;
    uint64_t started; /* one bit a level: something was written there */
    uint32_t depth;
    uint32_t after_key;
} json_writer;

void hotline__json_begin(json_writer *w, buffer *out);
void hotline__json_object(json_writer *w);
void hotline__json_object_end(json_writer *w);
void hotline__json_array(json_writer *w);
void hotline__json_array_end(json_writer *w);
void hotline__json_key(json_writer *w, const char *name);
void hotline__json_key_text(json_writer *w, text name);
void hotline__json_text(json_writer *w, text value);                   /* escapes " \ and controls; .at NULL writes null */
void hotline__json_string(json_writer *w, const char *value);          /* NULL writes null */
void hotline__json_pair(json_writer *w, const char *name, text value); /* a member that is a text, or null */
void hotline__json_integer(json_writer *w, int64_t value);
void hotline__json_flag(json_writer *w, int value);
void hotline__json_null(json_writer *w);
void hotline__json_raw(json_writer *w, text value);                                     /* a value already in JSON; .at NULL writes null */
void hotline__json_instant(json_writer *w, hotline_instant at, int32_t offset_minutes); /* null when there is none */
void hotline__json_day(json_writer *w, hotline_day day);
void hotline__json_tree(json_writer *w, const json *value); /* a value that was read, with all that is in it */

#endif
