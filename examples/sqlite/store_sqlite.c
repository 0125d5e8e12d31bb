/* SPDX-License-Identifier: MIT */
/*
 * Keeps what a desk is given, in SQLite; to be read beside store.h by whoever writes the same for another database. Everything that a store
 * must promise rests on five things here: a transaction that takes the right to write before it looks (BEGIN IMMEDIATE), a unique command
 * and a unique notice id, a load that is one statement and so one moment's truth, a commit that is on the disk when it returns, and every
 * failure handed on. It refuses to know what an entry, an answer or a notice says.
 */
#include "store_sqlite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Ids and texts are TEXT in UTF-8, compared byte by byte: that is what SQLite does unless a column asks for another collation.
 *
 * Tables with personal parts keep SQLite's own row numbers, so that a new row goes to the end and no page is ever split: a split leaves
 * copies of what it moves in the free space of a page, where secure_delete does not find them when the row is erased later.
 *
 * An entry's number is the version of the subject that it made. A version may skip numbers, because to be woken counts too.
 */
static const char *const store_schema =
    "CREATE TABLE subject ("
    "  kind INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, wake INTEGER, due INTEGER,"
    "  PRIMARY KEY (kind, id)) WITHOUT ROWID;"
    "CREATE INDEX subject_wake ON subject (wake, kind, id) WHERE wake IS NOT NULL;"
    "CREATE INDEX subject_due ON subject (due, kind, id) WHERE due IS NOT NULL;"
    "CREATE TABLE entry ("
    "  kind INTEGER NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, entry TEXT NOT NULL, personal TEXT,"
    "  PRIMARY KEY (kind, id, version));"
    "CREATE TABLE answer ("
    "  command TEXT NOT NULL PRIMARY KEY, kind INTEGER NOT NULL, id TEXT NOT NULL, answer TEXT NOT NULL, personal TEXT);"
    "CREATE INDEX answer_personal ON answer (kind, id) WHERE personal IS NOT NULL;"
    "CREATE TABLE notice ("
    "  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, notice TEXT NOT NULL, delivered INTEGER NOT NULL DEFAULT 0);"
    "CREATE INDEX notice_undelivered ON notice (number) WHERE delivered = 0;"
    "PRAGMA application_id = 1752134764;" /* "hotl" */
    "PRAGMA user_version = 1;";

enum { STORE_APPLICATION = 1752134764, STORE_LAYOUT = 1, STORE_BUSY_MILLISECONDS = 10000, STORE_PAUSE_MILLISECONDS = 5 };

/* SQLite's own codes would be taken for answers: its 5 is "busy" and the desk's 5 is HOTLINE_CONFLICT. */
enum { STORE_FAILED = 100000 };

/* Statements are prepared once. Parameters are numbered the same way wherever they mean the same. */
typedef enum store_statement {
    STORE_BEGIN,
    STORE_COMMIT,
    STORE_ROLLBACK,
    STORE_LOAD,
    STORE_ANSWERED,
    STORE_VERSION,
    STORE_ADD_ENTRY,
    STORE_ERASE_ENTRIES,
    STORE_ERASE_ANSWERS,
    STORE_ADD_ANSWER,
    STORE_ADD_NOTICE,
    STORE_SET_SUBJECT,
    STORE_WAKE,
    STORE_ANSWER,
    STORE_BY_WAKE,
    STORE_BY_DUE,
    STORE_BY_ID,
    STORE_NOTICES,
    STORE_DELIVERED,
    STORE_STATEMENTS
} store_statement;

static const char *const store_sql[STORE_STATEMENTS] = {
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SELECT s.version, e.entry, e.personal FROM subject s LEFT JOIN entry e ON e.kind = s.kind AND e.id = s.id"
    " WHERE s.kind = ?1 AND s.id = ?2 ORDER BY e.version",
    "SELECT 1 FROM answer WHERE command = ?1",
    "SELECT version FROM subject WHERE kind = ?1 AND id = ?2",
    "INSERT INTO entry (kind, id, version, entry, personal) VALUES (?1, ?2, ?3, ?4, ?5)",
    "UPDATE entry SET personal = NULL WHERE kind = ?1 AND id = ?2 AND personal IS NOT NULL",
    "UPDATE answer SET personal = NULL WHERE kind = ?1 AND id = ?2 AND personal IS NOT NULL",
    "INSERT INTO answer (kind, id, command, answer, personal) VALUES (?1, ?2, ?3, ?4, ?5)",
    "INSERT INTO notice (id, notice) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
    "INSERT INTO subject (kind, id, version, wake, due) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, wake = excluded.wake, due = excluded.due",
    "INSERT INTO subject (kind, id, version, wake) VALUES (?1, ?2, 1, ?3)"
    " ON CONFLICT (kind, id) DO UPDATE SET version = version + 1, wake = min(ifnull(wake, excluded.wake), excluded.wake)",
    "SELECT answer, personal FROM answer WHERE command = ?1",
    "SELECT kind, id, wake FROM subject WHERE wake <= ?4 AND (wake, kind, id) > (?3, ?1, ?2) ORDER BY wake, kind, id LIMIT ?5",
    "SELECT kind, id, due FROM subject WHERE due <= ?4 AND (due, kind, id) > (?3, ?1, ?2) ORDER BY due, kind, id LIMIT ?5",
    "SELECT kind, id, NULL FROM subject WHERE (kind, id) > (?1, ?2) ORDER BY kind, id LIMIT ?5",
    "SELECT number, id, notice FROM notice WHERE delivered = 0 AND number > ?1 ORDER BY number LIMIT ?2",
    "UPDATE notice SET delivered = 1 WHERE id = ?1 AND delivered = 0",
};

typedef struct store_sqlite {
    sqlite3 *db;
    sqlite3_stmt *statements[STORE_STATEMENTS];
    int wrong;        /* the first code of SQLite that was no success while a statement was filled */
    int busy;         /* milliseconds to wait for others */
    int owes_cleanup; /* something was erased, and the write-ahead log may still have it */
} store_sqlite;

/* ---- statements: filled, stepped, and always reset, since one that is left open holds a moment of the past ---- */

static int32_t store_failure(int code) {
    return STORE_FAILED + code;
}

static void store_note(store_sqlite *s, int code) {
    if (s->wrong == SQLITE_OK) {
        s->wrong = code;
    }
}

/* NULL becomes NULL, "" stays "". The texts outlive the step, so they are not copied. */
static void store_put_text(store_sqlite *s, store_statement which, int at, const char *bytes, size_t len) {
    store_note(s, sqlite3_bind_text64(s->statements[which], at, bytes, len, SQLITE_STATIC, SQLITE_UTF8));
}

static void store_put_number(store_sqlite *s, store_statement which, int at, int64_t number) {
    store_note(s, sqlite3_bind_int64(s->statements[which], at, number));
}

static void store_put_moment(store_sqlite *s, store_statement which, int at, hotline_instant moment) {
    if (moment == hotline_instant_none()) {
        store_note(s, sqlite3_bind_null(s->statements[which], at));
    } else {
        store_put_number(s, which, at, moment);
    }
}

static void store_put_subject(store_sqlite *s, store_statement which, int32_t kind, const char *id, size_t len) {
    store_put_number(s, which, 1, kind);
    store_put_text(s, which, 2, id, len);
}

/* SQLITE_ROW, SQLITE_DONE, or a failure. A text that could not be bound counts as well: it would be stored as NULL. */
static int store_step(store_sqlite *s, store_statement which) {
    return s->wrong != SQLITE_OK ? s->wrong : sqlite3_step(s->statements[which]);
}

/* Ends a statement. The code of its last step stands for it. */
static int32_t store_done(store_sqlite *s, store_statement which, int code) {
    sqlite3_reset(s->statements[which]);
    sqlite3_clear_bindings(s->statements[which]);
    s->wrong = SQLITE_OK;
    return code == SQLITE_DONE || code == SQLITE_ROW ? 0 : store_failure(code);
}

/* A statement without rows. */
static int32_t store_run(store_sqlite *s, store_statement which) {
    return store_done(s, which, store_step(s, which));
}

/* NULL of NULL. A text that is there and for which there is no memory must not be taken for one that was erased. */
static const char *store_text(store_sqlite *s, sqlite3_stmt *row, int column, size_t *len) {
    int none = sqlite3_column_type(row, column) == SQLITE_NULL;
    const char *bytes = (const char *)sqlite3_column_text(row, column);
    *len = (size_t)sqlite3_column_bytes(row, column);
    store_note(s, bytes == NULL && !none ? SQLITE_NOMEM : SQLITE_OK);
    return bytes;
}

/* Hands the rows of a statement to `take` until it says otherwise. Its answer is below 0 when the sink refused. */
typedef int32_t (*store_take_fn)(store_sqlite *s, sqlite3_stmt *row, hotline_sink *sink, int first);

static int32_t store_each(store_sqlite *s, store_statement which, store_take_fn take, hotline_sink *sink) {
    int32_t taken = 0;
    int32_t failed;
    int first = 1;
    int code = store_step(s, which);
    while (code == SQLITE_ROW && taken == 0) {
        taken = take(s, s->statements[which], sink, first);
        first = 0;
        code = taken == 0 ? store_step(s, which) : code;
    }
    failed = store_done(s, which, code);
    return failed != 0 ? failed : taken;
}

/* ---- load ---- */

/* One statement sees one moment. A subject that was only woken has one row, without an entry. */
static int32_t store_take_entry(store_sqlite *s, sqlite3_stmt *row, hotline_sink *sink, int first) {
    size_t len = 0;
    size_t personal_len = 0;
    const char *personal = store_text(s, row, 2, &personal_len);
    const char *entry;
    hotline_status status = first ? hotline_sink_version(sink, (uint64_t)sqlite3_column_int64(row, 0)) : HOTLINE_OK;
    if (status < 0 || sqlite3_column_type(row, 1) == SQLITE_NULL) {
        return status;
    }
    entry = store_text(s, row, 1, &len);
    return s->wrong == SQLITE_OK ? hotline_sink_entry(sink, entry, len, personal, personal_len) : 0;
}

static int32_t store_load(void *user, int32_t kind, const char *id, size_t len, hotline_sink *sink) {
    store_sqlite *s = user;
    store_put_subject(s, STORE_LOAD, kind, id, len);
    return store_each(s, STORE_LOAD, store_take_entry, sink);
}

/* ---- append, in the order of store.h ---- */

/* A batch that erases brings nothing personal: what need not be written need not be erased. It is the fifth parameter wherever it is one. */
static void append_put_personal(store_sqlite *s, store_statement which, const hotline_batch *batch, const char *personal, size_t len) {
    int erases = hotline_batch_erases(batch);
    store_put_text(s, which, 5, erases ? NULL : personal, erases ? 0 : len);
}

static int32_t append_duplicate(store_sqlite *s, const hotline_batch *batch) {
    size_t len = 0;
    const char *command = hotline_batch_command(batch, &len);
    int32_t failed;
    int code;
    if (command == NULL) {
        return 0;
    }
    store_put_text(s, STORE_ANSWERED, 1, command, len);
    code = store_step(s, STORE_ANSWERED);
    failed = store_done(s, STORE_ANSWERED, code);
    return failed != 0 ? failed : code == SQLITE_ROW ? HOTLINE_DUPLICATE : 0;
}

static void append_put_subject(store_sqlite *s, store_statement which, const hotline_batch *batch) {
    size_t len = 0;
    const char *id = hotline_batch_subject(batch, &len);
    store_put_subject(s, which, hotline_batch_kind(batch), id, len);
}

static int32_t append_conflict(store_sqlite *s, const hotline_batch *batch) {
    uint64_t version = 0;
    int32_t failed;
    int code;
    append_put_subject(s, STORE_VERSION, batch);
    code = store_step(s, STORE_VERSION);
    if (code == SQLITE_ROW) {
        version = (uint64_t)sqlite3_column_int64(s->statements[STORE_VERSION], 0);
    }
    failed = store_done(s, STORE_VERSION, code);
    return failed != 0 ? failed : version != hotline_batch_expected(batch) ? HOTLINE_CONFLICT : 0;
}

static int32_t append_entry(store_sqlite *s, const hotline_batch *batch, size_t index) {
    size_t len = 0;
    size_t personal_len = 0;
    const char *entry = hotline_batch_entry(batch, index, &len);
    const char *personal = hotline_batch_entry_personal(batch, index, &personal_len);
    append_put_subject(s, STORE_ADD_ENTRY, batch);
    store_put_number(s, STORE_ADD_ENTRY, 3, (int64_t)(hotline_batch_expected(batch) + index + 1));
    store_put_text(s, STORE_ADD_ENTRY, 4, entry, len);
    append_put_personal(s, STORE_ADD_ENTRY, batch, personal, personal_len);
    return store_run(s, STORE_ADD_ENTRY);
}

static int32_t append_entries(store_sqlite *s, const hotline_batch *batch) {
    int32_t failed = 0;
    size_t i;
    for (i = 0; failed == 0 && i < hotline_batch_entry_count(batch); i++) {
        failed = append_entry(s, batch, i);
    }
    return failed;
}

/* What the batch itself brings was written without its personal parts, see append_personal(). */
static int32_t append_erase(store_sqlite *s, const hotline_batch *batch) {
    int32_t failed;
    if (!hotline_batch_erases(batch)) {
        return 0;
    }
    append_put_subject(s, STORE_ERASE_ENTRIES, batch);
    failed = store_run(s, STORE_ERASE_ENTRIES);
    if (failed != 0) {
        return failed;
    }
    append_put_subject(s, STORE_ERASE_ANSWERS, batch);
    return store_run(s, STORE_ERASE_ANSWERS);
}

static int32_t append_answer(store_sqlite *s, const hotline_batch *batch) {
    size_t command_len = 0;
    size_t len = 0;
    size_t personal_len = 0;
    const char *command = hotline_batch_command(batch, &command_len);
    const char *answer = hotline_batch_answer(batch, &len);
    const char *personal = hotline_batch_answer_personal(batch, &personal_len);
    if (command == NULL) {
        return 0;
    }
    append_put_subject(s, STORE_ADD_ANSWER, batch);
    store_put_text(s, STORE_ADD_ANSWER, 3, command, command_len);
    store_put_text(s, STORE_ADD_ANSWER, 4, answer, len);
    append_put_personal(s, STORE_ADD_ANSWER, batch, personal, personal_len);
    return store_run(s, STORE_ADD_ANSWER);
}

static int32_t append_notices(store_sqlite *s, const hotline_batch *batch) {
    int32_t failed = 0;
    size_t i;
    for (i = 0; failed == 0 && i < hotline_batch_notice_count(batch); i++) {
        size_t id_len = 0;
        size_t len = 0;
        const char *id = hotline_batch_notice_id(batch, i, &id_len);
        const char *notice = hotline_batch_notice(batch, i, &len);
        store_put_text(s, STORE_ADD_NOTICE, 1, id, id_len);
        store_put_text(s, STORE_ADD_NOTICE, 2, notice, len);
        failed = store_run(s, STORE_ADD_NOTICE);
    }
    return failed;
}

/* A subject of version 0 is not there, and has no moments: so it is after the first command about it was refused. */
static int32_t append_moments(store_sqlite *s, const hotline_batch *batch) {
    uint64_t version = hotline_batch_expected(batch) + hotline_batch_entry_count(batch);
    if (version == 0) {
        return 0;
    }
    append_put_subject(s, STORE_SET_SUBJECT, batch);
    store_put_number(s, STORE_SET_SUBJECT, 3, (int64_t)version);
    store_put_moment(s, STORE_SET_SUBJECT, 4, hotline_batch_wake(batch));
    store_put_moment(s, STORE_SET_SUBJECT, 5, hotline_batch_due(batch));
    return store_run(s, STORE_SET_SUBJECT);
}

static int32_t append_waking(store_sqlite *s, const hotline_batch *batch) {
    int32_t failed = 0;
    size_t i;
    for (i = 0; failed == 0 && i < hotline_batch_woken_count(batch); i++) {
        size_t len = 0;
        const char *id = hotline_batch_woken(batch, i, &len);
        store_put_subject(s, STORE_WAKE, hotline_batch_woken_kind(batch, i), id, len);
        store_put_moment(s, STORE_WAKE, 3, hotline_batch_woken_at(batch));
        failed = store_run(s, STORE_WAKE);
    }
    return failed;
}

typedef int32_t (*append_part_fn)(store_sqlite *s, const hotline_batch *batch);

static const append_part_fn append_parts[] = {append_duplicate, append_conflict, append_entries, append_erase,
                                              append_answer,    append_notices,  append_moments, append_waking};

/*
 * An append first goes to the write-ahead log, beside the file. Erased text is overwritten with zeros in the pages that the log gets
 * (secure_delete), while the file has the old pages until a checkpoint copies the new ones over them, and the log has what it had before. So
 * after erasing the log is copied and cut off at once; where a reader is in the way, after the next append that finds none, or when the last
 * process closes the file. What a disk or a backup keeps of bytes that were overwritten or cut off is beyond a program.
 */
static void store_clean_up(store_sqlite *s, int wait) {
    if (!s->owes_cleanup) {
        return;
    }
    sqlite3_busy_timeout(s->db, wait ? s->busy : 0);
    if (sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) == SQLITE_OK) {
        s->owes_cleanup = 0;
    }
    sqlite3_busy_timeout(s->db, s->busy);
}

static int32_t store_end(store_sqlite *s, int32_t answer) {
    if (answer == 0) {
        answer = store_run(s, STORE_COMMIT);
    }
    if (!sqlite3_get_autocommit(s->db)) { /* some failures have taken everything back themselves */
        store_run(s, STORE_ROLLBACK);
    }
    return answer;
}

static int32_t store_append(void *user, const hotline_batch *batch) {
    store_sqlite *s = user;
    int32_t answer = store_run(s, STORE_BEGIN);
    size_t i;
    if (answer != 0) {
        return answer;
    }
    for (i = 0; answer == 0 && i < sizeof append_parts / sizeof append_parts[0]; i++) {
        answer = append_parts[i](s, batch);
    }
    answer = store_end(s, answer);
    if (answer == 0) {
        s->owes_cleanup |= hotline_batch_erases(batch);
        store_clean_up(s, hotline_batch_erases(batch));
    }
    return answer;
}

/* ---- answer, list, notices, delivered ---- */

static int32_t store_take_answer(store_sqlite *s, sqlite3_stmt *row, hotline_sink *sink, int first) {
    size_t len = 0;
    size_t personal_len = 0;
    const char *personal = store_text(s, row, 1, &personal_len);
    const char *answer = store_text(s, row, 0, &len);
    (void)first;
    return s->wrong == SQLITE_OK ? hotline_sink_answer(sink, answer, len, personal, personal_len) : 0;
}

static int32_t store_answer(void *user, const char *command, size_t len, hotline_sink *sink) {
    store_sqlite *s = user;
    store_put_text(s, STORE_ANSWER, 1, command, len);
    return store_each(s, STORE_ANSWER, store_take_answer, sink);
}

static int32_t store_take_subject(store_sqlite *s, sqlite3_stmt *row, hotline_sink *sink, int first) {
    int none = sqlite3_column_type(row, 2) == SQLITE_NULL;
    hotline_instant moment = none ? hotline_instant_none() : sqlite3_column_int64(row, 2);
    size_t len = 0;
    const char *id = store_text(s, row, 1, &len);
    (void)first;
    return s->wrong == SQLITE_OK ? hotline_sink_subject(sink, sqlite3_column_int(row, 0), id, len, moment) : 0;
}

/* Nothing comes before kind 0 at the earliest of moments, so "from the beginning" is after there. */
static int32_t store_list(void *user, const hotline_listing *listing, hotline_sink *sink) {
    store_sqlite *s = user;
    int begun = listing->after_kind != 0;
    int by_id = listing->order == HOTLINE_ORDER_ID;
    store_statement which = by_id ? STORE_BY_ID : listing->order == HOTLINE_ORDER_DUE ? STORE_BY_DUE : STORE_BY_WAKE;
    store_put_subject(s, which, listing->after_kind, begun ? listing->after_id : "", begun ? listing->after_id_len : 0);
    store_put_number(s, which, 3, begun && !by_id ? listing->after_moment : INT64_MIN);
    store_put_number(s, which, 4, by_id ? INT64_MAX : listing->until);
    store_put_number(s, which, 5, listing->limit);
    return store_each(s, which, store_take_subject, sink);
}

static int32_t store_take_notice(store_sqlite *s, sqlite3_stmt *row, hotline_sink *sink, int first) {
    size_t id_len = 0;
    size_t len = 0;
    const char *id = store_text(s, row, 1, &id_len);
    const char *notice = store_text(s, row, 2, &len);
    (void)first;
    return s->wrong == SQLITE_OK ? hotline_sink_notice(sink, (uint64_t)sqlite3_column_int64(row, 0), id, id_len, notice, len) : 0;
}

static int32_t store_notices(void *user, uint64_t after, uint32_t limit, hotline_sink *sink) {
    store_sqlite *s = user;
    store_put_number(s, STORE_NOTICES, 1, after < INT64_MAX ? (int64_t)after : INT64_MAX);
    store_put_number(s, STORE_NOTICES, 2, limit);
    return store_each(s, STORE_NOTICES, store_take_notice, sink);
}

static int32_t store_delivered(void *user, const char *id, size_t len) {
    store_sqlite *s = user;
    store_put_text(s, STORE_DELIVERED, 1, id, len);
    return store_run(s, STORE_DELIVERED);
}

/* ---- opening and closing ---- */

static void store_destroy(void *user) {
    store_sqlite *s = user;
    int i;
    for (i = 0; i < STORE_STATEMENTS; i++) {
        sqlite3_finalize(s->statements[i]);
    }
    sqlite3_close(s->db);
    free(s);
}

/* The number that a PRAGMA answers. */
static int store_setting(store_sqlite *s, const char *sql, int *out) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        *out = code == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

/* A file with anything else in it is left alone. */
static int store_make_tables(store_sqlite *s, const char **fault) {
    int tables = 0;
    int application = 0;
    int layout = 0;
    int code = store_setting(s, "SELECT count(*) FROM sqlite_master", &tables);
    code = code != SQLITE_OK ? code : store_setting(s, "PRAGMA application_id", &application);
    code = code != SQLITE_OK ? code : store_setting(s, "PRAGMA user_version", &layout);
    if (code != SQLITE_OK || (application == STORE_APPLICATION && layout == STORE_LAYOUT)) {
        return code;
    }
    if (tables != 0) {
        *fault = application == STORE_APPLICATION ? "made by another release, with another layout" : "a database of something else";
        return SQLITE_MISMATCH;
    }
    return sqlite3_exec(s->db, store_schema, NULL, NULL, NULL);
}

/* Two processes may meet at a new file: whoever comes second finds the tables made. */
static int store_make(store_sqlite *s, const char **fault) {
    int code = sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        return code;
    }
    code = store_make_tables(s, fault);
    code = code != SQLITE_OK ? code : sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);
    return code;
}

/* Whoever turns a new file to the log needs it alone, and SQLite does not wait for that as it waits for a writer. */
static int store_log_ahead(store_sqlite *s) {
    int milliseconds = s->busy;
    int code = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    while ((code & 0xff) == SQLITE_BUSY && milliseconds > 0) {
        milliseconds -= sqlite3_sleep(STORE_PAUSE_MILLISECONDS);
        code = sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    }
    return code;
}

static int store_configure(store_sqlite *s, const char **fault) {
    const char *name = sqlite3_db_filename(s->db, "main");
    const char *synchronous = sqlite3_uri_parameter(name, "synchronous");
    int normal = synchronous != NULL && strcmp(synchronous, "normal") == 0;
    int code;
    if (synchronous != NULL && !normal && strcmp(synchronous, "full") != 0) {
        *fault = "synchronous is full or normal";
        return SQLITE_MISUSE;
    }
    sqlite3_extended_result_codes(s->db, 1);
    s->busy = (int)sqlite3_uri_int64(name, "busy", STORE_BUSY_MILLISECONDS);
    s->owes_cleanup = 1; /* whoever erased last may have been killed before the log was cut off */
    sqlite3_busy_timeout(s->db, s->busy);
    code = sqlite3_exec(s->db, "PRAGMA secure_delete = ON", NULL, NULL, NULL);
    code = code != SQLITE_OK ? code : store_log_ahead(s);
    return code != SQLITE_OK ? code
                             : sqlite3_exec(s->db, normal ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL", NULL, NULL, NULL);
}

static int store_prepare(store_sqlite *s) {
    int code = SQLITE_OK;
    int i;
    for (i = 0; code == SQLITE_OK && i < STORE_STATEMENTS; i++) {
        code = sqlite3_prepare_v3(s->db, store_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[i], NULL);
    }
    return code;
}

static int store_open(store_sqlite *s, const char *file, const char **fault) {
    int code = sqlite3_open_v2(file, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, NULL);
    code = code != SQLITE_OK ? code : store_configure(s, fault);
    code = code != SQLITE_OK ? code : store_make(s, fault);
    code = code != SQLITE_OK ? code : store_prepare(s);
    if (code != SQLITE_OK && *fault == NULL) {
        *fault = s->db != NULL ? sqlite3_errmsg(s->db) : sqlite3_errstr(code);
    }
    return code;
}

static void store_fill(store_sqlite *s, hotline_store *out) {
    out->user = s;
    out->destroy = store_destroy;
    out->load = store_load;
    out->append = store_append;
    out->answer = store_answer;
    out->list = store_list;
    out->notices = store_notices;
    out->delivered = store_delivered;
}

int32_t store_sqlite_open(const char *file, hotline_store *out, char *message, size_t size) {
    store_sqlite *s = calloc(1, sizeof *s);
    const char *fault = NULL;
    int code = s != NULL ? store_open(s, file, &fault) : SQLITE_NOMEM;
    if (code == SQLITE_OK) {
        store_fill(s, out);
        return 0;
    }
    snprintf(message, size, "%s: %s", file, fault != NULL ? fault : sqlite3_errstr(code));
    if (s != NULL) {
        store_destroy(s);
    }
    return store_failure(code);
}

const char *store_sqlite_message(int32_t result) {
    return result > STORE_FAILED ? sqlite3_errstr(result - STORE_FAILED) : NULL;
}
