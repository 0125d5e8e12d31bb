/* SPDX-License-Identifier: MIT */
/*
 * Hands out a file in pieces of whole lines, so that a large one is never held twice. It refuses to know what a line says. A line that is
 * longer than any line may be is handed out cut off, to be refused as too long, and its rest is skipped.
 */
#include "lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

typedef struct line_source {
    FILE *stream;
    const char *path;
    char *bytes;
    size_t from, len, capacity; /* what is held: bytes + from up to bytes + len */
    int begun;
    int skipping; /* the rest of a line that was too long to be held */
    int ended;
} line_source;

enum { LINES_PIECE = 1 << 20, LINES_MOST = 1 << 25 };

static int lines_open(const char *path, line_source *out) {
    memset(out, 0, sizeof *out);
    out->path = input_name(path);
    out->stream = input_stream(path);
    return out->stream != NULL ? 0 : EXIT_UNUSABLE;
}

static void lines_close(line_source *s) {
    input_stream_close(s->stream);
    free(s->bytes);
    memset(s, 0, sizeof *s);
}

/* Moves what is left to the front and makes room behind it. */
static int lines_room(line_source *s) {
    char *grown;
    if (s->from > 0) {
        s->len -= s->from;
        memmove(s->bytes, s->bytes + s->from, s->len);
        s->from = 0;
    }
    if (s->len < s->capacity) {
        return 0;
    }
    grown = realloc(s->bytes, s->capacity == 0 ? LINES_PIECE : s->capacity * 2);
    if (grown == NULL) {
        return input_no_memory(s->path);
    }
    s->bytes = grown;
    s->capacity = s->capacity == 0 ? LINES_PIECE : s->capacity * 2;
    return 0;
}

/* Editors put a mark before UTF-8 text; it belongs to no line. */
static void lines_begin(line_source *s) {
    if (!s->begun && s->len >= 3 && memcmp(s->bytes, "\xef\xbb\xbf", 3) == 0) {
        s->from = 3;
    }
    s->begun = 1;
}

static int lines_fill(line_source *s) {
    size_t got;
    if (lines_room(s) != 0) {
        return EXIT_UNUSABLE;
    }
    got = fread(s->bytes + s->len, 1, s->capacity - s->len, s->stream);
    if (got == 0 && ferror(s->stream)) {
        return input_fail_file(s->path);
    }
    s->len += got;
    s->ended = got == 0;
    lines_begin(s);
    return 0;
}

/* Drops the held rest of a line that was cut off. */
static void lines_skip(line_source *s) {
    const char *end = memchr(s->bytes + s->from, '\n', s->len - s->from);
    s->skipping = end == NULL;
    s->from = end == NULL ? s->len : (size_t)(end - s->bytes) + 1;
}

/* Length of the whole lines held; everything at the end of the file, and what is too long to be held. */
static size_t lines_whole(const line_source *s) {
    size_t at = s->len;
    while (at > s->from && s->bytes[at - 1] != '\n') {
        at--;
    }
    return at > s->from ? at - s->from : s->ended || s->len - s->from >= LINES_MOST ? s->len - s->from : 0;
}

/* The next whole lines, which stay until the next call; *len is 0 at the end. */
static int lines_next(line_source *s, const char **bytes, size_t *len) {
    *len = 0;
    while (*len == 0 && !s->ended) {
        if (lines_fill(s) != 0) {
            return EXIT_UNUSABLE;
        }
        if (s->skipping) {
            lines_skip(s);
        }
        *len = lines_whole(s);
    }
    *bytes = s->bytes + s->from;
    s->from += *len;
    s->skipping = *len > 0 && (*bytes)[*len - 1] != '\n' && !s->ended;
    return 0;
}

int lines_each(const char *path, lines_take_fn take, void *with) {
    line_source s;
    const char *bytes = NULL;
    size_t len = 0;
    int failed = lines_open(path, &s);
    do {
        failed = failed ? failed : lines_next(&s, &bytes, &len);
        if (!failed && len != 0) {
            failed = take(with, bytes, len);
        }
    } while (!failed && len != 0);
    lines_close(&s);
    return failed;
}

typedef struct log_feed {
    hotline_log *log;
    uint32_t flags;
    hotline_error *error;
} log_feed;

static int feed_lines(void *with, const char *bytes, size_t len) {
    log_feed *f = with;
    hotline_status status = hotline_log_add_lines(f->log, bytes, len, f->flags, f->error);
    return status < 0 ? status : 0;
}

int lines_feed(const char *path, hotline_log *log, uint32_t flags) {
    hotline_error error;
    log_feed f = {log, flags, &error};
    int failed;
    input_error_init(&error);
    failed = lines_each(path, feed_lines, &f);
    if (failed < 0) {
        error.status = failed;
        input_tell(input_name(path), &error);
    }
    return failed;
}

static void line_trim(growing *line) {
    if (line->len > 0 && line->bytes[line->len - 1] == '\r') {
        line->len--;
    }
}

int lines_one(FILE *stream, growing *line) {
    int c = getc(stream);
    int any = c != EOF;
    line->len = 0;
    for (; c != EOF && c != '\n'; c = getc(stream)) {
        char byte = (char)c;
        if (line->len <= LINES_MOST) {
            growing_add(line, &byte, 1);
        }
    }
    line_trim(line);
    if (growing_end(line) == NULL) {
        return input_no_memory(input_name("-"));
    }
    return ferror(stream) ? input_fail_file(input_name("-")) : any;
}
