/* SPDX-License-Identifier: MIT */
/* What units do besides their tickets: staff, studies, self-checks, knowledge, notices, common issues, bulletins. */
#include "course.h"

#include <stdio.h>

enum {
    UNIT_LIUTANG = 0,
    UNIT_BAISHI = 2,
    UNIT_JIAOTONG = 9,
    UNIT_RENSHE = 12,
    UNIT_HUANBAO = 15,
    UNIT_WENLV = 19,
    UNIT_GONGDIAN = 21,
    UNIT_RANQI = 23
};

static void unit_say(world *w, int whose, int at, const char *kind, const char *role, const char *facts) {
    event e = {0};
    char id[JOURNAL_ID_SIZE];
    e.kind = kind;
    e.at = at;
    e.unit = district_units[whose].id;
    e.role = role;
    e.facts = facts;
    journal_add(w->journal, &e, id);
}

/* Some office hour of the month. */
static int unit_moment(world *w, int month) {
    int day = chance_between(&w->chance, clock_month_start(month) + 2, clock_month_start(month + 1) - 5);
    return clock_office(&w->chance, clock_moment(day, 9, 0) + chance_below(&w->chance, 8 * 60));
}

static int unit_chance(world *w, int percent) {
    return chance_of(&w->chance, percent);
}

static void unit_begin(world *w, int whose) {
    const office *u = &district_units[whose];
    char facts[FACTS_SIZE];
    snprintf(facts, sizeof facts,
             "\"kind\":\"%s\",\"staff\":%d,\"levels_named\":%d,\"a_present\":true,\"b_present\":true,\"monthly_tickets\":%d", u->kind,
             u->staff, u->levels, u->volume * 6 / 5);
    unit_say(w, whose, clock_moment(CLOCK_FIRST_DAY, 0, 5) + whose, "unit_facts", "centre", facts);
}

/* Both A and B away. One unit never says that they came back. */
static void unit_away(world *w, int whose) {
    int at = unit_moment(w, 2);
    unit_say(w, whose, at, "unit_facts", "centre", "\"a_present\":false,\"b_present\":false");
    if (whose != UNIT_RANQI) {
        unit_say(w, whose, at + 2 * CLOCK_DAY, "unit_facts", "centre", "\"a_present\":true");
    }
}

static void unit_study(world *w, int whose, int month) {
    const office *u = &district_units[whose];
    if (unit_chance(w, 96 - 6 * u->careless)) {
        unit_say(w, whose, unit_moment(w, month), "leader_study", "principal", NULL);
    }
    if (month % 2 == 1 && unit_chance(w, 75)) {
        unit_say(w, whose, unit_moment(w, month), "training", "handler", NULL);
    }
    if ((month == 1 || month == 4) && unit_chance(w, 94 - 5 * u->careless)) {
        unit_say(w, whose, unit_moment(w, month), "selfcheck", "handler", NULL);
    }
}

static void unit_know(world *w, int whose, int month) {
    static const char *const classes[] = {"functions", "divisions", "regulations", "permits", "enforcement", "services", "livelihood"};
    char facts[64];
    int at = unit_moment(w, month);
    if (whose < DISTRICT_FIRST_DEPT || !unit_chance(w, 50)) {
        return;
    }
    snprintf(facts, sizeof facts, "\"kb_class\":\"%s\"", classes[chance_below(&w->chance, 7)]);
    unit_say(w, whose, at, "kb_due", "centre", facts);
    if (unit_chance(w, 88)) {
        int day = clock_workday_after(clock_day(at), chance_between(&w->chance, 1, 7));
        unit_say(w, whose, clock_moment(day, 10, 0) + chance_below(&w->chance, 400), "kb_update", "handler", facts);
    }
}

static void unit_notify(world *w, int whose, int month) {
    static const char *const classes[] = {"power", "water", "gas", "road"};
    char facts[128];
    char time[CLOCK_TIME_SIZE];
    int at = unit_moment(w, month);
    int effect = unit_chance(w, 85) ? at + chance_between(&w->chance, 600, 4000) : at - chance_between(&w->chance, 30, 300);
    snprintf(facts, sizeof facts, "\"notice_class\":\"%s\",\"effect_from\":\"%s\"",
             whose == UNIT_JIAOTONG ? classes[3]
             : unit_chance(w, 8)    ? "heating"
                                    : classes[whose - UNIT_GONGDIAN],
             clock_time(effect, time));
    unit_say(w, whose, at, "advance_notice", "handler", facts);
}

static void unit_improve(world *w, int whose, int month, const char *pattern) {
    char facts[256];
    int at = clock_moment(clock_workday_after(clock_month_start(month) + 3, 1), 9, 30);
    snprintf(facts, sizeof facts, "\"issue\":\"%s\",\"issue_count\":%d", pattern, chance_between(&w->chance, 8, 30));
    unit_say(w, whose, at, "common_issue", "centre", facts);
    if (month == 3 && whose == UNIT_RENSHE) {
        return; /* nothing proposed */
    }
    at = clock_moment(clock_workday_after(clock_day(at), chance_between(&w->chance, 3, 13)), 15, 0);
    snprintf(facts, sizeof facts, "\"issue\":\"%s\",\"improvement\":\"增加巡查频次，建立台账，按月通报\"", pattern);
    unit_say(w, whose, at, "improve", unit_chance(w, 50) ? "deputy_leader" : "principal", facts);
    if (month == 3 && whose == UNIT_LIUTANG) {
        return; /* nobody looked whether it helped */
    }
    at = clock_moment(clock_workday_after(clock_day(at), chance_between(&w->chance, 15, 25)), 16, 0);
    snprintf(facts, sizeof facts, "\"issue\":\"%s\",\"issue_count\":%d", pattern, chance_between(&w->chance, 0, 12));
    unit_say(w, whose, at, "recount", "handler", facts);
}

static void unit_month(world *w, int whose, int month) {
    int i;
    unit_study(w, whose, month);
    unit_know(w, whose, month);
    for (i = 0; i < 3 && (whose == UNIT_JIAOTONG || (whose >= UNIT_GONGDIAN && whose <= UNIT_RANQI)); i++) {
        unit_notify(w, whose, month);
    }
    if (month % 3 == 0 && whose == UNIT_LIUTANG) {
        unit_improve(w, whose, month, "01.01");
    }
    if (month % 3 == 0 && whose == UNIT_RENSHE) {
        unit_improve(w, whose, month, "05.01");
    }
    if (month == 1 && whose == UNIT_HUANBAO) {
        unit_improve(w, whose, month, "06.02");
    }
}

/* The centre's own: a bulletin each Monday, a report on hot spots each month; one of each is forgotten. */
static void unit_centre(world *w) {
    int day;
    int month;
    for (day = CLOCK_FIRST_DAY + 2; day < CLOCK_END_DAY; day += 7) {
        if (clock_is_workday(day) || unit_chance(w, 50)) {
            unit_say(w, DISTRICT_CENTRE, clock_moment(day, 9, 0), "weekly_bulletin", "centre", NULL);
        }
    }
    for (month = 0; month < CLOCK_MONTHS; month++) {
        if (month != 3) {
            unit_say(w, DISTRICT_CENTRE, unit_moment(w, month), "hotspot_report", "centre", NULL);
        }
    }
}

void unit_life_run(world *w, int whose) {
    int month;
    unit_begin(w, whose);
    if (whose == DISTRICT_CENTRE) {
        unit_centre(w);
        return;
    }
    for (month = 0; month < CLOCK_MONTHS; month++) {
        unit_month(w, whose, month);
    }
    if (whose == UNIT_BAISHI || whose == UNIT_WENLV || whose == UNIT_RANQI) {
        unit_away(w, whose);
    }
}
