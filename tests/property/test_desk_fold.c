/* SPDX-License-Identifier: MIT */
/*
 * Random commands to a desk: late ones, voids, replacements, refusals, records, the same again, erasing. After each of them what the desk
 * shows of every ticket and unit is what a log says that is made of all that the desk exported, what it says is due is found by going
 * through everything, each proposal of the rules is a notice, and before the moment that it calls next nothing more is proposed.
 */
#include "tests/support/deskbook.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORLDS = 60, STEPS = 45, TICKETS = 3, UNITS = 2, LINE = 1024, ROOM = 1 << 18, LISTED = 256 };

static const char rules[] =
    "'facts':{'caller_name':{'of':'ticket','type':'text','personal':true},'age':{'of':'ticket','type':'integer','personal':true}},"
    "'events':{'receive':{'by':['centre'],'facts':{'caller_name':'optional','age':'optional'}},"
    "'update':{'facts':{'caller_name':'optional','age':'optional'}},"
    "'report':{'if':'contact or kind = zone'},'close':{'if':'size > 3 and age > 20'}},"
    "'duties':{'x':{'of':'assignment','owed':'dispatch','met':'report','within':{'kind = street':'2 days','kind = zone':'staff days',"
    "'else':'4 workdays'}},"
    "'y':{'of':'ticket','owed':'receive','met':'close','within':'age days'},"
    "'z':{'of':'unit','every':'week','met':'visit'}},"
    "'measures':{'m':{'of':'assignment','at':'dispatch','count':'always'}},"
    "'scores':{'sc':{'places':1,'parts':{'p':{'is':'m'}}}},"
    "'rankings':{'k':{'units':'always','every':'month','by':'sc','ties':'all','absent':'breaks'}},"
    "'proposals':{'remind':{'of':'assignment','on':'due(x)','ahead':'1 day','if':'open(x)','propose':'reminder','to':'handler'},"
    "'chase':{'of':'ticket','on':'due(y)','after':'2 days','if':'open(y) and not hold','propose':'chase','to':'centre'},"
    "'held':{'of':'ticket','on':'last(hold)','after':'30 hours','propose':'look','to':'centre'},"
    "'look':{'of':'unit','on':'end(week)','if':'open(z)','propose':'look','to':'centre'},"
    "'talk':{'of':'unit','on':'publish(k)','if':'rank_from_last = 1','propose':'talk','to':'centre'}}";

typedef struct sent {
    char line[LINE];
    uint32_t flags;
    hotline_status status;
    int32_t kind; /* of its subject */
    char subject[16], id[16];
    int opens; /* an assignment */
} sent;

typedef struct desk_world {
    deskbook d;
    uint64_t seed;
    hotline_instant now;
    sent all[STEPS];
    size_t count;
    hotline_log *log; /* made of the export */
    char lines[ROOM], expected[ROOM];
} desk_world;

static uint64_t below(desk_world *w, uint64_t n) {
    return (random_next(&w->seed) >> 33) % n;
}

/* ---- commands ---- */

static void put_moment(hotline_instant at, char *out) {
    assert_int_equal(hotline_instant_write(at, 480, out), HOTLINE_OK);
}

/* Facts of tickets, personal ones among them, some of a wrong type. */
static void put_facts(desk_world *w, char *out) {
    static const char *const facts[] = {
        "\"caller_name\":\"王小明\"",
        "\"age\":3",
        "\"age\":30",
        "\"size\":2",
        "\"size\":5",
        "\"matter\":\"a,b{\\\"c\\\"}\"",
        "\"age\":\"old\"",
        "\"wish\":[\"call\",\"visit\"]",
        "\"what\":[1,{\"a\":\"}\"}]",
    };
    size_t at = below(w, sizeof facts / sizeof facts[0]);
    size_t more = below(w, 3);
    (void)sprintf(out, "%s", facts[at]);
    if (more > 0 && (at + 3) % 9 / 3 != at / 3) {
        (void)sprintf(out + strlen(out), ",%s", facts[(at + 3) % 9]);
    }
}

/* One of those sent before that satisfies what is wanted; NULL: none. opens -1: any. */
static const sent *pick(desk_world *w, int32_t kind, const char *subject, int opens) {
    size_t tries;
    for (tries = 0; tries < 20 && w->count > 0; tries++) {
        const sent *s = &w->all[below(w, w->count)];
        if ((kind == 0 || (s->kind == kind && strcmp(s->subject, subject) == 0)) && (opens < 0 || s->opens == opens)) {
            return s;
        }
    }
    return NULL;
}

static void put_ticket_event(desk_world *w, sent *s, const char *head) {
    static const char *const plain[] = {"hold", "close", "close", "redo"};
    static const char *const owned[] = {"contact", "report", "back", "fulfil"};
    const sent *opened = pick(w, HOTLINE_SUBJECT_TICKET, s->subject, 1);
    const sent *other = pick(w, HOTLINE_SUBJECT_TICKET, s->subject, -1);
    char facts[256];
    put_facts(w, facts);
    switch (below(w, 10)) {
    case 0:
        (void)sprintf(s->line, "%s,\"event\":\"receive\",\"role\":\"centre\",\"facts\":{%s}}", head, facts);
        break;
    case 1:
        (void)sprintf(s->line, "%s,\"event\":\"update\",\"facts\":{%s}}", head, facts);
        break;
    case 2:
    case 3:
        s->opens = 1;
        (void)sprintf(s->line, "%s,\"event\":\"dispatch\",\"unit\":\"u%u\"}", head, (unsigned)below(w, UNITS));
        break;
    case 4:
        (void)sprintf(s->line, "%s,\"event\":\"%s\"}", head, plain[below(w, 4)]);
        break;
    case 5:
        (void)sprintf(s->line, "%s,\"event\":\"void\",\"facts\":{\"voids\":\"%s\"}}", head, other != NULL ? other->id : "none");
        break;
    case 6:
        (void)sprintf(s->line, "%s,\"event\":\"replace\",\"facts\":{\"replaces\":\"%s\",%s}}", head, other != NULL ? other->id : "none",
                      facts);
        break;
    default:
        (void)sprintf(s->line, "%s,\"event\":\"%s\",\"assignment\":\"%s\"}", head, owned[below(w, 4)],
                      opened != NULL ? opened->id : "none");
        break;
    }
}

static void put_unit_event(desk_world *w, sent *s, const char *head) {
    static const char *const facts[] = {"\"kind\":\"street\"", "\"kind\":\"zone\",\"staff\":6", "\"staff\":1", "\"kind\":\"square\"",
                                        "\"boss\":\"李四\""};
    const sent *other = pick(w, HOTLINE_SUBJECT_UNIT, s->subject, -1);
    switch (below(w, 4)) {
    case 0:
        (void)sprintf(s->line, "%s,\"event\":\"visit\"}", head);
        break;
    case 1:
        (void)sprintf(s->line, "%s,\"event\":\"void\",\"facts\":{\"voids\":\"%s\"}}", head, other != NULL ? other->id : "none");
        break;
    default:
        (void)sprintf(s->line, "%s,\"event\":\"about\",\"facts\":{%s}}", head, facts[below(w, 5)]);
        break;
    }
}

/* A command of its own id: the ticket's, a unit's, or a ranking. */
static void draw(desk_world *w, sent *s) {
    char head[256];
    char at[HOTLINE_INSTANT_SIZE];
    char known[HOTLINE_INSTANT_SIZE + 16] = "";
    hotline_instant when = w->now - (below(w, 3) == 0 ? (hotline_instant)below(w, 120) * 3600000 : 0);
    memset(s, 0, sizeof *s);
    put_moment(when, at);
    if (below(w, 4) == 0) {
        char moment[HOTLINE_INSTANT_SIZE];
        put_moment(when + (w->now - when) / 2 / 1000 * 1000, moment);
        (void)sprintf(known, ",\"known\":\"%s\"", moment);
    }
    s->flags = below(w, 5) == 0 ? HOTLINE_COMMAND_RECORD : 0;
    (void)sprintf(s->id, "e%u", (unsigned)w->count);
    if (w->count < TICKETS) { /* most are there from the beginning */
        char facts[256];
        put_facts(w, facts);
        s->kind = HOTLINE_SUBJECT_TICKET;
        (void)sprintf(s->subject, "T%u", (unsigned)w->count);
        (void)sprintf(s->line, "{\"id\":\"%s\",\"ticket\":\"%s\",\"at\":\"%s\"%s,\"event\":\"receive\",\"role\":\"centre\",\"facts\":{%s}}",
                      s->id, s->subject, at, known, facts);
        return;
    }
    switch (below(w, 8)) {
    case 0:
        s->kind = HOTLINE_SUBJECT_PUBLISHED;
        (void)sprintf(
            s->line,
            "{\"id\":\"%s\",\"at\":\"%s\",\"event\":\"publish\",\"facts\":{\"ranking\":\"k\",\"period\":\"2021-0%u\",\"order\":[\"u%u\","
            "\"u%u\"]}}",
            s->id, at, 3 + (unsigned)below(w, 3), (unsigned)below(w, 2), 2 + (unsigned)below(w, 2));
        (void)strcpy(s->subject, "published");
        break;
    case 1:
    case 2:
        s->kind = HOTLINE_SUBJECT_UNIT;
        (void)sprintf(s->subject, "u%u", (unsigned)below(w, UNITS));
        (void)sprintf(head, "{\"id\":\"%s\",\"unit\":\"%s\",\"at\":\"%s\"%s", s->id, s->subject, at, known);
        put_unit_event(w, s, head);
        break;
    default:
        s->kind = HOTLINE_SUBJECT_TICKET;
        (void)sprintf(s->subject, "T%u", (unsigned)below(w, TICKETS));
        (void)sprintf(head, "{\"id\":\"%s\",\"ticket\":\"%s\",\"at\":\"%s\"%s", s->id, s->subject, at, known);
        put_ticket_event(w, s, head);
        break;
    }
}

static hotline_status give(desk_world *w, const char *line, uint32_t flags) {
    hotline_command c;
    hotline_command_init(&c, sizeof c);
    c.line = line;
    c.line_len = strlen(line);
    c.now = w->now;
    c.flags = flags;
    return hotline_desk_submit(w->d.desk, &c, &w->d.answer, &w->d.len, &w->d.error);
}

/* One of those before, the same or under its id something else. */
static void give_again(desk_world *w) {
    const sent *s = pick(w, 0, NULL, -1);
    char other[LINE + 16];
    if (s == NULL) {
        return;
    }
    assert_int_equal(give(w, s->line, s->flags), s->status);
    assert_non_null(strstr(w->d.answer, "\"duplicate\":true"));
    assert_int_equal(give(w, s->line, s->flags ^ HOTLINE_COMMAND_RECORD), HOTLINE_ERROR_REUSED);
    (void)snprintf(other, sizeof other, "{\"by\":\"x\",%s", s->line + 1);
    assert_int_equal(give(w, other, s->flags), HOTLINE_ERROR_REUSED);
}

static void give_new(desk_world *w) {
    sent *s = &w->all[w->count];
    draw(w, s);
    s->status = give(w, s->line, s->flags);
    if (s->kind == HOTLINE_SUBJECT_UNIT && s->status == HOTLINE_OK) { /* tickets that read its facts are not woken by it */
        uint64_t count = 0;
        assert_int_equal(hotline_desk_refresh(w->d.desk, w->now, &count, &w->d.error), HOTLINE_OK);
    }
    if (s->status < 0 || (s->flags != 0 && s->status != HOTLINE_OK)) {
        fail_msg("%s: %s: %s", s->line, hotline_status_name(s->status), w->d.error.message);
    }
    w->count++;
}

/* ---- a log made of the export ---- */

/* Where a value ends: at a comma or bracket that is not inside of it. */
static const char *value_end(const char *at) {
    int depth = 0;
    int quoted = 0;
    for (; *at != '\0'; at++) {
        if (quoted) {
            at += *at == '\\';
            quoted = *at != '"';
        } else if (*at == '"') {
            quoted = 1;
        } else if (*at == '{' || *at == '[') {
            depth++;
        } else if (*at == '}' || *at == ']' || *at == ',') {
            if (depth == 0) {
                return at;
            }
            depth -= *at != ',';
        }
    }
    return at;
}

/* The value of a personal fact; empty: it was erased, and left nothing. */
static void put_personal(const char *personal, const char *name, size_t len, char *out) {
    char wanted[128];
    const char *at;
    (void)snprintf(wanted, sizeof wanted, "\"%.*s\":{\"salt\":\"", (int)len, name);
    at = strstr(personal, wanted);
    if (at != NULL) {
        at = strstr(at, "\"value\":") + 8;
        (void)sprintf(out, "%.*s", (int)(value_end(at) - at), at);
    } else {
        (void)strcpy(out, len == 11 && memcmp(name, "caller_name", 11) == 0 ? "\"[erased]\"" : "");
    }
}

/* The event of an export line, with what is apart put back. 0: it has none. */
static int restore(const char *line, char *out) {
    const char *at = strstr(line, "\"event\":") + 8;
    const char *personal = strstr(line, "},\"personal\":");
    const char *facts;
    const char *end;
    int first = 1;
    if (*at == 'n') {
        return 0;
    }
    end = value_end(at);
    facts = strstr(at, "\"facts\":{");
    if (facts == NULL || facts > end) {
        (void)sprintf(out, "%.*s", (int)(end - at), at);
        return 1;
    }
    facts += 9;
    out += sprintf(out, "%.*s", (int)(facts - at), at);
    while (*facts == '"') {
        const char *name = facts + 1;
        size_t len = strcspn(name, "\"");
        const char *value = name + len + 2;
        const char *stop = value_end(value);
        char given[LINE];
        (void)sprintf(given, "%.*s", (int)(stop - value), value);
        if (*value == '{') {
            put_personal(personal, name, len, given);
        }
        if (given[0] != '\0') {
            out += sprintf(out, "%s\"%.*s\":%s", first ? "" : ",", (int)len, name, given);
            first = 0;
        }
        facts = *stop == ',' ? stop + 1 : stop;
    }
    (void)sprintf(out, "}}");
    return 1;
}

static void add_subject(desk_world *w, int32_t kind, const char *id) {
    char line[4 * LINE];
    char *at;
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    if (hotline_desk_export(w->d.desk, kind, id, strlen(id), HOTLINE_VIEW_PERSONAL, &w->d.answer, &w->d.len, &error) != HOTLINE_OK) {
        assert_int_equal(error.status, HOTLINE_ERROR_NOT_FOUND);
        return;
    }
    assert_true(w->d.len < ROOM);
    memcpy(w->lines, w->d.answer, w->d.len + 1);
    for (at = w->lines; *at != '\0'; at = strchr(at, '\0') + 1) {
        *strchr(at, '\n') = '\0';
        if (restore(at, line) && hotline_log_add(w->log, line, strlen(line), &error) != HOTLINE_OK) {
            fail_msg("%s\n%s: %s", at, line, error.message);
        }
    }
}

static const char *const ticket_ids[TICKETS] = {"T0", "T1", "T2"};
static const char *const unit_ids[] = {"u0", "u1", "u2", "u3"};

static void make_log(desk_world *w) {
    size_t i;
    assert_int_equal(hotline_log_new(w->d.book.rulebook, &w->log), HOTLINE_OK);
    for (i = 0; i < TICKETS; i++) {
        add_subject(w, HOTLINE_SUBJECT_TICKET, ticket_ids[i]);
    }
    for (i = 0; i < 4; i++) {
        add_subject(w, HOTLINE_SUBJECT_UNIT, unit_ids[i]);
    }
    add_subject(w, HOTLINE_SUBJECT_PUBLISHED, "published");
}

/* ---- what must agree ---- */

static void fail_step(const desk_world *w, const char *what, const char *got, const char *expected) {
    size_t i;
    for (i = 0; i < w->count; i++) {
        printf("%u %s %s\n", w->all[i].flags, hotline_status_name(w->all[i].status), w->all[i].line);
    }
    fail_msg("%s\n---- got\n%s---- expected\n%s", what, got, expected);
}

/* Duty lines that are open and due, of lines of a log. */
static void put_due(const char *lines, char *out) {
    while (*lines != '\0') {
        size_t len = (size_t)(strchr(lines, '\n') + 1 - lines);
        char line[4 * LINE];
        assert_true(len < sizeof line);
        memcpy(line, lines, len);
        line[len] = '\0';
        if (strncmp(line, "{\"type\":\"duty\"", 14) == 0 && strstr(line, "\"state\":\"open\"") != NULL &&
            strstr(line, "\"due\":null") == NULL) {
            strcat(out, line);
        }
        lines += len;
    }
}

/* The view without its first line is what the log says, and what may be done; proposals come after. */
static void check_view(desk_world *w, int32_t kind, const char *id, const char *expected) {
    hotline_desk_query q;
    hotline_status status;
    const char *lines;
    hotline_desk_query_init(&q, sizeof q);
    q.now = w->now;
    q.flags = HOTLINE_VIEW_PERSONAL;
    status = hotline_desk_view(w->d.desk, kind, id, strlen(id), &q, &w->d.answer, &w->d.len, &w->d.error);
    if (status == HOTLINE_ERROR_NOT_FOUND) {
        assert_int_equal(memory_version(w->d.data, kind, id), 0);
        return;
    }
    assert_int_equal(status, HOTLINE_OK);
    lines = strchr(w->d.answer, '\n') + 1;
    if (strncmp(lines, expected, strlen(expected)) != 0) {
        fail_step(w, id, lines, expected);
    }
    lines += strlen(expected);
    assert_true(*lines == '\0' || strncmp(lines, "{\"type\":\"proposal\"", 17) == 0);
}

static void check_tickets(desk_world *w, char *due) {
    hotline_ticket *ticket = NULL;
    size_t i;
    assert_int_equal(hotline_ticket_new(w->log, &ticket), HOTLINE_OK);
    for (i = 0; i < TICKETS; i++) {
        const char *lines = NULL;
        size_t len = 0;
        assert_int_equal(hotline_ticket_fold(ticket, ticket_ids[i], 2), HOTLINE_OK);
        assert_int_equal(hotline_ticket_lines(ticket, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
        (void)strcpy(w->expected, lines);
        put_due(lines, due);
        assert_int_equal(hotline_ticket_options(ticket, w->now, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
        (void)strcat(w->expected, lines);
        check_view(w, HOTLINE_SUBJECT_TICKET, ticket_ids[i], w->expected);
    }
    hotline_ticket_free(ticket);
}

static void check_units(desk_world *w, char *due) {
    hotline_unit *unit = NULL;
    size_t i;
    assert_int_equal(hotline_unit_new(w->log, &unit), HOTLINE_OK);
    for (i = 0; i < 4; i++) {
        const char *lines = NULL;
        size_t len = 0;
        if (hotline_unit_fold(unit, unit_ids[i], 2) != HOTLINE_OK) {
            continue;
        }
        assert_int_equal(hotline_unit_lines(unit, HOTLINE_LANGUAGE_EN, &lines, &len), HOTLINE_OK);
        (void)strcpy(w->expected, lines);
        /* A unit that only tickets name is no subject of the store. */
        if (memory_version(w->d.data, HOTLINE_SUBJECT_UNIT, unit_ids[i]) != 0) {
            put_due(lines, due);
            check_view(w, HOTLINE_SUBJECT_UNIT, unit_ids[i], w->expected);
        }
    }
    hotline_unit_free(unit);
}

static int compare_lines(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Lines in an order of their own; `text` is cut up. */
static size_t sort_lines(char *text, const char **out) {
    size_t count = 0;
    while (*text != '\0') {
        char *end = strchr(text, '\n');
        assert_true(count < LISTED && end != NULL);
        out[count++] = text;
        *end = '\0';
        text = end + 1;
    }
    qsort(out, count, sizeof *out, compare_lines);
    return count;
}

static void check_due(desk_world *w, char *due) {
    static char got[ROOM];
    const char *one[LISTED];
    const char *two[LISTED];
    size_t count;
    size_t i;
    hotline_desk_query q;
    hotline_desk_query_init(&q, sizeof q);
    q.now = w->now;
    q.until = INT64_MAX;
    assert_int_equal(hotline_desk_due(w->d.desk, &q, &w->d.answer, &w->d.len, &w->d.error), HOTLINE_OK);
    (void)strcpy(got, w->d.answer);
    (void)strcpy(w->expected, due);
    count = sort_lines(due, two);
    if (sort_lines(got, one) != count) {
        fail_step(w, "due", w->d.answer, w->expected);
    }
    for (i = 0; i < count; i++) {
        if (strcmp(one[i], two[i]) != 0) {
            fail_step(w, "due", w->d.answer, w->expected);
        }
    }
}

/* Each proposal of a log that fires is a notice. */
static void check_fired(desk_world *w, hotline_proposals *p, const char *when) {
    size_t i;
    for (i = 0; i < hotline_proposals_count(p); i++) {
        hotline_proposal one;
        memset(&one, 0, sizeof one);
        one.struct_size = sizeof one;
        assert_int_equal(hotline_proposals_at(p, i, &one), HOTLINE_OK);
        if (one.state == HOTLINE_PROPOSAL_FIRED && memory_notice_delivered(w->d.data, one.id) < 0) {
            fail_step(w, when, one.id, "a notice\n");
        }
    }
}

/* The log is settled. */
static void check_notices(desk_world *w, const char *when) {
    hotline_proposals *p = NULL;
    size_t i;
    assert_int_equal(hotline_proposals_new(w->log, &p), HOTLINE_OK);
    for (i = 0; i < TICKETS; i++) {
        if (hotline_proposals_ticket(p, ticket_ids[i], 2) == HOTLINE_OK) {
            check_fired(w, p, when);
        }
    }
    for (i = 0; i < 4; i++) {
        if (memory_version(w->d.data, HOTLINE_SUBJECT_UNIT, unit_ids[i]) != 0 && hotline_proposals_unit(p, unit_ids[i], 2) == HOTLINE_OK) {
            check_fired(w, p, when);
        }
    }
    hotline_proposals_free(p);
}

static void check_next(desk_world *w) {
    hotline_instant next = 0;
    hotline_instant again = 0;
    size_t notices = memory_notice_count(w->d.data);
    uint64_t count = 0;
    assert_int_equal(hotline_desk_next(w->d.desk, &next, &w->d.error), HOTLINE_OK);
    assert_true(next == hotline_instant_none() || next > w->now);
    assert_int_equal(hotline_log_settle(w->log, next != hotline_instant_none() ? next - 1000 : w->now + INT64_C(86400000) * 400),
                     HOTLINE_OK);
    check_notices(w, "before the next moment");
    /* Looking at everything again finds the same. */
    assert_int_equal(hotline_desk_refresh(w->d.desk, w->now, &count, &w->d.error), HOTLINE_OK);
    assert_int_equal(hotline_desk_next(w->d.desk, &again, &w->d.error), HOTLINE_OK);
    assert_true(again == next);
    assert_int_equal(memory_notice_count(w->d.data), notices);
}

static void check_all(desk_world *w) {
    static char due[ROOM];
    uint64_t count = 0;
    due[0] = '\0';
    assert_int_equal(hotline_desk_tick(w->d.desk, w->now, 0, &count, &w->d.error), HOTLINE_OK);
    make_log(w);
    assert_int_equal(hotline_log_settle(w->log, w->now), HOTLINE_OK);
    check_tickets(w, due);
    check_units(w, due);
    check_due(w, due);
    check_notices(w, "now");
    check_next(w);
    hotline_log_free(w->log);
    w->log = NULL;
}

static void step(desk_world *w) {
    w->now += (hotline_instant)below(w, 20) * 3600000 + (hotline_instant)below(w, 3) * 61000;
    switch (below(w, 12)) {
    case 0:
        give_again(w);
        break;
    case 1:
        if (below(w, 3) == 0) {
            const char *id = ticket_ids[below(w, TICKETS)];
            hotline_status status = hotline_desk_erase(w->d.desk, HOTLINE_SUBJECT_TICKET, id, 2, w->now, &w->d.error);
            assert_true(status == HOTLINE_OK || status == HOTLINE_ERROR_NOT_FOUND);
        }
        break;
    default:
        give_new(w);
        break;
    }
}

static void run_world(uint64_t seed, uint32_t *statuses, size_t *notices) {
    static desk_world w;
    size_t i;
    memset(&w, 0, sizeof w);
    deskbook_open_rules(&w.d, rules, 1);
    w.seed = seed * UINT64_C(0x9E3779B97F4A7C15);
    w.now = casebook_instant("04-12T09:00");
    for (i = 0; i < STEPS; i++) {
        step(&w);
        check_all(&w);
    }
    for (i = 0; i < w.count; i++) {
        statuses[w.all[i].status]++;
    }
    *notices += memory_notice_count(w.d.data);
    deskbook_close(&w.d);
}

static void test_worlds(void **state) {
    const char *from = getenv("HOTLINE_SEED");
    uint64_t seed = from != NULL ? strtoull(from, NULL, 10) : 1;
    uint32_t statuses[3] = {0, 0, 0};
    size_t notices = 0;
    uint64_t i;
    (void)state;
    for (i = 0; i < WORLDS; i++) {
        run_world(seed + i, statuses, &notices);
    }
    print_message("%u done, %u refused, %u undefined, %u notices\n", statuses[0], statuses[1], statuses[2], (unsigned)notices);
    assert_true(statuses[0] > 500 && statuses[1] > 100 && statuses[2] > 5 && notices > 200);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_worlds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
