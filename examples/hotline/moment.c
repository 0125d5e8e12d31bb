/* SPDX-License-Identifier: MIT */
/*
 * Reads dates and times by a format, strictly. It refuses to know zones, and to guess which of two formats was meant.
 */
#include "moment.h"

#include <string.h>

#include "hotline.h"
#include "output.h"

static const char moment_letters[] = "yMdHmsS";

enum { PART_YEAR, PART_MONTH, PART_DAY, PART_HOUR, PART_MINUTE, PART_SECOND, PART_FRACTION, PARTS };

static const char *form_fault(const int seen[PARTS]) {
    int i;
    for (i = 0; i + 1 < PARTS; i++) {
        if (!seen[i] && (i <= PART_DAY || seen[i + 1])) {
            return output_say("year, month and day are needed, and no part may be left out before a smaller one",
                              "须有年月日，且不得省去较大的单位而写较小的");
        }
    }
    return NULL;
}

/* Whether so many letters may stand for the part. */
static int form_takes(int part, size_t letters) {
    return part == PART_YEAR ? letters == 4 : part == PART_FRACTION ? letters == 1 : letters <= 2;
}

static int is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const char *moment_form_read(const char *text, moment_form *out) {
    int seen[PARTS] = {0};
    memset(out, 0, sizeof *out);
    while (*text != '\0') {
        const char *letter = strchr(moment_letters, *text);
        int part = letter != NULL ? (int)(letter - moment_letters) : -1;
        char same[2] = {'\0', '\0'};
        size_t len;
        same[0] = *text;
        len = part < 0 ? 1 : strspn(text, same);
        if (out->count == sizeof out->steps / sizeof out->steps[0]) {
            return output_say("too long", "过长");
        }
        if (part >= 0 && (seen[part]++ || !form_takes(part, len))) {
            return output_say("each of yyyy M d H m s S once: yyyy, MM or M, dd or d, HH or H, mm or m, ss or s, S",
                              "yyyy、M、d、H、m、s、S各只一次：yyyy，MM或M，dd或d，HH或H，mm或m，ss或s，S");
        }
        if (part < 0 && is_letter(*text) && *text != 'T') {
            return output_say("letters are y M d H m s S, and T for itself", "字母只有y、M、d、H、m、s、S，T代表它自己");
        }
        out->steps[out->count].part = (signed char)part;
        out->steps[out->count++].letter = part < 0 ? *text : (char)len;
        text += len;
    }
    return form_fault(seen);
}

/* Digits at *at, at least `least` and at most `most`; -1: fewer. */
static int read_digits(cell c, size_t *at, size_t least, size_t most) {
    size_t from = *at;
    int value = 0;
    while (*at < c.len && *at - from < most && c.bytes[*at] >= '0' && c.bytes[*at] <= '9') {
        value = value * 10 + (c.bytes[*at] - '0');
        (*at)++;
    }
    return *at - from < least ? -1 : value;
}

/* A fraction to the millisecond. */
static int read_fraction(cell c, size_t *at) {
    size_t from = *at;
    int digits = read_digits(c, at, 1, 9);
    size_t count = *at - from;
    for (; count > 3; count--) {
        digits /= 10;
    }
    for (; digits >= 0 && count < 3; count++) {
        digits *= 10;
    }
    return digits;
}

static int moment_is_real(const moment *m) {
    if (hotline_day_of(m->year, m->month, m->day) == HOTLINE_DAY_NONE) {
        return 0;
    }
    if (m->hour == 24) {
        return m->minute == 0 && m->second == 0 && m->milliseconds == 0;
    }
    return m->hour < 24 && m->minute < 60 && m->second < 60;
}

int moment_read(const moment_form *form, cell c, moment *out) {
    int parts[PARTS] = {0, 0, 0, -1, 0, 0, 0};
    size_t at = 0;
    size_t k;
    for (k = 0; k < form->count; k++) {
        int part = form->steps[k].part;
        size_t least = (size_t)form->steps[k].letter;
        if (part < 0) {
            if (at == c.len || c.bytes[at++] != form->steps[k].letter) {
                return 0;
            }
            continue;
        }
        parts[part] = part == PART_FRACTION ? read_fraction(c, &at) : read_digits(c, &at, least, least == 4 ? 4 : 2);
        if (parts[part] < 0) {
            return 0;
        }
    }
    out->year = parts[PART_YEAR];
    out->month = parts[PART_MONTH];
    out->day = parts[PART_DAY];
    out->hour = parts[PART_HOUR];
    out->minute = parts[PART_MINUTE];
    out->second = parts[PART_SECOND];
    out->milliseconds = parts[PART_FRACTION];
    return at == c.len && moment_is_real(out);
}

int moment_same(const moment *a, const moment *b) {
    return a->year == b->year && a->month == b->month && a->day == b->day && a->hour == b->hour && a->minute == b->minute &&
           a->second == b->second && a->milliseconds == b->milliseconds;
}

static size_t write_digits(int value, int digits, char *to) {
    int i;
    for (i = digits - 1; i >= 0; i--) {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return (size_t)digits;
}

size_t moment_write_date(const moment *m, char to[MOMENT_SIZE]) {
    write_digits(m->year, 4, to);
    to[4] = '-';
    write_digits(m->month, 2, to + 5);
    to[7] = '-';
    write_digits(m->day, 2, to + 8);
    return 10;
}

size_t moment_write(const moment *m, char to[MOMENT_SIZE]) {
    size_t len = moment_write_date(m, to);
    to[len] = 'T';
    write_digits(m->hour, 2, to + 11);
    to[13] = ':';
    write_digits(m->minute, 2, to + 14);
    to[16] = ':';
    write_digits(m->second, 2, to + 17);
    if (m->milliseconds == 0) {
        return 19;
    }
    to[19] = '.';
    return 20 + write_digits(m->milliseconds, 3, to + 20);
}
