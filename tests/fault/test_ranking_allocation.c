/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of a reader of rankings fails once, each in a new world: the step must say HOTLINE_ERROR_MEMORY, and a ranking that could
 * not be worked out leaves none to be read; told once more it must succeed, with the same lines as if nothing had failed, and nothing may
 * be left allocated.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "fault_trial.h"

enum { SAID = 1 << 15, UNITS = 9, TICKETS = 40, FAULTS_MOST = 500, FAULTS_LEAST = 8 };

static const char rules[] =
    "{'hotline':1,'id':'r','title':'t','source':'s','issued':'2021-01-01','effective':'2021-01-01','transition':'switch','calendar':'cn',"
    "'periods':{'month':{'from_day':1}},'facts':{'done':{'of':'assignment','type':'flag','default':false},"
    "'kind':{'of':'unit','one_of':{'town':'t','dept':'d'}}},'events':{'start':{'of':'ticket','opens':'ticket'},"
    "'give':{'of':'ticket','opens':'assignment'},'report':{'of':'assignment','facts':{'done':'always'}},"
    "'about':{'of':'unit','facts':{'kind':'always'}}},"
    "'measures':{'n':{'of':'give','count':'always'},'m':{'of':'assignment','at':'give','count':{'done':'0.9'},'per':'report'},'u':'"
    "undefined'},"
    "'scores':{'s':{'places':2,'parts':{'p':{'is':'100 * m / (1 + total(n))','if_undefined':'60'},'q':{'is':'min(n, 3)'}},"
    "'bands':{'good':{'from':'20'},'poor':{}}}},"
    "'rankings':{'k':{'units':{'kind = town':'yes','kind = dept':'undefined'},'every':'month','by':'s','ties':['m','n'],'absent':'breaks',"
    "'pool':{'by':'n','top':5,'ties':'include'}},'l':{'units':'always','every':'month','by':'m','ties':'all','absent':'breaks'},"
    "'o':{'units':'always','every':'month','by':'u','ties':'all','absent':'breaks'}}}";

struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_rulebook *rulebook;
    hotline_log *log;
    hotline_tally *tally;
    hotline_ranking *ranking;
    size_t used; /* of said */
    char said[SAID];
};

/* ---- what the rankings are of ---- */

static void add(world *w, const char *line) {
    char json[512];
    size_t len = strlen(line);
    assert_true(len < sizeof json);
    for (size_t i = 0; i <= len; i++) {
        json[i] = (char)(line[i] == '\'' ? '"' : line[i]);
    }
    assert_int_equal(hotline_log_add(w->log, json, len, NULL), HOTLINE_OK);
}

static void add_ticket(world *w, unsigned t) {
    char line[256];
    snprintf(line, sizeof line, "{'id':'o%u','event':'start','at':'2021-04-01 09:00','ticket':'t%u'}", t, t);
    add(w, line);
    snprintf(line, sizeof line, "{'id':'g%u','event':'give','at':'2021-04-01 10:00','ticket':'t%u','unit':'u%u'}", t, t, t * t % UNITS);
    add(w, line);
    if (t % 3 != 0) {
        snprintf(line, sizeof line,
                 "{'id':'p%u','event':'report','at':'2021-04-02 10:00','ticket':'t%u','assignment':'g%u','facts':{'done':%s}}", t, t, t,
                 t % 2 == 0 ? "true" : "false");
        add(w, line);
    }
}

static void add_events(world *w) {
    char line[256];
    for (unsigned u = 0; u + 1 < UNITS; u++) {
        snprintf(line, sizeof line, "{'id':'a%u','event':'about','at':'2021-03-01 09:00','unit':'u%u','facts':{'kind':'%s'}}", u, u,
                 u % 7 == 6 ? "dept" : "town");
        add(w, line);
    }
    for (unsigned t = 0; t < TICKETS; t++) {
        add_ticket(w, t);
    }
    add(w, "{'id':'x','event':'publish','at':'2021-05-02 "
           "09:00','facts':{'ranking':'k','period':'2021-04','version':1,'order':['u1',['u0','u2'],'u4']}}");
    add(w,
        "{'id':'y','event':'publish','at':'2021-05-02 09:00','facts':{'ranking':'l','period':'2021-04','version':1,'order':['u1','u0']}}");
    assert_int_equal(hotline_log_settle(w->log, hotline_instant_none()), HOTLINE_OK);
}

static void count_tickets(world *w) {
    hotline_ticket *ticket = NULL;
    const char *id;
    size_t len = 0;
    assert_int_equal(hotline_tally_new(w->rulebook, &w->tally), HOTLINE_OK);
    assert_int_equal(hotline_ticket_new(w->log, &ticket), HOTLINE_OK);
    for (size_t i = 0; (id = hotline_log_ticket(w->log, i, &len)) != NULL; i++) {
        assert_int_equal(hotline_ticket_fold(ticket, id, len), HOTLINE_OK);
        assert_int_equal(hotline_tally_add(w->tally, ticket), HOTLINE_OK);
    }
    hotline_ticket_free(ticket);
}

static void begin(world *w) {
    static char document[4096];
    size_t len = strlen(rules);
    memset(w, 0, sizeof *w);
    for (size_t i = 0; i <= len; i++) {
        document[i] = (char)(rules[i] == '\'' ? '"' : rules[i]);
    }
    assert_int_equal(fault_context(&w->memory, &w->context), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_new(w->context, NULL, &w->rulebook), HOTLINE_OK);
    assert_int_equal(hotline_rulebook_add(w->rulebook, document, len, NULL), HOTLINE_OK);
    assert_int_equal(hotline_log_new(w->rulebook, &w->log), HOTLINE_OK);
    add_events(w);
    count_tickets(w);
}

static void end(world *w) {
    hotline_ranking_free(w->ranking);
    hotline_tally_free(w->tally);
    hotline_log_free(w->log);
    hotline_rulebook_free(w->rulebook);
    hotline_context_free(w->context);
}

/* ---- the steps ---- */

static hotline_status tell_new(world *w) {
    return hotline_ranking_new(w->log, w->tally, &w->ranking);
}

/* A ranking some of which is undefined is worked out, too. */
static hotline_status work_out(world *w, const char *name) {
    hotline_status status = hotline_ranking_work_out(w->ranking, name, 1, "2021-04", 7);
    return status < 0 ? status : HOTLINE_OK;
}

static hotline_status tell_score(world *w) {
    return work_out(w, "k");
}

static hotline_status tell_measure(world *w) {
    return work_out(w, "l");
}

static hotline_status tell_undefined(world *w) {
    return work_out(w, "o");
}

static hotline_status tell_lines(world *w) {
    const char *lines = NULL;
    size_t len = 0;
    hotline_status status = hotline_ranking_lines(w->ranking, &lines, &len);
    if (status >= 0) {
        assert_true(w->used + len < SAID);
        memcpy(w->said + w->used, lines, len);
        w->used += len;
    }
    return status;
}

/* The light one first: the heavy one then takes more memory while another ranking is held. */
static const step steps[] = {
    {"new", tell_new},         {"measure", tell_measure}, {"lines", tell_lines}, {"score", tell_score},         {"lines", tell_lines},
    {"measure", tell_measure}, {"lines", tell_lines},     {"score", tell_score}, {"undefined", tell_undefined}, {"lines", tell_lines}};

enum { STEPS = sizeof steps / sizeof steps[0] };

/* No ranking is held, but nothing is said otherwise. */
static int failed(world *w, size_t k) {
    const char *lines = NULL;
    size_t len = 0;
    if (steps[k].tell != tell_new && steps[k].tell != tell_lines) {
        assert_int_equal(hotline_ranking_count(w->ranking), 0);
        assert_int_equal(hotline_ranking_lines(w->ranking, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    }
    return 1;
}

static size_t show(const world *w, void *out) {
    memcpy(out, w->said, w->used);
    return w->used;
}

static void check(const void *shown, size_t len) {
    char said[SAID];
    memcpy(said, shown, len);
    said[len] = '\0';
    assert_non_null(strstr(said, "\"band\":\"good\""));
    assert_non_null(strstr(said, "\"version\":1"));
}

static world made;

static const fault_trial trial = {
    .w = &made,
    .memory = &made.memory,
    .steps = steps,
    .count = STEPS,
    .most = FAULTS_MOST,
    .shown_size = SAID,
    .begin = begin,
    .show = show,
    .failed = failed,
    .check = check,
    .end = end,
};

int main(void) {
    return fault_run(&trial, FAULTS_LEAST, NULL, NULL);
}
