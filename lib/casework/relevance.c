/* SPDX-License-Identifier: MIT */
/*
 * How surely a reply belongs to a matter, from the pairs of Han letters, tokens, coded places and years that both have: signs, weighed
 * and added (tests/data/make_relevance_cn.py is the reference). It refuses to know words, whether a reply is right, and what follows.
 */
#include "relevance_impl.h"

enum {
    RELEVANCE_TYPICAL = 270, /* different pairs of a usual reply: the table's weights hold for one */
    RELEVANCE_LEAST = 16,    /* a reply is not taken for shorter */
    RELEVANCE_EIGHT = 8,
    RELEVANCE_CODES = 32,           /* coded places of one text; more are not looked at */
    RELEVANCE_MIDDLE = 7 * 256 + 8, /* logarithms of 130 and 25 pairs */
    RELEVANCE_FEW = 4 * 256 + 176
};

/* ---- sets of keys ---- */

/* Open addressing over a power of two, at most half full; 0 is an empty slot. A pair is its two letters, a token lies below all pairs. */
typedef struct relevance_set {
    uint32_t *keys;
    uint32_t mask;
    uint32_t seed; /* keeps anyone from writing texts whose keys all begin at one place; no answer depends on it */
} relevance_set;

static uint32_t relevance_mix(uint32_t key) {
    key *= UINT32_C(0x9E3779B1);
    key ^= key >> 15;
    key *= UINT32_C(0x85EBCA6B);
    return key ^ key >> 13;
}

/* Whether the key is there; *at: its slot, or the empty one where it would go. */
static int relevance_has(const relevance_set *s, uint32_t key, uint32_t *at) {
    uint32_t i = relevance_mix(key ^ s->seed) & s->mask;
    while (s->keys[i] != 0 && s->keys[i] != key) {
        i = (i + 1) & s->mask;
    }
    *at = i;
    return s->keys[i] != 0;
}

static int relevance_put(relevance_set *s, uint32_t key) {
    uint32_t at;
    if (relevance_has(s, key, &at)) {
        return 0;
    }
    s->keys[at] = key;
    return 1;
}

/* Slots for that many letters: there are fewer pairs and tokens than letters. */
static uint32_t relevance_slots(uint32_t letters) {
    uint32_t slots = 16;
    while (slots < letters) {
        slots *= 2;
    }
    return slots * 2;
}

/* ---- reading a text ---- */

typedef enum relevance_part { RELEVANCE_END, RELEVANCE_PAIR, RELEVANCE_RUN } relevance_part;

/* Goes through a text by pairs of Han letters (over blanks, not over marks) and runs of digits and Latin letters. */
typedef struct relevance_cursor {
    const passage *text;
    uint32_t at;
    uint32_t begin, end; /* of the part found */
    uint32_t key;        /* of a pair */
    uint32_t before;     /* place of the Han letter before, plus one; 0: there is none */
} relevance_cursor;

static int relevance_in_run(const passage *p, uint32_t at) {
    uint8_t kind = hotline__passage_class(p, at);
    return kind == LETTER_DIGIT || kind == LETTER_LATIN;
}

static void relevance_take_run(relevance_cursor *c) {
    c->begin = c->at;
    while (c->at < c->text->count && relevance_in_run(c->text, c->at)) {
        c->at++;
    }
    c->end = c->at;
    c->before = 0;
}

static int relevance_take_han(relevance_cursor *c) {
    uint32_t before = c->before;
    c->before = ++c->at;
    if (before == 0) {
        return 0;
    }
    c->begin = before - 1;
    c->end = c->at;
    c->key = (uint32_t)c->text->letters[before - 1] << 16 | c->text->letters[c->at - 1];
    return 1;
}

static relevance_part relevance_next(relevance_cursor *c) {
    while (c->at < c->text->count) {
        uint8_t kind = hotline__passage_class(c->text, c->at);
        if (kind == LETTER_HAN) {
            if (relevance_take_han(c)) {
                return RELEVANCE_PAIR;
            }
        } else if (kind == LETTER_DIGIT || kind == LETTER_LATIN) {
            relevance_take_run(c);
            return RELEVANCE_RUN;
        } else {
            c->before = kind == LETTER_SPACE || kind == LETTER_INVISIBLE ? c->before : 0;
            c->at++;
        }
    }
    return RELEVANCE_END;
}

/* ---- places and years of a text ---- */

typedef struct relevance_marks {
    uint32_t codes[RELEVANCE_CODES]; /* up to three letters and the kind of place */
    uint32_t count;
    uint32_t kinds, heads; /* bits: kinds of coded places, their first letters */
    uint32_t year, dated;  /* the latest year named, and the latest that stands in a date; 0: none */
} relevance_marks;

/* 市 县 区 after a code, as bits; else 0. */
static uint32_t relevance_place(uint16_t letter) {
    return letter == 0x5E02 ? 1 : letter == 0x53BF ? 2 : letter == 0x533A ? 4 : 0;
}

static int relevance_has_code(const relevance_marks *m, uint32_t code) {
    for (uint32_t i = 0; i < m->count; i++) {
        if (m->codes[i] == code) {
            return 1;
        }
    }
    return 0;
}

static void relevance_mark_place(relevance_marks *m, const passage *p, uint32_t begin, uint32_t end) {
    uint32_t kind = relevance_place(p->letters[end]);
    uint32_t code = kind;
    if (kind == 0 || end - begin > 3 || p->letters[begin] < 'a' || p->letters[begin] > 'z') {
        return;
    }
    m->kinds |= kind;
    m->heads |= UINT32_C(1) << (p->letters[begin] - 'a');
    for (uint32_t i = begin; i < end; i++) {
        code = code << 9 | (p->letters[i] & 511); /* Latin letters are below U+0250; no digit is as small as a kind */
    }
    if (m->count < RELEVANCE_CODES && !relevance_has_code(m, code)) {
        m->codes[m->count++] = code;
    }
}

static uint32_t relevance_year(const passage *p, uint32_t begin, uint32_t end) {
    uint32_t year = 0;
    if (end - begin != 4) {
        return 0;
    }
    for (uint32_t i = begin; i < end; i++) {
        if (hotline__passage_class(p, i) != LETTER_DIGIT) {
            return 0;
        }
        year = year * 10 + p->letters[i] - '0';
    }
    return year >= 2000 && year < 2030 ? year : 0;
}

static void relevance_mark_year(relevance_marks *m, uint32_t year, uint16_t after) {
    m->year = year > m->year ? year : m->year;
    if (after == 0x5E74 /* 年 */ || after == '.' || after == '-' || after == '/') {
        m->dated = year > m->dated ? year : m->dated;
    }
}

/* The key of a run as a token, 0: it is none. */
static uint32_t relevance_token(const passage *p, uint32_t begin, uint32_t end) {
    uint32_t key = 0;
    if (end - begin < 3 || relevance_year(p, begin, end) != 0) {
        return 0;
    }
    for (uint32_t i = begin; i < end; i++) {
        key = relevance_mix(key ^ p->letters[i]);
    }
    return key % UINT32_C(0x30000000) + 1; /* no Han letter is below U+3005 */
}

/* Marks what a run says; its key as a token, or 0. */
static uint32_t relevance_read_run(relevance_marks *m, const relevance_cursor *c) {
    uint32_t year = relevance_year(c->text, c->begin, c->end);
    relevance_mark_place(m, c->text, c->begin, c->end);
    if (year != 0) {
        relevance_mark_year(m, year, c->text->letters[c->end]);
    }
    return relevance_token(c->text, c->begin, c->end);
}

/* ---- the reply ---- */

struct relevance_of_reply {
    arena *memory;
    relevance_set words;
    relevance_set seen; /* of the question asked last; kept for the next */
    uint32_t seen_slots;
    uint32_t pairs, tokens;
    int32_t shift; /* of weights, by the reply's length: in a long reply a pair is found more easily */
    relevance_marks marks;
};

static int32_t relevance_log(uint32_t x) {
    int32_t top = 31;
    uint32_t part, low;
    while ((x >> top) == 0) {
        top--;
    }
    part = (x << (31 - top) & UINT32_C(0x7FFFFFFF)) >> 15;
    low = hotline__relevance_logs[part >> 10];
    return top * 256 + (int32_t)(low + ((hotline__relevance_logs[(part >> 10) + 1] - low) * (part & 1023) >> 10));
}

static void relevance_read_reply(relevance_of_reply *r, const passage *reply) {
    relevance_cursor c = {reply, 0, 0, 0, 0, 0};
    relevance_part part;
    while ((part = relevance_next(&c)) != RELEVANCE_END) {
        if (part == RELEVANCE_PAIR) {
            r->pairs += (uint32_t)relevance_put(&r->words, c.key);
        } else {
            uint32_t key = relevance_read_run(&r->marks, &c);
            r->tokens += (uint32_t)(key != 0 && relevance_put(&r->words, key));
        }
    }
}

hotline_status hotline__relevance_begin(arena *a, const passage *reply, relevance_of_reply **out) {
    relevance_of_reply *r = hotline__arena_take_zeroed(a, 1, sizeof *r);
    uint32_t slots = relevance_slots(reply->count);
    if (r == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    r->memory = a;
    r->words.mask = slots - 1;
    r->words.seed = (uint32_t)a->context->seed;
    r->seen.seed = r->words.seed;
    r->words.keys = hotline__arena_take_zeroed(a, slots, sizeof *r->words.keys);
    if (r->words.keys == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    relevance_read_reply(r, reply);
    r->shift =
        (relevance_log((r->pairs < RELEVANCE_LEAST ? RELEVANCE_LEAST : r->pairs) + 1) >> 4) - (relevance_log(RELEVANCE_TYPICAL) >> 4);
    *out = r;
    return HOTLINE_OK;
}

/* ---- what is asked ---- */

typedef struct relevance_sums {
    uint64_t square, square_found;    /* of weights */
    uint64_t bits;                    /* in 1/256 */
    uint64_t expected, variance;      /* in 1/4096 */
    uint32_t rarest[RELEVANCE_EIGHT]; /* falling */
    uint32_t pairs, tokens, tokens_found;
} relevance_sums;

/* Weight of a pair, in sixteenths of a bit: how rare it is, and how much likelier a reply has it when its letter has. */
static uint32_t relevance_weight(uint32_t pair) {
    uint32_t mixed = relevance_mix(pair);
    uint32_t at = mixed % RELEVANCE_SLOTS;
    while (hotline__relevance_weights[at] != 0 && hotline__relevance_checks[at] != mixed >> 16) {
        at = (at + 1) % RELEVANCE_SLOTS;
    }
    return hotline__relevance_weights[at] != 0 ? hotline__relevance_weights[at] : hotline__relevance_others;
}

static void relevance_rank(uint32_t *rarest, uint32_t weight) {
    uint32_t i = RELEVANCE_EIGHT;
    if (weight <= rarest[RELEVANCE_EIGHT - 1]) {
        return;
    }
    for (i = RELEVANCE_EIGHT - 1; i > 0 && rarest[i - 1] < weight; i--) {
        rarest[i] = rarest[i - 1];
    }
    rarest[i] = weight;
}

static void relevance_add_pair(const relevance_of_reply *r, relevance_sums *sums, uint32_t pair) {
    uint32_t weight = relevance_weight(pair);
    int32_t shifted = (int32_t)weight - r->shift;
    uint32_t surprise = (uint32_t)(shifted < 0 ? 0 : shifted >= RELEVANCE_SURPRISES ? RELEVANCE_SURPRISES - 1 : shifted);
    uint32_t at;
    sums->pairs++;
    sums->square += weight * weight;
    sums->expected += hotline__relevance_expected[surprise];
    sums->variance += hotline__relevance_variance[surprise];
    if (relevance_has(&r->words, pair, &at)) {
        sums->square_found += weight * weight;
        sums->bits += hotline__relevance_found[surprise];
        relevance_rank(sums->rarest, weight);
    }
}

static void relevance_add_token(const relevance_of_reply *r, relevance_sums *sums, uint32_t key) {
    uint32_t at;
    sums->tokens++;
    sums->tokens_found += (uint32_t)relevance_has(&r->words, key, &at);
}

/* Each pair and token counts once over all texts of a question. */
static void relevance_add(relevance_of_reply *r, const passage *asked, relevance_sums *sums, relevance_marks *m) {
    relevance_cursor c = {asked, 0, 0, 0, 0, 0};
    relevance_part part;
    while ((part = relevance_next(&c)) != RELEVANCE_END) {
        if (part == RELEVANCE_PAIR) {
            if (relevance_put(&r->seen, c.key)) {
                relevance_add_pair(r, sums, c.key);
            }
        } else {
            uint32_t key = relevance_read_run(m, &c);
            if (key != 0 && relevance_put(&r->seen, key)) {
                relevance_add_token(r, sums, key);
            }
        }
    }
}

static int relevance_room(relevance_of_reply *r, uint32_t letters) {
    uint32_t slots = relevance_slots(letters);
    if (slots > r->seen_slots) {
        uint32_t *keys = hotline__arena_take(r->memory, slots * sizeof *keys);
        if (keys == NULL) {
            return 0;
        }
        r->seen.keys = keys;
        r->seen_slots = slots;
    }
    r->seen.mask = slots - 1;
    memset(r->seen.keys, 0, slots * sizeof *r->seen.keys);
    return 1;
}

/* ---- the signs ---- */

static uint32_t relevance_root(uint64_t x) {
    uint64_t root = 0;
    uint64_t bit = UINT64_C(1) << 62;
    while (bit > x) {
        bit >>= 2;
    }
    for (; bit != 0; bit >>= 2) {
        if (x >= root + bit) {
            x -= root + bit;
            root = (root >> 1) + bit;
        } else {
            root >>= 1;
        }
    }
    return (uint32_t)root;
}

static int32_t relevance_chance(const relevance_sums *sums) {
    int64_t above = (int64_t)(sums->bits * 16) - (int64_t)sums->expected;
    uint64_t size = (uint64_t)(above < 0 ? -above : above) * 256 / relevance_root((sums->variance + 4 * 4096) * 4096);
    int32_t sign = relevance_log(256 + (uint32_t)(size < INT32_MAX ? size : INT32_MAX)) - 8 * 256;
    return above < 0 ? -sign : sign;
}

static int32_t relevance_share(const relevance_sums *title, const relevance_sums *all) {
    const relevance_sums *of = title->square != 0 ? title : all;
    return (int32_t)relevance_root((of->square_found << 20) / (of->square + 1));
}

static int32_t relevance_sum_of_rarest(const relevance_sums *sums) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < RELEVANCE_EIGHT; i++) {
        sum += sums->rarest[i];
    }
    return (int32_t)sum;
}

/* Is a coded place of the one also one of the other? */
static int relevance_shares_place(const relevance_marks *a, const relevance_marks *b) {
    for (uint32_t i = 0; i < a->count; i++) {
        if (relevance_has_code(b, a->codes[i])) {
            return 1;
        }
    }
    return 0;
}

static void relevance_sign_places(const relevance_marks *asked, const relevance_marks *reply, int32_t *signs) {
    int shared = relevance_shares_place(asked, reply);
    signs[RELEVANCE_PLACE] = shared;
    signs[RELEVANCE_OTHER] = !shared && (asked->kinds & reply->kinds) != 0;
    signs[RELEVANCE_FAR] = asked->heads != 0 && reply->heads != 0 && (asked->heads & reply->heads) == 0;
}

static void relevance_sign_length(uint32_t pairs, int32_t *signs) {
    int32_t length = relevance_log(pairs + 1);
    signs[RELEVANCE_LENGTH] = length;
    signs[RELEVANCE_MIDDLING] = length < RELEVANCE_MIDDLE ? length : RELEVANCE_MIDDLE;
    signs[RELEVANCE_BRIEF] = length < RELEVANCE_FEW ? length : RELEVANCE_FEW;
}

/* The logistic curve, between the steps of its table by a straight line. */
static int32_t relevance_curve_at(int32_t odds) {
    uint32_t size = (uint32_t)(odds < 0 ? -odds : odds);
    uint32_t at, low, part;
    size = size < RELEVANCE_STEPS * 4096 ? size : RELEVANCE_STEPS * 4096 - 1;
    at = size >> 12;
    low = hotline__relevance_curve[at];
    part = low + ((hotline__relevance_curve[at + 1] - low) * (size & 4095) >> 12);
    part = (odds < 0 ? 16 * RELEVANCE_MOST - part : part) >> 4;
    return (int32_t)(part == 0 ? 1 : part > RELEVANCE_MOST ? RELEVANCE_MOST : part);
}

static void relevance_weigh(relevance_view *v) {
    v->odds = hotline__relevance_constant;
    for (uint32_t i = 0; i < RELEVANCE_SIGNS; i++) {
        v->odds += v->signs[i] * hotline__relevance_sign_weights[i];
    }
    v->relevance = relevance_curve_at(v->odds);
}

/* ---- questions ---- */

static void relevance_judge(relevance_of_reply *r, const passage *title, const passage *about, relevance_view *v) {
    relevance_sums all, of_title;
    relevance_marks asked;
    memset(&all, 0, sizeof all);
    memset(&asked, 0, sizeof asked);
    if (title != NULL) {
        relevance_add(r, title, &all, &asked);
    }
    of_title = all;
    if (about != NULL) {
        relevance_add(r, about, &all, &asked);
    }
    if (all.pairs + all.tokens == 0 || r->pairs + r->tokens == 0) {
        return;
    }
    v->signs[RELEVANCE_CHANCE] = relevance_chance(&all);
    v->signs[RELEVANCE_TITLE] = relevance_share(&of_title, &all);
    v->signs[RELEVANCE_RAREST] = relevance_sum_of_rarest(&all);
    v->signs[RELEVANCE_OLDER] = r->marks.dated != 0 && r->marks.dated < asked.year;
    v->signs[RELEVANCE_TOKEN] = (int32_t)(all.tokens_found < 3 ? all.tokens_found : 3);
    relevance_sign_length(r->pairs, v->signs);
    relevance_sign_places(&asked, &r->marks, v->signs);
    relevance_weigh(v);
}

int64_t hotline__relevance_view(relevance_of_reply *r, const passage *title, const passage *about, relevance_view *out) {
    uint64_t letters = (uint64_t)(title == NULL ? 0 : title->count) + (about == NULL ? 0 : about->count);
    memset(out, 0, sizeof *out);
    if (letters > UINT32_MAX / 8 || !relevance_room(r, (uint32_t)letters)) {
        return HOTLINE_ERROR_MEMORY;
    }
    relevance_judge(r, title, about, out);
    return out->relevance;
}

int64_t hotline__relevance_of(relevance_of_reply *r, const passage *title, const passage *about) {
    relevance_view view;
    return hotline__relevance_view(r, title, about, &view);
}

void hotline__relevance_cover(const relevance_of_reply *r, const passage *asked, uint8_t *found) {
    relevance_cursor c = {asked, 0, 0, 0, 0, 0};
    relevance_part part;
    memset(found, 0, asked->count);
    while ((part = relevance_next(&c)) != RELEVANCE_END) {
        uint32_t key = part == RELEVANCE_PAIR ? c.key : relevance_token(asked, c.begin, c.end);
        uint32_t at;
        if (key != 0 && relevance_has(&r->words, key, &at)) {
            memset(found + c.begin, 1, c.end - c.begin);
        }
    }
}
