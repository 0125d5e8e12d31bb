/* SPDX-License-Identifier: MIT */
/*
 * Random logs under a change of policy: whichever way a tally came to its tickets and units, its saved bytes are the same. Any order, any
 * sharding, merged in any grouping, some shards saved and loaded under rules that were read apart; what was taken back was never there;
 * every figure is the sum of what each ticket is in it; and a year is the sum of its quarters. Seeds are fixed: a failure prints the number.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LOGS = 30, TICKETS = 16, UNITS = 4, PIECES = TICKETS + UNITS, SHARDS = 6, LINE_SIZE = 256, BYTES = 1 << 18 };

/* ---- the rules ---- */

static const char first_rules[] =
    "{'hotline':1,'id':'one','title':'t','source':'s','issued':'2020-01-01','effective':'2021-01-01','transition':'switch','extends':'base'"
    ",'periods':{'day':{'from':'08:00'}},"
    "'duties':{'answer':{'of':'assignment','owed':'dispatch','met':'report','within':'3 workdays'}},"
    "'measures':{"
    "'timely':{'of':'assignment','at':'due(answer)','count':'met(answer) and not late(answer)','per':'always','except':'note = \\\"x\\\"'},"
    "'good':{'of':'assignment','at':'last(report)','count':{'result = done':'1','result = promised':'0.25','result = refused':'-0.5'},"
    "'per':'known(result)'},"
    "'calls':{'of':'contact','count':'outcome = reached','per':'always'},"
    "'big':{'of':'ticket','at':'receive','count':'size > 3'},"
    "'visits':{'of':'visit','count':'staff > 4','per':'always'},"
    "'held':{'of':'hold','count':'always'}}}";

static const char second_rules[] =
    "{'hotline':1,'id':'two','title':'t','source':'s','issued':'2020-01-01','effective':'2021-05-10','transition':'switch','extends':'one',"
    "'periods':{'week':{'from':'friday'}},'measures':{'good':{'per':'always'},'calls':'undefined','closed':{'of':'close','count':'size > "
    "3',"
    "'per':'known(category)'}}}";

static const char *const both[] = {casebook_base, first_rules, second_rules, NULL};
static const char *const one_alone[] = {casebook_base, first_rules, NULL};

/* ---- random logs ---- */

static uint64_t chance;

static uint32_t draw(uint32_t below) {
    chance ^= chance << 13;
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return (uint32_t)((chance >> 33) % below);
}

/* The same log under rules that were read twice; pieces are its tickets, then its units. */
typedef struct world {
    casebook books[2];
    uint32_t number;
    uint32_t events;
} world;

/* A day of 20 April to 8 June, from a number of days after the first. */
static void add_event(world *w, const char *kind, uint32_t from, const char *rest) {
    char line[LINE_SIZE];
    hotline_day day = hotline_day_of(2021, 4, 20) + (hotline_day)(from + draw(50 - from));
    char date[HOTLINE_DATE_SIZE];
    assert_int_equal(hotline_day_write(day, date), HOTLINE_OK);
    snprintf(line, sizeof line, "e%u %s %sT%02u:00 %s", (unsigned)w->events++, kind, date, (unsigned)draw(24), rest);
    casebook_add(&w->books[0], line);
    casebook_add(&w->books[1], line);
}

static void add_assignment(world *w, uint32_t ticket, uint32_t day) {
    static const char *const reports[] = {"{'result':'done'}", "{'result':'promised'}", "{'result':'refused','note':'x'}", "{'note':'y'}",
                                          ""};
    static const char *const contacts[] = {"{'outcome':'reached'}", "{'outcome':'missed'}", ""};
    char rest[LINE_SIZE];
    uint32_t opener = w->events;
    snprintf(rest, sizeof rest, "t=T%02u u=u%u", (unsigned)ticket, (unsigned)draw(UNITS));
    add_event(w, "dispatch", day, rest);
    for (uint32_t i = draw(4); i > 0; i--) {
        snprintf(rest, sizeof rest, "t=T%02u on=e%u %s", (unsigned)ticket, (unsigned)opener, contacts[draw(3)]);
        add_event(w, "contact", day, rest);
    }
    for (uint32_t i = draw(3); i > 0; i--) {
        snprintf(rest, sizeof rest, "t=T%02u on=e%u %s", (unsigned)ticket, (unsigned)opener, reports[draw(5)]);
        add_event(w, "report", day, rest);
    }
}

static void add_ticket(world *w, uint32_t ticket) {
    static const char *const facts[] = {"{'size':5}", "{'size':2,'category':'urgent'}", "{'category':'consult'}", ""};
    char rest[LINE_SIZE];
    uint32_t day = draw(30);
    snprintf(rest, sizeof rest, "t=T%02u %s", (unsigned)ticket, facts[draw(4)]);
    add_event(w, "receive", day, rest);
    for (uint32_t i = draw(4); i > 0; i--) {
        add_assignment(w, ticket, day);
    }
    snprintf(rest, sizeof rest, "t=T%02u", (unsigned)ticket);
    for (uint32_t i = draw(3); i > 0; i--) {
        add_event(w, "hold", day, rest);
    }
    if (draw(2) == 0) {
        add_event(w, "close", day, rest);
    }
}

static void add_unit(world *w, uint32_t unit) {
    static const char *const facts[] = {"{'staff':5}", "{'staff':2,'kind':'zone'}"};
    char rest[LINE_SIZE];
    for (uint32_t i = 1 + draw(8); i > 0; i--) {
        int about = draw(3) == 0;
        snprintf(rest, sizeof rest, "t=- u=u%u %s", (unsigned)unit, about ? facts[draw(2)] : "");
        add_event(w, about ? "about" : "visit", 0, rest);
    }
}

static void begin(world *w, uint32_t number, const char *const *documents) {
    memset(w, 0, sizeof *w);
    w->number = number;
    chance = number * UINT64_C(0x9e3779b97f4a7c15) + 88172645463325252u;
    for (int i = 0; i < 2; i++) {
        casebook_open_documents(&w->books[i], documents);
    }
    for (uint32_t i = 0; i < TICKETS; i++) {
        add_ticket(w, i);
    }
    for (uint32_t i = 0; i < UNITS; i++) {
        add_unit(w, i);
    }
    for (int i = 0; i < 2; i++) {
        casebook_settle(&w->books[i], "06-15T12:00");
    }
}

static void end(world *w) {
    casebook_close(&w->books[0]);
    casebook_close(&w->books[1]);
}

/* ---- tallies of pieces ---- */

static hotline_tally *empty(casebook *b) {
    hotline_tally *tally = NULL;
    assert_int_equal(hotline_tally_new(b->rulebook, &tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_spans(tally, CASEBOOK_EVERY_PERIOD), HOTLINE_OK);
    return tally;
}

static void fold(casebook *b, uint32_t piece) {
    char id[16];
    snprintf(id, sizeof id, piece < TICKETS ? "T%02u" : "u%u", (unsigned)(piece < TICKETS ? piece : piece - TICKETS));
    if (piece < TICKETS) {
        casebook_fold(b, id);
    } else {
        casebook_fold_unit(b, id);
    }
}

static void add(casebook *b, hotline_tally *tally, uint32_t piece) {
    fold(b, piece);
    assert_int_equal(piece < TICKETS ? hotline_tally_add(tally, b->ticket) : hotline_tally_add_unit(tally, b->unit), HOTLINE_OK);
}

static hotline_status take_away(casebook *b, hotline_tally *tally, uint32_t piece) {
    fold(b, piece);
    return piece < TICKETS ? hotline_tally_remove(tally, b->ticket) : hotline_tally_remove_unit(tally, b->unit);
}

typedef struct bytes_of {
    uint8_t bytes[BYTES];
    size_t len;
} bytes_of;

static void save(const hotline_tally *tally, bytes_of *out) {
    assert_int_equal(hotline_tally_save(tally, out->bytes, BYTES, &out->len), HOTLINE_OK);
}

static void same(const world *w, const char *what, const hotline_tally *tally, const bytes_of *want) {
    static bytes_of got;
    save(tally, &got);
    if (got.len != want->len || memcmp(got.bytes, want->bytes, got.len) != 0) {
        fail_msg("log %u: %s: %u bytes, wanted %u", (unsigned)w->number, what, (unsigned)got.len, (unsigned)want->len);
    }
}

/* The pieces of a set, a bit each, in the order of their numbers. */
static hotline_tally *tally_of(casebook *b, uint32_t set) {
    hotline_tally *tally = empty(b);
    for (uint32_t i = 0; i < PIECES; i++) {
        if (set >> i & 1) {
            add(b, tally, i);
        }
    }
    return tally;
}

static void shuffle(uint32_t *pieces) {
    for (uint32_t i = 0; i < PIECES; i++) {
        pieces[i] = i;
    }
    for (uint32_t i = PIECES - 1; i > 0; i--) {
        uint32_t k = draw(i + 1);
        uint32_t kept = pieces[i];
        pieces[i] = pieces[k];
        pieces[k] = kept;
    }
}

#define ALL ((UINT32_C(1) << PIECES) - 1)

/* ---- the laws ---- */

static void any_order(world *w, const bytes_of *whole) {
    uint32_t pieces[PIECES];
    hotline_tally *tally = empty(&w->books[1]);
    shuffle(pieces);
    for (uint32_t i = 0; i < PIECES; i++) {
        add(&w->books[1], tally, pieces[i]);
    }
    same(w, "another order", tally, whole);
    hotline_tally_free(tally);
}

/* The tally itself, or one of its rules read apart. */
static hotline_tally *perhaps_reload(world *w, hotline_tally *tally) {
    static bytes_of saved;
    hotline_tally *loaded = NULL;
    if (draw(2) == 0) {
        return tally;
    }
    save(tally, &saved);
    hotline_tally_free(tally);
    assert_int_equal(hotline_tally_load(w->books[draw(2)].rulebook, saved.bytes, saved.len, &loaded, NULL), HOTLINE_OK);
    return loaded;
}

/* Pieces fall into shards; shards are merged two by two, any two, until one is left. */
static void any_sharding(world *w, const bytes_of *whole) {
    uint32_t sets[SHARDS] = {0};
    hotline_tally *shards[SHARDS];
    uint32_t left = SHARDS;
    for (uint32_t i = 0; i < PIECES; i++) {
        sets[draw(SHARDS)] |= UINT32_C(1) << i;
    }
    for (uint32_t i = 0; i < SHARDS; i++) {
        shards[i] = perhaps_reload(w, tally_of(&w->books[draw(2)], sets[i]));
    }
    while (left > 1) {
        uint32_t into = draw(left);
        uint32_t from = (into + 1 + draw(left - 1)) % left;
        assert_int_equal(hotline_tally_merge(shards[into], shards[from]), HOTLINE_OK);
        shards[into] = perhaps_reload(w, shards[into]);
        hotline_tally_free(shards[from]);
        shards[from] = shards[--left];
    }
    same(w, "shards", shards[0], whole);
    hotline_tally_free(shards[0]);
}

/* a + b = b + a, (a + b) + c = a + (b + c), a + nothing = a. */
static void merging(world *w) {
    static bytes_of kept;
    casebook *b = &w->books[0];
    uint32_t sets[3];
    hotline_tally *left[3];
    hotline_tally *right[3];
    hotline_tally *nothing = empty(b);
    for (int i = 0; i < 3; i++) {
        sets[i] = draw(ALL + 1);
        left[i] = tally_of(b, sets[i]);
        right[i] = tally_of(b, sets[i]);
    }
    save(left[0], &kept);
    assert_int_equal(hotline_tally_merge(left[0], nothing), HOTLINE_OK);
    same(w, "with nothing", left[0], &kept);
    assert_int_equal(hotline_tally_merge(nothing, left[0]), HOTLINE_OK);
    same(w, "to nothing", nothing, &kept);
    assert_int_equal(hotline_tally_merge(left[0], left[1]), HOTLINE_OK);
    assert_int_equal(hotline_tally_merge(left[0], left[2]), HOTLINE_OK);
    assert_int_equal(hotline_tally_merge(right[2], right[1]), HOTLINE_OK);
    assert_int_equal(hotline_tally_merge(right[2], right[0]), HOTLINE_OK);
    save(right[2], &kept);
    same(w, "merged otherwise", left[0], &kept);
    for (int i = 0; i < 3; i++) {
        hotline_tally_free(left[i]);
        hotline_tally_free(right[i]);
    }
    hotline_tally_free(nothing);
}

/* Added and taken back in any order: what is left is what was never taken away, also from a merged tally. */
static void taking_back(world *w) {
    static bytes_of kept;
    casebook *b = &w->books[0];
    uint32_t stays = draw(ALL + 1);
    uint32_t pieces[PIECES];
    hotline_tally *tally = empty(b);
    hotline_tally *plain = tally_of(b, stays);
    hotline_tally *rest = tally_of(b, ALL & ~stays);
    shuffle(pieces);
    for (uint32_t i = 0; i < 2 * PIECES; i++) { /* a piece goes when PIECES / 2 more have come */
        if (i < PIECES) {
            add(b, tally, pieces[i]);
        }
        if (i >= PIECES / 2 && i - PIECES / 2 < PIECES && !(stays >> pieces[i - PIECES / 2] & 1)) {
            assert_int_equal(take_away(b, tally, pieces[i - PIECES / 2]), HOTLINE_OK);
        }
    }
    save(plain, &kept);
    same(w, "taken back", tally, &kept);
    assert_int_equal(hotline_tally_merge(tally, rest), HOTLINE_OK);
    for (uint32_t i = 0; i < PIECES; i++) {
        if (!(stays >> pieces[i] & 1)) {
            assert_int_equal(take_away(b, tally, pieces[i]), HOTLINE_OK);
        }
    }
    same(w, "taken back from a merged one", tally, &kept);
    hotline_tally_free(rest);
    hotline_tally_free(plain);
    hotline_tally_free(tally);
}

/* Taking back what was never added is refused and changes nothing, or it cannot be told: then adding it again makes the same. */
static uint32_t taking_what_was_not(world *w) {
    static bytes_of kept;
    casebook *b = &w->books[0];
    uint32_t set = draw(ALL + 1);
    uint32_t refused = 0;
    hotline_tally *tally = tally_of(b, set);
    save(tally, &kept);
    for (uint32_t i = 0; i < PIECES; i++) {
        if (!(set >> i & 1)) {
            hotline_status status = take_away(b, tally, i);
            refused += status < 0;
            assert_true(status == HOTLINE_OK || status == HOTLINE_ERROR_ARGUMENT);
            if (status == HOTLINE_OK) {
                add(b, tally, i);
            }
            same(w, "what was not", tally, &kept);
        }
    }
    hotline_tally_free(tally);
    return refused;
}

/* ---- drill ---- */

static hotline_figure figure_at(const hotline_tally *tally, size_t i) {
    hotline_figure f = {.struct_size = sizeof f};
    assert_int_equal(hotline_tally_at(tally, i, &f), HOTLINE_OK);
    return f;
}

static void drill(casebook *b, const hotline_tally *tally, const hotline_figure *f, uint32_t piece, hotline_fall *sum) {
    hotline_fall one = {.struct_size = sizeof one};
    hotline_status status;
    if (piece < TICKETS) {
        status = hotline_tally_falls(tally, b->ticket, f->unit, f->unit_len, f->kind, f->first, f->measure, f->measure_len, &one);
    } else {
        status = hotline_tally_unit_falls(tally, b->unit, f->unit, f->unit_len, f->kind, f->first, f->measure, f->measure_len, &one);
    }
    assert_int_equal(status, HOTLINE_OK);
    assert_int_equal(one.places, f->places);
    assert_true(one.subjects > 0 || (one.num == 0 && one.den == 0 && one.unknown == 0 && one.excepted == 0));
    sum->subjects += one.subjects;
    sum->num += one.num;
    sum->den += one.den;
    sum->unknown += one.unknown;
    sum->excepted += one.excepted;
}

static void drilling(world *w, hotline_tally *tally) {
    static hotline_fall sums[1 << 14];
    casebook *b = &w->books[0];
    size_t count;
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    count = hotline_tally_count(tally);
    assert_true(count > 100 && count < sizeof sums / sizeof sums[0]);
    memset(sums, 0, sizeof sums);
    for (uint32_t piece = 0; piece < PIECES; piece++) {
        fold(b, piece);
        for (size_t i = 0; i < count; i++) {
            hotline_figure f = figure_at(tally, i);
            drill(b, tally, &f, piece, &sums[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        hotline_figure f = figure_at(tally, i);
        if (sums[i].num != f.num || sums[i].den != f.den || sums[i].unknown != f.unknown || sums[i].excepted != f.excepted ||
            sums[i].subjects < f.den + f.unknown + f.excepted) {
            fail_msg("log %u: %s of %s in %s", (unsigned)w->number, f.measure, f.unit != NULL ? f.unit : "-", f.period);
        }
    }
}

static void laws(void **state) {
    static bytes_of whole;
    uint32_t refused = 0;
    (void)state;
    for (uint32_t i = 0; i < LOGS; i++) {
        world w;
        hotline_tally *tally;
        begin(&w, i, both);
        tally = tally_of(&w.books[0], ALL);
        save(tally, &whole);
        any_order(&w, &whole);
        any_sharding(&w, &whole);
        any_sharding(&w, &whole);
        merging(&w);
        taking_back(&w);
        refused += taking_what_was_not(&w);
        drilling(&w, tally);
        same(&w, "read only", tally, &whole);
        hotline_tally_free(tally);
        end(&w);
    }
    assert_true(refused > 2 * LOGS);
}

/* ---- a quarter is the sum of its months, a year of its quarters ---- */

static int is_part(const hotline_figure *part, const hotline_figure *whole, int32_t kind) {
    return part->kind == kind && part->first >= whole->first && part->last <= whole->last && strcmp(part->measure, whole->measure) == 0 &&
           part->unit_len == whole->unit_len && (part->unit == NULL || strcmp(part->unit, whole->unit) == 0);
}

static void check_sum(const world *w, const hotline_tally *tally, const hotline_figure *whole, int32_t kind) {
    int64_t num = 0;
    int64_t den = 0;
    int64_t unknown = 0;
    for (size_t i = 0; i < hotline_tally_count(tally); i++) {
        hotline_figure f = figure_at(tally, i);
        if (is_part(&f, whole, kind)) {
            num += f.num;
            den += f.den;
            unknown += f.unknown;
        }
    }
    if (num != whole->num || den != whole->den || unknown != whole->unknown) {
        fail_msg("log %u: %s in %s is not its parts", (unsigned)w->number, whole->measure, whole->period);
    }
}

static void sums(void **state) {
    size_t checked = 0;
    (void)state;
    for (uint32_t number = 0; number < LOGS / 3; number++) {
        world w;
        hotline_tally *tally;
        begin(&w, number, one_alone);
        tally = tally_of(&w.books[0], ALL);
        assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
        for (size_t i = 0; i < hotline_tally_count(tally); i++) {
            hotline_figure f = figure_at(tally, i);
            if (f.kind == HOTLINE_PERIOD_YEAR || f.kind == HOTLINE_PERIOD_QUARTER) {
                check_sum(&w, tally, &f, f.kind == HOTLINE_PERIOD_YEAR ? HOTLINE_PERIOD_QUARTER : HOTLINE_PERIOD_MONTH);
                checked++;
            }
        }
        hotline_tally_free(tally);
        end(&w);
    }
    assert_true(checked > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(laws), cmocka_unit_test(sums)};
    return cmocka_run_group_tests_name("tally_laws", tests, NULL, NULL);
}
