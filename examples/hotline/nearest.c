/* SPDX-License-Identifier: MIT */
/*
 * Counts letters to be changed, put in or taken out between two words of UTF-8. It refuses to know what the words name.
 */
#include "nearest.h"

#include <string.h>

enum { NEAREST_MOST = 64 };

/* Letters as numbers: the bytes of each put together, which tells them apart. */
static size_t nearest_letters(const char *bytes, size_t len, unsigned long letters[NEAREST_MOST]) {
    size_t count = 0;
    size_t i;
    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if ((c & 0xc0) == 0x80 && count > 0) {
            letters[count - 1] = (letters[count - 1] << 8 | c) & 0xffffffffUL;
        } else if (count < NEAREST_MOST) {
            letters[count++] = c;
        } else {
            break;
        }
    }
    return count;
}

static size_t nearest_least(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

static size_t nearest_distance(const unsigned long *a, size_t a_count, const unsigned long *b, size_t b_count) {
    size_t row[NEAREST_MOST + 1];
    size_t i;
    size_t j;
    for (j = 0; j <= b_count; j++) {
        row[j] = j;
    }
    for (i = 1; i <= a_count; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (j = 1; j <= b_count; j++) {
            size_t above = row[j];
            row[j] = nearest_least(above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[b_count];
}

void nearest_begin(nearest *n, const char *word, size_t len) {
    memset(n, 0, sizeof *n);
    n->word = word;
    n->len = len;
    n->distance = NEAREST_MOST;
}

void nearest_offer(nearest *n, const char *name, size_t len) {
    unsigned long a[NEAREST_MOST];
    unsigned long b[NEAREST_MOST];
    size_t a_count = nearest_letters(n->word, n->len, a);
    size_t b_count = nearest_letters(name, len, b);
    size_t longest = a_count > b_count ? a_count : b_count;
    size_t distance = nearest_distance(a, a_count, b, b_count);
    if (distance < n->distance && 2 * distance <= longest && distance < longest) {
        n->best = name;
        n->best_len = len;
        n->distance = distance;
    }
}
