/* SPDX-License-Identifier: MIT */
/*
 * Random trees: written by the library, and by a reference that spells every character and blank at random, they are read as the same
 * tree; written again they give the same bytes. A random byte put in, taken out or changed never breaks the reader, and what it then
 * still accepts it can write and read again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/json_read.h"
#include "../../lib/base/json_write.h"
#include "../../lib/base/utf8.h"
#include "../support/random.h"

enum { TREES = 800, CHILDREN_MOST = 20, SPOILT = 20 };

static hotline_context *context;
static uint64_t seed = 20210429;

static uint32_t random_below(uint32_t bound) {
    return (uint32_t)(random_next(&seed) >> 33) % bound;
}

/* ---- the same tree twice: compact by the library, spelt at random by the reference ---- */

typedef struct pair {
    json_writer writer;
    buffer compact;
    buffer spelt;
} pair;

static void spell_blank(pair *p) {
    static const char blanks[] = " \t\r\n";
    uint32_t n;
    for (n = random_below(4); n > 2; n--) {
        hotline__buffer_add(&p->spelt, &blanks[random_below(4)], 1);
    }
}

static void spell(pair *p, const char *words) {
    spell_blank(p);
    hotline__buffer_puts(&p->spelt, words);
    spell_blank(p);
}

static void spell_unit(pair *p, uint32_t unit) {
    char escape[8];
    (void)snprintf(escape, sizeof escape, random_below(2) ? "\\u%04x" : "\\u%04X", (unsigned)unit);
    hotline__buffer_puts(&p->spelt, escape);
}

/* As it is where that is allowed, or as one escape, or as two halves. */
static void spell_code(pair *p, int32_t code) {
    char bytes[4];
    if (code >= 0x20 && code != '"' && code != '\\' && random_below(3) != 0) {
        hotline__buffer_add(&p->spelt, bytes, hotline__utf8_put(code, bytes));
    } else if (code < 0x10000) {
        spell_unit(p, (uint32_t)code);
    } else {
        spell_unit(p, 0xD800 + ((uint32_t)(code - 0x10000) >> 10));
        spell_unit(p, 0xDC00 + ((uint32_t)(code - 0x10000) & 0x3FF));
    }
}

static int32_t random_code(void) {
    switch (random_below(6)) {
    case 0:
        return 1 + (int32_t)random_below(0x1F);
    case 1:
        return 0x80 + (int32_t)random_below(0xD780);
    case 2:
        return 0xE000 + (int32_t)random_below(0x102000);
    default:
        return 0x20 + (int32_t)random_below(0x60);
    }
}

/* A text with a number in front, so that names differ. */
static size_t random_text(pair *p, uint32_t number, char *bytes) {
    size_t len = (size_t)snprintf(bytes, 16, "%u ", (unsigned)number);
    uint32_t n;
    hotline__buffer_puts(&p->spelt, "\"");
    hotline__buffer_puts(&p->spelt, bytes);
    for (n = random_below(12); n > 0; n--) {
        int32_t code = random_code();
        spell_code(p, code);
        len += hotline__utf8_put(code, bytes + len);
    }
    hotline__buffer_puts(&p->spelt, "\"");
    return len;
}

static void put_text(pair *p, uint32_t number, int is_key) {
    char bytes[80];
    text t;
    spell_blank(p);
    t.len = random_text(p, number, bytes);
    t.at = bytes;
    spell_blank(p);
    if (is_key) {
        hotline__json_key_text(&p->writer, t);
    } else {
        hotline__json_text(&p->writer, t);
    }
}

static void put_number(pair *p) {
    static const char *const decimals[] = {"0.5", "-1e9", "12345678901234567890", "1.50", "-0.0", "1E+2"};
    char digits[32];
    if (random_below(3) == 0) {
        const char *decimal = decimals[random_below(6)];
        hotline__json_raw(&p->writer, hotline__text(decimal));
        spell(p, decimal);
    } else {
        int64_t number = (int64_t)((uint64_t)random_below(UINT32_MAX) << random_below(33)) * (random_below(2) ? 1 : -1);
        hotline__json_integer(&p->writer, number);
        (void)snprintf(digits, sizeof digits, "%lld", (long long)number);
        spell(p, digits);
    }
}

static void put_value(pair *p, uint32_t depth);

static void put_children(pair *p, uint32_t depth, int object) {
    uint32_t count = random_below(2) ? random_below(4) : random_below(CHILDREN_MOST);
    uint32_t i;
    for (i = 0; i < count; i++) {
        if (i > 0) {
            spell(p, ",");
        }
        if (object) {
            put_text(p, i, 1);
            spell(p, ":");
        }
        put_value(p, depth + 1);
    }
}

static void put_collection(pair *p, uint32_t depth) {
    int object = (int)random_below(2);
    spell(p, object ? "{" : "[");
    if (object) {
        hotline__json_object(&p->writer);
        put_children(p, depth, 1);
        hotline__json_object_end(&p->writer);
    } else {
        hotline__json_array(&p->writer);
        put_children(p, depth, 0);
        hotline__json_array_end(&p->writer);
    }
    spell(p, object ? "}" : "]");
}

static void put_value(pair *p, uint32_t depth) {
    static const char *const words[] = {"false", "true", "null"};
    uint32_t kind = random_below(8);
    if (depth == 0 || (kind < 3 && depth < 5)) {
        put_collection(p, depth);
    } else if (kind < 5) {
        put_text(p, random_below(1000), 0);
    } else if (kind < 7) {
        put_number(p);
    } else {
        const char *word = words[random_below(3)];
        hotline__json_raw(&p->writer, hotline__text(word));
        spell(p, word);
    }
}

/* ---- reading ---- */

static void write_tree(json_writer *w, const json *node) {
    static const char *const words[] = {"null", "false", "true"};
    const json *child;
    if (node->kind == JSON_TEXT) {
        hotline__json_text(w, node->value);
    } else if (node->kind == JSON_INTEGER) {
        hotline__json_integer(w, node->number);
    } else if (node->kind == JSON_DECIMAL) {
        hotline__json_raw(w, node->value);
    } else if (node->kind < JSON_INTEGER) {
        hotline__json_raw(w, hotline__text(words[node->kind]));
    } else if (node->kind == JSON_ARRAY) {
        hotline__json_array(w);
        for (child = node->first; child != NULL; child = child->next) {
            write_tree(w, child);
        }
        hotline__json_array_end(w);
    } else {
        hotline__json_object(w);
        for (child = node->first; child != NULL; child = child->next) {
            hotline__json_key_text(w, child->key);
            write_tree(w, child);
        }
        hotline__json_object_end(w);
    }
}

/* 1 and the compact form when it was accepted. */
static int rewrite(text source, buffer *out) {
    arena a;
    json *root = NULL;
    json_writer w;
    hotline_status status;
    hotline__arena_init(&a, context);
    status = hotline__json_read(&a, source.at, source.len, &root, NULL);
    if (status == HOTLINE_OK) {
        hotline__json_begin(&w, out);
        write_tree(&w, root);
    }
    hotline__arena_free(&a);
    return status == HOTLINE_OK;
}

static void same_tree_from(text source, text expected) {
    buffer again;
    hotline__buffer_init(&again, context);
    if (!rewrite(source, &again) || !hotline__text_equal(hotline__buffer_text(&again), expected)) {
        fail_msg("read from:\n%s\ngives:\n%s\nnot:\n%s", source.at, hotline__buffer_text(&again).at, expected.at);
    }
    hotline__buffer_free(&again);
}

static void begin_pair(pair *p) {
    hotline__buffer_init(&p->compact, context);
    hotline__buffer_init(&p->spelt, context);
    hotline__json_begin(&p->writer, &p->compact);
    put_value(p, 0);
    assert_int_equal(p->compact.status, HOTLINE_OK);
    assert_int_equal(p->spelt.status, HOTLINE_OK);
}

static void end_pair(pair *p) {
    hotline__buffer_free(&p->compact);
    hotline__buffer_free(&p->spelt);
}

static void written_and_read_again(void **state) {
    int i;
    (void)state;
    for (i = 0; i < TREES; i++) {
        pair p;
        begin_pair(&p);
        same_tree_from(hotline__buffer_text(&p.compact), hotline__buffer_text(&p.compact));
        same_tree_from(hotline__buffer_text(&p.spelt), hotline__buffer_text(&p.compact));
        end_pair(&p);
    }
}

/* One byte put in, taken out or changed, in a block of exactly its size. */
static char *spoil(text t, size_t *len) {
    static const char bytes[] = "{}[]\",:\\u0e-+. \n\x80\xe7tx";
    size_t at = random_below((uint32_t)t.len);
    uint32_t way = random_below(3);
    char byte = bytes[random_below(sizeof bytes - 1)];
    char *spoilt;
    *len = way == 0 ? t.len + 1 : way == 1 ? t.len - 1 : t.len;
    spoilt = malloc(*len);
    assert_non_null(spoilt);
    memcpy(spoilt, t.at, at);
    if (way != 1) {
        spoilt[at] = byte;
    }
    memcpy(spoilt + at + (way != 1), t.at + at + (way != 0), t.len - at - (way != 0));
    return spoilt;
}

static void one_byte_spoilt(void **state) {
    int refused = 0;
    int i;
    (void)state;
    for (i = 0; i < TREES; i++) {
        pair p;
        int k;
        begin_pair(&p);
        for (k = 0; k < SPOILT; k++) {
            buffer once;
            text t;
            char *spoilt = spoil(hotline__buffer_text(&p.spelt), &t.len);
            t.at = spoilt;
            hotline__buffer_init(&once, context);
            if (rewrite(t, &once)) {
                same_tree_from(hotline__buffer_text(&once), hotline__buffer_text(&once));
            } else {
                refused++;
            }
            hotline__buffer_free(&once);
            free(spoilt);
        }
        end_pair(&p);
    }
    assert_in_range(refused, TREES * SPOILT / 4, TREES * SPOILT - 1);
}

static int set_up(void **state) {
    (void)state;
    return hotline_context_new(NULL, &context);
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(written_and_read_again), cmocka_unit_test(one_byte_spoilt)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
