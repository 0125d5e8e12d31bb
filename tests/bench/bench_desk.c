/* SPDX-License-Identifier: MIT */
/*
 * A desk on SQLite, and beside it in the same run what the database alone costs: the rows that the desk wrote, written again by a plain loop on
 * the same kind of file, one transaction a command.
 *
 *     bench_desk FOLDER COMMANDS LOG POLICY...     commands a second; medians of 5; for synchronous=full and =normal
 *     bench_desk --once FOLDER COMMANDS LOG POLICY...     the desk alone, once, for a profiler
 *     bench_desk --answers FOLDER COMMANDS LOG POLICY...  all answers; the file in FOLDER is the same each time
 *     bench_desk --due FOLDER TICKETS POLICY...    what is due next among so many open tickets, beside the same SELECT
 *
 * The log's first so many lines are the commands. Run it pinned (taskset -c 1). Beside the time by the clock stands that of the processor, which
 * neighbours disturb less.
 */
#define _POSIX_C_SOURCE 200809L

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../../include/hotline.h"
#include "digest_openssl.h"
#include "store_sqlite.h"

enum { ROUNDS = 5, ASKED = 101, PAGE = 100, BATCH_NOTICES = 64 };

static void stop(const char *what, const char *why) {
    fprintf(stderr, "bench_desk: %s: %s\n", what, why);
    exit(2);
}

static double seconds(clockid_t of) {
    struct timespec t;
    clock_gettime(of, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct lap {
    double clock, processor;
} lap;

static lap lap_begin(void) {
    lap l;
    l.clock = seconds(CLOCK_MONOTONIC);
    l.processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    return l;
}

static lap lap_end(lap from) {
    lap to = lap_begin();
    to.clock -= from.clock;
    to.processor -= from.processor;
    return to;
}

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static lap median(const lap *laps, size_t count) {
    double clocks[ASKED];
    double processors[ASKED];
    lap l;
    size_t i;
    for (i = 0; i < count; i++) {
        clocks[i] = laps[i].clock;
        processors[i] = laps[i].processor;
    }
    qsort(clocks, count, sizeof *clocks, compare_doubles);
    qsort(processors, count, sizeof *processors, compare_doubles);
    l.clock = clocks[count / 2];
    l.processor = processors[count / 2];
    return l;
}

/* ---- what is read ---- */

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
    bytes[*len] = '\0';
    fclose(file);
    return bytes;
}

typedef struct rules {
    hotline_context *context;
    hotline_rulebook *rulebook;
} rules;

static void rules_open(rules *r, char **paths, int count) {
    hotline_error error;
    int i;
    hotline_error_init(&error, sizeof error);
    if (hotline_context_new(NULL, &r->context) < 0 || hotline_rulebook_new(r->context, NULL, &r->rulebook) < 0) {
        stop("rulebook", "no memory");
    }
    for (i = 0; i < count; i++) {
        size_t len = 0;
        char *bytes = read_file(paths[i], &len);
        if (hotline_rulebook_add(r->rulebook, bytes, len, &error) < 0) {
            stop(paths[i], error.message);
        }
        free(bytes);
    }
}

/* ---- a store that writes down what it is told to keep ---- */

typedef struct kept_text {
    size_t at, len;
    int there;
} kept_text;

typedef struct kept_notice {
    kept_text id, body;
} kept_notice;

typedef struct kept_batch {
    kept_text subject, entry, entry_personal, command, answer, answer_personal;
    kept_notice notices[BATCH_NOTICES];
    size_t entries, notice_count;
    int32_t kind;
    uint64_t version;
    hotline_instant wake, due;
} kept_batch;

typedef struct keeper {
    hotline_store inner;
    char *bytes;
    size_t len, capacity;
    kept_batch *batches;
    size_t count, most;
} keeper;

static kept_text keep_text(keeper *k, const char *bytes, size_t len) {
    kept_text t = {k->len, len, bytes != NULL};
    if (k->len + len > k->capacity) {
        k->capacity = 2 * (k->len + len) + 65536;
        k->bytes = realloc(k->bytes, k->capacity);
        if (k->bytes == NULL) {
            stop("rows", "no memory");
        }
    }
    if (bytes != NULL) {
        memcpy(k->bytes + k->len, bytes, len);
        k->len += len;
    }
    return t;
}

#define KEEP(k, call)                                                                                                                      \
  do {                                                                                                                                     \
    bytes = (call);                                                                                                                        \
    to = keep_text(k, bytes, bytes != NULL ? len : 0);                                                                                     \
  } while (0)

static void keep_notices(keeper *k, const hotline_batch *batch, kept_batch *out) {
    size_t len = 0;
    size_t i;
    const char *bytes;
    kept_text to;
    out->notice_count = hotline_batch_notice_count(batch);
    if (out->notice_count > BATCH_NOTICES) {
        stop("rows", "more notices at once than this program has room for");
    }
    for (i = 0; i < out->notice_count; i++) {
        KEEP(k, hotline_batch_notice_id(batch, i, &len));
        out->notices[i].id = to;
        KEEP(k, hotline_batch_notice(batch, i, &len));
        out->notices[i].body = to;
    }
}

static void keep_batch(keeper *k, const hotline_batch *batch) {
    kept_batch *out = &k->batches[k->count++];
    size_t len = 0;
    const char *bytes;
    kept_text to;
    memset(out, 0, sizeof *out);
    out->kind = hotline_batch_kind(batch);
    out->entries = hotline_batch_entry_count(batch);
    out->version = hotline_batch_expected(batch) + out->entries;
    out->wake = hotline_batch_wake(batch);
    out->due = hotline_batch_due(batch);
    KEEP(k, hotline_batch_subject(batch, &len));
    out->subject = to;
    KEEP(k, hotline_batch_entry(batch, 0, &len));
    out->entry = to;
    KEEP(k, hotline_batch_entry_personal(batch, 0, &len));
    out->entry_personal = to;
    KEEP(k, hotline_batch_command(batch, &len));
    out->command = to;
    KEEP(k, hotline_batch_answer(batch, &len));
    out->answer = to;
    KEEP(k, hotline_batch_answer_personal(batch, &len));
    out->answer_personal = to;
    keep_notices(k, batch, out);
}

static int32_t keeper_append(void *user, const hotline_batch *batch) {
    keeper *k = user;
    if (k->count < k->most) {
        keep_batch(k, batch);
    }
    return k->inner.append(k->inner.user, batch);
}

static int32_t keeper_load(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink) {
    keeper *k = user;
    return k->inner.load(k->inner.user, kind, id, len, sink);
}

static int32_t keeper_answer(void *user, const char *command, size_t len, hotline_sink *sink) {
    keeper *k = user;
    return k->inner.answer(k->inner.user, command, len, sink);
}

static void keeper_destroy(void *user) {
    keeper *k = user;
    k->inner.destroy(k->inner.user);
}

/* ---- files ---- */

static char *file_name(const char *folder, const char *name, const char *parameters) {
    static char made[4096];
    snprintf(made, sizeof made, "%s%s/%s%s%s", parameters != NULL ? "file:" : "", folder, name, parameters != NULL ? "?synchronous=" : "",
             parameters != NULL ? parameters : "");
    return made;
}

static void file_remove(const char *folder, const char *name) {
    static const char *const ends[] = {"", "-wal", "-shm"};
    char path[4096];
    size_t i;
    for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(path, sizeof path, "%s/%s%s", folder, name, ends[i]);
        unlink(path);
    }
}

/* The same in every run, so that two of them can be compared to the last byte. */
static int32_t salt_of_nothing(void *user, uint8_t *out) {
    (void)user;
    memset(out, 0, HOTLINE_SALT_SIZE);
    return 0;
}

static hotline_desk *desk_open(const rules *r, const char *file, keeper *k, int repeatable) {
    char message[512];
    hotline_store store;
    hotline_digest digest;
    hotline_desk *desk = NULL;
    hotline_store_init(&store, sizeof store);
    hotline_digest_init(&digest, sizeof digest);
    if (store_sqlite_open(file, &store, message, sizeof message) != 0) {
        stop(file, message);
    }
    if (k != NULL) {
        k->inner = store;
        store.user = k;
        store.append = keeper_append;
        store.load = keeper_load;
        store.answer = keeper_answer;
        store.destroy = keeper_destroy;
    }
    if (digest_openssl_open("sm3", &digest) != 0) {
        stop("sm3", "OpenSSL does not have it here");
    }
    digest.salt = repeatable ? salt_of_nothing : digest.salt;
    if (hotline_desk_new(r->rulebook, &store, &digest, NULL, &desk) < 0) {
        stop("desk", "cannot be made");
    }
    return desk;
}

/* ---- commands ---- */

typedef struct sent {
    const char *at;
    size_t len;
    hotline_instant now;
} sent;

/* The moment that a member names, or none. */
static hotline_instant moment_of(const char *line, size_t len, const char *key) {
    hotline_instant out = hotline_instant_none();
    size_t key_len = strlen(key);
    size_t i;
    for (i = 0; i + key_len + 25 < len; i++) {
        if (memcmp(line + i, key, key_len) == 0) {
            const char *end = memchr(line + i + key_len, '"', len - i - key_len);
            if (end != NULL && hotline_instant_parse(line + i + key_len, (size_t)(end - (line + i + key_len)), 480, &out) >= 0) {
                return out;
            }
        }
    }
    return hotline_instant_none();
}

static sent *commands_read(const char *path, size_t *count) {
    size_t len = 0;
    char *bytes = read_file(path, &len);
    const char *at = bytes;
    sent *list = calloc(*count, sizeof *list);
    hotline_instant now = hotline_instant_none();
    size_t taken = 0;
    while (list != NULL && taken < *count && at < bytes + len) {
        const char *end = memchr(at, '\n', (size_t)(bytes + len - at));
        size_t size = end != NULL ? (size_t)(end - at) : (size_t)(bytes + len - at);
        hotline_instant happened = moment_of(at, size, "\"at\":\"");
        hotline_instant known = moment_of(at, size, "\"known\":\"");
        now = happened > now ? happened : now;
        now = known > now ? known : now;
        list[taken].at = at;
        list[taken].len = size;
        list[taken++].now = now;
        at += size + 1;
    }
    *count = taken;
    return list; /* the bytes are kept until the end */
}

static void desk_take(hotline_desk *desk, const sent *list, size_t count, int shown, size_t *done) {
    size_t i;
    for (i = 0; i < count; i++) {
        hotline_command c;
        const char *answer = NULL;
        size_t len = 0;
        hotline_error error;
        hotline_status status;
        hotline_error_init(&error, sizeof error);
        hotline_command_init(&c, sizeof c);
        c.line = list[i].at;
        c.line_len = list[i].len;
        c.now = list[i].now;
        status = hotline_desk_submit(desk, &c, &answer, &len, &error);
        if (status == HOTLINE_ERROR_CALLBACK || status == HOTLINE_ERROR_MEMORY) {
            stop("a command", error.message);
        }
        *done += status == HOTLINE_OK;
        if (shown) {
            printf("%s\n", status >= 0 ? answer : error.message);
        }
    }
}

/* ---- the database alone ---- */

static const char *const plain_sql[] = {
    "BEGIN IMMEDIATE",
    "INSERT INTO entry (kind, id, version, entry, personal) VALUES (?1, ?2, ?3, ?4, ?5)",
    "INSERT INTO answer (kind, id, command, answer, personal) VALUES (?1, ?2, ?3, ?4, ?5)",
    "INSERT INTO notice (id, notice) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    ("INSERT INTO subject (kind, id, version, wake, due) VALUES (?1, ?2, ?3, ?4, ?5)"
     " ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, wake = excluded.wake, due = excluded.due"),
    "COMMIT",
};

enum { PLAIN_BEGIN, PLAIN_ENTRY, PLAIN_ANSWER, PLAIN_NOTICE, PLAIN_SUBJECT, PLAIN_COMMIT, PLAIN_STATEMENTS };

typedef struct plain {
    sqlite3 *db;
    sqlite3_stmt *statements[PLAIN_STATEMENTS];
    const keeper *rows;
} plain;

static void plain_text(plain *p, int which, int at, kept_text t) {
    sqlite3_bind_text64(p->statements[which], at, t.there ? p->rows->bytes + t.at : NULL, t.len, SQLITE_STATIC, SQLITE_UTF8);
}

static void plain_moment(plain *p, int at, hotline_instant moment) {
    if (moment == hotline_instant_none()) {
        sqlite3_bind_null(p->statements[PLAIN_SUBJECT], at);
    } else {
        sqlite3_bind_int64(p->statements[PLAIN_SUBJECT], at, moment);
    }
}

static void plain_run(plain *p, int which) {
    if (sqlite3_step(p->statements[which]) != SQLITE_DONE) {
        stop(plain_sql[which], sqlite3_errmsg(p->db));
    }
    sqlite3_reset(p->statements[which]);
}

static void plain_subject(plain *p, int which, const kept_batch *b) {
    sqlite3_bind_int(p->statements[which], 1, b->kind);
    plain_text(p, which, 2, b->subject);
}

static void plain_batch(plain *p, const kept_batch *b) {
    size_t i;
    plain_run(p, PLAIN_BEGIN);
    if (b->entries > 0) {
        plain_subject(p, PLAIN_ENTRY, b);
        sqlite3_bind_int64(p->statements[PLAIN_ENTRY], 3, (sqlite3_int64)b->version);
        plain_text(p, PLAIN_ENTRY, 4, b->entry);
        plain_text(p, PLAIN_ENTRY, 5, b->entry_personal);
        plain_run(p, PLAIN_ENTRY);
    }
    plain_subject(p, PLAIN_ANSWER, b);
    plain_text(p, PLAIN_ANSWER, 3, b->command);
    plain_text(p, PLAIN_ANSWER, 4, b->answer);
    plain_text(p, PLAIN_ANSWER, 5, b->answer_personal);
    plain_run(p, PLAIN_ANSWER);
    for (i = 0; i < b->notice_count; i++) {
        plain_text(p, PLAIN_NOTICE, 1, b->notices[i].id);
        plain_text(p, PLAIN_NOTICE, 2, b->notices[i].body);
        plain_run(p, PLAIN_NOTICE);
    }
    if (b->version > 0) {
        plain_subject(p, PLAIN_SUBJECT, b);
        sqlite3_bind_int64(p->statements[PLAIN_SUBJECT], 3, (sqlite3_int64)b->version);
        plain_moment(p, 4, b->wake);
        plain_moment(p, 5, b->due);
        plain_run(p, PLAIN_SUBJECT);
    }
    plain_run(p, PLAIN_COMMIT);
}

static void plain_exec(sqlite3 *db, const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        stop(sql, sqlite3_errmsg(db));
    }
}

/* The tables are those of the store, made by it. */
static void plain_open(plain *p, const char *folder, const char *name, int normal) {
    char message[512];
    hotline_store store;
    int i;
    memset(p, 0, sizeof *p);
    hotline_store_init(&store, sizeof store);
    if (store_sqlite_open(file_name(folder, name, NULL), &store, message, sizeof message) != 0) {
        stop(name, message);
    }
    store.destroy(store.user);
    if (sqlite3_open(file_name(folder, name, NULL), &p->db) != SQLITE_OK) {
        stop(name, sqlite3_errmsg(p->db));
    }
    plain_exec(p->db, "PRAGMA secure_delete = ON");
    plain_exec(p->db, "PRAGMA journal_mode = WAL");
    plain_exec(p->db, normal ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
    for (i = 0; i < PLAIN_STATEMENTS; i++) {
        if (sqlite3_prepare_v3(p->db, plain_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &p->statements[i], NULL) != SQLITE_OK) {
            stop(plain_sql[i], sqlite3_errmsg(p->db));
        }
    }
}

static void plain_close(plain *p) {
    int i;
    for (i = 0; i < PLAIN_STATEMENTS; i++) {
        sqlite3_finalize(p->statements[i]);
    }
    sqlite3_close(p->db);
}

/* ---- commands a second ---- */

static lap round_desk(const rules *r, const char *folder, const char *how, const sent *list, size_t count, keeper *k, size_t *done) {
    hotline_desk *desk;
    lap l;
    file_remove(folder, "desk.db");
    desk = desk_open(r, file_name(folder, "desk.db", how), k, 0);
    *done = 0;
    l = lap_begin();
    desk_take(desk, list, count, 0, done);
    l = lap_end(l);
    hotline_desk_free(desk);
    return l;
}

static lap round_plain(const char *folder, const char *how, const keeper *rows) {
    plain p;
    lap l;
    size_t i;
    file_remove(folder, "plain.db");
    plain_open(&p, folder, "plain.db", strcmp(how, "normal") == 0);
    p.rows = rows;
    l = lap_begin();
    for (i = 0; i < rows->count; i++) {
        plain_batch(&p, &rows->batches[i]);
    }
    l = lap_end(l);
    plain_close(&p);
    return l;
}

static void show_lap(const char *name, lap l, size_t count) {
    printf("  %-6s %9.0f a second, %7.1f us each by the clock, %7.1f us of the processor\n", name, (double)count / l.clock,
           l.clock * 1e6 / (double)count, l.processor * 1e6 / (double)count);
}

static void compare(const rules *r, const char *folder, const char *how, const sent *list, size_t count, keeper *k) {
    lap desks[ROUNDS];
    lap plains[ROUNDS];
    lap desk;
    lap alone;
    size_t done = 0;
    int i;
    for (i = 0; i < ROUNDS; i++) {
        desks[i] = round_desk(r, folder, how, list, count, NULL, &done);
        plains[i] = round_plain(folder, how, k);
    }
    desk = median(desks, ROUNDS);
    alone = median(plains, ROUNDS);
    printf("synchronous=%s: %zu commands, %zu done\n", how, count, done);
    show_lap("desk", desk, count);
    show_lap("plain", alone, count);
    printf("  ratio  %.2f by the clock, %.2f of the processor\n", desk.clock / alone.clock, desk.processor / alone.processor);
}

static void bench_commands(const rules *r, const char *folder, const sent *list, size_t count) {
    size_t done = 0;
    keeper k;
    memset(&k, 0, sizeof k);
    k.batches = calloc(count, sizeof *k.batches);
    k.most = count;
    if (k.batches == NULL) {
        stop("rows", "no memory");
    }
    round_desk(r, folder, "normal", list, count, &k, &done);
    compare(r, folder, "full", list, count, &k);
    compare(r, folder, "normal", list, count, &k);
    free(k.batches);
    free(k.bytes);
}

static void bench_once(const rules *r, const char *folder, const sent *list, size_t count, int shown) {
    size_t done = 0;
    hotline_desk *desk;
    file_remove(folder, "desk.db");
    desk = desk_open(r, file_name(folder, "desk.db", "normal"), NULL, shown);
    desk_take(desk, list, count, shown, &done);
    hotline_desk_free(desk);
}

/* ---- what is due next ---- */

/* A page of tickets whose moments are real and come first; the others are only rows. */
static void due_real(const rules *r, const char *file) {
    static const char *const lines[] = {
        "{\"id\":\"r%d-1\",\"ticket\":\"R%d\",\"event\":\"receive\",\"at\":\"2021-04-29T09:00:00+08:00\",\"role\":\"centre\",\"facts\":"
        "{\"channel\":\"local\"}}",
        "{\"id\":\"r%d-2\",\"ticket\":\"R%d\",\"event\":\"accept\",\"at\":\"2021-04-29T09:01:00+08:00\",\"role\":\"centre\"}",
        "{\"id\":\"r%d-3\",\"ticket\":\"R%d\",\"event\":\"register\",\"at\":\"2021-04-29T09:02:00+08:00\",\"role\":\"centre\"}",
        "{\"id\":\"r%d-4\",\"ticket\":\"R%d\",\"event\":\"dispatch\",\"at\":\"2021-04-29T09:03:00+08:00\",\"role\":\"centre\",\"unit\":"
        "\"jiuqu\"}"};
    hotline_desk *desk = desk_open(r, file, NULL, 0);
    size_t done = 0;
    size_t k;
    int i;
    for (i = 0; i < PAGE; i++) {
        for (k = 0; k < sizeof lines / sizeof lines[0]; k++) {
            char line[512];
            sent one;
            int len = snprintf(line, sizeof line, lines[k], i, i);
            one.at = line;
            one.len = (size_t)len;
            one.now = moment_of(line, one.len, "\"at\":\"");
            desk_take(desk, &one, 1, 0, &done);
        }
    }
    hotline_desk_free(desk);
    printf("%zu events of %d real tickets\n", done, PAGE);
}

static uint64_t due_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Indexes are made when the rows are there: the same in the end, and soon. */
static void due_fill(sqlite3 *db, size_t tickets) {
    sqlite3_stmt *add = NULL;
    uint64_t state = 88172645463325252ULL;
    hotline_instant from = hotline_instant_none();
    size_t i;
    hotline_instant_parse("2022-01-01T00:00:00+08:00", 25, 480, &from);
    plain_exec(db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN; DROP INDEX subject_wake; DROP INDEX subject_due");
    if (sqlite3_prepare_v2(db, "INSERT INTO subject (kind, id, version, wake, due) VALUES (1, ?1, 4, ?2, ?3)", -1, &add, NULL) !=
        SQLITE_OK) {
        stop("subject", sqlite3_errmsg(db));
    }
    for (i = 0; i < tickets; i++) {
        char id[32];
        int len = snprintf(id, sizeof id, "T%09zu", i);
        sqlite3_bind_text(add, 1, id, len, SQLITE_STATIC);
        sqlite3_bind_int64(add, 2, from + (sqlite3_int64)(due_random(&state) % 31536000000ULL));
        sqlite3_bind_int64(add, 3, from + (sqlite3_int64)(due_random(&state) % 31536000000ULL));
        if (sqlite3_step(add) != SQLITE_DONE) {
            stop("subject", sqlite3_errmsg(db));
        }
        sqlite3_reset(add);
    }
    sqlite3_finalize(add);
    plain_exec(db, "CREATE INDEX subject_wake ON subject (wake, kind, id) WHERE wake IS NOT NULL;"
                   "CREATE INDEX subject_due ON subject (due, kind, id) WHERE due IS NOT NULL; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
}

static lap due_desk(hotline_desk *desk, int page, hotline_instant now, size_t *lines) {
    lap laps[ASKED];
    hotline_desk_query q;
    int i;
    hotline_desk_query_init(&q, sizeof q);
    q.now = q.until = now;
    q.limit = PAGE;
    for (i = 0; i < ASKED; i++) {
        const char *text = NULL;
        hotline_instant next;
        size_t size = 0;
        size_t at;
        lap l = lap_begin();
        if ((page ? hotline_desk_due(desk, &q, &text, &size, NULL) : hotline_desk_next(desk, &next, NULL)) < 0) {
            stop("due", "failed");
        }
        laps[i] = lap_end(l);
        for (at = 0, *lines = 0; at < size; at++) {
            *lines += text[at] == '\n';
        }
    }
    return median(laps, ASKED);
}

static lap due_select(sqlite3 *db, const char *sql) {
    lap laps[ASKED];
    sqlite3_stmt *ask = NULL;
    int i;
    if (sqlite3_prepare_v2(db, sql, -1, &ask, NULL) != SQLITE_OK) {
        stop(sql, sqlite3_errmsg(db));
    }
    for (i = 0; i < ASKED; i++) {
        lap l = lap_begin();
        while (sqlite3_step(ask) == SQLITE_ROW) {
        }
        sqlite3_reset(ask);
        laps[i] = lap_end(l);
    }
    sqlite3_finalize(ask);
    return median(laps, ASKED);
}

static void show_due(const char *name, lap l) {
    printf("  %-44s %10.1f us by the clock, %10.1f us of the processor\n", name, l.clock * 1e6, l.processor * 1e6);
}

/* Each entry of the page loaded, as the desk must: what the database alone takes for that. */
static const char due_loads[] =
    "SELECT s.version, e.entry, e.personal FROM (SELECT kind, id FROM subject WHERE due IS NOT NULL ORDER BY due, kind, id LIMIT 100) d"
    " JOIN subject s ON s.kind = d.kind AND s.id = d.id LEFT JOIN entry e ON e.kind = s.kind AND e.id = s.id";

static void bench_due(const rules *r, const char *folder, size_t tickets) {
    struct stat file;
    hotline_desk *desk;
    hotline_instant now = hotline_instant_none();
    size_t lines = 0;
    sqlite3 *db = NULL;
    lap l;
    hotline_instant_parse("2021-12-31T00:00:00+08:00", 25, 480, &now);
    file_remove(folder, "due.db");
    due_real(r, file_name(folder, "due.db", NULL));
    if (sqlite3_open(file_name(folder, "due.db", NULL), &db) != SQLITE_OK) {
        stop("due.db", sqlite3_errmsg(db));
    }
    l = lap_begin();
    due_fill(db, tickets);
    l = lap_end(l);
    stat(file_name(folder, "due.db", NULL), &file);
    printf("%zu tickets filled in %.1f s, %.1f MB, %.1f bytes a ticket\n", tickets, l.clock, (double)file.st_size / 1e6,
           (double)file.st_size / (double)tickets);
    desk = desk_open(r, file_name(folder, "due.db", NULL), NULL, 0);
    show_due("hotline_desk_next", due_desk(desk, 0, now, &lines));
    show_due("SELECT of the first to wake",
             due_select(db, "SELECT kind, id, wake FROM subject WHERE wake IS NOT NULL ORDER BY wake, kind, id LIMIT 1"));
    show_due("hotline_desk_due, 100 tickets", due_desk(desk, 1, now, &lines));
    printf("  (%zu lines)\n", lines);
    show_due("SELECT of the first 100",
             due_select(db, "SELECT kind, id, due FROM subject WHERE due IS NOT NULL ORDER BY due, kind, id LIMIT 100"));
    show_due("SELECT of their entries", due_select(db, due_loads));
    hotline_desk_free(desk);
    sqlite3_close(db);
    file_remove(folder, "due.db");
}

int main(int argc, char **argv) {
    int option = argc > 1 && strncmp(argv[1], "--", 2) == 0;
    const char *word = option ? argv[1] : "";
    int by_due = strcmp(word, "--due") == 0;
    size_t count;
    rules r;
    argc -= option;
    argv += option;
    if (argc < 5 - by_due) {
        stop("usage", "bench_desk [--once|--answers] FOLDER COMMANDS LOG POLICY...; bench_desk --due FOLDER TICKETS POLICY...");
    }
    count = (size_t)strtoull(argv[2], NULL, 10);
    rules_open(&r, argv + 4 - by_due, argc - 4 + by_due);
    if (by_due) {
        bench_due(&r, argv[1], count);
    } else {
        sent *list = commands_read(argv[3], &count);
        if (option) {
            bench_once(&r, argv[1], list, count, strcmp(word, "--answers") == 0);
        } else {
            bench_commands(&r, argv[1], list, count);
        }
        free(list);
    }
    hotline_rulebook_free(r.rulebook);
    hotline_context_free(r.context);
    return 0;
}
