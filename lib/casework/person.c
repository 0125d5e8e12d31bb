/* SPDX-License-Identifier: MIT */
/*
 * Reads the field of a name: its words, names written with blanks, names with a middle dot, names in a row. It refuses to know what a
 * word is (person_word.c) and who has the name.
 */
#include "person_parts.h"

enum { PERSON_JOINED_MOST = 4, PERSON_ROW_MOST = 40, PERSON_DOT = 0xB7, PERSON_SOMEBODY = 0x67D0 /* 某 */ };

/* A run of Han, dots between Han, and signs that mask. */
typedef struct person_piece {
    uint32_t begin, end;
    uint32_t han;
    uint8_t masked, dotted, stopped; /* stopped: by full stops only, which may as well divide */
} person_piece;

typedef struct person_reading {
    const passage *passage;
    span *names;
    uint32_t most, count;
    person_fault fault; /* what the first piece is that is no name; NO_NAME gives way to a better word */
    uint8_t seen;
} person_reading;

static uint8_t person_class(const passage *p, uint32_t at) {
    return at < p->count ? hotline__passage_class(p, at) : (uint8_t)LETTER_OTHER;
}

static int person_is_x(const passage *p, uint32_t at) {
    int after = at > 0 && person_class(p, at - 1) == LETTER_LATIN && p->letters[at - 1] != 'x';
    int before = person_class(p, at + 1) == LETTER_LATIN && p->letters[at + 1] != 'x';
    return p->letters[at] == 'x' && !after && !before;
}

static int person_is_mask(const passage *p, uint32_t at) {
    static const uint16_t signs[] = {'*',
                                     '?',
                                     '_',
                                     '#',
                                     0xD7 /* × */,
                                     0x25A1 /* □ */,
                                     0x25A0 /* ■ */,
                                     0x25CF /* ● */,
                                     0x25CB /* ○ */,
                                     0x3007 /* 〇 */,
                                     0x25B3 /* △ */,
                                     0x25B2 /* ▲ */,
                                     PERSON_SOMEBODY};
    return hotline__letter_is_one_of(p->letters[at], signs, sizeof signs / sizeof signs[0]) || person_is_x(p, at);
}

static int person_is_blank(const passage *p, uint32_t at) {
    uint8_t kind = person_class(p, at);
    return at < p->count && (kind == LETTER_SPACE || kind == LETTER_INVISIBLE || p->letters[at] == '\n' || p->letters[at] == '\r');
}

static uint32_t person_skip_blanks(const passage *p, uint32_t at) {
    while (person_is_blank(p, at)) {
        at++;
    }
    return at;
}

static int person_is_han(const passage *p, uint32_t at) {
    return person_class(p, at) == LETTER_HAN && !person_is_mask(p, at);
}

static int person_is_dot(const passage *p, uint32_t at, uint32_t begin) {
    return (p->letters[at] == PERSON_DOT || p->letters[at] == '.') && at > begin && person_is_han(p, at - 1) && person_is_han(p, at + 1);
}

static person_piece person_piece_at(const passage *p, uint32_t at) {
    person_piece piece = {at, at, 0, 0, 0, 1};
    for (; at < p->count; at++) {
        if (person_is_mask(p, at)) {
            piece.masked = 1;
        } else if (person_class(p, at) == LETTER_HAN) {
            piece.han++;
        } else if (person_is_dot(p, at, piece.begin)) {
            piece.dotted = 1;
            piece.stopped &= p->letters[at] == '.';
        } else {
            break;
        }
    }
    piece.end = at;
    return piece;
}

static void person_blame(person_reading *r, person_fault fault) {
    if (!r->seen || (r->fault == PERSON_NO_NAME && fault != PERSON_NO_NAME)) {
        r->fault = fault;
    }
    r->seen = 1;
}

static void person_add(person_reading *r, uint32_t begin, uint32_t end) {
    if (r->count < r->most) {
        r->names[r->count].begin = begin;
        r->names[r->count].end = end;
    }
    r->count++;
}

static person_word person_letters(const passage *p, uint32_t begin, uint32_t end) {
    person_word w;
    w.at = p->letters + begin;
    w.count = end - begin;
    return w;
}

/* Han in a row: a name with what is round it, or not. */
static person_fault person_take(person_reading *r, uint32_t begin, uint32_t end) {
    uint32_t from = 0;
    uint32_t to = 0;
    person_fault fault = hotline__person_judge(person_letters(r->passage, begin, end), &from, &to);
    if (fault == PERSON_GOOD) {
        person_add(r, begin + from, begin + to);
    }
    return fault;
}

static int person_is_and(uint16_t letter) {
    return letter == 0x548C /* 和 */ || letter == 0x4E0E /* 与 */ || letter == 0x53CA /* 及 */ || letter == 0x6216 /* 或 */;
}

/* 张伟和李娜: as long as a name stands before the first, the second ... 和. */
static person_fault person_take_row(person_reading *r, uint32_t begin, uint32_t end) {
    person_fault fault = person_take(r, begin, end);
    if (fault == PERSON_GOOD || end - begin > PERSON_ROW_MOST) {
        return fault;
    }
    for (uint32_t i = begin + 1; i + 1 < end; i++) {
        if (person_is_and(r->passage->letters[i]) && person_take(r, begin, i) == PERSON_GOOD) {
            person_take(r, i + 1, end);
            return PERSON_GOOD;
        }
    }
    return fault;
}

/* 王 芳 李 娜: the third letter begins another name. */
static int person_begins_next(const passage *p, person_piece piece) {
    person_piece next = person_piece_at(p, person_skip_blanks(p, piece.end));
    return piece.han == 1 && next.han == 1 && hotline__person_is_common(p->letters[piece.begin]);
}

/* Pieces of one or two letters with blanks between them that are one name together: 王 芳, 王 建国. Returns its end, or 0. */
static uint32_t person_join(const passage *p, person_piece piece) {
    uint16_t letters[PERSON_JOINED_MOST];
    person_word w = {letters, 0};
    uint32_t found = 0;
    while (piece.han > 0 && !piece.masked && !piece.dotted && w.count + piece.han <= PERSON_JOINED_MOST) {
        if (w.count == 2 && person_begins_next(p, piece)) {
            return found;
        }
        memcpy(letters + w.count, p->letters + piece.begin, piece.han * sizeof letters[0]);
        w.count += piece.han;
        if (w.count > piece.han && hotline__person_is_name(w)) {
            found = piece.end;
        }
        piece = person_piece_at(p, person_skip_blanks(p, piece.end));
    }
    return found;
}

static person_fault person_take_dotted(person_reading *r, person_piece piece) {
    uint32_t last = piece.end;
    while (person_is_han(r->passage, last - 1)) {
        last--;
    }
    if (piece.stopped && person_take(r, last, piece.end) == PERSON_GOOD) {
        return PERSON_GOOD;
    }
    person_add(r, piece.begin, piece.end);
    return PERSON_GOOD;
}

/* Returns where to go on. */
static uint32_t person_read_piece(person_reading *r, person_piece piece) {
    person_fault fault;
    if (piece.masked) {
        fault = PERSON_MASKED;
    } else if (piece.dotted) {
        fault = person_take_dotted(r, piece);
    } else {
        uint32_t joined = piece.han <= 2 ? person_join(r->passage, piece) : 0;
        if (joined > 0 && !hotline__person_is_name(person_letters(r->passage, piece.begin, piece.end))) {
            person_add(r, piece.begin, joined);
            return joined;
        }
        fault = person_take_row(r, piece.begin, piece.end);
    }
    if (fault != PERSON_GOOD) {
        person_blame(r, fault);
    }
    return piece.end;
}

person_fault hotline__person_field(const passage *p, span *found, uint32_t most, uint32_t *count) {
    person_reading r;
    memset(&r, 0, sizeof r);
    r.passage = p;
    r.names = found;
    r.most = most;
    r.fault = PERSON_EMPTY;
    for (uint32_t at = 0; at < p->count;) {
        uint8_t kind = person_class(p, at);
        if (kind == LETTER_HAN || person_is_mask(p, at)) {
            at = person_read_piece(&r, person_piece_at(p, at));
            continue;
        }
        if (kind == LETTER_LATIN || kind == LETTER_DIGIT) {
            person_blame(&r, PERSON_NO_NAME);
        }
        at++;
    }
    *count = r.count < most ? r.count : most;
    return r.count > 0 ? PERSON_GOOD : r.fault;
}
