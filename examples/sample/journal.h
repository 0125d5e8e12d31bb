/* SPDX-License-Identifier: MIT */
/* The journal: event lines as a platform would write them, printed in the order in which they became known. */
#ifndef SAMPLE_JOURNAL_H
#define SAMPLE_JOURNAL_H

#include <stddef.h>

enum { JOURNAL_ID_SIZE = 16 };

/* What is NULL or 0 is left out of the line. */
typedef struct event {
    const char *kind;
    int at;
    int known; /* when it was recorded; 0: at once */
    const char *ticket;
    const char *assignment;
    const char *unit;
    const char *role;
    const char *by;
    const char *facts; /* members of an object, without its braces */
} event;

typedef struct journal journal;

journal *journal_new(void);
void journal_free(journal *j);

/* Adds an event under an id of its own, which `id` receives. Events after the log's last day have not happened: they are left out. */
void journal_add(journal *j, const event *e, char id[JOURNAL_ID_SIZE]);

/* Adds a line as it is, where the log has come to at that moment. */
void journal_add_line(journal *j, int at, const char *line);

/* Adds the line that was added last once more, some minutes later. */
void journal_repeat(journal *j, int minutes);

/* Prints every line. Nonzero when writing failed. */
int journal_print(journal *j);

#endif
