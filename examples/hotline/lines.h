/* SPDX-License-Identifier: MIT */
/* A log of any size, some of its lines at a time. */
#ifndef HOTLINE_EXAMPLE_LINES_H
#define HOTLINE_EXAMPLE_LINES_H

#include <stddef.h>
#include <stdio.h>

typedef struct line_source {
    FILE *stream;
    const char *path;
    char *bytes;
    size_t from, len, capacity; /* what is held: bytes + from up to bytes + len */
    int begun;
    int skipping; /* the rest of a line that was too long to be held */
    int ended;
} line_source;

/* A file, or standard input for "-": 0, or EXIT_UNUSABLE with a message. */
int lines_open(const char *path, line_source *out);
/* The next whole lines, which stay until the next call; *len is 0 at the end. 0, or EXIT_UNUSABLE with a message. */
int lines_next(line_source *s, const char **bytes, size_t *len);
void lines_close(line_source *s);

#endif
