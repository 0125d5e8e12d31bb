/* SPDX-License-Identifier: MIT */
/* Lines of a file of any size, some at a time. */
#ifndef HOTLINE_EXAMPLE_LINES_H
#define HOTLINE_EXAMPLE_LINES_H

#include <stdio.h>

#include "growing.h"

#include "hotline.h"

/* Takes some whole lines, `len` bytes of them; the last of all may lack its end, one that is too long is cut off. 0 goes on. */
typedef int (*lines_take_fn)(void *with, const char *bytes, size_t len);
/* Hands out the lines of a file, or of standard input for "-": 0; EXIT_UNUSABLE, told on stderr, when it cannot be read; or what `take` gave. */
int lines_each(const char *path, lines_take_fn take, void *with);
/* Adds the lines of a file, or of standard input for "-", to a log. 0; EXIT_UNUSABLE when it cannot be read; or the failure of the log, which is
   below 0. Either is told on stderr. */
int lines_feed(const char *path, hotline_log *log, uint32_t flags);

/* The next line of a stream, as soon as it is there, without its end: 1; 0 at the end of the stream; EXIT_UNUSABLE, told on stderr, when it
   cannot be read. One that is too long is cut off, to be refused as that. */
int lines_one(FILE *stream, growing *line);

#endif
