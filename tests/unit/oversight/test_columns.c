/* SPDX-License-Identifier: MIT */
/* Counting by columns: names, subjects, forms of values, bad cells, what is missing; a failure leaves the tally as it was. */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hotline/columns.h"
#include "oversight/tally_impl.h"

#define AT(day) (INT64_C(1617206400000) + INT64_C(86400000) * ((day)-1)) /* a day of 2021-04, 00:00 in Beijing */
#define HOUR INT64_C(3600000)
#define MONTHS "'periods':{'week':'undefined'},"

typedef struct desk {
    casebook book;
    hotline_columns *columns;
    hotline_tally *tally;
    char shown[4096];
} desk;

static void open_desk(desk *d, const char *rules) {
    casebook_open(&d->book, rules);
    assert_int_equal(hotline_columns_new(d->book.rulebook, &d->columns), HOTLINE_OK);
    assert_int_equal(hotline_tally_new(d->book.rulebook, &d->tally), HOTLINE_OK);
}

static void close_desk(desk *d) {
    hotline_columns_free(d->columns);
    hotline_tally_free(d->tally);
    casebook_close(&d->book);
}

/* ---- columns ---- */

static hotline_column column_of(const char *name, int32_t type, const void *data, uint64_t rows) {
    hotline_column c;
    hotline_column_init(&c, sizeof c);
    c.name = name;
    c.name_len = strlen(name);
    c.type = type;
    c.data = data;
    c.rows = rows;
    return c;
}

static void add(desk *d, const hotline_column *c) {
    hotline_status status = hotline_columns_add(d->columns, c, &d->book.error);
    if (status != HOTLINE_OK) {
        fail_msg("%s: %s: %s", c->name, hotline_status_name(status), d->book.error.message);
    }
}

static void add_plain(desk *d, const char *name, int32_t type, const void *data, uint64_t rows) {
    hotline_column c = column_of(name, type, data, rows);
    add(d, &c);
}

static void add_times(desk *d, const char *name, const int64_t *data, uint64_t rows) {
    hotline_column c = column_of(name, HOTLINE_COLUMN_INT64, data, rows);
    c.time = HOTLINE_COLUMN_MILLISECONDS;
    c.has_null = 1;
    add(d, &c);
}

/* Texts of one letter. */
static void add_letters(desk *d, const char *name, const char *letters) {
    static int32_t places[64];
    hotline_column c = column_of(name, HOTLINE_COLUMN_TEXT32, places, strlen(letters));
    for (int32_t i = 0; i < 64; i++) {
        places[i] = i;
    }
    c.bytes = (const uint8_t *)letters;
    c.bytes_len = strlen(letters);
    add(d, &c);
}

/* ---- figures ---- */

static const char *figures(desk *d) {
    size_t len = 0;
    d->shown[0] = '\0';
    assert_int_equal(hotline_tally_sort(d->tally), HOTLINE_OK);
    for (size_t i = 0; i < hotline_tally_count(d->tally); i++) {
        hotline_figure f;
        f.struct_size = sizeof f;
        assert_int_equal(hotline_tally_at(d->tally, i, &f), HOTLINE_OK);
        len += (size_t)snprintf(d->shown + len, sizeof d->shown - len, "%s%s %s %s %lld", len > 0 ? "; " : "",
                                f.unit_len > 0 ? f.unit : "-", f.period, f.measure, (long long)f.num);
        if (f.has_den) {
            len += (size_t)snprintf(d->shown + len, sizeof d->shown - len, "/%lld", (long long)f.den);
        }
        if (f.unknown > 0) {
            len += (size_t)snprintf(d->shown + len, sizeof d->shown - len, " ?%lld", (long long)f.unknown);
        }
    }
    return d->shown;
}

static hotline_status count(desk *d, const char *of, hotline_instant now) {
    return hotline_columns_count(d->columns, of, strlen(of), now, d->tally, &d->book.error);
}

static void expect(desk *d, const char *of, const char *want) {
    hotline_status status = count(d, of, AT(60));
    if (status != HOTLINE_OK) {
        fail_msg("%s: %s", hotline_status_name(status), d->book.error.message);
    }
    assert_string_equal(figures(d), want);
}

/* The call fails, says this, and changes nothing. */
static void refuse(desk *d, const char *of, hotline_instant now, hotline_status want, const char *message) {
    char before[4096];
    hotline_status status;
    snprintf(before, sizeof before, "%s", figures(d));
    status = count(d, of, now);
    if (status != want || strcmp(d->book.error.message, message) != 0) {
        fail_msg("%s: %s", hotline_status_name(status), d->book.error.message);
    }
    assert_string_equal(figures(d), before);
}

#define OF_A "'of':'assignment','at':'report',"
static const int64_t reports[4] = {AT(3), AT(4) + HOUR, 0, AT(30) + 23 * HOUR};

static void open_plain(desk *d, const char *rules) {
    open_desk(d, rules);
    add_times(d, "report", reports, 4);
    add_letters(d, "unit", "abab");
}

/* ---- tests ---- */

static void test_arguments(void **state) {
    desk d;
    hotline_column c = column_of("x", HOTLINE_COLUMN_INT8, "", 1);
    hotline_columns *none = NULL;
    (void)state;
    open_desk(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'}}");
    assert_int_equal(hotline_columns_new(NULL, &none), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_new(d.book.rulebook, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_add(NULL, &c, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_add(d.columns, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    c.struct_size--;
    assert_int_equal(hotline_columns_add(d.columns, &c, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_add_arrow(NULL, NULL, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_measure(NULL, "m", 1, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_measure(d.columns, NULL, 0, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_count(d.columns, NULL, 0, 0, d.tally, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_columns_count(d.columns, "ticket", 6, 0, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    hotline_columns_free(NULL);
    hotline_columns_clear(NULL);
    hotline_column_init(NULL, sizeof c);
    close_desk(&d);
}

static void test_records_that_contradict_themselves(void **state) {
    static const struct {
        int32_t type, time, words_type;
        uint32_t local, has_null;
        uint64_t rows;
        const char *words, *data, *name, *message;
        hotline_status status;
    } rows[] = {
        {0, 0, 0, 0, 0, 1, NULL, "", "x", "column \"x\" is of no type that there is", HOTLINE_ERROR_ARGUMENT},
        {12, 0, 0, 0, 0, 1, NULL, "", "x", "column \"x\" is of no type that there is", HOTLINE_ERROR_ARGUMENT},
        {1, 6, 0, 0, 0, 1, NULL, "", "x", "column \"x\" has a member out of its range", HOTLINE_ERROR_ARGUMENT},
        {1, -1, 0, 0, 0, 1, NULL, "", "x", "column \"x\" has a member out of its range", HOTLINE_ERROR_ARGUMENT},
        {9, 2, 0, 0, 0, 1, NULL, "", "x", "column \"x\" is not of integers, so it has neither a time nor a null value",
         HOTLINE_ERROR_ARGUMENT},
        {10, 0, 0, 0, 1, 1, NULL, "", "x", "column \"x\" is not of integers, so it has neither a time nor a null value",
         HOTLINE_ERROR_ARGUMENT},
        {4, 1, 0, 1, 0, 1, NULL, "", "x", "column \"x\" is of no times, so it is not local", HOTLINE_ERROR_ARGUMENT},
        {4, 0, 0, 0, 0, 1, "", "", "x", "column \"x\" has words and should not, or has none and should", HOTLINE_ERROR_ARGUMENT},
        {4, 2, 10, 0, 0, 1, "", "", "x", "column \"x\" has words and should not, or has none and should", HOTLINE_ERROR_ARGUMENT},
        {4, 0, 0, 0, 0, 1, NULL, NULL, "x", "column \"x\" has rows and no data", HOTLINE_ERROR_ARGUMENT},
        {4, 0, 0, 0, 0, 1, NULL, "", "", "a column needs a name in UTF-8", HOTLINE_ERROR_ARGUMENT},
        {4, 0, 0, 0, 0, 1, NULL, "", "\xff", "a column needs a name in UTF-8", HOTLINE_ERROR_ARGUMENT},
        {4, 0, 0, 0, 0, (UINT64_C(1) << 31) + 1, NULL, "", "x", "column \"x\" has more than 2147483648 rows", HOTLINE_ERROR_LIMIT},
        {4, 0, 0, 0, 0, 4, NULL, "", "report", "column \"report\" is there already", HOTLINE_ERROR_REUSED},
    };
    desk d;
    (void)state;
    open_plain(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'}}");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hotline_column c = column_of(rows[i].name, rows[i].type, rows[i].data, rows[i].rows);
        c.time = rows[i].time;
        c.local = rows[i].local;
        c.has_null = rows[i].has_null;
        c.words = rows[i].words;
        c.words_type = rows[i].words_type;
        assert_int_equal(hotline_columns_add(d.columns, &c, &d.book.error), rows[i].status);
        assert_string_equal(d.book.error.message, rows[i].message);
    }
    expect(&d, "assignment", "a 2021-04 m 1; b 2021-04 m 2");
    close_desk(&d);
}

static void test_what_is_missing(void **state) {
    desk d;
    (void)state;
    open_plain(&d, MONTHS "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}},'measures':{"
                          "'m':{" OF_A "'count':'result = done and met(x)'},'w':{" OF_A "'count':'size in (1, 2)'},"
                          "'c':{" OF_A "'count':'count(contact(outcome = reached)) >= 2'},'p':{" OF_A "'count':'note = \\\"a\\\"'},"
                          "'o':{'of':'assignment','at':'last(contact)','count':'always'}}");
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND, "no column \"result\"; measure \"m\" reads it in \"result = done\"");
    assert_string_equal(d.book.error.path, "measures.m.count");
    add_plain(&d, "results", HOTLINE_COLUMN_INT8, "\1\1\1\1", 4);
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND,
           "no column \"result\"; measure \"m\" reads it in \"result = done\"; did you mean \"results\"?");
    add_plain(&d, "result", HOTLINE_COLUMN_INT8, "\0\0\0\1", 4);
    add_plain(&d, "late(x)", HOTLINE_COLUMN_INT8, "\1\1\1\1", 4);
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND, "no column \"met(x)\"; measure \"m\" reads it in \"met(x)\"");
    add_plain(&d, "met( x )", HOTLINE_COLUMN_INT8, "\1\1\1\1", 4);       /* in canonical spacing it is that */
    add_plain(&d, "size in (1, 2)", HOTLINE_COLUMN_INT8, "\1\1\1\1", 4); /* several tests have that text: none of them is it */
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND, "no column \"size\"; measure \"w\" reads it in \"size in (1, 2)\"");
    add_plain(&d, "size", HOTLINE_COLUMN_INT8, "\1\1\3\2", 4);
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND,
           "no column \"count(contact(outcome = reached))\"; measure \"c\" reads it in \"count(contact(outcome = reached)) >= 2\"");
    add_plain(&d, "count(contact(outcome=reached))>=2", HOTLINE_COLUMN_INT8, "\0\1\1\1", 4);
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND, "no column \"note\"; measure \"p\" reads it in \"note = \"a\"\"");
    add_plain(&d, "note = \"a\"", HOTLINE_COLUMN_INT8, "\1\1\1\1", 4);
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND, "no column \"last(contact)\"; measure \"o\" reads it in \"last(contact)\"");
    add_times(&d, "last(contact)", reports, 4);
    expect(&d, "assignment",
           "a 2021-04 m 1; a 2021-04 w 1; a 2021-04 c 0; a 2021-04 p 1; a 2021-04 o 1; "
           "b 2021-04 m 1; b 2021-04 w 2; b 2021-04 c 2; b 2021-04 p 2; b 2021-04 o 2");
    close_desk(&d);
}

static void test_units_are_needed(void **state) {
    desk d;
    (void)state;
    open_desk(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'}}");
    add_times(&d, "report", reports, 4);
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND, "no column \"unit\"; measure \"m\" reads it in \"unit\"");
    add_plain(&d, "unit", HOTLINE_COLUMN_INT8, "\0\0\0\0", 4);
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_ARGUMENT,
           "column \"unit\" is read as texts, or integers with words, and does not hold such");
    close_desk(&d);
}

static void test_subjects(void **state) {
    static const int64_t received[4] = {AT(1), AT(2), AT(3), 0};
    desk d;
    (void)state;
    open_desk(&d, MONTHS "'measures':{'t':{'of':'ticket','at':'receive','count':'size > 3','per':'always'},"
                         "'e':{'of':'contact','count':'outcome = reached and by handler','per':'known(outcome)'},"
                         "'s':{'of':'dispatch','count':'always'},'h':{'of':'hold','count':'always'},'v':{'of':'visit','count':'always'}}");
    add_times(&d, "receive", received, 4);
    add_plain(&d, "size", HOTLINE_COLUMN_INT8, "\3\4\5\6", 4);
    expect(&d, "ticket", "- 2021-04 t 2/3");
    refuse(&d, "assignment", AT(9), HOTLINE_ERROR_NOT_FOUND, "no policy in force has a measure of this subject that was asked for");
    refuse(&d, "tickets", AT(9), HOTLINE_ERROR_NOT_FOUND,
           "rows are of a ticket, an assignment or an event, and no such is \"tickets\"; did you mean \"ticket\"?");
    add_times(&d, "contact", received, 4);
    add_plain(&d, "outcome", HOTLINE_COLUMN_INT8, "\0\1\0\0", 4);
    add_letters(&d, "unit", "abab");
    refuse(&d, "contact", AT(9), HOTLINE_ERROR_NOT_FOUND, "no column \"by\"; measure \"e\" reads it in \"by handler\"");
    add_plain(&d, "by handler", HOTLINE_COLUMN_INT8, "\1\1\0\0", 4);
    add_times(&d, "dispatch", received, 4); /* opens an assignment: of its unit */
    add_times(&d, "hold", received, 4);     /* of the ticket: of no unit */
    add_times(&d, "visit", received, 4);    /* of the unit */
    expect(&d, "contact", "- 2021-04 t 2/3; a 2021-04 e 1/2; b 2021-04 e 0/1");
    assert_int_equal(count(&d, "dispatch", AT(60)), HOTLINE_OK);
    assert_int_equal(count(&d, "hold", AT(60)), HOTLINE_OK);
    expect(&d, "visit",
           "- 2021-04 t 2/3; - 2021-04 h 3; a 2021-04 e 1/2; a 2021-04 s 2; a 2021-04 v 2; b 2021-04 e 0/1; b 2021-04 s 1; b 2021-04 v 1");
    close_desk(&d);
}

static void test_measures_asked_for(void **state) {
    desk d;
    (void)state;
    open_plain(&d, MONTHS "'measures':{'one':{" OF_A "'count':'always'},'two':{" OF_A "'count':'size > 3'}}");
    assert_int_equal(hotline_columns_measure(d.columns, "onne", 4, &d.book.error), HOTLINE_ERROR_NOT_FOUND);
    assert_string_equal(d.book.error.message, "no such measure \"onne\"; did you mean \"one\"?");
    assert_int_equal(hotline_columns_measure(d.columns, "one", 3, NULL), HOTLINE_OK);
    assert_int_equal(hotline_columns_measure(d.columns, "one", 3, NULL), HOTLINE_DUPLICATE);
    expect(&d, "assignment", "a 2021-04 one 1; b 2021-04 one 2");
    hotline_columns_clear(d.columns); /* what was asked for stays */
    add_times(&d, "report", reports, 4);
    add_letters(&d, "unit", "cccc");
    expect(&d, "assignment", "a 2021-04 one 1; b 2021-04 one 2; c 2021-04 one 3");
    close_desk(&d);
}

static void test_now(void **state) {
    static const int64_t due_at[4] = {AT(3), AT(4) + HOUR, AT(30) + 24 * HOUR, AT(31) + 1};
    static const int16_t due_day[4] = {18719, 18720, 18747, 18748}; /* 04-02, 04-03, 04-30, 05-01 */
    hotline_column c = column_of("due(x)", HOTLINE_COLUMN_INT16, due_day, 4);
    desk d;
    (void)state;
    open_plain(&d, MONTHS "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':'4 workdays'}},'measures':{"
                          "'m':{'of':'assignment','at':'due(x)','count':'report'},'n':{" OF_A "'count':'time > promised_for'}}");
    add_plain(&d, "time > promised_for", HOTLINE_COLUMN_UINT8, "\0\0\0\0", 4);
    add_times(&d, "due(x)", due_at, 4);
    refuse(&d, "assignment", hotline_instant_none(), HOTLINE_ERROR_ARGUMENT,
           "without `now` measure \"m\" cannot be counted, which reads \"due(x)\"");
    assert_int_equal(hotline_columns_measure(d.columns, "n", 1, NULL), HOTLINE_OK);
    refuse(&d, "assignment", hotline_instant_none(), HOTLINE_ERROR_ARGUMENT,
           "without `now` measure \"n\" cannot be counted, which reads \"time > promised_for\"");
    hotline_columns_free(d.columns);
    assert_int_equal(hotline_columns_new(d.book.rulebook, &d.columns), HOTLINE_OK);
    assert_int_equal(hotline_columns_measure(d.columns, "m", 1, NULL), HOTLINE_OK);
    add_times(&d, "report", reports, 4);
    add_letters(&d, "unit", "abab");
    add_times(&d, "due(x)", due_at, 4);
    assert_int_equal(count(&d, "assignment", AT(4) + HOUR - 1), HOTLINE_OK); /* one is due; the second a millisecond later */
    assert_string_equal(figures(&d), "a 2021-04 m 1");
    assert_int_equal(count(&d, "assignment", AT(31)), HOTLINE_OK); /* 24:00 of the 30th belongs to April */
    assert_string_equal(figures(&d), "a 2021-04 m 2; b 2021-04 m 1");
    hotline_columns_clear(d.columns);
    add_times(&d, "report", reports, 4);
    add_letters(&d, "unit", "cdcd");
    c.time = HOTLINE_COLUMN_DAYS;
    add(&d, &c);
    assert_int_equal(count(&d, "assignment", AT(31) - 1), HOTLINE_OK); /* a due date ends with its day */
    assert_string_equal(figures(&d), "a 2021-04 m 2; b 2021-04 m 1; c 2021-04 m 1; d 2021-04 m 1");
    assert_int_equal(count(&d, "assignment", AT(31)), HOTLINE_OK);
    assert_string_equal(figures(&d), "a 2021-04 m 2; b 2021-04 m 1; c 2021-04 m 2; d 2021-04 m 2");
    close_desk(&d);
}

/* ---- cells ---- */

static void test_bad_cells(void **state) {
    static const int32_t places[] = {0, 4, 3, 4, 4}, words[] = {0, 1, 1, 3};
    static const uint64_t large[] = {0, 0, UINT64_MAX, 0};
    static const int64_t ages[] = {0, 0, INT64_MAX, 0};
    static const struct {
        const char *name, *rule, *message;
        int32_t type, time, words_type;
        const void *data;
        hotline_status status;
    } rows[] = {
        {"anonymous", "anonymous", "column \"anonymous\", row 1 from 0: a cell that is not good: 2", HOTLINE_COLUMN_INT8, 0, 0, "\0\2\0\0",
         HOTLINE_ERROR_RANGE},
        {"result", "result = done", "column \"result\", row 3 from 0: a cell that is not good: 3", HOTLINE_COLUMN_UINT8, 0, 0, "\0\1\2\3",
         HOTLINE_ERROR_RANGE},
        {"result", "result = done", "column \"result\", row 0 from 0: a cell that is not good: -1", HOTLINE_COLUMN_INT8, 0, 0, "\xff\1\2\2",
         HOTLINE_ERROR_RANGE},
        {"result", "result = done", "column \"result\", row 1 from 0: a cell that is not good", HOTLINE_COLUMN_TEXT32, 0, 0, places,
         HOTLINE_ERROR_RANGE},
        {"result", "result = done", "column \"result\", row 2 from 0: a cell that is not good: \"on\"", HOTLINE_COLUMN_INT8, 0,
         HOTLINE_COLUMN_TEXT32, "\1\1\2\1", HOTLINE_ERROR_RANGE},
        {"result", "result = done", "column \"result\", row 3 from 0: a cell that is not good: 3", HOTLINE_COLUMN_INT8, 0,
         HOTLINE_COLUMN_TEXT32, "\1\1\1\3", HOTLINE_ERROR_RANGE},
        {"wish", "wish has call", "column \"wish\", row 0 from 0: a cell that is not good: 8", HOTLINE_COLUMN_UINT8, 0, 0, "\10\0\0\0",
         HOTLINE_ERROR_RANGE},
        {"size", "size > 3", "column \"size\", row 2 from 0: a cell that is not good: -1", HOTLINE_COLUMN_UINT64, 0, 0, large,
         HOTLINE_ERROR_RANGE},
        {"appointed", "appointed > \\\"2021-04-01T00:00\\\"",
         "column \"appointed\", row 2 from 0: a cell that is not good: 9223372036854775807", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_SECONDS,
         0, ages, HOTLINE_ERROR_RANGE},
        {"promised_for", "promised_for > \\\"2021-04-01\\\"",
         "column \"promised_for\", row 2 from 0: a cell that is not good: 9223372036854775807", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_DAYS,
         0, ages, HOTLINE_ERROR_RANGE},
        {"appointed", "appointed > \\\"2021-04-01T00:00\\\"", "column \"appointed\" is read as times, and does not hold such",
         HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_DAYS, 0, ages, HOTLINE_ERROR_ARGUMENT},
        {"size", "size > 3", "column \"size\" is read as integers, and does not hold such", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_SECONDS, 0,
         ages, HOTLINE_ERROR_ARGUMENT},
        {"note", "note = \\\"x\\\"", "column \"note\" is read as texts, or integers with words, and does not hold such",
         HOTLINE_COLUMN_INT8, 0, 0, "\0\0\0\0", HOTLINE_ERROR_ARGUMENT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char rules[512];
        desk d;
        hotline_column c = column_of(rows[i].name, rows[i].type, rows[i].data, 4);
        snprintf(rules, sizeof rules, MONTHS "'measures':{'all_of_them':{" OF_A "'count':'always'},'m':{" OF_A "'count':'%s'}}",
                 rows[i].rule);
        open_plain(&d, rules);
        c.time = rows[i].time;
        c.words_type = rows[i].words_type;
        c.words = c.words_type != 0 ? words : NULL;
        c.word_count = c.words_type != 0 ? 3 : 0;
        c.bytes = (const uint8_t *)(c.type == HOTLINE_COLUMN_TEXT32 ? "done" : "xon");
        c.bytes_len = strlen((const char *)c.bytes);
        if (c.words_type != 0) { /* "x", "", "on": the empty one is none */
            c.data = rows[i].data;
        }
        add(&d, &c);
        refuse(&d, "assignment", AT(60), rows[i].status, rows[i].message);
        close_desk(&d);
    }
}

/* A null is no value, whatever stands in its place. */
static void test_nulls_hide_anything(void **state) {
    static const uint8_t validity[] = {0xF5}; /* of rows 1 and 3 there is none; after an offset of 0 */
    desk d;
    hotline_column c = column_of("result", HOTLINE_COLUMN_UINT8, "\0\377\0\377", 4);
    (void)state;
    open_plain(&d, MONTHS "'measures':{'m':{" OF_A "'count':'result = done','per':'always'}}");
    c.validity = validity;
    add(&d, &c);
    expect(&d, "assignment", "a 2021-04 m 1/1; b 2021-04 m 0/0 ?2");
    close_desk(&d);
}

static void test_words_that_are_bad(void **state) {
    static const int32_t words[] = {0, 2, 1, 3};
    desk d;
    hotline_column c = column_of("result", HOTLINE_COLUMN_UINT8, "\0\0\0\0", 4);
    (void)state;
    open_plain(&d, MONTHS "'measures':{'m':{" OF_A "'count':'result = done','per':'always'}}");
    c.words_type = HOTLINE_COLUMN_TEXT32;
    c.words = words;
    c.word_count = 3;
    c.bytes = (const uint8_t *)"abc";
    c.bytes_len = 3;
    add(&d, &c);
    refuse(&d, "assignment", AT(60), HOTLINE_ERROR_ARGUMENT, "column \"result\" has words whose places contradict one another");
    hotline_columns_clear(d.columns);
    add_times(&d, "report", reports, 4);
    add_letters(&d, "unit",
                "ab\xff"
                "b");
    c.word_count = 0;
    add(&d, &c);
    refuse(&d, "assignment", AT(60), HOTLINE_ERROR_RANGE, "column \"unit\" holds an id that is not UTF-8, or has a NUL: \"?\"");
    close_desk(&d);
}

static void test_columns_of_other_lengths(void **state) {
    desk d;
    (void)state;
    open_plain(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'}}");
    add_plain(&d, "left_alone", HOTLINE_COLUMN_INT8, "\0\0\0", 3);
    refuse(&d, "assignment", AT(60), HOTLINE_ERROR_ARGUMENT, "column \"left_alone\" has other rows than column \"report\"");
    close_desk(&d);
}

static void test_no_rows(void **state) {
    desk d;
    (void)state;
    open_desk(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'}}");
    refuse(&d, "assignment", AT(60), HOTLINE_ERROR_NOT_FOUND, "no column \"report\"; measure \"m\" reads it in \"report\"");
    add_times(&d, "report", NULL, 0);
    add_letters(&d, "unit", "");
    expect(&d, "assignment", "");
    close_desk(&d);
}

/* ---- many ---- */

enum { MANY = 5000 };

/* More units than were expected, an array that is not aligned, days far apart. */
static void test_many_units(void **state) {
    static char bytes[MANY * 5];
    static int64_t places[MANY + 1];
    static uint8_t times[MANY * 8 + 1];
    desk d;
    hotline_column unit = column_of("unit", HOTLINE_COLUMN_TEXT64, places, MANY);
    hotline_column report = column_of("report", HOTLINE_COLUMN_INT64, times + 1, MANY);
    int64_t sum = 0;
    (void)state;
    open_desk(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'}}");
    for (int64_t i = 0; i < MANY; i++) {
        int64_t at = 1600000000000 + i % 700 * (i % 7 == 0 ? INT64_C(3650) * 86400000 / 100 : 86400000);
        char id[8];
        snprintf(id, sizeof id, "u%04d", (int)(i % 1700));
        memcpy(bytes + i * 5, id, 5);
        places[i + 1] = (i + 1) * 5;
        memcpy(times + 1 + i * 8, &at, 8);
    }
    unit.bytes = (const uint8_t *)bytes;
    unit.bytes_len = sizeof bytes;
    report.time = HOTLINE_COLUMN_MILLISECONDS;
    add(&d, &unit);
    add(&d, &report);
    assert_int_equal(count(&d, "assignment", INT64_C(16000000000000)), HOTLINE_OK);
    assert_int_equal(hotline_tally_sort(d.tally), HOTLINE_OK);
    for (size_t i = 0; i < hotline_tally_count(d.tally); i++) {
        hotline_figure f;
        f.struct_size = sizeof f;
        assert_int_equal(hotline_tally_at(d.tally, i, &f), HOTLINE_OK);
        sum += f.num;
    }
    assert_int_equal(sum, MANY);
    close_desk(&d);
}

/* The sum with what the tally has: all figures stay as they were. */
static void test_sums_out_of_range(void **state) {
    desk d;
    const hotline_policy *policy = NULL;
    period when;
    const char *undefined = NULL;
    tally_counts counts = {INT64_MAX - 1, 1, 0, 0};
    (void)state;
    open_plain(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'},'w':{" OF_A "'count':{'report':'2'}}}");
    assert_int_equal(hotline_rulebook_at(d.book.rulebook, AT(1), &policy), HOTLINE_OK);
    assert_int_equal(hotline__period_at(&policy->periods, SPAN_MONTH, AT(1), 480, &when, &undefined), HOTLINE_OK);
    assert_int_equal(hotline__tally_put(d.tally, hotline__text("b"), policy, policy->measure_order[1], SPAN_MONTH, &when, &counts),
                     HOTLINE_OK);
    refuse(&d, "assignment", AT(60), HOTLINE_ERROR_RANGE, "a count does not fit 64 bits");
    assert_string_equal(figures(&d), "b 2021-04 w 9223372036854775806");
    close_desk(&d);
}

/* ---- any unit of time, the days at its edges ---- */

static void test_edges_of_days(void **state) {
    static const int64_t scale[] = {0, 0, 1, 1, 1000, 1000000};
    static const int64_t ms[6] = {AT(1) - 1000, AT(1), AT(30) + 24 * HOUR - 1000, AT(31), INT64_C(-9223113600000), INT64_C(9223113600000)};
    (void)state;
    for (int32_t time = HOTLINE_COLUMN_SECONDS; time <= HOTLINE_COLUMN_NANOSECONDS; time++) {
        int64_t values[6];
        desk d;
        hotline_column c = column_of("report", HOTLINE_COLUMN_INT64, values, 6);
        open_desk(&d, MONTHS "'measures':{'m':{" OF_A "'count':'always'}}");
        for (size_t i = 0; i < 6; i++) {
            values[i] = time == HOTLINE_COLUMN_SECONDS ? ms[i] / 1000 : ms[i] * scale[time];
        }
        c.time = time;
        add(&d, &c);
        add_letters(&d, "unit", "aaaaaa");
        assert_int_equal(hotline_rulebook_assume_in_force(d.book.rulebook, 1), HOTLINE_OK);
        assert_int_equal(count(&d, "assignment", hotline_instant_none()), HOTLINE_OK);
        assert_string_equal(figures(&d), "a 1677-09 m 1; a 2021-03 m 1; a 2021-04 m 2; a 2021-05 m 1; a 2262-04 m 1");
        close_desk(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_records_that_contradict_themselves),
        cmocka_unit_test(test_what_is_missing),
        cmocka_unit_test(test_units_are_needed),
        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_measures_asked_for),
        cmocka_unit_test(test_now),
        cmocka_unit_test(test_bad_cells),
        cmocka_unit_test(test_nulls_hide_anything),
        cmocka_unit_test(test_words_that_are_bad),
        cmocka_unit_test(test_columns_of_other_lengths),
        cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_many_units),
        cmocka_unit_test(test_sums_out_of_range),
        cmocka_unit_test(test_edges_of_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
