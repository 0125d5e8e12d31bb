/* SPDX-License-Identifier: MIT */
/* Tables through the Arrow C data interface: offsets, dictionaries, dates, and arrays that are not what they say. */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "hotline/columns.h"
#include "oversight/columns_arrow.h"

enum { CHILDREN = 3, ROWS = 4 };

/* A table of three children: when it was reported, the unit, the result. */
typedef struct table {
    struct ArrowSchema schema, child_schemas[CHILDREN], word_schema, *schemas[CHILDREN];
    struct ArrowArray array, children[CHILDREN], word_array, *arrays[CHILDREN];
    const void *none[1], *buffers[CHILDREN][3], *word_buffers[3];
    int64_t times[ROWS + 1];
    int32_t places[ROWS + 2], word_places[4], unreadable;
    int8_t codes[ROWS + 1];
    uint8_t validity[1];
} table;

static void released_schema(struct ArrowSchema *s) {
    s->release = NULL;
}

static void released_array(struct ArrowArray *a) {
    a->release = NULL;
}

static void make_child(table *t, int i, const char *name, const char *format, const void *data) {
    t->child_schemas[i].name = name;
    t->child_schemas[i].format = format;
    t->child_schemas[i].release = released_schema;
    t->schemas[i] = &t->child_schemas[i];
    t->buffers[i][1] = data;
    t->children[i].length = ROWS;
    t->children[i].n_buffers = 2;
    t->children[i].buffers = t->buffers[i];
    t->children[i].release = released_array;
    t->arrays[i] = &t->children[i];
}

static void make(table *t) {
    memset(t, 0, sizeof *t);
    for (int i = 0; i <= ROWS; i++) {
        t->times[i] = INT64_C(1617206400) + i * 86400 * 5; /* 2021-04-01 in Beijing, and every fifth day */
        t->codes[i] = (int8_t)(i % 3);
    }
    make_child(t, 0, "report", "tss:Asia/Shanghai", t->times);
    make_child(t, 1, "unit", "u", t->places);
    make_child(t, 2, "result", "c", t->codes);
    memcpy(t->places, (const int32_t[]){0, 1, 2, 3, 4, 5}, sizeof t->places);
    t->buffers[1][2] = "ababa";
    t->children[1].n_buffers = 3;
    memcpy(t->word_places, (const int32_t[]){0, 4, 11, 15}, sizeof t->word_places);
    t->word_schema.format = "u";
    t->word_schema.name = "";
    t->word_schema.release = released_schema;
    t->word_buffers[1] = t->word_places;
    t->word_buffers[2] = "donerefusedpromised";
    t->word_array.length = 2;
    t->word_array.n_buffers = 3;
    t->word_array.buffers = t->word_buffers;
    t->word_array.release = released_array;
    t->schema.format = "+s";
    t->schema.name = "batch";
    t->schema.n_children = CHILDREN;
    t->schema.children = t->schemas;
    t->schema.release = released_schema;
    t->array.length = ROWS;
    t->array.n_buffers = 1;
    t->array.buffers = t->none;
    t->array.n_children = CHILDREN;
    t->array.children = t->arrays;
    t->array.release = released_array;
}

static const char rules[] =
    "'periods':{'week':'undefined'},'measures':{'m':{'of':'assignment','at':'report','count':'result = done','per':'always'}}";

typedef struct desk {
    casebook book;
    hotline_columns *columns;
    hotline_tally *tally;
} desk;

static void open_desk(desk *d) {
    casebook_open(&d->book, rules);
    assert_int_equal(hotline_columns_new(d->book.rulebook, &d->columns), HOTLINE_OK);
    assert_int_equal(hotline_tally_new(d->book.rulebook, &d->tally), HOTLINE_OK);
}

static void close_desk(desk *d) {
    hotline_columns_free(d->columns);
    hotline_tally_free(d->tally);
    casebook_close(&d->book);
}

static const char *lines(desk *d) {
    const char *text = NULL;
    size_t len = 0;
    assert_int_equal(hotline_tally_sort(d->tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_lines(d->tally, &text, &len), HOTLINE_OK);
    return text;
}

#define LINE(unit, period, num, den, unknown)                                                                                              \
  "{\"type\":\"figure\",\"unit\":\"" unit "\",\"period\":\"" period "\",\"measure\":\"m\",\"num\":" num ",\"den\":" den                    \
  ",\"unknown\":" unknown "}\n"

static void expect(const table *t, hotline_instant now, const char *want) {
    desk d;
    hotline_status status;
    open_desk(&d);
    status = hotline_columns_add_arrow(d.columns, &t->array, &t->schema, &d.book.error);
    if (status == HOTLINE_OK) {
        status = hotline_columns_count(d.columns, "assignment", 10, now, d.tally, &d.book.error);
    }
    if (status != HOTLINE_OK) {
        fail_msg("%s: %s", hotline_status_name(status), d.book.error.message);
    }
    assert_string_equal(lines(&d), want);
    assert_non_null(t->array.release); /* nothing is released */
    assert_non_null(t->children[0].release);
    close_desk(&d);
}

static void test_a_table(void **state) {
    table t;
    (void)state;
    make(&t);
    expect(&t, hotline_instant_none(), LINE("a", "2021-04", "1", "2", "0") LINE("b", "2021-04", "1", "2", "0"));
    t.child_schemas[0].format = "tss:"; /* by the clock on the wall: eight hours earlier, still the day before */
    expect(&t, hotline_instant_none(),
           LINE("a", "2021-03", "1", "1", "0") LINE("a", "2021-04", "0", "1", "0") LINE("b", "2021-04", "1", "2", "0"));
}

static void test_offsets(void **state) {
    table t;
    (void)state;
    make(&t);
    t.validity[0] = 0x1D; /* of row 1 there is no result */
    t.buffers[2][0] = t.validity;
    t.children[2].null_count = 1;
    expect(&t, hotline_instant_none(), LINE("a", "2021-04", "1", "2", "0") LINE("b", "2021-04", "1", "1", "1"));
    t.children[2].offset = 1; /* rows 1 to 4 of the buffers */
    expect(&t, hotline_instant_none(), LINE("a", "2021-04", "1", "1", "1") LINE("b", "2021-04", "0", "2", "0"));
    t.children[2].offset = 0;
    t.array.offset = 2; /* rows 2 and 3 of the children */
    t.array.length = 2;
    expect(&t, hotline_instant_none(), LINE("a", "2021-04", "0", "1", "0") LINE("b", "2021-04", "1", "1", "0"));
}

static void test_a_dictionary(void **state) {
    static const int64_t dates[ROWS] = {INT64_C(1617148800000) + 86399999, INT64_C(1617235200000), INT64_C(1617235200000), 0};
    table t;
    (void)state;
    make(&t);
    t.codes[2] = 1;
    t.child_schemas[2].dictionary = &t.word_schema;
    t.children[2].dictionary = &t.word_array;
    expect(&t, hotline_instant_none(), LINE("a", "2021-04", "1", "2", "0") LINE("b", "2021-04", "1", "2", "0"));
    t.word_array.offset = 1; /* "refused", "prom" */
    t.word_array.length = 1;
    memset(t.codes, 0, sizeof t.codes);
    expect(&t, hotline_instant_none(), LINE("a", "2021-04", "0", "2", "0") LINE("b", "2021-04", "0", "2", "0"));
    t.child_schemas[0].format = "tdm"; /* a date in milliseconds is a date, in no zone; in 1970 no policy is in force */
    t.buffers[0][1] = dates;
    expect(&t, hotline_instant_none(),
           LINE("a", "2021-03", "0", "1", "0") LINE("a", "2021-04", "0", "1", "0") LINE("b", "2021-04", "0", "1", "0"));
}

/* A format that is not read is refused only where it is needed. */
static void test_other_formats(void **state) {
    table t;
    desk d;
    (void)state;
    make(&t);
    t.child_schemas[2].format = "+l";
    open_desk(&d);
    assert_int_equal(hotline_columns_add_arrow(d.columns, &t.array, &t.schema, &d.book.error), HOTLINE_OK);
    assert_int_equal(hotline_columns_count(d.columns, "assignment", 10, 0, d.tally, &d.book.error), HOTLINE_ERROR_ARGUMENT);
    assert_string_equal(d.book.error.message,
                        "column \"result\" is read as names of values, or their numbers, and comes in a format that is not "
                        "read: \"+l\"");
    close_desk(&d);
    t.child_schemas[2].name = "nobody_reads_it";
    t.child_schemas[1].name = "result";
    t.child_schemas[1].format = "g";
    t.word_schema.format = "g";
    t.child_schemas[2].dictionary = &t.word_schema;
    t.children[2].dictionary = &t.word_array;
    open_desk(&d);
    assert_int_equal(hotline_columns_add_arrow(d.columns, &t.array, &t.schema, &d.book.error), HOTLINE_OK);
    close_desk(&d);
}

/* ---- what is refused ---- */

static void refuse(const table *t, hotline_status want, const char *message) {
    desk d;
    hotline_column c;
    hotline_status status;
    open_desk(&d);
    hotline_column_init(&c, sizeof c);
    c.type = HOTLINE_COLUMN_INT8;
    c.name = "before";
    c.name_len = 6;
    c.data = t->codes;
    c.rows = 1;
    assert_int_equal(hotline_columns_add(d.columns, &c, NULL), HOTLINE_OK);
    status = hotline_columns_add_arrow(d.columns, &t->array, &t->schema, &d.book.error);
    if (status != want || strcmp(d.book.error.message, message) != 0) {
        fail_msg("%s: %s", hotline_status_name(status), d.book.error.message);
    }
    /* Nothing was added: neither is the first child there, nor was what had been there lost. */
    assert_int_equal(hotline_columns_add(d.columns, &c, NULL), HOTLINE_ERROR_REUSED);
    c.name = "report";
    assert_int_equal(hotline_columns_add(d.columns, &c, NULL), HOTLINE_OK);
    close_desk(&d);
}

#define REFUSE(change, want, message)                                                                                                      \
  do {                                                                                                                                     \
    make(&t);                                                                                                                              \
    change;                                                                                                                                \
    refuse(&t, want, message);                                                                                                             \
  } while (0)

static void test_tables_that_are_none(void **state) {
    table t;
    (void)state;
    REFUSE(t.schema.format = "i", HOTLINE_ERROR_ARGUMENT,
           "Arrow array \"batch\" is no table: a struct array (+s) is read, as of a record batch");
    REFUSE(t.schema.release = NULL, HOTLINE_ERROR_ARGUMENT,
           "Arrow array \"batch\" is no table: a struct array (+s) is read, as of a record batch");
    REFUSE(t.array.release = NULL, HOTLINE_ERROR_ARGUMENT, "Arrow array \"batch\" was released");
    REFUSE(t.array.length = -1, HOTLINE_ERROR_ARGUMENT, "Arrow array \"batch\" has a negative length or offset");
    REFUSE(t.array.n_buffers = 0, HOTLINE_ERROR_ARGUMENT, "Arrow array \"batch\" has too few buffers");
    REFUSE(t.array.n_children = 2, HOTLINE_ERROR_ARGUMENT, "Arrow array \"batch\" has other children than its schema");
    REFUSE((t.array.null_count = 1, t.none[0] = t.validity), HOTLINE_ERROR_ARGUMENT,
           "Arrow array \"batch\" has rows that are null as a whole");
    REFUSE(t.array.length = INT64_C(1) << 40, HOTLINE_ERROR_ARGUMENT, "Arrow array \"report\" is shorter than its table");
}

static void test_children_that_contradict_themselves(void **state) {
    table t;
    (void)state;
    REFUSE(t.children[1].release = NULL, HOTLINE_ERROR_ARGUMENT, "Arrow array \"unit\" was released");
    REFUSE(t.arrays[2] = NULL, HOTLINE_ERROR_ARGUMENT, "Arrow array \"result\" lacks a format, a name or an array");
    REFUSE(t.child_schemas[2].format = NULL, HOTLINE_ERROR_ARGUMENT, "Arrow array \"result\" lacks a format, a name or an array");
    REFUSE(t.children[2].length = 3, HOTLINE_ERROR_ARGUMENT, "Arrow array \"result\" is shorter than its table");
    REFUSE(t.array.offset = 1, HOTLINE_ERROR_ARGUMENT, "Arrow array \"report\" is shorter than its table");
    REFUSE(t.children[2].offset = -1, HOTLINE_ERROR_ARGUMENT, "Arrow array \"result\" has a negative length or offset");
    REFUSE(t.children[2].offset = INT64_C(1) << 33, HOTLINE_ERROR_LIMIT, "column \"result\" has more than 2147483648 rows");
    REFUSE(t.children[1].n_buffers = 2, HOTLINE_ERROR_ARGUMENT, "Arrow array \"unit\" has too few buffers");
    REFUSE(t.buffers[2][1] = NULL, HOTLINE_ERROR_ARGUMENT, "Arrow array \"result\" has rows and no data");
    REFUSE(t.child_schemas[2].name = "report", HOTLINE_ERROR_REUSED, "column \"report\" is there already");
    REFUSE(t.child_schemas[2].name = "before", HOTLINE_ERROR_REUSED, "column \"before\" is there already");
}

static void test_dictionaries_that_contradict_themselves(void **state) {
    table t;
    (void)state;
#define WITH_WORDS t.child_schemas[2].dictionary = &t.word_schema, t.children[2].dictionary = &t.word_array
    REFUSE((WITH_WORDS, t.children[2].dictionary = NULL), HOTLINE_ERROR_ARGUMENT,
           "Arrow array \"result\" has no dictionary, and its schema has");
    REFUSE((WITH_WORDS, t.word_array.null_count = 1), HOTLINE_ERROR_ARGUMENT, "Arrow array \"result\" has a dictionary with nulls");
    REFUSE((WITH_WORDS, t.word_array.n_buffers = 2), HOTLINE_ERROR_ARGUMENT, "Arrow array \"result\" has too few buffers");
    REFUSE((WITH_WORDS, t.word_array.length = INT64_C(1) << 40), HOTLINE_ERROR_ARGUMENT,
           "Arrow array \"result\" has a dictionary that is too large, or without places");
    REFUSE((WITH_WORDS, t.word_buffers[1] = NULL), HOTLINE_ERROR_ARGUMENT,
           "Arrow array \"result\" has a dictionary that is too large, or without places");
}

/* Places that go backward, or beyond the last one. */
static void test_texts_that_contradict_themselves(void **state) {
    static const int32_t wrong[][ROWS + 2] = {{0, 2, 1, 3, 4, 5}, {0, -1, 2, 3, 4, 5}, {-1, 0, 1, 2, 3, 4}, {0, 1, 9, 3, 4, 5}};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        table t;
        desk d;
        make(&t);
        memcpy(t.places, wrong[i], sizeof t.places);
        open_desk(&d);
        assert_int_equal(hotline_columns_add_arrow(d.columns, &t.array, &t.schema, &d.book.error), HOTLINE_OK);
        assert_int_equal(hotline_columns_count(d.columns, "assignment", 10, 0, d.tally, &d.book.error), HOTLINE_ERROR_RANGE);
        assert_string_equal(lines(&d), "");
        close_desk(&d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_a_dictionary),
        cmocka_unit_test(test_other_formats),
        cmocka_unit_test(test_tables_that_are_none),
        cmocka_unit_test(test_children_that_contradict_themselves),
        cmocka_unit_test(test_dictionaries_that_contradict_themselves),
        cmocka_unit_test(test_texts_that_contradict_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
