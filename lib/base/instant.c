/* SPDX-License-Identifier: MIT */
/*
 * Civil dates and moments as plain numbers, and their text. Proleptic Gregorian calendar, years 1 to 9999, every sum checked. It refuses
 * to know time zones beyond a given offset, and which days are worked.
 */
#include "instant_impl.h"

#include <string.h>

enum { INSTANT_OFFSET_MOST = 1439, INSTANT_YEAR_LAST = 9999, INSTANT_MONTHS_MOST = 12 * 9999 };

hotline_instant hotline_instant_none(void) {
    return HOTLINE_NO_INSTANT;
}

int hotline__add64(int64_t a, int64_t b, int64_t *out) {
    if ((b > 0 && a > INT64_MAX - b) || (b < 0 && a < INT64_MIN - b)) {
        return 0;
    }
    *out = a + b;
    return 1;
}

int hotline__multiply64(int64_t a, int64_t b, int64_t *out) {
    uint64_t x = a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
    uint64_t y = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;
    uint64_t most = (a < 0) != (b < 0) ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    if (y != 0 && x > most / y) {
        return 0;
    }
    x *= y;
    if ((a < 0) == (b < 0)) {
        *out = (int64_t)x;
    } else {
        *out = x == 0 ? 0 : -(int64_t)(x - 1) - 1;
    }
    return 1;
}

static int instant_leap(int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t hotline__month_days(int32_t year, int32_t month) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && instant_leap(year) ? 29 : days[month - 1];
}

/* Years run from March here, so that a leap day is a year's last day. */
hotline_day hotline_day_of(int32_t year, int32_t month, int32_t day) {
    int32_t y;
    int32_t day_of_year;
    if (year < 1 || year > INSTANT_YEAR_LAST || month < 1 || month > 12 || day < 1 || day > hotline__month_days(year, month)) {
        return HOTLINE_DAY_NONE;
    }
    y = month <= 2 ? year - 1 : year;
    day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

civil hotline__civil_of(hotline_day day) {
    civil c;
    int64_t z = (int64_t)day + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t in_era = (int32_t)(z - era * 146097);
    int32_t year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int32_t day_of_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153;
    c.day = day_of_year - (153 * month + 2) / 5 + 1;
    c.month = month < 10 ? month + 3 : month - 9;
    c.year = (int32_t)(era * 400) + year_of_era + (c.month <= 2);
    return c;
}

int32_t hotline__weekday(hotline_day day) {
    int32_t from_thursday = day % 7;
    return (from_thursday + 7 + 3) % 7;
}

hotline_day hotline__day_at(hotline_instant instant, int32_t offset_minutes) {
    return (hotline_day)hotline__floor64(instant + offset_minutes * HOTLINE_MINUTE_MS, HOTLINE_DAY_MS);
}

/* Beyond a day more than the days there are, so that nothing below overflows. */
static int instant_is_near(hotline_instant instant) {
    return instant >= (HOTLINE_DAY_FIRST - 1) * HOTLINE_DAY_MS && instant < (HOTLINE_DAY_LAST + 2) * HOTLINE_DAY_MS;
}

hotline_day hotline_day_at(hotline_instant instant, int32_t offset_minutes) {
    hotline_day day;
    if (offset_minutes < -1439 || offset_minutes > 1439 || !instant_is_near(instant)) {
        return HOTLINE_DAY_NONE;
    }
    day = hotline__day_at(instant, offset_minutes);
    return day < HOTLINE_DAY_FIRST || day > HOTLINE_DAY_LAST ? HOTLINE_DAY_NONE : day;
}

int64_t hotline__ms_of_day(hotline_instant instant, int32_t offset_minutes) {
    int64_t rest = (instant + offset_minutes * HOTLINE_MINUTE_MS) % HOTLINE_DAY_MS;
    return rest < 0 ? rest + HOTLINE_DAY_MS : rest;
}

hotline_instant hotline__midnight(hotline_day day, int32_t offset_minutes) {
    return day * HOTLINE_DAY_MS - offset_minutes * HOTLINE_MINUTE_MS;
}

hotline_day hotline__add_months(hotline_day day, int64_t n) {
    civil c;
    int64_t months;
    int32_t last;
    if (n > INSTANT_MONTHS_MOST || n < -INSTANT_MONTHS_MOST) {
        return HOTLINE_DAY_NONE;
    }
    c = hotline__civil_of(day);
    months = (int64_t)c.year * 12 + (c.month - 1) + n;
    if (months < 12 || months >= (int64_t)(INSTANT_YEAR_LAST + 1) * 12) {
        return HOTLINE_DAY_NONE;
    }
    c.year = (int32_t)(months / 12);
    c.month = (int32_t)(months % 12) + 1;
    last = hotline__month_days(c.year, c.month);
    return hotline_day_of(c.year, c.month, c.day < last ? c.day : last);
}

/* A cursor over the text being read: each piece is taken or refused. */
typedef struct instant_scan {
    const char *at;
    const char *end;
} instant_scan;

static int instant_take(instant_scan *s, char c) {
    if (s->at < s->end && *s->at == c) {
        s->at++;
        return 1;
    }
    return 0;
}

/* Exactly `count` digits as a number, or -1. */
static int32_t instant_digits(instant_scan *s, int count) {
    int32_t n = 0;
    if (s->end - s->at < count) {
        return -1;
    }
    for (; count > 0; count--, s->at++) {
        if (*s->at < '0' || *s->at > '9') {
            return -1;
        }
        n = n * 10 + (*s->at - '0');
    }
    return n;
}

static hotline_day instant_scan_date(instant_scan *s) {
    int32_t year = instant_digits(s, 4);
    int32_t month = instant_take(s, '-') ? instant_digits(s, 2) : -1;
    int32_t day = month >= 0 && instant_take(s, '-') ? instant_digits(s, 2) : -1;
    return year < 0 || day < 0 ? HOTLINE_DAY_NONE : hotline_day_of(year, month, day);
}

/* "HH:MM" as minutes, 24:00 allowed; -1 otherwise. */
static int32_t instant_scan_minutes(instant_scan *s) {
    int32_t hour = instant_digits(s, 2);
    int32_t minute = hour >= 0 && instant_take(s, ':') ? instant_digits(s, 2) : -1;
    if (minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute != 0)) {
        return -1;
    }
    return hour * 60 + minute;
}

int32_t hotline__minutes_parse(text t) {
    instant_scan s;
    int32_t minutes;
    if (t.len != 5) {
        return -1;
    }
    s.at = t.at;
    s.end = t.at + t.len;
    minutes = instant_scan_minutes(&s);
    return s.at == s.end ? minutes : -1;
}

/* ".123456": milliseconds, further digits cut off; -1 when there is no digit. */
static int32_t instant_scan_fraction(instant_scan *s) {
    int32_t ms = 0;
    int32_t weight = 100;
    if (s->at == s->end || *s->at < '0' || *s->at > '9') {
        return -1;
    }
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9') {
        ms += weight * (*s->at - '0');
        weight /= 10;
        s->at++;
    }
    return ms;
}

/* Milliseconds of the day, or -1. */
static int64_t instant_scan_time(instant_scan *s) {
    int32_t minutes = instant_scan_minutes(s);
    int32_t seconds = 0;
    int32_t ms = 0;
    if (minutes >= 0 && instant_take(s, ':')) {
        seconds = instant_digits(s, 2);
        if (seconds >= 0 && instant_take(s, '.')) {
            ms = instant_scan_fraction(s);
        }
    }
    if (minutes < 0 || seconds < 0 || seconds > 59 || ms < 0 || (minutes == 1440 && (seconds != 0 || ms != 0))) {
        return -1;
    }
    return minutes * HOTLINE_MINUTE_MS + seconds * 1000 + ms;
}

/* The offset that the text names, or the one given when it names none; 0 for a malformed one. */
static int instant_scan_offset(instant_scan *s, int32_t *offset_minutes) {
    int32_t sign;
    int32_t minutes;
    if (s->at == s->end) {
        return 1;
    }
    if (instant_take(s, 'Z')) {
        *offset_minutes = 0;
        return 1;
    }
    sign = instant_take(s, '+') ? 1 : instant_take(s, '-') ? -1 : 0;
    minutes = sign == 0 ? -1 : instant_scan_minutes(s);
    *offset_minutes = sign * minutes;
    return minutes >= 0 && minutes <= INSTANT_OFFSET_MOST;
}

hotline_status hotline_day_parse(const char *bytes, size_t len, hotline_day *out) {
    instant_scan s;
    hotline_day day;
    if (bytes == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    s.at = bytes;
    s.end = bytes + len;
    day = instant_scan_date(&s);
    if (day == HOTLINE_DAY_NONE || s.at != s.end) {
        return HOTLINE_ERROR_SYNTAX;
    }
    *out = day;
    return HOTLINE_OK;
}

hotline_status hotline_instant_parse(const char *bytes, size_t len, int32_t offset_minutes, hotline_instant *out) {
    instant_scan s;
    hotline_day day;
    int64_t ms;
    if (bytes == NULL || out == NULL || offset_minutes < -INSTANT_OFFSET_MOST || offset_minutes > INSTANT_OFFSET_MOST) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    s.at = bytes;
    s.end = bytes + len;
    day = instant_scan_date(&s);
    if (day == HOTLINE_DAY_NONE || !(instant_take(&s, 'T') || instant_take(&s, ' '))) {
        return HOTLINE_ERROR_SYNTAX;
    }
    ms = instant_scan_time(&s);
    if (ms < 0 || !instant_scan_offset(&s, &offset_minutes) || s.at != s.end) {
        return HOTLINE_ERROR_SYNTAX;
    }
    *out = hotline__midnight(day, offset_minutes) + ms;
    return HOTLINE_OK;
}

static char *instant_put(char *at, int32_t number, int digits) {
    int i;
    for (i = digits - 1; i >= 0; i--) {
        at[i] = (char)('0' + number % 10);
        number /= 10;
    }
    return at + digits;
}

hotline_status hotline_day_write(hotline_day day, char *bytes) {
    civil c;
    if (bytes == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (day < HOTLINE_DAY_FIRST || day > HOTLINE_DAY_LAST) {
        return HOTLINE_ERROR_RANGE;
    }
    c = hotline__civil_of(day);
    bytes = instant_put(bytes, c.year, 4);
    *bytes++ = '-';
    bytes = instant_put(bytes, c.month, 2);
    *bytes++ = '-';
    bytes = instant_put(bytes, c.day, 2);
    *bytes = '\0';
    return HOTLINE_OK;
}

static char *instant_put_clock(char *at, int32_t ms_of_day) {
    at = instant_put(at, ms_of_day / 3600000, 2);
    *at++ = ':';
    at = instant_put(at, ms_of_day / 60000 % 60, 2);
    *at++ = ':';
    at = instant_put(at, ms_of_day / 1000 % 60, 2);
    if (ms_of_day % 1000 != 0) {
        *at++ = '.';
        at = instant_put(at, ms_of_day % 1000, 3);
    }
    return at;
}

static int instant_in_years(hotline_instant instant, int32_t offset_minutes) {
    hotline_instant first = hotline__midnight(HOTLINE_DAY_FIRST, offset_minutes);
    hotline_instant past = hotline__midnight(HOTLINE_DAY_LAST, offset_minutes) + HOTLINE_DAY_MS;
    return instant >= first && instant < past;
}

hotline_status hotline_instant_write(hotline_instant instant, int32_t offset_minutes, char *bytes) {
    int32_t offset;
    if (bytes == NULL || offset_minutes < -INSTANT_OFFSET_MOST || offset_minutes > INSTANT_OFFSET_MOST) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    offset = offset_minutes < 0 ? -offset_minutes : offset_minutes;
    if (!instant_in_years(instant, offset_minutes)) {
        return HOTLINE_ERROR_RANGE;
    }
    HOTLINE_TRY(hotline_day_write(hotline__day_at(instant, offset_minutes), bytes));
    bytes += HOTLINE_DATE_SIZE - 1;
    *bytes++ = 'T';
    bytes = instant_put_clock(bytes, (int32_t)hotline__ms_of_day(instant, offset_minutes));
    *bytes++ = offset_minutes < 0 ? '-' : '+';
    bytes = instant_put(bytes, offset / 60, 2);
    *bytes++ = ':';
    bytes = instant_put(bytes, offset % 60, 2);
    *bytes = '\0';
    return HOTLINE_OK;
}
