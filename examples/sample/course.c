/* SPDX-License-Identifier: MIT */
#include "course.h"

#include <stdio.h>
#include <string.h>

static void course_write(course *c, const char *kind, const char *role, const char *facts, int of_assignment) {
    event e = {0};
    char by[48];
    int staff = of_assignment ? c->unit : DISTRICT_CENTRE;
    snprintf(by, sizeof by, "%s-%02d", district_units[staff].id, chance_below(&c->w->chance, district_units[staff].staff) + 1);
    e.kind = kind;
    e.at = c->at;
    e.ticket = c->ticket;
    e.assignment = of_assignment ? c->assignment : NULL;
    e.unit = of_assignment ? district_units[c->unit].id : NULL;
    e.role = role;
    e.by = strcmp(role, "caller") == 0 ? NULL : by;
    e.facts = facts;
    if (strcmp(kind, "contact") == 0 && course_chance(c, 1)) {
        e.known = c->at + chance_between(&c->w->chance, 1, 3) * CLOCK_DAY; /* written down days later */
    }
    journal_add(c->w->journal, &e, c->last);
    if (chance_below(&c->w->chance, 400) == 0 && e.at < CLOCK_END) {
        journal_repeat(c->w->journal, 5); /* the platform sends some lines twice */
    }
}

void course_of_ticket(course *c, const char *kind, const char *role, const char *facts) {
    course_write(c, kind, role, facts, 0);
}

void course_of_assignment(course *c, const char *kind, const char *role, const char *facts) {
    course_write(c, kind, role, facts, 1);
}

void course_assign(course *c, const char *kind, int unit, const char *facts) {
    event e = {0};
    e.kind = kind;
    e.at = c->at;
    e.ticket = c->ticket;
    e.unit = district_units[unit].id;
    e.role = "centre";
    e.by = "centre-02";
    e.facts = facts;
    journal_add(c->w->journal, &e, c->last);
    memcpy(c->assignment, c->last, sizeof c->assignment);
    c->unit = unit;
    if (c->at < CLOCK_END && clock_day(c->at) >= CLOCK_FIRST_DAY) {
        c->w->received[unit][clock_month(clock_day(c->at))]++;
    }
}

void course_wait(course *c, int low, int high) {
    int then = c->at + chance_between(&c->w->chance, low, high);
    c->at = course_chance(c, 4) ? then : clock_office(&c->w->chance, then); /* some work at night and on days off */
}

void course_wait_until(course *c, int day, int workdays) {
    int target = clock_workday_after(day, workdays);
    int then = clock_moment(target, 8, 40) + chance_below(&c->w->chance, 6 * 60);
    if (then > c->at) {
        c->at = clock_office(&c->w->chance, then);
    } else {
        course_wait(c, 20, 90);
    }
}

int course_chance(course *c, int percent) {
    return chance_of(&c->w->chance, percent);
}

const office *course_unit(const course *c) {
    return &district_units[c->unit];
}

static void course_mark(course *c) {
    static const char *const patterns[] = {"01.01", "05.01", "06.02"};
    char facts[64];
    int i;
    for (i = 0; i < 3; i++) {
        if (strcmp(c->matter->category, patterns[i]) == 0 && course_chance(c, 30)) {
            snprintf(facts, sizeof facts, "\"pattern\":\"%s\"", patterns[i]);
            course_of_ticket(c, "link_pattern", "centre", facts);
        }
    }
    if (course_chance(c, 2)) {
        snprintf(facts, sizeof facts, "\"repeat_kind\":\"emerging\",\"repeat_scope\":\"%s\"", c->unit < 6 ? "area" : "industry");
        course_of_ticket(c, "repeat_signal", "centre", facts);
    }
}

void course_run(world *w, int at) {
    static const int channels[] = {CHANNEL_LOCAL, CHANNEL_PROVINCE, CHANNEL_INSTANT};
    course c = {0};
    int draw = chance_below(&w->chance, 100);
    int channel = channels[draw < 80 ? 0 : draw < 91 ? 1 : 2];
    intake_receive(&c, w, at, channel);
    if (channel == CHANNEL_LOCAL && course_chance(&c, 22)) {
        intake_answer(&c);
        return;
    }
    intake_register(&c);
    course_wait(&c, 15, 120);
    intake_dispatch(&c, district_unit_for(&w->chance, c.matter));
    course_mark(&c);
    if (handling_run(&c)) {
        aftercare_run(&c);
    } else {
        aftercare_neglected(&c);
    }
}
