/* SPDX-License-Identifier: MIT */
/* A log of any size, some of its lines at a time. */
#ifndef HOTLINE_EXAMPLE_LINES_H
#define HOTLINE_EXAMPLE_LINES_H

#include "hotline.h"

/* Adds the lines of a file, or of standard input for "-", to a log. 0; EXIT_UNUSABLE, told on stderr, when it cannot be read; or the failure of
   the log, which `error` tells and the caller has to. */
int lines_feed(const char *path, hotline_log *log, uint32_t flags, hotline_error *error);

#endif
