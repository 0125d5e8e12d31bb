/* SPDX-License-Identifier: MIT */
/* What becomes of a promise: followed up, put off, kept, kept late, forgotten. */
#include "course.h"

#include <stdio.h>

static void promise_revise(course *p) {
    char facts[160];
    char date[CLOCK_TIME_SIZE];
    p->promised = clock_workday_after(p->promised, chance_between(&p->w->chance, 5, 15));
    snprintf(facts, sizeof facts, "\"promised_for\":\"%s\",\"reason\":\"雨季停工，工期顺延\"", clock_date(p->promised, date));
    course_of_assignment(p, "promise_revised", "handler", facts);
}

void promise_run(const course *c) {
    course p = *c;
    int pace = course_chance(&p, 75) ? 8 : 16; /* working days between two looks */
    for (;;) {
        int next = clock_workday_after(clock_day(p.at), pace);
        if (next >= p.promised || next >= CLOCK_END_DAY) {
            break;
        }
        course_wait_until(&p, next, 0);
        course_of_assignment(&p, "follow_up", "handler", NULL);
    }
    while (p.promised < CLOCK_END_DAY && course_chance(&p, 25)) {
        course_wait_until(&p, p.promised - 1, 0);
        promise_revise(&p);
    }
    if (p.promised >= CLOCK_END_DAY || course_chance(&p, 15)) {
        return;
    }
    course_wait_until(&p, p.promised, course_chance(&p, 85) ? 0 : 4);
    course_of_assignment(&p, "fulfil", "handler", "\"evidence\":\"竣工照片三张\"");
}
