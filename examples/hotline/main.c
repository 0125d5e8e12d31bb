/* SPDX-License-Identifier: MIT */
/*
 * The `hotline` command: calendar, due, judge, check, states. Everything that it can do, a program that links the library can do with
 * the same few calls; see the command_*.c files. It refuses to know any of it and only finds the form that was asked for.
 */
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "commands.h"

#include "hotline.h"

typedef struct form {
    const char *name;
    int (*run)(int argc, char **argv);
} form;

static const form forms[] = {
    {"calendar", command_calendar}, {"due", command_due},       {"judge", command_judge},
    {"check", command_check},       {"states", command_states},
};

static const char *const usage =
    "hotline calendar classify DAY... | add START N | count A B\n"
    "                 [--calendar FILE]... [--known-on DAY] [--json]\n"
    "hotline due      --rulebook FILE... [--calendar FILE]... --duty NAME --owed TIME\n"
    "                 [--fact k=v]... [--ledger] [--as-if-in-force] [--json]\n"
    "hotline judge    --rulebook FILE... [--calendar FILE]... [--as-if-in-force] [--now TIME]\n"
    "                 [--json] [--strict] [--summary] LOG|-\n"
    "hotline check    FILE... [--calendar FILE]... [--json]\n"
    "hotline states   FILE... [--calendar FILE]... [--dot|--mermaid]\n"
    "\n"
    "--rulebook is given once per document, bases before overlays. --lang zh|en goes with every form.\n"
    "Exit: 0 done, 1 error findings with --strict, 2 unusable arguments, policy or calendar,\n"
    "3 (due) the policy leaves it undefined.\n";

int main(int argc, char **argv)
{
    size_t i;
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        fputs(usage, stdout);
        return EXIT_DONE;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("hotline %s\n", hotline_version());
        return EXIT_DONE;
    }
    for (i = 0; argc > 1 && i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(argv[1], forms[i].name) == 0) {
            return forms[i].run(argc, argv);
        }
    }
    if (argc > 1) {
        fprintf(stderr, "hotline: unknown form \"%s\"\n", argv[1]);
    }
    fputs(usage, stderr);
    return EXIT_UNUSABLE;
}
