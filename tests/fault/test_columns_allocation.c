/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of columns fails once, each in a new world: the step must say HOTLINE_ERROR_MEMORY and leave tally and columns as they
 * were; told once more it must succeed, all figures must be those of a world in which nothing failed, and nothing may be left allocated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "fault_trial.h"
#include "oversight/columns_arrow.h"

enum { ROWS = 1500, UNITS = 90, LINES = 1 << 18, FAULTS_MOST = 2000, FAULTS_LEAST = 60 };

static const char policy[] =
    "{\"hotline\":1,\"id\":\"p\",\"title\":\"t\",\"source\":\"s\",\"issued\":\"2020-01-01\",\"effective\":\"2020-01-01\",\"transition\":"
    "\"switch\","
    "\"calendar\":\"cn\",\"periods\":{\"week\":{\"from\":\"monday\"},\"month\":{\"from_day\":1,\"named_by\":\"start\"}},\"roles\":{\"c\":"
    "\"c\"},"
    "\"facts\":{\"size\":{\"of\":\"assignment\",\"type\":\"integer\"},\"note\":{\"of\":\"assignment\",\"type\":\"text\"},"
    "\"clock\":{\"of\":\"assignment\",\"type\":\"time\",\"default\":\"2021-05-01T00:00\"},"
    "\"pick\":{\"of\":\"assignment\",\"one_of\":{\"red\":\"r\",\"green\":\"g\"}}},"
    "\"events\":{\"receive\":{\"of\":\"ticket\",\"opens\":\"ticket\"},\"dispatch\":{\"of\":\"ticket\",\"opens\":\"assignment\"},"
    "\"fill\":{\"of\":\"assignment\",\"facts\":{\"size\":\"optional\",\"note\":\"optional\",\"clock\":\"optional\",\"pick\":\"optional\"}}}"
    ","
    "\"measures\":{"
    "\"a\":{\"of\":\"assignment\",\"at\":\"dispatch\",\"count\":\"size > 3 and (pick = red or fill)\",\"per\":\"first(size) < 6\"},"
    "\"b\":{\"of\":\"assignment\",\"at\":\"fill\",\"count\":{\"size = 1\":\"0.5\",\"size = 2\":\"2\"},\"except\":\"note = \\\"x\\\"\"},"
    "\"c\":{\"of\":\"assignment\",\"at\":\"fill\",\"count\":\"time > clock and size = 1 or size = 2 or size = 3 or size = 4 or size = 5 or "
    "size = 6 "
    "or size = 7 or size = 8 or size = 9 or size = 10 or size = 11 or count(fill) > 2\"}}}";

struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_rulebook *rulebook;
    hotline_columns *columns;
    hotline_tally *tally;
};

/* ---- the table ---- */

static int64_t moments[ROWS];
static int32_t unit_places[ROWS + 1];
static char unit_bytes[ROWS * 3];
static int8_t sizes[ROWS], picks[ROWS];
static const int32_t word_places[] = {0, 3, 8};

static void make_table(void) {
    for (int i = 0; i < ROWS; i++) {
        moments[i] = INT64_C(1617206400000) + i % 70 * INT64_C(86400000);
        sizes[i] = (int8_t)(i % 13);
        picks[i] = (int8_t)(i % 2);
        unit_bytes[i * 3] = 'u';
        unit_bytes[i * 3 + 1] = (char)('0' + i % UNITS / 10);
        unit_bytes[i * 3 + 2] = (char)('0' + i % 10);
        unit_places[i + 1] = (i + 1) * 3;
    }
}

static hotline_status add(world *w, const char *name, int32_t type, int32_t time, const void *data) {
    hotline_column c;
    hotline_column_init(&c, sizeof c);
    c.name = name;
    c.name_len = strlen(name);
    c.type = type;
    c.time = time;
    c.data = data;
    c.rows = ROWS;
    c.has_null = type == HOTLINE_COLUMN_INT8;
    c.null_value = 12;
    if (type == HOTLINE_COLUMN_TEXT32) {
        c.bytes = (const uint8_t *)unit_bytes;
        c.bytes_len = sizeof unit_bytes;
    }
    return hotline_columns_add(w->columns, &c, NULL);
}

/* ---- the steps ---- */

static hotline_status tell_context(world *w) {
    return fault_context(&w->memory, &w->context);
}

static hotline_status tell_rulebook(world *w) {
    return hotline_rulebook_new(w->context, NULL, &w->rulebook);
}

static hotline_status tell_policy(world *w) {
    return hotline_rulebook_add(w->rulebook, policy, sizeof policy - 1, NULL);
}

static hotline_status tell_tally(world *w) {
    return hotline_tally_new(w->rulebook, &w->tally);
}

static hotline_status tell_columns(world *w) {
    return hotline_columns_new(w->rulebook, &w->columns);
}

static hotline_status tell_dispatch(world *w) {
    return add(w, "dispatch", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_MILLISECONDS, moments);
}

static hotline_status tell_unit(world *w) {
    return add(w, "unit", HOTLINE_COLUMN_TEXT32, HOTLINE_COLUMN_NO_TIME, unit_places);
}

static hotline_status tell_size(world *w) {
    return add(w, "size", HOTLINE_COLUMN_INT8, HOTLINE_COLUMN_NO_TIME, sizes);
}

static hotline_status tell_first_size(world *w) {
    return add(w, "first(size)", HOTLINE_COLUMN_INT8, HOTLINE_COLUMN_NO_TIME, sizes);
}

static hotline_status tell_note(world *w) {
    return add(w, "note", HOTLINE_COLUMN_TEXT32, HOTLINE_COLUMN_NO_TIME, unit_places);
}

static hotline_status tell_clock(world *w) {
    return add(w, "clock", HOTLINE_COLUMN_INT64, HOTLINE_COLUMN_MILLISECONDS, moments);
}

static hotline_status tell_count_of_fill(world *w) {
    return add(w, "count(fill)", HOTLINE_COLUMN_INT8, HOTLINE_COLUMN_NO_TIME, sizes);
}

static void released_schema(struct ArrowSchema *s) {
    s->release = NULL;
}

static void released_array(struct ArrowArray *a) {
    a->release = NULL;
}

/* Two children at once: both or none. */
static hotline_status tell_arrow(world *w) {
    const void *word_buffers[] = {NULL, word_places, "redgreen"};
    const void *pick_buffers[] = {NULL, picks};
    const void *fill_buffers[] = {NULL, moments};
    const void *none[] = {NULL};
    struct ArrowSchema word_schema = {"u", "", NULL, 0, 0, NULL, NULL, released_schema, NULL};
    struct ArrowArray words = {2, 0, 0, 3, 0, word_buffers, NULL, NULL, released_array, NULL};
    struct ArrowSchema pick_schema = {"c", "pick", NULL, 0, 0, NULL, &word_schema, released_schema, NULL};
    struct ArrowArray pick = {ROWS, 0, 0, 2, 0, pick_buffers, NULL, &words, released_array, NULL};
    struct ArrowSchema fill_schema = {"tsm:UTC", "fill", NULL, 0, 0, NULL, NULL, released_schema, NULL};
    struct ArrowArray fill = {ROWS, 0, 0, 2, 0, fill_buffers, NULL, NULL, released_array, NULL};
    struct ArrowSchema *schemas[] = {&pick_schema, &fill_schema};
    struct ArrowArray *arrays[] = {&pick, &fill};
    struct ArrowSchema schema = {"+s", "", NULL, 0, 2, schemas, NULL, released_schema, NULL};
    struct ArrowArray array = {ROWS, 0, 0, 1, 2, none, arrays, NULL, released_array, NULL};
    return hotline_columns_add_arrow(w->columns, &array, &schema, NULL);
}

static hotline_status ask(world *w, const char *measure) {
    hotline_status status = hotline_columns_measure(w->columns, measure, 1, NULL);
    return status == HOTLINE_DUPLICATE ? HOTLINE_OK : status;
}

static hotline_status tell_measures(world *w) {
    hotline_status status = ask(w, "a");
    status = status < 0 ? status : ask(w, "b");
    return status < 0 ? status : ask(w, "c");
}

static hotline_status tell_count(world *w) {
    return hotline_columns_count(w->columns, "assignment", 10, INT64_C(1627206400000), w->tally, NULL);
}

static const step steps[] = {
    {"context", tell_context}, {"rulebook", tell_rulebook},      {"policy", tell_policy}, {"tally", tell_tally},
    {"columns", tell_columns}, {"dispatch", tell_dispatch},      {"unit", tell_unit},     {"size", tell_size},
    {"note", tell_note},       {"first(size)", tell_first_size}, {"clock", tell_clock},   {"count(fill)", tell_count_of_fill},
    {"arrow", tell_arrow},     {"measures", tell_measures},      {"count", tell_count},   {"count again", tell_count},
};

enum { STEPS = sizeof steps / sizeof steps[0], FIRST_STEP = 4 }; /* those before are tested elsewhere */

/* ---- what is shown ---- */

/* What the tally says, as lines; its memory must not fail now. */
static size_t show(const world *w, void *out) {
    const char *lines = NULL;
    size_t len = 0;
    if (w->tally != NULL) {
        assert_int_equal(hotline_tally_sort(w->tally), HOTLINE_OK);
        assert_int_equal(hotline_tally_lines(w->tally, &lines, &len), HOTLINE_OK);
        assert_true(len < LINES);
        memcpy(out, lines, len);
    }
    return len;
}

static void begin(world *w) {
    memset(w, 0, sizeof *w);
}

static void check(const void *shown, size_t len) {
    (void)shown;
    assert_true(len > 10000);
}

static void end(world *w) {
    hotline_columns_free(w->columns);
    hotline_tally_free(w->tally);
    hotline_rulebook_free(w->rulebook);
    hotline_context_free(w->context);
}

static world made;

static const fault_trial trial = {
    .w = &made,
    .memory = &made.memory,
    .steps = steps,
    .count = STEPS,
    .first = FIRST_STEP,
    .most = FAULTS_MOST,
    .shown_size = LINES,
    .begin = begin,
    .show = show,
    .check = check,
    .end = end,
};

int main(void) {
    make_table();
    return fault_run(&trial, FAULTS_LEAST, NULL, NULL);
}
