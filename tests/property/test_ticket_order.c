/* SPDX-License-Identifier: MIT */
/*
 * Random histories under a small rich policy and a change of it: any order of arrival gives the same lines, byte for byte; the same event
 * again changes nothing; a log that grows reads at every prefix as one read anew; a ticket by itself reads as among all; what happens after
 * now, or is recorded after the moment asked about, does not exist; and deciding allows an event exactly
 * when folding it tells no error about it. Seeds are fixed: a failure prints the history's number and can be run again.
 */
#include "tests/support/casebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HISTORIES = 120, EVENTS_MOST = 48, LINE_SIZE = 256, TICKETS = 3, UNITS = 3 };

#define NOW "06-15T12:00"

/* ---- the rules ---- */

static const char first_rules[] =
    "{'hotline':1,'id':'one','title':'t','source':'s','issued':'2020-01-01','effective':'2021-01-01','transition':'switch','extends':'base'"
    ","
    "'machines':{'m':{'of':'ticket','start':'new','states':{'new':'N','sent':'S','held':'H','over':'O'}},"
    "'h':{'of':'assignment','start':'p','states':{'p':'P','q':'Q','r':'R'}}},"
    "'events':{"
    "'dispatch':{'by':['centre'],'moves':{'m':{'new':'sent','sent':'sent'}}},"
    "'redo':{'if':'any(result = refused)','severity':'warning','moves':{'m':{'sent':'sent'}}},"
    "'hold':{'moves':{'m':{'sent':'held'}}},'resume':{'moves':{'m':{'held':'sent'}}},"
    "'contact':{'facts':{'outcome':'always'}},"
    "'report':{'if':'contact(outcome = reached) or anonymous','facts':{'note':'result = refused','promised_for':{'if':'result = "
    "promised','clause':'9'}},"
    "'moves':{'h':{'p':'q','q':'q'}}},"
    "'fulfil':{'if':'size > 3'},"
    "'back':{'if':'kind = street','moves':{'h':{'p':'r'}}},"
    "'close':{'if':'all(state(h) = q)','severity':'warning','moves':{'m':{'sent':'over','new':'over'}}}},"
    "'duties':{"
    "'reach':{'of':'assignment','owed':'dispatch or redo or sub','met':'contact(outcome = reached)','within':'1 "
    "workday','waive':'anonymous',"
    "'before':'report','clause':'1'},"
    "'answer':{'of':'assignment','owed':'dispatch or redo','met':'report','within':{'category = urgent':'2 workdays','else':'4 workdays'},"
    "'restart':'ask','pause':'state(m) = held','extend':{'grant':{'add':'days "
    "workdays','most':3,'times':1,'asked':'ask','asked_before':'due',"
    "'pending':'pauses'}},'clause':'2'},"
    "'return':{'of':'assignment','owed':'dispatch','met':'back','within':'1 workday','expiry':'shut','clause':'3'},"
    "'promise':{'of':'assignment','owed':'report(result = promised)','met':'fulfil','due':'promised_for','restart':'report(result = "
    "promised)',"
    "'survives':'ticket'},"
    "'again':{'of':'ticket','owed':'report(result = refused)','met':'redo','within':'3 days','if':'size > 3 or category = urgent'},"
    "'look':{'of':'ticket','every':'week','met':'update','if':'not anonymous'},"
    "'named':{'of':'ticket','met':'known(category)','before':'close','severity':'warning'},"
    "'staffed':{'of':'assignment','if':'kind = street','met':'staff >= 3'},"
    "'done':{'of':'ticket','owed':'receive','met':'all(met(answer))','within':'10 workdays'},"
    "'call':{'of':'unit','every':'month','met':'visit','if':'kind = street'}},"
    "'measures':{"
    "'timely':{'of':'assignment','at':'due(answer)','count':'met(answer) and not late(answer)','per':'always','except':'waived(reach)'},"
    "'good':{'of':'assignment','at':'last(report)','count':{'result = done':'1','result = promised':'0.5'},'per':'known(result)'},"
    "'calls':{'of':'contact','count':'outcome = reached','per':'always'},'big':{'of':'ticket','at':'receive','count':'size > 3'}}}";

#define SECOND(how)                                                                                                                        \
  "{'hotline':1,'id':'two','title':'t','source':'s','issued':'2020-01-01','effective':'2021-05-10','transition':{'in':'" how               \
  "'},'extends':'one',"                                                                                                                    \
  "'duties':{'answer':{'within':'3 "                                                                                                       \
  "workdays'},'call':{'every':'week'},'return':null,'new':{'of':'assignment','owed':'dispatch','met':'ask'}},"                             \
  "'measures':{'good':{'per':'always'}}}"

static const char *const second_rules[] = {SECOND("ticket"), SECOND("clock"),   SECOND("switch"),
                                           SECOND("later"),  SECOND("earlier"), SECOND("undefined")};
enum { RULES = sizeof second_rules / sizeof second_rules[0] };

/* ---- random histories ---- */

typedef struct history {
    uint64_t seed;
    char events[EVENTS_MOST][LINE_SIZE]; /* as casebook.h writes them */
    uint32_t count;
} history;

static uint32_t draw(history *h, uint32_t below) {
    h->seed ^= h->seed << 13;
    h->seed ^= h->seed >> 7;
    h->seed ^= h->seed << 17;
    return (uint32_t)((h->seed >> 33) % below);
}

typedef struct kind {
    const char *name;
    const char *const *facts; /* one of them is drawn */
    uint32_t fact_count;
    uint8_t of; /* 't' ticket, 'o' opens for a unit, 'a' assignment, 'u' unit */
} kind;

static const char *const no_facts[] = {""};
static const char *const ticket_facts[] = {"",
                                           "{'category':'urgent'}",
                                           "{'category':'consult','size':5}",
                                           "{'size':2}",
                                           "{'anonymous':true}",
                                           "{'anonymous':false,'size':4}",
                                           "{'size':'many'}",
                                           "{'wish':['call']}"};
static const char *const contact_facts[] = {"{'outcome':'reached'}", "{'outcome':'reached'}", "{'outcome':'missed'}", ""};
static const char *const report_facts[] = {"{'result':'done'}",     "{'result':'refused','note':'n'}",
                                           "{'result':'refused'}",  "{'result':'promised','promised_for':'2021-05-20'}",
                                           "{'result':'promised'}", ""};
static const char *const grant_facts[] = {"{'days':2}", "{'days':5}", ""};
static const char *const unit_facts[] = {"{'kind':'street','staff':3}", "{'kind':'zone'}", "{'staff':2}", ""};

#define FACTS(list) list, sizeof list / sizeof list[0]
static const kind kinds[] = {
    {"receive", FACTS(ticket_facts), 't'},  {"update", FACTS(ticket_facts), 't'},   {"dispatch", FACTS(no_facts), 'o'},
    {"dispatch", FACTS(no_facts), 'o'},     {"redo", FACTS(no_facts), 'o'},         {"sub", FACTS(no_facts), 'a'},
    {"contact", FACTS(contact_facts), 'a'}, {"contact", FACTS(contact_facts), 'a'}, {"report", FACTS(report_facts), 'a'},
    {"report", FACTS(report_facts), 'a'},   {"ask", FACTS(no_facts), 'a'},          {"grant", FACTS(grant_facts), 'a'},
    {"fulfil", FACTS(no_facts), 'a'},       {"back", FACTS(no_facts), 'a'},         {"hold", FACTS(no_facts), 't'},
    {"resume", FACTS(no_facts), 't'},       {"close", FACTS(no_facts), 't'},        {"about", FACTS(unit_facts), 'u'},
    {"visit", FACTS(no_facts), 'u'},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const char *const roles[] = {"", " r=centre", " r=centre", " r=handler"};

/* A moment from 20 April to 9 June, often on a full day, so that many events share one. */
static void draw_moment(history *h, char *out, size_t size) {
    uint32_t day = 20 + draw(h, 51);
    uint32_t month = day <= 30 ? 4 : day <= 61 ? 5 : 6;
    day -= month == 4 ? 0 : month == 5 ? 30 : 61;
    snprintf(out, size, "%02u-%02uT%02u:00", (unsigned)month, (unsigned)day, draw(h, 3) == 0 ? 0u : (unsigned)draw(h, 24));
}

static void draw_event(history *h, const char *id, char *out, size_t size) {
    const kind *k = &kinds[draw(h, KINDS)];
    char when[32];
    char where[64] = "";
    char whose[16];
    draw_moment(h, when, sizeof when);
    snprintf(whose, sizeof whose, k->of == 'u' ? "t=-" : "t=T%u", (unsigned)draw(h, TICKETS));
    if (k->of != 't' && (k->of != 'a' || draw(h, 2) == 0 || h->count == 0)) {
        snprintf(where, sizeof where, " u=u%u", (unsigned)draw(h, UNITS));
    } else if (k->of == 'a') {
        snprintf(where, sizeof where, " on=e%02u u=u%u", (unsigned)draw(h, h->count), (unsigned)draw(h, UNITS));
    }
    snprintf(out, size, "%s %s %s %s%s%s seq=%d %s", id, k->name, when, whose, where, roles[draw(h, 4)], (int)draw(h, 3) - 1,
             k->facts[draw(h, k->fact_count)]);
}

static void draw_correction(history *h, const char *id, char *out, size_t size) {
    char when[32];
    uint32_t target = draw(h, h->count + 1);
    draw_moment(h, when, sizeof when);
    if (draw(h, 2) == 0) {
        snprintf(out, size, "%s void %s t=- {'voids':'e%02u'}", id, when, (unsigned)target);
    } else {
        snprintf(out, size, "%s replace %s t=- {'replaces':'e%02u','size':%u,'outcome':'reached'}", id, when, (unsigned)target,
                 (unsigned)draw(h, 6));
    }
}

static void draw_history(history *h, uint64_t number) {
    uint32_t wanted;
    memset(h, 0, sizeof *h);
    h->seed = number * UINT64_C(0x9e3779b97f4a7c15) + 1;
    draw(h, 2);
    wanted = 8 + draw(h, EVENTS_MOST - 8);
    while (h->count < wanted) {
        char id[8];
        snprintf(id, sizeof id, "e%02u", (unsigned)h->count);
        if (h->count < TICKETS && draw(h, 4) != 0) {
            snprintf(h->events[h->count], LINE_SIZE, "%s receive 04-%02uT09:00 t=T%u {'category':'urgent'}", id, 18 + (unsigned)draw(h, 4),
                     (unsigned)h->count);
        } else if (draw(h, 12) == 0) {
            draw_correction(h, id, h->events[h->count], LINE_SIZE);
        } else {
            draw_event(h, id, h->events[h->count], LINE_SIZE);
        }
        h->count++;
    }
}

/* ---- what is said of a history ---- */

typedef struct reading {
    const hotline_rulebook *rulebook;
    hotline_log *log;
    hotline_ticket *ticket;
    char *said;
    size_t len;
} reading;

static void say(reading *r, const char *text, size_t len) {
    r->said = realloc(r->said, r->len + len + 1);
    assert_non_null(r->said);
    memcpy(r->said + r->len, text, len);
    r->len += len;
    r->said[r->len] = '\0';
}

static void put(reading *r, const char *event, hotline_status wanted) {
    char line[1024];
    size_t len = casebook_line(event, line, sizeof line);
    assert_int_equal(hotline_log_add(r->log, line, len, NULL), wanted);
}

static void begin(const casebook *b, reading *r) {
    memset(r, 0, sizeof *r);
    r->rulebook = b->rulebook;
    assert_int_equal(hotline_log_new(b->rulebook, &r->log), HOTLINE_OK);
    assert_int_equal(hotline_ticket_new(r->log, &r->ticket), HOTLINE_OK);
}

static void end(reading *r) {
    hotline_ticket_free(r->ticket);
    hotline_log_free(r->log);
    free(r->said);
}

static void settle(reading *r, hotline_instant now) {
    assert_int_equal(hotline_log_settle(r->log, now), HOTLINE_OK);
}

static void say_ticket(reading *r, const char *id) {
    const char *lines = NULL;
    size_t len = 0;
    assert_int_equal(hotline_ticket_fold(r->ticket, id, strlen(id)), HOTLINE_OK);
    assert_int_equal(hotline_ticket_lines(r->ticket, HOTLINE_LANGUAGE_ZH, &lines, &len), HOTLINE_OK);
    say(r, lines, len);
    assert_int_equal(hotline_ticket_options(r->ticket, hotline_log_now(r->log), HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
    say(r, lines, len);
}

static void say_tickets(reading *r) {
    static const char *const tickets[TICKETS] = {"T0", "T1", "T2"};
    uint32_t i;
    for (i = 0; i < TICKETS; i++) {
        say_ticket(r, tickets[i]);
    }
}

static void say_units(reading *r) {
    hotline_unit *unit = NULL;
    const char *id;
    size_t len = 0;
    size_t i;
    assert_int_equal(hotline_unit_new(r->log, &unit), HOTLINE_OK);
    for (i = 0; (id = hotline_log_unit(r->log, i, &len)) != NULL; i++) {
        const char *lines = NULL;
        size_t size = 0;
        assert_int_equal(hotline_unit_fold(unit, id, len), HOTLINE_OK);
        assert_int_equal(hotline_unit_lines(unit, HOTLINE_LANGUAGE_EN, &lines, &size), HOTLINE_OK);
        say(r, lines, size);
    }
    hotline_unit_free(unit);
}

static void say_figures(reading *r) {
    hotline_tally *tally = NULL;
    hotline_unit *unit = NULL;
    const char *id;
    const char *lines = NULL;
    size_t len = 0;
    size_t i;
    assert_int_equal(hotline_tally_new(r->rulebook, &tally), HOTLINE_OK);
    for (i = 0; hotline_log_ticket(r->log, i, &len) != NULL; i++) {
        assert_int_equal(hotline_ticket_fold(r->ticket, hotline_log_ticket(r->log, i, NULL), len), HOTLINE_OK);
        assert_int_equal(hotline_tally_add(tally, r->ticket), HOTLINE_OK);
    }
    assert_int_equal(hotline_unit_new(r->log, &unit), HOTLINE_OK);
    for (i = 0; (id = hotline_log_unit(r->log, i, &len)) != NULL; i++) {
        assert_int_equal(hotline_unit_fold(unit, id, len), HOTLINE_OK);
        assert_int_equal(hotline_tally_add_unit(tally, unit), HOTLINE_OK);
    }
    hotline_unit_free(unit);
    assert_int_equal(hotline_tally_sort(tally), HOTLINE_OK);
    assert_int_equal(hotline_tally_lines(tally, &lines, &len), HOTLINE_OK);
    say(r, lines, len);
    hotline_tally_free(tally);
}

static void say_all(reading *r) {
    say_tickets(r);
    say_units(r);
    say_figures(r);
}

static void same(const history *h, uint64_t number, const char *what, const reading *a, const reading *b) {
    uint32_t i;
    if (strcmp(a->said, b->said) == 0) {
        return;
    }
    for (i = 0; i < h->count; i++) {
        printf("    %s\n", h->events[i]);
    }
    fail_msg("history %lu: %s\n%s\n----\n%s", (unsigned long)number, what, a->said, b->said);
}

static void read_in_order(const casebook *b, const history *h, reading *r, hotline_instant now) {
    uint32_t i;
    begin(b, r);
    for (i = 0; i < h->count; i++) {
        put(r, h->events[i], HOTLINE_OK);
    }
    settle(r, now);
}

/* ---- the properties ---- */

static void open_rules(casebook *b, uint64_t number) {
    const char *documents[] = {casebook_base, first_rules, NULL, NULL};
    documents[2] = second_rules[number % RULES];
    casebook_open_documents(b, documents);
}

typedef void (*property)(const casebook *b, history *h, uint64_t number, const reading *whole);

static void for_histories(property holds, int said) {
    uint64_t number;
    for (number = 0; number < HISTORIES; number++) {
        casebook b;
        history h;
        reading whole;
        open_rules(&b, number);
        draw_history(&h, number);
        read_in_order(&b, &h, &whole, casebook_instant(NOW));
        if (said) {
            say_all(&whole);
        }
        holds(&b, &h, number, &whole);
        end(&whole);
        casebook_close(&b);
    }
}

static void shuffled(const casebook *b, history *h, uint64_t number, const reading *whole) {
    uint32_t order[EVENTS_MOST];
    uint32_t i;
    reading r;
    for (i = 0; i < h->count; i++) {
        uint32_t other = draw(h, i + 1);
        order[i] = order[other];
        order[other] = i;
    }
    begin(b, &r);
    for (i = 0; i < h->count; i++) {
        put(&r, h->events[order[i]], HOTLINE_OK);
        put(&r, h->events[order[draw(h, i + 1)]], HOTLINE_DUPLICATE);
        if (draw(h, 16) == 0) {
            settle(&r, casebook_instant("05-01T00:00")); /* a log that was read meanwhile */
        }
    }
    settle(&r, casebook_instant(NOW));
    say_all(&r);
    same(h, number, "another order of arrival", whole, &r);
    end(&r);
}

static void test_order(void **state) {
    (void)state;
    for_histories(shuffled, 1);
}

/* Of the log, only this ticket's own events, the units' and the corrections. */
static void alone(const casebook *b, history *h, uint64_t number, const reading *whole) {
    static const char *const tickets[TICKETS] = {"T0", "T1", "T2"};
    uint32_t t;
    uint32_t i;
    (void)whole;
    for (t = 0; t < TICKETS; t++) {
        reading r;
        reading among;
        char own[16];
        snprintf(own, sizeof own, " t=%s", tickets[t]);
        begin(b, &r);
        for (i = 0; i < h->count; i++) {
            if (strstr(h->events[i], own) != NULL || strstr(h->events[i], " t=-") != NULL) {
                put(&r, h->events[i], HOTLINE_OK);
            }
        }
        settle(&r, casebook_instant(NOW));
        say_ticket(&r, tickets[t]);
        read_in_order(b, h, &among, casebook_instant(NOW));
        say_ticket(&among, tickets[t]);
        same(h, number, tickets[t], &among, &r);
        end(&among);
        end(&r);
    }
}

static void test_alone(void **state) {
    (void)state;
    for_histories(alone, 0);
}

static hotline_instant event_moment(const char *event) {
    const char *at = strchr(strchr(event, ' ') + 1, ' ') + 1;
    char when[16];
    snprintf(when, sizeof when, "%.*s", (int)strcspn(at, " "), at);
    return casebook_instant(when);
}

/* Settled at a moment, a log reads as if it had only what had happened by then. */
static void truncated(const casebook *b, history *h, uint64_t number, const reading *whole) {
    char when[32];
    hotline_instant now;
    reading full;
    reading part;
    uint32_t i;
    (void)whole;
    draw_moment(h, when, sizeof when);
    now = casebook_instant(when);
    read_in_order(b, h, &full, now);
    begin(b, &part);
    for (i = 0; i < h->count; i++) {
        if (event_moment(h->events[i]) <= now) {
            put(&part, h->events[i], HOTLINE_OK);
        }
    }
    settle(&part, now);
    say_tickets(&full);
    say_tickets(&part);
    same(h, number, when, &full, &part);
    end(&full);
    end(&part);
}

static void test_now(void **state) {
    (void)state;
    for_histories(truncated, 0);
}

/* A log that grows, one event after the other in any order, and is read every time: each prefix reads as if it were read anew. */
static void grown(const casebook *b, history *h, uint64_t number, const reading *whole) {
    uint32_t order[EVENTS_MOST];
    reading growing;
    uint32_t i;
    uint32_t k;
    (void)whole;
    for (i = 0; i < h->count; i++) {
        uint32_t other = draw(h, i + 1);
        order[i] = order[other];
        order[other] = i;
    }
    begin(b, &growing);
    for (i = 0; i < h->count; i++) {
        reading anew;
        put(&growing, h->events[order[i]], HOTLINE_OK);
        settle(&growing, casebook_instant(NOW));
        free(growing.said);
        growing.said = NULL;
        growing.len = 0;
        say_all(&growing);
        begin(b, &anew);
        for (k = i + 1; k > 0; k--) {
            put(&anew, h->events[order[k - 1]], HOTLINE_OK);
        }
        settle(&anew, casebook_instant(NOW));
        say_all(&anew);
        same(h, number, "a prefix read anew", &growing, &anew);
        end(&anew);
    }
    end(&growing);
}

static void test_grown(void **state) {
    (void)state;
    for_histories(grown, 0);
}

/* Half of the events are recorded later than they happened. As known at a moment, the log reads as if it had only what was recorded by then. */
static void known_then(const casebook *b, history *h, uint64_t number, const reading *whole) {
    char when[32];
    hotline_instant known;
    reading full;
    reading part;
    uint32_t i;
    (void)whole;
    draw_moment(h, when, sizeof when);
    known = casebook_instant(when);
    begin(b, &full);
    begin(b, &part);
    for (i = 0; i < h->count; i++) {
        char event[LINE_SIZE + 64];
        char later[32];
        hotline_instant recorded = event_moment(h->events[i]);
        char *facts;
        draw_moment(h, later, sizeof later);
        snprintf(event, sizeof event, "%s", h->events[i]);
        facts = strchr(event, '{');
        if (draw(h, 2) == 0) {
            snprintf(facts != NULL ? facts : event + strlen(event), 64, " known=%s ", later);
            snprintf(event + strlen(event), sizeof event - strlen(event), "%s", facts != NULL ? strchr(h->events[i], '{') : "");
            recorded = casebook_instant(later);
        }
        put(&full, event, HOTLINE_OK);
        if (recorded <= known) {
            put(&part, event, HOTLINE_OK);
        }
    }
    assert_int_equal(hotline_log_settle_known(full.log, casebook_instant(NOW), known), HOTLINE_OK);
    settle(&part, casebook_instant(NOW));
    say_tickets(&full);
    say_tickets(&part);
    same(h, number, when, &full, &part);
    end(&full);
    end(&part);
}

static void test_known(void **state) {
    (void)state;
    for_histories(known_then, 0);
}

/* Errors that folding tells about the event n. */
static int errors_about(reading *r, const char *id) {
    int errors = 0;
    size_t i;
    for (i = 0; i < hotline_ticket_finding_count(r->ticket); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        assert_int_equal(hotline_ticket_finding(r->ticket, i, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
        errors += f.severity == HOTLINE_SEVERITY_ERROR && f.event != NULL && strcmp(f.event, id) == 0;
    }
    return errors;
}

/* Errors among the reasons of a decision; opening a ticket again is one only when it is decided. */
static int errors_decided(reading *r, int *reopened) {
    int errors = 0;
    size_t i;
    for (i = 0; i < hotline_ticket_reason_count(r->ticket); i++) {
        hotline_finding f;
        f.struct_size = sizeof f;
        assert_int_equal(hotline_ticket_reason(r->ticket, i, HOTLINE_LANGUAGE_EN, &f), HOTLINE_OK);
        *reopened |= strcmp(f.code, "reopened") == 0;
        errors += f.severity == HOTLINE_SEVERITY_ERROR && strcmp(f.code, "reopened") != 0;
    }
    return errors;
}

/* How often each answer came, so that the property is known to have been tried. */
static int answered[3];

static void decided_one(const casebook *b, history *h, uint64_t number, const char *event, const char *ticket) {
    char line[1024];
    size_t len = casebook_line(event, line, sizeof line);
    int reopened = 0;
    int errors;
    hotline_status status;
    reading before;
    reading after;
    read_in_order(b, h, &before, casebook_instant(NOW));
    assert_int_equal(hotline_ticket_fold(before.ticket, ticket, strlen(ticket)), HOTLINE_OK);
    status = hotline_ticket_decide(before.ticket, line, len, NULL);
    assert_true(status >= HOTLINE_OK && status <= HOTLINE_UNDEFINED);
    errors = errors_decided(&before, &reopened);
    assert_int_equal(status == HOTLINE_REFUSED, errors > 0 || reopened);
    answered[status]++;
    begin(b, &after);
    put(&after, event, HOTLINE_OK);
    for (len = 0; len < h->count; len++) {
        put(&after, h->events[len], HOTLINE_OK);
    }
    settle(&after, casebook_instant(NOW));
    assert_int_equal(hotline_ticket_fold(after.ticket, ticket, strlen(ticket)), HOTLINE_OK);
    if (errors_about(&after, "n") != errors) {
        fail_msg("history %lu: %s: decided with %d errors, folded with %d", (unsigned long)number, event, errors,
                 errors_about(&after, "n"));
    }
    end(&before);
    end(&after);
}

static void decided(const casebook *b, history *h, uint64_t number, const reading *whole) {
    uint32_t tries = 0;
    (void)whole;
    while (tries < 12) {
        char event[LINE_SIZE];
        char ticket[4] = "T0";
        draw_event(h, "n", event, sizeof event);
        if (strstr(event, " t=-") == NULL) {
            ticket[1] = strstr(event, " t=T")[4];
            decided_one(b, h, number, event, ticket);
            tries++;
        }
    }
}

static void test_decide(void **state) {
    (void)state;
    for_histories(decided, 0);
    printf("decided: %d allowed, %d refused, %d undefined\n", answered[HOTLINE_OK], answered[HOTLINE_REFUSED], answered[HOTLINE_UNDEFINED]);
    assert_true(answered[HOTLINE_OK] > 20 && answered[HOTLINE_REFUSED] > 20 && answered[HOTLINE_UNDEFINED] > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order), cmocka_unit_test(test_alone), cmocka_unit_test(test_now),
        cmocka_unit_test(test_grown), cmocka_unit_test(test_known), cmocka_unit_test(test_decide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
