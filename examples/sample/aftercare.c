/* SPDX-License-Identifier: MIT */
/* The centre afterwards: calling back, doing again, supervision up to exposure, closing. */
#include "course.h"

#include <stdio.h>

enum { RATING_NONE = 0, RATING_SATISFIED, RATING_BASIC, RATING_DISSATISFIED };

static int aftercare_draw_rating(course *c) {
    int worse = course_unit(c)->dissatisfied + (c->unlawful ? 50 : 0) + (c->redos > 0 ? 20 : 0);
    int draw = chance_below(&c->w->chance, 100);
    return draw < worse ? RATING_DISSATISFIED : draw < worse + 15 ? RATING_BASIC : RATING_SATISFIED;
}

static void aftercare_count(course *c, int rating) {
    int month = clock_month(clock_day(c->at));
    if (c->at < CLOCK_END) {
        c->w->rated[c->unit][month]++;
        c->w->content[c->unit][month] += rating != RATING_DISSATISFIED;
    }
}

/* The clerk took the wrong line of the form. */
static void aftercare_correct(course *c) {
    char facts[128];
    snprintf(facts, sizeof facts, "\"replaces\":\"%s\",\"outcome\":\"reached\",\"rating\":\"satisfied\"", c->last);
    course_wait(c, 10, 100);
    course_of_ticket(c, "replace", "centre", facts);
}

static int aftercare_rate(course *c) {
    static const char *const why[] = {"未解决实际问题", "答复与现场情况不符", "办理人员态度不好"};
    static const char *const ratings[] = {"", "satisfied", "basic", "dissatisfied"};
    char facts[FACTS_SIZE];
    int rating = aftercare_draw_rating(c);
    int i = snprintf(facts, sizeof facts, "\"outcome\":\"reached\",\"rating\":\"%s\"", ratings[rating]);
    if (rating == RATING_DISSATISFIED && !course_chance(c, 2)) {
        snprintf(facts + i, sizeof facts - (size_t)i, ",\"dissatisfied_why\":\"%s\"", why[chance_below(&c->w->chance, 3)]);
    }
    course_of_assignment(c, "callback", "centre", facts);
    aftercare_count(c, rating);
    if (rating == RATING_BASIC && course_chance(c, 8)) {
        aftercare_correct(c);
    }
    return rating;
}

static int aftercare_call_back(course *c) {
    course_wait_until(c, clock_day(c->at), course_chance(c, 92) ? 1 : chance_between(&c->w->chance, 2, 5));
    if (c->anonymous || course_chance(c, 7)) {
        course_of_assignment(c, "callback", "centre", course_chance(c, 80) ? "\"outcome\":\"no_answer\"" : "\"outcome\":\"refused\"");
        if (c->anonymous || course_chance(c, 40)) {
            return RATING_NONE;
        }
        course_wait(c, 200, 600);
    }
    return aftercare_rate(c);
}

/* Nonzero: the claim is out of the figures and needs nothing more. */
static int aftercare_noncompliant(course *c) {
    course_wait(c, 100, 400);
    course_of_assignment(c, "noncompliant_apply", "handler", NULL);
    course_wait(c, 200, 900);
    if (course_chance(c, 40)) {
        course_of_assignment(c, "noncompliant_reject", "centre", NULL);
        return 0;
    }
    course_of_assignment(c, "noncompliant_approve", "centre", NULL);
    course_of_assignment(c, "exempt_set", "centre", "\"exempt\":[\"satisfaction\",\"once_done\"]");
    return 1;
}

static void aftercare_expose(course *c) {
    course_wait(c, 300, 900);
    course_of_ticket(c, "expose", "centre", NULL);
    if (course_chance(c, 50)) {
        course_wait_until(c, clock_day(c->at), 5);
        course_of_ticket(c, "special_project", "centre", NULL);
    }
    if (course_chance(c, 30)) {
        course_of_ticket(c, "transfer_discipline", "centre",
                         course_chance(c, 60)   ? "\"conduct\":\"shirking\""
                         : course_chance(c, 50) ? "\"conduct\":\"falsification\""
                                                : "\"conduct\":\"dereliction\"");
    }
}

static void aftercare_signal(course *c) {
    char facts[FACTS_SIZE];
    const char *kind = course_chance(c, 50) ? "repeated" : "unresolved";
    const char *basis = course_chance(c, 70) ? "caller" : "matter";
    int count = chance_between(&c->w->chance, 2, 6);
    int days = course_chance(c, 70) ? 60 : 120;
    snprintf(facts, sizeof facts,
             "\"repeat_kind\":\"%s\",\"repeat_scope\":\"%s\",\"repeat_basis\":\"%s\",\"repeat_count\":%d,\"repeat_days\":%d", kind,
             c->unit < 6 ? "area" : "industry", basis, count, days);
    course_of_ticket(c, "repeat_signal", "centre", facts);
}

static void aftercare_supervise(course *c) {
    static const char *const steps[] = {"supervise_phone", "supervise_written", "supervise_on_site"};
    if (course_chance(c, c->redos > 1 ? 90 : 40)) {
        c->at += 10;
        course_of_ticket(c, steps[c->redos < 3 ? c->redos - 1 : 2], "centre", NULL);
    }
    if (c->redos < 2) {
        return;
    }
    if (course_chance(c, 60)) {
        aftercare_signal(c);
    }
    if (course_chance(c, 75)) {
        course_wait(c, 60, 600);
        course_of_ticket(c, "leader_action", "principal", NULL);
    }
    if (c->redos > 2 && course_chance(c, 70)) {
        aftercare_expose(c);
    }
}

/* Nonzero: the unit has it again. */
static int aftercare_redo(course *c) {
    if (course_chance(c, 12)) {
        return 0; /* left as it is */
    }
    course_wait_until(c, clock_day(c->at), course_chance(c, 85) ? 1 : 3);
    course_assign(c, "redo", c->unit, NULL);
    c->redos++;
    aftercare_supervise(c);
    return 1;
}

static void aftercare_close(course *c) {
    if (course_chance(c, 97)) {
        course_wait(c, 30, 900);
        course_of_ticket(c, "close", "centre", NULL);
    }
}

void aftercare_run(course *c) {
    while (c->redos < 5) {
        int rating;
        if (course_chance(c, 1)) {
            break; /* closed without a word */
        }
        rating = aftercare_call_back(c);
        if (rating != RATING_DISSATISFIED || (c->unlawful && aftercare_noncompliant(c)) || !aftercare_redo(c)) {
            break;
        }
        if (!handling_run(c)) {
            aftercare_neglected(c);
            return;
        }
    }
    aftercare_close(c);
}

void aftercare_neglected(course *c) {
    course_wait_until(c, clock_day(c->at), 15);
    if (c->redos > 0) {
        course_of_ticket(c, "supervise_on_site", "centre", NULL);
    }
    if (course_chance(c, 60)) {
        aftercare_expose(c);
    }
    if (course_chance(c, 60)) {
        course_wait_until(c, clock_day(c->at), 2);
        handling_do(c);
        aftercare_run(c);
    }
}
