/* SPDX-License-Identifier: MIT */
/*
 * The replies of an index by id, and its distinct texts. It refuses to know how texts are looked up, and takes nothing out again.
 */
#include "copies_impl.h"

#include "../base/utf8.h"

hotline_status hotline_copies_new(const hotline_context *context, hotline_copies **out) {
    hotline_copies *c;
    if (context == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    c = hotline__allocate_zeroed(context, 1, sizeof *c);
    if (c == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    c->context = context;
    hotline__arena_init(&c->keep, context);
    hotline__map_init(&c->ids, context);
    hotline__map_init(&c->texts, context);
    *out = c;
    return HOTLINE_OK;
}

void hotline_copies_free(hotline_copies *copies) {
    if (copies != NULL) {
        const hotline_context *context = copies->context;
        hotline__release(context, copies->table.slots, copies->table.count * sizeof *copies->table.slots);
        hotline__release(context, copies->text_of, copies->text_of_size * sizeof *copies->text_of);
        hotline__release(context, copies->about, copies->about_size * sizeof *copies->about);
        hotline__map_free(&copies->ids);
        hotline__map_free(&copies->texts);
        hotline__arena_free(&copies->keep);
        hotline__release(context, copies, sizeof *copies);
    }
}

size_t hotline_copies_count(const hotline_copies *copies) {
    return copies == NULL ? 0 : copies->ids.count;
}

size_t hotline_copies_texts(const hotline_copies *copies) {
    return copies == NULL ? 0 : copies->texts.count;
}

hotline_status hotline__copies_check_id(text id) {
    for (size_t i = 0; i < id.len; i++) {
        if (id.at[i] == '\0') {
            return HOTLINE_ERROR_SYNTAX;
        }
    }
    return hotline__utf8_valid(id.at, id.len) == id.len ? HOTLINE_OK : HOTLINE_ERROR_SYNTAX;
}

/* ---- one reply ---- */

/* The arrays beside the maps have the maps' sizes. */
static hotline_status copies_reserve(hotline_copies *c) {
    HOTLINE_TRY(hotline__map_reserve(&c->ids));
    HOTLINE_TRY(hotline__map_reserve(&c->texts));
    if (c->text_of_size < c->ids.capacity) {
        uint32_t *text_of = hotline__resize(c->context, c->text_of, c->text_of_size * sizeof *text_of, c->ids.capacity * sizeof *text_of);
        if (text_of == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        c->text_of = text_of;
        c->text_of_size = c->ids.capacity;
    }
    if (c->about_size < c->texts.capacity) {
        copies_text *about = hotline__resize(c->context, c->about, c->about_size * sizeof *about, c->texts.capacity * sizeof *about);
        if (about == NULL) {
            return HOTLINE_ERROR_MEMORY;
        }
        c->about = about;
        c->about_size = c->texts.capacity;
    }
    return hotline__copies_table_reserve(c->context, &c->table);
}

/* A text that is new; there is room for it. */
static hotline_status copies_put_text(hotline_copies *c, copies_letters letters, uint32_t *number) {
    uint32_t tags[COPIES_BANDS];
    copies_grams g;
    text key;
    HOTLINE_TRY(hotline__copies_grams_make(c->context, letters, &g));
    hotline__copies_grams_free(&g); /* it was made to be counted */
    key = hotline__arena_text(&c->keep, hotline__copies_key(letters));
    if (key.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    HOTLINE_TRY(hotline__map_add(&c->texts, key, number));
    c->about[*number].grams = g.count;
    c->about[*number].replies = 0;
    if (g.count != 0) {
        hotline__copies_tags(letters, tags);
        hotline__copies_table_put(c, *number, tags);
    }
    return HOTLINE_OK;
}

static void copies_put_id(hotline_copies *c, uint32_t id, uint32_t number) {
    copies_text *about = &c->about[number];
    c->text_of[id] = number;
    if (about->replies == 0 || hotline__text_compare(c->ids.keys[id], c->ids.keys[about->least]) < 0) {
        about->least = id;
    }
    about->replies++;
}

hotline_status hotline__copies_put(hotline_copies *c, text id, copies_letters letters) {
    int32_t known = hotline__map_find(&c->ids, id);
    int32_t same = hotline__map_find(&c->texts, hotline__copies_key(letters));
    uint32_t number = (uint32_t)same;
    uint32_t added = 0;
    text kept;
    if (known != MAP_NONE) {
        return same != MAP_NONE && c->text_of[known] == number ? HOTLINE_DUPLICATE : HOTLINE_ERROR_REUSED;
    }
    HOTLINE_TRY(copies_reserve(c));
    kept = hotline__arena_text(&c->keep, id);
    if (kept.at == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    if (same == MAP_NONE) {
        HOTLINE_TRY(copies_put_text(c, letters, &number));
    }
    HOTLINE_TRY(hotline__map_add(&c->ids, kept, &added)); /* there is room: it comes through */
    copies_put_id(c, added, number);
    return HOTLINE_OK;
}

hotline_status hotline_copies_add(hotline_copies *copies, const char *id, size_t id_len, const char *text_at, size_t len) {
    text name;
    text source;
    copies_letters letters;
    uint16_t *room;
    size_t size = hotline__copies_room(len) * sizeof *room;
    hotline_status status;
    if (copies == NULL || id == NULL || id_len == 0 || (text_at == NULL && len != 0)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (id_len > copies->context->max_document) {
        return HOTLINE_ERROR_LIMIT;
    }
    name.at = id;
    name.len = id_len;
    source.at = text_at;
    source.len = len;
    HOTLINE_TRY(hotline__copies_check_id(name));
    room = hotline__allocate(copies->context, size);
    if (room == NULL) {
        return HOTLINE_ERROR_MEMORY;
    }
    status = hotline__copies_read(copies->context, source, room, &letters);
    status = status < 0 ? status : hotline__copies_put(copies, name, letters);
    hotline__release(copies->context, room, size);
    return status;
}

/* ---- merging ---- */

static int copies_contradict(const hotline_copies *a, const hotline_copies *b) {
    for (uint32_t i = 0; i < b->ids.count; i++) {
        int32_t known = hotline__map_find(&a->ids, b->ids.keys[i]);
        if (known != MAP_NONE && !hotline__text_equal(a->texts.keys[a->text_of[known]], b->texts.keys[b->text_of[i]])) {
            return 1;
        }
    }
    return 0;
}

hotline_status hotline_copies_merge(hotline_copies *into, const hotline_copies *from) {
    if (into == NULL || from == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    if (into == from) {
        return HOTLINE_OK;
    }
    if (copies_contradict(into, from)) {
        return HOTLINE_ERROR_REUSED;
    }
    for (uint32_t i = 0; i < from->ids.count; i++) {
        HOTLINE_TRY(hotline__copies_put(into, from->ids.keys[i], hotline__copies_letters_of(from, from->text_of[i])));
    }
    return HOTLINE_OK;
}
