/* SPDX-License-Identifier: MIT */
/* Two effective contacts, and the meetings of matters from the province, of instant ones, and of those done again twice. */
#include "course.h"

static const char no_answer[] = "\"outcome\":\"no_answer\"";

/* Zero: nobody could be reached. */
static int contact_try(course *c, const char *reached) {
    int tries;
    for (tries = 0; tries < 3; tries++) {
        if (course_chance(c, 86)) {
            course_of_assignment(c, "contact", "handler", reached);
            return 1;
        }
        course_of_assignment(c, "contact", "handler", course_chance(c, 90) ? no_answer : "\"outcome\":\"refused\"");
        course_wait(c, 90, 400);
    }
    return 0;
}

static void contact_wrongly_written(course *c) {
    char facts[64] = "\"voids\":\"";
    int i;
    course_of_assignment(c, "contact", "handler", no_answer);
    for (i = 0; c->last[i] != '\0'; i++) {
        facts[9 + i] = c->last[i];
    }
    facts[9 + i] = '"';
    course_wait(c, 5, 60);
    course_of_ticket(c, "void", "centre", facts);
}

void contact_first(course *c) {
    if (c->anonymous || course_chance(c, course_unit(c)->careless)) {
        return; /* nobody to call, or forgotten */
    }
    course_wait(c, 10, course_chance(c, 6) ? 2000 : 240);
    if (course_chance(c, 1)) {
        contact_wrongly_written(c);
    }
    if (!contact_try(c, "\"outcome\":\"reached\"") && course_chance(c, 85)) {
        course_of_assignment(c, "contact_waived", "centre", NULL);
    }
}

void contact_second(course *c) {
    if (c->anonymous || course_chance(c, course_unit(c)->careless)) {
        return;
    }
    course_wait(c, 5, 60);
    if (!contact_try(c, "\"outcome\":\"reached\",\"opinion\":\"诉求人已知悉办理结果\"") && course_chance(c, 85)) {
        course_of_assignment(c, "contact_waived", "centre", NULL);
    }
}

void contact_meet(course *c) {
    if (c->channel == CHANNEL_LOCAL && c->redos < 2 && !course_chance(c, 8)) {
        return;
    }
    course_wait(c, 20, 150);
    if (c->anonymous || course_chance(c, 6)) {
        course_of_assignment(c, "meeting_waived", "centre", NULL); /* out of town, or does not want to */
        return;
    }
    if (!course_chance(c, course_unit(c)->careless)) {
        course_of_assignment(c, "meet", "handler", NULL);
    }
    course_wait(c, 5, 60);
    course_of_assignment(c, "on_site", "handler", NULL);
}
