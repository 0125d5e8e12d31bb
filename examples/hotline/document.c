/* SPDX-License-Identifier: MIT */
/*
 * Reads JSON (RFC 8259) into a tree. Texts are decoded where they stand, so that the tree needs nothing but its nodes. It refuses to know
 * what a document is about.
 */
#include "document.h"

#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "utf8.h"

enum { DOCUMENT_DEPTH = 32, DOCUMENT_DIGITS = 18 };

static const char *const json_words[] = {"null", "false", "true"}; /* by kind */

typedef struct document_reader {
    document *d;
    char *at, *end;
    unsigned long line;
    char *counted; /* up to here `column` counts the line's characters */
    unsigned long column;
} document_reader;

int document_fail(const document *d, unsigned long line, unsigned long column, const char *where, const char *why) {
    hotline_error told;
    hotline_error *error = d->error != NULL ? d->error : &told;
    size_t len = strlen(where) < sizeof error->path ? strlen(where) : sizeof error->path - 1;
    size_t why_len = strlen(why) < sizeof error->message ? strlen(why) : sizeof error->message - 1;
    input_error_init(error);
    error->line = (uint32_t)line;
    error->column = (uint32_t)column;
    memcpy(error->path, where, len);
    memcpy(error->message, why, why_len);
    error->path[len] = error->message[why_len] = '\0';
    if (d->error == NULL) {
        input_tell(input_name(d->path), error);
    }
    return EXIT_UNUSABLE;
}

/* Goes on where it was asked last: a long line is counted once, however many values are on it. */
static unsigned long reader_column(document_reader *r) {
    for (; r->counted < r->at; r->counted++) {
        r->column += ((unsigned char)*r->counted & 0xc0) != 0x80;
    }
    return r->column;
}

static void reader_line(document_reader *r) {
    r->line++;
    r->counted = r->at;
    r->column = 1;
}

static int reader_fail(document_reader *r, const char *en, const char *zh) {
    return document_fail(r->d, r->line, reader_column(r), "", output_say(en, zh));
}

static void reader_blanks(document_reader *r) {
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\r' || *r->at == '\n')) {
        if (*r->at++ == '\n') {
            reader_line(r);
        }
    }
}

/* The character, when it is the next one; it is passed over. */
static int reader_take(document_reader *r, char c) {
    reader_blanks(r);
    if (r->at < r->end && *r->at == c) {
        r->at++;
        return 1;
    }
    return 0;
}

static json_value *reader_value_new(document_reader *r) {
    json_value *v = calloc(1, sizeof *v);
    if (v != NULL) {
        v->made_before = r->d->made;
        r->d->made = v;
        v->line = r->line;
        v->column = reader_column(r);
    }
    return v;
}

/* ---- texts ---- */

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four digits of hexadecimal at `at`, or -1. */
static long hex_four(const char *at, const char *end) {
    long value = 0;
    int i;
    for (i = 0; i < 4; i++) {
        int digit = at + i < end ? hex_digit(at[i]) : -1;
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

/* The code point of \uXXXX, whose X begin at r->at, or of a pair of them; -1: none. */
static long reader_code_point(document_reader *r) {
    long high = hex_four(r->at, r->end);
    long low;
    r->at += high < 0 ? 0 : 4;
    if (high < 0xd800 || high > 0xdfff) {
        return high == 0 ? -1 : high;
    }
    if (high > 0xdbff || r->end - r->at < 6 || r->at[0] != '\\' || r->at[1] != 'u') {
        return -1;
    }
    low = hex_four(r->at + 2, r->end);
    r->at += 6;
    return low < 0xdc00 || low > 0xdfff ? -1 : 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/* One escape, r->at behind the backslash, written to *to; 0 when there is no such escape. */
static int reader_escape(document_reader *r, char **to) {
    static const char from[] = "\"\\/bfnrt";
    static const char into[] = "\"\\/\b\f\n\r\t";
    char c = r->at < r->end ? *r->at++ : '\0';
    const char *found = c != '\0' ? strchr(from, c) : NULL;
    if (found != NULL) {
        *(*to)++ = into[found - from];
        return 1;
    }
    if (c == 'u') {
        long point = reader_code_point(r);
        *to += point < 0 ? 0 : utf8_write((unsigned long)point, *to);
        return point >= 0;
    }
    return 0;
}

/* A text, r->at behind its opening quote. */
static int reader_text(document_reader *r, const char **text, size_t *len) {
    char *to = r->at;
    *text = to;
    while (r->at < r->end && *r->at != '"') {
        if ((unsigned char)*r->at < 0x20) {
            return reader_fail(r, "a control character in a text", "文本中有控制字符");
        }
        if (*r->at != '\\') {
            *to++ = *r->at++;
            continue;
        }
        r->at++;
        if (!reader_escape(r, &to)) {
            return reader_fail(r, "no such escape in a text", "文本中没有这种转义");
        }
    }
    if (r->at == r->end) {
        return reader_fail(r, "the text ends too early", "文档提前结束");
    }
    r->at++;
    *len = (size_t)(to - *text);
    *to = '\0';
    return 0;
}

/* ---- values ---- */

static int reader_any(document_reader *r, int depth, json_value **out);

static int reader_integer(document_reader *r, json_value *v) {
    char *from = r->at;
    r->at += *r->at == '-';
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9') {
        r->at++;
    }
    v->kind = JSON_INTEGER;
    v->text = from;
    v->len = (size_t)(r->at - from);
    if (v->len == (size_t)(*from == '-') || v->len > DOCUMENT_DIGITS || (from[*from == '-'] == '0' && v->len > 1) ||
        (r->at < r->end && (*r->at == '.' || *r->at == 'e' || *r->at == 'E'))) {
        return reader_fail(r, "expected a whole number of at most 18 digits", "应为不超过18位的整数");
    }
    return 0;
}

static int reader_word(document_reader *r, json_value *v) {
    int i;
    for (i = 0; i < 3; i++) {
        size_t len = strlen(json_words[i]);
        if ((size_t)(r->end - r->at) >= len && memcmp(r->at, json_words[i], len) == 0) {
            v->kind = (json_kind)i;
            r->at += len;
            return 0;
        }
    }
    if (r->at == r->end) {
        return reader_fail(r, "the text ends too early", "文档提前结束");
    }
    return reader_fail(r, "expected a value: an object, an array, text, a number, true, false or null",
                       "应为一个值：对象、数组、文本、数字、true、false或null");
}

static void reader_append(json_value *to, json_value **last, json_value *v) {
    if (*last == NULL) {
        to->first = v;
    } else {
        (*last)->next = v;
    }
    *last = v;
    to->count++;
}

static int reader_array(document_reader *r, int depth, json_value *v) {
    json_value *last = NULL;
    v->kind = JSON_ARRAY;
    if (reader_take(r, ']')) {
        return 0;
    }
    do {
        json_value *element = NULL;
        int failed = reader_any(r, depth, &element);
        if (failed) {
            return failed;
        }
        reader_append(v, &last, element);
    } while (reader_take(r, ','));
    return reader_take(r, ']') ? 0 : reader_fail(r, "expected , or ]", "应为,或]");
}

static int reader_member(document_reader *r, int depth, json_value *object, json_value **last) {
    const char *key = NULL;
    size_t key_len = 0;
    unsigned long line;
    unsigned long column;
    json_value *v = NULL;
    int failed;
    reader_blanks(r);
    line = r->line;
    column = reader_column(r);
    if (!reader_take(r, '"')) {
        return reader_fail(r, "expected a member's name in quotes", "此处应为双引号括起的成员名");
    }
    failed = reader_text(r, &key, &key_len);
    if (failed) {
        return failed;
    }
    if (document_member(object, key) != NULL) {
        return document_fail(r->d, line, column, key, output_say("the key is there twice", "键重复出现"));
    }
    failed = reader_take(r, ':') ? reader_any(r, depth, &v) : reader_fail(r, "expected :", "应为:");
    if (failed) {
        return failed;
    }
    v->key = key;
    v->key_len = key_len;
    v->key_line = line;
    v->key_column = column;
    reader_append(object, last, v);
    return 0;
}

static int reader_object(document_reader *r, int depth, json_value *v) {
    json_value *last = NULL;
    v->kind = JSON_OBJECT;
    if (reader_take(r, '}')) {
        return 0;
    }
    do {
        int failed = reader_member(r, depth, v, &last);
        if (failed) {
            return failed;
        }
    } while (reader_take(r, ','));
    return reader_take(r, '}') ? 0 : reader_fail(r, "expected , or }", "应为,或}");
}

static int reader_value(document_reader *r, int depth, json_value *v) {
    if (depth == DOCUMENT_DEPTH) {
        return reader_fail(r, "nested too deeply", "嵌套过深");
    }
    if (reader_take(r, '{')) {
        return reader_object(r, depth + 1, v);
    }
    if (reader_take(r, '[')) {
        return reader_array(r, depth + 1, v);
    }
    if (reader_take(r, '"')) {
        v->kind = JSON_TEXT;
        return reader_text(r, &v->text, &v->len);
    }
    return r->at < r->end && (*r->at == '-' || (*r->at >= '0' && *r->at <= '9')) ? reader_integer(r, v) : reader_word(r, v);
}

static int reader_any(document_reader *r, int depth, json_value **out) {
    json_value *v;
    int failed;
    reader_blanks(r);
    v = reader_value_new(r);
    *out = v;
    if (v == NULL) {
        return input_no_memory(r->d->path);
    }
    v->from = (size_t)(r->at - r->d->text.bytes);
    failed = reader_value(r, depth, v);
    v->to = (size_t)(r->at - r->d->text.bytes);
    return failed;
}

/* Digits end with what follows them; once everything was read, that may be overwritten. A document that is but a number is no document. */
static void document_end_digits(document *d) {
    json_value *v;
    for (v = d->made; v != NULL; v = v->made_before) {
        char *end = v->kind == JSON_INTEGER ? d->text.bytes + (v->text - d->text.bytes) + v->len : NULL;
        if (end != NULL && end < d->text.bytes + d->text.len) {
            *end = '\0';
        }
    }
}

/* Where it stops being UTF-8. */
static int reader_not_text(document_reader *r, size_t bad) {
    while (r->at < r->d->text.bytes + bad) {
        if (*r->at++ == '\n') {
            reader_line(r);
        }
    }
    return reader_fail(r, "not UTF-8", "不是UTF-8");
}

static int document_build(document *d) {
    document_reader r;
    int failed;
    size_t bad = utf8_valid(d->text.bytes, d->text.len);
    memset(&r, 0, sizeof r);
    r.d = d;
    r.at = d->text.bytes;
    r.end = r.at + d->text.len;
    reader_line(&r);
    if (bad != d->text.len) {
        return reader_not_text(&r, bad);
    }
    failed = reader_any(&r, 0, &d->root);
    reader_blanks(&r);
    if (!failed && r.at != r.end) {
        return reader_fail(&r, "more text after the end of the document", "文档结束之后还有内容");
    }
    if (!failed) {
        document_end_digits(d);
    }
    return failed;
}

int document_read(const char *path, document *out) {
    int failed;
    memset(out, 0, sizeof *out);
    out->path = path;
    failed = input_read(path, &out->text);
    if (failed) {
        out->text.bytes = NULL;
    }
    return failed ? failed : document_build(out);
}

int document_parse(const char *bytes, size_t len, hotline_error *error, document *out) {
    memset(out, 0, sizeof *out);
    out->path = "-";
    out->error = error;
    out->text.bytes = malloc(len + 1);
    if (out->text.bytes == NULL) {
        return input_no_memory(out->path);
    }
    memcpy(out->text.bytes, bytes, len);
    out->text.len = len;
    return document_build(out);
}

void document_free(document *d) {
    while (d->made != NULL) {
        json_value *before = d->made->made_before;
        free(d->made);
        d->made = before;
    }
    free(d->text.bytes);
    memset(d, 0, sizeof *d);
}

const json_value *document_member(const json_value *object, const char *key) {
    const json_value *m;
    for (m = object->first; m != NULL; m = m->next) {
        if (m->key != NULL && strcmp(m->key, key) == 0) {
            return m;
        }
    }
    return NULL;
}

void document_write(const json_value *v, growing *out) {
    const json_value *element;
    if (v->kind == JSON_ARRAY) {
        growing_add_string(out, "[");
        for (element = v->first; element != NULL; element = element->next) {
            growing_add_string(out, element == v->first ? "" : ",");
            document_write(element, out);
        }
        growing_add_string(out, "]");
    } else if (v->kind == JSON_TEXT) {
        growing_add_json(out, v->text, v->len);
    } else if (v->kind == JSON_INTEGER) {
        growing_add(out, v->text, v->len);
    } else {
        growing_add_string(out, json_words[v->kind]);
    }
}
