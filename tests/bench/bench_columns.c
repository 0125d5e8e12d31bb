/* SPDX-License-Identifier: MIT */
/*
 * Seven measures by unit, week and month from five columns in memory: the policy's own measures through hotline_columns_count(), beside a
 * plain C loop that knows them by heart, and beside reading the columns. The columns are files without headers, little-endian:
 * f_unit.u2, f_recv.u4, f_reply.u4 (0: none), f_deadline.u4, f_flags.u1; times in unix seconds of 2024. All must give the same check value.
 *
 *     bench_columns FOLDER [REPETITIONS]
 */
#define _POSIX_C_SOURCE 200809L

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hotline.h"

enum { UNITS = 301, WEEKS = 53, MONTHS = 12, BASE = 1704038400, AS_OF = 1735660800, DAY = 86400, REPETITIONS_MOST = 99 };

static const char policy[] =
    "{\"hotline\":1,\"id\":\"bench\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":\"2020-01-01\","
    "\"transition\":\"switch\","
    "\"calendar\":\"cn\",\"periods\":{\"week\":{\"from\":\"monday\"},\"month\":{\"from_day\":1,\"named_by\":\"start\"}},\"roles\":{"
    "\"centre\":\"c\"},"
    "\"facts\":{\"reply_at\":{\"of\":\"assignment\",\"type\":\"time\"},\"deadline\":{\"of\":\"assignment\",\"type\":\"time\"},"
    "\"went\":{\"of\":\"assignment\",\"many_of\":{\"responded\":\"a\",\"first_time\":\"b\",\"reached\":\"c\",\"satisfied\":\"d\","
    "\"closed\":\"e\",\"resolved\":\"f\"}}},"
    "\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":\"ticket\"},\"dispatch\":{\"of\":\"ticket\",\"opens\":\"assignment\"},"
    "\"note\":{\"of\":\"assignment\",\"facts\":{\"reply_at\":\"optional\",\"deadline\":\"optional\",\"went\":\"optional\"}}},"
    "\"measures\":{"
    "\"n\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"always\"},"
    "\"ontime\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"known(reply_at) and reply_at <= deadline\",\"per\":\"always\"},"
    "\"ftr\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"went has first_time\",\"per\":\"always\"},"
    "\"resp\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"went has responded\",\"per\":\"always\"},"
    "\"sat\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"went has satisfied\",\"per\":\"always\"},"
    "\"den\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"went has reached\",\"per\":\"always\"},"
    "\"over\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"not (known(reply_at) and reply_at <= deadline) and time > deadline\","
    "\"per\":\"always\"}}}";

static const char *const measure_names[] = {"n", "ontime", "ftr", "resp", "sat", "den", "over"};
static const uint64_t measure_weights[] = {1, 3, 5, 7, 11, 13, 17};

typedef struct table {
    size_t rows;
    uint16_t *unit;
    uint32_t *recv, *reply, *deadline;
    uint8_t *flags;
} table;

static double bench_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); /* others may use the machine */
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void *bench_read(const char *folder, const char *name, size_t *size) {
    char path[1024];
    FILE *file;
    void *bytes;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*size + 64);
    if (bytes == NULL || fread(bytes, 1, *size, file) != *size) {
        exit(2);
    }
    fclose(file);
    return bytes;
}

static int bench_compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double bench_median(double *v, int n) {
    qsort(v, (size_t)n, sizeof *v, bench_compare);
    return v[n / 2];
}

/* ---- reading ---- */

static uint64_t bench_sum(const void *bytes, size_t size) {
    const uint64_t *words = bytes;
    uint64_t sums[4] = {0, 0, 0, 0};
    for (size_t i = 0; i + 4 <= size / 8; i += 4) {
        sums[0] += words[i];
        sums[1] += words[i + 1];
        sums[2] += words[i + 2];
        sums[3] += words[i + 3];
    }
    return sums[0] + sums[1] + sums[2] + sums[3];
}

static uint64_t bench_limit(const table *t) {
    return bench_sum(t->unit, t->rows * 2) + bench_sum(t->recv, t->rows * 4) + bench_sum(t->reply, t->rows * 4) +
           bench_sum(t->deadline, t->rows * 4) + bench_sum(t->flags, t->rows);
}

/* ---- the plain loop ---- */

typedef uint32_t cell[8];

typedef struct cells {
    cell weeks[UNITS][WEEKS], months[UNITS][MONTHS];
} cells;

static void bench_add(uint32_t *c, uint32_t flags, uint32_t on, uint32_t over) {
    c[0]++;
    c[1] += on;
    c[2] += flags >> 1 & 1;
    c[3] += flags & 1;
    c[4] += flags >> 3 & 1;
    c[5] += flags >> 2 & 1;
    c[6] += over;
}

static void bench_plain(const table *t, cells *out) {
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    uint8_t month_of[366];
    int day = 0;
    for (int m = 0; m < MONTHS; m++) {
        for (int k = 0; k < lengths[m]; k++) {
            month_of[day++] = (uint8_t)m;
        }
    }
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < t->rows; i++) {
        uint32_t d = (t->recv[i] - BASE) / DAY;
        uint32_t on = t->reply[i] != 0 && t->reply[i] <= t->deadline[i];
        uint32_t over = !on && t->deadline[i] < AS_OF;
        bench_add(out->weeks[t->unit[i]][d / 7], t->flags[i], on, over);
        bench_add(out->months[t->unit[i]][month_of[d]], t->flags[i], on, over);
    }
}

static uint64_t bench_check_cell(const cell c, size_t unit, size_t period) {
    uint64_t sum = 0;
    for (size_t k = 0; k < 7; k++) {
        sum += measure_weights[k] * c[k];
    }
    return sum * (unit + 1) * (period + 1);
}

static uint64_t bench_check_plain(const cells *c) {
    uint64_t check = 0;
    for (size_t u = 0; u < UNITS; u++) {
        for (size_t w = 0; w < WEEKS; w++) {
            check += bench_check_cell(c->weeks[u][w], u, w);
        }
        for (size_t m = 0; m < MONTHS; m++) {
            check += bench_check_cell(c->months[u][m], u, m);
        }
    }
    return check;
}

/* ---- the library ---- */

static hotline_error failure;

static void bench_require(hotline_status status, const char *what) {
    if (status < 0) {
        fprintf(stderr, "%s: %s: %s\n", what, hotline_status_name(status), failure.message);
        exit(2);
    }
}

static void bench_column(hotline_columns *columns, const char *name, int32_t type, int32_t time, const void *data, size_t rows, int nulls) {
    hotline_column c;
    hotline_column_init(&c, sizeof c);
    c.type = type;
    c.time = time;
    c.rows = rows;
    c.name = name;
    c.name_len = strlen(name);
    c.data = data;
    c.has_null = nulls != 0;
    bench_require(hotline_columns_add(columns, &c, &failure), name);
}

/* Ids u0 ... u300: the number of a unit is that of its word. */
static void bench_unit_column(hotline_columns *columns, const table *t) {
    static char bytes[UNITS * 4];
    static int32_t places[UNITS + 1];
    hotline_column c;
    for (int u = 0; u < UNITS; u++) {
        char id[8];
        int len = snprintf(id, sizeof id, "u%d", u);
        memcpy(bytes + places[u], id, (size_t)len);
        places[u + 1] = places[u] + len;
    }
    hotline_column_init(&c, sizeof c);
    c.type = HOTLINE_COLUMN_UINT16;
    c.words_type = HOTLINE_COLUMN_TEXT32;
    c.rows = t->rows;
    c.name = "unit";
    c.name_len = 4;
    c.data = t->unit;
    c.words = places;
    c.word_count = UNITS;
    c.bytes = (const uint8_t *)bytes;
    c.bytes_len = (size_t)places[UNITS];
    bench_require(hotline_columns_add(columns, &c, &failure), "unit");
}

static uint64_t bench_check_figure(const hotline_figure *f) {
    uint64_t unit = (uint64_t)strtoul(f->unit + 1, NULL, 10);
    uint64_t period = f->kind == HOTLINE_PERIOD_MONTH ? strtoul(f->period + 5, NULL, 10) : (uint64_t)(f->first - 19723) / 7 + 1;
    for (size_t k = 0; k < 7; k++) {
        if (strcmp(f->measure, measure_names[k]) == 0) {
            return measure_weights[k] * (uint64_t)f->num * (unit + 1) * period;
        }
    }
    return 0;
}

static uint64_t bench_check_tally(hotline_tally *tally) {
    uint64_t check = 0;
    bench_require(hotline_tally_sort(tally), "sort");
    for (size_t i = 0; i < hotline_tally_count(tally); i++) {
        hotline_figure f;
        f.struct_size = sizeof f;
        bench_require(hotline_tally_at(tally, i, &f), "figure");
        check += bench_check_figure(&f);
    }
    return check;
}

static void bench_columns(const table *t, hotline_columns *columns) {
    hotline_columns_clear(columns);
    bench_unit_column(columns, t);
    bench_column(columns, "dispatch", HOTLINE_COLUMN_UINT32, HOTLINE_COLUMN_SECONDS, t->recv, t->rows, 0);
    bench_column(columns, "reply_at", HOTLINE_COLUMN_UINT32, HOTLINE_COLUMN_SECONDS, t->reply, t->rows, 1);
    bench_column(columns, "deadline", HOTLINE_COLUMN_UINT32, HOTLINE_COLUMN_SECONDS, t->deadline, t->rows, 0);
    bench_column(columns, "went", HOTLINE_COLUMN_UINT8, HOTLINE_COLUMN_NO_TIME, t->flags, t->rows, 0);
}

static hotline_tally *bench_count(const hotline_rulebook *rulebook, const hotline_columns *columns) {
    hotline_tally *tally;
    bench_require(hotline_tally_new(rulebook, &tally), "tally");
    bench_require(hotline_columns_count(columns, "assignment", 10, (hotline_instant)AS_OF * 1000, tally, &failure), "count");
    return tally;
}

/* ---- all ---- */

static void bench_print(const char *what, double ms, size_t rows, double limit, uint64_t check) {
    printf("%-28s %9.3f ms %8.1f M rows/s %6.1f x reading", what, ms, (double)rows / ms / 1e3, ms / limit);
    if (check != 0) {
        printf("   check %llu", (unsigned long long)check);
    }
    printf("\n");
}

int main(int argc, char **argv) {
    table t;
    size_t size;
    int repetitions = argc > 2 ? atoi(argv[2]) : 9;
    double times[3][REPETITIONS_MOST];
    uint64_t checks[3] = {0, 0, 0};
    hotline_context *context;
    hotline_rulebook *rulebook;
    hotline_columns *columns;
    cells *plain = malloc(sizeof *plain);
    if (argc < 2 || repetitions < 1 || repetitions > REPETITIONS_MOST || plain == NULL) {
        fprintf(stderr, "bench_columns FOLDER [REPETITIONS]\n");
        return 2;
    }
    t.unit = bench_read(argv[1], "f_unit.u2", &size);
    t.rows = size / 2;
    t.recv = bench_read(argv[1], "f_recv.u4", &size);
    t.reply = bench_read(argv[1], "f_reply.u4", &size);
    t.deadline = bench_read(argv[1], "f_deadline.u4", &size);
    t.flags = bench_read(argv[1], "f_flags.u1", &size);
    hotline_error_init(&failure, sizeof failure);
    bench_require(hotline_context_new(NULL, &context), "context");
    bench_require(hotline_rulebook_new(context, NULL, &rulebook), "rulebook");
    bench_require(hotline_rulebook_add(rulebook, policy, sizeof policy - 1, &failure), "policy");
    bench_require(hotline_columns_new(rulebook, &columns), "columns");
    bench_columns(&t, columns);
    for (int r = 0; r < repetitions; r++) { /* by turns, so that a slow moment of the machine hits all alike */
        double begin = bench_now();
        hotline_tally *tally;
        checks[0] += bench_limit(&t);
        times[0][r] = bench_now() - begin;
        begin = bench_now();
        bench_plain(&t, plain);
        times[1][r] = bench_now() - begin;
        checks[1] = bench_check_plain(plain);
        begin = bench_now();
        tally = bench_count(rulebook, columns);
        times[2][r] = bench_now() - begin;
        checks[2] = bench_check_tally(tally);
        hotline_tally_free(tally);
    }
    double limit = bench_median(times[0], repetitions);
    bench_print("reading the columns", limit, t.rows, limit, checks[0] == 1);
    bench_print("plain loop, by heart", bench_median(times[1], repetitions), t.rows, limit, checks[1]);
    bench_print("hotline_columns_count", bench_median(times[2], repetitions), t.rows, limit, checks[2]);
    hotline_columns_free(columns);
    hotline_rulebook_free(rulebook);
    hotline_context_free(context);
    return checks[1] == checks[2] ? 0 : 1;
}
