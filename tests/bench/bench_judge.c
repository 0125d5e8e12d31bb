/* SPDX-License-Identifier: MIT */
/*
 * Events per second: read from JSON lines, put in order, folded and judged, counted. The best of several rounds. Beside it in the same run
 * a table of one machine walked by hand: what the state alone would cost.
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
    if (hotline_ticket_new(log, &ticket) < 0 || hotline_tally_new(rulebook, &tally) < 0) {
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

/* ---- the peer: a table of one machine, walked by hand ---- */

enum { WALK_KINDS = 9, WALK_STATES = 7 };

/* The centre's machine of the Hedong documents; state 0 is the start, kind 0 anything else. No row: the state stays. */
static const char *const walk_kinds[WALK_KINDS] = {"", "accept", "register", "dispatch", "report", "callback", "redo", "close", "answer"};
static const unsigned char walk_rows[WALK_STATES][WALK_KINDS] = {
    /* other accept register dispatch report callback redo close answer */
    {0, 1, 0, 0, 0, 0, 0, 6, 0}, /* received */
    {1, 1, 2, 1, 1, 1, 1, 6, 4}, /* accepted */
    {2, 2, 2, 3, 2, 2, 2, 2, 4}, /* registered */
    {3, 3, 3, 3, 4, 3, 3, 3, 3}, /* dispatched */
    {4, 4, 4, 3, 4, 5, 4, 6, 4}, /* answered */
    {5, 5, 5, 5, 5, 5, 3, 6, 5}, /* called back */
    {6, 6, 6, 6, 6, 6, 6, 6, 6}, /* closed */
};

typedef struct columns {
    unsigned char *kinds;
    uint32_t *tickets;
    size_t count, tickets_known;
} columns;

static size_t member(const char *line, const char *end, const char *key, const char **out) {
    size_t len = strlen(key);
    const char *at;
    for (at = line; at + len < end; at++) {
        if (memcmp(at, key, len) == 0) {
            const char *close = memchr(at + len, '"', (size_t)(end - at) - len);
            *out = at + len;
            return close != NULL ? (size_t)(close - *out) : 0;
        }
    }
    return 0;
}

static uint32_t ticket_number(const hotline_log *log, const char *id, size_t len) {
    size_t low = 0;
    hotline_log_summary s;
    s.struct_size = sizeof s;
    hotline_log_summarize(log, &s);
    size_t high = (size_t)s.tickets;
    while (low < high) { /* in byte order of ids */
        size_t middle = low + (high - low) / 2;
        size_t n = 0;
        const char *at = hotline_log_ticket(log, middle, &n);
        int order = memcmp(at, id, n < len ? n : len);
        if (order < 0 || (order == 0 && n < len)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low;
}

static void read_columns(const hotline_log *log, const char *bytes, size_t len, columns *out) {
    const char *line = bytes;
    const char *end = bytes + len;
    hotline_log_summary s;
    s.struct_size = sizeof s;
    hotline_log_summarize(log, &s);
    out->tickets_known = (size_t)s.tickets + 1;
    out->kinds = calloc((size_t)s.lines + 1, 1);
    out->tickets = calloc((size_t)s.lines + 1, sizeof *out->tickets);
    if (out->kinds == NULL || out->tickets == NULL) {
        stop("columns", "no memory");
    }
    for (out->count = 0; line < end; line = (const char *)memchr(line, '\n', (size_t)(end - line)) + 1) {
        const char *stop_at = memchr(line, '\n', (size_t)(end - line));
        const char *name = NULL;
        const char *id = NULL;
        size_t n;
        unsigned char k;
        if (stop_at == NULL) {
            break;
        }
        n = member(line, stop_at, "\"event\":\"", &name);
        for (k = WALK_KINDS - 1; k > 0 && !(strlen(walk_kinds[k]) == n && memcmp(walk_kinds[k], name, n) == 0); k--) {
        }
        out->kinds[out->count] = k;
        n = member(line, stop_at, "\"ticket\":\"", &id);
        out->tickets[out->count++] = n != 0 ? ticket_number(log, id, n) : (uint32_t)s.tickets;
    }
}

/* Kinds and tickets as columns, one table, one state a ticket: no order, no facts, no duties, no findings. */
static void show_walk(const hotline_rulebook *rulebook, const char *bytes, size_t len) {
    hotline_log *log = NULL;
    columns c;
    unsigned char *states;
    double best = 1e300;
    size_t closed = 0;
    size_t i;
    int round;
    if (hotline_log_new(rulebook, &log) < 0 || hotline_log_add_lines(log, bytes, len, 0, NULL) < 0 ||
        hotline_log_settle(log, hotline_instant_none()) < 0) {
        stop("log", "cannot be taken");
    }
    read_columns(log, bytes, len, &c);
    states = malloc(c.tickets_known);
    for (round = 0; states != NULL && round < 5 * ROUNDS; round++) {
        double start = now();
        memset(states, 0, c.tickets_known);
        for (i = 0; i < c.count; i++) {
            states[c.tickets[i]] = walk_rows[states[c.tickets[i]]][c.kinds[i]];
        }
        best = now() - start < best ? now() - start : best;
    }
    for (i = 0; states != NULL && i < c.tickets_known; i++) {
        closed += states[i] == WALK_STATES - 1;
    }
    printf("peer     %8.1f ns an event: a table of the centre's machine walked by hand over columns, state only (%zu tickets closed)\n",
           best / (double)c.count, closed);
    free(states);
    free(c.kinds);
    free(c.tickets);
    hotline_log_free(log);
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
    if (first == 1) {
        show_walk(rulebook, bytes, len);
    }
    free(bytes);
    hotline_rulebook_free(rulebook);
    hotline_context_free(context);
    return 0;
}
