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
#include "tests/support/random_columns.h"

enum { CASES = 40, MEASURES = 6, TEXT_SIZE = 1 << 16, UNITS = 5, NONE = -1 };

#define ZONE_MS ((int64_t)8 * 3600 * 1000)
#define DAY_MS ((int64_t)86400000)
#define ABSENT RANDOM_ABSENT

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

static const char *one_of(const char *const *from, uint32_t n) {
    return from[random_chance(n)];
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
    switch (random_chance(18)) {
    case 0:
        say(w, "%s %s %d",
            random_once_in(2)   ? "size"
            : random_once_in(2) ? "size_three"
                                : "first(size)",
            sign(), (int)random_chance(8) - 2);
        break;
    case 1:
        say(w, "size in (%d, %d, -1)", (int)random_chance(5), (int)random_chance(5));
        break;
    case 2:
        say(w, "%s %s '2021-0%d-15'", random_once_in(2) ? "day" : "day_then", sign(), (int)random_chance(9) + 1);
        break;
    case 3:
        say(w, "%s %s '2021-0%d-15T12:00'", one_of(clocks, 3), sign(), (int)random_chance(9) + 1);
        break;
    case 4:
        say(w, "%s %s '%s'", random_once_in(2) ? "note" : random_once_in(2) ? "note_a" : "code", equal(), one_of(texts, 5));
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
        say(w, "day %s %s", sign(), random_once_in(2) ? "day_then" : "clock_then");
        break;
    case 11:
        say(w, "note %s %s", equal(), random_once_in(2) ? "note_a" : "code");
        break;
    case 12:
        say(w, "known(%s)", one_of(facts, 10));
        break;
    case 13:
        say(w, "count(contact%s) %s %d", random_once_in(2) ? "" : "(outcome = reached)", sign(), (int)random_chance(4));
        break;
    case 14:
        say(w, "state(way) %s %s", equal(), one_of(ways, 2));
        break;
    case 15:
        say(w, "time %s %s", sign(), random_once_in(2) ? one_of(clocks, 3) : "day");
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
    if (depth == 0 || random_once_in(3)) {
        say(w, random_once_in(4) ? "not " : "");
        say_atom(w);
        return;
    }
    say(w, random_once_in(4) ? "not (" : "(");
    say_condition(w, depth - 1);
    say(w, random_once_in(2) ? " and " : " or ");
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
    if (random_once_in(4)) {
        say_weights(w);
    } else {
        say(w, "`");
        say_condition(w, random_once_in(6) ? 4 : 2);
        say(w, "`");
    }
    for (uint32_t i = 0; i < 2; i++) {
        if (random_once_in(2)) {
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

static row rows[RANDOM_ROWS_MOST];
static uint32_t row_count;
static int64_t now_is;

static int64_t random_moment(void) {
    int64_t base = INT64_C(1609430400000); /* 2021-01-01 in Beijing */
    int64_t seconds = (int64_t)random_chance(500) * 86400 + (random_once_in(6)   ? 0
                                                             : random_once_in(6) ? 43200
                                                                                 : (int64_t)random_chance(86400));
    return base + seconds * 1000;
}

static int64_t maybe(int64_t value) {
    return random_once_in(4) ? ABSENT : value;
}

static void random_row(row *r) {
    memset(r, 0, sizeof *r);
    r->flag = maybe(random_chance(2));
    r->flag_yes = maybe(random_chance(2));
    r->first_flag = r->flag == ABSENT || random_once_in(2) ? r->flag : !r->flag;
    r->size = maybe((int64_t)random_chance(8) - 2);
    r->first_size = r->size == ABSENT || random_once_in(2) ? r->size : (int64_t)random_chance(8) - 2;
    r->size_three = maybe((int64_t)random_chance(8) - 2);
    r->day = maybe(18628 + (int64_t)random_chance(400));
    r->day_then = maybe(18628 + (int64_t)random_chance(400));
    r->clock = maybe(random_moment());
    r->clock_two = random_once_in(3) ? r->clock : maybe(random_moment());
    r->clock_then = maybe(random_moment());
    r->urgent = maybe(random_chance(2));
    r->note = random_once_in(4) ? NONE : (int)random_chance(5);
    r->note_a = random_once_in(4) ? NONE : (int)random_chance(5);
    r->code = random_once_in(4) ? NONE : (int)random_chance(5);
    r->pick = random_once_in(4) ? NONE : (int)random_chance(3);
    r->pick_blue = random_once_in(4) ? NONE : (int)random_chance(3);
    r->many = maybe(random_chance(16));
    r->unit = (int)random_chance(UNITS);
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
    for (uint32_t k = 0; k < random_chance(4); k++) {
        int reached = random_once_in(2);
        at += (int64_t)random_chance(3) * 3600000 + 1000;
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
    for (uint32_t k = 0; k < random_chance(3); k++) {
        at += (int64_t)random_chance(5) * DAY_MS + 1000 + (random_once_in(3) ? DAY_MS - (at + ZONE_MS) % DAY_MS : 0);
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

#define FILL(member)                                                                                                                       \
  for (uint32_t i = 0; i < row_count; i++) {                                                                                               \
    random_values[i] = rows[i].member;                                                                                                     \
  }
#define FILL_NUMBER(member)                                                                                                                \
  for (uint32_t i = 0; i < row_count; i++) {                                                                                               \
    random_values[i] = rows[i].member == NONE ? ABSENT : rows[i].member;                                                                   \
  }

static void add_fact_columns(world *w) {
    FILL(flag) random_flags(w->columns, "flag");
    FILL(first_flag) random_flags(w->columns, "first(flag)");
    FILL(flag_yes) random_flags(w->columns, "flag_yes");
    FILL(urgent) random_flags(w->columns, "urgent");
    FILL(size) random_integers(w->columns, "size", 1);
    FILL(first_size) random_integers(w->columns, "first( size )", 1);
    FILL(size_three) random_integers(w->columns, "size_three", 1);
    FILL(day) random_dates(w->columns, "day");
    FILL(day_then) random_dates(w->columns, "day_then");
    FILL(clock) random_times(w->columns, "clock");
    FILL(clock_two) random_times(w->columns, "clock_two");
    FILL(clock_then) random_times(w->columns, "clock_then");
    FILL_NUMBER(note) random_words(w->columns, "note", texts, 5);
    FILL_NUMBER(note_a) random_words(w->columns, "note_a", texts, 5);
    FILL_NUMBER(code) random_words(w->columns, "code", texts, 5);
    FILL_NUMBER(pick) random_choices(w->columns, "pick", picks, 3);
    FILL_NUMBER(pick_blue) random_choices(w->columns, "pick_blue", picks_blue, 3);
    FILL(many) random_integers(w->columns, "many", 0);
}

static void add_other_columns(world *w) {
    static const char *const ids[UNITS] = {"u0", "u1", "u2", "u3", "u4"};
    FILL(dispatch) random_times(w->columns, "dispatch");
    FILL(report) random_times(w->columns, "report");
    FILL(last_report) random_times(w->columns, "last(report)");
    FILL(contact) random_events(w->columns, "contact", 1);
    FILL(reached) random_events(w->columns, "contact(outcome=reached)", 0);
    FILL(contacts) random_integers(w->columns, "count(contact)", 0);
    FILL(reacheds) random_integers(w->columns, "count(contact(outcome = reached))", 0);
    FILL(met) random_flags(w->columns, "met(answer)");
    FILL(late) random_flags(w->columns, "late(answer)");
    FILL(open) random_flags(w->columns, "open(answer)");
    FILL(due) random_times(w->columns, "due(answer)");
    for (uint32_t i = 0; i < row_count; i++) {
        random_values[i] = rows[i].report != ABSENT;
    }
    random_flags(w->columns, "any(report)");
    for (uint32_t i = 0; i < row_count; i++) {
        random_values[i] = rows[i].report != ABSENT;
    }
    random_choices(w->columns, "state(way)", ways, 2);
    for (uint32_t i = 0; i < row_count; i++) {
        random_values[i] = rows[i].unit == 0 ? ABSENT : rows[i].unit % 2;
    }
    random_choices(w->columns, "kind", kinds, 2);
    FILL(unit) random_words(w->columns, "unit", ids, UNITS);
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
    random_columns_begin(20210429 + number);
    row_count = random_once_in(4) ? 1 + random_chance(60) : random_once_in(4) ? 1024 : 900 + random_chance(RANDOM_ROWS_MOST - 900);
    now_is = INT64_C(1609430400000) + (int64_t)(300 + random_chance(220)) * DAY_MS;
    random_columns_rows(row_count);
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
    assert_true(total > 5000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_count_what_tickets_count)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
