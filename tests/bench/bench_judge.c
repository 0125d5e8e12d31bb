/* SPDX-License-Identifier: MIT */
/*
 * Events per second: read from JSON lines, put in order, folded and judged, counted. The best of several rounds.
 *
 *     bench_judge LOG POLICY...      one round: bench_judge --once LOG POLICY...
 */
#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../include/hotline.h"

enum { ROUNDS = 7, STAGES = 4 };

static const char *const stage_names[STAGES] = {"read", "settle", "judge", "count"};

typedef struct round_result {
    double ns[STAGES];
    uint64_t events;
    uint64_t duties;
    size_t figures;
} round_result;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void stop(const char *what, const char *why) {
    fprintf(stderr, "bench_judge: %s: %s\n", what, why);
    exit(2);
}

static char *read_file(const char *path, size_t *len) {
    FILE *file = fopen(path, "rb");
    char *bytes;
    long size;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
        stop(path, "cannot be read");
        return NULL;
    }
    rewind(file);
    bytes = malloc((size_t)size + 1);
    if (bytes == NULL) {
        stop(path, "no memory");
        return NULL;
    }
    *len = fread(bytes, 1, (size_t)size, file);
    fclose(file);
    return bytes;
}

/* The judging alone: every ticket folded, every duty judged. `tally` NULL: not counted. */
static void judge(const hotline_log *log, hotline_ticket *ticket, hotline_tally *tally, round_result *out) {
    const char *id;
    size_t len = 0;
    size_t i;
    size_t k;
    for (i = 0; (id = hotline_log_ticket(log, i, &len)) != NULL; i++) {
        if (hotline_ticket_fold(ticket, id, len) < 0) {
            stop(id, "cannot be folded");
        }
        for (k = 0; tally == NULL && k < hotline_ticket_duty_count(ticket); k++) {
            hotline_duty duty;
            duty.struct_size = sizeof duty;
            hotline_ticket_duty(ticket, k, &duty);
            out->duties += duty.state == HOTLINE_DUTY_MET;
        }
        if (tally != NULL && hotline_tally_add(tally, ticket) < 0) {
            stop(id, "cannot be counted");
        }
    }
}

static void run_round(const hotline_rulebook *rulebook, const char *bytes, size_t len, round_result *out) {
    hotline_log *log = NULL;
    hotline_ticket *ticket = NULL;
    hotline_tally *tally = NULL;
    hotline_log_summary summary;
    double at[STAGES + 1];
    int i;
    memset(out, 0, sizeof *out);
    at[0] = now();
    if (hotline_log_new(rulebook, &log) < 0 || hotline_log_add_lines(log, bytes, len, 0, NULL) < 0) {
        stop("log", "cannot be taken");
    }
    at[1] = now();
    hotline_log_settle(log, hotline_instant_none());
    at[2] = now();
    if (hotline_ticket_new(log, &ticket) < 0 || hotline_tally_new(log, &tally) < 0) {
        stop("reader", "no memory");
    }
    judge(log, ticket, NULL, out);
    at[3] = now();
    judge(log, ticket, tally, out);
    hotline_tally_sort(tally);
    at[4] = now();
    for (i = 0; i < STAGES; i++) {
        out->ns[i] = at[i + 1] - at[i];
    }
    summary.struct_size = sizeof summary;
    hotline_log_summarize(log, &summary);
    out->events = summary.events;
    out->figures = hotline_tally_count(tally);
    hotline_tally_free(tally);
    hotline_ticket_free(ticket);
    hotline_log_free(log);
}

static void show(const round_result *best) {
    double total = 0;
    int i;
    printf("%llu events, %llu duties met, %zu figures\n", (unsigned long long)best->events, (unsigned long long)best->duties,
           best->figures);
    for (i = 0; i < STAGES; i++) {
        double ns = best->ns[i] / (double)best->events;
        total += i < 3 ? ns : 0;
        printf("%-8s %8.1f ns an event  %8.2f million events a second%s\n", stage_names[i], ns, 1e3 / ns,
               i == 3 ? "  (judged and counted)" : "");
    }
    printf("%-8s %8.1f ns an event  %8.2f million events a second\n", "all", total, 1e3 / total);
}

int main(int argc, char **argv) {
    hotline_context *context = NULL;
    hotline_rulebook *rulebook = NULL;
    hotline_error error;
    round_result best;
    int first = argc > 1 && strcmp(argv[1], "--once") == 0 ? 2 : 1;
    char *bytes;
    size_t len = 0;
    int i;
    hotline_error_init(&error, sizeof error);
    if (argc < first + 2 || hotline_context_new(NULL, &context) < 0 || hotline_rulebook_new(context, NULL, &rulebook) < 0) {
        stop("usage", "bench_judge [--once] LOG POLICY...");
    }
    for (i = first + 1; i < argc; i++) {
        size_t policy_len = 0;
        char *policy = read_file(argv[i], &policy_len);
        if (hotline_rulebook_add(rulebook, policy, policy_len, &error) < 0) {
            stop(argv[i], error.message);
        }
        free(policy);
    }
    bytes = read_file(argv[first], &len);
    run_round(rulebook, bytes, len, &best);
    for (i = 1; i < (first == 2 ? 1 : ROUNDS); i++) {
        round_result one;
        int k;
        run_round(rulebook, bytes, len, &one);
        for (k = 0; k < STAGES; k++) {
            best.ns[k] = one.ns[k] < best.ns[k] ? one.ns[k] : best.ns[k];
        }
    }
    show(&best);
    free(bytes);
    hotline_rulebook_free(rulebook);
    hotline_context_free(context);
    return 0;
}
