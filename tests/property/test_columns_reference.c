/* SPDX-License-Identifier: MIT */
/*
 * Random policies over random tables, two ways: each row as events of a ticket, judged and counted one by one; and the same rows as columns
 * of every type that can hold them, counted in one call. The lines of both tallies must be the same bytes. Seeds are fixed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "hotline.h"
#include "oversight/columns_arrow.h"
#include "tests/support/random.h"

enum { CASES = 70, ROWS_MOST = 2600, COLUMNS_MOST = 64, MEASURES = 6, TEXT_SIZE = 1 << 16, UNITS = 5, NONE = -1 };

#define ZONE_MS ((int64_t)8 * 3600 * 1000)
#define DAY_MS ((int64_t)86400000)
#define ABSENT INT64_MIN

/* ---- rules ---- */

#define HEAD(id, from, more)                                                                                                               \
  "{'hotline':1,'id':'" id "','title':'t','source':'s','issued':'2020-01-01','effective':'" from "','transition':'switch'," more

static const char base_rules[] = HEAD(
    "base", "2019-01-01",
    "'calendar':'cn','counting':{'start':'next-day','end':'24:00'},"
    "'periods':{'day':{'from':'12:00'},'week':{'from':'monday'},'month':{'from_day':1,'named_by':'start'}},'roles':{'centre':'c','hand':'h'"
    "},"
    "'facts':{"
    "'flag':{'of':'assignment','type':'flag'},'flag_yes':{'of':'assignment','type':'flag','default':true},"
    "'size':{'of':'assignment','type':'integer'},'size_three':{'of':'assignment','type':'integer','default':3},"
    "'day':{'of':'assignment','type':'date'},'day_then':{'of':'assignment','type':'date','default':'2021-06-15'},"
    "'clock':{'of':'assignment','type':'time'},'clock_two':{'of':'assignment','type':'time'},"
    "'clock_then':{'of':'assignment','type':'time','default':'2021-06-15T12:00'},"
    "'note':{'of':'assignment','type':'text'},'note_a':{'of':'assignment','type':'text','default':'a'},"
    "'code':{'of':'assignment','type':'code'},"
    "'pick':{'of':'assignment','one_of':{'red':'r','green':'g','blue':'b'}},"
    "'pick_blue':{'of':'assignment','one_of':{'green':'g','blue':'b','grey':'y'},'default':'blue'},"
    "'many':{'of':'assignment','many_of':{'call':'c','visit':'v','letter':'l','fax':'f'}},"
    "'kind':{'of':'unit','one_of':{'street':'s','zone':'z'}},"
    "'urgent':{'of':'ticket','type':'flag'},"
    "'outcome':{'of':'event','one_of':{'reached':'r','missed':'m'}}},"
    "'events':{'receive':{'of':'ticket','opens':'ticket','facts':{'urgent':'optional'}},"
    "'dispatch':{'of':'ticket','opens':'assignment'},"
    "'fill':{'of':'assignment','facts':{'flag':'optional','flag_yes':'optional','size':'optional','size_three':'optional','day':'optional',"
    "'day_then':'optional','clock':'optional','clock_two':'optional','clock_then':'optional','note':'optional','note_a':'optional',"
    "'code':'optional','pick':'optional','pick_blue':'optional','many':'optional'}},"
    "'contact':{'of':'assignment','facts':{'outcome':'optional'}},'report':{'of':'assignment','moves':{'way':{'new':'told','told':'told'}}}"
    ","
    "'about':{'of':'unit','facts':{'kind':'optional'}}},"
    "'machines':{'way':{'of':'assignment','start':'new','states':{'new':'n','told':'t'}}},"
    "'duties':{'answer':{'of':'assignment','owed':'dispatch','met':'report','within':'2 workdays'}}}");

static const char *const picks[] = {"red", "green", "blue"};
static const char *const picks_blue[] = {"green", "blue", "grey"};
static const char *const manies[] = {"call", "visit", "letter", "fax"};
static const char *const kinds[] = {"street", "zone"};
static const char *const texts[] = {"a", "ab", "a.b", "a.b.c", "\xE7\x94\xB2"};
static const char *const ways[] = {"new", "told"};

/* ---- chance ---- */

static uint64_t seed;

static uint32_t chance(uint32_t n) {
    return (uint32_t)((random_next(&seed) >> 33) % n);
}

static int once_in(uint32_t n) {
    return chance(n) == 0;
}

static const char *one_of(const char *const *from, uint32_t n) {
    return from[chance(n)];
}

/* ---- conditions ---- */

typedef struct writer {
    char text[TEXT_SIZE];
    size_t len;
} writer;

static void say(writer *w, const char *format, ...) {
    va_list args;
    va_start(args, format);
    w->len += (size_t)vsnprintf(w->text + w->len, sizeof w->text - w->len, format, args);
    va_end(args);
    assert_true(w->len < sizeof w->text);
}

static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">="};

static const char *sign(void) {
    return one_of(signs, 6);
}

static const char *equal(void) {
    return one_of(signs, 2);
}

static void say_atom(writer *w) {
    static const char *const plain[] = {
        "flag",        "flag_yes",     "urgent",       "first(flag)", "report", "contact", "contact(outcome = reached)",
        "met(answer)", "late(answer)", "open(answer)", "any(report)", "always", "never",   "dispatch"};
    static const char *const clocks[] = {"clock", "clock_two", "clock_then"};
    static const char *const facts[] = {"flag", "flag_yes", "size", "day", "clock", "note", "code", "pick", "pick_blue", "many"};
    switch (chance(18)) {
    case 0:
        say(w, "%s %s %d", once_in(2) ? "size" : once_in(2) ? "size_three" : "first(size)", sign(), (int)chance(8) - 2);
        break;
    case 1:
        say(w, "size in (%d, %d, -1)", (int)chance(5), (int)chance(5));
        break;
    case 2:
        say(w, "%s %s '2021-0%d-15'", once_in(2) ? "day" : "day_then", sign(), (int)chance(9) + 1);
        break;
    case 3:
        say(w, "%s %s '2021-0%d-15T12:00'", one_of(clocks, 3), sign(), (int)chance(9) + 1);
        break;
    case 4:
        say(w, "%s %s '%s'", once_in(2) ? "note" : once_in(2) ? "note_a" : "code", equal(), one_of(texts, 5));
        break;
    case 5:
        say(w, "code under '%s'", one_of(texts, 5));
        break;
    case 6:
        say(w, "pick %s %s", equal(), one_of(picks, 3));
        break;
    case 7:
        say(w, "pick_blue in (%s, %s)", one_of(picks_blue, 3), one_of(picks_blue, 3));
        break;
    case 8:
        say(w, "many has %s", one_of(manies, 4));
        break;
    case 9:
        say(w, "%s %s %s", one_of(clocks, 3), sign(), one_of(clocks, 3));
        break;
    case 10:
        say(w, "day %s %s", sign(), once_in(2) ? "day_then" : "clock_then");
        break;
    case 11:
        say(w, "note %s %s", equal(), once_in(2) ? "note_a" : "code");
        break;
    case 12:
        say(w, "known(%s)", one_of(facts, 10));
        break;
    case 13:
        say(w, "count(contact%s) %s %d", once_in(2) ? "" : "(outcome = reached)", sign(), (int)chance(4));
        break;
    case 14:
        say(w, "state(way) %s %s", equal(), one_of(ways, 2));
        break;
    case 15:
        say(w, "time %s %s", sign(), once_in(2) ? one_of(clocks, 3) : "day");
        break;
    case 16:
        say(w, "kind %s %s", equal(), one_of(kinds, 2));
        break;
    default:
        say(w, "%s", one_of(plain, 14));
        break;
    }
}

static void say_condition(writer *w, uint32_t depth) {
    if (depth == 0 || once_in(3)) {
        say(w, once_in(4) ? "not " : "");
        say_atom(w);
        return;
    }
    say(w, once_in(4) ? "not (" : "(");
    say_condition(w, depth - 1);
    say(w, once_in(2) ? " and " : " or ");
    say_condition(w, depth - 1);
    say(w, ")");
}

static void say_weights(writer *w) {
    static const char *const tables[] = {"{'pick = red':'1','pick = green':'0.5','else':'-0.25'}", "{'pick = blue':'2.5'}",
                                         "{'flag':'1','report':'0.5'}", "{'size > 3':'0.125','many has call and not flag':'3','else':'1'}"};
    say(w, "%s", one_of(tables, 4));
}

static void say_measure(writer *w, const char *name) {
    static const char *const moments[] = {"dispatch",     "first(report)", "report",
                                          "last(report)", "due(answer)",   "contact(outcome = reached)"};
    say(w, "'%s':{'of':'assignment','at':'%s','count':", name, one_of(moments, 6));
    if (once_in(4)) {
        say_weights(w);
    } else {
        say(w, "`");
        say_condition(w, once_in(6) ? 4 : 2);
        say(w, "`");
    }
    for (uint32_t i = 0; i < 2; i++) {
        if (once_in(2)) {
            say(w, i == 0 ? ",'per':`" : ",'except':`");
            say_condition(w, 1);
            say(w, "`");
        }
    }
    say(w, "}");
}

/* Conditions stand in backquotes, and texts within them in quotes that must be escaped. */
static void to_json(const writer *from, writer *to) {
    int inside = 0;
    to->len = 0;
    for (size_t i = 0; i < from->len; i++) {
        char c = from->text[i];
        inside ^= c == '`';
        say(to, c == '`' ? "\"" : c == '\'' ? (inside ? "\\\"" : "\"") : "%c", c);
    }
}

/* ---- rows ---- */

typedef struct row {
    int64_t flag, flag_yes, first_flag, size, first_size, size_three, day, day_then, clock, clock_two, clock_then, urgent;
    int note, note_a, code, pick, pick_blue;
    int64_t many;
    int unit;
    int64_t dispatch, report, last_report, contact, reached; /* instants; ABSENT: has not happened by now */
    int64_t contacts, reacheds;
    int64_t met, late, open, due;
} row;

static row rows[ROWS_MOST];
static uint32_t row_count;
static int64_t now_is;

static int64_t random_moment(void) {
    int64_t base = INT64_C(1609430400000); /* 2021-01-01 in Beijing */
    int64_t seconds = (int64_t)chance(500) * 86400 + (once_in(6) ? 0 : once_in(6) ? 43200 : (int64_t)chance(86400));
    return base + seconds * 1000;
}

static int64_t maybe(int64_t value) {
    return once_in(4) ? ABSENT : value;
}

static void random_row(row *r) {
    memset(r, 0, sizeof *r);
    r->flag = maybe(chance(2));
    r->flag_yes = maybe(chance(2));
    r->first_flag = r->flag == ABSENT || once_in(2) ? r->flag : !r->flag;
    r->size = maybe((int64_t)chance(8) - 2);
    r->first_size = r->size == ABSENT || once_in(2) ? r->size : (int64_t)chance(8) - 2;
    r->size_three = maybe((int64_t)chance(8) - 2);
    r->day = maybe(18628 + (int64_t)chance(400));
    r->day_then = maybe(18628 + (int64_t)chance(400));
    r->clock = maybe(random_moment());
    r->clock_two = once_in(3) ? r->clock : maybe(random_moment());
    r->clock_then = maybe(random_moment());
    r->urgent = maybe(chance(2));
    r->note = once_in(4) ? NONE : (int)chance(5);
    r->note_a = once_in(4) ? NONE : (int)chance(5);
    r->code = once_in(4) ? NONE : (int)chance(5);
    r->pick = once_in(4) ? NONE : (int)chance(3);
    r->pick_blue = once_in(4) ? NONE : (int)chance(3);
    r->many = maybe(chance(16));
    r->unit = (int)chance(UNITS);
    r->dispatch = random_moment();
}

/* ---- the rows as events ---- */

typedef struct world {
    hotline_context *context;
    hotline_rulebook *rulebook;
    hotline_log *log;
    hotline_ticket *ticket;
    hotline_tally *by_ticket, *by_column;
    hotline_columns *columns;
    hotline_error error;
} world;

static void require(const world *w, hotline_status status, const char *what) {
    if (status < 0) {
        fail_msg("%s: %s: %s: %s", what, hotline_status_name(status), w->error.path, w->error.message);
    }
}

static void say_moment(writer *w, int64_t at) {
    char text[HOTLINE_INSTANT_SIZE];
    assert_int_equal(hotline_instant_write(at, 480, text), HOTLINE_OK);
    say(w, "\"%s\"", text);
}

static void begin_event(writer *w, uint32_t i, const char *event, uint32_t number, int64_t at) {
    w->len = 0;
    say(w, "{\"id\":\"%u-%s-%u\",\"ticket\":\"T%u\",\"event\":\"%s\",\"at\":", i, event, number, i, event);
    say_moment(w, at);
}

static void end_event(world *w, writer *line) {
    say(line, "}}");
    require(w, hotline_log_add(w->log, line->text, line->len, &w->error), line->text);
}

/* The assignment is named: several stand at one moment. */
static void begin_of_assignment(writer *w, uint32_t i, const char *event, uint32_t number, int64_t at) {
    begin_event(w, i, event, number, at);
    say(w, ",\"assignment\":\"%u-dispatch-0\",\"facts\":{\"", i);
    w->len--; /* the quote begins the first fact */
}

static void say_fact(writer *w, const char *name, const char *value, int quoted) {
    say(w, w->text[w->len - 1] == '{' ? "" : ",");
    say(w, quoted ? "\"%s\":\"%s\"" : "\"%s\":%s", name, value);
}

static void say_flag(writer *w, const char *name, int64_t value) {
    if (value != ABSENT) {
        say_fact(w, name, value ? "true" : "false", 0);
    }
}

static void say_integer(writer *w, const char *name, int64_t value) {
    char digits[24];
    if (value != ABSENT) {
        snprintf(digits, sizeof digits, "%lld", (long long)value);
        say_fact(w, name, digits, 0);
    }
}

static void say_day(writer *w, const char *name, int64_t value) {
    char date[HOTLINE_DATE_SIZE];
    if (value != ABSENT) {
        assert_int_equal(hotline_day_write((hotline_day)value, date), HOTLINE_OK);
        say_fact(w, name, date, 1);
    }
}

static void say_clock(writer *w, const char *name, int64_t value) {
    char text[HOTLINE_INSTANT_SIZE];
    if (value != ABSENT) {
        assert_int_equal(hotline_instant_write(value, 480, text), HOTLINE_OK);
        say_fact(w, name, text, 1);
    }
}

static void say_text(writer *w, const char *name, const char *const *from, int number) {
    if (number != NONE) {
        say_fact(w, name, from[number], 1);
    }
}

static void say_set(writer *w, const char *name, int64_t set) {
    char list[64] = "[";
    if (set == ABSENT) {
        return;
    }
    for (int k = 0; k < 4; k++) {
        if (set >> k & 1) {
            strcat(list, list[1] == '\0' ? "\"" : ",\"");
            strcat(list, manies[k]);
            strcat(list, "\"");
        }
    }
    strcat(list, "]");
    say_fact(w, name, list, 0);
}

static void say_row_facts(writer *w, const row *r) {
    say_flag(w, "flag", r->first_flag);
    say_integer(w, "size", r->first_size);
    say_flag(w, "flag_yes", r->flag_yes);
    say_integer(w, "size_three", r->size_three);
    say_day(w, "day", r->day);
    say_day(w, "day_then", r->day_then);
    say_clock(w, "clock", r->clock);
    say_clock(w, "clock_two", r->clock_two);
    say_clock(w, "clock_then", r->clock_then);
    say_text(w, "note", texts, r->note);
    say_text(w, "note_a", texts, r->note_a);
    say_text(w, "code", texts, r->code);
    say_text(w, "pick", picks, r->pick);
    say_text(w, "pick_blue", picks_blue, r->pick_blue);
    say_set(w, "many", r->many);
}

static void happen(int64_t *what, int64_t at, int last) {
    if (at <= now_is && (*what == ABSENT || last)) {
        *what = at;
    }
}

/* Contacts and reports, on the row what of them has happened by now. */
static void add_course(world *w, uint32_t i, row *r, writer *line) {
    int64_t at = r->dispatch;
    r->report = r->last_report = r->contact = r->reached = ABSENT;
    for (uint32_t k = 0; k < chance(4); k++) {
        int reached = once_in(2);
        at += (int64_t)chance(3) * 3600000 + 1000;
        begin_of_assignment(line, i, "contact", k, at);
        say(line, reached ? "\"outcome\":\"reached\"" : "\"outcome\":\"missed\"");
        end_event(w, line);
        happen(&r->contact, at, 0);
        r->contacts += at <= now_is;
        if (reached) {
            happen(&r->reached, at, 0);
            r->reacheds += at <= now_is;
        }
    }
    for (uint32_t k = 0; k < chance(3); k++) {
        at += (int64_t)chance(5) * DAY_MS + 1000 + (once_in(3) ? DAY_MS - (at + ZONE_MS) % DAY_MS : 0);
        begin_of_assignment(line, i, "report", k, at);
        end_event(w, line);
        happen(&r->report, at, 0);
        happen(&r->last_report, at, 1);
    }
}

static void add_row(world *w, uint32_t i, row *r) {
    static writer line;
    begin_event(&line, i, "receive", 0, r->dispatch - 1000);
    say(&line, ",\"facts\":{");
    say_flag(&line, "urgent", r->urgent);
    end_event(w, &line);
    begin_event(&line, i, "dispatch", 0, r->dispatch);
    say(&line, ",\"unit\":\"u%d\",\"facts\":{", r->unit);
    end_event(w, &line);
    begin_of_assignment(&line, i, "fill", 0, r->dispatch);
    say_row_facts(&line, r);
    end_event(w, &line);
    begin_of_assignment(&line, i, "fill", 1, r->dispatch); /* after the first by its id */
    say_flag(&line, "flag", r->flag);
    say_integer(&line, "size", r->size);
    end_event(w, &line);
    add_course(w, i, r, &line);
}

static void add_units(world *w) {
    writer *line = calloc(1, sizeof *line);
    assert_non_null(line);
    for (int u = 0; u < UNITS; u++) {
        if (u > 0) { /* of unit 0 nothing is known */
            say(line, "{\"id\":\"about%d\",\"event\":\"about\",\"unit\":\"u%d\",\"at\":\"2019-06-01\",\"facts\":{\"kind\":\"%s\"}}", u, u,
                kinds[u % 2]);
            line->len = strlen(line->text);
            char *at = strstr(line->text, "2019-06-01\"");
            memmove(at + 25, at + 10, strlen(at + 10) + 1);
            memcpy(at + 10, "T00:00:00+08:00", 15);
            require(w, hotline_log_add(w->log, line->text, strlen(line->text), &w->error), line->text);
            line->len = 0;
        }
    }
    free(line);
}

/* What the duty says now is what a host would have worked out for its columns. */
static void read_duty(world *w, row *r) {
    hotline_duty d;
    r->met = r->late = r->open = 0;
    r->due = ABSENT;
    for (size_t k = 0; k < hotline_ticket_duty_count(w->ticket); k++) {
        memset(&d, 0, sizeof d);
        d.struct_size = sizeof d;
        assert_int_equal(hotline_ticket_duty(w->ticket, k, &d), HOTLINE_OK);
        r->met = d.state == HOTLINE_DUTY_MET;
        r->open = d.state == HOTLINE_DUTY_OPEN;
        r->late = d.late == HOTLINE_UNKNOWN ? ABSENT : d.late == HOTLINE_YES;
        r->due = d.due == hotline_instant_none() ? ABSENT : d.due;
    }
}

static void count_by_ticket(world *w) {
    assert_int_equal(hotline_log_settle(w->log, now_is), HOTLINE_OK);
    for (uint32_t i = 0; i < row_count; i++) {
        char id[16];
        size_t len = (size_t)snprintf(id, sizeof id, "T%u", i);
        hotline_status status = hotline_ticket_fold(w->ticket, id, len);
        if (status == HOTLINE_ERROR_NOT_FOUND || rows[i].dispatch > now_is) {
            rows[i].met = rows[i].late = rows[i].open = 0;
            rows[i].due = ABSENT;
            continue; /* not yet */
        }
        assert_int_equal(status, HOTLINE_OK);
        read_duty(w, &rows[i]);
        assert_int_equal(hotline_tally_add(w->by_ticket, w->ticket), HOTLINE_OK);
    }
}

/* ---- the rows as columns ---- */

/* Everything that one column points to. */
typedef struct store {
    uint8_t data[(ROWS_MOST + 80) * 8], validity[(ROWS_MOST + 80) / 8 + 1], bytes[ROWS_MOST * 8];
    int64_t words64[16];
    int32_t words32[16];
    uint8_t word_bytes[64];
    struct ArrowSchema schema, word_schema;
    struct ArrowArray array, word_array;
    const void *buffers[3], *word_buffers[3];
    char format[16], name[64];
} store;

static store stores[COLUMNS_MOST];
static uint32_t store_count;

static void released_schema(struct ArrowSchema *s) {
    s->release = NULL;
}

static void released_array(struct ArrowArray *a) {
    a->release = NULL;
}

static void put_integer(hotline_column *c, store *s, uint64_t i, int64_t value) {
    uint8_t *at = s->data + (c->offset + i) * (1u << ((c->type - 1) & 3));
    switch ((c->type - 1) & 3) {
    case 0:
        *at = (uint8_t)value;
        break;
    case 1: {
        uint16_t v = (uint16_t)value;
        memcpy(at, &v, 2);
        break;
    }
    case 2: {
        uint32_t v = (uint32_t)value;
        memcpy(at, &v, 4);
        break;
    }
    default:
        memcpy(at, &value, 8);
        break;
    }
}

static void put_bit(uint8_t *bits, uint64_t at, int on) {
    bits[at / 8] = (uint8_t)((bits[at / 8] & ~(1u << at % 8)) | (unsigned)on << at % 8);
}

static store *begin_column(hotline_column *c, const char *name) {
    store *s = &stores[store_count++];
    assert_true(store_count < COLUMNS_MOST);
    memset(s, 0xA5, sizeof *s); /* nothing is as it should be by chance */
    hotline_column_init(c, sizeof *c);
    c->rows = row_count;
    c->offset = once_in(2) ? 0 : chance(70);
    c->data = s->data;
    snprintf(s->name, sizeof s->name, "%s", name);
    c->name = s->name;
    c->name_len = strlen(name);
    return s;
}

/* None is told by the bitmap, by a value, or needs no telling. */
static void put_nulls(hotline_column *c, store *s, const int64_t *values, int64_t stands_for_none) {
    int some = 0;
    int by_value = stands_for_none != ABSENT && once_in(2);
    for (uint32_t i = 0; i < row_count; i++) {
        some |= values[i] == ABSENT;
    }
    if (!some && once_in(2)) {
        return;
    }
    if (by_value) {
        c->has_null = 1;
        c->null_value = stands_for_none;
    } else {
        c->validity = s->validity;
    }
    for (uint32_t i = 0; i < row_count; i++) {
        put_bit(s->validity, c->offset + i, values[i] != ABSENT);
        if (values[i] == ABSENT && by_value) {
            put_integer(c, s, i, stands_for_none);
        }
    }
}

/* ---- as Arrow, where Arrow has such a type ---- */

static int arrow_format(const hotline_column *c, store *s) {
    static const char *const formats[] = {"", "c", "s", "i", "l", "C", "S", "I", "L", "b", "u", "U"};
    static const char *const times[] = {"", "tdD", "tss:", "tsm:", "tsu:", "tsn:"};
    if (c->has_null || (c->time == HOTLINE_COLUMN_DAYS && c->type != HOTLINE_COLUMN_INT32) ||
        (c->time > HOTLINE_COLUMN_DAYS && c->type != HOTLINE_COLUMN_INT64)) {
        return 0;
    }
    snprintf(s->format, sizeof s->format, "%s%s", c->time == HOTLINE_COLUMN_NO_TIME ? formats[c->type] : times[c->time],
             c->time > HOTLINE_COLUMN_DAYS && !c->local ? "UTC" : "");
    return 1;
}

static void to_arrow(const hotline_column *c, store *s) {
    memset(&s->schema, 0, sizeof s->schema);
    memset(&s->array, 0, sizeof s->array);
    s->schema.format = s->format;
    s->schema.name = s->name;
    s->schema.release = released_schema;
    s->buffers[0] = c->validity;
    s->buffers[1] = c->data;
    s->buffers[2] = c->bytes;
    s->array.length = (int64_t)c->rows;
    s->array.null_count = c->validity != NULL ? -1 : 0;
    s->array.offset = (int64_t)c->offset;
    s->array.n_buffers = c->type >= HOTLINE_COLUMN_TEXT32 ? 3 : 2;
    s->array.buffers = s->buffers;
    s->array.release = released_array;
    if (c->words != NULL) {
        s->word_schema = s->schema;
        s->word_schema.format = c->words_type == HOTLINE_COLUMN_TEXT32 ? "u" : "U";
        s->word_array = s->array;
        s->word_buffers[0] = NULL;
        s->word_buffers[1] = c->words;
        s->word_buffers[2] = c->bytes;
        s->word_array.length = (int64_t)c->word_count;
        s->word_array.null_count = s->word_array.offset = 0;
        s->word_array.n_buffers = 3;
        s->word_array.buffers = s->word_buffers;
        s->schema.dictionary = &s->word_schema;
        s->array.dictionary = &s->word_array;
    }
}

static void end_column(world *w, const hotline_column *c, store *s) {
    if (once_in(2) && arrow_format(c, s)) {
        struct ArrowSchema *children[] = {&s->schema};
        struct ArrowArray *arrays[] = {&s->array};
        const void *none[] = {NULL};
        struct ArrowSchema table_schema = {"+s", "", NULL, 0, 1, children, NULL, released_schema, NULL};
        struct ArrowArray table = {(int64_t)c->rows, 0, 0, 1, 1, none, arrays, NULL, released_array, NULL};
        to_arrow(c, s);
        require(w, hotline_columns_add_arrow(w->columns, &table, &table_schema, &w->error), s->name);
        return;
    }
    require(w, hotline_columns_add(w->columns, c, &w->error), s->name);
}

/* ---- each kind ---- */

static int64_t of_row[ROWS_MOST];

static void integers(world *w, const char *name, int is_signed) {
    hotline_column c;
    store *s = begin_column(&c, name);
    c.type = (is_signed ? HOTLINE_COLUMN_INT8 : once_in(2) ? HOTLINE_COLUMN_UINT8 : HOTLINE_COLUMN_INT8) + (int32_t)chance(4);
    for (uint32_t i = 0; i < row_count; i++) {
        put_integer(&c, s, i, of_row[i] != ABSENT ? of_row[i] : 77);
    }
    put_nulls(&c, s, of_row, 99);
    end_column(w, &c, s);
}

static void flags(world *w, const char *name) {
    hotline_column c;
    store *s;
    if (once_in(2)) {
        integers(w, name, 0);
        return;
    }
    s = begin_column(&c, name);
    c.type = HOTLINE_COLUMN_BITS;
    for (uint32_t i = 0; i < row_count; i++) {
        put_bit(s->data, c.offset + i, of_row[i] != ABSENT ? of_row[i] != 0 : (int)chance(2));
    }
    put_nulls(&c, s, of_row, ABSENT);
    end_column(w, &c, s);
}

static void times(world *w, const char *name) {
    static const int64_t finer[] = {0, 0, 0, 1, 1000, 1000000};
    hotline_column c;
    store *s = begin_column(&c, name);
    c.time = HOTLINE_COLUMN_SECONDS + (int32_t)chance(4);
    c.local = once_in(2) ? 1 : 0;
    c.type = c.time == HOTLINE_COLUMN_SECONDS && once_in(2) ? HOTLINE_COLUMN_UINT32 : HOTLINE_COLUMN_INT64;
    for (uint32_t i = 0; i < row_count; i++) {
        int64_t ms = of_row[i] == ABSENT ? 0 : of_row[i] + (c.local ? ZONE_MS : 0);
        put_integer(&c, s, i,
                    c.time == HOTLINE_COLUMN_SECONDS ? ms / 1000 : ms * finer[c.time] + (finer[c.time] - 1 > 0 ? chance(1000) : 0));
    }
    put_nulls(&c, s, of_row, 0);
    end_column(w, &c, s);
}

static void dates(world *w, const char *name) {
    hotline_column c;
    store *s;
    if (once_in(3)) { /* some moment of the day */
        for (uint32_t i = 0; i < row_count; i++) {
            of_row[i] = of_row[i] == ABSENT ? ABSENT : of_row[i] * DAY_MS - ZONE_MS + (int64_t)chance(86400) * 1000;
        }
        times(w, name);
        return;
    }
    s = begin_column(&c, name);
    c.time = HOTLINE_COLUMN_DAYS;
    c.type = once_in(2) ? HOTLINE_COLUMN_INT32 : once_in(2) ? HOTLINE_COLUMN_UINT16 : HOTLINE_COLUMN_INT64;
    for (uint32_t i = 0; i < row_count; i++) {
        put_integer(&c, s, i, of_row[i] != ABSENT ? of_row[i] : 3);
    }
    put_nulls(&c, s, of_row, 0);
    end_column(w, &c, s);
}

static void put_place(hotline_column *c, store *s, uint64_t i, int64_t place) {
    int32_t small = (int32_t)place;
    if (c->type == HOTLINE_COLUMN_TEXT32) {
        memcpy(s->data + (c->offset + i) * 4, &small, 4);
    } else {
        memcpy(s->data + (c->offset + i) * 8, &place, 8);
    }
}

static void plain_texts(world *w, const char *name, const char *const *from) {
    hotline_column c;
    store *s = begin_column(&c, name);
    int64_t place = 0;
    c.type = once_in(2) ? HOTLINE_COLUMN_TEXT32 : HOTLINE_COLUMN_TEXT64;
    c.bytes = s->bytes;
    for (uint64_t i = 0; i < c.offset; i++) {
        memset(s->data + i * (c.type == HOTLINE_COLUMN_TEXT32 ? 4 : 8), 0, c.type == HOTLINE_COLUMN_TEXT32 ? 4 : 8);
    }
    put_place(&c, s, 0, 0);
    for (uint32_t i = 0; i < row_count; i++) {
        const char *text = of_row[i] == ABSENT ? (once_in(2) ? "" : "x") : from[of_row[i]];
        memcpy(s->bytes + place, text, strlen(text));
        place += (int64_t)strlen(text);
        put_place(&c, s, i + 1, place);
    }
    c.bytes_len = (size_t)place;
    c.validity = s->validity;
    for (uint32_t i = 0; i < row_count; i++) {
        put_bit(s->validity, c.offset + i, of_row[i] != ABSENT);
    }
    end_column(w, &c, s);
}

static void dictionary(world *w, const char *name, const char *const *from, uint32_t count) {
    hotline_column c;
    store *s = begin_column(&c, name);
    uint32_t turn = chance(count);
    int32_t place = 0;
    c.type = HOTLINE_COLUMN_INT8 + (int32_t)chance(8);
    c.words_type = once_in(2) ? HOTLINE_COLUMN_TEXT32 : HOTLINE_COLUMN_TEXT64;
    c.words = c.words_type == HOTLINE_COLUMN_TEXT32 ? (const void *)s->words32 : s->words64;
    c.word_count = count;
    c.bytes = s->word_bytes;
    for (uint32_t k = 0; k <= count; k++) {
        const char *word = k < count ? from[(k + turn) % count] : "";
        s->words32[k] = place;
        s->words64[k] = place;
        memcpy(s->word_bytes + place, word, strlen(word));
        place += (int32_t)strlen(word);
    }
    c.bytes_len = (size_t)place;
    for (uint32_t i = 0; i < row_count; i++) {
        put_integer(&c, s, i, of_row[i] != ABSENT ? (of_row[i] + count - turn) % count : 55);
    }
    put_nulls(&c, s, of_row, 44);
    end_column(w, &c, s);
}

static void words(world *w, const char *name, const char *const *from, uint32_t count) {
    if (once_in(2)) {
        plain_texts(w, name, from);
    } else {
        dictionary(w, name, from, count);
    }
}

/* numbers: the rulebook's number of each of the values. */
static void choices(world *w, const char *name, const char *const *from, uint32_t count) {
    if (once_in(3)) {
        integers(w, name, 0);
    } else {
        words(w, name, from, count);
    }
}

/* An event as a moment, or as a flag where nothing asks when. */
static void events(world *w, const char *name, int flag_will_do) {
    if (flag_will_do && once_in(2)) {
        for (uint32_t i = 0; i < row_count; i++) {
            of_row[i] = of_row[i] != ABSENT;
        }
        flags(w, name);
    } else {
        times(w, name);
    }
}

#define FILL(member)                                                                                                                       \
  for (uint32_t i = 0; i < row_count; i++) {                                                                                               \
    of_row[i] = rows[i].member;                                                                                                            \
  }
#define FILL_NUMBER(member)                                                                                                                \
  for (uint32_t i = 0; i < row_count; i++) {                                                                                               \
    of_row[i] = rows[i].member == NONE ? ABSENT : rows[i].member;                                                                          \
  }

static void add_fact_columns(world *w) {
    FILL(flag) flags(w, "flag");
    FILL(first_flag) flags(w, "first(flag)");
    FILL(flag_yes) flags(w, "flag_yes");
    FILL(urgent) flags(w, "urgent");
    FILL(size) integers(w, "size", 1);
    FILL(first_size) integers(w, "first( size )", 1);
    FILL(size_three) integers(w, "size_three", 1);
    FILL(day) dates(w, "day");
    FILL(day_then) dates(w, "day_then");
    FILL(clock) times(w, "clock");
    FILL(clock_two) times(w, "clock_two");
    FILL(clock_then) times(w, "clock_then");
    FILL_NUMBER(note) words(w, "note", texts, 5);
    FILL_NUMBER(note_a) words(w, "note_a", texts, 5);
    FILL_NUMBER(code) words(w, "code", texts, 5);
    FILL_NUMBER(pick) choices(w, "pick", picks, 3);
    FILL_NUMBER(pick_blue) choices(w, "pick_blue", picks_blue, 3);
    FILL(many) integers(w, "many", 0);
}

static void add_other_columns(world *w) {
    static const char *const ids[UNITS] = {"u0", "u1", "u2", "u3", "u4"};
    FILL(dispatch) times(w, "dispatch");
    FILL(report) times(w, "report");
    FILL(last_report) times(w, "last(report)");
    FILL(contact) events(w, "contact", 1);
    FILL(reached) events(w, "contact(outcome=reached)", 0);
    FILL(contacts) integers(w, "count(contact)", 0);
    FILL(reacheds) integers(w, "count(contact(outcome = reached))", 0);
    FILL(met) flags(w, "met(answer)");
    FILL(late) flags(w, "late(answer)");
    FILL(open) flags(w, "open(answer)");
    FILL(due) times(w, "due(answer)");
    for (uint32_t i = 0; i < row_count; i++) {
        of_row[i] = rows[i].report != ABSENT;
    }
    flags(w, "any(report)");
    for (uint32_t i = 0; i < row_count; i++) {
        of_row[i] = rows[i].report != ABSENT;
    }
    choices(w, "state(way)", ways, 2);
    for (uint32_t i = 0; i < row_count; i++) {
        of_row[i] = rows[i].unit == 0 ? ABSENT : rows[i].unit % 2;
    }
    choices(w, "kind", kinds, 2);
    FILL(unit) words(w, "unit", ids, UNITS);
}

/* ---- one case ---- */

static hotline_status add_rules(world *w, const writer *text) {
    static writer plain;
    to_json(text, &plain);
    return hotline_rulebook_add(w->rulebook, plain.text, plain.len, &w->error);
}

/* Two policies, one after the other, that cut their periods differently. A table that overlaps is refused: another one is tried. */
static void add_policies(world *w) {
    static writer text;
    text.len = 0;
    say(&text, "%s", base_rules);
    require(w, add_rules(w, &text), "base");
    for (int k = 0; k < 2; k++) {
        hotline_status status;
        do {
            text.len = 0;
            say(&text, k == 0 ? HEAD("one", "2020-01-01", "'extends':'base',") : HEAD("two", "2021-07-05", "'extends':'base',"));
            say(&text,
                k == 0
                    ? "'measures':{"
                    : "'periods':{'day':{'from':'00:00'},'week':{'from':'friday'},'month':{'from_day':19,'named_by':'end'}},'measures':{");
            for (uint32_t i = 0; i < MEASURES; i++) {
                char name[8];
                snprintf(name, sizeof name, "m%u", i + (uint32_t)k * 3);
                say(&text, i > 0 ? "," : "");
                say_measure(&text, name);
            }
            say(&text, "}}");
            status = add_rules(w, &text);
        } while (status == HOTLINE_ERROR_DOCUMENT);
        require(w, status, text.text);
    }
}

static void begin(world *w) {
    memset(w, 0, sizeof *w);
    hotline_error_init(&w->error, sizeof w->error);
    assert_int_equal(hotline_context_new(NULL, &w->context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(w->context, NULL, &w->rulebook), HOTLINE_OK);
    add_policies(w);
    assert_int_equal(hotline_log_new(w->rulebook, &w->log), HOTLINE_OK);
    assert_int_equal(hotline_ticket_new(w->log, &w->ticket), HOTLINE_OK);
    assert_int_equal(hotline_tally_new(w->rulebook, &w->by_ticket), HOTLINE_OK);
    assert_int_equal(hotline_tally_new(w->rulebook, &w->by_column), HOTLINE_OK);
    assert_int_equal(hotline_columns_new(w->rulebook, &w->columns), HOTLINE_OK);
    assert_int_equal(hotline_tally_spans(w->by_ticket, 62), HOTLINE_OK);
    assert_int_equal(hotline_tally_spans(w->by_column, 62), HOTLINE_OK);
}

static void end(world *w) {
    hotline_columns_free(w->columns);
    hotline_tally_free(w->by_column);
    hotline_tally_free(w->by_ticket);
    hotline_ticket_free(w->ticket);
    hotline_log_free(w->log);
    hotline_rulebook_free(w->rulebook);
    hotline_context_free(w->context);
}

static const char *lines_of(hotline_tally *tally) {
    const char *lines = NULL;
    size_t len = 0;
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_lines(tally, &lines, &len), HOTLINE_OK);
    return lines;
}

/* Shows the first line that differs. */
static void compare(uint32_t number, const char *want, const char *got) {
    size_t i = 0;
    size_t from = 0;
    if (strcmp(want, got) == 0) {
        return;
    }
    for (; want[i] == got[i]; i++) {
        from = want[i] == '\n' ? i + 1 : from;
    }
    fail_msg("case %u:\n by ticket %.*s\n by column %.*s", number, (int)strcspn(want + from, "\n"), want + from,
             (int)strcspn(got + from, "\n"), got + from);
}

static size_t run_case(uint32_t number) {
    world w;
    size_t len;
    seed = 20210429 + number;
    row_count = once_in(4) ? 1 + chance(60) : once_in(4) ? 1024 : 900 + chance(ROWS_MOST - 900);
    now_is = INT64_C(1609430400000) + (int64_t)(300 + chance(220)) * DAY_MS;
    store_count = 0;
    begin(&w);
    add_units(&w);
    for (uint32_t i = 0; i < row_count; i++) {
        random_row(&rows[i]);
        add_row(&w, i, &rows[i]);
    }
    count_by_ticket(&w);
    add_fact_columns(&w);
    add_other_columns(&w);
    require(&w, hotline_columns_count(w.columns, "assignment", 10, now_is, w.by_column, &w.error), "count");
    compare(number, lines_of(w.by_ticket), lines_of(w.by_column));
    len = strlen(lines_of(w.by_ticket));
    end(&w);
    return len;
}

static void columns_count_what_tickets_count(void **state) {
    size_t total = 0;
    (void)state;
    for (uint32_t i = 0; i < CASES; i++) {
        total += run_case(i);
    }
    print_message("%lu bytes of figures alike\n", (unsigned long)total);
    assert_true(total > 1000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_count_what_tickets_count)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
