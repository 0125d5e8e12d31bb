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

#include "fault_allocator.h"
#include "hotline.h"

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

typedef struct world {
    fault_memory memory;
    hotline_context *context;
    hotline_rulebook *rulebook;
    hotline_log *log;
    hotline_tally *tally;
    hotline_ranking *ranking;
    size_t used; /* of said */
    char said[SAID];
} world;

typedef struct step {
    const char *name;
    hotline_status (*tell)(world *w);
} step;

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
    hotline_context_options options;
    size_t len = strlen(rules);
    memset(w, 0, sizeof *w);
    for (size_t i = 0; i <= len; i++) {
        document[i] = (char)(rules[i] == '\'' ? '"' : rules[i]);
    }
    hotline_context_options_init(&options, sizeof options);
    options.allocate = fault_allocate;
    options.user = &w->memory;
    assert_int_equal(hotline_context_new(&options, &w->context), HOTLINE_OK);
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
    assert_int_equal(w->memory.live, 0);
    assert_int_equal(w->memory.wrong, 0);
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

static const step steps[] = {{"new", tell_new},     {"score", tell_score}, {"lines", tell_lines},         {"measure", tell_measure},
                             {"lines", tell_lines}, {"score", tell_score}, {"undefined", tell_undefined}, {"lines", tell_lines}};

enum { STEPS = sizeof steps / sizeof steps[0] };

static void tell(world *w, size_t from, size_t to) {
    for (size_t k = from; k < to; k++) {
        if (steps[k].tell(w) != HOTLINE_OK) {
            fail_msg("step %s, %u", steps[k].name, (unsigned)k);
        }
    }
}

static void check_nothing_held(world *w, size_t k) {
    const char *lines = NULL;
    size_t len = 0;
    if (steps[k].tell != tell_new && steps[k].tell != tell_lines) {
        assert_int_equal(hotline_ranking_count(w->ranking), 0);
        assert_int_equal(hotline_ranking_lines(w->ranking, &lines, &len), HOTLINE_ERROR_NOT_FOUND);
    }
}

/* Step k with its n-th allocation failing. 0: there is no such allocation. */
static int tell_with_fault(size_t k, size_t n, int goes_on, const world *expected) {
    static world w;
    hotline_status status;
    size_t failed;
    begin(&w);
    tell(&w, 0, k);
    fault_arm(&w.memory, n, goes_on);
    status = steps[k].tell(&w);
    failed = w.memory.failed;
    fault_arm(&w.memory, 0, 0);
    if (failed != 0) {
        assert_int_equal(status, HOTLINE_ERROR_MEMORY);
        check_nothing_held(&w, k);
        tell(&w, k, k + 1);
    }
    tell(&w, k + 1, STEPS);
    assert_int_equal(w.used, expected->used);
    assert_memory_equal(w.said, expected->said, w.used);
    end(&w);
    return failed != 0;
}

static size_t try_every_fault(int goes_on) {
    static world expected;
    size_t tried = 0;
    begin(&expected);
    tell(&expected, 0, STEPS);
    end(&expected);
    assert_non_null(strstr(expected.said, "\"band\":\"good\""));
    assert_non_null(strstr(expected.said, "\"version\":1"));
    for (size_t k = 0; k < STEPS; k++) {
        size_t n = 1;
        while (tell_with_fault(k, n, goes_on, &expected)) {
            assert_true(++n < FAULTS_MOST);
        }
        tried += n - 1;
    }
    return tried;
}

static void one_allocation_fails(void **state) {
    size_t tried = try_every_fault(0);
    (void)state;
    print_message("%u allocations failed, one at a time\n", (unsigned)tried);
    assert_true(tried > FAULTS_LEAST);
}

static void memory_is_gone_for_good(void **state) {
    (void)state;
    assert_true(try_every_fault(1) > FAULTS_LEAST);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_allocation_fails), cmocka_unit_test(memory_is_gone_for_good)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
