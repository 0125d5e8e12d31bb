/* SPDX-License-Identifier: MIT */
/*
 * Phrases found in replies: megabytes of UTF-8 text a second, the median of several rounds in which every way has its turn. Beside the
 * matcher, over letters that are ready and with the reading of the text, in the same run: Aho-Corasick over bytes, one memmem a phrase,
 * and Hyperscan when it was compiled in (bench_matcher_peers.py does that). Every way must find the same matches.
 *
 *     bench_matcher REPLIES.jsonl PHRASES COLUMNS.csv...
 *
 * REPLIES: a JSON object a line, with a text `reply`. The phrases are the first PHRASES of the files' first columns, after their heading.
 */
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef HOTLINE_BENCH_HYPERSCAN
#  include <hs/hs.h>
#endif

#include "../../lib/base/json_read.h"
#include "../../lib/base/matcher.h"
#include "../../lib/casework/passage_impl.h"

enum { ROUNDS = 21, ROUNDS_SLOW = 3, REPLIES_MOST = 20000, PHRASES_MOST = 2000 };

typedef struct reply {
    text source;
    passage p;
    const uint16_t *letters; /* p's, moved together: else one scan would be another one's walk through cold memory */
} reply;

/* What one way found; `sum` is over all matches and does not depend on their order. */
typedef struct found {
    uint64_t count, sum;
} found;

typedef struct bench {
    hotline_context *context;
    arena kept, passing; /* passing: forgotten after each reply */
    reply replies[REPLIES_MOST];
    text phrases[PHRASES_MOST];
    matcher_pattern patterns[PHRASES_MOST];
    text joined; /* the replies as one text, with line ends between them */
    passage joined_passage;
    matcher m;
    uint32_t reply_count, phrase_count;
    size_t bytes;
    size_t letters;
    uint64_t otherwise_written; /* matches of the folded letters where the source has other bytes than the phrase */
} bench;

static bench b;

/* Processor time: others may use the machine, too. */
static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void stop(const char *what, const char *why) {
    fprintf(stderr, "bench_matcher: %s: %s\n", what, why);
    exit(2);
}

static text read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    text t = {NULL, 0};
    char *bytes = NULL;
    long size = 0;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
        stop(path, "cannot be read");
    }
    rewind(file);
    bytes = malloc((size_t)size + 1);
    if (bytes == NULL) {
        stop(path, "no memory");
    }
    t.len = fread(bytes, 1, (size_t)size, file);
    t.at = bytes;
    fclose(file);
    return t;
}

/* Takes a line off the front, without its end. */
static int next_line(text *rest, text *line) {
    const char *end = rest->len == 0 ? NULL : memchr(rest->at, '\n', rest->len);
    size_t whole;
    if (rest->len == 0) {
        return 0;
    }
    line->at = rest->at;
    line->len = end == NULL ? rest->len : (size_t)(end - rest->at);
    whole = line->len + (end != NULL);
    rest->at += whole;
    rest->len -= whole;
    return 1;
}

static void read_passage(arena *a, text source, passage *out) {
    size_t bad = 0;
    if (hotline__passage_read(a, source, out, &bad) < 0) {
        stop("reply", "cannot be taken");
    }
}

static void gather_letters(void) {
    uint16_t *letters = malloc((b.letters + (size_t)b.reply_count * PASSAGE_PADDING) * sizeof *letters);
    uint32_t i;
    if (letters == NULL) {
        stop("replies", "no memory");
        return;
    }
    for (i = 0; i < b.reply_count; i++) {
        uint32_t count = b.replies[i].p.count + PASSAGE_PADDING;
        memcpy(letters, b.replies[i].p.letters, count * sizeof *letters);
        b.replies[i].letters = letters;
        letters += count;
    }
}

static void join_replies(void) {
    char *bytes = malloc(b.bytes + b.reply_count);
    size_t at = 0;
    uint32_t i;
    if (bytes == NULL) {
        stop("replies", "no memory");
        return;
    }
    for (i = 0; i < b.reply_count; i++) {
        memcpy(bytes + at, b.replies[i].source.at, b.replies[i].source.len);
        at += b.replies[i].source.len;
        bytes[at++] = '\n';
    }
    b.joined.at = bytes;
    b.joined.len = at;
    read_passage(&b.kept, b.joined, &b.joined_passage);
}

static void read_replies(const char *path) {
    text rest = read_file(path);
    text line;
    while (b.reply_count < REPLIES_MOST && next_line(&rest, &line)) {
        reply *r = &b.replies[b.reply_count];
        json *root = NULL;
        const json *member;
        if (hotline__json_read(&b.kept, line.at, line.len, &root, NULL) < 0) {
            stop(path, "is not JSON lines");
            return;
        }
        for (member = root->first; member != NULL; member = member->next) {
            if (hotline__text_is(member->key, "reply") && member->kind == JSON_TEXT) {
                r->source = member->value;
                read_passage(&b.kept, r->source, &r->p);
                b.bytes += r->source.len;
                b.letters += r->p.count;
                b.reply_count++;
            }
        }
    }
    gather_letters();
    join_replies();
}

/* Written in folded letters only, so that bytes can be searched for instead; not there already. */
static int phrase_serves(text phrase, const passage *p) {
    uint32_t i;
    for (i = 0; i < p->count; i++) {
        if (p->kinds[i] != LETTER_HAN || p->offsets[i + 1] - p->offsets[i] != 3) {
            return 0;
        }
    }
    for (i = 0; i < b.phrase_count; i++) {
        if (hotline__text_equal(b.phrases[i], phrase)) {
            return 0;
        }
    }
    return p->count >= 2 && p->count <= MATCHER_LENGTH_MOST;
}

static void read_phrases(const char *path, uint32_t most) {
    text rest = read_file(path);
    text line;
    (void)next_line(&rest, &line);
    while (b.phrase_count < most && next_line(&rest, &line)) {
        const char *comma = memchr(line.at, ',', line.len);
        passage p;
        line.len = comma == NULL ? line.len : (size_t)(comma - line.at);
        read_passage(&b.kept, line, &p);
        if (phrase_serves(line, &p)) {
            b.patterns[b.phrase_count].letters = p.letters;
            b.patterns[b.phrase_count].length = p.count;
            b.phrases[b.phrase_count++] = line;
        }
    }
}

/* ---- one match, of every way ---- */

static void note(found *f, uint32_t pattern) {
    f->count++;
    f->sum += pattern;
}

/* For the comparison, which is not timed: where it ends, too. */
static void note_place(found *f, uint32_t reply_number, uint64_t end, uint32_t pattern) {
    uint64_t mixed = ((uint64_t)reply_number << 40 ^ end << 16 ^ pattern) * UINT64_C(0x9e3779b97f4a7c15);
    f->count++;
    f->sum += mixed ^ mixed >> 29;
}

/* ---- the matcher ---- */

static void scan_letters(const uint16_t *letters, uint32_t count, found *f) {
    matcher_cursor cursor = {0, 0};
    matcher_match one;
    while (hotline__matcher_next(&b.m, letters, count, &cursor, &one)) {
        note(f, one.pattern);
    }
}

static void ours_ready(found *f) {
    uint32_t i;
    for (i = 0; i < b.reply_count; i++) {
        scan_letters(b.replies[i].letters, b.replies[i].p.count, f);
    }
}

static void ours_read(found *f) {
    uint32_t i;
    for (i = 0; i < b.reply_count; i++) {
        passage p;
        hotline__arena_reset(&b.passing);
        read_passage(&b.passing, b.replies[i].source, &p);
        scan_letters(p.letters, p.count, f);
    }
}

static void reading_alone(found *f) {
    uint32_t i;
    for (i = 0; i < b.reply_count; i++) {
        passage p;
        hotline__arena_reset(&b.passing);
        read_passage(&b.passing, b.replies[i].source, &p);
        f->sum += p.count + p.clause_count;
    }
}

static void ours_joined(found *f) {
    scan_letters(b.joined_passage.letters, b.joined_passage.count, f);
}

/* The bytes of every match must be the phrase; what only the folding made equal is counted apart. */
static void ours_places(found *f) {
    uint32_t i;
    b.otherwise_written = 0;
    for (i = 0; i < b.reply_count; i++) {
        const passage *p = &b.replies[i].p;
        matcher_cursor cursor = {0, 0};
        matcher_match one;
        while (hotline__matcher_next(&b.m, p->letters, p->count, &cursor, &one)) {
            span s;
            s.begin = one.begin;
            s.end = one.end;
            if (hotline__text_equal(hotline__passage_text(p, s), b.phrases[one.pattern])) {
                note_place(f, i, p->offsets[one.end], one.pattern);
            } else {
                b.otherwise_written++;
            }
        }
    }
}

/* ---- Aho-Corasick over bytes: a complete table of 256 columns, failures worked in ---- */

typedef struct automaton {
    uint32_t (*next)[256]; /* the node, with the top bit when something ends there */
    uint32_t *fail;
    uint32_t *output;  /* phrase + 1 */
    uint32_t *shorter; /* the nearest node by failures where a phrase ends, or none */
    uint32_t count;
} automaton;

static automaton ac;

enum { AUTOMATON_ENDS = 1 << 30 };

static void automaton_take(void) {
    size_t most = 1;
    uint32_t i;
    for (i = 0; i < b.phrase_count; i++) {
        most += b.phrases[i].len;
    }
    ac.next = calloc(most, sizeof *ac.next);
    ac.fail = calloc(most, sizeof *ac.fail);
    ac.output = calloc(most, sizeof *ac.output);
    ac.shorter = calloc(most, sizeof *ac.shorter);
    ac.count = 1;
    if (ac.next == NULL || ac.fail == NULL || ac.output == NULL || ac.shorter == NULL) {
        stop("automaton", "no memory");
    }
}

static void automaton_add(uint32_t phrase) {
    uint32_t node = 0;
    size_t i;
    for (i = 0; i < b.phrases[phrase].len; i++) {
        uint32_t *to = &ac.next[node][(unsigned char)b.phrases[phrase].at[i]];
        if (*to == 0) {
            *to = ac.count++;
        }
        node = *to;
    }
    ac.output[node] = phrase + 1;
}

/* Breadth first: a node's failures are complete before its own row is. */
static void automaton_complete(void) {
    uint32_t *queue = calloc(ac.count, sizeof *queue);
    uint32_t head = 0;
    uint32_t tail = 1;
    uint32_t c;
    if (queue == NULL) {
        stop("automaton", "no memory");
        return;
    }
    while (head < tail) {
        uint32_t node = queue[head++];
        uint32_t fail = ac.fail[node];
        ac.shorter[node] = ac.output[fail] != 0 ? fail : ac.shorter[fail];
        for (c = 0; c < 256; c++) {
            uint32_t *to = &ac.next[node][c];
            uint32_t by_failure = node == 0 ? 0 : ac.next[fail][c];
            if (*to == 0) {
                *to = by_failure;
            } else {
                ac.fail[*to] = by_failure;
                queue[tail++] = *to;
            }
        }
    }
    free(queue);
}

static void automaton_mark_ends(void) {
    uint32_t node;
    uint32_t c;
    for (node = 0; node < ac.count; node++) {
        for (c = 0; c < 256; c++) {
            uint32_t to = ac.next[node][c];
            ac.next[node][c] |= ac.output[to] != 0 || ac.shorter[to] != 0 ? AUTOMATON_ENDS : 0;
        }
    }
}

static void automaton_make(void) {
    uint32_t i;
    automaton_take();
    for (i = 0; i < b.phrase_count; i++) {
        automaton_add(i);
    }
    automaton_complete();
    automaton_mark_ends();
}

static void automaton_scan(found *f, int places) {
    uint32_t i;
    size_t k;
    for (i = 0; i < b.reply_count; i++) {
        text t = b.replies[i].source;
        uint32_t node = 0;
        for (k = 0; k < t.len; k++) {
            uint32_t out;
            node = ac.next[node & ~(uint32_t)AUTOMATON_ENDS][(unsigned char)t.at[k]];
            if ((node & AUTOMATON_ENDS) == 0) {
                continue;
            }
            for (out = node & ~(uint32_t)AUTOMATON_ENDS; out != 0; out = ac.shorter[out]) {
                if (ac.output[out] != 0 && places) {
                    note_place(f, i, k + 1, ac.output[out] - 1);
                } else if (ac.output[out] != 0) {
                    note(f, ac.output[out] - 1);
                }
            }
        }
    }
}

static void automaton_plain(found *f) {
    automaton_scan(f, 0);
}

static void automaton_places(found *f) {
    automaton_scan(f, 1);
}

/* ---- one memmem a phrase, over the joined text ---- */

static void memmem_each(found *f) {
    uint32_t i;
    for (i = 0; i < b.phrase_count; i++) {
        const char *end = b.joined.at + b.joined.len;
        const char *at = b.joined.at;
        while ((at = memmem(at, (size_t)(end - at), b.phrases[i].at, b.phrases[i].len)) != NULL) {
            note(f, i);
            at++;
        }
    }
}

/* ---- Hyperscan ---- */

#ifdef HOTLINE_BENCH_HYPERSCAN

typedef struct hyperscan {
    hs_database_t *database;
    hs_scratch_t *scratch;
    uint32_t reply;
} hyperscan;

static hyperscan hs;

static void hyperscan_make(void) {
    static const char *expressions[PHRASES_MOST];
    static unsigned flags[PHRASES_MOST];
    static unsigned ids[PHRASES_MOST];
    static size_t lengths[PHRASES_MOST];
    hs_compile_error_t *error = NULL;
    uint32_t i;
    for (i = 0; i < b.phrase_count; i++) {
        expressions[i] = b.phrases[i].at;
        lengths[i] = b.phrases[i].len;
        ids[i] = i;
    }
    if (hs_compile_lit_multi(expressions, flags, ids, lengths, b.phrase_count, HS_MODE_BLOCK, NULL, &hs.database, &error) != HS_SUCCESS ||
        hs_alloc_scratch(hs.database, &hs.scratch) != HS_SUCCESS) {
        stop("Hyperscan", error != NULL ? error->message : "no memory");
    }
}

static int hyperscan_note(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)from;
    (void)to;
    (void)flags;
    note(context, id);
    return 0;
}

static int hyperscan_note_place(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)from;
    (void)flags;
    note_place(context, hs.reply, to, id);
    return 0;
}

static void hyperscan_scan(text t, match_event_handler handler, found *f) {
    if (hs_scan(hs.database, t.at, (unsigned)t.len, 0, hs.scratch, handler, f) != HS_SUCCESS) {
        stop("Hyperscan", "the scan failed");
    }
}

static void hyperscan_plain(found *f) {
    for (hs.reply = 0; hs.reply < b.reply_count; hs.reply++) {
        hyperscan_scan(b.replies[hs.reply].source, hyperscan_note, f);
    }
}

static void hyperscan_joined(found *f) {
    hyperscan_scan(b.joined, hyperscan_note, f);
}

static void hyperscan_places(found *f) {
    for (hs.reply = 0; hs.reply < b.reply_count; hs.reply++) {
        hyperscan_scan(b.replies[hs.reply].source, hyperscan_note_place, f);
    }
}

#endif

/* ---- rounds ---- */

typedef struct way {
    const char *name;
    void (*run)(found *);
    int rounds;
    int finds; /* 0: it finds nothing */
    double ns[ROUNDS];
    found result;
} way;

static way ways[] = {
    {"matcher, letters ready", ours_ready, ROUNDS, 1, {0}, {0, 0}},
    {"matcher, text read and folded", ours_read, ROUNDS, 1, {0}, {0, 0}},
    {"(reading and folding alone)", reading_alone, ROUNDS, 0, {0}, {0, 0}},
    {"matcher, letters ready, replies joined", ours_joined, ROUNDS, 1, {0}, {0, 0}},
#ifdef HOTLINE_BENCH_HYPERSCAN
    {"Hyperscan", hyperscan_plain, ROUNDS, 1, {0}, {0, 0}},
    {"Hyperscan, replies joined", hyperscan_joined, ROUNDS, 1, {0}, {0, 0}},
#endif
    {"Aho-Corasick over bytes, full table", automaton_plain, ROUNDS, 1, {0}, {0, 0}},
    {"memmem for each phrase, replies joined", memmem_each, ROUNDS_SLOW, 1, {0}, {0, 0}},
};

enum { WAYS = sizeof ways / sizeof ways[0] };

static int compare_numbers(const void *x, const void *y) {
    const double *l = x;
    const double *r = y;
    return (*l > *r) - (*l < *r);
}

static double median(double *numbers, int count) {
    qsort(numbers, (size_t)count, sizeof *numbers, compare_numbers);
    return numbers[count / 2];
}

static void run_rounds(void) {
    int round;
    size_t i;
    for (round = 0; round < ROUNDS; round++) {
        for (i = 0; i < WAYS; i++) {
            double start = now();
            if (round < ways[i].rounds) {
                memset(&ways[i].result, 0, sizeof ways[i].result);
                ways[i].run(&ways[i].result);
                ways[i].ns[round] = now() - start;
            }
        }
    }
}

static void show_rounds(void) {
    size_t i;
    for (i = 0; i < WAYS; i++) {
        double ns = median(ways[i].ns, ways[i].rounds);
        printf("%-42s %8.1f MB/s  %7.2f ns a letter", ways[i].name, (double)b.bytes / ns * 1e3, ns / (double)b.letters);
        if (ways[i].finds) {
            printf("  %llu matches\n", (unsigned long long)ways[i].result.count);
        } else {
            printf("\n");
        }
    }
}

/* Number and place of every match: ours (where the bytes are the phrase's), the automaton's and Hyperscan's. */
static int same_matches(void) {
    found ours = {0, 0};
    found other = {0, 0};
    int same;
    ours_places(&ours);
    automaton_places(&other);
    same = ours.count == other.count && ours.sum == other.sum;
#ifdef HOTLINE_BENCH_HYPERSCAN
    memset(&other, 0, sizeof other);
    hyperscan_places(&other);
    same = same && ours.count == other.count && ours.sum == other.sum;
#endif
    printf("%llu matches at the same places by all ways%s; %llu more are written otherwise and found by folding\n",
           (unsigned long long)ours.count, same ? "" : ": NOT SO", (unsigned long long)b.otherwise_written);
    return same;
}

/* ---- making, and texts made to be slow ---- */

static void show_making(void) {
    double ns[ROUNDS];
    int round;
    for (round = 0; round < ROUNDS; round++) {
        matcher m;
        double start;
        hotline__arena_reset(&b.passing);
        start = now();
        if (hotline__matcher_new(&b.passing, b.patterns, b.phrase_count, &m) < 0) {
            stop("matcher", "no memory");
        }
        ns[round] = now() - start;
    }
    printf("%-42s %8.1f microseconds for %u phrases\n", "matcher, making", median(ns, ROUNDS) / 1e3, (unsigned)b.phrase_count);
#ifdef HOTLINE_BENCH_HYPERSCAN
    ns[0] = now();
    hs_free_database(hs.database);
    hs_free_scratch(hs.scratch);
    memset(&hs, 0, sizeof hs);
    hyperscan_make();
    printf("%-42s %8.1f microseconds\n", "Hyperscan, making", (now() - ns[0]) / 1e3);
#endif
}

/* Phrases one after another, whole or without their last letters: every place where one begins passes the filter. */
static void show_hostile(uint32_t left_out) {
    static uint16_t letters[PHRASES_MOST * MATCHER_LENGTH_MOST + PASSAGE_PADDING];
    double ns[ROUNDS];
    uint32_t count = 0;
    uint32_t i;
    int round;
    found f = {0, 0};
    for (i = 0; i < b.phrase_count; i++) {
        uint32_t length = b.patterns[i].length - left_out;
        memcpy(letters + count, b.patterns[i].letters, length * sizeof *letters);
        count += length;
    }
    memset(letters + count, 0, PASSAGE_PADDING * sizeof *letters);
    for (round = 0; round < ROUNDS; round++) {
        double start = now();
        memset(&f, 0, sizeof f);
        scan_letters(letters, count, &f);
        ns[round] = now() - start;
    }
    printf("matcher, %-33s %8.2f ns a letter, %llu matches in %u letters\n",
           left_out == 0 ? "the phrases as text" : "all but their last letters as text", median(ns, ROUNDS) / (double)count,
           (unsigned long long)f.count, (unsigned)count);
}

int main(int argc, char **argv) {
    uint32_t most;
    int i;
    if (argc < 4 || hotline_context_new(NULL, &b.context) < 0) {
        stop("usage", "bench_matcher REPLIES.jsonl PHRASES COLUMNS.csv...");
    }
    hotline__arena_init(&b.kept, b.context);
    hotline__arena_init(&b.passing, b.context);
    read_replies(argv[1]);
    most = (uint32_t)strtoul(argv[2], NULL, 10);
    for (i = 3; i < argc; i++) {
        read_phrases(argv[i], most < PHRASES_MOST ? most : PHRASES_MOST);
    }
    if (hotline__matcher_new(&b.kept, b.patterns, b.phrase_count, &b.m) < 0) {
        stop("matcher", "no memory");
    }
    automaton_make();
#ifdef HOTLINE_BENCH_HYPERSCAN
    hyperscan_make();
    printf("Hyperscan %s\n", hs_version());
#endif
    printf("%u replies, %zu bytes, %zu letters; %u phrases\n", (unsigned)b.reply_count, b.bytes, b.letters, (unsigned)b.phrase_count);
    i = same_matches();
    run_rounds();
    show_rounds();
    show_making();
    show_hostile(0);
    show_hostile(1);
    return i ? 0 : 1;
}
