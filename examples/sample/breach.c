/* SPDX-License-Identifier: MIT */
/* What should not be in a log and is: events by the wrong person, out of order, without a place, unreadable. One function each. */
#include "course.h"

#include <stdio.h>

static void breach_write(world *w, const event *e) {
    char id[JOURNAL_ID_SIZE];
    journal_add(w->journal, e, id);
}

/* A ticket with a unit at ten in the morning of a day. */
static void breach_open(course *c, world *w, int day) {
    intake_receive(c, w, clock_moment(day, 10, 0), CHANNEL_LOCAL);
    c->anonymous = 0;
    intake_register(c);
    c->at += 20;
    intake_dispatch(c, chance_below(&w->chance, DISTRICT_CENTRE));
    c->at += 40;
}

/* The same, handled and reported as it should be. */
static void breach_report(course *c, world *w, int day) {
    breach_open(c, w, day);
    course_of_assignment(c, "contact", "handler", "\"outcome\":\"reached\"");
    c->at += 60;
    course_of_assignment(c, "handled", "handler", "\"result\":\"resolved\"");
    c->at += 5;
    course_of_assignment(c, "contact", "handler", "\"outcome\":\"reached\",\"opinion\":\"无意见\"");
    reply_run(c, "resolved");
}

static void breach_role(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    course_of_assignment(&c, "meeting_waived", "handler", NULL);
}

static void breach_unknown_event(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    course_of_ticket(&c, "forward", "centre", NULL);
}

static void breach_unknown_ticket(world *w, int day) {
    event e = {0};
    char ticket[JOURNAL_ID_SIZE];
    snprintf(ticket, sizeof ticket, "X%05d", day);
    e.kind = "accept";
    e.at = clock_moment(day, 9, 0);
    e.ticket = ticket;
    e.role = "centre";
    breach_write(w, &e);
}

static void breach_before_ticket(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    c.at = clock_moment(day, 9, 50);
    course_of_ticket(&c, "leader_action", "principal", NULL);
}

static void breach_reopened(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    course_of_ticket(&c, "receive", "centre", "\"channel\":\"local\"");
}

static void breach_unknown_assignment(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    snprintf(c.assignment, sizeof c.assignment, "e999999");
    course_of_assignment(&c, "on_site", "handler", NULL);
}

/* Two live assignments of one unit, then one without any. */
static void breach_nowhere(world *w, int day) {
    course c;
    event e = {0};
    breach_open(&c, w, day);
    intake_dispatch(&c, c.unit);
    e.kind = "on_site";
    e.at = c.at + 30;
    e.ticket = c.ticket;
    e.unit = course_unit(&c)->id;
    e.role = "handler";
    breach_write(w, &e);
    e.unit = NULL;
    breach_write(w, &e);
    e.ticket = NULL;
    breach_write(w, &e);
}

static void breach_facts(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    course_of_assignment(&c, "contact", "handler", "\"outcome\":\"busy\"");
    course_of_assignment(&c, "contact", "handler", "\"outcome\":\"no_answer\",\"urgent\":true");
    course_of_assignment(&c, "meet", "handler", "\"opinion\":\"满意\"");
    course_of_assignment(&c, "contact", "handler", NULL);
}

/* A reply before the result, and a report on a ticket whose source nobody wrote down. */
static void breach_unknown(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    course_of_assignment(&c, "contact", "handler", "\"outcome\":\"reached\"");
    c.at += 10;
    reply_run(&c, "resolved");
}

static void breach_no_channel(world *w, int day) {
    course c = {0};
    c.w = w;
    c.at = clock_moment(day, 14, 0);
    c.matter = district_matter(&w->chance);
    snprintf(c.ticket, sizeof c.ticket, "T%05d", ++w->tickets);
    course_of_ticket(&c, "receive", "centre", NULL);
    course_of_ticket(&c, "accept", "centre", NULL);
    intake_register(&c);
    intake_dispatch(&c, chance_below(&w->chance, DISTRICT_CENTRE));
    course_of_assignment(&c, "contact", "handler", "\"outcome\":\"reached\"");
    c.at += 30;
    course_of_assignment(&c, "handled", "handler", "\"result\":\"resolved\"");
    c.at += 5;
    course_of_assignment(&c, "contact", "handler", "\"outcome\":\"reached\"");
    reply_run(&c, "resolved");
}

static void breach_redo(world *w, int day, const char *callback) {
    course c;
    breach_report(&c, w, day);
    c.at += 600;
    course_of_assignment(&c, "callback", "centre", callback);
    c.at += 60;
    course_assign(&c, "redo", c.unit, NULL);
}

/* Done again although the caller was content, or was never asked. */
static void breach_redo_unasked(world *w, int day) {
    breach_redo(w, day, "\"outcome\":\"reached\",\"rating\":\"satisfied\"");
    breach_redo(w, day, "\"outcome\":\"no_answer\"");
}

static void breach_guard(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    course_of_ticket(&c, "special_project", "centre", NULL);
    course_of_assignment(&c, "return_approved", "centre", NULL);
}

static void breach_no_row(world *w, int day) {
    course c;
    breach_report(&c, w, day);
    course_of_ticket(&c, "accept", "centre", NULL);
}

static void breach_correction(world *w, int day) {
    course c;
    breach_open(&c, w, day);
    course_of_ticket(&c, "void", "centre", "\"voids\":\"e999998\"");
    course_of_assignment(&c, "return", "handler", "\"reason\":\"不属于本单位职责\"");
    c.at += 30;
    course_of_ticket(&c, "merge", "centre", "\"into\":\"T00001\"");
}

static void breach_lines(world *w, int day) {
    char line[160];
    char time[CLOCK_TIME_SIZE];
    int at = clock_moment(day, 16, 0);
    snprintf(line, sizeof line, "{\"id\":\"e000001\",\"ticket\":\"T00001\",\"event\":\"accept\",\"at\":\"%s\"}", clock_time(at, time));
    journal_add_line(w->journal, at, line);
    snprintf(line, sizeof line, "{\"id\":\"e%06d\",\"ticket\":\"T00002\",\"event\":\"cont", 900000 + day);
    journal_add_line(w->journal, at + 7, line);
}

/* A ticket older than the notice. */
static void breach_no_policy(world *w, int day) {
    course c;
    if (clock_month(day) == 0) {
        breach_open(&c, w, 11); /* 12 April */
    }
}

void breach_run(world *w, int day) {
    static void (*const breaches[])(world *, int) = {
        breach_role,    breach_unknown_event, breach_unknown_ticket, breach_before_ticket, breach_reopened,     breach_unknown_assignment,
        breach_nowhere, breach_facts,         breach_unknown,        breach_no_channel,    breach_redo_unasked, breach_guard,
        breach_no_row,  breach_correction,    breach_lines,          breach_no_policy,
    };
    size_t i;
    for (i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
        breaches[i](w, day);
    }
}
