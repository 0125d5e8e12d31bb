/* SPDX-License-Identifier: MIT */
/*
 * From a moment and a term to a due moment, by the counting rules that a policy gives. It refuses to fill in a rule that the policy leaves
 * open, and to know which duty asks.
 */
#include "term_impl.h"

enum { TERM_MOST = 1000000 };

/* ---- reading "4 workdays" ---- */

/* By term_unit; the last one stands alone. */
static const char *const term_units[] = {"minute", "hour", "workhour", "day", "workday", "month"};
enum { TERM_UNITS = sizeof term_units / sizeof term_units[0] };

static int term_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int term_is_name(text t) {
    if (t.len == 0 || t.at[0] < 'a' || t.at[0] > 'z') {
        return 0;
    }
    for (size_t i = 1; i < t.len; i++) {
        if (!((t.at[i] >= 'a' && t.at[i] <= 'z') || term_is_digit(t.at[i]) || t.at[i] == '_')) {
            return 0;
        }
    }
    return 1;
}

static hotline_status term_parse_number(text t, int64_t *out, hotline_error *error) {
    int64_t n = 0;
    for (size_t i = 0; i < t.len; i++) {
        if (!term_is_digit(t.at[i])) {
            return hotline__error_set(error, HOTLINE_ERROR_SYNTAX, "a term begins with a whole number or the name of an integer fact");
        }
        n = n * 10 + (t.at[i] - '0');
        if (n > TERM_MOST) {
            return hotline__error_set(error, HOTLINE_ERROR_SYNTAX, "the number of a term is 0 to 1000000");
        }
    }
    *out = n;
    return HOTLINE_OK;
}

static hotline_status term_parse_unit(text t, term *out, hotline_error *error) {
    text single = t.len > 1 && t.at[t.len - 1] == 's' ? (text){t.at, t.len - 1} : t;
    nearest n;
    hotline__nearest_begin(&n, t);
    for (uint8_t i = 0; i < TERM_UNITS; i++) {
        if (hotline__text_is(single, term_units[i])) {
            out->unit = i;
            return HOTLINE_OK;
        }
        hotline__nearest_try(&n, hotline__text(term_units[i]));
    }
    hotline__error_set(error, HOTLINE_ERROR_SYNTAX, "the unit of a term is minutes, hours, workhours, days, workdays or months, not ");
    hotline__error_add_quoted(error, t);
    hotline__nearest_tell(&n, error);
    return HOTLINE_ERROR_SYNTAX;
}

hotline_status hotline__term_parse(text t, term *out, text *fact_name, hotline_error *error) {
    term made = {0, TERM_NUMBER, TERM_SAME_DAY};
    text number = {t.at, 0};
    fact_name->at = NULL;
    fact_name->len = 0;
    while (number.len < t.len && t.at[number.len] != ' ') {
        number.len++;
    }
    if (!hotline__text_is(t, "same day")) {
        text unit = {t.at + number.len, t.len - number.len};
        if (number.len == 0 || unit.len < 2) {
            return hotline__error_set(error, HOTLINE_ERROR_SYNTAX,
                                      "a term is a number, a space and a unit, such as \"4 workdays\", or \"same day\"");
        }
        unit.at++;
        unit.len--;
        if (term_is_name(number)) {
            *fact_name = number;
        } else {
            HOTLINE_TRY(term_parse_number(number, &made.n, error));
        }
        HOTLINE_TRY(term_parse_unit(unit, &made, error));
    }
    *out = made;
    return HOTLINE_OK;
}

int hotline__term_is_days(const term *t) {
    return t->unit >= TERM_DAY;
}

/* ---- one question, while it is answered ---- */

typedef struct term_question {
    const hotline_calendar *calendar;
    const counting *counts;
    const term *term;
    const clock_pause *pauses;
    uint32_t pause_count;
    int32_t offset;
    int32_t certain; /* until a day beyond the horizon was looked at */
    const char **undefined;
} term_question;

static term_question term_ask(const hotline_calendar *calendar, const counting *c, const term *t, const clock_pause *pauses,
                              uint32_t pause_count, const char **undefined) {
    term_question q;
    q.calendar = calendar;
    q.counts = c;
    q.term = t;
    q.pauses = pauses;
    q.pause_count = pause_count;
    q.offset = hotline__calendar_offset(calendar);
    q.certain = 1;
    q.undefined = undefined;
    *undefined = NULL;
    return q;
}

const char *hotline__term_undefined_path(const char *undefined) {
    enum { PREFIX = sizeof "counting." - 1 }; /* "calendar." is as long */
    static const char *const paths[] = {"counting.start", "counting.end", "counting.cutoff", "counting.roll", "calendar.hours"};
    size_t i;
    for (i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        if (hotline__text_is(hotline__text(undefined), paths[i] + PREFIX)) {
            return paths[i];
        }
    }
    return undefined;
}

static hotline_status term_undefined(const term_question *q, const char *key) {
    *q->undefined = key;
    return HOTLINE_UNDEFINED;
}

static int term_moment_fits(hotline_instant at, int32_t offset) {
    return at >= hotline__midnight(HOTLINE_DAY_FIRST, offset) && at <= hotline__midnight(HOTLINE_DAY_LAST, offset) + HOTLINE_DAY_MS;
}

static int term_day_fits(int64_t day) {
    return day >= HOTLINE_DAY_FIRST && day <= HOTLINE_DAY_LAST;
}

/* The answer rests on whether this day is worked. */
static void term_rest_on(term_question *q, hotline_day day) {
    if (!hotline__calendar_certain(q->calendar, day)) {
        q->certain = 0;
    }
}

static void term_rest_on_span(term_question *q, hotline_day from, hotline_day to) {
    if (from <= to) {
        term_rest_on(q, from);
        term_rest_on(q, to);
    }
}

/* 24:00 of a day; the last day of all has one too. */
static hotline_instant term_midnight_after(hotline_day day, int32_t offset) {
    return hotline__midnight(day, offset) + HOTLINE_DAY_MS;
}

void hotline__term_date_end(const hotline_calendar *calendar, hotline_day day, due *out) {
    out->at = term_midnight_after(day, hotline__calendar_offset(calendar));
    out->day = day;
    out->certain = 1;
    out->from = HOTLINE_DAY_NONE;
    out->unit = TERM_DAY;
}

/* ---- minutes, hours, working hours ---- */

/* `at` and a span of time more; 0 when out of range. */
static int term_add_time(term_question *q, hotline_instant *at, int64_t ms) {
    if (q->term->unit == TERM_WORKHOUR) {
        *at = hotline__calendar_add_work(q->calendar, *at, ms);
        return *at != HOTLINE_NO_INSTANT;
    }
    return hotline__add64(*at, ms, at) && term_moment_fits(*at, q->offset);
}

/* How much of a pause the clock would have counted. */
static int64_t term_pause_length(const term_question *q, hotline_instant from, hotline_instant to) {
    return q->term->unit == TERM_WORKHOUR ? hotline__calendar_count_work(q->calendar, from, to) : to - from;
}

/* Moves `at` on by what the pauses took of the clock; 0 when out of range. Each pause may bring the next one within reach. */
static int term_add_pauses(term_question *q, hotline_instant start, hotline_instant *at) {
    for (uint32_t i = 0; i < q->pause_count && q->pauses[i].from < *at; i++) {
        hotline_instant from = q->pauses[i].from > start ? q->pauses[i].from : start;
        if (q->pauses[i].to > from && from < *at && !term_add_time(q, at, term_pause_length(q, from, q->pauses[i].to))) {
            return 0;
        }
    }
    return 1;
}

/* Working hours rest on the days that were walked over, in either direction. */
static void term_rest_on_hours(term_question *q, hotline_instant start, hotline_instant at) {
    if (q->term->unit == TERM_WORKHOUR && at != start) {
        hotline_instant first = at < start ? at : start;
        hotline_instant last = at < start ? start : at;
        term_rest_on_span(q, hotline__day_at(first, q->offset), hotline__day_at(last - 1, q->offset));
    }
}

static hotline_status term_time(term_question *q, hotline_instant start, int64_t n, due *out) {
    int64_t unit = q->term->unit == TERM_MINUTE ? HOTLINE_MINUTE_MS : 60 * HOTLINE_MINUTE_MS;
    hotline_instant at = start;
    if (q->term->unit == TERM_WORKHOUR && !hotline__calendar_has_hours(q->calendar)) {
        return term_undefined(q, "hours");
    }
    if (!term_add_time(q, &at, n * unit) || !term_add_pauses(q, start, &at)) {
        return HOTLINE_ERROR_RANGE;
    }
    out->at = at;
    out->day = hotline__day_at(at - 1, q->offset);
    term_rest_on_hours(q, start, at);
    return HOTLINE_OK;
}

/* ---- days ---- */

/* Days (only worked ones, in workdays) after `from` up to `to`. */
static int64_t term_days_between(const term_question *q, hotline_day from, hotline_day to) {
    return q->term->unit == TERM_WORKDAY ? hotline__calendar_count(q->calendar, from, to) : (int64_t)to - from;
}

static hotline_status term_step(const term_question *q, hotline_day from, int64_t n, hotline_day *out) {
    int64_t to = q->term->unit == TERM_WORKDAY ? hotline__calendar_add(q->calendar, from, n) : from + n;
    if (!term_day_fits(to)) {
        return HOTLINE_ERROR_RANGE;
    }
    *out = (hotline_day)to;
    return HOTLINE_OK;
}

/* First day whose 24:00 is at or after a moment. */
static hotline_day term_day_ending(const term_question *q, hotline_instant at) {
    return hotline__day_at(at - 1, q->offset);
}

/* The n-th day after `from` at whose 24:00 the clock runs; n > 0. */
static hotline_status term_count_days(const term_question *q, hotline_day from, int64_t n, hotline_day *out) {
    for (uint32_t i = 0; i < q->pause_count; i++) {
        hotline_day first = term_day_ending(q, q->pauses[i].from);
        hotline_day after = term_day_ending(q, q->pauses[i].to); /* the first again at whose end it runs */
        if (after <= first || after <= from + 1) {
            continue;
        }
        int64_t before = first > from ? term_days_between(q, from, first - 1) : 0;
        if (before >= n) {
            break;
        }
        n -= before;
        from = after - 1;
    }
    return term_step(q, from, n, out);
}

static int term_stands_at_end(const term_question *q, hotline_day day) {
    hotline_instant end = term_midnight_after(day, q->offset);
    for (uint32_t i = 0; i < q->pause_count && q->pauses[i].from <= end; i++) {
        if (end < q->pauses[i].to) {
            return 1;
        }
    }
    return 0;
}

/* A last day that is not worked moves on to one that is, and at whose end the clock runs. */
static hotline_status term_roll(term_question *q, hotline_day *day) {
    hotline_day counted = *day;
    if (q->counts->roll != ROLL_NEXT_WORKDAY) {
        return HOTLINE_OK;
    }
    while (!hotline__calendar_worked(q->calendar, *day) || (*day != counted && term_stands_at_end(q, *day))) {
        if (*day == HOTLINE_DAY_LAST) {
            return HOTLINE_ERROR_RANGE;
        }
        *day = hotline__calendar_next(q->calendar, *day + 1);
        if (*day == HOTLINE_DAY_NONE) {
            return HOTLINE_ERROR_RANGE;
        }
    }
    term_rest_on_span(q, counted, *day);
    return HOTLINE_OK;
}

/* From a day that is not counted to the last day of the term, n > 0. */
static hotline_status term_last_day(term_question *q, hotline_day from, int64_t n, hotline_day *out) {
    if (q->term->unit == TERM_MONTH) {
        hotline_day last = hotline__add_months(from, n);
        if (last == HOTLINE_DAY_NONE) {
            return HOTLINE_ERROR_RANGE;
        }
        n = (int64_t)last - from;
    }
    HOTLINE_TRY(term_count_days(q, from, n, out));
    if (q->term->unit == TERM_WORKDAY) { /* ends on a day that is worked: nothing to roll */
        term_rest_on_span(q, from + 1, *out);
        return HOTLINE_OK;
    }
    return term_roll(q, out);
}

/* ---- where a count begins ---- */

static hotline_status term_counting_said(const term_question *q) {
    const counting *c = q->counts;
    if (c->start == START_ABSENT || c->start == START_UNDEFINED) {
        return term_undefined(q, "start");
    }
    if (c->end == END_ABSENT || c->end == END_UNDEFINED) {
        return term_undefined(q, "end");
    }
    if (c->cutoff == CUTOFF_UNDEFINED) {
        return term_undefined(q, "cutoff");
    }
    if (c->roll == ROLL_UNDEFINED && (q->term->unit != TERM_WORKDAY || q->term->n == 0)) {
        return term_undefined(q, "roll");
    }
    return HOTLINE_OK;
}

/* The day that the start counts as: after the cut-off the next one, and where so said never a rest day. */
static hotline_status term_start_day(term_question *q, hotline_instant start, hotline_day *out) {
    const counting *c = q->counts;
    hotline_day day = hotline__day_at(start, q->offset);
    if (c->cutoff == CUTOFF_AT && hotline__ms_of_day(start, q->offset) >= c->cutoff_minute * HOTLINE_MINUTE_MS) {
        day++;
    }
    if (!term_day_fits(day)) {
        return HOTLINE_ERROR_RANGE;
    }
    *out = day;
    if (c->start == START_NEXT_WORKDAY) {
        *out = hotline__calendar_next(q->calendar, day);
        if (*out == HOTLINE_DAY_NONE) {
            return HOTLINE_ERROR_RANGE;
        }
        term_rest_on_span(q, day, *out);
    }
    return HOTLINE_OK;
}

/* ---- where a day ends ---- */

/* The moment of a day at which it is due; `clock` is the time of day for same-time. */
static void term_end_day(term_question *q, hotline_day day, int64_t clock, due *out) {
    out->day = day;
    out->at = hotline__midnight(day, q->offset) + clock;
    if (q->counts->end == END_MIDNIGHT) {
        out->at = term_midnight_after(day, q->offset);
    }
    if (q->counts->end == END_CLOSE) {
        out->at = hotline__midnight(day, q->offset) + hotline__calendar_close(q->calendar, day) * HOTLINE_MINUTE_MS;
        if (hotline__calendar_has_hours(q->calendar)) {
            term_rest_on(q, day);
        }
    }
}

static hotline_status term_days(term_question *q, hotline_instant start, int64_t n, due *out) {
    hotline_day day = 0;
    HOTLINE_TRY(term_start_day(q, start, &day));
    if (q->term->unit == TERM_SAME_DAY) {
        day--; /* which makes it the first day */
        n = 1;
    } else if (q->counts->start == START_SAME_DAY && n > 0) {
        day--;
    }
    out->from = day;
    out->unit = q->term->unit == TERM_SAME_DAY ? (uint8_t)TERM_DAY : q->term->unit;
    if (n > 0) {
        HOTLINE_TRY(term_last_day(q, day, n, &day));
    } else {
        HOTLINE_TRY(term_roll(q, &day));
    }
    term_end_day(q, day, hotline__ms_of_day(start, q->offset), out);
    return HOTLINE_OK;
}

/* ---- the three questions ---- */

static int term_number_fits(const term *t) {
    return t->unit == TERM_SAME_DAY || (t->n >= 0 && t->n <= TERM_MOST);
}

hotline_status hotline__term_due(const hotline_calendar *calendar, const counting *c, const term *t, hotline_instant start,
                                 const clock_pause *pauses, uint32_t pause_count, due *out, const char **undefined) {
    term_question q = term_ask(calendar, c, t, pauses, pause_count, undefined);
    hotline_status status;
    hotline__term_date_end(calendar, 0, out);
    if (!term_number_fits(t) || !term_moment_fits(start, q.offset)) {
        return HOTLINE_ERROR_RANGE;
    }
    if (hotline__term_is_days(t)) {
        status = term_counting_said(&q);
        status = status == HOTLINE_OK ? term_days(&q, start, t->n, out) : status;
    } else {
        status = term_time(&q, start, t->n, out);
    }
    out->certain = q.certain;
    return status;
}

/* The due day never counts again, however the count began. */
static hotline_status term_extend_days(term_question *q, due *in_out) {
    int64_t clock = in_out->at - hotline__midnight(in_out->day, q->offset);
    hotline_day day = in_out->day;
    if (q->counts->end == END_ABSENT || q->counts->end == END_UNDEFINED) {
        return term_undefined(q, "end");
    }
    if (q->counts->roll == ROLL_UNDEFINED && q->term->unit != TERM_WORKDAY) {
        return term_undefined(q, "roll");
    }
    if (q->term->unit == TERM_SAME_DAY || q->term->n == 0) {
        return HOTLINE_OK;
    }
    HOTLINE_TRY(term_last_day(q, day, q->term->n, &day));
    term_end_day(q, day, clock, in_out);
    return HOTLINE_OK;
}

hotline_status hotline__term_extend(const hotline_calendar *calendar, const counting *c, const term *t, const clock_pause *pauses,
                                    uint32_t pause_count, due *in_out, const char **undefined) {
    term_question q = term_ask(calendar, c, t, pauses, pause_count, undefined);
    due moved = *in_out;
    hotline_status status;
    if (!term_number_fits(t) || !term_moment_fits(in_out->at, q.offset)) {
        return HOTLINE_ERROR_RANGE;
    }
    q.certain = in_out->certain;
    status = hotline__term_is_days(t) ? term_extend_days(&q, &moved) : term_time(&q, in_out->at, t->n, &moved);
    if (status == HOTLINE_OK) {
        *in_out = moved;
        in_out->certain = q.certain;
    }
    return status;
}

/* The same point of an earlier day; closing stays closing. */
static hotline_status term_ahead_days(term_question *q, const due *from, due *out) {
    int64_t clock = from->at - hotline__midnight(from->day, q->offset);
    int64_t n = q->term->unit == TERM_SAME_DAY ? 0 : q->term->n;
    hotline_day day = from->day;
    if (q->term->unit == TERM_MONTH) {
        day = hotline__add_months(from->day, -n);
        HOTLINE_TRY(day == HOTLINE_DAY_NONE ? HOTLINE_ERROR_RANGE : HOTLINE_OK);
    } else {
        HOTLINE_TRY(term_step(q, from->day, -n, &day));
    }
    if (q->term->unit == TERM_WORKDAY) {
        term_rest_on_span(q, day, from->day - 1);
    }
    out->day = day;
    out->at = hotline__midnight(day, q->offset) + clock;
    if (q->counts->end == END_CLOSE && clock == hotline__calendar_close(q->calendar, from->day) * HOTLINE_MINUTE_MS) {
        term_end_day(q, day, clock, out);
    }
    return HOTLINE_OK;
}

hotline_status hotline__term_ahead(const hotline_calendar *calendar, const counting *c, const term *t, const due *from, due *out,
                                   const char **undefined) {
    term_question q = term_ask(calendar, c, t, NULL, 0, undefined);
    hotline_status status;
    *out = *from;
    if (!term_number_fits(t) || !term_moment_fits(from->at, q.offset)) {
        return HOTLINE_ERROR_RANGE;
    }
    q.certain = from->certain;
    status = hotline__term_is_days(t) ? term_ahead_days(&q, from, out) : term_time(&q, from->at, -t->n, out);
    out->certain = q.certain;
    return status;
}
