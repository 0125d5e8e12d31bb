/* SPDX-License-Identifier: MIT */
/*
 * Sorts the words of a command line. Options may stand anywhere; `--name=value` and `--name value` are the same; `--` ends them. It
 * refuses to know what the options are for.
 */
#include "arguments.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hotline/status.h"

typedef enum option_kind { OPTION_LIST, OPTION_TEXT, OPTION_FLAG } option_kind;

typedef struct option {
    const char *name;
    option_kind kind;
    size_t at; /* offset in arguments */
    int takes; /* which form takes it; 0: all */
} option;

static const option options[] = {
    {"--rulebook", OPTION_LIST, offsetof(arguments, rulebooks), TAKES_RULEBOOK},
    {"--calendar", OPTION_LIST, offsetof(arguments, calendars), TAKES_CALENDAR},
    {"--fact", OPTION_LIST, offsetof(arguments, facts), TAKES_DUTY},
    {"--known-on", OPTION_TEXT, offsetof(arguments, known_on), TAKES_KNOWN_ON},
    {"--now", OPTION_TEXT, offsetof(arguments, now), TAKES_NOW},
    {"--duty", OPTION_TEXT, offsetof(arguments, duty), TAKES_DUTY},
    {"--owed", OPTION_TEXT, offsetof(arguments, owed), TAKES_DUTY},
    {"--lang", OPTION_TEXT, offsetof(arguments, language), 0},
    {"--json", OPTION_FLAG, offsetof(arguments, json), TAKES_JSON},
    {"--strict", OPTION_FLAG, offsetof(arguments, strict), TAKES_STRICT},
    {"--summary", OPTION_FLAG, offsetof(arguments, summary), TAKES_STRICT},
    {"--as-if-in-force", OPTION_FLAG, offsetof(arguments, as_if_in_force), TAKES_IN_FORCE},
    {"--ledger", OPTION_FLAG, offsetof(arguments, ledger), TAKES_DUTY},
    {"--dot", OPTION_FLAG, offsetof(arguments, dot), TAKES_DRAWING},
    {"--mermaid", OPTION_FLAG, offsetof(arguments, mermaid), TAKES_DRAWING},
    {"--help", OPTION_FLAG, offsetof(arguments, help), 0},
};

enum { OPTION_COUNT = sizeof options / sizeof options[0] };

static int arguments_fail(const char *what, const char *word)
{
    fprintf(stderr, "hotline: %s %s\n", what, word);
    return EXIT_UNUSABLE;
}

/* Letters that two words do not share at their ends: near enough for a hint. */
static size_t option_distance(const char *a, const char *b)
{
    size_t la = strlen(a);
    size_t lb = strlen(b);
    size_t head = 0;
    size_t tail = 0;
    while (head < la && head < lb && a[head] == b[head]) {
        head++;
    }
    while (tail + head < la && tail + head < lb && a[la - 1 - tail] == b[lb - 1 - tail]) {
        tail++;
    }
    return (la > lb ? la : lb) - head - tail;
}

static int option_unknown(const char *word, size_t len)
{
    const char *best = NULL;
    size_t least = 4;
    char name[64] = "";
    int i;
    memcpy(name, word, len < sizeof name ? len : sizeof name - 1);
    for (i = 0; i < OPTION_COUNT; i++) {
        size_t distance = option_distance(name, options[i].name);
        if (distance < least) {
            least = distance;
            best = options[i].name;
        }
    }
    fprintf(stderr, "hotline: unknown option %s", name);
    fprintf(stderr, best != NULL ? "; did you mean %s?\n" : "\n", best);
    return EXIT_UNUSABLE;
}

static const option *option_find(const char *word, size_t len)
{
    int i;
    for (i = 0; i < OPTION_COUNT; i++) {
        if (strlen(options[i].name) == len && memcmp(options[i].name, word, len) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

static int list_add(word_list *list, const char *word)
{
    if (list->words == NULL) {
        list->words = calloc(ARGUMENTS_MOST, sizeof *list->words);
    }
    if (list->words == NULL || list->count == ARGUMENTS_MOST) {
        return arguments_fail("too many words at", word);
    }
    list->words[list->count++] = word;
    return 0;
}

static int option_store(const option *o, const char *given, arguments *out)
{
    void *field = (char *)out + o->at;
    if (o->kind == OPTION_LIST) {
        return list_add(field, given);
    }
    if (o->kind == OPTION_TEXT) {
        memcpy(field, &given, sizeof given);
    } else {
        *(int *)field = 1;
    }
    return 0;
}

/* One option at argv[*i], advanced over its value when that is a word of its own. */
static int option_take(int argc, char **argv, int *i, int takes, arguments *out)
{
    const char *word = argv[*i];
    const char *equals = strchr(word, '=');
    size_t len = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const option *o = option_find(word, len);
    if (o == NULL) {
        return option_unknown(word, len);
    }
    if (o->takes != 0 && (o->takes & takes) == 0) {
        return arguments_fail("this form of the command does not take", o->name);
    }
    if (o->kind == OPTION_FLAG) {
        return equals == NULL ? option_store(o, NULL, out) : arguments_fail("no value is taken by", o->name);
    }
    if (equals == NULL && *i + 1 == argc) {
        return arguments_fail("a value is missing after", o->name);
    }
    return option_store(o, equals != NULL ? equals + 1 : argv[++*i], out);
}

int arguments_read(int argc, char **argv, int first, int takes, arguments *out)
{
    int only_operands = 0;
    int i;
    memset(out, 0, sizeof *out);
    for (i = first; i < argc; i++) {
        int failed;
        if (!only_operands && strcmp(argv[i], "--") == 0) {
            only_operands = 1;
            continue;
        }
        failed = !only_operands && argv[i][0] == '-' && argv[i][1] == '-' ? option_take(argc, argv, &i, takes, out)
                                                                            : list_add(&out->operands, argv[i]);
        if (failed) {
            return failed;
        }
    }
    if (out->language != NULL && strcmp(out->language, "zh") != 0 && strcmp(out->language, "en") != 0) {
        return arguments_fail("--lang is zh or en, not", out->language);
    }
    return 0;
}

void arguments_free(arguments *a)
{
    free(a->rulebooks.words);
    free(a->calendars.words);
    free(a->facts.words);
    free(a->operands.words);
}

int32_t arguments_language(const arguments *a)
{
    return a->language != NULL && strcmp(a->language, "zh") == 0 ? HOTLINE_LANGUAGE_ZH : HOTLINE_LANGUAGE_EN;
}
