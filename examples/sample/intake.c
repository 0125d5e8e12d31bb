/* SPDX-License-Identifier: MIT */
/* The centre's desk: a matter comes in, is answered there or given to a unit. */
#include "course.h"

#include <stdio.h>
#include <string.h>

void intake_receive(course *c, world *w, int at, int channel) {
    static const char *const channels[] = {"local", "province", "instant"};
    char facts[FACTS_SIZE];
    memset(c, 0, sizeof *c);
    c->w = w;
    c->at = at;
    c->channel = channel;
    c->matter = district_matter(&w->chance);
    c->anonymous = course_chance(c, 5);
    snprintf(c->ticket, sizeof c->ticket, "T%05d", ++w->tickets);
    snprintf(facts, sizeof facts, "\"channel\":\"%s\"%s,\"matter\":\"%s\"", channels[channel], c->anonymous ? ",\"anonymous\":true" : "",
             c->matter->words);
    course_of_ticket(c, "receive", channel == CHANNEL_LOCAL ? "caller" : "centre", facts);
    c->at += chance_between(&w->chance, 1, 8);
    course_of_ticket(c, "accept", "centre", NULL);
}

void intake_register(course *c) {
    char facts[FACTS_SIZE];
    snprintf(facts, sizeof facts, "\"category\":\"%s\"", c->matter->category);
    c->at += chance_between(&c->w->chance, 3, 25);
    course_of_ticket(c, "register", "centre", facts);
}

void intake_answer(course *c) {
    if (course_chance(c, 50)) {
        intake_register(c);
    }
    c->at += chance_between(&c->w->chance, 2, 15);
    course_of_ticket(c, "answer", "centre", NULL);
    c->at += chance_between(&c->w->chance, 1, 10);
    course_of_ticket(c, "close", "centre", NULL);
}

void intake_dispatch(course *c, int unit) {
    course_assign(c, "dispatch", unit, course_chance(c, 40) ? "\"instructions\":\"请核实情况，依法处理并答复诉求人\"" : NULL);
}
