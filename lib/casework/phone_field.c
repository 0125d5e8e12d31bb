/* SPDX-License-Identifier: MIT */
/*
 * Judges a field that is to hold telephone numbers and nothing else. It refuses to know who filled it in, and which kinds of numbers a
 * city accepts: it is told.
 */
#include "phone_impl.h"

enum { PHONE_WORDS_MOST = 12, PHONE_MASK_LEAST = 2, PHONE_TAIL_MOST = 4, PHONE_CALLER_MOST = 8 };

static const char *const phone_labels[] = {"联系电话", "办公电话", "办公室", "固定电话",  "移动电话", "电话号码", "手机号码", "联系方式",
                                           "手机号",   "电话",     "手机",   "座机",      "固话",     "号码",     "传真",     "短号",
                                           "值班",     "白天",     "夜间",   "telephone", "phone",    "mobile",   "tel",      "或",
                                           "和",       "及",       "单位",   "本人",      "经办人",   "联系人"};
enum { PHONE_LABELS = sizeof phone_labels / sizeof phone_labels[0] };

typedef struct phone_reading {
    const passage *passage;
    phone callers[PHONE_CALLER_MOST]; /* the caller's numbers */
    uint32_t caller_count;
    phone *found;
    uint32_t most, count, at;
    uint32_t allow;
    uint32_t words; /* letters of words that are no labels */
    phone_fault fault;
    int landline; /* a number with an area code came before */
} phone_reading;

static void phone_blame(phone_reading *f, phone_fault fault) {
    if (f->fault == PHONE_GOOD) {
        f->fault = fault;
    }
}

static int phone_is_mask(const passage *p, uint32_t at) {
    static const uint16_t signs[] = {'*',   'x', '_', '?', 0xD7 /* × */, 0x25CF /* ● */, 0x25A0 /* ■ */, 0x25A1 /* □ */, 0x3007 /* ○ */,
                                     0x67D0 /* 某 */};
    return at < p->count && hotline__letter_is_one_of(p->letters[at], signs, sizeof signs / sizeof signs[0]);
}

static int phone_is_word(const passage *p, uint32_t at) {
    uint8_t kind = hotline__passage_class(p, at);
    return at < p->count && (kind == LETTER_HAN || kind == LETTER_LATIN);
}

/* The subscriber's digits: behind the area code. */
static const char *phone_own(const phone *n) {
    return n->digits + (n->area > 0 ? n->area + 1 : 0);
}

/* In normal form; without area codes when one of them has none. */
static int phone_same(const phone *a, const phone *b) {
    const char *left = a->area > 0 && b->area > 0 ? a->digits : phone_own(a);
    const char *right = a->area > 0 && b->area > 0 ? b->digits : phone_own(b);
    return strlen(left) == strlen(right) && memcmp(left, right, strlen(left)) == 0;
}

/* The first numbers of the caller's field. A masked one is none. */
static void phone_read_callers(phone_reading *f, const passage *caller) {
    for (uint32_t at = 0; at < caller->count && f->caller_count < PHONE_CALLER_MOST;) {
        uint8_t kind = hotline__passage_class(caller, at);
        phone *next = &f->callers[f->caller_count];
        if ((kind == LETTER_DIGIT || caller->letters[at] == '+' || caller->letters[at] == '(') &&
            hotline__phone_read(caller, at, PHONE_ALLOW_ALL, next)) {
            f->caller_count++;
            at = next->at.end;
            continue;
        }
        at++;
        while (kind == LETTER_DIGIT && at < caller->count && hotline__passage_class(caller, at) == LETTER_DIGIT) {
            at++;
        }
    }
}

static int phone_is_caller(const phone_reading *f, const phone *n) {
    for (uint32_t i = 0; i < f->caller_count; i++) {
        if (phone_same(n, &f->callers[i])) {
            return 1;
        }
    }
    return 0;
}

static phone_fault phone_judge(const phone_reading *f, const phone *n) {
    if (n->fault != PHONE_GOOD) {
        return (phone_fault)n->fault;
    }
    if (phone_is_mask(f->passage, n->at.end)) {
        return PHONE_MASKED;
    }
    if (f->passage->letters[n->at.end] == '@') { /* of an e-mail address */
        return PHONE_NO_NUMBER;
    }
    if (phone_is_caller(f, n)) {
        return PHONE_OF_CALLER;
    }
    if (n->kind == PHONE_LOCAL && f->landline) { /* 0539-8316655/8316656: the area code holds for both */
        return PHONE_GOOD;
    }
    return (f->allow >> n->kind & 1) != 0 ? PHONE_GOOD : PHONE_NOT_ALLOWED;
}

/* /57 and 、8 behind a number: others that differ in their last digits only. */
static int phone_is_tail(const passage *p, uint32_t at, uint32_t digits, uint32_t last_end) {
    return last_end > 0 && at == last_end + 1 && digits <= PHONE_TAIL_MOST &&
           (p->letters[last_end] == '/' || p->letters[last_end] == '~' || p->letters[last_end] == 0x3001 /* 、 */);
}

/* 1. 2、 of a list; 8:30, 17时 of opening hours; 802室: digits and what follows them. */
static int phone_is_counted(const passage *p, uint32_t at, uint32_t digits) {
    static const char *const of_two[] = {":", "、", ".", ")", "时", "点", "分", "周"};
    static const char *const of_four[] = {"月", "日", "号", "楼", "室", "科", "年"};
    if (digits <= PHONE_TAIL_MOST && hotline__passage_starts_any(p, at + digits, of_four, sizeof of_four / sizeof of_four[0]) > 0) {
        return 1;
    }
    return digits <= 2 && (hotline__passage_starts_any(p, at + digits, of_two, sizeof of_two / sizeof of_two[0]) > 0 ||
                           (at > 0 && p->letters[at - 1] == ':')); /* 30 of 8:30 */
}

/* Past digits that only stand beside a number, or where they begin. */
static uint32_t phone_beside(const passage *p, uint32_t at, uint32_t last_end) {
    uint32_t end = at;
    while (end - at <= PHONE_TAIL_MOST && end < p->count && hotline__passage_class(p, end) == LETTER_DIGIT) {
        end++;
    }
    return phone_is_tail(p, at, end - at, last_end) || phone_is_counted(p, at, end - at) ? end : at;
}

/* Digits that are no number: what is wrong with them, unless they only stand beside one. */
static void phone_field_run(phone_reading *f, uint32_t last_end) {
    const passage *p = f->passage;
    phone_run r;
    uint32_t at = phone_beside(p, f->at, last_end);
    if (at > f->at) {
        f->at = at;
        return;
    }
    hotline__phone_gather(p, f->at, &r);
    at = r.end;
    while (at < p->count && hotline__passage_class(p, at) == LETTER_DIGIT) {
        at++;
    }
    f->at = at;
    while (p->letters[at] == '-' || p->letters[at] == ' ') {
        at++;
    }
    phone_blame(f, phone_is_mask(p, at) ? PHONE_MASKED : hotline__phone_run_fault(&r));
}

static void phone_field_mask(phone_reading *f) {
    uint32_t begin = f->at;
    while (phone_is_mask(f->passage, f->at)) {
        f->at++;
    }
    if (f->at - begin >= PHONE_MASK_LEAST || hotline__passage_class(f->passage, f->at) == LETTER_DIGIT) {
        phone_blame(f, PHONE_MASKED);
    }
}

static void phone_field_word(phone_reading *f) {
    uint32_t letters = hotline__passage_starts_any(f->passage, f->at, phone_labels, PHONE_LABELS);
    f->words += letters == 0;
    f->at += letters == 0 ? 1 : letters;
}

static void phone_field_number(phone_reading *f, phone *n) {
    phone_fault fault = phone_judge(f, n);
    n->fault = (uint8_t)fault;
    phone_blame(f, fault);
    f->landline |= n->kind == PHONE_LANDLINE && fault == PHONE_GOOD;
    if (f->count < f->most) {
        f->found[f->count] = *n;
    }
    f->count++;
    f->at = n->at.end;
}

static void phone_field_step(phone_reading *f, uint32_t *last_end) {
    const passage *p = f->passage;
    int digit = hotline__passage_class(p, f->at) == LETTER_DIGIT;
    int opens = (p->letters[f->at] == '+' || p->letters[f->at] == '(') &&
                (hotline__passage_class(p, f->at + 1) == LETTER_DIGIT || p->letters[f->at + 1] == '+');
    phone n;
    if ((digit || opens) && hotline__phone_read(p, f->at, PHONE_ALLOW_ALL, &n)) {
        phone_field_number(f, &n);
        *last_end = f->at;
    } else if (digit) {
        phone_field_run(f, *last_end);
    } else if (phone_is_mask(p, f->at)) {
        phone_field_mask(f);
    } else if (phone_is_word(p, f->at)) {
        phone_field_word(f);
    } else {
        f->at++;
    }
}

phone_fault hotline__phone_field(const passage *p, uint32_t allow, const passage *caller, phone *found, uint32_t most, uint32_t *count) {
    phone_reading f;
    span whole = {0, p->count};
    uint32_t last_end = 0;
    memset(&f, 0, sizeof f);
    f.passage = p;
    f.found = found;
    f.most = most;
    f.allow = allow;
    if (caller != NULL) {
        phone_read_callers(&f, caller);
    }
    while (f.at < p->count) {
        phone_field_step(&f, &last_end);
    }
    *count = f.count < most ? f.count : most;
    if (f.fault != PHONE_GOOD) {
        return f.fault;
    }
    if (f.count == 0) {
        return hotline__passage_weight(p, whole) == 0 ? PHONE_EMPTY : PHONE_NO_NUMBER;
    }
    return f.words > PHONE_WORDS_MOST ? PHONE_NO_NUMBER : PHONE_GOOD;
}
