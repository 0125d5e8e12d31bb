/* SPDX-License-Identifier: MIT */
/*
 * Collects what a text says in particular: dates, amounts, places, documents, phones, measures. It refuses to know whether they are right.
 */
#include "particular_impl.h"

#include "../base/map.h"

enum {
    PARTICULAR_TITLE_MOST = 80, /* letters between 《 and 》 */
    PARTICULAR_PLACE_MOST = 8,  /* letters of a place's name before its last word */
    PARTICULAR_ARTICLE = 0x6761 /* 条 */,
    PARTICULAR_NTH = 0x7B2C /* 第 */,
    PARTICULAR_NUMBER = 0x53F7 /* 号 */
};

typedef struct particular_search {
    arena *arena;
    const passage *p;
    const wording_hits *hits;
    particular_list *out;
    hotline_status status;
} particular_search;

static void particular_add(particular_search *s, uint32_t begin, uint32_t end, particular_kind kind) {
    particular_list *list = s->out;
    if (list->count == list->capacity && !hotline__arena_grow(s->arena, &list->items, list->count, &list->capacity, sizeof *list->items)) {
        s->status = HOTLINE_ERROR_MEMORY;
        return;
    }
    list->items[list->count].at.begin = begin;
    list->items[list->count].at.end = end;
    list->items[list->count].kind = (uint8_t)kind;
    list->count++;
}

static void particular_dates(particular_search *s, hotline_day today) {
    uint32_t cursor = 0;
    dateword d;
    while (s->status >= 0 && hotline__dateword_next(s->p, today, &cursor, &d)) {
        particular_add(s, d.where.begin, d.where.end, PARTICULAR_DATE);
    }
}

/* The hit of a kind that begins at a letter; *from moves on, hits are in order. */
static const wording_hit *particular_hit_at(const particular_search *s, uint8_t kind, uint32_t at, uint32_t *from) {
    while (*from < s->hits->count && s->hits->items[*from].at.begin < at) {
        (*from)++;
    }
    for (uint32_t i = *from; i < s->hits->count && s->hits->items[i].at.begin == at; i++) {
        if (s->hits->items[i].kind == kind) {
            return &s->hits->items[i];
        }
    }
    return NULL;
}

static void particular_amounts(particular_search *s) {
    uint32_t from = 0;
    for (uint32_t i = 0; i < s->p->count && s->status >= 0; i++) {
        dateword_number n;
        const wording_hit *unit;
        if (!hotline__dateword_number(s->p, i, &n)) {
            continue;
        }
        unit = particular_hit_at(s, WORDING_UNIT, n.where.end, &from);
        if (unit != NULL && !(i > 0 && s->p->letters[i - 1] == PARTICULAR_NTH)) {
            particular_add(s, n.where.begin, unit->at.end, PARTICULAR_AMOUNT);
        }
        i = n.where.end - 1;
    }
}

/* 该路, 本小区, 各街道: a pointer at a place, and no name. */
static int particular_points(uint16_t letter) {
    static const uint16_t pointing[] = {0x8BE5 /* 该 */, 0x672C /* 本 */, 0x6B64 /* 此 */, 0x5404 /* 各 */,
                                        0x5176 /* 其 */, 0x6BCF /* 每 */, 0x8FD9 /* 这 */, 0x90A3 /* 那 */,
                                        0x5728 /* 在 */, 0x7684 /* 的 */, 0x6240 /* 所 */, 0x5BF9 /* 对 */};
    return hotline__letter_is_one_of(letter, pointing, sizeof pointing / sizeof pointing[0]);
}

static void particular_place(particular_search *s, const wording_hit *h) {
    uint32_t begin = h->at.begin;
    while (begin > 0 && h->at.begin - begin < PARTICULAR_PLACE_MOST) {
        uint8_t kind = hotline__passage_class(s->p, begin - 1);
        if ((kind != LETTER_HAN && kind != LETTER_DIGIT && kind != LETTER_LATIN) || particular_points(s->p->letters[begin - 1])) {
            break;
        }
        begin--;
    }
    if (h->at.begin - begin >= 2) {
        particular_add(s, begin, h->at.end, PARTICULAR_PLACE);
    }
}

static void particular_words(particular_search *s) {
    for (uint32_t i = 0; i < s->hits->count && s->status >= 0; i++) {
        const wording_hit *h = &s->hits->items[i];
        if (h->kind == WORDING_PLACE) {
            particular_place(s, h);
        } else if (h->kind == WORDING_MEASURE) {
            particular_add(s, h->at.begin, h->at.end, PARTICULAR_MEASURE);
        }
    }
}

static int particular_is_digit(const passage *p, uint32_t at) {
    return at < p->count && hotline__passage_class(p, at) == LETTER_DIGIT;
}

/* 《...》 from `at`: the letter after it, or 0. */
static uint32_t particular_title(const passage *p, uint32_t at) {
    for (uint32_t i = at + 1; i < p->count && i <= at + PARTICULAR_TITLE_MOST; i++) {
        if (p->letters[i] == 0x300B) {
            return i > at + 1 ? i + 1 : 0;
        }
    }
    return 0;
}

/* 〔2021〕5号, also in other brackets: the letter after it, or 0. */
static uint32_t particular_document(const passage *p, uint32_t at) {
    uint32_t i = at + 1;
    while (particular_is_digit(p, i)) {
        i++;
    }
    if (i != at + 5 || i >= p->count || hotline__passage_class(p, i) != LETTER_CLOSE) {
        return 0;
    }
    uint32_t number = ++i;
    while (particular_is_digit(p, i)) {
        i++;
    }
    return i > number && i < p->count && p->letters[i] == PARTICULAR_NUMBER ? i + 1 : 0;
}

/* 12, 6.4.1, 三: its end, or 0. */
static uint32_t particular_ordinal(const passage *p, uint32_t at) {
    dateword_number n;
    uint32_t end = at;
    while (particular_is_digit(p, end) || (end > at && p->letters[end] == '.' && particular_is_digit(p, end + 1))) {
        end++;
    }
    if (end > at) {
        return end;
    }
    return hotline__dateword_number(p, at, &n) ? n.where.end : 0;
}

/* 第三条, 第12条, 第6.4.1条; 令第583号 */
static uint32_t particular_article(const passage *p, uint32_t at) {
    uint32_t end = particular_ordinal(p, at + 1);
    return end > 0 && end < p->count && (p->letters[end] == PARTICULAR_ARTICLE || p->letters[end] == PARTICULAR_NUMBER) ? end + 1 : 0;
}

static uint32_t particular_document_at(const passage *p, uint32_t at) {
    if (p->letters[at] == 0x300A) {
        return particular_title(p, at);
    }
    if (p->letters[at] == PARTICULAR_NTH && at + 1 < p->count) {
        return particular_article(p, at);
    }
    return hotline__passage_class(p, at) == LETTER_OPEN ? particular_document(p, at) : 0;
}

static void particular_documents(particular_search *s) {
    for (uint32_t i = 0; i < s->p->count && s->status >= 0; i++) {
        uint32_t end = particular_document_at(s->p, i);
        if (end != 0) {
            particular_add(s, i, end, PARTICULAR_DOCUMENT);
            i = end - 1;
        }
    }
}

static void particular_phones(particular_search *s) {
    phone_walk walk;
    phone found;
    hotline__phone_walk_begin(&walk, s->p);
    while (s->status >= 0 && hotline__phone_next(&walk, &found)) {
        particular_add(s, found.at.begin, found.at.end, PARTICULAR_PHONE);
    }
}

hotline_status hotline__particulars_find(arena *a, const passage *p, hotline_day today, const wording_hits *hits, particular_list *out) {
    particular_search s = {a, p, hits, out, HOTLINE_OK};
    memset(out, 0, sizeof *out);
    particular_dates(&s, today);
    particular_amounts(&s);
    particular_words(&s);
    particular_documents(&s);
    particular_phones(&s);
    return s.status;
}

uint32_t hotline__particulars_distinct(const passage *p, const particular_list *list, const hotline_context *context) {
    map seen;
    uint32_t count = 0;
    hotline__map_init(&seen, context);
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t unused = 0;
        hotline_status status = HOTLINE_DUPLICATE;
        if (list->items[i].kind != PARTICULAR_MEASURE) {
            status = hotline__map_add(&seen, hotline__passage_text(p, list->items[i].at), &unused);
        }
        count += status == HOTLINE_OK;
        if (status < 0) {
            hotline__map_free(&seen);
            return PARTICULARS_UNKNOWN;
        }
    }
    hotline__map_free(&seen);
    return count;
}
