/* SPDX-License-Identifier: MIT */
/*
 * The test of promised days: is one named, does it lie ahead, not too far. It refuses to know whether the promise is a good one.
 */
#include "reply_impl.h"

#include "../rules/calendar_impl.h"

/* A day that was promised, and where it stands. */
typedef struct promise {
    span at;
    uint32_t source;
    hotline_day day; /* HOTLINE_DAY_NONE: cannot be told */
} promise;

/* The last day that the rule allows; HOTLINE_DAY_NONE: any, or it cannot be told (noted). */
static hotline_day date_limit(reply_judging *j, const reply_check *check) {
    frame f = *j->input.fields;
    table_fault fault = TABLE_FINE;
    const char *undefined = NULL;
    term within;
    due last;
    if (check->within.form == RULE_ABSENT || j->today == HOTLINE_DAY_NONE) {
        return HOTLINE_DAY_NONE;
    }
    if (hotline__matter_term(&f, &check->within, &within, &fault) != TERM_FOUND) {
        hotline__reply_undefined(j, check->within.path);
        return HOTLINE_DAY_NONE;
    }
    hotline_status status = hotline__term_due(j->rulebook->calendar, &j->policy->counts, &within, j->input.now, NULL, 0, &last, &undefined);
    if (status == HOTLINE_UNDEFINED) {
        hotline__reply_undefined(j, hotline__term_undefined_path(undefined));
    }
    return status == HOTLINE_OK ? last.day : HOTLINE_DAY_NONE;
}

static text date_text(reply_judging *j, hotline_day day) {
    char digits[HOTLINE_DATE_SIZE] = "";
    text none = {"", 0};
    hotline_day_write(day, digits);
    text kept = hotline__arena_text(j->arena, hotline__text(digits));
    if (kept.at == NULL) {
        j->status = HOTLINE_ERROR_MEMORY;
        return none;
    }
    return kept;
}

static void date_find(reply_judging *j, const reply_check *check, finding_code code, const promise *p, hotline_day latest) {
    reply_found *found = hotline__reply_find(j, check, code, p->source, p->at);
    if (found != NULL) {
        found->f.b = date_text(j, p->day);
        found->f.c = latest != HOTLINE_DAY_NONE ? date_text(j, latest) : found->f.c;
    }
}

/* A promised day that is known: it must lie ahead, and not beyond the limit. */
static void date_check(reply_judging *j, const reply_check *check, const promise *p, hotline_day latest) {
    if (j->today == HOTLINE_DAY_NONE) {
        hotline__reply_undecided(j, check, "at"); /* nobody said what day it is */
        return;
    }
    if (p->day == HOTLINE_DAY_NONE) {
        return;
    }
    if (p->day < j->today) {
        date_find(j, check, FINDING_REPLY_DATE_PAST, p, HOTLINE_DAY_NONE);
    } else if (latest != HOTLINE_DAY_NONE && p->day > latest) {
        date_find(j, check, FINDING_REPLY_DATE_FAR, p, latest);
    }
}

enum { DATE_YEAR = 0x5E74 /* 年 */, DATE_LONG_PAST = 60 /* days */ };

static int date_says_year(const passage *p, span s) {
    uint32_t i = s.begin;
    while (i < s.end && p->letters[i] != DATE_YEAR && p->letters[i] != '-') {
        i++;
    }
    return i < s.end;
}

/* "By 31 December", said in May, is no day of last year: what is promised lies ahead, unless it is only just past. */
static hotline_day date_ahead(const reply_judging *j, const passage *p, const dateword *d) {
    int past = j->today != HOTLINE_DAY_NONE && d->to != HOTLINE_DAY_NONE && d->to < j->today - DATE_LONG_PAST;
    return past && d->bounded && !date_says_year(p, d->where) ? hotline__add_months(d->to, 12) : d->to;
}

/* Working days are counted on the rulebook's calendar. */
static hotline_day date_last(const reply_judging *j, const passage *p, const dateword *d) {
    if (d->kind == DATEWORD_WORKDAYS && j->today != HOTLINE_DAY_NONE) {
        return hotline__calendar_add(j->rulebook->calendar, j->today, d->workdays);
    }
    return date_ahead(j, p, d);
}

/* The first hit at or after a letter. */
static uint32_t date_hit_from(const wording_hits *hits, uint32_t at) {
    uint32_t low = 0;
    uint32_t high = hits->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (hits->items[middle].at.begin < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Does the clause of a place hold a phrase of a class? Asked of the reply only: a field says nothing but the promise. */
static int date_says(const reply_judging *j, const passage *p, span at, uint8_t kind) {
    if (p != hotline__reply_text(j)) {
        return 0;
    }
    const passage_clause *c = &p->clauses[hotline__passage_clause(p, at.begin)];
    for (uint32_t i = date_hit_from(&j->own, c->begin); i < j->own.count && j->own.items[i].at.begin < c->end; i++) {
        if (j->own.items[i].kind == kind) {
            return 1;
        }
    }
    return 0;
}

/*
 * What is to be done by a day, within a term, or on a day ahead, is a promise; what happened on a day is none, nor is a day of somebody else's. A
 * day that is past was promised only where the clause says that something is to be done.
 */
static int date_promises(const reply_judging *j, const passage *p, const dateword *d) {
    hotline_day last = date_last(j, p, d);
    int past = j->today != HOTLINE_DAY_NONE && last != HOTLINE_DAY_NONE && last < j->today;
    if (date_says(j, p, d->where, WORDING_NO_PLEDGE)) {
        return 0;
    }
    if (past) {
        return d->bounded && (p != hotline__reply_text(j) || date_says(j, p, d->where, WORDING_PLEDGE));
    }
    if (d->kind == DATEWORD_WORKDAYS || d->bounded || d->kind == DATEWORD_RELATIVE) {
        return 1;
    }
    return j->today != HOTLINE_DAY_NONE && last != HOTLINE_DAY_NONE && last > j->today;
}

/* The library's hits in a text: the reply was looked through before, a field was not. */
static wording_hits date_hits(reply_judging *j, const passage *p) {
    wording_hits hits = {NULL, 0};
    if (p == hotline__reply_text(j)) {
        return j->own;
    }
    if (j->status >= 0) {
        j->status = hotline__wording_find(j->arena, &j->words->own, 1, p, &hits);
    }
    return hits;
}

/* Terms in hours, and this evening. */
static int64_t date_terms(reply_judging *j, const reply_check *check, uint32_t source, int give) {
    const passage *p = &j->sources[source].passage;
    wording_hits hits = date_hits(j, p);
    int64_t count = 0;
    for (uint32_t i = 0; i < hits.count && j->status >= 0; i++) {
        const wording_hit *h = &hits.items[i];
        if (h->kind != WORDING_TERM || date_says(j, p, h->at, WORDING_NO_PLEDGE)) {
            continue;
        }
        count++;
        if (give) {
            reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_DATE_GIVEN, source, h->at);
            if (found != NULL) {
                found->f.b = hotline__passage_text(p, h->at);
            }
        }
    }
    return count;
}

static void date_missing(reply_judging *j, const reply_check *check, uint32_t source) {
    span nowhere = {0, 0};
    reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_NO_DATE, source, nowhere);
    if (found != NULL && check->field != NAME_NONE) {
        hotline__reply_name_field(j, &found->f, check->field);
    }
}

/* All promises of a text: told one by one when `give`, checked when not; returns how many there are. */
static int64_t date_walk(reply_judging *j, const reply_check *check, uint32_t source, int give) {
    const passage *p = &j->sources[source].passage;
    hotline_day latest = give ? HOTLINE_DAY_NONE : date_limit(j, check);
    int64_t count = date_terms(j, check, source, give);
    uint32_t cursor = 0;
    dateword d;
    while (j->status >= 0 && hotline__dateword_next(p, j->today, &cursor, &d)) {
        promise one = {d.where, source, date_last(j, p, &d)};
        if (!date_promises(j, p, &d)) {
            continue;
        }
        count++;
        if (give) {
            reply_found *found = hotline__reply_find(j, check, FINDING_REPLY_DATE_GIVEN, source, d.where);
            if (found != NULL) {
                found->f.b = hotline__passage_text(p, d.where);
            }
        } else {
            date_check(j, check, &one, latest);
        }
    }
    return count;
}

static void date_test_text(reply_judging *j, const reply_check *check, uint32_t source) {
    uint32_t before = j->found_count;
    int64_t bound = 0;
    int most = hotline__reply_bound(j, &check->most, -1, &bound);
    if (most && date_walk(j, check, source, 1) <= bound) {
        j->found_count = before;
    }
    if (hotline__reply_bound(j, &check->least, check->most.form == RULE_ABSENT ? 1 : -1, &bound) &&
        date_walk(j, check, source, 0) < bound) {
        date_missing(j, check, source);
    }
}

/* A field that is a date or a time. */
static void date_test_value(reply_judging *j, const reply_check *check, const value *v) {
    promise p = {{0, 0}, REPLY_NONE, HOTLINE_DAY_NONE};
    p.day = v->kind == FACT_DATE + 1 ? (hotline_day)v->number : hotline__day_at(v->number, hotline__calendar_offset(j->rulebook->calendar));
    if (check->most.form == RULE_PLAIN && check->most.n == 0) {
        date_find(j, check, FINDING_REPLY_DATE_GIVEN, &p, HOTLINE_DAY_NONE);
    } else {
        date_check(j, check, &p, date_limit(j, check));
    }
}

void hotline__reply_test_date(reply_judging *j, const reply_check *check) {
    uint32_t source = j->texts[TEXT_REPLY];
    if (check->field != NAME_NONE) {
        value v = hotline__reply_fact(j, check->field);
        if (v.kind == 0 && check->most.form == RULE_ABSENT) {
            date_missing(j, check, REPLY_NONE);
        } else if (v.kind == FACT_DATE + 1 || v.kind == FACT_TIME + 1) {
            date_test_value(j, check, &v);
        }
        source = hotline__reply_field(j, check->field);
    }
    if (source != REPLY_NONE) {
        date_test_text(j, check, source);
    }
}
