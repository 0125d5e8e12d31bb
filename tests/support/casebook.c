/* SPDX-License-Identifier: MIT */
/* Rulebooks and logs from short texts: see casebook.h. It refuses to judge anything itself; every call fails the test when the library fails. */
#include "casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD(id, more)                                                                                                                     \
  "{'hotline':1,'id':'" id "','title':'t','source':'s','issued':'2020-01-01','effective':'2020-01-01','transition':'switch'," more

const char casebook_base[] = HEAD(
    "base",
    "'calendar':'cn','counting':{'start':'next-day','end':'24:00'},"
    "'periods':{'day':{'from':'00:00'},'week':{'from':'monday'},'month':{'from_day':1,'named_by':'start'}},"
    "'roles':{'centre':'c','handler':'h','caller':'p'},"
    "'facts':{"
    "'category':{'of':'ticket','one_of':{'consult':'c','complaint':'k','urgent':'u'}},"
    "'size':{'of':'ticket','type':'integer'},"
    "'anonymous':{'of':'ticket','type':'flag','default':false},"
    "'topic':{'of':'ticket','type':'code'},"
    "'wish':{'of':'ticket','many_of':{'call':'c','visit':'v','letter':'l'}},"
    "'seen_on':{'of':'ticket','type':'date'},"
    "'seen_at':{'of':'ticket','type':'time'},"
    "'matter':{'of':'ticket','type':'text'},"
    "'result':{'of':'assignment','one_of':{'done':'d','promised':'p','refused':'r'}},"
    "'promised_for':{'of':'assignment','type':'date'},"
    "'appointed':{'of':'assignment','type':'time'},"
    "'note':{'of':'assignment','type':'text'},"
    "'outcome':{'of':'event','one_of':{'reached':'r','missed':'m'}},"
    "'days':{'of':'event','type':'integer'},"
    "'until':{'of':'event','type':'date'},"
    "'kind':{'of':'unit','one_of':{'street':'s','zone':'z'}},"
    "'staff':{'of':'unit','type':'integer'}},"
    "'events':{"
    "'receive':{'of':'ticket','opens':'ticket','facts':{'category':'optional','size':'optional','anonymous':'optional','topic':'optional',"
    "'wish':'optional','seen_on':'optional','seen_at':'optional','matter':'optional'}},"
    "'update':{'of':'ticket','facts':{'category':'optional','size':'optional','anonymous':'optional','topic':'optional',"
    "'wish':'optional','seen_on':'optional','seen_at':'optional','matter':'optional'}},"
    "'dispatch':{'of':'ticket','opens':'assignment','facts':{'note':'optional','until':'optional'}},"
    "'redo':{'of':'ticket','opens':'round'},"
    "'sub':{'of':'assignment','opens':'part'},"
    "'contact':{'of':'assignment','facts':{'outcome':'optional'}},"
    "'report':{'of':'assignment','facts':{'result':'optional','promised_for':'optional','appointed':'optional','note':'optional'}},"
    "'ask':{'of':'assignment'},"
    "'grant':{'of':'assignment','facts':{'days':'optional'}},"
    "'fulfil':{'of':'assignment'},"
    "'back':{'of':'assignment','ends':'assignment'},"
    "'hold':{'of':'ticket'},'resume':{'of':'ticket'},"
    "'close':{'of':'ticket','ends':'ticket'},"
    "'about':{'of':'unit','facts':{'kind':'optional','staff':'optional'}},"
    "'visit':{'of':'unit'}}}");

/* ---- text ---- */

static void casebook_clear(casebook *b) {
    if (b->shown == NULL) {
        b->shown_size = 1024;
        b->shown = malloc(b->shown_size);
        assert_non_null(b->shown);
    }
    b->shown_len = 0;
    b->shown[0] = '\0';
}

static void casebook_put(casebook *b, const char *text, size_t len) {
    while (b->shown_len + len + 1 > b->shown_size) {
        b->shown_size *= 2;
        b->shown = realloc(b->shown, b->shown_size);
        assert_non_null(b->shown);
    }
    memcpy(b->shown + b->shown_len, text, len);
    b->shown_len += len;
    b->shown[b->shown_len] = '\0';
}

static void casebook_say(casebook *b, const char *text) {
    casebook_put(b, text, strlen(text));
}

static void casebook_say_number(casebook *b, int64_t number) {
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    casebook_say(b, digits);
}

static void casebook_next(casebook *b) {
    if (b->shown_len > 0) {
        casebook_say(b, "; ");
    }
}

/* A moment as MM-DDTHH:MM[:SS]; with its day, so that midnight shows as the 24:00 of the day it ends. */
static void casebook_say_moment(casebook *b, const char *key, hotline_instant at, hotline_day day) {
    char text[HOTLINE_INSTANT_SIZE];
    char date[HOTLINE_DATE_SIZE];
    if (at == hotline_instant_none()) {
        return;
    }
    assert_int_equal(hotline_instant_write(at, 480, text), HOTLINE_OK);
    casebook_say(b, key);
    if (day != HOTLINE_DAY_NONE) {
        assert_int_equal(hotline_day_write(day, date), HOTLINE_OK);
        if (strncmp(date, text, 10) != 0) {
            assert_memory_equal(text + 11, "00:00:00", 8);
            casebook_say(b, date + (strncmp(date, "2021-", 5) == 0 ? 5 : 0));
            casebook_say(b, "T24:00");
            return;
        }
    }
    text[strcmp(text + 16, ":00+08:00") == 0 ? 16 : 19] = '\0';
    casebook_say(b, text + (strncmp(text, "2021-", 5) == 0 ? 5 : 0));
}

int casebook_same(const char *name, const char *what, const char *got, const char *want) {
    if (strcmp(got, want) == 0) {
        return 1;
    }
    printf("%s: %s\n    want %s\n    got  %s\n", name, what, want, got);
    return 0;
}

/* ---- rulebooks ---- */

static void casebook_add_document(casebook *b, const char *text) {
    size_t len = strlen(text);
    size_t i;
    char *copy = malloc(len + 1);
    hotline_status status;
    assert_non_null(copy);
    for (i = 0; i <= len; i++) {
        copy[i] = (char)(text[i] == '\'' ? '"' : text[i]);
    }
    status = hotline_rulebook_add(b->rulebook, copy, len, &b->error);
    free(copy);
    if (status != HOTLINE_OK) {
        printf("%.400s\n", text);
        fail_msg("%s: %s: %s", hotline_status_name(status), b->error.path, b->error.message);
    }
}

static void casebook_begin(casebook *b, const char *calendar) {
    memset(b, 0, sizeof *b);
    hotline_error_init(&b->error, sizeof b->error);
    assert_int_equal(hotline_context_new(NULL, &b->context), HOTLINE_OK);
    if (calendar != NULL) {
        assert_int_equal(hotline_calendar_parse(b->context, NULL, calendar, strlen(calendar), &b->calendar, &b->error), HOTLINE_OK);
    }
    assert_int_equal(hotline_rulebook_new(b->context, b->calendar, &b->rulebook), HOTLINE_OK);
}

static void casebook_begin_log(casebook *b) {
    assert_int_equal(hotline_log_new(b->rulebook, &b->log), HOTLINE_OK);
    assert_int_equal(hotline_ticket_new(b->log, &b->ticket), HOTLINE_OK);
    assert_int_equal(hotline_unit_new(b->log, &b->unit), HOTLINE_OK);
}

void casebook_open(casebook *b, const char *rules) {
    casebook_open_calendar(b, NULL, rules);
}

void casebook_open_calendar(casebook *b, const char *calendar, const char *rules) {
    static const char head[] = HEAD("rule", "'extends':'base'");
    casebook_begin(b, calendar);
    casebook_add_document(b, casebook_base);
    if (rules != NULL) {
        casebook_clear(b);
        casebook_say(b, head);
        casebook_say(b, rules[0] != '\0' ? "," : "");
        casebook_say(b, rules);
        casebook_say(b, "}");
        casebook_add_document(b, b->shown);
    }
    casebook_begin_log(b);
}

void casebook_open_documents(casebook *b, const char *const *documents) {
    casebook_begin(b, NULL);
    for (; *documents != NULL; documents++) {
        casebook_add_document(b, *documents);
    }
    casebook_begin_log(b);
}

void casebook_close(casebook *b) {
    hotline_unit_free(b->unit);
    hotline_ticket_free(b->ticket);
    hotline_log_free(b->log);
    hotline_rulebook_free(b->rulebook);
    hotline_calendar_free(b->calendar);
    hotline_context_free(b->context);
    free(b->shown);
    memset(b, 0, sizeof *b);
}

/* ---- events ---- */

/* A WHEN as the library reads times: with a year, and with the T that it came with. */
static void casebook_when(const char *when, size_t len, char *out, size_t size) {
    snprintf(out, size, "%s%.*s", len > 2 && when[2] == '-' ? "2021-" : "", (int)len, when);
}

hotline_instant casebook_instant(const char *when) {
    char text[64];
    hotline_instant at = 0;
    casebook_when(when, strlen(when), text, sizeof text);
    if (hotline_instant_parse(text, strlen(text), 480, &at) != HOTLINE_OK) {
        fail_msg("no moment: %s", when);
    }
    return at;
}

typedef struct casebook_writer {
    char *line;
    size_t size;
    size_t len;
} casebook_writer;

static void casebook_write(casebook_writer *w, const char *text, size_t len) {
    assert_true(w->len + len < w->size);
    memcpy(w->line + w->len, text, len);
    w->len += len;
    w->line[w->len] = '\0';
}

static void casebook_write_member(casebook_writer *w, const char *key, const char *value, size_t len) {
    casebook_write(w, w->len > 1 ? ",\"" : "\"", w->len > 1 ? 2 : 1);
    casebook_write(w, key, strlen(key));
    casebook_write(w, "\":\"", 3);
    casebook_write(w, value, len);
    casebook_write(w, "\"", 1);
}

static void casebook_write_facts(casebook_writer *w, const char *facts, size_t len) {
    size_t i;
    casebook_write(w, ",\"facts\":", 9);
    for (i = 0; i < len; i++) {
        casebook_write(w, facts[i] == '\'' ? "\"" : facts + i, 1);
    }
}

static void casebook_write_moment(casebook_writer *w, const char *key, const char *when, size_t len) {
    char text[64];
    casebook_when(when, len, text, sizeof text);
    casebook_write_member(w, key, text, strlen(text));
}

static void casebook_write_word(casebook_writer *w, const char *word, size_t len, int *ticket) {
    static const char *const words[][2] = {{"u=", "unit"}, {"r=", "role"}, {"on=", "assignment"}, {"t=", "ticket"}, {"by=", "by"}};
    size_t i;
    if (len > 6 && strncmp(word, "known=", 6) == 0) {
        casebook_write_moment(w, "known", word + 6, len - 6);
        return;
    }
    if (len > 4 && strncmp(word, "seq=", 4) == 0) {
        casebook_write(w, ",\"seq\":", 7);
        casebook_write(w, word + 4, len - 4);
        return;
    }
    for (i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t key = strlen(words[i][0]);
        if (len > key && strncmp(word, words[i][0], key) == 0) {
            *ticket |= word[0] == 't';
            if (strncmp(word, "t=-", len) != 0) {
                casebook_write_member(w, words[i][1], word + key, len - key);
            }
            return;
        }
    }
    fail_msg("no word of an event: %.*s", (int)len, word);
}

size_t casebook_line(const char *event, char *line, size_t size) {
    static const char *const keys[] = {"id", "event"};
    casebook_writer w = {line, size, 0};
    int place = 0;
    int ticket = 0;
    casebook_write(&w, "{", 1);
    while (*event != '\0' && *event != ';') {
        size_t len = strcspn(event, *event == '{' ? ";" : " ;");
        if (len == 0) {
            event++;
            continue;
        }
        if (*event == '{') {
            casebook_write_facts(&w, event, len);
        } else if (place < 2) {
            casebook_write_member(&w, keys[place], event, len);
        } else if (place == 2) {
            casebook_write_moment(&w, "at", event, len);
        } else {
            casebook_write_word(&w, event, len, &ticket);
        }
        place++;
        event += len;
    }
    if (!ticket) {
        casebook_write_member(&w, "ticket", "T1", 2);
    }
    casebook_write(&w, "}", 1);
    return w.len;
}

void casebook_add(casebook *b, const char *events) {
    char line[4096];
    while (*events != '\0') {
        size_t len = casebook_line(events, line, sizeof line);
        hotline_status status = hotline_log_add(b->log, line, len, &b->error);
        if (status != HOTLINE_OK && status != HOTLINE_DUPLICATE) {
            fail_msg("%s: %s: %s", line, hotline_status_name(status), b->error.message);
        }
        events += strcspn(events, ";");
        events += strspn(events, "; ");
    }
}

void casebook_settle(casebook *b, const char *now) {
    assert_int_equal(hotline_log_settle(b->log, now != NULL ? casebook_instant(now) : hotline_instant_none()), HOTLINE_OK);
}

void casebook_fold(casebook *b, const char *ticket) {
    assert_int_equal(hotline_ticket_fold(b->ticket, ticket, strlen(ticket)), HOTLINE_OK);
}

void casebook_fold_unit(casebook *b, const char *unit) {
    assert_int_equal(hotline_unit_fold(b->unit, unit, strlen(unit)), HOTLINE_OK);
}

hotline_status casebook_decide(casebook *b, const char *event) {
    char line[4096];
    size_t len = casebook_line(event, line, sizeof line);
    return hotline_ticket_decide(b->ticket, line, len, &b->error);
}

/* ---- showing ---- */

static void casebook_say_duty(casebook *b, const hotline_duty *d) {
    casebook_next(b);
    casebook_say(b, d->duty);
    if (d->assignment != NULL) {
        casebook_say(b, "@");
        casebook_say(b, d->assignment);
    }
    if (d->instance != 1) {
        casebook_say(b, "#");
        casebook_say_number(b, d->instance);
    }
    casebook_say(b, " ");
    casebook_say(b, hotline_duty_state_name(d->state));
    casebook_say(b, d->late == HOTLINE_YES ? " late" : d->late == HOTLINE_UNKNOWN ? " late?" : "");
    casebook_say_moment(b, " due=", d->due, d->due_day);
    casebook_say_moment(b, " met=", d->met_at, HOTLINE_DAY_NONE);
}

const char *casebook_duties(casebook *b) {
    size_t i;
    casebook_clear(b);
    for (i = 0; i < hotline_ticket_duty_count(b->ticket); i++) {
        hotline_duty d;
        memset(&d, 0, sizeof d);
        d.struct_size = sizeof d;
        assert_int_equal(hotline_ticket_duty(b->ticket, i, &d), HOTLINE_OK);
        casebook_say_duty(b, &d);
    }
    return b->shown;
}

const char *casebook_unit_duties(casebook *b) {
    size_t i;
    casebook_clear(b);
    for (i = 0; i < hotline_unit_duty_count(b->unit); i++) {
        hotline_duty d;
        memset(&d, 0, sizeof d);
        d.struct_size = sizeof d;
        assert_int_equal(hotline_unit_duty(b->unit, i, &d), HOTLINE_OK);
        casebook_say_duty(b, &d);
    }
    return b->shown;
}

/* Every gap is filled, and with something. */
static void casebook_check_message(const hotline_finding *f) {
    assert_true(f->message_len > 0 && f->message_len == strlen(f->message));
    if (strstr(f->message, "{a}") != NULL || strstr(f->message, "{b}") != NULL || strstr(f->message, "  ") != NULL ||
        strcmp(f->message + f->message_len - 1, " ") == 0) {
        fail_msg("%s: \"%s\"", f->code, f->message);
    }
}

static void casebook_say_finding(casebook *b, const hotline_finding *f) {
    casebook_next(b);
    casebook_say(b, f->code);
    casebook_say(b, f->severity == HOTLINE_SEVERITY_ERROR ? "!" : f->severity == HOTLINE_SEVERITY_WARNING ? "~" : ".");
    if (f->event != NULL) {
        casebook_say(b, " ");
        casebook_say(b, f->event);
    }
    if (f->assignment != NULL) {
        casebook_say(b, "@");
        casebook_say(b, f->assignment);
    }
    if (f->clause != NULL) {
        casebook_say(b, " (");
        casebook_say(b, f->clause);
        casebook_say(b, ")");
    }
    casebook_check_message(f);
}

typedef enum casebook_source { FROM_TICKET, FROM_DECISION, FROM_UNIT, FROM_LOG } casebook_source;

static hotline_status casebook_read_finding(casebook *b, casebook_source from, size_t i, hotline_finding *f) {
    int32_t language = i % 2 == 0 ? HOTLINE_LANGUAGE_EN : HOTLINE_LANGUAGE_ZH;
    memset(f, 0, sizeof *f);
    f->struct_size = sizeof *f;
    switch (from) {
    case FROM_TICKET:
        return hotline_ticket_finding(b->ticket, i, language, f);
    case FROM_DECISION:
        return hotline_ticket_reason(b->ticket, i, language, f);
    case FROM_UNIT:
        return hotline_unit_finding(b->unit, i, language, f);
    default:
        return hotline_log_finding(b->log, i, language, f);
    }
}

static const char *casebook_say_findings(casebook *b, casebook_source from, size_t count) {
    hotline_finding f;
    size_t i;
    casebook_clear(b);
    for (i = 0; i < count; i++) {
        assert_int_equal(casebook_read_finding(b, from, i, &f), HOTLINE_OK);
        casebook_say_finding(b, &f);
    }
    assert_int_equal(casebook_read_finding(b, from, count, &f), HOTLINE_ERROR_NOT_FOUND);
    return b->shown;
}

const char *casebook_findings(casebook *b) {
    return casebook_say_findings(b, FROM_TICKET, hotline_ticket_finding_count(b->ticket));
}

const char *casebook_reasons(casebook *b) {
    return casebook_say_findings(b, FROM_DECISION, hotline_ticket_reason_count(b->ticket));
}

const char *casebook_unit_findings(casebook *b) {
    return casebook_say_findings(b, FROM_UNIT, hotline_unit_finding_count(b->unit));
}

const char *casebook_log_findings(casebook *b) {
    return casebook_say_findings(b, FROM_LOG, hotline_log_finding_count(b->log));
}

const char *casebook_lines(casebook *b) {
    const char *lines = NULL;
    size_t len = 0;
    assert_int_equal(hotline_ticket_lines(b->ticket, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    assert_int_equal(strlen(lines), len);
    return lines;
}

const char *casebook_options(casebook *b, const char *when) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_ticket_options(b->ticket, casebook_instant(when), HOTLINE_LANGUAGE_EN, &lines, &len);
    assert_int_equal(status, HOTLINE_OK);
    assert_int_equal(strlen(lines), len);
    return lines;
}

/* Members are flat objects: the first } ends them. */
const char *casebook_member(casebook *b, long assignment, const char *member) {
    const char *line = casebook_lines(b);
    char key[64];
    snprintf(key, sizeof key, "\"%s\":", member);
    for (; assignment >= 0; assignment--) {
        line = strchr(line, '\n');
        assert_non_null(line);
        line++;
    }
    line = strstr(line, key);
    assert_non_null(line);
    line += strlen(key);
    casebook_clear(b);
    casebook_put(b, line, (size_t)(strchr(line, '}') - line) + 1);
    return b->shown;
}

/* ---- rows ---- */

/* The same events, the last first and each twice: the lines must be the same, byte for byte. */
static int casebook_order_matters(casebook *b, const casebook_row *row) {
    const char *starts[256];
    const char *at = row->events;
    const char *lines = casebook_lines(b);
    char *before = malloc(strlen(lines) + 1);
    size_t count = 0;
    int same;
    assert_non_null(before);
    memcpy(before, lines, strlen(lines) + 1);
    while (*at != '\0') {
        assert_true(count < 256);
        starts[count++] = at;
        at += strcspn(at, ";");
        at += strspn(at, "; ");
    }
    hotline_ticket_free(b->ticket);
    hotline_unit_free(b->unit);
    hotline_log_free(b->log);
    casebook_begin_log(b);
    while (count > 0) {
        char line[4096];
        size_t len = casebook_line(starts[--count], line, sizeof line);
        assert_int_equal(hotline_log_add(b->log, line, len, &b->error), HOTLINE_OK);
        assert_int_equal(hotline_log_add(b->log, line, len, &b->error), HOTLINE_DUPLICATE);
    }
    casebook_settle(b, row->now);
    casebook_fold(b, "T1");
    same = casebook_same(row->name, "lines, in another order", casebook_lines(b), before);
    free(before);
    return !same;
}

static int casebook_run_one(const casebook_row *row) {
    casebook b;
    int same = 1;
    casebook_open(&b, row->rules);
    casebook_add(&b, row->events);
    casebook_settle(&b, row->now);
    casebook_fold(&b, "T1");
    if (row->duties != NULL) {
        same &= casebook_same(row->name, "duties", casebook_duties(&b), row->duties);
    }
    if (row->findings != NULL) {
        same &= casebook_same(row->name, "findings", casebook_findings(&b), row->findings);
    }
    same &= !casebook_order_matters(&b, row);
    casebook_close(&b);
    return same;
}

void casebook_run(const casebook_row *rows, size_t count) {
    size_t wrong = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        wrong += !casebook_run_one(&rows[i]);
    }
    if (wrong > 0) {
        fail_msg("%lu of %lu cases differ", (unsigned long)wrong, (unsigned long)count);
    }
}

/* ---- figures ---- */

static void casebook_say_figure(casebook *b, const hotline_figure *f) {
    casebook_next(b);
    casebook_say(b, f->unit != NULL ? f->unit : "-");
    casebook_say(b, " ");
    casebook_say(b, f->period);
    casebook_say(b, " ");
    casebook_say(b, f->measure);
    casebook_say(b, " ");
    casebook_say_number(b, f->num);
    if (f->has_den) {
        casebook_say(b, "/");
        casebook_say_number(b, f->den);
    }
    if (f->unknown != 0) {
        casebook_say(b, " ?");
        casebook_say_number(b, f->unknown);
    }
    if (f->excepted != 0) {
        casebook_say(b, " -");
        casebook_say_number(b, f->excepted);
    }
}

void casebook_count(casebook *b, hotline_tally *tally, const char *ticket) {
    casebook_fold(b, ticket);
    assert_int_equal(hotline_tally_add(tally, b->ticket), HOTLINE_OK);
}

hotline_tally *casebook_tally(casebook *b, uint32_t mask) {
    hotline_tally *tally = NULL;
    const char *id;
    size_t len;
    size_t i;
    assert_int_equal(hotline_tally_new(b->rulebook, &tally), HOTLINE_OK);
    if (mask != 0) {
        assert_int_equal(hotline_tally_spans(tally, mask), HOTLINE_OK);
    }
    for (i = 0; (id = hotline_log_ticket(b->log, i, &len)) != NULL; i++) {
        assert_int_equal(hotline_ticket_fold(b->ticket, id, len), HOTLINE_OK);
        assert_int_equal(hotline_tally_add(tally, b->ticket), HOTLINE_OK);
    }
    return tally;
}

const char *casebook_figures(casebook *b) {
    return casebook_figures_of(b, 0);
}

const char *casebook_figures_of(casebook *b, uint32_t mask) {
    hotline_tally *tally = casebook_tally(b, mask);
    const char *id;
    size_t len;
    size_t i;
    for (i = 0; (id = hotline_log_unit(b->log, i, &len)) != NULL; i++) {
        assert_int_equal(hotline_unit_fold(b->unit, id, len), HOTLINE_OK);
        assert_int_equal(hotline_tally_add_unit(tally, b->unit), HOTLINE_OK);
    }
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    casebook_clear(b);
    for (i = 0; i < hotline_tally_count(tally); i++) {
        hotline_figure f;
        memset(&f, 0, sizeof f);
        f.struct_size = sizeof f;
        assert_int_equal(hotline_tally_at(tally, i, &f), HOTLINE_OK);
        casebook_say_figure(b, &f);
    }
    hotline_tally_free(tally);
    return b->shown;
}
