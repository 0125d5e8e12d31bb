/* SPDX-License-Identifier: MIT */
/*
 * Cuts the text of a condition into words and puts it back together with canonical spaces, so that the row of a table can be named by an
 * overlay. It refuses to know what any word means.
 */
#include "condition_token.h"

#include <string.h>

#include "../base/utf8.h"
#include "condition_impl.h"

static int token_is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static int token_is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int token_is_letter(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
}

static size_t token_digits(text source, size_t at) {
    while (at < source.len && token_is_digit(source.at[at])) {
        at++;
    }
    return at;
}

/* Digits, a fraction, a percent sign. */
static size_t token_number_end(text source, size_t at) {
    size_t end = token_digits(source, at);
    if (end + 1 < source.len && source.at[end] == '.' && token_is_digit(source.at[end + 1])) {
        end = token_digits(source, end + 1);
    }
    if (end < source.len && source.at[end] == '%') {
        end++;
    }
    return end;
}

static size_t token_name_end(text source, size_t at) {
    while (at < source.len && (token_is_letter(source.at[at]) || token_is_digit(source.at[at]))) {
        at++;
    }
    return at;
}

/* Length of the sign at `at`; 0: none. */
static size_t token_sign_length(text source, size_t at) {
    char c = source.at[at];
    if ((c == '!' || c == '<' || c == '>') && at + 1 < source.len && source.at[at + 1] == '=') {
        return 2;
    }
    return memchr("=<>(),+-*/", c, 10) != NULL ? 1 : 0;
}

static void token_quoted(text source, size_t *at, token *out) {
    size_t from = *at + 1;
    const char *close = memchr(source.at + from, '"', source.len - from);
    if (close == NULL) {
        out->kind = TOKEN_BAD;
        out->words.len = source.len - *at;
        *at = source.len;
        return;
    }
    out->kind = TOKEN_TEXT;
    out->words.at = source.at + from;
    out->words.len = (size_t)(close - out->words.at);
    *at = from + out->words.len + 1;
}

/* Words that people bring from programming languages, and what is written here. The longer ones come first. */
static const char *const token_foreign[][2] = {{"==", "="}, {"<>", "!="}, {"&&", "and"}, {"||", "or"}, {"!", "not"}};

static size_t token_foreign_length(text source, size_t at) {
    for (size_t i = 0; i < sizeof token_foreign / sizeof token_foreign[0]; i++) {
        size_t length = strlen(token_foreign[i][0]);
        if (source.len - at >= length && memcmp(source.at + at, token_foreign[i][0], length) == 0) {
            return length;
        }
    }
    return 0;
}

const char *hotline__token_instead(text words) {
    for (size_t i = 0; i < sizeof token_foreign / sizeof token_foreign[0]; i++) {
        if (hotline__text_is(words, token_foreign[i][0])) {
            return token_foreign[i][1];
        }
    }
    return NULL;
}

void hotline__token_tell_instead(text words, hotline_error *error) {
    const char *instead = hotline__token_instead(words);
    if (instead != NULL) {
        hotline__error_add(error, "; write ");
        hotline__error_add_text(error, hotline__text(instead));
    }
}

static void token_other(text source, size_t *at, token *out) {
    size_t length = token_sign_length(source, *at);
    size_t foreign = length < 2 ? token_foreign_length(source, *at) : 0;
    out->kind = length > 0 && foreign == 0 ? TOKEN_SIGN : TOKEN_BAD;
    length = foreign > 0 ? foreign : length;
    if (length == 0) {
        size_t next = *at;
        (void)hotline__utf8_next(source.at, source.len, &next);
        length = next - *at;
    }
    out->words.len = length;
    *at += length;
}

void hotline__token_next(text source, size_t *at, token *out) {
    size_t from = *at;
    while (from < source.len && token_is_space(source.at[from])) {
        from++;
    }
    *at = from;
    out->at = from;
    out->words.at = source.at + from;
    out->words.len = 0;
    out->kind = TOKEN_END;
    if (from == source.len) {
        return;
    }
    if (token_is_letter(source.at[from])) {
        out->kind = TOKEN_NAME;
        *at = token_name_end(source, from);
    } else if (token_is_digit(source.at[from])) {
        out->kind = TOKEN_NUMBER;
        *at = token_number_end(source, from);
    } else if (source.at[from] == '"') {
        token_quoted(source, at, out);
        return;
    } else {
        token_other(source, at, out);
        return;
    }
    out->words.len = *at - from;
}

int hotline__token_is(const token *t, const char *words) {
    return (t->kind == TOKEN_NAME || t->kind == TOKEN_SIGN) && hotline__text_is(t->words, words);
}

uint32_t hotline__token_column(text source, size_t at) {
    return (uint32_t)hotline__utf8_count(source.at, at) + 1;
}

/* Words after which an opening bracket is set off by a space. */
static int token_is_spaced_word(const token *t) {
    static const char *const words[] = {"and", "or", "not", "in", "has", "under", "by"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (hotline__token_is(t, words[i])) {
            return 1;
        }
    }
    return 0;
}

static int token_is_glued(const token *before, const token *t) {
    if (before->kind == TOKEN_END || hotline__token_is(before, "(") || hotline__token_is(before, "-")) {
        return 1;
    }
    if (hotline__token_is(t, ")") || hotline__token_is(t, ",")) {
        return 1;
    }
    return hotline__token_is(t, "(") && before->kind == TOKEN_NAME && !token_is_spaced_word(before);
}

hotline_status hotline__condition_canonical(text source, buffer *out, hotline_error *error) {
    token before = {{NULL, 0}, 0, TOKEN_END};
    size_t at = 0;
    for (;;) {
        token t;
        hotline__token_next(source, &at, &t);
        if (t.kind == TOKEN_END) {
            return out->status;
        }
        if (t.kind == TOKEN_BAD) {
            hotline__error_set(error, HOTLINE_ERROR_SYNTAX, "not a word of a condition: ");
            hotline__error_add_quoted(error, t.words);
            hotline__token_tell_instead(t.words, error);
            hotline__error_place(error, 1, hotline__token_column(source, t.at));
            return HOTLINE_ERROR_SYNTAX;
        }
        if (!token_is_glued(&before, &t)) {
            hotline__buffer_add(out, " ", 1);
        }
        hotline__buffer_add(out, source.at + t.at, at - t.at);
        before = t;
    }
}
