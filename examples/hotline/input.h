/* SPDX-License-Identifier: MIT */
/* Files, calendars and rulebooks as the command was given them. Every failure is told on stderr. */
#ifndef HOTLINE_EXAMPLE_INPUT_H
#define HOTLINE_EXAMPLE_INPUT_H

#include <stdio.h>

#include "arguments.h"

#include "hotline.h"

typedef struct input_text {
    char *bytes;
    size_t len;
} input_text;

/* What a file is called in messages. */
const char *input_name(const char *path);
/* A file, or standard input for "-", to be read byte for byte: NULL, told, when it cannot be opened. Closing NULL, or standard input, does nothing. */
FILE *input_stream(const char *path);
void input_stream_close(FILE *stream);
/* A whole file, or standard input for "-": 0, or EXIT_UNUSABLE. Release bytes with free(). */
int input_read(const char *path, input_text *out);
/* The same, byte for byte: a byte order mark stays. */
int input_read_bytes(const char *path, input_text *out);
/* "hotline: FILE:LINE:COLUMN: path: message", less what the error does not say. */
void input_tell(const char *file, const hotline_error *error);

/* An error record that speaks the language of the output. */
void input_error_init(hotline_error *error);

/* "hotline: WHERE: WHY": EXIT_UNUSABLE. */
int input_fail(const char *where, const char *why);
/* The same, of memory, of errno and of what the library answered. */
int input_no_memory(const char *where);
int input_fail_file(const char *path);
int input_fail_status(const char *where, hotline_status status);
/* "hotline: expected FORM": EXIT_UNUSABLE. */
int input_expect(const char *form);

/* What the command works with; release it with input_close(). */
typedef struct input {
    hotline_context *context;
    hotline_calendar *calendar;
    hotline_rulebook *rulebook;
    hotline_instant known; /* --as-of, or none: what was recorded later is left out */
} input;

/* The context and the calendar with its overlays, as known on the day or at the moment asked for. */
int input_open(const arguments *a, input *out);
/* Adds the documents to a rulebook, in the order given. */
int input_open_rulebook(const word_list *documents, input *in);
/* Both of these, for a command that judges: with --as-if-in-force, and --now (which is left alone without it). */
int input_open_judging(const arguments *a, input *out, hotline_instant *now);
void input_close(input *in);
/* A moment in the calendar's zone. */
int input_instant(const input *in, const char *word, const char *what, hotline_instant *out);
int input_day(const char *word, hotline_day *out);

#endif
