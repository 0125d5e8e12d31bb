/* SPDX-License-Identifier: MIT */
/*
 * The caller's error record, filled piece by piece: what was wrong, where, and the nearest known name. Texts are cut between code points
 * when they do not fit. It refuses to know any document format.
 */
#include "error_impl.h"

#include <stddef.h>
#include <string.h>

#include "message.h"
#include "utf8.h"

enum { ERROR_QUOTED_MOST = 60, NEAREST_MOST = 64 };

text hotline__text(const char *terminated) {
    text t;
    t.at = terminated;
    t.len = terminated == NULL ? 0 : strlen(terminated);
    return t;
}

int hotline__text_is(text a, const char *terminated) {
    return hotline__text_equal(a, hotline__text(terminated));
}

void hotline__text_lend(text t, const char **at, size_t *len) {
    *at = t.at;
    *len = t.at != NULL ? t.len : 0;
}

const char *hotline__text_give(text t, size_t *len) {
    if (len != NULL) {
        *len = t.at != NULL ? t.len : 0;
    }
    return t.at;
}

int hotline__text_digits(text t, size_t from, size_t count, int64_t *out) {
    size_t i;
    *out = 0;
    for (i = from; i < from + count; i++) {
        if (i >= t.len || t.at[i] < '0' || t.at[i] > '9') {
            return 0;
        }
        *out = *out * 10 + (t.at[i] - '0');
    }
    return 1;
}

int hotline__text_compare(text a, text b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
    if (order != 0) {
        return order;
    }
    return a.len < b.len ? -1 : a.len > b.len;
}

void hotline_error_init(hotline_error *error, size_t struct_size) {
    if (error == NULL || struct_size < sizeof(uint32_t)) {
        return;
    }
    memset(error, 0, struct_size);
    error->struct_size = (uint32_t)struct_size;
}

/* An older caller's record may be shorter than ours; nothing is written to one that lacks a member. */
static int error_usable(const hotline_error *error) {
    return error != NULL && error->struct_size >= offsetof(hotline_error, language);
}

hotline_status hotline__error_set(hotline_error *error, hotline_status status, const char *message) {
    if (error_usable(error)) {
        error->status = status;
        error->line = 0;
        error->column = 0;
        error->path[0] = '\0';
        error->message[0] = '\0';
        hotline__error_add(error, message);
    }
    return status;
}

int32_t hotline__error_language(const hotline_error *error) {
    return error != NULL && error->struct_size >= sizeof *error ? error->language : HOTLINE_LANGUAGE_EN;
}

void hotline__error_add(hotline_error *error, const char *piece) {
    hotline__error_add_text(error, hotline__text(hotline__message_say(piece, hotline__error_language(error))));
}

void hotline__error_add_text(hotline_error *error, text piece) {
    size_t used;
    size_t fit;
    if (!error_usable(error) || piece.len == 0) {
        return;
    }
    used = strlen(error->message);
    fit = hotline__utf8_fit(piece.at, piece.len, sizeof error->message - 1 - used);
    memcpy(error->message + used, piece.at, fit);
    error->message[used + fit] = '\0';
}

void hotline__error_add_quoted(hotline_error *error, text piece) {
    size_t at = 0;
    uint32_t shown = 0;
    hotline__error_add(error, "\"");
    while (at < piece.len && shown < ERROR_QUOTED_MOST) {
        text point;
        size_t begin = at;
        int32_t code = hotline__utf8_next(piece.at, piece.len, &at);
        point.at = piece.at + begin;
        point.len = at - begin;
        hotline__error_add_text(error, code < 0x20 || code == 0x7f ? hotline__text("?") : point);
        shown++;
    }
    hotline__error_add(error, at < piece.len ? "...\"" : "\"");
}

void hotline__error_add_number(hotline_error *error, int64_t number) {
    char digits[24];
    size_t at = sizeof digits - 1;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + (char)(left % 10));
        left /= 10;
    } while (left != 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    hotline__error_add(error, digits + at);
}

void hotline__error_place(hotline_error *error, uint32_t line, uint32_t column) {
    if (error_usable(error)) {
        error->line = line;
        error->column = column;
    }
}

void hotline__error_path(hotline_error *error, text path) {
    if (error_usable(error)) {
        size_t fit = hotline__utf8_fit(path.at, path.len, sizeof error->path - 1);
        if (fit != 0) {
            memcpy(error->path, path.at, fit);
        }
        error->path[fit] = '\0';
    }
}

void hotline__nearest_begin(nearest *n, text wanted) {
    memset(n, 0, sizeof *n);
    n->wanted = wanted;
    n->distance = UINT32_MAX;
}

static uint32_t nearest_least(uint32_t a, uint32_t b, uint32_t c) {
    uint32_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Levenshtein distance in bytes over one row; both at most NEAREST_MOST long. */
static uint32_t nearest_distance(text a, text b) {
    uint32_t row[NEAREST_MOST + 1];
    size_t i;
    size_t j;
    for (j = 0; j <= b.len; j++) {
        row[j] = (uint32_t)j;
    }
    for (i = 1; i <= a.len; i++) {
        uint32_t diagonal = row[0];
        row[0] = (uint32_t)i;
        for (j = 1; j <= b.len; j++) {
            uint32_t above = row[j];
            row[j] = nearest_least(above + 1, row[j - 1] + 1, diagonal + (a.at[i - 1] != b.at[j - 1]));
            diagonal = above;
        }
    }
    return row[b.len];
}

void hotline__nearest_try(nearest *n, text candidate) {
    uint32_t distance;
    if (n->wanted.len == 0 || n->wanted.len > NEAREST_MOST || candidate.len == 0 || candidate.len > NEAREST_MOST) {
        return;
    }
    distance = nearest_distance(n->wanted, candidate);
    if (distance < n->distance && distance <= 1 + n->wanted.len / 4) {
        n->distance = distance;
        n->best = candidate;
    }
}

void hotline__nearest_tell(const nearest *n, hotline_error *error) {
    if (n->best.len != 0) {
        hotline__error_add(error, "; did you mean ");
        hotline__error_add_quoted(error, n->best);
        hotline__error_add(error, "?");
    }
}
