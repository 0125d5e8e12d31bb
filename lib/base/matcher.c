/* SPDX-License-Identifier: MIT */
/*
 * Finds many patterns in a text at once: a small table of pairs of letters passes over nearly every place by one look-up, and where it
 * does not, a short list of patterns in order is searched by halves. It refuses to know what letters and patterns mean, and takes no
 * memory while it searches.
 */
#include "matcher.h"

#include "sort.h"

/* Entries are said as number + 1, so that 0 is none. */
struct matcher_entry {
    uint32_t letters; /* offset in the matcher's letters */
    uint32_t pattern;
    uint32_t shorter; /* the longest other pattern with which this one begins */
    uint8_t length;
    uint8_t again; /* the entry before it has the same letters, and is reported next */
};

/*
 * The filter has a row for each pair of letters; some pairs share one. Byte k of a row is a set of groups of patterns, those that do NOT
 * have such a pair at letter k. So a group may begin at a letter when it is missing in byte 0 of that letter's row, byte 1 of the next one's
 * and so on: the rows, each moved up a byte for every row after it, are or-ed, and no group is left when the upper byte is full.
 * Patterns of one, two, three and four letters are groups of their own, that are missing wherever they have no pair any more.
 */
enum {
    MATCHER_ROWS = 1 << 12,
    MATCHER_FRONT = 1 << 6, /* a row, modulo this, depends on the first letter of the pair only */
    MATCHER_STAGES = MATCHER_AHEAD,
    MATCHER_LONG_GROUPS = 4,
    MATCHER_ROW_EMPTY = 0x0F1F3FFF
};
#define MATCHER_FULL 0xFF000000u

/* Entries stand in lists, by their first letters (at most three of them). Some beginnings of one length share a list. */
enum { MATCHER_DECISIVE = 3, MATCHER_LISTS = 1 << 10, MATCHER_LISTS_ALL = MATCHER_LISTS * MATCHER_DECISIVE };

static uint32_t matcher_row(const uint16_t *pair) {
    return (pair[0] + (uint32_t)pair[1] * MATCHER_FRONT) % MATCHER_ROWS;
}

static uint32_t matcher_list(const uint16_t *letters, uint32_t decisive) {
    uint32_t hash = 0;
    uint32_t i;
    for (i = 0; i < decisive; i++) {
        hash = hash * 31 + letters[i];
    }
    return (decisive - 1) * MATCHER_LISTS + hash % MATCHER_LISTS;
}

static uint32_t matcher_decisive(uint32_t length) {
    return length < MATCHER_DECISIVE ? length : MATCHER_DECISIVE;
}

static uint32_t matcher_shared(const uint16_t *a, const uint16_t *b, uint32_t most) {
    uint32_t shared = 0;
    while (shared < most && a[shared] == b[shared]) {
        shared++;
    }
    return shared;
}

/* ---- searching ---- */

/* The next place that passes the filter, or `count`. */
static uint32_t matcher_candidate(const matcher *m, const uint16_t *letters, uint32_t count, uint32_t at) {
    uint32_t rows = 0;
    uint32_t i;
    if (at >= count) {
        return count;
    }
    for (i = 0; i < MATCHER_STAGES - 1; i++) {
        rows = rows << 8 | m->filter[matcher_row(letters + at + i)];
    }
    for (; at < count; at++) {
        rows = rows << 8 | m->filter[matcher_row(letters + at + MATCHER_STAGES - 1)];
        if (rows < MATCHER_FULL) {
            break;
        }
    }
    return at;
}

/* From an entry on, by way of `shorter`, the first that has at most so many letters. */
static uint32_t matcher_within(const matcher *m, uint32_t entry, uint32_t length) {
    while (entry != 0 && m->entries[entry - 1].length > length) {
        entry = m->entries[entry - 1].shorter;
    }
    return entry;
}

/*
 * The longest pattern with which the text begins, by the text's list for so many letters; 0 when it has none there. The last entry that
 * does not come after the text begins with every such pattern: what is between a pattern and a text that begins with it begins with it too.
 */
static uint32_t matcher_search(const matcher *m, const uint16_t *letters, uint32_t count, uint32_t decisive) {
    const uint32_t *range = &m->firsts[matcher_list(letters, decisive)];
    uint32_t low = range[0];
    uint32_t high = range[1];
    uint32_t last = 0;
    uint32_t last_shared = 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const matcher_entry *e = &m->entries[middle];
        const uint16_t *own = m->letters + e->letters;
        uint32_t shared = matcher_shared(own, letters, e->length < count ? e->length : count);
        if (shared == e->length || (shared < count && own[shared] < letters[shared])) {
            low = last = middle + 1;
            last_shared = shared;
        } else {
            high = middle;
        }
    }
    return last_shared < decisive ? 0 : matcher_within(m, last, last_shared);
}

/* The same, by the lists for at most so many letters. */
static uint32_t matcher_longest(const matcher *m, const uint16_t *letters, uint32_t count, uint32_t decisive) {
    uint32_t found = 0;
    for (; found == 0 && decisive != 0; decisive--) {
        found = matcher_search(m, letters, count, decisive);
    }
    return found;
}

int hotline__matcher_next(const matcher *m, const uint16_t *letters, uint32_t count, matcher_cursor *cursor, matcher_match *out) {
    const matcher_entry *e;
    while (cursor->entry == 0) {
        uint32_t at = matcher_candidate(m, letters, count, cursor->at);
        cursor->at = at;
        if (at >= count) {
            return 0;
        }
        cursor->entry = matcher_longest(m, letters + at, count - at, MATCHER_DECISIVE);
        cursor->at = at + 1;
    }
    e = &m->entries[cursor->entry - 1];
    out->begin = cursor->at - 1;
    out->end = out->begin + e->length;
    out->pattern = e->pattern;
    cursor->entry = e->again ? cursor->entry - 1 : e->shorter;
    return 1;
}

/* ---- making ---- */

static hotline_status matcher_check(const matcher_pattern *patterns, uint32_t count) {
    uint32_t i;
    if (count > MATCHER_COUNT_MOST) {
        return HOTLINE_ERROR_LIMIT;
    }
    for (i = 0; i < count; i++) {
        if (patterns[i].length == 0 || patterns[i].length > MATCHER_LENGTH_MOST) {
            return HOTLINE_ERROR_ARGUMENT;
        }
    }
    return HOTLINE_OK;
}

static uint32_t matcher_list_of(const matcher_pattern *p) {
    return matcher_list(p->letters, matcher_decisive(p->length));
}

static int matcher_compare_letters(const matcher_pattern *x, const matcher_pattern *y) {
    uint32_t most = x->length < y->length ? x->length : y->length;
    uint32_t shared = matcher_shared(x->letters, y->letters, most);
    return shared < most ? x->letters[shared] - y->letters[shared] : (int)x->length - (int)y->length;
}

/* By lists, then by letters. Equal ones in falling order of their numbers: each comes after the one that is reported next. */
static int matcher_compare(const void *with, const void *a, const void *b) {
    const matcher_pattern *patterns = with;
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    int order = (int)matcher_list_of(&patterns[x]) - (int)matcher_list_of(&patterns[y]);
    if (order == 0) {
        order = matcher_compare_letters(&patterns[x], &patterns[y]);
    }
    return order != 0 ? order : (x < y) - (x > y);
}

/* The numbers of the patterns in the order of entries; NULL when there is no memory. */
static uint32_t *matcher_order(arena *a, const matcher_pattern *patterns, uint32_t count) {
    uint32_t *order = hotline__arena_take(a, count * sizeof *order);
    uint32_t *spare = hotline__arena_take(a, count * sizeof *spare);
    uint32_t i;
    if (order == NULL || spare == NULL) {
        return NULL;
    }
    for (i = 0; i < count; i++) {
        order[i] = i;
    }
    hotline__sort(order, spare, count, sizeof *order, matcher_compare, patterns);
    return order;
}

/* At a list: how many entries the lists before it have. */
static uint32_t *matcher_firsts(arena *a, const matcher_pattern *patterns, uint32_t count) {
    uint32_t *firsts = hotline__arena_take_zeroed(a, MATCHER_LISTS_ALL + 1, sizeof *firsts);
    uint32_t i;
    if (firsts == NULL) {
        return NULL;
    }
    for (i = 0; i < count; i++) {
        firsts[matcher_list_of(&patterns[i]) + 1]++;
    }
    for (i = 0; i < MATCHER_LISTS_ALL; i++) {
        firsts[i + 1] += firsts[i];
    }
    return firsts;
}

/*
 * The entries before this one are linked. When the one before it has the same decisive letters, it begins with all patterns with which this
 * one begins; else those are in lists for fewer letters, which come earlier.
 */
static void matcher_link(const matcher *m, matcher_entry *e, uint32_t at) {
    const uint16_t *own = m->letters + e->letters;
    const matcher_entry *before = e - (at != 0);
    uint32_t most = before->length < e->length ? before->length : e->length;
    uint32_t shared = at == 0 ? 0 : matcher_shared(m->letters + before->letters, own, most);
    uint32_t decisive = matcher_decisive(e->length);
    if (shared < decisive) {
        e->shorter = matcher_longest(m, own, e->length, decisive - 1);
        return;
    }
    e->again = shared == before->length && shared == e->length;
    e->shorter = e->again ? before->shorter : matcher_within(m, at, shared);
}

static hotline_status matcher_fill_entries(arena *a, const matcher_pattern *patterns, uint32_t count, matcher *m) {
    const uint32_t *order = matcher_order(a, patterns, count);
    matcher_entry *entries = hotline__arena_take_zeroed(a, count, sizeof *entries);
    uint16_t *letters;
    uint32_t total = 0;
    uint32_t i;
    for (i = 0; i < count; i++) {
        total += patterns[i].length;
    }
    letters = hotline__arena_take(a, total * sizeof *letters);
    if (order == NULL || entries == NULL || letters == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    m->entries = entries;
    m->letters = letters;
    total = 0;
    for (i = 0; i < count; i++) {
        const matcher_pattern *p = &patterns[order[i]];
        memcpy(letters + total, p->letters, p->length * sizeof *letters);
        entries[i].letters = total;
        entries[i].pattern = order[i];
        entries[i].length = (uint8_t)p->length;
        total += p->length;
        matcher_link(m, &entries[i], i);
    }
    return HOTLINE_OK;
}

/* A pattern of one letter has no pair: it is let through by every pair with that letter in front. */
static void matcher_admit_letter(uint32_t *filter, uint16_t letter) {
    uint32_t row;
    for (row = letter % MATCHER_FRONT; row < MATCHER_ROWS; row += MATCHER_FRONT) {
        filter[row] &= ~(UINT32_C(1) << 7);
    }
}

static void matcher_admit(uint32_t *filter, const matcher_pattern *p) {
    uint32_t group = matcher_row(p->letters) % MATCHER_LONG_GROUPS;
    uint32_t pairs = p->length - 1;
    uint32_t i;
    if (pairs < MATCHER_STAGES) {
        group = 7 - pairs;
    }
    for (i = 0; i < pairs && i < MATCHER_STAGES; i++) {
        filter[matcher_row(p->letters + i)] &= ~(UINT32_C(1) << (8 * i + group));
    }
}

static uint32_t *matcher_filter(arena *a, const matcher_pattern *patterns, uint32_t count) {
    uint32_t *filter = hotline__arena_take(a, MATCHER_ROWS * sizeof *filter);
    uint32_t i;
    if (filter == NULL) {
        return NULL;
    }
    for (i = 0; i < MATCHER_ROWS; i++) {
        filter[i] = MATCHER_ROW_EMPTY;
    }
    for (i = 0; i < count; i++) {
        if (patterns[i].length == 1) {
            matcher_admit_letter(filter, patterns[i].letters[0]);
        } else {
            matcher_admit(filter, &patterns[i]);
        }
    }
    return filter;
}

hotline_status hotline__matcher_new(arena *a, const matcher_pattern *patterns, uint32_t count, matcher *out) {
    matcher m;
    HOTLINE_TRY(matcher_check(patterns, count));
    m.filter = matcher_filter(a, patterns, count);
    m.firsts = matcher_firsts(a, patterns, count);
    if (m.filter == NULL || m.firsts == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(matcher_fill_entries(a, patterns, count, &m));
    *out = m;
    return HOTLINE_OK;
}
