/* SPDX-License-Identifier: MIT */
/*
 * hotline-sample: prints the events of five months of a district that does not exist, as lines that `hotline judge` reads. The seed is
 * fixed: it prints the same bytes on every machine.
 */
#include <stdio.h>

#include "course.h"

enum { TICKETS_A_WORKDAY = 28, TICKETS_A_DAY_OFF = 15 };

static void run_day(world *w, int day) {
    int count = (clock_is_workday(day) ? TICKETS_A_WORKDAY : TICKETS_A_DAY_OFF) + chance_between(&w->chance, -5, 5);
    int i;
    for (i = 0; i < count; i++) {
        int hour = chance_of(&w->chance, 88) ? chance_between(&w->chance, 8, 17) : chance_between(&w->chance, 0, 23);
        course_run(w, clock_moment(day, hour, chance_below(&w->chance, 60)));
    }
}

int main(void) {
    static world w;
    int failed;
    int i;
    chance_seed(&w.chance, UINT64_C(12345202105));
    w.journal = journal_new();
    for (i = 0; i < DISTRICT_UNITS; i++) {
        unit_life_run(&w, i);
    }
    for (i = CLOCK_FIRST_DAY; i < CLOCK_END_DAY; i++) {
        run_day(&w, i);
    }
    breach_run(&w, clock_workday_after(clock_month_start(0) + 8, 3));
    breach_run(&w, clock_workday_after(clock_month_start(3) + 8, 3));
    ranking_run(&w);
    failed = journal_print(w.journal);
    journal_free(w.journal);
    return failed;
}
