/* SPDX-License-Identifier: MIT */
/*
 * The full check of replies: texts given, judged, the answer written, and the same from lines of JSON. Bytes are those of matter, title
 * and reply. Medians of processor time over whole rounds.
 *
 *     bench_reply POLICY LINES [ROUNDS]         LINES: replies as `hotline reply` reads them
 *     bench_reply POLICY --hostile [NAME KB]    long texts that try to be slow, 20 and 200 KB each; one of them once, to be counted
 */
#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../include/hotline.h"
#include "../../lib/base/json_read.h"
#include "../support/hostile.h"

enum {
    ROUNDS = 9,
    ROUNDS_MOST = 99,
    DOCUMENT_MOST = 1 << 16,
    LINES_MOST = 1 << 25,
    REPLIES_MOST = 100000,
    HOSTILE_SIZE = 200 * 1024,
    SMALLER = 10
};

/* 10 May 2021, 9:00 in China. */
#define NOW INT64_C(1620608400000)

typedef struct entry {
    text line, id, reply, matter, title, fields;
} entry;

static hotline_context *context;
static hotline_reply *judge;
static entry *entries;
static size_t entry_count;
static double megabytes;

static void stop(const char *what) {
    fprintf(stderr, "bench_reply: %s\n", what);
    exit(2);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static char *load(const char *path, size_t most, size_t *len) {
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(most);
    if (file == NULL || bytes == NULL) {
        stop("a file cannot be read");
    }
    *len = fread(bytes, 1, most, file);
    fclose(file);
    return bytes;
}

static void open_judge(const char *path) {
    size_t len = 0;
    char *document = load(path, DOCUMENT_MOST, &len);
    hotline_rulebook *rulebook = NULL;
    if (hotline_context_new(NULL, &context) < 0 || hotline_rulebook_new(context, NULL, &rulebook) < 0 ||
        hotline_rulebook_add(rulebook, document, len, NULL) < 0 || hotline_reply_new(rulebook, &judge) < 0) {
        stop("the policy is refused");
    }
    free(document);
}

/* ---- replies of a file ---- */

static text member_of(const json *root, const char *name) {
    text none = {NULL, 0};
    const json *node = hotline__json_member(root, name);
    return node != NULL && node->kind == JSON_TEXT ? node->value : none;
}

/* "fields" as it stands in the line: an object of plain values. */
static text fields_of(text line) {
    text none = {NULL, 0};
    const char *at = strstr(line.at, "\"fields\": {");
    const char *end = at != NULL ? strchr(at, '}') : NULL;
    text found;
    if (end == NULL) {
        return none;
    }
    found.at = strchr(at, '{');
    found.len = (size_t)(end - found.at) + 1;
    return found;
}

static void take_line(arena *a, text line) {
    entry *e = &entries[entry_count];
    json *root = NULL;
    if (line.len == 0 || entry_count == REPLIES_MOST || hotline__json_read(a, line.at, line.len, &root, NULL) < 0) {
        return;
    }
    e->line = line;
    e->id = member_of(root, "id");
    e->reply = member_of(root, "reply");
    e->matter = member_of(root, "matter");
    e->title = member_of(root, "title");
    e->fields = fields_of(line);
    megabytes += (double)(e->reply.len + e->matter.len + e->title.len) / 1e6;
    entry_count++;
}

static void take_lines(const char *path) {
    static arena a;
    size_t len = 0;
    char *bytes = load(path, LINES_MOST, &len);
    hotline__arena_init(&a, context);
    entries = calloc(REPLIES_MOST, sizeof *entries);
    bytes[len < LINES_MOST ? len : len - 1] = '\0';
    for (char *at = bytes; at < bytes + len && entries != NULL;) {
        text line = {at, strcspn(at, "\n")};
        at[line.len] = '\0';
        at += line.len + 1;
        take_line(&a, line);
    }
}

/* ---- what is measured ---- */

static void check(hotline_status status) {
    if (status < 0) {
        stop(hotline_message(status, HOTLINE_LANGUAGE_EN));
    }
}

static void give(int32_t which, text words) {
    if (words.at != NULL) {
        check(hotline_reply_text(judge, which, words.at, words.len, NULL));
    }
}

static void give_texts(const entry *e) {
    check(hotline_reply_begin(judge, e->id.at, e->id.len));
    give(HOTLINE_REPLY_TEXT, e->reply);
    give(HOTLINE_REPLY_MATTER, e->matter);
    give(HOTLINE_REPLY_TITLE, e->title);
    if (e->fields.at != NULL) {
        check(hotline_reply_fields(judge, e->fields.at, e->fields.len, NULL));
    }
}

static void texts_judged(const entry *e) {
    give_texts(e);
    check(hotline_reply_judge(judge, NOW, NULL));
}

static void line_read(const entry *e) {
    check(hotline_reply_read(judge, e->line.at, e->line.len, NULL));
}

static void line_judged(const entry *e) {
    line_read(e);
    check(hotline_reply_judge(judge, NOW, NULL));
}

static void line_written(const entry *e) {
    const char *line = NULL;
    size_t len = 0;
    line_judged(e);
    check(hotline_reply_line(judge, HOTLINE_LANGUAGE_ZH, &line, &len));
}

typedef struct way {
    const char *name;
    void (*run)(const entry *e);
} way;

static const way ways[] = {{"texts given", give_texts},
                           {"texts given and judged", texts_judged},
                           {"line read", line_read},
                           {"line read and judged", line_judged},
                           {"line read, judged, answer written", line_written}};

static int compare_times(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median_of(const way *w, size_t rounds) {
    double times[ROUNDS_MOST];
    for (size_t i = 0; i < rounds; i++) {
        double from = now();
        for (size_t k = 0; k < entry_count; k++) {
            w->run(&entries[k]);
        }
        times[i] = now() - from;
    }
    qsort(times, rounds, sizeof times[0], compare_times);
    return times[rounds / 2];
}

static void measure(const char *path, size_t rounds) {
    take_lines(path);
    if (entry_count == 0) {
        stop("no replies");
    }
    printf("%zu replies, %.2f MB of matter, title and reply\n", entry_count, megabytes);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        double time = median_of(&ways[i], rounds);
        printf("%-36s %7.1f MB/s %8.2f us a reply\n", ways[i].name, megabytes / time, time * 1e6 / (double)entry_count);
    }
}

/* ---- hostile texts ---- */

static entry hostile_entry(const hostile *h, size_t size) {
    static char words[HOSTILE_SIZE];
    entry e;
    memset(&e, 0, sizeof e);
    e.reply.at = e.matter.at = words;
    e.reply.len = e.matter.len = hostile_fill(h, words, size);
    return e;
}

static double time_of(const entry *e) {
    double times[5];
    for (size_t i = 0; i < 5; i++) {
        double from = now();
        texts_judged(e);
        times[i] = now() - from;
    }
    qsort(times, 5, sizeof times[0], compare_times);
    return times[2];
}

static void measure_hostile(void) {
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        entry small = hostile_entry(&hostile_texts[i], HOSTILE_SIZE / SMALLER);
        double less = time_of(&small);
        entry large = hostile_entry(&hostile_texts[i], HOSTILE_SIZE);
        double more = time_of(&large);
        printf("%-24s 20 KB %9.0f us, 200 KB %9.0f us: %5.1f times, %6.1f MB/s\n", hostile_texts[i].name, less * 1e6, more * 1e6,
               more / less, 2 * (double)large.reply.len / 1e6 / more);
    }
}

static void judge_one_hostile(const char *name, size_t size) {
    for (size_t i = 0; i < HOSTILE_TEXTS; i++) {
        if (strcmp(hostile_texts[i].name, name) == 0) {
            entry e = hostile_entry(&hostile_texts[i], size < HOSTILE_SIZE ? size : HOSTILE_SIZE);
            texts_judged(&e);
        }
    }
}

int main(int argc, char **argv) {
    size_t rounds = argc > 3 ? strtoul(argv[3], NULL, 10) : ROUNDS;
    if (argc < 3) {
        stop("usage: bench_reply POLICY LINES|--hostile");
    }
    open_judge(argv[1]);
    if (strcmp(argv[2], "--hostile") != 0) {
        measure(argv[2], rounds > 0 && rounds <= ROUNDS_MOST ? rounds : ROUNDS);
    } else if (argc > 4) {
        judge_one_hostile(argv[3], strtoul(argv[4], NULL, 10) * 1024);
    } else {
        measure_hostile();
    }
    return 0;
}
