/* SPDX-License-Identifier: MIT */
/*
 * Compact JSON into a buffer; commas come by themselves. It refuses to check that keys are unique and that the text is UTF-8: its
 * callers hold nothing else.
 */
#include "json_write.h"

#include <string.h>

void hotline__json_begin(json_writer *w, buffer *out) {
    memset(w, 0, sizeof *w);
    w->out = out;
}

/* A comma where something stands before on this level; nothing right after a key. */
static void json_separate(json_writer *w) {
    uint64_t level = (uint64_t)1 << w->depth;
    if (w->after_key) {
        w->after_key = 0;
        return;
    }
    if ((w->started & level) != 0) {
        hotline__buffer_add(w->out, ",", 1);
    }
    w->started |= level;
}

static void json_open(json_writer *w, const char *bracket) {
    json_separate(w);
    hotline__buffer_add(w->out, bracket, 1);
    w->depth++;
    w->started &= ~((uint64_t)1 << w->depth);
}

static void json_close(json_writer *w, const char *bracket) {
    w->depth--;
    hotline__buffer_add(w->out, bracket, 1);
}

void hotline__json_object(json_writer *w) {
    json_open(w, "{");
}

void hotline__json_object_end(json_writer *w) {
    json_close(w, "}");
}

void hotline__json_array(json_writer *w) {
    json_open(w, "[");
}

void hotline__json_array_end(json_writer *w) {
    json_close(w, "]");
}

static void json_escape(buffer *out, unsigned char c) {
    static const char hex[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', '0', '0', '0', '0'};
    const char *named = c == '"' ? "\\\"" : c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : NULL;
    if (named != NULL) {
        hotline__buffer_add(out, named, 2);
        return;
    }
    escape[4] = hex[c >> 4];
    escape[5] = hex[c & 15];
    hotline__buffer_add(out, escape, sizeof escape);
}

static void json_quote(buffer *out, text t) {
    size_t from = 0;
    size_t i;
    hotline__buffer_add(out, "\"", 1);
    for (i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.at[i];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f) {
            hotline__buffer_add(out, t.at + from, i - from);
            json_escape(out, c);
            from = i + 1;
        }
    }
    if (t.len > from) {
        hotline__buffer_add(out, t.at + from, t.len - from);
    }
    hotline__buffer_add(out, "\"", 1);
}

void hotline__json_key_text(json_writer *w, text name) {
    json_separate(w);
    json_quote(w->out, name);
    hotline__buffer_add(w->out, ":", 1);
    w->after_key = 1;
}

void hotline__json_key(json_writer *w, const char *name) {
    hotline__json_key_text(w, hotline__text(name));
}

void hotline__json_text(json_writer *w, text value) {
    if (value.at == NULL) {
        hotline__json_null(w);
        return;
    }
    json_separate(w);
    json_quote(w->out, value);
}

void hotline__json_pair(json_writer *w, const char *name, text value) {
    hotline__json_key(w, name);
    hotline__json_text(w, value);
}

void hotline__json_string(json_writer *w, const char *value) {
    hotline__json_text(w, hotline__text(value));
}

void hotline__json_integer(json_writer *w, int64_t value) {
    json_separate(w);
    hotline__buffer_add_number(w->out, value);
}

void hotline__json_flag(json_writer *w, int value) {
    json_separate(w);
    hotline__buffer_puts(w->out, value ? "true" : "false");
}

void hotline__json_null(json_writer *w) {
    json_separate(w);
    hotline__buffer_add(w->out, "null", 4);
}

void hotline__json_raw(json_writer *w, text value) {
    if (value.at == NULL) {
        hotline__json_null(w);
        return;
    }
    json_separate(w);
    hotline__buffer_add_text(w->out, value);
}

void hotline__json_instant(json_writer *w, hotline_instant at, int32_t offset_minutes) {
    char bytes[HOTLINE_INSTANT_SIZE];
    int some = at != HOTLINE_NO_INSTANT && hotline_instant_write(at, offset_minutes, bytes) >= 0;
    hotline__json_string(w, some ? bytes : NULL);
}

void hotline__json_day(json_writer *w, hotline_day day) {
    char bytes[HOTLINE_DATE_SIZE];
    int some = day != HOTLINE_DAY_NONE && hotline_day_write(day, bytes) >= 0;
    hotline__json_string(w, some ? bytes : NULL);
}

void hotline__json_tree(json_writer *w, const json *value) {
    const json *child;
    switch (value->kind) {
    case JSON_TEXT:
        hotline__json_text(w, value->value);
        return;
    case JSON_INTEGER:
    case JSON_DECIMAL:
        hotline__json_raw(w, value->value);
        return;
    case JSON_TRUE:
    case JSON_FALSE:
        hotline__json_flag(w, value->kind == JSON_TRUE);
        return;
    case JSON_NULL:
        hotline__json_null(w);
        return;
    default:
        json_open(w, value->kind == JSON_OBJECT ? "{" : "[");
        for (child = value->first; child != NULL; child = child->next) {
            if (value->kind == JSON_OBJECT) {
                hotline__json_key_text(w, child->key);
            }
            hotline__json_tree(w, child);
        }
        json_close(w, value->kind == JSON_OBJECT ? "}" : "]");
    }
}
