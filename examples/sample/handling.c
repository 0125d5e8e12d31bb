/* SPDX-License-Identifier: MIT */
/* A unit with its assignment: handed back or handled, within four working days or not. */
#include "course.h"

#include <stdio.h>
#include <string.h>

static void handling_name_person(course *c) {
    char facts[128];
    char name[32];
    char phone[32];
    if (!course_chance(c, course_unit(c)->names)) {
        return;
    }
    district_handler(c->unit, chance_below(&c->w->chance, course_unit(c)->staff), name, phone);
    snprintf(facts, sizeof facts, "\"responsible\":\"%s\"", name);
    course_wait(c, 5, 50);
    course_of_assignment(c, "hand_over", "section_head", facts);
}

/* Nonzero: the matter left the unit, and the next has it. */
static int handling_return(course *c) {
    int late = course_chance(c, 20);
    if (late) {
        course_wait_until(c, clock_day(c->at), 2);
    } else {
        course_wait(c, 30, 300);
    }
    course_of_assignment(c, "return", "handler", "\"reason\":\"经核实不属于本单位职责\"");
    course_wait(c, 30, 240);
    if (course_chance(c, late ? 70 : 35)) {
        course_of_assignment(c, "return_refused", "centre", NULL);
        return 0;
    }
    course_of_assignment(c, "return_approved", "centre", NULL);
    course_wait(c, 5, 60);
    intake_dispatch(c, district_other_unit(&c->w->chance, c->unit));
    return 1;
}

static void handling_sub_dispatch(course *c) {
    course part = *c;
    event e = {0};
    e.kind = "sub_dispatch";
    e.at = c->at + 15;
    e.ticket = c->ticket;
    e.assignment = c->assignment;
    part.unit = chance_below(&c->w->chance, 6);
    e.unit = district_units[part.unit].id;
    e.role = "handler";
    e.by = "section-01";
    journal_add(c->w->journal, &e, part.assignment);
    part.at = e.at;
    course_wait(&part, 60, 400);
    course_of_assignment(&part, "on_site", "handler", NULL);
    if (course_chance(&part, 80)) {
        contact_first(&part);
        course_wait(&part, 20, 100);
        course_of_assignment(&part, "handled", "handler", "\"result\":\"resolved\"");
    }
}

/* The working day after the dispatch on which the unit will be done. */
static int handling_days(course *c) {
    static const int on_time[] = {0, 1, 1, 2, 2, 2, 3, 3, 3, 4};
    if (course_chance(c, course_unit(c)->late)) {
        return chance_between(&c->w->chance, 5, 10);
    }
    return on_time[chance_below(&c->w->chance, 10)];
}

static const char *handling_result(course *c) {
    int draw = chance_below(&c->w->chance, 100);
    if (c->unlawful) {
        return "explained";
    }
    return draw < 7 ? "promised" : draw < 10 ? "cannot" : draw < 25 ? "explained" : "resolved";
}

static void handling_finish(course *c, const char *result) {
    static const char *const why[] = {"law", "policy", "objective"};
    char facts[FACTS_SIZE];
    snprintf(facts, sizeof facts, "\"result\":\"%s\"", result);
    if (c->unlawful) {
        strcat(facts, course_chance(c, 50) ? ",\"claim\":\"unlawful\"" : ",\"claim\":\"out_of_scope\"");
    }
    if (strcmp(result, "promised") == 0) {
        snprintf(facts + strlen(facts), 64, ",\"unresolvable\":\"%s\"", why[chance_below(&c->w->chance, 3)]);
    }
    course_of_assignment(c, "handled", "handler", facts);
}

/* What a claim asks for that the law or the hotline's scope does not give. */
static void handling_mediate(course *c) {
    int careless = course_chance(c, course_unit(c)->careless * 2);
    course_wait(c, 30, 200);
    course_of_assignment(c, "invite", "handler", NULL);
    if (!careless) {
        course_wait(c, 30, 200);
        course_of_assignment(c, "explain", "handler", NULL);
    }
    if (!course_chance(c, 15)) {
        course_wait(c, 30, 300);
        course_of_assignment(c, "mediate", "handler", NULL);
    }
}

void handling_do(course *c) {
    const char *result = handling_result(c);
    contact_meet(c);
    course_wait(c, 10, 60);
    handling_finish(c, result);
    contact_second(c);
    if (c->unlawful) {
        handling_mediate(c);
    } else if (strcmp(result, "promised") == 0 && !course_chance(c, course_unit(c)->careless)) {
        course_wait(c, 5, 40);
        course_of_assignment(c, "explain", "handler", NULL);
    }
    reply_run(c, result);
    if (strcmp(result, "promised") == 0) {
        promise_run(c);
    }
}

static void handling_change_person(course *c) {
    char facts[160];
    char name[32];
    char phone[32];
    district_handler(c->unit, chance_below(&c->w->chance, course_unit(c)->staff) + 1, name, phone);
    snprintf(facts, sizeof facts, "\"responsible\":\"%s\",\"reason\":\"原责任人休假，B角接办\"", name);
    course_wait(c, 60, 200);
    course_of_assignment(c, "hand_over", "section_head", facts);
}

int handling_run(course *c) {
    int returns = 0;
    int given;
    int days;
    while (c->redos == 0 && returns < 4 && course_chance(c, returns == 0 ? course_unit(c)->returning : 25) && handling_return(c)) {
        returns++;
    }
    given = clock_day(c->at);
    days = handling_days(c);
    c->unlawful = c->redos == 0 && course_chance(c, 4);
    handling_name_person(c);
    contact_first(c);
    if (course_chance(c, 3)) {
        handling_sub_dispatch(c);
    }
    if (course_chance(c, 3)) {
        handling_change_person(c);
    }
    if (days > 6 && course_chance(c, 25)) {
        return 0; /* never done */
    }
    course_wait_until(c, given, days);
    handling_do(c);
    return 1;
}
