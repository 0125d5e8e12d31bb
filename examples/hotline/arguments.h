/* SPDX-License-Identifier: MIT */
/* What was asked of the command. */
#ifndef HOTLINE_EXAMPLE_ARGUMENTS_H
#define HOTLINE_EXAMPLE_ARGUMENTS_H

#include <stddef.h>
#include <stdint.h>

/* Exit codes, the same for every form of the command. */
enum { EXIT_DONE = 0, EXIT_FINDINGS = 1, EXIT_UNUSABLE = 2, EXIT_UNDEFINED = 3 };

typedef struct word_list {
    const char **words;
    int count;
} word_list;

typedef struct arguments {
    word_list rulebooks;
    word_list calendars;
    word_list facts;
    word_list operands;
    const char *index;
    const char *map;
    const char *report;
    const char *known_on;
    const char *now;
    const char *as_of;
    const char *ticket;
    const char *unit;
    const char *duty;
    const char *owed;
    const char *period;
    const char *kind;
    const char *week;
    const char *month;
    const char *format;
    const char *store;
    const char *digest;
    const char *language;
    int json, strict, learn, as_if_in_force, ledger, dot, mermaid, summary, partial;
} arguments;

/* Options that a form of the command takes. */
enum {
    TAKES_RULEBOOK = 1,
    TAKES_CALENDAR = 2,
    TAKES_KNOWN_ON = 4,
    TAKES_JSON = 8,
    TAKES_NOW = 16,
    TAKES_STRICT = 32,
    TAKES_IN_FORCE = 64,
    TAKES_DUTY = 128,
    TAKES_DRAWING = 256,
    TAKES_TICKET = 512,
    TAKES_SUMMARY = 1024,
    TAKES_POLICY = 2048,
    TAKES_AS_OF = 4096,
    TAKES_PERIOD = 8192,
    TAKES_MAP = 16384,
    TAKES_BULLETIN = 32768,
    TAKES_STORE = 65536,
    TAKES_DIGEST = 131072
};

/* Sorts argv from `first` on into *out; 0, or EXIT_UNUSABLE with a message on stderr. */
int arguments_read(int argc, char **argv, int first, int takes, arguments *out);
void arguments_free(arguments *a);
/* Tells on stderr that nothing of this kind has that name, and the nearest one that has; EXIT_UNUSABLE. */
int arguments_unknown(const char *kind, const char *word, const char *const *names, size_t count);
/* The language that --lang names, wherever it stands, so that what is wrong before it is told in it too. */
int32_t arguments_language(int argc, char **argv);

#endif
