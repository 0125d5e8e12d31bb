/* SPDX-License-Identifier: MIT */
/*
 * Look-ups among many replies. The replies are made of clauses: common ones, drawn often, and others; each clause is made of words of a
 * made-up vocabulary, or taken from a file of texts, one a line. The queries are replies of the same making that are copies of nothing,
 * and replies of the index with a few letters changed.
 *
 *     bench_copies [REPLIES [FILE]]      default: 200000
 */
#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../include/hotline/copies.h"

enum {
    REPLIES = 200000,
    QUERIES = 2000,
    WORDS = 20000,
    CLAUSES = 30000,
    COMMON = 300,
    ALIKE = 20000,
    TEXT_SIZE = 16384,
    LETTERS = 330, /* a reply is as long or a clause longer, with signs about 340 characters */
    CLAUSE_SIZE = 600
};

static char clauses[CLAUSES][CLAUSE_SIZE];
static uint32_t clause_count;
static size_t live;

static double clock_now(clockid_t which) {
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double now(void) {
    return clock_now(CLOCK_MONOTONIC);
}

static void stop(const char *what) {
    fprintf(stderr, "bench_copies: %s\n", what);
    exit(2);
}

static void *counting(void *user, void *memory, size_t old_size, size_t new_size) {
    void *moved = NULL;
    (void)user;
    if (new_size == 0) {
        free(memory);
    } else {
        moved = realloc(memory, new_size);
    }
    live += new_size == 0 || moved != NULL ? new_size - old_size : 0;
    return moved;
}

/* ---- chance ---- */

static uint64_t chance;

static uint32_t below(uint32_t most) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (uint32_t)((chance >> 32) * most >> 32);
}

/* Small numbers far more often: the lesser of three. */
static uint32_t below_mostly_small(uint32_t most) {
    uint32_t a = below(most);
    uint32_t b = below(most);
    uint32_t c = below(most);
    a = b < a ? b : a;
    return c < a ? c : a;
}

/* ---- clauses ---- */

static size_t put_letter(char *at, uint32_t code) {
    at[0] = (char)(0xE0 | code >> 12);
    at[1] = (char)(0x80 | (code >> 6 & 63));
    at[2] = (char)(0x80 | (code & 63));
    return 3;
}

/* Words of one to three of 3,000 letters, those of common words drawn more often. */
static void make_clauses(void) {
    static uint32_t words[WORDS][4];
    for (uint32_t i = 0; i < WORDS; i++) {
        words[i][3] = 1 + below(3);
        for (uint32_t k = 0; k < words[i][3]; k++) {
            words[i][k] = 0x4E00 + 5 * below_mostly_small(3000);
        }
    }
    for (clause_count = 0; clause_count < CLAUSES; clause_count++) {
        size_t used = 0;
        uint32_t letters = 0;
        uint32_t wanted = 5 + below(20);
        while (letters < wanted) {
            const uint32_t *word = words[below_mostly_small(WORDS)];
            for (uint32_t k = 0; k < word[3]; k++, letters++) {
                used += put_letter(clauses[clause_count] + used, word[k]);
            }
        }
    }
}

static int divides(const char *at) {
    static const char *const signs[] = {"，", "。", "！", "；", "：", "？"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (strncmp(at, signs[i], 3) == 0) {
            return 1;
        }
    }
    return 0;
}

static void take_clauses(const char *path) {
    static char line[1 << 18];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        stop("the file cannot be read");
        return;
    }
    while (clause_count < CLAUSES && fgets(line, sizeof line, file) != NULL) {
        const char *from = line;
        for (const char *at = line; clause_count < CLAUSES && *at != '\0'; at++) {
            size_t len = (size_t)(at - from);
            if (divides(at) || *at == '\n') {
                if (len > 12 && len < CLAUSE_SIZE) {
                    memcpy(clauses[clause_count], from, len);
                    clauses[clause_count++][len] = '\0';
                }
                from = *at == '\n' ? at + 1 : at + 3;
                at = from - 1;
            }
        }
    }
    fclose(file);
}

/* ---- texts ---- */

/* Every fourth clause is one of the common ones. */
static size_t make_text(char *at) {
    size_t used = 0;
    while (used < (size_t)3 * LETTERS) {
        const char *clause = clauses[below(4) == 0 ? below_mostly_small(COMMON) : below(clause_count)];
        size_t len = strlen(clause);
        memcpy(at + used, clause, len);
        memcpy(at + used + len, "，", 3);
        used += len + 3;
    }
    return used;
}

/* The text of reply i again. */
static size_t make_reply(uint64_t i, char *at) {
    chance = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);
    (void)below(2);
    (void)below(2);
    return make_text(at);
}

static hotline_copies *index_of(const hotline_context *context, uint32_t replies) {
    hotline_copies *made = NULL;
    char text[TEXT_SIZE];
    double start = now();
    double spent = 0;
    size_t letters = 0;
    if (hotline_copies_new(context, &made) < 0) {
        stop("no memory");
    }
    for (uint32_t i = 0; i < replies; i++) {
        char id[32];
        size_t len = make_reply(i, text);
        int id_len = snprintf(id, sizeof id, "2021%08u", i);
        double from = now();
        if (hotline_copies_add(made, id, (size_t)id_len, text, len) < 0) {
            stop("a reply cannot be added");
        }
        spent += now() - from;
        letters += len / 3;
    }
    printf("%u replies of %.0f letters in %.1f s: %.2f us to add one, %.0f bytes of memory each\n", replies, (double)letters / replies,
           (now() - start) / 1e9, spent / 1e3 / replies, (double)live / replies);
    return made;
}

/* Letters of three bytes become others. */
static void change(char *text, size_t len, uint32_t changed) {
    while (changed > 0) {
        char *at = text + below((uint32_t)len - 3);
        if ((*at & 0xF0) == 0xE0) {
            put_letter(at, 0x8C00 + below(500));
            changed--;
        }
    }
}

static int compare_times(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static char queries[QUERIES][TEXT_SIZE];
static size_t query_len[QUERIES];

/* changed > 0: replies of the index with so many letters replaced; else replies of the same making that are not in it. */
static void make_queries(uint32_t replies, uint32_t changed) {
    for (uint32_t i = 0; i < QUERIES; i++) {
        uint64_t number = changed != 0 ? i * (uint64_t)(replies / QUERIES) : UINT64_C(5000000000) + i;
        query_len[i] = make_reply(number, queries[i]);
        change(queries[i], query_len[i], changed);
    }
}

static void look_up(const hotline_copies *copies, const char *what) {
    static double times[QUERIES];
    size_t hits = 0;
    size_t crowds = 0;
    double cpu = clock_now(CLOCK_PROCESS_CPUTIME_ID);
    for (uint32_t i = 0; i < QUERIES; i++) {
        hotline_copies_match best;
        size_t found = 0;
        uint32_t crowded = 0;
        double from = now();
        hotline_copies_match_init(&best, sizeof best);
        if (hotline_copies_find(copies, queries[i], query_len[i], HOTLINE_COPIES_USUAL, &best, 1, &found, &crowded) < 0) {
            stop("a text cannot be looked up");
        }
        times[i] = now() - from;
        hits += found != 0;
        crowds += crowded;
    }
    cpu = clock_now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    qsort(times, QUERIES, sizeof times[0], compare_times);
    printf("%-24s %6.2f us of processor, median %.2f us, 99 in 100 %.2f us; %zu of %d found something, %zu met a full place\n", what,
           cpu / QUERIES / 1e3, times[QUERIES / 2] / 1e3, times[QUERIES * 99 / 100] / 1e3, hits, QUERIES, crowds);
}

/* The worst that a feed can do to a look-up: all are alike, and every place is full. */
static void look_up_in_a_crowd(const hotline_context *context) {
    hotline_copies *crowd = NULL;
    char text[TEXT_SIZE];
    if (hotline_copies_new(context, &crowd) < 0) {
        stop("no memory");
    }
    for (uint32_t i = 0; i < ALIKE + QUERIES; i++) {
        size_t len = make_reply(0, text);
        char id[32];
        int id_len = snprintf(id, sizeof id, "2021%08u", i);
        chance += (i + UINT64_C(1)) * UINT64_C(0x9e3779b97f4a7c15);
        change(text, len, 3);
        if (i >= ALIKE) {
            memcpy(queries[i - ALIKE], text, len);
            query_len[i - ALIKE] = len;
        } else if (hotline_copies_add(crowd, id, (size_t)id_len, text, len) < 0) {
            stop("a reply cannot be added");
        }
    }
    look_up(crowd, "among 20,000 alike");
    hotline_copies_free(crowd);
}

int main(int argc, char **argv) {
    uint32_t replies = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : REPLIES;
    hotline_context_options options;
    hotline_context *context = NULL;
    hotline_copies *copies;
    size_t size = 0;
    hotline_context_options_init(&options, sizeof options);
    options.allocate = counting;
    if (replies < QUERIES || hotline_context_new(&options, &context) < 0) {
        stop("usage: bench_copies [REPLIES [FILE]], 2000 replies at least");
    }
    chance = 88172645463325252u;
    if (argc > 2) {
        take_clauses(argv[2]);
    } else {
        make_clauses();
    }
    if (clause_count < COMMON) {
        stop("too few clauses");
    }
    copies = index_of(context, replies);
    make_queries(replies, 0);
    look_up(copies, "copies of nothing");
    look_up(copies, "copies of nothing, again");
    make_queries(replies, 3);
    look_up(copies, "3 letters changed");
    make_queries(replies, 7);
    look_up(copies, "7 letters changed");
    (void)hotline_copies_save(copies, NULL, 0, &size);
    printf("saved: %.0f bytes a reply\n", (double)size / replies);
    hotline_copies_free(copies);
    look_up_in_a_crowd(context);
    hotline_context_free(context);
    return 0;
}
