/* SPDX-License-Identifier: MIT */
/*
 * Saved tallies: what the bytes are, that equal tallies have equal ones, and that every byte which the writer would not write is refused
 * with a reason. Forged ones are given a right checksum, so that they are looked at.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../support/saved_bytes.h"
#include "oversight/tally_impl.h"

enum { SIZE = 1 << 14, HEAD = 40, FIGURES = 60, FIGURE = 48, TAIL = 8 };

#define RULES                                                                                                                              \
  "'measures':{'n':{'of':'hold','count':'always'},'m':{'of':'assignment','at':'report','count':'result = done','per':'always'},"           \
  "'p':{'of':'ticket','at':'close','count':'always'},'w':{'of':'close','count':{'size > 1':'-0.5'}},'u':'undefined'}"
#define EVENTS                                                                                                                             \
  "r receive 04-12T09:00; d dispatch 04-12T10:00 u=b; e dispatch 04-12T10:00 u=a; c report 04-13T09:00 on=e {'result':'done'}; "           \
  "f report 04-13T09:00 on=d {'result':'refused'}; h hold 04-13T09:00; i hold 04-14T09:00"

/* A log of one ticket, counted and saved: figures n (of none), m of a, m of b, each by month and week. */
typedef struct saved {
    casebook b;
    hotline_tally *tally;
    uint8_t bytes[SIZE];
    size_t len;
} saved;

static size_t save(const hotline_tally *tally, uint8_t *bytes) {
    size_t len = 0;
    assert_int_equal(hotline_tally_save(tally, bytes, SIZE, &len), HOTLINE_OK);
    return len;
}

static void begin(saved *s, const char *rules, const char *events) {
    casebook_open(&s->b, rules);
    casebook_add(&s->b, events);
    casebook_settle(&s->b, NULL);
    assert_int_equal(hotline_tally_new(s->b.rulebook, &s->tally), HOTLINE_OK);
    casebook_count(&s->b, s->tally, "T1");
    s->len = save(s->tally, s->bytes);
}

static void end(saved *s) {
    hotline_tally_free(s->tally);
    casebook_close(&s->b);
}

/* ---- what is written ---- */

typedef struct expected {
    uint8_t bytes[SIZE];
    uint8_t *at;
} expected;

static void put(expected *e, uint64_t number, size_t bytes) {
    e->at = saved_write(e->at, number, bytes);
}

static void put_text(expected *e, const char *words) {
    memcpy(e->at, words, strlen(words));
    e->at += strlen(words);
}

static void put_figure(expected *e, uint64_t unit, uint64_t kind, hotline_day first, uint64_t measure, int64_t num, int64_t den) {
    put(e, unit, 4);
    put(e, kind, 4);
    put(e, (uint64_t)first, 4);
    put(e, measure, 4);
    put(e, (uint64_t)num, 8);
    put(e, (uint64_t)den, 8);
    put(e, 0, 8);
    put(e, 0, 8);
}

static void what_the_bytes_are(void **state) {
    static saved s;
    static expected e;
    hotline_day april = hotline_day_of(2021, 4, 1);
    hotline_day monday = hotline_day_of(2021, 4, 12);
    (void)state;
    begin(&s, RULES, EVENTS);
    e.at = e.bytes;
    put_text(&e, "HLCOUNTS");
    put(&e, 1, 4);
    put(&e, 6, 4);
    put(&e, hotline_rulebook_fingerprint(s.b.rulebook), 8);
    put(&e, 2, 4);
    put(&e, 2, 4);
    put(&e, 6, 8);
    put(&e, 1, 4), put_text(&e, "a");
    put(&e, 1, 4), put_text(&e, "b");
    put(&e, 1, 4), put_text(&e, "m");
    put(&e, 1, 4), put_text(&e, "n");
    assert_int_equal(e.at - e.bytes, FIGURES);
    put_figure(&e, 0, HOTLINE_PERIOD_MONTH, april, 1, 2, 2);
    put_figure(&e, 0, HOTLINE_PERIOD_WEEK, monday, 1, 2, 2);
    put_figure(&e, 1, HOTLINE_PERIOD_MONTH, april, 0, 1, 1);
    put_figure(&e, 1, HOTLINE_PERIOD_WEEK, monday, 0, 1, 1);
    put_figure(&e, 2, HOTLINE_PERIOD_MONTH, april, 0, 0, 1);
    put_figure(&e, 2, HOTLINE_PERIOD_WEEK, monday, 0, 0, 1);
    e.at += TAIL;
    saved_sign(e.bytes, (size_t)(e.at - e.bytes));
    assert_int_equal(s.len, e.at - e.bytes);
    assert_memory_equal(s.bytes, e.bytes, s.len);
    end(&s);
}

/* Also dates and weights below 0. */
static void what_is_negative(void **state) {
    static saved s;
    hotline_tally *loaded = NULL;
    static uint8_t again[SIZE];
    (void)state;
    begin(&s, RULES, "r receive 1950-04-12T09:00 {'size':2}; c close 1950-04-13T09:00");
    assert_int_equal(s.len, HEAD + TAIL); /* no policy was in force */
    assert_int_equal(hotline_rulebook_assume_in_force(s.b.rulebook, 1), HOTLINE_OK);
    casebook_settle(&s.b, NULL);
    casebook_count(&s.b, s.tally, "T1");
    s.len = save(s.tally, s.bytes);
    assert_int_equal(hotline_tally_load(s.b.rulebook, s.bytes, s.len, &loaded, NULL), HOTLINE_OK);
    assert_int_equal(save(loaded, again), s.len);
    assert_memory_equal(again, s.bytes, s.len);
    assert_int_equal(s.bytes[s.len - TAIL - 32], 0xFB); /* the last figure: -5 in one place */
    hotline_tally_free(loaded);
    end(&s);
}

static void room(void **state) {
    static saved s;
    static uint8_t bytes[SIZE];
    size_t needed = 0;
    (void)state;
    begin(&s, RULES, EVENTS);
    memset(bytes, 0x5A, sizeof bytes);
    assert_int_equal(hotline_tally_save(s.tally, NULL, 0, &needed), HOTLINE_ERROR_BUFFER);
    assert_int_equal(needed, s.len);
    needed = 0;
    assert_int_equal(hotline_tally_save(s.tally, bytes, s.len - 1, &needed), HOTLINE_ERROR_BUFFER);
    assert_int_equal(needed, s.len);
    assert_int_equal(bytes[0], 0x5A);
    assert_int_equal(hotline_tally_save(s.tally, bytes, s.len, &needed), HOTLINE_OK);
    assert_int_equal(bytes[s.len], 0x5A);
    assert_int_equal(hotline_tally_save(NULL, bytes, SIZE, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_save(s.tally, NULL, 1, &needed), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_save(s.tally, bytes, SIZE, NULL), HOTLINE_ERROR_ARGUMENT);
    end(&s);
}

/* ---- reading ---- */

static void read_again(void **state) {
    static saved s;
    static uint8_t again[SIZE];
    hotline_tally *loaded = NULL;
    const char *lines = NULL;
    const char *before = NULL;
    size_t len = 0;
    size_t before_len = 0;
    (void)state;
    begin(&s, RULES, EVENTS);
    assert_int_equal(hotline_tally_load(s.b.rulebook, s.bytes, s.len, &loaded, NULL), HOTLINE_OK);
    assert_int_equal(save(loaded, again), s.len);
    assert_memory_equal(again, s.bytes, s.len);
    assert_int_equal(hotline_tally_count(loaded), 0);
    assert_int_equal(hotline_tally_sort(loaded), HOTLINE_OK);
    assert_int_equal(hotline_tally_sort(s.tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_lines(loaded, &lines, &len), HOTLINE_OK);
    assert_int_equal(hotline_tally_lines(s.tally, &before, &before_len), HOTLINE_OK);
    assert_string_equal(lines, before);
    /* it is a tally like any other */
    assert_int_equal(hotline_tally_spans(loaded, 2), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_remove(loaded, s.b.ticket), HOTLINE_OK);
    assert_int_equal(save(loaded, again), HEAD + TAIL);
    assert_int_equal(hotline_tally_add(loaded, s.b.ticket), HOTLINE_OK);
    assert_int_equal(save(loaded, again), s.len);
    assert_memory_equal(again, s.bytes, s.len);
    hotline_tally_free(loaded);
    end(&s);
}

/* Of a rulebook that was read apart; not of one that says anything else. */
static void by_which_rules(void **state) {
    static saved s;
    casebook same;
    casebook other;
    hotline_tally *loaded = NULL;
    hotline_error error;
    (void)state;
    begin(&s, RULES, EVENTS);
    casebook_open(&same, RULES);
    casebook_open(&other, RULES ",'roles':{'more':'m'}");
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline_tally_load(other.rulebook, s.bytes, s.len, &loaded, &error), HOTLINE_ERROR_DOCUMENT);
    assert_null(loaded);
    assert_string_equal(error.message, "the saved tally was counted by another rulebook");
    assert_int_equal(hotline_tally_load(same.rulebook, s.bytes, s.len, &loaded, &error), HOTLINE_OK);
    hotline_tally_free(loaded);
    assert_int_equal(hotline_rulebook_assume_in_force(same.rulebook, 1), HOTLINE_OK);
    assert_int_equal(hotline_tally_load(same.rulebook, s.bytes, s.len, &loaded, &error), HOTLINE_ERROR_DOCUMENT);
    casebook_close(&other);
    casebook_close(&same);
    end(&s);
}

/* A number put at a place of the file. */
typedef struct edit {
    size_t at, bytes;
    uint64_t number;
} edit;

#define OF(figure, offset, size, number)                                                                                                   \
  { FIGURES + (figure)*FIGURE + (offset), size, (uint64_t)(number) }

typedef struct forgery {
    const char *name;
    edit edits[3]; /* bytes 0: none */
    const char *message;
} forgery;

static const forgery forgeries[] = {
    {"magic", {{0, 1, 'X'}}, "this is no saved tally"},
    {"version", {{8, 4, 2}}, "the tally was saved in another version of the form"},
    {"no kind", {{12, 4, 0}}, "the saved tally counts periods of no kind"},
    {"a kind too many", {{12, 4, 0x46}}, "the saved tally counts periods of no kind"},
    {"other kinds", {{12, 4, 8}}, "the saved tally has a figure of a period that is none: figure 1"},
    {"rulebook", {{16, 1, 0x5A}}, "the saved tally was counted by another rulebook"},
    {"all units", {{24, 4, 0xFFFFFFFF}}, "the saved tally ends too early"},
    {"all measures", {{28, 4, 0xFFFFFFFF}}, "the saved tally ends too early"},
    {"a long name", {{40, 4, 0xFFFFFFFF}}, "the saved tally ends too early"},
    {"names turned", {{44, 1, 'c'}}, "the saved tally has names out of order"},
    {"a name twice", {{49, 1, 'a'}}, "the saved tally has names out of order"},
    {"no text", {{44, 1, 0xFF}}, "the saved tally has a name that is no text"},
    {"NUL", {{44, 1, 0}}, "the saved tally has a name that is no text"},
    {"no measure", {{59, 1, 'q'}}, "the saved tally has a measure that the rulebook has not"},
    {"an undefined measure", {{59, 1, 'u'}}, "the saved tally has a figure that the policy of its period has not: figure 1"},
    {"measures turned", {{54, 1, 'p'}}, "the saved tally has names out of order"},
    {"fewer figures", {{32, 8, 5}}, "the saved tally goes on after its last figure"},
    {"a unit without", {{32, 8, 4}}, "the saved tally has a name without figures"},
    {"no figures", {{32, 8, 0}}, "the saved tally has a name without figures"},
    {"more figures", {{32, 8, 7}}, "the saved tally ends too early: figure 7"},
    {"very many figures", {{32, 8, UINT64_MAX}}, "the saved tally ends too early: figure 7"},
    {"a unit too far", {OF(5, 0, 4, 3)}, "the saved tally has a figure of no unit or measure of its own: figure 6"},
    {"a unit left out", {OF(2, 0, 4, 2), OF(3, 0, 4, 2)}, "the saved tally has figures out of order: figure 3"},
    {"units turned", {OF(4, 0, 4, 0)}, "the saved tally has figures out of order: figure 5"},
    {"a measure too far", {OF(0, 12, 4, 2)}, "the saved tally has a figure of no unit or measure of its own: figure 1"},
    {"a measure nobody has", {OF(0, 12, 4, 0), OF(1, 12, 4, 0)}, "the saved tally has a name without figures"},
    {"a figure twice", {OF(0, 4, 4, HOTLINE_PERIOD_WEEK), OF(0, 8, 4, 18729)}, "the saved tally has figures out of order: figure 2"},
    {"kinds turned",
     {OF(0, 4, 4, HOTLINE_PERIOD_WEEK), OF(0, 8, 4, 18722), OF(1, 4, 4, HOTLINE_PERIOD_MONTH)},
     "the saved tally has figures out of order: figure 2"},
    {"periods turned", {OF(0, 4, 4, HOTLINE_PERIOD_WEEK), OF(0, 8, 4, 18736)}, "the saved tally has figures out of order: figure 2"},
    {"kind 0", {OF(1, 4, 4, 0)}, "the saved tally has a figure of a period that is none: figure 2"},
    {"kind 9", {OF(1, 4, 4, 9)}, "the saved tally has a figure of a period that is none: figure 2"},
    {"a kind below 0", {OF(1, 4, 4, 0xFFFFFFFE)}, "the saved tally has a figure of a period that is none: figure 2"},
    {"not the first of a month", {OF(0, 8, 4, 18719)}, "the saved tally has a figure of a period that is none: figure 1"},
    {"before all years", {OF(0, 8, 4, 0x80000000)}, "the saved tally has a figure of a period that is none: figure 1"},
    {"after all years", {OF(1, 8, 4, 0x7FFFFFFF)}, "the saved tally has a figure of a period that is none: figure 2"},
    {"before any policy", {OF(0, 8, 4, 18231)}, "the saved tally has a figure of a period that is none: figure 1"},
    {"a ticket's of a unit",
     {{59, 1, 'p'}, OF(2, 12, 4, 1)},
     "the saved tally has a figure that the policy of its period has not: figure 3"},
    {"a ticket's event of a unit", {OF(2, 12, 4, 1)}, "the saved tally has a figure that the policy of its period has not: figure 3"},
    {"more than all", {OF(2, 16, 8, 2)}, "the saved tally has counts that cannot be: figure 3"},
    {"fewer than none", {OF(2, 16, 8, -1)}, "the saved tally has counts that cannot be: figure 3"},
    {"a denominator below 0", {OF(4, 24, 8, -1)}, "the saved tally has counts that cannot be: figure 5"},
    {"unknown below 0", {OF(2, 32, 8, -1)}, "the saved tally has counts that cannot be: figure 3"},
    {"excepted, and the measure has no exception", {OF(2, 40, 8, 1)}, "the saved tally has counts that cannot be: figure 3"},
    {"excepted below 0", {OF(2, 40, 8, INT64_MIN)}, "the saved tally has counts that cannot be: figure 3"},
    {"nothing", {OF(4, 24, 8, 0)}, "the saved tally has counts that cannot be: figure 5"},
};

static void forged(void **state) {
    static saved s;
    static uint8_t bytes[SIZE];
    size_t wrong = 0;
    (void)state;
    begin(&s, RULES, EVENTS);
    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; i++) {
        hotline_tally *loaded = NULL;
        hotline_error error;
        hotline_status status;
        hotline_error_init(&error, sizeof error);
        memcpy(bytes, s.bytes, s.len);
        for (size_t k = 0; k < 3; k++) {
            (void)saved_write(bytes + forgeries[i].edits[k].at, forgeries[i].edits[k].number, forgeries[i].edits[k].bytes);
        }
        saved_sign(bytes, s.len);
        status = hotline_tally_load(s.b.rulebook, bytes, s.len, &loaded, &error);
        assert_null(loaded);
        assert_int_equal(status, i < 2 ? HOTLINE_ERROR_SYNTAX : HOTLINE_ERROR_DOCUMENT);
        assert_int_equal(error.status, status);
        wrong += !casebook_same(forgeries[i].name, "message", error.message, forgeries[i].message);
    }
    assert_int_equal(wrong, 0);
    end(&s);
}

/* Three assignments, weighed: which sums three weights can come to. */
static void weighed(void **state) {
    static const struct {
        const char *count;
        int64_t num[8];
        int taken[8];
    } rows[] = {
        {"{'result = done':'1','result = promised':'0.5','else':'0.25'}", {75, 300, 100, 125, 74, 301, 110, 0}, {1, 1, 1, 1, 0, 0, 0, 0}},
        {"{'result = done':'1','result = promised':'0.5'}", {0, 30, 5, 10, 31, -5, 4, 29}, {1, 1, 1, 1, 0, 0, 0, 0}},
        {"{'result = done':'-0.5'}", {0, -5, -15, -10, 5, -4, -20, INT64_MIN}, {1, 1, 1, 1, 0, 0, 0, 0}},
        {"{'result = done':'2','else':'2'}", {6, 6, 6, 6, 4, 0, 5, 7}, {1, 1, 1, 1, 0, 0, 0, 0}},
        {"{'result = done':'1','result = promised':'-1','else':'0'}", {-3, 3, 0, 2, -4, 4, INT64_MAX, INT64_MIN}, {1, 1, 1, 1, 0, 0, 0, 0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        static saved s;
        char rules[256];
        snprintf(rules, sizeof rules, "'measures':{'w':{'of':'assignment','at':'dispatch','count':%s}}", rows[i].count);
        begin(&s, rules,
              "r receive 04-12T09:00; d dispatch 04-12T10:00 u=a; c report 04-12T11:00 on=d {'result':'refused'}; e dispatch "
              "04-12T10:00 u=a; f report 04-12T11:00 on=e {'result':'refused'}; g dispatch 04-12T10:00 u=a; h report 04-12T11:00 "
              "on=g {'result':'refused'}");
        for (size_t k = 0; k < 8; k++) {
            hotline_tally *loaded = NULL;
            hotline_status status;
            (void)saved_write(s.bytes + s.len - TAIL - FIGURE + 16, (uint64_t)rows[i].num[k], 8);
            saved_sign(s.bytes, s.len);
            status = hotline_tally_load(s.b.rulebook, s.bytes, s.len, &loaded, NULL);
            if (status != (rows[i].taken[k] ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT)) {
                fail_msg("%s: %ld: %d", rows[i].count, (long)rows[i].num[k], (int)status);
            }
            hotline_tally_free(loaded);
        }
        end(&s);
    }
}

/* A figure of a unit that the ticket's never had is believed: it could have been counted. */
static void what_could_have_been(void **state) {
    static saved s;
    static uint8_t again[SIZE];
    hotline_tally *loaded = NULL;
    (void)state;
    begin(&s, RULES, EVENTS);
    s.bytes[44] = '*';
    (void)saved_write(s.bytes + FIGURES + 24, INT64_MAX, 8); /* of more tickets than there can be */
    saved_sign(s.bytes, s.len);
    assert_int_equal(hotline_tally_load(s.b.rulebook, s.bytes, s.len, &loaded, NULL), HOTLINE_OK);
    assert_int_equal(save(loaded, again), s.len);
    assert_memory_equal(again, s.bytes, s.len);
    hotline_tally_free(loaded);
    end(&s);
}

/* Cut short, gone on, and with any one bit turned: refused, or, with a right checksum, saved as the same bytes again. */
static void damaged(void **state) {
    static saved s;
    static uint8_t bytes[SIZE];
    static uint8_t again[SIZE];
    hotline_tally *loaded = NULL;
    size_t taken = 0;
    (void)state;
    begin(&s, RULES, EVENTS);
    for (size_t len = 0; len < s.len; len++) {
        memcpy(bytes, s.bytes, len);
        assert_int_equal(hotline_tally_load(s.b.rulebook, bytes, len, &loaded, NULL), HOTLINE_ERROR_SYNTAX);
        if (len > HEAD + TAIL) {
            saved_sign(bytes, len);
            assert_int_equal(hotline_tally_load(s.b.rulebook, bytes, len, &loaded, NULL), HOTLINE_ERROR_DOCUMENT);
        }
    }
    memcpy(bytes, s.bytes, s.len);
    saved_sign(bytes, s.len + 1);
    assert_int_equal(hotline_tally_load(s.b.rulebook, bytes, s.len + 1, &loaded, NULL), HOTLINE_ERROR_DOCUMENT);
    for (size_t bit = 0; bit < 8 * s.len; bit++) {
        memcpy(bytes, s.bytes, s.len);
        bytes[bit / 8] ^= (uint8_t)(1u << bit % 8);
        assert_int_equal(hotline_tally_load(s.b.rulebook, bytes, s.len, &loaded, NULL), HOTLINE_ERROR_SYNTAX);
        saved_sign(bytes, s.len);
        if (hotline_tally_load(s.b.rulebook, bytes, s.len, &loaded, NULL) >= 0) {
            assert_int_equal(save(loaded, again), s.len);
            assert_memory_equal(again, bytes, s.len);
            hotline_tally_free(loaded);
            loaded = NULL;
            taken++;
        }
    }
    assert_true(taken > 300 && taken < 8 * s.len / 2); /* those of the counts, mostly */
    end(&s);
}

static void asked_wrongly(void **state) {
    static saved s;
    hotline_tally *loaded = NULL;
    hotline_error error;
    (void)state;
    begin(&s, RULES, EVENTS);
    hotline_error_init(&error, sizeof error);
    assert_int_equal(hotline_tally_load(NULL, s.bytes, s.len, &loaded, &error), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(error.status, HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_load(s.b.rulebook, NULL, s.len, &loaded, NULL), HOTLINE_ERROR_ARGUMENT);
    assert_int_equal(hotline_tally_load(s.b.rulebook, s.bytes, s.len, NULL, NULL), HOTLINE_ERROR_ARGUMENT);
    error.language = HOTLINE_LANGUAGE_ZH;
    s.bytes[FIGURES + 32] = 1;
    saved_sign(s.bytes, s.len);
    assert_int_equal(hotline_tally_load(s.b.rulebook, s.bytes, s.len, &loaded, &error), HOTLINE_OK);
    hotline_tally_free(loaded);
    s.bytes[FIGURES + 4] = 1;
    saved_sign(s.bytes, s.len);
    assert_int_equal(hotline_tally_load(s.b.rulebook, s.bytes, s.len, &loaded, &error), HOTLINE_ERROR_DOCUMENT);
    assert_string_equal(error.message, "保存的统计中有数字的周期不成立；数字序号：1");
    end(&s);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_bytes_are),   cmocka_unit_test(what_is_negative), cmocka_unit_test(room),    cmocka_unit_test(read_again),
        cmocka_unit_test(by_which_rules),       cmocka_unit_test(forged),           cmocka_unit_test(damaged), cmocka_unit_test(weighed),
        cmocka_unit_test(what_could_have_been), cmocka_unit_test(asked_wrongly),
    };
    return cmocka_run_group_tests_name("tally_save", tests, NULL, NULL);
}
