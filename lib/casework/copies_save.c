/* SPDX-License-Identifier: MIT */
/*
 * An index as bytes and back. Numbers are little-endian, whatever the machine. The reader trusts nothing, and takes only what the writer
 * would write. It refuses to store what can be computed again: places, grams, counts.
 *
 *     "HLCOPIES"  u32 version 1  u32 0  u64 replies  u64 texts
 *     for each reply:  u32 id bytes  id  u32 number of its text, and when that is a new one:  u32 letters  u16 each
 *     u64 checksum of all before
 */
#include "copies_impl.h"

#include "../base/bytes.h"
#include "../base/checksum.h"

enum { COPIES_VERSION = 1, COPIES_MAGIC = 8, COPIES_HEAD = COPIES_MAGIC + 24, COPIES_TAIL = 8 };

static const char copies_magic[COPIES_MAGIC + 1] = "HLCOPIES";

/* ---- writing ---- */

static uint8_t *copies_write_letters(uint8_t *to, copies_letters letters) {
    to = hotline__bytes_write(to, letters.count, 4);
    for (uint32_t i = 0; i < letters.count; i++) {
        to = hotline__bytes_write(to, letters.at[i], 2);
    }
    return to;
}

static uint8_t *copies_write_replies(const hotline_copies *c, uint8_t *to) {
    uint32_t texts = 0;
    for (uint32_t i = 0; i < c->ids.count; i++) {
        text id = c->ids.keys[i];
        to = hotline__bytes_write(to, id.len, 4);
        memcpy(to, id.at, id.len);
        to = hotline__bytes_write(to + id.len, c->text_of[i], 4);
        if (c->text_of[i] == texts) {
            to = copies_write_letters(to, hotline__copies_letters_of(c, texts));
            texts++;
        }
    }
    return to;
}

static size_t copies_size(const hotline_copies *c) {
    size_t size = COPIES_HEAD + COPIES_TAIL + c->ids.count * (size_t)8 + c->texts.count * (size_t)4;
    for (uint32_t i = 0; i < c->ids.count; i++) {
        size += c->ids.keys[i].len;
    }
    for (uint32_t i = 0; i < c->texts.count; i++) {
        size += c->texts.keys[i].len;
    }
    return size;
}

hotline_status hotline_copies_save(const hotline_copies *copies, uint8_t *bytes, size_t capacity, size_t *needed) {
    uint8_t *to = bytes;
    if (copies == NULL || needed == NULL || (bytes == NULL && capacity != 0)) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    *needed = copies_size(copies);
    if (capacity < *needed) {
        return HOTLINE_ERROR_BUFFER;
    }
    memcpy(to, copies_magic, COPIES_MAGIC);
    to = hotline__bytes_write(to + COPIES_MAGIC, COPIES_VERSION, 8);
    to = hotline__bytes_write(to, copies->ids.count, 8);
    to = hotline__bytes_write(to, copies->texts.count, 8);
    to = copies_write_replies(copies, to);
    (void)hotline__bytes_write(to, hotline__checksum(bytes, *needed - COPIES_TAIL), COPIES_TAIL);
    return HOTLINE_OK;
}

/* ---- reading ---- */

static void copies_take_id(bytes_reader *r, text *out) {
    out->len = (size_t)hotline__bytes_number(r, 4);
    out->at = (const char *)hotline__bytes_take(r, out->len);
    if (r->status >= 0 && (out->len == 0 || hotline__copies_check_id(*out) < 0)) {
        r->status = HOTLINE_ERROR_DOCUMENT;
    }
}

/* A text that is not there yet. */
static void copies_take_letters(bytes_reader *r, const hotline_copies *c, uint16_t *room, copies_letters *out) {
    out->at = room;
    out->count = (uint32_t)hotline__bytes_number(r, 4);
    if (r->status >= 0 && (out->count > COPIES_LETTERS_MOST || r->left / 2 < out->count)) {
        r->status = HOTLINE_ERROR_DOCUMENT;
    }
    for (uint32_t i = 0; r->status >= 0 && i < out->count; i++) {
        room[i] = (uint16_t)hotline__bytes_number(r, 2);
        r->status = hotline__copies_counts(room[i]) ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT;
    }
    if (r->status >= 0 && hotline__map_find(&c->texts, hotline__copies_key(*out)) != MAP_NONE) {
        r->status = HOTLINE_ERROR_DOCUMENT;
    }
}

static hotline_status copies_take_reply(bytes_reader *r, hotline_copies *c, uint16_t *room) {
    copies_letters letters = {NULL, 0};
    uint64_t number;
    text id;
    hotline_status status;
    copies_take_id(r, &id);
    number = hotline__bytes_number(r, 4);
    if (r->status >= 0 && number == c->texts.count) {
        copies_take_letters(r, c, room, &letters);
    } else if (r->status >= 0 && number < c->texts.count) {
        letters = hotline__copies_letters_of(c, (uint32_t)number);
    } else {
        return HOTLINE_ERROR_DOCUMENT;
    }
    HOTLINE_TRY(r->status);
    status = hotline__copies_put(c, id, letters);
    return status == HOTLINE_DUPLICATE || status == HOTLINE_ERROR_REUSED ? HOTLINE_ERROR_DOCUMENT : status;
}

static hotline_status copies_take_replies(bytes_reader *r, hotline_copies *c) {
    uint64_t replies = hotline__bytes_number(r, 8);
    uint64_t texts = hotline__bytes_number(r, 8);
    size_t size = COPIES_LETTERS_MOST * sizeof(uint16_t);
    uint16_t *room = hotline__allocate(c->context, size);
    hotline_status status = room == NULL ? HOTLINE_ERROR_MEMORY : HOTLINE_OK;
    for (uint64_t i = 0; status >= 0 && i < replies; i++) {
        status = copies_take_reply(r, c, room);
    }
    hotline__release(c->context, room, size);
    HOTLINE_TRY(status);
    return r->left == 0 && c->texts.count == texts ? HOTLINE_OK : HOTLINE_ERROR_DOCUMENT;
}

/* Ours, of this version, whole. */
static hotline_status copies_check_frame(const uint8_t *bytes, size_t len, bytes_reader *r) {
    bytes_reader tail = {NULL, COPIES_TAIL, HOTLINE_OK};
    if (len < COPIES_HEAD + COPIES_TAIL || memcmp(bytes, copies_magic, COPIES_MAGIC) != 0) {
        return HOTLINE_ERROR_SYNTAX;
    }
    r->at = bytes + COPIES_MAGIC;
    r->left = len - COPIES_MAGIC - COPIES_TAIL;
    r->status = HOTLINE_OK;
    tail.at = bytes + (len - COPIES_TAIL);
    if (hotline__bytes_number(r, 8) != COPIES_VERSION ||
        hotline__bytes_number(&tail, COPIES_TAIL) != hotline__checksum(bytes, len - COPIES_TAIL)) {
        return HOTLINE_ERROR_SYNTAX;
    }
    return HOTLINE_OK;
}

hotline_status hotline_copies_load(const hotline_context *context, const uint8_t *bytes, size_t len, hotline_copies **out) {
    bytes_reader r;
    hotline_copies *c = NULL;
    hotline_status status;
    if (context == NULL || bytes == NULL || out == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    HOTLINE_TRY(copies_check_frame(bytes, len, &r));
    HOTLINE_TRY(hotline_copies_new(context, &c));
    status = copies_take_replies(&r, c);
    if (status < 0) {
        hotline_copies_free(c);
        return status;
    }
    *out = c;
    return HOTLINE_OK;
}
