/* SPDX-License-Identifier: MIT */
/*
 * Events per second from a settled log to figures: every ticket folded, every duty judged, every measure counted. The best of several
 * rounds. Reading and settling are not timed here; bench_judge.c does that.
 *
 *     bench_tally_events LOG POLICY...      one round: --once LOG POLICY...      the figures as lines: --figures LOG POLICY...
 */
#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../include/hotline.h"

enum { ROUNDS = 9 };

typedef struct times {
    double fold; /* ns */
    double count;
} times;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void stop(const char *what, const char *why) {
    fprintf(stderr, "bench_tally_events: %s: %s\n", what, why);
    exit(2);
}

static char *read_file(const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long size;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0 || (bytes = malloc((size_t)size + 1)) == NULL) {
        stop(path, "cannot be read");
        return NULL;
    }
    rewind(file);
    *len = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return bytes;
}

static hotline_rulebook *read_rules(const hotline_context *context, char **paths, int count) {
    hotline_rulebook *rulebook = NULL;
    hotline_error error;
    int i;
    hotline_error_init(&error, sizeof error);
    if (hotline_rulebook_new(context, NULL, &rulebook) < 0) {
        stop("rulebook", "no memory");
    }
    for (i = 0; i < count; i++) {
        size_t len = 0;
        char *policy = read_file(paths[i], &len);
        if (hotline_rulebook_add(rulebook, policy, len, &error) < 0) {
            stop(paths[i], error.message);
        }
        free(policy);
    }
    return rulebook;
}

static hotline_log *read_log(const hotline_rulebook *rulebook, const char *path) {
    hotline_log *log = NULL;
    size_t len = 0;
    char *bytes = read_file(path, &len);
    if (hotline_log_new(rulebook, &log) < 0 || hotline_log_add_lines(log, bytes, len, 0, NULL) < 0 ||
        hotline_log_settle(log, hotline_instant_none()) < 0) {
        stop(path, "cannot be taken");
    }
    free(bytes);
    return log;
}

/* tally NULL: folded and judged alone. */
static void walk(const hotline_log *log, hotline_ticket *ticket, hotline_tally *tally) {
    const char *id;
    size_t len = 0;
    size_t i;
    for (i = 0; (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        if (hotline_ticket_fold(ticket, id, len) < 0 || (tally != NULL && hotline_tally_add(tally, ticket) < 0)) {
            stop(id, "cannot be counted");
        }
    }
}

static hotline_tally *count(const hotline_rulebook *rulebook, const hotline_log *log, times *best) {
    hotline_ticket *ticket = NULL;
    hotline_tally *tally = NULL;
    double at[3];
    if (hotline_ticket_new(log, &ticket) < 0 || hotline_tally_new(rulebook, &tally) < 0) {
        stop("reader", "no memory");
    }
    at[0] = now();
    walk(log, ticket, NULL);
    at[1] = now();
    walk(log, ticket, tally);
    at[2] = now();
    best->fold = at[1] - at[0] < best->fold ? at[1] - at[0] : best->fold;
    best->count = at[2] - at[1] < best->count ? at[2] - at[1] : best->count;
    hotline_ticket_free(ticket);
    hotline_tally_sort(tally);
    return tally;
}

static void show(const hotline_log *log, size_t figures, const times *best) {
    hotline_log_summary s;
    s.struct_size = sizeof s;
    hotline_log_summarize(log, &s);
    printf("%llu events of %llu tickets, %zu figures\n", (unsigned long long)s.events, (unsigned long long)s.tickets, figures);
    printf("%-8s %8.1f ns an event  %8.2f million events a second\n", "fold", best->fold / (double)s.events,
           1e3 * (double)s.events / best->fold);
    printf("%-8s %8.1f ns an event  %8.2f million events a second  (folded, judged and counted)\n", "tally", best->count / (double)s.events,
           1e3 * (double)s.events / best->count);
}

static void show_figures(hotline_tally *tally) {
    const char *lines = NULL;
    size_t len = 0;
    if (hotline_tally_lines(tally, &lines, &len) < 0) {
        stop("figures", "no memory");
    }
    fwrite(lines, 1, len, stdout);
}

int main(int argc, char **argv) {
    int once = argc > 1 && strcmp(argv[1], "--once") == 0;
    int figures = argc > 1 && strcmp(argv[1], "--figures") == 0;
    int first = once || figures ? 2 : 1;
    times best = {1e300, 1e300};
    hotline_context *context = NULL;
    hotline_tally *tally = NULL;
    hotline_rulebook *rulebook;
    hotline_log *log;
    int round;
    if (argc < first + 2 || hotline_context_new(NULL, &context) < 0) {
        stop("usage", "bench_tally_events [--once|--figures] LOG POLICY...");
    }
    rulebook = read_rules(context, argv + first + 1, argc - first - 1);
    log = read_log(rulebook, argv[first]);
    for (round = 0; round < (first == 2 ? 1 : ROUNDS); round++) {
        hotline_tally_free(tally);
        tally = count(rulebook, log, &best);
    }
    if (figures) {
        show_figures(tally);
    } else {
        show(log, hotline_tally_count(tally), &best);
    }
    hotline_tally_free(tally);
    hotline_log_free(log);
    hotline_rulebook_free(rulebook);
    hotline_context_free(context);
    return 0;
}
