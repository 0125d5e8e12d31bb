/* SPDX-License-Identifier: MIT */
/*
 * Strict RFC 8259 text, piece after piece: whatever the grammar or UTF-8 forbids is an error with its place and what was expected
 * there. It refuses to keep what it has read (json_read.c makes a tree of it), and to know any document format.
 */
#include "json_scan.h"

#include <string.h>

#include "utf8.h"

hotline_status hotline__json_scan_fail(const json_scan *s, const char *at, hotline_status status, const char *message) {
    uint32_t line = 0;
    uint32_t column = 0;
    size_t offset = (size_t)(at - s->source);
    hotline__error_set(s->error, status, message);
    hotline__json_place(s->source, (size_t)(s->end - s->source), (uint32_t)offset, &line, &column);
    hotline__error_place(s->error, line, column);
    return status;
}

static hotline_status json_syntax(const json_scan *s, const char *message) {
    return hotline__json_scan_fail(s, s->at, HOTLINE_ERROR_SYNTAX, s->at == s->end ? "the text ends too early" : message);
}

static hotline_status json_no_memory(const json_scan *s) {
    return hotline__json_scan_fail(s, s->at, HOTLINE_ERROR_MEMORY, "out of memory");
}

static void json_skip(json_scan *s) {
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\n' || *s->at == '\r' || *s->at == '\t')) {
        s->at++;
    }
}

/* ---- text ---- */

static int32_t json_hex4(const char *at) {
    int32_t code = 0;
    int i;
    for (i = 0; i < 4; i++) {
        char c = at[i];
        int32_t digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0) {
            return -1;
        }
        code = code * 16 + digit;
    }
    return code;
}

/* After "\u": the code point, with its second half when it is a surrogate; -1 when malformed. */
static int32_t json_unicode(json_scan *s) {
    int32_t code = s->end - s->at >= 4 ? json_hex4(s->at) : -1;
    int32_t low;
    if (code < 0) {
        return -1;
    }
    s->at += 4;
    if (code < 0xD800 || code > 0xDFFF) {
        return code;
    }
    low = code < 0xDC00 && s->end - s->at >= 6 && s->at[0] == '\\' && s->at[1] == 'u' ? json_hex4(s->at + 2) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        return -1;
    }
    s->at += 6;
    return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
}

static hotline_status json_escape_read(json_scan *s, char **to) {
    static const char plain[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    const char *begin = s->at;
    const char *found;
    int32_t code;
    s->at++;
    if (s->at == s->end) {
        return json_syntax(s, "");
    }
    found = *s->at == '\0' ? NULL : memchr(plain, *s->at, sizeof plain - 1);
    if (found != NULL) {
        *(*to)++ = meant[found - plain];
        s->at++;
        return HOTLINE_OK;
    }
    if (*s->at != 'u') {
        return hotline__json_scan_fail(s, begin, HOTLINE_ERROR_SYNTAX,
                                       "unknown escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
    }
    s->at++;
    code = json_unicode(s);
    if (code < 0) {
        return hotline__json_scan_fail(s, begin, HOTLINE_ERROR_SYNTAX,
                                       "expected four hexadecimal digits, and both halves of a surrogate pair");
    }
    if (code == 0) {
        return hotline__json_scan_fail(s, begin, HOTLINE_ERROR_SYNTAX, "the character U+0000 is not accepted in text");
    }
    *to += hotline__utf8_put(code, *to);
    return HOTLINE_OK;
}

/* By byte: 0 is plain ASCII text, which stands for itself; quotes, escapes, controls and what lies beyond ASCII need a look. */
static const uint8_t json_looks[256] = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

/* The end of the text that begins after its opening quote, and whether it holds escapes; UTF-8 is checked on the way. */
static hotline_status json_text_scan(json_scan *s, int *escaped) {
    while (s->at < s->end) {
        const char *plain = s->at;
        unsigned char c = (unsigned char)*plain;
        if (!json_looks[c]) {
            while (++plain < s->end && !json_looks[(unsigned char)*plain]) {
            }
            s->at = plain;
            continue;
        }
        if (c == '"') {
            return HOTLINE_OK;
        }
        if (c == '\\') {
            *escaped = 1;
            s->at += s->end - s->at > 1 && (unsigned char)s->at[1] < 0x80 ? 2 : 1; /* what else follows must be UTF-8 first */
        } else if (c < 0x20) {
            return json_syntax(s, "control characters must be escaped in text");
        } else {
            size_t at = 0;
            if (hotline__utf8_next(s->at, (size_t)(s->end - s->at), &at) == UTF8_BAD) {
                return json_syntax(s, "the text is not UTF-8");
            }
            s->at += at;
        }
    }
    return json_syntax(s, "");
}

static hotline_status json_text_decode(json_scan *s, const char *begin, const char *end, text *out) {
    char *to = hotline__arena_take(s->arena, (size_t)(end - begin) + 1);
    out->at = to;
    if (to == NULL) {
        return json_no_memory(s);
    }
    s->at = begin;
    while (s->at < end) {
        if (*s->at != '\\') {
            *to++ = *s->at++;
        } else {
            HOTLINE_TRY(json_escape_read(s, &to));
        }
    }
    *to = '\0';
    out->len = (size_t)(to - out->at);
    return HOTLINE_OK;
}

/* At the opening quote; leaves `at` after the closing one. */
hotline_status hotline__json_scan_text(json_scan *s, text *out) {
    const char *begin = ++s->at;
    const char *end;
    int escaped = 0;
    HOTLINE_TRY(json_text_scan(s, &escaped));
    end = s->at;
    out->at = begin;
    out->len = (size_t)(end - begin);
    if (escaped) {
        HOTLINE_TRY(json_text_decode(s, begin, end, out));
    }
    s->at = end + 1;
    return HOTLINE_OK;
}

/* ---- numbers and words ---- */

static int json_is_digit(const json_scan *s) {
    return s->at < s->end && *s->at >= '0' && *s->at <= '9';
}

static int json_digits(json_scan *s) {
    const char *begin = s->at;
    while (json_is_digit(s)) {
        s->at++;
    }
    return s->at > begin;
}

static int json_is_at(const json_scan *s, char one, char other) {
    return s->at < s->end && (*s->at == one || *s->at == other);
}

static hotline_status json_whole_scan(json_scan *s) {
    if (*s->at == '-') {
        s->at++;
    }
    if (json_is_at(s, '0', '0')) {
        s->at++;
        return json_is_digit(s) ? json_syntax(s, "a number has no leading zeros") : HOTLINE_OK;
    }
    return json_digits(s) ? HOTLINE_OK : json_syntax(s, "expected a digit");
}

static hotline_status json_fraction_scan(json_scan *s) {
    s->at++;
    return json_digits(s) ? HOTLINE_OK : json_syntax(s, "expected a digit after the decimal point");
}

static hotline_status json_exponent_scan(json_scan *s) {
    s->at++;
    if (json_is_at(s, '+', '-')) {
        s->at++;
    }
    return json_digits(s) ? HOTLINE_OK : json_syntax(s, "expected a digit in the exponent");
}

static hotline_status json_number_scan(json_scan *s, int *decimal) {
    HOTLINE_TRY(json_whole_scan(s));
    if (json_is_at(s, '.', '.')) {
        *decimal = 1;
        HOTLINE_TRY(json_fraction_scan(s));
    }
    if (json_is_at(s, 'e', 'E')) {
        *decimal = 1;
        HOTLINE_TRY(json_exponent_scan(s));
    }
    return HOTLINE_OK;
}

/* 1 and *out when the digits fit int64. */
static int json_number_value(text digits, int64_t *out) {
    uint64_t number = 0;
    size_t i = digits.at[0] == '-';
    int negative = digits.at[0] == '-';
    uint64_t most = (uint64_t)INT64_MAX + (uint64_t)negative;
    for (; i < digits.len; i++) {
        uint64_t digit = (uint64_t)(digits.at[i] - '0');
        if (number > (most - digit) / 10) {
            return 0;
        }
        number = number * 10 + digit;
    }
    *out = !negative ? (int64_t)number : number == 0 ? 0 : -(int64_t)(number - 1) - 1;
    return 1;
}

static hotline_status json_number_read(json_scan *s, json *node) {
    int decimal = 0;
    node->value.at = s->at;
    HOTLINE_TRY(json_number_scan(s, &decimal));
    node->value.len = (size_t)(s->at - node->value.at);
    node->kind = decimal || !json_number_value(node->value, &node->number) ? JSON_DECIMAL : JSON_INTEGER;
    return HOTLINE_OK;
}

typedef struct json_word {
    const char *word;
    size_t len;
    json_kind kind;
} json_word;

static hotline_status json_word_read(json_scan *s, json *node) {
    static const json_word words[] = {{"true", 4, JSON_TRUE}, {"false", 5, JSON_FALSE}, {"null", 4, JSON_NULL}};
    size_t i;
    for (i = 0; i < sizeof words / sizeof words[0]; i++) {
        if ((size_t)(s->end - s->at) >= words[i].len && memcmp(s->at, words[i].word, words[i].len) == 0) {
            s->at += words[i].len;
            node->kind = (uint8_t)words[i].kind;
            return HOTLINE_OK;
        }
    }
    return json_syntax(s, "expected a value: an object, an array, text, a number, true, false or null");
}

hotline_status hotline__json_scan_scalar(json_scan *s, json *out) {
    memset(out, 0, sizeof *out);
    out->offset = (uint32_t)(s->at - s->source);
    if (s->at == s->end) {
        return json_syntax(s, "");
    }
    if (*s->at == '"') {
        out->kind = JSON_TEXT;
        return hotline__json_scan_text(s, &out->value);
    }
    return *s->at == '-' || json_is_digit(s) ? json_number_read(s, out) : json_word_read(s, out);
}

/* ---- collections ---- */

static hotline_status json_count_member(json_scan *s) {
    if (++s->members > s->arena->context->max_members) {
        return hotline__json_scan_fail(s, s->at, HOTLINE_ERROR_LIMIT, "more members than the context allows");
    }
    return HOTLINE_OK;
}

static void json_leave(json_scan *s, int *more) {
    s->at++;
    s->depth--;
    *more = 0;
}

hotline_status hotline__json_scan_enter(json_scan *s, char closing, int *more) {
    if (++s->depth > s->arena->context->max_depth) {
        return hotline__json_scan_fail(s, s->at, HOTLINE_ERROR_LIMIT, "nested deeper than the context allows");
    }
    s->at++;
    json_skip(s);
    if (json_is_at(s, closing, closing)) {
        json_leave(s, more);
        return HOTLINE_OK;
    }
    *more = 1;
    return json_count_member(s);
}

hotline_status hotline__json_scan_next(json_scan *s, char closing, int *more) {
    json_skip(s);
    if (json_is_at(s, ',', ',')) {
        s->at++;
        json_skip(s);
        *more = 1;
        return json_count_member(s);
    }
    if (json_is_at(s, closing, closing)) {
        json_leave(s, more);
        return HOTLINE_OK;
    }
    return json_syntax(s, closing == '}' ? "expected a comma or }" : "expected a comma or ]");
}

hotline_status hotline__json_scan_name(json_scan *s, text *name, uint32_t *offset) {
    if (!json_is_at(s, '"', '"')) {
        return json_syntax(s, "expected a member name in double quotes");
    }
    *offset = (uint32_t)(s->at - s->source);
    HOTLINE_TRY(hotline__json_scan_text(s, name));
    json_skip(s);
    if (!json_is_at(s, ':', ':')) {
        return json_syntax(s, "expected a colon after the member name");
    }
    s->at++;
    json_skip(s);
    return HOTLINE_OK;
}

hotline_status hotline__json_scan_twice(const json_scan *s, text name, uint32_t offset) {
    hotline__json_scan_fail(s, s->source + offset, HOTLINE_ERROR_SYNTAX, "the name ");
    hotline__error_add_quoted(s->error, name);
    hotline__error_add(s->error, " stands twice in the object");
    return HOTLINE_ERROR_SYNTAX;
}

/* ---- the whole ---- */

hotline_status hotline__json_scan_begin(json_scan *s, arena *a, const char *source, size_t len, hotline_error *error) {
    memset(s, 0, sizeof *s);
    s->arena = a;
    s->source = s->at = source;
    s->end = source + len;
    s->error = error;
    if (len > a->context->max_document || len >= UINT32_MAX) {
        return hotline__error_set(error, HOTLINE_ERROR_LIMIT, "the text is longer than the context allows");
    }
    json_skip(s);
    return HOTLINE_OK;
}

hotline_status hotline__json_scan_end(json_scan *s) {
    json_skip(s);
    return s->at == s->end ? HOTLINE_OK : json_syntax(s, "expected nothing after the value");
}

void hotline__json_place(const char *source, size_t len, uint32_t offset, uint32_t *line, uint32_t *column) {
    size_t stop = offset < len ? offset : len;
    size_t begin = 0;
    size_t i;
    *line = 1;
    for (i = 0; i < stop; i++) {
        if (source[i] == '\n') {
            ++*line;
            begin = i + 1;
        }
    }
    *column = (uint32_t)hotline__utf8_count(source + begin, stop - begin) + 1;
}

const char *hotline__json_kind_name(uint8_t kind) {
    static const char *const kind_names[] = {"null", "false", "true", "a whole number", "a number", "text", "an array", "an object"};
    return kind <= JSON_OBJECT ? kind_names[kind] : "nothing";
}
