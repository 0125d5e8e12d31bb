/* SPDX-License-Identifier: MIT */
/*
 * Defects of the store in memory, as far as they are not where the store asks for them: texts kept otherwise, ids compared as a careless
 * column would, things that are lost. It refuses to have more than one at a time.
 */
#include "memory_impl.h"

#include <string.h>

void memory_data_break(memory_data *data, int32_t defect, int32_t detail) {
    data->defect = defect;
    data->detail = detail;
}

int memory_broken(const memory_data *data, int32_t defect) {
    return data->defect == defect;
}

int memory_broken_of(const memory_data *data, int32_t defect, int32_t part) {
    return data->defect == defect && (data->detail & part) != 0;
}

int memory_blind(const memory_connection *connection, int32_t part) {
    return connection->second && memory_broken_of(connection->data, DEFECT_SHARED_BLIND, part);
}

static void text_without_blanks(memory_text *t) {
    size_t to = 0;
    int inside = 0;
    for (size_t i = 0; i < t->len; i++) {
        char b = t->bytes[i];
        inside ^= b == '"' && (i == 0 || t->bytes[i - 1] != '\\');
        if (inside || (b != ' ' && b != '\t' && b != '\r' && b != '\n')) {
            t->bytes[to++] = b;
        }
    }
    t->len = to;
}

static int32_t which(const memory_data *data) {
    return data->detail >> 16;
}

/* What one might put in the place of what was given. */
typedef struct swap {
    const char *from, *to;
} swap;

static void text_swap(memory_text *t, const swap *w) {
    size_t from = strlen(w->from);
    size_t to = strlen(w->to); /* no longer */
    for (size_t i = 0; i + from <= t->len; i++) {
        if (memcmp(t->bytes + i, w->from, from) == 0) {
            memcpy(t->bytes + i, w->to, to);
            memmove(t->bytes + i + to, t->bytes + i + from, t->len - i - from);
            t->len -= from - to;
        }
    }
}

/* Line ends, characters of four bytes, escapes, keys that stand twice, digits that say nothing, quotes, placeholders, accents. */
static const swap text_swaps[DEFECT_TEXTS] = {
    {"\r\n", "\n"}, {"\xF0\xA0\xAE\xB7", "?"}, {"\\/", "/"},  {"\"z\":1,", ""}, {"10}", "1}"}, {"'", ""},
    {"%", ""},      {"\xCC\x81", ""},          {"\\\\", "\\"}};
static const swap id_letters[DEFECT_LETTERS] = {{"\xC3\xA9", "e"}, {"o\xCC\x81", "\xC3\xB3"}, {"\xEF\xBD\x82", "b"}, {"\xC3\x9F", "ss"}};
/* Two that a pattern takes for any byte, and those of an escape or a file's name. */
enum { ID_PATTERNS = 2 };
static const char id_patterns[ID_PATTERNS + 1] = "%_";
static const swap id_signs[DEFECT_SIGNS - ID_PATTERNS] = {{"''", "'"}, {"\\\\", "\\"}, {"/", "_"}};

memory_text memory_text_kept(const memory_data *data, int32_t part, const char *bytes, size_t len) {
    memory_text t = memory_text_of(bytes, len);
    if (bytes == NULL || (data->detail & part) == 0) {
        return t;
    }
    while (memory_broken(data, DEFECT_TEXT_TRIMMED) && t.len > 0 && t.bytes[t.len - 1] == ' ') {
        t.len--;
    }
    if (memory_broken(data, DEFECT_TEXT_SHORT) && t.len > 65535) {
        t.len = 65535;
    }
    if (memory_broken(data, DEFECT_TEXT_WITHOUT)) {
        text_swap(&t, &text_swaps[which(data)]);
    }
    if (memory_broken(data, DEFECT_TEXT_REWRITTEN)) {
        text_without_blanks(&t);
    }
    t.bytes[t.len] = '\0';
    return t;
}

static void id_fold_case(memory_text *t, int ascii) {
    for (size_t i = 0; i < t->len; i++) {
        int after_c3 = i > 0 && (unsigned char)t->bytes[i - 1] == 0xC3;
        unsigned char b = (unsigned char)t->bytes[i];
        if ((ascii && b >= 'A' && b <= 'Z') || (after_c3 && b >= 0x80 && b <= 0x9E)) {
            t->bytes[i] = (char)(b + 0x20);
        }
    }
}

static void id_fold(const memory_data *data, memory_text *t) {
    if (memory_broken(data, DEFECT_ID_CASE) || memory_broken(data, DEFECT_ID_CASE_OTHERS)) {
        id_fold_case(t, memory_broken(data, DEFECT_ID_CASE));
    }
    while (memory_broken(data, DEFECT_ID_BLANK) && t->len > 0 && t->bytes[t->len - 1] == ' ') {
        t->len--;
    }
    if (memory_broken(data, DEFECT_ID_LETTER)) {
        text_swap(t, &id_letters[which(data)]);
    }
    if (memory_broken(data, DEFECT_ID_SIGN) && which(data) >= ID_PATTERNS) {
        text_swap(t, &id_signs[which(data) - ID_PATTERNS]);
    }
    if (memory_broken(data, DEFECT_ID_LONG) && t->len > 191) {
        t->len = 191;
    }
}

static int id_char_same(const memory_data *data, char a, char b) {
    int32_t w = which(data);
    return a == b || (memory_broken(data, DEFECT_ID_SIGN) && w < ID_PATTERNS && (a == id_patterns[w] || b == id_patterns[w]));
}

int memory_id_same(const memory_data *data, int32_t part, const memory_text *t, const char *bytes, size_t len) {
    memory_text a, b;
    int same;
    if ((data->detail & part) == 0) {
        return memory_text_same(t, bytes, len);
    }
    a = memory_text_of(t->bytes, t->len);
    b = memory_text_of(bytes, len);
    id_fold(data, &a);
    id_fold(data, &b);
    same = a.len == b.len;
    for (size_t i = 0; same && i < a.len; i++) {
        same = id_char_same(data, a.bytes[i], b.bytes[i]);
    }
    memory_text_drop(&a);
    memory_text_drop(&b);
    return same;
}

void memory_lose(memory_data *data) {
    for (size_t i = 0; i < data->subject_count; i++) {
        memory_subject *s = &data->subjects[i];
        for (size_t k = 0; k < s->count; k++) {
            if (memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_PERSONAL)) {
                memory_text_drop(&s->entries[k].personal);
            }
            s->entries[k].hidden = 0;
        }
        if (memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_WAKING) && s->count == 0) {
            s->version = 0;
        }
        while (memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_ENTRIES) && s->count > 0) {
            memory_parts_drop(&s->entries[--s->count]);
        }
        s->wake = memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_WAKE) ? hotline_instant_none() : s->wake;
        s->due = memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_DUE) ? hotline_instant_none() : s->due;
    }
    for (size_t i = 0; i < data->answer_count; i++) {
        memory_answered *a = &data->answers[i];
        if (memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_ANSWERS_PERSONAL)) {
            memory_text_drop(&a->answer.personal);
        }
        a->answer.hidden = 0;
        a->command.len = memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_ANSWERS) ? 0 : a->command.len;
    }
    for (size_t i = 0; i < data->notice_count; i++) {
        memory_notice *n = &data->notices[i];
        n->delivered = memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_DELIVERED) ? 0 : n->delivered;
        n->delivered = memory_broken_of(data, DEFECT_CLOSED_LOSES, DEFECT_OF_NOTICES) ? 1 : n->delivered;
    }
}
