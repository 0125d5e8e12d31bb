/* SPDX-License-Identifier: MIT */
/*
 * Which texts are in which place: one open table of (tag, text), at most two thirds full, no more than 16 texts to a tag. It refuses to
 * know how tags are made.
 */
#include "copies_impl.h"

enum { COPIES_TABLE_LEAST = 1024 };

/*
 * Where the run of a tag begins. Tags can be computed by whoever writes replies; the context's seed spreads them so that nobody can make
 * runs of different tags meet. No answer depends on it. Growing keeps the order, so that a table is moved from front to back.
 */
static size_t copies_table_home(const copies_table *t, const hotline_context *context, uint32_t tag) {
    uint32_t spread = tag * (uint32_t)(context->seed >> 32 | 1);
    return (size_t)((uint64_t)spread * t->count >> 32);
}

static size_t copies_table_next(const copies_table *t, size_t at) {
    return at + 1 == t->count ? 0 : at + 1;
}

static void copies_table_take(copies_table *t, const hotline_context *context, copies_slot slot) {
    size_t at = copies_table_home(t, context, slot.tag);
    while (t->slots[at].number != 0) {
        at = copies_table_next(t, at);
    }
    t->slots[at] = slot;
    t->used++;
}

hotline_status hotline__copies_table_reserve(const hotline_context *context, copies_table *t) {
    copies_table grown = {NULL, 0, 0};
    if ((t->used + COPIES_BANDS) * 3 <= t->count * 2) {
        return HOTLINE_OK;
    }
    grown.count = t->count == 0 ? COPIES_TABLE_LEAST : t->count + t->count / 2;
    if (grown.count > UINT32_MAX) {
        return HOTLINE_ERROR_LIMIT;
    }
    grown.slots = hotline__allocate_zeroed(context, grown.count, sizeof *grown.slots);
    if (grown.slots == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    for (size_t i = 0; i < t->count; i++) {
        if (t->slots[i].number != 0) {
            copies_table_take(&grown, context, t->slots[i]);
        }
    }
    hotline__release(context, t->slots, t->count * sizeof *t->slots);
    *t = grown;
    return HOTLINE_OK;
}

/* ---- putting ---- */

/* By letters, shorter first when one is the beginning of the other. */
static int copies_text_before(const hotline_copies *c, uint32_t a, uint32_t b) {
    copies_letters x = hotline__copies_letters_of(c, a);
    copies_letters y = hotline__copies_letters_of(c, b);
    uint32_t i = 0;
    while (i < x.count && i < y.count && x.at[i] == y.at[i]) {
        i++;
    }
    return i < x.count && i < y.count ? x.at[i] < y.at[i] : x.count < y.count;
}

/* Which texts stay in a full place is decided by the texts, not by who came first. */
static void copies_table_put_tag(hotline_copies *c, copies_slot slot) {
    copies_table *t = &c->table;
    copies_slot *last = NULL;
    uint32_t in_place = 0;
    size_t at;
    for (at = copies_table_home(t, c->context, slot.tag); t->slots[at].number != 0; at = copies_table_next(t, at)) {
        if (t->slots[at].tag == slot.tag) {
            in_place++;
            if (last == NULL || copies_text_before(c, last->number - 1, t->slots[at].number - 1)) {
                last = &t->slots[at];
            }
        }
    }
    if (in_place < COPIES_PLACE_MOST) {
        t->slots[at] = slot;
        t->used++;
    } else if (copies_text_before(c, slot.number - 1, last->number - 1)) {
        *last = slot;
    }
}

void hotline__copies_table_put(hotline_copies *c, uint32_t number, const uint32_t tags[COPIES_BANDS]) {
    for (uint32_t band = 0; band < COPIES_BANDS; band++) {
        copies_slot slot;
        slot.tag = tags[band];
        slot.number = number + 1;
        copies_table_put_tag(c, slot);
    }
}

/* ---- getting ---- */

static uint32_t copies_table_get_tag(const copies_table *t, size_t at, uint32_t tag, uint32_t *numbers) {
    uint32_t count = 0;
    for (; t->slots[at].number != 0; at = copies_table_next(t, at)) {
        if (t->slots[at].tag == tag) {
            numbers[count++] = t->slots[at].number - 1;
        }
    }
    return count;
}

uint32_t hotline__copies_table_get(const hotline_copies *c, const uint32_t tags[COPIES_BANDS], uint32_t *numbers, uint32_t *crowded) {
    const copies_table *t = &c->table;
    size_t homes[COPIES_BANDS];
    uint32_t first[COPIES_BANDS];
    uint32_t count = 0;
    *crowded = 0;
    if (t->used == 0) {
        return 0;
    }
    for (uint32_t band = 0; band < COPIES_BANDS; band++) { /* by itself, so that the waits for memory overlap */
        homes[band] = copies_table_home(t, c->context, tags[band]);
        first[band] = t->slots[homes[band]].number;
    }
    for (uint32_t band = 0; band < COPIES_BANDS; band++) {
        uint32_t here = first[band] == 0 ? 0 : copies_table_get_tag(t, homes[band], tags[band], numbers + count);
        *crowded |= here == COPIES_PLACE_MOST;
        count += here;
    }
    return count;
}
