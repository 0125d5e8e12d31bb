/* SPDX-License-Identifier: MIT */
/*
 * Strict RFC 8259 text, piece after piece. Duplicate member names are the caller's to find (it knows which it has seen) and ours to tell.
 *
 * A leading byte order mark, invalid UTF-8, U+0000 written as an escape, lone surrogates, control characters in text, and depth, size
 * and member limits of the context are errors with line and column. JSON_INTEGER: no fraction, no exponent, fits int64 (-0 is 0); other
 * numbers are JSON_DECIMAL, kept as text. Text without escapes is not copied: the source must outlive what was read.
 */
#ifndef HOTLINE_BASE_JSON_SCAN_H
#define HOTLINE_BASE_JSON_SCAN_H

#include "arena.h"

typedef enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_INTEGER, JSON_DECIMAL, JSON_TEXT, JSON_ARRAY, JSON_OBJECT } json_kind;

typedef struct json json;
struct json {
    json *next;          /* next sibling in the array or object */
    json *first;         /* first child */
    text key;            /* member name, in objects */
    text value;          /* JSON_TEXT: decoded text; JSON_INTEGER, JSON_DECIMAL: the number as written */
    int64_t number;      /* JSON_INTEGER */
    uint32_t offset;     /* byte offset of the value in the source */
    uint32_t key_offset; /* of the member name's opening quote */
    uint32_t count;      /* children */
    uint8_t kind;        /* json_kind */
};

typedef struct json_scan {
    arena *arena; /* texts that had escapes */
    const char *source;
    const char *at;
    const char *end;
    hotline_error *error;
    uint64_t members; /* of all collections so far */
    uint32_t depth;
} json_scan;

/* Leaves the scan at the first byte that is no white space. */
hotline_status hotline__json_scan_begin(json_scan *s, arena *a, const char *source, size_t len, hotline_error *error);
/* At text, a number, true, false or null: *out becomes it, without key and children. A collection's bracket is a syntax error here. */
hotline_status hotline__json_scan_scalar(json_scan *s, json *out);
/* At the opening quote; leaves the scan after the closing one. */
hotline_status hotline__json_scan_text(json_scan *s, text *out);
/* At the opening bracket: *more is 1 and the scan at the first element (or member name), or 0 and after the closing one. */
hotline_status hotline__json_scan_enter(json_scan *s, char closing, int *more);
/* After an element: as above for the next one. */
hotline_status hotline__json_scan_next(json_scan *s, char closing, int *more);
/* A member's name and colon; leaves the scan at its value. offset: of the name's opening quote. */
hotline_status hotline__json_scan_name(json_scan *s, text *name, uint32_t *offset);
/* After the value of all: nothing but white space may follow. */
hotline_status hotline__json_scan_end(json_scan *s);
/* The error of a place in the source; of a name that stands twice. Both return the status. */
hotline_status hotline__json_scan_fail(const json_scan *s, const char *at, hotline_status status, const char *message);
hotline_status hotline__json_scan_twice(const json_scan *s, text name, uint32_t offset);

/* Line (from 1) and column (code points, from 1) of a byte offset. */
void hotline__json_place(const char *source, size_t len, uint32_t offset, uint32_t *line, uint32_t *column);
/* "a number", "text", "an object" ... for messages. */
const char *hotline__json_kind_name(uint8_t kind);

#endif
