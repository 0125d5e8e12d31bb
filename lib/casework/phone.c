/* SPDX-License-Identifier: MIT */
/*
 * Reads one telephone number: its digits through all kinds of marks, its area code, its extension, its normal form. It refuses to know
 * whose number it is, and whether anybody answers.
 */
#include "phone_impl.h"

#include "../base/utf8.h"

enum { PHONE_LONG_RUN = 7, PHONE_MOBILE_DIGITS = 11, PHONE_SERVICE_DIGITS = 10, PHONE_EXTENSION_MOST = 6, PHONE_GAP = 3 };

/*
 * Area codes of four digits: a row is the second digit from 3, a column the third, a bit the last. Codes that were given up since 2006
 * (开封, 铁岭, 莱芜 ...) are here: a reply of their time had them.
 */
static const uint16_t phone_areas[7][10] = {
    {0x000, 0x3FF, 0x000, 0x020, 0x200, 0x3FF, 0x000, 0x3FF, 0x000, 0x17E},
    {0x000, 0x3FF, 0x282, 0x3FE, 0x100, 0x3FE, 0x390, 0x3FF, 0x00C, 0x000},
    {0x000, 0x3FF, 0x088, 0x3FF, 0x048, 0x3FF, 0x07E, 0x3FF, 0x001, 0x3FE},
    {0x000, 0x000, 0x000, 0x03E, 0x000, 0x000, 0x10D, 0x000, 0x000, 0x006},
    {0x002, 0x3FF, 0x114, 0x3FF, 0x078, 0x3FF, 0x34D, 0x3FF, 0x000, 0x3FF},
    {0x000, 0x1CC, 0x0E0, 0x3FF, 0x000, 0x3FE, 0x000, 0x3FF, 0x1C8, 0x1FE},
    {0x34E, 0x2FF, 0x000, 0x3FF, 0x00A, 0x03E, 0x000, 0x2FF, 0x000, 0x3FF},
};

static int phone_is_digit(const passage *p, uint32_t at) {
    return at < p->count && hotline__passage_class(p, at) == LETTER_DIGIT;
}

static int phone_is_blank(const passage *p, uint32_t at) {
    return at < p->count && hotline__passage_is_blank(p, at);
}

static uint32_t phone_skip_blanks(const passage *p, uint32_t at, uint32_t most) {
    uint32_t from = at;
    while (at - from < most && phone_is_blank(p, at)) {
        at++;
    }
    return at;
}

uint32_t hotline__phone_word_before(const passage *p, uint32_t at, const char *word) {
    uint32_t letters = (uint32_t)hotline__utf8_count(word, strlen(word));
    return letters <= at ? hotline__passage_starts(p, at - letters, word) : 0;
}

/* ---- the digits ---- */

/* May stand between two digits of one number. */
static int phone_joins(const passage *p, uint32_t at) {
    uint16_t letter = p->letters[at];
    return phone_is_blank(p, at) || letter == '-' || letter == '(' || letter == ')' || letter == '~' || letter == '_';
}

static void phone_gather_group(const passage *p, uint32_t *at, phone_run *r) {
    while (phone_is_digit(p, *at)) {
        if (r->count == PHONE_RUN_MOST) {
            r->more = 1;
            return;
        }
        r->places[r->count] = *at;
        r->digits[r->count++] = (uint8_t)(p->letters[(*at)++] - '0');
    }
    r->ends |= (uint32_t)1 << r->count;
    r->end = *at;
}

void hotline__phone_gather(const passage *p, uint32_t at, phone_run *r) {
    memset(r, 0, sizeof *r);
    r->begin = r->end = at;
    for (uint32_t opening = 0; opening < 2 && at < p->count && (p->letters[at] == '(' || p->letters[at] == '+'); opening++) {
        r->plus |= p->letters[at] == '+';
        at++;
    }
    while (phone_is_digit(p, at) && !r->more) {
        uint32_t gap = 0;
        phone_gather_group(p, &at, r);
        while (gap < PHONE_GAP && phone_joins(p, at + gap)) {
            gap++;
        }
        at += gap;
    }
}

static int phone_ends_at(const phone_run *r, uint32_t digits) {
    return digits <= r->count && (r->ends >> digits & 1) != 0;
}

static int phone_digits_are(const phone_run *r, uint32_t from, const char *digits) {
    for (uint32_t i = 0; digits[i] != '\0'; i++) {
        if (from + i >= r->count || r->digits[from + i] != digits[i] - '0') {
            return 0;
        }
    }
    return 1;
}

/* ---- which number they are ---- */

/* A number within a run: its area code (`area` digits, without the 0 when that is `implied`), then its own digits. */
typedef struct phone_shape {
    uint32_t from, area, own;
    uint8_t implied;
    uint8_t kind;
} phone_shape;

static uint32_t phone_own_from(const phone_shape *s) {
    return s->from + s->area;
}

static uint32_t phone_shape_end(const phone_shape *s) {
    return s->from + s->area + s->own;
}

/* Digits of the area code at `from`, as written: 010, 02x, 0539; without the 0 when implied. 0: no area code. */
static uint32_t phone_area(const phone_run *r, uint32_t from, int implied) {
    uint32_t first = from + (implied ? 0 : 1);
    if (first + 2 >= r->count || (!implied && r->digits[from] != 0)) {
        return 0;
    }
    const uint8_t *d = r->digits + first;
    if ((d[0] == 1 && d[1] == 0) || (d[0] == 2 && d[1] != 6)) {
        return first - from + 2;
    }
    return d[0] >= 3 && (phone_areas[d[0] - 3][d[1]] >> d[2] & 1) != 0 ? first - from + 3 : 0;
}

static int phone_is_mobile(const phone_run *r, uint32_t from, phone_shape *s) {
    s->from = from;
    s->own = PHONE_MOBILE_DIGITS;
    s->kind = PHONE_MOBILE;
    return from + 1 < r->count && r->digits[from] == 1 && r->digits[from + 1] >= 3 && phone_ends_at(r, from + PHONE_MOBILE_DIGITS);
}

static int phone_is_landline(const phone_run *r, uint32_t from, int implied, phone_shape *s) {
    uint32_t area = phone_area(r, from, implied);
    uint32_t own = from + area;
    int wide = area + (implied ? 1 : 0) == 3;
    s->from = from;
    s->area = area;
    s->implied = (uint8_t)implied;
    s->kind = PHONE_LANDLINE;
    if (area == 0 || own >= r->count) {
        return 0;
    }
    if (phone_digits_are(r, own, "12345") && phone_ends_at(r, own + 5)) {
        s->own = 5;
        return 1;
    }
    s->own = !wide && phone_ends_at(r, own + 7) ? 7 : 8;
    return r->digits[own] >= 2 && phone_ends_at(r, own + s->own);
}

static int phone_is_service(const phone_run *r, uint32_t from, phone_shape *s) {
    s->from = from;
    s->own = PHONE_SERVICE_DIGITS;
    s->kind = PHONE_SERVICE;
    return (phone_digits_are(r, from, "400") || phone_digits_are(r, from, "800")) && phone_ends_at(r, from + PHONE_SERVICE_DIGITS);
}

/* In one piece, or as 812-3456, 8123-4567, 8123-456. */
static int phone_is_local(const phone_run *r, phone_shape *s) {
    uint32_t ends = r->ends & 0x1FE;
    s->kind = PHONE_LOCAL;
    s->own = (ends & 0x80) != 0 ? 7 : 8;
    ends &= s->own == 7 ? 0x7F : 0xFF;
    return r->count > 0 && r->digits[0] >= 2 && phone_ends_at(r, s->own) && (ends == 0 || ends == 8 || ends == 16);
}

static int phone_is_short(const phone_run *r, phone_shape *s) {
    static const struct {
        const char *begins;
        uint8_t digits;
    } forms[] = {{"11", 3}, {"12", 3}, {"12", 5}, {"10", 5}, {"95", 5}, {"96", 5}, {"95", 6}, {"96", 6}, {"11", 6}, {"12", 6}};
    s->kind = PHONE_SHORT;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        s->own = forms[i].digits;
        if (phone_digits_are(r, 0, forms[i].begins) && (r->ends & (((uint32_t)2 << s->own) - 2)) == (uint32_t)1 << s->own) {
            return 1;
        }
    }
    return 0;
}

/* Digits of 0086 or 86 at the beginning of a run. */
static uint32_t phone_country(const phone_run *r) {
    return phone_digits_are(r, 0, "0086") ? 4 : phone_digits_are(r, 0, "86") ? 2 : 0;
}

/* With the area code, or what needs none, behind 86; the 0 of the area code may be left out there. */
static int phone_is_national(const phone_run *r, uint32_t from, phone_shape *s) {
    if (phone_is_mobile(r, from, s) || phone_is_service(r, from, s) || phone_is_landline(r, from, 0, s)) {
        return 1;
    }
    s->area = 0;
    if (from > 0 && phone_is_landline(r, from, 1, s)) {
        return 1;
    }
    s->area = 0;
    return from < r->count && r->digits[from] == 0 && phone_is_mobile(r, from + 1, s); /* 013800138000 */
}

static int phone_shape_of(const phone_run *r, uint32_t allow, phone_shape *s) {
    uint32_t country = phone_country(r);
    memset(s, 0, sizeof *s);
    if (!r->plus && phone_is_national(r, 0, s)) {
        return 1;
    }
    memset(s, 0, sizeof *s);
    if (country > 0 && phone_is_national(r, country, s)) {
        return 1;
    }
    memset(s, 0, sizeof *s);
    if (r->plus) {
        return 0;
    }
    return ((allow & PHONE_ALLOW_SHORT) != 0 && phone_is_short(r, s)) || ((allow & PHONE_ALLOW_LOCAL) != 0 && phone_is_local(r, s));
}

/* ---- the extension ---- */

/* After the words for an extension: the first of its digits. */
static uint32_t phone_extension_word(const passage *p, uint32_t at) {
    static const char *const words[] = {"转接", "转", "分机号", "分机", "内线", "extension", "ext", "x", "#", "-"};
    return at + hotline__passage_starts_any(p, at, words, sizeof words / sizeof words[0]);
}

/* Up to two words with blanks, points and colons between them: 转 802, 转分机：802, ext. 802, (转802). */
static uint32_t phone_extension_begin(const passage *p, uint32_t at) {
    uint32_t begin = phone_skip_blanks(p, at, 2);
    uint32_t after;
    if (p->letters[begin] == '(') {
        begin = phone_skip_blanks(p, begin + 1, 1);
    }
    after = phone_extension_word(p, begin);
    if (after == begin) {
        return at;
    }
    after = phone_extension_word(p, phone_skip_blanks(p, after, 1));
    if (p->letters[after] == '.' || p->letters[after] == ':') {
        after++;
    }
    return phone_skip_blanks(p, after, 2);
}

/* The letter after an extension, its digits from *first; `end` when there is none. */
static uint32_t phone_extension(const passage *p, uint32_t end, uint32_t *first) {
    uint32_t at = phone_extension_begin(p, end);
    *first = at;
    while (at - *first <= PHONE_EXTENSION_MOST && phone_is_digit(p, at)) {
        at++;
    }
    if (*first == end || at == *first || at - *first > PHONE_EXTENSION_MOST || (p->letters[at] == '-' && phone_is_digit(p, at + 1))) {
        return end; /* 0539-8123456-0539-8123457 are two numbers */
    }
    return at;
}

/* ---- its normal form ---- */

static uint32_t phone_put(const phone_run *r, uint32_t from, uint32_t count, char *out) {
    for (uint32_t i = 0; i < count; i++) {
        out[i] = (char)('0' + r->digits[from + i]);
    }
    return count;
}

static uint32_t phone_write(const phone_run *r, const phone_shape *s, char *out) {
    uint32_t at = 0;
    uint32_t own = phone_own_from(s);
    if (s->kind == PHONE_SERVICE) {
        at += phone_put(r, own, 3, out);
        out[at++] = '-';
        at += phone_put(r, own + 3, 3, out + at);
        out[at++] = '-';
        return at + phone_put(r, own + 6, 4, out + at);
    }
    if (s->area > 0) {
        out[0] = '0';
        at = s->implied;
        at += phone_put(r, s->from, s->area, out + at);
        out[at++] = '-';
    }
    return at + phone_put(r, own, s->own, out + at);
}

static int phone_repeats(const phone_run *r, uint32_t from, uint32_t to) {
    uint32_t equal = 1;
    for (uint32_t i = from + 1; i < to; i++) {
        equal = r->digits[i] == r->digits[i - 1] ? equal + 1 : 1;
        if (equal >= PHONE_LONG_RUN) {
            return 1;
        }
    }
    return 0;
}

/* 1234567..., or a whole number counted down. */
static int phone_counts(const phone_run *r, uint32_t from, uint32_t to) {
    uint32_t up = 1;
    uint32_t down = 1;
    for (uint32_t i = from + 1; i < to; i++) {
        up += r->digits[i] == (r->digits[i - 1] + 1) % 10;
        down += (r->digits[i] + 1) % 10 == r->digits[i - 1];
    }
    return to - from >= PHONE_LONG_RUN && ((up == to - from && r->digits[from] <= 1) || down == to - from);
}

static phone_fault phone_own_fault(const phone_run *r, const phone_shape *s) {
    uint32_t from = phone_own_from(s);
    uint32_t to = phone_shape_end(s);
    if (s->own == 5 && phone_digits_are(r, from, "12345")) {
        return PHONE_HOTLINE;
    }
    if (phone_repeats(r, from, to)) {
        return PHONE_REPEATED;
    }
    return phone_counts(r, from, to) ? PHONE_SEQUENCE : PHONE_GOOD;
}

/* How many digits a number has that begins like this. */
static void phone_lengths(const phone_run *r, uint32_t from, uint32_t *least, uint32_t *most) {
    uint32_t area = phone_area(r, from, 0);
    *least = PHONE_LONG_RUN;
    *most = PHONE_LONG_RUN + 1;
    if (from == r->count) {
        return;
    }
    if (r->digits[from] == 1) {
        *least = *most = PHONE_MOBILE_DIGITS;
    } else if (r->digits[from] == 0) {
        *least = area == 0 ? PHONE_SERVICE_DIGITS : PHONE_MOBILE_DIGITS;
        *most = area == 3 ? PHONE_MOBILE_DIGITS : PHONE_MOBILE_DIGITS + 1;
    } else if (phone_digits_are(r, from, "400") || phone_digits_are(r, from, "800")) {
        *least = *most = PHONE_SERVICE_DIGITS;
    }
}

phone_fault hotline__phone_run_fault(const phone_run *r) {
    uint32_t from = r->plus || r->count > PHONE_MOBILE_DIGITS + 1 ? phone_country(r) : 0;
    uint32_t least;
    uint32_t most;
    if (phone_repeats(r, from, r->count)) {
        return PHONE_REPEATED;
    }
    if (phone_counts(r, from, r->count)) {
        return PHONE_SEQUENCE;
    }
    phone_lengths(r, from, &least, &most);
    return r->more || r->count - from > most ? PHONE_TOO_LONG : r->count - from < least ? PHONE_TOO_SHORT : PHONE_UNKNOWN;
}

/* ---- one number ---- */

/* "(" before a number belongs to it when its ")" comes before the number's last digit. */
static uint32_t phone_opened(const passage *p, uint32_t at, uint32_t last) {
    if (at == 0 || p->letters[at - 1] != '(') {
        return at;
    }
    for (uint32_t i = at; i < last; i++) {
        if (p->letters[i] == ')') {
            return at - 1;
        }
    }
    return at;
}

static void phone_place(const passage *p, const phone_run *r, const phone_shape *s, phone *n) {
    uint32_t last = r->places[phone_shape_end(s) - 1];
    uint32_t first = r->places[0] - r->plus;
    n->at.begin = phone_opened(p, first, last);
    n->at.end = last + 1;
    n->national = s->from == 0 ? n->at.begin : phone_opened(p, r->places[s->from], last);
}

static void phone_extend(const passage *p, uint32_t len, phone *n) {
    uint32_t first;
    n->extension = n->at.end;
    n->at.end = phone_extension(p, n->at.end, &first);
    if (n->at.end == n->extension || len + 1 + (n->at.end - first) >= PHONE_SIZE) {
        n->at.end = n->extension;
        return;
    }
    n->digits[len++] = '-';
    while (first < n->at.end) {
        n->digits[len++] = (char)p->letters[first++];
    }
}

int hotline__phone_read(const passage *p, uint32_t at, uint32_t allow, phone *out) {
    phone_run r;
    phone_shape s;
    uint32_t len;
    hotline__phone_gather(p, at, &r);
    if (!phone_shape_of(&r, allow, &s) || (allow >> s.kind & 1) == 0) {
        return 0;
    }
    memset(out, 0, sizeof *out);
    out->kind = s.kind;
    out->area = (uint8_t)(s.area + s.implied);
    out->fault = (uint8_t)phone_own_fault(&r, &s);
    phone_place(p, &r, &s, out);
    len = phone_write(&r, &s, out->digits);
    out->extension = out->at.end;
    if (s.kind != PHONE_SHORT) {
        phone_extend(p, len, out);
    }
    return 1;
}
