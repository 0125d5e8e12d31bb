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

#include "output.h"

typedef enum option_kind { OPTION_LIST, OPTION_TEXT, OPTION_FLAG } option_kind;

typedef struct option {
    const char *name;
    option_kind kind;
    size_t at; /* offset in arguments */
    int takes; /* which form takes it; 0: all */
} option;

static const option options[] = {
    {"--rulebook", OPTION_LIST, offsetof(arguments, rulebooks), TAKES_RULEBOOK},
    {"--policy", OPTION_LIST, offsetof(arguments, rulebooks), TAKES_POLICY},
    {"--map", OPTION_TEXT, offsetof(arguments, map), TAKES_MAP},
    {"--report", OPTION_TEXT, offsetof(arguments, report), TAKES_MAP},
    {"--partial", OPTION_FLAG, offsetof(arguments, partial), TAKES_MAP},
    {"--index", OPTION_TEXT, offsetof(arguments, index), TAKES_POLICY},
    {"--learn", OPTION_FLAG, offsetof(arguments, learn), TAKES_POLICY},
    {"--calendar", OPTION_LIST, offsetof(arguments, calendars), TAKES_CALENDAR},
    {"--fact", OPTION_LIST, offsetof(arguments, facts), TAKES_DUTY},
    {"--known-on", OPTION_TEXT, offsetof(arguments, known_on), TAKES_KNOWN_ON},
    {"--now", OPTION_TEXT, offsetof(arguments, now), TAKES_NOW},
    {"--as-of", OPTION_TEXT, offsetof(arguments, as_of), TAKES_AS_OF},
    {"--ticket", OPTION_TEXT, offsetof(arguments, ticket), TAKES_TICKET},
    {"--unit", OPTION_TEXT, offsetof(arguments, unit), TAKES_TICKET},
    {"--duty", OPTION_TEXT, offsetof(arguments, duty), TAKES_DUTY | TAKES_TICKET},
    {"--owed", OPTION_TEXT, offsetof(arguments, owed), TAKES_DUTY},
    {"--period", OPTION_TEXT, offsetof(arguments, period), TAKES_PERIOD},
    {"--kind", OPTION_TEXT, offsetof(arguments, kind), TAKES_PERIOD},
    {"--week", OPTION_TEXT, offsetof(arguments, week), TAKES_BULLETIN},
    {"--month", OPTION_TEXT, offsetof(arguments, month), TAKES_BULLETIN},
    {"--format", OPTION_TEXT, offsetof(arguments, format), TAKES_BULLETIN},
    {"--store", OPTION_TEXT, offsetof(arguments, store), TAKES_STORE},
    {"--digest", OPTION_TEXT, offsetof(arguments, digest), TAKES_DIGEST},
    {"--lang", OPTION_TEXT, offsetof(arguments, language), 0},
    {"--json", OPTION_FLAG, offsetof(arguments, json), TAKES_JSON},
    {"--strict", OPTION_FLAG, offsetof(arguments, strict), TAKES_STRICT},
    {"--summary", OPTION_FLAG, offsetof(arguments, summary), TAKES_SUMMARY},
    {"--as-if-in-force", OPTION_FLAG, offsetof(arguments, as_if_in_force), TAKES_IN_FORCE},
    {"--ledger", OPTION_FLAG, offsetof(arguments, ledger), TAKES_DUTY},
    {"--dot", OPTION_FLAG, offsetof(arguments, dot), TAKES_DRAWING},
    {"--mermaid", OPTION_FLAG, offsetof(arguments, mermaid), TAKES_DRAWING},
};

enum { OPTION_COUNT = sizeof options / sizeof options[0] };

static int arguments_fail(const char *en, const char *zh, const char *word) {
    fprintf(stderr, "hotline: %s %s\n", output_say(en, zh), word);
    return EXIT_UNUSABLE;
}

/* Letters that two words do not share at their ends: near enough for a hint. */
static size_t word_distance(const char *a, const char *b) {
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

int arguments_unknown(const char *kind, const char *word, const char *const *names, size_t count) {
    const char *best = NULL;
    size_t least = 4;
    size_t i;
    for (i = 0; i < count; i++) {
        size_t distance = word_distance(word, names[i]);
        if (distance < least && distance < strlen(names[i])) {
            least = distance;
            best = names[i];
        }
    }
    fprintf(stderr, output_say("hotline: unknown %s \"%s\"", "hotline: 没有这个%s：\"%s\""), kind, word);
    if (best != NULL) {
        fprintf(stderr, output_say("; did you mean %s?\n", "；是否为%s？\n"), best);
    } else {
        fputs(output_say("; hotline --help lists what there is\n", "；hotline --help列出全部用法\n"), stderr);
    }
    return EXIT_UNUSABLE;
}

static int option_unknown(const char *word, size_t len) {
    const char *names[OPTION_COUNT];
    char name[64] = "";
    int i;
    for (i = 0; i < OPTION_COUNT; i++) {
        names[i] = options[i].name;
    }
    memcpy(name, word, len < sizeof name ? len : sizeof name - 1);
    return arguments_unknown(output_say("option", "选项"), name, names, OPTION_COUNT);
}

static const option *option_find(const char *word, size_t len) {
    int i;
    for (i = 0; i < OPTION_COUNT; i++) {
        if (strlen(options[i].name) == len && memcmp(options[i].name, word, len) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

/* A list has room for every word of the command line from its first one on. */
static int list_add(word_list *list, const char *word, int argc) {
    if (list->words == NULL) {
        list->words = calloc((size_t)argc, sizeof *list->words);
    }
    if (list->words == NULL) {
        return arguments_fail("out of memory at", "内存不足，位置：", word);
    }
    list->words[list->count++] = word;
    return 0;
}

static int option_store(const option *o, const char *given, int argc, arguments *out) {
    void *field = (char *)out + o->at;
    const char *before = NULL;
    if (o->kind == OPTION_LIST) {
        return list_add(field, given, argc);
    }
    if (o->kind == OPTION_FLAG) {
        *(int *)field = 1;
        return 0;
    }
    memcpy(&before, field, sizeof before);
    memcpy(field, &given, sizeof given);
    return before == NULL ? 0 : arguments_fail("given twice:", "重复给出：", o->name);
}

/* One option at argv[*i], advanced over its value when that is a word of its own. */
static int option_take(int argc, char **argv, int *i, int takes, arguments *out) {
    const char *word = argv[*i];
    const char *equals = strchr(word, '=');
    size_t len = equals != NULL ? (size_t)(equals - word) : strlen(word);
    const option *o = option_find(word, len);
    if (o == NULL) {
        return option_unknown(word, len);
    }
    if (o->takes != 0 && (o->takes & takes) == 0) {
        return arguments_fail("this form of the command does not take", "此命令形式不接受选项", o->name);
    }
    if (o->kind == OPTION_FLAG) {
        return equals == NULL ? option_store(o, NULL, argc, out) : arguments_fail("no value is taken by", "此选项不带取值：", o->name);
    }
    if (equals == NULL && *i + 1 == argc) {
        return arguments_fail("a value is missing after", "此选项之后缺少取值：", o->name);
    }
    return option_store(o, equals != NULL ? equals + 1 : argv[++*i], argc, out);
}

/* `-` is standard input and -3 a number. */
static int is_option(const char *word) {
    return word[0] == '-' && word[1] != '\0' && (word[1] < '0' || word[1] > '9');
}

int arguments_read(int argc, char **argv, int first, int takes, arguments *out) {
    int only_operands = 0;
    int i;
    memset(out, 0, sizeof *out);
    for (i = first; i < argc; i++) {
        int failed;
        if (!only_operands && strcmp(argv[i], "--") == 0) {
            only_operands = 1;
            continue;
        }
        failed = !only_operands && is_option(argv[i]) ? option_take(argc, argv, &i, takes, out) : list_add(&out->operands, argv[i], argc);
        if (failed) {
            return failed;
        }
    }
    if (out->language != NULL && strcmp(out->language, "zh") != 0 && strcmp(out->language, "en") != 0) {
        return arguments_fail("--lang is zh or en, not", "--lang应为zh或en，而不是", out->language);
    }
    return 0;
}

void arguments_free(arguments *a) {
    free(a->rulebooks.words);
    free(a->calendars.words);
    free(a->facts.words);
    free(a->operands.words);
}

int32_t arguments_language(int argc, char **argv) {
    int i;
    for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--lang=zh") == 0 || (strcmp(argv[i], "--lang") == 0 && i + 1 < argc && strcmp(argv[i + 1], "zh") == 0)) {
            return HOTLINE_LANGUAGE_ZH;
        }
    }
    return HOTLINE_LANGUAGE_EN;
}
