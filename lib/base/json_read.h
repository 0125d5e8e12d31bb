/* SPDX-License-Identifier: MIT */
/* A strict reader of RFC 8259 text into a tree in an arena. Text without escapes is not copied: the source must outlive the tree. */
#ifndef HOTLINE_BASE_JSON_READ_H
#define HOTLINE_BASE_JSON_READ_H

#include "json_scan.h"

/*
 * Reads one value and nothing after it but white space, as strictly as json_scan.h says; a member name that stands twice is an error.
 * Recursion is bounded by max_depth. On failure *out is not written; the arena may hold partial nodes.
 */
hotline_status hotline__json_read(arena *a, const char *source, size_t len, json **out, hotline_error *error);
/* The value that a scan stands at; leaves the scan after it. */
hotline_status hotline__json_read_value(json_scan *s, json **out);

/* Member by name, or NULL; object must be JSON_OBJECT. */
json *hotline__json_member(const json *object, const char *name);
json *hotline__json_find(const json *object, text name);
/* A member that is a text; .at NULL: there is none such. */
text hotline__json_word(const json *object, const char *name);

#endif
