/* SPDX-License-Identifier: MIT */
/*
 * Sets of grams: how many two texts share, exactly, and the tags of the places where a text is looked up (one-permutation MinHash: the
 * smallest hash in each of 160 bins, five of them to a tag). It refuses to know which texts there are.
 */
#include "copies_impl.h"

enum { COPIES_FAR = 4 * COPIES_BINS };

/* Fixed for ever: what is found depends on it. */
static uint64_t copies_mix(uint64_t word) {
    word = (word ^ word >> 32) * UINT64_C(0x9e3779b97f4a7c15);
    word = (word ^ word >> 29) * UINT64_C(0xd6e8feb86659fd93);
    return word ^ word >> 32;
}

/* ---- the set ---- */

static size_t copies_grams_bytes(uint32_t places) {
    return places * (sizeof(uint64_t) + sizeof(uint32_t));
}

/* Where a gram stands, or would stand. The seed keeps anyone from writing texts whose grams all begin at one place. */
static uint32_t copies_grams_place(const copies_grams *g, uint64_t gram) {
    uint32_t at = (uint32_t)((gram ^ g->context->seed) * UINT64_C(0x9e3779b97f4a7c15) >> g->shift);
    while (g->keys[at] != 0 && g->keys[at] != gram) {
        at = (at + 1) & (g->places - 1);
    }
    return at;
}

/* A letter that counts is never 0, so neither is a gram. */
static uint64_t copies_gram_begin(copies_letters letters) {
    return (uint64_t)letters.at[0] << 32 | (uint64_t)letters.at[1] << 16 | letters.at[2];
}

static void copies_grams_fill(copies_grams *g, copies_letters letters) {
    uint64_t gram = letters.count < COPIES_GRAM ? 0 : copies_gram_begin(letters);
    for (uint32_t i = COPIES_GRAM - 1; i < letters.count; i++) {
        uint32_t at;
        gram = gram << 16 | letters.at[i];
        at = copies_grams_place(g, gram);
        g->count += g->keys[at] == 0;
        g->keys[at] = gram;
    }
}

hotline_status hotline__copies_grams_make(const hotline_context *context, copies_letters letters, copies_grams *out) {
    copies_grams g;
    memset(&g, 0, sizeof g);
    g.context = context;
    g.places = 8;
    g.shift = 61;
    while (g.places < letters.count * 2) {
        g.places *= 2;
        g.shift--;
    }
    g.keys = hotline__allocate_zeroed(context, 1, copies_grams_bytes(g.places));
    if (g.keys == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    g.marks = (uint32_t *)(void *)(g.keys + g.places);
    copies_grams_fill(&g, letters);
    *out = g;
    return HOTLINE_OK;
}

void hotline__copies_grams_free(copies_grams *g) {
    hotline__release(g->context, g->keys, copies_grams_bytes(g->places));
}

uint32_t hotline__copies_grams_shared(const copies_grams *g, copies_letters letters, uint32_t mark) {
    uint64_t gram = letters.count < COPIES_GRAM ? 0 : copies_gram_begin(letters);
    uint32_t shared = 0;
    for (uint32_t i = COPIES_GRAM - 1; i < letters.count; i++) {
        uint32_t at;
        gram = gram << 16 | letters.at[i];
        at = copies_grams_place(g, gram);
        shared += g->keys[at] != 0 && g->marks[at] != mark;
        g->marks[at] = mark; /* of a free place it means nothing */
    }
    return shared;
}

/* ---- the tags ---- */

static void copies_smallest(copies_letters letters, uint64_t bins[COPIES_BINS]) {
    uint64_t gram = copies_gram_begin(letters);
    memset(bins, 0xFF, COPIES_BINS * sizeof bins[0]);
    for (uint32_t i = COPIES_GRAM - 1; i < letters.count; i++) {
        uint64_t hash;
        uint64_t *bin;
        gram = gram << 16 | letters.at[i];
        hash = copies_mix(gram);
        bin = &bins[(hash >> 32) * COPIES_BINS >> 32];
        *bin = (uint32_t)hash < *bin ? (uint32_t)hash : *bin;
    }
}

/* The bin that an empty one borrows from, chosen by chance that is the same for all texts, so that texts alike borrow alike. */
static uint32_t copies_lender(const uint64_t bins[COPIES_BINS], uint32_t bin) {
    uint32_t lender = bin;
    for (uint64_t trial = 1; bins[lender] == UINT64_MAX && trial < COPIES_FAR; trial++) {
        lender = (uint32_t)((copies_mix(trial << 32 | bin) >> 32) * COPIES_BINS >> 32);
    }
    while (bins[lender] == UINT64_MAX) { /* hardly any gram at all */
        lender = (lender + 1) % COPIES_BINS;
    }
    return lender;
}

void hotline__copies_tags(copies_letters letters, uint32_t tags[COPIES_BANDS]) {
    uint64_t bins[COPIES_BINS];
    copies_smallest(letters, bins);
    for (uint32_t band = 0; band < COPIES_BANDS; band++) {
        uint64_t tag = band;
        for (uint32_t bin = band * COPIES_ROWS; bin < (band + 1) * COPIES_ROWS; bin++) {
            tag = copies_mix(tag ^ bins[copies_lender(bins, bin)]);
        }
        tags[band] = (uint32_t)tag;
    }
}
