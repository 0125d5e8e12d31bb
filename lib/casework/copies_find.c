/* SPDX-License-Identifier: MIT */
/*
 * Looks up the texts that one is like: what lies in its places is compared exactly, and put in order. It changes nothing in the index
 * and refuses to estimate.
 */
#include "copies_impl.h"

#include "../base/sort.h"

void hotline_copies_match_init(hotline_copies_match *match, size_t struct_size) {
    if (match != NULL && struct_size >= sizeof(uint32_t)) {
        memset(match, 0, struct_size);
        match->struct_size = (uint32_t)struct_size;
    }
}

/* A text that is like enough. */
typedef struct copies_found {
    uint32_t number, shared, together;
} copies_found;

typedef struct copies_search {
    const hotline_copies *c;
    uint32_t least;
    uint32_t candidate_count, found_count;
    uint32_t candidates[COPIES_CANDIDATES];
    uint32_t spare[COPIES_CANDIDATES];
    copies_found found[COPIES_CANDIDATES];
    copies_found found_spare[COPIES_CANDIDATES];
} copies_search;

static int copies_compare_number(const void *with, const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    (void)with;
    return x < y ? -1 : x > y;
}

/* The larger share first, then the id. */
static int copies_compare_found(const void *with, const void *a, const void *b) {
    const hotline_copies *c = with;
    const copies_found *x = a;
    const copies_found *y = b;
    uint64_t left = (uint64_t)x->shared * y->together;
    uint64_t right = (uint64_t)y->shared * x->together;
    if (left != right) {
        return left > right ? -1 : 1;
    }
    return hotline__text_compare(c->ids.keys[c->about[x->number].least], c->ids.keys[c->about[y->number].least]);
}

/* Each once. The text itself is always among them when it is there, however full its places are. */
static void copies_gather(copies_search *s, copies_letters letters, uint32_t *crowded) {
    uint32_t tags[COPIES_BANDS];
    int32_t same = hotline__map_find(&s->c->texts, hotline__copies_key(letters));
    uint32_t all;
    hotline__copies_tags(letters, tags);
    all = hotline__copies_table_get(s->c, tags, s->candidates, crowded);
    if (same != MAP_NONE) {
        s->candidates[all++] = (uint32_t)same;
    }
    hotline__sort(s->candidates, s->spare, all, sizeof s->candidates[0], copies_compare_number, NULL);
    s->candidate_count = 0;
    for (uint32_t i = 0; i < all; i++) {
        if (i == 0 || s->candidates[i] != s->candidates[i - 1]) {
            s->candidates[s->candidate_count++] = s->candidates[i];
        }
    }
}

/* shared / together >= least, where shared is at most that of the smaller set and together at least the larger set. */
static int copies_enough(const copies_search *s, uint64_t shared, uint64_t together) {
    return shared * HOTLINE_COPIES_SAME >= together * s->least;
}

static void copies_compare(copies_search *s, const copies_grams *g) {
    s->found_count = 0;
    for (uint32_t i = 0; i < s->candidate_count; i++) {
        uint32_t number = s->candidates[i];
        uint32_t grams = s->c->about[number].grams;
        copies_found f;
        if (grams < g->count ? !copies_enough(s, grams, g->count) : !copies_enough(s, g->count, grams)) {
            continue;
        }
        f.number = number;
        f.shared = hotline__copies_grams_shared(g, hotline__copies_letters_of(s->c, number), i + 1);
        f.together = grams + g->count - f.shared;
        if (copies_enough(s, f.shared, f.together)) {
            s->found[s->found_count++] = f;
        }
    }
    hotline__sort(s->found, s->found_spare, s->found_count, sizeof s->found[0], copies_compare_found, s->c);
}

static hotline_status copies_search_run(copies_search *s, copies_letters letters, uint32_t *crowded) {
    copies_grams g;
    s->found_count = 0;
    *crowded = 0;
    if (letters.count < COPIES_GRAM) {
        return HOTLINE_OK;
    }
    copies_gather(s, letters, crowded);
    if (s->candidate_count == 0) { /* most texts are copies of nothing */
        return HOTLINE_OK;
    }
    HOTLINE_TRY(hotline__copies_grams_make(s->c->context, letters, &g));
    copies_compare(s, &g);
    hotline__copies_grams_free(&g);
    return HOTLINE_OK;
}

static void copies_tell(const copies_search *s, hotline_copies_match *matches, size_t capacity) {
    size_t stride = capacity == 0 ? 0 : matches->struct_size;
    for (size_t i = 0; i < s->found_count && i < capacity; i++) {
        hotline_copies_match m;
        const copies_found *f = &s->found[i];
        const copies_text *about = &s->c->about[f->number];
        m.struct_size = (uint32_t)stride;
        m.shared = f->shared;
        m.together = f->together;
        m.similarity = (uint32_t)((uint64_t)f->shared * HOTLINE_COPIES_SAME / f->together);
        m.replies = about->replies;
        m.id = s->c->ids.keys[about->least].at;
        m.id_len = s->c->ids.keys[about->least].len;
        memcpy((char *)matches + i * stride, &m, sizeof m);
    }
}

static hotline_status copies_search_text(const hotline_copies *c, text source, uint32_t least, copies_search *s, uint32_t *crowded) {
    size_t size = hotline__copies_room(source.len) * sizeof(uint16_t);
    uint16_t *room = hotline__allocate(c->context, size);
    copies_letters letters;
    hotline_status status;
    if (room == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    s->c = c;
    s->least = least;
    status = hotline__copies_read(c->context, source, room, &letters);
    status = status < 0 ? status : copies_search_run(s, letters, crowded);
    hotline__release(c->context, room, size);
    return status;
}

hotline_status hotline_copies_find(const hotline_copies *copies, const char *text_at, size_t len, uint32_t least,
                                   hotline_copies_match *matches, size_t capacity, size_t *found, uint32_t *crowded) {
    copies_search s;
    uint32_t full = 0;
    text source;
    if (copies == NULL || (text_at == NULL && len != 0) || found == NULL || least < HOTLINE_COPIES_LEAST || least > HOTLINE_COPIES_SAME ||
        (capacity != 0 && (matches == NULL || matches->struct_size < sizeof *matches))) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    source.at = text_at;
    source.len = len;
    HOTLINE_TRY(copies_search_text(copies, source, least, &s, &full));
    copies_tell(&s, matches, capacity);
    *found = s.found_count;
    if (crowded != NULL) {
        *crowded = full;
    }
    return HOTLINE_OK;
}
